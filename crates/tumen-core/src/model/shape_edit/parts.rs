//! Parts taken away, and shapes taken apart and put together.

use crate::model::layer::{Geometry, Positions};

/// A geometry without one of its parts; an area goes with its outer ring. [`Geometry::None`] if nothing
/// is left, the geometry as it was if there is no such part.
#[must_use]
pub fn remove_part(geometry: &Geometry, number: usize) -> Geometry {
    without(geometry, number, &mut 0)
}

fn without(geometry: &Geometry, number: usize, next: &mut usize) -> Geometry {
    let mut kept = |p: &&Positions| {
        let keep = *next != number && !p.is_empty();
        *next += 1;
        keep
    };
    match geometry {
        Geometry::None => Geometry::None,
        Geometry::Point(p) | Geometry::MultiPoint(p) | Geometry::LineString(p) => {
            if kept(&p) {
                geometry.clone()
            } else {
                Geometry::None
            }
        }
        Geometry::MultiLineString(parts) => lines(parts.iter().filter(kept).cloned().collect()),
        Geometry::Polygon(rings) => area(rings, number, next).map_or(Geometry::None, Geometry::Polygon),
        Geometry::MultiPolygon(areas) => {
            let left: Vec<_> = areas.iter().filter_map(|rings| area(rings, number, next)).collect();
            if left.is_empty() { Geometry::None } else { Geometry::MultiPolygon(left) }
        }
        Geometry::Collection(shapes) => {
            let left: Vec<_> = shapes
                .iter()
                .map(|shape| without(shape, number, next))
                .filter(|shape| *shape != Geometry::None)
                .collect();
            if left.is_empty() { Geometry::None } else { Geometry::Collection(left) }
        }
    }
}

/// The rings of an area that are left, if its outer one is.
fn area(rings: &[Positions], number: usize, next: &mut usize) -> Option<Vec<Positions>> {
    let first = *next;
    *next += rings.len();
    if number == first || rings.is_empty() {
        return None;
    }
    let kept = rings.iter().zip(first..).filter(|(_, i)| *i != number);
    Some(kept.map(|(ring, _)| ring.clone()).collect())
}

/// Lines as one shape: none, a line or several.
pub(super) fn lines(mut parts: Vec<Positions>) -> Geometry {
    match (parts.len(), parts.pop()) {
        (1, Some(only)) => Geometry::LineString(only),
        (_, Some(last)) => {
            parts.push(last);
            Geometry::MultiLineString(parts)
        }
        (_, None) => Geometry::None,
    }
}

/// The single shapes of a geometry, in order.
#[must_use]
pub fn explode(geometry: &Geometry) -> Vec<Geometry> {
    match geometry {
        Geometry::None => Vec::new(),
        Geometry::Point(_) | Geometry::LineString(_) | Geometry::Polygon(_) => vec![geometry.clone()],
        Geometry::MultiPoint(p) => (0..p.len()).map(|i| Geometry::Point(p.slice(i..i + 1))).collect(),
        Geometry::MultiLineString(parts) => parts.iter().cloned().map(Geometry::LineString).collect(),
        Geometry::MultiPolygon(areas) => areas.iter().cloned().map(Geometry::Polygon).collect(),
        Geometry::Collection(shapes) => shapes.iter().flat_map(explode).collect(),
    }
}

/// Geometries as one: points, lines or areas of one kind become several of that kind, others a
/// collection.
#[must_use]
pub fn combine(geometries: &[&Geometry]) -> Geometry {
    let mut single: Vec<Geometry> = geometries.iter().flat_map(|g| explode(g)).collect();
    if single.len() < 2 {
        return single.pop().unwrap_or_default();
    }
    let kind = single.first().map(Geometry::kind);
    if single.iter().any(|g| Some(g.kind()) != kind) {
        return Geometry::Collection(single);
    }
    let mut points = Positions::default();
    let mut parts = Vec::new();
    let mut areas = Vec::new();
    for shape in single {
        match shape {
            Geometry::Point(p) => points = points.joined(&p),
            Geometry::LineString(p) => parts.push(p),
            Geometry::Polygon(rings) => areas.push(rings),
            _ => {}
        }
    }
    match (points.is_empty(), areas.is_empty()) {
        (false, _) => Geometry::MultiPoint(points),
        (_, false) => Geometry::MultiPolygon(areas),
        _ => Geometry::MultiLineString(parts),
    }
}
