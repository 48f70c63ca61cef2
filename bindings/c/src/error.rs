//! Why a call failed.

use std::ffi::{CString, c_char};

use antin::Language;
use antin::gateway::{GatewayFault, LedgerFault};
use antin::registry::EditFault;

use crate::boundary::{free, get};
use crate::language::{Each, language_of};
use crate::result::*;
use crate::text::{Lazy, c_string};

/// Why a call failed: a stable number, a message, and what can be done. Free it with
/// `antin_error_free`.
///
/// It holds no secret, no text of a document and no name from a certificate, so it may be logged. What is
/// wrong in a policy file is quoted from it, in one line of bounded length.
pub struct antin_error {
    fault: Fault,
    message: CString,
    texts: Each<Lazy>,
    helps: Each<Lazy>,
}

/// Whose fault it was.
#[derive(Clone, Debug)]
pub(crate) enum Fault {
    /// This argument is NULL.
    Null(&'static str),
    /// This argument is wrong, in this way.
    Invalid(&'static str, &'static str),
    /// The handle has done its work.
    AlreadyUsed,
    /// The judgement is no pass; what it was instead.
    Rejected(String),
    /// There is nothing of the kind.
    Absent,
    /// A registry cannot be changed like this.
    Edit(EditFault),
    /// The next registry should be there by now.
    RegistryPast,
    /// The ledger could not record or read.
    Ledger(LedgerFault),
    /// The ledger keeps no lines of its journal.
    NoLines,
    /// The library was built without ledgers on a disk.
    #[cfg(not(feature = "durable"))]
    NoDisk,
    /// The library was built without the network.
    #[cfg(not(feature = "online"))]
    NoNetwork,
    /// The library said no.
    Library(antin::Error),
    /// The library panicked.
    Panic,
    /// The library panicked while it described an error of this number.
    Undescribed(antin_result),
}

impl From<antin::Error> for Fault {
    fn from(error: antin::Error) -> Self {
        Self::Library(error)
    }
}

impl From<LedgerFault> for Fault {
    fn from(fault: LedgerFault) -> Self {
        Self::Ledger(fault)
    }
}

impl From<GatewayFault> for Fault {
    fn from(fault: GatewayFault) -> Self {
        match fault {
            GatewayFault::Failed(error) => Self::Library(error),
            GatewayFault::Ledger(fault) => Self::Ledger(fault),
            GatewayFault::RegistryPast => Self::RegistryPast,
            other => Self::Rejected(other.text(Language::En)),
        }
    }
}

impl From<EditFault> for Fault {
    fn from(fault: EditFault) -> Self {
        Self::Edit(fault)
    }
}

impl Fault {
    pub(crate) fn code(&self) -> antin_result {
        match self {
            Self::Null(_) => ANTIN_RESULT_NULL_ARGUMENT,
            Self::Invalid(..) | Self::Edit(_) => ANTIN_RESULT_INVALID_ARGUMENT,
            Self::AlreadyUsed => ANTIN_RESULT_ALREADY_USED,
            Self::Rejected(_) => ANTIN_RESULT_REJECTED,
            Self::Absent => ANTIN_RESULT_ABSENT,
            Self::RegistryPast => ANTIN_RESULT_REGISTRY_PAST,
            Self::Ledger(_) => ANTIN_RESULT_LEDGER,
            Self::NoLines => ANTIN_RESULT_UNSUPPORTED,
            #[cfg(not(feature = "durable"))]
            Self::NoDisk => ANTIN_RESULT_UNSUPPORTED,
            #[cfg(not(feature = "online"))]
            Self::NoNetwork => ANTIN_RESULT_UNSUPPORTED,
            Self::Library(error) => error.code(),
            Self::Panic => ANTIN_RESULT_INTERNAL,
            Self::Undescribed(code) => *code,
        }
    }

    /// Absence is an answer, not an error.
    pub(crate) fn has_error(&self) -> bool {
        !matches!(self, Self::Absent)
    }

    fn text(&self, language: Language) -> String {
        let vi = language == Language::Vi;
        match self {
            Self::Null(name) if vi => format!("tham số {name} là NULL"),
            Self::Null(name) => format!("the argument {name} is NULL"),
            Self::Invalid(name, what) if vi => format!("tham số {name} không hợp lệ ({what})"),
            Self::Invalid(name, what) => format!("the argument {name} {what}"),
            Self::AlreadyUsed if vi => "đối tượng này đã được dùng xong".to_owned(),
            Self::AlreadyUsed => "the handle has done its work already".to_owned(),
            Self::Rejected(what) => rejected(what, vi),
            Self::Absent if vi => "không có".to_owned(),
            Self::Absent => "there is nothing of the kind".to_owned(),
            Self::Edit(fault) if vi => format!("không sửa được danh bạ: {}", fault.text(language)),
            Self::Edit(fault) => {
                format!("the registry cannot be changed so: {}", fault.text(language))
            }
            Self::RegistryPast if vi => "danh bạ đã quá hạn phát hành bản kế tiếp".to_owned(),
            Self::RegistryPast => "the next registry should be there by now".to_owned(),
            Self::Ledger(fault) => fault.text(language).to_owned(),
            Self::NoLines if vi => "sổ ghi nhận trong bộ nhớ không giữ các dòng nhật ký".to_owned(),
            Self::NoLines => "a ledger in memory keeps no lines of its journal".to_owned(),
            #[cfg(not(feature = "durable"))]
            Self::NoDisk if vi => "thư viện này được dựng không có sổ ghi nhận trên đĩa".to_owned(),
            #[cfg(not(feature = "durable"))]
            Self::NoDisk => "this library was built without ledgers on a disk".to_owned(),
            #[cfg(not(feature = "online"))]
            Self::NoNetwork if vi => "thư viện này được dựng không có phần mạng".to_owned(),
            #[cfg(not(feature = "online"))]
            Self::NoNetwork => "this library was built without the network".to_owned(),
            Self::Library(error) => error.text(language),
            Self::Undescribed(_) => "?".to_owned(),
            Self::Panic if vi => "lỗi trong antin, xin hãy thông báo".to_owned(),
            Self::Panic => "a bug in antin, please report it: a panic".to_owned(),
        }
    }

    fn help(&self, language: Language) -> &'static str {
        let (english, vietnamese) = match self {
            Self::Library(error) => return error.help(language),
            Self::Null(_) | Self::Invalid(..) => (
                "Correct the call; the header says what the argument takes.",
                "Hãy sửa lời gọi hàm; tệp antin.h mô tả giá trị hợp lệ của tham số.",
            ),
            Self::AlreadyUsed => (
                "Free the handle and make a new one.",
                "Hãy giải phóng đối tượng này và tạo đối tượng mới.",
            ),
            Self::Rejected(_) => (
                "Do not use the document; the findings of the report give the reasons.",
                "Không sử dụng văn bản này; các phát hiện trong báo cáo nêu lý do.",
            ),
            Self::Absent => ("Nothing needs to be done.", "Không cần làm gì."),
            Self::Panic | Self::Undescribed(_) => (
                "Free the handles of this call and report the bug with the document, if it may be shown.",
                "Hãy giải phóng các đối tượng của lời gọi này và thông báo lỗi kèm văn bản nếu được phép.",
            ),
            other => other.help_of_parts(),
        };
        if language == Language::Vi { vietnamese } else { english }
    }
}

/// What was judged, and what it is instead; the codes are the same in both languages.
fn rejected(what: &str, vi: bool) -> String {
    let (verdicts, sentence) = match what.split_once(": ") {
        Some((sentence, verdicts)) => (Some(verdicts), sentence),
        None => (None, what),
    };
    let sentence = if vi { "kết quả kiểm tra không đạt" } else { sentence };
    verdicts.map_or_else(|| sentence.to_owned(), |list| format!("{sentence}: {list}"))
}

/// What can be done about a ledger, in English and Vietnamese.
fn help_of(fault: LedgerFault) -> (&'static str, &'static str) {
    match fault {
        LedgerFault::Full => (
            "Let the window pass, or give the ledger more room.",
            "Hãy chờ hết cửa sổ thời gian, hoặc tăng sức chứa của sổ.",
        ),
        LedgerFault::InUse => (
            "End the other process that has it, or give this one a ledger of its own.",
            "Hãy kết thúc tiến trình đang mở sổ, hoặc dùng một sổ riêng.",
        ),
        LedgerFault::Damaged => (
            "Keep the file for whoever examines it, and begin a new ledger with the horizon of today. An old copy would let in again what was accepted since.",
            "Hãy giữ tệp để kiểm tra, và lập sổ mới với mốc thời gian hôm nay. Bản sao cũ sẽ cho nhận lại những gì đã tiếp nhận từ đó.",
        ),
        LedgerFault::Stamp(_) => {
            ("Ask for the time-stamp once more.", "Hãy yêu cầu dấu thời gian một lần nữa.")
        }
        _ => (
            "See to the disk and the path, or to the function that takes the lines, and open the ledger again.",
            "Hãy kiểm tra đĩa và đường dẫn, hoặc hàm nhận các dòng nhật ký, rồi mở lại sổ.",
        ),
    }
}

impl Fault {
    /// What can be done about what only some parts of the library say, in English and Vietnamese.
    fn help_of_parts(&self) -> (&'static str, &'static str) {
        match self {
            Self::Edit(_) => (
                "Correct what is to be written; the registry is as it was.",
                "Hãy sửa nội dung cần ghi; danh bạ vẫn như cũ.",
            ),
            Self::RegistryPast => (
                "Fetch the newest registry, have it judged, and go on with that.",
                "Hãy tải danh bạ mới nhất, kiểm tra rồi dùng danh bạ đó.",
            ),
            Self::Ledger(fault) => help_of(*fault),
            Self::NoLines => (
                "Take the lines by the function that is given to antin_ledger_new.",
                "Hãy nhận các dòng qua hàm được truyền cho antin_ledger_new.",
            ),
            #[cfg(not(feature = "durable"))]
            Self::NoDisk => (
                "Build the library with the feature durable.",
                "Hãy dựng thư viện với tính năng durable.",
            ),
            #[cfg(not(feature = "online"))]
            Self::NoNetwork => (
                "Build the library with the feature online.",
                "Hãy dựng thư viện với tính năng online.",
            ),
            _ => ("Nothing needs to be done.", "Không cần làm gì."),
        }
    }
}

impl antin_error {
    /// An error of which nothing is known but its number; it needs no memory of its own but a byte.
    pub(crate) fn undescribed(code: antin_result) -> Self {
        let fault = Fault::Undescribed(code);
        Self { fault, message: c_string("?"), texts: Each::default(), helps: Each::default() }
    }

    pub(crate) fn new(fault: Fault) -> Self {
        let message = c_string(&fault.text(Language::En));
        Self { fault, message, texts: Each::default(), helps: Each::default() }
    }
}

/// Returns the number of an error, an `ANTIN_RESULT_…`; `ANTIN_RESULT_OK` for NULL.
#[unsafe(no_mangle)]
pub extern "C" fn antin_error_code(error: Option<&antin_error>) -> antin_result {
    get(|| error.map(|error| error.fault.code()))
}

/// Returns the message of an error for logs: one clause in English, without a full stop.
///
/// The text lives until the error is freed. Without an error it is NULL.
#[unsafe(no_mangle)]
pub extern "C" fn antin_error_message(error: Option<&antin_error>) -> *const c_char {
    get(|| error.map(|error| error.message.as_ptr()))
}

/// Returns the message of an error for people, in a language (`ANTIN_LANGUAGE_…`).
///
/// The text lives until the error is freed. NULL without an error and for another number.
#[unsafe(no_mangle)]
pub extern "C" fn antin_error_text(error: Option<&antin_error>, language: u32) -> *const c_char {
    get(|| {
        let (error, language) = (error?, language_of(language).ok()?);
        Some(error.texts.of(language).get(|| Some(error.fault.text(language))))
    })
}

/// Returns what can be done about an error, as a sentence in a language (`ANTIN_LANGUAGE_…`).
///
/// The text lives until the error is freed. NULL without an error and for another number.
#[unsafe(no_mangle)]
pub extern "C" fn antin_error_help(error: Option<&antin_error>, language: u32) -> *const c_char {
    get(|| {
        let (error, language) = (error?, language_of(language).ok()?);
        Some(error.helps.of(language).get(|| Some(error.fault.help(language))))
    })
}

/// Frees an error; NULL is well.
#[unsafe(no_mangle)]
pub extern "C" fn antin_error_free(error: Option<Box<antin_error>>) {
    free(error);
}
