//! What the file doctor offers: repairs as values, each a pure function from a layer to a layer.

mod cut;
mod shapes;
#[cfg(test)]
mod tests;

use super::Confidence;
use super::layer::{Feature, Geometry, GeometryKind, Layer, Positions};
use crate::geo::LonLat;
use crate::geo::crs::Crs;
use crate::message;
use crate::message::Message;
use std::sync::Arc;

pub use shapes::signed_area;

/// A change that makes a layer what its author meant. Heights and times stay with their positions, and
/// features keep their keys.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Repair {
    /// Exchange x and y of every position.
    SwapAxes,
    /// Take the numbers of the file as positions in this system and bring them to degrees WGS 84. To be
    /// applied to the layer as it was in the file, not to one already placed.
    Reproject {
        /// What [`Crs::from_text`] understands, such as `EPSG:28422`.
        crs: String,
        /// Whether the file gives northing before easting.
        swapped: bool,
    },
    /// Repeat the first position of a ring at its end.
    CloseRings,
    /// Turn rings so that outer ones run counterclockwise and holes clockwise (RFC 7946).
    RewindRings,
    /// Leave out positions that repeat the one before; with another time or height they stay.
    DropDuplicatePoints,
    /// Leave out positions that are no numbers or have a latitude beyond 90°.
    DropBrokenPositions,
    /// Leave out heights by which devices say that they have none, such as −32768.
    DropNoDataHeights,
    /// Bring longitudes to −180..180 and keep lines across 180° continuous.
    WrapLongitudes,
    /// Cut lines and areas at 180°, as GeoJSON has them.
    CutAt180,
    /// Take away shapes without positions and lines of one position. A feature that has properties stays,
    /// without a place.
    DropEmpty,
    /// Read the file again with this encoding, a label such as `windows-1251`. The layer alone cannot be
    /// repaired: its text is already read.
    Encoding(String),
}

impl Repair {
    /// A stable word for scripts.
    #[must_use]
    pub fn id(&self) -> &'static str {
        match self {
            Self::SwapAxes => "swap-axes",
            Self::Reproject { .. } => "reproject",
            Self::CloseRings => "close-rings",
            Self::RewindRings => "rewind-rings",
            Self::DropDuplicatePoints => "drop-duplicate-points",
            Self::DropBrokenPositions => "drop-broken-positions",
            Self::DropNoDataHeights => "drop-no-data-heights",
            Self::WrapLongitudes => "wrap-longitudes",
            Self::CutAt180 => "cut-at-180",
            Self::DropEmpty => "drop-empty",
            Self::Encoding(_) => "encoding",
        }
    }

    /// What it does, as a label.
    #[must_use]
    pub fn sentence(&self) -> Message {
        match self {
            Self::SwapAxes => message!("notice-repair-swap-axes"),
            Self::Reproject { crs, swapped: false } => message!("notice-repair-reproject", crs = crs),
            Self::Reproject { crs, swapped: true } => message!("notice-repair-reproject-swapped", crs = crs),
            Self::CloseRings => message!("notice-repair-close-rings"),
            Self::RewindRings => message!("notice-repair-rewind-rings"),
            Self::DropDuplicatePoints => message!("notice-repair-drop-duplicates"),
            Self::DropBrokenPositions => message!("notice-repair-drop-broken"),
            Self::DropNoDataHeights => message!("notice-repair-drop-heights"),
            Self::WrapLongitudes => message!("notice-repair-wrap-longitudes"),
            Self::CutAt180 => message!("notice-repair-cut-180"),
            Self::DropEmpty => message!("notice-repair-drop-empty"),
            Self::Encoding(label) => message!("notice-repair-encoding", label = label),
        }
    }

    /// The repaired layer. Features that need no repair are shared with the old one.
    #[must_use]
    pub fn apply(&self, layer: &Layer) -> Layer {
        if let Self::Reproject { crs, swapped } = self {
            return reprojected(layer, crs, *swapped);
        }
        let repaired = changed(layer, &|g| self.change(g));
        if *self == Self::DropEmpty { without_empty_features(repaired) } else { repaired }
    }

    /// The repaired shape; the old one if it needs no repair or the repair is one of whole layers.
    #[must_use]
    pub fn of(&self, geometry: &Geometry) -> Geometry {
        self.change(geometry).unwrap_or_else(|| geometry.clone())
    }

    /// The new shape, if it changes.
    fn change(&self, geometry: &Geometry) -> Option<Geometry> {
        match self {
            Self::SwapAxes => Some(moved(geometry, swap)),
            Self::CloseRings => shapes::closed(geometry),
            Self::RewindRings => shapes::rewound(geometry),
            Self::DropDuplicatePoints => shapes::without_duplicates(geometry),
            Self::DropBrokenPositions => shapes::without_broken(geometry),
            Self::DropNoDataHeights => shapes::without_no_data_heights(geometry),
            Self::WrapLongitudes => shapes::wrapped(geometry),
            Self::CutAt180 => cut::cut(geometry),
            Self::DropEmpty => shapes::without_empty(geometry),
            Self::Reproject { .. } | Self::Encoding(_) => None,
        }
    }
}

/// The layer with every geometry that the change gives anew.
fn changed(layer: &Layer, change: &dyn Fn(&Geometry) -> Option<Geometry>) -> Layer {
    let feature = |old: &Arc<Feature>| match change(&old.geometry) {
        Some(geometry) => Arc::new(Feature { geometry, ..(**old).clone() }),
        None => old.clone(),
    };
    Layer { features: Arc::new(layer.features.iter().map(feature).collect()), ..layer.clone() }
}

fn without_empty_features(mut layer: Layer) -> Layer {
    let holds = |f: &Arc<Feature>| !f.geometry.is_empty() || !f.properties.is_empty() || f.id.is_some();
    Arc::make_mut(&mut layer.features).retain(holds);
    layer
}

fn moved(geometry: &Geometry, change: impl Fn(&mut [LonLat])) -> Geometry {
    let mut geometry = geometry.clone();
    geometry.each_mut(&mut |_, positions| change(&mut positions.points));
    geometry
}

fn swap(points: &mut [LonLat]) {
    points.iter_mut().for_each(|p| *p = LonLat::new(p.lat, p.lon));
}

fn reprojected(layer: &Layer, crs: &str, swapped: bool) -> Layer {
    let Ok(crs) = Crs::from_text(crs) else { return layer.clone() };
    let place = |points: &mut [LonLat]| {
        if swapped {
            swap(points);
        }
        // What has no place in the system becomes NaN, which the doctor reports.
        let _ = crs.to_wgs84(points);
    };
    let mut layer = changed(layer, &|g| Some(moved(g, place)));
    crs.id().clone_into(&mut layer.origin.crs);
    layer
}

/// A repair that is offered for a layer.
#[derive(Debug, Clone, PartialEq)]
pub struct Proposal {
    /// The code of the notices that it answers.
    pub code: &'static str,
    /// The repair.
    pub repair: Repair,
    /// Which of the layers of the file, counted from 0.
    pub layer: usize,
    /// How many features it changes.
    pub features: usize,
    /// At how many places in them: positions, rings, steps across 180°.
    pub places: usize,
    /// Why, as a sentence for the user.
    pub message: Message,
    /// Whether it changes where things are on the map. Such a repair is to be applied to the layer as the
    /// file has it; the others are applied to the layer that is shown.
    pub placement: bool,
    /// How sure the doctor is.
    pub confidence: Confidence,
    /// Whether the layer that is shown has it already, as a guess to be confirmed.
    pub taken: bool,
}

/// Whether a position repeats the one before it in every respect that the file gives.
#[must_use]
pub fn repeats(positions: &Positions, index: usize) -> bool {
    let Some(before) = index.checked_sub(1) else { return false };
    let same = |values: &[f64]| match (values.get(before), values.get(index)) {
        (Some(a), Some(b)) => a == b || (a.is_nan() && b.is_nan()),
        _ => true,
    };
    positions.points.get(before) == positions.points.get(index)
        && same(positions.heights())
        && same(positions.times())
}

/// Whether a kind of shape is made of rings.
#[must_use]
pub fn is_area(kind: GeometryKind) -> bool {
    matches!(kind, GeometryKind::Polygon | GeometryKind::MultiPolygon)
}
