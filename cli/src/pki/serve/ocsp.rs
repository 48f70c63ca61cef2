//! An OCSP responder for the development PKI (RFC 6960): it answers from the CRLs of the folder.

use std::path::{Path, PathBuf};

use antin::Time;
use antin::crypto::{DigestAlgorithm, Hasher, SignatureAlgorithm};
use antin::keys::Credential;
use antin::x509::{Certificate, Crl};

use super::credential;
use crate::args::OcspFault;
use crate::failure::Failure;
use crate::pki::extensions::tlv;
use crate::{clock, files};

/// Who may have issued what is asked about.
const ISSUERS: [&str; 2] = ["sub-ca", "root"];

/// id-pkix-ocsp-nonce.
const NONCE: &[u8] = &[6, 9, 0x2b, 6, 1, 5, 5, 7, 0x30, 1, 2];

/// A responder.
pub(super) struct Responder {
    dir: PathBuf,
    credential: Credential,
    stranger: Credential,
    fault: OcspFault,
}

/// What is asked about: a CertID, its issuer's hashed name, its serial number, and the nonce.
struct Asked<'r> {
    cert_id: &'r [u8],
    name_hash: &'r [u8],
    serial: &'r [u8],
    extensions: Option<&'r [u8]>,
}

/// One DER value: tag, contents, the whole.
struct Value<'r> {
    tag: u8,
    contents: &'r [u8],
    whole: &'r [u8],
}

impl Responder {
    pub(super) fn new(dir: &Path, fault: OcspFault) -> Result<Self, Failure> {
        Ok(Self {
            dir: dir.to_owned(),
            credential: credential(dir, "ocsp")?,
            stranger: credential(dir, "agency")?,
            fault,
        })
    }

    /// Answers a request, also one that is none.
    pub(super) fn answer(&self, request: &[u8]) -> Vec<u8> {
        match self.fault {
            OcspFault::TryLater => return status(3),
            OcspFault::Garbage => return b"garbage".to_vec(),
            _ => (),
        }
        let Some(asked) = Asked::read(request) else { return status(1) };
        let Some((issuer, list)) = self.issuer(asked.name_hash) else { return status(6) };
        let signer = match self.fault {
            OcspFault::WrongResponder => &self.stranger,
            _ => &self.credential,
        };
        // RFC 6960 §4.2.2.2: a responder answers for the authority that issued its certificate.
        if !self.credential.certificate().issuer().matches(issuer.subject()) {
            return status(6);
        }
        self.sign(&asked, &list, signer).unwrap_or_else(|| status(2))
    }

    fn issuer(&self, name_hash: &[u8]) -> Option<(Certificate, Crl)> {
        ISSUERS.iter().find_map(|name| {
            let bytes = files::read(&self.dir.join(format!("{name}.pem"))).ok()?;
            let issuer = antin::x509::certificates(&bytes).ok()?.into_iter().next()?;
            let known = [DigestAlgorithm::Sha1, DigestAlgorithm::Sha256].iter().any(|algorithm| {
                Hasher::digest(*algorithm, issuer.subject().raw()).as_bytes() == name_hash
            });
            let list = files::read(&self.dir.join(format!("{name}.crl"))).ok().filter(|_| known)?;
            Some((issuer, Crl::from_der(&list).ok()?))
        })
    }

    fn sign(&self, asked: &Asked<'_>, list: &Crl, signer: &Credential) -> Option<Vec<u8>> {
        let data = tlv(0x30, &self.data(asked, list, signer)?);
        let algorithm = *signer.key().algorithms().first()?;
        let value = signer.key().sign(algorithm, &data).ok()?;
        let signature = tlv(3, &[&[0], value.as_slice()].concat());
        let certificates = tlv(0xa0, &tlv(0x30, signer.certificate().as_der()));
        let basic = tlv(0x30, &[data, identifier(algorithm)?, signature, certificates].concat());
        let kind = [6, 9, 0x2b, 6, 1, 5, 5, 7, 0x30, 1, 1];
        let bytes = tlv(0x30, &[kind.as_slice(), &tlv(4, &basic)].concat());
        Some(tlv(0x30, &[tlv(0x0a, &[0]), tlv(0xa0, &bytes)].concat()))
    }

    /// ResponseData: byName, now, one answer, the nonce.
    fn data(&self, asked: &Asked<'_>, list: &Crl, signer: &Credential) -> Option<Vec<u8>> {
        let now = clock::now().ok()?;
        let stale = if self.fault == OcspFault::Stale { -3 * 86_400 } else { 0 };
        let this_update = now.plus_seconds(stale);
        let next_update = this_update.plus_seconds(86_400);
        let mut cert_id = asked.cert_id.to_vec();
        if let (OcspFault::OtherCertificate, Some(last)) = (self.fault, cert_id.last_mut()) {
            *last ^= 1;
        }
        let next = tlv(0xa0, &time(next_update));
        let single = [cert_id, self.status_of(asked, list, now), time(this_update), next].concat();
        let responder = tlv(0xa1, signer.certificate().subject().raw());
        let answers = tlv(0x30, &tlv(0x30, &single));
        let mut data = [responder, time(this_update), answers].concat();
        if self.fault == OcspFault::OtherNonce {
            let nonce = tlv(4, &tlv(4, &[7; 32]));
            let extension = tlv(0x30, &[NONCE, &nonce].concat());
            data.extend(tlv(0xa1, &tlv(0x30, &extension)));
        } else if let Some(extensions) = asked.extensions {
            data.extend(tlv(0xa1, extensions));
        }
        Some(data)
    }

    /// CertStatus: `good [0]`, `revoked [1]`, `unknown [2]`.
    fn status_of(&self, asked: &Asked<'_>, list: &Crl, now: Time) -> Vec<u8> {
        match self.fault {
            OcspFault::Unknown => return tlv(0x82, &[]),
            OcspFault::Revoked => return tlv(0xa1, &time(now.plus_seconds(-3_600))),
            _ => (),
        }
        match list.find(asked.serial).next() {
            Some(entry) => tlv(0xa1, &time(entry.revoked_at())),
            None => tlv(0x80, &[]),
        }
    }
}

impl<'r> Asked<'r> {
    /// OCSPRequest → TBSRequest → requestList → Request → CertID, and what follows the list.
    fn read(request: &'r [u8]) -> Option<Self> {
        let (outer, _) = value(request)?;
        let (tbs, _) = value(outer.contents)?;
        let (list, rest) = value(tbs.contents)?;
        let (one, _) = value(list.contents)?;
        let (cert_id, _) = value(one.contents)?;
        let (_, fields) = value(cert_id.contents)?;
        let (name_hash, fields) = value(fields)?;
        let (_, fields) = value(fields)?;
        let (serial, _) = value(fields)?;
        let extensions = value(rest).filter(|(found, _)| found.tag == 0xa2);
        Some(Self {
            cert_id: cert_id.whole,
            name_hash: name_hash.contents,
            serial: serial.contents,
            extensions: extensions.map(|(found, _)| found.contents),
        })
    }
}

/// Reads one DER value of up to 65,535 octets; returns it with what follows.
fn value(der: &[u8]) -> Option<(Value<'_>, &[u8])> {
    let (&tag, rest) = der.split_first()?;
    let (&first, rest) = rest.split_first()?;
    let (length, rest) = match first {
        short @ ..=0x7f => (usize::from(short), rest),
        0x81 => (usize::from(*rest.first()?), rest.get(1..)?),
        0x82 => {
            let (high, low) = (*rest.first()?, *rest.get(1)?);
            (usize::from(u16::from_be_bytes([high, low])), rest.get(2..)?)
        }
        _ => return None,
    };
    let (contents, after) = rest.split_at_checked(length)?;
    let whole = der.get(..der.len() - after.len())?;
    Some((Value { tag, contents, whole }, after))
}

/// An answer without an answer (RFC 6960 §4.2.1, OCSPResponseStatus).
fn status(number: u8) -> Vec<u8> {
    vec![0x30, 3, 0x0a, 1, number]
}

fn time(time: Time) -> Vec<u8> {
    let ((year, month, day), (hour, minute, second)) = time.to_civil();
    let text = format!("{year:04}{month:02}{day:02}{hour:02}{minute:02}{second:02}Z");
    tlv(0x18, text.as_bytes())
}

/// The AlgorithmIdentifier of what keys of the PKI sign with first.
fn identifier(algorithm: SignatureAlgorithm) -> Option<Vec<u8>> {
    let identifier: &[u8] = match algorithm {
        SignatureAlgorithm::RsaPkcs1(DigestAlgorithm::Sha256) => {
            &[6, 9, 0x2a, 0x86, 0x48, 0x86, 0xf7, 13, 1, 1, 11, 5, 0]
        }
        SignatureAlgorithm::Ecdsa(DigestAlgorithm::Sha256) => {
            &[6, 8, 0x2a, 0x86, 0x48, 0xce, 0x3d, 4, 3, 2]
        }
        SignatureAlgorithm::Ecdsa(DigestAlgorithm::Sha384) => {
            &[6, 8, 0x2a, 0x86, 0x48, 0xce, 0x3d, 4, 3, 3]
        }
        SignatureAlgorithm::Ed25519 => &[6, 3, 0x2b, 0x65, 0x70],
        _ => return None,
    };
    Some(tlv(0x30, identifier))
}

/// The request in a path (RFC 5019 §5): Base64, with escapes.
pub(super) fn of_path(coded: &str) -> Option<Vec<u8>> {
    let coded = coded.replace("%2B", "+").replace("%2b", "+");
    let coded = coded.replace("%2F", "/").replace("%2f", "/");
    let coded = coded.replace("%3D", "=").replace("%3d", "=");
    let letters: Vec<_> = coded.chars().collect();
    let lines: Vec<String> = letters.chunks(64).map(|line| line.iter().collect()).collect();
    let coded = lines.join("\n");
    let text = format!("-----BEGIN REQUEST-----\n{coded}\n-----END REQUEST-----\n");
    let block = antin::pem::blocks(text.as_bytes()).next()?.ok()?;
    Some(block.der().to_vec())
}
