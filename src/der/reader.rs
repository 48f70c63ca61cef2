//! A strict DER reader over borrowed bytes.
//!
//! Each read names what is being read, so that an error says where the input stopped making sense.

use crate::error::{Error, Limit};
use crate::oid::Oid;
use crate::time::{Time, digits};

/// The identifier octet of a value: class, constructed bit and low tag number (X.690 §8.1.2).
///
/// Tag numbers above 30 are read over as they occur only inside values that are carried unread;
/// they all look like number 31 here and match no constant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Tag(pub(crate) u8);

impl Tag {
    pub(crate) const BOOLEAN: Self = Self(0x01);
    pub(crate) const INTEGER: Self = Self(0x02);
    pub(crate) const BIT_STRING: Self = Self(0x03);
    pub(crate) const OCTET_STRING: Self = Self(0x04);
    /// OCTET STRING in the constructed form, which only BER has.
    pub(crate) const OCTET_STRING_IN_SEGMENTS: Self = Self(0x24);
    pub(crate) const NULL: Self = Self(0x05);
    pub(crate) const OID: Self = Self(0x06);
    pub(crate) const ENUMERATED: Self = Self(0x0a);
    pub(crate) const UTF8_STRING: Self = Self(0x0c);
    pub(crate) const NUMERIC_STRING: Self = Self(0x12);
    pub(crate) const PRINTABLE_STRING: Self = Self(0x13);
    pub(crate) const TELETEX_STRING: Self = Self(0x14);
    pub(crate) const IA5_STRING: Self = Self(0x16);
    pub(crate) const UTC_TIME: Self = Self(0x17);
    pub(crate) const GENERALIZED_TIME: Self = Self(0x18);
    pub(crate) const VISIBLE_STRING: Self = Self(0x1a);
    pub(crate) const UNIVERSAL_STRING: Self = Self(0x1c);
    pub(crate) const BMP_STRING: Self = Self(0x1e);
    pub(crate) const SEQUENCE: Self = Self(0x30);
    pub(crate) const SET: Self = Self(0x31);

    /// A context-specific tag of a primitive value.
    pub(crate) const fn context(number: u8) -> Self {
        Self(0x80 | number)
    }

    /// A context-specific tag of a constructed value.
    pub(crate) const fn context_constructed(number: u8) -> Self {
        Self(0xa0 | number)
    }

    pub(crate) fn is_constructed(self) -> bool {
        self.0 & 0x20 != 0
    }
}

/// One value: tag, contents, and its whole encoding.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Tlv<'a> {
    pub(crate) tag: Tag,
    /// The contents octets.
    pub(crate) value: &'a [u8],
    /// Identifier, length and contents octets, as received.
    pub(crate) raw: &'a [u8],
    /// Where the contents octets begin, counted from the beginning of the outermost input.
    pub(crate) offset: usize,
}

impl<'a> Tlv<'a> {
    /// A reader over the contents octets.
    pub(crate) fn reader(&self) -> Reader<'a> {
        Reader { rest: self.value, offset: self.offset }
    }
}

/// A reader over a run of DER values.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Reader<'a> {
    rest: &'a [u8],
    offset: usize,
}

impl<'a> Reader<'a> {
    pub(crate) fn new(input: &'a [u8]) -> Self {
        Self { rest: input, offset: 0 }
    }

    /// A reader over a part of a larger input, which begins at this offset.
    pub(crate) fn at(input: &'a [u8], offset: usize) -> Self {
        Self { rest: input, offset }
    }

    /// Where the next value begins, counted from the beginning of the outermost input.
    pub(crate) fn offset(&self) -> usize {
        self.offset
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.rest.is_empty()
    }

    /// The bytes not yet read.
    pub(crate) fn remaining(&self) -> &'a [u8] {
        self.rest
    }

    /// An error about what is being read, at the current place.
    pub(crate) fn error(&self, what: &'static str, clause: &'static str) -> Error {
        Error::der(what, clause, self.offset)
    }

    /// Whether the next value has this tag.
    pub(crate) fn peek(&self, tag: Tag) -> bool {
        self.rest.first() == Some(&tag.0)
    }

    /// The tag of the next value, if there is one.
    pub(crate) fn peek_tag(&self) -> Option<Tag> {
        self.rest.first().map(|byte| Tag(*byte))
    }

    /// Ends reading: nothing may be left.
    pub(crate) fn finish(self, what: &'static str) -> Result<(), Error> {
        if self.rest.is_empty() {
            Ok(())
        } else {
            Err(self.error(what, "X.690 §8.1.1.1: bytes left over"))
        }
    }

    /// Reads one value of any type.
    #[inline]
    pub(crate) fn any(&mut self, what: &'static str) -> Result<Tlv<'a>, Error> {
        let (tag, header, length) = match *self.rest {
            // Nearly all values: a low tag number, and a minimal length of one to three octets.
            [tag, length @ 0..=0x7f, ..] if tag & 0x1f != 0x1f => (tag, 2, usize::from(length)),
            [tag, 0x81, length @ 0x80..=0xff, ..] if tag & 0x1f != 0x1f => {
                (tag, 3, usize::from(length))
            }
            [tag, 0x82, high @ 1..=0xff, low, ..] if tag & 0x1f != 0x1f => {
                (tag, 4, usize::from(high) << 8 | usize::from(low))
            }
            _ => self.header(what)?,
        };
        let end = header.checked_add(length);
        let Some((raw, rest)) = end.and_then(|end| self.rest.split_at_checked(end)) else {
            return Err(self.error(what, "X.690 §8.1.3: longer than what holds it"));
        };
        let value = raw.get(header..).unwrap_or_default();
        let tlv = Tlv { tag: Tag(tag), value, raw, offset: self.offset + header };
        self.rest = rest;
        self.offset += raw.len();
        Ok(tlv)
    }

    /// Reads a header of any form, and says what is wrong with one that is not DER.
    #[cold]
    fn header(&self, what: &'static str) -> Result<(u8, usize, usize), Error> {
        let truncated = || self.error(what, "X.690 §8.1.1: truncated");
        let (&first, _) = self.rest.split_first().ok_or_else(truncated)?;
        let mut at = 1;
        if first & 0x1f == 0x1f {
            at = self.high_tag_number(what)?;
        }
        let &length = self.rest.get(at).ok_or_else(truncated)?;
        at += 1;
        if length < 0x80 {
            return Ok((first, at, usize::from(length)));
        }
        if length == 0x80 {
            return Err(self.error(what, "X.690 §10.1: indefinite length"));
        }
        let count = usize::from(length & 0x7f);
        if count > 8 {
            return Err(self.error(what, "X.690 §8.1.3.5: length of the length"));
        }
        let octets = self.rest.get(at..at + count).ok_or_else(truncated)?;
        let long = octets.iter().fold(0_u64, |value, octet| (value << 8) | u64::from(*octet));
        if long < 0x80 || octets.first() == Some(&0) {
            return Err(self.error(what, "X.690 §10.1: length not minimal"));
        }
        let length = usize::try_from(long)
            .map_err(|_| self.error(what, "X.690 §8.1.3: longer than what holds it"))?;
        Ok((first, at + count, length))
    }

    /// Reads over a tag number above 30 and returns where the length begins.
    fn high_tag_number(&self, what: &'static str) -> Result<usize, Error> {
        let mut number = 0_u32;
        for (index, &octet) in self.rest.iter().enumerate().skip(1).take(4) {
            if index == 1 && octet == 0x80 {
                return Err(self.error(what, "X.690 §8.1.2.4.2: tag number not minimal"));
            }
            number = (number << 7) | u32::from(octet & 0x7f);
            if octet & 0x80 == 0 {
                if number < 31 {
                    return Err(self.error(what, "X.690 §8.1.2.2: tag number not minimal"));
                }
                return Ok(index + 1);
            }
        }
        Err(self.error(what, "X.690 §8.1.2.4: tag number too long or truncated"))
    }

    /// Reads over all that is left, at every depth, and checks what can be checked without knowing
    /// the syntax: lengths, and the contents of BOOLEAN, INTEGER, OBJECT IDENTIFIER and the like.
    pub(crate) fn check(mut self, what: &'static str, depth: usize) -> Result<(), Error> {
        while !self.is_empty() {
            let place = self;
            let tlv = self.any(what)?;
            match tlv.tag {
                Tag::BOOLEAN if matches!(tlv.value, [0x00 | 0xff]) => {}
                Tag::BOOLEAN => return Err(place.error(what, "X.690 §11.1: BOOLEAN")),
                Tag::INTEGER | Tag::ENUMERATED => check_integer(&tlv, what)?,
                Tag::BIT_STRING => drop(bit_string(&tlv, what)?),
                Tag::NULL if !tlv.value.is_empty() => {
                    return Err(place.error(what, "X.690 §8.8.2: NULL"));
                }
                Tag::OID if Oid::from_contents(tlv.value).is_none() => {
                    return Err(place.error(what, "X.690 §8.19: OBJECT IDENTIFIER"));
                }
                tag if tag.is_constructed() => match depth.checked_sub(1) {
                    Some(depth) => tlv.reader().check(what, depth)?,
                    None => return Err(Error::LimitExceeded(Limit::Nesting)),
                },
                _ => {}
            }
        }
        Ok(())
    }

    /// Reads one value that must have this tag.
    #[inline]
    pub(crate) fn expect(&mut self, tag: Tag, what: &'static str) -> Result<Tlv<'a>, Error> {
        if self.peek(tag) { self.any(what) } else { Err(self.unexpected(tag, what)) }
    }

    #[cold]
    fn unexpected(&self, tag: Tag, what: &'static str) -> Error {
        // A value with the right number but the wrong constructed bit breaks another clause.
        let clause = match self.rest.first() {
            None => "X.690 §8.1.1: missing",
            Some(octet) if octet ^ tag.0 == 0x20 => "X.690 §8.1.2.5: constructed bit",
            Some(_) => "X.690 §8.1.2: unexpected tag",
        };
        self.error(what, clause)
    }

    /// Reads one value if it has this tag.
    pub(crate) fn optional(
        &mut self,
        tag: Tag,
        what: &'static str,
    ) -> Result<Option<Tlv<'a>>, Error> {
        if self.peek(tag) { self.any(what).map(Some) } else { Ok(None) }
    }

    /// Reads a SEQUENCE and returns a reader over its contents.
    pub(crate) fn sequence(&mut self, what: &'static str) -> Result<Self, Error> {
        Ok(self.expect(Tag::SEQUENCE, what)?.reader())
    }

    /// Reads a constructed value with this tag and returns a reader over its contents.
    pub(crate) fn nested(&mut self, tag: Tag, what: &'static str) -> Result<Self, Error> {
        Ok(self.expect(tag, what)?.reader())
    }

    /// Reads a BOOLEAN.
    pub(crate) fn boolean(&mut self, what: &'static str) -> Result<bool, Error> {
        let place = *self;
        match self.expect(Tag::BOOLEAN, what)?.value {
            [0x00] => Ok(false),
            [0xff] => Ok(true),
            _ => Err(place.error(what, "X.690 §11.1: BOOLEAN")),
        }
    }

    /// Reads an INTEGER and returns its contents octets: two's complement, minimal.
    pub(crate) fn integer(&mut self, what: &'static str) -> Result<&'a [u8], Error> {
        let tlv = self.expect(Tag::INTEGER, what)?;
        check_integer(&tlv, what)?;
        Ok(tlv.value)
    }

    /// Reads a non-negative INTEGER of at most 63 bits.
    pub(crate) fn small_integer(&mut self, what: &'static str) -> Result<u64, Error> {
        let tlv = self.expect(Tag::INTEGER, what)?;
        small_integer(&tlv, what)
    }

    /// Reads an OBJECT IDENTIFIER.
    pub(crate) fn oid(&mut self, what: &'static str) -> Result<Oid<'a>, Error> {
        let tlv = self.expect(Tag::OID, what)?;
        Oid::from_contents(tlv.value)
            .ok_or_else(|| Error::der(what, "X.690 §8.19: OBJECT IDENTIFIER", tlv.offset))
    }

    /// Reads an OCTET STRING and returns its contents.
    pub(crate) fn octet_string(&mut self, what: &'static str) -> Result<&'a [u8], Error> {
        Ok(self.expect(Tag::OCTET_STRING, what)?.value)
    }

    /// Reads a BIT STRING and returns the number of unused bits and its octets.
    pub(crate) fn bit_string(&mut self, what: &'static str) -> Result<(u8, &'a [u8]), Error> {
        let tlv = self.expect(Tag::BIT_STRING, what)?;
        bit_string(&tlv, what)
    }

    /// Reads a BIT STRING whose length is a multiple of eight bits, as keys and signatures are.
    pub(crate) fn bit_string_octets(&mut self, what: &'static str) -> Result<&'a [u8], Error> {
        let place = *self;
        match self.bit_string(what)? {
            (0, octets) => Ok(octets),
            _ => Err(place.error(what, "X.690 §8.6: not a whole number of octets")),
        }
    }

    /// Reads UTCTime or GeneralizedTime as RFC 5280 §4.1.2.5 has them.
    #[inline]
    pub(crate) fn time(&mut self, what: &'static str) -> Result<Time, Error> {
        let tlv = self.any(what)?;
        let time = match tlv.tag {
            // RFC 5280 §4.1.2.5.1: YYMMDDHHMMSSZ; years from 50 on belong to the last century.
            Tag::UTC_TIME => utc_time(tlv.value),
            // RFC 5280 §4.1.2.5.2: YYYYMMDDHHMMSSZ without a fraction.
            Tag::GENERALIZED_TIME => generalized_time(tlv.value),
            _ => None,
        };
        time.ok_or_else(|| Error::der(what, "RFC 5280 §4.1.2.5: time", tlv.offset))
    }
}

/// X.690 §8.3.2: at least one octet, and the first nine bits neither all 0 nor all 1.
pub(crate) fn check_integer(tlv: &Tlv<'_>, what: &'static str) -> Result<(), Error> {
    match tlv.value {
        [] => Err(Error::der(what, "X.690 §8.3.1: empty INTEGER", tlv.offset)),
        [0x00, next, ..] if next & 0x80 == 0 => {
            Err(Error::der(what, "X.690 §8.3.2: INTEGER not minimal", tlv.offset))
        }
        [0xff, next, ..] if next & 0x80 != 0 => {
            Err(Error::der(what, "X.690 §8.3.2: INTEGER not minimal", tlv.offset))
        }
        _ => Ok(()),
    }
}

/// The value of an INTEGER, also under an implicit tag, that must be non-negative and below 2^63.
pub(crate) fn small_integer(tlv: &Tlv<'_>, what: &'static str) -> Result<u64, Error> {
    check_integer(tlv, what)?;
    if tlv.value.first().is_some_and(|octet| octet & 0x80 != 0) {
        return Err(Error::der(what, "X.680 §51.4: negative INTEGER", tlv.offset));
    }
    if tlv.value.len() > 8 {
        return Err(Error::der(what, "X.680 §51.4: INTEGER out of range", tlv.offset));
    }
    Ok(tlv.value.iter().fold(0, |value, octet| (value << 8) | u64::from(*octet)))
}

/// The contents of a BIT STRING, also under an implicit tag.
pub(crate) fn bit_string<'a>(tlv: &Tlv<'a>, what: &'static str) -> Result<(u8, &'a [u8]), Error> {
    let Some((&unused, octets)) = tlv.value.split_first() else {
        return Err(Error::der(what, "X.690 §8.6.2: empty BIT STRING", tlv.offset));
    };
    let padding = match octets.last() {
        _ if unused > 7 => None,
        None => (unused == 0).then_some(0),
        Some(last) => Some(last & ((1_u8 << unused) - 1)),
    };
    match padding {
        Some(0) => Ok((unused, octets)),
        _ => Err(Error::der(what, "X.690 §11.2.1: unused bits", tlv.offset)),
    }
}

#[inline]
fn utc_time(text: &[u8]) -> Option<Time> {
    let (&zone, text) = text.split_last()?;
    if text.len() != 12 || zone != b'Z' {
        return None;
    }
    let year = digits(&text[..2])?;
    civil(if year >= 50 { 1900 + year } else { 2000 + year }, &text[2..])
}

fn generalized_time(text: &[u8]) -> Option<Time> {
    let (&zone, text) = text.split_last()?;
    if text.len() != 14 || zone != b'Z' {
        return None;
    }
    civil(digits(&text[..4])?, &text[4..])
}

#[inline]
fn civil(year: u32, text: &[u8]) -> Option<Time> {
    let part = |at: usize| u8::try_from(digits(text.get(at..at + 2)?)?).ok();
    let date = (u16::try_from(year).ok()?, part(0)?, part(2)?);
    Time::from_civil(date, (part(4)?, part(6)?, part(8)?))
}

#[cfg(test)]
mod tests;
