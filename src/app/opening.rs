//! Opening files and pasted text on a worker, with progress.

use super::dialog_words::DialogWords;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use tumen_core::diag::Report;
use tumen_core::message;
use tumen_core::message::Message;
use tumen_core::model::{Date, Layer, Logistics};
use tumen_core::watch::{StopReason, Watch};
use tumen_formats::atomic::Stamp;
use tumen_formats::catalog;
use tumen_formats::catalog::Format;
use tumen_formats::input::ReadError;
use tumen_formats::open::{self, Opened};
use tumen_session::Import;
use tumen_session::analysis::DemandTable;
use tumen_session::opening::Opening;
use tumen_session::route::LazyNetwork;
use tumen_session::scenario::Scenario;
use tumen_session::view::SavedView;

/// Where layers come from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// A file.
    File(PathBuf),
    /// A file that is open already and has changed on disk.
    Changed(PathBuf),
    /// Text from the clipboard.
    Pasted(String),
}

impl Source {
    /// What is being opened, in a word or two.
    pub fn name(&self) -> Message {
        match self {
            Self::File(path) | Self::Changed(path) => {
                let name = path.file_name().unwrap_or(path.as_os_str());
                Message::verbatim(name.to_string_lossy())
            }
            Self::Pasted(_) => message!("notice-pasted-text"),
        }
    }

    /// The file, if it is an ordinary one.
    pub fn file(&self) -> Option<&Path> {
        match self {
            Self::File(path) | Self::Changed(path) => Some(&**path).filter(|path| path.is_file()),
            Self::Pasted(_) => None,
        }
    }

    /// Bytes to read; 0 if that is not known.
    pub fn size(&self) -> u64 {
        match self {
            Self::File(path) | Self::Changed(path) => std::fs::metadata(path).map_or(0, |m| m.len()),
            Self::Pasted(text) => text.len() as u64,
        }
    }
}

/// What opening came to.
#[derive(Debug)]
pub struct Done {
    /// What was opened.
    pub source: Source,
    /// What is to be told.
    pub import: Import,
    /// What was in it.
    pub layers: Vec<Layer>,
    /// The view of a project.
    pub view: Option<SavedView>,
    /// Whether it was a project.
    pub project: bool,
    /// Whether the user cancelled it.
    pub cancelled: bool,
    /// What the file was when it was read.
    pub stamp: Option<Stamp>,
}

/// Opens a source. Called on a worker.
pub fn open(source: Source, opening: &Opening, watch: &Watch) -> Done {
    let mut report = Report::new();
    // Before it is read: a change in between is one that was not seen.
    let stamp = source.file().and_then(|path| Stamp::of_file(path).ok());
    let (name, opened) = match &source {
        Source::File(path) | Source::Changed(path) => {
            (path.display().to_string(), opening.open_watched(path, watch, &mut report))
        }
        Source::Pasted(text) => ("pasted text".to_owned(), opening.text(text, watch, &mut report)),
    };
    let cancelled = matches!(opened, Err(ReadError::Stopped(StopReason::Cancelled)));
    let opened = opened.unwrap_or_else(|error| {
        open::refuse(&error, &name, &mut report);
        Opened::default()
    });
    Done { stamp, ..done(source, name, opened, report, cancelled) }
}

fn done(source: Source, path: String, opened: Opened, report: Report, cancelled: bool) -> Done {
    static NEXT: AtomicU64 = AtomicU64::new(1);
    let import = Import {
        id: NEXT.fetch_add(1, Ordering::Relaxed),
        path,
        format: opened.format.map_or_else(String::new, |f| f.name().to_owned()),
        features: opened.features(),
        report,
        layers: Vec::new(),
        tours: opened.tours,
        assumptions: opened.assumptions,
        loupes: opened.loupes,
        examined: Arc::new(opened.examined),
    };
    let layers = import.examined.layers.clone();
    let view = opened.view.as_deref().and_then(|json| serde_json::from_str(json).ok());
    let project = opened.format == Some(Format::Project);
    Done { source, import, layers, view, project, cancelled, stamp: None }
}

/// Asks for files to open. `None` if the user chose none.
pub fn ask(words: &DialogWords) -> Option<Vec<PathBuf>> {
    rfd::FileDialog::new()
        .set_title(words.say("dialog-open"))
        .add_filter(words.say("dialog-route-files"), &catalog::readable_extensions())
        .add_filter(words.say("dialog-all-files"), &["*"])
        .pick_files()
}

/// The path as it is remembered and watched: absolute where that can be known.
pub fn absolute(path: &Path) -> PathBuf {
    std::path::absolute(path).unwrap_or_else(|_| path.to_owned())
}

/// Asks for a table of demands and reads it; nothing if none was chosen.
///
/// # Errors
/// If the file cannot be read, or is larger than any table is.
pub fn demands(words: &DialogWords) -> anyhow::Result<Option<DemandTable>> {
    let dialog = rfd::FileDialog::new()
        .set_title(words.say("dialog-open-demands"))
        .add_filter(words.say(Format::Csv.row().files), Format::Csv.row().extensions);
    let Some(path) = dialog.pick_file() else { return Ok(None) };
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    Ok(Some(DemandTable::read(name, &path)?))
}

/// Asks for a scenario and reads it, with ids in the place of names; nothing if none was chosen.
///
/// # Errors
/// What is wrong with it.
pub fn scenario(
    words: &DialogWords,
    network: &LazyNetwork,
    logistics: &Logistics,
    today: Date,
) -> Result<Option<Scenario>, Message> {
    let dialog = rfd::FileDialog::new().set_title(words.say("dialog-open-scenario"));
    let Some(path) = dialog.add_filter(words.say("files-scenario"), &["toml"]).pick_file() else {
        return Ok(None);
    };
    let read = Scenario::read(&path).and_then(|s| s.resolved(network, logistics, today));
    read.map(Some).map_err(|error| error.message())
}
