//! The card and the plots, shown without a window.
use super::windows::{dressed, windowed};
use eframe::egui::{self, Role, Vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};
use tumen::ui::plots::topics::topics;
use tumen::ui::plots::{self, PlotState};
use tumen::ui::{PanelCx, UiCommand, UiCommands, card};
use tumen_assets::Bundle;
use tumen_core::model::{Date, Language, Selection};
use tumen_scene::Theme;
use tumen_session::{Command, SelectionCommand, Session, ViewCommand};

/// Width of the narrowest panel for which the card is made.
const NARROW: f32 = 320.0;

pub(super) struct World {
    pub session: Session,
    plots: PlotState,
    card: card::CardState,
    commands: Vec<Command>,
}

fn world() -> World {
    let today = Date::new(2026, 3, 1).unwrap();
    let session = Session::open(&Bundle::embedded(), today);
    World { session, plots: PlotState::default(), card: card::CardState::default(), commands: Vec::new() }
}

/// A window of some size that shows one part; what the part pushes is kept and not run.
fn harness(size: Vec2, world: World, show: fn(&mut egui::Ui, &mut World)) -> Harness<'static, World> {
    let app = dressed(
        |world: &World| &world.session,
        move |ui: &mut egui::Ui, world: &mut World| {
            let fill = ui.visuals().panel_fill;
            egui::CentralPanel::default()
                .frame(egui::Frame::new().fill(fill).inner_margin(egui::Margin::symmetric(8, 2)))
                .show(ui, |ui| show(ui, world));
        },
    );
    windowed(size, 8).build_ui_state(app, world)
}

impl World {
    /// Keeps the changes of the session that panels ask for, and shows the topics they name in the plots.
    fn take(&mut self, out: &mut UiCommands) {
        self.commands.extend(out.session().cloned());
        for command in out.take() {
            if let UiCommand::PlotTopic(topic) = command {
                self.plots.show_topic(topic);
            }
        }
    }
}

fn show_card(ui: &mut egui::Ui, world: &mut World) {
    let mut out = UiCommands::default();
    card::show(ui, &mut PanelCx::new(&world.session, &mut out), &mut world.card);
    world.take(&mut out);
}

fn show_plots(ui: &mut egui::Ui, world: &mut World) {
    let mut out = UiCommands::default();
    plots::show(ui, &mut PanelCx::new(&world.session, &mut out), &mut world.plots);
    world.take(&mut out);
}

pub(super) fn card_harness(height: f32) -> Harness<'static, World> {
    harness(Vec2::new(NARROW, height), world(), show_card)
}

/// Every project with a text of its card: id, title.
fn projects(world: &World) -> Vec<(String, String)> {
    world.session.document().projects.iter().map(|p| (p.id.to_string(), p.names.en.to_string())).collect()
}

fn links(harness: &Harness<'_, World>) -> usize {
    harness.query_all_by_role(Role::Link).count()
}

/// Nothing may reach beyond the panel.
fn assert_within(harness: &Harness<'_, World>, what: &str) {
    for role in [Role::Label, Role::Link, Role::Button] {
        for node in harness.query_all_by_role(role) {
            let rect = node.rect();
            let text = node.accesskit_node().label().or(node.value()).unwrap_or_default();
            assert!(rect.left() >= 0.0 && rect.right() <= NARROW, "{what}: `{text}` at {rect:?}");
        }
    }
}

#[test]
fn every_project_shows_title_status_and_a_source() {
    let mut harness = card_harness(700.0);
    for (id, title) in projects(harness.state()) {
        let session = &mut harness.state_mut().session;
        session.run(SelectionCommand::Select(Some(Selection::Project(id.as_str().into()))));
        let project = session.document().project(&id).unwrap();
        let status = session.document().project_status(project, session.view().as_of).status;
        let info = status.and_then(|s| session.document().status_info(s)).unwrap();
        let status = info.names.en.to_string();
        harness.run();
        assert!(harness.query_all_by_label(&title).next().is_some(), "{id}: title");
        assert!(harness.query_all_by_label(&status).next().is_some(), "{id}: status {status}");
        assert!(links(&harness) > 0, "{id}: a source");
        assert_within(&harness, &id);
    }
}

#[test]
fn every_corridor_shows_title_and_length() {
    let mut harness = card_harness(700.0);
    let document = harness.state().session.document().clone();
    for corridor in &document.corridors {
        harness
            .state_mut()
            .session
            .run(SelectionCommand::Select(Some(Selection::Corridor(corridor.id.clone()))));
        harness.run();
        let id = &corridor.id;
        assert!(harness.query_all_by_label(&corridor.names.en).next().is_some(), "{id}: title");
        assert!(harness.query_all_by_label("Length").next().is_some(), "{id}: length");
        assert!(harness.query_all_by_label("Sources").next().is_some(), "{id}: sources");
        assert_within(&harness, id);
    }
}

#[test]
fn places_show_names_position_and_sources() {
    let mut harness = card_harness(700.0);
    let document = harness.state().session.document().clone();
    for place in document.places.iter().step_by(7) {
        harness.state_mut().session.run(SelectionCommand::Select(Some(Selection::Place(place.id.clone()))));
        harness.run();
        let id = &place.id;
        assert!(harness.query_all_by_label(&place.names.en).next().is_some(), "{id}: name");
        assert!(harness.query_all_by_label("Position").next().is_some(), "{id}: position");
        assert!(harness.query_all_by_label("Sources").next().is_some(), "{id}: sources");
        assert_within(&harness, id);
    }
}

#[test]
fn the_card_fits_in_russian_and_korean() {
    let mut harness = card_harness(700.0);
    for language in tumen_core::model::Language::ALL {
        harness.state_mut().session.run(ViewCommand::Language(language));
        for id in ["khasan-rajin", "trans-korean-gas", "road-bridge"] {
            harness.state_mut().session.run(SelectionCommand::Select(Some(Selection::Project(id.into()))));
            harness.run();
            assert_within(&harness, id);
        }
    }
}

#[test]
fn a_project_of_the_overview_is_selected_by_a_click() {
    let mut harness = card_harness(2400.0);
    harness.run();
    assert_within(&harness, "overview");
    let (id, title) = projects(harness.state()).swap_remove(3);
    harness.get_by_label(&title).click();
    harness.run();
    let pushed = &harness.state().commands;
    assert!(
        matches!(&pushed[..], [Command::Selection(SelectionCommand::Select(Some(Selection::Project(p))))] if **p == *id),
        "{pushed:?}"
    );
}

#[test]
fn events_after_the_date_are_marked() {
    let mut harness = card_harness(700.0);
    let session = &mut harness.state_mut().session;
    session.run(SelectionCommand::Select(Some(Selection::Project("road-bridge".into()))));
    session.run(ViewCommand::AsOf(Date::new(2016, 1, 1).unwrap()));
    harness.run();
    assert!(harness.query_all_by_label("after the as-of date").next().is_some());
    assert!(harness.query_all_by_label("As of 1 Jan 2016").next().is_some());
}

#[test]
fn the_card_is_markdown_with_sources() {
    let mut world = world();
    assert!(world.session.card_markdown().is_empty());
    world.session.run(SelectionCommand::Select(Some(Selection::Project("khasan-rajin".into()))));
    let text = world.session.card_markdown();
    assert!(text.starts_with("# Khasan–Rajin railway"), "{text}");
    for part in
        ["## Key figures", "## Events", "## Sources", "](http", "Capacity: 4\u{202f}000\u{202f}000 t/yr"]
    {
        assert!(text.contains(part), "{part}");
    }
}

#[test]
fn the_card_lists_what_bears_on_a_project() {
    let mut harness = card_harness(700.0);
    let session = &mut harness.state_mut().session;
    session.run(SelectionCommand::Select(Some(Selection::Project("trans-korean-gas".into()))));
    session.run(ViewCommand::AsOf(Date::new(2016, 1, 1).unwrap()));
    session.run(ViewCommand::Condition("cond-long-stability".to_owned(), true));
    harness.run();
    let document = harness.state().session.document().clone();
    let constraints: Vec<_> = document.constraints_of("trans-korean-gas").collect();
    assert!(!constraints.is_empty());
    for constraint in &constraints {
        assert!(harness.query_all_by_label(&constraint.title).next().is_some(), "{}", constraint.id);
    }
    let later = constraints.iter().filter(|c| !c.holds(Date::new(2016, 1, 1).unwrap())).count();
    assert!(later > 0);
    assert_eq!(harness.query_all_by_label("not yet in force").count(), later);
    for heading in ["Constraints", "Conditions", "Obstacles", "Sources disagree"] {
        assert!(harness.query_all_by_label(heading).next().is_some(), "{heading}");
    }
    let outlook = &document.outlook;
    for told in outlook.conditions.iter().chain(&outlook.obstacles).filter(|c| c.is_about("trans-korean-gas"))
    {
        assert!(harness.query_all_by_label(&told.text).next().is_some(), "{}", told.id);
    }
    assert!(harness.query_all_by_label_contains("Possible under these conditions").next().is_some());
    assert_within(&harness, "what bears on it");
    let text = harness.state().session.card_markdown();
    for part in ["## Constraints", "## Conditions", "## Obstacles", "## Sources disagree", "UNSC resolution"]
    {
        assert!(text.contains(part), "{part}");
    }
    assert!(text.contains("not yet in force") && text.contains("judged unlikely"), "{text}");
}

#[test]
fn the_card_tells_since_when_and_how_old_its_evidence_is() {
    let mut harness = card_harness(700.0);
    harness.state_mut().session.run(ViewCommand::AsOf(crate::common::TODAY));
    let mut shown = |id: &str, label: &str| {
        harness.state_mut().session.run(SelectionCommand::Select(Some(Selection::Project(id.into()))));
        harness.run();
        assert!(harness.query_all_by_label(label).next().is_some(), "{id}: `{label}`");
    };
    shown("khasan-rajin", "since\u{a0}2022-11-02");
    shown("khasan-rajin", "Last evidence 2025-06-17, 17 months before the date shown (old evidence)");
    shown("road-bridge", "Last evidence 2026-03, 8 months before the date shown");
    let session = crate::common::bundled();
    let sections = session.statuses_at(crate::common::TODAY, Language::En);
    let said = sections.project(session.document().project("trans-korean-rail").unwrap());
    shown("trans-korean-rail", &said);
    let text = harness.state().session.card_markdown();
    assert!(text.contains(&said) && text.contains("Last evidence 2024-10-15"), "{text}");
}

#[test]
fn a_button_of_the_card_chooses_the_plot() {
    let mut world = world();
    world.session.run(SelectionCommand::Select(Some(Selection::Project("power-of-siberia".into()))));
    let mut harness = harness(Vec2::new(NARROW, 2000.0), world, show_card);
    harness.run();
    harness.get_by_label("Show in plot: Gas by Power of Siberia").click();
    harness.run();
    assert_eq!(harness.state().plots.plots[0].topic, "power-of-siberia|bcm");
}

#[test]
fn every_series_can_be_plotted() {
    let mut harness = harness(Vec2::new(1280.0, 220.0), world(), show_plots);
    let document = harness.state().session.document().clone();
    let session = world().session;
    for topic in topics(&document, session.messages()) {
        for log in [false, true] {
            let choice = &mut harness.state_mut().plots.plots[0];
            choice.topic = topic.key.clone();
            choice.log = log;
            choice.hidden = Some(Default::default());
            harness.run();
            let name = format!("Plot: {}; click to move the as-of date", topic.title);
            assert!(harness.query_all_by_label(&name).next().is_some(), "{name}");
        }
    }
}

#[test]
fn a_click_in_a_plot_moves_the_date() {
    let mut harness = harness(Vec2::new(1280.0, 220.0), world(), show_plots);
    harness.run();
    let label = "Plot: Trade turnover Russia–DPRK; click to move the as-of date";
    harness.get_by_label(label).click();
    harness.run();
    let pushed = &harness.state().commands;
    assert!(
        matches!(pushed.first(), Some(Command::View(ViewCommand::AsOf(d))) if (2000..2015).contains(&d.year)),
        "{pushed:?}"
    );
}

#[test]
fn a_drag_in_a_plot_moves_the_date_along() {
    let mut harness = harness(Vec2::new(1280.0, 220.0), world(), show_plots);
    harness.run();
    let label = "Plot: Trade turnover Russia–DPRK; click to move the as-of date";
    let start = harness.get_by_label(label).rect().center();
    harness.drag_at(start);
    harness.step();
    for i in 1..5 {
        harness.hover_at(start + Vec2::new(20.0 * i as f32, 0.0));
        harness.step();
    }
    harness.drop_at(start + Vec2::new(80.0, 0.0));
    let years: Vec<i32> = harness
        .state()
        .commands
        .iter()
        .filter_map(|c| match c {
            Command::View(ViewCommand::AsOf(date)) => Some(date.year),
            _ => None,
        })
        .collect();
    assert!(years.len() >= 3 && years.is_sorted() && years.first() < years.last(), "{years:?}");
}

#[test]
fn plots_stand_below_each_other_in_a_narrow_panel() {
    let mut harness = harness(Vec2::new(420.0, 420.0), world(), show_plots);
    harness.run();
    let rect =
        |title: &str| harness.get_by_label(&format!("Plot: {title}; click to move the as-of date")).rect();
    assert!(rect("Trade turnover Russia–DPRK").bottom() < rect("Cargo through Khasan–Rajin").top());
}

/// Pictures for people to look at: `TUMEN_PICTURES=folder cargo test --test window card -- --ignored`.
#[test]
#[ignore = "needs a GPU or a software rasterizer"]
fn pictures() {
    let folder = std::path::PathBuf::from(std::env::var_os("TUMEN_PICTURES").unwrap());
    let save = |harness: &mut Harness<'_, World>, name: &str| {
        harness.run();
        harness.render().unwrap().save(folder.join(format!("card-{name}.png"))).unwrap();
    };
    for theme in [Theme::Light, Theme::Dark] {
        let selections = [
            ("overview", Command::Selection(SelectionCommand::Select(None))),
            (
                "khasan-rajin",
                Command::Selection(SelectionCommand::Select(Some(Selection::Project("khasan-rajin".into())))),
            ),
            (
                "trans-korean-gas",
                Command::Selection(SelectionCommand::Select(Some(Selection::Project(
                    "trans-korean-gas".into(),
                )))),
            ),
            (
                "east-coast",
                Command::Selection(SelectionCommand::Select(Some(Selection::Corridor("east-coast".into())))),
            ),
            (
                "vladivostok",
                Command::Selection(SelectionCommand::Select(Some(Selection::Place("vladivostok".into())))),
            ),
        ];
        for (name, command) in selections {
            let mut world = world();
            world.session.run(ViewCommand::Theme(theme));
            world.session.run(command.clone());
            world.session.run(ViewCommand::AsOf(Date::new(2019, 6, 1).unwrap()));
            let mut harness = harness(Vec2::new(340.0, 760.0), world, show_card);
            let pages = if name == "trans-korean-gas" { 9 } else { 5 };
            for page in 0..pages {
                save(&mut harness, &format!("{name}-{}-{page}", theme.id()));
                harness.hover_at(egui::pos2(170.0, 300.0));
                let (unit, delta) = (egui::MouseWheelUnit::Point, Vec2::new(0.0, -700.0));
                let (phase, modifiers) = (egui::TouchPhase::Move, egui::Modifiers::NONE);
                let source = egui::MouseWheelSource::Wheel;
                harness.event(egui::Event::MouseWheel { unit, delta, phase, modifiers, source });
                harness.remove_cursor();
            }
        }
        for log in [false, true] {
            let mut world = world();
            world.session.run(ViewCommand::Theme(theme));
            world.plots.plots[0].log = log;
            world.session.run(ViewCommand::AsOf(Date::new(2016, 6, 1).unwrap()));
            if log {
                world.plots.plots[1].topic = "oil|barrels".into();
            }
            let mut harness = harness(Vec2::new(1280.0, 220.0), world, show_plots);
            let name = if log { "plots-log" } else { "plots" };
            harness.run();
            harness.hover_at(egui::pos2(525.0, if log { 75.0 } else { 185.0 }));
            save(&mut harness, &format!("{name}-{}", theme.id()));
        }
    }
}
