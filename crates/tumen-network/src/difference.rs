//! What a change does: the answer to a request beside the answer to a changed one.

use super::request::{Answer, Leg, Merit, Objective, Totals, Variant};
use std::collections::BTreeSet;
use tumen_core::model::Id;

/// The best variant by one objective before and after a change.
#[derive(Debug, Clone, PartialEq)]
pub struct Difference {
    /// The objective compared by.
    pub objective: Objective,
    /// Amounts of the best variant before; nothing if there was no way.
    pub before: Option<Totals>,
    /// Amounts of the best variant after; nothing if there is no way.
    pub after: Option<Totals>,
    /// Corridors and crossings that only the variant before uses.
    pub left: Vec<Id>,
    /// Corridors and crossings that only the variant after uses.
    pub taken: Vec<Id>,
}

impl Difference {
    /// After less before in the objective's own unit; nothing if either has no way.
    #[must_use]
    pub fn change(&self) -> Option<f64> {
        Some(self.after?.by(self.objective) - self.before?.by(self.objective))
    }

    /// Whether cargo would go another way.
    #[must_use]
    pub fn goes_another_way(&self) -> bool {
        !self.left.is_empty() || !self.taken.is_empty()
    }
}

/// Compares the best variants of two answers by each objective. An answer that could not be given is `None`.
#[must_use]
pub fn compare(before: Option<&Answer>, after: Option<&Answer>) -> Vec<Difference> {
    let one = |objective: Objective| {
        let (old, new) = (best(before, objective), best(after, objective));
        let (of_old, of_new) = (marks(old), marks(new));
        Difference {
            objective,
            before: old.map(|v| v.range.value),
            after: new.map(|v| v.range.value),
            left: of_old.difference(&of_new).cloned().collect(),
            taken: of_new.difference(&of_old).cloned().collect(),
        }
    };
    Objective::ALL.into_iter().map(one).collect()
}

fn best(answer: Option<&Answer>, objective: Objective) -> Option<&Variant> {
    let variants = &answer?.variants;
    let marked = variants.iter().find(|v| v.merits.contains(&Merit::Best(objective)));
    let least = || {
        let by = |v: &&Variant| v.range.value.by(objective);
        variants.iter().min_by(|a, b| by(a).total_cmp(&by(b)))
    };
    marked.or_else(least)
}

/// What tells ways apart for a person: corridors, and the places of borders and ports.
fn marks(variant: Option<&Variant>) -> BTreeSet<Id> {
    let legs = variant.map_or(&[][..], |v| &v.legs);
    let of_leg =
        |leg: &Leg| leg.corridor.clone().or_else(|| (leg.from == leg.to).then(|| leg.from.id.clone()));
    legs.iter().filter_map(of_leg).filter(|id| !id.is_empty()).collect()
}
