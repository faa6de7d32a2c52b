//! What opening a file came to.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tumen_core::diag::{Place, Report};
use tumen_core::message;
use tumen_core::message::Message;
use tumen_core::model::repair::{Proposal, Repair};
use tumen_core::model::{Edit, Layer, LayerId, Logistics, Loupe, Tour, Workspace};
use tumen_formats::doctor::Examined;

/// The report of a file that was opened, or could not be.
#[derive(Debug, Clone, Default)]
pub struct Import {
    /// Unique among all files opened while the program runs.
    pub id: u64,
    /// The file, as the user would name it.
    pub path: String,
    /// The name of its format for people; empty if it could not be recognized.
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
    /// Parts of the map at a larger scale that the file holds.
    pub loupes: Arc<[Loupe]>,
    /// What the doctor found: repairs that it offers, and what they start from.
    pub examined: Arc<Examined>,
}

impl Import {
    /// Whether the file gave anything at all: `layers` are those that it gave.
    #[must_use]
    pub fn is_empty(&self, layers: &[Layer]) -> bool {
        layers.is_empty() && self.tours.is_empty() && self.assumptions.is_empty() && self.loupes.is_empty()
    }

    /// What the file gave, in a few words.
    #[must_use]
    pub fn content(&self) -> Message {
        let (tours, assumptions, loupes) = (self.tours.len(), self.assumptions.len(), self.loupes.len());
        let parts = [
            (self.features > 0 || tours + assumptions + loupes == 0)
                .then(|| message!("notice-features", n = self.features)),
            (tours > 0).then(|| message!("notice-tours", n = tours)),
            (assumptions > 0).then(|| message!("notice-assumptions", n = assumptions)),
            (loupes > 0).then(|| message!("notice-loupes", n = loupes)),
        ];
        let joined = parts.into_iter().flatten().reduce(|a, b| message!("notice-list", first = a, then = b));
        joined.unwrap_or(Message::NONE)
    }

    /// The files that the tours show, which lie beside the file that was opened; each once. A name on
    /// another machine is left out: opening a file asks no network.
    #[must_use]
    pub fn files_beside(&self, path: &Path) -> Vec<PathBuf> {
        let folder = path.parent().unwrap_or(Path::new(""));
        let elsewhere =
            |name: &str| name.starts_with("\\\\") || name.starts_with("//") || name.contains("://");
        let mut seen = BTreeSet::new();
        let named = self.tours.iter().flat_map(|t| &t.files).filter(|f| !elsewhere(f));
        named.map(|f| folder.join(f)).filter(|path| seen.insert(path.clone())).collect()
    }

    /// The edits that bring tours, assumptions and loupes into a workspace. A tour whose id is taken by another
    /// one gets a new id; one that is there already is not added again. An assumption that was set
    /// otherwise is replaced, and the report says so.
    pub fn take_tours(&mut self, workspace: &Workspace) -> Vec<Edit> {
        let (mut edits, mut after) = (Vec::new(), Workspace::default());
        after.tours.clone_from(&workspace.tours);
        for tour in &mut self.tours {
            if after.tour(&tour.id) == Some(tour) {
                continue;
            }
            let free = after.free_tour_id(&tour.id);
            if free != tour.id {
                Arc::make_mut(tour).id = free;
            }
            after.set_tour(tour.clone());
            edits.push(Edit::SetTour(tour.clone()));
        }
        for (id, value) in &self.assumptions {
            let before = workspace.assumptions.get(id);
            if let Some(before) = before.filter(|before| *before != value) {
                let message = message!("notice-assumption-replaced", id = id, before = *before, now = *value);
                self.report.info(
                    "assumption-replaced",
                    Place::file(&self.path),
                    message,
                    message!("notice-undo-brings-back"),
                );
            }
            if before != Some(value) {
                edits.push(Edit::SetAssumption(id.clone(), Some(*value)));
            }
        }
        edits.extend(self.take_loupes(workspace));
        edits
    }

    /// The edit that adds the loupes that are not there already, as many as a picture may have.
    fn take_loupes(&self, workspace: &Workspace) -> Option<Edit> {
        let new: Vec<Loupe> = self.loupes.iter().filter(|l| !workspace.loupes.contains(l)).copied().collect();
        let all = workspace.loupes.iter().copied().chain(new.iter().copied()).take(Loupe::MOST).collect();
        (!new.is_empty()).then_some(Edit::SetLoupes(all))
    }

    /// Tells of assumptions under ids that the network knows no more, as those of older versions: they have no effect.
    pub fn tell_unknown(&mut self, logistics: &Logistics) {
        let unknown: Vec<String> =
            self.assumptions.keys().filter(|id| !logistics.is_assumable(id)).cloned().collect();
        for id in unknown {
            let message = message!("notice-assumption-unknown", id = id);
            let place = Place::file(&self.path);
            self.report.warning(
                "assumption-unknown",
                place,
                message,
                message!("notice-assumption-unknown-do"),
            );
        }
    }

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
