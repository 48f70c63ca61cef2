//! `antin inspect`: what is in a file, and never a secret.

use crate::harness::{Desk, PASSWORD, Run, command, pki, run};

fn inspected(path: &str) -> serde_json::Value {
    let json = run(&["inspect", path, "--output", "json"]).expect_status(0).json();
    json["contents"].clone()
}

#[test]
fn certificates_lists_and_bundles_are_told_apart() {
    let agency = inspected(&pki("agency.pem"));
    assert_eq!(agency[0]["kind"], "certificate");
    assert_eq!(agency[0]["public_key"], "EC-P256");
    assert_eq!(agency[0]["ca"], false);
    assert_eq!(agency[0]["alternative_names"][0], "email:vanthu@co-quan-a.test");
    assert_eq!(inspected(&pki("agency-chain.pem")).as_array().expect("a list").len(), 2);
    let list = inspected(&pki("sub-ca.crl"));
    assert_eq!(list[0]["kind"], "crl");
    assert!(list[0]["issuer"].as_str().expect("text").contains("CA THỬ NGHIỆM"));
}

#[test]
fn der_is_known_by_looking() {
    let desk = Desk::new();
    let dir = desk.path("pki");
    run(&["pki", "root", &dir, "--key-type", "p256", "--der"]).expect_status(0);
    assert_eq!(inspected(&desk.path("pki/root.cer"))[0]["kind"], "certificate");
    assert_eq!(inspected(&desk.path("pki/root.key.der"))[0]["kind"], "private-key");
}

#[test]
fn a_signature_shows_its_signers_and_certificates() {
    let desk = Desk::signed();
    let found = inspected(&desk.path("doc.txt.p7s"));
    assert_eq!(found[0]["kind"], "cms-signed-data");
    assert_eq!(found[0]["detached"], true);
    assert_eq!(found[0]["signers"].as_array().expect("a list").len(), 1);
    assert!(!found[0]["certificates"].as_array().expect("a list").is_empty());
}

#[test]
fn a_key_shows_its_kind_and_nothing_secret() {
    let desk = Desk::new();
    let shown = run(&["inspect", &pki("agency.key")]).expect_status(0);
    assert!(shown.out.contains("EC-P256"), "{}", shown.out);
    let pem = std::fs::read_to_string(pki("agency.key")).expect("read");
    let secret: Vec<&str> = pem.lines().filter(|line| !line.starts_with('-')).collect();
    assert!(secret.iter().all(|line| !shown.out.contains(line)));
    drop(desk);
}

#[test]
fn pkcs12_needs_its_password() {
    let p12 = pki("agency.p12");
    run(&["inspect", &p12]).expect_error(4, &["agency.p12", "password"]);
    let with = |password: &str| -> Run {
        let mut command = command(&["inspect", &p12, "--output", "json"]);
        command.env("ANTIN_PASSWORD", password).output().expect("runs").into()
    };
    with("sai").expect_error(4, &["agency.p12", "password is wrong"]);
    let found = with(PASSWORD).expect_status(0).json();
    assert_eq!(found["contents"][0]["kind"], "pkcs12");
    assert_eq!(found["contents"][0]["keys"][0]["key_type"], "EC-P256");
}

#[test]
fn what_is_nothing_known_is_4() {
    let desk = Desk::new();
    run(&["inspect", &desk.path("doc.txt")]).expect_error(4, &["doc.txt"]);
    run(&["inspect", &desk.path("none")]).expect_error(4, &["none"]);
}

#[test]
fn labels_are_vietnamese_and_keys_are_not() {
    let shown = run(&["inspect", &pki("agency.pem"), "--lang", "vi"]).expect_status(0);
    assert!(shown.out.contains("Chứng thư chữ ký số") && shown.out.contains("chủ thể"));
    let json = run(&["inspect", &pki("agency.pem"), "--lang", "vi", "--output", "json"]).json();
    assert_eq!(json["contents"][0]["kind"], "certificate");
}
