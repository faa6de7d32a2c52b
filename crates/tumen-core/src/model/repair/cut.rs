//! Cutting shapes at 180°, as RFC 7946 asks for (section 3.1.9).

use crate::geo::LonLat;
use crate::geo::antimeridian::{self, Outline};
use crate::model::layer::{Geometry, Positions};

/// Longitude, latitude, height and time; the last two may be NaN.
type Vertex = [f64; 4];

/// The shape cut wherever it crosses 180°; nothing if it does not.
pub(super) fn cut(geometry: &Geometry) -> Option<Geometry> {
    match geometry {
        Geometry::LineString(line) => several(vec![line], Geometry::MultiLineString),
        Geometry::MultiLineString(lines) => several(lines.iter().collect(), Geometry::MultiLineString),
        Geometry::Polygon(rings) => cut_areas(std::slice::from_ref(rings)),
        Geometry::MultiPolygon(areas) => cut_areas(areas),
        Geometry::Collection(shapes) => {
            let new: Vec<_> = shapes.iter().map(cut).collect();
            let needed = new.iter().any(Option::is_some);
            let shapes = new.into_iter().zip(shapes).map(|(new, old)| new.unwrap_or_else(|| old.clone()));
            needed.then(|| Geometry::Collection(shapes.collect()))
        }
        Geometry::None | Geometry::Point(_) | Geometry::MultiPoint(_) => None,
    }
}

fn several(lines: Vec<&Positions>, made: fn(Vec<Positions>) -> Geometry) -> Option<Geometry> {
    if !lines.iter().any(|line| crosses(line)) {
        return None;
    }
    let parts = |line: &&Positions| if crosses(line) { cut_line(line) } else { vec![(*line).clone()] };
    Some(made(lines.iter().flat_map(parts).collect()))
}

/// Whether a line, made continuous, lies on both sides of 180°.
fn crosses(line: &Positions) -> bool {
    is_valid(line) && lies_on_both_sides(&continuous(line))
}

/// Whether no position is nowhere: cutting a line of 10³⁰ degrees at every turn would never end.
fn is_valid(positions: &Positions) -> bool {
    positions.points.iter().all(|p| p.is_valid())
}

fn lies_on_both_sides(vertices: &[Vertex]) -> bool {
    let turns = vertices.iter().map(|v| turn(v[0]));
    let (first, last) = turns.fold((f64::MAX, f64::MIN), |(lo, hi), t| (t.min(lo), t.max(hi)));
    // A line that only touches 180° from the west has its last position in the next turn.
    let touches = vertices.iter().all(|v| turn(v[0]) == first || v[0] == 360.0 * first + 180.0);
    first < last && !touches
}

/// Which turn of the globe a longitude is in: 0 from −180° to below 180°.
fn turn(lon: f64) -> f64 {
    ((lon + 180.0) / 360.0).floor()
}

fn continuous(line: &Positions) -> Vec<Vertex> {
    let mut points = line.points.clone();
    antimeridian::unwrap(&mut points);
    vertices(&points, line)
}

/// A ring made continuous; nothing if it runs round a pole, so that no cut makes areas of it.
fn continuous_ring(ring: &Positions) -> Option<Vec<Vertex>> {
    let mut points = ring.points.clone();
    let closed = is_valid(ring) && antimeridian::unwrap_ring(&mut points) == Outline::Closed;
    let ends_meet = points.first().map(|p| p.lon) == points.last().map(|p| p.lon);
    (closed && ends_meet).then(|| vertices(&points, ring))
}

fn vertices(points: &[LonLat], line: &Positions) -> Vec<Vertex> {
    let value = |values: &[f64], i: usize| values.get(i).copied().unwrap_or(f64::NAN);
    let vertex = |(i, p): (usize, &LonLat)| [p.lon, p.lat, value(line.heights(), i), value(line.times(), i)];
    points.iter().enumerate().map(vertex).collect()
}

/// The vertex between two at a longitude.
fn between(a: Vertex, b: Vertex, lon: f64) -> Vertex {
    let t = (lon - a[0]) / (b[0] - a[0]);
    let mix = |i: usize| a[i] + t * (b[i] - a[i]);
    [lon, mix(1), mix(2), mix(3)]
}

fn positions(vertices: &[Vertex], turns: f64) -> Positions {
    let points = vertices.iter().map(|v| LonLat::new(v[0] - 360.0 * turns, v[1])).collect();
    Positions::new(points)
        .with_heights(vertices.iter().map(|v| v[2]).collect())
        .with_times(vertices.iter().map(|v| v[3]).collect())
}

fn cut_line(line: &Positions) -> Vec<Positions> {
    let vertices = continuous(line);
    let (mut parts, mut part) = (Vec::new(), Vec::new());
    for pair in vertices.windows(2) {
        let [a, b] = [pair[0], pair[1]];
        if part.is_empty() {
            part.push(a);
        }
        for (from, lon) in seams(a[0], b[0]) {
            let at = between(a, b, lon);
            part.push(at);
            parts.push(positions(&part, from));
            part = vec![at];
        }
        part.push(b);
    }
    let last = vertices.last().map_or(0.0, |v| turn(v[0]));
    parts.push(positions(&part, last));
    parts.retain(|p| p.points.windows(2).any(|w| w[0] != w[1]));
    parts
}

/// The turns that a step leaves, each with the longitude where it does.
fn seams(from: f64, to: f64) -> Vec<(f64, f64)> {
    let (first, last) = (turn(from) as i64, turn(to) as i64);
    match first <= last {
        true => (first..last).map(|t| (t as f64, 360.0 * t as f64 + 180.0)).collect(),
        false => (last + 1..=first).rev().map(|t| (t as f64, 360.0 * t as f64 - 180.0)).collect(),
    }
}

fn cut_areas(areas: &[Vec<Positions>]) -> Option<Geometry> {
    let crosses = |rings: &Vec<Positions>| {
        rings.first().and_then(continuous_ring).is_some_and(|outer| lies_on_both_sides(&outer))
    };
    if !areas.iter().any(crosses) {
        return None;
    }
    let whole = |rings: &Vec<Positions>| vec![rings.clone()];
    let cut = |rings| if crosses(rings) { cut_area(rings) } else { whole(rings) };
    Some(Geometry::MultiPolygon(areas.iter().flat_map(cut).collect()))
}

fn cut_area(rings: &[Positions]) -> Vec<Vec<Positions>> {
    let Some(outline) = rings.first().and_then(continuous_ring) else { return vec![rings.to_vec()] };
    let (west, east) = outline.iter().fold((f64::MAX, f64::MIN), |(lo, hi), v| (v[0].min(lo), v[0].max(hi)));
    let middle = 0.5 * (west + east);
    let rings: Vec<Vec<Vertex>> = rings.iter().map(|ring| near(ring, middle)).collect();
    let side = |turns: f64| -> Vec<Positions> {
        let kept = rings.iter().map(|ring| clipped(ring, 360.0 * turns - 180.0, 360.0 * turns + 180.0));
        kept.filter(|ring| ring.len() > 3 && encloses(ring)).map(|ring| positions(&ring, turns)).collect()
    };
    let turns = (turn(west) as i64)..=(turn(east) as i64);
    turns.map(|turns| side(turns as f64)).filter(|rings| !rings.is_empty()).collect()
}

/// Whether a ring is more than a piece of a meridian, which is left where an area only touches 180°.
fn encloses(ring: &[Vertex]) -> bool {
    ring.windows(2).any(|pair| pair[0][0] != pair[1][0])
}

/// A ring made continuous on the side of the globe where its outer ring is.
fn near(ring: &Positions, middle: f64) -> Vec<Vertex> {
    let mut points = ring.points.clone();
    antimeridian::unwrap_ring(&mut points);
    antimeridian::center_on(&mut points, middle);
    vertices(&points, ring)
}

/// A closed ring between two meridians (Sutherland and Hodgman), closed again.
fn clipped(ring: &[Vertex], west: f64, east: f64) -> Vec<Vertex> {
    let mut ring = ring.to_vec();
    for (meridian, sign) in [(west, 1.0), (east, -1.0)] {
        let inside = |v: &Vertex| sign * (v[0] - meridian) >= 0.0;
        let mut kept: Vec<Vertex> = Vec::with_capacity(ring.len() + 4);
        for pair in ring.windows(2) {
            let [a, b] = [pair[0], pair[1]];
            if inside(&a) {
                kept.push(a);
            }
            let on_edge = a[0] == meridian || b[0] == meridian;
            if inside(&a) != inside(&b) && !on_edge {
                kept.push(between(a, b, meridian));
            }
        }
        if let Some(first) = kept.first().copied() {
            kept.push(first);
        }
        ring = kept;
    }
    ring
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(points: &[[f64; 2]]) -> Positions {
        Positions::new(points.iter().copied().map(LonLat::from).collect())
    }

    #[test]
    fn a_line_is_cut_with_its_heights() {
        let whole =
            line(&[[179.0, 64.0], [-179.0, 66.0], [-178.0, 66.0]]).with_heights(vec![10.0, 20.0, 30.0]);
        let Some(Geometry::MultiLineString(parts)) = cut(&Geometry::LineString(whole)) else {
            unreachable!()
        };
        assert_eq!(parts.len(), 2);
        assert_eq!(parts[0].points, [LonLat::new(179.0, 64.0), LonLat::new(180.0, 65.0)]);
        assert_eq!(parts[1].points[0], LonLat::new(-180.0, 65.0));
        assert_eq!((parts[0].heights(), parts[1].heights()), (&[10.0, 15.0][..], &[15.0, 20.0, 30.0][..]));
    }

    #[test]
    fn what_touches_180_is_left_whole() {
        for points in
            [[[179.0, 64.0], [180.0, 66.0]], [[-180.0, 64.0], [-179.0, 66.0]], [[130.0, 42.0], [131.0, 43.0]]]
        {
            assert_eq!(cut(&Geometry::LineString(line(&points))), None, "{points:?}");
        }
    }

    #[test]
    fn an_area_becomes_two_with_its_hole_on_its_side() {
        let outer = line(&[[178.0, 64.0], [182.0, 64.0], [182.0, 66.0], [178.0, 66.0], [178.0, 64.0]]);
        let hole = line(&[[-179.5, 65.0], [-179.5, 65.5], [-179.0, 65.5], [-179.0, 65.0], [-179.5, 65.0]]);
        let Some(Geometry::MultiPolygon(areas)) = cut(&Geometry::Polygon(vec![outer, hole])) else {
            unreachable!()
        };
        assert_eq!(areas.iter().map(Vec::len).collect::<Vec<_>>(), [1, 2]);
        for ring in areas.iter().flatten() {
            assert!(ring.is_closed() && ring.points.iter().all(|p| p.lon.abs() <= 180.0), "{ring:?}");
        }
        assert!(cut(&Geometry::MultiPolygon(areas)).is_none(), "once is enough");
    }
}
