//! Why there is no time-stamp: how an authority refused, or what is wrong with what it sent.

use std::fmt;

use crate::language::Language;

/// Why there is no time-stamp.
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TimestampError {
    /// The time-stamp is over something else than what was sent.
    #[error("the time-stamp is over something else")]
    OtherImprint,
    /// The time-stamp does not repeat the number that was sent with the request.
    #[error("the time-stamp answers another request")]
    OtherNonce,
    /// The time-stamp is by another policy than was asked for.
    #[error("the time-stamp is by another policy than was asked for")]
    OtherPolicy,
    /// The authority refused.
    #[error("{0}")]
    Refused(Refusal),
    /// The signature of the time-stamp does not hold.
    #[error("the signature of the time-stamp does not hold")]
    SignatureMismatch,
}

impl From<Refusal> for TimestampError {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

/// How a time-stamping authority refused (RFC 3161 §2.4.2).
///
/// `Display` has its words with control characters escaped, and at most 200 letters of them.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Refusal {
    /// The status: 2 is a rejection, 3 a promise that the answer will come later.
    pub status: u64,
    /// The words of the authority, if it gave any.
    pub words: Vec<String>,
    /// The reasons.
    pub reasons: Vec<RefusalReason>,
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.status {
            2 => f.write_str("the authority refused")?,
            3 => f.write_str("the authority answers later")?,
            status => write!(f, "the authority answered with status {status}")?,
        }
        let mut words = String::new();
        self.push_words(&mut words);
        f.write_str(&words)
    }
}

/// Why a time-stamping authority refused: the bits of PKIFailureInfo (RFC 3161 §2.4.2).
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
pub enum RefusalReason {
    /// Bit 0.
    #[error("it does not know the algorithm (badAlg)")]
    BadAlgorithm,
    /// Bit 2.
    #[error("it does not permit this request (badRequest)")]
    BadRequest,
    /// Bit 5.
    #[error("the data has the wrong format (badDataFormat)")]
    BadDataFormat,
    /// Bit 14.
    #[error("its clock is not available (timeNotAvailable)")]
    TimeNotAvailable,
    /// Bit 15.
    #[error("it does not support the policy (unacceptedPolicy)")]
    UnacceptedPolicy,
    /// Bit 16.
    #[error("it does not support an extension (unacceptedExtension)")]
    UnacceptedExtension,
    /// Bit 17.
    #[error("it could not understand what more was asked (addInfoNotAvailable)")]
    AddInfoNotAvailable,
    /// Bit 25.
    #[error("it failed (systemFailure)")]
    SystemFailure,
    /// Another bit.
    #[error("reason {0}")]
    Other(u8),
}

impl TimestampError {
    /// Returns the reason as one clause in a language; English is `Display`.
    ///
    /// What an authority says stands in its own words.
    pub fn text(&self, language: Language) -> String {
        let vietnamese = match self {
            Self::OtherImprint => "dấu thời gian được tạo cho dữ liệu khác",
            Self::OtherNonce => "dấu thời gian trả lời cho một yêu cầu khác",
            Self::OtherPolicy => "dấu thời gian theo chính sách khác với chính sách được yêu cầu",
            Self::Refused(refusal) => return refusal.text(language),
            Self::SignatureMismatch => "chữ ký của dấu thời gian không hợp lệ",
        };
        match language {
            Language::En => self.to_string(),
            Language::Vi => vietnamese.to_owned(),
        }
    }
}

impl Refusal {
    /// Returns the refusal as one clause in a language; English is `Display`.
    pub fn text(&self, language: Language) -> String {
        if language == Language::En {
            return self.to_string();
        }
        let mut text = match self.status {
            2 => "cơ quan cấp dấu thời gian từ chối".to_owned(),
            3 => "cơ quan cấp dấu thời gian sẽ trả lời sau".to_owned(),
            status => format!("cơ quan cấp dấu thời gian trả lời với trạng thái {status}"),
        };
        self.push_words(&mut text);
        text
    }

    /// The reasons by their names in the standard, and the words of the authority.
    fn push_words(&self, text: &mut String) {
        for reason in &self.reasons {
            text.push_str(&format!("; {reason}"));
        }
        for words in &self.words {
            let words: String = words.chars().take(200).collect();
            text.push_str(&format!("; \"{}\"", words.escape_debug()));
        }
    }
}

impl RefusalReason {
    /// Every reason that has a name.
    pub const ALL: &'static [Self] = &[
        Self::BadAlgorithm,
        Self::BadRequest,
        Self::BadDataFormat,
        Self::TimeNotAvailable,
        Self::UnacceptedPolicy,
        Self::UnacceptedExtension,
        Self::AddInfoNotAvailable,
        Self::SystemFailure,
    ];

    /// Returns the number of the bit.
    pub fn bit(self) -> u8 {
        match self {
            Self::BadAlgorithm => 0,
            Self::BadRequest => 2,
            Self::BadDataFormat => 5,
            Self::TimeNotAvailable => 14,
            Self::UnacceptedPolicy => 15,
            Self::UnacceptedExtension => 16,
            Self::AddInfoNotAvailable => 17,
            Self::SystemFailure => 25,
            Self::Other(bit) => bit,
        }
    }

    pub(crate) fn of_bit(bit: u8) -> Self {
        let known = Self::ALL.iter().copied().find(|reason| reason.bit() == bit);
        known.unwrap_or(Self::Other(bit))
    }
}
