//! Opening files within limits, also of time: the one way for window and command line.

use std::path::Path;
use std::sync::mpsc;
use std::time::Duration;
use tumen_core::diag::Report;
use tumen_core::watch::{StopReason, Watch};
use tumen_formats::input::ReadError;
use tumen_formats::open::{self, Opened, Options};

/// Reading a file may take so long, unless somebody says otherwise.
pub const USUAL: Duration = Duration::from_secs(20);

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
