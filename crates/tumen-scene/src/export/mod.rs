//! Painters of a [`crate::Frame`] without a window: the same display list that the window
//! draws, as SVG, PNG, PDF or lines of text. The same frame always gives the same bytes.

mod cff;
mod dump;
mod font;
mod lettering;
mod motion;
mod palette;
mod pdf;
mod pixels;
mod png;
mod raster;
mod relief;
mod sfnt;
mod svg;
mod walk;
mod xml;

pub use dump::dump;
pub use motion::{Film, gif, pictures};
pub use pdf::{About, pdf};
pub use pixels::{Pixels, pixels};
pub use png::{png, png_in_bands, png_to};
pub use svg::svg;

use crate::frame::{FeatureId, Stroke};
use tumen_core::watch::StopReason;

/// The longest side of a picture made of pixels.
pub const MAX_SIDE: u32 = 16_384;

/// Why a picture could not be made.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// The scale is zero, negative, infinite or not a number.
    #[error("a picture cannot be drawn at the scale {0}")]
    Scale(f32),
    /// The picture would be longer than [`MAX_SIDE`] on a side, or has no finite size.
    #[error("a picture of {width} × {height} pixels is too large; {MAX_SIDE} pixels a side is the most")]
    TooLarge {
        /// Wanted width, pixels.
        width: f32,
        /// Wanted height, pixels.
        height: f32,
    },
    /// The picture was drawn but could not be written as PNG.
    #[error("the picture could not be encoded as PNG")]
    Encode(#[from] ::png::EncodingError),
    /// The pictures could not be written as GIF.
    #[error("the pictures could not be written as GIF")]
    Gif(#[from] ::gif::EncodingError),
    /// A file could not be written to.
    #[error("the file could not be written")]
    Write(#[from] std::io::Error),
    /// There is nothing to show.
    #[error("there is no picture to write")]
    Empty,
    /// Whoever asked for it did not want to go on.
    #[error("stopped before the end")]
    Stopped,
    /// The pages could not be written as PDF.
    #[error("the pages could not be written as PDF: {0}")]
    Pdf(String),
}

impl ExportError {
    /// What the user can do about it.
    #[must_use]
    pub fn hint(&self) -> &'static str {
        match self {
            Self::Scale(_) => "use a scale above 0, for example 2 for twice the resolution",
            Self::TooLarge { .. } => "use a smaller scale or size, or export SVG, which has no limit",
            Self::Pdf(_) => "export SVG or PNG instead",
            Self::Gif(_) | Self::Write(_) => {
                "make sure that the folder can be written to and the disk is not full"
            }
            Self::Empty => "the tour has no stops, or the map was not ready",
            Self::Stopped => "start it again",
            Self::Encode(_) => "try a smaller scale, or export SVG",
        }
    }
}

impl From<StopReason> for ExportError {
    fn from(_: StopReason) -> Self {
        Self::Stopped
    }
}

/// What an item shows as one word, for example `corridor:khasan-rajin`.
fn feature_word(feature: &FeatureId) -> String {
    match feature {
        FeatureId::Place(id) => format!("place:{id}"),
        FeatureId::Corridor(id) => format!("corridor:{id}"),
        FeatureId::User(layer, feature) => format!("feature:{}:{}", layer.0, feature.0),
        FeatureId::Base => "base".to_owned(),
    }
}

/// The dash pattern of a stroke, pixels: on, off and so on, without a trailing pair of nothing;
/// empty for a solid line and for lengths that are no pattern.
fn dashes(stroke: &Stroke) -> &[f32] {
    let valid = stroke.dash.iter().all(|d| d.is_finite() && *d >= 0.0);
    // A period of a hair would be millions of dashes and look solid.
    if !valid || stroke.period() < 0.05 {
        return &[];
    }
    if stroke.dash[2..] == [0.0, 0.0] { &stroke.dash[..2] } else { &stroke.dash }
}
