//! Dated events along a vertical line, oldest first, with what lies after the as-of date faint.

use super::page::{Evidence, Page};
use crate::ui::format;
use crate::ui::say::say;
use crate::ui::typeset::{self, body, small, strong};
use eframe::egui::{Color32, Rect, Stroke, Ui, pos2};
use tumen_core::model::Date;
use tumen_session::sheet::DatedEvent;

/// Width of the column of the line.
const GUTTER: f32 = 16.0;
/// Radius of the mark of an event that changed the status.
const DOT: f32 = 4.5;

/// A section of events; nothing if there are none.
pub(super) fn show<'e>(
    ui: &mut Ui,
    page: &Page<'_>,
    events: impl Iterator<Item = DatedEvent<'e>>,
    color: Color32,
) {
    let mut events = events.peekable();
    if events.peek().is_none() {
        return;
    }
    page.heading(ui, page.say("card-events"));
    let as_of = page.session.view().as_of;
    let mut divided = false;
    for event in events {
        if page.waits(ui) {
            return;
        }
        if event.is_after && !divided {
            divided = true;
            divider(ui, page, as_of);
        }
        entry(ui, page, &event, color);
    }
}

/// `as of` and a date.
fn as_of_words(page: &Page<'_>, date: Date) -> String {
    say!(page, "card-as-of", date = format::date(date, page.messages()))
}

/// The as-of date between what was and what was still to come.
fn divider(ui: &mut Ui, page: &Page<'_>, as_of: Date) {
    let shown = ui.horizontal(|ui| {
        typeset::space(ui, GUTTER);
        ui.label(strong(format::sentence(&as_of_words(page, as_of)), typeset::SMALL));
    });
    let rect = shown.response.rect;
    let stroke = Stroke::new(2.0, page.ink.highlight);
    ui.painter().hline(rect.left()..=rect.left() + GUTTER - 3.0, rect.center().y, stroke);
}

fn entry(ui: &mut Ui, page: &Page<'_>, event: &DatedEvent<'_>, color: Color32) {
    let shown = ui.horizontal_top(|ui| {
        typeset::space(ui, GUTTER);
        ui.vertical(|ui| text(ui, page, event, color));
    });
    mark(ui, page, event, shown.response.rect, color);
    typeset::space(ui, typeset::TIGHT);
}

fn text(ui: &mut Ui, page: &Page<'_>, dated: &DatedEvent<'_>, color: Color32) {
    let (event, after) = (dated.event, dated.is_after);
    let ink = if after { page.ink.faint } else { page.ink.text };
    let evidence = Evidence { source: &event.source, confidence: Some(event.confidence), note: &event.note };
    ui.horizontal_wrapped(|ui| {
        ui.label(strong(format::period(&event.date, page.messages()), typeset::SMALL).color(ink));
        if after {
            ui.label(small(page.say("card-after")).color(page.ink.faint));
        }
        if event.date.first > page.session.today() {
            ui.label(small(page.say("planned")).color(page.ink.faint));
        }
        if event.status.is_some() {
            page.badge(ui, event.status, if after { page.ink.faint } else { color });
        }
    });
    page.tip(ui.label(body(event.text.as_str()).color(ink)), evidence);
    ui.horizontal_wrapped(|ui| {
        page.source_link(ui, evidence);
        page.marks(ui, event.confidence);
    });
}

/// The piece of the line beside an event, with its dot: full where the status changed.
fn mark(ui: &Ui, page: &Page<'_>, event: &DatedEvent<'_>, rect: Rect, color: Color32) {
    let (x, top) = (rect.left() + DOT + 1.0, rect.top() + 8.0);
    let bottom = rect.bottom() + 2.0 * typeset::TIGHT;
    ui.painter().vline(x, rect.top()..=bottom, Stroke::new(1.0, page.ink.line));
    let center = pos2(x, top);
    match event.event.status {
        Some(_) if !event.is_after => {
            ui.painter().circle_filled(center, DOT, color);
        }
        _ => {
            ui.painter().circle(center, DOT - 1.0, page.ink.panel, Stroke::new(1.5, page.ink.quiet));
        }
    }
}
