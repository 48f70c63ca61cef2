//! A small PKI whose certificates say where to ask.

use std::sync::Arc;

use antin::Time;
use antin::keys::{Credential, PrivateKey};
use antin::oid::ObjectIdentifier;
use antin::policy::{Policy, TrustAnchor, TrustStore};
use antin::tsp::Authority;
use antin::x509::Certificate;
use rcgen::{
    BasicConstraints, CertificateParams, CertificateRevocationListParams, CertifiedIssuer,
    CrlDistributionPoint, CustomExtension, DnType, IsCa, KeyIdMethod, KeyPair, KeyUsagePurpose,
    RevokedCertParams, SerialNumber, date_time_ymd,
};

use crate::ocsp::{self, tlv};

pub(crate) const CONTENT: &[u8] = b"Quyet dinh so 45/QD-BM";

pub(crate) fn now() -> Time {
    Time::parse_rfc3339("2026-11-21T12:00:00Z").expect("a time")
}

/// A root, an authority that answers for itself, an agency and a time-stamping authority.
pub(crate) struct Pki {
    pub(crate) root: Certificate,
    root_issuer: CertifiedIssuer<'static, KeyPair>,
    ca: CertifiedIssuer<'static, KeyPair>,
    pub(crate) authority: Certificate,
    pub(crate) agency: Certificate,
    agency_key: Vec<u8>,
    tsa: Certificate,
    tsa_key: Vec<u8>,
}

impl Pki {
    pub(crate) fn new() -> Self {
        Self::at("http://ca.test")
    }

    /// With addresses at a server.
    pub(crate) fn at(address: &str) -> Self {
        let root = CertifiedIssuer::self_signed(authority("Root"), key()).expect("a root");
        let mut params = authority("CA");
        name_addresses(&mut params, address, "root", false);
        let ca = CertifiedIssuer::signed_by(params, key(), &root).expect("an authority");
        let agency_key = key();
        let mut params = leaf("Agency");
        name_addresses(&mut params, address, "ca", true);
        let agency = params.signed_by(&agency_key, &ca).expect("an agency");
        let mut params = leaf("TSA");
        name_addresses(&mut params, address, "ca", false);
        // RFC 3161 §2.3: timeStamping alone, and critical.
        let purpose = vec![0x30, 10, 6, 8, 0x2b, 6, 1, 5, 5, 7, 3, 8];
        let mut purpose = CustomExtension::from_oid_content(&[2, 5, 29, 37], purpose);
        purpose.set_criticality(true);
        params.custom_extensions.push(purpose);
        let tsa_key = key();
        let tsa = params.signed_by(&tsa_key, &ca).expect("a time-stamping authority");
        Self {
            root: read(root.der()),
            root_issuer: root,
            authority: read(ca.der()),
            agency: read(agency.der()),
            agency_key: agency_key.serialize_der(),
            tsa: read(tsa.der()),
            tsa_key: tsa_key.serialize_der(),
            ca,
        }
    }

    /// The list of `root` or `ca`, of yesterday, good for a week.
    pub(crate) fn crl(&self, of: &str, revoked: &[&Certificate]) -> Vec<u8> {
        self.crl_of(of, 20, revoked)
    }

    /// The list of a day of November.
    pub(crate) fn crl_of(&self, of: &str, day: u8, revoked: &[&Certificate]) -> Vec<u8> {
        let entry = |one: &&Certificate| RevokedCertParams {
            serial_number: SerialNumber::from_slice(one.serial()),
            revocation_time: date_time_ymd(2026, 11, 1),
            reason_code: None,
            invalidity_date: None,
        };
        let list = CertificateRevocationListParams {
            this_update: date_time_ymd(2026, 11, day),
            next_update: date_time_ymd(2026, 11, day + 7),
            crl_number: SerialNumber::from(u64::from(day)),
            issuing_distribution_point: None,
            revoked_certs: revoked.iter().map(entry).collect(),
            key_identifier_method: KeyIdMethod::Sha256,
        };
        let issuer = if of == "root" { &self.root_issuer } else { &self.ca };
        list.signed_by(issuer).expect("a list").der().to_vec()
    }

    /// Another certificate of the CA.
    pub(crate) fn issue(&self, edit: impl FnOnce(&mut CertificateParams)) -> Certificate {
        let mut params = leaf("Another agency");
        edit(&mut params);
        read(params.signed_by(&key(), &self.ca).expect("a certificate").der())
    }

    /// An OCSP answer "good" of the CA, to whatever one certificate is asked about.
    pub(crate) fn ocsp(&self, request: &[u8]) -> Vec<u8> {
        ocsp::good(request, self.ca.key())
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

/// authorityInfoAccess: 1 for responders, 2 for issuers.
pub(crate) fn access(all: impl IntoIterator<Item = (u8, String)>) -> CustomExtension {
    let access = |(method, address): (u8, String)| {
        let method = [6, 8, 0x2b, 6, 1, 5, 5, 7, 0x30, method];
        tlv(0x30, &[method.as_slice(), &tlv(0x86, address.as_bytes())].concat())
    };
    let all: Vec<u8> = all.into_iter().flat_map(access).collect();
    CustomExtension::from_oid_content(&[1, 3, 6, 1, 5, 5, 7, 1, 1], tlv(0x30, &all))
}

/// cRLDistributionPoints, and authorityInfoAccess with the issuer and, where asked for, the responder.
fn name_addresses(params: &mut CertificateParams, address: &str, issuer: &str, responder: bool) {
    let list = format!("{address}/{issuer}.crl");
    params.crl_distribution_points = vec![CrlDistributionPoint { uris: vec![list] }];
    let responder = responder.then(|| (1, format!("{address}/ocsp")));
    let all = [(2, format!("{address}/{issuer}.crt"))].into_iter().chain(responder);
    params.custom_extensions.push(access(all));
}

fn authority(name: &str) -> CertificateParams {
    let mut params = leaf(name);
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    params.key_usages = vec![
        KeyUsagePurpose::KeyCertSign,
        KeyUsagePurpose::CrlSign,
        KeyUsagePurpose::DigitalSignature,
    ];
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
