//! The report for people: the verdict first, then the path, or what was tried.
//!
//! Times are those of Vietnam. What stands in certificates is escaped, so that no name can hide or
//! forge a line of the report.

use std::fmt;

use crate::ades::{FindingCode, escape, proof_text, standing_text, vietnam_time};
use crate::chain::{Outcome, Report};
use crate::language::Language;
use crate::path::{Candidate, PathError, VerifiedPath};
use crate::policy::TrustAnchor;
use crate::revocation::{Answer, Standing};
use crate::x509::Certificate;

/// One line of a report for people, and what it is about, for whoever shows lines differently.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    kind: LineKind,
    text: String,
}

impl Line {
    /// Returns what the line is about.
    pub fn kind(&self) -> LineKind {
        self.kind
    }

    /// Returns the text, without a line feed.
    pub fn text(&self) -> &str {
        &self.text
    }
}

impl fmt::Display for Line {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

/// What a line of a report is about.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LineKind {
    /// The verdict, with its reason; the first line.
    Verdict(Outcome),
    /// The number of a path that was tried.
    Candidate,
    /// A certificate of a path, or the anchor.
    Certificate,
    /// How a certificate stands as to revocation, with the proof, below it; or what could not be used.
    Revocation,
    /// Why a path was refused, below the certificate that it is about.
    Refused,
    /// A path that was tried reaches no anchor.
    NoAnchor,
    /// The certificate policies under which the path is valid.
    Policies,
    /// The path rests on an algorithm that is no longer secure.
    Legacy,
    /// How many further paths were tried.
    MoreCandidates,
    /// The search was stopped at its limit.
    BudgetSpent,
    /// The time by which was judged; the last line.
    JudgedAt,
}

impl Report {
    /// Returns the report as plain text for people, lines ended by line feeds, with all paths that
    /// were tried or the most telling one.
    pub fn to_text(&self, language: Language, all: bool) -> String {
        self.lines(language, all).iter().map(|line| format!("{line}\n")).collect()
    }

    /// Returns the lines of [`to_text`](Self::to_text) one by one, with what each is about.
    pub fn lines(&self, language: Language, all: bool) -> Vec<Line> {
        let mut text = Text { language, lines: Vec::new() };
        match (self.path(), self.reason()) {
            (Some(path), _) => text.path(path, self.revocation()),
            (None, Some(reason)) => text.refusal(self, reason, all),
            (None, None) => {}
        }
        let at = vietnam_time(self.judged_at());
        let label = language.choose("judged at", "thời điểm kiểm tra:");
        text.line(LineKind::JudgedAt, format!("{label} {at}"));
        text.lines
    }
}

struct Text {
    language: Language,
    lines: Vec<Line>,
}

impl Text {
    fn line(&mut self, kind: LineKind, text: impl Into<String>) {
        self.lines.push(Line { kind, text: text.into() });
    }

    fn choose(&self, english: &'static str, vietnamese: &'static str) -> &'static str {
        self.language.choose(english, vietnamese)
    }

    fn path(&mut self, path: &VerifiedPath, answers: &[Answer]) {
        let found = self.choose(
            "a path to a trusted root was found",
            "đã tìm được đường dẫn tới chứng thư gốc tin cậy",
        );
        self.line(LineKind::Verdict(Outcome::Passed), found);
        for (certificate, answer) in path.certificates().iter().zip(answers) {
            self.certificate(certificate);
            self.standing(answer);
        }
        self.anchor(path.anchor());
        let label = self.choose("valid policies", "chính sách chứng thư hợp lệ");
        let policies = self.policies(path);
        self.line(LineKind::Policies, format!("{label}: {policies}"));
        if path.uses_legacy_algorithms() {
            let legacy = self.choose(
                "the path rests on an algorithm that is no longer secure, which the policy admits",
                "đường dẫn dựa vào một thuật toán không còn an toàn mà chính sách vẫn chấp nhận",
            );
            self.line(LineKind::Legacy, legacy);
        }
    }

    /// How a certificate stands as to revocation, and what could not be used where nobody knows.
    fn standing(&mut self, answer: &Answer) {
        if let Some(text) = standing_text(answer, self.language) {
            self.line(LineKind::Revocation, format!("    {text}"));
        }
        if answer.standing() != Standing::Unknown {
            return;
        }
        let label = self.choose("not used", "không dùng được");
        for one in answer.refused() {
            let proof = proof_text(&one.proof);
            let line = format!("    {label}: {proof} ({})", one.why.code());
            self.line(LineKind::Revocation, line);
        }
    }

    fn policies(&self, path: &VerifiedPath) -> String {
        if path.allows_any_policy() {
            self.choose("any", "bất kỳ").to_owned()
        } else if path.policies().is_empty() {
            self.choose("none", "không có").to_owned()
        } else {
            path.policies().iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
        }
    }

    fn refusal(&mut self, report: &Report, reason: PathError, all: bool) {
        let verdict = report.verdict();
        let sentence = match verdict {
            Outcome::Failed => self.choose("no path holds", "không có đường dẫn hợp lệ"),
            _ => self.choose(
                "it cannot be decided whether a path holds",
                "chưa đủ căn cứ để kết luận về đường dẫn",
            ),
        };
        let why = told(reason, self.language);
        self.line(LineKind::Verdict(verdict), format!("{sentence}: {why}"));
        if let Some(answer) = report.revocation_against() {
            self.standing(answer);
        }
        let shown = report.shown(all);
        for (index, one) in shown.iter().enumerate() {
            if all {
                let title = self.choose("candidate", "đường dẫn thử");
                self.line(LineKind::Candidate, format!("{title} {}:", index + 1));
            }
            self.candidate(one);
        }
        let more = report.candidates().len().saturating_sub(shown.len());
        if more > 0 {
            let line = match self.language {
                Language::En => format!("further candidates: {more}"),
                Language::Vi => format!("còn {more} đường dẫn thử khác"),
            };
            self.line(LineKind::MoreCandidates, line);
        }
        if report.budget_spent() {
            let spent = self
                .choose("the search was stopped at its limit", "việc tìm kiếm đã dừng ở giới hạn");
            self.line(LineKind::BudgetSpent, spent);
        }
    }

    fn candidate(&mut self, tried: &Candidate) {
        for (index, one) in tried.certificates.iter().enumerate() {
            self.certificate(one);
            if index == tried.at {
                self.refused(tried.error);
            }
        }
        match &tried.anchor {
            Some(anchor) => self.anchor(anchor),
            None => {
                let none = self
                    .choose("no trusted root above it", "phía trên không có chứng thư gốc tin cậy");
                self.line(LineKind::NoAnchor, format!("  ({none})"));
            }
        }
        if tried.at >= tried.certificates.len() {
            self.refused(tried.error);
        }
    }

    fn refused(&mut self, error: PathError) {
        let label = self.choose("refused here", "bị từ chối tại đây");
        let why = told(error, self.language);
        self.line(LineKind::Refused, format!("    ^ {label}: {why}"));
    }

    fn certificate(&mut self, one: &Certificate) {
        self.line(LineKind::Certificate, format!("  {}", escape(&one.subject().to_string())));
    }

    fn anchor(&mut self, anchor: &TrustAnchor) {
        let label = self.choose("trusted root", "chứng thư gốc tin cậy");
        let name = escape(&anchor.name().to_string());
        self.line(LineKind::Certificate, format!("  {name}  ({label})"));
    }
}

/// Returns the reason with its clause.
fn told(error: PathError, language: Language) -> String {
    format!("{} ({})", sentence(error, language).trim_end_matches('.'), error.clause())
}

/// Returns the sentence of a finding; where that speaks of a signature, which is not here, another.
pub(super) fn sentence(error: PathError, language: Language) -> &'static str {
    match error {
        PathError::Expired => {
            language.choose("The certificate has expired.", "Chứng thư chữ ký số đã hết hạn.")
        }
        _ => FindingCode::Path(error).text(language),
    }
}
