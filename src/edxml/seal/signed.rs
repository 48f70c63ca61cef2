//! A seal that is signed: raised to other levels, put into its package, and taken out of one.

use std::io::{Cursor, Read, Seek, SeekFrom, Write};

use crate::asic;
use crate::cades;
use crate::crypto::Hasher;
use crate::edxml::seal::held::Held;
use crate::edxml::seal::sealing;
use crate::edxml::{Nowhere, Outgoing, Package, Reading, SealPlace, Splice};
use crate::error::Error;
use crate::limits::Limits;

/// A seal that is signed, and not in its package yet.
///
/// [`PreparedSeal::sign`](crate::edxml::PreparedSeal::sign) and
/// [`signed`](crate::edxml::PreparedSeal::signed) make it. To reach a level above T, seal at level T, gather
/// what its signature needs, [`extend`](Self::extend), and then [`insert`](Self::insert).
#[derive(Debug)]
pub struct SignedSeal {
    package: Package,
    number: usize,
    container: Vec<u8>,
}

impl SignedSeal {
    pub(super) fn new(package: Package, number: usize, container: Vec<u8>) -> Self {
        Self { package, number, container }
    }

    /// Returns the container: ASiC-E with CAdES, which can be judged or handed over by itself.
    pub fn container(&self) -> &[u8] {
        &self.container
    }

    /// Returns the container alone.
    pub fn into_container(self) -> Vec<u8> {
        self.container
    }

    /// Raises the seal to the level of the options; it stays the same seal (`docs/seal.md` §4.1).
    ///
    /// # Errors
    ///
    /// As [`asic::extend`].
    pub fn extend(self, options: &cades::Options) -> Result<Self, Error> {
        let container = asic::extend(Cursor::new(&self.container), options, Vec::new())?;
        Ok(Self { container, ..self })
    }

    /// Writes the package that was sealed, with the seal in it.
    ///
    /// # Errors
    ///
    /// [`ApiMisuse::OtherContent`](crate::ApiMisuse::OtherContent) if the package is not as long as the one
    /// that was read, and [`Error::Other`] for what goes wrong with package or target.
    pub fn insert<R: Read + Seek, W: Write>(&self, mut package: R, mut out: W) -> Result<W, Error> {
        let digest = Hasher::sha256(&self.container);
        let header = sealing::header(self.number, &digest);
        let seal = Outgoing::new(header, &self.container[..]);
        package.seek(SeekFrom::Start(0))?;
        Splice::new(&self.package).with(seal).write(&mut package, &mut out)?;
        Ok(out)
    }
}

/// Returns the containers of all seals in a package, with their places; nothing is judged.
///
/// The message is read as a stream, and all seals together are bounded by [`Limits::seals`].
///
/// # Errors
///
/// What [`Reading::read`], tolerantly, answers to bytes that are no package.
pub fn seals<R: Read + Seek>(
    mut package: R,
    limits: &Limits,
) -> Result<Vec<(SealPlace, Vec<u8>)>, Error> {
    package.seek(SeekFrom::Start(0))?;
    let mut nowhere = Nowhere;
    let mut held = Held::new(&mut nowhere, limits.seals);
    let read = Reading::tolerant().with_limits(*limits).read(&mut package, &mut held)?;
    let found = held.into_seals(&read, limits).into_iter();
    Ok(found.map(|(place, octets)| (SealPlace::Attachment(place), octets)).collect())
}
