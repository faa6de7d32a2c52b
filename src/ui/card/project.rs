//! The card of a project, and its content on the card of a corridor.

use super::page::{Page, Row};
use super::{bearing, figures, timeline};
use crate::ui::sizes::sizes;
use crate::ui::typeset::{self, body};
use crate::ui::{colors, format};
use eframe::egui::Ui;
use tumen_core::model::{Corridor, Project, Selection};
use tumen_session::SelectionCommand;
use tumen_session::sheet::{Line, words};

pub(super) fn show(ui: &mut Ui, page: &mut Page<'_>, project: &Project) {
    page.title(ui, &project.names);
    let countries: Vec<&str> =
        project.countries.iter().map(|c| format::country(c, page.messages())).collect();
    page.kind(ui, &project.kind, &countries.join(", "));
    page.actions(ui);
    typeset::space(ui, sizes().space.gap);
    status(ui, page, project);
    content(ui, page, project);
}

/// Everything but the head: what a corridor's card shows of its project as well.
pub(super) fn content(ui: &mut Ui, page: &mut Page<'_>, project: &Project) {
    let summary = page.name(&project.summary);
    if !summary.is_empty() {
        typeset::space(ui, sizes().space.tight);
        ui.label(body(summary));
    }
    let sections: [fn(&mut Ui, &mut Page<'_>, &Project); 8] = [
        corridors,
        places,
        |ui, page, project| parties(ui, page, project),
        |ui, page, project| {
            figures::show(ui, page, page.say("card-key-figures"), &page.session.sheet(project).figures())
        },
        |ui, page, project| bearing::plot_buttons(ui, page, project),
        |ui, page, project| {
            timeline::show(
                ui,
                page,
                page.session.sheet(project).events(),
                colors::kind(page.session, &project.kind),
            )
        },
        |ui, page, project| bearing::show(ui, page, project),
        |ui, page, project| {
            page.sources(ui, &project.sources);
            page.note(ui, &project.note);
        },
    ];
    for section in sections {
        if page.waits(ui) {
            return;
        }
        section(ui, page, project);
    }
}

/// The status at the date of the view, what it means, since when, and who says so; then the sections.
fn status(ui: &mut Ui, page: &Page<'_>, project: &Project) {
    let sheet = page.session.sheet(project);
    page.status(ui, &sheet.status(), colors::kind(page.session, &project.kind));
    if !project.sections.is_empty() {
        typeset::space(ui, sizes().space.tight);
        ui.label(body(page.session.statuses().project(project)));
    }
    bearing::possible(ui, page, &sheet);
}

fn parties(ui: &mut Ui, page: &Page<'_>, project: &Project) {
    let parties = page.session.sheet(project).parties();
    if parties.is_empty() {
        return;
    }
    page.heading(ui, page.say("card-parties"));
    for party in parties {
        ui.label(body(party.name.as_str()));
        if !party.role.is_empty() {
            page.quiet(ui, &format::sentence(&party.role));
        }
    }
}

fn corridors(ui: &mut Ui, page: &mut Page<'_>, project: &Project) {
    let mut lines = page.session.sheet(project).lines().peekable();
    if lines.peek().is_none() {
        return;
    }
    page.heading(ui, page.say("card-corridors"));
    for Line { corridor, .. } in lines {
        let length = format::km(length_m(page, corridor), page.messages());
        let below = format!("{length} · {}", page.told_of(corridor));
        let row = Row {
            color: Some(colors::kind(page.session, &corridor.kind)),
            title: page.name(&corridor.names),
            below: &below,
            tip: page.say("card-corridor-tip"),
            faint: false,
        };
        if page.row(ui, &row).clicked() {
            page.commands.push(SelectionCommand::Select(Some(Selection::Corridor(corridor.id.clone()))));
        }
    }
}

/// The length of a corridor, meters.
pub(super) fn length_m(page: &mut Page<'_>, corridor: &Corridor) -> f64 {
    let document = page.session.document();
    page.state.as_mut().map_or_else(|| corridor.length_m(), |s| s.length_m(document, corridor))
}

fn places(ui: &mut Ui, page: &mut Page<'_>, project: &Project) {
    let mut places = page.session.sheet(project).places().peekable();
    if places.peek().is_none() {
        return;
    }
    page.heading(ui, page.say("places"));
    ui.horizontal_wrapped(|ui| {
        for place in places {
            let tip = words::what_and_where(page.messages(), place);
            if page.small_button(ui, page.name(&place.names), &tip) {
                page.commands.push(SelectionCommand::Select(Some(Selection::Place(place.id.clone()))));
            }
        }
    });
}
