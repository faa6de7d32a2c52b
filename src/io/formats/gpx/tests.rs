#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on fails")]

use super::*;
use crate::diag::Report;
use crate::io::input::{Input, Limits, ReadError, Watch};
use crate::model::layer::{GeometryKind, Layer};

fn read_text(text: &str) -> (Result<Layer, ReadError>, Report) {
    let (limits, watch, mut report) = (Limits::default(), Watch::default(), Report::new());
    let drafts = read(&Input::of("a.gpx", text.as_bytes(), &limits, &watch), &mut report);
    (drafts.map(|mut drafts| drafts.remove(0).layer), report)
}

#[test]
fn waypoints_routes_and_tracks() {
    let (layer, report) = read_text(include_str!("../../../../tests/fixtures/gpx/good.gpx"));
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
