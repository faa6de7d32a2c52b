//! The card of a place.

use super::figures;
use super::page::{Evidence, Page, Row};
use crate::ui::logistics;
use crate::ui::out::{End, UiCommand};
use crate::ui::sizes::sizes;
use crate::ui::{colors, format, typeset};
use eframe::egui::Ui;
use tumen_core::model::{Place, Project, Selection};
use tumen_session::sheet::{groups, words};
use tumen_session::{SelectionCommand, Session};

pub(super) fn show(ui: &mut Ui, page: &mut Page<'_>, place: &Place) {
    page.title(ui, &place.names);
    page.quiet(ui, &words::what_and_where(page.messages(), place));
    page.actions(ui);
    route(ui, page, place);
    typeset::space(ui, sizes().space.gap);
    facts(ui, page, place);
    projects(ui, page, place);
    figures::show(ui, page, page.say("figures"), &groups(page.document.figures_of(&place.topic())));
    page.sources(ui, &place.sources);
    page.note(ui, &place.note);
}

/// Buttons that let a route begin or end here.
fn route(ui: &mut Ui, page: &mut Page<'_>, place: &Place) {
    if !logistics::known(page.session, &place.id) {
        return;
    }
    ui.horizontal_wrapped(|ui| {
        if page.action_button(ui, page.say("action-RouteFrom"), page.say("card-from-tip")) {
            page.commands.push(UiCommand::RouteEnd(End::From, place.id.to_string()));
        }
        if page.action_button(ui, page.say("action-RouteTo"), page.say("card-to-tip")) {
            page.commands.push(UiCommand::RouteEnd(End::To, place.id.to_string()));
        }
    });
}

fn facts(ui: &mut Ui, page: &Page<'_>, place: &Place) {
    if let Some(population) = place.population {
        let date =
            place.population_date.as_ref().map(|d| format!(" ({})", format::period(d, page.messages())));
        let value = format!("{}{}", format::grouped(&population.to_string()), date.unwrap_or_default());
        let evidence = Evidence {
            source: place.population_source.as_deref().unwrap_or_default(),
            confidence: place.population_confidence,
            note: &place.population_note,
        };
        sourced(ui, page, page.say("card-population"), &value, evidence);
    }
    if !place.role.is_empty() {
        let evidence = Evidence {
            source: place.role_source.as_deref().unwrap_or_default(),
            confidence: place.role_confidence,
            note: "",
        };
        sourced(ui, page, page.say("card-role"), &format::sentence(&place.role), evidence);
    }
    let how = method(page.session, &place.position_method);
    let position = format!(
        "{}\n±{}, {how}",
        format::position(place.position),
        format::accuracy(place.accuracy_m, page.messages())
    );
    let source = place.sources.first().map(|id| &**id).unwrap_or_default();
    let evidence = Evidence { source, confidence: Some(place.confidence), note: "" };
    page.fact(ui, page.say("card-position"), &position, evidence);
    if !place.timezone.is_empty() {
        page.fact(ui, page.say("card-zone"), &place.timezone, Evidence::default());
    }
    if !place.aliases.is_empty() {
        page.fact(ui, page.say("card-also"), &place.aliases.join(", "), Evidence::default());
    }
}

/// A fact with its source and confidence written below it.
fn sourced(ui: &mut Ui, page: &Page<'_>, label: &str, value: &str, evidence: Evidence<'_>) {
    page.labeled(ui, label, |page, ui| {
        let shown = ui.label(typeset::body(value));
        page.tip(shown, evidence);
        ui.horizontal_wrapped(|ui| {
            if !evidence.source.is_empty() {
                page.source_link(ui, evidence);
            }
            if let Some(confidence) = evidence.confidence {
                page.marks(ui, confidence);
            }
        });
    });
}

/// How a position was found, in words.
fn method<'a>(session: &'a Session, id: &'a str) -> &'a str {
    session.say(match id {
        "geonames" => "card-method-geonames",
        "published" => "card-method-published",
        "knowledge" => "card-method-knowledge",
        "adjusted_after_check" => "card-method-adjusted",
        "derived" => "card-method-derived",
        other => return other,
    })
}

/// The projects that name the place or have a line through it.
pub(super) fn projects_at<'a>(page: &Page<'a>, place: &'a Place) -> impl Iterator<Item = &'a Project> {
    let document = page.document;
    let passes = move |id: &tumen_core::model::Id| {
        document.corridor(id).is_some_and(|c| c.via.iter().any(|v| v.place == place.id))
    };
    let projects = document.projects.iter();
    projects.filter(move |p| p.places.contains(&place.id) || p.corridors.iter().any(&passes))
}

fn projects(ui: &mut Ui, page: &mut Page<'_>, place: &Place) {
    let found: Vec<&Project> = projects_at(page, place).collect();
    if found.is_empty() {
        return;
    }
    page.heading(ui, page.say("card-projects"));
    let as_of = page.session.view().as_of;
    for project in found {
        let status = page.document.project_status(project, as_of).status;
        let row = Row {
            color: Some(colors::kind(page.session, &project.kind)),
            title: page.name(&project.names),
            below: page.status_name(status),
            tip: page.name(&project.summary),
            faint: false,
        };
        if page.row(ui, &row).clicked() {
            page.commands.push(SelectionCommand::Select(Some(Selection::Project(project.id.clone()))));
        }
    }
}
