//! The time bar and the conditions: one date for everything, and switches that change no status.
use super::windows::{dressed, windowed};
use crate::common::TODAY;
use eframe::egui::accesskit::Toggled;
use eframe::egui::{self, Key, Role, Vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};
use tumen::ui::sizes::sizes;
use tumen::ui::timebar;
use tumen::ui::{self, PanelCx, Requests, Shell, UiCommands};
use tumen_assets::Bundle;
use tumen_core::model::{Date, Dating, Document, Selection, Status};
use tumen_scene::Furniture;
use tumen_scene::Theme;
use tumen_scene::frame::{FeatureId, Item, Paint, Rgba, Stroke};
use tumen_scene::furniture::Legend;
use tumen_session::{CameraCommand, Command, NamedView, Output, SelectionCommand, Session, ViewCommand};

struct World {
    session: Session,
    shell: Shell,
    /// Dates asked for, in order; they are also set.
    dates: Vec<Date>,
}

fn world() -> World {
    let session = Session::open(&Bundle::embedded(), TODAY);
    World { session, shell: Shell { right: true, bottom: true, ..Shell::default() }, dates: Vec::new() }
}

fn date(text: &str) -> Date {
    text.parse().unwrap()
}

impl World {
    fn run(&mut self, requests: Requests) {
        for command in requests.commands {
            if let Command::View(ViewCommand::AsOf(date)) = command {
                self.dates.push(date);
            }
            self.session.run(command);
        }
    }
}

/// A window that shows one part and runs what the part pushes.
fn harness(size: Vec2, world: World, show: fn(&mut egui::Ui, &mut World)) -> Harness<'static, World> {
    let app = dressed(
        |world: &World| &world.session,
        move |ui: &mut egui::Ui, world: &mut World| {
            let fill = ui.visuals().panel_fill;
            egui::CentralPanel::default().frame(egui::Frame::new().fill(fill)).show(ui, |ui| show(ui, world));
        },
    );
    windowed(size, 16).build_ui_state(app, world)
}

fn show_bar(ui: &mut egui::Ui, world: &mut World) {
    let mut out = UiCommands::default();
    ui::shell::shortcuts(ui.ctx(), &world.session, &mut world.shell, &mut out);
    let cx = &mut PanelCx::new(&world.session, &mut out);
    timebar::show(ui, cx, &mut world.shell.clock);
    timebar::play(ui, cx, &mut world.shell.clock);
    let requests = ui::shell::apply(&world.session, &mut world.shell, out);
    world.run(requests);
}

fn show_conditions(ui: &mut egui::Ui, world: &mut World) {
    let mut out = UiCommands::default();
    ui::conditions::show(ui, &mut PanelCx::new(&world.session, &mut out));
    let requests = ui::shell::apply(&world.session, &mut world.shell, out);
    world.run(requests);
}

fn show_shell(ui: &mut egui::Ui, world: &mut World) {
    let requests = ui::shell::show(ui, &world.session, &mut world.shell);
    world.run(requests);
}

/// The first day of the bar, and its last: fifteen years after the day of the tests.
const START: Date = Date { year: 1949, month: 1, day: 1 };
const END: Date = Date { year: 2041, month: 11, day: 21 };

fn bar() -> Harness<'static, World> {
    let mut harness = harness(Vec2::new(700.0, sizes().time.height), world(), show_bar);
    harness.run();
    harness
}

fn status(document: &Document, project: &str, day: &str) -> Option<Status> {
    document.project_status(document.project(project).unwrap(), date(day)).status
}

#[test]
fn statuses_follow_the_date() {
    let world = world();
    let document = world.session.document();
    let (before, after) =
        (status(document, "road-bridge", "2016-01-01"), status(document, "road-bridge", "2025-06-01"));
    assert_ne!(before, after);
    assert_eq!(after, Some(Status::UnderConstruction));
}

#[test]
fn what_is_planned_is_told_apart() {
    let world = world();
    let document = world.session.document();
    let bridge = document.project_status(document.project("road-bridge").unwrap(), date("2025-06-01"));
    assert_eq!(bridge.dating(TODAY), Dating::Dated);
    assert_eq!(bridge.dating(date("2020-01-01")), Dating::Planned);
    let before = document.project_status(document.project("road-bridge").unwrap(), date("1990-01-01"));
    assert_eq!(before.dating(TODAY), Dating::Unknown);
}

#[test]
fn dragging_the_bar_sets_the_date() {
    let mut harness = bar();
    let start = harness.get_by_label("As-of date").rect().center();
    harness.drag_at(start);
    harness.step();
    for i in 1..6 {
        harness.hover_at(start + Vec2::new(15.0 * i as f32, 0.0));
        harness.step();
    }
    harness.drop_at(start + Vec2::new(75.0, 0.0));
    harness.run();
    let dates = &harness.state().dates;
    assert!(dates.len() >= 4 && dates.is_sorted(), "{dates:?}");
    assert_eq!(harness.state().session.view().as_of, *dates.last().unwrap());
}

#[test]
fn the_ends_of_the_bar_are_the_first_and_last_day() {
    let mut harness = bar();
    let rect = harness.get_by_label("As-of date").rect();
    for (x, wanted) in [(rect.left() + 1.0, START), (rect.right() - 1.0, END)] {
        harness.drag_at(egui::pos2(x, rect.center().y));
        harness.step();
        harness.drop_at(egui::pos2(x, rect.center().y));
        harness.step();
        let seen = harness.state().dates.contains(&wanted);
        assert!(seen, "{wanted}: {:?}", harness.state().dates);
    }
}

#[test]
fn playing_runs_to_the_end_and_stops() {
    let mut harness = bar();
    harness.state_mut().session.run(ViewCommand::AsOf(date("2025-01-01")));
    harness.state_mut().shell.clock.speed = 10;
    harness.key_press(Key::Space);
    harness.step();
    assert!(harness.state().shell.clock.is_playing());
    assert!(harness.query_by_label("Pause").is_some());
    for _ in 0..200 {
        harness.step();
    }
    assert!(!harness.state().shell.clock.is_playing());
    assert_eq!(harness.state().session.view().as_of, END);
    assert!(harness.state().dates.is_sorted());
    // An idle bar asks for nothing.
    let asked = harness.state().dates.len();
    harness.run();
    assert_eq!(harness.state().dates.len(), asked);
}

#[test]
fn steps_land_on_events() {
    let mut harness = bar();
    let document = harness.state().session.document().clone();
    let is_event = |d: Date| document.events.iter().any(|e| e.date.first == d);
    harness.state_mut().session.run(ViewCommand::AsOf(date("2014-01-01")));
    harness.key_press(Key::CloseBracket);
    harness.run();
    let next = harness.state().session.view().as_of;
    assert!(next > date("2014-01-01") && is_event(next), "{next}");
    harness.get_by_label("Previous event").click();
    harness.run();
    let back = harness.state().session.view().as_of;
    assert!(back < next && is_event(back), "{back}");
    harness.get_by_label("Today").click();
    harness.run();
    assert_eq!(harness.state().session.view().as_of, TODAY);
}

#[test]
fn only_events_of_kept_projects_are_marked() {
    let mut world = world();
    let all = timebar::ticks(&world.session).len();
    assert!(all > 100, "{all}");
    let mut filter = world.session.view().filter.clone();
    filter.kinds.insert("gas".into());
    world.session.run(ViewCommand::Filter(filter));
    let gas = timebar::ticks(&world.session);
    assert!(!gas.is_empty() && gas.len() < all);
    assert!(gas.iter().all(|t| &*t.project.kind == "gas"));
}

#[test]
fn the_bar_is_a_slider_with_keys_and_names() {
    let mut harness = bar();
    let node = harness.get_by_label("As-of date");
    assert_eq!(node.accesskit_node().role(), Role::Slider);
    assert_eq!(node.value().as_deref(), Some("21 Nov 2026"));
    node.focus();
    harness.run();
    harness.key_press(Key::ArrowLeft);
    harness.run();
    assert_eq!(harness.state().session.view().as_of, date("2026-10-01"));
    harness.key_press(Key::PageUp);
    harness.run();
    assert_eq!(harness.state().session.view().as_of, date("2027-10-01"));
    for name in ["Previous event", "Play through time", "Next event", "Today", "Speed, years a second"] {
        assert!(harness.query_by_label(name).is_some(), "{name}");
    }
}

#[test]
fn months_stay_within_the_bar() {
    assert_eq!(timebar::later(date("2016-01-31"), -1, (START, END)), date("2015-12-01"));
    assert_eq!(timebar::later(date("2016-12-05"), 14, (START, END)), date("2018-02-01"));
    assert_eq!(timebar::later(START, -12, (START, END)), START);
    assert_eq!(timebar::later(END, 12, (START, END)), END);
}

#[test]
fn conditions_are_switches_with_their_judgment() {
    let mut harness = harness(Vec2::new(250.0, 600.0), world(), show_conditions);
    harness.run();
    let document = harness.state().session.document().clone();
    assert_eq!(document.outlook.conditions.len(), 3);
    for condition in &document.outlook.conditions {
        let node = harness.get_by_label(&condition.text);
        assert_eq!(node.accesskit_node().role(), Role::CheckBox);
        node.click();
        harness.run();
        assert!(harness.state().session.view().conditions.contains(&*condition.id));
        let node = harness.get_by_label(&condition.text);
        assert_eq!(node.accesskit_node().toggled(), Some(Toggled::True));
    }
    let judgment = document.outlook.judgment.as_ref().unwrap();
    assert!(harness.query_all_by_label(&judgment.text).next().is_some());
    assert!(harness.query_all_by_label_contains("unlikely").count() >= 3);
}

#[test]
fn conditions_change_no_status() {
    let mut world = world();
    let document = world.session.document().clone();
    let statuses = || -> Vec<Option<Status>> {
        let corridors = document.corridors.iter().map(|c| document.corridor_status(c, TODAY).status);
        corridors.chain(document.projects.iter().map(|p| document.project_status(p, TODAY).status)).collect()
    };
    let before = statuses();
    for condition in &document.outlook.conditions {
        world.session.run(ViewCommand::Condition(condition.id.to_string(), true));
    }
    assert_eq!(statuses(), before);
    assert!(std::sync::Arc::ptr_eq(world.session.document(), &document));
    let saved = serde_json::to_string(&tumen_session::view::SavedView::of(world.session.view())).unwrap();
    let saved: tumen_session::view::SavedView = serde_json::from_str(&saved).unwrap();
    assert_eq!(saved.restore(&document, TODAY).conditions, world.session.view().conditions);
}

/// Every stroke of the map but the base: feature, width and dash.
fn strokes(session: &Session) -> Vec<(Option<FeatureId>, Stroke)> {
    let output = Output::Paper { scale: 1.0 };
    let frame = session.compose([900.0, 620.0], Furniture::default(), output).unwrap();
    let items = frame.groups.into_iter().filter(|g| g.name == "corridors").flat_map(|g| g.items);
    let stroke = |item: Item| match item.paint {
        Paint::Stroke(_, stroke) => Some((item.feature, stroke)),
        _ => None,
    };
    items.filter_map(stroke).collect()
}

#[test]
fn conditions_outline_what_does_not_operate() {
    let mut session = crate::common::ready();
    let document = session.document().clone();
    let plain = strokes(&session);
    session.run(ViewCommand::Condition("cond-long-stability".into(), true));
    let mut outlined = strokes(&session);
    let highlight = session.style().palette(session.view().theme).highlight;
    let owners = &document.outlook.conditions[1].applies_to;
    let outlines: Vec<_> = outlined.iter().filter(|(_, s)| s.color == highlight).cloned().collect();
    assert!(outlines.len() > 3);
    for (feature, stroke) in &outlines {
        let Some(FeatureId::Corridor(id)) = feature else { continue };
        assert!(owners.contains(&document.corridor(id).unwrap().project), "{id}");
        assert!(stroke.dash[0] > 0.0);
    }
    // Everything else is drawn as before.
    outlined.retain(|s| !outlines.contains(s));
    assert_eq!(outlined, plain);
}

#[test]
fn corridors_before_their_first_event_are_drawn_as_unknown() {
    let mut session = crate::common::ready();
    session.run(ViewCommand::AsOf(date("1999-01-01")));
    let document = session.document().clone();
    let unknown = document
        .corridors
        .iter()
        .find(|c| c.segments.is_empty() && document.corridor_status(c, date("1999-01-01")).status.is_none());
    let unknown = FeatureId::Corridor(unknown.unwrap().id.clone());
    let factor = session.style().corridor.factor(session.view().camera.zoom);
    let wanted = session.style().status(None).stroke(Rgba([0; 4]), factor).dash;
    let drawn = strokes(&session);
    assert!(drawn.iter().any(|(f, s)| *f == Some(unknown.clone()) && s.dash == wanted));
}

#[test]
fn keys_hide_and_show_the_bar() {
    let mut harness = harness(Vec2::new(1280.0, 800.0), world(), show_shell);
    harness.run_ok();
    assert!(harness.query_by_label("As-of date").is_some());
    harness.key_press(Key::Y);
    harness.run_ok();
    assert!(harness.query_by_label("As-of date").is_none());
}

/// Pictures for people to look at: `TUMEN_PICTURES=folder cargo test --test window time -- --ignored`.
#[test]
#[ignore = "needs a GPU or a software rasterizer"]
fn pictures() {
    let folder = std::path::PathBuf::from(std::env::var_os("TUMEN_PICTURES").unwrap());
    for theme in [Theme::Light, Theme::Dark] {
        let mut world = world();
        world.session.run(ViewCommand::Theme(theme));
        world.session.run(ViewCommand::Condition("cond-long-stability".into(), true));
        let mut harness = harness(Vec2::new(244.0, 420.0), world, show_conditions);
        harness.run();
        let name = format!("time-conditions-{}.png", theme.id());
        harness.render().unwrap().save(folder.join(name)).unwrap();
    }
    for theme in [Theme::Light, Theme::Dark] {
        for day in ["2016-01-01", "2030-06-15"] {
            let mut world = world();
            world.session.run(ViewCommand::Theme(theme));
            world.session.run(ViewCommand::AsOf(date(day)));
            world.session.run(SelectionCommand::Select(Some(Selection::Project("trans-korean-gas".into()))));
            world.session.run(ViewCommand::Condition("cond-long-stability".into(), true));
            world.session.prepare();
            let camera = NamedView::find("korea")
                .unwrap()
                .camera(tumen_core::geo::Projection::Mercator, [900.0, 620.0]);
            world.session.run(CameraCommand::Set(camera));
            let mut harness = harness(Vec2::new(1280.0, 800.0), world, show_shell);
            harness.run_ok();
            let name = format!("time-{}-{day}.png", theme.id());
            harness.render().unwrap().save(folder.join(name)).unwrap();
            if day == "2016-01-01" {
                harness.state_mut().shell.time = false;
                harness.run_ok();
                harness.render().unwrap().save(folder.join("time-without.png")).unwrap();
                let map = harness
                    .state()
                    .session
                    .compose(
                        [900.0, 620.0],
                        Furniture { legend: Legend::Full, ..Furniture::default() },
                        Output::Paper { scale: 1.0 },
                    )
                    .unwrap();
                std::fs::write(
                    folder.join(format!("time-map-{}.png", theme.id())),
                    tumen_scene::export::png(&map, 1.0).unwrap(),
                )
                .unwrap();
            }
        }
    }
}
