//! The text form of a tour: TOML that a person can write.
//!
//! What stands before the first stop belongs to the whole talk; each `[[stop]]` is read alone, so that a
//! damaged stop costs itself. `data/README.md` describes the fields. The same stop as JSON on one line
//! stands in projects and in KML.

mod read;
pub mod record;
mod table;
mod write;

pub use read::read;
use tumen_core::message;
pub use write::write;

use crate::input::{Input, ReadError};
use crate::rows;
use tumen_core::diag::Report;
use tumen_core::model::Tour;

/// Reads a file that is a tour.
///
/// # Errors
/// If nothing of it can be read.
pub fn file(input: &Input<'_>, report: &mut Report) -> Result<Tour, ReadError> {
    let text = rows::text(input.name, input.bytes, report);
    let tour = text.and_then(|text| read(input.name, text, report));
    tour.ok_or_else(|| ReadError::Broken {
        code: "syntax",
        what: message!("notice-nothing-tour-can"),
        line: None,
        byte: None,
        hint: message!("notice-tour-title-stop"),
    })
}

/// Whether a text without brackets at its start may be a tour: it has a `[[stop]]`.
#[must_use]
pub fn is_tour(text: &str) -> bool {
    text.lines().any(|line| read::block_name(line) == Some(STOP))
}

/// Whether a text begins as a tour without stops does: with an id or a title.
#[must_use]
pub fn has_head(text: &str) -> bool {
    let key = |line: &str| line.split_once('=').map(|(key, _)| key.trim().to_owned());
    text.lines().any(|line| matches!(key(line).as_deref(), Some("id" | "title")))
}

/// The name of the blocks.
const STOP: &str = "stop";

#[cfg(test)]
pub(crate) mod tests;
