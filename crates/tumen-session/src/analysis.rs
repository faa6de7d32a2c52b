//! Analyzes of the logistics network: what is reached in some days, what a table of demands loads, how much
//! two places can exchange.
//!
//! As with routes, the window asks by [`NetworkCommand::Analyze`](super::NetworkCommand) and a worker answers by
//! [`NetworkCommand::Analyzed`](super::NetworkCommand); an answer to anything but the last analysis is dropped.

use super::Session;
use super::matrix::Matrix;
use super::overlays;
use super::route::LazyNetwork;
use std::collections::BTreeMap;
use std::sync::Arc;
use tumen_core::message;
use tumen_core::message::Message;
use tumen_core::model::{Date, Document, Id};
use tumen_network::assign::Method;
use tumen_network::flows::Flows;
use tumen_network::maxflow::MaxFlow;
use tumen_network::quantity::Days;
use tumen_network::{Network, Request};
use tumen_scene::Overlay;
use tumen_scene::sankey::Sankey;

pub use super::matrix::DemandTable;

/// What is analyzed.
#[derive(Debug, Clone, PartialEq)]
pub enum Analysis {
    /// Where the cargo at the beginning of a request can be after some days.
    Reach(Request, f64),
    /// The most that can go from one end of a request to the other in a year.
    MostBetween(Request),
    /// What a table of demands loads, under the conditions of a request.
    Demands(DemandTable, Request),
}

/// What was found.
#[derive(Debug, Clone)]
pub enum Finding {
    /// Places with the days until cargo is there, the nearest first.
    Reach(Vec<(Id, f64)>),
    /// The largest flow and the names and capacities of what limits it.
    MostBetween(Most),
    /// Loads, with the pairs that were sent.
    Demands(Box<Loaded>),
}

/// The most that two places can exchange.
#[derive(Debug, Clone, PartialEq)]
pub enum Most {
    /// No open way.
    NoWay,
    /// Nothing known limits it.
    Unlimited,
    /// Tonnes a year, and what limits it: names with their capacities.
    Limited(f64, Vec<(Message, Option<f64>)>),
}

/// Demands on the network.
#[derive(Debug, Clone)]
pub struct Loaded {
    /// What was wanted.
    pub matrix: Matrix,
    /// Loads and what found no way.
    pub flows: Flows,
    /// The date of statuses and capacities.
    pub as_of: Date,
    /// Links by name, the fullest first: tonnes a year, and the capacity where one is known.
    pub loads: Vec<(Message, f64, Option<f64>)>,
}

impl Loaded {
    /// Who sends what by way of whom, in the words of the session's language.
    #[must_use]
    pub fn sankey(&self, session: &Session) -> Sankey {
        self.matrix.sankey(&self.flows, session, self.as_of)
    }
}

/// An analysis with what was found.
#[derive(Debug, Clone)]
pub struct Analyzed {
    /// What was analyzed.
    pub analysis: Arc<Analysis>,
    /// What was found, or a sentence why nothing was.
    pub finding: Result<Finding, String>,
    /// The finding over the map.
    pub overlay: Option<Arc<Overlay>>,
}

/// What is analyzed, and what was found.
#[derive(Debug, Clone, Default)]
pub struct Analyzes {
    analysis: Option<Arc<Analysis>>,
    analyzed: Option<Arc<Analyzed>>,
    table: Option<Arc<DemandTable>>,
}

impl Analyzes {
    /// What was found last; perhaps of an earlier analysis.
    #[must_use]
    pub fn analyzed(&self) -> Option<&Arc<Analyzed>> {
        self.analyzed.as_ref()
    }

    /// The analysis asked for last.
    #[must_use]
    pub fn analysis(&self) -> Option<&Arc<Analysis>> {
        self.analysis.as_ref()
    }

    /// The analysis that nobody has made yet.
    #[must_use]
    pub fn open(&self) -> Option<&Arc<Analysis>> {
        let done = |s: &&Arc<Analysis>| self.analyzed.as_ref().is_none_or(|d| d.analysis != **s);
        self.analysis.as_ref().filter(done)
    }

    /// The table of demands that was opened last.
    #[must_use]
    pub fn table(&self) -> Option<&Arc<DemandTable>> {
        self.table.as_ref()
    }

    pub(super) fn ask(&mut self, analysis: Option<Arc<Analysis>>) -> bool {
        let changed = self.analysis != analysis;
        self.analysis = analysis;
        changed
    }

    pub(super) fn take(&mut self, analyzed: Arc<Analyzed>) -> bool {
        let wanted = self.analysis.as_ref() == Some(&analyzed.analysis);
        if wanted {
            self.analyzed = Some(analyzed);
        }
        wanted
    }

    pub(super) fn open_table(&mut self, table: Arc<DemandTable>) -> bool {
        self.table = Some(table);
        true
    }
}

impl Analysis {
    /// Makes the analysis. Takes up to a second.
    #[must_use]
    pub fn make(self: Arc<Self>, lazy: &LazyNetwork, document: &Document) -> Analyzed {
        let (finding, overlay) = match &*self {
            Self::Reach(request, days) => reach(lazy.get(), document, request, *days),
            Self::MostBetween(request) => (Ok(most(lazy.get(), document, request)), None),
            Self::Demands(table, conditions) => load(lazy, document, table, conditions),
        };
        Analyzed { analysis: self, finding, overlay: overlay.map(Arc::new) }
    }
}

type Found = (Result<Finding, String>, Option<Overlay>);

fn place_name(document: &Document, network: &Network, id: &Id) -> String {
    let node = || network.nodes_of(id).first().map(|n| network.nodes[*n as usize].names.en.to_string());
    let place = document.place(id).map(|p| p.names.en.to_string());
    place.or_else(node).unwrap_or_else(|| id.to_string())
}

fn reach(network: &Network, document: &Document, request: &Request, days: f64) -> Found {
    let Some(start) = network.nodes_of(&request.from).first() else {
        return (Err(format!("{} is not a place of the network", request.from)), None);
    };
    let reached = network.reach(document, request, Days(days));
    let name = place_name(document, network, &request.from);
    let title = format!("{days:.0} days from {name}");
    let position = network.nodes[*start as usize].position;
    let overlay = overlays::reach(&title, network, position, days, &reached);
    let mut places = BTreeMap::<Id, f64>::new();
    for step in reached.iter().filter(|r| r.part >= 1.0) {
        let Some(link) = network.links.get(step.link as usize) else { continue };
        let node = if step.back { link.from } else { link.to };
        let id = &network.nodes[node as usize].id;
        if !id.is_empty() {
            let first = places.entry(id.clone()).or_insert(f64::INFINITY);
            *first = first.min(step.to.0);
        }
    }
    let mut places: Vec<(Id, f64)> = places.into_iter().collect();
    places.sort_by(|a, b| a.1.total_cmp(&b.1));
    (Ok(Finding::Reach(places)), Some(overlay))
}

fn most(network: &Network, document: &Document, request: &Request) -> Finding {
    Finding::MostBetween(match network.max_flow(document, request) {
        MaxFlow::NoWay => Most::NoWay,
        MaxFlow::Unlimited(_) => Most::Unlimited,
        MaxFlow::Limited(limited) => {
            let name = |s| network.section_name(document, s);
            let cut = limited.cut.iter().map(|s| (name(s), s.capacity)).collect();
            Most::Limited(limited.tonnes as f64, cut)
        }
    })
}

fn load(lazy: &LazyNetwork, document: &Document, table: &DemandTable, conditions: &Request) -> Found {
    let matrix = match Matrix::of(table, lazy) {
        Ok(matrix) => matrix,
        Err(several) => return (Err(format!("{several}; choose one")), None),
    };
    if matrix.pairs.is_empty() {
        let first = matrix.problems.notices().first().map(|n| format!(": {}", n.message)).unwrap_or_default();
        return (Err(format!("no line of {} could be used{first}", table.name)), None);
    }
    let network = lazy.get();
    let flows = network.flows(document, &matrix.pairs, conditions, Method::default());
    let overlay = overlays::flows(&table.name, network, &flows);
    let loads = loads(network, &flows);
    let loaded = Loaded { matrix, flows, as_of: conditions.as_of, loads };
    (Ok(Finding::Demands(Box::new(loaded))), Some(overlay))
}

/// The name of a terminal of the network.
fn terminal_name(network: &Network, id: &Id) -> Message {
    let node = network.nodes_of(id).first().map(|n| &network.nodes[*n as usize].names);
    node.map_or_else(|| Message::verbatim(id.to_string()), |names| message!("route-name", name = names))
}

/// Names, loads and capacities of links and terminals, the fullest first.
fn loads(network: &Network, flows: &Flows) -> Vec<(Message, f64, Option<f64>)> {
    let links = flows.links.iter().filter_map(|l| {
        let link = network.links.get(l.link as usize)?;
        let named = !link.names.en.is_empty() || l.capacity.is_some();
        named.then(|| (link.name(network), l.tonnes().0, l.capacity.map(|c| c.0)))
    });
    let terminals = flows
        .terminals
        .iter()
        .map(|t| (terminal_name(network, &t.terminal), t.tonnes.0, t.capacity.map(|c| c.0)));
    let mut all: Vec<_> = links.chain(terminals).collect();
    let ratio = |l: &(Message, f64, Option<f64>)| l.2.map_or(-1.0, |c| l.1 / c.max(f64::MIN_POSITIVE));
    all.sort_by(|a, b| ratio(b).total_cmp(&ratio(a)).then(b.1.total_cmp(&a.1)));
    all
}
