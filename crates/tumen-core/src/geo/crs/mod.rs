//! Coordinate reference systems of files, and the way from them to degrees WGS 84 and back.
//!
//! A file gives x and y in its own system, always in this order: easting or longitude first, whatever
//! axis order the register states. Latitude first is a fault of the file, found by `io::doctor`.
//! Datum shifts are those of `datum.rs`, each with its source and stated accuracy; grids are never
//! opened, because nothing inside a file may make the program open another.

mod datum;
mod recognize;
mod register;
#[cfg(test)]
mod tests;
mod text;
mod transform;

pub use recognize::{Candidate, THEATRE, recognize};

use crate::geo::LonLat;
use crate::message;
use crate::message::Message;
use proj4rs::Proj;
use std::fmt;
use std::sync::Arc;

/// Why a coordinate reference system cannot be used.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum CrsError {
    /// The register of Tumen has no such code.
    #[error("{}", self.message())]
    UnknownCode(u32),
    /// The text names no system that Tumen knows.
    #[error("{}", self.message())]
    UnknownText(String),
    /// The description is broken or asks for something that Tumen has not.
    #[error("{}", self.message())]
    Unusable(Message),
}

impl CrsError {
    /// What to do about it.
    #[must_use]
    pub fn hint(&self) -> Message {
        message!("notice-choose-crs")
    }

    /// What is wrong.
    #[must_use]
    pub fn message(&self) -> Message {
        match self {
            Self::UnknownCode(code) => message!("notice-crs-code-unknown", code = code.to_string()),
            Self::UnknownText(text) => message!("notice-crs-text-unknown", text = format!("{text:?}")),
            Self::Unusable(why) => message!("notice-crs-unusable", why = why),
        }
    }
}

/// How positions are brought to degrees WGS 84.
#[derive(Clone)]
enum Way {
    /// They are degrees already.
    Degrees,
    /// Web Mercator, by its own closed formula.
    WebMercator,
    /// By proj4rs.
    Projected(Arc<Proj>),
}

/// A coordinate reference system.
#[derive(Clone)]
pub struct Crs {
    id: String,
    name: String,
    definition: String,
    accuracy: Option<f64>,
    geographic: bool,
    way: Way,
}

impl PartialEq for Crs {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id && self.definition == other.definition
    }
}

impl Eq for Crs {}

impl fmt::Debug for Crs {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Crs({}, {:?}, {:?})", self.id, self.name, self.definition)
    }
}

impl fmt::Display for Crs {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.name.is_empty() || self.name == self.id {
            true => f.write_str(&self.id),
            false => write!(f, "{} ({})", self.name, self.id),
        }
    }
}

impl Crs {
    /// Degrees WGS 84, longitude first: what everything in the program is in.
    #[must_use]
    pub fn wgs84() -> Self {
        Self {
            id: "EPSG:4326".to_owned(),
            name: "WGS 84".to_owned(),
            definition: "+proj=longlat +datum=WGS84 +no_defs".to_owned(),
            accuracy: Some(0.0),
            geographic: true,
            way: Way::Degrees,
        }
    }

    /// Web Mercator, the meters of web maps.
    #[must_use]
    pub fn web_mercator() -> Self {
        Self {
            id: "EPSG:3857".to_owned(),
            name: "WGS 84 / Web Mercator".to_owned(),
            definition: "+proj=merc +a=6378137 +b=6378137 +units=m +nadgrids=@null +no_defs".to_owned(),
            accuracy: Some(0.0),
            geographic: false,
            way: Way::WebMercator,
        }
    }

    /// The system of an EPSG code (codes of ESRI for Web Mercator are understood too).
    ///
    /// # Errors
    /// If the code is unknown or its projection is not supported.
    pub fn epsg(code: u32) -> Result<Self, CrsError> {
        register::epsg(code)
    }

    /// The system of well-known text: a `.prj` of ESRI, WKT 1 or WKT 2. The code of the outermost
    /// authority counts, if it is known; else the parameters, with the datum shift by the datum's name.
    ///
    /// # Errors
    /// If the text is broken, too long or nested too deep, or its projection is not supported.
    pub fn from_wkt(wkt: &str) -> Result<Self, CrsError> {
        text::from_wkt(wkt)
    }

    /// The system that a text names: `EPSG:5179`, `urn:ogc:def:crs:EPSG::32652`,
    /// `urn:ogc:def:crs:OGC:1.3:CRS84`, `http://www.opengis.net/def/crs/EPSG/0/3857`, `+proj=…` or
    /// well-known text.
    ///
    /// # Errors
    /// If the text names nothing known.
    pub fn from_text(text: &str) -> Result<Self, CrsError> {
        text::from_text(text)
    }

    /// What identifies it, such as `EPSG:32652`; for a system without a code its name or definition.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// What a person calls it, such as `WGS 84 / UTM zone 52N`; the id when there is no name.
    #[must_use]
    pub fn name(&self) -> &str {
        if self.name.is_empty() { &self.id } else { &self.name }
    }

    /// The PROJ string by which positions are computed.
    #[must_use]
    pub fn definition(&self) -> &str {
        &self.definition
    }

    /// How exactly its datum shift leads to WGS 84, meters, as its source states; nothing when that is
    /// not known.
    #[must_use]
    pub fn accuracy_m(&self) -> Option<f64> {
        self.accuracy
    }

    /// Whether there is no shift from its datum to WGS 84, so that positions may be off by some hundred
    /// meters.
    #[must_use]
    pub fn lacks_shift(&self) -> bool {
        self.accuracy.is_none() && !self.definition.contains("+towgs84=")
    }

    /// Whether its positions are degrees and not meters.
    #[must_use]
    pub fn is_geographic(&self) -> bool {
        self.geographic
    }

    /// Whether its numbers are degrees WGS 84 as they stand, so that nothing needs computing.
    #[must_use]
    pub fn is_identity(&self) -> bool {
        matches!(self.way, Way::Degrees)
    }

    /// Whether positions (x, y) lie where the system is meant for: in the zone of a transverse Mercator grid, or
    /// anywhere on Earth for others. Nothing fits without positions.
    #[must_use]
    pub fn fits(&self, sample: &[[f64; 2]]) -> bool {
        /// A zone of six degrees reaches three to each side; files go on beyond its edge, degrees.
        const REACH: f64 = 6.0;
        let mut points: Vec<LonLat> = sample.iter().copied().map(LonLat::from).collect();
        let placed = !points.is_empty() && self.to_wgs84(&mut points) == Ok(0);
        let meridian = self.meridian();
        let near = |p: &LonLat| {
            meridian.is_none_or(|m| (crate::geo::lon_near(p.lon, m) - m).abs() <= REACH)
                && p.lat.abs() <= 89.0
        };
        placed && points.iter().all(near)
    }

    /// The central meridian of a transverse Mercator grid, degrees.
    fn meridian(&self) -> Option<f64> {
        let words = || self.definition.split_whitespace();
        let value = |name: &str| words().find_map(|w| w.strip_prefix(name)?.parse::<f64>().ok());
        match words().find_map(|w| w.strip_prefix("+proj="))? {
            "tmerc" | "etmerc" => Some(value("+lon_0=").unwrap_or(0.0)),
            "utm" => value("+zone=").map(|zone| 6.0 * zone - 183.0),
            _ => None,
        }
    }

    /// The system of a PROJ string, its datum shift as given or completed.
    fn of_definition(
        id: String,
        name: String,
        definition: &str,
        datum: Option<&str>,
    ) -> Result<Self, CrsError> {
        let (definition, accuracy) = datum::complete(definition, datum);
        let proj = Proj::from_proj_string(&definition)
            .map_err(|e| CrsError::Unusable(Message::verbatim(e.to_string())))?;
        if proj.is_geocent() {
            return Err(CrsError::Unusable(message!("notice-geocentric-off-map")));
        }
        let geographic = proj.is_latlong();
        let plain = geographic && proj.from_greenwich() == 0.0 && !datum::shifts(&definition);
        let way = if plain { Way::Degrees } else { Way::Projected(Arc::new(proj)) };
        Ok(Self { id, name, definition, accuracy, geographic, way })
    }
}
