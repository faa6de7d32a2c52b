//! Tours: what is made, saved, opened, exported and read back stays the same talk; what is damaged or
//! missing is named; the bundled talks say only what the data says.

use crate::common::{TODAY, bundled};
use proptest::prelude::*;
use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::{Command as Process, Output};
use std::sync::Arc;
use tempfile::TempDir;
use tumen_assets::Bundle;
use tumen_core::diag::Report;
use tumen_core::geo::{LonLat, Projection};
use tumen_core::model::tour::{SidePanel, Transition};
use tumen_core::model::{Date, Edit, Feature, Geometry, Layer, Status, Stop, Tour};
use tumen_formats::catalog::Format;
use tumen_formats::catalog::TourFormat;
use tumen_formats::input::Watch;
use tumen_formats::open::{self, Opened, Options};
use tumen_formats::{save, tour};
use tumen_scene::compose::LAYERS;
use tumen_session::{Import, Session, WorkspaceCommand};

fn open(path: &Path) -> (Opened, Report) {
    let mut report = Report::new();
    let opened = open::path(path, &Options::default(), &Watch::default(), &mut report);
    (opened.unwrap_or_else(|e| panic!("{}: {e}", path.display())), report)
}

/// A session without anything of the user. Opening the data anew for every case would take minutes.
fn empty() -> Session {
    bundled().for_export()
}

/// Puts what was opened into a session, as window and command line do.
fn import(session: &mut Session, opened: Opened) {
    let Opened { tours, assumptions, examined, .. } = opened;
    let import = Import { tours, assumptions, ..Import::default() };
    session.run(WorkspaceCommand::Imported(Arc::new(import), examined.layers));
}

fn sample() -> Arc<Tour> {
    let mut first = Stop::new("Khasan", [130.5, 42.3, 130.8, 42.5]);
    first.as_of = Date::new(2013, 9, 22);
    first.caption = "**54 km** of railway\n\n- with [a source](https://example.org)".to_owned();
    first.notes = "Say \"hello\"".to_owned();
    first.selection = Some("corridor:khasan-rajin".to_owned());
    first.layers = Some(vec!["Survey".to_owned()]);
    first.hidden = ["gas".to_owned()].into();
    let mut second = Stop::new("Чукотка 추콧카", [170.0, 60.0, -168.0, 70.0]);
    second.projection = Projection::Conic;
    second.side_panel = SidePanel::Plot("khasan-rajin|t".to_owned());
    second.flows = true;
    second.seconds = 7.25;
    second.transition = Transition::FlyFor(2.5);
    let stops = vec![Arc::new(first), Arc::new(second)];
    let files = vec!["survey.gpx".to_owned()];
    let summary = "What *it* is about".to_owned();
    Arc::new(Tour { id: "talk".to_owned(), title: "A talk".to_owned(), summary, files, stops })
}

prop_compose! {
    fn stops()(
        title in "\\PC{0,10}", west in -180.0..180.0_f64, south in -80.0..80.0_f64, size in 0.001..5.0_f64,
        caption in "[a-zA-Zа-я가-힣*_\\[\\]()<>&\"' \n#-]{0,60}", notes in "\\PC{0,20}", year in prop::option::of(1900..2100),
        seconds in 0.0..100.0_f64, way in 0..3_usize, flows: bool, layers in prop::option::of(prop::collection::vec("\\PC{0,5}", 0..3)),
    ) -> Arc<Stop> {
        let east = if west + size > 180.0 { west + size - 360.0 } else { west + size };
        let mut stop = Stop::new(title, [west, south, east, south + size]);
        (stop.caption, stop.notes, stop.seconds, stop.flows, stop.layers) = (caption, notes, seconds, flows, layers);
        stop.as_of = year.and_then(|y| Date::new(y, 3, 1));
        stop.transition = [Transition::Fly, Transition::Cut, Transition::FlyFor(seconds)][way];
        Arc::new(stop)
    }
}

/// Saved in a project, opened again, written as KML, opened again, written as text, opened again.
fn round_trip(made: &Arc<Tour>) -> Vec<(&'static str, Vec<Arc<Tour>>, Report)> {
    let folder = TempDir::new().unwrap();
    let mut session = session_of(made);
    let mut seen = Vec::new();
    let mut store = |name: &'static str, bytes: Vec<u8>| {
        let path = folder.path().join(name);
        fs::write(&path, bytes).unwrap();
        let (opened, report) = open(&path);
        seen.push((name, opened.tours.clone(), report));
        opened
    };
    let again = store("a.tumen", save::encode_project(session.workspace(), None));
    session = empty();
    import(&mut session, again);
    let tours = session.workspace().tours.clone();
    for tour in &tours {
        store("a.kml", save::encode_tour(tour, TourFormat::KML));
        store("a.toml", save::encode_tour(tour, TourFormat::TOML));
    }
    seen
}

fn session_of(made: &Arc<Tour>) -> Session {
    let mut session = empty();
    session.run(WorkspaceCommand::Edit(vec![Edit::SetTour(made.clone())], None));
    session
}

#[test]
fn a_tour_is_the_same_after_project_kml_and_text() {
    let made = sample();
    let seen = round_trip(&made);
    assert_eq!(seen.iter().map(|s| s.0).collect::<Vec<_>>(), ["a.tumen", "a.kml", "a.toml"]);
    for (name, tours, report) in seen {
        assert_eq!(tours, std::slice::from_ref(&made), "{name}");
        assert!(report.is_empty(), "{name}: {}", report.to_text());
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn any_tour_is_the_same_after_project_kml_and_text(stops in prop::collection::vec(stops(), 0..4), title in "\\PC{1,10}") {
        let made = Arc::new(Tour { id: "any".to_owned(), title, stops, ..Tour::default() });
        for (name, tours, report) in round_trip(&made) {
            prop_assert_eq!(&tours, std::slice::from_ref(&made), "{}: {}", name, report.to_text());
        }
    }
}

#[test]
fn a_project_of_tours_alone_is_loaded() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("talks.tumen");
    let session = session_of(&sample());
    fs::write(&path, save::encode_project(session.workspace(), None)).unwrap();
    let (opened, _) = open(&path);
    let import = Import { tours: opened.tours, ..Import::default() };
    assert!(!import.is_empty(&[]));
    assert_eq!(import.content().english(), "1 tour");
    assert_eq!(import.files_beside(&path), [folder.path().join("survey.gpx")]);
}

#[test]
fn layers_and_tours_share_a_kml() {
    let folder = TempDir::new().unwrap();
    let mut session = session_of(&sample());
    let points = vec![LonLat::new(130.6, 42.4), LonLat::new(130.7, 42.5)];
    let layer = Layer::new("Survey", vec![Feature::drawn(Geometry::line(points))]);
    session.run(WorkspaceCommand::Edit(vec![Edit::AddLayers(vec![layer])], None));
    let path = folder.path().join("a.kml");
    fs::write(&path, save::encode_workspace(session.workspace(), Format::Kml.writable().unwrap())).unwrap();
    let (opened, report) = open(&path);
    assert_eq!((opened.features(), opened.tours.as_slice()), (1, &[sample()][..]), "{}", report.to_text());
}

// The bundled talks

fn known(selection: &str) -> bool {
    let document = bundled().document();
    match selection.split_once(':') {
        Some(("place", id)) => document.place(id).is_some(),
        Some(("corridor", id)) => document.corridor(id).is_some(),
        Some(("project", id)) => document.project(id).is_some(),
        _ => false,
    }
}

/// `project|unit` of every series, as plots are called.
fn topics() -> BTreeSet<String> {
    let unit = |unit: &str| unit.strip_suffix("/yr").unwrap_or(unit).to_owned();
    bundled().document().series.iter().map(|s| format!("{}|{}", s.project, unit(&s.unit))).collect()
}

/// The ids behind a word such as `Sources:` in the notes.
fn listed<'a>(stop: &'a Stop, word: &str) -> Vec<&'a str> {
    let lines = stop.notes.lines().filter_map(|line| line.strip_prefix(word));
    lines.flat_map(|list| list.trim_end_matches('.').split(',')).map(str::trim).collect()
}

fn wrong(stop: &Stop, topics: &BTreeSet<String>) -> Vec<String> {
    let document = bundled().document();
    let mut wrong = Vec::new();
    let mut check = |holds: bool, what: String| {
        if !holds {
            wrong.push(what);
        }
    };
    if let Some(selection) = &stop.selection {
        check(known(selection), format!("there is no {selection}"));
    }
    for id in &stop.hidden {
        let kind = document.kinds.iter().any(|k| *k.id == **id);
        check(kind || LAYERS.contains(&id.as_str()), format!("there is no layer {id}"));
    }
    match &stop.side_panel {
        SidePanel::Plot(topic) => check(topics.contains(topic), format!("there is no plot {topic}")),
        SidePanel::Card => check(stop.selection.is_some(), "a card needs a selection".to_owned()),
        SidePanel::Nothing => {}
    }
    let sources = listed(stop, "Sources:");
    check(!sources.is_empty(), "no source is named".to_owned());
    for id in sources {
        check(document.source(id).is_some(), format!("there is no source {id}"));
    }
    for id in listed(stop, "Facts:") {
        check(document.seed_facts.iter().any(|f| *f.id == *id), format!("there is no fact {id}"));
    }
    let words = stop.caption.split_whitespace().count();
    check((1..=60).contains(&words), format!("the caption has {words} words"));
    check(stop.caption.contains("**"), "nothing is bold".to_owned());
    wrong
}

#[test]
fn the_bundled_talks_refer_to_what_is_there() {
    let tours = &bundled().document().tours;
    let ids: Vec<&str> = tours.iter().map(|t| t.id.as_str()).collect();
    assert_eq!(ids, ["khasan-rajin", "promise-and-reality", "tumen-border"]);
    assert_eq!(tours[2].stops.len(), 6);
    let topics = topics();
    let mut found = Vec::new();
    for tour in tours {
        for (number, stop) in tour.stops.iter().enumerate() {
            found
                .extend(wrong(stop, &topics).into_iter().map(|w| format!("{} {}: {w}", tour.id, number + 1)));
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

/// What is spoken of lies in the middle half of the box, and all of it within.
#[test]
fn what_a_talk_selects_lies_in_the_middle_of_its_box() {
    let document = bundled().document();
    for tour in &document.tours {
        for stop in &tour.stops {
            let [west, south, east, north] = stop.bounds.into();
            let points: Vec<LonLat> = match stop.selection.as_deref().and_then(|s| s.split_once(':')) {
                Some(("place", id)) => vec![document.place(id).unwrap().position],
                // A line of the whole coast is only passed through.
                Some(("corridor", "east-coast")) | None => continue,
                Some(("corridor", id)) => document.corridor(id).unwrap().line(),
                Some((_, id)) => {
                    let corridors = document.project(id).unwrap().corridors.iter();
                    corridors.flat_map(|c| document.corridor(c).unwrap().line()).collect()
                }
            };
            let lons = || points.iter().map(|p| p.lon);
            let lats = || points.iter().map(|p| p.lat);
            let span = |values: &mut dyn Iterator<Item = f64>| {
                values.fold([f64::MAX, f64::MIN], |[low, high], v| [low.min(v), high.max(v)])
            };
            let ([w, e], [s, n]) = (span(&mut lons()), span(&mut lats()));
            let inside = west < w && e < east && south < s && n < north;
            assert!(inside, "{} {:?}: {:?} is not within", tour.id, stop.title, [w, s, e, n]);
            let off = |a: f64, b: f64, low: f64, high: f64| {
                ((f64::midpoint(a, b) - low) / (high - low) - 0.5).abs()
            };
            let off = [off(w, e, west, east), off(s, n, south, north)];
            assert!(off.iter().all(|o| *o < 0.25), "{} {:?} is off by {off:?}", tour.id, stop.title);
        }
    }
}

#[test]
fn the_line_changes_its_status_along_the_talk() {
    use Status::{Agreed, Completed, Operating, Suspended, UnderConstruction};
    let document = bundled().document();
    let tour = document.tours.iter().find(|t| t.id == "khasan-rajin").unwrap();
    let statuses = |id: &str| -> Vec<Status> {
        let project = document.project(id).unwrap();
        let at = |s: &Arc<Stop>| document.project_status(project, s.as_of.unwrap_or(TODAY)).status.unwrap();
        tour.stops.iter().map(at).collect()
    };
    let line = [Operating, Operating, Operating, Operating, Operating, Suspended, Suspended, Operating];
    assert_eq!(statuses("khasan-rajin"), line);
    let rebuilding = statuses("khasan-rajin-rebuilding");
    assert_eq!(rebuilding[..3], [Agreed, UnderConstruction, Completed]);
    assert!(rebuilding[3..].iter().all(|s| *s == Completed));
}

#[test]
fn the_text_of_a_bundled_talk_comes_back() {
    for made in &bundled().document().tours {
        let mut report = Report::new();
        assert_eq!(tour::read("x.toml", &tour::write(made), &mut report).as_ref(), Some(&**made));
        assert!(report.is_empty());
    }
}

#[test]
fn a_damaged_bundled_talk_costs_its_stop() {
    let name = "data/tours/tumen-border.toml";
    let text = String::from_utf8(Bundle::embedded().get(name).unwrap().into_owned()).unwrap();
    let damaged = text.replacen("bounds = [130.597,", "bounds = [130.597,,", 1);
    let session = Session::open(&Bundle::embedded().overlaid(name, damaged), TODAY);
    let tour = session.document().tours.iter().find(|t| t.id == "tumen-border").unwrap();
    assert_eq!(tour.stops.len(), 5);
    let told = session.notices().to_text();
    assert!(told.starts_with("data/tours/tumen-border.toml:23 (stop 2): error"), "{told}");
}

// The command line

fn tumen(arguments: &[&str]) -> (i32, String, String) {
    let mut command = Process::new(env!("CARGO_BIN_EXE_tumen"));
    for name in ["DISPLAY", "WAYLAND_DISPLAY", "WAYLAND_SOCKET"] {
        command.env_remove(name);
    }
    let Output { status, stdout, stderr } = command.args(arguments).output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (status.code().unwrap(), text(stdout), text(stderr))
}

#[test]
fn the_command_line_lists_and_prints_talks() {
    let (code, out, err) = tumen(&["tour"]);
    assert_eq!((code, err.as_str()), (0, ""));
    for id in ["khasan-rajin ", "promise-and-reality ", "tumen-border "] {
        assert!(out.lines().any(|l| l.starts_with(id)), "{out}");
    }
    let (_, out, _) = tumen(&["tour", "tumen-border"]);
    assert!(out.contains("3. Friendship Bridge, 1959") && out.contains("**9 August 1959**"), "{out}");
    let (_, out, _) = tumen(&["tour", "khasan-rajin", "--json"]);
    let tour: Value = serde_json::from_str(&out).unwrap();
    assert_eq!(
        (tour["stops"].as_array().unwrap().len(), &tour["stops"][2]["as_of"]),
        (8, &Value::from("2013-09-22"))
    );
    assert_eq!(tour["stops"][4]["plot"], "khasan-rajin|t");
    let (code, out, err) = tumen(&["tour", "tumen-boarder"]);
    assert_eq!((code, out.as_str()), (2, ""));
    assert!(err.contains("Do you mean `tumen-border`?") && err.contains("promise-and-reality"), "{err}");
    assert_eq!(tumen(&["tour", "--kml", "a.kml"]).0, 2, "a tour must be named");
    assert_eq!(tumen(&["tour", "x", "--kml", "a.kml", "--gif", "a.gif"]).0, 2, "one thing at a time");
}

#[test]
fn a_talk_goes_through_files_of_the_command_line() {
    let folder = TempDir::new().unwrap();
    let at = |name: &str| folder.path().join(name).display().to_string();
    let (kml, toml, project) = (at("a.kml"), at("a.toml"), at("a.tumen"));
    for (from, option, to) in [("tumen-border", "--kml", &kml), (&kml, "--toml", &toml)] {
        assert_eq!(tumen(&["tour", from, option, to]), (0, String::new(), String::new()));
    }
    let (code, _, err) = tumen(&["convert", &toml, &project]);
    assert_eq!((code, err.as_str()), (0, ""));
    let made = bundled().document().tours.iter().find(|t| t.id == "tumen-border").unwrap();
    for path in [&kml, &toml, &project] {
        assert_eq!(open(Path::new(path)).0.tours, std::slice::from_ref(made), "{path}");
    }
    let (code, out, _) = tumen(&["check", &toml, "--json"]);
    let checked: Value = serde_json::from_str(&out).unwrap();
    assert_eq!(
        (code, &checked[0]["format"], &checked[0]["tours"][0]["stops"]),
        (0, &"tour".into(), &6.into())
    );
    let (_, _, err) = tumen(&["convert", &toml, &at("a.gpx")]);
    assert!(err.contains("Tours are left out"), "{err}");
    assert!(tumen(&["tour", &format!("{project}#none")]).2.contains("it holds tumen-border"));
    assert_eq!(tumen(&["present", &project]).0, 2, "without a window nothing is presented");
}

#[test]
fn what_a_talk_lacks_is_named_and_the_rest_goes_on() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("talk.toml");
    let text = "title = \"Talk\"\nfiles = [\"gone.gpx\", \"here.gpx\"]\n\n[[stop]]\ntitle = \"A\"\nbounds = [130, 42, 131, 43]\n\n\
                [[stop]]\ntitle = \"B\"\nbounds = [130, 42\n";
    fs::write(&path, text).unwrap();
    let gpx = "<gpx xmlns=\"http://www.topografix.com/GPX/1/1\" version=\"1.1\"><wpt lat=\"42.4\" lon=\"130.6\"/></gpx>";
    fs::write(folder.path().join("here.gpx"), gpx).unwrap();
    let (code, out, err) = tumen(&["tour", &path.display().to_string()]);
    assert_eq!(code, 1, "{err}");
    assert!(out.contains("1. A") && !out.contains("B"), "{out}");
    assert!(
        err.contains("talk.toml:11 (stop 2): error") || err.contains("talk.toml:10 (stop 2): error"),
        "{err}"
    );
    assert!(err.contains("gone.gpx"), "{err}");
    let opening = tumen::cli::opening(&tumen::cli::OpenArgs::default()).unwrap();
    let (session, tour, report) =
        tumen::cli::tour::load(&path.display().to_string(), None, &opening).unwrap();
    assert_eq!((tour.stops.len(), session.workspace().layers.len()), (1, 1));
    assert!(report.has_errors());
    fs::write(&path, "\u{1}").unwrap();
    assert_eq!(tumen(&["tour", &path.display().to_string()]).0, 2);
}
