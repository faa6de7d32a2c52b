//! Rows of colors that color-blind readers can tell apart.

use crate::Rgba;
use tumen_core::model::layer::Ramp;

/// What has no value, or one of the rare ones.
pub const OTHER: Rgba = rgb(0x8a8a8a);

/// Okabe and Ito's hues without black, then two of Paul Tol's that stay apart from them.
const DISTINCT: [u32; 9] =
    [0x0072b2, 0xe69f00, 0x009e73, 0xcc79a7, 0xd55e00, 0x56b4e9, 0x882255, 0x999933, 0x44318d];
const BLUE_TO_YELLOW: [u32; 10] =
    [0x00224e, 0x123570, 0x3b496c, 0x575d6d, 0x707173, 0x8a8678, 0xa59c74, 0xc3b369, 0xe1cc55, 0xfee838];
const BLUES: [u32; 6] = [0x9ecae1, 0x6baed6, 0x4292c6, 0x2171b5, 0x08519c, 0x08306b];
const BLUE_ORANGE: [u32; 5] = [0x1f5fa8, 0x67a9cf, 0xd0d0d0, 0xf1a340, 0xb35806];

const fn rgb(hex: u32) -> Rgba {
    let [_, r, g, b] = hex.to_be_bytes();
    Rgba([r, g, b, 255])
}

/// The color of a class of so many.
#[must_use]
pub fn color(ramp: Ramp, index: usize, count: usize) -> Rgba {
    let stops: &[u32] = match ramp {
        Ramp::Distinct => return rgb(DISTINCT[index % DISTINCT.len()]),
        Ramp::BlueToYellow => &BLUE_TO_YELLOW,
        Ramp::Blues => &BLUES,
        Ramp::BlueOrange => &BLUE_ORANGE,
    };
    let last = stops.len() - 1;
    let at = if count > 1 { index.min(count - 1) as f32 / (count - 1) as f32 } else { 0.5 } * last as f32;
    let low = (at.floor() as usize).min(last);
    let high = (low + 1).min(last);
    rgb(stops[low]).mixed(rgb(stops[high]), at - low as f32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ramps_begin_and_end_with_their_own_colors() {
        for (ramp, first, last) in [(Ramp::Blues, 0x9e, 0x08), (Ramp::BlueToYellow, 0x00, 0xfe)] {
            assert_eq!(color(ramp, 0, 5).0[0], first);
            assert_eq!(color(ramp, 4, 5).0[0], last);
        }
        let all: std::collections::BTreeSet<_> = (0..9).map(|i| color(Ramp::Distinct, i, 9).0).collect();
        assert_eq!(all.len(), 9);
    }
}
