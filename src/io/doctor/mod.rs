//! Placeholder.
#![allow(missing_docs)]
use super::input::{Draft, ReadError, Watch};
use crate::diag::Report;
use crate::model::layer::Layer;
use crate::model::repair::Proposal;
#[derive(Debug, Default)]
pub struct Examined {
    pub layers: Vec<Layer>,
    pub raw: Option<Vec<Draft>>,
    pub proposals: Vec<Proposal>,
}
impl Examined {
    pub fn with(&self, _: &Proposal) -> Option<Layer> {
        None
    }
    pub fn repaired(&self) -> Vec<Layer> {
        self.layers.clone()
    }
}
pub fn examine(drafts: Vec<Draft>, _: &mut Report, _: &Watch) -> Result<Examined, ReadError> {
    Ok(Examined { layers: drafts.into_iter().map(|d| d.layer).collect(), ..Examined::default() })
}
