//! The graph of a request: states are a node, a mode and a gauge; edges are hauls and what happens between.
//!
//! Places to pass make layers: each is a copy of the graph, and the next is entered at the place to pass.

use super::cost::{Bound, CostModel, Haul, Traction, Work};
use super::graph::{Edge, Graph, Weights};
use super::marks::Marks;
use super::request::{LengthBasis, Request, Totals};
use super::search::Bans;
use super::state::Closures;
use super::topology::{Link, LinkKind, Network};
use std::collections::{BTreeSet, HashMap};
use tumen_core::model::corridor::Mode;
use tumen_core::model::logistics::{Cargo, Terminal};
use tumen_core::model::{Date, Document};

/// So much dearer, as a share, is what is not known to be open: of equal ways a dated one is taken. Far less
/// than any difference that a way is chosen by, and what a way is said to amount to is counted without it.
const UNDATED: f64 = 1e-9;

/// How cargo stands at a node.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Move {
    /// In wagons of a gauge, millimeters.
    Rail(u32),
    /// On a ship about to leave, or in its hold at the quay.
    Sea,
    /// On a ship that has come from another country and is not cleared.
    Abroad,
    /// On a ship that has arrived and is cleared. A ship that has arrived is unloaded: voyages join any two
    /// ports, so that none has to go on from here.
    Berth,
    /// On a ferry, in wagon or lorry.
    Deck,
    /// On a ferry that has come from another country and is not cleared.
    DeckAbroad,
    /// On a lorry.
    Road,
    /// In wagons of a gauge, millimeters, loaded at this very port: they leave by land. Voyages join any two ports, so
    /// nothing is unloaded from a ship, or loaded in its port, to go aboard another.
    LoadedRail(u32),
    /// On a lorry loaded at this very port, likewise.
    LoadedRoad,
}

impl Move {
    /// The mode.
    #[must_use]
    pub fn mode(self) -> Mode {
        match self {
            Self::Rail(_) | Self::LoadedRail(_) => Mode::Rail,
            Self::Sea | Self::Abroad | Self::Berth | Self::Deck | Self::DeckAbroad => Mode::Sea,
            Self::Road | Self::LoadedRoad => Mode::Road,
        }
    }

    /// How cargo stands on land when it has been loaded at the port where it is.
    fn loaded(self) -> Option<Self> {
        match self {
            Self::Rail(gauge) => Some(Self::LoadedRail(gauge)),
            Self::Road => Some(Self::LoadedRoad),
            Self::Sea | Self::Abroad | Self::Berth | Self::Deck | Self::DeckAbroad => None,
            Self::LoadedRail(_) | Self::LoadedRoad => None,
        }
    }

    /// How cargo stands when it has come by this from the same or another country.
    fn arrived(self, abroad: bool) -> Self {
        match (self, abroad) {
            (Self::Sea | Self::Abroad | Self::Berth, true) => Self::Abroad,
            (Self::Sea | Self::Abroad | Self::Berth, false) => Self::Berth,
            (Self::Deck | Self::DeckAbroad, true) => Self::DeckAbroad,
            (Self::Deck | Self::DeckAbroad, false) => Self::Deck,
            (Self::Rail(_) | Self::Road | Self::LoadedRail(_) | Self::LoadedRoad, _) => self,
        }
    }

    /// What is done where cargo begins (`leaving`) or ends like this; nothing if it cannot. A ship is loaded
    /// over a quay; wagons and lorries on any siding.
    pub(super) fn gate(self, node: u32, leaving: bool) -> Option<Step> {
        match (self, leaving) {
            (Self::Sea, true) | (Self::Berth, false) => Some(Step::Port(node)),
            (Self::Sea, false) | (Self::Berth, true) | (Self::Abroad | Self::DeckAbroad, _) => None,
            (Self::Deck, _) => Some(Step::Ferry(node)),
            (Self::LoadedRail(_) | Self::LoadedRoad, false) => None,
            (Self::Rail(_) | Self::Road | Self::LoadedRail(_) | Self::LoadedRoad, true) => {
                Some(Step::Load(node))
            }
            (Self::Rail(_) | Self::Road, false) => Some(Step::Unload(node)),
        }
    }

    /// The gauge, millimeters.
    #[must_use]
    pub fn gauge(self) -> Option<u32> {
        if let Self::Rail(gauge) | Self::LoadedRail(gauge) = self { Some(gauge) } else { None }
    }
}

/// What an edge stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Along a link, from its first node to its second or back.
    Haul {
        /// Index of the link.
        link: u32,
        /// Whether it goes from the second node to the first.
        back: bool,
    },
    /// Across a border: index of the link and of the crossing's record.
    Border(u32, usize),
    /// From gauge to gauge at a node.
    GaugeChange(u32),
    /// Customs of a ship from another country at a node.
    Customs(u32),
    /// Between land and ship at a node.
    Port(u32),
    /// On or off a ferry at a node, in wagon or lorry.
    Ferry(u32),
    /// Between train and lorry at a node.
    Transfer(u32),
    /// Loading at a node where the cargo is.
    Load(u32),
    /// Unloading at a node where it is wanted.
    Unload(u32),
    /// Into the next layer, at a place to pass.
    Pass(u32),
}

/// The graph with what its states and edges stand for.
#[derive(Debug, Clone)]
pub struct Space {
    /// The graph.
    pub graph: Graph,
    /// What each edge stands for, in the order of the graph's edges.
    pub steps: Vec<Step>,
    /// Node and movement of each state; `None` for the two ends.
    pub states: Vec<Option<(u32, Move)>>,
    /// The state in which a route begins.
    pub start: u32,
    /// The state in which it ends.
    pub goal: u32,
    /// What is closed.
    pub closures: Closures,
    /// Closed links of the graph.
    pub bans: Bans,
}

/// How terminals are numbered as links of the graph, after the network's own links: so that a closed
/// terminal is a closed link.
fn terminal_link(network: &Network, terminal: usize) -> u32 {
    (network.links.len() + terminal) as u32
}

impl Space {
    /// Makes the graph of a request.
    #[must_use]
    pub fn new(network: &Network, document: &Document, request: &Request, costs: &CostModel<'_>) -> Self {
        let closures = Closures::new(network, document, request);
        let mut maker = Maker::new(network, document, request, costs);
        maker.undated = closures.undated.clone();
        maker.links();
        maker.transfers();
        maker.leave_ports();
        maker.ends();
        maker.finish(closures)
    }

    /// The terminal that a link of the graph stands for, if it is none of the network's links.
    #[must_use]
    pub fn terminal_of(&self, link: u32) -> Option<usize> {
        let terminal = (link as usize).checked_sub(self.closures.links.len())?;
        (terminal < self.closures.terminals.len()).then_some(terminal)
    }
}

struct Maker<'a> {
    network: &'a Network,
    document: &'a Document,
    request: &'a Request,
    costs: &'a CostModel<'a>,
    index: HashMap<(u32, Move), u32>,
    states: Vec<Option<(u32, Move)>>,
    edges: Vec<(Edge, Step)>,
    used: BTreeSet<tumen_core::model::Id>,
    /// Links of which nothing tells whether they are open.
    undated: Marks,
}

impl<'a> Maker<'a> {
    fn new(
        network: &'a Network,
        document: &'a Document,
        request: &'a Request,
        costs: &'a CostModel<'a>,
    ) -> Self {
        let (index, states, edges, used, undated) = Default::default();
        Self { network, document, request, costs, index, states, edges, used, undated }
    }

    fn state(&mut self, node: u32, how: Move) -> u32 {
        let next = self.states.len() as u32;
        let state = *self.index.entry((node, how)).or_insert(next);
        if state == next {
            self.states.push(Some((node, how)));
        }
        state
    }

    fn weights(&mut self, step: Step) -> Option<Weights> {
        let work = work_of(self.network, self.document, self.request.as_of, step)?;
        let Totals { km, days, usd, co2, wtt: _ } = self.costs.totals(work, Bound::Value, &mut self.used)?;
        Some(Weights { km: km.0, days: days.0, usd: usd.0, co2: co2.0 })
    }

    fn edge(&mut self, from: u32, to: u32, weights: Weights, link: u32, capacity: Option<f64>, step: Step) {
        self.edges.push((Edge { from, to, weights, capacity, link }, step));
    }

    fn links(&mut self) {
        let network = self.network;
        for (i, link) in network.links.iter().enumerate() {
            let wanted = self.request.modes.is_empty() || self.request.modes.contains(&link.mode);
            let takes = link.cargoes.is_empty() || link.cargoes.contains(&self.request.cargo);
            if !wanted || !takes || !self.is_for(link) {
                continue;
            }
            let moves: Vec<Move> = match link.mode {
                Mode::Rail => link.gauges_at(self.request.as_of).iter().map(|g| Move::Rail(*g)).collect(),
                Mode::Sea if link.ferry.is_some() => vec![Move::Deck],
                Mode::Sea => vec![Move::Sea],
                Mode::Road => vec![Move::Road],
                Mode::Pipeline | Mode::Power | Mode::Air => Vec::new(),
            };
            for how in moves {
                self.link(i as u32, how);
            }
        }
    }

    /// Whether a link takes cargo between the places of the request, which may have switched it on.
    fn is_for(&self, link: &Link) -> bool {
        let ends = [&self.request.from, &self.request.to].into_iter().chain(&self.request.via);
        let named = || ends.chain(&self.request.with).any(|id| link.only_for.contains(id) || link.id == *id);
        link.only_for.is_empty() || named()
    }

    fn link(&mut self, index: u32, how: Move) {
        let network = self.network;
        let link = &network.links[index as usize];
        let capacity = self.capacity(index);
        let weighed = [false, true].map(|back| {
            let weights = self.weights(self.step_of(index, back));
            weights.map(|w| if self.undated.contains(index as usize) { w * (1.0 + UNDATED) } else { w })
        });
        let [Some(there), Some(home)] = weighed else { return };
        let abroad =
            self.network.nodes[link.from as usize].country != self.network.nodes[link.to as usize].country;
        let arrived = how.arrived(abroad);
        let [leave, arrive] = [how, arrived].map(|how| [link.from, link.to].map(|n| self.state(n, how)));
        if abroad && how.mode() == Mode::Sea {
            // Cleared cargo needs a state to be in.
            for node in [link.from, link.to] {
                self.state(node, how.arrived(false));
            }
        }
        for (from, to, weights, back) in
            [(leave[0], arrive[1], there, false), (leave[1], arrive[0], home, true)]
        {
            self.edge(from, to, weights, index, capacity, self.step_of(index, back));
        }
    }

    /// What a link stands for, from its first node to its second or back.
    fn step_of(&self, index: u32, back: bool) -> Step {
        match self.network.links[index as usize].kind {
            LinkKind::Border(crossing) => Step::Border(index, crossing),
            LinkKind::Haul => Step::Haul { link: index, back },
        }
    }

    fn capacity(&self, link: u32) -> Option<f64> {
        let link = &self.network.links[link as usize];
        let of_corridor = || {
            self.document.logistics.capacity(link.corridor.as_ref()?, self.request.as_of).map(|c| c.tonnes)
        };
        link.capacity.as_ref().map(|(t, _)| t.0).or_else(of_corridor)
    }

    /// Joins the movements at each node: gauges at border stations, land and ship at ports, train and lorry.
    fn transfers(&mut self) {
        let mut at: HashMap<u32, Vec<Move>> = HashMap::new();
        for (node, how) in self.states.iter().flatten() {
            at.entry(*node).or_default().push(*how);
        }
        let mut nodes: Vec<(u32, Vec<Move>)> = at.into_iter().filter(|(_, m)| m.len() > 1).collect();
        nodes.sort();
        let stations = self.border_stations();
        for (node, mut moves) in nodes {
            moves.sort();
            for a in &moves {
                for b in moves.iter().filter(|b| *b != a) {
                    self.transfer(node, *a, *b, stations.contains(&node));
                }
            }
        }
    }

    /// Nodes where wagons are changed or unloaded from gauge to gauge.
    fn border_stations(&self) -> BTreeSet<u32> {
        let by_rail = self.document.logistics.crossings.iter().filter(|c| !c.road);
        let all = by_rail.flat_map(|c| &c.stations);
        all.flat_map(|id| self.network.nodes_of(id)).copied().collect()
    }

    /// Whether a port is one, and takes the cargo.
    fn is_port(&self, node: u32) -> bool {
        let takes = |c: &[Cargo]| c.is_empty() || c.contains(&self.request.cargo);
        self.record(node).is_some_and(|t| t.port && takes(&t.cargoes))
    }

    fn record(&self, node: u32) -> Option<&'a Terminal> {
        let terminal = self.network.nodes[node as usize].terminal?;
        self.document.logistics.terminals.get(terminal)
    }

    /// Whether trains go aboard ferries at a node.
    fn has_train_ferry(&self, node: u32) -> bool {
        let links = self.network.around(node).iter().map(|l| &self.network.links[*l as usize]);
        links.filter_map(|l| l.ferry).any(|mode| mode == Mode::Rail)
    }

    /// From one movement to another at a node, if cargo can change so.
    fn transfer(&mut self, node: u32, a: Move, b: Move, station: bool) {
        let train = |m: Move| matches!(m, Move::Rail(_));
        let land = |m: Move| train(m) || m == Move::Road;
        let step = match (a, b) {
            (Move::Rail(_), Move::Rail(_)) if station => Step::GaugeChange(node),
            (Move::Abroad, Move::Berth) | (Move::DeckAbroad, Move::Deck) => Step::Customs(node),
            (Move::Berth, to) if land(to) && self.is_port(node) => Step::Port(node),
            (from, Move::Sea) if land(from) && self.is_port(node) => Step::Port(node),
            (Move::Deck, other) | (other, Move::Deck) if land(other) => {
                match train(other) && !self.has_train_ferry(node) {
                    true => Step::Port(node),
                    false => Step::Ferry(node),
                }
            }
            (Move::Rail(_), Move::Road) | (Move::Road, Move::Rail(_)) => Step::Transfer(node),
            _ => return,
        };
        let terminal = self.network.nodes[node as usize].terminal;
        let capacity = self.record(node).and_then(|t| t.capacity_t);
        let Some(weights) = self.weights(step) else { return };
        let link = self.link_of_node(node, terminal.filter(|_| step != Step::Customs(node)));
        // What comes ashore here does not go aboard here.
        let ashore = land(b) && matches!(a, Move::Berth | Move::Deck);
        let b = b.loaded().filter(|_| ashore).unwrap_or(b);
        let (a, b) = (self.state(node, a), self.state(node, b));
        self.edge(a, b, weights, link, capacity, step);
    }

    /// Lets what was loaded at a port leave it by land, and change from train to lorry there, as what has come by land
    /// does.
    fn leave_ports(&mut self) {
        let loaded = |state: u32| {
            let (node, how) = self.states[state as usize]?;
            self.index.get(&(node, how.loaded()?)).copied()
        };
        let twin = |(edge, step): &(Edge, Step)| {
            let from = loaded(edge.from)?;
            let to = match step {
                Step::Haul { .. } | Step::Border(..) => edge.to,
                Step::Transfer(_) | Step::GaugeChange(_) => loaded(edge.to)?,
                Step::Customs(_) | Step::Port(_) | Step::Ferry(_) => return None,
                Step::Load(_) | Step::Unload(_) | Step::Pass(_) => return None,
            };
            Some((Edge { from, to, ..*edge }, *step))
        };
        let leaving: Vec<(Edge, Step)> = self.edges.iter().filter_map(twin).collect();
        self.edges.extend(leaving);
    }

    fn link_of_node(&self, node: u32, terminal: Option<usize>) -> u32 {
        let terminals = self.document.logistics.terminals.len();
        let free = || (self.network.links.len() + terminals) as u32 + node;
        terminal.map_or_else(free, |t| terminal_link(self.network, t))
    }

    /// Copies the graph for every place to pass, and adds the two ends.
    fn ends(&mut self) {
        let single = self.states.len() as u32;
        let (edges, states) = (self.edges.clone(), self.states.clone());
        for layer in 1..=self.request.via.len() as u32 {
            let shift = layer * single;
            self.states.extend_from_slice(&states);
            self.edges.extend(
                edges.iter().map(|(edge, step)| {
                    (Edge { from: edge.from + shift, to: edge.to + shift, ..*edge }, *step)
                }),
            );
            let via = self.network.nodes_of(&self.request.via[layer as usize - 1]);
            for (i, (node, how)) in states.iter().enumerate().filter_map(|(i, s)| s.map(|s| (i as u32, s))) {
                if via.contains(&node) {
                    let link = self.link_of_node(node, None);
                    // A ship that only calls goes on.
                    let call = matches!(how, Move::Abroad | Move::Berth).then_some((node, Move::Sea));
                    let next = call.and_then(|state| self.index.get(&state).copied()).unwrap_or(i);
                    let (from, to) = (i + shift - single, next + shift);
                    self.edge(from, to, Weights::default(), link, None, Step::Pass(node));
                }
            }
        }
        self.gate(&states, self.request.from.clone(), 0, true);
        self.gate(&states, self.request.to.clone(), self.request.via.len() as u32 * single, false);
    }

    /// The state outside the network at one end, and the edges between it and all states of the town.
    fn gate(&mut self, states: &[Option<(u32, Move)>], id: tumen_core::model::Id, shift: u32, leaving: bool) {
        let gate = self.states.len() as u32;
        self.states.push(None);
        let nodes = self.network.nodes_of(&id);
        for (i, (node, how)) in states.iter().enumerate().filter_map(|(i, s)| s.map(|s| (i as u32, s))) {
            // At a port wagons and lorries are loaded to leave by land, a ship over the quay.
            let replaced = how.loaded().is_some_and(|loaded| self.index.contains_key(&(node, loaded)));
            let handled = how.mode() != Mode::Sea || self.is_port(node);
            if !nodes.contains(&node) || leaving && replaced || !handled {
                continue;
            }
            let Some(step) = how.gate(node, leaving) else { continue };
            let terminal = self.network.nodes[node as usize].terminal;
            let Some(weights) = self.weights(step) else { continue };
            let link = self.link_of_node(node, terminal.filter(|_| matches!(step, Step::Port(_))));
            let (from, to) = if leaving { (gate, i + shift) } else { (i + shift, gate) };
            self.edge(from, to, weights, link, None, step);
        }
    }

    /// States at places to keep away from.
    fn avoided(&self) -> Marks {
        let ids = self.request.avoid.iter().chain(&self.request.closed);
        let nodes: BTreeSet<u32> = ids.flat_map(|id| self.network.nodes_of(id)).copied().collect();
        let at = |state: &Option<(u32, Move)>| state.is_some_and(|(node, _)| nodes.contains(&node));
        self.states.iter().enumerate().filter(|(_, s)| at(s)).map(|(i, _)| i).collect()
    }

    fn finish(mut self, closures: Closures) -> Space {
        let goal = self.states.len() as u32 - 1;
        // The graph sorts its edges by the state they leave, keeping their order.
        self.edges.sort_by_key(|(edge, _)| edge.from);
        let avoided = self.avoided();
        let (edges, steps): (Vec<Edge>, Vec<Step>) = std::mem::take(&mut self.edges).into_iter().unzip();
        let nodes = self.network.nodes.len() as u32;
        let single = (self.states.len() - 2) / (self.request.via.len() + 1);
        let place = |(i, state): (usize, &Option<(u32, Move)>)| match state {
            Some((node, _)) => *node + (i / single.max(1)) as u32 * nodes,
            None => nodes * (self.request.via.len() as u32 + 1) + i as u32,
        };
        let places = self.states.iter().enumerate().map(place).collect();
        let graph = Graph::new(self.states.len() as u32, edges).with_places(places);
        let terminals = closures.terminals.iter().enumerate().filter(|(_, c)| c.is_some());
        let links = closures.links.iter().enumerate().filter(|(_, c)| c.is_some());
        let closed = links.map(|(i, _)| i as u32);
        let mut bans = Bans::links(closed.chain(terminals.map(|(i, _)| terminal_link(self.network, i))));
        bans.states = avoided;
        Space { graph, steps, states: self.states, start: goal - 1, goal, closures, bans }
    }
}

/// Whether a length is drawn on a railway, so that the factor for generalized lines applies.
pub(super) fn is_drawn(mode: Mode, basis: LengthBasis) -> bool {
    mode == Mode::Rail && basis != LengthBasis::Published
}

/// What a step is to the cost model; nothing for one that costs nothing.
pub(super) fn work_of<'a>(
    network: &'a Network,
    document: &'a Document,
    as_of: Date,
    step: Step,
) -> Option<Work<'a>> {
    let node = |node: u32| &network.nodes[node as usize];
    match step {
        Step::Haul { link, back } => Some(haul_work(network, document, as_of, (link, back))),
        Step::Border(_, crossing) => document.logistics.crossings.get(crossing).map(Work::Border),
        Step::GaugeChange(at) => Some(Work::GaugeChange(node(at))),
        Step::Customs(at) => Some(Work::Customs(node(at))),
        Step::Port(at) => Some(Work::Port(node(at))),
        Step::Ferry(at) => Some(Work::Ferry(node(at))),
        Step::Transfer(at) => Some(Work::Transfer(node(at))),
        Step::Load(at) | Step::Unload(at) => Some(Work::Load(node(at))),
        Step::Pass(_) => None,
    }
}

/// A haul along a link, or back, as the cost model takes it.
pub(super) fn haul_work<'a>(
    network: &'a Network,
    document: &'a Document,
    as_of: Date,
    (index, back): (u32, bool),
) -> Work<'a> {
    let link = &network.links[index as usize];
    let [from, to] = [link.from, link.to].map(|node| &network.nodes[node as usize]);
    let traction = match network.capability(document, index, as_of).electrification {
        Some(wire) if wire.is_electric() => Traction::Electric,
        Some(_) => Traction::Diesel,
        None => Traction::Unknown,
    };
    Work::Haul(Haul {
        mode: link.mode,
        country: &link.country,
        km: link.km,
        drawn: is_drawn(link.mode, link.basis),
        ends: if back { [to, from] } else { [from, to] },
        traction,
        ferry: link.ferry.is_some(),
    })
}
