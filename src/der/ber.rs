//! The door for BER: what is legal in BER alone is written anew as DER (X.690 §8, §10).
//!
//! CMS and PKCS#12 files in the wild have indefinite lengths, strings in segments and lengths with
//! leading zeros. [`to_der`] gives definite minimal lengths and strings in one piece, and hands DER
//! through untouched. It does not know the schema, so it leaves alone what needs one: the order of
//! `SET OF`, `DEFAULT` values, the value of TRUE, and segments under an implicit tag, which stay
//! OCTET STRINGs under a constructed context tag.
//!
//! Time and memory are linear in the input, and depth is bounded without recursion.

use std::borrow::Cow;

use crate::der::reader::Tag;
use crate::der::writer::push_length;
use crate::error::{Error, Limit, Malformed, Syntax};
use crate::limits::Limits;

/// Returns the one value in `input` with the lengths and strings of DER; borrowed if it has them.
///
/// Malformed if the input is not exactly one BER value; a limit if it is nested too deeply.
pub(crate) fn to_der<'a>(input: &'a [u8], limits: &Limits) -> Result<Cow<'a, [u8]>, Error> {
    let mut walk = Walk::new(input, limits);
    let mut der = true;
    while let Some(event) = walk.next()? {
        if let Event::Open(header) | Event::Primitive(header) = event {
            der &= header.is_der(input);
        }
    }
    if walk.at != input.len() {
        return Err(malformed(LEFT_OVER, offset(walk.at)));
    }
    if der {
        return Ok(Cow::Borrowed(input));
    }
    let mut out = Transcoder { input, ..Transcoder::default() };
    let mut walk = Walk::new(input, limits);
    while let Some(event) = walk.next()? {
        match event {
            Event::Open(header) => out.open(&header)?,
            Event::Primitive(header) => out.primitive(&header)?,
            Event::Close => out.close(),
        }
    }
    Ok(Cow::Owned(out.out))
}

/// Returns the values that a constructed value holds, as received.
pub(crate) fn children<'a>(input: &'a [u8], limits: &Limits) -> Result<Vec<&'a [u8]>, Error> {
    let mut walk = Walk::new(input, limits);
    let (mut children, mut start) = (Vec::new(), 0);
    loop {
        let depth = walk.open.len();
        match walk.next()? {
            Some(Event::Open(header)) if depth == 0 => start = header.contents,
            Some(Event::Primitive(_)) if depth == 1 => {
                children.push(&input[start..walk.at]);
                start = walk.at;
            }
            Some(Event::Close) if depth == 2 => {
                children.push(&input[start..walk.at]);
                start = walk.at;
            }
            Some(_) => {}
            None => return Ok(children),
        }
    }
}

pub(super) const TRUNCATED: &str = "X.690 §8.1.1: truncated";
pub(super) const TOO_LONG: &str = "X.690 §8.1.3: longer than what holds it";
pub(super) const END_OF_CONTENTS: &str = "X.690 §8.1.5: unexpected end-of-contents";
pub(super) const LEFT_OVER: &str = "X.690 §8.1.1.1: bytes left over";

pub(super) fn malformed(clause: &'static str, at: u64) -> Error {
    let what = "value";
    Error::Malformed(Malformed { syntax: Syntax::Ber, what, clause, offset: Some(at), block: None })
}

fn offset(at: usize) -> u64 {
    u64::try_from(at).unwrap_or(u64::MAX)
}

/// Identifier and length octets.
#[derive(Clone, Copy, Debug)]
pub(super) struct Prefix {
    pub(super) tag: Tag,
    /// How many identifier octets there are.
    pub(super) tag_len: usize,
    /// How many identifier and length octets there are.
    pub(super) len: usize,
    /// The length of the contents; `None` if it is indefinite.
    pub(super) length: Option<u64>,
}

impl Prefix {
    /// The longest that is read: five identifier octets, nine length octets.
    ///
    /// §8.1.3.5 allows 127 length octets; eight after the first hold any length there is.
    pub(super) const MAX_LEN: usize = 14;

    /// Reads one from the beginning of `input`, which is at byte `at` of something longer.
    pub(super) fn read(input: &[u8], at: u64) -> Result<Self, Error> {
        let first = *input.first().ok_or_else(|| malformed(TRUNCATED, at))?;
        let mut tag_len = 1;
        if first & 0x1f == 0x1f {
            // §8.1.2.4: more identifier octets follow while bit 8 is set; four hold any number in use.
            let last = input[1..].iter().take(4).position(|octet| octet & 0x80 == 0);
            tag_len = 2 + last.ok_or_else(|| malformed("X.690 §8.1.2.4: tag number", at))?;
        }
        let tag = Tag(first);
        let first = *input.get(tag_len).ok_or_else(|| malformed(TRUNCATED, at))?;
        let count = usize::from(first & 0x7f);
        let prefix = Self { tag, tag_len, len: tag_len + 1, length: None };
        match first {
            ..0x80 => Ok(Self { length: Some(u64::from(first)), ..prefix }),
            0x80 if tag.is_constructed() => Ok(prefix),
            0x80 => Err(malformed("X.690 §8.1.3.2: indefinite length of a primitive value", at)),
            _ if count > 8 => Err(malformed("X.690 §8.1.3.5: length of the length", at)),
            _ => {
                let octets = input.get(prefix.len..prefix.len + count);
                let octets = octets.ok_or_else(|| malformed(TRUNCATED, at))?;
                let length = octets.iter().fold(0, |value, octet| (value << 8) | u64::from(*octet));
                Ok(Self { len: prefix.len + count, length: Some(length), ..prefix })
            }
        }
    }

    /// §8.1.5: two zero octets.
    pub(super) fn is_end_of_contents(&self) -> bool {
        self.tag.0 == 0 && self.len == 2 && self.length == Some(0)
    }
}

/// A [`Prefix`] and where its contents are in the input.
#[derive(Clone, Copy, Debug)]
struct Header {
    tag: Tag,
    start: usize,
    /// Where the length octets begin.
    length_at: usize,
    contents: usize,
    /// Where the contents end; `None` for an indefinite length.
    end: Option<usize>,
    is_end_of_contents: bool,
}

impl Header {
    /// Reads a header at `at`; it and its contents must end before `limit`.
    fn read(input: &[u8], at: usize, limit: usize) -> Result<Self, Error> {
        let prefix = Prefix::read(&input[at..limit], offset(at))?;
        let contents = at + prefix.len;
        let end = prefix.length.map(|length| {
            let end = usize::try_from(length).ok().and_then(|length| contents.checked_add(length));
            end.filter(|end| *end <= limit).ok_or_else(|| malformed(TOO_LONG, offset(at)))
        });
        Ok(Self {
            tag: prefix.tag,
            start: at,
            length_at: at + prefix.tag_len,
            contents,
            end: end.transpose()?,
            is_end_of_contents: prefix.is_end_of_contents(),
        })
    }

    /// Whether DER would have this header before these contents (§10.1, §10.2).
    fn is_der(&self, input: &[u8]) -> bool {
        let Some(end) = self.end else { return false };
        let minimal = match input[self.length_at..self.contents] {
            [_] => true,
            [_, 0, ..] => false,
            _ => end - self.contents >= 0x80,
        };
        minimal && !self.is_string_in_segments()
    }

    /// Whether it opens a universal string type in the constructed form (§8.6.3, §8.7.3, §8.23).
    fn is_string_in_segments(&self) -> bool {
        let number = self.tag.0 & 0x1f;
        self.tag.0 & 0xe0 == 0x20 && matches!(number, 3 | 4 | 7 | 12 | 18..=28 | 30)
    }
}

#[derive(Clone, Copy, Debug)]
enum Event {
    Open(Header),
    Primitive(Header),
    Close,
}

/// Walks over one value, and over everything in it, without recursion.
struct Walk<'a> {
    input: &'a [u8],
    at: usize,
    started: bool,
    nesting: usize,
    open: Vec<Frame>,
}

struct Frame {
    /// Where it ends; `None` if end-of-contents octets say so.
    end: Option<usize>,
    /// Where the innermost value of definite length around its contents ends.
    limit: usize,
}

impl<'a> Walk<'a> {
    fn new(input: &'a [u8], limits: &Limits) -> Self {
        Self { input, at: 0, started: false, nesting: limits.nesting, open: Vec::new() }
    }

    fn next(&mut self) -> Result<Option<Event>, Error> {
        let limit = match self.open.last() {
            Some(frame) if frame.end == Some(self.at) => {
                self.open.pop();
                return Ok(Some(Event::Close));
            }
            Some(frame) => frame.limit,
            None if self.started => return Ok(None),
            None => self.input.len(),
        };
        self.started = true;
        let header = Header::read(self.input, self.at, limit)?;
        if header.tag.0 == 0 {
            return self.end_of_contents(&header).map(Some);
        }
        self.at = header.contents;
        match header.end {
            Some(end) if !header.tag.is_constructed() => {
                self.at = end;
                Ok(Some(Event::Primitive(header)))
            }
            end => {
                if self.open.len() >= self.nesting {
                    return Err(Error::LimitExceeded(Limit::Nesting));
                }
                self.open.push(Frame { end, limit: end.unwrap_or(limit) });
                Ok(Some(Event::Open(header)))
            }
        }
    }

    /// §8.1.5: it closes the innermost value, which must be of indefinite length.
    fn end_of_contents(&mut self, header: &Header) -> Result<Event, Error> {
        match self.open.pop() {
            Some(Frame { end: None, .. }) if header.is_end_of_contents => {
                self.at = header.contents;
                Ok(Event::Close)
            }
            _ => Err(malformed(END_OF_CONTENTS, offset(header.start))),
        }
    }
}

/// Writes what a [`Walk`] meets.
#[derive(Default)]
struct Transcoder<'a> {
    input: &'a [u8],
    out: Vec<u8>,
    open: Vec<Opened>,
    /// The string whose segments are being put together.
    string: Option<Segments>,
}

struct Opened {
    /// Where its length octets are in the output, and how many there are as yet; `None` for a
    /// segment, which has no header of its own any more.
    length: Option<(usize, usize)>,
    is_string: bool,
}

struct Segments {
    tag: Tag,
    /// Where the octet with the number of unused bits is, if it is a BIT STRING.
    unused_at: Option<usize>,
}

impl Transcoder<'_> {
    fn open(&mut self, header: &Header) -> Result<(), Error> {
        if let Some(string) = &self.string {
            string.check_segment(header)?;
            self.open.push(Opened { length: None, is_string: false });
            return Ok(());
        }
        let is_string = header.is_string_in_segments();
        let tag = &self.input[header.start..header.length_at];
        if is_string {
            let tag = Tag(header.tag.0 & !0x20);
            self.out.push(tag.0);
            self.string = Some(Segments { tag, unused_at: None });
        } else {
            self.out.extend_from_slice(tag);
        }
        // Most often the length takes as many octets afterwards as it would take now.
        let start = self.out.len();
        push_length(&mut self.out, header.end.map_or(0, |end| end - header.contents));
        self.open.push(Opened { length: Some((start, self.out.len() - start)), is_string });
        if let Some(string) = self.string.as_mut().filter(|string| string.tag == Tag::BIT_STRING) {
            string.unused_at = Some(self.out.len());
            self.out.push(0);
        }
        Ok(())
    }

    fn primitive(&mut self, header: &Header) -> Result<(), Error> {
        let contents = &self.input[header.contents..header.end.unwrap_or(header.contents)];
        let Some(string) = &self.string else {
            self.out.extend_from_slice(&self.input[header.start..header.length_at]);
            push_length(&mut self.out, contents.len());
            self.out.extend_from_slice(contents);
            return Ok(());
        };
        string.check_segment(header)?;
        let Some(unused_at) = string.unused_at else {
            self.out.extend_from_slice(contents);
            return Ok(());
        };
        // §8.6.4: each segment but the last is a whole number of octets.
        let whole = self.out.get(unused_at) == Some(&0);
        let Some((unused, octets)) = contents.split_first().filter(|_| whole) else {
            return Err(malformed("X.690 §8.6.4: BIT STRING segment", offset(header.start)));
        };
        self.out[unused_at] = *unused;
        self.out.extend_from_slice(octets);
        Ok(())
    }

    fn close(&mut self) {
        let Some(Opened { length: Some((start, reserved)), is_string }) = self.open.pop() else {
            return;
        };
        let mut octets = Vec::with_capacity(9);
        push_length(&mut octets, self.out.len() - start - reserved);
        self.out.splice(start..start + reserved, octets);
        if is_string {
            self.string = None;
        }
    }
}

impl Segments {
    /// §8.6.4.1, §8.7.3.2, §8.23.6: segments of a BIT STRING are BIT STRINGs, those of another
    /// string are OCTET STRINGs. NOTE: encoders that repeat the string's own tag are in use.
    fn check_segment(&self, header: &Header) -> Result<(), Error> {
        let base = Tag(header.tag.0 & !0x20);
        let octets = base == Tag::OCTET_STRING && self.tag != Tag::BIT_STRING;
        if octets || base == self.tag {
            Ok(())
        } else {
            Err(malformed("X.690 §8.7.3: segment of another type", offset(header.start)))
        }
    }
}

#[cfg(test)]
mod tests;
