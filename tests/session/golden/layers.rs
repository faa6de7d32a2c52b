//! Layers of the user: how a file draws them, by category, by number, folders, lines across 180°.

use super::harness::{Golden, golden};
use super::{SIZE, around, bare, mercator, seeing, with};
use std::sync::Arc;
use tumen_core::geo::{LonLat, Projection};
use tumen_core::model::layer::{Color, Coloring, Dash, Folder, LayerStyle, OwnStyle, Positions, Ramp, Value};
use tumen_core::model::{Edit, Feature, Geometry, Layer};
use tumen_scene::furniture::Legend;
use tumen_scene::{Camera, Furniture, Theme};
use tumen_session::{Session, WorkspaceCommand};

fn line(points: &[[f64; 2]]) -> Feature {
    Feature::drawn(Geometry::line(points.iter().copied().map(LonLat::from).collect()))
}

fn named(mut feature: Feature, values: [(&str, Value); 2]) -> Feature {
    feature.properties.extend(values.map(|(key, value)| (key.into(), value)));
    feature
}

/// Lines, areas and points of four kinds, each with a name, a kind and a number.
fn features() -> Vec<Feature> {
    let hole = vec![Positions::new(around([134.2, 44.6], 0.5)), Positions::new(around([134.2, 44.6], 0.2))];
    let shapes = [
        line(&[[130.2, 42.6], [131.0, 43.6], [132.4, 43.9], [133.0, 45.2]]),
        line(&[[131.2, 45.8], [132.4, 45.0], [134.6, 45.6]]),
        Feature::drawn(Geometry::Polygon(hole)),
        Feature::drawn(Geometry::Polygon(vec![Positions::new(around([132.0, 42.4], 0.25))])),
        Feature::drawn(Geometry::point(LonLat::new(131.2, 44.6))),
        Feature::drawn(Geometry::point(LonLat::new(133.4, 43.4))),
        Feature::drawn(Geometry::point(LonLat::new(135.4, 43.9))),
    ];
    let kinds = ["survey", "planned", "survey", "study", "planned", "study", ""];
    let each = |(i, (shape, kind)): (usize, (Feature, &str))| {
        let number = Value::Number(format!("{}", i * i + 1).into());
        let kind = if kind.is_empty() { Value::Null } else { Value::Text(kind.into()) };
        let mut feature = named(shape, [("kind", kind), ("tonnes", number)]);
        feature.properties.push(("name".into(), Value::Text(format!("Хасан {}", i + 1).into())));
        feature
    };
    shapes.into_iter().zip(kinds).enumerate().map(each).collect()
}

fn session(layers: Vec<Layer>, theme: Theme) -> Session {
    let mut session = seeing(mercator("primorye"), |v| {
        v.theme = theme;
        v.hidden = ["names", "corridors"].map(str::to_owned).into();
    });
    session.run(WorkspaceCommand::Edit(vec![Edit::AddLayers(layers)], None));
    session
}

fn styled(name: &'static str, theme: Theme, style: impl Fn() -> LayerStyle + 'static) -> Golden {
    golden(name, move || {
        let layer = Layer { style: style(), ..Layer::new("Survey of 2024", features()) };
        let furniture = Furniture { legend: Legend::Full, ..Furniture::default() };
        with(&session(vec![layer], theme), [400.0, 300.0], furniture, 1.0)
    })
}

/// What a file says of colors, widths and sizes.
fn with_own_looks() -> Layer {
    let mut features = features();
    let looks = [
        OwnStyle { stroke: Some(Color::rgb(0xff, 0, 0)), width: Some(6.0), ..OwnStyle::default() },
        OwnStyle { stroke: Some(Color([0, 0, 0xff, 0x80])), ..OwnStyle::default() },
        OwnStyle { fill: Some(Color([0xff, 0xff, 0, 0xa0])), width: Some(1.0), ..OwnStyle::default() },
        OwnStyle::default(),
        OwnStyle { marker: Some(Color::rgb(0, 0x99, 0)), marker_scale: Some(2.0), ..OwnStyle::default() },
    ];
    for (feature, look) in features.iter_mut().zip(looks) {
        feature.own_style = (look != OwnStyle::default()).then(|| Arc::new(look));
    }
    Layer::new("As the file draws it", features)
}

/// Two layers: one with a hidden folder, one that is hidden itself.
fn in_folders() -> Vec<Layer> {
    let folder = |name: &str, parent, visible| Folder { name: name.to_owned(), parent, visible };
    let mut shown = features();
    for (i, feature) in shown.iter_mut().enumerate() {
        feature.folder = (i % 3 > 0).then_some(i as u32 % 3);
    }
    let folders =
        vec![folder("All", None, true), folder("Shown", Some(0), true), folder("Hidden", Some(0), false)];
    let layer = Layer { folders: Arc::new(folders), ..Layer::new("Folders", shown) };
    vec![layer, Layer { visible: false, ..Layer::new("Hidden", features()) }]
}

/// Layers of the user.
pub fn of_the_user() -> Vec<Golden> {
    let by = |field: &str, ramp| Coloring::Categories { field: field.to_owned(), ramp };
    let graduated = |ramp| Coloring::Graduated { field: "tonnes".to_owned(), ramp, classes: 3 };
    vec![
        styled("layer-categories", Theme::Light, move || LayerStyle {
            coloring: by("kind", Ramp::Distinct),
            labels: Some("name".to_owned()),
            ..LayerStyle::default()
        }),
        styled("layer-graduated", Theme::Dark, move || LayerStyle {
            coloring: graduated(Ramp::BlueOrange),
            point_size: 14.0,
            width: 5.0,
            ..LayerStyle::default()
        }),
        styled("layer-dashed-and-pale", Theme::Projector, || LayerStyle {
            coloring: Coloring::Layer,
            color: Color::rgb(0, 0x72, 0xb2),
            dash: Dash::DashDot,
            opacity: 0.6,
            fill_opacity: 0.7,
            ..LayerStyle::default()
        }),
        golden("layer-as-its-file-draws-it", || bare(&session(vec![with_own_looks()], Theme::Light))),
        golden("layer-with-a-hidden-folder", || bare(&session(in_folders(), Theme::Light))),
        golden("layer-across-180", || {
            let camera = Camera::fit(Projection::Conic, [170.0, 60.0, -165.0, 70.0], SIZE, 8.0);
            let mut session = seeing(camera, |_| {});
            let strait = line(&[[174.0, 64.0], [178.0, 66.0], [-178.0, 66.5], [-169.0, 65.6]]);
            let area = Feature::drawn(Geometry::Polygon(vec![Positions::new(around([180.0, 63.0], 1.5))]));
            let style = LayerStyle { dash: Dash::Dashed, ..LayerStyle::default() };
            let layer = Layer { style, ..Layer::new("Strait", vec![strait, area]) };
            session.run(WorkspaceCommand::Edit(vec![Edit::AddLayers(vec![layer])], None));
            bare(&session)
        }),
    ]
}
