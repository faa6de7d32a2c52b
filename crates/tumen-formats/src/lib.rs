#![doc = include_str!("../README.md")]
//!
//! From bytes to the model: one file per format. Quirks of formats end here.
//!
//! Readers take the bytes of named files and a [`tumen_core::diag::Report`]; a bad record is reported
//! with file and line, and the rest is read.

pub mod atomic;
pub mod basemap;
pub mod catalog;
pub mod container;
pub mod data_set;
pub mod demands;
pub mod doctor;
pub mod files;
pub mod formats;
pub mod input;
pub mod open;
mod opened;
mod packed;
pub mod project;
pub mod rows;
pub mod save;
pub mod sniff;
pub mod table;
pub mod tour;

use std::borrow::Cow;

/// Gives the content of a named file, if there is one.
pub type Files<'a> = &'a dyn Fn(&str) -> Option<Cow<'a, [u8]>>;
