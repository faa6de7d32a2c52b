//! How pages look: the `[page]` table of `assets/style/map.toml`.

use super::{Theme, Themed};
use crate::color::Rgba;

/// Pixels of a page per millimeter: a pixel is 1/96 inch, as in SVG.
pub const PIXELS_PER_MM: f32 = 96.0 / 25.4;

/// Side of a pixel of a page on paper, meters.
pub const PIXEL_M: f64 = 0.0254 / 96.0;

/// Measures and colors of pages. Millimeters where it says so, else pixels of 1/96 inch.
#[derive(Debug, Clone, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PageStyle {
    /// Space to the edge of the paper, mm.
    pub margin: f32,
    /// Space between columns and between parts, mm.
    pub gap: f32,
    /// Columns are about as wide as this, mm.
    pub column: f32,
    /// Font size of the title.
    pub title: f32,
    /// Font size of the line below the title.
    pub subtitle: f32,
    /// Font sizes of headings of the first level and of those below.
    pub heading: [f32; 2],
    /// Font size of what is read first.
    pub lead: f32,
    /// Font size of text.
    pub body: f32,
    /// Font size of sources and attribution.
    pub small: f32,
    /// Distance of lines, in font sizes.
    pub leading: f32,
    /// Distance of the lines of a row of the legend, in font sizes.
    pub legend_leading: f32,
    /// Space above a heading, in font sizes.
    pub heading_gap: f32,
    /// Space above a paragraph and above an item that follows another one, in font sizes.
    pub paragraph_gap: [f32; 2],
    /// Between the number of an item and its words, in font sizes.
    pub number_gap: f32,
    /// Space between cells of a table.
    pub cell: f32,
    /// Space above and below the lines of a cell, in font sizes.
    pub cell_pad: f32,
    /// How far below the baseline a line under words lies, and its width, in font sizes.
    pub underline: [f32; 2],
    /// Space between the rule of the foot and its text.
    pub foot: f32,
    /// Space between attribution and number of the page.
    pub foot_gap: f32,
    /// Space above a part with a rule, and below the title, as a share of `gap`.
    pub part: [f32; 2],
    /// Space between the map and the scale bar below it.
    pub below_map: f32,
    /// Baseline of the ratio of the scale.
    pub ratio: f32,
    /// Around a box of degrees that a map is to show.
    pub around: f32,
    /// A box that is one spot is looked at from this close.
    pub spot_zoom: f64,
    /// Width of rules and frames.
    pub rule: f32,
    /// Text on a slide is larger by this factor.
    pub slide: f32,
    /// Text on a sheet of which the shorter side is longer than so many mm is larger by their ratio to this power.
    pub large: [f32; 2],
    /// The scale at an edge of the map is told where it is off by this share.
    pub scale_varies: f64,
    /// Share of the height that a plot takes below the map.
    pub plot: f32,
    /// Share of the height that the map of an upright page keeps at least.
    pub least_map: f32,
    /// Shares of the height that the map of a stop takes: with much text, and with little.
    pub stop_map: [f32; 2],
    /// Geometry is as fine as a picture of this many pixels per pixel needs.
    pub detail: f32,
    paper: Themed<Rgba>,
    link: Themed<Rgba>,
}

impl PageStyle {
    /// Gray on white, for when the style cannot be read.
    #[must_use]
    pub fn plain(paper: Rgba, ink: Rgba) -> Self {
        Self {
            margin: 12.0,
            gap: 5.0,
            column: 62.0,
            title: 24.0,
            subtitle: 13.0,
            heading: [15.0, 12.5],
            lead: 13.5,
            body: 11.5,
            small: 9.0,
            leading: 1.35,
            legend_leading: 1.2,
            heading_gap: 0.9,
            paragraph_gap: [0.55, 0.2],
            number_gap: 0.4,
            cell: 8.0,
            cell_pad: 0.15,
            underline: [0.14, 0.05],
            foot: 5.0,
            foot_gap: 16.0,
            part: [1.4, 0.7],
            below_map: 4.0,
            ratio: 22.0,
            around: 8.0,
            spot_zoom: 12.0,
            rule: 0.75,
            slide: 1.2,
            large: [297.0, 0.5],
            scale_varies: 0.05,
            plot: 0.3,
            least_map: 0.5,
            stop_map: [0.34, 0.56],
            detail: 2.0,
            paper: Themed::all(paper),
            link: Themed::all(ink),
        }
    }

    /// What pages are printed on.
    #[must_use]
    pub fn paper(&self, theme: Theme) -> Rgba {
        *self.paper.get(theme)
    }

    /// Color of links.
    #[must_use]
    pub fn link(&self, theme: Theme) -> Rgba {
        *self.link.get(theme)
    }

    /// Millimeters in pixels.
    #[must_use]
    pub fn pixels(mm: f32) -> f32 {
        mm * PIXELS_PER_MM
    }
}
