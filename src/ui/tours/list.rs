//! The list of tours: those of the user, then the bundled ones.

use super::{Chosen, Pen, ToursState, all, change, ground, set};
use crate::ui::colors::Ink;
use crate::ui::out::{Program, UiCommand, UiCommands};
use crate::ui::say::say;
use crate::ui::sizes::sizes;
use crate::ui::typeset::{self, body, small};
use eframe::egui::{
    Align, Button, Key, Label, Layout, Role, ScrollArea, Sense, Ui, UiBuilder, WidgetInfo, vec2,
};
use std::sync::Arc;
use tumen_core::model::{Edit, Tour};
use tumen_session::{Session, WorkspaceCommand};

/// What can be asked of a tour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Wish {
    Rename,
    Duplicate,
    Save,
    Export,
    Delete,
}

/// Shows the list.
pub(super) fn show(ui: &mut Ui, pen: &mut Pen<'_>) {
    ui.horizontal(|ui| {
        let new =
            ui.button(pen.session.say("action-NewTour")).on_hover_text(pen.session.say("action-NewTour-tip"));
        if new.clicked() {
            create(pen.session, pen.state, pen.out);
        }
        let open = ui.button(pen.session.say("tours-open")).on_hover_text(pen.session.say("tours-open-tip"));
        if open.clicked() {
            pen.out.push(Program::AskOpen);
        }
    });
    let tours: Vec<(Arc<Tour>, bool)> = all(pen.session).map(|c| (c.tour.clone(), c.own)).collect();
    let chosen = pen.state.chosen(pen.session).map(|c| c.tour.id.clone());
    ScrollArea::vertical().id_salt("tours").auto_shrink(false).show(ui, |ui| {
        if !tours.iter().any(|(_, own)| *own) {
            ui.label(small(pen.session.say("tours-invitation")).color(Ink::of(pen.session).quiet));
        }
        let mut heading = false;
        for (tour, own) in &tours {
            if !own && !std::mem::replace(&mut heading, true) {
                typeset::space(ui, sizes().space.tight);
                ui.label(small(pen.session.say("tours-bundled")).color(Ink::of(pen.session).quiet));
            }
            row(ui, pen, tour, *own, chosen.as_ref() == Some(&tour.id));
        }
    });
}

/// Makes an empty tour and turns to its title.
pub(super) fn create(session: &Session, state: &mut ToursState, out: &mut UiCommands) {
    let tour = change::new(session);
    state.choose(&tour);
    state.focus = Some("title");
    set(tour, None, out);
}

fn row(ui: &mut Ui, pen: &mut Pen<'_>, tour: &Arc<Tour>, own: bool, chosen: bool) {
    let (rect, response) =
        ui.allocate_exact_size(vec2(ui.available_width(), sizes().tours.row), Sense::click());
    let count = tour.stops.len();
    let stops = say!(pen.session, "tours-stops", n = count);
    let said = say!(pen.session, "tours-row", title = &*tour.title, stops = stops);
    response.widget_info(|| WidgetInfo::selected(Role::RadioButton, true, chosen, &said));
    ground(ui, &response, chosen);
    let layout = Layout::right_to_left(Align::Center);
    let inner = rect.shrink2(vec2(sizes().space.snug, 0.0));
    ui.scope_builder(UiBuilder::new().max_rect(inner).layout(layout).id_salt(&tour.id), |ui| {
        ui.style_mut().interaction.selectable_labels = false;
        let more = ui.menu_button("…", |ui| menu(ui, pen, tour, own)).response;
        let name = say!(pen.session, "tours-more", title = &*tour.title);
        more.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
        more.on_hover_text(pen.session.say("tours-more-tip"));
        ui.label(small(count.to_string()).color(Ink::of(pen.session).quiet));
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
            ui.add(Label::new(body(&tour.title)).truncate().selectable(false).sense(Sense::empty()));
        });
    });
    if response.clicked() {
        pen.state.choose(tour);
    }
    if own && (response.double_clicked() || response.has_focus() && ui.input(|i| i.key_pressed(Key::F2))) {
        wish(pen, tour, Wish::Rename);
    }
    response.on_hover_text(if own {
        pen.session.say("tours-own-tip")
    } else {
        pen.session.say("tours-bundled-tip")
    });
}

fn menu(ui: &mut Ui, pen: &mut Pen<'_>, tour: &Arc<Tour>, own: bool) {
    const OWN: &[(&str, &str, Wish)] = &[
        ("tours-rename", "tours-rename-tip", Wish::Rename),
        ("tours-duplicate", "tours-duplicate-tip", Wish::Duplicate),
        ("tours-save", "tours-save-tip", Wish::Save),
        ("tours-export", "tours-export-tip", Wish::Export),
        ("tours-delete", "tours-delete-tip", Wish::Delete),
    ];
    const BUNDLED: &[(&str, &str, Wish)] = &[
        ("tours-copy", "tours-copy-tip", Wish::Duplicate),
        ("tours-save", "tours-save-tip", Wish::Save),
        ("tours-export", "tours-export-tip", Wish::Export),
    ];
    for (words, tip, what) in if own { OWN } else { BUNDLED } {
        if ui.add(Button::new(pen.session.say(words))).on_hover_text(pen.session.say(tip)).clicked() {
            wish(pen, tour, *what);
            ui.close();
        }
    }
}

fn wish(pen: &mut Pen<'_>, tour: &Arc<Tour>, wish: Wish) {
    match wish {
        Wish::Rename => {
            pen.state.choose(tour);
            pen.state.turn_to(None);
            pen.state.focus = Some("title");
        }
        Wish::Duplicate => {
            duplicate(pen, tour);
        }
        Wish::Save => pen.out.push(Program::SaveTour(tour.clone())),
        Wish::Export => pen.out.push(UiCommand::ExportTour(tour.clone())),
        Wish::Delete => {
            let tours = &pen.session.workspace().tours;
            let at = tours.iter().position(|t| t.id == tour.id).unwrap_or(0);
            let beside = tours.get(at + 1).or_else(|| tours.get(at.checked_sub(1)?));
            match beside {
                Some(next) => pen.state.choose(next),
                None => pen.state.tour = None,
            }
            pen.out.push(WorkspaceCommand::Edit(vec![Edit::RemoveTour(tour.id.clone())], None));
        }
    }
}

/// Makes a copy of a tour and turns to it.
pub(super) fn duplicate(pen: &mut Pen<'_>, tour: &Tour) {
    let copy = change::copy(pen.session, tour);
    let stop = pen.state.stop;
    pen.state.choose(&copy);
    pen.state.turn_to(stop);
    pen.set(copy, None);
}

/// The chosen tour to be changed: a copy if it is bundled.
pub(super) fn to_change(session: &Session, chosen: Option<Chosen<'_>>) -> Tour {
    match chosen {
        Some(Chosen { tour, own: true }) => (**tour).clone(),
        Some(Chosen { tour, own: false }) => change::copy(session, tour),
        None => change::new(session),
    }
}
