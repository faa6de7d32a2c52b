//! What a reader may still take before a limit stops it.

use crate::input::{Limits, ReadError, Watch};
use tumen_core::message;
use tumen_core::message::Message;

/// No nesting is followed deeper than this, whatever limit the user sets: each level takes a part of
/// the stack.
const DEEPEST: u64 = 200;

/// Counts features and positions against the limits.
#[derive(Debug)]
pub(crate) struct Budget<'a> {
    /// The limits.
    pub(crate) limits: &'a Limits,
    features: u64,
    vertices: u64,
    watch: Option<&'a Watch>,
}

/// Why one geometry or value cannot be read.
#[derive(Debug)]
pub(crate) enum Flaw {
    /// It is damaged or not understood; the sentence says why.
    Bad(Message),
    /// Reading ends here.
    Stop(ReadError),
}

impl From<ReadError> for Flaw {
    fn from(error: ReadError) -> Self {
        Self::Stop(error)
    }
}

impl Flaw {
    /// A flaw with this reason.
    pub(crate) fn bad<T>(why: impl Into<Message>) -> Result<T, Self> {
        Err(Self::Bad(why.into()))
    }

    /// Whether reading must end; the sentence otherwise.
    pub(crate) fn why(self) -> Result<Message, ReadError> {
        match self {
            Self::Bad(why) => Ok(why),
            Self::Stop(error) => Err(error),
        }
    }
}

impl<'a> Budget<'a> {
    /// Nothing taken yet.
    pub(crate) fn new(limits: &'a Limits) -> Self {
        Self { limits, features: 0, vertices: 0, watch: None }
    }

    /// Takes one feature.
    pub(crate) fn feature(&mut self) -> Result<(), ReadError> {
        self.features += 1;
        within(message!("notice-number-features"), self.features, "features", self.limits.features)
    }

    /// Takes positions.
    pub(crate) fn vertices(&mut self, count: usize) -> Result<(), ReadError> {
        self.vertices = self.vertices.saturating_add(count as u64);
        within(message!("notice-number-positions-parts"), self.vertices, "vertices", self.limits.vertices)
    }

    /// Takes values of properties, each like two positions: it takes more memory, but files of many
    /// positions have few values.
    pub(crate) fn values(&mut self, count: usize) -> Result<(), ReadError> {
        self.vertices(count.saturating_mul(2))
    }

    /// Looks whether a long piece of work should stop, where [`Budget::watched`] named a watch.
    pub(crate) fn glance(&self) -> Result<(), ReadError> {
        Ok(self.watch.map_or(Ok(()), |watch| watch.report_progress(watch.done() as usize))?)
    }

    /// The same budget, which looks at a watch.
    pub(crate) fn watched(self, watch: &'a Watch) -> Self {
        Self { watch: Some(watch), ..self }
    }

    /// Checks the length of one text.
    pub(crate) fn text(&self, length: usize) -> Result<(), ReadError> {
        within(message!("notice-length-text"), length as u64, "text-bytes", self.limits.text_bytes)
    }

    /// Checks how deep shapes lie in each other.
    pub(crate) fn depth(&self, depth: u64) -> Result<(), Flaw> {
        let limit = self.limits.depth.min(DEEPEST);
        if depth <= limit {
            return Ok(());
        }
        Flaw::bad(message!("notice-shapes-lie-each", limit = limit))
    }
}

fn within(what: Message, value: u64, name: &'static str, limit: u64) -> Result<(), ReadError> {
    if value <= limit {
        return Ok(());
    }
    Err(ReadError::Limit { what: message!("notice-more", what = what, value = value), name, limit })
}
