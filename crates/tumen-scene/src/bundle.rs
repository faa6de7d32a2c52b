//! Lines that share an alignment, side by side: where two or more run together they follow one track, each
//! in a slot of its own, as on a good transit map.
//!
//! For every level of detail the lines are laid one after the other, the most exact first. Where a line comes
//! near an earlier one in about the same direction it takes over that line's track (`share`); elsewhere it
//! is a track of its own. Where a line joins or leaves, tracks are cut into stretches, and each stretch has
//! one order of its lines across it, chosen so that as few as possible cross (`order`). A level then holds
//! for every point how many slots it is shifted, as a vector ([`Level::shifts`]); painters multiply it with
//! the width of a slot in pixels, which is all that a frame does about it.
//!
//! The model (tracks, stretches, orders, slots) is that of line graphs with few crossings (Bast, Brosi and
//! Storandt 2018, "Efficient Generation of Geographically Accurate Transit Maps"); the code is our own.

mod near;
mod order;
mod shape;
mod share;
#[cfg(test)]
mod tests;
mod track;

use crate::prepared::{Builder, Level, Levels, Prepared};
use crate::style::Beside;
use near::Near;
use share::{Shared, Widths};
use tumen_core::geo::simplify;

/// What is known of the lines of a group.
#[derive(Debug, Clone, Copy)]
pub struct Member {
    /// Groups with the same number are one line, cut into parts that follow each other.
    pub line: usize,
    /// Only lines of the same medium run side by side: a ship keeps off the railway.
    pub medium: u8,
    /// A line that ends where another one of its kind ends goes on in that one.
    pub kind: u8,
    /// How far the line may be from the truth, meters: the most exact line is the track of the others.
    pub accuracy_m: f64,
}

/// The upper zoom of the first level, and how many levels follow in half steps, so that the distance at which lines are
/// drawn together is much the same at both ends of a level; and then in whole ones.
const FIRST_ZOOM: u8 = 3;
const HALF_STEPS: u8 = 12;
const WHOLE_STEPS: u8 = 4;
/// Slots are never narrower, pixels, whatever the style says (nor no number): the points of a line are so far apart.
const LEAST_SLOT: f64 = 0.5;
/// More points are not set along one step of a line.
const MOST_STEPS: f64 = 65_536.0;
/// The number of levels.
const LEVELS: usize = 1 + (HALF_STEPS + WHOLE_STEPS) as usize;
/// One in so many coarser levels is looked at to find out what is near at a finer one.
const COARSER: usize = 3;

/// A whole line: parts of one corridor that follow each other.
pub(crate) struct Way {
    /// Its points, map units.
    points: Vec<[f64; 2]>,
    /// How important each point is for its shape, see [`simplify::ranks`].
    ranks: Vec<f32>,
    /// Where each part begins, as an index into the points, with its group and feature.
    parts: Vec<(usize, u32, u32)>,
    member: Member,
    /// The diagonal of the box around it, map units.
    reach: f64,
}

/// A point of a way at a level.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Sample {
    at: [f64; 2],
    /// Where on the way: the index of a point, and a fraction of the way to the next.
    u: f64,
    /// Whether another line is near.
    active: bool,
}

/// The sizes that matter at a level, map units.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Scale {
    /// What [`Level::tolerance`] shall be.
    tolerance: f64,
    /// How far points may be left out.
    simplify: f64,
    /// Width of a slot.
    slot: f64,
    /// The lengths that go by it.
    beside: Beside,
}

/// The upper zoom of a level.
fn zoom_of(index: usize) -> f64 {
    let half = index.min(usize::from(HALF_STEPS));
    f64::from(FIRST_ZOOM) + 0.5 * half as f64 + (index - half) as f64
}

impl Scale {
    fn at(index: usize, beside: Beside, slot_px: &dyn Fn(f64) -> f64) -> Self {
        let zoom = zoom_of(index);
        // Slots are widest, in map units, where the level is first used.
        let far = index.checked_sub(1).map_or(zoom - 0.5, zoom_of);
        let tolerance = crate::prepared::tolerance_at(zoom);
        let last = index + 1 == LEVELS;
        let slot = slot_px(far).max(LEAST_SLOT);
        Self {
            tolerance: if last { 0.0 } else { tolerance },
            simplify: tolerance * beside.exact,
            beside,
            slot: slot * crate::prepared::pixel_at(far),
        }
    }
}

/// Prepares lines of which some share an alignment. `members` says for each group what it is; `slot_px` gives the
/// width of a slot at a zoom, pixels. A level is made when it is first asked for, within milliseconds.
#[must_use]
pub fn prepare(
    mut builder: Builder,
    members: &[Member],
    beside: Beside,
    slot_px: &dyn Fn(f64) -> f64,
) -> Prepared {
    let ways = ways(&mut builder, members);
    let scales: Vec<Scale> = (0..LEVELS).map(|i| Scale::at(i, beside, slot_px)).collect();
    let tolerances = scales.iter().map(|s| s.tolerance).collect();
    let source = Source { ways, scales, groups: members.len() };
    builder.with_levels(Levels::on_demand(tolerances, move |index| source.level(index)))
}

/// What levels are made from.
struct Source {
    ways: Vec<Way>,
    scales: Vec<Scale>,
    groups: usize,
}

impl Source {
    fn level(&self, index: usize) -> Level {
        let Self { ways, scales, groups } = self;
        let mut near = Near::new(ways);
        // Far from each other at a coarse level is far at a finer one, which then is looked at less.
        let coarser = (0..index).step_by(COARSER);
        coarser.chain([index]).filter_map(|i| scales.get(i)).for_each(|scale| near.narrow(ways, scale));
        let Some(scale) = scales.get(index) else { return Level::default() };
        let shared = share(ways, &near, scale);
        let mut pieces = Vec::new();
        ways.iter().enumerate().for_each(|(i, way)| shape::emit(&shared, i, way, scale, &mut pieces));
        pieces.sort_by_key(|p| p.group);
        let mut level = Level::default();
        level.tolerance = scale.tolerance;
        pieces.iter().for_each(|p| level.push_span(p.group, p.feature, &p.shifts));
        level.finish_spans(*groups, pieces.into_iter().flat_map(|p| p.points).collect());
        level
    }
}

/// The tracks of all ways at a level, and the orders across them.
fn share(ways: &[Way], near: &Near, scale: &Scale) -> Shared {
    let mut order: Vec<usize> = (0..ways.len()).collect();
    order.sort_by(|a, b| {
        let (a, b) = (&ways[*a], &ways[*b]);
        a.member.accuracy_m.total_cmp(&b.member.accuracy_m).then(b.reach.total_cmp(&a.reach))
    });
    let links = links(ways, scale);
    let samples: Vec<Vec<Sample>> =
        ways.iter().enumerate().map(|(i, way)| near.samples(i, way, scale)).collect();
    let lay = |widths: &[Widths]| {
        let mut shared = Shared::new(links.clone(), scale);
        order.iter().for_each(|w| shared.lay(*w, &ways[*w], &samples[*w], &widths[*w]));
        shared.cut();
        shared
    };
    // Once to see how many lines run together, and again with as much room as so many need.
    let first = lay(&ways.iter().map(|_| Widths::default()).collect::<Vec<_>>());
    let mut shared = lay(&(0..ways.len()).map(|way| first.widths(way)).collect::<Vec<_>>());
    order::choose(&mut shared);
    shared
}

/// For both ends of each way the end of another one of its kind there, the greatest: which way, and whether its
/// last end.
type Link = [Option<(usize, bool)>; 2];

/// Where ways go on in others.
fn links(ways: &[Way], scale: &Scale) -> Vec<Link> {
    let ends = |w: &Way| [w.points[0], w.points[w.points.len() - 1]];
    let long = |w: &Way| w.reach > scale.beside.linked * scale.slot;
    let link = |index: usize, at: [f64; 2]| {
        if !long(&ways[index]) {
            return None;
        }
        let others = ways
            .iter()
            .enumerate()
            .filter(|(i, w)| *i != index && long(w) && w.member.kind == ways[index].member.kind);
        let there = others
            .flat_map(|(i, w)| ends(w).into_iter().zip([false, true]).map(move |(p, last)| (i, p, last)));
        let near = there.filter(|(_, p, _)| distance(*p, at) < 0.5 * scale.slot);
        let greatest = near.max_by(|a, b| ways[a.0].reach.total_cmp(&ways[b.0].reach));
        greatest.map(|(i, _, last)| (i, last))
    };
    ways.iter().enumerate().map(|(i, w)| ends(w).map(|at| link(i, at))).collect()
}

/// Whole lines from the parts that a builder has.
fn ways(builder: &mut Builder, members: &[Member]) -> Vec<Way> {
    let mut ways: Vec<Way> = Vec::new();
    for (group, feature, points) in builder.sorted_lines() {
        let Some(member) = members.get(group as usize).filter(|_| points.len() > 1) else { continue };
        let ranks = simplify::ranks(points);
        let goes_on = |w: &&mut Way| {
            w.member.line == member.line && w.points.last().copied() == points.first().copied()
        };
        if let Some(way) = ways.iter_mut().find(goes_on) {
            way.parts.push((way.points.len() - 1, group, feature));
            way.points.extend(&points[1..]);
            way.ranks.extend(&ranks[1..]);
        } else {
            let parts = vec![(0, group, feature)];
            ways.push(Way { points: points.to_vec(), ranks, parts, member: *member, reach: 0.0 });
        }
    }
    for way in &mut ways {
        let [w, h] = tumen_core::geo::PlaneBounds::of(way.points.iter().copied()).size();
        way.reach = w.hypot(h);
    }
    ways
}

impl Way {
    /// The indices of the points that a tolerance keeps.
    fn kept(&self, tolerance: f64) -> impl Iterator<Item = usize> {
        self.ranks.iter().enumerate().filter(move |(_, r)| f64::from(**r) > tolerance).map(|(i, _)| i)
    }
}

/// Into how many steps of a length a way is cut; at least one, whatever the two are.
pub(crate) fn steps(way: f64, length: f64) -> usize {
    let steps = (way / length).ceil();
    if steps > 1.0 { steps.min(MOST_STEPS) as usize } else { 1 }
}

pub(crate) fn distance(a: [f64; 2], b: [f64; 2]) -> f64 {
    let (dx, dy) = (a[0] - b[0], a[1] - b[1]);
    (dx * dx + dy * dy).sqrt()
}

pub(crate) fn between(a: [f64; 2], b: [f64; 2], t: f64) -> [f64; 2] {
    [a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t]
}
