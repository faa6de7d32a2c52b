//! The export dialog: what it asks the program for, by names and keys.
use super::windows::{dressed, picture, shown, windowed};
use eframe::egui::{self, Key, Modifiers, Role, Vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use std::sync::Arc;
use tumen::ui::Shell;
use tumen::ui::exporting::{Job, Subject, What};
use tumen::ui::shell::{Overlay, Program};
use tumen_assets::Bundle;
use tumen_core::model::{Date, Edit, Stop, Tour};
use tumen_scene::Theme;
use tumen_scene::page::PageSize;
use tumen_session::export::PictureFormat;
use tumen_session::{Session, ViewCommand, WorkspaceCommand};

struct World {
    session: Session,
    shell: Shell,
    program: Vec<Program>,
}

fn window() -> Harness<'static, World> {
    let mut session = Session::open(&Bundle::embedded(), Date { year: 2026, month: 11, day: 21 });
    let stops = vec![Arc::new(Stop::new("Border", [130.1, 42.1, 131.0, 42.6]))];
    let tour = Tour { id: "talk".into(), title: "Talk".into(), stops, ..Tour::default() };
    session.run(WorkspaceCommand::Edit(vec![Edit::SetTour(Arc::new(tour))], None));
    if std::env::var_os("TUMEN_DARK").is_some() {
        session.run(ViewCommand::Theme(Theme::Dark));
    }
    let app = dressed(
        |world: &World| &world.session,
        move |ui: &mut egui::Ui, world: &mut World| {
            let asked = shown(ui, &mut world.session, &mut world.shell);
            world.program.extend(asked);
        },
    );
    let builder = windowed(Vec2::new(1280.0, 800.0), 12);
    let world = World {
        session,
        shell: Shell { right: true, bottom: true, ..Shell::default() },
        program: Vec::new(),
    };
    let mut harness = builder.build_ui_state(app, world);
    harness.run_ok();
    harness.key_press_modifiers(Modifiers::COMMAND, Key::E);
    harness.run_ok();
    harness
}

fn click(harness: &mut Harness<'static, World>, label: &str) {
    harness.get_by_label(label).click();
    harness.run_ok();
}

/// The preview asked for last.
fn asked(harness: &Harness<'static, World>) -> Job {
    let previews = harness.state().program.iter().rev();
    let mut jobs = previews.filter_map(|p| if let Program::Preview(job, _) = p { Some(job) } else { None });
    Job::clone(jobs.next().unwrap())
}

fn choose(harness: &mut Harness<'static, World>, field: &str, option: &str) {
    harness.get_by_role_and_label(Role::ComboBox, field).click();
    harness.run_ok();
    click(harness, option);
}

#[test]
fn a_picture_is_asked_for_as_it_is_wanted() {
    let mut harness = window();
    picture(&mut harness, "export-picture");
    let before = harness.state().program.len();
    harness.run_ok();
    assert_eq!(harness.state().program.len(), before, "a preview is asked for once");
    choose(&mut harness, "Size", "4K, 3840 × 2160");
    choose(&mut harness, "Theme", "Dark");
    let job = asked(&harness);
    let What::Picture(wanted) = &job.what else { panic!("{job:?}") };
    assert_eq!((wanted.size, wanted.scale, wanted.format), ([3840, 2160], 3.0, PictureFormat::Png));
    assert_eq!((job.view.theme, harness.state().session.view().theme), (Theme::Dark, Theme::Light));
    click(&mut harness, "Export…");
    assert_eq!(harness.state().program.last(), Some(&Program::Export(Box::new(job))));
    assert_eq!(harness.state().shell.overlay, Overlay::None);
}

#[test]
fn pages_handouts_and_films_are_asked_for() {
    let mut harness = window();
    click(&mut harness, "Page");
    choose(&mut harness, "Paper", "A3");
    choose(&mut harness, "Plot", "Cargo through Khasan–Rajin");
    click(&mut harness, "Legend");
    picture(&mut harness, "export-page");
    let What::Page(setup, _) = asked(&harness).what else { panic!("no page") };
    assert_eq!((setup.size, setup.parts.legend, setup.parts.title), (PageSize::A3, false, true));
    assert!(setup.plot.is_some());
    click(&mut harness, "Handout");
    assert!(matches!(asked(&harness).what, What::Handout(tour) if !tour.stops.is_empty()));
    click(&mut harness, "Moving pictures");
    picture(&mut harness, "export-moving");
    choose(&mut harness, "Of", "A sweep of time");
    let What::Moving(moving) = asked(&harness).what else { panic!("no film") };
    assert_eq!((moving.subject, moving.size), (Subject::Years([1990, 2026], 4.0), [960, 540]));
    harness.key_press(Key::Escape);
    harness.run_ok();
    assert_eq!(harness.state().shell.overlay, Overlay::None);
}

#[test]
fn the_map_is_copied_by_a_key() {
    let mut harness = window();
    harness.key_press(Key::Escape);
    harness.run_ok();
    harness.key_press_modifiers(Modifiers::COMMAND.plus(Modifiers::SHIFT), Key::C);
    harness.run_ok();
    assert_eq!(harness.state().program.last(), Some(&Program::CopyMap));
}
