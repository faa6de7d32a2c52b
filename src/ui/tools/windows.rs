//! Small windows of the tools: exact coordinates, simplification.

use super::ink::Ink;
use super::{Pad, made};
use crate::ui::out::UiCommands;
use crate::ui::say::say;
use crate::ui::sizes::sizes;
use crate::ui::{map, typeset};
use eframe::egui::{self, Align2, Key, Slider, Ui, Vec2, Window};
use std::sync::Arc;
use tumen_core::geo::LonLat;
use tumen_core::model::layer::{Feature, FeatureKey, Geometry, LayerId};
use tumen_core::model::shape_edit::{self, Simplified, Vertex};
use tumen_session::Session;

/// Lines with more vertices than this are not drawn while they are simplified.
const PREVIEW: usize = 100_000;
/// Tolerances offered, meters.
const TOLERANCES: std::ops::RangeInclusive<f64> = 0.1..=50_000.0;
const FIRST_TOLERANCE: f64 = 100.0;

/// Which window is open.
#[derive(Debug, Clone, Default)]
pub(super) struct Windows {
    coordinates: Option<Coordinates>,
    simplify: Option<Simplify>,
}

#[derive(Debug, Clone)]
struct Coordinates {
    of: (LayerId, FeatureKey),
    vertex: Vertex,
    lat: String,
    lon: String,
}

#[derive(Debug, Clone)]
struct Simplify {
    of: (LayerId, FeatureKey),
    feature: Arc<Feature>,
    meters: f64,
    result: Simplified,
}

impl Windows {
    /// Closes what is open. Returns whether anything was.
    pub fn close(&mut self) -> bool {
        self.coordinates.take().is_some() || self.simplify.take().is_some()
    }

    /// Opens the window for the exact position of a vertex.
    pub fn coordinates(&mut self, of: (LayerId, FeatureKey), vertex: Vertex, shape: &Geometry) {
        self.coordinates = shape_edit::position(shape, vertex).map(|p| Coordinates {
            of,
            vertex,
            lat: format!("{}", p.lat),
            lon: format!("{}", p.wrapped().lon),
        });
    }

    /// Opens the window that simplifies the selected feature.
    pub fn simplify(&mut self, session: &Session) {
        self.simplify = made::selected(session).map(|(layer, feature)| Simplify {
            of: (layer.id, feature.key),
            feature: feature.clone(),
            meters: FIRST_TOLERANCE,
            result: shape_edit::simplify(&feature.geometry, FIRST_TOLERANCE),
        });
    }

    /// Paints the simpler line over the one it would replace.
    pub fn paint(&self, ink: &Ink, pad: &Pad) {
        let Some(simplify) = &self.simplify else { return };
        if simplify.result.before > PREVIEW {
            return;
        }
        let faint = ink.accent.gamma_multiply(sizes().tools.faint);
        simplify.feature.geometry.each(&mut |_, line| {
            ink.stroke(&pad.screen_line(&line.points), ink.look.line + 2.0 * ink.look.casing, faint);
        });
        simplify.result.geometry.each(&mut |_, line| ink.line(&pad.screen_line(&line.points)));
    }
}

/// Shows the open window.
pub(super) fn show(ui: &Ui, session: &Session, windows: &mut Windows, commands: &mut UiCommands) {
    if let Some(open) = &mut windows.coordinates
        && !coordinates(ui, session, open, commands)
    {
        windows.coordinates = None;
    }
    if let Some(open) = &mut windows.simplify
        && !simplify(ui, session, open, commands)
    {
        windows.simplify = None;
    }
}

fn window(session: &Session, title: &'static str) -> Window<'static> {
    let [top, width] = sizes().tools.window;
    Window::new(session.say(title).to_owned())
        .id(egui::Id::unique(title))
        .collapsible(false)
        .resizable(false)
        .anchor(Align2::CENTER_TOP, Vec2::new(0.0, top))
        .default_width(width)
}

/// Returns whether the window stays open.
fn coordinates(ui: &Ui, session: &Session, open: &mut Coordinates, commands: &mut UiCommands) -> bool {
    let mut stays = true;
    window(session, "vertex-title").show(ui.ctx(), |ui| {
        egui::Grid::new("coordinates").num_columns(2).show(ui, |ui| {
            for (words, text) in [("vertex-latitude", &mut open.lat), ("vertex-longitude", &mut open.lon)] {
                let label = ui.label(session.say(words));
                ui.add(egui::TextEdit::singleline(text).desired_width(sizes().tools.field))
                    .labelled_by(label.id);
                ui.end_row();
            }
        });
        let at = position(&open.lat, &open.lon);
        let says = at.map_or_else(|| session.say("vertex-degrees").to_owned(), map::coordinates);
        ui.label(typeset::small(says));
        let enter = at.is_some() && ui.input(|i| i.key_pressed(Key::Enter));
        ui.horizontal(|ui| {
            let set = ui.add_enabled(at.is_some(), egui::Button::new(session.say("vertex-move")));
            if set.on_hover_text(session.say("vertex-move-tip")).clicked() || enter {
                let vertex = open.vertex;
                let moved = |g: &Geometry| at.and_then(|at| shape_edit::move_vertex(g, vertex, at));
                commands.extend(made::changed_if(session, open.of, moved));
                stays = false;
            }
            if ui.button(session.say("cancel")).on_hover_text(session.say("vertex-cancel-tip")).clicked() {
                stays = false;
            }
        });
    });
    stays
}

/// A typed position; a decimal comma is understood.
fn position(lat: &str, lon: &str) -> Option<LonLat> {
    let number = |text: &str| text.trim().replace(',', ".").replace('−', "-").parse::<f64>().ok();
    let at = LonLat::new(number(lon)?, number(lat)?);
    (at.is_valid() && at.lon.abs() <= 360.0).then_some(at)
}

/// Returns whether the window stays open.
fn simplify(ui: &Ui, session: &Session, open: &mut Simplify, commands: &mut UiCommands) -> bool {
    let mut stays = session.workspace().layer(open.of.0).is_some_and(|l| l.feature(open.of.1).is_some());
    window(session, "simplify-title").show(ui.ctx(), |ui| {
        let slider = Slider::new(&mut open.meters, TOLERANCES)
            .logarithmic(true)
            .suffix(format!(" {}", session.say("m")))
            .text(session.say("simplify-tolerance"));
        let changed = ui.add(slider).on_hover_text(session.say("simplify-tolerance-tip")).changed();
        if changed {
            open.result = shape_edit::simplify(&open.feature.geometry, open.meters);
        }
        ui.label(say!(session, "simplify-vertices", before = open.result.before, after = open.result.after));
        ui.horizontal(|ui| {
            let fewer = open.result.after < open.result.before;
            let button = ui.add_enabled(fewer, egui::Button::new(session.say("simplify-title")));
            if button.on_hover_text(session.say("simplify-tip")).clicked() {
                let (layer, key) = open.of;
                commands.push(made::reshape(layer, key, open.result.geometry.clone()));
                stays = false;
            }
            if ui.button(session.say("cancel")).on_hover_text(session.say("simplify-cancel-tip")).clicked() {
                stays = false;
            }
        });
    });
    stays
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typed_positions_are_checked() {
        assert_eq!(position("43,5", " 131.9"), Some(LonLat::new(131.9, 43.5)));
        assert_eq!(position("−10", "170"), Some(LonLat::new(170.0, -10.0)));
        assert_eq!(position("131.9", "43.5"), None);
        assert_eq!(position("", "1"), None);
    }
}
