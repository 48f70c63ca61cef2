//! `antin pki`: files, modes, and that nothing is overwritten.

use std::process::Command;

use crate::harness::{AT, Desk, Run, pki, run};

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

/// A folder with a PKI whose CAs have this kind of key.
fn folder(key: &str) -> (Desk, String) {
    let desk = Desk::new();
    let dir = desk.path("pki");
    run(&["pki", "init", &dir, "--key-type", key]).expect_status(0);
    (desk, dir)
}

/// What OpenSSL says; nothing, where it is not installed and need not be.
fn openssl(arguments: &[&str]) -> Option<Run> {
    match Command::new("openssl").args(arguments).output() {
        Ok(said) => Some(said.into()),
        Err(_) if std::env::var_os("ANTIN_REQUIRE_PEERS").is_none() => {
            println!("skipped: no openssl");
            None
        }
        Err(error) => panic!("openssl is required: {error}"),
    }
}

#[test]
fn ocsp_answers_as_files_are_read_by_openssl_and_judged() {
    for key in ["p256", "rsa2048"] {
        let (desk, dir) = folder(key);
        let file = |name: &str| desk.path(&format!("pki/{name}"));
        let (agency, sub, root) = (file("agency.pem"), file("sub-ca.pem"), file("root.pem"));
        let list = file("root.crl");
        let revoked =
            ["--status", "revoked", "--revoked-at", "2026-01-01", "--reason", "superseded"];
        for (name, more, said, status) in [
            ("by-list", &[][..], ": good", 0),
            ("good", &["--status", "good", "--by-key"], ": good", 0),
            ("revoked", &revoked, "Reason: superseded", 1),
            ("by-the-ca", &["--signer", "sub-ca", "--no-next-update"], ": good", 0),
            ("unknown", &["--status", "unknown", "--nonce", "0f3a"], ": unknown", 2),
        ] {
            let make = ["pki", "ocsp-answer", &dir, "--about", &agency, "--as", name];
            run(&[&make[..], more].concat()).expect_status(0);
            let answer = file(&format!("{name}.ocsp"));
            let read = ["ocsp", "-respin", &answer, "-issuer", &sub, "-cert", &agency, "-no_nonce"];
            let trust = ["-CAfile", &root, "-verify_other", &sub];
            if let Some(read) = openssl(&[&read[..], &trust].concat()) {
                let read = read.expect_status(0);
                assert!(read.err.contains("Response verify OK"), "{name}: {read:?}");
                assert!(read.out.contains(said), "{name}: {read:?}");
            }
            let judge = ["chain", &agency, "--trust", &root, "--certs", &sub, "--crl", &list];
            let judged = run(&[&judge[..], &["--ocsp", &answer]].concat());
            // Without a time of the next one, an answer is fresh at the second that it was made at.
            if name != "by-the-ca" {
                judged.expect_status(status);
            }
        }
    }
}

#[test]
fn answers_of_those_who_may_not_answer_do_not_count() {
    let (desk, dir) = folder("p256");
    let file = |name: &str| desk.path(&format!("pki/{name}"));
    let (agency, sub, root) = (file("agency.pem"), file("sub-ca.pem"), file("root.pem"));
    let make = ["pki", "ocsp-answer", &dir, "--about", &agency, "--status", "good", "--force"];
    for (more, code) in [
        (&["--signer", "person"][..], "not used: OCSP"),
        (&["--this-update", "2026-01-01"], "(stale)"),
    ] {
        run(&[&make[..], more].concat()).expect_status(0);
        let judge = ["chain", &agency, "--trust", &root, "--certs", &sub, "--ocsp"];
        let judged =
            run(&[&judge[..], &[&file("agency.ocsp"), "--crl", &file("root.crl")]].concat());
        let judged = judged.expect_status(2);
        assert!(judged.out.contains(code), "{}", judged.out);
    }
    run(&make[..7]).expect_error(4, &["agency.ocsp", "--force"]);
    run(&[&make[..], &["--issuer", "root"]].concat()).expect_error(3, &["agency.pem", "--issuer"]);
    run(&[&make[..], &["--signer", "nobody"]].concat()).expect_error(4, &["nobody.pem"]);
    for bad in ["", "0", "0x", "xy", &"00".repeat(129)] {
        run(&[&make[..], &["--nonce", bad]].concat()).expect_status(3);
    }
    let times = ["--this-update", AT, "--next-update", AT];
    run(&[&make[..], &times].concat()).expect_error(3, &["--next-update"]);
}

#[test]
fn delta_lists_are_read_by_openssl_and_change_what_their_base_says() {
    for key in ["p256", "rsa2048"] {
        let (desk, dir) = folder(key);
        let file = |name: &str| desk.path(&format!("pki/{name}"));
        let (agency, person) = (file("agency.pem"), file("person.pem"));
        let (sub, root) = (file("sub-ca.pem"), file("root.pem"));
        let hold =
            ["pki", "crl", &dir, "--revoke", &person, "--reason", "certificate-hold", "--force"];
        run(&hold).expect_status(0);
        // What ends a hold is newer than what told of it, and lists count in seconds.
        std::thread::sleep(std::time::Duration::from_millis(1100));
        let delta = ["pki", "crl", &dir, "--delta", "--revoke", &agency, "--remove", &person];
        run(&delta).expect_status(0);
        run(&delta).expect_error(4, &["sub-ca-delta.crl", "--force"]);
        desk.put("ca.pem", &[desk.read("pki/root.pem"), desk.read("pki/sub-ca.pem")].concat());
        let (list, ca) = (file("sub-ca-delta.crl"), desk.path("ca.pem"));
        let read = ["crl", "-in", &list, "-inform", "DER", "-noout", "-text", "-CAfile", &ca];
        if let Some(read) = openssl(&read) {
            let read = read.expect_status(0);
            assert!(read.err.contains("verify OK"), "{read:?}");
            assert!(read.out.contains("Delta CRL Indicator: critical"), "{read:?}");
            assert!(read.out.contains("Remove From CRL"), "{read:?}");
        }
        let (base, above) = (file("sub-ca.crl"), file("root.crl"));
        for (leaf, alone, together) in [(&agency, 0, 1), (&person, 2, 0)] {
            let judge = ["chain", leaf, "--trust", &root, "--certs", &sub, "--crl", &above, &base];
            run(&judge).expect_status(alone);
            run(&[&judge[..], &[&list]].concat()).expect_status(together);
        }
    }
}

#[test]
fn a_delta_needs_a_base() {
    let (desk, dir) = folder("p256");
    std::fs::remove_file(desk.path("pki/sub-ca.crl")).expect("it was there");
    run(&["pki", "crl", &dir, "--delta"]).expect_error(4, &["sub-ca.crl", "antin pki crl"]);
    run(&["pki", "crl", &dir, "--delta", "--base", "7", "--number", "8"]).expect_status(0);
    assert!(run(&["pki", "crl", &dir, "--base", "7"]).expect_status(3).err.contains("--delta"));
}
