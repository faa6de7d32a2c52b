//! What opening a file gives, and the readers whose files are more than layers.

use super::catalog::Format;
use super::doctor::Examined;
use super::input::{Input, ReadError};
use super::{project, tour};
use std::collections::BTreeMap;
use std::sync::Arc;
use tumen_core::diag::Report;
use tumen_core::model::layer::{GeometryKind, Layer};
use tumen_core::model::{Loupe, Tour};

/// What a file gave.
#[derive(Debug, Default)]
pub struct Opened {
    /// Its format.
    pub format: Option<Format>,
    /// Its coordinate reference system; several are joined by a comma.
    pub crs: String,
    /// Its layers in degrees WGS 84, where the file or the best guess puts them, with the repairs that
    /// the doctor offers.
    pub examined: Examined,
    /// The view that a project was saved with, as JSON.
    pub view: Option<String>,
    /// Talks over the map. The files that they name are not opened here.
    pub tours: Vec<Arc<Tour>>,
    /// Parameters of the logistics network that a project sets, by id.
    pub assumptions: BTreeMap<String, f64>,
    /// Parts of the map at a larger scale.
    pub loupes: Arc<[Loupe]>,
    /// What else a project holds, by name.
    pub extra: Vec<(String, String)>,
}

impl Opened {
    /// The layers in degrees WGS 84.
    #[must_use]
    pub fn layers(&self) -> &[Layer] {
        &self.examined.layers
    }

    /// Number of features.
    #[must_use]
    pub fn features(&self) -> usize {
        self.layers().iter().map(|l| l.features.len()).sum()
    }

    /// Number of positions.
    #[must_use]
    pub fn vertices(&self) -> usize {
        self.layers().iter().map(Layer::vertices).sum()
    }

    /// How many features of each kind of geometry there are, by GeoJSON name.
    #[must_use]
    pub fn geometry_counts(&self) -> BTreeMap<&'static str, usize> {
        let mut counts: BTreeMap<GeometryKind, usize> = BTreeMap::new();
        for feature in self.layers().iter().flat_map(|l| l.features.iter()) {
            *counts.entry(feature.geometry.kind()).or_default() += 1;
        }
        counts.into_iter().map(|(kind, n)| (kind.name(), n)).collect()
    }
}

pub(crate) fn project(input: &Input<'_>, report: &mut Report) -> Result<Opened, ReadError> {
    let file = project::read(input, report)?;
    let workspace = file.workspace;
    let layers = workspace.layers.into_iter().map(std::sync::Arc::unwrap_or_clone).collect();
    Ok(Opened {
        format: Some(Format::Project),
        crs: "EPSG:4326".to_owned(),
        examined: Examined { layers, ..Examined::default() },
        view: file.view,
        tours: workspace.tours,
        assumptions: workspace.assumptions,
        loupes: workspace.loupes,
        extra: file.extra,
    })
}

pub(crate) fn tour(input: &Input<'_>, report: &mut Report) -> Result<Opened, ReadError> {
    let tour = tour::file(input, report)?;
    Ok(Opened { format: Some(Format::Tour), tours: vec![Arc::new(tour)], ..Opened::default() })
}
