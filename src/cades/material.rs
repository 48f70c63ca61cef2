//! What levels LT and LTA keep with a signature: certificates and revocation data (EN 319 122-1 §5.4,
//! §6.3 Table 1).
//!
//! Everything that could be needed is found by names, from the signers and the authorities of their
//! time-stamps upwards. Whether it holds is the judgement's to say.

use std::collections::HashSet;

use crate::ades::{Evidence, RevocationData};
use crate::cades::{judge, stamps};
use crate::cms::{Attributes, SignedData, SignerInfo};
use crate::der::{Tag, Writer};
use crate::error::{ApiMisuse, Error};
use crate::limits::Limits;
use crate::oid;
use crate::revocation::concerns;
use crate::revocation::ocsp::Response;
use crate::x509::{Certificate, Crl};

/// What is to be in the SignedData, each as its member.
#[derive(Debug, Default)]
pub(super) struct Material {
    pub(super) certificates: Vec<Vec<u8>>,
    pub(super) crls: Vec<Vec<u8>>,
    pub(super) has_ocsp: bool,
}

/// Finds what concerns the signers and their time-stamps.
///
/// # Errors
///
/// [`ApiMisuse::EvidenceMissing`] if nothing could tell the status of a certificate.
pub(super) fn of(
    signed_data: &SignedData<'_>,
    evidence: &Evidence,
    limits: &Limits,
) -> Result<Material, Error> {
    let (wanted, pool) = wanted(signed_data, evidence, limits);
    let chain = upwards(wanted, &pool);
    let about = |crl: &&Crl| chain.iter().any(|one| concerns(crl, one));
    let crls: Vec<_> = evidence.crls().iter().filter(about).collect();
    let of_crls =
        pool.iter().filter(|one| crls.iter().any(|crl| crl.issuer().matches(one.subject())));
    let mut all = upwards(of_crls.cloned().collect(), &pool);
    all.extend(chain.iter().cloned());
    let mut material = Material {
        certificates: unique(all.iter().map(|one| one.as_der().to_vec())),
        crls: crls.iter().map(|crl| crl.as_der().to_vec()).collect(),
        has_ocsp: false,
    };
    for answer in evidence.ocsp_responses() {
        material.has_ocsp = true;
        material.crls.push(other_revocation_info(answer.as_der()));
    }
    check_complete(&chain, signed_data, evidence, &pool)?;
    Ok(material)
}

/// The certificates of the signers and of the authorities of their time-stamps; and all certificates
/// that are at hand.
pub(crate) fn wanted(
    signed_data: &SignedData<'_>,
    evidence: &Evidence,
    limits: &Limits,
) -> (Vec<Certificate>, Vec<Certificate>) {
    let mut pool = signed_data.certificates().to_vec();
    let signers = || signed_data.signers().iter().flatten();
    let values = signers().filter_map(SignerInfo::unsigned_attributes);
    pool.extend(values.flat_map(Attributes::certificate_values));
    pool.extend_from_slice(evidence.certificates());
    let mut wanted = Vec::new();
    for signer in signers() {
        wanted.extend(meant(signer, &pool).cloned());
        take_stamps(signer, limits, &mut pool, &mut wanted);
    }
    (wanted, pool)
}

/// The certificate that a signer's judgement will be about, if it is at hand: one at most, as anybody may put
/// others of the same issuer and serial number beside a signature, and each costs fetches.
fn meant<'p>(signer: &SignerInfo, pool: &'p [Certificate]) -> Option<&'p Certificate> {
    let references = signer.signed_attributes().map(Attributes::certificate_references);
    let references = references.and_then(Result::ok).unwrap_or_default();
    let mut named = pool.iter().filter(|one| signer.identifier().names(one));
    // The signed reference tells which was meant (RFC 5035 §5).
    if !references.is_empty() {
        return named
            .find(|one| references.iter().all(|own| own.digest_matches(one) == Some(true)));
    }
    let tries: Vec<_> = named.take(judge::TRIES).collect();
    let by_key = tries.iter().find(|one| judge::is_by(signer, one));
    by_key.or_else(|| tries.first()).copied()
}

/// The certificates that the time-stamps of a signer carry, and those of their authorities.
fn take_stamps(
    signer: &SignerInfo,
    limits: &Limits,
    pool: &mut Vec<Certificate>,
    wanted: &mut Vec<Certificate>,
) {
    for stamp in stamps::of(signer, limits) {
        let Ok(token) = stamp.token else { continue };
        pool.extend_from_slice(token.certificates());
        if let Ok(authority) = token.signing_certificate(pool) {
            wanted.push(authority.clone());
        }
    }
}

/// Certificates, and what bears the names of their issuers, up to the top.
fn upwards(mut found: Vec<Certificate>, pool: &[Certificate]) -> Vec<Certificate> {
    let mut at = 0;
    while let Some(certificate) = found.get(at).cloned() {
        at += 1;
        if certificate.is_self_issued() {
            continue;
        }
        for issuer in pool.iter().filter(|one| one.subject().matches(certificate.issuer())) {
            if !found.contains(issuer) {
                found.push(issuer.clone());
            }
        }
    }
    found
}

fn unique(all: impl Iterator<Item = Vec<u8>>) -> Vec<Vec<u8>> {
    let mut seen = HashSet::new();
    all.filter(|one| seen.insert(one.clone())).collect()
}

/// RFC 5940 §2: an OCSP response as other revocation information.
///
/// ```text
/// RevocationInfoChoice ::= CHOICE { crl CertificateList, other [1] IMPLICIT OtherRevocationInfoFormat }
/// ```
fn other_revocation_info(response: &[u8]) -> Vec<u8> {
    let mut out = Writer::with_capacity(response.len() + 32);
    out.nested(Tag::context_constructed(1), |out| {
        out.oid(oid::RI_OCSP_RESPONSE).raw(response);
    });
    out.finish()
}

/// Table 1, requirement for B-LT: the full set of revocation data. That it is about each certificate is seen
/// from names and numbers; whether it counts is the judgement's to say.
fn check_complete(
    chain: &[Certificate],
    signed_data: &SignedData<'_>,
    evidence: &Evidence,
    pool: &[Certificate],
) -> Result<(), Error> {
    let data = RevocationData::read(signed_data.revocation());
    let crls = || data.crls.iter().chain(evidence.crls());
    let responses = || data.responses.iter().chain(evidence.ocsp_responses());
    for certificate in chain {
        let exempt = certificate.is_self_issued()
            || certificate.extensions().get(oid::OCSP_NOCHECK).is_some()
            // RFC 9608 §2: there is none to be had.
            || certificate.extensions().no_rev_avail();
        let by_crl = || crls().any(|crl| concerns(crl, certificate));
        let by_ocsp = || responses().any(|response| answers_about(response, certificate, pool));
        if !(exempt || by_crl() || by_ocsp()) {
            return Err(Error::ApiMisuse(ApiMisuse::EvidenceMissing));
        }
    }
    Ok(())
}

/// Whether a response has an answer about a certificate, by the key of one that bears its issuer's name. The
/// key of an anchor need not be at hand.
fn answers_about(response: &Response, certificate: &Certificate, pool: &[Certificate]) -> bool {
    let issuers: Vec<_> =
        pool.iter().filter(|one| one.subject().matches(certificate.issuer())).collect();
    response.answers().any(|single| {
        let id = single.cert_id();
        id.serial() == certificate.serial()
            && (issuers.is_empty() || issuers.iter().any(|one| id.is_of(certificate, one.spki())))
    })
}
