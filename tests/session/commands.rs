//! Commands change the session, and only they do; the view comes back from what was saved.

use crate::common::{TODAY, bundled, ready};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use tumen_core::geo::{LonLat, Projection};
use tumen_core::model::{Language, Selection, Status};
use tumen_scene::frame::FeatureId;
use tumen_scene::{Camera, Size, Theme};
use tumen_session::view::{Filter, SavedView};
use tumen_session::{CameraCommand, Command, SelectionCommand, Session, View, ViewCommand, views};

fn khasan() -> Camera {
    Camera::at(Projection::Mercator, LonLat::new(130.64, 42.42), 11.0)
}

/// A command that must change something once and nothing the second time.
fn changes_once(session: &mut Session, command: Command) {
    assert!(session.run(command.clone()), "{command:?} changed nothing");
    assert!(!session.run(command.clone()), "{command:?} changed something again");
}

#[test]
fn each_setting_changes_the_view_once() {
    let mut session = ready();
    changes_once(&mut session, Command::Camera(CameraCommand::Set(khasan())));
    changes_once(&mut session, Command::View(ViewCommand::Theme(Theme::Dark)));
    changes_once(&mut session, Command::View(ViewCommand::Language(Language::Ko)));
    changes_once(&mut session, Command::View(ViewCommand::AsOf("2014-06-01".parse().unwrap())));
    changes_once(&mut session, Command::View(ViewCommand::Layer("rivers".into(), false)));
    changes_once(
        &mut session,
        Command::Selection(SelectionCommand::Hover(Some(FeatureId::Place("khasan".into())))),
    );
    changes_once(
        &mut session,
        Command::Selection(SelectionCommand::Select(Some(Selection::Project("road-bridge".into())))),
    );
    let view = session.view();
    assert_eq!((view.camera, view.theme, view.language), (khasan(), Theme::Dark, Language::Ko));
    assert_eq!(view.as_of.to_string(), "2014-06-01");
    assert!(!view.shows("rivers") && view.shows("lakes"));
    assert_eq!(view.selection, Some(Selection::Project("road-bridge".into())));
    changes_once(&mut session, Command::View(ViewCommand::Layer("rivers".into(), true)));
    assert!(session.view().shows("rivers"));
}

#[test]
fn selecting_a_corridor_turns_to_its_project() {
    let mut session = ready();
    session.run(SelectionCommand::Select(Some(Selection::Corridor("khasan-rajin".into()))));
    assert_eq!(session.selected_project().map(|p| &*p.id), Some("khasan-rajin"));
    session.run(SelectionCommand::Select(Some(Selection::Place("rajin".into()))));
    assert!(session.selected_project().is_none());
    session.run(SelectionCommand::Select(None));
    assert_eq!(session.view().selection, None);
}

#[test]
fn changing_the_projection_keeps_the_place() {
    let mut session = ready();
    session.run(CameraCommand::Set(khasan()));
    session.run(ViewCommand::Projection(Projection::Conic));
    let camera = session.view().camera;
    assert_eq!(camera.projection, Projection::Conic);
    let at = camera.position();
    assert!((at.lon - 130.64).abs() < 1e-6 && (at.lat - 42.42).abs() < 1e-6, "{at:?}");
}

#[test]
fn a_camera_beyond_all_limits_is_brought_back() {
    let mut session = ready();
    for zoom in [f64::NAN, f64::INFINITY, -99.0, 99.0] {
        for center in [[f64::NAN, 0.0], [1e300, -1e300], [0.0, f64::NEG_INFINITY]] {
            let camera = Camera { projection: Projection::Mercator, center: center.into(), zoom };
            session.run(CameraCommand::Set(camera));
            let now = session.view().camera;
            assert!(
                now.zoom.is_finite() && now.center.x.is_finite() && now.center.y.is_finite(),
                "{camera:?} → {now:?}"
            );
            assert!(now.position().is_valid(), "{camera:?} → {:?}", now.position());
        }
    }
}

#[test]
fn a_flight_arrives_and_can_be_broken_off() {
    let mut session = ready();
    let start = session.view().camera;
    assert!(session.run(CameraCommand::FlyTo(khasan())) && session.is_flying());
    assert_eq!(session.view().camera, start, "a flight begins where the camera is");
    assert!(session.run(CameraCommand::Advance(0.3)));
    assert!(session.view().camera != start && session.is_flying());
    for _ in 0..100 {
        session.run(CameraCommand::Advance(0.1));
    }
    assert_eq!((session.view().camera, session.is_flying()), (khasan(), false));
    assert!(!session.run(CameraCommand::Advance(0.1)), "nothing moves on after the arrival");
    session.run(CameraCommand::FlyTo(start));
    session.run(CameraCommand::Set(khasan()));
    assert!(!session.is_flying(), "taking the map in hand ends the flight");
}

#[test]
fn flying_to_a_selection_shows_it() {
    let mut session = ready();
    let size = [1280.0, 800.0];
    assert!(session.run(CameraCommand::Resize(size)));
    assert!(!session.run(CameraCommand::Resize(size)), "it has that size already");
    assert_eq!(session.map_size(), Size::from(size));
    assert!(!session.run(CameraCommand::FlyToSelection), "nothing is selected");
    session.run(SelectionCommand::Select(Some(Selection::Corridor("khasan-rajin".into()))));
    assert!(session.run(CameraCommand::FlyToSelection));
    session.run(CameraCommand::Advance(60.0));
    let camera = session.view().camera;
    for p in session.document().corridor("khasan-rajin").unwrap().line() {
        let [x, y] = camera.to_screen(camera.projection.project_wrapped(p), size).into();
        assert!((0.0..=size[0]).contains(&x) && (0.0..=size[1]).contains(&y), "{p:?} lies at {x} {y}");
    }
    for unknown in [FeatureId::Corridor("none".into()), FeatureId::Place("none".into()), FeatureId::Base] {
        session.run(SelectionCommand::feature(Some(&unknown)));
        assert!(!session.run(CameraCommand::FlyToSelection), "{unknown:?} lies nowhere");
    }
}

#[test]
fn a_filter_leaves_projects_out() {
    let mut session = ready();
    assert!(session.left_out().is_empty());
    let all = session.document().projects.len();
    let kinds = BTreeSet::from(["gas".to_owned()]);
    session.run(ViewCommand::Filter(Filter { kinds: kinds.clone(), ..Filter::default() }));
    let out = session.left_out();
    let gas = session.document().projects.iter().filter(|p| &*p.kind == "gas").count();
    assert!(gas > 1 && out.len() == all - gas, "{gas} of {all} are gas, {} are left out", out.len());
    let statuses = BTreeSet::from([Status::Operating]);
    session.run(ViewCommand::Filter(Filter { kinds, statuses, ..Filter::default() }));
    assert!(session.left_out().contains("trans-korean-gas"), "a shelved pipeline is not operating");
    assert!(!session.left_out().contains("skv-gas"));
    let statuses = BTreeSet::from([Status::UnderConstruction]);
    session.run(ViewCommand::Filter(Filter { statuses, ..Filter::default() }));
    assert!(session.left_out().contains("khasan-rajin-rebuilding"));
    session.run(ViewCommand::AsOf("2012-06-01".parse().unwrap()));
    assert!(!session.left_out().contains("khasan-rajin-rebuilding"), "the date of the view decides");
}

fn saved(view: &View) -> Value {
    serde_json::to_value(SavedView::of(view)).unwrap()
}

fn restored(value: Value) -> View {
    let saved: SavedView = serde_json::from_value(value).unwrap();
    saved.restore(bundled().document(), TODAY)
}

#[test]
fn a_saved_view_comes_back() {
    let mut session = ready();
    session.run(CameraCommand::Set(views::ALL[4].camera(Projection::Conic, [1280.0, 800.0])));
    session.run(ViewCommand::Theme(Theme::Projector));
    session.run(ViewCommand::Language(Language::Ru));
    session.run(ViewCommand::Layer("relief".into(), false));
    session.run(SelectionCommand::Select(Some(Selection::Place("anadyr".into()))));
    let statuses = BTreeSet::from([Status::Operating, Status::UnderConstruction]);
    session.run(ViewCommand::Filter(Filter { statuses, ..Filter::default() }));
    let before = session.view().clone();
    let text = serde_json::to_string(&SavedView::of(&before)).unwrap();
    let after = serde_json::from_str::<SavedView>(&text).unwrap().restore(session.document(), TODAY);
    let moved = [0, 1].map(|a| (after.camera.center[a] - before.camera.center[a]).abs());
    assert!(moved.iter().all(|m| *m < 1e-9), "the camera moved by {moved:?}");
    assert_eq!(View { camera: before.camera, ..after }, before);
}

#[test]
fn a_selected_corridor_or_project_comes_back() {
    let mut session = ready();
    session.run(SelectionCommand::Select(Some(Selection::Project("far-east-ports".into()))));
    assert_eq!(restored(saved(session.view())).selection, session.view().selection);
    let corridor = Some(Selection::Corridor("khasan-rajin".into()));
    session.run(SelectionCommand::Select(corridor.clone()));
    assert_eq!(restored(saved(session.view())).selection, corridor);
}

#[test]
fn what_no_longer_exists_is_forgotten() {
    for gone in ["place:atlantis", "corridor:atlantis", "project:atlantis", "nonsense", ""] {
        let mut value = saved(bundled().view());
        value["selected"] = json!(gone);
        let view = restored(value);
        assert_eq!(view.selection, None, "{gone}");
    }
}

#[test]
fn nonsense_numbers_are_tolerated() {
    let first = View::new(TODAY);
    let cases = [
        (json!([1e308, 95.0]), json!(5.0)),
        (json!([130.0, -400.0]), json!(5.0)),
        (json!([130.0, 42.0]), json!(1e300)),
        (json!([130.0, 42.0]), json!(-1e300)),
        (json!([1e17, 42.0]), json!(6.0)),
        (json!([130.0, 90.0]), json!(6.0)),
    ];
    for (center, zoom) in cases {
        let mut value = saved(&first);
        value["center"] = center.clone();
        value["zoom"] = zoom.clone();
        let camera = restored(value).camera;
        let within = (1.0..=20.0).contains(&camera.zoom)
            && [camera.center.x, camera.center.y].iter().all(|c| c.abs() <= 4.0);
        assert!(within && camera.position().is_valid(), "{center} {zoom} → {camera:?}");
    }
    // JSON has no NaN: it is written as null, and such a file must be refused, not believed.
    let mut value = saved(&first);
    value["zoom"] = Value::Null;
    assert!(serde_json::from_value::<SavedView>(value).is_err());
}

#[test]
fn a_file_of_an_older_program_lacks_fields() {
    let mut value = saved(&View::new(TODAY));
    for field in ["hidden", "filter", "selected"] {
        value.as_object_mut().unwrap().remove(field);
    }
    assert_eq!(restored(value).hidden, BTreeSet::new());
}
