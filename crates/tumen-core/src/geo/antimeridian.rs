//! Lines that cross 180°, kept whole or cut where a picture or a file format needs it.

use super::{LonLat, lon_near};

/// Makes the longitudes of a line continuous: no step is longer than half the globe. The first
/// longitude is kept as it is.
pub fn unwrap(line: &mut [LonLat]) {
    let mut previous = match line.first() {
        Some(first) => first.lon,
        None => return,
    };
    for p in line.iter_mut() {
        p.lon = lon_near(p.lon, previous);
        previous = p.lon;
    }
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
