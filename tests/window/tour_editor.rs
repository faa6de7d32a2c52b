//! The tour editor: a talk is made by keys and names alone, reordered, changed and taken back.
use super::windows::{dressed, picture, shown, window_size, windowed};
use eframe::egui::{self, Key, Modifiers, Role};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};
use std::sync::Arc;
use tumen::ui::tab::BottomTab;
use tumen::ui::{Shell, shell};
use tumen_assets::Bundle;
use tumen_core::geo::Projection;
use tumen_core::model::{Date, Edit, Layer, Selection, SidePanel, Stop, Tour, Transition};
use tumen_scene::{Camera, Theme};
use tumen_session::{
    CameraCommand, Command, NamedView, SelectionCommand, Session, ViewCommand, WorkspaceCommand,
};

const TODAY: Date = Date { year: 2026, month: 11, day: 21 };

struct World {
    session: Session,
    shell: Shell,
    program: Vec<shell::Program>,
}

fn world() -> World {
    let mut session = Session::open(&Bundle::embedded(), TODAY);
    if std::env::var_os("TUMEN_DARK").is_some() {
        session.run(ViewCommand::Theme(Theme::Dark));
    }
    World { session, shell: Shell { right: true, bottom: true, ..Shell::default() }, program: Vec::new() }
}

fn stop(title: &str) -> Arc<Stop> {
    Arc::new(Stop { caption: format!("About **{title}**"), ..Stop::new(title, [130.1, 42.1, 131.0, 42.6]) })
}

/// A world with a tour of four stops, shown.
fn talk() -> World {
    let mut world = world();
    let stops = ["Border", "Bridge", "Port", "Ferry"].map(stop).to_vec();
    let tour = Tour { id: "talk".into(), title: "Talk".into(), stops, ..Tour::default() };
    world.session.run(WorkspaceCommand::Edit(vec![Edit::SetTour(Arc::new(tour))], None));
    world.shell.show_tab(BottomTab::Tours);
    world
}

fn window(world: World) -> Harness<'static, World> {
    let app = dressed(
        |world: &World| &world.session,
        move |ui: &mut egui::Ui, world: &mut World| {
            let asked = shown(ui, &mut world.session, &mut world.shell);
            if world.session.is_flying() {
                world.session.run(CameraCommand::Advance(f64::INFINITY));
            }
            world.program.extend(asked);
        },
    );
    let size = window_size();
    let builder = windowed(size, 12);
    let mut harness = builder.build_ui_state(app, world);
    harness.run_ok();
    harness
}

fn press(harness: &mut Harness<'static, World>, modifiers: Modifiers, key: Key) {
    harness.key_press_modifiers(modifiers, key);
    harness.run_ok();
}

fn click(harness: &mut Harness<'static, World>, label: &str) {
    harness.get_by_label(label).click();
    harness.run_ok();
}

fn focus(harness: &mut Harness<'static, World>, label: &str) {
    harness.get_by_label(label).focus();
    harness.run_ok();
}

fn type_into(harness: &mut Harness<'static, World>, role: Role, label: &str, text: &str) {
    harness.get_by_role_and_label(role, label).focus();
    harness.run_ok();
    harness.get_by_role_and_label(role, label).type_text(text);
    harness.run_ok();
}

fn run(harness: &mut Harness<'static, World>, command: Command) {
    harness.state_mut().session.run(command);
    harness.run_ok();
}

fn tour(harness: &Harness<'static, World>) -> Arc<Tour> {
    let state = harness.state();
    state.shell.tours.current(&state.session).unwrap().clone()
}

fn titles(harness: &Harness<'static, World>) -> Vec<String> {
    tour(harness).stops.iter().map(|s| s.title.clone()).collect()
}

const ADD: (Modifiers, Key) = (Modifiers::COMMAND.plus(Modifiers::SHIFT), Key::A);

#[test]
fn a_tour_is_made_by_keys_and_names_alone() {
    let mut world = world();
    let layers = vec![Layer::new("Mine", Vec::new()), Layer::new("Hidden", Vec::new())];
    world.session.run(WorkspaceCommand::Edit(vec![Edit::AddLayers(layers)], None));
    let hidden = world.session.workspace().layers[1].id;
    world.session.run(WorkspaceCommand::Edit(vec![Edit::ShowLayer(hidden, false)], None));
    let mut harness = window(world);
    press(&mut harness, Modifiers::NONE, Key::U);
    assert!(harness.query_by_label_contains("A tour is a list of views").is_some());
    picture(&mut harness, "tours-empty");

    // The first stop makes the tour; it is as of today, and stays so.
    let size = harness.state().session.map_size();
    let view = NamedView::find("tumen").unwrap().camera(Projection::Mercator, size);
    run(&mut harness, Command::Camera(CameraCommand::Set(view)));
    press(&mut harness, ADD.0, ADD.1);
    // The second one shows a project at another date.
    run(&mut harness, Command::View(ViewCommand::AsOf(Date { year: 2014, month: 7, day: 18 })));
    run(
        &mut harness,
        Command::Selection(SelectionCommand::Select(Some(Selection::Project("khasan-rajin".into())))),
    );
    run(&mut harness, Command::View(ViewCommand::Layer("relief".into(), false)));
    press(&mut harness, ADD.0, ADD.1);
    let made = tour(&harness);
    assert_eq!((made.id.as_str(), made.stops.len()), ("tour-1", 2));
    let (first, second) = (&made.stops[0], &made.stops[1]);
    assert_eq!((first.title.as_str(), first.as_of, &first.selection), ("Tumen mouth", None, &None));
    let again = Camera::fit(first.projection, first.bounds, size, 8.0);
    assert!((again.zoom - view.zoom).abs() < 0.01, "{} {}", again.zoom, view.zoom);
    assert_eq!(first.layers.as_deref(), Some(&["Mine".to_owned()][..]));
    assert_eq!(second.selection.as_deref(), Some("project:khasan-rajin"));
    assert_eq!((second.as_of, second.side_panel.clone()), (Date::new(2014, 7, 18), SidePanel::Card));
    assert!(second.hidden.contains("relief"), "{:?}", second.hidden);

    type_into(&mut harness, Role::MultilineTextInput, "Caption, Markdown", "Built in **2013**");
    type_into(&mut harness, Role::MultilineTextInput, "Notes for the speaker", "Slowly");
    picture(&mut harness, "tours-two");
    let second = tour(&harness).stops[1].clone();
    assert_eq!((second.caption.as_str(), second.notes.as_str()), ("Built in **2013**", "Slowly"));
    assert!(harness.query_by_label("Built in 2013").is_some(), "the caption is shown as it will be");
}

#[test]
fn typing_in_a_field_is_one_step() {
    let mut harness = window(talk());
    click(&mut harness, "Stop 2: Bridge");
    for part in [" over", " the", " Tumen"] {
        type_into(&mut harness, Role::TextInput, "Title", part);
    }
    assert_eq!(titles(&harness)[1], "Bridge over the Tumen");
    type_into(&mut harness, Role::MultilineTextInput, "Caption, Markdown", "!");
    run(&mut harness, Command::Workspace(WorkspaceCommand::Undo));
    assert_eq!(tour(&harness).stops[1].caption, "About **Bridge**");
    run(&mut harness, Command::Workspace(WorkspaceCommand::Undo));
    assert_eq!(titles(&harness)[1], "Bridge");
    run(&mut harness, Command::Workspace(WorkspaceCommand::Redo));
    assert_eq!(titles(&harness)[1], "Bridge over the Tumen");
}

#[test]
fn stops_are_moved_by_keys() {
    let mut harness = window(talk());
    focus(&mut harness, "Stop 1: Border");
    press(&mut harness, Modifiers::ALT, Key::ArrowDown);
    press(&mut harness, Modifiers::ALT, Key::ArrowDown);
    assert_eq!(titles(&harness), ["Bridge", "Port", "Border", "Ferry"]);
    assert_eq!(harness.state().shell.tours.stop, Some(2));
    press(&mut harness, Modifiers::NONE, Key::ArrowUp);
    assert_eq!(harness.state().shell.tours.stop, Some(1), "arrows turn to the next stop");
    press(&mut harness, Modifiers::ALT, Key::ArrowUp);
    assert_eq!(titles(&harness), ["Port", "Bridge", "Border", "Ferry"]);
    press(&mut harness, Modifiers::ALT, Key::ArrowUp);
    assert_eq!(titles(&harness), ["Port", "Bridge", "Border", "Ferry"], "the first stays the first");
    press(&mut harness, Modifiers::COMMAND, Key::D);
    assert_eq!(titles(&harness), ["Port", "Port", "Bridge", "Border", "Ferry"]);
    press(&mut harness, Modifiers::NONE, Key::Delete);
    press(&mut harness, Modifiers::NONE, Key::Delete);
    assert_eq!(titles(&harness), ["Port", "Border", "Ferry"]);
    for _ in 0..6 {
        run(&mut harness, Command::Workspace(WorkspaceCommand::Undo));
    }
    assert_eq!(titles(&harness), ["Border", "Bridge", "Port", "Ferry"]);
}

#[test]
fn stops_are_moved_by_drag() {
    let mut harness = window(talk());
    let at = |h: &Harness<'static, World>, label: &str| h.get_by_label(label).rect();
    let from = at(&harness, "Stop 1: Border");
    let to = at(&harness, "Stop 3: Port");
    harness.drag_at(from.left_center() + egui::vec2(60.0, 0.0));
    harness.run_ok();
    harness.hover_at(from.left_center() + egui::vec2(60.0, 12.0));
    harness.run_ok();
    let below = egui::pos2(from.left() + 60.0, to.bottom() - 3.0);
    harness.hover_at(below);
    harness.run_ok();
    picture(&mut harness, "tours-drag");
    harness.drop_at(below);
    harness.run_ok();
    assert_eq!(titles(&harness), ["Bridge", "Port", "Border", "Ferry"]);
    run(&mut harness, Command::Workspace(WorkspaceCommand::Undo));
    assert_eq!(titles(&harness), ["Border", "Bridge", "Port", "Ferry"]);
}

#[test]
fn a_stop_goes_there_and_takes_the_view() {
    let mut harness = window(talk());
    run(&mut harness, Command::View(ViewCommand::AsOf(Date { year: 2010, month: 1, day: 1 })));
    focus(&mut harness, "Stop 3: Port");
    press(&mut harness, Modifiers::NONE, Key::Enter);
    harness.run_ok();
    let size = harness.state().session.map_size();
    let wanted = Camera::fit(Projection::Mercator, [130.1, 42.1, 131.0, 42.6], size, 8.0);
    assert_eq!(harness.state().session.view().camera, wanted);
    assert_eq!(harness.state().session.view().as_of, TODAY, "a stop without a date is as of today");
    run(&mut harness, Command::View(ViewCommand::Projection(Projection::Conic)));
    run(&mut harness, Command::Selection(SelectionCommand::Select(Some(Selection::Place("rajin".into())))));
    press(&mut harness, ADD.0, Key::U);
    let stop = tour(&harness).stops[2].clone();
    assert_eq!((stop.projection, stop.selection.as_deref()), (Projection::Conic, Some("place:rajin")));
    assert_eq!((stop.title.as_str(), stop.caption.as_str()), ("Port", "About **Port**"));
    run(&mut harness, Command::Workspace(WorkspaceCommand::Undo));
    assert_eq!(tour(&harness).stops[2].projection, Projection::Mercator);
}

#[test]
fn settings_are_edited_in_place() {
    let mut harness = window(talk());
    click(&mut harness, "Stop 2: Bridge");
    click(&mut harness, "Always today");
    assert_eq!(tour(&harness).stops[1].as_of, Some(TODAY));
    harness.get_by_label("Date of the stop").focus();
    press(&mut harness, Modifiers::COMMAND, Key::A);
    harness.get_by_label("Date of the stop").type_text("2014-07-1");
    harness.run_ok();
    harness.get_by_label("Date of the stop").type_text("8");
    harness.run_ok();
    assert_eq!(tour(&harness).stops[1].as_of, Date::new(2014, 7, 18));
    harness.get_by_role_and_label(Role::ComboBox, "Gets there").click();
    harness.run_ok();
    click(&mut harness, "At once");
    assert_eq!(tour(&harness).stops[1].transition, Transition::Cut);
    harness.get_by_role_and_label(Role::ComboBox, "Beside the map").click();
    harness.run_ok();
    click(&mut harness, "Cargo through Khasan–Rajin");
    assert_eq!(tour(&harness).stops[1].side_panel, SidePanel::Plot("khasan-rajin|t".into()));
    click(&mut harness, "Cargo moves along the corridors");
    assert!(tour(&harness).stops[1].flows);
    picture(&mut harness, "tours-settings");
}

#[test]
fn tours_are_made_renamed_duplicated_and_deleted() {
    let mut harness = window(talk());
    click(&mut harness, "More for Talk");
    click(&mut harness, "Duplicate");
    assert_eq!(tour(&harness).title, "Talk (copy)");
    click(&mut harness, "New tour");
    // The title waits for its words.
    harness.run_ok();
    let title = harness.get_by_role_and_label(Role::TextInput, "Title of the tour");
    assert!(title.accesskit_node().is_focused());
    title.type_text(" on paper");
    harness.run_ok();
    assert_eq!((tour(&harness).id.as_str(), tour(&harness).title.as_str()), ("tour-1", "Tour 1 on paper"));
    click(&mut harness, "More for Talk");
    click(&mut harness, "Delete");
    let ids = |h: &Harness<'static, World>| {
        h.state().session.workspace().tours.iter().map(|t| t.id.clone()).collect::<Vec<_>>()
    };
    assert_eq!(ids(&harness), ["talk-copy-1", "tour-1"]);
    run(&mut harness, Command::Workspace(WorkspaceCommand::Undo));
    assert_eq!(ids(&harness), ["talk", "talk-copy-1", "tour-1"]);
    picture(&mut harness, "tours-three");
}
