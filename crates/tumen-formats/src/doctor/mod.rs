//! The file doctor: after a reader has read, it decides where the numbers are on Earth, names what is
//! wrong with the shapes and proposes repairs.
//!
//! What is shown is placed by the system that the file states, or by the best guess, marked as one.
//! Shapes stay as the file has them, with one exception: a line across 180° is made continuous, which
//! changes longitudes by whole turns in memory only. Writers bring them back with
//! [`tumen_core::geo::LonLat::wrapped`].

mod inspect;
mod placing;
mod survey;
#[cfg(test)]
mod tests;

use super::input::{RawLayer, ReadError, Watch};
use tumen_core::diag::{Place, Report};
use tumen_core::message;
use tumen_core::message::Message;
use tumen_core::model::layer::{Feature, Layer};
use tumen_core::model::repair::{Proposal, Repair};

/// What the doctor gives back.
#[derive(Debug, Default)]
pub struct Examined {
    /// The layers in degrees WGS 84, in the order of the raw_layers. [`tumen_core::model::layer::Origin`] says in
    /// which system the file was and whether that was guessed.
    pub layers: Vec<Layer>,
    /// The raw_layers as the file has them, kept only when a proposal changes where things land.
    pub raw: Option<Vec<RawLayer>>,
    /// What can be repaired, in the order of layers.
    pub proposals: Vec<Proposal>,
}

impl Examined {
    /// A layer with a proposal applied: a placement starts anew from the raw layer, a repair of shapes from
    /// the layer that is shown. Nothing if the proposal belongs to another file.
    #[must_use]
    pub fn with(&self, proposal: &Proposal) -> Option<Layer> {
        let shown = self.layers.get(proposal.layer)?;
        if !proposal.placement {
            return Some(proposal.repair.apply(shown));
        }
        let raw = self.raw.as_ref()?.get(proposal.layer)?;
        Some(placing::anew(raw, &proposal.repair, shown))
    }

    /// Everything that the doctor is sure of is applied: guesses stay as they are taken, exchanged axes
    /// are exchanged if nothing else is possible, shapes are repaired.
    #[must_use]
    pub fn repaired(&self) -> Vec<Layer> {
        let repair = |(index, shown): (usize, &Layer)| {
            let own = || self.proposals.iter().filter(move |p| p.layer == index);
            let sure = |p: &&Proposal| {
                p.placement && !p.taken && p.confidence == tumen_core::model::Confidence::High
            };
            let placed = own().find(sure).and_then(|p| self.with(p)).unwrap_or_else(|| shown.clone());
            own().filter(|p| !p.placement).fold(placed, |layer, p| p.repair.apply(&layer))
        };
        self.layers.iter().enumerate().map(repair).collect()
    }
}

/// Examines what a reader has read.
///
/// # Errors
/// If the work should stop.
pub fn examine(raw_layers: Vec<RawLayer>, report: &mut Report, watch: &Watch) -> Result<Examined, ReadError> {
    let mut examined = Examined::default();
    let mut foreign_members = Vec::with_capacity(raw_layers.len());
    for (index, raw) in raw_layers.into_iter().enumerate() {
        let surveyed = survey::survey(&raw.layer, watch)?;
        let decision = placing::decide(&raw, index, &surveyed, report);
        let moves = decision.proposals.iter().any(|p| p.placement);
        // Features are shared, so that keeping the raw layer costs memory only where they are moved.
        foreign_members.push(moves.then(|| raw.clone()));
        let mut layer = placing::place(raw.layer, &decision, watch)?;
        examined.proposals.extend(decision.proposals);
        let swapped = decision.swapped;
        let look = inspect::Look { index, swapped, stray_zeros: surveyed.has_stray_zeros() };
        inspect::inspect(&mut layer, look, report, &mut examined.proposals, watch)?;
        examined.layers.push(layer);
    }
    if foreign_members.iter().any(Option::is_some) {
        let pairs = foreign_members.into_iter().zip(&examined.layers);
        let whole = |(raw, layer): (Option<RawLayer>, &Layer)| {
            raw.unwrap_or_else(|| RawLayer { layer: layer.clone(), ..RawLayer::default() })
        };
        examined.raw = Some(pairs.map(whole).collect());
    }
    Ok(examined)
}

/// Where a feature is, for notices: file, line, `feature 12 «Khasan»`, counted from 1.
fn place_of(layer: &Layer, index: usize, feature: &Feature) -> Place {
    let named = match feature.name() {
        Some(name) => {
            let short: String = name.chars().take(60).collect();
            message!("notice-in-feature-named", n = index + 1, name = short.trim())
        }
        None => message!("notice-in-feature", n = index + 1),
    };
    let place = place_of_layer(layer).feature(named);
    if feature.line > 0 { place.line(feature.line as usize) } else { place }
}

fn place_of_layer(layer: &Layer) -> Place {
    let file = if layer.origin.path.is_empty() { &layer.name } else { &layer.origin.path };
    Place::file(file.clone())
}

/// Where the positions of a layer begin, for notices about all of them.
fn place_of_positions(layer: &Layer) -> Place {
    let place = place_of_layer(layer);
    match layer.features.iter().find(|f| !f.geometry.is_empty()) {
        Some(first) if first.line > 0 => place.line(first.line as usize),
        _ => place,
    }
}

/// Lets a long loop be stopped without changing how far the reader says it is.
fn still_wanted(watch: &Watch) -> Result<(), ReadError> {
    Ok(watch.report_progress(usize::try_from(watch.done()).unwrap_or(usize::MAX))?)
}

/// The hint that names a repair.
fn offer(repair: &Repair) -> Message {
    message!("notice-offered-repair", repair = repair.sentence())
}
