//! Opening files within limits, also of time: the one way for window and command line.

use std::path::Path;
use std::sync::mpsc;
use std::time::Duration;
use tumen_core::diag::Report;
use tumen_core::message;
use tumen_core::watch::{StopReason, Watch};
use tumen_formats::files;
use tumen_formats::input::{Limits, ReadError};
use tumen_formats::open::{self, Opened, Options};

/// Reading a file may take so long, unless somebody says otherwise.
pub const USUAL: Duration = Duration::from_secs(20);

const MEGABYTE: u64 = 1_000_000;
/// A table of demands or of requests may be so large, bytes.
pub const TABLE: u64 = 50 * MEGABYTE;
/// So may a scenario or a list of pictures, which people write.
pub const PAGE: u64 = MEGABYTE;

/// Reads a file whole that is no route file, such as a table: an ordinary one of `most` bytes at most.
///
/// # Errors
/// If it is missing, a folder, a pipe or a device, too large, or cannot be read.
pub fn bytes(path: &Path, most: u64) -> Result<Vec<u8>, ReadError> {
    let limits = Limits { file_bytes: most, ..Limits::default() };
    let told = |error: ReadError| {
        if !matches!(error, ReadError::Limit { .. }) {
            return error;
        }
        let what = message!("notice-table-too-large", most = most / MEGABYTE);
        ReadError::NotARoute { code: "limit", what, hint: message!("notice-check-is-the-file") }
    };
    files::check_path(path, &limits).map_err(told)
}

/// Reads a text file likewise.
///
/// # Errors
/// As [`bytes`], and if it is not UTF-8.
pub fn text(path: &Path, most: u64) -> Result<String, ReadError> {
    let not_text = |_| ReadError::NotARoute {
        code: "encoding",
        what: message!("notice-text-utf8-not"),
        hint: message!("notice-save-file-utf8"),
    };
    String::from_utf8(bytes(path, most)?).map_err(not_text)
}

/// How files are opened: with which limits, also of time.
#[derive(Debug, Clone)]
pub struct Opening {
    options: Options,
    time: Duration,
}

impl Opening {
    /// With these options, each file within that time.
    #[must_use]
    pub fn new(options: Options, time: Duration) -> Self {
        Self { options, time }
    }

    /// Opens a file; another thread stops it when its time is over.
    ///
    /// # Errors
    /// If nothing of it can be loaded; what was wrong besides is in the report.
    pub fn open(&self, path: &Path, report: &mut Report) -> Result<Opened, ReadError> {
        self.open_watched(path, &Watch::default(), report)
    }

    /// The same with progress to be watched by others.
    ///
    /// # Errors
    /// As [`Opening::open`].
    pub fn open_watched(&self, path: &Path, watch: &Watch, report: &mut Report) -> Result<Opened, ReadError> {
        self.timed(watch, || open::path(path, &self.options, watch, report))
    }

    /// Opens pasted text.
    ///
    /// # Errors
    /// As [`Opening::open`].
    pub fn text(&self, text: &str, watch: &Watch, report: &mut Report) -> Result<Opened, ReadError> {
        self.timed(watch, || open::text(text, &self.options, watch, report))
    }

    fn timed<T>(&self, watch: &Watch, work: impl FnOnce() -> T) -> T {
        let (done, over) = mpsc::channel::<()>();
        let time = self.time;
        std::thread::scope(|scope| {
            scope.spawn(move || {
                if over.recv_timeout(time) == Err(mpsc::RecvTimeoutError::Timeout) {
                    watch.stop(StopReason::TimeLimit);
                }
            });
            let result = work();
            // The waiting thread ends as soon as its channel is gone.
            drop(done);
            result
        })
    }
}
