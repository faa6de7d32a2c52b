//! Fixtures with what they hold, and the same damaged at random: no reader may panic.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use crate::formats::{geojson, positions, topojson, wkt};
use crate::input::{Input, Limits, RawLayer, ReadError, Watch};
use tumen_core::diag::Report;

type Read = fn(&Input<'_>, &mut Report) -> Result<Vec<RawLayer>, ReadError>;

macro_rules! fixture {
    ($name:literal) => {
        ($name, include_bytes!(concat!("../../../../../tests/fixtures/", $name)).as_slice())
    };
}

type Fixture = ((&'static str, &'static [u8]), Read, usize, usize, &'static [(&'static str, usize)]);

/// File, reader, features, positions, codes and how often.
const FIXTURES: [Fixture; 12] = [
    (fixture!("geojson/every_kind.geojson"), geojson::read, 8, 25, &[]),
    (fixture!("geojson/utm52.geojson"), geojson::read, 1, 1, &[]),
    (fixture!("geojson/broken_feature.geojson"), geojson::read, 3, 3, &[("syntax", 2)]),
    (fixture!("geojson/truncated.geojson"), geojson::read, 1, 1, &[("truncated", 1)]),
    (fixture!("geojson/decimal_comma.geojson"), geojson::read, 1, 2, &[("decimal-comma", 4)]),
    (fixture!("geojson/tolerated.geojson"), geojson::read, 1, 1, &[("syntax", 3), ("nan", 1)]),
    (fixture!("geojson/lines.geojsonl"), geojson::read_sequence, 2, 2, &[("syntax", 1)]),
    (fixture!("geojson/records.geojsons"), geojson::read_sequence, 2, 2, &[("syntax", 1)]),
    (fixture!("topojson/quantised.topojson"), topojson::read, 4, 15, &[]),
    (fixture!("topojson/bad_arc.topojson"), topojson::read, 2, 2, &[("bad-geometry", 1)]),
    (fixture!("wkt/mixed.wkt"), wkt::read, 4, 7, &[("syntax", 2)]),
    (fixture!("positions/bad_line.txt"), positions::read, 1, 3, &[("bad-number", 1), ("position-order", 1)]),
];

fn run(read: Read, name: &str, bytes: &[u8]) -> (Result<Vec<RawLayer>, ReadError>, Report) {
    let (limits, watch, mut report) = (Limits::default(), Watch::default(), Report::new());
    let read = read(&Input::of(name, bytes, &limits, &watch), &mut report);
    (read, report)
}

#[test]
fn fixtures_hold_what_they_should() {
    for ((name, bytes), read, features, positions, codes) in FIXTURES {
        let (raw_layers, report) = run(read, name, bytes);
        let raw_layers = raw_layers.unwrap();
        let count = raw_layers.iter().map(|d| d.layer.features.len()).sum::<usize>();
        let vertices = raw_layers.iter().map(|d| d.layer.vertices()).sum::<usize>();
        assert_eq!((count, vertices), (features, positions), "{name} {report:?}");
        let met: Vec<(&str, usize)> = codes.iter().map(|(code, _)| (*code, report.count(code))).collect();
        assert_eq!(met, codes, "{name} {report:?}");
        assert_eq!(report.notices().len(), codes.iter().map(|c| c.1).sum::<usize>(), "{name} {report:?}");
    }
}

/// A row of numbers that is the same every time (xorshift).
struct Dice(u64);

impl Dice {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 16) as usize % bound.max(1)
    }
}

fn damaged(bytes: &[u8], dice: &mut Dice) -> Vec<u8> {
    const PIECES: [&[u8]; 14] = [
        b"{",
        b"[",
        b"]}",
        b"\"",
        b",",
        b"\\",
        b"1e999",
        b"NaN",
        b"null",
        b"\xff",
        b"\xd0\x96",
        b"[[[[[[",
        b"-1",
        b"\x1e",
    ];
    let mut bytes = bytes.to_vec();
    for _ in 0..=dice.below(4) {
        let at = dice.below(bytes.len());
        let to = (at + dice.below(40)).min(bytes.len());
        match dice.below(6) {
            0 => bytes.truncate(at),
            1 => drop(bytes.drain(at..to)),
            2 => drop(bytes.splice(at..at, PIECES[dice.below(PIECES.len())].iter().copied())),
            3 => bytes.extend_from_within(at..to),
            4 if at < bytes.len() => bytes[at] = dice.below(256) as u8,
            _ if at < bytes.len() => bytes[at] ^= 1 << dice.below(8),
            _ => {}
        }
    }
    bytes
}

#[test]
fn no_damage_makes_a_reader_panic() {
    let count = option_env!("TUMEN_MUTATIONS").and_then(|n| n.parse().ok()).unwrap_or(1_000);
    for ((name, bytes), read, ..) in FIXTURES {
        let mut dice = Dice(0x5eed);
        for _ in 0..count {
            let bytes = damaged(bytes, &mut dice);
            if let (Ok(raw_layers), _) = run(read, name, &bytes) {
                let layers: Vec<_> = raw_layers.iter().map(|d| &d.layer).collect();
                geojson::write(&layers, &mut Vec::new());
            }
        }
    }
}

#[test]
fn long_hostile_texts_take_linear_time() {
    let pieces = [
        "{\"type\":\"Feature\",",
        "{\"type\":\"Feature\" ",
        "{\"type\":\"Feature\",\"a\":\"",
        "[",
        "{",
        "\"",
        "[[1,2],",
        "/*",
        "{\"type\":\"Feature\",\"geometry\":",
        "{\"geometry\":{\"type\":\"Point\"",
        "\\",
        "LINESTRING (",
        "1,",
        "\n",
        "{}",
        "{\"id\":1",
        "{\"type\":\"FeatureCollection\",\"features\":[",
        "{\"type\":\"Feature\",\"x\":{",
        "POINT (1 2) ",
    ];
    for piece in pieces {
        let text = piece.repeat(10_000 / piece.len());
        let collection = format!("{{\"type\":\"FeatureCollection\",\"features\":[{text}");
        for read in [geojson::read, geojson::read_sequence, topojson::read, wkt::read, positions::read] {
            let _ = run(read, "hostile", text.as_bytes());
            let _ = run(read, "hostile", collection.as_bytes());
        }
    }
}
