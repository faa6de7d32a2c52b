//! `tumen tour --gif` and `--frames`: a tour as moving pictures.

use super::args::TourArgs;
use super::film;
use std::path::Path;
use tumen_core::diag::Report;
use tumen_core::model::Tour;
use tumen_scene::Theme;
use tumen_session::motion::Movie;
use tumen_session::{Session, View, stops};

/// Size and pictures a second of a GIF, for the mail.
const GIF: ([f32; 2], f64) = ([960.0, 540.0], 15.0);
/// Those of frames, for a video.
const FRAMES: ([f32; 2], f64) = ([1920.0, 1080.0], 30.0);

/// Writes a tour as a GIF; what a picture lacks is said in the report.
pub fn gif(
    session: &mut Session,
    tour: &Tour,
    args: &TourArgs,
    path: &Path,
    report: &mut Report,
) -> anyhow::Result<()> {
    let movie = movie(session, tour, args, GIF, report);
    film::to_gif(session, &movie, path)
}

/// Writes a tour as numbered PNG files and says how to make a film of them.
pub fn frames(
    session: &mut Session,
    tour: &Tour,
    args: &TourArgs,
    folder: &Path,
    report: &mut Report,
) -> anyhow::Result<()> {
    let movie = movie(session, tour, args, FRAMES, report);
    film::to_folder(session, &movie, folder)
}

fn movie(
    session: &mut Session,
    tour: &Tour,
    args: &TourArgs,
    (size, fps): ([f32; 2], f64),
    report: &mut Report,
) -> Movie {
    let as_of = args.as_of.unwrap_or(session.view().as_of);
    let theme = args.theme.unwrap_or(Theme::Projector);
    let view = View { theme, language: args.lang, as_of, ..session.view().clone() };
    session.set_view(view);
    stops::report_missing(session, tour, report);
    let size = args.size.unwrap_or(size).map(|s| s.round() as u32);
    let fps = args.fps.unwrap_or(fps).round() as u32;
    Movie::of_tour(session, tour, size, fps, args.seconds)
}
