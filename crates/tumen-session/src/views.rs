//! Named views, for the command line and the menu.

use super::framing::on_bounds;
use tumen_core::geo::{GeoBox, Projection};
use tumen_scene::{Camera, Size};

/// A view with a name.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct NamedView {
    /// The word for the command line.
    pub id: &'static str,
    /// The words for the menu.
    pub title: &'static str,
    /// What it shows.
    pub bounds: GeoBox,
}

/// Irkutsk to Anadyr, and down to Busan.
pub const THEATRE: NamedView =
    NamedView { id: "theatre", title: "Whole theatre", bounds: GeoBox::new(101.0, 32.2, 180.0, 66.5) };

/// Every named view, in the order menus show them.
pub const ALL: [NamedView; 5] = [
    THEATRE,
    NamedView { id: "tumen", title: "Tumen mouth", bounds: GeoBox::new(130.12, 42.14, 131.02, 42.56) },
    NamedView { id: "primorye", title: "Primorye", bounds: GeoBox::new(129.6, 41.9, 136.4, 46.4) },
    NamedView { id: "korea", title: "Korean peninsula", bounds: GeoBox::new(123.6, 33.8, 132.4, 43.4) },
    NamedView { id: "chukotka", title: "Chukotka", bounds: GeoBox::new(162.0, 61.0, -168.0, 71.6) },
];

/// What the window shows at its first start: the corridors between Khabarovsk and Busan.
const FIRST: GeoBox = GeoBox::new(122.5, 34.6, 142.0, 49.4);

/// The camera of the first start, for a map of that size.
#[must_use]
pub fn first(projection: Projection, size: impl Into<Size>) -> Camera {
    on_bounds(projection, FIRST, size)
}

impl NamedView {
    /// The view of that word.
    #[must_use]
    pub fn find(id: &str) -> Option<Self> {
        ALL.into_iter().find(|v| v.id == id)
    }

    /// The camera that shows it whole in a picture of that size.
    #[must_use]
    pub fn camera(&self, projection: Projection, size: impl Into<Size>) -> Camera {
        on_bounds(projection, self.bounds, size)
    }
}
