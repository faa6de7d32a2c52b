//! The window.

pub mod fonts;
pub mod gpu;
pub mod paint;
mod text;

pub use paint::paint;
