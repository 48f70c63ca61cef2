//! A file that goes into a container.

use std::fmt;
use std::io::{Cursor, Read, Seek};
use std::sync::{Mutex, PoisonError};

use crate::error::Error;

/// Something that can be read twice: once to be signed, once to be written, maybe by another thread.
trait Source: Read + Seek + Send {}

impl<S: Read + Seek + Send> Source for S {}

/// A file that goes into a container: a name, a content, and what kind of content it is.
pub struct File<'f> {
    pub(super) name: String,
    pub(super) media_type: Option<String>,
    /// Only ever reached by who may change it; the lock lets threads share what waits for its signature.
    source: Mutex<Box<dyn Source + 'f>>,
}

impl<'f> File<'f> {
    /// Takes a file that can be read twice, such as a [`std::fs::File`].
    ///
    /// The name is relative, with `/` between folders.
    pub fn new(name: impl Into<String>, content: impl Read + Seek + Send + 'f) -> Self {
        Self { name: name.into(), media_type: None, source: Mutex::new(Box::new(content)) }
    }

    /// Takes a file that is in memory.
    pub fn from_bytes(name: impl Into<String>, content: &'f [u8]) -> Self {
        Self::new(name, Cursor::new(content))
    }

    /// Says what kind of content it is, such as `application/pdf`. By default nothing is said.
    #[must_use]
    pub fn with_media_type(mut self, media_type: impl Into<String>) -> Self {
        self.media_type = Some(media_type.into());
        self
    }

    /// Returns the content, from its beginning.
    pub(super) fn content(&mut self) -> Result<impl Read, Error> {
        let source = self.source.get_mut().unwrap_or_else(PoisonError::into_inner);
        source.rewind()?;
        Ok(source)
    }
}

impl fmt::Debug for File<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("File").field("media_type", &self.media_type).finish_non_exhaustive()
    }
}
