//! OCSP answers of the development PKI (RFC 6960 §4.2.1), put together and signed.

use antin::Time;
use antin::crypto::{DigestAlgorithm, Hasher, PublicKey, SignatureAlgorithm};
use antin::keys::Credential;
use antin::x509::Crl;

use super::der::{identifier, time, tlv, value};

/// id-pkix-ocsp-nonce.
const NONCE: &[u8] = &[6, 9, 0x2b, 6, 1, 5, 5, 7, 0x30, 1, 2];

/// What is asked about: a CertID, its issuer's hashed name, its serial number, and the nonce.
pub(super) struct Asked<'r> {
    pub(super) cert_id: &'r [u8],
    pub(super) name_hash: &'r [u8],
    pub(super) serial: &'r [u8],
    pub(super) extensions: Option<&'r [u8]>,
}

/// How a certificate stands.
#[derive(Clone, Copy, Debug)]
pub(super) enum Standing {
    Good,
    /// Since when, and the number of the reason (RFC 5280 §5.3.1).
    Revoked(Time, Option<u8>),
    Unknown,
}

/// One answer about one certificate.
#[derive(Debug)]
pub(super) struct Answer {
    pub(super) cert_id: Vec<u8>,
    pub(super) standing: Standing,
    pub(super) this_update: Time,
    pub(super) next_update: Option<Time>,
    /// Names the responder by the hash of its key, and not by its name.
    pub(super) by_key: bool,
    /// The extensions of the response, as their SEQUENCE.
    pub(super) extensions: Option<Vec<u8>>,
}

impl Answer {
    /// Returns the answer, signed, as an OCSPResponse.
    pub(super) fn sign(&self, signer: &Credential) -> Option<Vec<u8>> {
        let data = tlv(0x30, &self.data(signer)?);
        let algorithm: SignatureAlgorithm = *signer.key().algorithms().first()?;
        let value = signer.key().sign(algorithm, &data).ok()?;
        let signature = tlv(3, &[&[0], value.as_slice()].concat());
        let certificates = tlv(0xa0, &tlv(0x30, signer.certificate().as_der()));
        let basic = tlv(0x30, &[data, identifier(algorithm)?, signature, certificates].concat());
        let kind = [6, 9, 0x2b, 6, 1, 5, 5, 7, 0x30, 1, 1];
        let bytes = tlv(0x30, &[kind.as_slice(), &tlv(4, &basic)].concat());
        Some(tlv(0x30, &[tlv(0x0a, &[0]), tlv(0xa0, &bytes)].concat()))
    }

    /// ResponseData: the responder, the time, one answer, extensions.
    fn data(&self, signer: &Credential) -> Option<Vec<u8>> {
        let next = self.next_update.map(|next| tlv(0xa0, &time(next))).unwrap_or_default();
        let times = [time(self.this_update), next].concat();
        let single = [self.cert_id.clone(), self.standing.to_der(), times].concat();
        let answers = tlv(0x30, &tlv(0x30, &single));
        let extensions = self.extensions.as_ref().map(|one| tlv(0xa1, one)).unwrap_or_default();
        Some([self.responder(signer)?, time(self.this_update), answers, extensions].concat())
    }

    fn responder(&self, signer: &Credential) -> Option<Vec<u8>> {
        let certificate = signer.certificate();
        if !self.by_key {
            return Some(tlv(0xa1, certificate.subject().raw()));
        }
        // RFC 6960 §4.2.1: KeyHash is SHA-1 of the key's octets, whatever else is signed with.
        let key = PublicKey::from_spki(certificate.spki()).ok()?;
        let hash = Hasher::digest(DigestAlgorithm::Sha1, key.octets());
        Some(tlv(0xa2, &tlv(4, hash.as_bytes())))
    }
}

impl Standing {
    /// What a list says about a serial number.
    pub(super) fn by(list: &Crl, serial: &[u8]) -> Self {
        match list.find(serial).next() {
            Some(entry) => Self::Revoked(entry.revoked_at(), None),
            None => Self::Good,
        }
    }

    /// CertStatus: `good [0]`, `revoked [1]`, `unknown [2]`.
    fn to_der(self) -> Vec<u8> {
        match self {
            Self::Good => tlv(0x80, &[]),
            Self::Revoked(since, reason) => {
                let reason = reason.map(|reason| tlv(0xa0, &tlv(0x0a, &[reason])));
                tlv(0xa1, &[time(since), reason.unwrap_or_default()].concat())
            }
            Self::Unknown => tlv(0x82, &[]),
        }
    }
}

/// The extensions with a nonce alone.
pub(super) fn with_nonce(nonce: &[u8]) -> Vec<u8> {
    let extension = tlv(0x30, &[NONCE, &tlv(4, &tlv(4, nonce))].concat());
    tlv(0x30, &extension)
}

impl<'r> Asked<'r> {
    /// OCSPRequest → TBSRequest → requestList → Request → CertID, and what follows the list.
    pub(super) fn read(request: &'r [u8]) -> Option<Self> {
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
