//! Pages of paper made of what a session shows.

use super::{Output, Session};
use crate::scene::frame::{Align, Group, Item, Paint, Placing, Text, Weight};
use crate::scene::furniture::Legend;
use crate::scene::page::{Extent, Orientation, PIXELS_PER_MM, Page, PageSetup};
use crate::scene::{Camera, Frame, Furniture, Rgba};
use std::sync::Arc;

impl Session {
    /// What the session shows, laid out on paper: the page of the map, then those for what had no room on
    /// it. `None` while the map's layers are not ready (see [`Session::prepare`]). The view's camera says
    /// where the map lies, [`PageSetup::extent`] how much of it is seen.
    #[must_use]
    pub fn compose_page(&self, setup: &PageSetup) -> Option<Vec<Page>> {
        let camera = self.view().camera;
        let orientation = match (setup.orientation, setup.extent) {
            (Orientation::Auto, Extent::Seen([w, h])) if h > w => Orientation::Portrait,
            (Orientation::Auto, _) => Orientation::Landscape,
            (chosen, _) => chosen,
        };
        let size = setup.size.pixels(orientation);
        let edge = 12.0 * PIXELS_PER_MM;
        let map = [(size[0] - 2.0 * edge).round(), (size[1] - 2.0 * edge - 60.0).round()];
        let camera = match setup.extent {
            Extent::Seen(seen) => Camera::fit_bounds(camera.projection, &camera.visible(seen), map, 0.0),
            Extent::Degrees(bounds) => Camera::fit(camera.projection, bounds, map, 8.0),
        };
        let mut session = self.for_export();
        session.view.camera = camera;
        let furniture = Furniture {
            title: None,
            legend: if setup.parts.legend { Legend::Full } else { Legend::None },
            scale_bar: setup.parts.scale_bar,
            locator: setup.parts.locator,
            attribution: self.attribution().to_vec(),
        };
        let inset = session.compose(map, furniture, Output::Paper { scale: 2.0 })?;
        let palette = self.style().palette(self.view().theme);
        let title = self.words().get("map_title", self.view().language);
        let text = Text {
            text: Arc::from(setup.title.as_deref().unwrap_or(title)),
            placing: Placing::Straight([edge, edge + 24.0], Align::Start),
            size: 19.0,
            weight: Weight::SemiBold,
            color: palette.text,
            halo: None,
        };
        let item = |paint| Item { feature: None, paint };
        let at = [edge.round(), (edge + 60.0).round()];
        let items = vec![item(Paint::Text(text)), item(Paint::Inset(at, Box::new(inset)))];
        let [r, g, b, _] = palette.panel.0;
        let groups = vec![Group { name: "page", items }];
        let frame = Frame { size, camera, background: Rgba([r, g, b, 255]), groups, covered: Vec::new() };
        Some(vec![Page { frame, links: Vec::new(), name: None }])
    }
}
