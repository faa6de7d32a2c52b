//! Layers of the program: base map, corridors by kind, places, names.

use crate::ui::out::UiCommands;
use crate::ui::paint::color;
use crate::ui::sizes::sizes;
use eframe::egui::{self, RichText, Ui};
use tumen_session::{Session, ViewCommand};

/// Layers of the base map with the keys of their words.
const BASE: [(&str, &str, &str); 6] = [
    ("relief", "layer-relief", "layer-relief-tip"),
    ("lakes", "layer-lakes", "layer-lakes-tip"),
    ("rivers", "layer-rivers", "layer-rivers-tip"),
    ("regions", "layer-regions", "layer-regions-tip"),
    ("borders", "layer-borders", "layer-borders-tip"),
    ("railways", "layer-railways", "layer-railways-tip"),
];
const TOP: [(&str, &str, &str); 3] = [
    ("frontier", "layer-frontier", "layer-frontier-tip"),
    ("places", "layer-places", "layer-places-tip"),
    ("names", "layer-names", "layer-names-tip"),
];

/// Shows them as a tree.
pub(super) fn show(ui: &mut Ui, session: &Session, commands: &mut UiCommands) {
    egui::CollapsingHeader::new(RichText::new(session.say("layers-title")).strong()).default_open(true).show(
        ui,
        |ui| {
            for (id, words, tip) in TOP {
                check(ui, session, id, session.say(words), session.say(tip), commands);
            }
            corridors(ui, session, commands);
            egui::CollapsingHeader::new(session.say("layers-base")).default_open(false).show(ui, |ui| {
                for (id, words, tip) in BASE {
                    check(ui, session, id, session.say(words), session.say(tip), commands);
                }
            });
        },
    );
}

fn check(ui: &mut Ui, session: &Session, id: &str, words: &str, tip: &str, commands: &mut UiCommands) {
    let mut on = session.view().shows(id);
    if ui.checkbox(&mut on, words).on_hover_text(tip).changed() {
        commands.push(ViewCommand::Layer(id.to_owned(), on));
    }
}

/// The line of a kind as the legend shows it.
fn kind_sample(ui: &Ui, session: &Session, kind: &str, rect: egui::Rect) {
    let (style, theme) = (session.style(), session.view().theme);
    for stroke in style.kind_sample(kind, theme, sizes().line.bar) {
        let stroke = egui::Stroke::new(stroke.width, color(stroke.color));
        ui.painter().hline(rect.x_range(), rect.center().y, stroke);
    }
}

/// Corridors with a line for each kind that has any.
fn corridors(ui: &mut Ui, session: &Session, commands: &mut UiCommands) {
    let (document, view) = (session.document(), session.view());
    let header = egui::CollapsingHeader::new(session.say("layers-kinds")).default_open(true);
    header.show(ui, |ui| {
        check(ui, session, "corridors", session.say("layers-all"), session.say("layers-all-tip"), commands);
        ui.add_enabled_ui(view.shows("corridors"), |ui| {
            let mut on = view.flows;
            let tip = session.say("layers-flows-tip");
            if ui.checkbox(&mut on, session.say("action-ToggleFlows")).on_hover_text(tip).changed() {
                commands.push(ViewCommand::Flows(on));
            }
            let used = |k: &&tumen_core::model::Kind| document.corridors.iter().any(|c| c.kind == k.id);
            for kind in document.kinds.iter().filter(used) {
                ui.horizontal(|ui| {
                    let (rect, _) = ui.allocate_exact_size(sizes().layers.kind.into(), egui::Sense::hover());
                    kind_sample(ui, session, &kind.id, rect);
                    let (words, tip) = (kind.names.get(view.language), kind.definition.get(view.language));
                    check(ui, session, &kind.id, words, tip, commands);
                });
            }
        });
    });
}
