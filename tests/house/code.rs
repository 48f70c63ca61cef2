//! What library code may not do: `unsafe`, hidden inputs, panics of its own, silent exceptions to
//! lints, and crypto crates outside the provider seam.

use crate::tokens::{Token, library_tokens, reads, tokens};
use crate::tree::{File, Violation};

/// What would make a judgement depend on more than its arguments.
const HIDDEN_INPUTS: &[(&[&str], &str)] = &[
    (&["TcpListener"], "the network"), // `std::net` has addresses too, which names need
    (&["TcpStream"], "the network"),
    (&["ToSocketAddrs"], "the network"),
    (&["UdpSocket"], "the network"),
    (&["std", ":", ":", "env"], "the environment"),
    (&["std", ":", ":", "fs"], "the file system"),
    (&["std", ":", ":", "process"], "other programs"),
    (&["SystemTime"], "the clock"),
    (&["Instant"], "the clock"),
    (&["HashMap", ":", ":", "new"], "the order of a randomly seeded map"),
];

/// Where one of them is the module's work; judging never comes there.
const EXCEPTIONS: &[(&str, &str)] = &[
    ("src/cache/", "the file system"),   // evidence in a folder
    ("src/durable/", "the file system"), // the ledger of a gateway
    ("src/online/", "the clock"),        // time-outs
];

/// What ends the caller's thread.
const PANICS: &[&[&str]] = &[
    &["panic", "!"],
    &["unreachable", "!"],
    &["todo", "!"],
    &["unimplemented", "!"],
    &["assert", "!"],
    &["assert_eq", "!"],
    &[".", "unwrap", "("],
    &[".", "expect", "(", "\"\""], // with a message: `Reader::expect` takes a tag
];

/// Crates with cryptographic primitives; only `src/crypto` names them.
const CRYPTO_CRATES: &[&str] = &[
    "aes",
    "aws_lc_rs",
    "cbc",
    "cipher",
    "crypto_bigint",
    "des",
    "hmac",
    "p256",
    "p384",
    "pbkdf2",
    "rc2",
    "ring",
    "rsa",
    "scrypt",
    "sha1",
    "sha2",
];

/// Checks one file of the library.
pub(crate) fn check_library(file: &File) -> Vec<Violation> {
    let tokens = library_tokens(&file.text);
    let mut violations = Vec::new();
    for at in 0..tokens.len() {
        let excepted = |what| {
            EXCEPTIONS.iter().any(|(folder, own)| file.path.starts_with(folder) && *own == what)
        };
        let hidden = HIDDEN_INPUTS
            .iter()
            .find(|(pattern, what)| reads(&tokens, at, pattern) && !excepted(*what));
        let panics = PANICS.iter().find(|pattern| reads(&tokens, at, pattern));
        let line = tokens[at].line;
        if let Some((_, what)) = hidden {
            violations.push(file.violation(line, format!("library code must not ask {what}")));
        }
        if let Some(pattern) = panics {
            violations.push(file.violation(line, format!("`{}` can panic", pattern.concat())));
        }
        if let Some(name) = crypto_crate(file, &tokens, at) {
            violations
                .push(file.violation(line, format!("`{name}` is behind the seam of `crypto`")));
        }
    }
    violations
}

/// Checks any Rust file of the workspace.
pub(crate) fn check_everywhere(file: &File) -> Vec<Violation> {
    let tokens = tokens(&file.text);
    let mut violations = Vec::new();
    for at in 0..tokens.len() {
        let line = tokens[at].line;
        if reads(&tokens, at, &["unsafe"]) && !may_be_unsafe(file) {
            violations.push(file.violation(line, "`unsafe` is for bindings/c only".to_owned()));
        }
        if is_attribute(&tokens, at, "allow") {
            violations.push(file.violation(line, "use `#[expect(…, reason = …)]`".to_owned()));
        }
        if is_attribute(&tokens, at, "expect") && !has_reason(&tokens, at) {
            violations.push(file.violation(line, "`#[expect]` without a reason".to_owned()));
        }
        if is_attribute(&tokens, at, "ignore") {
            violations.push(file.violation(line, "a test is never ignored".to_owned()));
        }
    }
    violations
}

/// `bindings/c` is the C boundary; the benches call OpenSSL's C library.
fn may_be_unsafe(file: &File) -> bool {
    ["bindings/c/", "benches/peers/"].iter().any(|folder| file.path.starts_with(folder))
}

/// A crate is named where a path starts with it: `ring::…` or `use ring;`.
fn crypto_crate(file: &File, tokens: &[Token], at: usize) -> Option<&'static str> {
    let name = CRYPTO_CRATES.iter().find(|name| tokens[at].text == **name)?;
    let starts_path =
        reads(tokens, at + 1, &[":", ":"]) && !(at >= 2 && reads(tokens, at - 2, &[":", ":"]));
    let used = at > 0 && tokens[at - 1].text == "use";
    ((starts_path || used) && !file.path.starts_with("src/crypto")).then_some(*name)
}

fn is_attribute(tokens: &[Token], at: usize, name: &str) -> bool {
    tokens[at].text == name
        && at >= 2
        && (reads(tokens, at - 2, &["#", "["])
            || at >= 3 && reads(tokens, at - 3, &["#", "!", "["]))
}

fn has_reason(tokens: &[Token], at: usize) -> bool {
    let arguments = tokens[at..].iter().take_while(|token| token.text != "]");
    arguments.into_iter().any(|token| token.text == "reason")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn library(text: &str) -> usize {
        check_library(&File::new("src/path/mod.rs", text)).len()
    }

    #[test]
    fn hidden_inputs_are_found() {
        assert_eq!(library("fn f() { std::net::TcpStream::connect(a) }"), 1);
        assert_eq!(library("let now = SystemTime::now();"), 1);
        assert_eq!(library("std::env::var(a)"), 1);
        assert_eq!(library("env!(\"CARGO_PKG_VERSION\")"), 0);
        let online = |text| check_library(&File::new("src/online/gate.rs", text)).len();
        assert_eq!(online("let now = Instant::now();"), 0);
        assert_eq!(online("std::env::var(a)"), 1);
    }

    #[test]
    fn panics_are_found_outside_tests() {
        assert_eq!(library("fn f() { a.unwrap(); b.expect(\"c\"); panic!(); }"), 3);
        assert_eq!(library("fn f() { a.unwrap_or(b); reader.expect(Tag::NULL) }"), 0);
        assert_eq!(library("#[cfg(test)] mod tests { fn f() { a.unwrap(); } }"), 0);
    }

    #[test]
    fn a_crypto_crate_outside_the_seam_is_found() {
        assert_eq!(library("use ring::signature;"), 1);
        assert_eq!(library("fn f() { sha2::Sha256::digest(a) }"), 1);
        assert_eq!(library("use crate::crypto::ring;"), 0);
        assert_eq!(check_library(&File::new("src/crypto/provider/ring.rs", "use ring::rand;")), []);
    }

    #[test]
    fn unsafe_and_silent_exceptions_are_found() {
        let check = |text| check_everywhere(&File::new("cli/src/main.rs", text)).len();
        assert_eq!(check("fn f() { unsafe { g() } }"), 1);
        assert_eq!(check("#[allow(dead_code)] fn f() {}"), 1);
        assert_eq!(check("#![allow(dead_code)]"), 1);
        assert_eq!(check("#[expect(dead_code)] fn f() {}"), 1);
        assert_eq!(check("#[expect(dead_code, reason = \"…\")] fn f() {}"), 0);
        assert_eq!(check(concat!("#[ign", "ore] fn f() {}")), 1);
    }
}
