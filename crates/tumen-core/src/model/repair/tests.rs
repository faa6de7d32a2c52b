#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on fails")]

use super::*;
use crate::model::layer::Value;
use proptest::prelude::*;

fn positions(points: &[[f64; 2]]) -> Positions {
    Positions::new(points.iter().copied().map(LonLat::from).collect())
}

fn layer(geometry: Geometry) -> Layer {
    Layer::new("test", vec![Feature::drawn(geometry)])
}

fn repaired(repair: &Repair, geometry: Geometry) -> Geometry {
    repair.apply(&layer(geometry)).features[0].geometry.clone()
}

const RING: [[f64; 2]; 4] = [[130.0, 42.0], [130.0, 43.0], [131.0, 43.0], [130.0, 42.0]];

#[test]
fn rings_are_closed_and_turned() {
    let open = Geometry::Polygon(vec![positions(&RING[..3]).with_heights(vec![1.0, 2.0, 3.0])]);
    let Geometry::Polygon(rings) = repaired(&Repair::CloseRings, open) else { panic!() };
    assert!(rings[0].is_closed());
    assert_eq!(rings[0].heights(), [1.0, 2.0, 3.0, 1.0]);
    let Geometry::Polygon(rings) = repaired(&Repair::RewindRings, Geometry::Polygon(rings)) else { panic!() };
    assert!(signed_area(&rings[0].points) > 0.0);
    let hole = Geometry::Polygon(vec![rings[0].clone(), rings[0].clone()]);
    let Geometry::Polygon(rings) = repaired(&Repair::RewindRings, hole) else { panic!() };
    assert!(signed_area(&rings[1].points) < 0.0);
}

#[test]
fn repeated_positions_go_but_a_stop_stays() {
    let twice = [[130.0, 42.0], [130.0, 42.0], [131.0, 42.0]];
    let line = repaired(&Repair::DropDuplicatePoints, Geometry::LineString(positions(&twice)));
    assert_eq!(line.vertices(), 2);
    let stop = Geometry::LineString(positions(&twice).with_times(vec![0.0, 60.0, 120.0]));
    assert_eq!(repaired(&Repair::DropDuplicatePoints, stop.clone()), stop);
}

#[test]
fn broken_positions_go_with_their_heights() {
    let line = positions(&[[130.0, 42.0], [f64::NAN, 1.0], [131.0, 99.0], [132.0, 43.0]]);
    let line = line.with_heights(vec![1.0, 2.0, 3.0, 4.0]);
    let Geometry::LineString(left) = repaired(&Repair::DropBrokenPositions, Geometry::LineString(line))
    else {
        panic!()
    };
    assert_eq!((left.len(), left.heights()), (2, &[1.0, 4.0][..]));
    let nowhere = Geometry::point(LonLat::new(f64::NAN, 0.0));
    assert_eq!(repaired(&Repair::DropBrokenPositions, nowhere), Geometry::None);
}

#[test]
fn longitudes_are_wrapped_and_stay_continuous() {
    let line = Geometry::LineString(positions(&[[190.0, 60.0], [185.0, 61.0], [175.0, 62.0]]));
    let Geometry::LineString(line) = repaired(&Repair::WrapLongitudes, line) else { panic!() };
    assert_eq!(line.points.iter().map(|p| p.lon).collect::<Vec<_>>(), [-170.0, -175.0, -185.0]);
}

#[test]
fn empty_shapes_go_but_attributes_stay() {
    let mut kept = Feature::drawn(Geometry::LineString(positions(&RING[..1])));
    kept.properties.push(("name".into(), Value::Text("Khasan".into())));
    let gone = Feature::drawn(Geometry::MultiPoint(Positions::default()));
    let after = Repair::DropEmpty.apply(&Layer::new("test", vec![kept, gone]));
    assert_eq!(after.features.len(), 1);
    assert_eq!(after.features[0].geometry, Geometry::None);
}

#[test]
fn numbers_of_a_grid_are_placed() {
    let repair = Repair::Reproject { crs: "EPSG:32652".to_owned(), swapped: true };
    let Geometry::Point(at) = repaired(&repair, Geometry::point(LonLat::new(4_771_234.5, 651_234.5))) else {
        panic!()
    };
    assert!((at.points[0].lon - 130.857_799_79).abs() < 1e-7);
    assert!((at.points[0].lat - 43.078_746_86).abs() < 1e-7);
}

#[test]
fn what_needs_no_repair_is_shared() {
    let fine = layer(Geometry::LineString(positions(&RING)));
    for repair in [Repair::CloseRings, Repair::DropBrokenPositions, Repair::WrapLongitudes, Repair::DropEmpty]
    {
        assert!(Arc::ptr_eq(&fine.features[0], &repair.apply(&fine).features[0]), "{}", repair.id());
        assert!(!repair.sentence().is_empty());
    }
}

fn any_position() -> impl Strategy<Value = [f64; 2]> {
    let number = prop_oneof![8 => -200.0..200.0_f64, 2 => prop::sample::select(vec![0.0, 1.0, 180.0, -180.0]),
        1 => any::<f64>()];
    [number.clone(), number]
}

fn any_geometry() -> impl Strategy<Value = Geometry> {
    let line = (prop::collection::vec(any_position(), 0..8), any::<bool>()).prop_map(|(points, high)| {
        let line = positions(&points);
        let numbers: Vec<f64> = (0..line.len()).map(|i| i as f64).collect();
        if high { line.with_heights(numbers.clone()).with_times(numbers) } else { line }
    });
    let lines = prop::collection::vec(line, 0..4);
    (lines, 0..4_u8).prop_map(|(lines, kind)| match kind {
        0 => Geometry::MultiLineString(lines),
        1 => Geometry::Polygon(lines),
        2 => Geometry::MultiPolygon(vec![lines]),
        _ => Geometry::Collection(lines.into_iter().map(Geometry::LineString).collect()),
    })
}

proptest! {
    #[test]
    fn every_repair_keeps_heights_and_times_with_their_positions(geometry in any_geometry()) {
        for repair in [Repair::SwapAxes, Repair::Reproject { crs: "EPSG:5179".to_owned(), swapped: false },
            Repair::CloseRings, Repair::RewindRings, Repair::DropDuplicatePoints, Repair::DropBrokenPositions,
            Repair::WrapLongitudes, Repair::DropEmpty, Repair::Encoding("utf-8".to_owned())] {
            for feature in repair.apply(&layer(geometry.clone())).features.iter() {
                feature.geometry.each(&mut |_, p| {
                    assert!(p.heights().is_empty() || p.heights().len() == p.len());
                    assert!(p.times().is_empty() || p.times().len() == p.len());
                });
            }
        }
    }

    #[test]
    fn swapping_twice_changes_nothing(points in prop::collection::vec([-180.0..180.0_f64, -90.0..90.0_f64], 0..9)) {
        let line = Geometry::LineString(positions(&points));
        let twice = repaired(&Repair::SwapAxes, repaired(&Repair::SwapAxes, line.clone()));
        prop_assert_eq!(twice, line);
    }
}
