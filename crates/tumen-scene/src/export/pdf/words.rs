//! Text on a page: letters of an embedded font that can be selected, halos as outlines beneath.

use super::super::lettering::{Letter, is_drawable, letters};
use super::ink;
use super::painter::{Painter, is_visible};
use crate::frame::{Placing, Stroke, Text};
use crate::text::face;
use krilla::geom::{PathBuilder, Point, Transform};
use krilla::tagging::{ContentTag, SpanTag};
use krilla::text::{GlyphId, KrillaGlyph};
use std::ops::Range;

impl Painter<'_, '_> {
    /// A line of text as one run, which is what is found when it is searched or copied.
    pub(super) fn text(&mut self, text: &Text) {
        if !is_drawable(text) {
            return;
        }
        let letters = letters(text);
        self.halo(text, &letters);
        self.set(Some(text.color), None);
        match &text.placing {
            Placing::Straight(..) => self.straight(text, &letters),
            Placing::Along(_) => self.along(text, &letters),
        }
    }

    /// Outlines of the letters, stroked: half of the stroke is hidden by the letters. They are no text, or
    /// everything would be found twice.
    fn halo(&mut self, text: &Text, letters: &[Letter]) {
        let Some((color, reach)) = text.halo else { return };
        let stroke = Stroke::solid(2.0 * reach, color);
        if !is_visible(&stroke) {
            return;
        }
        let mut path = PathBuilder::new();
        for l in letters {
            ink::outline(&mut path, l.character, text.weight, text.size, l.at, l.angle);
        }
        self.set(None, Some((&stroke, 0.0)));
        if let Some(path) = path.finish() {
            self.surface.draw_path(&path);
        }
    }

    fn straight(&mut self, text: &Text, letters: &[Letter]) {
        let Some(first) = letters.first() else { return };
        let (words, ranges) = spelled(letters);
        let glyphs: Vec<KrillaGlyph> =
            letters.iter().zip(ranges).map(|(letter, range)| glyph(text, letter.character, range)).collect();
        let font = self.fonts.get(text.weight).clone();
        let start = Point::from_xy(first.at[0], first.at[1]);
        let slant = text.weight.slant();
        if slant == 0.0 {
            self.surface.draw_glyphs(start, &glyphs, font, &words, text.size, false);
            return;
        }
        // The baseline stays where it is.
        self.surface.push_transform(&Transform::from_row(1.0, 0.0, -slant, 1.0, slant * first.at[1], 0.0));
        self.surface.draw_glyphs(start, &glyphs, font, &words, text.size, false);
        self.surface.pop();
    }

    /// Each letter at its own angle, with what they spell together said once.
    fn along(&mut self, text: &Text, letters: &[Letter]) {
        let (words, _) = spelled(letters);
        let font = self.fonts.get(text.weight);
        self.surface.start_tagged(ContentTag::Span(SpanTag::empty().with_actual_text(Some(&words))));
        for letter in letters {
            let (sin, cos) = letter.angle.sin_cos();
            let [x, y] = letter.at;
            let word = letter.character.to_string();
            let glyphs = [glyph(text, letter.character, 0..word.len())];
            let lean = text.weight.slant();
            let [kx, sy] = [-sin - lean * cos, cos - lean * sin];
            self.surface.push_transform(&Transform::from_row(cos, sin, kx, sy, x, y));
            let origin = Point::from_xy(0.0, 0.0);
            self.surface.draw_glyphs(origin, &glyphs, font.clone(), &word, text.size, false);
            self.surface.pop();
        }
        self.surface.end_tagged();
    }
}

/// What letters spell, and where in it each stands.
fn spelled(letters: &[Letter]) -> (String, Vec<Range<usize>>) {
    let mut words = String::new();
    let mut ranges = Vec::with_capacity(letters.len());
    for letter in letters {
        let start = words.len();
        words.push(letter.character);
        ranges.push(start..words.len());
    }
    (words, ranges)
}

/// A character as a glyph; what the font lacks is a gap that still says what it is.
fn glyph(text: &Text, character: char, text_range: Range<usize>) -> KrillaGlyph {
    let face = face(text.weight);
    let found = face.glyph(character).or_else(|| face.glyph(' '));
    KrillaGlyph {
        glyph_id: GlyphId::new(found.map_or(0, |g| g.to_u32())),
        text_range,
        x_advance: face.advance(character),
        x_offset: 0.0,
        y_offset: 0.0,
        y_advance: 0.0,
        location: None,
    }
}
