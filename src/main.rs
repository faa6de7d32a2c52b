//! The program: a subcommand goes to the command line, none opens the window.

use clap::Parser;
use std::process::ExitCode;
use tumen::cli::{self, Cli};

fn main() -> ExitCode {
    let started = std::time::Instant::now();
    let args = Cli::parse();
    match args.job {
        Some(job) => cli::run(job, args.data.as_deref()),
        None if args.files.is_empty() => window(&args, started),
        None => {
            eprintln!("tumen: this version cannot open route files yet; start it without FILE");
            ExitCode::from(cli::FAILED)
        }
    }
}

#[cfg(feature = "gui")]
fn window(args: &Cli, started: std::time::Instant) -> ExitCode {
    match cli::bundle(args.data.as_deref()) {
        Ok(bundle) => {
            let measure = tumen::app::Measure { started, frames: args.frames };
            tumen::app::run(bundle, cli::today(), measure)
        }
        Err(error) => {
            eprintln!("tumen: {error:#}");
            ExitCode::from(cli::FAILED)
        }
    }
}

#[cfg(not(feature = "gui"))]
fn window(_args: &Cli, _started: std::time::Instant) -> ExitCode {
    eprintln!("tumen: this build has no window; `tumen export -o map.png` draws the map to a file");
    ExitCode::from(cli::FAILED)
}
