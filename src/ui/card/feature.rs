//! The card of a feature of the user: measures, countries, heights, properties.

mod facts;
mod profile;
mod text;

use super::page::{Evidence, Page};
use super::state::Facts;
use crate::ui::attributes::kind_words;
use crate::ui::format;
use crate::ui::say::say;
use crate::ui::sizes::{sizes, text_sizes};
use crate::ui::typeset::{self, body, small, strong};
use eframe::egui::Ui;
use std::sync::Arc;
use tumen_core::model::measure::{Measures, Motion, Profile};
use tumen_core::model::{Feature, Layer};
use tumen_core::words::Messages;
use tumen_session::{CameraCommand, SelectionCommand};

/// The key of what is said of heights that are not the file's.
pub const FROM_GRID: &str = "card-heights-from-grid";

pub(super) fn show(ui: &mut Ui, page: &mut Page<'_>, layer: &Layer, feature: &Arc<Feature>) {
    let name = feature.name().map_or_else(|| page.say("card-unnamed").to_owned(), text::plain);
    ui.label(strong(name.lines().next().unwrap_or_default(), text_sizes().title));
    let kind = format::sentence(page.say(kind_words(feature.geometry.kind())));
    page.quiet(ui, &format!("{kind} · {}", layer.name));
    buttons(ui, page);
    let later = facts::facts(page, feature);
    let Some(facts) = later.get() else {
        page.quiet(ui, page.say("card-measuring"));
        return;
    };
    typeset::space(ui, sizes().space.gap);
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
    typeset::space(ui, sizes().space.tight);
    ui.horizontal_wrapped(|ui| {
        if ui
            .button(body(page.say("action-ZoomToSelection-short")))
            .on_hover_text(page.say("card-zoom-tip"))
            .clicked()
        {
            page.commands.push(CameraCommand::FlyToSelection);
        }
        if ui.button(body(page.say("card-overview"))).on_hover_text(page.say("card-overview-tip")).clicked() {
            page.commands.push(SelectionCommand::Select(None));
        }
    });
}

fn fact(ui: &mut Ui, page: &Page<'_>, label: &str, value: &str) {
    page.fact(ui, label, value, Evidence::default());
}

fn measures(ui: &mut Ui, page: &Page<'_>, all: &Measures) {
    if all.length_m > 0.0 {
        fact(ui, page, page.say("card-length"), &length(all.length_m, page.messages()));
    }
    if all.area_m2 > 0.0 {
        fact(ui, page, page.say("card-area"), &area(all.area_m2, page.messages()));
    }
    if all.perimeter_m > 0.0 {
        fact(ui, page, page.say("card-perimeter"), &length(all.perimeter_m, page.messages()));
    }
    if let Some(point) = all.point.filter(|_| all.vertices == 1) {
        fact(ui, page, page.say("card-position"), &format::position(point));
    }
    if let Some([start, end]) = all.ends {
        fact(ui, page, page.say("card-start"), &format::position(start));
        fact(ui, page, page.say("card-end"), &format::position(end));
    }
    if all.vertices > 1 {
        let count = |n: usize| format::grouped(&n.to_string());
        let vertices = count(all.vertices);
        let value = match all.parts {
            0 | 1 => vertices,
            parts => say!(page, "card-parts", vertices = vertices, parts = parts),
        };
        fact(ui, page, page.say("card-vertices"), &value);
    }
}

/// Meters to about four digits.
fn length(meters: f64, m: Messages<'_>) -> String {
    let km = meters / 1000.0;
    match km {
        _ if km < 1.0 => format!("{} {}", format::decimal(format!("{meters:.1}"), m), m.say("m")),
        _ if km < 100.0 => format!("{} {}", format::decimal(format!("{km:.2}"), m), m.say("km")),
        _ => format::km(meters, m),
    }
}

/// Square meters, hectares or square kilometers.
fn area(m2: f64, m: Messages<'_>) -> String {
    let km2 = m2 / 1e6;
    let said = |key, digits: String| m.say_with(key, &[("n", format::decimal(digits, m).into())]);
    match km2 {
        _ if m2 < 10_000.0 => said("unit-m2", format!("{m2:.0}")),
        _ if km2 < 1.0 => said("unit-ha", format!("{:.2}", m2 / 1e4)),
        _ if km2 < 1000.0 => said("unit-km2", format!("{km2:.2}")),
        _ => said("unit-km2", format::grouped(&format!("{km2:.0}"))),
    }
}

fn times(ui: &mut Ui, page: &Page<'_>, motion: &Motion) {
    page.heading(ui, page.say("card-times"));
    fact(ui, page, page.say("card-began"), &text::utc(motion.start));
    fact(ui, page, page.say("card-took"), &format::duration(motion.duration_s, page.messages()));
    let kmh = |speed: f64| {
        let digits = format::decimal(format!("{:.1}", speed * 3.6), page.messages());
        say!(page, "unit-kmh", n = digits)
    };
    if motion.moving_s > 0.0 {
        fact(ui, page, page.say("card-moving"), &format::duration(motion.moving_s, page.messages()));
        fact(ui, page, page.say("card-average"), &kmh(motion.moving_speed));
        fact(ui, page, page.say("card-fastest"), &kmh(motion.highest_speed));
    }
}

fn countries(ui: &mut Ui, page: &Page<'_>, countries: &[(String, f64)], is_line: bool) {
    if countries.is_empty() {
        return;
    }
    page.heading(ui, page.say("card-countries"));
    for (name, meters) in countries {
        let name = if name.is_empty() { page.say("card-high-sea") } else { name };
        let value = if is_line { length(*meters, page.messages()) } else { String::new() };
        ui.horizontal(|ui| {
            ui.label(body(name));
            ui.label(body(value).color(page.ink.quiet));
        })
        .response
        .on_hover_text(page.say("card-borders"));
    }
}

fn elevation(ui: &mut Ui, page: &mut Page<'_>, heights: &Profile) {
    page.heading(ui, page.say("card-heights"));
    profile::show(ui, page.session, heights, page.commands);
    let all = || heights.pieces.iter().flatten().map(|p| p.height_m);
    let (low, high) = (all().fold(f64::INFINITY, f64::min), all().fold(f64::NEG_INFINITY, f64::max));
    fact(
        ui,
        page,
        page.say("card-ascent"),
        &say!(page, "unit-meters", n = format!("{:.0}", heights.ascent_m)),
    );
    fact(
        ui,
        page,
        page.say("card-descent"),
        &say!(page, "unit-meters", n = format!("{:.0}", heights.descent_m)),
    );
    fact(
        ui,
        page,
        page.say("card-range"),
        &say!(page, "card-from-to", low = format!("{low:.0}"), high = format!("{high:.0}")),
    );
    if heights.from_grid {
        page.quiet(ui, page.say(FROM_GRID));
    }
}

fn properties(ui: &mut Ui, page: &Page<'_>, facts: &Facts, all: usize) {
    if facts.properties.is_empty() {
        return;
    }
    page.heading(ui, page.say("card-properties"));
    for shown in &facts.properties {
        page.labeled(ui, &shown.name, |page, ui| {
            ui.label(body(shown.text.as_str()));
            if let Some(link) = &shown.link
                && page.small_button(
                    ui,
                    page.say("card-address"),
                    &say!(page, "card-address-tip", link = &**link),
                )
            {
                ui.copy_text(link.clone());
            }
        });
    }
    if all > facts.properties.len() {
        let more = all - facts.properties.len();
        ui.label(small(say!(page, "card-in-table", n = more)).color(page.ink.quiet));
    }
}
