//! Variants for a request: the best by each objective, what nothing beats, what goes another way; and what
//! would be possible if what is closed were open.

use super::alternatives::{Distinct, distinct, passes_once, shared};
use super::cost::CostModel;
use super::graph::{Edge, Graph};
use super::legs::Writer;
use super::pareto::{Exactness, pareto};
use super::request::{Answer, ClosedVariant, Merit, Objective, Request, RouteError, Variant, WhyNot};
use super::search::{Bans, Marks, Path, Tree, shortest, tree};
use super::space::{Space, Step};
use super::state::{Closure, grouped};
use super::topology::Network;
use std::collections::{BTreeMap, BTreeSet};
use tumen_core::geo::measure;
use tumen_core::model::corridor::Mode;
use tumen_core::model::{Document, Id};

/// Two ways differ if they share no more than this part of the shorter one's days. Days, because a port
/// takes days but no kilometers: ways over two ports of one coast are different ways.
const SHARED: f64 = 0.8;
/// Ways that nothing beats are told apart more finely.
const SHARED_PARETO: f64 = 0.92;
/// Ways dearer than this many times the best are not offered.
const STRETCH: f64 = 2.5;
/// Ways over closed links likewise, and no more than so many.
const CLOSED_STRETCH: f64 = 2.0;
const CLOSED_COUNT: usize = 6;

impl Network {
    /// Variants for a request.
    ///
    /// # Errors
    /// A sentence, if an end is not of the network, nothing joins the ends, everything that does is closed,
    /// or it all carries too little.
    pub fn route(&self, document: &Document, request: &Request) -> Result<Answer, RouteError> {
        self.check(document, request)?;
        let costs = CostModel::new(&document.logistics, request);
        let space = Space::new(self, document, request, &costs);
        let writer = Writer { network: self, document, request, costs: &costs, space: &space };
        Router { request, space: &space, writer: &writer }.answer()
    }

    /// The graph of a request with what its states and edges stand for: for reach, flows and assignment.
    #[must_use]
    pub fn space(&self, document: &Document, request: &Request) -> Space {
        Space::new(self, document, request, &CostModel::new(&document.logistics, request))
    }

    fn check(&self, document: &Document, request: &Request) -> Result<(), RouteError> {
        let amount = request.tonnes.0;
        if !amount.is_finite() || amount <= 0.0 {
            return Err(RouteError::BadAmount(amount));
        }
        let ends = std::iter::once(&request.from).chain(&request.via).chain([&request.to]);
        if let Some(id) = ends.clone().find(|id| self.nodes_of(id).is_empty()) {
            return Err(RouteError::Unknown(self.off_network(document, id)));
        }
        let all: Vec<&Id> = ends.collect();
        match all.windows(2).find(|pair| self.nodes_of(pair[0]) == self.nodes_of(pair[1])) {
            Some(pair) => Err(RouteError::SamePlace(name(document, pair[1]))),
            None => Ok(()),
        }
    }

    /// What to say of a place without railway, port or road.
    fn off_network(&self, document: &Document, id: &Id) -> String {
        let Some(place) = document.place(id) else {
            return format!("there is no place `{id}` in the network");
        };
        let far = |node: &&super::Node| measure::distance(place.position, node.position);
        let named = self.nodes.iter().filter(|n| !n.id.is_empty());
        let Some(near) = named.min_by(|a, b| far(a).total_cmp(&far(b))) else {
            return format!("{} is not on the network, which is empty", place.names.en);
        };
        let km = far(&near) / 1000.0;
        format!(
            "{} lies on no railway, port or road of the network; the nearest place that does is {}, {km:.0} km away",
            place.names.en, near.names.en
        )
    }
}

fn name(document: &Document, id: &Id) -> String {
    let place = document.place(id).map(|p| p.names.en.to_string());
    let terminal = || {
        let record = document.logistics.terminals.iter().find(|t| t.id == *id)?;
        Some(record.names.en.to_string()).filter(|n| !n.is_empty())
    };
    place.or_else(terminal).unwrap_or_else(|| id.to_string())
}

/// What an objective looks at in an edge.
fn by(objective: Objective) -> impl Fn(&Edge) -> f64 + Copy {
    move |edge: &Edge| match objective {
        Objective::Cost => edge.weights.usd,
        Objective::Time => edge.weights.days,
        Objective::Distance => edge.weights.km,
        Objective::Co2 => edge.weights.co2,
    }
}

fn days(edge: &Edge) -> f64 {
    edge.weights.days
}

struct Router<'a> {
    request: &'a Request,
    space: &'a Space,
    writer: &'a Writer<'a>,
}

impl Router<'_> {
    fn ends(&self) -> ([u32; 1], [u32; 1]) {
        ([self.space.start], [self.space.goal])
    }

    fn answer(&self) -> Result<Answer, RouteError> {
        let found = self.open_ways();
        let closed_variants = self.closed_ways(found.first().map(|(p, _)| p));
        if found.is_empty() {
            return Err(self.refusal(&closed_variants));
        }
        let mut variants: Vec<Variant> =
            found.into_iter().filter_map(|(path, merits)| self.writer.variant(&path, merits)).collect();
        for (i, variant) in variants.iter_mut().enumerate() {
            variant.rank = i + 1;
        }
        let mut why_not: Vec<WhyNot> = Vec::new();
        for closed in closed_variants.iter().flat_map(|v| &v.closed) {
            if !why_not.iter().any(|w| w.link == closed.link) {
                why_not.push(closed.clone());
            }
        }
        Ok(Answer { variants, closed_variants, why_not })
    }

    /// Open ways with their merits, the best by the wanted objective first.
    fn open_ways(&self) -> Vec<(Path, Vec<Merit>)> {
        let (graph, bans, (starts, goals)) = (&self.space.graph, &self.space.bans, self.ends());
        let mut found = Found { space: self.space, ways: Vec::new() };
        for objective in Objective::ALL {
            let best = shortest(graph, &starts, &goals, bans, by(objective));
            found.add(best, Merit::Best(objective), 1.0);
        }
        if found.ways.is_empty() {
            return Vec::new();
        }
        found.add(self.rail_alone(), Merit::RailAlone, 1.0);
        let objective = by(self.request.objective);
        let most = self.request.alternatives + 1;
        let mut others = self.by_gateways(most);
        if others.len() < most {
            let wanted = Distinct { count: most, shared: SHARED, stretch: STRETCH };
            others.extend(distinct(graph, (&starts, &goals), bans, objective, days, wanted));
        }
        let sensible = others.into_iter().filter(|p| !self.handles_twice(p));
        for path in sensible.take(most) {
            found.add(Some(path), Merit::Alternative, SHARED_PARETO);
        }
        let exact = Exactness { epsilon: 0.02, labels_per_state: 8, labels: 30_000 };
        let unbeaten = pareto(graph, &starts, &goals, bans, exact).paths;
        for path in unbeaten.into_iter().filter(|p| !self.handles_twice(p)) {
            found.add(Some(path), Merit::Pareto, SHARED_PARETO);
        }
        found.sorted(objective)
    }

    /// The best ways over different ports and borders, the best first. A way that passes all gateways of
    /// a better one and more is no other way but a detour.
    fn by_gateways(&self, most: usize) -> Vec<Path> {
        let objective = by(self.request.objective);
        let ways = Ways::new(self.space, &self.space.bans, objective);
        let graph = &self.space.graph;
        let gateway = |i: &usize| matches!(self.space.steps[*i], Step::Port(_) | Step::Border(..));
        let allowed = |i: &usize| self.space.bans.allow(*i, &graph.edges()[*i]);
        let edges = (0..graph.edges().len()).filter(gateway).filter(allowed);
        let mut edges: Vec<(f64, usize)> = edges.map(|i| (ways.measure(i, objective), i)).collect();
        edges.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
        let limit = edges.first().map_or(0.0, |(least, _)| least * STRETCH);
        let mut taken: Vec<BTreeSet<(u32, bool)>> = Vec::new();
        let mut paths = Vec::new();
        for (_, i) in edges.into_iter().take_while(|(sum, _)| *sum <= limit && sum.is_finite()) {
            if paths.len() >= most {
                break;
            }
            let Some(path) = ways.through(i, objective).filter(|p| self.is_sensible(p)) else { continue };
            let gateways = self.gateways(&path);
            if taken.iter().all(|known| !gateways.is_superset(known)) {
                taken.push(gateways);
                paths.push(path);
            }
        }
        paths
    }

    /// Ports and borders that a path passes, without the two ends.
    fn gateways(&self, path: &Path) -> BTreeSet<(u32, bool)> {
        let network = self.writer.network;
        let ends = [&self.request.from, &self.request.to].map(|id| network.nodes_of(id));
        let gateway = |i: &usize| match self.space.steps[*i] {
            Step::Border(_, crossing) => Some((crossing as u32, true)),
            Step::Port(node) if !ends.iter().any(|nodes| nodes.contains(&node)) => Some((node, false)),
            _ => None,
        };
        path.edges.iter().filter_map(gateway).collect()
    }

    fn is_sensible(&self, path: &Path) -> bool {
        passes_once(&self.space.graph, path) && !self.handles_twice(path)
    }

    /// The best way without ship and lorry.
    fn rail_alone(&self) -> Option<Path> {
        let mut bans = self.space.bans.clone();
        let afloat = |step: &Step| match step {
            Step::Haul { link, .. } => self.writer.network.links[*link as usize].mode != Mode::Rail,
            Step::Port(_) => true,
            _ => false,
        };
        let steps = self.space.steps.iter().enumerate();
        bans.edges = steps.filter(|(_, s)| afloat(s)).map(|(i, _)| i).collect::<Marks>();
        let (starts, goals) = self.ends();
        shortest(&self.space.graph, &starts, &goals, &bans, by(self.request.objective))
    }

    /// Whether the cargo is unloaded from a ship, or put on one, and at once from or on something else.
    fn handles_twice(&self, path: &Path) -> bool {
        let stands = |step: &Step| matches!(step, Step::Port(_) | Step::Load(_) | Step::Unload(_));
        path.edges.windows(2).any(|pair| pair.iter().all(|i| stands(&self.space.steps[*i])))
    }

    fn closure(&self, link: u32) -> Option<&Closure> {
        let closures = &self.space.closures;
        match self.space.terminal_of(link) {
            Some(terminal) => closures.terminals[terminal].as_ref(),
            None => closures.links.get(link as usize)?.as_ref(),
        }
    }

    /// For everything closed the best way that it would allow, as far as it would be worth going.
    fn closed_ways(&self, best: Option<&Path>) -> Vec<ClosedVariant> {
        let (graph, objective) = (&self.space.graph, by(self.request.objective));
        let avoided = |link: u32| self.closure(link).is_some_and(|c| c.avoided);
        let mut bans = Bans::links(graph.edges().iter().map(|a| a.link).filter(|l| avoided(*l)));
        bans.states = self.space.bans.states.clone();
        let all = Ways::new(self.space, &bans, objective);
        let most = best.map_or(f64::INFINITY, |b| objective_of(b, self.request.objective) * CLOSED_STRETCH);
        let mut by_record: BTreeMap<&Id, (f64, usize)> = BTreeMap::new();
        for (i, edge) in graph.edges().iter().enumerate() {
            let Some(closure) = self.closure(edge.link).filter(|c| !c.avoided) else { continue };
            let sum = all.measure(i, objective);
            let known = by_record.entry(&closure.id).or_insert((f64::INFINITY, i));
            if sum < known.0 {
                *known = (sum, i);
            }
        }
        let mut edges: Vec<(f64, usize)> = by_record.into_values().filter(|(sum, _)| *sum <= most).collect();
        edges.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
        let whole = |(_, i): (f64, usize)| all.through(i, objective).filter(|p| self.is_sensible(p));
        let mut ways: Vec<Path> = Vec::new();
        for path in edges.into_iter().filter_map(whole) {
            if ways.len() < 2 * CLOSED_COUNT && ways.iter().all(|w| w.edges != path.edges) {
                ways.push(path);
            }
        }
        let mut variants: Vec<ClosedVariant> = Vec::new();
        for variant in ways.iter().filter_map(|path| self.closed_variant(path)) {
            // What needs all that a better way needs, and more, is no news.
            let needs = |v: &ClosedVariant, id: &Id| v.closed.iter().any(|w| w.link == *id);
            if !variants.iter().any(|v| v.closed.iter().all(|w| needs(&variant, &w.link))) {
                variants.push(variant);
            }
        }
        variants.truncate(CLOSED_COUNT);
        variants
    }

    fn closed_variant(&self, path: &Path) -> Option<ClosedVariant> {
        let mut closed: Vec<WhyNot> = Vec::new();
        for index in &path.edges {
            let Some(closure) = self.closure(self.space.graph.edges()[*index].link) else { continue };
            if closed.iter().all(|w| w.link != closure.id) {
                closed.push(closure.into());
            }
        }
        let variant = self.writer.variant(path, Vec::new())?;
        Some(ClosedVariant { variant, closed })
    }

    /// Why there is no open way.
    fn refusal(&self, closed: &[ClosedVariant]) -> RouteError {
        let (document, request) = (self.writer.document, self.request);
        let (from, to) = (name(document, &request.from), name(document, &request.to));
        let Some(nearest) = closed.first() else {
            return RouteError::NoConnection(self.gap(&from, &to));
        };
        let reasons: Vec<&str> = nearest.closed.iter().map(|c| c.reason.as_str()).collect();
        let reasons = reasons.join("; ");
        let closures = &self.space.closures;
        let small = |link: &Id| {
            let all = closures.links.iter().chain(&closures.terminals).flatten();
            all.filter(|c| c.id == *link).any(|c| c.too_small)
        };
        if nearest.closed.iter().all(|c| small(&c.link)) {
            return RouteError::OverCapacity(format!(
                "{} t a year is more than any way from {from} to {to} carries: {reasons}",
                grouped(request.tonnes.0)
            ));
        }
        RouteError::NoConnection(format!(
            "no way from {from} to {to} is open on {}: {reasons}; switch on what is closed, or take another date",
            request.as_of
        ))
    }

    /// How far the cargo gets, where nothing joins the two ends at all.
    fn gap(&self, from: &str, to: &str) -> String {
        let network = self.writer.network;
        let there = tree(&self.space.graph, &[self.space.start], &Bans::default(), days);
        let reached = self.space.states.iter().enumerate().filter(|(i, _)| there.reaches(*i as u32));
        let Some(goal) = network.nodes_of(&self.request.to).first() else { return String::new() };
        let goal = network.nodes[*goal as usize].position;
        let nodes = reached.filter_map(|(_, s)| s.map(|(node, _)| &network.nodes[node as usize]));
        let far = |n: &&super::Node| measure::distance(n.position, goal);
        let nearest = nodes.filter(|n| !n.id.is_empty()).min_by(|a, b| far(a).total_cmp(&far(b)));
        match nearest {
            None => format!("{from} has neither railway, port nor road for this cargo in the network"),
            Some(node) => format!(
                "nothing joins {from} and {to} in the network for this cargo: the nearest it comes is {}, {:.0} km from {to}",
                node.names.en,
                far(&node) / 1000.0
            ),
        }
    }
}

fn objective_of(path: &Path, objective: Objective) -> f64 {
    match objective {
        Objective::Cost => path.weights.usd,
        Objective::Time => path.weights.days,
        Objective::Distance => path.weights.km,
        Objective::Co2 => path.weights.co2,
    }
}

/// The best ways from the start to everywhere and from everywhere to the goal: together the best way through
/// any edge.
struct Ways<'a> {
    graph: &'a Graph,
    there: Tree,
    back: Tree,
    reversed: Graph,
    original: Vec<usize>,
}

impl<'a> Ways<'a> {
    fn new(space: &'a Space, bans: &Bans, objective: impl Fn(&Edge) -> f64 + Copy) -> Self {
        let graph = &space.graph;
        let there = tree(graph, &[space.start], bans, objective);
        let (reversed, original) = graph.reversed(|i, edge| bans.allow(i, edge));
        let back = tree(&reversed, &[space.goal], &Bans::default(), objective);
        Self { graph, there, back, reversed, original }
    }

    /// The measure of the best way through an edge; infinite where there is none.
    fn measure(&self, index: usize, objective: impl Fn(&Edge) -> f64) -> f64 {
        let edge = &self.graph.edges()[index];
        self.there.measure[edge.from as usize] + objective(edge) + self.back.measure[edge.to as usize]
    }

    fn through(&self, index: usize, objective: impl Fn(&Edge) -> f64) -> Option<Path> {
        let edge = self.graph.edges().get(index)?;
        let (start, mut way) = self.there.arcs_to(self.graph, edge.from)?;
        way.push(index);
        let (_, rest) = self.back.arcs_to(&self.reversed, edge.to)?;
        way.extend(rest.iter().rev().map(|r| self.original[*r]));
        Some(Path::new(self.graph, start, way, objective))
    }
}

/// Ways found so far, each once.
struct Found<'a> {
    space: &'a Space,
    ways: Vec<(Path, Vec<Merit>)>,
}

impl Found<'_> {
    /// Takes a way, or gives its merit to one that shares more than `limit` of it.
    fn add(&mut self, path: Option<Path>, merit: Merit, limit: f64) {
        let Some(path) = path else { return };
        let graph = &self.space.graph;
        let same = |known: &Path| {
            known.edges == path.edges || limit < 1.0 && shared(graph, known, &path, days) > limit
        };
        match self.ways.iter_mut().find(|(known, _)| same(known)) {
            Some((_, merits)) if !merits.contains(&merit) => merits.push(merit),
            Some(_) => {}
            None => self.ways.push((path, vec![merit])),
        }
    }

    fn sorted(mut self, objective: impl Fn(&Edge) -> f64) -> Vec<(Path, Vec<Merit>)> {
        let graph = &self.space.graph;
        let sum = |p: &Path| p.edges.iter().map(|i| objective(&graph.edges()[*i])).sum::<f64>();
        self.ways.sort_by(|a, b| sum(&a.0).total_cmp(&sum(&b.0)).then_with(|| a.0.edges.cmp(&b.0.edges)));
        self.ways
    }
}
