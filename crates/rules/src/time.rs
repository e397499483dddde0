//! When a message was sent: as much of RFC 3339 as judging needs, without a calendar library in the page.

/// A day, counted from 1970-01-01 in the proleptic Gregorian calendar.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
)]
pub struct Date(i32);

/// A moment as a record writes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp {
    /// Seconds from 1970-01-01T00:00:00Z.
    pub seconds: i64,
    /// The day where it was written: at the offset that it gives.
    pub date: Date,
    /// That offset, in seconds east of Greenwich.
    pub offset: i32,
}

impl Date {
    /// Reads `2026-03-01`; none if that is no day of the calendar.
    #[inline]
    pub fn parse(text: &str) -> Option<Self> {
        let bytes = text.as_bytes();
        if bytes.len() != 10 || bytes[4] != b'-' || bytes[7] != b'-' {
            return None;
        }
        let (year, month, day) =
            (number(&bytes[..4])?, number(&bytes[5..7])?, number(&bytes[8..])?);
        let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        let days = match month {
            4 | 6 | 9 | 11 => 30,
            2 => 28 + i32::from(is_leap),
            1..=12 => 31,
            _ => return None,
        };
        if !(1..=days).contains(&day) {
            return None;
        }
        // Years run from March, so that the leap day is the last.
        let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
        let leaps = year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400);
        Some(Self(365 * year + leaps + (153 * month + 2) / 5 + day - 1 - 719_468))
    }

    /// The day so many days after 1970-01-01.
    pub fn from_days(days: i32) -> Self {
        Self(days)
    }

    /// Days from 1970-01-01.
    pub fn days(self) -> i32 {
        self.0
    }
}

/// As it was read: `2026-03-01`.
impl core::fmt::Display for Date {
    fn fmt(&self, out: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        // Years run from March here too, in cycles of 400 years.
        let days = self.0 + 719_468;
        let (cycle, day) = (days.div_euclid(146_097), days.rem_euclid(146_097));
        let year = (day - day / 1_460 + day / 36_524 - day / 146_096) / 365;
        let day = day - (365 * year + year / 4 - year / 100);
        let month = (5 * day + 2) / 153;
        let day = day - (153 * month + 2) / 5 + 1;
        let (year, month) = match month {
            0..=9 => (400 * cycle + year, month + 3),
            _ => (400 * cycle + year + 1, month - 9),
        };
        write!(out, "{year:04}-{month:02}-{day:02}")
    }
}

impl Timestamp {
    /// Reads RFC 3339 (`2026-03-01T09:30:00+08:00`); a space may stand for the T.
    #[inline]
    pub fn parse(text: &str) -> Option<Self> {
        let (date, rest) = text.split_at_checked(10)?;
        let date = Date::parse(date)?;
        let rest = rest.strip_prefix(['T', 't', ' '])?;
        let (clock, rest) = rest.split_at_checked(8)?;
        let clock = clock_seconds(clock.as_bytes())?;
        let rest = match rest.strip_prefix('.') {
            Some(fraction) => {
                let digits = fraction.bytes().take_while(u8::is_ascii_digit).count();
                if digits == 0 {
                    return None;
                }
                &fraction[digits..]
            }
            None => rest,
        };
        let offset = offset_seconds(rest)?;
        let seconds = i64::from(date.0) * 86_400 + clock - offset;
        Some(Self { seconds, date, offset: offset as i32 })
    }

    /// The day at another's offset: the same moment is on the same day, however it is written.
    pub fn day_as(&self, other: &Self) -> i32 {
        (self.seconds + i64::from(other.offset)).div_euclid(86_400) as i32
    }
}

/// `09:30:00`; a leap second counts.
fn clock_seconds(bytes: &[u8]) -> Option<i64> {
    let (hour, minute, second) =
        (number(&bytes[..2])?, number(&bytes[3..5])?, number(&bytes[6..])?);
    let sound = bytes[2] == b':' && bytes[5] == b':' && hour < 24 && minute < 60 && second <= 60;
    sound.then_some(i64::from(hour * 3600 + minute * 60 + second))
}

/// `Z` or `+08:00`, in seconds.
fn offset_seconds(text: &str) -> Option<i64> {
    let sign = match text.as_bytes() {
        [b'Z' | b'z'] => return Some(0),
        [b'+', ..] => 1,
        [b'-', ..] => -1,
        _ => return None,
    };
    let bytes = &text.as_bytes()[1..];
    if bytes.len() != 5 || bytes[2] != b':' {
        return None;
    }
    let (hours, minutes) = (number(&bytes[..2])?, number(&bytes[3..])?);
    (hours < 24 && minutes < 60).then_some(sign * i64::from(hours * 3600 + minutes * 60))
}

fn number(digits: &[u8]) -> Option<i32> {
    digits.iter().try_fold(0, |value, digit| {
        digit.is_ascii_digit().then(|| value * 10 + i32::from(digit - b'0'))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_counted_across_leap_years() {
        let days = |text| Date::parse(text).map(Date::days);
        assert_eq!(days("1970-01-01"), Some(0));
        assert_eq!(days("2000-02-29"), Some(11_016));
        assert_eq!(days("2026-03-01"), Some(20_513));
        assert_eq!(days("1969-12-31"), Some(-1));
    }

    #[test]
    fn a_day_is_written_as_it_was_read() {
        for day in
            ["1970-01-01", "1969-12-31", "2000-02-29", "1900-03-01", "2026-12-31", "0001-01-01"]
        {
            assert_eq!(Date::parse(day).expect("a day").to_string(), day);
        }
    }

    #[test]
    fn what_is_no_day_is_none() {
        for text in
            ["2026-02-29", "1900-02-29", "2026-13-01", "2026-00-10", "2026-4-01", "二〇二六", ""]
        {
            assert_eq!(Date::parse(text), None, "{text}");
        }
    }

    #[test]
    fn a_moment_knows_its_own_day_and_the_universal_second() {
        let local = Timestamp::parse("2026-03-01T00:30:00.25+08:00").expect("sound");
        let same = Timestamp::parse("2026-02-28T16:30:00Z").expect("sound");
        assert_eq!(local.seconds, same.seconds);
        assert_eq!(local.date.days(), same.date.days() + 1);
    }

    #[test]
    fn what_is_no_moment_is_none() {
        for text in [
            "2026-03-01",
            "2026-03-01T24:00:00Z",
            "2026-03-01T09:30Z",
            "2026-03-01T09:30:00",
            "2026-03-01T09:30:00+8",
            "2026-03-01T09:30:00.Z",
            "昨天",
            "2026-03-01Tééééé",
        ] {
            assert_eq!(Timestamp::parse(text), None, "{text}");
        }
    }
}
