//! AlgorithmIdentifiers of signatures in certificates, CRLs, OCSP answers and CMS.
//!
//! RFC 4055 and RFC 5754 (RSA), RFC 5758 (ECDSA), RFC 8410 (Ed25519), RFC 3370 and RFC 8419 (CMS).
//! Stricter than what some readers accept: parameters that a document wants absent must be absent,
//! and the parameters of RSASSA-PSS must be there, as without them there is no salt length to check.

use crate::crypto::algorithm::{PssParameters, SignatureAlgorithm};
use crate::crypto::digest::{DigestAlgorithm, null_or_absent};
use crate::der::{Reader, Tag, Writer};
use crate::error::{Error, Unsupported};
use crate::oid::{self, Oid};

const WHAT: &str = "signatureAlgorithm";
const PSS: &str = "RSASSA-PSS-params";

/// Algorithms whose identifier says everything (RFC 3279 §2.2.1, §2.2.3; RFC 4055 §5; RFC 5758
/// §3.2; RFC 8410 §3). The first of several identifiers for one algorithm is the one written.
const TABLE: &[(Oid<'static>, SignatureAlgorithm)] = &[
    (oid::SHA256_WITH_RSA, SignatureAlgorithm::RsaPkcs1(DigestAlgorithm::Sha256)),
    (oid::SHA384_WITH_RSA, SignatureAlgorithm::RsaPkcs1(DigestAlgorithm::Sha384)),
    (oid::SHA512_WITH_RSA, SignatureAlgorithm::RsaPkcs1(DigestAlgorithm::Sha512)),
    (oid::SHA1_WITH_RSA, SignatureAlgorithm::RsaPkcs1(DigestAlgorithm::Sha1)),
    (oid::SHA1_WITH_RSA_OIW, SignatureAlgorithm::RsaPkcs1(DigestAlgorithm::Sha1)),
    (oid::ECDSA_WITH_SHA256, SignatureAlgorithm::Ecdsa(DigestAlgorithm::Sha256)),
    (oid::ECDSA_WITH_SHA384, SignatureAlgorithm::Ecdsa(DigestAlgorithm::Sha384)),
    (oid::ECDSA_WITH_SHA512, SignatureAlgorithm::Ecdsa(DigestAlgorithm::Sha512)),
    (oid::ECDSA_WITH_SHA1, SignatureAlgorithm::Ecdsa(DigestAlgorithm::Sha1)),
    (oid::ED25519, SignatureAlgorithm::Ed25519),
];

impl SignatureAlgorithm {
    /// Reads the AlgorithmIdentifier of a signature in a certificate, a CRL or an OCSP answer.
    ///
    /// An algorithm that is not known is `Unsupported`; a known one with wrong parameters is
    /// `Malformed`.
    pub(crate) fn from_algorithm_identifier(reader: &mut Reader<'_>) -> Result<Self, Error> {
        let mut inner = reader.sequence(WHAT)?;
        let oid = inner.oid(WHAT)?;
        let algorithm =
            Self::from_oid(oid, &mut inner)?.ok_or(Error::Unsupported(Unsupported::Algorithm))?;
        inner.finish(WHAT)?;
        Ok(algorithm)
    }

    /// Reads `SignerInfo.signatureAlgorithm`, which may leave the digest to
    /// `SignerInfo.digestAlgorithm`.
    pub(crate) fn from_cms(
        reader: &mut Reader<'_>,
        digest: DigestAlgorithm,
    ) -> Result<Self, Error> {
        let mut inner = reader.sequence(WHAT)?;
        let oid = inner.oid(WHAT)?;
        let algorithm = if oid == oid::RSA_ENCRYPTION {
            // RFC 3370 §3.2: the parameters must be NULL; RFC 5754 §3.2 has the same identifier.
            // NOTE: absent is accepted, as RFC 4055 §5 has it for the identifiers with a digest.
            null_or_absent(&mut inner, WHAT)?;
            Self::RsaPkcs1(digest)
        } else if oid == oid::EC_PUBLIC_KEY {
            // NOTE: RFC 5753 §2.1.1 has ecdsa-with-*. Old signers wrote the identifier of the key,
            // with or without its curve; the curve that counts is the certificate's.
            inner.optional(Tag::OID, WHAT)?;
            Self::Ecdsa(digest)
        } else {
            Self::from_oid(oid, &mut inner)?.ok_or(Error::Unsupported(Unsupported::Algorithm))?
        };
        inner.finish(WHAT)?;
        Ok(algorithm)
    }

    /// Writes the AlgorithmIdentifier.
    pub(crate) fn write(self, out: &mut Writer) {
        out.sequence(|out| match self {
            Self::RsaPss(parameters) => {
                out.oid(oid::RSASSA_PSS);
                parameters.write(out);
            }
            _ => {
                if let Some((oid, _)) = TABLE.iter().find(|(_, algorithm)| *algorithm == self) {
                    out.oid(*oid);
                }
                // RFC 4055 §5: NULL. RFC 5758 §3.2 and RFC 8410 §3: absent.
                if matches!(self, Self::RsaPkcs1(_)) {
                    out.null();
                }
            }
        });
    }

    fn from_oid(oid: Oid<'_>, parameters: &mut Reader<'_>) -> Result<Option<Self>, Error> {
        if oid == oid::RSASSA_PSS {
            return PssParameters::read(parameters).map(|read| Some(Self::RsaPss(read)));
        }
        let found = TABLE.iter().find(|(known, _)| *known == oid).map(|(_, algorithm)| *algorithm);
        match found {
            // RFC 4055 §5: NULL when written; absent must be accepted as well.
            Some(Self::RsaPkcs1(_)) => null_or_absent(parameters, WHAT)?,
            // RFC 5758 §3.2, RFC 8410 §3: parameters must be absent.
            Some(_) if !parameters.is_empty() => {
                return Err(parameters.error(WHAT, "RFC 5758 §3.2, RFC 8410 §3: parameters"));
            }
            _ => {}
        }
        Ok(found)
    }
}

impl PssParameters {
    /// Reads RSASSA-PSS-params.
    ///
    /// ```text
    /// RSASSA-PSS-params ::= SEQUENCE {
    ///   hashAlgorithm    [0] HashAlgorithm    DEFAULT sha1Identifier,
    ///   maskGenAlgorithm [1] MaskGenAlgorithm DEFAULT mgf1SHA1Identifier,
    ///   saltLength       [2] INTEGER          DEFAULT 20,
    ///   trailerField     [3] INTEGER          DEFAULT 1 }
    /// ```
    ///
    /// NOTE: defaults that are written out are accepted although DER leaves them out (X.690 §11.5):
    /// RFC 4055 §3.1 demands it for three of the four fields, and OpenSSL wrote the fourth.
    pub(crate) fn read(reader: &mut Reader<'_>) -> Result<Self, Error> {
        // RFC 4055 §3.1: the parameters must be present beside a signature value.
        if reader.is_empty() {
            return Err(reader.error(PSS, "RFC 4055 §3.1: parameters must be present"));
        }
        let mut inner = reader.sequence(PSS)?;
        let mut found =
            Self { digest: DigestAlgorithm::Sha1, mgf_digest: DigestAlgorithm::Sha1, salt_len: 20 };
        if let Some(field) = inner.optional(Tag::context_constructed(0), PSS)? {
            let mut field = field.reader();
            found.digest = DigestAlgorithm::from_algorithm_identifier(&mut field)?;
            field.finish(PSS)?;
        }
        if let Some(field) = inner.optional(Tag::context_constructed(1), PSS)? {
            let mut field = field.reader();
            found.mgf_digest = mask_generation(&mut field)?;
            field.finish(PSS)?;
        }
        if let Some(field) = inner.optional(Tag::context_constructed(2), PSS)? {
            let mut field = field.reader();
            let length = field.small_integer("saltLength")?;
            field.finish(PSS)?;
            found.salt_len = u32::try_from(length)
                .map_err(|_| inner.error("saltLength", "RFC 8017 §9.1.1: longer than any key"))?;
        }
        if let Some(field) = inner.optional(Tag::context_constructed(3), PSS)? {
            let mut field = field.reader();
            // RFC 4055 §3.1: the value must be 1.
            if field.small_integer("trailerField")? != 1 {
                return Err(inner.error("trailerField", "RFC 4055 §3.1: must be 1"));
            }
            field.finish(PSS)?;
        }
        inner.finish(PSS)?;
        Ok(found)
    }

    /// Writes RSASSA-PSS-params: defaults are left out (RFC 4055 §3.1).
    pub(crate) fn write(self, out: &mut Writer) {
        out.sequence(|out| {
            if self.digest != DigestAlgorithm::Sha1 {
                out.nested(Tag::context_constructed(0), |out| write_hash(self.digest, out));
            }
            if self.mgf_digest != DigestAlgorithm::Sha1 {
                out.nested(Tag::context_constructed(1), |out| {
                    out.sequence(|out| {
                        out.oid(oid::MGF1);
                        write_hash(self.mgf_digest, out);
                    });
                });
            }
            if self.salt_len != 20 {
                out.nested(Tag::context_constructed(2), |out| {
                    out.unsigned(u64::from(self.salt_len));
                });
            }
        });
    }
}

/// Reads MaskGenAlgorithm: MGF1 with a digest (RFC 4055 §2.2).
fn mask_generation(reader: &mut Reader<'_>) -> Result<DigestAlgorithm, Error> {
    const MASK: &str = "maskGenAlgorithm";
    let mut inner = reader.sequence(MASK)?;
    if inner.oid(MASK)? != oid::MGF1 {
        return Err(Error::Unsupported(Unsupported::Algorithm));
    }
    let digest = DigestAlgorithm::from_algorithm_identifier(&mut inner)?;
    inner.finish(MASK)?;
    Ok(digest)
}

/// RFC 4055 §2.1 lists the hash functions with NULL; both forms must be read.
fn write_hash(digest: DigestAlgorithm, out: &mut Writer) {
    out.sequence(|out| {
        out.oid(digest.oid()).null();
    });
}

#[cfg(test)]
mod tests;
