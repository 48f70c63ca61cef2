//! GeneralName, as alternative names and access locations have it (RFC 5280 §4.2.1.6).
//!
//! Stricter than the text: control characters are refused in the IA5String forms, because a NUL
//! made names that end early for some readers.

use core::net::IpAddr;
use std::sync::Arc;

use crate::der::{Reader, Tag, Tlv};
use crate::error::Error;
use crate::limits::Limits;
use crate::oid::Oid;
use crate::x509::irregularity::Irregularities;
use crate::x509::name::Name;
use crate::x509::slice::Span;
use crate::x509::string;

/// One name of a subject, an issuer or a place.
///
/// ```text
/// GeneralName ::= CHOICE {
///   otherName [0] OtherName,  rfc822Name [1] IA5String,  dNSName [2] IA5String,
///   x400Address [3] ORAddress,  directoryName [4] Name,  ediPartyName [5] EDIPartyName,
///   uniformResourceIdentifier [6] IA5String,  iPAddress [7] OCTET STRING,
///   registeredID [8] OBJECT IDENTIFIER }
/// ```
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum GeneralName<'a> {
    /// A name of a type that its identifier tells; the value is DER.
    OtherName(Oid<'a>, &'a [u8]),
    /// An e-mail address, `local@host`.
    Email(&'a str),
    /// A host name.
    Dns(&'a str),
    /// An X.400 address, unread.
    X400(&'a [u8]),
    /// A distinguished name.
    Directory(Name),
    /// An EDI party name, unread.
    EdiParty(&'a [u8]),
    /// A URI.
    Uri(&'a str),
    /// An address, IPv4 or IPv6.
    Ip(IpAddr),
    /// A registered object identifier.
    RegisteredId(Oid<'a>),
}

/// The kind of a GeneralName, with what each has of a value not yet read.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Form<'a> {
    OtherName(Tlv<'a>),
    Email(&'a str),
    Dns(&'a str),
    X400(Tlv<'a>),
    Directory(Tlv<'a>),
    EdiParty(Tlv<'a>),
    Uri(&'a str),
    Ip(Tlv<'a>),
    RegisteredId(Tlv<'a>),
}

impl<'a> Form<'a> {
    pub(crate) fn read(reader: &mut Reader<'a>) -> Result<Self, Error> {
        let place = *reader;
        let tlv = reader.any("GeneralName")?;
        Ok(match tlv.tag {
            OTHER_NAME => Self::OtherName(tlv),
            RFC822_NAME => Self::Email(ia5(&tlv)?),
            DNS_NAME => Self::Dns(ia5(&tlv)?),
            X400_ADDRESS => Self::X400(tlv),
            DIRECTORY_NAME => Self::Directory(tlv),
            EDI_PARTY_NAME => Self::EdiParty(tlv),
            URI => Self::Uri(ia5(&tlv)?),
            IP_ADDRESS => Self::Ip(tlv),
            REGISTERED_ID => Self::RegisteredId(tlv),
            _ => return Err(place.error("GeneralName", "RFC 5280 §4.2.1.6: choice")),
        })
    }
}

const OTHER_NAME: Tag = Tag::context_constructed(0);
const RFC822_NAME: Tag = Tag::context(1);
const DNS_NAME: Tag = Tag::context(2);
const X400_ADDRESS: Tag = Tag::context_constructed(3);
const DIRECTORY_NAME: Tag = Tag::context_constructed(4);
const EDI_PARTY_NAME: Tag = Tag::context_constructed(5);
const URI: Tag = Tag::context(6);
const IP_ADDRESS: Tag = Tag::context(7);
const REGISTERED_ID: Tag = Tag::context(8);

impl<'a> GeneralName<'a> {
    /// Reads one name; a directoryName keeps the buffer alive.
    pub(crate) fn read(
        reader: &mut Reader<'a>,
        buffer: &Arc<[u8]>,
        found: &mut Irregularities,
    ) -> Result<Self, Error> {
        Ok(match Form::read(reader)? {
            Form::OtherName(tlv) => other_name(&tlv)?,
            Form::Email(text) => Self::Email(text),
            Form::Dns(text) => Self::Dns(text),
            Form::X400(tlv) => Self::X400(checked(&tlv)?),
            Form::Directory(tlv) => Self::Directory(directory_name(&tlv, buffer, found)?),
            Form::EdiParty(tlv) => Self::EdiParty(checked(&tlv)?),
            Form::Uri(text) => Self::Uri(text),
            Form::Ip(tlv) => Self::Ip(address(tlv.value).ok_or_else(|| {
                Error::der("iPAddress", "RFC 5280 §4.2.1.6: 4 or 16 octets", tlv.offset)
            })?),
            Form::RegisteredId(tlv) => Self::RegisteredId(registered_id(&tlv)?),
        })
    }
}

/// The IA5String under an implicit tag.
fn ia5<'a>(tlv: &Tlv<'a>) -> Result<&'a str, Error> {
    string::ascii(tlv.value)
        .ok_or_else(|| Error::der("GeneralName", "RFC 5280 §4.2.1.6: IA5String", tlv.offset))
}

fn other_name<'a>(tlv: &Tlv<'a>) -> Result<GeneralName<'a>, Error> {
    let mut reader = tlv.reader();
    let kind = reader.oid("otherName.type-id")?;
    let value = reader.expect(Tag::context_constructed(0), "otherName.value")?;
    reader.finish("otherName")?;
    value.reader().check("otherName.value", Limits::DEFAULT.nesting)?;
    Ok(GeneralName::OtherName(kind, value.value))
}

fn checked<'a>(tlv: &Tlv<'a>) -> Result<&'a [u8], Error> {
    tlv.reader().check("GeneralName", Limits::DEFAULT.nesting)?;
    Ok(tlv.value)
}

/// A directoryName is tagged explicitly, because Name is a CHOICE (X.680 §31.2.7).
pub(crate) fn directory_name(
    tlv: &Tlv<'_>,
    buffer: &Arc<[u8]>,
    found: &mut Irregularities,
) -> Result<Name, Error> {
    let mut reader = tlv.reader();
    let name = Name::read(&mut reader, buffer, found, "directoryName")?;
    reader.finish("directoryName")?;
    Ok(name)
}

pub(crate) fn address(octets: &[u8]) -> Option<IpAddr> {
    let v4 = <[u8; 4]>::try_from(octets).ok().map(IpAddr::from);
    v4.or_else(|| <[u8; 16]>::try_from(octets).ok().map(IpAddr::from))
}

fn registered_id<'a>(tlv: &Tlv<'a>) -> Result<Oid<'a>, Error> {
    Oid::from_contents(tlv.value)
        .ok_or_else(|| Error::der("registeredID", "X.690 §8.19: OBJECT IDENTIFIER", tlv.offset))
}

/// A sequence of names, read as one walks over it. It was checked when its certificate was read.
#[derive(Clone, Debug)]
pub struct GeneralNames<'a> {
    buffer: &'a Arc<[u8]>,
    rest: Reader<'a>,
}

impl<'a> GeneralNames<'a> {
    pub(crate) fn new(buffer: &'a Arc<[u8]>, contents: Span) -> Self {
        Self { buffer, rest: contents.reader(buffer) }
    }

    /// Checks the contents of `GeneralNames ::= SEQUENCE SIZE (1..MAX) OF GeneralName`.
    pub(crate) fn check(
        mut names: Reader<'_>,
        buffer: &Arc<[u8]>,
        found: &mut Irregularities,
        clause: &'static str,
    ) -> Result<(), Error> {
        if names.is_empty() {
            return Err(names.error("GeneralNames", clause));
        }
        while !names.is_empty() {
            GeneralName::read(&mut names, buffer, found)?;
        }
        Ok(())
    }
}

impl<'a> Iterator for GeneralNames<'a> {
    type Item = GeneralName<'a>;

    fn next(&mut self) -> Option<GeneralName<'a>> {
        if self.rest.is_empty() {
            return None;
        }
        GeneralName::read(&mut self.rest, self.buffer, &mut Irregularities::default()).ok()
    }
}
