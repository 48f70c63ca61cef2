//! The string types that names are written in (X.680 §41, X.690 §8.23, RFC 5280 §4.1.2.4).
//!
//! Strict where a wrong encoding is an attack: control characters in PrintableString and IA5String,
//! invalid UTF-8, odd BMPString. Tolerant where authorities err: characters such as `@` in
//! PrintableString, which are reported as an [`Irregularity`]. TeletexString is read as Latin-1,
//! which is what issuers meant by it; as its repertoire is disputed, it equals nothing but the same
//! bytes.

use std::borrow::Cow;

use crate::der::{Reader, Tag, Tlv};
use crate::error::Error;
use crate::limits::Limits;
use crate::x509::irregularity::{Irregularities, Irregularity};

/// Checks that an attribute value is a valid value of its type.
pub(crate) fn check(tlv: &Tlv<'_>, found: &mut Irregularities) -> Result<(), Error> {
    let error = |clause| Error::der("AttributeValue", clause, tlv.offset);
    match tlv.tag {
        Tag::PRINTABLE_STRING if tlv.value.iter().all(|octet| is_printable(*octet)) => Ok(()),
        Tag::PRINTABLE_STRING if tlv.value.iter().all(|octet| matches!(octet, b' '..=b'~')) => {
            found.add(Irregularity::PrintableString);
            Ok(())
        }
        Tag::PRINTABLE_STRING => Err(error("X.680 §41.4: PrintableString")),
        Tag::UTF8_STRING if std::str::from_utf8(tlv.value).is_ok() => Ok(()),
        Tag::UTF8_STRING => Err(error("X.690 §8.23.10: UTF8String")),
        // NUL and other control characters made names that end early for some readers.
        Tag::IA5_STRING | Tag::VISIBLE_STRING
            if tlv.value.iter().all(|octet| matches!(octet, b' '..=b'~')) =>
        {
            Ok(())
        }
        Tag::IA5_STRING => Err(error("X.680 §41.1: IA5String")),
        Tag::VISIBLE_STRING => Err(error("X.680 §41.1: VisibleString")),
        Tag::NUMERIC_STRING
            if tlv.value.iter().all(|octet| matches!(octet, b' ' | b'0'..=b'9')) =>
        {
            Ok(())
        }
        Tag::NUMERIC_STRING => Err(error("X.680 §41.2: NumericString")),
        Tag::BMP_STRING if utf16(tlv.value).is_some() => Ok(()),
        Tag::BMP_STRING => Err(error("X.690 §8.23.8: BMPString")),
        Tag::UNIVERSAL_STRING if utf32(tlv.value).is_some() => Ok(()),
        Tag::UNIVERSAL_STRING => Err(error("X.690 §8.23.7: UniversalString")),
        Tag::TELETEX_STRING => Ok(()),
        _ => Reader::at(tlv.raw, tlv.offset).check("AttributeValue", Limits::DEFAULT.nesting),
    }
}

/// The text of a value of a string type, if it is one.
pub(crate) fn decode<'a>(tlv: &Tlv<'a>) -> Option<Cow<'a, str>> {
    match tlv.tag {
        Tag::BMP_STRING => utf16(tlv.value).map(|text| Cow::Owned(text.collect())),
        Tag::UNIVERSAL_STRING => utf32(tlv.value).map(|text| Cow::Owned(text.collect())),
        Tag::TELETEX_STRING => {
            Some(Cow::Owned(tlv.value.iter().map(|octet| char::from(*octet)).collect()))
        }
        tag if is_octet_string_type(tag) => std::str::from_utf8(tlv.value).ok().map(Cow::Borrowed),
        _ => None,
    }
}

/// Whether values of this type can be compared as text with others (RFC 4518 §2.1).
pub(crate) fn is_comparable(tag: Tag) -> bool {
    is_octet_string_type(tag) || matches!(tag, Tag::BMP_STRING | Tag::UNIVERSAL_STRING)
}

/// The string types whose octets are UTF-8, or a part of it.
fn is_octet_string_type(tag: Tag) -> bool {
    matches!(
        tag,
        Tag::UTF8_STRING
            | Tag::PRINTABLE_STRING
            | Tag::IA5_STRING
            | Tag::VISIBLE_STRING
            | Tag::NUMERIC_STRING
    )
}

fn is_printable(octet: u8) -> bool {
    octet.is_ascii_alphanumeric() || b" '()+,-./:=?".contains(&octet)
}

/// The characters of a BMPString: whole units of two octets, and no surrogates, which are not
/// characters of the Basic Multilingual Plane.
fn utf16(octets: &[u8]) -> Option<impl Iterator<Item = char> + '_> {
    let unit = |pair: &[u8]| match pair {
        [high, low] => char::from_u32(u32::from(*high) << 8 | u32::from(*low)),
        _ => None,
    };
    octets.chunks(2).all(|pair| unit(pair).is_some()).then(|| octets.chunks(2).filter_map(unit))
}

fn utf32(octets: &[u8]) -> Option<impl Iterator<Item = char> + '_> {
    let unit = |quad: &[u8]| {
        <[u8; 4]>::try_from(quad).ok().and_then(|quad| char::from_u32(u32::from_be_bytes(quad)))
    };
    octets.chunks(4).all(|quad| unit(quad).is_some()).then(|| octets.chunks(4).filter_map(unit))
}
