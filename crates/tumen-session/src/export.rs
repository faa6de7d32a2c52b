//! Pictures, pages and films of a session as files: the one way for window and command line.

use super::motion::Movie;
use super::{Output, Session};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use tumen_core::message;
use tumen_core::message::Message;
use tumen_core::watch::Watch;
use tumen_formats::{atomic, files};
use tumen_scene::export::{self, About, ExportError};
use tumen_scene::frame::Paint;
use tumen_scene::page::{Page, PageSetup};
use tumen_scene::text;
use tumen_scene::{Camera, Frame, Furniture, Size};

/// Output pixels of a page as PNG for each 1/96 inch, unless somebody says otherwise: 192 to the inch.
pub const PAGE_SCALE: f32 = 2.0;

/// What the program knows of a format of pictures. Dialogs, menus, messages and the help of the command line
/// derive from it.
#[derive(Debug)]
pub struct PictureRow {
    /// Its name.
    pub name: &'static str,
    /// The key of what a file dialog calls its files.
    pub files: &'static str,
    /// The ending of its files, without the dot.
    pub extension: &'static str,
    /// What its files are made of.
    pub made_of: &'static str,
    /// Whether they are made of pixels, so that their number matters.
    pub has_pixels: bool,
    /// Whether a map or a plot without a page is offered in it.
    pub is_for_single: bool,
    draw: Draw,
}

/// How the pages of a format become files.
#[derive(Debug)]
enum Draw {
    /// All in one.
    Together(fn(&[Page], &About) -> Result<Vec<u8>, ExportError>),
    /// Each in its own, piece by piece.
    Each(Painter),
}

/// Paints a frame, so many output pixels per pixel of it, into a file.
type Painter = fn(&Frame, &About, f32, &mut dyn Write, &Watch) -> Result<(), ExportError>;

/// Every format has a row: the table makes the formats.
macro_rules! picture_formats {
    ($($(#[$about:meta])* $format:ident: $row:expr;)*) => {
        /// In what a picture or a page is written.
        #[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
        pub enum PictureFormat {
            $($(#[$about])* $format,)*
        }

        impl PictureFormat {
            /// Every format, in the order menus show them.
            pub const ALL: &[Self] = &[$(Self::$format),*];

            /// The row of the format.
            #[must_use]
            pub fn row(self) -> &'static PictureRow {
                match self {
                    $(Self::$format => const { &$row },)*
                }
            }
        }
    };
}

picture_formats! {
    /// PDF.
    #[default]
    Pdf: PictureRow {
        name: "PDF",
        files: "files-pdf",
        extension: "pdf",
        made_of: "pages of lines and text",
        has_pixels: false,
        is_for_single: false,
        draw: Draw::Together(export::pdf),
    };
    /// PNG.
    Png: PictureRow {
        name: "PNG",
        files: "files-png",
        extension: "png",
        made_of: "pixels",
        has_pixels: true,
        is_for_single: true,
        draw: Draw::Each(|frame, _, scale, out, watch| export::png_to(frame, scale, out, watch)),
    };
    /// SVG.
    Svg: PictureRow {
        name: "SVG",
        files: "files-svg",
        extension: "svg",
        made_of: "lines and text, sharp at any size",
        has_pixels: false,
        is_for_single: true,
        draw: Draw::Each(|frame, about, _, out, _| {
            Ok(out.write_all(export::svg(frame, &about.title, &about.description).as_bytes())?)
        }),
    };
}

impl PictureFormat {
    /// The formats in which a map or a plot without a page is offered.
    pub fn for_single() -> impl Iterator<Item = Self> {
        Self::ALL.iter().copied().filter(|f| f.row().is_for_single)
    }

    /// The endings that are known, as in ".svg, .png or .pdf".
    #[must_use]
    pub fn endings() -> String {
        let endings: Vec<String> =
            Self::ALL.iter().rev().map(|f| format!(".{}", f.row().extension)).collect();
        match endings.as_slice() {
            [all @ .., last] if !all.is_empty() => format!("{} or {last}", all.join(", ")),
            all => all.concat(),
        }
    }

    /// The format that a file's ending asks for.
    ///
    /// # Errors
    /// If no picture is written with that ending.
    pub fn of_path(path: &Path) -> Result<Self, Failure> {
        let ending = path.extension().map(|e| e.to_string_lossy().to_lowercase()).unwrap_or_default();
        let found = Self::ALL.iter().copied().find(|f| f.row().extension == ending);
        found.ok_or_else(|| Failure::UnknownEnding(path.to_owned()))
    }
}

/// Why a file was not written.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// The name does not tell the format.
    #[error("{}", self.message())]
    UnknownEnding(PathBuf),
    /// There is nothing to draw.
    #[error("{}", self.message())]
    NotPrepared,
    /// It could not be drawn, or was stopped.
    #[error("{}", self.message())]
    Picture(PathBuf, #[source] ExportError),
    /// The file could not be written.
    #[error("{}", self.message())]
    NotWritten(PathBuf, #[source] io::Error),
}

impl Failure {
    /// What is wrong, without the cause.
    #[must_use]
    pub fn message(&self) -> Message {
        match self {
            Self::UnknownEnding(path) => {
                let (file, known) = (path.display().to_string(), PictureFormat::endings());
                message!("notice-picture-ending", file = file, known = known)
            }
            Self::NotPrepared => message!("notice-map-not-prepared"),
            Self::Picture(path, error) => {
                message!("notice-cannot-write-do", path = path.display().to_string(), hint = error.hint())
            }
            Self::NotWritten(path, _) => message!("notice-cannot-write", path = path.display().to_string()),
        }
    }
}

/// The map as a session shows it, as a picture of `size` pixels of letters and signs, `scale` output pixels
/// for each of them.
///
/// # Errors
/// If the map could not be prepared.
pub fn picture(
    session: &mut Session,
    furniture: Furniture,
    size: [f32; 2],
    scale: f32,
) -> Result<Frame, Failure> {
    session.prepare();
    session.compose(size, furniture, Output::Paper { scale }).ok_or(Failure::NotPrepared)
}

/// Lays out what a session shows on paper; with the title of the pages.
///
/// # Errors
/// If the map could not be prepared.
pub fn pages(session: &mut Session, setup: &PageSetup) -> Result<(Vec<Page>, String), Failure> {
    session.prepare();
    let pages = session.compose_page(setup).ok_or(Failure::NotPrepared)?;
    Ok((pages, setup.title.clone().unwrap_or_else(|| session.map_title().to_owned())))
}

/// A picture as a page of its own.
#[must_use]
pub fn page_of(frame: Frame) -> Page {
    Page { frame, links: Vec::new(), parts: Vec::new(), name: None }
}

/// The map of a page: how it is looked at, and its size in pixels of the page. It is the largest picture in it.
#[must_use]
pub fn map_of(page: &Frame) -> Option<(Camera, Size)> {
    let maps = page.items().filter_map(|item| match &item.paint {
        Paint::Inset(_, frame) => Some((frame.map?, frame.size)),
        Paint::Relief(..) | Paint::Fill(..) | Paint::Stroke(..) | Paint::Path(_) | Paint::Text(_) => None,
    });
    maps.max_by(|a, b| (a.1.width * a.1.height).total_cmp(&(b.1.width * b.1.height)))
}

/// How many letters on pages no font has: they stand as boxes.
#[must_use]
pub fn missing_letters(pages: &[Page]) -> usize {
    pages.iter().map(|page| text::missing_letters(&page.frame)).sum()
}

/// Writes pages: as one PDF, or as one SVG or PNG each, those after the first with their number in the
/// name (`map-2.svg`). `scale` is output pixels of a PNG per pixel of the page. A page of a PDF is as large as
/// its frame, 96 pixels to the inch. `watch` is told of each picture made of pixels, and may stop it.
///
/// # Errors
/// If the file's name does not tell the format, the pages cannot be drawn or written, or `watch` stops it.
pub fn write_pages(
    session: &Session,
    pages: &[Page],
    title: &str,
    path: &Path,
    scale: f32,
    watch: &Watch,
) -> Result<(), Failure> {
    let about = About {
        title: title.to_owned(),
        description: session.attribution().join("; "),
        language: session.view().language.id().to_owned(),
    };
    match PictureFormat::of_path(path)?.row().draw {
        Draw::Together(draw) => {
            let bytes = draw(pages, &about).map_err(|e| Failure::Picture(path.to_owned(), e))?;
            write(path, &bytes)
        }
        Draw::Each(draw) => pages.iter().enumerate().try_for_each(|(number, page)| {
            stream(&numbered(path, number), |out| draw(&page.frame, &about, scale, out, watch))
        }),
    }
}

/// Writes one frame without a page, such as a plot. `scale` is output pixels per pixel of the frame, where the
/// format is made of pixels.
///
/// # Errors
/// If the file's name does not tell a format for such pictures, or the picture cannot be drawn or written.
pub fn write_single(frame: Frame, about: &About, path: &Path, scale: f32) -> Result<(), Failure> {
    match PictureFormat::of_path(path)?.row() {
        PictureRow { is_for_single: true, draw: Draw::Each(draw), .. } => {
            stream(path, |out| draw(&frame, about, scale, out, &Watch::default()))
        }
        PictureRow { draw: Draw::Each(_) | Draw::Together(_), .. } => {
            Err(Failure::UnknownEnding(path.to_owned()))
        }
    }
}

/// Calls `draw` with every number below `count` and a copy of the session, on as many threads as the machine has;
/// the results in the order of the numbers. `None` stands for one that did not come back.
///
/// What the copies need should be prepared before: each one would do it again.
pub fn many<T: Send>(
    session: &Session,
    count: usize,
    draw: impl Fn(usize, &mut Session) -> T + Sync,
) -> Vec<Option<T>> {
    let next = AtomicUsize::new(0);
    let numbers = || Some(next.fetch_add(1, Ordering::Relaxed)).filter(|n| *n < count);
    let work = || -> Vec<(usize, T)> {
        std::iter::from_fn(numbers).map(|n| (n, draw(n, &mut session.for_export()))).collect()
    };
    let mut results: Vec<Option<T>> = std::iter::repeat_with(|| None).take(count).collect();
    let threads = thread::available_parallelism().map_or(1, usize::from).min(count);
    thread::scope(|scope| {
        let workers: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
        for (number, result) in workers.into_iter().filter_map(|w| w.join().ok()).flatten() {
            results[number] = Some(result);
        }
    });
    results
}

/// Writes a film as a GIF. A file that is there already stays as it is until the new one is whole.
///
/// # Errors
/// If there is nothing to show, the file cannot be written, or `watch` stops it.
pub fn write_gif(session: &mut Session, movie: &Movie, path: &Path, watch: &Watch) -> Result<(), Failure> {
    session.prepare_for(movie);
    stream(path, |out| movie.gif(session, out, watch))
}

/// Writes the pictures of a film as `frame-00001.png` and so on into a folder, which is made if it does
/// not exist. What was written before it was stopped stays.
///
/// # Errors
/// As [`write_gif`].
pub fn write_frames(
    session: &mut Session,
    movie: &Movie,
    folder: &Path,
    watch: &Watch,
) -> Result<(), Failure> {
    files::create_folder(folder).map_err(|e| Failure::NotWritten(folder.to_owned(), e))?;
    session.prepare_for(movie);
    let mut sink =
        |number: u32, bytes: &[u8]| atomic::write(&folder.join(format!("frame-{number:05}.png")), bytes);
    movie.frames(session, &mut sink, watch).map_err(|e| Failure::Picture(folder.to_owned(), e))
}

/// The command that turns the pictures of [`write_frames`] into a video that every player knows.
#[must_use]
pub fn video_command(movie: &Movie, folder: &Path) -> String {
    let quoted = |path: &Path| format!("'{}'", path.display().to_string().replace('\'', r"'\''"));
    let (input, output) = (folder.join("frame-%05d.png"), folder.with_extension("mp4"));
    // The usual players want even sides and four color samples for a brightness sample each two by two.
    format!(
        "ffmpeg -framerate {} -i {} -vf \"pad=ceil(iw/2)*2:ceil(ih/2)*2\" -c:v libx264 -pix_fmt yuv420p {}",
        movie.fps,
        quoted(&input),
        quoted(&output)
    )
}

/// The name of a page's file: as given for the first, with its number for the others.
fn numbered(path: &Path, number: usize) -> PathBuf {
    let (Some(stem), Some(extension)) = (path.file_stem(), path.extension()) else { return path.into() };
    if number == 0 {
        return path.into();
    }
    let name = format!("{}-{}.{}", stem.to_string_lossy(), number + 1, extension.to_string_lossy());
    path.with_file_name(name)
}

/// Writes a file piece by piece; if it does not come to its end the target is as it was.
fn stream(path: &Path, fill: impl FnOnce(&mut dyn Write) -> Result<(), ExportError>) -> Result<(), Failure> {
    atomic::write_with(path, fill).map_err(|e| Failure::Picture(path.to_owned(), e))
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    atomic::write(path, bytes).map_err(|e| Failure::NotWritten(path.to_owned(), e))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_picture_format_is_told_by_its_ending() {
        let extensions: BTreeSet<_> = PictureFormat::ALL.iter().map(|f| f.row().extension).collect();
        assert_eq!(extensions.len(), PictureFormat::ALL.len());
        for format in PictureFormat::ALL {
            let row = format.row();
            assert!([row.name, row.files, row.made_of].iter().all(|w| !w.is_empty()), "{format:?}");
            let name = format!("a.{}", row.extension.to_uppercase());
            assert_eq!(PictureFormat::of_path(Path::new(&name)).unwrap(), *format);
            assert!(PictureFormat::endings().contains(&format!(".{}", row.extension)), "{format:?}");
        }
        assert!(PictureFormat::of_path(Path::new("a.gif")).is_err());
        assert_eq!(PictureFormat::endings(), ".svg, .png or .pdf");
    }

    #[test]
    fn later_pages_have_their_number_in_the_name() {
        let names = [0, 1, 11].map(|n| numbered(Path::new("out/map.png"), n));
        assert_eq!(names, ["out/map.png", "out/map-2.png", "out/map-12.png"].map(PathBuf::from));
    }
}
