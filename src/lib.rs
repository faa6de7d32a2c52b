//! Tumen: a desktop map and logistics viewer for the corridors between the Russian Far East and
//! Korea. This page is the map of the code; ARCHITECTURE.md says why it is so.
//!
//! This package is the program: what a person types, sees and clicks. What it knows lies in the crates below:
//!
//! | crate | holds |
//! |---|---|
//! | [`tumen_assets`] | the bundled files of `assets/` and `data/` |
//! | [`tumen_core`] | notices, geometry, the document and its statuses |
//! | [`tumen_formats`] | from bytes to the model and back; the file doctor |
//! | [`tumen_network`] | the logistics network: modes, gauges, transfers, routes, flows |
//! | [`tumen_scene`] | camera, style, prepared layers, the display list, and its painters |
//! | [`tumen_session`] | document + view + notices, the commands that change them, the services of both faces |
//!
//! | module | holds |
//! |---|---|
//! | [`cli`] | the session without a window |
//! | [`clock`] | the date and the time of day where the computer stands |
//! | [`locale`] | the language that the system is set to |
//! | `ui` | the window's parts (feature `gui`) |
//! | `app` | the window: frame order, workers, dialogs, saved state (feature `gui`) |
//!
//! ```
//! use tumen_assets::Bundle;
//! use tumen_core::model::Date;
//! use tumen_scene::{Furniture, export};
//! use tumen_session::{Output, Session};
//!
//! let today = "2026-11-21".parse::<Date>()?;
//! let mut session = Session::open(&Bundle::embedded(), today);
//! session.prepare();
//! let frame = session.compose([400.0, 300.0], Furniture::default(), Output::Paper { scale: 1.0 });
//! let svg = frame.map(|f| export::svg(&f, "The theatre", ""));
//! assert!(svg.is_some_and(|s| s.contains("Vladivostok")));
//! # Ok::<(), tumen_core::model::date::BadDate>(())
//! ```

#[cfg(feature = "gui")]
pub mod app;
pub mod cli;
pub mod clock;
mod errors;
pub mod locale;
#[cfg(feature = "gui")]
pub mod ui;
