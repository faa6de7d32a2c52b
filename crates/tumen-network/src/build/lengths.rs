//! Published lengths laid over the drawn ones.

use crate::quantity::Kilometers;
use crate::request::LengthBasis;
use crate::topology::{Comparison, Network};
use std::cmp::Reverse;
use std::collections::BinaryHeap;
use tumen_core::model::corridor::Mode;
use tumen_core::model::logistics::Distance;
use tumen_core::model::{Document, Id};

/// A published length is taken if it is so many times the drawn one; beyond that it counts something else.
const PLAUSIBLE: std::ops::RangeInclusive<f64> = 0.85..=1.6;

/// The links of the shortest railway through some places, by drawn length; `None` if there is none.
pub(crate) fn way(network: &Network, stops: &[&Id]) -> Option<Vec<usize>> {
    let nodes: Option<Vec<&Vec<u32>>> = stops.iter().map(|id| network.by_id.get(*id)).collect();
    way_by(network, &nodes?)
}

/// The same through sets of nodes.
pub(super) fn way_by<N: AsRef<[u32]>>(network: &Network, stops: &[N]) -> Option<Vec<usize>> {
    let mut links = Vec::new();
    for pair in stops.windows(2) {
        links.extend(shortest(network, pair[0].as_ref(), pair[1].as_ref())?);
    }
    Some(links)
}

/// Dijkstra's search over rail links in both directions. It runs before there are states and edges.
fn shortest(network: &Network, from: &[u32], to: &[u32]) -> Option<Vec<usize>> {
    let mut best: Vec<Option<(u64, Option<usize>)>> = vec![None; network.nodes.len()];
    let mut queue: BinaryHeap<Reverse<(u64, u32)>> = BinaryHeap::new();
    for start in from {
        best[*start as usize] = Some((0, None));
        queue.push(Reverse((0, *start)));
    }
    while let Some(Reverse((meters, node))) = queue.pop() {
        if best[node as usize].is_some_and(|(least, _)| least < meters) {
            continue;
        }
        if to.contains(&node) {
            return Some(back(network, &best, node));
        }
        let rails = network.around(node).iter().map(|l| *l as usize);
        for link in rails.filter(|l| network.links[*l].mode == Mode::Rail) {
            let other = network.links[link].other(node);
            let far = meters + (network.links[link].drawn.0 * 1000.0) as u64;
            if best[other as usize].is_none_or(|(least, _)| far < least) {
                best[other as usize] = Some((far, Some(link)));
                queue.push(Reverse((far, other)));
            }
        }
    }
    None
}

fn back(network: &Network, best: &[Option<(u64, Option<usize>)>], mut node: u32) -> Vec<usize> {
    let mut links = Vec::new();
    while let Some((_, Some(link))) = best[node as usize] {
        links.push(link);
        node = network.links[link].other(node);
    }
    links.reverse();
    links
}

/// A published length with the links of its stretch.
pub(super) type Stretch<'a> = (&'a Distance, Vec<usize>);

/// The stretches of all published lengths, as far as the map has them.
pub(super) fn stretches<'a>(document: &'a Document, network: &Network) -> Vec<Stretch<'a>> {
    let all = document.logistics.distances.iter();
    all.filter_map(|d| Some((d, way(network, &stops(d))?))).collect()
}

/// Gives links their share of published lengths. Short stretches go first: a longer one then spreads what is
/// left of it over the links that have no length of their own, so that every published total holds.
pub(super) fn publish(all: &[Stretch<'_>], network: &mut Network) {
    let mut stretches: Vec<(f64, &[usize])> =
        all.iter().filter(|(d, _)| !d.check_only).map(|(d, links)| (d.km, links.as_slice())).collect();
    stretches.sort_by(|a, b| a.0.total_cmp(&b.0));
    for (km, links) in stretches {
        let known = |i: &&usize| network.links[**i].basis == LengthBasis::Published;
        let fixed: f64 = links.iter().filter(known).map(|i| network.links[*i].km.0).sum();
        let open: Vec<usize> =
            links.iter().copied().filter(|i| network.links[*i].basis != LengthBasis::Published).collect();
        let drawn: f64 = open.iter().map(|i| network.links[*i].drawn.0).sum();
        let ratio = (km - fixed) / drawn;
        if drawn > 0.0 && PLAUSIBLE.contains(&ratio) {
            for i in open {
                let link = &mut network.links[i];
                link.km = Kilometers(link.drawn.0 * ratio);
                link.basis = LengthBasis::Published;
            }
        }
    }
}

fn stops(distance: &Distance) -> Vec<&Id> {
    std::iter::once(&distance.from).chain(&distance.via).chain([&distance.to]).collect()
}

/// Every published length beside the drawn one, in the order of the records.
pub(super) fn compare(all: &[Stretch<'_>], network: &Network) -> Vec<Comparison> {
    let one = |(d, links): &Stretch<'_>| {
        let sum = |of: &dyn Fn(usize) -> Kilometers| links.iter().map(|i| of(*i)).sum();
        Comparison {
            from: d.from.clone(),
            to: d.to.clone(),
            drawn: sum(&|i| network.links[i].drawn),
            counted: sum(&|i| network.links[i].km),
            published: Kilometers(d.km),
            source: d.source.clone(),
        }
    };
    all.iter().map(one).collect()
}
