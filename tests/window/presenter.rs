//! The stage in the window: by keyboard alone, with names for screen readers, on screens of any size.
use super::windows::{dressed, picture};
use eframe::egui::{self, Key, Modifiers, Vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use std::sync::Arc;
use tumen::ui::out::Question;
use tumen::ui::{self, Shell, shell};
use tumen_assets::Bundle;
use tumen_core::geo::Projection;
use tumen_core::message;
use tumen_core::model::tour::{SidePanel, Stop, Tour};
use tumen_core::model::{Date, Edit};
use tumen_scene::Theme;
use tumen_session::presentation::{Cover, Phase};
use tumen_session::{CameraCommand, Presentation, Session, TalkCommand, WorkspaceCommand};

struct World {
    session: Session,
    shell: Shell,
}

const LONG: &str = "Everything that was **promised** here stands beside what was built, *in the words of those \
who promised it*. The line of 54 km was laid again with two gauges; the pier was to load four million tonnes a \
year; what moved was coal, and in most years a few hundred thousand tonnes. Who asks why, finds the answer in \
the figures: resolutions that ended the trade with the port, then a closed border, then a service that came \
back for passengers first. Nothing of this is added up or averaged: a gap in the sources is a gap on the map. \
Sources that disagree stand side by side, each with its date and with what it vouches for.";

fn tour() -> Arc<Tour> {
    let border = Stop {
        as_of: Some("2014-07-18".parse().unwrap()),
        selection: Some("corridor:khasan-rajin".into()),
        caption: "The only railway between Russia and Korea crosses the **Tumen** here.\n\n- 54 km to the \
                  port of Rajin\n- 나진, Раджин, *Najin*: one port\n- two gauges side by side"
            .into(),
        notes: "Begin slowly.\nSay that the bridge is single track.".into(),
        ..Stop::new("Seventeen kilometers of border", [130.4, 42.2, 131.0, 42.6])
    };
    let cargo = Stop {
        side_panel: SidePanel::Plot("khasan-rajin|t".into()),
        selection: Some("project:khasan-rajin".into()),
        caption: "What moved, in tonnes a year.".into(),
        ..Stop::new("Cargo through Rajin", [130.2, 42.1, 131.0, 42.7])
    };
    let card = Stop {
        side_panel: SidePanel::Card,
        selection: Some("place:rajin".into()),
        ..Stop::new("The port", [130.25, 42.2, 130.35, 42.28])
    };
    let theatre = Stop {
        projection: Projection::Conic,
        layers: Some(vec!["Survey".into()]),
        caption: LONG.into(),
        ..Stop::new("The whole theatre, from Irkutsk to Anadyr and Busan", [101.0, 32.2, 180.0, 66.5])
    };
    let stops = [border, cargo, card, theatre].into_iter().map(Arc::new).collect();
    let title = "Khasan to Rajin".to_owned();
    Arc::new(Tour { id: "khasan-rajin".into(), title, stops, ..Tour::default() })
}

fn world() -> World {
    let mut session = Session::open(&Bundle::embedded(), Date::new(2026, 11, 21).unwrap());
    session.run(WorkspaceCommand::Edit(vec![Edit::SetTour(tour())], None));
    World { session, shell: Shell { right: true, bottom: true, ..Shell::default() } }
}

/// The window on a screen of so many pixels; its commands are run at once and flights take no time.
fn window(world: World, pixels: [f32; 2]) -> Harness<'static, World> {
    let app = dressed(
        |world: &World| &world.session,
        move |ui: &mut egui::Ui, world: &mut World| {
            let requests = shell::show(ui, &world.session, &mut world.shell);
            for command in requests.commands {
                if world.session.run(command) {
                    ui.ctx().request_repaint();
                }
            }
            world.session.run(CameraCommand::Advance(f64::INFINITY));
        },
    );
    let builder = Harness::builder().with_size(Vec2::from(pixels)).with_max_steps(16);
    let builder = match std::env::var_os("TUMEN_PICTURES").is_some() {
        true => {
            let options = eframe::egui_wgpu::RendererOptions::PREDICTABLE;
            let setup = egui_kittest::wgpu::default_wgpu_setup();
            let state = egui_kittest::wgpu::create_render_state(setup, options);
            ui::gpu::install(&state);
            builder.renderer(egui_kittest::wgpu::WgpuTestRenderer::from_render_state(state))
        }
        false => builder,
    };
    let mut harness = builder.build_ui_state(app, world);
    harness.run_ok();
    harness
}

fn on_stage(pixels: [f32; 2]) -> Harness<'static, World> {
    let mut harness = window(world(), pixels);
    press(&mut harness, Key::F5);
    assert!(harness.state().session.presentation().is_some(), "F5 begins the talk");
    harness
}

fn press(harness: &mut Harness<'static, World>, key: Key) {
    harness.key_press(key);
    harness.run_ok();
}

fn talk<'a>(harness: &'a Harness<'static, World>) -> &'a Presentation {
    harness.state().session.presentation().unwrap()
}

const FULL_HD: [f32; 2] = [1920.0, 1080.0];

#[test]
fn the_whole_talk_runs_by_keyboard_alone() {
    let mut harness = on_stage(FULL_HD);
    let at = |h: &Harness<'static, World>| talk(h).at();
    for (key, stop) in [
        (Key::ArrowRight, 1),
        (Key::PageDown, 2),
        (Key::ArrowLeft, 1),
        (Key::ArrowDown, 2),
        (Key::Enter, 3),
        (Key::N, 3),
        (Key::ArrowUp, 2),
        (Key::PageUp, 1),
        (Key::Backspace, 0),
        (Key::End, 3),
        (Key::Home, 0),
        (Key::Space, 1),
    ] {
        press(&mut harness, key);
        assert_eq!(at(&harness), stop, "{key:?}");
    }
    press(&mut harness, Key::Num4);
    assert!(harness.query_by_label("Go to 4, then Enter").is_some());
    press(&mut harness, Key::Enter);
    assert_eq!(at(&harness), 3);
    press(&mut harness, Key::Num2);
    press(&mut harness, Key::Escape);
    assert_eq!(at(&harness), 3, "Escape takes the digits back");
    for (key, cover) in [(Key::B, Cover::Black), (Key::W, Cover::White)] {
        press(&mut harness, key);
        assert_eq!(talk(&harness).cover(), Some(cover));
        press(&mut harness, key);
        assert_eq!(talk(&harness).cover(), None);
    }
    press(&mut harness, Key::Period);
    press(&mut harness, Key::ArrowLeft);
    assert_eq!((talk(&harness).cover(), at(&harness)), (None, 3), "a key first uncovers the picture");
    press(&mut harness, Key::P);
    assert!(!talk(&harness).is_paused());
    press(&mut harness, Key::P);
    harness.key_press_modifiers(Modifiers::SHIFT, Key::ArrowRight);
    harness.run_ok();
    assert_eq!((talk(&harness).phase(), at(&harness)), (Phase::Wandering, 3));
    press(&mut harness, Key::Plus);
    press(&mut harness, Key::Space);
    assert_eq!((talk(&harness).phase(), at(&harness)), (Phase::Holding, 3), "Space returns");
    press(&mut harness, Key::Escape);
    assert!(harness.state().session.presentation().is_none());
    // The next talk can begin where this one ended.
    harness.key_press_modifiers(Modifiers::SHIFT, Key::F5);
    harness.run_ok();
    assert_eq!(at(&harness), 3);
}

#[test]
fn escape_closes_what_is_open_before_the_talk() {
    let mut harness = on_stage(FULL_HD);
    press(&mut harness, Key::B);
    press(&mut harness, Key::S);
    press(&mut harness, Key::Questionmark);
    assert!(harness.query_by_label("Keys on stage").is_some());
    press(&mut harness, Key::Escape);
    assert!(harness.query_by_label("Keys on stage").is_none());
    press(&mut harness, Key::Escape);
    assert_eq!(talk(&harness).cover(), Some(Cover::Black), "the spotlight goes first");
    press(&mut harness, Key::Escape);
    assert_eq!(talk(&harness).cover(), None);
    press(&mut harness, Key::Escape);
    assert!(harness.state().session.presentation().is_none());
}

#[test]
fn everything_on_stage_has_its_name() {
    let mut harness = on_stage(FULL_HD);
    for name in [
        "Khasan to Rajin",
        "As of 2014-07-18",
        "Seventeen kilometers of border",
        "54 km to the port of Rajin",
        "1 of 4",
        "Map",
        "Stop 1: Seventeen kilometers of border",
        "Stop 2: Cargo through Rajin",
        "Stop 4: The whole theatre, from Irkutsk to Anadyr and Busan",
    ] {
        assert!(harness.query_by_label(name).is_some(), "{name}");
    }
    // Tab walks through the controls, and the keys press them.
    harness.get_by_label("Stop 3: The port").focus();
    harness.run_ok();
    for name in ["Back", "Next", "Notes", "Keys", "End"] {
        assert!(harness.query_by_label(name).is_some(), "{name}");
    }
    press(&mut harness, Key::Enter);
    assert_eq!(talk(&harness).at(), 2);
    harness.get_by_label("End").click();
    harness.run_ok();
    assert!(harness.state().session.presentation().is_none());
}

#[test]
fn nothing_pops_up_on_stage() {
    let mut world = world();
    world.shell.question = Some(Question::Recover(message!("notice-minutes-ago", n = 1)));
    let tour = world.session.workspace().tours[0].clone();
    world.session.run(TalkCommand::Begin(tour, 0, [800.0, 640.0].into()));
    let mut harness = window(world, FULL_HD);
    assert!(harness.query_by_label("Unsaved work was found").is_none());
    assert_eq!(harness.state().session.view().theme, Theme::Projector);
    press(&mut harness, Key::Escape);
    assert!(harness.query_by_label("Unsaved work was found").is_some(), "it is asked afterward");
    assert_eq!(harness.state().session.view().theme, Theme::Light);
}

#[test]
fn what_is_missing_is_said_on_stage() {
    let mut harness = on_stage(FULL_HD);
    press(&mut harness, Key::End);
    assert!(harness.query_by_label("The layer “Survey” is not open").is_some());
}

#[test]
fn notes_and_clock_have_a_place_of_their_own() {
    let mut harness = on_stage(FULL_HD);
    harness.state_mut().shell.presenter.time_of_day = "14:05".into();
    press(&mut harness, Key::M);
    for name in ["Stop 1 of 4", "Next: Cargo through Rajin", "00:00", "14:05"] {
        assert!(harness.query_by_label(name).is_some(), "{name}");
    }
    assert!(harness.query_by_label_contains("single track").is_some());
    press(&mut harness, Key::End);
    assert!(harness.query_by_label("This is the last stop").is_some());
    picture(&mut harness, "notes");
    press(&mut harness, Key::M);
    assert!(harness.query_by_label("This is the last stop").is_none());
    assert!(harness.state().session.presentation().is_some(), "without notes the talk goes on");
}

#[test]
fn the_stage_has_one_height_on_every_screen() {
    for pixels in [[1024.0, 768.0], FULL_HD, [3840.0, 2160.0], [800.0, 1280.0]] {
        let mut harness = on_stage(pixels);
        let screen = harness.ctx.content_rect().size() * harness.ctx.pixels_per_point();
        assert!((screen - Vec2::from(pixels)).length() < 4.0, "{screen:?}");
        let points = harness.ctx.content_rect().size();
        let fits = (points.y - 640.0).abs() < 2.0 || (points.x - 800.0).abs() < 2.0;
        assert!(fits, "{points:?}");
        // What is said stands whole above the dots.
        press(&mut harness, Key::End);
        let dots = harness.get_by_label("Stop 1: Seventeen kilometers of border").rect();
        let said = harness.get_by_label_contains("Sources that disagree").rect();
        assert!(said.bottom() < dots.top() && said.right() < points.x * 0.5, "{pixels:?} {said:?} {dots:?}");
        press(&mut harness, Key::Escape);
        assert!((harness.ctx.zoom_factor() - 1.0).abs() < 1e-3, "the window is as it was");
    }
}

#[test]
fn a_resting_stage_asks_for_no_frames() {
    let mut harness = on_stage(FULL_HD);
    for _ in 0..3 {
        harness.step();
    }
    let wait = harness.output().viewport_output[&egui::ViewportId::ROOT].repaint_delay;
    assert!(wait > std::time::Duration::from_secs(60), "{wait:?}");
}

#[test]
fn pictures_of_every_stop() {
    if std::env::var_os("TUMEN_PICTURES").is_none() {
        return;
    }
    for pixels in [[1024.0, 768.0], FULL_HD, [3840.0, 2160.0]] {
        let mut world = world();
        let tour = world.session.workspace().tours[0].clone();
        world.session.run(TalkCommand::Begin(tour, 0, [800.0, 640.0].into()));
        world.session.prepare();
        let mut harness = window(world, pixels);
        for stop in 0..4 {
            harness.state_mut().session.run(TalkCommand::GoTo(stop));
            harness.run_ok();
            let stages: Vec<_> = Projection::ALL
                .into_iter()
                .filter_map(|p| harness.state().session.prepared_map(p).cloned())
                .collect();
            stages.iter().flat_map(|s| s.areas()).flat_map(|a| a.levels.iter()).for_each(|l| {
                l.make_mesh();
            });
            harness.run_ok();
            picture(&mut harness, &format!("stage-{}-{}", pixels[1], stop + 1));
        }
        press(&mut harness, Key::S);
        picture(&mut harness, &format!("stage-{}-light", pixels[1]));
        press(&mut harness, Key::S);
        press(&mut harness, Key::Questionmark);
        picture(&mut harness, &format!("stage-{}-keys", pixels[1]));
    }
}
