//! Scenarios: conditions under a name, kept in the project and as files, used again, and compared with.

use super::LogisticsState;
use crate::ui::out::{Program, UiCommands};
use crate::ui::say::say;
use crate::ui::sizes::sizes;
use crate::ui::typeset::small;
use eframe::egui::containers::menu::{MenuButton, MenuConfig};
use eframe::egui::{Button, PopupCloseBehavior, Role, TextEdit, Ui, WidgetInfo};
use std::sync::Arc;
use tumen_core::model::Edit;
use tumen_session::scenario::Scenario;
use tumen_session::{Session, ViewCommand, WorkspaceCommand};

/// The menu of scenarios.
pub(super) fn menu(ui: &mut Ui, session: &Session, state: &mut LogisticsState, out: &mut UiCommands) {
    // A click into the field, or on what compares, leaves the menu open.
    let stays = MenuConfig::new().close_behavior(PopupCloseBehavior::CloseOnClickOutside);
    let menu = MenuButton::new(small(session.say("scenario-menu"))).config(stays);
    let (shown, _) = menu.ui(ui, |ui| {
        ui.set_width(sizes().routes.more);
        keep(ui, session, state, out);
        for scenario in &session.view().scenarios {
            ui.separator();
            row(ui, session, state, scenario, out);
        }
        ui.separator();
        if button(ui, session, "scenario-open", None) {
            out.push(Program::AskScenario);
            ui.close();
        }
    });
    shown.on_hover_text(session.say("scenario-menu-tip"));
}

/// A name for the conditions of now, and the button that keeps them under it.
fn keep(ui: &mut Ui, session: &Session, state: &mut LogisticsState, out: &mut UiCommands) {
    ui.horizontal(|ui| {
        let field = TextEdit::singleline(&mut state.scenario).desired_width(sizes().routes.field);
        let field = ui.add(field.hint_text(session.say("scenario-name")));
        field.widget_info(|| WidgetInfo {
            label: Some(session.say("scenario-name").to_owned()),
            ..WidgetInfo::text_edit(true, "", &state.scenario, "")
        });
        let name = state.scenario.trim().to_owned();
        let keep = Button::new(small(session.say("scenario-keep"))).small();
        let keep = ui.add_enabled(!name.is_empty(), keep).on_hover_text(session.say("scenario-keep-tip"));
        if keep.clicked() {
            let scenario = Scenario::of(&name, &state.query.conditions(session));
            out.push(ViewCommand::Scenario(Arc::new(scenario)));
            state.scenario.clear();
        }
    });
}

fn button(ui: &mut Ui, session: &Session, key: &'static str, of: Option<&str>) -> bool {
    let tip = match key {
        "scenario-use" => "scenario-use-tip",
        "scenario-file" => "scenario-file-tip",
        "scenario-remove" => "scenario-remove-tip",
        _ => "scenario-open-tip",
    };
    let words = session.say(key);
    let shown = ui.add(Button::new(small(words)).small());
    if let Some(name) = of {
        let label = format!("{words}: {name}");
        shown.widget_info(|| WidgetInfo::labeled(Role::Button, true, &label));
    }
    shown.on_hover_text(session.say(tip)).clicked()
}

fn row(
    ui: &mut Ui,
    session: &Session,
    state: &mut LogisticsState,
    scenario: &Arc<Scenario>,
    out: &mut UiCommands,
) {
    let name = scenario.name.as_str();
    ui.label(small(name));
    ui.horizontal(|ui| {
        if button(ui, session, "scenario-use", Some(name)) {
            take(session, state, scenario, out);
            ui.close();
        }
        let on = state.query.compare.as_deref() == Some(name);
        let compare = ui.selectable_label(on, small(session.say("scenario-compare")));
        let label = say!(session, "scenario-compare-with", name = name);
        compare.widget_info(|| WidgetInfo::selected(Role::Button, true, on, &label));
        if compare.on_hover_text(session.say("scenario-compare-tip")).clicked() {
            state.query.compare = (!on).then(|| name.to_owned());
        }
        if button(ui, session, "scenario-file", Some(name)) {
            out.push(Program::SaveScenario(scenario.clone()));
            ui.close();
        }
        if button(ui, session, "scenario-remove", Some(name)) {
            out.push(ViewCommand::NoScenario(name.to_owned()));
        }
    });
}

/// Puts the conditions of a scenario in the place of those of now.
fn take(session: &Session, state: &mut LogisticsState, scenario: &Scenario, out: &mut UiCommands) {
    state.query.with.clone_from(&scenario.with);
    state.query.closed.clone_from(&scenario.close);
    if let Ok(Some(date)) = scenario.as_of(session.today()) {
        out.push(ViewCommand::AsOf(date));
    }
    let now = &session.workspace().assumptions;
    let gone = now.keys().filter(|id| !scenario.assumptions.contains_key(*id));
    let gone = gone.map(|id| Edit::SetAssumption(id.clone(), None));
    let set = scenario.assumptions.iter().filter(|(id, value)| now.get(*id) != Some(*value));
    let edits: Vec<Edit> = gone.chain(set.map(|(id, v)| Edit::SetAssumption(id.clone(), Some(*v)))).collect();
    if !edits.is_empty() {
        let gesture = out.gesture();
        out.push(WorkspaceCommand::Edit(edits, Some(gesture)));
    }
}
