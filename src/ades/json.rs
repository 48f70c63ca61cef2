//! The report for machines: JSON, by `docs/report.schema.json`.
//!
//! Names of certificates stand in it unchanged, as JSON escapes what could do harm; times are in
//! UTC. While [`VERSION`] stays, members are only ever added.

use serde::Serialize;
use serde_json::{Map, Value};

use crate::ades::{
    ContainedFile, Container, Finding, FindingCode, Language, Report, SignatureReport, Signer,
    TimestampReport,
};
use crate::path::{Candidate, Status, VerifiedPath};
use crate::policy::{Revocation, TrustAnchor};
use crate::revocation::{Answer, Proof, Standing};
use crate::x509::{Certificate, Reason};

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
    container: Option<Contained<'a>>,
}

#[derive(Serialize)]
struct Contained<'a> {
    verdict: &'static str,
    sub_indication: Option<&'static str>,
    files: Vec<File<'a>>,
    timestamps: Vec<Timestamp<'a>>,
    findings: Vec<Found>,
}

#[derive(Serialize)]
struct File<'a> {
    name: &'a str,
    media_type: Option<&'a str>,
    length: u64,
    sha256: String,
    covered_by: &'a [usize],
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
    file: Option<&'a str>,
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
    revoked_at: Option<String>,
    revocation_reason: Option<&'static str>,
    revocation_proof: Option<Proven>,
}

#[derive(Serialize)]
struct Proven {
    kind: &'static str,
    by: String,
    number: Option<String>,
    this_update: String,
    next_update: Option<String>,
    made_at: String,
}

#[derive(Serialize)]
pub(crate) struct Stands {
    revocation: &'static str,
    revoked_at: Option<String>,
    revocation_reason: Option<&'static str>,
    revocation_proof: Option<Proven>,
    refused: Vec<NotUsed>,
}

#[derive(Serialize)]
struct NotUsed {
    proof: Proven,
    code: &'static str,
    clause: &'static str,
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
            container: self.container().map(|one| container(one, language)),
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

fn container(report: &Container, language: Language) -> Contained<'_> {
    let file = |file| {
        let file: &ContainedFile = file;
        File {
            name: file.name(),
            media_type: file.media_type(),
            length: file.length(),
            sha256: file.sha256().to_string(),
            covered_by: file.covered_by(),
        }
    };
    Contained {
        verdict: report.verdict().etsi_name(),
        sub_indication: report.verdict().sub_indication(),
        files: report.files().iter().map(file).collect(),
        timestamps: report.timestamps().iter().map(|one| timestamp(one, language)).collect(),
        findings: report.findings().iter().map(|finding| found(finding, language)).collect(),
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
        file: report.file(),
        timestamps: report.timestamps().iter().map(|one| timestamp(one, language)).collect(),
        findings: report.findings().iter().map(|finding| found(finding, language)).collect(),
        path: report.path().map(|one| path(one, report.revocation())),
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
        path: report.path().map(|one| path(one, report.revocation())),
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

pub(crate) fn path(path: &VerifiedPath, answers: &[Answer]) -> Path {
    let answers = answers.iter().map(Some).chain(std::iter::repeat(None));
    let links = path.certificates().iter().zip(path.revocation());
    Path {
        certificates: links.zip(answers).map(link).collect(),
        anchor: anchor(path.anchor()),
        policies: path.policies().iter().map(ToString::to_string).collect(),
    }
}

fn link(((certificate, status), answer): ((&Certificate, &Status), Option<&Answer>)) -> Link {
    // Where nothing is known and the policy does not mind, nobody checked.
    let standing = answer.map(Answer::standing).filter(|_| *status != Status::NotChecked);
    let revoked = standing.and_then(Standing::revoked);
    Link {
        identity: identity(certificate),
        not_before: certificate.not_before().to_string(),
        not_after: certificate.not_after().to_string(),
        revocation: standing.map_or("not-checked", Standing::name),
        revoked_at: revoked.map(|revoked| revoked.time.to_string()),
        revocation_reason: revoked.and_then(|revoked| revoked.reason).map(Reason::name),
        revocation_proof: answer.and_then(Answer::proof).map(proven),
    }
}

fn proven(proof: &Proof) -> Proven {
    Proven {
        kind: proof.kind(),
        by: proof.by(),
        number: proof.number(),
        this_update: proof.this_update().to_string(),
        next_update: proof.next_update().map(|time| time.to_string()),
        made_at: proof.made_at().to_string(),
    }
}

/// How a certificate stands that a path broke at, and what could not be used to tell.
pub(crate) fn standing(answer: &Answer) -> Stands {
    let revoked = answer.standing().revoked();
    let refused = answer.refused().iter().map(|one| NotUsed {
        proof: proven(&one.proof),
        code: one.why.code(),
        clause: one.why.clause(),
    });
    Stands {
        revocation: answer.standing().name(),
        revoked_at: revoked.map(|revoked| revoked.time.to_string()),
        revocation_reason: revoked.and_then(|revoked| revoked.reason).map(Reason::name),
        revocation_proof: answer.proof().map(proven),
        refused: refused.collect(),
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
