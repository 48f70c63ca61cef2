//! Adding a signature to a container.

use std::io::{Read, Seek, Write};

use crate::asic::Kind;
use crate::asic::contents::Role;
use crate::asic::edit::{self, Edit};
use crate::asic::manifest::{self, Manifest, Reference};
use crate::asic::prepare::SIGNATURE_TYPE;
use crate::asic::references::Wanted;
use crate::asic::uri;
use crate::cades::{self, Content};
use crate::crypto::{Digest, SignatureAlgorithm};
use crate::error::{ApiMisuse, Error};
use crate::keys::Credential;
use crate::x509::Certificate;

/// A container that waits for the value of one more signature.
#[derive(Debug)]
pub struct Addition<R> {
    edit: Edit<R>,
    signature: cades::Prepared<'static>,
    /// Where the signature goes.
    target: Target,
    preserving: Option<cades::Options>,
}

#[derive(Debug)]
enum Target {
    Replaces(usize),
    Named(String),
}

/// Prepares one more signature over all files of a container.
///
/// In ASiC-E it comes with a manifest of its own; in ASiC-S it stands beside the others in their
/// SignedData. What is there is kept as it is, and is not judged.
///
/// # Errors
///
/// As [`Archive::open`](crate::zip::Archive::open), strictly; as [`cades::prepare`] and
/// [`cades::prepare_addition`]; [`Error::ApiMisuse`] if there is no file, or for ASiC-S no signature.
pub fn prepare_addition<R: Read + Seek>(
    container: R,
    chain: &[Certificate],
    options: &cades::Options,
) -> Result<Addition<R>, Error> {
    let mut edit = Edit::open(container)?;
    let (own, preserving) = edit::split(edit.contents.kind, options);
    let own = own.detached();
    let (signature, target) = match edit.contents.kind {
        Kind::Simple => simple(&mut edit, chain, &own)?,
        Kind::Extended => extended(&mut edit, chain, &own)?,
    };
    Ok(Addition { edit, signature, target, preserving })
}

/// Signs all files of a container once more, and writes it to a sink.
///
/// # Errors
///
/// As [`prepare_addition`] and [`Addition::finish`].
pub fn add_signature<R: Read + Seek, W: Write>(
    container: R,
    credential: &Credential,
    options: &cades::Options,
    sink: W,
) -> Result<W, Error> {
    let addition = prepare_addition(container, credential.chain(), options)?;
    let signature = cades::complete(&addition.signature, credential)?;
    addition.write(signature, sink)
}

fn simple<R: Read + Seek>(
    edit: &mut Edit<R>,
    chain: &[Certificate],
    options: &cades::Options,
) -> Result<(cades::Prepared<'static>, Target), Error> {
    let (data, signatures) = (edit.contents.of(Role::Data), edit.contents.of(Role::Signature));
    let ([data], [place]) = (data.as_slice(), signatures.as_slice()) else {
        return Err(Error::ApiMisuse(ApiMisuse::ContentMissing));
    };
    let existing = edit.read(*place)?;
    let mut content = edit.archive.content(*data)?;
    let content = Some(Content::Reader(&mut content));
    let prepared = cades::prepare_addition(&existing, content, chain, options)?;
    Ok((prepared, Target::Replaces(*place)))
}

fn extended<R: Read + Seek>(
    edit: &mut Edit<R>,
    chain: &[Certificate],
    options: &cades::Options,
) -> Result<(cades::Prepared<'static>, Target), Error> {
    let algorithm = cades::digest_algorithm(chain, options)?;
    let data = edit.contents.of(Role::Data);
    if data.is_empty() {
        return Err(Error::ApiMisuse(ApiMisuse::ContentMissing));
    }
    let mut wanted = Wanted::default();
    data.iter().for_each(|place| wanted.add(*place, algorithm));
    let measured = wanted.measure(&mut edit.archive)?;
    let object = |place: &usize| {
        let digest = measured.get(place).and_then(|one| one.digest(algorithm));
        let digest = digest.ok_or(Error::Unreachable("no digest of a file"))?;
        Ok(Reference::new(uri::from_name(&edit.name(*place)), None, digest))
    };
    let objects = data.iter().map(object).collect::<Result<_, Error>>()?;
    let signature = edit.free("signature", "p7s");
    let octets = manifest::write(&Manifest {
        signature: signature.clone(),
        signature_type: Some(SIGNATURE_TYPE.to_owned()),
        objects,
        has_critical_extension: false,
    });
    let prepared = cades::prepare(&octets, chain, options)?.into_owned();
    let name = edit.free("ASiCManifest", "xml");
    edit.add(name, octets);
    Ok((prepared, Target::Named(signature)))
}

impl<R: Read + Seek> Addition<R> {
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

    /// Writes the container to a sink, which it gives back.
    ///
    /// # Errors
    ///
    /// As [`cades::Prepared::finish`], and [`Error::Other`] if reading or writing fails.
    pub fn finish<W: Write>(self, value: &[u8], sink: W) -> Result<W, Error> {
        let signature = self.signature.finish(value)?;
        self.write(signature, sink)
    }

    fn write<W: Write>(mut self, signature: Vec<u8>, sink: W) -> Result<W, Error> {
        match self.target {
            Target::Replaces(place) => self.edit.replace(place, signature),
            Target::Named(name) => self.edit.add(name, signature),
        }
        if let Some(options) = &self.preserving {
            self.edit.preserve(options)?;
        }
        self.edit.write(sink)
    }
}
