//! The file doctor as a user meets it: `tumen check FILE --json`. Every code has a file that shows it, and
//! files that are as they should be show none.

use crate::common::binary;
use crate::common::shapefile_builder::{Shp, dbf};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};
use tempfile::TempDir;

const WGS84: &str = r#"GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137.0,298.257223563]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]]"#;

fn tumen(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_tumen")).args(arguments).output().unwrap()
}

/// What `check` says of files, and its exit code.
fn check(files: &[&str]) -> (Vec<Value>, i32) {
    let output = tumen(&[&["check", "--json"], files].concat());
    let told = serde_json::from_slice(&output.stdout)
        .unwrap_or_else(|e| panic!("{files:?}: {e}\n{}", String::from_utf8_lossy(&output.stderr)));
    (told, output.status.code().unwrap())
}

fn one(file: &str) -> (Value, i32) {
    let (mut told, code) = check(&[file]);
    assert_eq!(told.len(), 1, "{file}");
    (told.remove(0), code)
}

fn problems(told: &Value) -> &[Value] {
    told["problems"].as_array().unwrap()
}

fn codes(told: &Value) -> BTreeSet<&str> {
    problems(told).iter().map(|p| p["code"].as_str().unwrap()).collect()
}

/// The first problem of a code.
fn problem<'a>(told: &'a Value, code: &str) -> &'a Value {
    let found = problems(told).iter().find(|p| p["code"] == code);
    found.unwrap_or_else(|| panic!("no {code} in {told:#}"))
}

/// A sentence with a capital, and one that says what to do.
fn is_clear(problem: &Value) {
    for field in ["message", "hint"] {
        let text = problem[field].as_str().unwrap();
        assert!(!text.starts_with(char::is_lowercase) && !text.ends_with('.'), "{problem:#}");
    }
    let silent = problem["hint"] == "" && problem["severity"] != "info";
    assert!(!silent, "it must say what to do: {problem:#}");
}

/// File, code, severity, line, column, feature (counted from 1; 0 for none), exit code.
type Case = (&'static str, &'static str, &'static str, Option<u64>, Option<u64>, usize, i32);

const CASES: [Case; 28] = [
    ("swapped-axes.geojson", "swapped-axes", "warning", Some(2), None, 0, 1),
    ("projected-metres.geojson", "projected-metres", "warning", Some(2), None, 0, 1),
    ("decimal-comma.csv", "decimal-comma", "warning", Some(2), None, 0, 1),
    ("decimal-comma.gpx", "decimal-comma", "warning", Some(4), Some(3), 0, 1),
    ("wrong-encoding.csv", "wrong-encoding", "warning", Some(2), None, 0, 1),
    ("wrong-encoding.kml", "wrong-encoding", "warning", Some(3), None, 0, 1),
    ("unclosed-xml.kml", "unclosed-xml", "warning", Some(3), Some(24), 0, 1),
    ("unclosed-xml.gpx", "unclosed-xml", "warning", Some(4), Some(37), 0, 1),
    ("truncated.geojson", "truncated", "error", Some(3), Some(113), 2, 1),
    ("truncated.gpx", "truncated", "error", Some(6), Some(25), 0, 1),
    ("truncated.kml", "truncated", "error", Some(4), Some(83), 0, 1),
    ("missing-namespace.gpx", "missing-namespace", "info", Some(2), Some(1), 0, 0),
    ("missing-namespace.kml", "missing-namespace", "info", Some(1), Some(1), 0, 0),
    ("latitude-range.geojson", "latitude-range", "warning", Some(2), None, 1, 1),
    ("longitude-range.geojson", "longitude-range", "warning", Some(2), None, 1, 1),
    ("antimeridian.geojson", "antimeridian", "info", Some(2), None, 1, 0),
    ("antimeridian-area.geojson", "antimeridian", "info", Some(2), None, 1, 0),
    ("nan.geojson", "nan", "warning", Some(2), Some(113), 0, 1),
    ("nan.csv", "nan", "warning", Some(3), None, 0, 1),
    ("empty-geometry.geojson", "empty-geometry", "warning", Some(2), None, 1, 1),
    ("empty-geometry.gpx", "empty-geometry", "warning", Some(3), None, 1, 1),
    ("duplicate-points.geojson", "duplicate-points", "info", Some(2), None, 1, 0),
    ("unclosed-ring.geojson", "unclosed-ring", "warning", Some(2), None, 1, 1),
    ("winding.geojson", "winding", "info", Some(2), None, 1, 0),
    ("empty-file.gpx", "empty-file", "error", None, None, 0, 2),
    ("web-page.kml", "web-page", "error", None, None, 0, 2),
    ("picture.geojson", "picture", "error", None, None, 0, 2),
    ("no-such-file.kml", "missing-file", "error", None, None, 0, 2),
];

#[test]
fn every_code_has_a_file_that_shows_it() {
    let files: Vec<String> = CASES.iter().map(|c| format!("tests/fixtures/doctor/{}", c.0)).collect();
    let (all, worst) = check(&files.iter().map(|f| &**f).collect::<Vec<_>>());
    assert_eq!((all.len(), worst), (CASES.len(), 2));
    for ((file, code, severity, line, column, feature, exit), told) in CASES.iter().zip(&all) {
        let found = problem(told, code);
        let place = (found["severity"].as_str().unwrap(), found["line"].as_u64(), found["column"].as_u64());
        assert_eq!(place, (*severity, *line, *column), "{file}: {found:#}");
        let named = found["feature"].as_str().unwrap_or_default();
        let starts = if *feature == 0 { String::new() } else { format!("feature {feature}") };
        assert!(*feature == 0 || named.starts_with(&starts), "{file}: {named}");
        problems(told).iter().for_each(is_clear);
        let lost = problems(told).iter().any(|p| p["severity"] == "error");
        assert_eq!(told["ok"], json!(!lost), "{file}");
        assert_eq!(told["features"] == 0, *exit == 2, "{file}");
    }
}

#[test]
fn the_fields_are_those_of_the_contract() {
    let keys = |v: &Value| -> Vec<String> { v.as_object().unwrap().keys().cloned().collect() };
    let (told, code) = one("tests/fixtures/doctor/latitude-range.geojson");
    assert_eq!(code, 1);
    let mut wanted = vec![
        "path",
        "ok",
        "format",
        "crs",
        "features",
        "geometry_counts",
        "vertices",
        "bbox",
        "names",
        "problems",
        "tours",
    ];
    wanted.sort_unstable();
    assert_eq!(keys(&told), wanted);
    let mut wanted = vec!["severity", "code", "line", "column", "byte", "feature", "message", "hint"];
    wanted.sort_unstable();
    assert_eq!(keys(&problems(&told)[0]), wanted);
    assert_eq!(told["path"], "tests/fixtures/doctor/latitude-range.geojson");
    assert_eq!(
        (&told["ok"], &told["format"], &told["crs"]),
        (&json!(true), &json!("geojson"), &json!("EPSG:4326"))
    );
    assert_eq!((&told["features"], &told["vertices"]), (&json!(1), &json!(3)));
    assert_eq!(told["geometry_counts"], json!({"LineString": 1}));
    assert_eq!(told["names"], json!(["corridor"]));
    let (none, code) = one("tests/fixtures/doctor/empty-file.gpx");
    assert_eq!(
        (code, &none["ok"], &none["bbox"], &none["format"]),
        (2, &json!(false), &Value::Null, &Value::Null)
    );
    assert_eq!((&none["geometry_counts"], &none["names"]), (&json!({}), &json!([])));
}

#[test]
fn the_worst_file_gives_the_exit_code() {
    let good = "tests/fixtures/legitimate/area.geojson";
    let bad = "tests/fixtures/doctor/unclosed-ring.geojson";
    let none = "tests/fixtures/doctor/web-page.kml";
    assert_eq!(check(&[good]).1, 0);
    assert_eq!(check(&[bad, good]).1, 1);
    assert_eq!(check(&[none, good, bad]).1, 2);
    // Without --json the same is said in lines, and all of it on standard output.
    let output = tumen(&["check", bad, good]);
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(text.contains("unclosed-ring.geojson:2 (feature 1 «corridor»): warning: "), "{text}");
    assert!(text.contains("area.geojson: GeoJSON, EPSG:4326, 1 feature (1 Polygon), 10 vertices"), "{text}");
    assert_eq!((output.status.code(), output.stderr.len()), (Some(1), 0));
}

#[test]
fn what_is_as_it_should_be_shows_no_problem() {
    let mut files: Vec<String> = fs::read_dir("tests/fixtures/legitimate")
        .unwrap()
        .map(|entry| entry.unwrap().path().to_str().unwrap().to_owned())
        .collect();
    let folder = TempDir::new().unwrap();
    files.extend(legitimate_binaries(folder.path()));
    let (all, code) = check(&files.iter().map(|f| &**f).collect::<Vec<_>>());
    for told in &all {
        let silent = problems(told).iter().all(|p| p["severity"] == "info");
        assert!(silent && told["ok"] == true && told["features"].as_u64() > Some(0), "{told:#}");
    }
    assert_eq!(code, 0);
    let formats: BTreeSet<&str> = all.iter().map(|t| t["format"].as_str().unwrap()).collect();
    assert_eq!(formats.len(), 13, "{formats:?}");
}

/// A Shapefile with clockwise outer rings, loose and zipped, and one file of each other binary format.
fn legitimate_binaries(folder: &Path) -> Vec<String> {
    let mut files = Vec::new();
    let mut put = |name: &str, bytes: &[u8]| {
        let path = folder.join(name);
        fs::write(&path, bytes).unwrap();
        if !name.ends_with("dbf") && !name.ends_with("prj") {
            files.push(path.to_str().unwrap().to_owned());
        }
    };
    let ring = vec![
        [131.0, 43.0, 0.0],
        [131.0, 44.0, 0.0],
        [132.0, 44.0, 0.0],
        [132.0, 43.0, 0.0],
        [131.0, 43.0, 0.0],
    ];
    let hole = vec![
        [131.4, 43.4, 0.0],
        [131.6, 43.4, 0.0],
        [131.6, 43.6, 0.0],
        [131.4, 43.6, 0.0],
        [131.4, 43.4, 0.0],
    ];
    let columns: [(&[u8], u8, u8); 1] = [(b"NAME", b'C', 12)];
    let table = dbf(0x03, &columns, &[vec![b"Khasan"]]);
    put("area.shp", &Shp::new(5).parts(&[ring, hole], &[]).build());
    put("area.dbf", &table);
    put("area.prj", WGS84.as_bytes());
    put("UPPER.SHP", &Shp::new(1).point([130.64, 42.43, 0.0]).build());
    put("UPPER.DBF", &table);
    put("UPPER.PRJ", WGS84.as_bytes());
    files.retain(|f| !f.ends_with("DBF") && !f.ends_with("PRJ"));
    let mut put = |name: &str, bytes: &[u8]| {
        fs::write(folder.join(name), bytes).unwrap();
        files.push(folder.join(name).to_str().unwrap().to_owned());
    };
    put("route.kmz", &binary::kmz());
    put("lines.gpkg", &binary::geopackages()[0]);
    put("lines.fgb", &binary::flatgeobufs()[0]);
    put("saved.tumen", &binary::project());
    files
}

#[test]
fn a_shapefile_with_counterclockwise_outer_rings_is_told() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("a.shp");
    let ring = vec![[131.0, 43.0, 0.0], [132.0, 43.0, 0.0], [132.0, 44.0, 0.0], [131.0, 43.0, 0.0]];
    fs::write(&path, Shp::new(5).parts(&[ring], &[]).build()).unwrap();
    let (told, code) = one(path.to_str().unwrap());
    assert_eq!((code, codes(&told)), (1, BTreeSet::from(["winding", "missing-file"])));
}

#[test]
fn binary_files_that_are_cut_give_what_came_before() {
    let folder = TempDir::new().unwrap();
    let shape = &binary::shapefiles()[1];
    let (flat, kmz) = (&binary::flatgeobufs()[0], binary::kmz());
    let package = &binary::geopackages()[0];
    let zip = binary::shapefile_zip();
    let cases: [(&str, &[u8], bool); 5] = [
        ("cut.shp", &shape[..shape.len() - 20], true),
        ("cut.fgb", &flat[..flat.len() - 30], true),
        ("cut.gpkg", &package[..package.len() * 2 / 3], false),
        ("cut.kmz", &kmz[..kmz.len() - 40], true),
        ("cut.zip", &zip[..zip.len() - 40], true),
    ];
    for (name, bytes, some) in cases {
        let path = folder.path().join(name);
        fs::write(&path, bytes).unwrap();
        let (told, code) = one(path.to_str().unwrap());
        let found = problem(&told, "truncated");
        assert!(found["severity"] == "error" && found["byte"].is_u64(), "{name}: {found:#}");
        assert_eq!(
            (told["ok"] == false, code, told["features"].as_u64() > Some(0)),
            (true, if some { 1 } else { 2 }, some),
            "{name}: {told:#}"
        );
    }
}

#[cfg(unix)]
#[test]
fn what_is_no_file_is_named_and_never_waited_for() {
    let folder = TempDir::new().unwrap();
    let at = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    assert!(Command::new("mkfifo").arg(at("pipe.gpx")).status().unwrap().success());
    fs::create_dir(at("data.gdb")).unwrap();
    std::os::unix::fs::symlink("/nowhere/at/all", at("link.kml")).unwrap();
    let cases = [
        (at("pipe.gpx"), "pipe"),
        (at("data.gdb"), "folder"),
        (at(""), "folder"),
        (at("link.kml"), "missing-file"),
        ("/dev/zero".to_owned(), "device"),
        ("/dev/null".to_owned(), "device"),
    ];
    for (file, wanted) in &cases {
        let (told, code) = one(file);
        assert_eq!((code, codes(&told)), (2, BTreeSet::from([*wanted])), "{file}");
        problems(&told).iter().for_each(is_clear);
    }
}

#[test]
fn nothing_is_left_beside_a_file_that_was_read() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("lines.gpkg");
    fs::write(&path, &binary::geopackages()[0]).unwrap();
    let before = fs::metadata(&path).unwrap().modified().unwrap();
    assert_eq!(one(path.to_str().unwrap()).1, 0);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    assert_eq!(fs::metadata(&path).unwrap().modified().unwrap(), before);
}

#[test]
fn a_repaired_file_is_clean() {
    let folder = TempDir::new().unwrap();
    let repairable = [
        "swapped-axes.geojson",
        "projected-metres.geojson",
        "decimal-comma.csv",
        "decimal-comma.gpx",
        "wrong-encoding.csv",
        "wrong-encoding.kml",
        "unclosed-xml.kml",
        "unclosed-xml.gpx",
        "truncated.geojson",
        "truncated.gpx",
        "truncated.kml",
        "missing-namespace.gpx",
        "missing-namespace.kml",
        "latitude-range.geojson",
        "longitude-range.geojson",
        "antimeridian.geojson",
        "antimeridian-area.geojson",
        "nan.geojson",
        "nan.csv",
        "empty-geometry.geojson",
        "empty-geometry.gpx",
        "duplicate-points.geojson",
        "unclosed-ring.geojson",
        "winding.geojson",
    ];
    let mut results = Vec::new();
    for name in repairable {
        let result = folder.path().join(format!("{name}.geojson")).to_str().unwrap().to_owned();
        let output = tumen(&["convert", &format!("tests/fixtures/doctor/{name}"), &result, "--repair"]);
        let (.., exit) = CASES.iter().find(|case| case.0 == name).unwrap();
        assert_eq!(output.status.code(), Some(*exit), "{name}");
        results.push(result);
    }
    let (all, code) = check(&results.iter().map(|f| &**f).collect::<Vec<_>>());
    // What was offered to be repaired is not told again, not even as information.
    let left = |p: &Value| p["severity"] != "info" || p["hint"].as_str().unwrap().contains("repair");
    let told: Vec<_> = all.iter().filter(|t| problems(t).iter().any(left)).collect();
    assert!(code == 0 && told.is_empty(), "{told:#?}");
    assert!(all.iter().all(|t| t["features"].as_u64() > Some(0)));
}
