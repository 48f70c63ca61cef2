//! `--crl` and `--ocsp`: lists and answers that clear, refuse, or do not count.

use crate::harness::{AT, Desk, Run, docs, run};

/// A PKI with a list of each authority, in force at [`AT`], and a document that the agency signed.
struct Office(Desk);

impl Office {
    fn new() -> Self {
        let office = Self(Desk::new());
        let dir = office.pki("");
        let from = ["--key-type", "p256", "--not-before", "2024-01-01"];
        run(&[&["pki", "init", dir.as_str()][..], &from].concat()).expect_status(0);
        office.list("root", &[]);
        office.list("sub-ca", &[]);
        let (document, key) = (office.0.path("doc.txt"), office.pki("agency.key"));
        let chain = office.pki("agency-chain.pem");
        let time = "2026-11-20T10:00:00+07:00";
        run(&["sign", &document, "--key", &key, "--cert", &chain, "--signing-time", time])
            .expect_status(0);
        office
    }

    fn pki(&self, name: &str) -> String {
        self.0.path(&format!("pki/{name}"))
    }

    /// Makes the list of an authority anew.
    fn list(&self, issuer: &str, more: &[&str]) {
        let dir = self.pki("");
        let mut arguments = vec!["pki", "crl", &dir, "--issuer", issuer, "--force"];
        if !more.contains(&"--this-update") {
            arguments.extend(["--this-update", "2026-11-20", "--next-update", "2026-11-27"]);
        }
        arguments.extend(more);
        run(&arguments).expect_status(0);
    }

    fn revoke(&self, issuer: &str, name: &str) {
        let entry = format!("{}@2026-11-10T00:00:00Z", self.pki(name));
        self.list(issuer, &["--revoke", &entry, "--reason", "key-compromise"]);
    }

    fn judge(&self, command: &str, more: &[&str]) -> Run {
        let file = match command {
            "verify" => self.0.path("doc.txt"),
            _ => self.pki("agency.pem"),
        };
        let [root, sub] = ["root.pem", "sub-ca.pem"].map(|name| self.pki(name));
        let mut arguments = vec![command, &file, "--trust", &root, "--certs", &sub, "--at", AT];
        arguments.extend(more);
        run(&arguments)
    }

    /// With both lists.
    fn by_lists(&self, command: &str, more: &[&str]) -> Run {
        let [root, sub] = ["root.crl", "sub-ca.crl"].map(|name| self.pki(name));
        self.judge(command, &[&["--crl", root.as_str(), sub.as_str()], more].concat())
    }
}

#[test]
fn with_the_list_of_each_authority_everything_passes() {
    let office = Office::new();
    for command in ["verify", "chain"] {
        let shown = office.by_lists(command, &[]).expect_status(0);
        assert!(shown.out.contains("not revoked: CRL, "), "{}", shown.out);
        let vietnamese = office.by_lists(command, &["--lang", "vi"]).expect_status(0);
        assert!(vietnamese.out.contains("chưa bị thu hồi: CRL, "), "{}", vietnamese.out);
        let one = office.pki("sub-ca.crl");
        office.judge(command, &["--crl", &one]).expect_status(2);
    }
}

#[test]
fn a_revoked_signer_and_a_revoked_authority_are_told_apart() {
    let office = Office::new();
    office.revoke("sub-ca", "agency.pem");
    let json = office.by_lists("verify", &["--output", "json"]).expect_status(2).json();
    assert_eq!(json["sub_indication"], "REVOKED_NO_POE");
    let chain = office.by_lists("chain", &["--output", "json"]).expect_status(1).json();
    assert_eq!(chain["code"], "certificate-revoked");
    assert_eq!(chain["revocation"]["revoked_at"], "2026-11-10T00:00:00Z");
    assert_eq!(chain["revocation"]["revocation_reason"], "keyCompromise");

    office.list("sub-ca", &[]);
    office.revoke("root", "sub-ca.pem");
    let json = office.by_lists("verify", &["--output", "json"]).expect_status(2).json();
    assert_eq!(json["sub_indication"], "REVOKED_CA_NO_POE");
}

#[test]
fn a_list_that_does_not_count_is_named_with_the_reason() {
    let office = Office::new();
    let old = ["--this-update", "2026-11-01", "--next-update", "2026-11-08"];
    office.list("sub-ca", &old);
    let stale = office.by_lists("verify", &[]).expect_status(2);
    assert!(stale.out.contains("TRY_LATER") && stale.out.contains("out of date"), "{}", stale.out);
    let chain = office.by_lists("chain", &[]).expect_status(2);
    assert!(
        chain.out.contains("not used: CRL, ") && chain.out.contains("(stale)"),
        "{}",
        chain.out
    );
    office.list("sub-ca", &["--this-update", "2026-12-01", "--next-update", "2026-12-08"]);
    let json = office.by_lists("chain", &["--output", "json"]).expect_status(2).json();
    assert_eq!(json["revocation"]["refused"][0]["code"], "from-the-future");
}

#[test]
fn the_json_of_a_chain_keeps_its_schema() {
    let office = Office::new();
    let text = std::fs::read_to_string(docs().join("chain.schema.json")).expect("the schema");
    let schema = serde_json::from_str(&text).expect("JSON");
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    let valid = |run: Run| {
        let json = run.json();
        let errors: Vec<_> = validator.iter_errors(&json).map(|one| one.to_string()).collect();
        assert!(errors.is_empty(), "{errors:?}\n{json:#}");
    };
    valid(office.by_lists("chain", &["--output", "json"]));
    valid(office.judge("chain", &["--output", "json"]));
    office.revoke("sub-ca", "agency.pem");
    valid(office.by_lists("chain", &["--output", "json"]));
}

#[test]
fn an_ocsp_answer_that_is_none_is_refused_in_a_sentence() {
    let office = Office::new();
    office.0.put("junk.der", b"0");
    let junk = office.0.path("junk.der");
    for command in ["verify", "chain"] {
        office.judge(command, &["--ocsp", &junk]).expect_error(4, &["junk.der", "OCSP"]);
    }
}
