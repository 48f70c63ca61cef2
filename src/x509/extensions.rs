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
use crate::x509::extension_kind::Kind;
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
    kind: Kind,
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
    /// Whether this library takes it into account when it judges.
    pub processed: bool,
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
            if all.find_kind(entry.kind, id).is_some() {
                return Err(place.error("extensions", "RFC 5280 §4.2: duplicate"));
            }
            if all.entries.len() >= Limits::DEFAULT.extensions {
                return Err(Error::LimitExceeded(Limit::Extensions));
            }
            check_value(entry.kind, entry.value.reader(buffer), buffer, found)?;
            all.check_hint(entry, found)?;
            all.entries.push(entry);
        }
        Ok(all)
    }

    /// Reads an extension that says where more can be had, and on which nothing rests.
    fn check_hint(&mut self, entry: Entry, found: &mut Irregularities) -> Result<(), Error> {
        let (value, buffer) = (entry.value.reader(&self.buffer), &self.buffer);
        let (irregularity, result) = match entry.kind {
            Kind::IssuerAltName => {
                (Irregularity::IssuerAltName, check_alt_names(value, buffer, found))
            }
            Kind::CrlDistributionPoints => (
                Irregularity::CrlDistributionPoints,
                DistributionPoints::read(value, buffer, found).map(drop),
            ),
            Kind::FreshestCrl => (
                Irregularity::FreshestCrl,
                DistributionPoints::read(value, buffer, found).map(drop),
            ),
            Kind::AuthorityInfoAccess => (
                Irregularity::AuthorityInfoAccess,
                InfoAccess::read(value, buffer, found).map(drop),
            ),
            Kind::SubjectInfoAccess => {
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
        self.entries.iter().filter_map(|entry| self.extension(entry))
    }

    fn extension(&self, entry: &Entry) -> Option<Extension<'_>> {
        let id = Oid::from_contents(entry.id.of(&self.buffer))?;
        let (critical, value) = (entry.critical, entry.value.of(&self.buffer));
        Some(Extension { id, critical, value, processed: entry.kind.is_processed() })
    }

    /// Whether there is no extension at all.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Returns one extension by its type.
    pub fn get(&self, id: Oid<'_>) -> Option<Extension<'_>> {
        self.find(id).and_then(|entry| self.extension(entry))
    }

    /// Whether an extension is there and critical.
    pub fn is_critical(&self, id: Oid<'_>) -> bool {
        self.find(id).is_some_and(|entry| entry.critical)
    }

    /// Returns the critical extensions that this library does not process, in encoded order.
    ///
    /// RFC 5280 §4.2 wants a certificate that has one refused.
    pub fn unknown_critical(&self) -> impl Iterator<Item = Oid<'_>> {
        self.iter().filter(|one| one.critical && !one.processed).map(|one| one.id)
    }

    /// Returns whether the subject is a certification authority (RFC 5280 §4.2.1.9).
    pub fn basic_constraints(&self) -> Option<BasicConstraints> {
        let value = self.value(Kind::BasicConstraints)?;
        BasicConstraints::read(value, &mut Irregularities::default()).ok()
    }

    /// Returns what the key may be used for (RFC 5280 §4.2.1.3).
    pub fn key_usage(&self) -> Option<KeyUsage> {
        KeyUsage::read(self.value(Kind::KeyUsage)?, &mut Irregularities::default()).ok()
    }

    /// Returns the purposes that the key may be used for (RFC 5280 §4.2.1.12).
    pub fn extended_key_usage(&self) -> Option<ExtendedKeyUsage<'_>> {
        ExtendedKeyUsage::read(self.value(Kind::ExtendedKeyUsage)?).ok()
    }

    /// Returns further names of the subject (RFC 5280 §4.2.1.6).
    pub fn subject_alt_name(&self) -> Option<GeneralNames<'_>> {
        self.alt_names(Kind::SubjectAltName)
    }

    /// Returns further names of the issuer (RFC 5280 §4.2.1.7); `None` if they are malformed.
    pub fn issuer_alt_name(&self) -> Option<GeneralNames<'_>> {
        if self.unreadable.has(Irregularity::IssuerAltName) {
            return None;
        }
        self.alt_names(Kind::IssuerAltName)
    }

    /// Returns the names that certificates below this one may have (RFC 5280 §4.2.1.10).
    pub fn name_constraints(&self) -> Option<NameConstraints> {
        let value = self.value(Kind::NameConstraints)?;
        NameConstraints::read(value, &self.buffer, &mut Irregularities::default()).ok()
    }

    /// Returns the policies that the certificate was issued under (RFC 5280 §4.2.1.4).
    pub fn certificate_policies(&self) -> Option<CertificatePolicies<'_>> {
        CertificatePolicies::read(self.value(Kind::CertificatePolicies)?).ok()
    }

    /// Returns which policies stand for which (RFC 5280 §4.2.1.5).
    pub fn policy_mappings(&self) -> Option<PolicyMappings<'_>> {
        PolicyMappings::read(self.value(Kind::PolicyMappings)?).ok()
    }

    /// Returns what policies the rest of a path must have (RFC 5280 §4.2.1.11).
    pub fn policy_constraints(&self) -> Option<PolicyConstraints> {
        PolicyConstraints::read(self.value(Kind::PolicyConstraints)?).ok()
    }

    /// Returns after how many certificates anyPolicy no longer counts (RFC 5280 §4.2.1.14).
    pub fn inhibit_any_policy(&self) -> Option<u32> {
        constraints::inhibit_any_policy(self.value(Kind::InhibitAnyPolicy)?).ok()
    }

    /// Returns which key made the signature (RFC 5280 §4.2.1.1).
    pub fn authority_key_identifier(&self) -> Option<AuthorityKeyIdentifier<'_>> {
        let value = self.value(Kind::AuthorityKeyIdentifier)?;
        AuthorityKeyIdentifier::read(value, &self.buffer, &mut Irregularities::default()).ok()
    }

    /// Returns the identifier of the certified key (RFC 5280 §4.2.1.2).
    pub fn subject_key_identifier(&self) -> Option<&[u8]> {
        key_identifier::subject_key_identifier(self.value(Kind::SubjectKeyIdentifier)?).ok()
    }

    /// Returns where CRLs can be fetched (RFC 5280 §4.2.1.13); `None` if that is malformed.
    pub fn crl_distribution_points(&self) -> Option<DistributionPoints<'_>> {
        self.points(Kind::CrlDistributionPoints, Irregularity::CrlDistributionPoints)
    }

    /// Returns where delta CRLs can be fetched (RFC 5280 §4.2.1.15); `None` if that is malformed.
    pub fn freshest_crl(&self) -> Option<DistributionPoints<'_>> {
        self.points(Kind::FreshestCrl, Irregularity::FreshestCrl)
    }

    /// Returns where the issuer's certificate and its OCSP responder are (RFC 5280 §4.2.2.1); `None`
    /// if that is malformed.
    pub fn authority_info_access(&self) -> Option<InfoAccess<'_>> {
        self.access(Kind::AuthorityInfoAccess, Irregularity::AuthorityInfoAccess)
    }

    /// Returns where more about the subject is (RFC 5280 §4.2.2.2); `None` if that is malformed.
    pub fn subject_info_access(&self) -> Option<InfoAccess<'_>> {
        self.access(Kind::SubjectInfoAccess, Irregularity::SubjectInfoAccess)
    }

    /// Whether an OCSP responder's certificate need not be looked up itself (RFC 6960 §4.2.2.2.1).
    pub fn ocsp_no_check(&self) -> bool {
        self.has(Kind::OcspNoCheck)
    }

    /// Whether the authority says that it publishes nothing about the revocation of the certificate, in the way
    /// in which it may (RFC 9608 §2, §3): not about an authority, and with no address of a CRL or an OCSP
    /// responder beside it.
    pub fn no_rev_avail(&self) -> bool {
        // DER of NULL.
        let is_said = self.get(oid::NO_REV_AVAIL).is_some_and(|one| one.value == [5, 0]);
        let is_authority = self.basic_constraints().is_some_and(|basic| basic.ca);
        let names_lists = self.has(Kind::CrlDistributionPoints) || self.has(Kind::FreshestCrl);
        let is_read = !self.unreadable.has(Irregularity::AuthorityInfoAccess);
        let mut access = self.authority_info_access().into_iter().flatten();
        is_said
            && is_read
            && !is_authority
            && !names_lists
            && access.all(|(method, _)| method != oid::AD_OCSP)
    }

    fn alt_names(&self, kind: Kind) -> Option<GeneralNames<'_>> {
        let mut value = self.value(kind)?;
        let names = value.expect(Tag::SEQUENCE, "GeneralNames").ok()?;
        Some(GeneralNames::new(&self.buffer, Span::contents(&names)))
    }

    fn points(&self, kind: Kind, unless: Irregularity) -> Option<DistributionPoints<'_>> {
        let value = self.value(kind).filter(|_| !self.unreadable.has(unless))?;
        DistributionPoints::read(value, &self.buffer, &mut Irregularities::default()).ok()
    }

    fn access(&self, kind: Kind, unless: Irregularity) -> Option<InfoAccess<'_>> {
        let value = self.value(kind).filter(|_| !self.unreadable.has(unless))?;
        InfoAccess::read(value, &self.buffer, &mut Irregularities::default()).ok()
    }

    fn find(&self, id: Oid<'_>) -> Option<&Entry> {
        self.find_kind(Kind::of(id), id)
    }

    fn find_kind(&self, kind: Kind, id: Oid<'_>) -> Option<&Entry> {
        self.entries.iter().find(|entry| {
            entry.kind == kind
                && (kind != Kind::Other || entry.id.of(&self.buffer) == id.contents())
        })
    }

    pub(crate) fn has(&self, kind: Kind) -> bool {
        self.entries.iter().any(|entry| entry.kind == kind)
    }

    /// The value of an extension of a kind that is read.
    pub(crate) fn value(&self, kind: Kind) -> Option<Reader<'_>> {
        let entry = self.entries.iter().find(|entry| entry.kind == kind)?;
        Some(entry.value.reader(&self.buffer))
    }
}

/// Reads an extension on which a judgement rests.
fn check_value(
    kind: Kind,
    value: Reader<'_>,
    buffer: &Arc<[u8]>,
    found: &mut Irregularities,
) -> Result<(), Error> {
    match kind {
        Kind::BasicConstraints => BasicConstraints::read(value, found).map(drop),
        Kind::KeyUsage => KeyUsage::read(value, found).map(drop),
        Kind::ExtendedKeyUsage => ExtendedKeyUsage::read(value).map(drop),
        Kind::SubjectAltName => check_alt_names(value, buffer, found),
        Kind::NameConstraints => NameConstraints::read(value, buffer, found).map(drop),
        Kind::CertificatePolicies => CertificatePolicies::read(value).map(drop),
        Kind::PolicyMappings => PolicyMappings::read(value).map(drop),
        Kind::PolicyConstraints => PolicyConstraints::read(value).map(drop),
        Kind::InhibitAnyPolicy => constraints::inhibit_any_policy(value).map(drop),
        Kind::AuthorityKeyIdentifier => {
            AuthorityKeyIdentifier::read(value, buffer, found).map(drop)
        }
        Kind::SubjectKeyIdentifier => key_identifier::subject_key_identifier(value).map(drop),
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
    let kind = Kind::of(id);
    let entry =
        Entry { kind, id: Span::contents(&id_place), critical, value: Span::contents(&value) };
    Ok((id, entry))
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
