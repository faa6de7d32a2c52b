//! The ways that no other way beats in everything: the Pareto set over cost, time, length and emissions.
//!
//! Labels with a lower bound of what is left, after L. Mandow and J. L. Pérez de la Cruz, "Multiobjective A*
//! search with consistent heuristics", Journal of the ACM 57 (2010). The bounds are the cheapest ways to
//! the goals by each weight alone, so that a label which some known way beats already is dropped at once.

use super::graph::{Graph, Weights};
use super::marks::Marks;
use super::search::{Bans, Path, shortest, tree};
use std::cmp::Ordering;
use std::collections::BinaryHeap;

/// How exact the set is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Exactness {
    /// A way is left out if another is better or worse by no more than this part in every weight; 0 gives
    /// the whole set. Rounds along a way may add up.
    pub epsilon: f64,
    /// The most labels kept at a state.
    pub labels_per_state: usize,
    /// The most labels settled in all.
    pub labels: usize,
}

impl Exactness {
    /// Every way that nothing beats, however long it takes.
    pub const WHOLE: Self = Self { epsilon: 0.0, labels_per_state: usize::MAX, labels: usize::MAX };
}

impl Default for Exactness {
    fn default() -> Self {
        Self { epsilon: 0.01, labels_per_state: 64, labels: 60_000 }
    }
}

/// Ways that do not beat each other.
#[derive(Debug, Clone, PartialEq)]
pub struct ParetoSet {
    /// The ways, cheapest first; their measure is the cost.
    pub paths: Vec<Path>,
    /// Whether the search came to its end, or gave up at one of the caps of [`Exactness`].
    pub complete: bool,
}

const WEIGHTS: usize = 4;
type Vector = [f64; WEIGHTS];

fn vector(w: &Weights) -> Vector {
    [w.usd, w.days, w.km, w.co2].map(|v| if v.is_nan() { f64::INFINITY } else { v.max(0.0) })
}

fn sum(a: &Vector, b: &Vector) -> Vector {
    std::array::from_fn(|i| a[i] + b[i])
}

/// Whether `a` is nowhere worse than `b`, give or take a part of `b`.
fn covers(a: &Vector, b: &Vector, epsilon: f64) -> bool {
    a.iter().zip(b).all(|(a, b)| *a <= b * (1.0 + epsilon))
}

/// The ways from any of some starts to any of some goals that no other way beats in cost, time, length and
/// emissions together. The cheapest way by each weight alone is always among them.
#[must_use]
pub fn pareto(graph: &Graph, starts: &[u32], goals: &[u32], bans: &Bans, exact: Exactness) -> ParetoSet {
    let mut search = Search::new(graph, goals, bans, exact);
    search.seed(starts, goals);
    search.run(goals);
    search.finish()
}

/// A way to a state, as a step behind another label.
#[derive(Clone, Copy)]
struct Label {
    state: u32,
    weights: Vector,
    /// The label it comes from and the edge between.
    before: Option<(u32, u32)>,
    /// Another label at the state is nowhere worse.
    beaten: bool,
}

/// The label that looks best is settled first; ties go to the older one.
#[derive(PartialEq)]
struct Waiting {
    rank: f64,
    label: u32,
}

impl Eq for Waiting {}

impl Ord for Waiting {
    fn cmp(&self, other: &Self) -> Ordering {
        other.rank.total_cmp(&self.rank).then_with(|| other.label.cmp(&self.label))
    }
}

impl PartialOrd for Waiting {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

struct Search<'a> {
    graph: &'a Graph,
    bans: &'a Bans,
    exact: Exactness,
    /// The least of each weight from each state to a goal.
    left: Vec<Vector>,
    /// One over the least of each weight from start to goal: makes weights comparable.
    scale: Vector,
    labels: Vec<Label>,
    /// Labels that nothing at their state beats.
    fronts: Vec<Vec<u32>>,
    queue: BinaryHeap<Waiting>,
    /// What is known to reach a goal.
    found: Vec<(Vector, Path)>,
    complete: bool,
}

impl<'a> Search<'a> {
    fn new(graph: &'a Graph, goals: &[u32], bans: &'a Bans, exact: Exactness) -> Self {
        let (reversed, _) = graph.reversed(|index, edge| bans.allow(index, edge));
        let trees: [_; WEIGHTS] = std::array::from_fn(|i| {
            tree(&reversed, goals, &Bans::default(), |a| vector(&a.weights)[i]).measure
        });
        let left = (0..graph.states() as usize).map(|s| std::array::from_fn(|i| trees[i][s])).collect();
        Self {
            graph,
            bans,
            exact,
            left,
            scale: [1.0; WEIGHTS],
            labels: Vec::new(),
            fronts: vec![Vec::new(); graph.states() as usize],
            queue: BinaryHeap::new(),
            found: Vec::new(),
            complete: true,
        }
    }

    /// Begins at the starts, and with the best ways by each weight, so that much is beaten from the outset.
    fn seed(&mut self, starts: &[u32], goals: &[u32]) {
        let inside: Vec<u32> = starts.iter().copied().filter(|s| *s < self.graph.states()).collect();
        let least = |i: usize| inside.iter().map(|s| self.left[*s as usize][i]).fold(f64::INFINITY, f64::min);
        self.scale = std::array::from_fn(|i| if least(i) > 0.0 { 1.0 / least(i) } else { 1.0 });
        for by in 0..WEIGHTS {
            let best = shortest(self.graph, &inside, goals, self.bans, |a| vector(&a.weights)[by]);
            best.into_iter().for_each(|path| self.take(path));
        }
        for start in inside {
            self.offer(Label { state: start, weights: [0.0; WEIGHTS], before: None, beaten: false });
        }
    }

    /// Keeps a whole way unless a known one is nowhere worse; drops those that it beats.
    fn take(&mut self, path: Path) {
        let weights = vector(&path.weights);
        let possible = weights.iter().all(|w| w.is_finite());
        if possible && !self.found.iter().any(|(known, _)| covers(known, &weights, 0.0)) {
            self.found.retain(|(known, _)| !covers(&weights, known, 0.0));
            self.found.push((weights, path));
        }
    }

    /// Whether a known way is nowhere worse than what a label can become.
    fn hopeless(&self, label: &Label) -> bool {
        let total = sum(&label.weights, &self.left[label.state as usize]);
        let epsilon = self.exact.epsilon;
        !total.iter().all(|w| w.is_finite())
            || self.found.iter().any(|(known, _)| covers(known, &total, epsilon))
    }

    /// Lets a label wait, unless it cannot become anything.
    fn offer(&mut self, label: Label) {
        if self.hopeless(&label) {
            return;
        }
        let state = label.state as usize;
        let left = self.left[state];
        let total = sum(&label.weights, &left);
        let labels = &mut self.labels;
        let rival = |l: &u32| sum(&labels[*l as usize].weights, &left);
        if self.fronts[state].iter().any(|l| covers(&rival(l), &total, self.exact.epsilon)) {
            return;
        }
        self.fronts[state].retain(|l| {
            let rival = &mut labels[*l as usize];
            rival.beaten = covers(&label.weights, &rival.weights, 0.0);
            !rival.beaten
        });
        if self.fronts[state].len() >= self.exact.labels_per_state {
            self.complete = false;
            return;
        }
        let rank = total.iter().zip(&self.scale).map(|(w, s)| w * s).sum();
        let number = labels.len() as u32;
        labels.push(label);
        self.fronts[state].push(number);
        self.queue.push(Waiting { rank, label: number });
    }

    fn run(&mut self, goals: &[u32]) {
        let is_goal: Marks = goals.iter().map(|g| *g as usize).collect();
        let mut settled = 0;
        while let Some(Waiting { label: number, .. }) = self.queue.pop() {
            let label = self.labels[number as usize];
            if label.beaten || self.hopeless(&label) {
                continue;
            }
            if settled == self.exact.labels {
                self.complete = false;
                return;
            }
            settled += 1;
            if is_goal.contains(label.state as usize) {
                let path = self.path(number);
                self.take(path);
            } else {
                self.leave(number, &label);
            }
        }
    }

    fn leave(&mut self, number: u32, label: &Label) {
        let graph = self.graph;
        for index in graph.leaving(label.state) {
            let edge = &graph.edges()[index];
            if self.bans.allow(index, edge) {
                let weights = sum(&label.weights, &vector(&edge.weights));
                let before = Some((number, index as u32));
                self.offer(Label { state: edge.to, weights, before, beaten: false });
            }
        }
    }

    /// The way that a label stands for.
    fn path(&self, number: u32) -> Path {
        let (mut at, mut edges) = (number, Vec::new());
        while let Some((before, edge)) = self.labels[at as usize].before {
            edges.push(edge as usize);
            at = before;
        }
        edges.reverse();
        Path::new(self.graph, self.labels[at as usize].state, edges, |a| a.weights.usd)
    }

    fn finish(self) -> ParetoSet {
        let mut found = self.found;
        let order = |a: &Vector, b: &Vector| {
            let differing = a.iter().zip(b).map(|(a, b)| a.total_cmp(b)).find(|o| o.is_ne());
            differing.unwrap_or(Ordering::Equal)
        };
        found.sort_by(|(a, p), (b, q)| order(a, b).then_with(|| p.edges.cmp(&q.edges)));
        ParetoSet { paths: found.into_iter().map(|(_, path)| path).collect(), complete: self.complete }
    }
}
