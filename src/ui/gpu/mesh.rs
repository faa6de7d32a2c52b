//! Triangles and relief cells packed for the GPU, in blocks that are skipped when out of view.

use super::fixed::{LIMIT, fixed, push_merged};
use std::ops::Range;
use tumen_core::geo::{GeoBounds, LonLat, PlaneBounds, PlanePoint, Projection};
use tumen_scene::prepared::Mesh;
use tumen_scene::relief::Relief;

/// Triangles per block of a mesh.
const BLOCK_TRIANGLES: usize = 512;
/// Width and height of a cell of the relief's grid, degrees.
const CELL_DEG: f64 = 1.0;
/// Cells along each side of a block of the relief's grid.
const BLOCK_CELLS: usize = 8;

/// A corner of the relief's grid as the shader reads it.
#[repr(C)]
#[derive(Debug, Clone, Copy, PartialEq, bytemuck::Pod, bytemuck::Zeroable)]
pub struct ReliefVertex {
    /// Fixed-point position.
    pub position: [i32; 2],
    /// Place in the picture, 0 to 1.
    pub uv: [f32; 2],
}

/// Triangles or cells that are near each other and drawn or skipped together.
#[derive(Debug, Clone)]
pub struct Block {
    /// Which indices.
    pub indices: Range<u32>,
    /// What they cover, map units.
    pub bounds: PlaneBounds,
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
    /// Appends the index ranges of a group's blocks that touch `view`, neighbors merged.
    pub fn visible(&self, group: usize, view: &PlaneBounds, out: &mut Vec<Range<u32>>) {
        let first = out.len();
        let range = self.groups.get(group).cloned().unwrap_or_default();
        for block in &self.blocks[range] {
            if block.bounds.intersects(view) {
                push_merged(out, first, &block.indices, 0);
            }
        }
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
        let bounds_of = |t: &[u32]| PlaneBounds::of(t.iter().map(|i| mesh.vertices[*i as usize]));
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
fn place_key(bounds: &PlaneBounds) -> u64 {
    let [w, h] = bounds.size();
    // One class for each factor of four in size, large ones first.
    let class = (16.0 - w.max(h).max(1e-9).log2() / 2.0).clamp(0.0, 63.0) as u64;
    let [x, y] = <[f64; 2]>::from(bounds.center())
        .map(|v| (((v + LIMIT) / (2.0 * LIMIT)).clamp(0.0, 1.0) * 65_535.0) as u64);
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
            let drawn = GeoBounds::new(
                LonLat::new((min.lon + turn).max(cut), min.lat.max(south)),
                LonLat::new((max.lon + turn).min(cut + 360.0), max.lat.min(north)),
            );
            if drawn.min.lon < drawn.max.lon && drawn.min.lat < drawn.max.lat {
                packed.push_grid(relief, projection, &drawn, turn);
            }
        }
        let all = 0..packed.blocks.blocks.len();
        packed.blocks.groups.push(all);
        packed
    }

    fn push_grid(&mut self, relief: &Relief, projection: Projection, drawn: &GeoBounds, turn: f64) {
        let size = drawn.size();
        let cells = size.map(|s| (s / CELL_DEG).ceil() as usize);
        let at = |x: usize, y: usize| {
            let lon = drawn.min.lon + size[0] * x as f64 / cells[0] as f64;
            let lat = drawn.min.lat + size[1] * y as f64 / cells[1] as f64;
            let p = projection.project(LonLat::new(lon, lat));
            (p, ReliefVertex { position: fixed(p.into()), uv: uv(relief, lon - turn, lat) })
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
        at: impl Fn(usize, usize) -> (PlanePoint, ReliefVertex),
    ) {
        let (base, start) = (self.vertices.len() as u32, self.indices.len() as u32);
        let mut bounds = PlaneBounds::EMPTY;
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

/// Where a position lies in the relief's picture, 0 to 1, its outermost pixels centered on its bounds.
fn uv(relief: &Relief, lon: f64, lat: f64) -> [f32; 2] {
    let size = relief.bounds.size();
    let place = [(lon - relief.bounds.min.lon) / size[0], (relief.bounds.max.lat - lat) / size[1]];
    [0, 1].map(|axis| {
        let pixels = relief.size[axis] as f64;
        ((place[axis] * (pixels - 1.0) + 0.5) / pixels) as f32
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use tumen_scene::Prepared;
    use tumen_scene::prepared::{Form, Shape};

    fn square(west: f64) -> Vec<LonLat> {
        [[0.0, 0.0], [1.0, 0.0], [1.0, 1.0], [0.0, 1.0], [0.0, 0.0]]
            .map(|[x, y]| LonLat::new(west + x, 40.0 + y))
            .to_vec()
    }

    #[test]
    fn blocks_out_of_view_are_left_out() {
        let squares: Vec<_> = (0..2000).map(|i| square(100.0 + f64::from(i % 90))).collect();
        let shapes: Vec<Shape<'_>> =
            squares.iter().map(|points| Shape { group: 0, feature: 0, points }).collect();
        let layer = Prepared::new(Form::Areas, Projection::Mercator, 1, &shapes);
        let packed = PackedMesh::new(&layer.levels[layer.levels.len() - 1].take_mesh());
        let mut all = Vec::new();
        packed.blocks.visible(0, &PlaneBounds::new([-4.0, -4.0].into(), [4.0, 4.0].into()), &mut all);
        assert!(all.len() == 1 && all[0] == (0..packed.indices.len() as u32));
        let corner = Projection::Mercator.project(LonLat::new(100.5, 40.5));
        let mut few = Vec::new();
        packed.blocks.visible(0, &PlaneBounds::new(corner, corner), &mut few);
        assert!(!few.is_empty() && few.iter().map(|r| r.len()).sum::<usize>() < packed.indices.len() / 2);
    }
}
