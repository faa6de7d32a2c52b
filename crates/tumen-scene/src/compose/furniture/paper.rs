//! Furniture that stands beside a map on paper instead of on it.

use super::{Legend, Pen, Row};
use crate::compose::{Contents, RenderOptions, Scene};
use crate::frame::Item;
use crate::{Camera, Frame, Furniture};

/// A row of a legend: what is drawn, with its top left corner at the origin.
pub struct LegendRow {
    /// The sign, then the words.
    pub items: Vec<Item>,
    /// Whether it says what the next rows are.
    pub is_heading: bool,
}

/// The legend of a picture, row by row.
#[must_use]
pub fn legend(scene: Scene<'_>, options: &RenderOptions, contents: &Contents) -> Vec<LegendRow> {
    let furniture = Furniture { legend: Legend::Full, ..Furniture::default() };
    let options = RenderOptions { furniture, ..options.clone() };
    let mut pen = Pen::new(scene, &options);
    let rows = pen.rows(contents);
    let mut drawn = |row: &Row| {
        pen.row(row, [0.0, 0.5 * pen.own.legend.row]);
        LegendRow { items: std::mem::take(&mut pen.items), is_heading: matches!(row, Row::Heading(_)) }
    };
    rows.iter().map(&mut drawn).collect()
}

/// A scale bar for a map of a width, whose top left corner, labels included, is at the origin; with its width and
/// height.
#[must_use]
pub fn scale_bar(scene: Scene<'_>, options: &RenderOptions, width: f32) -> (Vec<Item>, [f32; 2]) {
    let mut pen = Pen::new(scene, options);
    let [share, most] = pen.own.bar.paper_length;
    let bar = pen.bar(most.min(share * f64::from(width)));
    let (first, [top, height]) = (pen.own.bar.indent, pen.own.bar.on_paper);
    pen.draw_bar(&bar, [first, top]);
    (pen.items, [first + bar.pixels + bar.reach, height])
}

/// The small map that shows where a picture of that size lies, so wide; none if the picture shows much of
/// the theatre.
#[must_use]
pub fn locator(scene: Scene<'_>, options: &RenderOptions, size: [f32; 2], width: f32) -> Option<Frame> {
    let own = &scene.style.furniture.locator;
    if options.camera.zoom < own.from_zoom {
        return None;
    }
    let room = [width.floor(), (width * own.size[1] / own.size[0]).floor()];
    let view = options.camera.visible(size);
    let camera = Camera::fit(options.camera.projection, own.shows, room, 2.0);
    let inner = RenderOptions { camera, ..options.clone() };
    Some(crate::compose::compose_locator(scene, &inner, room, &view))
}
