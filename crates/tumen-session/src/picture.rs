//! The words that a picture carries: its title, the as-of line, and who is credited. Files, pages, films, plots
//! and the stage all say them as they stand here.

use super::Session;
use std::fmt::Display;
use tumen_core::model::Language;
use tumen_scene::Furniture;
use tumen_scene::furniture::Legend;
use tumen_scene::page::Parts;

impl Session {
    /// The title of a map that has none of its own, in the language of the view.
    #[must_use]
    pub fn map_title(&self) -> &str {
        self.map_title_in(self.view().language)
    }

    /// The same in a language.
    #[must_use]
    pub fn map_title_in(&self, language: Language) -> &str {
        self.words().get("map_title", language)
    }

    /// `As of` and the date of the view.
    #[must_use]
    pub fn as_of_words(&self) -> String {
        self.dated_words(self.view().as_of)
    }

    /// `As of` and a date, in the language of the view.
    #[must_use]
    pub fn dated_words(&self, date: impl Display) -> String {
        self.words().as_of(date, self.view().language)
    }

    /// Whose base map it is, in a line.
    #[must_use]
    pub fn map_credits(&self) -> String {
        self.attribution().join(" · ")
    }

    /// The lines of credits of a picture: where its facts are from, and whose base map it is.
    #[must_use]
    pub fn credits(&self) -> Vec<String> {
        let facts = self.words().get("data_sources", self.view().language);
        vec![facts.to_owned(), self.map_credits()]
    }

    /// What stands on the picture of a map: the wanted ones of title with the as-of line, legend, scale bar and
    /// locator, and always the credits.
    #[must_use]
    pub fn furniture(&self, title: &str, parts: &Parts) -> Furniture {
        Furniture {
            title: parts.title.then(|| (title.to_owned(), self.as_of_words())),
            legend: if parts.legend { Legend::Full } else { Legend::None },
            scale_bar: parts.scale_bar,
            locator: parts.locator,
            attribution: self.credits(),
            ..Furniture::default()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ViewCommand;
    use tumen_assets::Bundle;
    use tumen_core::model::Language;

    #[test]
    fn the_date_follows_its_words_as_each_language_has_it() {
        let mut session = Session::open(&Bundle::embedded(), "2026-11-21".parse().unwrap());
        let mut said = |language| {
            session.run(ViewCommand::Language(language));
            (session.as_of_words(), session.dated_words("2001-02"))
        };
        assert_eq!(said(Language::En), ("As of 2026-11-21".to_owned(), "As of 2001-02".to_owned()));
        assert_eq!(said(Language::Ru), ("На дату 2026-11-21".to_owned(), "На дату 2001-02".to_owned()));
        assert_eq!(said(Language::Ko), ("기준일: 2026-11-21".to_owned(), "기준일: 2001-02".to_owned()));
    }

    #[test]
    fn a_picture_without_its_parts_still_credits() {
        let session = Session::open(&Bundle::embedded(), "2026-11-21".parse().unwrap());
        let none =
            Parts { title: false, legend: false, scale_bar: false, locator: false, ..Parts::default() };
        let bare = session.furniture("T", &none);
        assert_eq!(bare, Furniture { attribution: session.credits(), ..Furniture::default() });
        assert!(bare.attribution[0].starts_with("Sources of facts"), "{:?}", bare.attribution);
        let whole = session.furniture("T", &Parts::default());
        assert_eq!(whole.title, Some(("T".to_owned(), "As of 2026-11-21".to_owned())));
    }
}
