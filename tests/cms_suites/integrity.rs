//! Digest and value: the CMS files of DSS, SiVa and Bouncy Castle.

use antin::ades::{Report, SignatureReport};
use antin::cades::{self, Content};
use antin::policy::{Policy, TrustStore};
use antin::{Evidence, Time};
use serde_json::Value;

use crate::suite::{Suite, Tally};

#[test]
fn dss() {
    compare("dss");
}

#[test]
fn siva() {
    compare("siva-test");
}

#[test]
fn bouncy_castle() {
    compare("bouncycastle");
}

/// Authenticode has content that is not an OCTET STRING (RFC 2315 §7).
#[test]
fn authenticode_is_intact() {
    let Some(suite) = Suite::open("odd-certs") else { return };
    let cases = suite.cases();
    let case = cases.iter().find(|case| case["id"] == "PYCA-pkcs7--authenticode.der");
    let report = judge(&suite, case.expect("the case")).expect("a judgement");
    assert!(is_intact(&report, true), "{}", tell(&report));
}

fn compare(name: &'static str) {
    let Some(suite) = Suite::open(name) else { return };
    let mut tally = Tally::default();
    for case in suite.cases() {
        let format = case["format"].as_str().unwrap_or_default();
        if !matches!(
            format,
            "CAdES/CMS" | "CMS" | "CMS SignedData" | "S/MIME" | "CMS EnvelopedData"
        ) {
            continue;
        }
        let id = case["id"].as_str().expect("id");
        let told = judge(&suite, &case);
        match expected(&case) {
            Some(expected) => {
                let (found, told) = match &told {
                    Ok(report) => (is_intact(report, lacks_content(&case)), tell(report)),
                    Err(error) => (false, error.to_string()),
                };
                tally.compare(id, expected, found, &told);
            }
            // That it was judged, or refused, without a panic is what such a case asks for.
            None => tally.not_applicable += 1,
        }
    }
    suite.report(&tally);
}

/// Whether digest and value are right: what the suite says, or else the oracle of its index.
fn expected(case: &Value) -> Option<bool> {
    match case["expected"].as_str().unwrap_or_default() {
        "intact" => Some(true),
        "broken" => Some(false),
        _ => case["oracle_intact"].as_bool(),
    }
}

/// Whether the suite calls a signature broken for want of its content alone.
fn lacks_content(case: &Value) -> bool {
    case["dss_subindication"][0] == "SIGNED_DATA_NOT_FOUND"
}

pub(crate) fn judge(suite: &Suite, case: &Value) -> Result<Report, antin::Error> {
    // Trust is not asked for here, but a policy has to trust somebody.
    let trust = TrustStore::from_pem(&suite.read("vn-pki/data/rootcag2.crt"))?;
    let signature = suite.read(case["path"].as_str().expect("path"));
    let detached = case["detached"][0].as_str().map(|file| suite.read(file));
    let content = detached.as_deref().map(Content::Bytes);
    let at = Time::parse_rfc3339("2026-11-21T00:00:00Z")?;
    cades::verify(&signature, content, &Policy::new(trust), &Evidence::new(), at)
}

/// Whether the report says that digest and value are right. Most detached signatures came without
/// their content; then that the value is, unless it is the content that is asked for.
fn is_intact(report: &Report, wants_content: bool) -> bool {
    let codes = |one: &SignatureReport| -> Vec<_> {
        one.findings().iter().map(|finding| finding.code().code()).collect()
    };
    let sound = |one: &SignatureReport| {
        let without_content = !wants_content && codes(one).contains(&"signed-data-not-found");
        let broken = ["signature-mismatch", "signature-key-mismatch", "algorithm-unknown"];
        let value = !broken.iter().any(|code| codes(one).contains(code));
        (one.covers().name() == "whole-document" || without_content && value)
            && one.verdict().etsi_name() != "TOTAL-FAILED"
    };
    !report.signatures().is_empty() && report.signatures().iter().all(sound)
}

fn tell(report: &Report) -> String {
    let tell = |one: &SignatureReport| {
        let codes: Vec<_> = one.findings().iter().map(|finding| finding.code().code()).collect();
        format!("{} {}", one.verdict(), codes.join(" "))
    };
    report.signatures().iter().map(tell).collect::<Vec<_>>().join("; ")
}
