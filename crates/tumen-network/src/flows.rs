//! Demands between places on the network at a date: what each link carries, what is full, what finds no way;
//! and the most that two places can exchange, and what can be reached in some days.

use super::assign::{Assignment, Demand, Method, Reason, Unassigned, assign_within};
use super::cost::{Bound, CostModel};
use super::graph::{Edge, Graph, Weights};
use super::maxflow::{MaxFlow, max_flow};
use super::quantity::{Days, Kilometers, Tonnes, TonnesCo2, Usd};
use super::reach::reach;
use super::request::{Objective, Request, Totals};
use super::search::{Bans, Path};
use super::sections::Section;
use super::space::{Space, Step, work_of};
use super::state::named;
use super::topology::Network;
use std::collections::{BTreeMap, BTreeSet};
use tumen_core::message;
use tumen_core::message::{Message, joined};
use tumen_core::model::logistics::Cargo;
use tumen_core::model::{Date, Document, Id};

/// Cargo that is to go from one place to another, every year.
#[derive(Debug, Clone, PartialEq)]
pub struct Pair {
    /// Place where it is.
    pub from: Id,
    /// Place where it is wanted.
    pub to: Id,
    /// What it is.
    pub cargo: Cargo,
    /// How much a year.
    pub tonnes: Tonnes,
}

/// What a link carries.
#[derive(Debug, Clone, PartialEq)]
pub struct LinkLoad {
    /// The link, an index into [`Network::links`].
    pub link: u32,
    /// From its first node to its second, a year.
    pub there: Tonnes,
    /// From its second node to its first, a year.
    pub back: Tonnes,
    /// The most it carries a year, where a source says so.
    pub capacity: Option<Tonnes>,
}

impl LinkLoad {
    /// Both directions together.
    #[must_use]
    pub fn tonnes(&self) -> Tonnes {
        Tonnes(self.there.0 + self.back.0)
    }

    /// Load over capacity.
    #[must_use]
    pub fn ratio(&self) -> Option<f64> {
        self.capacity.map(|c| if c.0 > 0.0 { self.tonnes().0 / c.0 } else { f64::INFINITY })
    }
}

/// What a port or another terminal handles between land and ship, or train and lorry.
#[derive(Debug, Clone, PartialEq)]
pub struct TerminalLoad {
    /// Id of the terminal.
    pub terminal: Id,
    /// How much a year.
    pub tonnes: Tonnes,
    /// The most it handles a year, where a source says so.
    pub capacity: Option<Tonnes>,
}

/// The way of a part of a pair, as ports and borders that it passes.
#[derive(Debug, Clone, PartialEq)]
pub struct Chain {
    /// The pair, by its index.
    pub pair: usize,
    /// Names of origin, ports and crossings, destination.
    pub stops: Vec<String>,
    /// How much a year.
    pub tonnes: Tonnes,
}

/// What found no way.
#[derive(Debug, Clone, PartialEq)]
pub struct Stranded {
    /// The pair, by its index.
    pub pair: usize,
    /// How much of it a year.
    pub tonnes: Tonnes,
    /// Why, as a sentence.
    pub reason: Message,
}

/// Pairs on the network.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Flows {
    /// Links that carry something.
    pub links: Vec<LinkLoad>,
    /// Terminals that handle something.
    pub terminals: Vec<TerminalLoad>,
    /// The ways taken.
    pub chains: Vec<Chain>,
    /// What is left.
    pub stranded: Vec<Stranded>,
    /// What was sent, a year.
    pub sent: Tonnes,
    /// Cost, emissions and tonne-kilometers of what was sent, a year (`km` are tonne-kilometers), and its
    /// tonne-days.
    pub totals: Totals,
}

/// Amounts are told apart by the assignment; ways are chosen, and costed, for this many tonnes.
const REFERENCE: f64 = 1000.0;
/// Reasons are looked into for so many pairs; each costs a query.
const EXPLAINED: usize = 40;

impl Network {
    /// Sends pairs over the network. `conditions` says date, objective, what is switched on or closed and
    /// which parameters are changed; its ends, cargo and amount mean nothing.
    #[must_use]
    pub fn flows(&self, document: &Document, pairs: &[Pair], conditions: &Request, method: Method) -> Flows {
        let cargoes: BTreeSet<&str> = pairs.iter().map(|p| p.cargo.id()).collect();
        let gated = |id: &str| {
            let own: Vec<&Pair> = pairs.iter().filter(|p| p.cargo.id() == id).collect();
            Gated::new(self, document, &own, conditions)
        };
        let all: Vec<Gated> = cargoes.iter().map(|id| gated(id)).collect();
        let number = |p: &Pair| cargoes.iter().position(|c| *c == p.cargo.id()).unwrap_or_default();
        let demand = |p: &Pair| {
            let graph = number(p);
            let ends = |map: &BTreeMap<Id, u32>, id: &Id| map.get(id).copied().into_iter().collect();
            let (starts, goals) = (ends(&all[graph].starts, &p.from), ends(&all[graph].goals, &p.to));
            Demand { graph, starts, goals, tonnes: p.tonnes.0 }
        };
        let demands: Vec<Demand> = pairs.iter().map(demand).collect();
        let graphs: Vec<&Graph> = all.iter().map(|g| &g.graph).collect();
        let measure = by(conditions.objective);
        let pools = self.pools(document, conditions.as_of);
        let (bans, measure) = (Bans::default(), |_: usize, edge: &Edge| measure(edge));
        let found = assign_within(&graphs, &demands, &bans, measure, method, &pools);
        let report = Reporter { network: self, document, pairs, conditions, all: &all, demands: &demands };
        report.flows(&found)
    }

    /// The most that can go from one end of a request to the other in a year. What is stated for several
    /// corridors together is there once, so that the sections of the cut may state more than the flow.
    #[must_use]
    pub fn max_flow(&self, document: &Document, request: &Request) -> MaxFlow {
        let space = self.space(document, &Request { tonnes: Tonnes(1.0), ..request.clone() });
        let mut found = max_flow(&space.graph, &[space.start], &[space.goal], &space.bans);
        if let MaxFlow::Limited(limited) = &mut found {
            let twice = self.stated_twice(document, request, &limited.cut);
            limited.tonnes = limited.tonnes.saturating_sub(twice);
        }
        found
    }

    /// What a cut counts more than once of capacities that are stated for several corridors together, tonnes.
    fn stated_twice(&self, document: &Document, request: &Request, cut: &[Section]) -> u64 {
        let mut by_joint: BTreeMap<&Id, Vec<f64>> = BTreeMap::new();
        for section in cut {
            let corridor = self.links.get(section.link as usize).and_then(|l| l.corridor.as_ref());
            let record = corridor.and_then(|c| document.logistics.capacity(c, request.as_of));
            if let Some((joint, tonnes)) = record.and_then(|r| r.joint.as_ref()).zip(section.capacity) {
                by_joint.entry(joint).or_default().push(tonnes);
            }
        }
        let twice = |all: &Vec<f64>| all.iter().sum::<f64>() - all.iter().copied().fold(0.0, f64::max);
        by_joint.values().map(twice).sum::<f64>().max(0.0) as u64
    }

    /// The links that cargo at the beginning of a request enters within some days, in the direction of
    /// travel.
    #[must_use]
    pub fn reach(&self, document: &Document, request: &Request, limit: Days) -> Vec<Reached> {
        let request = Request { to: request.from.clone(), ..request.clone() };
        let space = self.space(document, &request);
        let found = reach(&space.graph, &[space.start], &space.bans, limit.0, |a| a.weights.days);
        let hauls = found.edges.iter().filter_map(|a| match space.steps.get(a.edge) {
            Some(Step::Haul { link, back }) => {
                Some(Reached { link: *link, back: *back, from: Days(a.from), to: Days(a.to), part: a.part })
            }
            _ => None,
        });
        hauls.collect()
    }

    /// What a section of the graph is called.
    #[must_use]
    pub fn section_name(&self, document: &Document, section: &Section) -> Message {
        if let Some(link) = self.links.get(section.link as usize) {
            return link.name(self);
        }
        let number = section.link as usize - self.links.len();
        let terminal = document.logistics.terminals.get(number).map(|t| &t.id);
        let node = terminal.and_then(|id| self.nodes_of(id).first());
        node.map_or(Message::NONE, |n| named(&self.nodes[*n as usize].names))
    }
}

/// A link that cargo enters within a time.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Reached {
    /// The link, an index into [`Network::links`].
    pub link: u32,
    /// Whether it goes from the second node to the first.
    pub back: bool,
    /// When it is entered.
    pub from: Days,
    /// When its passed part ends.
    pub to: Days,
    /// The part that is passed, 0 to 1.
    pub part: f64,
}

fn by(objective: Objective) -> impl Fn(&Edge) -> f64 {
    move |edge: &Edge| match objective {
        Objective::Cost => edge.weights.usd,
        Objective::Time => edge.weights.days,
        Objective::Distance => edge.weights.km,
        Objective::Co2 => edge.weights.co2,
    }
}

/// The open part of the graph of one kind of cargo, with an end for each place.
struct Gated {
    graph: Graph,
    steps: Vec<Step>,
    starts: BTreeMap<Id, u32>,
    goals: BTreeMap<Id, u32>,
}

impl Gated {
    fn new(network: &Network, document: &Document, pairs: &[&Pair], conditions: &Request) -> Self {
        let Some(first) = pairs.first() else { return Self::empty() };
        let request = Request {
            from: first.from.clone(),
            to: first.to.clone(),
            via: Vec::new(),
            cargo: first.cargo,
            tonnes: Tonnes(REFERENCE),
            ..conditions.clone()
        };
        let costs = CostModel::new(&document.logistics, &request);
        let space = Space::new(network, document, &request, &costs);
        let inner = space.graph.edges().iter().copied().zip(space.steps.iter().copied()).enumerate();
        let ends = [space.start, space.goal];
        let open = inner.filter(|(i, (edge, _))| {
            space.bans.allow(*i, edge) && !ends.contains(&edge.from) && !ends.contains(&edge.to)
        });
        let edges = open.map(|(_, both)| both).collect();
        let next = space.graph.states();
        let as_of = request.as_of;
        let mut gates = Gates { network, document, as_of, costs: &costs, space: &space, edges, next };
        let all = |end: fn(&Pair) -> &Id| pairs.iter().map(|p| end(p).clone()).collect::<BTreeSet<Id>>();
        let starts = all(|p| &p.from).into_iter().map(|id| (id.clone(), gates.gate(&id, true))).collect();
        let goals = all(|p| &p.to).into_iter().map(|id| (id.clone(), gates.gate(&id, false))).collect();
        let (graph, steps) = gates.finish();
        Self { graph, steps, starts, goals }
    }

    fn empty() -> Self {
        let (starts, goals) = (BTreeMap::new(), BTreeMap::new());
        Self { graph: Graph::default(), steps: Vec::new(), starts, goals }
    }
}

struct Gates<'a> {
    network: &'a Network,
    document: &'a Document,
    as_of: Date,
    costs: &'a CostModel<'a>,
    space: &'a Space,
    edges: Vec<(Edge, Step)>,
    next: u32,
}

impl Gates<'_> {
    /// A state outside the network, joined to all states of a place: where cargo is loaded or unloaded.
    fn gate(&mut self, id: &Id, leaving: bool) -> u32 {
        let gate = self.next;
        self.next += 1;
        let nodes = self.network.nodes_of(id);
        for (state, at) in self.space.states.iter().enumerate() {
            let Some((node, how)) = at.filter(|(node, _)| nodes.contains(node)) else { continue };
            let Some(step) = how.gate(node, leaving) else { continue };
            let Some(work) = work_of(self.network, self.document, self.as_of, step) else { continue };
            let Some(t) = self.costs.totals(work, Bound::Value, &mut BTreeSet::new()) else { continue };
            let weights = Weights { km: t.km.0, days: t.days.0, usd: t.usd.0, co2: t.co2.0 };
            let (from, to) = if leaving { (gate, state as u32) } else { (state as u32, gate) };
            // A link of its own behind those of links, terminals and nodes: it never fills.
            let network = self.network;
            let link = (network.links.len() + network.nodes.len() * 2) as u32 + gate;
            self.edges.push((Edge { from, to, weights, capacity: None, link }, step));
        }
        gate
    }

    fn finish(mut self) -> (Graph, Vec<Step>) {
        // The graph sorts its edges by the state they leave, keeping their order.
        self.edges.sort_by_key(|(edge, _)| edge.from);
        let (edges, steps): (Vec<Edge>, Vec<Step>) = self.edges.into_iter().unzip();
        let nodes = self.network.nodes.len() as u32;
        let inner = self.space.states.len() as u32;
        let place = |state: u32| match self.space.states.get(state as usize) {
            Some(Some((node, _))) => *node,
            _ => nodes + state,
        };
        let places = (0..self.next.max(inner)).map(place).collect();
        (Graph::new(self.next, edges).with_places(places), steps)
    }
}

/// Turns an assignment into what a person reads.
struct Reporter<'a> {
    network: &'a Network,
    document: &'a Document,
    pairs: &'a [Pair],
    conditions: &'a Request,
    all: &'a [Gated],
    demands: &'a [Demand],
}

impl Reporter<'_> {
    fn flows(&self, found: &Assignment) -> Flows {
        let mut flows =
            Flows { links: self.links(found), terminals: self.terminals(found), ..Flows::default() };
        for way in &found.routed {
            let gated = &self.all[self.demands[way.demand].graph];
            let path = Path::new(&gated.graph, 0, way.edges.clone(), |_| 0.0);
            let Weights { km, days, usd, co2 } = path.weights;
            let t = way.tonnes;
            let shares = t / REFERENCE;
            flows.totals = flows.totals
                + Totals {
                    km: Kilometers(km * t),
                    days: Days(days * t),
                    usd: Usd(usd * shares),
                    co2: TonnesCo2(co2 * shares),
                    ..Totals::default()
                };
            flows.sent = Tonnes(flows.sent.0 + t);
            let stops = self.stops(way.demand, &way.edges);
            flows.chains.push(Chain { pair: way.demand, stops, tonnes: Tonnes(t) });
        }
        let stranded = found.unassigned.iter().enumerate().map(|(i, u)| Stranded {
            pair: u.demand,
            tonnes: Tonnes(u.tonnes),
            reason: self.reason(u, i < EXPLAINED),
        });
        flows.stranded = stranded.collect();
        flows
    }

    fn links(&self, found: &Assignment) -> Vec<LinkLoad> {
        let mut loads = BTreeMap::<u32, LinkLoad>::new();
        for load in &found.loads {
            let Some(link) = self.network.links.get(load.section.link as usize) else { continue };
            let (there, back) =
                if link.from <= link.to { (load.up, load.down) } else { (load.down, load.up) };
            let entry = loads.entry(load.section.link).or_insert_with(|| LinkLoad {
                link: load.section.link,
                there: Tonnes(0.0),
                back: Tonnes(0.0),
                capacity: load.section.capacity.map(Tonnes),
            });
            entry.there.0 += there;
            entry.back.0 += back;
        }
        loads.into_values().collect()
    }

    fn terminals(&self, found: &Assignment) -> Vec<TerminalLoad> {
        let mut loads = BTreeMap::<usize, f64>::new();
        for load in &found.loads {
            let terminal = (load.section.link as usize).checked_sub(self.network.links.len());
            let known = |t: &usize| *t < self.document.logistics.terminals.len();
            if let Some(terminal) = terminal.filter(known) {
                *loads.entry(terminal).or_default() += load.tonnes();
            }
        }
        let load = |(i, tonnes): (usize, f64)| {
            let record = &self.document.logistics.terminals[i];
            let capacity = record.capacity_t.map(Tonnes);
            TerminalLoad { terminal: record.id.clone(), tonnes: Tonnes(tonnes), capacity }
        };
        loads.into_iter().map(load).collect()
    }

    fn place_name(&self, id: &Id) -> String {
        let named = |n: &u32| self.network.nodes[*n as usize].names.en.to_string();
        let place = self.document.place(id).map(|p| p.names.en.to_string());
        let node = || self.network.nodes_of(id).first().map(named).filter(|n| !n.is_empty());
        place.or_else(node).unwrap_or_else(|| id.to_string())
    }

    /// Origin, ports and crossings on the way, destination.
    fn stops(&self, demand: usize, edges: &[usize]) -> Vec<String> {
        let pair = &self.pairs[demand];
        let gated = &self.all[self.demands[demand].graph];
        let name = |node: u32| self.network.nodes[node as usize].names.en.to_string();
        let mut stops = vec![self.place_name(&pair.from)];
        let steps = edges.iter().filter_map(|i| gated.steps.get(*i));
        // The quay of the town where the cargo begins or ends is no stop on the way.
        let ends = [&pair.from, &pair.to].map(|id| self.network.nodes_of(id));
        let own = |node: &u32| ends.iter().any(|nodes| nodes.contains(node));
        stops.extend(steps.filter_map(|step| match step {
            Step::Border(_, crossing) => {
                self.document.logistics.crossings.get(*crossing).map(|c| c.names.en.to_string())
            }
            Step::Port(node) if !own(node) => Some(name(*node)).filter(|n| !n.is_empty()),
            _ => None,
        }));
        stops.push(self.place_name(&pair.to));
        let mut seen = BTreeSet::new();
        stops.retain(|s| seen.insert(s.clone()));
        stops
    }

    fn reason(&self, unassigned: &Unassigned, look: bool) -> Message {
        let pair = &self.pairs[unassigned.demand];
        match &unassigned.reason {
            Reason::BadAmount => message!("route-no-amount-of-flow", amount = pair.tonnes.0),
            Reason::Full(sections) => {
                let name = |s| self.network.section_name(self.document, s);
                let names: BTreeMap<String, Message> =
                    sections.iter().map(name).map(|m| (m.english(), m)).collect();
                message!("route-full", names = joined("route-comma", names.into_values()))
            }
            Reason::NoWay if look => {
                let request = Request {
                    from: pair.from.clone(),
                    to: pair.to.clone(),
                    cargo: pair.cargo,
                    tonnes: Tonnes(1.0),
                    ..self.conditions.clone()
                };
                let answer = self.network.route(self.document, &request);
                answer.err().map_or(message!("route-no-open-way"), |e| e.message().clone())
            }
            Reason::NoWay => message!("route-no-open-way"),
        }
    }
}
