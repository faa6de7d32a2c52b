//! The table of attributes: dBase III, IV and 7, FoxPro.

use super::super::text;
use super::bytes::{i32_little, i64_little, u16_little, u32_little, u64_big};
use encoding_rs::Encoding;
use std::sync::Arc;
use tumen_core::diag::{Place, Report};
use tumen_core::message;
use tumen_core::model::layer::{Properties, Value};

/// Bytes of text that are looked at to recognize the encoding.
const SAMPLE: usize = 64 << 10;

/// One column.
#[derive(Debug, Clone)]
struct Column {
    key: Arc<str>,
    kind: u8,
    at: usize,
    length: usize,
}

/// A table of attributes.
#[derive(Debug)]
pub(super) struct Table<'a> {
    bytes: &'a [u8],
    start: usize,
    row_length: usize,
    rows: usize,
    columns: Vec<Column>,
    encoding: &'static Encoding,
    /// dBase 7 writes binary numbers the other way round than FoxPro.
    seven: bool,
}

/// What is known of the encoding beside the table.
pub(super) struct Labels<'a> {
    /// The user's wish.
    pub(super) forced: Option<&'a str>,
    /// The content of the `.cpg` file.
    pub(super) cpg: Option<&'a str>,
}

impl<'a> Table<'a> {
    /// Reads the header; nothing if it makes no sense.
    pub(super) fn open(
        name: &str,
        bytes: &'a [u8],
        labels: &Labels<'_>,
        report: &mut Report,
    ) -> Option<Self> {
        let version = *bytes.first()?;
        let stated = u32_little(bytes, 4)? as usize;
        let start = usize::from(u16_little(bytes, 8)?);
        let row_length = usize::from(u16_little(bytes, 10)?);
        let seven = version & 7 == 4;
        let header = bytes.get(..start.min(bytes.len()))?;
        let raw = if seven { fields(header, 68, 48, 32) } else { fields(header, 32, 32, 11) };
        let mut table = Self {
            bytes,
            start,
            row_length,
            rows: 0,
            columns: Vec::new(),
            encoding: encoding_rs::UTF_8,
            seven,
        };
        let columns = layout(raw, row_length);
        if columns.is_empty() || row_length < 2 {
            return None;
        }
        let there = bytes.len().saturating_sub(start) / row_length;
        table.rows = if stated == 0 { 0 } else { stated.min(there) };
        if stated > there {
            let message = message!("notice-table-should-rows", stated = stated, there = there);
            report.error("truncated", Place::file(name), message, message!("notice-copy-download-file"));
        }
        table.encoding = table.choose_encoding(name, &columns, labels, report);
        table.name_columns(columns);
        if table.columns.iter().any(|c| matches!(c.kind, b'M' | b'G' | b'P')) {
            let message = message!("notice-table-memo-fields");
            report.info("memo", Place::file(name), message, message!("notice-nothing-other-fields"));
        }
        Some(table)
    }

    /// Number of rows, deleted ones included.
    pub(super) fn rows(&self) -> usize {
        self.rows
    }

    fn row(&self, at: usize) -> Option<&'a [u8]> {
        if at >= self.rows {
            return None;
        }
        let start = self.start.checked_add(at.checked_mul(self.row_length)?)?;
        self.bytes.get(start..start.checked_add(self.row_length)?)
    }

    /// Whether a row is marked as deleted.
    pub(super) fn is_deleted(&self, at: usize) -> bool {
        self.row(at).is_some_and(|row| row.first() == Some(&b'*'))
    }

    /// The attributes of a row; none beyond the end.
    pub(super) fn properties(&self, at: usize) -> Properties {
        let Some(row) = self.row(at) else { return Properties::new() };
        let value = |column: &Column| {
            let bytes = row.get(column.at..column.at + column.length).unwrap_or_default();
            (column.key.clone(), self.value(column.kind, bytes))
        };
        self.columns.iter().map(value).collect()
    }

    fn value(&self, kind: u8, bytes: &[u8]) -> Value {
        match kind {
            b'N' | b'F' => number(bytes),
            b'D' => date(bytes),
            b'L' => logical(bytes),
            b'I' | b'+' => self.integer(bytes),
            b'O' => self.double(bytes),
            b'B' if bytes.len() == 8 && !self.seven => self.double(bytes),
            b'Y' => i64_little(bytes, 0).map_or(Value::Null, money),
            b'T' | b'@' if bytes.len() == 8 => self.moment(bytes),
            b'M' | b'G' | b'P' | b'B' | b'0' => Value::Null,
            _ => self.text(bytes),
        }
    }

    fn text(&self, bytes: &[u8]) -> Value {
        let bytes = trimmed(bytes);
        if bytes.is_empty() {
            return Value::Null;
        }
        let text = self.encoding.decode_without_bom_handling(bytes).0;
        Value::Text(text.trim_end().into())
    }

    fn integer(&self, bytes: &[u8]) -> Value {
        let little = i32_little(bytes, 0);
        let number = if self.seven { little.map(|n| n.swap_bytes() ^ i32::MIN) } else { little };
        number.map_or(Value::Null, |n| Value::Number(n.to_string().into()))
    }

    fn double(&self, bytes: &[u8]) -> Value {
        let number =
            if self.seven { u64_big(bytes, 0).map(flipped) } else { super::bytes::f64_little(bytes, 0) };
        let number = number.filter(|n| n.is_finite());
        number.map_or(Value::Null, |n| Value::Number(n.to_string().into()))
    }

    /// Days of the Julian count and milliseconds.
    fn moment(&self, bytes: &[u8]) -> Value {
        let part = |at: usize| i32_little(bytes, at).map(|n| if self.seven { n.swap_bytes() } else { n });
        let (Some(days), Some(ms)) = (part(0), part(4)) else { return Value::Null };
        if days <= 0 || !(0..86_400_000).contains(&ms) {
            return Value::Null;
        }
        let (y, m, d) = civil(i64::from(days) - 2_440_588);
        let s = ms / 1000;
        Value::Text(format!("{y:04}-{m:02}-{d:02}T{:02}:{:02}:{:02}", s / 3600, s / 60 % 60, s % 60).into())
    }

    fn name_columns(&mut self, raw: Vec<RawColumn<'_>>) {
        let decode =
            |bytes: &[u8]| text::decode(trimmed(bytes), Some(self.encoding.name())).text.trim().to_owned();
        let names: Vec<String> = raw.iter().map(|c| decode(c.name)).collect();
        let mut seen = std::collections::HashSet::new();
        for (at, (raw, name)) in raw.iter().zip(names).enumerate() {
            let mut key = if name.is_empty() { format!("column {}", at + 1) } else { name };
            if !seen.insert(key.clone()) {
                key = format!("{key} ({})", at + 1);
                seen.insert(key.clone());
            }
            let column = Column { key: key.into(), kind: raw.kind, at: raw.at, length: raw.length };
            self.columns.push(column);
        }
    }

    fn choose_encoding(
        &self,
        name: &str,
        columns: &[RawColumn<'_>],
        labels: &Labels<'_>,
        report: &mut Report,
    ) -> &'static Encoding {
        if let Some(forced) = labels.forced.and_then(text::encoding_of) {
            return forced;
        }
        let sample = self.sample(columns);
        let driver = self.bytes.get(29).and_then(|b| driver_encoding(*b));
        let labeled = labels.cpg.and_then(text::encoding_of);
        let stated = labeled.or(driver);
        if sample.is_ascii() {
            return stated.unwrap_or(encoding_rs::UTF_8);
        }
        let found = text::decode(&sample, None);
        let seen = text::encoding_of(found.encoding).unwrap_or(encoding_rs::WINDOWS_1252);
        match stated {
            Some(stated) if !is_wrong(stated, seen, found.guessed, labeled.is_some(), &sample) => stated,
            Some(stated) => {
                let message = message!("notice-text-said-reads", stated = stated.name(), seen = seen.name());
                let hint = message!("notice-read-what-seems");
                report.warning("wrong-encoding", Place::file(name), message, hint);
                seen
            }
            None if found.guessed => {
                let message = message!("notice-no-encoding-stated", seen = seen.name());
                let hint = message!("notice-names-look-wrong-name");
                report.warning("wrong-encoding", Place::file(name), message, hint);
                seen
            }
            None => seen,
        }
    }

    /// Text of names and rows with letters outside ASCII.
    fn sample(&self, columns: &[RawColumn<'_>]) -> Vec<u8> {
        let mut sample = Vec::new();
        let mut add = |bytes: &[u8]| {
            if !bytes.is_ascii() {
                sample.extend_from_slice(trimmed(bytes));
                sample.push(b'\n');
            }
            sample.len() < SAMPLE
        };
        for column in columns {
            add(column.name);
        }
        for row in (0..self.rows).filter_map(|at| self.row(at)) {
            let texts = columns.iter().filter(|c| c.kind == b'C');
            let mut fields = texts.filter_map(|c| row.get(c.at..c.at + c.length));
            if !row.is_ascii() && !fields.all(&mut add) {
                break;
            }
        }
        sample
    }
}

/// Whether what is stated cannot be: broken UTF-8, valid UTF-8 said to be a code page, or the western code
/// page that many programs write without looking.
fn is_wrong(
    stated: &'static Encoding,
    seen: &'static Encoding,
    guessed: bool,
    label: bool,
    sample: &[u8],
) -> bool {
    if stated == seen {
        return false;
    }
    let western = stated == encoding_rs::WINDOWS_1252 || stated.name().starts_with("ISO-8859-1");
    let broken = stated.decode_without_bom_handling(sample).1;
    if stated == encoding_rs::UTF_8 {
        return broken && guessed;
    }
    let utf8 = seen == encoding_rs::UTF_8 && !guessed;
    // Fields of fixed length cut UTF-8 anywhere; a code page fits nearly everything.
    utf8 || broken && label || western && seen != encoding_rs::WINDOWS_1252
}

/// The encoding of a language driver (byte 29 of the header).
fn driver_encoding(driver: u8) -> Option<&'static Encoding> {
    let label: &[u8] = match driver {
        0x03 | 0x59 | 0x58 => b"windows-1252",
        0x26 | 0x65 => b"ibm866",
        0xC9 => b"windows-1251",
        0xC8 => b"windows-1250",
        0xCA => b"windows-1254",
        0xCB => b"windows-1253",
        0xCC => b"windows-1257",
        0x79 | 0x4E => b"euc-kr",
        0x13 | 0x7B => b"shift_jis",
        0x4D | 0x7A => b"gbk",
        0x4F | 0x78 => b"big5",
        0x7C | 0x50 => b"windows-874",
        0x7D => b"windows-1255",
        0x7E => b"windows-1256",
        0x96 => b"x-mac-cyrillic",
        0x04 => b"macintosh",
        _ => return None,
    };
    Encoding::for_label(label)
}

/// A column as the header describes it.
struct RawColumn<'a> {
    name: &'a [u8],
    kind: u8,
    length: usize,
    decimals: usize,
    at: usize,
}

fn fields(header: &[u8], first: usize, step: usize, name_length: usize) -> Vec<RawColumn<'_>> {
    let rows = header.get(first..).unwrap_or_default().chunks_exact(step);
    let described = rows.take_while(|row| row.first().is_some_and(|b| *b != 0x0D && *b != 0));
    let (kind_at, length_at) = if name_length == 11 { (11, 16) } else { (32, 33) };
    described
        .map(|row| RawColumn {
            name: row.get(..name_length).map(until_zero).unwrap_or_default(),
            kind: row.get(kind_at).map_or(b'C', u8::to_ascii_uppercase),
            length: row.get(length_at).map_or(0, |b| usize::from(*b)),
            decimals: row.get(length_at + 1).map_or(0, |b| usize::from(*b)),
            at: 0,
        })
        .collect()
}

/// Gives each column its place in the row. Long texts keep the high byte of their length where numbers keep
/// their decimals; only the length of the row tells whether that is meant.
fn layout(mut columns: Vec<RawColumn<'_>>, row_length: usize) -> Vec<RawColumn<'_>> {
    let short: usize = columns.iter().map(|c| c.length).sum();
    let long = |c: &RawColumn<'_>| if c.kind == b'C' { c.length + 256 * c.decimals } else { c.length };
    if 1 + short != row_length && 1 + columns.iter().map(long).sum::<usize>() == row_length {
        columns.iter_mut().for_each(|c| c.length = long(c));
    }
    let mut at = 1;
    for column in &mut columns {
        column.at = at;
        at += column.length;
    }
    columns.retain(|c| c.at + c.length <= row_length);
    columns
}

fn until_zero(bytes: &[u8]) -> &[u8] {
    let end = bytes.iter().position(|b| *b == 0).unwrap_or(bytes.len());
    bytes.get(..end).unwrap_or_default()
}

fn trimmed(bytes: &[u8]) -> &[u8] {
    until_zero(bytes).trim_ascii_end()
}

fn number(bytes: &[u8]) -> Value {
    let bytes = until_zero(bytes).trim_ascii();
    let Ok(text) = std::str::from_utf8(bytes) else { return Value::Null };
    // Stars fill a field whose number is too long for it.
    if text.is_empty() || text.bytes().all(|b| b == b'*') {
        return Value::Null;
    }
    let digits = |b: u8| b.is_ascii_digit() || matches!(b, b'.' | b'-' | b'+' | b'e' | b'E');
    let finite = text.bytes().all(digits) && text.parse().is_ok_and(f64::is_finite);
    if finite { Value::Number(as_json(text).into()) } else { Value::Text(text.into()) }
}

/// A number in the form that JSON has too: `+.5` as `0.5`, `007.` as `7`.
fn as_json(text: &str) -> String {
    let (sign, text) = match text.strip_prefix('-') {
        Some(rest) => ("-", rest),
        None => ("", text.strip_prefix('+').unwrap_or(text)),
    };
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let (whole, rest) = text.split_at_checked(end).unwrap_or((text, ""));
    let short = whole.trim_start_matches('0');
    let whole = if short.is_empty() { "0" } else { short };
    let rest = match rest.strip_prefix('.') {
        Some(after) if !after.starts_with(|c: char| c.is_ascii_digit()) => after,
        _ => rest,
    };
    format!("{sign}{whole}{rest}")
}

fn date(bytes: &[u8]) -> Value {
    let text = trimmed(bytes).trim_ascii();
    let parts = (text.get(..4), text.get(4..6), text.get(6..8));
    let digits = text.len() == 8 && text.iter().all(u8::is_ascii_digit);
    match parts {
        (Some(y), Some(m), Some(d)) if digits && text != b"00000000" => {
            let part = |b: &[u8]| String::from_utf8_lossy(b).into_owned();
            Value::Text(format!("{}-{}-{}", part(y), part(m), part(d)).into())
        }
        _ if text.is_empty() || text.iter().all(|b| *b == b'0') => Value::Null,
        _ => Value::Text(String::from_utf8_lossy(text).into()),
    }
}

fn logical(bytes: &[u8]) -> Value {
    match bytes.first() {
        Some(b'T' | b't' | b'Y' | b'y' | b'1') => Value::Bool(true),
        Some(b'F' | b'f' | b'N' | b'n' | b'0') => Value::Bool(false),
        _ => Value::Null,
    }
}

/// Ten-thousandths of a unit.
fn money(amount: i64) -> Value {
    let (sign, size) = (if amount < 0 { "-" } else { "" }, amount.unsigned_abs());
    Value::Number(format!("{sign}{}.{:04}", size / 10_000, size % 10_000).into())
}

/// dBase 7 flips bits so that bytes sort like the numbers.
fn flipped(bits: u64) -> f64 {
    f64::from_bits(if bits >> 63 == 1 { bits ^ (1 << 63) } else { !bits })
}

/// Year, month and day of days since 1970-01-01.
fn civil(days: i64) -> (i64, i64, i64) {
    let shifted = days + 719_468;
    let era = shifted.div_euclid(146_097);
    let day = shifted.rem_euclid(146_097);
    let year = (day - day / 1460 + day / 36_524 - day / 146_096) / 365;
    let of_year = day - (365 * year + year / 4 - year / 100);
    let month = (5 * of_year + 2) / 153;
    let m = if month < 10 { month + 3 } else { month - 9 };
    (year + era * 400 + i64::from(m <= 2), m, of_year - (153 * month + 2) / 5 + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_keep_their_digits() {
        let text = |bytes: &[u8]| number(bytes).display().to_owned();
        assert_eq!(text(b"   12.500"), "12.500");
        assert_eq!(
            (text(b"+.5"), text(b"-007."), text(b"1.0E+003")),
            ("0.5".into(), "-7".into(), "1.0E+003".into())
        );
        assert_eq!((number(b"*****"), number(b"   ")), (Value::Null, Value::Null));
        assert_eq!(number(b"1,5"), Value::Text("1,5".into()));
        assert_eq!(number(b"1e999"), Value::Text("1e999".into()));
    }

    #[test]
    fn dates_and_money() {
        assert_eq!(date(b"20240131").display(), "2024-01-31");
        assert_eq!((date(b"        "), date(b"00000000")), (Value::Null, Value::Null));
        assert_eq!(money(-12_345).display(), "-1.2345");
        assert_eq!(civil(0), (1970, 1, 1));
        assert_eq!(civil(19_753), (2024, 1, 31));
        assert_eq!(flipped(u64::from_be_bytes([0xC0, 4, 0, 0, 0, 0, 0, 0])), 2.5);
    }
}
