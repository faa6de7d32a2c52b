//! What opening a file came to.

use crate::diag::Report;
use crate::io::doctor::Examined;
use crate::model::repair::{Proposal, Repair};
use crate::model::{Layer, LayerId, Tour};
use std::collections::BTreeMap;
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
    /// Tours of the file; adding them makes their ids unique.
    pub tours: Vec<Arc<Tour>>,
    /// Parameters of the logistics network that the file sets, by id.
    pub assumptions: BTreeMap<String, f64>,
    /// What the doctor found: repairs that it offers, and what they start from.
    pub examined: Arc<Examined>,
}

impl Import {
    /// The repairs offered; [`Proposal::layer`] counts in [`Import::layers`].
    #[must_use]
    pub fn proposals(&self) -> &[Proposal] {
        &self.examined.proposals
    }

    /// A layer with a proposal applied. A placement starts anew from the numbers of the file, so that
    /// edits made since are lost; a repair of shapes starts from the layer as it is now. Nothing if the
    /// proposal belongs to another file or cannot be made from here.
    #[must_use]
    pub fn repaired(&self, proposal: &Proposal, now: &Layer) -> Option<Layer> {
        let repaired = match (&proposal.repair, proposal.placement) {
            (Repair::Encoding(_), _) => return None,
            (_, true) => self.examined.with(proposal)?,
            (repair, false) => repair.apply(now),
        };
        Some(Layer {
            id: now.id,
            name: now.name.clone(),
            style: now.style.clone(),
            visible: true,
            ..repaired
        })
    }
}
