//! `tumen export`: the map as a file.

use super::args::ExportArgs;
use super::reading::Opening;
use anyhow::{Context, bail};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use tumen_core::diag::Report;
use tumen_formats::{atomic, open};
use tumen_scene::Camera;
use tumen_scene::compose::LAYERS;
use tumen_scene::export;
use tumen_scene::page::{Extent, Orientation, Page, PageSetup, PageSize, Parts};
use tumen_session::{Command, Import, Output, Session, View, views};

/// Margin around a box given by the user, pixels.
const MARGIN: f32 = 8.0;
/// Pixels of a PNG per pixel of a page unless --scale says otherwise: 192 to the inch.
const PAGE_SCALE: f32 = 2.0;

pub fn run(args: &ExportArgs, data: Option<&Path>) -> anyhow::Result<ExitCode> {
    if args.sweep.is_none() {
        format(&args.output)?;
    }
    let mut session = super::open(data)?;
    let problems = open_files(args, &mut session)?;
    let view = view(args, &session)?;
    session.set_view(view);
    match (args.sweep, args.page) {
        (Some(years), _) => super::film::sweep(args, years, &mut session)?,
        (None, Some(size)) => {
            page_to_file(&mut session, &setup(args, size), &args.output, args.scale.unwrap_or(PAGE_SCALE))?
        }
        (None, None) => to_file(&mut session, &args.output, args.size, args.scale.unwrap_or(1.0))?,
    }
    Ok(if problems { ExitCode::from(super::PROBLEMS) } else { super::outcome(&session) })
}

/// Puts the files on the map and says what is wrong with them. A file that cannot be opened at all is
/// named, and the others are drawn; without any the command fails.
fn open_files(args: &ExportArgs, session: &mut Session) -> anyhow::Result<bool> {
    let opening = Opening::new(&args.open)?;
    let (mut problems, mut opened_any) = (false, args.files.is_empty());
    for file in &args.files {
        let mut report = Report::new();
        let name = file.display().to_string();
        let layers = match opening.open(file, &mut report) {
            Ok(opened) => opened.examined.layers,
            Err(error) => {
                open::refuse(&error, &name, &mut report);
                Vec::new()
            }
        };
        eprint!("{}", report.to_text());
        problems |= report.has_problems();
        opened_any |= !layers.is_empty();
        let import = Import { path: name, report, ..Import::default() };
        session.run(Command::Imported(Arc::new(import), layers));
    }
    anyhow::ensure!(opened_any, "none of the files could be opened, so nothing was drawn");
    Ok(problems)
}

/// Draws what a session shows to a file, with title, legend, scale bar and sources. The page of a PDF is
/// as large as the picture, 96 pixels to the inch.
///
/// # Errors
/// If the file's name does not tell the format, or the picture cannot be drawn or written.
pub fn to_file(session: &mut Session, path: &Path, size: [f32; 2], scale: f32) -> anyhow::Result<()> {
    to_file_watched(session, path, size, scale, &mut |_, _| true)
}

/// The same with progress, which also answers whether to go on.
///
/// # Errors
/// As [`to_file`]; also if `progress` said no.
pub fn to_file_watched(
    session: &mut Session,
    path: &Path,
    size: [f32; 2],
    scale: f32,
    progress: &mut export::Progress<'_>,
) -> anyhow::Result<()> {
    format(path)?;
    session.prepare();
    let title = session.map_title().to_owned();
    let furniture = session.furniture(&title, &Parts::default());
    let frame =
        session.compose(size, furniture, Output::Paper { scale }).context("the map could not be prepared")?;
    let page = Page { frame, links: Vec::new(), parts: Vec::new(), name: None };
    pages_to_file_watched(session, &[page], &title, path, scale, progress)
}

/// Writes a file piece by piece; if it does not come to its end the target is as it was.
pub(super) fn stream(
    path: &Path,
    fill: impl FnOnce(&mut dyn std::io::Write) -> Result<(), export::ExportError>,
) -> anyhow::Result<()> {
    atomic::write_with(path, fill).map_err(|e| {
        let hint = e.hint();
        anyhow::Error::new(e).context(hint).context(format!("cannot write {}", path.display()))
    })
}

/// Lays out what a session shows on paper and writes the pages; see [`pages_to_file`].
///
/// # Errors
/// If the file's name does not tell the format, or the pages cannot be drawn or written.
pub fn page_to_file(session: &mut Session, setup: &PageSetup, path: &Path, scale: f32) -> anyhow::Result<()> {
    format(path)?;
    session.prepare();
    let pages = session.compose_page(setup).context("the map could not be prepared")?;
    let title = setup.title.clone();
    let title = title.unwrap_or_else(|| session.map_title().to_owned());
    pages_to_file(session, &pages, &title, path, scale)
}

/// Writes pages: as one PDF, or as one SVG or PNG each, those after the first with their number in the
/// name (`map-2.svg`). `scale` is output pixels of a PNG per pixel of the page.
///
/// # Errors
/// If the file's name does not tell the format, or the pages cannot be drawn or written.
pub fn pages_to_file(
    session: &Session,
    pages: &[Page],
    title: &str,
    path: &Path,
    scale: f32,
) -> anyhow::Result<()> {
    pages_to_file_watched(session, pages, title, path, scale, &mut |_, _| true)
}

/// The same with progress on each picture made of pixels, which also answers whether to go on.
///
/// # Errors
/// As [`pages_to_file`]; also if `progress` said no.
pub fn pages_to_file_watched(
    session: &Session,
    pages: &[Page],
    title: &str,
    path: &Path,
    scale: f32,
    progress: &mut export::Progress<'_>,
) -> anyhow::Result<()> {
    let description = session.attribution().join("; ");
    let format = format(path)?;
    if format == Format::Pdf {
        let language = session.view().language.id().to_owned();
        let about = export::About { title: title.to_owned(), description, language };
        let bytes = export::pdf(pages, &about).map_err(|e| {
            let hint = e.hint();
            anyhow::Error::new(e).context(hint)
        })?;
        return write(path, &bytes);
    }
    for (number, page) in pages.iter().enumerate() {
        let path = numbered(path, number);
        match format {
            Format::Svg => write(&path, export::svg(&page.frame, title, &description).as_bytes())?,
            _ => stream(&path, |out| export::png_to(&page.frame, scale, out, progress))?,
        }
    }
    Ok(())
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

#[derive(Clone, Copy, PartialEq, Eq)]
enum Format {
    Svg,
    Png,
    Pdf,
}

fn format(path: &Path) -> anyhow::Result<Format> {
    match path.extension().and_then(|e| e.to_str()).map(str::to_ascii_lowercase).as_deref() {
        Some("svg") => Ok(Format::Svg),
        Some("png") => Ok(Format::Png),
        Some("pdf") => Ok(Format::Pdf),
        _ => {
            bail!("cannot tell the format of {}; name a file that ends in .svg, .png or .pdf", path.display())
        }
    }
}

/// The page that the arguments ask for.
fn setup(args: &ExportArgs, size: PageSize) -> PageSetup {
    let extent = match (args.bbox, args.view) {
        (Some(bounds), _) => Extent::Degrees(bounds),
        (None, Some(view)) => Extent::Degrees(view.bounds),
        (None, None) if args.files.is_empty() => Extent::Degrees(views::THEATRE.bounds),
        (None, None) => Extent::Seen(args.size),
    };
    let orientation = match (args.landscape, args.portrait) {
        (true, _) => Orientation::Landscape,
        (_, true) => Orientation::Portrait,
        _ => Orientation::Auto,
    };
    PageSetup { size, orientation, extent, title: args.title.clone(), ..PageSetup::new(args.size) }
}

fn view(args: &ExportArgs, session: &Session) -> anyhow::Result<View> {
    let theatre = || views::THEATRE.camera(args.projection, args.size);
    let camera = match (args.bbox, args.view) {
        (Some(bounds), _) => Camera::fit(args.projection, bounds, args.size, MARGIN),
        (None, Some(view)) => view.camera(args.projection, args.size),
        (None, None) => session.camera_on_user(args.projection, args.size).unwrap_or_else(theatre),
    };
    let as_of = args.as_of.unwrap_or(session.view().as_of);
    let (theme, language) = (args.theme, args.lang);
    let mut view = View { camera, theme, language, flows: args.flows, ..View::new(as_of) };
    if let Some(layers) = &args.layers {
        view.hidden = hidden(layers, session)?;
    }
    Ok(view)
}

/// What is left out when only some layers are wanted. A kind brings the corridors along, and
/// `corridors` alone means every kind.
fn hidden(wanted: &[String], session: &Session) -> anyhow::Result<BTreeSet<String>> {
    let kinds: Vec<&str> = session.document().kinds.iter().map(|k| &*k.id).collect();
    let wanted: BTreeSet<&str> = wanted.iter().map(|w| w.trim()).filter(|w| !w.is_empty()).collect();
    if let Some(unknown) = wanted.iter().find(|w| !LAYERS.contains(w) && !kinds.contains(w)) {
        let known: Vec<&str> = LAYERS.iter().copied().chain(kinds).collect();
        bail!("there is no layer `{unknown}`; use {}", known.join(", "));
    }
    let some_kinds = kinds.iter().any(|k| wanted.contains(k));
    let base = LAYERS.into_iter().filter(|l| !(wanted.contains(l) || some_kinds && *l == "corridors"));
    let others = kinds.into_iter().filter(|k| some_kinds && !wanted.contains(k));
    Ok(base.chain(others).map(str::to_owned).collect())
}

/// Writes to a file beside the target and renames it, so that the target is old or new, never half.
fn write(path: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    tumen_formats::atomic::write(path, bytes).with_context(|| format!("cannot write {}", path.display()))
}
