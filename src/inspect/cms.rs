//! What a CMS SignedData holds (RFC 5652), without judging it.

use crate::cms::{Attributes, SignedData, SignerIdentifier, SignerInfo};
use crate::inspect::certificate::{self, named};
use crate::inspect::entry::{Entry, hex};
use crate::inspect::{key, label};
use crate::x509::Name;

/// Describes a SignedData.
pub(super) fn describe(message: &SignedData<'_>) -> Entry {
    let mut entry = Entry::new("cms-signed-data", label::CMS);
    entry
        .fact("detached", label::DETACHED, message.is_detached())
        .fact("content_type", label::CONTENT_TYPE, named(message.content_type()))
        .fact("version", label::VERSION, message.version())
        .fact("encoding", label::ENCODING, if message.is_der() { "DER" } else { "BER" })
        .list("digest_algorithms", label::DIGESTS, message.digest_algorithms().map(named));
    let others = message.other_certificates().len();
    if others > 0 {
        entry.fact("other_certificates", label::OTHER_CERTIFICATES, others);
    }
    if !message.revocation().is_empty() {
        entry.fact("revocation", label::REVOCATION_ITEMS, message.revocation().len());
    }
    let signers = message.signers().iter().map(|signer| match signer {
        Ok(signer) => self::signer(signer),
        Err(error) => {
            let mut broken = Entry::new("signer", label::SIGNER);
            broken.error(label::UNKNOWN, error);
            broken
        }
    });
    entry.with("signers", signers.collect());
    let certificates = message.certificates().iter().map(certificate::describe).collect();
    entry.with("certificates", certificates);
    entry
}

fn signer(signer: &SignerInfo) -> Entry {
    let mut entry = Entry::new("signer", label::SIGNER);
    let who = match signer.identifier() {
        SignerIdentifier::IssuerAndSerial(issuer, serial) => {
            let issuer =
                Name::from_der(issuer).map_or_else(|_| hex(issuer), |issuer| issuer.to_string());
            format!("{} / {issuer}", hex(serial))
        }
        SignerIdentifier::KeyIdentifier(id) => hex(id),
    };
    let algorithm =
        signer.signature_algorithm().map_or_else(|| named(signer.signature_oid()), key::algorithm);
    entry
        .fact("certificate", label::SIGNED_BY, who)
        .fact("digest", label::DIGEST, named(signer.digest_oid()))
        .fact("algorithm", label::ALGORITHM, algorithm);
    if let Some(attributes) = signer.signed_attributes() {
        // One that is doubled or broken is left out; that it is there shows in the list.
        if let Ok(Some(time)) = attributes.signing_time() {
            entry.fact("signing_time", label::SIGNING_TIME, time.to_string());
        }
        entry.list("signed_attributes", label::ATTRIBUTES, types(attributes));
    }
    if let Some(attributes) = signer.unsigned_attributes() {
        entry.list("unsigned_attributes", label::UNSIGNED_ATTRIBUTES, types(attributes));
    }
    entry
}

fn types(attributes: &Attributes) -> impl Iterator<Item = String> {
    attributes.iter().map(|attribute| named(attribute.oid()))
}
