//! Tables: comma-, semicolon-, bar- or tab-separated values with a position in each row.
//!
//! All columns stay properties, those of the position too, as they are written; how the table was written
//! is kept with the layer (`csv:columns`), so that the writer gives back the same table.

mod columns;
mod dialect;
mod layout;
mod read;
mod split;
mod write;

pub use read::read;
pub use write::{losses, write};

#[cfg(test)]
mod tests;
