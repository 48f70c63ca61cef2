//! The people of the demo, their keys and certificates, and the recipient's judgement.

use std::thread;

use antin::ades::{Evidence, Level, Report, Severity, SignatureReport, Verdict};
use antin::keys::{Credential, PrivateKey};
use antin::policy::{Policy, Revocation, TrustAnchor, TrustStore};
use antin::x509::Certificate;
use antin::{Error, Time, cades};
use rcgen::{DnType, KeyPair};

use crate::args::KeyType;
use crate::failure::Failure;
use crate::lang::{Language, errors};
use crate::pki::{self, Authority, Issued, Kind, Order};

/// An invented official letter of two pages.
pub(super) const DOCUMENT: &[u8] = include_bytes!("../../assets/cong-van-123.pdf");

const YEAR: i64 = 365 * 86_400;

/// Everything that stands on the stage.
pub(super) struct Scene {
    pub(super) now: Time,
    pub(super) root: Authority,
    pub(super) sub: Authority,
    pub(super) leader: Issued,
    pub(super) agency: Issued,
    pub(super) agency_key: KeyPair,
    /// The recipient of the package, another agency.
    pub(super) recipient: Issued,
    /// Who signs registries.
    pub(super) registrar: Issued,
    pub(super) stamps: Issued,
    pub(super) signature: Vec<u8>,
}

impl Scene {
    /// Makes the PKI, as old as the real one, with certificates of the leader and the agency.
    pub(super) fn set(now: Time) -> Result<Self, Failure> {
        let [root_key, sub_key, agency_key, leader_key] = keys()?;
        let long_ago = now.plus_seconds(-8 * YEAR);
        let root = Authority::root_with(&Order::usual(Kind::Root, long_ago), root_key);
        let root = root.map_err(made_badly)?;
        // It ends before the story does; the time-stamps, which the root answers for, do not.
        let mut order = Order::usual(Kind::SubCa, long_ago);
        order.not_after = now.plus_seconds(10 * YEAR);
        let sub = root.issue_authority_with(&order, sub_key).map_err(made_badly)?;
        let stamps = root.issue(&Order::usual(Kind::Tsa, long_ago)).map_err(made_badly)?;
        let lately = now.plus_seconds(-YEAR);
        let leader = sub.issue_with(&Order::usual(Kind::Person, lately), &leader_key);
        let agency = sub.issue_with(&Order::usual(Kind::Agency, lately), &agency_key);
        let recipient = another(&sub, "CƠ QUAN MẪU B", lately)?;
        let registrar = another(&sub, "CƠ QUAN DANH BẠ", lately)?;
        Ok(Self {
            now,
            recipient,
            registrar,
            leader: leader.map_err(made_badly)?,
            agency: agency.map_err(made_badly)?,
            agency_key,
            root,
            sub,
            stamps,
            signature: Vec::new(),
        })
    }

    /// Returns a line for each certificate: whose it is, and what kind of key it has.
    pub(super) fn cast(&self) -> Vec<String> {
        [&self.root.issued, &self.sub.issued, &self.leader, &self.agency]
            .into_iter()
            .filter_map(|made| Certificate::from_der(&made.certificate).ok())
            .map(|certificate| {
                let key = certificate.public_key();
                let key = key.map(|key| key.name()).unwrap_or_default();
                format!("{}  ({key})", certificate.subject())
            })
            .collect()
    }

    /// The leader signs the document.
    pub(super) fn leader_signs(&mut self) -> Result<(), Failure> {
        let leader = credential(&self.leader, &self.sub)?;
        self.signature = cades::sign(DOCUMENT, &leader, &options(self.now)).map_err(badly)?;
        Ok(())
    }

    /// The agency adds its seal.
    pub(super) fn agency_seals(&mut self) -> Result<(), Failure> {
        let agency = credential(&self.agency, &self.sub)?;
        self.signature = cades::add_signature(
            &self.signature,
            Some(cades::Content::Bytes(DOCUMENT)),
            &agency,
            &options(self.now),
        )
        .map_err(badly)?;
        Ok(())
    }

    /// The recipient, who trusts the root, judges.
    pub(super) fn judge(&self, signature: &[u8], document: &[u8]) -> Result<Judgement, Failure> {
        let policy = self.policy()?.with_revocation(Revocation::IfPresent);
        let content = Some(cades::Content::Bytes(document));
        let report = cades::verify(signature, content, &policy, &Evidence::default(), self.now);
        report.map(Judgement).map_err(badly)
    }

    /// A policy that trusts the root and nobody else, and demands that revocation is known.
    pub(super) fn policy(&self) -> Result<Policy, Failure> {
        let root = Certificate::from_der(&self.root.issued.certificate).map_err(badly)?;
        let trust = TrustStore::new(vec![TrustAnchor::from_certificate(root)]).map_err(badly)?;
        Ok(Policy::new(trust))
    }

    /// Somebody judges at another time.
    pub(super) fn judge_later(
        &self,
        signature: &[u8],
        evidence: &Evidence,
        at: Time,
        level: Option<Level>,
    ) -> Result<Judgement, Failure> {
        let mut policy = self.policy()?;
        if let Some(level) = level {
            policy = policy.require_level(level);
        }
        let content = Some(cades::Content::Bytes(DOCUMENT));
        cades::verify(signature, content, &policy, evidence, at).map(Judgement).map_err(badly)
    }
}

/// What the recipient found.
pub(super) struct Judgement(Report);

impl Judgement {
    /// Returns the judgement on each signature.
    pub(super) fn signatures(&self) -> Vec<Judged<'_>> {
        self.0.signatures().iter().map(Judged).collect()
    }
}

/// The judgement on one signature.
#[derive(Clone, Copy)]
pub(super) struct Judged<'a>(pub(super) &'a SignatureReport);

impl Judged<'_> {
    pub(super) fn verdict(self) -> Verdict {
        self.0.verdict()
    }

    /// Returns whose signature it claims to be.
    pub(super) fn who(self) -> String {
        self.0.signer().map(|signer| signer.subject()).unwrap_or_default()
    }

    /// Returns what is wrong with it.
    pub(super) fn reason(self, language: Language) -> Option<String> {
        let wrong = self.0.findings().iter().find(|found| found.severity() == Severity::Error)?;
        Some(wrong.text(language.into()))
    }
}

/// Signs with what the demo makes: level B, detached.
pub(super) fn options(now: Time) -> cades::Options {
    cades::Options::new(Level::B).detached().signing_time(now)
}

/// Puts a key, its certificate and the CA's together.
pub(super) fn credential(own: &Issued, authority: &Authority) -> Result<Credential, Failure> {
    let chain = [&own.certificate, &authority.issued.certificate]
        .into_iter()
        .map(|der| Certificate::from_der(der))
        .collect::<Result<Vec<_>, _>>()
        .map_err(badly)?;
    let key = PrivateKey::from_bytes(&own.key, None).map_err(badly)?;
    Credential::new(chain, key).map_err(badly)
}

/// Makes the certificate of a further agency.
fn another(sub: &Authority, name: &str, from: Time) -> Result<Issued, Failure> {
    let mut order = Order::usual(Kind::Agency, from);
    order.subject.push(DnType::CommonName, name);
    sub.issue_with(&order, &quick_key()?).map_err(made_badly)
}

/// Makes the four keys at the same time, for those of RSA-4096 take a while.
fn keys() -> Result<[KeyPair; 4], Failure> {
    let kinds = [Kind::Root, Kind::SubCa, Kind::Agency, Kind::Person];
    let made = thread::scope(|scope| {
        kinds
            .map(|kind| scope.spawn(move || pki::generate(kind.default_key())))
            .map(|thread| thread.join().ok()?.ok())
    });
    match made {
        [Some(root), Some(sub), Some(agency), Some(leader)] => Ok([root, sub, agency, leader]),
        _ => Err(Failure::unable(&errors::PKI_FAILED).with("demo").with("no key could be made")),
    }
}

/// Makes a key that is quick to make, for forgers.
pub(super) fn quick_key() -> Result<KeyPair, Failure> {
    pki::generate(KeyType::P256).map_err(made_badly)
}

pub(super) fn made_badly(error: rcgen::Error) -> Failure {
    Failure::unable(&errors::PKI_FAILED).with("demo").with(error.to_string())
}

pub(super) fn badly(error: Error) -> Failure {
    Failure::unable(&errors::CANNOT_SIGN).with(super::DOCUMENT_NAME).because(error)
}
