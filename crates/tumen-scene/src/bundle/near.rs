//! Where a line has another one near it: only there lines are looked at closely.

use super::{Sample, Scale, Way, between, distance, steps};
use std::collections::HashMap;
use std::ops::Range;

/// The last bit of a mask stands for all further lines.
const BITS: usize = 127;

/// For each way the ranges of [`Sample::u`] where another line of its medium is near.
pub(super) struct Near {
    ranges: Vec<Vec<Range<f64>>>,
}

impl Near {
    /// Everything may be near.
    pub fn new(ways: &[Way]) -> Self {
        let whole = |w: &Way| std::iter::once(0.0..(w.points.len() - 1) as f64).collect();
        Self { ranges: ways.iter().map(whole).collect() }
    }

    /// Leaves only what is near at a finer level, which is never more.
    pub fn narrow(&mut self, ways: &[Way], scale: &Scale) {
        let cell = scale.beside.reach * scale.slot;
        let mut walked: Vec<Vec<(f64, [i32; 2])>> = Vec::with_capacity(ways.len());
        let mut masks: HashMap<[i32; 2], u128> = HashMap::new();
        for (index, way) in ways.iter().enumerate() {
            let cells = cells(way, &self.ranges[index], scale, cell);
            for (_, at) in &cells {
                *masks.entry(*at).or_default() |= 1 << index.min(BITS);
            }
            walked.push(cells);
        }
        for (index, cells) in walked.into_iter().enumerate() {
            let others = others(ways, index);
            let near = |at: [i32; 2]| {
                let around = (-1..=1).flat_map(|dx| (-1..=1).map(move |dy| [at[0] + dx, at[1] + dy]));
                around.filter_map(|c| masks.get(&c)).any(|mask| mask & others != 0)
            };
            self.ranges[index] = joined(&cells, near);
        }
    }

    /// The points of a way at a level; close together where another line is near.
    pub fn samples(&self, index: usize, way: &Way, scale: &Scale) -> Vec<Sample> {
        let ranges = &self.ranges[index];
        let mut samples: Vec<Sample> = Vec::new();
        let kept: Vec<usize> = way.kept(scale.simplify).collect();
        for pair in kept.windows(2) {
            let (from, to) = (pair[0] as f64, pair[1] as f64);
            let (a, b) = (way.points[pair[0]], way.points[pair[1]]);
            let active = ranges.iter().any(|r| r.start < to && r.end > from);
            let steps = if active { steps(distance(a, b), scale.beside.step * scale.slot) } else { 1 };
            for i in 0..steps {
                let t = i as f64 / steps as f64;
                let u = from + t * (to - from);
                let active = active && ranges.iter().any(|r| r.contains(&u));
                samples.push(Sample { at: between(a, b, t), u, active });
            }
        }
        if let Some(last) = kept.last() {
            let (at, u) = (way.points[*last], *last as f64);
            let active = ranges.iter().any(|r| r.end >= u);
            samples.push(Sample { at, u, active });
        }
        // Far from others what lies between two points needs none.
        let inner = |i: usize| samples[i].u.fract() != 0.0;
        let lone =
            |i: usize| inner(i) && !samples[i - 1].active && !samples[i].active && !samples[i + 1].active;
        let keep: Vec<bool> = (0..samples.len()).map(|i| !lone(i)).collect();
        let mut keep = keep.iter();
        samples.retain(|_| keep.next().copied().unwrap_or(true));
        samples
    }
}

/// The cells that a way passes in some ranges, with where it does.
fn cells(way: &Way, ranges: &[Range<f64>], scale: &Scale, cell: f64) -> Vec<(f64, [i32; 2])> {
    let mut cells = Vec::new();
    let kept: Vec<usize> = way.kept(scale.simplify).collect();
    for pair in kept.windows(2) {
        let (from, to) = (pair[0] as f64, pair[1] as f64);
        let (a, b) = (way.points[pair[0]], way.points[pair[1]]);
        for range in ranges.iter().filter(|r| r.start < to && r.end > from) {
            let share = |u: f64| ((u - from) / (to - from)).clamp(0.0, 1.0);
            let (t0, t1) = (share(range.start), share(range.end));
            let steps = steps((t1 - t0) * distance(a, b), 0.5 * cell);
            for i in 0..=steps {
                let t = t0 + (t1 - t0) * i as f64 / steps as f64;
                let at = between(a, b, t).map(|v| (v / cell).floor() as i32);
                cells.push((from + t * (to - from), at));
            }
        }
    }
    cells
}

/// The bits of the other ways of the same medium.
fn others(ways: &[Way], index: usize) -> u128 {
    let medium = ways[index].member.medium;
    let same = ways.iter().enumerate().filter(|(i, w)| w.member.medium == medium && *i != index);
    same.fold(0, |mask, (i, _)| mask | 1 << i.min(BITS))
}

/// Ranges of what is near, with a step more at both ends.
fn joined(cells: &[(f64, [i32; 2])], near: impl Fn([i32; 2]) -> bool) -> Vec<Range<f64>> {
    let mut ranges: Vec<Range<f64>> = Vec::new();
    let mut last: Option<([i32; 2], bool)> = None;
    for (i, (_, at)) in cells.iter().enumerate() {
        let is_near = match last {
            Some((cell, known)) if cell == *at => known,
            _ => near(*at),
        };
        last = Some((*at, is_near));
        if is_near {
            let from = cells[i.saturating_sub(1)].0;
            let to = cells[(i + 1).min(cells.len() - 1)].0;
            match ranges.last_mut() {
                Some(range) if range.end >= from => range.end = range.end.max(to),
                _ => ranges.push(from..to),
            }
        }
    }
    ranges
}
