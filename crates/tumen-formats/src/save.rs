//! From layers to the bytes of a file, and what a format cannot hold.

use super::formats::{csv, geojson, gpx, kml};
use super::input::Format;
use super::project::{self, ProjectFile};
use super::tour;
use std::path::Path;
use std::sync::Arc;
use tumen_core::model::Tour;
use tumen_core::model::layer::{Layer, Workspace};

/// The formats that can be written, each with its usual extension.
pub const WRITABLE: [(Format, &str); 6] = [
    (Format::GeoJson, "geojson"),
    (Format::GeoJson, "json"),
    (Format::Kml, "kml"),
    (Format::Gpx, "gpx"),
    (Format::Csv, "csv"),
    (Format::Project, "tumen"),
];

/// The format that a file's extension asks for.
#[must_use]
pub fn format_of(path: &Path) -> Option<Format> {
    let extension = path.extension()?.to_str()?.to_ascii_lowercase();
    WRITABLE.iter().find(|(_, e)| *e == extension).map(|(format, _)| *format)
}

/// What of the layers the format cannot hold, in sentences; to be said before saving.
#[must_use]
pub fn losses(layers: &[&Layer], format: Format) -> Vec<String> {
    match format {
        Format::GeoJson => geojson::losses(layers),
        Format::Kml => kml::losses(layers),
        Format::Gpx => gpx::losses(layers),
        Format::Csv => csv::losses(layers),
        _ => Vec::new(),
    }
}

/// What of a workspace beside its layers the format cannot hold, in sentences.
#[must_use]
pub fn lost_besides(workspace: &Workspace, format: Format) -> Vec<String> {
    let mut losses = Vec::new();
    let tours = workspace.tours.len();
    if tours > 0 && !matches!(format, Format::Kml | Format::Project) {
        let plural = if tours == 1 { "" } else { "s" };
        losses.push(format!("Tours are left out ({tours} tour{plural}); KML and projects hold them"));
    }
    if !workspace.assumptions.is_empty() && format != Format::Project {
        losses.push("Assumptions about the network are left out; projects hold them".to_owned());
    }
    losses
}

/// The bytes of a file that holds the layers and, where the format can, tours and assumptions.
#[must_use]
pub fn encode_workspace(workspace: &Workspace, format: Format) -> Vec<u8> {
    let layers: Vec<&Layer> = workspace.layers.iter().map(|l| &**l).collect();
    let mut out = Vec::new();
    match format {
        Format::Kml => kml::write_with_tours(&layers, &workspace.tours, &mut out),
        Format::Project => {
            project::write(&ProjectFile { workspace: workspace.clone(), ..ProjectFile::default() }, &mut out);
        }
        _ => return encode(&layers, format),
    }
    out
}

/// The bytes of a file that holds a tour: KML or, in any other format, its own text.
#[must_use]
pub fn encode_tour(tour: &Arc<Tour>, format: Format) -> Vec<u8> {
    if format != Format::Kml {
        return tour::write(tour).into_bytes();
    }
    let mut out = Vec::new();
    kml::write_with_tours(&[], std::slice::from_ref(tour), &mut out);
    out
}

/// The bytes of a file that holds the layers.
#[must_use]
pub fn encode(layers: &[&Layer], format: Format) -> Vec<u8> {
    let mut out = Vec::new();
    match format {
        Format::Kml => kml::write(layers, &mut out),
        Format::Gpx => gpx::write(layers, &mut out),
        Format::Csv => csv::write(layers, &mut out),
        Format::Project => {
            let mut workspace = Workspace::default();
            for layer in layers {
                workspace.add((*layer).clone());
            }
            project::write(&ProjectFile { workspace, ..ProjectFile::default() }, &mut out);
        }
        _ => geojson::write(layers, &mut out),
    }
    out
}

/// The bytes of a project.
#[must_use]
pub fn encode_project(workspace: &Arc<Workspace>, view: Option<String>) -> Vec<u8> {
    let mut out = Vec::new();
    let file = ProjectFile { workspace: (**workspace).clone(), view, ..ProjectFile::default() };
    project::write(&file, &mut out);
    out
}
