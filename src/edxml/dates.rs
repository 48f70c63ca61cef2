//! Days and moments as messages have them: `yyyy/MM/dd`, `yyyy/MM/dd HH:mm:ss`, in Vietnam's time.
//!
//! No message says its zone. UTC+7 holds for the whole country, without summer time.

use crate::time::Time;

/// Vietnam's time, in minutes before UTC.
const ZONE: i16 = 7 * 60;

/// Reads `yyyy/MM/dd` as the first second of that day; `None` for what the calendar has not.
pub(super) fn day(text: &str) -> Option<Time> {
    if text.len() != 10 || !text.is_ascii() {
        return None;
    }
    moment(&format!("{text} 00:00:00"))
}

/// Reads `yyyy/MM/dd HH:mm:ss`; `None` for what the calendar has not.
pub(super) fn moment(text: &str) -> Option<Time> {
    let shape = text.bytes().enumerate().all(|(at, b)| match at {
        4 | 7 => b == b'/',
        10 => b == b' ',
        13 | 16 => b == b':',
        _ => b.is_ascii_digit(),
    });
    if text.len() != 19 || !shape {
        return None;
    }
    let rfc3339 = text.replace('/', "-").replace(' ', "T");
    Time::parse_rfc3339(&format!("{rfc3339}+07:00")).ok()
}

/// Writes a moment as `yyyy/MM/dd HH:mm:ss`.
pub(super) fn write(time: Time) -> String {
    let rfc3339 = time.to_rfc3339_at(ZONE);
    let local = rfc3339.get(..19).unwrap_or_default();
    local.replace('-', "/").replace('T', " ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_begin_seven_hours_before_those_of_utc() {
        let utc = Time::parse_rfc3339("2026-03-11T17:00:00Z").ok();
        assert_eq!(day("2026/03/12"), utc);
        assert_eq!(moment("2026/03/12 00:00:00"), utc);
    }

    #[test]
    fn other_forms_and_days_that_do_not_exist_are_none() {
        for text in ["2026/02/29", "2026-03-12", "12/03/2026", "2026/03/12 ", "2026/3/12", ""] {
            assert_eq!(day(text), None, "{text}");
        }
        for text in ["2026/03/12 24:00:00", "2026/03/12T10:00:00", "2026/03/12"] {
            assert_eq!(moment(text), None, "{text}");
        }
    }

    #[test]
    fn what_is_written_is_read_again() {
        let text = "2026/03/12 10:05:00";
        assert_eq!(moment(text).map(write).as_deref(), Some(text));
    }
}
