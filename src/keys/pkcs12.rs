//! PKCS#12 files: keys and certificates under a password (RFC 7292).
//!
//! As OpenSSL, Java and Windows write them: BER or DER, bags in any order, encrypted or not, with
//! the MAC of RFC 7292 or PBMAC1 (RFC 9579). Stricter than the text: one MAC, over the whole, is
//! looked at before anything inside is. A file without MAC opens as well; what holds it then is
//! that a key must fit its certificate. Left out: integrity and privacy by public keys (§3.1), CRL
//! and secret bags, which are skipped, and writing.

mod mac;

use std::borrow::Cow;
use std::ops::Range;

use zeroize::Zeroizing;

use crate::der::{Reader, Tag, Tlv, ber};
use crate::error::{Error, Limit, Unsupported};
use crate::keys::derivation::{Budget, Password};
use crate::keys::pkcs8::Encrypted;
use crate::keys::protection::Scheme;
use crate::limits::Limits;
use crate::oid;

/// The keys and certificates of a file, in its order.
#[derive(Default)]
pub(super) struct Contents {
    pub(super) keys: Vec<Key>,
    pub(super) certificates: Vec<CertificateBag>,
}

/// A private key as PKCS#8. It has no `Debug`.
pub(super) struct Key {
    pub(super) pkcs8: Zeroizing<Vec<u8>>,
    pub(super) attributes: Attributes,
}

/// A certificate in DER, as it was received.
pub(super) struct CertificateBag {
    pub(super) der: Vec<u8>,
    pub(super) attributes: Attributes,
}

/// What is said about a bag.
#[derive(Default)]
pub(super) struct Attributes {
    pub(super) friendly_name: Option<String>,
    pub(super) local_key_id: Option<Vec<u8>>,
}

/// Opens a file.
///
/// ```text
/// PFX ::= SEQUENCE {
///   version   INTEGER {v3(3)},
///   authSafe  ContentInfo,
///   macData   MacData OPTIONAL }
/// ```
pub(super) fn open(file: &[u8], password: &str, limits: &Limits) -> Result<Contents, Error> {
    const WHAT: &str = "PFX";
    let der = ber::to_der(file, limits)?;
    let mut reader = Reader::new(&der);
    let mut pfx = reader.sequence(WHAT)?;
    reader.finish(WHAT)?;
    let place = pfx;
    // RFC 7292 §4: version 3.
    if pfx.small_integer(WHAT)? != 3 {
        return Err(place.error(WHAT, "RFC 7292 §4: version"));
    }
    let content = content(&mut pfx)?;
    let password = Password::new(password);
    let mut budget = Budget::new(limits);
    let forms = if pfx.is_empty() {
        password.forms()
    } else {
        mac::verify(&mut pfx, content, &password, &mut budget)?
    };
    pfx.finish(WHAT)?;
    let mut safe = Safe { password, forms, budget, limits, contents: Contents::default() };
    safe.read(content)?;
    Ok(safe.contents)
}

/// Reads a ContentInfo of type data, the only one that a password can protect as a whole.
fn content<'a>(pfx: &mut Reader<'a>) -> Result<&'a [u8], Error> {
    const WHAT: &str = "authSafe";
    let mut info = pfx.sequence(WHAT)?;
    if info.oid(WHAT)? != oid::ID_DATA {
        // RFC 7292 §3.1: signedData is integrity by public keys.
        return Err(Error::Unsupported(Unsupported::KeyEncryption));
    }
    let mut explicit = info.nested(Tag::context_constructed(0), WHAT)?;
    info.finish(WHAT)?;
    let content = explicit.octet_string(WHAT)?;
    explicit.finish(WHAT)?;
    Ok(content)
}

/// A file whose MAC was right, being read.
struct Safe<'a> {
    password: Password<'a>,
    /// The forms of the password that the file may have been written with.
    forms: Range<usize>,
    budget: Budget,
    limits: &'a Limits,
    contents: Contents,
}

impl Safe<'_> {
    /// Reads `AuthenticatedSafe ::= SEQUENCE OF ContentInfo`.
    fn read(&mut self, content: &[u8]) -> Result<(), Error> {
        const WHAT: &str = "AuthenticatedSafe";
        let der = ber::to_der(content, self.limits)?;
        let mut reader = Reader::new(&der);
        let mut infos = reader.sequence(WHAT)?;
        reader.finish(WHAT)?;
        while !infos.is_empty() {
            let mut info = infos.sequence(WHAT)?;
            let kind = info.oid(WHAT)?;
            let mut explicit = info.nested(Tag::context_constructed(0), WHAT)?;
            info.finish(WHAT)?;
            if kind == oid::ID_DATA {
                let plain = explicit.octet_string(WHAT)?;
                self.safe_contents(plain)?;
            } else if kind == oid::ID_ENCRYPTED_DATA {
                let plain = self.decrypt(&mut explicit)?;
                self.safe_contents(&plain)?;
            } else {
                // RFC 7292 §3.1: envelopedData is privacy by public keys.
                return Err(Error::Unsupported(Unsupported::KeyEncryption));
            }
            explicit.finish(WHAT)?;
        }
        Ok(())
    }

    /// Reads EncryptedData (RFC 5652 §8) and decrypts it.
    ///
    /// ```text
    /// EncryptedData ::= SEQUENCE {
    ///   version               CMSVersion,
    ///   encryptedContentInfo  SEQUENCE {
    ///     contentType                 OBJECT IDENTIFIER,
    ///     contentEncryptionAlgorithm  AlgorithmIdentifier,
    ///     encryptedContent        [0] IMPLICIT OCTET STRING OPTIONAL },
    ///   unprotectedAttrs  [1] IMPLICIT SET OF Attribute OPTIONAL }
    /// ```
    fn decrypt(&mut self, reader: &mut Reader<'_>) -> Result<Zeroizing<Vec<u8>>, Error> {
        const WHAT: &str = "EncryptedData";
        let mut data = reader.sequence(WHAT)?;
        data.small_integer(WHAT)?;
        let mut info = data.sequence(WHAT)?;
        if info.oid(WHAT)? != oid::ID_DATA {
            return Err(info.error(WHAT, "RFC 7292 §4.1: content type"));
        }
        let scheme = Scheme::read(&mut info)?;
        let ciphertext = info.any(WHAT)?;
        info.finish(WHAT)?;
        data.optional(Tag::context_constructed(1), WHAT)?;
        data.finish(WHAT)?;
        let ciphertext = implicit_octets(&ciphertext)?;
        let limits = self.limits;
        let forms = self.forms.clone();
        scheme.open(&self.password, forms, &ciphertext, &mut self.budget, |plaintext| {
            ber::to_der(plaintext, limits).is_ok_and(|der| der.first() == Some(&Tag::SEQUENCE.0))
        })
    }

    /// Reads `SafeContents ::= SEQUENCE OF SafeBag`, and those that lie within.
    fn safe_contents(&mut self, plain: &[u8]) -> Result<(), Error> {
        const WHAT: &str = "SafeContents";
        let der = match ber::to_der(plain, self.limits)? {
            Cow::Borrowed(_) => None,
            Cow::Owned(der) => Some(Zeroizing::new(der)),
        };
        let mut reader = Reader::new(der.as_ref().map_or(plain, |der| der.as_slice()));
        let mut open = vec![reader.sequence(WHAT)?];
        reader.finish(WHAT)?;
        while let Some(mut bags) = open.pop() {
            if bags.is_empty() {
                continue;
            }
            let inner = self.bag(&mut bags)?;
            open.push(bags);
            open.extend(inner);
        }
        Ok(())
    }

    /// Reads a bag; returns the bags within, if that is what it holds.
    ///
    /// ```text
    /// SafeBag ::= SEQUENCE {
    ///   bagId          OBJECT IDENTIFIER,
    ///   bagValue       [0] EXPLICIT ANY DEFINED BY bagId,
    ///   bagAttributes  SET OF PKCS12Attribute OPTIONAL }
    /// ```
    fn bag<'b>(&mut self, bags: &mut Reader<'b>) -> Result<Option<Reader<'b>>, Error> {
        const WHAT: &str = "SafeBag";
        let mut bag = bags.sequence(WHAT)?;
        let kind = bag.oid(WHAT)?;
        let mut value = bag.nested(Tag::context_constructed(0), WHAT)?;
        let attributes = Attributes::read(&mut bag)?;
        bag.finish(WHAT)?;
        if kind == oid::KEY_BAG {
            let key = value.expect(Tag::SEQUENCE, WHAT)?;
            let pkcs8 = Zeroizing::new(key.raw.to_vec());
            self.contents.keys.push(Key { pkcs8, attributes });
        } else if kind == oid::SHROUDED_KEY_BAG {
            let forms = self.forms.clone();
            let key = Encrypted::read(&mut value)?;
            let pkcs8 = key.open(&self.password, forms, &mut self.budget)?;
            self.contents.keys.push(Key { pkcs8, attributes });
        } else if kind == oid::CERT_BAG {
            self.certificate(&mut value, attributes)?;
        } else if kind == oid::SAFE_CONTENTS_BAG {
            let inner = value.sequence(WHAT)?;
            value.finish(WHAT)?;
            return Ok(Some(inner));
        } else {
            value.any(WHAT)?; // RFC 7292 §4.2.4, §4.2.5: CRLs and secrets are of no use to us
        }
        value.finish(WHAT)?;
        Ok(None)
    }

    /// Reads `CertBag ::= SEQUENCE { certId OBJECT IDENTIFIER, certValue [0] EXPLICIT ANY }`.
    fn certificate(&mut self, bag: &mut Reader<'_>, attributes: Attributes) -> Result<(), Error> {
        const WHAT: &str = "CertBag";
        let mut inner = bag.sequence(WHAT)?;
        let kind = inner.oid(WHAT)?;
        let mut value = inner.nested(Tag::context_constructed(0), WHAT)?;
        inner.finish(WHAT)?;
        if kind != oid::X509_CERTIFICATE {
            return Ok(()); // RFC 7292 §4.2.3: an SDSI certificate
        }
        if self.contents.certificates.len() >= self.limits.certificates {
            return Err(Error::LimitExceeded(Limit::Certificates));
        }
        let der = value.octet_string(WHAT)?.to_vec();
        value.finish(WHAT)?;
        self.contents.certificates.push(CertificateBag { der, attributes });
        Ok(())
    }
}

impl Attributes {
    /// Reads what is left of a bag; unknown attributes are read over.
    fn read(bag: &mut Reader<'_>) -> Result<Self, Error> {
        const WHAT: &str = "bagAttributes";
        let mut attributes = Self::default();
        let Some(set) = bag.optional(Tag::SET, WHAT)? else { return Ok(attributes) };
        let mut set = set.reader();
        while !set.is_empty() {
            let mut attribute = set.sequence(WHAT)?;
            let kind = attribute.oid(WHAT)?;
            let mut values = attribute.nested(Tag::SET, WHAT)?;
            attribute.finish(WHAT)?;
            if kind == oid::FRIENDLY_NAME {
                let name = values.expect(Tag::BMP_STRING, WHAT)?.value;
                attributes.friendly_name = Some(bmp_string(name));
            } else if kind == oid::LOCAL_KEY_ID {
                attributes.local_key_id = Some(values.octet_string(WHAT)?.to_vec());
            }
        }
        Ok(attributes)
    }
}

/// A name for people: what is not UTF-16 becomes U+FFFD, as in any list of names.
fn bmp_string(octets: &[u8]) -> String {
    let units = octets.chunks(2).map(|unit| match unit {
        [high, low] => u16::from_be_bytes([*high, *low]),
        _ => 0xfffd,
    });
    char::decode_utf16(units).map(|unit| unit.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
}

/// The octets of `[0] IMPLICIT OCTET STRING`, which BER may have left in segments (X.690 §8.14.3).
fn implicit_octets<'a>(tlv: &Tlv<'a>) -> Result<Cow<'a, [u8]>, Error> {
    const WHAT: &str = "encryptedContent";
    if tlv.tag == Tag::context(0) {
        return Ok(Cow::Borrowed(tlv.value));
    }
    if tlv.tag != Tag::context_constructed(0) {
        return Err(Error::der(WHAT, "X.690 §8.1.2: unexpected tag", tlv.offset));
    }
    let mut octets = Vec::with_capacity(tlv.value.len());
    let mut segments = tlv.reader();
    while !segments.is_empty() {
        octets.extend_from_slice(segments.octet_string(WHAT)?);
    }
    Ok(Cow::Owned(octets))
}

#[cfg(test)]
mod tests;
