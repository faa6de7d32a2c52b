#![doc = include_str!("../README.md")]
//!
//! The logistics network: which way cargo can go, what it costs, and what a new link would change.
//!
//! A state is a node, a mode and a gauge; edges are hauls between nodes and transfers at one node, so that
//! a break of gauge, a port and a border are steps of a route like any other.
//!
//! [`Network::build`] makes nodes and links once from the document and the railways of the base map. They
//! hold for every date: what is open, and on which gauge, is derived for each [`Request`] from the same
//! events as the map. [`Network::route`] answers with [`Variant`]s; [`quantity`] keeps the units apart.

pub mod alternatives;
pub mod assign;
mod build;
mod cost;
pub mod difference;
pub mod flows;
pub mod graph;
mod legs;
mod marks;
pub mod maxflow;
pub mod pareto;
pub mod pools;
pub mod profile;
pub mod quantity;
mod rates;
pub mod reach;
pub mod request;
mod route;
pub mod sea;
pub mod search;
pub mod sections;
mod sense;
mod space;
mod state;
pub mod topology;
mod uncertainty;
mod ways;

pub use cost::{Bound, CostModel};
pub use difference::Difference;
pub use graph::{Edge, Graph, Weights};
pub use marks::Marks;
pub use profile::Profile;
pub use request::{
    Answer, Assumption, Capacity, ClosedVariant, Driver, Leg, LegKind, LengthBasis, Merit, Objective, Range,
    Reason, Request, RouteError, Spread, Stop, Totals, Variant, WhyNot,
};
pub use search::{Bans, Path};
pub use space::{Move, Space, Step};
pub use state::{Closure, Closures};
pub use topology::{Capability, Comparison, Link, LinkKind, Network, Node, Owner};
