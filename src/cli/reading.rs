//! Opening files on the command line: limits, the limit of time, and what is said about it.

use super::args::OpenArgs;
use anyhow::{Context, anyhow};
use std::path::Path;
use std::sync::mpsc;
use std::time::Duration;
use tumen_core::diag::Report;
use tumen_formats::input::{ReadError, StopReason, Watch};
use tumen_formats::open::{self, Opened, Options};

/// Reading a file may take so long, seconds; `--limit seconds=N` changes it.
const SECONDS: u64 = 20;

/// How files are opened: with which limits, also of time.
#[derive(Debug, Clone)]
pub struct Opening {
    options: Options,
    time: Duration,
}

impl Opening {
    /// What the arguments ask for.
    pub fn new(args: &OpenArgs) -> anyhow::Result<Self> {
        let mut options = Options { encoding: args.encoding.clone(), ..Options::default() };
        options.crs.clone_from(&args.crs);
        let mut seconds = SECONDS;
        for limit in &args.limit {
            let (name, value) =
                limit.split_once('=').with_context(|| format!("`{limit}` is no limit; write NAME=NUMBER"))?;
            let value = value.trim().parse().with_context(|| format!("`{value}` is no whole number"))?;
            match name.trim() {
                "seconds" => seconds = value,
                name => options.limits.set(name, value).map_err(|e| anyhow!(e))?,
            }
        }
        Ok(Self { options, time: Duration::from_secs(seconds) })
    }

    /// Opens a file; another thread stops it when its time is over.
    pub fn open(&self, path: &Path, report: &mut Report) -> Result<Opened, ReadError> {
        self.open_watched(path, &Watch::default(), report)
    }

    /// The same with progress to be watched by others.
    pub fn open_watched(&self, path: &Path, watch: &Watch, report: &mut Report) -> Result<Opened, ReadError> {
        self.timed(watch, || open::path(path, &self.options, watch, report))
    }

    /// Opens pasted text.
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
