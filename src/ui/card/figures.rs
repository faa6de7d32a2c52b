//! Stated values in groups: competing values of one thing stand together, a line each.

use super::page::{Evidence, Page};
use crate::ui::format;
use crate::ui::say::say;
use crate::ui::sizes::{sizes, text_sizes};
use crate::ui::typeset::{self, small, strong};
use eframe::egui::Ui;
use tumen_core::model::Figure;
use tumen_session::sheet::FigureGroup;

/// Lines of a group before the rest is folded.
const SHOWN: usize = 3;

/// A section of figures; nothing if there are none.
pub(super) fn show(ui: &mut Ui, page: &mut Page<'_>, title: &str, groups: &[FigureGroup<'_>]) {
    if groups.is_empty() {
        return;
    }
    page.heading(ui, title);
    for group in groups {
        if page.waits(ui) {
            return;
        }
        show_group(ui, page, group);
    }
}

fn show_group(ui: &mut Ui, page: &mut Page<'_>, group: &FigureGroup<'_>) {
    let (title, figures) = (&group.title, &group.figures);
    ui.label(strong(title.as_str(), text_sizes().small).color(page.ink.quiet));
    let Some(first) = figures.first() else { return };
    let open = page.state.as_ref().is_some_and(|s| s.is_unfolded(&first.id));
    // Folding a single line would save nothing.
    let folds = figures.len() > SHOWN + 1;
    let shown = if folds && !open { SHOWN } else { figures.len() };
    for figure in &figures[..shown] {
        line(ui, page, figure, group.label(figure));
    }
    if folds {
        let more = figures.len() - SHOWN;
        let text = if open { page.say("card-fewer").to_owned() } else { say!(page, "card-more", n = more) };
        let tip = say!(page, "card-all-values", title = &**title, n = figures.len());
        if page.small_button(ui, &text, &tip) {
            page.state.iter_mut().for_each(|s| s.fold(&first.id));
        }
    }
    typeset::space(ui, sizes().space.tight);
}

fn line(ui: &mut Ui, page: &Page<'_>, figure: &Figure, label: &str) {
    let evidence =
        Evidence { source: &figure.source, confidence: Some(figure.confidence), note: &figure.note };
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = sizes().space.snug;
        if !label.is_empty() {
            page.tip(ui.label(small(format::sentence(label))), evidence);
        }
        let after = figure.date.as_ref().is_some_and(|d| d.first > page.session.view().as_of);
        let ink = if after { page.ink.faint } else { page.ink.text };
        let value = ui.label(strong(format::figure(figure, page.messages()), text_sizes().body).color(ink));
        page.tip(value, evidence);
        if let Some(date) = &figure.date {
            let shown = page.quiet(ui, &format::period(date, page.messages()));
            if after {
                shown.on_hover_text(page.say("card-after-sentence"));
            }
        }
        page.source_link(ui, evidence);
        page.marks(ui, figure.confidence);
    });
    if !figure.note.is_empty() {
        page.quiet(ui, &format::sentence(&figure.note));
    }
}
