//! Saving projects and layers: the dialog, and writing so that a file is old or new, never half.

use super::worker::Saving;
use anyhow::Context;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tumen_core::model::{Layer, Workspace};
use tumen_formats::input::Format;
use tumen_formats::{atomic, save};
use tumen_session::view::SavedView;

/// Asks for a file to save to.
pub fn ask(saving: &Saving) -> Option<PathBuf> {
    let dialog = rfd::FileDialog::new();
    match saving {
        Saving::Project(_) => dialog
            .set_title("Save project")
            .set_file_name("project.tumen")
            .add_filter("Tumen project", &["tumen"])
            .save_file()
            .map(|path| with_extension(path, "tumen")),
        Saving::Layer(layer) => dialog
            .set_title("Save layer")
            .set_file_name(format!("{}.geojson", layer.name))
            .add_filter("GeoJSON", &["geojson", "json"])
            .add_filter("KML", &["kml"])
            .add_filter("GPX", &["gpx"])
            .add_filter("CSV table", &["csv"])
            .add_filter("Tumen project", &["tumen"])
            .save_file(),
        Saving::Tour(tour) => dialog
            .set_title("Save tour")
            .set_file_name(format!("{}.toml", tour.id))
            .add_filter("Tumen tour", &["toml"])
            .add_filter("KML, for Google Earth", &["kml"])
            .save_file()
            .map(|path| with_extension(path, "toml")),
    }
}

/// A file ends in its usual extension, so that it is recognized in folders.
fn with_extension(path: PathBuf, usual: &str) -> PathBuf {
    if path.extension().is_some() { path } else { path.with_extension(usual) }
}

/// What saving would lose, in sentences; or why the file's name does not tell a format.
pub fn losses(saving: &Saving, path: &Path) -> Result<Vec<String>, String> {
    match saving {
        Saving::Project(_) => Ok(Vec::new()),
        Saving::Tour(_) => tour_format(path).map(|_| Vec::new()),
        Saving::Layer(layer) => Ok(save::losses(&[layer], format(path)?)),
    }
}

fn format(path: &Path) -> Result<Format, String> {
    save::format_of(path).ok_or_else(|| {
        format!("{} tells no format; end the name in .geojson, .kml, .gpx, .csv or .tumen", path.display())
    })
}

/// A tour is text of its own, or KML.
fn tour_format(path: &Path) -> Result<Format, String> {
    match path.extension().and_then(|e| e.to_str()).map(str::to_ascii_lowercase).as_deref() {
        Some("toml") => Ok(Format::Tour),
        Some("kml") => Ok(Format::Kml),
        _ => Err(format!("{} tells no format; end the name in .toml or .kml", path.display())),
    }
}

/// The bytes of a project.
pub fn project(workspace: &Arc<Workspace>, view: &SavedView) -> Vec<u8> {
    save::encode_project(workspace, serde_json::to_string(view).ok())
}

/// Writes what is saved to a file.
pub fn write(
    saving: &Saving,
    path: &Path,
    workspace: &Arc<Workspace>,
    view: &SavedView,
) -> anyhow::Result<()> {
    let bytes = match saving {
        Saving::Project(_) => project(workspace, view),
        Saving::Tour(tour) => save::encode_tour(tour, tour_format(path).map_err(anyhow::Error::msg)?),
        Saving::Layer(layer) => {
            let layer: &Layer = layer;
            save::encode(&[layer], format(path).map_err(anyhow::Error::msg)?)
        }
    };
    atomic::write(path, &bytes).with_context(|| format!("cannot write {}", path.display()))
}
