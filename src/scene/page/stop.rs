//! The page of one stop of a tour: its map, and below it what is said on the left, what the signs mean
//! and where it comes from on the right.

use super::block::{Block, Piece};
use super::document::Paper;
use super::flow::{Area, Sheet, begin_page, height};
use super::sheet::{Layout, Said};
use super::{PageSetup, PageStyle};
use crate::scene::compose::{Look, Scene};
use std::collections::VecDeque;

/// Two columns of text that go on side by side.
struct Columns {
    pieces: [VecDeque<Piece>; 2],
    width: f32,
    gap: f32,
}

impl Columns {
    fn is_empty(&self) -> bool {
        self.pieces.iter().all(VecDeque::is_empty)
    }

    /// Sets as much as an area holds.
    fn fill(&mut self, sheet: &mut Sheet, [left, top, _, bottom]: Area, whole: bool) {
        for (number, pieces) in self.pieces.iter_mut().enumerate() {
            let x = left + number as f32 * (self.width + self.gap);
            sheet.fill("text", [x, top, x + self.width, bottom], pieces, whole);
        }
    }
}

/// Lays out the page of a stop, and further ones for what has no room below its map. The sheets have no
/// foot yet: see [`Paper::finish`].
#[must_use]
pub fn stop_sheets(
    scene: Scene<'_>,
    look: &Look,
    setup: &PageSetup,
    paper: &Paper<'_>,
    said: &Said<'_>,
    told: &[Block],
) -> Vec<Sheet> {
    let layout = Layout::new(scene, look, setup, paper, said);
    let mut sheet = Sheet::new(paper.pixels());
    sheet.name = Some(said.title.0.clone());
    let content = paper.content();
    let [left, _, right, bottom] = content;
    let top = layout.title(&mut sheet, content);
    let gap = PageStyle::pixels(scene.style.page.gap);
    let width = 0.5 * (right - left - gap);
    let room = bottom - top;
    let [least, most] = scene.style.page.stop_map.map(|share| share * room);
    let first = layout.map(layout.map_box([left, top, right, top + most]));
    // The locator stands below the text, which is shorter than the legend.
    let on_left = |map: &_| {
        let mut pieces = layout.setter(width).pieces(told);
        pieces.extend(layout.locator(map).map(|p| Piece { gap: 2.0 * gap, ..p }));
        pieces
    };
    let (said_left, said_right) = (on_left(&first), layout.beside_map(&first, width));
    let plot = if setup.plot.is_some() { room * scene.style.page.plot } else { 0.0 };
    let text = height(&said_left).max(height(&said_right)) + gap;
    let map_bottom = top + (room - text - plot).clamp(least, most);
    let area = [left, top, right, map_bottom];
    let map = layout.map(layout.map_box(area));
    let mut columns =
        Columns { pieces: [said_left.into(), layout.beside_map(&map, width).into()], width, gap };
    layout.place_map(&mut sheet, map, area);
    let mut below = map_bottom + gap;
    if setup.plot.is_some() {
        layout.plot_in(&mut sheet, [left, below, right, below + plot]);
        below += plot + gap;
    }
    columns.fill(&mut sheet, [left, below, right, bottom], false);
    let mut sheets = vec![sheet];
    while !columns.is_empty() {
        columns.pieces.iter_mut().for_each(begin_page);
        let mut sheet = Sheet::new(paper.pixels());
        columns.fill(&mut sheet, content, true);
        sheets.push(sheet);
    }
    sheets
}
