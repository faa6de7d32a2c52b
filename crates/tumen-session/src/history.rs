//! Undo and redo of the user's layers.
//!
//! A state of the workspace is a list of shared layers of shared features, so keeping an old state costs
//! only what has changed since. One step is one gesture: edits with the same gesture number are taken
//! back together.

use std::sync::Arc;
use tumen_core::model::Workspace;
use tumen_core::model::edit::{Edit, EditError};

/// So many steps can be taken back.
pub const STEPS: usize = 500;

/// Edits of one drag or one burst of typing share a number; it is never used again.
pub type Gesture = u64;

#[derive(Debug, Clone)]
struct Step {
    label: &'static str,
    /// The workspace on the other side of the step.
    state: Arc<Workspace>,
}

/// The workspace with what it was before and what it was before undoing.
#[derive(Debug, Clone, Default)]
pub struct History {
    present: Arc<Workspace>,
    past: Vec<Step>,
    future: Vec<Step>,
    gesture: Option<Gesture>,
    revision: u64,
    saved: u64,
}

impl History {
    /// A history that begins with a workspace, which counts as saved.
    #[must_use]
    pub fn starting_with(workspace: Workspace) -> Self {
        Self { present: Arc::new(workspace), ..Self::default() }
    }

    /// What is there now.
    #[must_use]
    pub fn present(&self) -> &Arc<Workspace> {
        &self.present
    }

    /// A number that is another one after every change.
    #[must_use]
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// Whether there are changes since the last [`History::mark_saved`].
    #[must_use]
    pub fn is_dirty(&self) -> bool {
        self.revision != self.saved
    }

    /// The present state is safely in a file.
    pub fn mark_saved(&mut self, revision: u64) {
        self.saved = revision;
    }

    /// Makes edits as one step; those of the running gesture belong to its step.
    ///
    /// # Errors
    /// If an edit cannot be made; nothing is changed then.
    pub fn edit(&mut self, edits: Vec<Edit>, gesture: Option<Gesture>) -> Result<(), EditError> {
        let Some(label) = edits.first().map(Edit::label) else { return Ok(()) };
        let mut next = (*self.present).clone();
        for edit in edits {
            edit.apply(&mut next)?;
        }
        let goes_on = gesture.is_some() && gesture == self.gesture && !self.past.is_empty();
        let before = std::mem::replace(&mut self.present, Arc::new(next));
        if !goes_on {
            self.past.push(Step { label, state: before });
            let surplus = self.past.len().saturating_sub(STEPS);
            self.past.drain(..surplus);
        }
        self.future.clear();
        self.gesture = gesture;
        self.revision += 1;
        Ok(())
    }

    /// Takes the last step back. Returns whether there was one.
    pub fn undo(&mut self) -> bool {
        let Some(step) = self.past.pop() else { return false };
        let state = std::mem::replace(&mut self.present, step.state);
        self.future.push(Step { label: step.label, state });
        self.moved()
    }

    /// Takes the last undo back. Returns whether there was one.
    pub fn redo(&mut self) -> bool {
        let Some(step) = self.future.pop() else { return false };
        let state = std::mem::replace(&mut self.present, step.state);
        self.past.push(Step { label: step.label, state });
        self.moved()
    }

    fn moved(&mut self) -> bool {
        self.gesture = None;
        self.revision += 1;
        true
    }

    /// What undo would take back.
    #[must_use]
    pub fn undo_label(&self) -> Option<&'static str> {
        self.past.last().map(|s| s.label)
    }

    /// What redo would do again.
    #[must_use]
    pub fn redo_label(&self) -> Option<&'static str> {
        self.future.last().map(|s| s.label)
    }
}
