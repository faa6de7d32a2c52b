//! A sea link between any two ports, the shortest way over water.

use crate::quantity::Kilometers;
use crate::sea::Waters;
use crate::topology::{Link, Network};
use std::collections::BTreeSet;
use tumen_core::geo::LonLat;
use tumen_core::model::corridor::Mode;
use tumen_core::model::{Document, Id};

/// Between these two countries ships go only where a record says so.
const RECORDED_ONLY: [&str; 2] = ["KP", "KR"];

/// Joins every two ports that no record joins. Between the two Koreas only recorded legs exist, because what
/// closes them is a matter of their own events.
pub(super) fn add(document: &Document, network: &mut Network) {
    let waters = Waters::new(&document.logistics.sea);
    let recorded: BTreeSet<[u32; 2]> = network
        .links
        .iter()
        .filter(|l| l.mode == Mode::Sea && l.ferry.is_none())
        .map(|l| [l.from.min(l.to), l.from.max(l.to)])
        .collect();
    let ports = ports(document, network);
    for (i, (id, node, position)) in ports.iter().enumerate() {
        let others: Vec<&(&Id, u32, LonLat)> =
            ports[i + 1..].iter().filter(|o| joined(network, &recorded, *node, o.1)).collect();
        let ends: Vec<(&Id, LonLat)> = others.iter().map(|o| (o.0, o.2)).collect();
        for (other, voyage) in others.iter().zip(waters.voyages((id, *position), &ends)) {
            let Some(voyage) = voyage else { continue };
            let name: Id = format!("sea-{id}-{}", other.0).into();
            network.links.push(Link::new(
                name,
                *node,
                other.1,
                Mode::Sea,
                Kilometers(voyage.km),
                voyage.line,
            ));
        }
    }
}

fn joined(network: &Network, recorded: &BTreeSet<[u32; 2]>, a: u32, b: u32) -> bool {
    let countries = [a, b].map(|n| network.nodes[n as usize].country.as_str());
    let divided = countries[0] != countries[1] && countries.iter().all(|c| RECORDED_ONLY.contains(c));
    a != b && !divided && !recorded.contains(&[a.min(b), a.max(b)])
}

/// Ports with an approach: id, node and position of the node.
fn ports<'a>(document: &'a Document, network: &Network) -> Vec<(&'a Id, u32, LonLat)> {
    let approaches = document.logistics.sea.approaches.iter();
    let one = |id: &'a Id| {
        let node = *network.by_id.get(id)?.first()?;
        Some((id, node, network.nodes[node as usize].position))
    };
    approaches.filter_map(|a| one(&a.port)).collect()
}
