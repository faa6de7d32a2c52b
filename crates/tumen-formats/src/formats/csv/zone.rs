//! A column that says in which zone of the UTM grid a row's easting and northing are.

use crate::input::StatedCrs;
use tumen_core::geo::LonLat;
use tumen_core::geo::crs::Crs;

/// Names of such a column, in small letters without signs.
pub(super) const NAMES: [&str; 13] = [
    "zone",
    "utmzone",
    "zoneutm",
    "utm",
    "gridzone",
    "zonenumber",
    "zona",
    "зона",
    "зонаutm",
    "номерзоны",
    "구역",
    "utm구역",
    "존",
];

/// Northings of latitudes 32° to 40° north, which the band S of a zone stands for.
const BAND_S: std::ops::Range<f64> = 3_500_000.0..4_450_000.0;

/// A zone of the UTM grid on WGS 84.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Zone {
    number: u8,
    south: bool,
}

impl Zone {
    /// Reads `52`, `52N`, `52 T`, `UTM 53S`. A letter is a hemisphere (N, S) or a band of latitude (C to X); S is both, and
    /// then the northing tells: the band lies north of the equator.
    pub(super) fn parse(text: &str, northing: f64) -> Option<Self> {
        let upper = text.trim().to_uppercase();
        let text = upper.strip_prefix("UTM").unwrap_or(&upper).trim();
        let text = text.strip_prefix("ZONE").unwrap_or(text).trim();
        let digits = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
        let (number, letter) = text.split_at(digits);
        let number = number.parse().ok().filter(|n| (1..=60).contains(n))?;
        let south = match letter.trim() {
            "S" => !BAND_S.contains(&northing),
            "" => false,
            letter => {
                let letter = letter.chars().next().filter(|_| letter.len() == 1)?;
                ('C'..='X').contains(&letter).then_some(letter < 'N')?
            }
        };
        Some(Self { number, south })
    }

    fn code(self) -> u32 {
        u32::from(self.number) + if self.south { 32_700 } else { 32_600 }
    }

    /// What a file states that is in this zone.
    pub(super) fn stated(self) -> StatedCrs {
        StatedCrs::Epsg(self.code())
    }
}

/// The zones of a table. All positions of a layer are in one grid, that of the first row's zone.
pub(super) struct Zones {
    /// The column that states them.
    pub(super) column: usize,
    grids: Vec<(Zone, Option<Crs>)>,
}

impl Zones {
    pub(super) fn new(column: usize) -> Self {
        Self { column, grids: Vec::new() }
    }

    /// The zone of the layer, if any row stated one.
    pub(super) fn first(&self) -> Option<Zone> {
        self.grids.first().map(|(zone, _)| *zone)
    }

    /// All zones, in the order of the table.
    pub(super) fn listed(&self) -> String {
        self.grids.iter().map(|(zone, _)| zone.to_string()).collect::<Vec<_>>().join(", ")
    }

    /// A place of a zone, in the grid of the layer; `None` where it cannot be written so.
    pub(super) fn place(&mut self, at: LonLat, zone: Zone) -> Option<LonLat> {
        if self.first().is_none_or(|first| first == zone) {
            self.grid(zone);
            return Some(at);
        }
        let mut place = [at];
        self.grid(zone)?.to_wgs84(&mut place).ok().filter(|failed| *failed == 0)?;
        self.grids.first()?.1.as_ref()?.from_wgs84(&mut place).ok().filter(|failed| *failed == 0)?;
        Some(place[0])
    }

    fn grid(&mut self, zone: Zone) -> Option<&Crs> {
        let known = self.grids.iter().position(|(z, _)| *z == zone);
        let at = known.unwrap_or_else(|| {
            self.grids.push((zone, Crs::epsg(zone.code()).ok()));
            self.grids.len() - 1
        });
        self.grids.get(at)?.1.as_ref()
    }
}

impl std::fmt::Display for Zone {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}{}", self.number, if self.south { "S" } else { "N" })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zones_as_people_write_them() {
        let zone = |text, northing| Zone::parse(text, northing).map(|z| z.to_string());
        for text in ["52", "52N", "52 T", "utm 52n", "UTM zone 52", " 52 "] {
            assert_eq!(zone(text, 4.7e6).as_deref(), Some("52N"), "{text}");
        }
        assert_eq!(zone("52S", 3.9e6).as_deref(), Some("52N"), "the band of Jeju and Busan");
        assert_eq!(zone("56S", 6.2e6).as_deref(), Some("56S"), "Sydney");
        assert_eq!(zone("56H", 6.2e6).as_deref(), Some("56S"));
        for text in ["", "0", "61", "522", "T", "52NN", "52A", "Khasan", "-5", "52.5"] {
            assert_eq!(zone(text, 4.7e6), None, "{text}");
        }
    }

    #[test]
    fn the_same_place_in_two_zones() {
        // Vladivostok at 43.115 N, 131.885 E is near the seam of zones 52 and 53.
        let mut both = [LonLat::new(131.885, 43.115); 2];
        Crs::epsg(32_653).unwrap().from_wgs84(&mut both[..1]).unwrap();
        Crs::epsg(32_652).unwrap().from_wgs84(&mut both[1..]).unwrap();
        let [of_53, of_52] = ["53N", "52N"].map(|z| Zone::parse(z, 4.7e6).unwrap());
        let mut zones = Zones::new(0);
        assert_eq!(zones.place(both[1], of_52), Some(both[1]));
        let moved = zones.place(both[0], of_53).unwrap();
        assert!(
            (moved.lon - both[1].lon).abs() < 1e-3 && (moved.lat - both[1].lat).abs() < 1e-3,
            "{moved:?}"
        );
        assert_eq!((zones.first(), &*zones.listed()), (Some(of_52), "52N, 53N"));
        assert!((both[0].lon - both[1].lon).abs() > 100_000.0);
    }
}
