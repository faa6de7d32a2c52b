//! Saving projects and layers: the dialog, and writing so that a file is old or new, never half.

use super::dialog_words::DialogWords;
use crate::errors::{self, failed};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tumen_core::message::Message;
use tumen_core::model::{Layer, Tour, Workspace};
use tumen_formats::atomic::Stamp;
use tumen_formats::catalog::Format;
use tumen_formats::catalog::{TourFormat, UnknownEnding, WritableFormat};
use tumen_formats::{atomic, save};
use tumen_session::view::SavedView;

/// What is saved.
#[derive(Debug, Clone)]
pub enum Saving {
    /// The project at a revision.
    Project(u64),
    /// One layer.
    Layer(Arc<Layer>),
    /// One tour.
    Tour(Arc<Tour>),
}

/// Asks for a file to save to.
pub fn ask(words: &DialogWords, saving: &Saving) -> Option<PathBuf> {
    let (title, stem, formats) = match saving {
        Saving::Project(_) => (words.say("dialog-save-project"), "project", vec![Format::Project]),
        Saving::Layer(layer) => (
            words.say("dialog-save-layer"),
            &*layer.name,
            WritableFormat::all().map(WritableFormat::format).collect(),
        ),
        Saving::Tour(tour) => {
            (words.say("dialog-save-tour"), &*tour.id, TourFormat::all().map(TourFormat::format).collect())
        }
    };
    let usual = formats.first()?.row().extension();
    let dialog = rfd::FileDialog::new().set_title(title).set_file_name(format!("{stem}.{usual}"));
    let path = formats
        .iter()
        .fold(dialog, |d, f| d.add_filter(words.say(f.row().files), f.row().extensions))
        .save_file()?;
    Some(match saving {
        Saving::Layer(_) => path,
        Saving::Project(_) | Saving::Tour(_) => with_extension(path, usual),
    })
}

/// A file ends in its usual extension, so that it is recognized in folders.
fn with_extension(path: PathBuf, usual: &str) -> PathBuf {
    if path.extension().is_some() { path } else { path.with_extension(usual) }
}

/// What saving would lose, in sentences; or why the file's name does not tell a format.
pub fn losses(saving: &Saving, path: &Path) -> Result<Vec<Message>, UnknownEnding> {
    match saving {
        Saving::Project(_) => Ok(Vec::new()),
        Saving::Tour(_) => TourFormat::of_path(path).map(|_| Vec::new()),
        Saving::Layer(layer) => Ok(save::losses(&[layer], WritableFormat::of_path(path)?)),
    }
}

/// The bytes of a project.
pub fn project(workspace: &Arc<Workspace>, view: &SavedView) -> Vec<u8> {
    save::encode_project(workspace, serde_json::to_string(view).ok())
}

/// Why something was not saved.
#[derive(Debug, Clone, PartialEq)]
pub enum NotSaved {
    /// The file has changed since it was read or written here.
    Changed,
    /// It could not be written: why.
    Failed(Message),
}

/// Writes what is saved to a file, unless that is another than it was known to be. Gives what it is now.
pub fn write(
    saving: &Saving,
    path: &Path,
    known: Option<Stamp>,
    workspace: &Arc<Workspace>,
    view: &SavedView,
) -> Result<Stamp, NotSaved> {
    if known.is_some_and(|known| known.is_other_than(path)) {
        return Err(NotSaved::Changed);
    }
    written(saving, path, workspace, view).map_err(|error| NotSaved::Failed(errors::message(error.as_ref())))
}

fn written(
    saving: &Saving,
    path: &Path,
    workspace: &Arc<Workspace>,
    view: &SavedView,
) -> anyhow::Result<Stamp> {
    let bytes = match saving {
        Saving::Project(_) => project(workspace, view),
        Saving::Tour(tour) => save::encode_tour(tour, TourFormat::of_path(path)?),
        Saving::Layer(layer) => save::encode(&[layer], WritableFormat::of_path(path)?),
    };
    atomic::write(path, &bytes).map_err(|e| failed("notice-cannot-write", path, e))?;
    Ok(Stamp::of(&bytes))
}
