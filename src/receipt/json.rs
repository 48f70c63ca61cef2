//! The judgement on a receipt for machines: JSON, by `docs/receipt-report.schema.json`.

use serde::Serialize;
use serde_json::Value;

use crate::edxml::Binding;
use crate::edxml::statement::hex;
use crate::language::Language;
use crate::receipt::{Receipt, ReceiptReport};

/// The version of the report's form.
const VERSION: u32 = 1;

#[derive(Serialize)]
struct Whole<'a> {
    antin: &'static str,
    version: u32,
    accepted: bool,
    text: String,
    verdict: &'static str,
    sub_indication: Option<&'static str>,
    judged_at: String,
    language: &'static str,
    sha256: String,
    id: Option<String>,
    fault: Option<Told>,
    receipt: Option<Says<'a>>,
    mismatches: Vec<Told>,
    recipient: Recipient<'a>,
    report: Option<Value>,
}

#[derive(Serialize)]
struct Told {
    code: &'static str,
    text: String,
}

#[derive(Serialize)]
struct Says<'a> {
    seal: Option<String>,
    document: &'a str,
    sender: &'a str,
    recipient: &'a str,
    status: &'static str,
    status_text: &'static str,
    time: String,
    reasons: &'a [String],
}

#[derive(Serialize)]
struct Recipient<'a> {
    bound: bool,
    checked: bool,
    binding: &'static str,
    other: Option<&'a str>,
    text: &'static str,
}

impl ReceiptReport {
    /// Returns the judgement as JSON, by the schema in `docs/receipt-report.schema.json`, with its sentences
    /// in a language.
    pub fn to_json(&self, language: Language) -> Value {
        let verdict = self.verdict();
        let mismatches = self.mismatches().iter();
        let whole = Whole {
            antin: env!("CARGO_PKG_VERSION"),
            version: VERSION,
            accepted: self.is_accepted(),
            text: self.text(language),
            verdict: verdict.etsi_name(),
            sub_indication: verdict.sub_indication(),
            judged_at: self.judged_at().to_string(),
            language: language.tag(),
            sha256: hex(self.sha256()),
            id: self.id().map(|id| hex(id)),
            fault: self
                .fault()
                .map(|fault| Told { code: fault.code(), text: fault.text(language) }),
            receipt: self.receipt().map(|receipt| says(receipt, language)),
            mismatches: mismatches
                .map(|one| Told { code: one.code(), text: one.text(language).to_owned() })
                .collect(),
            recipient: self.recipient(language),
            report: self.report().map(|report| report.to_json(language)),
        };
        // Maps have text for keys and no number is a fraction, so this cannot fail.
        serde_json::to_value(whole).unwrap_or(Value::Null)
    }

    fn recipient(&self, language: Language) -> Recipient<'_> {
        Recipient {
            bound: *self.binding() == Binding::Bound,
            checked: self.is_checked(),
            binding: self.binding().as_str(),
            other: match self.binding() {
                Binding::Other(code) => Some(code),
                _ => None,
            },
            text: self.binding_text(language),
        }
    }
}

fn says(receipt: &Receipt, language: Language) -> Says<'_> {
    Says {
        seal: receipt.seal().map(|seal| hex(seal)),
        document: receipt.document(),
        sender: receipt.sender(),
        recipient: receipt.recipient(),
        status: receipt.status().code(),
        status_text: receipt.status().text(language),
        time: receipt.time().to_string(),
        reasons: receipt.reasons(),
    }
}
