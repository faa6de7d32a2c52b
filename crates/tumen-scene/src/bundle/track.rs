//! A line that one or more lines follow.

use super::{between, distance};

/// Rounds of smoothing where lines may run side by side: so many, and so many more for each line, because outer
/// ones need wider bends. Normals are smoothed twice as often.
const ROUNDS: [usize; 2] = [4, 2];

/// The middle of what runs along it.
#[derive(Debug, Default)]
pub(super) struct Track {
    /// Its points, map units.
    pub points: Vec<[f64; 2]>,
    /// Length before each point.
    pub along: Vec<f64>,
    /// To the right of the direction at each point, as it appears with y down; length 1.
    pub normals: Vec<[f64; 2]>,
    /// Whether another line may be near each point.
    pub active: Vec<bool>,
    /// Where lines join or leave, in order; the two ends always.
    pub cuts: Vec<f64>,
    /// What of it is used, one range a line.
    pub uses: Vec<[f64; 2]>,
}

impl Track {
    /// The track through some points, smoothed for so many lines where others may be near.
    pub fn new(mut points: Vec<[f64; 2]>, active: Vec<bool>, width: usize) -> Self {
        let rounds = ROUNDS[0] + ROUNDS[1] * width;
        smooth(&mut points, &active, rounds);
        let mut along = Vec::with_capacity(points.len());
        let mut total = 0.0;
        for i in 0..points.len() {
            if i > 0 {
                total += distance(points[i - 1], points[i]);
            }
            along.push(total);
        }
        let mut normals: Vec<[f64; 2]> = (0..points.len()).map(|i| normal(&points, i)).collect();
        smooth(&mut normals, &active, 2 * rounds);
        normals.iter_mut().for_each(|n| *n = unit(*n));
        Self { points, along, normals, active, cuts: Vec::new(), uses: Vec::new() }
    }

    /// Its length.
    pub fn length(&self) -> f64 {
        self.along.last().copied().unwrap_or(0.0)
    }

    /// The step that holds a distance from the start, and the fraction of it.
    pub fn step(&self, s: f64) -> (usize, f64) {
        let i = self.along.partition_point(|a| *a <= s).clamp(1, self.points.len() - 1) - 1;
        let length = self.along[i + 1] - self.along[i];
        (i, if length > 0.0 { ((s - self.along[i]) / length).clamp(0.0, 1.0) } else { 0.0 })
    }

    /// The point at a distance from the start.
    pub fn at(&self, s: f64) -> [f64; 2] {
        let (i, t) = self.step(s);
        between(self.points[i], self.points[i + 1], t)
    }

    /// The normal at a distance from the start.
    pub fn normal_at(&self, s: f64) -> [f64; 2] {
        let (i, t) = self.step(s);
        unit(between(self.normals[i], self.normals[i + 1], t))
    }

    /// The direction around a step, seen over a few points.
    pub fn direction(&self, step: usize, reach: usize) -> [f64; 2] {
        let (a, b) = (step.saturating_sub(reach), (step + 1 + reach).min(self.points.len() - 1));
        unit([self.points[b][0] - self.points[a][0], self.points[b][1] - self.points[a][1]])
    }

    /// The distance from the start of the point of a step that is nearest to another point, and how far it is.
    pub fn nearest(&self, step: usize, p: [f64; 2]) -> (f64, f64) {
        let (a, b) = (self.points[step], self.points[step + 1]);
        let (dx, dy) = (b[0] - a[0], b[1] - a[1]);
        let length2 = dx * dx + dy * dy;
        let t = if length2 > 0.0 { ((p[0] - a[0]) * dx + (p[1] - a[1]) * dy) / length2 } else { 0.0 };
        let t = t.clamp(0.0, 1.0);
        let s = self.along[step] + t * (self.along[step + 1] - self.along[step]);
        (s, distance(p, between(a, b, t)))
    }

    /// How many lines use it at a distance from the start.
    pub fn users(&self, s: f64) -> usize {
        self.uses.iter().filter(|[from, to]| *from <= s && s <= *to).count()
    }
}

/// Averages points with their neighbors; the two ends and what is not active stay.
fn smooth(points: &mut [[f64; 2]], active: &[bool], rounds: usize) {
    if !active.contains(&true) {
        return;
    }
    for _ in 0..rounds {
        let Some(mut before) = points.first().copied() else { return };
        for i in 1..points.len().saturating_sub(1) {
            let here = points[i];
            if active[i] {
                let after = points[i + 1];
                points[i] = [0, 1].map(|axis| 0.5 * (here[axis] + 0.5 * (before[axis] + after[axis])));
            }
            before = here;
        }
    }
}

/// To the right of the line at a point.
fn normal(points: &[[f64; 2]], i: usize) -> [f64; 2] {
    let (a, b) = (points[i.saturating_sub(1)], points[(i + 1).min(points.len() - 1)]);
    unit([a[1] - b[1], b[0] - a[0]])
}

/// A vector with length 1; one without length stays.
pub(super) fn unit(v: [f64; 2]) -> [f64; 2] {
    let length = (v[0] * v[0] + v[1] * v[1]).sqrt();
    if length > 0.0 { [v[0] / length, v[1] / length] } else { v }
}
