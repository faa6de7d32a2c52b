#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use super::*;
use crate::input::{Input, Limits, RawLayer, ReadError, StatedCrs, Watch};
use proptest::prelude::*;
use tumen_core::diag::Report;
use tumen_core::geo::LonLat;
use tumen_core::model::layer::{Feature, Geometry, GeometryKind, Layer, Positions, Value};

fn read_with(bytes: &[u8], limits: &Limits) -> (Result<Vec<RawLayer>, ReadError>, Report) {
    let (watch, mut report) = (Watch::default(), Report::new());
    let read = read(&Input::of("table.csv", bytes, limits, &watch), &mut report);
    (read, report)
}

#[track_caller]
fn read_ok(bytes: &[u8]) -> (RawLayer, Report) {
    let (read, report) = read_with(bytes, &Limits::default());
    (read.unwrap().remove(0), report)
}

#[track_caller]
fn point(raw: &RawLayer, at: usize) -> (f64, f64) {
    match &raw.layer.features[at].geometry {
        Geometry::Point(p) => (p.points[0].lon, p.points[0].lat),
        other => panic!("{other:?} is no point"),
    }
}

fn codes(report: &Report) -> Vec<(&'static str, Option<usize>)> {
    report.notices().iter().map(|n| (n.code, n.place.line)).collect()
}

fn written(layers: &[&Layer]) -> Vec<u8> {
    let mut out = Vec::new();
    write(layers, &mut out);
    out
}

macro_rules! fixture {
    ($name:literal) => {
        include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/fixtures/csv/", $name))
    };
}

#[test]
fn a_column_of_zones_is_used() {
    let table = "name;zone;easting;northing\nKhasan;52N;630500;4698000\nRajin;52T;595000;4674000\n";
    let (raw, report) = read_ok(table.as_bytes());
    assert_eq!((raw.crs, codes(&report)), (StatedCrs::Epsg(32_652), vec![("zone-column", Some(1))]));
    assert_eq!(raw.layer.features[0].property("zone"), Some(&Value::Text("52N".into())));
}

#[test]
fn rows_of_several_zones_are_in_one_grid() {
    // The same place, 43.115 N 131.885 E, in both zones; a row with a zone that is none keeps its values alone.
    let table =
        b"name,utm_zone,x,y\nA,52,734719.25,4777626.11\nB,53,246567.11,4778296.41\nC,99,246488,4778283\n";
    let (raw, report) = read_ok(table);
    assert_eq!(raw.crs, StatedCrs::Epsg(32_652));
    let [(ax, ay), (bx, by)] = [0, 1].map(|at| point(&raw, at));
    assert!((ax - bx).hypot(ay - by) < 1.0, "{ax} {ay}, {bx} {by}");
    assert_eq!(raw.layer.features[2].geometry, Geometry::None);
    assert_eq!(codes(&report), [("bad-number", Some(4)), ("zone-column", Some(1))]);
}

#[test]
fn zones_of_degrees_or_of_time_are_no_grid() {
    let (raw, report) = read_ok(b"name,zone,lat,lon\nKhasan,52,42.43,130.65\n");
    assert_eq!((&raw.crs, point(&raw, 0)), (&StatedCrs::Unstated, (130.65, 42.43)));
    assert!(report.is_empty(), "{report:?}");
    let (raw, _) = read_ok(b"name,zone,x,y\nKhasan,MSK+7,630500,4698000\n");
    assert_eq!(raw.crs, StatedCrs::Unstated);
}

#[test]
fn a_usual_table() {
    let (raw, report) = read_ok(fixture!("utf8.csv"));
    assert!(report.is_empty(), "{report:?}");
    assert_eq!(raw.layer.features.len(), 3);
    assert_eq!(point(&raw, 1), (130.3, 42.25));
    let third = &raw.layer.features[2];
    assert_eq!(third.property("name"), Some(&Value::Text("Tumangang, station".into())));
    assert_eq!(third.property("ele"), Some(&Value::Number("12.50".into())));
    assert_eq!(third.line, 4);
    let Geometry::Point(p) = &third.geometry else { panic!() };
    assert_eq!(p.heights(), [12.5]);
    assert_eq!(raw.crs, StatedCrs::Unstated);
}

#[test]
fn tables_in_other_encodings() {
    let (raw, report) = read_ok(fixture!("utf16.csv"));
    assert!(report.is_empty(), "{report:?}");
    assert_eq!(raw.layer.features[1].property("имя"), Some(&Value::Text("라진".into())));
    let (raw, report) = read_ok(fixture!("cp1251.csv"));
    assert_eq!(codes(&report), [("wrong-encoding", Some(1)), ("decimal-comma", Some(2))]);
    assert_eq!(raw.layer.features[2].name(), None);
    assert_eq!(raw.layer.features[2].property("Станция"), Some(&Value::Text("Уссурийск".into())));
    assert_eq!(point(&raw, 0), (130.6426, 42.4289));
    let (raw, report) = read_ok(fixture!("cp949.csv"));
    assert_eq!(codes(&report), [("wrong-encoding", Some(1))]);
    assert_eq!(raw.layer.features[1].property("비고"), Some(&Value::Text("역, 국경".into())));
    assert_eq!(point(&raw, 2), (129.7758, 41.7956));
}

#[test]
fn degrees_minutes_seconds() {
    let (raw, report) = read_ok(fixture!("dms.csv"));
    assert!(report.is_empty(), "{report:?}");
    let (lon, lat) = point(&raw, 0);
    assert!((lon - 131.885_277_777).abs() < 1e-8 && (lat - 43.115_138_888).abs() < 1e-8);
    assert_eq!(point(&raw, 3), (130.3, 42.25));
    let (pairs, report) = read_ok(fixture!("pair.csv"));
    assert!(report.is_empty(), "{report:?}");
    assert_eq!(point(&pairs, 0), (130.6426, 42.4289));
    assert_eq!(point(&pairs, 1), (130.3, 42.25));
}

#[test]
fn well_known_text() {
    let (raw, report) = read_ok(fixture!("wkt.csv"));
    let kinds: Vec<_> = raw.layer.features.iter().map(|f| f.geometry.kind()).collect();
    use GeometryKind::{LineString, None, Point, Polygon};
    assert_eq!(kinds, [LineString, None, Point, Polygon, None, None]);
    assert_eq!((report.count("bad-geometry"), report.count("empty-geometry")), (2, 1));
    let (raw, _) = read_ok(b"id,g\n1,SRID=5179;POINT(1000000 2000000)\n");
    assert_eq!(raw.crs, StatedCrs::Epsg(5179));
}

#[test]
fn lines_are_those_of_the_file() {
    let (raw, report) = read_ok(fixture!("newlines.csv"));
    assert_eq!(codes(&report), [("bad-number", Some(4))]);
    let note = raw.layer.features[0].property("note").unwrap();
    assert_eq!(note.display(), "two\r\nlines, and a \"word\"");
    assert_eq!(raw.layer.features[1].geometry, Geometry::None);
}

#[test]
fn a_table_without_names() {
    let (raw, report) = read_ok(fixture!("no_header.csv"));
    assert_eq!(codes(&report), [("columns-guessed", Some(1))]);
    assert_eq!(point(&raw, 0), (130.6426, 42.4289));
    assert_eq!(written(&[&raw.layer]), fixture!("no_header.csv").replace_line_ends());
}

trait LineEnds {
    fn replace_line_ends(&self) -> Vec<u8>;
}

impl LineEnds for [u8] {
    fn replace_line_ends(&self) -> Vec<u8> {
        String::from_utf8_lossy(self).replace('\r', "").replace('\n', "\r\n").into_bytes()
    }
}

#[test]
fn ragged_rows_lose_nothing() {
    let (raw, report) = read_ok(fixture!("ragged.csv"));
    assert_eq!(raw.layer.features.len(), 7);
    assert_eq!(raw.layer.features[0].property("column 4"), Some(&Value::Text("extra".into())));
    let found = codes(&report);
    for wanted in [
        ("wrong-columns", Some(2)),
        ("wrong-columns", Some(3)),
        ("empty-geometry", Some(3)),
        ("empty-geometry", Some(4)),
        ("nan", Some(5)),
        ("decimal-comma", Some(6)),
        ("syntax", Some(7)),
    ] {
        assert!(found.contains(&wanted), "{wanted:?} is not in {found:?}");
    }
    assert_eq!(point(&raw, 4), (131.885, 43.115));
    assert_eq!(point(&raw, 5), (131.5, 43.5));
    assert_eq!(point(&raw, 6), (131.6, 43.6));
}

#[test]
fn a_table_is_written_as_it_was() {
    for bytes in [fixture!("utf8.csv").as_slice(), fixture!("pair.csv"), fixture!("dms.csv")] {
        let (raw, _) = read_ok(bytes);
        let out = written(&[&raw.layer]);
        let wanted = bytes.replace_line_ends();
        assert_eq!(String::from_utf8_lossy(&out), String::from_utf8_lossy(&wanted));
    }
    let (raw, _) = read_ok(fixture!("cp1251.csv"));
    let out = String::from_utf8(written(&[&raw.layer])).unwrap();
    assert!(out.contains("\r\nКраскино;42,7092;130,7781;;2\r\n"), "{out}");
}

#[test]
fn a_moved_point_is_written_anew() {
    let (raw, _) = read_ok(fixture!("cp1251.csv"));
    let mut features: Vec<Feature> = raw.layer.features.iter().map(|f| (**f).clone()).collect();
    features[0].geometry = Geometry::point(LonLat::new(131.0, 42.5));
    let moved = Layer { foreign_members: raw.layer.foreign_members.clone(), ..Layer::new("moved", features) };
    let out = String::from_utf8(written(&[&moved])).unwrap();
    assert!(out.contains("\r\nХасан;42,5;131;10,5;3\r\n"), "{out}");
}

#[test]
fn meters_keep_their_columns() {
    let (raw, _) = read_ok(b"name,X,Y\nA,500000.0,4775000.0\n");
    let mut feature = (*raw.layer.features[0]).clone();
    feature.geometry = Geometry::point(LonLat::new(129.0, 43.0));
    let layer =
        Layer { foreign_members: raw.layer.foreign_members.clone(), ..Layer::new("degrees", vec![feature]) };
    let out = String::from_utf8(written(&[&layer])).unwrap();
    assert_eq!(out, "lat,lon,name,X,Y\r\n43,129,A,500000.0,4775000.0\r\n");
    assert_eq!(point(&read_ok(out.as_bytes()).0, 0), (129.0, 43.0));
}

#[test]
fn no_position_is_said() {
    let (read, _) = read_with(b"name,count\na,1\nb,2\n", &Limits::default());
    let error = read.unwrap_err();
    assert_eq!(error.code(), "no-coordinates");
    assert!(error.to_string().contains("name, count"), "{error}");
    assert_eq!(read_with(b"", &Limits::default()).0.unwrap_err().code(), "empty-file");
}

#[test]
fn limits_hold() {
    let few = Limits { features: 2, ..Limits::default() };
    assert_eq!(read_with(fixture!("utf8.csv"), &few).0.unwrap_err().code(), "limit");
    let short = Limits { text_bytes: 10, ..Limits::default() };
    let (read, report) = read_with(fixture!("utf8.csv"), &short);
    assert_eq!(read.unwrap()[0].layer.features[2].property("name"), None);
    assert_eq!(report.count("limit"), 1);
}

#[test]
fn numbers_that_are_none() {
    let (raw, report) = read_ok(b"lat,lon\n43.5,131.5\n1e999,2\nInfinity,2\n");
    assert_eq!((raw.layer.features.len(), report.count("bad-number"), report.count("nan")), (3, 1, 1));
}

#[test]
fn long_lines_are_answered() {
    for part in [",", "\"", "a", "\"a,b\n", "1.5,2.5;", "\"\",", "\r"] {
        let text = part.repeat((8 << 20) / part.len());
        let _ = read_with(text.as_bytes(), &Limits::default());
        let _ = read_with(["lat,lon\n43.5,131.5\n", &text].concat().as_bytes(), &Limits::default());
    }
}

fn values() -> impl Strategy<Value = Value> {
    prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::Bool),
        "-?(0|[1-9][0-9]{0,8})(\\.[0-9]{1,6})?(e-?[0-9]{1,2})?".prop_map(|n| Value::Number(n.into())),
        "[ -~а-яА-Я가-힣\n\r\t\"]{0,12}".prop_map(|t| Value::Text(t.into())),
    ]
}

fn geometries() -> impl Strategy<Value = Geometry> {
    let place = || (-180.0..180.0, -90.0..90.0).prop_map(|(lon, lat)| LonLat::new(lon, lat));
    let high = (place(), prop_oneof![Just(f64::NAN), -100.0..9000.0])
        .prop_map(|(p, h)| Geometry::Point(Positions::new(vec![p]).with_heights(vec![h])));
    prop_oneof![
        6 => high,
        1 => Just(Geometry::None),
        1 => proptest::collection::vec(place(), 2..6).prop_map(Geometry::line),
    ]
}

fn layers() -> impl Strategy<Value = Layer> {
    let row = (geometries(), proptest::collection::vec(values(), 3));
    proptest::collection::vec(row, 1..12).prop_map(|rows| {
        let keys: [std::sync::Arc<str>; 3] = ["name".into(), "два".into(), "셋".into()];
        let feature = |(geometry, values): (Geometry, Vec<Value>)| Feature {
            geometry,
            properties: keys.iter().cloned().zip(values).collect(),
            ..Feature::default()
        };
        Layer::new("table", rows.into_iter().map(feature).collect())
    })
}

/// A layer without the columns that hold the position, and with no lines.
fn bare(layer: &Layer) -> Vec<Feature> {
    let mine = ["name", "два", "셋"];
    let strip = |f: &std::sync::Arc<Feature>| {
        let mut feature = (**f).clone();
        feature.properties.retain(|(key, _)| mine.contains(&&**key));
        feature.line = 0;
        feature
    };
    layer.features.iter().map(strip).collect()
}

proptest! {
    #[test]
    fn what_is_written_is_read(layer in layers()) {
        prop_assume!(layer.features.iter().any(|f| f.geometry != Geometry::None));
        let out = written(&[&layer]);
        let (read, report) = read_with(&out, &Limits::default());
        let read = read.unwrap().remove(0).layer;
        prop_assert_eq!(bare(&read), bare(&layer), "{}\n{:?}", String::from_utf8_lossy(&out), report);
        let again = written(&[&read]);
        prop_assert_eq!(String::from_utf8_lossy(&again), String::from_utf8_lossy(&out));
    }

    #[test]
    fn any_bytes_are_answered(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let _ = read_with(&bytes, &Limits::default());
    }
}

/// Seeded changes of the fixtures; `TUMEN_MUTATIONS` raises their number.
#[test]
fn mutated_tables_are_answered() {
    let files: [&[u8]; 10] = [
        fixture!("utf8.csv"),
        fixture!("utf16.csv"),
        fixture!("cp1251.csv"),
        fixture!("cp949.csv"),
        fixture!("dms.csv"),
        fixture!("wkt.csv"),
        fixture!("newlines.csv"),
        fixture!("no_header.csv"),
        fixture!("ragged.csv"),
        fixture!("pair.csv"),
    ];
    let rounds = std::env::var("TUMEN_MUTATIONS").ok().and_then(|n| n.parse().ok()).unwrap_or(1500);
    let mut seed = 0x9e37_79b9_7f4a_7c15_u64;
    let mut random = move || {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        (seed >> 16) as usize
    };
    for round in 0..rounds {
        let mut bytes = files[round % files.len()].to_vec();
        for _ in 0..=random() % 4 {
            let at = random() % bytes.len();
            match random() % 5 {
                0 => bytes[at] = random() as u8,
                1 => bytes.truncate(at + 1),
                2 => bytes.insert(at, b",;\"\n\t\x00-.\xb0"[random() % 9]),
                3 => drop(bytes.drain(at..(at + random() % 8).min(bytes.len()))),
                _ => bytes.extend_from_within(at..),
            }
            if bytes.is_empty() {
                break;
            }
        }
        let (read, _) = read_with(&bytes, &Limits::default());
        if let Ok(raw_layers) = read {
            raw_layers.iter().for_each(|d| drop(written(&[&d.layer])));
        }
    }
}
