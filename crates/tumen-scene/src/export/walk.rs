//! The geometry of a layer as a picture shows it: chunks in view joined to whole lines, cut to the
//! picture and a little beyond, in pixels.

use super::dashes;
use crate::frame::{Frame, Part, Stroke};
use crate::prepared::Level;
use crate::screen::Size;
use crate::stretch::{cut, stretches};
use crate::{Camera, polygons, signed_area};
use std::ops::Range;
use tumen_core::geo::{PlaneBounds, clip};

/// How far beyond the picture geometry reaches (lines: half their width more), pixels, so that the
/// cut and its caps stay out of sight.
pub const MARGIN: f32 = 8.0;
/// A point nearer than this to the one before it is left out, pixels.
const MIN_GAP: f32 = 0.05;

/// Dashes that are off by more than this are set right at the next gap, and those off by more than the second at
/// once, pixels.
const DRIFT: f64 = 0.1;
const MOST_DRIFT: f64 = 0.5;

/// The geometry of one frame; see [`Walk::lines`] and [`Walk::rings`]. A frame without a map has none.
#[derive(Debug, Clone, Copy)]
pub struct Walk {
    map: Option<MapWalk>,
}

#[derive(Debug, Clone, Copy)]
struct MapWalk {
    camera: Camera,
    size: Size,
}

/// A line, or a part of one, as far as the picture shows it.
#[derive(Debug, Clone, PartialEq)]
pub struct Run {
    /// Its points, pixels; at least two, all finite.
    pub points: Vec<[f32; 2]>,
    /// Whether it is a whole ring; the first point is not repeated then.
    pub closed: bool,
    /// Length of the line before the first point, pixels: where its dash pattern continues.
    pub along: f64,
    /// Its feature, as in the layer's table.
    pub feature: u32,
}

/// Runs with the offset, in pixels, at which their dash pattern begins: all that begin it anew
/// together, each of the others alone. Without a pattern all runs are together.
#[must_use]
pub fn by_offset(runs: Vec<Run>, dashes: &[f32]) -> Vec<(f32, Vec<Run>)> {
    let period: f64 = dashes.iter().map(|d| f64::from(*d)).sum();
    let (anew, continued): (Vec<Run>, Vec<Run>) =
        runs.into_iter().partition(|run| period <= 0.0 || run.along == 0.0);
    let mut out = Vec::new();
    if !anew.is_empty() {
        out.push((0.0, anew));
    }
    out.extend(continued.into_iter().map(|run| (run.along.rem_euclid(period) as f32, vec![run])));
    out
}

impl Walk {
    /// The walk through a frame's layers.
    #[must_use]
    pub fn of(frame: &Frame) -> Self {
        Self { map: frame.map.map(|camera| MapWalk { camera, size: frame.size }) }
    }

    /// The lines of a part that touch the picture, for a stroke.
    #[must_use]
    pub fn lines(&self, part: &Part, stroke: &Stroke) -> Vec<Run> {
        self.map.map(|map| map.lines(part, stroke)).unwrap_or_default()
    }

    /// The rings of a part that touch the picture, pixels, first points not repeated. Outer rings
    /// run clockwise and holes the other way round, so that all of them in one path, filled by the
    /// non-zero rule, leave the holes empty and overlapping neighbors whole.
    #[must_use]
    pub fn rings(&self, part: &Part) -> Vec<Vec<[f32; 2]>> {
        self.rings_of_features(part).into_iter().map(|(_, ring)| ring).collect()
    }

    /// Like [`Walk::rings`], each with its feature as in the layer's table.
    #[must_use]
    pub fn rings_of_features(&self, part: &Part) -> Vec<(u32, Vec<[f32; 2]>)> {
        self.map.map(|map| map.rings_of_features(part)).unwrap_or_default()
    }
}

impl MapWalk {
    /// What the picture shows and `margin` pixels around it, map units.
    fn view(&self, margin: f32) -> PlaneBounds {
        self.camera.visible(self.size).grown(f64::from(margin) / self.camera.pixels_per_unit())
    }

    fn lines(&self, part: &Part, stroke: &Stroke) -> Vec<Run> {
        let Some(level) = part.layer.levels.get(part.level) else { return Vec::new() };
        let margin = MARGIN + 0.5 * stroke.width.max(0.0);
        let view = self.view(margin);
        let beyond = self.view(margin + part.reach());
        let mut runs = Vec::new();
        if !level.dots.is_empty() {
            self.dots(level, part, &view, &mut runs);
            return runs;
        }
        for stretch in stretches(level, part, &beyond) {
            let whole = level.spans[stretch.span].points == stretch.points;
            let placed = &*part.placed(stretch.points.clone(), self.camera.pixels_per_unit());
            let ring = whole && placed.len() > 3 && placed.first() == placed.last();
            let alignment = level.points.run(stretch.points);
            for (range, along) in self.in_step(&alignment, placed, stretch.along, stroke) {
                cut(&placed[range], along, &view, |points, along| {
                    let closed = ring && points.first() == points.last();
                    let feature = level.spans[stretch.span].feature;
                    runs.extend(self.run(points, closed, along, feature));
                });
            }
        }
        runs
    }

    /// A line in parts, each with the length before it, so that the dashes of a line that is moved beside its
    /// alignment are where the alignment has them, as in the window, also behind bends, which are longer on the
    /// outer side.
    fn in_step(
        &self,
        alignment: &[[f64; 2]],
        placed: &[[f64; 2]],
        along: f64,
        stroke: &Stroke,
    ) -> Vec<(Range<usize>, f64)> {
        let dashes = dashes(stroke);
        if dashes.is_empty() || alignment == placed {
            return vec![(0..placed.len(), along)];
        }
        let scale = self.camera.pixels_per_unit();
        let (mut parts, mut first, mut start) = (Vec::new(), 0, along);
        let (mut passed, mut drawn) = (along, along);
        for i in 1..placed.len() {
            passed += distance(alignment[i - 1], alignment[i]);
            drawn += distance(placed[i - 1], placed[i]);
            let drift = (passed - drawn).abs() * scale;
            if drift > MOST_DRIFT || drift > DRIFT && is_gap(dashes, passed * scale) {
                parts.push((first..i + 1, start));
                (first, start, drawn) = (i, passed, passed);
            }
        }
        parts.push((first..placed.len(), start));
        parts.retain(|(range, _)| range.len() > 1);
        parts
    }

    /// Single points: lines without length, drawn by their caps.
    fn dots(&self, level: &Level, part: &Part, view: &PlaneBounds, runs: &mut Vec<Run>) {
        part.chunks_in(view, |chunk| {
            for i in level.chunks[chunk].points.clone().filter(|i| view.contains(level.points[*i])) {
                let p: [f32; 2] = self.camera.to_screen(level.points[i], self.size).into();
                runs.push(Run { points: vec![p, p], closed: false, along: 0.0, feature: level.dots[i] });
            }
        });
    }

    fn rings_of_features(&self, part: &Part) -> Vec<(u32, Vec<[f32; 2]>)> {
        let Some(level) = part.layer.levels.get(part.level) else { return Vec::new() };
        let Some(spans) = level.groups.get(part.group) else { return Vec::new() };
        let view = self.view(MARGIN);
        let mut rings = Vec::new();
        for (feature, polygon) in polygons(level, spans.clone()) {
            let backwards = polygon.first().is_some_and(|outer| signed_area(outer) < 0.0);
            let shown = polygon.iter().filter_map(|ring| self.ring(ring, &view, backwards));
            rings.extend(shown.map(|ring| (feature, ring)));
        }
        rings
    }

    fn ring(&self, points: &[[f64; 2]], view: &PlaneBounds, backwards: bool) -> Option<Vec<[f32; 2]>> {
        let bounds = PlaneBounds::of(points.iter().copied());
        if !bounds.intersects(view) {
            return None;
        }
        let mut ring = if view.contains_bounds(&bounds) {
            self.thinned(points)
        } else {
            self.thinned(&clip::ring(points, view))
        };
        open(&mut ring);
        if backwards {
            ring.reverse();
        }
        (ring.len() > 2).then_some(ring)
    }

    fn run(&self, points: &[[f64; 2]], closed: bool, along: f64, feature: u32) -> Option<Run> {
        let mut points = self.thinned(points);
        if closed {
            open(&mut points);
        }
        let along = along * self.camera.pixels_per_unit();
        (points.len() > 1).then_some(Run { points, closed, along, feature })
    }

    /// Points of the plane in pixels, without those too near to their predecessor. The ends stay.
    fn thinned(&self, points: &[[f64; 2]]) -> Vec<[f32; 2]> {
        let mut out: Vec<[f32; 2]> = Vec::with_capacity(points.len());
        let mut end = None;
        for p in points.iter().map(|p| self.camera.to_screen(*p, self.size).into()).filter(is_finite) {
            if out.last().is_none_or(|q| (p[0] - q[0]).hypot(p[1] - q[1]) >= MIN_GAP) {
                out.push(p);
                end = None;
            } else {
                end = Some(p);
            }
        }
        // The last point takes the place of the one that it was left out for.
        if let Some(end) = end {
            out.truncate(out.len().max(2) - 1);
            out.push(end);
        }
        out
    }
}

/// Whether both coordinates are numbers.
pub fn is_finite(p: &[f32; 2]) -> bool {
    p[0].is_finite() && p[1].is_finite()
}

/// Whether there is nothing of a dash pattern at a distance from where it begins.
fn is_gap(dashes: &[f32], at: f64) -> bool {
    let period: f64 = dashes.iter().map(|d| f64::from(*d)).sum();
    let mut left = at.rem_euclid(period);
    let ended = |dash: &f32| {
        left -= f64::from(*dash);
        left < 0.0
    };
    dashes.iter().position(ended).is_some_and(|i| i % 2 == 1)
}

fn distance(a: [f64; 2], b: [f64; 2]) -> f64 {
    (b[0] - a[0]).hypot(b[1] - a[1])
}

/// Drops the repeated first point of a ring.
fn open(ring: &mut Vec<[f32; 2]>) {
    while ring.len() > 1 && ring.first() == ring.last() {
        ring.pop();
    }
}
