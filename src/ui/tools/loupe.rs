//! Drawing a loupe: a box is pulled up on the map, and what it holds stands on the map at a larger scale.

use super::ink::Ink;
use super::{Pad, Tool, ToolInput, Tools};
use crate::ui::loupes;
use crate::ui::out::UiCommands;
use crate::ui::sizes::sizes;
use eframe::egui::{CursorIcon, PointerButton, Pos2, Rect, Response, Ui};
use tumen_core::geo::GeoBox;
use tumen_core::model::{Loupe, Spot};
use tumen_scene::Camera;
use tumen_session::Session;

/// Digits of a degree that are kept: about 1 m.
const DIGITS: f64 = 1e5;

/// A drag pulls up the box; when it ends, the loupe is there and the tool is put back.
pub(super) fn interact(
    ui: &Ui,
    response: &Response,
    pad: &Pad,
    session: &Session,
    tools: &mut Tools,
    commands: &mut UiCommands,
) -> ToolInput {
    if response.hovered() {
        ui.ctx().set_cursor_icon(CursorIcon::Crosshair);
    }
    let pointer = response.interact_pointer_pos();
    if response.drag_started_by(PointerButton::Primary) {
        tools.corner = ui.input(|i| i.pointer.press_origin()).or(pointer);
    }
    if response.drag_stopped()
        && let (Some(from), Some(to)) = (tools.corner.take(), pointer)
        && let Some(loupe) = drawn(pad, Rect::from_two_pos(from, to))
    {
        commands.push(loupes::with(session, loupe));
        tools.tool = Tool::Pan;
    }
    ToolInput { drag: true, click: true, double_click: true }
}

/// The loupe of a box in the window, in the corner opposite to it; nothing if it is too small to be meant.
fn drawn(pad: &Pad, area: Rect) -> Option<Loupe> {
    let area = area.intersect(pad.rect);
    if area.width().min(area.height()) < sizes().tools.near {
        return None;
    }
    let middle = pad.plane(area.center());
    let camera = Camera { center: middle, ..pad.camera };
    let bounds = <[f64; 4]>::from(camera.degrees([area.width(), area.height()]));
    let bounds = GeoBox::from(bounds.map(|d| (d * DIGITS).round() / DIGITS));
    let off = (area.center() - pad.rect.min) / pad.rect.size();
    bounds.is_valid().then(|| Loupe::new(bounds, Some(Spot::opposite([off.x, off.y]))))
}

/// Paints the box that is being pulled up.
pub(super) fn paint(response: &Response, ink: &Ink, tools: &Tools) {
    let (Some(from), Some(to)) = (tools.corner, response.interact_pointer_pos()) else { return };
    let area = Rect::from_two_pos(from, to);
    let corners: [Pos2; 5] =
        [area.left_top(), area.right_top(), area.right_bottom(), area.left_bottom(), area.left_top()];
    ink.rubber(&corners);
}
