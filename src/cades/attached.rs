//! Attached signatures around content that is not held: what stands before it, and what after.
//!
//! DER puts lengths first (X.690 §10.1), so that the length of the content must be known when
//! writing begins, and nothing that follows may change its length afterwards. Above level B that cannot be
//! had: how long a time-stamp is, is known when it is there. There the three outermost values have no
//! length but an end (§8.1.3.6), which is BER, as CMS allows it (RFC 5652 §5.1). Where the content can be
//! read twice, [`sign_reader`](crate::cades::sign_reader) and [`attach`](crate::cades::attach) make DER.

use std::io::{ErrorKind, Read, Write};

use crate::ades::Level;
use crate::cades::extend;
use crate::cades::options::{Form, Options};
use crate::cades::prepare::{Base, Plan, contradiction};
use crate::cades::sign::value;
use crate::cms::SignedData;
use crate::crypto::{Digest, Hasher, SignatureAlgorithm};
use crate::error::{ApiMisuse, Contradiction, Error, KeyError};
use crate::keys::Credential;

/// Writes an attached signature around content that streams by, in constant memory.
///
/// DER puts lengths first, so that the length of the content must be known. What was written is of no
/// use if this fails. ECDSA values differ in length, so one of the usual length is made, which takes
/// two attempts on average. Above level B the outermost values are in BER, and one attempt will do.
///
/// # Errors
///
/// As [`sign`](crate::cades::sign), [`Error::ApiMisuse`] if the content is not as long as announced,
/// [`Error::Key`] if an ECDSA key gives values of one unusual length only, and [`Error::Other`] if
/// reading or writing fails.
pub fn sign_attached(
    mut content: impl Read,
    length: u64,
    mut out: impl Write,
    credential: &Credential,
    options: &Options,
) -> Result<(), Error> {
    let mut signing = AttachedSigning::new(credential, length, options)?;
    out.write_all(signing.head())?;
    let mut buffer = vec![0; 64 << 10];
    loop {
        let piece = match content.read(&mut buffer) {
            Ok(0) => break,
            Ok(count) => buffer.get(..count).unwrap_or_default(),
            Err(error) if error.kind() == ErrorKind::Interrupted => continue,
            Err(error) => return Err(error.into()),
        };
        signing.update(piece)?;
        out.write_all(piece)?;
    }
    out.write_all(&signing.finish()?)?;
    Ok(())
}

/// An attached signature that is made while its content passes by, piece by piece.
///
/// Write [`head`](Self::head), then the content as it is handed to [`update`](Self::update), then
/// what [`finish`](Self::finish) returns. Without its end the rest is no signature.
///
/// # Examples
///
/// ```
/// use antin::cades::{AttachedSigning, Options};
///
/// # fn demo(credential: &antin::keys::Credential, options: &Options) -> Result<(), antin::Error> {
/// let content = b"CHU TICH";
/// let mut signing = AttachedSigning::new(credential, 8, options)?;
/// let mut file = signing.head().to_vec();
/// for piece in content.chunks(4) {
///     signing.update(piece)?;
///     file.extend_from_slice(piece);
/// }
/// file.extend(signing.finish()?);
/// # Ok(())
/// # }
/// ```
#[derive(Debug)]
pub struct AttachedSigning {
    frame: Frame,
    head: Vec<u8>,
    /// Octets still to come; `None` once there were too many.
    left: Option<u64>,
    hasher: Hasher,
}

impl AttachedSigning {
    /// Begins, for content of a length in bytes.
    ///
    /// # Errors
    ///
    /// As [`prepare`](crate::cades::prepare), and [`Error::ApiMisuse`] if the options do not ask for
    /// an attached signature or the content is longer than half the address space.
    pub fn new(credential: &Credential, length: u64, options: &Options) -> Result<Self, Error> {
        if options.form == Form::Detached {
            return Err(contradiction(Contradiction::SinkForDetached));
        }
        let plan = Plan::new(credential.chain(), options)?;
        // Half the address space leaves room for what is around the content.
        let announced = usize::try_from(length).ok().filter(|length| *length <= usize::MAX / 2);
        let announced = announced.ok_or(LENGTH)?;
        let hasher = Hasher::new(plan.digest);
        let mut base = Base::new(credential.chain(), &plan);
        // RFC 5652 §5.1: version 5 if there will be revocation data in another format.
        if options.level >= Level::Lt && !options.evidence.ocsp_responses().is_empty() {
            base.version = 5;
        }
        let (credential, options) = (credential.clone(), options.clone());
        let frame =
            Frame { value_len: value_len(&plan)?, plan, base, credential, options, announced };
        let nothing = Hasher::digest(frame.plan.digest, &[]);
        let (head, _) = frame.around(&frame.attributes(&nothing), &vec![0; frame.value_len]);
        Ok(Self { frame, head, left: Some(length), hasher })
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
        self.hasher.update(piece);
        Ok(())
    }

    /// Signs, and returns what stands after the content.
    ///
    /// # Errors
    ///
    /// [`Error::ApiMisuse`] if content is missing, and as [`sign_attached`]. Above level B as
    /// [`Prepared::finish`](crate::cades::Prepared::finish): time-stamps are asked for here.
    pub fn finish(self) -> Result<Vec<u8>, Error> {
        if self.left != Some(0) {
            return Err(LENGTH);
        }
        let frame = self.frame;
        let attributes = frame.attributes(&self.hasher.finish());
        let (again, tail) = frame.sign(&attributes)?;
        if again != self.head {
            return Err(Error::Unreachable("the head of an attached signature changed"));
        }
        Ok(tail)
    }
}

/// What is around the content. Nothing in it changes its length with the digest and the value.
#[derive(Debug)]
struct Frame {
    plan: Plan,
    base: Base,
    credential: Credential,
    options: Options,
    announced: usize,
    value_len: usize,
}

impl Frame {
    fn attributes(&self, digest: &Digest) -> Vec<u8> {
        self.plan.signed_attributes(&self.base.content_type, digest, &self.options)
    }

    fn around(&self, attributes: &[u8], value: &[u8]) -> (Vec<u8>, Vec<u8>) {
        let assembly = self.base.assemble(self.plan.signer_info(attributes, value));
        match self.options.level {
            Level::B => assembly.around(Some(self.announced)),
            _ => assembly.around_open(self.announced),
        }
    }

    fn sign(&self, attributes: &[u8]) -> Result<(Vec<u8>, Vec<u8>), Error> {
        let sign = || value(&self.plan, &self.credential, attributes);
        match self.options.level {
            Level::B => Ok(self.around(attributes, &value_of_length(self.value_len, sign)?)),
            _ => self.raise(attributes, &sign()?),
        }
    }

    /// Raises the signature as if the content lay beside it: no time-stamp is over where it is.
    fn raise(&self, attributes: &[u8], value: &[u8]) -> Result<(Vec<u8>, Vec<u8>), Error> {
        let signer = self.plan.signer_info(attributes, value);
        let basic = self.base.assemble(signer.clone()).write(None);
        let raised = extend::raise_new(&basic, &signer, &self.options)?;
        let signed_data = SignedData::from_bytes(&raised)?;
        Ok(extend::take_apart(&raised, &signed_data)?.around_open(self.announced))
    }
}

const LENGTH: Error = Error::ApiMisuse(ApiMisuse::ContentLength);

/// The length of signature values, or the likeliest one.
fn value_len(plan: &Plan) -> Result<usize, Error> {
    let bits = plan.certificate.public_key()?.bits();
    Ok(match plan.algorithm {
        SignatureAlgorithm::RsaPkcs1(_) | SignatureAlgorithm::RsaPss(_) => bits.div_ceil(8),
        SignatureAlgorithm::Ed25519 => 64,
        // RFC 3279 §2.2.3: two INTEGERs; each has a leading zero octet in half of all cases.
        SignatureAlgorithm::Ecdsa(_) => 7 + 2 * bits.div_ceil(8),
    })
}

/// Signs until the value has the length that was announced.
fn value_of_length(
    length: usize,
    sign: impl Fn() -> Result<Vec<u8>, Error>,
) -> Result<Vec<u8>, Error> {
    // Half of all values have it, so that a key that does not repeat itself fails once in 2^128.
    for _ in 0..128 {
        let value = sign()?;
        if value.len() == length {
            return Ok(value);
        }
    }
    Err(Error::Key(KeyError::Refused))
}
