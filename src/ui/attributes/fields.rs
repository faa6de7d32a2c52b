//! The menu of fields: add, rename, remove.

use super::AttributesState;
use super::rows::Rows;
use crate::ui::out::UiCommands;
use crate::ui::say::say;
use crate::ui::sizes::sizes;
use crate::ui::typeset::small;
use eframe::egui::{Button, ComboBox, TextEdit, Ui, WidgetInfo};
use std::sync::Arc;
use tumen_core::model::layer::Value;
use tumen_core::model::{Edit, Layer};
use tumen_session::{Session, WorkspaceCommand};

/// What the menu remembers.
#[derive(Debug, Clone, Default)]
pub(super) struct FieldsState {
    /// The new name.
    name: String,
    /// The field to be renamed or removed.
    chosen: Option<Arc<str>>,
}

/// Shows the menu's button.
pub(super) fn menu(
    ui: &mut Ui,
    session: &Session,
    layer: &Layer,
    rows: Option<&Arc<Rows>>,
    state: &mut AttributesState,
    commands: &mut UiCommands,
) {
    let names: Vec<Arc<str>> =
        rows.map_or_else(Vec::new, |r| r.fields.iter().map(|f| f.name.clone()).collect());
    let shown = ui.menu_button(small(session.say("attributes-fields")), |ui| {
        ui.set_width(sizes().attributes.menu);
        let fields = &mut state.fields;
        let text = TextEdit::singleline(&mut fields.name)
            .desired_width(sizes().attributes.menu)
            .hint_text(session.say("attributes-field-name"));
        let text = ui.add(text);
        let shown = fields.name.clone();
        text.widget_info(|| WidgetInfo {
            label: Some(session.say("attributes-field-name").to_owned()),
            ..WidgetInfo::text_edit(true, "", &shown, "")
        });
        text.on_hover_text(session.say("attributes-field-name-tip"));
        let name = fields.name.trim().to_owned();
        let is_new = !name.is_empty() && names.iter().all(|n| **n != *name);
        let able = is_new && !layer.features.is_empty();
        let add = ui.add_enabled(able, Button::new(session.say("attributes-add")));
        if add.on_hover_text(session.say("attributes-add-tip")).clicked()
            && let Some(first) = layer.features.first()
        {
            // A field is there as soon as one feature has it.
            let edit = Edit::SetProperty(layer.id, first.key, name.as_str().into(), Some(Value::Null));
            done(ui, fields, edit, commands);
        }
        ui.separator();
        change(ui, session, layer, &names, (&name, is_new), fields, commands);
    });
    shown.response.on_hover_text(session.say("attributes-fields-tip"));
}

fn change(
    ui: &mut Ui,
    session: &Session,
    layer: &Layer,
    names: &[Arc<str>],
    (name, is_new): (&str, bool),
    fields: &mut FieldsState,
    commands: &mut UiCommands,
) {
    fields.chosen = fields.chosen.take().filter(|c| names.contains(c));
    ui.horizontal_wrapped(|ui| {
        let label = ui.label(small(session.say("attributes-field")));
        let text = fields.chosen.clone().unwrap_or_else(|| session.say("attributes-choose").into());
        let combo = ComboBox::from_id_salt("change field")
            .width(sizes().attributes.kind)
            .selected_text(small(&*text));
        let shown = combo.show_ui(ui, |ui| {
            for name in names {
                ui.selectable_value(&mut fields.chosen, Some(name.clone()), small(&**name));
            }
        });
        shown.response.labelled_by(label.id).on_hover_text(session.say("attributes-field-tip"));
    });
    let Some(chosen) = fields.chosen.clone() else { return };
    let rename = ui.add_enabled(is_new, Button::new(say!(session, "attributes-rename", name = &*chosen)));
    if rename.on_hover_text(session.say("attributes-rename-tip")).clicked() {
        done(ui, fields, Edit::RenameField(layer.id, chosen.clone(), name.into()), commands);
    }
    let remove = ui.add(Button::new(say!(session, "attributes-remove", name = &*chosen)));
    if remove.on_hover_text(session.say("attributes-remove-tip")).clicked() {
        done(ui, fields, Edit::RemoveField(layer.id, chosen), commands);
    }
}

fn done(ui: &Ui, fields: &mut FieldsState, edit: Edit, commands: &mut UiCommands) {
    commands.push(WorkspaceCommand::Edit(vec![edit], None));
    *fields = FieldsState::default();
    ui.close();
}
