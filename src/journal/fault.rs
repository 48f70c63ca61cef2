//! What can have happened to an entry of a journal, and words for it.

use crate::language::Language;

/// What happened to an entry.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Fault {
    /// It is not as it was written.
    Changed,
    /// It is not there, and no later one is in its place.
    Removed,
    /// It is there, but not in its place.
    Reordered,
    /// It is there twice.
    Repeated,
    /// Something that is no entry of the journal stands before it.
    Inserted,
    /// It is not there, nor is any behind it, though one was kept.
    CutOff,
    /// It is not the one that was kept: it, or one before it, was changed, and all behind was written anew.
    Rewritten,
    /// It is a time-stamp that is not over the entry that it names: that one, or one before it, was changed and all behind was
    /// written anew, or the time-stamp is from elsewhere.
    Stamp,
    /// It is a time-stamp that did not pass, and none behind it did.
    StampNotPassed,
    /// It begins a journal of a version that is not known.
    Version,
}

impl Fault {
    /// All faults.
    pub const ALL: [Self; 10] = [
        Self::Changed,
        Self::Removed,
        Self::Reordered,
        Self::Repeated,
        Self::Inserted,
        Self::CutOff,
        Self::Rewritten,
        Self::Stamp,
        Self::StampNotPassed,
        Self::Version,
    ];

    /// Returns a stable name for programs: `cut-off`.
    pub fn code(self) -> &'static str {
        match self {
            Self::Changed => "changed",
            Self::Removed => "removed",
            Self::Reordered => "reordered",
            Self::Repeated => "repeated",
            Self::Inserted => "inserted",
            Self::CutOff => "cut-off",
            Self::Rewritten => "rewritten",
            Self::Stamp => "stamp",
            Self::StampNotPassed => "stamp-not-passed",
            Self::Version => "version",
        }
    }

    /// Returns what is said of the entry in a language: `it was changed`.
    pub fn text(self, language: Language) -> &'static str {
        let (english, vietnamese) = match self {
            Self::Changed => ("it was changed", "đã bị sửa"),
            Self::Removed => ("it was removed", "đã bị xóa"),
            Self::Reordered => ("it is not in its place", "không còn ở đúng vị trí"),
            Self::Repeated => ("it is there twice", "xuất hiện hai lần"),
            Self::Inserted => ("something was put in before it", "bị chèn nội dung lạ vào trước"),
            Self::CutOff => {
                ("the journal was cut off before it", "nhật ký đã bị cắt từ trước mục này")
            }
            Self::Rewritten => (
                "it is not the one that was kept: the journal was written anew",
                "không khớp với mục đã lưu: nhật ký đã bị ghi lại",
            ),
            Self::Stamp => (
                "its time-stamp is over something else: the journal was written anew, or it is from elsewhere",
                "dấu thời gian không khớp: nhật ký đã bị ghi lại, hoặc dấu lấy từ nơi khác",
            ),
            Self::StampNotPassed => {
                ("its time-stamp did not pass", "dấu thời gian không đạt yêu cầu")
            }
            Self::Version => {
                ("it is of a version that is not known", "thuộc phiên bản nhật ký chưa được hỗ trợ")
            }
        };
        language.choose(english, vietnamese)
    }
}
