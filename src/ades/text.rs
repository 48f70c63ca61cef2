//! The report for people: the verdict first, then the reasons.
//!
//! Times are those of Vietnam. What stands in certificates is escaped, so that no name can hide or
//! forge a line of the report.

use std::fmt::Write;

use crate::Time;
use crate::ades::finding::{escape, vietnam_time};
use crate::ades::revocation::standing_text;
use crate::ades::{
    Container, Finding, Language, Report, Severity, SignatureReport, TimestampReport, Verdict,
};
use crate::path::{Candidate, VerifiedPath};
use crate::revocation::Answer;

impl Report {
    /// Returns the report as plain text for people, lines ended by line feeds.
    pub fn to_text(&self, language: Language) -> String {
        let mut text = Text { language, out: String::new() };
        text.head(self);
        for (index, signature) in self.signatures().iter().enumerate() {
            text.signature(index + 1, self.signatures().len(), signature);
        }
        if let Some(container) = self.container() {
            text.container(container);
        }
        text.foot(self);
        text.out
    }
}

struct Text {
    language: Language,
    out: String,
}

impl Text {
    fn line(&mut self, line: &str) {
        // Writing to a string cannot fail.
        let _ = writeln!(self.out, "{line}");
    }

    fn choose(&self, english: &'static str, vietnamese: &'static str) -> &'static str {
        self.language.choose(english, vietnamese)
    }

    fn field(&mut self, english: &'static str, vietnamese: &'static str, value: &str) {
        let label = self.choose(english, vietnamese);
        self.line(&format!("  {label}: {value}"));
    }

    /// The verdict in a word or two.
    fn word(&self, verdict: Verdict) -> &'static str {
        match verdict {
            Verdict::Passed => self.choose("good", "hợp lệ"),
            Verdict::Failed(_) => self.choose("not good", "không hợp lệ"),
            Verdict::Indeterminate(_) => self.choose("in doubt", "chưa đủ cơ sở kết luận"),
        }
    }

    fn head(&mut self, report: &Report) {
        let sentence = match report.verdict() {
            Verdict::Passed => self.choose("Every signature is good.", "Mọi chữ ký đều hợp lệ."),
            Verdict::Failed(_) => {
                self.choose("At least one signature is not good.", "Có chữ ký không hợp lệ.")
            }
            Verdict::Indeterminate(_) if report.signatures().is_empty() => {
                self.choose("There is no signature.", "Không có chữ ký.")
            }
            Verdict::Indeterminate(_) => self.choose(
                "It cannot be said that every signature is good.",
                "Chưa đủ cơ sở để kết luận mọi chữ ký đều hợp lệ.",
            ),
        };
        self.line(&format!("{} - {sentence}", report.verdict()));
    }

    fn signature(&mut self, number: usize, count: usize, report: &SignatureReport) {
        let title = self.choose("Signature", "Chữ ký");
        self.line("");
        let word = self.word(report.verdict());
        self.line(&format!("{title} {number}/{count}: {word} - {}", report.verdict()));
        for finding in report.findings().iter().filter(|one| one.severity() == Severity::Error) {
            self.finding(finding);
        }
        self.facts(report);
        for timestamp in report.timestamps() {
            self.timestamp(timestamp);
        }
        match report.path() {
            Some(path) => self.path(path, report.revocation()),
            None => report.candidates().iter().for_each(|tried| self.candidate(tried)),
        }
        for finding in report.findings().iter().filter(|one| one.severity() != Severity::Error) {
            self.finding(finding);
        }
    }

    /// The files of a container, each with what covers it.
    fn container(&mut self, container: &Container) {
        self.line("");
        self.line(self.choose("Files", "Các tệp"));
        for file in container.files() {
            let covered = file.covered_by().iter().map(|at| format!("{}", at.saturating_add(1)));
            let covered: Vec<_> = covered.collect();
            let by = match covered.as_slice() {
                [] => self.choose("not signed", "không được ký").to_owned(),
                _ => format!("{} {}", self.choose("signature", "chữ ký"), covered.join(", ")),
            };
            self.line(&format!("  {}: {by}", escape(file.name())));
        }
        for timestamp in container.timestamps() {
            self.timestamp(timestamp);
        }
        for finding in container.findings() {
            self.finding(finding);
        }
    }

    fn facts(&mut self, report: &SignatureReport) {
        if let Some(file) = report.file() {
            self.field("in", "trong", &escape(file));
        }
        if let Some(signer) = report.signer() {
            self.field("signer", "người ký", &escape(&signer.subject()));
            self.field("certificate SHA-256", "SHA-256 của chứng thư", &signer.sha256());
        }
        let time = |time: Option<Time>| time.map(vietnam_time);
        match (time(report.proven_time()), time(report.claimed_time())) {
            (Some(proven), _) => self.field("signed before", "ký trước thời điểm", &proven),
            (None, Some(claimed)) => {
                self.field("signing time, claimed", "thời điểm ký (tự khai)", &claimed);
            }
            (None, None) => {}
        }
        let algorithm = [report.algorithm(), report.digest()];
        let algorithm: Vec<_> = algorithm.into_iter().flatten().collect();
        if !algorithm.is_empty() {
            self.field("algorithm", "thuật toán", &algorithm.join(", "));
        }
        let level = report.level().map_or_else(
            || self.choose("none (not an AdES signature)", "không có (không phải chữ ký AdES)"),
            |level| level.name(),
        );
        self.field("level", "mức", level);
    }

    fn timestamp(&mut self, report: &TimestampReport) {
        let time = report.time().map_or_else(|| "-".to_owned(), vietnam_time);
        let word = self.word(report.verdict());
        let authority = report.authority().map(|one| escape(&one.subject()));
        let authority = authority.map_or_else(String::new, |name| format!(", {name}"));
        let verdict = report.verdict();
        let line = format!("{time} ({}, {word} - {verdict}{authority})", report.kind().name());
        self.field("time-stamp", "dấu thời gian", &line);
        for finding in report.findings() {
            self.finding(finding);
        }
    }

    fn path(&mut self, path: &VerifiedPath, answers: &[Answer]) {
        let label = self.choose("chain", "chuỗi chứng thư");
        self.line(&format!("  {label}:"));
        let answers = answers.iter().map(Some).chain(std::iter::repeat(None));
        for (certificate, answer) in path.certificates().iter().zip(answers) {
            self.line(&format!("    - {}", escape(&certificate.subject().to_string())));
            let language = self.language;
            if let Some(standing) = answer.and_then(|answer| standing_text(answer, language)) {
                self.line(&format!("      {standing}"));
            }
        }
        self.line(&format!("    - {}", escape(&path.anchor().name().to_string())));
    }

    fn candidate(&mut self, tried: &Candidate) {
        let names = tried.certificates.iter().map(|one| one.subject().to_string());
        let anchor = tried.anchor.iter().map(|anchor| anchor.name().to_string());
        let chain: Vec<_> = names.chain(anchor).map(|name| escape(&name)).collect();
        let reason = crate::ades::FindingCode::Path(tried.error).text(self.language);
        self.field("tried", "đã thử", reason);
        for (at, name) in chain.iter().enumerate() {
            let mark = if at == tried.at { "x" } else { "-" };
            self.line(&format!("    {mark} {name}"));
        }
    }

    fn finding(&mut self, finding: &Finding) {
        let severity = match finding.severity() {
            Severity::Error => self.choose("error", "lỗi"),
            Severity::Warning => self.choose("warning", "cảnh báo"),
            Severity::Info => self.choose("note", "lưu ý"),
        };
        let clause = match finding.clause() {
            "" => String::new(),
            clause => format!(" [{clause}]"),
        };
        self.line(&format!("  {severity}: {}{clause}", finding.text(self.language)));
        if let Some(help) = finding.code().help(self.language) {
            self.line(&format!("    -> {help}"));
        }
    }

    fn foot(&mut self, report: &Report) {
        let judged = self.choose("Judged at", "Thời điểm kiểm tra");
        let profile = self.choose("profile", "bộ quy tắc");
        let version = report.profile().version().unwrap_or("-");
        let at = vietnam_time(report.judged_at());
        self.line("");
        let name = report.profile().name();
        self.line(&format!("{judged} {at}, {profile} {name} ({version}), {}", report.format()));
    }
}
