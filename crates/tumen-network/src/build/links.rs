//! Links that are no railway of the base map: sea corridors and the records of `links.toml`; and which
//! nodes are one town.

use super::{ends_of, names_of};
use crate::quantity::{Kilometers, Tonnes};
use crate::request::LengthBasis;
use crate::topology::{Link, LinkKind, Network, Node, Owner};
use std::collections::BTreeSet;
use tumen_core::geo::{LonLat, antimeridian, measure};
use tumen_core::model::corridor::Mode;
use tumen_core::model::logistics::{self, Terminal};
use tumen_core::model::{Document, Id, Period};

/// Adds terminals off the railway, sea corridors and recorded links.
pub(super) fn add(document: &Document, network: &mut Network) {
    for (i, terminal) in document.logistics.terminals.iter().enumerate().filter(|(_, t)| !t.region) {
        let node = node(document, network, &terminal.id);
        if let Some(node) = node {
            network.nodes[node as usize].terminal.get_or_insert(i);
        }
    }
    for (i, corridor) in document.corridors.iter().enumerate().filter(|(_, c)| c.mode == Mode::Sea) {
        let Some((from, to)) = ends_of(corridor) else { continue };
        let [Some(from), Some(to)] = [from, to].map(|id| port(document, network, id)) else { continue };
        let drawn = Kilometers(corridor.length_m() / 1000.0);
        let mut link = Link::new(corridor.id.clone(), from, to, Mode::Sea, drawn, corridor.line());
        link.owner = Owner::Corridor(i, None);
        link.corridor = Some(corridor.id.clone());
        if let Some(published) = corridor.published_km.first() {
            link.km = Kilometers(published.value);
            link.basis = LengthBasis::Published;
        }
        if let Some(record) = document.logistics.links.iter().find(|l| l.id == corridor.id) {
            describe(&mut link, record);
            if let Some(target) = &record.status_of {
                link.owner = Owner::Target(target.clone());
            }
        }
        network.links.push(link);
    }
    let own = |l: &&logistics::Link| document.corridor(&l.id).is_none();
    for record in document.logistics.links.iter().filter(own) {
        add_record(document, network, record);
    }
}

fn add_record(document: &Document, network: &mut Network, record: &logistics::Link) {
    let ends = [&record.from, &record.to].map(|id| port(document, network, id));
    let [Some(from), Some(to)] = ends else { return };
    let position = |node: u32| network.nodes[node as usize].position;
    let mut line: Vec<LonLat> = vec![position(from)];
    line.extend(record.via.iter().copied());
    line.push(position(to));
    antimeridian::unwrap(&mut line);
    let crossing = |id: &Id| document.logistics.crossings.iter().position(|c| c.id == *id);
    match record.crossing.as_ref().and_then(crossing) {
        None => add_stretch(network, record, [from, to], line, 1.0),
        Some(crossing) => add_across(document, network, record, crossing, [from, to], line),
    }
}

/// A record from one country to another: two stretches and the border between them.
fn add_across(
    document: &Document,
    network: &mut Network,
    record: &logistics::Link,
    crossing: usize,
    [from, to]: [u32; 2],
    line: Vec<LonLat>,
) {
    let border = &document.logistics.crossings[crossing];
    let Some(at) = border.at.first().copied() else { return };
    let far = |i: &usize| measure::distance(line[*i], at);
    let Some(cut) = (0..line.len() - 1).min_by(|a, b| far(a).total_cmp(&far(b))) else { return };
    let sides = [from, to].map(|end| {
        let country = network.nodes[end as usize].country.clone();
        let country = if country.is_empty() {
            country_of_end(document, &network.nodes[end as usize].id)
        } else {
            country
        };
        let node =
            Node { id: Id::default(), names: border.names.clone(), position: at, country, terminal: None };
        network.add_node(node, Vec::new())
    });
    let parts = [
        line[..=cut].iter().copied().chain([at]).collect(),
        std::iter::once(at).chain(line[cut + 1..].iter().copied()).collect(),
    ];
    let whole = measure::length(&line).max(1.0);
    let [first, second]: [Vec<LonLat>; 2] = parts;
    for (ends, part) in [([from, sides[0]], first), ([sides[1], to], second)] {
        let share = measure::length(&part) / whole;
        add_stretch(network, record, ends, part, share);
    }
    let mut link =
        Link::new(border.id.clone(), sides[0], sides[1], record.mode, Kilometers(0.0), vec![at, at]);
    link.kind = LinkKind::Border(crossing);
    link.basis = LengthBasis::Published;
    link.owner = border.status_of.clone().map_or(Owner::Nobody, Owner::Target);
    link.gauges = gauges(record);
    link.validity = border.validity();
    link.capacity = border.capacity_t.map(Tonnes).zip(border.sources.first().cloned());
    network.links.push(link);
}

fn country_of_end(document: &Document, id: &Id) -> String {
    document.place(id).map(|p| p.country.clone()).unwrap_or_default()
}

fn gauges(record: &logistics::Link) -> Vec<(Option<Period>, Vec<u32>)> {
    if record.gauges.is_empty() { Vec::new() } else { vec![(None, record.gauges.clone())] }
}

/// One link of a record, or the `share` of it that a line is.
fn add_stretch(
    network: &mut Network,
    record: &logistics::Link,
    ends: [u32; 2],
    line: Vec<LonLat>,
    share: f64,
) {
    let drawn = Kilometers(measure::length(&line) / 1000.0);
    let mut link = Link::new(record.id.clone(), ends[0], ends[1], record.mode, drawn, line);
    if let Some(km) = record.km {
        link.km = Kilometers(km * share);
        link.basis = LengthBasis::Published;
    }
    link.owner = record.status_of.clone().map_or(Owner::Nobody, Owner::Target);
    link.gauges = gauges(record);
    describe(&mut link, record);
    network.links.push(link);
}

/// What a record says of a link beside its line.
fn describe(link: &mut Link, record: &logistics::Link) {
    link.names.clone_from(&record.names);
    link.cargoes.clone_from(&record.cargoes);
    link.ferry = record.ferry;
    link.proposed = record.proposed;
    link.only_for.clone_from(&record.only_for);
    link.validity = record.validity();
    link.capacity = record.capacity_t.map(Tonnes).zip(record.sources.first().cloned());
}

/// The node where ships or lorries reach a place: its terminal, or that of its town.
fn port(document: &Document, network: &mut Network, id: &Id) -> Option<u32> {
    let stands_for = |t: &&Terminal| t.id == *id || t.port && t.members.contains(id);
    let terminal = document.logistics.terminals.iter().find(stands_for).map_or(id, |t| &t.id);
    node(document, network, terminal)
}

/// The node of a place or terminal, made if there is none.
fn node(document: &Document, network: &mut Network, id: &Id) -> Option<u32> {
    if let Some(nodes) = network.by_id.get(id) {
        return nodes.first().copied();
    }
    let terminal = document.logistics.terminals.iter().find(|t| t.id == *id);
    let place = document.place(id);
    let position = terminal.and_then(|t| t.position).or(place.map(|p| p.position))?;
    let country = place.map(|p| p.country.clone()).unwrap_or_default();
    let country = terminal.map(|t| t.country.clone()).filter(|c| !c.is_empty()).unwrap_or(country);
    let names = names_of(document, id);
    let node = Node { id: id.clone(), names, position, country, terminal: None };
    Some(network.add_node(node, vec![id.clone()]))
}

/// Lets every place of a town stand for all nodes of the town.
pub(super) fn group_towns(document: &Document, network: &mut Network) {
    for terminal in &document.logistics.terminals {
        let ids = || std::iter::once(&terminal.id).chain(&terminal.members);
        let all: BTreeSet<u32> = ids().filter_map(|id| network.by_id.get(id)).flatten().copied().collect();
        let same = if terminal.region { 1 } else { usize::MAX };
        for id in ids().take(same) {
            network.by_id.insert(id.clone(), all.iter().copied().collect());
        }
    }
}

/// Lets the name of a border crossing stand for its two sides.
pub(super) fn name_crossings(network: &mut Network) {
    let borders = network.links.iter().filter(|l| l.kind != LinkKind::Haul);
    for (id, ends) in borders.map(|l| (l.id.clone(), [l.from, l.to])) {
        let nodes = network.by_id.entry(id).or_default();
        nodes.extend(ends.into_iter().filter(|n| !nodes.contains(n)).collect::<Vec<_>>());
    }
}
