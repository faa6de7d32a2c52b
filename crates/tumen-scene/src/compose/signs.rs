//! Which signs come first, and what stands in them.

use super::Composer;
use crate::frame::{Align, Placing, Text, Weight};
use crate::prepared_map::Name;
use crate::text;
use tumen_core::model::place::PlaceKind;

impl Composer<'_> {
    /// Capitals and large cities; the closer the view, the smaller the towns that come before lines.
    pub(super) fn is_prominent(&self, name: &Name) -> bool {
        let near = name.zoom[0] + self.scene.style.label.prominent <= self.options.camera.zoom;
        let first = |p: usize| {
            let place = &self.scene.document.places[p];
            place.rank <= 1 || near && matches!(place.kind, PlaceKind::City | PlaceKind::Town)
        };
        name.territory || name.place.is_some_and(first) || self.is_selected(name)
    }

    /// The number in the sign of a pier.
    pub(super) fn pier_number(&self, number: u8, at: [f32; 2]) -> Text {
        let size = self.scene.style.label.pier.size(0);
        Text {
            text: number.to_string().into(),
            placing: Placing::Straight([at[0], at[1] + 0.5 * text::CAP_HEIGHT * size], Align::Middle),
            size,
            weight: Weight::SemiBold,
            color: self.palette.symbol_fill,
            halo: None,
        }
    }
}
