//! Wrong usage is exit status 3 and says what to do; help and version are 0.

use crate::harness::{AT, Desk, pki, run};

#[test]
fn help_and_version_are_0() {
    for arguments in [&["--help"][..], &["--version"], &["help", "verify"], &["sign", "--help"]] {
        assert!(!run(arguments).expect_status(0).out.is_empty());
    }
    assert!(run(&["--help"]).out.contains("Exit status"));
}

#[test]
fn nothing_at_all_is_3() {
    assert!(run(&[]).expect_status(3).err.contains("Usage"));
}

#[test]
fn unknown_commands_options_and_values_are_3() {
    for arguments in [
        &["stamp"][..],
        &["verify", "f", "--thrust", "r.pem"],
        &["verify", "f", "--trust", "r.pem", "--output", "xml"],
        &["verify", "f", "--trust", "r.pem", "--lang", "fr"],
        &["verify", "f", "--trust", "r.pem", "--at", "yesterday"],
        &["verify", "f", "--trust", "r.pem", "--revocation", "maybe"],
        &["chain", "f", "--trust", "r.pem", "--policy-oid", "1.2.x"],
        &["sign", "f", "--key", "k"],
        &["sign", "f", "--key", "k", "--cert", "c", "--p12", "p"],
        &["sign", "f", "--attached", "--detached", "--p12", "p"],
    ] {
        assert!(!run(arguments).expect_status(3).err.is_empty());
    }
}

#[test]
fn a_missing_file_to_work_on_is_3() {
    for command in ["verify", "chain", "sign"] {
        assert!(run(&[command]).expect_status(3).err.contains("is missing"), "{command}");
    }
    assert!(run(&["verify", "--trust", "r.pem"]).expect_status(3).err.contains("FILE"));
}

#[test]
fn trusting_nobody_is_3() {
    let desk = Desk::signed();
    run(&["verify", &desk.path("doc.txt")]).expect_error(3, &["--trust"]);
    run(&["chain", &pki("agency.pem"), "--at", AT]).expect_error(3, &["--trust"]);
}

#[test]
fn signing_without_a_key_is_3() {
    let desk = Desk::new();
    run(&["sign", &desk.path("doc.txt")]).expect_error(3, &["--key", "--p12"]);
    assert!(!desk.has("doc.txt.p7s"));
}

#[test]
fn what_comes_later_says_so_and_is_3() {
    let desk = Desk::signed();
    for format in ["xades", "pades"] {
        desk.sign("doc.txt", "agency", &["--format", format])
            .expect_error(3, &[format, "not yet there", "cades"]);
    }
    desk.sign("doc.txt", "agency", &["--pkcs11", "m.so"]).expect_error(3, &["--pkcs11"]);
}

#[test]
fn levels_above_b_say_what_they_need() {
    let desk = Desk::new();
    for level in ["T", "lt", "LTA"] {
        desk.sign("doc.txt", "agency", &["--level", level])
            .expect_error(3, &[&level.to_uppercase(), "--tsa"]);
    }
    let tsa = ["--level", "LT", "--tsa", "http://127.0.0.1:1"];
    desk.sign("doc.txt", "agency", &tsa).expect_error(3, &["--trust"]);
    let tsa = ["--level", "T", "--tsa", "ftp://127.0.0.1"];
    desk.sign("doc.txt", "agency", &tsa).expect_error(3, &["ftp://127.0.0.1", "http"]);
    let unused = ["--tsa", "http://127.0.0.1:1"];
    desk.sign("doc.txt", "agency", &unused).expect_error(3, &["level B", "--level T"]);
    assert!(!desk.has("doc.txt.p7s"));
}

#[test]
fn an_authority_that_cannot_be_reached_is_named_with_what_to_do() {
    let desk = Desk::signed();
    let tsa = "http://127.0.0.1:1/tsa";
    let more = ["--level", "T", "--tsa", tsa];
    let words = ["doc.txt", tsa, "no connection", "--proxy"];
    desk.sign("doc.txt", "agency", &[&more[..], &["--force"]].concat()).expect_error(4, &words);
    let (doc, signature) = (desk.path("doc.txt"), desk.path("doc.txt.p7s"));
    run(&["timestamp", &doc, "--tsa", tsa]).expect_error(4, &words);
    run(&[&["extend", &signature, "--force"], &more[..]].concat()).expect_error(4, &words);
    let words = ["dấu thời gian", tsa, "không kết nối được", "thử lại sau"];
    run(&["timestamp", &doc, "--tsa", tsa, "--lang", "vi"]).expect_error(4, &words);
    run(&[&["extend", &doc], &more[..]].concat()).expect_error(4, &["doc.txt.p7s", "no CMS"]);
}

#[test]
fn networks_that_are_none_are_refused_and_those_inside_are_told_how_to_allow() {
    let desk = Desk::new();
    let address = ["--key-type", "p256", "--address", "http://127.0.0.1:1"];
    let dir = desk.path("own");
    run(&[&["pki", "init", &dir], &address[..]].concat()).expect_status(0);
    let (root, agency) = (desk.path("own/root.pem"), desk.path("own/agency-chain.pem"));
    let out = desk.path("e.bin");
    let gather = ["evidence", "gather", &agency, "--trust", &root, "--out", &out];
    let told = run(&gather).expect_status(2);
    assert!(told.err.contains("--allow 127.0.0.1"), "{}", told.err);
    run(&[&gather[..], &["--force", "--allow", "300.1.1.1/99"]].concat())
        .expect_error(3, &["300.1.1.1/99"]);
}

#[test]
fn errors_are_told_in_vietnamese() {
    let desk = Desk::signed();
    run(&["verify", &desk.path("doc.txt"), "--lang", "vi"])
        .expect_error(3, &["lỗi:", "chưa tin cậy ai", "--trust"]);
    run(&["open", &desk.path("doc.txt"), "--lang", "vi"])
        .expect_error(3, &["lỗi:", "chưa tin cậy ai", "--trust"]);
    run(&["chain"]).expect_status(3);
}

#[test]
fn a_word_that_is_no_address_is_no_proxy() {
    let (desk, net) = (Desk::new(), ["--tsa", "http://127.0.0.1:1/tsa", "--timeout", "1"]);
    let doc = desk.path("doc.txt");
    std::fs::write(&doc, "x").expect("written");
    let ask = |proxy: &str| run(&[&["timestamp", &doc, "--proxy", proxy], &net[..]].concat());
    for word in ["nonsense", "127.0.0.1", "mat-khau@proxy"] {
        let refused = ask(word);
        refused.expect_error(3, &["--proxy", "http://proxy.test:3128"]);
    }
    // What is one is asked, in vain.
    for proxy in ["http://127.0.0.1:1", "127.0.0.1:1"] {
        ask(proxy).expect_error(4, &["no connection"]);
    }
}

#[test]
fn a_folder_without_evidence_is_told_and_is_not_in_order() {
    let desk = Desk::new();
    let folder = desk.path("empty");
    std::fs::create_dir(&folder).expect("a folder");
    for (command, status) in [("list", 0), ("check", 2)] {
        let shown = run(&["evidence", command, &folder]).expect_status(status);
        assert!(shown.err.contains("no evidence") && shown.err.contains(&folder), "{}", shown.err);
    }
}
