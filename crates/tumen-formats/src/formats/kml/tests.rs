#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on fails")]

use super::*;
use crate::formats::xml::samples;
use crate::input::{Input, Limits, ReadError, Watch};
use proptest::prelude::*;
use std::collections::BTreeSet;
use std::io::Write;
use tumen_core::diag::Report;
use tumen_core::model::layer::{Color, Feature, Folder, Geometry, GeometryKind, Layer, Positions, Value};

fn read_text(text: &str) -> (Result<Layer, ReadError>, Report) {
    let (limits, watch, mut report) = (Limits::default(), Watch::default(), Report::new());
    let raw_layers = read(&Input::of("a.kml", text.as_bytes(), &limits, &watch), &mut report);
    (raw_layers.map(|mut raw_layers| raw_layers.remove(0).layer), report)
}

#[test]
fn folders_styles_and_shapes() {
    let (layer, report) = read_text(include_str!("../../../../../tests/fixtures/kml/good.kml"));
    let layer = layer.unwrap();
    assert_eq!(report.notices().iter().map(|n| n.code).collect::<Vec<_>>(), ["link-not-followed"; 2]);
    let kinds: Vec<_> = layer.features.iter().map(|f| f.geometry.kind()).collect();
    use GeometryKind as K;
    assert_eq!(
        kinds,
        [K::Point, K::LineString, K::Polygon, K::Collection, K::MultiLineString, K::LineString]
    );
    assert_eq!(layer.name, "Corridor");
    assert_eq!(
        layer.folders.iter().map(|f| f.name.as_str()).collect::<Vec<_>>(),
        ["Sites", "Inner", "Tracks"]
    );
    assert_eq!(layer.folders[1].parent, Some(0));
    assert!(!layer.folders[2].visible);
    let style = layer.features[0].own_style.as_ref().unwrap();
    assert_eq!(style.marker, Some(Color([0x11, 0x22, 0x33, 0xff])));
    let line = &layer.features[1];
    assert_eq!(line.property("length_km"), Some(&Value::Number("12.50".into())));
    assert_eq!(line.own_style.as_ref().unwrap().width, Some(4.0));
    assert!(layer.foreign_members.iter().any(|(key, _)| &**key == "gx:Tour"));
}

fn written(layer: &Layer) -> String {
    let mut out = Vec::new();
    write(&[layer], &mut out);
    String::from_utf8(out).unwrap()
}

/// What a layer holds, without lines of the file; as text, since NaN is not equal to itself.
fn held(layer: &Layer) -> String {
    let features = layer.features.iter().map(|feature| Feature { line: 0, ..(**feature).clone() }).collect();
    let layer = Layer {
        foreign_members: layer.foreign_members.clone(),
        folders: layer.folders.clone(),
        visible: layer.visible,
        ..Layer::new(layer.name.clone(), features)
    };
    format!("{layer:?}")
}

#[test]
fn what_was_read_is_written_back() {
    let layer = read_text(include_str!("../../../../../tests/fixtures/kml/good.kml")).0.unwrap();
    let text = written(&layer);
    let (again, report) = read_text(&text);
    assert!(report.notices().iter().all(|n| n.code == "link-not-followed"), "{report:?}\n{text}");
    assert_eq!(held(&again.unwrap()), held(&layer), "{text}");
    assert!(losses(&[&layer]).is_empty());
}

fn ring() -> impl Strategy<Value = Positions> {
    samples::positions(4..7, false)
}

fn shapes() -> impl Strategy<Value = Geometry> {
    let flat = prop_oneof![
        samples::positions(1..2, false).prop_map(Geometry::Point),
        samples::positions(1..5, true).prop_map(Geometry::LineString),
        prop::collection::vec(ring(), 1..3).prop_map(Geometry::Polygon),
    ];
    prop_oneof![
        1 => Just(Geometry::None),
        1 => samples::positions(1..2, true).prop_map(Geometry::Point),
        1 => samples::positions(1..4, false).prop_map(Geometry::MultiPoint),
        2 => prop::collection::vec(samples::positions(1..4, true), 1..4).prop_map(Geometry::MultiLineString),
        1 => prop::collection::vec(prop::collection::vec(ring(), 1..3), 1..3).prop_map(Geometry::MultiPolygon),
        3 => flat.clone(),
        1 => prop::collection::vec(flat, 0..4).prop_map(Geometry::Collection),
    ]
}

fn folders() -> impl Strategy<Value = Vec<Folder>> {
    let folder = (samples::text(), prop::option::of(0..3_u32), any::<bool>());
    prop::collection::vec(folder, 0..4).prop_map(|all| {
        let fits = |at: usize, parent: Option<u32>| parent.filter(|parent| (*parent as usize) < at);
        let folder = |(at, (name, parent, visible)): (usize, (String, Option<u32>, bool))| Folder {
            name: name.trim().to_owned(),
            parent: fits(at, parent),
            visible,
        };
        all.into_iter().enumerate().map(folder).collect()
    })
}

proptest! {
    #[test]
    fn written_and_read_again(
        features in prop::collection::vec(samples::feature(shapes()), 0..5),
        folders in folders(),
        name in "[a-z]{1,5}",
        visible in any::<bool>(),
    ) {
        let mut layer = Layer::new(name, features);
        (layer.folders, layer.visible) = (folders.into(), visible);
        prop_assume!(losses(&[&layer]).is_empty());
        let text = written(&layer);
        let (again, report) = read_text(&text);
        prop_assert!(report.is_empty(), "{:?}\n{}", report, text);
        prop_assert_eq!(held(&again.unwrap()), held(&layer), "{}", text);
    }
}

#[test]
fn folders_that_are_interleaved_are_written_one_by_one() {
    let folder = |name: &str| Folder { name: name.into(), parent: None, visible: true };
    let inside = |folder| Feature { folder: Some(folder), ..Feature::default() };
    let mut layer = Layer::new("a", vec![inside(1), inside(0), inside(1)]);
    layer.folders = vec![folder("x"), folder("y")].into();
    assert_eq!(losses(&[&layer]).len(), 1);
    let again = read_text(&written(&layer)).0.unwrap();
    assert_eq!(again.features.iter().map(|f| f.folder).collect::<Vec<_>>(), [Some(0), Some(1), Some(1)]);
}

#[test]
fn broken_files_give_what_they_hold() {
    let cases: [(&str, usize, usize, &[&str]); 5] = [
        (include_str!("../../../../../tests/fixtures/kml/unclosed.kml"), 3, 5, &["unclosed-xml"]),
        (include_str!("../../../../../tests/fixtures/kml/cut.kml"), 2, 3, &["truncated"]),
        (include_str!("../../../../../tests/fixtures/kml/comma.kml"), 1, 2, &["extra-numbers"]),
        (
            include_str!("../../../../../tests/fixtures/kml/no-namespace.kml"),
            1,
            1,
            &["missing-namespace", "syntax"],
        ),
        (include_str!("../../../../../tests/fixtures/kml/bad-numbers.kml"), 1, 2, &["bad-number"]),
    ];
    for (text, features, vertices, codes) in cases {
        let (layer, report) = read_text(text);
        let layer = layer.unwrap();
        let told: BTreeSet<_> = report.notices().iter().map(|n| n.code).collect();
        assert_eq!(told, codes.iter().copied().collect(), "{report:?}");
        assert_eq!((layer.features.len(), layer.vertices()), (features, vertices), "{layer:?}");
        assert_eq!(held(&read_text(&written(&layer)).0.unwrap()), held(&layer));
    }
}

#[test]
fn encodings() {
    let text = "<?xml version=\"1.0\" encoding=\"LABEL\"?><kml xmlns=\"http://www.opengis.net/kml/2.2\"><Placemark><name>Хасан — станция на границе</name></Placemark></kml>";
    let read_bytes = |bytes: &[u8]| {
        let (limits, watch, mut report) = (Limits::default(), Watch::default(), Report::new());
        let raw_layers = read(&Input::of("a.kml", bytes, &limits, &watch), &mut report).unwrap();
        (raw_layers[0].layer.features[0].name().unwrap().to_owned(), report.count("wrong-encoding"))
    };
    let wanted = "Хасан — станция на границе".to_owned();
    let cyrillic =
        |label: &str| encoding_rs::WINDOWS_1251.encode(&text.replace("LABEL", label)).0.into_owned();
    let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(read_bytes(text.replace("LABEL", "utf-8").as_bytes()), (wanted.clone(), 0));
    assert_eq!(read_bytes(&cyrillic("windows-1251")), (wanted.clone(), 0));
    assert_eq!(read_bytes(&cyrillic("UTF-8")), (wanted.clone(), 1));
    assert_eq!(read_bytes(text.replace("LABEL", "windows-1251").as_bytes()), (wanted.clone(), 1));
    assert_eq!(read_bytes(&wide), (wanted.clone(), 0));
    assert_eq!(read_bytes(&[&b"\xff\xfe"[..], &wide].concat()), (wanted, 0));
}

#[test]
fn archives() {
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let placemark = |name: &str| {
        format!(
            "<kml xmlns=\"http://www.opengis.net/kml/2.2\"><Placemark><name>{name}</name></Placemark></kml>"
        )
    };
    for (name, content) in
        [("sub/more.kml", placemark("b")), ("doc.kml", placemark("a")), ("files/pin.png", String::new())]
    {
        writer.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        writer.write_all(content.as_bytes()).unwrap();
    }
    let bytes = writer.finish().unwrap().into_inner();
    let (limits, watch, mut report) = (Limits::default(), Watch::default(), Report::new());
    let raw_layers = read_kmz(&Input::of("a.kmz", &bytes, &limits, &watch), &mut report).unwrap();
    let names: Vec<_> = raw_layers.iter().map(|d| d.layer.features[0].name().unwrap()).collect();
    assert_eq!((names, report.count("not-used")), (vec!["a", "b"], 1));
}

#[test]
fn hostile_files_are_answered() {
    assert_eq!(read_text(&format!("<kml>{}", "<Folder>".repeat(100_000))).0.unwrap_err().code(), "limit");
    let deep = "<MultiGeometry>".repeat(50);
    assert_eq!(read_text(&format!("<kml><Placemark>{deep}")).1.count("bad-geometry"), 1);
    for piece in [
        "<Placemark>",
        "<Point><coordinates>",
        "<coordinates>1,",
        "1,2,",
        "<Style id='",
        "<Data name=\"",
        "<Folder/>",
    ] {
        let _ = read_text(&format!("<kml>{}", piece.repeat(100_000)));
    }
    let numbers = format!("<kml><Placemark><LineString><coordinates>{}", "1e999,x,,,, ".repeat(200_000));
    assert!(read_text(&numbers).0.unwrap().vertices() == 0);
    let maps = "<kml><Document><StyleMap id='a'><Pair><key>normal</key><styleUrl>#a</styleUrl></Pair></StyleMap><Placemark><styleUrl>#a</styleUrl></Placemark></Document></kml>";
    assert_eq!(read_text(maps).0.unwrap().features[0].own_style, None);
}

#[test]
fn mutated_files_are_answered() {
    let good = include_bytes!("../../../../../tests/fixtures/kml/good.kml");
    let mut seeded = samples::Seeded(0x5eed);
    for _ in 0..samples::mutations() {
        let bytes = seeded.mutate(good);
        let (limits, watch, mut report) = (Limits::default(), Watch::default(), Report::new());
        let Ok(raw_layers) = read(&Input::of("a.kml", &bytes, &limits, &watch), &mut report) else {
            continue;
        };
        let text = written(&raw_layers[0].layer);
        let (again, report) = read_text(&text);
        let told: Vec<_> =
            report.notices().iter().filter(|n| n.code == "unclosed-xml" || n.code == "truncated").collect();
        assert!(told.is_empty(), "{told:?}\n{text}");
        assert_eq!(again.unwrap().vertices(), raw_layers[0].layer.vertices());
    }
}
