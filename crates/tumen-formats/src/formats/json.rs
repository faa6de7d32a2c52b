//! A byte-level pull scanner for JSON as its users write it.
//!
//! General JSON parsers reject a whole file for one missing comma or a missing end, recurse as deep as
//! the file says, build a tree of nine times its size, or lose the digits of numbers. This one gives one
//! token after another where the reader asks for it, never recurses, says the byte at which it stumbled,
//! and can be set to any byte to go on there. It tolerates what is common and harmless (commas before a
//! closing bracket, comments, control characters in text, `NaN`) and remembers where that was.

mod escape;
mod number;
pub mod text;

pub use escape::{valid, write_number, write_text};
pub use number::valid_number;

use std::borrow::Cow;

/// Why the scanner could not go on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// The text ends where more should come.
    End,
    /// Something else should stand at a byte.
    Unexpected {
        /// The byte, counted from 0.
        at: usize,
        /// What should stand there.
        wanted: &'static str,
    },
    /// Values lie in each other deeper than the limit.
    Deep {
        /// The byte at which the limit is passed.
        at: usize,
    },
}

/// What was tolerated: the byte of the first one of each.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Slips {
    /// A comma before a closing bracket.
    pub comma: Option<usize>,
    /// A comment.
    pub comment: Option<usize>,
    /// A control character, such as a line break, within text.
    pub control: Option<usize>,
    /// A word that is no value of JSON, such as `NaN` or `None`.
    pub word: Option<usize>,
}

/// The scanner. Where it stands may be read and set.
#[derive(Clone)]
pub struct Scanner<'a> {
    bytes: &'a [u8],
    text: &'a str,
    /// The byte at which it stands.
    pub at: usize,
    /// How deep values may lie in each other.
    pub depth: u64,
    /// What was tolerated so far.
    pub slips: Slips,
    /// Where the last text (a string) began; a missing quotation mark shows only later.
    pub last_text: usize,
}

impl<'a> Scanner<'a> {
    /// A scanner at the start of a text.
    #[must_use]
    pub fn new(text: &'a str, depth: u64) -> Self {
        Self { bytes: text.as_bytes(), text, at: 0, depth, slips: Slips::default(), last_text: 0 }
    }

    /// Makes the text end earlier or later: `text` must begin as the one before.
    pub fn limit(&mut self, text: &'a str) {
        self.bytes = text.as_bytes();
        self.text = text;
    }

    /// The text between two bytes, nothing if they cut a character.
    #[must_use]
    pub fn slice(&self, from: usize, to: usize) -> &'a str {
        self.text.get(from..to).unwrap_or_default()
    }

    /// All bytes.
    #[must_use]
    pub fn bytes(&self) -> &'a [u8] {
        self.bytes
    }

    /// The byte at which the scanner stands, nothing at the end.
    #[inline]
    #[must_use]
    pub fn here(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    /// The next byte that is no white space and no comment.
    #[inline]
    pub fn peek(&mut self) -> Option<u8> {
        match self.here() {
            Some(b' ' | b'\n' | b'\r' | b'\t' | b'/') => self.skip_space(),
            other => other,
        }
    }

    fn skip_space(&mut self) -> Option<u8> {
        loop {
            match self.here()? {
                b' ' | b'\n' | b'\r' | b'\t' => self.at += 1,
                b'/' if self.comment() => {}
                other => return Some(other),
            }
        }
    }

    /// Passes over a comment; whether there was one.
    fn comment(&mut self) -> bool {
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        let length = match rest {
            [b'/', b'/', tail @ ..] => tail.iter().position(|b| *b == b'\n').map(|p| p + 2),
            [b'/', b'*', tail @ ..] => tail.windows(2).position(|w| w == b"*/").map(|p| p + 4),
            _ => return false,
        };
        self.slips.comment.get_or_insert(self.at);
        self.at += length.unwrap_or(rest.len());
        true
    }

    /// A fault at the place where the scanner stands.
    #[must_use]
    pub fn fault(&self, wanted: &'static str) -> Fault {
        if self.at >= self.bytes.len() { Fault::End } else { Fault::Unexpected { at: self.at, wanted } }
    }

    /// Passes over a byte if it is next.
    #[inline]
    pub fn take(&mut self, byte: u8) -> bool {
        let found = self.peek() == Some(byte);
        self.at += usize::from(found);
        found
    }

    /// Passes over a byte that must be next; `wanted` is its name for a message.
    ///
    /// # Errors
    /// If it is not next.
    #[inline]
    pub fn need(&mut self, byte: u8, wanted: &'static str) -> Result<(), Fault> {
        if self.take(byte) { Ok(()) } else { Err(self.fault(wanted)) }
    }

    /// After an item of an array or object that `close` ends: whether another one follows. Commas before
    /// the end are tolerated.
    ///
    /// # Errors
    /// If neither a comma nor the end is next.
    #[inline]
    pub fn more(&mut self, close: u8) -> Result<bool, Fault> {
        if self.take(b',') {
            if self.peek() == Some(close) {
                self.slips.comma.get_or_insert(self.at);
                self.at += 1;
                return Ok(false);
            }
            return Ok(true);
        }
        self.need(close, "wanted-comma")?;
        Ok(false)
    }

    /// A text without its quotation marks, escapes as they are.
    ///
    /// # Errors
    /// If no text is next, or it does not end.
    pub fn raw_text(&mut self) -> Result<&'a str, Fault> {
        if self.peek() != Some(b'"') {
            return Err(self.fault("wanted-text"));
        }
        let start = self.at + 1;
        self.last_text = self.at;
        let (mut at, mut control) = (start, None);
        loop {
            match self.bytes.get(at) {
                None => {
                    self.at = self.bytes.len();
                    return Err(Fault::End);
                }
                Some(b'"') => break,
                Some(b'\\') => at += 2,
                Some(byte) => {
                    if *byte < 0x20 {
                        control.get_or_insert(at);
                    }
                    at += 1;
                }
            }
        }
        self.at = at + 1;
        self.slips.control = self.slips.control.or(control);
        Ok(self.slice(start, at))
    }

    /// A text with its escapes resolved.
    ///
    /// # Errors
    /// As of [`Scanner::raw_text`].
    pub fn string(&mut self) -> Result<Cow<'a, str>, Fault> {
        self.raw_text().map(unescaped)
    }

    /// A key and the colon after it, escapes as they are.
    ///
    /// # Errors
    /// If there is no key or no colon.
    pub fn key(&mut self) -> Result<&'a str, Fault> {
        if self.peek() != Some(b'"') {
            return Err(self.fault("wanted-name"));
        }
        let key = self.raw_text()?;
        self.need(b':', "wanted-colon")?;
        Ok(key)
    }

    /// A number or a word (`true`, `null`, `NaN`, …): everything up to a delimiter.
    pub fn word(&mut self) -> &'a str {
        let _ = self.peek();
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        let ends = |b: &u8| *b <= b' ' || matches!(b, b',' | b']' | b'}' | b':' | b'"' | b'[' | b'{' | b'/');
        let start = self.at;
        self.at += rest.iter().position(ends).unwrap_or(rest.len());
        self.slice(start, self.at)
    }

    /// Passes over a value of any kind; its text.
    ///
    /// # Errors
    /// If it is no whole value, or deeper than the limit.
    pub fn skip(&mut self) -> Result<&'a str, Fault> {
        let _ = self.peek();
        let start = self.at;
        // The closing brackets still to come.
        let mut open: Vec<u8> = Vec::new();
        loop {
            let entered = self.skip_one(&mut open)?;
            if !entered && !self.skip_closing(&mut open)? {
                return Ok(self.slice(start, self.at));
            }
            if open.last() == Some(&b'}') {
                self.key()?;
            }
        }
    }

    /// Passes over a plain value or an opening bracket; whether it went in.
    fn skip_one(&mut self, open: &mut Vec<u8>) -> Result<bool, Fault> {
        match self.peek() {
            Some(b'"') => self.raw_text().map(|_| false),
            Some(bracket @ (b'[' | b'{')) => {
                if open.len() as u64 >= self.depth {
                    return Err(Fault::Deep { at: self.at });
                }
                self.at += 1;
                let close = if bracket == b'[' { b']' } else { b'}' };
                if self.take(close) {
                    return Ok(false);
                }
                open.push(close);
                Ok(true)
            }
            _ => self.skip_word().map(|()| false),
        }
    }

    fn skip_word(&mut self) -> Result<(), Fault> {
        let start = self.at;
        let word = self.word();
        if matches!(word, "true" | "false" | "null") || valid_number(word) {
            return Ok(());
        }
        if self.at >= self.bytes.len() {
            return Err(Fault::End);
        }
        if word.is_empty() || !tolerated(word) {
            self.at = start;
            return Err(self.fault("wanted-value"));
        }
        self.slips.word.get_or_insert(start);
        Ok(())
    }

    /// Closes what ends here; whether another item follows.
    fn skip_closing(&mut self, open: &mut Vec<u8>) -> Result<bool, Fault> {
        while let Some(close) = open.last().copied() {
            if self.more(close)? {
                return Ok(true);
            }
            open.pop();
        }
        Ok(false)
    }
}

/// Words and numbers that programs write although JSON does not have them.
#[must_use]
pub fn tolerated(word: &str) -> bool {
    not_a_number(word)
        || matches!(word, "None" | "True" | "False" | "undefined")
        || word.parse::<f64>().is_ok_and(f64::is_finite)
}

/// Whether a word stands for no number: `NaN`, `Infinity` and the like.
#[must_use]
pub fn not_a_number(word: &str) -> bool {
    let word = word.trim_start_matches(['-', '+']);
    ["nan", "infinity", "inf"].iter().any(|w| word.eq_ignore_ascii_case(w))
}

/// A text with its escapes resolved; half a surrogate pair becomes U+FFFD.
#[must_use]
pub fn unescaped(raw: &str) -> Cow<'_, str> {
    if !raw.contains('\\') {
        return Cow::Borrowed(raw);
    }
    let mut out = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some((plain, escape)) = rest.split_once('\\') {
        out.push_str(plain);
        let mut letters = escape.chars();
        match letters.next() {
            Some('n') => out.push('\n'),
            Some('t') => out.push('\t'),
            Some('r') => out.push('\r'),
            Some('b') => out.push('\u{8}'),
            Some('f') => out.push('\u{c}'),
            Some('u') => {
                rest = unicode(letters.as_str(), &mut out);
                continue;
            }
            Some(other) => out.push(other),
            None => out.push('\\'),
        }
        rest = letters.as_str();
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// Resolves what follows `\u`, with the second half of a pair; what is left.
fn unicode<'a>(text: &'a str, out: &mut String) -> &'a str {
    let unit = |t: &str| t.get(..4).and_then(|digits| u32::from_str_radix(digits, 16).ok());
    let Some(first) = unit(text) else {
        out.push('\u{fffd}');
        return text;
    };
    let rest = text.get(4..).unwrap_or_default();
    if (0xd800..0xdc00).contains(&first)
        && let Some(tail) = rest.strip_prefix("\\u")
        && let Some(second) = unit(tail).filter(|u| (0xdc00..0xe000).contains(u))
    {
        let joined = 0x10000 + ((first - 0xd800) << 10) + (second - 0xdc00);
        out.push(char::from_u32(joined).unwrap_or('\u{fffd}'));
        return tail.get(4..).unwrap_or_default();
    }
    out.push(char::from_u32(first).unwrap_or('\u{fffd}'));
    rest
}

/// The text of a value without white space, comments and commas before closing brackets; words that are
/// no JSON become `null`. Digits and texts stay as they are.
#[must_use]
pub fn compact(raw: &str) -> Box<str> {
    let mut scanner = Scanner::new(raw, u64::MAX);
    let mut out = String::with_capacity(raw.len());
    while let Some(byte) = scanner.peek() {
        match byte {
            b'"' => {
                let Ok(text) = scanner.raw_text() else { break };
                out.push('"');
                push_escaping_controls(text, &mut out);
                out.push('"');
            }
            b'[' | b'{' | b',' | b':' => {
                out.push(char::from(byte));
                scanner.at += 1;
            }
            b']' | b'}' => {
                if out.ends_with(',') {
                    out.pop();
                }
                out.push(char::from(byte));
                scanner.at += 1;
            }
            _ => {
                let word = scanner.word();
                if word.is_empty() {
                    break;
                }
                let plain = matches!(word, "true" | "false" | "null") || valid_number(word);
                out.push_str(if plain { word } else { "null" });
            }
        }
    }
    out.into_boxed_str()
}

fn push_escaping_controls(text: &str, out: &mut String) {
    if text.bytes().all(|b| b >= 0x20) {
        return out.push_str(text);
    }
    for letter in text.chars() {
        match letter {
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            control if control < ' ' => out.push_str(&format!("\\u{:04x}", u32::from(control))),
            other => out.push(other),
        }
    }
}

#[cfg(test)]
mod tests;

#[cfg(test)]
mod hostile;
