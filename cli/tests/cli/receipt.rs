//! `antin receipt`: made for what arrived, judged against what was sent; every exit status and reason.

use serde_json::Value;

use crate::edxml::sample;
use crate::harness::{AT, Desk, Run, docs, pki, run};
use crate::online::Served;
use crate::registry::{RECIPIENT, SENDER};

const PACKAGE: &str = "new-two-pdfs.edxml";

impl Desk {
    /// Signs a receipt of the person, who stands for the recipient, for a package.
    pub(crate) fn make(&self, package: &str, out: &str, more: &[&str]) -> Run {
        let (package, out) = (self.path(package), self.path(out));
        let (key, cert, root) = (pki("person.key"), pki("person-chain.pem"), pki("root.pem"));
        let mut arguments = vec!["receipt", "make", &package, "--out", &out, "--trust", &root];
        arguments.extend(["--revocation", "skip"]);
        for (option, value) in
            [("--at", AT), ("--recipient", RECIPIENT), ("--key", &key), ("--cert", &cert)]
        {
            if !more.contains(&option) {
                arguments.extend([option, value]);
            }
        }
        arguments.extend(more);
        let by = self.by();
        if !more.contains(&"--any-sender") {
            arguments.extend(by.iter().map(String::as_str));
        }
        run(&arguments)
    }

    /// Judges a receipt against the package that was sent.
    fn check_receipt(&self, receipt: &str, more: &[&str]) -> Run {
        let (receipt, sent, root) = (self.path(receipt), self.path("sealed"), pki("root.pem"));
        let mut arguments = vec!["receipt", "check", &receipt, "--trust", &root];
        arguments.extend(["--revocation", "skip", "--output", "json"]);
        for (option, value) in [("--at", AT), ("--package", &sent)] {
            if !more.contains(&option) {
                arguments.extend([option, value]);
            }
        }
        arguments.extend(more);
        let by = self.by();
        if !more.contains(&"--any-sender") && !more.contains(&"--registry") {
            arguments.extend(by.iter().map(String::as_str));
        }
        run(&arguments)
    }

    fn by(&self) -> [String; 4] {
        let (registry, signer) = (self.path("r.asice"), pki("registrar.pem"));
        ["--registry".to_owned(), registry, "--registry-signer".to_owned(), signer]
    }
}

/// A package that was sealed and arrived, and a registry of both bodies.
fn arrived() -> Desk {
    let desk = Desk::with_registry();
    desk.issue("r.asice", &[]).expect_status(0);
    desk.seal(&sample(PACKAGE), "sealed", &[]).expect_status(0);
    let (sealed, out) = (desk.path("sealed"), desk.path("arrived"));
    run(&["edxml", "hop", &sealed, "--out", &out, "--at", AT]).expect_status(0);
    desk
}

/// Checks a report against its schema, and returns it.
#[track_caller]
fn checked(run: &Run) -> Value {
    let schema = std::fs::read_to_string(docs().join("receipt-report.schema.json")).expect("read");
    let schema = serde_json::from_str(&schema).expect("JSON");
    let schema = jsonschema::validator_for(&schema).expect("a schema");
    let report = run.json();
    let errors: Vec<_> = schema.iter_errors(&report).map(|error| error.to_string()).collect();
    assert!(errors.is_empty(), "{errors:?}\n{report:#}");
    report
}

fn mismatches(report: &Value) -> Vec<&str> {
    let all = report["mismatches"].as_array().expect("a list").iter();
    all.filter_map(|one| one["code"].as_str()).collect()
}

#[test]
fn a_receipt_for_what_arrived_is_accepted_by_the_sender() {
    let desk = arrived();
    desk.make("arrived", "receipt", &["--status", "01"]).expect_status(0);
    let report = checked(&desk.check_receipt("receipt", &[]).expect_status(0));
    assert_eq!((&report["accepted"], &report["receipt"]["status"]), (&true.into(), &"01".into()));
    assert_eq!(report["receipt"]["recipient"], RECIPIENT);
    assert_eq!(
        (&report["receipt"]["sender"], &report["recipient"]["bound"]),
        (&SENDER.into(), &true.into())
    );
    // The next one, after the first.
    let next = ["--status", "03", "--after", "01"];
    desk.make("arrived", "next", &next).expect_status(0);
    desk.check_receipt("next", &["--after", "01"]).expect_status(0);
    let open = checked(&desk.check_receipt("next", &["--any-sender"]).expect_status(0));
    assert_eq!(open["recipient"]["checked"], false);
}

#[test]
fn a_receipt_is_not_moved_and_1_names_why() {
    let desk = arrived();
    desk.make("arrived", "receipt", &["--status", "03"]).expect_status(0);
    // To another package: the same document, sealed once more.
    let again = ["--signing-time", "2026-11-20T10:00:01+07:00", "--force"];
    let (key, chain, out) = (pki("agency.key"), pki("agency-chain.pem"), desk.path("again"));
    let seal = ["seal", &sample(PACKAGE), "--key", &key, "--cert", &chain, "--out", &out];
    run(&[&seal[..], &again].concat()).expect_status(0);
    let report = checked(&desk.check_receipt("receipt", &["--package", &out]).expect_status(1));
    assert_eq!((mismatches(&report), &report["verdict"]), (vec!["seal"], &"TOTAL-PASSED".into()));
    // To another status, recipient or time.
    let report = checked(&desk.check_receipt("receipt", &["--after", "06"]).expect_status(1));
    assert_eq!(mismatches(&report), ["transition"]);
    let early = ["--at", "2026-11-21T08:00:00+07:00"];
    let report = checked(&desk.check_receipt("receipt", &early).expect_status(1));
    assert_eq!(mismatches(&report), ["time"]);
    for (from, to) in [(&b"\"03\""[..], &b"\"06\""[..]), (RECIPIENT.as_bytes(), b"X98.12.4")] {
        let mut octets = desk.read("receipt");
        let at = octets.windows(from.len()).position(|part| part == from).expect("stored");
        octets[at..at + to.len()].copy_from_slice(to);
        desk.put("forged", &octets);
        let report = checked(&desk.check_receipt("forged", &[]).expect_status(1));
        assert_eq!(report["accepted"], false, "{report:#}");
    }
}

#[test]
fn a_receipt_by_somebody_else_is_2() {
    let desk = arrived();
    let (key, cert) = (pki("agency.key"), pki("agency-chain.pem"));
    let by = ["--status", "01", "--key", &key, "--cert", &cert];
    desk.make("arrived", "receipt", &by).expect_status(0);
    let report = checked(&desk.check_receipt("receipt", &[]).expect_status(2));
    let recipient = &report["recipient"];
    assert_eq!((&recipient["binding"], &recipient["other"]), (&"other".into(), &SENDER.into()));
    // Nobody to ask.
    let (receipt, sent, root) = (desk.path("receipt"), desk.path("sealed"), pki("root.pem"));
    let bare = ["receipt", "check", &receipt, "--package", &sent, "--trust", &root, "--at", AT];
    run(&[&bare[..], &["--revocation", "skip"]].concat()).expect_status(2);
    // Without the revocation status that is demanded, nothing is decided about the package sent.
    run(&bare).expect_error(4, &["sealed", "INDETERMINATE"]);
}

#[test]
fn what_is_not_accepted_can_only_be_refused() {
    let desk = arrived();
    let text = String::from_utf8(desk.read("arrived")).expect("UTF-8");
    assert!(text.contains("BussinessDocType>0<"));
    desk.put("forged", text.replacen("BussinessDocType>0<", "BussinessDocType>1<", 1).as_bytes());
    std::fs::copy(sample(PACKAGE), desk.path("bare")).expect("copied");
    for status in ["01", "03", "06"] {
        let refused = desk.make("bare", "none", &["--status", status]).expect_status(4);
        assert!(refused.err.contains("status 02 alone"), "{}", refused.err);
    }
    let refusal = ["--status", "02", "--reason", "chưa đóng dấu", "--reason", "sai"];
    // Whoever changed it on its way would have brought about a refusal of what was sealed.
    for status in [&["--status", "01"][..], &refusal] {
        desk.make("forged", "receipt", status)
            .expect_error(4, &["forged", "changed", "sent again"]);
    }
    assert!(!desk.has("receipt"));
    desk.make("bare", "receipt", &refusal).expect_status(0);
    desk.make("arrived", "none", &refusal).expect_status(0);
    let bare = desk.path("bare");
    let report = checked(&desk.check_receipt("receipt", &["--package", &bare]).expect_status(0));
    assert_eq!(report["receipt"]["reasons"], serde_json::json!(["chưa đóng dấu", "sai"]));
    assert_eq!(report["receipt"]["seal"], Value::Null);
    // It says nothing of the package that was sealed, and nobody can hold it against a forged one.
    let report = checked(&desk.check_receipt("receipt", &[]).expect_status(1));
    assert_eq!(mismatches(&report), ["seal"]);
    let forged = desk.path("forged");
    desk.check_receipt("receipt", &["--package", &forged]).expect_error(4, &["forged", "changed"]);
}

#[test]
fn a_seal_that_somebody_adds_on_the_way_brings_about_no_refusal() {
    let desk = arrived();
    let refusal = ["--status", "02", "--reason", "sai", "--force"];
    // By a certificate that nobody trusts.
    let bench = |name: &str| {
        format!("{}/../test-vectors/bench/p256.{name}.pem", env!("CARGO_MANIFEST_DIR"))
    };
    let (key, chain) = (bench("key"), bench("chain"));
    let (arrived, out) = (desk.path("arrived"), desk.path("added"));
    let seal = ["seal", &arrived, "--key", &key, "--cert", &chain, "--out", &out];
    run(&[&seal[..], &["--signing-time", AT]].concat()).expect_status(0);
    for status in [&refusal[..], &["--status", "01"]] {
        desk.make("added", "receipt", status).expect_error(4, &["added", "sent again"]);
    }
    assert!(!desk.has("receipt"));
    // What the registry has against the seal that the receipt names is told.
    let other = Desk::with_registry();
    let (sealed, out) = (desk.path("sealed"), other.path("sealed"));
    std::fs::copy(sealed, out).expect("copied");
    other.issue("r.asice", &[]).expect_status(0);
    other.make("sealed", "receipt", &refusal).expect_status(0);
}

#[test]
fn a_package_that_goes_back_carries_receipts() {
    let desk = arrived();
    let (reply, back) = (sample("no-attachment.edxml"), desk.path("back"));
    desk.make("arrived", "back", &["--status", "01", "--into", &reply]).expect_status(0);
    desk.check_receipt("back", &[]).expect_status(0);
    desk.make("arrived", "two", &["--status", "03", "--into", &back]).expect_status(0);
    desk.check_receipt("two", &[]).expect_error(4, &["several receipts", "antin receipt take"]);
    let (two, folder) = (desk.path("two"), desk.path("taken"));
    run(&["receipt", "take", &two, "--out", &folder]).expect_status(0);
    run(&["receipt", "take", &two, "--out", &folder]).expect_error(4, &["--force"]);
    desk.check_receipt("taken/receipt-1.asice", &[]).expect_status(0);
    desk.check_receipt("taken/receipt-2.asice", &["--after", "01"]).expect_status(0);
    run(&["receipt", "take", &reply, "--out", &desk.path("none")]).expect_status(2);
    assert!(!desk.has("none"));
    let status = sample("status-03.edxml");
    desk.make("arrived", "x", &["--status", "01", "--into", &status])
        .expect_error(4, &["status-03", "status message"]);
    desk.make("arrived", "back", &["--status", "01", "--into", &back, "--force"])
        .expect_error(3, &["back"]);
    assert!(!desk.has("x"));
}

#[test]
fn wrong_usage_is_3_and_bad_input_4() {
    let desk = arrived();
    let make = |more: &[&str]| desk.make("arrived", "x", more);
    make(&["--status", "13"]).expect_error(3, &["13"]);
    make(&["--status", "07"]).expect_status(3);
    make(&[]).expect_status(3);
    make(&["--status", "01", "--after", "03"]).expect_error(3, &["01", "03"]);
    make(&["--status", "01", "--level", "T"]).expect_error(3, &["--tsa"]);
    make(&["--status", "01", "--pkcs11", "m.so"]).expect_error(3, &["--pkcs11"]);
    make(&["--status", "01", "--recipient", "Z"]).expect_error(4, &["Z", RECIPIENT]);
    make(&["--status", "02", "--recipient", "Z"]).expect_status(0);
    make(&["--status", "01"]).expect_error(4, &["--force"]);
    desk.make("doc.txt", "y", &["--status", "01"]).expect_error(4, &["doc.txt"]);
    desk.make("none", "y", &["--status", "01"]).expect_error(4, &["none"]);
    desk.make("arrived", "arrived", &["--status", "01", "--force"]).expect_error(3, &["arrived"]);
    assert!(!desk.has("y"));
    desk.check_receipt("doc.txt", &[]).expect_error(4, &["doc.txt"]);
    desk.check_receipt("sealed", &[]).expect_error(4, &["no receipt in"]);
    desk.check_receipt("none", &[]).expect_error(4, &["none"]);
    desk.check_receipt("x", &["--package", &desk.path("none")]).expect_error(4, &["none"]);
    // A container that is no receipt is a judgement: it is none.
    let report = checked(&desk.check_receipt("r.asice", &[]).expect_status(1));
    assert_eq!(report["fault"]["code"], "other-content");
    let told = desk.make("doc.txt", "y", &["--status", "01", "--lang", "vi"]).expect_status(4);
    assert!(told.err.starts_with("lỗi:"), "{}", told.err);
}

#[test]
fn receipts_reach_each_level() {
    let (served, package) = (Served::new(&[]), sample(PACKAGE));
    let [key, cert, root] = ["agency.key", "agency-chain.pem", "root.pem"]
        .map(|name| served.path(&format!("pki/{name}")));
    let (sealed, tsa) = (served.path("sealed"), served.tsa());
    let with = ["--key", key.as_str(), "--cert", &cert];
    run(&[&["seal", &package, "--out", &sealed], &with[..]].concat()).expect_status(0);
    for level in ["T", "LT", "LTA"] {
        let out = served.path(level);
        let make = ["receipt", "make", &sealed, "--recipient", RECIPIENT, "--status", "01"];
        let how = ["--any-sender", "--revocation", "if-present", "--allow", "127.0.0.1"];
        let at = ["--level", level, "--tsa", &tsa, "--trust", &root, "--out", &out];
        run(&[&make[..], &with, &how, &at].concat()).expect_status(0);
        let check = ["receipt", "check", &out, "--package", &sealed, "--trust", &root];
        let how = ["--any-sender", "--revocation", "if-present", "--output", "json"];
        let report = checked(&run(&[&check[..], &how].concat()).expect_status(0));
        assert_eq!(report["report"]["signatures"][0]["level"], level, "{report:#}");
    }
}
