#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on fails")]

use super::*;
use crate::formats::xml::samples;
use crate::input::{Input, Limits, ReadError, Watch};
use proptest::prelude::*;
use std::collections::BTreeSet;
use tumen_core::diag::Report;
use tumen_core::model::layer::{Feature, Geometry, GeometryKind, Layer};

fn read_text(text: &str) -> (Result<Layer, ReadError>, Report) {
    let (limits, watch, mut report) = (Limits::default(), Watch::default(), Report::new());
    let raw_layers = read(&Input::of("a.gpx", text.as_bytes(), &limits, &watch), &mut report);
    (raw_layers.map(|mut raw_layers| raw_layers.remove(0).layer), report)
}

#[test]
fn waypoints_routes_and_tracks() {
    let (layer, report) = read_text(include_str!("../../../../../tests/fixtures/gpx/good.gpx"));
    let layer = layer.unwrap();
    assert!(report.is_empty(), "{report:?}");
    let kinds: Vec<_> = layer.features.iter().map(|f| f.geometry.kind()).collect();
    assert_eq!(
        kinds,
        [
            GeometryKind::Point,
            GeometryKind::LineString,
            GeometryKind::LineString,
            GeometryKind::MultiLineString
        ]
    );
    assert_eq!(layer.vertices(), 1 + 2 + 3 + 4);
    assert_eq!(layer.name, "Tumangang crossing");
    assert_eq!(layer.folders.len(), 3);
}

fn written(layer: &Layer) -> String {
    let mut out = Vec::new();
    write(&[layer], &mut out);
    String::from_utf8(out).unwrap()
}

/// What a layer holds, without lines of the file and the folders that reading makes.
fn held(layer: &Layer) -> String {
    let strip = |feature: &Feature| Feature { line: 0, folder: None, ..feature.clone() };
    let features = layer.features.iter().map(|feature| strip(feature)).collect();
    let layer =
        Layer { foreign_members: layer.foreign_members.clone(), ..Layer::new(layer.name.clone(), features) };
    // As text, since NaN is not equal to itself.
    format!("{layer:?}")
}

#[test]
fn what_was_read_is_written_back() {
    let layer = read_text(include_str!("../../../../../tests/fixtures/gpx/good.gpx")).0.unwrap();
    let text = written(&layer);
    let (again, report) = read_text(&text);
    assert!(report.is_empty(), "{report:?}\n{text}");
    assert_eq!(held(&again.unwrap()), held(&layer), "{text}");
    assert!(
        text.contains("<gpxtpx:hr>90</gpxtpx:hr>")
            && text.contains("<rtept lat=\"42.4\" lon=\"130.6\"><name>A")
    );
    assert!(losses(&[&layer]).is_empty(), "{:?}", losses(&[&layer]));
}

fn shapes() -> impl Strategy<Value = Geometry> {
    prop_oneof![
        samples::positions(1..2, true).prop_map(Geometry::Point),
        samples::positions(1..5, true).prop_map(Geometry::LineString),
        prop::collection::vec(samples::positions(1..4, true), 2..4).prop_map(Geometry::MultiLineString),
    ]
}

proptest! {
    #[test]
    fn written_and_read_again(mut features in prop::collection::vec(samples::feature(shapes()), 0..5), name in "[a-z]{1,5}") {
        features.iter_mut().for_each(|feature| feature.own_style = None);
        features.sort_by_key(|feature| !matches!(feature.geometry, Geometry::Point(_)));
        let layer = Layer::new(name, features);
        let text = written(&layer);
        let (again, report) = read_text(&text);
        prop_assert!(report.is_empty(), "{:?}\n{}", report, text);
        prop_assert_eq!(held(&again.unwrap()), held(&layer), "{}", text);
    }
}

#[test]
fn broken_files_give_what_they_hold() {
    // (file, features, vertices, codes)
    let cases: [(&str, usize, usize, &[&str]); 6] = [
        (include_str!("../../../../../tests/fixtures/gpx/unclosed.gpx"), 2, 5, &["unclosed-xml"]),
        (include_str!("../../../../../tests/fixtures/gpx/cut.gpx"), 1, 2, &["truncated"]),
        (include_str!("../../../../../tests/fixtures/gpx/comma.gpx"), 1, 2, &["decimal-comma"]),
        (include_str!("../../../../../tests/fixtures/gpx/no-namespace.gpx"), 1, 2, &["missing-namespace"]),
        (include_str!("../../../../../tests/fixtures/gpx/bad-points.gpx"), 1, 2, &["bad-number", "syntax"]),
        (include_str!("../../../../../tests/fixtures/gpx/version-1.0.gpx"), 2, 3, &[]),
    ];
    for (text, features, vertices, codes) in cases {
        let (layer, report) = read_text(text);
        let layer = layer.unwrap();
        let told: BTreeSet<_> = report.notices().iter().map(|n| n.code).collect();
        assert_eq!(told, codes.iter().copied().collect(), "{report:?}");
        assert_eq!((layer.features.len(), layer.vertices()), (features, vertices), "{layer:?}");
        assert!(report.notices().iter().all(|n| n.place.line.is_some()), "{report:?}");
        assert_eq!(held(&read_text(&written(&layer)).0.unwrap()), held(&layer));
    }
}

#[test]
fn hostile_files_are_answered() {
    let bomb = "<!DOCTYPE gpx [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><gpx><wpt lat=\"1\" lon=\"2\"><name>&b;</name></wpt></gpx>";
    let (layer, report) = read_text(bomb);
    assert_eq!(layer.unwrap().features[0].name(), Some("&b;"));
    assert!(report.count("syntax") == 2);
    assert_eq!(read_text(&format!("<gpx>{}", "<a>".repeat(100_000))).0.unwrap_err().code(), "limit");
    for piece in [
        "<a ",
        "<!--",
        "<?",
        "<!x[",
        "<trkpt ",
        "&",
        "<a '",
        "</",
        "<![CDATA[",
        "<wpt>",
        "<a b=\"",
        "<trk><trkseg>",
    ] {
        let _ = read_text(&format!("<gpx>{}", piece.repeat(100_000)));
    }
    let long = format!("<gpx><wpt lat=\"1\" lon=\"{}\"/></gpx>", "9".repeat(10 << 20));
    assert_eq!(read_text(&long).1.count("bad-number"), 1);
}

#[test]
fn mutated_files_are_answered() {
    let good = include_bytes!("../../../../../tests/fixtures/gpx/good.gpx");
    let mut seeded = samples::Seeded(0x5eed);
    for _ in 0..samples::mutations() {
        let bytes = seeded.mutate(good);
        let (limits, watch, mut report) = (Limits::default(), Watch::default(), Report::new());
        let Ok(raw_layers) = read(&Input::of("a.gpx", &bytes, &limits, &watch), &mut report) else {
            continue;
        };
        let text = written(&raw_layers[0].layer);
        let (again, report) = read_text(&text);
        let told: Vec<_> = report.notices().iter().filter(|n| n.code != "bad-number").collect();
        assert!(told.is_empty(), "{told:?}\n{text}");
        assert_eq!(again.unwrap().vertices(), raw_layers[0].layer.vertices());
    }
}
