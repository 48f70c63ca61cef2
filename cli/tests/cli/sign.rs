//! `antin sign`: forms, algorithms, keys, outputs.

use std::process::Command;

use crate::harness::{Desk, PASSWORD, command, pki, run};

#[test]
fn a_detached_signature_lies_beside_its_document() {
    let desk = Desk::new();
    let signed = desk.sign("doc.txt", "agency", &[]).expect_status(0);
    assert!(signed.out.is_empty() && signed.err.contains("CƠ QUAN MẪU A"), "{}", signed.err);
    assert!(desk.has("doc.txt.p7s"));
    desk.verify("doc.txt", &[]).expect_status(0);
}

#[test]
fn an_attached_signature_carries_its_document() {
    let desk = Desk::new();
    desk.sign("doc.txt", "agency", &["--attached"]).expect_status(0);
    desk.verify("doc.txt.p7m", &["--extract", &desk.path("out.txt")]).expect_status(0);
    assert_eq!(desk.read("out.txt"), desk.read("doc.txt"));
}

#[test]
fn a_second_signature_joins_the_first() {
    let desk = Desk::signed();
    let both = desk.path("both.p7s");
    let existing = desk.path("doc.txt.p7s");
    desk.sign("doc.txt", "person", &["--add-to", &existing, "--out", &both]).expect_status(0);
    let content = desk.path("doc.txt");
    let judged = desk.verify("both.p7s", &["--content", &content, "--output", "json"]);
    let report = judged.expect_status(0).json();
    assert_eq!(report["signatures"].as_array().expect("a list").len(), 2);

    // In place only by force, and the first signature stays.
    desk.sign("doc.txt", "person", &["--add-to", &existing]).expect_error(4, &["--force"]);
    desk.sign("doc.txt", "person", &["--add-to", &existing, "--force"]).expect_status(0);
    let report = desk.verify("doc.txt", &["--output", "json"]).expect_status(0).json();
    assert_eq!(report["signatures"].as_array().expect("a list").len(), 2);
}

#[test]
fn a_second_signature_is_over_the_same_document() {
    let desk = Desk::signed();
    desk.put("other.txt", b"another document");
    let (existing, both) = (desk.path("doc.txt.p7s"), desk.path("both.p7s"));
    desk.sign("other.txt", "person", &["--add-to", &existing, "--out", &both])
        .expect_error(4, &["other.txt", "not the document", "doc.txt.p7s"]);
    assert!(!desk.has("both.p7s"));
}

#[test]
fn a_message_with_content_is_signed_again_as_its_own_document() {
    let desk = Desk::new();
    desk.sign("doc.txt", "person", &["--attached"]).expect_status(0);
    let (message, both) = (desk.path("doc.txt.p7m"), desk.path("both.p7m"));
    desk.sign("doc.txt", "agency", &["--add-to", &message, "--out", &both])
        .expect_error(3, &["doc.txt.p7m", "FILE"]);
    desk.sign("doc.txt.p7m", "agency", &["--add-to", &message, "--out", &both]).expect_status(0);
    let report = desk.verify("both.p7m", &["--output", "json"]).expect_status(0).json();
    assert_eq!(report["signatures"].as_array().expect("a list").len(), 2);
}

#[test]
fn every_kind_of_key_signs_and_is_judged() {
    for kind in ["rsa2048", "rsa3072", "rsa4096", "p256", "p384", "ed25519"] {
        let desk = Desk::new();
        let dir = desk.folder().to_str().expect("UTF-8");
        run(&["pki", "root", dir, "--key-type", "p256", "--not-before", "2024-01-01"])
            .expect_status(0);
        run(&["pki", "sub-ca", dir, "--key-type", kind, "--not-before", "2024-01-01"])
            .expect_status(0);
        run(&["pki", "agency", dir, "--key-type", kind, "--not-before", "2024-01-01"])
            .expect_status(0);
        let (file, key) = (desk.path("doc.txt"), desk.path("agency.key"));
        let cert = desk.path("agency-chain.pem");
        run(&["sign", &file, "--key", &key, "--cert", &cert]).expect_status(0);
        let root = desk.path("root.pem");
        run(&["verify", &file, "--trust", &root, "--revocation", "skip"]).expect_status(0);
        // OpenSSL 3.0 does not verify Ed25519 in CMS (RFC 8419): "invalid digest".
        if kind != "ed25519" {
            judged_by_openssl(&desk);
        }
    }
}

/// OpenSSL must say the same, where it is installed.
fn judged_by_openssl(desk: &Desk) {
    let judged = Command::new("openssl")
        .args(["cms", "-verify", "-cades", "-binary", "-inform", "DER", "-purpose", "any", "-in"])
        .args([&desk.path("doc.txt.p7s"), "-content", &desk.path("doc.txt"), "-CAfile"])
        .args([&desk.path("root.pem"), "-out", &desk.path("openssl.out")])
        .output();
    match judged {
        Ok(judged) => {
            assert!(judged.status.success(), "{}", String::from_utf8_lossy(&judged.stderr))
        }
        Err(_) if std::env::var_os("ANTIN_REQUIRE_PEERS").is_none() => {
            println!("skipped: no openssl")
        }
        Err(error) => panic!("openssl is required: {error}"),
    }
}

#[test]
fn digests_and_pss_are_chosen() {
    let desk = Desk::new();
    let dir = desk.folder().to_str().expect("UTF-8");
    run(&["pki", "root", dir, "--not-before", "2024-01-01", "--key-type", "rsa2048"])
        .expect_status(0);
    run(&["pki", "agency", dir, "--issuer", "root", "--not-before", "2024-01-01"]).expect_status(0);
    let (file, key) = (desk.path("doc.txt"), desk.path("agency.key"));
    let (cert, root) = (desk.path("agency.pem"), desk.path("root.pem"));
    for (options, digest, algorithm) in [
        (&["--digest", "sha512"][..], "SHA-512", "RSA-PKCS1-2048"),
        (&["--pss"], "SHA-256", "RSA-PSS-2048"),
        (&["--pss", "--digest", "sha384"], "SHA-384", "RSA-PSS-2048"),
    ] {
        let mut arguments = vec!["sign", &file, "--key", &key, "--cert", &cert, "--force"];
        arguments.extend(options);
        run(&arguments).expect_status(0);
        let judged =
            run(&["verify", &file, "--trust", &root, "--revocation", "skip", "--output", "json"]);
        let report = judged.expect_status(0).json();
        assert_eq!(report["signatures"][0]["digest"], digest);
        assert_eq!(report["signatures"][0]["algorithm"], algorithm);
    }
    desk.sign("doc.txt", "agency", &["--pss", "--force"]).expect_error(3, &["--pss"]);
}

#[test]
fn a_pkcs12_file_takes_its_password_from_three_places() {
    let desk = Desk::new();
    let (file, p12) = (desk.path("doc.txt"), pki("agency.p12"));
    desk.put("password.txt", format!("{PASSWORD}\nsecond line").as_bytes());
    let password = desk.path("password.txt");
    run(&["sign", &file, "--p12", &p12, "--password-file", &password]).expect_status(0);
    desk.verify("doc.txt", &[]).expect_status(0);

    let mut by_variable = command(&["sign", &file, "--p12", &p12, "--force"]);
    let signed = by_variable.env("ANTIN_PASSWORD", PASSWORD).output().expect("runs");
    crate::harness::Run::from(signed).expect_status(0);

    let none = run(&["sign", &file, "--p12", &p12, "--force"]);
    none.expect_error(4, &["agency.p12", "--password-file"]);
    let mut wrong = command(&["sign", &file, "--p12", &p12, "--force"]);
    let wrong = wrong.env("ANTIN_PASSWORD", "sai").output().expect("runs");
    crate::harness::Run::from(wrong).expect_error(4, &["agency.p12", "password is wrong"]);
}

#[test]
fn the_signature_can_go_to_standard_output() {
    let desk = Desk::new();
    let (file, key, cert) = (desk.path("doc.txt"), pki("agency.key"), pki("agency-chain.pem"));
    let signed = command(&["sign", &file, "--key", &key, "--cert", &cert, "--out", "-"])
        .output()
        .expect("runs");
    assert_eq!(signed.status.code(), Some(0));
    desk.put("doc.txt.p7s", &signed.stdout);
    run(&["verify", &file, "--trust", &pki("root.pem"), "--revocation", "skip"]).expect_status(0);
}

#[test]
fn the_key_must_belong_to_the_certificate() {
    let desk = Desk::new();
    let (file, key, cert) = (desk.path("doc.txt"), pki("person.key"), pki("agency.pem"));
    run(&["sign", &file, "--key", &key, "--cert", &cert])
        .expect_error(4, &["person.key", "agency.pem"]);
    assert!(!desk.has("doc.txt.p7s"));
}
