//! The session without a window: data, map, pages, search, network, talks.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on fails")]

#[path = "../common/mod.rs"]
mod common;

mod coast;
mod colors;
mod commands;
mod compare;
mod credits;
mod data;
mod export;
mod facts;
mod flows;
mod frames;
mod golden;
mod loupes;
mod mouth;
mod names;
mod network;
mod page;
mod paths;
mod pdf;
mod presentation;
mod routes;
mod scene;
mod search;
mod sheets;
mod side_by_side;
mod status;
