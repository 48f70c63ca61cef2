//! Requests, and whether an answer is theirs: RFC 6960 §4.1, RFC 9654.

use super::drafts::{Draft, Single, by_name};
use super::*;
use crate::crypto::DigestAlgorithm;
use crate::der::Writer;
use crate::error::{ApiMisuse, Error};
use crate::oid;
use crate::revocation::ocsp::{Request, RequestMismatch};

fn answer(pki: &Pki, nonce: Option<&[u8]>) -> Response {
    let mut draft = Draft::new(
        by_name(&pki.authority.name),
        vec![Single::good(&pki.leaf, &pki.authority.spki())],
    );
    if let Some(nonce) = nonce {
        let mut out = Writer::new();
        out.octet_string(nonce);
        draft.extensions.push((oid::OCSP_NONCE.to_owned(), false, out.finish()));
    }
    draft.by(pki.authority.key.as_ref())
}

#[test]
fn a_nonce_binds_an_answer_to_its_request() {
    let pki = Pki::new();
    let request = Request::new(&pki.leaf, &pki.authority.spki()).expect("a request");
    assert_eq!(request.check(&answer(&pki, None)), Ok(()));
    let bound = request.clone().with_nonce(&[7; 32]).expect("a nonce");
    assert_eq!(bound.check(&answer(&pki, Some(&[7; 32]))), Ok(()));
    assert_eq!(bound.check(&answer(&pki, Some(&[8; 32]))), Err(RequestMismatch::Nonce));
    assert_eq!(bound.check(&answer(&pki, None)), Err(RequestMismatch::NonceMissing));
    for length in [0, 129] {
        let refused = request.clone().with_nonce(&vec![1; length]);
        assert_eq!(refused.err(), Some(Error::ApiMisuse(ApiMisuse::NonceLength)));
    }
}

#[test]
fn an_answer_about_another_certificate_is_not_the_request_s() {
    let pki = Pki::new();
    let other = pki.authority.leaf("Other");
    let request = Request::new(&other, &pki.authority.spki()).expect("a request");
    assert_eq!(request.check(&answer(&pki, None)), Err(RequestMismatch::OtherCertificate));
}

#[test]
fn a_request_is_written_as_the_standard_has_it() {
    let pki = Pki::new();
    let spki = pki.authority.spki();
    let request = Request::with_hash(&pki.leaf, &spki, DigestAlgorithm::Sha256);
    let request = request.and_then(|one| one.with_nonce(&[9; 32])).expect("a request");
    let der = request.to_der();
    let mut outer = crate::der::Reader::new(&der).sequence("OCSPRequest").expect("a SEQUENCE");
    let mut tbs = outer.sequence("TBSRequest").expect("a SEQUENCE");
    outer.finish("OCSPRequest").expect("no signature");
    let list = tbs.sequence("requestList").expect("a SEQUENCE");
    assert!(!list.is_empty());
    let extensions = tbs.any("requestExtensions").expect("extensions");
    assert!(extensions.raw.ends_with(&[&[4, 32][..], &[9; 32]].concat()));
    tbs.finish("TBSRequest").expect("nothing else");
    assert!(der.windows(pki.leaf.serial().len()).any(|one| one == pki.leaf.serial()));
}
