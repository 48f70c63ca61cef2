//! What became of a package and its seals, in names for programs and in words for people.

use crate::edxml::seal::container::SealFault;
use crate::edxml::seal::report::{SenderReport, State};
use crate::edxml::seal::sender::Binding;
use crate::language::Language;

impl State {
    /// Returns the state as one clause in a language.
    pub fn text(self, language: Language) -> &'static str {
        match self {
            Self::Intact => language.choose(
                "everything is what was sealed, and nobody rewrote it",
                "mọi nội dung đúng như khi đóng dấu, gói tin không bị viết lại",
            ),
            Self::RewrittenByHop => language.choose(
                "everything that was sealed is the same; the message around it was rewritten on the way",
                "mọi nội dung đã đóng dấu được giữ nguyên; gói tin chỉ được viết lại trên đường chuyển",
            ),
            Self::Damaged => language.choose(
                "a conversion of text on the way destroyed attachments",
                "việc chuyển đổi dạng văn bản trên đường chuyển đã làm hỏng tệp đính kèm",
            ),
            Self::Incomplete => language.choose(
                "an attachment or an earlier seal is missing",
                "thiếu tệp đính kèm hoặc thiếu dấu đã đóng trước đó",
            ),
            Self::Changed => language.choose(
                "it is not what was sealed, or it can be read in two ways",
                "nội dung không đúng như khi đóng dấu, hoặc có thể hiểu theo hai cách",
            ),
            Self::NotSealed => language.choose("there is no seal", "gói tin không có dấu"),
        }
    }
}

impl Binding {
    /// Returns the name that reports use: `bound`.
    pub fn as_str(&self) -> &'static str {
        match self {
            Self::Bound => "bound",
            Self::RoleNotAllowed => "role-not-allowed",
            Self::Expired => "expired",
            Self::Revoked => "revoked",
            Self::Other(_) => "other",
            Self::Unknown => "unknown",
        }
    }

    /// Returns what is known of the sender as one clause in a language.
    ///
    /// Whose certificate it is instead, [`Other`](Self::Other) says; the clause does not.
    pub fn text(&self, language: Language) -> &'static str {
        match self {
            Self::Bound => {
                language.choose("the certificate is the sender's", "chứng thư là của cơ quan gửi")
            }
            Self::RoleNotAllowed => language.choose(
                "the certificate is the sender's, but not for this role",
                "chứng thư là của cơ quan gửi nhưng không được dùng cho vai trò này",
            ),
            Self::Expired => language.choose(
                "the certificate was the sender's at another time only",
                "chứng thư chỉ là của cơ quan gửi vào thời gian khác",
            ),
            Self::Revoked => language.choose(
                "that the certificate is the sender's was revoked",
                "việc gắn chứng thư với cơ quan gửi đã bị thu hồi",
            ),
            Self::Other(_) => language
                .choose("the certificate is another body's", "chứng thư là của cơ quan khác"),
            Self::Unknown => language.choose(
                "nothing says that a certificate that passed is the sender's",
                "chưa có căn cứ để nói chứng thư hợp lệ là của cơ quan gửi",
            ),
        }
    }
}

impl SenderReport {
    /// Returns what is known of the sender as one clause in a language; where nobody looked whose certificate
    /// it is, that.
    pub fn text(&self, language: Language) -> &'static str {
        self.binding.text_if(self.checked, language)
    }
}

impl Binding {
    /// As [`text`](Self::text), where it may be that nobody looked.
    pub(crate) fn text_if(&self, checked: bool, language: Language) -> &'static str {
        match self {
            Self::Bound if !checked => language.choose(
                "taken for the sender; nobody checked whose certificate it is",
                "được coi là cơ quan gửi; không ai kiểm tra chứng thư là của ai",
            ),
            known => known.text(language),
        }
    }
}

impl SealFault {
    /// Returns a stable name for programs: `other-content`.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Container(_) => "container",
            Self::OtherContent => "other-content",
            Self::Signatures => "signatures",
            Self::Statement(_) => "statement",
            Self::Repeated => "repeated",
        }
    }

    /// Returns the fault as one clause in a language.
    pub fn text(&self, language: Language) -> String {
        let (english, vietnamese, error) = match self {
            Self::Container(error) => {
                ("its container cannot be judged", "không kiểm tra được tệp chứa dấu", Some(error))
            }
            Self::OtherContent => (
                "its container holds something beside the statement, or the signature does not cover it",
                "tệp chứa dấu có nội dung khác ngoài bản kê, hoặc chữ ký không bao trùm bản kê",
                None,
            ),
            Self::Signatures => (
                "its container does not have exactly one signature",
                "tệp chứa dấu không có đúng một chữ ký",
                None,
            ),
            Self::Repeated => {
                ("it is on the package twice", "dấu này có hai lần trong gói tin", None)
            }
            Self::Statement(error) => {
                ("its statement cannot be read", "không đọc được bản kê trong dấu", Some(error))
            }
        };
        let clause = language.choose(english, vietnamese);
        match error {
            Some(error) => format!("{clause}: {}", error.text(language)),
            None => clause.to_owned(),
        }
    }
}
