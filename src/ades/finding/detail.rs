//! Particulars of findings.

use crate::Time;
use crate::ades::Language;

/// A particular of a finding.
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Detail {
    /// The algorithm, such as `RSA-PKCS1-1024` or `SHA-1`.
    Algorithm(String),
    /// The subject of the certificate that it is about, as encoded: not escaped.
    Certificate(String),
    /// The name of the entry of a container that it is about, as it is: not escaped.
    File(String),
    /// The time from which it is good.
    From(Time),
    /// The level that was found.
    Level(&'static str),
    /// The object identifier that it is about, in dotted form.
    Oid(String),
    /// The byte offset, in the structure being read.
    Offset(u64),
    /// The profile of the policy.
    Profile(String),
    /// The CRL or OCSP answer: kind, who made it, number, time; names as encoded.
    Proof(String),
    /// Why, by a word of a standard or of this library, such as `keyCompromise` or `stale`.
    Reason(&'static str),
    /// The level that was asked for.
    Required(&'static str),
    /// The structure, as its standard names it.
    Structure(&'static str),
    /// The time that it is about.
    Time(Time),
    /// The kind of time-stamp that it is about.
    Timestamp(&'static str),
    /// The time until which it was, or is, good.
    Until(Time),
}

impl Detail {
    /// Returns the stable key that the JSON report uses.
    pub fn key(&self) -> &'static str {
        match self {
            Self::Algorithm(_) => "algorithm",
            Self::Certificate(_) => "certificate",
            Self::File(_) => "file",
            Self::From(_) => "from",
            Self::Level(_) => "level",
            Self::Oid(_) => "oid",
            Self::Offset(_) => "offset",
            Self::Profile(_) => "profile",
            Self::Proof(_) => "proof",
            Self::Reason(_) => "reason",
            Self::Required(_) => "required",
            Self::Structure(_) => "structure",
            Self::Time(_) => "time",
            Self::Timestamp(_) => "timestamp",
            Self::Until(_) => "until",
        }
    }

    /// Returns the value for machines: times in UTC, names unchanged.
    pub fn value(&self) -> String {
        match self {
            Self::Algorithm(text)
            | Self::Certificate(text)
            | Self::File(text)
            | Self::Oid(text)
            | Self::Profile(text)
            | Self::Proof(text) => text.clone(),
            Self::Level(text)
            | Self::Reason(text)
            | Self::Required(text)
            | Self::Structure(text)
            | Self::Timestamp(text) => (*text).to_owned(),
            Self::Offset(offset) => offset.to_string(),
            Self::From(time) | Self::Time(time) | Self::Until(time) => time.to_string(),
        }
    }

    /// Returns the particular for people: times of Vietnam, control characters escaped.
    pub(crate) fn text(&self, language: Language) -> String {
        let label = match self {
            Self::Algorithm(_) => language.choose("algorithm", "thuật toán"),
            Self::Certificate(_) => language.choose("certificate", "chứng thư chữ ký số"),
            Self::File(_) => language.choose("file", "tệp"),
            Self::From(_) => language.choose("from", "từ"),
            Self::Level(_) => language.choose("level", "mức"),
            Self::Oid(_) => language.choose("identifier", "mã OID"),
            Self::Offset(_) => language.choose("at byte", "tại byte"),
            Self::Profile(_) => language.choose("profile", "bộ quy tắc"),
            Self::Proof(_) => language.choose("by", "theo"),
            Self::Reason(_) => language.choose("reason", "lý do"),
            Self::Required(_) => language.choose("required", "yêu cầu"),
            Self::Structure(_) => language.choose("in", "tại"),
            Self::Time(_) => language.choose("time", "thời điểm"),
            Self::Timestamp(_) => language.choose("time-stamp", "dấu thời gian"),
            Self::Until(_) => language.choose("until", "đến"),
        };
        let value = match self {
            Self::From(time) | Self::Time(time) | Self::Until(time) => vietnam_time(*time),
            _ => escape(&self.value()),
        };
        format!("{label}: {value}")
    }
}

/// Returns a time as it is shown to people: at the offset of Vietnam.
pub(crate) fn vietnam_time(time: Time) -> String {
    time.to_rfc3339_at(7 * 60)
}

/// Escapes what could command a terminal or turn text around.
///
/// The names in a certificate are its applicant's choice: ESC sequences could hide a verdict, and
/// bidirectional overrides could turn it around (CVE-2021-42574).
pub(crate) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for char in text.chars() {
        if is_harmful(char) {
            escaped.extend(char.escape_default());
        } else {
            escaped.push(char);
        }
    }
    escaped
}

fn is_harmful(char: char) -> bool {
    char.is_control()
        || matches!(char,
            '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}'
            | '\u{e0000}'..='\u{e007f}')
}
