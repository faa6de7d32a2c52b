//! Variants for a request: the best by each objective, what nothing beats, what goes another way; and what
//! would be possible if what is closed were open.

mod services;

use super::alternatives::{Distinct, distinct};
use super::cost::CostModel;
use super::graph::Edge;
use super::legs::Writer;
use super::marks::Marks;
use super::pareto::{Exactness, pareto};
use super::request::{Answer, ClosedVariant, Merit, Objective, Reason, Request, RouteError, Variant, WhyNot};
use super::search::{Bans, Path, shortest, tree};
use super::sense::{self, Sense};
use super::space::{Space, Step};
use super::state::{Closure, named};
use super::topology::Network;
use super::uncertainty::{Draws, Sample};
use super::ways::{Found, Ways};
use std::collections::{BTreeMap, BTreeSet};
use tumen_core::geo::measure;
use tumen_core::message;
use tumen_core::message::{Message, Value, joined};
use tumen_core::model::corridor::Mode;
use tumen_core::model::logistics::{Cargo, Service};
use tumen_core::model::{Date, Document, Id};

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
/// So many border crossings and quays are shut one after the other to find a way that does not come back to one.
const MENDS: usize = 8;
/// Amounts beyond this, tonnes, are more than the world's ports handle in a year.
const MOST_TONNES: f64 = 2e8;

/// A value of one's own beyond this many times the highest plausible one is refused.
const ABSURD: f64 = 20.0;
/// Statuses are recorded from here on; before it every line would be taken as open, built or not.
const EARLIEST: Date = Date { year: 1949, month: 1, day: 1 };

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
        let sense = Sense::new(self, &space, request);
        let router = |bans: &Bans| {
            let bans = sense.with_one_ship(bans);
            Router { request, space: &space, writer: &writer, sense: &sense, bans }
        };
        let home = sense.is_domestic().then(|| router(&sense.at_home(&space.bans)));
        if let Some(home) = home.filter(Router::has_way) {
            return home.answer();
        }
        router(sense.without_transit(&space.bans).as_ref().unwrap_or(&space.bans)).answer()
    }

    /// The graph of a request with what its states and edges stand for: for reach, flows and assignment.
    #[must_use]
    pub fn space(&self, document: &Document, request: &Request) -> Space {
        Space::new(self, document, request, &CostModel::new(&document.logistics, request))
    }

    fn check(&self, document: &Document, request: &Request) -> Result<(), RouteError> {
        let amount = request.tonnes.0;
        if !amount.is_finite() || amount <= 0.0 {
            return Err(RouteError::BadAmount(message!("route-no-amount", amount = amount)));
        }
        if amount > MOST_TONNES {
            let amount = Value::Amount(amount);
            return Err(RouteError::OverCapacity(message!("route-more-than-any", amount = amount)));
        }
        self.check_request(document, request)?;
        let ends = std::iter::once(&request.from).chain(&request.via).chain([&request.to]);
        if let Some(id) = ends.clone().find(|id| self.nodes_of(id).is_empty()) {
            return Err(RouteError::Unknown(self.off_network(document, id)));
        }
        let closed_to = |id: &&Id| self.other_cargoes(document, id, request.cargo);
        if let Some(refused) = [&request.from, &request.to].iter().find_map(closed_to) {
            return Err(RouteError::NoConnection(refused));
        }
        let all: Vec<&Id> = ends.collect();
        match all.windows(2).find(|pair| self.nodes_of(pair[0]) == self.nodes_of(pair[1])) {
            Some(pair) => {
                Err(RouteError::SamePlace(message!("route-same-place", place = name(document, pair[1]))))
            }
            None => Ok(()),
        }
    }

    /// What to say of a port without land ways that handles other cargoes.
    fn other_cargoes(&self, document: &Document, id: &Id, cargo: Cargo) -> Option<Message> {
        let terminal = |node: &u32| {
            let links = self.around(*node).iter().map(|l| &self.links[*l as usize]);
            let takes = |l: &super::Link| l.cargoes.is_empty() || l.cargoes.contains(&cargo);
            let by_sea = links.filter(|l| takes(l)).all(|l| l.mode == Mode::Sea);
            let terminal = document.logistics.terminals.get(self.nodes[*node as usize].terminal?)?;
            let refuses = by_sea && !terminal.cargoes.is_empty() && !terminal.cargoes.contains(&cargo);
            refuses.then_some(terminal)
        };
        let all: Option<Vec<_>> = self.nodes_of(id).iter().map(terminal).collect();
        let first = all?.into_iter().next()?;
        let handled = joined("route-comma", first.cargoes.iter().map(|c| Message::new(c.key())));
        Some(message!("route-other-cargo", place = name(document, id), cargoes = handled))
    }

    /// Dates, countries and parameters that leave nothing to compute.
    fn check_request(&self, document: &Document, request: &Request) -> Result<(), RouteError> {
        if request.as_of < EARLIEST {
            let (first, date) = (EARLIEST.to_string(), request.as_of.to_string());
            return Err(RouteError::NoConnection(message!("route-too-early", first = first, date = date)));
        }
        for id in [&request.from, &request.to] {
            let country = self.nodes_of(id).first().map(|n| &self.nodes[*n as usize].country);
            if let Some(country) = country.filter(|c| request.avoid.iter().any(|a| **a == ***c)) {
                let place = name(document, id);
                let refused = message!("route-end-avoided", place = place, country = country);
                return Err(RouteError::NoConnection(refused));
            }
        }
        match request.assumptions.iter().find(|(id, value)| is_absurd(document, id, **value)) {
            Some((id, value)) => {
                Err(RouteError::BadAssumption(message!("route-absurd", id = id, value = *value)))
            }
            None => Ok(()),
        }
    }

    /// What to say of a place without railway, port or road.
    fn off_network(&self, document: &Document, id: &Id) -> Message {
        let Some(place) = document.place(id) else {
            return message!("route-no-place", id = id.to_string());
        };
        let far = |node: &&super::Node| measure::distance(place.position, node.position);
        let named = self.nodes.iter().filter(|n| !n.id.is_empty());
        let Some(near) = named.min_by(|a, b| far(a).total_cmp(&far(b))) else {
            return message!("route-network-empty", place = &place.names);
        };
        let km = Value::Amount(far(&near) / 1000.0);
        message!("route-off-network", place = &place.names, near = &near.names, km = km)
    }
}

/// Whether nothing can be computed with a value: not a number, nothing where the shipped range begins above nothing,
/// or far beyond what is plausible.
fn is_absurd(document: &Document, id: &str, value: f64) -> bool {
    let parameter = document.logistics.parameter(id).map(|p| (p.low, p.high));
    let known = parameter.or_else(|| document.logistics.rate(id).map(|r| (r.low, r.high)));
    let (low, high) = known.unwrap_or((0.0, f64::INFINITY));
    !value.is_finite() || value < 0.0 || value == 0.0 && low > 0.0 || value > high * ABSURD
}

fn name(document: &Document, id: &Id) -> Message {
    let place = document.place(id).map(|p| &p.names);
    let terminal = || {
        let record = document.logistics.terminals.iter().find(|t| t.id == *id)?;
        Some(&record.names).filter(|n| !n.en.is_empty())
    };
    let crossing = || document.logistics.crossings.iter().find(|c| c.id == *id).map(|c| &c.names);
    let names = place.or_else(terminal).or_else(crossing);
    names.map_or_else(|| Message::verbatim(id.to_string()), named)
}

/// What an objective looks at in an edge.
pub(super) fn by(objective: Objective) -> impl Fn(&Edge) -> f64 + Copy {
    move |edge: &Edge| edge.weights.by(objective)
}

fn days(edge: &Edge) -> f64 {
    edge.weights.days
}

pub(super) struct Router<'a> {
    request: &'a Request,
    pub space: &'a Space,
    pub writer: &'a Writer<'a>,
    pub sense: &'a Sense<'a>,
    /// What is closed, to a domestic haul every place abroad, and quays that a consignment shipped once has no use for.
    pub bans: Bans,
}

impl Router<'_> {
    fn ends(&self) -> ([u32; 1], [u32; 1]) {
        ([self.space.start], [self.space.goal])
    }

    fn has_way(&self) -> bool {
        let (starts, goals) = self.ends();
        shortest(&self.space.graph, &starts, &goals, &self.bans, days).is_some()
    }

    fn answer(&self) -> Result<Answer, RouteError> {
        let found = self.open_ways();
        let closed_variants = self.closed_ways(&found);
        if found.is_empty() {
            return Err(self.refusal(&closed_variants));
        }
        let variants = self.variants(found);
        let mut why_not: Vec<WhyNot> = Vec::new();
        for closed in closed_variants.iter().flat_map(|v| &v.closed) {
            if !why_not.iter().any(|w| w.link == closed.link) {
                why_not.push(closed.clone());
            }
        }
        Ok(Answer { variants, closed_variants, why_not })
    }

    /// The variants of ways, with their uncertainty, in groups that cannot be told apart. In a group what the
    /// request has switched on comes first, in the order of its records, then services that are not dearer and
    /// slower than another way of no more countries; then what goes round no plainer way, and takes
    /// fewer whole weeks more than the fastest, as the objective tells nothing and no estimate is better than to a week.
    fn variants(&self, found: Vec<(Path, Vec<Merit>)>) -> Vec<Variant> {
        let mut draws = Draws::default();
        let mut samples: Vec<(Sample, sense::Place)> = Vec::new();
        let mut variants: Vec<Variant> = Vec::new();
        let mut paths: Vec<Path> = Vec::new();
        for (path, merits) in found {
            let works = self.writer.works(&path);
            let terms: Option<Vec<_>> = works.iter().map(|w| self.writer.costs.terms(*w)).collect();
            let sample = terms.and_then(|terms| draws.sample(&terms, self.request.objective));
            let (Some(mut variant), Some(sample)) = (self.writer.variant(&path, merits), sample) else {
                continue;
            };
            let service = self.service(&path);
            let wished = service.is_some() && self.uses_wish(&path);
            let order = service.map_or(usize::MAX, |(i, s)| if wished { i } else { s.order });
            variant.service = service.map(|(_, s)| s.names.clone());
            variant.spread = sample.spread();
            variant.rank = samples.len();
            let days = variant.range.value.days.0;
            samples.push((sample, sense::Place { unasked: !wished, order, roundabout: false, days }));
            variants.push(variant);
            paths.push(path);
        }
        for (i, path) in
            paths.iter().enumerate().filter(|(i, _)| !variants[*i].merits.contains(&Merit::Wished))
        {
            let beats = |by: &Path| self.sense.is_clearly_behind(path, by);
            if paths.iter().any(beats) {
                samples[i].1.order = usize::MAX;
            }
            // What goes round with more handling comes behind the plain way, however fast it is.
            if paths.iter().any(|plain| self.sense.is_plainer(plain, path)) {
                samples[i].1.roundabout = true;
            }
        }
        let objective = self.request.objective;
        let alike = |a: &Variant, b: &Variant| samples[a.rank].0.is_alike(&samples[b.rank].0, objective);
        sense::group(&mut variants, alike, |v| samples[v.rank].1);
        variants
    }

    /// Whether a way uses a link that the request has switched on.
    pub fn uses_wish(&self, path: &Path) -> bool {
        let wished = &self.space.closures.wished;
        path.edges.iter().any(|i| wished.contains(self.space.graph.edges()[*i].link as usize))
    }

    /// The service that a way is, of several the one with the most places.
    fn service(&self, path: &Path) -> Option<(usize, &Service)> {
        let all = self.writer.document.logistics.services.iter().enumerate();
        let used = all.filter(|(_, s)| self.sense.is_of(path, s));
        used.max_by_key(|(_, s)| s.passes.len())
    }

    /// The best way by an objective that a planner would show; the best at all if there is none.
    pub fn best(&self, objective: Objective) -> Option<Path> {
        let (graph, (starts, goals)) = (&self.space.graph, self.ends());
        let mut bans = self.bans.clone();
        let mut first = None;
        for _ in 0..MENDS {
            let Some(path) = shortest(graph, &starts, &goals, &bans, by(objective)) else { break };
            let odd = self.sense.odd_edges(&path);
            if odd.is_empty() {
                return Some(path);
            }
            odd.into_iter().for_each(|edge| bans.edges.insert(edge));
            first = first.or(Some(path));
        }
        first
    }

    /// Open ways with their merits, the best by the wanted objective first.
    fn open_ways(&self) -> Vec<(Path, Vec<Merit>)> {
        let (graph, bans, (starts, goals)) = (&self.space.graph, &self.bans, self.ends());
        let mut found = Found { space: self.space, sense: self.sense, ways: Vec::new() };
        let Some(best) = self.best(self.request.objective) else { return Vec::new() };
        let objective = by(self.request.objective);
        found.add(Some(best.clone()), Merit::Best(self.request.objective), 1.0);
        for path in services::of(self, &best, self.request.objective) {
            let merit = if self.uses_wish(&path) { Merit::Wished } else { Merit::Service };
            found.add(Some(path), merit, 1.0);
        }
        found.add(self.rail_alone(), Merit::RailAlone, 1.0);
        for other in Objective::ALL.into_iter().filter(|o| *o != self.request.objective) {
            found.add_best(self.best(other), other);
        }
        let most = self.request.alternatives + 1;
        let mut others = self.by_gateways(most);
        if others.len() < most {
            let wanted = Distinct { count: most, shared: SHARED, stretch: STRETCH };
            others.extend(distinct(graph, (&starts, &goals), bans, objective, days, wanted));
        }
        let sensible = others.into_iter().filter(|p| self.is_sensible(p));
        for path in sensible.take(most) {
            found.add(Some(path), Merit::Alternative, SHARED_PARETO);
        }
        let exact = Exactness { epsilon: 0.02, labels_per_state: 8, labels: 30_000 };
        let unbeaten = pareto(graph, &starts, &goals, bans, exact).paths;
        for path in unbeaten.into_iter().filter(|p| self.is_sensible(p)) {
            found.add(Some(path), Merit::Pareto, SHARED_PARETO);
        }
        // By places that were asked for there may be no other way than there and back.
        if found.ways.iter().any(|(path, _)| self.is_sensible(path)) {
            found.ways.retain(|(path, _)| self.is_sensible(path));
        }
        if self.request.via.is_empty() {
            found.drop_detours(self.request.objective);
            found.drop_roundabout(self.request.objective);
        }
        let service = |path: &Path| self.service(path).map(|(i, _)| i);
        // A service is told by another way that is one as well and better.
        let services = &self.writer.document.logistics.services;
        let tells =
            |by: &Path, path: &Path| service(path).is_some_and(|i| self.sense.is_of(by, &services[i]));
        found.merge_twins(service, tells);
        found.drop_beaten(self.request.objective, tells);
        found.name_services(service, self.request.objective);
        found.crown_all(self.request.objective);
        found.sorted(objective)
    }

    /// The best ways over different ports and borders, the best first. A way that passes all gateways of
    /// a better one and more is no other way but a detour.
    fn by_gateways(&self, most: usize) -> Vec<Path> {
        let objective = by(self.request.objective);
        let ways = Ways::new(self.space, &self.bans, objective);
        let graph = &self.space.graph;
        let gateway =
            |i: &usize| matches!(self.space.steps[*i], Step::Port(_) | Step::Ferry(_) | Step::Border(..));
        let allowed = |i: &usize| self.bans.allow(*i, &graph.edges()[*i]);
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
        self.sense.gates(path).into_iter().collect()
    }

    pub fn is_sensible(&self, path: &Path) -> bool {
        self.sense.is_shown(path)
    }

    /// The best way without ship and lorry.
    fn rail_alone(&self) -> Option<Path> {
        let mut bans = self.bans.clone();
        let afloat = |step: &Step| match step {
            Step::Haul { link, .. } => self.writer.network.links[*link as usize].mode != Mode::Rail,
            Step::Port(_) | Step::Ferry(_) => true,
            _ => false,
        };
        let steps = self.space.steps.iter().enumerate();
        bans.edges = steps.filter(|(_, s)| afloat(s)).map(|(i, _)| i).collect::<Marks>();
        let (starts, goals) = self.ends();
        let best = shortest(&self.space.graph, &starts, &goals, &bans, by(self.request.objective));
        best.filter(|p| self.sense.is_shown(p))
    }

    fn closure(&self, link: u32) -> Option<&Closure> {
        let closures = &self.space.closures;
        match self.space.terminal_of(link) {
            Some(terminal) => closures.terminals[terminal].as_ref(),
            None => closures.links.get(link as usize)?.as_ref(),
        }
    }

    /// For everything closed the best way that it would allow, as far as it would be worth going.
    fn closed_ways(&self, found: &[(Path, Vec<Merit>)]) -> Vec<ClosedVariant> {
        let best = found.first().map(|(path, _)| path);
        let (graph, objective) = (&self.space.graph, by(self.request.objective));
        let avoided = |link: u32| self.closure(link).is_some_and(|c| c.avoided);
        let mut bans = Bans::links(graph.edges().iter().map(|a| a.link).filter(|l| avoided(*l)));
        bans.states = self.bans.states.clone();
        let bans = self.sense.with_one_ship(&bans);
        let all = Ways::new(self.space, &bans, objective);
        let most = best.map_or(f64::INFINITY, |b| b.weights.by(self.request.objective) * CLOSED_STRETCH);
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
        // What an open way makes pointless is no news, unless it is a service.
        let is_news = |p: &Path| {
            let served = self.service(p).is_some();
            !found.iter().any(|(open, _)| self.sense.is_no_news(p, open, served))
        };
        let whole =
            |(_, i): (f64, usize)| all.through(i, objective).filter(|p| self.is_sensible(p) && is_news(p));
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
            return RouteError::NoConnection(self.gap(from, to));
        };
        // What is closed for the same reason is told once.
        let mut told: Vec<&Reason> = Vec::new();
        let same = |a: &Reason, b: &Reason| match (a, b) {
            (Reason::Is { why: a, .. }, Reason::Is { why: b, .. }) => a == b,
            (a, b) => a == b,
        };
        for closed in &nearest.closed {
            if !told.iter().any(|known| same(known, &closed.reason)) {
                told.push(&closed.reason);
            }
        }
        let reasons = joined("route-semicolon", told.into_iter().map(Reason::message));
        let closures = &self.space.closures;
        let small = |link: &Id| {
            let all = closures.links.iter().chain(&closures.terminals).flatten();
            all.filter(|c| c.id == *link).any(|c| c.too_small)
        };
        if nearest.closed.iter().all(|c| small(&c.link)) {
            let amount = Value::Amount(request.tonnes.0);
            return RouteError::OverCapacity(message!(
                "route-over-capacity",
                amount = amount,
                from = from,
                to = to,
                reasons = reasons
            ));
        }
        let date = request.as_of.to_string();
        RouteError::NoConnection(message!(
            "route-all-closed",
            from = from,
            to = to,
            date = date,
            reasons = reasons
        ))
    }

    /// How far the cargo gets, where nothing joins the two ends at all.
    fn gap(&self, from: Message, to: Message) -> Message {
        let network = self.writer.network;
        let there = tree(&self.space.graph, &[self.space.start], &Bans::default(), days);
        let reached = self.space.states.iter().enumerate().filter(|(i, _)| there.reaches(*i as u32));
        let Some(goal) = network.nodes_of(&self.request.to).first() else { return Message::NONE };
        let goal = network.nodes[*goal as usize].position;
        let nodes = reached.filter_map(|(_, s)| s.map(|(node, _)| &network.nodes[node as usize]));
        let far = |n: &&super::Node| measure::distance(n.position, goal);
        let nearest = nodes.filter(|n| !n.id.is_empty()).min_by(|a, b| far(a).total_cmp(&far(b)));
        match nearest {
            None => message!("route-nothing-there", place = from),
            Some(node) => {
                let km = Value::Amount(far(&node) / 1000.0);
                message!("route-gap", from = from, to = to, near = &node.names, km = km)
            }
        }
    }
}
