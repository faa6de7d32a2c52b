//! The program: a subcommand goes to the command line, none opens the window.

use clap::Parser;
use std::process::ExitCode;
use tumen::cli::{self, Cli, Job, PresentArgs};

fn main() -> ExitCode {
    let started = std::time::Instant::now();
    let mut args = match Cli::try_parse() {
        Ok(args) => args,
        Err(error) => return refuse(&error),
    };
    match args.job.take() {
        Some(Job::Present(talk)) => window(args, Some(talk), started),
        Some(job) => cli::run(job, args.data.as_deref(), args.messages_lang),
        None if missing(&args.files) => ExitCode::from(cli::FAILED),
        None => window(args, None, started),
    }
}

/// Prints what is wrong with the arguments: one sentence for a value that means nothing, else what clap says.
fn refuse(error: &clap::Error) -> ExitCode {
    let source = std::error::Error::source(error).map(ToString::to_string);
    match source.filter(|_| error.kind() == clap::error::ErrorKind::ValueValidation) {
        Some(sentence) => {
            eprintln!("tumen: {sentence}");
            ExitCode::from(cli::FAILED)
        }
        None => error.exit(),
    }
}

/// Whether a file is missing. A word that is no file may be a mistyped subcommand.
fn missing(files: &[std::path::PathBuf]) -> bool {
    let missing: Vec<_> = files.iter().filter(|f| !f.exists()).collect();
    for file in &missing {
        let subcommands = cli::SUBCOMMANDS.join(", ");
        eprintln!("tumen: {}: there is no such file; subcommands are {subcommands}", file.display());
    }
    !missing.is_empty()
}

#[cfg(feature = "gui")]
fn window(args: Cli, talk: Option<PresentArgs>, started: std::time::Instant) -> ExitCode {
    let measure = tumen::app::Measure { started, frames: args.frames };
    let opened = cli::bundle(args.data.as_deref()).and_then(|b| Ok((files(args, talk, &b)?, b)));
    match opened {
        Ok((files, bundle)) => tumen::app::run(bundle, tumen::clock::today(), files, measure),
        Err(error) => {
            eprintln!("tumen: {error:#}");
            ExitCode::from(cli::FAILED)
        }
    }
}

/// What the window opens: the files named, or those of a talk.
#[cfg(feature = "gui")]
fn files(
    args: Cli,
    talk: Option<PresentArgs>,
    bundle: &tumen_assets::Bundle,
) -> anyhow::Result<tumen::app::Files> {
    let open = talk.as_ref().map_or(&args.open, |talk| &talk.open);
    let opening = cli::opening(open)?;
    let painting = args.renderer.map(|painting| match painting {
        cli::Painting::Direct => tumen::ui::gpu::Mode::Direct,
        cli::Painting::Kept => tumen::ui::gpu::Mode::Kept,
    });
    let Some(talk) = talk else {
        return Ok(tumen::app::Files { paths: args.files, opening, present: None, painting });
    };
    let (paths, tour) = cli::tour::to_present(&talk.tour, bundle, &opening)?;
    Ok(tumen::app::Files { paths, opening, present: Some(tour), painting })
}

#[cfg(not(feature = "gui"))]
fn window(args: Cli, talk: Option<PresentArgs>, _started: std::time::Instant) -> ExitCode {
    if let Some(talk) = talk {
        return cli::run(Job::Present(talk), args.data.as_deref(), args.messages_lang);
    }
    eprintln!("tumen: this build has no window; `tumen export -o map.png` draws the map to a file");
    ExitCode::from(cli::FAILED)
}
