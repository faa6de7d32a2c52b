//! The one scale of type.

use super::sizes::sizes;
use serde::de::{Deserialize, Deserializer, Error, Unexpected};

/// No letter is larger, pixels: the letters of a font in use are kept as pictures.
const LARGEST: f32 = 200.0;

/// Reads a scale.
///
/// # Errors
/// If a size is larger than letters can be.
pub(super) fn read<'de, D: Deserializer<'de>>(from: D) -> Result<TypeScale, D::Error> {
    let scale = TypeScale::deserialize(from)?;
    match scale.all().into_iter().find(|size| *size > LARGEST) {
        Some(size) => {
            Err(Error::invalid_value(Unexpected::Float(size.into()), &"a font size of at most 200"))
        }
        None => Ok(scale),
    }
}

impl TypeScale {
    fn all(&self) -> [f32; 14] {
        let Self {
            micro,
            tiny,
            fine,
            note,
            small,
            plain,
            value,
            body,
            heading,
            window,
            chart,
            picture,
            title,
            banner,
        } = *self;
        [micro, tiny, fine, note, small, plain, value, body, heading, window, chart, picture, title, banner]
    }

    /// For when no style can be read.
    pub(super) fn plain() -> Self {
        let size = 12.0;
        Self {
            micro: size,
            tiny: size,
            fine: size,
            note: size,
            small: size,
            plain: size,
            value: size,
            body: size,
            heading: size,
            window: size,
            chart: size,
            picture: size,
            title: size,
            banner: size,
        }
    }
}

sizes! {
    /// Font sizes, pixels: whatever in the window, on maps, charts and their furniture is not set by a table of its own
    /// (names on the map, pages, the stage) takes one of these.
    TypeScale {
        /// The small print of charts.
        micro: f32,
        /// Attribution.
        tiny: f32,
        /// Numbers on axes and bars.
        fine: f32,
        /// Rows of a legend.
        note: f32,
        /// Dates, sources, notes; words in charts.
        small: f32,
        /// Second lines of titles, code.
        plain: f32,
        /// Values of which a second line says more.
        value: f32,
        /// Ordinary text.
        body: f32,
        /// Heading of a section.
        heading: f32,
        /// Title of a window.
        window: f32,
        /// Title of a chart.
        chart: f32,
        /// Title of a picture.
        picture: f32,
        /// Title of a card.
        title: f32,
        /// What is said over the whole window.
        banner: f32,
    }
}
