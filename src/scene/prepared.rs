//! Geometry ready to be drawn: projected, simplified to levels, indexed, triangulated on demand.
//!
//! A [`Prepared`] is made once for a layer in a projection and then only read. Nothing in a frame is
//! proportional to its number of vertices: a level is chosen by scale, and the chunks in view are
//! found through a tree of bounds.

use crate::geo::{Bounds, LonLat, Projection, clip, projection::WEST_CUT, simplify};
use std::ops::Range;
use std::sync::OnceLock;

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
    pub levels: Vec<Level>,
    /// What each group covers, map units.
    pub group_bounds: Vec<Bounds>,
}

/// One simplification of a layer.
#[derive(Debug, Default)]
pub struct Level {
    /// How far the level may lie from the full geometry, map units; 0 for the full geometry.
    pub tolerance: f64,
    /// All points of all lines, map units, end to end.
    pub points: Vec<[f64; 2]>,
    /// The lines, sorted by group.
    pub spans: Vec<Span>,
    /// For each group the range of `spans`.
    pub groups: Vec<Range<usize>>,
    /// Runs of at most [`CHUNK`] segments of one span, in order.
    pub chunks: Vec<Chunk>,
    /// For each group the range of `chunks`.
    pub group_chunks: Vec<Range<usize>>,
    tree: ChunkTree,
    mesh: OnceLock<Mesh>,
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
    /// Points of the run, both ends included; neighbours share a point.
    pub points: Range<usize>,
    /// The span it belongs to.
    pub span: usize,
    /// Length of the span before the run, map units: where a dash pattern continues.
    pub along: f64,
    /// What it covers.
    pub bounds: Bounds,
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
        let mut lines = project_all(form, projection, shapes);
        lines.sort_by_key(|l| l.group);
        let ranks: Vec<Vec<f32>> = lines.iter().map(|l| simplify::ranks(&l.points)).collect();
        let mut tolerances: Vec<f64> = LEVEL_ZOOMS.iter().map(|z| tolerance_at(*z)).collect();
        tolerances.push(0.0);
        let mut levels: Vec<Level> = Vec::new();
        for tolerance in tolerances {
            let level = Level::new(form, tolerance, group_count, &lines, &ranks);
            // A level that keeps most of the next one only costs memory.
            if levels.last().is_some_and(|l| l.points.len() * 4 >= level.points.len() * 3) {
                levels.pop();
            }
            levels.push(level);
        }
        let mut group_bounds = vec![Bounds::EMPTY; group_count];
        for line in &lines {
            if let Some(bounds) = group_bounds.get_mut(line.group as usize) {
                bounds.merge(&line.bounds);
            }
        }
        Self { id: next_id(), projection, form, levels, group_bounds }
    }

    /// The coarsest level that is exact enough at a scale (pixels per map unit).
    #[must_use]
    pub fn level_for(&self, pixels_per_unit: f64) -> usize {
        let last = self.levels.len() - 1;
        let exact = |l: &Level| l.tolerance * pixels_per_unit <= TOLERANCE_PX * 1.001;
        self.levels.iter().position(exact).unwrap_or(last)
    }

    /// Like [`Prepared::level_for`], but only among the levels whose triangles are made already; the
    /// coarsest level's are made now if none is.
    #[must_use]
    pub fn ready_level_for(&self, pixels_per_unit: f64) -> usize {
        let wanted = self.level_for(pixels_per_unit);
        if let Some(ready) = (0..=wanted).rev().find(|l| self.levels[*l].has_mesh()) {
            return ready;
        }
        self.levels[0].mesh();
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
    static NEXT: std::sync::atomic::AtomicU64 = std::sync::atomic::AtomicU64::new(1);
    NEXT.fetch_add(1, std::sync::atomic::Ordering::Relaxed)
}

/// The tolerance in map units that is [`TOLERANCE_PX`] at a zoom.
fn tolerance_at(zoom: f64) -> f64 {
    let camera = super::Camera { projection: Projection::Mercator, center: [0.0; 2], zoom };
    TOLERANCE_PX / camera.pixels_per_unit()
}

struct Line {
    group: u32,
    feature: u32,
    points: Vec<[f64; 2]>,
    bounds: Bounds,
}

/// Cuts shapes to the range that the projection draws, and projects them.
fn project_all(form: Form, projection: Projection, shapes: &[Shape<'_>]) -> Vec<Line> {
    let [south, north] = projection.latitudes();
    let cut = if projection == Projection::Mercator { WEST_CUT } else { projection.meridian() - 180.0 };
    let drawn = Bounds::new([cut, south], [cut + 360.0, north]);
    let mut lines = Vec::with_capacity(shapes.len());
    for shape in shapes {
        for points in cut_to(form, shape.points, &drawn) {
            let points: Vec<[f64; 2]> = points.iter().map(|p| projection.project((*p).into())).collect();
            let bounds = Bounds::of(points.iter().copied());
            lines.push(Line { group: shape.group, feature: shape.feature, points, bounds });
        }
    }
    lines
}

/// The parts of a shape inside the drawn range, also of its copies a turn to the east and west.
fn cut_to(form: Form, points: &[LonLat], drawn: &Bounds) -> Vec<Vec<[f64; 2]>> {
    let mut parts = Vec::new();
    for turn in [-360.0, 0.0, 360.0] {
        let moved: Vec<[f64; 2]> = points.iter().map(|p| [p.lon + turn, p.lat]).collect();
        let bounds = Bounds::of(moved.iter().copied());
        if bounds.is_empty() || !bounds.intersects(drawn) {
            continue;
        }
        if drawn.contains_bounds(&bounds) {
            parts.push(moved);
            continue;
        }
        match form {
            Form::Lines => clip::line(&moved, drawn, |run| parts.push(run.to_vec())),
            Form::Areas => {
                let mut ring = clip::ring(&moved, drawn);
                if let Some(&first) = ring.first() {
                    ring.push(first);
                    parts.push(ring);
                }
            }
        }
    }
    parts
}

impl Level {
    fn new(form: Form, tolerance: f64, group_count: usize, lines: &[Line], ranks: &[Vec<f32>]) -> Self {
        let mut level = Self { tolerance, ..Self::default() };
        level.groups = vec![0..0; group_count];
        level.group_chunks = vec![0..0; group_count];
        for (group, range) in by_group(lines) {
            let first_span = level.spans.len();
            let first_chunk = level.chunks.len();
            for i in range {
                level.push_line(form, &lines[i], &ranks[i]);
            }
            if let Some(slot) = level.groups.get_mut(group) {
                *slot = first_span..level.spans.len();
                level.group_chunks[group] = first_chunk..level.chunks.len();
            }
        }
        level.points.shrink_to_fit();
        level.spans.shrink_to_fit();
        level.chunks.shrink_to_fit();
        level.tree = ChunkTree::new(&level.chunks);
        level
    }

    fn push_line(&mut self, form: Form, line: &Line, rank: &[f32]) {
        let start = self.points.len();
        // What is smaller than the tolerance as a whole cannot be seen at this level.
        let [w, h] = line.bounds.size();
        if w.max(h) < self.tolerance {
            return;
        }
        let kept = line.points.iter().zip(rank).filter(|(_, r)| f64::from(**r) > self.tolerance);
        self.points.extend(kept.map(|(p, _)| *p));
        if form == Form::Areas && self.points.len() - start < 4 {
            self.points.truncate(start);
            return;
        }
        let span = self.spans.len();
        self.spans.push(Span { points: start..self.points.len(), feature: line.feature });
        self.push_chunks(span);
    }

    fn push_chunks(&mut self, span: usize) {
        let range = self.spans[span].points.clone();
        let mut along = 0.0;
        let mut start = range.start;
        while start + 1 < range.end {
            let end = (start + CHUNK + 1).min(range.end);
            let points = &self.points[start..end];
            let bounds = Bounds::of(points.iter().copied());
            let length: f64 = points.windows(2).map(|w| (w[1][0] - w[0][0]).hypot(w[1][1] - w[0][1])).sum();
            self.chunks.push(Chunk { points: start..end, span, along, bounds });
            along += length;
            start = end - 1;
        }
    }

    /// Calls `visit` with the index of every chunk of a group that may touch `view`, in order.
    pub fn chunks_in(&self, group: usize, view: &Bounds, mut visit: impl FnMut(usize)) {
        if let Some(range) = self.group_chunks.get(group) {
            self.tree.visit(&self.chunks, range.clone(), view, &mut visit);
        }
    }

    /// Whether the triangles are made already.
    #[must_use]
    pub fn has_mesh(&self) -> bool {
        self.mesh.get().is_some()
    }

    /// The group's filled areas as triangles, made at the first call.
    pub fn mesh(&self) -> &Mesh {
        self.mesh.get_or_init(|| super::triangulate::mesh(self))
    }
}

/// The stretches of equal group in lines sorted by group.
fn by_group(lines: &[Line]) -> Vec<(usize, Range<usize>)> {
    let mut out: Vec<(usize, Range<usize>)> = Vec::new();
    for (i, line) in lines.iter().enumerate() {
        let group = line.group as usize;
        match out.last_mut() {
            Some((g, range)) if *g == group => range.end = i + 1,
            _ => out.push((group, i..i + 1)),
        }
    }
    out
}

/// Bounds of runs of chunks, of runs of runs, and so on: what is out of view is skipped in whole
/// branches. It follows the order of the chunks, so it needs no sorting and keeps drawing order.
#[derive(Debug, Default)]
struct ChunkTree {
    /// `layers[0]` covers [`FANOUT`] chunks a node, each further layer [`FANOUT`] nodes of the last.
    layers: Vec<Vec<Bounds>>,
}

impl ChunkTree {
    fn new(chunks: &[Chunk]) -> Self {
        let mut layers: Vec<Vec<Bounds>> = Vec::new();
        let mut current: Vec<Bounds> = chunks.iter().map(|c| c.bounds).collect();
        while current.len() > FANOUT {
            current = current.chunks(FANOUT).map(union).collect();
            layers.push(current.clone());
        }
        Self { layers }
    }

    fn visit(&self, chunks: &[Chunk], range: Range<usize>, view: &Bounds, visit: &mut impl FnMut(usize)) {
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
    fn skip_from(&self, i: usize, view: &Bounds) -> Option<usize> {
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

fn union(bounds: &[Bounds]) -> Bounds {
    bounds.iter().fold(Bounds::EMPTY, |mut all, b| {
        all.merge(b);
        all
    })
}
