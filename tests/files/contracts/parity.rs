//! The same question has the same answer by command line and by window. The window's side is what the window
//! calls: the session, its analyzes and questions, the card, the export.

use super::{repository, samples, tumen};
use crate::common::{TODAY, bundled};
use serde_json::Value;
use std::fs;
use std::path::Path;
use std::sync::Arc;
use tempfile::TempDir;
use tumen_assets::Bundle;
use tumen_core::diag::Report;
use tumen_core::geo::Projection;
use tumen_core::model::{Date, Language, Selection, Tour};
use tumen_formats::catalog::WritableFormat;
use tumen_formats::input::Watch;
use tumen_formats::open::{self, Options};
use tumen_formats::save;
use tumen_network::Request;
use tumen_scene::export;
use tumen_scene::furniture::Legend;
use tumen_scene::page::{Extent, PageSetup, PageSize};
use tumen_scene::{Furniture, Theme};
use tumen_session::analysis::{Analysis, DemandTable, Finding};
use tumen_session::motion::Movie;
use tumen_session::{Import, NamedView, Output, Session, View, WorkspaceCommand};

/// Runs the program; it must do what it is asked.
fn done(arguments: &[&str]) -> Vec<u8> {
    let output = tumen(arguments);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.code().is_some_and(|code| code < 2), "tumen {arguments:?}: {said}");
    output.stdout
}

fn json(arguments: &[&str]) -> Value {
    serde_json::from_slice(&done(arguments)).unwrap()
}

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

/// A session as the window has one, at a view.
fn seeing(view: View) -> Session {
    let mut session = Session::open(&Bundle::embedded(), TODAY);
    session.set_view(view);
    session.prepare();
    session
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

const SIZE: [f32; 2] = [800.0, 600.0];

#[test]
fn a_view_gives_the_same_picture() {
    let (folder, date) = (TempDir::new().unwrap(), "2016-02-11");
    let file = folder.path().join("map.svg");
    let layers = "lakes,rivers,regions,borders,railways,frontier,corridors,places,names";
    let view =
        ["--view", "korea", "--projection", "conic", "--theme", "dark", "--lang", "ko", "--as-of", date];
    let rest = ["--size", "800x600", "--layers", layers];
    done(&[&["export", "-o", file.to_str().unwrap()][..], &view, &rest].concat());

    let camera = NamedView::find("korea").unwrap().camera(Projection::Conic, SIZE);
    let hidden = ["relief".to_owned()].into();
    let view = View { camera, theme: Theme::Dark, language: Language::Ko, hidden, ..View::new(day(date)) };
    let session = seeing(view);
    let word = |key| session.words().get(key, Language::Ko).to_owned();
    let furniture = Furniture {
        title: Some((word("map_title"), session.as_of_words())),
        legend: Legend::Full,
        scale_bar: true,
        locator: true,
        attribution: vec![word("data_sources"), session.attribution().join(" · ")],
        ..Furniture::default()
    };
    let frame = session.compose(SIZE, furniture, Output::Paper { scale: 1.0 }).unwrap();
    let svg = export::svg(&frame, &word("map_title"), &session.attribution().join("; "));
    assert!(svg == read(&file), "the pictures differ");
}

#[test]
fn a_page_is_laid_out_the_same() {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("page.svg");
    let view = ["--view", "tumen", "--lang", "ru", "--as-of", "2014-07-18", "--size", "800x600"];
    done(&[&["export", "--page", "A4", "-o", file.to_str().unwrap()][..], &view].concat());

    let tumen = NamedView::find("tumen").unwrap();
    let camera = tumen.camera(Projection::Mercator, SIZE);
    let session = seeing(View { camera, language: Language::Ru, ..View::new(day("2014-07-18")) });
    let setup =
        PageSetup { size: PageSize::A4, extent: Extent::Degrees(tumen.bounds), ..PageSetup::new(SIZE) };
    let pages = session.compose_page(&setup).unwrap();
    let title = session.words().get("map_title", Language::Ru);
    let svg = export::svg(&pages[0].frame, title, &session.attribution().join("; "));
    assert!(svg == read(&file), "the pages differ");
}

fn tour(session: &Session, id: &str) -> Arc<Tour> {
    session.document().tours.iter().find(|t| t.id == id).unwrap().clone()
}

#[test]
fn a_tour_gives_the_same_handout_and_the_same_film() {
    let folder = TempDir::new().unwrap();
    let handout = folder.path().join("handout.svg");
    let film = folder.path().join("film.gif");
    let date = ["--as-of", "2025-06-30"];
    done(&[&["tour", "tumen-border", "--handout", handout.to_str().unwrap()][..], &date].concat());
    let short = ["--size", "192x108", "--fps", "1", "--seconds", "6"];
    done(&[&["tour", "tumen-border", "--gif", film.to_str().unwrap()][..], &date, &short].concat());

    let mut session = Session::open(&Bundle::embedded(), TODAY);
    let talk = tour(&session, "tumen-border");
    session.set_view(View { theme: Theme::Light, ..View::new(day("2025-06-30")) });
    let pages = session.compose_handout(&talk).pages;
    assert!(pages.len() > talk.stops.len());
    for (number, page) in pages.iter().enumerate() {
        let name = if number == 0 { "handout.svg".to_owned() } else { format!("handout-{}.svg", number + 1) };
        let svg = export::svg(&page.frame, &talk.title, &session.attribution().join("; "));
        assert!(svg == read(&folder.path().join(name)), "page {} differs", number + 1);
    }
    session.set_view(View { theme: Theme::Projector, ..View::new(day("2025-06-30")) });
    let movie = Movie::of_tour(&session, &talk, [192, 108], 1, Some(6.0));
    session.prepare_for(&movie);
    let mut gif = Vec::new();
    movie.gif(&session, &mut gif, &Watch::default()).unwrap();
    assert!(gif == fs::read(film).unwrap(), "the films differ");
}

#[test]
fn a_tour_says_the_same() {
    let document = bundled().document();
    for tour in &document.tours {
        let told = json(&["tour", &tour.id, "--json"]);
        assert_eq!(told["title"], *tour.title);
        let stops = told["stops"].as_array().unwrap();
        assert_eq!(stops.len(), tour.stops.len());
        for (told, stop) in stops.iter().zip(&tour.stops) {
            assert_eq!(
                (told["title"].as_str(), told["caption"].as_str()),
                (Some(&*stop.title), Some(&*stop.caption))
            );
        }
    }
}

/// Numbers as the JSON of the command line rounds them.
fn close(told: &Value, value: f64) -> bool {
    told.as_f64().is_some_and(|told| (told - value).abs() <= 0.006)
}

#[cfg(feature = "gui")]
#[test]
fn a_route_has_the_same_variants() {
    let query = tumen::ui::logistics::EXAMPLES[0].query();
    let session = seeing(View::new(day("2016-01-15")));
    let request = query.request(&session).unwrap();
    let answer = session.route(&request).unwrap();
    let tonnes = query.tonnes.to_string();
    let told = json(&[
        "route",
        "Новосибирск",
        "포항",
        "--cargo",
        query.cargo.id(),
        "--tonnes",
        &tonnes,
        "--objective",
        &query.objective,
        "--as-of",
        "2016-01-15",
        "--alternatives",
        &request.alternatives.to_string(),
        "--json",
    ]);
    assert_eq!((told["from"].as_str(), told["to"].as_str()), (Some(&*request.from), Some(&*request.to)));
    let variants = told["variants"].as_array().unwrap();
    assert_eq!(variants.len(), answer.variants.len());
    assert!(variants.len() > 1);
    for (told, variant) in variants.iter().zip(&answer.variants) {
        let sums = &variant.range.value;
        let same = close(&told["km"], sums.km.0) && close(&told["days"], sums.days.0);
        assert!(same && close(&told["cost_usd"], sums.usd.0) && close(&told["co2_t"], sums.co2.0), "{told}");
        assert_eq!(told["legs"].as_array().unwrap().len(), variant.legs.len());
    }
    let reasons =
        |value: &Value| value.as_array().unwrap().iter().map(|w| w["reason"].clone()).collect::<Vec<_>>();
    assert_eq!(
        reasons(&told["why_not"]),
        answer.why_not.iter().map(|w| w.reason.to_string()).collect::<Vec<_>>()
    );
}

#[test]
fn a_table_of_demands_loads_the_same() {
    for name in ["od-border-2016.csv", "od-rajin-2014.csv"] {
        let path = format!("data/network/{name}");
        let told = json(&["flow", repository(&path).to_str().unwrap(), "--as-of", "2016-12-31", "--json"]);
        let session = bundled();
        let table = DemandTable::new(name, &*session.bundle().get(&path).unwrap());
        let analysis = Analysis::Demands(table, Request::new("", "", day("2016-12-31")));
        let analyzed = Arc::new(analysis).make(session.network(), session.document());
        let Ok(Finding::Demands(loaded)) = analyzed.finding else { panic!("{name}") };
        assert!(close(&told["sent_t"], loaded.flows.sent.0), "{name}: {}", told["sent_t"]);
        assert!(close(&told["cost_usd"], loaded.flows.totals.usd.0), "{name}: {}", told["cost_usd"]);
        let links = told["links"].as_array().unwrap();
        assert_eq!(links.len(), loaded.flows.links.len(), "{name}");
        for (told, load) in links.iter().zip(&loaded.flows.links) {
            assert!(close(&told["there_t"], load.there.0) && close(&told["back_t"], load.back.0), "{told}");
        }
        assert_eq!(told["unassigned"].as_array().unwrap().len(), loaded.flows.stranded.len(), "{name}");
    }
}

/// A file opened as the window opens it.
fn imported(path: &Path) -> (Session, Report) {
    let mut report = Report::new();
    let opened = open::path(path, &Options::default(), &Watch::default(), &mut report).unwrap();
    let mut session = bundled().for_export();
    let import = Import { tours: opened.tours, ..Import::default() };
    session.run(WorkspaceCommand::Imported(Arc::new(import), opened.examined.layers));
    (session, report)
}

#[test]
fn a_file_is_told_the_same_and_holds_the_same() {
    let folder = repository("tests/fixtures/doctor");
    let mut files: Vec<_> = fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).collect();
    files.sort();
    let names: Vec<&str> = files.iter().map(|f| f.to_str().unwrap()).collect();
    // Some of them hold nothing at all.
    let output = tumen(&[&["check", "--json"], &names[..]].concat());
    let all: Value = serde_json::from_slice(&output.stdout).unwrap();
    let mut opened_some = 0;
    for (told, path) in all.as_array().unwrap().iter().zip(&files) {
        let mut report = Report::new();
        let opened = open::path(path, &Options::default(), &Watch::default(), &mut report);
        let Ok(opened) = opened else {
            assert_eq!(told["ok"], false, "{told}");
            continue;
        };
        opened_some += 1;
        let codes: Vec<&str> = report.notices().iter().map(|n| n.code).collect();
        let told_codes: Vec<&str> =
            told["problems"].as_array().unwrap().iter().map(|p| p["code"].as_str().unwrap()).collect();
        assert_eq!(told_codes, codes, "{}", path.display());
        assert_eq!(told["features"], opened.features(), "{}", path.display());
        assert_eq!(told["vertices"], opened.vertices(), "{}", path.display());
    }
    assert!(opened_some > 20);
}

#[test]
fn a_file_is_saved_the_same() {
    let folder = TempDir::new().unwrap();
    for name in ["geojson/every_kind.geojson", "gpx/good.gpx", "csv/utf8.csv", "kml/good.kml"] {
        let path = repository("tests/fixtures").join(name);
        for extension in ["geojson", "gpx", "csv"] {
            let file = folder.path().join(format!("a.{extension}"));
            let format = WritableFormat::of_path(&file).unwrap();
            done(&["convert", path.to_str().unwrap(), file.to_str().unwrap()]);
            let session = imported(&path).0;
            let layers = &session.workspace().layers;
            assert_eq!(layers.len(), 1, "{name}");
            let saved = String::from_utf8(save::encode(&[&layers[0]], format)).unwrap();
            assert_eq!(saved, read(&file), "{name} as {extension}");
        }
    }
}

#[cfg(feature = "gui")]
#[test]
fn the_card_says_what_info_says() {
    for (id, date) in
        [("khasan-rajin", "2016-07-01"), ("road-bridge", "2026-11-21"), ("rajin-pier-3", "2013-01-01")]
    {
        let told = json(&["info", id, "--as-of", date, "--json"]);
        let told = &told["projects"][0];
        let project = told["id"].as_str().unwrap();
        let view = View { selection: Some(Selection::Project(project.into())), ..View::new(day(date)) };
        let mut session = bundled().for_export();
        session.set_view(view);
        let card = session.card_markdown();
        let document = session.document();
        let at = document.project_status(document.project(project).unwrap(), day(date));
        assert_eq!(told["status"].as_str(), at.status.map(|s| s.id()), "{id}");
        let name = at.status.and_then(|s| document.status_info(s)).map(|i| i.names.en.to_string());
        assert!(
            card.contains(&format!("**{}", name.unwrap_or_else(|| "No dated record yet".to_owned()))),
            "{card}"
        );
        if let Some(since) = told["status_since"].as_str() {
            assert!(card.contains(&format!(" since {since}**")), "{id}: {since}: {card}");
        }
        for event in told["events"].as_array().unwrap() {
            let text = event["text"].as_str().unwrap();
            assert!(card.contains(text), "{id}: the card does not say {text:?}");
        }
        for figure in told["figures"].as_array().unwrap() {
            let found = document.figures.iter().find(|f| figure["id"] == *f.id).unwrap();
            let value =
                format!("{}: {}", found.label, tumen_session::format::figure(found, session.messages()));
            assert!(card.contains(&value), "{id}: the card does not say {value:?}");
        }
    }
}

#[test]
fn captions_and_titles_of_a_date_are_the_same_words() {
    let mut session = bundled().for_export();
    for language in Language::ALL {
        session.set_view(View { language, ..View::new(day("2014-07-18")) });
        let movie = Movie::of_tour(&session, &samples::tour(), [320, 180], 1, None);
        assert_eq!(movie.shots[0].caption.date, session.as_of_words());
    }
}
