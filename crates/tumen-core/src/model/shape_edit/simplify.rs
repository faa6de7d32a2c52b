//! Fewer vertices within a tolerance on the ground.

use super::{is_ring, least};
use crate::geo::{LonLat, antimeridian, simplify::ranks};
use crate::model::layer::{Geometry, GeometryKind, Positions};

/// Mean radius of the Earth, meters.
const RADIUS_M: f64 = 6_371_008.8;
/// Beyond this latitude the local projection stops, degrees.
const MAX_LAT: f64 = 89.9;

/// What [`simplify`] made.
#[derive(Debug, Clone, PartialEq)]
pub struct Simplified {
    /// The simpler geometry.
    pub geometry: Geometry,
    /// Positions before.
    pub before: usize,
    /// Positions after.
    pub after: usize,
}

/// Drops vertices of lines and rings that lie within a tolerance, meters on the ground, of what is left.
/// Ends stay, a line keeps two positions and a ring four; the heights and times of what stays are kept.
#[must_use]
pub fn simplify(geometry: &Geometry, tolerance_m: f64) -> Simplified {
    let mut simpler = geometry.clone();
    simpler.each_mut(&mut |kind, positions| {
        if !matches!(kind, GeometryKind::Point | GeometryKind::MultiPoint) {
            *positions = simplified(kind, positions, tolerance_m);
        }
    });
    Simplified { before: geometry.vertices(), after: simpler.vertices(), geometry: simpler }
}

fn simplified(kind: GeometryKind, positions: &Positions, tolerance_m: f64) -> Positions {
    let mut weight = weights(&positions.points);
    if is_ring(kind) || positions.is_closed() {
        keep_most(&mut weight, least(kind));
    }
    let kept: Vec<usize> = (0..weight.len()).filter(|i| weight[*i] > tolerance_m).collect();
    if kept.len() == positions.len() {
        return positions.clone();
    }
    let pick = |values: &[f64]| kept.iter().filter_map(|i| values.get(*i).copied()).collect();
    let points = kept.iter().filter_map(|i| positions.points.get(*i).copied()).collect();
    Positions::new(points).with_heights(pick(positions.heights())).with_times(pick(positions.times()))
}

/// For each position the tolerance up to which it stays, meters.
///
/// The shape is compared in Mercator's projection, which is true in small, and distances there are
/// turned into meters by the scale at the vertex: this holds for lines of any length.
fn weights(points: &[LonLat]) -> Vec<f64> {
    let mut continuous = points.to_vec();
    antimeridian::unwrap(&mut continuous);
    let latitude = |p: &LonLat| p.lat.clamp(-MAX_LAT, MAX_LAT).to_radians();
    let plane: Vec<[f64; 2]> = continuous
        .iter()
        .map(|p| [p.lon.to_radians(), (std::f64::consts::FRAC_PI_4 + latitude(p) / 2.0).tan().ln()])
        .collect();
    let meters = |(rank, p): (f32, &LonLat)| f64::from(rank) * RADIUS_M * latitude(p).cos();
    ranks(&plane).into_iter().zip(&continuous).map(meters).collect()
}

/// Makes the heaviest stay whatever the tolerance, so many in all.
fn keep_most(weight: &mut [f64], least: usize) {
    let mut order: Vec<usize> = (0..weight.len()).collect();
    order.sort_by(|a, b| weight[*b].total_cmp(&weight[*a]));
    order.into_iter().take(least).for_each(|i| weight[i] = f64::INFINITY);
}
