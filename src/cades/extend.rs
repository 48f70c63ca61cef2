//! Raising signatures from one level to the next (EN 319 122-1 §5.3, §5.4, §5.5, §6).
//!
//! B becomes T by a time-stamp over the signature value; T becomes LT by certificates, CRLs and OCSP
//! answers in the SignedData; LT becomes LTA by an archive time-stamp of the third form, and LTA is
//! renewed by one more. What is signed is never touched.

use crate::ades::Level;
use crate::cades::archive::{self, HashIndex, Indexed};
use crate::cades::content::Content;
use crate::cades::material::{self, Material};
use crate::cades::options::Options;
use crate::cades::prepare::contradiction;
use crate::cms::{
    Assembly, AttributeFault, Attributes, Digester, SignedData, SignerInfo, attribute,
    members_as_received, with_unsigned_attribute,
};
use crate::crypto::{Digest, DigestAlgorithm, Hasher};
use crate::error::{ApiMisuse, Contradiction, Error, TimestampError, Unsupported};
use crate::limits::Limits;
use crate::oid::{self, Oid};
use crate::tsp::{Request, Timestamper, Token};

/// Raises all signatures of a SignedData to the level of the options.
///
/// Of the options the level, the [`timestamper`](Options::timestamper) and the
/// [`evidence`](Options::evidence) count; from T to LT nobody is asked for a time-stamp. What is there already is kept: a signature that has a
/// time-stamp gets no second one, except that level LTA adds an archive time-stamp each time, which
/// renews the one before. Nothing is judged; judge the signature first.
///
/// Content beside the signature is needed for level LTA if the digest in the signature is by SHA-1, and
/// is otherwise compared with that digest if it is given.
///
/// # Errors
///
/// [`Error::Malformed`] if this is no SignedData or a signer cannot be read, [`Error::ApiMisuse`] if the
/// options lack what the level asks for or the content is another one, [`Error::Timestamp`] if there
/// is no time-stamp, and [`Error::Unsupported`] if an archive time-stamp of an older form forbids
/// additions.
pub fn extend(
    existing: &[u8],
    content: Option<Content<'_>>,
    options: &Options,
) -> Result<Vec<u8>, Error> {
    Raising::new(existing, content, options)?.raise(existing)
}

/// Raises one signer, which is given as it is in the SignedData.
pub(super) fn raise_new(
    existing: &[u8],
    signer: &[u8],
    options: &Options,
) -> Result<Vec<u8>, Error> {
    let mut raising = Raising::new(existing, None, options)?;
    raising.only = Some(signer.to_vec());
    raising.raise(existing)
}

/// Asks for a time-stamp over a digest, as for a signature.
pub(crate) fn stamp(digest: &Digest, options: &Options) -> Result<Token, Error> {
    Raising::aside(options).timestamp(digest)
}

/// Adds to a SignedData, such as a time-stamp token, what tells how its signers stand.
pub(crate) fn with_material(existing: &[u8], options: &Options) -> Result<Vec<u8>, Error> {
    Raising::aside(options).add_material(existing)
}

/// What is needed at every step.
struct Raising<'o> {
    level: Level,
    /// Whoever makes time-stamps; nobody is needed where they are all there.
    timestamper: Option<&'o dyn Timestamper>,
    options: &'o Options,
    /// The digests of the content, where it was given.
    digests: Vec<Digest>,
    /// The only signer that is raised, if not all are.
    only: Option<Vec<u8>>,
    limits: Limits,
}

/// Makes an attribute for a signer, if it needs one.
type Make<'o> = fn(&Raising<'o>, &SignedData<'_>, &SignerInfo) -> Result<Option<Vec<u8>>, Error>;

impl<'o> Raising<'o> {
    fn new(
        existing: &[u8],
        content: Option<Content<'_>>,
        options: &'o Options,
    ) -> Result<Self, Error> {
        if options.level < Level::T {
            return Err(contradiction(Contradiction::LevelNotAboveB));
        }
        let timestamper = options.timestamper.as_deref();
        let signed_data = SignedData::from_bytes(existing)?;
        let digests = digests(&signed_data, content)?;
        let limits = Limits::DEFAULT;
        Ok(Self { level: options.level, timestamper, options, digests, only: None, limits })
    }

    /// For single steps, without a signature to raise.
    fn aside(options: &'o Options) -> Self {
        let timestamper = options.timestamper.as_deref();
        let (level, limits) = (options.level, Limits::DEFAULT);
        Self { level, timestamper, options, digests: Vec::new(), only: None, limits }
    }

    fn raise(&mut self, existing: &[u8]) -> Result<Vec<u8>, Error> {
        let mut raised = self.each_signer(existing, Self::signature_timestamp)?;
        if self.level >= Level::Lt {
            raised = self.add_material(&raised)?;
        }
        if self.level >= Level::Lta {
            raised = self.each_signer(&raised, Self::archive_timestamp)?;
        }
        Ok(raised)
    }

    /// Adds an attribute to each signer that is raised; others are kept byte for byte.
    fn each_signer(&mut self, existing: &[u8], make: Make<'o>) -> Result<Vec<u8>, Error> {
        let signed_data = SignedData::from_bytes(existing)?;
        let mut assembly = take_apart(existing, &signed_data)?;
        for raw in &mut assembly.signers {
            if self.only.as_ref().is_some_and(|only| only != raw) {
                continue;
            }
            let signer = SignerInfo::parse(raw, &self.limits)?;
            if let Some(attribute) = make(self, &signed_data, &signer)? {
                *raw = with_unsigned_attribute(&signer, attribute, &self.limits)?;
                if self.only.is_some() {
                    self.only = Some(raw.clone());
                }
            }
        }
        Ok(assembly.write(signed_data.unverified_content()))
    }

    /// EN 319 122-1 §5.3: over the signature value, without tag and length.
    fn signature_timestamp(
        &self,
        _: &SignedData<'_>,
        signer: &SignerInfo,
    ) -> Result<Option<Vec<u8>>, Error> {
        let unsigned = signer.unsigned_attributes();
        if unsigned.is_some_and(|unsigned| unsigned.has(oid::SIGNATURE_TIME_STAMP)) {
            return Ok(None);
        }
        refuse_old_archive(signer)?;
        let digest = Hasher::digest(strong(signer), signer.value());
        let token = self.timestamp(&digest)?;
        Ok(Some(attribute(oid::SIGNATURE_TIME_STAMP, token.as_bytes())))
    }

    /// EN 319 122-1 §5.5.3, with the index of §5.5.2 in the token.
    fn archive_timestamp(
        &self,
        signed_data: &SignedData<'_>,
        signer: &SignerInfo,
    ) -> Result<Option<Vec<u8>>, Error> {
        let content = self.content_digest(signed_data, signer)?;
        let indexed = Indexed::new(signed_data, signer, &self.limits)?;
        let index = HashIndex::of(&indexed, content.algorithm()).to_der();
        let imprint = archive::imprint_v3(signed_data, signer, &content, &index, &self.limits)?;
        let token = self.timestamp(&imprint)?;
        let token = with_index(&token, &index, &self.limits)?;
        Ok(Some(attribute(oid::ARCHIVE_TIME_STAMP_V3, &token)))
    }

    /// Asks for a time-stamp, and believes nobody that it is the right one.
    fn timestamp(&self, digest: &Digest) -> Result<Token, Error> {
        let timestamper = self.timestamper;
        let timestamper =
            timestamper.ok_or_else(|| contradiction(Contradiction::LevelWithoutTimestamper))?;
        let request = Request::new(digest)?.with_nonce()?;
        let token = timestamper.timestamp(&request)?;
        // A store of tokens may not have had the nonce: what counts is the imprint.
        if !token.info().imprint().is_of(digest) {
            return Err(Error::Timestamp(TimestampError::OtherImprint));
        }
        let pool = self.options.evidence.certificates();
        let provider = crate::crypto::default_provider();
        match token.verify(pool, provider) {
            Ok(_) => Ok(token),
            Err(_) => Err(Error::Timestamp(TimestampError::SignatureMismatch)),
        }
    }

    /// The digest of the content: from the content, or as the signature has it under signature.
    fn content_digest(
        &self,
        signed_data: &SignedData<'_>,
        signer: &SignerInfo,
    ) -> Result<Digest, Error> {
        let algorithm = strong(signer);
        if let Some(content) = signed_data.unverified_content() {
            return Ok(Hasher::digest(algorithm, content));
        }
        if let Some(digest) = self.digests.iter().find(|one| one.algorithm() == algorithm) {
            return Ok(*digest);
        }
        let claimed = claimed_digest(signer)?.filter(|claimed| claimed.algorithm() == algorithm);
        claimed.ok_or(Error::ApiMisuse(ApiMisuse::ContentMissing))
    }

    /// EN 319 122-1 §5.4, §6.3 Table 1: certificates and revocation data into the SignedData.
    fn add_material(&self, existing: &[u8]) -> Result<Vec<u8>, Error> {
        let signed_data = SignedData::from_bytes(existing)?;
        let Material { certificates, crls, has_ocsp } =
            material::of(&signed_data, &self.options.evidence, &self.limits)?;
        let mut assembly = take_apart(existing, &signed_data)?;
        let new = |known: &[Vec<u8>], one: &Vec<u8>| !known.contains(one);
        let certificates: Vec<_> =
            certificates.into_iter().filter(|one| new(&assembly.certificates, one)).collect();
        let crls: Vec<_> = crls.into_iter().filter(|one| new(&assembly.crls, one)).collect();
        if !certificates.is_empty() || !crls.is_empty() {
            signed_data.signers().iter().flatten().try_for_each(refuse_old_archive)?;
        }
        assembly.certificates.extend(certificates);
        assembly.crls.extend(crls);
        // RFC 5652 §5.1: version 5 if there is revocation data in another format.
        if has_ocsp {
            assembly.version = assembly.version.max(5);
        }
        Ok(assembly.write(signed_data.unverified_content()))
    }
}

pub(super) fn take_apart<'s>(
    existing: &[u8],
    signed_data: &'s SignedData<'_>,
) -> Result<Assembly<'s>, Error> {
    let members = members_as_received(existing, &Limits::DEFAULT)?;
    Ok(Assembly {
        version: signed_data.version().max(1),
        digest_algorithms: members.digest_algorithms,
        content_type: signed_data.content_type(),
        certificates: members.certificates,
        crls: members.crls,
        signers: members.signers,
    })
}

/// The digest algorithm of the signer, or SHA-256 where that is old or unknown.
fn strong(signer: &SignerInfo) -> DigestAlgorithm {
    let own = signer.digest_algorithm().filter(|own| *own != DigestAlgorithm::Sha1);
    own.unwrap_or(DigestAlgorithm::Sha256)
}

/// The digest of the content that the signed attributes hold.
pub(super) fn claimed_digest(signer: &SignerInfo) -> Result<Option<Digest>, Error> {
    let attributes = signer.signed_attributes();
    let Some(claimed) = attributes.map(Attributes::message_digest) else { return Ok(None) };
    let claimed = claimed.map_err(|fault| match fault {
        AttributeFault::Malformed(error) => error,
        AttributeFault::NotSingle(_) => Error::ApiMisuse(ApiMisuse::ContentMismatch),
    })?;
    let pair = signer.digest_algorithm().zip(claimed);
    Ok(pair.and_then(|(algorithm, octets)| Digest::from_bytes(algorithm, &octets)))
}

/// Hashes content that lies beside the signature, and compares it with what the signers signed.
fn digests(
    signed_data: &SignedData<'_>,
    content: Option<Content<'_>>,
) -> Result<Vec<Digest>, Error> {
    let Some(content) = content else { return Ok(Vec::new()) };
    if !signed_data.is_detached() {
        return Err(Error::ApiMisuse(ApiMisuse::UnexpectedContent));
    }
    let mut digester = Digester::new(0);
    for signer in signed_data.signers().iter().flatten() {
        digester.add(strong(signer));
        signer.digest_algorithm().into_iter().for_each(|one| digester.add(one));
    }
    match content {
        Content::Bytes(bytes) => digester.update(bytes),
        Content::Reader(reader) => digester.read(reader)?,
    }
    let facts = digester.finish();
    for signer in signed_data.signers().iter().flatten() {
        if let Some(claimed) = claimed_digest(signer)?
            && facts.digest(claimed.algorithm()) != Some(claimed)
        {
            return Err(Error::ApiMisuse(ApiMisuse::ContentMismatch));
        }
    }
    Ok(facts.digests().to_vec())
}

/// EN 319 122-1 §5.5.3 note: the older forms are over everything as it stood, so that nothing may be
/// added any more but further archive time-stamps.
pub(super) fn refuse_old_archive(signer: &SignerInfo) -> Result<(), Error> {
    const OLD: [Oid<'static>; 2] = [oid::ARCHIVE_TIME_STAMP, oid::ARCHIVE_TIME_STAMP_V2];
    let unsigned = signer.unsigned_attributes();
    match unsigned.is_some_and(|unsigned| OLD.iter().any(|old| unsigned.has(*old))) {
        true => Err(Error::Unsupported(Unsupported::OldArchive)),
        false => Ok(()),
    }
}

/// EN 319 122-1 §5.5.2: the index is an unsigned attribute of the token's signature.
fn with_index(token: &Token, index: &[u8], limits: &Limits) -> Result<Vec<u8>, Error> {
    let index = attribute(oid::ATS_HASH_INDEX_V3, index);
    let signed_data = SignedData::from_bytes(token.as_bytes())?;
    let mut assembly = take_apart(token.as_bytes(), &signed_data)?;
    assembly.signers = vec![with_unsigned_attribute(token.signer(), index, limits)?];
    Ok(assembly.write(signed_data.unverified_content()))
}
