//! Tables: comma-, semicolon-, bar- or tab-separated values with a position in each row.
//!
//! All columns stay properties, those of the position too, as they are written; how the table was written
//! is kept with the layer (`csv:columns`), so that the writer gives back the same table.

mod cell;
mod columns;
mod dialect;
mod layout;
mod read;
mod split;
mod write;
mod zone;

pub(crate) use dialect::unwrapped;
pub use read::read;
pub use write::{losses, write};

/// All rows of a text with the lines where they start, counted from 1, and what stands between values; a first line
/// that only states the delimiter is left out.
pub(crate) fn all_rows(text: &str) -> (u8, Vec<(usize, Vec<String>)>) {
    let (delimiter, skip) = dialect::delimiter(text);
    let (mut rows, mut row, mut all) = (split::Rows::new(text, delimiter), split::Row::default(), Vec::new());
    while rows.next(&mut row) {
        all.push((row.line, row.fields.iter().map(|f| f.text(text).into_owned()).collect()));
    }
    all.drain(..skip.min(all.len()));
    (delimiter, all)
}

#[cfg(test)]
mod tests;
