//! The window, driven by labels and looked at by pixels.
#![cfg(feature = "gui")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on fails")]

#[path = "../common/mod.rs"]
mod common;

mod card;
mod export_dialog;
mod first_window;
mod gpu;
mod lists;
mod panels;
mod presenter;
mod routes;
mod sheet;
mod time;
mod tools;
mod tour_editor;
mod windows;
