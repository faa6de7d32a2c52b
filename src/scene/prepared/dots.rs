//! Points as dots: sorted along a curve that keeps neighbours together, thinned level by level.

use super::{Bounds, CHUNK, Chunk, ChunkTree, FeatureTable, Form, Level, Prepared, next_id, tolerance_at};
use crate::geo::{LonLat, Projection, lon_near};
use std::sync::Arc;

/// Zoom steps at which a thinned level is kept; beyond the last all points are drawn. The widest serve
/// to choose points for names.
const ZOOMS: [i32; 10] = [-5, -3, -1, 1, 3, 5, 7, 9, 11, 13];
/// Bits of a coordinate in a [`key`].
const BITS: i32 = 30;
/// The plane that keys cover reaches this far from the origin, map units.
const REACH: f64 = 4.0;
/// At zoom 0 a cell of this many bits less than [`BITS`] is about 1.6 pixels wide.
const PIXEL_BITS: i32 = 8;

/// One point before preparation.
struct Dot {
    group: u32,
    key: u64,
    feature: u32,
    at: [f64; 2],
}

/// Collects points and makes a [`Prepared`] of them.
pub struct Dots {
    projection: Projection,
    group_count: usize,
    dots: Vec<Dot>,
}

impl Dots {
    /// Nothing yet.
    #[must_use]
    pub fn new(projection: Projection, group_count: usize) -> Self {
        Self { projection, group_count, dots: Vec::new() }
    }

    /// Adds a point; one that is no position or beyond the drawn latitudes is left out.
    pub fn push(&mut self, group: u32, feature: u32, p: LonLat) {
        let [south, north] = self.projection.latitudes();
        if p.is_valid() && (south..=north).contains(&p.lat) {
            let lon = lon_near(p.lon, self.projection.meridian());
            let at = self.projection.project(LonLat::new(lon, p.lat));
            self.dots.push(Dot { group, key: key(at), feature, at });
        }
    }

    /// Sorts and thins what was added.
    #[must_use]
    pub fn finish(mut self, table: Arc<FeatureTable>) -> Prepared {
        self.dots.sort_unstable_by_key(|d| (d.group, d.key, d.feature));
        let mut group_bounds = vec![Bounds::EMPTY; self.group_count];
        for dot in &self.dots {
            if let Some(bounds) = group_bounds.get_mut(dot.group as usize) {
                bounds.include(dot.at);
            }
        }
        let mut levels: Vec<Level> = Vec::new();
        for zoom in ZOOMS {
            let level = self.level(tolerance_at(f64::from(zoom)), 2 * (BITS - PIXEL_BITS - zoom));
            add(&mut levels, level);
        }
        add(&mut levels, self.level(0.0, 0));
        let projection = self.projection;
        let table = Some(table);
        Prepared { id: next_id(), projection, form: Form::Points, levels, group_bounds, table }
    }

    /// The first point of each cell, a cell being all keys with the same bits from `shift` on; without
    /// a shift all points.
    fn level(&self, tolerance: f64, shift: i32) -> Level {
        let mut level = Level { tolerance, ..Level::default() };
        level.groups = vec![0..0; self.group_count];
        let mut from = 0;
        for group in 0..self.group_count as u32 {
            let len = self.dots[from..].partition_point(|d| d.group <= group);
            let (start, mut last) = (level.points.len(), None);
            for dot in &self.dots[from..from + len] {
                let cell = dot.key >> shift;
                if shift == 0 || last != Some(cell) {
                    level.points.push(dot.at);
                    level.dots.push(dot.feature);
                    last = Some(cell);
                }
            }
            from += len;
            level.push_dot_chunks(start);
        }
        level.points.shrink_to_fit();
        level.dots.shrink_to_fit();
        level.tree = ChunkTree::new(&level.chunks);
        level
    }
}

fn add(levels: &mut Vec<Level>, level: Level) {
    if levels.last().is_some_and(|l| l.points.len() * 2 >= level.points.len()) {
        levels.pop();
    }
    levels.push(level);
}

impl Level {
    /// Cuts the dots of a group, from `start` to the last, into chunks.
    fn push_dot_chunks(&mut self, start: usize) {
        let first = self.chunks.len();
        let end = self.points.len();
        for from in (start..end).step_by(CHUNK) {
            let points = from..(from + CHUNK).min(end);
            let bounds = Bounds::of(self.points[points.clone()].iter().copied());
            self.chunks.push(Chunk { points, span: 0, along: 0.0, bounds });
        }
        self.group_chunks.push(first..self.chunks.len());
    }
}

/// The place of a point on a Z-order curve.
fn key(p: [f64; 2]) -> u64 {
    let steps = f64::from(1 << BITS) / (2.0 * REACH);
    let [x, y] = p.map(|v| ((v + REACH) * steps).clamp(0.0, f64::from((1 << BITS) - 1)) as u64);
    spread(x) | spread(y) << 1
}

/// The bits of a number with a gap after each.
fn spread(v: u64) -> u64 {
    let v = (v | v << 16) & 0x0000_ffff_0000_ffff;
    let v = (v | v << 8) & 0x00ff_00ff_00ff_00ff;
    let v = (v | v << 4) & 0x0f0f_0f0f_0f0f_0f0f;
    let v = (v | v << 2) & 0x3333_3333_3333_3333;
    (v | v << 1) & 0x5555_5555_5555_5555
}
