//! Texts of the card of a feature: times, and descriptions without their markup.

/// Seconds since 1970-01-01 UTC as `2024-05-03 07:12:05 UTC`.
pub(super) fn utc(seconds: f64) -> String {
    let whole = seconds.floor() as i64;
    let (days, rest) = (whole.div_euclid(86_400), whole.rem_euclid(86_400));
    // Days to a date of the proleptic Gregorian calendar, years counted from March.
    let days = days + 719_468;
    let (era, day_of_era) = (days.div_euclid(146_097), days.rem_euclid(146_097));
    let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    let (hour, minute, second) = (rest / 3600, rest / 60 % 60, rest % 60);
    format!("{year}-{month:02}-{day:02} {hour:02}:{minute:02}:{second:02} UTC")
}

/// Whether a text has markup.
fn is_html(text: &str) -> bool {
    let Some(at) = text.find('<') else { return false };
    let rest = text.get(at + 1..).unwrap_or_default();
    rest.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/' || c == '!') && rest.contains('>')
}

/// A description as plain text: markup is left out, rows and paragraphs become lines, addresses of links
/// follow their words. Text without markup stays as it is.
pub(super) fn plain(text: &str) -> String {
    if !is_html(text) {
        return text.trim().to_owned();
    }
    let mut out = String::with_capacity(text.len() / 2);
    let mut link = String::new();
    let mut hidden = "";
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        let (words, tag) = rest.split_at(at);
        if hidden.is_empty() {
            add_words(&mut out, words);
        }
        let Some(end) = tag.find('>') else {
            // A tag that is cut off says nothing more.
            rest = "";
            break;
        };
        let inner = tag.get(1..end).unwrap_or_default();
        rest = tag.get(end + 1..).unwrap_or_default();
        let name: String = inner.chars().take_while(|c| *c == '/' || c.is_ascii_alphanumeric()).collect();
        let name = name.to_ascii_lowercase();
        // `<br/>` is `<br>`.
        match name.strip_suffix('/').filter(|n| !n.is_empty()).unwrap_or(&name) {
            "style" => hidden = "/style",
            "script" => hidden = "/script",
            closing if closing == hidden => hidden = "",
            "br" | "p" | "/p" | "/tr" | "li" | "/div" | "/h1" | "/h2" | "/h3" | "table" | "/table" => {
                out.push('\n')
            }
            "/td" | "/th" => out.push(' '),
            "a" => link = attribute(inner, "href").unwrap_or_default(),
            "/a" if !link.is_empty() => {
                let link = std::mem::take(&mut link);
                if !out.ends_with(&link) {
                    out.push_str(&format!(" ({link})"));
                }
            }
            _ => {}
        }
    }
    if hidden.is_empty() {
        add_words(&mut out, rest);
    }
    let lines = out.lines().map(str::trim).filter(|l| !l.is_empty());
    lines.collect::<Vec<_>>().join("\n")
}

/// The value of an attribute of a tag.
fn attribute(tag: &str, name: &str) -> Option<String> {
    let at = tag.to_ascii_lowercase().find(&format!("{name}="))?;
    let value = tag.get(at + name.len() + 1..)?;
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''));
    let value = match quote {
        Some(quote) => value.get(1..)?.split(quote).next()?,
        None => value.split_whitespace().next()?,
    };
    let mut text = String::new();
    add_words(&mut text, value);
    Some(text)
}

/// Adds text with its character references resolved and its white space made single.
fn add_words(out: &mut String, words: &str) {
    let mut rest = words;
    while let Some(at) = rest.find('&') {
        add_spaced(out, rest.get(..at).unwrap_or_default());
        rest = rest.get(at..).unwrap_or_default();
        let reference = rest.find(';').filter(|end| *end < 12).and_then(|end| rest.get(1..end));
        match reference.and_then(|r| Some((r, character(r)?))) {
            Some((name, c)) => {
                out.push(c);
                rest = rest.get(name.len() + 2..).unwrap_or_default();
            }
            None => {
                out.push('&');
                rest = rest.get(1..).unwrap_or_default();
            }
        }
    }
    add_spaced(out, rest);
}

fn add_spaced(out: &mut String, text: &str) {
    for c in text.chars() {
        if !c.is_whitespace() {
            out.push(c);
        } else if !out.ends_with([' ', '\n']) && !out.is_empty() {
            out.push(' ');
        }
    }
}

fn character(reference: &str) -> Option<char> {
    match reference {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        "nbsp" => Some('\u{a0}'),
        _ => {
            let number = reference.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code)
        }
    }
}

/// The first web address in a text.
pub(super) fn link(text: &str) -> Option<&str> {
    let at = ["https://", "http://"].iter().filter_map(|start| text.find(start)).min()?;
    let rest = text.get(at..)?;
    let end = rest.find(|c: char| c.is_whitespace() || matches!(c, '"' | '<' | '>' | ')' | ']'));
    rest.get(..end.unwrap_or(rest.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_read_well() {
        assert_eq!(utc(0.0), "1970-01-01 00:00:00 UTC");
        assert_eq!(utc(951_782_400.0), "2000-02-29 00:00:00 UTC");
        assert_eq!(utc(1_714_720_325.7), "2024-05-03 07:12:05 UTC");
        assert_eq!(utc(-1.0), "1969-12-31 23:59:59 UTC");
    }

    #[test]
    fn descriptions_lose_their_markup() {
        let html = "<style>td {}</style><b>Khasan</b><br/>Gauge&nbsp;1520 &amp; 1435\n mm\
            <table><tr><td>km</td><td>54</td></tr></table><a href=\"https://a.b/c?d&amp;e\">more</a>";
        assert_eq!(plain(html), "Khasan\nGauge\u{a0}1520 & 1435 mm\nkm 54\nmore (https://a.b/c?d&e)");
        assert_eq!(plain("  3 < 4 and 5 > 2 "), "3 < 4 and 5 > 2");
        assert_eq!(plain("<b>cut <i"), "cut");
        assert_eq!(plain("<p>&#1061;&#x430;&unknown; &"), "Ха&unknown; &");
    }

    #[test]
    fn addresses_are_found_in_text() {
        assert_eq!(link("see https://a.b/c, (http://d)"), Some("https://a.b/c,"));
        assert_eq!(link("<http://d>"), Some("http://d"));
        assert_eq!(link("none"), None);
    }
}
