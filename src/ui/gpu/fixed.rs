//! Fixed-point positions, and ranges of what is drawn.

use std::ops::Range;

/// Fixed-point steps per map unit: 2.4 cm of ground at the equator, a sixth of a pixel at the closest
/// zoom. Integers are subtracted exactly by every GPU, which pairs of floats are not.
pub const STEPS: f64 = (1u32 << 28) as f64;
/// Positions beyond this many map units are cut off, so that no difference of two overflows.
pub const LIMIT: f64 = 4.0;

/// A point of the plane (map units) in fixed-point steps.
#[must_use]
pub fn fixed(p: [f64; 2]) -> [i32; 2] {
    p.map(|v| (v.clamp(-LIMIT, LIMIT) * STEPS).round() as i32)
}

/// Appends a range, or grows the last one (not below `first`) if at most `gap` lies between them.
pub fn push_merged(out: &mut Vec<Range<u32>>, first: usize, range: &Range<u32>, gap: u32) {
    match out[first..].last_mut() {
        Some(last) if range.start >= last.end && range.start - last.end <= gap => last.end = range.end,
        _ => out.push(range.clone()),
    }
}
