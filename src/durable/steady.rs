//! What keeps the octets of the database, with what redb leaves to it.

use std::io;

use redb::StorageBackend;

/// What a database begins with.
const MAGIC: &[u8] = b"redb\x1A\x0A\xA9\x0D\x0A";
/// Where the numbers end that tell how long it is.
const NUMBERS_END: usize = 32;
/// Octets of its header.
const HEADER: u64 = 320;

/// Storage that keeps its new length before anything relies on it.
///
/// redb 2.6 writes the length into its header, in the same breath as what is in the new part: if the power went then, the disk could
/// have the header alone, and such a database is not opened any more.
#[derive(Debug)]
pub(super) struct Steady<B>(B);

impl<B: StorageBackend> Steady<B> {
    pub(super) fn new(backend: B) -> Self {
        Self(backend)
    }

    /// Tells whether it ends before the database in it does, by what its header says; redb 2.6 would panic.
    ///
    /// # Errors
    ///
    /// What reading says.
    pub(super) fn is_cut_off(&self) -> io::Result<bool> {
        let length = self.0.len()?;
        if length == 0 {
            return Ok(false);
        }
        if length < HEADER {
            return Ok(true);
        }
        let header = self.0.read(0, NUMBERS_END)?;
        // What is no database is told by whoever opens it.
        Ok(header.starts_with(MAGIC) && u128::from(length) < length_by(&header))
    }
}

/// Returns how long a database is by its header (redb, `docs/design.md`, "Database header"): a page for the header, then
/// regions, of which each has pages of its own header and of data.
fn length_by(header: &[u8]) -> u128 {
    let number = |at: usize| {
        let octets = header.get(at..at + 4).and_then(|octets| octets.try_into().ok());
        u128::from(octets.map_or(u32::MAX, u32::from_le_bytes))
    };
    let [page, header_pages, data_pages, full, last] = [12, 16, 20, 24, 28].map(number);
    let last = if last == 0 { 0 } else { header_pages + last };
    page * (1 + full * (header_pages + data_pages) + last)
}

impl<B: StorageBackend> StorageBackend for Steady<B> {
    fn len(&self) -> io::Result<u64> {
        self.0.len()
    }

    fn read(&self, offset: u64, len: usize) -> io::Result<Vec<u8>> {
        self.0.read(offset, len)
    }

    fn set_len(&self, len: u64) -> io::Result<()> {
        self.0.set_len(len)?;
        self.0.sync_data(false)
    }

    fn sync_data(&self, eventual: bool) -> io::Result<()> {
        self.0.sync_data(eventual)
    }

    fn write(&self, offset: u64, data: &[u8]) -> io::Result<()> {
        self.0.write(offset, data)
    }
}
