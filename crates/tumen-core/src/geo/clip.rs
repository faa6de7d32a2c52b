//! Clipping lines and rings to a rectangle, in degrees, map units or pixels.

use super::{Bounds, Coordinates};

/// The part of the segment `a`–`b` inside the rectangle (Liang–Barsky), or `None`.
#[must_use]
pub fn segment<P: Coordinates>(a: [f64; 2], b: [f64; 2], to: &Bounds<P>) -> Option<([f64; 2], [f64; 2])> {
    let (low, high): ([f64; 2], [f64; 2]) = (to.min.into(), to.max.into());
    let (mut t0, mut t1) = (0.0_f64, 1.0_f64);
    let d = [b[0] - a[0], b[1] - a[1]];
    for axis in 0..2 {
        for (p, q) in [(-d[axis], a[axis] - low[axis]), (d[axis], high[axis] - a[axis])] {
            if p == 0.0 {
                if q < 0.0 {
                    return None;
                }
            } else if p < 0.0 {
                t0 = t0.max(q / p);
            } else {
                t1 = t1.min(q / p);
            }
        }
    }
    let at = |t: f64| [a[0] + t * d[0], a[1] + t * d[1]];
    // The untouched ends are returned as they came, so that neighboring segments still meet.
    (t0 <= t1).then(|| (if t0 == 0.0 { a } else { at(t0) }, if t1 == 1.0 { b } else { at(t1) }))
}

/// The parts of a line inside the rectangle, each handed to `emit` as one run of points.
pub fn line<P: Coordinates>(points: &[[f64; 2]], to: &Bounds<P>, mut emit: impl FnMut(&[[f64; 2]])) {
    let mut run: Vec<[f64; 2]> = Vec::new();
    for pair in points.windows(2) {
        let Some((a, b)) = segment(pair[0], pair[1], to) else { continue };
        if run.last() != Some(&a) {
            if run.len() > 1 {
                emit(&run);
            }
            run.clear();
            run.push(a);
        }
        run.push(b);
    }
    if run.len() > 1 {
        emit(&run);
    }
}

/// A closed ring clipped to the rectangle (Sutherland–Hodgman). The result may run along the
/// rectangle's edge; it is empty when nothing is inside. The first point is not repeated.
#[must_use]
pub fn ring<P: Coordinates>(points: &[[f64; 2]], to: &Bounds<P>) -> Vec<[f64; 2]> {
    let (low, high): ([f64; 2], [f64; 2]) = (to.min.into(), to.max.into());
    let mut current: Vec<[f64; 2]> = points.to_vec();
    if current.len() > 1 && current.first() == current.last() {
        current.pop();
    }
    for axis in 0..2 {
        current = half_plane(&current, axis, |v| v - low[axis]);
        current = half_plane(&current, axis, |v| high[axis] - v);
    }
    current
}

fn half_plane(ring: &[[f64; 2]], axis: usize, inside: impl Fn(f64) -> f64) -> Vec<[f64; 2]> {
    let mut out = Vec::with_capacity(ring.len());
    let Some(&last) = ring.last() else { return out };
    let mut previous = last;
    for &p in ring {
        let (dp, dq) = (inside(previous[axis]), inside(p[axis]));
        if (dp < 0.0) != (dq < 0.0) {
            let t = dp / (dp - dq);
            out.push([previous[0] + t * (p[0] - previous[0]), previous[1] + t * (p[1] - previous[1])]);
        }
        if dq >= 0.0 {
            out.push(p);
        }
        previous = p;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::NumberBounds;
    use super::*;
    use proptest::prelude::*;

    const UNIT: NumberBounds = Bounds::new([0.0, 0.0], [1.0, 1.0]);

    #[test]
    fn a_line_that_leaves_and_returns_gives_two_runs() {
        let mut runs = Vec::new();
        line(&[[0.5, 0.5], [1.5, 0.5], [1.5, 0.8], [0.5, 0.8]], &UNIT, |r| runs.push(r.to_vec()));
        assert_eq!(runs, vec![vec![[0.5, 0.5], [1.0, 0.5]], vec![[1.0, 0.8], [0.5, 0.8]]]);
    }

    #[test]
    fn a_ring_around_the_window_becomes_the_window() {
        let clipped = ring(&[[-5.0, -5.0], [5.0, -5.0], [5.0, 5.0], [-5.0, 5.0], [-5.0, -5.0]], &UNIT);
        assert_eq!(Bounds::of(clipped), UNIT);
    }

    proptest! {
        #[test]
        fn clipped_points_lie_inside(points in prop::collection::vec([-2.0f64..3.0, -2.0f64..3.0], 2..20)) {
            let grown = UNIT.grown(1e-9);
            line(&points, &UNIT, |run| assert!(run.iter().all(|p| grown.contains(*p))));
            prop_assert!(ring(&points, &UNIT).iter().all(|p| grown.contains(*p)));
        }
    }
}
