//! What the directory says of an entry.

/// An entry of an archive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    pub(super) raw_name: Vec<u8>,
    pub(super) name: String,
    pub(super) method: Method,
    pub(super) flags: u16,
    pub(super) crc: u32,
    pub(super) packed: u64,
    pub(super) length: u64,
    /// Where its local header is, in the file as it is.
    pub(super) at: u64,
    /// Where its content begins.
    pub(super) content: u64,
    /// Whether its local header has an extra field.
    pub(super) local_extra: bool,
    /// Whether its lengths are of 64 bits.
    pub(super) wide: bool,
    pub(super) unix_mode: Option<u32>,
}

impl Entry {
    /// Returns the name. It is the writer's choice, and never a path.
    ///
    /// # Security
    ///
    /// A strict reading refuses names that would leave a folder, but whoever writes files should take
    /// [`file_name`](Self::file_name) or a name of their own.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Returns the part of the name behind the last `/` and `\`, for display.
    pub fn file_name(&self) -> &str {
        self.name.rsplit(['/', '\\']).next().unwrap_or_default()
    }

    /// Returns the octets of the name, as they are.
    pub fn raw_name(&self) -> &[u8] {
        &self.raw_name
    }

    /// Says whether it stands for a folder: its name ends in `/`.
    pub fn is_directory(&self) -> bool {
        self.name.ends_with('/')
    }

    /// Returns how its content is packed.
    pub fn method(&self) -> Method {
        self.method
    }

    /// Returns the length of its content in octets, unpacked, as the directory says.
    pub fn length(&self) -> u64 {
        self.length
    }

    /// Returns the length of its content in octets, as it is packed.
    pub fn packed_length(&self) -> u64 {
        self.packed
    }

    /// Returns the offset of its local header.
    pub fn offset(&self) -> u64 {
        self.at
    }

    /// Says whether its local header has an extra field, which `mimetype` must not.
    pub fn has_local_extra_field(&self) -> bool {
        self.local_extra
    }
}

/// How content is packed; everything else is refused.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Method {
    /// Method 0: as it is.
    Stored,
    /// Method 8: DEFLATE (RFC 1951).
    Deflated,
}

impl Method {
    pub(super) fn from_number(number: u16) -> Option<Self> {
        match number {
            0 => Some(Self::Stored),
            8 => Some(Self::Deflated),
            _ => None,
        }
    }

    pub(super) fn number(self) -> u16 {
        match self {
            Self::Stored => 0,
            Self::Deflated => 8,
        }
    }
}
