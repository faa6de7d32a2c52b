//! The window as it is at its first start: the map comes first, and what is asked for opens beside it.

use super::windows::{dressed, shown, windowed};
use eframe::egui::{self, Rect, Vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use tumen::ui::Shell;
use tumen_assets::Bundle;
use tumen_core::model::Language;
use tumen_session::{SelectionCommand, Session, ViewCommand};

/// Names of tabs in every language, the first and the last of the row.
const TABS: [(Language, [&str; 2]); 3] = [
    (Language::En, ["Plots", "Reports"]),
    (Language::Ru, ["Графики", "Отчёты"]),
    (Language::Ko, ["그래프", "보고서"]),
];

struct World {
    session: Session,
    shell: Shell,
}

/// A window that was never opened before.
fn window(size: Vec2, language: Language) -> Harness<'static, World> {
    let mut session = Session::open(&Bundle::embedded(), "2026-11-21".parse().unwrap());
    session.run(ViewCommand::Interface(language));
    let app = dressed(
        |world: &World| &world.session,
        move |ui: &mut egui::Ui, world: &mut World| {
            shown(ui, &mut world.session, &mut world.shell);
        },
    );
    let world = World { session, shell: Shell::default() };
    let mut harness = windowed(size, 12).build_ui_state(app, world);
    harness.run_ok();
    harness
}

/// The map's share of the window.
fn share(harness: &Harness<'static, World>, size: Vec2) -> f32 {
    let [width, height] = harness.state().session.map_size().into();
    width * height / (size.x * size.y)
}

fn tab(harness: &Harness<'static, World>, name: &str) -> Rect {
    harness.get_all_by_label(name).last().unwrap().rect()
}

#[test]
fn the_map_has_most_of_the_first_window() {
    for size in [[1024.0, 740.0], [1280.0, 800.0], [1366.0, 768.0], [1920.0, 1080.0]].map(Vec2::from) {
        for (language, _) in TABS {
            let share = share(&window(size, language), size);
            assert!(share >= 0.6, "{:.0} % at {size:?} in {}", share * 100.0, language.id());
        }
    }
}

#[test]
fn a_selection_opens_the_card_and_leaves_room_for_the_map() {
    let size = Vec2::new(1280.0, 800.0);
    let mut harness = window(size, Language::En);
    harness.state_mut().session.run(SelectionCommand::Select(None));
    assert!(!harness.state().shell.right);
    harness.get_by_label_contains("Khasan–Rajin railway, rebuilding").click();
    harness.run_ok();
    assert!(harness.state().shell.right);
    let share = share(&harness, size);
    assert!(share >= 0.45, "{:.0} %", share * 100.0);
}

#[test]
fn tabs_open_and_close_and_never_move() {
    for (language, names) in TABS {
        let mut harness = window(Vec2::new(1280.0, 800.0), language);
        let before = names.map(|name| tab(&harness, name));
        for name in names {
            harness.get_all_by_label(name).last().unwrap().click();
            harness.run_ok();
            assert!(harness.state().shell.bottom, "{name}");
            assert_eq!(names.map(|name| tab(&harness, name)), before, "{name} is open");
        }
        harness.get_all_by_label(names[1]).last().unwrap().click();
        harness.run_ok();
        assert!(!harness.state().shell.bottom, "the open tab closes");
        assert_eq!(names.map(|name| tab(&harness, name)), before);
    }
}

#[test]
fn a_map_that_waits_for_a_file_is_not_painted_before() {
    let mut harness = window(Vec2::new(1280.0, 800.0), Language::En);
    let mut shell = Shell::default();
    shell.map.wait();
    harness.state_mut().shell = shell;
    harness.run_ok();
    assert!(
        harness.query_by_label("Preparing the map…").is_some() && !harness.state().shell.map.is_painted()
    );
    harness.state_mut().session.prepare();
    harness.state_mut().shell.map.go_on();
    harness.run_ok();
    assert!(harness.query_by_label("Preparing the map…").is_none() && harness.state().shell.map.is_painted());
}
