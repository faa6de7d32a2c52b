//! The halo of a name as a picture, for painters that draw it as one instead of as copies of the name.

use crate::frame::Weight;
use crate::outline::{OUTLINE_SIZE, outline_of};
use tiny_skia::{FillRule, LineCap, LineJoin, Mask, PathBuilder, Rect, Stroke, Transform};

/// Names longer than this have no picture, pixels.
const LONGEST: f32 = 4096.0;

/// How much of each pixel a halo covers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Halo {
    /// Its top left pixel, counted from where the baseline begins; y down.
    pub corner: [i32; 2],
    /// Width and height, pixels.
    pub size: [usize; 2],
    /// Row by row, 0 for nothing.
    pub cover: Vec<u8>,
}

impl Halo {
    /// The halo of letters, each with how far along the baseline it begins, that reaches so far around them; sizes in
    /// pixels. `None` where there is nothing to see.
    #[must_use]
    pub fn new(letters: &[(char, f32)], weight: Weight, size: f32, reach: f32) -> Option<Self> {
        let mut builder = PathBuilder::new();
        let k = size / OUTLINE_SIZE;
        for (character, x) in letters {
            let place = Transform::from_row(k, 0.0, 0.0, k, *x, 0.0);
            if let Some(path) = outline_of(*character, weight).and_then(|p| p.transform(place)) {
                builder.push_path(&path);
            }
        }
        let path = builder.finish()?;
        let seen = path.bounds().outset(reach + 1.0, reach + 1.0)?;
        let seen = Rect::from_ltrb(
            seen.left().floor(),
            seen.top().floor(),
            seen.right().ceil(),
            seen.bottom().ceil(),
        )?;
        if !(seen.width() <= LONGEST && seen.height() <= LONGEST) {
            return None;
        }
        let mut mask = Mask::new(seen.width() as u32, seen.height() as u32)?;
        let onto = Transform::from_translate(-seen.left(), -seen.top());
        let (width, line_cap, line_join) = (2.0 * reach, LineCap::Round, LineJoin::Round);
        let stroke = Stroke { width, line_cap, line_join, ..Stroke::default() };
        if let Some(around) = path.stroke(&stroke, 1.0) {
            mask.fill_path(&around, FillRule::Winding, true, onto);
        }
        mask.fill_path(&path, FillRule::Winding, true, onto);
        let size = [mask.width() as usize, mask.height() as usize];
        let corner = [seen.left() as i32, seen.top() as i32];
        Some(Self { corner, size, cover: mask.take() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_halo_reaches_around_its_letters() {
        let narrow = Halo::new(&[('I', 0.0)], Weight::Regular, 20.0, 1.0).unwrap();
        let wide = Halo::new(&[('I', 0.0)], Weight::Regular, 20.0, 4.0).unwrap();
        assert_eq!(wide.size, narrow.size.map(|side| side + 6));
        assert_eq!(wide.corner, narrow.corner.map(|at| at - 3));
        let ink = |h: &Halo| h.cover.iter().map(|c| usize::from(*c)).sum::<usize>();
        assert!(ink(&wide) > 2 * ink(&narrow));
        // Full beside the stem, nothing in the corner.
        assert_eq!(
            (wide.cover[wide.size[0] / 2 + wide.size[0] * (wide.size[1] / 2)], wide.cover[0]),
            (255, 0)
        );
    }

    #[test]
    fn letters_stand_along_the_baseline() {
        let one = Halo::new(&[('о', 0.0)], Weight::SemiBold, 12.0, 1.5).unwrap();
        let two = Halo::new(&[('о', 0.0), ('о', 30.0)], Weight::SemiBold, 12.0, 1.5).unwrap();
        assert_eq!((two.size[0], two.size[1]), (one.size[0] + 30, one.size[1]));
        assert!(two.cover.chunks(two.size[0]).all(|row| row[one.size[0]..30].iter().all(|c| *c == 0)));
    }

    #[test]
    fn what_cannot_be_seen_has_no_halo() {
        assert_eq!(Halo::new(&[(' ', 0.0)], Weight::Regular, 12.0, 1.0), None);
        assert_eq!(Halo::new(&[], Weight::Regular, 12.0, 1.0), None);
        assert_eq!(Halo::new(&[('a', 0.0), ('b', 1e9)], Weight::Regular, 12.0, 1.0), None);
        assert_eq!(Halo::new(&[('a', f32::NAN)], Weight::Regular, 12.0, 1.0), None);
    }
}
