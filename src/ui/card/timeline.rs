//! Dated events along a vertical line, oldest first, with what lies after the as-of date faint.

use super::page::{Evidence, Page};
use crate::ui::format;
use crate::ui::say::say;
use crate::ui::sizes::{sizes, text_sizes};
use crate::ui::typeset::{self, body, small, strong};
use eframe::egui::{Color32, Rect, Stroke, Ui, pos2};
use tumen_core::model::Date;
use tumen_session::sheet::DatedEvent;

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
        typeset::space(ui, sizes().card.gutter);
        ui.label(strong(format::sentence(&as_of_words(page, as_of)), text_sizes().small));
    });
    let rect = shown.response.rect;
    let stroke = Stroke::new(2.0, page.ink.highlight);
    ui.painter().hline(
        rect.left()..=rect.left() + sizes().card.gutter - sizes().space.fine,
        rect.center().y,
        stroke,
    );
}

fn entry(ui: &mut Ui, page: &Page<'_>, event: &DatedEvent<'_>, color: Color32) {
    let shown = ui.horizontal_top(|ui| {
        typeset::space(ui, sizes().card.gutter);
        ui.vertical(|ui| text(ui, page, event, color));
    });
    mark(ui, page, event, shown.response.rect, color);
    typeset::space(ui, sizes().space.tight);
}

fn text(ui: &mut Ui, page: &Page<'_>, dated: &DatedEvent<'_>, color: Color32) {
    let (event, after) = (dated.event, dated.is_after);
    let ink = if after { page.ink.faint } else { page.ink.text };
    let evidence = Evidence { source: &event.source, confidence: Some(event.confidence), note: &event.note };
    ui.horizontal_wrapped(|ui| {
        ui.label(strong(format::period(&event.date, page.messages()), text_sizes().small).color(ink));
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
    let (x, top) = (rect.left() + sizes().card.dot + 1.0, rect.top() + sizes().card.first);
    let bottom = rect.bottom() + 2.0 * sizes().space.tight;
    ui.painter().vline(x, rect.top()..=bottom, Stroke::new(1.0, page.ink.line));
    let center = pos2(x, top);
    match event.event.status {
        Some(_) if !event.is_after => {
            ui.painter().circle_filled(center, sizes().card.dot, color);
        }
        _ => {
            ui.painter().circle(
                center,
                sizes().card.dot - 1.0,
                page.ink.panel,
                Stroke::new(sizes().line.outline, page.ink.quiet),
            );
        }
    }
}
