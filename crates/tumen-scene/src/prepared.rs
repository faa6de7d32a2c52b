//! Geometry ready to be drawn: projected, simplified to levels, indexed, triangulated on demand.
//!
//! A [`Prepared`] is made once for a layer in a projection and then only read. Nothing in a frame is
//! proportional to its number of vertices: a level is chosen by scale, and the chunks in view are
//! found through a tree of bounds.

mod build;
mod dots;
mod levels;
mod points;
mod triangulate;

pub use build::{Builder, Detail, clean, clean_ring};
pub use dots::Dots;
pub use levels::Levels;
pub use points::Points;
pub use triangulate::{polygons, signed_area};

use super::feature::FeatureId;
use std::ops::Range;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use tumen_core::geo::PlanePoint;
use tumen_core::geo::{LonLat, PlaneBounds, Projection};
use tumen_core::model::{FeatureKey, LayerId};

/// Zoom steps at which a simplified level is kept; beyond the last the full geometry is drawn.
const LEVEL_ZOOMS: [f64; 6] = [3.0, 5.0, 7.0, 9.0, 11.0, 13.0];
/// A dropped vertex moves the line by at most this many pixels at the level's closest use.
const TOLERANCE_PX: f64 = 0.35;
/// Segments per chunk: small enough to cull, large enough to keep the index short.
const CHUNK: usize = 192;
/// Children per node of the chunk tree.
const FANOUT: usize = 8;

/// One line or ring before preparation. Longitudes unwrapped and continuous.
#[derive(Debug, Clone)]
pub struct Shape<'a> {
    /// Which group of the layer (one style each) it belongs to; groups are dense from 0.
    pub group: u32,
    /// The feature it came from, for picking; an index the layer's owner understands.
    pub feature: u32,
    /// The positions; rings are closed.
    pub points: &'a [LonLat],
}

/// Whether a layer is stroked or filled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// Open or closed lines.
    Lines,
    /// Closed rings, filled by the even-odd rule.
    Areas,
    /// Single positions, drawn as dots.
    Points,
}

/// Whose features the indices in [`Span::feature`] and [`Level::dots`] are.
#[derive(Debug, Default)]
pub struct FeatureTable {
    /// The layer of the user.
    pub layer: LayerId,
    /// The key of each feature.
    pub keys: Vec<FeatureKey>,
    /// How much of the plane the areas of each feature take; empty if there are none.
    pub extents: Vec<f32>,
}

/// A layer projected and simplified to levels.
#[derive(Debug)]
pub struct Prepared {
    /// Unique among all layers ever prepared: GPU buffers are keyed by it.
    pub id: u64,
    /// The projection it was made for.
    pub projection: Projection,
    /// Lines or areas.
    pub form: Form,
    /// From coarse to fine; never empty.
    pub levels: Levels,
    /// What each group covers, map units.
    pub group_bounds: Vec<PlaneBounds>,
    /// What is picked, if it is a layer of the user.
    pub table: Option<Arc<FeatureTable>>,
}

/// One simplification of a layer.
#[derive(Debug, Default)]
pub struct Level {
    /// How far the level may lie from the full geometry, map units; 0 for the full geometry.
    pub tolerance: f64,
    /// All points of all lines, map units, end to end.
    pub points: Points,
    /// The lines, sorted by group.
    pub spans: Vec<Span>,
    /// How many slots each point is shifted beside the alignment that its line shares with others, as a vector
    /// (see [`crate::bundle`]); empty where no line is.
    pub shifts: Vec<[f32; 2]>,
    /// The longest of the shifts, slots.
    pub widest: f32,
    /// The feature of each point of [`Form::Points`], which have no spans; else empty.
    pub dots: Vec<u32>,
    /// For each group the range of `spans`.
    pub groups: Vec<Range<usize>>,
    /// Runs of at most `CHUNK` segments of one span, in order.
    pub chunks: Vec<Chunk>,
    /// For each group the range of `chunks`.
    pub group_chunks: Vec<Range<usize>>,
    tree: ChunkTree,
    triangles: Triangles,
}

/// One line of a [`Level`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Span {
    /// Its points.
    pub points: Range<usize>,
    /// Its feature, as in [`Shape::feature`].
    pub feature: u32,
}

/// A run of consecutive segments of one span.
#[derive(Debug, Clone)]
pub struct Chunk {
    /// Points of the run, both ends included; neighbors share a point (but not dots).
    pub points: Range<usize>,
    /// The span it belongs to; 0 for dots.
    pub span: usize,
    /// Length of the span before the run, map units: where a dash pattern continues.
    pub along: f64,
    /// What it covers.
    pub bounds: PlaneBounds,
}

/// Filled areas as triangles.
#[derive(Debug, Default)]
pub struct Mesh {
    /// Corners, map units.
    pub vertices: Vec<[f64; 2]>,
    /// Three per triangle, into `vertices`.
    pub indices: Vec<u32>,
    /// For each group the range of `indices`.
    pub groups: Vec<Range<usize>>,
}

impl Prepared {
    /// Projects, cuts and simplifies shapes. `group_count` groups are made, even if empty.
    #[must_use]
    pub fn new(form: Form, projection: Projection, group_count: usize, shapes: &[Shape<'_>]) -> Self {
        let mut builder = Builder::new(form, projection, group_count);
        for shape in shapes {
            builder.push(shape.group, shape.feature, shape.points);
        }
        builder.finish(&Detail::MAP)
    }

    /// The feature of the user that an index in spans or dots stands for.
    #[must_use]
    pub fn feature(&self, index: u32) -> Option<FeatureId> {
        let table = self.table.as_ref()?;
        table.keys.get(index as usize).map(|key| FeatureId::User(table.layer, *key))
    }

    /// The coarsest level that is exact enough at a scale (pixels per map unit).
    #[must_use]
    pub fn level_for(&self, pixels_per_unit: f64) -> usize {
        let last = self.levels.len() - 1;
        let exact = |tolerance: &f64| tolerance * pixels_per_unit <= TOLERANCE_PX * 1.001;
        self.levels.tolerances().iter().position(exact).unwrap_or(last)
    }

    /// Like [`Prepared::level_for`], but only among the levels whose triangles are made already; the
    /// coarsest level's are made now if none is.
    #[must_use]
    pub fn ready_level_for(&self, pixels_per_unit: f64) -> usize {
        let wanted = self.level_for(pixels_per_unit);
        if let Some(ready) = (0..=wanted).rev().find(|l| self.levels[*l].has_mesh()) {
            return ready;
        }
        self.levels[0].make_mesh();
        0
    }

    /// Number of points of the full geometry.
    #[must_use]
    pub fn vertices(&self) -> usize {
        self.levels.last().map_or(0, |l| l.points.len())
    }
}

/// A number that no other prepared thing has.
pub(super) fn next_id() -> u64 {
    static NEXT: AtomicU64 = AtomicU64::new(1);
    NEXT.fetch_add(1, Ordering::Relaxed)
}

/// The tolerance in map units that is [`TOLERANCE_PX`] at a zoom.
pub(crate) fn tolerance_at(zoom: f64) -> f64 {
    TOLERANCE_PX * pixel_at(zoom)
}

/// A pixel at a zoom, map units.
pub(crate) fn pixel_at(zoom: f64) -> f64 {
    let camera = super::Camera { projection: Projection::Mercator, center: PlanePoint::ORIGIN, zoom };
    1.0 / camera.pixels_per_unit()
}

impl Level {
    /// Cuts a span into chunks.
    fn push_chunks(&mut self, span: usize) {
        let range = self.spans[span].points.clone();
        let mut along = 0.0;
        let mut start = range.start;
        while start + 1 < range.end {
            let end = (start + CHUNK + 1).min(range.end);
            let points = self.points.run(start..end);
            let bounds = PlaneBounds::of(points.iter().copied());
            let length: f64 = points.windows(2).map(step).sum();
            self.chunks.push(Chunk { points: start..end, span, along, bounds });
            along += length;
            start = end - 1;
        }
    }

    /// The chunks that hold one feature of a group, for lines and areas, whose features follow each
    /// other in a group.
    #[must_use]
    pub fn chunks_of(&self, group: usize, feature: u32) -> Range<usize> {
        let (Some(spans), Some(chunks)) = (self.groups.get(group), self.group_chunks.get(group)) else {
            return 0..0;
        };
        let within = &self.spans[spans.clone()];
        let first = spans.start + within.partition_point(|s| s.feature < feature);
        let end = spans.start + within.partition_point(|s| s.feature <= feature);
        let own = &self.chunks[chunks.clone()];
        let from = own.partition_point(|c| c.span < first);
        chunks.start + from..chunks.start + from + own[from..].partition_point(|c| c.span < end)
    }

    /// Calls `visit` with the index of every chunk of a range that may touch `view`, in order.
    pub fn chunks_within(&self, range: Range<usize>, view: &PlaneBounds, mut visit: impl FnMut(usize)) {
        self.tree.visit(&self.chunks, range, view, &mut visit);
    }

    /// Calls `visit` with the index of every chunk of a group that may touch `view`, in order.
    pub fn chunks_in(&self, group: usize, view: &PlaneBounds, mut visit: impl FnMut(usize)) {
        if let Some(range) = self.group_chunks.get(group) {
            self.tree.visit(&self.chunks, range.clone(), view, &mut visit);
        }
    }

    /// Whether the triangles are made already, be they still here or taken.
    #[must_use]
    pub fn has_mesh(&self) -> bool {
        self.triangles.made.load(Ordering::Acquire)
    }

    /// Makes the triangles ahead of use.
    pub fn make_mesh(&self) {
        if !self.has_mesh() {
            self.triangles.keep(triangulate::mesh(self));
        }
    }

    /// The filled areas as triangles, for whoever keeps them: they are not held here any longer. Asked again, they are
    /// made again.
    #[must_use]
    pub fn take_mesh(&self) -> Mesh {
        let ready = self.triangles.take();
        ready.unwrap_or_else(|| {
            let mesh = triangulate::mesh(self);
            self.triangles.made.store(true, Ordering::Release);
            mesh
        })
    }
}

/// The triangles of a level between being made and being taken to where they are drawn.
#[derive(Debug, Default)]
struct Triangles {
    made: AtomicBool,
    waiting: Mutex<Option<Mesh>>,
}

impl Triangles {
    fn keep(&self, mesh: Mesh) {
        *self.waiting.lock().unwrap_or_else(PoisonError::into_inner) = Some(mesh);
        self.made.store(true, Ordering::Release);
    }

    fn take(&self) -> Option<Mesh> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}

/// Length of a step. Map units are near one, so nothing can overflow on the way to the root.
fn step(pair: &[[f64; 2]]) -> f64 {
    let (dx, dy) = (pair[1][0] - pair[0][0], pair[1][1] - pair[0][1]);
    (dx * dx + dy * dy).sqrt()
}

/// Bounds of runs of chunks, of runs of runs, and so on: what is out of view is skipped in whole
/// branches. It follows the order of the chunks, so it needs no sorting and keeps drawing order.
#[derive(Debug, Default)]
struct ChunkTree {
    /// `layers[0]` covers [`FANOUT`] chunks a node, each further layer [`FANOUT`] nodes of the last.
    layers: Vec<Vec<PlaneBounds>>,
}

impl ChunkTree {
    fn new(chunks: &[Chunk]) -> Self {
        let mut layers: Vec<Vec<PlaneBounds>> = Vec::new();
        let mut current: Vec<PlaneBounds> = chunks.iter().map(|c| c.bounds).collect();
        while current.len() > FANOUT {
            current = current.chunks(FANOUT).map(union).collect();
            layers.push(current.clone());
        }
        Self { layers }
    }

    fn visit(
        &self,
        chunks: &[Chunk],
        range: Range<usize>,
        view: &PlaneBounds,
        visit: &mut impl FnMut(usize),
    ) {
        let mut i = range.start;
        while i < range.end {
            if let Some(next) = self.skip_from(i, view) {
                i = next;
                continue;
            }
            if chunks[i].bounds.intersects(view) {
                visit(i);
            }
            i += 1;
        }
    }

    /// If chunk `i` starts a node that is out of view, the first chunk behind the largest such node.
    fn skip_from(&self, i: usize, view: &PlaneBounds) -> Option<usize> {
        let mut width = FANOUT;
        let mut next = None;
        for layer in &self.layers {
            if !i.is_multiple_of(width) || layer[i / width].intersects(view) {
                break;
            }
            next = Some(i + width);
            width *= FANOUT;
        }
        next
    }
}

fn union(bounds: &[PlaneBounds]) -> PlaneBounds {
    bounds.iter().fold(PlaneBounds::EMPTY, |mut all, b| {
        all.merge(b);
        all
    })
}
