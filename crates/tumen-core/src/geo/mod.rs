//! Positions on the Earth, projections to the plane, and measures on the ellipsoid.
//!
//! Everything here is in degrees WGS 84 (longitude first) or, once projected, in *map units*:
//! one map unit is one Earth radius at the projection's true scale, x to the right, y **down**,
//! so that a projected picture needs no flipping. Longitudes may be *unwrapped* (beyond ±180) so
//! that a line across the antimeridian stays one line.

pub mod antimeridian;
mod bounds;
pub mod clip;
pub mod crs;
pub mod curve;
pub mod cut;
mod geo_box;
mod grid;
pub mod measure;
mod plane_point;
pub mod projection;
pub mod simplify;

pub use bounds::{Bounds, Coordinates, GeoBounds, NumberBounds, PlaneBounds};
pub use geo_box::GeoBox;
pub use grid::PLANE_RADIUS_M;
pub use plane_point::PlanePoint;
pub use projection::Projection;

/// The largest longitude of a line that goes on beyond 180°, degrees: ten turns, as a track of a satellite may
/// have. What is larger is no longitude.
pub const FARTHEST: f64 = 3600.0;

/// A position in degrees WGS 84, longitude first.
#[derive(Debug, Clone, Copy, PartialEq, Default, serde::Serialize, serde::Deserialize)]
#[serde(from = "[f64; 2]", into = "[f64; 2]")]
pub struct LonLat {
    /// Degrees east, −180..180, or unwrapped beyond.
    pub lon: f64,
    /// Degrees north, −90..90.
    pub lat: f64,
}

impl LonLat {
    /// A position from longitude and latitude in degrees.
    #[must_use]
    pub const fn new(lon: f64, lat: f64) -> Self {
        Self { lon, lat }
    }

    /// Whether it is somewhere on Earth: the latitude is one, and the longitude at most [`FARTHEST`].
    #[must_use]
    pub fn is_valid(self) -> bool {
        // No number is less than or equal to anything if it is none.
        self.lon.abs() <= FARTHEST && self.lat.abs() <= 90.0
    }

    /// The same position with its longitude in −180..=180.
    #[must_use]
    pub fn wrapped(self) -> Self {
        Self { lon: wrap_lon(self.lon), lat: self.lat }
    }
}

impl From<[f64; 2]> for LonLat {
    fn from([lon, lat]: [f64; 2]) -> Self {
        Self { lon, lat }
    }
}

impl From<LonLat> for [f64; 2] {
    fn from(p: LonLat) -> Self {
        [p.lon, p.lat]
    }
}

/// A longitude brought into −180..=180, degrees.
#[must_use]
pub fn wrap_lon(lon: f64) -> f64 {
    if (-180.0..=180.0).contains(&lon) {
        return lon;
    }
    // One subtraction, so that a longitude made continuous across 180° comes back in its own digits.
    let wrapped = lon - 360.0 * (lon / 360.0).round();
    if wrapped == -180.0 { 180.0 } else { wrapped }
}

/// The longitude equal to `lon` modulo 360 that lies nearest to `reference`, degrees.
#[must_use]
pub fn lon_near(lon: f64, reference: f64) -> f64 {
    lon - 360.0 * ((lon - reference) / 360.0).round()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn longitudes_wrap_and_unwrap() {
        assert_eq!(wrap_lon(190.0), -170.0);
        assert_eq!(wrap_lon(180.0), 180.0);
        assert_eq!(wrap_lon(-180.0), -180.0);
        assert_eq!(wrap_lon(540.0), 180.0);
        for lon in [-170.1, -179.123_456_7, -178.9, -129.987_654_321] {
            assert_eq!(wrap_lon(lon + 360.0), lon);
        }
        assert_eq!(lon_near(-170.0, 150.0), 190.0);
        assert_eq!(lon_near(20.0, 150.0), 20.0);
    }
}
