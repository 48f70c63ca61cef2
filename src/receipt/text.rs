//! The judgement on a receipt for people. What stands in the receipt is escaped, so that nothing in it can
//! hide or forge a line.

use crate::ades::{escape, vietnam_time};
use crate::edxml::Binding;
use crate::edxml::statement::hex;
use crate::language::Language;
use crate::receipt::{Receipt, ReceiptReport};

/// Characters of a value that are shown; JSON has all of it.
const SHOWN: usize = 200;

impl ReceiptReport {
    /// Returns the judgement as plain text for people, lines ended by line feeds.
    pub fn to_text(&self, language: Language) -> String {
        let choose = |english, vietnamese| language.choose(english, vietnamese);
        let word = match self.is_accepted() {
            true => choose("Accepted", "Chấp nhận"),
            false => choose("Not accepted", "Không chấp nhận"),
        };
        let mut lines = vec![format!("{word} - {}.", self.text(language))];
        let mut field = |english, vietnamese, value: String| {
            lines.push(format!("  {}: {value}", choose(english, vietnamese)));
        };
        field("signature", "chữ ký", self.verdict().to_string());
        if let Some(receipt) = self.receipt() {
            says(receipt, language, &mut field);
            field("certificate", "chứng thư", self.whose(language));
        }
        for mismatch in self.mismatches() {
            let told = format!("{} ({})", mismatch.text(language), mismatch.code());
            field("does not go with what was sent", "không khớp gói tin đã gửi", told);
        }
        if let Some(id) = self.id() {
            field("id", "mã biên nhận", hex(id));
        }
        field("judged at", "thời điểm kiểm tra", vietnam_time(self.judged_at()));
        let report = self.report().map(|report| report.to_text(language)).unwrap_or_default();
        let inner = report.lines().filter(|line| !line.is_empty());
        lines.extend(inner.map(|line| format!("  | {line}")));
        lines.push(String::new());
        lines.join("\n")
    }

    fn whose(&self, language: Language) -> String {
        let text = self.binding_text(language);
        match self.binding() {
            Binding::Other(code) => format!("{text}: {}", shown(code)),
            _ => text.to_owned(),
        }
    }
}

fn says(
    receipt: &Receipt,
    language: Language,
    field: &mut impl FnMut(&'static str, &'static str, String),
) {
    let status = receipt.status();
    let status = format!("{} - {}", status.code(), status.text(language));
    field("recipient", "nơi nhận", shown(receipt.recipient()));
    field("status", "trạng thái", status);
    field("document", "văn bản", shown(receipt.document()));
    field("sender", "cơ quan gửi", shown(receipt.sender()));
    let seal = receipt.seal().map_or_else(|| "-".to_owned(), |seal| hex(seal));
    field("seal", "mã dấu", seal);
    field("time", "thời điểm", vietnam_time(receipt.time()));
    for reason in receipt.reasons() {
        field("reason", "lý do", shown(reason));
    }
}

/// A value from the receipt, made harmless and short.
fn shown(value: &str) -> String {
    let mut short: String = value.chars().take(SHOWN).collect();
    if short.len() < value.len() {
        short.push('…');
    }
    escape(&short)
}
