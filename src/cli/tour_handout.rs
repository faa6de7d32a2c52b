//! `tumen tour --handout`: a page for each stop.

use super::args::TourArgs;
use std::path::Path;
use std::sync::Arc;
use tumen_core::diag::{Place, Report};
use tumen_core::message;
use tumen_core::model::Tour;
use tumen_core::watch::Watch;
use tumen_scene::Theme;
use tumen_session::export::{self, PAGE_SCALE};
use tumen_session::{Session, View};

/// Writes the handout of a tour; what a page lacks is said in the report.
///
/// # Errors
/// If the file's name does not tell the format, or the pages cannot be drawn or written.
pub fn handout(
    session: &mut Session,
    tour: &Tour,
    args: &TourArgs,
    path: &Path,
    report: &mut Report,
) -> anyhow::Result<()> {
    let as_of = args.as_of.unwrap_or(session.view().as_of);
    let theme = args.theme.unwrap_or(Theme::Light);
    session.set_view(View { theme, language: args.lang, ..View::new(as_of) });
    let handout = session.compose_handout(&Arc::new(tour.clone()));
    for (stop, lack) in &handout.missing {
        let place = Place::default().feature(message!("notice-in-stop-of", n = *stop, tour = &tour.id));
        report.warning("tour-missing", place, lack.clone(), message!("notice-missing-in-stop"));
    }
    Ok(export::write_pages(session, &handout.pages, &tour.title, path, PAGE_SCALE, &Watch::default())?)
}
