#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]
use super::*;
use crate::input::{Limits, Watch};
use flatgeobuf::packed_r_tree::{NodeItem, PackedRTree};
use flatgeobuf::{
    Column, ColumnArgs, ColumnType, Crs, CrsArgs, FeatureArgs, Geometry as Flat, GeometryArgs, GeometryType,
    HeaderArgs,
};
use tumen_core::geo::LonLat;
use tumen_core::model::layer::{Geometry, Positions, Value};

/// What a test writes into a geometry.
#[derive(Default)]
struct Shape {
    kind: GeometryType,
    xy: Vec<f64>,
    z: Vec<f64>,
    ends: Vec<u32>,
    parts: Vec<Shape>,
}

/// Writes the table of a geometry with any builder; the library of the builder needs no name here.
macro_rules! flat {
    ($builder:expr, $shape:expr) => {{
        fn put(shape: &Shape, args: &mut dyn FnMut(&Shape, &[usize]) -> usize) -> usize {
            let parts: Vec<usize> = shape.parts.iter().map(|p| put(p, args)).collect();
            args(shape, &parts)
        }
        let mut made = Vec::new();
        let last = put($shape, &mut |shape, parts| {
            let parts: Vec<_> = parts.iter().map(|i| made[*i]).collect();
            let args = GeometryArgs {
                type_: shape.kind,
                xy: Some($builder.create_vector(&shape.xy)),
                z: (!shape.z.is_empty()).then(|| $builder.create_vector(&shape.z)),
                ends: (!shape.ends.is_empty()).then(|| $builder.create_vector(&shape.ends)),
                parts: (!parts.is_empty()).then(|| $builder.create_vector(&parts)),
                ..Default::default()
            };
            made.push(Flat::create(&mut $builder, &args));
            made.len() - 1
        });
        made[last]
    }};
}

fn feature(shape: &Shape, properties: &[u8]) -> Vec<u8> {
    let mut builder = Default::default();
    // This says of which library the builder is.
    let _ = Flat::create(&mut builder, &GeometryArgs::default());
    let geometry = Some(flat!(builder, shape));
    let properties = Some(builder.create_vector(properties));
    let root =
        flatgeobuf::Feature::create(&mut builder, &FeatureArgs { geometry, properties, columns: None });
    flatgeobuf::finish_size_prefixed_feature_buffer(&mut builder, root);
    builder.finished_data().to_vec()
}

const COLUMNS: [(&str, ColumnType); 15] = [
    ("byte", ColumnType::Byte),
    ("ubyte", ColumnType::UByte),
    ("bool", ColumnType::Bool),
    ("short", ColumnType::Short),
    ("ushort", ColumnType::UShort),
    ("int", ColumnType::Int),
    ("uint", ColumnType::UInt),
    ("long", ColumnType::Long),
    ("ulong", ColumnType::ULong),
    ("float", ColumnType::Float),
    ("double", ColumnType::Double),
    ("string", ColumnType::String),
    ("json", ColumnType::Json),
    ("date", ColumnType::DateTime),
    ("binary", ColumnType::Binary),
];

/// Magic and header.
fn header_of(kind: GeometryType, count: u64, node_size: u16) -> Vec<u8> {
    let mut builder = Default::default();
    let _ = Flat::create(&mut builder, &GeometryArgs::default());
    let columns: Vec<_> = COLUMNS
        .iter()
        .map(|(name, type_)| {
            let name = Some(builder.create_string(name));
            Column::create(&mut builder, &ColumnArgs { name, type_: *type_, ..Default::default() })
        })
        .collect();
    let org = Some(builder.create_string("EPSG"));
    let crs = Some(Crs::create(&mut builder, &CrsArgs { org, code: 5179, ..Default::default() }));
    let args = HeaderArgs {
        name: Some(builder.create_string("Lines")),
        geometry_type: kind,
        columns: Some(builder.create_vector(&columns)),
        features_count: count,
        index_node_size: node_size,
        crs,
        ..Default::default()
    };
    let root = Header::create(&mut builder, &args);
    flatgeobuf::finish_size_prefixed_header_buffer(&mut builder, root);
    let mut out = b"fgb\x03fgb\0".to_vec();
    out.extend(builder.finished_data());
    out
}

fn index(count: usize) -> Vec<u8> {
    let nodes = vec![NodeItem::bounds(0.0, 0.0, 1.0, 1.0); count];
    let tree = PackedRTree::build(&nodes, &nodes[0], 16).unwrap();
    let mut out = Vec::new();
    tree.stream_write(&mut out).unwrap();
    out
}

fn line(n: usize) -> Shape {
    let xy = (0..n).flat_map(|i| [130.0 + i as f64, 42.0]).collect();
    Shape { kind: GeometryType::LineString, xy, ..Shape::default() }
}

/// So many lines of three positions, with an index or without.
fn file(count: usize, indexed: bool) -> Vec<u8> {
    let mut out = header_of(GeometryType::LineString, count as u64, if indexed { 16 } else { 0 });
    if indexed {
        out.extend(index(count));
    }
    (0..count).for_each(|i| {
        out.extend(feature(&line(3), &[[5, 0].to_vec(), (i as i32).to_le_bytes().to_vec()].concat()))
    });
    out
}

fn read_bytes(bytes: &[u8]) -> (Result<Vec<RawLayer>, ReadError>, Report) {
    let (limits, watch, mut report) = (Limits::default(), Watch::default(), Report::new());
    let raw_layers = read(&Input::of("a.fgb", bytes, &limits, &watch), &mut report);
    (raw_layers, report)
}

fn count(bytes: &[u8]) -> (usize, Report) {
    let (raw_layers, report) = read_bytes(bytes);
    (raw_layers.unwrap()[0].layer.features.len(), report)
}

#[test]
fn with_and_without_index() {
    for n in [1, 2, 16, 17, 300] {
        for indexed in [false, true] {
            let (raw_layers, report) = read_bytes(&file(n, indexed));
            let raw = &raw_layers.unwrap()[0];
            assert!(report.is_empty(), "{report:?}");
            assert_eq!((raw.layer.features.len(), raw.layer.vertices()), (n, 3 * n));
            assert_eq!((&raw.crs, raw.layer.name.as_str()), (&StatedCrs::Epsg(5179), "Lines"));
            let last = raw.layer.features.last().unwrap();
            assert_eq!(last.property("int"), Some(&Value::Number((n - 1).to_string().into())));
        }
    }
}

#[test]
fn every_kind_of_column() {
    let mut bytes = Vec::new();
    let mut put = |column: u16, value: &[u8]| {
        bytes.extend(column.to_le_bytes());
        bytes.extend(value);
    };
    let long = |text: &[u8]| [&(text.len() as u32).to_le_bytes()[..], text].concat();
    put(0, &[0xff]);
    put(1, &[255]);
    put(2, &[1]);
    put(3, &(-300_i16).to_le_bytes());
    put(4, &60_000_u16.to_le_bytes());
    put(6, &4_000_000_000_u32.to_le_bytes());
    put(7, &i64::MIN.to_le_bytes());
    put(8, &u64::MAX.to_le_bytes());
    put(9, &0.1_f32.to_le_bytes());
    put(10, &1e300_f64.to_le_bytes());
    put(11, &long("나진".as_bytes()));
    put(12, &long(b"{\"a\": [1.0]}"));
    put(13, &long(b"2026-11-22T00:00:00Z"));
    put(14, &long(&[0, 255]));
    let all = [header_of(GeometryType::LineString, 1, 0), feature(&line(2), &bytes)].concat();
    let (raw_layers, report) = read_bytes(&all);
    let layer = &raw_layers.unwrap()[0].layer;
    let shown: Vec<&str> = layer.features[0].properties.iter().map(|(_, v)| v.display()).collect();
    let wanted = [
        "-1",
        "255",
        "true",
        "-300",
        "60000",
        "4000000000",
        "-9223372036854775808",
        "18446744073709551615",
        "0.1",
        "1e300",
        "나진",
        "{\"a\": [1.0]}",
        "2026-11-22T00:00:00Z",
        "00ff",
    ];
    assert_eq!(shown, wanted);
    assert!(report.is_empty());
    bytes.extend([99, 0]);
    let bad = [header_of(GeometryType::LineString, 1, 0), feature(&line(2), &bytes)].concat();
    let (raw_layers, report) = read_bytes(&bad);
    assert_eq!(raw_layers.unwrap()[0].layer.features[0].properties.len(), 14);
    assert_eq!(report.count("bad-property"), 1);
}

#[test]
fn every_kind_of_geometry() {
    let of = |xy: &[[f64; 2]]| Positions::new(xy.iter().map(|p| LonLat::from(*p)).collect());
    let ring = [0.0, 0.0, 1.0, 0.0, 1.0, 1.0, 0.0, 0.0];
    let two = Shape { xy: [ring, ring].concat(), ends: vec![4, 8], ..Shape::default() };
    let square = || of(&[[0.0, 0.0], [1.0, 0.0], [1.0, 1.0], [0.0, 0.0]]);
    let part = |kind| Shape { kind, xy: ring.to_vec(), ..Shape::default() };
    let point = Shape { kind: GeometryType::Point, xy: vec![1.0, 2.0], z: vec![3.0], ..Shape::default() };
    let lines = Geometry::MultiLineString(vec![square(), square()]);
    let cases = [
        (
            Shape { kind: GeometryType::Polygon, xy: two.xy.clone(), ends: vec![4, 8], ..Shape::default() },
            Geometry::Polygon(vec![square(), square()]),
        ),
        (
            Shape { kind: GeometryType::Polygon, xy: ring.to_vec(), ..Shape::default() },
            Geometry::Polygon(vec![square()]),
        ),
        (Shape { kind: GeometryType::MultiLineString, ..two }, lines),
        (
            Shape { kind: GeometryType::MultiPoint, xy: ring.to_vec(), ..Shape::default() },
            Geometry::MultiPoint(square()),
        ),
        (
            Shape {
                kind: GeometryType::MultiPolygon,
                parts: vec![part(GeometryType::Polygon), part(GeometryType::Unknown)],
                ..Shape::default()
            },
            Geometry::MultiPolygon(vec![vec![square()], vec![square()]]),
        ),
        (
            Shape {
                kind: GeometryType::GeometryCollection,
                parts: vec![point, part(GeometryType::LineString)],
                ..Shape::default()
            },
            Geometry::Collection(vec![
                Geometry::Point(of(&[[1.0, 2.0]]).with_heights(vec![3.0])),
                Geometry::LineString(square()),
            ]),
        ),
        (Shape { kind: GeometryType::Point, xy: vec![f64::NAN; 2], ..Shape::default() }, Geometry::None),
        (
            Shape {
                kind: GeometryType::CompoundCurve,
                parts: vec![part(GeometryType::LineString)],
                ..Shape::default()
            },
            Geometry::LineString(square()),
        ),
        (
            Shape { kind: GeometryType::TIN, xy: ring.to_vec(), ends: vec![4], ..Shape::default() },
            Geometry::MultiPolygon(vec![vec![square()]]),
        ),
    ];
    for (shape, wanted) in cases {
        let all = [header_of(GeometryType::Unknown, 1, 0), feature(&shape, &[])].concat();
        let (raw_layers, report) = read_bytes(&all);
        assert_eq!(raw_layers.unwrap()[0].layer.features[0].geometry, wanted);
        assert!(report.is_empty(), "{report:?}");
    }
}

#[test]
fn bad_shapes_cost_themselves() {
    let bad = [
        Shape { ends: vec![9], kind: GeometryType::Polygon, ..line(3) },
        Shape { z: vec![1.0], ..line(3) },
        Shape { kind: GeometryType(77), ..line(3) },
    ];
    let mut all = header_of(GeometryType::Unknown, 4, 0);
    bad.iter().for_each(|shape| all.extend(feature(shape, &[])));
    all.extend(feature(&line(3), &[]));
    let (raw_layers, report) = read_bytes(&all);
    let layer = &raw_layers.unwrap()[0].layer;
    assert_eq!((layer.features.len(), layer.vertices(), report.count("bad-geometry")), (4, 3, 3));
}

#[test]
fn every_cut_gives_what_came_before() {
    for indexed in [false, true] {
        let whole = file(20, indexed);
        let one = feature(&line(3), &[5, 0, 0, 0, 0, 0]).len();
        let start = whole.len() - 20 * one;
        for end in 0..whole.len() {
            let (raw_layers, report) = read_bytes(&whole[..end]);
            match raw_layers {
                Ok(raw_layers) => {
                    let loaded = raw_layers[0].layer.features.len();
                    assert_eq!(loaded, end.saturating_sub(start) / one, "cut at {end}");
                    assert!(!report.is_empty(), "cut at {end}");
                }
                Err(error) => {
                    assert!(end < start && matches!(error.code(), "truncated" | "syntax"), "{end} {error}")
                }
            }
        }
    }
}

#[test]
fn lying_counts() {
    let features: Vec<u8> = (0..5).flat_map(|_| feature(&line(3), &[])).collect();
    for (stated, node_size) in [(u64::MAX, 16), (1 << 40, 2), (1000, 16), (3, 16), (1000, 0), (2, 0)] {
        let bytes = [header_of(GeometryType::LineString, stated, node_size), features.clone()].concat();
        let (found, report) = count(&bytes);
        assert_eq!(found, 5, "{stated} {node_size}");
        assert!(report.count("count-differs") == 1, "{report:?}");
    }
    let (found, report) = count(&[header_of(GeometryType::LineString, 0, 16), features].concat());
    assert_eq!((found, report.is_empty()), (5, true));
}

#[test]
fn a_damaged_feature_costs_itself() {
    let whole = file(10, false);
    let one = feature(&line(3), &[5, 0, 0, 0, 0, 0]).len();
    let third = whole.len() - 7 * one;
    for (from, value) in [(0, 0xff_u8), (0, 0), (4, 0xff)] {
        let mut bytes = whole.clone();
        bytes[third + from..third + from + 4].fill(value);
        let (found, report) = count(&bytes);
        assert_eq!(found, 9, "{from} {value}");
        assert!(report.has_errors());
    }
}

#[test]
fn no_flatgeobuf_or_newer() {
    assert_eq!(read_bytes(b"fgb\x03fgb\0").0.unwrap_err().code(), "truncated");
    assert_eq!(read_bytes(b"fgb\x09fgb\0").0.unwrap_err().code(), "newer-version");
    assert_eq!(read_bytes(b"hello").0.unwrap_err().code(), "syntax");
}

#[test]
fn mutations_end_in_answers() {
    let whole = file(20, true);
    let mut seed = 5_u64;
    let mut random = |below: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) as usize % below
    };
    let rounds = if cfg!(debug_assertions) { 3000 } else { 100_000 };
    for _ in 0..rounds {
        let mut bytes = whole.clone();
        for _ in 0..=random(8) {
            let at = random(bytes.len());
            bytes[at] = [0, 1, 0x7f, 0xff, random(256) as u8][random(5)];
        }
        let _ = read_bytes(&bytes);
    }
}
