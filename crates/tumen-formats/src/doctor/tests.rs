#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on fails")]

use super::*;
use crate::input::{StatedCrs, StopReason};
use proptest::prelude::*;
use std::sync::Arc;
use tumen_core::diag::Severity;
use tumen_core::geo::{LonLat, measure};
use tumen_core::model::Confidence;
use tumen_core::model::layer::{Geometry, Origin, Positions, Value};

fn positions(points: &[[f64; 2]]) -> Positions {
    Positions::new(points.iter().copied().map(LonLat::from).collect())
}

fn line(points: &[[f64; 2]]) -> Geometry {
    Geometry::LineString(positions(points))
}

fn area(rings: &[&[[f64; 2]]]) -> Geometry {
    Geometry::Polygon(rings.iter().map(|r| positions(r)).collect())
}

fn raw(format: &str, crs: StatedCrs, shapes: Vec<Geometry>) -> RawLayer {
    let features = (1..).zip(shapes).map(|(n, geometry)| Feature {
        geometry,
        line: 10 * n,
        properties: vec![("name".into(), Value::Text("Khasan".into()))],
        ..Feature::default()
    });
    let mut layer = Layer::new("track", features.collect());
    layer.origin = Origin { path: format!("track.{format}"), format: format.to_owned(), ..Origin::default() };
    RawLayer { layer, crs }
}

fn look(raw: RawLayer) -> (Examined, Report) {
    let mut report = Report::new();
    let examined = examine(vec![raw], &mut report, &Watch::default()).unwrap();
    (examined, report)
}

fn look_at_shape(shape: Geometry) -> (Examined, Report) {
    look(raw("geojson", StatedCrs::Unstated, vec![shape]))
}

fn points(layer: &Layer) -> Vec<LonLat> {
    let mut all = Vec::new();
    layer.features.iter().for_each(|f| f.geometry.each(&mut |_, p| all.extend(&p.points)));
    all
}

fn off(at: LonLat, lon: f64, lat: f64) -> f64 {
    measure::distance(at, LonLat::new(lon, lat))
}

/// The only code that a report has.
fn only(report: &Report) -> &tumen_core::diag::Notice {
    assert_eq!(report.notices().len(), 1, "{:#?}", report.notices());
    &report.notices()[0]
}

#[test]
fn good_degrees_are_left_alone() {
    let good = raw("geojson", StatedCrs::Unstated, vec![line(&[[130.0, 42.0], [131.0, 43.0]])]);
    let before = good.layer.features.clone();
    let (examined, report) = look(good);
    assert!(report.is_empty() && examined.proposals.is_empty() && examined.raw.is_none());
    assert!(Arc::ptr_eq(&before, &examined.layers[0].features), "nothing is copied");
    assert_eq!(examined.layers[0].origin.crs, "EPSG:4326");
    assert!(!examined.layers[0].origin.crs_guessed);
}

#[test]
fn a_shapefile_in_pulkovo_gauss_krueger_lands_with_and_without_prj() {
    // 42.43° N, 130.64° E and 43.115° N, 131.885° E on the Krassowsky ellipsoid by Krüger's series, and the
    // same places in WGS 84 by the seven parameters of EPSG:5044; from PROJ 9.5.1.
    let wkt = r#"PROJCS["Pulkovo_1942_GK_Zone_22",GEOGCS["GCS_Pulkovo_1942",DATUM["D_Pulkovo_1942",SPHEROID["Krasovsky_1940",6378245.0,298.3]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["Gauss_Kruger"],PARAMETER["False_Easting",22500000.0],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",129.0],PARAMETER["Scale_Factor",1.0],PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0]]"#;
    let shape = || vec![line(&[GK_A, GK_B])];
    let (stated, report) = look(raw("shapefile", StatedCrs::Wkt(wkt.to_owned()), shape()));
    assert!(report.is_empty(), "{report:?}");
    assert_eq!(stated.layers[0].origin.crs, "EPSG:28422");
    assert!(!stated.layers[0].origin.crs_guessed && stated.raw.is_none());
    let (guessed, report) = look(raw("shapefile", StatedCrs::Unstated, shape()));
    assert_eq!(only(&report).code, "projected-metres");
    assert!(guessed.layers[0].origin.crs_guessed);
    for examined in [&stated, &guessed] {
        let at = points(&examined.layers[0]);
        assert!(off(at[0], WGS_A[0], WGS_A[1]) < 0.05, "{at:?}");
        assert!(off(at[1], WGS_B[0], WGS_B[1]) < 0.05, "{at:?}");
    }
    let taken: Vec<_> = guessed.proposals.iter().filter(|p| p.taken).collect();
    assert_eq!(taken.len(), 1);
    assert_eq!(taken[0].confidence, Confidence::High);
    assert_eq!(points(&guessed.raw.unwrap()[0].layer)[0], LonLat::from(GK_A));
}

const GK_A: [f64; 2] = [22_634_960.585_8, 4_700_786.545_6];
const WGS_A: [f64; 2] = [130.641_050_705, 42.430_300_262];
const GK_B: [f64; 2] = [22_734_817.094_0, 4_779_622.300_5];
const WGS_B: [f64; 2] = [131.886_092_765, 43.115_307_295];

#[test]
fn meters_of_utm_52_without_a_word_land_where_they_should() {
    let (examined, report) = look_at_shape(line(&[[651_234.5, 4_771_234.5], [652_000.0, 4_772_000.0]]));
    assert_eq!(only(&report).code, "projected-metres");
    assert!(only(&report).message.english().contains("UTM zone 52N"), "{:?}", only(&report));
    assert!(off(points(&examined.layers[0])[0], 130.857_799_79, 43.078_746_865) < 0.05);
    let other = examined.proposals.iter().find(|p| !p.taken).unwrap();
    assert!(other.placement);
    let elsewhere = examined.with(other).unwrap();
    assert_ne!(points(&elsewhere)[0], points(&examined.layers[0])[0]);
    assert!(elsewhere.origin.crs_guessed && elsewhere.origin.crs != "EPSG:32652");
    assert_eq!(examined.repaired()[0], examined.layers[0], "a guess that is taken is not taken twice");
}

#[test]
fn a_grid_that_cannot_be_the_stated_one_is_told() {
    let (examined, report) = look(raw("shapefile", StatedCrs::Epsg(32_652), vec![line(&[GK_A, GK_B])]));
    assert_eq!(report.count("projected-metres"), 1, "{report:?}");
    let proposal = &examined.proposals[0];
    assert!(!proposal.taken && proposal.placement);
    assert!(off(points(&examined.with(proposal).unwrap())[0], WGS_A[0], WGS_A[1]) < 0.05);
}

#[test]
fn one_feature_with_exchanged_axes_is_named() {
    let shapes = vec![line(&[[130.0, 42.0], [131.0, 43.0]]), line(&[[43.1, 131.9], [42.4, 130.6]])];
    let (_, report) = look(raw("geojson", StatedCrs::Unstated, shapes));
    assert_eq!(only(&report).code, "latitude-range");
    assert!(only(&report).message.english().ends_with("seem to be exchanged here"));
    assert_eq!(only(&report).place.line, Some(20));
}

#[test]
fn northing_before_easting_is_recognized() {
    let (examined, report) = look_at_shape(line(&[[4_771_234.5, 651_234.5], [4_772_000.0, 652_000.0]]));
    assert_eq!(only(&report).code, "projected-metres");
    assert!(off(points(&examined.layers[0])[0], 130.857_799_79, 43.078_746_865) < 0.05);
    let grid = StatedCrs::Epsg(32_652);
    let (examined, report) =
        look(raw("shapefile", grid, vec![line(&[[4_771_234.5, 651_234.5], [4.8e6, 6.5e5]])]));
    assert!(report.count("swapped-axes") == 1, "{report:?}");
    let placed = examined.with(&examined.proposals[0]).unwrap();
    assert!(off(points(&placed)[0], 130.857_799_79, 43.078_746_865) < 0.05);
}

#[test]
fn swapped_axes_are_proposed_and_exchanged_on_request() {
    let (examined, report) = look_at_shape(line(&[[43.1, 131.9], [42.4, 130.6]]));
    assert_eq!((only(&report).code, only(&report).severity), ("swapped-axes", Severity::Warning));
    let proposal = &examined.proposals[0];
    assert_eq!((&proposal.repair, proposal.confidence), (&Repair::SwapAxes, Confidence::High));
    assert_eq!(points(&examined.with(proposal).unwrap())[0], LonLat::new(131.9, 43.1));
    assert_eq!(points(&examined.repaired()[0])[0], LonLat::new(131.9, 43.1));
    assert_eq!(points(&examined.layers[0])[0], LonLat::new(43.1, 131.9), "shown as the file has it");
}

#[test]
fn stated_bounds_betray_swapped_axes() {
    let mut raw = raw("geojson", StatedCrs::Unstated, vec![line(&[[43.0, 76.9], [43.3, 77.1]])]);
    raw.layer.foreign_members.push(("bbox".into(), "[76, 42, 78, 44]".into()));
    let (examined, report) = look(raw);
    assert_eq!(only(&report).code, "swapped-axes");
    assert_eq!(examined.proposals[0].confidence, Confidence::Medium);
}

#[test]
fn unknown_systems_are_told() {
    let here = || vec![line(&[[130.0, 42.0], [131.0, 43.0]])];
    for crs in [StatedCrs::Epsg(1), StatedCrs::Other("Nowhere".into()), StatedCrs::Wkt("PROJCS[".into())] {
        let (examined, report) = look(raw("shapefile", crs, here()));
        assert_eq!(only(&report).code, "unknown-crs");
        assert!(examined.layers[0].origin.crs_guessed);
    }
    let (examined, report) = look_at_shape(line(&[[9e8, 9e8], [8e8, 9e8]]));
    assert_eq!((only(&report).code, only(&report).severity), ("unknown-crs", Severity::Error));
    assert!(examined.layers[0].origin.crs.is_empty());
    let (examined, report) = look(raw("shapefile", StatedCrs::Epsg(5179), here()));
    assert_eq!(only(&report).code, "unknown-crs");
    assert_eq!(points(&examined.layers[0])[0], LonLat::new(130.0, 42.0));
}

#[test]
fn latitudes_beyond_the_poles_are_told_with_their_place() {
    let (examined, report) = look_at_shape(line(&[[130.0, 42.0], [130.5, 95.5], [131.0, 43.0]]));
    let notice = only(&report);
    assert_eq!(notice.code, "latitude-range");
    assert!(notice.message.english().contains("1 position ") && notice.message.english().contains("95.5"));
    assert_eq!(notice.place.to_string(), "track.geojson:10 (feature 1 «Khasan»)");
    assert_eq!(examined.repaired()[0].vertices(), 2);
}

#[test]
fn longitudes_to_360_are_told() {
    let (examined, report) = look_at_shape(line(&[[190.0, 60.0], [185.0, 61.0]]));
    assert_eq!(only(&report).code, "longitude-range");
    assert_eq!(points(&examined.repaired()[0])[0], LonLat::new(-170.0, 60.0));
}

#[test]
fn a_line_across_180_is_made_continuous() {
    let (examined, report) = look_at_shape(line(&[[179.0, 65.0], [-179.0, 66.0], [-178.0, 66.0]]));
    assert_eq!((only(&report).code, only(&report).severity), ("antimeridian", Severity::Info));
    let at = points(&examined.layers[0]);
    assert_eq!(at[2].lon, 182.0);
    assert_eq!(at[2].wrapped().lon, -178.0);
    assert_eq!(examined.proposals[0].repair, Repair::CutAt180);
    assert_eq!(examined.repaired()[0].features[0].geometry.kind().name(), "MultiLineString");
    let track = raw("gpx", StatedCrs::Wgs84, vec![line(&[[179.0, 65.0], [-179.0, 66.0]])]);
    let (examined, report) = look(track);
    assert_eq!((only(&report).code, only(&report).severity), ("antimeridian", Severity::Info));
    assert!(examined.proposals.is_empty());
}

#[test]
fn an_area_across_180_keeps_its_holes_and_the_whole_world_stays() {
    let outer = [[178.0, 64.0], [-178.0, 64.0], [-178.0, 66.0], [178.0, 66.0], [178.0, 64.0]];
    let hole = [[-179.5, 65.0], [-179.5, 65.5], [-179.0, 65.5], [-179.0, 65.0], [-179.5, 65.0]];
    let (examined, report) = look_at_shape(area(&[&outer, &hole]));
    assert_eq!(only(&report).code, "antimeridian");
    assert!(points(&examined.layers[0]).iter().all(|p| (178.0..=182.0).contains(&p.lon)));
    let world = [[-180.0, -90.0], [180.0, -90.0], [180.0, 90.0], [-180.0, 90.0], [-180.0, -90.0]];
    let (examined, report) = look_at_shape(area(&[&world]));
    assert!(report.is_empty(), "{report:?}");
    assert_eq!(points(&examined.layers[0])[1].lon, 180.0);
}

#[test]
fn positions_without_numbers_are_told() {
    let (examined, report) =
        look_at_shape(line(&[[130.0, 42.0], [f64::NAN, 42.0], [f64::INFINITY, 1.0], [131.0, 42.0]]));
    assert_eq!(only(&report).code, "nan");
    assert!(only(&report).message.english().starts_with("2 positions"));
    assert_eq!(examined.repaired()[0].vertices(), 2);
    let broken = vec![line(&[[651_234.5, 4_771_234.5], [1e20, 1e20]])];
    let (_, report) = look(raw("shapefile", StatedCrs::Epsg(32_652), broken));
    assert!(report.notices().iter().any(|n| n.message.english().starts_with("1 position have")
        || n.message.english().starts_with("1 position")));
}

#[test]
fn empty_shapes_are_told_and_features_without_place_once() {
    let (_, report) = look_at_shape(line(&[[130.0, 42.0]]));
    assert_eq!((only(&report).code, only(&report).severity), ("empty-geometry", Severity::Warning));
    let (_, report) = look_at_shape(Geometry::MultiPolygon(Vec::new()));
    assert_eq!((only(&report).code, only(&report).severity), ("empty-geometry", Severity::Warning));
    let none = raw("geojson", StatedCrs::Unstated, vec![Geometry::None, Geometry::None]);
    let (_, report) = look(none);
    assert_eq!((only(&report).code, only(&report).severity), ("empty-geometry", Severity::Info));
    assert!(only(&report).message.english().starts_with("2 features"));
}

#[test]
fn repeated_positions_are_counted() {
    let (examined, report) =
        look_at_shape(line(&[[130.0, 42.0], [130.0, 42.0], [130.0, 42.0], [131.0, 42.0]]));
    assert_eq!(only(&report).code, "duplicate-points");
    assert!(
        only(&report)
            .message
            .english()
            .starts_with("2 repeated positions, the first at 130.000000, 42.000000")
    );
    assert_eq!(examined.repaired()[0].vertices(), 2);
}

#[test]
fn unclosed_and_small_rings_are_told() {
    let open = area(&[&[[130.0, 42.0], [131.0, 42.0], [131.0, 43.0]]]);
    let (examined, report) = look_at_shape(open);
    assert_eq!(only(&report).code, "unclosed-ring");
    assert_eq!(examined.repaired()[0].vertices(), 4);
    let (_, report) = look_at_shape(area(&[&[[130.0, 42.0], [131.0, 42.0], [130.0, 42.0]]]));
    assert_eq!(only(&report).code, "bad-geometry");
}

#[test]
fn winding_depends_on_the_format() {
    let clockwise: &[[f64; 2]] = &[[130.0, 42.0], [130.0, 43.0], [131.0, 43.0], [130.0, 42.0]];
    let (examined, report) = look_at_shape(area(&[clockwise]));
    assert_eq!((only(&report).code, only(&report).severity), ("winding", Severity::Info));
    let (_, again) = look_at_shape(examined.repaired()[0].features[0].geometry.clone());
    assert!(again.is_empty());
    let crs = || StatedCrs::Epsg(4326);
    let (_, report) = look(raw("shapefile", crs(), vec![area(&[clockwise])]));
    assert!(report.is_empty(), "{report:?}");
    let (_, report) = look(raw("kml", crs(), vec![area(&[clockwise])]));
    assert!(report.is_empty());
}

#[test]
fn many_troubles_are_counted_exactly() {
    let shapes = (0..250).map(|_| line(&[[130.0, 42.0], [130.0, 42.0], [131.0, 42.0]])).collect();
    let (examined, report) = look(raw("geojson", StatedCrs::Unstated, shapes));
    assert_eq!(report.count("duplicate-points"), 250);
    assert_eq!(report.notices().len(), 100);
    assert_eq!(examined.proposals[0].features, 250);
}

#[test]
fn the_work_can_be_stopped() {
    let watch = Watch::default();
    watch.stop(StopReason::Cancelled);
    let raw_layers = vec![raw("geojson", StatedCrs::Unstated, vec![line(&[[1.0, 2.0], [3.0, 4.0]])])];
    assert!(examine(raw_layers, &mut Report::new(), &watch).is_err());
}

fn any_draft() -> impl Strategy<Value = RawLayer> {
    let number = prop_oneof![
        6 => -200.0..200.0_f64, 2 => -3e7..3e7_f64, 1 => any::<f64>(),
        2 => prop::sample::select(vec![0.0, 180.0, -180.0, 360.0, 90.0, f64::NAN, 22.5e6, 4.7e6]),
    ];
    let ring = prop::collection::vec([number.clone(), number], 0..7);
    let shape = (prop::collection::vec(ring, 0..4), 0..7_u8).prop_map(|(rings, kind)| {
        let mut rings: Vec<_> = rings.iter().map(|r| positions(r)).collect();
        match kind {
            0 => Geometry::None,
            1 => Geometry::LineString(rings.pop().unwrap_or_default()),
            2 => Geometry::MultiPoint(rings.pop().unwrap_or_default()),
            3 => Geometry::Polygon(rings),
            4 => Geometry::MultiPolygon(vec![rings]),
            5 => Geometry::Collection(vec![Geometry::MultiLineString(rings), Geometry::None]),
            _ => Geometry::Point(rings.pop().unwrap_or_default()),
        }
    });
    let crs = prop::sample::select(vec![
        StatedCrs::Unstated,
        StatedCrs::Wgs84,
        StatedCrs::Epsg(28_422),
        StatedCrs::Epsg(3857),
        StatedCrs::Epsg(4284),
        StatedCrs::Other("x".into()),
        StatedCrs::Wkt("GEOGCS[\"a\"]".into()),
    ]);
    let format = prop::sample::select(vec!["geojson", "shapefile", "csv"]);
    (prop::collection::vec(shape, 0..6), crs, format)
        .prop_map(|(shapes, crs, format)| raw(format, crs, shapes))
}

proptest! {
    #[test]
    fn no_draft_panics(raw in any_draft()) {
        let vertices = raw.layer.vertices();
        let (examined, _) = look(raw);
        prop_assert_eq!(examined.layers[0].vertices(), vertices);
        prop_assert_eq!(examined.proposals.iter().any(|p| p.placement), examined.raw.is_some());
        for proposal in &examined.proposals {
            prop_assert!(examined.with(proposal).is_some());
        }
        let _ = examined.repaired();
    }
}
