//! Distinct alternatives to the cheapest way.
//!
//! Yen's ranking of loopless paths gives hundreds of ways that differ by a siding before one that a planner
//! would call another way, and costs a search per edge for each. What is wanted is known as "k shortest paths
//! with limited overlap" (T. Chondrogiannis, P. Bouros, J. Gamper, U. Leser, "Alternative routing:
//! k-shortest paths with limited overlap", ACM SIGSPATIAL 2015). Of the methods there this is the one of
//! single-via paths: the cheapest way by way of each state, cheapest first, is taken if it shares little
//! with those taken before. Two trees give all of them, and every port or crossing is such a state. Where
//! that yields too few, links already used are made dearer, so that further searches leave them.

use super::graph::{Edge, Graph};
use super::marks::Marks;
use super::search::{Bans, Path, Tree, shortest, tree};
use std::collections::{BTreeMap, BTreeSet};

/// How many alternatives are wanted, and how different they must be.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Distinct {
    /// The most paths, the cheapest included.
    pub count: usize,
    /// The largest part of the shorter of two paths that both may use in common, 0 to 1. Over thousands of
    /// kilometers of one trunk line ways to neighboring ports share nine tenths and differ all the same.
    pub shared: f64,
    /// The largest measure as a multiple of that of the cheapest path.
    pub stretch: f64,
}

impl Default for Distinct {
    fn default() -> Self {
        Self { count: 5, shared: 0.8, stretch: 3.0 }
    }
}

/// How much dearer a used link becomes in a round of [`penalized`].
const PENALTY: f64 = 1.5;
/// Rounds of [`penalized`] per wanted path.
const ROUNDS: usize = 4;

/// The cheapest way from any start to any goal and distinct alternatives to it, cheapest first. `extent`
/// says what of an edge counts when the shared part is taken: kilometers, as a rule. None but the cheapest
/// passes a place twice.
#[must_use]
pub fn distinct(
    graph: &Graph,
    (starts, goals): (&[u32], &[u32]),
    bans: &Bans,
    measure: impl Fn(&Edge) -> f64,
    extent: impl Fn(&Edge) -> f64,
    wanted: Distinct,
) -> Vec<Path> {
    let Some(best) = shortest(graph, starts, goals, bans, &measure) else { return Vec::new() };
    let mut chosen = Chosen::new(graph, extent, wanted, best);
    by_way_of_each(&mut chosen, (starts, goals), bans, &measure);
    penalized(&mut chosen, (starts, goals), bans, &measure);
    chosen.paths.sort_by(|a, b| a.measure.total_cmp(&b.measure).then_with(|| a.edges.cmp(&b.edges)));
    chosen.paths
}

/// The paths taken so far.
struct Chosen<'a, E> {
    graph: &'a Graph,
    extent: E,
    wanted: Distinct,
    most: f64,
    paths: Vec<Path>,
    profiles: Vec<Profile>,
}

impl<'a, E: Fn(&Edge) -> f64> Chosen<'a, E> {
    fn new(graph: &'a Graph, extent: E, wanted: Distinct, best: Path) -> Self {
        let profiles = vec![Profile::new(graph, &best, &extent)];
        Self { graph, extent, wanted, most: best.measure * wanted.stretch, paths: vec![best], profiles }
    }

    fn full(&self) -> bool {
        self.paths.len() >= self.wanted.count
    }

    /// Takes a path if it is another way.
    fn offer(&mut self, path: Path) {
        if self.full() || path.measure > self.most * (1.0 + 1e-12) || !passes_once(self.graph, &path) {
            return;
        }
        let profile = Profile::new(self.graph, &path, &self.extent);
        if self.profiles.iter().all(|p| p.shared(&profile) <= self.wanted.shared + 1e-12) {
            self.paths.push(path);
            self.profiles.push(profile);
        }
    }
}

/// A link between two places.
type Key = (u32, u32, u32);

/// What of a path counts when it is compared with others: the links between two places that it uses, each
/// with its extent, sorted.
struct Profile {
    links: Vec<(Key, f64)>,
    extent: f64,
}

impl Profile {
    fn new(graph: &Graph, path: &Path, extent: impl Fn(&Edge) -> f64) -> Self {
        let used = path.edges.iter().filter_map(|i| graph.edges().get(*i)).map(|edge| {
            let (p, q) = (graph.place(edge.from), graph.place(edge.to));
            ((edge.link, p.min(q), p.max(q)), extent(edge).max(0.0))
        });
        let mut links: Vec<(Key, f64)> = used.collect();
        links.sort_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)));
        let extent = links.iter().map(|l| l.1).sum();
        Self { links, extent }
    }

    fn shared(&self, other: &Self) -> f64 {
        let shorter = self.extent.min(other.extent);
        let uses = |key: &Key| self.links.binary_search_by(|l| l.0.cmp(key)).is_ok();
        if shorter > 0.0 {
            let common: f64 = other.links.iter().filter(|l| uses(&l.0)).map(|l| l.1).sum();
            return (common / shorter).min(1.0);
        }
        let same = self.links.iter().map(|l| l.0).eq(other.links.iter().map(|l| l.0));
        f64::from(u8::from(same))
    }
}

/// The part of the shorter of two paths that lies on links of both, 0 to 1. Paths without extent share
/// everything if they use the same links, else nothing.
#[must_use]
pub fn shared(graph: &Graph, a: &Path, b: &Path, extent: impl Fn(&Edge) -> f64) -> f64 {
    Profile::new(graph, a, &extent).shared(&Profile::new(graph, b, &extent))
}

/// Whether a path comes back to no place that it has left.
#[must_use]
pub fn passes_once(graph: &Graph, path: &Path) -> bool {
    let mut places: Vec<u32> = path.states(graph).map(|s| graph.place(s)).collect();
    places.dedup();
    let passed = places.len();
    places.sort_unstable();
    places.dedup();
    places.len() == passed
}

/// Offers the cheapest way by way of each state, cheapest first.
fn by_way_of_each<E: Fn(&Edge) -> f64>(
    chosen: &mut Chosen<'_, E>,
    (starts, goals): (&[u32], &[u32]),
    bans: &Bans,
    measure: &impl Fn(&Edge) -> f64,
) {
    let graph = chosen.graph;
    let there = tree(graph, starts, bans, measure);
    let (reversed, original) = graph.reversed(|index, edge| bans.allow(index, edge));
    let back = tree(&reversed, goals, &Bans::default(), measure);
    let via = |s: u32| there.measure[s as usize] + back.measure[s as usize];
    let mut states: Vec<u32> = (0..graph.states()).filter(|s| via(*s) <= chosen.most).collect();
    states.sort_by(|a, b| via(*a).total_cmp(&via(*b)).then(a.cmp(b)));
    let mut passed = Marks::default();
    for state in states {
        if chosen.full() {
            return;
        }
        // The way by a state on a path already looked at is that path, or one as cheap.
        if passed.contains(state as usize) {
            continue;
        }
        let Some(path) = joined(graph, &there, (&reversed, &back, &original), state, measure) else {
            continue;
        };
        path.states(graph).for_each(|s| {
            if via(s) >= path.measure * (1.0 - 1e-12) {
                passed.insert(s as usize);
            }
        });
        chosen.offer(path);
    }
}

/// The way from the starts to a state and from there to the goals.
fn joined(
    graph: &Graph,
    there: &Tree,
    (reversed, back, original): (&Graph, &Tree, &[usize]),
    state: u32,
    measure: &impl Fn(&Edge) -> f64,
) -> Option<Path> {
    let (start, mut edges) = there.arcs_to(graph, state)?;
    let (_, rest) = back.arcs_to(reversed, state)?;
    edges.extend(rest.iter().rev().filter_map(|i| original.get(*i)));
    Some(Path::new(graph, start, edges, measure))
}

/// Searches again and again with what was found made dearer.
fn penalized<E: Fn(&Edge) -> f64>(
    chosen: &mut Chosen<'_, E>,
    (starts, goals): (&[u32], &[u32]),
    bans: &Bans,
    measure: &impl Fn(&Edge) -> f64,
) {
    let graph = chosen.graph;
    let mut factors = BTreeMap::<u32, f64>::new();
    let dearer = |factors: &mut BTreeMap<u32, f64>, path: &Path| {
        let used: BTreeSet<u32> = path.edges.iter().map(|i| graph.edges()[*i].link).collect();
        used.iter().for_each(|link| *factors.entry(*link).or_insert(1.0) *= PENALTY);
    };
    chosen.paths.iter().for_each(|p| dearer(&mut factors, p));
    for _ in 0..ROUNDS * chosen.wanted.count {
        if chosen.full() {
            return;
        }
        let found = shortest(graph, starts, goals, bans, |a| {
            measure(a) * factors.get(&a.link).copied().unwrap_or(1.0)
        });
        let Some(found) = found else { return };
        dearer(&mut factors, &found);
        chosen.offer(Path::new(graph, found.start, found.edges, measure));
    }
}
