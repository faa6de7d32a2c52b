//! `tumen tour`: what a talk shows, and the talk as paper, pictures and KML; `tumen present`.

use super::args::TourArgs;
use super::reading::Opening;
use super::{tour_frames, tour_handout};
use crate::assets::Bundle;
use crate::diag::Report;
use crate::io::open::{self, Opened};
use crate::model::Tour;
use crate::session::{Command, Import, Session};
use anyhow::{Context, bail};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

pub fn run(args: &TourArgs, data: Option<&Path>) -> anyhow::Result<ExitCode> {
    let Some(name) = &args.tour else { return list(args, data) };
    let opening = Opening::new(&args.open)?;
    let (mut session, tour, mut report) = load(name, data, &opening)?;
    write(&mut session, &tour, args, &mut report)?;
    eprint!("{}", report.to_text());
    Ok(if report.has_problems() { ExitCode::from(super::PROBLEMS) } else { super::outcome(&session) })
}

fn write(session: &mut Session, tour: &Tour, args: &TourArgs, report: &mut Report) -> anyhow::Result<()> {
    if let Some(path) = &args.handout {
        tour_handout::handout(session, tour, args, path, report)
    } else if let Some(path) = &args.gif {
        tour_frames::gif(session, tour, args, path, report)
    } else if let Some(folder) = &args.frames {
        tour_frames::frames(session, tour, args, folder, report)
    } else {
        super::print_text(&format!("{}: {}, {} stops\n", tour.id, tour.title, tour.stops.len()))
    }
}

fn list(_args: &TourArgs, data: Option<&Path>) -> anyhow::Result<ExitCode> {
    let session = super::open(data)?;
    let line = |t: &Arc<Tour>| format!("{}  {} ({} stops)\n", t.id, t.title, t.stops.len());
    super::print_text(&session.document().tours.iter().map(line).collect::<String>())?;
    Ok(super::outcome(&session))
}

/// Opens a session with a tour and the files that its stops show. `name` is the id of a bundled tour, or
/// a file that holds one, with `#ID` behind it where it holds several. The report says what of the tour
/// and its files is damaged or missing; what is wrong with the bundled data goes to standard error.
///
/// # Errors
/// If there is no such tour, or nothing of its file can be read.
pub fn load(
    name: &str,
    data: Option<&Path>,
    opening: &Opening,
) -> anyhow::Result<(Session, Arc<Tour>, Report)> {
    let mut session = super::open(data)?;
    let mut report = Report::new();
    let (tour, folder) = match file_of(name) {
        Some((path, id)) => {
            let opened = opening.open(&path, &mut report).map_err(|e| {
                let hint = e.hint();
                anyhow::Error::new(e).context(hint).context(format!("cannot open {}", path.display()))
            })?;
            let tour = chosen(&opened.tours, id.as_deref(), &path)?;
            import(&mut session, &path, opened);
            (tour, path.parent().map(Path::to_owned).unwrap_or_default())
        }
        None => (bundled(&session.document().tours, name)?, PathBuf::new()),
    };
    for file in &tour.files {
        open_file(&mut session, &folder.join(file), opening, &mut report);
    }
    Ok((session, tour, report))
}

fn open_file(session: &mut Session, path: &Path, opening: &Opening, report: &mut Report) {
    match opening.open(path, report) {
        Ok(opened) => import(session, path, opened),
        Err(error) => open::refuse(&error, &path.display().to_string(), report),
    }
}

fn import(session: &mut Session, path: &Path, opened: Opened) {
    let import = Import {
        path: path.display().to_string(),
        tours: opened.tours,
        assumptions: opened.assumptions,
        ..Import::default()
    };
    session.run(Command::Imported(Arc::new(import), opened.examined.layers));
}

/// The file that a name means, with the id behind `#`; nothing if it can only be the id of a bundled tour.
fn file_of(name: &str) -> Option<(PathBuf, Option<String>)> {
    let whole = PathBuf::from(name);
    if whole.is_file() {
        return Some((whole, None));
    }
    let (path, id) = match name.rsplit_once('#') {
        Some((path, id)) => (PathBuf::from(path), Some(id.to_owned())),
        None => (whole, None),
    };
    (path.extension().is_some() || name.contains(['/', '\\'])).then_some((path, id))
}

fn chosen(tours: &[Arc<Tour>], id: Option<&str>, path: &Path) -> anyhow::Result<Arc<Tour>> {
    let found = match id {
        Some(id) => tours.iter().find(|t| t.id == id),
        None => tours.first(),
    };
    let ids = || tours.iter().map(|t| t.id.as_str()).collect::<Vec<_>>().join(", ");
    match (found, id) {
        (Some(tour), _) => Ok(tour.clone()),
        (None, Some(id)) if !tours.is_empty() => {
            bail!("there is no tour `{id}` in {}; it holds {}", path.display(), ids())
        }
        _ => bail!("{} holds no tour", path.display()),
    }
}

fn bundled(tours: &[Arc<Tour>], name: &str) -> anyhow::Result<Arc<Tour>> {
    let known = || tours.iter().map(|t| t.id.as_str()).collect::<Vec<_>>().join(", ");
    tours
        .iter()
        .find(|t| t.id == name)
        .cloned()
        .with_context(|| format!("there is no tour `{name}`; use {}, or name a file that holds one", known()))
}

/// What the window is to present: the files to open, and the tour.
///
/// # Errors
/// As for [`load`].
pub fn to_present(
    name: &str,
    bundle: &Bundle,
    opening: &Opening,
) -> anyhow::Result<(Vec<PathBuf>, Arc<Tour>)> {
    let mut report = Report::new();
    let Some((path, id)) = file_of(name) else {
        let session = Session::open(bundle, super::today());
        return Ok((Vec::new(), bundled(&session.document().tours, name)?));
    };
    let opened =
        opening.open(&path, &mut report).with_context(|| format!("cannot open {}", path.display()))?;
    let tour = chosen(&opened.tours, id.as_deref(), &path)?;
    let folder = path.parent().map(Path::to_owned).unwrap_or_default();
    let files = tour.files.iter().map(|f| folder.join(f));
    Ok((std::iter::once(path.clone()).chain(files).collect(), tour))
}
