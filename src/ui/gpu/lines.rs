//! Lines packed for the GPU: fixed-point points with what joins them, in the order of the chunks.

use super::fixed::{STEPS, fixed};
use std::ops::Range;
use tumen_core::geo::PlanePoint;
use tumen_core::geo::Projection;
use tumen_scene::camera::{Camera, MAX_ZOOM};
use tumen_scene::prepared::Level;

/// A segment is split until it is no longer than this many pixels at the level's closest use; the
/// far end of a longer one would be off by more than a tenth of a pixel in 32-bit floats.
const LONGEST_PX: f64 = (1u32 << 20) as f64;

/// The step from this point to the next is not drawn.
const HIDDEN: u32 = 1;
/// The line does not go on from this point.
const BREAK: u32 = 2;
/// The bits of [`LinePoint::word`] that hold the distance.
const ALONG: u32 = !3;

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

/// How far a point is moved beside the alignment of its line, in [`SHIFT_STEPS`] parts of a slot.
pub type Shift = [i16; 2];

/// Parts of a slot in [`Shift`].
pub const SHIFT_STEPS: f32 = 256.0;

/// The shift of a point of a chunk; none where the level has none.
fn shift_at(shifts: &[[f32; 2]], i: usize) -> [f32; 2] {
    shifts.get(i).copied().unwrap_or_default()
}

fn shift_steps(shift: [f32; 2]) -> Shift {
    shift.map(|v| (v * SHIFT_STEPS).round() as i16)
}

/// The lines of a level. An instance draws the segment between two neighboring points, and reads
/// one point before and one behind: instance `i` goes from point `i + 1` to point `i + 2`.
#[derive(Debug, Default)]
pub struct PackedLines {
    /// All points; each line has one point before it that is its neighbor if it is closed.
    pub points: Vec<LinePoint>,
    /// The shift of each point; empty if no line of the level shares its alignment, which is nearly always so.
    pub shifts: Vec<Shift>,
    /// Whether there are shifts.
    moved: bool,
    /// For each chunk of the level its instances.
    pub chunks: Vec<Range<u32>>,
}

impl PackedLines {
    /// Packs every line of a level.
    #[must_use]
    pub fn new(level: &Level) -> Self {
        let mut packed = Self {
            points: Vec::with_capacity(level.points.len() + 2 * level.spans.len() + 2),
            shifts: Vec::new(),
            moved: !level.shifts.is_empty(),
            chunks: Vec::with_capacity(level.chunks.len()),
        };
        if !level.dots.is_empty() {
            packed.push_dots(level);
            return packed;
        }
        let longest = longest_step(level.tolerance);
        let mut line: Option<(usize, u32)> = None;
        for chunk in &level.chunks {
            let points = level.points.run(chunk.points.clone());
            let shifts = level.shifts.get(chunk.points.clone()).unwrap_or_default();
            if line.is_none_or(|(span, _)| span != chunk.span) {
                if let Some((_, start)) = line {
                    packed.finish_line(start);
                }
                line = Some((chunk.span, packed.start_line(points[0], shift_at(shifts, 0))));
            }
            packed.push_chunk(&points, shifts, chunk.along, longest);
        }
        if let Some((_, start)) = line {
            packed.finish_line(start);
        }
        let end = LinePoint { position: [0; 2], word: HIDDEN | BREAK };
        (0..2).for_each(|_| packed.push(end, [0; 2]));
        packed
    }

    fn push(&mut self, point: LinePoint, shift: Shift) {
        self.points.push(point);
        if self.moved {
            self.shifts.push(shift);
        }
    }

    /// The shift of a point.
    fn shift(&self, point: usize) -> Shift {
        self.shifts.get(point).copied().unwrap_or_default()
    }

    /// Packs single points: each a segment without length, with nothing before and behind it.
    fn push_dots(&mut self, level: &Level) {
        let apart = LinePoint { position: [0; 2], word: HIDDEN | BREAK };
        self.points = Vec::with_capacity(2 * level.points.len() + 3);
        self.points.push(apart);
        for p in level.points.iter() {
            let position = fixed(p);
            self.points.push(LinePoint { position, word: 0 });
            self.points.push(LinePoint { position, word: HIDDEN | BREAK });
        }
        self.points.extend([apart; 2]);
        self.chunks =
            level.chunks.iter().map(|c| 2 * c.points.start as u32..2 * c.points.end as u32).collect();
    }

    /// Begins a line: a place for the neighbor, then the first point, whose index is returned.
    fn start_line(&mut self, first: [f64; 2], shift: [f32; 2]) -> u32 {
        let (position, shift) = (fixed(first), shift_steps(shift));
        self.push(LinePoint { position, word: HIDDEN | BREAK }, shift);
        self.push(LinePoint { position, word: 0 }, shift);
        self.points.len() as u32 - 1
    }

    fn push_chunk(&mut self, points: &[[f64; 2]], shifts: &[[f32; 2]], mut along: f64, longest: f64) {
        let first = self.points.len() as u32 - 2;
        for (i, pair) in points.windows(2).enumerate() {
            let shifts = [shift_at(shifts, i), shift_at(shifts, i + 1)];
            along = self.push_step([pair[0], pair[1]], shifts, along, longest);
        }
        self.chunks.push(first..self.points.len() as u32 - 2);
    }

    /// Adds the step to a point, in pieces; gives the distance from the line's start behind it.
    fn push_step(
        &mut self,
        [from, to]: [[f64; 2]; 2],
        shifts: [[f32; 2]; 2],
        along: f64,
        longest: f64,
    ) -> f64 {
        let length = (to[0] - from[0]).hypot(to[1] - from[1]);
        let pieces = (length / longest).ceil().clamp(1.0, 65_536.0);
        for i in 1..=pieces as u32 {
            let t = f64::from(i) / pieces;
            let position = fixed([0, 1].map(|axis| from[axis] + (to[axis] - from[axis]) * t));
            // A step of no length has no direction and would hide the join of its neighbors.
            if self.points.last().is_none_or(|last| last.position != position) {
                let word = wrapped_steps(along + length * t) & ALONG;
                let [a, b] = shifts;
                let shift = shift_steps([0, 1].map(|axis| a[axis] + (b[axis] - a[axis]) * t as f32));
                self.push(LinePoint { position, word }, shift);
            }
        }
        along + length
    }

    /// Ends the line that began at point `start`: a closed one is joined at its seam.
    fn finish_line(&mut self, start: u32) {
        let start = start as usize;
        if self.points.len() - 1 == start {
            // All points coincide: a dot, drawn as a segment without length.
            self.push(self.points[start], self.shift(start));
            if let Some(chunk) = self.chunks.last_mut() {
                chunk.end += 1;
            }
        }
        let last = self.points.len() - 1;
        let closed = last - start >= 3 && self.points[start].position == self.points[last].position;
        if closed {
            self.points[start - 1] = LinePoint { word: HIDDEN, ..self.points[last - 1] };
            let before = self.shift(last - 1);
            if let Some(shift) = self.shifts.get_mut(start - 1) {
                *shift = before;
            }
            self.points[last].word |= HIDDEN;
            let second = LinePoint { word: HIDDEN | BREAK, ..self.points[start + 1] };
            self.push(second, self.shift(start + 1));
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
    let closest = Camera { projection: Projection::Mercator, center: PlanePoint::ORIGIN, zoom: MAX_ZOOM };
    // A simplified level is left for a finer one before its tolerance is half a pixel.
    let scale = closest.pixels_per_unit().min(0.5 / tolerance.max(f64::MIN_POSITIVE));
    LONGEST_PX / scale
}

#[cfg(test)]
mod tests {
    use super::*;
    use tumen_core::geo::LonLat;
    use tumen_scene::Prepared;
    use tumen_scene::prepared::{Form, Shape};

    fn prepared(form: Form, groups: usize, lines: &[(u32, Vec<LonLat>)]) -> Prepared {
        let shapes: Vec<Shape<'_>> =
            lines.iter().map(|(group, points)| Shape { group: *group, feature: 0, points }).collect();
        Prepared::new(form, Projection::Mercator, groups, &shapes)
    }

    fn square(west: f64) -> Vec<LonLat> {
        [[0.0, 0.0], [1.0, 0.0], [1.0, 1.0], [0.0, 1.0], [0.0, 0.0]]
            .map(|[x, y]| LonLat::new(west + x, 40.0 + y))
            .to_vec()
    }

    #[test]
    fn chunks_cover_all_segments_and_no_joint_between_lines() {
        let open = square(130.0)[..4].to_vec();
        let layer = prepared(Form::Lines, 2, &[(0, open), (1, square(140.0))]);
        let packed = PackedLines::new(&layer.levels[layer.levels.len() - 1]);
        let visible = |i: u32| packed.points[i as usize + 1].word & HIDDEN == 0;
        let counts: Vec<u32> = packed.chunks.iter().map(|c| c.end - c.start).collect();
        assert_eq!(counts, [3, 4]);
        assert!(packed.chunks.iter().all(|c| c.clone().all(visible)));
        let between = packed.chunks[0].end..packed.chunks[1].start;
        assert!(!between.is_empty() && !between.clone().any(visible));
        // The closed line begins behind a copy of its last corner but one, and ends before its second.
        let [first, last] = [packed.chunks[1].start as usize, packed.chunks[1].end as usize - 1];
        assert_eq!(packed.points[first].position, packed.points[last + 1].position);
        assert_eq!(packed.points[last + 3].position, packed.points[first + 2].position);
        assert_eq!(packed.points[first].word & BREAK, 0);
        assert_eq!(packed.points[last + 2].word & BREAK, 0);
    }

    #[test]
    fn long_steps_are_split_and_empty_ones_dropped() {
        let far = vec![LonLat::new(0.0, 0.0), LonLat::new(0.0, 0.0), LonLat::new(170.0, 0.0)];
        let level_of = |layer: &Prepared| PackedLines::new(&layer.levels[layer.levels.len() - 1]);
        let packed = level_of(&prepared(Form::Lines, 1, &[(0, far)]));
        let drawn = &packed.points[1..packed.points.len() - 2];
        let steps: Vec<i64> =
            drawn.windows(2).map(|w| i64::from(w[1].position[0]) - i64::from(w[0].position[0])).collect();
        assert!(steps.iter().all(|s| *s > 0 && (*s as f64) <= longest_step(0.0) * STEPS + 1.0));
        assert!(steps.len() > 10, "{} steps", steps.len());
        let dot = level_of(&prepared(Form::Lines, 1, &[(0, vec![LonLat::new(1.0, 1.0); 3])]));
        assert!(dot.chunks.len() <= 1 && dot.chunks.iter().all(|c| c.len() == 1));
    }

    #[test]
    fn dots_are_steps_without_length_that_touch_no_other() {
        let mut dots = tumen_scene::prepared::Dots::new(Projection::Mercator, 1);
        (0..5).for_each(|i| dots.push(0, i, LonLat::new(130.0 + f64::from(i), 40.0)));
        let layer = dots.finish(std::sync::Arc::default());
        let packed = PackedLines::new(&layer.levels[layer.levels.len() - 1]);
        let instances: Vec<u32> = packed.chunks.iter().cloned().flatten().collect();
        let word = |i: u32, step: u32| packed.points[(i + step) as usize].word;
        let drawn: Vec<u32> = instances.into_iter().filter(|i| word(*i, 1) & HIDDEN == 0).collect();
        assert_eq!(drawn.len(), 5);
        for i in drawn {
            assert!(word(i, 0) & BREAK != 0 && word(i, 2) & BREAK != 0, "nothing before and behind");
            assert_eq!(packed.points[i as usize + 1].position, packed.points[i as usize + 2].position);
        }
    }
}
