//! From the bytes of a text file to its characters, and from a byte to its line.

use crate::diag::{Place, Report};
use crate::io::input::{Input, ReadError};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};
use std::borrow::Cow;

/// The text of a file: the encoding that the user names, else by its byte order mark, else UTF-8, else
/// UTF-16 without a mark, else the encoding that its bytes look like, which is reported.
///
/// # Errors
/// If there are no bytes.
pub fn decode<'a>(input: &Input<'a>, report: &mut Report) -> Result<Cow<'a, str>, ReadError> {
    if input.bytes.is_empty() {
        return Err(ReadError::Empty);
    }
    if let Some(named) = input.encoding.and_then(|label| Encoding::for_label(label.as_bytes())) {
        return Ok(named.decode(input.bytes).0);
    }
    let (encoding, mark) = Encoding::for_bom(input.bytes).unwrap_or((unmarked(input.bytes), 0));
    let bytes = input.bytes.get(mark..).unwrap_or_default();
    if encoding != UTF_8 {
        return Ok(encoding.decode_without_bom_handling(bytes).0);
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(Cow::Borrowed(text)),
        // A character is cut in two by the end of a truncated file.
        Err(error) if error.error_len().is_none() => {
            let whole = bytes.get(..error.valid_up_to()).unwrap_or_default();
            Ok(String::from_utf8_lossy(whole))
        }
        Err(error) => Ok(guess(input, bytes, error.valid_up_to(), report)),
    }
}

/// UTF-16 without a byte order mark shows as every other byte being zero in its first characters.
fn unmarked(bytes: &[u8]) -> &'static Encoding {
    match bytes {
        [a, 0, b, 0, ..] if *a != 0 && *b != 0 => UTF_16LE,
        [0, a, 0, b, ..] if *a != 0 && *b != 0 => UTF_16BE,
        _ => UTF_8,
    }
}

/// Text that is not UTF-8. If most of it is, single bytes are damaged; else it has another encoding.
fn guess<'a>(input: &Input<'_>, bytes: &'a [u8], first: usize, report: &mut Report) -> Cow<'a, str> {
    let (mut good, mut bad) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().bytes().filter(|b| *b >= 0xc0).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    let (line, column) = Lines::new(bytes).place(first);
    let place = Place::file(input.name).line(line).column(column).byte(first as u64);
    if good > bad {
        let what = format!("{bad} damaged characters in text that is UTF-8; each is shown as \u{fffd}");
        report.warning(
            "wrong-encoding",
            place,
            what,
            "compare with the original; other text is not affected",
        );
        return String::from_utf8_lossy(bytes);
    }
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let encoding = detector.guess(None, chardetng::Utf8Detection::Deny);
    let what = format!("The text is not UTF-8 as it should be; read as {}", encoding.name());
    report.warning("wrong-encoding", place, what, "if names look wrong, choose another encoding");
    encoding.decode_without_bom_handling(bytes).0
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
}

impl<'a> Lines<'a> {
    /// Nothing is counted yet.
    #[must_use]
    pub fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, known: (0, 0) }
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
        let line = self.line(at);
        let before = self.bytes.get(..at.min(self.bytes.len())).unwrap_or_default();
        let start = before.iter().rposition(|b| *b == b'\n').map_or(0, |p| p + 1);
        let within = before.get(start..).unwrap_or_default();
        (line, 1 + within.iter().filter(|b| **b & 0xc0 != 0x80).count())
    }
}

/// Compares what was loaded so far with the limits.
///
/// # Errors
/// If there are more features or positions than the limits allow.
pub fn check_limits(input: &Input<'_>, features: usize, vertices: u64) -> Result<(), ReadError> {
    let limits = input.limits;
    if features as u64 > limits.features {
        let what = "the number of features".to_owned();
        return Err(ReadError::Limit { what, name: "features", limit: limits.features });
    }
    if vertices > limits.vertices {
        let what = "the number of positions".to_owned();
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
