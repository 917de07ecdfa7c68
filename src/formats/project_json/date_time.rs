//! Moments as RFC 3339 writes them, from and to milliseconds since 1970-01-01 UTC. No time zones and no leap
//! seconds: a file says when something was written, and nobody counts with it.

const SECOND: u64 = 1000;
const MINUTE: u64 = 60 * SECOND;
const HOUR: u64 = 60 * MINUTE;
const DAY: u64 = 24 * HOUR;

/// Days from 0001-01-01 to 1970-01-01.
const EPOCH: u64 = days_before_year(1970);

/// `2026-11-23T08:00:00Z`, with `.123` behind the seconds where they are not whole. `None` for 0, which stands for
/// a moment that is not known, and behind the year 9999, which four digits cannot say.
pub(super) fn write(millis: u64) -> Option<String> {
    if millis == 0 { None } else { write_known(millis) }
}

/// The same, also for 0.
pub(super) fn write_any(millis: u64) -> String {
    write_known(millis).unwrap_or_default()
}

fn write_known(millis: u64) -> Option<String> {
    let (year, month, day) = date(EPOCH + millis / DAY);
    if year > 9999 {
        return None;
    }
    let parts = [
        (year, 4, "-"),
        (month, 2, "-"),
        (day, 2, "T"),
        (millis % DAY / HOUR, 2, ":"),
        (millis % HOUR / MINUTE, 2, ":"),
        (millis % MINUTE / SECOND, 2, if millis.is_multiple_of(SECOND) { "Z" } else { "." }),
    ];
    let mut text = String::with_capacity(24);
    for (number, digits, behind) in parts {
        push_digits(&mut text, number, digits);
        text.push_str(behind);
    }
    if !millis.is_multiple_of(SECOND) {
        push_digits(&mut text, millis % SECOND, 3);
        text.push('Z');
    }
    Some(text)
}

/// A number of so many digits.
fn push_digits(text: &mut String, number: u64, digits: u32) {
    if digits > 1 {
        push_digits(text, number / 10, digits - 1);
    }
    text.extend(char::from_digit((number % 10) as u32, 10));
}

/// Reads what RFC 3339 allows, to the millisecond. A moment before 1970 is read as 0; `None` for anything else.
pub(super) fn read(text: &str) -> Option<u64> {
    let (date, rest) = text.split_at_checked(10)?;
    let (time, rest) = rest.strip_prefix(['T', 't', ' '])?.split_at_checked(8)?;
    let [year, month, day] = numbers(date, '-', [4, 2, 2])?;
    let [hour, minute, second] = numbers(time, ':', [2, 2, 2])?;
    let (fraction, zone) = match rest.strip_prefix('.') {
        Some(rest) => rest.split_at_checked(rest.find(|c: char| !c.is_ascii_digit())?)?,
        None => ("0", rest),
    };
    let fits = year > 0 && (1..=12).contains(&month) && (1..=days_of_month(year, month)).contains(&day);
    if !fits || hour > 23 || minute > 59 || second > 60 || fraction.is_empty() {
        return None;
    }
    let thousandths = fraction.chars().chain("00".chars()).take(3).collect::<String>().parse::<u64>().ok()?;
    let days = days_before_year(year) + days_before_month(year, month) + day - 1;
    let here = days * DAY + hour * HOUR + minute * MINUTE + second * SECOND + thousandths;
    let there = match zone.split_at_checked(1)? {
        ("Z" | "z", "") => here,
        ("+", ahead) => here.saturating_sub(offset(ahead)?),
        ("-", behind) => here + offset(behind)?,
        _ => return None,
    };
    Some(there.saturating_sub(EPOCH * DAY))
}

/// `08:00` behind the sign, in milliseconds.
fn offset(text: &str) -> Option<u64> {
    let [hours, minutes] = numbers(text, ':', [2, 2])?;
    (hours < 24 && minutes < 60).then_some(hours * HOUR + minutes * MINUTE)
}

/// Numbers of so many digits each, with a separator between them.
fn numbers<const N: usize>(text: &str, separator: char, widths: [usize; N]) -> Option<[u64; N]> {
    let mut parts = text.split(separator);
    let mut read = [0; N];
    for (number, width) in read.iter_mut().zip(widths) {
        let digits = parts.next().filter(|part| part.len() == width)?;
        *number = digits.chars().try_fold(0, |sum, c| Some(sum * 10 + u64::from(c.to_digit(10)?)))?;
    }
    parts.next().is_none().then_some(read)
}

/// Year, month and day of the day so many days after 0001-01-01.
fn date(days: u64) -> (u64, u64, u64) {
    // 400 years have 146,097 days. The mean year finds the right one or its neighbour.
    let mut year = days / 146_097 * 400 + days % 146_097 * 400 / 146_097 + 1;
    while days_before_year(year) > days {
        year -= 1;
    }
    while days_before_year(year + 1) <= days {
        year += 1;
    }
    let mut day = days - days_before_year(year);
    let mut month = 1;
    while day >= days_of_month(year, month) {
        day -= days_of_month(year, month);
        month += 1;
    }
    (year, month, day + 1)
}

const fn days_before_year(year: u64) -> u64 {
    let past = year - 1;
    365 * past + past / 4 - past / 100 + past / 400
}

fn days_before_month(year: u64, month: u64) -> u64 {
    (1..month).map(|earlier| days_of_month(year, earlier)).sum()
}

const fn days_of_month(year: u64, month: u64) -> u64 {
    match month {
        2 if days_before_year(year + 1) - days_before_year(year) == 366 => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Seconds as `date -u -d @SECONDS` writes them.
    #[test]
    fn known_moments() {
        let table = [
            (1, "1970-01-01T00:00:01Z"),
            (951_782_400, "2000-02-29T00:00:00Z"),
            (1_000_000_000, "2001-09-09T01:46:40Z"),
            (1_230_768_000, "2009-01-01T00:00:00Z"),
            (1_709_251_199, "2024-02-29T23:59:59Z"),
            (1_795_420_800, "2026-11-23T08:00:00Z"),
            (4_107_542_400, "2100-03-01T00:00:00Z"),
            (13_574_563_200, "2400-02-29T00:00:00Z"),
            (253_402_300_799, "9999-12-31T23:59:59Z"),
        ];
        for (seconds, text) in table {
            assert_eq!(write(seconds * 1000).as_deref(), Some(text));
            assert_eq!(read(text), Some(seconds * 1000));
        }
    }

    #[test]
    fn what_four_digits_cannot_say_is_absent() {
        assert_eq!(write(0), None);
        assert_eq!(write(253_402_300_800_000), None, "the year 10000");
        assert_eq!(write(u64::MAX), None);
        assert_eq!(write(253_402_300_799_999).as_deref(), Some("9999-12-31T23:59:59.999Z"));
        assert_eq!(write(7).as_deref(), Some("1970-01-01T00:00:00.007Z"));
    }

    #[test]
    fn other_ways_to_write_the_same() {
        let table = [
            ("2026-11-23T16:00:00+08:00", 1_795_420_800_000),
            ("2026-11-23T04:30:00.5-03:30", 1_795_420_800_500),
            ("2026-11-23t08:00:00.12z", 1_795_420_800_120),
            ("2026-11-23 08:00:00.1239999Z", 1_795_420_800_123),
            ("2016-12-31T23:59:60Z", 1_483_228_800_000),
            ("1969-12-31T23:59:59Z", 0),
            ("0001-01-01T00:00:00+23:59", 0),
        ];
        for (text, millis) in table {
            assert_eq!(read(text), Some(millis), "{text}");
        }
    }

    #[test]
    fn what_is_no_moment() {
        let table = [
            "",
            "2026-11-23",
            "2026-11-23T08:00Z",
            "2026-11-23T08:00:00",
            "2026-11-23T08:00:00.Z",
            "2026-11-23T08:00:00ZZ",
            "2026-02-29T00:00:00Z",
            "2100-02-29T00:00:00Z",
            "2026-13-01T00:00:00Z",
            "2026-00-01T00:00:00Z",
            "2026-01-00T00:00:00Z",
            "0000-01-01T00:00:00Z",
            "2026-01-01T24:00:00Z",
            "2026-01-01T00:60:00Z",
            "2026-01-01T00:00:61Z",
            "2026-01-01T00:00:00+24:00",
            "26-1-1T00:00:00Z",
            "2026-01-01T00:00:00+8",
            "+026-01-01T00:00:00Z",
            "２０２６-01-01T00:00:00Z",
            "2026-01-01T00:00:00.5",
            "2026-01-01T00:00:00.٣Z",
            "一二三四五六七八",
        ];
        for text in table {
            assert_eq!(read(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(millis in 1u64..253_402_300_800_000) {
            prop_assert_eq!(read(&write(millis).unwrap()), Some(millis));
        }

        #[test]
        fn the_next_day_is_later(days in 0u64..4_000_000) {
            prop_assert!(date(days) < date(days + 1));
            let (year, month, day) = date(days);
            prop_assert_eq!(days_before_year(year) + days_before_month(year, month) + day - 1, days);
        }

        #[test]
        fn nothing_panics(text in "[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt ][0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]{0,4})?(Z|[+-][0-9]{2}:[0-9]{2}|\\PC)?") {
            let written = read(&text).and_then(write);
            prop_assert!(written.is_none_or(|written| written.ends_with('Z')));
        }
    }
}
