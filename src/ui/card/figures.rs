//! Stated values in groups: competing values of one thing stand together, a line each.

use super::page::{Evidence, Page};
use crate::ui::format;
use crate::ui::say::say;
use crate::ui::typeset::{self, small, strong};
use eframe::egui::{Id, Ui};
use tumen_core::model::Figure;

/// Lines of a group before the rest is folded.
const SHOWN: usize = 3;

/// Figures that share a group, in order of their first.
pub(super) fn groups<'a>(figures: impl Iterator<Item = &'a Figure>) -> Vec<Vec<&'a Figure>> {
    let mut groups: Vec<Vec<&Figure>> = Vec::new();
    for figure in figures {
        match groups.iter_mut().find(|g| g[0].group == figure.group) {
            Some(group) => group.push(figure),
            None => groups.push(vec![figure]),
        }
    }
    groups
}

/// What all figures of a group measure, and whether each needs its own label below that.
pub(super) fn heading<'a>(group: &[&'a Figure]) -> (String, bool) {
    let Some(first) = group.first() else { return (String::new(), false) };
    if group.iter().all(|f| f.label == first.label) {
        return (first.label.clone(), false);
    }
    let stem = |f: &'a Figure| f.label.split_once(": ").map_or(f.label.as_str(), |(stem, _)| stem);
    if group.iter().all(|f| stem(f) == stem(first)) {
        return (stem(first).to_owned(), true);
    }
    (format::sentence(&first.group.replace('-', " ")), true)
}

/// A figure's label below the heading of its group.
fn own_label<'a>(figure: &'a Figure, heading: &str) -> &'a str {
    let rest = figure.label.strip_prefix(heading).map(|r| r.trim_start_matches(": "));
    rest.unwrap_or(&figure.label)
}

/// A section of figures; nothing if there are none.
pub(super) fn show<'a>(ui: &mut Ui, page: &Page<'_>, title: &str, figures: impl Iterator<Item = &'a Figure>) {
    let groups = groups(figures);
    if groups.is_empty() {
        return;
    }
    page.heading(ui, title);
    for group in groups {
        if page.waits(ui) {
            return;
        }
        show_group(ui, page, &group);
    }
}

fn show_group(ui: &mut Ui, page: &Page<'_>, group: &[&Figure]) {
    let (title, labeled) = heading(group);
    ui.label(strong(title.as_str(), typeset::SMALL).color(page.ink.quiet));
    let open_id = Id::unique(("figures", &group[0].id));
    let open = ui.data(|d| d.get_temp(open_id)).unwrap_or(false);
    // Folding a single line would save nothing.
    let folds = group.len() > SHOWN + 1;
    let shown = if folds && !open { SHOWN } else { group.len() };
    for figure in &group[..shown] {
        let label = if labeled { own_label(figure, &title) } else { "" };
        line(ui, page, figure, label);
    }
    if folds {
        let more = group.len() - SHOWN;
        let text = if open { page.say("card-fewer").to_owned() } else { say!(page, "card-more", n = more) };
        let tip = say!(page, "card-all-values", title = &*title, n = group.len());
        if page.small_button(ui, &text, &tip) {
            ui.data_mut(|d| d.insert_temp(open_id, !open));
        }
    }
    typeset::space(ui, typeset::TIGHT);
}

fn line(ui: &mut Ui, page: &Page<'_>, figure: &Figure, label: &str) {
    let evidence =
        Evidence { source: &figure.source, confidence: Some(figure.confidence), note: &figure.note };
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        if !label.is_empty() {
            page.tip(ui.label(small(format::sentence(label))), evidence);
        }
        let after = figure.date.as_ref().is_some_and(|d| d.first > page.session.view().as_of);
        let ink = if after { page.ink.faint } else { page.ink.text };
        let value = ui.label(strong(format::figure(figure, page.messages()), typeset::BODY).color(ink));
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
