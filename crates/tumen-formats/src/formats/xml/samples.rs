//! Layers made up for property tests, and faults for readers to survive.

use proptest::prelude::*;
use std::sync::Arc;
use tumen_core::geo::LonLat;
use tumen_core::model::layer::{Color, Feature, OwnStyle, Positions, Properties, Value};

/// Text that XML can hold.
pub fn text() -> impl Strategy<Value = String> {
    prop_oneof!["[a-z ]{0,6}", "[\\PC\r\n\t&<>\"']{0,12}"]
        .prop_map(|text: String| text.chars().filter(|c| crate::formats::xml::allowed(*c)).collect())
}

pub fn value() -> impl Strategy<Value = Value> {
    prop_oneof![
        3 => text().prop_map(|text| Value::Text(text.into())),
        2 => "-?[0-9]{1,5}(\\.[0-9]{1,4}0?)?".prop_map(|digits| Value::Number(digits.into())),
        1 => any::<bool>().prop_map(Value::Bool),
        1 => Just(Value::Null),
        1 => Just(Value::Json("{\"a\":[1, \"<&>\"]}".into())),
    ]
}

pub fn properties() -> impl Strategy<Value = Properties> {
    let known = prop_oneof![
        Just("name"),
        Just("desc"),
        Just("description"),
        Just("number"),
        Just("sat"),
        Just("link"),
        Just("link_text"),
        Just("timestamp"),
        Just("begin"),
        Just("end"),
        Just("cmt"),
        Just("speed"),
    ];
    let key = prop_oneof![known.prop_map(str::to_owned), text()];
    let all = prop::collection::vec((key.prop_map(|key| Arc::<str>::from(key.as_str())), value()), 0..6);
    // Readers keep no key twice.
    all.prop_map(|all| {
        let mut seen = std::collections::HashSet::new();
        all.into_iter().filter(|(key, _)| seen.insert(key.clone())).collect()
    })
}

/// Positions, perhaps with heights and times.
pub fn positions(count: std::ops::Range<usize>, timed: bool) -> impl Strategy<Value = Positions> {
    let one = (-180.0..180.0, -90.0..90.0, -500_000..9_000_000_i64, 0..2_000_000_000_000_i64);
    (prop::collection::vec(one, count), any::<bool>(), any::<bool>()).prop_map(move |(all, high, late)| {
        let points = all.iter().map(|(lon, lat, _, _)| LonLat::new(*lon, *lat)).collect();
        let heights = all.iter().map(|(_, _, height, _)| *height as f64 / 1000.0).filter(|_| high).collect();
        let times =
            all.iter().map(|(_, _, _, time)| *time as f64 / 1000.0).filter(|_| timed && late).collect();
        Positions::new(points).with_heights(heights).with_times(times)
    })
}

pub fn style() -> impl Strategy<Value = Option<Arc<OwnStyle>>> {
    let color = || prop::option::of(any::<[u8; 4]>().prop_map(Color));
    let size = || prop::option::of((0..1000_u16).prop_map(|n| f32::from(n) / 10.0));
    let style = (color(), size(), color(), color(), size());
    prop::option::of(style.prop_map(|(stroke, width, fill, marker, marker_scale)| {
        Arc::new(OwnStyle { stroke, width, fill, marker, marker_scale })
    }))
    .prop_map(|style| style.filter(|style| **style != OwnStyle::default()))
}

pub fn feature(
    geometry: impl Strategy<Value = tumen_core::model::layer::Geometry>,
) -> impl Strategy<Value = Feature> {
    (geometry, properties(), prop::option::of(value()), style()).prop_map(
        |(geometry, properties, id, own_style)| Feature {
            geometry,
            properties,
            id,
            own_style,
            ..Feature::default()
        },
    )
}

/// Random numbers from a seed.
pub struct Seeded(pub u64);

impl Seeded {
    /// The next number below a bound.
    pub fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % bound.max(1) as u64) as usize
    }

    /// The bytes with one to eight faults: changed, cut out, doubled or foreign pieces.
    pub fn mutate(&mut self, bytes: &[u8]) -> Vec<u8> {
        const PIECES: [&[u8]; 16] = [
            b"<",
            b">",
            b"&",
            b"\"",
            b"</",
            b"<!--",
            b"<![CDATA[",
            b"]]>",
            b"<!DOCTYPE x [",
            b"<?",
            b"\xff\xfe",
            b"\0",
            b"1e999",
            b"NaN",
            b"<Placemark>",
            b"<trkpt lat=\"1",
        ];
        let mut bytes = bytes.to_vec();
        for _ in 0..=self.below(8) {
            let at = self.below(bytes.len());
            let to = (at + self.below(60)).min(bytes.len());
            match self.below(5) {
                0 => bytes.iter_mut().skip(at).take(1).for_each(|byte| *byte = self.below(256) as u8),
                1 => drop(bytes.drain(at..to)),
                2 => {
                    let part = bytes[at..to].to_vec();
                    let place = self.below(bytes.len());
                    bytes.splice(place..place, part);
                }
                3 => bytes.truncate(at),
                _ => drop(bytes.splice(at..at, PIECES[self.below(PIECES.len())].iter().copied())),
            }
        }
        bytes
    }
}

/// How many mutated inputs a test tries: a few, or what `TUMEN_MUTATIONS` says.
pub fn mutations() -> usize {
    std::env::var("TUMEN_MUTATIONS").ok().and_then(|n| n.parse().ok()).unwrap_or(500)
}
