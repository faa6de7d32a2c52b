//! Which names stand where: priorities, collisions, and the eight places beside a sign.

use super::frame::{Align, Placing, Text};
use super::style::NameStyle;
use super::text;
use std::collections::HashMap;

/// A rectangle in pixels: left, top, right, bottom.
pub type Rect = [f32; 4];

/// Rectangles already taken, in a grid so that asking costs little.
#[derive(Debug)]
pub struct OccupiedGrid {
    size: [f32; 2],
    style: NameStyle,
    cells: HashMap<(i32, i32), Vec<Rect>>,
}

/// Side of a cell of the grid, pixels.
const CELL: f32 = 64.0;
/// Space kept around a name, pixels.
const PADDING: f32 = 2.0;

fn overlap(a: &Rect, b: &Rect) -> bool {
    a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3]
}

impl OccupiedGrid {
    /// Nothing taken yet in a picture of that size.
    #[must_use]
    pub fn new(size: [f32; 2], style: &NameStyle) -> Self {
        Self { size, style: *style, cells: HashMap::new() }
    }

    fn cells_of(rect: &Rect) -> impl Iterator<Item = (i32, i32)> + use<> {
        let [x0, y0, x1, y1] = rect.map(|v| (v / CELL).floor() as i32);
        (y0..=y1).flat_map(move |y| (x0..=x1).map(move |x| (x, y)))
    }

    /// Marks a rectangle as taken.
    pub fn add(&mut self, rect: Rect) {
        for cell in Self::cells_of(&rect) {
            self.cells.entry(cell).or_default().push(rect);
        }
    }

    /// Whether a rectangle lies wholly in the picture and touches nothing taken.
    #[must_use]
    pub fn is_free(&self, rect: &Rect) -> bool {
        let ([w, h], margin) = (self.size, self.style.margin);
        let inside = rect[0] >= margin && rect[1] >= margin && rect[2] <= w - margin && rect[3] <= h - margin;
        inside && !self.touches(rect)
    }

    /// Whether a rectangle touches anything taken.
    #[must_use]
    pub fn touches(&self, rect: &Rect) -> bool {
        Self::cells_of(rect)
            .any(|cell| self.cells.get(&cell).is_some_and(|v| v.iter().any(|r| overlap(r, rect))))
    }

    /// Takes all rectangles if all are free.
    pub fn take_all(&mut self, rects: &[Rect]) -> bool {
        let free = rects.iter().all(|r| self.is_free(r));
        if free {
            rects.iter().for_each(|r| self.add(*r));
        }
        free
    }
}

/// The box of straight text, padding included.
#[must_use]
pub fn text_rect(at: [f32; 2], align: Align, width: f32, size: f32) -> Rect {
    let left = match align {
        Align::Start => at[0],
        Align::Middle => at[0] - width * 0.5,
        Align::End => at[0] - width,
    };
    let (top, bottom) = (at[1] - text::ASCENT * size, at[1] + text::DESCENT * size);
    [left - PADDING, top, left + width + PADDING, bottom]
}

/// Tries the places around a sign of that radius and takes the first that is free and that `keeps_off` agrees to.
pub fn beside(
    taken: &mut OccupiedGrid,
    at: [f32; 2],
    radius: f32,
    width: f32,
    size: f32,
    keeps_off: &dyn Fn(&Rect) -> bool,
) -> Option<([f32; 2], Align)> {
    let NameStyle { gap: space, diagonal, .. } = taken.style;
    let gap = radius + space;
    let diagonal = diagonal * gap;
    let middle = at[1] + 0.5 * text::CAP_HEIGHT * size;
    let above = at[1] - gap - text::DESCENT * size * 0.5;
    let below = at[1] + gap + text::CAP_HEIGHT * size;
    let candidates = [
        ([at[0] + gap, middle], Align::Start),
        ([at[0] - gap, middle], Align::End),
        ([at[0], above], Align::Middle),
        ([at[0], below], Align::Middle),
        ([at[0] + diagonal, above + space], Align::Start),
        ([at[0] + diagonal, below - space], Align::Start),
        ([at[0] - diagonal, above + space], Align::End),
        ([at[0] - diagonal, below - space], Align::End),
    ];
    candidates.into_iter().find(|(p, align)| {
        let rect = text_rect(*p, *align, width, size);
        taken.is_free(&rect) && keeps_off(&rect) && taken.take_all(&[rect])
    })
}

/// Takes the place centered on a point if it is free and `keeps_off` agrees to it.
pub fn centered(
    taken: &mut OccupiedGrid,
    at: [f32; 2],
    width: f32,
    size: f32,
    keeps_off: &dyn Fn(&Rect) -> bool,
) -> Option<([f32; 2], Align)> {
    let p = [at[0], at[1] + 0.5 * text::CAP_HEIGHT * size];
    let rect = text_rect(p, Align::Middle, width, size);
    (taken.is_free(&rect) && keeps_off(&rect) && taken.take_all(&[rect])).then_some((p, Align::Middle))
}

/// The boxes that a drawn text covers: one for straight text, one per character along a line.
#[must_use]
pub fn boxes(label: &Text) -> Vec<Rect> {
    let face = text::face(label.weight);
    match &label.placing {
        Placing::Straight(at, align) => {
            vec![text_rect(*at, *align, face.width(&label.text, label.size), label.size)]
        }
        Placing::Along(glyphs) => {
            let pairs = label.text.chars().zip(glyphs);
            pairs
                .map(|(c, (at, angle))| glyph_rect(*at, *angle, face.advance(c) * label.size, label.size))
                .collect()
        }
    }
}

/// The upright box around one turned character.
#[must_use]
pub fn glyph_rect(at: [f32; 2], angle: f32, advance: f32, size: f32) -> Rect {
    let (sin, cos) = angle.sin_cos();
    let corner = |x: f32, y: f32| [at[0] + x * cos - y * sin, at[1] + x * sin + y * cos];
    let corners = [
        corner(0.0, -text::CAP_HEIGHT * size),
        corner(advance, -text::CAP_HEIGHT * size),
        corner(0.0, 0.15 * size),
        corner(advance, 0.15 * size),
    ];
    let edge = |axis: usize, pick: fn(f32, f32) -> f32, start: f32| {
        corners.iter().map(|c| c[axis]).fold(start, pick)
    };
    [
        edge(0, f32::min, f32::INFINITY),
        edge(1, f32::min, f32::INFINITY),
        edge(0, f32::max, f32::NEG_INFINITY),
        edge(1, f32::max, f32::NEG_INFINITY),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::style::bundled;

    #[test]
    fn a_taken_place_pushes_the_next_name_away() {
        let mut taken = OccupiedGrid::new([200.0, 100.0], &bundled().name);
        let first = beside(&mut taken, [100.0, 50.0], 3.0, 60.0, 12.0, &|_| true);
        assert_eq!(first.map(|p| p.1), Some(Align::Start));
        let second = beside(&mut taken, [100.0, 50.0], 3.0, 60.0, 12.0, &|_| true);
        assert_eq!(second.map(|p| p.1), Some(Align::End));
    }

    #[test]
    fn names_stay_inside_the_picture() {
        let mut taken = OccupiedGrid::new([200.0, 100.0], &bundled().name);
        assert!(centered(&mut taken, [10.0, 50.0], 60.0, 12.0, &|_| true).is_none());
        assert!(
            beside(&mut taken, [190.0, 50.0], 3.0, 60.0, 12.0, &|_| true).is_some_and(|p| p.1 == Align::End)
        );
    }
}
