//! Writing DER.
//!
//! Nested values are written forwards; their length octets are put in when they close, so nothing
//! is measured twice.

use crate::der::reader::Tag;
use crate::time::Time;

/// A buffer of DER values.
#[derive(Clone, Debug, Default)]
pub(crate) struct Writer {
    out: Vec<u8>,
}

impl Writer {
    pub(crate) fn new() -> Self {
        Self::default()
    }

    pub(crate) fn with_capacity(bytes: usize) -> Self {
        Self { out: Vec::with_capacity(bytes) }
    }

    pub(crate) fn finish(self) -> Vec<u8> {
        self.out
    }

    /// Appends bytes that are DER already.
    pub(crate) fn raw(&mut self, encoding: &[u8]) -> &mut Self {
        self.out.extend_from_slice(encoding);
        self
    }

    /// Writes a value with these contents.
    pub(crate) fn value(&mut self, tag: Tag, contents: &[u8]) -> &mut Self {
        self.out.push(tag.0);
        push_length(&mut self.out, contents.len());
        self.raw(contents)
    }

    /// Writes a constructed value whose contents `fill` writes.
    ///
    /// One octet is kept free for the length; only contents of 128 octets and more are moved.
    pub(crate) fn nested(&mut self, tag: Tag, fill: impl FnOnce(&mut Self)) -> &mut Self {
        self.out.extend_from_slice(&[tag.0, 0]);
        let start = self.out.len();
        fill(self);
        let length = self.out.len() - start;
        match u8::try_from(length) {
            Ok(short) if short < 0x80 => {
                if let Some(place) = self.out.get_mut(start - 1) {
                    *place = short;
                }
            }
            _ => {
                let mut long = Vec::with_capacity(9);
                push_length(&mut long, length);
                self.out.splice(start - 1..start, long);
            }
        }
        self
    }

    pub(crate) fn sequence(&mut self, fill: impl FnOnce(&mut Self)) -> &mut Self {
        self.nested(Tag::SEQUENCE, fill)
    }

    /// Writes `SET OF`: the encodings are put in ascending order (X.690 §11.6).
    pub(crate) fn set_of(&mut self, tag: Tag, mut encodings: Vec<Vec<u8>>) -> &mut Self {
        encodings.sort();
        self.nested(tag, |out| {
            for encoding in &encodings {
                out.raw(encoding);
            }
        })
    }

    /// Writes an INTEGER from an unsigned number.
    pub(crate) fn unsigned(&mut self, value: u64) -> &mut Self {
        let octets = value.to_be_bytes();
        let first = octets.iter().position(|octet| *octet != 0).unwrap_or(octets.len() - 1);
        self.unsigned_octets(&octets[first..])
    }

    /// Writes an INTEGER from the big-endian octets of an unsigned number.
    pub(crate) fn unsigned_octets(&mut self, octets: &[u8]) -> &mut Self {
        let first = octets.iter().position(|octet| *octet != 0).unwrap_or(octets.len());
        let magnitude = &octets[first..];
        let pad = magnitude.first().is_none_or(|octet| octet & 0x80 != 0);
        self.out.push(Tag::INTEGER.0);
        push_length(&mut self.out, magnitude.len() + usize::from(pad));
        if pad {
            self.out.push(0);
        }
        self.raw(magnitude)
    }

    pub(crate) fn boolean(&mut self, value: bool) -> &mut Self {
        self.value(Tag::BOOLEAN, &[if value { 0xff } else { 0x00 }])
    }

    pub(crate) fn null(&mut self) -> &mut Self {
        self.value(Tag::NULL, &[])
    }

    pub(crate) fn oid(&mut self, oid: crate::oid::Oid<'_>) -> &mut Self {
        self.value(Tag::OID, oid.contents())
    }

    /// Writes a Time: UTCTime from 1950 through 2049, GeneralizedTime outside (RFC 5280 §4.1.2.5,
    /// RFC 5652 §11.3).
    pub(crate) fn time(&mut self, time: Time) -> &mut Self {
        let ((year, month, day), (hour, minute, second)) = time.to_civil();
        let rest = format!("{month:02}{day:02}{hour:02}{minute:02}{second:02}Z");
        match year {
            1950..=2049 => {
                let text = format!("{:02}{rest}", year % 100);
                self.value(Tag::UTC_TIME, text.as_bytes())
            }
            _ => self.value(Tag::GENERALIZED_TIME, format!("{year:04}{rest}").as_bytes()),
        }
    }

    /// Writes a GeneralizedTime in whole seconds, whatever the year (RFC 3161 §2.4.2).
    pub(crate) fn generalized_time(&mut self, time: Time) -> &mut Self {
        let ((year, month, day), (hour, minute, second)) = time.to_civil();
        let text = format!("{year:04}{month:02}{day:02}{hour:02}{minute:02}{second:02}Z");
        self.value(Tag::GENERALIZED_TIME, text.as_bytes())
    }

    pub(crate) fn octet_string(&mut self, octets: &[u8]) -> &mut Self {
        self.value(Tag::OCTET_STRING, octets)
    }
}

/// X.690 §10.1: definite, in the fewest octets.
pub(crate) fn push_length(out: &mut Vec<u8>, length: usize) {
    let octets = length.to_be_bytes();
    let first = octets.iter().position(|octet| *octet != 0).unwrap_or(octets.len() - 1);
    let significant = &octets[first..];
    match significant {
        [short] if *short < 0x80 => out.push(*short),
        _ => {
            // At most eight octets, so the count fits the low bits.
            out.push(0x80 | u8::try_from(significant.len()).unwrap_or(8));
            out.extend_from_slice(significant);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::der::Reader;
    use proptest::prelude::*;

    #[test]
    fn writes_the_shortest_lengths_and_integers() {
        let mut out = Writer::new();
        out.unsigned(0).unsigned(127).unsigned(128).unsigned_octets(&[0, 0, 1]);
        assert_eq!(out.finish(), [2, 1, 0, 2, 1, 127, 2, 2, 0, 128, 2, 1, 1]);
        let mut out = Writer::new();
        out.octet_string(&[7; 300]);
        assert_eq!(out.finish()[..4], [4, 0x82, 1, 44]);
    }

    #[test]
    fn sorts_set_of() {
        let mut out = Writer::new();
        out.set_of(Tag::SET, vec![vec![4, 1, 9], vec![2, 1, 5], vec![4, 1, 1]]);
        assert_eq!(out.finish(), [0x31, 9, 2, 1, 5, 4, 1, 1, 4, 1, 9]);
    }

    #[test]
    fn times_change_their_type_after_2049() {
        let written = |text| {
            let mut out = Writer::new();
            out.time(Time::parse_rfc3339(text).expect("time"));
            out.finish()
        };
        assert_eq!(written("2049-12-31T23:59:59Z"), b"\x17\x0d491231235959Z");
        assert_eq!(written("2050-01-01T00:00:00Z"), b"\x18\x0f20500101000000Z");
        assert_eq!(written("1950-01-01T00:00:00Z"), b"\x17\x0d500101000000Z");
        assert_eq!(written("1949-12-31T23:59:59Z"), b"\x18\x0f19491231235959Z");
    }

    proptest! {
        #[test]
        fn times_are_read_back(seconds in -62_167_219_200_i64..=253_402_300_799) {
            let time = Time::from_unix(seconds);
            let mut out = Writer::new();
            out.time(time);
            prop_assert_eq!(Reader::new(&out.finish()).time("test"), Ok(time));
        }

        #[test]
        fn what_is_written_is_read(value in 0_u64..(1 << 63), bytes in proptest::collection::vec(any::<u8>(), 0..70_000)) {
            let mut out = Writer::new();
            out.sequence(|out| { out.unsigned(value).octet_string(&bytes); });
            let encoded = out.finish();
            let mut reader = Reader::new(&encoded);
            let mut inner = reader.sequence("test").expect("sequence");
            prop_assert_eq!(inner.small_integer("test"), Ok(value));
            prop_assert_eq!(inner.octet_string("test"), Ok(&bytes[..]));
            prop_assert!(inner.finish("test").is_ok() && reader.finish("test").is_ok());
        }
    }
}
