//! What became of facts and files, in names for programs and in words for people.

use super::{FactState, FileState, Role};
use crate::language::Language;

impl FactState {
    /// Returns the name that reports use: `same`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::Reduced => "reduced",
            Self::Changed => "changed",
            Self::Removed => "removed",
            Self::Added => "added",
        }
    }

    /// Returns what became of the fact, in a word or two in a language.
    pub fn text(self, language: Language) -> &'static str {
        match self {
            Self::Same => language.choose("the same", "giữ nguyên"),
            Self::Reduced => {
                language.choose("partly dropped on the way", "bị lược bớt trên đường chuyển")
            }
            Self::Changed => language.choose("changed", "bị thay đổi"),
            Self::Removed => language.choose("removed", "bị bỏ đi"),
            Self::Added => language.choose("not sealed", "không có trong dấu"),
        }
    }
}

impl FileState {
    /// Returns the name that reports use: `swapped`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::Swapped => "swapped",
            Self::Renamed => "renamed",
            Self::Changed => "changed",
            Self::Missing => "missing",
            Self::Added => "added",
        }
    }

    /// Returns what became of the attachment, in a few words in a language.
    pub fn text(self, language: Language) -> &'static str {
        match self {
            Self::Same => language.choose("the same", "giữ nguyên"),
            Self::Swapped => language
                .choose("holds the bytes of another attachment", "mang nội dung của tệp khác"),
            Self::Renamed => {
                language.choose("was sealed under another name", "đã được đóng dấu dưới tên khác")
            }
            Self::Changed => {
                language.choose("other bytes than were sealed", "nội dung khác với lúc đóng dấu")
            }
            Self::Missing => language.choose("missing", "bị thiếu"),
            Self::Added => language.choose("not sealed", "không có trong dấu"),
        }
    }
}

impl Role {
    /// Returns who seals in this role, in a word or two in a language.
    pub fn text(self, language: Language) -> &'static str {
        match self {
            Self::Agency => language.choose("the agency", "cơ quan gửi"),
            Self::Forwarder => language.choose("a forwarding body", "cơ quan chuyển tiếp"),
            Self::Leader => language.choose("the competent person", "người có thẩm quyền"),
        }
    }
}
