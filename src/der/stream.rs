//! Reading BER from a stream, where the contents are too long to be held (X.690 §8).
//!
//! A [`Source`] gives headers one by one. The caller keeps a [`Frame`] for each value it is inside
//! of; a value must end before what holds it does. Single values can be taken out whole.

use std::io::{ErrorKind, Read};

use crate::der::ber::{END_OF_CONTENTS, LEFT_OVER, Prefix, TOO_LONG, TRUNCATED, malformed};
use crate::der::reader::Tag;
use crate::error::{Error, Limit, Malformed, Syntax};

/// The contents of a value that is being read.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Frame {
    /// Where they end; `None` if end-of-contents octets say so.
    end: Option<u64>,
    /// Where the innermost contents of definite length around this place end.
    limit: u64,
}

impl Frame {
    /// A frame around the outermost value.
    pub(crate) const OUTERMOST: Self = Self { end: None, limit: u64::MAX };
}

/// A stream of BER values.
#[derive(Debug)]
pub(crate) struct Source<R> {
    inner: R,
    buffer: Vec<u8>,
    /// The part of the buffer that is filled and not yet consumed.
    start: usize,
    end: usize,
    /// How many bytes were consumed.
    position: u64,
}

/// Long enough that reading costs little beside hashing, short enough for a second-level cache.
const BUFFER: usize = 128 << 10;

impl<R: Read> Source<R> {
    pub(crate) fn new(inner: R) -> Self {
        Self { inner, buffer: vec![0; BUFFER], start: 0, end: 0, position: 0 }
    }

    /// An error about what is being read, at the current place.
    pub(crate) fn error(&self, what: &'static str, clause: &'static str) -> Error {
        let offset = Some(self.position);
        Error::Malformed(Malformed { syntax: Syntax::Ber, what, clause, offset, block: None })
    }

    /// The bytes that can be had without waiting: at least `wanted`, unless the stream ends.
    fn peek(&mut self, wanted: usize) -> Result<&[u8], Error> {
        if self.end - self.start < wanted {
            self.buffer.copy_within(self.start..self.end, 0);
            (self.start, self.end) = (0, self.end - self.start);
            while self.end < wanted {
                match self.inner.read(&mut self.buffer[self.end..]) {
                    Ok(0) => break,
                    Ok(count) => self.end += count.min(self.buffer.len() - self.end),
                    Err(error) if error.kind() == ErrorKind::Interrupted => {}
                    Err(error) => return Err(error.into()),
                }
            }
        }
        Ok(&self.buffer[self.start..self.end])
    }

    fn consume(&mut self, count: usize) {
        self.start += count;
        self.position += u64::try_from(count).unwrap_or(u64::MAX);
    }

    fn prefix(&mut self, inside: Frame) -> Result<Prefix, Error> {
        let (at, room) = (self.position, inside.limit - self.position);
        let octets = self.peek(Prefix::MAX_LEN)?;
        let octets =
            usize::try_from(room).ok().and_then(|room| octets.get(..room)).unwrap_or(octets);
        Prefix::read(octets, at)
    }

    /// The tag of the next value inside a frame; `None` where the contents end.
    pub(crate) fn peek_tag(&mut self, inside: Frame) -> Result<Option<Tag>, Error> {
        if inside.end == Some(self.position) {
            return Ok(None);
        }
        let prefix = self.prefix(inside)?;
        Ok((!prefix.is_end_of_contents()).then_some(prefix.tag))
    }

    /// Reads a header and gives the frame of its contents.
    pub(crate) fn open(&mut self, inside: Frame) -> Result<(Tag, Frame), Error> {
        let at = self.position;
        let prefix = self.prefix(inside)?;
        if prefix.tag.0 == 0 {
            return Err(malformed(END_OF_CONTENTS, at));
        }
        self.consume(prefix.len);
        let Some(length) = prefix.length else {
            return Ok((prefix.tag, Frame { end: None, limit: inside.limit }));
        };
        let end = self.position.checked_add(length).filter(|end| *end <= inside.limit);
        let end = end.ok_or_else(|| malformed(TOO_LONG, at))?;
        Ok((prefix.tag, Frame { end: Some(end), limit: end }))
    }

    /// Reads the header of a value that must have this tag.
    pub(crate) fn expect(&mut self, inside: Frame, tag: Tag) -> Result<Frame, Error> {
        let at = self.position;
        match self.open(inside)? {
            (found, frame) if found == tag => Ok(frame),
            _ => Err(malformed("X.690 §8.1.2: unexpected tag", at)),
        }
    }

    /// Reads the end of a value: nothing may be left in it.
    pub(crate) fn close(&mut self, frame: Frame) -> Result<(), Error> {
        if let Some(end) = frame.end {
            let done = self.position == end;
            return done.then_some(()).ok_or_else(|| malformed(LEFT_OVER, self.position));
        }
        let prefix = self.prefix(frame)?;
        if !prefix.is_end_of_contents() {
            return Err(malformed(LEFT_OVER, self.position));
        }
        self.consume(prefix.len);
        Ok(())
    }

    /// Reads the end of the stream: nothing may be left in it.
    pub(crate) fn finish(&mut self) -> Result<(), Error> {
        let at = self.position;
        let done = self.peek(1)?.is_empty();
        done.then_some(()).ok_or_else(|| malformed(LEFT_OVER, at))
    }

    /// Hands on the contents of a primitive value, piece by piece.
    pub(crate) fn contents(
        &mut self,
        frame: Frame,
        sink: &mut dyn FnMut(&[u8]) -> Result<(), Error>,
    ) -> Result<(), Error> {
        let Some(end) = frame.end else {
            return Err(Error::Unreachable("primitive contents without an end"));
        };
        while self.position < end {
            let (at, left) = (self.position, end - self.position);
            let piece = self.peek(1)?;
            let count = usize::try_from(left).map_or(piece.len(), |left| left.min(piece.len()));
            if count == 0 {
                return Err(malformed(TRUNCATED, at));
            }
            sink(&piece[..count])?;
            self.consume(count);
        }
        Ok(())
    }

    /// Hands on the contents of an OCTET STRING, in one piece or in segments (§8.7.3).
    pub(crate) fn octet_string(
        &mut self,
        inside: Frame,
        nesting: usize,
        sink: &mut dyn FnMut(&[u8]) -> Result<(), Error>,
    ) -> Result<(), Error> {
        let mut open: Vec<Frame> = Vec::new();
        loop {
            let around = open.last().copied().unwrap_or(inside);
            if !open.is_empty() && self.peek_tag(around)?.is_none() {
                self.close(around)?;
                open.pop();
            } else {
                let at = self.position;
                match self.open(around)? {
                    (Tag::OCTET_STRING, frame) => self.contents(frame, sink)?,
                    (Tag::OCTET_STRING_IN_SEGMENTS, frame) if open.len() < nesting => {
                        open.push(frame);
                    }
                    (Tag::OCTET_STRING_IN_SEGMENTS, _) => {
                        return Err(Error::LimitExceeded(Limit::Nesting));
                    }
                    _ => return Err(malformed("X.690 §8.7.3: segment of another type", at)),
                }
            }
            if open.is_empty() {
                return Ok(());
            }
        }
    }

    /// Reads one value whole, as it was received, of at most `limit` bytes.
    pub(crate) fn value(
        &mut self,
        inside: Frame,
        nesting: usize,
        limit: usize,
    ) -> Result<Vec<u8>, Error> {
        let mut out = Vec::new();
        let mut open = 0_usize;
        loop {
            let at = self.position;
            let prefix = self.prefix(inside)?;
            let ends = prefix.is_end_of_contents();
            if ends && open == 0 {
                return Err(malformed(END_OF_CONTENTS, at));
            }
            let length = prefix.length.unwrap_or(0);
            let size =
                usize::try_from(length).ok().and_then(|length| length.checked_add(prefix.len));
            if size.is_none_or(|size| size > limit - out.len()) {
                return Err(Error::LimitExceeded(Limit::Length));
            }
            let end = at.checked_add(u64::try_from(prefix.len).unwrap_or(u64::MAX));
            let end =
                end.and_then(|end| end.checked_add(length)).filter(|end| *end <= inside.limit);
            let end = end.ok_or_else(|| malformed(TOO_LONG, at))?;
            self.contents(Frame { end: Some(end), limit: end }, &mut |piece| {
                out.extend_from_slice(piece);
                Ok(())
            })?;
            match prefix.length {
                None if open >= nesting => return Err(Error::LimitExceeded(Limit::Nesting)),
                None => open += 1,
                Some(_) if ends => open -= 1,
                Some(_) => {}
            }
            if open == 0 {
                return Ok(out);
            }
        }
    }
}

#[cfg(test)]
mod tests;
