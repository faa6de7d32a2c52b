//! Names in three languages.

use crate::language::Language;
use crate::message::Value;
use std::sync::Arc;

/// A name or text in three languages; an empty one is not known.
#[derive(Debug, Clone, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Names {
    /// English.
    #[serde(default)]
    pub en: Arc<str>,
    /// Russian.
    #[serde(default)]
    pub ru: Arc<str>,
    /// Korean.
    #[serde(default)]
    pub ko: Arc<str>,
}

impl Names {
    /// The text in a language, or in English where it is not known.
    #[must_use]
    pub fn get(&self, language: Language) -> &Arc<str> {
        let text = match language {
            Language::En => &self.en,
            Language::Ru => &self.ru,
            Language::Ko => &self.ko,
        };
        if text.is_empty() { &self.en } else { text }
    }

    /// The texts that are known, English first.
    pub fn all(&self) -> impl Iterator<Item = &Arc<str>> {
        [&self.en, &self.ru, &self.ko].into_iter().filter(|t| !t.is_empty())
    }
}

impl From<&Names> for Value {
    fn from(Names { en, ru, ko }: &Names) -> Self {
        Self::Named([en.clone(), ru.clone(), ko.clone()])
    }
}
