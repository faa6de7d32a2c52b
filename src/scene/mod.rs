//! From the document to a display list: camera, style, preparation, composition, labels, picking.
//!
//! `scene` knows neither files nor the window toolkit. The same [`Frame`] is drawn by the window's
//! GPU painter and by the painters of [`crate::export`].

pub mod camera;
pub mod frame;
pub mod prepared;
pub mod relief;
pub mod text;
mod triangulate;

pub use camera::Camera;
pub use frame::{Frame, Rgba};
pub use prepared::Prepared;
pub use triangulate::{polygons, signed_area};
