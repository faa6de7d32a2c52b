//! The bundled fonts for egui.

use eframe::egui::{FontData, FontDefinitions, FontFamily};
use std::sync::{Arc, OnceLock};
use tumen_scene::frame::Weight;

/// Name of the family of ordinary text.
pub const REGULAR: &str = "tumen-regular";
/// Name of the family of emphasized text.
pub const SEMIBOLD: &str = "tumen-semibold";

/// The font family of a weight; to be used once [`definitions`] are set.
#[must_use]
pub fn family(weight: Weight) -> FontFamily {
    static FAMILIES: OnceLock<[FontFamily; 2]> = OnceLock::new();
    let families = FAMILIES.get_or_init(|| [REGULAR, SEMIBOLD].map(|n| FontFamily::Name(n.into())));
    match weight {
        Weight::Regular | Weight::Slanted => families[0].clone(),
        Weight::SemiBold => families[1].clone(),
    }
}

/// egui's fonts with the two bundled families added; the regular one is also the proportional
/// font, and helps out in the monospaced one.
#[must_use]
pub fn definitions() -> FontDefinitions {
    let mut fonts = FontDefinitions::default();
    for (name, file) in [(REGULAR, tumen_assets::FONT_REGULAR), (SEMIBOLD, tumen_assets::FONT_SEMIBOLD)] {
        fonts.font_data.insert(name.to_owned(), Arc::new(FontData::from_static(tumen_assets::bytes(file))));
    }
    let fallback = fonts.families.get(&FontFamily::Proportional).cloned().unwrap_or_default();
    let with_fallback = |name: &str| {
        let mut names = vec![name.to_owned()];
        names.extend(fallback.iter().cloned());
        names
    };
    fonts.families.insert(family(Weight::Regular), with_fallback(REGULAR));
    fonts.families.insert(family(Weight::SemiBold), with_fallback(SEMIBOLD));
    fonts.families.insert(FontFamily::Proportional, with_fallback(REGULAR));
    fonts.families.entry(FontFamily::Monospace).or_default().push(REGULAR.to_owned());
    fonts
}
