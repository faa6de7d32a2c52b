//! Map geometry packed for the GPU: fixed-point positions, line points with their joins, triangles
//! and relief cells in blocks that can be skipped when out of view.

use crate::geo::{Bounds, LonLat, Projection};
use crate::scene::camera::{Camera, MAX_ZOOM};
use crate::scene::prepared::{Level, Mesh};
use crate::scene::relief::Relief;
use std::ops::Range;

/// Fixed-point steps per map unit: 2.4 cm of ground at the equator, a sixth of a pixel at the closest
/// zoom. Integers are subtracted exactly by every GPU, which pairs of floats are not.
pub const STEPS: f64 = (1u32 << 28) as f64;
/// Positions beyond this many map units are cut off, so that no difference of two overflows.
const LIMIT: f64 = 4.0;
/// A segment is split until it is no longer than this many pixels at the level's closest use; the
/// far end of a longer one would be off by more than a tenth of a pixel in 32-bit floats.
const LONGEST_PX: f64 = (1u32 << 20) as f64;
/// Triangles per block of a mesh.
const BLOCK_TRIANGLES: usize = 512;
/// Width and height of a cell of the relief's grid, degrees.
const CELL_DEG: f64 = 1.0;
/// Cells along each side of a block of the relief's grid.
const BLOCK_CELLS: usize = 8;

/// The step from this point to the next is not drawn.
const HIDDEN: u32 = 1;
/// The line does not go on from this point.
const BREAK: u32 = 2;
/// The bits of [`LinePoint::word`] that hold the distance.
const ALONG: u32 = !3;

/// A point of the plane (map units) in fixed-point steps.
#[must_use]
pub fn fixed(p: [f64; 2]) -> [i32; 2] {
    p.map(|v| (v.clamp(-LIMIT, LIMIT) * STEPS).round() as i32)
}

/// A point of a line as the shader reads it.
#[repr(C)]
#[derive(Debug, Clone, Copy, PartialEq, Eq, bytemuck::Pod, bytemuck::Zeroable)]
pub struct LinePoint {
    /// Fixed-point position.
    pub position: [i32; 2],
    /// Distance from the start of the line, fixed-point steps modulo 2³², the two lowest bits
    /// replaced by flags ([`HIDDEN`], [`BREAK`]).
    pub word: u32,
}

/// A corner of the relief's grid as the shader reads it.
#[repr(C)]
#[derive(Debug, Clone, Copy, PartialEq, bytemuck::Pod, bytemuck::Zeroable)]
pub struct ReliefVertex {
    /// Fixed-point position.
    pub position: [i32; 2],
    /// Place in the picture, 0 to 1.
    pub uv: [f32; 2],
}

/// The lines of a level. An instance draws the segment between two neighbouring points, and reads
/// one point before and one behind: instance `i` goes from point `i + 1` to point `i + 2`.
#[derive(Debug, Default)]
pub struct PackedLines {
    /// All points; each line has one point before it that is its neighbour if it is closed.
    pub points: Vec<LinePoint>,
    /// For each chunk of the level its instances.
    pub chunks: Vec<Range<u32>>,
}

impl PackedLines {
    /// Packs every line of a level.
    #[must_use]
    pub fn new(level: &Level) -> Self {
        let mut packed = Self {
            points: Vec::with_capacity(level.points.len() + 2 * level.spans.len() + 2),
            chunks: Vec::with_capacity(level.chunks.len()),
        };
        let longest = longest_step(level.tolerance);
        let mut line: Option<(usize, u32)> = None;
        for chunk in &level.chunks {
            let points = &level.points[chunk.points.clone()];
            if line.is_none_or(|(span, _)| span != chunk.span) {
                if let Some((_, start)) = line {
                    packed.finish_line(start);
                }
                line = Some((chunk.span, packed.start_line(points[0])));
            }
            packed.push_chunk(points, chunk.along, longest);
        }
        if let Some((_, start)) = line {
            packed.finish_line(start);
        }
        let end = LinePoint { position: [0; 2], word: HIDDEN | BREAK };
        packed.points.extend([end; 2]);
        packed
    }

    /// Begins a line: a place for the neighbour, then the first point, whose index is returned.
    fn start_line(&mut self, first: [f64; 2]) -> u32 {
        let position = fixed(first);
        self.points.push(LinePoint { position, word: HIDDEN | BREAK });
        self.points.push(LinePoint { position, word: 0 });
        self.points.len() as u32 - 1
    }

    fn push_chunk(&mut self, points: &[[f64; 2]], mut along: f64, longest: f64) {
        let first = self.points.len() as u32 - 2;
        for pair in points.windows(2) {
            along = self.push_step(pair[0], pair[1], along, longest);
        }
        self.chunks.push(first..self.points.len() as u32 - 2);
    }

    /// Adds the step to a point, in pieces; gives the distance from the line's start behind it.
    fn push_step(&mut self, from: [f64; 2], to: [f64; 2], along: f64, longest: f64) -> f64 {
        let length = (to[0] - from[0]).hypot(to[1] - from[1]);
        let pieces = (length / longest).ceil().clamp(1.0, 65_536.0);
        for i in 1..=pieces as u32 {
            let t = f64::from(i) / pieces;
            let position = fixed([0, 1].map(|axis| from[axis] + (to[axis] - from[axis]) * t));
            // A step of no length has no direction and would hide the join of its neighbours.
            if self.points.last().is_none_or(|last| last.position != position) {
                let word = wrapped_steps(along + length * t) & ALONG;
                self.points.push(LinePoint { position, word });
            }
        }
        along + length
    }

    /// Ends the line that began at point `start`: a closed one is joined at its seam.
    fn finish_line(&mut self, start: u32) {
        let start = start as usize;
        if self.points.len() - 1 == start {
            // All points coincide: a dot, drawn as a segment without length.
            self.points.push(self.points[start]);
            if let Some(chunk) = self.chunks.last_mut() {
                chunk.end += 1;
            }
        }
        let last = self.points.len() - 1;
        let closed = last - start >= 3 && self.points[start].position == self.points[last].position;
        if closed {
            self.points[start - 1] = LinePoint { word: HIDDEN, ..self.points[last - 1] };
            self.points[last].word |= HIDDEN;
            let second = LinePoint { word: HIDDEN | BREAK, ..self.points[start + 1] };
            self.points.push(second);
        } else {
            self.points[last].word |= HIDDEN | BREAK;
        }
    }
}

/// A length in map units as fixed-point steps modulo 2³².
fn wrapped_steps(length: f64) -> u32 {
    (length * STEPS) as u64 as u32
}

/// The longest step, map units, that a level with this tolerance may keep whole.
fn longest_step(tolerance: f64) -> f64 {
    let closest = Camera { projection: Projection::Mercator, center: [0.0; 2], zoom: MAX_ZOOM };
    // A simplified level is left for a finer one before its tolerance is half a pixel.
    let scale = closest.pixels_per_unit().min(0.5 / tolerance.max(f64::MIN_POSITIVE));
    LONGEST_PX / scale
}

/// Triangles or cells that are near each other and drawn or skipped together.
#[derive(Debug, Clone)]
pub struct Block {
    /// Which indices.
    pub indices: Range<u32>,
    /// What they cover, map units.
    pub bounds: Bounds,
}

/// The blocks of a mesh.
#[derive(Debug, Default)]
pub struct Blocks {
    /// In drawing order.
    pub blocks: Vec<Block>,
    /// For each group its blocks.
    pub groups: Vec<Range<usize>>,
}

impl Blocks {
    /// Appends the index ranges of a group's blocks that touch `view`, neighbours merged.
    pub fn visible(&self, group: usize, view: &Bounds, out: &mut Vec<Range<u32>>) {
        let first = out.len();
        let range = self.groups.get(group).cloned().unwrap_or_default();
        for block in &self.blocks[range] {
            if block.bounds.intersects(view) {
                push_merged(out, first, &block.indices, 0);
            }
        }
    }
}

/// Appends a range, or grows the last one (not below `first`) if at most `gap` lies between them.
pub fn push_merged(out: &mut Vec<Range<u32>>, first: usize, range: &Range<u32>, gap: u32) {
    match out[first..].last_mut() {
        Some(last) if range.start >= last.end && range.start - last.end <= gap => last.end = range.end,
        _ => out.push(range.clone()),
    }
}

/// Triangles as the GPU reads them.
#[derive(Debug, Default)]
pub struct PackedMesh {
    /// Fixed-point corners.
    pub vertices: Vec<[i32; 2]>,
    /// Three a triangle, near ones together.
    pub indices: Vec<u32>,
    /// What to draw for which view.
    pub blocks: Blocks,
}

impl PackedMesh {
    /// Packs a mesh. The triangles of a group are sorted by size and place, so that a block is small.
    #[must_use]
    pub fn new(mesh: &Mesh) -> Self {
        let vertices = mesh.vertices.iter().map(|p| fixed(*p)).collect();
        let mut packed =
            Self { vertices, indices: Vec::with_capacity(mesh.indices.len()), ..Self::default() };
        for group in &mesh.groups {
            let first = packed.blocks.blocks.len();
            packed.push_group(mesh, &mesh.indices[group.clone()]);
            packed.blocks.groups.push(first..packed.blocks.blocks.len());
        }
        packed
    }

    fn push_group(&mut self, mesh: &Mesh, indices: &[u32]) {
        let bounds_of = |t: &[u32]| Bounds::of(t.iter().map(|i| mesh.vertices[*i as usize]));
        let triangles = indices.as_chunks::<3>().0;
        let mut order: Vec<(u64, usize)> =
            triangles.iter().enumerate().map(|(i, t)| (place_key(&bounds_of(t)), i)).collect();
        order.sort_unstable();
        for block in order.chunks(BLOCK_TRIANGLES) {
            let start = self.indices.len();
            self.indices.extend(block.iter().flat_map(|(_, i)| triangles[*i]));
            let bounds = bounds_of(&self.indices[start..]);
            self.blocks.blocks.push(Block { indices: start as u32..self.indices.len() as u32, bounds });
        }
    }
}

/// A number that is near for triangles of like size that are near each other.
fn place_key(bounds: &Bounds) -> u64 {
    let [w, h] = bounds.size();
    // One class for each factor of four in size, large ones first.
    let class = (16.0 - w.max(h).max(1e-9).log2() / 2.0).clamp(0.0, 63.0) as u64;
    let [x, y] = bounds.center().map(|v| (((v + LIMIT) / (2.0 * LIMIT)).clamp(0.0, 1.0) * 65_535.0) as u64);
    let morton =
        (0..16).fold(0, |key, bit| key | (x >> bit & 1) << (2 * bit) | (y >> bit & 1) << (2 * bit + 1));
    class << 32 | morton
}

/// The relief's grid as the GPU reads it.
#[derive(Debug, Default)]
pub struct PackedRelief {
    /// Corners of cells.
    pub vertices: Vec<ReliefVertex>,
    /// Six a cell.
    pub indices: Vec<u32>,
    /// What to draw for which view; one group.
    pub blocks: Blocks,
}

impl PackedRelief {
    /// The grid of a relief in a projection, cut to what the projection draws.
    #[must_use]
    pub fn new(relief: &Relief, projection: Projection) -> Self {
        let mut packed = Self::default();
        let [south, north] = projection.latitudes();
        let cut = projection.meridian() - 180.0;
        let (min, max) = (relief.bounds.min, relief.bounds.max);
        for turn in [-360.0, 0.0, 360.0] {
            let drawn = Bounds::new(
                [(min[0] + turn).max(cut), min[1].max(south)],
                [(max[0] + turn).min(cut + 360.0), max[1].min(north)],
            );
            if drawn.min[0] < drawn.max[0] && drawn.min[1] < drawn.max[1] {
                packed.push_grid(relief, projection, &drawn, turn);
            }
        }
        let all = 0..packed.blocks.blocks.len();
        packed.blocks.groups.push(all);
        packed
    }

    fn push_grid(&mut self, relief: &Relief, projection: Projection, drawn: &Bounds, turn: f64) {
        let size = drawn.size();
        let cells = size.map(|s| (s / CELL_DEG).ceil() as usize);
        let at = |x: usize, y: usize| {
            let lon = drawn.min[0] + size[0] * x as f64 / cells[0] as f64;
            let lat = drawn.min[1] + size[1] * y as f64 / cells[1] as f64;
            let p = projection.project(LonLat::new(lon, lat));
            (p, ReliefVertex { position: fixed(p), uv: uv(relief, lon - turn, lat) })
        };
        for y in (0..cells[1]).step_by(BLOCK_CELLS) {
            for x in (0..cells[0]).step_by(BLOCK_CELLS) {
                let (x1, y1) = ((x + BLOCK_CELLS).min(cells[0]), (y + BLOCK_CELLS).min(cells[1]));
                self.push_block(x..x1, y..y1, at);
            }
        }
    }

    fn push_block(
        &mut self,
        xs: Range<usize>,
        ys: Range<usize>,
        at: impl Fn(usize, usize) -> ([f64; 2], ReliefVertex),
    ) {
        let (base, start) = (self.vertices.len() as u32, self.indices.len() as u32);
        let mut bounds = Bounds::EMPTY;
        for y in ys.start..=ys.end {
            for x in xs.start..=xs.end {
                let (p, vertex) = at(x, y);
                bounds.include(p);
                self.vertices.push(vertex);
            }
        }
        let row = xs.len() as u32 + 1;
        for y in 0..ys.len() as u32 {
            for x in 0..xs.len() as u32 {
                let corner = base + y * row + x;
                self.indices.extend([
                    corner,
                    corner + 1,
                    corner + row,
                    corner + 1,
                    corner + row + 1,
                    corner + row,
                ]);
            }
        }
        self.blocks.blocks.push(Block { indices: start..self.indices.len() as u32, bounds });
    }
}

/// Where a position lies in the relief's picture, 0 to 1, its outermost pixels centred on its bounds.
fn uv(relief: &Relief, lon: f64, lat: f64) -> [f32; 2] {
    let size = relief.bounds.size();
    let place = [(lon - relief.bounds.min[0]) / size[0], (relief.bounds.max[1] - lat) / size[1]];
    [0, 1].map(|axis| {
        let pixels = relief.size[axis] as f64;
        ((place[axis] * (pixels - 1.0) + 0.5) / pixels) as f32
    })
}
