//! A time-stamping authority: it answers requests (RFC 3161 §2.4.2, EN 319 422 §5).
//!
//! For development and tests, and for who runs an authority: the clock is the caller's to answer
//! for. It refuses imprints by SHA-1 and by what it does not know.

use std::fmt;
use std::sync::Arc;

use crate::cms::{Assembly, SignedAttributes, signer_info};
use crate::crypto::{self, DigestAlgorithm, Hasher, SignatureAlgorithm};
use crate::der::{Tag, Writer};
use crate::error::{Error, KeyError, RefusalReason, Unsupported};
use crate::keys::Credential;
use crate::oid::{self, ObjectIdentifier};
use crate::time::Time;
use crate::tsp::{Accuracy, Imprint, Request, Response, Timestamper, Token, TstInfo, response};

/// A time-stamping authority in this process.
///
/// By default it names an accuracy of one second and does not promise an order.
///
/// # Examples
///
/// ```
/// use antin::oid::ObjectIdentifier;
/// use antin::tsp::Authority;
/// use antin::{Time, keys::Credential};
///
/// # fn demo(credential: Credential, request: &[u8]) -> Option<Vec<u8>> {
/// let policy = ObjectIdentifier::from_dotted("2.16.704.1.1.9.1")?;
/// let clock = || std::time::SystemTime::now()
///     .duration_since(std::time::UNIX_EPOCH)
///     .map_or(Time::from_unix(0), |since| Time::from_unix(since.as_secs().cast_signed()));
/// let authority = Authority::new(credential, policy, clock);
/// let answer = authority.respond(request); // what a server sends back, refusals too
/// # Some(answer)
/// # }
/// ```
#[derive(Clone)]
pub struct Authority {
    credential: Credential,
    policy: ObjectIdentifier,
    clock: Arc<dyn Fn() -> Time + Send + Sync>,
    accuracy: Option<Accuracy>,
    ordering: bool,
    named: bool,
}

impl fmt::Debug for Authority {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Authority").field("policy", &self.policy).finish_non_exhaustive()
    }
}

impl Authority {
    /// Makes an authority from its certificate and key, its policy, and its clock.
    pub fn new(
        credential: Credential,
        policy: ObjectIdentifier,
        clock: impl Fn() -> Time + Send + Sync + 'static,
    ) -> Self {
        let accuracy = Some(Accuracy::from_seconds(1));
        let clock = Arc::new(clock);
        Self { credential, policy, clock, accuracy, ordering: false, named: false }
    }

    /// Says by how much the clock may be wrong, or that nothing is said about it.
    #[must_use]
    pub fn with_accuracy(self, accuracy: Option<Accuracy>) -> Self {
        Self { accuracy, ..self }
    }

    /// Promises that its time-stamps can be ordered by their times alone. The clock has to keep it.
    #[must_use]
    pub fn with_ordering(self) -> Self {
        Self { ordering: true, ..self }
    }

    /// Puts its name, the subject of its certificate, into its time-stamps.
    #[must_use]
    pub fn with_name(self) -> Self {
        Self { named: true, ..self }
    }

    /// Answers a request in DER: with a time-stamp, or with a refusal.
    pub fn respond(&self, request: &[u8]) -> Vec<u8> {
        let request = match Request::from_der(request) {
            Ok(request) => request,
            Err(Error::Unsupported(Unsupported::Extension)) => {
                let words = "extensions are not supported";
                return response::refused(RefusalReason::UnacceptedExtension, words);
            }
            Err(_) => {
                return response::refused(RefusalReason::BadDataFormat, "this is no request");
            }
        };
        if let Err((reason, words)) = self.check(&request) {
            return response::refused(reason, words);
        }
        match self.stamp(&request) {
            Ok(token) => response::granted(&token),
            Err(_) => response::refused(RefusalReason::SystemFailure, "the key cannot be used"),
        }
    }

    fn check(&self, request: &Request) -> Result<(), (RefusalReason, &'static str)> {
        let algorithm = request.imprint().algorithm();
        if algorithm.is_none_or(|algorithm| algorithm == DigestAlgorithm::Sha1) {
            let words = "ask for a time-stamp over a SHA-2 digest";
            return Err((RefusalReason::BadAlgorithm, words));
        }
        if request.policy().is_some_and(|policy| policy != self.policy.as_oid()) {
            return Err((RefusalReason::UnacceptedPolicy, "the policy is not supported"));
        }
        Ok(())
    }

    fn stamp(&self, request: &Request) -> Result<Vec<u8>, Error> {
        let info = self.info(request)?.to_der();
        let algorithm = self.algorithm()?;
        let digest = algorithm.digest();
        let certificate = self.credential.certificate();
        let mut attributes = SignedAttributes::new();
        attributes.content_type(oid::ID_TST_INFO);
        attributes.message_digest(&Hasher::digest(digest, &info));
        // RFC 5816 §2.2.1
        attributes.signing_certificate(&Hasher::digest(digest, certificate.as_der()));
        let attributes = attributes.finish();
        let value = self.credential.key().sign(algorithm, &attributes)?;
        let chain = self.credential.chain().iter();
        let mut announced = Writer::new();
        digest.write(&mut announced);
        let assembly = Assembly {
            // RFC 5652 §5.1: version 3, as the content is not `data`.
            version: 3,
            digest_algorithms: vec![announced.finish()],
            content_type: oid::ID_TST_INFO,
            // RFC 3161 §2.4.1: certificates are there if and only if they are asked for.
            certificates: chain
                .filter(|_| request.wants_certificates())
                .map(|one| one.as_der().to_vec())
                .collect(),
            crls: Vec::new(),
            signers: vec![signer_info(certificate, digest, &attributes, algorithm, &value)],
        };
        Ok(assembly.write(Some(&info)))
    }

    fn info(&self, request: &Request) -> Result<TstInfo, Error> {
        let mut directory = Writer::new();
        directory.value(Tag::context_constructed(4), self.credential.certificate().subject().raw());
        Ok(TstInfo {
            policy: self.policy.clone(),
            imprint: Imprint::clone(request.imprint()),
            serial: serial()?,
            time: (self.clock)(),
            micros: 0,
            accuracy: self.accuracy,
            ordering: self.ordering,
            nonce: request.nonce().map(<[u8]>::to_vec),
            authority: self.named.then(|| directory.finish()),
        })
    }

    fn algorithm(&self) -> Result<SignatureAlgorithm, Error> {
        let algorithms = self.credential.key().algorithms().iter().copied();
        let mut strong = algorithms.filter(|algorithm| !algorithm.uses_sha1());
        strong.next().ok_or(Error::Key(KeyError::AlgorithmMismatch))
    }
}

impl Timestamper for Authority {
    fn timestamp(&self, request: &Request) -> Result<Token, Error> {
        Response::from_der(&self.respond(&request.to_der()))?.into_token(request)
    }
}

/// RFC 3161 §2.4.2: unique, after a crash too, in up to 160 bits. 127 random bits are.
fn serial() -> Result<Vec<u8>, Error> {
    let mut octets = vec![0; 16];
    crypto::default_provider().random(&mut octets)?;
    if let Some(first) = octets.first_mut() {
        // Positive, and without a leading octet that DER would leave out.
        *first = (*first & 0x7f) | 0x40;
    }
    Ok(octets)
}
