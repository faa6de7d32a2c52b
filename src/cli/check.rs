//! `tumen check`: what route files hold and what is wrong with them.

use super::args::CheckArgs;
use super::reading::opening;
use serde_json::{Value, json};
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;
use tumen_core::diag::{Notice, Report, Severity};
use tumen_core::geo::{GeoBounds, LonLat};
use tumen_core::model::Tour;
use tumen_core::model::layer::GeometryKind;
use tumen_formats::catalog::Format;
use tumen_formats::input::ReadError;
use tumen_formats::open::{self, Opened};
use tumen_session::opening::Opening;

/// So many names of features are listed.
const NAMES: usize = 100;

/// What became of one file.
struct Checked {
    path: String,
    opened: Option<Opened>,
    report: Report,
}

pub fn run(args: &CheckArgs) -> anyhow::Result<ExitCode> {
    let opening = opening(&args.open)?;
    let mut worst = 0;
    let mut entries = Vec::new();
    for file in &args.files {
        let checked = check(file, &opening);
        worst = worst.max(checked.code());
        match args.json {
            true => entries.push(checked.json()),
            false => super::print_text(&checked.text())?,
        }
    }
    if args.json {
        super::print_json(&Value::Array(entries))?;
    }
    Ok(ExitCode::from(worst))
}

fn check(file: &Path, opening: &Opening) -> Checked {
    let mut report = Report::new();
    let path = file.display().to_string();
    let opened: Result<Opened, ReadError> = opening.open(file, &mut report);
    if let Err(error) = &opened {
        open::refuse(error, &path, &mut report);
    }
    Checked { path, opened: opened.ok(), report }
}

impl Checked {
    /// 0 fine, 1 problems, 2 unreadable.
    fn code(&self) -> u8 {
        match &self.opened {
            None => super::FAILED,
            Some(_) if self.report.has_problems() => super::PROBLEMS,
            Some(_) => 0,
        }
    }

    /// The notices, and a line about the whole.
    fn text(&self) -> String {
        let notices = super::report_text(&self.report);
        let Some(opened) = &self.opened else { return notices };
        let format = opened.format.map_or("", |f| f.name());
        let kinds: Vec<String> = opened.geometry_counts().iter().map(|(k, n)| format!("{n} {k}")).collect();
        let kinds = if kinds.is_empty() { String::new() } else { format!(" ({})", kinds.join(", ")) };
        let tours: Vec<String> = opened.tours.iter().map(|t| tour_line(t)).collect();
        if opened.format == Some(Format::Tour) {
            return format!("{notices}{}: {format}{}\n", self.path, tours.concat());
        }
        format!(
            "{notices}{}: {format}, {}, {}{kinds}, {}{}\n",
            self.path,
            if opened.crs.is_empty() { "no coordinate reference system" } else { &opened.crs },
            counted(opened.features(), "feature", "features"),
            counted(opened.vertices(), "vertex", "vertices"),
            tours.concat(),
        )
    }

    fn json(&self) -> Value {
        let opened = self.opened.as_ref();
        let lost = self.report.has_errors() || opened.is_none();
        json!({
            "path": self.path,
            "ok": !lost,
            "format": opened.and_then(|o| o.format).map(tumen_formats::catalog::Format::id),
            "crs": opened.map(|o| &o.crs).filter(|crs| !crs.is_empty()),
            "features": opened.map_or(0, Opened::features),
            "geometry_counts": opened.map(Opened::geometry_counts).unwrap_or_default(),
            "vertices": opened.map_or(0, Opened::vertices),
            "bbox": opened.and_then(bbox),
            "tours": opened.map(tours).unwrap_or_default(),
            "names": opened.map(names).unwrap_or_default(),
            "problems": self.problems(),
        })
    }

    fn problems(&self) -> Vec<Value> {
        let mut problems: Vec<Value> = self.report.notices().iter().map(problem).collect();
        for (code, more) in self.report.left_out() {
            let last = self.report.notices().iter().rfind(|n| n.code == code);
            problems.push(json!({
                "severity": last.map_or(Severity::Info, |n| n.severity), "code": code,
                "line": null, "column": null, "byte": null, "feature": null,
                "message": format!("and {more} more of this kind"), "hint": "",
            }));
        }
        problems
    }
}

fn tour_line(tour: &Tour) -> String {
    format!(", tour {} ({})", tour.id, counted(tour.stops.len(), "stop", "stops"))
}

/// `1 vertex`, `12 vertices`.
fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

fn problem(notice: &Notice) -> Value {
    json!({
        "severity": notice.severity,
        "code": notice.code,
        "line": notice.place.line,
        "column": notice.place.column,
        "byte": notice.place.byte,
        "feature": notice.place.feature,
        "message": notice.message,
        "hint": notice.hint,
    })
}

/// West, south, east, north: −180 to 180, unless the features are nearer together across 180° and none goes
/// through the gap that is left; then east is the smaller number, as RFC 7946 has it.
fn bbox(opened: &Opened) -> Option<[f64; 4]> {
    let mut bounds = GeoBounds::EMPTY;
    let mut shifted = GeoBounds::EMPTY;
    let mut extents: Vec<[f64; 2]> = Vec::new();
    for feature in opened.layers().iter().flat_map(|l| l.features.iter()) {
        feature.geometry.each(&mut |kind, positions| {
            let joined = !matches!(kind, GeometryKind::Point | GeometryKind::MultiPoint);
            let mut extent = GeoBounds::EMPTY;
            for p in positions.points.iter().filter(|p| p.is_valid()) {
                let lon = p.wrapped().lon;
                bounds.include(LonLat::new(lon, p.lat));
                shifted.include(LonLat::new(if lon < 0.0 { lon + 360.0 } else { lon }, p.lat));
                extent.include(*p);
            }
            if joined && !extent.is_empty() {
                extents.push([extent.min.lon, extent.max.lon]);
            }
        });
    }
    if bounds.is_empty() {
        return None;
    }
    let [south, north] = [bounds.min.lat, bounds.max.lat];
    // A line or ring that holds a meridian crosses it somewhere, and so it does a turn farther.
    let crossed = |meridian: f64| {
        let holds = |[w, e]: &[f64; 2]| {
            let next = meridian + 360.0 * ((w - meridian) / 360.0).ceil();
            (if next > *w { next } else { next + 360.0 }) < *e
        };
        extents.iter().any(holds)
    };
    let gap = 0.5 * (shifted.min.lon + shifted.max.lon - 360.0);
    if shifted.size()[0] < bounds.size()[0] && !crossed(gap) {
        let turn = |lon: f64| if lon > 180.0 { lon - 360.0 } else { lon };
        return Some([turn(shifted.min.lon), south, turn(shifted.max.lon), north]);
    }
    match crossed(180.0) {
        true => Some([-180.0, south, 180.0, north]),
        false => Some([bounds.min.lon, south, bounds.max.lon, north]),
    }
}

fn tours(opened: &Opened) -> Vec<Value> {
    let tour = |t: &Arc<Tour>| json!({ "id": t.id, "title": t.title, "stops": t.stops.len() });
    opened.tours.iter().map(tour).collect()
}

fn names(opened: &Opened) -> Vec<&str> {
    let features = opened.layers().iter().flat_map(|l| l.features.iter());
    features.filter_map(|f| f.name()).take(NAMES).collect()
}
