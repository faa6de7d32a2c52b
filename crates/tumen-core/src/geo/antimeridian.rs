//! Lines that cross 180°, kept whole or cut where a picture or a file format needs it.

use super::{LonLat, lon_near};

/// Makes the longitudes of a line continuous: no step is longer than half the globe, unless it is a whole
/// turn along a parallel (see [`unwrap_ring`]). The first longitude is kept as it is.
pub fn unwrap(line: &mut [LonLat]) {
    let Some(mut previous) = line.first().map(|p| p.lon) else { return };
    let (mut before, mut turns) = (None, 0.0);
    for i in 1..line.len() {
        let (here, next) = (line[i], line.get(i + 1).map(|p| p.lon));
        let step = here.lon - previous;
        if step.abs() > 180.0 {
            let level = line[i - 1].lat == here.lat;
            turns -= if level && is_whole_turn(before, step, previous, next) { 0.0 } else { round(step) };
        }
        (before, previous) = (Some(previous), here.lon);
        line[i].lon += 360.0 * turns;
    }
}

/// Whole turns in a step of longitude.
fn round(step: f64) -> f64 {
    (step / 360.0).round()
}

/// Whether a step of 360° along a parallel goes round the globe, as the edge of a belt from −180° to 180° does,
/// and is not the seam of a line that goes on beyond 180° on the other side.
fn is_whole_turn(before: Option<f64>, step: f64, from: f64, after: Option<f64>) -> bool {
    let goes_on = |by: f64| by * step < 0.0 && by.abs() < 180.0;
    let to = from + step;
    (step.abs() - 360.0).abs() < 1e-9
        && !before.is_some_and(|before| goes_on(from - before))
        && !after.is_some_and(|after| goes_on(after - to))
}

/// How a ring runs round the globe.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outline {
    /// It comes back to where it began.
    Closed,
    /// It comes back a turn of the globe farther: it encloses a pole.
    Polar,
}

/// Steps of a ring up to this are taken as they are, degrees, where the ring closes in either way: an area from
/// 30° W to 170° E is one of 200°, while one from 170° E to 172° W is one of 18°.
const PLAIN_STEP: f64 = 270.0;

/// Makes the longitudes of a ring continuous. A step of more than half the globe goes the short way across 180°,
/// but for an edge from −180° to 180° along a parallel, which is the long one, and for edges of areas that are
/// plainly wide. Positions must be finite. The first longitude is kept as it is.
pub fn unwrap_ring(ring: &mut [LonLat]) -> Outline {
    let steps = steps_of(ring);
    let short: f64 = steps.iter().map(|s| s.turns).sum();
    let wide: f64 = steps.iter().filter(|s| s.wide).map(|s| s.turns).sum();
    // With wide steps as they are the ring must close, and enclose something; it may close without them, too.
    let plain = short == wide && (short == 0.0 || !is_flat(ring));
    let mut turns = 0.0;
    for (p, step) in ring.iter_mut().skip(1).zip(&steps) {
        turns -= if step.wide && plain { 0.0 } else { step.turns };
        p.lon += 360.0 * turns;
    }
    if plain || short == 0.0 { Outline::Closed } else { Outline::Polar }
}

/// Whether all positions lie on one parallel.
fn is_flat(ring: &[LonLat]) -> bool {
    ring.windows(2).all(|pair| (pair[0].lat - pair[1].lat).abs() < 1e-6)
}

/// A step between neighbors of a ring.
struct Step {
    /// Whole turns that it is too long.
    turns: f64,
    /// Whether it may be meant as it is.
    wide: bool,
}

fn steps_of(ring: &[LonLat]) -> Vec<Step> {
    let last = ring.len().saturating_sub(1);
    let closed = last > 0 && ring.first() == ring.last();
    let lon = |i: usize| ring.get(i).map(|p| p.lon);
    let step = |(i, pair): (usize, &[LonLat])| {
        let by = pair[1].lon - pair[0].lon;
        if by.abs() <= 180.0 {
            return Step { turns: 0.0, wide: false };
        }
        let before = if i > 0 { lon(i - 1) } else { lon(last.saturating_sub(1)).filter(|_| closed) };
        let after = if i + 2 <= last { lon(i + 2) } else { lon(1).filter(|_| closed) };
        if pair[0].lat == pair[1].lat && is_whole_turn(before, by, pair[0].lon, after) {
            return Step { turns: 0.0, wide: false };
        }
        Step { turns: round(by), wide: by.abs() <= PLAIN_STEP }
    };
    ring.windows(2).enumerate().map(step).collect()
}

/// Moves an unwrapped line by whole turns so that its middle lies within half a turn of `meridian`.
pub fn center_on(line: &mut [LonLat], meridian: f64) {
    let (min, max) =
        line.iter().fold((f64::INFINITY, f64::NEG_INFINITY), |(lo, hi), p| (lo.min(p.lon), hi.max(p.lon)));
    if !min.is_finite() {
        return;
    }
    let middle = 0.5 * (min + max);
    let shift = lon_near(middle, meridian) - middle;
    line.iter_mut().for_each(|p| p.lon += shift);
}

/// Cuts an unwrapped line wherever it crosses `meridian` + 360 k. Every part starts and ends on
/// the cut, each with longitudes in `meridian ..= meridian + 360`; latitudes at the cut are
/// linear between the neighbors.
#[must_use]
pub fn split_at(line: &[LonLat], meridian: f64) -> Vec<Vec<LonLat>> {
    let turn = |lon: f64| ((lon - meridian) / 360.0).floor();
    let mut parts = Vec::new();
    let mut part: Vec<LonLat> = Vec::new();
    for pair in line.windows(2) {
        let (a, b) = (pair[0], pair[1]);
        if part.is_empty() {
            part.push(shifted(a, turn(a.lon)));
        }
        let (from, to) = (turn(a.lon), turn(b.lon));
        if from != to {
            let cut = meridian + 360.0 * from.max(to);
            let t = (cut - a.lon) / (b.lon - a.lon);
            let at = LonLat::new(cut, a.lat + t * (b.lat - a.lat));
            part.push(shifted(at, from));
            parts.push(std::mem::take(&mut part));
            part.push(shifted(at, to));
        }
        part.push(shifted(b, to));
    }
    if part.len() > 1 {
        parts.push(part);
    }
    parts.retain(|p| p.len() > 1 && p.windows(2).any(|w| w[0] != w[1]));
    parts
}

fn shifted(p: LonLat, turns: f64) -> LonLat {
    LonLat::new(p.lon - 360.0 * turns, p.lat)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(points: &[[f64; 2]]) -> Vec<LonLat> {
        points.iter().copied().map(LonLat::from).collect()
    }

    #[test]
    fn unwrapping_joins_across_180() {
        let mut l = line(&[[179.0, 60.0], [-179.0, 61.0], [-178.0, 62.0]]);
        unwrap(&mut l);
        assert_eq!(l[2].lon, 182.0);
        center_on(&mut l, -150.0);
        assert_eq!(l[0].lon, -181.0);
    }

    #[test]
    fn a_whole_turn_along_a_parallel_is_no_step_of_nothing() {
        let mut belt = line(&[[-180.0, 40.0], [180.0, 40.0], [180.0, 70.0], [-180.0, 70.0], [-180.0, 40.0]]);
        let before = belt.clone();
        assert_eq!((unwrap_ring(&mut belt), &belt), (Outline::Closed, &before));
        let mut parallel = line(&[[-180.0, 60.0], [180.0, 60.0]]);
        unwrap(&mut parallel);
        assert_eq!(parallel[1].lon, 180.0);
        // The seam of a line that goes on is none.
        let mut seam = line(&[[179.0, 64.0], [180.0, 64.0], [-180.0, 64.0], [-179.0, 64.0]]);
        unwrap(&mut seam);
        assert_eq!(seam.iter().map(|p| p.lon).collect::<Vec<_>>(), [179.0, 180.0, 180.0, 181.0]);
    }

    #[test]
    fn wide_areas_stay_wide_and_narrow_ones_cross() {
        let width = |west: f64, east: f64| {
            let mut ring = line(&[[west, 40.0], [east, 40.0], [east, 70.0], [west, 70.0], [west, 40.0]]);
            let outline = unwrap_ring(&mut ring);
            (outline, (ring[1].lon - ring[0].lon).abs())
        };
        assert_eq!(width(-30.0, 170.0), (Outline::Closed, 200.0));
        assert_eq!(width(-100.0, 100.0), (Outline::Closed, 200.0));
        assert_eq!(width(170.0, -172.0), (Outline::Closed, 18.0));
    }

    #[test]
    fn a_ring_round_a_pole_is_told() {
        for ring in [
            &[[0.0, 70.0], [90.0, 70.0], [180.0, 70.0], [-90.0, 70.0], [0.0, 70.0]][..],
            &[[0.0, 70.0], [120.0, 70.0], [-120.0, 70.0], [0.0, 70.0]],
            &[[0.0, 70.0], [90.0, 70.0], [180.0, 70.0], [270.0, 70.0], [360.0, 70.0], [0.0, 70.0]][..],
        ] {
            let mut ring = line(ring);
            assert_eq!(unwrap_ring(&mut ring), Outline::Polar);
            assert_eq!(ring.last().unwrap().lon, 360.0);
        }
    }

    #[test]
    fn splitting_keeps_both_halves() {
        let parts = split_at(&line(&[[178.0, 60.0], [182.0, 64.0]]), -180.0);
        assert_eq!(parts.len(), 2);
        assert_eq!(parts[0][1], LonLat::new(180.0, 62.0));
        assert_eq!(parts[1][0], LonLat::new(-180.0, 62.0));
        assert_eq!(parts[1][1], LonLat::new(-178.0, 64.0));
    }

    #[test]
    fn a_line_that_does_not_cross_stays_whole() {
        let l = line(&[[100.0, 10.0], [120.0, 12.0]]);
        assert_eq!(split_at(&l, -180.0), vec![l.clone()]);
    }

    #[test]
    fn westward_crossings_split_too() {
        let parts = split_at(&line(&[[-179.0, 60.0], [-181.0, 60.0], [-182.0, 61.0]]), -180.0);
        assert_eq!(parts.len(), 2);
        assert!(parts.iter().flatten().all(|p| (-180.0..=180.0).contains(&p.lon)));
    }
}
