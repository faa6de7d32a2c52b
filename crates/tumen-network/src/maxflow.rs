//! The most that can be carried from A to B in a year, and the cut that limits it.
//!
//! Dinic's algorithm as petgraph has it (Y. Dinitz, "Algorithm for solution of a problem of maximum flow in
//! networks with power estimation", Soviet Math. Doklady 11, 1970), in whole tonnes, so that the flow and
//! the capacity of the cut are equal to the tonne.
//!
//! A section (a link between two places) that joins one state to one other becomes an edge each way with
//! the whole capacity: what flows both ways can be cancelled, so both directions together keep to it. A
//! section of several parallel edges (both gauges of one bridge) is joined to one edge by a hub at either
//! end. Cargo could then change gauge there, so where the network offers no such change the result is an
//! upper bound; such links are named.

use super::graph::Graph;
use super::search::{Bans, Path, shortest};
use super::sections::{Section, Sections, forward};
use petgraph::algo::dinics;
use petgraph::graph::{DiGraph, EdgeIndex, NodeIndex};
use petgraph::visit::EdgeRef;
use std::collections::{BTreeMap, BTreeSet};

/// The answer to "how much can be carried?".
#[derive(Debug, Clone, PartialEq)]
pub enum MaxFlow {
    /// No way leads from A to B.
    NoWay,
    /// A way has no known capacity anywhere, so nothing is known that would limit it.
    Unlimited(Path),
    /// Some sections limit it.
    Limited(Limited),
}

/// A largest flow and what limits it.
#[derive(Debug, Clone, PartialEq)]
pub struct Limited {
    /// The largest flow, tonnes a year.
    pub tonnes: u64,
    /// The sections of the smallest cut nearest to A: their capacities add up to the flow.
    pub cut: Vec<Section>,
    /// What one largest flow carries over each limited section that it uses, tonnes a year. Negative from
    /// the higher place to the lower.
    pub carried: Vec<(Section, i64)>,
    /// Links whose parallel edges were joined, as the module says.
    pub joined: Vec<u32>,
}

/// A capacity in whole tonnes, below what sums of them can hold.
fn whole(capacity: f64) -> u64 {
    capacity.floor().min(1e12) as u64
}

/// The largest flow from any of some starts to any of some goals.
#[must_use]
pub fn max_flow(graph: &Graph, starts: &[u32], goals: &[u32], bans: &Bans) -> MaxFlow {
    let sections = Sections::of(&[graph]);
    let limited = |link: u32, places: [u32; 2]| {
        let at = sections.list.partition_point(|s| (s.link, s.places) < (link, places));
        sections.list.get(at).is_some_and(|s| s.capacity.is_some())
    };
    let free = |a: &super::Edge| {
        let (p, q) = (graph.place(a.from), graph.place(a.to));
        if limited(a.link, [p.min(q), p.max(q)]) { f64::INFINITY } else { 1.0 }
    };
    if let Some(path) = shortest(graph, starts, goals, bans, free) {
        return MaxFlow::Unlimited(path);
    }
    if shortest(graph, starts, goals, bans, |_| 1.0).is_none() {
        return MaxFlow::NoWay;
    }
    let mut network = Network::new(graph, bans, &sections);
    network.ends(starts, goals);
    MaxFlow::Limited(network.solve())
}

/// What an edge of the flow network stands for: a section, and whether it runs from its lower place.
type Meaning = Option<(usize, bool)>;

struct Network<'a> {
    sections: &'a Sections,
    edges: DiGraph<(), u64>,
    meanings: Vec<Meaning>,
    /// More than all capacities together.
    unlimited: u64,
    joined: BTreeSet<u32>,
}

/// Node that all starts hang on.
fn source() -> NodeIndex {
    NodeIndex::new(0)
}

/// Node that hangs on all goals.
fn sink() -> NodeIndex {
    NodeIndex::new(1)
}

fn node(state: u32) -> NodeIndex {
    NodeIndex::new(state as usize + 2)
}

impl<'a> Network<'a> {
    fn new(graph: &Graph, bans: &Bans, sections: &'a Sections) -> Self {
        let mut edges = DiGraph::new();
        (0..graph.states() + 2).for_each(|_| {
            edges.add_node(());
        });
        let unlimited = sections.list.iter().filter_map(|s| s.capacity).map(whole).sum::<u64>() + 1;
        let mut network = Self { sections, edges, meanings: Vec::new(), unlimited, joined: BTreeSet::new() };
        let mut edges = BTreeMap::<usize, Vec<usize>>::new();
        let usable = graph.edges().iter().enumerate().filter(|(i, a)| bans.allow(*i, a) && a.from != a.to);
        usable.for_each(|(i, _)| edges.entry(sections.of_edge(0, i)).or_default().push(i));
        for (section, edges) in edges {
            network.section(graph, section, &edges);
        }
        network
    }

    fn add(&mut self, from: NodeIndex, to: NodeIndex, capacity: u64, meaning: Meaning) {
        self.edges.add_edge(from, to, capacity);
        self.meanings.push(meaning);
    }

    fn section(&mut self, graph: &Graph, number: usize, edges: &[usize]) {
        let ends = |i: &usize| (graph.edges()[*i].from, graph.edges()[*i].to);
        // Arcs that only repeat others add nothing.
        let distinct: BTreeMap<(u32, u32), usize> = edges.iter().map(|i| (ends(i), *i)).collect();
        let pairs: BTreeSet<(u32, u32)> = distinct.keys().map(|(a, b)| (*a.min(b), *a.max(b))).collect();
        let Some(capacity) = self.sections.list[number].capacity.map(whole) else {
            distinct.keys().for_each(|(a, b)| self.add(node(*a), node(*b), self.unlimited, None));
            return;
        };
        if pairs.len() == 1 {
            for ((a, b), i) in distinct {
                // States of one place have no lower place: the lower state stands for it.
                let up = if graph.place(a) == graph.place(b) { a < b } else { forward(graph, i) };
                self.add(node(a), node(b), capacity, Some((number, up)));
            }
        } else {
            self.joined.insert(self.sections.list[number].link);
            self.join(graph, number, capacity, &distinct);
        }
    }

    /// Parallel edges share one edge between a hub at either end.
    fn join(&mut self, graph: &Graph, number: usize, capacity: u64, edges: &BTreeMap<(u32, u32), usize>) {
        let hubs = [self.edges.add_node(()), self.edges.add_node(())];
        let one_place = self.sections.list[number].places[0] == self.sections.list[number].places[1];
        let mut directions = BTreeSet::new();
        let mut spokes = BTreeSet::new();
        for ((from, to), i) in edges {
            // Everything at one place passes the same cranes, in whichever direction.
            let up = one_place || forward(graph, *i);
            let [entry, exit] = if up { [0, 1] } else { [1, 0] };
            directions.insert(up);
            spokes.insert((node(*from), hubs[entry]));
            spokes.insert((hubs[exit], node(*to)));
        }
        spokes.into_iter().for_each(|(a, b)| self.add(a, b, self.unlimited, None));
        for up in directions {
            let [a, b] = if up { hubs } else { [hubs[1], hubs[0]] };
            self.add(a, b, capacity, Some((number, up)));
        }
    }

    fn ends(&mut self, starts: &[u32], goals: &[u32]) {
        let inside = |s: &&u32| node(**s).index() < self.edges.node_count();
        let starts: BTreeSet<u32> = starts.iter().filter(inside).copied().collect();
        let goals: BTreeSet<u32> = goals.iter().filter(inside).copied().collect();
        starts.iter().for_each(|s| self.add(source(), node(*s), self.unlimited, None));
        goals.iter().for_each(|g| self.add(node(*g), sink(), self.unlimited, None));
    }

    fn solve(self) -> Limited {
        let (tonnes, flows) = dinics(&self.edges, source(), sink());
        let near = self.near_source(&flows);
        let mut cut = BTreeSet::new();
        let mut carried = BTreeMap::<usize, i64>::new();
        for edge in self.edges.edge_indices() {
            let Some((section, up)) = self.meanings[edge.index()] else { continue };
            let tonnes = i64::try_from(flows[edge.index()]).unwrap_or(i64::MAX);
            *carried.entry(section).or_default() += if up { tonnes } else { -tonnes };
            let ends = self.edges.edge_endpoints(edge);
            if ends.is_some_and(|(a, b)| near[a.index()] && !near[b.index()]) {
                cut.insert(section);
            }
        }
        let section = |s: usize| self.sections.list[s];
        Limited {
            tonnes,
            cut: cut.into_iter().map(section).collect(),
            carried: carried.into_iter().filter(|(_, t)| *t != 0).map(|(s, t)| (section(s), t)).collect(),
            joined: self.joined.into_iter().collect(),
        }
    }

    /// The nodes to which more could still flow from the source.
    fn near_source(&self, flows: &[u64]) -> Vec<bool> {
        let mut near = vec![false; self.edges.node_count()];
        near[source().index()] = true;
        let mut waiting = vec![source()];
        while let Some(at) = waiting.pop() {
            let room = |e: EdgeIndex, capacity: u64| capacity.saturating_sub(flows[e.index()]);
            let on = self.edges.edges(at).filter(|e| room(e.id(), *e.weight()) > 0).map(|e| e.target());
            let incoming = self.edges.edges_directed(at, petgraph::Direction::Incoming);
            let back = incoming.filter(|e| flows[e.id().index()] > 0).map(|e| e.source());
            for next in on.chain(back).collect::<Vec<_>>() {
                if !std::mem::replace(&mut near[next.index()], true) {
                    waiting.push(next);
                }
            }
        }
        near
    }
}
