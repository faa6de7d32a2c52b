//! Times of files: ISO 8601 text and seconds since 1970-01-01 UTC.

/// Seconds since 1970-01-01 UTC of a time such as `2024-05-01T12:00:00.250+09:00`. A time without zone
/// is taken as UTC; a date or year alone is none.
#[must_use]
pub fn parse(text: &str) -> Option<f64> {
    let text = text.trim();
    if let Some(seconds) = usual(text.as_bytes()) {
        return Some(seconds);
    }
    let (date, clock) = text.split_once(['T', 't', ' '])?;
    let mut parts = date.rsplitn(3, '-');
    let (day, month, year) =
        (number(parts.next()?)?, number(parts.next()?)?, parts.next()?.parse::<i64>().ok()?);
    if !(1..=12).contains(&month) || !(1..=31).contains(&day) || year.abs() > 200_000 {
        return None;
    }
    let (clock, offset) = zone(clock)?;
    let mut parts = clock.splitn(3, ':');
    let (hour, minute, second) =
        (number(parts.next()?)?, number(parts.next()?)?, parts.next().unwrap_or("0"));
    let (whole, fraction) = second.split_once(['.', ',']).unwrap_or((second, ""));
    let whole = number(whole)?;
    if hour > 24 || minute > 59 || whole > 60 || !fraction.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let seconds = days(year, month, day) * 86_400 + hour * 3600 + minute * 60 + whole - offset;
    let part: f64 = if fraction.is_empty() { 0.0 } else { format!("0.{fraction}").parse().ok()? };
    Some(seconds as f64 + part)
}

/// The time of a text written just as `2024-05-01T12:00:00Z`: nearly all are.
fn usual(text: &[u8]) -> Option<f64> {
    let [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2, b'T', h1, h2, b':', n1, n2, b':', s1, s2, b'Z'] = text
    else {
        return None;
    };
    let digits = |digits: &[&u8]| {
        digits.iter().try_fold(0, |all, b| b.is_ascii_digit().then(|| all * 10 + i64::from(**b - b'0')))
    };
    let (year, month, day) = (digits(&[y1, y2, y3, y4])?, digits(&[m1, m2])?, digits(&[d1, d2])?);
    let (hour, minute, second) = (digits(&[h1, h2])?, digits(&[n1, n2])?, digits(&[s1, s2])?);
    let fits =
        (1..=12).contains(&month) && (1..=31).contains(&day) && hour < 24 && minute < 60 && second < 60;
    fits.then(|| (days(year, month, day) * 86_400 + hour * 3600 + minute * 60 + second) as f64)
}

fn number(text: &str) -> Option<i64> {
    (!text.is_empty() && text.len() <= 4 && text.bytes().all(|b| b.is_ascii_digit()))
        .then(|| text.parse().ok())?
}

/// Splits a time of day from its zone, which is given in seconds east of UTC.
fn zone(clock: &str) -> Option<(&str, i64)> {
    let clock = clock.trim();
    if let Some(rest) = clock.strip_suffix(['Z', 'z']) {
        return Some((rest, 0));
    }
    let Some(at) = clock.rfind(['+', '-']) else { return Some((clock, 0)) };
    let (rest, zone) = (clock.get(..at)?, clock.get(at + 1..)?);
    let (hours, minutes) = match zone.split_once(':') {
        Some((hours, minutes)) => (hours, minutes),
        None if zone.len() == 4 => zone.split_at_checked(2)?,
        None => (zone, "0"),
    };
    let seconds = number(hours)? * 3600 + number(minutes)? * 60;
    Some((rest, if clock.get(at..=at)? == "-" { -seconds } else { seconds }))
}

/// Days from 1970-01-01 to a date of the Gregorian calendar.
fn days(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let of_era = year.rem_euclid(400);
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

/// The date of a day counted from 1970-01-01.
fn date(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468;
    let of_era = days.rem_euclid(146_097);
    let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    let year = year_of_era + days.div_euclid(146_097) * 400 + i64::from(month <= 2);
    (year, month, day)
}

/// The time as `2024-05-01T12:00:00Z`, with as many decimals as it takes to read the same number back.
/// Nothing for a number that is no time.
#[must_use]
pub fn format(seconds: f64) -> Option<String> {
    if !seconds.is_finite() || seconds.abs() > 6e12 {
        return None;
    }
    (0..=9)
        .map(|decimals| format_with(seconds, decimals))
        .find(|text| parse(text) == Some(seconds))
        .or_else(|| Some(format_with(seconds, 6)))
}

fn format_with(seconds: f64, decimals: usize) -> String {
    let scale = 10_f64.powi(decimals as i32);
    let floor = seconds.floor();
    let mut fraction = ((seconds - floor) * scale).round() as u64;
    let mut whole = floor as i64;
    if fraction as f64 >= scale {
        whole += 1;
        fraction = 0;
    }
    let (year, month, day) = date(whole.div_euclid(86_400));
    let clock = whole.rem_euclid(86_400);
    let (hour, minute, second) = (clock / 3600, clock / 60 % 60, clock % 60);
    let text = format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}");
    if decimals == 0 { format!("{text}Z") } else { format!("{text}.{fraction:0decimals$}Z") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn known_times() {
        assert_eq!(parse("1970-01-01T00:00:00Z"), Some(0.0));
        assert_eq!(parse("2024-02-29T12:00:00Z"), Some(1_709_208_000.0));
        assert_eq!(parse("2024-02-29T21:00:00+09:00"), Some(1_709_208_000.0));
        assert_eq!(parse("2024-02-29 12:00:00.5"), Some(1_709_208_000.5));
        assert_eq!(parse("1969-12-31T23:59:59.25Z"), Some(-0.75));
        assert_eq!(format(1_709_208_000.25).as_deref(), Some("2024-02-29T12:00:00.25Z"));
        for bad in [
            "",
            "2024",
            "2024-13-01T00:00:00Z",
            "T",
            "2024-01-01T99:00:00Z",
            "a-b-cTd:e:f",
            "2024-01-01T00:00:0é",
        ] {
            assert_eq!(parse(bad), None, "{bad}");
        }
    }

    proptest! {
        #[test]
        fn written_and_read_again(whole in -50_000_000_000_i64..50_000_000_000, thousandths in 0..1000_u32) {
            let time = whole as f64 + f64::from(thousandths) / 1000.0;
            prop_assert_eq!(format(time).and_then(|text| parse(&text)), Some(time));
        }

        #[test]
        fn any_text_is_answered(text in "\\PC{0,30}") {
            let _ = parse(&text);
        }
    }
}
