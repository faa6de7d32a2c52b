//! Windows over the map: keys, about with sources and licences, problems in the data.

use super::actions::Action;
use super::out::{Overlay, PanelCx, UiCommand, UiCommands};
use eframe::egui::{self, RichText, Ui};

fn window(ui: &Ui, title: &str, out: &mut UiCommands, add: impl FnOnce(&mut Ui)) {
    let modal = egui::Modal::new(egui::Id::unique(title)).show(ui.ctx(), |ui| {
        let room = ui.ctx().content_rect().size();
        ui.set_width((room.x * 0.7).min(620.0));
        ui.horizontal(|ui| {
            ui.heading(title);
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                if ui.button("Close").clicked() {
                    out.push(UiCommand::Cover(Overlay::None));
                }
            });
        });
        ui.separator();
        egui::ScrollArea::vertical().max_height(room.y * 0.65).auto_shrink([false, true]).show(ui, add);
    });
    if modal.should_close() {
        out.push(UiCommand::Cover(Overlay::None));
    }
}

/// The sheet of keys.
pub fn keys(ui: &mut Ui, cx: &mut PanelCx<'_>) {
    window(ui, "Keys", cx.out, |ui| {
        egui::Grid::new("keys").num_columns(2).spacing([24.0, 4.0]).striped(true).show(ui, |ui| {
            for action in Action::ALL {
                let row = action.row();
                if let Some(key) = row.keys.first() {
                    ui.label(RichText::new(ui.ctx().format_shortcut(key)).strong());
                    ui.label(row.tip);
                    ui.end_row();
                }
            }
            for (key, tip) in MOUSE {
                ui.label(RichText::new(key).strong());
                ui.label(tip);
                ui.end_row();
            }
        });
    });
}

const MOUSE: [(&str, &str); 6] = [
    ("Arrows", "Move the map"),
    ("Drag", "Move the map"),
    ("Wheel, pinch", "Zoom about the pointer"),
    ("Double-click", "Zoom in there; with Shift, out"),
    ("Click", "Select a place or corridor"),
    ("Ctrl+Plus, Ctrl+Minus", "Larger or smaller text"),
];

/// Program, sources of the base map, licences.
pub fn about(ui: &mut Ui, cx: &mut PanelCx<'_>) {
    let session = cx.session;
    window(ui, "About Tumen", cx.out, |ui| {
        ui.label(format!("Tumen {}, {}", env!("CARGO_PKG_VERSION"), env!("CARGO_PKG_LICENSE")));
        ui.label(env!("CARGO_PKG_DESCRIPTION"));
        let document = session.document();
        ui.label(format!(
            "{} projects, {} corridors, {} places, {} figures, {} events from {} sources",
            document.projects.len(),
            document.corridors.len(),
            document.places.len(),
            document.figures.len(),
            document.events.len(),
            document.sources.len()
        ));
        if let Some(device) = super::gpu::description(ui.ctx()) {
            ui.label(format!("Painted by {device}"));
        }
        ui.add_space(6.0);
        for line in session.attribution() {
            ui.label(line);
        }
        ui.add_space(6.0);
        text_file(ui, "Base map and fonts: packages, files, licences", tumen_assets::SOURCES);
        for name in tumen_assets::Bundle::embedded().names("assets/licences/") {
            let title = name.rsplit('/').next().unwrap_or(&name).to_owned();
            text_file(ui, &title, &name);
        }
    });
}

fn text_file(ui: &mut Ui, title: &str, name: &str) {
    egui::CollapsingHeader::new(title).show(ui, |ui| {
        let text = String::from_utf8_lossy(tumen_assets::bytes(name));
        ui.label(RichText::new(text).small());
    });
}

/// What could not be read.
pub fn notices(ui: &mut Ui, cx: &mut PanelCx<'_>) {
    let session = cx.session;
    window(ui, "Problems in the data", cx.out, |ui| {
        let notices = session.notices().notices();
        if notices.is_empty() {
            ui.label("Everything was read");
            return;
        }
        if ui.button("Copy as text").clicked() {
            let lines: Vec<String> = notices.iter().map(ToString::to_string).collect();
            ui.ctx().copy_text(lines.join("\n"));
        }
        for notice in notices {
            ui.label(RichText::new(notice.place.to_string()).strong());
            ui.label(&notice.message);
            ui.label(RichText::new(&notice.hint).small());
            ui.add_space(4.0);
        }
    });
}
