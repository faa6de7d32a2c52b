//! The numbers of a layer at one look: their extent, and how many could be what.

use super::still_wanted;
use crate::input::{ReadError, Watch};
use tumen_core::geo::{LonLat, NumberBounds};
use tumen_core::model::layer::Layer;

/// Positions of the sample by which a system is recognized.
const SAMPLE: usize = 64;

/// No grid of the Earth has numbers as large as this, in whatever unit: such are nowhere.
const NOWHERE: f64 = 1e9;

/// What the numbers of a layer are like.
pub(super) struct Survey {
    /// All positions.
    pub positions: usize,
    /// Positions with a number that is not finite or too large for any place on Earth.
    pub broken: usize,
    /// Positions too large for degrees in either order.
    pub far: usize,
    /// Positions whose second number is no latitude but whose first could be one.
    pub crossed: usize,
    /// Positions whose first number is no latitude, so that the order is as it should be.
    pub straight: usize,
    /// Positions of exactly 0, 0, and others near it.
    pub zeros: usize,
    pub near_zero: usize,
    /// Extent of the finite numbers.
    pub bounds: NumberBounds,
    /// Some of them, over the whole layer.
    pub sample: Vec<[f64; 2]>,
}

pub(super) fn survey(layer: &Layer, watch: &Watch) -> Result<Survey, ReadError> {
    let mut survey = Survey {
        positions: 0,
        broken: 0,
        far: 0,
        crossed: 0,
        straight: 0,
        zeros: 0,
        near_zero: 0,
        bounds: NumberBounds::EMPTY,
        sample: Vec::with_capacity(2 * SAMPLE),
    };
    let step = (layer.vertices() / SAMPLE).max(1);
    let mut next = 0;
    for (index, feature) in layer.features.iter().enumerate() {
        if index % 4096 == 0 {
            still_wanted(watch)?;
        }
        feature.geometry.each(&mut |_, positions| {
            survey.count(&positions.points);
            while let Some(p) = positions.points.get(next) {
                survey.sample.push([p.lon, p.lat]);
                next += step;
            }
            next -= positions.len();
        });
    }
    survey.sample.retain(|p| p.iter().all(|v| v.abs() < NOWHERE));
    Ok(survey)
}

impl Survey {
    fn count(&mut self, points: &[LonLat]) {
        let [mut west, mut south] = self.bounds.min;
        let [mut east, mut north] = self.bounds.max;
        for p in points {
            let (x, y) = (p.lon.abs(), p.lat.abs());
            if !(x < NOWHERE && y < NOWHERE) {
                self.broken += 1;
                continue;
            }
            // Plain comparisons, because none of the numbers is NaN here.
            west = if p.lon < west { p.lon } else { west };
            east = if p.lon > east { p.lon } else { east };
            south = if p.lat < south { p.lat } else { south };
            north = if p.lat > north { p.lat } else { north };
            if x < 5.0 && y < 5.0 {
                self.zeros += usize::from(x == 0.0 && y == 0.0);
                self.near_zero += usize::from(x != 0.0 || y != 0.0);
            }
            self.far += usize::from(x > 540.0 || y > 540.0);
            self.crossed += usize::from(y > 90.0 && x <= 90.0);
            self.straight += usize::from(x > 90.0);
        }
        self.bounds = NumberBounds::new([west, south], [east, north]);
        self.positions += points.len();
    }

    /// Positions that may be somewhere.
    pub(super) fn usable(&self) -> usize {
        self.positions - self.broken
    }

    /// Whether positions of 0, 0 stand among others that are far from it.
    pub(super) fn has_stray_zeros(&self) -> bool {
        self.zeros > 0 && self.near_zero == 0 && 2 * self.zeros <= self.usable()
    }

    /// Whether most numbers are too large for degrees.
    pub(super) fn is_meters(&self) -> bool {
        2 * self.far > self.usable()
    }

    /// Whether all numbers could be degrees.
    pub(super) fn is_degrees(&self) -> bool {
        let [[west, south], [east, north]] = [self.bounds.min, self.bounds.max];
        self.usable() > 0 && west >= -180.0 && east <= 180.0 && south >= -180.0 && north <= 180.0
    }
}
