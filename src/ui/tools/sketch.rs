//! Clicking points: the gesture that measuring and drawing share.

use super::ink::Ink;
use super::tool::Sketch;
use super::{Pad, Tool, ToolInput, Tools, made, measure, pressed, snap};
use crate::ui::out::UiCommands;
use crate::ui::sizes::sizes;
use eframe::egui::{CursorIcon, Key, Pos2, Response, Ui};
use tumen_core::geo::LonLat;
use tumen_session::Session;

/// Clicks and keys while measuring or drawing.
pub(super) fn interact(
    ui: &Ui,
    response: &Response,
    pad: &Pad,
    session: &Session,
    tools: &mut Tools,
    keys: bool,
    commands: &mut UiCommands,
) -> ToolInput {
    let taken = ToolInput { drag: false, click: true, double_click: true };
    let pointer = response.hover_pos();
    snap::update(ui, pointer.filter(|_| !response.dragged()), pad, session, tools, None);
    if response.hovered() && !response.dragged() {
        ui.ctx().set_cursor_icon(CursorIcon::Crosshair);
    }
    if keys && pressed(ui, Key::Backspace) {
        tools.sketch.back();
    }
    let enter = keys && pressed(ui, Key::Enter);
    let clicked = response.interact_pointer_pos().filter(|_| response.clicked());
    // Quick clicks at two places are two points and not a double click.
    let again = response.double_clicked() || response.triple_clicked();
    let last = tools.sketch.points.last();
    if enter
        || again && clicked.zip(last).is_some_and(|(at, p)| pad.screen(*p).distance(at) <= sizes().tools.near)
    {
        finish(session, tools, commands);
    } else if let Some(at) = clicked {
        click(at, pad, session, tools, commands);
    }
    taken
}

fn click(at: Pos2, pad: &Pad, session: &Session, tools: &mut Tools, commands: &mut UiCommands) {
    if tools.sketch.done {
        tools.sketch = Sketch::default();
    }
    if closes(at, pad, tools) {
        tools.sketch.closed = true;
        return finish(session, tools, commands);
    }
    let position = tools.snapper.found().map_or_else(|| pad.position(at), |s| s.at);
    tools.sketch.points.push(position);
    if tools.tool == Tool::DrawPoint {
        finish(session, tools, commands);
    }
}

/// Whether a click there would join the last point to the first.
fn closes(at: Pos2, pad: &Pad, tools: &Tools) -> bool {
    let ring = tools.tool != Tool::DrawPoint && tools.sketch.points.len() >= 3 && !tools.sketch.done;
    ring && tools
        .sketch
        .points
        .first()
        .is_some_and(|first| pad.screen(*first).distance(at) <= sizes().tools.near)
}

/// Ends the sketch: a measure stays to be read, a drawing becomes a feature.
fn finish(session: &Session, tools: &mut Tools, commands: &mut UiCommands) {
    if tools.tool == Tool::Measure {
        tools.sketch.done = tools.sketch.points.len() > 1;
        return;
    }
    if let Some(geometry) = made::drawn(tools.tool, &tools.sketch) {
        commands.extend(made::add(session, tools.target, geometry));
        tools.sketch = Sketch::default();
    }
}

/// Paints the sketch with a rubber line to the pointer.
pub(super) fn paint(ui: &Ui, response: &Response, session: &Session, ink: &Ink, pad: &Pad, tools: &Tools) {
    let pointer = response.hover_pos().filter(|_| !tools.sketch.done);
    let joins = pointer.is_some_and(|at| closes(at, pad, tools));
    let snapped = tools.snapper.found();
    let first = tools.sketch.points.first().copied();
    let next = match (joins, snapped) {
        (true, _) => first,
        (_, Some(snap)) if pointer.is_some() => Some(snap.at),
        _ => pointer.map(|at| pad.position(at)),
    };
    match tools.tool {
        Tool::Measure => measure::paint(ink, pad, session.messages(), &tools.sketch, next),
        Tool::Pan | Tool::DrawLine | Tool::DrawPoint | Tool::DrawArea | Tool::Loupe | Tool::EditShape => {
            paint_straight(ink, pad, tools, next);
        }
    }
    tools.sketch.points.iter().for_each(|p| ink.vertex(pad.screen(*p), false));
    if joins && let Some(first) = first {
        ink.vertex(pad.screen(first), true);
    } else if pointer.is_some() {
        snap::paint(ui, response, ink, pad, tools);
    }
}

fn paint_straight(ink: &Ink, pad: &Pad, tools: &Tools, next: Option<LonLat>) {
    let mut line = tools.sketch.points.clone();
    let drawn = line.len();
    line.extend(next.filter(|_| drawn > 0));
    if tools.tool == Tool::DrawArea && line.len() > 2 {
        line.extend(tools.sketch.points.first());
    }
    let screen = pad.screen_line(&line);
    ink.line(screen.get(..drawn).unwrap_or_default());
    if tools.tool != Tool::DrawPoint && drawn > 0 {
        ink.rubber(screen.get(drawn - 1..).unwrap_or_default());
    }
}
