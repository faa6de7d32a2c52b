//! Coast, islands and borders: published areas, no coast along the edges of boxes, three countries at one point,
//! ships on water and roads on land.

use crate::common::bundled;
use tumen_core::geo::{GeoBounds, LonLat, Projection, cut, measure};
use tumen_core::model::basemap::{VectorFeature, VectorLayer};
use tumen_core::model::corridor::Mode;
use tumen_core::model::place::PlaceKind;
use tumen_scene::Camera;

/// Islands of the detail box: a position on each, and its area as published, square kilometers (general
/// knowledge, rounded).
const ISLANDS: [(&str, [f64; 2], f64); 12] = [
    ("Sakhalin", [143.0, 50.0], 72_493.0),
    ("Hokkaido", [143.0, 43.4], 77_984.0),
    ("Jeju", [126.55, 33.38], 1_849.0),
    ("Bolshoy Shantar", [137.6, 54.9], 1_766.0),
    ("Sado", [138.4, 38.0], 855.0),
    ("Awaji", [134.83, 34.35], 592.0),
    ("Geoje", [128.62, 34.88], 380.0),
    ("Ganghwa", [126.45, 37.7], 302.0),
    ("Rishiri", [141.24, 45.18], 182.0),
    ("Okushiri", [139.45, 42.15], 143.0),
    ("Russky", [131.83, 43.0], 98.0),
    ("Ulleungdo", [130.86, 37.5], 73.0),
];
/// Lake Khanka, likewise.
const KHANKA: ([f64; 2], f64) = ([132.43, 44.93], 4_070.0);
/// A drawn area may differ by this share: sources differ, and the coast is simplified to 100 m.
const SHARE: f64 = 0.12;
/// The edges of detail box and inset: where the map changes its coast, and no coast may run.
const MERIDIANS: [f64; 4] = [124.0, 129.4, 132.6, 146.0];
const PARALLELS: [f64; 4] = [33.0, 41.4, 43.8, 56.0];
/// In a harbor a track may run over land that the map draws: meters from either end.
const HARBOR_M: f64 = 2_500.0;
/// Lines are looked at this densely, meters.
const STEP_M: f64 = 250.0;

fn at([lon, lat]: [f64; 2]) -> LonLat {
    LonLat::new(lon, lat)
}

fn holds(feature: &VectorFeature, p: LonLat) -> bool {
    let rings: Vec<&[LonLat]> = feature.parts.iter().map(Vec::as_slice).collect();
    cut::is_inside(&rings, p)
}

fn inside(layer: &VectorLayer, p: LonLat) -> bool {
    layer.features.iter().any(|f| holds(f, p))
}

/// The area of the largest feature that holds a position, square kilometers; its first ring is the outer one.
fn area_at(layer: &VectorLayer, p: LonLat) -> f64 {
    let areas = layer.features.iter().filter(|f| holds(f, p)).map(|f| measure::area(&f.parts[0]).abs() / 1e6);
    areas.fold(0.0, f64::max)
}

fn is_near(drawn: f64, published: f64) -> bool {
    (drawn / published - 1.0).abs() <= SHARE
}

#[test]
fn islands_have_their_published_areas() {
    let land = &bundled().basemap().land;
    let mut wrong = Vec::new();
    for (name, position, published) in ISLANDS {
        let drawn = area_at(land, at(position));
        if !is_near(drawn, published) {
            wrong.push(format!("{name}: {drawn:.0} km², published {published}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:?}");
    let khanka = area_at(&bundled().basemap().lakes, at(KHANKA.0));
    assert!(is_near(khanka, KHANKA.1), "Khanka: {khanka:.0} km²");
    assert!(!is_near(2.0, 1.0) && !is_near(0.0, 98.0), "the check itself");
}

/// Whether a step of a coast runs along a box rather than along a shore.
fn is_edge(w: &[LonLat]) -> bool {
    let [dx, dy] = [(w[0].lon - w[1].lon).abs(), (w[0].lat - w[1].lat).abs()];
    let along =
        |lines: [f64; 4], a: f64, b: f64| lines.iter().any(|l| (a - l).abs() < 2e-3 && (b - l).abs() < 2e-3);
    (dy > 0.02 && along(MERIDIANS, w[0].lon, w[1].lon)) || (dx > 0.02 && along(PARALLELS, w[0].lat, w[1].lat))
}

#[test]
fn no_coast_runs_along_the_edge_of_a_box() {
    let coast = bundled().basemap().coast.features.iter().flat_map(|f| &f.parts);
    let edges: Vec<_> = coast.flat_map(|l| l.windows(2)).filter(|w| is_edge(w)).collect();
    assert!(edges.is_empty(), "{} coasts along boxes, such as {:?}", edges.len(), edges.first());
    assert!(is_edge(&[at([124.0, 40.0]), at([124.0, 41.0])]), "the check itself");
}

#[test]
fn three_borders_meet_at_the_tripoint() {
    let (document, basemap) = (bundled().document(), bundled().basemap());
    let tripoint = document.place("tumen-tripoint").unwrap();
    assert_eq!(tripoint.kind, PlaceKind::Boundary);
    let river = document.border.parts.iter().find(|p| &*p.id == "river").unwrap();
    let ends = |id: &str| {
        let border = basemap.borders.features.iter().filter(|f| f.id == id && f.class == "international");
        let ends = border.flat_map(|f| &f.parts).flat_map(|l| [l[0], l[l.len() - 1]]);
        ends.map(|p| measure::distance(p, tripoint.position)).fold(f64::INFINITY, f64::min)
    };
    let gaps =
        [ends("RU-KP"), ends("RU-CN"), ends("CN-KP"), measure::distance(river.line[0], tripoint.position)];
    assert!(gaps.iter().all(|m| *m < 50.0), "{gaps:?} m from the tripoint");
    assert!(inside(&basemap.river_areas, tripoint.position), "the tripoint lies in the river");
}

/// Positions along a line, and how far each is from the nearer end, meters.
fn samples(line: &[LonLat]) -> Vec<(LonLat, f64)> {
    let whole = measure::length(line);
    let (mut out, mut gone) = (Vec::new(), 0.0);
    for w in line.windows(2) {
        let m = measure::distance(w[0], w[1]);
        let steps = (m / STEP_M).ceil().max(1.0) as usize;
        for i in 0..steps {
            let t = i as f64 / steps as f64;
            let p = LonLat::new(w[0].lon + t * (w[1].lon - w[0].lon), w[0].lat + t * (w[1].lat - w[0].lat));
            out.push((p, (gone + t * m).min(whole - gone - t * m)));
        }
        gone += m;
    }
    out
}

/// A part of a feature with the box around it.
type Ring<'a> = (GeoBounds, &'a [LonLat]);

/// The outlines of the land of the detail box, with the boxes around them: most positions are in few of these.
fn outlines() -> Vec<Ring<'static>> {
    let parts = bundled().basemap().land.features.iter().flat_map(|f| &f.parts);
    let boxed = |p: &LonLat| (124.0..146.0).contains(&p.lon) && (33.0..56.0).contains(&p.lat);
    let near = parts.filter(|ring| ring.iter().any(boxed));
    near.map(|ring| (GeoBounds::of(ring.iter().copied()), ring.as_slice())).collect()
}

/// Where a sea track crosses land outside its harbors, in the detail box.
fn ashore(land: &[Ring<'_>], line: &[LonLat]) -> Vec<LonLat> {
    let far = samples(line).into_iter().filter(|(_, end)| *end > HARBOR_M).map(|s| s.0);
    far.filter(|p| {
        let near = land.iter().filter(|(b, _)| b.contains([p.lon, p.lat]));
        let rings: Vec<&[LonLat]> = near.map(|r| r.1).collect();
        cut::is_inside(&rings, *p)
    })
    .collect()
}

#[test]
fn ships_stay_on_the_water() {
    let land = outlines();
    let tracks = bundled().document().corridors.iter().filter(|c| c.mode == Mode::Sea);
    let dry: Vec<_> =
        tracks.map(|c| (&c.id, ashore(&land, &c.line()))).filter(|(_, over)| !over.is_empty()).collect();
    assert!(dry.is_empty(), "over land: {dry:?}");
    let over_taecho = [[130.2908, 42.2313], [130.285, 42.165], [130.45, 41.6]].map(at);
    assert!(!ashore(&land, &over_taecho).is_empty(), "the check itself");
}

#[test]
fn roads_stay_on_land() {
    let (document, basemap) = (bundled().document(), bundled().basemap());
    let dry = |p: LonLat| inside(&basemap.land, p) && !inside(&basemap.lakes, p);
    let roads = document.corridors.iter().filter(|c| c.mode == Mode::Road);
    let mut wet = Vec::new();
    for road in roads {
        assert!(!road.sources.is_empty() && !road.note.is_empty(), "{} says nothing of its making", road.id);
        wet.extend(samples(&road.line()).into_iter().find(|(p, _)| !dry(*p)).map(|w| (&road.id, w.0)));
    }
    assert!(wet.is_empty(), "in the water: {wet:?}");
}

#[test]
fn a_box_around_the_globe_shows_every_continent() {
    const SIZE: [f32; 2] = [700.0, 450.0];
    let camera = Camera::fit(Projection::Mercator, [-179.0, -80.0, 179.0, 84.0], SIZE, 0.0);
    for seen in [[-100.0, 40.0], [-60.0, -15.0], [20.0, 5.0], [10.0, 50.0], [135.0, -25.0], [130.6, 42.4]] {
        let [x, y] = camera.to_screen(Projection::Mercator.project_wrapped(at(seen)), SIZE).into();
        assert!((0.0..SIZE[0]).contains(&x) && (0.0..SIZE[1]).contains(&y), "{seen:?} is at {x:.0}, {y:.0}");
    }
}
