#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]
use super::*;
use crate::input::Limits;
use crate::input::ReadError;
use proptest::prelude::*;

/// How a test writes a geometry.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Style {
    /// Least significant byte first.
    pub(crate) little: bool,
    /// PostGIS flags instead of the thousands of ISO.
    pub(crate) extended: bool,
    /// With measures, which readers pass over.
    pub(crate) measures: bool,
    /// With heights.
    pub(crate) heights: bool,
}

pub(crate) const PLAIN: Style = Style { little: true, extended: false, measures: false, heights: false };

impl Style {
    fn word(self, out: &mut Vec<u8>, value: u32) {
        out.extend(if self.little { value.to_le_bytes() } else { value.to_be_bytes() });
    }

    fn head(self, out: &mut Vec<u8>, kind: u32) {
        out.push(u8::from(self.little));
        let code = if self.extended {
            kind | 0x2000_0000 | (u32::from(self.heights) << 31) | (u32::from(self.measures) << 30)
        } else {
            kind + 1000 * u32::from(self.heights) + 2000 * u32::from(self.measures)
        };
        self.word(out, code);
        if self.extended {
            self.word(out, 4326);
        }
    }

    fn tuples(self, out: &mut Vec<u8>, p: &Positions) {
        for (i, point) in p.points.iter().enumerate() {
            let height = self.heights.then(|| p.heights().get(i).copied().unwrap_or(f64::NAN));
            let measure = self.measures.then_some(7.5);
            for value in [Some(point.lon), Some(point.lat), height, measure].into_iter().flatten() {
                out.extend(if self.little { value.to_le_bytes() } else { value.to_be_bytes() });
            }
        }
    }

    fn counted(self, out: &mut Vec<u8>, p: &Positions) {
        self.word(out, p.len() as u32);
        self.tuples(out, p);
    }

    fn rings(self, out: &mut Vec<u8>, kind: u32, rings: &[Positions]) {
        self.head(out, kind);
        self.word(out, rings.len() as u32);
        rings.iter().for_each(|r| self.counted(out, r));
    }
}

/// Writes a geometry as WKB.
pub(crate) fn write(geometry: &Geometry, style: Style) -> Vec<u8> {
    let mut out = Vec::new();
    put(geometry, style, &mut out);
    out
}

fn put(geometry: &Geometry, style: Style, out: &mut Vec<u8>) {
    match geometry {
        Geometry::None => {
            style.head(out, 1);
            style.tuples(out, &Positions::new(vec![LonLat::new(f64::NAN, f64::NAN)]));
        }
        Geometry::Point(p) => {
            style.head(out, 1);
            style.tuples(out, p);
        }
        Geometry::LineString(p) => {
            style.head(out, 2);
            style.counted(out, p);
        }
        Geometry::Polygon(rings) => style.rings(out, 3, rings),
        Geometry::MultiPoint(p) => {
            style.head(out, 4);
            style.word(out, p.len() as u32);
            (0..p.len()).for_each(|i| put(&Geometry::Point(p.slice(i..i + 1)), style, out));
        }
        Geometry::MultiLineString(lines) => {
            style.head(out, 5);
            style.word(out, lines.len() as u32);
            lines.iter().for_each(|l| put(&Geometry::LineString(l.clone()), style, out));
        }
        Geometry::MultiPolygon(areas) => {
            style.head(out, 6);
            style.word(out, areas.len() as u32);
            areas.iter().for_each(|a| style.rings(out, 3, a));
        }
        Geometry::Collection(shapes) => {
            style.head(out, 7);
            style.word(out, shapes.len() as u32);
            shapes.iter().for_each(|s| put(s, style, out));
        }
    }
}

/// A GeoPackage blob around WKB, with an envelope of this kind (its numbers are nonsense, nobody needs them).
pub(crate) fn blob(geometry: &Geometry, envelope: u8) -> Vec<u8> {
    let size = [0, 32, 48, 48, 64][usize::from(envelope)];
    let empty = u8::from(geometry.is_empty()) << 4;
    let mut out = vec![b'G', b'P', 0, 1 | (envelope << 1) | empty];
    out.extend(4326_u32.to_le_bytes());
    out.extend(std::iter::repeat_n(9_u8, size));
    out.extend(write(geometry, PLAIN));
    out
}

fn read_all(bytes: &[u8]) -> Result<Geometry, Flaw> {
    let limits = Limits::default();
    read(bytes, &mut Budget::new(&limits))
}

fn positions(heights: bool, range: std::ops::Range<usize>) -> impl Strategy<Value = Positions> {
    let tuple = (-180.0..180.0_f64, -90.0..90.0_f64, -100.0..4000.0_f64);
    prop::collection::vec(tuple, range).prop_map(move |tuples| {
        let points = tuples.iter().map(|t| LonLat::new(t.0, t.1)).collect();
        let up = if heights { tuples.iter().map(|t| t.2).collect() } else { Vec::new() };
        Positions::new(points).with_heights(up)
    })
}

/// Any geometry, with or without heights throughout.
pub(crate) fn geometry(heights: bool) -> impl Strategy<Value = Geometry> {
    let many = move || prop::collection::vec(positions(heights, 0..6), 0..4);
    let leaf = prop_oneof![
        Just(Geometry::None),
        positions(heights, 1..2).prop_map(Geometry::Point),
        positions(heights, 0..5).prop_map(Geometry::MultiPoint),
        positions(heights, 0..9).prop_map(Geometry::LineString),
        many().prop_map(Geometry::MultiLineString),
        many().prop_map(Geometry::Polygon),
        prop::collection::vec(many(), 0..3).prop_map(Geometry::MultiPolygon),
    ];
    leaf.prop_recursive(3, 12, 4, |inner| prop::collection::vec(inner, 0..4).prop_map(Geometry::Collection))
}

proptest! {
    #[test]
    fn what_is_written_is_read(
        (heights, shape) in any::<bool>().prop_flat_map(|h| (Just(h), geometry(h))),
        little: bool, extended: bool, measures: bool,
    ) {
        let style = Style { little, extended, measures, heights };
        prop_assert_eq!(read_all(&write(&shape, style)).unwrap(), shape);
    }

    #[test]
    fn every_cut_is_a_flaw(shape in geometry(true)) {
        let bytes = write(&shape, Style { heights: true, ..PLAIN });
        for end in 0..bytes.len() {
            prop_assert!(matches!(read_all(&bytes[..end]), Err(Flaw::Bad(_))));
        }
    }

    #[test]
    fn envelopes_of_all_kinds(shape in geometry(false), envelope in 0..5_u8) {
        let limits = Limits::default();
        let read = read_geopackage(&blob(&shape, envelope), &mut Budget::new(&limits)).unwrap();
        prop_assert_eq!(read, shape);
    }
}

#[test]
fn lying_counts_take_no_memory() {
    for kind in [2_u32, 3, 4, 5, 6, 7, 8, 9, 10, 15] {
        let mut bytes = vec![1];
        bytes.extend(kind.to_le_bytes());
        bytes.extend(u32::MAX.to_le_bytes());
        bytes.extend([0; 40]);
        let Err(Flaw::Bad(why)) = read_all(&bytes) else { panic!("kind {kind}") };
        assert!(why.english().contains("4294967295"), "{why}");
    }
}

#[test]
fn deep_nesting_is_refused() {
    let mut bytes = Vec::new();
    for _ in 0..100_000 {
        PLAIN.head(&mut bytes, 7);
        PLAIN.word(&mut bytes, 1);
    }
    let Err(Flaw::Bad(why)) = read_all(&bytes) else { panic!("not refused") };
    assert!(why.english().contains("limit of 64 (depth)"), "{why}");
}

#[test]
fn curves_become_lines() {
    let mut bytes = Vec::new();
    PLAIN.head(&mut bytes, 9);
    PLAIN.word(&mut bytes, 2);
    PLAIN.head(&mut bytes, 8);
    let of = |p: &[[f64; 2]]| Positions::new(p.iter().map(|&p| p.into()).collect());
    PLAIN.counted(&mut bytes, &of(&[[-1.0, 0.0], [0.0, 1.0], [1.0, 0.0]]));
    PLAIN.head(&mut bytes, 2);
    PLAIN.counted(&mut bytes, &of(&[[1.0, 0.0], [5.0, 0.0]]));
    let Ok(Geometry::LineString(line)) = read_all(&bytes) else { panic!("no line") };
    assert_eq!(line.len(), 38);
}

#[test]
fn strange_blobs() {
    let limits = Limits::default();
    let read = |blob: &[u8]| read_geopackage(blob, &mut Budget::new(&limits));
    assert_eq!(read(b"").unwrap(), Geometry::None);
    assert_eq!(read(b"GP\0\x11\0\0\0\0").unwrap(), Geometry::None);
    for bad in [
        &b"GP"[..],
        b"GP\0\x01",
        b"GP\0\x0d\0\0\0\0",
        b"GP\0\x21\0\0\0\0GPKX",
        b"hello",
        b"\x01\xff\xff\xff\x0f",
    ] {
        assert!(read(bad).is_err(), "{bad:?}");
    }
    let few = Limits { vertices: 2, ..Limits::default() };
    let line = write(&Geometry::line(vec![LonLat::default(); 3]), PLAIN);
    let stopped = super::read(&line, &mut Budget::new(&few));
    assert!(matches!(stopped, Err(Flaw::Stop(ReadError::Limit { name: "vertices", .. }))));
}
