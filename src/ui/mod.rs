//! The window's parts: theme, map, panels, plots. They read a [`tumen_session::Session`] and push
//! [`tumen_session::Command`]s; nothing here changes anything else, opens a file or a dialog.

// A new variant must be met everywhere; no arm may swallow it.
#![warn(clippy::wildcard_enum_match_arm)]

pub mod about;
pub mod actions;
pub mod attributes;
mod background;
pub mod card;
pub mod colors;
mod compare;
pub mod conditions;
pub mod exporting;
pub mod files;
pub mod fonts;
pub mod gpu;
mod halos;
pub mod layers;
pub mod lists;
pub mod logistics;
mod loupes;
pub mod map;
pub mod out;
pub mod paint;
pub mod palette;
pub mod plots;
pub mod presenter;
pub mod program;
pub mod projects;
pub mod reports;
mod say;
pub mod shell;
pub mod sizes;
pub mod tab;
mod text;
pub mod theme;
pub mod timebar;
pub mod tools;
pub mod tours;
pub mod typeset;
pub mod work;

pub use actions::Action;
pub use out::{PanelCx, UiCommand, UiCommands};
pub use paint::{paint, paint_over};
pub use shell::{Requests, Shell};
pub use tumen_session::format;
