#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use super::*;
use crate::input::{Limits, Watch};

const QUANTIZED: &str = include_str!("../../../../../tests/fixtures/topojson/quantised.topojson");
const BAD_ARC: &str = include_str!("../../../../../tests/fixtures/topojson/bad_arc.topojson");

fn loaded(text: &str) -> (Result<Vec<RawLayer>, ReadError>, Report) {
    let (limits, watch, mut report) = (Limits::default(), Watch::default(), Report::new());
    let read = read(&Input::of("a.topojson", text.as_bytes(), &limits, &watch), &mut report);
    (read, report)
}

#[test]
fn objects_become_layers() {
    let (raw_layers, report) = loaded(QUANTIZED);
    let raw_layers = raw_layers.unwrap();
    assert!(report.is_empty(), "{report:?}");
    let counts: Vec<_> = raw_layers.iter().map(|d| (&*d.layer.name, d.layer.features.len())).collect();
    assert_eq!(counts, [("areas", 3), ("road", 1)]);
    let areas = &raw_layers[0].layer.features;
    let Geometry::Polygon(rings) = &areas[0].geometry else { panic!("{areas:?}") };
    let ring: Vec<[f64; 2]> = rings[0].points.iter().map(|p| [p.lon, p.lat]).collect();
    assert_eq!(ring, [[131.0, 43.0], [132.0, 43.0], [132.0, 44.0], [131.0, 44.0], [131.0, 43.0]]);
    assert!(matches!(&areas[1].geometry, Geometry::Point(p) if p.points[0] == LonLat::new(131.5, 43.5)));
    assert!(matches!(&areas[2].geometry, Geometry::Collection(shapes) if shapes.len() == 1));
    assert_eq!(areas[0].property("name").unwrap().display(), "A");
    let Geometry::LineString(road) = &raw_layers[1].layer.features[0].geometry else { panic!() };
    assert_eq!(road.points.first(), Some(&LonLat::new(131.0, 43.0)));
}

#[test]
fn a_bad_arc_is_named() {
    let (raw_layers, report) = loaded(BAD_ARC);
    assert_eq!(raw_layers.unwrap()[0].layer.features.len(), 2);
    assert_eq!((report.count("bad-geometry"), report.notices()[0].place.line), (1, Some(4)));
}

#[test]
fn a_cut_topology_gives_what_came_before() {
    let (raw_layers, report) = loaded(&BAD_ARC[..BAD_ARC.len() - 20]);
    assert_eq!(raw_layers.unwrap()[0].layer.features.len(), 2);
    assert_eq!(report.count("truncated"), 1);
    for end in 0..QUANTIZED.len() {
        let _ = loaded(&QUANTIZED[..end]);
    }
}
