//! Names of the user's features, after all others.

use super::Composer;
use crate::scene::frame::Item;

impl Composer<'_> {
    pub(super) fn user_names(&mut self, _texts: &mut Vec<Item>) {}
}
