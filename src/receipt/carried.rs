//! Receipts as attachments of a package that goes back (`docs/receipt.md` §1).

use std::collections::BTreeMap;
use std::io::{self, Cursor, Read, Seek, SeekFrom, Write};

use crate::asic;
use crate::crypto::Hasher;
use crate::edxml::statement::normal;
use crate::edxml::{Nowhere, Outgoing, Package, Place, Reading, Sink, Splice, container_header};
use crate::error::{Error, Limit, Unsupported};
use crate::limits::Limits;
use crate::receipt::NAME;
use crate::zip::Archive;

/// Returns the name of the receipt with a number, from 1.
fn name(number: usize) -> String {
    match number {
        0 | 1 => "antin-receipt.zip".to_owned(),
        _ => format!("antin-receipt-{number}.zip"),
    }
}

/// Writes a package with a receipt in it, as a further attachment; every other byte stays.
///
/// The package is read twice. What is sealed afterwards has the receipt under its seal.
///
/// # Errors
///
/// [`Error::Malformed`] for a package that can be read in two ways, [`Error::Unsupported`] for a status message,
/// [`Error::LimitExceeded`] if it has [`Limits::seal_count`] receipts already; what goes wrong with package or
/// target.
pub fn insert<R: Read + Seek, W: Write>(
    receipt: &[u8],
    mut package: R,
    mut out: W,
) -> Result<W, Error> {
    package.seek(SeekFrom::Start(0))?;
    let read = Reading::tolerant().read(&mut package, &mut Nowhere)?;
    if let Some(liberty) = read.liberties.iter().find(|one| one.kind.is_ambiguous()) {
        return Err(liberty.to_error());
    }
    if read.document().is_none() {
        return Err(Error::Unsupported(Unsupported::StatusSeal));
    }
    let taken: Vec<String> =
        read.attachments.iter().filter_map(|one| one.name().map(normal)).collect();
    let mut free = (1..=Limits::DEFAULT.seal_count).map(name).filter(|name| !taken.contains(name));
    let name = free.next().ok_or(Error::LimitExceeded(Limit::Signers))?;
    let header = container_header(&name, &Hasher::sha256(receipt));
    package.seek(SeekFrom::Start(0))?;
    Splice::new(&read).with(Outgoing::new(header, receipt)).write(&mut package, &mut out)?;
    Ok(out)
}

/// Returns the receipts that a package carries, with their places among its attachments; nothing is judged.
///
/// A receipt is known by its name and its bytes, as a seal is. The message is read twice, as a stream; all
/// receipts together are bounded by [`Limits::seals`], and counted by [`Limits::seal_count`].
///
/// # Errors
///
/// What [`Reading::read`], tolerantly, answers to bytes that are no package.
pub fn receipts<R: Read + Seek>(
    mut package: R,
    limits: &Limits,
) -> Result<Vec<(usize, Vec<u8>)>, Error> {
    let reading = || Reading::tolerant().with_limits(*limits);
    package.seek(SeekFrom::Start(0))?;
    let read = reading().read(&mut package, &mut Nowhere)?;
    let mut wanted = Wanted::of(&read, limits);
    package.seek(SeekFrom::Start(0))?;
    reading().read(&mut package, &mut wanted)?;
    let mut found: Vec<(usize, Vec<u8>)> = Vec::new();
    for (place, octets) in wanted.held {
        let is_new = found.last().is_none_or(|(last, _)| *last != place.attachment);
        if is_new && is_receipt(&octets, limits) {
            found.push((place.attachment, octets));
        }
    }
    Ok(found)
}

/// Tells whether bytes are a container with a receipt.
fn is_receipt(octets: &[u8], limits: &Limits) -> bool {
    let archive = Archive::open(Cursor::new(octets), asic::Reading::Lenient, limits);
    archive.is_ok_and(|archive| archive.find(NAME).is_some())
}

/// The layers of attachments that may be receipts, held as far as there is room.
struct Wanted {
    held: BTreeMap<Place, Vec<u8>>,
    left: usize,
}

impl Wanted {
    fn of(package: &Package, limits: &Limits) -> Self {
        let names: Vec<String> = (1..=limits.seal_count).map(name).collect();
        let mut wanted = Self { held: BTreeMap::new(), left: limits.seals };
        for (attachment, one) in package.attachments.iter().enumerate() {
            if !one.name().is_some_and(|own| names.contains(&normal(own))) {
                continue;
            }
            for layer in 0..one.layers.len() {
                wanted.held.insert(Place { attachment, layer }, Vec::new());
            }
        }
        wanted
    }
}

impl Sink for Wanted {
    fn write(&mut self, place: Place, octets: &[u8]) -> io::Result<()> {
        let Some(held) = self.held.get_mut(&place) else { return Ok(()) };
        if octets.len() > self.left {
            // What is too long is no receipt.
            self.left = self.left.saturating_add(held.len());
            self.held.remove(&place);
            return Ok(());
        }
        self.left -= octets.len();
        held.extend_from_slice(octets);
        Ok(())
    }
}
