//! What is said of an error of the library, or of the operating system, in the middle of our sentence.
//!
//! The library has the words. Where our sentence has named the file and what was wanted of it, only
//! the reason is left to say, or a shorter word stands here.

use std::io;

use antin::{ApiMisuse, CredentialError, Error, KeyError, Unsupported};

use super::{Language, Text, texts};

texts! {
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
    NOT_FOUND { en: "there is no such file", vi: "không có tệp này" }
    DENIED { en: "permission denied", vi: "không có quyền truy cập" }
}

/// Returns the clause for an error of the library.
pub(crate) fn clause(error: &Error, language: Language) -> String {
    match error {
        Error::Other(other) => io_clause(other.io(), language),
        Error::Credential(reason @ CredentialError::KeyMismatch) => reason.text(language.into()),
        Error::Key(
            reason @ (KeyError::AlgorithmMismatch
            | KeyError::PasswordNeeded
            | KeyError::UnsupportedType
            | KeyError::WrongPassword),
        ) => reason.text(language.into()),
        error => match own(error) {
            Some(text) => text.say(language).to_owned(),
            None => error.text(language.into()),
        },
    }
}

fn own(error: &Error) -> Option<&'static Text> {
    match error {
        Error::Credential(CredentialError::NoKey) => Some(&NO_KEY),
        Error::Credential(CredentialError::NoCertificate) => Some(&NO_CERTIFICATE),
        Error::Credential(CredentialError::SeveralKeys) => Some(&SEVERAL_KEYS),
        Error::ApiMisuse(ApiMisuse::EmptyTrustStore) => Some(&NO_TRUST),
        Error::Unsupported(Unsupported::Format) => Some(&FORMAT),
        _ => None,
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
