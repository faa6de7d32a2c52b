//! How layers of the user are drawn. Colors are data here: the user or the file chose them.

use std::fmt;

/// A color with its opacity, sRGB.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Color(pub [u8; 4]);

impl Color {
    /// An opaque color.
    #[must_use]
    pub const fn rgb(r: u8, g: u8, b: u8) -> Self {
        Self([r, g, b, 255])
    }

    /// Reads `#rgb`, `#rrggbb` or `#rrggbbaa`, with or without the sign.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.trim().trim_start_matches('#');
        if !digits.is_ascii() {
            return None;
        }
        let wide = match digits.len() {
            3 => digits.chars().flat_map(|c| [c, c]).collect(),
            6 | 8 => digits.to_owned(),
            _ => return None,
        };
        let byte = |i: usize| u8::from_str_radix(wide.get(2 * i..2 * i + 2)?, 16).ok();
        Some(Self([byte(0)?, byte(1)?, byte(2)?, if wide.len() == 8 { byte(3)? } else { 255 }]))
    }
}

impl fmt::Display for Color {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [r, g, b, a] = self.0;
        write!(f, "#{r:02x}{g:02x}{b:02x}")?;
        if a == 255 { Ok(()) } else { write!(f, "{a:02x}") }
    }
}

impl serde::Serialize for Color {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> serde::Deserialize<'de> for Color {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = <std::borrow::Cow<'_, str>>::deserialize(deserializer)?;
        Self::parse(&text).ok_or_else(|| serde::de::Error::custom(format!("{text:?} is no color")))
    }
}

/// How a line is broken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Dash {
    /// Not at all.
    #[default]
    Solid,
    /// Dashes.
    Dashed,
    /// Dots.
    Dotted,
    /// Dash, dot, dash, dot.
    DashDot,
}

/// A row of colors that color-blind readers can tell apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Ramp {
    /// Distinct hues (after Okabe and Ito).
    #[default]
    Distinct,
    /// Dark blue to yellow (in the manner of cividis).
    BlueToYellow,
    /// Light to dark of one hue.
    Blues,
    /// Blue over white to orange, for values around a middle.
    BlueOrange,
}

/// What gives a feature its color.
#[derive(Debug, Clone, PartialEq, Default, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case", tag = "by")]
pub enum Coloring {
    /// The color that the file gives it, else that of the layer.
    #[default]
    Own,
    /// The color of the layer.
    Layer,
    /// One color for each value of a field, the most frequent first.
    Categories {
        /// The field.
        field: String,
        /// The colors.
        ramp: Ramp,
    },
    /// A color by the size of a number, in classes that hold equally many features.
    Graduated {
        /// The field.
        field: String,
        /// The colors.
        ramp: Ramp,
        /// Number of classes, 2 to 9.
        classes: u8,
    },
}

/// How a layer is drawn.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
#[serde(default)]
pub struct LayerStyle {
    /// The color of the layer.
    pub color: Color,
    /// What gives a feature its color.
    pub coloring: Coloring,
    /// Width of lines, pixels.
    pub width: f32,
    /// How lines are broken.
    pub dash: Dash,
    /// Diameter of points, pixels.
    pub point_size: f32,
    /// Opacity of the whole layer, 0 to 1.
    pub opacity: f32,
    /// Opacity of areas within their outline, 0 to 1.
    pub fill_opacity: f32,
    /// The field whose value is written beside each feature.
    pub labels: Option<String>,
}

impl Default for LayerStyle {
    fn default() -> Self {
        Self {
            color: Color::rgb(0xd5, 0x5e, 0x00),
            coloring: Coloring::Own,
            width: 2.5,
            dash: Dash::Solid,
            point_size: 8.0,
            opacity: 1.0,
            fill_opacity: 0.25,
            labels: None,
        }
    }
}

/// Colors that layers take in turn, told apart by color-blind readers (after Okabe and Ito).
const TURN: [Color; 6] = [
    Color::rgb(0xd5, 0x5e, 0x00),
    Color::rgb(0x00, 0x72, 0xb2),
    Color::rgb(0x00, 0x9e, 0x73),
    Color::rgb(0xcc, 0x79, 0xa7),
    Color::rgb(0xe6, 0x9f, 0x00),
    Color::rgb(0x56, 0xb4, 0xe9),
];

impl LayerStyle {
    /// The usual style in the color whose turn it is for the layer of a number.
    #[must_use]
    pub fn numbered(number: u32) -> Self {
        Self { color: TURN[number as usize % TURN.len()], ..Self::default() }
    }
}

/// How a file draws one feature. Nothing is said where it says nothing.
#[derive(Debug, Clone, PartialEq, Default, serde::Serialize, serde::Deserialize)]
#[serde(default)]
pub struct OwnStyle {
    /// Color of a line or outline.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stroke: Option<Color>,
    /// Width of a line or outline, pixels.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub width: Option<f32>,
    /// Color of an area.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fill: Option<Color>,
    /// Color of a point.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub marker: Option<Color>,
    /// Size of a point relative to the usual one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub marker_scale: Option<f32>,
}
