//! Shortest paths by any measure: Dijkstra's search, A* and whole trees.
//!
//! E. W. Dijkstra, "A note on two problems in connexion with graphs", Numerische Mathematik 1 (1959);
//! P. E. Hart, N. J. Nilsson, B. Raphael, "A formal basis for the heuristic determination of minimum cost
//! paths", IEEE Transactions SSC-4 (1968). They are written here, because petgraph's `dijkstra` and `astar`
//! know neither several starts, nor what must be avoided, nor the edges of the path (they return states, and
//! parallel edges are the rule here: two trains and a lorry join the same two stations).

use super::graph::{Edge, Graph, Weights};
use super::marks::Marks;
use std::cmp::Ordering;
use std::collections::BinaryHeap;

/// What a route must not use.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Bans {
    /// Links, with all their edges: what is closed or to be avoided.
    pub links: Marks,
    /// Single edges, by their index.
    pub edges: Marks,
    /// States that are not entered; a start may be among them.
    pub states: Marks,
}

impl Bans {
    /// Nothing but these links.
    #[must_use]
    pub fn links(links: impl IntoIterator<Item = u32>) -> Self {
        Self { links: links.into_iter().map(|l| l as usize).collect(), ..Self::default() }
    }

    /// Whether an edge, with its index, may be used.
    #[must_use]
    pub fn allow(&self, index: usize, edge: &Edge) -> bool {
        !self.links.contains(edge.link as usize)
            && !self.edges.contains(index)
            && !self.states.contains(edge.to as usize)
    }
}

/// A way through the graph.
#[derive(Debug, Clone, PartialEq)]
pub struct Path {
    /// The state it begins in.
    pub start: u32,
    /// The edges, in order, as indices into [`Graph::edges`]; none if the start is a goal.
    pub edges: Vec<usize>,
    /// What they add up to.
    pub weights: Weights,
    /// The sum of the measure that was searched by.
    pub measure: f64,
}

impl Path {
    /// A path of given edges, weighed.
    #[must_use]
    pub fn new(graph: &Graph, start: u32, edges: Vec<usize>, measure: impl Fn(&Edge) -> f64) -> Self {
        let along = || edges.iter().filter_map(|i| graph.edges().get(*i));
        let weights = along().fold(Weights::default(), |sum, a| sum + a.weights);
        let measure = along().map(|a| step(measure(a))).sum();
        Self { start, edges, weights, measure }
    }

    /// The states it passes, start and goal included.
    pub fn states<'a>(&'a self, graph: &'a Graph) -> impl Iterator<Item = u32> + 'a {
        let reached = self.edges.iter().filter_map(|i| graph.edges().get(*i)).map(|a| a.to);
        std::iter::once(self.start).chain(reached)
    }

    /// The state it ends in.
    #[must_use]
    pub fn goal(&self, graph: &Graph) -> u32 {
        self.edges.last().and_then(|i| graph.edges().get(*i)).map_or(self.start, |a| a.to)
    }
}

/// A step's measure as the search takes it: less than nothing counts as nothing, so that no path gains by
/// going in circles; what is not a number cannot be passed.
fn step(measure: f64) -> f64 {
    if measure.is_nan() { f64::INFINITY } else { measure.max(0.0) }
}

/// The cheapest ways from some starts to every state.
#[derive(Debug, Clone)]
pub struct Tree {
    /// The measure of the way to each state; infinite where there is none.
    pub measure: Vec<f64>,
    /// The edge by which each state is reached; none at starts and where there is no way.
    pub into: Vec<Option<u32>>,
    /// States in the order in which they were settled: nearest first.
    pub order: Vec<u32>,
    hops: Vec<u32>,
}

impl Tree {
    /// Whether a state can be reached.
    #[must_use]
    pub fn reaches(&self, state: u32) -> bool {
        self.measure.get(state as usize).is_some_and(|m| m.is_finite())
    }

    /// The edges to a state, in order; nothing if it cannot be reached.
    #[must_use]
    pub fn arcs_to(&self, graph: &Graph, state: u32) -> Option<(u32, Vec<usize>)> {
        if !self.reaches(state) {
            return None;
        }
        let (mut at, mut edges) = (state, Vec::new());
        while let Some(edge) = self.into.get(at as usize).copied().flatten() {
            edges.push(edge as usize);
            at = graph.edges().get(edge as usize)?.from;
        }
        edges.reverse();
        Some((at, edges))
    }

    /// The way to a state.
    #[must_use]
    pub fn path(&self, graph: &Graph, state: u32, measure: impl Fn(&Edge) -> f64) -> Option<Path> {
        self.arcs_to(graph, state).map(|(start, edges)| Path::new(graph, start, edges, measure))
    }
}

/// What waits to be settled: the least estimate first; ties go to fewer edges, then to the lower state, so
/// that the same graph always gives the same path.
#[derive(PartialEq)]
struct Waiting {
    estimate: f64,
    hops: u32,
    state: u32,
}

impl Eq for Waiting {}

impl Ord for Waiting {
    fn cmp(&self, other: &Self) -> Ordering {
        let by_estimate = other.estimate.total_cmp(&self.estimate);
        by_estimate.then_with(|| (other.hops, other.state).cmp(&(self.hops, self.state)))
    }
}

impl PartialOrd for Waiting {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// A search under way.
struct Search<'a, M, E> {
    graph: &'a Graph,
    bans: &'a Bans,
    measure: M,
    estimate: E,
    tree: Tree,
    settled: Marks,
    queue: BinaryHeap<Waiting>,
}

impl<'a, M: Fn(usize, &Edge) -> f64, E: Fn(u32) -> f64> Search<'a, M, E> {
    fn new(graph: &'a Graph, bans: &'a Bans, measure: M, estimate: E, starts: &[u32]) -> Self {
        let states = graph.states() as usize;
        let tree = Tree {
            measure: vec![f64::INFINITY; states],
            into: vec![None; states],
            order: Vec::new(),
            hops: vec![0; states],
        };
        let settled = Marks::default();
        let mut search = Self { graph, bans, measure, estimate, tree, settled, queue: BinaryHeap::new() };
        for start in starts.iter().filter(|s| (**s as usize) < states) {
            search.tree.measure[*start as usize] = 0.0;
            search.wait(*start);
        }
        search
    }

    fn wait(&mut self, state: u32) {
        let at = state as usize;
        let estimate = self.tree.measure[at] + step((self.estimate)(state));
        // A state from which no goal can be reached is not worth a visit.
        if estimate.is_finite() {
            self.queue.push(Waiting { estimate, hops: self.tree.hops[at], state });
        }
    }

    /// Settles the nearest state that waits.
    fn settle(&mut self) -> Option<u32> {
        loop {
            let Waiting { state, .. } = self.queue.pop()?;
            if !self.settled.contains(state as usize) {
                self.settled.insert(state as usize);
                self.tree.order.push(state);
                return Some(state);
            }
        }
    }

    fn leave(&mut self, state: u32) {
        let graph = self.graph;
        for index in graph.leaving(state) {
            let edge = &graph.edges()[index];
            if self.settled.contains(edge.to as usize) || !self.bans.allow(index, edge) {
                continue;
            }
            let measure = self.tree.measure[state as usize] + step((self.measure)(index, edge));
            let hops = self.tree.hops[state as usize] + 1;
            let at = edge.to as usize;
            let better = measure.total_cmp(&self.tree.measure[at]);
            if better.then(hops.cmp(&self.tree.hops[at])).is_lt() && measure.is_finite() {
                self.tree.measure[at] = measure;
                self.tree.hops[at] = hops;
                self.tree.into[at] = Some(index as u32);
                self.wait(edge.to);
            }
        }
    }
}

/// The cheapest ways from the nearest of some starts to every state.
#[must_use]
pub fn tree(graph: &Graph, starts: &[u32], bans: &Bans, measure: impl Fn(&Edge) -> f64) -> Tree {
    let mut search = Search::new(graph, bans, |_, edge: &Edge| measure(edge), |_| 0.0, starts);
    while let Some(state) = search.settle() {
        search.leave(state);
    }
    search.tree
}

/// The cheapest ways to every state from some that are reached already, each by a measure so far.
#[must_use]
pub fn tree_onward(
    graph: &Graph,
    reached: &[(u32, f64)],
    bans: &Bans,
    measure: impl Fn(&Edge) -> f64,
) -> Tree {
    let mut search = Search::new(graph, bans, |_, edge: &Edge| measure(edge), |_| 0.0, &[]);
    for (start, so_far) in reached.iter().filter(|(_, m)| m.is_finite()) {
        search.tree.measure[*start as usize] = *so_far;
        search.wait(*start);
    }
    while let Some(state) = search.settle() {
        search.leave(state);
    }
    search.tree
}

/// The cheapest ways to some goals, by a measure that depends on which edge it is. The search ends when
/// all goals are settled; the measures of states that it has not settled mean nothing.
#[must_use]
pub fn tree_to(
    graph: &Graph,
    starts: &[u32],
    goals: &[u32],
    bans: &Bans,
    measure: impl Fn(usize, &Edge) -> f64,
) -> Tree {
    let mut open: Marks = goals.iter().map(|g| *g as usize).collect();
    let mut left = (0..graph.states()).filter(|s| open.contains(*s as usize)).count();
    let mut search = Search::new(graph, bans, measure, |_| 0.0, starts);
    while left > 0 {
        let Some(state) = search.settle() else { break };
        if open.contains(state as usize) {
            open.remove(state as usize);
            left -= 1;
        }
        search.leave(state);
    }
    search.tree
}

/// The cheapest way from any of some starts to any of some goals; nothing if there is none. Among equals the
/// one with fewer edges.
#[must_use]
pub fn shortest(
    graph: &Graph,
    starts: &[u32],
    goals: &[u32],
    bans: &Bans,
    measure: impl Fn(&Edge) -> f64,
) -> Option<Path> {
    shortest_with(graph, starts, goals, bans, measure, |_| 0.0)
}

/// Like [`shortest`], guided by an estimate of what is left from a state to the nearest goal (A*). The
/// result is the cheapest way only if the estimate is consistent: never more than an edge's measure and the
/// estimate behind it. Great-circle distance over the highest speed is; an infinite estimate says that no
/// goal can be reached from there.
#[must_use]
pub fn shortest_with(
    graph: &Graph,
    starts: &[u32],
    goals: &[u32],
    bans: &Bans,
    measure: impl Fn(&Edge) -> f64,
    estimate: impl Fn(u32) -> f64,
) -> Option<Path> {
    let is_goal: Marks = goals.iter().map(|g| *g as usize).collect();
    let mut search = Search::new(graph, bans, |_, edge: &Edge| measure(edge), estimate, starts);
    while let Some(state) = search.settle() {
        if is_goal.contains(state as usize) {
            return search.tree.path(graph, state, &measure);
        }
        search.leave(state);
    }
    None
}
