//! Which certificate a signature was made with: `signing-certificate` and its second version.
//!
//! RFC 2634 §5.4 with SHA-1, RFC 5035 §3 with any digest; used by EN 319 122-1 §5.2.2. Where it is
//! stricter: nothing. More lenient: the default digest of the second version may be written out.

use crate::crypto::{Digest, DigestAlgorithm, Hasher};
use crate::der::{Reader, Tag, Writer};
use crate::error::{Error, Unsupported};
use crate::oid::{self, Oid};
use crate::x509::{Certificate, Name};

const WHAT: &str = "SigningCertificate";

/// A reference to a certificate.
///
/// ```text
/// SigningCertificateV2 ::= SEQUENCE {
///   certs SEQUENCE OF ESSCertIDv2, policies SEQUENCE OF PolicyInformation OPTIONAL }
/// ESSCertIDv2 ::= SEQUENCE {
///   hashAlgorithm AlgorithmIdentifier DEFAULT {algorithm id-sha256},
///   certHash OCTET STRING,
///   issuerSerial SEQUENCE { issuer GeneralNames, serialNumber INTEGER } OPTIONAL }
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct CertificateReference {
    /// `None` if the algorithm is not known.
    pub(crate) algorithm: Option<DigestAlgorithm>,
    hash: Vec<u8>,
    /// The issuer's name in DER, and the serial number.
    issuer_serial: Option<(Vec<u8>, Vec<u8>)>,
}

impl CertificateReference {
    /// Reads the value of `signing-certificate` (`oid::SIGNING_CERTIFICATE`) or of
    /// `signing-certificate-v2`: the first reference, which is to the signing certificate.
    pub(crate) fn read(attribute: Oid<'_>, reader: &mut Reader<'_>) -> Result<Self, Error> {
        let mut reader = reader.sequence(WHAT)?;
        let mut certificates = reader.sequence("SigningCertificate.certs")?;
        reader.optional(Tag::SEQUENCE, "SigningCertificate.policies")?;
        reader.finish(WHAT)?;
        // RFC 5035 §3: the first certificate identified MUST be the signer's.
        let first = Self::one(&mut certificates, attribute == oid::SIGNING_CERTIFICATE)?;
        while !certificates.is_empty() {
            Self::one(&mut certificates, attribute == oid::SIGNING_CERTIFICATE)?;
        }
        Ok(first)
    }

    fn one(reader: &mut Reader<'_>, is_sha1: bool) -> Result<Self, Error> {
        const WHAT: &str = "ESSCertID";
        let mut inner = reader.sequence(WHAT)?;
        let algorithm = if is_sha1 {
            Some(DigestAlgorithm::Sha1)
        } else if inner.peek(Tag::SEQUENCE) {
            match DigestAlgorithm::from_algorithm_identifier(&mut inner) {
                Ok(algorithm) => Some(algorithm),
                Err(Error::Unsupported(Unsupported::Algorithm)) => None,
                Err(error) => return Err(error),
            }
        } else {
            Some(DigestAlgorithm::Sha256)
        };
        let hash = inner.octet_string("ESSCertID.certHash")?.to_vec();
        let issuer_serial = if inner.is_empty() { None } else { Some(issuer_serial(&mut inner)?) };
        inner.finish(WHAT)?;
        Ok(Self { algorithm, hash, issuer_serial })
    }

    /// Whether the digest is that of the certificate; `None` if its algorithm is not known.
    pub(crate) fn digest_matches(&self, certificate: &Certificate) -> Option<bool> {
        let digest = Hasher::digest(self.algorithm?, certificate.as_der());
        Some(digest.as_bytes() == self.hash)
    }

    /// Whether issuer and serial number, where they are given, are those of the certificate.
    pub(crate) fn issuer_matches(&self, certificate: &Certificate) -> bool {
        self.issuer_serial.as_ref().is_none_or(|(issuer, serial)| {
            let same = certificate.issuer().raw() == issuer
                || Name::from_der(issuer).is_ok_and(|name| certificate.issuer().matches(&name));
            certificate.serial() == serial && same
        })
    }
}

/// RFC 5035 §5: the issuer is exactly one directory name.
fn issuer_serial(reader: &mut Reader<'_>) -> Result<(Vec<u8>, Vec<u8>), Error> {
    const WHAT: &str = "IssuerSerial";
    let mut inner = reader.sequence(WHAT)?;
    let mut names = inner.sequence("IssuerSerial.issuer")?;
    let mut directory = names.nested(Tag::context_constructed(4), "IssuerSerial.issuer")?;
    let name = directory.expect(Tag::SEQUENCE, "IssuerSerial.issuer")?.raw.to_vec();
    directory.finish("IssuerSerial.issuer")?;
    names.finish("IssuerSerial.issuer")?;
    let serial = inner.integer("IssuerSerial.serialNumber")?.to_vec();
    inner.finish(WHAT)?;
    Ok((name, serial))
}

/// Writes the value of `signing-certificate-v2` with one reference.
///
/// EN 319 122-1 §6.3, requirement g: `issuerSerial` should not be included.
pub(crate) fn write_v2(out: &mut Writer, digest: &Digest) {
    out.sequence(|out| {
        out.sequence(|out| {
            out.sequence(|out| {
                // X.690 §11.5: the default is left out.
                if digest.algorithm() != DigestAlgorithm::Sha256 {
                    digest.algorithm().write(out);
                }
                out.octet_string(digest.as_bytes());
            });
        });
    });
}
