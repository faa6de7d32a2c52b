//! How kinds of corridors are drawn.

use super::{Palette, Theme};
use crate::color::{Rgba, Stroke};

/// How a kind of corridor is drawn.
#[derive(Debug, Clone, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct KindStyle {
    light: Rgba,
    dark: Rgba,
    projector: Rgba,
    #[serde(default)]
    rim: f32,
    #[serde(default = "full")]
    weight: f32,
}

fn full() -> f32 {
    KindMark::NONE.weight
}

impl KindStyle {
    pub(super) fn color(&self, theme: Theme) -> Rgba {
        match theme {
            Theme::Light => self.light,
            Theme::Dark => self.dark,
            Theme::Projector => self.projector,
        }
    }

    pub(super) fn mark(&self) -> KindMark {
        KindMark { rim: self.rim, weight: self.weight }
    }
}

/// What tells a kind of corridor where its color does not: in print without colors.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct KindMark {
    /// The outermost part of the casing that is a dark line, pixels on each side; 0 for none.
    pub rim: f32,
    /// The line is so many times as wide as its status says.
    pub weight: f32,
}

impl KindMark {
    /// A kind that only its color tells.
    pub const NONE: Self = Self { rim: 0.0, weight: 1.0 };

    /// A line with its mark: between rims if it has any, `casing` pixels on each side, the outermost first.
    pub(super) fn strokes(self, line: Stroke, casing: f32, palette: &Palette) -> Vec<Stroke> {
        let line = Stroke { width: line.width * self.weight, ..line };
        if self.rim <= 0.0 {
            return vec![line];
        }
        let casing = line.width + 2.0 * casing;
        let inner = Stroke::solid(casing - 2.0 * self.rim, palette.casing);
        vec![Stroke::solid(casing, palette.text_quiet), inner, line]
    }
}
