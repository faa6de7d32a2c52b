//! Geometries as JSON: flat lists of numbers.

use super::json::json;
use crate::formats::budget::{Budget, Flaw};
use serde::Deserialize;
use serde_json::value::RawValue;
use tumen_core::geo::LonLat;
use tumen_core::message;
use tumen_core::message::Message;
use tumen_core::model::layer::{Geometry, Positions};

/// Writes `,"g":…`; nothing for no shape.
pub(super) fn write(geometry: &Geometry, out: &mut Vec<u8>) {
    if *geometry != Geometry::None {
        out.extend_from_slice(b",\"g\":");
        shape(geometry, out);
    }
}

fn shape(geometry: &Geometry, out: &mut Vec<u8>) {
    if *geometry == Geometry::None {
        out.extend_from_slice(b"null");
        return;
    }
    let name = match geometry {
        Geometry::Collection(_) => "Collection",
        other => other.kind().name(),
    };
    out.push(b'{');
    json(name, out);
    out.push(b':');
    match geometry {
        Geometry::None => {}
        Geometry::Point(p) | Geometry::MultiPoint(p) | Geometry::LineString(p) => positions(p, out),
        Geometry::MultiLineString(parts) | Geometry::Polygon(parts) => list(parts, out, positions),
        Geometry::MultiPolygon(areas) => list(areas, out, |area, out| list(area, out, positions)),
        Geometry::Collection(shapes) => list(shapes, out, shape),
    }
    out.push(b'}');
}

fn list<T>(items: &[T], out: &mut Vec<u8>, mut write: impl FnMut(&T, &mut Vec<u8>)) {
    out.push(b'[');
    for (i, item) in items.iter().enumerate() {
        if i > 0 {
            out.push(b',');
        }
        write(item, out);
    }
    out.push(b']');
}

fn positions(p: &Positions, out: &mut Vec<u8>) {
    out.extend_from_slice(b"{\"c\":");
    list(&p.points, out, |point, out| {
        number(&point.lon, out);
        out.push(b',');
        number(&point.lat, out);
    });
    for (name, values) in [(&b",\"z\":"[..], p.heights()), (b",\"s\":", p.times())] {
        if !values.is_empty() {
            out.extend_from_slice(name);
            list(values, out, number);
        }
    }
    out.push(b'}');
}

/// The shortest digits that give the number back; infinity as a number beyond all, none as nothing.
fn number(value: &f64, out: &mut Vec<u8>) {
    match value.is_infinite() {
        true => out.extend_from_slice(if *value > 0.0 { b"1e999" } else { b"-1e999" }),
        false => json(value, out),
    }
}

/// A geometry whose numbers are not yet read.
#[derive(Deserialize)]
pub(super) enum Shape<'a> {
    #[serde(borrow)]
    Point(Numbers<'a>),
    MultiPoint(Numbers<'a>),
    LineString(Numbers<'a>),
    MultiLineString(Vec<Numbers<'a>>),
    Polygon(Vec<Numbers<'a>>),
    MultiPolygon(Vec<Vec<Numbers<'a>>>),
    #[serde(borrow)]
    Collection(Parts<'a>),
}

/// The shapes of a collection, of which there may not be too many: a file of commas would take ten times
/// its size.
pub(super) struct Parts<'a>(Vec<&'a RawValue>);

/// The most shapes of one collection.
const SHAPES: usize = 2_000_000;

impl<'de: 'a, 'a> Deserialize<'de> for Parts<'a> {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Shapes;
        impl<'de> serde::de::Visitor<'de> for Shapes {
            type Value = Vec<&'de RawValue>;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("a list of shapes")
            }

            fn visit_seq<A: serde::de::SeqAccess<'de>>(self, mut list: A) -> Result<Self::Value, A::Error> {
                let mut all = Vec::new();
                while let Some(shape) = list.next_element()? {
                    all.push(shape);
                    if all.len() > SHAPES {
                        return Err(serde::de::Error::custom(message!("notice-collection-too-many")));
                    }
                }
                Ok(all)
            }
        }
        deserializer.deserialize_seq(Shapes).map(Self)
    }
}

/// Positions whose numbers are not yet read.
#[derive(Deserialize)]
pub(super) struct Numbers<'a> {
    #[serde(borrow)]
    c: &'a RawValue,
    z: Option<&'a RawValue>,
    s: Option<&'a RawValue>,
}

/// Reads the numbers of a geometry.
pub(super) fn read(shape: &Shape<'_>, depth: u64, budget: &mut Budget<'_>) -> Result<Geometry, Flaw> {
    budget.depth(depth)?;
    Ok(match shape {
        Shape::Point(p) => Geometry::Point(p.read(budget)?),
        Shape::MultiPoint(p) => Geometry::MultiPoint(p.read(budget)?),
        Shape::LineString(p) => Geometry::LineString(p.read(budget)?),
        Shape::MultiLineString(parts) => Geometry::MultiLineString(all(parts, budget)?),
        Shape::Polygon(parts) => Geometry::Polygon(all(parts, budget)?),
        Shape::MultiPolygon(areas) => {
            Geometry::MultiPolygon(areas.iter().map(|a| all(a, budget)).collect::<Result<_, _>>()?)
        }
        Shape::Collection(parts) => {
            Geometry::Collection(parts.0.iter().map(|p| part(p, depth, budget)).collect::<Result<_, _>>()?)
        }
    })
}

fn part(raw: &RawValue, depth: u64, budget: &mut Budget<'_>) -> Result<Geometry, Flaw> {
    budget.depth(depth + 1)?;
    match serde_json::from_str::<Option<Shape<'_>>>(raw.get()) {
        Ok(Some(shape)) => read(&shape, depth + 1, budget),
        Ok(None) => Ok(Geometry::None),
        Err(error) => Flaw::bad(message!("notice-part-geometry-damaged", error = error.to_string())),
    }
}

fn all(parts: &[Numbers<'_>], budget: &mut Budget<'_>) -> Result<Vec<Positions>, Flaw> {
    budget.vertices(parts.len())?;
    parts.iter().map(|p| p.read(budget)).collect()
}

impl Numbers<'_> {
    fn read(&self, budget: &mut Budget<'_>) -> Result<Positions, Flaw> {
        let count = count(self.c).div_ceil(2);
        budget.vertices(count)?;
        let mut points: Vec<LonLat> = Vec::with_capacity(count);
        let mut longitude = None;
        for value in values(self.c) {
            if points.len().is_multiple_of(8192) {
                budget.glance()?;
            }
            match longitude.take() {
                None => longitude = Some(value?),
                Some(lon) => points.push(LonLat::new(lon, value?)),
            }
        }
        if longitude.is_some() {
            return Flaw::bad(message!("notice-geometry-longitude-without"));
        }
        let count = points.len();
        let heights = series(self.z, count, "notice-heights")?;
        let times = series(self.s, count, "notice-times")?;
        points.shrink_to_fit();
        Ok(Positions::new(points).with_heights(heights).with_times(times))
    }
}

fn series(raw: Option<&RawValue>, count: usize, what: &'static str) -> Result<Vec<f64>, Flaw> {
    let Some(raw) = raw else { return Ok(Vec::new()) };
    if self::count(raw) > count.max(1) {
        return Flaw::bad(message!(
            "notice-geometry-series",
            count = count,
            there = self::count(raw),
            what = Message::new(what)
        ));
    }
    let all = values(raw).collect::<Result<Vec<_>, _>>()?;
    if all.len() == count || all.is_empty() {
        return Ok(all);
    }
    Flaw::bad(message!("notice-geometry-series", count = count, there = all.len(), what = Message::new(what)))
}

/// How many numbers a flat list has; 1 for an empty one.
fn count(raw: &RawValue) -> usize {
    raw.get().bytes().filter(|b| *b == b',').count() + 1
}

/// The numbers of a flat list. The standard parser is exact to the last bit, which matters here.
fn values(raw: &RawValue) -> impl Iterator<Item = Result<f64, Flaw>> + '_ {
    let inner = raw.get().strip_prefix('[').and_then(|r| r.strip_suffix(']')).unwrap_or(raw.get()).trim();
    let parts = (!inner.is_empty()).then(|| inner.split(','));
    parts.into_iter().flatten().map(|part| match part.trim() {
        "null" => Ok(f64::NAN),
        text => text
            .parse()
            .or_else(|_| Flaw::bad(message!("notice-not-a-number", text = text.get(..40).unwrap_or(text)))),
    })
}
