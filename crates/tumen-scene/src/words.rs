//! Words drawn on the map, in the three languages of labels, from `assets/i18n/words.toml`.

use std::collections::BTreeMap;
use tumen_core::model::{Language, Names};

/// Words by key.
#[derive(Debug, Clone, Default, serde::Deserialize)]
#[serde(transparent)]
pub struct Words(BTreeMap<String, Names>);

impl Words {
    /// Reads a file of words.
    ///
    /// # Errors
    /// If the text is not TOML tables of `en`, `ru`, `ko`.
    pub fn parse(text: &str) -> Result<Self, toml::de::Error> {
        toml::from_str(text)
    }

    /// The word of a key; the key itself if there is none.
    #[must_use]
    pub fn get<'a>(&'a self, key: &'a str, language: Language) -> &'a str {
        self.0.get(key).map_or(key, |names| names.get(language))
    }

    /// Every text, for the test of missing glyphs.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        self.0.values().flat_map(Names::all).map(|t| &**t)
    }
}
