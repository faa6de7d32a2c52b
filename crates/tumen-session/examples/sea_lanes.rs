//! Computes `data/network/sea-lanes.toml` from `data/network/sea.toml` and the land of the base map:
//! `cargo run -p tumen-session --example sea_lanes > data/network/sea-lanes.toml`.
//!
//! Two points are joined if the great circle between them crosses no outline of land and no way by a third
//! point is as short; the same input gives the same file.

use std::collections::BTreeMap;
use std::io::Write;
use tumen_assets::Bundle;
use tumen_core::diag::Report;
use tumen_core::geo::{LonLat, measure};
use tumen_network::sea::Land;
use tumen_session::load;

/// Points farther apart are not joined directly, meters: every ocean here has turning points in between.
const FARTHEST_M: f64 = 6_500_000.0;
/// A lane is left out if the way by another point is no longer than so many times it.
const SAME: f64 = 1.000_5;

const HEAD: &str = "# Open water between the waypoints and ports of sea.toml. Written by `cargo run -p tumen-session \
--example sea_lanes`; do not edit.\n";

fn main() -> std::io::Result<()> {
    let loaded = load::load(&Bundle::embedded(), &mut Report::new());
    let sea = &loaded.document.logistics.sea;
    let land = Land::new(&loaded.basemap.land);
    let waypoints = sea.waypoints.iter().map(|w| (w.id.to_string(), w.at));
    let ports = sea.approaches.iter().filter_map(|a| Some((a.port.to_string(), *a.via.last()?)));
    let points: Vec<(String, LonLat)> = waypoints.chain(ports).collect();
    let mut lengths = BTreeMap::new();
    for (i, a) in points.iter().enumerate() {
        for (j, b) in points.iter().enumerate().skip(i + 1) {
            let meters = measure::distance(a.1, b.1);
            if meters < FARTHEST_M && !land.is_crossed(a.1, b.1) {
                lengths.insert((i, j), meters);
            }
        }
    }
    let length = |i: usize, j: usize| lengths.get(&(i.min(j), i.max(j))).copied();
    let by_another = |i: usize, j: usize, meters: f64| {
        (0..points.len()).any(|k| {
            let sum = length(i, k).zip(length(k, j)).map(|(a, b)| a + b);
            k != i && k != j && sum.is_some_and(|s| s <= meters * SAME)
        })
    };
    let mut lanes: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for ((i, j), meters) in &lengths {
        if !by_another(*i, *j, *meters) {
            lanes.entry(&points[*i].0).or_default().push(&points[*j].0);
        }
    }
    let mut out = std::io::stdout().lock();
    write!(out, "{HEAD}")?;
    for (from, to) in lanes {
        write!(out, "\n[[lane]]\nfrom = \"{from}\"\nto = {to:?}\n")?;
    }
    Ok(())
}
