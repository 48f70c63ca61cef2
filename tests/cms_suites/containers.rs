//! ASiC containers with CAdES signatures and time-stamps: whether digests and values are right, whoever
//! made them. Those with XAdES are to be named as not supported, and never to pass.

use std::io::Cursor;

use antin::ades::{Coverage, Finding, FindingCode, SignatureReport, TimestampReport, Verdict};
use antin::asic::{self, Reading};
use antin::policy::{Policy, TrustStore};
use antin::{Error, Evidence, Report, Syntax, Time};
use serde_json::Value;

use crate::suite::{Suite, Tally};

#[test]
fn dss() {
    compare("dss");
}

#[test]
fn siva() {
    compare("siva");
}

#[test]
fn siva_test() {
    compare("siva-test");
}

#[test]
fn digidoc4j() {
    compare("digidoc4j");
}

#[test]
fn libdigidocpp() {
    compare("libdigidocpp");
}

#[test]
fn xroad() {
    compare("xroad");
}

fn compare(name: &'static str) {
    let Some(suite) = Suite::open_for("asic", name) else { return };
    let mut tally = Tally::default();
    for case in suite.cases() {
        if !case["format"].as_str().unwrap_or_default().starts_with("ASiC") {
            continue;
        }
        let id = case["id"].as_str().expect("id");
        let container = suite.read(case["path"].as_str().expect("path"));
        let report = judge(&suite, &container);
        let told = tell(&report);
        if let Some(seen) = judged_elsewhere(&container, &report) {
            // XAdES: to be recognised is what is asked for.
            tally.compare(id, true, seen, &told);
            continue;
        }
        match expected(&case) {
            Some(expected) => tally.compare(id, expected, is_intact(&report, &case), &told),
            None => tally.not_applicable += 1,
        }
    }
    suite.report(&tally);
}

/// Leniently: what the suites have is zipped in many ways.
fn judge(suite: &Suite, container: &[u8]) -> Result<Report, Error> {
    // Trust is not asked for here, but a policy has to trust somebody.
    let trust = TrustStore::from_pem(&suite.read("vn-pki/data/rootcag2.crt"))?;
    let at = Time::parse_rfc3339("2026-11-21T00:00:00Z")?;
    let container = Cursor::new(container);
    asic::verify(container, Reading::Lenient, &Policy::new(trust), &Evidence::new(), at)
}

/// Whether a container with signatures of another kind is named as such; `None` if it has none.
fn judged_elsewhere(container: &[u8], report: &Result<Report, Error>) -> Option<bool> {
    let names = b"META-INF/";
    let has = |part: &[u8]| container.windows(part.len()).any(|window| window == part);
    if !has(names) || has(b".p7s") || has(b".tst") {
        return None;
    }
    let named = |report: &Report| {
        let container = report.container().expect("a container");
        let mut codes = container.findings().iter().map(|finding| finding.code());
        codes.any(|code| code == FindingCode::SignatureNotJudged)
    };
    Some(match report {
        Ok(report) => !report.verdict().is_passed() && (named(report) || is_without(container)),
        // What is no archive with one reading, however lenient, is refused as that, whatever is in it.
        Err(Error::Malformed(malformed)) => malformed.syntax == Syntax::Zip,
        Err(error) => matches!(error, Error::Unsupported(_) | Error::LimitExceeded(_)),
    })
}

/// Whether nothing in a container has the name of a file with XAdES signatures (EN 319 162-1 §4.4.3.2).
fn is_without(container: &[u8]) -> bool {
    let part = b"META-INF/signatures";
    let other = b"signatures.xml";
    !container.windows(part.len()).any(|window| window == part)
        && !container.windows(other.len()).any(|window| window == other)
}

/// What the suite says of digests and values, or else the oracle of its index.
fn expected(case: &Value) -> Option<bool> {
    let agreed = case["confidence"].as_str().unwrap_or_default();
    match case["expected"].as_str().unwrap_or_default().split(' ').next().unwrap_or_default() {
        "intact" | "valid" => Some(true),
        "broken" => Some(false),
        "invalid" | "mixed" if agreed == "agreed (crypto)" => Some(false),
        _ => case["oracle_intact"].as_bool(),
    }
}

/// Whether all digests and values are right: of signatures, and of time-stamps over files, one of which
/// has to be wrong where the suite says so.
fn is_intact(report: &Result<Report, Error>, case: &Value) -> bool {
    let Ok(report) = report else { return false };
    let Some(container) = report.container() else { return false };
    let signed = |one: &SignatureReport| {
        one.covers() != Coverage::Unknown && !matches!(one.verdict(), Verdict::Failed(_))
    };
    let stamped = |one: &TimestampReport| !matches!(one.verdict(), Verdict::Failed(_));
    let (signatures, stamps) = (report.signatures(), container.timestamps());
    signatures.len() + stamps.len() > 0
        && signatures.iter().all(signed)
        && stamps.iter().all(stamped) != has_wrong_stamp(case)
}

/// Whether the suite says that a time-stamp is wrong beside signatures that are right: DSS's test of
/// the verdict on each, or on the signature of each.
fn has_wrong_stamp(case: &Value) -> bool {
    let facts = &case["facts"];
    let says = |test: &str, name: &str, value: &Value| {
        let facts = facts[test].as_array().into_iter().flatten();
        facts.into_iter().any(|fact| fact[0] == name && fact[1] == *value)
    };
    says("checkTimestamps", "isSignatureValid", &Value::Bool(false))
        || says(
            "verifyDetailedReport",
            "getBasicTimestampValidationIndication",
            &Value::from("Indication.FAILED"),
        )
}

fn tell(report: &Result<Report, Error>) -> String {
    let report = match report {
        Ok(report) => report,
        Err(error) => return error.to_string(),
    };
    let codes = |findings: &[Finding]| -> Vec<_> {
        findings.iter().map(|finding| finding.code().code()).collect()
    };
    let signatures = report.signatures().iter().map(|one| (one.verdict(), codes(one.findings())));
    let container = report.container().expect("a container");
    let stamps = container.timestamps().iter().map(|one| (one.verdict(), codes(one.findings())));
    let all =
        signatures.chain(stamps).map(|(verdict, codes)| format!("{verdict} {}", codes.join(" ")));
    let all: Vec<_> = all.collect();
    format!("{}; {}", all.join("; "), codes(container.findings()).join(" "))
}
