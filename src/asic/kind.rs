//! The two kinds of container (EN 319 162-1 §4.3, §4.4).

use std::fmt;

use crate::ades::Format;

/// A kind of container.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// ASiC-S: one file, and the signatures over it (§4.3).
    Simple,
    /// ASiC-E: any number of files; each signature is over a manifest that lists some of them (§4.4).
    Extended,
}

impl Kind {
    const ALL: [Self; 2] = [Self::Simple, Self::Extended];

    /// Returns the media type that stands in `mimetype` (§4.3.3.1, §4.4.4.1).
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Simple => "application/vnd.etsi.asic-s+zip",
            Self::Extended => "application/vnd.etsi.asic-e+zip",
        }
    }

    /// Returns the extension of file names: `asics` or `asice` (§4.3.3.1, §4.4.4.1).
    pub fn extension(self) -> &'static str {
        match self {
            Self::Simple => "asics",
            Self::Extended => "asice",
        }
    }

    /// Returns the kind that a media type names.
    pub(super) fn of_media_type(octets: &[u8]) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.media_type().as_bytes() == octets)
    }

    pub(super) fn format(self) -> Format {
        match self {
            Self::Simple => Format::AsicS,
            Self::Extended => Format::AsicE,
        }
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.format().name())
    }
}
