//! Draws the text of a frame with egui's fonts.

use super::colors::color;
use super::fonts;
use super::halos::{self, Halos};
use eframe::egui::emath::{GuiRounding as _, Rot2};
use eframe::egui::epaint::{Mesh, TextShape};
use eframe::egui::{self, Color32, FontFamily, FontId, Galley, Pos2, Shape, Vec2};
use std::sync::Arc;
use tumen_scene::frame::{Align, Placing, Text};

/// Paints lines of text of a frame whose top left corner is `origin`, points: first all halos, then all letters.
pub fn paint(painter: &egui::Painter, origin: Pos2, texts: &[&Text]) {
    let placed: Vec<Placed<'_>> = texts.iter().map(|text| place(painter, origin, text)).collect();
    let ctx = painter.ctx();
    let halos = ctx.plugin_or_default::<Halos>();
    let mut meshes = Vec::new();
    placed.iter().for_each(|line| line.halo(ctx, &mut halos.lock(), &mut meshes));
    painter.extend(meshes.into_iter().map(Shape::mesh));
    placed.iter().for_each(|line| line.letters(painter));
}

/// A line of text, laid out: in one piece, or letter by letter.
struct Placed<'a> {
    text: &'a Text,
    pieces: Vec<Piece>,
}

/// Text that stands on one straight baseline.
struct Piece {
    galley: Arc<Galley>,
    top_left: Pos2,
    angle: f32,
}

fn place<'a>(painter: &egui::Painter, origin: Pos2, text: &'a Text) -> Placed<'a> {
    let font = FontId::new(text.size, family(painter, text));
    let pieces = match &text.placing {
        Placing::Straight(anchor, align) => {
            vec![straight(painter, origin + Vec2::from(*anchor), *align, text, font)]
        }
        Placing::Along(places) => along(painter, origin, places, text, &font),
    };
    Placed { text, pieces }
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

fn straight(painter: &egui::Painter, anchor: Pos2, align: Align, text: &Text, font: FontId) -> Piece {
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
    Piece { galley, top_left: top_left.round_to_pixels(painter.pixels_per_point()), angle: 0.0 }
}

fn along(
    painter: &egui::Painter,
    origin: Pos2,
    places: &[([f32; 2], f32)],
    text: &Text,
    font: &FontId,
) -> Vec<Piece> {
    let letters = text.text.chars().zip(places).filter(|(c, _)| !c.is_whitespace());
    letters
        .map(|(c, (place, angle))| {
            let galley = lay_out(painter, c.to_string(), font.clone());
            let down = Rot2::from_angle(*angle) * Vec2::new(0.0, baseline(&galley));
            Piece { galley, top_left: origin + Vec2::from(*place) - down, angle: *angle }
        })
        .collect()
}

impl Placed<'_> {
    /// Adds the line's halo, if it has one.
    fn halo(&self, ctx: &egui::Context, halos: &mut Halos, meshes: &mut Vec<Mesh>) {
        let Some((halo, reach)) = self.text.halo else { return };
        let ppp = ctx.pixels_per_point();
        for piece in &self.pieces {
            let written = piece.galley.text();
            let key = halos::Key::new(written.into(), self.text.weight, self.text.size * ppp, reach * ppp);
            let letters = || piece.letters().map(|(c, x)| (c, x * ppp)).collect();
            let place = (piece.baseline_start(), piece.angle);
            halos.paint(ctx, &key, letters, place, halo, meshes);
        }
    }

    fn letters(&self, painter: &egui::Painter) {
        let ink = color(self.text.color);
        for piece in &self.pieces {
            painter.add(match self.text.placing {
                Placing::Straight(..) => TextShape::new(piece.top_left, piece.galley.clone(), ink).into(),
                Placing::Along(_) => placed(painter, &piece.galley, piece.top_left, piece.angle, ink),
            });
        }
    }
}

impl Piece {
    /// Where its baseline begins.
    fn baseline_start(&self) -> Pos2 {
        self.top_left + Rot2::from_angle(self.angle) * Vec2::new(0.0, baseline(&self.galley))
    }

    /// Its letters, each with its distance along the baseline.
    fn letters(&self) -> impl Iterator<Item = (char, f32)> + '_ {
        let rows = self.galley.rows.iter();
        rows.flat_map(|row| row.row.glyphs.iter().map(|glyph| (glyph.chr, row.pos.x + glyph.pos.x)))
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
