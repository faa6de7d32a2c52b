//! Answers of the logistics network as overlays of the map.

use tumen_core::geo::LonLat;
use tumen_network::flows::{Flows, Reached};
use tumen_network::{LegKind, Network, Variant};
use tumen_scene::Overlay;
use tumen_scene::overlay::{Content, Flow, Route, Stretch};

/// Variants side by side, each with its name in the legend; the first lies on top.
#[must_use]
pub fn routes(title: &str, variants: &[(String, &Variant)]) -> Overlay {
    let hauls = |v: &Variant| {
        let legs = v.legs.iter().filter(|l| l.kind == LegKind::Haul && l.line.len() > 1);
        legs.map(|l| l.line.clone()).collect::<Vec<_>>()
    };
    let route = |(name, variant): &(String, &Variant)| Route { name: name.clone(), lines: hauls(variant) };
    let first = variants.first().map(|(_, v)| v);
    let start = first.and_then(|v| v.legs.first()).map(|l| l.from.position);
    let goal = first.and_then(|v| v.legs.last()).map(|l| l.to.position);
    Overlay {
        title: title.to_owned(),
        content: Content::Routes(variants.iter().map(route).collect()),
        ends: start.into_iter().chain(goal).collect(),
    }
}

/// What links carry.
#[must_use]
pub fn flows(title: &str, network: &Network, flows: &Flows) -> Overlay {
    let flow = |load: &tumen_network::flows::LinkLoad| {
        let line = network.links.get(load.link as usize)?.line.clone();
        (line.len() > 1).then(|| Flow { line, tonnes: load.tonnes().0, load: load.ratio() })
    };
    let content = Content::Flows(flows.links.iter().filter_map(flow).collect());
    Overlay { title: title.to_owned(), content, ends: Vec::new() }
}

/// Where cargo can be within `limit` days.
#[must_use]
pub fn reach(title: &str, network: &Network, from: LonLat, limit: f64, reached: &[Reached]) -> Overlay {
    let stretch = |r: &Reached| {
        let mut line = network.links.get(r.link as usize)?.line.clone();
        if r.back {
            line.reverse();
        }
        Some(Stretch { line, from: r.from.0, to: r.to.0, part: r.part })
    };
    let content = Content::Reach { limit, stretches: reached.iter().filter_map(stretch).collect() };
    Overlay { title: title.to_owned(), content, ends: vec![from] }
}
