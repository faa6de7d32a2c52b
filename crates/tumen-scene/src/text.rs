//! The bundled fonts: how wide text is, and the outlines of its letters.
//!
//! Latin, Cyrillic and composed Hangul need no shaping beyond advances, so text is laid out by
//! summing them; every painter places characters the same way.

use super::frame::{Frame, Item, Paint, Weight};
use skrifa::instance::{LocationRef, Size};
use skrifa::outline::{DrawSettings, OutlinePen};
use skrifa::{FontRef, GlyphId, MetadataProvider};
use std::collections::HashMap;
use std::sync::{Arc, OnceLock};
use unicode_normalization::UnicodeNormalization;

/// Height of a capital letter, in ems: to center text on a point.
pub const CAP_HEIGHT: f32 = 0.71;
/// How far letters reach above the baseline, in ems.
pub const ASCENT: f32 = 0.93;
/// How far letters reach below the baseline, in ems.
pub const DESCENT: f32 = 0.24;

/// Metrics and outlines of one font.
pub struct Face {
    font: Option<FontRef<'static>>,
    /// Advances in ems of the characters met most: Latin, Cyrillic; others are looked up.
    common: HashMap<char, f32>,
}

/// The bundled face of a weight.
#[must_use]
pub fn face(weight: Weight) -> &'static Face {
    static FACES: OnceLock<[Face; 2]> = OnceLock::new();
    let faces = FACES.get_or_init(|| {
        [tumen_assets::FONT_REGULAR, tumen_assets::FONT_SEMIBOLD].map(|n| Face::new(tumen_assets::bytes(n)))
    });
    match weight {
        Weight::Regular | Weight::Slanted => &faces[0],
        Weight::SemiBold => &faces[1],
    }
}

impl Face {
    fn new(bytes: &'static [u8]) -> Self {
        let mut face = Self { font: FontRef::new(bytes).ok(), common: HashMap::new() };
        let common = (' '..='~').chain('\u{a0}'..='\u{17f}').chain('А'..='я').chain("ёЁ–—…·×−".chars());
        face.common = common.map(|c| (c, face.look_up(c))).collect();
        face
    }

    /// The glyph of a character; `None` if the font lacks it.
    #[must_use]
    pub fn glyph(&self, c: char) -> Option<GlyphId> {
        self.font.as_ref()?.charmap().map(c).filter(|g| *g != GlyphId::NOTDEF)
    }

    /// Whether the font has a letter.
    fn has(&self, c: char) -> bool {
        self.common.contains_key(&c) || c.is_control() || self.glyph(c).is_some()
    }

    fn look_up(&self, c: char) -> f32 {
        let advance = self.glyph(c).and_then(|g| {
            let metrics = self.font.as_ref()?.glyph_metrics(Size::new(1.0), LocationRef::default());
            metrics.advance_width(g)
        });
        advance.unwrap_or(0.6)
    }

    /// How far a character moves the pen, in ems.
    #[must_use]
    pub fn advance(&self, c: char) -> f32 {
        self.common.get(&c).copied().unwrap_or_else(|| self.look_up(c))
    }

    /// Width of a line of text at a size, pixels.
    #[must_use]
    pub fn width(&self, text: &str, size: f32) -> f32 {
        text.chars().map(|c| self.advance(c)).sum::<f32>() * size
    }

    /// Draws the outline of a character at a size, y **up** from the baseline.
    pub fn outline(&self, c: char, size: f32, pen: &mut impl OutlinePen) {
        let Some(font) = &self.font else { return };
        let Some(glyph) = self.glyph(c).and_then(|g| font.outline_glyphs().get(g)) else { return };
        // A glyph that cannot be drawn leaves a gap; the missing-glyph test finds it.
        let _ = glyph.draw(DrawSettings::unhinted(Size::new(size), LocationRef::default()), pen);
    }
}

/// Width of a line of text, pixels.
#[must_use]
pub fn width(text: &str, size: f32, weight: Weight) -> f32 {
    face(weight).width(text, size)
}

/// Drawn for a letter that the fonts lack.
pub const MISSING: char = '□';

/// Text as every painter letters it: composed (so that 한 written as three letters is one), without what has no shape of
/// its own, and with [`MISSING`] for each letter that the fonts lack.
#[must_use]
pub fn lettered(words: &str) -> Arc<str> {
    if words.is_ascii() {
        return words.into();
    }
    let face = face(Weight::Regular);
    let shown = |c: char| if c.is_whitespace() || face.has(c) { c } else { MISSING };
    let letters: String = words.nfc().filter(|c| !is_shapeless(*c)).map(shown).collect();
    letters.into()
}

/// How many letters of the texts of a frame stand as [`MISSING`], insets entered.
#[must_use]
pub fn missing_letters(frame: &Frame) -> usize {
    let count = |item: &Item| match &item.paint {
        Paint::Text(text) => text.text.matches(MISSING).count(),
        Paint::Inset(_, inset) => missing_letters(inset),
        Paint::Relief(..) | Paint::Fill(..) | Paint::Stroke(..) | Paint::Path(_) => 0,
    };
    frame.items().map(count).sum()
}

/// Whether a character only steers how others are shaped, ordered or broken.
fn is_shapeless(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
        | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{e0100}'..='\u{e01ef}')
}

/// Text broken at spaces into lines that fit a width.
#[must_use]
pub fn wrapped(words: &str, room: f32, size: f32) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in words.split_whitespace() {
        match lines.last_mut() {
            Some(last) if width(&format!("{last} {word}"), size, Weight::Regular) <= room => {
                *last += " ";
                *last += word;
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_scripts_are_covered() {
        for weight in [Weight::Regular, Weight::SemiBold] {
            for c in "Vladivostok Владивосток 블라디보스토크".chars() {
                assert!(face(weight).glyph(c).is_some(), "{c}");
            }
            assert!(face(weight).glyph('豆').is_none());
        }
    }

    #[test]
    fn wider_text_is_wider() {
        assert!(width("MM", 10.0, Weight::Regular) > width("ii", 10.0, Weight::Regular));
        assert!((width("ab", 20.0, Weight::Regular) - 2.0 * width("ab", 10.0, Weight::Regular)).abs() < 1e-4);
    }

    #[test]
    fn letters_without_a_glyph_are_boxes() {
        assert_eq!(&*lettered("Rajin 나진 Раджин №3"), "Rajin 나진 Раджин №3");
        assert_eq!(&*lettered("ராஜின் 琿春"), "□□□□□□ □□");
        let parts: String = "두만강".nfd().collect();
        assert_ne!(parts, "두만강");
        assert_eq!(&*lettered(&parts), "두만강", "letters of a syllable are one");
        assert_eq!(&*lettered("a\u{200d}b\u{fe0f}\u{202e}"), "ab", "what has no shape leaves no box");
        assert!(face(Weight::Regular).has(MISSING) && face(Weight::SemiBold).has(MISSING));
    }
}
