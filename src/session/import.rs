//! What opening a file came to.

use crate::diag::Report;
use crate::model::repair::Proposal;
use crate::model::{Layer, LayerId};
use std::sync::Arc;

/// The report of a file that was opened, or could not be.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Import {
    /// Unique among all files opened while the program runs.
    pub id: u64,
    /// The file, as the user would name it.
    pub path: String,
    /// The name of its format for people; empty if it could not be recognised.
    pub format: String,
    /// Everything the reader and the doctor had to say.
    pub report: Report,
    /// Features loaded.
    pub features: usize,
    /// Repairs that the doctor offers; [`Proposal::layer`] counts in `layers`.
    pub proposals: Vec<Proposal>,
    /// The layers that were added, in the order of the file.
    pub layers: Vec<LayerId>,
    /// The layers as the file has them, if where they are was guessed.
    pub as_in_file: Option<Arc<Vec<Layer>>>,
}
