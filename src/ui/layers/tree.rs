//! The user's layers with their folders. Only the rows in sight are laid out.

use super::rows::{LayersState, Row};
use super::{Wish, sample};
use crate::ui::colors::Ink;
use crate::ui::out::{Program, UiCommand, UiCommands};
use crate::ui::say::say;
use crate::ui::sizes::sizes;
use crate::ui::typeset::{body, small};
use eframe::egui::{
    self, Align, Button, Checkbox, Key, Label, Layout, Rect, Response, Role, Sense, Stroke, TextEdit, Ui,
    UiBuilder, WidgetInfo, pos2, vec2,
};
use tumen_core::model::{Edit, Layer, LayerId};
use tumen_session::{CameraCommand, Session, WorkspaceCommand};

/// What a row is drawn with.
struct Pen<'a> {
    session: &'a Session,
    ink: Ink,
    state: &'a mut LayersState,
    out: &'a mut UiCommands,
}

/// Shows the user's layers.
pub(super) fn show(ui: &mut Ui, session: &Session, state: &mut LayersState, out: &mut UiCommands) {
    let title = egui::RichText::new(session.say("layers-yours")).strong();
    egui::CollapsingHeader::new(title).default_open(true).show(ui, |ui| {
        let workspace = session.workspace();
        if workspace.layers.is_empty() {
            ui.label(small(session.say("layers-invitation")).color(Ink::of(session).quiet));
            return;
        }
        let rows = state.rows(workspace);
        let size = vec2(ui.available_width(), sizes().layers.row * rows.len() as f32);
        let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
        let seen = ui.clip_rect();
        let first = ((seen.top() - rect.top()) / sizes().layers.row).floor().max(0.0) as usize;
        let last = ((seen.bottom() - rect.top()) / sizes().layers.row).ceil().max(0.0) as usize;
        let mut pen = Pen { session, ink: Ink::of(session), state, out };
        for (index, row) in rows.iter().enumerate().take(last).skip(first) {
            let top_left = pos2(rect.left(), rect.top() + sizes().layers.row * index as f32);
            let place = Rect::from_min_size(top_left, vec2(rect.width(), sizes().layers.row));
            let builder = UiBuilder::new()
                .max_rect(place)
                .layout(Layout::left_to_right(Align::Center))
                .id_salt((row.layer, row.folder));
            ui.scope_builder(builder, |ui| pen.row(ui, row, place));
        }
    });
}

impl Pen<'_> {
    fn row(&mut self, ui: &mut Ui, row: &Row, place: Rect) {
        let Some(layer) = self.session.workspace().layer(row.layer).cloned() else { return };
        ui.spacing_mut().item_spacing.x = sizes().space.tight;
        ui.spacing_mut().interact_size.y = sizes().layers.row - sizes().space.tight;
        ui.add_space(sizes().layers.indent * row.depth as f32);
        self.arrow(ui, row, &layer);
        match row.folder {
            None => self.layer(ui, row, &layer, place),
            Some(folder) => self.folder(ui, &layer, folder),
        }
    }

    fn arrow(&mut self, ui: &mut Ui, row: &Row, layer: &Layer) {
        let Some(open) = row.open else {
            ui.add_space(if row.folder.is_some() || !layer.folders.is_empty() {
                sizes().layers.arrow
            } else {
                0.0
            });
            return;
        };
        let name = row.folder.and_then(|f| layer.folders.get(f as usize)).map_or(&layer.name, |f| &f.name);
        let (_, button) = ui.allocate_exact_size(
            vec2(sizes().layers.arrow, sizes().layers.row - sizes().space.gap),
            Sense::click(),
        );
        egui::collapsing_header::paint_default_icon(ui, if open { 1.0 } else { 0.0 }, &button);
        let session = self.session;
        let (tip, said) = match open {
            true => (
                say!(session, "layers-close-tip", name = &**name),
                say!(session, "layers-close", name = &**name),
            ),
            false => (
                say!(session, "layers-open-tip", name = &**name),
                say!(session, "layers-open", name = &**name),
            ),
        };
        let button = button.on_hover_text(tip);
        button.widget_info(|| WidgetInfo::labeled(Role::Button, true, &said));
        if button.clicked() {
            self.state.turn(row);
        }
    }

    fn folder(&mut self, ui: &mut Ui, layer: &Layer, index: u32) {
        let Some(folder) = layer.folders.get(index as usize) else { return };
        let mut on = folder.visible;
        let check = ui.add(Checkbox::new(&mut on, body(&folder.name)));
        if check.on_hover_text(self.session.say("layers-folder-tip")).changed() {
            self.edit(Edit::ShowFolder(layer.id, index, on));
        }
    }

    fn layer(&mut self, ui: &mut Ui, row: &Row, layer: &Layer, place: Rect) {
        let mut on = layer.visible;
        let check =
            ui.add(Checkbox::without_text(&mut on)).on_hover_text(self.session.say("layers-show-tip"));
        let said = say!(self.session, "layers-show", name = &*layer.name);
        check.widget_info(|| WidgetInfo::selected(Role::CheckBox, true, on, &said));
        if check.changed() {
            self.edit(Edit::ShowLayer(layer.id, on));
        }
        self.sample(ui, row, layer);
        if self.state.renaming.as_ref().is_some_and(|(id, _)| *id == layer.id) {
            return self.rename(ui, layer);
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let more = ui.menu_button("…", |ui| self.menu(ui, layer)).response;
            let said = say!(self.session, "layers-more", name = &*layer.name);
            more.widget_info(|| WidgetInfo::labeled(Role::Button, true, &said));
            more.on_hover_text(self.session.say("layers-more-tip"));
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| self.name(ui, layer, place));
        });
    }

    fn sample(&mut self, ui: &mut Ui, row: &Row, layer: &Layer) {
        let (rect, response) = ui.allocate_exact_size(
            vec2(sizes().layers.sample, sizes().layers.sample - sizes().space.snug),
            Sense::click(),
        );
        sample::paint(ui.painter(), rect, &layer.style, row.shape);
        let said = say!(self.session, "layers-style", name = &*layer.name);
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &said));
        if response.on_hover_text(self.session.say("layers-style-tip")).clicked() {
            self.state.styling = Some(layer.id);
        }
    }

    fn name(&mut self, ui: &mut Ui, layer: &Layer, place: Rect) {
        let color = if layer.visible { self.ink.text } else { self.ink.faint };
        let label = Label::new(body(&layer.name).color(color)).truncate().selectable(false);
        let response = ui.add(label.sense(Sense::click_and_drag()));
        let response = response.on_hover_ui(|ui| about(ui, self.session, layer, self.ink));
        if response.double_clicked() {
            self.wish(layer, Wish::ZoomTo);
        }
        self.drag(ui, &response, layer, place);
        response.context_menu(|ui| self.menu(ui, layer));
    }

    /// Dragging a name to another row moves the layer there.
    fn drag(&mut self, ui: &Ui, response: &Response, layer: &Layer, place: Rect) {
        response.dnd_set_drag_payload(layer.id);
        if !egui::DragAndDrop::has_payload_of_type::<LayerId>(ui.ctx()) {
            return;
        }
        let Some(pointer) = ui.input(|i| i.pointer.interact_pos()).filter(|p| place.contains(*p)) else {
            return;
        };
        let above = pointer.y < place.center().y;
        let y = if above { place.top() } else { place.bottom() };
        ui.painter().hline(place.x_range(), y, Stroke::new(2.0, self.ink.highlight));
        if ui.input(|i| i.pointer.any_released())
            && let Some(moved) = egui::DragAndDrop::take_payload::<LayerId>(ui.ctx())
            && let Some(to) = self.target(*moved, layer.id, above)
        {
            self.edit(Edit::MoveLayer(*moved, to));
        }
    }

    /// Where in the drawing order a layer comes to lie above or below another in the tree; `None` if
    /// it lies there already.
    fn target(&self, moved: LayerId, beside: LayerId, above: bool) -> Option<usize> {
        let layers = &self.session.workspace().layers;
        let at = |id| layers.iter().position(|l| l.id == id);
        let (from, beside) = (at(moved)?, at(beside)?);
        let gap = beside + usize::from(above);
        let to = if from < gap { gap - 1 } else { gap };
        (to != from).then_some(to)
    }

    fn rename(&mut self, ui: &mut Ui, layer: &Layer) {
        let Some((_, text)) = &mut self.state.renaming else { return };
        let response = ui.add(TextEdit::singleline(text).desired_width(f32::INFINITY));
        let said = say!(self.session, "layers-new-name", name = &*layer.name);
        let shown = text.clone();
        response.widget_info(|| WidgetInfo {
            label: Some(said.clone()),
            ..WidgetInfo::text_edit(true, "", &shown, "")
        });
        if ui.input(|i| i.key_pressed(Key::Escape)) {
            self.state.renaming = None;
        } else if response.lost_focus() {
            let name = text.trim().to_owned();
            self.state.renaming = None;
            if !name.is_empty() && name != layer.name {
                self.edit(Edit::RenameLayer(layer.id, name));
            }
        } else if !response.has_focus() {
            response.request_focus();
        }
    }

    fn menu(&mut self, ui: &mut Ui, layer: &Layer) {
        const ITEMS: [(&str, &str, Wish); 8] = [
            ("layers-rename", "layers-rename-tip", Wish::Rename),
            ("layers-zoom", "layers-zoom-tip", Wish::ZoomTo),
            ("layers-up", "layers-up-tip", Wish::Up),
            ("layers-down", "layers-down-tip", Wish::Down),
            ("layers-restyle", "layers-restyle-tip", Wish::Style),
            ("layers-table", "layers-table-tip", Wish::Table),
            ("layers-save", "layers-save-tip", Wish::Save),
            ("layers-remove", "layers-remove-tip", Wish::Remove),
        ];
        let layers = &self.session.workspace().layers;
        let at = layers.iter().position(|l| l.id == layer.id);
        for (words, tip, wish) in ITEMS {
            let able = match wish {
                Wish::Up => at.is_some_and(|i| i + 1 < layers.len()),
                Wish::Down => at.is_some_and(|i| i > 0),
                Wish::Rename | Wish::ZoomTo | Wish::Style | Wish::Table | Wish::Save | Wish::Remove => true,
            };
            if ui
                .add_enabled(able, Button::new(self.session.say(words)))
                .on_hover_text(self.session.say(tip))
                .clicked()
            {
                self.wish(layer, wish);
                ui.close();
            }
        }
    }

    fn wish(&mut self, layer: &Layer, wish: Wish) {
        let at = self.session.workspace().layers.iter().position(|l| l.id == layer.id).unwrap_or(0);
        match wish {
            Wish::Rename => self.state.renaming = Some((layer.id, layer.name.clone())),
            Wish::ZoomTo => self.out.push(CameraCommand::FlyToLayer(layer.id)),
            Wish::Up => self.edit(Edit::MoveLayer(layer.id, at + 1)),
            Wish::Down => self.edit(Edit::MoveLayer(layer.id, at.saturating_sub(1))),
            Wish::Style => self.state.styling = Some(layer.id),
            Wish::Table => {
                self.out.push(UiCommand::ShowTable(layer.id));
            }
            Wish::Save => self.out.push(Program::SaveLayer(layer.id)),
            Wish::Remove => self.edit(Edit::RemoveLayer(layer.id)),
        }
    }

    fn edit(&mut self, edit: Edit) {
        self.out.push(WorkspaceCommand::Edit(vec![edit], None));
    }
}

/// The tooltip of a layer.
fn about(ui: &mut Ui, session: &Session, layer: &Layer, ink: Ink) {
    ui.label(body(&layer.name).strong());
    ui.label(small(say!(session, "layers-features", n = layer.features.len())));
    let origin = &layer.origin;
    let parts = [origin.path.as_str(), &origin.format, &origin.crs];
    let from: Vec<&str> = parts.into_iter().filter(|p| !p.is_empty()).collect();
    if !from.is_empty() {
        ui.label(small(from.join(" · ")).color(ink.quiet));
    }
}
