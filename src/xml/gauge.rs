//! A reader that gives out no more than it is allowed before it is asked again.
//!
//! `quick-xml` holds a tag, a text, a comment each as a whole. What an attacker can make it hold is
//! what this lets through.

use std::fmt;
use std::io::{self, BufRead, Read};

/// Lets `left` bytes through and then fails.
#[derive(Debug)]
pub(super) struct Gauge<R> {
    inner: R,
    left: usize,
}

/// Marks the failure in an `io::Error`.
#[derive(Debug)]
pub(super) struct Exceeded;

impl fmt::Display for Exceeded {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("too long")
    }
}

impl std::error::Error for Exceeded {}

impl<R> Gauge<R> {
    pub(super) fn new(inner: R) -> Self {
        Self { inner, left: 0 }
    }

    /// Lets `bytes` through from here on.
    pub(super) fn allow(&mut self, bytes: usize) {
        self.left = bytes;
    }
}

impl<R: BufRead> Read for Gauge<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let available = self.fill_buf()?;
        let n = available.len().min(out.len());
        for (to, from) in out.iter_mut().zip(available) {
            *to = *from;
        }
        self.consume(n);
        Ok(n)
    }
}

impl<R: BufRead> BufRead for Gauge<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        let available = self.inner.fill_buf()?;
        if self.left == 0 && !available.is_empty() {
            return Err(io::Error::other(Exceeded));
        }
        let n = available.len().min(self.left);
        Ok(available.get(..n).unwrap_or_default())
    }

    fn consume(&mut self, n: usize) {
        self.left = self.left.saturating_sub(n);
        self.inner.consume(n);
    }
}
