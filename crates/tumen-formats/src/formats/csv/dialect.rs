//! How a table is written: its delimiter, and where its names stand.

use super::cell::is_shape;
use super::columns;
use super::split::{Row, Rows};

/// Rows that are looked at.
const SAMPLE_ROWS: usize = 30;
/// Bytes that are looked at.
const SAMPLE_BYTES: usize = 64 << 10;

/// How a table is written.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Dialect {
    /// Between fields.
    pub(super) delimiter: u8,
    /// The names as they stand; none if the first row holds values already.
    pub(super) names: Option<Vec<String>>,
    /// How many rows go before the values, the row of names included.
    pub(super) skip: usize,
    /// Some rows of values.
    pub(super) sample: Vec<Vec<String>>,
}

/// Rows that are looked at however long they are: a name, a value and one more.
const LEAST_ROWS: usize = 3;
/// Of a value so much is looked at, bytes: enough to know well-known text by.
const SAMPLE_VALUE: usize = 4 << 10;

/// Recognizes how a text is written.
pub(super) fn recognize(text: &str) -> Dialect {
    let stated = stated_delimiter(text);
    let delimiter = stated.unwrap_or_else(|| delimiter_of(text));
    let mut rows = sample_rows(text, delimiter);
    let mut skip = 0;
    if stated.is_some() && !rows.is_empty() {
        rows.remove(0);
        skip = 1;
    }
    let header = header_at(&rows);
    let before = header.map_or(0, |at| at + 1);
    let names = header.and_then(|at| rows.get(at).cloned());
    let sample = rows.split_off(before.min(rows.len()));
    Dialect { delimiter, names, skip: skip + before, sample }
}

/// What stands between the values of a text, and how many rows go before the others to say so.
pub(super) fn delimiter(text: &str) -> (u8, usize) {
    match stated_delimiter(text) {
        Some(stated) => (stated, 1),
        None => (delimiter_of(text), 0),
    }
}

/// The text of a table whose rows stand each in quotes as a whole, without these quotes; nothing for others.
/// Lines stay where they are.
pub(crate) fn unwrapped(text: &str) -> Option<String> {
    if !text.contains('"') {
        return None;
    }
    let delimiters = [b',', b';', b'\t'];
    let outer = delimiters.into_iter().find(|d| mostly_wrapped(text, *d))?;
    let (mut rows, mut row, mut out) =
        (Rows::new(text, outer), Row::default(), String::with_capacity(text.len()));
    let mut line = 1;
    while rows.next(&mut row) {
        // Empty lines are passed over by the rows, but counted.
        while line < row.line {
            out.push('\n');
            line += 1;
        }
        let inner = wrapped(&row, text);
        let whole = text.get(row.start..rows.at()).unwrap_or_default();
        out.push_str(inner.as_deref().unwrap_or_else(|| whole.trim_end_matches(['\r', '\n'])));
    }
    out.push('\n');
    Some(out)
}

/// Whether nearly all of the first rows are wrapped; the row of names need not be.
fn mostly_wrapped(text: &str, delimiter: u8) -> bool {
    let (mut rows, mut row, mut all, mut found) =
        (Rows::new(text, delimiter), Row::default(), 0_usize, 0_usize);
    while wants_more(all, rows.at()) && rows.next(&mut row) {
        all += 1;
        found += usize::from(wrapped(&row, text).is_some());
    }
    found > 0 && found + 1 >= all.saturating_sub(all / 10)
}

/// What stands in the quotes of a row of one value that is itself a row.
fn wrapped(row: &Row, text: &str) -> Option<String> {
    let (first, rest) = row.fields.split_first()?;
    let alone = first.quoted && !row.many_lines && rest.iter().all(|f| f.raw(text).is_empty());
    let inner = first.text(text);
    let is_row = |d: u8| {
        let (mut rows, mut inside) = (Rows::new(&inner, d), Row::default());
        rows.next(&mut inside) && inside.fields.len() > 1
    };
    (alone && !is_shape(&inner) && [b',', b';', b'\t'].into_iter().any(is_row)).then(|| inner.into_owned())
}

/// Whether another row is looked at, after some that end at a byte.
fn wants_more(rows: usize, at: usize) -> bool {
    rows < SAMPLE_ROWS && (at < SAMPLE_BYTES || rows < LEAST_ROWS)
}

/// Spreadsheets may state it in a first line `sep=;`.
fn stated_delimiter(head: &str) -> Option<u8> {
    let line = head.lines().next()?.trim().trim_matches('"');
    let sign = line.strip_prefix("sep=").or_else(|| line.strip_prefix("SEP="))?;
    if sign.is_empty() && head.starts_with("sep=\t") {
        return Some(b'\t');
    }
    sign.bytes().next().filter(u8::is_ascii)
}

fn sample_rows(head: &str, delimiter: u8) -> Vec<Vec<String>> {
    let (mut rows, mut row, mut sample) = (Rows::new(head, delimiter), Row::default(), Vec::new());
    while wants_more(sample.len(), rows.at()) && rows.next(&mut row) {
        let shortened =
            |text: &str| text.get(..text.floor_char_boundary(SAMPLE_VALUE)).unwrap_or_default().to_owned();
        sample.push(row.fields.iter().map(|f| shortened(&f.text(head))).collect());
    }
    sample
}

/// The delimiter that cuts the rows most evenly. The comma comes last among equals: it also stands before
/// decimals.
fn delimiter_of(head: &str) -> u8 {
    let mut best = (b',', 0.0);
    for delimiter in [b'\t', b';', b'|', b','] {
        let score = evenness(head, delimiter);
        if score > best.1 + 1e-9 {
            best = (delimiter, score);
        }
    }
    best.0
}

/// The share of rows with the most frequent number of fields (at least two), 0 to 1, and a little more if the
/// first row has it too.
fn evenness(head: &str, delimiter: u8) -> f64 {
    let (mut rows, mut row, mut widths) = (Rows::new(head, delimiter), Row::default(), Vec::new());
    while wants_more(widths.len(), rows.at()) && rows.next(&mut row) {
        widths.push(row.fields.len());
    }
    let often = |width: usize| widths.iter().filter(|w| **w == width).count();
    let Some(usual) = widths.iter().copied().filter(|w| *w > 1).max_by_key(|w| (often(*w), *w)) else {
        return 0.0;
    };
    let bonus = if widths.first() == Some(&usual) { 0.5 } else { 0.0 };
    often(usual) as f64 / widths.len() as f64 + bonus
}

/// The row of names: one that names a position within the first ten rows, else the first row if it has no
/// numbers while the second has.
fn header_at(rows: &[Vec<String>]) -> Option<usize> {
    if let Some(at) = rows.iter().take(10).position(|row| columns::is_header(row)) {
        return Some(at);
    }
    let numbers = |row: &Vec<String>| row.iter().any(|v| is_value(v));
    (!numbers(rows.first()?) && rows.get(1).is_some_and(numbers)).then_some(0)
}

fn is_value(text: &str) -> bool {
    super::super::angle::parse_number(text).is_some()
        || super::super::angle::parse_pair(text).is_some()
        || is_shape(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn delimiters() {
        let of = |text: &str| recognize(text).delimiter;
        assert_eq!(of("name,lat,lon\na,43.1,131.9\n"), b',');
        assert_eq!(of("name;lat;lon\na;43,1;131,9\n"), b';');
        assert_eq!(of("43,1;131,9\n44,1;132,9\n"), b';');
        assert_eq!(of("name\tlat\tlon\na, b\t43.1\t131.9\n"), b'\t');
        assert_eq!(of("name,coords\na,\"43.1;131.9\"\nb,43.2;132.1\n"), b',');
        assert_eq!(of("sep=|\na|b,c\n1|2,3\n"), b'|');
        assert_eq!(of("name,note,lat,lon\nA,\"x; y\",43.1,131.9\n"), b',');
    }

    #[test]
    fn headers() {
        let names = |text: &str| recognize(text).names;
        assert!(names("name,lat,lon\na,43.1,131.9\n").is_some());
        assert!(names("a,43.1,131.9\nb,43.2,131.8\n").is_none());
        let titled = recognize("Stations of the line\n2024\nname;lat;lon\na;43,1;131,9\nb;43,1;131,9\n");
        assert_eq!((titled.skip, titled.sample.len()), (3, 2));
    }
}
