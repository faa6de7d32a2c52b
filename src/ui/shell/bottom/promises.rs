//! Promise against reality: each target with who said it and when, beside what followed.
//!
//! Nothing is stated here: every value comes from the record that the promise names, with its source.

use crate::ui::card::page::{Evidence, Page};
use crate::ui::format;
use crate::ui::out::PanelCx;
use crate::ui::say::say;
use crate::ui::sizes::{margin, sizes, text_sizes};
use crate::ui::typeset::{body, small, strong};
use eframe::egui::{Align, Button, Frame, Layout, ScrollArea, Stroke, Ui, UiBuilder, vec2};
use tumen_core::model::promise::share;
use tumen_core::model::{Promise, Record, Selection};
use tumen_core::words::Messages;
use tumen_session::SelectionCommand;

/// The key of the words for what no record tells.
const GAP: &str = "promises-gap";

/// Shows every promise.
pub fn show(ui: &mut Ui, cx: &mut PanelCx<'_>) {
    let (session, commands) = (cx.session, &mut *cx.out);
    let mut page = Page::new(session, commands);
    columns(ui, |ui, column| {
        let title = ["promises-project", "promises-promise", "promises-followed"][column];
        ui.label(strong(page.say(title), text_sizes().small).color(page.ink.quiet));
    });
    let promises = &session.document().promises;
    ScrollArea::vertical().id_salt("promises").auto_shrink(false).show(ui, |ui| {
        page.prepare(ui);
        if promises.is_empty() {
            ui.label(page.say("promises-none"));
        }
        for promise in promises {
            row(ui, &mut page, promise);
        }
    });
}

/// Three columns beside each other, as high as the highest.
fn columns(ui: &mut Ui, mut content: impl FnMut(&mut Ui, usize)) {
    let full = ui.available_rect_before_wrap();
    let width = full.width() - 2.0 * sizes().space.wide;
    let (mut left, mut bottom) = (full.left(), full.top());
    for (i, part) in sizes().promises.parts.into_iter().enumerate() {
        let cell = eframe::egui::Rect::from_min_size(
            eframe::egui::pos2(left, full.top()),
            vec2(width * part, full.height()),
        );
        let builder = UiBuilder::new().max_rect(cell).layout(Layout::top_down(Align::LEFT)).id_salt(i);
        let shown = ui.scope_builder(builder, |ui| content(ui, i));
        bottom = bottom.max(shown.response.rect.bottom());
        left += width * part + sizes().space.wide;
    }
    let used = eframe::egui::Rect::from_min_max(full.min, eframe::egui::pos2(full.right(), bottom));
    ui.advance_cursor_after_rect(used);
}

fn row(ui: &mut Ui, page: &mut Page<'_>, promise: &Promise) {
    let frame = Frame::new().inner_margin(margin([0.0, sizes().promises.row]));
    let y = ui.cursor().top();
    ui.painter().hline(ui.max_rect().x_range(), y, Stroke::new(1.0, page.ink.line));
    let document = page.session.document();
    let records = |references: &[String]| -> Vec<Record<'_>> {
        references.iter().flat_map(|r| document.records(r)).collect()
    };
    let (targets, outcomes) = (records(&promise.target), records(&promise.outcome));
    frame.show(ui, |ui| {
        ui.push_id(&*promise.id, |ui| {
            columns(ui, |ui, column| match column {
                0 => heading(ui, page, promise),
                1 => promised(ui, page, promise, &targets),
                _ => followed(ui, page, promise, &targets, &outcomes),
            });
        });
    });
}

/// What it is about: the project, which a click selects, and the promise in a few words.
fn heading(ui: &mut Ui, page: &mut Page<'_>, promise: &Promise) {
    ui.label(strong(page.name(&promise.names), text_sizes().body));
    let Some(project) = page.document.project(&promise.project) else {
        page.quiet(ui, &format::sentence(&promise.project));
        return;
    };
    let button = Button::new(small(page.name(&project.names)).color(page.ink.quiet)).frame(false).wrap();
    if ui.add(button).on_hover_text(page.say("promises-card-tip")).clicked() {
        page.commands.push(SelectionCommand::Select(Some(Selection::Project(project.id.clone()))));
    }
}

fn promised(ui: &mut Ui, page: &Page<'_>, promise: &Promise, targets: &[Record<'_>]) {
    let said = promise.said.as_ref();
    // The date of a record that is the date aimed at says nothing of when it was said.
    let dated = targets.iter().find_map(Record::date).filter(|d| Some(*d) != promise.due.as_ref());
    let said = said.or(dated);
    let ahead = said.is_some_and(|d| d.first > page.session.view().as_of);
    for target in targets {
        record(ui, page, target, &[], ahead);
    }
    let said = said.map(|s| say!(page, "promises-said", date = format::period(s, page.messages())));
    let due =
        promise.due.as_ref().map(|d| say!(page, "promises-for", date = format::period(d, page.messages())));
    let dates: Vec<String> = said.into_iter().chain(due).collect();
    page.quiet(ui, &format::sentence(&dates.join(", ")));
}

fn followed(
    ui: &mut Ui,
    page: &Page<'_>,
    promise: &Promise,
    targets: &[Record<'_>],
    outcomes: &[Record<'_>],
) {
    if outcomes.is_empty() {
        ui.label(body(page.say(GAP)).color(page.ink.quiet));
    }
    for outcome in outcomes {
        let ahead = outcome.date().is_some_and(|d| d.first > page.session.view().as_of);
        record(ui, page, outcome, targets, ahead);
    }
    if !promise.note.is_empty() {
        page.quiet(ui, &promise.note);
    }
}

/// A record: value or words, part of the target, date, source, confidence. What lies `ahead` of the
/// as-of date stands back.
fn record(ui: &mut Ui, page: &Page<'_>, record: &Record<'_>, targets: &[Record<'_>], ahead: bool) {
    let date = record.date();
    let ink = if ahead { page.ink.faint } else { page.ink.text };
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = sizes().space.snug;
        match record {
            Record::Gap(gap) => {
                let text = say!(page, "promises-gap-of", what = &*gap.text);
                ui.label(body(text).color(page.ink.quiet));
            }
            Record::Event(event) => {
                ui.label(body(event.text.as_str()).color(ink));
            }
            Record::Row(..) | Record::Figure(_) => {
                ui.label(strong(value(page.messages(), record), text_sizes().body).color(ink));
            }
        }
        if let Some(share) = share(targets, record) {
            let tip = page.say("promises-share-tip");
            let part = strong(percent(share, page.messages()), text_sizes().body)
                .color(ink)
                .background_color(page.ink.band);
            ui.label(part).on_hover_text(tip);
        }
        if let Some(date) = date {
            let shown = page.quiet(ui, &format::period(date, page.messages()));
            if ahead {
                shown.on_hover_text(page.say("card-after-sentence"));
            }
        }
        let note = record.note();
        if let (Some(source), confidence) = (record.source(), record.confidence()) {
            page.source_link(ui, Evidence { source, confidence, note });
            confidence.into_iter().for_each(|c| page.marks(ui, c));
        }
    });
    if !record.note().is_empty() {
        page.quiet(ui, &format::sentence(record.note()));
    }
}

/// The value of a record with its unit, as people read it.
fn value(m: Messages<'_>, record: &Record<'_>) -> String {
    match record {
        Record::Figure(figure) => format::figure(figure, m),
        Record::Row(_, row) => {
            let value = format::stated(&row.value.to_string(), m);
            format!("{value} {}", format::unit(&row.unit, m)).trim_end().to_owned()
        }
        Record::Event(event) => event.text.clone(),
        Record::Gap(gap) => gap.text.clone(),
    }
}

/// A part as percent: one number, or two where its ends differ.
#[must_use]
pub fn percent(share: [f64; 2], m: Messages<'_>) -> String {
    let digits = |v: f64| match v {
        _ if v >= 99.95 => format!("{v:.0}"),
        _ if v >= 0.05 || v == 0.0 => format!("{v:.1}"),
        _ => format!("{v:.3}"),
    };
    let [from, to] = share.map(|v| format::decimal(digits(v), m));
    let range = if from == to { from } else { format!("{from} – {to}") };
    format!("{range} %")
}

#[cfg(test)]
mod tests {
    use tumen_core::model::Language;
    use tumen_core::words::Words;

    #[test]
    fn parts_are_written_with_as_many_digits_as_they_need() {
        let words = Words::default();
        let percent = |share| super::percent(share, words.messages(Language::En));
        assert_eq!(percent([3.4065; 2]), "3.4 %");
        assert_eq!(percent([102.1; 2]), "102 %");
        assert_eq!(percent([0.004; 2]), "0.004 %");
        assert_eq!(percent([5.6, 7.0]), "5.6 – 7.0 %");
    }
}
