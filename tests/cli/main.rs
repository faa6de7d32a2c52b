//! The command line, run as a program, and the rules that the sources keep.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on fails")]

#[path = "../common/mod.rs"]
mod common;

mod cli;
mod cycles;
mod layering;
mod literals;
mod words;
