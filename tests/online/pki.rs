//! A small PKI whose certificates say where to ask.

use std::sync::Arc;

use antin::Time;
use antin::keys::{Credential, PrivateKey};
use antin::oid::ObjectIdentifier;
use antin::policy::{Policy, TrustAnchor, TrustStore};
use antin::tsp::Authority;
use antin::x509::Certificate;
use rcgen::{
    BasicConstraints, CertificateParams, CertifiedIssuer, CustomExtension, DnType, IsCa, KeyPair,
    KeyUsagePurpose, date_time_ymd,
};

pub(crate) const CONTENT: &[u8] = b"Quyet dinh so 45/QD-BM";

pub(crate) fn now() -> Time {
    Time::parse_rfc3339("2026-11-21T12:00:00Z").expect("a time")
}

/// A root, an authority that answers for itself, an agency and a time-stamping authority.
pub(crate) struct Pki {
    pub(crate) root: Certificate,
    pub(crate) ca: CertifiedIssuer<'static, KeyPair>,
    pub(crate) authority: Certificate,
    pub(crate) agency: Certificate,
    agency_key: Vec<u8>,
    tsa: Certificate,
    tsa_key: Vec<u8>,
}

impl Pki {
    pub(crate) fn new() -> Self {
        let root = CertifiedIssuer::self_signed(authority("Root"), key()).expect("a root");
        let ca = CertifiedIssuer::signed_by(authority("CA"), key(), &root).expect("an authority");
        let agency_key = key();
        let agency = leaf("Agency").signed_by(&agency_key, &ca).expect("an agency");
        let mut params = leaf("TSA");
        // RFC 3161 §2.3: timeStamping alone, and critical.
        let purpose = vec![0x30, 10, 6, 8, 0x2b, 6, 1, 5, 5, 7, 3, 8];
        let mut purpose = CustomExtension::from_oid_content(&[2, 5, 29, 37], purpose);
        purpose.set_criticality(true);
        params.custom_extensions.push(purpose);
        let tsa_key = key();
        let tsa = params.signed_by(&tsa_key, &ca).expect("a time-stamping authority");
        Self {
            root: read(root.der()),
            authority: read(ca.der()),
            agency: read(agency.der()),
            agency_key: agency_key.serialize_der(),
            tsa: read(tsa.der()),
            tsa_key: tsa_key.serialize_der(),
            ca,
        }
    }

    pub(crate) fn policy(&self) -> Policy {
        let anchor = TrustAnchor::from_certificate(self.root.clone());
        Policy::new(TrustStore::new(vec![anchor]).expect("an anchor"))
    }

    pub(crate) fn credential(&self) -> Credential {
        let key = PrivateKey::from_bytes(&self.agency_key, None).expect("a key");
        Credential::new(vec![self.agency.clone(), self.authority.clone()], key).expect("fits")
    }

    pub(crate) fn stamps(&self) -> Arc<Authority> {
        let key = PrivateKey::from_bytes(&self.tsa_key, None).expect("a key");
        let chain = vec![self.tsa.clone(), self.authority.clone()];
        let credential = Credential::new(chain, key).expect("fits");
        let policy = ObjectIdentifier::from_dotted("2.16.704.1.1.9.1").expect("a policy");
        Arc::new(Authority::new(credential, policy, now))
    }
}

pub(crate) fn read(der: &[u8]) -> Certificate {
    Certificate::from_der(der).expect("a certificate")
}

pub(crate) fn key() -> KeyPair {
    KeyPair::generate().expect("a key")
}

fn authority(name: &str) -> CertificateParams {
    let mut params = leaf(name);
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
    params
}

pub(crate) fn leaf(name: &str) -> CertificateParams {
    let mut params = CertificateParams::default();
    params.distinguished_name.push(DnType::CountryName, "VN");
    params.distinguished_name.push(DnType::CommonName, name);
    params.not_before = date_time_ymd(2024, 1, 1);
    params.not_after = date_time_ymd(2034, 1, 1);
    params.is_ca = IsCa::ExplicitNoCa;
    params.use_authority_key_identifier_extension = true;
    params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
    params
}
