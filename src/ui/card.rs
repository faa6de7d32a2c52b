//! The card: what is known about the selection, each fact with its source.
//!
//! [`show`] picks the card of the selected place, corridor or project, or the overview. The parts
//! of cards that look alike are methods of `Page`.

mod bearing;
mod corridor;
pub mod feature;
mod figures;
mod overview;
pub(in crate::ui) mod page;
mod place;
mod project;
mod state;
mod timeline;

use crate::ui::out::PanelCx;
use eframe::egui::{Frame, Margin, ScrollArea, Ui};
use page::Page;
use tumen_core::model::Selection;
use tumen_session::Session;

pub(in crate::ui) use corridor::mode;
pub use state::CardState;

/// Shows the card of what is selected in a scrolling column as wide as the panel.
pub fn show(ui: &mut Ui, cx: &mut PanelCx<'_>, state: &mut CardState) {
    let (session, commands) = (cx.session, &mut *cx.out);
    let subject = subject(session);
    let page = &mut Page::new(session, commands);
    page.fresh = state.turn_to(&subject);
    page.state = Some(state);
    // Another card starts at its top.
    let area = ScrollArea::vertical().id_salt(subject).auto_shrink([false, false]);
    area.show(ui, |ui| {
        // The panel around has a margin of its own; the scroll bar lies at the right.
        let margin = Margin { left: 4, right: 10, top: 8, bottom: 12 };
        Frame::new().inner_margin(margin).show(ui, |ui| {
            page.prepare(ui);
            content(ui, page);
            if page.copy {
                ui.copy_text(session.card_markdown());
            }
        });
    });
}

/// A text that differs between cards.
fn subject(session: &Session) -> String {
    session.view().selection.as_ref().map(Selection::to_string).unwrap_or_default()
}

fn content(ui: &mut Ui, page: &mut Page<'_>) {
    let (document, view) = (page.document, page.session.view());
    match &view.selection {
        Some(Selection::Place(id)) if let Some(place) = document.place(id) => {
            place::show(ui, page, place);
        }
        Some(Selection::Corridor(id)) if let Some(corridor) = document.corridor(id) => {
            corridor::show(ui, page, corridor);
        }
        Some(Selection::Feature(layer, key))
            if let Some(layer) = page.session.workspace().layer(*layer)
                && let Some(found) = layer.feature(*key) =>
        {
            feature::show(ui, page, layer, found);
        }
        Some(Selection::Project(id)) if let Some(project) = document.project(id) => {
            project::show(ui, page, project);
        }
        _ => overview::show(ui, page),
    }
}
