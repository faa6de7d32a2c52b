//! How the arguments want files to be opened.

use super::args::OpenArgs;
use anyhow::{Context, anyhow};
use std::time::Duration;
use tumen_formats::open::Options;
use tumen_session::opening::{Opening, USUAL};

/// With which limits, also of time (`--limit seconds=N`), files are opened.
///
/// # Errors
/// If a limit is unknown or no number.
pub fn opening(args: &OpenArgs) -> anyhow::Result<Opening> {
    let mut options =
        Options { encoding: args.encoding.clone(), crs: args.crs.clone(), ..Options::default() };
    let mut time = USUAL;
    for limit in &args.limit {
        let (name, value) =
            limit.split_once('=').with_context(|| format!("`{limit}` is no limit; write NAME=NUMBER"))?;
        let value = value.trim().parse().with_context(|| format!("`{value}` is no whole number"))?;
        match name.trim() {
            "seconds" => time = Duration::from_secs(value),
            name => options.limits.set(name, value).map_err(|e| anyhow!(e))?,
        }
    }
    Ok(Opening::new(options, time))
}
