#![doc = include_str!("../README.md")]
//!
//! From the document to a display list: camera, style, preparation, composition, labels, picking.
//!
//! `scene` knows neither files nor the window toolkit. The same [`Frame`] is drawn by the window's
//! GPU painter and by the painters of [`crate::export`].

pub mod bundle;
pub mod camera;
pub mod caption;
pub mod chart;
pub mod color;
pub mod compose;
pub mod export;
pub mod feature;
pub mod flow;
pub mod frame;
pub mod halo;
pub mod line_ink;
pub mod line_labels;
mod outline;
pub mod overlay;
pub mod page;
pub mod pick;
pub mod place_labels;
pub mod prepared;
pub mod prepared_map;
pub mod relief;
pub mod sankey;
pub mod screen;
mod stretch;
pub mod style;
pub mod symbol;
pub mod text;
pub mod user;

pub use camera::Camera;
pub use compose::furniture::{self, Furniture};
pub use compose::{RenderOptions, Scene, compose};
pub use flow::Movement;
pub use frame::{Frame, Rgba};
pub use overlay::{Overlay, PreparedOverlay};
pub use prepared::{Prepared, polygons, signed_area};
pub use prepared_map::PreparedMap;
pub use screen::{ScreenPoint, Size};
pub use style::{Style, Theme};
pub use user::UserLayer;
