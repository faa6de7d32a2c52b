//! A talk on stage as a session gives it: stops, flights, wandering, running by itself, what is missing.

use std::sync::Arc;
use tumen_assets::Bundle;
use tumen_core::geo::{LonLat, Projection};
use tumen_core::model::tour::{Stop, Tour, Transition};
use tumen_core::model::{Date, Edit, Feature, Geometry, Layer, Selection};
use tumen_scene::frame::Paint;
use tumen_scene::{Camera, Furniture, PreparedMap, Theme, UserLayer};
use tumen_session::presentation::{Cover, Phase, Viewport};
use tumen_session::{
    CameraCommand, Output, ReadyCommand, SelectionCommand, Session, TalkCommand, ViewCommand,
    WorkspaceCommand,
};

const SIZE: [f32; 2] = [800.0, 640.0];
const BORDER: [f64; 4] = [130.4, 42.2, 131.0, 42.6];

fn today() -> Date {
    "2026-11-21".parse().unwrap()
}

fn tour() -> Arc<Tour> {
    let border = Stop {
        selection: Some("corridor:khasan-rajin".into()),
        as_of: Some("2014-07-18".parse().unwrap()),
        seconds: 5.0,
        ..Stop::new("The border", BORDER)
    };
    let theatre = Stop {
        hidden: ["relief".to_owned()].into(),
        layers: Some(vec!["Route".into()]),
        seconds: 3.0,
        transition: Transition::FlyFor(4.0),
        ..Stop::new("The theatre", [101.0, 32.2, 180.0, 66.5])
    };
    let conic = Stop {
        projection: Projection::Conic,
        selection: Some("project:power-of-siberia".into()),
        transition: Transition::Cut,
        ..Stop::new("The pipeline", [110.0, 40.0, 140.0, 62.0])
    };
    let stops = [border, theatre, conic].into_iter().map(Arc::new).collect();
    Arc::new(Tour { id: "talk".into(), title: "A talk".into(), stops, ..Tour::default() })
}

fn session() -> Session {
    let mut session = Session::open(&Bundle::embedded(), today());
    let line =
        |lon: f64| Feature::drawn(Geometry::line(vec![LonLat::new(lon, 42.3), LonLat::new(lon, 43.0)]));
    let layers = vec![Layer::new("Route", vec![line(131.0)]), Layer::new("RawLayer", vec![line(132.0)])];
    session.run(WorkspaceCommand::Edit(vec![Edit::AddLayers(layers)], None));
    session
}

fn on_stage(at: usize) -> Session {
    let mut session = session();
    assert!(session.run(TalkCommand::Begin(tour(), at, SIZE.into())));
    session
}

fn phase(session: &Session) -> Phase {
    session.presentation().unwrap().phase()
}

fn at(session: &Session) -> usize {
    session.presentation().unwrap().at()
}

/// The middle of a box of degrees, as it appears in a picture.
fn middle(camera: &Camera, [west, south, east, north]: [f64; 4], size: [f32; 2]) -> [f32; 2] {
    let corners = [[west, south], [east, south], [east, north], [west, north]];
    let at: [[f32; 2]; 4] =
        corners.map(|c| camera.to_screen(camera.projection.project_wrapped(LonLat::from(c)), size).into());
    let span = |axis: usize| {
        let all = at.map(|p| p[axis]);
        0.5 * (all.iter().copied().fold(f32::MAX, f32::min) + all.iter().copied().fold(f32::MIN, f32::max))
    };
    [span(0), span(1)]
}

#[test]
fn a_stop_is_what_the_view_shows() {
    let session = on_stage(0);
    let view = session.view();
    assert_eq!(phase(&session), Phase::Holding, "the first stop is there at once");
    assert_eq!(view.theme, Theme::Projector);
    assert_eq!(view.as_of.to_string(), "2014-07-18");
    assert_eq!(view.selection, Some(Selection::Corridor("khasan-rajin".into())));
    let [x, y] = middle(&view.camera, BORDER, SIZE);
    assert!((x - 400.0).abs() < 1.0 && (y - 320.0).abs() < 1.0, "{x} {y}");
    for corner in [[130.4, 42.2], [131.0, 42.6]] {
        let p = view.camera.projection.project_wrapped(LonLat::from(corner));
        let [x, y] = view.camera.to_screen(p, SIZE).into();
        assert!((23.0..=777.0).contains(&x) && (23.0..=617.0).contains(&y), "{x} {y}");
    }
}

#[test]
fn what_is_spoken_of_stands_in_the_middle_of_what_is_free() {
    let viewport = Viewport { size: SIZE.into(), taken: [300.0, 0.0, 0.0, 100.0] };
    for projection in Projection::ALL {
        let camera = viewport.fit(projection, BORDER);
        let [x, y] = middle(&camera, BORDER, SIZE);
        assert!((x - 550.0).abs() < 2.0 && (y - 270.0).abs() < 2.0, "{projection:?} {x} {y}");
    }
    let spot = viewport.fit(Projection::Mercator, [130.6, 42.4, 130.6, 42.4]);
    assert!((spot.zoom - 12.0).abs() < 1e-9, "one spot is not looked at from 7 cm");
}

#[test]
fn the_view_from_before_comes_back() {
    let mut session = session();
    session.run(ViewCommand::Theme(Theme::Dark));
    session.run(SelectionCommand::Select(Some(Selection::Place("rajin".into()))));
    let before = session.view().clone();
    session.run(TalkCommand::Begin(tour(), 1, SIZE.into()));
    assert_eq!(session.own_view(), &before);
    session.run(TalkCommand::Next);
    session.run(ViewCommand::AsOf(today()));
    assert!(session.run(TalkCommand::End));
    assert!(session.presentation().is_none() && !session.is_flying());
    assert_eq!(session.view(), &before);
    assert!(!session.run(TalkCommand::End), "there is nothing to end");
    assert!(!session.run(TalkCommand::Next));
}

#[test]
fn a_tour_without_stops_is_not_begun() {
    let mut session = session();
    assert!(!session.run(TalkCommand::Begin(Arc::default(), 0, SIZE.into())));
    assert!(session.presentation().is_none());
}

#[test]
fn next_flies_as_the_stop_says_and_ends_at_the_last() {
    let mut session = on_stage(0);
    assert!(session.run(TalkCommand::Next));
    assert_eq!((at(&session), phase(&session)), (1, Phase::Flying));
    assert!(!session.view().shows("relief"), "layers change at once");
    session.run(CameraCommand::Advance(3.9));
    assert_eq!(phase(&session), Phase::Flying, "this flight lasts four seconds");
    session.run(CameraCommand::Advance(0.2));
    assert_eq!(phase(&session), Phase::Holding);
    session.run(TalkCommand::Next);
    assert_eq!((at(&session), phase(&session)), (2, Phase::Holding), "a cut");
    assert_eq!(session.view().camera.projection, Projection::Conic);
    assert_eq!(session.selected_project().map(|p| &*p.id), Some("power-of-siberia"));
    assert!(!session.run(TalkCommand::Next), "the last stop stays");
    session.run(TalkCommand::GoTo(0));
    session.run(CameraCommand::Advance(f64::INFINITY));
    assert_eq!((at(&session), phase(&session)), (0, Phase::Holding));
    assert!(!session.run(TalkCommand::Previous), "the first stop stays");
    session.run(TalkCommand::GoTo(99));
    assert_eq!(at(&session), 2, "there is no stop 100");
}

#[test]
fn flights_are_the_same_for_the_same_clock() {
    let cameras = || -> Vec<Camera> {
        let mut session = on_stage(0);
        session.run(TalkCommand::Next);
        let step = |_| {
            session.run(CameraCommand::Advance(1.0 / 60.0));
            session.view().camera
        };
        (0..250).map(step).collect()
    };
    let first = cameras();
    assert_eq!(first, cameras());
    assert_eq!(first[249], Viewport::from(SIZE).fit(Projection::Mercator, [101.0, 32.2, 180.0, 66.5]));
}

#[test]
fn a_flight_can_be_landed_at_once() {
    let mut session = on_stage(0);
    session.run(TalkCommand::Next);
    session.run(CameraCommand::Advance(0.5));
    assert_eq!(phase(&session), Phase::Flying);
    assert!(session.run(TalkCommand::Land));
    assert_eq!(phase(&session), Phase::Holding);
    assert_eq!(
        session.view().camera,
        Viewport::from(SIZE).fit(Projection::Mercator, [101.0, 32.2, 180.0, 66.5])
    );
    assert!(!session.run(TalkCommand::Land), "it stands");
}

#[test]
fn the_speaker_wanders_off_and_comes_back() {
    let mut session = on_stage(0);
    let stop = session.view().clone();
    let away = Camera::at(Projection::Mercator, LonLat::new(127.0, 37.5), 8.0);
    session.run(CameraCommand::Set(away));
    session.run(ViewCommand::AsOf(today()));
    session.run(SelectionCommand::Select(None));
    assert_eq!(phase(&session), Phase::Wandering);
    assert!(session.run(TalkCommand::Resume));
    assert_eq!(phase(&session), Phase::Flying);
    session.run(CameraCommand::Advance(f64::INFINITY));
    assert_eq!(session.view(), &stop);
    assert!(!session.run(TalkCommand::Resume), "it is there already");
    // A flight that the hand stops is wandering, too; the next stop is reached from there.
    session.run(TalkCommand::Next);
    session.run(CameraCommand::Advance(1.0));
    session.run(CameraCommand::Set(away));
    assert!(!session.is_flying());
    session.run(TalkCommand::Next);
    assert_eq!(at(&session), 2);
}

#[test]
fn a_tour_runs_by_itself_unless_it_is_paused() {
    let mut session = on_stage(0);
    session.run(TalkCommand::Clock(100.0));
    session.run(TalkCommand::Clock(400.0));
    assert_eq!(at(&session), 0, "a talk begins in the hand of the speaker");
    session.run(TalkCommand::Pause(false));
    assert!(!session.run(TalkCommand::Clock(404.9)));
    assert!((session.presentation().unwrap().due().unwrap() - 0.1).abs() < 1e-9);
    session.run(TalkCommand::Cover(Some(Cover::Black)));
    session.run(TalkCommand::Clock(450.0));
    assert_eq!(at(&session), 0, "nothing runs behind a black screen");
    session.run(TalkCommand::Cover(None));
    assert!(session.run(TalkCommand::Clock(450.2)));
    assert_eq!((at(&session), phase(&session)), (1, Phase::Flying));
    assert_eq!(session.presentation().unwrap().due(), None, "not during the flight");
    session.run(CameraCommand::Advance(f64::INFINITY));
    session.run(TalkCommand::Clock(453.3));
    assert_eq!(at(&session), 2);
    session.run(TalkCommand::Clock(900.0));
    assert!(session.presentation().unwrap().is_paused(), "at the end it stops");
    assert!((session.presentation().unwrap().elapsed() - 800.0).abs() < 1e-9);
    session.run(TalkCommand::Clock(5.0));
    assert!((session.presentation().unwrap().elapsed() - 800.0).abs() < 1e-9, "time runs forward only");
}

#[test]
fn another_size_fits_the_stop_again() {
    let mut session = on_stage(0);
    let large = [1600.0, 1280.0];
    assert!(session.run(TalkCommand::Resize(large.into())));
    assert!(
        (session.view().camera.zoom - Viewport::from(large).fit(Projection::Mercator, BORDER).zoom).abs()
            < 1e-12
    );
    assert!(!session.run(TalkCommand::Resize(large.into())));
    session.run(TalkCommand::Next);
    session.run(TalkCommand::Resize(SIZE.into()));
    session.run(CameraCommand::Advance(f64::INFINITY));
    let camera = session.view().camera;
    assert_eq!(camera, Viewport::from(SIZE).fit(Projection::Mercator, [101.0, 32.2, 180.0, 66.5]));
    let away = Camera::at(Projection::Mercator, LonLat::new(127.0, 37.5), 8.0);
    session.run(CameraCommand::Set(away));
    session.run(TalkCommand::Resize(large.into()));
    assert_eq!(session.view().camera, away, "who has wandered off stays there");
}

#[test]
fn only_the_layers_that_a_stop_names_are_drawn() {
    let mut session = on_stage(1);
    let drawn = |session: &Session| -> Vec<String> {
        let layers = session.workspace().layers.iter().filter(|l| session.draws(l));
        layers.map(|l| l.name.clone()).collect()
    };
    assert_eq!(drawn(&session), ["Route"]);
    assert!(session.workspace().layers.iter().all(|l| l.visible), "the workspace is as it was");
    session.run(TalkCommand::Previous);
    assert_eq!(drawn(&session), ["Route", "RawLayer"]);
    session.run(TalkCommand::End);
    assert_eq!(drawn(&session), ["Route", "RawLayer"]);
}

#[test]
fn a_hidden_layer_that_a_stop_names_is_prepared_and_drawn() {
    let mut session = session();
    let route = session.workspace().layers[0].id;
    session.run(WorkspaceCommand::Edit(vec![Edit::ShowLayer(route, false)], None));
    session.run(TalkCommand::Begin(tour(), 1, SIZE.into()));
    session.run(CameraCommand::Advance(f64::INFINITY));
    session.prepare();
    let frame = session.compose(SIZE, Furniture::default(), Output::Paper { scale: 1.0 }).unwrap();
    let user = frame.groups.iter().find(|g| g.name == "user").unwrap();
    assert!(user.items.iter().any(|i| matches!(i.paint, Paint::Stroke(..) | Paint::Path(..))));
}

#[test]
fn everything_is_prepared_before_the_talk() {
    let mut session = on_stage(0);
    assert_eq!(session.projections_needed(), [Projection::Mercator, Projection::Conic]);
    assert!(session.needs_reliefs());
    session.prepare();
    for projection in Projection::ALL {
        assert!(session.prepared_map(projection).is_some());
        assert!(session.unprepared(projection).is_empty());
    }
    assert!(session.has_reliefs(Theme::Projector) && !session.needs_reliefs());
    // Turning to the other projection and back prepares nothing anew.
    let layer = |s: &Session| {
        s.user_layers()
            .map(|l: &Arc<UserLayer>| Arc::as_ptr(l) as usize)
            .collect::<std::collections::BTreeSet<_>>()
    };
    let before = layer(&session);
    session.run(TalkCommand::GoTo(2));
    session.run(TalkCommand::GoTo(0));
    assert_eq!(layer(&session), before);
}

#[test]
fn a_projection_that_is_not_ready_is_replaced_until_it_is() {
    let mut session = session();
    session.prepare();
    session.run(TalkCommand::Begin(tour(), 2, SIZE.into()));
    assert_eq!(session.view().camera.projection, Projection::Mercator, "nothing waits on stage");
    let frame = session.compose(SIZE, Furniture::default(), Output::Window { pixels_per_point: 1.0 });
    assert!(frame.is_some());
    let basemap = tumen_session::load::basemap(session.bundle(), &mut tumen_core::diag::Report::new());
    let stage = PreparedMap::new(session.document(), &basemap, session.style(), Projection::Conic);
    session.run(ReadyCommand::Map(Arc::new(stage)));
    assert_eq!(
        session.view().camera,
        Viewport::from(SIZE).fit(Projection::Conic, [110.0, 40.0, 140.0, 62.0])
    );
}

#[test]
fn what_is_missing_is_said_and_the_rest_is_shown() {
    let stop = Stop {
        layers: Some(vec!["Route".into(), "Survey".into()]),
        selection: Some("place:atlantis".into()),
        ..Stop::new("Gaps", BORDER)
    };
    let tour = Tour { files: vec!["survey.gpx".into()], stops: vec![Arc::new(stop)], ..Tour::default() };
    let mut session = session();
    session.run(TalkCommand::Begin(Arc::new(tour), 0, SIZE.into()));
    let missing = session.presentation().unwrap().missing();
    let missing: Vec<String> = missing.iter().map(|m| m.english()).collect();
    assert_eq!(
        missing,
        ["The layer “Survey” is not open (from survey.gpx)", "“place:atlantis” is not in the data"]
    );
    assert_eq!(session.view().selection, None);
    assert!(session.workspace().layers.iter().any(|l| session.draws(l)));
    // As soon as the file is there, nothing is missing.
    let survey = Layer::new("Survey", vec![Feature::drawn(Geometry::point(LonLat::new(130.6, 42.4)))]);
    session.run(WorkspaceCommand::Edit(vec![Edit::AddLayers(vec![survey])], None));
    assert_eq!(session.presentation().unwrap().missing().len(), 1);
}

#[test]
fn the_view_of_an_opened_project_waits_for_the_end() {
    let mut session = on_stage(0);
    let stop = session.view().clone();
    let mut own = session.own_view().clone();
    own.theme = Theme::Dark;
    session.set_view(own.clone());
    assert_eq!(session.view(), &stop);
    session.run(TalkCommand::End);
    assert_eq!(session.view(), &own);
}
