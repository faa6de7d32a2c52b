//! The lines of a layer as far as a view shows them: chunks joined again, and cut to the view.

use super::prepared::Level;
use crate::frame::Part;
use std::ops::Range;
use tumen_core::geo::{PlaneBounds, clip};

/// Points of one span that follow each other, all in chunks that may be in view.
#[derive(Debug, Clone, PartialEq)]
pub struct Stretch {
    /// Its points, as in [`Level::points`].
    pub points: Range<usize>,
    /// Its span, as in [`Level::spans`].
    pub span: usize,
    /// Length of the span before it, map units.
    pub along: f64,
}

/// The chunks of a part in view, neighbors of one span joined.
#[must_use]
pub fn stretches(level: &Level, part: &Part, view: &PlaneBounds) -> Vec<Stretch> {
    let mut out: Vec<Stretch> = Vec::new();
    part.chunks_in(view, |i| {
        let chunk = &level.chunks[i];
        match out.last_mut() {
            Some(s) if s.span == chunk.span && s.points.end == chunk.points.start + 1 => {
                s.points.end = chunk.points.end;
            }
            _ => out.push(Stretch { points: chunk.points.clone(), span: chunk.span, along: chunk.along }),
        }
    });
    out
}

/// Calls `emit` with the parts of a line inside the view, each with the length of the line before it
/// (`along` counts what lies before the first point), map units.
pub fn cut(points: &[[f64; 2]], along: f64, view: &PlaneBounds, mut emit: impl FnMut(&[[f64; 2]], f64)) {
    let mut run: Vec<[f64; 2]> = Vec::new();
    let (mut start, mut passed) = (along, along);
    for pair in points.windows(2) {
        if let Some((a, b)) = clip::segment(pair[0], pair[1], view) {
            if run.last() != Some(&a) {
                if run.len() > 1 {
                    emit(&run, start);
                }
                run.clear();
                run.push(a);
                start = passed + distance(pair[0], a);
            }
            run.push(b);
        }
        passed += distance(pair[0], pair[1]);
    }
    if run.len() > 1 {
        emit(&run, start);
    }
}

fn distance(a: [f64; 2], b: [f64; 2]) -> f64 {
    (b[0] - a[0]).hypot(b[1] - a[1])
}
