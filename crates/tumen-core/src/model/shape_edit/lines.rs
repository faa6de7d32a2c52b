//! Splitting, joining, turning round, opening and closing.

use super::{Vertex, part, parts};
use crate::geo::{LonLat, measure};
use crate::model::layer::{Geometry, Positions};

/// Ends nearer to each other than this are one place when lines are joined, meters.
const SAME_M: f64 = 0.01;

/// Cuts a line in two at an inner vertex, which both halves keep. Of several lines, those before stay
/// with the first half and those behind with the second. `None` at an end, and for what is no line.
#[must_use]
pub fn split_at(geometry: &Geometry, vertex: Vertex) -> Option<[Geometry; 2]> {
    let lines = lines_of(geometry)?;
    let line = lines.get(vertex.part)?;
    if vertex.index == 0 || vertex.index + 1 >= line.len() {
        return None;
    }
    let first = line.slice(0..vertex.index + 1);
    let second = line.slice(vertex.index..line.len());
    Some(halves(lines, vertex.part, first, second))
}

/// Cuts a line in two at a place on the segment that follows a vertex; both halves get a vertex there,
/// without a height or time.
#[must_use]
pub fn split_on(geometry: &Geometry, after: Vertex, at: LonLat) -> Option<[Geometry; 2]> {
    let lines = lines_of(geometry)?;
    let line = lines.get(after.part)?;
    if after.index + 1 >= line.len() {
        return None;
    }
    let cut = Positions::new(vec![at]);
    let first = line.slice(0..after.index + 1).joined(&cut);
    let second = cut.joined(&line.slice(after.index + 1..line.len()));
    Some(halves(lines, after.part, first, second))
}

/// The lines of a line or lines.
fn lines_of(geometry: &Geometry) -> Option<&[Positions]> {
    match geometry {
        Geometry::LineString(line) => Some(std::slice::from_ref(line)),
        Geometry::MultiLineString(lines) => Some(lines),
        _ => None,
    }
}

fn halves(lines: &[Positions], at: usize, first: Positions, second: Positions) -> [Geometry; 2] {
    let (before, behind) = (lines.get(..at).unwrap_or_default(), lines.get(at + 1..).unwrap_or_default());
    let head = before.iter().cloned().chain([first]).collect();
    let tail = [second].into_iter().chain(behind.iter().cloned()).collect();
    [parts::lines(head), parts::lines(tail)]
}

/// What [`join`] made.
#[derive(Debug, Clone, PartialEq)]
pub struct Joined {
    /// The one line.
    pub line: Geometry,
    /// The widest gap that was bridged by a straight leg, meters; 0 if all ends met.
    pub widest_gap_m: f64,
}

/// Joins lines into one. It starts with the first; the nearest free end is joined next, and that line is
/// turned round where needed. Where two ends meet, one position is kept. `None` unless there are at least
/// two lines and nothing but lines.
#[must_use]
pub fn join(geometries: &[&Geometry]) -> Option<Joined> {
    let mut lines: Vec<&Positions> = Vec::new();
    for geometry in geometries {
        lines.extend(lines_of(geometry)?.iter().filter(|l| !l.is_empty()));
    }
    if lines.len() < 2 {
        return None;
    }
    let mut chain = lines.remove(0).clone();
    let mut widest_gap_m = 0.0_f64;
    while let Some((index, way, gap)) = nearest(&chain, &lines) {
        let next = lines.swap_remove(index);
        chain = attached(&chain, next, way, gap < SAME_M);
        widest_gap_m = widest_gap_m.max(if gap < SAME_M { 0.0 } else { gap });
    }
    Some(Joined { line: Geometry::LineString(chain), widest_gap_m })
}

/// How a line is attached to a chain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    /// Behind it.
    Behind,
    /// Behind it, turned round.
    BehindTurned,
    /// Before it.
    Before,
    /// Before it, turned round.
    BeforeTurned,
}

/// The line with the nearest end, how it is attached, and the gap in meters.
fn nearest(chain: &Positions, lines: &[&Positions]) -> Option<(usize, Way, f64)> {
    let (start, end) = (*chain.points.first()?, *chain.points.last()?);
    let mut best: Option<(usize, Way, f64)> = None;
    for (index, line) in lines.iter().enumerate() {
        let (Some(first), Some(last)) = (line.points.first(), line.points.last()) else { continue };
        let ways = [
            (Way::Behind, end, *first),
            (Way::BehindTurned, end, *last),
            (Way::Before, start, *last),
            (Way::BeforeTurned, start, *first),
        ];
        for (way, a, b) in ways {
            let gap = measure::distance(a, b);
            if best.is_none_or(|(_, _, least)| gap < least) {
                best = Some((index, way, gap));
            }
        }
    }
    best
}

fn attached(chain: &Positions, next: &Positions, way: Way, meet: bool) -> Positions {
    let next = match way {
        Way::BehindTurned | Way::BeforeTurned => next.reversed(),
        _ => next.clone(),
    };
    let skip = usize::from(meet);
    match way {
        Way::Behind | Way::BehindTurned => chain.joined(&next.slice(skip..next.len())),
        Way::Before | Way::BeforeTurned => next.slice(0..next.len() - skip).joined(chain),
    }
}

/// All lines and rings run the other way; several lines also come in the other order.
#[must_use]
pub fn reverse(geometry: &Geometry) -> Geometry {
    let mut turned = geometry.clone();
    turned.each_mut(&mut |_, positions| *positions = positions.reversed());
    if let Geometry::MultiLineString(lines) = &mut turned {
        lines.reverse();
    }
    turned
}

/// A line of at least three different positions as an area.
#[must_use]
pub fn close(geometry: &Geometry) -> Option<Geometry> {
    let [line] = lines_of(geometry)? else { return None };
    let ring = if line.is_closed() { line.clone() } else { line.joined(&line.slice(0..1)) };
    (ring.len() >= 4).then(|| Geometry::Polygon(vec![ring]))
}

/// An area without holes as a closed line.
#[must_use]
pub fn open(geometry: &Geometry) -> Option<Geometry> {
    match geometry {
        Geometry::Polygon(rings) if rings.len() == 1 => {
            part(geometry, 0).map(|(_, ring)| Geometry::LineString(ring.clone()))
        }
        _ => None,
    }
}
