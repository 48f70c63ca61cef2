//! Making a signature up to the point where the key is needed, and from there on.

use std::borrow::Cow;
use std::io::{ErrorKind, Read};

use crate::ades::Level;
use crate::cades::detached::DetachedSigning;
use crate::cades::extend;
use crate::cades::options::{Form, Options};
use crate::cms::{Assembly, SignedAttributes, signer_info};
use crate::crypto::{
    self, Digest, DigestAlgorithm, Hasher, KeyKind, PublicKey, SignatureAlgorithm,
};
use crate::der::Writer;
use crate::error::{ApiMisuse, Contradiction, CredentialError, Error, KeyError};
use crate::oid::{self, ObjectIdentifier};
use crate::x509::Certificate;

/// Long enough that reading costs little beside hashing.
const BUFFER: usize = 128 << 10;

/// A signature that waits for its value.
///
/// Have [`to_be_signed`](Self::to_be_signed) signed with [`algorithm`](Self::algorithm) by the key of
/// the certificate, wherever it lives, and hand the value to [`finish`](Self::finish).
#[derive(Clone, Debug)]
pub struct Prepared<'a> {
    pub(super) plan: Plan,
    pub(super) to_be_signed: Vec<u8>,
    pub(super) base: Base,
    pub(super) content: Option<Cow<'a, [u8]>>,
    /// What the levels above B ask for.
    pub(super) above: Option<Options>,
}

/// Who signs, and how.
#[derive(Clone, Debug)]
pub(super) struct Plan {
    pub(super) certificate: Certificate,
    pub(super) algorithm: SignatureAlgorithm,
    pub(super) digest: DigestAlgorithm,
}

/// What is in the SignedData beside the new signer: each member as it is to be written.
#[derive(Clone, Debug)]
pub(super) struct Base {
    pub(super) version: u64,
    pub(super) digest_algorithms: Vec<Vec<u8>>,
    pub(super) content_type: ObjectIdentifier,
    pub(super) certificates: Vec<Vec<u8>>,
    pub(super) crls: Vec<Vec<u8>>,
    pub(super) signers: Vec<Vec<u8>>,
}

/// Prepares a signature over content in memory.
///
/// The chain begins with the signer's certificate; all of it goes into the signature.
///
/// # Errors
///
/// [`Error::ApiMisuse`] if the options lack what the level asks for, [`Error::Credential`] if the
/// chain is empty, and [`Error::Key`] if the key of its certificate is too short or does not fit the
/// algorithm. What time-stamps need is asked for when the signature is
/// [finished](Prepared::finish).
pub fn prepare<'a>(
    content: &'a [u8],
    chain: &[Certificate],
    options: &Options,
) -> Result<Prepared<'a>, Error> {
    let plan = Plan::new(chain, options)?;
    let digest = Hasher::digest(plan.digest, content);
    let content = match options.form {
        Form::Attached => Some(Cow::Borrowed(content)),
        Form::Detached => None,
    };
    let base = Base::new(chain, &plan);
    Ok(Prepared::new(plan, base, &digest, content, options))
}

/// Prepares a detached signature over content that is read once, in constant memory.
///
/// # Errors
///
/// As [`prepare`], [`Error::ApiMisuse`] if the options ask for an attached signature, and
/// [`Error::Other`] if reading fails.
pub fn prepare_reader(
    mut content: impl Read,
    chain: &[Certificate],
    options: &Options,
) -> Result<Prepared<'static>, Error> {
    let mut signing = DetachedSigning::new(chain, options)?;
    let mut buffer = vec![0; BUFFER];
    loop {
        match content.read(&mut buffer) {
            Ok(0) => return Ok(signing.prepare()),
            Ok(count) => signing.update(buffer.get(..count).unwrap_or_default()),
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) => return Err(error.into()),
        }
    }
}

/// Prepares a detached signature over content of which only the digest is at hand.
///
/// The digest must be by the algorithm that goes with the signature: SHA-256 with RSA and P-256,
/// SHA-384 with P-384, SHA-512 with Ed25519, or that of [`Options::algorithm`].
///
/// # Errors
///
/// As [`prepare`], and [`Error::ApiMisuse`] if the digest is by another algorithm, or if the options
/// ask for an attached signature.
pub fn prepare_digest(
    digest: &Digest,
    chain: &[Certificate],
    options: &Options,
) -> Result<Prepared<'static>, Error> {
    let plan = Plan::new(chain, options)?;
    if options.form == Form::Attached {
        return Err(contradiction(Contradiction::AttachedWithoutContent));
    }
    if digest.algorithm() != plan.digest {
        return Err(contradiction(Contradiction::OtherDigest));
    }
    let base = Base::new(chain, &plan);
    Ok(Prepared::new(plan, base, digest, None, options))
}

/// The digest algorithm that goes with the signature of a chain's key.
pub(crate) fn digest_algorithm(
    chain: &[Certificate],
    options: &Options,
) -> Result<DigestAlgorithm, Error> {
    Plan::new(chain, options).map(|plan| plan.digest)
}

impl Plan {
    pub(super) fn new(chain: &[Certificate], options: &Options) -> Result<Self, Error> {
        if options.level > Level::B && options.timestamper.is_none() {
            return Err(contradiction(Contradiction::LevelWithoutTimestamper));
        }
        // EN 319 122-1 §6.3, Table 1: signing-time shall be present.
        if options.signing_time.is_none() {
            return Err(contradiction(Contradiction::LevelWithoutTime));
        }
        let certificate = chain.first().ok_or(Error::Credential(CredentialError::NoCertificate))?;
        let key = certificate.public_key()?;
        let algorithm = match options.algorithm {
            Some(algorithm) => algorithm,
            None => usual_algorithm(&key).ok_or(Error::Key(KeyError::UnsupportedType))?,
        };
        if algorithm.uses_sha1() || !key.admits(algorithm) {
            return Err(Error::Key(KeyError::AlgorithmMismatch));
        }
        // TS 119 312: no new signatures with shorter keys.
        if key.kind() == KeyKind::Rsa && key.bits() < 2048 {
            return Err(Error::Key(KeyError::Invalid));
        }
        // RFC 8419 §3.1: SHA-512 with Ed25519; otherwise the digest of the algorithm, so that neither
        // is weaker than the other.
        let digest = algorithm.digest();
        Ok(Self { certificate: certificate.clone(), algorithm, digest })
    }

    /// The signed attributes: what the signature is over.
    pub(super) fn signed_attributes(
        &self,
        content_type: &ObjectIdentifier,
        digest: &Digest,
        options: &Options,
    ) -> Vec<u8> {
        let mut attributes = SignedAttributes::new();
        attributes.content_type(content_type.as_oid());
        attributes.message_digest(digest);
        attributes.signing_certificate(&Hasher::digest(self.digest, self.certificate.as_der()));
        attributes.algorithm_protection(self.digest, self.algorithm);
        if let Some(time) = options.signing_time {
            attributes.signing_time(time);
        }
        if let Some(hints) = &options.content_hints {
            attributes.content_hints(hints.description.as_deref(), hints.content_type.as_oid());
        }
        if let Some(mime_type) = &options.mime_type {
            attributes.mime_type(mime_type);
        }
        if let Some(token) = &options.content_timestamp {
            attributes.content_timestamp(token.as_bytes());
        }
        attributes.finish()
    }

    pub(super) fn signer_info(&self, signed_attributes: &[u8], value: &[u8]) -> Vec<u8> {
        signer_info(&self.certificate, self.digest, signed_attributes, self.algorithm, value)
    }
}

/// The algorithm that a key signs with unless another is asked for.
fn usual_algorithm(key: &PublicKey<'_>) -> Option<SignatureAlgorithm> {
    let sha256 = DigestAlgorithm::Sha256;
    let candidates = [
        SignatureAlgorithm::RsaPkcs1(sha256),
        // For keys that are bound to RSASSA-PSS (RFC 4055 §1.2).
        SignatureAlgorithm::RsaPss(crypto::PssParameters::new(sha256)),
        SignatureAlgorithm::RsaPss(crypto::PssParameters::new(DigestAlgorithm::Sha384)),
        SignatureAlgorithm::RsaPss(crypto::PssParameters::new(DigestAlgorithm::Sha512)),
        SignatureAlgorithm::Ed25519,
        SignatureAlgorithm::Ecdsa(match key.kind() {
            KeyKind::EcP384 => DigestAlgorithm::Sha384,
            _ => sha256,
        }),
    ];
    candidates.into_iter().find(|algorithm| key.admits(*algorithm))
}

impl Base {
    /// A SignedData without signers as yet.
    pub(super) fn new(chain: &[Certificate], plan: &Plan) -> Self {
        let mut base = Self {
            // RFC 5652 §5.1: version 1 with `data` and signers of version 1.
            version: 1,
            digest_algorithms: Vec::new(),
            content_type: oid::ID_DATA.to_owned(),
            certificates: Vec::with_capacity(chain.len()),
            crls: Vec::new(),
            signers: Vec::new(),
        };
        base.announce(plan.digest);
        base.add_certificates(chain);
        base
    }

    /// Announces a digest algorithm, unless it is announced already.
    pub(super) fn announce(&mut self, digest: DigestAlgorithm) {
        let mut out = Writer::new();
        digest.write(&mut out);
        let identifier = out.finish();
        // RFC 5754 §2: parameters are absent or NULL, so the identifier's beginning is compared.
        let mut oid = Writer::new();
        oid.oid(digest.oid());
        let oid = oid.finish();
        let same = |known: &Vec<u8>| known.get(2..).is_some_and(|rest| rest.starts_with(&oid));
        if !self.digest_algorithms.iter().any(same) {
            self.digest_algorithms.push(identifier);
        }
    }

    /// EN 319 122-1 §6.3, requirements a, b and e: the chain, each certificate once.
    pub(super) fn add_certificates(&mut self, chain: &[Certificate]) {
        for certificate in chain {
            if self.certificates.iter().all(|known| known != certificate.as_der()) {
                self.certificates.push(certificate.as_der().to_vec());
            }
        }
    }

    pub(super) fn assemble(&self, signer: Vec<u8>) -> Assembly<'_> {
        let mut signers = self.signers.clone();
        signers.push(signer);
        Assembly {
            version: self.version,
            digest_algorithms: self.digest_algorithms.clone(),
            content_type: self.content_type.as_oid(),
            certificates: self.certificates.clone(),
            crls: self.crls.clone(),
            signers,
        }
    }
}

impl<'a> Prepared<'a> {
    pub(super) fn new(
        plan: Plan,
        base: Base,
        digest: &Digest,
        content: Option<Cow<'a, [u8]>>,
        options: &Options,
    ) -> Self {
        let to_be_signed = plan.signed_attributes(&base.content_type, digest, options);
        let above = (options.level > Level::B).then(|| options.clone());
        Self { plan, to_be_signed, base, content, above }
    }

    /// Returns what the key has to sign: the signed attributes in DER (RFC 5652 §5.4).
    pub fn to_be_signed(&self) -> &[u8] {
        &self.to_be_signed
    }

    /// Returns the digest of [`to_be_signed`](Self::to_be_signed), for keys that sign digests.
    ///
    /// Ed25519 signs the message itself and has no use for it.
    pub fn digest(&self) -> Digest {
        Hasher::digest(self.plan.digest, &self.to_be_signed)
    }

    /// Returns the algorithm that the key has to sign with. ECDSA values are in DER.
    pub fn algorithm(&self) -> SignatureAlgorithm {
        self.plan.algorithm
    }

    /// Puts the signature together: a SignedData in a ContentInfo, in DER. For levels above B the
    /// time-stamps are made here.
    ///
    /// # Errors
    ///
    /// [`Error::Key`] if the value does not verify with the key of the certificate; above level B,
    /// [`Error::Timestamp`] if there is no time-stamp, what the timestamper reports, and
    /// [`Error::ApiMisuse`] if level LT or LTA lacks evidence.
    pub fn finish(&self, value: &[u8]) -> Result<Vec<u8>, Error> {
        self.check(value)?;
        self.put_together(value)
    }

    /// Says whether a value is by the key of the certificate.
    ///
    /// # Errors
    ///
    /// [`Error::Key`] if it does not verify with that key.
    pub(crate) fn check(&self, value: &[u8]) -> Result<(), Error> {
        let Plan { certificate, algorithm, .. } = &self.plan;
        let key = certificate.public_key()?;
        crypto::verify(crypto::default_provider(), *algorithm, &key, &self.to_be_signed, value)
            .map_err(|_| Error::Key(KeyError::ValueMismatch))
    }

    /// As [`finish`](Self::finish), with a value by a key that is known to be the certificate's.
    pub(super) fn put_together(&self, value: &[u8]) -> Result<Vec<u8>, Error> {
        let signer = self.plan.signer_info(&self.to_be_signed, value);
        let basic = self.base.assemble(signer.clone()).write(self.content.as_deref());
        match &self.above {
            Some(options) => extend::raise_new(&basic, &signer, options),
            None => Ok(basic),
        }
    }

    /// Copies attached content, so that what it was borrowed from can go.
    pub fn into_owned(self) -> Prepared<'static> {
        let content = self.content.map(|content| Cow::Owned(content.into_owned()));
        let Self { plan, to_be_signed, base, above, .. } = self;
        Prepared { plan, to_be_signed, base, content, above }
    }
}

pub(super) fn contradiction(what: Contradiction) -> Error {
    Error::ApiMisuse(ApiMisuse::Contradiction(what))
}
