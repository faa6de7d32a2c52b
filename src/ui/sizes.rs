//! The sizes in use: those of the style that the program was started with, the same for as long as it runs.
//!
//! They are no state: nobody changes them, and every panel may ask for them.

use eframe::egui::{Color32, Margin, Rangef};
use std::sync::OnceLock;
use tumen_scene::Style;
use tumen_scene::style::{TypeScale, WindowStyle};

static IN_USE: OnceLock<(TypeScale, WindowStyle)> = OnceLock::new();

/// Takes the sizes of a style. The first style counts; without any the bundled one does.
pub fn read(style: &Style) {
    IN_USE.get_or_init(|| (style.text, style.window));
}

fn in_use() -> &'static (TypeScale, WindowStyle) {
    IN_USE.get_or_init(|| {
        let style = Style::bundled();
        (style.text, style.window)
    })
}

/// Sizes of the window.
#[must_use]
pub fn sizes() -> &'static WindowStyle {
    &in_use().1
}

/// The scale of type.
#[must_use]
pub fn text_sizes() -> &'static TypeScale {
    &in_use().0
}

/// Space inside a frame, at its sides and above and below.
#[must_use]
pub fn margin([sides, ends]: [f32; 2]) -> Margin {
    Margin::symmetric(sides as i8, ends as i8)
}

/// Black of some opacity.
#[must_use]
pub fn shade(opacity: f32) -> Color32 {
    Color32::BLACK.gamma_multiply(opacity)
}

/// A size brought into a range; at least its lower end, also if the style has them the other way round.
#[must_use]
pub fn within(size: f32, [least, most]: [f32; 2]) -> f32 {
    size.min(most).max(least)
}

/// Words of an axis stand at least, and without fading, so far apart.
#[must_use]
pub fn fading([least, full]: [f32; 2]) -> Rangef {
    Rangef::new(least, full)
}
