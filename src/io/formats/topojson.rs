//! TopoJSON.

use crate::diag::Report;
use crate::io::input::{Draft, Input, ReadError};

/// Reads a topology.
///
/// # Errors
/// Always, as yet.
pub fn read(_input: &Input<'_>, _report: &mut Report) -> Result<Vec<Draft>, ReadError> {
    Err(ReadError::Empty)
}
