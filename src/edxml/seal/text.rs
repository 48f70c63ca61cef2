//! The judgement on a package for people: whether it may be used first, then everything that stands
//! against it, then each seal.
//!
//! What stands in the message is escaped, so that nothing in it can hide or forge a line.

use std::fmt::Write;

use crate::ades::{escape, vietnam_time};
use crate::edxml::seal::report::{PackageReport, SealPlace, SealReport};
use crate::edxml::seal::sender::Binding;
use crate::edxml::statement::{Arrived, FactFinding, FactState, File, FileFinding, FileState, hex};
use crate::language::Language;

/// Characters of a value that are shown; a report is for reading, and JSON has all of it.
const SHOWN: usize = 200;

impl PackageReport {
    /// Returns the judgement as plain text for people, lines ended by line feeds.
    pub fn to_text(&self, language: Language) -> String {
        let mut text = Text { report: self, arrived: self.arrived(), language, out: String::new() };
        text.head();
        text.facts();
        text.files();
        text.liberties();
        for (at, seal) in self.seals().iter().enumerate() {
            text.seal(at.saturating_add(1), seal);
        }
        text.out
    }
}

struct Text<'a> {
    report: &'a PackageReport,
    arrived: Vec<Arrived>,
    language: Language,
    out: String,
}

impl Text<'_> {
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

    fn heading(&mut self, english: &'static str, vietnamese: &'static str) {
        let heading = self.choose(english, vietnamese);
        self.line("");
        self.line(heading);
    }

    fn head(&mut self) {
        let (report, language) = (self.report, self.language);
        let (verdict, sender) = (report.verdict(), report.sender());
        let word = match report.is_accepted() {
            true => self.choose("Accepted", "Chấp nhận"),
            false => self.choose("Not accepted", "Không chấp nhận"),
        };
        let state = report.state();
        let why = match state.is_whole() {
            false => state.text(language).to_owned(),
            true if !verdict.is_passed() => self
                .choose("a seal's signature did not pass", "chữ ký của dấu không đạt")
                .to_owned(),
            true if *sender.binding() != Binding::Bound => sender.text(language).to_owned(),
            true => state.text(language).to_owned(),
        };
        self.line(&format!("{word} - {why}."));
        self.field(
            "state",
            "trạng thái",
            &format!("{} - {}", state.as_str(), state.text(language)),
        );
        self.field("signatures of the seals", "chữ ký của các dấu", &verdict.to_string());
        let code = shown(sender.code().unwrap_or("-"));
        let bound = sender.text(language);
        let other = match sender.binding() {
            Binding::Other(code) => format!(": {}", shown(code)),
            _ => String::new(),
        };
        self.field("sender", "cơ quan gửi", &format!("{code} - {bound}{other}"));
        self.field("judged at", "thời điểm kiểm tra", &vietnam_time(report.judged_at()));
    }

    fn facts(&mut self) {
        let findings = self.report.facts();
        if findings.is_empty() {
            return;
        }
        self.heading("Facts", "Thông tin");
        let (same, other): (Vec<_>, Vec<_>) =
            findings.into_iter().partition(|finding| finding.state == FactState::Same);
        // Of a message without a seal, that nothing was sealed is said once.
        let sealed = other.iter().any(|finding| !finding.sealed.is_empty()) || !same.is_empty();
        for finding in &other {
            if sealed {
                self.fact(finding);
            }
        }
        let named = if sealed { &same } else { &other };
        let names = named.iter().map(|finding| finding.fact.words(self.language));
        let names: Vec<_> = names.collect();
        let state = if sealed { FactState::Same } else { FactState::Added };
        if !names.is_empty() {
            self.line(&format!("  {}: {}", state.text(self.language), names.join(", ")));
        }
    }

    fn fact(&mut self, finding: &FactFinding) {
        let (state, name) = (finding.state.text(self.language), finding.fact.words(self.language));
        self.line(&format!("  {name}: {state}"));
        for (values, english, vietnamese) in
            [(&finding.sealed, "sealed", "khi đóng dấu"), (&finding.arrived, "arrived", "khi nhận")]
        {
            for value in values {
                let label = self.choose(english, vietnamese);
                self.line(&format!("    {label}: {}", shown(value)));
            }
        }
    }

    fn files(&mut self) {
        let findings = self.report.files();
        if findings.is_empty() {
            return;
        }
        self.heading("Attachments", "Tệp đính kèm");
        for finding in &findings {
            self.file(finding);
        }
    }

    fn file(&mut self, finding: &FileFinding) {
        let arrived = finding.arrived.and_then(|at| self.arrived.get(at));
        let name = arrived.map(Arrived::name).or_else(|| finding.sealed.as_ref().map(File::name));
        let mut line = format!("  {}: ", shown(name.unwrap_or_default()));
        line.push_str(finding.state.text(self.language));
        let form = finding.sealed.as_ref().and_then(|file| arrived?.form_of(file));
        if form.is_some_and(|form| form > 0) {
            line.push_str(self.choose(" (unwrapped)", " (đã giải nén)"));
        }
        self.line(&line);
        let place = finding.arrived.and_then(|at| self.report.attachments().get(at));
        let attachment = place.and_then(|at| self.report.package().attachments.get(*at));
        if attachment.is_some_and(|attachment| attachment.is_destroyed()) {
            let destroyed =
                self.choose("destroyed by a conversion of text", "bị hỏng do chuyển đổi văn bản");
            self.line(&format!("    {destroyed}"));
        }
        if let (FileState::Renamed, Some(file)) = (finding.state, &finding.sealed) {
            let label = self.choose("sealed", "khi đóng dấu");
            self.line(&format!("    {label}: {}", shown(file.name())));
        }
    }

    fn liberties(&mut self) {
        let language = self.language;
        let ambiguities = self.report.ambiguities();
        if !ambiguities.is_empty() {
            self.heading("It can be read in two ways", "Có thể hiểu theo hai cách");
        }
        for kind in ambiguities {
            let element = kind.element().map(|one| format!(" {one}")).unwrap_or_default();
            self.line(&format!("  {}{element}", kind.text(language)));
        }
        let others = self.report.package().liberties.iter();
        let others: Vec<_> = others.filter(|one| !ambiguities.contains(&one.kind)).collect();
        if !others.is_empty() {
            self.heading("Passed over while reading", "Đã bỏ qua khi đọc");
        }
        for liberty in others {
            let element = liberty.kind.element().map(|one| format!(" {one}")).unwrap_or_default();
            self.line(&format!("  {}{element}", liberty.kind.text(language)));
        }
    }

    fn seal(&mut self, number: usize, seal: &SealReport) {
        let (language, count) = (self.language, self.report.seals().len());
        let place = match seal.place() {
            SealPlace::Attachment(place) => {
                let attachment = self.report.package().attachments.get(place);
                shown(attachment.and_then(|one| one.name()).unwrap_or_default())
            }
            SealPlace::Beside(_) => {
                self.choose("beside the message", "đi kèm ngoài gói tin").to_owned()
            }
        };
        let title = self.choose("Seal", "Dấu");
        let verdict = seal.verdict();
        self.line("");
        self.line(&format!("{title} {number}/{count} ({place}): {verdict}"));
        if let Some(sealer) = seal.statement().map(|statement| statement.sealer()) {
            let role = sealer.role().text(language);
            let sealer = format!("{} ({role})", shown(sealer.organ()));
            self.field("sealed by, in its own words", "người đóng dấu tự khai", &sealer);
        }
        if let Some(id) = seal.id() {
            self.field("id", "mã dấu", &hex(id));
        }
        if let Some(fault) = seal.fault() {
            self.field("fault", "lỗi", &fault.text(language));
        }
        for missing in seal.missing_seals() {
            self.field("missing earlier seal", "thiếu dấu đã đóng trước", &hex(missing));
        }
        for time in seal.times() {
            self.field("time", "thời điểm", time.text(language));
        }
        let report = seal.report().map(|report| report.to_text(language)).unwrap_or_default();
        for line in report.lines().filter(|line| !line.is_empty()) {
            self.line(&format!("  | {line}"));
        }
    }
}

/// A value from the message, made harmless and short.
fn shown(value: &str) -> String {
    let mut short: String = value.chars().take(SHOWN).collect();
    if short.len() < value.len() {
        short.push('…');
    }
    escape(&short)
}
