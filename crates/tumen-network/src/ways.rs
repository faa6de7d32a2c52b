//! Ways through any edge, and ways found so far.

use super::alternatives::shared;
use super::graph::{Edge, Graph};
use super::request::{Merit, Objective};
use super::search::{Bans, Path, Tree, tree};
use super::sense::Sense;
use super::space::Space;
use std::collections::BTreeMap;

/// The best way by an objective that was not asked for is no variant of its own if one that is there is no worse
/// than so many times it.
const NEARLY: f64 = 1.03;

/// The best ways from the start to everywhere and from everywhere to the goal: together the best way through
/// any edge.
pub(super) struct Ways<'a> {
    graph: &'a Graph,
    pub there: Tree,
    pub back: Tree,
    reversed: Graph,
    original: Vec<usize>,
}

impl<'a> Ways<'a> {
    pub fn new(space: &'a Space, bans: &Bans, objective: impl Fn(&Edge) -> f64 + Copy) -> Self {
        let graph = &space.graph;
        let there = tree(graph, &[space.start], bans, objective);
        let (reversed, original) = graph.reversed(|i, edge| bans.allow(i, edge));
        let back = tree(&reversed, &[space.goal], &Bans::default(), objective);
        Self { graph, there, back, reversed, original }
    }

    /// The measure of the best way through an edge; infinite where there is none.
    pub fn measure(&self, index: usize, objective: impl Fn(&Edge) -> f64) -> f64 {
        let edge = &self.graph.edges()[index];
        self.there.measure[edge.from as usize] + objective(edge) + self.back.measure[edge.to as usize]
    }

    pub fn through(&self, index: usize, objective: impl Fn(&Edge) -> f64) -> Option<Path> {
        let edge = self.graph.edges().get(index)?;
        let (start, mut way) = self.there.arcs_to(self.graph, edge.from)?;
        way.push(index);
        way.extend(self.onward(edge.to)?);
        Some(Path::new(self.graph, start, way, objective))
    }

    /// The edges of the best way from a state to the goal.
    pub fn onward(&self, state: u32) -> Option<Vec<usize>> {
        let (_, rest) = self.back.arcs_to(&self.reversed, state)?;
        Some(rest.iter().rev().map(|r| self.original[*r]).collect())
    }
}

/// A way more than so many times as long as the shortest, and slower, is a detour that nobody would book.
const DETOUR: f64 = 2.5;
/// Likewise of a haul within one country: nobody ships round the world to stay at home.
const DOMESTIC_DETOUR: f64 = 1.5;
/// A way is the best by what was asked for if none is better by more than rounding.
const SURELY: f64 = 1.000_5;
/// A service may be so many times as long.
const SERVICE_DETOUR: f64 = 3.0;

/// Ways found so far, each once.
pub(super) struct Found<'a> {
    pub space: &'a Space,
    pub sense: &'a Sense<'a>,
    pub ways: Vec<(Path, Vec<Merit>)>,
}

impl Found<'_> {
    /// Takes a way, or gives its merit to one that shares more than `limit` of it or differs from it only in
    /// what is done with the cargo at a station.
    pub fn add(&mut self, path: Option<Path>, merit: Merit, limit: f64) {
        let Some(path) = path else { return };
        let (graph, signature) = (&self.space.graph, self.sense.signature(&path));
        let same = |known: &Path| {
            known.edges == path.edges
                || self.sense.signature(known) == signature
                || limit < 1.0 && shared(graph, known, &path, |e: &Edge| e.weights.days) > limit
        };
        match self.ways.iter_mut().find(|(known, _)| same(known)) {
            Some((_, merits)) if !merits.contains(&merit) => merits.push(merit),
            Some(_) => {}
            None => self.ways.push((path, vec![merit])),
        }
    }

    /// Takes the best way by an objective that was not asked for, unless a way that is there is nearly as good.
    pub fn add_best(&mut self, path: Option<Path>, objective: Objective) {
        let Some(path) = path else { return };
        let most = path.weights.by(objective) * NEARLY;
        let near = self.ways.iter_mut().filter(|(known, _)| known.weights.by(objective) <= most);
        let nearest = near.min_by(|a, b| a.0.weights.by(objective).total_cmp(&b.0.weights.by(objective)));
        match nearest {
            Some((_, merits)) => merits.push(Merit::Best(objective)),
            None => self.add(Some(path), Merit::Best(objective), 1.0),
        }
    }

    /// Leaves out what another way makes pointless, unless it is the best by what was asked for, a service that
    /// no better way `tells`, or the best in something that the other is not better in as well.
    pub fn drop_beaten(&mut self, objective: Objective, tells: impl Fn(&Path, &Path) -> bool) {
        let kept = |merits: &[Merit]| {
            merits.iter().any(|m| matches!(m, Merit::Service | Merit::Wished | Merit::Best(Objective::Time)))
                || merits.contains(&Merit::Best(objective))
        };
        let pointless: Vec<bool> = self
            .ways
            .iter()
            .map(|(path, merits)| {
                let beaten = |by: &Path| match kept(merits) {
                    true => {
                        let told = || tells(by, path) && self.sense.is_beaten(path, by);
                        merits.contains(&Merit::Service) && (self.sense.is_more_of(path, by) || told())
                    }
                    false => self.sense.is_beaten(path, by),
                };
                self.ways.iter().any(|(by, _)| beaten(by))
            })
            .collect();
        let mut all = pointless.iter();
        self.ways.retain(|_| all.next() != Some(&true));
    }

    /// Leaves out ways that are several times as long as the shortest one and slower, too, unless they are a
    /// service or were switched on: a price of one lane beside assumed ones elsewhere makes no way of them.
    pub fn drop_detours(&mut self, objective: Objective) {
        let shortest = |a: &&(Path, Vec<Merit>), b: &&(Path, Vec<Merit>)| {
            a.0.weights.by(Objective::Distance).total_cmp(&b.0.weights.by(Objective::Distance))
        };
        let Some((shortest, _)) = self.ways.iter().min_by(shortest) else { return };
        let detour = if self.sense.is_domestic() { DOMESTIC_DETOUR } else { DETOUR };
        let [most_km, days] =
            [shortest.weights.by(Objective::Distance) * detour, shortest.weights.by(Objective::Time)];
        let farthest = shortest.weights.by(Objective::Distance) * SERVICE_DETOUR;
        self.ways.retain(|(path, merits)| {
            let km = path.weights.by(Objective::Distance);
            let service = merits.contains(&Merit::Service) && km <= farthest;
            service
                || merits.contains(&Merit::Wished)
                || path.weights.by(Objective::Distance) <= most_km
                || path.weights.by(Objective::Time) <= days
        });
        self.crown(objective, SURELY);
    }

    /// Leaves out what goes round by more countries or handling than a way that is shorter and faster, unless it is a
    /// service or was switched on.
    pub fn drop_roundabout(&mut self, objective: Objective) {
        let kept = |merits: &[Merit]| merits.iter().any(|m| matches!(m, Merit::Service | Merit::Wished));
        let pointless: Vec<bool> = self
            .ways
            .iter()
            .map(|(path, merits)| {
                !kept(merits) && self.ways.iter().any(|(by, _)| self.sense.is_roundabout(path, by))
            })
            .collect();
        let mut all = pointless.iter();
        self.ways.retain(|_| all.next() != Some(&true));
        self.crown(objective, SURELY);
    }

    /// Makes one of ways that a planner would call one, if they are the same service, none, or one tells the other: that of more name, or with less
    /// emissions, as nothing else tells them apart, with the merits of both.
    pub fn merge_twins(
        &mut self,
        service: impl Fn(&Path) -> Option<usize>,
        tells: impl Fn(&Path, &Path) -> bool,
    ) {
        let mut merged: Vec<(Path, Vec<Merit>)> = Vec::new();
        for (path, merits) in std::mem::take(&mut self.ways) {
            let own = service(&path);
            let one = |known: &Path| service(known) == own || tells(known, &path) || tells(&path, known);
            let is_twin = |known: &Path| self.sense.are_twins(known, &path, one(known));
            let Some((known, all)) = merged.iter_mut().find(|(known, _)| is_twin(known)) else {
                merged.push((path, merits));
                continue;
            };
            all.extend(merits.into_iter().filter(|m| !all.contains(m)).collect::<Vec<_>>());
            let [known_named, named] = [service(known).is_some(), own.is_some()];
            let better = match (tells(&path, known), tells(known, &path)) {
                (true, false) => true,
                (false, true) => false,
                (true, true) | (false, false) => path.weights.co2 < known.weights.co2,
            };
            if named && !known_named || named == known_named && better {
                *known = path;
            }
        }
        self.ways = merged;
    }

    /// Marks the best way of each service that none is marked of.
    pub fn name_services(&mut self, service: impl Fn(&Path) -> Option<usize>, objective: Objective) {
        let mut best: BTreeMap<usize, (f64, usize)> = BTreeMap::new();
        for (i, (path, merits)) in self.ways.iter().enumerate() {
            let Some(id) = service(path) else { continue };
            let marked = merits.iter().any(|m| matches!(m, Merit::Service | Merit::Wished));
            let measure = if marked { f64::NEG_INFINITY } else { path.weights.by(objective) };
            let known = best.entry(id).or_insert((measure, i));
            if measure < known.0 {
                *known = (measure, i);
            }
        }
        for (_, i) in best.into_values().filter(|(measure, _)| measure.is_finite()) {
            self.ways[i].1.push(Merit::Service);
        }
    }

    /// Sees to it that the best of the ways by what was asked for, and none that another beats clearly, bears its name.
    fn crown(&mut self, objective: Objective, tolerance: f64) {
        let best = Merit::Best(objective);
        let least = self.ways.iter().map(|way| way.0.weights.by(objective)).fold(f64::INFINITY, f64::min);
        for (path, merits) in &mut self.ways {
            if path.weights.by(objective) > least * tolerance {
                merits.retain(|m| *m != best);
                if merits.is_empty() {
                    merits.push(Merit::Alternative);
                }
            }
        }
        if !self.ways.iter().any(|(_, merits)| merits.contains(&best)) {
            let cost = |way: &&mut (Path, Vec<Merit>)| way.0.weights.by(objective);
            if let Some((_, merits)) = self.ways.iter_mut().min_by(|a, b| cost(a).total_cmp(&cost(b))) {
                merits.insert(0, best);
            }
        }
    }

    /// Gives the name of the best by each objective that is named to a way that is not clearly beaten in it.
    pub fn crown_all(&mut self, wanted: Objective) {
        for objective in Objective::ALL {
            let named = |(_, merits): &(Path, Vec<Merit>)| merits.contains(&Merit::Best(objective));
            if self.ways.iter().any(named) {
                self.crown(objective, if objective == wanted { SURELY } else { NEARLY });
            }
        }
    }

    pub fn sorted(mut self, objective: impl Fn(&Edge) -> f64) -> Vec<(Path, Vec<Merit>)> {
        let graph = &self.space.graph;
        let sum = |p: &Path| p.edges.iter().map(|i| objective(&graph.edges()[*i])).sum::<f64>();
        self.ways.sort_by(|a, b| sum(&a.0).total_cmp(&sum(&b.0)).then_with(|| a.0.edges.cmp(&b.0.edges)));
        self.ways
    }
}
