//! What the window asks the program for, and the few words that its parts share.

use super::exporting::job::Job;
use super::logistics::report::Report;
use super::plots::export::PlotFile;
use super::work::Work;
use std::path::PathBuf;
use std::sync::Arc;
use tumen_core::message::Message;
use tumen_core::model::{LayerId, Tour};
use tumen_session::scenario::Scenario;

/// Things only the program can do: they need a dialog, a file or the window itself.
#[derive(Debug, Clone, PartialEq)]
pub enum Program {
    /// Asks for a file and exports to it.
    Export(Box<Job>),
    /// Draws what an export will look like, its longest side so many pixels at most.
    Preview(Box<Job>, u32),
    /// Copies the map as a picture.
    CopyMap,
    /// Asks for a file and saves a plot to it.
    ExportPlot(Box<PlotFile>),
    /// Asks for a file and saves comma-separated values to it.
    SaveTable(String),
    /// Asks for a file and saves the report of a route to it, with a picture of the map.
    SaveReport(Box<Report>),
    /// Asks for a file and saves a scenario to it.
    SaveScenario(Arc<Scenario>),
    /// Asks for a scenario and keeps it.
    AskScenario,
    /// Asks for a table of demands and opens it.
    AskDemands,
    /// Asks for files and opens them.
    AskOpen,
    /// Opens files.
    Open(Vec<PathBuf>),
    /// Opens text from the clipboard.
    Paste(String),
    /// Saves the project, asking for a file if it has none yet.
    Save,
    /// Asks for a file and saves the project to it.
    SaveAs,
    /// Asks for a file and saves one layer to it.
    SaveLayer(LayerId),
    /// Asks for a file and saves a tour to it.
    SaveTour(Arc<Tour>),
    /// Stops work that goes on.
    CancelTask(u64),
    /// The user has answered.
    Answer(Question, Answer),
    /// Full screen on or off.
    FullScreen,
    /// Does something beside the window.
    Work(Work),
    /// Ends the program.
    Quit,
}

/// A window over everything else.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Overlay {
    /// None.
    #[default]
    None,
    /// Search and commands.
    Palette,
    /// The sheet of keys.
    Keys,
    /// Program, data sources and licences.
    About,
    /// What went wrong while reading.
    Notices,
    /// What is exported and how.
    Export,
}

/// Something that needs an answer before it goes on. Never more than one at a time.
#[derive(Debug, Clone, PartialEq)]
pub enum Question {
    /// An earlier program ended without saving; when its copy was made, in words.
    Recover(Message),
    /// The window closes with unsaved work.
    Unsaved,
    /// A format cannot hold everything: the file, and what is lost.
    Losses(String, Vec<String>),
    /// The file to be saved to was changed by another program or window since it was read.
    Overwrite(String),
    /// A file changed on disk whose layers were edited here.
    Changed(String),
}

/// The answer to a [`Question`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// Restore, save, save anyway, load again.
    Yes,
    /// Discard, do not save, keep what is here.
    No,
    /// Back to where one was.
    Cancel,
}

/// An end of a route.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum End {
    /// Where the cargo is.
    #[default]
    From,
    /// Where it is wanted.
    To,
}
