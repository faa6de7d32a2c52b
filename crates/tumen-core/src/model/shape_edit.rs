//! Changes of shapes, vertex by vertex and line by line, as pure functions.
//!
//! Point sets, lines and rings are the *parts* of a geometry, numbered in the order of
//! [`Geometry::each`]. The closing position of a ring is no vertex of its own: it follows the first.
//! A new position has no height and no time (NaN), because none was measured there.

mod lines;
mod parts;
mod simplify;
#[cfg(test)]
mod tests;

pub use lines::{Joined, close, join, open, reverse, split_at, split_on};
pub use parts::{combine, explode, remove_part};
pub use simplify::{Simplified, simplify};

use super::layer::{Geometry, GeometryKind, Positions};
use crate::geo::LonLat;

/// A vertex of a geometry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Vertex {
    /// Which part, in the order of [`Geometry::each`].
    pub part: usize,
    /// Which position of the part; in a ring never the closing one.
    pub index: usize,
}

/// Whether the parts of a kind are rings.
#[must_use]
pub fn is_ring(kind: GeometryKind) -> bool {
    matches!(kind, GeometryKind::Polygon | GeometryKind::MultiPolygon)
}

/// The fewest positions that a part of a kind may have, the closing one of a ring included.
#[must_use]
pub fn least(kind: GeometryKind) -> usize {
    match kind {
        GeometryKind::Polygon | GeometryKind::MultiPolygon => 4,
        GeometryKind::LineString | GeometryKind::MultiLineString => 2,
        _ => 1,
    }
}

/// A part with the kind of the shape it belongs to.
#[must_use]
pub fn part(geometry: &Geometry, number: usize) -> Option<(GeometryKind, &Positions)> {
    let mut found = None;
    let mut next = 0;
    geometry.each(&mut |kind, positions| {
        if next == number {
            found = Some((kind, positions));
        }
        next += 1;
    });
    found
}

/// The position of a vertex.
#[must_use]
pub fn position(geometry: &Geometry, vertex: Vertex) -> Option<LonLat> {
    part(geometry, vertex.part)?.1.points.get(vertex.index).copied()
}

/// The vertices before and after a vertex, where there are any.
#[must_use]
pub fn neighbors(geometry: &Geometry, vertex: Vertex) -> [Option<LonLat>; 2] {
    let Some((kind, positions)) = part(geometry, vertex.part) else { return [None; 2] };
    let (points, at) = (&positions.points, vertex.index);
    let last = points.len().saturating_sub(1);
    if is_ring(kind) {
        let before = if at == 0 { last.checked_sub(1) } else { Some(at - 1) };
        return [before, Some(at + 1)].map(|i| i.and_then(|i| points.get(i)).copied());
    }
    if matches!(kind, GeometryKind::Point | GeometryKind::MultiPoint) {
        return [None; 2];
    }
    [at.checked_sub(1), Some(at + 1)].map(|i| i.and_then(|i| points.get(i)).copied())
}

/// Moves a vertex; a ring stays closed, heights and times stay. `None` if there is no such vertex.
#[must_use]
pub fn move_vertex(geometry: &Geometry, vertex: Vertex, to: LonLat) -> Option<Geometry> {
    change_part(geometry, vertex.part, |kind, positions| {
        *positions.points.get_mut(vertex.index)? = to;
        let last = positions.points.len() - 1;
        if is_ring(kind) && vertex.index == 0 {
            positions.points[last] = to;
        }
        Some(())
    })
}

/// Puts a vertex between `after` and the vertex that follows it; `after` may be the last one of a line,
/// which is continued then. Its height and time are unknown.
#[must_use]
pub fn insert_vertex(geometry: &Geometry, after: Vertex, at: LonLat) -> Option<Geometry> {
    change_part(geometry, after.part, |kind, positions| {
        if kind == GeometryKind::Point || after.index >= positions.len() {
            return None;
        }
        let next = after.index + 1;
        let new = Positions::new(vec![at]);
        *positions = positions.slice(0..next).joined(&new).joined(&positions.slice(next..positions.len()));
        Some(())
    })
}

/// Takes a vertex away. A part that would have too few left goes as a whole, a hole with its area;
/// [`Geometry::None`] is left when nothing else is. `None` if there is no such vertex.
#[must_use]
pub fn delete_vertex(geometry: &Geometry, vertex: Vertex) -> Option<Geometry> {
    let (kind, positions) = part(geometry, vertex.part)?;
    if vertex.index >= positions.len() {
        return None;
    }
    if positions.len() <= least(kind) {
        return Some(remove_part(geometry, vertex.part));
    }
    change_part(geometry, vertex.part, |kind, positions| {
        *positions = without(positions, vertex.index, is_ring(kind));
        Some(())
    })
}

/// Positions without one; a ring is closed again by its new first one.
fn without(positions: &Positions, index: usize, ring: bool) -> Positions {
    let len = positions.len();
    let last = len - 1;
    if ring && (index == 0 || index == last) {
        return positions.slice(1..last).joined(&positions.slice(1..2));
    }
    positions.slice(0..index).joined(&positions.slice(index + 1..len))
}

/// The geometry with one part changed; `None` if there is no such part or the change says so.
fn change_part(
    geometry: &Geometry,
    number: usize,
    change: impl FnOnce(GeometryKind, &mut Positions) -> Option<()>,
) -> Option<Geometry> {
    let mut geometry = geometry.clone();
    let mut change = Some(change);
    let mut done = None;
    let mut next = 0;
    geometry.each_mut(&mut |kind, positions| {
        if next == number
            && let Some(change) = change.take()
        {
            done = change(kind, positions);
        }
        next += 1;
    });
    done.map(|()| geometry)
}
