//! The languages of names, labels and messages.

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
