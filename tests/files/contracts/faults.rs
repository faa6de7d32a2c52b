//! Faults that are known and not mended yet. Each test fails today and is ignored; whoever mends a fault
//! removes its `ignore`, and the test keeps the fault away.

use super::captions::{self, Reading};
use super::{samples, tumen};
use crate::common::bundled;
use std::fs;
use std::sync::Arc;
use tempfile::TempDir;
use tumen_core::diag::Report;
use tumen_core::model::Date;
use tumen_core::model::layer::{Layer, Workspace};
use tumen_formats::catalog::Format;
use tumen_formats::catalog::WritableFormat;
use tumen_formats::input::{Input, Limits, Watch};
use tumen_formats::open::{self, Opened, Options};
use tumen_formats::save;
use tumen_network::Request;
use tumen_session::analysis::{Analysis, DemandTable, Finding};

fn opened(name: &str, bytes: &[u8]) -> (Opened, Report) {
    let (limits, watch, mut report) = (Limits::default(), Watch::default(), Report::new());
    let opened = open::read(&Input::of(name, bytes, &limits, &watch), &Options::default(), &mut report);
    (opened.unwrap(), report)
}

/// A caption, its blocks as words, the strong words and the weak ones: as CommonMark has them.
type Caption = (&'static str, &'static [&'static str], &'static [&'static str], &'static [&'static str]);

const CAPTIONS: [Caption; 12] = [
    ("**54 km** of *railway*", &["54 km of railway"], &["54 km"], &["railway"]),
    ("See [the act](https://a.b/c_d).", &["See the act."], &[], &[]),
    ("# Head\n\nwords", &["Head", "words"], &[], &[]),
    ("two lines\nof one paragraph", &["two lines of one paragraph"], &[], &[]),
    ("_weak_ and __strong__", &["weak and strong"], &["strong"], &["weak"]),
    ("the link `border-khasan`", &["the link border-khasan"], &[], &[]),
    ("> he said", &["he said"], &[], &[]),
    ("2 * 3 = 6", &["2 * 3 = 6"], &[], &[]),
    (r"54 \* 2, a\_b", &["54 * 2, a_b"], &[], &[]),
    ("+ one\n+ two", &["one", "two"], &[], &[]),
    ("1. first\n2. second", &["first", "second"], &[], &[]),
    ("**bold [link](https://a.b)**", &["bold link"], &["bold link"], &[]),
];

#[test]
fn a_caption_says_the_same_everywhere() {
    type Read = fn(&str) -> Reading;
    let places: [(&str, Read); 4] = [
        ("stage", captions::blocks),
        ("paper", captions::paper),
        ("film", captions::film),
        ("KML", captions::balloon),
    ];
    let mut wrong = Vec::new();
    for (text, blocks, strong, weak) in CAPTIONS {
        for (place, read) in places {
            let reading = read(text);
            let same = |found: &Option<Vec<String>>, wanted: &[&str]| match found {
                Some(found) => found.join(" ") == wanted.join(" "),
                None => true,
            };
            if reading.blocks != blocks || !same(&reading.strong, strong) || !same(&reading.weak, weak) {
                wrong.push(format!("{place}: {text:?} is read as {reading:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Two years in one table: their amounts are no amount of any year.
const TWO_YEARS: &str = "from,to,cargo,tonnes,year
Khasan,Rajin,coal,1000000,2015
Khasan,Rajin,coal,1500000,2016
";

#[test]
fn a_table_of_several_years_is_not_added_up() {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("two-years.csv");
    fs::write(&file, TWO_YEARS).unwrap();
    let output = tumen(&["flow", file.to_str().unwrap(), "--json"]);
    assert_eq!(output.status.code(), Some(2), "the command line asks for one year");
    let table = DemandTable::new("two-years.csv", TWO_YEARS.as_bytes());
    assert_eq!(table.years(), [2015, 2016], "the window offers both");
    let conditions = Request::new("", "", Date { year: 2016, month: 12, day: 31 });
    let found = |year| {
        let analysis = Analysis::Demands(table.clone().of_year(year), conditions.clone());
        Arc::new(analysis).make(bundled().network(), bundled().document()).finding
    };
    let why = found(None).unwrap_err();
    assert!(why.contains("2015") && why.contains("2016"), "{why}");
    for (year, tonnes) in [(2015, 1_000_000.0), (2016, 1_500_000.0)] {
        let Ok(Finding::Demands(loaded)) = found(Some(year)) else { panic!("nothing was found of {year}") };
        assert_eq!(loaded.matrix.tonnes(), tonnes);
        assert_eq!(loaded.matrix.as_of(), Some(Date { year, month: 12, day: 31 }));
    }
}

#[test]
fn the_date_of_a_diagram_is_written_as_on_the_map() {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("flows.svg");
    let arguments =
        ["flow", "data/network/od-border-2016.csv", "--lang", "ko", "--as-of", "2016-12-31", "--sankey"];
    let output = tumen(&[&arguments, &[file.to_str().unwrap()][..]].concat());
    assert!(output.status.code().is_some_and(|code| code < 2), "{output:?}");
    let svg = fs::read_to_string(file).unwrap();
    assert!(svg.contains("기준일: 2016-12-31"), "the date stands without its colon");
}

#[test]
fn a_diagram_of_demands_says_the_same() {
    let name = "data/network/od-border-2016.csv";
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("flows.svg");
    let output = tumen(&["flow", name, "--as-of", "2016-12-31", "--sankey", file.to_str().unwrap()]);
    assert!(output.status.code().is_some_and(|code| code < 2), "{output:?}");
    let session = bundled();
    let table = DemandTable::new("od-border-2016.csv", &*session.bundle().get(name).unwrap());
    let analysis = Analysis::Demands(table, Request::new("", "", "2016-12-31".parse().unwrap()));
    let analyzed = Arc::new(analysis).make(session.network(), session.document());
    let Ok(Finding::Demands(loaded)) = analyzed.finding else { panic!("nothing was found") };
    let svg = fs::read_to_string(file).unwrap();
    let texts: Vec<&str> =
        svg.split("<text").skip(1).filter_map(|t| t.split('>').nth(1)?.split('<').next()).collect();
    let sankey = loaded.sankey(session);
    for said in [&sankey.title, &sankey.unit.0, &sankey.notes[0]] {
        assert!(texts.contains(&said.as_str()), "the window says {said:?}, the command line {texts:?}");
    }
}

/// On stage the same date stands above the caption.
#[cfg(feature = "gui")]
#[test]
fn the_date_on_stage_is_written_as_on_the_map() {
    use egui_kittest::kittest::Queryable;
    let harness = super::stage::harness(&samples::tour(), tumen_core::model::Language::Ko);
    assert!(harness.query_by_label_contains("기준일").is_some(), "the date is there");
    assert!(harness.query_by_label_contains("기준일: ").is_some(), "the date stands without its colon");
}

/// A resolution that says something of each area.
#[cfg(feature = "gui")]
fn resolution(bears_on: &str) -> tumen_core::model::Constraint {
    serde_json::from_value(serde_json::json!({
        "id": "r", "kind": "resolution", "number": 1, "title": "R", "effect": "in general", "source": "s",
        "effects": { "rail": "of rail", "port": "of ports", "gas": "of gas", "power": "of power", "all": "of all" },
        "projects": [bears_on],
    }))
    .unwrap()
}

#[cfg(feature = "gui")]
#[test]
fn a_resolution_does_the_same_in_the_matrix_and_on_the_card() {
    let document = bundled().document();
    let mut wrong = Vec::new();
    for project in &document.projects {
        let constraint = resolution(&project.id);
        let cell = tumen::ui::shell::bottom::sanctions::cell(document, &constraint, &project.id).unwrap();
        let card = constraint.effect_on(&project.kind).map(|(_, effect)| effect);
        if card != Some(cell.effect) {
            wrong.push(format!("{} ({}): matrix {:?}, card {card:?}", project.id, project.kind, cell.effect));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Formats that are read and not written.
const READ_ONLY: [(Format, &str); 8] = [
    (Format::GeoJsonSeq, "geojsonl"),
    (Format::TopoJson, "topojson"),
    (Format::Kmz, "kmz"),
    (Format::Wkt, "wkt"),
    (Format::PositionList, "txt"),
    (Format::Shapefile, "shp"),
    (Format::GeoPackage, "gpkg"),
    (Format::FlatGeobuf, "fgb"),
];

#[test]
fn a_format_that_cannot_be_written_gives_no_other_one() {
    let folder = TempDir::new().unwrap();
    for (format, ending) in READ_ONLY {
        assert!(format.writable().is_none(), "{} cannot be asked for", format.name());
        let file = folder.path().join(format!("a.{ending}"));
        assert!(WritableFormat::of_path(&file).is_err(), "{}", format.name());
        let output = tumen(&["convert", "tests/fixtures/geojson/every_kind.geojson", file.to_str().unwrap()]);
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{said}");
        assert!(said.contains("end the name in .geojson, .kml, .gpx, .csv or .tumen"), "{said}");
        assert!(!file.exists(), "{} was written", format.name());
    }
    // What can be written is what was asked for, each.
    let layer = samples::every_shape();
    for format in WritableFormat::all() {
        let name = format!("a.{}", format.format().row().extension());
        assert_eq!(opened(&name, &save::encode(&[&layer], format)).0.format, Some(format.format()));
    }
}

/// Saves as KML and opens that, so many times.
fn saved_as_kml(workspace: &Workspace, times: usize) -> (usize, usize, usize) {
    let kml = Format::Kml.writable().unwrap();
    let mut bytes = save::encode_workspace(workspace, kml);
    for _ in 1..times {
        let Opened { examined, tours, .. } = opened("a.kml", &bytes).0;
        let layers = examined.layers.into_iter().map(Arc::new).collect();
        bytes = save::encode_workspace(&Workspace { layers, tours, ..Workspace::default() }, kml);
    }
    let opened = opened("a.kml", &bytes).0;
    let folders = opened.layers().iter().map(|l| l.folders.len()).sum();
    (opened.features(), folders, opened.tours.len())
}

#[test]
fn layers_and_tours_in_kml_do_not_grow() {
    let mut workspace = Workspace::default();
    workspace.add(samples::every_shape());
    workspace.set_tour(Arc::new(samples::tour()));
    let [once, thrice] = [1, 3].map(|times| saved_as_kml(&workspace, times));
    assert_eq!(thrice, once, "features, folders, tours");
}

#[test]
fn a_tour_of_another_program_stays_one_tour() {
    let bytes = fs::read(super::repository("tests/fixtures/kml/good.kml")).unwrap();
    let Opened { examined, tours, .. } = opened("good.kml", &bytes).0;
    assert_eq!(tours.len(), 1);
    let layers = examined.layers.into_iter().map(Arc::new).collect();
    let (.., again) = saved_as_kml(&Workspace { layers, tours, ..Workspace::default() }, 1);
    assert_eq!(again, 1);
}

#[test]
fn what_is_written_across_180_is_read_without_a_warning() {
    let layer = samples::every_shape();
    let across = layer.features.iter().filter(|f| f.geometry.bounds().max.lon > 180.0);
    let layer = Layer::shared("Across", across.cloned().collect());
    assert!(!layer.features.is_empty());
    let mut wrong = Vec::new();
    let across =
        |layer: &Layer| layer.features.iter().filter(|f| f.geometry.bounds().max.lon > 180.0).count();
    for format in WritableFormat::all() {
        let name = format!("a.{}", format.format().row().extension());
        let (opened, report) = opened(&name, &save::encode(&[&layer], format));
        let came_back: usize = opened.layers().iter().map(across).sum();
        assert_eq!(came_back, layer.features.len(), "{name}: a line across 180° comes back as one");
        let told = report.notices().iter().filter(|n| n.code == "longitude-range");
        wrong.extend(told.map(|n| format!("{name}: {n}")));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
