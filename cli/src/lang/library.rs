//! What the library says when it cannot do its work, as a clause of our sentence.
//!
//! English is the library's own `Display`. Vietnamese says the kind, and keeps the library's words
//! where they name a structure and a clause of a standard.

use std::io;

use antin::{ApiMisuse, CredentialError, Error, KeyError, Unsupported};

use super::{Language, Text, texts};

texts! {
    MALFORMED { en: "{0}", vi: "dữ liệu không đúng cấu trúc ({0})" }
    LIMIT { en: "{0}", vi: "dữ liệu vượt quá giới hạn an toàn ({0})" }
    OTHER { en: "{0}", vi: "{0}" }
    WRONG_PASSWORD {
        en: "the password is wrong",
        vi: "mật khẩu không đúng",
    }
    PASSWORD_NEEDED { en: "a password is needed", vi: "cần có mật khẩu" }
    KEY_TYPE {
        en: "the type of the key is not supported",
        vi: "loại khóa này không được hỗ trợ",
    }
    KEY_ALGORITHM {
        en: "the key cannot make signatures with this algorithm",
        vi: "khóa này không ký được bằng thuật toán đã chọn",
    }
    KEY_MISMATCH {
        en: "the private key does not belong to the certificate",
        vi: "khóa bí mật không thuộc về chứng thư chữ ký số này",
    }
    NO_KEY { en: "there is no private key in it", vi: "trong đó không có khóa bí mật" }
    NO_CERTIFICATE {
        en: "there is no certificate for the key in it",
        vi: "trong đó không có chứng thư chữ ký số của khóa",
    }
    SEVERAL_KEYS {
        en: "there are several private keys in it",
        vi: "trong đó có nhiều khóa bí mật",
    }
    NO_TRUST { en: "there is no certificate in it", vi: "trong đó không có chứng thư chữ ký số nào" }
    FORMAT { en: "the format is not known", vi: "không nhận ra định dạng" }
    UNSUPPORTED { en: "{0}", vi: "chưa được hỗ trợ ({0})" }
    NOT_FOUND { en: "there is no such file", vi: "không có tệp này" }
    DENIED { en: "permission denied", vi: "không có quyền truy cập" }
}

/// Returns the clause for an error of the library.
pub(crate) fn clause(error: &Error, language: Language) -> String {
    if let Error::Other(other) = error {
        return io_clause(other.io(), language);
    }
    sentence_of(error).fill(language, &[&error.to_string()])
}

fn sentence_of(error: &Error) -> &'static Text {
    match error {
        Error::Malformed(_) => &MALFORMED,
        Error::LimitExceeded(_) => &LIMIT,
        Error::Key(KeyError::WrongPassword) => &WRONG_PASSWORD,
        Error::Key(KeyError::PasswordNeeded) => &PASSWORD_NEEDED,
        Error::Key(KeyError::UnsupportedType) => &KEY_TYPE,
        Error::Key(KeyError::AlgorithmMismatch) => &KEY_ALGORITHM,
        Error::Credential(CredentialError::KeyMismatch) => &KEY_MISMATCH,
        Error::Credential(CredentialError::NoKey) => &NO_KEY,
        Error::Credential(CredentialError::NoCertificate) => &NO_CERTIFICATE,
        Error::Credential(CredentialError::SeveralKeys) => &SEVERAL_KEYS,
        Error::ApiMisuse(ApiMisuse::EmptyTrustStore) => &NO_TRUST,
        Error::Unsupported(Unsupported::Format) => &FORMAT,
        Error::Unsupported(_) => &UNSUPPORTED,
        _ => &OTHER,
    }
}

/// Returns the clause for an error of the operating system.
pub(crate) fn io_clause(error: &io::Error, language: Language) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => NOT_FOUND.say(language).to_owned(),
        io::ErrorKind::PermissionDenied => DENIED.say(language).to_owned(),
        _ => error.to_string(),
    }
}
