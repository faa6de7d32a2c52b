//! Names in three languages.

use std::sync::Arc;

/// A language of labels and names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    /// English.
    #[default]
    En,
    /// Russian.
    Ru,
    /// Korean.
    Ko,
}

impl Language {
    /// Every language, in the order menus show them.
    pub const ALL: [Self; 3] = [Self::En, Self::Ru, Self::Ko];

    /// The word for the command line and for files.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Ru => "ru",
            Self::Ko => "ko",
        }
    }

    /// What speakers call it.
    #[must_use]
    pub fn own_name(self) -> &'static str {
        match self {
            Self::En => "English",
            Self::Ru => "Русский",
            Self::Ko => "한국어",
        }
    }

    /// The language of that word.
    #[must_use]
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|l| l.id() == id)
    }
}

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
