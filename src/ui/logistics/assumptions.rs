//! The parameters that the chosen variant rests on: values to change, their ranges, who says so.

use super::{LogisticsState, words};
use crate::ui::colors::Ink;
use crate::ui::format;
use crate::ui::out::UiCommands;
use crate::ui::say::say;
use crate::ui::sizes::{margin, sizes, text_sizes};
use crate::ui::typeset::{small, strong};
use eframe::egui::{Align, Button, DragValue, Frame, Label, Layout, Response, ScrollArea, Ui, WidgetInfo};
use egui_extras::{Column, TableBuilder, TableRow};
use tumen_core::model::Edit;
use tumen_core::model::logistics::ASSUMPTION;
use tumen_core::words::Messages;
use tumen_network::{Assumption, Objective, Totals, Variant};
use tumen_session::logistics::Answered;
use tumen_session::{Session, WorkspaceCommand};

/// A value can be set to this part of its lowest and this multiple of its highest plausible value.
const BEYOND: f64 = 4.0;

const COLUMNS: [(&str, &str); 5] = [
    ("assumptions-what", "assumptions-what-tip"),
    ("assumptions-value", "assumptions-value-tip"),
    ("assumptions-unit", "assumptions-unit-tip"),
    ("assumptions-range", "assumptions-range-tip"),
    ("assumptions-source", "assumptions-source-tip"),
];

/// The table with what the changes have moved above it.
pub(super) fn show(
    ui: &mut Ui,
    session: &Session,
    state: &mut LogisticsState,
    (answered, variant): (&Answered, &Variant),
    out: &mut UiCommands,
) {
    heading(ui, session, answered, variant, out);
    ui.spacing_mut().item_spacing.y = 0.0;
    let commands = out;
    ScrollArea::horizontal().auto_shrink(false).id_salt("assumptions").show(ui, |ui| {
        let mut builder = TableBuilder::new(ui)
            .id_salt("assumptions table")
            .resizable(true)
            .auto_shrink(false)
            .min_scrolled_height(2.0 * sizes().assumptions.row)
            .cell_layout(Layout::left_to_right(Align::Center));
        let widths: [f32; COLUMNS.len()] = sizes().assumptions.columns;
        for (i, width) in widths.into_iter().enumerate() {
            let column = match i {
                4 => Column::remainder().at_least(width),
                _ => Column::initial(width).at_least(sizes().control.least),
            };
            builder = builder.column(column.clip(true));
        }
        let built = builder.header(sizes().assumptions.row, |mut header| {
            for (title, tip) in COLUMNS {
                header.col(|ui| {
                    ui.add(Label::new(strong(session.say(title), text_sizes().small)).truncate())
                        .on_hover_text(session.say(tip));
                });
            }
        });
        built.body(|body| {
            body.rows(sizes().assumptions.row, variant.assumptions.len(), |mut row| {
                if let Some(assumption) = variant.assumptions.get(row.index()) {
                    line(&mut row, session, state, assumption, commands);
                }
            });
        });
    });
}

/// What the changes have moved, and the way back to the shipped values.
fn heading(ui: &mut Ui, session: &Session, answered: &Answered, variant: &Variant, out: &mut UiCommands) {
    let changed = &session.workspace().assumptions;
    let ink = Ink::of(session);
    ui.horizontal(|ui| {
        if changed.is_empty() {
            ui.label(small(session.say("assumptions-shipped")).color(ink.quiet));
            return;
        }
        let button = Button::new(small(session.say("assumptions-reset-all"))).small();
        if ui.add(button).on_hover_text(session.say("assumptions-reset-all-tip")).clicked() {
            let edits = changed.keys().map(|id| Edit::SetAssumption(id.clone(), None)).collect();
            let gesture = out.gesture();
            out.push(WorkspaceCommand::Edit(edits, Some(gesture)));
        }
        let words = match moved(session, answered, variant) {
            Some(words) => say!(session, "assumptions-against", words = words),
            None => session.say("assumptions-gone").to_owned(),
        };
        ui.label(small(words).color(ink.text)).on_hover_text(session.say("assumptions-moved-tip"));
    });
}

/// What the changed parameters have moved in a variant, if it exists without them.
fn moved(session: &Session, answered: &Answered, variant: &Variant) -> Option<String> {
    let shipped = answered.shipped.as_ref()?.as_ref().ok()?;
    let way = words::way(variant);
    let before = super::listed(shipped).into_iter().find(|l| words::way(l.variant) == way)?;
    Some(differences(session, &before.variant.range.value, &variant.range.value))
}

/// The differences of two totals in a line.
pub(super) fn differences(session: &Session, before: &Totals, after: &Totals) -> String {
    let m = session.messages();
    let of = |objective: Objective, words: fn(f64, Messages<'_>) -> String, unit: String| {
        let (before, after) = (before.by(objective), after.by(objective));
        let text = words::difference(after - before, |v| words(v, m));
        let percent = || format::decimal(format!("{:+.1}", (after / before - 1.0) * 100.0), m);
        match text.as_str() {
            "–" => say!(session, "assumptions-no-change", unit = unit),
            _ if before > 0.0 => format!("{text} {unit} ({} %)", percent()),
            _ => format!("{text} {unit}"),
        }
    };
    let cost = of(Objective::Cost, words::usd, m.say("unit-USD").to_owned());
    let time = of(Objective::Time, words::days, m.say("unit-day").to_owned());
    let co2 = of(Objective::Co2, words::co2, format!("{} CO₂", m.say("unit_t")));
    [cost, time, co2].join(" · ")
}

fn line(
    row: &mut TableRow<'_, '_>,
    session: &Session,
    state: &mut LogisticsState,
    assumption: &Assumption,
    commands: &mut UiCommands,
) {
    let ink = Ink::of(session);
    let name = words::parameter(&assumption.id, session.messages());
    row.col(|ui| {
        let tip = [assumption.id.as_ref(), assumption.note.as_str()].join("\n");
        let text =
            if assumption.shipped.is_some() { strong(&name, text_sizes().small) } else { small(&name) };
        ui.add(Label::new(text.color(ink.text)).truncate()).on_hover_text(tip);
    });
    row.col(|ui| value(ui, session, state, assumption, &name, commands));
    row.col(|ui| drop(ui.label(small(assumption.unit).color(ink.quiet))));
    row.col(|ui| {
        let words = format!("{} – {}", number(assumption.low), number(assumption.high));
        let inside = (assumption.low..=assumption.high).contains(&assumption.value);
        let color = if inside { ink.quiet } else { ink.highlight };
        let tip =
            if inside { session.say("assumptions-plausible") } else { session.say("assumptions-outside") };
        ui.add(Label::new(small(words).color(color)).truncate()).on_hover_text(tip);
    });
    row.col(|ui| source(ui, session, ink, assumption));
}

/// A number with as many digits as it needs.
fn number(value: f64) -> String {
    let digits = if value.abs() >= 100.0 { 0 } else { 4 };
    let text = format!("{value:.digits$}");
    let text = if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.') } else { &text };
    crate::ui::format::grouped(text)
}

fn value(
    ui: &mut Ui,
    session: &Session,
    state: &mut LogisticsState,
    assumption: &Assumption,
    name: &str,
    commands: &mut UiCommands,
) {
    let id = assumption.id.to_string();
    // What was set last stands here even while its answer is on the way.
    let set = session.workspace().assumptions.get(&id).copied();
    let mut value = set.or(assumption.shipped).unwrap_or(assumption.value);
    let drag = DragValue::new(&mut value)
        .range(assumption.low.min(assumption.value) / BEYOND..=assumption.high.max(assumption.value) * BEYOND)
        .speed((assumption.high - assumption.low).abs().max(assumption.value.abs() * 0.1) / 200.0)
        .max_decimals(4);
    let drag = ui.add(drag);
    let shown = value;
    drag.widget_info(|| {
        let mut info = WidgetInfo::drag_value(true, shown);
        info.label = Some(say!(session, "assumptions-value-of", name = name));
        info
    });
    let drag = drag.on_hover_text(session.say("assumptions-drag-tip"));
    if drag.changed() {
        let gesture = gesture(commands, state, &drag, &id);
        commands
            .push(WorkspaceCommand::Edit(vec![Edit::SetAssumption(id.clone(), Some(value))], Some(gesture)));
    }
    if set.is_some() {
        let button = Button::new(small(session.say("assumptions-reset"))).small();
        let tip = match assumption.shipped {
            Some(shipped) => say!(session, "assumptions-back-to", n = number(shipped)),
            None => session.say("assumptions-back").to_owned(),
        };
        let button = ui.add(button).on_hover_text(tip);
        let name = say!(session, "assumptions-reset-of", name = name);
        button.widget_info(|| WidgetInfo::labeled(eframe::egui::Role::Button, true, &name));
        if button.clicked() {
            let gesture = commands.gesture();
            commands.push(WorkspaceCommand::Edit(vec![Edit::SetAssumption(id, None)], Some(gesture)));
        }
    }
}

/// The gesture of a change: one drag or one typed number is taken back as a whole.
fn gesture(
    commands: &mut UiCommands,
    state: &mut LogisticsState,
    drag: &Response,
    id: &str,
) -> tumen_session::history::Gesture {
    match &state.changing {
        Some((last, gesture)) if last == id && !drag.drag_started() && !drag.gained_focus() => *gesture,
        _ => {
            let gesture = commands.gesture();
            state.changing = Some((id.to_owned(), gesture));
            gesture
        }
    }
}

fn source(ui: &mut Ui, session: &Session, ink: Ink, assumption: &Assumption) {
    let words = words::source(session, &assumption.source);
    let changed = assumption.shipped.is_some();
    if changed || &*assumption.source == ASSUMPTION {
        let chip = Frame::new()
            .fill(ink.band)
            .corner_radius(sizes().corner.chip)
            .inner_margin(margin([sizes().assumptions.chip, 0.0]));
        let words = if changed { session.say("assumptions-own") } else { session.say("source-assumption") };
        let shown = chip.show(ui, |ui| ui.add(Label::new(small(words).color(ink.text)).selectable(false)));
        shown.response.on_hover_text(&assumption.note);
        return;
    }
    let shown = match session.document().source(&assumption.source) {
        Some(source) if !source.url.is_empty() => ui.hyperlink_to(small(&words).color(ink.link), &source.url),
        _ => ui.add(Label::new(small(&words)).truncate()),
    };
    shown.on_hover_text(format!("{words}\n{}", assumption.note));
}
