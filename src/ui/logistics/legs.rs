//! The steps of the chosen variant, each with its amounts and their sums so far.

use super::words;
use crate::ui::colors::{self, Ink};
use crate::ui::say::say;
use crate::ui::sizes::{sizes, text_sizes};
use crate::ui::typeset::{small, strong};
use eframe::egui::{
    Align, Label, Layout, Role, ScrollArea, Sense, Shape, Stroke, Ui, WidgetInfo, pos2, vec2,
};
use egui_extras::{Column, TableBuilder, TableRow};
use tumen_network::{Leg, LegKind, Totals, Variant};
use tumen_session::Session;

/// The keys of a heading and of what it holds.
const COLUMNS: [(&str, &str); 10] = [
    ("legs-what", "legs-what-tip"),
    ("legs-where", "legs-where-tip"),
    ("legs-by", "legs-by-tip"),
    ("legs-km", "legs-km-tip"),
    ("legs-days", "legs-days-tip"),
    ("legs-usd", "legs-usd-tip"),
    ("legs-co2", "legs-co2-tip"),
    ("legs-sum-km", "legs-sum-km-tip"),
    ("legs-sum-days", "legs-sum-days-tip"),
    ("legs-sum-usd", "legs-sum-usd-tip"),
];

/// The table of legs.
pub(super) fn show(ui: &mut Ui, session: &Session, variant: &Variant) {
    ui.spacing_mut().item_spacing.y = 0.0;
    let ink = Ink::of(session);
    ScrollArea::horizontal().auto_shrink(false).id_salt("legs").show(ui, |ui| {
        let mut builder = TableBuilder::new(ui)
            .id_salt("legs table")
            .sense(Sense::hover())
            .resizable(true)
            .auto_shrink(false)
            .min_scrolled_height(2.0 * sizes().legs.row)
            .cell_layout(Layout::left_to_right(Align::Center));
        let widths: [f32; COLUMNS.len()] = sizes().legs.columns;
        for (i, width) in widths.into_iter().enumerate() {
            let column = match i {
                1 => Column::remainder().at_least(width),
                _ => Column::initial(width).at_least(sizes().legs.least),
            };
            builder = builder.column(column.clip(true));
        }
        let built = builder.header(sizes().legs.row, |mut header| {
            for (i, (title, tip)) in COLUMNS.iter().enumerate() {
                header.col(|ui| {
                    ui.with_layout(layout(i), |ui| {
                        ui.add(Label::new(strong(session.say(title), text_sizes().small)).truncate())
                            .on_hover_text(session.say(tip));
                    });
                });
            }
        });
        let sums = sums(variant);
        built.body(|body| {
            body.rows(sizes().legs.row, variant.legs.len(), |mut row| {
                let at = row.index();
                if let (Some(leg), Some(sum)) = (variant.legs.get(at), sums.get(at)) {
                    line(&mut row, session, ink, leg, sum);
                }
            });
        });
    });
}

/// The sums up to and with each leg.
pub(super) fn sums(variant: &Variant) -> Vec<Totals> {
    let mut sum = Totals::default();
    let add = |leg: &Leg| {
        sum = sum + leg.range.value;
        sum
    };
    variant.legs.iter().map(add).collect()
}

fn layout(column: usize) -> Layout {
    match column {
        3.. => Layout::right_to_left(Align::Center),
        _ => Layout::left_to_right(Align::Center),
    }
}

fn line(row: &mut TableRow<'_, '_>, session: &Session, ink: Ink, leg: &Leg, sum: &Totals) {
    let m = session.messages();
    let moves = leg.kind == LegKind::Haul;
    let ends = words::ends(leg, session);
    let vehicle =
        if moves || leg.kind == LegKind::GaugeChange { words::vehicle(leg, m) } else { String::new() };
    row.col(|ui| {
        sign(ui, session, leg);
        let text = small(session.say(words::leg_kind(leg))).color(if moves { ink.text } else { ink.quiet });
        ui.add(Label::new(text).truncate().selectable(false))
            .on_hover_text(session.say(words::leg_tip(leg.kind)));
    });
    let capacity = leg.capacity.as_ref().map(|c| {
        let source = words::source(session, &c.source);
        {
            let tonnes = words::tonnes(c.tonnes.0, m);
            format!(
                "\n{}\n{source}",
                say!(session, "legs-capacity", what = c.what.in_words(m), tonnes = tonnes)
            )
        }
    });
    let undated = words::undated(leg, m).map(|w| format!("\n{w}")).unwrap_or_default();
    let tip = format!("{ends}{undated}{}", capacity.unwrap_or_default());
    let shown = if undated.is_empty() { ends.clone() } else { format!("{ends} (?)") };
    row.col(|ui| text(ui, &shown, ink.text, &tip));
    row.col(|ui| text(ui, &vehicle, ink.quiet, &vehicle));
    let value = &leg.range.value;
    let or_dash = |shown: String, zero: bool| if zero { "–".to_owned() } else { shown };
    let cells = [
        or_dash(words::km(value.km.0, m), !moves),
        or_dash(words::days(value.days.0, m), value.days.0 < 0.05),
        or_dash(words::usd(value.usd.0, m), value.usd.0 <= 0.0),
        or_dash(words::co2(value.co2.0, m), value.co2.0 < 0.05),
        words::km(sum.km.0, m),
        words::days(sum.days.0, m),
        words::usd(sum.usd.0, m),
    ];
    for (i, cell) in cells.iter().enumerate() {
        let color = if i < 4 { ink.text } else { ink.quiet };
        row.col(|ui| {
            ui.with_layout(layout(3), |ui| text(ui, cell, color, ""));
        });
    }
    let name = format!("{}: {ends}", session.say(words::leg_kind(leg)));
    row.response().widget_info(|| WidgetInfo::labeled(Role::Row, true, &name));
}

fn text(ui: &mut Ui, text: &str, color: eframe::egui::Color32, tip: &str) {
    let shown = ui.add(Label::new(small(text).color(color)).truncate().selectable(false));
    if !tip.is_empty() {
        shown.on_hover_text(tip);
    }
}

/// A small sign of what happens: a thick line for a haul, a ring at a border, an anchor's bar at a port,
/// two rails of different width at a break of gauge, a square for a transshipment.
pub(super) fn sign(ui: &mut Ui, session: &Session, leg: &Leg) {
    let (rect, _) = ui.allocate_exact_size(vec2(sizes().legs.sign, sizes().legs.sign), Sense::hover());
    let color = colors::kind(session, words::leg_color(leg));
    let (c, half) = (rect.center(), sizes().legs.sign * 0.5);
    let stroke = Stroke::new(2.0, color);
    let shapes = match leg.kind {
        LegKind::Haul => {
            vec![Shape::line_segment(
                [rect.left_center(), rect.right_center()],
                Stroke::new(sizes().legs.haul, color),
            )]
        }
        LegKind::Border => vec![Shape::circle_stroke(c, half - sizes().legs.border, stroke)],
        LegKind::Port => vec![Shape::circle_filled(c, half - 0.5, color)],
        LegKind::GaugeChange => {
            let rail = |y: f32, inner: f32| {
                let (left, right) = (pos2(rect.left(), c.y + y * inner), pos2(c.x, c.y + y * inner));
                let end = pos2(rect.right(), c.y + y * half);
                Shape::line(vec![left, right, end], stroke)
            };
            vec![rail(-0.8, sizes().legs.rail), rail(0.8, sizes().legs.rail)]
        }
        LegKind::Transfer => vec![Shape::rect_filled(rect.shrink(2.0), 1.0, color)],
    };
    ui.painter().extend(shapes);
}
