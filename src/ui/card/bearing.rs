//! What bears on a project: constraints, the conditions of building, obstacles, and where sources
//! disagree. And the way to its plots.

use super::page::{Evidence, Page};
use crate::ui::out::UiCommand;
use crate::ui::say::say;
use crate::ui::sizes::{sizes, text_sizes};
use crate::ui::typeset::{self, body, small, strong};
use crate::ui::{format, plots};
use eframe::egui::{Color32, Ui};
use tumen_core::model::Project;
use tumen_core::model::provenance::Condition;
use tumen_session::sheet::{Bearing, ProjectSheet, words};

/// Every section there is something to say in.
pub(super) fn show(ui: &mut Ui, page: &mut Page<'_>, project: &Project) {
    let sheet = page.session.sheet(project);
    constraints(ui, page, &sheet);
    outlook(ui, page, &sheet);
    disagreements(ui, page, &sheet);
}

/// Buttons that lead to the plots of a project's series.
pub(super) fn plot_buttons(ui: &mut Ui, page: &mut Page<'_>, project: &Project) {
    let topics = plots::topics::topics(page.document, page.messages());
    let own: Vec<_> = topics.iter().filter(|t| t.project == Some(&*project.id)).collect();
    if own.is_empty() || page.is_on_stage() {
        return;
    }
    page.heading(ui, page.say("card-plots"));
    ui.horizontal_wrapped(|ui| {
        for topic in own {
            let words = say!(page, "card-plot", title = &*topic.title);
            if page.small_button(ui, &words, page.say("card-plot-tip")) {
                page.commands.push(UiCommand::PlotTopic(topic.key.clone()));
            }
        }
    });
}

/// Says that the conditions switched on would make the project possible; its status stays.
pub(super) fn possible(ui: &mut Ui, page: &Page<'_>, sheet: &ProjectSheet<'_>) {
    if let Some(words) = words::possible(page.messages(), sheet) {
        page.quiet(ui, &words).on_hover_text(page.say("card-possible-tip"));
    }
}

fn constraints(ui: &mut Ui, page: &Page<'_>, sheet: &ProjectSheet<'_>) {
    let all = sheet.constraints();
    if all.is_empty() {
        return;
    }
    page.heading(ui, page.say("card-constraints"));
    for bearing in &all {
        constraint(ui, page, bearing);
        typeset::space(ui, sizes().space.gap);
    }
}

/// Title and date of a constraint, and whether it is in force.
fn title(ui: &mut Ui, page: &Page<'_>, bearing: &Bearing<'_>, ink: Color32) {
    let constraint = bearing.constraint;
    ui.horizontal_wrapped(|ui| {
        ui.label(strong(constraint.title.as_str(), text_sizes().body).color(ink));
        if let Some(date) = &constraint.date {
            let quiet = if bearing.holds { page.ink.quiet } else { ink };
            ui.label(small(format::period(date, page.messages())).color(quiet));
        }
        if !bearing.holds {
            ui.label(small(page.say("card-not-in-force")).color(ink));
        }
    });
}

fn constraint(ui: &mut Ui, page: &Page<'_>, bearing: &Bearing<'_>) {
    let constraint = bearing.constraint;
    let ink = if bearing.holds { page.ink.text } else { page.ink.faint };
    let evidence = Evidence {
        source: &constraint.source,
        confidence: Some(constraint.confidence),
        note: &constraint.note,
    };
    title(ui, page, bearing, ink);
    if let Some(said) = bearing.said {
        page.tip(ui.label(body(format::sentence(said)).color(ink)), evidence);
    }
    if let Some((area, effect)) = bearing.effect {
        let tip = page.say("card-reading-tip");
        ui.label(small(words::effect(page.messages(), area, effect)).color(ink)).on_hover_text(tip);
    }
    if let Some(spared) = &bearing.exemption {
        ui.label(small(say!(page, "card-exemption", words = &*spared.words)).color(ink));
        sources(ui, page, spared.sources.iter().map(|id| &***id));
    }
    ui.horizontal_wrapped(|ui| {
        page.source_link(ui, evidence);
        page.marks(ui, constraint.confidence);
    });
    sources(ui, page, constraint.more_sources.iter().map(|id| &**id));
}

fn sources<'s>(ui: &mut Ui, page: &Page<'_>, ids: impl Iterator<Item = &'s str>) {
    let mut ids = ids.peekable();
    if ids.peek().is_none() {
        return;
    }
    ui.horizontal_wrapped(|ui| {
        for source in ids {
            page.source_link(ui, Evidence { source, ..Evidence::default() });
        }
    });
}

fn outlook(ui: &mut Ui, page: &Page<'_>, sheet: &ProjectSheet<'_>) {
    let mut conditions = sheet.conditions().peekable();
    if conditions.peek().is_some() {
        page.heading(ui, page.say("card-conditions"));
        if let Some(rule) = sheet.rule() {
            page.quiet(ui, &format::sentence(&rule.text));
        }
    }
    for condition in conditions {
        said(ui, page, condition.condition, &words::condition(page.messages(), &condition));
    }
    let mut obstacles = sheet.obstacles().peekable();
    if obstacles.peek().is_some() {
        page.heading(ui, page.say("card-obstacles"));
    }
    for obstacle in obstacles {
        said(ui, page, obstacle, "");
    }
}

/// A condition or an obstacle with its source.
fn said(ui: &mut Ui, page: &Page<'_>, condition: &Condition, tail: &str) {
    let evidence =
        Evidence { source: &condition.source, confidence: Some(condition.confidence), note: &condition.note };
    page.tip(ui.label(body(condition.text.as_str())), evidence);
    ui.horizontal_wrapped(|ui| {
        if !tail.is_empty() {
            page.quiet(ui, tail);
        }
        page.source_link(ui, evidence);
        page.marks(ui, condition.confidence);
    });
    if !condition.note.is_empty() {
        page.quiet(ui, &format::sentence(&condition.note));
    }
    typeset::space(ui, sizes().space.tight);
}

fn disagreements(ui: &mut Ui, page: &Page<'_>, sheet: &ProjectSheet<'_>) {
    let mut found = sheet.disagreements().peekable();
    if found.peek().is_some() {
        page.heading(ui, page.say("card-disagree"));
    }
    for disagreement in found {
        ui.label(body(disagreement.text));
        sources(ui, page, disagreement.sources.iter().copied());
        typeset::space(ui, sizes().space.tight);
    }
}
