//! The program: a subcommand goes to the command line, none opens the window.

use clap::Parser;
use std::process::ExitCode;
use tumen::cli::{self, Cli};

fn main() -> ExitCode {
    let started = std::time::Instant::now();
    let args = Cli::parse();
    match args.job {
        Some(job) => cli::run(job, args.data.as_deref()),
        None => match missing(&args.files) {
            true => ExitCode::from(cli::FAILED),
            false => window(args, started),
        },
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
fn window(args: Cli, started: std::time::Instant) -> ExitCode {
    let opened = cli::bundle(args.data.as_deref()).and_then(|b| Ok((b, cli::Opening::new(&args.open)?)));
    match opened {
        Ok((bundle, opening)) => {
            let measure = tumen::app::Measure { started, frames: args.frames };
            let files = tumen::app::Files { paths: args.files, opening };
            tumen::app::run(bundle, cli::today(), files, measure)
        }
        Err(error) => {
            eprintln!("tumen: {error:#}");
            ExitCode::from(cli::FAILED)
        }
    }
}

#[cfg(not(feature = "gui"))]
fn window(_args: Cli, _started: std::time::Instant) -> ExitCode {
    eprintln!("tumen: this build has no window; `tumen export -o map.png` draws the map to a file");
    ExitCode::from(cli::FAILED)
}
