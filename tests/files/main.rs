//! Files of the user: reading, repairing, editing, writing, talks.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on fails")]

#[path = "../common/mod.rs"]
mod common;

mod contracts;
mod doctor;
mod edits;
mod faults;
mod formats;
mod hostile;
mod mutations;
mod spent;
mod tours;
mod user;
