//! Why nothing usable came over the network.

use crate::language::Language;

/// Why nothing usable came over the network.
///
/// Names no host and no address, so it may be logged; who asked knows whom.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NetworkError {
    /// What was fetched is not what it was fetched for: its issuer or its signature does not fit.
    #[error("the answer does not fit what was asked")]
    AnswerMismatch,
    /// The address is not one of http or https with a plain host.
    #[error("the address is not a plain http or https address")]
    BadAddress,
    /// So many fetches as a judgement may cause were made already.
    #[error("too many fetches for one judgement")]
    BudgetSpent,
    /// No connection came about.
    #[error("no connection")]
    Connection,
    /// The answer cannot be read, and its content type is that of something else.
    #[error("the answer has the wrong content type")]
    ContentType,
    /// The host stands for an address that strangers must not have asked: loopback, link-local,
    /// private or of another special purpose (RFC 6890).
    #[error("the host's address is loopback, private or reserved")]
    ForbiddenAddress,
    /// The name of the host is not known.
    #[error("the host is not known")]
    HostNotFound,
    /// The connection ended in the middle of the answer.
    #[error("the connection ended in the middle of the answer")]
    Interrupted,
    /// The proxy's address cannot be used.
    #[error("the address of the proxy cannot be used")]
    Proxy,
    /// A redirection to another scheme, to nowhere, or one too many.
    #[error("the redirection is not followed")]
    Redirect,
    /// The responder knows the question and does not answer it: the number of OCSPResponseStatus
    /// (RFC 6960 §4.2.1).
    #[error("the responder does not answer: status {0}")]
    Responder(u8),
    /// HTTP status other than success.
    #[error("HTTP status {0}")]
    Status(u16),
    /// The time for it is over.
    #[error("no answer in time")]
    Timeout,
    /// The server could not be authenticated, or speaks no TLS that is still good.
    #[error("TLS failed")]
    Tls,
    /// The answer is longer than such an answer may be.
    #[error("the answer is too long")]
    TooLarge,
}

impl NetworkError {
    /// Returns the reason as one clause in a language; English is `Display`.
    #[rustfmt::skip] // a table: one row for each reason
    pub fn text(self, language: Language) -> String {
        let vietnamese = match self {
            _ if language == Language::En => return self.to_string(),
            Self::AnswerMismatch => "nội dung trả lời không khớp với yêu cầu",
            Self::BadAddress => "địa chỉ không phải là địa chỉ http hoặc https thông thường",
            Self::BudgetSpent => "đã vượt số lần tải cho phép của một lần kiểm tra",
            Self::Connection => "không kết nối được",
            Self::ContentType => "nội dung trả lời không đúng kiểu",
            Self::ForbiddenAddress => "địa chỉ của máy chủ là địa chỉ nội bộ hoặc dành riêng",
            Self::HostNotFound => "không tìm thấy máy chủ",
            Self::Interrupted => "kết nối bị ngắt giữa chừng",
            Self::Proxy => "không dùng được địa chỉ proxy",
            Self::Redirect => "không đi theo chuyển hướng",
            Self::Responder(status) => return format!("máy chủ OCSP không trả lời: trạng thái {status}"),
            Self::Status(status) => return format!("trạng thái HTTP {status}"),
            Self::Timeout => "không có trả lời đúng hạn",
            Self::Tls => "kết nối TLS không thành công",
            Self::TooLarge => "nội dung trả lời quá dài",
        };
        vietnamese.to_owned()
    }

    /// Says whether asking once more may help.
    #[cfg(feature = "online")]
    pub(crate) fn is_passing(self) -> bool {
        match self {
            Self::Connection | Self::Interrupted | Self::Timeout => true,
            // RFC 6960 §4.2.1: internalError, tryLater.
            Self::Responder(status) => matches!(status, 2 | 3),
            // RFC 9110 §15.6, RFC 6585 §4
            Self::Status(status) => matches!(status, 429 | 500 | 502..=504),
            _ => false,
        }
    }
}
