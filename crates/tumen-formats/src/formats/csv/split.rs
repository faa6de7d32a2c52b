//! Text to rows and fields, tolerant of quotes that never close and of quotes within values.

use std::borrow::Cow;

/// More columns than this are no table of places; the rest of the row is left out, so that a line of
/// 100 million commas takes no memory.
pub(super) const COLUMNS: usize = 10_000;

/// One field: where its text lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Field {
    start: usize,
    end: usize,
    /// Whether it stood between quotes.
    pub(super) quoted: bool,
    /// Whether quotes within it are doubled.
    doubled: bool,
}

impl Field {
    /// The text as meant: without outer quotes, doubled ones halved.
    pub(super) fn text<'a>(&self, text: &'a str) -> Cow<'a, str> {
        let raw = self.raw(text);
        if self.doubled { Cow::Owned(raw.replace("\"\"", "\"")) } else { Cow::Borrowed(raw) }
    }

    /// The text as it stands, doubled quotes left.
    pub(super) fn raw<'a>(&self, text: &'a str) -> &'a str {
        text.get(self.start..self.end).unwrap_or_default()
    }

    /// This field and the next one, with the delimiter between them.
    pub(super) fn joined(self, next: Self) -> Self {
        Self { end: next.end, ..self }
    }
}

/// One row.
#[derive(Debug, Default)]
pub(super) struct Row {
    /// Its fields.
    pub(super) fields: Vec<Field>,
    /// Line of the file where it starts, counted from 1.
    pub(super) line: usize,
    /// Byte of the text where it starts.
    pub(super) start: usize,
    /// Whether a quoted field of it holds line ends.
    pub(super) many_lines: bool,
    /// Whether a quote was never closed and is taken as a letter.
    pub(super) open_quote: bool,
    /// Whether there were more than [`COLUMNS`] fields.
    pub(super) too_wide: bool,
}

/// A place in the text between rows.
#[derive(Debug, Clone, Copy)]
pub(super) struct Mark {
    at: usize,
    line: usize,
}

/// The rows of a text.
pub(super) struct Rows<'a> {
    text: &'a str,
    delimiter: u8,
    at: usize,
    line: usize,
    /// No quote closes any more: the last search went to the end in vain.
    no_close: bool,
    /// Quotes are letters.
    literal: bool,
}

impl<'a> Rows<'a> {
    pub(super) fn new(text: &'a str, delimiter: u8) -> Self {
        Self { text, delimiter, at: 0, line: 1, no_close: false, literal: false }
    }

    /// Bytes of the text behind the last row.
    pub(super) fn at(&self) -> usize {
        self.at
    }

    /// The place behind the last row.
    pub(super) fn mark(&self) -> Mark {
        Mark { at: self.at, line: self.line }
    }

    /// Goes back (or forward) to a place.
    pub(super) fn go(&mut self, mark: Mark) {
        (self.at, self.line) = (mark.at, mark.line);
    }

    /// Reads the row again from its start, its quotes being letters.
    pub(super) fn again_literally(&mut self, row: &mut Row) {
        self.go(Mark { at: row.start, line: row.line });
        self.literal = true;
        self.next(row);
        self.literal = false;
    }

    fn byte(&self, at: usize) -> Option<u8> {
        self.text.as_bytes().get(at).copied()
    }

    /// Reads the next row that is not empty; `false` at the end.
    pub(super) fn next(&mut self, row: &mut Row) -> bool {
        while matches!(self.byte(self.at), Some(b'\n' | b'\r')) {
            self.line_end();
        }
        row.fields.clear();
        (row.line, row.start) = (self.line, self.at);
        (row.many_lines, row.open_quote, row.too_wide) = (false, false, false);
        if self.at >= self.text.len() {
            return false;
        }
        loop {
            let field = self.field(row);
            if row.fields.len() < COLUMNS {
                row.fields.push(field);
            } else {
                row.too_wide = true;
            }
            match self.byte(self.at) {
                Some(b) if b == self.delimiter => self.at += 1,
                Some(_) => {
                    self.line_end();
                    return true;
                }
                None => return true,
            }
        }
    }

    fn line_end(&mut self) {
        let pair = self.byte(self.at) == Some(b'\r') && self.byte(self.at + 1) == Some(b'\n');
        self.at += if pair { 2 } else { 1 };
        self.line += 1;
    }

    fn field(&mut self, row: &mut Row) -> Field {
        let start = self.after_spaces(self.at);
        if self.byte(start) == Some(b'"') && !self.literal {
            if let Some(field) = self.quoted(start, row) {
                return field;
            }
            row.open_quote = true;
        }
        let end = self.unquoted_end(start);
        self.at = end;
        let text = self.text.get(start..end).unwrap_or_default();
        Field { start, end: start + text.trim_end_matches(' ').len(), quoted: false, doubled: false }
    }

    fn after_spaces(&self, mut at: usize) -> usize {
        while self.byte(at) == Some(b' ') && self.delimiter != b' ' {
            at += 1;
        }
        at
    }

    fn unquoted_end(&self, start: usize) -> usize {
        let rest = self.text.as_bytes().get(start..).unwrap_or_default();
        let ends = |b: &u8| *b == self.delimiter || *b == b'\n' || *b == b'\r';
        start + rest.iter().position(ends).unwrap_or(rest.len())
    }

    /// Reads a field from its opening quote to the quote that closes it: one before a delimiter, a line end
    /// or the end.
    fn quoted(&mut self, open: usize, row: &mut Row) -> Option<Field> {
        if self.no_close {
            return None;
        }
        let (mut at, mut lines, mut doubled) = (open + 1, 0, false);
        loop {
            match self.byte(at) {
                Some(b'"') if self.byte(at + 1) == Some(b'"') => {
                    doubled = true;
                    at += 2;
                }
                Some(b'"') => {
                    let after = self.after_spaces(at + 1);
                    if self.ends_field(after) {
                        (self.at, self.line) = (after, self.line + lines);
                        row.many_lines |= lines > 0;
                        return Some(Field { start: open + 1, end: at, quoted: true, doubled });
                    }
                    at += 1;
                }
                Some(b'\n') => {
                    lines += 1;
                    at += 1;
                }
                Some(b'\r') => {
                    lines += usize::from(self.byte(at + 1) != Some(b'\n'));
                    at += 1;
                }
                Some(_) => at += 1,
                None => {
                    self.no_close = true;
                    return None;
                }
            }
        }
    }

    fn ends_field(&self, at: usize) -> bool {
        self.byte(at).is_none_or(|b| b == self.delimiter || b == b'\n' || b == b'\r')
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str) -> Vec<(usize, Vec<String>)> {
        let (mut rows, mut row, mut all) = (Rows::new(text, b','), Row::default(), Vec::new());
        while rows.next(&mut row) {
            all.push((row.line, row.fields.iter().map(|f| f.text(text).into_owned()).collect()));
        }
        all
    }

    #[test]
    fn lines_and_quotes() {
        let text = "a,b\r\n\r\n\"x\r\ny\" , \"say \"\"no\"\"\"\n43°06'54\"N,1\r\"open,2\n3";
        let fields: Vec<_> = rows(text);
        assert_eq!(fields[0], (1, vec!["a".into(), "b".into()]));
        assert_eq!(fields[1], (3, vec!["x\r\ny".into(), "say \"no\"".into()]));
        assert_eq!(fields[2], (5, vec!["43°06'54\"N".into(), "1".into()]));
        assert_eq!(fields[3], (6, vec!["\"open".into(), "2".into()]));
        assert_eq!(fields[4], (7, vec!["3".into()]));
    }

    #[test]
    fn a_line_of_delimiters_takes_no_memory() {
        let text = ",".repeat(1 << 20);
        let (mut rows, mut row) = (Rows::new(&text, b','), Row::default());
        assert!(rows.next(&mut row) && row.too_wide);
        assert_eq!(row.fields.len(), COLUMNS);
    }

    #[test]
    fn many_open_quotes_are_linear() {
        let text = "\"a,b\n".repeat(200_000);
        assert_eq!(rows(&text).len(), 200_000);
    }
}
