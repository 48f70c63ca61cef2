//! What is wrong with a registry, or with a change of one, in words for people.

use crate::language::Language;
use crate::registry::{EditFault, RegistryFault};

impl RegistryFault {
    /// Returns the reason as one clause in a language.
    pub fn text(&self, language: Language) -> String {
        let (english, vietnamese) = match self {
            Self::Unreadable(error) => {
                let clause = language.choose("it cannot be read", "không đọc được");
                return format!("{clause}: {}", error.text(language));
            }
            Self::Signature => ("a signature of it did not pass", "chữ ký trên danh bạ không đạt"),
            Self::OtherContent => (
                "its signatures are not over one registry and nothing else",
                "chữ ký không bao trùm đúng một danh bạ",
            ),
            Self::Signer => {
                ("nobody signed it who may sign registries", "người ký không có quyền ký danh bạ")
            }
            Self::NotIssued => {
                ("it was never issued, so it has no number", "danh bạ chưa được phát hành")
            }
            Self::FromTheFuture => (
                "it was issued after the time of the judgement",
                "phát hành sau thời điểm kiểm tra",
            ),
            Self::Past => {
                ("the next one should be there by now", "đã quá hạn phát hành bản kế tiếp")
            }
            Self::Older => ("a newer one was seen", "đã có bản mới hơn"),
            Self::Forked => (
                "another one with the same number was seen",
                "đã có một danh bạ khác cùng số phát hành",
            ),
        };
        language.choose(english, vietnamese).to_owned()
    }
}

impl EditFault {
    /// Returns the reason as one clause in a language.
    pub fn text(self, language: Language) -> &'static str {
        let (english, vietnamese) = match self {
            Self::Text => (
                "a text is empty, longer than 1,024 bytes, or not in normal form",
                "có nội dung trống, dài hơn 1.024 byte hoặc chưa ở dạng chuẩn",
            ),
            Self::CodeTaken => {
                ("a body has this code already", "mã định danh này đã có cơ quan dùng")
            }
            Self::UnknownCode => ("no body has this code", "không có cơ quan nào mang mã này"),
            Self::IdTaken => ("a binding is called so already", "tên liên kết này đã được dùng"),
            Self::UnknownId => ("no binding is called so", "không có liên kết nào mang tên này"),
            Self::NoRole => ("a binding needs a role", "liên kết phải có vai trò"),
            Self::Dates => {
                ("it would end before it begins", "thời điểm kết thúc trước thời điểm bắt đầu")
            }
            Self::Revoked => (
                "the binding was revoked already, at this time or before it",
                "liên kết đã bị thu hồi từ thời điểm này hoặc trước đó",
            ),
            Self::Order => (
                "the issue would be before the last one",
                "thời điểm phát hành trước lần phát hành gần nhất",
            ),
        };
        language.choose(english, vietnamese)
    }
}
