//! The grid: headings that sort, rows that select on the map, cells that can be edited.

use super::rows::{Field, Rows, typed};
use super::{AttributesState, Editing};
use crate::ui::colors::Ink;
use crate::ui::format;
use crate::ui::out::UiCommands;
use crate::ui::say::say;
use crate::ui::sizes::{sizes, text_sizes, within};
use crate::ui::typeset::{self, small, strong};
use eframe::egui::{Align, Button, Key, Label, Layout, Response, Role, Sense, TextEdit, Ui, WidgetInfo};
use egui_extras::{Column, TableBuilder, TableRow};
use std::sync::Arc;
use tumen_core::model::layer::{GeometryKind, Value};
use tumen_core::model::{Edit, Feature, FeatureKey, Layer, Selection};
use tumen_session::{CameraCommand, Command, SelectionCommand, Session, WorkspaceCommand};

/// What a table is drawn from.
pub(super) struct Grid<'a> {
    pub session: &'a Session,
    pub layer: &'a Layer,
    pub rows: &'a Rows,
    pub ink: Ink,
}

impl Grid<'_> {
    pub fn show(
        &self,
        ui: &mut Ui,
        state: &mut AttributesState,
        scroll_to: Option<usize>,
        commands: &mut UiCommands,
    ) {
        self.keys(ui, state);
        let mut builder = TableBuilder::new(ui)
            .id_salt(("attributes", self.layer.id))
            .sense(Sense::click())
            .resizable(true)
            .auto_shrink(false)
            .min_scrolled_height(2.0 * sizes().attributes.row)
            .cell_layout(Layout::left_to_right(Align::Center))
            .column(Column::initial(sizes().attributes.first).at_least(sizes().control.least).clip(true));
        for field in &self.rows.fields {
            let letters = field.letters.max(field.name.chars().count() + 2) as f32;
            let own = &sizes().attributes;
            let width = within(letters * own.letter + sizes().space.wide, [own.narrowest, own.widest]);
            builder = builder.column(Column::initial(width).at_least(sizes().attributes.least).clip(true));
        }
        if let Some(row) = scroll_to {
            builder = builder.scroll_to_row(row, Some(Align::Center));
        }
        let built = builder.header(sizes().attributes.row, |mut header| {
            header
                .col(|ui| drop(ui.label(strong(self.session.say("attributes-feature"), text_sizes().small))));
            for field in &self.rows.fields {
                header.col(|ui| {
                    if visible(ui) && heading(ui, self.session, field, state) {
                        state.sort_by(&field.name);
                    }
                });
            }
        });
        built.body(|body| {
            body.rows(sizes().attributes.row, self.rows.order.len(), |mut row| {
                if let Some(feature) = self.feature(row.index()) {
                    self.row(&mut row, &feature, state, commands);
                }
            });
        });
    }

    /// The feature of a row as it is now, also while the rows are still those of before a change.
    fn feature(&self, row: usize) -> Option<Arc<Feature>> {
        let at = *self.rows.order.get(row)? as usize;
        let old = self.rows.asked.features.get(at)?;
        let now = self.layer.features.get(at).filter(|f| f.key == old.key);
        now.or_else(|| self.layer.feature(old.key)).cloned()
    }

    /// F2 edits the cell that was clicked last.
    fn keys(&self, ui: &Ui, state: &mut AttributesState) {
        let free = state.editing.is_none() && !ui.ctx().egui_wants_keyboard_input();
        if free
            && ui.input(|i| i.key_pressed(Key::F2))
            && let Some((key, field)) = state.cell.clone()
            && let Some(feature) = self.layer.feature(key)
        {
            edit(state, feature, &field);
        }
    }

    fn row(
        &self,
        row: &mut TableRow<'_, '_>,
        feature: &Feature,
        state: &mut AttributesState,
        commands: &mut UiCommands,
    ) {
        let id = Selection::Feature(self.layer.id, feature.key);
        let selected = self.session.view().selection.as_ref() == Some(&id);
        row.set_selected(selected);
        let at = self.rows.order.get(row.index()).copied().unwrap_or_default();
        let (_, first) = row.col(|ui| self.first(ui, at, feature));
        let first = first.on_hover_text(self.session.say("attributes-zoom-tip"));
        for field in &self.rows.fields {
            let (_, cell) = row.col(|ui| {
                if visible(ui) {
                    self.cell(ui, feature, field, state, commands);
                }
            });
            if cell.clicked() {
                state.cell = Some((feature.key, field.name.clone()));
            }
            if cell.double_clicked() {
                edit(state, feature, &field.name);
            }
        }
        let response = row.response();
        let said = say!(self.session, "attributes-feature-n", n = at + 1);
        response.widget_info(|| WidgetInfo::selected(Role::Row, true, selected, &said));
        self.answer(&first, &response, feature.key, state, commands);
    }

    fn answer(
        &self,
        first: &Response,
        row: &Response,
        key: FeatureKey,
        state: &mut AttributesState,
        commands: &mut UiCommands,
    ) {
        let id = Selection::Feature(self.layer.id, key);
        if row.clicked() {
            // What was clicked here is in sight already and need not be scrolled to.
            state.seen = Some(id.clone());
            commands.push(SelectionCommand::Select(Some(id.clone())));
        }
        let zoom = |commands: &mut UiCommands| {
            commands.push(SelectionCommand::Select(Some(id.clone())));
            commands.push(CameraCommand::FlyToSelection);
        };
        if first.double_clicked() {
            zoom(commands);
        }
        row.context_menu(|ui| {
            if ui
                .button(self.session.say("action-ZoomToSelection-short"))
                .on_hover_text(self.session.say("attributes-see"))
                .clicked()
            {
                state.seen = Some(id.clone());
                zoom(commands);
                ui.close();
            }
            if ui
                .button(self.session.say("edit-delete"))
                .on_hover_text(self.session.say("attributes-delete-tip"))
                .clicked()
            {
                commands
                    .push(WorkspaceCommand::Edit(vec![Edit::RemoveFeatures(self.layer.id, vec![key])], None));
                ui.close();
            }
        });
    }

    fn first(&self, ui: &mut Ui, at: u32, feature: &Feature) {
        let number = format::grouped(&(at + 1).to_string());
        ui.add(Label::new(small(number)).selectable(false));
        let kind = small(self.session.say(kind_words(feature.geometry.kind()))).color(self.ink.quiet);
        ui.add(Label::new(kind).truncate().selectable(false));
    }

    fn cell(
        &self,
        ui: &mut Ui,
        feature: &Feature,
        field: &Field,
        state: &mut AttributesState,
        commands: &mut UiCommands,
    ) {
        if let Some(editing) = &mut state.editing
            && editing.key == feature.key
            && editing.field == field.name
        {
            if let Some(edit) =
                editor(ui, (self.session, self.layer), feature, field, editing, &mut state.cell)
            {
                commands.extend(edit.map(|e| Command::Workspace(WorkspaceCommand::Edit(vec![e], None))));
                state.editing = None;
            }
            return;
        }
        let Some(value) = feature.property(&field.name) else { return };
        let text = value.display();
        let color = if matches!(value, Value::Json(_)) { self.ink.quiet } else { self.ink.text };
        let label = Label::new(small(first_line(text)).color(color)).truncate().selectable(false);
        ui.with_layout(layout(field), |ui| ui.add(label));
    }
}

/// The first line of a text, and not all of a very long one.
fn first_line(text: &str) -> String {
    text.lines().next().unwrap_or_default().chars().take(200).collect()
}

/// Whether any of a cell can be seen.
fn visible(ui: &Ui) -> bool {
    ui.is_rect_visible(ui.max_rect())
}

/// Numbers stand at the right, words at the left.
fn layout(field: &Field) -> Layout {
    match field.number {
        true => Layout::right_to_left(Align::Center),
        false => Layout::left_to_right(Align::Center),
    }
}

/// The key of what a shape is called in the table.
pub(in crate::ui) fn kind_words(kind: GeometryKind) -> &'static str {
    match kind {
        GeometryKind::None => "shape-none",
        GeometryKind::Point => "shape-point",
        GeometryKind::MultiPoint => "shape-points",
        GeometryKind::LineString => "shape-line",
        GeometryKind::MultiLineString => "shape-lines",
        GeometryKind::Polygon => "shape-area",
        GeometryKind::MultiPolygon => "shape-areas",
        GeometryKind::Collection => "shape-collection",
    }
}

/// The heading of a field, by which it is sorted.
fn heading(ui: &mut Ui, session: &Session, field: &Field, state: &AttributesState) -> bool {
    let sorted = state.sort.as_ref().filter(|s| s.field == field.name);
    let arrow = sorted.map_or("", |s| if s.reverse { " ▼" } else { " ▲" });
    let text = strong(format!("{}{arrow}", field.name), text_sizes().small);
    let button = Button::new(text).frame(false).truncate();
    let button = ui.with_layout(layout(field), |ui| ui.add(button)).inner;
    let said = say!(session, "attributes-sort", name = &*field.name);
    button.widget_info(|| WidgetInfo::selected(Role::Button, true, sorted.is_some(), &said));
    button.on_hover_text(say!(session, "attributes-sort-tip", name = &*field.name)).clicked()
}

fn edit(state: &mut AttributesState, feature: &Feature, field: &Arc<str>) {
    let text = feature.property(field).map_or("", Value::display).to_owned();
    state.editing = Some(Editing { key: feature.key, field: field.clone(), text, begun: false });
}

/// The text of a cell while it is edited. `Some` when that is over, with the change if there is one.
fn editor(
    ui: &mut Ui,
    (session, layer): (&Session, &Layer),
    feature: &Feature,
    field: &Field,
    editing: &mut Editing,
    cell: &mut Option<(FeatureKey, Arc<str>)>,
) -> Option<Option<Edit>> {
    let edit = TextEdit::singleline(&mut editing.text)
        .desired_width(f32::INFINITY)
        .font(typeset::font(text_sizes().small));
    let response = ui.add(edit);
    let said = say!(session, "attributes-of-feature", name = &*field.name);
    let shown = editing.text.clone();
    response.widget_info(|| WidgetInfo {
        label: Some(said.clone()),
        ..WidgetInfo::text_edit(true, "", &shown, "")
    });
    if !std::mem::replace(&mut editing.begun, true) {
        response.request_focus();
        return None;
    }
    *cell = Some((feature.key, field.name.clone()));
    if ui.input(|i| i.key_pressed(Key::Escape)) {
        return Some(None);
    }
    if !response.lost_focus() {
        return None;
    }
    let old = feature.property(&field.name);
    if old.map_or("", Value::display) == editing.text {
        return Some(None);
    }
    let new = typed(&editing.text, old, field.number);
    Some(Some(Edit::SetProperty(layer.id, feature.key, field.name.clone(), new)))
}

/// The button that deletes the selected feature.
pub(super) fn delete_button(ui: &mut Ui, session: &Session, layer: &Layer, commands: &mut UiCommands) {
    let key = match &session.view().selection {
        Some(Selection::Feature(id, key)) if *id == layer.id => Some(*key),
        _ => None,
    };
    let button = ui.add_enabled(key.is_some(), Button::new(small(session.say("edit-delete"))).small());
    if let Some(key) =
        key.filter(|_| button.on_hover_text(session.say("attributes-delete-selected-tip")).clicked())
    {
        commands.push(WorkspaceCommand::Edit(vec![Edit::RemoveFeatures(layer.id, vec![key])], None));
    }
}
