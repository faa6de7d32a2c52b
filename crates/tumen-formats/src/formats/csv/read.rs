//! Rows to features.

use super::super::budget::Flaw;
use super::super::json::valid_number;
use super::super::{angle, text};
use super::cell;
use super::columns::{self, Columns, Place as Where};
use super::dialect::{self, Dialect};
use super::layout::{self, Layout};
use super::split::{COLUMNS, Field, Row, Rows};
use super::zone::{Zone, Zones};
use crate::input::{Input, RawLayer, ReadError, StatedCrs};
use std::sync::Arc;
use tumen_core::diag::{Place, Report};
use tumen_core::geo::LonLat;
use tumen_core::message;
use tumen_core::message::Message;
use tumen_core::model::layer::{Feature, FeatureKey, Geometry, Layer, Positions, Properties, Value};

/// Values in a table count like half a position each takes memory: a value needs up to twice as much.
const VALUES_PER_VERTEX: u64 = 2;

/// Reads a table of positions. Each row becomes a feature, also one whose position is missing or broken.
///
/// # Errors
/// If no column holds positions, a limit is reached or reading is stopped.
pub fn read(input: &Input<'_>, report: &mut Report) -> Result<Vec<RawLayer>, ReadError> {
    if input.bytes.is_empty() {
        return Err(ReadError::Empty);
    }
    let decoded = text::decode(input.bytes, input.encoding);
    report_encoding(input, &decoded, report);
    let text = match dialect::unwrapped(&decoded.text) {
        Some(text) => {
            let message = message!("notice-each-row-stands");
            let hint = message!("notice-save-table-again");
            report.warning("rows-in-quotes", Place::file(input.name).line(1), message, hint);
            text.into()
        }
        None => std::borrow::Cow::Borrowed(&*decoded.text),
    };
    let dialect = dialect::recognize(&text);
    let names = dialect.names.clone().unwrap_or_default();
    let Some(columns) = columns::find(&names, &dialect.sample) else {
        return Err(no_position(&names));
    };
    report_columns(input, &names, &columns, report);
    let mut table = Table::new(input, &text, &dialect, columns, report);
    table.read_all(&dialect)?;
    Ok(vec![table.finish(dialect, decoded.encoding)])
}

const COMMA_HINT: Message = message!("notice-read-decimal-points");

fn report_encoding(input: &Input<'_>, decoded: &text::Decoded<'_>, report: &mut Report) {
    let place = || Place::file(input.name);
    if decoded.guessed {
        let first = std::str::from_utf8(input.bytes).map_or_else(|e| e.valid_up_to(), str::len);
        let before = input.bytes.get(..first).unwrap_or_default();
        let line = 1 + before.iter().filter(|b| **b == b'\n').count();
        report.warning(
            "wrong-encoding",
            place().line(line).byte(first as u64),
            message!("notice-text-utf8-letters-read", encoding = decoded.encoding),
            message!("notice-names-look-wrong"),
        );
    }
    if decoded.replaced > 0 {
        report.warning(
            "wrong-encoding",
            place(),
            message!("notice-characters-not-valid", replaced = decoded.replaced, encoding = decoded.encoding),
            message!("notice-shown-u-name", sign = char::REPLACEMENT_CHARACTER),
        );
    }
}

fn no_position(names: &[String]) -> ReadError {
    let listed = names.iter().take(12).map(|n| shortened(n)).collect::<Vec<_>>().join(", ");
    let what = match listed.is_empty() {
        true => message!("notice-no-position-column"),
        false => message!("notice-no-position-column-of", listed = listed),
    };
    ReadError::Broken {
        code: "no-coordinates",
        what,
        line: Some(1),
        byte: None,
        hint: message!("notice-name-two-columns"),
    }
}

fn report_columns(input: &Input<'_>, names: &[String], columns: &Columns, report: &mut Report) {
    if !columns.guessed {
        return;
    }
    let name = |at: usize| names.get(at).map_or_else(|| format!("column {}", at + 1), |n| shortened(n));
    let what = match columns.place {
        Where::Two { lat, lon } => {
            message!("notice-latitude-taken-longitude", lat = name(lat), lon = name(lon))
        }
        Where::Pair { at, .. } | Where::Wkt(at) => message!("notice-positions-taken", at = name(at)),
    };
    report.info(
        "columns-guessed",
        Place::file(input.name).line(1),
        message!("notice-no-column-named", what = what),
        message!("notice-name-columns-lat"),
    );
}

/// The beginning of a value, for a message.
fn shortened(text: &str) -> String {
    let mut short: String = text.chars().take(40).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    short
}

/// Why a row has no position.
enum Trouble {
    /// The values are empty.
    Missing,
    /// A value is no coordinate.
    NoNumber(String),
    /// A value says that it is no number.
    Nan,
    /// The row's zone is none, or its numbers are not of it.
    NoZone(String),
    /// A shape with a mistake, or the end of reading.
    Shape(Flaw),
}

/// A table being read.
struct Table<'a> {
    input: &'a Input<'a>,
    text: &'a str,
    report: &'a mut Report,
    rows: Rows<'a>,
    columns: Columns,
    keys: Vec<Arc<str>>,
    /// The number of fields that a row should have.
    width: usize,
    delimiter: u8,
    features: Vec<Arc<Feature>>,
    values: u64,
    vertices: u64,
    /// Bytes that may still be read a second time because of quotes that do not close.
    second_looks: usize,
    commas: usize,
    first_comma: usize,
    crs: StatedCrs,
    zones: Option<Zones>,
    reported: usize,
}

impl<'a> Table<'a> {
    fn new(
        input: &'a Input<'a>,
        text: &'a str,
        dialect: &Dialect,
        columns: Columns,
        report: &'a mut Report,
    ) -> Self {
        let names = dialect.names.as_deref().unwrap_or_default();
        let widest = dialect.sample.iter().map(Vec::len).max().unwrap_or(0);
        let width = if names.is_empty() { widest } else { names.len() };
        Self {
            input,
            text,
            report,
            rows: Rows::new(text, dialect.delimiter),
            columns,
            keys: layout::keys(names, width),
            width,
            delimiter: dialect.delimiter,
            features: Vec::new(),
            values: 0,
            vertices: 0,
            second_looks: text.len(),
            commas: 0,
            first_comma: 0,
            crs: StatedCrs::Unstated,
            zones: columns.zone.map(Zones::new),
            reported: 0,
        }
    }

    fn read_all(&mut self, dialect: &Dialect) -> Result<(), ReadError> {
        let mut row = Row::default();
        for _ in 0..dialect.skip {
            self.rows.next(&mut row);
        }
        while self.rows.next(&mut row) {
            self.mend_quotes(&mut row);
            self.mend_commas(&mut row);
            self.check_row(&row);
            self.row(&row)?;
            if self.rows.at() - self.reported >= 32 << 10 || self.rows.at() < self.reported {
                self.reported = self.rows.at();
                self.input.watch.report_progress(self.reported.min(self.input.bytes.len()))?;
            }
        }
        Ok(self.input.watch.report_progress(self.input.bytes.len())?)
    }

    fn place(&self, row: &Row) -> Place {
        Place::file(self.input.name).line(row.line)
    }

    /// A quote that swallowed following rows is taken as a letter, if its line alone makes a whole row.
    fn mend_quotes(&mut self, row: &mut Row) {
        if row.many_lines && row.fields.len() != self.width {
            let behind = self.rows.mark();
            let cost = self.rows.at() - row.start;
            if cost > self.second_looks {
                return;
            }
            self.second_looks -= cost;
            let mut second = Row { line: row.line, start: row.start, ..Row::default() };
            self.rows.again_literally(&mut second);
            if second.fields.len() != self.width {
                return self.rows.go(behind);
            }
            *row = second;
            row.open_quote = true;
        }
        if row.open_quote {
            self.report.warning(
                "syntax",
                self.place(row),
                message!("notice-quote-not-closed"),
                message!("notice-close-double-quote"),
            );
        }
    }

    /// `43,115,131,885` in two columns: the comma is both delimiter and decimal sign.
    fn mend_commas(&mut self, row: &mut Row) {
        let Where::Two { lat, lon } = self.columns.place else { return };
        if self.delimiter != b',' || row.fields.len() != self.width + 2 {
            return;
        }
        let (first, second) = (lat.min(lon), lat.max(lon) + 1);
        if !self.is_torn_number(row, first) || !self.is_torn_number(row, second) {
            return;
        }
        for at in [second, first] {
            let next = row.fields.remove(at + 1);
            if let Some(field) = row.fields.get_mut(at) {
                *field = field.joined(next);
            }
        }
        self.report.warning(
            "decimal-comma",
            self.place(row),
            message!("notice-comma-stands-both"),
            message!("notice-write-table-between"),
        );
    }

    fn is_torn_number(&self, row: &Row, at: usize) -> bool {
        let digits = |at: usize, sign: bool| {
            let raw = row.fields.get(at).map_or("", |f| f.raw(self.text));
            let raw = if sign { raw.trim_start_matches('-') } else { raw };
            !raw.is_empty() && raw.bytes().all(|b| b.is_ascii_digit())
        };
        digits(at, true) && digits(at + 1, false)
    }

    fn check_row(&mut self, row: &Row) {
        if row.too_wide {
            let message = message!("notice-row-more-values", columns = COLUMNS);
            self.report.warning("limit", self.place(row), message, message!("notice-check-delimiter-line"));
        }
        let found = row.fields.len();
        if found == self.width {
            return;
        }
        let message = message!("notice-row-values-where", found = found, width = self.width);
        let hint = match found > self.width {
            true => message!("notice-quote-values-hold"),
            false => message!("notice-missing-values-left"),
        };
        self.report.warning("wrong-columns", self.place(row), message, hint);
    }

    fn row(&mut self, row: &Row) -> Result<(), ReadError> {
        self.count(row)?;
        let geometry = match self.geometry(row) {
            Ok(geometry) => geometry,
            Err(Trouble::Shape(Flaw::Stop(error))) => return Err(error),
            Err(trouble) => {
                self.tell(row, trouble);
                Geometry::None
            }
        };
        self.vertices += geometry.vertices() as u64;
        self.check(self.vertices, self.input.limits.vertices, "vertices", message!("notice-what-positions"))?;
        let properties = self.properties(row);
        let line = u32::try_from(row.line).unwrap_or(u32::MAX);
        let key = FeatureKey(self.features.len() as u32);
        let feature = Feature { key, geometry, properties, line, ..Feature::default() };
        self.features.push(Arc::new(feature));
        Ok(())
    }

    fn count(&mut self, row: &Row) -> Result<(), ReadError> {
        let features = self.features.len() as u64 + 1;
        self.check(features, self.input.limits.features, "features", message!("notice-what-rows"))?;
        self.values += row.fields.len() as u64;
        self.check(
            self.values * VALUES_PER_VERTEX,
            self.input.limits.vertices,
            "vertices",
            message!("notice-half-values"),
        )
    }

    fn check(&self, count: u64, limit: u64, name: &'static str, what: Message) -> Result<(), ReadError> {
        if count <= limit {
            return Ok(());
        }
        Err(ReadError::Limit { what: message!("notice-table-more", count = count, what = what), name, limit })
    }

    fn raw(&self, row: &Row, at: usize) -> &'a str {
        row.fields.get(at).map_or("", |f| f.raw(self.text)).trim()
    }

    fn geometry(&mut self, row: &Row) -> Result<Geometry, Trouble> {
        let place = match self.columns.place {
            Where::Wkt(at) => return self.wkt(row, at),
            Where::Two { lat, lon } => self.two(row, lat, lon)?,
            Where::Pair { at, lon_first } => self.pair(row, at, lon_first)?,
        };
        let height = self.columns.height.and_then(|at| angle::parse_number(self.raw(row, at)));
        let positions = Positions::new(vec![place]);
        Ok(Geometry::Point(match height {
            Some((height, _)) => positions.with_heights(vec![height]),
            None => positions,
        }))
    }

    fn two(&mut self, row: &Row, lat: usize, lon: usize) -> Result<LonLat, Trouble> {
        let (north, east) = (self.raw(row, lat), self.raw(row, lon));
        if north.is_empty() && east.is_empty() {
            return Err(Trouble::Missing);
        }
        let (north, east) = (self.coordinate(row, north)?, self.coordinate(row, east)?);
        // Letters know better than names of columns.
        let crossed = north.axis == Some(angle::Axis::Lon) && east.axis != Some(angle::Axis::Lon)
            || east.axis == Some(angle::Axis::Lat) && north.axis != Some(angle::Axis::Lat);
        let at = match crossed {
            true => LonLat::new(north.degrees, east.degrees),
            false => LonLat::new(east.degrees, north.degrees),
        };
        self.in_zone(row, at)
    }

    /// A position as the row's zone means it, in the grid of the layer.
    fn in_zone(&mut self, row: &Row, at: LonLat) -> Result<LonLat, Trouble> {
        let Some(column) = self.zones.as_ref().map(|zones| zones.column) else { return Ok(at) };
        let text = self.raw(row, column).trim_matches('"');
        let placed = Zone::parse(text, at.lat).and_then(|zone| self.zones.as_mut()?.place(at, zone));
        placed.ok_or_else(|| Trouble::NoZone(shortened(text)))
    }

    fn coordinate(&mut self, row: &Row, text: &str) -> Result<angle::Angle, Trouble> {
        if text.is_empty() {
            return Err(Trouble::Missing);
        }
        let grouped = || {
            let (degrees, decimal_comma) = angle::parse_number(text)?;
            Some(angle::Angle { degrees, axis: None, decimal_comma })
        };
        let found = angle::parse_angle(&halved(text)).or_else(grouped);
        let Some(angle) = found else {
            let word = text.trim_start_matches(['-', '+']);
            let nan = ["nan", "inf", "infinity", "null", "none", "n/a"]
                .iter()
                .any(|w| w.eq_ignore_ascii_case(word));
            return Err(if nan { Trouble::Nan } else { Trouble::NoNumber(shortened(text)) });
        };
        self.note_comma(row, angle.decimal_comma);
        Ok(angle)
    }

    fn note_comma(&mut self, row: &Row, comma: bool) {
        if comma {
            if self.commas == 0 {
                self.first_comma = row.line;
            }
            self.commas += 1;
        }
    }

    fn pair(&mut self, row: &Row, at: usize, lon_first: bool) -> Result<LonLat, Trouble> {
        let text = self.raw(row, at);
        if text.is_empty() {
            return Err(Trouble::Missing);
        }
        let text = halved(text);
        let (place, comma) = angle::pair_of(&text).ok_or_else(|| Trouble::NoNumber(shortened(&text)))?;
        self.note_comma(row, comma);
        Ok(if lon_first { LonLat::new(place.lat, place.lon) } else { place })
    }

    fn wkt(&mut self, row: &Row, at: usize) -> Result<Geometry, Trouble> {
        let text = row.fields.get(at).map(|f| f.text(self.text)).unwrap_or_default();
        let text = text.trim();
        if text.is_empty() {
            return Err(Trouble::Missing);
        }
        let (crs, geometry) =
            cell::read(text, self.input.limits, self.input.watch).map_err(Trouble::Shape)?;
        if crs != StatedCrs::Unstated {
            self.crs = crs;
        }
        Ok(geometry)
    }

    fn tell(&mut self, row: &Row, trouble: Trouble) {
        let place = self.place(row);
        let hint = message!("notice-row-kept-without");
        match trouble {
            Trouble::Missing => {
                self.report.warning("empty-geometry", place, message!("notice-row-without-position"), hint);
            }
            Trouble::Nan => self.report.warning("nan", place, message!("notice-position-not-a-number"), hint),
            Trouble::NoNumber(text) => {
                self.report.warning(
                    "bad-number",
                    place,
                    message!("notice-not-a-coordinate", text = format!("{:?}", text)),
                    hint,
                );
            }
            Trouble::NoZone(text) => {
                let message = message!("notice-row-no-zone", text = format!("{text:?}"));
                self.report.warning("bad-number", place, message, hint);
            }
            Trouble::Shape(Flaw::Bad(why)) => {
                let message = message!("notice-shape-broken", why = why);
                self.report.warning("bad-geometry", place, message, hint);
            }
            Trouble::Shape(Flaw::Stop(_)) => {}
        }
    }

    fn properties(&mut self, row: &Row) -> Properties {
        while self.keys.len() < row.fields.len() {
            self.keys.push(format!("column {}", self.keys.len() + 1).into());
        }
        let mut properties = Properties::with_capacity(row.fields.len());
        for (at, field) in row.fields.iter().enumerate() {
            let Some(key) = self.keys.get(at) else { break };
            if field.raw(self.text).len() as u64 > self.input.limits.text_bytes {
                let message = message!("notice-value-longer-limit", key = shortened(key));
                let hint = message!("notice-left-out-you");
                self.report.error("limit", self.place(row), message, hint);
                continue;
            }
            properties.push((key.clone(), value(field, self.text)));
        }
        properties
    }

    /// Says which zones the table states, and takes the first one's grid for that of the layer.
    fn state_zone(&mut self) {
        let Some((zones, first)) = self.zones.as_ref().and_then(|z| Some((z, z.first()?))) else { return };
        let column = self.keys.get(zones.column).map_or_else(String::new, |key| shortened(key));
        let message = message!("notice-zones-stated", column = column, zones = zones.listed());
        let place = Place::file(self.input.name).line(1);
        self.report.info("zone-column", place, message, message!("notice-zones-else"));
        if self.crs == StatedCrs::Unstated {
            self.crs = first.stated();
        }
    }

    fn finish(mut self, dialect: Dialect, encoding: &str) -> RawLayer {
        self.state_zone();
        if self.commas > 0 {
            let message = match self.commas {
                1 => message!("notice-number-position-written"),
                n => message!("notice-numbers-positions-written", n = n),
            };
            let place = Place::file(self.input.name).line(self.first_comma);
            self.report.warning("decimal-comma", place, message, COMMA_HINT);
        }
        let foreign_members = Layout {
            delimiter: char::from(dialect.delimiter).to_string(),
            encoding: encoding.to_owned(),
            decimal: if self.commas > 0 { "," } else { "." }.to_owned(),
            header: dialect.names.is_some(),
            columns: dialect.names.unwrap_or_else(|| self.keys.iter().map(|k| k.to_string()).collect()),
            ..Layout::default()
        };
        let foreign_members = foreign_members.with_columns(&self.columns).entry();
        let mut layer = Layer::shared(stem(self.input.name), self.features);
        layer.foreign_members.extend(foreign_members);
        RawLayer { layer, crs: self.crs }
    }
}

/// The name of a file without folders and extension.
fn stem(name: &str) -> &str {
    let file = name.rsplit(['/', '\\']).next().unwrap_or(name);
    file.rsplit_once('.').map_or(file, |(stem, _)| stem)
}

/// A quoted value with its doubled quotes halved: `43°06'54""N`.
fn halved(text: &str) -> std::borrow::Cow<'_, str> {
    // Nearly all values have no quote; looking for one byte is cheaper than for two.
    match text.bytes().any(|b| b == b'"') {
        true => text.replace("\"\"", "\"").into(),
        false => text.into(),
    }
}

/// A value as the table means it: quoted ones are text, bare ones may be numbers.
fn value(field: &Field, text: &str) -> Value {
    if field.quoted {
        return Value::Text(field.text(text).into());
    }
    match field.raw(text) {
        "" => Value::Null,
        "true" => Value::Bool(true),
        "false" => Value::Bool(false),
        raw if valid_number(raw) => Value::Number(raw.into()),
        raw => Value::Text(raw.into()),
    }
}
