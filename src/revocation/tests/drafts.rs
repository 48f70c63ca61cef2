//! CRLs and OCSP responses that can be wrong in one thing at a time.

use crate::crypto::{DigestAlgorithm, Hasher, SigningKey};
use crate::der::{Tag, Writer};
use crate::oid::{self, Oid};
use crate::path::tests::pki::{Authority, Extension, write_extension};
use crate::revocation::ocsp::Response;
use crate::time::Time;
use crate::x509::{Certificate, Crl};

/// A CRL to be signed.
#[derive(Clone)]
pub(super) struct List {
    pub(super) issuer: Vec<u8>,
    pub(super) this_update: &'static str,
    pub(super) next_update: Option<&'static str>,
    pub(super) extensions: Vec<Extension>,
    pub(super) entries: Vec<Entry>,
}

/// Serial number, time, extensions.
pub(super) type Entry = (Vec<u8>, &'static str, Vec<Extension>);

impl List {
    /// An empty list, in force.
    pub(super) fn of(authority: &Authority) -> Self {
        Self {
            issuer: authority.name.clone(),
            this_update: "261120000000Z",
            next_update: Some("261127000000Z"),
            extensions: vec![number(oid::CRL_NUMBER, false, 7)],
            entries: Vec::new(),
        }
    }

    pub(super) fn with(mut self, extension: Extension) -> Self {
        self.extensions.retain(|one| one.0 != extension.0);
        self.extensions.push(extension);
        self
    }

    pub(super) fn revoking(self, certificate: &Certificate) -> Self {
        self.entry(certificate, Vec::new())
    }

    pub(super) fn entry(mut self, certificate: &Certificate, extensions: Vec<Extension>) -> Self {
        self.entries.push((certificate.serial().to_vec(), "261110000000Z", extensions));
        self
    }

    pub(super) fn by(&self, key: &dyn SigningKey) -> Crl {
        Crl::from_der(&self.der(key)).expect("a CRL")
    }

    pub(super) fn der(&self, key: &dyn SigningKey) -> Vec<u8> {
        let algorithm = *key.algorithms().first().expect("an algorithm");
        let mut tbs = Writer::new();
        tbs.sequence(|out| {
            out.unsigned(1);
            algorithm.write(out);
            out.raw(&self.issuer);
            out.value(Tag::UTC_TIME, self.this_update.as_bytes());
            if let Some(time) = self.next_update {
                out.value(Tag::UTC_TIME, time.as_bytes());
            }
            if !self.entries.is_empty() {
                out.sequence(|out| self.entries.iter().for_each(|one| write_entry(out, one)));
            }
            if !self.extensions.is_empty() {
                out.nested(Tag::context_constructed(0), |out| write_all(out, &self.extensions));
            }
        });
        signed(tbs.finish(), key)
    }
}

fn write_entry(out: &mut Writer, (serial, time, extensions): &Entry) {
    out.sequence(|out| {
        out.value(Tag::INTEGER, serial);
        out.value(Tag::UTC_TIME, time.as_bytes());
        if !extensions.is_empty() {
            write_all(out, extensions);
        }
    });
}

fn write_all(out: &mut Writer, extensions: &[Extension]) {
    out.sequence(|out| extensions.iter().for_each(|one| write_extension(out, one)));
}

fn signed(tbs: Vec<u8>, key: &dyn SigningKey) -> Vec<u8> {
    let mut out = Writer::new();
    out.sequence(|out| write_signed(out, &tbs, key));
    out.finish()
}

fn write_signed(out: &mut Writer, tbs: &[u8], key: &dyn SigningKey) {
    let algorithm = *key.algorithms().first().expect("an algorithm");
    let value = key.sign(algorithm, tbs).expect("a signature");
    out.raw(tbs);
    algorithm.write(out);
    out.value(Tag::BIT_STRING, &[&[0], value.as_slice()].concat());
}

pub(super) fn number(id: Oid<'_>, critical: bool, number: u64) -> Extension {
    let mut out = Writer::new();
    out.unsigned(number);
    (id.to_owned(), critical, out.finish())
}

/// `issuingDistributionPoint` with fields that `fill` writes.
pub(super) fn scope(fill: impl FnOnce(&mut Writer)) -> Extension {
    let mut out = Writer::new();
    out.sequence(fill);
    (oid::ISSUING_DISTRIBUTION_POINT.to_owned(), true, out.finish())
}

/// `[number] IMPLICIT BOOLEAN`, true.
pub(super) fn flag(out: &mut Writer, number: u8) {
    out.value(Tag::context(number), &[0xff]);
}

/// A distributionPoint with a URI as fullName.
pub(super) fn uri(out: &mut Writer, uri: &str) {
    out.nested(Tag::context_constructed(0), |out| {
        out.nested(Tag::context_constructed(0), |out| {
            out.value(Tag::context(6), uri.as_bytes());
        });
    });
}

/// `cRLDistributionPoints` with one point that `fill` writes.
pub(super) fn points(fill: impl FnOnce(&mut Writer)) -> Extension {
    let mut out = Writer::new();
    out.sequence(|out| {
        out.sequence(fill);
    });
    (oid::CRL_DISTRIBUTION_POINTS.to_owned(), false, out.finish())
}

/// A `[number]` of GeneralNames with a directoryName.
pub(super) fn directory(out: &mut Writer, number: u8, name: &[u8]) {
    out.nested(Tag::context_constructed(number), |out| {
        out.value(Tag::context_constructed(4), name);
    });
}

pub(super) fn reason(code: u8) -> Extension {
    let mut out = Writer::new();
    out.value(Tag::ENUMERATED, &[code]);
    (oid::CRL_REASON.to_owned(), false, out.finish())
}

/// `certificateIssuer` of an entry.
pub(super) fn of_issuer(name: &[u8]) -> Extension {
    let mut out = Writer::new();
    out.sequence(|out| {
        out.value(Tag::context_constructed(4), name);
    });
    (oid::CERTIFICATE_ISSUER.to_owned(), true, out.finish())
}

/// An OCSP response to be signed.
pub(super) struct Draft {
    /// ResponderID, whole.
    pub(super) responder: Vec<u8>,
    pub(super) produced_at: &'static str,
    pub(super) singles: Vec<Single>,
    pub(super) extensions: Vec<Extension>,
    pub(super) certificates: Vec<Certificate>,
}

/// One answer of a response.
#[derive(Clone)]
pub(super) struct Single {
    pub(super) digest: DigestAlgorithm,
    pub(super) issuer: Vec<u8>,
    pub(super) spki: Vec<u8>,
    pub(super) serial: Vec<u8>,
    /// CertStatus, whole.
    pub(super) status: Vec<u8>,
    pub(super) this_update: &'static str,
    pub(super) next_update: Option<&'static str>,
    pub(super) extensions: Vec<Extension>,
}

impl Single {
    pub(super) fn good(certificate: &Certificate, spki: &[u8]) -> Self {
        Self {
            digest: DigestAlgorithm::Sha1,
            issuer: certificate.issuer().raw().to_vec(),
            spki: spki.to_vec(),
            serial: certificate.serial().to_vec(),
            status: vec![0x80, 0],
            this_update: "2026-11-20T00:00:00Z",
            next_update: Some("2026-11-22T00:00:00Z"),
            extensions: Vec::new(),
        }
    }

    pub(super) fn revoked(self, reason: Option<u8>) -> Self {
        let mut out = Writer::new();
        out.nested(Tag::context_constructed(1), |out| {
            out.generalized_time(time("2026-11-10T00:00:00Z"));
            if let Some(reason) = reason {
                out.nested(Tag::context_constructed(0), |out| {
                    out.value(Tag::ENUMERATED, &[reason]);
                });
            }
        });
        Self { status: out.finish(), ..self }
    }

    fn write(&self, out: &mut Writer) {
        let key = crate::crypto::PublicKey::from_spki(&self.spki).expect("a key");
        let hash = |octets: &[u8]| Hasher::digest(self.digest, octets);
        out.sequence(|out| {
            out.sequence(|out| {
                out.sequence(|out| {
                    out.oid(self.digest.oid());
                });
                out.octet_string(hash(&self.issuer).as_bytes());
                out.octet_string(hash(key.octets()).as_bytes());
                out.value(Tag::INTEGER, &self.serial);
            });
            out.raw(&self.status);
            out.generalized_time(time(self.this_update));
            if let Some(next) = self.next_update {
                out.nested(Tag::context_constructed(0), |out| {
                    out.generalized_time(time(next));
                });
            }
            write_explicit(out, &self.extensions);
        });
    }
}

fn write_explicit(out: &mut Writer, extensions: &[Extension]) {
    if !extensions.is_empty() {
        out.nested(Tag::context_constructed(1), |out| write_all(out, extensions));
    }
}

fn time(text: &str) -> Time {
    Time::parse_rfc3339(text).expect("a time")
}

pub(super) fn by_name(name: &[u8]) -> Vec<u8> {
    let mut out = Writer::new();
    out.value(Tag::context_constructed(1), name);
    out.finish()
}

pub(super) fn by_key(spki: &[u8]) -> Vec<u8> {
    let key = crate::crypto::PublicKey::from_spki(spki).expect("a key");
    let hash = Hasher::digest(DigestAlgorithm::Sha1, key.octets());
    let mut out = Writer::new();
    out.nested(Tag::context_constructed(2), |out| {
        out.octet_string(hash.as_bytes());
    });
    out.finish()
}

impl Draft {
    pub(super) fn new(responder: Vec<u8>, singles: Vec<Single>) -> Self {
        Self {
            responder,
            produced_at: "2026-11-20T00:00:00Z",
            singles,
            extensions: Vec::new(),
            certificates: Vec::new(),
        }
    }

    pub(super) fn by(&self, key: &dyn SigningKey) -> Response {
        Response::from_basic_der(&self.basic_der(key)).expect("a response")
    }

    pub(super) fn basic_der(&self, key: &dyn SigningKey) -> Vec<u8> {
        let mut data = Writer::new();
        data.sequence(|out| {
            out.raw(&self.responder);
            out.generalized_time(time(self.produced_at));
            out.sequence(|out| self.singles.iter().for_each(|one| one.write(out)));
            write_explicit(out, &self.extensions);
        });
        let data = data.finish();
        let mut out = Writer::new();
        out.sequence(|out| {
            write_signed(out, &data, key);
            if !self.certificates.is_empty() {
                out.nested(Tag::context_constructed(0), |out| {
                    out.sequence(|out| {
                        for one in &self.certificates {
                            out.raw(one.as_der());
                        }
                    });
                });
            }
        });
        out.finish()
    }
}
