//! The base map: vector layers, an elevation grid, and names, decoded from `assets/`.

use super::Names;
use crate::geo::LonLat;

/// One layer of the base map.
#[derive(Debug, Clone, Default)]
pub struct VectorLayer {
    /// Its features.
    pub features: Vec<VectorFeature>,
}

/// A feature of a vector layer.
#[derive(Debug, Clone)]
pub struct VectorFeature {
    /// What it is, for example `coast`, `international`, `river`.
    pub class: String,
    /// Its names, often empty.
    pub names: Names,
    /// Its id, often empty.
    pub id: String,
    /// 0 most important … 10 least.
    pub rank: u8,
    /// Lines, or rings (closed, the outer ring before its holes). Longitudes −30..330, continuous.
    pub parts: Vec<Vec<LonLat>>,
}

/// Heights over a regular grid of longitude and latitude.
#[derive(Debug, Clone, Default)]
pub struct ElevationGrid {
    /// Longitude of the first column, degrees.
    pub west: f64,
    /// Latitude of the last row, degrees.
    pub south: f64,
    /// Spacing, degrees.
    pub step: f64,
    /// Columns.
    pub width: usize,
    /// Rows, the first in the north.
    pub height: usize,
    /// Meters above the sea, negative below.
    pub meters: Vec<i16>,
}

impl ElevationGrid {
    /// Height at a position, meters, bilinear; `None` outside the grid.
    #[must_use]
    pub fn sample(&self, p: LonLat) -> Option<f64> {
        if self.width < 2 || self.height < 2 {
            return None;
        }
        let north = self.south + self.step * (self.height - 1) as f64;
        let lon = if p.lon < self.west { p.lon + 360.0 } else { p.lon };
        let (fx, fy) = ((lon - self.west) / self.step, (north - p.lat) / self.step);
        let (w, h) = ((self.width - 1) as f64, (self.height - 1) as f64);
        if !(0.0..=w).contains(&fx) || !(0.0..=h).contains(&fy) {
            return None;
        }
        let (x, y) = ((fx as usize).min(self.width - 2), (fy as usize).min(self.height - 2));
        let (tx, ty) = (fx - x as f64, fy - y as f64);
        let at = |x: usize, y: usize| f64::from(self.meters[y * self.width + x]);
        let top = at(x, y) * (1.0 - tx) + at(x + 1, y) * tx;
        let bottom = at(x, y + 1) * (1.0 - tx) + at(x + 1, y + 1) * tx;
        Some(top * (1.0 - ty) + bottom * ty)
    }
}

/// A name on the map that is not one of the document's places.
#[derive(Debug, Clone)]
pub struct MapName {
    /// `city`, `region`, or what `assets/places/labels.tsv` says: sea, gulf, strait, country, …
    pub class: String,
    /// Names.
    pub names: Names,
    /// Where.
    pub position: LonLat,
    /// 0 most important … 10 least.
    pub rank: u8,
    /// Inhabitants, if it is a town.
    pub population: u64,
}

/// The whole base map. A layer that could not be read is empty.
#[derive(Debug, Clone, Default)]
pub struct Basemap {
    /// Land areas, coarse to fine; they fit together without overlapping.
    pub land: VectorLayer,
    /// Coast lines.
    pub coast: VectorLayer,
    /// Lakes.
    pub lakes: VectorLayer,
    /// Rivers.
    pub rivers: VectorLayer,
    /// Rivers so wide that they are areas.
    pub river_areas: VectorLayer,
    /// Country borders.
    pub borders: VectorLayer,
    /// First-level regions.
    pub regions: VectorLayer,
    /// Railways.
    pub railways: VectorLayer,
    /// Lines of corridors along the railway, by corridor id.
    pub routes: VectorLayer,
    /// Heights.
    pub elevation: ElevationGrid,
    /// Towns, regions, seas, countries.
    pub names: Vec<MapName>,
}

impl Basemap {
    /// What is asked for after the layers are prepared: elevation and names.
    #[must_use]
    pub fn without_layers(&self) -> Self {
        Self { elevation: self.elevation.clone(), names: self.names.clone(), ..Self::default() }
    }
}
