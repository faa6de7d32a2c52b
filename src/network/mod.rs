//! The logistics network: which way cargo can go, what it costs, and what a new link would change.
//!
//! A state is a node, a mode and a gauge; arcs are hauls between nodes and transfers at one node, so that
//! a break of gauge, a port and a border are steps of a route like any other.

pub mod alternatives;
pub mod assign;
pub mod graph;
pub mod maxflow;
pub mod pareto;
pub mod reach;
pub mod search;
pub mod sections;

pub use graph::{Arc, Graph, Weights};
pub use search::{Bans, Marks, Path};
