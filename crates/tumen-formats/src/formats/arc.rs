//! Circular arcs as lines of short pieces: GeoPackage and FlatGeobuf may hold curves.

use super::budget::{Budget, Flaw};
use std::f64::consts::TAU;
use tumen_core::geo::LonLat;
use tumen_core::model::layer::Positions;

/// Pieces of a whole circle: 5° each, as SQL/MM readers commonly take.
const PIECES: f64 = 72.0;

/// A line through arcs, each given by start, a point on it, and end; the end of one is the start of the
/// next. Heights run evenly along each arc.
pub(crate) fn line(control: &Positions, budget: &mut Budget<'_>) -> Result<Positions, Flaw> {
    let mut path = Path { line: Vec::new(), heights: Vec::new() };
    let height = |i: usize| control.heights().get(i).copied().unwrap_or(f64::NAN);
    for (i, &point) in control.points.iter().enumerate() {
        let arc = (i % 2 == 0 && i >= 2).then(|| (control.points.get(i - 2), control.points.get(i - 1)));
        if let Some((Some(&start), Some(&middle))) = arc {
            path.arc([start, middle, point], [height(i - 2), height(i)]);
        }
        // A point on the arc itself is passed by the pieces; one left over at the end is a straight end.
        if i % 2 == 0 || i + 1 == control.len() {
            path.line.push(point);
            path.heights.push(height(i));
        }
    }
    budget.vertices(path.line.len().saturating_sub(control.len()))?;
    Ok(Positions::new(path.line).with_heights(path.heights))
}

struct Path {
    line: Vec<LonLat>,
    heights: Vec<f64>,
}

impl Path {
    /// The points between start and end of an arc.
    fn arc(&mut self, [start, middle, end]: [LonLat; 3], [from, to]: [f64; 2]) {
        let Some(circle) = Circle::through(start, middle, end) else {
            self.line.push(middle);
            self.heights.push(f64::midpoint(from, to));
            return;
        };
        let pieces = (circle.sweep.abs() / TAU * PIECES).ceil().clamp(1.0, PIECES) as usize;
        for i in 1..pieces {
            let part = i as f64 / pieces as f64;
            self.line.push(circle.at(part));
            self.heights.push(from + (to - from) * part);
        }
    }
}

struct Circle {
    center: LonLat,
    radius: f64,
    start: f64,
    sweep: f64,
}

impl Circle {
    /// The circle through three points, or nothing when they lie on a line. Equal ends are a whole circle
    /// whose middle point is opposite.
    fn through(a: LonLat, b: LonLat, c: LonLat) -> Option<Self> {
        let angle = |m: LonLat, p: LonLat| (p.lat - m.lat).atan2(p.lon - m.lon);
        if a == c {
            let center = LonLat::new(f64::midpoint(a.lon, b.lon), f64::midpoint(a.lat, b.lat));
            return Some(Self { center, radius: distance(center, a), start: angle(center, a), sweep: TAU });
        }
        let (bx, by, cx, cy) = (b.lon - a.lon, b.lat - a.lat, c.lon - a.lon, c.lat - a.lat);
        let twice = 2.0 * (bx * cy - by * cx);
        let (bb, cc) = (bx * bx + by * by, cx * cx + cy * cy);
        let (ux, uy) = ((cy * bb - by * cc) / twice, (bx * cc - cx * bb) / twice);
        if !(ux.is_finite() && uy.is_finite()) || twice.abs() <= 1e-12 * bb.max(cc) {
            return None;
        }
        let center = LonLat::new(a.lon + ux, a.lat + uy);
        let (start, turn) = (angle(center, a), |p| (angle(center, p) - angle(center, a)).rem_euclid(TAU));
        let sweep = if turn(b) <= turn(c) { turn(c) } else { turn(c) - TAU };
        Some(Self { center, radius: distance(center, a), start, sweep })
    }

    fn at(&self, part: f64) -> LonLat {
        let angle = self.start + self.sweep * part;
        LonLat::new(self.center.lon + self.radius * angle.cos(), self.center.lat + self.radius * angle.sin())
    }
}

fn distance(a: LonLat, b: LonLat) -> f64 {
    (a.lon - b.lon).hypot(a.lat - b.lat)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]
    use super::*;
    use crate::input::Limits;

    fn through(points: &[[f64; 2]]) -> Positions {
        let limits = Limits::default();
        let control = Positions::new(points.iter().map(|&p| p.into()).collect());
        line(&control, &mut Budget::new(&limits)).unwrap()
    }

    #[test]
    fn half_a_circle_stays_on_it() {
        let arc = through(&[[-1.0, 0.0], [0.0, 1.0], [1.0, 0.0]]);
        assert_eq!(arc.len(), 37);
        assert!(arc.points.iter().all(|p| (p.lon.hypot(p.lat) - 1.0).abs() < 1e-9 && p.lat > -1e-9));
        assert_eq!((arc.points[0], arc.points[36]), ([-1.0, 0.0].into(), [1.0, 0.0].into()));
    }

    #[test]
    fn straight_whole_and_odd_arcs() {
        assert_eq!(through(&[[0.0, 0.0], [1.0, 1.0], [2.0, 2.0]]).len(), 3);
        assert_eq!(through(&[[0.0, 0.0], [2.0, 0.0], [0.0, 0.0]]).len(), 73);
        assert_eq!(through(&[[0.0, 0.0], [1.0, 1.0]]).len(), 2);
        assert_eq!(through(&[]).len(), 0);
    }
}
