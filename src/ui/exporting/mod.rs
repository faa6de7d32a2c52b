//! The export dialog: what is made and how on the left, what it will look like on the right.
//!
//! The dialog only says what is wanted, as a [`Job`]. The program draws the preview beside the window
//! and hands it back as a texture: with the painter that writes the file, so that both are the same.

mod form;
pub mod job;
mod moving;
mod page;
mod picture;
mod preview;

pub use job::{Job, Moving, Picture, Subject, What};
pub use preview::{Preview, PreviewImage};

use super::out::{Overlay, PanelCx, Program, UiCommand, UiCommands};
use super::typeset::small;
use crate::ui::sizes::sizes;
use eframe::egui::{self, Align, Layout, Rect, ScrollArea, Ui, UiBuilder, Vec2, vec2};
use std::sync::Arc;
use tumen_core::model::{Language, Tour};
use tumen_scene::Theme;
use tumen_session::Session;

/// What can be made.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Kind {
    /// The map as a picture.
    #[default]
    Picture,
    /// The map on paper.
    Page,
    /// A tour on paper.
    Handout,
    /// A tour or a sweep of time as moving pictures.
    Moving,
}

impl Kind {
    const ALL: [Self; 4] = [Self::Picture, Self::Page, Self::Handout, Self::Moving];

    /// The keys of its name and of what it makes.
    fn words(self) -> [&'static str; 2] {
        match self {
            Self::Picture => ["export-picture", "export-picture-tip"],
            Self::Page => ["export-page", "export-page-tip"],
            Self::Handout => ["export-handout", "export-handout-tip"],
            Self::Moving => ["export-moving", "export-moving-tip"],
        }
    }
}

/// What the dialog remembers while the program runs.
#[derive(Debug, Clone, Default)]
pub struct ExportState {
    /// What is made.
    pub kind: Kind,
    /// Theme and language of what is made; those of the window if none are chosen.
    look: (Option<Theme>, Option<Language>),
    picture: picture::Settings,
    page: page::Settings,
    moving: moving::Settings,
    /// Id of the tour that is exported; the one of the editor if none is chosen.
    tour: Option<String>,
    /// What it will look like.
    pub preview: Preview,
}

/// What an export takes from other parts of the window.
#[derive(Debug, Clone, Copy, Default)]
pub struct ExportInput<'a> {
    /// The years of the plots, if they were chosen.
    pub years: Option<[f64; 2]>,
    /// The tour in the editor.
    pub tour: Option<&'a Arc<Tour>>,
}

impl ExportState {
    /// What is wanted now; `None` while there is nothing to make it of.
    #[must_use]
    pub fn job(&self, session: &Session, input: ExportInput<'_>) -> Option<Job> {
        let seen: [f32; 2] = session.map_size().into();
        let mut view = session.view().clone();
        view.hovered = None;
        view.marker = None;
        view.theme = self.look.0.unwrap_or(view.theme);
        view.language = self.look.1.unwrap_or(view.language);
        let what = match self.kind {
            Kind::Picture => What::Picture(self.picture.picture(seen)),
            Kind::Page => {
                let years = input.years;
                What::Page(Box::new(self.page.setup(session, seen, years)), self.page.format)
            }
            Kind::Handout => {
                // Stops without a date are as of today, as they are on stage.
                view.as_of = session.today();
                What::Handout(self.tour(session, input)?.clone())
            }
            Kind::Moving => {
                if self.moving.of_tour {
                    view.as_of = session.today();
                }
                What::Moving(self.moving.moving(self.tour(session, input))?)
            }
        };
        if !self.page.parts.card || self.kind != Kind::Page {
            view.selection = None;
        }
        Some(Job { view, seen, revision: session.history().revision(), what })
    }

    /// Turns to the handout of a tour.
    pub fn choose(&mut self, tour: &Tour) {
        self.kind = Kind::Handout;
        self.tour = Some(tour.id.clone());
    }

    /// The tour that is exported.
    fn tour<'a>(&self, session: &'a Session, input: ExportInput<'a>) -> Option<&'a Arc<Tour>> {
        let chosen = session.tours().find(|t| Some(&t.id) == self.tour.as_ref());
        let tour = chosen.or(input.tour);
        tour.filter(|t| !t.stops.is_empty())
    }
}

/// Shows the dialog.
pub(super) fn show(ui: &Ui, cx: &mut PanelCx<'_>, state: &mut ExportState, input: ExportInput<'_>) {
    let (session, out) = (cx.session, &mut *cx.out);
    let room = ui.ctx().content_rect().size();
    let size = (room - Vec2::from(sizes().exporting.free)).min(Vec2::from(sizes().exporting.largest));
    let modal = egui::Modal::new(egui::Id::unique("export")).show(ui.ctx(), |ui| {
        ui.set_min_size(size);
        ui.set_max_size(size);
        title(ui, session, &mut state.kind);
        ui.separator();
        let rect = ui.available_rect_before_wrap();
        let rect = rect.with_max_y(rect.max.y.min(ui.min_rect().top() + size.y));
        let body = rect.with_max_y(rect.bottom() - sizes().exporting.buttons);
        let left = body.with_max_x(body.left() + sizes().exporting.settings);
        let right = body.with_min_x(left.right() + sizes().space.wide);
        place(ui, "settings", left, |ui| {
            ScrollArea::vertical().auto_shrink(false).show(ui, |ui| settings(ui, session, state, input));
        });
        let job = state.job(session, input);
        place(ui, "preview", right, |ui| preview::show(ui, session, &mut state.preview, out, job.as_ref()));
        place(ui, "buttons", rect.with_min_y(body.bottom()), |ui| buttons(ui, session, out, job));
        ui.advance_cursor_after_rect(rect);
    });
    if modal.should_close() {
        out.push(UiCommand::Cover(Overlay::None));
    }
}

fn place(ui: &mut Ui, name: &str, rect: Rect, add: impl FnOnce(&mut Ui)) {
    ui.scope_builder(UiBuilder::new().max_rect(rect).id_salt(name), |ui| {
        ui.set_clip_rect(rect.expand(2.0).intersect(ui.clip_rect()));
        add(ui);
    });
}

fn title(ui: &mut Ui, session: &Session, chosen: &mut Kind) {
    ui.horizontal(|ui| {
        ui.heading(session.say("export-heading"));
        ui.add_space(sizes().space.wide);
        for kind in Kind::ALL {
            let [words, tip] = kind.words().map(|key| session.say(key));
            let on = *chosen == kind;
            if ui.selectable_label(on, words).on_hover_text(tip).clicked() {
                *chosen = kind;
            }
        }
    });
}

fn settings(ui: &mut Ui, session: &Session, state: &mut ExportState, input: ExportInput<'_>) {
    ui.spacing_mut().item_spacing = vec2(sizes().space.gap, sizes().space.snug);
    match state.kind {
        Kind::Picture => picture::show(ui, session, session.map_size().into(), state),
        Kind::Page => page::show(ui, session, state),
        Kind::Handout => {
            tour(ui, session, state, input);
            form::look(ui, session, &mut state.look);
        }
        Kind::Moving => {
            moving::show(ui, session, &mut state.moving);
            if state.moving.of_tour {
                tour(ui, session, state, input);
            }
            form::look(ui, session, &mut state.look);
        }
    }
}

/// The choice of a tour.
fn tour(ui: &mut Ui, session: &Session, state: &mut ExportState, input: ExportInput<'_>) {
    let current = state.tour(session, input).cloned();
    let words = current.as_ref().map_or(session.say("export-no-tour"), |t| t.title.as_str());
    form::row(ui, session.say("export-tour"), session.say("export-tour-tip"), |ui| {
        let combo = egui::ComboBox::from_id_salt("tour").width(sizes().exporting.field).truncate();
        combo
            .selected_text(small(words))
            .show_ui(ui, |ui| {
                for tour in session.tours().filter(|t| !t.stops.is_empty()) {
                    let on = current.as_ref().is_some_and(|t| t.id == tour.id);
                    if ui.selectable_label(on, small(&tour.title)).clicked() {
                        state.tour = Some(tour.id.clone());
                    }
                }
            })
            .response
    });
}

fn buttons(ui: &mut Ui, session: &Session, out: &mut UiCommands, job: Option<Job>) {
    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
        ui.spacing_mut().button_padding = vec2(sizes().space.wide, sizes().space.close);
        let able = job.is_some();
        let export = ui
            .add_enabled(able, egui::Button::new(egui::RichText::new(session.say("export-export")).strong()));
        let export = export.on_hover_text(session.say("export-export-tip"));
        if export.clicked()
            && let Some(job) = job
        {
            out.push(Program::Export(Box::new(job)));
            out.push(UiCommand::Cover(Overlay::None));
        }
        if ui.button(session.say("close")).on_hover_text(session.say("export-close-tip")).clicked() {
            out.push(UiCommand::Cover(Overlay::None));
        }
    });
}
