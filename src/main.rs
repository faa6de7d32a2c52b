//! The program: a subcommand goes to the command line, none opens the window.

use clap::Parser;
use std::process::ExitCode;
use tumen::cli::{self, Cli};

fn main() -> ExitCode {
    let args = Cli::parse();
    match args.job {
        Some(job) => cli::run(job, args.data.as_deref()),
        None => ExitCode::from(2),
    }
}
