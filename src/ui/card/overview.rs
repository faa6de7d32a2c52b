//! The card when nothing is selected: what there is, and what to click.

use super::page::{Page, Row};
use crate::ui::say::say;
use crate::ui::sizes::text_sizes;
use crate::ui::typeset::{self, body, small};
use crate::ui::{colors, format};
use eframe::egui::{Button, Ui};
use tumen_core::model::{Project, Selection, Status};
use tumen_session::{SelectionCommand, ViewCommand};

pub(super) fn show(ui: &mut Ui, page: &mut Page<'_>) {
    ui.label(typeset::strong(page.say("card-welcome"), text_sizes().title));
    ui.label(body(page.say("card-welcome-text")).color(page.ink.quiet));
    statuses(ui, page);
    projects(ui, page);
}

/// The status of each project at the date of the view.
fn status_of(page: &Page<'_>, project: &Project) -> Option<Status> {
    page.document.project_status(project, page.session.view().as_of).status
}

fn statuses(ui: &mut Ui, page: &mut Page<'_>) {
    page.heading(ui, page.say("card-by-status"));
    page.quiet(
        ui,
        &say!(page, "card-as-of-keep", date = format::date(page.session.view().as_of, page.messages())),
    );
    ui.horizontal_wrapped(|ui| {
        for status in Status::ALL {
            let count = page.document.projects.iter().filter(|p| status_of(page, p) == Some(status)).count();
            if count > 0 {
                chip(ui, page, status, count);
            }
        }
    });
}

/// A status with its number of projects, which turns the filter by that status on and off.
fn chip(ui: &mut Ui, page: &mut Page<'_>, status: Status, count: usize) {
    let mut filter = page.session.view().filter.clone();
    let on = filter.statuses.contains(&status);
    let text = format!("{} {count}", page.status_name(Some(status)));
    let shown = ui.add(Button::new(small(text)).selected(on)).on_hover_text(page.definition(Some(status)));
    if shown.clicked() {
        if on {
            filter.statuses.remove(&status);
        } else {
            filter.statuses.insert(status);
        }
        page.commands.push(ViewCommand::Filter(filter));
    }
}

fn projects(ui: &mut Ui, page: &mut Page<'_>) {
    page.heading(ui, &say!(page, "card-count", n = page.document.projects.len()));
    let view = page.session.view();
    for project in &page.document.projects {
        let faint = !view.filter.keeps(page.document, project, view.as_of);
        let at = page.document.project_status(project, view.as_of);
        let below = page.told(&at);
        let row = Row {
            color: Some(colors::kind(page.session, &project.kind)),
            title: page.name(&project.names),
            below: &below,
            tip: page.name(&project.summary),
            faint,
        };
        if page.row(ui, &row).clicked() {
            page.commands.push(SelectionCommand::Select(Some(Selection::Project(project.id.clone()))));
        }
    }
}
