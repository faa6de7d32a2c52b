//! Rings to areas: a Shapefile lists the rings of all areas of a shape one after another and tells outer
//! rings (clockwise) from holes by their winding alone.

use tumen_core::geo::LonLat;
use tumen_core::model::layer::{Geometry, Positions};

/// Steps for each position that may be spent on finding which ring lies in which, so that a shape of a
/// hundred thousand outer rings and as many holes takes no hours.
const STEPS: usize = 256;
/// And so many steps at most, about a quarter of a second.
const MOST_STEPS: usize = 100_000_000;

/// A ring and what is known of it.
struct Ring {
    points: Positions,
    clockwise: bool,
    min: [f64; 2],
    max: [f64; 2],
}

impl Ring {
    fn of(points: Positions) -> Self {
        let (mut min, mut max) = ([f64::INFINITY; 2], [f64::NEG_INFINITY; 2]);
        for p in &points.points {
            min = [min[0].min(p.lon), min[1].min(p.lat)];
            max = [max[0].max(p.lon), max[1].max(p.lat)];
        }
        Self { clockwise: doubled_area(&points.points) <= 0.0, points, min, max }
    }

    fn surrounds(&self, other: &Self) -> bool {
        let within = |axis: usize| self.min[axis] <= other.min[axis] && other.max[axis] <= self.max[axis];
        within(0) && within(1)
    }

    fn size(&self) -> f64 {
        (self.max[0] - self.min[0]) * (self.max[1] - self.min[1])
    }

    /// The ring running counter-clockwise or clockwise, as GeoJSON has outer rings and holes.
    fn wound(self, clockwise: bool) -> Positions {
        if self.clockwise == clockwise { self.points } else { self.points.reversed() }
    }
}

/// Twice the area, positive if counter-clockwise.
fn doubled_area(points: &[LonLat]) -> f64 {
    let Some(first) = points.first() else { return 0.0 };
    // From the first position, so that large meters do not eat the digits.
    let cross = |a: &LonLat, b: &LonLat| {
        (a.lon - first.lon) * (b.lat - first.lat) - (b.lon - first.lon) * (a.lat - first.lat)
    };
    points.windows(2).map(|w| cross(&w[0], &w[1])).sum()
}

/// Whether a position lies in a ring, by counting crossings.
fn contains(ring: &[LonLat], at: LonLat) -> bool {
    let mut inside = false;
    let mut before = ring.last().copied().unwrap_or_default();
    for p in ring {
        let crosses = (p.lat > at.lat) != (before.lat > at.lat);
        if crosses && at.lon < (before.lon - p.lon) * (at.lat - p.lat) / (before.lat - p.lat) + p.lon {
            inside = !inside;
        }
        before = *p;
    }
    inside
}

/// Areas of rings: outer rings by their winding, holes in the smallest outer ring around them.
pub(super) fn areas(pieces: Vec<Positions>) -> Geometry {
    let rings: Vec<Ring> = pieces.into_iter().filter(|p| !p.is_empty()).map(Ring::of).collect();
    let mut steps =
        Steps((STEPS * (64 + rings.iter().map(|r| r.points.len()).sum::<usize>())).min(MOST_STEPS));
    let alike = rings.windows(2).all(|w| w[0].clockwise == w[1].clockwise);
    let holes: Vec<bool> = match alike {
        true => nested(&rings, &mut steps),
        false => rings.iter().map(|r| !r.clockwise).collect(),
    };
    let owners = owners(&rings, &holes, &mut steps);
    assembled(rings, &owners)
}

/// Whether every ring runs counterclockwise: then none is marked as an outer one.
pub(super) fn none_is_outer(pieces: &[Positions]) -> bool {
    !pieces.is_empty() && pieces.iter().all(|ring| doubled_area(&ring.points) > 0.0)
}

/// What may still be spent.
struct Steps(usize);

impl Steps {
    fn spend(&mut self, steps: usize) -> bool {
        let enough = self.0 >= steps;
        self.0 = self.0.saturating_sub(steps);
        enough
    }
}

fn lies_in(rings: &[Ring], inner: usize, outer: usize, steps: &mut Steps) -> bool {
    let (Some(inside), Some(around)) = (rings.get(inner), rings.get(outer)) else { return false };
    if inner == outer || !steps.spend(1) || !around.surrounds(inside) {
        return false;
    }
    // Touching corners say nothing: most of a few positions decide.
    let some = inside.points.points.iter().step_by((inside.points.len() / 3).max(1)).take(3);
    let votes =
        some.filter(|p| steps.spend(around.points.len()) && contains(&around.points.points, **p)).count();
    votes >= 2.min(inside.points.len())
}

/// If all rings run alike, their winding says nothing: a ring within an odd number of others is a hole.
fn nested(rings: &[Ring], steps: &mut Steps) -> Vec<bool> {
    let depth = |at: usize, steps: &mut Steps| match steps.0 {
        0 => 0,
        _ => (0..rings.len()).filter(|other| lies_in(rings, at, *other, steps)).count(),
    };
    (0..rings.len()).map(|at| rings.len() > 1 && depth(at, steps) % 2 == 1).collect()
}

/// For each hole the smallest outer ring around it; nothing for outer rings and for holes around which there
/// is none.
fn owners(rings: &[Ring], holes: &[bool], steps: &mut Steps) -> Vec<Option<usize>> {
    let outer: Vec<usize> = (0..rings.len()).filter(|at| !holes[*at]).collect();
    let size = |at: usize| rings.get(at).map_or(f64::INFINITY, Ring::size);
    let mut last_outer = None;
    let mut owners = Vec::with_capacity(rings.len());
    for (at, is_hole) in holes.iter().enumerate() {
        if !is_hole {
            last_outer = Some(at);
            owners.push(None);
        } else if steps.0 == 0 {
            // When nothing more may be spent: holes usually follow their ring.
            owners.push(last_outer);
        } else {
            let around = outer.iter().copied().filter(|other| lies_in(rings, at, *other, steps));
            owners.push(around.min_by(|a, b| size(*a).total_cmp(&size(*b))));
        }
    }
    owners
}

fn assembled(rings: Vec<Ring>, owners: &[Option<usize>]) -> Geometry {
    let mut areas: Vec<Vec<Positions>> = Vec::new();
    let mut area_of = vec![None; rings.len()];
    let mut holes = Vec::new();
    for (at, ring) in rings.into_iter().enumerate() {
        match owners.get(at).copied().flatten() {
            Some(owner) => holes.push((owner, ring)),
            None => {
                area_of[at] = Some(areas.len());
                areas.push(vec![ring.wound(false)]);
            }
        }
    }
    for (owner, ring) in holes {
        let area = area_of.get(owner).copied().flatten().and_then(|at| areas.get_mut(at));
        if let Some(area) = area {
            area.push(ring.wound(true));
        }
    }
    of_areas(areas)
}

fn of_areas(mut areas: Vec<Vec<Positions>>) -> Geometry {
    match areas.len() {
        0 => Geometry::None,
        1 => areas.pop().map_or(Geometry::None, Geometry::Polygon),
        _ => Geometry::MultiPolygon(areas),
    }
}

/// Areas of a MultiPatch. Kinds of parts: 0 strip of triangles, 1 fan of triangles, 2 outer ring, 3 inner
/// ring, 4 first ring, 5 ring.
pub(super) fn patches(pieces: Vec<Positions>, kinds: &[i32]) -> Geometry {
    let mut areas: Vec<Vec<Positions>> = Vec::new();
    for (at, piece) in pieces.into_iter().enumerate() {
        match kinds.get(at).copied().unwrap_or(5) {
            kind @ (0 | 1) => areas.push(vec![outline(&piece, kind == 1)]),
            3 | 5 if areas.last().is_some_and(|area| takes(area, &piece)) => {
                if let Some(area) = areas.last_mut() {
                    area.push(piece);
                }
            }
            _ => areas.push(vec![piece]),
        }
    }
    of_areas(areas)
}

fn takes(area: &[Positions], hole: &Positions) -> bool {
    let (Some(outer), Some(first)) = (area.first(), hole.points.first()) else { return false };
    contains(&outer.points, *first)
}

/// The edge of a strip or fan of triangles, closed.
fn outline(piece: &Positions, fan: bool) -> Positions {
    let count = piece.len();
    let back = (0..count).rev().filter(|i| i % 2 == 1);
    let order: Vec<usize> = match fan {
        true => (0..count).chain(0..count.min(1)).collect(),
        false => (0..count).step_by(2).chain(back).chain(0..count.min(1)).collect(),
    };
    let points = order.iter().filter_map(|i| piece.points.get(*i).copied()).collect();
    let heights = order.iter().filter_map(|i| piece.heights().get(*i).copied()).collect();
    Positions::new(points).with_heights(heights)
}
