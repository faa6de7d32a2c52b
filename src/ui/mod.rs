//! The window's parts: theme, map, panels, plots. They read a [`crate::session::Session`] and push
//! [`crate::session::Command`]s; nothing here changes anything else, opens a file or a dialog.

pub mod card;
pub mod plots;
