//! From a path of edges to legs as a person reads them.

use super::cost::{Bound, CostModel, DAYS_BORDER, USD_BORDER, Work};
use super::quantity::{Kilometers, Tonnes};
use super::request::{
    Assumption, Capacity, Leg, LegKind, LengthBasis, Merit, Range, Request, Spread, Stop, Variant,
};
use super::search::Path;
use super::space::{Space, Step, haul_work, work_of};
use super::state::named;
use super::topology::Network;
use std::collections::BTreeSet;
use tumen_core::geo::LonLat;
use tumen_core::message;
use tumen_core::message::{Message, joined};
use tumen_core::model::corridor::{Mode, join};
use tumen_core::model::logistics::{ASSUMPTION, Crossing};
use tumen_core::model::{Document, Id, Names};

/// A part of a railway journey on another corridor is a leg of its own from this length on, kilometers.
const LEAST_KM: f64 = 60.0;
/// A leg may end so much farther from where the corridor changes for each rank by which a station is better known.
const KM_A_RANK: f64 = 40.0;
/// The rank of a station that is no place of the document.
const UNKNOWN: f64 = 5.0;

/// Makes variants of paths.
pub(super) struct Writer<'a> {
    pub network: &'a Network,
    pub document: &'a Document,
    pub request: &'a Request,
    pub costs: &'a CostModel<'a>,
    pub space: &'a Space,
}

/// A link of a journey with the node it begins at.
#[derive(Clone, Copy)]
struct Ride {
    link: u32,
    back: bool,
    gauge: Option<u32>,
}

impl Writer<'_> {
    /// The variant of a path; nothing if a parameter is missing.
    pub fn variant(&self, path: &Path, merits: Vec<Merit>) -> Option<Variant> {
        let mut legs = Vec::new();
        let mut run: Vec<Ride> = Vec::new();
        for index in &path.edges {
            let edge = self.space.graph.edges().get(*index)?;
            if let Step::Haul { link, back } = self.space.steps[*index] {
                let how = self.space.states[edge.to as usize].map(|(_, how)| how)?;
                run.push(Ride { link, back, gauge: how.gauge() });
                continue;
            }
            self.flush(&mut run, &mut legs)?;
            legs.extend(self.stand(*index)?);
        }
        self.flush(&mut run, &mut legs)?;
        let range: Range = legs.iter().map(|l| l.range).sum();
        let known = legs.iter().filter_map(|l| l.capacity.as_ref());
        let bottleneck = known.min_by(|a, b| a.tonnes.0.total_cmp(&b.tonnes.0)).cloned();
        let used: BTreeSet<Id> = legs.iter().flat_map(|l| l.parameters.iter().cloned()).collect();
        let mut assumptions = self.costs.assumptions(&used);
        assumptions.extend(self.of_crossings(path));
        Some(Variant {
            rank: 0,
            merits,
            assumed_share: self.assumed_share(path),
            legs,
            range,
            bottleneck,
            assumptions,
            service: None,
            spread: Spread::default(),
            equal_group: 0,
        })
    }

    /// What the steps of a path are to the cost model.
    pub fn works(&self, path: &Path) -> Vec<Work<'_>> {
        path.edges.iter().filter_map(|i| self.work(*i)).collect()
    }

    fn work(&self, index: usize) -> Option<Work<'_>> {
        work_of(self.network, self.document, self.request.as_of, self.space.steps[index])
    }

    /// What a ride is to the cost model.
    fn haul(&self, ride: &Ride) -> Work<'_> {
        haul_work(self.network, self.document, self.request.as_of, (ride.link, ride.back))
    }

    /// The part of the cost that rests on assumptions: on rates that nobody published, or on lines of which
    /// nothing tells that they were open.
    fn assumed_share(&self, path: &Path) -> f64 {
        let mut sums = [0.0; 2];
        for (edge, work) in path.edges.iter().filter_map(|i| Some((*i, self.work(*i)?))) {
            let usd = self.costs.totals(work, Bound::Value, &mut BTreeSet::new()).map_or(0.0, |t| t.usd.0);
            let guessed = self.costs.is_assumed(work) || self.is_guessed(self.space.graph.edges()[edge].link);
            sums[usize::from(guessed)] += usd;
        }
        let all = sums[0] + sums[1];
        if all > 0.0 { sums[1] / all } else { 0.0 }
    }

    /// Costs and times that crossings state for themselves.
    fn of_crossings(&self, path: &Path) -> Vec<Assumption> {
        let crossing = |index: &usize| match self.space.steps[*index] {
            Step::Border(_, crossing) => self.document.logistics.crossings.get(crossing),
            _ => None,
        };
        let own = |c: &Crossing, what: &str, unit: &'static str, three: Option<[f64; 3]>| {
            three.map(|[value, low, high]| Assumption {
                id: format!("{what}.{}", c.id).into(),
                value: self.costs.of_crossing(what, c, [value, low, high])[0],
                shipped: self.request.assumptions.get(&format!("{what}.{}", c.id)).map(|_| value),
                low,
                high,
                unit,
                source: c.value_source.clone().unwrap_or_else(|| ASSUMPTION.into()),
                year: None,
                currency: String::new(),
                note: c.note.clone(),
            })
        };
        let both = |c: &Crossing| {
            [own(c, DAYS_BORDER, "days", c.days), own(c, USD_BORDER, "USD/t", c.extra(self.request.cargo))]
        };
        path.edges.iter().filter_map(crossing).flat_map(both).flatten().collect()
    }

    fn stop(&self, node: u32) -> Stop {
        let node = &self.network.nodes[node as usize];
        let country = node.country.clone();
        Stop { id: node.id.clone(), names: node.names.clone(), position: node.position, country }
    }

    /// A quay: the port's own name where the node is a town or station as well.
    fn quay(&self, node: u32) -> Stop {
        let mut stop = self.stop(node);
        let terminal = self.network.nodes[node as usize].terminal;
        let Some(record) = terminal.and_then(|t| self.document.logistics.terminals.get(t)) else {
            return stop;
        };
        let place = self.document.place(&record.id).map(|p| &p.names);
        stop.id.clone_from(&record.id);
        if let Some(names) = Some(&record.names).filter(|n| !n.en.is_empty()).or(place) {
            stop.names.clone_from(names);
        }
        stop
    }

    /// A leg on which nothing moves. Passing a place is none.
    fn stand(&self, index: usize) -> Option<Option<Leg>> {
        let edge = self.space.graph.edges().get(index)?;
        let after = self.space.states[edge.to as usize].or(self.space.states[edge.from as usize]);
        let (mode, gauge) = after.map_or((Mode::Rail, None), |(_, how)| (how.mode(), how.gauge()));
        let step = self.space.steps[index];
        let (kind, node) = match step {
            Step::Border(link, _) => (LegKind::Border, self.network.links[link as usize].from),
            Step::GaugeChange(node) => (LegKind::GaugeChange, node),
            Step::Customs(node) => (LegKind::Border, node),
            Step::Port(node) | Step::Ferry(node) => (LegKind::Port, node),
            Step::Transfer(node) | Step::Load(node) | Step::Unload(node) => (LegKind::Transfer, node),
            Step::Pass(_) | Step::Haul { .. } => return Some(None),
        };
        let work = self.work(index)?;
        let mut used = BTreeSet::new();
        let range = self.costs.range(work, &mut used)?;
        let by_sea = kind == LegKind::Port || matches!(step, Step::Customs(_));
        let mut stop = if by_sea { self.quay(node) } else { self.stop(node) };
        if let Work::Border(record) = work {
            stop.id.clone_from(&record.id);
            stop.names.clone_from(&record.names);
        }
        // A port that is both end and quay is one leg with the mode of the ship.
        let mode = if kind == LegKind::Port { Mode::Sea } else { mode };
        Some(Some(Leg {
            kind,
            mode,
            line: vec![stop.position],
            from: stop.clone(),
            to: stop,
            corridor: None,
            along: Names::default(),
            links: vec![edge.link],
            range,
            drawn: Kilometers(0.0),
            basis: LengthBasis::Published,
            undated: self.is_undated(edge.link).then_some(Kilometers(0.0)),
            gauge: gauge.filter(|_| kind != LegKind::Port),
            capacity: self.capacity(edge.link),
            parameters: used.into_iter().collect(),
        }))
    }

    /// Writes the legs of a journey and empties it.
    fn flush(&self, run: &mut Vec<Ride>, legs: &mut Vec<Leg>) -> Option<()> {
        let rides = std::mem::take(run);
        for part in self.split(&rides) {
            legs.push(self.journey(&rides[part])?);
        }
        Some(())
    }

    /// Where a journey is cut in legs: at every quay and road end; on railways where the corridor changes for
    /// more than a short way, at a named station.
    fn split(&self, rides: &[Ride]) -> Vec<std::ops::Range<usize>> {
        let mut cuts = BTreeSet::from([0, rides.len()]);
        let mut start = 0;
        while start < rides.len() {
            let alike = |r: &Ride| self.mode(r) == self.mode(&rides[start]) && self.mode(r) == Mode::Rail;
            let end = start + rides[start..].iter().take_while(|r| alike(r)).count().max(1);
            cuts.extend([start, end]);
            cuts.extend(self.corridor_cuts(&rides[start..end]).into_iter().map(|c| c + start));
            start = end;
        }
        let cuts: Vec<usize> = cuts.into_iter().collect();
        let mut parts: Vec<std::ops::Range<usize>> = Vec::new();
        for part in cuts.windows(2).map(|w| w[0]..w[1]) {
            let of = |part: &std::ops::Range<usize>| self.main_corridor(&rides[part.clone()]);
            match parts.last_mut() {
                Some(last) if of(last).is_some() && of(last) == of(&part) => last.end = part.end,
                _ => parts.push(part),
            }
        }
        parts
    }

    fn mode(&self, ride: &Ride) -> Mode {
        self.network.links[ride.link as usize].mode
    }

    fn corridor(&self, ride: &Ride) -> Option<&Id> {
        self.network.links[ride.link as usize].corridor.as_ref()
    }

    fn km(&self, rides: &[Ride]) -> f64 {
        rides.iter().map(|r| self.network.links[r.link as usize].km.0).sum()
    }

    fn corridor_cuts(&self, rides: &[Ride]) -> Vec<usize> {
        let mut groups: Vec<std::ops::Range<usize>> = Vec::new();
        for (i, ride) in rides.iter().enumerate() {
            match groups.last_mut() {
                Some(last) if self.corridor(&rides[last.start]) == self.corridor(ride) => last.end = i + 1,
                _ => groups.push(i..i + 1),
            }
        }
        // Short pieces go to the group before them, the first to the one behind.
        let mut kept: Vec<std::ops::Range<usize>> = Vec::new();
        for group in groups {
            let short = self.km(&rides[group.clone()]) < LEAST_KM;
            match kept.last_mut() {
                Some(last) if short => last.end = group.end,
                Some(last) if self.corridor(&rides[last.start]) == self.corridor(&rides[group.start]) => {
                    last.end = group.end;
                }
                Some(last) if self.km(&rides[last.clone()]) < LEAST_KM => *last = last.start..group.end,
                _ => kept.push(group),
            }
        }
        kept.iter().skip(1).filter_map(|g| self.named_cut(rides, g.start)).collect()
    }

    /// The cut near a wanted one at the station that most people know: a better known one may lie farther off.
    fn named_cut(&self, rides: &[Ride], wanted: usize) -> Option<usize> {
        let id = |i: &usize| &self.network.nodes[self.begin(&rides[*i]) as usize].id;
        let far = |i: &usize| self.km(&rides[(*i).min(wanted)..(*i).max(wanted)]);
        let unknown = |i: &usize| self.document.place(id(i)).map_or(UNKNOWN, |p| f64::from(p.rank));
        let worth = |i: &usize| far(i) + unknown(i) * KM_A_RANK;
        (1..rides.len()).filter(|i| !id(i).is_empty()).min_by(|a, b| worth(a).total_cmp(&worth(b)))
    }

    fn begin(&self, ride: &Ride) -> u32 {
        let link = &self.network.links[ride.link as usize];
        if ride.back { link.to } else { link.from }
    }

    fn journey(&self, rides: &[Ride]) -> Option<Leg> {
        let (first, last) = (rides.first()?, rides.last()?);
        let mut used = BTreeSet::new();
        let mut range = Range::default();
        for ride in rides {
            range = range + self.costs.range(self.haul(ride), &mut used)?;
        }
        let links = || rides.iter().map(|r| &self.network.links[r.link as usize]);
        let published = links().filter(|l| l.basis == LengthBasis::Published).count();
        let known = rides.iter().filter_map(|r| self.capacity(r.link));
        let end = self.network.links[last.link as usize].other(self.begin(last));
        let sea = self.mode(first) == Mode::Sea;
        let stop = |node: u32| if sea { self.quay(node) } else { self.stop(node) };
        Some(Leg {
            kind: LegKind::Haul,
            mode: self.mode(first),
            from: stop(self.begin(first)),
            to: stop(end),
            along: self.names_along(rides),
            corridor: self.main_corridor(rides),
            links: rides.iter().map(|r| r.link).collect(),
            range,
            drawn: links().map(|l| l.drawn).sum(),
            basis: match published {
                0 => LengthBasis::Drawn,
                n if n == rides.len() => LengthBasis::Published,
                _ => LengthBasis::Mixed,
            },
            undated: self.undated(rides),
            gauge: first.gauge,
            capacity: known.min_by(|a, b| a.tonnes.0.total_cmp(&b.tonnes.0)),
            line: self.line(rides),
            parameters: used.into_iter().collect(),
        })
    }

    /// What a capacity is stated for: a corridor, or several together.
    fn stated_for(&self, own: &Names, capacity: &tumen_core::model::logistics::Capacity) -> Message {
        let Some(joint) = &capacity.joint else { return named(own) };
        let short = |name: &str| name.split(" (").next().unwrap_or(name).into();
        let short = |n: &Names| named(&Names { en: short(&n.en), ru: short(&n.ru), ko: short(&n.ko) });
        let same = self.document.logistics.capacities.iter().filter(|c| c.joint.as_ref() == Some(joint));
        let ids: BTreeSet<&Id> = same.map(|c| &c.corridor).collect();
        let all = ids.into_iter().filter_map(|id| self.document.corridor(id)).map(|c| short(&c.names));
        message!("route-together", names = joined("route-and", all))
    }

    /// Whether a link of the graph is taken as open though nothing tells so; open water needs nobody to open it.
    fn is_guessed(&self, link: u32) -> bool {
        let water = self.network.links.get(link as usize).is_some_and(super::topology::Link::is_open_water);
        self.is_undated(link) && !water
    }

    /// Whether nothing dated tells that a link of the graph is open.
    fn is_undated(&self, link: u32) -> bool {
        self.space.closures.undated.contains(link as usize)
    }

    /// The length of what nothing dated tells to be open, if there is any.
    fn undated(&self, rides: &[Ride]) -> Option<Kilometers> {
        let all: Vec<&Ride> = rides.iter().filter(|r| self.is_undated(r.link)).collect();
        let km = |ride: &&Ride| {
            let range = self.costs.range(self.haul(ride), &mut BTreeSet::new());
            range.map_or(Kilometers(0.0), |r| r.value.km)
        };
        (!all.is_empty()).then(|| all.iter().map(km).sum())
    }

    fn names_along(&self, rides: &[Ride]) -> Names {
        let corridor = self.main_corridor(rides);
        corridor.and_then(|id| self.document.corridor(&id)).map(|c| c.names.clone()).unwrap_or_default()
    }

    /// The corridor of more than half the way.
    fn main_corridor(&self, rides: &[Ride]) -> Option<Id> {
        let all: BTreeSet<&Id> = rides.iter().filter_map(|r| self.corridor(r)).collect();
        let along = |id: &Id| -> f64 {
            let own: Vec<Ride> = rides.iter().filter(|r| self.corridor(r) == Some(id)).copied().collect();
            self.km(&own)
        };
        let longest = all.into_iter().max_by(|a, b| along(a).total_cmp(&along(b)))?;
        (along(longest) * 2.0 > self.km(rides)).then(|| longest.clone())
    }

    fn line(&self, rides: &[Ride]) -> Vec<LonLat> {
        let one = |ride: &Ride| {
            let mut line = self.network.links[ride.link as usize].line.clone();
            if ride.back {
                line.reverse();
            }
            line
        };
        join(&rides.iter().map(one).collect::<Vec<_>>())
    }

    /// What a link of the graph carries a year, where a source says so.
    pub fn capacity(&self, link: u32) -> Option<Capacity> {
        let logistics = &self.document.logistics;
        if let Some(terminal) = self.space.terminal_of(link) {
            let record = &logistics.terminals[terminal];
            let node = self.network.nodes_of(&record.id).first();
            let what = node
                .map_or_else(|| Message::verbatim(record.id.to_string()), |n| named(&self.stop(*n).names));
            let (cargo, date) = (self.request.cargo, self.request.as_of);
            let (tonnes, source) = record.capacity(cargo, date, logistics.box_t())?;
            return Some(Capacity { tonnes: Tonnes(tonnes), what, source: source.clone() });
        }
        let link = self.network.links.get(link as usize)?;
        if let Some((tonnes, source)) = &link.capacity {
            let crossing = logistics.crossings.iter().find(|c| c.id == link.id).map(|c| named(&c.names));
            let what = crossing.unwrap_or_else(|| link.name(self.network));
            return Some(Capacity { tonnes: *tonnes, what, source: source.clone() });
        }
        let corridor = self.document.corridor(link.corridor.as_ref()?)?;
        let capacity = logistics.capacity(&corridor.id, self.request.as_of)?;
        let what = self.stated_for(&corridor.names, capacity);
        Some(Capacity { tonnes: Tonnes(capacity.tonnes), what, source: capacity.source.clone() })
    }
}
