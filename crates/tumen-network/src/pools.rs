//! Capacities that are stated for several corridors together: they are there once at every meridian, however many of
//! the corridors cross it.

use super::topology::Network;
use std::collections::{BTreeMap, BTreeSet};
use tumen_core::model::{Date, Document, Id};

/// A capacity that links share.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Pool {
    /// Tonnes a year at each slot, in both directions together.
    pub capacity: f64,
    /// For each link the slots that it takes room in: whole degrees of longitude.
    pub slots: BTreeMap<u32, Vec<i32>>,
}

/// Tonnes in the slots of some pools.
#[derive(Debug, Clone, Default)]
pub(super) struct Pools<'a> {
    pools: &'a [Pool],
    loads: BTreeMap<(usize, i32), f64>,
}

impl<'a> Pools<'a> {
    pub fn new(pools: &'a [Pool]) -> Self {
        Self { pools, loads: BTreeMap::new() }
    }

    /// The slots that some links take room in, each once.
    fn slots(&self, links: impl Iterator<Item = u32>) -> BTreeSet<(usize, i32)> {
        let of = |link: u32| {
            let own = self.pools.iter().enumerate().filter_map(move |(i, p)| Some((i, p.slots.get(&link)?)));
            own.flat_map(|(i, slots)| slots.iter().map(move |slot| (i, *slot)))
        };
        links.flat_map(of).collect()
    }

    /// The tonnes that still fit along some links.
    pub fn room(&self, links: impl Iterator<Item = u32>) -> f64 {
        let free = |slot: &(usize, i32)| {
            let load = self.loads.get(slot).copied().unwrap_or_default();
            (self.pools[slot.0].capacity - load).max(0.0)
        };
        self.slots(links).iter().map(free).fold(f64::INFINITY, f64::min)
    }

    /// Sends tonnes along some links.
    pub fn send(&mut self, links: impl Iterator<Item = u32>, tonnes: f64) {
        for slot in self.slots(links) {
            *self.loads.entry(slot).or_default() += tonnes;
        }
    }
}

impl Network {
    /// The capacities at a date that are stated for several corridors together.
    #[must_use]
    pub(super) fn pools(&self, document: &Document, date: Date) -> Vec<Pool> {
        let mut all: BTreeMap<&Id, Pool> = BTreeMap::new();
        for (i, link) in self.links.iter().enumerate() {
            let record = link.corridor.as_ref().and_then(|c| document.logistics.capacity(c, date));
            let Some((joint, tonnes)) = record.and_then(|r| Some((r.joint.as_ref()?, r.tonnes))) else {
                continue;
            };
            let [a, b] = [link.from, link.to].map(|n| self.nodes[n as usize].position.lon.floor() as i32);
            let pool = all.entry(joint).or_default();
            pool.capacity = pool.capacity.max(tonnes);
            pool.slots.insert(i as u32, (a.min(b)..=a.max(b)).collect());
        }
        all.into_values().collect()
    }
}
