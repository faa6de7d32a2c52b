//! From positions to levels: project, cut to what is drawn, simplify, chunk.
//!
//! Everything goes through a few flat lists, because a million short ones cost more than the work itself.

use super::{
    ChunkTree, FeatureTable, Form, LEVEL_ZOOMS, Level, Levels, Points, Prepared, Span, next_id, tolerance_at,
};
use std::ops::Range;
use std::sync::Arc;
use tumen_core::geo::{GeoBounds, LonLat, PlaneBounds, PlanePoint, Projection, antimeridian, clip, simplify};

/// Stretches of this many points are simplified on their own, so that no shape costs more than so many
/// comparisons a point.
const BLOCK: usize = 256;

/// How levels are made.
#[derive(Debug, Clone)]
pub struct Detail {
    /// A level with more than this share of the next one's points is left out.
    thinner_than: f64,
    /// What is smaller than a level's tolerance is kept as a dot, one in a cell of that size, instead of
    /// vanishing.
    keep_small: bool,
    /// Points at which simplification is cut, or none.
    block: Option<usize>,
    /// Whose features they are.
    table: Option<Arc<FeatureTable>>,
}

impl Detail {
    /// For the bundled map.
    pub const MAP: Self = Self { thinner_than: 0.75, keep_small: false, block: None, table: None };

    /// For layers of the user: nothing vanishes, and no file takes long or much memory.
    #[must_use]
    pub fn user(table: Arc<FeatureTable>) -> Self {
        Self { thinner_than: 0.5, keep_small: true, block: Some(BLOCK), table: Some(table) }
    }
}

/// A projected line or ring.
struct Line {
    group: u32,
    feature: u32,
    points: Range<usize>,
    bounds: PlaneBounds,
}

/// Collects lines or rings and makes a [`Prepared`] of them.
pub struct Builder {
    form: Form,
    projection: Projection,
    /// What the projection draws, unwrapped degrees.
    drawn: GeoBounds,
    group_count: usize,
    points: Vec<[f64; 2]>,
    lines: Vec<Line>,
    moved: Vec<[f64; 2]>,
}

impl Builder {
    /// Nothing yet.
    #[must_use]
    pub fn new(form: Form, projection: Projection, group_count: usize) -> Self {
        let [south, north] = projection.latitudes();
        let cut = projection.row().west_cut;
        let drawn = GeoBounds::new(LonLat::new(cut, south), LonLat::new(cut + 360.0, north));
        let (points, lines, moved) = (Vec::new(), Vec::new(), Vec::new());
        Self { form, projection, drawn, group_count, points, lines, moved }
    }

    /// Makes room for that many more points.
    pub fn reserve(&mut self, points: usize) {
        self.points.reserve_exact(points);
    }

    /// Adds a line or closed ring; longitudes continuous, every position valid. Also its copies a turn
    /// to the east and west are drawn where they are in the drawn range.
    pub fn push(&mut self, group: u32, feature: u32, points: &[LonLat]) {
        let bounds = GeoBounds::of(points.iter().copied());
        for turn in [-360.0, 0.0, 360.0] {
            self.push_turned(group, feature, points, &bounds, turn);
        }
    }

    /// Adds an area: its outer ring and holes, closed, of any winding.
    pub fn push_area(&mut self, group: u32, feature: u32, rings: &[Vec<LonLat>]) {
        let bounds: Vec<GeoBounds> = rings.iter().map(|r| GeoBounds::of(r.iter().copied())).collect();
        for turn in [-360.0, 0.0, 360.0] {
            for (i, (ring, bounds)) in rings.iter().zip(&bounds).enumerate() {
                let first = self.lines.len();
                self.push_turned(group, feature, ring, bounds, turn);
                for line in &self.lines[first..] {
                    let points = &mut self.points[line.points.clone()];
                    // Outer rings run one way and holes the other, whatever the file has.
                    if (crate::signed_area(points) < 0.0) == (i == 0) {
                        points.reverse();
                    }
                }
            }
        }
    }

    fn push_turned(&mut self, group: u32, feature: u32, points: &[LonLat], bounds: &GeoBounds, turn: f64) {
        let [min, max] = [bounds.min, bounds.max].map(|p| LonLat::new(p.lon + turn, p.lat));
        let moved = GeoBounds::new(min, max);
        if bounds.is_empty() || !moved.intersects(&self.drawn) {
            return;
        }
        if self.drawn.contains_bounds(&moved) {
            self.project(group, feature, points.iter().map(|p| [p.lon + turn, p.lat]));
            return;
        }
        let mut degrees = std::mem::take(&mut self.moved);
        degrees.clear();
        degrees.extend(points.iter().map(|p| [p.lon + turn, p.lat]));
        match self.form {
            Form::Lines | Form::Points => {
                let mut parts: Vec<Vec<[f64; 2]>> = Vec::new();
                clip::line(&degrees, &self.drawn, |run| parts.push(run.to_vec()));
                parts.into_iter().for_each(|part| self.project(group, feature, part.into_iter()));
            }
            Form::Areas => {
                let mut ring = clip::ring(&degrees, &self.drawn);
                if let Some(&first) = ring.first() {
                    ring.push(first);
                    self.project(group, feature, ring.into_iter());
                }
            }
        }
        self.moved = degrees;
    }

    fn project(&mut self, group: u32, feature: u32, degrees: impl Iterator<Item = [f64; 2]>) {
        let start = self.points.len();
        let projection = self.projection;
        self.points.extend(degrees.map(|p| <[f64; 2]>::from(projection.project(p.into()))));
        let bounds = PlaneBounds::of(self.points[start..].iter().copied());
        self.lines.push(Line { group, feature, points: start..self.points.len(), bounds });
    }

    /// Simplifies what was added to levels.
    #[must_use]
    pub fn finish(mut self, detail: &Detail) -> Prepared {
        if !self.lines.is_sorted_by_key(|l| l.group) {
            self.lines.sort_by_key(|l| l.group);
        }
        let tolerances = LEVEL_ZOOMS.map(tolerance_at);
        let mut ranks = self.ranks(detail, tolerances.last().copied().unwrap_or_default());
        if detail.block.is_none() {
            self.drop_redundant(&mut ranks);
        }
        let all = Arc::new(std::mem::take(&mut self.points));
        let mut levels: Vec<Level> = Vec::new();
        let wanted = match detail.block {
            // Short lines add points that ranks do not tell of; the bundled map keeps its levels.
            None => tolerances.to_vec(),
            Some(_) => worth_having(&tolerances, &ranks, detail.thinner_than),
        };
        for tolerance in wanted {
            let level = self.level(detail, tolerance, &ranks, &all);
            push_level(&mut levels, level, detail.thinner_than);
        }
        let full = self.full(all);
        push_level(&mut levels, full, detail.thinner_than);
        levels.iter_mut().for_each(Level::index);
        let mut group_bounds = vec![PlaneBounds::EMPTY; self.group_count];
        for line in &self.lines {
            if let Some(bounds) = group_bounds.get_mut(line.group as usize) {
                bounds.merge(&line.bounds);
            }
        }
        let Self { projection, form, .. } = self;
        let levels = levels.into();
        Prepared { id: next_id(), projection, form, levels, group_bounds, table: detail.table.clone() }
    }

    /// Everything that was added, sorted by group: group, feature, points in map units.
    pub(crate) fn sorted_lines(&mut self) -> impl Iterator<Item = (u32, u32, &[[f64; 2]])> {
        self.lines.sort_by_key(|l| l.group);
        self.lines.iter().map(|l| (l.group, l.feature, &self.points[l.points.clone()]))
    }

    /// What was added, with levels made elsewhere.
    pub(crate) fn with_levels(self, levels: Levels) -> Prepared {
        let mut group_bounds = vec![PlaneBounds::EMPTY; self.group_count];
        for line in &self.lines {
            if let Some(bounds) = group_bounds.get_mut(line.group as usize) {
                bounds.merge(&line.bounds);
            }
        }
        let Self { projection, form, .. } = self;
        Prepared { id: next_id(), projection, form, levels, group_bounds, table: None }
    }

    /// The rank of each point, see [`simplify::ranks`]; below `finest` only with blocks of any size.
    fn ranks(&self, detail: &Detail, finest: f64) -> Vec<f32> {
        let mut ranks = vec![0.0_f32; self.points.len()];
        for line in &self.lines {
            let (points, ranks) = (&self.points[line.points.clone()], &mut ranks[line.points.clone()]);
            match detail.block {
                None => simplify::rank(points, 0.0, ranks),
                Some(block) => simplify::rank_in_blocks(points, finest, block, ranks),
            }
        }
        ranks
    }

    /// A simplified level, not yet indexed.
    fn level(&self, detail: &Detail, tolerance: f64, ranks: &[f32], all: &Arc<Vec<[f64; 2]>>) -> Level {
        let mut level = Level { tolerance, ..Level::default() };
        let mut cells = Cells::new(tolerance);
        let mut chosen: Vec<u32> = Vec::new();
        self.each_line(&mut level, |line| {
            let start = chosen.len();
            let points = line.points.clone();
            let [w, h] = line.bounds.size();
            // What is smaller than the tolerance as a whole has no shape at this level.
            if w.max(h) < tolerance {
                let kept = detail.keep_small && self.form == Form::Lines;
                if kept && cells.insert(line.group, line.bounds.min) {
                    let ends = [points.start, points.start + points.len() / 2];
                    chosen.extend(ends.into_iter().filter(|i| points.contains(i)).map(|i| i as u32));
                    return Some(start..chosen.len());
                }
                return None;
            }
            chosen.extend(points.filter(|i| f64::from(ranks[*i]) > tolerance).map(|i| i as u32));
            if self.form == Form::Areas && chosen.len() - start < 4 {
                chosen.truncate(start);
                return None;
            }
            Some(start..chosen.len())
        });
        level.points = Points::chosen(all, chosen);
        level
    }

    /// The full geometry, not yet indexed.
    fn full(&self, all: Arc<Vec<[f64; 2]>>) -> Level {
        let mut level = Level::default();
        let form = self.form;
        self.each_line(&mut level, |line| {
            (form != Form::Areas || line.points.len() >= 4).then_some(line.points.clone())
        });
        level.points = all.into();
        level
    }

    /// Drops points that no level needs, those of rank zero: they lie on the line between their neighbors.
    fn drop_redundant(&mut self, ranks: &mut Vec<f32>) {
        if !ranks.contains(&0.0) {
            return;
        }
        let (mut points, mut kept) = (Vec::with_capacity(self.points.len()), Vec::with_capacity(ranks.len()));
        for line in &mut self.lines {
            let start = points.len();
            for i in line.points.clone().filter(|i| ranks[*i] > 0.0) {
                points.push(self.points[i]);
                kept.push(ranks[i]);
            }
            line.points = start..points.len();
        }
        points.shrink_to_fit();
        (self.points, *ranks) = (points, kept);
    }

    /// Calls for every line in the order of groups; what it gives back becomes a span.
    fn each_line(&self, level: &mut Level, mut push: impl FnMut(&Line) -> Option<Range<usize>>) {
        level.groups = vec![0..0; self.group_count];
        for line in &self.lines {
            let Some(points) = push(line) else { continue };
            let at = level.spans.len();
            level.spans.push(Span { points, feature: line.feature });
            if let Some(range) = level.groups.get_mut(line.group as usize) {
                *range = if range.end == 0 { at..at + 1 } else { range.start..at + 1 };
            }
        }
        level.spans.shrink_to_fit();
    }
}

/// Remembers which cells of a grid are taken, forgetting some: a dot too many does no harm.
struct Cells {
    size: f64,
    slots: Vec<(u32, [i32; 2])>,
}

impl Cells {
    const SLOTS: usize = 1 << 14;

    fn new(size: f64) -> Self {
        Self { size, slots: Vec::new() }
    }

    /// Takes the cell of a point; returns whether it was free as far as is remembered.
    fn insert(&mut self, group: u32, p: PlanePoint) -> bool {
        if self.slots.is_empty() {
            self.slots = vec![(u32::MAX, [0; 2]); Self::SLOTS];
        }
        let cell = [p.x, p.y].map(|v| (v / self.size).floor() as i32);
        let mixed = cell[0].wrapping_mul(0x9e37).wrapping_add(cell[1].wrapping_mul(0x85eb)) as usize;
        let slot = &mut self.slots[mixed % Self::SLOTS];
        let free = *slot != (group, cell);
        *slot = (group, cell);
        free
    }
}

/// The tolerances whose levels would not be dropped again by [`push_level`], as far as ranks tell; from
/// coarse to fine.
fn worth_having(tolerances: &[f64], ranks: &[f32], thinner_than: f64) -> Vec<f64> {
    let mut counts = vec![0_usize; tolerances.len()];
    for rank in ranks {
        // Coarse tolerances are larger: those that keep the point are the last ones.
        for (count, tolerance) in counts.iter_mut().zip(tolerances) {
            *count += usize::from(f64::from(*rank) > *tolerance);
        }
    }
    let mut kept = Vec::new();
    let mut finer = ranks.len();
    for (count, tolerance) in counts.into_iter().zip(tolerances).rev() {
        if (count as f64) < finer as f64 * thinner_than {
            kept.push(*tolerance);
            finer = count;
        }
    }
    kept.reverse();
    kept
}

/// Adds a finer level; the one before it goes if it saves little.
fn push_level(levels: &mut Vec<Level>, level: Level, thinner_than: f64) {
    let finer = level.points.len() as f64 * thinner_than;
    if levels.last().is_some_and(|l| l.points.len() as f64 >= finer) {
        levels.pop();
    }
    levels.push(level);
}

impl Level {
    /// Adds a line whose points are shifted, the next ones of those given to [`Level::finish_spans`]; to be called in
    /// the order of the groups.
    pub(crate) fn push_span(&mut self, group: u32, feature: u32, shifts: &[[f32; 2]]) {
        let (start, at) = (self.shifts.len(), self.spans.len());
        self.shifts.extend_from_slice(shifts);
        self.spans.push(Span { points: start..self.shifts.len(), feature });
        self.groups.resize((group as usize + 1).max(self.groups.len()), at..at);
        if let Some(range) = self.groups.get_mut(group as usize) {
            range.end = at + 1;
        }
    }

    /// Indexes what [`Level::push_span`] has added.
    pub(crate) fn finish_spans(&mut self, groups: usize, points: Vec<[f64; 2]>) {
        self.points = points.into();
        self.groups.resize(groups, self.spans.len()..self.spans.len());
        self.widest = self.shifts.iter().map(|s| s[0].hypot(s[1])).fold(0.0, f32::max);
        self.index();
    }

    /// Cuts the spans of every group into chunks and puts a tree over them.
    fn index(&mut self) {
        self.group_chunks = Vec::with_capacity(self.groups.len());
        for group in self.groups.clone() {
            let first = self.chunks.len();
            group.for_each(|span| self.push_chunks(span));
            self.group_chunks.push(first..self.chunks.len());
        }
        self.chunks.shrink_to_fit();
        self.tree = ChunkTree::new(&self.chunks);
    }
}

/// Brings positions as a file has them into the form that [`Builder::push`] wants: without invalid
/// ones, continuous across 180°, near a meridian. Gives the positions themselves where nothing is wrong.
pub fn clean<'a>(points: &'a [LonLat], meridian: f64, scratch: &'a mut Vec<LonLat>) -> &'a [LonLat] {
    cleaned(points, meridian, scratch, antimeridian::unwrap)
}

/// The same for a ring. One that runs round a pole ends a turn of the globe from where it begins.
pub fn clean_ring<'a>(points: &'a [LonLat], meridian: f64, scratch: &'a mut Vec<LonLat>) -> &'a [LonLat] {
    cleaned(points, meridian, scratch, |ring| {
        antimeridian::unwrap_ring(ring);
    })
}

fn cleaned<'a>(
    points: &'a [LonLat],
    meridian: f64,
    scratch: &'a mut Vec<LonLat>,
    unwrap: impl Fn(&mut [LonLat]),
) -> &'a [LonLat] {
    let near = |lon: f64| (lon - meridian).abs() <= 180.0;
    let fine = |p: &LonLat| p.lat.abs() <= 90.0 && near(p.lon);
    if points.iter().all(fine) && points.windows(2).all(|w| (w[1].lon - w[0].lon).abs() <= 180.0) {
        return points;
    }
    scratch.clear();
    scratch.extend(points.iter().filter(|p| p.is_valid()));
    unwrap(scratch);
    antimeridian::center_on(scratch, meridian);
    scratch
}
