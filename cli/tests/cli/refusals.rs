//! What cannot be judged or made is exit status 4, in one sentence that names the file.

use std::io::Read;
use std::process::Stdio;
use std::time::Instant;

use crate::harness::{Desk, command, pki, run};

#[test]
fn unreadable_empty_and_foreign_files_are_4() {
    let desk = Desk::signed();
    desk.put("empty.p7s", b"");
    desk.put("junk.p7s", b"this is not a signature");
    desk.verify("missing.p7s", &[]).expect_error(4, &["missing.p7s", "no such file"]);
    desk.verify("empty.p7s", &[]).expect_error(4, &["empty.p7s", "empty"]);
    desk.verify("junk.p7s", &[]).expect_error(4, &["junk.p7s"]);
    let folder = desk.folder().to_str().expect("UTF-8");
    run(&["verify", folder, "--trust", &pki("root.pem")]).expect_error(4, &["is a folder"]);
    desk.verify("doc.txt", &["--content", &desk.path("doc.txt.p7s")])
        .expect_error(4, &["not a CMS signature", "swap"]);
}

#[test]
fn documents_without_any_signature_are_4() {
    let desk = Desk::new();
    desk.verify("doc.txt", &[]).expect_error(4, &["no signature", "doc.txt.p7s"]);
    desk.put("a.pdf", b"%PDF-1.7\n");
    desk.verify("a.pdf", &[]).expect_error(4, &["PDF", "not there yet"]);
}

#[test]
fn a_truncated_signature_never_passes() {
    let desk = Desk::signed();
    let whole = desk.read("doc.txt.p7s");
    for length in (1..whole.len()).step_by(97) {
        desk.put("doc.txt.p7s", &whole[..length]);
        let judged = desk.verify("doc.txt", &[]);
        assert!([1, 2, 4].contains(&judged.status), "{length}: {judged:?}");
    }
}

#[test]
fn a_changed_signature_value_never_passes() {
    let desk = Desk::signed();
    let whole = desk.read("doc.txt.p7s");
    // The value stands last; a P-256 one has about 70 bytes.
    for from_end in (1..64).step_by(7) {
        desk.put("doc.txt.p7s", &whole);
        desk.flip("doc.txt.p7s", whole.len() - from_end);
        let judged = desk.verify("doc.txt", &[]);
        assert!([1, 4].contains(&judged.status), "{from_end}: {judged:?}");
    }
}

#[test]
fn nesting_and_lengths_cost_nothing() {
    let desk = Desk::new();
    let root = pki("root.pem");
    for (name, bytes) in [
        ("nested.p7s", [0x30, 0x80].repeat(50 << 20)),
        ("long.p7s", vec![0x30, 0x84, 0x40, 0, 0, 0, 6, 1, 0]),
    ] {
        desk.put(name, &bytes);
        let started = Instant::now();
        desk.verify(name, &["--content", &desk.path("doc.txt")]).expect_error(4, &[name]);
        run(&["inspect", &desk.path(name)]).expect_error(4, &[name]);
        run(&["chain", &desk.path(name), "--trust", &root]).expect_error(4, &[name]);
        assert!(started.elapsed().as_secs() < 60, "{name}: {:?}", started.elapsed());
    }
}

#[test]
fn ten_thousand_certificates_are_a_pool_like_any_other() {
    let desk = Desk::signed();
    let one = std::fs::read(pki("tsa.pem")).expect("read");
    desk.put("many.pem", &one.repeat(10_000));
    let started = Instant::now();
    desk.verify("doc.txt", &["--certs", &desk.path("many.pem")]).expect_status(0);
    assert!(started.elapsed().as_secs() < 60, "{:?}", started.elapsed());
}

#[test]
fn bad_trust_and_bad_evidence_are_4() {
    let desk = Desk::signed();
    desk.put("junk.pem", b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
    let (file, junk) = (desk.path("doc.txt"), desk.path("junk.pem"));
    run(&["verify", &file, "--trust", &junk]).expect_error(4, &["junk.pem", "root"]);
    desk.verify("doc.txt", &["--certs", &junk]).expect_error(4, &["junk.pem"]);
    desk.verify("doc.txt", &["--crl", &junk]).expect_error(4, &["junk.pem", "CRL"]);
    desk.verify("doc.txt", &["--crl", &desk.path("missing.crl")]).expect_error(4, &["missing.crl"]);
}

#[test]
fn an_output_that_exists_is_left_alone() {
    let desk = Desk::signed();
    let before = desk.read("doc.txt.p7s");
    desk.sign("doc.txt", "agency", &[]).expect_error(4, &["doc.txt.p7s", "exists", "--force"]);
    assert_eq!(desk.read("doc.txt.p7s"), before);
    desk.sign("doc.txt", "agency", &["--force"]).expect_status(0);
    desk.verify("doc.txt", &[]).expect_status(0);
}

#[test]
fn what_is_being_read_is_never_overwritten() {
    let desk = Desk::signed();
    let document = desk.path("doc.txt");
    for more in
        [&["--out", &document, "--force"][..], &["--attached", "--out", &document, "--force"]]
    {
        desk.sign("doc.txt", "agency", more).expect_error(3, &["doc.txt", "--out"]);
    }
    for path in [&document, &desk.path("doc.txt.p7s")] {
        desk.verify("doc.txt", &["--extract", path, "--force"]).expect_error(3, &["doc.txt"]);
    }
    desk.verify("doc.txt", &[]).expect_status(0);
}

#[test]
fn nothing_is_left_behind_where_signing_fails() {
    let desk = Desk::new();
    desk.put("empty.txt", b"");
    desk.sign("empty.txt", "agency", &[]).expect_error(4, &["empty.txt", "empty"]);
    desk.put("bad.key", b"no key");
    let (file, key, cert) = (desk.path("doc.txt"), desk.path("bad.key"), pki("agency.pem"));
    run(&["sign", &file, "--key", &key, "--cert", &cert]).expect_error(4, &["bad.key"]);
    let missing = desk.path("no/such/folder.p7s");
    desk.sign("doc.txt", "agency", &["--out", &missing]).expect_error(4, &["folder.p7s"]);
    let left = std::fs::read_dir(desk.folder()).expect("read").count();
    assert_eq!(left, 3, "only doc.txt, empty.txt and bad.key");
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    let desk = Desk::signed();
    let (file, root) = (desk.path("doc.txt"), pki("root.pem"));
    let mut child = command(&["verify", &file, "--trust", &root, "--revocation", "skip"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("runs");
    drop(child.stdout.take());
    let mut said = String::new();
    child.stderr.take().expect("piped").read_to_string(&mut said).expect("UTF-8");
    let status = child.wait().expect("ends");
    assert!(!said.contains("panicked"), "{said}");
    assert_eq!(status.code(), Some(0));
}
