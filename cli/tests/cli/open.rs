//! `antin open`: every exit status with a real case, every form of output, and what is extracted.

use std::io::Cursor;

use antin::edxml::{Nowhere, Outgoing, Reading, Splice};
use antin::limits::Limits;

use crate::edxml::sample;
use crate::harness::{AT, Desk, pki, run};
use crate::seal::checked;

/// A desk with a sealed package of two attachments.
fn sealed() -> Desk {
    let desk = Desk::new();
    desk.seal(&sample("new-two-pdfs.edxml"), "sealed", &[]).expect_status(0);
    desk
}

impl Desk {
    /// Writes the sealed package with one text replaced.
    fn forge(&self, name: &str, from: &str, to: &str) {
        let text = String::from_utf8(self.read("sealed")).expect("UTF-8");
        assert!(text.contains(from), "{from}");
        self.put(name, text.replacen(from, to, 1).as_bytes());
    }

    /// Writes the sealed package with an attachment taken out, or with one more.
    fn splice(&self, name: &str, out: Option<usize>, more: Option<(&str, &[u8])>) {
        let package = self.read("sealed");
        let read = Reading::strict().read(&package[..], &mut Nowhere).expect("clean");
        let mut splice = Splice::new(&read);
        if let Some(place) = out {
            splice = splice.without(place);
        }
        if let Some((file, octets)) = more {
            let mut header = read.attachments.first().expect("one").header.clone();
            header.content_id = Some(format!("cid:{file}"));
            header.attachment_name = Some(file.to_owned());
            splice = splice.with(Outgoing::new(header, octets));
        }
        let mut forged = Vec::new();
        splice.write(&package[..], &mut forged).expect("spliced");
        self.put(name, &forged);
    }
}

#[test]
fn what_is_sealed_passes_for_a_bound_sender_only() {
    let desk = sealed();
    let report = checked(&desk.open("sealed", &[]).expect_status(0));
    assert_eq!((&report["state"], &report["accepted"]), (&"intact".into(), &true.into()));
    let told = desk.open("sealed", &[]).expect_status(0);
    assert!(told.err.contains("--any-sender"), "{}", told.err);
    let report = checked(&desk.open_as_it_is("sealed", &[]).expect_status(2));
    assert_eq!(report["sender"]["bound"], false);
    assert_eq!((&report["state"], &report["accepted"]), (&"intact".into(), &false.into()));
}

#[test]
fn changed_facts_are_1_and_named() {
    let desk = sealed();
    for (from, to, fact) in [
        ("<edXML:OrganId>X98.12.3<", "<edXML:OrganId>X98.12.4<", "recipients"),
        ("<edXML:BussinessDocType>0<", "<edXML:BussinessDocType>1<", "operation"),
        ("<edXML:CodeNumber>123<", "<edXML:CodeNumber>124<", "number"),
    ] {
        desk.forge("forged", from, to);
        let report = checked(&desk.open("forged", &[]).expect_status(1));
        assert_eq!(
            (&report["state"], &report["verdict"]),
            (&"changed".into(), &"TOTAL-PASSED".into())
        );
        let facts = report["facts"].as_array().expect("a list").iter();
        let changed: Vec<_> = facts.filter(|one| one["state"] != "same").collect();
        assert_eq!(changed[0]["fact"], fact, "{report:#}");
    }
}

#[test]
fn attachments_that_changed_are_1_and_named() {
    let desk = sealed();
    let states = |name: &str, status, state| {
        let report = checked(&desk.open(name, &[]).expect_status(status));
        assert_eq!(report["state"], state, "{report:#}");
        let files = report["attachments"].as_array().expect("a list").iter();
        let found: Vec<String> = files
            .map(|one| format!("{} {}", one["name"].as_str().unwrap_or_default(), one["state"]))
            .collect();
        found
    };
    desk.splice("forged", Some(0), None);
    let found = states("forged", 1, "incomplete");
    assert_eq!(found, ["cong-van-123.pdf \"missing\"", "phu-luc-1.pdf \"same\""]);
    desk.splice("forged", None, Some(("them.pdf", b"%PDF-1.7")));
    assert!(states("forged", 1, "changed").contains(&"them.pdf \"added\"".to_owned()));
    desk.splice("forged", Some(0), Some(("cong-van-123.pdf", b"%PDF-1.7")));
    assert!(states("forged", 1, "changed").contains(&"cong-van-123.pdf \"changed\"".to_owned()));
    let text = String::from_utf8(desk.read("sealed")).expect("UTF-8");
    let text = text.replace(">cong-van-123.pdf<", ">?<");
    let text =
        text.replace(">phu-luc-1.pdf<", ">cong-van-123.pdf<").replace(">?<", ">phu-luc-1.pdf<");
    desk.put("forged", text.as_bytes());
    let found = states("forged", 1, "changed");
    assert_eq!(found, ["cong-van-123.pdf \"swapped\"", "phu-luc-1.pdf \"swapped\""]);
    let (sealed, hopped) = (desk.path("sealed"), desk.path("hopped"));
    let damage = ["--only", "trace", "--also", "text-conversion"];
    run(&[&["edxml", "hop", &sealed, "--out", &hopped], &damage[..]].concat()).expect_status(0);
    // The conversion destroys the seal, too: nothing is left that could say what was sealed.
    let report = checked(&desk.open("hopped", &[]).expect_status(2));
    assert_eq!(report["attachments"][0]["destroyed"], true, "{report:#}");
}

#[test]
fn damage_is_told_from_forgery_where_a_seal_is_at_hand() {
    let desk = Desk::new();
    let package = sample("new-two-pdfs.edxml");
    desk.seal(&package, "seal.asice", &["--apart"]).expect_status(0);
    let damage = ["--only", "trace", "--also", "text-conversion"];
    let hopped = desk.path("hopped");
    run(&[&["edxml", "hop", &package, "--out", &hopped], &damage[..]].concat()).expect_status(0);
    let seal = ["--seal", &desk.path("seal.asice")];
    let report = checked(&desk.open("hopped", &seal).expect_status(1));
    assert_eq!((&report["state"], &report["accepted"]), (&"damaged".into(), &false.into()));
    assert_eq!(report["attachments"][0]["destroyed"], true);
}

#[test]
fn without_a_seal_it_is_2() {
    let desk = Desk::new();
    std::fs::copy(sample("new-two-pdfs.edxml"), desk.path("bare")).expect("copied");
    let report = checked(&desk.open("bare", &[]).expect_status(2));
    assert_eq!(
        (&report["state"], &report["verdict"]),
        (&"not-sealed".into(), &"INDETERMINATE".into())
    );
    let status = sample("status-03.edxml");
    std::fs::copy(&status, desk.path("status")).expect("copied");
    desk.open("status", &[]).expect_status(2);
    let seals = desk.path("seals");
    run(&["edxml", "seals", &desk.path("bare"), "--out", &seals]).expect_status(2);
}

#[test]
fn a_foreign_root_or_no_status_is_2() {
    let desk = sealed();
    let dir = desk.path("other");
    run(&["pki", "root", &dir, "--key-type", "p256", "--not-before", "2024-01-01"])
        .expect_status(0);
    let (package, root) = (desk.path("sealed"), desk.path("other/root.pem"));
    let open = ["open", &package, "--any-sender", "--at", AT, "--output", "json", "--trust"];
    let foreign = [&open[..], &[&root, "--revocation", "skip"]].concat();
    let report = checked(&run(&foreign).expect_status(2));
    assert_eq!(report["sub_indication"], "NO_CERTIFICATE_CHAIN_FOUND");
    let own = pki("root.pem");
    run(&[&open[..], &[&own]].concat()).expect_status(2);
    run(&[&open[..], &[&own, "--revocation", "if-present"]].concat()).expect_status(0);
    desk.open("sealed", &["--require-level", "T"]).expect_status(2);
}

#[test]
fn a_seal_that_fails_is_1() {
    let desk = sealed();
    let found = antin::edxml::seals(Cursor::new(desk.read("sealed")), &Limits::DEFAULT);
    let mut seal = found.expect("a package").remove(0).1;
    let at = seal.windows(5).position(|seen| seen == b"\"123\"").expect("a stored statement");
    seal[at + 1] = b'9';
    desk.splice("forged", Some(2), Some(("antin-seal.zip", &seal)));
    let report = checked(&desk.open("forged", &[]).expect_status(1));
    assert_eq!(report["verdict"], "TOTAL-FAILED", "{report:#}");
    assert!(!report["seals"][0]["fault"].is_null());
}

#[test]
fn what_is_no_package_is_4_and_wrong_usage_3() {
    let desk = sealed();
    let (package, root) = (desk.path("sealed"), pki("root.pem"));
    run(&["open", &package]).expect_error(3, &["--trust"]);
    run(&["open", "--trust", &root]).expect_status(3);
    // The package may stand last, behind a list.
    run(&["open", "--any-sender", "--revocation", "skip", "--at", AT, "--trust", &root, &package])
        .expect_status(0);
    desk.put("text", b"not a package");
    desk.open("text", &[]).expect_error(4, &["text"]);
    desk.put("bomb", b"<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>");
    desk.open("bomb", &[]).expect_error(4, &["bomb"]);
    desk.open("none", &[]).expect_error(4, &["none"]);
    desk.open("sealed", &["--extract", &desk.path("doc.txt")]).expect_error(4, &["doc.txt"]);
    desk.open("sealed", &["--seal", &desk.path("none")]).expect_error(4, &["none"]);
    // A seal that is none is a finding, and the package is not what it says.
    let report = checked(&desk.open("sealed", &["--seal", &desk.path("text")]).expect_status(1));
    assert_eq!(report["seals"][1]["fault"]["code"], "container");
}

#[test]
fn attachments_are_extracted_only_from_what_is_accepted() {
    let desk = sealed();
    let out = desk.path("out");
    let extract = ["--extract", out.as_str()];
    desk.forge("forged", "<edXML:CodeNumber>123<", "<edXML:CodeNumber>124<");
    let told = desk.open("forged", &extract).expect_status(1);
    assert!(told.err.contains("not accepted") && !desk.has("out"), "{}", told.err);
    desk.open_as_it_is("sealed", &extract).expect_status(2);
    assert!(!desk.has("out"));
    desk.open("sealed", &extract).expect_status(0);
    let files = desk.folder_of("out");
    assert_eq!(files.len(), 2, "{:?}", files.keys());
    for (name, octets) in &files {
        assert_eq!(*octets, std::fs::read(sample(name)).expect("read"), "{name}");
    }
}

#[test]
fn nothing_is_replaced_and_nothing_is_left_behind() {
    let desk = sealed();
    let out = desk.path("out");
    std::fs::create_dir(&out).expect("a folder");
    // The second of two files is in the way: the first is not left behind.
    desk.put("out/phu-luc-1.pdf", b"mine");
    let refused = desk.open("sealed", &["--extract", &out]).expect_status(4);
    assert!(refused.err.contains("phu-luc-1.pdf"), "{}", refused.err);
    let files = desk.folder_of("out");
    assert_eq!(files.keys().collect::<Vec<_>>(), ["phu-luc-1.pdf"]);
    assert_eq!(files["phu-luc-1.pdf"], b"mine");
}

#[test]
fn names_of_attachments_are_no_paths() {
    let desk = Desk::new();
    let text = std::fs::read_to_string(sample("new-two-pdfs.edxml")).expect("read");
    let evil = text.replace(">cong-van-123.pdf<", ">../../evil.pdf<");
    desk.put("evil", evil.replace(">phu-luc-1.pdf<", ">/tmp/\u{202e}evil.pdf<").as_bytes());
    desk.seal(&desk.path("evil"), "sealed", &[]).expect_status(0);
    desk.open("sealed", &["--extract", &desk.path("out")]).expect_status(0);
    let files = desk.folder_of("out");
    assert_eq!(files.keys().collect::<Vec<_>>(), ["_.._evil.pdf", "_tmp__evil.pdf"]);
    assert!(!desk.has("evil.pdf") && !desk.folder().join("../evil.pdf").exists());
}

#[test]
fn text_and_page_are_told_in_both_languages() {
    let desk = sealed();
    desk.forge("forged", "<edXML:CodeNumber>123<", "<edXML:CodeNumber>124<");
    let (package, root) = (desk.path("forged"), pki("root.pem"));
    let open = ["open", &package, "--trust", &root, "--at", AT, "--revocation", "skip"];
    let told = |more: &[&str]| run(&[&open[..], more].concat()).expect_status(1).out;
    let text = told(&[]);
    assert!(text.starts_with("Not accepted - ") && text.contains("number: changed"), "{text}");
    assert!(text.contains("sealed: 123") && text.contains("arrived: 124"), "{text}");
    let text = told(&["--lang", "vi"]);
    assert!(text.starts_with("Không chấp nhận - ") && text.contains("số: bị thay đổi"), "{text}");
    for (lang, words) in [("en", "Not accepted"), ("vi", "Không chấp nhận")] {
        let page = told(&["--output", "html", "--lang", lang]);
        assert!(page.starts_with("<!DOCTYPE html>") && page.contains(words), "{page}");
        assert!(
            !page.contains("<script") && !page.contains("http://") && !page.contains("https:"),
            "{page}"
        );
        assert!(page.contains("123 → 124") && page.contains("CƠ QUAN MẪU A"), "{page}");
    }
}
