//! The panels of the user's layers: tree, style, attribute table, card and reports.
use super::windows::{dressed, picture, shown, window_size, windowed};
use eframe::egui::{self, Key, Role};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};
use std::sync::Arc;
use tumen::ui::tab::BottomTab;
use tumen::ui::{Shell, reports, shell};
use tumen_assets::Bundle;
use tumen_core::diag::{Place, Report};
use tumen_core::geo::LonLat;
use tumen_core::message::Message;
use tumen_core::model::layer::{Folder, Positions, Value};
use tumen_core::model::repair::{Proposal, Repair};
use tumen_core::model::{Confidence, Date, Edit, Feature, FeatureKey, Geometry, Layer, LayerId, Selection};
use tumen_formats::doctor::Examined;
use tumen_scene::Theme;
use tumen_session::{Import, SelectionCommand, Session, ViewCommand, WorkspaceCommand};

struct World {
    session: Session,
    shell: Shell,
    program: Vec<shell::Program>,
}

fn feature(name: &str, km: &str, geometry: Geometry) -> Feature {
    let mut feature = Feature::drawn(geometry);
    feature.properties.push(("name".into(), Value::Text(name.into())));
    feature.properties.push(("km".into(), Value::Number(km.into())));
    feature
}

fn route() -> Geometry {
    let points = [[130.63, 42.43], [130.62, 42.41], [130.4, 42.3], [130.3, 42.25]].map(LonLat::from);
    let positions = Positions::new(points.to_vec())
        .with_heights(vec![10.0, 30.0, 25.0, 40.0])
        .with_times(vec![0.0, 600.0, 3000.0, 4000.0]);
    Geometry::LineString(positions)
}

fn layers() -> Vec<Layer> {
    let stop = |lon, lat| Geometry::point(LonLat::new(lon, lat));
    let mut stops = Layer::new(
        "Stops",
        vec![
            feature("Khasan", "10.50", stop(130.64, 42.43)),
            feature("Rajin", "9", stop(130.3, 42.25)),
            feature("Tumangang", "100", stop(130.6, 42.41)),
        ],
    );
    let folder = |name: &str, parent| Folder { name: name.into(), parent, visible: true };
    stops.folders = Arc::new(vec![folder("Stations", None), folder("Ports", Some(0))]);
    let ring = [[130.0, 42.0], [131.0, 42.0], [131.0, 43.0], [130.0, 43.0], [130.0, 42.0]].map(LonLat::from);
    let area = Geometry::Polygon(vec![Positions::new(ring.to_vec())]);
    let track =
        Layer::new("Track", vec![feature("Khasan to Rajin", "54", route()), feature("Zone", "0", area)]);
    vec![stops, track]
}

fn world() -> World {
    let mut session = Session::open(&Bundle::embedded(), Date::new(2026, 3, 1).unwrap());
    session.run(WorkspaceCommand::Edit(vec![Edit::AddLayers(layers())], None));
    if std::env::var_os("TUMEN_DARK").is_some() {
        session.run(ViewCommand::Theme(Theme::Dark));
    }
    World { session, shell: Shell { right: true, bottom: true, ..Shell::default() }, program: Vec::new() }
}

/// The whole window; its commands are run at once.
fn window(world: World) -> Harness<'static, World> {
    let app = dressed(
        |world: &World| &world.session,
        move |ui: &mut egui::Ui, world: &mut World| {
            let asked = shown(ui, &mut world.session, &mut world.shell);
            world.program.extend(asked);
        },
    );
    let size = window_size();
    let builder = windowed(size, 12);
    let mut harness = builder.build_ui_state(app, world);
    harness.run_ok();
    harness
}

const STOPS: LayerId = LayerId(0);
const TRACK: LayerId = LayerId(1);

fn layer(harness: &Harness<'static, World>, id: LayerId) -> Arc<Layer> {
    harness.state().session.workspace().layer(id).unwrap().clone()
}

fn click(harness: &mut Harness<'static, World>, label: &str) {
    harness.get_by_label(label).click();
    harness.run_ok();
}

fn table() -> Harness<'static, World> {
    let mut world = world();
    world.shell.panels.attributes.layer = Some(STOPS);
    world.shell.show_tab(BottomTab::Attributes);
    window(world)
}

/// The labels of the rows in sight, from the top.
fn rows(harness: &Harness<'static, World>) -> Vec<String> {
    let rows = harness.get_all_by_role(Role::Row);
    rows.filter_map(|r| r.accesskit_node().label()).filter(|l| l.starts_with("Feature ")).collect()
}

#[test]
fn an_empty_tree_invites() {
    let mut world = world();
    for id in [STOPS, TRACK] {
        world.session.run(WorkspaceCommand::Edit(vec![Edit::RemoveLayer(id)], None));
    }
    let harness = window(world);
    assert!(harness.query_by_label_contains("Drop a GPX").is_some());
}

#[test]
fn the_tree_shows_layers_and_folders_and_hides_them() {
    let mut harness = window(world());
    picture(&mut harness, "tree");
    click(&mut harness, "Show Track");
    assert!(!layer(&harness, TRACK).visible);
    click(&mut harness, "Stations");
    assert!(!layer(&harness, STOPS).folders[0].visible);
    assert!(harness.query_by_label("Ports").is_none(), "folders in folders are closed at first");
    click(&mut harness, "Open Stations");
    assert!(harness.query_by_label("Ports").is_some());
}

#[test]
fn the_menu_renames_moves_saves_and_removes() {
    let mut harness = window(world());
    click(&mut harness, "More for Track");
    picture(&mut harness, "tree-menu");
    click(&mut harness, "Rename");
    harness.get_by_label("New name of Track").type_text("s 2");
    harness.run_ok();
    harness.key_press(Key::Enter);
    harness.run_ok();
    assert_eq!(layer(&harness, TRACK).name, "Tracks 2");
    click(&mut harness, "More for Tracks 2");
    click(&mut harness, "Move down");
    assert_eq!(harness.state().session.workspace().layers[0].id, TRACK);
    click(&mut harness, "More for Tracks 2");
    click(&mut harness, "Save as…");
    assert_eq!(harness.state().program, [shell::Program::SaveLayer(TRACK)]);
    click(&mut harness, "More for Tracks 2");
    click(&mut harness, "Remove");
    assert!(harness.state().session.workspace().layer(TRACK).is_none());
    harness.state_mut().session.run(WorkspaceCommand::Undo);
    assert_eq!(layer(&harness, TRACK).name, "Tracks 2");
}

#[test]
fn a_restyle_is_one_step_of_undo() {
    let mut harness = window(world());
    click(&mut harness, "Style of Track");
    let before = layer(&harness, TRACK).style.clone();
    // A drag of the slider: several values between pressing and letting go.
    let rect = harness.get_by_role_and_label(Role::Slider, "Line width").rect();
    let at = |x: f32| egui::pos2(rect.left() + x, rect.center().y);
    harness.drag_at(at(30.0));
    harness.run_ok();
    for x in [40.0, 60.0, 80.0] {
        harness.hover_at(at(x));
        harness.run_ok();
    }
    harness.drop_at(at(90.0));
    harness.run_ok();
    picture(&mut harness, "style");
    let after = layer(&harness, TRACK).style.clone();
    assert!(after.width > 4.0 && after.width != before.width, "{after:?}");
    harness.state_mut().session.run(WorkspaceCommand::Undo);
    assert_eq!(layer(&harness, TRACK).style, before);
}

#[test]
fn the_table_sorts_numbers_as_numbers_and_filters() {
    let mut harness = table();
    assert_eq!(rows(&harness), ["Feature 1", "Feature 2", "Feature 3"]);
    picture(&mut harness, "table");
    click(&mut harness, "Sort by km");
    assert_eq!(rows(&harness), ["Feature 2", "Feature 1", "Feature 3"]);
    click(&mut harness, "Sort by km");
    assert_eq!(rows(&harness), ["Feature 3", "Feature 1", "Feature 2"]);
    harness.state_mut().shell.panels.attributes.filter = "raj".into();
    harness.run_ok();
    assert_eq!(rows(&harness), ["Feature 2"]);
}

#[test]
fn table_and_map_select_each_other() {
    let mut harness = table();
    click(&mut harness, "Feature 2");
    let selected = Some(Selection::Feature(STOPS, FeatureKey(1)));
    assert_eq!(harness.state().session.view().selection, selected);
    let other = Some(Selection::Feature(TRACK, FeatureKey(1)));
    harness.state_mut().session.run(SelectionCommand::Select(other));
    harness.run_ok();
    assert_eq!(harness.state().shell.panels.attributes.layer, Some(TRACK));
    assert!(harness.query_by_role_and_label(Role::Row, "Feature 2").is_some());
}

#[test]
fn a_cell_is_edited_in_place_and_taken_back() {
    let mut harness = table();
    click(&mut harness, "9");
    harness.key_press(Key::F2);
    harness.run_ok();
    harness.get_by_label("km of feature").type_text(".70");
    harness.run_ok();
    picture(&mut harness, "table-edit");
    harness.key_press(Key::Enter);
    harness.run_ok();
    let km = |h: &Harness<'static, World>| layer(h, STOPS).features[1].property("km").cloned();
    assert_eq!(km(&harness), Some(Value::Number("9.70".into())));
    harness.state_mut().session.run(WorkspaceCommand::Undo);
    assert_eq!(km(&harness), Some(Value::Number("9".into())));
}

#[test]
fn fields_are_added_renamed_and_removed() {
    let mut harness = table();
    let add = Edit::SetProperty(STOPS, FeatureKey(0), "gauge".into(), Some(Value::Null));
    harness.state_mut().session.run(WorkspaceCommand::Edit(vec![add], None));
    harness.run_ok();
    assert!(harness.query_by_label("Sort by gauge").is_some());
    assert_eq!(layer(&harness, STOPS).fields().last().map(|f| f.to_string()), Some("gauge".into()));
    harness
        .state_mut()
        .session
        .run(WorkspaceCommand::Edit(vec![Edit::RenameField(STOPS, "km".into(), "miles".into())], None));
    harness.run_ok();
    assert!(harness.query_by_label("Sort by miles").is_some());
}

/// The window with a feature selected.
fn selected(layer: LayerId, key: u32) -> Harness<'static, World> {
    let mut world = world();
    // The whole card is in sight without the panel at the bottom.
    world.shell.bottom = false;
    world.session.run(SelectionCommand::Select(Some(Selection::Feature(layer, FeatureKey(key)))));
    window(world)
}

#[test]
fn the_card_of_a_track_measures_it() {
    let mut harness = selected(TRACK, 0);
    picture(&mut harness, "card-track");
    for label in ["Khasan to Rajin", "Russia", "DPRK", "35 m", "5 m", "10 m to 40 m", "1 h 06 min"] {
        assert!(harness.query_all_by_label(label).next().is_some(), "{label}");
    }
    assert!(harness.query_by_label_contains("ETOPO1), not from").is_none());
    let plot = harness.get_by_label("Profile of heights").rect();
    assert!(plot.bottom() < 800.0, "{plot:?}");
    harness.hover_at(plot.right_center() - egui::vec2(2.0, 0.0));
    harness.run_ok();
    let marker = harness.state().session.view().marker;
    assert_eq!(marker, Some(LonLat::new(130.3, 42.25)));
    picture(&mut harness, "card-profile");
    harness.state_mut().session.run(SelectionCommand::Select(None));
    harness.run_ok();
    assert_eq!(harness.state().session.view().marker, None);
}

#[test]
fn the_card_of_an_area_measures_it() {
    let mut harness = selected(TRACK, 1);
    picture(&mut harness, "card-area");
    assert!(harness.query_by_label("Perimeter").is_some());
    // One degree by one degree at 42.5° N.
    assert!(harness.query_by_label_contains("km²").is_some_and(|l| {
        l.accesskit_node().label().or(l.accesskit_node().value()).is_some_and(|t| t.starts_with("91"))
    }));
    assert!(harness.query_by_label("China").is_some());
}

#[test]
fn countries_are_told_apart_on_both_banks_of_the_tumen() {
    let session = Session::open(&Bundle::embedded(), Date::new(2026, 3, 1).unwrap());
    let countries = session.countries().get();
    let id = |lon, lat| countries.at(LonLat::new(lon, lat)).map(|i| countries.list[i].id.clone());
    for (name, lon, lat, country) in [
        ("Khasan", 130.6456, 42.4283, "RU"),
        ("Tumangang", 130.6050, 42.4120, "KP"),
        ("Hunchun", 130.3660, 42.8620, "CN"),
        ("Rajin", 130.3000, 42.2500, "KP"),
        ("Vladivostok", 131.8735, 43.1056, "RU"),
        ("Seoul", 126.9780, 37.5665, "KR"),
        ("Anadyr", 177.5100, 64.7340, "RU"),
        ("Uelen", -169.8100, 66.1590, "RU"),
        ("Fairbanks", -147.7200, 64.8400, "840"),
        ("Ulaanbaatar", 106.9170, 47.9190, "MN"),
        ("Tokyo", 139.6917, 35.6895, "JP"),
        ("Paris", 2.3500, 48.8500, "250"),
    ] {
        assert_eq!(id(lon, lat).as_deref(), Some(country), "{name}");
    }
    assert_eq!(id(134.0, 40.0), None, "the high sea");
    let line = Geometry::line(vec![LonLat::new(131.8735, 43.1056), LonLat::new(129.0403, 35.1028)]);
    let passages = countries.passages(&line);
    let all: f64 = passages.iter().map(|p| p.meters).sum();
    assert!((all - 921_500.0).abs() < 3_000.0, "{all}");
}

/// A file with notices and a ring that is not closed.
fn import() -> (Import, Vec<Layer>) {
    let ring = [[130.0, 42.0], [131.0, 42.0], [131.0, 43.0], [130.0, 43.0]].map(LonLat::from);
    let mut zone = feature("Zone", "0", Geometry::Polygon(vec![Positions::new(ring.to_vec())]));
    zone.line = 7;
    let mut report = Report::new();
    let place = || Place::file("/tmp/zone.geojson");
    let said = |text: &str| Message::verbatim(text);
    report.warning(
        "unclosed-ring",
        place().line(7),
        said("The ring is not closed"),
        said("it can be closed"),
    );
    report.info("folder", place(), said("Nothing to say"), Message::NONE);
    let proposal = Proposal {
        code: "unclosed-ring",
        repair: Repair::CloseRings,
        layer: 0,
        features: 1,
        places: 1,
        message: said("One ring is not closed"),
        placement: false,
        confidence: Confidence::High,
        taken: false,
    };
    let examined = Examined { proposals: vec![proposal], ..Examined::default() };
    let import = Import {
        id: 7,
        path: "/tmp/zone.geojson".into(),
        format: "GeoJSON".into(),
        report,
        features: 1,
        examined: Arc::new(examined),
        ..Import::default()
    };
    (import, vec![Layer::new("zone", vec![zone])])
}

#[test]
fn a_report_opens_by_itself_and_its_repair_can_be_seen_made_and_taken_back() {
    let mut world = world();
    let (import, layers) = import();
    world.session.run(WorkspaceCommand::Imported(Arc::new(import), layers));
    let mut harness = window(world);
    assert!(harness.state().shell.shows(BottomTab::Reports));
    picture(&mut harness, "report");
    let zone = LayerId(2);
    let vertices = |h: &Harness<'static, World>| layer(h, zone).features[0].geometry.vertices();
    click(&mut harness, "Show repaired");
    let shown = harness.state().session.preview().unwrap().clone();
    assert_eq!((shown.features[0].geometry.vertices(), vertices(&harness)), (5, 4));
    click(&mut harness, "Show as it is");
    assert!(harness.state().session.preview().is_none());
    click(&mut harness, "Repair");
    assert_eq!(vertices(&harness), 5);
    assert!(harness.query_by_label("Repair").is_none());
    harness.state_mut().session.run(WorkspaceCommand::Undo);
    assert_eq!(vertices(&harness), 4);
    click(&mut harness, "Zoom to");
    let selected = harness.state().session.view().selection.clone();
    assert_eq!(selected, Some(Selection::Feature(zone, FeatureKey(0))));
}

#[test]
fn a_report_as_text_says_what_the_command_line_says() {
    let (import, _) = import();
    assert_eq!(
        reports::text(&import.report),
        "/tmp/zone.geojson:7: warning: The ring is not closed [unclosed-ring]. It can be closed\n\
         /tmp/zone.geojson: info: Nothing to say [folder]\n"
    );
}
