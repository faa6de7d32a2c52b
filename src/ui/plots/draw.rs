//! Draws one plot with egui_plot and answers the pointer.

use super::marks::{self, Mark, Scale, segments, steps};
use super::series_style::{self, SeriesPaint};
use super::topics::Topic;
use crate::ui::colors::Ink;
use crate::ui::format;
use crate::ui::out::UiCommands;
use crate::ui::say::say;
use crate::ui::sizes::{fading, sizes, text_sizes};
use crate::ui::typeset::{self, small, strong};
use eframe::egui::{
    Align2, Color32, CursorIcon, PopupAnchor, Pos2, Response, Role, Stroke, Tooltip, Ui, WidgetInfo,
};
use egui_plot::{
    AxisHints, GridInput, GridMark, Line, LineStyle, Plot, PlotBounds, PlotPoint, PlotTransform, PlotUi,
    Points, Text, VLine,
};
use std::collections::BTreeSet;
use tumen_core::model::data_set::SeriesKind;
use tumen_core::model::{Confidence, Date, Series};
use tumen_session::plots::{round_step, tick};
use tumen_session::{Session, ViewCommand};

/// What is plotted.
#[derive(Clone, Copy)]
pub struct Picture<'a> {
    /// Data, colors, date.
    pub session: &'a Session,
    /// Series.
    pub topic: &'a Topic<'a>,
    /// Years of the axis.
    pub years: [f64; 2],
    /// Which of the plots it is.
    pub index: usize,
}

/// The years of a plot without data, and the farthest that it is zoomed out to.
const YEARS: [f64; 2] = [1949.0, 2045.0];
/// The axis of years reaches at least this far: the data end in early 2026.
const PRESENT: f64 = 2026.5;
/// Years left free beside the data.
const MARGIN: f64 = 1.0;
/// Fewest years on the axis.
const LEAST_SPAN: f64 = 2.0;
/// Most values named at once.
const MOST_NAMED: usize = 3;
/// Up to this many targets are labeled in the plot.
const MOST_LABELS: usize = 3;

/// The years that all rows of some topics cover and the present, with a margin.
pub fn fitting_years(topics: &[&Topic<'_>]) -> [f64; 2] {
    let rows = topics.iter().flat_map(|t| &t.series).flat_map(|s| &s.rows);
    let spans = rows.map(|r| marks::years(&r.date));
    let [from, to] = spans.fold([f64::MAX, PRESENT], |[a, b], [c, d]| [a.min(c), b.max(d)]);
    if from < to { [from - MARGIN, to + MARGIN / 2.0] } else { YEARS }
}

/// A series as it is drawn.
struct Drawn<'a> {
    paint: SeriesPaint,
    kind: SeriesKind,
    marks: Vec<Mark<'a>>,
}

/// Shows a plot in the space that is left.
pub fn show(
    ui: &mut Ui,
    picture: &Picture<'_>,
    log: bool,
    hidden: &BTreeSet<String>,
    years: &mut Option<[f64; 2]>,
    commands: &mut UiCommands,
) {
    let (session, topic) = (picture.session, picture.topic);
    let shown = || topic.series.iter().copied().filter(|s| !hidden.contains(&*s.id));
    let scale = Scale::new(shown(), topic.unit, log, session.messages());
    let drawn = |s: &'_ Series| series_style::paint(session, topic, s);
    let mut drawn: Vec<Drawn<'_>> =
        shown().map(|s| Drawn { paint: drawn(s), kind: s.kind, marks: marks::marks(s, &scale) }).collect();
    drawn.sort_by_key(|d| d.paint.order);
    let ink = Ink::of(session);
    let bounds = bounds(&drawn, &scale, picture.years);
    let as_of = session.view().as_of.decimal_year();
    let answer = frame(picture, &scale, ink).show(ui, |plot| {
        plot.set_plot_bounds(bounds);
        plot.vline(VLine::new("As of", as_of).color(ink.highlight).width(2.0).allow_hover(false));
        for series in &drawn {
            add(plot, series, picture.years[1], ink.panel);
        }
        labels(plot, session, &drawn, picture.years);
    });
    let response = answer.response;
    let name = say!(session, "plots-name", title = &*topic.title);
    response.widget_info(|| WidgetInfo::labeled(Role::Figure, true, &name));
    move_date(&response, &answer.transform, session, commands);
    zoom(ui, &response, &answer.transform, picture.years, years);
    if let Some(pointer) = response.hover_pos() {
        let near = nearest(&drawn, &answer.transform, pointer);
        hover(ui, &response, &answer.transform, &near, session);
    }
    response.on_hover_cursor(CursorIcon::Crosshair);
}

/// An empty plot with its axes.
fn frame<'a>(picture: &Picture<'_>, scale: &Scale, ink: Ink) -> Plot<'a> {
    let font = || typeset::font(text_sizes().small);
    let log = scale.log;
    let x = AxisHints::new_x()
        .formatter(|mark, _| format!("{:.0}", mark.value.floor()))
        .label_spacing(fading(sizes().plots.labels))
        .tick_label_color(ink.quiet)
        .tick_label_font(font());
    let y = AxisHints::new_y()
        .formatter(move |mark, _| tick(mark.value, mark.step_size, log))
        .label(small(scale.unit.as_str()).color(ink.quiet))
        .label_spacing(fading(sizes().control.value_labels))
        .min_thickness(sizes().plots.axis)
        .tick_label_color(ink.quiet)
        .tick_label_font(font());
    let plot = Plot::new(("series", picture.index))
        .custom_x_axes(vec![x])
        .custom_y_axes(vec![y])
        .x_grid_spacer(year_marks)
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
        .label_formatter(|_| None);
    plot.y_grid_spacer(if log { decades } else { round_marks })
}

/// A mark in the middle of every year, or of every second, fifth or tenth.
fn year_marks(input: GridInput) -> Vec<GridMark> {
    // The base step is a few pixels wide; a year needs the width of its four digits.
    let least = input.base_step_size * 5.0;
    let step = [1, 2, 5, 10, 20, 50].into_iter().find(|s| f64::from(*s) >= least).unwrap_or(100);
    let first = (input.bounds.0 / f64::from(step)).floor() as i32;
    let last = (input.bounds.1 / f64::from(step)).ceil() as i32;
    let mark = |i: i32| GridMark { value: f64::from(i * step) + 0.5, step_size: f64::from(step) };
    // Nearer to the edge a year would be cut off.
    let margin = 2.0 * input.base_step_size;
    let whole = |m: &GridMark| m.value - margin > input.bounds.0 && m.value + margin < input.bounds.1;
    (first..=last).map(mark).filter(whole).collect()
}

/// Marks at round values far enough apart for their labels.
fn round_marks(input: GridInput) -> Vec<GridMark> {
    let step = round_step(input.base_step_size * 3.0);
    let range = (input.bounds.0 / step).ceil() as i64..=(input.bounds.1 / step).floor() as i64;
    range.map(|i| GridMark { value: i as f64 * step, step_size: step }).collect()
}

/// A mark at every power of ten.
fn decades(input: GridInput) -> Vec<GridMark> {
    let range = input.bounds.0.ceil() as i32..=input.bounds.1.floor() as i32;
    range.map(|i| GridMark { value: f64::from(i), step_size: 1.0 }).collect()
}

fn bounds(drawn: &[Drawn<'_>], scale: &Scale, years: [f64; 2]) -> PlotBounds {
    let values = || drawn.iter().flat_map(|d| &d.marks).map(|m| m.y);
    let most = values().fold(f64::MIN, f64::max);
    let least = if scale.log { scale.floor.log10() } else { values().fold(0.0, f64::min) };
    let most = if most > least { most } else { least + 1.0 };
    let margin = sizes().plots.margin * (most - least);
    PlotBounds::from_min_max([years[0], least - margin * 0.5], [years[1], most + margin])
}

/// Adds a series: lines where years follow each other, then its values.
fn add<'a>(plot: &mut PlotUi<'a>, series: &Drawn<'_>, end: f64, ground: Color32) {
    let color = series.paint.color;
    let line = |points: Vec<[f64; 2]>, width: f32| {
        Line::new("", points).color(color).width(width).allow_hover(false)
    };
    match series.kind {
        SeriesKind::Cap => {
            for step in steps(&series.marks, end) {
                plot.line(line(step.to_vec(), 2.0).style(LineStyle::dashed_loose()));
            }
        }
        SeriesKind::Capacity => {
            for mark in &series.marks {
                plot.line(line(mark.span.map(|x| [x, mark.y]).to_vec(), sizes().line.bar));
            }
        }
        SeriesKind::Observed | SeriesKind::Target => {
            if series.kind == SeriesKind::Observed {
                segments(&series.marks).into_iter().for_each(|s| plot.line(line(s, sizes().plots.line)));
            }
            // A part of a year shows which part.
            for mark in series.marks.iter().filter(|m| m.is_partial()) {
                plot.line(line(mark.span.map(|x| [x, mark.y]).to_vec(), 1.0));
            }
            values(plot, series, ground);
        }
    }
}

fn values<'a>(plot: &mut PlotUi<'a>, series: &Drawn<'_>, ground: Color32) {
    let SeriesPaint { color, shape, radius, .. } = series.paint;
    let of = |hollow: bool| -> Vec<[f64; 2]> {
        series.marks.iter().filter(|m| m.is_hollow() == hollow).map(|m| [m.x, m.y]).collect()
    };
    let points = |at: Vec<[f64; 2]>, color: Color32, radius: f32| {
        Points::new("", at).shape(shape).color(color).radius(radius).allow_hover(false)
    };
    // A larger full marker under a smaller one leaves a clear rim: around full markers that of the
    // ground, so that values close together stay apart.
    plot.points(points(of(false), ground, radius + sizes().plots.rim));
    plot.points(points(of(false), color, radius));
    plot.points(points(of(true), color, radius + sizes().plots.rim / 2.0));
    plot.points(points(of(true), ground, radius - sizes().plots.rim));
}

/// Names the targets if there are few.
fn labels(plot: &mut PlotUi<'_>, session: &Session, drawn: &[Drawn<'_>], years: [f64; 2]) {
    let targets = drawn.iter().filter(|d| d.kind == SeriesKind::Target).flat_map(|d| &d.marks);
    let mut seen: Vec<&Mark<'_>> = Vec::new();
    for mark in targets {
        if !seen.iter().any(|m| m.x == mark.x && m.y == mark.y) {
            seen.push(mark);
        }
    }
    if seen.len() > MOST_LABELS {
        return;
    }
    for mark in seen {
        let left = mark.x > (years[0] + years[1]) / 2.0;
        let anchor = if left { Align2::RIGHT_CENTER } else { Align2::LEFT_CENTER };
        let year = mark.row.date.first.year;
        let value = format::number(mark.row.value, session.messages());
        let text = say!(session, "plots-target", year = year, n = value);
        let text = small(format!("   {text}   ")).color(Ink::of(session).quiet);
        plot.text(Text::new("", PlotPoint::new(mark.x, mark.y), text).anchor(anchor));
    }
}

/// The first day of the month at a place on the axis of years, within the days of the time bar.
#[must_use]
pub fn date_at(x: f64, (first, last): (Date, Date)) -> Option<Date> {
    let x = x.clamp(first.decimal_year(), last.decimal_year());
    let month = Date::new(x.floor() as i32, (x.fract() * 12.0).floor() as u8 + 1, 1);
    month.map(|d| d.clamp(first, last))
}

fn move_date(response: &Response, transform: &PlotTransform, session: &Session, commands: &mut UiCommands) {
    let now = session.view().as_of;
    if !response.clicked() && !response.dragged() {
        return;
    }
    let Some(pointer) = response.interact_pointer_pos() else { return };
    if let Some(date) =
        date_at(transform.value_from_position(pointer).x, session.time_range()).filter(|d| *d != now)
    {
        commands.push(ViewCommand::AsOf(date));
    }
}

/// Pinching, or the wheel with Ctrl, narrows the years about the pointer; a double click fits all.
fn zoom(
    ui: &Ui,
    response: &Response,
    transform: &PlotTransform,
    now: [f64; 2],
    years: &mut Option<[f64; 2]>,
) {
    if response.double_clicked() {
        *years = None;
        return;
    }
    let factor = f64::from(ui.input(|i| i.zoom_delta()));
    let Some(pointer) = response.hover_pos().filter(|_| factor != 1.0) else { return };
    let x = transform.value_from_position(pointer).x;
    let [from, to] = now.map(|edge| (x + (edge - x) / factor).clamp(YEARS[0], YEARS[1]));
    if to - from >= LEAST_SPAN {
        *years = Some([from, to]);
    }
}

/// The values at the pointer, nearest first.
fn nearest<'a, 'b>(drawn: &'b [Drawn<'a>], transform: &PlotTransform, pointer: Pos2) -> Vec<&'b Mark<'a>> {
    let place = |m: &Mark<'_>| transform.position_from_point(&PlotPoint::new(m.x, m.y));
    let all = drawn.iter().flat_map(|d| &d.marks);
    let mut near: Vec<(f32, &Mark<'_>)> = all.map(|m| (place(m).distance(pointer), m)).collect();
    near.sort_by(|a, b| a.0.total_cmp(&b.0));
    let Some(first) = near.first().filter(|(distance, _)| *distance <= sizes().plots.near) else {
        return Vec::new();
    };
    let center = place(first.1);
    let together =
        near.iter().map(|(_, m)| *m).filter(|m| place(m).distance(center) <= sizes().plots.together);
    together.take(MOST_NAMED).collect()
}

/// Rings the values at the pointer and says what they are.
fn hover(ui: &Ui, response: &Response, transform: &PlotTransform, near: &[&Mark<'_>], session: &Session) {
    let Some(first) = near.first() else { return };
    let ink = Ink::of(session);
    let center = transform.position_from_point(&PlotPoint::new(first.x, first.y));
    ui.painter().circle_stroke(
        center,
        sizes().plots.radius + sizes().plots.ring,
        Stroke::new(sizes().line.outline, ink.text),
    );
    let tip = Tooltip::always_open(ui.ctx().clone(), ui.layer_id(), response.id, PopupAnchor::Pointer);
    tip.gap(sizes().plots.tip).show(|ui| {
        ui.set_max_width(sizes().control.tip);
        for mark in near {
            describe(ui, mark, session, ink);
        }
    });
}

fn describe(ui: &mut Ui, mark: &Mark<'_>, session: &Session, ink: Ink) {
    let (row, series) = (mark.row, mark.series);
    let unit = format::unit(&row.unit, session.messages());
    let value = format!("{} {unit}", format::number(row.value, session.messages()));
    ui.label(strong(value, text_sizes().body));
    let name = series.names.get(session.view().language);
    ui.label(small(format!("{name} · {}", format::period(&row.date, session.messages()))));
    let tags: Vec<&str> = tags(mark).into_iter().map(|key| session.say(key)).collect();
    if !tags.is_empty() {
        ui.label(small(tags.join(" · ")).color(ink.quiet));
    }
    if !row.note.is_empty() {
        ui.label(small(format::sentence(&row.note)));
    }
    let source =
        session.document().source(&row.source).map_or(&*row.source, |s| format::source_title(&s.title));
    let marks = format::marks(row.confidence);
    let sure = session.say(confidence(row.confidence));
    ui.label(small(format!("{source}  {marks} {sure}")).color(ink.quiet));
    typeset::space(ui, sizes().space.tight);
}

/// The key of a confidence in two words.
pub(in crate::ui) fn confidence(confidence: Confidence) -> &'static str {
    match confidence {
        Confidence::High => "markdown-confidence-high",
        Confidence::Medium => "markdown-confidence-medium",
        Confidence::Low => "markdown-confidence-low",
    }
}

/// The keys of what sets a value apart from a counted one of a whole year.
fn tags(mark: &Mark<'_>) -> Vec<&'static str> {
    let period = match mark.row.period.as_str() {
        "year" => "",
        "half" => "plots-half",
        "quarter" => "plots-quarter",
        "month" => "plots-month",
        _ => "plots-part",
    };
    let kind = match mark.series.kind {
        SeriesKind::Observed => "",
        SeriesKind::Target => "plots-is-target",
        SeriesKind::Capacity => "plots-is-capacity",
        SeriesKind::Cap => "plots-is-cap",
    };
    let derived = if mark.row.derived != 0 { "plots-derived" } else { "" };
    [kind, period, derived].into_iter().filter(|t| !t.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_on_the_axis_is_a_month() {
        let day = |year, month, day| Date { year, month, day };
        let range = (day(1949, 1, 1), day(2041, 11, 21));
        assert_eq!(date_at(2014.55, range), Date::new(2014, 7, 1));
        assert_eq!(date_at(2014.0, range), Date::new(2014, 1, 1));
        assert_eq!(date_at(1700.0, range), Some(range.0));
        assert_eq!(date_at(9999.0, range), Date::new(2041, 11, 1));
    }
}
