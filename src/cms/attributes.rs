//! Attributes of a signer (RFC 5652 §5.3, §11).

use std::ops::Range;

use crate::der::{Reader, Tag, Tlv};
use crate::error::Error;
use crate::oid::Oid;

/// Attributes, as received but in the lengths of DER.
///
/// ```text
/// Attributes ::= SET SIZE (1..MAX) OF Attribute
/// Attribute ::= SEQUENCE { attrType OBJECT IDENTIFIER, attrValues SET OF AttributeValue }
/// ```
#[derive(Clone, Debug)]
pub struct Attributes {
    /// The set, under the tag of SET.
    der: Vec<u8>,
    entries: Vec<Entry>,
}

/// Where an attribute is.
#[derive(Clone, Debug)]
struct Entry {
    raw: Range<usize>,
    /// The contents of the identifier, and of the set of values.
    oid: Range<usize>,
    values: Range<usize>,
}

/// One attribute: its type and its values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Attribute<'a> {
    oid: Oid<'a>,
    values: &'a [u8],
    raw: &'a [u8],
}

impl<'a> Attribute<'a> {
    /// The whole attribute, in the lengths of DER.
    pub(crate) fn raw(self) -> &'a [u8] {
        self.raw
    }

    /// Returns the type.
    pub fn oid(self) -> Oid<'a> {
        self.oid
    }

    /// Returns the values, each in DER.
    pub fn values(self) -> impl Iterator<Item = &'a [u8]> {
        let mut reader = Reader::new(self.values);
        std::iter::from_fn(
            move || {
                if reader.is_empty() { None } else { reader.any("AttributeValue").ok() }
            },
        )
        .map(|tlv: Tlv<'a>| tlv.raw)
    }
}

/// Why an attribute that must be single is not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct NotSingle;

impl Attributes {
    /// Reads a whole set, under the tag of SET.
    pub(crate) fn from_der(der: &[u8]) -> Result<Self, Error> {
        let mut reader = Reader::new(der);
        let tlv = reader.expect(Tag::SET, "Attributes")?;
        reader.finish("Attributes")?;
        Self::read(&tlv, "Attributes")
    }

    /// Reads the attributes under an implicit tag.
    pub(crate) fn read(tlv: &Tlv<'_>, what: &'static str) -> Result<Self, Error> {
        let mut der = tlv.raw.to_vec();
        if let Some(first) = der.first_mut() {
            // RFC 5652 §5.4: the digest is over an explicit SET OF tag.
            *first = Tag::SET.0;
        }
        let mut entries = Vec::new();
        let mut reader = Reader::new(&der);
        let mut set = reader.nested(Tag::SET, what)?;
        while !set.is_empty() {
            let start = set.offset();
            let mut attribute = set.sequence("Attribute")?;
            let id = attribute.expect(Tag::OID, "attrType")?;
            Oid::from_contents(id.value)
                .ok_or_else(|| attribute.error("attrType", "X.690 §8.19: OBJECT IDENTIFIER"))?;
            let values = attribute.expect(Tag::SET, "attrValues")?;
            attribute.finish("Attribute")?;
            let mut each = values.reader();
            while !each.is_empty() {
                each.any("AttributeValue")?;
            }
            entries.push(Entry {
                raw: start..set.offset(),
                oid: id.offset..id.offset + id.value.len(),
                values: values.offset..values.offset + values.value.len(),
            });
        }
        Ok(Self { der, entries })
    }

    /// Returns the attributes, in their order.
    pub fn iter(&self) -> impl Iterator<Item = Attribute<'_>> {
        self.entries.iter().filter_map(|entry| self.attribute(entry))
    }

    /// Returns the attributes of a type.
    pub fn all(&self, oid: Oid<'_>) -> impl Iterator<Item = Attribute<'_>> {
        self.iter().filter(move |attribute| attribute.oid == oid)
    }

    /// Whether there is an attribute of this type.
    pub fn has(&self, oid: Oid<'_>) -> bool {
        self.all(oid).next().is_some()
    }

    /// The value of an attribute that may occur once only and has one value (RFC 5652 §11).
    pub(crate) fn single(&self, oid: Oid<'_>) -> Result<Option<&[u8]>, NotSingle> {
        let mut found = self.all(oid);
        let Some(attribute) = found.next() else { return Ok(None) };
        let mut values = attribute.values();
        match (values.next(), values.next(), found.next()) {
            (Some(value), None, None) => Ok(Some(value)),
            _ => Err(NotSingle),
        }
    }

    /// The set in the order in which it was received, under the tag of SET.
    pub(crate) fn as_received(&self) -> &[u8] {
        &self.der
    }

    /// The set in the order of DER (X.690 §11.6), if it was received in another.
    pub(crate) fn sorted(&self) -> Option<Vec<u8>> {
        let mut parts: Vec<&[u8]> =
            self.entries.iter().filter_map(|entry| self.der.get(entry.raw.clone())).collect();
        if parts.is_sorted() {
            return None;
        }
        parts.sort();
        let header = self.entries.first().map_or(0, |entry| entry.raw.start);
        let header = self.der.get(..header).unwrap_or_default();
        Some([header, &parts.concat()].concat())
    }

    /// The set in the order of DER, however it was received.
    pub(crate) fn to_der(&self) -> Vec<u8> {
        self.sorted().unwrap_or_else(|| self.der.clone())
    }

    fn attribute(&self, entry: &Entry) -> Option<Attribute<'_>> {
        let oid = Oid::from_contents(self.der.get(entry.oid.clone())?)?;
        let raw = self.der.get(entry.raw.clone())?;
        Some(Attribute { oid, values: self.der.get(entry.values.clone())?, raw })
    }
}
