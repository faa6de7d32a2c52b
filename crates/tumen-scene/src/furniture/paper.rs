//! Furniture that stands beside a map on paper instead of on it.

use super::{LOCATOR, LOCATOR_BOX, LOCATOR_ZOOM, Legend, Pen, ROW, Row};
use crate::compose::{Contents, RenderOptions, Scene};
use crate::frame::{Align, Item, Paint, Placing, Text};
use crate::page::{Piece, lines};
use crate::{Camera, Frame, Furniture};
use tumen_core::markdown::Run;

/// Distance of the lines of a row, in font sizes.
const LINE: f32 = 1.2;

/// The legend of a picture in a column of some width, a piece for each row.
#[must_use]
pub fn legend(scene: Scene<'_>, options: &RenderOptions, contents: &Contents, width: f32) -> Vec<Piece> {
    let furniture = Furniture { legend: Legend::Full, ..Furniture::default() };
    let options = RenderOptions { furniture, ..options.clone() };
    let mut pen = Pen::new(scene, &options);
    let rows = pen.rows(contents);
    let mut piece = |row: &Row| {
        pen.row(row, [0.0, 0.5 * ROW]);
        let keep = matches!(row, Row::Heading(_));
        let gap = if keep { 0.5 * ROW } else { 0.0 };
        let mut piece =
            Piece { items: std::mem::take(&mut pen.items), height: ROW, keep, gap, ..Piece::default() };
        wrap(&mut piece, width);
        piece
    };
    rows.iter().map(&mut piece).collect()
}

/// Breaks the words of a row, which are drawn last, where they are wider than the column.
fn wrap(piece: &mut Piece, width: f32) {
    let Some(Item { paint: Paint::Text(text), .. }) = piece.items.last() else { return };
    let Placing::Straight([x, y], Align::Start) = text.placing else { return };
    let text = text.clone();
    let lines = lines::wrapped(&[Run::plain(&*text.text)], width - x, text.size, text.weight);
    if lines.len() < 2 {
        return;
    }
    piece.items.pop();
    let step = LINE * text.size;
    for (number, line) in lines.iter().enumerate() {
        let words: String = line.iter().map(|run| run.text.as_str()).collect();
        let placing = Placing::Straight([x, y + number as f32 * step], Align::Start);
        let text = Text { text: words.into(), placing, ..text.clone() };
        piece.items.push(Item { feature: None, paint: Paint::Text(text) });
    }
    piece.height += (lines.len() - 1) as f32 * step;
}

/// A scale bar whose top left corner, labels included, is at the origin; with its width and height.
#[must_use]
pub fn scale_bar(scene: Scene<'_>, options: &RenderOptions) -> (Vec<Item>, [f32; 2]) {
    let mut pen = Pen::new(scene, options);
    let bar = pen.bar();
    let first = 4.0;
    pen.draw_bar(&bar, [first, 18.0]);
    (pen.items, [first + bar.pixels + bar.reach, 24.0])
}

/// The small map that shows where a picture of that size lies, so wide; none if the picture shows much of
/// the theatre.
#[must_use]
pub fn locator(scene: Scene<'_>, options: &RenderOptions, size: [f32; 2], width: f32) -> Option<Frame> {
    if options.camera.zoom < LOCATOR_ZOOM {
        return None;
    }
    let room = [width.floor(), (width * LOCATOR[1] / LOCATOR[0]).floor()];
    let view = options.camera.visible(size);
    let camera = Camera::fit(options.camera.projection, LOCATOR_BOX, room, 2.0);
    let inner = RenderOptions { camera, ..options.clone() };
    Some(crate::compose::compose_locator(scene, &inner, room, &view))
}
