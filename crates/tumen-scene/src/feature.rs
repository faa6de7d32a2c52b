//! What an item of a picture shows.

use std::sync::Arc;
use tumen_core::model::{FeatureKey, LayerId};

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
