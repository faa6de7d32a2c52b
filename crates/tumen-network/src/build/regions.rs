//! In which country lines lie, and which gauge they have.
//!
//! Borders have cut the railway, so that lines which are still connected lie in one country: the one of
//! most of their named stations.

use super::lengths::way;
use crate::topology::{LinkKind, Network};
use std::collections::BTreeMap;
use tumen_core::model::corridor::Mode;
use tumen_core::model::logistics::GaugeRule;
use tumen_core::model::{Document, Id};

/// For every node the lowest node that it is connected with by rail without crossing a border.
pub(super) fn parts(network: &Network) -> Vec<u32> {
    let mut parent: Vec<u32> = (0..network.nodes.len() as u32).collect();
    for link in network.links.iter().filter(|l| l.mode == Mode::Rail && l.kind == LinkKind::Haul) {
        let (a, b) = (root(&mut parent, link.from), root(&mut parent, link.to));
        parent[a.max(b) as usize] = a.min(b);
    }
    (0..network.nodes.len() as u32).map(|n| root(&mut parent, n)).collect()
}

fn root(parent: &mut [u32], mut node: u32) -> u32 {
    while parent[node as usize] != node {
        parent[node as usize] = parent[parent[node as usize] as usize];
        node = parent[node as usize];
    }
    node
}

/// Gives every node and link its country.
pub(super) fn set_countries(document: &Document, network: &mut Network) {
    let parts = parts(network);
    let mut votes: BTreeMap<u32, BTreeMap<String, usize>> = BTreeMap::new();
    for (node, part) in network.nodes.iter().zip(&parts) {
        let country = country_of(document, &node.id, &node.country);
        if !country.is_empty() {
            *votes.entry(*part).or_default().entry(country).or_default() += 1;
        }
    }
    let winner = |part: &u32| {
        let all = votes.get(part)?;
        all.iter().max_by_key(|(_, count)| **count).map(|(country, _)| country.clone())
    };
    let of_part: BTreeMap<u32, String> = votes.keys().filter_map(|p| Some((*p, winner(p)?))).collect();
    for (node, part) in network.nodes.iter_mut().zip(&parts) {
        node.country = of_part.get(part).cloned().unwrap_or_default();
    }
    for link in network.links.iter_mut().filter(|l| l.mode != Mode::Sea) {
        link.country.clone_from(&network.nodes[link.from as usize].country);
    }
}

fn country_of(document: &Document, id: &Id, own: &str) -> String {
    let terminal = document.logistics.terminals.iter().find(|t| t.id == *id && !t.country.is_empty());
    let place = document.place(id).map(|p| p.country.as_str());
    terminal.map(|t| t.country.as_str()).or(place).unwrap_or(own).to_owned()
}

/// Gives every railway its gauges.
pub(super) fn set_gauges(document: &Document, network: &mut Network) {
    let parts = parts(network);
    for rule in &document.logistics.gauges {
        for link in links_of(network, &parts, rule) {
            let gauges = &mut network.links[link].gauges;
            if rule.from.is_none() {
                gauges.clear();
            }
            gauges.push((rule.from.clone(), rule.gauges.clone()));
        }
    }
}

fn links_of(network: &Network, parts: &[u32], rule: &GaugeRule) -> Vec<usize> {
    let rail = |i: &usize| network.links[*i].mode == Mode::Rail;
    let all = (0..network.links.len()).filter(rail);
    let own = |i: &usize| network.links[*i].id.is_empty() || network.links[*i].gauges.is_empty();
    if let Some(country) = &rule.country {
        return all.filter(own).filter(|i| network.links[*i].country == *country).collect();
    }
    if let Some(nodes) = rule.place.as_ref().and_then(|p| network.by_id.get(p)) {
        let wanted: Vec<u32> = nodes.iter().map(|n| parts[*n as usize]).collect();
        return all.filter(|i| wanted.contains(&parts[network.links[*i].from as usize])).collect();
    }
    match &rule.stretch {
        Some([from, to]) => way(network, &[from, to]).unwrap_or_default(),
        None => Vec::new(),
    }
}
