//! Files of every format through the public interface: what good and broken ones give, where they land, and
//! what writing and reading again keeps.

use crate::common::binary;
use crate::common::grid::{self, Ellipsoid};
use crate::common::shapefile_builder::{Shp, dbf};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};
use tempfile::TempDir;
use tumen_core::diag::Report;
use tumen_core::geo::{LonLat, measure};
use tumen_formats::catalog::Format;
use tumen_formats::input::{Input, Limits, ReadError, Watch};
use tumen_formats::open::{self, Opened, Options};

fn opened(path: &Path) -> (Result<Opened, ReadError>, Report) {
    let mut report = Report::new();
    (open::path(path, &Options::default(), &Watch::default(), &mut report), report)
}

fn read(name: &str, bytes: &[u8]) -> (Opened, Report) {
    let (limits, watch, mut report) = (Limits::default(), Watch::default(), Report::new());
    let read = open::read(&Input::of(name, bytes, &limits, &watch), &Options::default(), &mut report);
    (read.unwrap_or_else(|e| panic!("{name}: {e}")), report)
}

fn codes(report: &Report) -> Vec<&str> {
    report.notices().iter().map(|n| n.code).collect::<BTreeSet<_>>().into_iter().collect()
}

fn points(opened: &Opened) -> Vec<LonLat> {
    let mut all = Vec::new();
    for feature in opened.layers().iter().flat_map(|l| l.features.iter()) {
        feature.geometry.each(&mut |_, p| all.extend(&p.points));
    }
    all
}

fn names(opened: &Opened) -> Vec<String> {
    let features = opened.layers().iter().flat_map(|l| l.features.iter());
    features.filter_map(|f| f.name().map(str::to_owned)).collect()
}

/// File, format, features, vertices, codes of what is said.
type Case = (&'static str, Format, usize, usize, &'static [&'static str]);

const CASES: [Case; 35] = [
    ("csv/cp1251.csv", Format::Csv, 3, 3, &["decimal-comma", "wrong-encoding"]),
    ("csv/cp949.csv", Format::Csv, 3, 3, &["wrong-encoding"]),
    ("csv/dms.csv", Format::Csv, 4, 4, &[]),
    ("csv/newlines.csv", Format::Csv, 2, 1, &["bad-number", "empty-geometry"]),
    ("csv/no_header.csv", Format::Csv, 2, 2, &["columns-guessed"]),
    ("csv/pair.csv", Format::Csv, 2, 2, &[]),
    (
        "csv/ragged.csv",
        Format::Csv,
        7,
        4,
        &["decimal-comma", "empty-geometry", "nan", "syntax", "wrong-columns"],
    ),
    ("csv/utf16.csv", Format::Csv, 2, 2, &[]),
    ("csv/utf8.csv", Format::Csv, 3, 3, &[]),
    ("csv/wkt.csv", Format::Csv, 6, 7, &["bad-geometry", "empty-geometry"]),
    ("geojson/broken_feature.geojson", Format::GeoJson, 3, 3, &["syntax"]),
    ("geojson/decimal_comma.geojson", Format::GeoJson, 1, 2, &["decimal-comma"]),
    ("geojson/every_kind.geojson", Format::GeoJson, 8, 25, &["empty-geometry"]),
    ("geojson/lines.geojsonl", Format::GeoJsonSeq, 2, 2, &["syntax"]),
    ("geojson/records.geojsons", Format::GeoJsonSeq, 2, 2, &["syntax"]),
    ("geojson/tolerated.geojson", Format::GeoJson, 1, 1, &["nan", "syntax"]),
    ("geojson/truncated.geojson", Format::GeoJson, 1, 1, &["truncated"]),
    ("geojson/utm52.geojson", Format::GeoJson, 1, 1, &[]),
    ("gpx/bad-points.gpx", Format::Gpx, 1, 2, &["bad-number", "syntax"]),
    ("gpx/comma.gpx", Format::Gpx, 1, 2, &["decimal-comma"]),
    ("gpx/cut.gpx", Format::Gpx, 1, 2, &["truncated"]),
    ("gpx/good.gpx", Format::Gpx, 4, 10, &[]),
    ("gpx/no-namespace.gpx", Format::Gpx, 1, 2, &["missing-namespace"]),
    ("gpx/unclosed.gpx", Format::Gpx, 2, 5, &["unclosed-xml"]),
    ("gpx/version-1.0.gpx", Format::Gpx, 2, 3, &[]),
    ("kml/bad-numbers.kml", Format::Kml, 1, 2, &["bad-number"]),
    ("kml/comma.kml", Format::Kml, 1, 2, &["extra-numbers"]),
    ("kml/cut.kml", Format::Kml, 2, 3, &["truncated"]),
    ("kml/good.kml", Format::Kml, 6, 20, &["link-not-followed"]),
    ("kml/no-namespace.kml", Format::Kml, 1, 1, &["missing-namespace", "syntax"]),
    ("kml/unclosed.kml", Format::Kml, 3, 5, &["unclosed-xml"]),
    ("positions/bad_line.txt", Format::PositionList, 1, 3, &["bad-number", "position-order"]),
    ("topojson/bad_arc.topojson", Format::TopoJson, 2, 2, &["bad-geometry", "empty-geometry"]),
    ("topojson/quantised.topojson", Format::TopoJson, 4, 15, &[]),
    ("wkt/mixed.wkt", Format::Wkt, 4, 7, &["syntax"]),
];

#[test]
fn text_files_good_and_broken() {
    for (file, format, features, vertices, expected) in CASES {
        let (opened, report) = opened(&Path::new("tests/fixtures").join(file));
        let opened = opened.unwrap_or_else(|e| panic!("{file}: {e}"));
        assert_eq!(opened.format, Some(format), "{file}");
        assert_eq!(
            (opened.features(), opened.vertices()),
            (features, vertices),
            "{file}: {}",
            report.to_text()
        );
        assert_eq!(codes(&report), expected, "{file}: {}", report.to_text());
    }
}

#[test]
fn good_files_give_kinds_names_and_places() {
    let every = opened(Path::new("tests/fixtures/geojson/every_kind.geojson")).0.unwrap();
    let kinds: Vec<_> = every.geometry_counts().into_iter().collect();
    let all = [
        "GeometryCollection",
        "LineString",
        "MultiLineString",
        "MultiPoint",
        "MultiPolygon",
        "Point",
        "Polygon",
        "null",
    ];
    assert_eq!(kinds, all.map(|kind| (kind, 1)));
    assert_eq!(names(&every), ["Khasan", "stations", "line", "lines", "area", "areas", "mixed"]);
    let kml = opened(Path::new("tests/fixtures/kml/good.kml")).0.unwrap();
    assert_eq!(names(&kml), ["Rajin 라진", "Line"]);
    let table = opened(Path::new("tests/fixtures/csv/utf8.csv")).0.unwrap();
    assert_eq!(names(&table), ["Khasan", "Rajin", "Tumangang, station"]);
    assert_eq!(points(&table)[1], LonLat::new(130.3, 42.25));
    let utm = opened(Path::new("tests/fixtures/geojson/utm52.geojson")).0.unwrap();
    assert_eq!(utm.crs, "EPSG:32652");
}

#[test]
fn binary_files() {
    let cases = [
        ("a.kmz", binary::kmz(), Format::Kmz, 1, 2),
        ("a.zip", binary::shapefile_zip(), Format::Shapefile, 2, 18),
        ("a.shp", binary::shapefiles().swap_remove(0), Format::Shapefile, 3, 2),
        ("a.gpkg", binary::geopackages().swap_remove(0), Format::GeoPackage, 4, 24),
        ("a.fgb", binary::flatgeobufs().swap_remove(0), Format::FlatGeobuf, 4, 24),
        ("a.tumen", binary::project(), Format::Project, 3, 13),
    ];
    for (name, bytes, format, features, vertices) in cases {
        // The content decides, whatever the name is.
        for name in [name, "route.bin"] {
            let (opened, report) = read(name, &bytes);
            assert_eq!(opened.format, Some(format), "{name}");
            assert_eq!(
                (opened.features(), opened.vertices()),
                (features, vertices),
                "{name}: {}",
                report.to_text()
            );
        }
    }
}

const PLACES: [(&str, f64, f64); 3] =
    [("Vladivostok", 131.8735, 43.1056), ("Khasan", 130.6426, 42.4289), ("Rajin", 130.3, 42.25)];

/// Every place lies where it should, within 5 m.
fn land(what: &str, opened: &Opened) {
    let points = points(opened);
    assert_eq!(points.len(), PLACES.len(), "{what}");
    for ((name, lon, lat), at) in PLACES.iter().zip(points) {
        let off = measure::distance(at, LonLat::new(*lon, *lat));
        assert!(off < 5.0, "{what}: {name} is off by {off} m");
    }
}

#[test]
fn a_kmz_with_styles_lands() {
    let placemarks: String = PLACES
        .iter()
        .map(|(name, lon, lat)| {
            format!("<Placemark><name>{name}</name><styleUrl>#m</styleUrl><Point><coordinates>{lon}, {lat},0</coordinates></Point></Placemark>")
        })
        .collect();
    let kml = format!(
        "<kml xmlns=\"http://www.opengis.net/kml/2.2\"><Document><Style id=\"s\"><IconStyle><color>ff0000ff</color></IconStyle></Style>\
         <StyleMap id=\"m\"><Pair><key>normal</key><styleUrl>#s</styleUrl></Pair></StyleMap><Folder><name>Ports</name>{placemarks}</Folder></Document></kml>"
    );
    let (opened, report) = read("ports.kmz", &binary::zipped(&[("doc.kml", kml.as_bytes())]));
    assert!(report.is_empty(), "{}", report.to_text());
    land("KMZ", &opened);
    let layer = &opened.layers()[0];
    assert!(layer.features.iter().all(|f| f.own_style.is_some() && f.folder.is_some()));
}

#[test]
fn a_gpx_with_extensions_lands() {
    let points: String = PLACES
        .iter()
        .map(|(_, lon, lat)| {
            format!("<trkpt lat=\"{lat}\" lon=\"{lon}\"><ele>5</ele><extensions><gpxtpx:TrackPointExtension><gpxtpx:hr>90</gpxtpx:hr></gpxtpx:TrackPointExtension></extensions></trkpt>")
        })
        .collect();
    for declared in ["", " xmlns:gpxtpx=\"http://www.garmin.com/xmlschemas/TrackPointExtension/v1\""] {
        let gpx = format!(
            "<gpx version=\"1.1\" creator=\"t\" xmlns=\"http://www.topografix.com/GPX/1/1\"{declared}><trk><trkseg>{points}</trkseg></trk></gpx>"
        );
        land("GPX", &read("track.gpx", gpx.as_bytes()).0);
    }
}

#[test]
fn a_cp1251_table_with_decimal_commas_lands() {
    let mut table =
        b"\xcd\xe0\xe7\xe2\xe0\xed\xe8\xe5;\xd8\xe8\xf0\xee\xf2\xe0;\xc4\xee\xeb\xe3\xee\xf2\xe0\r\n"
            .to_vec();
    for (name, lon, lat) in
        [("\u{1}", 131.8735, 43.1056), ("\u{2}", 130.6426, 42.4289), ("\u{3}", 130.3, 42.25)]
    {
        let russian: &[u8] = match name {
            "\u{1}" => b"\xc2\xeb\xe0\xe4\xe8\xe2\xee\xf1\xf2\xee\xea",
            "\u{2}" => b"\xd5\xe0\xf1\xe0\xed",
            _ => b"\xd0\xe0\xe4\xe6\xe8\xed",
        };
        table.extend(russian);
        table.extend(format!(";{lat};{lon}\r\n").replace('.', ",").bytes());
    }
    let (opened, report) = read("порты.csv", &table);
    land("CSV", &opened);
    assert_eq!(names(&opened), ["Владивосток", "Хасан", "Раджин"]);
    assert_eq!(codes(&report), ["decimal-comma", "wrong-encoding"]);
}

const ESRI_ZONE_22: &str = r#"PROJCS["Pulkovo_1942_GK_Zone_22",GEOGCS["GCS_Pulkovo_1942",DATUM["D_Pulkovo_1942",SPHEROID["Krasovsky_1940",6378245.0,298.3]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["Gauss_Kruger"],PARAMETER["False_Easting",22500000.0],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",129.0],PARAMETER["Scale_Factor",1.0],PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0]]"#;

#[test]
fn a_shapefile_in_gauss_krueger_zone_22_lands() {
    let folder = TempDir::new().unwrap();
    let mut shapes = Shp::new(1);
    for (_, lon, lat) in PLACES {
        let [lon, lat] = grid::to_pulkovo(lon, lat);
        let [x, y] = grid::krueger(Ellipsoid::KRASSOWSKY, lon, lat, 129.0, 1.0);
        shapes = shapes.point([22_000_000.0 + x, y, 0.0]);
    }
    let columns: [(&[u8], u8, u8); 1] = [(b"NAME", b'C', 12)];
    let rows: Vec<Vec<&[u8]>> = PLACES.iter().map(|p| vec![p.0.as_bytes()]).collect();
    fs::write(folder.path().join("ports.shp"), shapes.build()).unwrap();
    fs::write(folder.path().join("ports.dbf"), dbf(0x03, &columns, &rows)).unwrap();
    fs::write(folder.path().join("ports.prj"), ESRI_ZONE_22).unwrap();
    let (opened, report) = opened(&folder.path().join("ports.shp"));
    let opened = opened.unwrap();
    assert!(report.is_empty(), "{}", report.to_text());
    assert_eq!((opened.crs.as_str(), names(&opened).len()), ("EPSG:28422", 3));
    land("Shapefile", &opened);
}

#[test]
fn a_geojson_in_utm_meters_without_crs_lands() {
    let features: Vec<String> = PLACES
        .iter()
        .map(|(name, lon, lat)| {
            let [x, y] = grid::krueger(Ellipsoid::WGS84, *lon, *lat, 129.0, 0.9996);
            format!("{{\"type\":\"Feature\",\"properties\":{{\"name\":\"{name}\"}},\"geometry\":{{\"type\":\"Point\",\"coordinates\":[{x:.3},{y:.3}]}}}}")
        })
        .collect();
    let text = format!("{{\"type\":\"FeatureCollection\",\"features\":[{}]}}", features.join(",\n"));
    let (opened, report) = read("ports.geojson", text.as_bytes());
    assert_eq!((codes(&report), opened.crs.as_str()), (vec!["projected-metres"], "EPSG:32652"));
    land("GeoJSON", &opened);
}

fn convert(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_tumen")).arg("convert").args(arguments).output().unwrap()
}

/// Converts and gives what standard error said; it must have worked.
fn converted(from: &Path, to: &Path, more: &[&str]) -> String {
    let files = [from.to_str().unwrap(), to.to_str().unwrap()];
    let output = convert(&[&files, more].concat());
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(output.status.code() < Some(2), "{}: {said}", to.display());
    said
}

/// One feature a line, as Tumen writes it, with everything that the format can hold.
const RICH: &str = r#"{
"type":"FeatureCollection",
"name":"Corridors",
"features":[
{"type":"Feature","id":7,"properties":{"name":"Хасан–라진 \"gauge\"","km":1.50,"big":1e3,"code":"007","none":null,"open":true,"tags":{"a":[1,2.0],"b":{}},"note":"two\nlines; and, more"},"geometry":{"type":"LineString","coordinates":[[130.6426,42.4289,10.5],[130.3,42.25,3]]},"source":"survey"},
{"type":"Feature","id":"seven","properties":{"name":"나진"},"geometry":{"type":"Point","coordinates":[130.3,42.25]}},
{"type":"Feature","properties":{"name":"Area"},"geometry":{"type":"Polygon","coordinates":[[[131,43],[132,43],[132,44],[131,43]]]}},
{"type":"Feature","properties":{},"geometry":null}
],
"licence":{"name":"CC0","year":2026}
}
"#;

fn rich(folder: &TempDir) -> std::path::PathBuf {
    let path = folder.path().join("rich.geojson");
    fs::write(&path, RICH).unwrap();
    path
}

#[test]
fn geojson_and_project_give_back_every_sign() {
    let folder = TempDir::new().unwrap();
    let (from, project) = (rich(&folder), folder.path().join("a.tumen"));
    for way in [vec![folder.path().join("b.geojson")], vec![project, folder.path().join("c.GEOJSON")]] {
        let mut before = from.clone();
        for step in &way {
            assert_eq!(converted(&before, step, &[]), format!("{}", said_of(&before)));
            before.clone_from(step);
        }
        let text = fs::read_to_string(&before).unwrap();
        serde_json::from_str::<serde_json::Value>(&text).unwrap();
        let features = |t: &str| -> Vec<String> {
            t.lines()
                .filter(|l| l.starts_with("{\"type\":\"Feature\","))
                .map(|l| l.trim_end_matches(',').to_owned())
                .collect()
        };
        assert_eq!(features(&text), features(RICH));
        let whole = |t: &str| serde_json::from_str::<serde_json::Value>(t).unwrap();
        assert_eq!(whole(&text), whole(RICH));
    }
}

/// The one thing worth knowing of [`RICH`], which only GeoJSON readers say with a line.
fn said_of(file: &Path) -> String {
    let mut report = Report::new();
    open::path(file, &Options::default(), &Watch::default(), &mut report).unwrap();
    report.to_text()
}

#[test]
fn other_formats_keep_what_they_hold_and_say_what_they_cannot() {
    let folder = TempDir::new().unwrap();
    let from = rich(&folder);
    let original = opened(&from).0.unwrap();
    for (extension, features, vertices) in [("kml", 4, 7), ("gpx", 2, 3), ("csv", 4, 7)] {
        let there = folder.path().join(format!("there.{extension}"));
        let said = converted(&from, &there, &[]);
        assert!(said.contains("cannot hold everything"), "{extension}: {said}");
        let again = opened(&there).0.unwrap_or_else(|e| panic!("{extension}: {e}"));
        assert_eq!((again.features(), again.vertices()), (features, vertices), "{extension}: {said}");
        assert!(
            names(&original).iter().take(2).all(|n| names(&again).contains(n)),
            "{extension}: {:?}",
            names(&again)
        );
        let sort = |o: &Opened| -> BTreeSet<String> {
            points(o).iter().map(|p| format!("{} {}", p.lon, p.lat)).collect()
        };
        assert!(sort(&again).is_subset(&sort(&original)), "{extension}");
        // What is written once is written the same again.
        let twice = folder.path().join(format!("twice.{extension}"));
        let back = folder.path().join("back.geojson");
        converted(&there, &back, &[]);
        converted(&there, &twice, &[]);
        assert_eq!(fs::read_to_string(&there).unwrap(), fs::read_to_string(&twice).unwrap(), "{extension}");
        let back: serde_json::Value = serde_json::from_slice(&fs::read(&back).unwrap()).unwrap();
        assert!(back.as_object().unwrap().keys().all(|k| !k.contains(':')), "{extension}");
    }
}

#[test]
fn heights_and_times_of_a_track_go_through_every_format_that_holds_them() {
    let folder = TempDir::new().unwrap();
    let track = Path::new("tests/fixtures/legitimate/osmand.gpx");
    let lines = |path: &Path| {
        let opened = opened(path).0.unwrap();
        let mut found = Vec::new();
        for feature in opened.layers().iter().flat_map(|l| l.features.iter()) {
            feature.geometry.each(&mut |_, p| {
                if p.len() > 1 {
                    found.push((p.heights().to_vec(), p.times().to_vec()));
                }
            });
        }
        found
    };
    let wanted = lines(track);
    assert_eq!(wanted[0].0, [10.2, 10.3]);
    assert_eq!(wanted[0].1[1] - wanted[0].1[0], 10.0);
    for extension in ["kml", "gpx", "tumen"] {
        let there = folder.path().join(format!("a.{extension}"));
        converted(track, &there, &[]);
        assert_eq!(lines(&there), wanted, "{extension}");
    }
    let said = converted(track, &folder.path().join("a.geojson"), &[]);
    assert!(said.contains("GeoJSON has no times"), "{said}");
}

#[test]
fn another_system_and_back_is_within_a_millimeter() {
    let folder = TempDir::new().unwrap();
    let from = rich(&folder);
    for extension in ["geojson", "csv"] {
        let (there, back) =
            (folder.path().join(format!("utm.{extension}")), folder.path().join("back.geojson"));
        converted(&from, &there, &["--to-crs", "EPSG:32652"]);
        let output = convert(&[there.to_str().unwrap(), back.to_str().unwrap(), "--crs", "EPSG:32652"]);
        assert!(output.status.code() < Some(2), "{extension}: {}", String::from_utf8_lossy(&output.stderr));
        for (a, b) in points(&opened(&from).0.unwrap()).into_iter().zip(points(&opened(&back).0.unwrap())) {
            assert!(measure::distance(a, b) < 0.001, "{extension}: {a:?} {b:?}");
        }
    }
    let utm = opened(&folder.path().join("utm.geojson")).0.unwrap();
    assert_eq!(utm.crs, "EPSG:32652");
    let refused = convert(&[from.to_str().unwrap(), "x.kml", "--to-crs", "EPSG:32652"]);
    assert_eq!(refused.status.code(), Some(2));
}

#[test]
fn a_file_may_be_written_over_itself() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("ring.geojson");
    fs::copy("tests/fixtures/doctor/unclosed-ring.geojson", &path).unwrap();
    let file = path.to_str().unwrap();
    assert_eq!(convert(&[file, file, "--repair"]).status.code(), Some(1));
    assert!(opened(&path).1.is_empty());
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "nothing is left beside it");
}

#[test]
fn what_cannot_be_written_ends_in_one_sentence() {
    let from = "tests/fixtures/legitimate/area.geojson";
    for (to, word) in [
        ("/nowhere/at/all/a.geojson", "/nowhere/at/all"),
        ("a.xyz", ".geojson"),
        ("noextension", ".geojson"),
        ("/proc/a.kml", "/proc"),
    ] {
        let output = convert(&[from, to]);
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!((output.status.code(), said.lines().count()), (Some(2), 1), "{to}: {said}");
        assert!(said.contains(word), "{to}: {said}");
    }
}
