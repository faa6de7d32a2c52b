//! Placeholder.
use crate::diag::Report;
use crate::io::input::{Draft, Input, ReadError};
#[allow(missing_docs, clippy::missing_errors_doc)]
pub fn read(_: &Input<'_>, _: &mut Report) -> Result<Vec<Draft>, ReadError> {
    Ok(Vec::new())
}
