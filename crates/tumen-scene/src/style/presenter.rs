//! Sizes and colors of the stage, read with the rest of the style.

use crate::color::Rgba;

/// How the stage looks. Lengths are points of a screen that is [`PresenterStyle::height`] points high,
/// whatever its pixels: the same talk looks the same on a small beamer and on a wall.
#[derive(Debug, Clone, PartialEq, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PresenterStyle {
    /// The screen is this high.
    pub height: f32,
    /// A screen less wide than this shrinks everything.
    pub least_width: f32,
    /// Width of the column beside the map, as a share of the screen's width: without anything beside
    /// the map, and with a card or plot.
    pub column: [f32; 2],
    /// Widest and narrowest column.
    pub column_range: [f32; 2],
    /// Space around and between the parts of the column.
    pub pad: f32,
    /// Title of a stop.
    pub title: f32,
    /// The as-of date.
    pub date: f32,
    /// Caption.
    pub caption: f32,
    /// The smallest type to which a long caption shrinks.
    pub least: f32,
    /// What is said beside: numbers, hints, what is missing.
    pub small: f32,
    /// Share of the column that a card or plot gets at least.
    pub side_panel: f32,
    /// Height of the bar over the caption card.
    pub accent: f32,
    /// Radius of a dot of the progress line, and of the one on stage.
    pub dot: [f32; 2],
    /// From the middle of one dot to the next.
    pub dot_step: f32,
    /// Radius of the light around the pointer.
    pub spotlight: f32,
    /// How long the picture from before a cut fades over the next one, seconds.
    pub fade: f32,
    /// A flight that shows fewer pictures a second than this is a cut.
    pub least_pictures: f32,
    /// What lies over everything else while the spotlight is on.
    pub dim: Rgba,
    /// The covered screen, dark and light.
    pub cover: [Rgba; 2],
    /// Type in the window of notes.
    pub notes: f32,
    /// The clock in the window of notes.
    pub clock: f32,
}

impl Default for PresenterStyle {
    fn default() -> Self {
        Self {
            height: 640.0,
            least_width: 800.0,
            column: [0.32, 0.42],
            column_range: [280.0, 460.0],
            pad: 18.0,
            title: 26.0,
            date: 22.0,
            caption: 19.0,
            least: 9.0,
            small: 12.5,
            side_panel: 0.42,
            accent: 5.0,
            dot: [4.0, 6.5],
            dot_step: 20.0,
            spotlight: 90.0,
            fade: 0.4,
            least_pictures: 20.0,
            dim: Rgba([0, 0, 0, 190]),
            cover: [Rgba([0, 0, 0, 255]), Rgba([255, 255, 255, 255])],
            notes: 20.0,
            clock: 30.0,
        }
    }
}
