//! The plot of heights along a feature; pointing at it marks the place on the map.

use crate::ui::colors::Ink;
use crate::ui::out::UiCommands;
use crate::ui::sizes::{fading, sizes, text_sizes};
use crate::ui::typeset::{self, small};
use crate::ui::{format, plots};
use eframe::egui::{Response, Role, Ui, WidgetInfo};
use egui_plot::{
    AxisHints, GridInput, GridMark, Line, Plot, PlotBounds, PlotPoint, PlotPoints, Points, VLine,
};
use tumen_core::model::measure::{Profile, ProfilePoint};
use tumen_session::{Session, ViewCommand};

/// Shows the plot.
pub(super) fn show(ui: &mut Ui, session: &Session, profile: &Profile, commands: &mut UiCommands) {
    let ink = Ink::of(session);
    let all = || profile.pieces.iter().flatten();
    let last = all().map(|p| p.at_m).fold(0.0, f64::max) / 1000.0;
    let low = all().map(|p| p.height_m).fold(f64::INFINITY, f64::min);
    let high = all().map(|p| p.height_m).fold(f64::NEG_INFINITY, f64::max);
    let margin = ((high - low) * sizes().heights.margin).max(1.0);
    let marked = session.view().marker;
    let at = marked.and_then(|m| all().find(|p| p.position == m)).copied();
    let answer = frame(session, ink).show(ui, |plot| {
        plot.set_plot_bounds(PlotBounds::from_min_max([0.0, low - margin], [last, high + margin]));
        for piece in &profile.pieces {
            let points: Vec<PlotPoint> =
                piece.iter().map(|p| PlotPoint::new(p.at_m / 1000.0, p.height_m)).collect();
            let points = PlotPoints::Owned(points);
            plot.line(
                Line::new("Height", points).color(ink.link).width(sizes().heights.line).allow_hover(false),
            );
        }
        if let Some(p) = at {
            plot.vline(
                VLine::new("Here", p.at_m / 1000.0).color(ink.highlight).width(1.0).allow_hover(false),
            );
            let point = PlotPoints::from(vec![[p.at_m / 1000.0, p.height_m]]);
            plot.points(
                Points::new("Here", point)
                    .color(ink.highlight)
                    .radius(sizes().heights.radius)
                    .allow_hover(false),
            );
        }
    });
    let response = answer.response;
    response.widget_info(|| WidgetInfo::labeled(Role::Figure, true, session.say("card-profile")));
    let pointed = response.hover_pos().and_then(|pos| {
        let km = answer.transform.value_from_position(pos).x;
        nearest(profile, km * 1000.0)
    });
    point(ui, session, &response, pointed, commands, at);
}

/// Marks the place of a point, or takes the mark away.
fn point(
    ui: &Ui,
    session: &Session,
    response: &Response,
    pointed: Option<ProfilePoint>,
    commands: &mut UiCommands,
    shown: Option<ProfilePoint>,
) {
    let Some(point) = pointed else {
        if session.view().marker.is_some() {
            commands.push(ViewCommand::Marker(None));
        }
        return;
    };
    if shown.is_none_or(|s| s.position != point.position) {
        commands.push(ViewCommand::Marker(Some(point.position)));
        ui.ctx().request_repaint();
    }
    let text = {
        let (height, km) = (format!("{:.0}", point.height_m), format::km(point.at_m, session.messages()));
        session.messages().say_with("card-height-at", &[("height", height.into()), ("km", km.into())])
    };
    response.clone().on_hover_ui_at_pointer(|ui| drop(ui.label(small(text))));
}

fn nearest(profile: &Profile, at_m: f64) -> Option<ProfilePoint> {
    let away = |p: &&ProfilePoint| (p.at_m - at_m).abs();
    profile.pieces.iter().flatten().min_by(|a, b| away(a).total_cmp(&away(b))).copied()
}

fn frame<'a>(session: &Session, ink: Ink) -> Plot<'a> {
    let [km, m] = ["km", "m"].map(|unit| format!(" {}", session.say(unit)));
    let font = || typeset::font(text_sizes().small);
    let words = |mark: GridMark, unit: &str| format!("{}{unit}", plots::tick(mark.value, mark.step_size));
    let x = AxisHints::new_x()
        .formatter(move |mark, _| words(mark, &km))
        .label_spacing(fading(sizes().heights.labels))
        .tick_label_color(ink.quiet)
        .tick_label_font(font());
    let y = AxisHints::new_y()
        .formatter(move |mark, _| words(mark, &m))
        .label_spacing(fading(sizes().control.value_labels))
        .min_thickness(sizes().heights.axis)
        .tick_label_color(ink.quiet)
        .tick_label_font(font());
    Plot::new("profile")
        .height(sizes().heights.height)
        .custom_x_axes(vec![x])
        .custom_y_axes(vec![y])
        .x_grid_spacer(|input| round_marks(input, sizes().heights.marks[0]))
        .y_grid_spacer(|input| round_marks(input, sizes().heights.marks[1]))
        .grid_color(ink.line)
        .show_background(false)
        .show_x(false)
        .show_y(false)
        .show_crosshair(false)
        .allow_drag(false)
        .allow_zoom(false)
        .allow_scroll(false)
        .allow_boxed_zoom(false)
        .allow_axis_zoom_drag(false)
        .allow_double_click_reset(false)
        .label_formatter(|_| None)
}

/// Marks at round values about so many pixels apart.
fn round_marks(input: GridInput, pixels: f64) -> Vec<GridMark> {
    // The base step is about eight pixels wide.
    let step = plots::round_step(input.base_step_size * pixels / 8.0);
    let range = (input.bounds.0 / step).ceil() as i64..=(input.bounds.1 / step).floor() as i64;
    range.map(|i| GridMark { value: i as f64 * step, step_size: step }).collect()
}
