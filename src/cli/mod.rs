//! The command line: the same session and commands as the window, without a window.
//!
//! Results go to standard output, messages to standard error. Exit codes: 0 fine, 1 finished with
//! problems found, 2 could not do it.

#![warn(clippy::wildcard_enum_match_arm)]

mod args;
mod check;
mod compare;
mod convert;
mod export;
mod export_batch;
mod facts;
mod film;
mod flow;
mod info;
mod reading;
mod route;
mod route_batch;
mod route_map;
mod route_names;
mod route_request;
mod route_text;
mod series;
pub mod tour;
pub mod tour_frames;
pub mod tour_handout;

pub use args::{Cli, Job, OpenArgs, Painting, PresentArgs, TourArgs};
pub use reading::opening;

use anyhow::Context;
use std::io::Write as _;
use std::path::Path;
use std::process::ExitCode;
use std::sync::OnceLock;
use tumen_assets::Bundle;
use tumen_core::diag::Report;
use tumen_core::message;
use tumen_core::model::Language;
use tumen_core::words::Messages;
use tumen_session::{Session, load};

/// The words that name something to do.
pub const SUBCOMMANDS: [&str; 10] =
    ["export", "info", "facts", "series", "route", "flow", "check", "convert", "tour", "present"];
/// Could not do it.
pub const FAILED: u8 = 2;
/// Finished with problems found.
pub const PROBLEMS: u8 = 1;

/// Runs a subcommand.
#[must_use]
pub fn run(job: Job, data: Option<&Path>, messages: Option<Language>) -> ExitCode {
    // Set once, before anything is said.
    let _ = SPOKEN.set(messages.unwrap_or_else(crate::locale::language));
    let result = match job {
        Job::Export(job) => match &job.batch {
            Some(list) => export_batch::run(list, data),
            None => export::run(&job, data),
        },
        Job::Info(job) => info::run(&job, data),
        Job::Facts(job) => facts::run(&job, data),
        Job::Series(job) => series::run(&job, data),
        Job::Route(job) => match (&job.batch, &job.output) {
            (Some(table), Some(results)) => route_batch::run(&job, table, results, data),
            _ => route::run(&job, data),
        },
        Job::Flow(job) => flow::run(&job, data),
        Job::Check(job) => check::run(&job),
        Job::Convert(job) => convert::run(&job),
        Job::Tour(job) => tour::run(&job, data),
        // The window presents; whoever has one does not ask here.
        Job::Present(_) => Err(anyhow::anyhow!(
            "this build has no window to present in; `tumen tour TOUR --handout F.pdf` prints the talk"
        )),
    };
    match result {
        Ok(code) => code,
        Err(error) => {
            let error = crate::errors::message(error.as_ref());
            eprintln!("tumen: {}", spoken(|words| error.in_words(words)));
            ExitCode::from(FAILED)
        }
    }
}

/// The language of reports, as the arguments or the system have it.
static SPOKEN: OnceLock<Language> = OnceLock::new();

/// The language of reports.
fn language() -> Language {
    SPOKEN.get().copied().unwrap_or_default()
}

/// Says something in the language of reports; the words are those of the program.
fn spoken<T>(say: impl FnOnce(Messages<'_>) -> T) -> T {
    match language() {
        Language::En => say(message::english()),
        language @ (Language::Ru | Language::Ko) => {
            say(load::words(&Bundle::embedded(), &mut Report::new()).messages(language))
        }
    }
}

/// A report in the language of reports.
fn report_text(report: &Report) -> String {
    spoken(|words| report.in_words(words))
}

/// The bundled files with those of a folder (`assets/…`, `data/…`) laid over them.
///
/// # Errors
/// If the folder or a file in it cannot be read.
pub fn bundle(folder: Option<&Path>) -> anyhow::Result<Bundle> {
    let mut bundle = Bundle::embedded();
    let Some(folder) = folder else { return Ok(bundle) };
    anyhow::ensure!(
        folder.is_dir(),
        "{} is not a folder; name one that holds data/ or assets/",
        folder.display()
    );
    for part in ["data", "assets"] {
        let mut stack = vec![folder.join(part)];
        while let Some(path) = stack.pop() {
            if path.is_dir() {
                let entries =
                    std::fs::read_dir(&path).with_context(|| format!("cannot list {}", path.display()))?;
                stack.extend(entries.filter_map(|e| e.ok().map(|e| e.path())));
            } else if path.is_file() {
                let content =
                    std::fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?;
                let name = path.strip_prefix(folder)?.to_string_lossy().replace('\\', "/");
                bundle = bundle.overlaid(name, content);
            }
        }
    }
    Ok(bundle)
}

/// Opens a session on the bundle; what is wrong with it goes to standard error.
fn open(data: Option<&Path>) -> anyhow::Result<Session> {
    let session = Session::open(&bundle(data)?, crate::clock::today());
    spoken(|words| session.notices().notices().iter().for_each(|n| eprintln!("{}", n.in_words(words))));
    Ok(session)
}

/// 0, or 1 if something of the data could not be read.
fn outcome(session: &Session) -> ExitCode {
    if session.notices().has_errors() { ExitCode::from(PROBLEMS) } else { ExitCode::SUCCESS }
}

fn print_json(value: &serde_json::Value) -> anyhow::Result<()> {
    print_text(&(serde_json::to_string_pretty(value).context("cannot write JSON")? + "\n"))
}

/// Writes to standard output. Whoever closes it early, as `head` does, has read enough.
fn print_text(text: &str) -> anyhow::Result<()> {
    let mut out = std::io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(e) if e.kind() == std::io::ErrorKind::BrokenPipe => Ok(()),
        result => result.context("cannot write to standard output"),
    }
}
