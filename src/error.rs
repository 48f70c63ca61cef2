//! Why a call could not do its work.
//!
//! A signature that is broken, forged or past judging is not an error: it has a verdict
//! ([EN 319 102-1]). An error says that there is no judgement, and whose fault that is.
//!
//! [EN 319 102-1]: https://www.etsi.org/deliver/etsi_en/319100_319199/31910201/

mod help;
mod network;
mod text;
mod timestamp;
mod words;

use std::fmt;
use std::sync::Arc;

pub use network::NetworkError;
pub use timestamp::{Refusal, RefusalReason, TimestampError};
pub(crate) use words::vietnamese;

/// Why a call could not do its work.
///
/// `Display` is one lower-case clause. It holds no secret, no document text and no name from a
/// certificate, so it may be logged. [`text`](Self::text) is the same in a language, and
/// [`help`](Self::help) says what to do.
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// The caller misused the API. Reading the code is enough to find and fix it.
    #[error("the call cannot be made like this: {0}")]
    ApiMisuse(ApiMisuse),
    /// A certificate or chain given by the caller cannot be used as asked.
    #[error("the credential cannot be used: {0}")]
    Credential(CredentialError),
    /// The key, or the token that holds it, refused.
    #[error("the key cannot be used: {0}")]
    Key(KeyError),
    /// The input asks for more work than [`Limits`](crate::limits::Limits) allow.
    #[error("the input exceeds a limit: {0}")]
    LimitExceeded(Limit),
    /// The input is not well-formed for its format.
    #[error("malformed {0}")]
    Malformed(Malformed),
    /// Nothing usable came over the network.
    #[error("nothing usable came over the network: {0}")]
    Network(NetworkError),
    /// An error from code that the caller plugged in, such as a reader. Never equal to another.
    #[error("{0}")]
    Other(OtherError),
    /// A policy file says something that cannot be followed.
    #[error("the policy file cannot be used: {0}")]
    Policy(PolicyFault),
    /// A time-stamping authority refused, or answered something else than was asked.
    #[error("there is no time-stamp: {0}")]
    Timestamp(TimestampError),
    /// A bug in this library. Please report it.
    #[error("a bug in antin, please report it: {0}")]
    Unreachable(&'static str),
    /// The input is legal, but needs something this library does not do.
    #[error("not supported: {0}")]
    Unsupported(Unsupported),
}

impl Error {
    /// Returns the stable number of this kind of error; the C ABI uses the same numbers.
    ///
    /// 1–15 the C boundary, 16–30 input, 31–47 credentials and keys, 48–63 network, 64 plugged-in
    /// code, 255 a bug. A number is never reused.
    pub fn code(&self) -> u32 {
        match self {
            Self::ApiMisuse(_) => 2,
            Self::Malformed(_) => 16,
            Self::Unsupported(_) => 17,
            Self::LimitExceeded(_) => 18,
            Self::Policy(_) => 19,
            Self::Credential(_) => 31,
            Self::Key(_) => 32,
            Self::Network(_) => 48,
            Self::Timestamp(_) => 49,
            Self::Other(_) => 64,
            Self::Unreachable(_) => 255,
        }
    }

    pub(crate) fn der(what: &'static str, clause: &'static str, offset: usize) -> Self {
        Self::Malformed(Malformed {
            syntax: Syntax::Der,
            what,
            clause,
            offset: u64::try_from(offset).ok(),
            block: None,
        })
    }

    /// Says in which block of a PEM file, counted from 1, the input is malformed.
    pub(crate) fn in_block(self, block: usize) -> Self {
        match self {
            Self::Malformed(malformed) => {
                Self::Malformed(Malformed { block: u32::try_from(block).ok(), ..malformed })
            }
            other => other,
        }
    }
}

impl Error {
    /// The same as `From<io::Error>`, for an error that somebody else holds too.
    pub(crate) fn from_shared_io(error: Arc<std::io::Error>) -> Self {
        Self::Other(OtherError(error))
    }
}

impl From<std::io::Error> for Error {
    /// Returns the error of this library that a reader of ours met, or what a stranger's reader says.
    fn from(error: std::io::Error) -> Self {
        error.downcast::<Self>().unwrap_or_else(|error| Self::Other(OtherError(Arc::new(error))))
    }
}

/// Where, and in what, the input stopped making sense.
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Malformed {
    /// The syntax being read.
    pub syntax: Syntax,
    /// What was being read, as its standard names it: `SignerInfo`, `tbsCertificate.validity`.
    pub what: &'static str,
    /// The clause that the input breaks, such as `RFC 5280 §4.1.2.2`; empty where none is finer
    /// than the syntax itself.
    pub clause: &'static str,
    /// The byte offset in the structure being parsed, where there is one.
    pub offset: Option<u64>,
    /// Which block of a PEM file it is, counted from 1, where there are several.
    pub block: Option<u32>,
}

impl fmt::Display for Malformed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.syntax, self.what)?;
        if let Some(block) = self.block {
            write!(f, " in block {block}")?;
        }
        if let Some(offset) = self.offset {
            write!(f, " at byte {offset}")?;
        }
        if !self.clause.is_empty() {
            write!(f, " ({})", self.clause)?;
        }
        Ok(())
    }
}

/// A syntax that the library reads.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Syntax {
    /// ASN.1 in BER, as CMS in the wild has it (X.690 §8).
    Ber,
    /// ASN.1 in DER (X.690 §10, §11).
    Der,
    /// JSON (RFC 8259).
    Json,
    /// Packages of the document exchange axis (QCVN 102:2016/BTTTT).
    Edxml,
    /// Textual encodings (RFC 7468).
    Pem,
    /// RFC 3339 text.
    Time,
    /// XML 1.0.
    Xml,
    /// ZIP files (APPNOTE).
    Zip,
}

impl fmt::Display for Syntax {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Ber => "BER",
            Self::Der => "DER",
            Self::Json => "JSON",
            Self::Pem => "PEM",
            Self::Edxml => "edXML",
            Self::Time => "time",
            Self::Xml => "XML",
            Self::Zip => "ZIP",
        })
    }
}

/// How a caller misused the API.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ApiMisuse {
    /// A trust store without an anchor can trust nobody, so nothing can be judged with it.
    #[error("the trust store is empty")]
    EmptyTrustStore,
    /// The content was given although the signature carries its own.
    #[error("content was given, but the signature carries its own")]
    UnexpectedContent,
    /// The content is neither in the signature nor given.
    #[error("the content is neither in the signature nor given")]
    ContentMissing,
    /// The content is not what the existing signatures are over.
    #[error("the content is not what the existing signatures are over")]
    ContentMismatch,
    /// The length that was announced is not the length that was read.
    #[error("the content is not as long as was announced")]
    ContentLength,
    /// The evidence does not tell the revocation status of every certificate that the level asks for.
    #[error(
        "the evidence lacks revocation data for a certificate of the signer or of a time-stamp"
    )]
    EvidenceMissing,
    /// A time-stamp was asked for over a SHA-1 digest.
    #[error("new time-stamps are not made over SHA-1 digests")]
    OldDigest,
    /// A nonce has from 1 to 128 octets (RFC 9654 §2.1).
    #[error("a nonce has from 1 to 128 octets")]
    NonceLength,
    /// What was given as a network is none, such as `10.20.0.0/33`.
    #[error("this is not a network")]
    NoNetwork,
    /// The content is not the one that was judged, or announced.
    #[error("the content is not the one that was judged")]
    OtherContent,
    /// Several files are given for a container of one.
    #[error("a container of this kind holds one file")]
    SeveralFiles,
    /// The name of an entry is there already, or is one that a strict reader refuses.
    #[error("an entry of the archive cannot have this name")]
    EntryName,
    /// There is no such entry in the archive.
    #[error("there is no such entry in the archive")]
    NoEntry,
    /// Nobody is named who seals a package, and the package names no sender.
    #[error("nobody is named who seals the package")]
    NoSealer,
    /// A status is told of something that is no document, or names no sender.
    #[error("a status is told of a document with a sender")]
    NoDocument,
    /// A status may not follow the one before.
    #[error("the status may not follow the one before")]
    StatusOrder,
    /// A status is not this body's to tell.
    #[error("the status is not this body's to tell")]
    StatusTeller,
    /// An option contradicts another.
    #[error("two options contradict each other: {0}")]
    Contradiction(Contradiction),
}

/// Which options contradict each other.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Contradiction {
    /// An attached signature is to be made over a digest, without the content that it carries.
    #[error("an attached signature needs the content itself")]
    AttachedWithoutContent,
    /// A level is asked for without the time of signing, which it demands.
    #[error("level B needs a signing time")]
    LevelWithoutTime,
    /// A signature is to be raised to level B, which all have.
    #[error("signatures are raised to a level above B")]
    LevelNotAboveB,
    /// A level is asked for without anybody who makes the time-stamp that it demands.
    #[error("levels above B need a timestamper")]
    LevelWithoutTimestamper,
    /// The digest that is given is by another algorithm than the signature's.
    #[error("the digest is by another algorithm than the signature's")]
    OtherDigest,
    /// Content is to be written out, although the signature is detached.
    #[error("content is written for an attached signature only")]
    SinkForDetached,
}

/// Why a credential cannot be used.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CredentialError {
    /// The private key does not belong to the certificate.
    #[error("the private key does not belong to the certificate")]
    KeyMismatch,
    /// There is no certificate for the key in what was given.
    #[error("there is no certificate for the key")]
    NoCertificate,
    /// There is no private key in what was given.
    #[error("there is no private key")]
    NoKey,
    /// Several private keys were found and none was chosen.
    #[error("there are several private keys")]
    SeveralKeys,
}

/// Why a key cannot be used.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum KeyError {
    /// The key cannot make signatures with the algorithm that was asked for.
    #[error("the key cannot make signatures with this algorithm")]
    AlgorithmMismatch,
    /// The key is inconsistent or outside the sizes that are supported.
    #[error("the key is inconsistent or of a size that is not supported")]
    Invalid,
    /// The password is needed and was not given.
    #[error("a password is needed")]
    PasswordNeeded,
    /// The provider or the token refused to sign.
    #[error("the provider refused to sign")]
    Refused,
    /// The kind of key is not supported: something other than RSA, P-256, P-384 and Ed25519.
    #[error("the type of the key is not supported")]
    UnsupportedType,
    /// The signature value does not verify with the key of the certificate.
    #[error("the signature value is not by the key of the certificate")]
    ValueMismatch,
    /// The password is wrong, or the file was changed after it was protected.
    #[error("the password is wrong")]
    WrongPassword,
}

/// A bound on work that the input exceeds; see [`Limits`](crate::limits::Limits).
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Limit {
    /// Blocks in one PEM file.
    #[error("too many blocks in a PEM file")]
    Blocks,
    /// Certificates in one message or pool.
    #[error("too many certificates")]
    Certificates,
    /// Extensions in one certificate or CRL.
    #[error("too many extensions")]
    Extensions,
    /// Content that must be held in memory because its signature has no signed attributes.
    #[error("content without signed attributes is too long")]
    UnattributedContent,
    /// Pieces of evidence in one file or folder.
    #[error("too many pieces of evidence")]
    Items,
    /// Iterations of a key derivation function.
    #[error("too many iterations of the key derivation function")]
    KdfIterations,
    /// Private keys in one file.
    #[error("too many private keys")]
    Keys,
    /// The length of a structure that must be held in memory.
    #[error("a structure is too long")]
    Length,
    /// Memory for a key derivation function.
    #[error("the key derivation function wants too much memory")]
    KdfMemory,
    /// Nesting of constructed values.
    #[error("too deeply nested")]
    Nesting,
    /// Answers in one OCSP response.
    #[error("too many answers in one OCSP response")]
    OcspAnswers,
    /// Attachments of one package.
    #[error("too many attachments")]
    Attachments,
    /// Signers in one message.
    #[error("too many signers")]
    Signers,
    /// Entries in one ZIP file.
    #[error("too many entries in a ZIP file")]
    ZipEntries,
    /// What a ZIP file unpacks to.
    #[error("a ZIP file unpacks to too much")]
    ZipRatio,
    /// Attributes of one XML element, or declarations of namespaces in force.
    #[error("too many attributes in an XML element")]
    XmlAttributes,
    /// What is held of an XML document.
    #[error("an XML document is too long")]
    XmlLength,
    /// Elements, texts and comments of an XML document.
    #[error("too many nodes in an XML document")]
    XmlNodes,
    /// One tag, text or comment of an XML document.
    #[error("a tag or text of an XML document is too long")]
    XmlToken,
}

/// What is wrong with a policy file, and where.
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {reason}")]
pub struct PolicyFault {
    /// The line, from 1.
    pub line: usize,
    /// The character in the line, from 1.
    pub column: usize,
    /// What is wrong there.
    pub reason: PolicyReason,
}

/// What is wrong in a policy file.
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PolicyReason {
    /// A text that is no identifier code of an agency.
    #[error("this is no identifier code")]
    AgencyCode,
    /// Rules on algorithms stand beside the statement that there are none.
    #[error("danger_any_algorithm stands beside rules on algorithms")]
    AnyAndRules,
    /// A day was expected, without a time.
    #[error("this is no day")]
    Day,
    /// A duration is a number and `s`, `m`, `h` or `d`.
    #[error("this is no duration such as 90s, 5m, 12h or 7d")]
    Duration,
    /// Only RSA keys come in sizes.
    #[error("keys of this kind have one size: leave out min_bits")]
    FixedSize,
    /// It is not TOML, or has other keys and values than a policy, in the words of the TOML parser.
    #[error("{0}")]
    Form(String),
    /// A case that no policy may accept.
    #[error("this case can never be accepted")]
    NeverAccepted,
    /// A mark without a word, or a phrase in which there is no mark.
    #[error("there is no secret mark in this")]
    NoMark,
    /// A name that is not made of lower-case letters, digits and hyphens.
    #[error("the name is not made of lower-case letters, digits and hyphens")]
    Name,
    /// There are no rules on algorithms, so nothing could ever pass.
    #[error("there are no rules on algorithms")]
    NoAlgorithm,
    /// SHA-1, or RSA keys below 2048 bits, without a date until which they are admitted.
    #[error("SHA-1 and RSA keys below 2048 bits need a date in until")]
    NoCutOff,
    /// RSA keys without a smallest size.
    #[error("RSA keys need min_bits")]
    NoSize,
    /// Text that is no object identifier in dotted form.
    #[error("this is no object identifier in dotted form")]
    ObjectIdentifier,
    /// A period that ends before it begins.
    #[error("the period ends before it begins")]
    Period,
    /// A text that is no fault of a message, or one that nobody can tolerate.
    #[error("this is no fault that can be tolerated")]
    Tolerated,
    /// The same stands twice.
    #[error("this stands twice")]
    Twice,
    /// Neither a day nor a time with its zone.
    #[error("this is neither a day nor a time with its zone")]
    Time,
}

/// Something legal that the library does not do.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unsupported {
    /// An algorithm of a kind or with parameters that are not implemented.
    #[error("the algorithm")]
    Algorithm,
    /// A package of the exchange axis in MIME or SOAP, as it was used before 2016.
    #[error("packages in MIME or SOAP")]
    Dialect,
    /// A CMS content type other than SignedData (RFC 5652 §5).
    #[error("a CMS content type other than SignedData")]
    ContentType,
    /// A critical extension, or one that nobody may pass over.
    #[error("an extension")]
    Extension,
    /// A way to encrypt private keys.
    #[error("the encryption of the private key")]
    KeyEncryption,
    /// A document format that is not known.
    #[error("the document's format")]
    Format,
    /// A signature with an archive time-stamp of the first or second form, which additions break.
    #[error("additions to a signature with an archive time-stamp of an older form")]
    OldArchive,
    /// A PDF document.
    #[error("PDF documents: not yet")]
    Pdf,
    /// A seal on a status message; receipts are for that.
    #[error("seals on status messages")]
    StatusSeal,
    /// A certificate with OpenSSL's trust settings behind it; `openssl x509` without `-trustout`
    /// makes a plain one of it.
    #[error("a TRUSTED CERTIFICATE block with OpenSSL's trust settings")]
    TrustedCertificate,
    /// A version of a structure.
    #[error("the version of the structure")]
    Version,
    /// An XML document.
    #[error("XML documents: not yet")]
    Xml,
    /// A ZIP file that is no ASiC container.
    #[error("a ZIP file that is no ASiC container")]
    Zip,
    /// A ZIP file on several disks.
    #[error("a ZIP file on several disks")]
    ZipDisks,
    /// An encrypted entry of a ZIP file.
    #[error("an encrypted entry of a ZIP file")]
    ZipEncryption,
    /// An entry of a ZIP file that is packed in another way than stored or deflated.
    #[error("an entry of a ZIP file that is neither stored nor deflated")]
    ZipMethod,
}

/// An error from code that the caller plugged in.
#[derive(Clone, Debug)]
pub struct OtherError(Arc<std::io::Error>);

impl OtherError {
    /// Returns the I/O error that a reader or writer gave.
    pub fn io(&self) -> &std::io::Error {
        &self.0
    }
}

impl PartialEq for OtherError {
    fn eq(&self, _other: &Self) -> bool {
        false
    }
}

// `Error: Eq` is wanted for tests; an I/O error is equal to nothing, itself included, which is the
// safe direction for code that compares errors.
impl Eq for OtherError {}

impl fmt::Display for OtherError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "reading or writing failed: {}", self.0.kind())
    }
}

#[cfg(test)]
mod tests;
