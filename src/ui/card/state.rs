//! What the card remembers from frame to frame: its own, and nobody else's.

use crate::ui::background::Later;
use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;
use tumen_core::model::measure::{Measures, Profile};
use tumen_core::model::{Corridor, Document, Feature, Id};

/// What the card remembers; not saved.
#[derive(Debug, Clone, Default)]
pub struct CardState {
    /// What the last frame showed.
    subject: String,
    /// Groups of figures that are unfolded, by their first figure.
    unfolded: BTreeSet<Id>,
    /// What was worked out about the feature shown last.
    pub(super) facts: Option<FactsOf>,
    lengths: Lengths,
}

/// A property as the card shows it.
#[derive(Debug)]
pub(super) struct PropertyRow {
    pub name: String,
    pub text: String,
    /// A web address in it.
    pub link: Option<String>,
}

/// All that is worked out about a feature.
#[derive(Debug)]
pub(super) struct Facts {
    pub measures: Measures,
    pub profile: Option<Profile>,
    /// Countries by name, with the meters within each; an empty name is the high sea.
    pub countries: Vec<(String, f64)>,
    pub properties: Vec<PropertyRow>,
}

/// The facts of one state of a feature.
pub(super) type FactsOf = (Arc<Feature>, Later<Facts>);

/// Lengths of corridors of one document, meters: measuring thousands of points each frame would be slow.
#[derive(Debug, Clone, Default)]
struct Lengths {
    of: Option<Arc<Document>>,
    known: HashMap<Id, f64>,
}

impl CardState {
    /// Whether another subject was shown in the last frame; this one is from now on.
    pub(super) fn turn_to(&mut self, subject: &str) -> bool {
        let fresh = self.subject != subject;
        if fresh {
            subject.clone_into(&mut self.subject);
        }
        fresh
    }

    pub(super) fn is_unfolded(&self, group: &Id) -> bool {
        self.unfolded.contains(group)
    }

    pub(super) fn fold(&mut self, group: &Id) {
        if !self.unfolded.remove(group) {
            self.unfolded.insert(group.clone());
        }
    }

    /// The length of a corridor of the document, meters; measured at first use.
    pub(super) fn length_m(&mut self, document: &Arc<Document>, corridor: &Corridor) -> f64 {
        let Lengths { of, known } = &mut self.lengths;
        if of.as_ref().is_none_or(|of| !Arc::ptr_eq(of, document)) {
            *of = Some(document.clone());
            known.clear();
        }
        *known.entry(corridor.id.clone()).or_insert_with(|| corridor.length_m())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_subject_is_fresh_once_and_a_group_unfolds_and_folds() {
        let mut state = CardState::default();
        let turns = ["a", "a", "b", "a"].map(|subject| state.turn_to(subject));
        assert_eq!(turns, [true, false, true, true]);
        let group: Id = "figure".into();
        let mut folded = || {
            state.fold(&group);
            state.is_unfolded(&group)
        };
        assert_eq!([folded(), folded()], [true, false]);
    }
}
