//! From layers to the bytes of a file, and what a format cannot hold.

use super::catalog::{TourFormat, WritableFormat};
use super::project::{self, ProjectFile};
use std::borrow::Cow;
use std::sync::Arc;
use tumen_core::geo::LonLat;
use tumen_core::message;
use tumen_core::message::Message;
use tumen_core::model::Tour;
use tumen_core::model::layer::{Geometry, Layer, Positions, Workspace};
use tumen_core::model::repair::{Repair, is_area};

/// What of the layers the format cannot hold, in sentences; to be said before saving.
#[must_use]
pub fn losses(layers: &[&Layer], format: WritableFormat) -> Vec<Message> {
    format.losses(layers)
}

/// What of a workspace beside its layers the format cannot hold, in sentences.
#[must_use]
pub fn lost_besides(workspace: &Workspace, format: WritableFormat) -> Vec<Message> {
    let mut losses = Vec::new();
    let tours = workspace.tours.len();
    if tours > 0 && !format.holds().tours {
        let others = WritableFormat::names(|w| w.tours);
        losses.push(message!("notice-lost-tours", n = tours, others = others));
    }
    if !workspace.assumptions.is_empty() && !format.holds().assumptions {
        let others = WritableFormat::names(|w| w.assumptions);
        losses.push(message!("notice-lost-assumptions", others = others));
    }
    if !workspace.loupes.is_empty() && !format.holds().assumptions {
        let others = WritableFormat::names(|w| w.assumptions);
        losses.push(message!("notice-lost-loupes", others = others));
    }
    losses
}

/// The bytes of a file that holds the layers and, where the format can, tours and assumptions. Longitudes
/// that go on beyond 180° in memory are written between −180° and 180°, as other programs expect them.
#[must_use]
pub fn encode_workspace(workspace: &Workspace, format: WritableFormat) -> Vec<u8> {
    if format.holds().beyond_180 || !workspace.layers.iter().any(|l| is_beyond_180(l)) {
        return encode_as_it_is(workspace, format);
    }
    let layers = workspace.layers.iter().map(|l| Arc::new(within_180(l).into_owned())).collect();
    encode_as_it_is(&Workspace { layers, ..workspace.clone() }, format)
}

/// The same for positions that are no degrees, or that are to be written as a file had them.
#[must_use]
pub fn encode_as_it_is(workspace: &Workspace, format: WritableFormat) -> Vec<u8> {
    let mut out = Vec::new();
    format.write(workspace, &mut out);
    out
}

fn is_beyond_180(layer: &Layer) -> bool {
    let mut any = false;
    for feature in layer.features.iter() {
        feature.geometry.each(&mut |_, p| any = any || p.points.iter().any(|p| p.lon.abs() > 180.0));
    }
    any
}

/// The layer with all longitudes between −180° and 180°.
fn within_180(layer: &Layer) -> Cow<'_, Layer> {
    if !is_beyond_180(layer) {
        return Cow::Borrowed(layer);
    }
    let mut layer = layer.clone();
    for feature in Arc::make_mut(&mut layer.features) {
        if feature.geometry.bounds().max.lon > 180.0 || feature.geometry.bounds().min.lon < -180.0 {
            let feature = Arc::make_mut(feature);
            if is_wide(&feature.geometry) {
                // Brought back position by position, it would be taken to go the other way round the globe.
                feature.geometry = Repair::CutAt180.of(&feature.geometry);
            }
            feature.geometry.each_mut(&mut |_, positions: &mut Positions| {
                positions.points.iter_mut().for_each(|p| *p = p.wrapped());
            });
        }
    }
    Cow::Owned(layer)
}

/// Whether an area or a step of a line reaches so far that, cut off at 180°, it would not be known again.
fn is_wide(geometry: &Geometry) -> bool {
    /// As wide as an area may be that a ring with a step across 180° encloses, degrees.
    const NARROW: f64 = 90.0;
    let mut wide = false;
    geometry.each(&mut |kind, positions| {
        let lons = || positions.points.iter().map(|p| p.lon);
        let extent = lons().fold(f64::MIN, f64::max) - lons().fold(f64::MAX, f64::min);
        let step = |w: &[LonLat]| matches!(w, [a, b] if (b.lon - a.lon).abs() > 180.0);
        wide = wide || (is_area(kind) && extent > NARROW) || positions.points.windows(2).any(step);
    });
    wide
}

/// The bytes of a file that holds a tour.
#[must_use]
pub fn encode_tour(tour: &Arc<Tour>, format: TourFormat) -> Vec<u8> {
    format.encode(tour)
}

/// The bytes of a file that holds the layers.
#[must_use]
pub fn encode(layers: &[&Layer], format: WritableFormat) -> Vec<u8> {
    let mut workspace = Workspace::default();
    for layer in layers {
        workspace.add((*layer).clone());
    }
    encode_workspace(&workspace, format)
}

/// The bytes of a project.
#[must_use]
pub fn encode_project(workspace: &Arc<Workspace>, view: Option<String>) -> Vec<u8> {
    let mut out = Vec::new();
    let file = ProjectFile { workspace: (**workspace).clone(), view, ..ProjectFile::default() };
    project::write(&file, &mut out);
    out
}
