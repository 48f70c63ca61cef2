//! Errors in words for people: English is `Display`, Vietnamese stands here.
//!
//! Structures and clauses keep the names that their standards give them, in both languages. What a
//! TOML parser says, and what a bug report is to quote, stays in English.

use std::fmt;
use std::io::ErrorKind;

use crate::error::words::vietnamese;
use crate::error::{
    ApiMisuse, Contradiction, CredentialError, Error, KeyError, Limit, Malformed, OtherError,
    PolicyFault, PolicyReason, Unsupported,
};
use crate::language::Language;

impl Error {
    /// Returns the error as one clause in a language, to be put behind what was being done.
    ///
    /// It begins in lower case and has no full stop. English is `Display`. Like that it holds no
    /// secret, no document text and no name from a certificate. What to do about it says
    /// [`help`](Self::help).
    ///
    /// # Examples
    ///
    /// ```
    /// use antin::{Error, KeyError, Language};
    ///
    /// let error = Error::Key(KeyError::WrongPassword);
    /// assert_eq!(error.text(Language::En), "the key cannot be used: the password is wrong");
    /// assert_eq!(error.text(Language::Vi), "không dùng được khóa: mật khẩu không đúng");
    /// ```
    pub fn text(&self, language: Language) -> String {
        let vi = Language::Vi;
        match (self, language) {
            (_, Language::En) => self.to_string(),
            (Self::ApiMisuse(reason), _) => format!("không thể gọi như vậy: {}", reason.text(vi)),
            (Self::Credential(reason), _) => {
                format!("không dùng được khóa và chứng thư chữ ký số: {}", reason.text(vi))
            }
            (Self::Key(reason), _) => format!("không dùng được khóa: {}", reason.text(vi)),
            (Self::LimitExceeded(limit), _) => {
                format!("dữ liệu vượt quá giới hạn an toàn: {}", limit.text(vi))
            }
            (Self::Malformed(malformed), _) => malformed.text(vi),
            (Self::Network(reason), _) => {
                format!("không nhận được dữ liệu dùng được qua mạng: {}", reason.text(vi))
            }
            (Self::Other(other), _) => other.text(vi),
            (Self::Policy(fault), _) => {
                format!("không dùng được tệp chính sách: {}", fault.text(vi))
            }
            (Self::Timestamp(reason), _) => {
                format!("không có dấu thời gian: {}", reason.text(vi))
            }
            (Self::Unreachable(what), _) => format!("lỗi của antin, xin hãy báo lại: {what}"),
            (Self::Unsupported(what), _) => format!("chưa được hỗ trợ: {}", what.text(vi)),
        }
    }
}

/// Returns `Display`, or the Vietnamese clause.
fn told(english: &impl fmt::Display, vietnamese: &str, language: Language) -> String {
    match language {
        Language::En => english.to_string(),
        Language::Vi => vietnamese.to_owned(),
    }
}

impl Malformed {
    /// Returns what is malformed, and where, as one clause in a language.
    pub fn text(&self, language: Language) -> String {
        if language == Language::En {
            return format!("malformed {self}");
        }
        let what = vietnamese(self.what);
        let mut text = format!("dữ liệu {} không đúng cấu trúc: {what}", self.syntax);
        if let Some(block) = self.block {
            text.push_str(&format!(" ở khối thứ {block}"));
        }
        if let Some(offset) = self.offset {
            text.push_str(&format!(" tại byte {offset}"));
        }
        if !self.clause.is_empty() {
            text.push_str(&format!(" ({})", self.clause));
        }
        text
    }
}

impl ApiMisuse {
    /// Returns the reason as one clause in a language; English is `Display`.
    #[rustfmt::skip] // a table: one row for each reason
    pub fn text(self, language: Language) -> String {
        let vietnamese = match self {
            Self::EmptyTrustStore => "danh sách chứng thư gốc tin cậy đang rỗng",
            Self::UnexpectedContent => "đã đưa nội dung trong khi chữ ký mang theo nội dung của nó",
            Self::ContentMissing => "nội dung không có trong chữ ký và cũng không được đưa kèm",
            Self::ContentMismatch => "nội dung không phải là nội dung mà các chữ ký hiện có đã ký",
            Self::ContentLength => "nội dung không dài đúng như đã báo trước",
            Self::EvidenceMissing => "thiếu dữ liệu thu hồi cho chứng thư của người ký hoặc của dấu thời gian",
            Self::OldDigest => "không tạo dấu thời gian mới trên giá trị băm SHA-1",
            Self::NoNetwork => "đây không phải là một mạng",
            Self::NonceLength => "số ngẫu nhiên (nonce) phải dài từ 1 đến 128 byte",
            Self::SeveralFiles => "gói loại này chỉ chứa một tệp",
            Self::EntryName => "mục trong tệp nén không thể mang tên này",
            Self::NoEntry => "tệp nén không có mục này",
            Self::NoDocument => "chỉ báo trạng thái cho một văn bản có cơ quan gửi",
            Self::StatusOrder => "trạng thái này không được báo sau trạng thái trước đó",
            Self::StatusTeller => "cơ quan này không có quyền báo trạng thái này",
            Self::NoSealer => "chưa nêu cơ quan đóng ấn cho gói tin",
            Self::OtherContent => "nội dung không phải là nội dung đã được kiểm tra",
            Self::Contradiction(what) => {
                return told(&self, &format!("hai tùy chọn mâu thuẫn nhau: {}", what.text(Language::Vi)), language);
            }
        };
        told(&self, vietnamese, language)
    }
}

impl Contradiction {
    /// Returns the reason as one clause in a language; English is `Display`.
    #[rustfmt::skip] // a table: one row for each reason
    pub fn text(self, language: Language) -> String {
        let vietnamese = match self {
            Self::AttachedWithoutContent => "chữ ký kèm nội dung cần chính nội dung đó",
            Self::LevelWithoutTime => "mức B cần có thời điểm ký",
            Self::LevelNotAboveB => "chỉ nâng chữ ký lên mức cao hơn B",
            Self::LevelWithoutTimestamper => "các mức trên B cần nơi cấp dấu thời gian",
            Self::OtherDigest => "giá trị băm được tính bằng thuật toán khác với thuật toán của chữ ký",
            Self::SinkForDetached => "chỉ chữ ký kèm nội dung mới ghi nội dung ra",
        };
        told(&self, vietnamese, language)
    }
}

impl CredentialError {
    /// Returns the reason as one clause in a language; English is `Display`.
    pub fn text(self, language: Language) -> String {
        let vietnamese = match self {
            Self::KeyMismatch => "khóa bí mật không thuộc về chứng thư chữ ký số này",
            Self::NoCertificate => "không có chứng thư chữ ký số của khóa",
            Self::NoKey => "không có khóa bí mật",
            Self::SeveralKeys => "có nhiều khóa bí mật",
        };
        told(&self, vietnamese, language)
    }
}

impl KeyError {
    /// Returns the reason as one clause in a language; English is `Display`.
    #[rustfmt::skip] // a table: one row for each reason
    pub fn text(self, language: Language) -> String {
        let vietnamese = match self {
            Self::AlgorithmMismatch => "khóa này không ký được bằng thuật toán đã chọn",
            Self::Invalid => "các thành phần của khóa không khớp nhau hoặc độ dài khóa không được hỗ trợ",
            Self::PasswordNeeded => "cần có mật khẩu",
            Self::Refused => "thiết bị hoặc thư viện mật mã từ chối ký",
            Self::UnsupportedType => "loại khóa này không được hỗ trợ",
            Self::ValueMismatch => "giá trị chữ ký không do khóa của chứng thư chữ ký số này tạo ra",
            Self::WrongPassword => "mật khẩu không đúng",
        };
        told(&self, vietnamese, language)
    }
}

impl Limit {
    /// Returns the limit as one clause in a language; English is `Display`.
    #[rustfmt::skip] // a table: one row for each reason
    pub fn text(self, language: Language) -> String {
        let vietnamese = match self {
            Self::Attachments => "quá nhiều tệp đính kèm",
            Self::XmlAttributes => "phần tử XML có quá nhiều thuộc tính",
            Self::XmlLength => "tài liệu XML quá dài",
            Self::XmlNodes => "tài liệu XML có quá nhiều thành phần",
            Self::XmlToken => "thẻ hoặc văn bản trong tài liệu XML quá dài",
            Self::Blocks => "tệp PEM có quá nhiều khối",
            Self::Certificates => "quá nhiều chứng thư",
            Self::Extensions => "quá nhiều phần mở rộng",
            Self::KdfIterations => "hàm dẫn xuất khóa đòi hỏi quá nhiều vòng lặp",
            Self::KdfMemory => "hàm dẫn xuất khóa đòi hỏi quá nhiều bộ nhớ",
            Self::Items => "quá nhiều mục chứng cứ",
            Self::Keys => "quá nhiều khóa bí mật",
            Self::Length => "có cấu trúc quá dài",
            Self::Nesting => "các cấu trúc lồng nhau quá sâu",
            Self::OcspAnswers => "quá nhiều câu trả lời trong một phản hồi OCSP",
            Self::Signers => "quá nhiều người ký",
            Self::ZipEntries => "tệp ZIP có quá nhiều mục",
            Self::ZipRatio => "tệp ZIP giải nén ra quá nhiều dữ liệu",
            Self::UnattributedContent => "nội dung quá dài đối với chữ ký không có thuộc tính được ký",
        };
        told(&self, vietnamese, language)
    }
}

impl OtherError {
    /// Returns what kind of I/O error it was as one clause in a language; English is `Display`.
    pub fn text(&self, language: Language) -> String {
        let kind = io_kind(self.io().kind());
        told(self, &format!("đọc hoặc ghi không thành công: {kind}"), language)
    }
}

#[rustfmt::skip] // a table: one row for each kind
fn io_kind(kind: ErrorKind) -> &'static str {
    match kind {
        ErrorKind::AlreadyExists => "tệp đã tồn tại",
        ErrorKind::BrokenPipe | ErrorKind::ConnectionAborted | ErrorKind::ConnectionReset => "kết nối bị ngắt",
        ErrorKind::ConnectionRefused | ErrorKind::NotConnected => "không kết nối được",
        ErrorKind::FileTooLarge => "tệp quá lớn",
        ErrorKind::Interrupted => "thao tác bị gián đoạn",
        ErrorKind::InvalidData => "dữ liệu không hợp lệ",
        ErrorKind::InvalidInput => "tham số không hợp lệ",
        ErrorKind::IsADirectory => "đây là thư mục",
        ErrorKind::NotADirectory => "đây không phải là thư mục",
        ErrorKind::NotFound => "không có tệp này",
        ErrorKind::OutOfMemory => "không đủ bộ nhớ",
        ErrorKind::PermissionDenied => "không có quyền truy cập",
        ErrorKind::QuotaExceeded | ErrorKind::StorageFull => "hết dung lượng lưu trữ",
        ErrorKind::ReadOnlyFilesystem => "ổ đĩa chỉ cho phép đọc",
        ErrorKind::TimedOut => "quá thời gian chờ",
        ErrorKind::UnexpectedEof => "dữ liệu kết thúc sớm",
        ErrorKind::Unsupported => "hệ điều hành không hỗ trợ thao tác này",
        ErrorKind::WouldBlock => "dữ liệu chưa sẵn sàng",
        ErrorKind::WriteZero => "không ghi thêm được",
        _ => "lỗi khác của hệ điều hành",
    }
}

impl PolicyFault {
    /// Returns the line and what is wrong there as one clause in a language; English is `Display`.
    pub fn text(&self, language: Language) -> String {
        let reason = self.reason.text(Language::Vi);
        told(self, &format!("dòng {}: {reason}", self.line), language)
    }
}

impl PolicyReason {
    /// Returns the reason as one clause in a language; English is `Display`.
    #[rustfmt::skip] // a table: one row for each reason
    pub fn text(&self, language: Language) -> String {
        let vietnamese = match self {
            Self::AgencyCode => "đây không phải là mã định danh của cơ quan",
            Self::NeverAccepted => "trường hợp này không bao giờ được chấp nhận",
            Self::NoMark => "ở đây không có dấu chỉ độ mật nào",
            Self::Tolerated => "đây không phải là lỗi có thể bỏ qua",
            Self::Twice => "mục này xuất hiện hai lần",
            Self::AnyAndRules => "danger_any_algorithm đứng cùng với các quy tắc về thuật toán",
            Self::Day => "đây không phải là một ngày (không kèm giờ)",
            Self::Duration => "đây không phải là khoảng thời gian như 90s, 5m, 12h hoặc 7d",
            Self::FixedSize => "khóa loại này chỉ có một độ dài: hãy bỏ min_bits",
            Self::Form(words) => {
                return told(self, &format!("không đúng dạng của tệp chính sách TOML: {words}"), language);
            }
            Self::Name => "tên chỉ được gồm chữ thường, chữ số và dấu gạch nối",
            Self::NoAlgorithm => "không có quy tắc nào về thuật toán",
            Self::NoCutOff => "SHA-1 và khóa RSA dưới 2048 bit phải có ngày kết thúc ở until",
            Self::NoSize => "khóa RSA phải có min_bits",
            Self::ObjectIdentifier => "đây không phải là mã định danh đối tượng (OID) dạng số có dấu chấm",
            Self::Period => "khoảng thời gian kết thúc trước khi bắt đầu",
            Self::Time => "đây không phải là ngày, cũng không phải là thời điểm kèm múi giờ",
        };
        told(self, vietnamese, language)
    }
}

impl Unsupported {
    /// Returns what is not supported as one clause in a language; English is `Display`.
    #[rustfmt::skip] // a table: one row for each reason
    pub fn text(self, language: Language) -> String {
        let vietnamese = match self {
            Self::Dialect => "gói tin dạng MIME hoặc SOAP",
            Self::Algorithm => "thuật toán này",
            Self::ContentType => "kiểu nội dung CMS khác SignedData",
            Self::Extension => "phần mở rộng này",
            Self::StatusSeal => "đóng ấn cho thông điệp trạng thái",
            Self::OldArchive => "bổ sung vào chữ ký có dấu thời gian lưu trữ dạng cũ",
            Self::Format => "định dạng của văn bản này",
            Self::KeyEncryption => "cách mã hóa khóa bí mật này",
            Self::Pdf => "văn bản PDF trong phiên bản này",
            Self::TrustedCertificate => "khối TRUSTED CERTIFICATE kèm thiết lập tin cậy của OpenSSL",
            Self::Version => "phiên bản của cấu trúc này",
            Self::Xml => "văn bản XML trong phiên bản này",
            Self::Zip => "tệp ZIP không phải là gói ASiC",
            Self::ZipDisks => "tệp ZIP chia thành nhiều đĩa",
            Self::ZipEncryption => "mục được mã hóa trong tệp ZIP",
            Self::ZipMethod => "mục trong tệp ZIP được nén theo cách khác với lưu nguyên hoặc DEFLATE",
        };
        told(&self, vietnamese, language)
    }
}
