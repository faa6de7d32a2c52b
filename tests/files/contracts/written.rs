//! Files that the program has written open unchanged: nothing is told about them, they hold what they held,
//! and writing them again gives the same bytes.
//!
//! `tests/fixtures/written` holds what version 0.1.0 wrote, the `window-*.json` by the window itself. A file
//! is made once and never again, or it would say nothing about the past: `TUMEN_WRITE_FIXTURES=1` makes only
//! those that are missing.

use super::{repository, samples, tumen};
use crate::common::{TODAY, bundled};
use serde_json::Value;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::{env, fs};
use tumen_core::diag::Report;
use tumen_core::model::{Tour, Workspace};
use tumen_formats::catalog::TourFormat;
use tumen_formats::input::{Input, Limits, Watch};
use tumen_formats::open::{self, Opened, Options};
use tumen_formats::project::{self, ProjectFile};
use tumen_formats::{save, tour};
use tumen_session::View;
use tumen_session::view::SavedView;

fn folder() -> PathBuf {
    repository("tests/fixtures/written")
}

fn bytes(name: &str) -> Vec<u8> {
    fs::read(folder().join(name)).unwrap_or_else(|e| panic!("{name}: {e}"))
}

/// What a file holds, and the codes of what is told about it.
fn read(name: &str) -> (Opened, Vec<&'static str>) {
    read_bytes(name, &bytes(name))
}

fn read_bytes(name: &str, bytes: &[u8]) -> (Opened, Vec<&'static str>) {
    let (limits, watch, mut report) = (Limits::default(), Watch::default(), Report::new());
    let opened = open::read(&Input::of(name, bytes, &limits, &watch), &Options::default(), &mut report);
    let codes = report.notices().iter().map(|n| n.code).collect();
    (opened.unwrap_or_else(|e| panic!("{name}: {e}")), codes)
}

/// What a file holds; nothing may be told about it.
fn opened(name: &str) -> Opened {
    let (opened, codes) = read(name);
    assert_eq!(codes, Vec::<&str>::new(), "{name}");
    opened
}

fn project_of(opened: Opened) -> ProjectFile {
    let Opened { examined, view, tours, assumptions, loupes, extra, .. } = opened;
    let next_layer = examined.layers.iter().map(|l| l.id.0 + 1).max().unwrap_or(0);
    let layers = examined.layers.into_iter().map(Arc::new).collect();
    ProjectFile { workspace: Workspace { layers, next_layer, tours, assumptions, loupes }, view, extra }
}

fn encoded(project: &ProjectFile) -> Vec<u8> {
    let mut out = Vec::new();
    project::write(project, &mut out);
    out
}

/// The text without the version of the program, which is another one in every program.
fn by_any_program(bytes: &[u8]) -> String {
    let text = String::from_utf8(bytes.to_vec()).unwrap();
    let version =
        text.split("\"created_by\":\"Tumen ").nth(1).and_then(|t| t.split('"').next()).unwrap_or_default();
    text.replacen(&format!("\"created_by\":\"Tumen {version}\""), "\"created_by\":\"Tumen\"", 1)
}

/// Projects made of values, by name.
fn projects() -> [(&'static str, ProjectFile); 3] {
    let whole = samples::project();
    let tours = Workspace {
        tours: whole.workspace.tours.clone(),
        assumptions: whole.workspace.assumptions.clone(),
        ..Workspace::default()
    };
    [
        ("project-with-everything.tumen", whole),
        (
            "project-of-tours-and-assumptions.tumen",
            ProjectFile { workspace: tours, ..ProjectFile::default() },
        ),
        ("project-empty.tumen", ProjectFile::default()),
    ]
}

/// A file that the command line made.
struct Made {
    name: &'static str,
    /// What comes before its name.
    arguments: &'static [&'static str],
    /// What reading it tells: what its content asks for, such as that a feature has no place.
    told: &'static [&'static str],
}

const EVERYTHING: &[&str] = &["convert", "tests/fixtures/written/project-with-everything.tumen"];
const GEOJSON: &[&str] = &["convert", "tests/fixtures/geojson/every_kind.geojson"];
const KML: &[&str] = &["convert", "tests/fixtures/kml/good.kml"];
const GPX: &[&str] = &["convert", "tests/fixtures/gpx/good.gpx"];
const CSV: &[&str] = &["convert", "tests/fixtures/csv/utf8.csv"];

const fn made(name: &'static str, arguments: &'static [&'static str], told: &'static [&'static str]) -> Made {
    Made { name, arguments, told }
}

const MADE: [Made; 15] = [
    made("everything.geojson", EVERYTHING, &["longitude-range", "empty-geometry"]),
    made("everything.kml", EVERYTHING, &["longitude-range", "empty-geometry"]),
    made("everything.gpx", EVERYTHING, &["longitude-range"]),
    made("everything.csv", EVERYTHING, &["empty-geometry", "longitude-range", "empty-geometry"]),
    made("from-geojson.geojson", GEOJSON, &["empty-geometry"]),
    made("from-geojson.kml", GEOJSON, &["empty-geometry"]),
    made("from-geojson.csv", GEOJSON, &["empty-geometry", "empty-geometry"]),
    made("from-kml.kml", KML, &["link-not-followed", "link-not-followed"]),
    made("from-kml.geojson", KML, &["winding"]),
    made("from-gpx.gpx", GPX, &[]),
    made("from-gpx.csv", GPX, &[]),
    made("from-csv.csv", CSV, &[]),
    made("from-csv.tumen", CSV, &[]),
    made("tour-khasan-rajin.toml", &["tour", "khasan-rajin", "--toml"], &[]),
    made("tour-khasan-rajin.kml", &["tour", "khasan-rajin", "--kml"], &[]),
];

/// Files that hold the same when they are written again, but in other words: KML with several layers comes back
/// with its layers in one; the tour of another program stood in it twice; and what goes beyond 180° was
/// written so.
const IN_OTHER_WORDS: [&str; 5] =
    ["everything.kml", "from-kml.kml", "everything.geojson", "everything.gpx", "everything.csv"];

/// Files of the window; they are made by hand with it, see the beginning of this file.
const WINDOW: [&str; 2] = ["window-first-start.json", "window-much-used.json"];
const TOURS: [&str; 2] = ["tour-every-stop.toml", "tour-every-stop.kml"];

#[test]
fn missing_files_are_written_when_asked_for() {
    if env::var_os("TUMEN_WRITE_FIXTURES").is_none_or(|v| v != "1") {
        return;
    }
    let put = |name: &str, bytes: Vec<u8>| {
        let path = folder().join(name);
        if !path.exists() {
            fs::write(path, bytes).unwrap();
        }
    };
    fs::create_dir_all(folder()).unwrap();
    projects().iter().for_each(|(name, project)| put(name, encoded(project)));
    let tour = Arc::new(samples::tour());
    put(TOURS[0], save::encode_tour(&tour, TourFormat::TOML));
    put(TOURS[1], save::encode_tour(&tour, TourFormat::KML));
    for Made { name, arguments, .. } in MADE {
        let path = folder().join(name);
        if !path.exists() {
            let output = tumen(&[arguments, &[path.to_str().unwrap()]].concat());
            println!("{name}: {}", String::from_utf8_lossy(&output.stderr));
            assert!(path.exists(), "{name}");
        }
    }
}

#[test]
fn a_project_holds_what_it_held() {
    for (name, project) in projects() {
        let (limits, watch, mut report) = (Limits::default(), Watch::default(), Report::new());
        let bytes = bytes(name);
        let read = project::read(&Input::of(name, &bytes, &limits, &watch), &mut report).unwrap();
        assert!(report.is_empty(), "{name}: {}", report.to_text());
        assert_eq!(by_any_program(&encoded(&read)), by_any_program(&bytes), "{name}");
        // The last digits of a view are those of the machine; another test reads it. Not-a-number equals
        // nothing, but is told the same.
        let project = ProjectFile { view: read.view.clone(), ..project };
        assert_eq!(format!("{read:#?}"), format!("{project:#?}"), "{name}");
    }
}

/// Whether a value has everything that was saved, numbers but for their last digits. It may have more: a
/// later program remembers more.
fn has(now: &Value, saved: &Value) -> bool {
    match (now, saved) {
        (Value::Number(a), Value::Number(b)) => {
            a.as_f64().zip(b.as_f64()).is_some_and(|(a, b)| (a - b).abs() <= 1e-9 * b.abs().max(1.0))
        }
        (Value::Array(a), Value::Array(b)) => a.len() == b.len() && a.iter().zip(b).all(|(a, b)| has(a, b)),
        (Value::Object(a), Value::Object(b)) => {
            b.iter().all(|(key, saved)| a.get(key).is_some_and(|now| has(now, saved)))
        }
        (a, b) => a == b,
    }
}

/// The view of a file comes back, and is written again as it was.
fn view_comes_back(name: &str, saved: &Value) -> View {
    let view: SavedView = serde_json::from_value(saved.clone()).unwrap();
    assert!(has(&serde_json::to_value(&view).unwrap(), saved), "{name}: {view:?}");
    let view = view.restore(bundled().document(), TODAY);
    let again = serde_json::to_value(SavedView::of(&view)).unwrap();
    assert!(has(&again, saved), "{name}: {again} {saved}");
    view
}

#[test]
fn the_view_of_a_project_comes_back() {
    let name = "project-with-everything.tumen";
    let saved = serde_json::from_str(&opened(name).view.unwrap()).unwrap();
    let (view, expected) = (view_comes_back(name, &saved), samples::view());
    let (camera, wanted) = (view.camera, expected.camera);
    assert_eq!(View { camera: wanted, ..view }, expected);
    let off = [0, 1].map(|i| (camera.center[i] - wanted.center[i]).abs());
    assert!(off[0].max(off[1]) < 1e-9 && camera.zoom == wanted.zoom, "{camera:?} {wanted:?}");
}

#[test]
fn a_tour_holds_what_it_held() {
    let expected = samples::tour();
    for name in TOURS {
        let tours = opened(name).tours;
        assert_eq!(tours.iter().map(|t| &**t).collect::<Vec<&Tour>>(), [&expected], "{name}");
    }
    for name in TOURS.into_iter().chain(["tour-khasan-rajin.toml", "tour-khasan-rajin.kml"]) {
        let tours = opened(name).tours;
        let format = TourFormat::of_path(Path::new(name)).unwrap();
        assert_eq!(text(&save::encode_tour(&tours[0], format)), text(&bytes(name)), "{name}");
    }
    let pair = ["tour-khasan-rajin.toml", "tour-khasan-rajin.kml"].map(|name| opened(name).tours[0].clone());
    assert_eq!(tour::write(&pair[0]), tour::write(&pair[1]), "text and KML hold the same");
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

#[test]
fn what_the_command_line_wrote_is_written_again() {
    for Made { name, told, .. } in MADE.iter().filter(|made| !made.name.starts_with("tour-")) {
        let (opened, codes) = read(name);
        assert_eq!(codes, *told, "{name}");
        let format = opened.format.unwrap().writable().unwrap();
        let before = features(&opened);
        let again = save::encode_workspace(&project_of(opened).workspace, format);
        if !IN_OTHER_WORDS.contains(name) {
            assert_eq!(by_any_program(&again), by_any_program(&bytes(name)), "{name}");
            continue;
        }
        let after = features(&read_bytes(name, &again).0);
        assert_eq!(after, before, "{name}");
    }
}

/// What the features of all layers are, without their folders and lines. The column of a table that holds the
/// position says once more what the geometry says.
fn features(opened: &Opened) -> Vec<String> {
    let all = opened.layers().iter().flat_map(|l| l.features.iter());
    all.map(|f| {
        let properties: Vec<_> = f.properties.iter().filter(|(key, _)| **key != *"wkt").collect();
        format!("{:?} {:?} {:?} {:?} {:?}", f.geometry, properties, f.id, f.own_style, f.foreign_members)
    })
    .collect()
}

#[test]
fn every_file_is_read_by_a_test() {
    let names =
        projects().map(|p| p.0).into_iter().chain(TOURS).chain(WINDOW).chain(MADE.map(|made| made.name));
    let known: BTreeSet<String> = names.map(str::to_owned).collect();
    let there = fs::read_dir(folder()).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap());
    assert_eq!(there.collect::<BTreeSet<String>>(), known);
}

/// The state of the window is read by its parts: the view and the panels.
#[cfg(feature = "gui")]
#[test]
fn the_window_comes_back_as_it_was() {
    for name in WINDOW {
        let state: Value = serde_json::from_slice(&bytes(name)).unwrap();
        assert_eq!(state["version"], 1, "{name}");
        view_comes_back(name, &state["view"]);
        let shell: tumen::ui::Shell = serde_json::from_value(state["shell"].clone()).unwrap();
        let again = serde_json::to_value(&shell).unwrap();
        assert!(has(&again, &state["shell"]), "{name}: {again}");
    }
}
