//! The shortest way over water between two ports: turning points, canals and open water between them.
//!
//! The lanes are those of the visibility graph: two points are joined where the great circle between them
//! crosses no land of the base map ([`Land`]); the shortest way in such a graph is the shortest over water as
//! far as the turning points go. The graph is computed by a tool and read, so that nothing of it is paid for
//! at start.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap};
use tumen_core::geo::{LonLat, measure};
use tumen_core::model::Id;
use tumen_core::model::basemap::VectorLayer;
use tumen_core::model::logistics::SeaLanes;

/// Great circles are drawn with points at most so far apart, meters.
const STEP_M: f64 = 150_000.0;
/// Great circles are tested against land in steps of this length, meters.
const TEST_STEP_M: f64 = 25_000.0;

/// Where ships can go, with the length of every lane.
#[derive(Debug, Clone)]
pub struct Waters {
    ids: HashMap<Id, usize>,
    points: Vec<LonLat>,
    around: Vec<Vec<(usize, f64)>>,
    /// Points of each port's approach from its outermost point to the quay.
    inward: HashMap<usize, Vec<LonLat>>,
}

/// A way over water.
#[derive(Debug, Clone, PartialEq)]
pub struct Voyage {
    /// Its line, from quay to quay, longitudes continuous.
    pub line: Vec<LonLat>,
    /// Its length, kilometers.
    pub km: f64,
}

impl Waters {
    /// The graph of the records.
    #[must_use]
    pub fn new(sea: &SeaLanes) -> Self {
        let waypoints = sea.waypoints.iter().map(|w| (w.id.clone(), w.at));
        let ports = sea.approaches.iter().filter_map(|a| Some((a.port.clone(), *a.via.last()?)));
        let all: Vec<(Id, LonLat)> = waypoints.chain(ports).collect();
        let ids: HashMap<Id, usize> = all.iter().enumerate().map(|(i, (id, _))| (id.clone(), i)).collect();
        let points: Vec<LonLat> = all.into_iter().map(|(_, at)| at).collect();
        let mut around = vec![Vec::new(); points.len()];
        let channels = sea.channels.iter().map(|c| (&c.ends[0], &c.ends[1]));
        let lanes = sea.lanes.iter().flat_map(|l| l.to.iter().map(move |to| (&l.from, to)));
        for (a, b) in channels.chain(lanes).filter_map(|(a, b)| Some((*ids.get(a)?, *ids.get(b)?))) {
            let km = measure::distance(points[a], points[b]) / 1000.0;
            around[a].push((b, km));
            around[b].push((a, km));
        }
        let inward = sea.approaches.iter().filter_map(|a| {
            let via = a.via.iter().rev().copied().collect();
            Some((*ids.get(&a.port)?, via))
        });
        let inward = inward.collect();
        Self { ids, points, around, inward }
    }

    /// The shortest ways from a port to some others; none where water does not join them.
    #[must_use]
    pub fn voyages(&self, from: (&Id, LonLat), to: &[(&Id, LonLat)]) -> Vec<Option<Voyage>> {
        let Some(start) = self.ids.get(from.0) else { return vec![None; to.len()] };
        let before = self.tree(*start);
        to.iter()
            .map(|(id, quay)| self.voyage((*start, from.1), (*self.ids.get(*id)?, *quay), &before))
            .collect()
    }

    /// Dijkstra's search; for each point the one before it.
    fn tree(&self, start: usize) -> Vec<Option<usize>> {
        let mut least = vec![f64::INFINITY; self.points.len()];
        let mut before = vec![None; self.points.len()];
        let mut queue = BinaryHeap::from([Reverse((0_u64, start))]);
        least[start] = 0.0;
        while let Some(Reverse((meters, at))) = queue.pop() {
            if meters > (least[at] * 1000.0) as u64 {
                continue;
            }
            for (next, km) in &self.around[at] {
                let sum = least[at] + km;
                if sum < least[*next] {
                    least[*next] = sum;
                    before[*next] = Some(at);
                    queue.push(Reverse(((sum * 1000.0) as u64, *next)));
                }
            }
        }
        before
    }

    fn voyage(
        &self,
        (start, from): (usize, LonLat),
        (end, to): (usize, LonLat),
        before: &[Option<usize>],
    ) -> Option<Voyage> {
        let mut points = vec![end];
        while let Some(previous) = before[*points.last()?] {
            points.push(previous);
        }
        if points.last() != Some(&start) || points.len() < 2 {
            return None;
        }
        let mut turns: Vec<LonLat> = vec![from];
        turns.extend(self.inward.get(&start).into_iter().flat_map(|via| via.iter().rev()));
        turns.extend(
            points.iter().rev().skip(1).take(points.len().saturating_sub(2)).map(|p| self.points[*p]),
        );
        turns.extend(self.inward.get(&end).into_iter().flatten());
        turns.push(to);
        let mut line: Vec<LonLat> = vec![from];
        for pair in turns.windows(2) {
            let last = *line.last()?;
            let next = LonLat::new(tumen_core::geo::lon_near(pair[1].lon, last.lon), pair[1].lat);
            line.extend(measure::great_circle(last, next, STEP_M).into_iter().skip(1));
        }
        let km = turns.windows(2).map(|w| measure::distance(w[0], w[1])).sum::<f64>() / 1000.0;
        Some(Voyage { line, km })
    }
}

/// The land of the base map as segments in cells of one degree, to ask whether a great circle crosses it.
#[derive(Debug, Clone, Default)]
pub struct Land {
    cells: HashMap<(i32, i32), Vec<[LonLat; 2]>>,
}

fn cells(a: LonLat, b: LonLat) -> impl Iterator<Item = (i32, i32)> {
    let range = |p: f64, q: f64| p.min(q).floor() as i32..=p.max(q).floor() as i32;
    range(a.lon, b.lon).flat_map(move |x| range(a.lat, b.lat).map(move |y| (x.rem_euclid(360), y)))
}

impl Land {
    /// The outlines of some layers of land.
    #[must_use]
    pub fn new(land: &VectorLayer) -> Self {
        let mut all = Self::default();
        for pair in land.features.iter().flat_map(|f| &f.parts).flat_map(|ring| ring.windows(2)) {
            for cell in cells(pair[0], pair[1]) {
                all.cells.entry(cell).or_default().push([pair[0], pair[1]]);
            }
        }
        all
    }

    /// Whether the great circle between two points crosses an outline of land.
    #[must_use]
    pub fn is_crossed(&self, a: LonLat, b: LonLat) -> bool {
        // In one direction, so that both have the same points.
        let (a, b) = if (a.lon, a.lat) <= (b.lon, b.lat) { (a, b) } else { (b, a) };
        let line = measure::great_circle(a, b, TEST_STEP_M);
        line.windows(2).any(|w| self.cuts(w[0], w[1]))
    }

    fn cuts(&self, a: LonLat, b: LonLat) -> bool {
        let near = |p: LonLat| LonLat::new(tumen_core::geo::lon_near(p.lon, a.lon), p.lat);
        cells(a, b)
            .filter_map(|c| self.cells.get(&c))
            .flatten()
            .any(|[p, q]| meet([a, b], [near(*p), near(*q)]))
    }
}

/// Whether two segments cross.
fn meet([a, b]: [LonLat; 2], [p, q]: [LonLat; 2]) -> bool {
    let side = |o: LonLat, u: LonLat, v: LonLat| {
        (u.lon - o.lon) * (v.lat - o.lat) - (u.lat - o.lat) * (v.lon - o.lon)
    };
    side(a, b, p) * side(a, b, q) < 0.0 && side(p, q, a) * side(p, q, b) < 0.0
}
