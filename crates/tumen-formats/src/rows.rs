//! TOML files of repeated blocks and CSV files, read record by record.
//!
//! A TOML file is cut at its `[[name]]` lines and each block is parsed alone, so that a mistake in
//! one record costs that record and not the file.

use serde::de::DeserializeOwned;
use std::collections::BTreeMap;
use tumen_core::diag::{Place, Report};
use tumen_core::message;
use tumen_core::message::Message;

/// Decodes UTF-8 (a byte order mark is dropped). On failure the line of the first bad byte is reported.
#[must_use]
pub fn text<'a>(file: &str, bytes: &'a [u8], report: &mut Report) -> Option<&'a str> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    match std::str::from_utf8(bytes) {
        Ok(text) => Some(text),
        Err(error) => {
            let line = bytes[..error.valid_up_to()].iter().filter(|b| **b == b'\n').count() + 1;
            let message = message!("notice-text-utf8-here");
            report.error(
                "not-utf8",
                Place::file(file).line(line),
                message,
                message!("notice-save-file-utf8"),
            );
            None
        }
    }
}

/// One `[[name]]` or `[name]` block with the line (from 1) it begins on; the text before the first block has
/// an empty name.
struct Block<'a> {
    name: &'a str,
    line: usize,
    text: &'a str,
}

fn blocks(text: &str) -> Vec<Block<'_>> {
    let mut starts: Vec<(usize, usize, &str)> = vec![(0, 1, "")];
    let mut offset = 0;
    for (i, line) in text.split_inclusive('\n').enumerate() {
        let head = line.split('#').next().unwrap_or_default().trim();
        // A part such as [[part.point]] or [part.names] belongs to the block it stands in.
        if let Some(name) = block_name(head).filter(|n| line.starts_with('[') && !n.contains('.')) {
            starts.push((offset, i + 1, name));
        }
        offset += line.len();
    }
    let ends = starts.iter().skip(1).map(|s| s.0).chain([text.len()]).collect::<Vec<_>>();
    let cut = |((start, line, name), end): ((usize, usize, _), usize)| Block {
        name,
        line,
        text: &text[start..end],
    };
    starts.into_iter().zip(ends).map(cut).collect()
}

/// The name in `[[name]]` or `[name]`.
fn block_name(head: &str) -> Option<&str> {
    let array = head.strip_prefix("[[").and_then(|h| h.strip_suffix("]]"));
    let name = array.or_else(|| head.strip_prefix('[').and_then(|h| h.strip_suffix(']')))?.trim();
    let word = !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.'));
    word.then_some(name)
}

/// Reads every `[[name]]` block of a file as a record. Other blocks are left alone.
pub fn toml_blocks<T: DeserializeOwned>(file: &str, text: &str, name: &str, report: &mut Report) -> Vec<T> {
    let wanted = blocks(text).into_iter().filter(|b| b.name == name);
    wanted.filter_map(|block| parse_block(file, name, &block, report)).collect()
}

/// Reads what stands before the first block of a file as one record.
pub fn toml_head<T: DeserializeOwned>(file: &str, text: &str, report: &mut Report) -> Option<T> {
    let head = blocks(text).into_iter().next()?;
    toml::from_str(head.text).map_err(|error| toml_error(file, "", &head, &error, report)).ok()
}

/// Reads the `[name]` table of a file as one record, if it is there.
pub fn toml_table<T: DeserializeOwned>(file: &str, text: &str, name: &str, report: &mut Report) -> Option<T> {
    let block = blocks(text).into_iter().find(|b| b.name == name)?;
    let parsed: Result<BTreeMap<String, T>, _> = toml::from_str(block.text);
    parsed.map_err(|error| toml_error(file, name, &block, &error, report)).ok()?.remove(name)
}

fn parse_block<T: DeserializeOwned>(
    file: &str,
    name: &str,
    block: &Block<'_>,
    report: &mut Report,
) -> Option<T> {
    let parsed: Result<BTreeMap<String, Vec<T>>, _> = toml::from_str(block.text);
    match parsed {
        Ok(mut map) => map.remove(name).and_then(|mut records| records.pop()),
        Err(error) => {
            toml_error(file, name, block, &error, report);
            None
        }
    }
}

fn toml_error(file: &str, name: &str, block: &Block<'_>, error: &toml::de::Error, report: &mut Report) {
    let before = error.span().map_or(0, |span| {
        let upto = span.start.min(block.text.len());
        block.text.as_bytes()[..upto].iter().filter(|b| **b == b'\n').count()
    });
    let id = block.text.lines().find_map(|l| l.trim_start().strip_prefix("id = ")).unwrap_or_default();
    let feature = format!("{name} {}", id.trim().trim_matches('"'));
    let mut place = Place::file(file).line(block.line + before);
    // The head of a file has no name.
    if !feature.trim().is_empty() {
        place = place.feature(Message::verbatim(feature.trim()));
    }
    let what = Message::verbatim(error.message().trim());
    report.error("bad-record", place, what, message!("notice-record-left-out"));
}

/// Reads a CSV file with a header line; lines that start with `#` are comments.
pub fn csv_rows<T: DeserializeOwned>(file: &str, text: &str, report: &mut Report) -> Vec<T> {
    separated(file, text, b',', report)
}

/// Reads a table with a header line and a delimiter; lines that start with `#` are comments.
pub fn separated<T: DeserializeOwned>(file: &str, text: &str, delimiter: u8, report: &mut Report) -> Vec<T> {
    let mut builder = csv::ReaderBuilder::new();
    let mut reader = builder
        .comment(Some(b'#'))
        .delimiter(delimiter)
        .quoting(delimiter == b',')
        .from_reader(text.as_bytes());
    let mut rows = Vec::new();
    let headers = match reader.headers() {
        Ok(headers) => headers.clone(),
        Err(error) => {
            csv_error(file, &error, None, report);
            return rows;
        }
    };
    let mut record = csv::StringRecord::new();
    loop {
        match reader.read_record(&mut record) {
            Ok(false) => return rows,
            Ok(true) => match record.deserialize(Some(&headers)) {
                Ok(row) => rows.push(row),
                Err(error) => csv_error(file, &error, record.position(), report),
            },
            Err(error) => csv_error(file, &error, error.position(), report),
        }
    }
}

fn csv_error(file: &str, error: &csv::Error, position: Option<&csv::Position>, report: &mut Report) {
    let line = error.position().or(position).map_or(1, |p| p.line() as usize);
    let message = match error.kind() {
        csv::ErrorKind::UnequalLengths { expected_len, len, .. } => {
            message!("notice-row-columns-header", len = *len, expected = *expected_len)
        }
        csv::ErrorKind::Deserialize { err, .. } => match err.field() {
            Some(field) => {
                message!("notice-column", column = field + 1, error = err.kind().to_string())
            }
            None => Message::verbatim(err.kind().to_string()),
        },
        _ => Message::verbatim(error.to_string()),
    };
    let hint = message!("notice-row-left-out");
    report.error("bad-row", Place::file(file).line(line), message, hint);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, serde::Deserialize, PartialEq)]
    #[serde(deny_unknown_fields)]
    struct Town {
        id: String,
        size: u32,
    }

    #[test]
    fn a_bad_block_costs_itself_only() {
        let text = "# towns\n[[town]]\nid = \"a\"\nsize = 1\n\n[[town]]\nid = \"b\"\nsize = \"big\"\n\n[[town]]\nid = \"c\"\nsize = 3\n";
        let mut report = Report::new();
        let towns: Vec<Town> = toml_blocks("t.toml", text, "town", &mut report);
        assert_eq!(towns.iter().map(|t| t.id.as_str()).collect::<Vec<_>>(), ["a", "c"]);
        let notice = &report.notices()[0];
        assert_eq!(
            (notice.place.line, notice.place.feature.as_ref().map(|f| f.english())),
            (Some(8), Some("town b".to_owned()))
        );
        assert!(notice.message.english().contains("Invalid type"), "{notice}");
    }

    #[test]
    fn broken_syntax_is_located() {
        let text = "[[town]]\nid = \"a\nsize = 1\n[[town]]\nid = \"c\"\nsize = 3\n";
        let mut report = Report::new();
        let towns: Vec<Town> = toml_blocks("t.toml", text, "town", &mut report);
        assert_eq!(towns.len(), 1);
        assert_eq!(report.notices()[0].place.line, Some(2));
    }

    #[test]
    fn a_bad_row_costs_itself_only() {
        let text = "# towns\nid,size\na,1\nb,big\nc,3,4\nd,4\n";
        let mut report = Report::new();
        let towns: Vec<Town> = csv_rows("t.csv", text, &mut report);
        assert_eq!(towns.len(), 2);
        let lines: Vec<_> = report.notices().iter().map(|n| n.place.line).collect();
        assert_eq!(lines, [Some(4), Some(5)]);
        assert!(report.notices()[0].message.english().contains("Column 2"), "{}", report.notices()[0]);
    }

    #[test]
    fn text_that_is_not_utf8_is_located() {
        let mut report = Report::new();
        assert_eq!(text("t", b"ok\nok\n\xff", &mut report), None);
        assert_eq!(report.notices()[0].place.line, Some(3));
        assert_eq!(text("t", b"\xef\xbb\xbfok", &mut report), Some("ok"));
    }
}
