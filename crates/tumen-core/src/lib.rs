#![doc = include_str!("../README.md")]
//!
//! The world of Tumen, before any file and any pixel.
//!
//! | module | holds |
//! |---|---|
//! | [`diag`] | notices: what went wrong, where, why, what to do |
//! | [`geo`] | degrees, projections, coordinate reference systems, measures on the ellipsoid, clip, simplify |
//! | [`markdown`] | the one reader of Markdown: blocks and words with their looks |
//! | [`model`] | the document: places, corridors, projects, events, figures; the base map; layers of the user, edits, repairs; tours |
//! | [`words`] | messages in the languages of the program |

pub mod diag;
pub mod geo;
pub mod language;
pub mod markdown;
pub mod message;
pub mod model;
pub mod watch;
pub mod words;
