//! Messages and certificates for tests, made so that a test can turn one property around.

use crate::crypto::{self, DigestAlgorithm, Hasher, SignatureAlgorithm, SigningKey};
use crate::der::{Reader, Tag, Writer};
use crate::oid::{self, Oid};
use crate::pem;
use crate::time::Time;
use crate::x509::Certificate;

pub(crate) const RSA2048: &str = include_str!("../../../test-vectors/keys/pem/rsa2048.pem");
pub(crate) const RSA3072: &str = include_str!("../../../test-vectors/keys/pem/rsa3072.pem");
pub(crate) const RSA4096: &str = include_str!("../../../test-vectors/keys/pem/rsa4096.pem");
pub(crate) const P256: &str = include_str!("../../../test-vectors/keys/pem/p256.pem");
pub(crate) const P384: &str = include_str!("../../../test-vectors/keys/pem/p384.pem");
pub(crate) const ED25519: &str = include_str!("../../../test-vectors/keys/pem/ed25519.pem");

/// All six key types, the smallest first.
pub(crate) const KEYS: [&str; 6] = [P256, P384, ED25519, RSA2048, RSA3072, RSA4096];

pub(crate) fn time(text: &str) -> Time {
    Time::parse_rfc3339(text).expect("time")
}

/// The time at which the fixtures are judged.
pub(crate) fn noon() -> Time {
    time("2026-11-21T12:00:00Z")
}

pub(crate) fn key(pem: &str) -> Box<dyn SigningKey> {
    let block = pem::blocks(pem.as_bytes()).next().expect("a block").expect("PEM");
    crypto::default_provider().signing_key(block.der()).expect("key")
}

pub(crate) fn usual(key: &dyn SigningKey) -> SignatureAlgorithm {
    *key.algorithms().first().expect("an algorithm")
}

fn der(fill: impl FnOnce(&mut Writer)) -> Vec<u8> {
    let mut out = Writer::new();
    fill(&mut out);
    out.finish()
}

pub(crate) fn name(common_name: &str) -> Vec<u8> {
    der(|out| {
        out.sequence(|out| {
            out.nested(Tag::SET, |out| {
                out.sequence(|out| {
                    out.oid(oid::COMMON_NAME).value(Tag::UTF8_STRING, common_name.as_bytes());
                });
            });
        });
    })
}

/// What a certificate says; a test changes one thing.
#[derive(Clone, Debug)]
pub(crate) struct Shape {
    pub(crate) subject: &'static str,
    pub(crate) issuer: &'static str,
    pub(crate) serial: u64,
    pub(crate) validity: (&'static str, &'static str),
    pub(crate) is_ca: bool,
    /// The octet of the BIT STRING: 0xc0 is digitalSignature and nonRepudiation.
    pub(crate) key_usage: u8,
}

pub(crate) const ROOT: Shape = Shape {
    subject: "Root",
    issuer: "Root",
    serial: 1,
    validity: ("2020-01-01T00:00:00Z", "2040-01-01T00:00:00Z"),
    is_ca: true,
    key_usage: 0x06,
};

pub(crate) const SIGNER: Shape = Shape {
    subject: "Signer",
    issuer: "Root",
    serial: 2,
    validity: ("2026-01-01T00:00:00Z", "2027-01-01T00:00:00Z"),
    is_ca: false,
    key_usage: 0xc0,
};

impl Shape {
    /// Has an issuer's key sign it over a subject's.
    pub(crate) fn issue(&self, subject: &dyn SigningKey, issuer: &dyn SigningKey) -> Certificate {
        let algorithm = usual(issuer);
        let to_be_signed = der(|out| {
            out.sequence(|out| {
                out.nested(Tag::context_constructed(0), |out| {
                    out.unsigned(2);
                });
                out.unsigned(self.serial);
                algorithm.write(out);
                out.raw(&name(self.issuer));
                out.sequence(|out| {
                    out.time(time(self.validity.0)).time(time(self.validity.1));
                });
                out.raw(&name(self.subject)).raw(subject.spki());
                out.nested(Tag::context_constructed(3), |out| {
                    out.sequence(|out| self.extensions(subject, out));
                });
            });
        });
        let value = issuer.sign(algorithm, &to_be_signed).expect("signature");
        let certificate = der(|out| {
            out.sequence(|out| {
                out.raw(&to_be_signed);
                algorithm.write(out);
                out.value(Tag::BIT_STRING, &[&[0], value.as_slice()].concat());
            });
        });
        Certificate::from_der(&certificate).expect("certificate")
    }

    fn extensions(&self, subject: &dyn SigningKey, out: &mut Writer) {
        extension(out, oid::BASIC_CONSTRAINTS, true, |out| {
            out.sequence(|out| {
                if self.is_ca {
                    out.boolean(true);
                }
            });
        });
        extension(out, oid::KEY_USAGE, true, |out| {
            let unused = u8::try_from(self.key_usage.trailing_zeros().min(7)).expect("small");
            out.value(Tag::BIT_STRING, &[unused, self.key_usage]);
        });
        extension(out, oid::SUBJECT_KEY_IDENTIFIER, false, |out| {
            out.octet_string(&key_identifier(subject));
        });
    }
}

fn extension(out: &mut Writer, oid: Oid<'_>, critical: bool, fill: impl FnOnce(&mut Writer)) {
    out.sequence(|out| {
        out.oid(oid);
        if critical {
            out.boolean(true);
        }
        out.octet_string(&der(fill));
    });
}

pub(crate) fn key_identifier(key: &dyn SigningKey) -> Vec<u8> {
    Hasher::digest(DigestAlgorithm::Sha1, key.spki()).as_bytes().to_vec()
}

/// The same certificate with the other good value of its issuer's signature on P-256: n − s in place of s.
pub(crate) fn twin(certificate: &Certificate) -> Certificate {
    let value = p256::ecdsa::Signature::from_der(certificate.signature()).expect("a value");
    let (r, s) = value.split_scalars();
    let other = p256::ecdsa::Signature::from_scalars(r, -s).expect("a value").to_der();
    let twin = der(|out| {
        out.sequence(|out| {
            out.raw(certificate.tbs_der()).raw(certificate.signature_algorithm_der());
            out.value(Tag::BIT_STRING, &[&[0], other.as_bytes()].concat());
        });
    });
    Certificate::from_der(&twin).expect("certificate")
}

/// A signer's certificate and key, and the root above.
#[derive(Debug)]
pub(crate) struct Party {
    pub(crate) root: Certificate,
    pub(crate) certificate: Certificate,
    pub(crate) key: Box<dyn SigningKey>,
}

impl Party {
    pub(crate) fn new(pem: &str) -> Self {
        Self::with(pem, &SIGNER)
    }

    /// A signer whose certificate has this shape.
    pub(crate) fn with(pem: &str, shape: &Shape) -> Self {
        // Ed25519 does not draw, so that the same party can be made again.
        let (authority, key) = (key(ED25519), key(pem));
        let root = ROOT.issue(&*authority, &*authority);
        Self { root, certificate: shape.issue(&*key, &*authority), key }
    }
}

/// An attribute with its values.
pub(crate) type Attribute = (Oid<'static>, Vec<Vec<u8>>);

/// A SignerInfo, field by field; every field is DER that a test may replace.
#[derive(Clone, Debug)]
pub(crate) struct Signer {
    pub(crate) version: u64,
    pub(crate) identifier: Vec<u8>,
    pub(crate) digest: Vec<u8>,
    pub(crate) attributes: Option<Vec<Attribute>>,
    /// Whether the signed attributes are in the order of DER.
    pub(crate) sorted: bool,
    pub(crate) algorithm: Vec<u8>,
    /// The value, instead of a good one.
    pub(crate) value: Option<Vec<u8>>,
    pub(crate) unsigned: Vec<Attribute>,
}

/// A SignedData, field by field.
#[derive(Clone, Debug)]
pub(crate) struct Message {
    pub(crate) version: u64,
    pub(crate) digests: Vec<Vec<u8>>,
    pub(crate) content_type: Oid<'static>,
    pub(crate) content: Vec<u8>,
    pub(crate) detached: bool,
    pub(crate) certificates: Vec<Vec<u8>>,
    pub(crate) signers: Vec<Signer>,
}

pub(crate) fn issuer_and_serial(certificate: &Certificate) -> Vec<u8> {
    der(|out| {
        out.sequence(|out| {
            out.raw(certificate.issuer().raw()).value(Tag::INTEGER, certificate.serial());
        });
    })
}

pub(crate) fn digest_identifier(digest: DigestAlgorithm) -> Vec<u8> {
    der(|out| digest.write(out))
}

pub(crate) fn algorithm_identifier(algorithm: SignatureAlgorithm) -> Vec<u8> {
    der(|out| algorithm.write(out))
}

pub(crate) fn octets(octets: &[u8]) -> Vec<u8> {
    der(|out| {
        out.octet_string(octets);
    })
}

pub(crate) fn object_identifier(oid: Oid<'_>) -> Vec<u8> {
    der(|out| {
        out.oid(oid);
    })
}

/// The value of signing-certificate-v2 for a certificate.
pub(crate) fn reference(certificate: &Certificate) -> Vec<u8> {
    let digest = Hasher::digest(DigestAlgorithm::Sha256, certificate.as_der());
    der(|out| crate::cms::ess::write_v2(out, &digest))
}

impl Message {
    /// A good message of level B-B over `content`, which it carries.
    pub(crate) fn new(party: &Party, content: &[u8]) -> Self {
        let algorithm = usual(&*party.key);
        let digest = algorithm.digest();
        let attributes = vec![
            (oid::CONTENT_TYPE, vec![object_identifier(oid::ID_DATA)]),
            (oid::MESSAGE_DIGEST, vec![octets(Hasher::digest(digest, content).as_bytes())]),
            (
                oid::SIGNING_TIME,
                vec![der(|out| {
                    out.time(time("2026-11-20T08:00:00Z"));
                })],
            ),
            (oid::SIGNING_CERTIFICATE_V2, vec![reference(&party.certificate)]),
        ];
        let signer = Signer {
            version: 1,
            identifier: issuer_and_serial(&party.certificate),
            digest: digest_identifier(digest),
            attributes: Some(attributes),
            sorted: true,
            algorithm: algorithm_identifier(algorithm),
            value: None,
            unsigned: Vec::new(),
        };
        Self {
            version: 1,
            digests: vec![digest_identifier(digest)],
            content_type: oid::ID_DATA,
            content: content.to_vec(),
            detached: false,
            certificates: vec![party.certificate.as_der().to_vec()],
            signers: vec![signer],
        }
    }

    pub(crate) fn detached(mut self) -> Self {
        self.detached = true;
        self
    }

    /// Changes the first signer.
    pub(crate) fn signer(mut self, change: impl FnOnce(&mut Signer)) -> Self {
        change(&mut self.signers[0]);
        self
    }

    /// Replaces the values of a signed attribute of the first signer.
    pub(crate) fn attribute(self, oid: Oid<'static>, values: Vec<Vec<u8>>) -> Self {
        self.signer(|signer| {
            let attributes = signer.attributes.as_mut().expect("signed attributes");
            match attributes.iter_mut().find(|(known, _)| *known == oid) {
                Some(found) => found.1 = values,
                None => attributes.push((oid, values)),
            }
        })
    }

    /// Takes a signed attribute of the first signer out.
    pub(crate) fn without(self, oid: Oid<'static>) -> Self {
        self.signer(|signer| {
            let attributes = signer.attributes.as_mut().expect("signed attributes");
            attributes.retain(|(known, _)| *known != oid);
        })
    }

    /// Adds an attribute, even if there is one of this type.
    pub(crate) fn again(self, oid: Oid<'static>, values: Vec<Vec<u8>>) -> Self {
        self.signer(|signer| {
            signer.attributes.as_mut().expect("signed attributes").push((oid, values));
        })
    }

    /// Signs it with the party's key, and writes it in DER.
    pub(crate) fn build(&self, party: &Party) -> Vec<u8> {
        let signers = self.signers.iter().map(|signer| signer.build(self, party)).collect();
        der(|out| {
            out.sequence(|out| {
                out.oid(oid::ID_SIGNED_DATA).nested(Tag::context_constructed(0), |out| {
                    out.sequence(|out| self.fields(signers, out));
                });
            });
        })
    }

    fn fields(&self, signers: Vec<Vec<u8>>, out: &mut Writer) {
        out.unsigned(self.version).set_of(Tag::SET, self.digests.clone());
        out.sequence(|out| {
            out.oid(self.content_type);
            if !self.detached {
                out.nested(Tag::context_constructed(0), |out| {
                    out.octet_string(&self.content);
                });
            }
        });
        if !self.certificates.is_empty() {
            out.set_of(Tag::context_constructed(0), self.certificates.clone());
        }
        out.set_of(Tag::SET, signers);
    }
}

impl Signer {
    fn build(&self, message: &Message, party: &Party) -> Vec<u8> {
        let attributes = self.attributes.as_ref().map(|one| set(one, self.sorted));
        let signed = attributes.as_deref().unwrap_or(&message.content);
        let mut algorithm = Reader::new(&self.algorithm);
        let algorithm = SignatureAlgorithm::from_cms(&mut algorithm, DigestAlgorithm::Sha256)
            .unwrap_or_else(|_| usual(&*party.key));
        let value = self.value.clone().unwrap_or_else(|| {
            party
                .key
                .sign(algorithm, signed)
                .or_else(|_| party.key.sign(usual(&*party.key), signed))
                .expect("value")
        });
        der(|out| {
            out.sequence(|out| {
                out.unsigned(self.version).raw(&self.identifier).raw(&self.digest);
                if let Some(attributes) = attributes {
                    out.raw(&retagged(attributes, Tag::context_constructed(0)));
                }
                out.raw(&self.algorithm).octet_string(&value);
                if !self.unsigned.is_empty() {
                    let unsigned = set(&self.unsigned, true);
                    out.raw(&retagged(unsigned, Tag::context_constructed(1)));
                }
            });
        })
    }
}

fn set(attributes: &[Attribute], sorted: bool) -> Vec<u8> {
    let encoded = attributes.iter().map(|(oid, values)| {
        der(|out| {
            out.sequence(|out| {
                out.oid(*oid).set_of(Tag::SET, values.clone());
            });
        })
    });
    let encoded: Vec<_> = encoded.collect();
    der(|out| {
        if sorted {
            out.set_of(Tag::SET, encoded);
        } else {
            out.nested(Tag::SET, |out| {
                out.raw(&encoded.concat());
            });
        }
    })
}

fn retagged(mut encoding: Vec<u8>, tag: Tag) -> Vec<u8> {
    encoding[0] = tag.0;
    encoding
}

/// Writes a message in DER anew as streaming encoders write it: indefinite lengths down to the
/// members of its sets, and the content in segments of three octets.
pub(crate) fn streamed(message: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    indefinite(&mut out, &mut Reader::new(message), 0);
    out
}

fn indefinite(out: &mut Vec<u8>, reader: &mut Reader<'_>, depth: usize) {
    while !reader.is_empty() {
        let tlv = reader.any("test").expect("value");
        if depth == 5 && tlv.tag == Tag::OCTET_STRING {
            out.extend([0x24, 0x80]);
            for segment in tlv.value.chunks(3) {
                out.extend(octets(segment));
            }
            out.extend([0, 0]);
        } else if tlv.tag.is_constructed() && (depth < 4 || tlv.tag == Tag::context_constructed(0))
        {
            out.extend([tlv.tag.0, 0x80]);
            indefinite(out, &mut tlv.reader(), depth + 1);
            out.extend([0, 0]);
        } else {
            // Certificates and SignerInfos among them: a streaming encoder copies these.
            out.extend(tlv.raw);
        }
    }
}
