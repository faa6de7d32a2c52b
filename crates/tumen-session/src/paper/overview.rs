//! Where the stops of a tour lie, on one map.

use crate::framing::STOP_MARGIN;
use crate::{Output, Session};
use tumen_core::geo::PlaneBounds;
use tumen_core::model::tour::Tour;
use tumen_scene::ScreenPoint;
use tumen_scene::frame::{Align, Group, Item, Paint, Path, Placing, Stroke, Text, Weight};
use tumen_scene::{Camera, Frame, Furniture, text};

/// A stop that shows less than this is drawn so large, pixels.
const LEAST: f32 = 9.0;
/// Font size of the numbers, pixels.
const NUMBER: f32 = 12.0;

/// The map of all stops in a picture of that size: a box for each with its number, from 1.
pub fn frame(session: &mut Session, tour: &Tour, size: [f32; 2]) -> Option<Frame> {
    let projection = session.view.camera.projection;
    let boxes: Vec<PlaneBounds> =
        tour.stops.iter().map(|s| Camera::bounds_of(projection, s.bounds)).collect();
    let mut all = PlaneBounds::EMPTY;
    boxes.iter().for_each(|b| all.merge(b));
    if all.is_empty() {
        return None;
    }
    let camera = Camera::fit_bounds(projection, &all, size, STOP_MARGIN);
    // No closer than where a stop's own map would be.
    session.view.camera = Camera { zoom: camera.zoom.min(MOST_ZOOM), ..camera };
    session.prepare();
    let scale = session.style().page.detail;
    let mut frame = session.compose(size, Furniture::default(), Output::Paper { scale })?;
    let mut items = Vec::new();
    let mut taken = Vec::new();
    for (number, bounds) in boxes.iter().enumerate() {
        stop(session, &frame, number + 1, bounds, &mut taken, &mut items);
    }
    frame.groups.push(Group { name: "stops", items });
    Some(frame)
}

/// Stops that all lie at one spot are looked at from this close.
const MOST_ZOOM: f64 = 10.0;

fn stop(
    session: &Session,
    frame: &Frame,
    number: usize,
    bounds: &PlaneBounds,
    taken: &mut Vec<[f32; 2]>,
    items: &mut Vec<Item>,
) {
    let palette = session.style().palette(session.view().theme);
    let Some(camera) = frame.map else { return };
    let ScreenPoint { x, y } = camera.to_screen(bounds.center(), frame.size);
    let scale = camera.pixels_per_unit();
    let [w, h] = bounds.size().map(|s| ((s * scale) as f32).max(LEAST));
    let [left, top, right, bottom] = [x - 0.5 * w, y - 0.5 * h, x + 0.5 * w, y + 0.5 * h];
    let path = Path {
        points: vec![[left, top], [right, top], [right, bottom], [left, bottom]],
        closed: true,
        fill: None,
        stroke: Some(Stroke::solid(1.4, palette.frontier)),
    };
    items.push(Item { feature: None, paint: Paint::Path(path) });
    let words = number.to_string();
    let step = text::width("00", NUMBER, Weight::SemiBold);
    // Beside the numbers of other stops that begin at the same corner.
    let mut at = [left + 4.0, top - 4.0];
    while taken.iter().any(|t| (t[0] - at[0]).abs() < step && (t[1] - at[1]).abs() < NUMBER) {
        at[0] += step;
    }
    taken.push(at);
    let text = Text {
        text: words.into(),
        placing: Placing::Straight(at, Align::Start),
        size: NUMBER,
        weight: Weight::SemiBold,
        color: palette.frontier,
        halo: Some((palette.halo, 2.0)),
    };
    items.push(Item { feature: None, paint: Paint::Text(text) });
}
