//! Geometries as well-known text.

use std::fmt::Write as _;
use tumen_core::model::layer::{Geometry, Positions};

/// The geometry as well-known text, numbers in the fewest digits that read back the same; heights as
/// `Z` (`NaN` where only some positions have one). Nothing for [`Geometry::None`].
#[must_use]
pub fn to_text(geometry: &Geometry) -> String {
    let mut out = String::new();
    geometry_text(geometry, &mut out);
    out
}

fn geometry_text(geometry: &Geometry, out: &mut String) {
    let tall = has_heights(geometry);
    let word = match geometry {
        Geometry::None => return,
        Geometry::Point(_) => "POINT",
        Geometry::MultiPoint(_) => "MULTIPOINT",
        Geometry::LineString(_) => "LINESTRING",
        Geometry::MultiLineString(_) => "MULTILINESTRING",
        Geometry::Polygon(_) => "POLYGON",
        Geometry::MultiPolygon(_) => "MULTIPOLYGON",
        Geometry::Collection(_) => "GEOMETRYCOLLECTION",
    };
    out.push_str(word);
    out.push_str(if tall { " Z " } else { " " });
    match geometry {
        Geometry::None => {}
        Geometry::Point(p) | Geometry::MultiPoint(p) | Geometry::LineString(p) => positions(p, tall, out),
        Geometry::MultiLineString(parts) | Geometry::Polygon(parts) => lines(parts, tall, out),
        Geometry::MultiPolygon(areas) => list(areas, out, |parts, out| lines(parts, tall, out)),
        Geometry::Collection(shapes) => list(shapes, out, |shape, out| match shape {
            Geometry::None => out.push_str("POINT EMPTY"),
            shape => geometry_text(shape, out),
        }),
    }
}

fn has_heights(geometry: &Geometry) -> bool {
    let mut tall = false;
    geometry.each(&mut |_, p| tall |= !p.heights().is_empty());
    tall
}

fn list<T>(items: &[T], out: &mut String, mut item: impl FnMut(&T, &mut String)) {
    if items.is_empty() {
        out.push_str("EMPTY");
        return;
    }
    for (i, one) in items.iter().enumerate() {
        out.push_str(if i == 0 { "(" } else { ", " });
        item(one, out);
    }
    out.push(')');
}

fn lines(parts: &[Positions], tall: bool, out: &mut String) {
    list(parts, out, |part, out| positions(part, tall, out));
}

fn positions(positions: &Positions, tall: bool, out: &mut String) {
    let mut heights = positions.heights().iter();
    list(&positions.points, out, |p, out| {
        // Writing into a text cannot fail.
        let _ = write!(out, "{} {}", p.lon, p.lat);
        let height = heights.next().copied().unwrap_or(f64::NAN);
        if tall {
            let _ = write!(out, " {height}");
        }
    });
}
