//! Tumen: a desktop map and logistics viewer for the corridors between the Russian Far East and
//! Korea. This page is the map of the code; ARCHITECTURE.md says why it is so.
//!
//! Modules in layer order; each may use those above it, as `tests/layering.rs` checks:
//!
//! | module | holds |
//! |---|---|
//! | [`diag`] | notices: what went wrong, where, why, what to do |
//! | [`geo`] | degrees, projections, coordinate reference systems, measures on the ellipsoid, clip, simplify |
//! | [`model`] | the document: places, corridors, projects, events, figures, series, sources; the base map; layers of the user, edits, repairs; tours |
//! | [`network`] | the logistics network: modes, gauges, transfers, routes, flows |
//! | [`io`] | from bytes to the model: `data/`, the base map, route files and projects; the file doctor; writing |
//! | [`assets`] | the bundled files of `assets/` and `data/` |
//! | [`scene`] | camera, style, prepared layers, composition to a display list, labels, picking |
//! | [`export`] | the display list as SVG, PNG, PDF, GIF, text |
//! | [`session`] | document + view + notices, and the commands that change them |
//! | [`cli`] | the same session without a window |
//! | `ui` | the window's parts (feature `gui`) |
//! | `app` | the window: frame order, workers, dialogs, saved state (feature `gui`) |
//!
//! ```
//! use tumen::{assets::Bundle, model::Date, session::{Output, Session}, scene::Furniture};
//!
//! let today = "2026-11-21".parse::<Date>()?;
//! let mut session = Session::open(&Bundle::embedded(), today);
//! session.prepare();
//! let frame = session.compose([400.0, 300.0], Furniture::default(), Output::Paper { scale: 1.0 });
//! let svg = frame.map(|f| tumen::export::svg(&f, "The theatre", ""));
//! assert!(svg.is_some_and(|s| s.contains("Vladivostok")));
//! # Ok::<(), tumen::model::date::BadDate>(())
//! ```

#[cfg(feature = "gui")]
pub mod app;
pub mod assets;
pub mod cli;
pub mod diag;
pub mod export;
pub mod geo;
pub mod io;
pub mod model;
pub mod network;
pub mod scene;
pub mod session;
#[cfg(feature = "gui")]
pub mod ui;
