//! Making a container up to the point where the key is needed, and from there on.

use std::io::{Read, Write};

use flate2::Crc;

use crate::asic::archive::{self, Preserved};
use crate::asic::contents::MIMETYPE;
use crate::asic::manifest::{self, Manifest, Reference};
use crate::asic::{File, Kind, Options, edit, uri};
use crate::cades;
use crate::crypto::{Digest, DigestAlgorithm, Hasher, SignatureAlgorithm};
use crate::error::{ApiMisuse, Error};
use crate::keys::Credential;
use crate::x509::Certificate;
use crate::zip::Writer;

/// The names that EU DSS gives as well; §4.4.4.2 asks for no more than a part of them.
const MANIFEST: &str = "META-INF/ASiCManifest001.xml";
const SIGNATURE_OF_MANIFEST: &str = "META-INF/signature001.p7s";
/// §4.3.3.2: this name and no other.
const SIGNATURE: &str = "META-INF/signature.p7s";
const TIMESTAMP: &str = "META-INF/timestamp001.tst";
pub(super) const SIGNATURE_TYPE: &str = "application/pkcs7-signature";

/// A container that waits for the value of its signature.
///
/// Have [`to_be_signed`](Self::to_be_signed) signed with [`algorithm`](Self::algorithm) by the key of
/// the certificate, and hand the value to [`finish`](Self::finish), which reads the files once more.
#[derive(Debug)]
pub struct Prepared<'f> {
    kind: Kind,
    files: Vec<Measured<'f>>,
    manifest: Option<Vec<u8>>,
    signature: cades::Prepared<'static>,
    /// How to preserve the container, and the digests of its files for that.
    preserving: Option<(cades::Options, Vec<Preserved>)>,
}

/// A file, and what is known of it.
#[derive(Debug)]
struct Measured<'f> {
    file: File<'f>,
    length: u64,
    crc: u32,
}

/// Prepares a container over files, which are read once here and once by [`Prepared::finish`].
///
/// The chain begins with the signer's certificate; all of it goes into the signature.
///
/// # Errors
///
/// [`Error::ApiMisuse`] if there is no file, more than one for ASiC-S, or one whose name cannot stand in
/// a container; as [`cades::prepare`] for the signature; [`Error::Other`] if a file cannot be read.
pub fn prepare<'f>(
    files: Vec<File<'f>>,
    chain: &[Certificate],
    options: &Options,
) -> Result<Prepared<'f>, Error> {
    check_names(&files, options.kind)?;
    let (own, preserving) = edit::split(options.kind, &options.signature);
    let digest = cades::digest_algorithm(chain, &own)?;
    let mut preserved = Vec::with_capacity(files.len());
    let mut measured = Vec::with_capacity(files.len());
    let mut objects = Vec::with_capacity(files.len());
    for file in files {
        let (file, digest) = measure(file, digest)?;
        let name = uri::from_name(&file.file.name);
        objects.push((Reference::new(name, file.file.media_type.clone(), &digest), digest));
        preserved.push(Preserved { name: file.file.name.clone(), digest, is_root: false });
        measured.push(file);
    }
    let (manifest, signature) = match (options.kind, objects.as_slice()) {
        // §4.3.3.2: the signature is over the file itself.
        (Kind::Simple, [(_, digest)]) => (None, cades::prepare_digest(digest, chain, &own)?),
        _ => {
            let objects = objects.into_iter().map(|(reference, _)| reference).collect();
            let octets = manifest_over(objects);
            let signature = cades::prepare(&octets, chain, &own)?.into_owned();
            (Some(octets), signature)
        }
    };
    let preserving = preserving.map(|options| (options, preserved));
    Ok(Prepared { kind: options.kind, files: measured, manifest, signature, preserving })
}

/// §4.4.4.2, §A.4: the manifest lists the files, and the signature is over the manifest.
fn manifest_over(objects: Vec<Reference>) -> Vec<u8> {
    manifest::write(&Manifest {
        signature: SIGNATURE_OF_MANIFEST.to_owned(),
        signature_type: Some(SIGNATURE_TYPE.to_owned()),
        objects,
        has_critical_extension: false,
    })
}

/// Names that mean something in a container are not for files.
fn check_names(files: &[File<'_>], kind: Kind) -> Result<(), Error> {
    match (kind, files.len()) {
        (_, 0) => return Err(Error::ApiMisuse(ApiMisuse::ContentMissing)),
        (Kind::Simple, 2..) => return Err(Error::ApiMisuse(ApiMisuse::SeveralFiles)),
        _ => {}
    }
    let reserved = |name: &str| {
        let name = name.to_ascii_lowercase();
        name == MIMETYPE
            || name.ends_with('/')
            || name == "meta-inf"
            || name.starts_with("meta-inf/")
    };
    if files.iter().any(|file| reserved(&file.name)) {
        return Err(Error::ApiMisuse(ApiMisuse::EntryName));
    }
    // The rest of the rules are those of the archive; asked here, before anybody signs.
    let mut names = Writer::new(std::io::sink());
    files.iter().try_for_each(|file| names.store(&file.name, &[]))
}

fn measure(
    mut file: File<'_>,
    algorithm: DigestAlgorithm,
) -> Result<(Measured<'_>, Digest), Error> {
    let (mut hasher, mut crc, mut length) = (Hasher::new(algorithm), Crc::new(), 0_u64);
    let mut content = file.content()?;
    let mut buffer = vec![0; 32 << 10];
    loop {
        let count = match content.read(&mut buffer) {
            Ok(0) => break,
            Ok(count) => count,
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error.into()),
        };
        let piece = buffer.get(..count).unwrap_or_default();
        hasher.update(piece);
        crc.update(piece);
        length = length.saturating_add(u64::try_from(count).unwrap_or(u64::MAX));
    }
    drop(content);
    Ok((Measured { file, length, crc: crc.sum() }, hasher.finish()))
}

impl Prepared<'_> {
    /// Returns what the key has to sign: the signed attributes in DER (RFC 5652 §5.4).
    pub fn to_be_signed(&self) -> &[u8] {
        self.signature.to_be_signed()
    }

    /// Returns the digest of [`to_be_signed`](Self::to_be_signed), for keys that sign digests.
    pub fn digest(&self) -> Digest {
        self.signature.digest()
    }

    /// Returns the algorithm that the key has to sign with. ECDSA values are in DER.
    pub fn algorithm(&self) -> SignatureAlgorithm {
        self.signature.algorithm()
    }

    /// Says whether a value is by the key of the certificate.
    pub(crate) fn check(&self, value: &[u8]) -> Result<(), Error> {
        self.signature.check(value)
    }

    /// Writes the container to a sink, which it gives back. For levels above B the time-stamps are
    /// made here, before anything is written.
    ///
    /// # Errors
    ///
    /// As [`cades::Prepared::finish`]; [`Error::ApiMisuse`] if a file is not what it was when it was
    /// signed, and [`Error::Other`] if reading or writing fails.
    pub fn finish<W: Write>(self, value: &[u8], sink: W) -> Result<W, Error> {
        let signature = self.signature.finish(value)?;
        self.write(signature, sink)
    }

    /// As [`finish`](Self::finish), with the key of a credential.
    pub(crate) fn sign<W: Write>(self, credential: &Credential, sink: W) -> Result<W, Error> {
        let signature = cades::complete(&self.signature, credential)?;
        self.write(signature, sink)
    }

    fn write<W: Write>(self, signature: Vec<u8>, sink: W) -> Result<W, Error> {
        let mut added = match self.manifest {
            Some(manifest) => {
                vec![(MANIFEST.to_owned(), manifest), (SIGNATURE_OF_MANIFEST.to_owned(), signature)]
            }
            None => vec![(SIGNATURE.to_owned(), signature)],
        };
        if let Some((options, mut preserved)) = self.preserving {
            let algorithm = self.signature.digest().algorithm();
            let all = added.iter().map(|(name, octets)| Preserved::new(name, octets, algorithm));
            preserved.extend(all);
            added.extend(archive::make(&preserved, TIMESTAMP, &options)?);
        }
        let mut writer = Writer::new(sink);
        // §A.1: first, stored, without an extra field.
        writer.store(MIMETYPE, self.kind.media_type().as_bytes())?;
        for Measured { mut file, length, crc } in self.files {
            let name = file.name.clone();
            writer.copy(&name, file.content()?, length, crc)?;
        }
        for (name, octets) in &added {
            writer.store(name, octets)?;
        }
        writer.finish()
    }
}
