#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use super::*;
use crate::formats::geojson::read;
use crate::input::{Input, Limits, Watch};
use proptest::collection::vec;
use proptest::prelude::*;
use tumen_core::diag::Report;

fn written(layer: &Layer) -> String {
    let mut out = Vec::new();
    write(&[layer], &mut out);
    String::from_utf8(out).unwrap()
}

fn reread(text: &str) -> (Layer, Report) {
    let (limits, watch, mut report) = (Limits::default(), Watch::default(), Report::new());
    let raw_layers = read(&Input::of("a.geojson", text.as_bytes(), &limits, &watch), &mut report);
    (raw_layers.unwrap().remove(0).layer, report)
}

fn positions_with(count: std::ops::Range<usize>) -> impl Strategy<Value = Positions> {
    let number = || prop_oneof![-180.0..180.0, any::<i32>().prop_map(|n| f64::from(n) / 1e7), -1e300..1e300];
    let point = (number(), number()).prop_map(|(lon, lat)| LonLat::new(lon, lat));
    (vec(point, count), proptest::option::of(vec(number(), 9))).prop_map(|(points, heights)| {
        let heights = heights.map(|h| h.into_iter().take(points.len()).collect()).unwrap_or_default();
        Positions::new(points).with_heights(heights)
    })
}

fn geometry() -> impl Strategy<Value = Geometry> {
    let lines = || vec(positions_with(1..9), 1..4);
    let plain = prop_oneof![
        Just(Geometry::None),
        positions_with(1..2).prop_map(Geometry::Point),
        positions_with(0..9).prop_map(Geometry::MultiPoint),
        positions_with(0..9).prop_map(Geometry::LineString),
        lines().prop_map(Geometry::MultiLineString),
        lines().prop_map(Geometry::Polygon),
        vec(lines(), 0..3).prop_map(Geometry::MultiPolygon),
    ];
    plain.prop_recursive(3, 12, 3, |inner| vec(inner, 0..3).prop_map(Geometry::Collection))
}

fn value() -> impl Strategy<Value = Value> {
    prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::Bool),
        "-?(0|[1-9][0-9]{0,20})(\\.[0-9]{1,9})?([eE][-+]?[0-9]{1,3})?".prop_map(|t| Value::Number(t.into())),
        any::<String>().prop_map(|t| Value::Text(t.into())),
        Just(Value::Json("[1.50,{\"a\":[]},\"x, \\u044f\"]".into())),
    ]
}

fn feature() -> impl Strategy<Value = Feature> {
    let id = proptest::option::of(value().prop_filter("null is no id", |v| *v != Value::Null));
    let key = "[a-z]{0,4}|\\PC{1,6}"
        .prop_filter("a look of its own is derived", |k| !["stroke", "fill", "times"].contains(&k.as_str()));
    (geometry(), vec((key, value()), 0..5), id, any::<bool>()).prop_map(
        |(geometry, properties, id, foreign_members)| {
            // No key twice: the second would get a number.
            let mut seen = std::collections::HashSet::new();
            let properties = properties.into_iter().filter(|(k, _): &(String, Value)| seen.insert(k.clone()));
            let properties = properties.map(|(k, v)| (k.into(), v)).collect();
            let foreign_members =
                if foreign_members { vec![("x:y".into(), "{\"a\":1.0}".into())] } else { Vec::new() };
            Feature { geometry, properties, id, foreign_members, ..Feature::default() }
        },
    )
}

proptest! {
    #[test]
    fn what_is_written_is_read_back(features in vec(feature(), 0..6)) {
        let layer = Layer::new("a", features);
        let text = written(&layer);
        let (back, report) = reread(&text);
        prop_assert!(report.is_empty(), "{report:?}\n{text}");
        prop_assert_eq!(back.features.len(), layer.features.len());
        for (a, b) in layer.features.iter().zip(back.features.iter()) {
            let b = Feature { line: 0, ..(**b).clone() };
            prop_assert_eq!(&**a, &b);
        }
        prop_assert_eq!(written(&back), text);
    }

    #[test]
    fn numbers_come_back(value in any::<f64>(), decimal in any::<i32>(), digits in 0..9_i32) {
        for value in [value, f64::from(decimal) / 10_f64.powi(digits)] {
            let mut out = Vec::new();
            write_number(value, &mut out);
            let text = String::from_utf8(out).unwrap();
            if value.is_finite() {
                prop_assert_eq!(text.parse::<f64>().unwrap().to_bits(), value.to_bits(), "{}", text);
                prop_assert!(valid_number(&text));
                prop_assert!(value.abs() > 1e6 ||  text.len() <= format!("{value}").len(), "{}", text);
            } else {
                prop_assert_eq!(text, "null");
            }
        }
    }

    #[test]
    fn well_known_text_comes_back(geometry in geometry()) {
        use crate::formats::wkt;
        prop_assume!(geometry != Geometry::None);
        let text = wkt::to_text(&geometry);
        prop_assert_eq!(wkt::parse(&text, 64).unwrap(), geometry);
    }
}

#[test]
fn members_are_written_once_and_in_order() {
    let text = "{\n\"type\":\"FeatureCollection\",\n\"name\":\"Roads\",\n\"x\":{\"a\":[1.0]},\n\"features\":[\n\
        {\"type\":\"Feature\",\"id\":7,\"properties\":{\"b\":1.50,\"a\":\"\\\"\"},\"geometry\":\
        {\"type\":\"Point\",\"coordinates\":[131.9,43.1,-5],\"z\":1},\"bbox\":[131.9,43.1,131.9,43.1]}\n]\n}\n";
    let (layer, _) = reread(text);
    assert_eq!(written(&layer), text);
    let (moved, _) = reread(&text.replace("[131.9,43.1,-5]", "[131.8,43.1,-5]"));
    assert!(written(&moved).contains("\"bbox\":[131.8,43.1,131.8,43.1]"));
}

#[test]
fn what_geojson_cannot_hold_is_said() {
    let line = Positions::new(vec![LonLat::new(1.0, 2.0)]).with_times(vec![0.0]);
    let mut feature = Feature::drawn(Geometry::MultiPoint(line));
    assert_eq!(losses(&[&Layer::new("a", vec![feature.clone()])]).len(), 1);
    feature.foreign_members.push(("extensions".into(), "<x/>".into()));
    feature.own_style = Some(Arc::default());
    let layer = Layer::new("a", vec![feature]);
    assert_eq!(losses(&[&layer, &layer]).len(), 4);
    assert!(!written(&layer).contains("<x/>"));
    assert!(losses(&[&Layer::new("a", vec![Feature::default()])]).is_empty());
}
