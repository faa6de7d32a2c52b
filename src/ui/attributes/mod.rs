//! The attribute table: the features of one of the user's layers with their properties.
//!
//! Rows are made once for a layer's content, a filter and an order, beside the window if there are
//! many; a frame lays out only the cells in sight.

mod fields;
mod grid;
pub mod rows;

use super::background::Later;
use super::colors::Ink;
use super::format;
use super::out::{PanelCx, Program, UiCommands};
use super::typeset::small;
use crate::ui::say::say;
use crate::ui::sizes::sizes;
use eframe::egui::{Align, Button, ComboBox, Layout, ScrollArea, TextEdit, Ui};
pub(in crate::ui) use grid::kind_words;
use rows::{Asked, Rows, Sort};
use std::sync::Arc;
use tumen_core::model::{FeatureKey, Layer, LayerId, Selection};
use tumen_session::Session;

/// With more features than this the rows are made beside the window.
const MANY: usize = 20_000;

/// What the table shows.
#[derive(Debug, Clone, Default)]
pub struct AttributesState {
    /// The layer; the topmost one if it is none or gone.
    pub layer: Option<LayerId>,
    /// Text that a row must hold.
    pub filter: String,
    sort: Option<Sort>,
    /// The rows that are being made, and those shown until they are there.
    coming: Option<(Asked, Later<Arc<Rows>>)>,
    rows: Option<Arc<Rows>>,
    saving: Option<Later<String>>,
    /// The cell that is being edited, with the text so far.
    editing: Option<Editing>,
    /// The cell that was clicked last.
    cell: Option<(FeatureKey, Arc<str>)>,
    /// What was selected in the last frame.
    seen: Option<Selection>,
    fields: fields::FieldsState,
}

/// A cell with the text typed into it.
#[derive(Debug, Clone)]
struct Editing {
    key: FeatureKey,
    field: Arc<str>,
    text: String,
    /// Whether it has had the keyboard yet.
    begun: bool,
}

impl AttributesState {
    /// Sorts by a field; once more turns it round, and once more gives the order of the file.
    fn sort_by(&mut self, field: &Arc<str>) {
        self.sort = match self.sort.take() {
            Some(sort) if sort.field == *field && sort.reverse => None,
            Some(sort) if sort.field == *field => Some(Sort { reverse: true, ..sort }),
            _ => Some(Sort { field: field.clone(), reverse: false }),
        };
    }

    /// The rows for what is asked; older ones of the same layer while they are being made.
    fn rows(&mut self, out: &mut UiCommands, layer: &Layer) -> Option<Arc<Rows>> {
        let asked = Asked {
            layer: layer.id,
            features: layer.features.clone(),
            filter: self.filter.trim().to_lowercase(),
            sort: self.sort.clone(),
        };
        if self.coming.as_ref().is_none_or(|(last, _)| !last.is_same(&asked)) {
            let (again, long) = (asked.clone(), layer.features.len() > MANY);
            self.coming = Some((asked, Later::start(out, long, move || Arc::new(Rows::new(again)))));
        }
        if let Some(rows) = self.coming.as_ref().and_then(|(_, later)| later.get()) {
            self.rows = Some(rows.clone());
        }
        self.rows.clone().filter(|rows| rows.asked.layer == layer.id)
    }

    fn is_busy(&self) -> bool {
        self.coming.as_ref().is_some_and(|(_, later)| later.get().is_none())
    }
}

/// Shows the table.
pub fn show(ui: &mut Ui, cx: &mut PanelCx<'_>, state: &mut AttributesState) {
    let (session, commands) = (cx.session, &mut *cx.out);
    let news = follow(session, state);
    let workspace = session.workspace();
    let chosen = state.layer.and_then(|id| workspace.layer(id)).or(workspace.layers.last());
    let Some(layer) = chosen.cloned() else {
        ui.label(small(session.say("attributes-none")).color(Ink::of(session).quiet));
        return;
    };
    state.layer = Some(layer.id);
    let rows = state.rows(commands, &layer);
    ui.horizontal(|ui| bar(ui, session, state, &layer, rows.as_ref(), commands));
    match rows {
        Some(rows) => {
            let scroll_to = news.and_then(|key| place_of(&layer, &rows, key));
            ui.scope(|ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                ScrollArea::horizontal().auto_shrink(false).id_salt(layer.id).show(ui, |ui| {
                    let grid = grid::Grid { session, layer: &layer, rows: &rows, ink: Ink::of(session) };
                    grid.show(ui, state, scroll_to, commands);
                });
            });
        }
        None => drop(ui.label(small(session.say("attributes-reading")))),
    }
    if let Some(csv) = state.saving.as_ref().and_then(|s| s.get().cloned()) {
        state.saving = None;
        commands.push(Program::SaveTable(csv));
    }
}

/// Turns to the layer of what was selected elsewhere since the last frame; returns its key.
fn follow(session: &Session, state: &mut AttributesState) -> Option<FeatureKey> {
    let selected = &session.view().selection;
    if state.seen == *selected {
        return None;
    }
    state.seen = selected.clone();
    let Some(Selection::Feature(layer, key)) = selected else { return None };
    state.layer = Some(*layer);
    Some(*key)
}

/// The row of a feature.
fn place_of(layer: &Layer, rows: &Rows, key: FeatureKey) -> Option<usize> {
    let at = layer.position(key)?;
    rows.order.iter().position(|i| *i as usize == at)
}

fn bar(
    ui: &mut Ui,
    session: &Session,
    state: &mut AttributesState,
    layer: &Layer,
    rows: Option<&Arc<Rows>>,
    commands: &mut UiCommands,
) {
    let combo = ComboBox::from_id_salt("attribute layer")
        .width(sizes().attributes.layer)
        .selected_text(small(&layer.name));
    let shown = combo.show_ui(ui, |ui| {
        for other in session.workspace().layers.iter().rev() {
            ui.selectable_value(&mut state.layer, Some(other.id), small(&other.name));
        }
    });
    shown.response.on_hover_text(session.say("attributes-layer-tip"));
    let label = ui.label(small(session.say("lists-contains")));
    ui.add(TextEdit::singleline(&mut state.filter).desired_width(sizes().control.filter))
        .labelled_by(label.id)
        .on_hover_text(session.say("attributes-contains-tip"));
    fields::menu(ui, session, layer, rows, state, commands);
    grid::delete_button(ui, session, layer, commands);
    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
        save_button(ui, session, state, rows, commands);
        let Some(rows) = rows else { return };
        let words = match (state.is_busy(), state.sort.is_some()) {
            (true, true) => session.say("attributes-sorting").to_owned(),
            (true, false) => session.say("attributes-searching").to_owned(),
            _ => {
                let count = |n: usize| format::grouped(&n.to_string());
                say!(session, "lists-of", shown = count(rows.order.len()), all = count(layer.features.len()))
            }
        };
        ui.label(small(words).color(Ink::of(session).quiet))
            .on_hover_text(session.say("attributes-count-tip"));
    });
}

fn save_button(
    ui: &mut Ui,
    session: &Session,
    state: &mut AttributesState,
    rows: Option<&Arc<Rows>>,
    out: &mut UiCommands,
) {
    let button = Button::new(small(session.say("attributes-save"))).small();
    let able = rows.is_some() && state.saving.is_none();
    let button = ui.add_enabled(able, button).on_hover_text(session.say("attributes-save-tip"));
    if let Some(rows) = rows.filter(|_| button.clicked()).cloned() {
        let long = rows.order.len() > MANY;
        state.saving = Some(Later::start(out, long, move || rows.csv()));
    }
}
