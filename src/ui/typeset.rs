//! Text and space in panels, in the sizes of the style. [`super::fonts::definitions`] must be in use.

use super::fonts;
use crate::ui::sizes::text_sizes;
use eframe::egui::{FontFamily, FontId, RichText, Ui};
use tumen_scene::frame::Weight;

/// Ordinary text.
#[must_use]
pub fn body(text: impl Into<String>) -> RichText {
    RichText::new(text).size(text_sizes().body)
}

/// Small text.
#[must_use]
pub fn small(text: impl Into<String>) -> RichText {
    RichText::new(text).size(text_sizes().small)
}

/// Emphasized text of some size.
#[must_use]
pub fn strong(text: impl Into<String>, size: f32) -> RichText {
    RichText::new(text).font(strong_font(size))
}

/// The emphasized font at some size.
#[must_use]
pub fn strong_font(size: f32) -> FontId {
    FontId::new(size, fonts::family(Weight::SemiBold))
}

/// The ordinary font at some size.
#[must_use]
pub fn font(size: f32) -> FontId {
    FontId::new(size, FontFamily::Proportional)
}

/// Space downwards.
pub fn space(ui: &mut Ui, height: f32) {
    ui.add_space(height);
}
