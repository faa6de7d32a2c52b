//! Cutting lines where they enter and leave an area.

use super::LonLat;

/// Halvings of a step in which a line crosses the edge of an area: the place is good to a millimeter.
const HALVINGS: usize = 24;

/// Whether a position lies inside closed rings by the even-odd rule, in plain degrees: for areas that do not
/// reach across the cut of the longitudes.
///
/// # Example
/// ```
/// use tumen_core::geo::{LonLat, cut};
/// let square = [[0.0, 0.0], [1.0, 0.0], [1.0, 1.0], [0.0, 1.0], [0.0, 0.0]].map(LonLat::from).to_vec();
/// assert!(cut::is_inside(&[square.as_slice()], LonLat::new(0.5, 0.5)));
/// assert!(!cut::is_inside(&[square.as_slice()], LonLat::new(1.5, 0.5)));
/// ```
#[must_use]
pub fn is_inside(rings: &[&[LonLat]], p: LonLat) -> bool {
    let crossings = rings.iter().flat_map(|ring| ring.windows(2)).filter(|edge| {
        let (a, b) = (edge[0], edge[1]);
        (a.lat > p.lat) != (b.lat > p.lat)
            && p.lon < a.lon + (p.lat - a.lat) / (b.lat - a.lat) * (b.lon - a.lon)
    });
    crossings.count() % 2 == 1
}

/// The stretches of a line on which `keep` holds, each ending where it ceases to hold. A line that leaves and
/// comes back within one step is not cut there.
pub fn stretches(line: &[LonLat], keep: impl Fn(LonLat) -> bool) -> Vec<Vec<LonLat>> {
    let mut out: Vec<Vec<LonLat>> = Vec::new();
    let mut current: Vec<LonLat> = Vec::new();
    let mut previous: Option<(LonLat, bool)> = None;
    for &p in line {
        let kept = keep(p);
        if let Some((before, was_kept)) = previous
            && kept != was_kept
        {
            current.push(crossing(before, p, was_kept, &keep));
            if was_kept {
                out.push(std::mem::take(&mut current));
            }
        }
        if kept {
            current.push(p);
        }
        previous = Some((p, kept));
    }
    out.push(current);
    out.retain(|stretch| stretch.len() > 1);
    out
}

/// Where on a step from `a` to `b` the answer of `keep` changes from that at `a`.
fn crossing(mut a: LonLat, mut b: LonLat, at_a: bool, keep: &impl Fn(LonLat) -> bool) -> LonLat {
    for _ in 0..HALVINGS {
        let middle = LonLat::new(0.5 * (a.lon + b.lon), 0.5 * (a.lat + b.lat));
        if keep(middle) == at_a {
            a = middle;
        } else {
            b = middle;
        }
    }
    a
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_through_an_area_is_cut_at_its_edges() {
        let line = [[-1.0, 0.5], [0.5, 0.5], [2.0, 0.5]].map(LonLat::from);
        let outside = |p: LonLat| !(0.0..1.0).contains(&p.lon);
        let cut = stretches(&line, outside);
        assert_eq!(cut.len(), 2);
        assert!((cut[0][1].lon - 0.0).abs() < 1e-6 && (cut[1][0].lon - 1.0).abs() < 1e-6, "{cut:?}");
        assert_eq!(stretches(&line, |_| false).len(), 0);
        assert_eq!(stretches(&line, |_| true), vec![line.to_vec()]);
    }
}
