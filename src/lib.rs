//! Tumen.
pub mod assets;
pub mod diag;
pub mod export;
pub mod geo;
pub mod scene;
#[cfg(feature = "gui")]
pub mod ui;
