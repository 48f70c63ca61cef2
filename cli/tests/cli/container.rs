//! ASiC containers: signed, raised, judged, shown and taken apart.

use std::io::{Cursor, Write};

use antin::limits::Limits;
use antin::zip::{Archive, Reading, Writer};

use crate::harness::{Desk, run};
use crate::online::Served;

/// A desk with two documents in an ASiC-E container.
fn packed() -> Desk {
    let desk = Desk::new();
    desk.put("annex.bin", b"Phu luc");
    let annex = desk.path("annex.bin");
    desk.sign("doc.txt", "agency", &[&annex, "--format", "asic-e"]).expect_status(0);
    desk
}

#[test]
fn several_documents_go_into_one_container_and_out_again() {
    let desk = packed();
    let out = desk.path("out");
    let judged = desk.verify("doc.txt.asice", &["--output", "json", "--extract", &out]);
    let judged = judged.expect_status(0).json();
    assert_eq!(judged["format"], "ASiC-E", "{judged:#}");
    assert_eq!(judged["container"]["files"].as_array().expect("files").len(), 2, "{judged:#}");
    assert_eq!(desk.read("out/doc.txt"), desk.read("doc.txt"));
    assert_eq!(desk.read("out/annex.bin"), b"Phu luc");
    // The folder has files now.
    let again = desk.verify("doc.txt.asice", &["--extract", &out]);
    again.expect_error(4, &["not an empty folder"]);
    desk.verify("doc.txt.asice", &["--extract", &out, "--force"]).expect_status(0);
}

#[test]
fn one_document_in_a_container_comes_out_as_a_file() {
    let desk = Desk::new();
    desk.sign("doc.txt", "agency", &["--format", "asic-s"]).expect_status(0);
    let out = desk.path("out.txt");
    desk.verify("doc.txt.asics", &["--extract", &out]).expect_status(0);
    assert_eq!(desk.read("out.txt"), desk.read("doc.txt"));
    desk.put("annex.bin", b"Phu luc");
    let annex = desk.path("annex.bin");
    let two = desk.sign("doc.txt", "agency", &[&annex, "--format", "asic-s", "--force"]);
    two.expect_error(4, &["doc.txt"]);
}

#[test]
fn a_changed_container_fails_and_gives_nothing_away() {
    let desk = packed();
    let bytes = desk.read("doc.txt.asice");
    let at = bytes.windows(7).position(|window| window == b"Phu luc").expect("stored as it is");
    desk.flip("doc.txt.asice", at);
    // Two readings of a checksum that is wrong: it is no archive any more.
    let out = desk.path("out");
    desk.verify("doc.txt.asice", &["--extract", &out]).expect_status(4);
    assert!(!desk.has("out"));
    desk.put("forged.asice", &with_longer_annex(&bytes));
    let judged = desk.verify("forged.asice", &["--output", "json", "--extract", &out]);
    let judged = judged.expect_status(1).json();
    assert_eq!(judged["sub_indication"], "HASH_FAILURE", "{judged:#}");
    assert!(!desk.has("out"), "what was changed is not written");
}

/// The container packed anew, one file of it being longer.
fn with_longer_annex(container: &[u8]) -> Vec<u8> {
    let container = Cursor::new(container);
    let mut archive = Archive::open(container, Reading::Strict, &Limits::DEFAULT).expect("a ZIP");
    let mut writer = Writer::new(Vec::new());
    for place in 0..archive.entries().len() {
        let name = archive.entries()[place].name().to_owned();
        let mut content = archive.read(place, 1 << 20).expect("content");
        if name == "annex.bin" {
            content.push(b'x');
        }
        writer.store(&name, &content).expect("an entry");
    }
    writer.finish().expect("a ZIP")
}

#[test]
fn what_is_not_for_containers_is_told() {
    let desk = Desk::new();
    desk.put("annex.bin", b"Phu luc");
    let annex = desk.path("annex.bin");
    let attached = desk.sign("doc.txt", "agency", &["--format", "asic-e", "--attached"]);
    attached.expect_error(3, &["--attached"]);
    desk.sign("doc.txt", "agency", &[&annex]).expect_error(3, &["cades"]);
    let twice = desk.path("doc.txt");
    desk.sign("doc.txt", "agency", &[&twice, "--format", "asic-e"]).expect_status(4);
}

#[test]
fn a_container_is_shown_without_being_judged() {
    let desk = packed();
    let shown = run(&["inspect", &desk.path("doc.txt.asice"), "--output", "json"]);
    let shown = shown.expect_status(0).json();
    let archive = &shown["contents"][0];
    assert_eq!(archive["kind"], "zip", "{shown:#}");
    assert_eq!(archive["media_type"], "application/vnd.etsi.asic-e+zip");
    let entries = archive["entries"].as_array().expect("entries");
    let names: Vec<_> = entries.iter().map(|entry| entry["name"].as_str().expect("name")).collect();
    assert_eq!(names[..3], ["mimetype", "doc.txt", "annex.bin"]);
    let signature = entries.iter().find(|entry| entry["name"] == "META-INF/signature001.p7s");
    let signature = &signature.expect("the signature")["contents"][0];
    assert_eq!(signature["kind"], "cms-signed-data", "{shown:#}");
    // What is no container is shown as well.
    let mut other = std::fs::File::create(desk.path("other.zip")).expect("a file");
    other.write_all(b"PK\x05\x06").and_then(|()| other.write_all(&[0; 18])).expect("written");
    let shown = run(&["inspect", &desk.path("other.zip"), "--output", "json"]);
    assert_eq!(shown.expect_status(0).json()["contents"][0]["entries"], serde_json::json!([]));
}

#[test]
fn containers_reach_each_level_step_by_step_and_are_renewed() {
    let served = Served::new(&[]);
    let [doc, key, chain, root] =
        ["doc.txt", "pki/agency.key", "pki/agency-chain.pem", "pki/root.pem"]
            .map(|name| served.path(name));
    for format in ["asic-s", "asic-e"] {
        let container = served.path(&format!("doc.{format}"));
        let base = ["sign", &doc, "--key", &key, "--cert", &chain, "--format", format];
        run(&[&base[..], &["--out", &container]].concat()).expect_status(0);
        let tsa = served.tsa();
        for level in ["T", "LT", "LTA", "LTA"] {
            let extend = ["extend", &container, "--level", level, "--tsa", &tsa, "--trust", &root];
            let network = ["--allow", "127.0.0.0/8", "--force"];
            run(&[&extend[..], &network].concat()).expect_status(0);
            let revocation = if level == "T" { "if-present" } else { "require" };
            let verify = ["verify", &container, "--trust", &root, "--require-level", level];
            let more = ["--revocation", revocation, "--output", "json"];
            let judged = run(&[&verify[..], &more].concat()).expect_status(0).json();
            assert_eq!(judged["signatures"][0]["level"], level, "{format}: {judged:#}");
        }
        let direct = served.path(&format!("direct.{format}"));
        let more = ["--out", &direct, "--level", "LTA", "--tsa", &tsa, "--trust", &root];
        run(&[&base[..], &more, &["--allow", "127.0.0.1"]].concat()).expect_status(0);
        let verify = ["verify", &direct, "--trust", &root, "--require-level", "LTA"];
        run(&verify).expect_status(0);
    }
}

#[test]
fn an_authority_that_cannot_be_reached_leaves_the_container_as_it_is() {
    let served = Served::new(&["--tsa-fault", "refuse"]);
    let [doc, key, chain] =
        ["doc.txt", "pki/agency.key", "pki/agency-chain.pem"].map(|name| served.path(name));
    let (container, tsa) = (served.path("doc.asice"), served.tsa());
    let base = ["sign", &doc, "--key", &key, "--cert", &chain, "--format", "asic-e"];
    run(&[&base[..], &["--out", &container]].concat()).expect_status(0);
    let before = std::fs::read(&container).expect("read");
    let extend = ["extend", &container, "--level", "T", "--tsa", &tsa, "--allow", "127.0.0.1"];
    run(&[&extend[..], &["--force"]].concat()).expect_error(4, &[&tsa]);
    assert_eq!(std::fs::read(&container).expect("read"), before);
}
