//! Demands between pairs of places, laid onto the network.
//!
//! *All or nothing*: everything takes its cheapest way; loads may exceed capacities and show where.
//!
//! *Incremental, with capacities*: the demand is laid on in equal slices (incremental assignment: J. de D.
//! Ortúzar, L. G. Willumsen, "Modeling Transport", 4th ed., 2011, section 10.5.4). After each slice a
//! section with a known capacity becomes dearer by the curve of the Bureau of Public Roads ("Traffic
//! Assignment Manual", Washington, 1964): 1 + α (load / capacity)^β with α = 0.15 and β = 4. That curve was
//! fitted to roads; for railways and ports it is an assumption. Unlike on roads, no section is loaded beyond
//! its capacity: what does not fit looks for another way, and what finds none stays unassigned.
//!
//! Within a slice one tree is searched per cargo and origin, with the loads before the slice, so the order
//! of the demands decides only who gets the last free tonnes: the earlier demand.

use super::graph::{Edge, Graph};
use super::pools::{Pool, Pools};
use super::search::{Bans, Tree, shortest, tree_to};
use super::sections::{Section, Sections, forward};
use std::collections::BTreeMap;

/// Cargo that is to go from one place to another.
#[derive(Debug, Clone, PartialEq)]
pub struct Demand {
    /// Which of the graphs it moves on: one per kind of cargo.
    pub graph: usize,
    /// The states in which it may begin, at its origin.
    pub starts: Vec<u32>,
    /// The states in which it may end, at its destination.
    pub goals: Vec<u32>,
    /// How much, tonnes a year.
    pub tonnes: f64,
}

/// How demands are laid onto the network.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Method {
    /// Everything on its cheapest way, whatever the capacities.
    AllOrNothing,
    /// In slices, within the capacities.
    Incremental {
        /// Number of slices, at least one.
        slices: usize,
        /// α of the curve: how much dearer a full section is than an empty one.
        alpha: f64,
        /// β of the curve: how late it rises.
        beta: f64,
    },
}

impl Default for Method {
    fn default() -> Self {
        Self::Incremental { slices: 10, alpha: 0.15, beta: 4.0 }
    }
}

/// What a section carries.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Load {
    /// The section; its capacity, if one is known.
    pub section: Section,
    /// Tonnes a year from its lower place to its higher; at one place: everything.
    pub up: f64,
    /// Tonnes a year from its higher place to its lower.
    pub down: f64,
}

impl Load {
    /// Both directions together, tonnes a year.
    #[must_use]
    pub fn tonnes(&self) -> f64 {
        self.up + self.down
    }

    /// Load over capacity; nothing if no capacity is known. A load on a section without any is infinite.
    #[must_use]
    pub fn ratio(&self) -> Option<f64> {
        self.section.capacity.map(|c| if c > 0.0 { self.tonnes() / c } else { f64::INFINITY })
    }
}

/// A way that a part of a demand takes.
#[derive(Debug, Clone, PartialEq)]
pub struct Routed {
    /// The demand, by its index.
    pub demand: usize,
    /// Its edges in the demand's graph.
    pub edges: Vec<usize>,
    /// How much of the demand takes it, tonnes a year.
    pub tonnes: f64,
}

/// Why a demand, or a part of it, was not assigned.
#[derive(Debug, Clone, PartialEq)]
pub enum Reason {
    /// No way leads there, however empty the network.
    NoWay,
    /// All ways are full; the full sections of its cheapest one.
    Full(Vec<Section>),
    /// The amount is negative or not a number.
    BadAmount,
}

/// What was not assigned.
#[derive(Debug, Clone, PartialEq)]
pub struct Unassigned {
    /// The demand, by its index.
    pub demand: usize,
    /// How much of it, tonnes a year.
    pub tonnes: f64,
    /// Why.
    pub reason: Reason,
}

/// Demands on the network.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Assignment {
    /// Loaded sections, by link and places.
    pub loads: Vec<Load>,
    /// Ways taken, by demand.
    pub routed: Vec<Routed>,
    /// What found no way.
    pub unassigned: Vec<Unassigned>,
}

/// Less than this is nothing: tonnes.
const NOTHING: f64 = 1e-6;
/// Searches beyond the slices for what did not fit at first.
const EXTRA_ROUNDS: usize = 40;

/// Lays demands onto graphs that share places and links. `measure` is what a way is chosen by, given the
/// graph and the edge.
#[must_use]
pub fn assign(
    graphs: &[&Graph],
    demands: &[Demand],
    bans: &Bans,
    measure: impl Fn(usize, &Edge) -> f64,
    method: Method,
) -> Assignment {
    assign_within(graphs, demands, bans, measure, method, &[])
}

/// As [`assign`], within capacities that several links share.
#[must_use]
pub fn assign_within(
    graphs: &[&Graph],
    demands: &[Demand],
    bans: &Bans,
    measure: impl Fn(usize, &Edge) -> f64,
    method: Method,
    pools: &[Pool],
) -> Assignment {
    let mut work = Work::new(graphs, demands, bans, measure);
    work.pools = Pools::new(pools);
    match method {
        Method::AllOrNothing => work.round(1.0, None),
        Method::Incremental { slices, alpha, beta } => work.slices(slices.max(1), (alpha, beta)),
    }
    work.finish()
}

struct Work<'a, M> {
    graphs: &'a [&'a Graph],
    demands: &'a [Demand],
    bans: &'a Bans,
    measure: M,
    sections: Sections,
    /// Tonnes on each section: up and down.
    loads: Vec<[f64; 2]>,
    /// What each demand still wants to send.
    left: Vec<f64>,
    /// Demands with the same graph and origin, which share a tree.
    groups: Vec<Vec<usize>>,
    routed: BTreeMap<(usize, Vec<usize>), f64>,
    pools: Pools<'a>,
}

impl<'a, M: Fn(usize, &Edge) -> f64> Work<'a, M> {
    fn new(graphs: &'a [&'a Graph], demands: &'a [Demand], bans: &'a Bans, measure: M) -> Self {
        let sections = Sections::of(graphs);
        let mut groups = BTreeMap::<(usize, &[u32]), Vec<usize>>::new();
        let asks = |d: &Demand| d.tonnes.is_finite() && d.tonnes >= 0.0 && d.graph < graphs.len();
        for (i, demand) in demands.iter().enumerate().filter(|(_, d)| asks(d)) {
            groups.entry((demand.graph, &demand.starts)).or_default().push(i);
        }
        Self {
            graphs,
            demands,
            bans,
            measure,
            loads: vec![[0.0; 2]; sections.list.len()],
            sections,
            left: demands.iter().map(|d| if asks(d) { d.tonnes } else { 0.0 }).collect(),
            groups: groups.into_values().collect(),
            routed: BTreeMap::new(),
            pools: Pools::default(),
        }
    }

    /// The free tonnes on a section by its own capacity.
    fn own_room(&self, section: usize) -> f64 {
        let [up, down] = self.loads[section];
        self.sections.list[section].capacity.map_or(f64::INFINITY, |c| (c - up - down).max(0.0))
    }

    /// The free tonnes on a section, also by what it shares with others.
    fn room(&self, section: usize) -> f64 {
        let link = self.sections.list[section].link;
        self.own_room(section).min(self.pools.room(std::iter::once(link)))
    }

    /// Slice by slice; what does not fit is tried again as long as that helps.
    fn slices(&mut self, slices: usize, curve: (f64, f64)) {
        for slice in 0..slices {
            self.round(1.0 / (slices - slice) as f64, Some(curve));
        }
        for _ in 0..EXTRA_ROUNDS {
            let before: f64 = self.left.iter().sum();
            if before <= NOTHING {
                return;
            }
            self.round(1.0, Some(curve));
            if before - self.left.iter().sum::<f64>() <= NOTHING {
                return;
            }
        }
    }

    /// How much dearer than empty each section is; infinite if it is full.
    fn factors(&self, curve: Option<(f64, f64)>) -> Vec<f64> {
        let factor = |(i, s): (usize, &Section)| match (curve, s.capacity) {
            (Some(_), Some(_)) if self.room(i) <= NOTHING => f64::INFINITY,
            (Some((alpha, beta)), Some(c)) => 1.0 + alpha * ((c - self.own_room(i)) / c).powf(beta),
            _ => 1.0,
        };
        self.sections.list.iter().enumerate().map(factor).collect()
    }

    /// Sends a share of what is left of every demand on its cheapest way by the loads as they are.
    fn round(&mut self, share: f64, curve: Option<(f64, f64)>) {
        let factors = self.factors(curve);
        for group in 0..self.groups.len() {
            let open: Vec<usize> =
                self.groups[group].iter().copied().filter(|d| self.left[*d] > NOTHING).collect();
            if open.is_empty() {
                continue;
            }
            let tree = self.tree(&open, &factors);
            for demand in open {
                self.send(&tree, demand, share, curve.is_some());
            }
        }
    }

    /// The cheapest ways from the common origin of some demands to all their destinations.
    fn tree(&self, demands: &[usize], factors: &[f64]) -> Tree {
        let goals: Vec<u32> = demands.iter().flat_map(|d| self.demands[*d].goals.iter().copied()).collect();
        let first = &self.demands[demands[0]];
        let sections = self.sections.of_graph(first.graph);
        let measure = |index: usize, edge: &Edge| match factors[sections[index] as usize] {
            // Full is full, even where the way costs nothing.
            full if full.is_infinite() => full,
            factor => (self.measure)(first.graph, edge) * factor,
        };
        tree_to(self.graphs[first.graph], &first.starts, &goals, self.bans, measure)
    }

    /// Sends what fits on the cheapest way of a tree.
    fn send(&mut self, tree: &Tree, demand: usize, share: f64, capped: bool) {
        let (graph, goals) = (self.demands[demand].graph, &self.demands[demand].goals);
        let measure = |g: &u32| tree.measure.get(*g as usize).copied().unwrap_or(f64::INFINITY);
        let Some(goal) =
            goals.iter().copied().min_by(|a, b| measure(a).total_cmp(&measure(b)).then(a.cmp(b)))
        else {
            return;
        };
        let Some((_, edges)) = tree.arcs_to(self.graphs[graph], goal) else { return };
        let room = if capped { self.room_along(graph, &edges) } else { f64::INFINITY };
        let tonnes = (self.left[demand] * share).min(room);
        if tonnes <= NOTHING {
            return;
        }
        for edge in &edges {
            let one_way = usize::from(!forward(self.graphs[graph], *edge));
            self.loads[self.sections.of_edge(graph, *edge)][one_way] += tonnes;
        }
        let graph = self.graphs[graph];
        self.pools.send(edges.iter().map(|e| graph.edges()[*e].link), tonnes);
        self.left[demand] -= tonnes;
        *self.routed.entry((demand, edges)).or_default() += tonnes;
    }

    /// The free tonnes along a way. A section that is passed twice needs them twice.
    fn room_along(&self, graph: usize, edges: &[usize]) -> f64 {
        let mut passes = BTreeMap::<usize, f64>::new();
        edges.iter().for_each(|a| *passes.entry(self.sections.of_edge(graph, *a)).or_default() += 1.0);
        let own = passes.iter().map(|(section, times)| self.own_room(*section) / times);
        let links = edges.iter().map(|e| self.graphs[graph].edges()[*e].link);
        own.fold(self.pools.room(links), f64::min)
    }

    fn finish(self) -> Assignment {
        let unassigned = (0..self.demands.len()).filter_map(|d| self.unassigned(d)).collect();
        let loaded = self.loads.iter().zip(&self.sections.list).filter(|([up, down], _)| up + down > NOTHING);
        let loads = loaded.map(|([up, down], s)| Load { section: *s, up: *up, down: *down }).collect();
        let routed = self.routed.into_iter();
        let routed = routed.map(|((demand, edges), tonnes)| Routed { demand, edges, tonnes }).collect();
        Assignment { loads, routed, unassigned }
    }

    fn unassigned(&self, index: usize) -> Option<Unassigned> {
        let demand = &self.demands[index];
        if !(demand.tonnes.is_finite() && demand.tonnes >= 0.0 && demand.graph < self.graphs.len()) {
            return Some(Unassigned { demand: index, tonnes: demand.tonnes, reason: Reason::BadAmount });
        }
        let tonnes = self.left[index];
        (tonnes > NOTHING).then(|| Unassigned { demand: index, tonnes, reason: self.reason(demand) })
    }

    /// What is full on the way that the demand would take through an empty network.
    fn reason(&self, demand: &Demand) -> Reason {
        let graph = self.graphs[demand.graph];
        let measure = |edge: &Edge| (self.measure)(demand.graph, edge);
        let Some(path) = shortest(graph, &demand.starts, &demand.goals, self.bans, measure) else {
            return Reason::NoWay;
        };
        let mut passed: Vec<usize> =
            path.edges.iter().map(|a| self.sections.of_edge(demand.graph, *a)).collect();
        passed.dedup();
        let full = passed.into_iter().filter(|s| self.room(*s) <= NOTHING);
        Reason::Full(full.map(|s| self.sections.list[s]).collect())
    }
}
