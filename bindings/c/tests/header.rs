//! `include/antin.h` is what cbindgen makes of the sources, and each item in it has a comment.
//!
//! `ANTIN_BLESS=1 cargo test -p antin-capi --test header` writes it anew.

use std::path::{Path, PathBuf};
use std::{env, fs};

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn header() -> PathBuf {
    folder().join("../../include/antin.h")
}

/// The modules in the order of a reader, which is that of the header.
const ORDER: &[&str] = &[
    "version",
    "result",
    "error",
    "language",
    "buffer",
    "key_options",
    "credential",
    "sign_options",
    "sign",
    "extend",
    "client",
    "timestamper",
    "prepared",
    "signing",
    "policy",
    "policy_paths",
    "evidence",
    "evidence_file",
    "evidence_list",
    "cache",
    "gather",
    "gathered",
    "verify",
    "verifying",
    "report",
    "signature",
    "finding",
    "timestamp",
    "recheck",
    "path",
    "inspection",
    "source",
    "target",
    "seal_options",
    "sealing",
    "opening",
    "claim",
    "package",
    "seal",
    "fact",
    "package_file",
    "liberty",
    "extract",
    "hop",
    "validation",
    "registry_signers",
    "registry",
    "binding",
    "registry_draft",
    "sent",
    "receipt",
    "prepared_receipt",
    "receipt_report",
    "receipts",
    "gateway_policy",
    "agency",
    "ledger",
    "gateway",
    "sending",
    "sending_parts",
    "returned_receipt",
    "arrival",
    "arrival_parts",
    "journal",
];

fn sources() -> Vec<PathBuf> {
    let source = folder().join("src");
    let listed: Vec<_> = ORDER.iter().map(|name| source.join(format!("{name}.rs"))).collect();
    for entry in fs::read_dir(&source).expect("sources") {
        let path = entry.expect("a file").path();
        let silent = ["lib", "boundary", "text", "panicking", "direct", "durable", "steps"];
        let name = path.file_stem().and_then(|name| name.to_str()).expect("a name");
        assert!(listed.contains(&path) || silent.contains(&name), "{name} is in no order");
    }
    listed
}

fn generated() -> String {
    let config = cbindgen::Config::from_file(folder().join("cbindgen.toml")).expect("a config");
    let builder = sources()
        .into_iter()
        .fold(cbindgen::Builder::new().with_config(config), cbindgen::Builder::with_src);
    let mut out = Vec::new();
    builder.generate().expect("bindings").write(&mut out);
    let text = String::from_utf8(out).expect("UTF-8");
    // Compilers for Windows read headers in the code page of the machine.
    let text = text.replace('…', "...").replace('§', "section ");
    assert!(text.is_ascii(), "only ASCII can be read everywhere");
    text
}

#[test]
fn the_header_is_what_the_sources_say() {
    let generated = generated();
    if env::var_os("ANTIN_BLESS").is_some() {
        fs::write(header(), &generated).expect("written");
    }
    if env::var_os("ANTIN_BLESS").is_some() {
        let list: String = declared(&generated).iter().map(|name| format!("{name}\n")).collect();
        fs::write(folder().join("symbols.txt"), list).expect("written");
    }
    let committed = fs::read_to_string(header()).expect("include/antin.h");
    assert!(committed == generated, "include/antin.h drifted: run with ANTIN_BLESS=1");
}

/// A declaration in the header, and the line above it.
fn items(header: &str) -> impl Iterator<Item = (&str, &str)> {
    let lines: Vec<&str> = header.lines().collect();
    let body = lines.iter().position(|line| line.starts_with("#include")).expect("an include");
    let pairs: Vec<_> = lines.windows(2).map(|pair| (pair[0], pair[1])).collect();
    pairs.into_iter().skip(body.saturating_sub(2)).filter(|(_, line)| {
        ["ANTIN_API ", "ANTIN_MUST_USE ", "typedef ", "#define ANTIN_"]
            .iter()
            .any(|start| line.starts_with(start))
    })
}

#[test]
fn every_item_has_a_comment() {
    let text = fs::read_to_string(header()).expect("include/antin.h");
    let mut count = 0;
    for (above, line) in items(&text) {
        let is_macro =
            line.starts_with("#define ANTIN_API") || line.starts_with("#define ANTIN_MUST_USE");
        let continued = above.starts_with("ANTIN_");
        assert!(is_macro || continued || above.trim_end().ends_with("*/"), "no comment: {line}");
        count += 1;
    }
    assert!(count > 100, "only {count} items were seen");
}

/// The functions that are declared, in order.
fn declared(text: &str) -> Vec<String> {
    let mut names: Vec<String> = text
        .split("ANTIN_API")
        .skip(1)
        .filter_map(|rest| rest.split_once('('))
        .filter_map(|(before, _)| before.split([' ', '*', '\n']).next_back().map(str::to_owned))
        .filter(|name| name.starts_with("antin_"))
        .collect();
    names.sort();
    names
}

fn listed() -> Vec<String> {
    let text = fs::read_to_string(folder().join("symbols.txt")).expect("symbols.txt");
    text.lines().map(str::to_owned).collect()
}

#[test]
fn the_header_declares_what_is_listed() {
    let text = fs::read_to_string(header()).expect("include/antin.h");
    assert_eq!(declared(&text), listed());
}

#[test]
fn every_handle_can_be_freed() {
    let declared = listed();
    for name in &declared {
        let Some(stem) =
            ["_new", "_open", "_from_pkcs12"].iter().find_map(|end| name.strip_suffix(end))
        else {
            continue;
        };
        assert!(declared.contains(&format!("{stem}_free")), "{stem}_free is missing");
    }
    assert!(Path::new(&header()).exists());
}
