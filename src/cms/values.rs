//! Certificates and revocation data that attributes of a signer carry.
//!
//! EN 319 122-1 annex A.1.1.2 (`certificate-values`), A.1.2.2 (`revocation-values`), and the attribute of PDF
//! signers (`adbe-revocationInfoArchival`, ISO 32000-1 §12.8.3.3.2). Certificates that cannot be read are
//! left out, as they only help; revocation data that cannot be read is handed on as it is.

use crate::cms::RevocationInfo;
use crate::cms::attributes::{Attribute, Attributes};
use crate::der::{Reader, Tag, Tlv};
use crate::error::Error;
use crate::limits::Limits;
use crate::oid::{self, Oid};
use crate::x509::Certificate;

impl Attributes {
    /// The certificates of `certificate-values`.
    pub(crate) fn certificate_values(&self) -> Vec<Certificate> {
        let mut found = Vec::new();
        for value in self.all(oid::CERTIFICATE_VALUES).flat_map(Attribute::values) {
            let members = Reader::new(value).any("CertificateValues").map(|tlv| members(&tlv));
            let members = members.unwrap_or_default();
            let room = Limits::DEFAULT.certificates.saturating_sub(found.len());
            let read = members.iter().filter_map(|raw| Certificate::from_der(raw).ok());
            found.extend(read.take(room));
        }
        found
    }

    /// The CRLs and OCSP answers of `revocation-values` and of the attribute of PDF signers.
    ///
    /// ```text
    /// RevocationValues ::= SEQUENCE {
    ///   crlVals [0] SEQUENCE OF CertificateList OPTIONAL,
    ///   ocspVals [1] SEQUENCE OF BasicOCSPResponse OPTIONAL,
    ///   otherRevVals [2] OtherRevVals OPTIONAL }
    /// RevocationInfoArchival ::= SEQUENCE {
    ///   crl [0] EXPLICIT SEQUENCE of CRL OPTIONAL,
    ///   ocsp [1] EXPLICIT SEQUENCE of OCSPResponse OPTIONAL,
    ///   otherRevInfo [2] EXPLICIT SEQUENCE of OtherRevInfo OPTIONAL }
    /// ```
    pub(crate) fn revocation_values(&self) -> Vec<RevocationInfo> {
        let forms = [
            (oid::REVOCATION_VALUES, oid::OCSP_BASIC),
            (oid::ADBE_REVOCATION, oid::RI_OCSP_RESPONSE),
        ];
        let mut found = Vec::new();
        for (attribute, ocsp) in forms {
            for value in self.all(attribute).flat_map(Attribute::values) {
                let read = revocation(value, ocsp).unwrap_or_default();
                // What cannot be read must not be passed over: it may tell of a revocation.
                if read.is_empty() {
                    found.push(RevocationInfo::Other(attribute.to_owned(), value.to_vec()));
                }
                found.extend(read);
            }
        }
        found
    }
}

fn revocation(value: &[u8], ocsp: Oid<'_>) -> Result<Vec<RevocationInfo>, Error> {
    const WHAT: &str = "RevocationValues";
    let mut reader = Reader::new(value).sequence(WHAT)?;
    let mut found = Vec::new();
    if let Some(tlv) = reader.optional(Tag::context_constructed(0), WHAT)? {
        let list = tlv.reader().any(WHAT)?;
        found.extend(members(&list).into_iter().map(|raw| RevocationInfo::Crl(raw.to_vec())));
    }
    if let Some(tlv) = reader.optional(Tag::context_constructed(1), WHAT)? {
        let list = tlv.reader().any(WHAT)?;
        let other = |raw: &[u8]| RevocationInfo::Other(ocsp.to_owned(), raw.to_vec());
        found.extend(members(&list).into_iter().map(other));
    }
    Ok(found)
}

/// The members of a list, up to the first that cannot be read.
fn members<'v>(list: &Tlv<'v>) -> Vec<&'v [u8]> {
    let mut reader = list.reader();
    let mut found = Vec::new();
    while !reader.is_empty() {
        match reader.any("SEQUENCE OF") {
            Ok(tlv) => found.push(tlv.raw),
            Err(_) => break,
        }
    }
    found
}
