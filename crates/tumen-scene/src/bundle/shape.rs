//! Lines as they are drawn at a level: along their tracks, each point with its shift.

use super::share::{Shared, Step, Strand};
use super::track::unit;
use super::{Scale, Way, distance};

/// No more points than this that follow each other are left out.
const MOST_LEFT_OUT: usize = 24;
/// Points of a change of slot.
const POINTS: usize = 6;

/// A part of a line at a level.
pub(super) struct Piece {
    pub group: u32,
    pub feature: u32,
    pub points: Vec<[f64; 2]>,
    /// How many slots each point is shifted, as a vector.
    pub shifts: Vec<[f32; 2]>,
}

impl Piece {
    /// The same without points that say nothing: those between two others on a straight line, with a shift between
    /// theirs.
    fn thinned(self, exact: (f64, f32)) -> Self {
        let mut kept = vec![0];
        let (mut from, last) = (0, self.points.len() - 1);
        for to in 2..=last {
            let straight =
                to - from < MOST_LEFT_OUT && (from + 1..to).all(|i| self.is_between([from, to, i], exact));
            if !straight {
                from = to - 1;
                kept.push(from);
            }
        }
        kept.push(last);
        let points = kept.iter().map(|i| self.points[*i]).collect();
        let shifts = kept.iter().map(|i| self.shifts[*i]).collect();
        Self { points, shifts, ..self }
    }

    fn is_between(&self, [from, to, i]: [usize; 3], (exact, exact_slot): (f64, f32)) -> bool {
        let (a, b, p) = (self.points[from], self.points[to], self.points[i]);
        let (dx, dy) = (b[0] - a[0], b[1] - a[1]);
        let t = ((p[0] - a[0]) * dx + (p[1] - a[1]) * dy) / (dx * dx + dy * dy).max(f64::MIN_POSITIVE);
        let (s, e, own) = (self.shifts[from], self.shifts[to], self.shifts[i]);
        let off = |axis: usize| (s[axis] + (e[axis] - s[axis]) * t as f32 - own[axis]).abs();
        let aside = distance(p, [a[0] + t * dx, a[1] + t * dy]);
        (0.0..=1.0).contains(&t) && aside <= exact && off(0).max(off(1)) <= exact_slot
    }
}

/// How a slot changes along an edge, in the direction of the line.
struct Ramps {
    length: f64,
    /// Slot at the start, along the edge, at the end.
    slots: [f64; 3],
    /// Where the change at the start begins and how long it is, and the same from the end.
    start: [f64; 2],
    end: [f64; 2],
}

/// Adds the parts of a way.
pub(super) fn emit(shared: &Shared, index: usize, way: &Way, scale: &Scale, out: &mut Vec<Piece>) {
    let steps = &shared.steps[index];
    let mut pen = Pen {
        way,
        out,
        piece: None,
        same: f64::EPSILON.sqrt() * scale.slot,
        exact: (scale.simplify, scale.beside.exact_slot),
    };
    pen.begin(0);
    for (i, step) in steps.iter().enumerate() {
        let ramps = ramps(shared, Strand { way: index, step: i }, scale.slot);
        let marks = &shared.legs[index][step.leg].marks;
        pen.edge(shared, *step, &ramps, marks);
    }
    pen.finish();
}

fn ramps(shared: &Shared, strand: Strand, unit: f64) -> Ramps {
    let step = shared.steps[strand.way][strand.step];
    let edge = &shared.edges[step.edge];
    let length = edge.ends[1] - edge.ends[0];
    // To the right of the direction of the line.
    let slot = |step: Step, strand: Strand| {
        let slot = shared.slot_of(step.edge, strand);
        if step.forward { slot } else { -slot }
    };
    let own = slot(step, strand);
    let neighbor = |ahead: bool| {
        let Some((other, theirs)) = shared.onward(strand, ahead) else { return (own, [0.0, 0.0]) };
        let theirs = if ahead { slot(other, theirs) } else { -slot(other, theirs) };
        let (few, many) = (edge.strands.len(), shared.edges[other.edge].strands.len());
        let same = shared.edges[other.edge].track == edge.track;
        // The change happens where there is more room: on the side with fewer lines.
        let (at_node, ramp) = match few.cmp(&many) {
            std::cmp::Ordering::Less => (theirs, 1.0),
            std::cmp::Ordering::Equal => (0.5 * (own + theirs), 0.5),
            std::cmp::Ordering::Greater => (own, 0.0),
        };
        let lengths = if same {
            [0.0, ramp * shared.beside.ramp * unit]
        } else {
            shared.beside.leave.map(|l| ramp * l * unit)
        };
        (at_node, lengths)
    };
    let ((first, start), (last, end)) = (neighbor(false), neighbor(true));
    let needed = start[0] + start[1] + end[0] + end[1];
    let share = if needed > length { length / needed } else { 1.0 };
    let (start, end) = (start.map(|l| l * share), end.map(|l| l * share));
    Ramps { length, slots: [first, own, last], start, end }
}

impl Ramps {
    /// The slot at a distance from the start of the edge.
    fn at(&self, s: f64) -> f64 {
        let [first, own, last] = self.slots;
        let eased = |s: f64, [hold, ramp]: [f64; 2]| {
            let t = if ramp > 0.0 { ((s - hold) / ramp).clamp(0.0, 1.0) } else { 1.0 };
            t * t * (1.0 + 2.0 * (1.0 - t))
        };
        let (a, b) = (eased(s, self.start), eased(self.length - s, self.end));
        own + (1.0 - a) * (first - own) + (1.0 - b) * (last - own)
    }

    /// Where points are needed for it.
    fn stops(&self) -> impl Iterator<Item = f64> {
        let along = |[hold, ramp]: [f64; 2], changes: bool| {
            let count = if changes && ramp > 0.0 { POINTS + 1 } else { 0 };
            (0..count).map(move |i| hold + ramp * i as f64 / POINTS as f64)
        };
        let [first, own, last] = self.slots;
        let length = self.length;
        along(self.start, first != own).chain(along(self.end, last != own).map(move |s| length - s))
    }
}

/// Draws a way edge by edge.
struct Pen<'a> {
    way: &'a Way,
    out: &'a mut Vec<Piece>,
    piece: Option<Piece>,
    /// Points nearer than this are one.
    same: f64,
    /// Points that lie no farther from the line through their neighbors are left out, and slots.
    exact: (f64, f32),
}

impl Pen<'_> {
    fn begin(&mut self, part: usize) {
        let Some((_, group, feature)) = self.way.parts.get(part).copied() else { return };
        self.piece = Some(Piece { group, feature, points: Vec::new(), shifts: Vec::new() });
    }

    fn finish(&mut self) {
        let piece = self.piece.take().filter(|p| p.points.len() > 1);
        self.out.extend(piece.map(|p| p.thinned(self.exact)));
    }

    /// Goes on with another part at the last point.
    fn turn_to(&mut self, part: usize) {
        let last = self.piece.as_ref().and_then(|p| Some((*p.points.last()?, *p.shifts.last()?)));
        self.finish();
        self.begin(part);
        if let (Some(piece), Some((at, shift))) = (&mut self.piece, last) {
            piece.points.push(at);
            piece.shifts.push(shift);
        }
    }

    fn push(&mut self, at: [f64; 2], shift: [f64; 2]) {
        let Some(piece) = &mut self.piece else { return };
        let shift = shift.map(|v| v as f32);
        if piece.points.last().is_some_and(|last| distance(*last, at) < self.same) {
            // Where one track goes over into another, their normals meet halfway.
            if let Some(last) = piece.shifts.last_mut() {
                let length = |v: [f32; 2]| v[0].hypot(v[1]);
                let (one, two) = (length(*last), length(shift));
                let sum = [last[0] + shift[0], last[1] + shift[1]];
                let k = 0.5 * (one + two) / length(sum).max(f32::MIN_POSITIVE);
                *last = if length(sum) > 0.5 * (one + two) { sum.map(|v| v * k) } else { *last };
            }
            return;
        }
        piece.points.push(at);
        piece.shifts.push(shift);
    }

    fn edge(&mut self, shared: &Shared, step: Step, ramps: &Ramps, marks: &[(usize, f64)]) {
        let edge = &shared.edges[step.edge];
        let track = &shared.tracks[edge.track];
        let [from, to] = edge.ends;
        // Distances along the edge in the direction of the line, and the part that begins there.
        let along = |s: f64| if step.forward { s - from } else { to - s };
        let inside = track.along.iter().filter(|s| **s > from && **s < to);
        let mut stops: Vec<(f64, Option<usize>)> = inside.map(|s| (along(*s), None)).collect();
        stops.extend([(0.0, None), (to - from, None)]);
        stops.extend(ramps.stops().filter(|s| (0.0..=to - from).contains(s)).map(|s| (s, None)));
        let marks = marks.iter().filter(|(_, s)| (from..=to).contains(s));
        stops.extend(marks.map(|(part, s)| (along(*s), Some(*part))));
        stops.sort_by(|a, b| a.0.total_cmp(&b.0));
        let mut begun = None;
        for (s, part) in stops {
            let on_track = if step.forward { from + s } else { to - s };
            let slot = if step.forward { ramps.at(s) } else { -ramps.at(s) };
            let (at, normal) = (track.at(on_track), unit(track.normal_at(on_track)));
            self.push(at, normal.map(|v| v * slot));
            if let Some(part) = part.filter(|p| begun != Some(*p)) {
                self.turn_to(part);
                begun = Some(part);
            }
        }
    }
}
