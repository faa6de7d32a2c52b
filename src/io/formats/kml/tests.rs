#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on fails")]

use super::*;
use crate::diag::Report;
use crate::io::input::{Input, Limits, ReadError, Watch};
use crate::model::layer::{Color, GeometryKind, Layer, Value};

fn read_text(text: &str) -> (Result<Layer, ReadError>, Report) {
    let (limits, watch, mut report) = (Limits::default(), Watch::default(), Report::new());
    let drafts = read(&Input::of("a.kml", text.as_bytes(), &limits, &watch), &mut report);
    (drafts.map(|mut drafts| drafts.remove(0).layer), report)
}

#[test]
fn folders_styles_and_shapes() {
    let (layer, report) = read_text(include_str!("../../../../tests/fixtures/kml/good.kml"));
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
    assert!(layer.kept.iter().any(|(key, _)| &**key == "gx:Tour"));
}
