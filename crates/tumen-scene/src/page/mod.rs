//! Paper: what a page is, and how a map and what belongs to it are laid out on one.
//!
//! A page is a [`Frame`] like any other picture, in pixels of 1/96 inch, so that SVG, PNG and PDF show
//! the same layout and the window can preview it. The map stands on it as an inset.

pub mod block;
pub mod document;
pub mod flow;
mod legend;
pub mod lines;
mod scale;
pub mod sheet;
pub mod stop;

pub use crate::style::{PIXEL_M, PIXELS_PER_MM, PageStyle};
pub use block::{Block, Piece, Table};
pub use document::{Paper, PaperStyle, document};

use super::Frame;
use super::chart::Chart;
use tumen_core::geo::GeoBox;

/// Every size has a row, the longer side first, millimeters: the table makes the sizes.
macro_rules! page_sizes {
    ($($(#[$about:meta])* $size:ident: $id:literal, $sides:expr;)*) => {
        /// A size of paper, or of a slide.
        #[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
        pub enum PageSize {
            $($(#[$about])* $size,)*
            /// A slide of 16:9, 13⅓ × 7½ inch.
            Wide,
            /// Another one: width and height as they stand, whole millimeters. [`Orientation`] does not turn it.
            Own([u16; 2]),
        }

        impl PageSize {
            /// Every size with a name, in the order menus show them.
            pub const ALL: &[Self] = &[$(Self::$size,)* Self::Wide];

            /// The word for the command line and menus.
            #[must_use]
            pub fn id(self) -> &'static str {
                match self {
                    $(Self::$size => $id,)*
                    Self::Wide => "16:9",
                    Self::Own(_) => "WxH",
                }
            }

            /// The longer and the shorter side, pixels.
            fn sides(self) -> [f32; 2] {
                match self {
                    $(Self::$size => $sides.map(|mm: f32| mm * PIXELS_PER_MM),)*
                    Self::Wide => [1280.0, 720.0],
                    Self::Own(mm) => mm.map(|mm| f32::from(mm) * PIXELS_PER_MM),
                }
            }
        }
    };
}

page_sizes! {
    /// 210 × 297 mm.
    #[default]
    A4: "A4", [297.0, 210.0];
    /// 297 × 420 mm.
    A3: "A3", [420.0, 297.0];
    /// 420 × 594 mm.
    A2: "A2", [594.0, 420.0];
    /// 594 × 841 mm.
    A1: "A1", [841.0, 594.0];
    /// 841 × 1189 mm.
    A0: "A0", [1189.0, 841.0];
    /// 148 × 210 mm.
    A5: "A5", [210.0, 148.0];
    /// 8½ × 11 inch.
    Letter: "Letter", [279.4, 215.9];
    /// 11 × 17 inch.
    Tabloid: "Tabloid", [431.8, 279.4];
}

/// Which way up a page is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Orientation {
    /// As the map is: wide maps on wide pages.
    #[default]
    Auto,
    /// Wider than high.
    Landscape,
    /// Higher than wide.
    Portrait,
}

impl PageSize {
    /// Sides that a size of one's own may have, millimeters.
    pub const OWN_SIDES: std::ops::RangeInclusive<u16> = 90..=2000;

    /// By how much text is larger on such a page.
    #[must_use]
    pub fn text_factor(self, style: &PageStyle) -> f32 {
        let [long, short] = self.sides();
        match self {
            Self::Wide => style.slide,
            Self::A5
            | Self::A4
            | Self::A3
            | Self::A2
            | Self::A1
            | Self::A0
            | Self::Letter
            | Self::Tabloid
            | Self::Own(_) => {
                let [side, power] = style.large;
                (long.min(short) / PageStyle::pixels(side)).max(1.0).powf(power)
            }
        }
    }

    /// The size of that word, in letters of either case, or of a width and a height in millimeters, as `500x350`.
    #[must_use]
    pub fn from_id(id: &str) -> Option<Self> {
        let own = || {
            let (width, height) = id.strip_suffix("mm").unwrap_or(id).split_once(['x', 'X', '×'])?;
            let side = |text: &str| text.trim().parse().ok().filter(|mm| Self::OWN_SIDES.contains(mm));
            Some(Self::Own([side(width)?, side(height)?]))
        };
        Self::ALL.iter().copied().find(|s| s.id().eq_ignore_ascii_case(id)).or_else(own)
    }

    /// Whether such a page lies the same way whatever the map: a slide is wide, and a size of one's own is as it says.
    #[must_use]
    pub fn is_fixed(self) -> bool {
        matches!(self, Self::Wide | Self::Own(_))
    }

    /// Width and height, pixels; `Orientation::Auto` is landscape here.
    #[must_use]
    pub fn pixels(self, orientation: Orientation) -> [f32; 2] {
        let [long, short] = self.sides();
        let turned = orientation == Orientation::Portrait && !matches!(self, Self::Own(_));
        if turned { [short, long] } else { [long, short] }
    }
}

/// What of the map a page shows.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Extent {
    /// All that the view's camera shows in a picture of this size, pixels.
    Seen([f32; 2]),
    /// A box of degrees.
    Degrees(GeoBox),
}

/// What stands on a page besides the map, the as-of date and the attribution.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Parts {
    /// Title, with the line below it.
    pub title: bool,
    /// Kinds, statuses and signs on the map.
    pub legend: bool,
    /// Scale bar.
    pub scale_bar: bool,
    /// A small map that shows where the map lies, when it shows little of the theatre.
    pub locator: bool,
    /// What is known about the selection, if there is one.
    pub card: bool,
    /// The sources of what is on the map.
    pub sources: bool,
}

impl Default for Parts {
    fn default() -> Self {
        Self { title: true, legend: true, scale_bar: true, locator: true, card: true, sources: true }
    }
}

/// What is wanted on paper.
#[derive(Debug, Clone, PartialEq)]
pub struct PageSetup {
    /// Size.
    pub size: PageSize,
    /// Which way up.
    pub orientation: Orientation,
    /// What of the map it shows.
    pub extent: Extent,
    /// The scale 1 : this in the middle of the map; then the middle of `extent` is shown, and as much around it as
    /// there is room for.
    pub scale: Option<f64>,
    /// Title; the map's own one if there is none.
    pub title: Option<String>,
    /// The line below the title; the as-of date if there is none.
    pub subtitle: Option<String>,
    /// What stands on it.
    pub parts: Parts,
    /// A plot beside the map.
    pub plot: Option<Chart>,
}

impl PageSetup {
    /// A landscape or portrait A4 page with everything, for what is seen in a picture of that size.
    #[must_use]
    pub fn new(seen: [f32; 2]) -> Self {
        Self {
            size: PageSize::default(),
            orientation: Orientation::default(),
            extent: Extent::Seen(seen),
            scale: None,
            title: None,
            subtitle: None,
            parts: Parts::default(),
            plot: None,
        }
    }
}

/// A part of a page that leads somewhere.
#[derive(Debug, Clone, PartialEq)]
pub struct Link {
    /// Left, top, right, bottom, pixels.
    pub area: [f32; 4],
    /// Where to: an address with its scheme.
    pub url: String,
}

/// A page: what is drawn on it, and where it leads.
#[derive(Debug, Clone)]
pub struct Page {
    /// What is drawn; its size is that of the page.
    pub frame: Frame,
    /// Links to sources.
    pub links: Vec<Link>,
    /// Where its parts stand (`title`, `map`, `legend`, …): left, top, right, bottom, pixels.
    pub parts: Vec<(&'static str, [f32; 4])>,
    /// What the page is called in the outline of a document, if it begins something.
    pub name: Option<String>,
}
