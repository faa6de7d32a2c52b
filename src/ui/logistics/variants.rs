//! The table of variants: open ways by rank, then those that something closes.

use super::{LogisticsState, listed, words};
use crate::ui::colors::{Ink, color};
use crate::ui::format;
use crate::ui::say::say;
use crate::ui::sizes::{sizes, text_sizes};
use crate::ui::typeset::{self, small, strong};
use eframe::egui::{Align, Label, Layout, Role, Sense, Ui, WidgetInfo, vec2};
use egui_extras::{Column, TableBuilder, TableRow};
use tumen_core::words::Messages;
use tumen_network::{Answer, Range, Variant, WhyNot, quantity::Tonnes};
use tumen_session::Session;
use tumen_session::logistics::Answered;
use tumen_session::route_summary::{Group, groups};

/// A column: the keys of its heading and of what it holds.
struct Heading {
    title: &'static str,
    tip: &'static str,
}

const fn heading(title: &'static str, tip: &'static str) -> Heading {
    Heading { title, tip }
}

const COLUMNS: [Heading; 8] = [
    heading("variants-way", "variants-way-tip"),
    heading("legs-km", "legs-km-tip"),
    heading("legs-days", "variants-days-tip"),
    heading("legs-usd", "variants-usd-tip"),
    heading("variants-usd-t", "variants-usd-t-tip"),
    heading("legs-co2", "variants-co2-tip"),
    heading("variants-best", "variants-best-tip"),
    heading("flows-bottleneck", "variants-bottleneck-tip"),
];

/// What the rows are written with.
#[derive(Clone, Copy)]
struct Pen<'a> {
    session: &'a Session,
    ink: Ink,
    tonnes: Tonnes,
}

/// The table; a click chooses the variant that is highlighted on the map.
pub(super) fn show(
    ui: &mut Ui,
    session: &Session,
    state: &mut LogisticsState,
    answered: &Answered,
    answer: &Answer,
) {
    let tonnes = answered.question.request.tonnes;
    let pen = Pen { session, ink: Ink::of(session), tonnes };
    let rows = listed(answer);
    let all: Vec<&Variant> = rows.iter().map(|r| r.variant).collect();
    let chosen_variant = state.chosen(answer).map(|c| c.variant);
    let chosen = chosen_variant.map(words::way);
    let groups = groups(answer, answered.question.request.objective);
    let names = words::names(&all, session.picture_messages());
    let mut builder = TableBuilder::new(ui)
        .id_salt("variants")
        .sense(Sense::click())
        .resizable(true)
        .auto_shrink(false)
        .min_scrolled_height(2.0 * sizes().variants.row)
        .cell_layout(Layout::left_to_right(Align::Center));
    let widths: [f32; COLUMNS.len()] = sizes().variants.columns;
    for (i, width) in widths.into_iter().enumerate() {
        let column = match i {
            0 => Column::remainder().at_least(width),
            _ => Column::initial(width).at_least(sizes().control.least),
        };
        builder = builder.column(column.clip(true));
    }
    let built = builder.header(sizes().variants.heading, |mut header| {
        for (i, column) in COLUMNS.iter().enumerate() {
            header.col(|ui| {
                ui.with_layout(layout(i), |ui| {
                    ui.add(Label::new(strong(session.say(column.title), text_sizes().small)).truncate())
                        .on_hover_text(session.say(column.tip));
                });
            });
        }
    });
    built.body(|body| {
        body.rows(sizes().variants.row, rows.len(), |mut shown| {
            let Some(row) = rows.get(shown.index()) else { return };
            let way = words::way(row.variant);
            let is_chosen = chosen.as_ref() == Some(&way);
            let name = names.get(shown.index()).map_or("", String::as_str);
            let color = chosen_variant.and_then(|c| words::place_on_map(answer, c, row.variant));
            let group = groups.iter().find(|g| row.closed.is_empty() && g.ranks.contains(&row.variant.rank));
            let row = Row { variant: row.variant, closed: row.closed, name, color, group };
            if line(&mut shown, pen, &row, is_chosen) {
                state.chosen = Some(way);
            }
        });
    });
}

/// Numbers stand at the right, words at the left.
fn layout(column: usize) -> Layout {
    match column {
        1..=5 => Layout::right_to_left(Align::Center),
        _ => Layout::left_to_right(Align::Center),
    }
}

/// What a row shows.
struct Row<'a> {
    variant: &'a Variant,
    closed: &'a [WhyNot],
    name: &'a str,
    /// Its place in the list of colors on the map, if it is drawn.
    color: Option<usize>,
    /// The variants that it cannot be told apart from.
    group: Option<&'a Group>,
}

/// One row; returns whether it was clicked.
fn line(shown: &mut TableRow<'_, '_>, pen: Pen<'_>, row: &Row<'_>, chosen: bool) -> bool {
    let Row { variant, closed, name, .. } = *row;
    shown.set_selected(chosen);
    let (open, m) = (closed.is_empty(), pen.session.messages());
    let way = match open {
        true => format!("{}  {}", variant.rank, format::sentence(name)),
        false => format!("×  {}", format::sentence(name)),
    };
    let below = match (closed.first(), row.group) {
        (Some(why), _) => why.reason.message().sentence().in_words(m),
        (None, Some(group)) => {
            let (percent, n) = (format!("{:.0}", group.within * 100.0), group.ranks.len() - 1);
            say!(pen.session, "variants-equal", percent = percent, n = n)
        }
        (None, None) => say!(pen.session, "variants-legs", n = variant.legs.len()),
    };
    let reasons: Vec<String> = closed.iter().map(|w| w.reason.message().in_words(m)).collect();
    let tip = if open {
        name.to_owned()
    } else {
        say!(pen.session, "variants-closed-why", why = reasons.join("; "))
    };
    way_cell(shown, pen, row, [&way, &below], &tip);
    for (i, [value, range]) in amounts(m, &told_range(variant), pen.tonnes).iter().enumerate() {
        cell(shown, pen, i + 1, open, [value, range], "");
    }
    let merits = if open { words::merits(variant, m) } else { m.say("variants-closed").to_owned() };
    let tips: Vec<&str> = variant.merits.iter().map(|of| m.say(words::merit(*of)[1])).collect();
    cell(shown, pen, 6, open, [&merits, ""], if open { tips.join("\n") } else { String::new() }.as_str());
    let [what, share] = bottleneck(m, variant, pen.tonnes);
    let source = variant.bottleneck.as_ref().map(|b| words::source(pen.session, &b.source));
    cell(
        shown,
        pen,
        7,
        open,
        [&what, &share],
        &source.map(|s| format!("{what}\n{share}\n{s}")).unwrap_or_default(),
    );
    let response = shown.response();
    response.widget_info(|| WidgetInfo::selected(Role::Row, true, chosen, format::sentence(name)));
    response.clicked()
}

/// The name of a way behind the color it has on the map.
fn way_cell(shown: &mut TableRow<'_, '_>, pen: Pen<'_>, row: &Row<'_>, lines: [&str; 2], tip: &str) {
    let style = &pen.session.style().overlay;
    let stroke = row.color.map(|rank| style.route(rank, pen.session.view().theme));
    let (_, response) = shown.col(|ui| {
        let (swatch, _) =
            ui.allocate_exact_size(vec2(sizes().variants.swatch, sizes().variants.swatch), Sense::hover());
        if let Some(stroke) = stroke {
            ui.painter().rect_filled(swatch, sizes().corner.small, color(stroke.color));
        }
        ui.add_space(sizes().variants.gap - ui.spacing().item_spacing.x);
        ui.with_layout(Layout::top_down(Align::LEFT), |ui| two_lines(ui, pen, row.closed.is_empty(), lines));
    });
    if !tip.is_empty() {
        response.on_hover_text(tip);
    }
}

/// The totals of a variant with the 5th and 95th percentile; of what is closed, and not drawn, with all parameters
/// at their ends.
pub(super) fn told_range(variant: &Variant) -> Range {
    match variant.equal_group {
        0 => variant.range,
        _ => Range { low: variant.spread.p5, high: variant.spread.p95, ..variant.range },
    }
}

/// A value and something smaller below it.
fn two_lines(ui: &mut Ui, pen: Pen<'_>, open: bool, lines: [&str; 2]) {
    ui.spacing_mut().item_spacing = vec2(0.0, 0.0);
    ui.add_space(2.0);
    let color = if open { pen.ink.text } else { pen.ink.faint };
    let value = typeset::body(lines[0]).size(text_sizes().value).color(color);
    ui.add(Label::new(value).truncate().selectable(false));
    if !lines[1].is_empty() {
        let below =
            small(lines[1]).size(text_sizes().fine).color(if open { pen.ink.quiet } else { pen.ink.faint });
        ui.add(Label::new(below).truncate().selectable(false));
    }
}

/// A value with something smaller below it.
fn cell(shown: &mut TableRow<'_, '_>, pen: Pen<'_>, column: usize, open: bool, lines: [&str; 2], tip: &str) {
    let (_, response) = shown.col(|ui| {
        ui.with_layout(layout(column), |ui| {
            let align = if (1..=5).contains(&column) { Align::RIGHT } else { Align::LEFT };
            ui.with_layout(Layout::top_down(align), |ui| two_lines(ui, pen, open, lines));
        });
    });
    if !tip.is_empty() {
        response.on_hover_text(tip);
    }
}

/// Length, days, cost, cost of a tonne and CO₂, each with its range.
pub(super) fn amounts(m: Messages<'_>, range: &Range, tonnes: Tonnes) -> [[String; 2]; 5] {
    let tonne = |usd: f64| usd / tonnes.0.max(f64::MIN_POSITIVE);
    let ends =
        |low: f64, high: f64, words: fn(f64, Messages<'_>) -> String| match words(low, m) == words(high, m) {
            true => String::new(),
            false => format!("{} – {}", words(low, m), words(high, m)),
        };
    let (low, value, high) = (&range.low, &range.value, &range.high);
    [
        [words::km(value.km.0, m), String::new()],
        [words::days(value.days.0, m), ends(low.days.0, high.days.0, words::days)],
        [words::usd(value.usd.0, m), ends(low.usd.0, high.usd.0, words::usd)],
        [words::usd(tonne(value.usd.0), m), ends(tonne(low.usd.0), tonne(high.usd.0), words::usd)],
        [words::co2(value.co2.0, m), ends(low.co2.0, high.co2.0, words::co2)],
    ]
}

/// What carries least, and what share of it the amount takes.
pub(super) fn bottleneck(m: Messages<'_>, variant: &Variant, tonnes: Tonnes) -> [String; 2] {
    let Some(least) = &variant.bottleneck else { return ["–".to_owned(), String::new()] };
    let share = tonnes.0 / least.tonnes.0.max(f64::MIN_POSITIVE) * 100.0;
    let tonnes = words::tonnes(least.tonnes.0, m);
    let share = match share {
        s if s > 100.0 => {
            let over = m.say_with("variants-share-over", &[("tonnes", tonnes.into())]);
            return [least.what.in_words(m), over];
        }
        s if s >= 10.0 => format!("{s:.0} %"),
        s if s >= 0.1 => format::decimal(format!("{s:.1} %"), m),
        _ => m.say("variants-under").to_owned(),
    };
    let said = m.say_with("variants-share", &[("share", share.into()), ("tonnes", tonnes.into())]);
    [least.what.in_words(m), said]
}
