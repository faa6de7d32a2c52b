//! The card of a corridor: the line itself, then its project.

use super::page::{Evidence, Page};
use super::{bearing, project, timeline};
use crate::ui::say::say;
use crate::ui::sizes::{sizes, text_sizes};
use crate::ui::typeset::{self, body, strong};
use crate::ui::{colors, format, tools};
use eframe::egui::Ui;
use tumen_core::model::corridor::{Mode, PublishedLength};
use tumen_core::model::{Corridor, Project, Selection};
use tumen_session::SelectionCommand;
use tumen_session::sheet::{self, words};

pub(super) fn show(ui: &mut Ui, page: &mut Page<'_>, corridor: &Corridor) {
    let owner = page.document.project(&corridor.project);
    if let Some(owner) = owner {
        owner_link(ui, page, owner);
    }
    page.title(ui, &corridor.names);
    page.kind(ui, &corridor.kind, "");
    page.actions(ui);
    if page.action_button(ui, page.say("card-variant"), page.say("card-variant-tip")) {
        page.commands.extend(tools::variant(page.session));
    }
    typeset::space(ui, sizes().space.gap);
    status(ui, page, corridor);
    typeset::space(ui, sizes().space.gap);
    facts(ui, page, corridor);
    lengths(ui, page, corridor);
    segments(ui, page, corridor);
    // A corridor and its project may share an id, and with it their events.
    if owner.is_none_or(|o| o.id != corridor.id) {
        let events = sheet::events(page.document, &corridor.id, page.session.view().as_of);
        timeline::show(ui, page, events, colors::kind(page.session, &corridor.kind));
    }
    page.sources(ui, &corridor.sources);
    page.note(ui, &corridor.note);
    if let Some(owner) = owner.filter(|_| !page.waits(ui)) {
        page.heading(ui, &say!(page, "card-project-of", name = page.name(&owner.names)));
        project::content(ui, page, owner);
    }
}

fn owner_link(ui: &mut Ui, page: &mut Page<'_>, owner: &Project) {
    let name = page.name(&owner.names);
    if page.small_button(ui, name, page.say("card-owner-tip")) {
        page.commands.push(SelectionCommand::Select(Some(Selection::Project(owner.id.clone()))));
    }
}

fn status(ui: &mut Ui, page: &Page<'_>, corridor: &Corridor) {
    let at = page.document.corridor_status(corridor, page.session.view().as_of);
    page.status(ui, &at, colors::kind(page.session, &corridor.kind));
    if let Some(parts) = page.session.statuses().parts(corridor) {
        ui.label(body(parts));
    }
    if let Some(owner) = page.document.project(&corridor.project) {
        bearing::possible(ui, page, &page.session.sheet(owner));
    }
}

/// The key of a mode in words.
pub(in crate::ui) fn mode(mode: Mode) -> &'static str {
    match mode {
        Mode::Rail => "mode-rail",
        Mode::Road => "mode-road",
        Mode::Sea => "mode-sea",
        Mode::Pipeline => "mode-pipeline",
        Mode::Power => "mode-power",
        Mode::Air => "mode-air",
    }
}

fn facts(ui: &mut Ui, page: &Page<'_>, corridor: &Corridor) {
    let source = corridor.sources.first().map(|id| &**id).unwrap_or_default();
    let evidence = Evidence { source, ..Evidence::default() };
    page.fact(ui, page.say("card-mode"), page.say(mode(corridor.mode)), Evidence::default());
    if !corridor.gauge_mm.0.is_empty() {
        let gauges: Vec<String> = corridor.gauge_mm.0.iter().map(u32::to_string).collect();
        page.fact(
            ui,
            page.say("card-gauge"),
            &say!(page, "card-gauge-mm", gauges = gauges.join(", ")),
            evidence,
        );
    }
    if let Some(voltage) = corridor.voltage_kv {
        page.fact(
            ui,
            page.say("card-voltage"),
            &say!(page, "card-kilovolts", n = format::number(voltage, page.messages())),
            evidence,
        );
    }
    page.fact(ui, page.say("card-line"), &words::how_drawn(page.messages(), corridor), evidence);
}

/// The measured length, and every published one with its ratio to it.
fn lengths(ui: &mut Ui, page: &mut Page<'_>, corridor: &Corridor) {
    page.heading(ui, page.say("card-length"));
    let measured = project::length_m(page, corridor);
    ui.horizontal_wrapped(|ui| {
        ui.label(strong(format::km(measured, page.messages()), text_sizes().body));
        page.quiet(ui, page.say("card-measured"));
    });
    for published in &corridor.published_km {
        length(ui, page, published, measured);
    }
    if corridor.published_km.is_empty() {
        page.quiet(ui, page.say("card-no-length"));
    }
}

fn length(ui: &mut Ui, page: &Page<'_>, published: &PublishedLength, measured: f64) {
    let evidence =
        Evidence { source: &published.source, confidence: Some(published.confidence), note: &published.note };
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = sizes().space.snug;
        let value = format!("{} {}", format::number(published.value, page.messages()), page.say("km"));
        page.tip(ui.label(strong(value, text_sizes().body)), evidence);
        if published.value > 0.0 {
            let ratio = format!("{:.2}", measured / (1000.0 * published.value));
            let ratio = say!(page, "card-ratio", n = format::decimal(ratio, page.messages()));
            ui.label(typeset::small(ratio)).on_hover_text(page.say("card-ratio-tip"));
        }
        if !published.date.is_empty() {
            page.quiet(ui, &format::loose_date(&published.date, page.messages()));
        }
        page.source_link(ui, evidence);
        page.marks(ui, published.confidence);
    });
    if !published.note.is_empty() {
        page.quiet(ui, &format::sentence(&published.note));
    }
}

fn segments(ui: &mut Ui, page: &Page<'_>, corridor: &Corridor) {
    if corridor.segments.is_empty() {
        return;
    }
    page.heading(ui, page.say("card-segments"));
    let color = colors::kind(page.session, &corridor.kind);
    let as_of = page.session.view().as_of;
    let place = |id: &str| page.document.place(id).map_or(id.to_owned(), |p| page.name(&p.names).to_owned());
    for segment in &corridor.segments {
        let at = page.document.segment_status(corridor, segment, as_of);
        // The badge has a row of its own: behind a long name it would be squeezed into a column of letters.
        ui.label(body(format!("{} – {}", place(&segment.from), place(&segment.to))));
        ui.horizontal(|ui| page.badge(ui, at.status, color));
        if at.status.is_some() {
            let statuses = page.session.statuses();
            let said = format!("{}; {}", statuses.since(&at), statuses.evidence(&at));
            page.quiet(ui, &format::sentence(&said));
        }
        if !segment.note.is_empty() {
            page.quiet(ui, &format::sentence(&segment.note));
        }
        typeset::space(ui, sizes().space.tight);
    }
}
