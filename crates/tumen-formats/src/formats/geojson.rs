//! GeoJSON: one document, or one feature after another.
//!
//! Members may stand in any order; those that Tumen does not use are kept as they were written. A broken
//! feature costs itself; reading goes on at the next one.

pub(super) mod crs;
mod extras;
mod read;
pub(super) mod record;
mod sequence;
mod write;

pub use read::read;
pub use sequence::read as read_sequence;
pub use write::{losses, write};

#[cfg(test)]
mod tests;
