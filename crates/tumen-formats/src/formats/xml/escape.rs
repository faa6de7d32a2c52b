//! Text and its writing in XML.

use std::borrow::Cow;

/// The text that was meant, and whether something in it was no entity that XML knows (kept as it is).
#[must_use]
pub fn unescape(raw: &str) -> (Cow<'_, str>, bool) {
    if !raw.contains(['&', '\r']) {
        return (Cow::Borrowed(raw), false);
    }
    let (mut text, mut rest, mut odd) = (String::with_capacity(raw.len()), raw, false);
    while let Some(at) = rest.find(['&', '\r']) {
        let (before, from) = rest.split_at(at);
        text.push_str(before);
        let used = match from.strip_prefix('\r') {
            Some(next) => {
                text.push('\n');
                1 + usize::from(next.starts_with('\n'))
            }
            None => match reference(from) {
                Some((character, length)) => {
                    text.push(character);
                    length
                }
                None => {
                    odd = true;
                    text.push('&');
                    1
                }
            },
        };
        rest = from.get(used..).unwrap_or_default();
    }
    text.push_str(rest);
    (Cow::Owned(text), odd)
}

/// The character of a reference at the start of a text, and the length of the reference.
fn reference(text: &str) -> Option<(char, usize)> {
    let end = text.bytes().take(12).position(|b| b == b';')?;
    let name = text.get(1..end)?;
    let character = match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        _ => {
            let digits = name.strip_prefix('#')?;
            let code = match digits.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => digits.parse().ok()?,
            };
            char::from_u32(code).filter(|c| allowed(*c))?
        }
    };
    Some((character, end + 1))
}

/// Whether XML 1.0 can hold a character.
#[must_use]
pub fn allowed(character: char) -> bool {
    matches!(character, '\t' | '\n' | '\r' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..)
}

/// Appends text so that it comes back as it was, in an element or in an attribute in double quotes.
/// Characters that XML cannot hold are left out.
pub fn push_escaped(out: &mut String, text: &str) {
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\r' => out.push_str("&#13;"),
            other if allowed(other) => out.push(other),
            _ => {}
        }
    }
}

/// Text as [`push_escaped`] writes it.
#[must_use]
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    push_escaped(&mut out, text);
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn references() {
        assert_eq!(unescape("a &amp; b &#1074;&#x432; &lt;"), (Cow::Borrowed("a & b вв <"), false));
        assert_eq!(unescape("a & b &nbsp; &#0;"), (Cow::Borrowed("a & b &nbsp; &#0;"), true));
        assert_eq!(unescape("a\r\nb\rc").0, "a\nb\nc");
    }

    proptest! {
        #[test]
        fn written_and_read_again(text in "[\\PC\r\n\t]{0,40}") {
            let text: String = text.chars().filter(|c| allowed(*c)).collect();
            let written = escaped(&text);
            prop_assert_eq!(unescape(&written), (Cow::Borrowed(&*text), false));
        }
    }
}
