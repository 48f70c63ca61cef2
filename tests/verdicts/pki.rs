//! A small PKI with one named fault at a time: root, authority, person, time-stamping authority, all
//! with P-256 keys.

use std::sync::Arc;

use antin::ades::{Doubt, Failure, SignatureReport, Verdict};
use antin::cades::{self, Options};
use antin::keys::{Credential, PrivateKey};
use antin::oid::ObjectIdentifier;
use antin::policy::{Policy, Revocation, TrustAnchor, TrustStore};
use antin::tsp::Authority;
use antin::x509::{Certificate, Crl};
use antin::{Evidence, Level, Report, Time};
use rcgen::{
    BasicConstraints, CertificateParams, CertificateRevocationListParams, CertifiedIssuer,
    CrlDistributionPoint, CrlIssuingDistributionPoint, CustomExtension, DnType, IsCa, KeyIdMethod,
    KeyPair, KeyUsagePurpose, RevocationReason, RevokedCertParams, SerialNumber, date_time_ymd,
};

pub(crate) const CONTENT: &[u8] = b"Quyet dinh so 45/QD-BM";

/// A root, an authority and a person who signs.
pub(crate) struct Pki {
    pub(crate) root: Certificate,
    pub(crate) authority: Certificate,
    pub(crate) person: Certificate,
    pub(crate) key: Vec<u8>,
    pub(crate) tsa: Certificate,
    pub(crate) tsa_key: Vec<u8>,
    issuers: [CertifiedIssuer<'static, KeyPair>; 2],
}

/// The first second of a day.
macro_rules! day {
    ($day:expr) => {
        date_time_ymd($day.0, $day.1, $day.2)
    };
}

/// Who makes a CRL.
#[derive(Clone, Copy, Debug)]
pub(crate) enum By {
    Root,
    Authority,
}

/// Year, month, day.
pub(crate) type Day = (i32, u8, u8);

/// A CRL to be made: it is in force now, and empty.
pub(crate) struct List {
    pub(crate) this_update: Day,
    pub(crate) next_update: Day,
    pub(crate) revoked: Vec<(Certificate, Day, Option<RevocationReason>)>,
}

impl List {
    pub(crate) fn empty() -> Self {
        Self { this_update: (2026, 11, 20), next_update: (2026, 11, 27), revoked: Vec::new() }
    }

    /// With a certificate on it, since a day.
    pub(crate) fn revoking(certificate: &Certificate, since: Day) -> Self {
        Self { revoked: vec![(certificate.clone(), since, None)], ..Self::empty() }
    }
}

/// Changes to the certificates, made before they are signed.
pub(crate) struct Faults {
    pub(crate) root: fn(&mut CertificateParams),
    pub(crate) authority: fn(&mut CertificateParams),
    pub(crate) person: fn(&mut CertificateParams),
    pub(crate) tsa: fn(&mut CertificateParams),
}

pub(crate) const NONE: Faults =
    Faults { root: |_| {}, authority: |_| {}, person: |_| {}, tsa: |_| {} };

impl Pki {
    pub(crate) fn new() -> Self {
        Self::with(NONE)
    }

    pub(crate) fn with(faults: Faults) -> Self {
        Self::with_key(faults, key())
    }

    /// With a key of the person's own.
    pub(crate) fn with_key(faults: Faults, person_key: KeyPair) -> Self {
        let mut params = authority("Root", 2020, 2040);
        (faults.root)(&mut params);
        let root = CertifiedIssuer::self_signed(params, key()).expect("a root");
        let mut params = authority("CA", 2021, 2035);
        (faults.authority)(&mut params);
        let ca = CertifiedIssuer::signed_by(params, key(), &root).expect("an authority");
        let mut params = params_of("Người Ký Mẫu", 2024, 2029);
        params.is_ca = IsCa::ExplicitNoCa;
        params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
        (faults.person)(&mut params);
        let person = params.signed_by(&person_key, &ca).expect("a person");
        let mut params = params_of("TSA", 2024, 2034);
        params.is_ca = IsCa::ExplicitNoCa;
        params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
        params.custom_extensions = vec![purposes(&[TIME_STAMPING], true)];
        (faults.tsa)(&mut params);
        let tsa_key = key();
        let tsa = params.signed_by(&tsa_key, &ca).expect("a time-stamping authority");
        let read = |der: &[u8]| Certificate::from_der(der).expect("a certificate");
        Self {
            root: read(root.der()),
            authority: read(ca.der()),
            person: read(person.der()),
            key: person_key.serialize_der(),
            tsa: read(tsa.der()),
            tsa_key: tsa_key.serialize_der(),
            issuers: [root, ca],
        }
    }

    /// The key of the authority.
    pub(crate) fn authority_key(&self) -> &KeyPair {
        self.issuers[1].key()
    }

    /// A CRL of the root or of the authority.
    pub(crate) fn crl(&self, by: By, list: &List) -> Crl {
        let revoked = list.revoked.iter().map(|(certificate, since, reason)| RevokedCertParams {
            serial_number: SerialNumber::from_slice(certificate.serial()),
            revocation_time: day!(*since),
            reason_code: *reason,
            invalidity_date: None,
        });
        let params = CertificateRevocationListParams {
            this_update: day!(list.this_update),
            next_update: day!(list.next_update),
            crl_number: SerialNumber::from(7_u64),
            issuing_distribution_point: None,
            revoked_certs: revoked.collect(),
            key_identifier_method: KeyIdMethod::Sha256,
        };
        let [root, ca] = &self.issuers;
        let issuer = match by {
            By::Root => root,
            By::Authority => ca,
        };
        Crl::from_der(params.signed_by(issuer).expect("a CRL").der()).expect("a CRL")
    }

    /// A list of an authority of another name, with an issuing distribution point.
    pub(crate) fn crl_of_nobody(list: &List) -> Crl {
        let issuer = CertifiedIssuer::self_signed(authority("Nobody", 2020, 2040), key());
        let point = CrlDistributionPoint { uris: vec!["http://crl.example/1".into()] };
        let params = CertificateRevocationListParams {
            this_update: day!(list.this_update),
            next_update: day!(list.next_update),
            crl_number: SerialNumber::from(7_u64),
            issuing_distribution_point: Some(CrlIssuingDistributionPoint {
                distribution_point: point,
                scope: None,
            }),
            revoked_certs: Vec::new(),
            key_identifier_method: KeyIdMethod::Sha256,
        };
        let crl = params.signed_by(&issuer.expect("an authority")).expect("a CRL");
        Crl::from_der(crl.der()).expect("a CRL")
    }

    /// Evidence of an empty list of the root and one of the authority.
    pub(crate) fn evidence(&self, list: &List) -> Evidence {
        let root = self.crl(By::Root, &List::empty());
        Evidence::new().with_crls([root, self.crl(By::Authority, list)])
    }

    /// Trusts the root, and does not mind that nobody says who was revoked.
    pub(crate) fn policy(&self) -> Policy {
        self.careful_policy().with_revocation(Revocation::IfPresent)
    }

    /// Trusts the root, with defaults.
    pub(crate) fn careful_policy(&self) -> Policy {
        let anchor = TrustAnchor::from_certificate(self.root.clone());
        Policy::new(TrustStore::new(vec![anchor]).expect("an anchor"))
    }

    pub(crate) fn credential(&self) -> Credential {
        self.credential_with(vec![self.person.clone(), self.authority.clone()])
    }

    pub(crate) fn credential_with(&self, chain: Vec<Certificate>) -> Credential {
        let key = PrivateKey::from_bytes(&self.key, None).expect("a key");
        Credential::new(chain, key).expect("a credential")
    }

    /// The time-stamping authority, with a clock that stands at a time.
    pub(crate) fn clock(&self, at: &str) -> Arc<Authority> {
        let key = PrivateKey::from_bytes(&self.tsa_key, None).expect("a key");
        let chain = vec![self.tsa.clone(), self.authority.clone()];
        let credential = Credential::new(chain, key).expect("a credential");
        let policy = ObjectIdentifier::from_dotted("2.16.704.1.1.9.1").expect("a policy");
        let at = time(at);
        Arc::new(Authority::new(credential, policy, move || at))
    }

    /// A second time-stamping authority, under the same one, until 2034.
    pub(crate) fn second_clock(&self, at: &str) -> Arc<Authority> {
        let mut params = params_of("TSA 2", 2024, 2034);
        params.is_ca = IsCa::ExplicitNoCa;
        params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
        params.custom_extensions = vec![purposes(&[TIME_STAMPING], true)];
        let own = key();
        let [_, ca] = &self.issuers;
        let certificate = params.signed_by(&own, ca).expect("a certificate");
        let certificate = Certificate::from_der(certificate.der()).expect("a certificate");
        let own = PrivateKey::from_bytes(&own.serialize_der(), None).expect("a key");
        let chain = vec![certificate, self.authority.clone()];
        let credential = Credential::new(chain, own).expect("a credential");
        let policy = ObjectIdentifier::from_dotted("2.16.704.1.1.9.2").expect("a policy");
        let at = time(at);
        Arc::new(Authority::new(credential, policy, move || at))
    }

    /// Another root, and what it issued to the root of this PKI, until the begin of a year.
    pub(crate) fn crossed(&self, until: i32) -> (Certificate, Certificate) {
        let params = authority("Outer", 2019, 2060);
        let outer = CertifiedIssuer::self_signed(params, key()).expect("a root");
        let [root, _] = &self.issuers;
        let cross = authority("Root", 2020, until).signed_by(root.key(), &outer);
        let read = |der: &[u8]| Certificate::from_der(der).expect("a certificate");
        (read(outer.der()), read(cross.expect("a certificate").der()))
    }

    /// Signs at level T with a time-stamp of a time.
    pub(crate) fn sign_at(&self, at: &str) -> Vec<u8> {
        let options = Options::new(Level::T).signing_time(time(at)).timestamper(self.clock(at));
        cades::sign(CONTENT, &self.credential(), &options).expect("a signature")
    }

    /// Signs the content, detached, an hour before [`now`].
    pub(crate) fn sign(&self) -> Vec<u8> {
        cades::sign(CONTENT, &self.credential(), &options()).expect("a signature")
    }

    /// Signs and judges under a policy.
    pub(crate) fn judge(&self, policy: &Policy) -> Report {
        judge(&self.sign(), policy)
    }
}

pub(crate) fn options() -> Options {
    Options::new(Level::B).detached().signing_time(now().plus_seconds(-3600))
}

pub(crate) fn judge(signature: &[u8], policy: &Policy) -> Report {
    judge_at(signature, policy, &Evidence::new(), now())
}

pub(crate) fn judge_at(signature: &[u8], policy: &Policy, evidence: &Evidence, at: Time) -> Report {
    antin::verify(signature, Some(CONTENT.into()), policy, evidence, at).expect("a judgement")
}

pub(crate) fn now() -> Time {
    time("2026-11-21T12:00:00Z")
}

pub(crate) fn time(text: &str) -> Time {
    Time::parse_rfc3339(text).expect("a time")
}

pub(crate) fn doubt(doubt: Doubt) -> Verdict {
    Verdict::Indeterminate(doubt)
}

pub(crate) fn failure(failure: Failure) -> Verdict {
    Verdict::Failed(failure)
}

/// Asserts a verdict, and that a finding gives the reason.
#[track_caller]
pub(crate) fn assert_judged(report: &Report, verdict: Verdict, code: &str) {
    let text = report.to_text(antin::Language::En);
    assert_eq!(report.verdict(), verdict, "{text}");
    assert!(codes(&report.signatures()[0]).contains(&code), "no {code} in:\n{text}");
}

pub(crate) fn codes(signature: &SignatureReport) -> Vec<&'static str> {
    signature.findings().iter().map(|finding| finding.code().code()).collect()
}

fn key() -> KeyPair {
    KeyPair::generate().expect("a key")
}

/// `id-kp-timeStamping`, DER of the identifier.
pub(crate) const TIME_STAMPING: &[u8] = &[6, 8, 0x2b, 6, 1, 5, 5, 7, 3, 8];

/// Extended key usage, as critical as is asked for.
pub(crate) fn purposes(purposes: &[&[u8]], critical: bool) -> CustomExtension {
    let contents = purposes.concat();
    let length = u8::try_from(contents.len()).expect("short");
    let der = [&[0x30, length], contents.as_slice()].concat();
    let mut extension = CustomExtension::from_oid_content(&[2, 5, 29, 37], der);
    extension.set_criticality(critical);
    extension
}

fn authority(name: &str, from: i32, until: i32) -> CertificateParams {
    let mut params = params_of(name, from, until);
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
    params
}

fn params_of(name: &str, from: i32, until: i32) -> CertificateParams {
    let mut params = CertificateParams::default();
    params.distinguished_name.push(DnType::CountryName, "VN");
    params.distinguished_name.remove(DnType::CommonName);
    params.distinguished_name.push(DnType::CommonName, name);
    params.not_before = date_time_ymd(from, 1, 1);
    params.not_after = date_time_ymd(until, 1, 1);
    params.use_authority_key_identifier_extension = true;
    params
}
