//! Tables of origins and destinations: how much of what is to go from where to where in a year.
//!
//! CSV with the columns `from,to,cargo,tonnes` in any order, and `year` if there is one; others, such as
//! `source` and `note`, are for people. Lines that begin with `#` are comments.

use super::rows;
use tumen_core::diag::{Place, Report};

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

/// Columns that must be there.
const COLUMNS: [&str; 4] = ["from", "to", "cargo", "tonnes"];

/// Reads a table. A line that makes no sense is named and left out.
#[must_use]
pub fn read(file: &str, bytes: &[u8], report: &mut Report) -> Vec<DemandRow> {
    let Some(text) = rows::text(file, bytes, report) else { return Vec::new() };
    let mut reader = csv::ReaderBuilder::new()
        .comment(Some(b'#'))
        .delimiter(delimiter(text))
        .flexible(true)
        .trim(csv::Trim::All)
        .from_reader(text.as_bytes());
    let headers = reader.headers().cloned().unwrap_or_default();
    let column = |name: &str| headers.iter().position(|h| h.eq_ignore_ascii_case(name));
    let missing: Vec<&str> = COLUMNS.into_iter().filter(|c| column(c).is_none()).collect();
    if !missing.is_empty() {
        let message = format!("the table has no column {}", missing.join(", "));
        let hint = "the first line names the columns: from,to,cargo,tonnes and perhaps year";
        report.error("no-column", Place::file(file).line(1), message, hint);
        return Vec::new();
    }
    let mut found = Vec::new();
    let mut record = csv::StringRecord::new();
    loop {
        match reader.read_record(&mut record) {
            Ok(false) => return found,
            Ok(true) => {
                let line = record.position().map_or(1, |p| p.line() as usize);
                let field = |name: &str| column(name).and_then(|c| record.get(c)).unwrap_or_default();
                match row(line, field) {
                    Ok(row) => found.push(row),
                    Err(message) => {
                        let hint = "this line is left out; the rest is read";
                        report.error("bad-row", Place::file(file).line(line), message, hint);
                    }
                }
            }
            Err(error) => {
                let line = error.position().map_or(1, |p| p.line() as usize);
                let place = Place::file(file).line(line);
                report.error("bad-row", place, error.to_string(), "the rest is left out");
                return found;
            }
        }
    }
}

/// Semicolons, as spreadsheets write them where the comma is decimal, or commas.
fn delimiter(text: &str) -> u8 {
    let header = text.lines().find(|l| !l.starts_with('#')).unwrap_or_default();
    if header.contains(';') && !header.contains(',') { b';' } else { b',' }
}

fn row<'a>(line: usize, field: impl Fn(&str) -> &'a str) -> Result<DemandRow, String> {
    for name in ["from", "to", "cargo"] {
        if field(name).is_empty() {
            return Err(format!("`{name}` is empty"));
        }
    }
    let tonnes = field("tonnes");
    let amount = tonnes.replace([' ', '\u{a0}', '_'], "").replace(',', ".").parse::<f64>();
    let amount = amount.ok().filter(|t| t.is_finite() && *t >= 0.0);
    let amount = amount.ok_or_else(|| format!("`{tonnes}` is not an amount in tonnes"))?;
    let year = match field("year") {
        "" => None,
        text => Some(text.parse().map_err(|_| format!("`{text}` is not a year"))?),
    };
    let text = |name: &str| field(name).to_owned();
    Ok(DemandRow { line, from: text("from"), to: text("to"), cargo: text("cargo"), tonnes: amount, year })
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
    fn a_table_without_its_columns_says_which() {
        let mut report = Report::new();
        assert!(read("od.csv", b"origin;to;tonnes\n1;2;3\n", &mut report).is_empty());
        assert!(report.to_text().contains("no column from, cargo"), "{}", report.to_text());
        let mut report = Report::new();
        let rows = read("od.csv", "from;to;cargo;tonnes\nХасан;Rajin;coal;1,5\n".as_bytes(), &mut report);
        assert_eq!(rows[0].tonnes, 1.5);
    }
}
