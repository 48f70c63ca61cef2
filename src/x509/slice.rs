//! Runs of bytes inside one shared buffer, so that what is parsed keeps the bytes that were received.

use std::sync::Arc;

use crate::der::{Reader, Tlv};

/// Where a run of bytes lies in the buffer it came from.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Span {
    start: usize,
    end: usize,
}

impl Span {
    /// The contents octets of a value.
    pub(crate) fn contents(tlv: &Tlv<'_>) -> Self {
        Self { start: tlv.offset, end: tlv.offset.saturating_add(tlv.value.len()) }
    }

    /// The whole encoding of a value.
    pub(crate) fn whole(tlv: &Tlv<'_>) -> Self {
        let end = tlv.offset.saturating_add(tlv.value.len());
        Self { start: end.saturating_sub(tlv.raw.len()), end }
    }

    /// What a reader has not yet read.
    pub(crate) fn of_reader(reader: &Reader<'_>) -> Self {
        let start = reader.offset();
        Self { start, end: start.saturating_add(reader.remaining().len()) }
    }

    pub(crate) fn start(self) -> usize {
        self.start
    }

    pub(crate) fn len(self) -> usize {
        self.end.saturating_sub(self.start)
    }

    /// Without its first bytes.
    pub(crate) fn skip(self, count: usize) -> Self {
        Self { start: self.start.saturating_add(count).min(self.end), end: self.end }
    }

    /// The bytes, given the buffer that was parsed.
    pub(crate) fn of(self, buffer: &[u8]) -> &[u8] {
        buffer.get(self.start..self.end).unwrap_or_default()
    }

    /// A reader that counts offsets from the beginning of the buffer.
    pub(crate) fn reader(self, buffer: &[u8]) -> Reader<'_> {
        Reader::at(self.of(buffer), self.start)
    }
}

/// A run of bytes that keeps its buffer alive; cheap to clone.
#[derive(Clone)]
pub(crate) struct Slice {
    buffer: Arc<[u8]>,
    span: Span,
}

impl Slice {
    pub(crate) fn new(buffer: &Arc<[u8]>, span: Span) -> Self {
        Self { buffer: Arc::clone(buffer), span }
    }

    pub(crate) fn as_slice(&self) -> &[u8] {
        self.span.of(&self.buffer)
    }
}
