//! Tumen.
#[cfg(feature = "gui")]
pub mod app;
pub mod assets;
pub mod cli;
pub mod diag;
pub mod export;
pub mod geo;
pub mod io;
pub mod model;
pub mod scene;
pub mod session;
#[cfg(feature = "gui")]
pub mod ui;
