//! The buttons in the corner of the map, the line that says what to do, and the readout of a measure.

use super::ink::Ink;
use super::{Sketch, Tool, Tools, edit, made, measure};
use crate::ui::actions::{self, Action};
use crate::ui::out::UiCommands;
use crate::ui::say::say;
use crate::ui::sizes::{sizes, text_sizes};
use crate::ui::typeset;
use eframe::egui::{
    self, Align2, Area, Color32, Frame, Id, Painter, Pos2, Rect, Sense, Shape, Stroke, Ui, Vec2,
};
use tumen_session::Session;

/// The readout shows so many legs; the clipboard gets all.
const LEGS: usize = 200;

const BUTTONS: [(Tool, Action); 6] = [
    (Tool::Measure, Action::Measure),
    (Tool::DrawLine, Action::DrawLine),
    (Tool::DrawPoint, Action::DrawPoint),
    (Tool::DrawArea, Action::DrawArea),
    (Tool::EditShape, Action::EditShape),
    (Tool::Loupe, Action::DrawLoupe),
];

/// Shows the buttons, and what is measured below them.
pub(super) fn show(ui: &mut Ui, map: Rect, session: &Session, tools: &mut Tools, commands: &mut UiCommands) {
    let corner = map.min + Vec2::splat(sizes().tools.inset);
    let room = Rect::from_min_max(corner, map.max);
    Area::new(Id::unique("map_tools")).fixed_pos(corner).constrain_to(room).show(ui.ctx(), |ui| {
        boxed(ui, sizes().tools.buttons).show(ui, |ui| {
            ui.spacing_mut().item_spacing = Vec2::splat(2.0);
            ui.horizontal(|ui| buttons(ui, session, tools));
        });
        let sketch = &tools.sketch;
        if tools.tool == Tool::Measure && sketch.points.len() > 1 {
            ui.add_space(sizes().space.tight);
            let clear =
                boxed(ui, sizes().tools.readout).show(ui, |ui| readout(ui, session, sketch, commands)).inner;
            if clear {
                tools.sketch = Sketch::default();
            }
        }
    });
}

fn boxed(ui: &Ui, margin: f32) -> Frame {
    Frame::new()
        .fill(ui.visuals().panel_fill)
        .stroke(ui.visuals().window_stroke)
        .corner_radius(sizes().corner.panel)
        .inner_margin(margin)
}

fn buttons(ui: &mut Ui, session: &Session, tools: &mut Tools) {
    for (tool, action) in BUTTONS {
        let on = tools.tool == tool;
        let (rect, response) = ui.allocate_exact_size(Vec2::splat(sizes().tools.side), Sense::click());
        let words = session.say(action.row().text);
        response.widget_info(|| egui::WidgetInfo::selected(egui::Role::Button, true, on, words));
        let visuals = ui.style().interact_selectable(&response, on);
        if on || response.hovered() || response.has_focus() {
            let fill = if on { visuals.bg_fill } else { visuals.weak_bg_fill };
            ui.painter().rect_filled(rect, sizes().corner.usual, fill);
        }
        icon(ui.painter(), rect.center(), tool, visuals.text_color());
        if response.on_hover_text(actions::tip(ui.ctx(), session.messages(), action)).clicked() {
            tools.choose(tool);
        }
    }
}

/// A small drawing of a tool, 16 points wide.
fn icon(painter: &Painter, center: Pos2, tool: Tool, color: Color32) {
    let at = |x: f32, y: f32| center + Vec2::new(x, y);
    let pen = Stroke::new(sizes().line.pen, color);
    let line = |points: Vec<Pos2>| {
        painter.add(Shape::line(points, pen));
    };
    let dot = |p: Pos2| {
        painter.circle_filled(p, 2.2, color);
    };
    match tool {
        Tool::Measure => {
            let corners = vec![at(-8.0, 3.0), at(3.0, -8.0), at(8.0, -3.0), at(-3.0, 8.0)];
            painter.add(Shape::closed_line(corners, pen));
            for i in 1..4 {
                let along = Vec2::new(-8.0, 3.0) + Vec2::new(2.75, -2.75) * i as f32;
                line(vec![center + along, center + along + Vec2::splat(if i == 2 { 3.2 } else { 2.2 })]);
            }
        }
        Tool::DrawLine => {
            line(vec![at(-7.0, 6.0), at(-2.0, -4.0), at(3.0, 3.0), at(7.0, -6.0)]);
            [at(-7.0, 6.0), at(-2.0, -4.0), at(3.0, 3.0), at(7.0, -6.0)].into_iter().for_each(dot);
        }
        Tool::DrawPoint => {
            painter.circle_stroke(center, 6.5, pen);
            painter.circle_filled(center, 2.6, color);
        }
        Tool::DrawArea => {
            let corners = vec![at(-7.0, 2.0), at(-2.0, -7.0), at(7.0, -3.0), at(5.0, 6.0), at(-4.0, 7.0)];
            painter.add(Shape::convex_polygon(corners, color.gamma_multiply(0.25), pen));
        }
        Tool::EditShape => {
            line(vec![at(-7.0, 7.0), at(0.0, -1.0), at(7.0, -7.0)]);
            let square = Rect::from_center_size(center + Vec2::new(0.0, -1.0), Vec2::splat(6.0));
            painter.rect_filled(square, 1.0, color);
        }
        Tool::Loupe => {
            painter.circle_stroke(at(-1.5, -1.5), 5.0, pen);
            line(vec![at(2.2, 2.2), at(7.0, 7.0)]);
        }
        Tool::Pan => {}
    }
}

/// Legs, total, area; returns whether everything is to be cleared.
fn readout(ui: &mut Ui, session: &Session, sketch: &Sketch, commands: &mut UiCommands) -> bool {
    let line = sketch.line();
    let legs = measure::legs(&line);
    let [width, height] = sizes().tools.readout_size;
    ui.set_max_width(width);
    egui::ScrollArea::vertical().max_height(height).show(ui, |ui| {
        let spacing = [sizes().space.wide, 2.0];
        egui::Grid::new("measure_legs")
            .num_columns(3)
            .min_col_width(sizes().tools.number)
            .spacing(spacing)
            .show(ui, |ui| {
                for (number, leg) in (1..).zip(&legs).take(LEGS) {
                    ui.label(typeset::small(format!("{number}")).weak());
                    ui.label(typeset::body(measure::length(leg.meters, session.messages())));
                    ui.label(typeset::body(measure::bearing(leg.bearing)));
                    ui.end_row();
                }
            });
    });
    if legs.len() > LEGS {
        ui.label(typeset::small(say!(session, "tools-more-legs", n = legs.len() - LEGS)));
    }
    let total: f64 = legs.iter().map(|l| l.meters).sum();
    let length = measure::length(total, session.messages());
    let words = match sketch.closed {
        true => say!(session, "tools-perimeter", length = length),
        false => say!(session, "tools-total", length = length),
    };
    ui.label(typeset::strong(words, text_sizes().body));
    if sketch.closed {
        let area = measure::area(tumen_core::geo::measure::area(&line), session.messages());
        ui.label(typeset::strong(say!(session, "tools-area", area = area), text_sizes().body));
    }
    ui.horizontal(|ui| {
        if ui.button(session.say("tools-copy")).on_hover_text(session.say("tools-copy-tip")).clicked() {
            ui.ctx().copy_text(measure::table(sketch, session.messages()));
        }
        let keep = session.say("tools-keep-tip");
        if ui.button(session.say("tools-keep")).on_hover_text(keep).clicked() {
            commands.extend(made::keep_measure(session, sketch));
        }
        ui.button(session.say("tools-clear")).on_hover_text(session.say("tools-clear-tip")).clicked()
    })
    .inner
}

/// What to do next, at the bottom of the map.
pub(super) fn hint(ink: &Ink, map: Rect, session: &Session, tools: &Tools) {
    let words = words(session, tools);
    if words.is_empty() {
        return;
    }
    let galley = ink.painter.layout_no_wrap(
        session.say(words).to_owned(),
        typeset::font(text_sizes().plain),
        crate::ui::paint::color(ink.text),
    );
    let middle = map.center_bottom() - Vec2::new(0.0, sizes().tools.hint);
    let text = Align2::CENTER_CENTER.anchor_size(middle, galley.size());
    let frame = text.expand2(Vec2::new(sizes().space.loose, sizes().space.tight));
    let line = Stroke::new(1.0, ink.panel_line);
    ink.painter.rect(frame, sizes().corner.panel, ink.panel, line, egui::StrokeKind::Inside);
    ink.painter.galley(text.min, galley, Color32::PLACEHOLDER);
}

/// The key of what to do next.
fn words(session: &Session, tools: &Tools) -> &'static str {
    let started = !tools.sketch.points.is_empty();
    if tools.edit.joining.is_some() {
        return "hint-join";
    }
    match tools.tool {
        Tool::Pan => "",
        Tool::Measure if tools.sketch.done => "hint-measured",
        Tool::Measure if !started => "hint-measure-start",
        Tool::Measure => "hint-measure",
        Tool::DrawPoint => "hint-point",
        Tool::Loupe => "hint-loupe",
        Tool::DrawLine | Tool::DrawArea if started => "hint-draw",
        Tool::DrawLine | Tool::DrawArea => "hint-draw-start",
        Tool::EditShape if made::selected(session).is_none() => "hint-edit-none",
        Tool::EditShape if tools.edit.too_many() => edit::TOO_MANY,
        Tool::EditShape => "hint-edit",
    }
}
