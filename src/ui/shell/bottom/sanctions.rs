//! The matrix of resolutions and rules against the projects that they bear on.
//!
//! What a resolution does to a project is the program's own reading of it, by area; the panel says so.

use crate::ui::card::page::{Evidence, Page};
use crate::ui::format;
use crate::ui::out::PanelCx;
use crate::ui::say::say;
use crate::ui::sizes::{sizes, text_sizes};
use crate::ui::typeset::{self, small};
use eframe::egui::{
    Align, Color32, Label, Layout, Rect, Response, Role, ScrollArea, Sense, Stroke, Ui, WidgetInfo, pos2,
    text::LayoutJob, vec2,
};
use egui_extras::{Column as Width, TableBuilder, TableRow};
use std::collections::BTreeSet;
use tumen_core::model::{Constraint, Document, Id, Project, Selection};
use tumen_session::view::Filter;
use tumen_session::{SelectionCommand, Session, ViewCommand};

/// Areas of trade in persons and goods that constraints bear on beside projects.
const TOPICS: [&str; 3] = ["labour", "trade", "aid"];

/// How a resolution bears on a project.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// It bears on it.
    Bears,
    /// It bears on it and spares it, in part or whole.
    Exempt,
    /// It names no project: it belongs to the regime as a whole.
    General,
}

/// A cell of the matrix.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cell<'a> {
    /// How it bears.
    pub mark: Mark,
    /// What it does, by the project's area; else what it does at all.
    pub effect: &'a str,
    /// What it spares; empty if nothing.
    pub exemption: &'a str,
}

/// Resolutions, paragraphs and rules, oldest first.
#[must_use]
pub fn rows(document: &Document) -> Vec<&Constraint> {
    let ruled = |c: &&Constraint| matches!(c.kind.as_str(), "resolution" | "paragraph" | "rule");
    let mut rows: Vec<&Constraint> = document.constraints.iter().filter(ruled).collect();
    rows.sort_by_key(|c| c.date.as_ref().map(|d| d.first));
    rows
}

/// The projects that any row bears on, in the order of the data.
#[must_use]
pub fn columns<'a>(document: &'a Document, rows: &[&Constraint]) -> Vec<&'a Project> {
    document.projects.iter().filter(|p| rows.iter().any(|c| document.bears_on(c, &p.id))).collect()
}

/// How a constraint bears on a project or topic; `None` if it does not.
#[must_use]
pub fn cell<'a>(document: &Document, constraint: &'a Constraint, target: &str) -> Option<Cell<'a>> {
    let own = constraint.effect_in(document.area_of(target));
    let effect = own.map_or(constraint.effect.as_str(), |(_, effect)| effect);
    let exempt = constraint.exempts.iter().any(|p| &**p == target);
    let mark = match document.bears_on(constraint, target) {
        true if exempt => Mark::Exempt,
        true => Mark::Bears,
        false if constraint.projects.is_empty() && constraint.effects.contains_key("all") => Mark::General,
        false => return None,
    };
    Some(Cell { mark, effect, exemption: if exempt { &constraint.exemption } else { "" } })
}

/// A column: a project or a topic.
struct Subject<'a> {
    id: &'a str,
    name: &'a str,
    area: &'a str,
    project: Option<&'a Project>,
}

fn subjects<'a>(session: &'a Session, rows: &[&Constraint]) -> Vec<Subject<'a>> {
    let (document, language) = (&**session.document(), session.view().language);
    let project = |p: &'a Project| Subject {
        id: &p.id,
        name: p.names.get(language),
        area: Constraint::area_of(&p.kind),
        project: Some(p),
    };
    let topic = |id: &'static str| Subject {
        id,
        name: session.say(match id {
            "labour" => "sanctions-labour",
            "trade" => "sanctions-trade",
            _ => "sanctions-aid",
        }),
        area: id,
        project: None,
    };
    let topics = TOPICS.into_iter().filter(|t| rows.iter().any(|c| document.bears_on(c, t)));
    columns(document, rows).into_iter().map(project).chain(topics.map(topic)).collect()
}

/// Shows the matrix.
pub fn show(ui: &mut Ui, cx: &mut PanelCx<'_>) {
    let (session, commands) = (cx.session, &mut *cx.out);
    let document = session.document();
    let rows = rows(document);
    let subjects = subjects(session, &rows);
    let mut page = Page::new(session, commands);
    legend(ui, &mut page);
    ui.spacing_mut().item_spacing.y = 0.0;
    let matrix = |ui: &mut Ui| matrix(ui, &mut page, &rows, &subjects);
    ScrollArea::horizontal().auto_shrink(false).show(ui, matrix);
}

fn matrix(ui: &mut Ui, page: &mut Page<'_>, rows: &[&Constraint], subjects: &[Subject<'_>]) {
    let mut builder = TableBuilder::new(ui)
        .id_salt("sanctions")
        .auto_shrink(false)
        .min_scrolled_height(2.0 * sizes().sanctions.row)
        .sense(Sense::click())
        .cell_layout(Layout::left_to_right(Align::Center))
        .columns(Width::exact(sizes().sanctions.columns[0]).clip(true), 1)
        .columns(Width::exact(sizes().sanctions.columns[1]).clip(true), 1);
    builder =
        builder.columns(Width::remainder().at_least(sizes().sanctions.subject).clip(true), subjects.len());
    builder = builder.column(Width::exact(sizes().sanctions.columns[2]).clip(true));
    let built = builder.header(sizes().sanctions.head, |mut header| headings(&mut header, page, subjects));
    built.body(|body| {
        body.rows(sizes().sanctions.row, rows.len(), |mut row| {
            if let Some(constraint) = rows.get(row.index()) {
                line(&mut row, page, constraint, subjects);
            }
        });
    });
}

/// What the marks mean, whose reading it is, and the way back from a filter.
fn legend(ui: &mut Ui, page: &mut Page<'_>) {
    ui.horizontal(|ui| {
        let meanings = [
            (Mark::Bears, "sanctions-bears"),
            (Mark::Exempt, "sanctions-exempt"),
            (Mark::General, "sanctions-general"),
        ];
        for (mark, words) in meanings {
            let (rect, _) = ui.allocate_exact_size(
                vec2(2.0 * sizes().sanctions.mark + 2.0, sizes().sanctions.row - sizes().space.close),
                Sense::hover(),
            );
            draw(ui, rect, mark, page.ink.text, page.ink.panel);
            page.quiet(ui, page.say(words));
        }
        if !page.session.view().filter.projects.is_empty() {
            let tip = page.say("sanctions-all-tip");
            if ui.small_button(small(page.say("sanctions-all"))).on_hover_text(tip).clicked() {
                let filter = Filter { projects: BTreeSet::new(), ..page.session.view().filter.clone() };
                page.commands.push(ViewCommand::Filter(filter));
            }
        }
        let note = page.say("sanctions-note");
        let label = Label::new(small(note).color(page.ink.quiet)).truncate();
        ui.add(label).on_hover_text(note);
    });
}

fn headings(header: &mut TableRow<'_, '_>, page: &Page<'_>, subjects: &[Subject<'_>]) {
    let quiet = |ui: &mut Ui, text: &str| page.quiet(ui, text);
    header.col(|ui| {
        quiet(ui, page.say("sanctions-rule"));
    });
    header.col(|ui| {
        quiet(ui, page.say("sanctions-date"));
    });
    for subject in subjects {
        header.col(|ui| {
            if subject.project.is_some_and(|p| page.session.selected_project().is_some_and(|s| s.id == p.id))
            {
                ui.painter().rect_filled(ui.max_rect(), sizes().corner.mark, page.ink.band);
            }
            let name = two_lines(subject.name, ui.available_width(), page.ink.text);
            let label = Label::new(name).wrap().selectable(false);
            let tip = {
                let area = page.say_with(&format!("area-{}", subject.area), &[]);
                say!(page, "sanctions-area-tip", name = subject.name, area = area)
            };
            ui.add(label).on_hover_text(tip);
        });
    }
    header.col(|ui| {
        quiet(ui, page.say("sanctions-source"));
    });
}

/// A name in at most two lines, cut where it is longer.
fn two_lines(name: &str, width: f32, ink: Color32) -> LayoutJob {
    // Lines break after a hyphen but not after a dash.
    let name = name.replace('–', "-");
    let mut job = LayoutJob::simple(name, typeset::font(text_sizes().small), ink, width);
    job.wrap.max_rows = 2;
    job
}

fn line(row: &mut TableRow<'_, '_>, page: &mut Page<'_>, constraint: &Constraint, subjects: &[Subject<'_>]) {
    let view = page.session.view();
    let ahead = constraint.date.as_ref().is_none_or(|d| d.first > view.as_of);
    let ink = if ahead { page.ink.faint } else { page.ink.text };
    let named: BTreeSet<String> = bearing(page.document, constraint);
    let chosen = !named.is_empty() && view.filter.projects == named;
    row.set_selected(chosen);
    let (_, title) = row.col(|ui| {
        ui.add(Label::new(small(short(&constraint.title)).color(ink)).truncate().selectable(false));
    });
    let (_, dated) = row.col(|ui| {
        let date = constraint.date.as_ref().map_or_else(String::new, |d| format::period(d, page.messages()));
        ui.add(Label::new(small(date).color(ink)).selectable(false));
    });
    let label = match (ahead, named.is_empty()) {
        (true, _) => say!(page, "sanctions-ahead", title = &*constraint.title),
        (false, true) => constraint.title.clone(),
        (false, false) => say!(page, "sanctions-filter", title = &*constraint.title),
    };
    let clicked = title.clicked() || dated.clicked();
    title.widget_info(|| WidgetInfo::selected(Role::Button, !named.is_empty(), chosen, &label));
    title.on_hover_text(explanation(page, constraint, ahead, named.is_empty()));
    if clicked && !named.is_empty() {
        let projects = if chosen { BTreeSet::new() } else { named };
        page.commands.push(ViewCommand::Filter(Filter { projects, ..view.filter.clone() }));
    }
    for subject in subjects {
        let found = cell(page.document, constraint, subject.id);
        let (_, response) = row.col(|ui| {
            if let Some(cell) = found {
                draw(ui, ui.max_rect(), cell.mark, ink, page.ink.panel);
            }
        });
        if let Some(cell) = found {
            told(page, response, constraint, subject, cell);
        }
    }
    row.col(|ui| {
        let confidence = Some(constraint.confidence);
        page.source_link(ui, Evidence { source: &constraint.source, confidence, note: &constraint.note });
    });
}

/// Ids of the projects that a constraint bears on.
fn bearing(document: &Document, constraint: &Constraint) -> BTreeSet<String> {
    let named = document.projects.iter().filter(|p| document.bears_on(constraint, &p.id));
    named.map(|p| p.id.to_string()).collect()
}

/// A title without what the column of dates says again.
fn short(title: &str) -> String {
    match (title.find(" ("), title.rfind("), ")) {
        (Some(from), Some(to)) if from < to => format!("{}{}", &title[..from], &title[to + 1..]),
        _ => title.to_owned(),
    }
}

fn explanation(page: &Page<'_>, constraint: &Constraint, ahead: bool, general: bool) -> String {
    let mut text = format!("{}\n{}", constraint.title, format::sentence(&constraint.effect));
    if !constraint.exemption.is_empty() {
        text += &format!("\n{}", say!(page, "card-exemption", words = &*constraint.exemption));
    }
    if ahead {
        text += &format!("\n{}", page.say("card-after-sentence"));
    }
    format!("{text}\n{}", page.say(if general { "sanctions-names-none" } else { "sanctions-keep" }))
}

/// Tells what a cell means, and selects its project.
fn told(
    page: &mut Page<'_>,
    response: Response,
    constraint: &Constraint,
    subject: &Subject<'_>,
    cell: Cell<'_>,
) {
    let mut text = format!("{} × {}: {}", constraint.title, subject.name, cell.effect);
    if !cell.exemption.is_empty() {
        text += &format!(". {}", say!(page, "card-exemption", words = cell.exemption));
    }
    response.widget_info(|| WidgetInfo::labeled(Role::Cell, true, &text));
    if let (true, Some(project)) = (response.clicked(), subject.project) {
        let id: &Id = &project.id;
        page.commands.push(SelectionCommand::Select(Some(Selection::Project(id.clone()))));
    }
    response.on_hover_text(text);
}

/// A filled disc bears; a disc with a hole spares; a dot names no project.
fn draw(ui: &Ui, rect: Rect, mark: Mark, ink: Color32, panel: Color32) {
    let center = match rect.width() > sizes().sanctions.wide * sizes().sanctions.mark {
        true => pos2(rect.left() + sizes().space.wide, rect.center().y),
        false => rect.center(),
    };
    let painter = ui.painter();
    match mark {
        Mark::Bears => {
            painter.circle_filled(center, sizes().sanctions.mark, ink);
        }
        Mark::Exempt => {
            painter.circle(center, sizes().sanctions.mark, panel, Stroke::new(sizes().line.outline, ink));
            painter.circle_filled(center, sizes().sanctions.mark * sizes().sanctions.inner[0], ink);
        }
        Mark::General => {
            painter.circle_filled(center, sizes().sanctions.mark * sizes().sanctions.inner[1], ink);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_does_not_repeat_its_date() {
        assert_eq!(
            short("UNSC resolution 2371 (5 August 2017), paragraph 8"),
            "UNSC resolution 2371, paragraph 8"
        );
        assert_eq!(short("UNSC resolution 2397"), "UNSC resolution 2397");
    }
}
