//! The page of one stop of a tour: its map, and below it what is said on the left, what the signs mean
//! and where it comes from on the right.

use super::block::{Block, Piece};
use super::document::Paper;
use super::flow::{Area, Sheet, begin_page, height};
use super::sheet::{Layout, Map, Said};
use super::{PageSetup, PageStyle};
use crate::compose::{RenderOptions, Scene};
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
    options: &RenderOptions,
    setup: &PageSetup,
    paper: &Paper<'_>,
    said: &Said<'_>,
    told: &[Block],
) -> Vec<Sheet> {
    let layout = Layout::new(scene, options, setup, paper, said);
    let mut sheet = Sheet::new(paper.pixels());
    sheet.name = Some(said.title.0.clone());
    let content = paper.content();
    let [left, _, right, bottom] = content;
    let top = layout.title(&mut sheet, content);
    let gap = PageStyle::pixels(scene.style.page.gap);
    let width = 0.5 * (right - left - gap);
    let room = bottom - top;
    let [least, most] = scene.style.page.stop_map.map(|share| share * room);
    let plot = if setup.plot.is_some() { room * scene.style.page.plot + gap } else { 0.0 };
    let first = layout.map(layout.map_box([left, top, right, top + most]));
    let most_text = room - least - plot - gap;
    let text = columns(&layout, &first, told, width, most_text);
    let wanted = text.iter().map(|pieces| height(pieces)).fold(0.0, f32::max) + gap;
    let map_bottom = top + (room - wanted - plot).clamp(least, most);
    let area = [left, top, right, map_bottom];
    let map = layout.map(layout.map_box(area));
    let pieces = columns(&layout, &map, told, width, most_text).map(VecDeque::from);
    let mut columns = Columns { pieces, width, gap };
    layout.place_map(&mut sheet, map, area);
    let mut below = map_bottom + gap;
    if setup.plot.is_some() {
        layout.plot_in(&mut sheet, [left, below, right, below + plot - gap]);
        below += plot;
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

/// What stands below a map on the left and on the right. The small map and the sources, which are at the
/// end of the handout, too, stand there if that needs no further page.
fn columns(layout: &Layout<'_>, map: &Map, told: &[Block], width: f32, room: f32) -> [Vec<Piece>; 2] {
    let mut left = layout.setter(width).pieces(told);
    let gap = 2.0 * layout.gap;
    let locator = layout.locator(map).map(|p| Piece { gap, ..p });
    add_if_it_fits(&mut left, locator.into_iter().collect(), room);
    let mut right = layout.beside_map(map, width);
    add_if_it_fits(&mut right, layout.sources(map, width), room);
    [left, right]
}

fn add_if_it_fits(pieces: &mut Vec<Piece>, more: Vec<Piece>, room: f32) {
    let count = pieces.len();
    pieces.extend(more);
    if height(pieces) > room {
        pieces.truncate(count);
    }
}
