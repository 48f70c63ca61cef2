//! The entries of a CRL (RFC 5280 §5.1.2.6, §5.3), with an index by serial number.
//!
//! Left out: holdInstructionCode, which RFC 5280 no longer has; it counts as unknown.

use std::sync::Arc;

use crate::der::{Reader, Tag, check_integer};
use crate::error::{Error, Limit};
use crate::time::Time;
use crate::x509::crl::index::{self, Key, tail};
use crate::x509::crl::reasons::Reason;
use crate::x509::general_name::{GeneralName, GeneralNames};
use crate::x509::irregularity::Irregularities;
use crate::x509::name::Name;
use crate::x509::slice::Span;

/// One entry of a CRL.
///
/// ```text
/// SEQUENCE { userCertificate CertificateSerialNumber,  revocationDate Time,
///   crlEntryExtensions Extensions OPTIONAL }
/// ```
#[derive(Clone, Copy, Debug)]
pub struct CrlEntry<'a> {
    serial: &'a [u8],
    revoked_at: Time,
    extensions: EntryExtensions<'a>,
    buffer: &'a Arc<[u8]>,
    issuers: &'a [(u32, Span)],
    at: u32,
}

/// What the extensions of one entry say.
#[derive(Clone, Copy, Debug, Default)]
struct EntryExtensions<'a> {
    reason: Option<Reason>,
    invalid_since: Option<Time>,
    issuer: Option<Reader<'a>>,
    unknown_critical: bool,
}

impl<'a> CrlEntry<'a> {
    /// Returns the serial number of the certificate: the contents of its INTEGER.
    pub fn serial(&self) -> &'a [u8] {
        self.serial
    }

    /// Returns since when the certificate is revoked.
    pub fn revoked_at(&self) -> Time {
        self.revoked_at
    }

    /// Returns why the certificate was revoked, where the list says so (RFC 5280 §5.3.1).
    pub fn reason(&self) -> Option<Reason> {
        self.extensions.reason
    }

    /// Returns since when the key is, or may be, in other hands (RFC 5280 §5.3.2, invalidityDate).
    pub fn invalid_since(&self) -> Option<Time> {
        self.extensions.invalid_since
    }

    /// Returns who issued the certificate, where that is not the issuer of the list: what the last
    /// entry that says so says (RFC 5280 §5.3.3).
    pub fn certificate_issuer(&self) -> Option<GeneralNames<'a>> {
        let count = self.issuers.partition_point(|(at, _)| *at <= self.at);
        let (_, names) = self.issuers.get(count.checked_sub(1)?)?;
        Some(GeneralNames::new(self.buffer, *names))
    }

    /// Whether the entry is about a certificate of this issuer, in a list of `list_issuer`.
    pub(crate) fn is_of(&self, issuer: &Name, list_issuer: &Name) -> bool {
        match self.certificate_issuer() {
            None => list_issuer.matches(issuer),
            Some(mut names) => {
                names.any(|one| matches!(one, GeneralName::Directory(name) if name.matches(issuer)))
            }
        }
    }
}

/// The entries of a list.
#[derive(Debug, Default)]
pub(super) struct Entries {
    list: Span,
    /// In ascending order of what [`Key::compare`] compares.
    index: Vec<Key>,
    /// The entries that name an authority, in their order, and the names.
    issuers: Vec<(u32, Span)>,
    unknown_critical: bool,
    removes: bool,
}

/// The least octets that an entry takes: a serial number of one octet, and a UTCTime.
const LEAST: usize = 20;

impl Entries {
    /// Reads all entries of a list, and checks each.
    pub(super) fn read(
        list: crate::der::Tlv<'_>,
        version2: bool,
        buffer: &Arc<[u8]>,
    ) -> Result<Self, Error> {
        let mut reader = list.reader();
        let mut all = Self { list: Span::contents(&list), ..Self::default() };
        all.index.reserve_exact(list.value.len() / LEAST);
        while !reader.is_empty() {
            let place = reader;
            let (serial, entry) = read_entry(&mut reader, buffer)?;
            // RFC 5280 §5.1.2.1: extensions of entries are in version 2 only.
            if !version2 && entry.has_extensions {
                return Err(place.error("crlEntryExtensions", "RFC 5280 §5.1.2.1: not version 2"));
            }
            all.add(place.offset(), serial, &entry.extensions)?;
        }
        all.index.shrink_to_fit();
        all.index = index::sort(all.index, buffer);
        Ok(all)
    }

    fn add(
        &mut self,
        at: usize,
        serial: Span,
        extensions: &EntryExtensions<'_>,
    ) -> Result<(), Error> {
        let too_long = || Error::LimitExceeded(Limit::Length);
        let place = u32::try_from(at).map_err(|_| too_long())?;
        let skip = serial.start().checked_sub(at).and_then(|skip| u8::try_from(skip).ok());
        let len = u8::try_from(serial.len()).ok();
        let (skip, len) = skip.zip(len).ok_or_else(too_long)?;
        self.index.push(Key { tail: 0, at: place, skip, len });
        if let Some(names) = extensions.issuer {
            self.issuers.push((place, Span::of_reader(&names)));
        }
        self.unknown_critical |= extensions.unknown_critical;
        self.removes |= extensions.reason == Some(Reason::RemoveFromCrl);
        Ok(())
    }

    pub(super) fn count(&self) -> usize {
        self.index.len()
    }

    /// Whether an entry names the authority that its certificate is of.
    pub(super) fn names_issuers(&self) -> bool {
        !self.issuers.is_empty()
    }

    pub(super) fn has_unknown_critical(&self) -> bool {
        self.unknown_critical
    }

    /// Whether an entry takes a certificate off the list.
    pub(super) fn removes(&self) -> bool {
        self.removes
    }

    /// All entries, as they are encoded.
    pub(super) fn iter<'a>(
        &'a self,
        buffer: &'a Arc<[u8]>,
    ) -> impl Iterator<Item = CrlEntry<'a>> + 'a {
        let mut reader = self.list.reader(buffer);
        std::iter::from_fn(
            move || {
                if reader.is_empty() { None } else { self.entry(&mut reader, buffer) }
            },
        )
    }

    /// The entries with a serial number, as they are encoded.
    pub(super) fn find<'a>(
        &'a self,
        serial: &[u8],
        buffer: &'a Arc<[u8]>,
    ) -> impl Iterator<Item = CrlEntry<'a>> + 'a {
        let wanted = tail(serial);
        let first = self.index.partition_point(|key| key.compare(wanted, serial, buffer).is_lt());
        let rest = self.index.get(first..).unwrap_or_default();
        let count = rest.partition_point(|key| key.compare(wanted, serial, buffer).is_le());
        let found = rest.get(..count).unwrap_or_default();
        found.iter().filter_map(move |key| {
            let at = usize::try_from(key.at).ok()?;
            let mut reader = Reader::at(buffer.get(at..)?, at);
            self.entry(&mut reader, buffer)
        })
    }

    fn entry<'a>(&'a self, reader: &mut Reader<'a>, buffer: &'a Arc<[u8]>) -> Option<CrlEntry<'a>> {
        let at = u32::try_from(reader.offset()).ok()?;
        let (serial, entry) = read_entry(reader, buffer).ok()?;
        Some(CrlEntry {
            serial: serial.of(buffer),
            revoked_at: entry.revoked_at,
            extensions: entry.extensions,
            buffer,
            issuers: &self.issuers,
            at,
        })
    }
}

struct Fields<'a> {
    revoked_at: Time,
    has_extensions: bool,
    extensions: EntryExtensions<'a>,
}

#[inline]
fn read_entry<'a>(
    reader: &mut Reader<'a>,
    buffer: &Arc<[u8]>,
) -> Result<(Span, Fields<'a>), Error> {
    let mut fields = reader.sequence("revokedCertificates")?;
    let serial = fields.expect(Tag::INTEGER, "userCertificate")?;
    check_integer(&serial, "userCertificate")?;
    let revoked_at = fields.time("revocationDate")?;
    let has_extensions = !fields.is_empty();
    let extensions = if has_extensions {
        let list = fields.sequence("crlEntryExtensions")?;
        fields.finish("revokedCertificates")?;
        read_extensions(list, buffer)?
    } else {
        EntryExtensions::default()
    };
    Ok((Span::contents(&serial), Fields { revoked_at, has_extensions, extensions }))
}

/// The contents octets of `id-ce` (2.5.29), under which all known extensions of entries are.
const ID_CE: [u8; 2] = [0x55, 0x1d];

fn read_extensions<'a>(
    mut list: Reader<'a>,
    buffer: &Arc<[u8]>,
) -> Result<EntryExtensions<'a>, Error> {
    const WHAT: &str = "crlEntryExtensions";
    if list.is_empty() {
        return Err(list.error(WHAT, "RFC 5280 §5.1.2.6: empty"));
    }
    let mut found = EntryExtensions::default();
    while !list.is_empty() {
        let place = list;
        let mut fields = list.sequence(WHAT)?;
        let id = fields.oid("extnID")?;
        let critical = fields.peek(Tag::BOOLEAN) && fields.boolean("critical")?;
        let value = fields.expect(Tag::OCTET_STRING, "extnValue")?;
        fields.finish(WHAT)?;
        let value = value.reader();
        let [first, second, arc] = *id.contents() else {
            found.unknown_critical |= critical;
            continue;
        };
        // RFC 5280 §4.2: no extension more than once.
        let twice = match ([first, second] == ID_CE, arc) {
            // §5.3.1
            (true, 21) => found.reason.replace(read_reason(value)?).is_some(),
            // §5.3.2
            (true, 24) => found.invalid_since.replace(invalid_since(value)?).is_some(),
            // §5.3.3
            (true, 29) => found.issuer.replace(issuer(value, buffer)?).is_some(),
            _ => {
                found.unknown_critical |= critical;
                false
            }
        };
        if twice {
            return Err(place.error(WHAT, "RFC 5280 §4.2: duplicate"));
        }
    }
    Ok(found)
}

/// Reads a CRLReason.
pub(crate) fn read_reason(mut value: Reader<'_>) -> Result<Reason, Error> {
    let tlv = value.expect(Tag::ENUMERATED, "reasonCode")?;
    value.finish("reasonCode")?;
    let [code] = *tlv.value else {
        return Err(Error::der("reasonCode", "RFC 5280 §5.3.1: unknown reason", tlv.offset));
    };
    Reason::from_code(code)
        .ok_or_else(|| Error::der("reasonCode", "RFC 5280 §5.3.1: unknown reason", tlv.offset))
}

fn invalid_since(mut value: Reader<'_>) -> Result<Time, Error> {
    let place = value;
    // RFC 5280 §5.3.2: GeneralizedTime, whatever the year.
    if !value.peek(Tag::GENERALIZED_TIME) {
        return Err(place.error("invalidityDate", "RFC 5280 §5.3.2: GeneralizedTime"));
    }
    let time = value.time("invalidityDate")?;
    value.finish("invalidityDate")?;
    Ok(time)
}

fn issuer<'a>(mut value: Reader<'a>, buffer: &Arc<[u8]>) -> Result<Reader<'a>, Error> {
    let names = value.sequence("certificateIssuer")?;
    value.finish("certificateIssuer")?;
    let clause = "RFC 5280 §5.3.3: empty";
    GeneralNames::check(names, buffer, &mut Irregularities::default(), clause)?;
    Ok(names)
}
