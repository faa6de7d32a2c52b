//! What the export dialog asked for, drawn: as a preview, to a file, for the clipboard. All of it runs on
//! workers, with a session of its own.

use super::dialog_words::DialogWords;
use crate::errors::Failed;
use crate::ui::exporting::{Job, Moving, Picture, Subject, What};
use std::path::{Path, PathBuf};
use tumen_core::message;
use tumen_core::message::Message;
use tumen_core::watch::Watch;
use tumen_scene::export::{self, Pixels};
use tumen_scene::page::{Page, Parts};
use tumen_scene::{Camera, Frame};
use tumen_session::Session;
use tumen_session::export::{self as files, PAGE_SCALE, PictureFormat};
use tumen_session::motion::Movie;

/// A preview: its pixels, and what it is in a few words.
pub type PreviewImage = (Pixels, Message);

/// Asks for a file to export to; for numbered pictures, for a folder in which theirs is made.
pub fn ask(words: &DialogWords, job: &Job) -> Option<PathBuf> {
    let (stem, extension) = job.file_name();
    if extension.is_empty() {
        let dialog = rfd::FileDialog::new().set_title(words.say("dialog-pictures"));
        return Some(dialog.pick_folder()?.join(stem));
    }
    let picture = PictureFormat::ALL.iter().find(|f| f.row().extension == extension);
    let files = picture.map_or("GIF", |f| f.row().files);
    let dialog = rfd::FileDialog::new().set_title(
        words
            .messages()
            .say_with("dialog-export", &[("what", job.words().in_words(words.messages()).into())]),
    );
    let dialog =
        dialog.set_file_name(format!("{stem}.{extension}")).add_filter(words.say(files), &[extension]);
    let path = dialog.save_file()?;
    Some(if path.extension().is_some() { path } else { path.with_extension(extension) })
}

/// A session that shows what a job looks at, with everything ready.
fn ready(mut session: Session, job: &Job) -> Session {
    session.set_view(job.view.clone());
    session.prepare();
    session
}

/// Draws what an export will look like, its longest side `side` pixels at most.
pub fn preview(session: Session, job: &Job, side: u32) -> anyhow::Result<PreviewImage> {
    let mut session = ready(session, job);
    let (frame, words) = match &job.what {
        What::Picture(picture) => {
            let [width, height] = picture.size;
            (
                picture_frame(&mut session, job, picture)?.0,
                message!("notice-size-pixels", width = width, height = height),
            )
        }
        What::Page(setup, _) => first(files::pages(&mut session, setup)?.0)?,
        What::Handout(tour) => first(session.compose_handout(tour).pages)?,
        What::Moving(moving) => {
            let movie = movie(&session, moving);
            let words = message!(
                "notice-first-picture",
                n = movie.pictures(),
                seconds = format!("{:.1}", movie.seconds())
            );
            session.prepare_for(&movie);
            (movie.compose(&session, 0).ok_or_else(|| Failed::new(message!("notice-picture-none")))?, words)
        }
    };
    let longest = frame.size.width.max(frame.size.height);
    Ok((export::pixels(&frame, (side as f32 / longest).min(2.0))?, words))
}

/// The first of some pages, and how many there are.
fn first(pages: Vec<Page>) -> anyhow::Result<(Frame, Message)> {
    let words = message!("notice-pages", n = pages.len());
    let page = pages.into_iter().next().ok_or_else(|| Failed::new(message!("notice-page-none")))?;
    Ok((page.frame, words))
}

/// Writes an export to a file, or to a folder; says in a line how it went.
pub fn write(session: Session, job: &Job, path: &Path, watch: &Watch) -> anyhow::Result<Message> {
    let mut session = ready(session, job);
    let written = |missing: Option<Message>, boxes: usize| match (missing, boxes) {
        (None, 0) => message!("notice-exported", path = path.display().to_string()),
        (None, n) => message!(
            "notice-exported-boxes",
            path = path.display().to_string(),
            boxes = message!("notice-boxes", n = n)
        ),
        (Some(missing), _) => {
            message!("notice-exported-without", path = path.display().to_string(), missing = missing)
        }
    };
    let (pages, title, scale, missing) = match &job.what {
        What::Picture(picture) => {
            let (frame, title) = picture_frame(&mut session, job, picture)?;
            (vec![files::page_of(frame)], title, picture.scale, None)
        }
        What::Page(setup, _) => {
            let (pages, title) = files::pages(&mut session, setup)?;
            (pages, title, PAGE_SCALE, None)
        }
        What::Handout(tour) => {
            let handout = session.compose_handout(tour);
            (handout.pages, tour.title.clone(), PAGE_SCALE, lacking(handout.missing))
        }
        What::Moving(moving) => return film(&mut session, moving, path, watch),
    };
    // Whoever has cancelled in the meantime wants no file.
    watch.report_progress(0)?;
    files::write_pages(&session, &pages, &title, path, scale, watch)?;
    Ok(written(missing, files::missing_letters(&pages)))
}

/// The film that moving pictures are.
fn movie(session: &Session, moving: &Moving) -> Movie {
    let rate = u32::from(moving.rate);
    match &moving.subject {
        Subject::Tour(tour) => Movie::of_tour(session, tour, moving.size, rate, None),
        Subject::Years(years, speed) => {
            let seconds = f64::from(years[1] - years[0] + 1) / speed;
            Movie::of_years(session, *years, seconds, moving.size, rate)
        }
    }
}

/// Writes moving pictures: a GIF, or a folder of numbered pictures.
fn film(session: &mut Session, moving: &Moving, path: &Path, watch: &Watch) -> anyhow::Result<Message> {
    let movie = movie(session, moving);
    if !moving.frames {
        files::write_gif(session, &movie, path, watch)?;
        return Ok(message!("notice-exported", path = path.display().to_string()));
    }
    files::write_frames(session, &movie, path, watch)?;
    let command = files::video_command(&movie, path);
    Ok(message!("notice-exported-frames", n = movie.pictures(), command = command))
}

/// What stops of a tour ask for and nobody has, in sentences.
fn lacking(missing: Vec<(usize, Message)>) -> Option<Message> {
    let said = |(stop, lack)| message!("notice-stop-lacks", n = stop, lack = lack);
    missing.into_iter().map(said).reduce(|first, then| message!("notice-list", first = first, then = then))
}

/// The frame of a picture and its title.
fn picture_frame(session: &mut Session, job: &Job, picture: &Picture) -> anyhow::Result<(Frame, String)> {
    let scale = picture.scale;
    let size = picture.size.map(|side| side as f32 / scale);
    let mut view = job.view.clone();
    // What was seen in the window is seen on the picture, whatever its shape.
    view.camera = Camera::fit_bounds(view.camera.projection, &view.camera.visible(job.seen), size, 0.0);
    session.set_view(view);
    let title = match picture.title.trim() {
        "" => session.map_title().to_owned(),
        title => title.to_owned(),
    };
    let furniture = session.furniture(&title, &picture.parts);
    Ok((files::picture(session, furniture, size, scale)?, title))
}

/// The map as it is seen, for the clipboard.
pub fn copy(mut session: Session, size: [f32; 2], scale: f32) -> anyhow::Result<Pixels> {
    let furniture = session.furniture("", &Parts { title: false, ..Parts::default() });
    let frame = files::picture(&mut session, furniture, size, scale)?;
    Ok(export::pixels(&frame, scale)?)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

    use super::*;
    use crate::ui::Shell;
    use crate::ui::exporting::ExportInput;
    use crate::ui::exporting::Kind;
    use tumen_assets::Bundle;

    fn job(kind: Kind) -> (Session, Job) {
        let session = Session::open(&Bundle::embedded(), "2026-11-21".parse().unwrap());
        let mut shell = Shell::default();
        shell.exporting.kind = kind;
        let job = shell.exporting.job(&session, ExportInput::default()).unwrap();
        (session, job)
    }

    #[test]
    fn a_picture_and_its_preview_have_the_same_shape() {
        let (session, job) = job(Kind::Picture);
        let (drawn, words) = preview(session.for_export(), &job, 400).unwrap();
        assert_eq!((drawn.size[0], &*words.english()), (400, "1800 × 1200 pixels"));
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("map.svg");
        let mut svg = job.clone();
        if let What::Picture(picture) = &mut svg.what {
            picture.format = PictureFormat::Svg;
        }
        write(session, &svg, &path, &Watch::default()).unwrap();
        assert!(std::fs::read_to_string(&path).unwrap().contains("Vladivostok"));
    }

    #[test]
    fn a_page_is_written_unless_it_was_cancelled() {
        let (session, job) = job(Kind::Page);
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("map.pdf");
        let watch = Watch::default();
        watch.stop(tumen_core::watch::StopReason::Cancelled);
        assert!(write(session.for_export(), &job, &path, &watch).is_err() && !path.exists());
        write(session, &job, &path, &Watch::default()).unwrap();
        assert!(std::fs::read(&path).unwrap().starts_with(b"%PDF"));
    }
}
