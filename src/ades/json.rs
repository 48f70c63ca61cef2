//! The report for machines: JSON, by `docs/report.schema.json`.
//!
//! Names of certificates stand in it unchanged, as JSON escapes what could do harm; times are in
//! UTC. While [`VERSION`] stays, members are only ever added.

use serde::Serialize;
use serde_json::{Map, Value};

use crate::ades::{
    Finding, FindingCode, Language, Report, SignatureReport, Signer, TimestampReport,
};
use crate::path::{Candidate, Status, VerifiedPath};
use crate::policy::{Revocation, TrustAnchor};
use crate::x509::Certificate;

/// The version of the report's form.
const VERSION: u32 = 1;

#[derive(Serialize)]
struct Whole<'a> {
    antin: &'static str,
    version: u32,
    verdict: &'static str,
    sub_indication: Option<&'static str>,
    format: &'static str,
    judged_at: String,
    policy: Policy<'a>,
    language: &'static str,
    signatures: Vec<Signature<'a>>,
}

#[derive(Serialize)]
struct Policy<'a> {
    profile: &'a str,
    version: Option<&'a str>,
    level: Option<&'static str>,
    revocation: &'static str,
}

#[derive(Serialize)]
struct Signature<'a> {
    verdict: &'static str,
    sub_indication: Option<&'static str>,
    level: Option<&'static str>,
    signer: Option<Identity>,
    claimed_time: Option<String>,
    proven_time: Option<String>,
    digest: Option<&'a str>,
    algorithm: Option<&'a str>,
    covers: &'static str,
    timestamps: Vec<Timestamp<'a>>,
    findings: Vec<Found>,
    path: Option<Path>,
    candidates: Vec<Tried>,
}

#[derive(Serialize)]
struct Timestamp<'a> {
    kind: &'static str,
    verdict: &'static str,
    sub_indication: Option<&'static str>,
    time: Option<String>,
    accuracy_micros: Option<u64>,
    authority: Option<Identity>,
    policy: Option<&'a str>,
    serial: Option<&'a str>,
    digest: Option<&'a str>,
    algorithm: Option<&'a str>,
    findings: Vec<Found>,
    path: Option<Path>,
}

#[derive(Serialize)]
pub(crate) struct Identity {
    subject: String,
    issuer: String,
    serial: String,
    sha256: String,
}

#[derive(Serialize)]
struct Found {
    code: &'static str,
    severity: &'static str,
    text: String,
    help: Option<&'static str>,
    clause: Option<&'static str>,
    details: Map<String, Value>,
}

#[derive(Serialize)]
pub(crate) struct Path {
    certificates: Vec<Link>,
    anchor: Anchor,
    policies: Vec<String>,
}

#[derive(Serialize)]
struct Link {
    #[serde(flatten)]
    identity: Identity,
    not_before: String,
    not_after: String,
    revocation: &'static str,
}

#[derive(Serialize)]
struct Anchor {
    subject: String,
    sha256: Option<String>,
}

#[derive(Serialize)]
pub(crate) struct Tried {
    certificates: Vec<Identity>,
    anchor: Option<Anchor>,
    at: usize,
    code: &'static str,
    clause: &'static str,
    pub(crate) text: &'static str,
}

impl Report {
    /// Returns the report as JSON, by the schema in `docs/report.schema.json`, with the sentences of
    /// its findings in a language.
    pub fn to_json(&self, language: Language) -> Value {
        let whole = Whole {
            antin: env!("CARGO_PKG_VERSION"),
            version: VERSION,
            verdict: self.verdict().etsi_name(),
            sub_indication: self.verdict().sub_indication(),
            format: self.format().name(),
            judged_at: self.judged_at().to_string(),
            policy: Policy {
                profile: self.profile().name(),
                version: self.profile().version(),
                level: self.required_level().map(|level| level.name()),
                revocation: demand(self.required_revocation()),
            },
            language: language.tag(),
            signatures: self.signatures().iter().map(|one| signature(one, language)).collect(),
        };
        // Maps have text for keys and no number is a fraction, so this cannot fail.
        serde_json::to_value(whole).unwrap_or(Value::Null)
    }
}

fn demand(revocation: Revocation) -> &'static str {
    match revocation {
        Revocation::IfPresent => "if-present",
        Revocation::Require => "require",
        Revocation::Skip => "danger-skip",
    }
}

fn signature(report: &SignatureReport, language: Language) -> Signature<'_> {
    Signature {
        verdict: report.verdict().etsi_name(),
        sub_indication: report.verdict().sub_indication(),
        level: report.level().map(|level| level.name()),
        signer: report.signer().map(Signer::certificate).map(identity),
        claimed_time: report.claimed_time().map(|time| time.to_string()),
        proven_time: report.proven_time().map(|time| time.to_string()),
        digest: report.digest(),
        algorithm: report.algorithm(),
        covers: report.covers().name(),
        timestamps: report.timestamps().iter().map(|one| timestamp(one, language)).collect(),
        findings: report.findings().iter().map(|finding| found(finding, language)).collect(),
        path: report.path().map(path),
        candidates: report.candidates().iter().map(|tried| candidate(tried, language)).collect(),
    }
}

fn timestamp(report: &TimestampReport, language: Language) -> Timestamp<'_> {
    Timestamp {
        kind: report.kind().name(),
        verdict: report.verdict().etsi_name(),
        sub_indication: report.verdict().sub_indication(),
        time: report.time().map(|time| time.to_string()),
        accuracy_micros: report.accuracy_micros(),
        authority: report.authority().map(Signer::certificate).map(identity),
        policy: report.policy(),
        serial: report.serial(),
        digest: report.digest(),
        algorithm: report.algorithm(),
        findings: report.findings().iter().map(|finding| found(finding, language)).collect(),
        path: report.path().map(path),
    }
}

pub(crate) fn identity(certificate: &Certificate) -> Identity {
    let signer = Signer::new(certificate);
    Identity {
        subject: signer.subject().to_owned(),
        issuer: signer.issuer().to_owned(),
        serial: signer.serial().to_owned(),
        sha256: signer.sha256().to_owned(),
    }
}

fn found(finding: &Finding, language: Language) -> Found {
    let details = finding.details().iter();
    Found {
        code: finding.code().code(),
        severity: finding.severity().name(),
        text: finding.text(language),
        help: finding.code().help(language),
        clause: Some(finding.clause()).filter(|clause| !clause.is_empty()),
        details: details
            .map(|detail| (detail.key().to_owned(), Value::String(detail.value())))
            .collect(),
    }
}

pub(crate) fn path(path: &VerifiedPath) -> Path {
    let links = path.certificates().iter().zip(path.revocation());
    let link = |(certificate, status): (&Certificate, &Status)| Link {
        identity: identity(certificate),
        not_before: certificate.not_before().to_string(),
        not_after: certificate.not_after().to_string(),
        revocation: status_name(*status),
    };
    Path {
        certificates: links.map(link).collect(),
        anchor: anchor(path.anchor()),
        policies: path.policies().iter().map(ToString::to_string).collect(),
    }
}

fn status_name(status: Status) -> &'static str {
    match status {
        Status::Good => "good",
        Status::NotChecked => "not-checked",
        Status::Revoked(_) => "revoked",
        Status::Undetermined => "undetermined",
    }
}

fn anchor(anchor: &TrustAnchor) -> Anchor {
    Anchor {
        subject: anchor.name().to_string(),
        sha256: anchor.certificate().map(|certificate| certificate.sha256().to_string()),
    }
}

pub(crate) fn candidate(tried: &Candidate, language: Language) -> Tried {
    let code = FindingCode::Path(tried.error);
    Tried {
        certificates: tried.certificates.iter().map(identity).collect(),
        anchor: tried.anchor.as_ref().map(anchor),
        at: tried.at,
        code: code.code(),
        clause: tried.error.clause(),
        text: code.text(language),
    }
}
