//! The judgement on a package for machines: JSON, by `docs/package-report.schema.json`.
//!
//! What stands in the message is given unchanged, as JSON escapes what could do harm. While [`VERSION`]
//! stays, members are only ever added.

use serde::Serialize;
use serde_json::Value;

use crate::ades::Report;
use crate::edxml::seal::report::{PackageReport, SealPlace, SealReport};
use crate::edxml::seal::sender::Binding;
use crate::edxml::seal::times::TimeFinding;
use crate::edxml::statement::{Arrived, Comparison, FactFinding, File, FileFinding, hex};
use crate::edxml::{Attachment, Liberty, LibertyKind};
use crate::language::Language;

/// The version of the report's form.
const VERSION: u32 = 1;

#[derive(Serialize)]
struct Whole<'a> {
    antin: &'static str,
    version: u32,
    accepted: bool,
    state: &'static str,
    text: &'static str,
    verdict: &'static str,
    sub_indication: Option<&'static str>,
    judged_at: String,
    language: &'static str,
    sender: Sender<'a>,
    facts: Vec<Fact>,
    attachments: Vec<Found>,
    ambiguities: Vec<Ambiguity>,
    liberties: Vec<Taken>,
    seals: Vec<Seal<'a>>,
}

#[derive(Serialize)]
struct Sender<'a> {
    code: Option<&'a str>,
    bound: bool,
    checked: bool,
    binding: &'static str,
    other: Option<&'a str>,
    text: &'static str,
}

#[derive(Serialize)]
struct Fact {
    fact: &'static str,
    name: &'static str,
    state: &'static str,
    text: &'static str,
    sealed: Vec<String>,
    arrived: Vec<String>,
}

#[derive(Serialize)]
struct Found {
    name: String,
    state: &'static str,
    text: &'static str,
    place: Option<usize>,
    length: Option<u64>,
    sha256: Option<String>,
    unwrapped: bool,
    destroyed: bool,
    sealed: Option<Sealed>,
}

#[derive(Serialize)]
struct Sealed {
    name: String,
    length: u64,
    sha256: String,
}

#[derive(Serialize)]
struct Ambiguity {
    code: &'static str,
    element: Option<&'static str>,
    text: &'static str,
}

#[derive(Serialize)]
struct Taken {
    #[serde(flatten)]
    kind: Ambiguity,
    attachment: Option<usize>,
    offset: u64,
    times: u64,
}

#[derive(Serialize)]
struct Seal<'a> {
    attachment: Option<usize>,
    beside: Option<usize>,
    sha256: String,
    id: Option<String>,
    verdict: &'static str,
    sub_indication: Option<&'static str>,
    fault: Option<Fault>,
    sealer: Option<Sealer<'a>>,
    facts: Option<Vec<Fact>>,
    attachments: Option<Vec<Found>>,
    missing_seals: Vec<String>,
    times: Vec<Told>,
    report: Option<Value>,
}

#[derive(Serialize)]
struct Told {
    code: &'static str,
    text: &'static str,
}

#[derive(Serialize)]
struct Fault {
    code: &'static str,
    text: String,
}

#[derive(Serialize)]
struct Sealer<'a> {
    organ: &'a str,
    role: &'static str,
    text: &'static str,
    binding: Option<&'static str>,
    other: Option<&'a str>,
}

impl PackageReport {
    /// Returns the judgement as JSON, by the schema in `docs/package-report.schema.json`, with its
    /// sentences in a language.
    pub fn to_json(&self, language: Language) -> Value {
        let writer = Writer { report: self, arrived: self.arrived(), language };
        // Maps have text for keys and no number is a fraction, so this cannot fail.
        serde_json::to_value(writer.whole()).unwrap_or(Value::Null)
    }
}

struct Writer<'a> {
    report: &'a PackageReport,
    arrived: Vec<Arrived>,
    language: Language,
}

impl Writer<'_> {
    fn whole(&self) -> Whole<'_> {
        let (report, language) = (self.report, self.language);
        let verdict = report.verdict();
        let binding = report.sender().binding();
        Whole {
            antin: env!("CARGO_PKG_VERSION"),
            version: VERSION,
            accepted: report.is_accepted(),
            state: report.state().as_str(),
            text: report.state().text(language),
            verdict: verdict.etsi_name(),
            sub_indication: verdict.sub_indication(),
            judged_at: report.judged_at().to_string(),
            language: language.tag(),
            sender: Sender {
                code: report.sender().code(),
                bound: *binding == Binding::Bound,
                checked: report.sender().is_checked(),
                binding: binding.as_str(),
                other: other(binding),
                text: report.sender().text(language),
            },
            facts: self.facts(report.facts()),
            attachments: self.files(&report.files()),
            ambiguities: report.ambiguities().iter().map(|kind| self.kind(*kind)).collect(),
            liberties: report.package().liberties.iter().map(|one| self.liberty(one)).collect(),
            seals: report.seals().iter().map(|one| self.seal(one)).collect(),
        }
    }

    fn facts(&self, findings: Vec<FactFinding>) -> Vec<Fact> {
        let fact = |finding: FactFinding| Fact {
            fact: finding.fact.as_str(),
            name: finding.fact.words(self.language),
            state: finding.state.as_str(),
            text: finding.state.text(self.language),
            sealed: finding.sealed,
            arrived: finding.arrived,
        };
        findings.into_iter().map(fact).collect()
    }

    fn files(&self, findings: &[FileFinding]) -> Vec<Found> {
        findings.iter().map(|finding| self.file(finding)).collect()
    }

    fn file(&self, finding: &FileFinding) -> Found {
        let seen = finding.arrived.and_then(|at| self.seen(at));
        let sealed = finding.sealed.as_ref();
        // The form that was sealed, and where none is, what the sender's rule takes for the file.
        let layer = seen.map(|(_, arrived, attachment)| {
            sealed.and_then(|file| arrived.form_of(file)).unwrap_or(attachment.content)
        });
        let form = seen.and_then(|(_, arrived, _)| arrived.forms().get(layer?));
        let name = seen.map(|(_, arrived, _)| arrived.name());
        Found {
            name: name.or_else(|| sealed.map(File::name)).unwrap_or_default().to_owned(),
            state: finding.state.as_str(),
            text: finding.state.text(self.language),
            place: seen.map(|(place, ..)| place),
            length: form.map(|form| form.length),
            sha256: form.map(|form| hex(&form.sha256)),
            unwrapped: layer.is_some_and(|layer| layer > 0),
            destroyed: seen.is_some_and(|(_, _, attachment)| attachment.is_destroyed()),
            sealed: sealed.map(|file| Sealed {
                name: file.name().to_owned(),
                length: file.length(),
                sha256: hex(file.sha256()),
            }),
        }
    }

    /// An attachment by its place in the comparison.
    fn seen(&self, at: usize) -> Option<(usize, &Arrived, &Attachment)> {
        let place = *self.report.attachments().get(at)?;
        Some((place, self.arrived.get(at)?, self.report.package().attachments.get(place)?))
    }

    fn kind(&self, kind: LibertyKind) -> Ambiguity {
        Ambiguity { code: kind.code(), element: kind.element(), text: kind.text(self.language) }
    }

    fn liberty(&self, liberty: &Liberty) -> Taken {
        let Liberty { kind, attachment, offset, times } = *liberty;
        Taken { kind: self.kind(kind), attachment, offset, times }
    }

    fn seal<'s>(&self, seal: &'s SealReport) -> Seal<'s> {
        let language = self.language;
        let (attachment, beside) = match seal.place() {
            SealPlace::Attachment(place) => (Some(place), None),
            SealPlace::Beside(place) => (None, Some(place)),
        };
        let verdict = seal.verdict();
        let comparison: Option<&Comparison> = seal.comparison();
        let sealer = seal.statement().map(|statement| statement.sealer());
        let told = |time: &TimeFinding| Told { code: time.code(), text: time.text(language) };
        Seal {
            attachment,
            beside,
            sha256: hex(seal.sha256()),
            id: seal.id().map(|id| hex(id)),
            verdict: verdict.etsi_name(),
            sub_indication: verdict.sub_indication(),
            fault: seal
                .fault()
                .map(|fault| Fault { code: fault.code(), text: fault.text(language) }),
            sealer: sealer.map(|sealer| Sealer {
                organ: sealer.organ(),
                role: sealer.role().as_str(),
                text: sealer.role().text(language),
                binding: seal.binding().map(Binding::as_str),
                other: seal.binding().and_then(other),
            }),
            facts: comparison.map(|found| self.facts(found.facts.clone())),
            attachments: comparison.map(|found| self.files(&found.files)),
            missing_seals: seal.missing_seals().iter().map(|id| hex(id)).collect(),
            times: seal.times().iter().map(told).collect(),
            report: seal.report().map(|report: &Report| report.to_json(language)),
        }
    }
}

/// Whose certificate it is instead.
fn other(binding: &Binding) -> Option<&str> {
    match binding {
        Binding::Other(code) => Some(code),
        _ => None,
    }
}
