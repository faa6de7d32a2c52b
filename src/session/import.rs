//! What opening a file came to.

use crate::diag::Report;
use crate::io::doctor::Examined;
use crate::model::LayerId;
use crate::model::repair::Proposal;
use std::sync::Arc;

/// The report of a file that was opened, or could not be.
#[derive(Debug, Clone, Default)]
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
    /// The layers that were added, in the order of the file.
    pub layers: Vec<LayerId>,
    /// What the doctor found: repairs that it offers, and what they start from.
    pub examined: Arc<Examined>,
}

impl Import {
    /// The repairs offered; [`Proposal::layer`] counts in [`Import::layers`].
    #[must_use]
    pub fn proposals(&self) -> &[Proposal] {
        &self.examined.proposals
    }
}
