//! Points in time, to the second, in UTC.
//!
//! RFC 5280 §4.1.2.5 (UTCTime, GeneralizedTime) and RFC 3339 text. Nothing here reads a clock: the
//! time of a judgement is always an argument.

use std::fmt;

use crate::error::{Error, Malformed, Syntax};

/// A point in time: seconds since 1970-01-01T00:00:00Z, leap seconds not counted.
///
/// `Display` is RFC 3339 in UTC. Years 0000 to 9999 can be held.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Time(i64);

const MIN: i64 = -62_167_219_200; // 0000-01-01T00:00:00Z
const MAX: i64 = 253_402_300_799; // 9999-12-31T23:59:59Z

/// Clocks may differ by so many seconds without a word: 300, as Kerberos allows (RFC 4120 §5.2.3 and
/// common practice).
pub(crate) const CLOCK_SKEW: i64 = 300;

impl Time {
    /// Makes a time from seconds since 1970-01-01T00:00:00Z, held within the years 0000 to 9999.
    pub fn from_unix(seconds: i64) -> Self {
        Self(seconds.clamp(MIN, MAX))
    }

    /// Returns the seconds since 1970-01-01T00:00:00Z.
    pub fn to_unix(self) -> i64 {
        self.0
    }

    /// Reads RFC 3339 text, such as `2026-11-21T08:30:00+07:00`; a fraction of a second is cut off.
    ///
    /// A date alone, `2026-11-21`, is its first second in UTC.
    ///
    /// # Errors
    ///
    /// [`Error::Malformed`] if the text is anything else.
    pub fn parse_rfc3339(text: &str) -> Result<Self, Error> {
        rfc3339(text.as_bytes()).ok_or(Error::Malformed(Malformed {
            syntax: Syntax::Time,
            what: "date-time",
            clause: "RFC 3339 §5.6",
            offset: None,
            block: None,
        }))
    }

    /// Makes a time from a date and a time of day in UTC; `None` if there is no such second.
    #[inline]
    pub fn from_civil(date: (u16, u8, u8), clock: (u8, u8, u8)) -> Option<Self> {
        let ((year, month, day), (hour, minute, second)) = (date, clock);
        let in_month = day >= 1 && day <= days_in_month(year, month)?;
        if year > 9999 || !in_month || hour > 23 || minute > 59 || second > 59 {
            return None;
        }
        let days = days_from_civil(i64::from(year), i64::from(month), i64::from(day));
        let seconds = i64::from(hour) * 3600 + i64::from(minute) * 60 + i64::from(second);
        Some(Self(days * 86_400 + seconds))
    }

    /// Returns the date (year, month, day) and the time of day (hour, minute, second) in UTC.
    pub fn to_civil(self) -> ((u16, u8, u8), (u8, u8, u8)) {
        let (year, month, day) = civil_from_days(self.0.div_euclid(86_400));
        let rest = self.0.rem_euclid(86_400);
        let small = |value: i64| u8::try_from(value).unwrap_or(0); // each is below 60
        let clock = (small(rest / 3600), small(rest / 60 % 60), small(rest % 60));
        ((u16::try_from(year).unwrap_or(0), month, day), clock)
    }

    /// Returns this time moved by a number of seconds, held within the years 0000 to 9999.
    #[must_use]
    pub fn plus_seconds(self, seconds: i64) -> Self {
        Self::from_unix(self.0.saturating_add(seconds))
    }

    /// Returns RFC 3339 text at an offset from UTC, in minutes: 420 for Vietnam (`+07:00`).
    pub fn to_rfc3339_at(self, offset_minutes: i16) -> String {
        let shifted = self.plus_seconds(i64::from(offset_minutes) * 60);
        let ((year, month, day), (hour, minute, second)) = shifted.to_civil();
        let (sign, size) = match offset_minutes {
            ..0 => ('-', offset_minutes.unsigned_abs()),
            0.. => ('+', offset_minutes.unsigned_abs()),
        };
        format!(
            "{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}{sign}{:02}:{:02}",
            size / 60,
            size % 60
        )
    }
}

impl fmt::Display for Time {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ((year, month, day), (hour, minute, second)) = self.to_civil();
        write!(f, "{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z")
    }
}

fn is_leap(year: u16) -> bool {
    year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400))
}

fn days_in_month(year: u16, month: u8) -> Option<u8> {
    match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => Some(31),
        4 | 6 | 9 | 11 => Some(30),
        2 if is_leap(year) => Some(29),
        2 => Some(28),
        _ => None,
    }
}

/// Days since 1970-01-01 in the proleptic Gregorian calendar. Counting years from March puts the
/// leap day last, so that months need no table.
fn days_from_civil(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    era * 146_097 + day_of_era - 719_468
}

fn civil_from_days(days: i64) -> (i64, u8, u8) {
    let shifted = days + 719_468;
    let era = shifted.div_euclid(146_097);
    let day_of_era = shifted.rem_euclid(146_097);
    let year_of_era =
        (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let march_month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * march_month + 2) / 5 + 1;
    let month = if march_month < 10 { march_month + 3 } else { march_month - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    (year, u8::try_from(month).unwrap_or(0), u8::try_from(day).unwrap_or(0))
}

fn rfc3339(text: &[u8]) -> Option<Time> {
    let date = (
        u16::try_from(digits(text.get(..4)?)?).ok()?,
        u8::try_from(digits(text.get(5..7)?)?).ok()?,
        u8::try_from(digits(text.get(8..10)?)?).ok()?,
    );
    if text.get(4) != Some(&b'-') || text.get(7) != Some(&b'-') {
        return None;
    }
    if text.len() == 10 {
        return Time::from_civil(date, (0, 0, 0));
    }
    if !matches!(text.get(10), Some(b'T' | b't' | b' ')) {
        return None;
    }
    let clock = clock(text.get(11..19)?)?;
    let mut rest = text.get(19..)?;
    if let Some(fraction) = rest.strip_prefix(b".") {
        let end = fraction.iter().position(|byte| !byte.is_ascii_digit())?;
        if end == 0 {
            return None;
        }
        rest = fraction.get(end..)?;
    }
    let local = Time::from_civil(date, clock)?;
    Some(local.plus_seconds(-offset_seconds(rest)?))
}

fn clock(text: &[u8]) -> Option<(u8, u8, u8)> {
    if text.get(2) != Some(&b':') || text.get(5) != Some(&b':') {
        return None;
    }
    let part = |from: usize| u8::try_from(digits(text.get(from..from + 2)?)?).ok();
    Some((part(0)?, part(3)?, part(6)?))
}

fn offset_seconds(text: &[u8]) -> Option<i64> {
    let sign = match text {
        b"Z" | b"z" => return Some(0),
        [b'+', ..] => 1,
        [b'-', ..] => -1,
        _ => return None,
    };
    if text.len() != 6 || text.get(3) != Some(&b':') {
        return None;
    }
    let (hours, minutes) = (digits(text.get(1..3)?)?, digits(text.get(4..6)?)?);
    (hours <= 23 && minutes <= 59).then_some(sign * i64::from(hours * 3600 + minutes * 60))
}

/// Reads decimal digits, and nothing but digits.
pub(crate) fn digits(text: &[u8]) -> Option<u32> {
    text.iter().try_fold(0_u32, |value, byte| {
        let digit = byte.is_ascii_digit().then(|| u32::from(byte - b'0'))?;
        value.checked_mul(10)?.checked_add(digit)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn reads_local_time_of_vietnam() {
        let time = Time::parse_rfc3339("2026-11-21T08:30:00.25+07:00").expect("valid");
        assert_eq!(time.to_string(), "2026-11-21T01:30:00Z");
        assert_eq!(time.to_rfc3339_at(420), "2026-11-21T08:30:00+07:00");
        assert_eq!(time.to_unix(), 1_795_224_600);
    }

    #[test]
    fn refuses_what_is_not_a_second() {
        for text in [
            "",
            "2026",
            "2026-02-29",
            "2026-13-01",
            "2026-00-10",
            "2026-01-00",
            "2026-01-01T24:00:00Z",
            "2026-01-01T00:60:00Z",
            "2026-01-01T00:00:60Z",
            "2026-01-01T00:00:00",
            "2026-01-01T00:00:00.Z",
            "2026-01-01T00:00:00+7:00",
            "2026-01-01T00:00:00+24:00",
            "2026-01-01T00:00:00Zz",
            "2026/01/01",
            "+026-01-01",
        ] {
            assert!(Time::parse_rfc3339(text).is_err(), "{text}");
        }
    }

    #[test]
    fn reads_a_date_alone_and_leap_days() {
        for (text, unix) in
            [("1970-01-01", 0), ("2000-02-29", 951_782_400), ("1950-01-01", -631_152_000)]
        {
            assert_eq!(Time::parse_rfc3339(text).expect("valid").to_unix(), unix);
        }
    }

    proptest! {
        #[test]
        fn civil_round_trip(seconds in MIN..=MAX) {
            let time = Time::from_unix(seconds);
            let (date, clock) = time.to_civil();
            prop_assert_eq!(Time::from_civil(date, clock), Some(time));
            prop_assert_eq!(Time::parse_rfc3339(&time.to_string()), Ok(time));
        }
    }
}
