//! Smooth curves through points that are known only roughly.

use super::LonLat;

/// Points of a curve between two of the given ones.
const STEPS: usize = 16;
/// Meters of a degree of latitude.
const METERS_PER_DEGREE: f64 = 111_195.0;
/// A curve keeps to this share of what it may leave the straight by.
const ROOM: f64 = 0.5;

/// One curve from each point to the next, together a smooth line through all of them (centripetal Catmull–Rom,
/// Yuksel et al. 2011, so that it makes no loops), nowhere farther than `most_m` meters from the straight lines
/// between them. Where the band is narrow a corner remains, but a smaller one. Longitudes are continuous. Fewer than
/// three points stay as they are.
///
/// # Example
/// ```
/// use tumen_core::geo::{LonLat, curve};
/// let points = [[130.0, 40.0], [131.0, 41.0], [132.0, 40.0]].map(LonLat::from);
/// let legs = curve::through(&points, 20_000.0);
/// assert_eq!((legs.len(), legs[0][0], legs[1].last()), (2, points[0], Some(&points[2])));
/// ```
#[must_use]
pub fn through(points: &[LonLat], most_m: f64) -> Vec<Vec<LonLat>> {
    if points.len() < 3 {
        return points.windows(2).map(<[LonLat]>::to_vec).collect();
    }
    let narrow = (points.iter().map(|p| p.lat).sum::<f64>() / points.len() as f64).to_radians().cos();
    let plane: Vec<[f64; 2]> = points.iter().map(|p| [p.lon * narrow, p.lat]).collect();
    let at = |i: usize| plane[i.min(plane.len() - 1)];
    let leg = |i: usize| {
        let before = if i == 0 { mirrored(plane[1], plane[0]) } else { plane[i - 1] };
        let after = if i + 2 == plane.len() { mirrored(plane[i], plane[i + 1]) } else { at(i + 2) };
        let bend = within([before, at(i), at(i + 1), after], most_m * ROOM / METERS_PER_DEGREE);
        bend.into_iter().map(|[x, y]| LonLat::new(x / narrow, y)).collect::<Vec<_>>()
    };
    let mut legs: Vec<Vec<LonLat>> = (0..points.len() - 1).map(leg).collect();
    for (i, leg) in legs.iter_mut().enumerate() {
        leg.insert(0, points[i]);
        leg.push(points[i + 1]);
    }
    legs
}

fn mirrored(p: [f64; 2], about: [f64; 2]) -> [f64; 2] {
    [2.0 * about[0] - p[0], 2.0 * about[1] - p[1]]
}

/// The inner points of the curve between the middle two of four points, drawn toward the straight where it
/// would leave it by more than `most`.
fn within(four: [[f64; 2]; 4], most: f64) -> Vec<[f64; 2]> {
    let [_, a, b, _] = four;
    let share = |i: usize| i as f64 / STEPS as f64;
    let straight = |t: f64| [a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1])];
    let curve: Vec<[f64; 2]> = (1..STEPS).map(|i| spline(four, share(i))).collect();
    let off = curve.iter().zip(1..).map(|(p, i)| {
        let s = straight(share(i));
        (p[0] - s[0]).hypot(p[1] - s[1])
    });
    let pull = (most / off.fold(1e-12, f64::max)).min(1.0);
    let pulled = |(p, i): ([f64; 2], usize)| {
        let s = straight(share(i));
        [s[0] + pull * (p[0] - s[0]), s[1] + pull * (p[1] - s[1])]
    };
    curve.into_iter().zip(1..).map(pulled).collect()
}

/// A point of the centripetal spline from the second to the third of four points, `t` in 0…1.
fn spline(p: [[f64; 2]; 4], t: f64) -> [f64; 2] {
    let step = |a: [f64; 2], b: [f64; 2]| (a[0] - b[0]).hypot(a[1] - b[1]).sqrt().max(1e-9);
    let mut k = [0.0; 4];
    for i in 1..4 {
        k[i] = k[i - 1] + step(p[i - 1], p[i]);
    }
    let t = k[1] + t * (k[2] - k[1]);
    let mix = |a: [f64; 2], b: [f64; 2], from: f64, to: f64| {
        let w = (t - from) / (to - from);
        [a[0] + w * (b[0] - a[0]), a[1] + w * (b[1] - a[1])]
    };
    let [a, b, c] = [0, 1, 2].map(|i| mix(p[i], p[i + 1], k[i], k[i + 1]));
    let (ab, bc) = (mix(a, b, k[0], k[2]), mix(b, c, k[1], k[3]));
    mix(ab, bc, k[1], k[2])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_curve_passes_its_points_and_stays_in_its_band() {
        let points = [[130.0, 40.0], [131.0, 41.0], [132.0, 40.5], [132.2, 39.0]].map(LonLat::from);
        let legs = through(&points, 20_000.0);
        let line: Vec<LonLat> = legs.concat();
        for (i, p) in points.iter().enumerate() {
            assert!(line.contains(p), "point {i}");
        }
        for (leg, ends) in legs.iter().zip(points.windows(2)) {
            for p in leg {
                let narrow = p.lat.to_radians().cos();
                let at = |q: LonLat| [(q.lon - ends[0].lon) * narrow, q.lat - ends[0].lat];
                let ([x, y], [dx, dy]) = (at(*p), at(ends[1]));
                let off = (x * dy - y * dx).abs() / dx.hypot(dy) * METERS_PER_DEGREE;
                assert!(off <= 20_000.0, "{off} m off");
            }
        }
    }

    #[test]
    fn a_curve_is_smooth_where_its_band_is_wide_and_smoother_where_it_is_narrow() {
        let points = [[130.0, 40.0], [131.0, 41.0], [132.0, 40.5], [132.2, 39.0]].map(LonLat::from);
        let heading = |a: LonLat, b: LonLat| (b.lat - a.lat).atan2(b.lon - a.lon);
        let corner = |legs: &[Vec<LonLat>], i: usize| {
            let (l, r) = (&legs[i], &legs[i + 1]);
            (heading(r[0], r[1]) - heading(l[l.len() - 2], l[l.len() - 1])).abs()
        };
        let straight: Vec<Vec<LonLat>> = points.windows(2).map(<[LonLat]>::to_vec).collect();
        let (wide, narrow) = (through(&points, 200_000.0), through(&points, 20_000.0));
        for i in 0..2 {
            assert!(corner(&wide, i) < 0.35, "{}", corner(&wide, i));
            assert!(corner(&narrow, i) < 0.6 * corner(&straight, i), "{}", corner(&narrow, i));
        }
    }
}
