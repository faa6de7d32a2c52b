//! The bar below pictures of a tour.

/// Sizes of the bar, pixels of a picture 960 pixels wide.
#[derive(Debug, Clone, Copy, PartialEq, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CaptionStyle {
    /// Size of the title.
    pub title: f32,
    /// Size of the text.
    pub text: f32,
    /// From line to line, in sizes of the text.
    pub leading: f32,
    /// Room for the title, in sizes of the title.
    pub title_leading: f32,
    /// The lowest line keeps this share of `pad` below it.
    pub foot: f32,
    /// Size of the date.
    pub date: f32,
    /// Space around.
    pub pad: f32,
    /// Kept free for the date.
    pub side: f32,
    /// Width of the line above.
    pub edge: f32,
    /// The bar takes at most this share of the height.
    pub most: f32,
}

impl Default for CaptionStyle {
    fn default() -> Self {
        Self {
            title: 22.0,
            text: 16.0,
            leading: 1.3,
            title_leading: 1.25,
            foot: 0.6,
            date: 18.0,
            pad: 14.0,
            side: 190.0,
            edge: 2.0,
            most: 0.4,
        }
    }
}
