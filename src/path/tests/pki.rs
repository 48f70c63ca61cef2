//! A small PKI of Ed25519 keys whose certificates can be wrong in one thing at a time.

use crate::crypto::{self, SigningKey};
use crate::der::{Tag, Writer};
use crate::oid::{self, ObjectIdentifier, Oid};
use crate::time::Time;
use crate::x509::{Certificate, KeyUsageBit, Name};

/// The time at which tests judge.
pub(crate) fn now() -> Time {
    Time::parse_rfc3339("2026-11-21").expect("valid")
}

/// Whoever can sign certificates: a name and a key.
#[derive(Debug)]
pub(crate) struct Authority {
    pub(crate) name: Vec<u8>,
    pub(crate) key: Box<dyn SigningKey>,
    pub(crate) certificate: Certificate,
}

/// What will be signed.
#[derive(Clone, Debug)]
pub(crate) struct Draft {
    pub(crate) subject: Vec<u8>,
    pub(crate) version: u64,
    pub(crate) serial: u64,
    pub(crate) not_before: &'static str,
    pub(crate) not_after: &'static str,
    /// Another key than the one that belongs to the name.
    pub(crate) key: Option<Vec<u8>>,
    pub(crate) extensions: Vec<Extension>,
}

/// Type, whether it is critical, and value.
pub(crate) type Extension = (ObjectIdentifier, bool, Vec<u8>);

impl Draft {
    fn new(name: &str) -> Self {
        let serial =
            name.bytes().fold(1, |serial: u64, byte| serial.wrapping_mul(31) ^ u64::from(byte));
        Self {
            subject: common_name(name),
            version: 3,
            serial: serial >> 2 | 1,
            not_before: "240101000000Z",
            not_after: "340101000000Z",
            key: None,
            extensions: Vec::new(),
        }
    }

    /// Puts an extension in, in place of one of the same type.
    pub(crate) fn set(&mut self, extension: Extension) {
        self.remove(extension.0.as_oid());
        self.extensions.push(extension);
    }

    pub(crate) fn remove(&mut self, id: Oid<'_>) {
        self.extensions.retain(|one| one.0.as_oid() != id);
    }
}

impl Authority {
    /// A self-signed root.
    pub(crate) fn root(name: &str) -> Self {
        Self::root_with(name, |_| {})
    }

    pub(crate) fn root_with(name: &str, change: impl FnOnce(&mut Draft)) -> Self {
        let key = key(name);
        let mut draft = authority_draft(name);
        change(&mut draft);
        let certificate = sign(&draft, key.spki(), &draft.subject.clone(), key.as_ref());
        Self { name: draft.subject, key, certificate }
    }

    /// An authority below this one, with a key of its own.
    pub(crate) fn authority(&self, name: &str) -> Self {
        self.authority_with(name, |_| {})
    }

    pub(crate) fn authority_with(&self, name: &str, change: impl FnOnce(&mut Draft)) -> Self {
        self.certify(name, key(name), change)
    }

    /// An authority of a name, certified for any key.
    pub(crate) fn certify(
        &self,
        name: &str,
        key: Box<dyn SigningKey>,
        change: impl FnOnce(&mut Draft),
    ) -> Self {
        let mut draft = authority_draft(name);
        change(&mut draft);
        let certificate = sign(&draft, key.spki(), &self.name, self.key.as_ref());
        Self { name: draft.subject, key, certificate }
    }

    pub(crate) fn leaf(&self, name: &str) -> Certificate {
        self.leaf_with(name, |_| {})
    }

    pub(crate) fn leaf_with(&self, name: &str, change: impl FnOnce(&mut Draft)) -> Certificate {
        let mut draft = Draft::new(name);
        draft.set(key_usage(&[KeyUsageBit::DigitalSignature, KeyUsageBit::NonRepudiation]));
        change(&mut draft);
        sign(&draft, key(name).spki(), &self.name, self.key.as_ref())
    }

    pub(crate) fn spki(&self) -> Vec<u8> {
        self.key.spki().to_vec()
    }

    pub(crate) fn subject(&self) -> Name {
        self.certificate.subject().clone()
    }
}

fn authority_draft(name: &str) -> Draft {
    let mut draft = Draft::new(name);
    draft.set(basic_constraints(true, None));
    draft.set(key_usage(&[KeyUsageBit::KeyCertSign]));
    draft
}

/// The key that belongs to a name.
pub(crate) fn key(name: &str) -> Box<dyn SigningKey> {
    let seed = crypto::Hasher::digest(crypto::DigestAlgorithm::Sha256, name.as_bytes());
    let mut out = Writer::new();
    out.sequence(|out| {
        out.unsigned(0);
        out.sequence(|out| {
            out.oid(oid::ED25519);
        });
        let mut inner = Writer::new();
        inner.octet_string(seed.as_bytes());
        out.octet_string(&inner.finish());
    });
    crypto::default_provider().signing_key(&out.finish()).expect("a key")
}

/// A SubjectPublicKeyInfo of ecPublicKey with these parameters.
pub(crate) fn spki(parameters: &[u8], point: &[u8]) -> Vec<u8> {
    key_info(oid::EC_PUBLIC_KEY, parameters, point)
}

/// A SubjectPublicKeyInfo of RSA with a modulus of this many bits, which nobody has factors of.
pub(crate) fn rsa_spki(bits: usize) -> Vec<u8> {
    let mut key = Writer::new();
    key.sequence(|out| {
        out.unsigned_octets(&vec![0xff; bits / 8]).unsigned(65_537);
    });
    key_info(oid::RSA_ENCRYPTION, &[0x05, 0x00], &key.finish())
}

fn key_info(algorithm: Oid<'_>, parameters: &[u8], key: &[u8]) -> Vec<u8> {
    let mut out = Writer::new();
    out.sequence(|out| {
        out.sequence(|out| {
            out.oid(algorithm).raw(parameters);
        });
        out.value(Tag::BIT_STRING, &[&[0], key].concat());
    });
    out.finish()
}

pub(crate) fn common_name(text: &str) -> Vec<u8> {
    name(&[(oid::COMMON_NAME, Tag::UTF8_STRING, text)])
}

/// A name of one attribute in each relative name.
pub(crate) fn name(attributes: &[(Oid<'_>, Tag, &str)]) -> Vec<u8> {
    let mut out = Writer::new();
    out.sequence(|out| {
        for (kind, tag, text) in attributes {
            out.nested(Tag::SET, |out| {
                out.sequence(|out| {
                    out.oid(*kind).value(*tag, text.as_bytes());
                });
            });
        }
    });
    out.finish()
}

pub(crate) fn sign(
    draft: &Draft,
    spki: &[u8],
    issuer: &[u8],
    signer: &dyn SigningKey,
) -> Certificate {
    let algorithm = *signer.algorithms().first().expect("an algorithm");
    let mut tbs = Writer::new();
    tbs.sequence(|out| {
        if draft.version > 1 {
            out.nested(Tag::context_constructed(0), |out| {
                out.unsigned(draft.version - 1);
            });
        }
        out.unsigned(draft.serial);
        algorithm.write(out);
        out.raw(issuer);
        out.sequence(|out| {
            out.value(Tag::UTC_TIME, draft.not_before.as_bytes());
            out.value(Tag::UTC_TIME, draft.not_after.as_bytes());
        });
        out.raw(&draft.subject).raw(draft.key.as_deref().unwrap_or(spki));
        if !draft.extensions.is_empty() {
            out.nested(Tag::context_constructed(3), |out| {
                out.sequence(|out| {
                    draft.extensions.iter().for_each(|one| write_extension(out, one));
                });
            });
        }
    });
    let tbs = tbs.finish();
    let signature = signer.sign(algorithm, &tbs).expect("a signature");
    let mut out = Writer::new();
    out.sequence(|out| {
        out.raw(&tbs);
        algorithm.write(out);
        out.value(Tag::BIT_STRING, &[&[0], signature.as_slice()].concat());
    });
    Certificate::from_der(&out.finish()).expect("a certificate")
}

pub(crate) fn write_extension(out: &mut Writer, (id, critical, value): &Extension) {
    out.sequence(|out| {
        out.oid(id.as_oid());
        if *critical {
            out.boolean(true);
        }
        out.octet_string(value);
    });
}

/// An extension whose value is one constructed value.
pub(crate) fn extension(id: Oid<'_>, critical: bool, fill: impl FnOnce(&mut Writer)) -> Extension {
    let mut out = Writer::new();
    out.sequence(fill);
    (id.to_owned(), critical, out.finish())
}

pub(crate) fn basic_constraints(ca: bool, path_len: Option<u64>) -> Extension {
    extension(oid::BASIC_CONSTRAINTS, true, |out| {
        if ca {
            out.boolean(true);
        }
        if let Some(path_len) = path_len {
            out.unsigned(path_len);
        }
    })
}

pub(crate) fn key_usage(bits: &[KeyUsageBit]) -> Extension {
    let places = KeyUsageBit::ALL.iter().enumerate().filter(|(_, bit)| bits.contains(bit));
    let flags = places.fold(0_u16, |flags, (place, _)| flags | (0x8000 >> place));
    let unused = flags.trailing_zeros();
    let octets = flags.to_be_bytes();
    let octets = if unused >= 8 { &octets[..1] } else { &octets[..] };
    let mut value = vec![u8::try_from(unused % 8).expect("small")];
    value.extend_from_slice(octets);
    let mut out = Writer::new();
    out.value(Tag::BIT_STRING, &value);
    (oid::KEY_USAGE.to_owned(), true, out.finish())
}

pub(crate) fn extended_key_usage(critical: bool, purposes: &[Oid<'_>]) -> Extension {
    extension(oid::EXTENDED_KEY_USAGE, critical, |out| {
        for purpose in purposes {
            out.oid(*purpose);
        }
    })
}

/// Names as context tag number and contents: 1 e-mail, 2 DNS, 4 directory, 6 URI, 7 address.
pub(crate) type General<'a> = (u8, &'a [u8]);

pub(crate) fn write_general(out: &mut Writer, (number, contents): &General<'_>) {
    let constructed = matches!(number, 0 | 3 | 4 | 5);
    let tag = if constructed { Tag::context_constructed(*number) } else { Tag::context(*number) };
    out.value(tag, contents);
}

pub(crate) fn alternative_names(names: &[General<'_>]) -> Extension {
    extension(oid::SUBJECT_ALT_NAME, false, |out| {
        names.iter().for_each(|name| write_general(out, name));
    })
}

pub(crate) fn name_constraints(permitted: &[General<'_>], excluded: &[General<'_>]) -> Extension {
    extension(oid::NAME_CONSTRAINTS, true, |out| {
        for (number, list) in [(0, permitted), (1, excluded)] {
            if !list.is_empty() {
                out.nested(Tag::context_constructed(number), |out| {
                    for base in list {
                        out.sequence(|out| write_general(out, base));
                    }
                });
            }
        }
    })
}

pub(crate) fn policy(dotted: &str) -> ObjectIdentifier {
    ObjectIdentifier::from_dotted(dotted).expect("an OID")
}

pub(crate) fn policies(critical: bool, policies: &[&str], qualifier: Option<&str>) -> Extension {
    extension(oid::CERTIFICATE_POLICIES, critical, |out| {
        for one in policies {
            out.sequence(|out| {
                out.oid(policy(one).as_oid());
                if let Some(kind) = qualifier {
                    out.sequence(|out| {
                        out.sequence(|out| {
                            out.oid(policy(kind).as_oid()).value(Tag::IA5_STRING, b"http://a.vn");
                        });
                    });
                }
            });
        }
    })
}

pub(crate) fn policy_mappings(pairs: &[(&str, &str)]) -> Extension {
    extension(oid::POLICY_MAPPINGS, true, |out| {
        for (issuer, subject) in pairs {
            out.sequence(|out| {
                out.oid(policy(issuer).as_oid()).oid(policy(subject).as_oid());
            });
        }
    })
}

/// requireExplicitPolicy after a number of certificates.
pub(crate) fn explicit_policy(after: u8) -> Extension {
    extension(oid::POLICY_CONSTRAINTS, true, |out| {
        out.value(Tag::context(0), &[after]);
    })
}

pub(crate) fn key_identifier(own: &[u8]) -> Extension {
    let mut out = Writer::new();
    out.octet_string(own);
    (oid::SUBJECT_KEY_IDENTIFIER.to_owned(), false, out.finish())
}

pub(crate) fn issuer_key_identifier(of_issuer: &[u8]) -> Extension {
    extension(oid::AUTHORITY_KEY_IDENTIFIER, false, |out| {
        out.value(Tag::context(0), of_issuer);
    })
}

/// An extension of which nobody has heard.
pub(crate) fn unheard_of(critical: bool) -> Extension {
    (policy("1.3.6.1.4.1.55738.666.1"), critical, vec![5, 0])
}
