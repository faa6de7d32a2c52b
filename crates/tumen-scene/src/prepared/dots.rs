//! Points as dots: sorted along a curve that keeps neighbors together, thinned level by level.

use super::{
    CHUNK, Chunk, ChunkTree, FeatureTable, Form, Level, PlaneBounds, Points, Prepared, next_id, tolerance_at,
};
use std::ops::Range;
use std::sync::Arc;
use tumen_core::geo::{LonLat, Projection, lon_near};

/// Zoom steps at which a thinned level is kept; beyond the last all points are drawn. The widest serve
/// to choose points for names.
const ZOOMS: [i32; 10] = [-5, -3, -1, 1, 3, 5, 7, 9, 11, 13];
/// Bits of a coordinate in a [`key`]; the bits above both are for the group.
const BITS: i32 = 27;
/// The plane that keys cover reaches this far from the origin, map units.
const REACH: f64 = 4.0;
/// At zoom 0 a cell of this many bits less than [`BITS`] is about 1.3 pixels wide.
const PIXEL_BITS: i32 = 8;

/// Collects points and makes a [`Prepared`] of them.
pub struct Dots {
    projection: Projection,
    group_count: usize,
    /// Group and place on the curve, and an index into the other lists.
    keys: Vec<(u64, u32)>,
    features: Vec<u32>,
    points: Vec<[f64; 2]>,
}

impl Dots {
    /// Nothing yet.
    #[must_use]
    pub fn new(projection: Projection, group_count: usize) -> Self {
        Self { projection, group_count, keys: Vec::new(), features: Vec::new(), points: Vec::new() }
    }

    /// Makes room for that many more points.
    pub fn reserve(&mut self, points: usize) {
        self.keys.reserve_exact(points);
        self.features.reserve_exact(points);
        self.points.reserve_exact(points);
    }

    /// Adds a point; one that is no position or beyond the drawn latitudes is left out.
    pub fn push(&mut self, group: u32, feature: u32, p: LonLat) {
        let [south, north] = self.projection.latitudes();
        if p.is_valid() && (south..=north).contains(&p.lat) {
            let lon = lon_near(p.lon, self.projection.meridian());
            let at = <[f64; 2]>::from(self.projection.project(LonLat::new(lon, p.lat)));
            self.keys.push((key(at) | u64::from(group) << (2 * BITS), self.keys.len() as u32));
            self.features.push(feature);
            self.points.push(at);
        }
    }

    /// Sorts and thins what was added.
    #[must_use]
    pub fn finish(mut self, table: Arc<FeatureTable>) -> Prepared {
        self.keys.sort_unstable();
        let all = Arc::new(self.keys.iter().map(|k| self.points[k.1 as usize]).collect::<Vec<_>>());
        self.points = Vec::new();
        self.features = self.keys.iter().map(|k| self.features[k.1 as usize]).collect();
        let groups = self.groups();
        let bounds = |range: &Range<usize>| PlaneBounds::of(all[range.clone()].iter().copied());
        let group_bounds = groups.iter().map(bounds).collect();
        let mut levels: Vec<Level> = Vec::new();
        for zoom in ZOOMS {
            let shift = 2 * (BITS - PIXEL_BITS - zoom);
            add(&mut levels, self.level(tolerance_at(f64::from(zoom)), shift, &groups, &all));
        }
        let mut full = Level { points: all.into(), dots: self.features, ..Level::default() };
        groups.iter().for_each(|range| full.push_dot_chunks(range.clone()));
        add(&mut levels, full);
        levels.iter_mut().for_each(|l| l.tree = ChunkTree::new(&l.chunks));
        let projection = self.projection;
        let table = Some(table);
        let levels = levels.into();
        Prepared { id: next_id(), projection, form: Form::Points, levels, group_bounds, table }
    }

    /// Where each group lies in the sorted lists.
    fn groups(&self) -> Vec<Range<usize>> {
        let end = |group: usize| self.keys.partition_point(|k| k.0 >> (2 * BITS) <= group as u64);
        (0..self.group_count).map(|g| if g == 0 { 0..end(0) } else { end(g - 1)..end(g) }).collect()
    }

    /// The first point of each cell, a cell being all keys with the same bits from `shift` on.
    fn level(&self, tolerance: f64, shift: i32, groups: &[Range<usize>], all: &Arc<Vec<[f64; 2]>>) -> Level {
        let mut level = Level { tolerance, ..Level::default() };
        let (mut chosen, mut ends): (Vec<u32>, Vec<usize>) = (Vec::new(), vec![0]);
        for group in groups {
            let mut last = None;
            for i in group.clone() {
                let cell = self.keys[i].0 >> shift;
                if last != Some(cell) {
                    chosen.push(i as u32);
                    level.dots.push(self.features[i]);
                    last = Some(cell);
                }
            }
            ends.push(chosen.len());
        }
        level.points = Points::chosen(all, chosen);
        ends.windows(2).for_each(|pair| level.push_dot_chunks(pair[0]..pair[1]));
        level.dots.shrink_to_fit();
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
    /// Cuts the dots of the next group into chunks.
    fn push_dot_chunks(&mut self, dots: Range<usize>) {
        let first = self.chunks.len();
        for from in dots.clone().step_by(CHUNK) {
            let points = from..(from + CHUNK).min(dots.end);
            let bounds = PlaneBounds::of(self.points.run(points.clone()).iter().copied());
            self.chunks.push(Chunk { points, span: 0, along: 0.0, bounds });
        }
        self.groups.push(0..0);
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
