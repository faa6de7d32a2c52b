//! From layers to the bytes of a file, and what a format cannot hold.

use super::formats::{csv, geojson, gpx, kml};
use super::input::Format;
use super::project::{self, ProjectFile};
use crate::model::layer::{Layer, Workspace};
use std::path::Path;
use std::sync::Arc;

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
