//! Tables of origins and destinations: how much of what is to go from where to where in a year.
//!
//! A table with the columns `from,to,cargo,tonnes` in any order, and `year` if there is one; others, such as
//! `source` and `note`, are for people. Lines that begin with `#` are comments.

use super::table::{self, Table};
use tumen_core::diag::{Place, Report};
use tumen_core::message;
use tumen_core::message::Message;

/// A line of the table, as it is written.
#[derive(Debug, Clone, PartialEq)]
pub struct DemandRow {
    /// The line in the file, from 1.
    pub line: usize,
    /// Id or name of the origin.
    pub from: String,
    /// Id or name of the destination.
    pub to: String,
    /// Kind of cargo.
    pub cargo: String,
    /// Tonnes a year.
    pub tonnes: f64,
    /// The year, if one is stated.
    pub year: Option<i32>,
}

/// A column and the words that name it, in small letters.
struct Column {
    name: &'static str,
    words: &'static [&'static str],
}

const FROM: Column = Column {
    name: "from",
    words: &[
        "from",
        "origin",
        "откуда",
        "от",
        "отправление",
        "пункт отправления",
        "станция отправления",
        "출발",
        "출발지",
        "출발역",
    ],
};
const TO: Column = Column {
    name: "to",
    words: &[
        "to",
        "destination",
        "куда",
        "до",
        "назначение",
        "пункт назначения",
        "станция назначения",
        "도착",
        "도착지",
        "도착역",
    ],
};
const CARGO: Column = Column {
    name: "cargo",
    words: &["cargo", "commodity", "goods", "груз", "вид груза", "наименование груза", "화물", "품목"],
};
const TONNES: Column = Column {
    name: "tonnes",
    words: &[
        "tonnes",
        "tons",
        "t",
        "тонн",
        "тонны",
        "т",
        "объем",
        "объём",
        "масса",
        "вес",
        "톤",
        "톤수",
        "물량",
    ],
};
const YEAR: Column = Column { name: "year", words: &["year", "год", "연도", "년도", "해"] };

/// Where the columns of a table are.
struct Columns {
    from: usize,
    to: usize,
    cargo: usize,
    tonnes: usize,
    year: Option<usize>,
}

impl Columns {
    /// The columns, or the names of those that are missing.
    fn of(table: &Table) -> Result<Self, String> {
        let [from, to, cargo, tonnes] =
            [&FROM, &TO, &CARGO, &TONNES].map(|c| table.column(c.words).ok_or(c.name));
        let missing: Vec<&str> = [from, to, cargo, tonnes].into_iter().filter_map(Result::err).collect();
        match (from, to, cargo, tonnes) {
            (Ok(from), Ok(to), Ok(cargo), Ok(tonnes)) => {
                Ok(Self { from, to, cargo, tonnes, year: table.column(YEAR.words) })
            }
            _ => Err(missing.join(", ")),
        }
    }
}

/// Reads a table in any usual encoding, with commas, semicolons or tabs between values and headings in English,
/// Russian or Korean. A line that makes no sense is named and left out.
#[must_use]
pub fn read(file: &str, bytes: &[u8], report: &mut Report) -> Vec<DemandRow> {
    let table = table::read(file, bytes, report);
    let columns = match Columns::of(&table) {
        Ok(columns) => columns,
        Err(missing) => {
            let message = message!("notice-no-such-column", missing = missing);
            let hint = message!("notice-first-line-names");
            report.error("no-column", Place::file(file).line(table.line.max(1)), message, hint);
            return Vec::new();
        }
    };
    let mut found = Vec::new();
    for (line, values) in &table.rows {
        match row(*line, values, &columns, table.delimiter) {
            Ok(row) => found.push(row),
            Err(message) => {
                let hint = message!("notice-line-left-out");
                report.error("bad-row", Place::file(file).line(*line), message, hint);
            }
        }
    }
    found
}

fn row(line: usize, values: &[String], columns: &Columns, delimiter: u8) -> Result<DemandRow, Message> {
    let field = |at: usize| values.get(at).map_or("", String::as_str);
    let words = [(columns.from, FROM.name), (columns.to, TO.name), (columns.cargo, CARGO.name)];
    if let Some((_, name)) = words.into_iter().find(|(at, _)| field(*at).is_empty()) {
        return Err(message!("notice-empty", name = name));
    }
    let written = field(columns.tonnes);
    let tonnes = table::amount(written, delimiter).filter(|t| *t >= 0.0);
    let tonnes = tonnes.ok_or_else(|| message!("notice-not-tonnes", written = written))?;
    let year = match columns.year.map_or("", field) {
        "" => None,
        text => Some(text.parse().map_err(|_| message!("notice-not-a-year", text = text))?),
    };
    let text = |at: usize| field(at).to_owned();
    Ok(DemandRow {
        line,
        from: text(columns.from),
        to: text(columns.to),
        cargo: text(columns.cargo),
        tonnes,
        year,
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

    use super::*;

    #[test]
    fn good_lines_are_read_and_bad_ones_named() {
        let text = "# made up\nfrom,to,cargo,tonnes,year,note\nKhasan,Rajin,coal,238200,2014,a\n\
                    Khasan,,coal,1,2014,\nKhasan,Rajin,coal,many,,\nKhasan,Rajin,coal,-3,,\nA,B,grain,1 000,,\n";
        let mut report = Report::new();
        let rows = read("od.csv", text.as_bytes(), &mut report);
        let short: Vec<(usize, f64, Option<i32>)> = rows.iter().map(|r| (r.line, r.tonnes, r.year)).collect();
        assert_eq!(short, [(3, 238_200.0, Some(2014)), (7, 1000.0, None)]);
        let said = report.to_text();
        for words in ["od.csv:4", "`to` is empty", "od.csv:5", "`many` is not an amount", "od.csv:6"] {
            assert!(said.contains(words), "{words}: {said}");
        }
    }

    #[test]
    fn headings_in_russian_and_numbers_with_spaces() {
        let text = "sep=;\r\nОткуда;Куда;Груз;Тонн;Год\r\nХасан;Раджин;уголь;1 000 000,5;2024\r\n";
        for bytes in [text.as_bytes().to_vec(), encoding_rs::WINDOWS_1251.encode(text).0.into_owned()] {
            let mut report = Report::new();
            let rows = read("od.csv", &bytes, &mut report);
            assert_eq!((rows[0].tonnes, rows[0].year, &*rows[0].from), (1_000_000.5, Some(2024), "Хасан"));
            assert!(!report.has_problems(), "{}", report.to_text());
        }
    }

    #[test]
    fn a_table_without_its_columns_says_which() {
        let mut report = Report::new();
        assert!(read("od.csv", b"start;to;tonnes\n1;2;3\n", &mut report).is_empty());
        assert!(report.to_text().contains("no column from, cargo"), "{}", report.to_text());
        let mut report = Report::new();
        let rows = read("od.csv", "from;to;cargo;tonnes\nХасан;Rajin;coal;1,5\n".as_bytes(), &mut report);
        assert_eq!(rows[0].tonnes, 1.5);
    }
}
