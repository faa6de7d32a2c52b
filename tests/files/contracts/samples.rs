//! A project with everything that a project can hold, as values.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use tumen_core::geo::{LonLat, Projection};
use tumen_core::model::layer::{
    Color, Coloring, Dash, Folder, LayerStyle, Origin, OwnStyle, Positions, Ramp, Value,
};
use tumen_core::model::tour::{SidePanel, Stop, Transition};
use tumen_core::model::{Feature, Geometry, Language, Layer, Selection, Status, Tour, Workspace};
use tumen_formats::project::ProjectFile;
use tumen_scene::{Camera, Theme};
use tumen_session::View;
use tumen_session::view::{Filter, SavedView};

fn positions(points: &[[f64; 2]]) -> Positions {
    Positions::new(points.iter().copied().map(LonLat::from).collect())
}

fn ring(west: f64, south: f64, side: f64) -> Positions {
    let (east, north) = (west + side, south + side);
    positions(&[[west, south], [east, south], [east, north], [west, north], [west, south]])
}

fn text(value: &str) -> Value {
    Value::Text(value.into())
}

/// A feature of each kind of shape, one inside a collection. Across 180° longitudes go on, as readers make them.
fn shapes() -> Vec<Geometry> {
    let track = positions(&[[130.6, 42.4], [130.65, 42.42], [130.7, 42.5]])
        .with_heights(vec![12.0, f64::NAN, 15.5])
        .with_times(vec![1_374_000_000.0, 1_374_000_060.5, f64::NAN]);
    let area = vec![ring(130.1, 42.1, 0.5), ring(130.25, 42.25, 0.125).reversed()];
    let point = Geometry::Point(positions(&[[130.646, 42.426]]).with_heights(vec![3.25]));
    vec![
        point.clone(),
        Geometry::MultiPoint(positions(&[[130.3, 42.25], [130.4, 42.3]])),
        Geometry::LineString(track),
        Geometry::MultiLineString(vec![
            positions(&[[130.0, 42.0], [131.0, 43.0]]),
            positions(&[[179.5, 65.0], [180.5, 65.5]]),
        ]),
        Geometry::Polygon(area.clone()),
        Geometry::MultiPolygon(vec![area, vec![ring(131.0, 43.0, 0.25)]]),
        Geometry::Collection(vec![point, Geometry::LineString(positions(&[[130.0, 42.0], [130.5, 42.5]]))]),
        Geometry::None,
    ]
}

/// Values of every kind, with digits and letters that are easily lost.
fn properties(i: usize) -> Vec<(Arc<str>, Value)> {
    let all = vec![
        ("name".into(), text(&format!("Khasan – Хасан – 하산 {i}"))),
        ("km".into(), Value::Number("1.50".into())),
        ("code".into(), Value::Number("007".into())),
        ("open".into(), Value::Bool(i.is_multiple_of(2))),
        ("gauges".into(), Value::Json("[1520,1435.0]".into())),
        ("note".into(), text("line one\nline two\t\"quoted\" <b>&amp;</b>")),
        ("nothing".into(), Value::Null),
    ];
    all.into_iter().skip(i % 3).collect()
}

fn features() -> Vec<Feature> {
    let ids = [Some(text("a-1")), Some(Value::Number("17".into())), None];
    let looks = [
        Some(OwnStyle { stroke: Some(Color::rgb(255, 0, 0)), width: Some(4.5), ..OwnStyle::default() }),
        Some(OwnStyle { fill: Some(Color([0, 0, 255, 128])), ..OwnStyle::default() }),
        Some(OwnStyle {
            marker: Some(Color::rgb(0, 128, 0)),
            marker_scale: Some(1.5),
            ..OwnStyle::default()
        }),
        None,
    ];
    let feature = |(i, geometry): (usize, Geometry)| Feature {
        properties: properties(i),
        id: ids[i % 3].clone(),
        folder: (i as u32 % 4).checked_sub(1),
        own_style: looks[i % 4].clone().map(Arc::new),
        foreign_members: if i == 2 {
            vec![("bbox".into(), "[130.6,42.4,130.7,42.5]".into())]
        } else {
            Vec::new()
        },
        line: 10 + i as u32,
        ..Feature::drawn(geometry)
    };
    shapes().into_iter().enumerate().map(feature).collect()
}

/// A layer of every kind of shape, in folders, of which one is hidden.
pub fn every_shape() -> Layer {
    let folder = |name: &str, parent, visible| Folder { name: name.to_owned(), parent, visible };
    Layer {
        folders: Arc::new(vec![
            folder("Railways", None, true),
            folder("Проекты", Some(0), false),
            folder("항구", None, true),
        ]),
        origin: Origin {
            path: "survey/every shape.kml".to_owned(),
            format: "kml".to_owned(),
            crs: "EPSG:4326".to_owned(),
            crs_guessed: false,
        },
        foreign_members: vec![("title".into(), "\"Survey of 2024\"".into())],
        ..Layer::new("Every shape", features())
    }
}

/// Styles of every kind: what gives the color, its ramp, the dash, labels, opacity.
fn styles() -> Vec<LayerStyle> {
    let field = || "km".to_owned();
    let colorings = [
        Coloring::Own,
        Coloring::Layer,
        Coloring::Categories { field: field(), ramp: Ramp::Distinct },
        Coloring::Categories { field: field(), ramp: Ramp::Blues },
        Coloring::Graduated { field: field(), ramp: Ramp::BlueToYellow, classes: 5 },
        Coloring::Graduated { field: field(), ramp: Ramp::BlueOrange, classes: 9 },
    ];
    let dashes = [Dash::Solid, Dash::Dashed, Dash::Dotted, Dash::DashDot];
    let style = |(i, coloring): (usize, Coloring)| LayerStyle {
        coloring,
        dash: dashes[i % 4],
        width: 1.25 + i as f32,
        point_size: 6.5,
        opacity: 1.0 - 0.125 * i as f32,
        fill_opacity: 0.5,
        labels: (i % 2 == 1).then(|| "name".to_owned()),
        ..LayerStyle::numbered(i as u32)
    };
    colorings.into_iter().enumerate().map(style).collect()
}

/// A layer in each style, of which one is hidden and one stands where a guess has put it.
fn styled_layers() -> Vec<Layer> {
    let point = || Feature { properties: properties(0), ..Feature::drawn(shapes().swap_remove(0)) };
    let layer = |(i, style): (usize, LayerStyle)| Layer {
        style,
        visible: i != 1,
        origin: Origin { crs: "EPSG:28422".to_owned(), crs_guessed: i == 2, ..Origin::default() },
        ..Layer::new(format!("Style {i}"), vec![point()])
    };
    styles().into_iter().enumerate().map(layer).collect()
}

/// A tour with a stop of each kind.
pub fn tour() -> Tour {
    let border = Stop {
        as_of: Some("2014-07-18".parse().unwrap()),
        hidden: ["air", "gas"].map(str::to_owned).into(),
        selection: Some("corridor:khasan-rajin".to_owned()),
        caption:
            "**54 km** of railway, *two gauges*.\n\n- coal\n- [containers](https://example.org/a_b)\n\nReady"
                .to_owned(),
        notes: "Begin slowly.\n  Indented, \"quoted\" \\ and so on".to_owned(),
        side_panel: SidePanel::Card,
        seconds: 20.5,
        transition: Transition::FlyFor(3.25),
        ..Stop::new("Seventeen kilometres – Туманная – 두만강", [130.5, 42.25, 131.0, 42.75])
    };
    let plot = Stop {
        side_panel: SidePanel::Plot("khasan-rajin|t".to_owned()),
        selection: Some("project:khasan-rajin".to_owned()),
        flows: true,
        transition: Transition::Cut,
        ..Stop::new("What moved", [130.2, 42.1, 131.0, 42.7])
    };
    let strait = Stop {
        projection: Projection::Conic,
        layers: Some(vec!["Every shape".to_owned(), "Style 1".to_owned()]),
        selection: Some("place:anadyr".to_owned()),
        ..Stop::new("Across 180°", [162.0, 61.0, -168.0, 71.5])
    };
    let bare = Stop { layers: Some(Vec::new()), ..Stop::new("", [101.0, 32.25, 180.0, 66.5]) };
    Tour {
        id: "every-stop".to_owned(),
        title: "Every kind of \"stop\"".to_owned(),
        summary: "What a tour can *hold*.\n\nTwo paragraphs.".to_owned(),
        files: vec!["routes/plan.kmz".to_owned(), "съёмка.gpx".to_owned()],
        stops: [border, plot, strait, bare].map(Arc::new).into(),
    }
}

/// A view in which nothing is as at the first start.
pub fn view() -> View {
    let camera = Camera::at(Projection::Conic, LonLat::new(130.625, 42.375), 9.75);
    View {
        camera,
        theme: Theme::Dark,
        language: Language::Ko,
        hidden: ["relief", "regions", "air"].map(str::to_owned).into(),
        selection: Some(Selection::Project("khasan-rajin".into())),
        filter: Filter {
            kinds: ["railway", "port"].map(str::to_owned).into(),
            statuses: [Status::Operating, Status::Suspended].into(),
            countries: ["RU", "KP"].map(str::to_owned).into(),
            projects: BTreeSet::from(["khasan-rajin".to_owned()]),
        },
        conditions: BTreeSet::from(["cond-financed-by-others".to_owned()]),
        flows: true,
        ..View::new(crate::common::TODAY)
    }
}

/// Everything together.
pub fn project() -> ProjectFile {
    let mut workspace = Workspace::default();
    workspace.add(every_shape());
    for layer in styled_layers() {
        workspace.add(layer);
    }
    workspace.next_layer += 3;
    workspace.set_tour(Arc::new(tour()));
    workspace.set_tour(Arc::new(Tour {
        id: "empty".to_owned(),
        title: "Empty".to_owned(),
        ..Tour::default()
    }));
    workspace.assumptions =
        BTreeMap::from([("load.container".to_owned(), 14.5), ("speed.rail.coal".to_owned(), 0.1)]);
    ProjectFile {
        workspace,
        view: serde_json::to_string(&SavedView::of(&view())).ok(),
        extra: vec![
            ("later".to_owned(), "{\"of\":[1,2.50]}".to_owned()),
            ("odd".to_owned(), "no\njson".to_owned()),
        ],
    }
}
