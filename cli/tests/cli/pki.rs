//! `antin pki`: files, modes, and that nothing is overwritten.

use crate::harness::{AT, Desk, pki, run};

#[test]
fn private_keys_are_their_owners() {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        for name in ["root.key", "agency.key", "agency.p12"] {
            let mode = std::fs::metadata(pki(name)).expect("there").permissions().mode();
            assert_eq!(mode & 0o777, 0o600, "{name}");
        }
    }
    let pem = std::fs::read_to_string(pki("agency.key")).expect("read");
    assert!(pem.starts_with("-----BEGIN PRIVATE KEY-----"));
}

#[test]
fn what_exists_is_left_alone() {
    let desk = Desk::new();
    let dir = desk.path("pki");
    let make = |more: &[&str]| {
        let mut arguments = vec!["pki", "root", &dir, "--key-type", "p256"];
        arguments.extend(more);
        run(&arguments)
    };
    make(&[]).expect_status(0);
    let before = desk.read("pki/root.pem");
    make(&[]).expect_error(4, &["root.pem", "--force"]);
    assert_eq!(desk.read("pki/root.pem"), before);
    make(&["--force"]).expect_status(0);
    assert_ne!(desk.read("pki/root.pem"), before);
    make(&["--as", "other"]).expect_status(0);
}

#[test]
fn issuing_needs_an_issuer() {
    let desk = Desk::new();
    let dir = desk.path("pki");
    run(&["pki", "sub-ca", &dir]).expect_error(4, &["root.pem", "antin pki root"]);
    run(&["pki", "agency", &dir]).expect_error(4, &["sub-ca.pem", "antin pki sub-ca"]);
}

#[test]
fn names_and_times_are_checked() {
    let desk = Desk::new();
    let dir = desk.path("pki");
    run(&["pki", "root", &dir, "--subject", "Bộ Mẫu"]).expect_error(3, &["Bộ Mẫu", "CN="]);
    run(&["pki", "root", &dir, "--not-before", "2026-01-01", "--not-after", "2025-01-01"])
        .expect_error(3, &["--not-after"]);
}

#[test]
fn own_names_are_in_the_certificate() {
    let desk = Desk::new();
    let dir = desk.path("pki");
    run(&["pki", "root", &dir, "--key-type", "ed25519"]).expect_status(0);
    run(&[
        "pki",
        "agency",
        &dir,
        "--issuer",
        "root",
        "--as",
        "so-mau",
        "--key-type",
        "p384",
        "--subject",
        "C=VN, O=TỈNH MẪU, CN=SỞ MẪU",
        "--email",
        "so@mau.test",
    ])
    .expect_status(0);
    let json = run(&["inspect", &desk.path("pki/so-mau.pem"), "--output", "json"]).json();
    let found = &json["contents"][0];
    assert_eq!(found["subject"], "C=VN, O=TỈNH MẪU, CN=SỞ MẪU");
    assert_eq!(found["alternative_names"][0], "email:so@mau.test");
    assert_eq!(found["public_key"], "EC-P384");
}

#[test]
fn lists_name_what_is_revoked() {
    let desk = Desk::new();
    let dir = desk.path("pki");
    run(&["pki", "init", &dir, "--key-type", "p256"]).expect_status(0);
    let entry = format!("{}@2026-11-01", desk.path("pki/agency.pem"));
    run(&["pki", "crl", &dir, "--revoke", &entry]).expect_error(4, &["sub-ca.crl", "--force"]);
    let before = desk.read("pki/sub-ca.crl").len();
    run(&["pki", "crl", &dir, "--revoke", &entry, "--reason", "key-compromise", "--force"])
        .expect_status(0);
    assert!(desk.read("pki/sub-ca.crl").len() > before);
    run(&["pki", "crl", &dir, "--revoke", &desk.path("none.pem"), "--force"])
        .expect_error(4, &["none.pem"]);
    run(&["pki", "crl", &dir, "--this-update", AT, "--next-update", AT, "--force"])
        .expect_error(3, &["--next-update"]);
}

#[test]
fn a_pkcs12_file_needs_a_password() {
    let desk = Desk::new();
    let dir = desk.path("pki");
    run(&["pki", "root", &dir, "--key-type", "p256"]).expect_status(0);
    run(&["pki", "agency", &dir, "--issuer", "root", "--p12"]).expect_error(3, &["--password"]);
    assert!(!desk.has("pki/agency.pem"));
}
