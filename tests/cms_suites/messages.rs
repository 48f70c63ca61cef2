//! The signed messages of PKITS (S/MIME), judged whole.
//!
//! Revocation is left out, and with it sections 4.4, 4.14 and 4.15 and the cases that rest on a CRL;
//! so are the cases that want other inputs of path validation than the default.

use antin::cades::{self, Content};
use antin::policy::{Policy, TrustAnchor, TrustStore, danger};
use antin::{Evidence, Time, x509};
use serde_json::Value;

use crate::suite::{Suite, Tally};

const FOLDER: &str = "pkits/data/smime";

/// Cases outside of the three sections whose verdict rests on a CRL.
const BY_CRL: &[&str] =
    &["PKITS-4.5.2", "PKITS-4.5.5", "PKITS-4.5.7", "PKITS-4.5.8", "PKITS-4.7.4", "PKITS-4.7.5"];

#[test]
fn pkits() {
    let Some(suite) = Suite::open("pkits") else { return };
    let cases = suite.cases();
    let mut tally = Tally::default();
    for file in suite.files(FOLDER) {
        let message = suite.read(&format!("{FOLDER}/{file}"));
        let (content, signature) = parts(&message);
        let report = judge(&suite, &content, &signature);
        let (covers, verdict) = (report.signatures()[0].covers(), report.verdict());
        // DSA alone is not verified; every other message is intact.
        let name = file.trim_start_matches("Signed").trim_end_matches(".eml");
        let intact = covers.name() == "whole-document";
        tally.compare(&format!("{name} (integrity)"), true, intact, &verdict.to_string());
        let Some(expected) = expected(&cases, name) else {
            tally.not_applicable += 1;
            continue;
        };
        tally.compare(name, expected, verdict.is_passed(), &verdict.to_string());
        // The same message with another text is no longer the same.
        let verdict = judge(&suite, b"another text", &signature).verdict();
        assert!(!verdict.is_passed(), "{name}");
    }
    suite.report(&tally);
}

/// What the suite says of the path, if it is to be judged with default inputs and without CRLs.
fn expected(cases: &[Value], name: &str) -> Option<bool> {
    let case = cases.iter().find(|case| {
        let path = case["path"].as_str().unwrap_or_default();
        path.ends_with(&format!("/{name}EE.crt")) && has_default_inputs(&case["inputs"])
    })?;
    let id = case["id"].as_str()?;
    let revocation = ["PKITS-4.4.", "PKITS-4.14.", "PKITS-4.15."];
    if revocation.iter().any(|section| id.starts_with(section)) || BY_CRL.contains(&id) {
        return None;
    }
    Some(case["expected"].as_str().is_some_and(|expected| expected.starts_with("valid")))
}

fn has_default_inputs(inputs: &Value) -> bool {
    let flags = ["explicit_policy", "policy_mapping_inhibit", "inhibit_any_policy"];
    inputs["initial_policy_set_oids"] == serde_json::json!(["2.5.29.32.0"])
        && flags.iter().all(|flag| inputs[format!("initial_{flag}")] == false)
}

fn judge(suite: &Suite, content: &[u8], signature: &[u8]) -> antin::Report {
    let root = suite.read("pkits/data/certs/TrustAnchorRootCertificate.crt");
    let root = x509::certificates(&root).expect("root").swap_remove(0);
    let trust = TrustStore::new(vec![TrustAnchor::from_certificate(root)]).expect("an anchor");
    let policy = danger::skip_revocation(Policy::new(trust));
    let at = Time::parse_rfc3339("2011-04-15T00:00:00Z").expect("time");
    let content = Some(Content::Bytes(content));
    cades::verify(signature, content, &policy, &Evidence::new(), at).expect("a judgement")
}

/// The signed part of a multipart/signed message (RFC 1847 §2.1), and the signature.
fn parts(message: &[u8]) -> (Vec<u8>, Vec<u8>) {
    let text = std::str::from_utf8(message).expect("UTF-8");
    let boundary = text.split("boundary=\"").nth(1).and_then(|rest| rest.split('"').next());
    let delimiter = format!("\n--{}", boundary.expect("a boundary"));
    let mut pieces = text.split(delimiter.as_str());
    let content = pieces.nth(1).expect("content").strip_prefix('\n').expect("a line end");
    let signature = pieces.next().expect("signature");
    let base64 = signature.split_once("\n\n").expect("headers").1;
    let pem = format!("-----BEGIN CMS-----\n{}\n-----END CMS-----\n", base64.trim());
    let block = antin::pem::blocks(pem.as_bytes()).next().expect("a block").expect("base64");
    (content.as_bytes().to_vec(), block.der().to_vec())
}
