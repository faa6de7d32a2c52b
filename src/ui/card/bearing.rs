//! What bears on a project: constraints, the conditions of building, obstacles, and where sources
//! disagree. And the way to its plots.

use super::page::{Evidence, Page};
use crate::ui::out::UiCommand;
use crate::ui::say::say;
use crate::ui::typeset::{self, body, small, strong};
use crate::ui::{conditions, format, plots};
use eframe::egui::Ui;
use tumen_core::model::provenance::{Condition, Constraint};
use tumen_core::model::{Document, Id, Project, Status};
use tumen_session::Session;

/// Every section there is something to say in.
pub(super) fn show(ui: &mut Ui, page: &mut Page<'_>, project: &Project) {
    constraints(ui, page, project);
    outlook(ui, page, project);
    disagreements(ui, page, project);
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
pub(super) fn possible(ui: &mut Ui, page: &Page<'_>, project: &Project, status: Option<Status>) {
    let words = possible_words(page.session, project, status);
    if let Some(words) = words {
        page.quiet(ui, &words).on_hover_text(page.say("card-possible-tip"));
    }
}

/// The sentence about a project that the conditions switched on would make possible.
pub(super) fn possible_words(session: &Session, project: &Project, status: Option<Status>) -> Option<String> {
    let view = session.view();
    let on = &session.document().outlook.conditions;
    let met = on.iter().filter(|c| view.conditions.contains(&*c.id) && c.is_about(&project.id)).count();
    let said = session.say("possible");
    let open = met > 0 && status != Some(Status::Operating);
    open.then(|| say!(session, "card-possible", said = format::sentence(said), n = met))
}

fn constraints(ui: &mut Ui, page: &Page<'_>, project: &Project) {
    let mut all: Vec<&Constraint> = page.document.constraints_of(&project.id).collect();
    if all.is_empty() {
        return;
    }
    all.sort_by_key(|c| c.date.as_ref().map(|d| d.first));
    page.heading(ui, page.say("card-constraints"));
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
            ui.label(small(format::period(date, page.messages())).color(if holds {
                page.ink.quiet
            } else {
                ink
            }));
        }
        if !holds {
            ui.label(small(page.say("card-not-in-force")).color(ink));
        }
    });
    // Limits of a project say all in their title.
    if constraint.effect != constraint.title {
        page.tip(ui.label(body(format::sentence(&constraint.effect)).color(ink)), evidence);
    }
    if let Some((area, effect)) = constraint.effect_on(&project.kind) {
        let tip = page.say("card-reading-tip");
        ui.label(small(effect_words(page.session, area, effect)).color(ink)).on_hover_text(tip);
    }
    if let Some((words, ids)) = exemption(page.document, constraint) {
        ui.label(small(say!(page, "card-exemption", words = words)).color(ink));
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
pub(super) fn effect_words(session: &Session, area: &str, effect: &str) -> String {
    match area {
        "all" => say!(session, "card-effect-all", effect = effect),
        "rail" => say!(session, "card-effect-rail", effect = effect),
        "port" => say!(session, "card-effect-port", effect = effect),
        "gas" => say!(session, "card-effect-gas", effect = effect),
        "power" => say!(session, "card-effect-power", effect = effect),
        "labour" => say!(session, "card-effect-labour", effect = effect),
        "trade" => say!(session, "card-effect-trade", effect = effect),
        "aid" => say!(session, "card-effect-aid", effect = effect),
        area => say!(session, "card-effect-other", area = area, effect = effect),
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
        page.heading(ui, page.say("card-conditions"));
        if let Some(rule) = &outlook.rule {
            page.quiet(ui, &format::sentence(&rule.text));
        }
        for condition in found {
            let on = page.session.view().conditions.contains(&*condition.id);
            let judged = conditions::judged(page.session, &condition.likelihood);
            let tail =
                if on { say!(page, "card-switched-on", judged = judged.to_lowercase()) } else { judged };
            said(ui, page, condition, &tail);
        }
    }
    let found: Vec<&Condition> = outlook.obstacles.iter().filter(about).collect();
    if !found.is_empty() {
        page.heading(ui, page.say("card-obstacles"));
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
    page.heading(ui, page.say("card-disagree"));
    for contradiction in found {
        ui.label(body(contradiction.text.as_str()));
        let ids: Vec<Id> = contradiction.sources.split(';').map(|s| Id::from(s.trim())).collect();
        sources(ui, page, &ids);
        typeset::space(ui, typeset::TIGHT);
    }
}
