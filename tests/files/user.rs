//! Layers of the user on the map: what is drawn, picked, named, explained and exported.

use crate::common::{Random, ready};
use std::sync::{Arc, OnceLock};
use tumen_core::geo::{LonLat, Projection};
use tumen_core::model::layer::{Color, Coloring, Folder, LayerStyle, OwnStyle, Positions, Ramp, Value};
use tumen_core::model::{Edit, Feature, FeatureKey, Geometry, Layer, LayerId, Selection};
use tumen_scene::export;
use tumen_scene::frame::{FeatureId, Frame, Item, Paint, Placing};
use tumen_scene::furniture::Legend;
use tumen_scene::pick::pick;
use tumen_scene::user::Sort;
use tumen_scene::{Camera, Furniture, UserLayer};
use tumen_session::{
    CameraCommand, Output, ReadyCommand, SelectionCommand, Session, ViewCommand, WorkspaceCommand,
};

const SIZE: [f32; 2] = [400.0, 400.0];
const ID: LayerId = LayerId(0);

fn at(lon: f64, lat: f64) -> LonLat {
    LonLat::new(lon, lat)
}

fn positions(points: &[[f64; 2]]) -> Positions {
    Positions::new(points.iter().copied().map(LonLat::from).collect())
}

fn square([x, y]: [f64; 2], half: f64) -> Positions {
    positions(&[
        [x - half, y - half],
        [x + half, y - half],
        [x + half, y + half],
        [x - half, y + half],
        [x - half, y - half],
    ])
}

fn line(points: &[[f64; 2]]) -> Feature {
    Feature::drawn(Geometry::LineString(positions(points)))
}

fn point(lon: f64, lat: f64) -> Feature {
    Feature::drawn(Geometry::point(at(lon, lat)))
}

fn with(mut feature: Feature, field: &str, value: Value) -> Feature {
    feature.properties.push((field.into(), value));
    feature
}

fn number(value: f64) -> Value {
    Value::Number(value.to_string().into())
}

fn text(value: &str) -> Value {
    Value::Text(value.into())
}

/// A session that looks at the open Pacific, where nothing else is, with one layer there.
fn session(layer: Layer) -> Session {
    static BASE: OnceLock<Session> = OnceLock::new();
    let mut session = BASE.get_or_init(ready).for_export();
    session.run(CameraCommand::Set(Camera::at(Projection::Mercator, at(170.0, 20.0), 5.0)));
    session.run(WorkspaceCommand::Edit(vec![Edit::AddLayers(vec![layer])], None));
    session
}

fn frame(session: &Session) -> Frame {
    let furniture = Furniture { legend: Legend::Full, ..Furniture::default() };
    session.compose(SIZE, furniture, Output::Paper { scale: 1.0 }).unwrap()
}

fn items(frame: &Frame) -> Vec<Item> {
    frame.groups.iter().filter(|g| g.name == "user").flat_map(|g| g.items.clone()).collect()
}

/// The lines of the dump that belong to layers of the user.
fn dump(frame: &Frame) -> Vec<String> {
    let dump = export::dump(frame);
    dump.lines().filter(|l| l.starts_with("user ")).map(str::to_owned).collect()
}

fn screen(frame: &Frame, p: LonLat) -> [f32; 2] {
    frame.map.unwrap().to_screen(Projection::Mercator.project_wrapped(p), frame.size).into()
}

fn mixed() -> Layer {
    let hole = Geometry::Polygon(vec![square([170.0, 20.0], 3.0), square([170.0, 20.0], 1.0)]);
    Layer::new("mixed", vec![line(&[[165.0, 15.0], [175.0, 15.0]]), Feature::drawn(hole), point(168.0, 25.0)])
}

#[test]
fn lines_areas_and_points_are_drawn_in_one_group() {
    let session = session(mixed());
    let lines = dump(&frame(&session));
    let kinds: Vec<String> =
        lines.iter().map(|l| l.split(' ').take(3).collect::<Vec<_>>().join(" ")).collect();
    assert_eq!(
        kinds,
        ["user fill -", "user stroke base", "user stroke -", "user stroke base", "user stroke -"]
    );
    assert!(lines[0].contains("#d55e0040 rings 2"), "{}", lines[0]);
    assert!(lines[2].contains("#d55e00 width 2.5 lines 3 points 10"), "{}", lines[2]);
    assert!(lines[4].contains("#d55e00 width 8 lines 1 points 2"), "{}", lines[4]);
}

#[test]
fn everything_is_picked_areas_last() {
    let session = session(mixed());
    let frame = frame(&session);
    let found = |lon, lat| pick(&frame, screen(&frame, at(lon, lat)), 5.0);
    let feature = |key| Some(FeatureId::User(ID, FeatureKey(key)));
    assert_eq!(found(167.0, 15.0), feature(0));
    assert_eq!(found(172.0, 20.0), feature(1));
    assert_eq!(found(170.0, 20.0), None, "the hole");
    assert_eq!(found(168.0, 25.0), feature(2));
    assert_eq!(found(168.0, 27.0), None);
}

#[test]
fn the_smallest_area_is_picked_and_lines_before_areas() {
    let area = |half| Feature::drawn(Geometry::Polygon(vec![square([170.0, 20.0], half)]));
    let layer =
        Layer::new("areas", vec![area(1.0), area(4.0), line(&[[166.5, 18.0], [173.5, 18.0]]), area(2.0)]);
    let frame = frame(&session(layer));
    let found = |lon, lat| match pick(&frame, screen(&frame, at(lon, lat)), 4.0) {
        Some(FeatureId::User(_, key)) => Some(key.0),
        _ => None,
    };
    assert_eq!(found(170.0, 20.0), Some(0));
    assert_eq!(found(168.4, 20.6), Some(3));
    assert_eq!(found(167.0, 22.0), Some(1));
    assert_eq!(found(167.0, 18.0), Some(2));
}

#[test]
fn a_line_across_180_is_whole_wrapped_or_not() {
    for points in
        [[[178.0, 10.0], [-178.0, 10.0]], [[178.0, 10.0], [182.0, 10.0]], [[-182.0, 10.0], [-178.0, 10.0]]]
    {
        let layer = Layer { id: ID, ..Layer::new("line", vec![line(&points)]) };
        for projection in Projection::ALL {
            let prepared = UserLayer::new(&layer, projection);
            let level = prepared.lines.levels.last().unwrap();
            assert_eq!((level.spans.len(), level.points.len()), (1, 2), "{points:?} {projection:?}");
            let [w, _] = prepared.bounds.size();
            assert!(w < 0.1, "{points:?} {projection:?} {w}");
        }
    }
}

#[test]
fn positions_that_are_none_do_not_break_the_rest() {
    let nan = f64::NAN;
    let bad = line(&[[165.0, 15.0], [nan, 16.0], [166.0, 95.0], [175.0, 15.0], [176.0, nan]]);
    let features = vec![
        bad,
        point(nan, 1.0),
        point(170.0, 91.0),
        line(&[]),
        line(&[[170.0, 20.0]]),
        Feature::drawn(Geometry::Polygon(vec![])),
        Feature::drawn(Geometry::Polygon(vec![positions(&[[nan, nan]])])),
        Feature::drawn(Geometry::Polygon(vec![positions(&[[172.0, 20.0], [173.0, 20.0]])])),
        Feature::drawn(Geometry::None),
        Feature::drawn(Geometry::point(at(1e300, 20.0))),
    ];
    let session = session(Layer::new("bad", features));
    let frame = frame(&session);
    let lines = dump(&frame);
    assert!(lines.iter().any(|l| l.contains("stroke - ")), "{lines:?}");
    let at = screen(&frame, at(170.0, 15.0));
    assert_eq!(pick(&frame, at, 4.0), Some(FeatureId::User(ID, FeatureKey(0))));
    let dot = screen(&frame, LonLat::new(170.0, 20.0));
    assert_eq!(
        pick(&frame, dot, 4.0),
        Some(FeatureId::User(ID, FeatureKey(4))),
        "a line of one position is a dot"
    );
    assert!(export::svg(&frame, "", "").contains("data-feature=\"feature:0:0\""));
}

#[test]
fn dots_are_round_in_both_outputs() {
    let mut layer = Layer::new("dots", vec![point(170.0, 20.0)]);
    layer.style.point_size = 40.0;
    layer.style.color = Color::rgb(200, 0, 0);
    let frame = frame(&session(layer));
    let svg = export::svg(&frame, "", "");
    assert!(svg.contains("<path data-feature=\"feature:0:0\" d=\"M200 200l0 0\"/>"), "{svg}");
    let png = export::png(&frame, 1.0).unwrap();
    let mut reader = png::Decoder::new(std::io::Cursor::new(&png)).read_info().unwrap();
    let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
    let info = reader.next_frame(&mut pixels).unwrap();
    let channels = info.line_size / 400;
    let red = |x: usize, y: usize| {
        let p = &pixels[y * info.line_size + x * channels..];
        p[0] > 150 && p[1] < 80
    };
    assert!(red(200, 200) && red(182, 200) && red(200, 218) && red(213, 213));
    assert!(!red(216, 216) && !red(224, 200), "the corners stay free");
}

#[test]
fn a_million_points_are_thinned_and_all_there_when_near() {
    let mut random = Random(7);
    let features = (0..60_000).map(|_| point(random.between(165.0, 175.0), random.between(15.0, 25.0)));
    let layer = Layer { id: ID, ..Layer::new("points", features.collect()) };
    let prepared = UserLayer::new(&layer, Projection::Mercator);
    let points = &prepared.points;
    assert_eq!(points.vertices(), 60_000);
    let scale = Camera::at(Projection::Mercator, at(170.0, 20.0), 2.0).pixels_per_unit();
    assert!(points.levels[points.level_for(scale)].points.len() < 3_000);
    let near = Camera::at(Projection::Mercator, at(170.0, 20.0), 14.0).pixels_per_unit();
    assert_eq!(points.levels[points.level_for(near)].points.len(), 60_000);
    assert!(prepared.stored_points() <= 3 * 60_000, "{}", prepared.stored_points());
}

#[test]
fn short_lines_do_not_vanish_when_far_away() {
    let features = (0..400).map(|i| {
        let (x, y) = (165.0 + f64::from(i % 20) * 0.5, 15.0 + f64::from(i / 20) * 0.5);
        line(&[[x, y], [x + 0.001, y]])
    });
    let layer = Layer { id: ID, ..Layer::new("short", features.collect()) };
    let prepared = UserLayer::new(&layer, Projection::Mercator);
    let coarsest = &prepared.lines.levels[0];
    assert!(coarsest.spans.len() > 100, "{}", coarsest.spans.len());
}

#[test]
fn features_are_sorted_by_value_and_by_size() {
    let features: Vec<Feature> = (0..40_u32)
        .map(|i| {
            let kind = if i % 4 == 0 { "rare" } else { "common" };
            let f = with(point(165.0 + f64::from(i) * 0.1, 20.0), "kind", text(kind));
            if i == 39 { f } else { with(f, "size", number(f64::from(i))) }
        })
        .collect();
    let mut layer = Layer::new("sorted", features);
    let prepared = |layer: &Layer| UserLayer::new(layer, Projection::Mercator);
    layer.style.coloring = Coloring::Categories { field: "kind".to_owned(), ramp: Ramp::Distinct };
    let by_kind = prepared(&layer);
    assert_eq!(by_kind.classes[0].sort, Sort::Value("common".into()));
    assert_eq!((by_kind.classes[0].count, by_kind.classes[1].count), (30, 10));
    assert_eq!((by_kind.classes[2].count, by_kind.classes[3].count), (0, 0), "other, missing");
    layer.style.coloring = Coloring::Graduated { field: "size".to_owned(), ramp: Ramp::Blues, classes: 4 };
    let by_size = prepared(&layer);
    let counts: Vec<usize> = by_size.classes.iter().map(|c| c.count).collect();
    assert_eq!(counts, [9, 10, 10, 10, 1]);
    assert_eq!(by_size.classes[3].sort, Sort::Range(29.0, 38.0));
    assert_eq!(by_size.class_of(39), 4, "without a number");
    assert!(by_size.is_of(&layer, Projection::Mercator));
    layer.style.color = Color::rgb(1, 2, 3);
    layer.style.coloring =
        Coloring::Graduated { field: "size".to_owned(), ramp: Ramp::BlueOrange, classes: 4 };
    assert!(by_size.is_of(&layer, Projection::Mercator), "other colors need no new geometry");
    layer.style.coloring = Coloring::Layer;
    assert!(!by_size.is_of(&layer, Projection::Mercator));
}

#[test]
fn many_values_share_a_class_and_the_legend_is_short() {
    let features = (0..60_u32)
        .map(|i| with(point(165.0 + f64::from(i) * 0.1, 20.0), "name", text(&format!("n{}", i / 2))));
    let mut layer = Layer::new("many", features.collect());
    layer.style.coloring = Coloring::Categories { field: "name".to_owned(), ramp: Ramp::Distinct };
    let session = session(layer);
    let frame = session
        .compose(
            [900.0, 700.0],
            Furniture { legend: Legend::Full, ..Furniture::default() },
            Output::Paper { scale: 1.0 },
        )
        .unwrap();
    let dump = export::dump(&frame);
    assert!(dump.contains("\"many\"") && dump.contains("\"n0\"") && dump.contains("\"other\""), "{dump}");
    assert!(!dump.contains("\"n20\""));
}

#[test]
fn the_file_says_how_features_look() {
    let own =
        |color| Some(Arc::new(OwnStyle { stroke: Some(color), width: Some(5.0), ..OwnStyle::default() }));
    let mut features = vec![
        line(&[[165.0, 15.0], [175.0, 15.0]]),
        line(&[[165.0, 20.0], [175.0, 20.0]]),
        line(&[[165.0, 25.0], [175.0, 25.0]]),
    ];
    features[0].own_style = own(Color::rgb(255, 0, 0));
    features[2].own_style = own(Color::rgb(255, 0, 0));
    let mut session = session(Layer::new("own", features));
    let strokes = |s: &Session| dump(&frame(s)).iter().filter(|l| l.contains("stroke -")).count();
    assert_eq!(strokes(&session), 2, "the layer's look and the file's");
    assert!(dump(&frame(&session)).iter().any(|l| l.contains("#ff0000 width 5 lines 2")));
    let style = LayerStyle { coloring: Coloring::Layer, ..LayerStyle::default() };
    session.run(WorkspaceCommand::Edit(vec![Edit::SetStyle(ID, Box::new(style))], None));
    assert_eq!(strokes(&session), 1);
}

#[test]
fn hidden_folders_and_layers_are_not_drawn() {
    let mut layer = mixed();
    layer.folders = Arc::new(vec![Folder { name: "a".to_owned(), parent: None, visible: false }]);
    let features: Vec<Arc<Feature>> = layer
        .features
        .iter()
        .map(|f| Arc::new(Feature { folder: (f.key.0 == 0).then_some(0), ..(**f).clone() }))
        .collect();
    layer.features = Arc::new(features);
    let mut session = session(layer);
    let found = |s: &Session| {
        let frame = frame(s);
        pick(&frame, screen(&frame, at(167.0, 15.0)), 4.0)
    };
    assert_eq!(found(&session), None);
    session.run(WorkspaceCommand::Edit(vec![Edit::ShowFolder(ID, 0, true)], None));
    assert_eq!(found(&session), Some(FeatureId::User(ID, FeatureKey(0))));
    session.run(WorkspaceCommand::Edit(vec![Edit::ShowLayer(ID, false)], None));
    assert_eq!(items(&frame(&session)).len(), 0);
}

#[test]
fn what_is_selected_glows_alone() {
    let mut session = session(Layer::new(
        "two",
        vec![
            line(&[[165.0, 15.0], [175.0, 15.0]]),
            line(&[[165.0, 25.0], [175.0, 25.0]]),
            point(170.0, 20.0),
        ],
    ));
    session.run(SelectionCommand::Select(Some(Selection::Feature(ID, FeatureKey(1)))));
    let lines = dump(&frame(&session));
    let glow = lines.iter().find(|l| l.contains("#ffb000")).unwrap();
    assert!(glow.contains("lines 1 points 2"), "{glow}");
    session.run(SelectionCommand::Select(Some(Selection::Feature(ID, FeatureKey(2)))));
    assert!(
        dump(&frame(&session)).iter().any(|l| l.starts_with("user path feature:0:2 closed fill #ffb000"))
    );
}

#[test]
fn features_carry_their_names() {
    let features = vec![
        with(point(170.0, 25.0), "name", text("Buoy")),
        with(line(&[[163.0, 15.0], [177.0, 15.0]]), "name", text("Cable")),
        with(Feature::drawn(Geometry::Polygon(vec![square([170.0, 20.0], 2.5)])), "name", number(12.5)),
    ];
    let mut layer = Layer::new("named", features);
    layer.style.labels = Some("name".to_owned());
    let session = session(layer);
    let frame = frame(&session);
    let named = |word: &str| {
        let mut texts = frame.items().filter_map(|i| match &i.paint {
            Paint::Text(t) if &*t.text == word => Some((i.feature.clone(), t.placing.clone())),
            _ => None,
        });
        texts.next()
    };
    assert!(matches!(named("Cable"), Some((Some(FeatureId::User(_, FeatureKey(1))), Placing::Along(_)))));
    assert!(matches!(named("Buoy"), Some((_, Placing::Straight(..)))));
    assert!(matches!(named("12.5"), Some((Some(FeatureId::User(_, FeatureKey(2))), _))));
}

#[test]
fn small_layers_are_ready_at_once_and_large_ones_by_a_worker() {
    let mut session = session(mixed());
    assert!(session.unprepared_layers().is_empty());
    let many: Vec<LonLat> = (0..60_000).map(|i| at(165.0 + f64::from(i) * 1e-4, 18.0)).collect();
    session.run(WorkspaceCommand::Edit(
        vec![Edit::AddLayers(vec![Layer::new("large", vec![Feature::drawn(Geometry::line(many))])])],
        None,
    ));
    let wanted = session.unprepared_layers();
    assert_eq!(wanted.len(), 1);
    let before = session.user_revision();
    let made = Arc::new(UserLayer::new(&wanted[0], Projection::Mercator));
    assert!(session.run(ReadyCommand::UserLayer(wanted[0].id, made.clone())));
    assert_ne!(session.user_revision(), before);
    assert!(session.unprepared_layers().is_empty());
    // What is edited stays on screen until the new state is ready.
    session.run(WorkspaceCommand::Edit(vec![Edit::AddFeatures(wanted[0].id, vec![point(1.0, 1.0)])], None));
    assert_eq!(session.unprepared_layers().len(), 1);
    assert!(session.user_layer(wanted[0].id).is_some());
    session.run(WorkspaceCommand::Edit(vec![Edit::RemoveLayer(wanted[0].id)], None));
    assert!(!session.run(ReadyCommand::UserLayer(wanted[0].id, made)), "too late");
    assert!(session.user_layer(wanted[0].id).is_none());
    session.run(ViewCommand::Projection(Projection::Conic));
    assert!(session.unprepared_layers().is_empty());
    assert!(!dump(&frame(&session)).is_empty());
}

#[test]
fn what_was_opened_stays_whole_when_a_panel_takes_room_until_the_map_is_moved() {
    let mut session = session(mixed());
    session.run(CameraCommand::Resize(SIZE));
    assert!(session.run(CameraCommand::ShowLayers { layers: vec![ID], at_once: true }));
    let lower = [SIZE[0], SIZE[1] * 0.4];
    session.run(CameraCommand::Resize(lower));
    let camera = session.view().camera;
    assert!(camera.visible(lower).contains_bounds(&session.user_bounds()));
    // On the way there, too.
    session.run(CameraCommand::Set(camera.panned([300.0, 0.0])));
    session.run(CameraCommand::ShowLayers { layers: vec![ID], at_once: false });
    session.run(CameraCommand::Resize(SIZE));
    session.run(CameraCommand::Advance(f64::INFINITY));
    let camera = session.view().camera;
    assert!(camera.visible(SIZE).contains_bounds(&session.user_bounds()));
    session.run(CameraCommand::Set(camera.panned([30.0, 0.0])));
    let moved = session.view().camera;
    session.run(CameraCommand::Resize(lower));
    assert_eq!(session.view().camera, moved);
}

#[test]
fn the_camera_flies_to_layers_and_features() {
    let mut session = session(mixed());
    session.run(CameraCommand::Resize(SIZE));
    assert!(session.run(CameraCommand::FlyToLayer(ID)));
    session.run(CameraCommand::Advance(f64::INFINITY));
    let seen = session.view().camera.visible(SIZE);
    assert!(seen.contains_bounds(&session.user_bounds()));
    session.run(SelectionCommand::Select(Some(Selection::Feature(ID, FeatureKey(2)))));
    assert!(session.run(CameraCommand::FlyToSelection));
    session.run(CameraCommand::Advance(f64::INFINITY));
    let center = session.view().camera.position();
    assert!((center.lon - 168.0).abs() < 1e-6 && (center.lat - 25.0).abs() < 1e-6);
}
