//! Judging: in memory, and in pieces.

use antin::ades::{SignatureReport, Signer, TimestampReport, Verified};
use antin::cades::Content;
use antin::{Evidence, Language, Policy, Report, Time, Verifying};

use crate::cases::{self, Wanted};
use crate::{INVALID_ARGUMENT, Outcome, PIECES, code, setup, vector};

/// A document, and what lies beside it.
#[derive(Clone, Copy)]
pub(crate) struct Subject<'a> {
    pub(crate) document: &'a [u8],
    pub(crate) content: Option<&'a [u8]>,
}

pub(crate) fn run(case: &cases::Verify) {
    let document = vector(&case.document);
    let content = case.content.as_ref().map(|file| vector(file));
    let subject = Subject { document: &document, content: content.as_deref() };
    compare(subject, &case.policy, case.evidence.as_ref(), case.at, &case.expect);
}

/// Judges what a signing case made.
pub(crate) fn then(document: &[u8], content: Option<&[u8]>, then: &cases::Then) {
    let wanted = Wanted::Value(then.expect.clone());
    let subject = Subject { document, content };
    compare(subject, &then.policy, then.evidence.as_ref(), then.at, &wanted);
}

fn compare(
    subject: Subject<'_>,
    policy: &cases::Policy,
    evidence: Option<&cases::Evidence>,
    at: i64,
    wanted: &Wanted<cases::Report>,
) {
    let judge = |pieces: Option<usize>| {
        let (policy, evidence) = (setup::policy(policy)?, setup::evidence(evidence)?);
        let at = Time::from_unix(at);
        match pieces {
            None => {
                let content = subject.content.map(Content::Bytes);
                antin::verify(subject.document, content, &policy, &evidence, at).map_err(code)
            }
            Some(size) => streamed(subject, size, &policy, &evidence, at),
        }
    };
    for pieces in [None].into_iter().chain(PIECES.map(Some)) {
        match (judge(pieces), wanted) {
            (Err(got), Wanted::Error { error }) => assert_eq!(got, *error),
            (Ok(report), Wanted::Value(wanted)) => check(report, wanted, subject, pieces.is_some()),
            (Err(got), Wanted::Value(_)) => panic!("error {got} instead of a judgement"),
            (Ok(got), Wanted::Error { error }) => panic!("{:?}, no error {error}", got.verdict()),
        }
    }
}

fn streamed(
    subject: Subject<'_>,
    size: usize,
    policy: &Policy,
    evidence: &Evidence,
    at: Time,
) -> Outcome<Report> {
    let (mut verifying, passing) = match subject.content {
        Some(content) => {
            let begun = Verifying::detached(subject.document, policy, evidence, at);
            (begun.map_err(code)?, content)
        }
        None => (Verifying::attached(policy, evidence, at), subject.document),
    };
    for piece in passing.chunks(size) {
        verifying.update(piece).map_err(code)?;
    }
    verifying.finish().map_err(code)
}

fn check(report: Report, wanted: &cases::Report, subject: Subject<'_>, is_streamed: bool) {
    for language in [Language::En, Language::Vi] {
        assert_eq!(report.to_json(language)["verdict"], wanted.verdict);
        assert!(!report.to_text(language).is_empty());
    }
    let content = wanted.content.as_ref().map(|file| vector(file));
    let got = cases::Report {
        verdict: report.verdict().etsi_name().to_owned(),
        sub_indication: report.verdict().sub_indication().map(str::to_owned),
        signatures: report.signatures().iter().map(signature).collect(),
        content: wanted.content.clone(),
    };
    assert_eq!(got, *wanted);
    match report.into_verified() {
        Ok(verified) => {
            assert_eq!(wanted.verdict, "TOTAL-PASSED");
            let is_left_out = is_streamed && verified.content().is_none();
            assert!(is_left_out || verified.content() == content.as_deref(), "the content");
            let judged = content.as_deref().or(subject.content).expect("content");
            recheck(&verified, judged);
        }
        Err(_) => assert_ne!(wanted.verdict, "TOTAL-PASSED"),
    }
}

/// What was judged is recognised, and nothing longer.
fn recheck(verified: &Verified, judged: &[u8]) {
    let mut same = verified.recheck().expect("a comparison");
    same.update(judged).expect("no more than was judged");
    same.finish().expect("the same");
    let mut longer = verified.recheck().expect("a comparison");
    longer.update(judged).expect("no more than was judged");
    let refused = longer.update(b"x").map_err(code);
    assert_eq!(refused, Err(INVALID_ARGUMENT));
}

fn signature(report: &SignatureReport) -> cases::Signature {
    let text = str::to_owned;
    cases::Signature {
        verdict: report.verdict().etsi_name().to_owned(),
        sub_indication: report.verdict().sub_indication().map(text),
        level: report.level().map(|level| level.name().to_owned()),
        signer: report.signer().map(|signer| cases::Signer {
            subject: signer.subject(),
            serial: signer.serial(),
            sha256: signer.sha256(),
        }),
        claimed_time: report.claimed_time().map(Time::to_unix),
        digest: report.digest().map(text),
        algorithm: report.algorithm().map(text),
        coverage: report.covers().name().to_owned(),
        findings: report
            .findings()
            .iter()
            .map(|finding| finding.code().code().to_owned())
            .collect(),
        proven_time: report.proven_time().map(Time::to_unix),
        timestamps: report.timestamps().iter().map(timestamp).collect(),
    }
}

fn timestamp(report: &TimestampReport) -> cases::Timestamp {
    cases::Timestamp {
        kind: report.kind().name().to_owned(),
        verdict: report.verdict().etsi_name().to_owned(),
        sub_indication: report.verdict().sub_indication().map(str::to_owned),
        time: report.time().map(Time::to_unix),
        authority: report.authority().map(Signer::subject),
        policy: report.policy().map(str::to_owned),
    }
}
