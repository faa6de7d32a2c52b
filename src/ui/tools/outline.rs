//! Vertices projected once and found again by place.

use std::ops::Range;
use tumen_core::geo::{LonLat, PlaneBounds, PlanePoint, Projection, antimeridian};
use tumen_core::model::layer::{Geometry, GeometryKind};
use tumen_core::model::shape_edit::{self, Vertex};

/// Vertices per run: small enough to be skipped, large enough to keep the index short.
const RUN: usize = 128;

/// The vertices of a geometry in a projection, in runs with bounds.
#[derive(Debug, Clone, Default)]
pub(super) struct Outline {
    runs: Vec<Run>,
    points: Vec<[f64; 2]>,
    parts: Vec<Part>,
}

#[derive(Debug, Clone)]
struct Part {
    points: Range<usize>,
    /// Consecutive points are joined by segments.
    line: bool,
    /// The last point is the first again.
    ring: bool,
}

#[derive(Debug, Clone)]
struct Run {
    part: usize,
    points: Range<usize>,
    bounds: PlaneBounds,
}

/// A vertex, and the one that follows it on the same segment if there is one.
#[derive(Debug, Clone, Copy)]
pub(super) struct Found {
    pub vertex: Vertex,
    pub at: PlanePoint,
    pub next: Option<PlanePoint>,
    /// The closing position of a ring, which is no vertex of its own.
    pub closing: bool,
}

impl Outline {
    /// Projects a geometry.
    pub fn new(geometry: &Geometry, projection: Projection) -> Self {
        let mut outline = Self::default();
        geometry.each(&mut |kind, positions| outline.push(kind, &positions.points, projection));
        outline
    }

    fn push(&mut self, kind: GeometryKind, positions: &[LonLat], projection: Projection) {
        let mut line: Vec<LonLat> = positions.to_vec();
        antimeridian::unwrap(&mut line);
        antimeridian::center_on(&mut line, tumen_core::geo::projection::CENTRAL_MERIDIAN);
        let start = self.points.len();
        self.points.extend(line.iter().map(|p| <[f64; 2]>::from(projection.project(*p))));
        let (end, part) = (self.points.len(), self.parts.len());
        let is_line = !matches!(kind, GeometryKind::Point | GeometryKind::MultiPoint);
        self.parts.push(Part { points: start..end, line: is_line, ring: shape_edit::is_ring(kind) });
        for from in (start..end).step_by(RUN) {
            let to = (from + RUN).min(end);
            // The segment to the next run belongs to this one.
            let reach = self.points.get(from..(to + 1).min(end)).unwrap_or_default();
            let bounds = PlaneBounds::of(reach.iter().copied());
            self.runs.push(Run { part, points: from..to, bounds });
        }
    }

    /// Calls for every vertex whose run touches a window, until told to stop.
    pub fn each_in(&self, window: &PlaneBounds, mut visit: impl FnMut(Found) -> bool) {
        for run in self.runs.iter().filter(|r| r.bounds.intersects(window)) {
            let Some(part) = self.parts.get(run.part) else { continue };
            for i in run.points.clone() {
                let Some(at) = self.points.get(i).copied() else { continue };
                let last = i + 1 == part.points.end;
                let next = self.points.get(i + 1).filter(|_| part.line && !last).copied();
                let vertex = Vertex { part: run.part, index: i - part.points.start };
                if !visit(Found {
                    vertex,
                    at: at.into(),
                    next: next.map(PlanePoint::from),
                    closing: part.ring && last,
                }) {
                    return;
                }
            }
        }
    }
}
