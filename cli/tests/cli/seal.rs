//! `antin seal`: what is sealed survives the hop, each level, a second seal, and what is refused.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::edxml::sample;
use crate::harness::{AT, Desk, Run, docs, pki, run};
use crate::online::{Served, strs, twenty_years_later};

/// The samples that hold a document.
pub(crate) const SAMPLES: [&str; 6] = [
    "new-two-pdfs",
    "new-pdf-csv-zip-sdk-signature",
    "no-attachment",
    "replace",
    "revoke",
    "update",
];

/// All rewritings of a hub that is sound.
const REWRITINGS: [&str; 10] = [
    "trace",
    "order",
    "prefix",
    "empty",
    "direction",
    "organ-name",
    "subject-name",
    "signature-namespace",
    "attachments",
    "one-line",
];

impl Desk {
    /// Seals a package with the agency's key, as NAME.
    pub(crate) fn seal(&self, package: &str, name: &str, more: &[&str]) -> Run {
        let (key, chain, out) = (pki("agency.key"), pki("agency-chain.pem"), self.path(name));
        let mut arguments = vec!["seal", package, "--key", &key, "--cert", &chain];
        arguments.extend(["--signing-time", "2026-11-20T10:00:00+07:00", "--out", &out]);
        arguments.extend(more);
        run(&arguments)
    }

    /// Opens a package against the PKI's root, without revocation, for any sender.
    pub(crate) fn open(&self, name: &str, more: &[&str]) -> Run {
        self.open_as_it_is(name, &[&["--any-sender"], more].concat())
    }

    pub(crate) fn open_as_it_is(&self, name: &str, more: &[&str]) -> Run {
        let (package, root) = (self.path(name), pki("root.pem"));
        let mut arguments = vec!["open", &package, "--trust", &root, "--at", AT];
        arguments.extend(["--revocation", "skip", "--output", "json"]);
        arguments.extend(more);
        run(&arguments)
    }

    /// Reads all files of a folder.
    pub(crate) fn folder_of(&self, name: &str) -> BTreeMap<String, Vec<u8>> {
        let entries = std::fs::read_dir(self.path(name)).expect("a folder");
        let files = entries.map(|entry| {
            let entry = entry.expect("an entry");
            let name = entry.file_name().into_string().expect("UTF-8");
            (name, std::fs::read(entry.path()).expect("read"))
        });
        files.collect()
    }
}

/// Checks a report against its schema, and returns it.
pub(crate) fn checked(run: &Run) -> Value {
    let schema = std::fs::read_to_string(docs().join("package-report.schema.json")).expect("read");
    let schema: Value = serde_json::from_str(&schema).expect("JSON");
    let schema = jsonschema::validator_for(&schema).expect("a schema");
    let report = run.json();
    let errors: Vec<_> = schema.iter_errors(&report).map(|error| error.to_string()).collect();
    assert!(errors.is_empty(), "{errors:?}\n{report:#}");
    report
}

#[test]
fn each_sample_survives_each_rewriting_and_all_of_them() {
    let desk = Desk::new();
    for name in SAMPLES {
        desk.seal(&sample(&format!("{name}.edxml")), name, &[]).expect_status(0);
        let before = desk.open(name, &["--extract", &desk.path(&format!("{name}-files"))]);
        let report = checked(&before.expect_status(0));
        assert_eq!((&report["state"], &report["accepted"]), (&"intact".into(), &true.into()));
        let files = desk.folder_of(&format!("{name}-files"));
        let (sealed, hopped) = (desk.path(name), desk.path("hopped"));
        let single = REWRITINGS.map(|one| vec!["--only", one]);
        for (at, how) in single.into_iter().chain([vec![]]).enumerate() {
            let hop = ["edxml", "hop", &sealed, "--out", &hopped, "--force", "--at", AT];
            run(&[&hop[..], &how].concat()).expect_status(0);
            let out = format!("{name}-{at}");
            let run = desk.open("hopped", &["--extract", &desk.path(&out)]).expect_status(0);
            let report = checked(&run);
            let same = desk.read("hopped") == desk.read(name);
            let state = if same { "intact" } else { "rewritten-by-hop" };
            assert_eq!(report["state"], state, "{name} {how:?}");
            assert_eq!(report["verdict"], "TOTAL-PASSED", "{name} {how:?}");
            assert_eq!(desk.folder_of(&out), files, "{name} {how:?}");
        }
    }
    let files = desk.folder_of("new-pdf-csv-zip-sdk-signature-files");
    for name in ["cong-van-123.pdf", "so-lieu.csv", "ho-so.zip"] {
        assert_eq!(files[name], std::fs::read(sample(name)).expect("read"), "{name}");
    }
}

#[test]
fn the_list_of_rewritings_is_whole() {
    let all = antin::edxml::Rewriting::ALL.into_iter().filter(|one| one.is_default());
    let all: Vec<&str> = all.map(antin::edxml::Rewriting::code).collect();
    assert_eq!(all, REWRITINGS);
}

#[test]
fn a_leader_and_an_agency_both_seal() {
    let desk = Desk::new();
    let (key, chain, one) = (pki("person.key"), pki("person-chain.pem"), desk.path("one"));
    let package = sample("new-two-pdfs.edxml");
    let leader = ["seal", &package, "--key", &key, "--cert", &chain, "--role", "leader"];
    run(&[&leader[..], &["--out", &one]].concat()).expect_status(0);
    // The leader's seal is not the agency's.
    desk.open("one", &[]).expect_status(2);
    desk.seal(&one, "two", &[]).expect_status(0);
    let report = checked(&desk.open("two", &[]).expect_status(0));
    let roles: Vec<&Value> = report["seals"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|seal| &seal["sealer"]["role"])
        .collect();
    assert_eq!(roles, ["leader", "agency"]);
    // A body that passes it on adds its own.
    desk.seal(&desk.path("two"), "three", &["--role", "forwarder", "--organ", "G22"])
        .expect_status(0);
    let report = checked(&desk.open("three", &[]).expect_status(0));
    assert_eq!(report["seals"][2]["sealer"]["organ"], "G22");
}

#[test]
fn a_seal_is_handed_over_beside_the_package() {
    let desk = Desk::new();
    let package = sample("new-two-pdfs.edxml");
    desk.seal(&package, "seal.asice", &["--apart"]).expect_status(0);
    std::fs::copy(&package, desk.path("bare")).expect("copied");
    desk.open("bare", &[]).expect_status(2);
    let report =
        checked(&desk.open("bare", &["--seal", &desk.path("seal.asice")]).expect_status(0));
    assert_eq!(report["seals"][0]["beside"], 0);
    let other = sample("revoke.edxml");
    std::fs::copy(&other, desk.path("other")).expect("copied");
    let report =
        checked(&desk.open("other", &["--seal", &desk.path("seal.asice")]).expect_status(1));
    assert_eq!(report["state"], "changed");
    let container = std::fs::read(desk.path("seal.asice")).expect("read");
    assert!(container.starts_with(b"PK\x03\x04"));
}

impl Served {
    /// Seals a sample with the agency's key.
    fn seal(&self, name: &str, more: &[&str]) -> Run {
        let package = sample("new-two-pdfs.edxml");
        let (key, chain) = (self.path("pki/agency.key"), self.path("pki/agency-chain.pem"));
        let out = self.path(name);
        let seal = ["seal", &package, "--key", &key, "--cert", &chain, "--out", &out];
        run(&[&seal[..], more].concat())
    }

    /// Opens a package as of now.
    fn open(&self, name: &str, more: &[&str]) -> Run {
        let (package, root) = (self.path(name), self.path("pki/root.pem"));
        let open = ["open", &package, "--trust", &root, "--any-sender", "--output", "json"];
        run(&[&open[..], more].concat())
    }
}

#[test]
fn each_level_is_sealed_and_judged_without_the_network() {
    let served = Served::new(&[]);
    let (root, tsa) = (served.path("pki/root.pem"), served.tsa());
    let net = ["--tsa", tsa.as_str(), "--allow", "127.0.0.1", "--timeout", "2", "--trust", &root];
    for level in ["T", "LT", "LTA"] {
        served.seal(level, &[&net[..], &["--level", level]].concat()).expect_status(0);
        let strict = if level == "T" { "if-present" } else { "require" };
        let judge = ["--require-level", level, "--revocation", strict];
        let report = checked(&served.open(level, &judge).expect_status(0));
        assert_eq!(report["seals"][0]["report"]["signatures"][0]["level"], level);
        let (sealed, hopped) = (served.path(level), served.path("hopped"));
        run(&["edxml", "hop", &sealed, "--out", &hopped, "--force"]).expect_status(0);
        let report = checked(&served.open("hopped", &judge).expect_status(0));
        assert_eq!(report["state"], "rewritten-by-hop");
    }
    let later = twenty_years_later(&served, &[]);
    let later = [&strs(&later)[..], &["--require-level", "LTA"]].concat();
    served.open("LTA", &later).expect_status(0);
    served.open("LT", &later).expect_status(2);
}

#[test]
fn a_seal_is_raised_beside_its_package_and_lasts() {
    let served = Served::new(&[]);
    let (root, tsa) = (served.path("pki/root.pem"), served.tsa());
    let net = ["--tsa", tsa.as_str(), "--allow", "127.0.0.1", "--timeout", "2", "--trust", &root];
    served.seal("B", &[]).expect_status(0);
    served.open("B", &["--revocation", "require"]).expect_status(2);
    served.open("B", &["--online", "--allow", "127.0.0.1"]).expect_status(0);
    let (sealed, seals) = (served.path("B"), served.path("seals"));
    run(&["edxml", "seals", &sealed, "--out", &seals]).expect_status(0);
    let raised = served.path("seals/seal-1.asice");
    run(&[&["extend", &raised, "--level", "LTA", "--force"], &net[..]].concat()).expect_status(0);
    // The root is all that there is, twenty years from now.
    let later = twenty_years_later(&served, &[]);
    served.open("B", &strs(&later)).expect_status(2);
    let beside = ["--seal", raised.as_str()];
    let report = served.open("B", &[&strs(&later)[..], &beside].concat()).expect_status(0);
    let report = checked(&report);
    let verdicts = [0, 1].map(|at| report["seals"][at]["verdict"].as_str().expect("a verdict"));
    assert_eq!(verdicts, ["INDETERMINATE", "TOTAL-PASSED"]);
    assert_eq!(report["seals"][0]["id"], report["seals"][1]["id"]);
}

#[test]
fn what_cannot_be_sealed_is_refused_with_a_reason() {
    let desk = Desk::new();
    let package = sample("new-two-pdfs.edxml");
    desk.seal(&package, "out", &[]).expect_status(0);
    desk.seal(&package, "out", &[]).expect_error(4, &["out", "--force"]);
    desk.seal(&package, "out", &["--force"]).expect_status(0);
    desk.seal(&desk.path("out"), "out", &["--force"]).expect_error(3, &["out"]);
    desk.seal(&sample("status-03.edxml"), "x", &[]).expect_error(4, &["status-03.edxml"]);
    desk.seal(&sample("README.md"), "x", &[]).expect_error(4, &["README.md"]);
    desk.seal(&desk.path("none"), "x", &[]).expect_error(4, &["none"]);
    let twice = std::fs::read_to_string(&package).expect("read").replacen(
        "</edXML:Subject>",
        "</edXML:Subject><edXML:Subject>b</edXML:Subject>",
        1,
    );
    desk.put("twice", twice.as_bytes());
    desk.seal(&desk.path("twice"), "x", &[])
        .expect_error(4, &["twice", "element that stands twice"]);
    desk.seal(&package, "x", &["--level", "T"]).expect_error(3, &["--tsa"]);
    desk.seal(&package, "x", &["--pkcs11", "m.so"]).expect_error(3, &["--pkcs11"]);
    let out = desk.path("x");
    run(&["seal", &package, "--out", &out]).expect_error(3, &["--key", "--p12"]);
    assert!(!desk.has("x"));
    let (p12, password) = (pki("agency.p12"), desk.path("password"));
    desk.put("password", crate::harness::PASSWORD.as_bytes());
    let with = ["--p12", p12.as_str(), "--password-file", &password, "--out", &out];
    run(&[&["seal", &package], &with[..]].concat()).expect_status(0);
}
