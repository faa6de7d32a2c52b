//! Paper: what a page is, and how a map and what belongs to it are laid out on one.
//!
//! A page is a [`Frame`] like any other picture, in pixels of 1/96 inch, so that SVG, PNG and PDF show
//! the same layout and the window can preview it. The map stands on it as an inset.

pub mod block;
pub mod document;
pub mod flow;
mod legend;
pub mod lines;
pub mod sheet;
pub mod stop;

pub use crate::style::{PIXELS_PER_MM, PageStyle};
pub use block::{Block, Piece, Table};
pub use document::{Paper, PaperStyle, document};

use super::Frame;
use super::chart::Chart;
use tumen_core::geo::GeoBox;

/// A size of paper, or of a slide.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum PageSize {
    /// 210 × 297 mm.
    #[default]
    A4,
    /// 297 × 420 mm.
    A3,
    /// A slide of 16:9, 13⅓ × 7½ inch.
    Wide,
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
    /// Every size, in the order menus show them.
    pub const ALL: [Self; 3] = [Self::A4, Self::A3, Self::Wide];

    /// By how much text is larger on such a page.
    #[must_use]
    pub fn text_factor(self, style: &PageStyle) -> f32 {
        match self {
            Self::Wide => style.slide,
            Self::A4 | Self::A3 => 1.0,
        }
    }

    /// The word for the command line and menus.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::A4 => "A4",
            Self::A3 => "A3",
            Self::Wide => "16:9",
        }
    }

    /// The size of that word, in letters of either case.
    #[must_use]
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|s| s.id().eq_ignore_ascii_case(id))
    }

    /// Width and height, pixels; `Orientation::Auto` is landscape here.
    #[must_use]
    pub fn pixels(self, orientation: Orientation) -> [f32; 2] {
        let [long, short] = match self {
            Self::A4 => [297.0, 210.0].map(|mm: f32| mm * PIXELS_PER_MM),
            Self::A3 => [420.0, 297.0].map(|mm: f32| mm * PIXELS_PER_MM),
            Self::Wide => [1280.0, 720.0],
        };
        if orientation == Orientation::Portrait { [short, long] } else { [long, short] }
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
