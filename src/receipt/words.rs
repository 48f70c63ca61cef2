//! What is wrong with a receipt, and whose certificate it is, in words for people.

use crate::edxml::Binding;
use crate::language::Language;
use crate::receipt::{ReceiptFault, ReceiptReport};

impl ReceiptFault {
    /// Returns the fault as one clause in a language.
    pub fn text(&self, language: Language) -> String {
        let (english, vietnamese, error) = match self {
            Self::Container(error) => (
                "its container cannot be judged",
                "không kiểm tra được tệp chứa biên nhận",
                Some(error),
            ),
            Self::OtherContent => (
                "its container holds something beside the receipt, or the signature does not cover it",
                "tệp chứa biên nhận có nội dung khác, hoặc chữ ký không bao trùm biên nhận",
                None,
            ),
            Self::Signatures => (
                "its container does not have exactly one signature",
                "tệp chứa biên nhận không có đúng một chữ ký",
                None,
            ),
            Self::Receipt(error) => (
                "the receipt in it cannot be read",
                "không đọc được biên nhận trong tệp",
                Some(error),
            ),
        };
        let clause = language.choose(english, vietnamese);
        match error {
            Some(error) => format!("{clause}: {}", error.text(language)),
            None => clause.to_owned(),
        }
    }
}

impl ReceiptReport {
    /// Returns what is known of the recipient and the certificate as one clause in a language.
    pub fn binding_text(&self, language: Language) -> &'static str {
        let (english, vietnamese) = match self.binding() {
            Binding::Bound if !self.is_checked() => (
                "taken for the recipient; nobody checked whose certificate it is",
                "được coi là nơi nhận; không ai kiểm tra chứng thư là của ai",
            ),
            Binding::Bound => ("the certificate is the recipient's", "chứng thư là của nơi nhận"),
            Binding::RoleNotAllowed => (
                "the certificate is the recipient's, but not for receipts",
                "chứng thư là của nơi nhận nhưng không được dùng để ký biên nhận",
            ),
            Binding::Expired => (
                "the certificate was the recipient's at another time only",
                "chứng thư chỉ là của nơi nhận vào thời gian khác",
            ),
            Binding::Revoked => (
                "that the certificate is the recipient's was revoked",
                "việc gắn chứng thư với nơi nhận đã bị thu hồi",
            ),
            Binding::Other(_) => {
                ("the certificate is another body's", "chứng thư là của cơ quan khác")
            }
            Binding::Unknown => (
                "nothing says that a certificate that passed is the recipient's",
                "chưa có căn cứ để nói chứng thư hợp lệ là của nơi nhận",
            ),
        };
        language.choose(english, vietnamese)
    }

    /// Returns why it is not accepted, or that it is, as one clause in a language.
    pub fn text(&self, language: Language) -> String {
        // What was not signed cannot be what was signed: the signature comes first.
        let passed = self.report().is_none_or(|report| report.verdict().is_passed());
        if let Some(fault) = self.fault().filter(|_| passed) {
            return fault.text(language);
        }
        match (passed, self.mismatches().first()) {
            (false, _) => {
                language.choose("its signature did not pass", "chữ ký không đạt").to_owned()
            }
            (true, Some(mismatch)) => mismatch.text(language).to_owned(),
            (true, None) => self.binding_text(language).to_owned(),
        }
    }
}
