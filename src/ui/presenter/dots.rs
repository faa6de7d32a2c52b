//! The line of dots: where the talk is, and a click to any stop.

use crate::ui::colors::Ink;
use crate::ui::out::UiCommands;
use crate::ui::say::say;
use crate::ui::sizes::sizes;
use eframe::egui::{Rect, Role, Sense, Stroke, Ui, Vec2, WidgetInfo, pos2, vec2};
use tumen_scene::style::PresenterStyle;
use tumen_session::{Presentation, Session, TalkCommand};

/// So many rows of dots come before they move closer together.
const ROWS: usize = 2;

/// Where dots stand.
pub(super) struct Grid {
    step: f32,
    columns: usize,
    rows: usize,
}

impl Grid {
    /// As many columns as fit into a width.
    pub fn new(style: &PresenterStyle, stops: usize, width: f32) -> Self {
        let columns = |step: f32| ((width / step) as usize).max(1);
        let mut step = style.dot_step;
        while columns(step) * ROWS < stops && step > style.dot_step * sizes().stage.dots {
            step *= sizes().stage.dots_shrink.0;
        }
        let columns = columns(step);
        Self { step, columns, rows: stops.div_ceil(columns).max(1) }
    }

    /// Height of all rows, points.
    pub fn height(&self) -> f32 {
        self.step * self.rows as f32
    }
}

/// Shows the dots and takes clicks on them.
pub(super) fn show(ui: &mut Ui, session: &Session, talk: &Presentation, commands: &mut UiCommands) {
    let (style, ink) = (&session.style().presenter, Ink::of(session));
    let stops = &talk.tour().stops;
    let grid = Grid::new(style, stops.len(), ui.available_width());
    let (viewport, _) = ui.allocate_exact_size(vec2(ui.available_width(), grid.height()), Sense::hover());
    let shrink = grid.step / style.dot_step;
    for (number, stop) in stops.iter().enumerate() {
        let (column, row) = (number % grid.columns, number / grid.columns);
        let middle = viewport.min + vec2(column as f32 + 0.5, row as f32 + 0.5) * grid.step;
        let rect = Rect::from_center_size(middle, Vec2::splat(grid.step));
        let response = ui.interact(rect, ui.scope_id().with(("stop", number)), Sense::click());
        let here = number == talk.at();
        let name = say!(session, "stage-stop", n = number + 1, title = &*stop.title);
        response.widget_info(|| WidgetInfo::selected(Role::RadioButton, true, here, &name));
        let radius = shrink * style.dot[usize::from(here)];
        let painter = ui.painter();
        match number.cmp(&talk.at()) {
            std::cmp::Ordering::Less => painter.circle_filled(middle, radius, ink.quiet),
            std::cmp::Ordering::Equal => {
                painter.circle(middle, radius, ink.highlight, Stroke::new(sizes().stage.dot_rim, ink.text))
            }
            std::cmp::Ordering::Greater => painter.circle(
                pos2(middle.x, middle.y),
                radius - 0.5 * sizes().stage.dot_rim,
                ink.panel,
                Stroke::new(sizes().stage.dot_rim, ink.faint),
            ),
        };
        if response.hovered() || response.has_focus() {
            painter.circle_stroke(
                middle,
                style.dot[1] * shrink + 2.0,
                Stroke::new(sizes().stage.dot_rim, ink.text),
            );
        }
        if response.on_hover_text(name).clicked() {
            commands.push(TalkCommand::GoTo(number));
        }
    }
}
