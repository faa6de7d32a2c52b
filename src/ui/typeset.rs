//! Sizes of text and space in panels. [`super::fonts::definitions`] must be in use.

use super::fonts;
use eframe::egui::{FontFamily, FontId, RichText, Ui};
use tumen_scene::frame::Weight;

/// Title of a card.
pub const TITLE: f32 = 20.0;
/// Heading of a section.
pub const HEADING: f32 = 15.0;
/// Ordinary text.
pub const BODY: f32 = 13.0;
/// Dates, sources, notes.
pub const SMALL: f32 = 11.5;

/// Height of a row of text.
pub const ROW: f32 = 15.0;

/// Space within a block.
pub const TIGHT: f32 = 4.0;
/// Space between blocks.
pub const GAP: f32 = 8.0;
/// Space between sections, and around a card.
pub const WIDE: f32 = 12.0;

/// Ordinary text.
#[must_use]
pub fn body(text: impl Into<String>) -> RichText {
    RichText::new(text).size(BODY)
}

/// Small text.
#[must_use]
pub fn small(text: impl Into<String>) -> RichText {
    RichText::new(text).size(SMALL)
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
