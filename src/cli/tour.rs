//! `tumen tour`: what a talk shows, and the talk as paper, pictures and KML; `tumen present`.

use super::args::TourArgs;
use super::reading::opening;
use super::{tour_frames, tour_handout};
use anyhow::{Context, anyhow, bail};
use serde_json::{Value, json};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use tumen_assets::Bundle;
use tumen_core::diag::Report;
use tumen_core::geo::GeoBox;
use tumen_core::model::Tour;
use tumen_core::model::tour::{SidePanel, Stop, Transition};
use tumen_formats::catalog::Format;
use tumen_formats::catalog::TourFormat;
use tumen_formats::open::{self, Opened};
use tumen_formats::{atomic, save};
use tumen_session::opening::Opening;
use tumen_session::{Import, Session, WorkspaceCommand};

/// Runs `tumen tour`.
pub fn run(args: &TourArgs, data: Option<&Path>) -> anyhow::Result<ExitCode> {
    let Some(name) = &args.tour else { return list(args, data) };
    let opening = opening(&args.open)?;
    let (mut session, tour, mut report) = load(name, data, &opening)?;
    let written = write(&mut session, &tour, args, &mut report);
    eprint!("{}", super::report_text(&report));
    written?;
    Ok(if report.has_problems() { ExitCode::from(super::PROBLEMS) } else { super::outcome(&session) })
}

fn write(
    session: &mut Session,
    tour: &Arc<Tour>,
    args: &TourArgs,
    report: &mut Report,
) -> anyhow::Result<()> {
    if let Some(path) = &args.kml {
        file(path, &save::encode_tour(tour, TourFormat::KML))
    } else if let Some(path) = &args.toml {
        file(path, &save::encode_tour(tour, TourFormat::TOML))
    } else if let Some(path) = &args.handout {
        tour_handout::handout(session, tour, args, path, report)
    } else if let Some(path) = &args.gif {
        tour_frames::gif(session, tour, args, path, report)
    } else if let Some(folder) = &args.frames {
        tour_frames::frames(session, tour, args, folder, report)
    } else if args.json {
        super::print_json(&page_json(tour))
    } else {
        super::print_text(&page(tour))
    }
}

fn file(path: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    atomic::write(path, bytes).with_context(|| format!("cannot write {}", path.display()))
}

/// The bundled tours.
fn list(args: &TourArgs, data: Option<&Path>) -> anyhow::Result<ExitCode> {
    let session = super::open(data)?;
    let tours = &session.document().tours;
    if args.json {
        super::print_json(&Value::Array(tours.iter().map(|t| page_json(t)).collect()))?;
    } else {
        let width = tours.iter().map(|t| t.id.chars().count()).max().unwrap_or(0);
        let line = |t: &Arc<Tour>| format!("{:width$}  {} ({})\n", t.id, t.title, stops(t));
        super::print_text(&tours.iter().map(line).collect::<String>())?;
    }
    Ok(super::outcome(&session))
}

fn stops(tour: &Tour) -> String {
    match tour.stops.len() {
        1 => "1 stop".to_owned(),
        n => format!("{n} stops"),
    }
}

/// A tour as text: what is said at each stop, and what is seen.
fn page(tour: &Tour) -> String {
    let mut out = format!("{} ({}, {})\n", tour.title, tour.id, stops(tour));
    if !tour.summary.is_empty() {
        let _ = writeln!(out, "{}", tour.summary.trim());
    }
    for (number, stop) in tour.stops.iter().enumerate() {
        let _ = writeln!(out, "\n{}. {}", number + 1, stop.title);
        let _ = writeln!(out, "   {}", seen(stop).join(" · "));
        for line in stop.caption.trim().lines() {
            let _ = writeln!(out, "   {line}");
        }
    }
    out
}

fn seen(stop: &Stop) -> Vec<String> {
    let GeoBox { west, south, east, north } = stop.bounds;
    let mut parts = vec![format!("{west},{south},{east},{north}")];
    parts.extend(stop.as_of.map(|date| format!("as of {date}")));
    parts.extend(stop.selection.clone());
    parts.extend(match &stop.side_panel {
        SidePanel::Nothing => None,
        SidePanel::Card => Some("card".to_owned()),
        SidePanel::Plot(topic) => Some(format!("plot {topic}")),
    });
    if stop.flows {
        parts.push("moving cargo".to_owned());
    }
    parts.push(format!("{} s", stop.seconds));
    parts
}

/// A tour as scripts read it.
fn page_json(tour: &Tour) -> Value {
    json!({
        "id": tour.id,
        "title": tour.title,
        "summary": tour.summary,
        "files": tour.files,
        "stops": tour.stops.iter().map(|stop| stop_json(stop)).collect::<Vec<_>>(),
    })
}

fn stop_json(stop: &Stop) -> Value {
    let (beside, plot) = match &stop.side_panel {
        SidePanel::Nothing => (None, None),
        SidePanel::Card => (Some("card"), None),
        SidePanel::Plot(topic) => (Some("plot"), Some(topic)),
    };
    let (transition, flight) = match stop.transition {
        Transition::Fly => ("fly", None),
        Transition::FlyFor(seconds) => ("fly", Some(seconds)),
        Transition::Cut => ("cut", None),
    };
    json!({
        "title": stop.title,
        "bbox": stop.bounds,
        "projection": stop.projection.id(),
        "as_of": stop.as_of.map(|date| date.to_string()),
        "hidden": stop.hidden,
        "layers": stop.layers,
        "selection": stop.selection,
        "caption": stop.caption,
        "notes": stop.notes,
        "beside": beside,
        "plot": plot,
        "flows": stop.flows,
        "seconds": stop.seconds,
        "transition": transition,
        "flight_seconds": flight,
    })
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
    let tour = match file_of(name) {
        Some((path, id)) => {
            let opened = read(&path, opening, &mut report)?;
            let tour = chosen(&opened.tours, id.as_deref(), &path)?;
            let project = opened.format == Some(Format::Project);
            import(&mut session, &path, opened);
            // The layers of a project are in it; a tour of its own names its files.
            let beside = Import { tours: vec![tour.clone()], ..Import::default() };
            for file in beside.files_beside(&path).iter().filter(|_| !project) {
                open_file(&mut session, file, opening, &mut report);
            }
            tour
        }
        None => bundled(&session.document().tours, name)?,
    };
    Ok((session, tour, report))
}

/// Reads a file that is to hold a tour; what is wrong with it is said even if nothing can be loaded.
fn read(path: &Path, opening: &Opening, report: &mut Report) -> anyhow::Result<Opened> {
    opening.open(path, report).map_err(|error| {
        eprint!("{}", super::report_text(report));
        let (what, hint) = (format!("cannot open {}: {error}", path.display()), error.hint());
        if hint.is_empty() { anyhow!(what) } else { anyhow!("{what}; {hint}") }
    })
}

/// A file that is missing or damaged is named; the stops are shown without it.
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
    session.run(WorkspaceCommand::Imported(Arc::new(import), opened.examined.layers));
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

fn ids(tours: &[Arc<Tour>]) -> String {
    tours.iter().map(|t| t.id.as_str()).collect::<Vec<_>>().join(", ")
}

fn chosen(tours: &[Arc<Tour>], id: Option<&str>, path: &Path) -> anyhow::Result<Arc<Tour>> {
    let found = match id {
        Some(id) => tours.iter().find(|t| t.id == id),
        None => tours.first(),
    };
    match (found, id) {
        (Some(tour), _) => Ok(tour.clone()),
        (None, Some(id)) if !tours.is_empty() => {
            bail!("there is no tour `{id}` in {}; it holds {}", path.display(), ids(tours))
        }
        _ => bail!("{} holds no tour", path.display()),
    }
}

fn bundled(tours: &[Arc<Tour>], name: &str) -> anyhow::Result<Arc<Tour>> {
    tours.iter().find(|t| t.id == name).cloned().with_context(|| {
        let near = nearest(tours, name).map_or_else(String::new, |id| format!("Do you mean `{id}`? "));
        format!(
            "there is no tour `{name}`. {near}The tours are {}; or name a file that holds one",
            ids(tours)
        )
    })
}

/// The id that is most like a word, if one is.
fn nearest<'a>(tours: &'a [Arc<Tour>], name: &str) -> Option<&'a str> {
    let name = name.to_lowercase();
    let part = |id: &str| !name.is_empty() && (id.contains(&name) || name.contains(id));
    let rate = |id: &str| if part(id) { 0 } else { slips(id, &name) };
    let rated = tours.iter().map(|t| (rate(&t.id), t.id.as_str()));
    rated.min().filter(|(slips, id)| *slips <= id.chars().count() / 2).map(|(_, id)| id)
}

/// Letters to add, drop or change to get from one word to the other (Levenshtein).
fn slips(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().enumerate() {
        let mut before = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let change = before + usize::from(x != *y);
            before = row[j + 1];
            row[j + 1] = change.min(row[j] + 1).min(before + 1);
        }
    }
    row[b.len()]
}

/// What the window is to present: the files to open, and the tour. The window itself opens the files that
/// a tour names.
///
/// # Errors
/// As for [`load`].
pub fn to_present(
    name: &str,
    bundle: &Bundle,
    opening: &Opening,
) -> anyhow::Result<(Vec<PathBuf>, Arc<Tour>)> {
    let Some((path, id)) = file_of(name) else {
        let session = Session::open(bundle, crate::clock::today());
        return Ok((Vec::new(), bundled(&session.document().tours, name)?));
    };
    let opened = read(&path, opening, &mut Report::new())?;
    let tour = chosen(&opened.tours, id.as_deref(), &path)?;
    Ok((vec![path], tour))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

    use super::*;

    #[test]
    fn the_nearest_tour_is_named() {
        let tour = |id: &str| Arc::new(Tour { id: id.to_owned(), ..Tour::default() });
        let tours = [tour("tumen-border"), tour("khasan-rajin"), tour("promise-and-reality")];
        for (name, id) in [
            ("tumen-boarder", Some("tumen-border")),
            ("hasan-rajin", Some("khasan-rajin")),
            ("promise", Some("promise-and-reality")),
            ("Border", Some("tumen-border")),
            ("xyz", None),
            ("", None),
        ] {
            assert_eq!(nearest(&tours, name), id, "{name}");
        }
        let told = bundled(&tours, "border").unwrap_err().to_string();
        let expected = "there is no tour `border`. Do you mean `tumen-border`? The tours are tumen-border, \
                        khasan-rajin, promise-and-reality; or name a file that holds one";
        assert_eq!(told, expected);
        assert!(
            bundled(&tours, "xyz").unwrap_err().to_string().contains("`xyz`. The tours are tumen-border")
        );
    }

    #[test]
    fn ids_and_files_are_told_apart() {
        assert_eq!(file_of("tumen-border"), None);
        assert_eq!(file_of("a/b"), Some((PathBuf::from("a/b"), None)));
        assert_eq!(file_of("talk.tumen#two"), Some((PathBuf::from("talk.tumen"), Some("two".to_owned()))));
    }
}
