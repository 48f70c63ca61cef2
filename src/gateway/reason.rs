//! Why a gateway decides as it does.

use std::fmt;

use crate::edxml::statement::Role;
use crate::edxml::{Binding, Fault, LibertyKind};
use crate::journal::Decision;
use crate::language::Language;

/// Why a package that arrived is not simply accepted (`docs/gateway.md` §5.2).
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum InboundReason {
    /// It is no package that can be read.
    Unreadable,
    /// It tells a status, and is no document.
    StatusMessage,
    /// It does not say which document it is, or who sends it.
    NoDocument,
    /// The agency is not among its recipients.
    WrongRecipient,
    /// It has no seal of its sender.
    NotSealed,
    /// It is not what was sealed, or can be read in two ways.
    Changed,
    /// An attachment or an earlier seal is missing.
    Incomplete,
    /// A conversion of text destroyed attachments.
    Damaged,
    /// A seal failed.
    Failed,
    /// Whether a seal is good cannot be told.
    Indeterminate,
    /// Nobody said whose certificate it is.
    UnknownSender,
    /// The certificate was the sender's at another time.
    BindingExpired,
    /// The certificate is the sender's no more.
    BindingRevoked,
    /// The certificate is not for the role in which it sealed.
    RoleNotAllowed,
    /// The certificate is another body's.
    OtherSender,
    /// A further seal is by a certificate that is not bound to who it says.
    UnboundSeal,
    /// The seal does not say when it was made.
    NoTime,
    /// The seal was made after the time of the judgement, by its own word.
    FromTheFuture,
    /// The seal is older than the window.
    TooOld,
    /// The same seal was accepted before.
    Repeated,
    /// The same document was accepted under another seal.
    OtherSeal,
}

impl InboundReason {
    /// All of them.
    pub const ALL: [Self; 21] = [
        Self::Unreadable,
        Self::StatusMessage,
        Self::NoDocument,
        Self::WrongRecipient,
        Self::NotSealed,
        Self::Changed,
        Self::Incomplete,
        Self::Damaged,
        Self::Failed,
        Self::Indeterminate,
        Self::UnknownSender,
        Self::BindingExpired,
        Self::BindingRevoked,
        Self::RoleNotAllowed,
        Self::OtherSender,
        Self::UnboundSeal,
        Self::NoTime,
        Self::FromTheFuture,
        Self::TooOld,
        Self::Repeated,
        Self::OtherSeal,
    ];

    /// Returns a stable name for programs, policies and records: `not-sealed`.
    pub fn code(self) -> &'static str {
        match self {
            Self::Unreadable => "unreadable",
            Self::StatusMessage => "status-message",
            Self::NoDocument => "no-document",
            Self::WrongRecipient => "wrong-recipient",
            Self::NotSealed => "not-sealed",
            Self::Changed => "changed",
            Self::Incomplete => "incomplete",
            Self::Damaged => "damaged",
            Self::Failed => "failed",
            Self::Indeterminate => "indeterminate",
            Self::UnknownSender => "unknown-sender",
            Self::BindingExpired => "binding-expired",
            Self::BindingRevoked => "binding-revoked",
            Self::RoleNotAllowed => "role-not-allowed",
            Self::OtherSender => "other-sender",
            Self::UnboundSeal => "unbound-seal",
            Self::NoTime => "no-time",
            Self::FromTheFuture => "from-the-future",
            Self::TooOld => "too-old",
            Self::Repeated => "repeated",
            Self::OtherSeal => "other-seal",
        }
    }

    /// Returns the reason with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| reason.code() == code)
    }

    /// Tells whether a policy may accept the package nevertheless.
    ///
    /// Nothing of the rest is anybody's to accept: it is not what was sent, not from whom it says, not for
    /// this agency, or was here before.
    pub fn may_be_accepted(self) -> bool {
        matches!(
            self,
            Self::NotSealed
                | Self::Indeterminate
                | Self::UnknownSender
                | Self::BindingExpired
                | Self::RoleNotAllowed
                | Self::UnboundSeal
        )
    }

    /// Tells whether a policy may decide about it at all: the ledger does so about what was here before.
    pub fn is_of_policy(self) -> bool {
        !matches!(self, Self::TooOld | Self::Repeated | Self::OtherSeal)
    }

    /// Returns what is decided if no policy says otherwise.
    pub fn default_decision(self) -> Decision {
        match self {
            Self::Indeterminate
            | Self::UnknownSender
            | Self::BindingExpired
            | Self::UnboundSeal
            | Self::FromTheFuture
            | Self::OtherSeal => Decision::Quarantine,
            _ => Decision::Refuse,
        }
    }

    /// Returns it as one clause in a language.
    #[rustfmt::skip] // a table: one row for each reason
    pub fn text(self, language: Language) -> &'static str {
        let (english, vietnamese) = match self {
            Self::Unreadable => ("it is no package that can be read", "không đọc được gói tin"),
            Self::StatusMessage => ("it tells a status, and is no document", "đây là thông điệp trạng thái, không phải văn bản"),
            Self::NoDocument => ("it does not say which document it is, or who sends it", "thiếu mã văn bản hoặc mã cơ quan gửi"),
            Self::WrongRecipient => ("the agency is not among its recipients", "cơ quan không có trong danh sách nơi nhận"),
            Self::NotSealed => ("it has no seal of its sender", "gói tin không có dấu của cơ quan gửi"),
            Self::Changed => ("it is not what was sealed, or can be read in two ways", "nội dung không đúng như khi đóng dấu, hoặc có thể hiểu theo hai cách"),
            Self::Incomplete => ("an attachment or an earlier seal is missing", "thiếu tệp đính kèm hoặc thiếu dấu đã đóng trước đó"),
            Self::Damaged => ("a conversion of text on the way destroyed attachments", "việc chuyển đổi dạng văn bản trên đường chuyển đã làm hỏng tệp đính kèm"),
            Self::Failed => ("a seal failed", "có dấu không hợp lệ"),
            Self::Indeterminate => ("whether a seal is good cannot be told", "chưa đủ căn cứ để kết luận dấu hợp lệ"),
            Self::UnknownSender => ("nobody said whose certificate it is", "chưa biết chứng thư là của cơ quan nào"),
            Self::BindingExpired => ("the certificate was the sender's at another time only", "chứng thư chỉ là của cơ quan gửi vào thời gian khác"),
            Self::BindingRevoked => ("that the certificate is the sender's was revoked", "việc gắn chứng thư với cơ quan gửi đã bị thu hồi"),
            Self::RoleNotAllowed => ("the certificate is not for the role in which it sealed", "chứng thư không được dùng cho vai trò đã đóng dấu"),
            Self::OtherSender => ("the certificate is another body's", "chứng thư là của cơ quan khác"),
            Self::UnboundSeal => ("a further seal is by a certificate that is not known to be its body's", "có dấu khác mà chứng thư chưa được gắn với cơ quan ghi trong dấu"),
            Self::NoTime => ("the seal does not say when it was made", "dấu không cho biết thời điểm đóng"),
            Self::FromTheFuture => ("by its own word the seal was made later than now", "theo thời điểm tự khai, dấu được đóng sau thời điểm hiện tại"),
            Self::TooOld => ("the seal is older than what is still taken", "dấu đã quá thời hạn được tiếp nhận"),
            Self::Repeated => ("the same package was accepted before", "gói tin này đã được tiếp nhận trước đó"),
            Self::OtherSeal => ("the same document was accepted under another seal", "văn bản này đã được tiếp nhận với dấu khác"),
        };
        language.choose(english, vietnamese)
    }
}

impl fmt::Display for InboundReason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// Why a package may not go out (`docs/gateway.md` §4.2).
///
/// `Display` is the code, and behind a colon what it is about: `fault:R.MessageHeader.Subject`.
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum OutboundReason {
    /// It is no package that can be read.
    Unreadable,
    /// It tells a status; these are not sealed.
    StatusMessage,
    /// Its sender is another body than the agency.
    OtherSender,
    /// It does not say which document it is.
    NoDocument,
    /// The manifest names an attachment that is not there, or one is empty.
    MissingAttachment,
    /// A conversion of text destroyed an attachment.
    DestroyedAttachment,
    /// A fault that the policy does not tolerate.
    Fault(Fault),
    /// It can be read in two ways.
    Ambiguous(LibertyKind),
    /// It is marked secret, in this element.
    Secret(&'static str),
    /// The agency sealed it already.
    AlreadySealed,
    /// A seal that is on it is not good, or cannot be judged.
    BadSeal,
    /// It is not what those say who sealed it before.
    ChangedSinceSealed,
    /// The policy demands a seal in this role, which is not there.
    SealMissing(Role),
    /// The seal in this role is by a certificate that is not bound to the agency.
    SealNotBound(Role, Binding),
    /// The agency's own certificate is not bound to it, so that nobody would believe the seal.
    OwnCertificate(Binding),
    /// The agency's own certificate is not valid at the time.
    OwnCertificateExpired,
}

impl OutboundReason {
    /// Returns a stable name for programs and records: `other-sender`.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Unreadable => "unreadable",
            Self::StatusMessage => "status-message",
            Self::OtherSender => "other-sender",
            Self::NoDocument => "no-document",
            Self::MissingAttachment => "missing-attachment",
            Self::DestroyedAttachment => "destroyed-attachment",
            Self::Fault(_) => "fault",
            Self::Ambiguous(_) => "ambiguous",
            Self::Secret(_) => "secret",
            Self::AlreadySealed => "already-sealed",
            Self::BadSeal => "bad-seal",
            Self::ChangedSinceSealed => "changed-since-sealed",
            Self::SealMissing(_) => "seal-missing",
            Self::SealNotBound(..) => "seal-not-bound",
            Self::OwnCertificate(_) => "own-certificate",
            Self::OwnCertificateExpired => "own-certificate-expired",
        }
    }

    /// Returns it as one clause in a language, with what it is about.
    #[rustfmt::skip] // a table: one row for each reason
    pub fn text(&self, language: Language) -> String {
        let (english, vietnamese) = match self {
            Self::Unreadable => ("it is no package that can be read", "không đọc được gói tin"),
            Self::StatusMessage => ("it tells a status, and such messages are not sealed", "đây là thông điệp trạng thái, không đóng dấu"),
            Self::OtherSender => ("its sender is another body", "cơ quan gửi trong gói tin là cơ quan khác"),
            Self::NoDocument => ("it does not say which document it is", "thiếu mã văn bản"),
            Self::MissingAttachment => ("an attachment that it names is not there", "thiếu tệp đính kèm đã nêu tên"),
            Self::DestroyedAttachment => ("a conversion of text destroyed an attachment", "việc chuyển đổi dạng văn bản đã làm hỏng tệp đính kèm"),
            Self::Fault(_) => ("it breaks a rule of the format", "không đúng quy định về định dạng"),
            Self::Ambiguous(_) => ("it can be read in two ways", "có thể hiểu theo hai cách"),
            Self::Secret(_) => ("it is marked secret, and the axis carries no secret documents", "có dấu chỉ độ mật, trục không chuyển văn bản mật"),
            Self::AlreadySealed => ("the agency sealed it already", "cơ quan đã đóng dấu gói tin này"),
            Self::BadSeal => ("a seal that is on it is not good, or cannot be judged", "dấu có sẵn trên gói tin không hợp lệ hoặc chưa kiểm tra được"),
            Self::ChangedSinceSealed => ("it was changed after it was sealed", "gói tin đã bị thay đổi sau khi có dấu"),
            Self::SealMissing(_) => ("a seal is missing that has to be there before the agency's", "thiếu dấu phải có trước khi cơ quan đóng dấu"),
            Self::SealNotBound(..) => ("a seal that has to be there is by a certificate that is not the agency's in this role", "dấu phải có lại dùng chứng thư không được gắn với cơ quan trong vai trò này"),
            Self::OwnCertificate(_) => ("the registry does not bind the agency's own certificate to it", "danh bạ không gắn chứng thư của cơ quan với cơ quan"),
            Self::OwnCertificateExpired => ("the agency's own certificate is not valid at this time", "chứng thư của cơ quan không có hiệu lực vào thời điểm này"),
        };
        let clause = language.choose(english, vietnamese);
        match self.detail(language) {
            Some(detail) => format!("{clause} ({detail})"),
            None => clause.to_owned(),
        }
    }

    fn detail(&self, language: Language) -> Option<String> {
        match self {
            Self::Fault(fault) => Some(fault.to_string()),
            Self::Ambiguous(kind) => Some(kind.text(language).to_owned()),
            Self::Secret(place) => Some((*place).to_owned()),
            Self::SealMissing(role) => Some(role.text(language).to_owned()),
            Self::SealNotBound(role, binding) => {
                Some(format!("{}: {}", role.text(language), binding.text(language)))
            }
            Self::OwnCertificate(binding) => Some(binding.text(language).to_owned()),
            _ => None,
        }
    }
}

impl fmt::Display for OutboundReason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())?;
        match self {
            Self::Fault(fault) => write!(f, ":{fault}"),
            Self::Ambiguous(kind) => write!(f, ":{}", kind.code()),
            Self::Secret(place) => write!(f, ":{place}"),
            Self::SealMissing(role) => write!(f, ":{}", role.as_str()),
            Self::SealNotBound(role, binding) => {
                write!(f, ":{}:{}", role.as_str(), binding.as_str())
            }
            Self::OwnCertificate(binding) => write!(f, ":{}", binding.as_str()),
            _ => Ok(()),
        }
    }
}
