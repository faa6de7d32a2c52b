//! A box of degrees.

use super::LonLat;

/// A box of degrees WGS 84. East is less than west where the box lies across 180°.
///
/// In files and messages it is four numbers: west, south, east, north. [`super::GeoBounds`] are the extent of positions instead.
#[derive(Debug, Clone, Copy, PartialEq, Default, serde::Serialize, serde::Deserialize)]
#[serde(from = "[f64; 4]", into = "[f64; 4]")]
pub struct GeoBox {
    /// Degrees east.
    pub west: f64,
    /// Degrees north.
    pub south: f64,
    /// Degrees east.
    pub east: f64,
    /// Degrees north.
    pub north: f64,
}

impl GeoBox {
    /// A box from west, south, east and north, degrees.
    #[must_use]
    pub const fn new(west: f64, south: f64, east: f64, north: f64) -> Self {
        Self { west, south, east, north }
    }

    /// Whether it is one: longitudes within a turn of 0 that differ, latitudes that rise.
    #[must_use]
    pub fn is_valid(&self) -> bool {
        let lons = [self.west, self.east].iter().all(|l| (-360.0..=360.0).contains(l));
        lons && self.west != self.east && -90.0 <= self.south && self.south < self.north && self.north <= 90.0
    }

    /// Whether it is a single position.
    #[must_use]
    pub fn is_spot(&self) -> bool {
        self.west == self.east && self.south == self.north
    }

    /// Its eastern edge east of the western one: beyond 180° for a box across it.
    #[must_use]
    pub fn unwrapped_east(&self) -> f64 {
        if self.east < self.west { self.east + 360.0 } else { self.east }
    }

    /// The position in its middle.
    #[must_use]
    pub fn middle(&self) -> LonLat {
        let lon = 0.5 * (self.west + self.unwrapped_east());
        LonLat::new(lon, 0.5 * (self.south + self.north))
    }
}

impl From<[f64; 4]> for GeoBox {
    fn from([west, south, east, north]: [f64; 4]) -> Self {
        Self { west, south, east, north }
    }
}

impl From<GeoBox> for [f64; 4] {
    fn from(b: GeoBox) -> Self {
        [b.west, b.south, b.east, b.north]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_box_across_180_degrees_has_its_middle_inside() {
        let chukotka = GeoBox::new(162.0, 61.0, -168.0, 71.0);
        assert!(chukotka.is_valid() && !chukotka.is_spot());
        assert_eq!(chukotka.middle(), LonLat::new(177.0, 66.0));
        assert_eq!(GeoBox::from(<[f64; 4]>::from(chukotka)), chukotka);
    }

    #[test]
    fn what_is_no_box_is_told() {
        for [w, s, e, n] in
            [[1.0, 0.0, 1.0, 2.0], [0.0, 3.0, 1.0, 2.0], [0.0, 0.0, 400.0, 2.0], [0.0, f64::NAN, 1.0, 2.0]]
        {
            assert!(!GeoBox::new(w, s, e, n).is_valid());
        }
    }
}
