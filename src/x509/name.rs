//! Distinguished names (RFC 5280 §4.1.2.4, §7.1; X.501 §9).
//!
//! A name keeps the bytes that were received: names are compared by rule, but copied by byte.
//! Stricter than many readers: the sets of a name are in DER order, and each value is a valid value
//! of its string type ([`string`](crate::x509::string)).

use std::borrow::Cow;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

use crate::der::{Reader, Tag, Tlv, Writer};
use crate::error::Error;
use crate::oid::{self, Oid};
use crate::x509::irregularity::Irregularities;
use crate::x509::slice::{Slice, Span};
use crate::x509::{string, string_prep};

/// A distinguished name.
///
/// `==` compares bytes; [`matches`](Self::matches) compares by RFC 5280 §7.1, which is what decides
/// whether two names are the same.
///
/// ```text
/// Name ::= SEQUENCE OF RelativeDistinguishedName
/// RelativeDistinguishedName ::= SET SIZE (1..MAX) OF AttributeTypeAndValue
/// AttributeTypeAndValue ::= SEQUENCE { type OBJECT IDENTIFIER, value ANY }
/// ```
#[derive(Clone)]
pub struct Name {
    raw: Slice,
    /// How many octets of it come before the relative names.
    header: usize,
}

impl Name {
    /// Reads a name from its DER encoding.
    ///
    /// # Errors
    ///
    /// [`Error::Malformed`] if it is not a name.
    pub fn from_der(der: &[u8]) -> Result<Self, Error> {
        let buffer: Arc<[u8]> = Arc::from(der);
        let mut reader = Reader::new(&buffer);
        let name = Self::read(&mut reader, &buffer, &mut Irregularities::default(), "Name")?;
        reader.finish("Name")?;
        Ok(name)
    }

    /// Reads a name out of a buffer, which it keeps.
    pub(crate) fn read(
        reader: &mut Reader<'_>,
        buffer: &Arc<[u8]>,
        found: &mut Irregularities,
        what: &'static str,
    ) -> Result<Self, Error> {
        let tlv = reader.expect(Tag::SEQUENCE, what)?;
        check_rdns(tlv.reader(), found)?;
        let header = tlv.raw.len() - tlv.value.len();
        Ok(Self { raw: Slice::new(buffer, Span::whole(&tlv)), header })
    }

    /// Returns the DER encoding, as received.
    pub fn raw(&self) -> &[u8] {
        self.raw.as_slice()
    }

    /// The name with one more relative name, given as the contents of its SET; `None` if that is none.
    pub(crate) fn with_relative(&self, set: &[u8]) -> Option<Self> {
        let mut out = Writer::new();
        out.sequence(|out| {
            out.raw(self.raw().get(self.header..).unwrap_or_default());
            out.value(Tag::SET, set);
        });
        Self::from_der(&out.finish()).ok()
    }

    /// Whether the name has no attribute at all.
    pub fn is_empty(&self) -> bool {
        self.raw().len() == self.header
    }

    /// Whether two names are the same by RFC 5280 §7.1.
    ///
    /// Text is compared after the string preparation of RFC 4518: case, superfluous space and the
    /// Unicode normal form do not count, nor does the string type. Other values are compared by
    /// their bytes.
    pub fn matches(&self, other: &Self) -> bool {
        if self.raw() == other.raw() {
            return true;
        }
        let (mut left, mut right) = (self.rdns(), other.rdns());
        loop {
            match (left.next(), right.next()) {
                (None, None) => return true,
                (Some(left), Some(right)) if rdn_matches(&left, &right) => {}
                _ => return false,
            }
        }
    }

    /// Whether the name lies in the subtree below `base`: it begins with all of `base`'s relative
    /// names (RFC 5280 §4.2.1.10). The empty base holds every name.
    pub fn is_within_subtree(&self, base: &Self) -> bool {
        let mut own = self.rdns();
        base.rdns().all(|base| own.next().is_some_and(|own| rdn_matches(&own, &base)))
    }

    /// Returns all attributes in encoded order.
    pub fn attributes(&self) -> impl Iterator<Item = Attribute<'_>> {
        self.rdns().flat_map(|rdn| attributes(rdn.reader()))
    }

    /// Returns the text of the last attribute of a type, which is the most specific one.
    pub fn attribute(&self, kind: Oid<'_>) -> Option<String> {
        let last = self.attributes().filter(|attribute| attribute.kind() == kind).last();
        last.and_then(|attribute| attribute.text().map(Cow::into_owned))
    }

    /// Returns the text of the last common name.
    pub fn common_name(&self) -> Option<String> {
        self.attribute(oid::COMMON_NAME)
    }

    /// Returns one key for each relative name. Two relative names match by RFC 5280 §7.1 if and only
    /// if their keys are equal: this is for comparing many names with many.
    pub(crate) fn comparison_keys(&self) -> Vec<Vec<u8>> {
        self.rdns().map(|rdn| comparison_key(&rdn)).collect()
    }

    fn rdns(&self) -> impl Iterator<Item = Tlv<'_>> {
        values(Reader::new(self.raw().get(self.header..).unwrap_or_default()))
    }
}

impl PartialEq for Name {
    fn eq(&self, other: &Self) -> bool {
        self.raw() == other.raw()
    }
}

impl Eq for Name {}

impl Hash for Name {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.raw().hash(state);
    }
}

/// The form of OpenSSL and of most tools: `C=VN, O=Ban Cơ yếu Chính phủ, CN=…`, in encoded order,
/// values escaped by RFC 4514 §2.4. What a terminal would obey rather than show, such as control
/// characters and changes of direction, is escaped too.
impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, rdn) in self.rdns().enumerate() {
            if index > 0 {
                f.write_str(", ")?;
            }
            for (index, attribute) in attributes(rdn.reader()).enumerate() {
                if index > 0 {
                    f.write_str("+")?;
                }
                write!(f, "{attribute}")?;
            }
        }
        Ok(())
    }
}

impl fmt::Debug for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Name({self})")
    }
}

/// One attribute of a name.
#[derive(Clone, Copy, Debug)]
pub struct Attribute<'a> {
    kind: Oid<'a>,
    tlv: Tlv<'a>,
}

impl<'a> Attribute<'a> {
    /// Returns its type.
    pub fn kind(&self) -> Oid<'a> {
        self.kind
    }

    /// Returns its text, if its value is of a string type.
    pub fn text(&self) -> Option<Cow<'a, str>> {
        string::decode(&self.tlv)
    }

    /// Returns the DER encoding of its value.
    pub fn value_der(&self) -> &'a [u8] {
        self.tlv.raw
    }

    fn matches(&self, other: &Self) -> bool {
        if self.kind != other.kind {
            return false;
        }
        if self.tlv.raw == other.tlv.raw {
            return true;
        }
        // RFC 5280 §7.1: what is not text is compared as it stands.
        match (string::comparable(&self.tlv), string::comparable(&other.tlv)) {
            (Some(left), Some(right)) => string_prep::eq(&left, &right),
            _ => false,
        }
    }

    /// A key by which equal attributes sort together.
    fn key(&self) -> (&'a [u8], Option<String>, &'a [u8]) {
        match string::comparable(&self.tlv).and_then(|text| string_prep::prepare(&text)) {
            Some(text) => (self.kind.contents(), Some(text), &[]),
            None => (self.kind.contents(), None, self.tlv.raw),
        }
    }
}

impl fmt::Display for Attribute<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.kind.name() {
            Some(name) => f.write_str(name)?,
            None => write!(f, "{}", self.kind)?,
        }
        f.write_str("=")?;
        match self.text() {
            Some(text) => write_escaped(f, &text),
            // RFC 4514 §2.4: a value without a string form is `#` and its encoding in hexadecimal.
            None => {
                f.write_str("#")?;
                self.tlv.raw.iter().try_for_each(|octet| write!(f, "{octet:02x}"))
            }
        }
    }
}

/// RFC 4514 §2.4.
fn write_escaped(f: &mut fmt::Formatter<'_>, text: &str) -> fmt::Result {
    let last = text.chars().count().saturating_sub(1);
    for (index, character) in text.chars().enumerate() {
        match character {
            '"' | '+' | ',' | ';' | '<' | '>' | '\\' => write!(f, "\\{character}")?,
            ' ' if index == 0 || index == last => f.write_str("\\ ")?,
            '#' if index == 0 => f.write_str("\\#")?,
            _ if is_invisible(character) => {
                let mut octets = [0; 4];
                for octet in character.encode_utf8(&mut octets).bytes() {
                    write!(f, "\\{octet:02X}")?;
                }
            }
            _ => write!(f, "{character}")?,
        }
    }
    Ok(())
}

/// What a terminal or a reader's eye would not see as a character: controls, changes of direction,
/// characters of no width.
fn is_invisible(character: char) -> bool {
    character.is_control()
        || matches!(
            character,
            '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffc}'
                | '\u{e0000}'..='\u{e007f}'
        )
}

fn check_rdns(mut rdns: Reader<'_>, found: &mut Irregularities) -> Result<(), Error> {
    while !rdns.is_empty() {
        check_rdn(rdns.nested(Tag::SET, "RelativeDistinguishedName")?, found)?;
    }
    Ok(())
}

/// Checks the contents of one relative name.
pub(crate) fn check_rdn(mut set: Reader<'_>, found: &mut Irregularities) -> Result<(), Error> {
    // X.501 §9.3: a relative name has at least one attribute.
    if set.is_empty() {
        return Err(set.error("RelativeDistinguishedName", "X.501 §9.3: empty set"));
    }
    let mut previous: &[u8] = &[];
    while !set.is_empty() {
        let place = set;
        let attribute = set.expect(Tag::SEQUENCE, "AttributeTypeAndValue")?;
        // X.690 §11.6: SET OF in ascending order.
        if attribute.raw < previous {
            return Err(place.error("RelativeDistinguishedName", "X.690 §11.6: order of SET OF"));
        }
        previous = attribute.raw;
        string::check(&read_attribute(attribute.reader())?.tlv, found)?;
    }
    Ok(())
}

fn read_attribute(mut reader: Reader<'_>) -> Result<Attribute<'_>, Error> {
    let kind = reader.oid("AttributeType")?;
    let tlv = reader.any("AttributeValue")?;
    reader.finish("AttributeTypeAndValue")?;
    Ok(Attribute { kind, tlv })
}

/// The attributes of a relative name that was checked.
fn attributes(set: Reader<'_>) -> impl Iterator<Item = Attribute<'_>> {
    values(set).filter_map(|attribute| read_attribute(attribute.reader()).ok())
}

fn values(mut reader: Reader<'_>) -> impl Iterator<Item = Tlv<'_>> {
    std::iter::from_fn(move || if reader.is_empty() { None } else { reader.any("Name").ok() })
}

/// RFC 5280 §7.1: two relative names match if they have the same number of attributes, and each
/// attribute has one that matches it in the other.
fn rdn_matches(left: &Tlv<'_>, right: &Tlv<'_>) -> bool {
    if left.raw == right.raw {
        return true;
    }
    let count = attributes(left.reader()).count();
    if count != attributes(right.reader()).count() {
        return false;
    }
    if count == 1 {
        let pair = attributes(left.reader()).next().zip(attributes(right.reader()).next());
        return pair.is_some_and(|(left, right)| left.matches(&right));
    }
    sorted_keys(left) == sorted_keys(right)
}

fn comparison_key(rdn: &Tlv<'_>) -> Vec<u8> {
    let mut out = Vec::with_capacity(rdn.raw.len() + 32);
    let mut part = |octets: &[u8]| {
        out.extend_from_slice(&octets.len().to_be_bytes());
        out.extend_from_slice(octets);
    };
    for (kind, prepared, raw) in sorted_keys(rdn) {
        part(kind);
        // A prepared text is followed by nothing, a value that is compared as it stands by itself.
        part(prepared.as_deref().unwrap_or_default().as_bytes());
        part(raw);
    }
    out
}

/// Sorting keeps the work on a set with thousands of attributes in proportion.
fn sorted_keys<'a>(rdn: &Tlv<'a>) -> Vec<(&'a [u8], Option<String>, &'a [u8])> {
    let mut keys: Vec<_> = attributes(rdn.reader()).map(|attribute| attribute.key()).collect();
    keys.sort();
    keys
}
