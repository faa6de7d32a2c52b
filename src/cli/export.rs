//! `tumen export`: the map as a file.

use super::args::ExportArgs;
use super::reading::opening;
use anyhow::bail;
use std::collections::BTreeSet;
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;
use tumen_core::diag::Report;
use tumen_core::message;
use tumen_core::model::Loupe;
use tumen_core::watch::Watch;
use tumen_formats::open;
use tumen_scene::compose::LAYERS;
use tumen_scene::page::{Extent, Orientation, PIXEL_M, Page, PageSetup, PageSize, Parts};
use tumen_scene::{Camera, Size};
use tumen_session::export::{self, Failure, PAGE_SCALE, PictureFormat};
use tumen_session::framing::on_bounds;
use tumen_session::{Import, Session, View, WorkspaceCommand, views, world_file};

pub fn run(args: &ExportArgs, data: Option<&Path>) -> anyhow::Result<ExitCode> {
    if args.sweep.is_none() {
        PictureFormat::of_path(args.output()?)?;
    }
    let mut session = super::open(data)?;
    let problems = open_files(args, &mut session)?;
    draw(args, &mut session)?;
    Ok(if problems { ExitCode::from(super::PROBLEMS) } else { super::outcome(&session) })
}

/// Draws what the arguments ask for of a session in which the files are open.
pub(super) fn draw(args: &ExportArgs, session: &mut Session) -> anyhow::Result<()> {
    let output = args.output()?;
    if args.world_file && PictureFormat::of_path(output)? != PictureFormat::Png {
        bail!("a world file stands beside a .png, not beside {}", output.display());
    }
    let view = view(args, session)?;
    session.set_view(view);
    match (args.sweep, args.page) {
        (Some(years), _) => super::film::sweep(args, years, session),
        (None, Some(size)) => {
            let (pages, title) = export::pages(session, &setup(args, size))?;
            let map = pages.first().and_then(|page| export::map_of(&page.frame));
            tell_scale(args, map, output)?;
            let scale = args.scale.unwrap_or(PAGE_SCALE);
            write_pages(session, &pages, &title, output, scale)
        }
        (None, None) => {
            tell_scale(args, Some((session.view().camera, args.size.into())), output)?;
            let scale = args.scale.unwrap_or(1.0);
            map_to_file(session, output, args.size, scale)?;
            if args.world_file {
                let camera = session.view().camera;
                world_file::write_beside(output, &camera, args.size, scale)
                    .map_err(|(path, error)| Failure::NotWritten(path, error))?;
            }
            Ok(())
        }
    }
}

/// Says which box of degrees a map to a given scale shows: the camera and the size of the map.
///
/// # Errors
/// If the map cannot be drawn to that scale.
fn tell_scale(args: &ExportArgs, map: Option<(Camera, Size)>, path: &Path) -> anyhow::Result<()> {
    let (Some(scale), Some((camera, size))) = (args.scale_of, map) else { return Ok(()) };
    let drawn = camera.meters_per_pixel() / PIXEL_M;
    if (drawn / scale - 1.0).abs() > 1e-6 {
        bail!("the map cannot be drawn at 1:{scale}; the nearest scale is 1:{drawn:.0}");
    }
    let shown = <[f64; 4]>::from(camera.degrees(size)).map(|degrees| format!("{degrees:.5}")).join(",");
    let words =
        super::spoken(|words| message!("notice-scale-shows", scale = scale, bbox = &shown).in_words(words));
    eprintln!("tumen: {}: {words}", path.display());
    Ok(())
}

/// Puts the files on the map and says what is wrong with them. A file that cannot be opened at all is
/// named, and the others are drawn; without any the command fails.
pub(super) fn open_files(args: &ExportArgs, session: &mut Session) -> anyhow::Result<bool> {
    let opening = opening(&args.open)?;
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
        eprint!("{}", super::report_text(&report));
        problems |= report.has_problems();
        opened_any |= !layers.is_empty();
        let import = Import { path: name, report, ..Import::default() };
        session.run(WorkspaceCommand::Imported(Arc::new(import), layers));
    }
    anyhow::ensure!(opened_any, "none of the files could be opened, so nothing was drawn");
    Ok(problems)
}

/// Draws what a session shows to a file, with title, legend, scale bar and sources.
///
/// # Errors
/// If the file's name does not tell the format, or the picture cannot be drawn or written.
pub(super) fn map_to_file(
    session: &mut Session,
    path: &Path,
    size: [f32; 2],
    scale: f32,
) -> anyhow::Result<()> {
    let title = session.map_title().to_owned();
    picture_to_file(session, &title, path, size, scale)
}

/// The same under another title.
pub(super) fn picture_to_file(
    session: &mut Session,
    title: &str,
    path: &Path,
    size: [f32; 2],
    scale: f32,
) -> anyhow::Result<()> {
    PictureFormat::of_path(path)?;
    let furniture = session.furniture(title, &Parts::default());
    let frame = export::picture(session, furniture, size, scale)?;
    write_pages(session, &[export::page_of(frame)], title, path, scale)
}

/// Writes pages and says which letters no font has.
fn write_pages(
    session: &Session,
    pages: &[Page],
    title: &str,
    path: &Path,
    scale: f32,
) -> anyhow::Result<()> {
    export::write_pages(session, pages, title, path, scale, &Watch::default())?;
    let boxes = export::missing_letters(pages);
    if boxes > 0 {
        let words = super::spoken(|words| message!("notice-boxes", n = boxes).in_words(words));
        eprintln!("tumen: {}: {words}", path.display());
    }
    Ok(())
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
    let scale = args.scale_of;
    PageSetup { size, orientation, extent, scale, title: args.title.clone(), ..PageSetup::new(args.size) }
}

/// What the arguments ask to be shown.
pub(super) fn view(args: &ExportArgs, session: &Session) -> anyhow::Result<View> {
    let size = args.compare.as_ref().map_or(args.size, |c| c.split.pane(args.size));
    let theatre = || views::THEATRE.camera(args.projection, size);
    let camera = match (args.bbox, args.view) {
        (Some(bounds), _) => on_bounds(args.projection, bounds, size),
        (None, Some(view)) => view.camera(args.projection, size),
        (None, None) => session.camera_on_user(args.projection, size).unwrap_or_else(theatre),
    };
    let camera = args.scale_of.map_or(camera, |scale| camera.with_meters_per_pixel(scale * PIXEL_M));
    let as_of = args.as_of.unwrap_or(session.view().as_of);
    let (theme, language) = (args.theme, args.lang);
    let mut view = View { camera, theme, language, flows: args.flows, ..View::new(as_of) };
    view.compare.clone_from(&args.compare);
    view.loupes = Some(args.loupe.as_slice().into()).filter(|l: &Arc<[Loupe]>| !l.is_empty());
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
