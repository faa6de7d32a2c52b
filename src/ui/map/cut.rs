//! The handle on the cut between two states of the map.

use crate::ui::colors::Ink;
use crate::ui::compare;
use crate::ui::out::UiCommands;
use crate::ui::sizes::sizes;
use eframe::egui::{CursorIcon, Id, Rect, Role, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};
use tumen_core::model::Split;
use tumen_session::Session;

/// Shows the handle; dragged, it moves the cut.
pub(super) fn show(ui: &Ui, session: &Session, rect: Rect, commands: &mut UiCommands) {
    let Some(Split::Swipe(share)) = session.view().compare.as_ref().map(|c| c.split) else { return };
    let (grip, ink) = (sizes().tools.near, Ink::of(session));
    let middle = pos2(rect.left() + share * rect.width(), rect.center().y);
    let area = Rect::from_center_size(middle, vec2(2.0 * grip, rect.height()));
    let response = ui.interact(area, Id::unique("compare cut"), Sense::drag());
    let response = response.on_hover_text(session.say("compare-cut-tip"));
    response.widget_info(|| WidgetInfo::labeled(Role::Splitter, true, session.say("action-ToggleCompare")));
    let (painter, pen) = (ui.painter_at(rect), Stroke::new(sizes().line.pen, ink.text));
    painter.circle(middle, grip, ink.panel, pen);
    let [near, far] = [0.25, 0.65].map(|share| share * grip);
    for side in [-1.0, 1.0] {
        let tip = middle + vec2(side * far, 0.0);
        let ends = [-near, near].map(|y| middle + vec2(side * near, y));
        painter.line(vec![ends[0], tip, ends[1]], pen);
    }
    if response.hovered() || response.dragged() {
        ui.ctx().set_cursor_icon(CursorIcon::ResizeHorizontal);
    }
    if response.dragged()
        && let Some(at) = response.interact_pointer_pos()
    {
        let [least, most] = [*Split::SHARES.start(), *Split::SHARES.end()];
        let share = ((at.x - rect.left()) / rect.width().max(1.0)).clamp(least, most);
        commands.push(compare::with(session, Split::Swipe(share)));
    }
}
