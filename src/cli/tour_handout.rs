//! `tumen tour --handout`: a page for each stop.

use super::args::TourArgs;
use crate::diag::Report;
use crate::model::Tour;
use crate::session::Session;
use anyhow::bail;
use std::path::Path;

/// Writes the handout of a tour; what a page lacks is said in the report.
pub fn handout(
    _session: &mut Session,
    _tour: &Tour,
    _args: &TourArgs,
    path: &Path,
    _report: &mut Report,
) -> anyhow::Result<()> {
    bail!("{} was not written: handouts are not built yet", path.display())
}
