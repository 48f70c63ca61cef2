//! Archives with chosen faults: each header of an entry is given by itself.

use flate2::Crc;

/// A header of an entry, in the directory or before the content.
#[derive(Clone)]
pub(crate) struct Head {
    pub(crate) name: Vec<u8>,
    pub(crate) flags: u16,
    pub(crate) method: u16,
    pub(crate) crc: u32,
    pub(crate) packed: u32,
    pub(crate) length: u32,
    pub(crate) extra: Vec<u8>,
}

/// An entry: what stands before it, its two headers, its content, and what stands behind it.
#[derive(Clone)]
pub(crate) struct Piece {
    pub(crate) before: Vec<u8>,
    pub(crate) local: Head,
    pub(crate) central: Head,
    pub(crate) content: Vec<u8>,
    pub(crate) behind: Vec<u8>,
    pub(crate) made_by: u16,
    pub(crate) attributes: u32,
    pub(crate) disk: u16,
    /// Where the directory says that it is, if elsewhere than it is.
    pub(crate) at: Option<u32>,
}

/// An archive, and what is wrong with its end.
#[derive(Clone, Default)]
pub(crate) struct Craft {
    pub(crate) pieces: Vec<Piece>,
    pub(crate) before_directory: Vec<u8>,
    pub(crate) in_directory: Vec<u8>,
    pub(crate) comment: Vec<u8>,
    pub(crate) behind: Vec<u8>,
    pub(crate) count: Option<u16>,
    pub(crate) disk: u16,
    pub(crate) zip64: Option<Zip64>,
}

/// End records of 64 bits, with what they say if it is not the truth.
#[derive(Clone, Copy, Default)]
pub(crate) struct Zip64 {
    pub(crate) entries: Option<u64>,
    pub(crate) offset: Option<u64>,
    /// Whether the record of 32 bits leaves everything to them.
    pub(crate) escape: bool,
}

pub(crate) fn piece(name: &str, content: &[u8]) -> Piece {
    let mut crc = Crc::new();
    crc.update(content);
    let length = u32::try_from(content.len()).unwrap();
    let head = Head {
        name: name.as_bytes().to_vec(),
        flags: if name.is_ascii() { 0 } else { 1 << 11 },
        method: 0,
        crc: crc.sum(),
        packed: length,
        length,
        extra: Vec::new(),
    };
    Piece {
        before: Vec::new(),
        local: head.clone(),
        central: head,
        content: content.to_vec(),
        behind: Vec::new(),
        made_by: 0x0314,
        attributes: 0o100_644 << 16,
        disk: 0,
        at: None,
    }
}

impl Piece {
    /// Changes both headers alike.
    pub(crate) fn both(mut self, change: impl Fn(&mut Head)) -> Self {
        change(&mut self.local);
        change(&mut self.central);
        self
    }

    pub(crate) fn with(mut self, change: impl FnOnce(&mut Self)) -> Self {
        change(&mut self);
        self
    }

    /// Deflated, with what is not known beforehand behind the content, as Java writes it.
    pub(crate) fn deflated(self) -> Self {
        use std::io::Write as _;
        let mut encoder = flate2::write::DeflateEncoder::new(Vec::new(), Default::default());
        encoder.write_all(&self.content).unwrap();
        let content = encoder.finish().unwrap();
        let packed = u32::try_from(content.len()).unwrap();
        let mut piece = self.both(|head| {
            (head.method, head.packed) = (8, packed);
            head.flags |= 8;
        });
        piece.content = content;
        (piece.local.crc, piece.local.packed, piece.local.length) = (0, 0, 0);
        piece.behind = b"PK\x07\x08".to_vec();
        let head = &piece.central;
        for value in [head.crc, head.packed, head.length] {
            piece.behind.extend(value.to_le_bytes());
        }
        piece
    }
}

impl Head {
    fn put(&self, octets: &mut Vec<u8>) {
        octets.extend(20_u16.to_le_bytes());
        octets.extend(self.flags.to_le_bytes());
        octets.extend(self.method.to_le_bytes());
        octets.extend([0; 4]);
        for value in [self.crc, self.packed, self.length] {
            octets.extend(value.to_le_bytes());
        }
        octets.extend(u16::try_from(self.name.len()).unwrap().to_le_bytes());
        octets.extend(u16::try_from(self.extra.len()).unwrap().to_le_bytes());
    }
}

pub(crate) fn archive(pieces: impl IntoIterator<Item = Piece>) -> Craft {
    Craft { pieces: pieces.into_iter().collect(), ..Craft::default() }
}

impl Craft {
    pub(crate) fn with(mut self, change: impl FnOnce(&mut Self)) -> Self {
        change(&mut self);
        self
    }

    pub(crate) fn octets(&self) -> Vec<u8> {
        let mut octets = Vec::new();
        let mut directory = Vec::new();
        for piece in &self.pieces {
            octets.extend(&piece.before);
            let at = u32::try_from(octets.len()).unwrap();
            piece.central(piece.at.unwrap_or(at), &mut directory);
            octets.extend(b"PK\x03\x04");
            piece.local.put(&mut octets);
            for part in [&piece.local.name, &piece.local.extra, &piece.content, &piece.behind] {
                octets.extend(part);
            }
        }
        octets.extend(&self.before_directory);
        let start = octets.len();
        octets.extend(directory);
        octets.extend(&self.in_directory);
        self.end(start, &mut octets);
        octets.extend(&self.comment);
        octets.extend(&self.behind);
        octets
    }

    fn end(&self, start: usize, octets: &mut Vec<u8>) {
        let count = self.count.unwrap_or_else(|| u16::try_from(self.pieces.len()).unwrap());
        let mut length = u32::try_from(octets.len() - start).unwrap();
        let mut offset = u32::try_from(start).unwrap();
        if let Some(zip64) = self.zip64 {
            let stop = u64::try_from(octets.len()).unwrap();
            octets.extend(b"PK\x06\x06\x2c\0\0\0\0\0\0\0\x2d\0\x2d\0\0\0\0\0\0\0\0\0");
            let entries = zip64.entries.unwrap_or_else(|| count.into());
            let offset64 = zip64.offset.unwrap_or_else(|| offset.into());
            for value in [entries, entries, length.into(), offset64] {
                octets.extend(value.to_le_bytes());
            }
            octets.extend(b"PK\x06\x07\0\0\0\0");
            octets.extend(stop.to_le_bytes());
            octets.extend(1_u32.to_le_bytes());
            if zip64.escape {
                (length, offset) = (u32::MAX, u32::MAX);
            }
        }
        octets.extend(b"PK\x05\x06");
        for value in [self.disk, 0, count, count] {
            octets.extend(value.to_le_bytes());
        }
        octets.extend(length.to_le_bytes());
        octets.extend(offset.to_le_bytes());
        octets.extend(u16::try_from(self.comment.len()).unwrap().to_le_bytes());
    }
}

impl Piece {
    fn central(&self, at: u32, octets: &mut Vec<u8>) {
        octets.extend(b"PK\x01\x02");
        octets.extend(self.made_by.to_le_bytes());
        self.central.put(octets);
        octets.extend([0; 2]);
        octets.extend(self.disk.to_le_bytes());
        octets.extend([0; 2]);
        octets.extend(self.attributes.to_le_bytes());
        octets.extend(at.to_le_bytes());
        octets.extend(&self.central.name);
        octets.extend(&self.central.extra);
    }
}
