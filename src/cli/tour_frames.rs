//! `tumen tour --gif` and `--frames`: a tour as moving pictures.

use super::args::TourArgs;
use crate::diag::Report;
use crate::model::Tour;
use crate::session::Session;
use anyhow::bail;
use std::path::Path;

/// Writes a tour as a GIF; what a picture lacks is said in the report.
pub fn gif(
    _session: &mut Session,
    _tour: &Tour,
    _args: &TourArgs,
    path: &Path,
    _report: &mut Report,
) -> anyhow::Result<()> {
    bail!("{} was not written: moving pictures are not built yet", path.display())
}

/// Writes a tour as numbered PNG files and says how to make a film of them.
pub fn frames(
    _session: &mut Session,
    _tour: &Tour,
    _args: &TourArgs,
    folder: &Path,
    _report: &mut Report,
) -> anyhow::Result<()> {
    bail!("{} was not written: moving pictures are not built yet", folder.display())
}
