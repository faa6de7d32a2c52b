//! Pages of paper made of what a session shows.

mod card;
pub mod handout;
mod overview;
mod sources;

use super::{Output, Session};
use tumen_scene::page::sheet::{self, Said};
use tumen_scene::page::{Orientation, Page, PageSetup, PageSize, Paper, PaperStyle};
use tumen_scene::{Furniture, RenderOptions};

impl Session {
    /// What the session shows, laid out on paper: the page of the map, then those for what had no room on
    /// it. `None` while the map's layers are not ready (see [`Session::prepare`]). The view's camera says
    /// where the map lies, [`PageSetup::extent`] how much of it is seen. The same state gives the same
    /// pages, whatever they are painted with.
    #[must_use]
    pub fn compose_page(&self, setup: &PageSetup) -> Option<Vec<Page>> {
        let orientation = sheet::orientation(setup, &self.view().camera);
        let paper = self.paper(setup.size, orientation);
        let card = if setup.parts.card { card::blocks(self, usize::MAX) } else { Vec::new() };
        let mut look = self.paper_look();
        if card.is_empty() {
            look.selected = None;
        }
        let title = setup.title.clone().unwrap_or_else(|| self.map_title().to_owned());
        let subtitle = setup.subtitle.clone().unwrap_or_else(|| self.as_of_words());
        let sources = |frame: &tumen_scene::Frame| sources::blocks(self, frame);
        let said = Said { title: (title, subtitle), card, sources: &sources };
        let user = self.shown();
        let scene = self.scene(&user)?;
        Some(sheet::map_pages(scene, &look, setup, &paper, &said))
    }

    /// Paper in the style of the view, with the attribution and the as-of date at the foot.
    #[must_use]
    pub fn paper(&self, size: PageSize, orientation: Orientation) -> Paper<'_> {
        Paper {
            style: PaperStyle { style: self.style(), theme: self.view().theme },
            size,
            orientation,
            attribution: self.attribution().to_vec(),
            note: self.as_of_words(),
        }
    }

    /// The look of the view on paper: as fine as the style says, nothing hovered.
    fn paper_look(&self) -> RenderOptions {
        let scale = self.style().page.detail;
        let look = self.look(Furniture::default(), Output::Paper { scale });
        RenderOptions { hovered: None, ..look }
    }
}
