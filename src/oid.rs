//! Object identifiers: the type, and the ones that the library knows.
//!
//! The tables are flat on purpose; each group names the document that assigns its identifiers. They make
//! most of the file's length, and stay in it, so that an identifier is looked for in one place.

use std::fmt;

/// An object identifier, borrowed: the contents octets of its DER encoding (X.690 §8.19).
///
/// `Display` is the dotted form.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Oid<'a>(&'a [u8]);

impl<'a> Oid<'a> {
    /// Makes an identifier from contents octets; `None` if they are not the minimal encoding of
    /// one (X.690 §8.19.2) whose arcs are below 2^126, or 2^128 for the UUIDs below `2.25`.
    pub fn from_contents(contents: &'a [u8]) -> Option<Self> {
        let mut previous = 0;
        for &octet in contents {
            if octet == 0x80 && previous & 0x80 == 0 {
                return None;
            }
            previous = octet;
        }
        let ends = !contents.is_empty() && previous & 0x80 == 0;
        (ends && (contents.len() <= 18 || arcs_fit(contents))).then_some(Self(contents))
    }

    /// Returns the contents octets.
    pub fn contents(self) -> &'a [u8] {
        self.0
    }

    /// Returns the short name by which its standard knows it, for the ones listed in this module.
    pub fn name(self) -> Option<&'static str> {
        NAMES.iter().find(|(oid, _)| oid.0 == self.0).map(|(_, name)| *name)
    }

    /// Makes an owned copy.
    pub fn to_owned(self) -> ObjectIdentifier {
        ObjectIdentifier(self.0.into())
    }

    fn arcs(self) -> impl Iterator<Item = u128> + 'a {
        let mut value = 0_u128;
        self.0.iter().filter_map(move |octet| {
            value = (value << 7) | u128::from(octet & 0x7f);
            (octet & 0x80 == 0).then(|| std::mem::take(&mut value))
        })
    }
}

/// Whether each arc fits a `u128`: 18 groups of seven bits, or 19 of which the first has two.
fn arcs_fit(contents: &[u8]) -> bool {
    let mut arcs = contents.split_inclusive(|octet| octet & 0x80 == 0);
    arcs.all(|arc| match arc.first() {
        Some(first) => arc.len() < 19 || arc.len() == 19 && first & 0x7f <= 3,
        None => false,
    })
}

impl fmt::Display for Oid<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, arc) in self.arcs().enumerate() {
            match index {
                0 => write!(f, "{}.{}", (arc / 40).min(2), arc - (arc / 40).min(2) * 40)?,
                _ => write!(f, ".{arc}")?,
            }
        }
        Ok(())
    }
}

impl fmt::Debug for Oid<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

/// An object identifier that owns its octets.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ObjectIdentifier(Box<[u8]>);

impl ObjectIdentifier {
    /// Reads the dotted form, such as `2.16.704.1.1.1.1.1`; `None` if it is not one.
    pub fn from_dotted(text: &str) -> Option<Self> {
        let mut arcs = text.split('.').map(|arc| {
            let digits = !arc.is_empty() && arc.bytes().all(|byte| byte.is_ascii_digit());
            let minimal = arc == "0" || !arc.starts_with('0');
            if digits && minimal { arc.parse::<u128>().ok() } else { None }
        });
        let (first, second) = (arcs.next()??, arcs.next()??);
        if first > 2 || (first < 2 && second > 39) {
            return None;
        }
        let mut contents = Vec::new();
        push_arc(&mut contents, (first * 40).checked_add(second)?);
        for arc in arcs {
            push_arc(&mut contents, arc?);
        }
        Oid::from_contents(&contents).map(Oid::to_owned)
    }

    /// Borrows it.
    pub fn as_oid(&self) -> Oid<'_> {
        Oid(&self.0)
    }
}

fn push_arc(out: &mut Vec<u8>, arc: u128) {
    let groups = (0..19).rev().map(|group| (arc >> (7 * group)) & 0x7f);
    let mut rest = groups.skip_while(|group| *group == 0).peekable();
    if rest.peek().is_none() {
        out.push(0);
    }
    while let Some(group) = rest.next() {
        let more = if rest.peek().is_some() { 0x80 } else { 0 };
        out.push(u8::try_from(group).unwrap_or(0) | more);
    }
}

impl fmt::Display for ObjectIdentifier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.as_oid().fmt(f)
    }
}

impl fmt::Debug for ObjectIdentifier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.as_oid().fmt(f)
    }
}

// Content types (RFC 5652 §4, §5; RFC 3161).
/// `data`: 1.2.840.113549.1.7.1.
pub const ID_DATA: Oid<'static> = Oid(&[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07, 0x01]);
/// `signedData`: 1.2.840.113549.1.7.2.
pub const ID_SIGNED_DATA: Oid<'static> =
    Oid(&[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07, 0x02]);
/// `TSTInfo`: 1.2.840.113549.1.9.16.1.4.
pub const ID_TST_INFO: Oid<'static> =
    Oid(&[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x10, 0x01, 0x04]);

// Attributes (RFC 5652 §11, RFC 5035, RFC 6211, RFC 2634, EN 319 122-1).
/// `contentType`: 1.2.840.113549.1.9.3.
pub const CONTENT_TYPE: Oid<'static> = Oid(&[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x03]);
/// `messageDigest`: 1.2.840.113549.1.9.4.
pub const MESSAGE_DIGEST: Oid<'static> =
    Oid(&[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x04]);
/// `signingTime`: 1.2.840.113549.1.9.5.
pub const SIGNING_TIME: Oid<'static> = Oid(&[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x05]);
/// `countersignature`: 1.2.840.113549.1.9.6.
pub const COUNTERSIGNATURE: Oid<'static> =
    Oid(&[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x06]);
/// `contentHints`: 1.2.840.113549.1.9.16.2.4.
pub const CONTENT_HINTS: Oid<'static> =
    Oid(&[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x10, 0x02, 0x04]);
/// `contentReference`: 1.2.840.113549.1.9.16.2.10.
pub const CONTENT_REFERENCE: Oid<'static> =
    Oid(&[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x10, 0x02, 0x0a]);
/// `contentIdentifier`: 1.2.840.113549.1.9.16.2.7.
pub const CONTENT_IDENTIFIER: Oid<'static> =
    Oid(&[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x10, 0x02, 0x07]);
/// `signingCertificate`: 1.2.840.113549.1.9.16.2.12.
pub const SIGNING_CERTIFICATE: Oid<'static> =
    Oid(&[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x10, 0x02, 0x0c]);
/// `signingCertificateV2`: 1.2.840.113549.1.9.16.2.47.
pub const SIGNING_CERTIFICATE_V2: Oid<'static> =
    Oid(&[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x10, 0x02, 0x2f]);
/// `signatureTimeStamp`: 1.2.840.113549.1.9.16.2.14.
pub const SIGNATURE_TIME_STAMP: Oid<'static> =
    Oid(&[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x10, 0x02, 0x0e]);
/// `signaturePolicyIdentifier`: 1.2.840.113549.1.9.16.2.15.
pub const SIG_POLICY_ID: Oid<'static> =
    Oid(&[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x10, 0x02, 0x0f]);
/// `revocationValues`: 1.2.840.113549.1.9.16.2.24.
pub const REVOCATION_VALUES: Oid<'static> =
    Oid(&[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x10, 0x02, 0x18]);
/// `adbe-revocationInfoArchival`: 1.2.840.113583.1.1.8.
pub const ADBE_REVOCATION: Oid<'static> =
    Oid(&[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x2f, 0x01, 0x01, 0x08]);
/// `commitmentTypeIndication`: 1.2.840.113549.1.9.16.2.16.
pub const COMMITMENT_TYPE: Oid<'static> =
    Oid(&[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x10, 0x02, 0x10]);
/// `signerLocation`: 1.2.840.113549.1.9.16.2.17.
pub const SIGNER_LOCATION: Oid<'static> =
    Oid(&[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x10, 0x02, 0x11]);
/// `signerAttributesV2`: 0.4.0.19122.1.1.
pub const SIGNER_ATTRIBUTES_V2: Oid<'static> = Oid(&[0x04, 0x00, 0x81, 0x95, 0x32, 0x01, 0x01]);
/// `contentTimestamp`: 1.2.840.113549.1.9.16.2.20.
pub const CONTENT_TIME_STAMP: Oid<'static> =
    Oid(&[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x10, 0x02, 0x14]);
/// `certificateRefs`: 1.2.840.113549.1.9.16.2.21.
pub const CERTIFICATE_REFS: Oid<'static> =
    Oid(&[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x10, 0x02, 0x15]);
/// `revocationRefs`: 1.2.840.113549.1.9.16.2.22.
pub const REVOCATION_REFS: Oid<'static> =
    Oid(&[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x10, 0x02, 0x16]);
/// `certValues`: 1.2.840.113549.1.9.16.2.23.
pub const CERTIFICATE_VALUES: Oid<'static> =
    Oid(&[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x10, 0x02, 0x17]);
/// `escTimeStamp`: 1.2.840.113549.1.9.16.2.25.
pub const ESC_TIME_STAMP: Oid<'static> =
    Oid(&[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x10, 0x02, 0x19]);
/// `certCRLTimestamp`: 1.2.840.113549.1.9.16.2.26.
pub const REFERENCES_TIME_STAMP: Oid<'static> =
    Oid(&[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x10, 0x02, 0x1a]);
/// `archiveTimestamp`: 1.2.840.113549.1.9.16.2.27.
pub const ARCHIVE_TIME_STAMP: Oid<'static> =
    Oid(&[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x10, 0x02, 0x1b]);
/// `archiveTimestampV2`: 1.2.840.113549.1.9.16.2.48.
pub const ARCHIVE_TIME_STAMP_V2: Oid<'static> =
    Oid(&[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x10, 0x02, 0x30]);
/// `archiveTimestampV3`: 0.4.0.1733.2.4.
pub const ARCHIVE_TIME_STAMP_V3: Oid<'static> = Oid(&[0x04, 0x00, 0x8d, 0x45, 0x02, 0x04]);
/// `atsHashIndex`: 0.4.0.1733.2.5.
pub const ATS_HASH_INDEX: Oid<'static> = Oid(&[0x04, 0x00, 0x8d, 0x45, 0x02, 0x05]);
/// `atsHashIndexV2`: 0.4.0.19122.1.4.
pub const ATS_HASH_INDEX_V2: Oid<'static> = Oid(&[0x04, 0x00, 0x81, 0x95, 0x32, 0x01, 0x04]);
/// `atsHashIndexV3`: 0.4.0.19122.1.5.
pub const ATS_HASH_INDEX_V3: Oid<'static> = Oid(&[0x04, 0x00, 0x81, 0x95, 0x32, 0x01, 0x05]);
/// `mimeType`: 0.4.0.1733.2.1.
pub const MIME_TYPE: Oid<'static> = Oid(&[0x04, 0x00, 0x8d, 0x45, 0x02, 0x01]);
/// `cmsAlgorithmProtection`: 1.2.840.113549.1.9.52.
pub const CMS_ALGORITHM_PROTECTION: Oid<'static> =
    Oid(&[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x34]);

// Digests (RFC 5754, RFC 3370).
/// `SHA-1`: 1.3.14.3.2.26.
pub const SHA1: Oid<'static> = Oid(&[0x2b, 0x0e, 0x03, 0x02, 0x1a]);
/// `SHA-256`: 2.16.840.1.101.3.4.2.1.
pub const SHA256: Oid<'static> = Oid(&[0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01]);
/// `SHA-384`: 2.16.840.1.101.3.4.2.2.
pub const SHA384: Oid<'static> = Oid(&[0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x02]);
/// `SHA-512`: 2.16.840.1.101.3.4.2.3.
pub const SHA512: Oid<'static> = Oid(&[0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x03]);

// Keys and signatures (RFC 8017, RFC 4055, RFC 5480, RFC 5758, RFC 8410).
/// `rsaEncryption`: 1.2.840.113549.1.1.1.
pub const RSA_ENCRYPTION: Oid<'static> =
    Oid(&[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01]);
/// `mgf1`: 1.2.840.113549.1.1.8.
pub const MGF1: Oid<'static> = Oid(&[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x08]);
/// `rsassaPss`: 1.2.840.113549.1.1.10.
pub const RSASSA_PSS: Oid<'static> = Oid(&[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x0a]);
/// `sha1WithRSAEncryption`: 1.2.840.113549.1.1.5.
pub const SHA1_WITH_RSA: Oid<'static> =
    Oid(&[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x05]);
/// `sha1WithRSASignature`: 1.3.14.3.2.29.
pub const SHA1_WITH_RSA_OIW: Oid<'static> = Oid(&[0x2b, 0x0e, 0x03, 0x02, 0x1d]);
/// `sha256WithRSAEncryption`: 1.2.840.113549.1.1.11.
pub const SHA256_WITH_RSA: Oid<'static> =
    Oid(&[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x0b]);
/// `sha384WithRSAEncryption`: 1.2.840.113549.1.1.12.
pub const SHA384_WITH_RSA: Oid<'static> =
    Oid(&[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x0c]);
/// `sha512WithRSAEncryption`: 1.2.840.113549.1.1.13.
pub const SHA512_WITH_RSA: Oid<'static> =
    Oid(&[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x0d]);
/// `ecPublicKey`: 1.2.840.10045.2.1.
pub const EC_PUBLIC_KEY: Oid<'static> = Oid(&[0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01]);
/// `secp256r1`: 1.2.840.10045.3.1.7.
pub const SECP256R1: Oid<'static> = Oid(&[0x2a, 0x86, 0x48, 0xce, 0x3d, 0x03, 0x01, 0x07]);
/// `secp384r1`: 1.3.132.0.34.
pub const SECP384R1: Oid<'static> = Oid(&[0x2b, 0x81, 0x04, 0x00, 0x22]);
/// `secp521r1`: 1.3.132.0.35.
pub const SECP521R1: Oid<'static> = Oid(&[0x2b, 0x81, 0x04, 0x00, 0x23]);
/// `ecdsa-with-SHA1`: 1.2.840.10045.4.1.
pub const ECDSA_WITH_SHA1: Oid<'static> = Oid(&[0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x01]);
/// `ecdsa-with-SHA256`: 1.2.840.10045.4.3.2.
pub const ECDSA_WITH_SHA256: Oid<'static> = Oid(&[0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02]);
/// `ecdsa-with-SHA384`: 1.2.840.10045.4.3.3.
pub const ECDSA_WITH_SHA384: Oid<'static> = Oid(&[0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x03]);
/// `ecdsa-with-SHA512`: 1.2.840.10045.4.3.4.
pub const ECDSA_WITH_SHA512: Oid<'static> = Oid(&[0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x04]);
/// `Ed25519`: 1.3.101.112.
pub const ED25519: Oid<'static> = Oid(&[0x2b, 0x65, 0x70]);

// Keys under a password (RFC 8018, RFC 7914, RFC 7292, RFC 9579).
/// `PBES2`: 1.2.840.113549.1.5.13.
pub const PBES2: Oid<'static> = Oid(&[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x05, 0x0d]);
/// `PBMAC1`: 1.2.840.113549.1.5.14.
pub const PBMAC1: Oid<'static> = Oid(&[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x05, 0x0e]);
/// `PBKDF2`: 1.2.840.113549.1.5.12.
pub const PBKDF2: Oid<'static> = Oid(&[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x05, 0x0c]);
/// `scrypt`: 1.3.6.1.4.1.11591.4.11.
pub const SCRYPT: Oid<'static> = Oid(&[0x2b, 0x06, 0x01, 0x04, 0x01, 0xda, 0x47, 0x04, 0x0b]);
/// `hmacWithSHA1`: 1.2.840.113549.2.7.
pub const HMAC_SHA1: Oid<'static> = Oid(&[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x02, 0x07]);
/// `hmacWithSHA224`: 1.2.840.113549.2.8.
pub const HMAC_SHA224: Oid<'static> = Oid(&[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x02, 0x08]);
/// `hmacWithSHA256`: 1.2.840.113549.2.9.
pub const HMAC_SHA256: Oid<'static> = Oid(&[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x02, 0x09]);
/// `hmacWithSHA384`: 1.2.840.113549.2.10.
pub const HMAC_SHA384: Oid<'static> = Oid(&[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x02, 0x0a]);
/// `hmacWithSHA512`: 1.2.840.113549.2.11.
pub const HMAC_SHA512: Oid<'static> = Oid(&[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x02, 0x0b]);
/// `aes128-CBC`: 2.16.840.1.101.3.4.1.2.
pub const AES128_CBC: Oid<'static> = Oid(&[0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x01, 0x02]);
/// `aes192-CBC`: 2.16.840.1.101.3.4.1.22.
pub const AES192_CBC: Oid<'static> = Oid(&[0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x01, 0x16]);
/// `aes256-CBC`: 2.16.840.1.101.3.4.1.42.
pub const AES256_CBC: Oid<'static> = Oid(&[0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x01, 0x2a]);
/// `des-EDE3-CBC`: 1.2.840.113549.3.7.
pub const DES_EDE3_CBC: Oid<'static> = Oid(&[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x03, 0x07]);
/// `pbeWithSHAAnd3-KeyTripleDES-CBC`: 1.2.840.113549.1.12.1.3.
pub const PBE_SHA1_3DES3: Oid<'static> =
    Oid(&[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x0c, 0x01, 0x03]);
/// `pbeWithSHAAnd2-KeyTripleDES-CBC`: 1.2.840.113549.1.12.1.4.
pub const PBE_SHA1_3DES2: Oid<'static> =
    Oid(&[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x0c, 0x01, 0x04]);
/// `pbeWithSHAAnd128BitRC2-CBC`: 1.2.840.113549.1.12.1.5.
pub const PBE_SHA1_RC2_128: Oid<'static> =
    Oid(&[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x0c, 0x01, 0x05]);
/// `pbeWithSHAAnd40BitRC2-CBC`: 1.2.840.113549.1.12.1.6.
pub const PBE_SHA1_RC2_40: Oid<'static> =
    Oid(&[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x0c, 0x01, 0x06]);
/// `SHA-224`: 2.16.840.1.101.3.4.2.4.
pub const SHA224: Oid<'static> = Oid(&[0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x04]);
/// `encryptedData`: 1.2.840.113549.1.7.6.
pub const ID_ENCRYPTED_DATA: Oid<'static> =
    Oid(&[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07, 0x06]);
/// `keyBag`: 1.2.840.113549.1.12.10.1.1.
pub const KEY_BAG: Oid<'static> =
    Oid(&[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x0c, 0x0a, 0x01, 0x01]);
/// `pkcs8ShroudedKeyBag`: 1.2.840.113549.1.12.10.1.2.
pub const SHROUDED_KEY_BAG: Oid<'static> =
    Oid(&[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x0c, 0x0a, 0x01, 0x02]);
/// `certBag`: 1.2.840.113549.1.12.10.1.3.
pub const CERT_BAG: Oid<'static> =
    Oid(&[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x0c, 0x0a, 0x01, 0x03]);
/// `safeContentsBag`: 1.2.840.113549.1.12.10.1.6.
pub const SAFE_CONTENTS_BAG: Oid<'static> =
    Oid(&[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x0c, 0x0a, 0x01, 0x06]);
/// `x509Certificate`: 1.2.840.113549.1.9.22.1.
pub const X509_CERTIFICATE: Oid<'static> =
    Oid(&[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x16, 0x01]);
/// `friendlyName`: 1.2.840.113549.1.9.20.
pub const FRIENDLY_NAME: Oid<'static> =
    Oid(&[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x14]);
/// `localKeyId`: 1.2.840.113549.1.9.21.
pub const LOCAL_KEY_ID: Oid<'static> = Oid(&[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x15]);

// Names (RFC 5280 Appendix A, RFC 4519).
/// `CN`: 2.5.4.3.
pub const COMMON_NAME: Oid<'static> = Oid(&[0x55, 0x04, 0x03]);
/// `SN`: 2.5.4.4.
pub const SURNAME: Oid<'static> = Oid(&[0x55, 0x04, 0x04]);
/// `serialNumber`: 2.5.4.5.
pub const SERIAL_NUMBER: Oid<'static> = Oid(&[0x55, 0x04, 0x05]);
/// `C`: 2.5.4.6.
pub const COUNTRY: Oid<'static> = Oid(&[0x55, 0x04, 0x06]);
/// `L`: 2.5.4.7.
pub const LOCALITY: Oid<'static> = Oid(&[0x55, 0x04, 0x07]);
/// `ST`: 2.5.4.8.
pub const STATE: Oid<'static> = Oid(&[0x55, 0x04, 0x08]);
/// `street`: 2.5.4.9.
pub const STREET: Oid<'static> = Oid(&[0x55, 0x04, 0x09]);
/// `O`: 2.5.4.10.
pub const ORGANIZATION: Oid<'static> = Oid(&[0x55, 0x04, 0x0a]);
/// `OU`: 2.5.4.11.
pub const ORGANIZATIONAL_UNIT: Oid<'static> = Oid(&[0x55, 0x04, 0x0b]);
/// `title`: 2.5.4.12.
pub const TITLE: Oid<'static> = Oid(&[0x55, 0x04, 0x0c]);
/// `givenName`: 2.5.4.42.
pub const GIVEN_NAME: Oid<'static> = Oid(&[0x55, 0x04, 0x2a]);
/// `organizationIdentifier`: 2.5.4.97.
pub const ORGANIZATION_IDENTIFIER: Oid<'static> = Oid(&[0x55, 0x04, 0x61]);
/// `UID`: 0.9.2342.19200300.100.1.1.
pub const USER_ID: Oid<'static> =
    Oid(&[0x09, 0x92, 0x26, 0x89, 0x93, 0xf2, 0x2c, 0x64, 0x01, 0x01]);
/// `DC`: 0.9.2342.19200300.100.1.25.
pub const DOMAIN_COMPONENT: Oid<'static> =
    Oid(&[0x09, 0x92, 0x26, 0x89, 0x93, 0xf2, 0x2c, 0x64, 0x01, 0x19]);
/// `emailAddress`: 1.2.840.113549.1.9.1.
pub const EMAIL_ADDRESS: Oid<'static> =
    Oid(&[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x01]);

// Certificate and CRL extensions (RFC 5280 §4.2, §5.2).
/// `subjectDirectoryAttributes`: 2.5.29.9.
pub const SUBJECT_DIRECTORY_ATTRIBUTES: Oid<'static> = Oid(&[0x55, 0x1d, 0x09]);
/// `subjectKeyIdentifier`: 2.5.29.14.
pub const SUBJECT_KEY_IDENTIFIER: Oid<'static> = Oid(&[0x55, 0x1d, 0x0e]);
/// `keyUsage`: 2.5.29.15.
pub const KEY_USAGE: Oid<'static> = Oid(&[0x55, 0x1d, 0x0f]);
/// `subjectAltName`: 2.5.29.17.
pub const SUBJECT_ALT_NAME: Oid<'static> = Oid(&[0x55, 0x1d, 0x11]);
/// `issuerAltName`: 2.5.29.18.
pub const ISSUER_ALT_NAME: Oid<'static> = Oid(&[0x55, 0x1d, 0x12]);
/// `basicConstraints`: 2.5.29.19.
pub const BASIC_CONSTRAINTS: Oid<'static> = Oid(&[0x55, 0x1d, 0x13]);
/// `cRLNumber`: 2.5.29.20.
pub const CRL_NUMBER: Oid<'static> = Oid(&[0x55, 0x1d, 0x14]);
/// `reasonCode` (RFC 5280 §5.3.1): 2.5.29.21.
pub const CRL_REASON: Oid<'static> = Oid(&[0x55, 0x1d, 0x15]);
/// `deltaCRLIndicator`: 2.5.29.27.
pub const DELTA_CRL_INDICATOR: Oid<'static> = Oid(&[0x55, 0x1d, 0x1b]);
/// `issuingDistributionPoint`: 2.5.29.28.
pub const ISSUING_DISTRIBUTION_POINT: Oid<'static> = Oid(&[0x55, 0x1d, 0x1c]);
/// `certificateIssuer`: 2.5.29.29.
pub const CERTIFICATE_ISSUER: Oid<'static> = Oid(&[0x55, 0x1d, 0x1d]);
/// `nameConstraints`: 2.5.29.30.
pub const NAME_CONSTRAINTS: Oid<'static> = Oid(&[0x55, 0x1d, 0x1e]);
/// `cRLDistributionPoints`: 2.5.29.31.
pub const CRL_DISTRIBUTION_POINTS: Oid<'static> = Oid(&[0x55, 0x1d, 0x1f]);
/// `certificatePolicies`: 2.5.29.32.
pub const CERTIFICATE_POLICIES: Oid<'static> = Oid(&[0x55, 0x1d, 0x20]);
/// `anyPolicy`: 2.5.29.32.0.
pub const ANY_POLICY: Oid<'static> = Oid(&[0x55, 0x1d, 0x20, 0x00]);
/// `policyMappings`: 2.5.29.33.
pub const POLICY_MAPPINGS: Oid<'static> = Oid(&[0x55, 0x1d, 0x21]);
/// `authorityKeyIdentifier`: 2.5.29.35.
pub const AUTHORITY_KEY_IDENTIFIER: Oid<'static> = Oid(&[0x55, 0x1d, 0x23]);
/// `policyConstraints`: 2.5.29.36.
pub const POLICY_CONSTRAINTS: Oid<'static> = Oid(&[0x55, 0x1d, 0x24]);
/// `extKeyUsage`: 2.5.29.37.
pub const EXTENDED_KEY_USAGE: Oid<'static> = Oid(&[0x55, 0x1d, 0x25]);
/// `freshestCRL`: 2.5.29.46.
pub const FRESHEST_CRL: Oid<'static> = Oid(&[0x55, 0x1d, 0x2e]);
/// `inhibitAnyPolicy`: 2.5.29.54.
pub const INHIBIT_ANY_POLICY: Oid<'static> = Oid(&[0x55, 0x1d, 0x36]);
/// `expiredCertsOnCRL` (X.509 §9.5.2.7): 2.5.29.60.
pub const EXPIRED_CERTS_ON_CRL: Oid<'static> = Oid(&[0x55, 0x1d, 0x3c]);
/// `authorityInfoAccess`: 1.3.6.1.5.5.7.1.1.
pub const AUTHORITY_INFO_ACCESS: Oid<'static> =
    Oid(&[0x2b, 0x06, 0x01, 0x05, 0x05, 0x07, 0x01, 0x01]);
/// `qcStatements`: 1.3.6.1.5.5.7.1.3.
pub const QC_STATEMENTS: Oid<'static> = Oid(&[0x2b, 0x06, 0x01, 0x05, 0x05, 0x07, 0x01, 0x03]);
/// `subjectInfoAccess`: 1.3.6.1.5.5.7.1.11.
pub const SUBJECT_INFO_ACCESS: Oid<'static> =
    Oid(&[0x2b, 0x06, 0x01, 0x05, 0x05, 0x07, 0x01, 0x0b]);
/// `id-pkix-ocsp-basic` (RFC 6960 §4.2.1): 1.3.6.1.5.5.7.48.1.1.
pub const OCSP_BASIC: Oid<'static> = Oid(&[0x2b, 0x06, 0x01, 0x05, 0x05, 0x07, 0x30, 0x01, 0x01]);
/// `id-pkix-ocsp-nonce` (RFC 9654 §2.1): 1.3.6.1.5.5.7.48.1.2.
pub const OCSP_NONCE: Oid<'static> = Oid(&[0x2b, 0x06, 0x01, 0x05, 0x05, 0x07, 0x30, 0x01, 0x02]);
/// `id-pkix-ocsp-archive-cutoff` (RFC 6960 §4.4.4): 1.3.6.1.5.5.7.48.1.6.
pub const OCSP_ARCHIVE_CUTOFF: Oid<'static> =
    Oid(&[0x2b, 0x06, 0x01, 0x05, 0x05, 0x07, 0x30, 0x01, 0x06]);
/// `id-ri-ocsp-response` (RFC 5940 §2): 1.3.6.1.5.5.7.16.2.
pub const RI_OCSP_RESPONSE: Oid<'static> = Oid(&[0x2b, 0x06, 0x01, 0x05, 0x05, 0x07, 0x10, 0x02]);
/// `id-ce-noRevAvail` (RFC 9608 §2): 2.5.29.56.
pub const NO_REV_AVAIL: Oid<'static> = Oid(&[0x55, 0x1d, 0x38]);
/// `ocspNoCheck`: 1.3.6.1.5.5.7.48.1.5.
pub const OCSP_NOCHECK: Oid<'static> = Oid(&[0x2b, 0x06, 0x01, 0x05, 0x05, 0x07, 0x30, 0x01, 0x05]);
/// `netscapeCertType`: 2.16.840.1.113730.1.1.
pub const NETSCAPE_CERT_TYPE: Oid<'static> =
    Oid(&[0x60, 0x86, 0x48, 0x01, 0x86, 0xf8, 0x42, 0x01, 0x01]);
/// `ocsp`: 1.3.6.1.5.5.7.48.1.
pub const AD_OCSP: Oid<'static> = Oid(&[0x2b, 0x06, 0x01, 0x05, 0x05, 0x07, 0x30, 0x01]);
/// `caIssuers`: 1.3.6.1.5.5.7.48.2.
pub const AD_CA_ISSUERS: Oid<'static> = Oid(&[0x2b, 0x06, 0x01, 0x05, 0x05, 0x07, 0x30, 0x02]);
/// `cps`: 1.3.6.1.5.5.7.2.1.
pub const QT_CPS: Oid<'static> = Oid(&[0x2b, 0x06, 0x01, 0x05, 0x05, 0x07, 0x02, 0x01]);
/// `unotice`: 1.3.6.1.5.5.7.2.2.
pub const QT_UNOTICE: Oid<'static> = Oid(&[0x2b, 0x06, 0x01, 0x05, 0x05, 0x07, 0x02, 0x02]);

// Extended key usages (RFC 5280 §4.2.1.12, RFC 9336, Microsoft).
/// `anyExtendedKeyUsage`: 2.5.29.37.0.
pub const ANY_EXTENDED_KEY_USAGE: Oid<'static> = Oid(&[0x55, 0x1d, 0x25, 0x00]);
/// `serverAuth`: 1.3.6.1.5.5.7.3.1.
pub const KP_SERVER_AUTH: Oid<'static> = Oid(&[0x2b, 0x06, 0x01, 0x05, 0x05, 0x07, 0x03, 0x01]);
/// `clientAuth`: 1.3.6.1.5.5.7.3.2.
pub const KP_CLIENT_AUTH: Oid<'static> = Oid(&[0x2b, 0x06, 0x01, 0x05, 0x05, 0x07, 0x03, 0x02]);
/// `codeSigning`: 1.3.6.1.5.5.7.3.3.
pub const KP_CODE_SIGNING: Oid<'static> = Oid(&[0x2b, 0x06, 0x01, 0x05, 0x05, 0x07, 0x03, 0x03]);
/// `emailProtection`: 1.3.6.1.5.5.7.3.4.
pub const KP_EMAIL_PROTECTION: Oid<'static> =
    Oid(&[0x2b, 0x06, 0x01, 0x05, 0x05, 0x07, 0x03, 0x04]);
/// `timeStamping`: 1.3.6.1.5.5.7.3.8.
pub const KP_TIME_STAMPING: Oid<'static> = Oid(&[0x2b, 0x06, 0x01, 0x05, 0x05, 0x07, 0x03, 0x08]);
/// `OCSPSigning`: 1.3.6.1.5.5.7.3.9.
pub const KP_OCSP_SIGNING: Oid<'static> = Oid(&[0x2b, 0x06, 0x01, 0x05, 0x05, 0x07, 0x03, 0x09]);
/// `documentSigning`: 1.3.6.1.5.5.7.3.36.
pub const KP_DOCUMENT_SIGNING: Oid<'static> =
    Oid(&[0x2b, 0x06, 0x01, 0x05, 0x05, 0x07, 0x03, 0x24]);
/// `precertificateSigning` (RFC 6962 §3.1): 1.3.6.1.4.1.11129.2.4.4.
pub const CT_PRECERTIFICATE_SIGNING: Oid<'static> =
    Oid(&[0x2b, 0x06, 0x01, 0x04, 0x01, 0xd6, 0x79, 0x02, 0x04, 0x04]);
/// `smtpUTF8Mailbox` (RFC 8398 §3): 1.3.6.1.5.5.7.8.9.
pub const ON_SMTP_UTF8_MAILBOX: Oid<'static> =
    Oid(&[0x2b, 0x06, 0x01, 0x05, 0x05, 0x07, 0x08, 0x09]);
/// `msSmartcardLogin`: 1.3.6.1.4.1.311.20.2.2.
pub const MS_SMARTCARD_LOGON: Oid<'static> =
    Oid(&[0x2b, 0x06, 0x01, 0x04, 0x01, 0x82, 0x37, 0x14, 0x02, 0x02]);
/// `msDocumentSigning`: 1.3.6.1.4.1.311.10.3.12.
pub const MS_DOCUMENT_SIGNING: Oid<'static> =
    Oid(&[0x2b, 0x06, 0x01, 0x04, 0x01, 0x82, 0x37, 0x0a, 0x03, 0x0c]);

const NAMES: &[(Oid<'static>, &str)] = &[
    (ID_DATA, "data"),
    (ID_SIGNED_DATA, "signedData"),
    (ID_TST_INFO, "TSTInfo"),
    (CONTENT_TYPE, "contentType"),
    (MESSAGE_DIGEST, "messageDigest"),
    (SIGNING_TIME, "signingTime"),
    (COUNTERSIGNATURE, "countersignature"),
    (CONTENT_HINTS, "contentHints"),
    (CONTENT_REFERENCE, "contentReference"),
    (CONTENT_IDENTIFIER, "contentIdentifier"),
    (SIGNING_CERTIFICATE, "signingCertificate"),
    (SIGNING_CERTIFICATE_V2, "signingCertificateV2"),
    (SIGNATURE_TIME_STAMP, "signatureTimeStamp"),
    (SIG_POLICY_ID, "signaturePolicyIdentifier"),
    (REVOCATION_VALUES, "revocationValues"),
    (ADBE_REVOCATION, "adbe-revocationInfoArchival"),
    (COMMITMENT_TYPE, "commitmentTypeIndication"),
    (SIGNER_LOCATION, "signerLocation"),
    (SIGNER_ATTRIBUTES_V2, "signerAttributesV2"),
    (CONTENT_TIME_STAMP, "contentTimestamp"),
    (CERTIFICATE_REFS, "certificateRefs"),
    (REVOCATION_REFS, "revocationRefs"),
    (CERTIFICATE_VALUES, "certValues"),
    (ESC_TIME_STAMP, "escTimeStamp"),
    (REFERENCES_TIME_STAMP, "certCRLTimestamp"),
    (ARCHIVE_TIME_STAMP, "archiveTimestamp"),
    (ARCHIVE_TIME_STAMP_V2, "archiveTimestampV2"),
    (ARCHIVE_TIME_STAMP_V3, "archiveTimestampV3"),
    (ATS_HASH_INDEX, "atsHashIndex"),
    (ATS_HASH_INDEX_V2, "atsHashIndexV2"),
    (ATS_HASH_INDEX_V3, "atsHashIndexV3"),
    (MIME_TYPE, "mimeType"),
    (CMS_ALGORITHM_PROTECTION, "cmsAlgorithmProtection"),
    (SHA1, "SHA-1"),
    (SHA256, "SHA-256"),
    (SHA384, "SHA-384"),
    (SHA512, "SHA-512"),
    (RSA_ENCRYPTION, "rsaEncryption"),
    (MGF1, "mgf1"),
    (RSASSA_PSS, "rsassaPss"),
    (SHA1_WITH_RSA, "sha1WithRSAEncryption"),
    (SHA1_WITH_RSA_OIW, "sha1WithRSASignature"),
    (SHA256_WITH_RSA, "sha256WithRSAEncryption"),
    (SHA384_WITH_RSA, "sha384WithRSAEncryption"),
    (SHA512_WITH_RSA, "sha512WithRSAEncryption"),
    (EC_PUBLIC_KEY, "ecPublicKey"),
    (SECP256R1, "secp256r1"),
    (SECP384R1, "secp384r1"),
    (SECP521R1, "secp521r1"),
    (ECDSA_WITH_SHA1, "ecdsa-with-SHA1"),
    (ECDSA_WITH_SHA256, "ecdsa-with-SHA256"),
    (ECDSA_WITH_SHA384, "ecdsa-with-SHA384"),
    (ECDSA_WITH_SHA512, "ecdsa-with-SHA512"),
    (ED25519, "Ed25519"),
    (PBES2, "PBES2"),
    (PBMAC1, "PBMAC1"),
    (PBKDF2, "PBKDF2"),
    (SCRYPT, "scrypt"),
    (HMAC_SHA1, "hmacWithSHA1"),
    (HMAC_SHA224, "hmacWithSHA224"),
    (HMAC_SHA256, "hmacWithSHA256"),
    (HMAC_SHA384, "hmacWithSHA384"),
    (HMAC_SHA512, "hmacWithSHA512"),
    (AES128_CBC, "aes128-CBC"),
    (AES192_CBC, "aes192-CBC"),
    (AES256_CBC, "aes256-CBC"),
    (DES_EDE3_CBC, "des-EDE3-CBC"),
    (PBE_SHA1_3DES3, "pbeWithSHAAnd3-KeyTripleDES-CBC"),
    (PBE_SHA1_3DES2, "pbeWithSHAAnd2-KeyTripleDES-CBC"),
    (PBE_SHA1_RC2_128, "pbeWithSHAAnd128BitRC2-CBC"),
    (PBE_SHA1_RC2_40, "pbeWithSHAAnd40BitRC2-CBC"),
    (SHA224, "SHA-224"),
    (ID_ENCRYPTED_DATA, "encryptedData"),
    (KEY_BAG, "keyBag"),
    (SHROUDED_KEY_BAG, "pkcs8ShroudedKeyBag"),
    (CERT_BAG, "certBag"),
    (SAFE_CONTENTS_BAG, "safeContentsBag"),
    (X509_CERTIFICATE, "x509Certificate"),
    (FRIENDLY_NAME, "friendlyName"),
    (LOCAL_KEY_ID, "localKeyId"),
    (COMMON_NAME, "CN"),
    (SURNAME, "SN"),
    (SERIAL_NUMBER, "serialNumber"),
    (COUNTRY, "C"),
    (LOCALITY, "L"),
    (STATE, "ST"),
    (STREET, "street"),
    (ORGANIZATION, "O"),
    (ORGANIZATIONAL_UNIT, "OU"),
    (TITLE, "title"),
    (GIVEN_NAME, "givenName"),
    (ORGANIZATION_IDENTIFIER, "organizationIdentifier"),
    (USER_ID, "UID"),
    (DOMAIN_COMPONENT, "DC"),
    (EMAIL_ADDRESS, "emailAddress"),
    (SUBJECT_DIRECTORY_ATTRIBUTES, "subjectDirectoryAttributes"),
    (SUBJECT_KEY_IDENTIFIER, "subjectKeyIdentifier"),
    (KEY_USAGE, "keyUsage"),
    (SUBJECT_ALT_NAME, "subjectAltName"),
    (ISSUER_ALT_NAME, "issuerAltName"),
    (BASIC_CONSTRAINTS, "basicConstraints"),
    (CRL_NUMBER, "cRLNumber"),
    (CRL_REASON, "reasonCode"),
    (DELTA_CRL_INDICATOR, "deltaCRLIndicator"),
    (ISSUING_DISTRIBUTION_POINT, "issuingDistributionPoint"),
    (CERTIFICATE_ISSUER, "certificateIssuer"),
    (NAME_CONSTRAINTS, "nameConstraints"),
    (CRL_DISTRIBUTION_POINTS, "cRLDistributionPoints"),
    (CERTIFICATE_POLICIES, "certificatePolicies"),
    (ANY_POLICY, "anyPolicy"),
    (POLICY_MAPPINGS, "policyMappings"),
    (AUTHORITY_KEY_IDENTIFIER, "authorityKeyIdentifier"),
    (POLICY_CONSTRAINTS, "policyConstraints"),
    (EXTENDED_KEY_USAGE, "extKeyUsage"),
    (FRESHEST_CRL, "freshestCRL"),
    (INHIBIT_ANY_POLICY, "inhibitAnyPolicy"),
    (NO_REV_AVAIL, "noRevAvail"),
    (EXPIRED_CERTS_ON_CRL, "expiredCertsOnCRL"),
    (AUTHORITY_INFO_ACCESS, "authorityInfoAccess"),
    (QC_STATEMENTS, "qcStatements"),
    (SUBJECT_INFO_ACCESS, "subjectInfoAccess"),
    (OCSP_BASIC, "ocspBasic"),
    (OCSP_NONCE, "ocspNonce"),
    (OCSP_ARCHIVE_CUTOFF, "ocspArchiveCutoff"),
    (RI_OCSP_RESPONSE, "ocspResponse"),
    (OCSP_NOCHECK, "ocspNoCheck"),
    (NETSCAPE_CERT_TYPE, "netscapeCertType"),
    (AD_OCSP, "ocsp"),
    (AD_CA_ISSUERS, "caIssuers"),
    (QT_CPS, "cps"),
    (QT_UNOTICE, "unotice"),
    (ANY_EXTENDED_KEY_USAGE, "anyExtendedKeyUsage"),
    (KP_SERVER_AUTH, "serverAuth"),
    (KP_CLIENT_AUTH, "clientAuth"),
    (KP_CODE_SIGNING, "codeSigning"),
    (KP_EMAIL_PROTECTION, "emailProtection"),
    (KP_TIME_STAMPING, "timeStamping"),
    (KP_OCSP_SIGNING, "OCSPSigning"),
    (KP_DOCUMENT_SIGNING, "documentSigning"),
    (CT_PRECERTIFICATE_SIGNING, "precertificateSigning"),
    (ON_SMTP_UTF8_MAILBOX, "smtpUTF8Mailbox"),
    (MS_SMARTCARD_LOGON, "msSmartcardLogin"),
    (MS_DOCUMENT_SIGNING, "msDocumentSigning"),
];

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn constants_are_what_their_comments_say() {
        assert_eq!(ID_DATA.to_string(), "1.2.840.113549.1.7.1");
        assert_eq!(ID_SIGNED_DATA.to_string(), "1.2.840.113549.1.7.2");
        assert_eq!(CONTENT_TYPE.to_string(), "1.2.840.113549.1.9.3");
        assert_eq!(MESSAGE_DIGEST.to_string(), "1.2.840.113549.1.9.4");
        assert_eq!(SHA1.to_string(), "1.3.14.3.2.26");
        assert_eq!(SHA256.to_string(), "2.16.840.1.101.3.4.2.1");
        assert_eq!(RSA_ENCRYPTION.to_string(), "1.2.840.113549.1.1.1");
        assert_eq!(MGF1.to_string(), "1.2.840.113549.1.1.8");
        assert_eq!(COMMON_NAME.to_string(), "2.5.4.3");
        assert_eq!(SURNAME.to_string(), "2.5.4.4");
        assert_eq!(SUBJECT_DIRECTORY_ATTRIBUTES.to_string(), "2.5.29.9");
        assert_eq!(SUBJECT_KEY_IDENTIFIER.to_string(), "2.5.29.14");
        assert_eq!(ANY_EXTENDED_KEY_USAGE.to_string(), "2.5.29.37.0");
        assert_eq!(KP_SERVER_AUTH.to_string(), "1.3.6.1.5.5.7.3.1");
        assert_eq!(ARCHIVE_TIME_STAMP_V3.to_string(), "0.4.0.1733.2.4");
        assert_eq!(ATS_HASH_INDEX_V3.to_string(), "0.4.0.19122.1.5");
        assert_eq!(SCRYPT.to_string(), "1.3.6.1.4.1.11591.4.11");
        assert_eq!(PBE_SHA1_RC2_40.to_string(), "1.2.840.113549.1.12.1.6");
        assert_eq!(CT_PRECERTIFICATE_SIGNING.to_string(), "1.3.6.1.4.1.11129.2.4.4");
        assert_eq!(ON_SMTP_UTF8_MAILBOX.to_string(), "1.3.6.1.5.5.7.8.9");
        for (oid, name) in NAMES {
            assert!(Oid::from_contents(oid.contents()).is_some(), "{name}");
        }
    }

    #[test]
    fn refuses_dotted_text_that_is_not_an_identifier() {
        for text in [
            "",
            "1",
            "3.1",
            "1.40",
            "1.2.",
            ".1.2",
            "1.02",
            "1.2.-3",
            "1.2.+3",
            "1.2.340282366920938463463374607431768211456",
        ] {
            assert_eq!(ObjectIdentifier::from_dotted(text), None, "{text}");
        }
        for text in [
            "2.999.1",
            "0.0",
            "2.16.704.1.1.1.1.1",
            "1.2.9223372036854775807",
            "2.25.340282366920938463463374607431768211455",
        ] {
            assert_eq!(ObjectIdentifier::from_dotted(text).expect(text).to_string(), text);
        }
    }

    proptest! {
        #[test]
        fn dotted_round_trip(first in 0_u64..3, second in 0_u64..40, rest in proptest::collection::vec(0_u128..(1 << 126), 0..6)) {
            let mut text = format!("{first}.{second}");
            for arc in rest { text.push_str(&format!(".{arc}")); }
            let oid = ObjectIdentifier::from_dotted(&text).expect("valid");
            prop_assert_eq!(oid.to_string(), text);
        }
    }
}
