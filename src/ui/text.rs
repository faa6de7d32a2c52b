//! Draws the text of a frame with egui's fonts.

use super::colors::color;
use super::fonts;
use eframe::egui::emath::{GuiRounding as _, Rot2};
use eframe::egui::epaint::TextShape;
use eframe::egui::{self, Color32, FontFamily, FontId, Galley, Pos2, Shape, Vec2};
use std::sync::Arc;
use tumen_scene::frame::{Align, Placing, Text};

/// Paints a line of text of a frame whose top left corner is `origin`, points.
pub fn paint(painter: &egui::Painter, origin: Pos2, text: &Text) {
    let font = FontId::new(text.size, family(painter, text));
    match &text.placing {
        Placing::Straight(anchor, align) => {
            paint_straight(painter, origin + Vec2::from(*anchor), *align, text, font);
        }
        Placing::Along(places) => paint_along(painter, origin, places, text, &font),
    }
}

/// The text's font family, or egui's own if the bundled fonts are not set.
fn family(painter: &egui::Painter, text: &Text) -> FontFamily {
    let family = fonts::family(text.weight);
    let known = painter.fonts(|f| f.definitions().families.contains_key(&family));
    if known { family } else { FontFamily::Proportional }
}

/// Text laid out in one row without a color, so that halo and letters share it in egui's cache.
fn lay_out(painter: &egui::Painter, text: String, font: FontId) -> Arc<Galley> {
    painter.layout_no_wrap(text, font, Color32::PLACEHOLDER)
}

/// How far the baseline lies below the top of laid out text, points.
fn baseline(galley: &Galley) -> f32 {
    let row = galley.rows.first();
    row.and_then(|r| Some(r.pos.y + r.row.glyphs.first()?.pos.y)).unwrap_or_default()
}

fn paint_straight(painter: &egui::Painter, anchor: Pos2, align: Align, text: &Text, font: FontId) {
    let galley = lay_out(painter, text.text.to_string(), font);
    // Kerning makes egui's text a little narrower than the sum of its advances, so the middle and
    // the end are those of what is really drawn.
    let width = galley.rows.first().map_or(0.0, |r| r.row.size.x);
    let shift = match align {
        Align::Start => 0.0,
        Align::Middle => width * 0.5,
        Align::End => width,
    };
    let top_left = anchor - Vec2::new(shift, baseline(&galley));
    let top_left = top_left.round_to_pixels(painter.pixels_per_point());
    paint_halo(painter, text, &[(galley.clone(), top_left, 0.0)]);
    painter.add(TextShape::new(top_left, galley, color(text.color)));
}

fn paint_along(
    painter: &egui::Painter,
    origin: Pos2,
    places: &[([f32; 2], f32)],
    text: &Text,
    font: &FontId,
) {
    let letters: Vec<(Arc<Galley>, Pos2, f32)> = text
        .text
        .chars()
        .zip(places)
        .filter(|(c, _)| !c.is_whitespace())
        .map(|(c, (place, angle))| {
            let galley = lay_out(painter, c.to_string(), font.clone());
            let down = Rot2::from_angle(*angle) * Vec2::new(0.0, baseline(&galley));
            (galley, origin + Vec2::from(*place) - down, *angle)
        })
        .collect();
    paint_halo(painter, text, &letters);
    for (galley, top_left, angle) in &letters {
        painter.add(placed(painter, galley, *top_left, *angle, color(text.color)));
    }
}

/// Paints the text's halo, if it has one: its pieces in the halo's color, moved eight ways. Where
/// the halo is wider than strokes are thick, further rings close the gaps between the copies.
fn paint_halo(painter: &egui::Painter, text: &Text, pieces: &[(Arc<Galley>, Pos2, f32)]) {
    const RING_PX: f32 = 2.5;
    let Some((halo, width)) = text.halo else { return };
    let rings = (width * painter.pixels_per_point() / RING_PX).ceil().clamp(1.0, 3.0) as u8;
    for ring in 1..=rings {
        let radius = width * f32::from(ring) / f32::from(rings);
        for way in 0..8 * ring {
            let angle = f32::from(way) / f32::from(8 * ring) * std::f32::consts::TAU;
            for (galley, top_left, turn) in pieces {
                let moved = *top_left + Vec2::angled(angle) * radius;
                painter.add(placed(painter, galley, moved, *turn, color(halo)));
            }
        }
    }
}

/// A piece of text at exactly that place. egui moves text to whole pixels, which would make rotated
/// letters dance and a halo lopsided; the rest of the way is therefore hidden in the row's position.
fn placed(
    painter: &egui::Painter,
    galley: &Arc<Galley>,
    top_left: Pos2,
    angle: f32,
    color: Color32,
) -> Shape {
    let whole = top_left.round_to_pixels(painter.pixels_per_point());
    let mut galley = Galley::clone(galley);
    let rest = Rot2::from_angle(-angle) * (top_left - whole);
    for row in &mut galley.rows {
        row.pos += rest;
    }
    TextShape::new(whole, Arc::new(galley), color).with_angle(angle).into()
}
