//! Identifiers of keys: authorityKeyIdentifier (RFC 5280 §4.2.1.1) and subjectKeyIdentifier
//! (§4.2.1.2). They steer the search for a path and decide nothing.

use std::sync::Arc;

use crate::der::{Reader, Tag, check_integer};
use crate::error::Error;
use crate::x509::general_name::GeneralNames;
use crate::x509::irregularity::{Irregularities, Irregularity};
use crate::x509::slice::Span;

/// Which key made the signature, as the issuer says.
///
/// ```text
/// AuthorityKeyIdentifier ::= SEQUENCE {
///   keyIdentifier [0] OCTET STRING OPTIONAL,
///   authorityCertIssuer [1] GeneralNames OPTIONAL,
///   authorityCertSerialNumber [2] INTEGER OPTIONAL }
/// ```
#[derive(Clone, Debug)]
pub struct AuthorityKeyIdentifier<'a> {
    key_identifier: Option<&'a [u8]>,
    issuer: Option<GeneralNames<'a>>,
    serial: Option<&'a [u8]>,
}

impl<'a> AuthorityKeyIdentifier<'a> {
    pub(crate) fn read(
        mut value: Reader<'a>,
        buffer: &'a Arc<[u8]>,
        found: &mut Irregularities,
    ) -> Result<Self, Error> {
        let mut fields = value.sequence("authorityKeyIdentifier")?;
        value.finish("authorityKeyIdentifier")?;
        let key_identifier = fields.optional(Tag::context(0), "keyIdentifier")?;
        let issuer = fields.optional(Tag::context_constructed(1), "authorityCertIssuer")?;
        let serial = fields.optional(Tag::context(2), "authorityCertSerialNumber")?;
        fields.finish("authorityKeyIdentifier")?;
        if let Some(issuer) = &issuer {
            let clause = "RFC 5280 §4.2.1.1: authorityCertIssuer is empty";
            GeneralNames::check(issuer.reader(), buffer, found, clause)?;
        }
        if let Some(serial) = &serial {
            check_integer(serial, "authorityCertSerialNumber")?;
        }
        // RFC 5280 §4.2.1.1: both of them or neither.
        if issuer.is_some() != serial.is_some() {
            found.add(Irregularity::AuthorityKeyIdentifierHalf);
        }
        Ok(Self {
            key_identifier: key_identifier.map(|tlv| tlv.value),
            issuer: issuer.map(|tlv| GeneralNames::new(buffer, Span::contents(&tlv))),
            serial: serial.map(|tlv| tlv.value),
        })
    }

    /// Returns the identifier of the key.
    pub fn key_identifier(&self) -> Option<&'a [u8]> {
        self.key_identifier
    }

    /// Returns the issuer of the certificate of the key.
    pub fn issuer(&self) -> Option<GeneralNames<'a>> {
        self.issuer.clone()
    }

    /// Returns the serial number of the certificate of the key: the contents of its INTEGER.
    pub fn serial(&self) -> Option<&'a [u8]> {
        self.serial
    }
}

/// `SubjectKeyIdentifier ::= OCTET STRING`
pub(crate) fn subject_key_identifier(mut value: Reader<'_>) -> Result<&[u8], Error> {
    let identifier = value.octet_string("subjectKeyIdentifier")?;
    value.finish("subjectKeyIdentifier")?;
    Ok(identifier)
}
