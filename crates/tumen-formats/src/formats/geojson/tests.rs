#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use super::*;
use crate::input::{Input, Limits, RawLayer, ReadError, StatedCrs, Watch};
use tumen_core::diag::Report;
use tumen_core::model::layer::{Color, Geometry, GeometryKind, Value};

fn with(text: &[u8], limits: &Limits) -> (Result<Vec<RawLayer>, ReadError>, Report) {
    let (watch, mut report) = (Watch::default(), Report::new());
    let read = read(&Input::of("folder/lines.geojson", text, limits, &watch), &mut report);
    (read, report)
}

fn loaded(text: &str) -> (RawLayer, Report) {
    let (read, report) = with(text.as_bytes(), &Limits::default());
    (read.unwrap().remove(0), report)
}

fn sequence(text: &str) -> (RawLayer, Report) {
    let (limits, watch, mut report) = (Limits::default(), Watch::default(), Report::new());
    let read = read_sequence(&Input::of("lines.geojsonl", text.as_bytes(), &limits, &watch), &mut report);
    (read.unwrap().remove(0), report)
}

const POINT: &str =
    r#"{"type":"Feature","properties":{"a":1.50},"geometry":{"type":"Point","coordinates":[131.9,43.1]}}"#;

fn collection(features: &[&str]) -> String {
    format!("{{\"type\":\"FeatureCollection\",\n\"features\":[\n{}\n]}}", features.join(",\n"))
}

#[test]
fn members_may_stand_in_any_order() {
    let text = r#"{"features":[{"geometry":{"coordinates":[[[1,2],[3,4,5]],[]],"type":"MultiLineString","x":[1, 2]},
        "properties":{"b":"\u044f","c":{"d": [1.0]},"e":null,"f":true},"id":"7","bbox":[1,2,3,4],"type":"Feature"}],
        "name":"Roads","crs":{"type":"name","properties":{"name":"EPSG:5179"}},"type":"FeatureCollection"}"#;
    let (raw, report) = loaded(text);
    assert!(report.is_empty(), "{report:?}");
    assert_eq!(raw.crs, StatedCrs::Epsg(5179));
    assert_eq!((raw.layer.name.as_str(), raw.layer.foreign_members.len()), ("Roads", 1));
    let feature = &raw.layer.features[0];
    let Geometry::MultiLineString(lines) = &feature.geometry else { panic!("{feature:?}") };
    assert_eq!((lines[0].heights()[1], lines[1].len()), (5.0, 0));
    assert_eq!(feature.id, Some(Value::Text("7".into())));
    assert_eq!(feature.property("b"), Some(&Value::Text("я".into())));
    assert_eq!(feature.property("c"), Some(&Value::Json("{\"d\":[1.0]}".into())));
    let foreign_members: Vec<_> = feature.foreign_members.iter().map(|(k, v)| (&**k, &**v)).collect();
    assert_eq!(foreign_members, [("geometry/x", "[1,2]"), ("bbox", "[1,2,3,4]")]);
}

#[test]
fn numbers_keep_their_digits() {
    let (raw, _) = loaded(POINT);
    assert_eq!(raw.layer.features[0].property("a"), Some(&Value::Number("1.50".into())));
    assert_eq!(raw.layer.name, "lines");
}

#[test]
fn roots_of_every_kind_are_read() {
    for (text, count) in [
        (POINT.to_owned(), 1),
        (format!("[{POINT},{POINT}]"), 2),
        (format!("{POINT}\n{POINT}"), 2),
        (r#"{"type":"Point","coordinates":[1,2]}"#.to_owned(), 1),
        (
            r#"{"type":"GeometryCollection","geometries":[{"type":"Point","coordinates":[1,2]}]}"#.to_owned(),
            1,
        ),
        (collection(&[&collection(&[POINT, POINT]), POINT]), 3),
        (collection(&[]), 0),
        (r#"{"type":"Feature","properties":null,"geometry":null}"#.to_owned(), 1),
        (format!("\u{feff}{POINT}"), 1),
    ] {
        let (raw, report) = loaded(&text);
        assert_eq!(raw.layer.features.len(), count, "{text}");
        assert!(report.is_empty(), "{report:?}");
    }
}

#[test]
fn one_broken_feature_costs_itself() {
    for broken in [
        r#"{"type":"Feature","properties":{"a":oops},"geometry":null}"#,
        r#"{"type":"Feature","properties":{"a":"no end},"geometry":null}"#,
        r#"{"type":"Feature","properties":{"a":1,"geometry":null}"#,
        r#"{"type":"Feature","geometry":{"type":"Point","coordinates":[1,2},"properties":{}}"#,
        r#"{"type":"Feature" "properties":{},"geometry":null}"#,
    ] {
        let (raw, report) = loaded(&collection(&[POINT, broken, POINT, POINT]));
        let lines: Vec<u32> = raw.layer.features.iter().map(|f| f.line).collect();
        assert_eq!(lines, [3, 5, 6], "{broken}\n{report:?}");
        let notice = &report.notices()[0];
        assert_eq!((notice.code, report.notices().len()), ("syntax", 1), "{report:?}");
        assert!(matches!(notice.place.line, Some(4 | 5)), "{notice}");
    }
}

#[test]
fn of_a_truncated_file_what_came_before_is_loaded() {
    let whole = collection(&[POINT, POINT, POINT]);
    let (raw, report) = loaded(&whole[..whole.len() - 40]);
    assert_eq!(raw.layer.features.len(), 2);
    assert_eq!((report.count("truncated"), report.notices()[0].place.line), (1, Some(5)));
    let line = r#"{"type":"LineString","coordinates":[[1,2],[3,4],[5,"#;
    let (raw, report) = loaded(line);
    assert_eq!((raw.layer.vertices(), report.count("truncated")), (2, 1));
    let feature = format!(r#"{{"type":"Feature","properties":{{"a":1}},"geometry":{line}"#);
    let (raw, _) = loaded(&feature);
    assert_eq!((raw.layer.vertices(), raw.layer.features[0].properties.len()), (2, 1));
}

#[test]
fn coordinates_are_taken_as_they_come() {
    let line = |c: &str| loaded(&format!(r#"{{"type":"LineString","coordinates":[[1,2],{c},[5,6]]}}"#));
    for (odd, count, code) in [
        ("[\"131,5\",\"43,25\"]", 3, "decimal-comma"),
        ("[\"131.5\",43]", 3, "bad-number"),
        ("[NaN,43]", 3, "nan"),
        ("[null,43]", 3, "nan"),
        ("[-Infinity,43]", 3, "nan"),
        ("[1e999,43]", 2, "bad-number"),
        ("[\"x\",43]", 2, "bad-number"),
        ("[43]", 2, "bad-geometry"),
        ("[]", 2, "empty-geometry"),
        ("[1,2,3,4,5]", 3, "bad-geometry"),
    ] {
        let (raw, report) = line(odd);
        assert_eq!(raw.layer.vertices(), count, "{odd}");
        assert!(report.count(code) > 0, "{odd} {report:?}");
    }
    assert_eq!(line("[\"131,5\",2]").0.layer.features[0].geometry.bounds().max.lon, 131.5);
}

#[test]
fn wrong_brackets_and_types_are_named() {
    let one = |kind: &str, c: &str| loaded(&format!(r#"{{"type":"{kind}","coordinates":{c}}}"#));
    for (kind, c, read, notices) in [
        ("Polygon", "[[0,0],[1,0],[1,1],[0,0]]", GeometryKind::Polygon, 1),
        ("LineString", "[[[0,0],[1,0]]]", GeometryKind::MultiLineString, 1),
        ("linestring", "[[0,0],[1,0]]", GeometryKind::LineString, 1),
        ("Point", "[[0,0],[1,0]]", GeometryKind::MultiPoint, 1),
        ("LineString", "[]", GeometryKind::LineString, 0),
        ("Point", "[]", GeometryKind::None, 1),
        ("LineString", "[[0,0],[[1,0]]]", GeometryKind::LineString, 1),
        ("Pint", "[0,0]", GeometryKind::None, 1),
        ("MultiPolygon", "[0,0]", GeometryKind::None, 1),
    ] {
        let (raw, report) = one(kind, c);
        assert_eq!(raw.layer.features[0].geometry.kind(), read, "{kind} {c}");
        assert_eq!(report.notices().len(), notices, "{kind} {c} {report:?}");
    }
}

#[test]
fn simplestyle_and_times_are_used_and_kept() {
    let text = r##"{"type":"Feature","properties":{"stroke":"#f00","stroke-opacity":0.5,"stroke-width":3,
        "coordTimes":["1970-01-01T00:00:01Z","1970-01-01T00:00:02Z"]},
        "geometry":{"type":"LineString","coordinates":[[1,2],[3,4]]}}"##;
    let (raw, _) = loaded(text);
    let feature = &raw.layer.features[0];
    let style = feature.own_style.as_ref().unwrap();
    assert_eq!((style.stroke, style.width), (Some(Color([255, 0, 0, 128])), Some(3.0)));
    assert_eq!(feature.properties.len(), 4);
    let Geometry::LineString(line) = &feature.geometry else { panic!() };
    assert_eq!(line.times(), [1.0, 2.0]);
}

#[test]
fn every_encoding_is_read() {
    let text =
        r#"{"type":"Feature","properties":{"имя":"Хасанский район, станция Туманная"},"geometry":null}"#;
    let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let marked = [&[0xff, 0xfe], &utf16[..]].concat();
    let cp1251 = encoding_rs::WINDOWS_1251.encode(text).0.into_owned();
    for (bytes, notices) in [(utf16, 0), (marked, 0), (cp1251, 1)] {
        let (read, report) = with(&bytes, &Limits::default());
        let raw = read.unwrap().remove(0);
        let name = raw.layer.features[0].property("имя").unwrap();
        assert_eq!(name.display(), "Хасанский район, станция Туманная");
        assert_eq!(report.count("wrong-encoding"), notices);
    }
}

#[test]
fn a_broken_line_of_a_sequence_costs_one_feature() {
    let lines = format!("{POINT}\n{}\n\n{POINT}\r\n{POINT}", &POINT[..50]);
    let (raw, report) = sequence(&lines);
    assert_eq!(raw.layer.features.iter().map(|f| f.line).collect::<Vec<_>>(), [1, 4, 5]);
    assert_eq!((report.notices().len(), report.notices()[0].place.line), (1, Some(2)));
    let records = format!("\u{1e}{}\n\u{1e}{}\n\u{1e}{POINT}\n", POINT.replace(',', ",\n"), &POINT[..60]);
    let (raw, report) = sequence(&records);
    assert_eq!((raw.layer.features.len(), report.notices().len()), (2, 1));
}

#[test]
fn hostile_input_ends_in_an_error() {
    let deep = "[".repeat(100_000);
    let (read, _) = with(deep.as_bytes(), &Limits::default());
    assert!(matches!(read, Err(ReadError::Limit { name: "depth", .. })));
    let nested = format!(r#"{{"type":"Feature","properties":{{"a":{deep}"#);
    assert_eq!(with(nested.as_bytes(), &Limits::default()).0.unwrap_err().code(), "limit");
    let collections = r#"{"type":"GeometryCollection","geometries":["#.repeat(100_000);
    assert_eq!(with(collections.as_bytes(), &Limits::default()).0.unwrap_err().code(), "limit");
    let few = Limits { vertices: 1, ..Limits::default() };
    let line = r#"{"type":"LineString","coordinates":[[1,2],[3,4]]}"#;
    assert_eq!(with(line.as_bytes(), &few).0.unwrap_err().code(), "limit");
    assert_eq!(with(b"", &few).0.unwrap_err().code(), "empty-file");
    assert_eq!(with(b"{\"a\":1}", &Limits::default()).0.unwrap_err().code(), "unknown-format");
    assert_eq!(with(b"{\"type\":\"FeatureColl", &few).0.unwrap_err().code(), "truncated");
}
