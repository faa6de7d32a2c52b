//! The words of the system's dialogs, which wait for their answer beside the window.

use std::sync::Arc;
use tumen_core::model::Language;
use tumen_core::words::{Messages, Words};
use tumen_session::Session;

/// The words of the window, to be taken along to another thread.
#[derive(Clone)]
pub struct DialogWords {
    words: Arc<Words>,
    language: Language,
}

impl DialogWords {
    /// Those of a session.
    pub fn of(session: &Session) -> Self {
        Self { words: session.words().clone(), language: session.interface() }
    }

    /// In the language of the window.
    pub fn messages(&self) -> Messages<'_> {
        self.words.messages(self.language)
    }

    /// A message without arguments.
    pub fn say(&self, key: &'static str) -> &str {
        self.messages().say(key)
    }
}
