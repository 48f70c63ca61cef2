//! What a CMS SignedData holds (RFC 5652), without judging it.

use antin::cms::{Attributes, SignedData, SignerIdentifier, SignerInfo};
use antin::{Time, oid};

use super::certificate::{self, named};
use super::entry::Entry;
use super::key;
use crate::lang::{Language, inspect as text, library};
use crate::print::hex;

/// Describes a SignedData.
pub(super) fn describe(message: &SignedData<'_>, language: Language) -> Entry {
    let mut entry = Entry::new("cms-signed-data", &text::CMS);
    entry
        .fact("detached", &text::DETACHED, message.is_detached())
        .fact("content_type", &text::CONTENT_TYPE, named(message.content_type()))
        .fact("version", &text::VERSION, message.version())
        .fact("encoding", &text::ENCODING, if message.is_der() { "DER" } else { "BER" })
        .list("digest_algorithms", &text::DIGESTS, message.digest_algorithms().map(named));
    let others = message.other_certificates().len();
    if others > 0 {
        entry.fact("other_certificates", &text::OTHER_CERTIFICATES, others);
    }
    if !message.revocation().is_empty() {
        entry.fact("revocation", &text::REVOCATION_ITEMS, message.revocation().len());
    }
    let signers = message.signers().iter().map(|signer| match signer {
        Ok(signer) => self::signer(signer),
        Err(error) => {
            let mut broken = Entry::new("signer", &text::SIGNER);
            broken.fact("error", &text::UNKNOWN, library::clause(error, language));
            broken
        }
    });
    entry.with("signers", signers.collect());
    let certificates = message.certificates().iter().map(certificate::describe).collect();
    entry.with("certificates", certificates);
    entry
}

fn signer(signer: &SignerInfo) -> Entry {
    let mut entry = Entry::new("signer", &text::SIGNER);
    let who = match signer.identifier() {
        SignerIdentifier::IssuerAndSerial(issuer, serial) => {
            let issuer = antin::x509::Name::from_der(issuer)
                .map_or_else(|_| hex(issuer), |issuer| issuer.to_string());
            format!("{} / {issuer}", hex(serial))
        }
        SignerIdentifier::KeyIdentifier(id) => hex(id),
        _ => "?".to_owned(),
    };
    let algorithm =
        signer.signature_algorithm().map_or_else(|| named(signer.signature_oid()), key::algorithm);
    entry
        .fact("certificate", &text::SIGNED_BY, who)
        .fact("digest", &text::DIGEST, named(signer.digest_oid()))
        .fact("algorithm", &text::ALGORITHM, algorithm);
    if let Some(attributes) = signer.signed_attributes() {
        if let Some(time) = signing_time(attributes) {
            entry.fact("signing_time", &text::SIGNING_TIME, time.to_string());
        }
        entry.list("signed_attributes", &text::ATTRIBUTES, types(attributes));
    }
    if let Some(attributes) = signer.unsigned_attributes() {
        entry.list("unsigned_attributes", &text::UNSIGNED_ATTRIBUTES, types(attributes));
    }
    entry
}

/// Reads signingTime as nearly everybody writes it: UTCTime, `YYMMDDHHMMSSZ` (RFC 5652 §11.3).
fn signing_time(attributes: &Attributes) -> Option<Time> {
    let attribute = attributes.iter().find(|attribute| attribute.oid() == oid::SIGNING_TIME)?;
    let [0x17, 13, text @ ..] = attribute.values().next()? else { return None };
    let text = std::str::from_utf8(text).ok()?;
    let part = |at: usize| text.get(at..at + 2);
    // RFC 5280 §4.1.2.5.1: years from 50 on are of the last century.
    let century = if part(0)? < "50" { "20" } else { "19" };
    let date = format!("{century}{}-{}-{}", part(0)?, part(2)?, part(4)?);
    Time::parse_rfc3339(&format!("{date}T{}:{}:{}Z", part(6)?, part(8)?, part(10)?)).ok()
}

fn types(attributes: &Attributes) -> impl Iterator<Item = String> {
    attributes.iter().map(|attribute| named(attribute.oid()))
}
