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
use tumen_core::message;
use tumen_core::message::Message;
use tumen_core::watch::StopReason;

/// The longest side of a picture made of pixels.
pub const MAX_SIDE: u32 = 16_384;

/// Why a picture could not be made.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// The scale is zero, negative, infinite or not a number.
    #[error("{}", self.message())]
    Scale(f32),
    /// The picture would be longer than [`MAX_SIDE`] on a side, or has no finite size.
    #[error("{}", self.message())]
    TooLarge {
        /// Wanted width, pixels.
        width: f32,
        /// Wanted height, pixels.
        height: f32,
    },
    /// The picture was drawn but could not be written as PNG.
    #[error("{}", self.message())]
    Encode(#[from] ::png::EncodingError),
    /// The pictures could not be written as GIF.
    #[error("{}", self.message())]
    Gif(#[from] ::gif::EncodingError),
    /// A file could not be written to.
    #[error("{}", self.message())]
    Write(#[from] std::io::Error),
    /// There is nothing to show.
    #[error("{}", self.message())]
    Empty,
    /// Whoever asked for it did not want to go on.
    #[error("{}", self.message())]
    Stopped,
    /// The pages could not be written as PDF.
    #[error("{}", self.message())]
    Pdf(String),
}

impl ExportError {
    /// What is wrong.
    #[must_use]
    pub fn message(&self) -> Message {
        match self {
            Self::Scale(scale) => message!("notice-picture-scale", scale = scale.to_string()),
            Self::TooLarge { width, height } => {
                let (width, height) = (width.to_string(), height.to_string());
                message!("notice-picture-too-large", width = width, height = height, most = MAX_SIDE)
            }
            Self::Encode(_) => message!("notice-picture-not-encoded"),
            Self::Gif(_) => message!("notice-gif-not-written"),
            Self::Write(_) => message!("notice-file-not-written"),
            Self::Empty => message!("notice-picture-none"),
            Self::Stopped => message!("notice-stopped"),
            Self::Pdf(error) => message!("notice-pdf-not-written", error = error),
        }
    }

    /// What the user can do about it.
    #[must_use]
    pub fn hint(&self) -> Message {
        match self {
            Self::Scale(_) => message!("notice-picture-scale-do"),
            Self::TooLarge { .. } => message!("notice-picture-too-large-do"),
            Self::Pdf(_) => message!("notice-pdf-not-written-do"),
            Self::Gif(_) | Self::Write(_) => message!("notice-file-not-written-do"),
            Self::Empty => message!("notice-picture-none-do"),
            Self::Stopped => message!("notice-stopped-do"),
            Self::Encode(_) => message!("notice-picture-not-encoded-do"),
        }
    }
}

impl From<StopReason> for ExportError {
    fn from(_: StopReason) -> Self {
        Self::Stopped
    }
}

/// What an item shows as one word: the spelling of [`Selection`](tumen_core::model::Selection), or `base`.
fn feature_word(feature: &FeatureId) -> String {
    feature.selection().map_or_else(|| "base".to_owned(), |selection| selection.to_string())
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
