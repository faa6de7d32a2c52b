//! Numbers, units, dates and places as people read them.

use tumen_core::geo::LonLat;
use tumen_core::model::{Confidence, Date, Dating, Figure, Period};

/// Thin space between groups of three digits; it does not break a line.
const THIN: char = '\u{202f}';

/// Digits of a decimal number in groups of three; four digits stay together, so that years do.
#[must_use]
pub fn grouped(number: &str) -> String {
    let (sign, rest) = number.split_at(usize::from(number.starts_with('-')));
    let (whole, fraction) = rest.split_once('.').map_or((rest, None), |(w, f)| (w, Some(f)));
    let mut text = String::from(if sign.is_empty() { "" } else { "−" });
    for (i, digit) in whole.chars().enumerate() {
        if i > 0 && whole.len() > 4 && (whole.len() - i).is_multiple_of(3) {
            text.push(THIN);
        }
        text.push(digit);
    }
    if let Some(fraction) = fraction {
        text.push('.');
        text.push_str(fraction);
    }
    text
}

/// A number as short as it is exact.
#[must_use]
pub fn number(value: f64) -> String {
    grouped(&format!("{value}"))
}

/// A stated value: grouped digits if it is a number, thousands of millions shortened where that
/// loses nothing; anything else as it stands.
#[must_use]
pub fn stated(value: &str) -> String {
    let plain = |v: &str| !v.is_empty() && v.chars().all(|c| c.is_ascii_digit() || c == '.' || c == '-');
    let Ok(parsed) = value.parse::<f64>() else { return value.to_owned() };
    if !plain(value) {
        return value.to_owned();
    }
    for (unit, word) in [(1e12, "trillion"), (1e9, "billion")] {
        let hundredths = parsed.abs() / unit * 100.0;
        if parsed.abs() >= unit && hundredths.fract() == 0.0 {
            return format!("{} {word}", number(parsed / unit));
        }
    }
    grouped(value)
}

/// A duration as people say it: `1 h 06 min`, `4 min 10 s`, `3 d 2 h`.
#[must_use]
pub fn duration(seconds: f64) -> String {
    let whole = seconds.round().max(0.0) as u64;
    let (days, hours, minutes, rest) = (whole / 86_400, whole / 3600 % 24, whole / 60 % 60, whole % 60);
    match (days, hours, minutes) {
        (0, 0, 0) => format!("{rest} s"),
        (0, 0, _) => format!("{minutes} min {rest:02} s"),
        (0, ..) => format!("{hours} h {minutes:02} min"),
        _ => format!("{days} d {hours} h"),
    }
}

/// A unit in words; empty for what needs none.
#[must_use]
pub fn unit(unit: &str) -> String {
    match unit {
        "text" | "date" | "count" => String::new(),
        _ => match unit.split_once(' ') {
            Some(("m", of)) if of.starts_with("USD") || of.starts_with("people") => format!("million {of}"),
            Some(("bn", money)) => format!("billion {money}"),
            Some(("trn", money)) => format!("trillion {money}"),
            _ => unit.to_owned(),
        },
    }
}

/// A figure's value with its unit, and both ends of a range.
#[must_use]
pub fn figure(figure: &Figure) -> String {
    let value = |v: &str| if figure.unit == "date" { loose_date(v) } else { stated(v) };
    let (from, to) = (&figure.value, &figure.value_to);
    let (short_from, short_to) = (value(from), value(to));
    let worded = |v: &str| v.ends_with("illion");
    let text = match to.is_empty() {
        true => short_from,
        // Both ends are written the same way.
        false if worded(&short_from) == worded(&short_to) => format!("{short_from} – {short_to}"),
        false => format!("{} – {}", grouped(from), grouped(to)),
    };
    let unit = unit(&figure.unit);
    match unit.as_str() {
        "" => text,
        "%" => format!("{text}{THIN}%"),
        _ => format!("{text} {unit}"),
    }
}

const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// A day.
#[must_use]
pub fn date(date: Date) -> String {
    format!("{} {} {}", date.day, month(date.month), date.year)
}

fn month(month: u8) -> &'static str {
    MONTHS.get(usize::from(month).wrapping_sub(1)).copied().unwrap_or("?")
}

/// A date as precise as it was written.
#[must_use]
pub fn period(period: &Period) -> String {
    loose_date(period.text())
}

/// A date in words if it is one; anything else as it stands.
#[must_use]
pub fn loose_date(text: &str) -> String {
    if let Some((from, to)) = text.split_once('/') {
        return format!("{} – {}", loose_date(from), loose_date(to));
    }
    let Ok(read) = text.parse::<Period>() else { return text.to_owned() };
    match text.split('-').collect::<Vec<_>>()[..] {
        [year, quarter] if quarter.starts_with('Q') => format!("{quarter} {year}"),
        [year, _] => format!("{} {year}", month(read.first.month)),
        [_, _, _] => date(read.first),
        _ => text.to_owned(),
    }
}

/// What is added to a status that only an event in the future brings; empty otherwise.
#[must_use]
pub fn dating(dating: Dating) -> &'static str {
    match dating {
        Dating::Planned => " · planned",
        Dating::Dated | Dating::Unknown => "",
    }
}

/// Meters as kilometers, to a tenth below 1000 km.
#[must_use]
pub fn km(meters: f64) -> String {
    let km = meters / 1000.0;
    match km {
        _ if km < 1.0 => format!("{meters:.0} m"),
        _ if km < 1000.0 => format!("{km:.1} km"),
        _ => format!("{} km", grouped(&format!("{km:.0}"))),
    }
}

/// How far something may be off.
#[must_use]
pub fn accuracy(meters: f64) -> String {
    match meters {
        m if m >= 1000.0 => format!("{} km", number((m / 100.0).round() / 10.0)),
        m => format!("{m:.0} m"),
    }
}

/// A position in degrees.
#[must_use]
pub fn position(p: LonLat) -> String {
    let (ns, ew) = (if p.lat < 0.0 { 'S' } else { 'N' }, if p.lon < 0.0 { 'W' } else { 'E' });
    format!("{:.4}° {ns}, {:.4}° {ew}", p.lat.abs(), p.lon.abs())
}

/// The English name of a country of the theatre; the code itself for others.
#[must_use]
pub fn country(code: &str) -> &str {
    match code {
        "RU" => "Russia",
        "KP" => "DPRK",
        "KR" => "Republic of Korea",
        "CN" => "China",
        "JP" => "Japan",
        "MN" => "Mongolia",
        other => other,
    }
}

/// Three marks, as many filled as the confidence deserves.
#[must_use]
pub fn marks(confidence: Confidence) -> &'static str {
    match confidence {
        Confidence::High => "●●●",
        Confidence::Medium => "●●○",
        Confidence::Low => "●○○",
    }
}

/// What a confidence means.
#[must_use]
pub fn confidence(confidence: Confidence) -> &'static str {
    match confidence {
        Confidence::High => "High confidence: stated plainly by the source, or an official text",
        Confidence::Medium => "Medium confidence: one secondary source, rounded or second-hand",
        Confidence::Low => "Low confidence: weak, derived or contradicted",
    }
}

/// The title of a source without the name of the file it was kept in.
#[must_use]
pub fn source_title(title: &str) -> &str {
    title.split(" [file ").next().unwrap_or(title)
}

/// The same text with its first letter in upper case.
#[must_use]
pub fn sentence(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or(String::new(), |first| first.to_uppercase().chain(chars).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped() {
        assert_eq!(grouped("1600000"), "1\u{202f}600\u{202f}000");
        assert_eq!(grouped("1970"), "1970");
        assert_eq!(grouped("-12345.678"), "−12\u{202f}345.678");
        assert_eq!(stated("10600000000"), "10.6 billion");
        assert_eq!(stated("10612345678"), "10\u{202f}612\u{202f}345\u{202f}678");
        assert_eq!(stated("about 5"), "about 5");
        assert_eq!(stated("nan"), "nan");
    }

    #[test]
    fn dates_read_well() {
        let read = |t: &str| loose_date(t);
        assert_eq!(read("2014"), "2014");
        assert_eq!(read("2014-07"), "Jul 2014");
        assert_eq!(read("2014-07-18"), "18 Jul 2014");
        assert_eq!(read("2025-Q1"), "Q1 2025");
        assert_eq!(read("2014-11-27/2015-12"), "27 Nov 2014 – Dec 2015");
        assert_eq!(read("summer"), "summer");
    }

    #[test]
    fn units_read_well() {
        assert_eq!(unit("m USD"), "million USD");
        assert_eq!(unit("m USD to WFP"), "million USD to WFP");
        assert_eq!(unit("m"), "m");
        assert_eq!(unit("m bridge"), "m bridge");
    }
}
