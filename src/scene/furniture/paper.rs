//! Furniture that stands beside a map on paper instead of on it.

use super::{LOCATOR, LOCATOR_BOX, LOCATOR_ZOOM, Legend, Pen, ROW, Row};
use crate::scene::compose::{Contents, Look, Scene};
use crate::scene::frame::Item;
use crate::scene::page::Piece;
use crate::scene::{Camera, Frame, Furniture};

/// The legend of a picture, a piece for each row.
#[must_use]
pub fn legend(scene: Scene<'_>, look: &Look, contents: &Contents) -> Vec<Piece> {
    let furniture = Furniture { legend: Legend::Full, ..Furniture::default() };
    let look = Look { furniture, ..look.clone() };
    let mut pen = Pen::new(scene, &look);
    let rows = pen.rows(contents);
    let mut piece = |row: &Row| {
        pen.row(row, [0.0, 0.5 * ROW]);
        let keep = matches!(row, Row::Heading(_));
        let gap = if keep { 0.5 * ROW } else { 0.0 };
        Piece { items: std::mem::take(&mut pen.items), height: ROW, keep, gap, ..Piece::default() }
    };
    rows.iter().map(&mut piece).collect()
}

/// A scale bar whose top left corner, labels included, is at the origin; with its width and height.
#[must_use]
pub fn scale_bar(scene: Scene<'_>, look: &Look) -> (Vec<Item>, [f32; 2]) {
    let mut pen = Pen::new(scene, look);
    let bar = pen.bar();
    let first = 4.0;
    pen.draw_bar(&bar, [first, 18.0]);
    (pen.items, [first + bar.pixels + bar.reach, 24.0])
}

/// The small map that shows where a picture of that size lies, so wide; none if the picture shows much of
/// the theatre.
#[must_use]
pub fn locator(scene: Scene<'_>, look: &Look, size: [f32; 2], width: f32) -> Option<Frame> {
    if look.camera.zoom < LOCATOR_ZOOM {
        return None;
    }
    let room = [width.floor(), (width * LOCATOR[1] / LOCATOR[0]).floor()];
    let view = look.camera.visible(size);
    let camera = Camera::fit(look.camera.projection, LOCATOR_BOX, room, 2.0);
    let inner = Look { camera, ..look.clone() };
    Some(crate::scene::compose::compose_locator(scene, &inner, room, &view))
}
