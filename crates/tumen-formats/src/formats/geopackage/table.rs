//! One feature table as a layer.

use super::database::{self, Column, TableEntry, quoted};
use super::views::Leash;
use crate::formats::budget::Budget;
use crate::formats::wkb;
use crate::input::{Input, RawLayer, ReadError, StatedCrs};
use rusqlite::types::ValueRef;
use rusqlite::{Connection, ErrorCode, Row};
use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::Arc;
use tumen_core::diag::{Place, Report};
use tumen_core::message;
use tumen_core::message::Message;
use tumen_core::model::layer::{Feature, Geometry, Layer, Value};

/// Binary values up to this length are given as hexadecimal text, longer ones by their length.
const SHOWN_BLOB: usize = 256;
/// After damage, reading goes on further along the table; so often it is tried.
const TRIES: usize = 48;

/// All feature tables.
pub(super) fn all(
    connection: &Connection,
    leash: &Leash,
    input: &Input<'_>,
    report: &mut Report,
) -> Result<Vec<RawLayer>, ReadError> {
    let Some(listed) = database::listed(connection) else { return Err(no_geopackage(connection)) };
    let mut budget = Budget::new(input.limits);
    let mut raw_layers = Vec::new();
    let mut seen = 0;
    for entry in &listed {
        if !entry.kind.eq_ignore_ascii_case("features") {
            not_shown(entry, input, report);
            continue;
        }
        let Some(plan) = Plan::of(connection, entry, input, report) else { continue };
        leash.runs(plan.view);
        let causes = BTreeMap::new();
        let table = Table { connection, plan, input, report, budget: &mut budget, seen: &mut seen, causes };
        let read = table.read(entry, leash);
        leash.runs(false);
        raw_layers.push(read?);
    }
    if raw_layers.is_empty() && report.has_errors() {
        return Err(database::broken(message!("notice-none-feature-tables")));
    }
    Ok(raw_layers)
}

fn not_shown(entry: &TableEntry, input: &Input<'_>, report: &mut Report) {
    let what = match entry.kind.as_str() {
        "attributes" => message!("notice-table-without-geometry"),
        "tiles" | "2d-gridded-coverage" => message!("notice-kind-pictures"),
        other => message!("notice-kind", other = format!("{:?}", other)),
    };
    let place = Place::file(input.name).feature(message!("notice-in-table", table = &entry.table));
    report.info("not-shown", place, message!("notice-table-not-shown", what = what), Message::NONE);
}

/// What an SQLite file without the lists of a GeoPackage is.
fn no_geopackage(connection: &Connection) -> ReadError {
    let schema = connection.query_row("SELECT count(*) FROM sqlite_schema", (), |row| row.get::<_, i64>(0));
    if let Err(error) = schema {
        return database::broken(Message::verbatim(error.to_string()));
    }
    let has = |name: &str| database::is_table(connection, name);
    let (what, hint) = match () {
        () if has("geometry_columns") => {
            (message!("notice-spatialite-not-geopackage"), message!("notice-save-layers-geopackage-example"))
        }
        () if has("tiles") || has("metadata") => {
            (message!("notice-mbtiles-not-geopackage"), message!("notice-ask-lines-themselves"))
        }
        () => (message!("notice-sqlite-not-geopackage"), message!("notice-save-layers-geopackage-csv")),
    };
    ReadError::NotARoute { code: "unknown-format", what: what.to_owned(), hint: hint.to_owned() }
}

/// Which columns are read as what.
struct Plan {
    sql: String,
    geometry: usize,
    /// The column that identifies rows.
    key: Option<usize>,
    columns: Vec<(Arc<str>, bool)>,
    place: Place,
    /// Whether it is a view.
    view: bool,
}

impl Plan {
    fn of(
        connection: &Connection,
        entry: &TableEntry,
        input: &Input<'_>,
        report: &mut Report,
    ) -> Option<Self> {
        let place = Place::file(input.name).feature(message!("notice-in-table", table = &entry.table));
        let view = database::is_view(connection, &entry.table);
        if !view && !database::is_table(connection, &entry.table) {
            let what = message!("notice-table-listed-not-there");
            report.error("bad-table", place, what, message!("notice-save-layer-ordinary"));
            return None;
        }
        let (computed, columns): (Vec<Column>, _) =
            database::columns(connection, &entry.table).into_iter().partition(|c| c.computed);
        for column in computed {
            let what = message!("notice-column-computed", name = format!("{:?}", column.name));
            report.info("not-shown", place.clone(), what, Message::NONE);
        }
        let Some(geometry) = geometry_column(entry, &columns) else {
            report.error("bad-table", place, message!("notice-no-geometry-column"), Message::NONE);
            return None;
        };
        Some(Self::new(entry, &columns, geometry, place, view))
    }

    fn new(entry: &TableEntry, columns: &[Column], geometry: usize, place: Place, view: bool) -> Self {
        let names: Vec<String> = columns.iter().map(|c| quoted(&c.name)).collect();
        // A view has no numbers of rows, and no index to be trusted or not.
        let (row, from) = if view { ("NULL", "") } else { ("_rowid_", " NOT INDEXED") };
        let sql = format!("SELECT {}, {row} FROM {}{from}", names.join(", "), quoted(&entry.table));
        let mut keys = columns.iter().enumerate().filter(|(_, c)| c.key).map(|(i, _)| i);
        let key = keys.next().filter(|key| keys.next().is_none() && *key != geometry);
        let columns = columns.iter().map(|c| (Arc::from(c.name.as_str()), c.kind == "BOOLEAN")).collect();
        Self { sql, geometry, key, columns, place, view }
    }
}

fn geometry_column(entry: &TableEntry, columns: &[Column]) -> Option<usize> {
    const NAMES: [&str; 5] = ["geom", "geometry", "the_geom", "shape", "wkb_geometry"];
    let named = |name: &str| columns.iter().position(|c| c.name.eq_ignore_ascii_case(name));
    match &entry.geometry {
        Some(name) => named(name),
        None => NAMES.iter().find_map(|name| named(name)),
    }
}

struct Table<'a, 'r, 'l> {
    connection: &'a Connection,
    plan: Plan,
    input: &'a Input<'a>,
    report: &'r mut Report,
    budget: &'r mut Budget<'l>,
    /// Bytes of all values so far: a measure of progress.
    seen: &'r mut usize,
    /// How many values of a column something is to be said of.
    causes: BTreeMap<(Cause, String), usize>,
}

impl Table<'_, '_, '_> {
    fn read(mut self, entry: &TableEntry, leash: &Leash) -> Result<RawLayer, ReadError> {
        let mut features = Vec::new();
        match self.plan.view {
            true => self.view(&mut features, leash)?,
            false => self.rows(&mut features)?,
        }
        self.tell_causes();
        let name = if entry.title.trim().is_empty() { &entry.table } else { &entry.title };
        let crs = self.crs(entry);
        Ok(RawLayer { layer: Layer::new(name.as_str(), features), crs })
    }

    /// All rows. Where the table is damaged, reading goes on further along, in growing steps.
    fn rows(&mut self, features: &mut Vec<Feature>) -> Result<(), ReadError> {
        let (mut from, mut step) = (i64::MIN, 1_i64);
        for _ in 0..TRIES {
            let before = features.len();
            let mut last = from;
            let Err(error) = self.scan(from, &mut last, features)? else { return Ok(()) };
            if step == 1 {
                let what =
                    message!("notice-table-damaged-after", row = features.len(), error = error.to_string());
                let hint = message!("notice-what-can-still");
                self.report.error("bad-database", self.plan.place.clone(), what, hint);
            }
            step = if features.len() > before { 2 } else { step.saturating_mul(4) };
            from = last.max(0).saturating_add(step);
            if from == i64::MAX {
                break;
            }
        }
        Ok(())
    }

    /// Rows from one on; the inner error is damage of the database.
    fn scan(
        &mut self,
        from: i64,
        last: &mut i64,
        features: &mut Vec<Feature>,
    ) -> Result<rusqlite::Result<()>, ReadError> {
        let sql = match from {
            i64::MIN => self.plan.sql.clone(),
            _ => format!("{} WHERE _rowid_ >= {from}", self.plan.sql),
        };
        let connection = self.connection;
        let mut statement = match connection.prepare(&sql) {
            Ok(statement) => statement,
            Err(error) => return Ok(Err(error)),
        };
        let mut rows = match statement.query(()) {
            Ok(rows) => rows,
            Err(error) => return Ok(Err(error)),
        };
        loop {
            match rows.next() {
                Ok(Some(row)) => {
                    *last = row.get(self.plan.columns.len()).unwrap_or(*last);
                    features.push(self.feature(row)?);
                }
                Ok(None) => return Ok(Ok(())),
                Err(error) => {
                    if error.sqlite_error_code() == Some(ErrorCode::OperationInterrupted) {
                        self.input.watch.report_progress(*self.seen)?;
                    }
                    return Ok(Err(error));
                }
            }
        }
    }

    fn feature(&mut self, row: &Row<'_>) -> Result<Feature, ReadError> {
        self.budget.feature()?;
        self.input.watch.report_progress((*self.seen).min(self.input.bytes.len()))?;
        self.budget.values(self.plan.columns.len())?;
        let mut feature = Feature::default();
        feature.properties.reserve_exact(self.plan.columns.len().saturating_sub(1));
        for i in 0..self.plan.columns.len() {
            let value = row.get_ref(i).unwrap_or(ValueRef::Null);
            if i == self.plan.geometry {
                feature.geometry = self.geometry(value, row)?;
                continue;
            }
            let Some((name, boolean)) = self.plan.columns.get(i).map(|(n, b)| (n.clone(), *b)) else {
                continue;
            };
            let value = self.value(value, boolean, &name)?;
            if Some(i) == self.plan.key {
                feature.id = Some(value);
            } else {
                feature.properties.push((name, value));
            }
        }
        Ok(feature)
    }

    fn geometry(&mut self, value: ValueRef<'_>, row: &Row<'_>) -> Result<Geometry, ReadError> {
        let why = match value {
            ValueRef::Null => return Ok(Geometry::None),
            ValueRef::Blob(blob) => {
                *self.seen += blob.len();
                match wkb::read_geopackage(blob, self.budget) {
                    Ok(geometry) => return Ok(geometry),
                    Err(flaw) => flaw.why()?,
                }
            }
            other => message!("notice-geometry-not-binary", kind = other.data_type().to_string()),
        };
        let number: i64 = row.get(self.plan.columns.len()).unwrap_or_default();
        let table = self.plan.place.feature.clone().unwrap_or_default();
        let place = self.plan.place.clone().feature(message!("notice-in-row", table = table, n = number));
        self.report.error("bad-geometry", place, why, message!("notice-feature-loaded-without"));
        Ok(Geometry::None)
    }

    fn value(&mut self, value: ValueRef<'_>, boolean: bool, column: &str) -> Result<Value, ReadError> {
        Ok(match value {
            ValueRef::Null => Value::Null,
            ValueRef::Integer(0) if boolean => Value::Bool(false),
            ValueRef::Integer(1) if boolean => Value::Bool(true),
            ValueRef::Integer(number) => Value::Number(number.to_string().into()),
            ValueRef::Real(number) if number.is_finite() => Value::Number(format!("{number:?}").into()),
            ValueRef::Real(number) => Value::Text(number.to_string().into()),
            ValueRef::Text(bytes) => self.text(bytes, column)?,
            ValueRef::Blob(bytes) => self.blob(bytes, column),
        })
    }

    fn text(&mut self, bytes: &[u8], column: &str) -> Result<Value, ReadError> {
        self.budget.text(bytes.len())?;
        *self.seen += bytes.len();
        let text = String::from_utf8_lossy(bytes);
        if matches!(text, std::borrow::Cow::Owned(_)) {
            *self.causes.entry((Cause::Encoding, column.to_owned())).or_default() += 1;
        }
        Ok(Value::Text(text.into()))
    }

    fn blob(&mut self, bytes: &[u8], column: &str) -> Value {
        *self.seen += bytes.len();
        *self.causes.entry((Cause::Binary, column.to_owned())).or_default() += 1;
        if bytes.len() > SHOWN_BLOB {
            return Value::Text(format!("‹{} bytes›", bytes.len()).into());
        }
        let mut hexadecimal = String::with_capacity(2 * bytes.len());
        for byte in bytes {
            // Writing to a text cannot fail.
            let _ = write!(hexadecimal, "{byte:02x}");
        }
        Value::Text(hexadecimal.into())
    }

    /// What the file says about the coordinates of a table.
    fn tell_causes(&mut self) {
        for ((cause, column), count) in std::mem::take(&mut self.causes) {
            let place = self.plan.place.clone();
            match cause {
                Cause::Binary => {
                    let what =
                        message!("notice-binary-data-column", column = format!("{:?}", column), n = count);
                    self.report.info("binary-value", place, what, Message::NONE);
                }
                Cause::Encoding => {
                    let what =
                        message!("notice-texts-column-utf8", column = format!("{:?}", column), n = count);
                    let hint = message!("notice-save-file-again");
                    self.report.warning("wrong-encoding", place, what, hint);
                }
            }
        }
    }

    /// The rows of a view, as far as it goes.
    fn view(&mut self, features: &mut Vec<Feature>, leash: &Leash) -> Result<(), ReadError> {
        let Err(error) = self.scan(i64::MIN, &mut 0, features)? else { return Ok(()) };
        let what = match leash.is_used_up() {
            true => {
                message!("notice-view-takes-longer")
            }
            false => message!("notice-view-cannot-run", error = error.to_string()),
        };
        self.report.error("bad-table", self.plan.place.clone(), what, message!("notice-save-layer-ordinary"));
        Ok(())
    }

    fn crs(&mut self, entry: &TableEntry) -> StatedCrs {
        let Some(srs) = entry.srs.filter(|srs| !matches!(srs, -1 | 0)) else { return StatedCrs::Unstated };
        let Some((organization, code, definition)) = database::reference_system(self.connection, srs) else {
            let what = message!("notice-crs-not-described", srs = srs);
            let hint = message!("notice-taken-epsg-code");
            self.report.warning("unknown-crs", self.plan.place.clone(), what, hint);
            return u32::try_from(srs).map_or(StatedCrs::Unstated, StatedCrs::Epsg);
        };
        if organization.trim().eq_ignore_ascii_case("epsg")
            && let Ok(code) = u32::try_from(code)
        {
            return StatedCrs::Epsg(code);
        }
        match definition.trim() {
            "" | "undefined" => StatedCrs::Other(format!("{organization}:{code}")),
            text => StatedCrs::Wkt(text.to_owned()),
        }
    }
}

/// What is told once for a column, with a count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Cause {
    Binary,
    Encoding,
}
