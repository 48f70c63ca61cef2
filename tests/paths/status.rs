//! CRLs and OCSP answers for one certificate: BoringSSL's `crl_unittest` and `ocsp_unittest`, OpenSSL's
//! `80-test_ocsp.t`.

use antin::Error;
use antin::path::Question;
use antin::policy::{Freshness, Policy, Profile, Revocation, TrustAnchor, TrustStore};
use antin::revocation::ocsp::Response;
use antin::revocation::{Checker, Material, Standing};
use antin::x509::{Certificate, Crl};
use serde_json::Value;

use crate::suite::{Suite, Tally, one, text, time};

const WEEK: u32 = 7 * 86_400;

/// Cases in which the source gives up where RFC 5280 goes on: it does not do indirect CRLs (§5.2.5), of
/// which this one names the certificate's point and has no entry.
const NOT_DONE_THERE: &str = "BSSL-crl-bad_idp_indirectcrl";

#[test]
fn boringssl_status() {
    let Some(suite) = Suite::open("boringssl-pki") else { return };
    let mut tally = Tally::default();
    for case in suite.cases() {
        let format = text(&case, "format");
        if text(&case, "id") == NOT_DONE_THERE {
            tally.not_applicable();
            continue;
        }
        let (crls, responses) = if format.starts_with("CRL +") {
            let read = Crl::from_der(&suite.read(text(&case, "path")));
            (read.map(|crl| vec![crl]), Ok(Vec::new()))
        } else if format.starts_with("OCSP response +") {
            let read = Response::from_der(&suite.read(text(&case, "path")));
            (Ok(Vec::new()), read.map(|response| vec![response]))
        } else {
            continue;
        };
        let issuer = one(&suite.read(text(&case, "trust_anchor"))).expect("an issuer");
        let found = match one(&suite.read(text(&case, "certificate"))) {
            Ok(certificate) => judge(&certificate, issuer, crls, responses, &case),
            // What cannot be read is not good.
            Err(_) => "unknown",
        };
        let expected = text(&case, "expected");
        tally.compare_status(text(&case, "id"), expected, found);
    }
    suite.report_as("boringssl-status", tally);
}

/// The source asks whether a response is signed by whoever may answer for an issuer, and not how old it is;
/// nor does it ask about a certificate, so one is made for the answer in it.
#[test]
fn openssl_ocsp() {
    let Some(suite) = Suite::open("openssl") else { return };
    let mut tally = Tally::default();
    for case in suite.cases() {
        if !text(&case, "format").starts_with("OCSP response") {
            continue;
        }
        let expected = if text(&case, "expected") == "valid" { "good" } else { "unknown" };
        let issuer = one(&suite.read(text(&case, "trust_anchor"))).expect("an issuer");
        let response = Response::from_der(&suite.read(text(&case, "path")));
        let serial = response.as_ref().ok().and_then(|response| {
            response.answers().next().map(|one| one.cert_id().serial().to_vec())
        });
        let found = match serial {
            Some(serial) => {
                let certificate = certificate(&issuer, &serial);
                let responses: Vec<_> = response.into_iter().collect();
                let (policy, anchor) = policy(issuer);
                let at = time(text(&case, "validation_time"));
                let checker = Checker::new(&policy, Material::new(&[], &[], &responses), at);
                let question = Question::new(&certificate, &[], &anchor, at);
                if checker.statements(question).is_empty() { "unknown" } else { "good" }
            }
            None => "unknown",
        };
        tally.compare_status(text(&case, "id"), expected, found);
    }
    suite.report_as("openssl-ocsp", tally);
}

fn judge(
    certificate: &Certificate,
    issuer: Certificate,
    crls: Result<Vec<Crl>, Error>,
    responses: Result<Vec<Response>, Error>,
    case: &Value,
) -> &'static str {
    let (Ok(crls), Ok(responses)) = (crls, responses) else { return "unknown" };
    let at = time(text(case, "validation_time"));
    let (mut policy, anchor) = policy(issuer);
    if !case["max_age"].is_null() {
        policy = policy.with_freshness(Freshness::new().with_max_age(WEEK));
    }
    let checker = Checker::new(&policy, Material::new(&[], &crls, &responses), at);
    let answer = checker.answer(Question::new(certificate, &[], &anchor, at));
    match answer.standing() {
        Standing::Good => "good",
        Standing::Revoked(_) => "revoked",
        _ => "unknown",
    }
}

fn policy(issuer: Certificate) -> (Policy, TrustAnchor) {
    let anchor = TrustAnchor::from_certificate(issuer);
    let policy = Policy::new(TrustStore::new(vec![anchor.clone()]).expect("an anchor"))
        .with_profile(Profile::named("danger-any-algorithm").expect("a profile"))
        .with_revocation(Revocation::Require);
    (policy, anchor)
}

/// A certificate of an issuer with a serial number. Nobody signed it, and nobody here asks who did.
fn certificate(issuer: &Certificate, serial: &[u8]) -> Certificate {
    let algorithm = tlv(0x30, &tlv(0x06, &[0x2b, 0x65, 0x70]));
    let validity = [tlv(0x17, b"100101000000Z"), tlv(0x17, b"400101000000Z")].concat();
    let tbs = [
        tlv(0xa0, &tlv(0x02, &[2])),
        tlv(0x02, serial),
        algorithm.clone(),
        issuer.subject().raw().to_vec(),
        tlv(0x30, &validity),
        issuer.subject().raw().to_vec(),
        issuer.spki().to_vec(),
    ];
    let parts = [tlv(0x30, &tbs.concat()), algorithm, tlv(0x03, &[0; 65])];
    Certificate::from_der(&tlv(0x30, &parts.concat())).expect("a certificate")
}

fn tlv(tag: u8, contents: &[u8]) -> Vec<u8> {
    let length = contents.len().to_be_bytes();
    let first = length.iter().position(|octet| *octet != 0).unwrap_or(length.len() - 1);
    let length = &length[first..];
    let mut out = vec![tag];
    if let [short @ 0..=0x7f] = length {
        out.push(*short);
    } else {
        out.push(0x80 | u8::try_from(length.len()).expect("small"));
        out.extend_from_slice(length);
    }
    out.extend_from_slice(contents);
    out
}
