#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]
use super::*;
use crate::formats::wkb::tests::geometry;
use crate::input::{Input, Limits, ReadError, Watch};
use crate::tour::tests::{loupe, tour};
use proptest::prelude::*;
use std::sync::Arc;
use tumen_core::diag::Report;
use tumen_core::geo::LonLat;
use tumen_core::model::layer::{
    Color, Coloring, Dash, Feature, FeatureKey, Folder, Geometry, Layer, LayerId, LayerStyle, Origin,
    OwnStyle, Positions, Ramp, Value,
};
use tumen_core::model::tour::{Stop, Tour};

fn read_bytes(bytes: &[u8]) -> (Result<ProjectFile, ReadError>, Report) {
    let (limits, watch, mut report) = (Limits::default(), Watch::default(), Report::new());
    let project = read(&Input::of("a.tumen", bytes, &limits, &watch), &mut report);
    (project, report)
}

fn written(project: &ProjectFile) -> Vec<u8> {
    let mut out = Vec::new();
    write(project, &mut out);
    out
}

fn value() -> impl Strategy<Value = Value> {
    prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::Bool),
        any::<f64>()
            .prop_filter("finite", |f| f.is_finite())
            .prop_map(|f| Value::Number(format!("{f:?}").into())),
        prop::sample::select(vec!["1.50", "007", "-0", "1e999", "+5", "1,5", ""])
            .prop_map(|n| Value::Number(n.into())),
        "\\PC*|[\\x00-\\x1f\"\\\\]*".prop_map(|t: String| Value::Text(t.into())),
        prop::sample::select(vec!["[1, 2.0]", "{\"a\":\n1}", "{}", "{\"n\":\"1\"}"])
            .prop_map(|j| Value::Json(j.into())),
    ]
}

fn pairs<T: std::fmt::Debug>(of: impl Strategy<Value = T>) -> impl Strategy<Value = Vec<(Arc<str>, T)>> {
    let name = prop_oneof!["[a-c]", "\\PC{0,4}", "[\"\\\\\n]"].prop_map(|n: String| Arc::from(n));
    prop::collection::vec((name, of), 0..4)
}

fn foreign_members() -> impl Strategy<Value = Vec<(Arc<str>, Box<str>)>> {
    pairs("\\PC{0,6}".prop_map(|t: String| t.into_boxed_str()))
}

prop_compose! {
    fn own_style()(stroke in any::<Option<[u8; 4]>>(), width in prop::option::of(0.0..20.0_f32), scale in prop::option::of(0.1..5.0_f32)) -> Arc<OwnStyle> {
        Arc::new(OwnStyle { stroke: stroke.map(Color), width, marker_scale: scale, ..OwnStyle::default() })
    }
}

/// Adds what geometries of the other tests lack: times, missing heights, a negative zero, infinity.
fn seasoned(mut geometry: Geometry, with: u8) -> Geometry {
    geometry.each_mut(&mut |_, p| {
        let n = p.len();
        let mut all = Positions::new(p.points.clone());
        all = match with & 2 {
            0 => all.with_heights(p.heights().to_vec()),
            _ => all.with_heights((0..n).map(|i| if i % 2 == 1 { f64::NAN } else { -0.0 }).collect()),
        };
        if with & 1 != 0 {
            all = all.with_times(
                (0..n).map(|i| if i % 3 == 1 { f64::NAN } else { 1.7e9 + i as f64 / 8.0 }).collect(),
            );
        }
        if let (true, Some(first)) = (with & 4 != 0, all.points.first_mut()) {
            *first = LonLat::new(-0.0, f64::INFINITY);
        }
        *p = all;
    });
    geometry
}

prop_compose! {
    fn feature()(
        shape in geometry(true), with in 0..8_u8, properties in pairs(value()), id in prop::option::of(value()),
        folder in prop::option::of(0..2_u32), own_style in prop::option::of(own_style()), foreign_members in foreign_members(), line in 0..9_u32,
    ) -> Feature {
        Feature { key: FeatureKey(0), geometry: seasoned(shape, with), properties, id, folder, own_style, foreign_members, line }
    }
}

prop_compose! {
    fn layer()(
        features in prop::collection::vec(feature(), 0..5), name in "\\PC{0,8}", gap in 1..4_u32, foreign_members in foreign_members(),
        visible: bool, width in 0.1..30.0_f32, color: [u8; 4], id in 0..1_u32,
    ) -> Layer {
        let next_key = features.len() as u32 * gap;
        let keyed = |(i, f): (usize, Feature)| Arc::new(Feature { key: FeatureKey(i as u32 * gap), ..f });
        Layer {
            id: LayerId(id),
            name: name.clone(),
            features: Arc::new(features.into_iter().enumerate().map(keyed).collect()),
            folders: Arc::new(vec![
                Folder { name: name.clone(), parent: None, visible },
                Folder { name: "b".into(), parent: Some(0), visible: true },
            ]),
            style: LayerStyle {
                color: Color(color),
                coloring: Coloring::Graduated { field: name.clone(), ramp: Ramp::Blues, classes: 5 },
                width,
                dash: Dash::DashDot,
                labels: visible.then(|| name.clone()),
                ..LayerStyle::default()
            },
            visible,
            origin: Origin { path: name, format: "kml".into(), crs: "EPSG:4326".into(), crs_guessed: visible },
            foreign_members,
            next_key,
        }
    }
}

prop_compose! {
    fn project()(
        layers in prop::collection::vec(layer(), 0..4), more in 0..3_u32, view in 0..4_usize,
        tours in prop::collection::vec(tour(), 0..3),
        assumptions in prop::collection::btree_map("\\PC{0,6}", -1e9..1e9_f64, 0..3),
        loupes in prop::collection::vec(loupe(), 0..3),
    ) -> ProjectFile {
        let view = [None, Some("{\"zoom\": 1.50}"), Some("{\n}"), Some("null")][view];
        let next_layer = layers.len() as u32 + more;
        let layers = (0..).zip(layers).map(|(id, l)| Arc::new(Layer { id: LayerId(id), ..l })).collect();
        let mut workspace = Workspace { layers, next_layer, assumptions, loupes: loupes.into(), ..Workspace::default() };
        tours.into_iter().for_each(|tour| workspace.set_tour(Arc::new(tour)));
        ProjectFile {
            workspace,
            view: view.map(str::to_owned),
            extra: vec![("edits".into(), "[1.0]".into()), ("odd".into(), " not json".into()), ("text".into(), "{\"text\":\"a\"}".into())],
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(if cfg!(debug_assertions) { 64 } else { 2000 }))]
    #[test]
    fn what_is_written_is_read(project in project()) {
        let bytes = written(&project);
        let (read, report) = read_bytes(&bytes);
        let read = read.unwrap();
        prop_assert!(report.is_empty(), "{:?}", report);
        // Not-a-number equals nothing, but reads the same.
        prop_assert_eq!(format!("{read:?}"), format!("{project:?}"));
        prop_assert_eq!(written(&read), bytes);
    }

    #[test]
    fn every_cut_gives_what_came_before(project in project(), part in 0.0..1.0_f64) {
        let bytes = written(&project);
        let end = (bytes.len() as f64 * part) as usize;
        let (read, report) = read_bytes(&bytes[..end]);
        match read {
            Ok(read) => {
                prop_assert!(read.workspace.layers.len() <= project.workspace.layers.len() + 1);
                // Without its last line break the project is whole.
                prop_assert!(report.count("truncated") == 1 || end + 1 == bytes.len());
            }
            Err(error) => prop_assert_eq!(error.code(), "truncated"),
        }
    }
}

fn example() -> ProjectFile {
    let line = Geometry::LineString(Positions::new(vec![LonLat::new(130.6, 42.4), LonLat::new(130.7, 42.5)]));
    let mut features = vec![Feature::drawn(line); 5];
    for (i, feature) in features.iter_mut().enumerate() {
        feature.properties = vec![("name".into(), Value::Text(format!("line {i}").into()))];
    }
    let mut project = ProjectFile::default();
    project.workspace.add(Layer::new("Lines", features.clone()));
    project.workspace.add(Layer::new("More", features));
    project
}

#[test]
fn the_file_reads_well() {
    let text = String::from_utf8(written(&example())).unwrap();
    let third =
        "{\"k\":0,\"g\":{\"LineString\":{\"c\":[130.6,42.4,130.7,42.5]}},\"p\":{\"name\":\"line 0\"}}";
    assert_eq!(text.lines().nth(2), Some(third));
    assert_eq!(text.lines().count(), 1 + 2 * 6 + 1);
    assert!(text.starts_with("{\"tumen\":3,"));
}

#[test]
fn a_damaged_line_costs_itself() {
    let text = String::from_utf8(written(&example())).unwrap();
    let bad = text
        .replacen("\"line 1\"", "\"line 1", 1)
        .replacen("{\"id\":1", "{\"id\":x", 1)
        .replacen("42.5]", "]", 1);
    let (project, report) = read_bytes(bad.as_bytes());
    let layers = project.unwrap().workspace.layers;
    let shown: Vec<_> = layers.iter().map(|l| (l.name.as_str(), l.features.len())).collect();
    assert_eq!(shown, [("Lines", 3), ("Recovered layer", 5)]);
    let lines: Vec<_> = report.notices().iter().map(|n| (n.code, n.place.line)).collect();
    assert_eq!(lines[..2], [("syntax", Some(3)), ("syntax", Some(4))]);
    assert_eq!((report.count("syntax"), report.count("count-differs")), (3, 1));
}

#[test]
fn old_versions_are_raised() {
    let old = "{\"tumen\":1}\n{\"layer\":{\"name\":\"Old\",\"colour\":\"#0072b2\",\"source\":\"a.gpx\",\"features\":1}}\n\
               {\"k\":3,\"g\":{\"Point\":{\"c\":[1,2]}}}\n{\"end\":true}\n";
    let (project, report) = read_bytes(old.as_bytes());
    let layer = project.unwrap().workspace.layers[0].clone();
    assert!(report.is_empty(), "{report:?}");
    assert_eq!((layer.style.color, layer.origin.path.as_str()), (Color::rgb(0, 0x72, 0xb2), "a.gpx"));
    assert_eq!((layer.next_key, layer.visible, layer.vertices()), (4, true, 1));
}

#[test]
fn the_second_version_needs_no_raising() {
    let text = String::from_utf8(written(&example())).unwrap().replace("{\"tumen\":3,", "{\"tumen\":2,");
    let (project, report) = read_bytes(text.as_bytes());
    assert!(report.is_empty(), "{report:?}");
    assert_eq!(project.unwrap(), example());
}

/// A project with a tour of two stops and an assumption.
fn talk() -> String {
    let stop = |title: &str| Arc::new(Stop::new(title, [130.0, 42.0, 131.0, 43.0]));
    let stops = vec![stop("One"), stop("Two")];
    let tour = Tour { id: "talk".to_owned(), title: "A talk".to_owned(), stops, ..Tour::default() };
    let mut project = example();
    project.workspace.set_tour(Arc::new(tour));
    project.workspace.assumptions.insert("rate".to_owned(), 0.1);
    String::from_utf8(written(&project)).unwrap()
}

#[test]
fn tours_stand_in_lines_of_their_own() {
    let text = talk();
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines[1], "{\"assumptions\":{\"rate\":0.1}}");
    assert_eq!(lines[2], "{\"tour\":{\"id\":\"talk\",\"title\":\"A talk\",\"stops\":2}}");
    assert!(
        lines[3].starts_with("{\"stop\":{\"title\":\"One\",\"bounds\":[130.0,42.0,131.0,43.0],"),
        "{}",
        lines[3]
    );
}

#[test]
fn a_damaged_line_of_a_tour_costs_itself() {
    let damage = [
        ("\"title\":\"One\"", "\"title\":\"One", 4, "syntax", ("talk", 1)),
        ("[130.0,42.0,131.0,43.0]", "[130.0,42.0,131.0]", 4, "bad-record", ("talk", 1)),
        ("[130.0,42.0,131.0,43.0]", "[130.0,45.0,131.0,43.0]", 4, "bad-record", ("talk", 1)),
        ("\"projection\":\"mercator\"", "\"projection\":\"moon\"", 4, "odd-value", ("talk", 2)),
        ("\"id\":\"talk\"", "\"id\":talk", 3, "syntax", ("recovered-tour", 2)),
        ("\"rate\":0.1", "\"rate\":\"x\"", 2, "bad-record", ("talk", 2)),
        ("\"stops\":2", "\"stops\":3", 6, "count-differs", ("talk", 2)),
    ];
    for (good, bad, line, code, left) in damage {
        let (project, report) = read_bytes(talk().replacen(good, bad, 1).as_bytes());
        let workspace = project.unwrap().workspace;
        let tour = &workspace.tours[0];
        assert_eq!(
            (tour.id.as_str(), tour.stops.len(), workspace.layers.len()),
            (left.0, left.1, 2),
            "{bad}"
        );
        let told: Vec<_> = report.notices().iter().map(|n| (n.code, n.place.line)).collect();
        assert!(told.contains(&(code, Some(line))), "{bad}: {told:?}");
    }
}

#[test]
fn newer_versions_and_other_files_are_refused() {
    assert_eq!(read_bytes(b"{\"tumen\":4}\n").0.unwrap_err().code(), "newer-version");
    assert_eq!(read_bytes(b"{\"type\":\"Feature\"}\n").0.unwrap_err().code(), "syntax");
    assert_eq!(read_bytes(b"").0.unwrap_err().code(), "truncated");
}

#[test]
fn keys_and_ids_become_unique() {
    let text = "{\"tumen\":2}\n{\"layer\":{\"id\":4}}\n{\"k\":7}\n{\"k\":7}\n{\"k\":1}\n{\"layer\":{\"id\":4}}\n{\"end\":true}";
    let project = read_bytes(text.as_bytes()).0.unwrap();
    let keys: Vec<u32> = project.workspace.layers[0].features.iter().map(|f| f.key.0).collect();
    assert_eq!((keys, project.workspace.layers[0].next_key), (vec![7, 8, 1], 9));
    let ids: Vec<u32> = project.workspace.layers.iter().map(|l| l.id.0).collect();
    assert_eq!((ids, project.workspace.next_layer), (vec![4, 5], 6));
}

#[test]
fn deep_and_lying_lines_end() {
    let deep = format!(
        "{{\"tumen\":2}}\n{{\"layer\":{{}}}}\n{{\"k\":0,\"g\":{}",
        "{\"Collection\":[".repeat(100_000)
    );
    assert!(read_bytes(deep.as_bytes()).1.has_errors());
    let closed = format!("{deep}{}}}\n", "]}".repeat(100_000));
    let (project, report) = read_bytes(closed.as_bytes());
    assert_eq!(project.unwrap().workspace.layers[0].features.len(), 1);
    assert_eq!(report.count("bad-geometry"), 1);
    let odd = "{\"tumen\":2}\n{\"layer\":{\"features\":18446744073709551615}}\n{\"k\":0,\"g\":{\"LineString\":{\"c\":[1,2,3]}}}\n{\"k\":1,\"g\":{\"Point\":{\"c\":[1,2],\"z\":[1,2]}}}";
    assert_eq!(read_bytes(odd.as_bytes()).1.count("bad-geometry"), 2);
}

#[test]
fn mutations_end_in_answers() {
    let whole = written(&example());
    let mut seed = 3_u64;
    let mut random = |below: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) as usize % below
    };
    let rounds = if cfg!(debug_assertions) { 3000 } else { 100_000 };
    for _ in 0..rounds {
        let mut bytes = whole.clone();
        for _ in 0..=random(6) {
            let at = random(bytes.len());
            bytes[at] = [b'"', b'{', b']', b'9', b'\n', random(256) as u8][random(6)];
        }
        let _ = read_bytes(&bytes);
    }
}
