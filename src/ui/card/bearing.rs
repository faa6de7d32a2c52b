//! What bears on a project: constraints, the conditions of building, obstacles, and where sources
//! disagree. And the way to its plots.

use super::page::{Evidence, Page};
use crate::ui::out::UiCommand;
use crate::ui::typeset::{self, body, small, strong};
use crate::ui::{conditions, format, plots};
use eframe::egui::Ui;
use tumen_core::model::provenance::{Condition, Constraint};
use tumen_core::model::{Document, Id, Project, Status};

/// Every section there is something to say in.
pub(super) fn show(ui: &mut Ui, page: &mut Page<'_>, project: &Project) {
    constraints(ui, page, project);
    outlook(ui, page, project);
    disagreements(ui, page, project);
}

/// Buttons that lead to the plots of a project's series.
pub(super) fn plot_buttons(ui: &mut Ui, page: &mut Page<'_>, project: &Project) {
    let topics = plots::topics::topics(page.document, page.language);
    let own: Vec<_> = topics.iter().filter(|t| t.project == Some(&*project.id)).collect();
    if own.is_empty() || page.is_on_stage() {
        return;
    }
    page.heading(ui, "Plots");
    ui.horizontal_wrapped(|ui| {
        for topic in own {
            let words = format!("Show in plot: {}", topic.title);
            if page.small_button(ui, &words, "Show these series in the plots below the map") {
                page.commands.push(UiCommand::PlotTopic(topic.key.clone()));
            }
        }
    });
}

/// Says that the conditions switched on would make the project possible; its status stays.
pub(super) fn possible(ui: &mut Ui, page: &Page<'_>, project: &Project, status: Option<Status>) {
    let words = possible_words(page.session, project, status);
    if let Some(words) = words {
        page.quiet(ui, &words).on_hover_text("Drawn with a dashed outline; the status itself stays");
    }
}

/// The sentence about a project that the conditions switched on would make possible.
pub(super) fn possible_words(
    session: &tumen_session::Session,
    project: &Project,
    status: Option<Status>,
) -> Option<String> {
    let view = session.view();
    let on = &session.document().outlook.conditions;
    let met = on.iter().filter(|c| view.conditions.contains(&*c.id) && c.is_about(&project.id)).count();
    let said = session.words().get("possible", view.language);
    let open = met > 0 && status != Some(Status::Operating);
    open.then(|| format!("{} ({met} switched on)", format::sentence(said)))
}

fn constraints(ui: &mut Ui, page: &Page<'_>, project: &Project) {
    let mut all: Vec<&Constraint> = page.document.constraints_of(&project.id).collect();
    if all.is_empty() {
        return;
    }
    all.sort_by_key(|c| c.date.as_ref().map(|d| d.first));
    page.heading(ui, "Constraints");
    for constraint in all {
        self::constraint(ui, page, project, constraint);
        typeset::space(ui, typeset::GAP);
    }
}

fn constraint(ui: &mut Ui, page: &Page<'_>, project: &Project, constraint: &Constraint) {
    let holds = constraint.holds(page.session.view().as_of);
    let ink = if holds { page.ink.text } else { page.ink.faint };
    let evidence = Evidence {
        source: &constraint.source,
        confidence: Some(constraint.confidence),
        note: &constraint.note,
    };
    ui.horizontal_wrapped(|ui| {
        ui.label(strong(constraint.title.as_str(), typeset::BODY).color(ink));
        if let Some(date) = &constraint.date {
            ui.label(small(format::period(date)).color(if holds { page.ink.quiet } else { ink }));
        }
        if !holds {
            ui.label(small("not yet in force").color(ink));
        }
    });
    // Limits of a project say all in their title.
    if constraint.effect != constraint.title {
        page.tip(ui.label(body(format::sentence(&constraint.effect)).color(ink)), evidence);
    }
    if let Some((area, effect)) = constraint.effect_on(&project.kind) {
        let tip = "The reading of this project, not a quotation";
        ui.label(small(effect_words(area, effect)).color(ink)).on_hover_text(tip);
    }
    if let Some((words, ids)) = exemption(page.document, constraint) {
        ui.label(small(format!("Exemption: {words}")).color(ink));
        sources(ui, page, &ids);
    }
    ui.horizontal_wrapped(|ui| {
        page.source_link(ui, evidence);
        page.marks(ui, constraint.confidence);
    });
    sources(ui, page, &constraint.more_sources);
}

/// What a constraint spares, and who says so. An exemption that only refers to another constraint is
/// told in that one's words.
pub(super) fn exemption(document: &Document, constraint: &Constraint) -> Option<(String, Vec<Id>)> {
    let words = constraint.exemption.as_str();
    let named = |id: &str| document.constraints.iter().find(|c| *c.id == *id);
    match words.strip_prefix("see ").and_then(named) {
        Some(other) => Some((format!("{}: {}", other.title, other.effect), vec![other.source.clone()])),
        None => (!words.is_empty()).then(|| (words.to_owned(), constraint.exemption_sources.clone())),
    }
}

/// What a constraint means for an area, in words.
pub(super) fn effect_words(area: &str, effect: &str) -> String {
    match area {
        "all" => format!("Effect on all areas: {effect}"),
        area => format!("Effect on {area}: {effect}"),
    }
}

fn sources(ui: &mut Ui, page: &Page<'_>, ids: &[Id]) {
    if ids.is_empty() {
        return;
    }
    ui.horizontal_wrapped(|ui| {
        for id in ids {
            page.source_link(ui, Evidence { source: id, ..Evidence::default() });
        }
    });
}

fn outlook(ui: &mut Ui, page: &Page<'_>, project: &Project) {
    let outlook = &page.document.outlook;
    let about = |c: &&Condition| c.is_about(&project.id);
    let found: Vec<&Condition> = outlook.conditions.iter().filter(about).collect();
    if !found.is_empty() {
        page.heading(ui, "Conditions");
        if let Some(rule) = &outlook.rule {
            page.quiet(ui, &format::sentence(&rule.text));
        }
        for condition in found {
            let on = page.session.view().conditions.contains(&*condition.id);
            let judged = conditions::judged(&condition.likelihood);
            let tail = if on { format!("Switched on · {}", judged.to_lowercase()) } else { judged };
            said(ui, page, condition, &tail);
        }
    }
    let found: Vec<&Condition> = outlook.obstacles.iter().filter(about).collect();
    if !found.is_empty() {
        page.heading(ui, "Obstacles");
        for obstacle in found {
            said(ui, page, obstacle, "");
        }
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
    typeset::space(ui, typeset::TIGHT);
}

fn disagreements(ui: &mut Ui, page: &Page<'_>, project: &Project) {
    let found: Vec<_> = page.document.contradictions_of(project).collect();
    if found.is_empty() {
        return;
    }
    page.heading(ui, "Sources disagree");
    for contradiction in found {
        ui.label(body(contradiction.text.as_str()));
        let ids: Vec<Id> = contradiction.sources.split(';').map(|s| Id::from(s.trim())).collect();
        sources(ui, page, &ids);
        typeset::space(ui, typeset::TIGHT);
    }
}
