//! From the bytes of a text file to its characters, and from a byte to its line.

use crate::formats::{self, text::Decoded};
use crate::input::{Input, ReadError};
use std::borrow::Cow;
use tumen_core::diag::{Place, Report};
use tumen_core::message;

/// The text of a file, as [`formats::text::decode`] recognizes it; an encoding that had to be guessed and
/// damaged characters are reported.
///
/// # Errors
/// If there are no bytes.
pub fn decode<'a>(input: &Input<'a>, report: &mut Report) -> Result<Cow<'a, str>, ReadError> {
    if input.bytes.is_empty() {
        return Err(ReadError::Empty);
    }
    let decoded = decoded(input);
    if decoded.guessed || decoded.replaced > 0 {
        report_encoding(input, &decoded, report);
    }
    Ok(decoded.text)
}

/// A character that the end of a truncated file cuts in two is left out; the cut is reported by the reader.
fn decoded<'a>(input: &Input<'a>) -> Decoded<'a> {
    let cut =
        std::str::from_utf8(input.bytes).err().filter(|e| e.error_len().is_none() && e.valid_up_to() > 0);
    let whole = cut.and_then(|error| input.bytes.get(..error.valid_up_to()));
    formats::text::decode(whole.unwrap_or(input.bytes), input.encoding)
}

fn report_encoding(input: &Input<'_>, decoded: &Decoded<'_>, report: &mut Report) {
    let first = std::str::from_utf8(input.bytes).map_or_else(|e| e.valid_up_to(), |_| 0);
    let (line, column) = Lines::new(input.bytes).place(first);
    let place = Place::file(input.name).line(line).column(column).byte(first as u64);
    let (what, hint) = if decoded.guessed {
        let what = message!("notice-text-utf8-should", encoding = decoded.encoding);
        (what, message!("notice-names-look-wrong-choose"))
    } else {
        let count = decoded.replaced;
        let what = message!(
            "notice-damaged-characters-text",
            sign = char::REPLACEMENT_CHARACTER,
            count = count,
            encoding = decoded.encoding
        );
        (what, message!("notice-compare-original-other"))
    };
    report.warning("wrong-encoding", place, what, hint);
}

/// JSON of a file that has single quotation marks and round brackets, as Python prints it, in the marks of
/// JSON; nothing if its first mark is a double one. Also the byte of the first single one.
#[must_use]
pub fn requoted(text: &str) -> Option<(String, usize)> {
    let first = text.find(['\'', '"']).filter(|at| text.as_bytes().get(*at) == Some(&b'\''))?;
    let before = text.get(..first)?;
    if !before.trim_start_matches('\u{feff}').chars().all(|c| "{[( \t\r\n".contains(c)) {
        return None;
    }
    let mut out = String::with_capacity(text.len());
    let mut open = None;
    let mut letters = text.chars();
    while let Some(letter) = letters.next() {
        match (open, letter) {
            (Some('\''), '\\') => push_escape(letters.next(), &mut out),
            (Some(_), '\\') => {
                out.push('\\');
                out.extend(letters.next());
            }
            (Some('\''), '"') => out.push_str("\\\""),
            (Some(mark), _) if letter == mark => {
                open = None;
                out.push('"');
            }
            (None, '\'' | '"') => {
                open = Some(letter);
                out.push('"');
            }
            (None, '(') => out.push('['),
            (None, ')') => out.push(']'),
            _ => out.push(letter),
        }
    }
    Some((out, first))
}

/// An escape within single marks: that of the mark itself is none in JSON.
fn push_escape(letter: Option<char>, out: &mut String) {
    if letter != Some('\'') {
        out.push('\\');
    }
    out.extend(letter);
}

/// Finds lines and columns. Asking for places near each other costs only the bytes between them, so
/// that lines are counted only when somebody wants to know.
pub struct Lines<'a> {
    bytes: &'a [u8],
    /// A byte asked for before, and its line counted from 0.
    known: (usize, usize),
    /// A byte asked for before, and the number of characters before it in its line: many notices about one
    /// long line must not count it from its start each time.
    within: (usize, usize),
}

impl<'a> Lines<'a> {
    /// Nothing is counted yet.
    #[must_use]
    pub fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, known: (0, 0), within: (0, 0) }
    }

    /// Number of bytes.
    #[must_use]
    pub fn len(&self) -> usize {
        self.bytes.len()
    }

    /// Whether there are no bytes.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.bytes.is_empty()
    }

    /// The line of a byte, counted from 1.
    pub fn line(&mut self, at: usize) -> usize {
        let at = at.min(self.bytes.len());
        let (from, line) = self.known;
        let between = self.bytes.get(from.min(at)..from.max(at)).unwrap_or_default();
        let count = between.iter().filter(|b| **b == b'\n').count();
        let line = if at >= from { line + count } else { line.saturating_sub(count) };
        self.known = (at, line);
        line + 1
    }

    /// The line and the column of a byte, in characters, counted from 1.
    pub fn place(&mut self, at: usize) -> (usize, usize) {
        (self.line(at), 1 + self.characters_before(at.min(self.bytes.len())))
    }

    /// Characters between the start of the line and a byte.
    fn characters_before(&mut self, at: usize) -> usize {
        let (from, known) = self.within;
        let between = self.bytes.get(from.min(at)..from.max(at)).unwrap_or_default();
        let before = self.bytes.get(..at).unwrap_or_default();
        let found = match between.iter().rposition(|b| *b == b'\n') {
            None if at >= from => known + characters(between),
            None => known.saturating_sub(characters(between)),
            Some(end) if at >= from => characters(between.get(end + 1..).unwrap_or_default()),
            Some(_) => {
                let start = before.iter().rposition(|b| *b == b'\n').map_or(0, |p| p + 1);
                characters(before.get(start..).unwrap_or_default())
            }
        };
        self.within = (at, found);
        found
    }
}

fn characters(bytes: &[u8]) -> usize {
    bytes.iter().filter(|b| **b & 0xc0 != 0x80).count()
}

/// Compares what was loaded so far with the limits.
///
/// # Errors
/// If there are more features or positions than the limits allow.
pub fn check_limits(input: &Input<'_>, features: usize, vertices: u64) -> Result<(), ReadError> {
    let limits = input.limits;
    if features as u64 > limits.features {
        let what = message!("notice-number-features");
        return Err(ReadError::Limit { what, name: "features", limit: limits.features });
    }
    if vertices > limits.vertices {
        let what = message!("notice-number-positions-parts");
        return Err(ReadError::Limit { what, name: "vertices", limit: limits.vertices });
    }
    Ok(())
}

/// The name of a file without folders and extension.
#[must_use]
pub fn stem(name: &str) -> &str {
    let file = name.rsplit(['/', '\\']).next().unwrap_or(name);
    file.rsplit_once('.').map_or(file, |(stem, _)| if stem.is_empty() { file } else { stem })
}
