//! The Tumen mouth: railways run through their stations and over their bridge and have no corners, no place of
//! the coast lies in the water, and river, border and bridge meet.

use crate::common::bundled;
use tumen_core::geo::{LonLat, cut, measure};
use tumen_core::model::Corridor;
use tumen_core::model::basemap::VectorLayer;
use tumen_core::model::corridor::Geometry;
use tumen_core::model::place::PlaceKind;

/// Stations, piers and the bridge lie at most so far from the drawn line, meters.
const ON_LINE_M: f64 = 100.0;
/// The least radius of a railway, 300 m, less what rounding positions to a meter changes on steps of 60 m.
const RADIUS_M: f64 = 285.0;
/// A place on the coast may lie so far from drawn land, meters: as the coast line may be off.
const ON_LAND_M: f64 = 300.0;
/// The lines whose stations are set by hand.
const SHAPED: [&str; 3] = ["ussuriysk-khasan", "khasan-rajin", "makhalino-hunchun"];
const BRIDGE: LonLat = LonLat { lon: 130.64111, lat: 42.41528 };

fn corridor(id: &str) -> &'static Corridor {
    bundled().document().corridor(id).unwrap_or_else(|| panic!("no corridor {id}"))
}

fn railways() -> impl Iterator<Item = &'static Corridor> {
    bundled().document().corridors.iter().filter(|c| c.geometry == Geometry::RailNetwork)
}

/// From `a` to `b` in meters, on a plane.
fn step(a: LonLat, b: LonLat) -> [f64; 2] {
    const METERS: f64 = 111_195.0;
    [(b.lon - a.lon) * METERS * a.lat.to_radians().cos(), (b.lat - a.lat) * METERS]
}

fn distance_to(line: &[LonLat], p: LonLat) -> f64 {
    let foot = |w: &[LonLat]| {
        let ([x, y], [dx, dy]) = (step(w[0], p), step(w[0], w[1]));
        let t = ((x * dx + y * dy) / (dx * dx + dy * dy).max(1e-9)).clamp(0.0, 1.0);
        (x - t * dx).hypot(y - t * dy)
    };
    line.windows(2).map(foot).fold(f64::INFINITY, f64::min)
}

fn inside(layer: &VectorLayer, p: LonLat) -> bool {
    layer.features.iter().any(|f| {
        let rings: Vec<&[LonLat]> = f.parts.iter().map(Vec::as_slice).collect();
        cut::is_inside(&rings, p)
    })
}

#[test]
fn lines_pass_their_stations_and_the_bridge() {
    let document = bundled().document();
    let mut off = Vec::new();
    for corridor in SHAPED.map(corridor) {
        let line = corridor.line();
        for via in &corridor.via {
            let station = document.place(&via.place).filter(|p| p.kind == PlaceKind::Station);
            for p in [Some(via.position), station.map(|p| p.position)].into_iter().flatten() {
                let m = distance_to(&line, p);
                if m > ON_LINE_M {
                    off.push(format!("{}: {} {m:.0} m", corridor.id, via.place));
                }
            }
        }
    }
    assert!(off.is_empty(), "{off:?}");
    let bridge = distance_to(&corridor("khasan-rajin").line(), BRIDGE);
    assert!(bridge < 30.0, "the line passes the bridge at {bridge:.0} m");
    for id in ["khasan-station", "tumangang-station", "hongui", "sonbong-station", "rajin-station"] {
        let m = distance_to(&corridor("khasan-rajin").line(), document.place(id).unwrap().position);
        assert!(m < ON_LINE_M, "{id}: {m:.0} m");
    }
}

/// Where a line turns sharper than a railway can, with the radius there, meters.
fn corners(line: &[LonLat]) -> Vec<(LonLat, f64)> {
    let radius = |w: &[LonLat]| {
        let ([ax, ay], [bx, by]) = (step(w[0], w[1]), step(w[1], w[2]));
        let turn = (ax * by - ay * bx).atan2(ax * bx + ay * by).abs();
        0.5 * (ax.hypot(ay) + bx.hypot(by)) / turn.max(1e-12)
    };
    line.windows(3).map(|w| (w[1], radius(w))).filter(|(_, r)| *r < RADIUS_M).collect()
}

#[test]
fn railways_have_no_corners() {
    let sharp: Vec<_> =
        railways().map(|c| (&c.id, corners(&c.line()))).filter(|(_, c)| !c.is_empty()).collect();
    assert!(sharp.is_empty(), "{sharp:?}");
}

#[test]
fn broken_lines_are_found() {
    let corridor = corridor("khasan-rajin");
    let mut line = corridor.line();
    let middle = line.len() / 2;
    line[middle].lon += 0.002;
    assert!(!corners(&line).is_empty(), "a point 160 m beside the line is a corner");
    let moved: Vec<LonLat> = line.iter().map(|p| LonLat::new(p.lon + 0.004, p.lat)).collect();
    assert!(distance_to(&moved, BRIDGE) > 30.0, "a line moved by 330 m misses the bridge");
    let station = bundled().document().place("khasan-station").unwrap().position;
    assert!(distance_to(&moved, station) > ON_LINE_M, "and Khasan");
    let at_sea = LonLat::new(130.9, 42.2);
    assert!(!inside(&bundled().basemap().land, at_sea), "a place there lies in the water");
}

#[test]
fn no_place_of_the_detail_box_lies_in_the_water() {
    let (document, basemap) = (bundled().document(), bundled().basemap());
    let by_land = |p: &&tumen_core::model::Place| {
        let kind = matches!(
            p.kind,
            PlaceKind::City | PlaceKind::Town | PlaceKind::Station | PlaceKind::Port | PlaceKind::Pier
        );
        kind && (124.0..146.0).contains(&p.position.lon) && (33.0..56.0).contains(&p.position.lat)
    };
    let mut wet = Vec::new();
    for place in document.places.iter().filter(by_land) {
        let on_land =
            |bearing: f64, m: f64| inside(&basemap.land, measure::destination(place.position, bearing, m));
        let near = (0..16).any(|i| on_land(f64::from(i) * 22.5, ON_LAND_M));
        if !inside(&basemap.land, place.position) && !near {
            wet.push(&place.id);
        }
    }
    assert!(wet.is_empty(), "{wet:?}");
}

#[test]
fn river_border_coast_and_bridge_meet() {
    let (document, basemap) = (bundled().document(), bundled().basemap());
    let river = document.border.parts.iter().find(|p| &*p.id == "river").unwrap();
    assert!(river.line.iter().all(|p| inside(&basemap.river_areas, *p)), "the border lies in the river");
    assert!(distance_to(&river.line, BRIDGE) < 50.0 && inside(&basemap.river_areas, BRIDGE));
    let mouth = river.line.last().unwrap();
    let coast = basemap.coast.features.iter().flat_map(|f| &f.parts);
    let gap = coast.map(|line| distance_to(line, *mouth)).fold(f64::INFINITY, f64::min);
    assert!(gap < 500.0, "{gap:.0} m from the mouth to the coast");
    let banks = basemap.coast.features.iter().filter(|f| f.class == "bank");
    let [first, second] = [inside(&basemap.land, BRIDGE), inside(&basemap.land, *mouth)];
    assert!(banks.count() > 0 && first && !second, "the banks end where the sea begins");
}

#[test]
fn no_coast_crosses_the_river() {
    let basemap = bundled().basemap();
    let coast = basemap.coast.features.iter().filter(|f| f.class == "coast").flat_map(|f| &f.parts);
    let near =
        coast.filter(|l| l.iter().any(|p| (130.5..130.8).contains(&p.lon) && (42.2..42.5).contains(&p.lat)));
    for line in near {
        let crossing =
            line.windows(2).map(|w| LonLat::new(0.5 * (w[0].lon + w[1].lon), 0.5 * (w[0].lat + w[1].lat)));
        assert!(
            crossing.filter(|p| inside(&basemap.river_areas, *p)).count() == 0,
            "a coast line crosses the river"
        );
    }
}

#[test]
fn drawn_lengths_come_no_farther_from_the_published_ones() {
    // Drawn over published before railways had arcs and shores.
    for (id, published_km, before) in [
        ("trans-siberian", 9288.0, 0.9478),
        ("bam", 4287.0, 0.8939),
        ("ussuriysk-khasan", 238.0, 0.909),
        ("khasan-rajin", 54.0, 0.868),
    ] {
        let ratio = corridor(id).length_m() / 1000.0 / published_km;
        assert!(ratio >= before && ratio < 1.0, "{id}: {ratio:.4}, before {before}");
    }
}
