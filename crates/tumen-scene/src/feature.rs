//! What an item of a picture shows.

use std::sync::Arc;
use tumen_core::model::{FeatureKey, LayerId, Selection};

/// What in the document an item shows; picking gives this back.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum FeatureId {
    /// A place, by id.
    Place(Arc<str>),
    /// A corridor, by id.
    Corridor(Arc<str>),
    /// A feature of a layer of the user.
    User(LayerId, FeatureKey),
    /// Something of the base map; not selectable.
    Base,
}

impl FeatureId {
    /// The feature as a selection; nothing of the base map can be selected.
    #[must_use]
    pub fn selection(&self) -> Option<Selection> {
        match self {
            Self::Place(id) => Some(Selection::Place(id.clone())),
            Self::Corridor(id) => Some(Selection::Corridor(id.clone())),
            Self::User(layer, key) => Some(Selection::Feature(*layer, *key)),
            Self::Base => None,
        }
    }

    /// The feature that a selection is; a project is no feature.
    #[must_use]
    pub fn of(selection: &Selection) -> Option<Self> {
        match selection {
            Selection::Place(id) => Some(Self::Place(id.clone())),
            Selection::Corridor(id) => Some(Self::Corridor(id.clone())),
            Selection::Feature(layer, key) => Some(Self::User(*layer, *key)),
            Selection::Project(_) => None,
        }
    }
}
