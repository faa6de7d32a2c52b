#![doc = include_str!("../README.md")]
//!
//! What the program carries inside itself: the files of `assets/` and `data/`.
//!
//! A file can be laid over the bundled one of the same name ([`Bundle::overlaid`]), so that a person
//! can correct a fact in a text editor and see the map change, and a test can damage one.

use std::borrow::Cow;
use std::collections::BTreeMap;

/// Name (with forward slashes, from the repository root) and content of every bundled file.
static FILES: &[(&str, &[u8])] = include!(concat!(env!("OUT_DIR"), "/bundle.rs"));

/// The two text fonts (see `assets/SOURCES.toml`).
pub const FONT_REGULAR: &str = "assets/fonts/Pretendard-Regular.otf";
/// The heavier of the two text fonts.
pub const FONT_SEMIBOLD: &str = "assets/fonts/Pretendard-SemiBold.otf";

/// How the map looks.
pub const MAP_STYLE: &str = "assets/style/map.toml";
/// Sizes of the window.
pub const WINDOW_STYLE: &str = "assets/style/window.toml";

/// Where the base map and the fonts come from, with licences and required attributions.
pub const SOURCES: &str = "assets/SOURCES.toml";
/// The folder of the words: one folder for each language below it, with files of Fluent messages.
pub const WORDS: &str = "assets/i18n/";

/// The content of a bundled file; empty if there is no such file.
#[must_use]
pub fn bytes(name: &str) -> &'static [u8] {
    FILES.binary_search_by_key(&name, |f| f.0).map_or(&[], |i| FILES[i].1)
}

/// A set of named files: the bundled ones with others laid over them.
#[derive(Debug, Clone, Default)]
pub struct Bundle {
    over: BTreeMap<String, Vec<u8>>,
}

impl Bundle {
    /// The files the program was built with.
    #[must_use]
    pub fn embedded() -> Self {
        Self::default()
    }

    /// The same bundle with one file replaced or added.
    #[must_use]
    pub fn overlaid(mut self, name: impl Into<String>, content: impl Into<Vec<u8>>) -> Self {
        self.over.insert(name.into(), content.into());
        self
    }

    /// The content of a file.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<Cow<'_, [u8]>> {
        if let Some(content) = self.over.get(name) {
            return Some(Cow::Borrowed(content));
        }
        FILES.binary_search_by_key(&name, |f| f.0).ok().map(|i| Cow::Borrowed(FILES[i].1))
    }

    /// The content of a file that nothing is laid over.
    #[must_use]
    pub fn embedded_file(&self, name: &str) -> Option<&'static [u8]> {
        let index = FILES.binary_search_by_key(&name, |f| f.0).ok()?;
        (!self.over.contains_key(name)).then(|| FILES[index].1)
    }

    /// The names below a folder, sorted.
    #[must_use]
    pub fn names(&self, folder: &str) -> Vec<String> {
        let bundled = FILES.iter().map(|f| f.0.to_owned());
        let mut names: Vec<String> =
            bundled.chain(self.over.keys().cloned()).filter(|n| n.starts_with(folder)).collect();
        names.sort();
        names.dedup();
        names
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_fonts_are_there() {
        assert!(bytes(FONT_REGULAR).len() > 1_000_000);
        assert!(bytes(FONT_SEMIBOLD).len() > 1_000_000);
        assert!(bytes("assets/none").is_empty());
    }

    #[test]
    fn an_overlay_wins() {
        let bundle = Bundle::embedded().overlaid("data/places.toml", "x");
        assert_eq!(bundle.get("data/places.toml").as_deref(), Some(&b"x"[..]));
        assert!(bundle.names("data/").contains(&"data/places.toml".to_owned()));
        assert!(bundle.embedded_file("data/places.toml").is_none());
        assert!(bundle.embedded_file(SOURCES).is_some());
    }
}
