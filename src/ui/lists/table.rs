//! A table as it is shown, sorted and copied: columns, cells with what they are sorted by, rows.

use crate::ui::format;
use crate::ui::sizes::sizes;
use std::cmp::Ordering;
use tumen_core::model::{Confidence, Id, Period};
use tumen_core::words::Messages;
use tumen_scene::style::ListsStyle;

/// A column.
#[derive(Debug, Clone, Copy)]
pub struct Column {
    /// The key of its heading.
    pub title: &'static str,
    /// The key of what it holds, in a sentence.
    pub tip: &'static str,
    /// Width at first, points: which size of the style.
    pub width: fn(&ListsStyle) -> f32,
    /// Whether it holds numbers, which stand at the right.
    pub number: bool,
}

impl Column {
    /// Width at first, points.
    #[must_use]
    pub fn width(&self) -> f32 {
        (self.width)(&sizes().lists)
    }
}

/// What a cell is sorted by. Cells without a value come last in both directions.
#[derive(Debug, Clone, PartialEq)]
pub enum Key {
    /// Nothing.
    Empty,
    /// A number, or the first day of a date as a year.
    Number(f64),
    /// Words, in lower case.
    Text(String),
}

/// One cell.
#[derive(Debug, Clone)]
pub struct Cell {
    /// What is shown.
    pub text: String,
    /// What it is sorted by.
    pub key: Key,
    /// What a CSV file says, where that differs from what is shown.
    pub raw: Option<String>,
    /// Address that it leads to; empty if none.
    pub link: String,
    /// What the pointer tells; empty if nothing.
    pub tip: String,
}

impl Cell {
    /// Words.
    #[must_use]
    pub fn text(text: impl Into<String>) -> Self {
        let text = text.into();
        let key = if text.is_empty() { Key::Empty } else { Key::Text(text.to_lowercase()) };
        Self { text, key, raw: None, link: String::new(), tip: String::new() }
    }

    /// A number and how it is shown.
    #[must_use]
    pub fn number(value: f64, shown: String) -> Self {
        Self { key: Key::Number(value), raw: Some(format!("{value}")), ..Self::text(shown) }
    }

    /// A count; none is shown as a dash.
    #[must_use]
    pub fn count(count: usize) -> Self {
        let shown = if count == 0 { "–".to_owned() } else { count.to_string() };
        Self::number(count as f64, shown)
    }

    /// A date or span, sorted by its first day.
    #[must_use]
    pub fn date(date: Option<&Period>, messages: Messages<'_>) -> Self {
        let Some(date) = date else { return Self::text("") };
        let key = Key::Number(date.first.decimal_year());
        Self { key, raw: Some(date.text().to_owned()), ..Self::text(format::period(date, messages)) }
    }

    /// The same cell, sorted by something else.
    #[must_use]
    pub fn sorted_by(self, key: Key) -> Self {
        Self { key, ..self }
    }

    /// The same cell with what the pointer tells.
    #[must_use]
    pub fn tip(self, tip: impl Into<String>) -> Self {
        Self { tip: tip.into(), ..self }
    }
}

/// What a row stands for on the map.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// A project.
    Project(Id),
    /// A corridor.
    Corridor(Id),
    /// A place.
    Place(Id),
    /// Nothing on the map, such as a topic.
    None,
}

/// One row.
#[derive(Debug, Clone)]
pub struct Row {
    /// Its cells, one for each column.
    pub cells: Vec<Cell>,
    /// What it stands for on the map.
    pub target: Target,
    /// Whether the filter of the session keeps it.
    pub kept: bool,
    /// Whether it lies after the as-of date.
    pub ahead: bool,
    /// First and last year, if it is dated.
    pub years: Option<[i32; 2]>,
    /// How sure it is, if that is said.
    pub confidence: Option<Confidence>,
}

impl Row {
    /// Whether a lower-case text stands in one of its cells.
    #[must_use]
    pub fn contains(&self, wanted: &str) -> bool {
        wanted.is_empty() || self.cells.iter().any(|c| c.text.to_lowercase().contains(wanted))
    }
}

/// What is shown.
#[derive(Debug, Clone, Default)]
pub struct Table {
    /// Its columns.
    pub columns: &'static [Column],
    /// Its rows, filtered and sorted.
    pub rows: Vec<Row>,
    /// How many rows there are without any filter.
    pub all: usize,
    /// What the kept rows add up to, in lines.
    pub totals: Vec<String>,
}

/// Sorts rows by a column. Rows that are equal keep their order.
pub fn sort(rows: &mut [Row], column: usize, reverse: bool) {
    rows.sort_by(|a, b| match (a.cells.get(column), b.cells.get(column)) {
        (Some(a), Some(b)) => compare(&a.key, &b.key, reverse),
        _ => Ordering::Equal,
    });
}

fn compare(a: &Key, b: &Key, reverse: bool) -> Ordering {
    let order = match (a, b) {
        (Key::Empty, Key::Empty) => return Ordering::Equal,
        (Key::Empty, _) => return Ordering::Greater,
        (_, Key::Empty) => return Ordering::Less,
        (Key::Number(a), Key::Number(b)) => a.total_cmp(b),
        (Key::Text(a), Key::Text(b)) => a.cmp(b),
        // Numbers stand before words, as in values that are sometimes stated in words.
        (Key::Number(_), Key::Text(_)) => Ordering::Less,
        (Key::Text(_), Key::Number(_)) => Ordering::Greater,
    };
    if reverse { order.reverse() } else { order }
}

/// The kept rows as CSV with a header line in the language of the window: plain numbers, dates as they are written in the data, and
/// the address of a link in a column of its own. Whatever needs quotes has them.
#[must_use]
pub fn csv(table: &Table, messages: Messages<'_>) -> String {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let linked = table.rows.iter().any(|r| r.cells.iter().any(|c| !c.link.is_empty()));
    let titles = table.columns.iter().map(|c| messages.say(c.title));
    // Writing to memory fails only for rows of unequal length, and all have one cell a column.
    let _ = writer.write_record(titles.chain(linked.then(|| messages.say("column-address"))));
    for row in table.rows.iter().filter(|r| r.kept) {
        let cells = row.cells.iter().map(|c| c.raw.as_deref().unwrap_or(&c.text));
        let link = row.cells.iter().map(|c| c.link.as_str()).find(|l| !l.is_empty()).unwrap_or_default();
        let _ = writer.write_record(cells.chain(linked.then_some(link)));
    }
    let bytes = writer.into_inner().unwrap_or_default();
    String::from_utf8(bytes).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn session() -> tumen_session::Session {
        let today = tumen_core::model::Date { year: 2026, month: 11, day: 21 };
        tumen_session::Session::open(&tumen_assets::Bundle::embedded(), today)
    }

    fn row(cells: Vec<Cell>) -> Row {
        Row { cells, target: Target::None, kept: true, ahead: false, years: None, confidence: None }
    }

    fn order(cells: Vec<Cell>, reverse: bool) -> Vec<String> {
        let mut rows: Vec<Row> = cells.into_iter().map(|c| row(vec![c])).collect();
        sort(&mut rows, 0, reverse);
        rows.into_iter().map(|r| r.cells[0].text.clone()).collect()
    }

    #[test]
    fn numbers_sort_by_value_and_empty_cells_last() {
        let cells =
            || vec![Cell::number(100.0, "100".into()), Cell::text(""), Cell::number(20.5, "20.5".into())];
        assert_eq!(order(cells(), false), ["20.5", "100", ""]);
        assert_eq!(order(cells(), true), ["100", "20.5", ""]);
    }

    #[test]
    fn dates_sort_by_their_first_day() {
        let session = session();
        let date = |t: &str| Cell::date(t.parse().ok().as_ref(), session.messages());
        let cells = vec![date("2014-07"), date("2013/2017"), date("2014-01-18"), date("2014-Q2")];
        assert_eq!(order(cells, false), ["2013 – 2017", "18 Jan 2014", "Q2 2014", "Jul 2014"]);
    }

    #[test]
    fn csv_is_quoted_and_plain() {
        const COLUMNS: &[Column] = &[
            Column { title: "column-name", tip: "", width: |_| 1.0, number: false },
            Column { title: "column-drawn", tip: "", width: |_| 1.0, number: true },
        ];
        let name = Cell { link: "http://x".into(), ..Cell::text("a \"b\", c\nd") };
        let kept = row(vec![name, Cell::number(12345.5, "12\u{202f}345.5".into())]);
        let left_out = Row { kept: false, ..row(vec![Cell::text("x"), Cell::text("y")]) };
        let table = Table { columns: COLUMNS, rows: vec![kept, left_out], all: 2, totals: Vec::new() };
        let expected = "Name,\"Drawn, km\",Address\n\"a \"\"b\"\", c\nd\",12345.5,http://x\n";
        assert_eq!(csv(&table, session().messages()), expected);
    }
}
