//! Windows over the map: keys, about with sources and licences, problems in the data.

use super::actions::Action;
use super::out::{Overlay, PanelCx, UiCommand};
use crate::ui::say::say;
use crate::ui::sizes::sizes;
use eframe::egui::{self, RichText, Ui};

fn window(ui: &Ui, title: &'static str, cx: &mut PanelCx<'_>, add: impl FnOnce(&mut Ui)) {
    let modal = egui::Modal::new(egui::Id::unique(title)).show(ui.ctx(), |ui| {
        let room = ui.ctx().content_rect().size();
        ui.set_width((room.x * sizes().about.share[0]).min(sizes().about.widest));
        ui.horizontal(|ui| {
            ui.heading(cx.say(title));
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                if ui.button(cx.say("close")).clicked() {
                    cx.out.push(UiCommand::Cover(Overlay::None));
                }
            });
        });
        ui.separator();
        egui::ScrollArea::vertical()
            .max_height(room.y * sizes().about.share[1])
            .auto_shrink([false, true])
            .show(ui, add);
    });
    if modal.should_close() {
        cx.out.push(UiCommand::Cover(Overlay::None));
    }
}

/// The sheet of keys.
pub fn keys(ui: &mut Ui, cx: &mut PanelCx<'_>) {
    let session = cx.session;
    window(ui, "keys-title", cx, |ui| {
        egui::Grid::new("keys")
            .num_columns(2)
            .spacing([sizes().space.huge, sizes().space.tight])
            .striped(true)
            .show(ui, |ui| {
                for action in Action::ALL {
                    let row = action.row();
                    if let Some(key) = row.keys.first() {
                        ui.label(RichText::new(ui.ctx().format_shortcut(key)).strong());
                        ui.label(session.say(row.tip));
                        ui.end_row();
                    }
                }
                for (key, tip) in MOUSE {
                    ui.label(RichText::new(session.say(key)).strong());
                    ui.label(session.say(tip));
                    ui.end_row();
                }
            });
    });
}

const MOUSE: [(&str, &str); 6] = [
    ("keys-arrows", "keys-move"),
    ("keys-drag", "keys-move"),
    ("keys-wheel", "keys-zoom"),
    ("keys-double-click", "keys-double-click-tip"),
    ("keys-click", "keys-click-tip"),
    ("keys-text", "keys-text-tip"),
];

/// Program, sources of the base map, licences.
pub fn about(ui: &mut Ui, cx: &mut PanelCx<'_>) {
    let session = cx.session;
    window(ui, "about-title", cx, |ui| {
        ui.label(format!("Tumen {}, {}", env!("CARGO_PKG_VERSION"), env!("CARGO_PKG_LICENSE")));
        ui.label(session.say("about-what"));
        let document = session.document();
        ui.label(say!(
            session,
            "about-counts",
            projects = document.projects.len(),
            corridors = document.corridors.len(),
            places = document.places.len(),
            figures = document.figures.len(),
            events = document.events.len(),
            sources = document.sources.len(),
        ));
        if let Some(device) = super::gpu::description(ui.ctx()) {
            ui.label(match super::gpu::mode(ui.ctx()) {
                super::gpu::Mode::Direct => say!(session, "about-painter-direct", device = &*device),
                super::gpu::Mode::Kept => say!(session, "about-painter-kept", device = &*device),
            });
        }
        ui.add_space(sizes().space.snug);
        for line in session.attribution() {
            ui.label(line);
        }
        ui.add_space(sizes().space.snug);
        text_file(ui, session.say("about-assets"), tumen_assets::SOURCES);
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
    window(ui, "problems-title", cx, |ui| {
        let notices = session.notices().notices();
        if notices.is_empty() {
            ui.label(session.say("problems-none"));
            return;
        }
        if ui.button(session.say("problems-copy")).clicked() {
            let lines: Vec<String> = notices.iter().map(|n| n.in_words(session.messages())).collect();
            ui.ctx().copy_text(lines.join("\n"));
        }
        for notice in notices {
            ui.label(RichText::new(notice.place.in_words(session.messages())).strong());
            ui.label(notice.message.in_words(session.messages()));
            ui.label(RichText::new(notice.hint.in_words(session.messages())).small());
            ui.add_space(sizes().space.tight);
        }
    });
}
