//! Ramer–Douglas–Peucker, ranked: one pass gives every level of detail.

/// For each point of a line, the largest tolerance at which it survives simplification, in the
/// units of the points: infinite for the two ends, never larger than that of the point that split
/// off its stretch. Keeping the points whose rank exceeds a tolerance is exactly the
/// Ramer–Douglas–Peucker line of that tolerance, and coarser levels are subsets of finer ones.
#[must_use]
pub fn ranks(points: &[[f64; 2]]) -> Vec<f32> {
    let mut ranks = vec![0.0_f32; points.len()];
    rank(points, 0.0, &mut ranks);
    ranks
}

/// The [`ranks`] of a line, written over `rank`, as far as they exceed `finest`: what lies between two
/// points and no farther from their chord keeps the rank it has, which must be at most that.
pub fn rank(points: &[[f64; 2]], finest: f64, rank: &mut [f32]) {
    let Some(last) = points.len().checked_sub(1) else { return };
    rank[0] = f32::INFINITY;
    rank[last] = f32::INFINITY;
    let mut stack = vec![(0, last, f64::INFINITY)];
    while let Some((start, end, limit)) = stack.pop() {
        if end <= start + 1 {
            continue;
        }
        let (at, distance) = farthest(points, start, end);
        let own = distance.min(limit);
        rank[at] = own as f32;
        if own > finest {
            stack.push((start, at, own));
            stack.push((at, end, own));
        }
    }
}

/// Like [`rank`], but the line is cut into stretches of `block` points whose ends always stay: then no
/// line, however folded, costs more than `block` steps a point.
pub fn rank_in_blocks(points: &[[f64; 2]], finest: f64, block: usize, ranks: &mut [f32]) {
    let Some(last) = points.len().checked_sub(1) else { return };
    ranks[0] = f32::INFINITY;
    let mut start = 0;
    while start < last {
        // No stretch is left that is much shorter than the others.
        let end = if last - start < block + block / 2 { last } else { start + block };
        rank(&points[start..=end], finest, &mut ranks[start..=end]);
        start = end;
    }
}

fn farthest(points: &[[f64; 2]], start: usize, end: usize) -> (usize, f64) {
    let (a, b) = (points[start], points[end]);
    let (dx, dy) = (b[0] - a[0], b[1] - a[1]);
    let length2 = dx * dx + dy * dy;
    let inverse = if length2 > 0.0 { 1.0 / length2 } else { 0.0 };
    let mut best = (start + 1, -1.0);
    for (i, p) in (start + 1..).zip(&points[start + 1..end]) {
        let (px, py) = (p[0] - a[0], p[1] - a[1]);
        let t = ((px * dx + py * dy) * inverse).clamp(0.0, 1.0);
        let (ex, ey) = (px - t * dx, py - t * dy);
        let distance2 = ex * ex + ey * ey;
        if distance2 > best.1 {
            best = (i, distance2);
        }
    }
    (best.0, best.1.max(0.0).sqrt())
}

/// The line simplified to a tolerance: every dropped point lies within it of the result.
#[must_use]
pub fn simplify(points: &[[f64; 2]], tolerance: f64) -> Vec<[f64; 2]> {
    let rank = ranks(points);
    points.iter().zip(rank).filter(|(_, r)| f64::from(*r) > tolerance).map(|(p, _)| *p).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_straight_line_keeps_its_ends_only() {
        let line: Vec<[f64; 2]> = (0..50).map(|i| [f64::from(i), 0.0]).collect();
        assert_eq!(simplify(&line, 1e-9), vec![[0.0, 0.0], [49.0, 0.0]]);
    }

    proptest! {
        #[test]
        fn ends_are_kept_and_levels_are_nested(
            points in prop::collection::vec([-1.0f64..1.0, -1.0f64..1.0], 1..60), a in 0.0f64..0.5, b in 0.0f64..0.5
        ) {
            let (coarse, fine) = (simplify(&points, a.max(b)), simplify(&points, a.min(b)));
            prop_assert_eq!(coarse.first(), points.first());
            prop_assert_eq!(coarse.last(), points.last());
            prop_assert!(coarse.iter().all(|p| fine.contains(p)));
        }

        #[test]
        fn dropped_points_lie_within_the_tolerance(
            points in prop::collection::vec([-1.0f64..1.0, -1.0f64..1.0], 2..60), tolerance in 0.01f64..0.5
        ) {
            let kept = simplify(&points, tolerance);
            for p in &points {
                let near = kept.windows(2).map(|w| super::tests::gap(*p, w[0], w[1])).fold(f64::INFINITY, f64::min);
                prop_assert!(near <= tolerance + 1e-6);
            }
        }
    }

    fn gap(p: [f64; 2], a: [f64; 2], b: [f64; 2]) -> f64 {
        let line = [a, p, b];
        super::farthest(&line, 0, 2).1
    }
}
