//! Layers of the program: base map, corridors by kind, places, names.

use crate::ui::out::UiCommands;
use crate::ui::paint::color;
use eframe::egui::{self, RichText, Ui};
use tumen_session::{Session, ViewCommand};

/// Layers of the base map with their words.
const BASE: [(&str, &str, &str); 6] = [
    ("relief", "Relief and depth", "Shaded relief and depth tint (ETOPO1)"),
    ("lakes", "Lakes", "Lakes and reservoirs"),
    ("rivers", "Rivers", "Rivers and their names"),
    ("regions", "Regions", "Borders of first-level regions"),
    ("borders", "Country borders", "Country borders on land and at sea"),
    ("railways", "Railways", "Railways of the base map (OpenStreetMap, generalized)"),
];
const TOP: [(&str, &str, &str); 3] = [
    ("frontier", "Russia–DPRK border", "The border along the Tumen and through the sea"),
    ("places", "Places", "Towns, stations, ports, crossings and bridges of the corridors"),
    ("names", "Names", "All names on the map"),
];

/// Shows them as a tree.
pub(super) fn show(ui: &mut Ui, session: &Session, commands: &mut UiCommands) {
    egui::CollapsingHeader::new(RichText::new("Layers").strong()).default_open(true).show(ui, |ui| {
        for (id, words, tip) in TOP {
            check(ui, session, id, words, tip, commands);
        }
        corridors(ui, session, commands);
        egui::CollapsingHeader::new("Base map").default_open(false).show(ui, |ui| {
            for (id, words, tip) in BASE {
                check(ui, session, id, words, tip, commands);
            }
        });
    });
}

fn check(ui: &mut Ui, session: &Session, id: &str, words: &str, tip: &str, commands: &mut UiCommands) {
    let mut on = session.view().shows(id);
    if ui.checkbox(&mut on, words).on_hover_text(tip).changed() {
        commands.push(ViewCommand::Layer(id.to_owned(), on));
    }
}

/// Corridors with a line for each kind that has any.
fn corridors(ui: &mut Ui, session: &Session, commands: &mut UiCommands) {
    let (document, view) = (session.document(), session.view());
    let header = egui::CollapsingHeader::new("Corridors by kind").default_open(true);
    header.show(ui, |ui| {
        check(ui, session, "corridors", "All corridors", "Every corridor of every kind", commands);
        ui.add_enabled_ui(view.shows("corridors"), |ui| {
            let mut on = view.flows;
            let tip =
                "What moved along corridors in the year of the date: width by amount, outline by capacity";
            if ui.checkbox(&mut on, "Moving cargo").on_hover_text(tip).changed() {
                commands.push(ViewCommand::Flows(on));
            }
            let used = |k: &&tumen_core::model::Kind| document.corridors.iter().any(|c| c.kind == k.id);
            for kind in document.kinds.iter().filter(used) {
                ui.horizontal(|ui| {
                    let (rect, _) = ui.allocate_exact_size(egui::vec2(18.0, 10.0), egui::Sense::hover());
                    let stroke = egui::Stroke::new(3.0, color(session.style().kind(&kind.id, view.theme)));
                    ui.painter().hline(rect.x_range(), rect.center().y, stroke);
                    let (words, tip) = (kind.names.get(view.language), kind.definition.get(view.language));
                    check(ui, session, &kind.id, words, tip, commands);
                });
            }
        });
    });
}
