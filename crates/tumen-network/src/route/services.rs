//! Corridors that exist as services under a name: the best way by the places that make each of them up.

use super::{MENDS, Router, by};
use crate::request::Objective;
use crate::search::{Bans, Path, Tree, tree_onward};
use crate::space::{Move, Space, Step};
use crate::topology::{LinkKind, Network};
use crate::ways::Ways;
use std::cell::{OnceCell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;
use tumen_core::model::Id;
use tumen_core::model::logistics::{Cargo, Service};

/// A service is among the variants if it is no worse than so many times the best, or as many times as long in
/// kilometers and days: prices of a lane alone make no detour of it.
const STRETCH: f64 = 1.35;
/// What it waits in ports may make it slower by so much.
const STRETCH_DAYS: f64 = 1.6;
/// One through a third country that the best way does not touch has to come nearer to it.
const STRETCH_ABROAD: f64 = 1.2;

/// Trees that go on from the places of services, made once for each beginning of a list of places.
struct Stops<'a> {
    router: &'a Router<'a>,
    objective: Objective,
    bans: Bans,
    ways: Ways<'a>,
    trees: RefCell<BTreeMap<Vec<Id>, Rc<Tree>>>,
}

/// The best open way of each service, as far as it is no detour from the best way. What the request has switched
/// on may be used by way of a third country.
pub(super) fn of(router: &Router<'_>, best: &Path, objective: Objective) -> Vec<Path> {
    let open = || router.bans.clone();
    let stops = Stops::new(router, objective, open());
    // Where the cheapest way of a service goes round, that with the least emissions or the shortest is meant: the
    // nearest port, a direct ship and the electrified main line.
    let fastest = router.best(Objective::Time);
    let others: [OnceCell<Stops<'_>>; 2] = [OnceCell::new(), OnceCell::new()];
    let natural = |service: &Service| {
        let path = stops.best_of(service)?;
        let round = fastest.as_ref().is_some_and(|f| router.sense.is_roundabout(&path, f));
        if !round || router.uses_wish(&path) {
            return Some(path);
        }
        let by = [Objective::Co2, Objective::Distance];
        let mut direct = others.iter().zip(by).filter_map(|(cell, objective)| {
            cell.get_or_init(|| Stops::new(router, objective, open())).best_of(service)
        });
        Some(direct.find(|other| router.sense.is_roundabout(&path, other)).unwrap_or(path))
    };
    let least = best.weights.by(objective);
    // Boxes have prices of single lanes, which make neighbors of no detour differ by more than that.
    let by_box = router.request.cargo == Cargo::Container;
    let near = |path: &Path| {
        let abroad = router.sense.goes_less_abroad(best, path) && !router.uses_wish(path);
        // A service between two countries is no way between two others.
        if abroad && router.sense.third_countries(path).len() > 1 {
            return false;
        }
        let stretch = if abroad { STRETCH_ABROAD } else { STRETCH };
        let (own, shortest) = (&path.weights, &best.weights);
        let long = own.km > shortest.km * stretch || own.days > shortest.days * STRETCH_DAYS;
        own.by(objective) <= least * stretch || by_box && !long
    };
    let all = router.writer.document.logistics.services.iter().filter(|s| router.sense.serves(s));
    all.filter_map(natural).filter(near).collect()
}

impl<'a> Stops<'a> {
    fn new(router: &'a Router<'a>, objective: Objective, bans: Bans) -> Self {
        let ways = Ways::new(router.space, &bans, by(objective));
        Self { router, objective, bans, ways, trees: RefCell::default() }
    }

    /// The best way by a service's places, in their order or against it, that a planner would show: where the best
    /// is none because of one edge, as of a ship changed on the way, the best without it.
    fn best_of(&self, service: &Service) -> Option<Path> {
        let mut both = self.both_ways(service);
        let mut bans = self.bans.clone();
        for _ in 0..MENDS {
            if let Some(best) = self.shown(service, &both) {
                return Some(best);
            }
            let odd: Vec<usize> = both.iter().flat_map(|path| self.router.sense.odd_edges(path)).collect();
            if odd.is_empty() {
                return None;
            }
            odd.into_iter().for_each(|edge| bans.edges.insert(edge));
            both = Self::new(self.router, self.objective, bans.clone()).both_ways(service);
        }
        self.shown(service, &both)
    }

    /// The best ways by a service's places in their order and against it.
    fn both_ways(&self, service: &Service) -> Vec<Path> {
        let back: Vec<Id> = service.passes.iter().rev().cloned().collect();
        let both = if back == service.passes { vec![back] } else { vec![service.passes.clone(), back] };
        both.iter().filter_map(|passes| self.through(passes)).collect()
    }

    /// The best of some ways that are the service and that a planner would show.
    fn shown(&self, service: &Service, ways: &[Path]) -> Option<Path> {
        let meant = |p: &&Path| self.router.sense.is_of(p, service) && self.router.is_sensible(p);
        let shown = ways.iter().filter(meant);
        shown.min_by(|a, b| a.weights.by(self.objective).total_cmp(&b.weights.by(self.objective))).cloned()
    }

    /// The best way by some places in this order.
    fn through(&self, passes: &[Id]) -> Option<Path> {
        let space = self.router.space;
        let (start, edges) = self.edges_to(passes, space.goal)?;
        Some(Path::new(&space.graph, start, edges, by(self.objective)))
    }

    /// The way to a state by the places before it.
    fn edges_to(&self, before: &[Id], state: u32) -> Option<(u32, Vec<usize>)> {
        let graph = &self.router.space.graph;
        let Some((last, earlier)) = before.split_last() else {
            return self.ways.there.arcs_to(graph, state);
        };
        let (from, rest) = self.tree(before)?.arcs_to(graph, state)?;
        let entry = self.entries(last, earlier).into_iter().find(|e| e.state == from)?;
        let crossed = entry.across.map(|i| graph.edges()[i].from);
        let (first, mut edges) = self.edges_to(earlier, crossed.unwrap_or(from))?;
        edges.extend(entry.across);
        edges.extend(rest);
        Some((first, edges))
    }

    /// The ways that have passed some places in this order, to everywhere.
    fn tree(&self, passes: &[Id]) -> Option<Rc<Tree>> {
        if let Some(known) = self.trees.borrow().get(passes) {
            return Some(Rc::clone(known));
        }
        let (last, before) = passes.split_last()?;
        let starts: Vec<(u32, f64)> =
            self.entries(last, before).iter().map(|e| (e.state, e.measure)).collect();
        // What has crossed a border does not cross it back.
        let mut bans = self.bans.clone();
        let links = &self.router.writer.network.links;
        let crossed = links.iter().enumerate().filter(|(_, l)| l.id == *last && l.kind != LinkKind::Haul);
        crossed.for_each(|(i, _)| bans.links.insert(i));
        let tree = tree_onward(&self.router.space.graph, &starts, &bans, by(self.objective));
        let tree = Rc::new(tree);
        self.trees.borrow_mut().insert(passes.to_vec(), Rc::clone(&tree));
        Some(tree)
    }

    /// How far everything is after some places.
    fn measures(&self, before: &[Id]) -> Option<Vec<f64>> {
        match before.is_empty() {
            true => Some(self.ways.there.measure.clone()),
            false => self.tree(before).map(|t| t.measure.clone()),
        }
    }

    /// Where cargo stands in a train at a place, at the quay of a port or has just crossed a border, after some
    /// other places. A border is crossed from the side that is nearer.
    fn entries(&self, id: &Id, before: &[Id]) -> Vec<Entry> {
        let (space, network) = (self.router.space, self.router.writer.network);
        let Some(measures) = self.measures(before) else { return Vec::new() };
        let edges = space.graph.edges();
        let across = |i: usize| {
            let edge = &edges[i];
            let [near, far] = [edge.from, edge.to].map(|s| measures[s as usize]);
            let measure = near + edge.weights.by(self.objective);
            (near < far || !far.is_finite()).then_some(Entry { state: edge.to, measure, across: Some(i) })
        };
        let allowed = |i: &usize| self.bans.allow(*i, &edges[*i]);
        let crossing = (0..edges.len()).filter(|i| crosses(space, network, *i, id)).filter(allowed);
        let (nodes, terminals) = (network.nodes_of(id), &self.router.writer.document.logistics.terminals);
        let at = |(i, state): (usize, &Option<(u32, Move)>)| {
            let (node, how) = (*state)?;
            let port = network.nodes[node as usize].terminal.is_some_and(|t| terminals[t].port);
            let stands = if port { matches!(how, Move::Berth | Move::Sea) } else { how.gauge().is_some() };
            (stands && nodes.contains(&node)).then_some(Entry {
                state: i as u32,
                measure: measures[i],
                across: None,
            })
        };
        let standing = space.states.iter().enumerate().filter_map(at);
        standing.chain(crossing.filter_map(across)).filter(|e| e.measure.is_finite()).collect()
    }
}

/// A state in which a place of a service has been passed.
struct Entry {
    state: u32,
    measure: f64,
    /// The edge by which a border has been crossed.
    across: Option<usize>,
}

fn crosses(space: &Space, network: &Network, edge: usize, id: &Id) -> bool {
    matches!(space.steps[edge], Step::Border(link, _) if network.links[link as usize].id == *id)
}
