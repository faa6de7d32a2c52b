//! What a reader of route files is given, what it gives back, and the limits it keeps.
//!
//! A reader takes an [`Input`] and a [`Report`](tumen_core::diag::Report). It pushes a notice for everything that is wrong and
//! goes on; it fails with a [`ReadError`] only when nothing at all can be loaded.

use tumen_core::message;
use tumen_core::message::Message;
use tumen_core::model::layer::Layer;
pub use tumen_core::watch::{StopReason, Watch};

/// The content of a file and what a reader may use beside it.
pub struct Input<'a> {
    /// The file, as the user would name it; it stands in every notice.
    pub name: &'a str,
    /// The bytes of the file.
    pub bytes: &'a [u8],
    /// Gives the bytes of the file with the same name and another extension (such as `dbf`), if the
    /// format is made of several files. Nothing else is ever opened.
    pub sidecars: &'a dyn Fn(&str) -> Option<Vec<u8>>,
    /// What is refused.
    pub limits: &'a Limits,
    /// How far the work is, and whether it should stop.
    pub watch: &'a Watch,
    /// Read text in this encoding (a label such as `windows-1251`) instead of the recognized one.
    pub encoding: Option<&'a str>,
}

impl<'a> Input<'a> {
    /// An input of bytes alone with the usual limits: for tests and pasted text.
    #[must_use]
    pub fn of(name: &'a str, bytes: &'a [u8], limits: &'a Limits, watch: &'a Watch) -> Self {
        Self { name, bytes, sidecars: &|_| None, limits, watch, encoding: None }
    }
}

/// Above these a file is refused, so that no file can take all memory or time. Each may be raised with
/// `--limit NAME=VALUE`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limits {
    /// Size of a file, bytes (`file-bytes`). A file is held in memory whole, and what is read from it
    /// takes up to three times its size, so that 2 GiB of memory suffice.
    pub file_bytes: u64,
    /// Bytes of all that is unpacked from an archive (`unpacked-bytes`): a small archive may hold
    /// petabytes.
    pub unpacked_bytes: u64,
    /// Entries of an archive (`archive-entries`).
    pub archive_entries: u64,
    /// How deep objects, elements and geometry collections may lie in each other (`depth`). Real files
    /// stay below 20.
    pub depth: u64,
    /// Features (`features`).
    pub features: u64,
    /// Positions (`vertices`): 16 bytes each and as much again when prepared for drawing.
    pub vertices: u64,
    /// Bytes of one text value, such as a property or a description (`text-bytes`).
    pub text_bytes: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            file_bytes: 512 << 20,
            unpacked_bytes: 1 << 30,
            archive_entries: 10_000,
            depth: 64,
            features: 3_000_000,
            vertices: 20_000_000,
            text_bytes: 16 << 20,
        }
    }
}

impl Limits {
    /// Sets a limit by the name that messages call it.
    ///
    /// # Errors
    /// If there is no such limit; the names are in the sentence.
    pub fn set(&mut self, name: &str, value: u64) -> Result<(), String> {
        let field = match name {
            "file-bytes" => &mut self.file_bytes,
            "unpacked-bytes" => &mut self.unpacked_bytes,
            "archive-entries" => &mut self.archive_entries,
            "depth" => &mut self.depth,
            "features" => &mut self.features,
            "vertices" => &mut self.vertices,
            "text-bytes" => &mut self.text_bytes,
            _ => {
                return Err(format!(
                    "there is no limit {name:?}; limits are file-bytes, unpacked-bytes, archive-entries, \
                     depth, features, vertices and text-bytes"
                ));
            }
        };
        *field = value;
        Ok(())
    }
}

/// What a file says about its coordinate reference system.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum StatedCrs {
    /// Nothing, and the format leaves it open (GeoJSON without `crs`, a table, a Shapefile without `.prj`).
    #[default]
    Unstated,
    /// Degrees WGS 84, because the format allows nothing else (GPX, KML).
    Wgs84,
    /// An EPSG code.
    Epsg(u32),
    /// Well-known text, as in a `.prj`.
    Wkt(String),
    /// Something else, such as a name that is no EPSG code.
    Other(String),
}

/// A layer as a file holds it: positions still in the file's own coordinate reference system.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct RawLayer {
    /// The layer, without keys being final: [`Layer::new`] makes them.
    pub layer: Layer,
    /// What the file says about its coordinates.
    pub crs: StatedCrs,
}

/// Why nothing of a file could be loaded.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// There are no bytes.
    #[error("{}", self.message())]
    Empty,
    /// It is something else than a route file.
    #[error("{}", self.message())]
    NotARoute {
        /// A stable word: `folder`, `pipe`, `device`, `web-page`, `picture`, `unknown-format`, ….
        code: &'static str,
        /// What it is, as a sentence.
        what: Message,
        /// What to do.
        hint: Message,
    },
    /// A limit stopped it.
    #[error("{}", self.message())]
    Limit {
        /// What is too large, with its size.
        what: Message,
        /// The name of the limit, as in [`Limits::set`].
        name: &'static str,
        /// The limit.
        limit: u64,
    },
    /// It was stopped.
    #[error("{}", self.message())]
    Stopped(StopReason),
    /// Nothing in it could be understood.
    #[error("{}", self.message())]
    Broken {
        /// A stable word, such as `truncated`.
        code: &'static str,
        /// What is wrong, as a sentence.
        what: Message,
        /// Line, counted from 1, if known.
        line: Option<usize>,
        /// Byte, counted from 0, if known.
        byte: Option<u64>,
        /// What to do.
        hint: Message,
    },
    /// The file could not be read.
    #[error("{}", self.message())]
    Io(#[from] std::io::Error),
}

impl From<StopReason> for ReadError {
    fn from(reason: StopReason) -> Self {
        Self::Stopped(reason)
    }
}

impl ReadError {
    /// A stable word for scripts and tests.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Empty => "empty-file",
            Self::NotARoute { code, .. } | Self::Broken { code, .. } => code,
            Self::Limit { .. } => "limit",
            Self::Stopped(StopReason::Cancelled) => "cancelled",
            Self::Stopped(StopReason::TimeLimit) => "time-limit",
            Self::Io(_) => "unreadable",
        }
    }

    /// What is wrong.
    #[must_use]
    pub fn message(&self) -> Message {
        match self {
            Self::Empty => message!("notice-empty-file"),
            Self::NotARoute { what, .. } | Self::Broken { what, .. } => what.clone(),
            Self::Limit { what, name, limit } => {
                message!("notice-over-limit", what = what, limit = *limit, name = *name)
            }
            Self::Stopped(StopReason::Cancelled) => message!("notice-cancelled"),
            Self::Stopped(StopReason::TimeLimit) => message!("notice-time-limit"),
            Self::Io(error) => message!("notice-unreadable", error = error.to_string()),
        }
    }

    /// What to do about it; empty when there is nothing to add.
    #[must_use]
    pub fn hint(&self) -> Message {
        match self {
            Self::Empty => message!("notice-copy-download-file"),
            Self::NotARoute { hint, .. } | Self::Broken { hint, .. } => hint.clone(),
            Self::Limit { name, .. } => message!("notice-raise-limit", name = *name),
            Self::Stopped(_) => Message::NONE,
            Self::Io(_) => message!("notice-check-readable"),
        }
    }
}
