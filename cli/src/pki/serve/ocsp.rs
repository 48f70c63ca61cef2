//! An OCSP responder for the development PKI (RFC 6960): it answers from the CRLs of the folder.

use std::path::{Path, PathBuf};

use antin::Time;
use antin::crypto::{DigestAlgorithm, Hasher};
use antin::keys::Credential;
use antin::x509::{Certificate, Crl};

use crate::args::OcspFault;
use crate::failure::Failure;
use crate::pki::answer::{self, Answer, Asked, Standing};
use crate::pki::store::credential;
use crate::{clock, files};

/// Who may have issued what is asked about.
const ISSUERS: [&str; 2] = ["sub-ca", "root"];

/// A responder.
pub(super) struct Responder {
    dir: PathBuf,
    credential: Credential,
    stranger: Credential,
    fault: OcspFault,
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
        let now = clock::now().ok()?;
        let stale = if self.fault == OcspFault::Stale { -3 * 86_400 } else { 0 };
        let this_update = now.plus_seconds(stale);
        let mut cert_id = asked.cert_id.to_vec();
        if let (OcspFault::OtherCertificate, Some(last)) = (self.fault, cert_id.last_mut()) {
            *last ^= 1;
        }
        let extensions = match self.fault {
            OcspFault::OtherNonce => Some(answer::with_nonce(&[7; 32])),
            _ => asked.extensions.map(<[u8]>::to_vec),
        };
        let answer = Answer {
            cert_id,
            standing: self.standing(asked, list, now),
            this_update,
            next_update: Some(this_update.plus_seconds(86_400)),
            by_key: false,
            extensions,
        };
        answer.sign(signer)
    }

    fn standing(&self, asked: &Asked<'_>, list: &Crl, now: Time) -> Standing {
        match self.fault {
            OcspFault::Unknown => Standing::Unknown,
            OcspFault::Revoked => Standing::Revoked(now.plus_seconds(-3_600), None),
            _ => Standing::by(list, asked.serial),
        }
    }
}

/// An answer without an answer (RFC 6960 §4.2.1, OCSPResponseStatus).
fn status(number: u8) -> Vec<u8> {
    vec![0x30, 3, 0x0a, 1, number]
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
