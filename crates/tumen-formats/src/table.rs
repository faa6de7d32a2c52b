//! Tables of words and numbers as spreadsheets of any country save them: one reader for all that are not layers.
//!
//! The encoding, the delimiter (also stated by `sep=`), quotes and the row of names are those that
//! [`crate::formats::csv`] knows.

use crate::formats::{csv, text};
use tumen_core::diag::{Place, Report};
use tumen_core::message;

/// A table.
#[derive(Debug, Default, Clone, PartialEq)]
pub struct Table {
    /// The names of the columns, without blanks around them.
    pub names: Vec<String>,
    /// The line of the names, counted from 1.
    pub line: usize,
    /// The rows: the line in the file, counted from 1, and the values without blanks around them.
    pub rows: Vec<(usize, Vec<String>)>,
    /// Between values.
    pub delimiter: u8,
}

impl Table {
    /// The column whose name is one of some words, whatever its case and what stands behind it in brackets or
    /// behind a comma: `Тонн`, `tonnes (t)`.
    #[must_use]
    pub fn column(&self, words: &[&str]) -> Option<usize> {
        let plain = |name: &str| name.trim().to_lowercase().replace(['_', '-'], " ");
        let bare = |name: &str| plain(name.split(['(', '[', ',']).next().unwrap_or_default());
        let find =
            |of: &dyn Fn(&str) -> String| self.names.iter().position(|name| words.contains(&of(name).trim()));
        find(&plain).or_else(|| find(&bare))
    }
}

/// Reads a table whose first row names the columns. Lines that begin with `#` are comments.
#[must_use]
pub fn read(name: &str, bytes: &[u8], report: &mut Report) -> Table {
    let decoded = text::decode(bytes, None);
    if decoded.guessed {
        let message = message!("notice-text-utf8-letters", encoding = decoded.encoding);
        report.info("wrong-encoding", Place::file(name).line(1), message, message!("notice-save-table-utf8"));
    }
    if decoded.replaced > 0 {
        let message =
            message!("notice-characters-not-valid", replaced = decoded.replaced, encoding = decoded.encoding);
        report.warning("wrong-encoding", Place::file(name), message, message!("notice-save-table-utf8-2"));
    }
    let text = blanked_comments(&decoded.text);
    let unwrapped = csv::unwrapped(&text);
    let text = unwrapped.as_deref().unwrap_or(&text);
    let (delimiter, rows) = csv::all_rows(text);
    let mut table = Table { delimiter, ..Table::default() };
    for (line, values) in rows {
        let values: Vec<String> = values.iter().map(|v| v.trim().to_owned()).collect();
        if table.names.is_empty() {
            (table.names, table.line) = (values, line);
        } else if values.iter().any(|v| !v.is_empty()) {
            table.rows.push((line, values));
        }
    }
    table
}

/// The text with lines that are comments left empty, so that line numbers stay.
fn blanked_comments(text: &str) -> String {
    let line = |line: &str| {
        if line.starts_with('#') {
            line.trim_start_matches(|c| c != '\n').to_owned()
        } else {
            line.to_owned()
        }
    };
    text.split_inclusive('\n').map(line).collect()
}

/// An amount as people write it: `1 000 000,5`, `1.000.000,5`, `1,000,000.5`, `1'000`, `1_000`. One comma with three
/// digits behind it stands before decimals where the table has semicolons, else before thousands.
#[must_use]
pub fn amount(text: &str, delimiter: u8) -> Option<f64> {
    let signs = |c: &char| !c.is_whitespace() && !matches!(c, '_' | '\'' | '’' | '\u{2009}' | '\u{202f}');
    let text: String = text.chars().filter(signs).collect();
    let (commas, points) = (text.matches(',').count(), text.matches('.').count());
    let thousands = |sign: char| text.split(sign).skip(1).all(|part| part.len() == 3);
    let number = match (commas, points) {
        (0, 0 | 1) => text,
        (0, _) => thousands('.').then(|| text.replace('.', ""))?,
        (1, 0) if delimiter == b',' && thousands(',') => text.replace(',', ""),
        (1, 0) => text.replace(',', "."),
        (_, 0) => thousands(',').then(|| text.replace(',', ""))?,
        _ if text.rfind(',') < text.rfind('.') && points == 1 => text.replace(',', ""),
        _ if commas == 1 => text.replace('.', "").replace(',', "."),
        _ => return None,
    };
    number.parse().ok().filter(|n: &f64| n.is_finite())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_of_many_countries() {
        for (text, delimiter, wanted) in [
            ("1 000 000,5", b';', 1_000_000.5),
            ("1\u{a0}000", b';', 1000.0),
            ("1.000.000,5", b';', 1_000_000.5),
            ("1,000,000.5", b',', 1_000_000.5),
            ("1,000", b',', 1000.0),
            ("1,000", b';', 1.0),
            ("1'000", b',', 1000.0),
            ("12.5", b',', 12.5),
        ] {
            assert_eq!(amount(text, delimiter), Some(wanted), "{text}");
        }
        assert_eq!(amount("many", b','), None);
        assert_eq!(amount("1,2,3", b';'), None);
    }

    #[test]
    fn encodings_stated_delimiters_and_quotes() {
        let mut report = Report::new();
        let text =
            encoding_rs::WINDOWS_1251.encode("sep=;\r\n# заметка\r\nОткуда;Груз, т\r\n\"Хасан\";7\r\n").0;
        let table = read("t.csv", &text, &mut report);
        assert_eq!(table.names, ["Откуда", "Груз, т"]);
        assert_eq!(table.rows, [(4, vec!["Хасан".to_owned(), "7".to_owned()])]);
        assert_eq!((table.column(&["откуда"]), table.column(&["груз"])), (Some(0), Some(1)));
        assert!(!report.has_problems());
    }
}
