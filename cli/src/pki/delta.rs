//! Delta CRLs (RFC 5280 §5.2.4): a list of rcgen, with the indicator that rcgen does not write, signed anew.

use antin::keys::Credential;

use super::der::{identifier, tlv, value};
use crate::failure::Failure;
use crate::lang::errors;

/// id-ce-deltaCRLIndicator.
const INDICATOR: &[u8] = &[6, 3, 0x55, 0x1d, 0x1b];

/// Makes a delta of a complete list.
pub(super) fn of(list: &[u8], base: u64, signer: &Credential) -> Result<Vec<u8>, Failure> {
    marked(list, base, signer)
        .ok_or_else(|| Failure::unable(&errors::PKI_FAILED).with("crl").with("DER"))
}

/// TBSCertList: version, signature, issuer, times, revokedCertificates, `crlExtensions [0]` at the end.
fn marked(list: &[u8], base: u64, signer: &Credential) -> Option<Vec<u8>> {
    let (outer, _) = value(list)?;
    let (tbs, _) = value(outer.contents)?;
    let algorithm = *signer.key().algorithms().first()?;
    let (mut fields, mut rest) = (Vec::new(), tbs.contents);
    let mut place = 0;
    while !rest.is_empty() {
        let (field, after) = value(rest)?;
        match (place, field.tag) {
            (1, _) => fields.extend(identifier(algorithm)?),
            (_, 0xa0) => {
                let (extensions, _) = value(field.contents)?;
                let all = [extensions.contents, &indicator(base)].concat();
                fields.extend(tlv(0xa0, &tlv(0x30, &all)));
            }
            _ => fields.extend_from_slice(field.whole),
        }
        (rest, place) = (after, place + 1);
    }
    let tbs = tlv(0x30, &fields);
    let signature = signer.key().sign(algorithm, &tbs).ok()?;
    let signature = tlv(3, &[&[0], signature.as_slice()].concat());
    Some(tlv(0x30, &[tbs, identifier(algorithm)?, signature].concat()))
}

/// Critical, with BaseCRLNumber.
fn indicator(base: u64) -> Vec<u8> {
    const CRITICAL: [u8; 3] = [1, 1, 0xff];
    let octets = base.to_be_bytes();
    let first = octets.iter().position(|octet| *octet != 0).unwrap_or(octets.len() - 1);
    let mut number = octets.get(first..).unwrap_or_default().to_vec();
    if number.first().is_some_and(|octet| octet & 0x80 != 0) {
        number.insert(0, 0);
    }
    tlv(0x30, &[INDICATOR, &CRITICAL, &tlv(4, &tlv(2, &number))].concat())
}
