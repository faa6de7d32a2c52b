//! The legend beside a map, in a column of a page.

use super::{Piece, lines};
use crate::Style;
use crate::compose::{Contents, RenderOptions, Scene};
use crate::frame::{Align, Item, Paint, Placing, Text};
use crate::furniture::paper::{self, LegendRow};
use tumen_core::markdown::Run;

/// The legend of a picture in a column of some width, a piece for each row, so many times as large as on a screen.
pub(super) fn pieces(
    scene: Scene<'_>,
    options: &RenderOptions,
    contents: &Contents,
    width: f32,
    factor: f32,
) -> Vec<Piece> {
    let rows = paper::legend(scene, options, contents);
    let headings: Vec<bool> = rows.iter().map(|row| row.is_heading).collect();
    let piece = |row| piece(row, width / factor, scene.style).enlarged(factor);
    let mut pieces: Vec<Piece> = rows.into_iter().map(piece).collect();
    keep_last_rows(&mut pieces, &headings);
    pieces
}

/// The last row of what a heading is about does not stand alone in the next column: the one before goes with it.
fn keep_last_rows(pieces: &mut [Piece], headings: &[bool]) {
    for last in 1..pieces.len() {
        if headings.get(last + 1).copied().unwrap_or(true) {
            pieces[last - 1].keep = true;
        }
    }
}

/// A heading keeps its first row in its column.
fn piece(LegendRow { items, is_heading }: LegendRow, width: f32, style: &Style) -> Piece {
    let height = style.furniture.legend.row;
    let gap = if is_heading { 0.5 * height } else { 0.0 };
    let mut piece = Piece { items, height, keep: is_heading, gap, ..Piece::default() };
    wrap(&mut piece, width, style.page.legend_leading);
    piece
}

/// Breaks the words of a row, which are drawn last, where they are wider than the column.
fn wrap(piece: &mut Piece, width: f32, leading: f32) {
    let Some(Item { paint: Paint::Text(text), .. }) = piece.items.last() else { return };
    let Placing::Straight([x, y], Align::Start) = text.placing else { return };
    let text = text.clone();
    let lines = lines::wrapped(&[Run::plain(&*text.text)], width - x, text.size, text.weight);
    if lines.len() < 2 {
        return;
    }
    piece.items.pop();
    let step = leading * text.size;
    for (number, line) in lines.iter().enumerate() {
        let words: String = line.iter().map(|run| run.text.as_str()).collect();
        let placing = Placing::Straight([x, y + number as f32 * step], Align::Start);
        let text = Text { text: words.into(), placing, ..text.clone() };
        piece.items.push(Item { feature: None, paint: Paint::Text(text) });
    }
    piece.height += (lines.len() - 1) as f32 * step;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_row_takes_the_one_before_along() {
        let headings = [true, false, false, false, true, false];
        let mut pieces: Vec<Piece> =
            headings.iter().map(|h| Piece { keep: *h, ..Piece::default() }).collect();
        keep_last_rows(&mut pieces, &headings);
        let kept: Vec<bool> = pieces.iter().map(|p| p.keep).collect();
        assert_eq!(kept, [true, false, true, false, true, false]);
    }
}
