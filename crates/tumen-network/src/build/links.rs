//! Links that are no railway of the base map: sea corridors and the records of `links.toml`; and which
//! nodes are one town.

use super::{ends_of, names_of};
use crate::quantity::{Kilometers, Tonnes};
use crate::request::LengthBasis;
use crate::topology::{Link, Network, Node, Owner};
use std::collections::BTreeSet;
use tumen_core::geo::{LonLat, antimeridian, measure};
use tumen_core::model::corridor::Mode;
use tumen_core::model::logistics::{self, Terminal};
use tumen_core::model::{Document, Id};

/// Adds terminals off the railway, sea corridors and recorded links.
pub(super) fn add(document: &Document, network: &mut Network) {
    for (i, terminal) in document.logistics.terminals.iter().enumerate() {
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
    let drawn = Kilometers(measure::length(&line) / 1000.0);
    let mut link = Link::new(record.id.clone(), from, to, record.mode, drawn, line);
    if let Some(km) = record.km {
        link.km = Kilometers(km);
        link.basis = LengthBasis::Published;
    }
    link.owner = record.status_of.clone().map_or(Owner::Nobody, Owner::Target);
    if !record.gauges.is_empty() {
        link.gauges = vec![(None, record.gauges.clone())];
    }
    describe(&mut link, record);
    network.links.push(link);
}

/// What a record says of a link beside its line.
fn describe(link: &mut Link, record: &logistics::Link) {
    link.names.clone_from(&record.names);
    link.cargoes.clone_from(&record.cargoes);
    link.proposed = record.proposed;
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
        for id in ids() {
            network.by_id.insert(id.clone(), all.iter().copied().collect());
        }
    }
}
