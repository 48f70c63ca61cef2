//! The little DER that rcgen leaves to its caller: values written, read, and taken apart.

use antin::Time;
use antin::crypto::{DigestAlgorithm, SignatureAlgorithm};

/// One DER value: tag, contents, the whole.
pub(super) struct Value<'r> {
    pub(super) tag: u8,
    pub(super) contents: &'r [u8],
    pub(super) whole: &'r [u8],
}

/// Reads one DER value of up to 65,535 octets; returns it with what follows.
pub(super) fn value(der: &[u8]) -> Option<(Value<'_>, &[u8])> {
    let (&tag, rest) = der.split_first()?;
    let (&first, rest) = rest.split_first()?;
    let (length, rest) = match first {
        short @ ..=0x7f => (usize::from(short), rest),
        0x81 => (usize::from(*rest.first()?), rest.get(1..)?),
        0x82 => {
            let (high, low) = (*rest.first()?, *rest.get(1)?);
            (usize::from(u16::from_be_bytes([high, low])), rest.get(2..)?)
        }
        _ => return None,
    };
    let (contents, after) = rest.split_at_checked(length)?;
    let whole = der.get(..der.len() - after.len())?;
    Some((Value { tag, contents, whole }, after))
}

/// One DER value with a length below 128, or below 65,536 in the long form.
pub(super) fn tlv(tag: u8, contents: &[u8]) -> Vec<u8> {
    let mut out = vec![tag];
    match u8::try_from(contents.len()) {
        Ok(short @ ..0x80) => out.push(short),
        Ok(long) => out.extend([0x81, long]),
        Err(_) => {
            out.push(0x82);
            out.extend(u16::try_from(contents.len()).unwrap_or(u16::MAX).to_be_bytes());
        }
    }
    out.extend(contents);
    out
}

/// A GeneralizedTime.
pub(super) fn time(time: Time) -> Vec<u8> {
    let ((year, month, day), (hour, minute, second)) = time.to_civil();
    let text = format!("{year:04}{month:02}{day:02}{hour:02}{minute:02}{second:02}Z");
    tlv(0x18, text.as_bytes())
}

/// The AlgorithmIdentifier of what keys of the PKI sign with first.
pub(super) fn identifier(algorithm: SignatureAlgorithm) -> Option<Vec<u8>> {
    let identifier: &[u8] = match algorithm {
        SignatureAlgorithm::RsaPkcs1(DigestAlgorithm::Sha256) => {
            &[6, 9, 0x2a, 0x86, 0x48, 0x86, 0xf7, 13, 1, 1, 11, 5, 0]
        }
        SignatureAlgorithm::Ecdsa(DigestAlgorithm::Sha256) => {
            &[6, 8, 0x2a, 0x86, 0x48, 0xce, 0x3d, 4, 3, 2]
        }
        SignatureAlgorithm::Ecdsa(DigestAlgorithm::Sha384) => {
            &[6, 8, 0x2a, 0x86, 0x48, 0xce, 0x3d, 4, 3, 3]
        }
        SignatureAlgorithm::Ed25519 => &[6, 3, 0x2b, 0x65, 0x70],
        _ => return None,
    };
    Some(tlv(0x30, identifier))
}
