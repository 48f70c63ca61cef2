//! The status of a document, as messages tell it: nine codes, and which may follow which.
//!
//! Only these nine are in the axis' SDK and in messages; others are opaque text. The regulation's own
//! table of transitions was not at hand: this one follows from what the codes mean.

use crate::language::Language;

/// The status of a document.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// 01: it arrived, nobody acted.
    Arrived,
    /// 02: the recipient refused it.
    Refused,
    /// 03: the recipient entered it in the register.
    Accepted,
    /// 04: it was assigned.
    Assigned,
    /// 05: it is worked on.
    InProgress,
    /// 06: it is done.
    Finished,
    /// 13: the sender asks to take it back.
    TakeBackAsked,
    /// 15: the recipient agrees to an update, or to give it back.
    TakeBackAgreed,
    /// 16: the recipient refuses an update, or to give it back.
    TakeBackRefused,
}

impl Status {
    /// All nine.
    pub const ALL: [Self; 9] = [
        Self::Arrived,
        Self::Refused,
        Self::Accepted,
        Self::Assigned,
        Self::InProgress,
        Self::Finished,
        Self::TakeBackAsked,
        Self::TakeBackAgreed,
        Self::TakeBackRefused,
    ];

    /// Returns the code of two digits.
    pub fn code(self) -> &'static str {
        match self {
            Self::Arrived => "01",
            Self::Refused => "02",
            Self::Accepted => "03",
            Self::Assigned => "04",
            Self::InProgress => "05",
            Self::Finished => "06",
            Self::TakeBackAsked => "13",
            Self::TakeBackAgreed => "15",
            Self::TakeBackRefused => "16",
        }
    }

    /// Returns the status that has this code; `None` for a code that is not known here.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.code() == code.trim())
    }

    /// Says whether the sender of the document tells it; all others the recipient tells.
    pub fn is_by_sender(self) -> bool {
        self == Self::TakeBackAsked
    }

    /// Says whether it may follow another, or be the first.
    pub fn may_follow(self, before: Option<Self>) -> bool {
        let next: &[Self] = match before {
            None => &[Self::Arrived, Self::Refused, Self::Accepted, Self::TakeBackAsked],
            Some(Self::Arrived) => &[Self::Refused, Self::Accepted, Self::TakeBackAsked],
            Some(Self::Accepted) => {
                &[Self::Assigned, Self::InProgress, Self::Finished, Self::TakeBackAsked]
            }
            Some(Self::Assigned) => {
                &[Self::Assigned, Self::InProgress, Self::Finished, Self::TakeBackAsked]
            }
            Some(Self::InProgress) => &[Self::Assigned, Self::Finished, Self::TakeBackAsked],
            Some(Self::Finished) => &[Self::TakeBackAsked],
            Some(Self::TakeBackAsked) => &[Self::TakeBackAgreed, Self::TakeBackRefused],
            // Work goes on where it stopped, which the last code alone does not tell.
            Some(Self::TakeBackRefused) => {
                &[Self::Refused, Self::Accepted, Self::Assigned, Self::InProgress, Self::Finished]
            }
            Some(Self::Refused | Self::TakeBackAgreed) => &[],
        };
        next.contains(&self)
    }

    /// Returns what it means in a language.
    pub fn text(self, language: Language) -> &'static str {
        match self {
            Self::Arrived => language.choose("arrived", "đã đến"),
            Self::Refused => language.choose("refused", "từ chối tiếp nhận"),
            Self::Accepted => language.choose("accepted", "đã tiếp nhận"),
            Self::Assigned => language.choose("assigned", "đã phân công xử lý"),
            Self::InProgress => language.choose("in progress", "đang xử lý"),
            Self::Finished => language.choose("finished", "đã hoàn thành"),
            Self::TakeBackAsked => {
                language.choose("the sender asks to take it back", "bên gửi yêu cầu lấy lại")
            }
            Self::TakeBackAgreed => {
                language.choose("update or return agreed", "đồng ý cập nhật hoặc lấy lại")
            }
            Self::TakeBackRefused => {
                language.choose("update or return refused", "từ chối cập nhật hoặc lấy lại")
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_the_nine_and_no_others() {
        let found = (0..100).filter_map(|n| Status::from_code(&format!("{n:02}")));
        assert!(found.eq(Status::ALL));
        assert_eq!(Status::from_code(" 03 "), Some(Status::Accepted));
        assert_eq!(Status::from_code("3"), None);
    }

    #[test]
    fn only_a_request_is_answered_and_only_by_an_answer() {
        let answers = [Status::TakeBackAgreed, Status::TakeBackRefused];
        for before in Status::ALL.map(Some).into_iter().chain([None]) {
            for after in Status::ALL {
                let asked = before == Some(Status::TakeBackAsked);
                if asked || answers.contains(&after) {
                    assert_eq!(after.may_follow(before), asked && answers.contains(&after));
                }
            }
        }
    }

    #[test]
    fn what_is_over_is_followed_by_nothing() {
        for after in Status::ALL {
            assert!(!after.may_follow(Some(Status::Refused)));
            assert!(!after.may_follow(Some(Status::TakeBackAgreed)));
        }
        assert!(Status::Finished.may_follow(Some(Status::InProgress)));
        assert!(!Status::Arrived.may_follow(Some(Status::Accepted)));
    }
}
