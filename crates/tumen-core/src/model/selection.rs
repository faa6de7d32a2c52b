//! What can be selected, and its one spelling in tours, settings and pictures.

use super::{Document, FeatureKey, Id, LayerId, Names, Place};
use std::fmt;
use std::str::FromStr;

/// What is selected: a record of the document, or a feature of a layer of the user.
///
/// Its spelling is `KIND:ID`, for example `corridor:khasan-rajin`; a feature of the user is
/// `feature:LAYER:KEY`. Whether the record exists is a question to the document: [`Selection::known`].
///
/// ```
/// use tumen_core::model::Selection;
/// let selection: Selection = "place:rajin".parse().expect("a place");
/// assert_eq!(selection, Selection::Place("rajin".into()));
/// assert_eq!(selection.to_string(), "place:rajin");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Selection {
    /// A place, by id.
    Place(Id),
    /// A corridor, by id.
    Corridor(Id),
    /// A project, by id.
    Project(Id),
    /// A feature of a layer of the user.
    Feature(LayerId, FeatureKey),
}

/// A word that names nothing that can be selected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not place:ID, corridor:ID, project:ID or feature:LAYER:KEY")]
pub struct NoSelection;

impl Selection {
    /// Whether it means the same at the next start; numbers of layers of the user do not.
    #[must_use]
    pub fn is_lasting(&self) -> bool {
        match self {
            Self::Place(_) | Self::Corridor(_) | Self::Project(_) => true,
            Self::Feature(..) => false,
        }
    }

    /// The selection if the document has what it names; features of the user are not in the document.
    #[must_use]
    pub fn known(self, document: &Document) -> Option<Self> {
        self.names(document).is_some().then_some(self)
    }

    /// The names of what is selected, if the document has it.
    #[must_use]
    pub fn names<'a>(&self, document: &'a Document) -> Option<&'a Names> {
        match self {
            Self::Place(id) => document.place(id).map(|p| &p.names),
            Self::Corridor(id) => document.corridor(id).map(|c| &c.names),
            Self::Project(id) => document.project(id).map(|p| &p.names),
            Self::Feature(..) => None,
        }
    }

    /// The project that the selection is, or that its corridor belongs to.
    #[must_use]
    pub fn project<'a>(&'a self, document: &'a Document) -> Option<&'a Id> {
        match self {
            Self::Project(id) => Some(id),
            Self::Corridor(id) => document.corridor(id).map(|c| &c.project),
            Self::Place(_) | Self::Feature(..) => None,
        }
    }
}

impl Place {
    /// What figures and events of the place name as their target: the place as a selection.
    #[must_use]
    pub fn topic(&self) -> String {
        Selection::Place(self.id.clone()).to_string()
    }
}

impl Document {
    /// What the target of a figure or an event names: a project by id, a place written `place:ID`, a
    /// corridor by id or a part of one, `CORRIDOR:FROM>TO`. Other targets are topics.
    #[must_use]
    pub fn subject(&self, target: &str) -> Option<Selection> {
        if let Some(project) = self.project(target) {
            return Some(Selection::Project(project.id.clone()));
        }
        match target.parse().ok().and_then(|s: Selection| s.known(self)) {
            Some(place @ Selection::Place(_)) => Some(place),
            _ => self.corridor(target.split(':').next()?).map(|c| Selection::Corridor(c.id.clone())),
        }
    }
}

impl fmt::Display for Selection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Place(id) => write!(f, "place:{id}"),
            Self::Corridor(id) => write!(f, "corridor:{id}"),
            Self::Project(id) => write!(f, "project:{id}"),
            Self::Feature(layer, key) => write!(f, "feature:{}:{}", layer.0, key.0),
        }
    }
}

impl FromStr for Selection {
    type Err = NoSelection;

    fn from_str(word: &str) -> Result<Self, NoSelection> {
        let (kind, id) = word.split_once(':').filter(|(_, id)| !id.is_empty()).ok_or(NoSelection)?;
        match kind {
            "place" => Ok(Self::Place(id.into())),
            "corridor" => Ok(Self::Corridor(id.into())),
            "project" => Ok(Self::Project(id.into())),
            "feature" => feature(id).ok_or(NoSelection),
            _ => Err(NoSelection),
        }
    }
}

fn feature(id: &str) -> Option<Selection> {
    let (layer, key) = id.split_once(':')?;
    Some(Selection::Feature(LayerId(layer.parse().ok()?), FeatureKey(key.parse().ok()?)))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

    use super::*;

    #[test]
    fn every_kind_of_selection_is_read_as_it_is_written() {
        let all = [
            (Selection::Place("rajin".into()), "place:rajin"),
            (Selection::Corridor("khasan-rajin".into()), "corridor:khasan-rajin"),
            (Selection::Project("road-bridge".into()), "project:road-bridge"),
            (Selection::Feature(LayerId(3), FeatureKey(u32::MAX)), "feature:3:4294967295"),
            (Selection::Corridor("a:b".into()), "corridor:a:b"),
        ];
        for (selection, word) in all {
            assert_eq!(selection.to_string(), word);
            assert_eq!(word.parse::<Selection>(), Ok(selection));
        }
    }

    #[test]
    fn other_words_are_no_selection() {
        let words = [
            "",
            ":",
            "place",
            "place:",
            "Place:rajin",
            "base",
            "feature:1",
            "feature:1:x",
            "feature:-1:0",
            "x:y",
        ];
        for word in words {
            assert_eq!(word.parse::<Selection>(), Err(NoSelection), "{word}");
        }
    }

    #[test]
    fn what_the_document_does_not_have_is_not_known() {
        let document = Document::default();
        for word in ["place:rajin", "corridor:khasan-rajin", "project:road-bridge", "feature:0:0"] {
            let selection: Selection = word.parse().unwrap();
            assert_eq!(selection.is_lasting(), !word.starts_with("feature"));
            assert_eq!(selection.known(&document), None, "{word}");
        }
    }
}
