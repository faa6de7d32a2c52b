//! Which ways a planner would show: none that comes back to what it has passed, leaves and re-enters the country
//! of its end, or goes abroad for a domestic haul.

use super::alternatives::passes_once;
use super::request::{Request, Variant};
use super::search::{Bans, Path};
use super::space::{Move, Space, Step};
use super::topology::{LinkKind, Network};
use std::collections::BTreeSet;
use tumen_core::model::Id;
use tumen_core::model::corridor::Mode;
use tumen_core::model::logistics::{Cargo, Service};

/// The country that nothing crosses from land to land unless it is asked for (ISO 3166 alpha-2).
const TRANSIT_BARRED: &str = "KP";
/// The side from which such transit would come.
const TRANSIT_SIDE: &str = "CN";
/// A way is left out if another is better in everything by this factor.
const CLEARLY: f64 = 1.2;
/// Nobody takes what is so many times as dear and as slow as another way, however little it emits.
const HOPELESS: f64 = 2.0;
const CRAWLING: f64 = 3.0;
/// By so much in everything a line is longer than another by the same ports and borders.
const LONGER: f64 = 1.02;
/// Two ways by the same gateways are one if no total is more than so many times that of the other.
const ALIKE: f64 = 1.03;
/// They are one, whatever they are called, if not by so much.
const SAME: f64 = 1.005;
/// A way goes round if another is shorter and faster by this factor, at no more than so many times its cost,
/// and spares a third country or so much handling.
const ROUND: f64 = 1.015;
const PRICED: f64 = 3.0;
const MORE_HANDLING: usize = 1;
/// Ways that cannot be told apart are ordered by weeks.
const DAYS_OF_WEEK: f64 = 7.0;
/// A service comes behind what is cheaper and faster by this factor, although it is a service.
const BEHIND: f64 = 1.05;

/// The countries and places of a request's ends.
pub(super) struct Sense<'a> {
    network: &'a Network,
    space: &'a Space,
    free: bool,
    /// Whether the request has switched on anything.
    wishes: bool,
    cargo: Cargo,
    ends: [&'a [u32]; 2],
    countries: [&'a str; 2],
    /// Nodes where ships are loaded.
    quays: BTreeSet<u32>,
}

impl<'a> Sense<'a> {
    pub fn new(network: &'a Network, space: &'a Space, request: &Request) -> Self {
        let ends = [&request.from, &request.to].map(|id| network.nodes_of(id));
        let country =
            |nodes: &[u32]| nodes.first().map_or("", |n| network.nodes[*n as usize].country.as_str());
        // Who names places to pass has asked for the detour.
        let (free, cargo) = (!request.via.is_empty(), request.cargo);
        let wishes = !request.with.is_empty();
        let quay = |step: &Step| if let Step::Port(node) = step { Some(*node) } else { None };
        let quays = space.steps.iter().filter_map(quay).collect();
        Self { network, space, free, wishes, cargo, ends, countries: ends.map(country), quays }
    }

    /// Whether both ends lie in one country and nothing abroad was asked for.
    pub fn is_domestic(&self) -> bool {
        !self.free && self.countries[0] == self.countries[1] && !self.countries[0].is_empty()
    }

    /// What is closed, and for a domestic haul every place abroad.
    pub fn at_home(&self, bans: &Bans) -> Bans {
        let mut bans = bans.clone();
        for (i, state) in self.space.states.iter().enumerate() {
            let abroad = |node: u32| {
                let country = &self.network.nodes[node as usize].country;
                !country.is_empty() && country != self.countries[0]
            };
            if state.is_some_and(|(node, _)| abroad(node)) {
                bans.states.insert(i);
            }
        }
        bans
    }

    /// Whether a planner would show a way.
    pub fn is_shown(&self, path: &Path) -> bool {
        match self.free {
            true => self.keeps_on(path),
            false => {
                let once = passes_once(&self.space.graph, path) && self.ships(path).len() <= 1;
                once && self.back_edge(path).is_none() && !self.turns(path)
            }
        }
    }

    /// Whether a way by places that were asked for comes back to nothing that it has passed.
    fn keeps_on(&self, path: &Path) -> bool {
        let nodes = self.nodes(path);
        nodes.iter().collect::<BTreeSet<_>>().len() == nodes.len()
    }

    /// What is closed, and the land borders between the DPRK and China where neither end lies in the DPRK and nothing
    /// was asked for: no service carries transit across it from land to land.
    pub fn without_transit(&self, bans: &Bans) -> Option<Bans> {
        if self.free || self.wishes || self.countries.contains(&TRANSIT_BARRED) {
            return None;
        }
        let country = |node: u32| &*self.network.nodes[node as usize].country;
        let mut bans = bans.clone();
        for (i, link) in self.network.links.iter().enumerate().filter(|(_, l)| l.kind != LinkKind::Haul) {
            let ends = [country(link.from), country(link.to)];
            if ends.contains(&TRANSIT_BARRED) && ends.contains(&TRANSIT_SIDE) {
                bans.links.insert(i);
            }
        }
        Some(bans)
    }

    /// What is closed, and every quay that no cargo goes aboard by land from the start, or leaves by land to the goal:
    /// what is shipped once is boarded and landed at no other.
    pub fn with_one_ship(&self, bans: &Bans) -> Bans {
        let mut bans = bans.clone();
        if self.free {
            return bans;
        }
        let graph = &self.space.graph;
        let lands = |i: usize| {
            let from = graph.edges()[i].from as usize;
            self.space.states[from].is_some_and(|(_, how)| how == Move::Berth)
                && matches!(self.space.steps[i], Step::Port(_))
        };
        let (reversed, original) = graph.reversed(|i, edge| bans.allow(i, edge));
        let ashore = graph.reached(self.space.start, |i, edge| bans.allow(i, edge) && !self.boards_ship(i));
        let onward = reversed.reached(self.space.goal, |i, _| !lands(original[i]));
        let quays: Vec<usize> = (0..graph.edges().len())
            .filter(|i| {
                let edge = &graph.edges()[*i];
                self.boards_ship(*i) && !ashore.contains(edge.from as usize)
                    || lands(*i) && !onward.contains(edge.to as usize)
            })
            .collect();
        quays.into_iter().for_each(|i| bans.edges.insert(i));
        bans
    }

    /// Nodes of a way, each stay once.
    fn nodes(&self, path: &Path) -> Vec<u32> {
        let states = path.states(&self.space.graph).filter_map(|s| self.space.states[s as usize]);
        let mut nodes: Vec<u32> = states.map(|(node, _)| node).collect();
        nodes.dedup();
        nodes
    }

    /// Whether a way passes its destination and comes back, or comes back to where it began.
    fn turns(&self, path: &Path) -> bool {
        let nodes = self.nodes(path);
        let [from, to] = self.ends;
        let left = nodes.iter().position(|n| !from.contains(n)).unwrap_or(nodes.len());
        let there = nodes.iter().position(|n| to.contains(n)).unwrap_or(nodes.len());
        nodes[left..].iter().any(|n| from.contains(n))
            || nodes[there.min(nodes.len())..].iter().any(|n| !to.contains(n))
    }

    /// The edge by which a way leaves the country of its origin to come back, or enters that of its
    /// destination to leave it again.
    pub fn back_edge(&self, path: &Path) -> Option<usize> {
        if self.free {
            return None;
        }
        let steps: Vec<(usize, &str, &str)> =
            path.edges.iter().filter_map(|i| self.countries_of(*i)).collect();
        let [home, goal] = self.countries;
        let crossings: Vec<&(usize, &str, &str)> = steps.iter().filter(|(_, a, b)| a != b).collect();
        let left: Vec<_> = crossings.iter().filter(|(_, a, _)| *a == home).collect();
        let entered: Vec<_> = crossings.iter().filter(|(_, _, b)| *b == goal).collect();
        if home == goal {
            return left.first().map(|(i, _, _)| *i);
        }
        let first = |all: &[&&(usize, &str, &str)]| all.first().filter(|_| all.len() > 1).map(|(i, _, _)| *i);
        first(&left).or_else(|| first(&entered))
    }

    /// Edges for want of which a way that no planner would take may become one: by which it comes back to a country,
    /// goes on from a place where it has been before, or boards a second ship, with all quays outside the country where
    /// it boarded the first. None if nothing is odd.
    pub fn odd_edges(&self, path: &Path) -> Vec<usize> {
        if let Some(edge) = self.back_edge(path).or_else(|| self.edge_after_return(path)) {
            return vec![edge];
        }
        let ships = self.ships(path);
        let (Some(first), Some(second)) = (ships.first(), ships.get(1)) else { return Vec::new() };
        let country = |i: usize| {
            let (node, _) = self.space.states[self.space.graph.edges()[i].to as usize]?;
            Some(self.network.nodes[node as usize].country.as_str())
        };
        let home = country(*first);
        let elsewhere = |i: &usize| self.boards_ship(*i) && country(*i) != home;
        (0..self.space.steps.len()).filter(elsewhere).chain([*second]).collect()
    }

    /// The edges by which a way boards ships, ferries apart. Any two ports are joined by sea, so that only prices of
    /// unlike lanes would make cargo that a ship has landed go aboard another. Nothing is odd where places to pass
    /// were asked for.
    fn ships(&self, path: &Path) -> Vec<usize> {
        path.edges.iter().copied().filter(|i| !self.free && self.boards_ship(*i)).collect()
    }

    fn boards_ship(&self, edge: usize) -> bool {
        let to = self.space.graph.edges()[edge].to as usize;
        self.space.states[to].is_some_and(|(_, how)| how == Move::Sea)
            && matches!(self.space.steps[edge], Step::Port(_))
    }

    fn edge_after_return(&self, path: &Path) -> Option<usize> {
        let graph = &self.space.graph;
        let (mut seen, mut last) = (BTreeSet::new(), None);
        path.edges.iter().copied().find(|i| {
            let place = graph.place(graph.edges()[*i].from);
            let returned = last != Some(place) && !seen.insert(place);
            last = Some(place);
            returned
        })
    }

    /// An edge between places, with the countries of its ends.
    fn countries_of(&self, index: usize) -> Option<(usize, &str, &str)> {
        let edge = self.space.graph.edges().get(index)?;
        let country = |state: u32| {
            let (node, _) = self.space.states[state as usize]?;
            Some(self.network.nodes[node as usize].country.as_str()).filter(|c| !c.is_empty())
        };
        Some((index, country(edge.from)?, country(edge.to)?))
    }

    /// Countries that a way touches beside those of its ends.
    pub fn third_countries(&self, path: &Path) -> BTreeSet<&str> {
        let nodes = self.nodes(path);
        let all = nodes.into_iter().map(|n| self.network.nodes[n as usize].country.as_str());
        all.filter(|c| !c.is_empty() && !self.countries.contains(c)).collect()
    }

    /// How often the cargo is handled, waits at a border or changes gauge.
    pub fn handlings(&self, path: &Path) -> usize {
        let stands = |i: &&usize| !matches!(self.space.steps[**i], Step::Haul { .. } | Step::Pass(_));
        path.edges.iter().filter(stands).count()
    }

    /// Whether another way makes one pointless: no dearer and no slower with fewer countries or less handling,
    /// or clearly better in everything.
    pub fn is_beaten(&self, path: &Path, by: &Path) -> bool {
        let (w, b) = (&path.weights, &by.weights);
        let clearly = [(w.usd, b.usd), (w.days, b.days), (w.km, b.km), (w.co2, b.co2)];
        let simpler = self.goes_less_abroad(by, path) || self.handlings(by) < self.handlings(path);
        let hopeless = b.usd * HOPELESS <= w.usd && b.days * HOPELESS <= w.days
            || b.usd <= w.usd && b.days * CRAWLING <= w.days;
        // Of two lines between the same borders the longer one is no way of its own.
        let longer = clearly.iter().all(|(w, b)| b * LONGER <= *w) && self.gates(path) == self.gates(by);
        hopeless
            || longer
            || simpler && b.usd <= w.usd && b.days <= w.days
            || clearly.iter().all(|(w, b)| b * CLEARLY <= *w)
    }

    /// Whether a way passes all ports and borders of another and more, and is worse in everything.
    pub fn is_more_of(&self, path: &Path, by: &Path) -> bool {
        let (w, b) = (&path.weights, &by.weights);
        let (own, other) = (self.gates(path), self.gates(by));
        let more = own.len() > other.len() && other.iter().all(|gate| own.contains(gate));
        more && b.usd <= w.usd && b.days <= w.days && b.km <= w.km
    }

    /// Whether a way touches fewer third countries than another, and none that the other does not.
    pub fn goes_less_abroad(&self, path: &Path, than: &Path) -> bool {
        let (own, other) = (self.third_countries(path), self.third_countries(than));
        own.is_subset(&other) && own.len() < other.len()
    }

    /// What a way consists of, whatever is done with the cargo at which station: hauls, borders and ports.
    pub fn signature(&self, path: &Path) -> Vec<(u32, bool)> {
        let part = |i: &usize| match self.space.steps[*i] {
            Step::Haul { link, .. } | Step::Border(link, _) => Some((link, true)),
            Step::Port(node) | Step::Ferry(node) => Some((node, false)),
            Step::GaugeChange(_) | Step::Customs(_) | Step::Transfer(_) => None,
            Step::Load(_) | Step::Unload(_) | Step::Pass(_) => None,
        };
        path.edges.iter().filter_map(part).collect()
    }

    /// Ports and borders that a way passes, in order, without the two ends.
    pub fn gates(&self, path: &Path) -> Vec<(u32, bool)> {
        let gate = |i: &usize| match self.space.steps[*i] {
            Step::Border(_, crossing) => Some((crossing as u32, true)),
            Step::Port(node) | Step::Ferry(node) if !self.ends.iter().any(|e| e.contains(&node)) => {
                Some((node, false))
            }
            _ => None,
        };
        let mut gates: Vec<(u32, bool)> = path.edges.iter().filter_map(gate).collect();
        gates.dedup();
        gates
    }

    /// Whether a planner would call two ways one: the same ports and borders, and nothing of weight between them, or
    /// nothing at all if they are not of one service.
    pub fn are_twins(&self, a: &Path, b: &Path, one_service: bool) -> bool {
        let most = if one_service { ALIKE } else { SAME };
        let near = |a: f64, b: f64| a.max(b) <= a.min(b) * most;
        let (w, v) = (&a.weights, &b.weights);
        near(w.usd, v.usd) && near(w.days, v.days) && near(w.km, v.km) && self.gates(a) == self.gates(b)
    }

    /// Whether a way goes round by more countries, or with more handling, than another that is shorter and faster:
    /// then a price alone, of one lane beside estimates elsewhere, makes no way of it.
    pub fn is_roundabout(&self, path: &Path, beside: &Path) -> bool {
        let (w, b) = (&path.weights, &beside.weights);
        let worse = b.km * ROUND <= w.km && b.days * ROUND <= w.days && b.usd <= w.usd * PRICED;
        let handled = self.handlings(path) >= self.handlings(beside) + MORE_HANDLING;
        worse && (self.goes_less_abroad(beside, path) || handled)
    }

    /// Whether a way is plainer than another, with less handling and no more third countries: clearly shorter, or
    /// direct and no dearer.
    pub fn is_plainer(&self, path: &Path, than: &Path) -> bool {
        let (w, t) = (&path.weights, &than.weights);
        let countries = self.third_countries(path).len() <= self.third_countries(than).len();
        let direct = || self.gates(path).is_empty() && w.usd <= t.usd;
        countries && self.handlings(path) < self.handlings(than) && (w.km * CLEARLY <= t.km || direct())
    }

    /// Whether a way is both dearer and slower than another that touches no more third countries.
    pub fn is_clearly_behind(&self, path: &Path, other: &Path) -> bool {
        let (w, b) = (&path.weights, &other.weights);
        let countries = self.third_countries(other).len() <= self.third_countries(path).len();
        countries && b.usd * BEHIND <= w.usd && b.days * BEHIND <= w.days
    }

    /// Whether nobody would ask why a closed way is not taken: it goes round, or it is no service and an open one is no
    /// dearer, no slower and no longer.
    pub fn is_no_news(&self, closed: &Path, open: &Path, served: bool) -> bool {
        let (w, b) = (&closed.weights, &open.weights);
        !served && b.usd <= w.usd && b.days <= w.days && b.km <= w.km || self.is_roundabout(closed, open)
    }

    /// Whether a service is one for the cargo and the ends of the request.
    pub fn serves(&self, service: &Service) -> bool {
        let is_in = |all: &[String], at: usize| all.is_empty() || all.iter().any(|c| c == self.countries[at]);
        let ends = [(0, 1), (1, 0)]
            .into_iter()
            .any(|(near, far)| is_in(&service.ends, near) && is_in(&service.far_ends, far));
        ends && (service.cargoes.is_empty() || service.cargoes.contains(&self.cargo))
    }

    /// Whether a way is the one that a service stands for.
    pub fn is_of(&self, path: &Path, service: &Service) -> bool {
        let afloat = |i: &usize| match self.space.steps[*i] {
            Step::Haul { link, .. } => {
                Some(&self.network.links[link as usize]).filter(|l| l.mode == Mode::Sea)
            }
            _ => None,
        };
        let sea: f64 = path.edges.iter().filter_map(afloat).map(|l| l.km.0).sum();
        self.serves(service)
            && sea >= service.least_sea_km
            && service.passes.iter().all(|id| self.passes(path, id))
    }

    /// Whether a way passes a place, or a crossing, or goes over the quay of a port.
    pub fn passes(&self, path: &Path, id: &Id) -> bool {
        let nodes = self.network.nodes_of(id);
        if nodes.iter().any(|n| self.quays.contains(n)) {
            let quay = |i: &usize| matches!(self.space.steps[*i], Step::Port(n) | Step::Ferry(n) if nodes.contains(&n));
            return path.edges.iter().any(quay);
        }
        let by_link = |i: &usize| matches!(self.space.steps[*i], Step::Border(link, _) if self.network.links[link as usize].id == *id);
        path.edges.iter().any(by_link) || self.nodes(path).iter().any(|n| nodes.contains(n))
    }
}

/// Where a variant comes in its group, the least first.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Place {
    /// The request has not switched on anything of it.
    pub unasked: bool,
    /// The order of its service.
    pub order: usize,
    /// It goes round a plainer one.
    pub roundabout: bool,
    /// How long it takes.
    pub days: f64,
}

/// Numbers groups of variants that cannot be told apart: a variant belongs to the group of the best one before
/// it if it may as well be better than that. Within a group they are ordered by their places, and by whole weeks that
/// they take more than the fastest of the group: no estimate is better than to a week.
pub(super) fn group(
    variants: &mut [Variant],
    alike: impl Fn(&Variant, &Variant) -> bool,
    place: impl Fn(&Variant) -> Place,
) {
    let mut leader = 0;
    let mut group = 1;
    for i in 0..variants.len() {
        if i > 0 && !alike(&variants[leader], &variants[i]) {
            leader = i;
            group += 1;
        }
        variants[i].equal_group = group;
    }
    let mut least = vec![f64::INFINITY; group + 1];
    for variant in &*variants {
        let known = &mut least[variant.equal_group];
        *known = known.min(place(variant).days);
    }
    variants.sort_by_key(|v| {
        let Place { unasked, order, roundabout, days } = place(v);
        let weeks = ((days - least[v.equal_group]) / DAYS_OF_WEEK).floor() as u32;
        (v.equal_group, unasked, order, roundabout, weeks)
    });
    for (i, variant) in variants.iter_mut().enumerate() {
        variant.rank = i + 1;
    }
}
