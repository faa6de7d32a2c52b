//! Measures of a feature: length, area, heights, speed, and its profile along the way.
//!
//! Lengths and areas are geodesic on WGS 84; vertices are joined by the shortest line. Nothing here is
//! rounded.

use super::layer::{Feature, Geometry, GeometryKind, Positions, is_height};
use crate::geo::{LonLat, measure};

/// A rise or fall smaller than this is not counted: it would be noise of the receiver, meters.
pub const CLIMB_STEP_M: f64 = 3.0;
/// A profile has at most this many points.
pub const PROFILE_POINTS: usize = 1000;
/// Slower than this counts as standing, meters a second.
const STANDING: f64 = 0.3;

/// What can be measured on a feature.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Measures {
    /// Number of positions.
    pub vertices: usize,
    /// Number of lines, rings or points.
    pub parts: usize,
    /// Length of its lines, meters.
    pub length_m: f64,
    /// Length of all rings, holes included, meters.
    pub perimeter_m: f64,
    /// Area without holes, square meters.
    pub area_m2: f64,
    /// First and last position, of lines only.
    pub ends: Option<[LonLat; 2]>,
    /// The position of a single point.
    pub point: Option<LonLat>,
    /// What its times tell.
    pub motion: Option<Motion>,
}

/// What the times of a track tell.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Motion {
    /// Seconds since 1970-01-01 UTC at the start.
    pub start: f64,
    /// From the first to the last time, seconds.
    pub duration_s: f64,
    /// Of it in motion, seconds.
    pub moving_s: f64,
    /// Mean speed while moving, meters a second.
    pub moving_speed: f64,
    /// Highest speed between two positions, meters a second.
    pub highest_speed: f64,
}

/// A point of a profile.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ProfilePoint {
    /// Distance from the start, meters.
    pub at_m: f64,
    /// Height, meters.
    pub height_m: f64,
    /// Where it is.
    pub position: LonLat,
}

/// Heights along a line.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Profile {
    /// The points; a gap where heights are missing begins another piece.
    pub pieces: Vec<Vec<ProfilePoint>>,
    /// Meters climbed; rises below [`CLIMB_STEP_M`] are not counted.
    pub ascent_m: f64,
    /// Meters descended, counted alike.
    pub descent_m: f64,
    /// Whether the heights come from a grid and not from the file.
    pub from_grid: bool,
}

/// Measures a feature. Time grows with its vertices.
#[must_use]
pub fn measure(feature: &Feature) -> Measures {
    let mut all = Measures::default();
    let mut motion = MotionSum::default();
    feature.geometry.each(&mut |kind, positions| {
        all.vertices += positions.len();
        all.parts += 1;
        match kind {
            GeometryKind::LineString | GeometryKind::MultiLineString => {
                all.length_m += motion.add(positions);
                let (first, last) = (positions.points.first(), positions.points.last());
                if let (Some(first), Some(last)) = (first, last) {
                    all.ends = Some([all.ends.map_or(*first, |[start, _]| start), *last]);
                }
            }
            GeometryKind::Polygon | GeometryKind::MultiPolygon => {
                all.perimeter_m += measure::length(&positions.points);
            }
            GeometryKind::Point => all.point = positions.points.first().copied(),
            _ => {}
        }
    });
    all.area_m2 = area(&feature.geometry);
    all.motion = motion.done();
    all
}

/// Area without holes, square meters; collections are as deep as a reader allows at most.
fn area(geometry: &Geometry) -> f64 {
    let rings = |rings: &[Positions]| {
        let areas = rings.iter().map(ring_area);
        let mut areas = areas.collect::<Vec<_>>().into_iter();
        let outer = areas.next().unwrap_or(0.0);
        (outer - areas.sum::<f64>()).max(0.0)
    };
    match geometry {
        Geometry::Polygon(parts) => rings(parts),
        Geometry::MultiPolygon(areas) => areas.iter().map(|a| rings(a)).sum(),
        Geometry::Collection(shapes) => shapes.iter().map(area).sum(),
        _ => 0.0,
    }
}

/// The area of a ring of valid positions; 0 otherwise.
fn ring_area(ring: &Positions) -> f64 {
    let valid = ring.len() > 3 && ring.points.iter().all(|p| p.is_valid());
    if valid { measure::area(&ring.points) } else { 0.0 }
}

/// The distance between two positions; 0 if one is none.
fn step(a: LonLat, b: LonLat) -> f64 {
    if a.is_valid() && b.is_valid() { measure::distance(a, b) } else { 0.0 }
}

#[derive(Default)]
struct MotionSum {
    first: Option<f64>,
    last: f64,
    moving_s: f64,
    moved_m: f64,
    highest: f64,
}

impl MotionSum {
    /// Adds a line; returns its length, meters.
    fn add(&mut self, line: &Positions) -> f64 {
        let times = line.times();
        for time in times.iter().filter(|t| t.is_finite()) {
            self.first = Some(self.first.map_or(*time, |f| f.min(*time)));
            self.last = self.last.max(*time);
        }
        let mut length = 0.0;
        for (i, pair) in line.points.windows(2).enumerate() {
            let &[a, b] = pair else { continue };
            let meters = step(a, b);
            length += meters;
            let seconds = times.get(i + 1).zip(times.get(i)).map_or(f64::NAN, |(b, a)| b - a);
            if seconds > 0.0 && meters / seconds > STANDING {
                self.moving_s += seconds;
                self.moved_m += meters;
                self.highest = self.highest.max(meters / seconds);
            }
        }
        length
    }

    fn done(self) -> Option<Motion> {
        let start = self.first?;
        let moving_speed = if self.moving_s > 0.0 { self.moved_m / self.moving_s } else { 0.0 };
        Some(Motion {
            start,
            duration_s: (self.last - start).max(0.0),
            moving_s: self.moving_s,
            moving_speed,
            highest_speed: self.highest,
        })
    }
}

/// The lines of a shape, in order.
fn lines(geometry: &Geometry) -> Vec<&Positions> {
    let mut lines = Vec::new();
    geometry.each(&mut |kind, positions| {
        if matches!(kind, GeometryKind::LineString | GeometryKind::MultiLineString) {
            lines.push(positions);
        }
    });
    lines
}

/// The profile of a feature's lines: heights of the file where it has any, else sampled from a grid,
/// evenly along the way. `None` without lines or heights.
#[must_use]
pub fn profile(feature: &Feature, grid: &dyn Fn(LonLat) -> Option<f64>) -> Option<Profile> {
    let lines = lines(&feature.geometry);
    let own = lines.iter().any(|l| l.heights().iter().any(|h| is_height(*h)));
    let pieces = if own { own_pieces(&lines) } else { grid_pieces(&lines, grid) };
    let pieces: Vec<_> = pieces.into_iter().filter(|p| p.len() > 1).collect();
    if pieces.is_empty() {
        return None;
    }
    let (ascent_m, descent_m) =
        pieces.iter().map(|p| climb(p)).fold((0.0, 0.0), |(a, b), (c, d)| (a + c, b + d));
    let pieces = pieces.into_iter().map(thinned).collect();
    Some(Profile { pieces, ascent_m, descent_m, from_grid: !own })
}

/// Every vertex with a height; a vertex without one ends a piece.
fn own_pieces(lines: &[&Positions]) -> Vec<Vec<ProfilePoint>> {
    let mut at_m = 0.0;
    let mut pieces = Vec::new();
    for line in lines {
        let mut piece = Vec::new();
        let mut previous: Option<LonLat> = None;
        for (i, position) in line.points.iter().copied().enumerate() {
            at_m += previous.map_or(0.0, |p| step(p, position));
            previous = Some(position);
            match line.heights().get(i).copied() {
                // A number that stands for no value is passed over: the heights around it are known.
                Some(height) if height.is_finite() && !is_height(height) => {}
                Some(height_m) if height_m.is_finite() => {
                    piece.push(ProfilePoint { at_m, height_m, position })
                }
                Some(_) | None => pieces.push(std::mem::take(&mut piece)),
            }
        }
        pieces.push(piece);
    }
    pieces
}

/// Heights of a grid at even steps along the way.
fn grid_pieces(lines: &[&Positions], grid: &dyn Fn(LonLat) -> Option<f64>) -> Vec<Vec<ProfilePoint>> {
    let lengths: f64 = lines.iter().map(|l| l.points.windows(2).map(pair_length).sum::<f64>()).sum();
    if lengths <= 0.0 {
        return Vec::new();
    }
    let apart = lengths / (PROFILE_POINTS / 2) as f64;
    let mut at_m = 0.0;
    let mut pieces = Vec::new();
    for line in lines {
        let mut piece = Vec::new();
        let mut take = |position: LonLat, at_m: f64| match grid(position.wrapped()) {
            Some(height_m) => piece.push(ProfilePoint { at_m, height_m, position }),
            None => pieces.push(std::mem::take(&mut piece)),
        };
        let mut next = at_m;
        for pair in line.points.windows(2) {
            let (&[a, b], meters) = (pair, pair_length(pair)) else { continue };
            while meters > 0.0 && next <= at_m + meters {
                take(between(a, b, (next - at_m) / meters), next);
                next += apart;
            }
            at_m += meters;
        }
        if let Some(last) = line.points.last().filter(|p| p.is_valid()) {
            take(*last, at_m);
        }
        pieces.push(piece);
    }
    pieces
}

fn pair_length(pair: &[LonLat]) -> f64 {
    match pair {
        &[a, b] => step(a, b),
        _ => 0.0,
    }
}

/// A position between two others; on the straight line in degrees, which is near enough to look up a
/// height.
fn between(a: LonLat, b: LonLat, t: f64) -> LonLat {
    let to = crate::geo::lon_near(b.lon, a.lon);
    LonLat::new(a.lon + (to - a.lon) * t, a.lat + (b.lat - a.lat) * t)
}

/// Meters up and down, without the noise below [`CLIMB_STEP_M`].
fn climb(piece: &[ProfilePoint]) -> (f64, f64) {
    let mut from = piece.first().map_or(0.0, |p| p.height_m);
    let (mut up, mut down) = (0.0, 0.0);
    for point in piece {
        let change = point.height_m - from;
        if change.abs() >= CLIMB_STEP_M {
            if change > 0.0 {
                up += change
            } else {
                down -= change
            }
            from = point.height_m;
        }
    }
    (up, down)
}

/// At most [`PROFILE_POINTS`] points: of each stretch the lowest and the highest, so that no peak is lost.
fn thinned(piece: Vec<ProfilePoint>) -> Vec<ProfilePoint> {
    if piece.len() <= PROFILE_POINTS {
        return piece;
    }
    let stretch = piece.len().div_ceil(PROFILE_POINTS / 2 - 1);
    let mut kept: Vec<ProfilePoint> = Vec::with_capacity(PROFILE_POINTS);
    for part in piece.chunks(stretch) {
        let by = |a: &&ProfilePoint, b: &&ProfilePoint| a.height_m.total_cmp(&b.height_m);
        let both = [part.iter().min_by(by), part.iter().max_by(by)];
        let mut both: Vec<ProfilePoint> = both.into_iter().flatten().copied().collect();
        both.sort_by(|a, b| a.at_m.total_cmp(&b.at_m));
        both.dedup();
        kept.extend(both);
    }
    kept.extend(piece.last().filter(|l| kept.last() != Some(l)).copied());
    kept
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

    use super::*;

    fn positions(points: &[[f64; 2]]) -> Positions {
        Positions::new(points.iter().copied().map(LonLat::from).collect())
    }

    fn square(west: f64, south: f64, side: f64) -> Positions {
        let (e, n) = (west + side, south + side);
        positions(&[[west, south], [e, south], [e, n], [west, n], [west, south]])
    }

    #[test]
    fn a_degree_on_the_equator_is_measured_with_its_hole() {
        let whole = Feature::drawn(Geometry::Polygon(vec![square(0.0, 0.0, 1.0)]));
        let all = measure(&whole);
        assert!((all.area_m2 - 12_308_778_361.0).abs() < 1e5, "{}", all.area_m2);
        // 111 319.49 m along the equator, 110 574.39 m up, and 111 302.65 m along the parallel of 1°.
        assert!((all.perimeter_m - 443_770.9).abs() < 1.0, "{}", all.perimeter_m);
        let hole = square(0.25, 0.25, 0.5);
        let ring = measure(&Feature::drawn(Geometry::Polygon(vec![square(0.0, 0.0, 1.0), hole.reversed()])));
        let inner = measure(&Feature::drawn(Geometry::Polygon(vec![hole]))).area_m2;
        assert!((ring.area_m2 - (all.area_m2 - inner)).abs() < 1.0);
        assert_eq!((ring.vertices, ring.parts, ring.length_m), (10, 2, 0.0));
    }

    #[test]
    fn a_line_across_the_antimeridian_is_short_and_has_ends() {
        let line = Feature::drawn(Geometry::MultiLineString(vec![
            positions(&[[179.5, 0.0], [180.0, 0.0]]),
            positions(&[[-180.0, 0.0], [-179.5, 0.0]]),
        ]));
        let all = measure(&line);
        assert!((all.length_m - 111_319.49).abs() < 0.01, "{}", all.length_m);
        assert_eq!(all.ends, Some([LonLat::new(179.5, 0.0), LonLat::new(-179.5, 0.0)]));
    }

    #[test]
    fn times_tell_motion_and_rest() {
        // 0.001° on the equator is 111.32 m: ten seconds, a rest of a minute, five seconds.
        let line = positions(&[[0.0, 0.0], [0.001, 0.0], [0.001, 0.0], [0.002, 0.0]]);
        let line = line.with_times(vec![100.0, 110.0, 170.0, 175.0]);
        let motion = measure(&Feature::drawn(Geometry::LineString(line))).motion.unwrap();
        assert_eq!((motion.start, motion.duration_s, motion.moving_s), (100.0, 75.0, 15.0));
        assert!((motion.moving_speed - 222.639 / 15.0).abs() < 1e-3);
        assert!((motion.highest_speed - 22.2639).abs() < 1e-3);
    }

    #[test]
    fn climbs_leave_out_noise() {
        let line = positions(&[[0.0, 0.0], [0.1, 0.0], [0.2, 0.0], [0.3, 0.0], [0.4, 0.0]]);
        let line = line.with_heights(vec![100.0, 101.0, 100.0, 150.0, 120.0]);
        let made = profile(&Feature::drawn(Geometry::LineString(line)), &|_| None).unwrap();
        assert_eq!((made.ascent_m, made.descent_m, made.from_grid), (50.0, 30.0, false));
        assert!((made.pieces[0][4].at_m - 44_527.8).abs() < 0.1);
    }

    #[test]
    fn without_heights_those_of_a_grid_are_taken() {
        let line = Feature::drawn(Geometry::line(vec![LonLat::new(0.0, 0.0), LonLat::new(1.0, 0.0)]));
        let made = profile(&line, &|p| Some(p.lon * 100.0)).unwrap();
        assert!(made.from_grid && (made.ascent_m - 100.0).abs() < CLIMB_STEP_M, "{}", made.ascent_m);
        assert!(made.pieces[0].last().is_some_and(|p| p.height_m == 100.0));
        assert!(profile(&line, &|_| None).is_none());
    }

    #[test]
    fn a_long_profile_keeps_its_peak() {
        let points: Vec<[f64; 2]> = (0..50_000).map(|i| [f64::from(i) * 1e-5, 0.0]).collect();
        let mut heights = vec![5.0; 50_000];
        heights[31_234] = 900.0;
        let line = Feature::drawn(Geometry::LineString(positions(&points).with_heights(heights)));
        let made = profile(&line, &|_| None).unwrap();
        assert!(made.pieces[0].len() <= PROFILE_POINTS + 1);
        assert!(made.pieces[0].iter().any(|p| p.height_m == 900.0));
        assert_eq!((made.ascent_m, made.descent_m), (895.0, 895.0));
    }

    #[test]
    fn positions_that_are_none_break_nothing() {
        let line = positions(&[[0.0, 0.0], [f64::NAN, 0.0], [0.0, 0.0], [1.0, 0.0]]);
        let all = measure(&Feature::drawn(Geometry::LineString(line)));
        assert!((all.length_m - 111_319.49).abs() < 0.01);
    }
}
