//! Isochrones: where cargo can be after some days.

use super::graph::{Edge, Graph};
use super::search::{Bans, tree};

/// What can be reached within a time.
#[derive(Debug, Clone, PartialEq)]
pub struct Reach {
    /// The time asked for, days.
    pub limit: f64,
    /// Days to each state; nothing where it takes longer or there is no way.
    pub days: Vec<Option<f64>>,
    /// The edges that can be entered, in the order of [`Graph::edges`].
    pub edges: Vec<ReachedArc>,
}

/// An edge, as far as it is passed within the time.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ReachedArc {
    /// Its index in [`Graph::edges`].
    pub edge: usize,
    /// Days from the start when it is entered.
    pub from: f64,
    /// Days from the start when it is left, or when the time is over.
    pub to: f64,
    /// The part of it that is passed by then, 0 to 1, at an even pace.
    pub part: f64,
}

/// What can be reached from any of some starts within `limit` days. `days` says how long an edge takes.
#[must_use]
pub fn reach(graph: &Graph, starts: &[u32], bans: &Bans, limit: f64, days: impl Fn(&Edge) -> f64) -> Reach {
    let tree = tree(graph, starts, bans, &days);
    let within = |m: &f64| (m.is_finite() && *m <= limit).then_some(*m);
    let reached: Vec<Option<f64>> = tree.measure.iter().map(within).collect();
    let mut edges = Vec::new();
    for (index, edge) in graph.edges().iter().enumerate().filter(|(i, a)| bans.allow(*i, a)) {
        let Some(from) = reached[edge.from as usize] else { continue };
        let takes = days(edge).max(0.0);
        let left = limit - from;
        if takes.is_finite() && left >= 0.0 {
            let part = if takes <= left { 1.0 } else { left / takes };
            edges.push(ReachedArc { edge: index, from, to: from + takes.min(left), part });
        }
    }
    Reach { limit, days: reached, edges }
}
