//! From a path or pasted text to layers: recognize the format, read, let the doctor look.

use super::catalog::Reader;
use super::doctor::{self, Examined};
use super::files;
use super::formats::kml;
use super::input::{Format, Input, Limits, ReadError, StatedCrs, Watch};
use super::{project, sniff, tour};
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;
use tumen_core::diag::{Place, Report};
use tumen_core::model::Tour;
use tumen_core::model::layer::{GeometryKind, Layer};

/// How to open a file.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// What is refused.
    pub limits: Limits,
    /// Read text in this encoding instead of the recognized one.
    pub encoding: Option<String>,
    /// Take this coordinate reference system whatever the file says, such as `EPSG:28422`.
    pub crs: Option<String>,
}

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

/// Opens a file.
///
/// # Errors
/// If nothing of it can be loaded; what was wrong besides is in the report.
pub fn path(path: &Path, options: &Options, watch: &Watch, report: &mut Report) -> Result<Opened, ReadError> {
    let content = files::check_path(path, &options.limits)?;
    let name = path.display().to_string();
    let sidecars = files::sidecars(path, &options.limits);
    let input = Input {
        name: &name,
        bytes: &content,
        sidecars: &sidecars,
        limits: &options.limits,
        watch,
        encoding: options.encoding.as_deref(),
    };
    read(&input, options, report)
}

/// Opens text that was pasted.
///
/// # Errors
/// As for [`path`].
pub fn text(text: &str, options: &Options, watch: &Watch, report: &mut Report) -> Result<Opened, ReadError> {
    let input = Input::of("pasted text", text.as_bytes(), &options.limits, watch);
    read(&input, options, report)
}

/// Recognizes and reads an input.
///
/// # Errors
/// As for [`path`].
pub fn read(input: &Input<'_>, options: &Options, report: &mut Report) -> Result<Opened, ReadError> {
    let format = sniff::sniff(input.name, input.bytes)?;
    let (mut raw_layers, tours) = match &format.row().read {
        Reader::Own(read) => return read(input, report),
        Reader::Layers(read) => (read(input, report)?, Vec::new()),
        Reader::LayersAndTours(read) => {
            let mut raw_layers = read(input, report)?;
            let tours = kml::tours(input.name, &mut raw_layers, report);
            (raw_layers, tours)
        }
    };
    if let Some(crs) = &options.crs {
        raw_layers.iter_mut().for_each(|d| d.crs = StatedCrs::Other(crs.clone()));
    }
    for raw in &mut raw_layers {
        raw.layer.origin.path = input.name.to_owned();
        raw.layer.origin.format = format.id().to_owned();
        if raw.layer.name.is_empty() {
            raw.layer.name = stem(input.name);
        }
    }
    if tours.is_empty() && raw_layers.iter().all(|d| d.layer.features.is_empty()) {
        report.warning(
            "no-features",
            Place::file(input.name),
            "the file holds no features",
            "check what was chosen for export where the file was made",
        );
    }
    let examined = doctor::examine(raw_layers, report, input.watch)?;
    let mut crs: Vec<String> = examined.layers.iter().map(|l| l.origin.crs.clone()).collect();
    crs.dedup();
    Ok(Opened { format: Some(format), crs: crs.join(", "), examined, tours, ..Opened::default() })
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
        extra: file.extra,
    })
}

pub(crate) fn tour(input: &Input<'_>, report: &mut Report) -> Result<Opened, ReadError> {
    let tour = tour::file(input, report)?;
    Ok(Opened { format: Some(Format::Tour), tours: vec![Arc::new(tour)], ..Opened::default() })
}

/// A file's name without folder and extension.
fn stem(name: &str) -> String {
    let path = Path::new(name);
    path.file_stem().map_or_else(|| name.to_owned(), |s| s.to_string_lossy().into_owned())
}

/// Says in the report why nothing could be loaded.
pub fn refuse(error: &ReadError, name: &str, report: &mut Report) {
    let mut place = Place::file(name);
    if let ReadError::Broken { line, byte, .. } = error {
        (place.line, place.byte) = (*line, *byte);
    }
    report.error(error.code(), place, error.to_string(), error.hint());
}
