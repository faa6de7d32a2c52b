//! The bundled fonts cut down to the letters that a picture needs, to be carried inside it.
//!
//! A cut-down font is a modified one, and the fonts' licence (OFL) keeps their name for unmodified
//! ones, so it is called [`FAMILY`]. Kerning and ligatures are left out, as in the layout.

use super::lettering::drawable;
use super::xml::base64;
use super::{cff, sfnt};
use crate::Frame;
use crate::frame::{Paint, Weight};
use crate::text::{Face, face};
use skrifa::FontRef;
use skrifa::raw::TableProvider;
use skrifa::raw::types::Tag;
use std::collections::BTreeSet;

/// What the fonts in a picture are called.
pub const FAMILY: &str = "Tumen Sans";
const COPYRIGHT: &str = "Copyright (c) 2021, Kil Hyung-jin. Modified: reduced to some letters.";
const TRADEMARK: &str = "Pretendard is a trademark of Kil Hyung-jin.";
const LICENSE: &str = "This Font Software is licensed under the SIL Open Font License, Version 1.1.";
const LICENSE_URL: &str = "https://scripts.sil.org/OFL";

/// CSS that declares the fonts a frame needs, with the fonts inside; empty without text.
#[must_use]
pub fn faces(frame: &Frame) -> String {
    let mut css = String::new();
    for (weight, number) in [(Weight::Regular, 400), (Weight::SemiBold, 600)] {
        let mut characters = BTreeSet::new();
        collect(frame, weight, &mut characters);
        // Without the font the picture names others that will do.
        if let Some(font) = subset(weight, &characters) {
            css += &format!(
                "\n@font-face{{font-family:'{FAMILY}';font-weight:{number};\
                 src:url(data:font/otf;base64,{})format('opentype')}}",
                base64(&font)
            );
        }
    }
    css
}

/// The characters that a frame and its insets set in a weight.
fn collect(frame: &Frame, weight: Weight, into: &mut BTreeSet<char>) {
    for item in frame.items() {
        match &item.paint {
            Paint::Text(text) if text.weight.upright() == weight => {
                into.extend(text.text.chars().map(drawable))
            }
            Paint::Inset(_, inset) => collect(inset, weight, into),
            _ => {}
        }
    }
}

/// A font with the outlines of some characters; `None` if it has none of them.
fn subset(weight: Weight, characters: &BTreeSet<char>) -> Option<Vec<u8>> {
    let (file, style) = match weight {
        Weight::Regular | Weight::Slanted => (tumen_assets::FONT_REGULAR, "Regular"),
        Weight::SemiBold => (tumen_assets::FONT_SEMIBOLD, "SemiBold"),
    };
    let face = face(weight);
    // The table of characters holds those of the basic plane; the fonts have no others.
    let known: Vec<char> =
        characters.iter().copied().filter(|c| *c < '\u{ffff}' && face.glyph(*c).is_some()).collect();
    if known.is_empty() {
        return None;
    }
    let whole = FontRef::new(tumen_assets::bytes(file)).ok()?;
    let units = whole.head().ok()?.units_per_em();
    let codes: Vec<u16> = known.iter().map(|c| *c as u16).collect();
    let mut letters = vec![Letter::missing(units)];
    letters.extend(known.iter().map(|c| Letter::of(face, *c, units)));
    let count = letters.len() as u16;
    let metrics = letters.iter().flat_map(|l| [l.advance, l.left as u16]);
    let full = format!("{FAMILY} {style}");
    let copy = |tag: &[u8; 4]| whole.table_data(Tag::new(tag)).map(|data| (*tag, data.as_bytes().to_vec()));
    let mut tables = vec![copy(b"OS/2")?, copy(b"head")?, copy(b"post")?];
    tables.push((*b"cmap", sfnt::cmap(&codes)?));
    tables.push((*b"name", names(&full)));
    tables.push((*b"hmtx", sfnt::be(metrics)));
    // Version 0.5, which says how many glyphs there are and no more.
    tables.push((*b"maxp", sfnt::be([0, 0x5000, count])));
    tables.push((*b"hhea", with_count(copy(b"hhea")?.1, count)?));
    let outlines: Vec<Vec<u8>> = letters.into_iter().map(|l| l.outline).collect();
    tables.push((*b"CFF ", cff::table(&full.replace(' ', "-"), units, &outlines)));
    Some(sfnt::assemble(tables))
}

/// A glyph of a cut-down font, font units.
struct Letter {
    outline: Vec<u8>,
    advance: u16,
    left: i16,
}

impl Letter {
    fn missing(units_per_em: u16) -> Self {
        Self { outline: cff::Outline::default().finish(), advance: units_per_em / 2, left: 0 }
    }

    fn of(face: &Face, c: char, units_per_em: u16) -> Self {
        let size = f32::from(units_per_em);
        let mut outline = cff::Outline::default();
        face.outline(c, size, &mut outline);
        let left = outline.left.unwrap_or(0) as i16;
        Self { advance: (face.advance(c) * size).round() as u16, left, outline: outline.finish() }
    }
}

/// A horizontal header for another number of widths, which is its last word.
fn with_count(mut header: Vec<u8>, count: u16) -> Option<Vec<u8>> {
    header.get_mut(34..36)?.copy_from_slice(&count.to_be_bytes());
    Some(header)
}

fn names(full: &str) -> Vec<u8> {
    let (unique, postscript) = (format!("{full} subset"), full.replace(' ', "-"));
    sfnt::names(&[
        (0, COPYRIGHT),
        (1, full),
        (2, "Regular"),
        (3, &unique),
        (4, full),
        (6, &postscript),
        (7, TRADEMARK),
        (13, LICENSE),
        (14, LICENSE_URL),
    ])
}

#[cfg(test)]
mod tests {
    use super::*;
    use skrifa::MetadataProvider;
    use skrifa::instance::{LocationRef, Size};
    use skrifa::outline::{DrawSettings, OutlinePen};
    use skrifa::string::StringId;

    /// All corners of an outline, whole font units.
    #[derive(Default)]
    struct Points(Vec<[i32; 2]>);

    impl OutlinePen for Points {
        fn move_to(&mut self, x: f32, y: f32) {
            self.0.push([x.round() as i32, y.round() as i32]);
        }
        fn line_to(&mut self, x: f32, y: f32) {
            self.move_to(x, y);
        }
        fn quad_to(&mut self, cx: f32, cy: f32, x: f32, y: f32) {
            self.move_to(cx, cy);
            self.move_to(x, y);
        }
        fn curve_to(&mut self, ax: f32, ay: f32, bx: f32, by: f32, x: f32, y: f32) {
            self.move_to(ax, ay);
            self.quad_to(bx, by, x, y);
        }
        fn close(&mut self) {}
    }

    #[test]
    fn a_subset_shows_its_letters_under_its_own_name() {
        let wanted = "Khasan Хасан 하산";
        for weight in [Weight::Regular, Weight::SemiBold] {
            let bytes = subset(weight, &wanted.chars().collect()).unwrap();
            assert!(bytes.len() < 10_000, "{}", bytes.len());
            let font = FontRef::new(&bytes).unwrap();
            let metrics = font.glyph_metrics(Size::new(1.0), LocationRef::default());
            for c in wanted.chars() {
                let glyph = font.charmap().map(c).unwrap();
                let advance = metrics.advance_width(glyph).unwrap();
                assert!((advance - face(weight).advance(c)).abs() < 1e-3, "{c}");
                let mut cut = Points::default();
                let outline = font.outline_glyphs().get(glyph).unwrap();
                let settings = DrawSettings::unhinted(Size::new(2048.0), LocationRef::default());
                outline.draw(settings, &mut cut).unwrap();
                let mut whole = Points::default();
                face(weight).outline(c, 2048.0, &mut whole);
                assert_eq!(cut.0, whole.0, "{c}");
            }
            assert!(font.charmap().map('b').is_none());
            let family = font.localized_strings(StringId::FAMILY_NAME).next().unwrap();
            assert!(family.chars().collect::<String>().starts_with(FAMILY));
        }
    }

    #[test]
    fn without_letters_there_is_no_font() {
        assert!(subset(Weight::Regular, &BTreeSet::new()).is_none());
        assert!(subset(Weight::Regular, &BTreeSet::from(['豆'])).is_none());
    }
}
