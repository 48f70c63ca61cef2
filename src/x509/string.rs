//! The string types that names are written in (X.680 §41, X.690 §8.23, RFC 5280 §4.1.2.4).
//!
//! Strict where a wrong encoding is an attack: control characters in the ASCII types, invalid UTF-8,
//! odd BMPString. Tolerant where authorities err: characters outside the repertoire of
//! PrintableString, such as `@`, or letters with accents in UTF-8 or Latin-1, are reported as an
//! [`Irregularity`]. TeletexString is read as Latin-1, which is what issuers meant by it. What is
//! read by such a guess equals nothing but the same bytes.

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
        Tag::PRINTABLE_STRING if !tlv.value.iter().any(u8::is_ascii_control) => {
            found.add(Irregularity::PrintableString);
            Ok(())
        }
        Tag::PRINTABLE_STRING => Err(error("X.680 §41.4: PrintableString")),
        Tag::UTF8_STRING if std::str::from_utf8(tlv.value).is_ok() => Ok(()),
        Tag::UTF8_STRING => Err(error("X.690 §8.23.10: UTF8String")),
        Tag::IA5_STRING | Tag::VISIBLE_STRING if ascii(tlv.value).is_some() => Ok(()),
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
    if let Some(text) = comparable(tlv) {
        return Some(text);
    }
    // Guesses, for people to read.
    match tlv.tag {
        Tag::PRINTABLE_STRING | Tag::TELETEX_STRING => Some(match std::str::from_utf8(tlv.value) {
            Ok(text) if tlv.tag == Tag::PRINTABLE_STRING => Cow::Borrowed(text),
            _ => Cow::Owned(tlv.value.iter().map(|octet| char::from(*octet)).collect()),
        }),
        _ => None,
    }
}

/// The text of a value, if there is no doubt about its characters, so that it can be compared with
/// values of other types (RFC 4518 §2.1).
pub(crate) fn comparable<'a>(tlv: &Tlv<'a>) -> Option<Cow<'a, str>> {
    match tlv.tag {
        Tag::UTF8_STRING => std::str::from_utf8(tlv.value).ok().map(Cow::Borrowed),
        Tag::PRINTABLE_STRING | Tag::IA5_STRING | Tag::VISIBLE_STRING | Tag::NUMERIC_STRING => {
            ascii(tlv.value).map(Cow::Borrowed)
        }
        Tag::BMP_STRING => utf16(tlv.value).map(|text| Cow::Owned(text.collect())),
        Tag::UNIVERSAL_STRING => utf32(tlv.value).map(|text| Cow::Owned(text.collect())),
        _ => None,
    }
}

/// ASCII without control characters: a NUL made names that end early for some readers.
pub(crate) fn ascii(octets: &[u8]) -> Option<&str> {
    // All octets are looked at, so that the compiler can look at many at a time.
    let visible = octets.iter().fold(true, |all, octet| all & matches!(octet, b' '..=b'~'));
    if visible { std::str::from_utf8(octets).ok() } else { None }
}

fn is_printable(octet: u8) -> bool {
    matches!(octet, b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b' ' | b'\'' | b'(' | b')' | b'+'..=b'/'
        | b':' | b'=' | b'?')
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
