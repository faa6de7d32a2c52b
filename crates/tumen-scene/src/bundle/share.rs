//! Which line follows which track, and where tracks are cut into stretches.

use super::track::{Track, unit};
use super::{Link, Sample, Scale, Way, between, distance};
use crate::style::Beside;
use std::collections::HashMap;

/// Directions are seen over so many points on both sides.
const CHORD: usize = 5;

/// A part of a way along one track, against its direction if `from` is more than `to`.
#[derive(Debug)]
pub(super) struct Leg {
    pub track: usize,
    pub from: f64,
    pub to: f64,
    /// Where parts of the way end: index of the next part, and the place along the track.
    pub marks: Vec<(usize, f64)>,
    /// How far the line itself is to the right of the track, in the direction of the track, map units.
    pub lateral: f64,
    /// Whether the track was made for this leg.
    is_own: bool,
    /// [`Sample::u`] and place along the track, in the order of the way.
    anchors: Vec<(f64, f64)>,
}

/// How many lines follow a way, by ranges of [`Sample::u`]; one where nothing is said.
#[derive(Debug, Default)]
pub(super) struct Widths(Vec<(std::ops::Range<f64>, usize)>);

impl Widths {
    fn at(&self, u: f64) -> usize {
        self.0.iter().filter(|(range, _)| range.contains(&u)).map(|r| r.1).max().unwrap_or(1)
    }
}

/// A line along a stretch: which way, and which of its steps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Strand {
    pub way: usize,
    pub step: usize,
}

/// A part of a track along which the lines are the same.
#[derive(Debug)]
pub(super) struct Edge {
    pub track: usize,
    pub ends: [f64; 2],
    /// The lines along it, from left to right in the direction of the track once they are in order.
    pub strands: Vec<Strand>,
}

/// An edge on the way of a line.
#[derive(Debug, Clone, Copy)]
pub(super) struct Step {
    pub edge: usize,
    pub forward: bool,
    pub leg: usize,
}

/// Everything that is shared at a level.
pub(super) struct Shared {
    pub tracks: Vec<Track>,
    pub edges: Vec<Edge>,
    /// For each way its legs, and its steps.
    pub legs: Vec<Vec<Leg>>,
    pub steps: Vec<Vec<Step>>,
    pub slot: f64,
    pub beside: Beside,
    links: Vec<Link>,
    mediums: Vec<u8>,
    grid: HashMap<[i32; 2], Vec<(u32, u32)>>,
}

/// Where a sample lies on a track.
#[derive(Debug, Clone, Copy)]
struct Place {
    track: usize,
    step: usize,
    s: f64,
}

/// A point that seeks a track.
struct Seeker {
    p: [f64; 2],
    heading: [f64; 2],
    /// How many lines come with it.
    width: usize,
    /// The track of the point before.
    last: Option<usize>,
}

/// Samples that follow a track one after the other.
#[derive(Debug, Clone, Copy)]
struct Run {
    track: usize,
    first: usize,
    last: usize,
    from: f64,
    to: f64,
}

impl Run {
    /// Whether going on by so much turns back by more than `slack`.
    fn turns(&self, by: f64, slack: f64) -> bool {
        !self.is_short(slack) && by * (self.to - self.from).signum() < -slack
    }

    fn is_short(&self, slack: f64) -> bool {
        (self.to - self.from).abs() <= slack
    }
}

impl Shared {
    pub fn new(links: Vec<Link>, scale: &Scale) -> Self {
        let ways = links.len();
        Self {
            links,
            tracks: Vec::new(),
            edges: Vec::new(),
            legs: (0..ways).map(|_| Vec::new()).collect(),
            steps: vec![Vec::new(); ways],
            slot: scale.slot,
            beside: scale.beside,
            mediums: Vec::new(),
            grid: HashMap::new(),
        }
    }

    /// Lays a way: along tracks where it can, and on new ones elsewhere.
    pub fn lay(&mut self, index: usize, way: &Way, samples: &[Sample], widths: &Widths) {
        if samples.len() < 2 {
            return;
        }
        let places = self.places(samples, way.member.medium, widths);
        let known = self.tracks.len();
        let mut legs: Vec<Leg> = Vec::new();
        let mut done = 0;
        for run in runs(samples, &places, self.slot, &self.beside) {
            let Some(leg) = self.along(&run, samples, &places) else { continue };
            self.own(&mut legs, &samples[done..=run.first], Some(&leg), (way.member.medium, widths));
            legs.push(leg);
            done = run.last;
        }
        if done + 1 < samples.len() {
            self.own(&mut legs, &samples[done..], None, (way.member.medium, widths));
        }
        for (part, (point, ..)) in way.parts.iter().enumerate().skip(1) {
            mark(&mut legs, part, *point as f64);
        }
        for leg in &mut legs {
            self.tracks[leg.track].uses.push([leg.from.min(leg.to), leg.from.max(leg.to)]);
        }
        self.register(known);
        self.legs[index] = legs;
    }

    /// Lets further ways find the tracks from `first` on.
    fn register(&mut self, first: usize) {
        for index in first..self.tracks.len() {
            let track = &self.tracks[index];
            for step in 0..track.points.len() - 1 {
                if track.active[step] || track.active[step + 1] {
                    let middle = between(track.points[step], track.points[step + 1], 0.5);
                    let at = self.cell(middle);
                    self.grid.entry(at).or_default().push((index as u32, step as u32));
                }
            }
        }
    }

    /// Where each sample would be on an earlier track.
    fn places(&self, samples: &[Sample], medium: u8, widths: &Widths) -> Vec<Option<Place>> {
        let mut last: Option<Place> = None;
        let find = |i: usize| {
            let width = widths.at(samples[i].u);
            last = if samples[i].active { self.place(samples, i, (medium, width), last) } else { None };
            last
        };
        (0..samples.len()).map(find).collect()
    }

    fn place(
        &self,
        samples: &[Sample],
        i: usize,
        (medium, width): (u8, usize),
        last: Option<Place>,
    ) -> Option<Place> {
        let (a, b) = (samples[i.saturating_sub(CHORD)].at, samples[(i + CHORD).min(samples.len() - 1)].at);
        let heading = unit([b[0] - a[0], b[1] - a[1]]);
        let seeker = Seeker { p: samples[i].at, heading, width, last: last.map(|l| l.track) };
        let mut best: Option<(f64, Place)> = None;
        // On the same line as before: no need to look around.
        if let Some(last) = last {
            let end = (last.step + 5).min(self.tracks[last.track].points.len() - 1);
            (last.step.saturating_sub(3)..end).for_each(|s| self.weigh(&mut best, &seeker, last.track, s));
            if let Some((_, place)) = best.filter(|b| b.0 < (self.beside.found - 1.0) * self.slot) {
                return Some(place);
            }
        }
        let cell = self.cell(seeker.p);
        for at in (-1..=1).flat_map(|dx| (-1..=1).map(move |dy| [cell[0] + dx, cell[1] + dy])) {
            for (track, step) in self.grid.get(&at).into_iter().flatten() {
                if self.mediums[*track as usize] == medium {
                    self.weigh(&mut best, &seeker, *track as usize, *step as usize);
                }
            }
        }
        best.map(|b| b.1)
    }

    /// Takes a step of a track for the best if it is near enough, runs alike, and is nearer than the best.
    fn weigh(&self, best: &mut Option<(f64, Place)>, seeker: &Seeker, track: usize, step: usize) {
        let (s, far) = self.tracks[track].nearest(step, seeker.p);
        if far > self.beside.reach * self.slot {
            return;
        }
        let rated = far - if seeker.last == Some(track) { self.slot } else { 0.0 };
        let near = self.beside.near;
        let most = near[0] + near[1] * self.tracks[track].users(s) as f64 + near[2] * seeker.width as f64;
        let is_better = best.as_ref().is_none_or(|b| rated < b.0);
        if is_better && far <= most * self.slot && self.is_alike(track, step, seeker.heading) {
            *best = Some((rated, Place { track, step, s }));
        }
    }

    fn cell(&self, p: [f64; 2]) -> [i32; 2] {
        p.map(|v| (v / (self.beside.reach * self.slot)).floor() as i32)
    }

    fn is_alike(&self, track: usize, step: usize, heading: [f64; 2]) -> bool {
        let other = self.tracks[track].direction(step, CHORD);
        (other[0] * heading[0] + other[1] * heading[1]).abs() > self.beside.alike
    }

    /// The leg of a run, its ends moved to cuts; none if nothing is left of it.
    fn along(&mut self, run: &Run, samples: &[Sample], places: &[Option<Place>]) -> Option<Leg> {
        let from = self.cut_at(run.track, run.from);
        let to = self.cut_at(run.track, run.to);
        if (to - from) * (run.to - run.from) <= 0.0 {
            return None;
        }
        let track = &self.tracks[run.track];
        let (mut anchors, mut at) = (vec![(samples[run.first].u, from)], from);
        let (mut lateral, mut seen) = (0.0, 0.0);
        for i in run.first..=run.last {
            let Some(place) = places[i].filter(|p| p.track == run.track) else { continue };
            let normal = track.normals[place.step];
            let on = track.at(place.s);
            lateral += (samples[i].at[0] - on[0]) * normal[0] + (samples[i].at[1] - on[1]) * normal[1];
            seen += 1.0;
            let s = place.s.clamp(from.min(to), from.max(to));
            if (s - at) * (to - from) >= 0.0 {
                at = s;
                anchors.push((samples[i].u, s));
            }
        }
        anchors.push((samples[run.last].u, to));
        let lateral = lateral / f64::max(seen, 1.0);
        Some(Leg { track: run.track, from, to, marks: Vec::new(), lateral, is_own: false, anchors })
    }

    /// The cut of a track at or near a distance from its start.
    fn cut_at(&mut self, track: usize, s: f64) -> f64 {
        let cuts = &mut self.tracks[track].cuts;
        let nearest = cuts.iter().copied().min_by(|a, b| (a - s).abs().total_cmp(&(b - s).abs()));
        if let Some(cut) = nearest.filter(|c| (c - s).abs() < self.beside.cut * self.slot) {
            return cut;
        }
        cuts.insert(cuts.partition_point(|c| *c < s), s);
        s
    }

    /// The way from the last leg to the next one over some samples, on a track of its own.
    fn own(
        &mut self,
        legs: &mut Vec<Leg>,
        samples: &[Sample],
        next: Option<&Leg>,
        (medium, widths): (u8, &Widths),
    ) {
        let before = legs.last().map(|l| self.tracks[l.track].at(l.to));
        let after = next.map(|l| self.tracks[l.track].at(l.from));
        let (mut points, mut active, mut us) = (Vec::new(), Vec::new(), Vec::new());
        let mut push = |at: [f64; 2], is_active: bool, u: f64| {
            if points.last() != Some(&at) {
                points.push(at);
                active.push(is_active);
                us.push(u);
            }
        };
        if let Some(at) = before {
            push(at, false, samples[0].u);
        }
        for sample in left_over(samples, before, after, self.beside.slope) {
            push(sample.at, sample.active, sample.u);
        }
        if let Some(at) = after {
            push(at, false, samples[samples.len() - 1].u);
        }
        if points.len() < 2 {
            return;
        }
        let width = us.iter().map(|u| widths.at(*u)).max().unwrap_or(1);
        let mut track = Track::new(points, active, width);
        let length = track.length();
        track.cuts = vec![0.0, length];
        let anchors = us.into_iter().zip(track.along.iter().copied()).collect();
        let index = self.tracks.len();
        legs.push(Leg {
            track: index,
            from: 0.0,
            to: length,
            marks: Vec::new(),
            lateral: 0.0,
            is_own: true,
            anchors,
        });
        self.tracks.push(track);
        self.mediums.push(medium);
    }

    /// The step of a line after one of its steps, or before it, and its strand: seen from there, so that `forward`
    /// is the way on. At its end a line goes on in another one of its kind.
    pub fn onward(&self, strand: Strand, ahead: bool) -> Option<(Step, Strand)> {
        let Strand { way, step } = strand;
        let next = if ahead { step.checked_add(1) } else { step.checked_sub(1) };
        let own = next.and_then(|next| Some((*self.steps[way].get(next)?, Strand { way, step: next })));
        let (next, strand, ahead) = match own {
            Some((next, strand)) => (next, strand, ahead),
            None => {
                let (way, last) = self.links[way][usize::from(ahead)]?;
                let step = if last { self.steps[way].len().checked_sub(1)? } else { 0 };
                (*self.steps[way].get(step)?, Strand { way, step }, !last)
            }
        };
        // Backward along a way, an edge is left against the direction in which the way passes it.
        let forward = if ahead { next.forward } else { !next.forward };
        Some((Step { forward, ..next }, strand))
    }

    /// The slot of a line on an edge, to the right of the direction of the edge's track.
    pub fn slot_of(&self, edge: usize, strand: Strand) -> f64 {
        let strands = &self.edges[edge].strands;
        let place = strands.iter().position(|s| *s == strand).unwrap_or(0);
        place as f64 - 0.5 * (strands.len() - 1) as f64
    }

    /// How many lines follow the tracks that a way makes.
    pub fn widths(&self, way: usize) -> Widths {
        let mut ranges = Vec::new();
        for step in &self.steps[way] {
            let (leg, edge) = (&self.legs[way][step.leg], &self.edges[step.edge]);
            if leg.is_own && edge.strands.len() > 1 {
                // The track has the direction of the way that made it.
                let u = |s: f64| {
                    let i = leg.anchors.partition_point(|a| a.1 < s).min(leg.anchors.len() - 1);
                    leg.anchors[i].0
                };
                ranges.push((u(edge.ends[0])..u(edge.ends[1]), edge.strands.len()));
            }
        }
        Widths(ranges)
    }

    /// Cuts all tracks into edges and says for each way which it passes.
    pub fn cut(&mut self) {
        let mut first = Vec::with_capacity(self.tracks.len());
        for (track, of) in self.tracks.iter().enumerate() {
            first.push(self.edges.len());
            for pair in of.cuts.windows(2) {
                self.edges.push(Edge { track, ends: [pair[0], pair[1]], strands: Vec::new() });
            }
        }
        for (way, legs) in self.legs.iter().enumerate() {
            for (leg, of) in legs.iter().enumerate() {
                let cuts = &self.tracks[of.track].cuts;
                let at = |s: f64| cuts.partition_point(|c| *c < s);
                let (from, to) = (at(of.from), at(of.to));
                let forward = from < to;
                let edges = from.min(to)..from.max(to);
                let ordered: Vec<usize> = if forward { edges.collect() } else { edges.rev().collect() };
                for edge in ordered.into_iter().map(|e| first[of.track] + e) {
                    let strand = Strand { way, step: self.steps[way].len() };
                    self.edges[edge].strands.push(strand);
                    self.steps[way].push(Step { edge, forward, leg });
                }
            }
        }
    }
}

/// Notes where a part of a way begins.
fn mark(legs: &mut [Leg], part: usize, u: f64) {
    let holds = |l: &&mut Leg| l.anchors.last().is_some_and(|last| last.0 >= u);
    let Some(leg) = legs.iter_mut().find(holds) else { return };
    let i = leg.anchors.partition_point(|a| a.0 < u);
    let (b, a) = (leg.anchors[i], leg.anchors[i.saturating_sub(1)]);
    let t = if b.0 > a.0 { ((u - a.0) / (b.0 - a.0)).clamp(0.0, 1.0) } else { 1.0 };
    leg.marks.push((part, a.1 + t * (b.1 - a.1)));
}

/// The samples between two tracks without those that would make the line leave them abruptly.
fn left_over(samples: &[Sample], before: Option<[f64; 2]>, after: Option<[f64; 2]>, slope: f64) -> &[Sample] {
    let length: f64 = samples.windows(2).map(|w| distance(w[0].at, w[1].at)).sum();
    let skipped = |node: Option<[f64; 2]>, from: &mut dyn Iterator<Item = &Sample>| {
        let Some(node) = node else { return 0 };
        let (mut count, mut way, mut last) = (0, 0.0, None::<[f64; 2]>);
        let mut most = 0.0;
        for sample in from {
            let jump = distance(node, sample.at);
            way += last.map_or(0.0, |l| distance(l, sample.at));
            most = if last.is_none() { (slope * jump).min(0.5 * length) } else { most };
            last = Some(sample.at);
            if way > most {
                break;
            }
            count += 1;
        }
        count
    };
    let from = skipped(before, &mut samples.iter());
    let to = samples.len() - skipped(after, &mut samples.iter().rev());
    if from < to { &samples[from..to] } else { &[] }
}

/// Samples that follow a track, in runs that are long enough.
fn runs(samples: &[Sample], places: &[Option<Place>], slot: f64, beside: &Beside) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let mut open = false;
    for (i, place) in places.iter().enumerate() {
        let Some(place) = place else {
            open = false;
            continue;
        };
        let goes_on = |r: &&mut Run| r.track == place.track && !r.turns(place.s - r.to, beside.step * slot);
        match runs.last_mut().filter(|_| open).filter(goes_on) {
            Some(run) => {
                run.last = i;
                // A short way back is one along a bend; which way the run goes is not clear from the start.
                run.to = if run.turns(place.s - run.to, 0.0) && !run.is_short(beside.step * slot) {
                    run.to
                } else {
                    place.s
                };
            }
            None => runs.push(Run { track: place.track, first: i, last: i, from: place.s, to: place.s }),
        }
        open = true;
    }
    let mut along = Vec::with_capacity(samples.len());
    let mut total = 0.0;
    for i in 0..samples.len() {
        total += if i > 0 { distance(samples[i - 1].at, samples[i].at) } else { 0.0 };
        along.push(total);
    }
    let joined = join(runs, &along, slot, beside);
    let long = |r: &Run| {
        (r.to - r.from).abs() >= beside.shortest * slot
            && along[r.last] - along[r.first] >= beside.shortest * slot
    };
    join(joined.into_iter().filter(long).collect(), &along, slot, beside)
}

/// Joins runs along one track that are interrupted for a short way only.
fn join(runs: Vec<Run>, along: &[f64], slot: f64, beside: &Beside) -> Vec<Run> {
    let mut out: Vec<Run> = Vec::new();
    for run in runs {
        let joins = |last: &&mut Run| {
            let (gap, step) = (along[run.first] - along[last.last], run.from - last.to);
            let same = (run.to - run.from) * (last.to - last.from) >= 0.0;
            let ahead = !last.turns(step, slot) && step.abs() <= 2.0 * gap + 2.0 * slot;
            run.track == last.track && gap <= beside.stay * slot && same && ahead
        };
        match out.last_mut().filter(joins) {
            Some(last) => (last.last, last.to) = (run.last, run.to),
            None => out.push(run),
        }
    }
    out
}
