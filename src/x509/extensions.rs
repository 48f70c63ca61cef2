//! The extensions of a certificate (RFC 5280 §4.2).
//!
//! All known extensions are read once, strictly, when the certificate is read; the accessors read
//! them again, without copies. An extension that only says where more can be had, is not critical,
//! and cannot be read, does not make the certificate unreadable: it counts as absent and is listed
//! in [`Irregularity`].

use std::sync::Arc;

use crate::der::{Reader, Tag};
use crate::error::{Error, Limit};
use crate::limits::Limits;
use crate::oid::{self, Oid};
use crate::x509::constraints::{self, BasicConstraints, NameConstraints, PolicyConstraints};
use crate::x509::general_name::GeneralNames;
use crate::x509::irregularity::{Irregularities, Irregularity};
use crate::x509::key_identifier::{self, AuthorityKeyIdentifier};
use crate::x509::locations::{DistributionPoints, InfoAccess};
use crate::x509::policies::{CertificatePolicies, PolicyMappings};
use crate::x509::slice::Span;
use crate::x509::usage::{ExtendedKeyUsage, KeyUsage};

/// The extensions of a certificate.
///
/// ```text
/// Extensions ::= SEQUENCE SIZE (1..MAX) OF Extension
/// Extension ::= SEQUENCE {
///   extnID OBJECT IDENTIFIER,  critical BOOLEAN DEFAULT FALSE,  extnValue OCTET STRING }
/// ```
#[derive(Clone, Debug)]
pub struct Extensions {
    buffer: Arc<[u8]>,
    entries: Vec<Entry>,
    unreadable: Irregularities,
}

#[derive(Clone, Copy, Debug)]
struct Entry {
    id: Span,
    critical: bool,
    value: Span,
}

/// One extension, as received.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Extension<'a> {
    /// Its type.
    pub id: Oid<'a>,
    /// Whether a reader that does not know it must refuse the certificate.
    pub critical: bool,
    /// The contents of extnValue.
    pub value: &'a [u8],
    /// Whether this library knows it and takes it into account.
    pub known: bool,
}

impl Extensions {
    pub(crate) fn none(buffer: &Arc<[u8]>) -> Self {
        Self {
            buffer: Arc::clone(buffer),
            entries: Vec::new(),
            unreadable: Irregularities::default(),
        }
    }

    /// Reads the contents of an `Extensions` value.
    pub(crate) fn read(
        mut list: Reader<'_>,
        buffer: &Arc<[u8]>,
        found: &mut Irregularities,
    ) -> Result<Self, Error> {
        // RFC 5280 §4.1: SIZE (1..MAX).
        if list.is_empty() {
            return Err(list.error("extensions", "RFC 5280 §4.1: empty"));
        }
        let mut all = Self::none(buffer);
        all.entries.reserve(12);
        while !list.is_empty() {
            let place = list;
            let (id, entry) = read_entry(&mut list, found)?;
            // RFC 5280 §4.2: no extension more than once.
            if all.find(id).is_some() {
                return Err(place.error("extensions", "RFC 5280 §4.2: duplicate"));
            }
            if all.entries.len() >= Limits::DEFAULT.extensions {
                return Err(Error::LimitExceeded(Limit::Extensions));
            }
            check_value(id, entry.value.reader(buffer), buffer, found)?;
            all.check_hint(id, entry, found)?;
            all.entries.push(entry);
        }
        Ok(all)
    }

    /// Reads an extension that says where more can be had, and on which nothing rests.
    fn check_hint(
        &mut self,
        id: Oid<'_>,
        entry: Entry,
        found: &mut Irregularities,
    ) -> Result<(), Error> {
        let (value, buffer) = (entry.value.reader(&self.buffer), &self.buffer);
        let (irregularity, result) = match id {
            oid::ISSUER_ALT_NAME => {
                (Irregularity::IssuerAltName, check_alt_names(value, buffer, found))
            }
            oid::CRL_DISTRIBUTION_POINTS => (
                Irregularity::CrlDistributionPoints,
                DistributionPoints::read(value, buffer, found).map(drop),
            ),
            oid::FRESHEST_CRL => (
                Irregularity::FreshestCrl,
                DistributionPoints::read(value, buffer, found).map(drop),
            ),
            oid::AUTHORITY_INFO_ACCESS => (
                Irregularity::AuthorityInfoAccess,
                InfoAccess::read(value, buffer, found).map(drop),
            ),
            oid::SUBJECT_INFO_ACCESS => {
                (Irregularity::SubjectInfoAccess, InfoAccess::read(value, buffer, found).map(drop))
            }
            _ => return Ok(()),
        };
        // RFC 5280 §4.2: a critical extension that cannot be processed ends the matter.
        if entry.critical {
            return result;
        }
        if result.is_err() {
            self.unreadable.add(irregularity);
            found.add(irregularity);
        }
        Ok(())
    }

    /// Returns all extensions, in encoded order.
    pub fn iter(&self) -> impl Iterator<Item = Extension<'_>> {
        self.entries.iter().filter_map(|entry| {
            let id = Oid::from_contents(entry.id.of(&self.buffer))?;
            let (critical, value) = (entry.critical, entry.value.of(&self.buffer));
            Some(Extension { id, critical, value, known: is_known(id) })
        })
    }

    /// Whether there is no extension at all.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Returns one extension by its type.
    pub fn get(&self, id: Oid<'_>) -> Option<Extension<'_>> {
        self.iter().find(|extension| extension.id == id)
    }

    /// Whether an extension is there and critical.
    pub fn is_critical(&self, id: Oid<'_>) -> bool {
        self.find(id).is_some_and(|entry| entry.critical)
    }

    /// Returns the critical extensions that this library does not know, in encoded order.
    ///
    /// RFC 5280 §4.2 wants a certificate that has one refused.
    pub fn unknown_critical(&self) -> impl Iterator<Item = Oid<'_>> {
        self.iter().filter(|one| one.critical && !one.known).map(|one| one.id)
    }

    /// Returns whether the subject is a certification authority (RFC 5280 §4.2.1.9).
    pub fn basic_constraints(&self) -> Option<BasicConstraints> {
        let value = self.value(oid::BASIC_CONSTRAINTS)?;
        BasicConstraints::read(value, &mut Irregularities::default()).ok()
    }

    /// Returns what the key may be used for (RFC 5280 §4.2.1.3).
    pub fn key_usage(&self) -> Option<KeyUsage> {
        KeyUsage::read(self.value(oid::KEY_USAGE)?, &mut Irregularities::default()).ok()
    }

    /// Returns the purposes that the key may be used for (RFC 5280 §4.2.1.12).
    pub fn extended_key_usage(&self) -> Option<ExtendedKeyUsage<'_>> {
        ExtendedKeyUsage::read(self.value(oid::EXTENDED_KEY_USAGE)?).ok()
    }

    /// Returns further names of the subject (RFC 5280 §4.2.1.6).
    pub fn subject_alt_name(&self) -> Option<GeneralNames<'_>> {
        self.alt_names(oid::SUBJECT_ALT_NAME)
    }

    /// Returns further names of the issuer (RFC 5280 §4.2.1.7); `None` if they are malformed.
    pub fn issuer_alt_name(&self) -> Option<GeneralNames<'_>> {
        if self.unreadable.has(Irregularity::IssuerAltName) {
            return None;
        }
        self.alt_names(oid::ISSUER_ALT_NAME)
    }

    /// Returns the names that certificates below this one may have (RFC 5280 §4.2.1.10).
    pub fn name_constraints(&self) -> Option<NameConstraints> {
        let value = self.value(oid::NAME_CONSTRAINTS)?;
        NameConstraints::read(value, &self.buffer, &mut Irregularities::default()).ok()
    }

    /// Returns the policies that the certificate was issued under (RFC 5280 §4.2.1.4).
    pub fn certificate_policies(&self) -> Option<CertificatePolicies<'_>> {
        CertificatePolicies::read(self.value(oid::CERTIFICATE_POLICIES)?).ok()
    }

    /// Returns which policies stand for which (RFC 5280 §4.2.1.5).
    pub fn policy_mappings(&self) -> Option<PolicyMappings<'_>> {
        PolicyMappings::read(self.value(oid::POLICY_MAPPINGS)?).ok()
    }

    /// Returns what policies the rest of a path must have (RFC 5280 §4.2.1.11).
    pub fn policy_constraints(&self) -> Option<PolicyConstraints> {
        PolicyConstraints::read(self.value(oid::POLICY_CONSTRAINTS)?).ok()
    }

    /// Returns after how many certificates anyPolicy no longer counts (RFC 5280 §4.2.1.14).
    pub fn inhibit_any_policy(&self) -> Option<u32> {
        constraints::inhibit_any_policy(self.value(oid::INHIBIT_ANY_POLICY)?).ok()
    }

    /// Returns which key made the signature (RFC 5280 §4.2.1.1).
    pub fn authority_key_identifier(&self) -> Option<AuthorityKeyIdentifier<'_>> {
        let value = self.value(oid::AUTHORITY_KEY_IDENTIFIER)?;
        AuthorityKeyIdentifier::read(value, &self.buffer, &mut Irregularities::default()).ok()
    }

    /// Returns the identifier of the certified key (RFC 5280 §4.2.1.2).
    pub fn subject_key_identifier(&self) -> Option<&[u8]> {
        key_identifier::subject_key_identifier(self.value(oid::SUBJECT_KEY_IDENTIFIER)?).ok()
    }

    /// Returns where CRLs can be fetched (RFC 5280 §4.2.1.13); `None` if that is malformed.
    pub fn crl_distribution_points(&self) -> Option<DistributionPoints<'_>> {
        self.points(oid::CRL_DISTRIBUTION_POINTS, Irregularity::CrlDistributionPoints)
    }

    /// Returns where delta CRLs can be fetched (RFC 5280 §4.2.1.15); `None` if that is malformed.
    pub fn freshest_crl(&self) -> Option<DistributionPoints<'_>> {
        self.points(oid::FRESHEST_CRL, Irregularity::FreshestCrl)
    }

    /// Returns where the issuer's certificate and its OCSP responder are (RFC 5280 §4.2.2.1); `None`
    /// if that is malformed.
    pub fn authority_info_access(&self) -> Option<InfoAccess<'_>> {
        self.access(oid::AUTHORITY_INFO_ACCESS, Irregularity::AuthorityInfoAccess)
    }

    /// Returns where more about the subject is (RFC 5280 §4.2.2.2); `None` if that is malformed.
    pub fn subject_info_access(&self) -> Option<InfoAccess<'_>> {
        self.access(oid::SUBJECT_INFO_ACCESS, Irregularity::SubjectInfoAccess)
    }

    /// Whether an OCSP responder's certificate need not be looked up itself (RFC 6960 §4.2.2.2.1).
    pub fn ocsp_no_check(&self) -> bool {
        self.find(oid::OCSP_NOCHECK).is_some()
    }

    fn alt_names(&self, id: Oid<'_>) -> Option<GeneralNames<'_>> {
        let mut value = self.value(id)?;
        let names = value.expect(Tag::SEQUENCE, "GeneralNames").ok()?;
        Some(GeneralNames::new(&self.buffer, Span::contents(&names)))
    }

    fn points(&self, id: Oid<'_>, unless: Irregularity) -> Option<DistributionPoints<'_>> {
        let value = self.value(id).filter(|_| !self.unreadable.has(unless))?;
        DistributionPoints::read(value, &self.buffer, &mut Irregularities::default()).ok()
    }

    fn access(&self, id: Oid<'_>, unless: Irregularity) -> Option<InfoAccess<'_>> {
        let value = self.value(id).filter(|_| !self.unreadable.has(unless))?;
        InfoAccess::read(value, &self.buffer, &mut Irregularities::default()).ok()
    }

    fn find(&self, id: Oid<'_>) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.id.of(&self.buffer) == id.contents())
    }

    pub(crate) fn value(&self, id: Oid<'_>) -> Option<Reader<'_>> {
        self.find(id).map(|entry| entry.value.reader(&self.buffer))
    }
}

/// Reads an extension on which a judgement rests.
fn check_value(
    id: Oid<'_>,
    value: Reader<'_>,
    buffer: &Arc<[u8]>,
    found: &mut Irregularities,
) -> Result<(), Error> {
    match id {
        oid::BASIC_CONSTRAINTS => BasicConstraints::read(value, found).map(drop),
        oid::KEY_USAGE => KeyUsage::read(value, found).map(drop),
        oid::EXTENDED_KEY_USAGE => ExtendedKeyUsage::read(value).map(drop),
        oid::SUBJECT_ALT_NAME => check_alt_names(value, buffer, found),
        oid::NAME_CONSTRAINTS => NameConstraints::read(value, buffer, found).map(drop),
        oid::CERTIFICATE_POLICIES => CertificatePolicies::read(value).map(drop),
        oid::POLICY_MAPPINGS => PolicyMappings::read(value).map(drop),
        oid::POLICY_CONSTRAINTS => PolicyConstraints::read(value).map(drop),
        oid::INHIBIT_ANY_POLICY => constraints::inhibit_any_policy(value).map(drop),
        oid::AUTHORITY_KEY_IDENTIFIER => {
            AuthorityKeyIdentifier::read(value, buffer, found).map(drop)
        }
        oid::SUBJECT_KEY_IDENTIFIER => key_identifier::subject_key_identifier(value).map(drop),
        _ => Ok(()),
    }
}

fn read_entry<'a>(
    list: &mut Reader<'a>,
    found: &mut Irregularities,
) -> Result<(Oid<'a>, Entry), Error> {
    let mut fields = list.sequence("Extension")?;
    let id_place = fields.expect(Tag::OID, "extnID")?;
    let id = Oid::from_contents(id_place.value)
        .ok_or_else(|| Error::der("extnID", "X.690 §8.19: OBJECT IDENTIFIER", id_place.offset))?;
    let explicit = fields.peek(Tag::BOOLEAN);
    let critical = explicit && fields.boolean("critical")?;
    if explicit && !critical {
        found.add(Irregularity::ExplicitDefault);
    }
    let value = fields.expect(Tag::OCTET_STRING, "extnValue")?;
    fields.finish("Extension")?;
    Ok((id, Entry { id: Span::contents(&id_place), critical, value: Span::contents(&value) }))
}

fn check_alt_names(
    mut value: Reader<'_>,
    buffer: &Arc<[u8]>,
    found: &mut Irregularities,
) -> Result<(), Error> {
    let names = value.sequence("GeneralNames")?;
    value.finish("GeneralNames")?;
    GeneralNames::check(names, buffer, found, "RFC 5280 §4.2.1.6: empty")
}

/// The extensions that this library reads and takes into account, so that they may be critical.
///
/// issuerAltName, the access extensions and freshestCRL are read too, but nothing rests on them; a
/// CA that marks them critical wants something that is not done here.
fn is_known(id: Oid<'_>) -> bool {
    matches!(
        id,
        oid::BASIC_CONSTRAINTS
            | oid::KEY_USAGE
            | oid::EXTENDED_KEY_USAGE
            | oid::SUBJECT_ALT_NAME
            | oid::NAME_CONSTRAINTS
            | oid::CERTIFICATE_POLICIES
            | oid::POLICY_MAPPINGS
            | oid::POLICY_CONSTRAINTS
            | oid::INHIBIT_ANY_POLICY
            | oid::AUTHORITY_KEY_IDENTIFIER
            | oid::SUBJECT_KEY_IDENTIFIER
            | oid::CRL_DISTRIBUTION_POINTS
    )
}
