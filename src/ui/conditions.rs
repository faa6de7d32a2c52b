//! The conditions under which companies would build, as switches. A reading aid: what is switched on
//! is drawn as possible, with the source's own judgment beside it, and no status changes.

use super::typeset::{self, body, small};
use crate::ui::out::{PanelCx, UiCommands};
use crate::ui::sizes::{sizes, text_sizes};
use eframe::egui::{CollapsingHeader, RichText, Ui};
use tumen_core::model::provenance::{Condition, Statement};
use tumen_session::sheet::words;
use tumen_session::{Session, ViewCommand};

/// Shows the switches, the rule and the judgment; nothing if the data has no conditions.
pub fn show(ui: &mut Ui, cx: &mut PanelCx<'_>) {
    let (session, commands) = (cx.session, &mut *cx.out);
    let outlook = &session.document().outlook;
    if outlook.conditions.is_empty() {
        return;
    }
    CollapsingHeader::new(RichText::new(session.say("conditions-title")).strong()).default_open(true).show(
        ui,
        |ui| {
            ui.label(small(session.say("conditions-intro")).weak());
            for condition in &outlook.conditions {
                switch(ui, session, condition, commands);
            }
            statement(ui, session, "conditions-rule", outlook.rule.as_ref());
            statement(ui, session, "conditions-judgment", outlook.judgment.as_ref());
        },
    );
}

fn switch(ui: &mut Ui, session: &Session, condition: &Condition, commands: &mut UiCommands) {
    let mut on = session.view().conditions.contains(&*condition.id);
    let tip = session.say("conditions-tip");
    if ui.checkbox(&mut on, body(condition.text.as_str())).on_hover_text(tip).changed() {
        commands.push(ViewCommand::Condition(condition.id.to_string(), on));
    }
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = sizes().space.tight;
        ui.add_space(sizes().space.indent);
        ui.label(small(words::judged(session.messages(), &condition.likelihood)).weak());
        source(ui, session, &condition.source);
    });
    typeset::space(ui, 2.0);
}

fn statement(ui: &mut Ui, session: &Session, title: &'static str, statement: Option<&Statement>) {
    let Some(statement) = statement else { return };
    typeset::space(ui, sizes().space.tight);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = sizes().space.tight;
        ui.label(typeset::strong(session.say(title), text_sizes().small));
        if !statement.date.is_empty() {
            ui.label(small(format!("{},", statement.date)).weak());
        }
        source(ui, session, &statement.source);
    });
    let shown = ui.label(small(super::format::sentence(&statement.text)));
    if !statement.note.is_empty() {
        shown.on_hover_text(super::format::sentence(&statement.note));
    }
}

/// Who says so, as a link if there is an address.
fn source(ui: &mut Ui, session: &Session, id: &str) {
    let Some(source) = session.document().source(id) else { return };
    let name = if source.publisher.is_empty() { &source.title } else { &source.publisher };
    let name = small(name.split(" (").next().unwrap_or(name));
    let title = super::format::source_title(&source.title);
    match source.url.as_str() {
        "" => ui.label(name.weak()).on_hover_text(title),
        url => ui.hyperlink_to(name, url).on_hover_text(title),
    };
}
