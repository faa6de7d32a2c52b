//! The repairs of single shapes: each gives the new shape, or nothing when the old one is fine.

use super::{is_area, repeats};
use crate::geo::LonLat;
use crate::model::layer::{Geometry, GeometryKind, Positions, is_height};

/// Changes the positions of a shape; nothing if none changes.
fn rebuilt(
    geometry: &Geometry,
    change: &mut impl FnMut(GeometryKind, &Positions) -> Option<Positions>,
) -> Option<Geometry> {
    let mut needed = false;
    geometry.each(&mut |kind, positions| needed = needed || change(kind, positions).is_some());
    if !needed {
        return None;
    }
    let mut geometry = geometry.clone();
    geometry.each_mut(&mut |kind, positions| {
        if let Some(new) = change(kind, positions) {
            *positions = new;
        }
    });
    Some(geometry)
}

/// The positions of which the test holds, with their heights and times.
fn selected(positions: &Positions, keep: impl Fn(usize) -> bool) -> Positions {
    let values = |values: &[f64]| -> Vec<f64> {
        values.iter().enumerate().filter(|(i, _)| keep(*i)).map(|(_, v)| *v).collect()
    };
    let points = positions.points.iter().enumerate().filter(|(i, _)| keep(*i)).map(|(_, p)| *p).collect();
    Positions::new(points).with_heights(values(positions.heights())).with_times(values(positions.times()))
}

/// A ring with its first position, height and time again at the end.
fn with_end(ring: &Positions) -> Positions {
    ring.joined(&ring.slice(0..1))
}

pub(super) fn closed(geometry: &Geometry) -> Option<Geometry> {
    rebuilt(geometry, &mut |kind, ring| {
        (is_area(kind) && ring.len() > 2 && !ring.is_closed()).then(|| with_end(ring))
    })
}

pub(super) fn without_duplicates(geometry: &Geometry) -> Option<Geometry> {
    rebuilt(geometry, &mut |kind, positions| {
        let line = !matches!(kind, GeometryKind::Point | GeometryKind::MultiPoint);
        let any = line && (1..positions.len()).any(|i| repeats(positions, i));
        any.then(|| selected(positions, |i| !repeats(positions, i)))
    })
}

pub(super) fn without_broken(geometry: &Geometry) -> Option<Geometry> {
    let new = rebuilt(geometry, &mut |kind, positions| {
        if positions.points.iter().all(|p| p.is_valid()) {
            return None;
        }
        let left = selected(positions, |i| positions.points.get(i).is_some_and(|p| p.is_valid()));
        let reopened = is_area(kind) && positions.is_closed_or_broken_end() && !left.is_closed();
        let left = if reopened && left.len() > 2 { with_end(&left) } else { left };
        Some(if left.len() < least(kind) { Positions::default() } else { left })
    })?;
    Some(pointless(new))
}

pub(super) fn without_no_data_heights(geometry: &Geometry) -> Option<Geometry> {
    let odd = |h: &f64| h.is_finite() && !is_height(*h);
    rebuilt(geometry, &mut |_, positions| {
        positions.heights().iter().any(odd).then(|| {
            let known =
                positions.heights().iter().map(|h| if odd(h) { f64::NAN } else { *h }).collect::<Vec<_>>();
            let none = known.iter().all(|h| h.is_nan());
            positions.clone().with_heights(if none { Vec::new() } else { known })
        })
    })
}

/// With fewer positions a shape is none: what is left of a broken one is left out then.
fn least(kind: GeometryKind) -> usize {
    match kind {
        GeometryKind::Polygon | GeometryKind::MultiPolygon => 4,
        GeometryKind::LineString | GeometryKind::MultiLineString => 2,
        GeometryKind::None | GeometryKind::Point | GeometryKind::MultiPoint | GeometryKind::Collection => 0,
    }
}

/// A shape without positions is none, and so is an area without its outer ring.
fn pointless(geometry: Geometry) -> Geometry {
    let full = |parts: Vec<Positions>| parts.into_iter().filter(|p| !p.is_empty()).collect::<Vec<_>>();
    let outer = |rings: &Vec<Positions>| rings.first().is_some_and(|r| !r.is_empty());
    match geometry {
        Geometry::Point(p) | Geometry::LineString(p) if p.is_empty() => Geometry::None,
        Geometry::MultiLineString(parts) => Geometry::MultiLineString(full(parts)),
        Geometry::Polygon(rings) if !outer(&rings) => Geometry::None,
        Geometry::Polygon(rings) => Geometry::Polygon(full(rings)),
        Geometry::MultiPolygon(areas) => {
            Geometry::MultiPolygon(areas.into_iter().filter(|a| outer(a)).map(full).collect())
        }
        Geometry::Collection(shapes) => {
            Geometry::Collection(shapes.into_iter().map(pointless).filter(|s| *s != Geometry::None).collect())
        }
        other => other,
    }
}

impl Positions {
    /// Whether it is a closed ring, or one whose ends cannot be compared.
    fn is_closed_or_broken_end(&self) -> bool {
        let broken = |p: Option<&LonLat>| p.is_some_and(|p| !p.is_valid());
        self.is_closed() || broken(self.points.first()) || broken(self.points.last())
    }
}

/// Each shape is moved by whole turns to where it begins between −180° and 180°; one that lies there already is
/// left alone, also if it goes on beyond 180°: what is written is brought back position by position.
pub(super) fn wrapped(geometry: &Geometry) -> Option<Geometry> {
    let beyond = |p: &LonLat| p.is_valid() && p.lon.abs() > 180.0;
    let mut any = false;
    geometry.each(&mut |_, p| any = any || p.points.iter().any(beyond));
    any.then(|| moved_home(geometry)).filter(|new| new != geometry && !broken(geometry))
}

fn moved_home(geometry: &Geometry) -> Geometry {
    let each = |p: &Positions| {
        let mut p = p.clone();
        p.points.iter_mut().filter(|p| p.is_valid()).for_each(|p| *p = p.wrapped());
        p
    };
    let line = |p: &Positions| turned(p, home(p));
    let area = |rings: &[Positions]| -> Vec<Positions> {
        let turns = rings.first().map_or(0.0, home);
        rings.iter().map(|ring| turned(ring, turns)).collect()
    };
    match geometry {
        Geometry::None => Geometry::None,
        Geometry::Point(p) => Geometry::Point(each(p)),
        Geometry::MultiPoint(p) => Geometry::MultiPoint(each(p)),
        Geometry::LineString(p) => Geometry::LineString(line(p)),
        Geometry::MultiLineString(parts) => Geometry::MultiLineString(parts.iter().map(line).collect()),
        Geometry::Polygon(rings) => Geometry::Polygon(area(rings)),
        Geometry::MultiPolygon(areas) => Geometry::MultiPolygon(areas.iter().map(|a| area(a)).collect()),
        Geometry::Collection(shapes) => Geometry::Collection(shapes.iter().map(moved_home).collect()),
    }
}

/// The whole turns by which the middle of a line or ring lies outside −180° to 180°.
fn home(positions: &Positions) -> f64 {
    let valid = positions.points.iter().filter(|p| p.is_valid());
    let (west, east) = valid.fold((f64::MAX, f64::MIN), |(lo, hi), p| (p.lon.min(lo), p.lon.max(hi)));
    if west > east || (west >= -180.0 && east <= 180.0) {
        return 0.0;
    }
    let middle = 0.5 * (west + east);
    ((middle - crate::geo::wrap_lon(middle)) / 360.0).round()
}

fn turned(positions: &Positions, turns: f64) -> Positions {
    let mut new = positions.clone();
    if turns != 0.0 {
        new.points.iter_mut().for_each(|p| p.lon -= 360.0 * turns);
    }
    new
}

pub(super) fn without_empty(geometry: &Geometry) -> Option<Geometry> {
    let new = trimmed(geometry);
    (new != *geometry && !broken(geometry)).then_some(new)
}

/// Shapes with NaN are unequal to themselves; they are left to their own repair.
fn broken(geometry: &Geometry) -> bool {
    let mut any = false;
    geometry.each(&mut |_, p| any = any || p.points.iter().any(|p| !p.lon.is_finite() || !p.lat.is_finite()));
    any
}

fn trimmed(geometry: &Geometry) -> Geometry {
    let full = |parts: &[Positions], least: usize| -> Vec<Positions> {
        parts.iter().filter(|p| p.len() >= least).cloned().collect()
    };
    let new = match geometry {
        Geometry::LineString(p) if p.len() < 2 => Geometry::None,
        Geometry::MultiLineString(parts) => Geometry::MultiLineString(full(parts, 2)),
        Geometry::Polygon(rings) if rings.first().is_none_or(Positions::is_empty) => Geometry::None,
        Geometry::Polygon(rings) => Geometry::Polygon(full(rings, 1)),
        Geometry::MultiPolygon(areas) => {
            let held = areas.iter().filter(|a| a.first().is_some_and(|outer| !outer.is_empty()));
            Geometry::MultiPolygon(held.map(|a| full(a, 1)).collect())
        }
        Geometry::Collection(shapes) => {
            Geometry::Collection(shapes.iter().map(trimmed).filter(|s| *s != Geometry::None).collect())
        }
        other => other.clone(),
    };
    if new.is_empty() { Geometry::None } else { new }
}

pub(super) fn rewound(geometry: &Geometry) -> Option<Geometry> {
    let area = |rings: &[Positions]| -> Vec<Positions> {
        let turn = |(i, ring): (usize, &Positions)| match signed_area(&ring.points) {
            a if (a < 0.0 && i == 0) || (a > 0.0 && i > 0) => ring.reversed(),
            _ => ring.clone(),
        };
        rings.iter().enumerate().map(turn).collect()
    };
    let new = match geometry {
        Geometry::Polygon(rings) => Geometry::Polygon(area(rings)),
        Geometry::MultiPolygon(areas) => Geometry::MultiPolygon(areas.iter().map(|a| area(a)).collect()),
        Geometry::Collection(shapes) => {
            let turned = |s: &Geometry| rewound(s).unwrap_or_else(|| s.clone());
            Geometry::Collection(shapes.iter().map(turned).collect())
        }
        _ => return None,
    };
    (new != *geometry && !broken(geometry)).then_some(new)
}

/// Twice the area of a ring in the plane of its numbers, square degrees: positive when it runs
/// counterclockwise, 0 when it has no area.
#[must_use]
pub fn signed_area(ring: &[LonLat]) -> f64 {
    let Some(origin) = ring.first() else { return 0.0 };
    let cross = |pair: &[LonLat]| match pair {
        [a, b] => (a.lon - origin.lon) * (b.lat - origin.lat) - (b.lon - origin.lon) * (a.lat - origin.lat),
        _ => 0.0,
    };
    ring.windows(2).map(cross).sum()
}
