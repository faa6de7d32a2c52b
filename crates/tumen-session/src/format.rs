//! Numbers, units, dates and places as people read them.

use tumen_core::geo::LonLat;
use tumen_core::model::{Confidence, Date, Dating, Figure, Language, Period};
use tumen_core::words::Messages;

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

/// A number as short as it is exact, with the decimal sign of the language.
#[must_use]
pub fn number(value: f64, m: Messages<'_>) -> String {
    decimal(grouped(&format!("{value}")), m)
}

/// Digits with the decimal sign of the language; they have a point so far.
#[must_use]
pub fn decimal(digits: String, m: Messages<'_>) -> String {
    match m.language() {
        Language::Ru => digits.replacen('.', ",", 1),
        Language::En | Language::Ko => digits,
    }
}

/// Large numbers that have a word, with the key of it, the largest first.
fn scales(language: Language) -> &'static [(f64, &'static str)] {
    match language {
        Language::En | Language::Ru => &[(1e12, "number-trillion"), (1e9, "number-billion")],
        Language::Ko => &[(1e12, "number-trillion"), (1e8, "number-hundred-million")],
    }
}

/// A stated value: grouped digits if it is a number, thousands of millions shortened where that
/// loses nothing; anything else as it stands.
#[must_use]
pub fn stated(value: &str, m: Messages<'_>) -> String {
    plain_number(value).map_or_else(
        || value.to_owned(),
        |parsed| shortened(parsed, m).unwrap_or_else(|| decimal(grouped(value), m)),
    )
}

/// The number that a value states, if it states nothing else.
fn plain_number(value: &str) -> Option<f64> {
    let plain = !value.is_empty() && value.chars().all(|c| c.is_ascii_digit() || c == '.' || c == '-');
    value.parse().ok().filter(|_| plain)
}

/// A large number with a word, if two decimals say it whole.
fn shortened(value: f64, m: Messages<'_>) -> Option<String> {
    let whole = |unit: f64| value.abs() >= unit && (value.abs() / unit * 100.0).fract() == 0.0;
    let (unit, key) = scales(m.language()).iter().find(|(unit, _)| whole(*unit))?;
    Some(m.say_with(key, &[("n", number(value / unit, m).into())]))
}

/// A duration as people say it: `1 h 06 min`, `4 min 10 s`, `3 d 2 h`.
#[must_use]
pub fn duration(seconds: f64, m: Messages<'_>) -> String {
    let whole = seconds.round().max(0.0) as u64;
    let (days, hours, minutes, rest) = (whole / 86_400, whole / 3600 % 24, whole / 60 % 60, whole % 60);
    let two = |key, large: u64, small: String| m.say_with(key, &[("a", large.into()), ("b", small.into())]);
    match (days, hours, minutes) {
        (0, 0, 0) => m.say_with("duration-s", &[("n", rest.into())]),
        (0, 0, _) => two("duration-min-s", minutes, format!("{rest:02}")),
        (0, ..) => two("duration-h-min", hours, format!("{minutes:02}")),
        _ => two("duration-d-h", days, hours.to_string()),
    }
}

/// A unit in words; empty for what needs none.
#[must_use]
pub fn unit(unit: &str, m: Messages<'_>) -> String {
    match unit {
        "text" | "date" | "count" => String::new(),
        _ => match unit.split_once(' ') {
            Some(("m", of)) if of.starts_with("USD") || of.starts_with("people") => {
                m.say_with("unit-million", &[("of", of.into())])
            }
            Some(("bn", money)) => m.say_with("unit-billion", &[("of", money.into())]),
            Some(("trn", money)) => m.say_with("unit-trillion", &[("of", money.into())]),
            _ => unit_words(unit, m).unwrap_or_else(|| unit.to_owned()),
        },
    }
}

/// A unit that languages write differently.
fn unit_words(unit: &str, m: Messages<'_>) -> Option<String> {
    let key = match unit {
        "t" => "unit_t",
        "kt" => "unit_kt",
        "Mt" => "unit_Mt",
        "bcm" => "unit_bcm",
        "TWh" => "unit_TWh",
        "km" => "km",
        "m" => "m",
        "mm" => "unit-mm",
        "t/yr" => "unit-t-yr",
        "Mt/yr" => "unit-Mt-yr",
        "bcm/yr" => "unit-bcm-yr",
        "barrels" => "unit-barrels",
        "barrels/yr" => "unit-barrels-yr",
        "persons" => "unit-persons",
        "workers" => "unit-workers",
        "days" => "unit-days",
        "years" => "unit-years",
        "hours" => "unit-hours",
        "min" => "unit-min",
        "GW" => "unit-GW",
        "MW" => "unit-MW",
        "per month" => "unit-per-month",
        "per week" => "unit-per-week",
        _ => return None,
    };
    Some(m.say(key).to_owned())
}

/// A value in a unit. Korean counts tonnes by ten thousands: `780만 t`.
fn amount(value: &str, unit: &str, m: Messages<'_>) -> Option<String> {
    let (tonnes, unit) = match (m.language(), unit) {
        (Language::Ko, "Mt") => (1e6, "unit_t"),
        (Language::Ko, "kt") => (1e3, "unit_t"),
        (Language::Ko, "Mt/yr") => (1e6, "unit-t-yr"),
        _ => return None,
    };
    // Digits are moved without leaving traces of binary fractions.
    let value = (plain_number(value)? * tonnes * 1e3).round() / 1e3;
    let said = match value.abs() {
        v if v >= 1e8 => m.say_with("number-hundred-million", &[("n", number(value / 1e8, m).into())]),
        v if v >= 1e4 => m.say_with("number-ten-thousand", &[("n", number(value / 1e4, m).into())]),
        _ => number(value, m),
    };
    Some(format!("{said} {}", m.say(unit)))
}

/// A figure's value with its unit, and both ends of a range.
#[must_use]
pub fn figure(figure: &Figure, m: Messages<'_>) -> String {
    let (from, to) = (&figure.value, &figure.value_to);
    let ends = || if to.is_empty() { vec![from] } else { vec![from, to] };
    let amounts: Option<Vec<String>> = ends().iter().map(|v| amount(v, &figure.unit, m)).collect();
    if let Some(amounts) = amounts {
        return amounts.join(" – ");
    }
    let value = |v: &str| if figure.unit == "date" { loose_date(v, m) } else { stated(v, m) };
    let worded = |v: &str| plain_number(v).is_some_and(|v| shortened(v, m).is_some());
    // Both ends are written the same way.
    let same = to.is_empty() || worded(from) == worded(to);
    let short = |v: &String| if same { value(v) } else { decimal(grouped(v), m) };
    let text = ends().into_iter().map(short).collect::<Vec<_>>().join(" – ");
    let unit = unit(&figure.unit, m);
    match unit.as_str() {
        "" => text,
        "%" => format!("{text}{THIN}%"),
        _ => format!("{text} {unit}"),
    }
}

/// The keys of the months, as they stand behind a day.
const DAY_OF: [&str; 12] = [
    "month-of-1",
    "month-of-2",
    "month-of-3",
    "month-of-4",
    "month-of-5",
    "month-of-6",
    "month-of-7",
    "month-of-8",
    "month-of-9",
    "month-of-10",
    "month-of-11",
    "month-of-12",
];
/// The keys of the months, as they stand alone.
const MONTHS: [&str; 12] = [
    "month-1", "month-2", "month-3", "month-4", "month-5", "month-6", "month-7", "month-8", "month-9",
    "month-10", "month-11", "month-12",
];

/// A day.
#[must_use]
pub fn date(date: Date, m: Messages<'_>) -> String {
    let month = month(&DAY_OF, date.month, m);
    m.say_with("date-day", &[("day", date.day.into()), ("month", month.into()), ("year", date.year.into())])
}

fn month<'a>(keys: &[&'static str; 12], month: u8, m: Messages<'a>) -> &'a str {
    keys.get(usize::from(month).wrapping_sub(1)).map_or("?", |key| m.say(key))
}

/// A date as precise as it was written.
#[must_use]
pub fn period(period: &Period, m: Messages<'_>) -> String {
    loose_date(period.text(), m)
}

/// A date in words if it is one; anything else as it stands.
#[must_use]
pub fn loose_date(text: &str, m: Messages<'_>) -> String {
    if let Some((from, to)) = text.split_once('/') {
        return format!("{} – {}", loose_date(from, m), loose_date(to, m));
    }
    let Ok(read) = text.parse::<Period>() else { return text.to_owned() };
    match text.split('-').collect::<Vec<_>>()[..] {
        [year, quarter] if quarter.starts_with('Q') => {
            let quarter = quarter.trim_start_matches('Q');
            m.say_with("date-quarter", &[("quarter", quarter.into()), ("year", year.into())])
        }
        [year, _] => {
            let month = month(&MONTHS, read.first.month, m);
            m.say_with("date-month", &[("month", month.into()), ("year", year.into())])
        }
        [_, _, _] => date(read.first, m),
        _ => text.to_owned(),
    }
}

/// What is added to a status that only an event in the future brings; empty otherwise.
#[must_use]
pub fn dating(dating: Dating, m: Messages<'_>) -> String {
    match dating {
        Dating::Planned => format!(" · {}", m.say("planned")),
        Dating::Dated | Dating::Unknown => String::new(),
    }
}

/// Meters as kilometers, to a tenth below 1000 km.
#[must_use]
pub fn km(meters: f64, m: Messages<'_>) -> String {
    let km = meters / 1000.0;
    let (digits, unit) = match km {
        _ if km < 1.0 => (format!("{meters:.0}"), "m"),
        _ if km < 1000.0 => (format!("{km:.1}"), "km"),
        _ => (grouped(&format!("{km:.0}")), "km"),
    };
    format!("{} {}", decimal(digits, m), m.say(unit))
}

/// How far something may be off.
#[must_use]
pub fn accuracy(meters: f64, m: Messages<'_>) -> String {
    match meters {
        far if far >= 1000.0 => format!("{} {}", number((far / 100.0).round() / 10.0, m), m.say("km")),
        near => format!("{near:.0} {}", m.say("m")),
    }
}

/// A position in degrees.
#[must_use]
pub fn position(p: LonLat) -> String {
    let (ns, ew) = (if p.lat < 0.0 { 'S' } else { 'N' }, if p.lon < 0.0 { 'W' } else { 'E' });
    format!("{:.4}° {ns}, {:.4}° {ew}", p.lat.abs(), p.lon.abs())
}

/// The name of a country of the theatre; the code itself for others.
#[must_use]
pub fn country<'a>(code: &'a str, m: Messages<'a>) -> &'a str {
    match code {
        "RU" => m.say("country-RU"),
        "KP" => m.say("country-KP"),
        "KR" => m.say("country-KR"),
        "CN" => m.say("country-CN"),
        "JP" => m.say("country-JP"),
        "MN" => m.say("country-MN"),
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
pub fn confidence(confidence: Confidence, m: Messages<'_>) -> &str {
    m.say(match confidence {
        Confidence::High => "confidence-high",
        Confidence::Medium => "confidence-medium",
        Confidence::Low => "confidence-low",
    })
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
    use tumen_core::words::Words;

    /// The bundled words.
    fn words() -> Words {
        let mut words = Words::default();
        let bundle = tumen_assets::Bundle::embedded();
        for language in Language::ALL {
            for name in bundle.names(&format!("{}{}/", tumen_assets::WORDS, language.id())) {
                let text = String::from_utf8(tumen_assets::bytes(&name).to_vec()).unwrap();
                assert_eq!(words.add(language, &text), [], "{name}");
            }
        }
        words
    }

    #[test]
    fn numbers_are_grouped() {
        let words = words();
        let said = |value| Language::ALL.map(|l| stated(value, words.messages(l)));
        assert_eq!(grouped("1600000"), "1\u{202f}600\u{202f}000");
        assert_eq!(grouped("1970"), "1970");
        assert_eq!(grouped("-12345.678"), "−12\u{202f}345.678");
        assert_eq!(said("10600000000"), ["10.6 billion", "10,6 млрд", "106억"]);
        assert_eq!(said("10612345678")[0], "10\u{202f}612\u{202f}345\u{202f}678");
        assert_eq!(said("0.5"), ["0.5", "0,5", "0.5"]);
        assert_eq!(said("about 5")[1], "about 5");
        assert_eq!(said("nan")[1], "nan");
        let tonnes = |v, unit| amount(v, unit, words.messages(Language::Ko));
        assert_eq!(tonnes("7.8", "Mt").as_deref(), Some("780만 t"));
        assert_eq!(tonnes("120", "Mt").as_deref(), Some("1.2억 t"));
        assert_eq!(tonnes("9.1", "kt").as_deref(), Some("9100 t"));
    }

    #[test]
    fn dates_read_well_in_every_language() {
        let words = words();
        let read = |t: &str| Language::ALL.map(|l| loose_date(t, words.messages(l)));
        assert_eq!(read("2014"), ["2014", "2014", "2014"]);
        assert_eq!(read("2014-07"), ["Jul 2014", "июль 2014 г.", "2014년 7월"]);
        assert_eq!(read("2014-07-18"), ["18 Jul 2014", "18 июля 2014 г.", "2014년 7월 18일"]);
        assert_eq!(read("2025-Q1"), ["Q1 2025", "1-й квартал 2025 г.", "2025년 1분기"]);
        assert_eq!(read("2014-11-27/2015-12")[0], "27 Nov 2014 – Dec 2015");
        assert_eq!(read("summer")[2], "summer");
    }

    #[test]
    fn durations_read_well_in_every_language() {
        let words = words();
        let said = |seconds| Language::ALL.map(|l| duration(seconds, words.messages(l)));
        assert_eq!(said(3_960.0), ["1 h 06 min", "1 ч 06 мин", "1시간 06분"]);
        assert_eq!(said(250.0)[0], "4 min 10 s");
        assert_eq!(said(266_400.0), ["3 d 2 h", "3 сут 2 ч", "3일 2시간"]);
    }

    #[test]
    fn units_read_well() {
        let words = words();
        let said = |u| unit(u, words.messages(Language::En));
        assert_eq!(said("m USD"), "million USD");
        assert_eq!(said("m USD to WFP"), "million USD to WFP");
        assert_eq!(said("m"), "m");
        assert_eq!(said("m bridge"), "m bridge");
        assert_eq!(unit("Mt", words.messages(Language::Ru)), "млн т");
    }
}
