//! The facts of a statement, with their names in JSON and for people.

use crate::language::Language;

/// A fact of a package.
///
/// The order is the order in which statements and reports list them.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Fact {
    /// The document's id (`MessageHeader/DocumentId`).
    Document,
    /// The sender's identifier code (`From/OrganId`).
    Sender,
    /// The recipients' identifier codes (`To/OrganId`): a list.
    Recipients,
    /// The number (`Code/CodeNumber`).
    Number,
    /// The notation (`Code/CodeNotation`).
    Notation,
    /// Where it was promulgated (`PromulgationInfo/Place`).
    Place,
    /// When it was promulgated, as the message writes it (`PromulgationInfo/PromulgationDate`).
    Date,
    /// The kind of document (`DocumentType/Type`).
    Type,
    /// The kind in detail (`DocumentType/TypeDetail`).
    TypeDetail,
    /// The kind in words (`DocumentType/TypeName`).
    TypeName,
    /// The subject (`MessageHeader/Subject`).
    Subject,
    /// The abstract (`MessageHeader/Content`).
    Abstract,
    /// The signer's authority (`SignerInfo/Competence`).
    Competence,
    /// The signer's position (`SignerInfo/Position`).
    Position,
    /// The signer's full name (`SignerInfo/FullName`): text, and no cryptographic signer.
    Signer,
    /// By when an answer is due (`MessageHeader/DueDate`).
    Due,
    /// The urgency (`OtherInfo/Priority`).
    Priority,
    /// Whether it steers others (`MessageHeader/SteeringType`).
    Steering,
    /// The operation: new, revoke, update, replace (`Bussiness/BussinessDocType`).
    Operation,
    /// The document that the operation is about (`Bussiness/DocumentId`).
    OperationDocument,
    /// Whether paper follows (`Bussiness/Paper`).
    Paper,
    /// What an update changes (`BussinessDocumentInfo`): a list.
    Updates,
    /// Documents that are replaced (`ReplacementInfoList`): a list.
    Replacements,
    /// Documents that are answered (`ResponseFor`): a list.
    Replies,
    /// Every other text of the header that people read: a list, of which hubs drop some.
    Details,
}

impl Fact {
    /// All facts, in the order in which they are listed.
    pub const ALL: [Self; 25] = [
        Self::Document,
        Self::Sender,
        Self::Recipients,
        Self::Number,
        Self::Notation,
        Self::Place,
        Self::Date,
        Self::Type,
        Self::TypeDetail,
        Self::TypeName,
        Self::Subject,
        Self::Abstract,
        Self::Competence,
        Self::Position,
        Self::Signer,
        Self::Due,
        Self::Priority,
        Self::Steering,
        Self::Operation,
        Self::OperationDocument,
        Self::Paper,
        Self::Updates,
        Self::Replacements,
        Self::Replies,
        Self::Details,
    ];

    /// Tells whether the fact is one text, and not a list.
    pub fn is_text(self) -> bool {
        !matches!(
            self,
            Self::Recipients | Self::Updates | Self::Replacements | Self::Replies | Self::Details
        )
    }

    /// Returns the fact's key in a statement and in reports.
    #[rustfmt::skip] // a table: one row for each fact
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Document => "document",
            Self::Sender => "sender",
            Self::Recipients => "recipients",
            Self::Number => "number",
            Self::Notation => "notation",
            Self::Place => "place",
            Self::Date => "date",
            Self::Type => "type",
            Self::TypeDetail => "type_detail",
            Self::TypeName => "type_name",
            Self::Subject => "subject",
            Self::Abstract => "abstract",
            Self::Competence => "competence",
            Self::Position => "position",
            Self::Signer => "signer",
            Self::Due => "due",
            Self::Priority => "priority",
            Self::Steering => "steering",
            Self::Operation => "operation",
            Self::OperationDocument => "operation_document",
            Self::Paper => "paper",
            Self::Updates => "updates",
            Self::Replacements => "replacements",
            Self::Replies => "replies",
            Self::Details => "details",
        }
    }

    /// Returns the fact in words, for people.
    #[rustfmt::skip] // a table: one row for each fact
    pub fn words(self, language: Language) -> &'static str {
        let (english, vietnamese) = match self {
            Self::Document => ("document id", "mã văn bản"),
            Self::Sender => ("sender", "cơ quan gửi"),
            Self::Recipients => ("recipients", "nơi nhận"),
            Self::Number => ("number", "số"),
            Self::Notation => ("notation", "ký hiệu"),
            Self::Place => ("place of promulgation", "nơi ban hành"),
            Self::Date => ("date of promulgation", "ngày ban hành"),
            Self::Type => ("kind of document", "loại văn bản"),
            Self::TypeDetail => ("kind of document in detail", "loại văn bản chi tiết"),
            Self::TypeName => ("name of the kind of document", "tên loại văn bản"),
            Self::Subject => ("subject", "trích yếu"),
            Self::Abstract => ("abstract", "nội dung tóm tắt"),
            Self::Competence => ("signer's authority", "thẩm quyền ký"),
            Self::Position => ("signer's position", "chức vụ người ký"),
            Self::Signer => ("signer's name", "họ tên người ký"),
            Self::Due => ("due date", "hạn trả lời"),
            Self::Priority => ("urgency", "độ khẩn"),
            Self::Steering => ("steering", "loại chỉ đạo"),
            Self::Operation => ("operation", "nghiệp vụ"),
            Self::OperationDocument => ("document of the operation", "văn bản của nghiệp vụ"),
            Self::Paper => ("paper copy", "bản giấy"),
            Self::Updates => ("what an update changes", "nội dung cập nhật"),
            Self::Replacements => ("documents replaced", "văn bản bị thay thế"),
            Self::Replies => ("documents answered", "văn bản được phúc đáp"),
            Self::Details => ("further particulars", "thông tin khác"),
        };
        match language {
            Language::En => english,
            Language::Vi => vietnamese,
        }
    }
}
