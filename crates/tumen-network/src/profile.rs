//! A variant as a section along the way: stations, borders, breaks of gauge, heights, capacity.

use super::quantity::{Kilometers, Tonnes};
use super::request::{Leg, LegKind, Stop, Variant};
use super::topology::Network;
use tumen_core::geo::{LonLat, measure};
use tumen_core::model::basemap::ElevationGrid;
use tumen_core::model::corridor::Mode;

/// Distance between two samples of the height, kilometers. The grid is coarser than that.
const STEP_KM: f64 = 5.0;

/// Something at one point of the way.
#[derive(Debug, Clone, PartialEq)]
pub struct Mark {
    /// Kilometers from the start, as the variant counts them.
    pub at: Kilometers,
    /// Where it is.
    pub stop: Stop,
    /// What happens there; nothing at a station that is only passed.
    pub kind: Option<LegKind>,
}

/// A stretch of the way.
#[derive(Debug, Clone, PartialEq)]
pub struct Stretch {
    /// Kilometers from the start where it begins.
    pub from: Kilometers,
    /// Kilometers from the start where it ends.
    pub to: Kilometers,
    /// How things move on it.
    pub mode: Mode,
    /// Track gauge, millimeters.
    pub gauge: Option<u32>,
    /// The most it carries a year, where a source says so.
    pub capacity: Option<Tonnes>,
}

/// A section along a variant.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Profile {
    /// Length of the whole way.
    pub km: Kilometers,
    /// Kilometers from the start, and meters above the sea; land only, with gaps at sea. Indicative: peaks and
    /// narrow valleys are smoothed by hundreds of meters.
    pub heights: Vec<(Kilometers, f64)>,
    /// Named stations, and where something happens, in order.
    pub marks: Vec<Mark>,
    /// Hauls in order.
    pub stretches: Vec<Stretch>,
}

impl Profile {
    /// The section along a variant of this network.
    #[must_use]
    pub fn new(variant: &Variant, network: &Network, elevation: &ElevationGrid) -> Self {
        let mut profile = Self::default();
        for leg in &variant.legs {
            if leg.kind == LegKind::Haul {
                profile.haul(leg, network, elevation);
            } else {
                profile.mark(profile.km, leg.from.clone(), Some(leg.kind));
            }
        }
        profile
    }

    fn mark(&mut self, at: Kilometers, stop: Stop, kind: Option<LegKind>) {
        let known = self.marks.last().is_some_and(|m| kind.is_none() && m.stop.id == stop.id && m.at == at);
        if !known && !stop.names.en.is_empty() {
            self.marks.push(Mark { at, stop, kind });
        }
    }

    fn haul(&mut self, leg: &Leg, network: &Network, elevation: &ElevationGrid) {
        let (start, length) = (self.km, leg.range.value.km);
        self.mark(start, leg.from.clone(), None);
        self.stations(leg, network);
        if leg.mode != Mode::Sea {
            self.heights(&leg.line, start, length, elevation);
        }
        self.km = start + length;
        let capacity = leg.capacity.as_ref().map(|c| c.tonnes);
        let (mode, gauge) = (leg.mode, leg.gauge);
        self.stretches.push(Stretch { from: start, to: self.km, mode, gauge, capacity });
        self.mark(self.km, leg.to.clone(), None);
    }

    /// Named nodes between the links of a leg, placed by the share of the links' lengths.
    fn stations(&mut self, leg: &Leg, network: &Network) {
        let of_leg = || leg.links.iter().filter_map(|l| network.links.get(*l as usize));
        let whole: f64 = of_leg().map(|l| l.km.0).sum();
        let start = network.nodes.iter().position(|n| n.position == leg.from.position && n.id == leg.from.id);
        let (Some(start), true) = (start, whole > 0.0) else { return };
        let (mut node, mut done) = (start as u32, 0.0);
        let last = leg.links.len().saturating_sub(1);
        for link in of_leg().take(last) {
            if link.from != node && link.to != node {
                return;
            }
            node = link.other(node);
            done += link.km.0;
            let at = self.km + leg.range.value.km * (done / whole);
            let point = &network.nodes[node as usize];
            let (id, names) = (point.id.clone(), point.names.clone());
            self.mark(at, Stop { id, names, position: point.position, country: point.country.clone() }, None);
        }
    }

    fn heights(&mut self, line: &[LonLat], start: Kilometers, length: Kilometers, elevation: &ElevationGrid) {
        let drawn = measure::length(line) / 1000.0;
        if drawn <= 0.0 {
            return;
        }
        let scale = length.0 / drawn;
        let mut done = 0.0;
        for pair in line.windows(2) {
            let km = measure::distance(pair[0], pair[1]) / 1000.0;
            let pieces = (km / STEP_KM).ceil().max(1.0) as usize;
            for i in 0..pieces {
                let t = i as f64 / pieces as f64;
                let lon = pair[0].lon + (pair[1].lon - pair[0].lon) * t;
                let lat = pair[0].lat + (pair[1].lat - pair[0].lat) * t;
                self.height(LonLat::new(lon, lat), start + Kilometers((done + km * t) * scale), elevation);
            }
            done += km;
        }
        if let Some(end) = line.last() {
            self.height(*end, start + length, elevation);
        }
    }

    fn height(&mut self, position: LonLat, at: Kilometers, elevation: &ElevationGrid) {
        if let Some(meters) = elevation.sample(position) {
            // A coastal cell of the coarse grid may lie below the sea although the railway does not.
            self.heights.push((at, meters.max(0.0)));
        }
    }
}
