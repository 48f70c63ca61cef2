//! `antin demo`: it comes out right in both languages, and what it leaves can be judged again.

use crate::harness::{Desk, run};

#[test]
fn signatures_are_accepted_and_forgeries_and_what_nothing_proves_are_not() {
    let shown = run(&["demo"]).expect_status(0);
    // A package, six forgeries of it with good signatures, a receipt and two forgeries of it, two signatures,
    // and three in later years.
    assert_eq!(shown.out.matches("TOTAL-PASSED").count(), 1 + 6 + 3 + 2 + 3, "{}", shown.out);
    for (sub, count) in [
        ("TOTAL-FAILED (HASH_FAILURE)", 5),
        ("INDETERMINATE (NO_CERTIFICATE_CHAIN_FOUND)", 2),
        ("INDETERMINATE (OUT_OF_BOUNDS_NO_POE)", 2),
        ("INDETERMINATE (REVOKED_NO_POE)", 1),
        ("INDETERMINATE (REVOCATION_OUT_OF_BOUNDS_NO_POE)", 1),
    ] {
        assert_eq!(shown.out.matches(sub).count(), count, "{sub}\n{}", shown.out);
    }
    let summary = "2 signatures accepted, 4 forgeries refused, 6 judgements of later years";
    assert!(shown.out.contains(summary), "{}", shown.out);
    let summary = "1 package accepted after the hub rewrote it, 7 forgeries of it refused";
    assert!(shown.out.contains(summary), "{}", shown.out);
    for finding in [
        "byte for byte what was sent: cong-van-123.pdf, ho-so.zip, so-lieu.csv",
        "cong-van-123.pdf: other bytes than were sealed",
        "recipients: changed (000.00.00.X14 → 000.00.00.X15)",
        "operation: changed (0 → 1)",
        "so-lieu.csv: missing",
        "number: changed (125 → 124)",
        "sender 000.00.12.X40: the certificate is the sender's",
        "the certificate is another body's (000.00.00.X14)",
        "accepted, TOTAL-PASSED  the certificate is the recipient's",
        "not accepted, TOTAL-PASSED  it is for another package",
        "not accepted, TOTAL-FAILED (HASH_FAILURE)  its signature did not pass",
        "not accepted, TOTAL-PASSED  the certificate is another body's",
        "not believed  a newer one was seen (older)",
        "not believed  nobody signed it who may sign registries (signer)",
        "1 receipt accepted by the sender, 3 forged ones refused; 2 registries refused",
    ] {
        assert!(shown.out.contains(finding), "{finding}\n{}", shown.out);
    }
    assert!(!shown.out.contains('\u{1b}'), "no colours in a pipe");
    assert!(shown.err.is_empty(), "{}", shown.err);
}

#[test]
fn a_gateway_takes_the_package_once_and_its_journal_shows_forgeries() {
    let shown = run(&["demo"]).expect_status(0);
    for finding in [
        "because: it is not what was sealed, or can be read in two ways (changed)",
        "because: the same package was accepted before (repeated)",
        "whole: 3 entries",
        "broken at entry 2: it was removed",
        "broken at entry 2: it was changed",
        "1 package taken by the gateway, once; 2 forgeries of its journal found",
    ] {
        assert!(shown.out.contains(finding), "{finding}\n{}", shown.out);
    }
}

#[test]
fn it_speaks_vietnamese() {
    let shown = run(&["demo", "--lang", "vi"]).expect_status(0);
    let summary = "Chấp nhận 2 chữ ký, từ chối 4 văn bản giả mạo, 6 lần kiểm tra";
    assert!(shown.out.contains(summary), "{}", shown.out);
    assert!(shown.out.contains("nơi nhận: bị thay đổi"), "{}", shown.out);
    assert!(
        shown.out.contains("văn bản đã bị thay đổi")
            && !shown.out.replace("signature-namespace", "").contains("signature")
    );
}

#[test]
fn the_commands_that_it_prints_do_what_it_says() {
    let desk = Desk::new();
    let dir = desk.path("trình diễn");
    let shown = run(&["demo", &dir]).expect_status(0);
    let commands = shown.out.lines().filter_map(|line| line.trim().strip_prefix("antin "));
    let commands: Vec<&str> = commands.collect();
    let mut statuses = Vec::new();
    for line in &commands {
        let arguments: Vec<&str> = words(line);
        statuses.push(run(&arguments).status);
    }
    // The package as it is, sealed, arrived, and seven forgeries; the registry, an older one and a stranger's;
    // the receipt and three forgeries; what the gateway took already, its journal and two forgeries; the document, four forgeries, three later days with a seal that lasts
    // and one that does not, the chain, and a look inside.
    let packages = [2, 0, 0, 1, 1, 1, 1, 1, 2, 2];
    let round = [0, 1, 1, 0, 1, 1, 2];
    let gateway = [1, 0, 1, 1];
    let files = [0, 1, 2, 2, 1, 0, 2, 0, 2, 0, 2, 0, 0];
    assert_eq!(statuses, [&packages[..], &round, &gateway, &files].concat(), "{}", shown.out);
    // Asking once more changes nothing.
    let again: Vec<i32> = commands.iter().map(|line| run(&words(line)).status).collect();
    assert_eq!(statuses, again);
    run(&["demo", &dir]).expect_error(4, &["not an empty folder"]);
}

/// Splits a line as a shell would, where the only quotes are `'`.
fn words(line: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let mut rest = line.trim();
    while !rest.is_empty() {
        let (word, tail) = match rest.strip_prefix('\'') {
            Some(quoted) => quoted.split_once('\'').expect("a closing quote"),
            None => rest.split_once(' ').unwrap_or((rest, "")),
        };
        words.push(word);
        rest = tail.trim_start();
    }
    words
}

#[test]
fn kept_files_are_told() {
    let shown = run(&["demo", "--keep"]).expect_status(0);
    let line = shown.out.lines().find(|line| line.contains("root.pem")).expect("a command");
    let root = line.split_whitespace().find(|word| word.ends_with("root.pem")).expect("a path");
    let dir = std::path::Path::new(root).parent().expect("a folder");
    assert!(dir.join("cong-van-123.pdf.p7s").exists());
    std::fs::remove_dir_all(dir).expect("removed");
}
