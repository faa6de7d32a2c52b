//! The card of a feature of the user: measures, countries, heights, properties.

mod facts;
mod profile;
mod text;

use super::page::{Evidence, Page};
use crate::ui::attributes::kind_words;
use crate::ui::format;
use crate::ui::typeset::{self, body, small, strong};
use eframe::egui::Ui;
use facts::Facts;
use std::sync::Arc;
use tumen_core::model::measure::{Measures, Motion, Profile};
use tumen_core::model::{Feature, Layer};
use tumen_session::{CameraCommand, SelectionCommand};

/// What is said of heights that are not the file's.
pub const FROM_GRID: &str = "Heights from the base map's grid (ETOPO1), not from the file";
/// How near the borders of the countries are.
const BORDERS: &str = "Kilometers within each country, its sea up to 12 nautical miles included for the \
    countries around the theatre. Borders: OpenStreetMap, within about 50 m near the Tumen and 2 km elsewhere; \
    Natural Earth 1:50m for the rest of the world";

pub(super) fn show(ui: &mut Ui, page: &mut Page<'_>, layer: &Layer, feature: &Arc<Feature>) {
    let name = feature.name().map_or_else(|| "Feature without a name".to_owned(), text::plain);
    ui.label(strong(name.lines().next().unwrap_or_default(), typeset::TITLE));
    let kind = format::sentence(kind_words(feature.geometry.kind()));
    page.quiet(ui, &format!("{kind} · {}", layer.name));
    buttons(ui, page);
    let later = facts::facts(ui, page, feature);
    let Some(facts) = later.get() else {
        page.quiet(ui, "Measuring…");
        return;
    };
    typeset::space(ui, typeset::GAP);
    measures(ui, page, &facts.measures);
    if let Some(motion) = &facts.measures.motion {
        times(ui, page, motion);
    }
    countries(ui, page, &facts.countries, facts.measures.length_m > 0.0);
    if let Some(heights) = &facts.profile {
        elevation(ui, page, heights);
    }
    properties(ui, page, facts, feature.properties.len());
}

fn buttons(ui: &mut Ui, page: &mut Page<'_>) {
    if page.is_on_stage() {
        return;
    }
    typeset::space(ui, typeset::TIGHT);
    ui.horizontal_wrapped(|ui| {
        if ui.button(body("Zoom to")).on_hover_text("Fly to it on the map").clicked() {
            page.commands.push(CameraCommand::FlyToSelection);
        }
        if ui.button(body("Overview")).on_hover_text("Back to the list of all projects").clicked() {
            page.commands.push(SelectionCommand::Feature(None));
        }
    });
}

fn fact(ui: &mut Ui, page: &Page<'_>, label: &str, value: &str) {
    page.fact(ui, label, value, Evidence::default());
}

fn measures(ui: &mut Ui, page: &Page<'_>, all: &Measures) {
    if all.length_m > 0.0 {
        fact(ui, page, "Length", &length(all.length_m));
    }
    if all.area_m2 > 0.0 {
        fact(ui, page, "Area", &area(all.area_m2));
    }
    if all.perimeter_m > 0.0 {
        fact(ui, page, "Perimeter", &length(all.perimeter_m));
    }
    if let Some(point) = all.point.filter(|_| all.vertices == 1) {
        fact(ui, page, "Position", &format::position(point));
    }
    if let Some([start, end]) = all.ends {
        fact(ui, page, "Start", &format::position(start));
        fact(ui, page, "End", &format::position(end));
    }
    if all.vertices > 1 {
        let count = |n: usize| format::grouped(&n.to_string());
        let parts = if all.parts > 1 { format!(" in {} parts", count(all.parts)) } else { String::new() };
        fact(ui, page, "Vertices", &format!("{}{parts}", count(all.vertices)));
    }
}

/// Meters to about four digits.
fn length(meters: f64) -> String {
    let km = meters / 1000.0;
    match km {
        _ if km < 1.0 => format!("{meters:.1} m"),
        _ if km < 100.0 => format!("{km:.2} km"),
        _ => format::km(meters),
    }
}

/// Square meters, hectares or square kilometers.
fn area(m2: f64) -> String {
    let km2 = m2 / 1e6;
    match km2 {
        _ if m2 < 10_000.0 => format!("{m2:.0} m²"),
        _ if km2 < 1.0 => format!("{:.2} ha", m2 / 1e4),
        _ if km2 < 1000.0 => format!("{km2:.2} km²"),
        _ => format!("{} km²", format::grouped(&format!("{km2:.0}"))),
    }
}

fn times(ui: &mut Ui, page: &Page<'_>, motion: &Motion) {
    page.heading(ui, "Times");
    fact(ui, page, "Began", &text::utc(motion.start));
    fact(ui, page, "Took", &format::duration(motion.duration_s));
    let kmh = |speed: f64| format!("{:.1} km/h", speed * 3.6);
    if motion.moving_s > 0.0 {
        fact(ui, page, "In motion", &format::duration(motion.moving_s));
        fact(ui, page, "Moving average", &kmh(motion.moving_speed));
        fact(ui, page, "Fastest", &kmh(motion.highest_speed));
    }
}

fn countries(ui: &mut Ui, page: &Page<'_>, countries: &[(String, f64)], is_line: bool) {
    if countries.is_empty() {
        return;
    }
    page.heading(ui, "Countries");
    for (name, meters) in countries {
        let name = if name.is_empty() { "High sea" } else { name };
        let value = if is_line { length(*meters) } else { String::new() };
        ui.horizontal(|ui| {
            ui.label(body(name));
            ui.label(body(value).color(page.ink.quiet));
        })
        .response
        .on_hover_text(BORDERS);
    }
}

fn elevation(ui: &mut Ui, page: &mut Page<'_>, heights: &Profile) {
    page.heading(ui, "Heights");
    profile::show(ui, page.session, heights, page.commands);
    let all = || heights.pieces.iter().flatten().map(|p| p.height_m);
    let (low, high) = (all().fold(f64::INFINITY, f64::min), all().fold(f64::NEG_INFINITY, f64::max));
    fact(ui, page, "Ascent", &format!("{:.0} m", heights.ascent_m));
    fact(ui, page, "Descent", &format!("{:.0} m", heights.descent_m));
    fact(ui, page, "Range", &format!("{low:.0} m to {high:.0} m"));
    if heights.from_grid {
        page.quiet(ui, FROM_GRID);
    }
}

fn properties(ui: &mut Ui, page: &Page<'_>, facts: &Facts, all: usize) {
    if facts.properties.is_empty() {
        return;
    }
    page.heading(ui, "Properties");
    for shown in &facts.properties {
        page.labeled(ui, &shown.name, |page, ui| {
            ui.label(body(shown.text.as_str()));
            if let Some(link) = &shown.link
                && page.small_button(
                    ui,
                    "Copy address",
                    &format!("Copy {link}; Tumen opens no addresses of files"),
                )
            {
                ui.copy_text(link.clone());
            }
        });
    }
    if all > facts.properties.len() {
        let more = all - facts.properties.len();
        ui.label(small(format!("{more} more in the attribute table")).color(page.ink.quiet));
    }
}
