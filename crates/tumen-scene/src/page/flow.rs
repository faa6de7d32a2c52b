//! Pieces placed on pages: in columns, one after another, and on further pages what has no room.

use super::block::{Piece, rule};
use super::{Link, Page};
use crate::frame::{Group, Item, Paint, Placing};
use crate::{Frame, Rgba};
use std::collections::VecDeque;

/// A rectangle: left, top, right, bottom, pixels.
pub type Area = [f32; 4];

/// A page being made.
#[derive(Debug, Clone)]
pub struct Sheet {
    size: [f32; 2],
    items: Vec<Item>,
    links: Vec<Link>,
    /// Where each part stands.
    parts: Vec<(&'static str, Area)>,
    /// What the page is called.
    pub name: Option<String>,
}

impl Sheet {
    /// An empty page of a size in pixels.
    #[must_use]
    pub fn new(size: [f32; 2]) -> Self {
        Self { size, items: Vec::new(), links: Vec::new(), parts: Vec::new(), name: None }
    }

    /// Draws something where it says.
    pub fn draw(&mut self, items: impl IntoIterator<Item = Item>) {
        self.items.extend(items);
    }

    /// Says where a part stands.
    pub fn part(&mut self, name: &'static str, area: Area) {
        self.parts.push((name, area));
    }

    /// Draws a piece with its top left corner at a point.
    pub fn place(&mut self, piece: Piece, [x, y]: [f32; 2]) {
        // Pictures stand on whole pixels, or painters of pixels would blur or shift them.
        let by = if piece.items.iter().any(|i| matches!(i.paint, Paint::Inset(..))) {
            [x.round(), y.round()]
        } else {
            [x, y]
        };
        self.items.extend(piece.items.into_iter().map(|item| moved(item, by)));
        let shift = [by[0], by[1], by[0], by[1]];
        self.links.extend(piece.links.into_iter().map(|link| {
            let area = std::array::from_fn(|i| link.area[i] + shift[i]);
            Link { area, ..link }
        }));
    }

    /// Sets pieces from the top of an area, as many as it holds, and says where they stand. At least one
    /// is set if `whole`: an area that is all a page has to give.
    pub fn fill(&mut self, name: &'static str, area: Area, pieces: &mut VecDeque<Piece>, whole: bool) {
        let [left, top, right, bottom] = area;
        let mut y = top;
        let mut count = fitting(pieces, bottom - top);
        if count == 0 && whole && pieces.front().is_some_and(|p| !p.breaks) {
            count = 1;
        }
        for (number, piece) in pieces.drain(..count).enumerate() {
            if number > 0 {
                let middle = y + 0.5 * piece.gap;
                self.items.extend(piece.rule.map(|stroke| rule([left, middle], [right, middle], stroke)));
                y += piece.gap;
            }
            let height = piece.height;
            self.place(piece, [left, y]);
            y += height;
        }
        if count > 0 {
            self.part(name, [left, top, right, y]);
        }
    }

    /// The finished page on paper of a color.
    #[must_use]
    pub fn finish(self, paper: Rgba) -> Page {
        let groups = vec![Group { name: "page", items: self.items }];
        let frame =
            Frame { size: self.size.into(), map: None, background: paper, groups, covered: Vec::new() };
        Page { frame, links: self.links, parts: self.parts, name: self.name }
    }
}

/// How many pieces fit a height; none that must stay with what does not fit.
fn fitting(pieces: &VecDeque<Piece>, room: f32) -> usize {
    let (mut height, mut fit) = (0.0, 0);
    for (number, piece) in pieces.iter().enumerate() {
        if piece.breaks {
            return number;
        }
        height += piece.height + if number == 0 { 0.0 } else { piece.gap };
        if height > room + 0.01 {
            return fit;
        }
        if !piece.keep || number + 1 == pieces.len() {
            fit = number + 1;
        }
    }
    fit
}

/// Takes the mark off the first piece that a page break was asked for, once there is a new page.
pub fn begin_page(pieces: &mut VecDeque<Piece>) {
    if let Some(first) = pieces.front_mut() {
        first.breaks = false;
    }
}

/// How high pieces are in one column.
#[must_use]
pub fn height(pieces: &[Piece]) -> f32 {
    pieces.iter().enumerate().map(|(i, p)| p.height + if i == 0 { 0.0 } else { p.gap }).sum()
}

/// The least height at which pieces fit into so many columns, at most `most`.
#[must_use]
pub fn balanced(pieces: &[Piece], columns: usize, most: f32) -> f32 {
    let all: VecDeque<Piece> = pieces.iter().map(Piece::measure).collect();
    let fits = |height: f32| {
        let mut rest = all.clone();
        for _ in 0..columns {
            let count = fitting(&rest, height);
            rest.drain(..count);
        }
        rest.is_empty()
    };
    let mut height = (self::height(pieces) / columns.max(1) as f32).ceil();
    while height < most && !fits(height) {
        height += 4.0;
    }
    height.min(most)
}

impl Piece {
    /// The same without what is drawn.
    fn measure(&self) -> Self {
        Self { height: self.height, gap: self.gap, keep: self.keep, breaks: self.breaks, ..Self::default() }
    }
}

impl Piece {
    /// The same, so many times as large.
    pub(super) fn enlarged(mut self, factor: f32) -> Self {
        self.items.iter_mut().for_each(|item| enlarge(item, factor));
        Self { height: self.height * factor, gap: self.gap * factor, ..self }
    }
}

fn enlarge(item: &mut Item, factor: f32) {
    let grow = |p: &mut [f32; 2]| *p = p.map(|v| v * factor);
    match &mut item.paint {
        Paint::Path(path) => {
            path.points.iter_mut().for_each(grow);
            if let Some(stroke) = &mut path.stroke {
                stroke.width *= factor;
                stroke.dash = stroke.dash.map(|d| d * factor);
            }
        }
        Paint::Text(text) => {
            text.size *= factor;
            text.halo = text.halo.map(|(color, width)| (color, width * factor));
            match &mut text.placing {
                Placing::Straight(at, _) => grow(at),
                Placing::Along(places) => places.iter_mut().for_each(|(at, _)| grow(at)),
            }
        }
        // Pictures keep their size, and geometry of layers stands where the camera says.
        Paint::Inset(..) | Paint::Relief(..) | Paint::Fill(..) | Paint::Stroke(..) => {}
    }
}

fn moved(mut item: Item, [dx, dy]: [f32; 2]) -> Item {
    let shift = |p: &mut [f32; 2]| *p = [p[0] + dx, p[1] + dy];
    match &mut item.paint {
        Paint::Path(path) => path.points.iter_mut().for_each(shift),
        Paint::Text(text) => match &mut text.placing {
            Placing::Straight(at, _) => shift(at),
            Placing::Along(places) => places.iter_mut().for_each(|(at, _)| shift(at)),
        },
        Paint::Inset(at, _) => shift(at),
        // Geometry of layers stands where the camera says.
        Paint::Relief(..) | Paint::Fill(..) | Paint::Stroke(..) => {}
    }
    item
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn piece(height: f32, keep: bool) -> Piece {
        Piece { height, keep, gap: 2.0, ..Piece::default() }
    }

    #[test]
    fn a_heading_goes_with_what_follows() {
        let pieces: VecDeque<Piece> = [piece(10.0, false), piece(10.0, true), piece(10.0, false)].into();
        assert_eq!(fitting(&pieces, 40.0), 3);
        assert_eq!(fitting(&pieces, 30.0), 1);
        assert_eq!(fitting(&pieces, 5.0), 0);
    }

    proptest! {
        #[test]
        fn columns_hold_what_they_are_said_to_hold(heights in prop::collection::vec(5f32..40.0, 1..30), columns in 1usize..5) {
            let pieces: Vec<Piece> = heights.iter().map(|h| piece(*h, false)).collect();
            let height = balanced(&pieces, columns, 1e6);
            let mut rest: VecDeque<Piece> = pieces.into();
            let mut sheet = Sheet::new([1000.0, 1000.0]);
            for _ in 0..columns {
                sheet.fill("column", [0.0, 0.0, 10.0, height], &mut rest, false);
            }
            prop_assert!(rest.is_empty());
            prop_assert!(sheet.parts.iter().all(|(_, area)| area[3] <= height + 0.1));
        }
    }
}
