//! ESRI Shapefile: shapes (`.shp`), their attributes (`.dbf`), their reference system (`.prj`) and the
//! encoding of the attributes (`.cpg`), loose or zipped. The index (`.shx`) is not needed, but where it makes sense
//! it tells where the records are, and which belongs to which row of the table.
//!
//! This is our own reader because the crates trust the counts and lengths in headers, and give up at the
//! first broken record; users have files that were cut, patched and copied halfway.

mod bytes;
mod dbf;
mod rings;
mod shp;

use super::budget::Budget;
use super::{archive, text};
use crate::input::{Input, RawLayer, ReadError, StatedCrs};
use tumen_core::diag::{Place, Report};
use tumen_core::message;
use tumen_core::model::layer::{Feature, Layer};

/// The files of one Shapefile.
struct Parts<'a> {
    /// The name of the main file, as the user would name it.
    name: &'a str,
    shp: &'a [u8],
    dbf: Option<&'a [u8]>,
    prj: Option<&'a [u8]>,
    cpg: Option<&'a [u8]>,
    shx: Option<&'a [u8]>,
}

/// Reads a Shapefile from its main file and its neighbors.
///
/// # Errors
/// If the bytes are another part of a Shapefile or none at all, a limit is reached or reading is stopped.
pub fn read(input: &Input<'_>, report: &mut Report) -> Result<Vec<RawLayer>, ReadError> {
    check_part(input)?;
    let [dbf, prj, cpg, shx] = ["dbf", "prj", "cpg", "shx"].map(|part| (input.sidecars)(part));
    let parts = Parts {
        name: input.name,
        shp: input.bytes,
        dbf: dbf.as_deref(),
        prj: prj.as_deref(),
        cpg: cpg.as_deref(),
        shx: shx.as_deref(),
    };
    Ok(vec![read_parts(input, &parts, report)?])
}

/// Reads a Shapefile, loose or in an archive.
///
/// # Errors
/// As for [`read`] and [`read_zip`].
pub fn read_any(input: &Input<'_>, report: &mut Report) -> Result<Vec<RawLayer>, ReadError> {
    if input.bytes.starts_with(b"PK") { read_zip(input, report) } else { read(input, report) }
}

/// Reads all Shapefiles in an archive, a layer for each.
///
/// # Errors
/// If there is none in it, a limit is reached or reading is stopped.
pub fn read_zip(input: &Input<'_>, report: &mut Report) -> Result<Vec<RawLayer>, ReadError> {
    let wanted = |name: &str| {
        !archive::is_shadow(name) && ["shp", "dbf", "prj", "cpg", "shx"].contains(&&*extension(name))
    };
    let entries = archive::unpack(input, &wanted, report)?;
    let mut raw_layers = Vec::new();
    let mut failed = None;
    for main in entries.iter().filter(|e| extension(&e.name) == "shp") {
        let stem = stem(&main.name).to_lowercase();
        let part = |wanted: &str| {
            let same = |name: &str| extension(name) == wanted && self::stem(name).to_lowercase() == stem;
            entries.iter().find(|e| same(&e.name)).map(|e| &*e.bytes)
        };
        let name = format!("{}/{}", input.name, main.name);
        let (shp, shx) = (&*main.bytes, part("shx"));
        let parts = Parts { name: &name, shp, dbf: part("dbf"), prj: part("prj"), cpg: part("cpg"), shx };
        match read_parts(input, &parts, report) {
            Ok(raw) => raw_layers.push(raw),
            Err(error @ (ReadError::Stopped(_) | ReadError::Limit { .. })) => return Err(error),
            Err(error) => {
                report.error(error.code(), Place::file(&name), error.message(), error.hint());
                failed = Some(error);
            }
        }
    }
    match failed {
        _ if !raw_layers.is_empty() => Ok(raw_layers),
        Some(error) => Err(error),
        None => Err(ReadError::NotARoute {
            code: "unknown-format",
            what: message!("notice-no-shapefile-in-archive"),
            hint: message!("notice-unpack-open-files"),
        }),
    }
}

fn file_name(name: &str) -> &str {
    name.rsplit(['/', '\\']).next().unwrap_or(name)
}

/// The extension in small letters; empty if there is none.
fn extension(name: &str) -> String {
    file_name(name).rsplit_once('.').map_or_else(String::new, |(_, e)| e.to_ascii_lowercase())
}

/// The name with its folders and without its extension.
fn stem(name: &str) -> &str {
    name.len().checked_sub(extension(name).len() + 1).and_then(|end| name.get(..end)).unwrap_or(name)
}

/// The other files of a Shapefile cannot be read alone.
fn check_part(input: &Input<'_>) -> Result<(), ReadError> {
    if input.bytes.is_empty() {
        return Err(ReadError::Empty);
    }
    let what = match &*extension(input.name) {
        "dbf" => message!("notice-table-shapefile-without"),
        "shx" => message!("notice-index-shapefile-without"),
        "prj" => message!("notice-reference-system-shapefile"),
        "cpg" => message!("notice-names-encoding-shapefile"),
        "shp" => return Ok(()),
        _ if shp::is_shapefile(input.bytes) => return Ok(()),
        _ => message!("notice-not-a-main-shapefile"),
    };
    Err(ReadError::NotARoute {
        code: "shapefile-part",
        what: what.to_owned(),
        hint: message!("notice-open-shp-file-other"),
    })
}

fn read_parts(input: &Input<'_>, parts: &Parts<'_>, report: &mut Report) -> Result<RawLayer, ReadError> {
    if parts.shp.len() >= 4 && !shp::is_shapefile(parts.shp) {
        return Err(ReadError::Broken {
            code: "unknown-format",
            what: message!("notice-shp-not-a-shapefile"),
            line: None,
            byte: Some(0),
            hint: message!("notice-copy-download-file"),
        });
    }
    report_missing(parts, report);
    let shapes = shp::read(input, parts.name, parts.shp, parts.shx, report)?;
    let cpg = parts.cpg.map(|bytes| String::from_utf8_lossy(bytes).into_owned());
    let labels = dbf::Labels { forced: input.encoding, cpg: cpg.as_deref() };
    let table = parts.dbf.and_then(|bytes| open_table(parts, bytes, &labels, report));
    let features = features(input, parts, shapes, table.as_ref(), report)?;
    let name = file_name(stem(parts.name));
    Ok(RawLayer { layer: Layer::new(name, features), crs: crs(parts.prj) })
}

fn report_missing(parts: &Parts<'_>, report: &mut Report) {
    let place = || Place::file(parts.name);
    if parts.dbf.is_none() {
        let message = message!("notice-dbf-missing");
        report.warning("missing-file", place(), message, message!("notice-put-dbf-file"));
    }
    if parts.prj.is_none() {
        let message = message!("notice-prj-missing");
        let hint = message!("notice-check-where-layer");
        report.warning("missing-file", place(), message, hint);
    }
}

fn open_table<'a>(
    parts: &Parts<'_>,
    bytes: &'a [u8],
    labels: &dbf::Labels<'_>,
    report: &mut Report,
) -> Option<dbf::Table<'a>> {
    let name = format!("{}.dbf", stem(parts.name));
    let table = dbf::Table::open(&name, bytes, labels, report);
    if table.is_none() {
        let message = message!("notice-dbf-header-unreadable");
        report.error("syntax", Place::file(name), message, message!("notice-copy-download-dbf"));
    }
    table
}

fn features(
    input: &Input<'_>,
    parts: &Parts<'_>,
    shapes: Vec<shp::Shape>,
    table: Option<&dbf::Table<'_>>,
    report: &mut Report,
) -> Result<Vec<Feature>, ReadError> {
    let (mut features, mut deleted) = (Vec::with_capacity(shapes.len()), 0);
    let last = shapes.last().map_or(0, |s| s.row + 1);
    let mut budget = Budget::new(input.limits);
    for shape in shapes {
        if features.len().is_multiple_of(1024) {
            input.watch.report_progress(input.bytes.len())?;
        }
        if table.is_some_and(|t| t.is_deleted(shape.row)) {
            deleted += 1;
            continue;
        }
        let properties = table.map(|t| t.properties(shape.row)).unwrap_or_default();
        budget.values(properties.len())?;
        features.push(Feature { geometry: shape.geometry, properties, ..Feature::default() });
    }
    let place = || Place::file(parts.name);
    if deleted > 0 {
        let message = message!("notice-rows-table-marked", deleted = deleted);
        report.info("deleted-rows", place(), message, message!("notice-nothing-unless-wanted"));
    }
    if let Some(rows) = table.map(dbf::Table::rows).filter(|rows| *rows != last) {
        let message = message!("notice-table-rows-shapes", rows = rows, last = last);
        let hint = message!("notice-shapes-rows-taken");
        report.warning("wrong-rows", place(), message, hint);
    }
    Ok(features)
}

/// What the `.prj` says.
fn crs(prj: Option<&[u8]>) -> StatedCrs {
    let text = prj.map(|bytes| text::decode(bytes, None).text.trim().to_owned()).unwrap_or_default();
    if text.is_empty() { StatedCrs::Unstated } else { StatedCrs::Wkt(text) }
}

#[cfg(test)]
mod tests;
