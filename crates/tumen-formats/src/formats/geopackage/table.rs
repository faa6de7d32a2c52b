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
        return Err(database::broken("none of its feature tables can be read"));
    }
    Ok(raw_layers)
}

fn not_shown(entry: &TableEntry, input: &Input<'_>, report: &mut Report) {
    let what = match entry.kind.as_str() {
        "attributes" => "a table without geometry".to_owned(),
        "tiles" | "2d-gridded-coverage" => "pictures".to_owned(),
        other => format!("of the kind {other:?}"),
    };
    let place = Place::file(input.name).feature(format!("table {}", entry.table));
    report.info("not-shown", place, format!("the table is not shown: it is {what}"), "");
}

/// What an SQLite file without the lists of a GeoPackage is.
fn no_geopackage(connection: &Connection) -> ReadError {
    let schema = connection.query_row("SELECT count(*) FROM sqlite_schema", (), |row| row.get::<_, i64>(0));
    if let Err(error) = schema {
        return database::broken(&error.to_string());
    }
    let has = |name: &str| database::is_table(connection, name);
    let (what, hint) = match () {
        () if has("geometry_columns") => (
            "this is a SpatiaLite database, not a GeoPackage",
            "save its layers as GeoPackage, for example with QGIS",
        ),
        () if has("tiles") || has("metadata") => (
            "this is a map of tiles (MBTiles), not a GeoPackage",
            "ask for the lines themselves as GeoPackage or GeoJSON",
        ),
        () => (
            "this is an SQLite database, but no GeoPackage: it lists no feature tables",
            "save its layers as GeoPackage or as CSV with positions",
        ),
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
        let place = Place::file(input.name).feature(format!("table {}", entry.table));
        let view = database::is_view(connection, &entry.table);
        if !view && !database::is_table(connection, &entry.table) {
            let what = "the table is listed, but it is not there or is of a kind that Tumen does not run";
            report.error("bad-table", place, what, "save the layer as an ordinary table");
            return None;
        }
        let (computed, columns): (Vec<Column>, _) =
            database::columns(connection, &entry.table).into_iter().partition(|c| c.computed);
        for column in computed {
            let what = format!("the column {:?} is computed by the file and is not read", column.name);
            report.info("not-shown", place.clone(), what, "");
        }
        let Some(geometry) = geometry_column(entry, &columns) else {
            report.error("bad-table", place, "the table has no column with geometry", "");
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
                let what = format!("the table is damaged after its {} row: {error}", ordinal(features.len()));
                let hint = "what can still be read is loaded; copy or download the file again";
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
            other => format!("the geometry is {}, not binary", other.data_type()),
        };
        let number: i64 = row.get(self.plan.columns.len()).unwrap_or_default();
        let feature = format!("{}, row {number}", self.plan.place.feature.as_deref().unwrap_or_default());
        let place = self.plan.place.clone().feature(feature);
        self.report.error("bad-geometry", place, why, "the feature is loaded without a shape");
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
            let values = if count == 1 { "1 value".to_owned() } else { format!("{count} values") };
            let place = self.plan.place.clone();
            match cause {
                Cause::Binary => {
                    let what =
                        format!("binary data in the column {column:?} is kept as text only ({values})");
                    self.report.info("binary-value", place, what, "");
                }
                Cause::Encoding => {
                    let what = format!(
                        "texts in the column {column:?} are not UTF-8 ({values}); bad letters are replaced"
                    );
                    let hint = "save the file again with the program that made it, in UTF-8";
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
                "the view takes longer than a file may ask for; what it gave until then is loaded".to_owned()
            }
            false => format!("the view cannot be run: {error}"),
        };
        self.report.error("bad-table", self.plan.place.clone(), what, "save the layer as an ordinary table");
        Ok(())
    }

    fn crs(&mut self, entry: &TableEntry) -> StatedCrs {
        let Some(srs) = entry.srs.filter(|srs| !matches!(srs, -1 | 0)) else { return StatedCrs::Unstated };
        let Some((organization, code, definition)) = database::reference_system(self.connection, srs) else {
            let what = format!("the coordinate reference system {srs} is not described in the file");
            let hint = "it is taken for the EPSG code of that number; check the place on the map";
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

fn ordinal(number: usize) -> String {
    let end = match (number % 10, number % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    format!("{number}{end}")
}
