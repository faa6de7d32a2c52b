//! The list of projects with status chips and a filter. What the filter leaves out fades.

use super::paint::color;
use crate::ui::out::{PanelCx, UiCommands};
use crate::ui::sizes::sizes;
use eframe::egui::{self, RichText, Ui};
use tumen_core::model::{Project, Selection, Status};
use tumen_session::view::Filter;
use tumen_session::{CameraCommand, SelectionCommand, Session, ViewCommand};

/// Shows the list; `search` is the text by which it is searched.
pub fn show(ui: &mut Ui, cx: &mut PanelCx<'_>, search: &mut String) {
    let (session, commands) = (cx.session, &mut *cx.out);
    egui::CollapsingHeader::new(RichText::new(session.say("projects-title")).strong())
        .default_open(true)
        .show(ui, |ui| {
            let label = ui.label(RichText::new(session.say("projects-find")).small());
            ui.add(egui::TextEdit::singleline(search).desired_width(f32::INFINITY)).labelled_by(label.id);
            filters(ui, session, commands);
            ui.add_space(sizes().space.tight);
            let wanted = search.trim().to_lowercase();
            for project in session.document().projects.iter().filter(|p| matches(p, &wanted)) {
                row(ui, session, project, commands);
            }
        });
}

fn matches(project: &Project, wanted: &str) -> bool {
    let own = project.aliases.iter().map(String::as_str).chain(project.names.all().map(|n| &**n));
    wanted.is_empty() || own.chain([&*project.id]).any(|n| n.to_lowercase().contains(wanted))
}

fn filters(ui: &mut Ui, session: &Session, commands: &mut UiCommands) {
    let filter = &session.view().filter;
    let mut next = filter.clone();
    ui.horizontal_wrapped(|ui| {
        kinds(ui, session, &mut next);
        statuses(ui, session, &mut next);
        countries(ui, session, &mut next);
        if !filter.is_open()
            && ui
                .small_button(session.say("projects-all"))
                .on_hover_text(session.say("projects-all-tip"))
                .clicked()
        {
            next = Filter::default();
        }
    });
    if next != *filter {
        commands.push(ViewCommand::Filter(next));
    }
}

fn heading(words: &str, chosen: usize) -> String {
    if chosen == 0 { words.to_owned() } else { format!("{words} ({chosen})") }
}

fn kinds(ui: &mut Ui, session: &Session, filter: &mut Filter) {
    let document = session.document();
    ui.menu_button(heading(session.say("kinds"), filter.kinds.len()), |ui| {
        for kind in document.kinds.iter().filter(|k| document.projects.iter().any(|p| p.kind == k.id)) {
            let words = kind.names.get(session.view().language);
            toggle(ui, &mut filter.kinds, kind.id.to_string(), words);
        }
    });
}

fn statuses(ui: &mut Ui, session: &Session, filter: &mut Filter) {
    ui.menu_button(heading(session.say("statuses"), filter.statuses.len()), |ui| {
        for status in Status::ALL {
            toggle(ui, &mut filter.statuses, status, &status_words(session, Some(status)));
        }
    });
}

fn countries(ui: &mut Ui, session: &Session, filter: &mut Filter) {
    let mut all: Vec<&String> = session.document().projects.iter().flat_map(|p| &p.countries).collect();
    all.sort();
    all.dedup();
    ui.menu_button(heading(session.say("projects-country"), filter.countries.len()), |ui| {
        for country in all {
            toggle(
                ui,
                &mut filter.countries,
                country.clone(),
                super::format::country(country, session.messages()),
            );
        }
    });
}

fn toggle<T: Ord + Clone>(ui: &mut Ui, set: &mut std::collections::BTreeSet<T>, value: T, words: &str) {
    let mut on = set.contains(&value);
    if ui.checkbox(&mut on, words).changed() {
        if on {
            set.insert(value);
        } else {
            set.remove(&value);
        }
    }
}

/// The name of a status in the language of names.
#[must_use]
pub fn status_words(session: &Session, status: Option<Status>) -> String {
    session.statuses().name(status).to_owned()
}

fn row(ui: &mut Ui, session: &Session, project: &Project, commands: &mut UiCommands) {
    let (document, view) = (session.document(), session.view());
    let kept = view.filter.keeps(document, project, view.as_of);
    let at = document.project_status(project, view.as_of);
    let dating = super::format::dating(at.dating(session.today()), session.messages());
    let old = if at.is_stale() {
        format!(" · {}", session.words().get("stale", view.language))
    } else {
        String::new()
    };
    let status = format!("  {}{dating}{old}", session.statuses().line(&at));
    let selected = session.selected_project().is_some_and(|p| p.id == project.id);
    let name = project.names.get(view.language);
    ui.scope(|ui| {
        ui.set_opacity(if kept { 1.0 } else { sizes().ink.left_out });
        ui.horizontal(|ui| {
            let (rect, _) = ui.allocate_exact_size(sizes().projects.mark.into(), egui::Sense::hover());
            ui.painter().rect_filled(rect, 2.0, color(session.style().kind(&project.kind, view.theme)));
            ui.vertical(|ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                let label = egui::Button::selectable(selected, RichText::new(&**name)).truncate();
                let response = ui.add(label).on_hover_text(project.summary.get(view.language).to_string());
                ui.label(RichText::new(&status).small().weak());
                if response.clicked() {
                    commands.push(SelectionCommand::Select(Some(Selection::Project(project.id.clone()))));
                }
                if response.double_clicked() {
                    commands.push(CameraCommand::FlyToSelection);
                }
            });
        });
    });
}
