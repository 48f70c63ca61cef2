//! Content put into a signature that lay beside it, and taken out of one that carries it.
//!
//! A CAdES signature is over the content and not over where it is (RFC 5652 §5.4), and so are all
//! time-stamps but archive time-stamps of the first and second form (TS 101 733 §6.4.1), which are
//! refused. What is long is therefore signed, stamped and raised beside its content, in constant
//! memory, and carries it afterwards.

use std::io::{ErrorKind, Read, Write};

use crate::cades::extend::{claimed_digest, refuse_old_archive, take_apart};
use crate::cms::{Assembly, Separated, SignedData, SignerInfo, separate};
use crate::crypto::{Digest, Hasher};
use crate::error::{ApiMisuse, Error};
use crate::limits::Limits;

/// Writes a detached signature with its content in it, in constant memory.
///
/// The result is DER. As the content passes it is compared with the digests that are under signature; what was
/// written is of no use if this fails. Nothing is judged.
///
/// # Errors
///
/// As [`Attaching::new`] and [`Attaching::finish`], and [`Error::Other`] if reading or writing fails.
///
/// # Examples
///
/// ```
/// # fn demo(signature: &[u8]) -> Result<(), Box<dyn std::error::Error>> {
/// let document = std::fs::File::open("quyet-dinh.pdf")?;
/// let length = document.metadata()?.len();
/// let mut out = std::fs::File::create_new("quyet-dinh.pdf.p7m")?;
/// antin::cades::attach(signature, document, length, &mut out)?;
/// # Ok(())
/// # }
/// ```
pub fn attach(
    signature: &[u8],
    mut content: impl Read,
    length: u64,
    mut out: impl Write,
) -> Result<(), Error> {
    let mut attaching = Attaching::new(signature, length)?;
    out.write_all(attaching.head())?;
    let mut buffer = vec![0; 64 << 10];
    loop {
        let piece = match content.read(&mut buffer) {
            Ok(0) => break,
            Ok(count) => buffer.get(..count).unwrap_or_default(),
            Err(error) if error.kind() == ErrorKind::Interrupted => continue,
            Err(error) => return Err(error.into()),
        };
        attaching.update(piece)?;
        out.write_all(piece)?;
    }
    out.write_all(&attaching.finish()?)?;
    Ok(())
}

/// A detached signature that is given its content, piece by piece.
///
/// Write [`head`](Self::head), then the content as it is handed to [`update`](Self::update), then
/// what [`finish`](Self::finish) returns.
#[derive(Debug)]
pub struct Attaching {
    head: Vec<u8>,
    tail: Vec<u8>,
    /// Octets still to come; `None` once there were too many.
    left: Option<u64>,
    /// What the signers signed.
    claimed: Vec<Digest>,
    hashers: Vec<Hasher>,
}

impl Attaching {
    /// Begins, with a SignedData in DER or BER, for content of a length in bytes.
    ///
    /// # Errors
    ///
    /// [`Error::Malformed`] if this is no SignedData, [`Error::ApiMisuse`] if it carries content
    /// already or the content is longer than half the address space, and [`Error::Unsupported`] if an
    /// archive time-stamp of an older form is over where the content is.
    pub fn new(signature: &[u8], length: u64) -> Result<Self, Error> {
        let signed_data = SignedData::from_bytes(signature)?;
        if !signed_data.is_detached() {
            return Err(Error::ApiMisuse(ApiMisuse::UnexpectedContent));
        }
        let announced = usize::try_from(length).ok().filter(|length| *length <= usize::MAX / 2);
        let announced = announced.ok_or(LENGTH)?;
        let mut claimed = Vec::new();
        for signer in signed_data.signers().iter().flatten() {
            refuse_old_archive(signer)?;
            claimed.extend(claimed_digest(signer)?);
        }
        let mut algorithms: Vec<_> = claimed.iter().map(|digest| digest.algorithm()).collect();
        algorithms.sort();
        algorithms.dedup();
        let (head, tail) = take_apart(signature, &signed_data)?.around(Some(announced));
        let hashers = algorithms.into_iter().map(Hasher::new).collect();
        Ok(Self { head, tail, left: Some(length), claimed, hashers })
    }

    /// Returns what stands before the content.
    pub fn head(&self) -> &[u8] {
        &self.head
    }

    /// Takes the next piece of the content.
    ///
    /// # Errors
    ///
    /// [`Error::ApiMisuse`] if this is more than was announced.
    pub fn update(&mut self, piece: &[u8]) -> Result<(), Error> {
        let size = u64::try_from(piece.len()).map_err(|_| LENGTH)?;
        // What is too long stays so, whatever is handed over afterwards.
        self.left = self.left.and_then(|left| left.checked_sub(size));
        self.left.ok_or(LENGTH)?;
        self.hashers.iter_mut().for_each(|hasher| hasher.update(piece));
        Ok(())
    }

    /// Returns what stands after the content.
    ///
    /// # Errors
    ///
    /// [`Error::ApiMisuse`] if content is missing, or is another than a signer signed.
    pub fn finish(self) -> Result<Vec<u8>, Error> {
        if self.left != Some(0) {
            return Err(LENGTH);
        }
        let digests: Vec<_> = self.hashers.into_iter().map(Hasher::finish).collect();
        match self.claimed.iter().all(|claimed| digests.contains(claimed)) {
            true => Ok(self.tail),
            false => Err(Error::ApiMisuse(ApiMisuse::ContentMismatch)),
        }
    }
}

const LENGTH: Error = Error::ApiMisuse(ApiMisuse::ContentLength);

/// A signature without its content, which it carried.
#[derive(Clone, Debug)]
pub struct Detached {
    signature: Vec<u8>,
    length: Option<u64>,
}

impl Detached {
    /// Returns the detached signature, in DER apart from what was received otherwise.
    pub fn signature(&self) -> &[u8] {
        &self.signature
    }

    /// Returns how long the content was; `None` if there was none.
    pub fn content_length(&self) -> Option<u64> {
        self.length
    }
}

/// Takes the content out of a signature that streams by, in constant memory.
///
/// The content goes to a sink as it is, unverified: judge the signature before the content is used. What
/// was written is of no use if this fails. A signature that is detached stays so.
///
/// With [`extend`](crate::cades::extend()) and [`attach`] this raises signatures whose content is too
/// long to be held.
///
/// # Errors
///
/// [`Error::Malformed`] if this is no SignedData, [`Error::LimitExceeded`] if what is around the content
/// is too long, [`Error::Unsupported`] if an archive time-stamp of an older form is over where the
/// content is, and [`Error::Other`] if reading or writing fails.
pub fn detach(existing: impl Read, mut content: impl Write) -> Result<Detached, Error> {
    let limits = Limits::DEFAULT;
    let mut length = 0_u64;
    let separated = separate(existing, &limits, &mut |piece| {
        length += u64::try_from(piece.len()).unwrap_or(u64::MAX);
        Ok(content.write_all(piece)?)
    })?;
    let Separated { version, content_type, has_content, members } = separated;
    if has_content {
        let signers = members.signers.iter().map(|raw| SignerInfo::parse(raw, &limits));
        signers.flatten().try_for_each(|signer| refuse_old_archive(&signer))?;
    }
    let assembly = Assembly {
        version: version.max(1),
        digest_algorithms: members.digest_algorithms,
        content_type: content_type.as_oid(),
        certificates: members.certificates,
        crls: members.crls,
        signers: members.signers,
    };
    Ok(Detached { signature: assembly.write(None), length: has_content.then_some(length) })
}
