//! The stops of a tour: added from the map, chosen, moved by drag and by keys, duplicated, deleted.

use super::list::to_change;
use super::{Chosen, Pen, ToursState, change, ground, set, take};
use crate::ui::colors::Ink;
use crate::ui::format;
use crate::ui::out::{UiCommand, UiCommands};
use crate::ui::say::say;
use crate::ui::sizes::{sizes, text_sizes};
use crate::ui::typeset::{body, small};
use crate::ui::{actions, actions::Action};
use eframe::egui::{
    self, Align, Button, EventFilter, Id, Key, Label, Layout, Modifiers, Rect, Response, Role, ScrollArea,
    Sense, Stroke, Ui, UiBuilder, WidgetInfo, vec2,
};
use std::sync::Arc;
use tumen_core::model::{Stop, Tour};
use tumen_session::Session;

/// What can be asked of a stop.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Wish {
    Go,
    Update,
    Duplicate,
    Up,
    Down,
    Delete,
}

const ITEMS: [(&str, &str, Wish); 6] = [
    ("stops-go", "stops-go-tip", Wish::Go),
    ("stops-update", "stops-update-tip", Wish::Update),
    ("stops-duplicate", "stops-duplicate-tip", Wish::Duplicate),
    ("stops-up", "stops-up-tip", Wish::Up),
    ("stops-down", "stops-down-tip", Wish::Down),
    ("stops-delete", "stops-delete-tip", Wish::Delete),
];

/// The number of a stop that is being dragged.
#[derive(Debug, Clone, Copy)]
struct Dragged(usize);

/// Adds the present view behind the current stop; a bundled tour that was chosen is copied first, and
/// without any a new tour is begun.
pub(super) fn add(session: &Session, state: &mut ToursState, card: bool, out: &mut UiCommands) {
    let stop = take::stop(session, card);
    // Nobody asked for a copy of a bundled tour that is shown only because it is the first.
    let wanted = |c: &Chosen<'_>| c.own || state.tour.as_ref() == Some(&c.tour.id);
    let mut tour = to_change(session, state.chosen(session).filter(wanted));
    let title = stop.title.clone();
    let at = change::insert(&mut tour, state.stop, stop);
    state.choose(&tour);
    state.turn_to(Some(at));
    out.push(UiCommand::Say(say!(session, "stops-added", n = at + 1, tour = &*tour.title, title = title)));
    set(tour, None, out);
}

/// Lets the current stop show what the map shows.
pub(super) fn update(session: &Session, state: &mut ToursState, card: bool, out: &mut UiCommands) {
    let Some(Chosen { tour, own: true }) = state.chosen(session) else { return };
    let Some(at) = state.stop.filter(|at| *at < tour.stops.len()) else { return };
    let mut tour = (**tour).clone();
    tour.stops[at] = Arc::new(take::updated(&tour.stops[at], session, card));
    out.push(UiCommand::Say(say!(session, "stops-updated", n = at + 1)));
    set(tour, None, out);
}

/// Shows the current stop on the map.
pub(super) fn go(session: &Session, state: &mut ToursState, out: &mut UiCommands) {
    let stop = state.chosen(session).zip(state.stop).and_then(|(c, at)| c.tour.stops.get(at));
    if let Some(stop) = stop {
        out.push(UiCommand::LeaveFirstView);
        out.extend(take::go(stop, session, session.map_size()));
    }
}

/// Shows the stops of the chosen tour.
pub(super) fn show(ui: &mut Ui, pen: &mut Pen<'_>) {
    let session = pen.session;
    let Some(chosen) = pen.state.chosen(session) else { return };
    let tour = chosen.tour.clone();
    header(ui, pen, chosen, &tour);
    ScrollArea::vertical().id_salt(("stops", &tour.id)).auto_shrink(false).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        about(ui, pen, &tour);
        for (at, stop) in tour.stops.iter().enumerate() {
            row(ui, pen, chosen, at, stop);
        }
    });
    keys(ui, pen, chosen);
}

fn header(ui: &mut Ui, pen: &mut Pen<'_>, chosen: Chosen<'_>, tour: &Tour) {
    ui.horizontal(|ui| {
        let tip = actions::tip(ui.ctx(), pen.session.messages(), Action::AddStop);
        if ui.button(pen.session.say("stops-add")).on_hover_text(tip).clicked() {
            add(pen.session, pen.state, pen.card, pen.out);
        }
        if !chosen.own {
            let copy = ui.button(pen.session.say("tours-copy"));
            if copy.on_hover_text(pen.session.say("stops-copy-tip")).clicked() {
                super::list::duplicate(pen, tour);
            }
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let time = format::duration(change::seconds(tour), pen.session.messages());
            let length = say!(pen.session, "stops-length", time = time);
            let label = ui.label(small(length).color(Ink::of(pen.session).quiet));
            label.on_hover_text(pen.session.say("stops-length-tip"));
        });
    });
}

/// The row that stands for the tour itself.
fn about(ui: &mut Ui, pen: &mut Pen<'_>, tour: &Tour) {
    let (rect, response) =
        ui.allocate_exact_size(vec2(ui.available_width(), sizes().tours.stop), Sense::click());
    let on = pen.state.stop.is_none();
    response
        .widget_info(|| WidgetInfo::selected(Role::RadioButton, true, on, pen.session.say("stops-about")));
    ground(ui, &response, on);
    let place = rect.shrink2(vec2(sizes().space.snug, 0.0));
    let layout = Layout::left_to_right(Align::Center);
    ui.scope_builder(UiBuilder::new().max_rect(place).layout(layout), |ui| {
        let label = Label::new(body(&tour.title).strong()).truncate().selectable(false);
        ui.add(label.sense(Sense::empty()));
    });
    if response.on_hover_text(pen.session.say("stops-about-tip")).clicked() {
        pen.state.turn_to(None);
    }
}

fn row(ui: &mut Ui, pen: &mut Pen<'_>, chosen: Chosen<'_>, at: usize, stop: &Stop) {
    let sense = if chosen.own { Sense::click_and_drag() } else { Sense::click() };
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), sizes().tours.stop), Sense::hover());
    let response = ui.interact(rect, row_id(at), sense);
    if response.gained_focus() {
        pen.state.turn_to(Some(at));
    }
    if response.has_focus() {
        let filter = EventFilter { vertical_arrows: true, ..EventFilter::default() };
        ui.memory_mut(|m| m.set_focus_lock_filter(row_id(at), filter));
    }
    let on = pen.state.stop == Some(at);
    let said = say!(pen.session, "stops-name", n = at + 1, title = &*stop.title);
    response.widget_info(|| WidgetInfo::selected(Role::RadioButton, true, on, &said));
    ground(ui, &response, on);
    if on && pen.state.scroll {
        pen.state.scroll = false;
        response.scroll_to_me(None);
    }
    content(ui, pen, chosen, at, stop, rect);
    if response.clicked() {
        pen.state.turn_to(Some(at));
        response.request_focus();
    }
    let enter = response.has_focus() && ui.input(|i| i.key_pressed(Key::Enter));
    if response.double_clicked() || enter {
        wish(pen, chosen, at, Wish::Go);
    }
    if chosen.own {
        drag(ui, pen, chosen, &response, at);
    }
    response.context_menu(|ui| menu(ui, pen, chosen, at));
    response.on_hover_text(pen.session.say("stops-row-tip"));
}

fn content(ui: &mut Ui, pen: &mut Pen<'_>, chosen: Chosen<'_>, at: usize, stop: &Stop, rect: Rect) {
    let ink = Ink::of(pen.session);
    let place = rect.shrink2(vec2(sizes().space.snug, 0.0));
    let middle = egui::pos2(place.left() + sizes().tours.number - sizes().space.tight, rect.center().y);
    let font = crate::ui::typeset::font(text_sizes().small);
    let number = (at + 1).to_string();
    let right = middle - vec2(sizes().space.snug, 0.0);
    ui.painter().text(right, egui::Align2::RIGHT_CENTER, number, font, ink.quiet);
    if take::is_shown(stop, pen.session, pen.session.map_size()) {
        ui.painter().circle_filled(middle + vec2(sizes().space.fine, 0.0), sizes().tours.dot, ink.highlight);
    }
    let place = place.with_min_x(place.left() + sizes().tours.number + sizes().space.tight);
    let builder = UiBuilder::new().max_rect(place).layout(Layout::right_to_left(Align::Center));
    ui.scope_builder(builder.id_salt(("content", at)), |ui| {
        ui.style_mut().interaction.selectable_labels = false;
        let more = ui.menu_button("…", |ui| menu(ui, pen, chosen, at)).response;
        let name = say!(pen.session, "stops-more", n = at + 1);
        more.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
        more.on_hover_text(pen.session.say("stops-more-tip"));
        ui.label(
            small(say!(pen.session, "stops-seconds", n = format!("{:.0}", stop.seconds))).color(ink.quiet),
        );
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
            let title = if stop.title.is_empty() { pen.session.say("stops-untitled") } else { &stop.title };
            ui.add(Label::new(body(title)).truncate().selectable(false).sense(Sense::empty()));
        });
    });
}

/// Dragging a row to another moves the stop there.
fn drag(ui: &Ui, pen: &mut Pen<'_>, chosen: Chosen<'_>, response: &Response, at: usize) {
    response.dnd_set_drag_payload(Dragged(at));
    if !egui::DragAndDrop::has_payload_of_type::<Dragged>(ui.ctx()) {
        return;
    }
    let rect = response.rect;
    let pointer = ui.input(|i| i.pointer.interact_pos()).filter(|p| rect.contains(*p));
    let Some(pointer) = pointer else { return };
    let above = pointer.y < rect.center().y;
    let y = if above { rect.top() } else { rect.bottom() };
    ui.painter().hline(rect.x_range(), y, Stroke::new(2.0, Ink::of(pen.session).highlight));
    if ui.input(|i| i.pointer.any_released())
        && let Some(dragged) = egui::DragAndDrop::take_payload::<Dragged>(ui.ctx())
    {
        move_to(pen, chosen, dragged.0, at + usize::from(!above));
    }
}

fn menu(ui: &mut Ui, pen: &mut Pen<'_>, chosen: Chosen<'_>, at: usize) {
    let last = chosen.tour.stops.len().saturating_sub(1);
    for (words, tip, what) in ITEMS {
        let able = match what {
            Wish::Go => true,
            Wish::Up => chosen.own && at > 0,
            Wish::Down => chosen.own && at < last,
            Wish::Update | Wish::Duplicate | Wish::Delete => chosen.own,
        };
        if ui
            .add_enabled(able, Button::new(pen.session.say(words)))
            .on_hover_text(pen.session.say(tip))
            .clicked()
        {
            wish(pen, chosen, at, what);
            ui.close();
        }
    }
}

/// Keys of the list; they work while one of its rows, or nothing at all, holds the keys.
fn keys(ui: &Ui, pen: &mut Pen<'_>, chosen: Chosen<'_>) {
    if ui.ctx().text_edit_focused() {
        return;
    }
    let Some(at) = pen.state.stop.filter(|at| *at < chosen.tour.stops.len()) else { return };
    let pressed = |modifiers, key| ui.input_mut(|i| i.consume_key(modifiers, key));
    let mine = ui.memory(|m| m.has_focus(row_id(at)));
    let what = if pressed(Modifiers::ALT, Key::ArrowUp) {
        Wish::Up
    } else if pressed(Modifiers::ALT, Key::ArrowDown) {
        Wish::Down
    } else if mine && pressed(Modifiers::COMMAND, Key::D) {
        Wish::Duplicate
    } else if mine && pressed(Modifiers::NONE, Key::Delete) {
        Wish::Delete
    } else {
        return beside(ui, pen, chosen, at, mine);
    };
    if chosen.own {
        wish(pen, chosen, at, what);
        if mine && let Some(now) = pen.state.stop {
            ui.memory_mut(|m| m.request_focus(row_id(now)));
        }
    }
}

/// Arrow keys turn to the stop above or below.
fn beside(ui: &Ui, pen: &mut Pen<'_>, chosen: Chosen<'_>, at: usize, mine: bool) {
    let pressed = |key| mine && ui.input_mut(|i| i.consume_key(Modifiers::NONE, key));
    let to = match (pressed(Key::ArrowUp), pressed(Key::ArrowDown)) {
        (true, _) => at.checked_sub(1),
        (_, true) => Some(at + 1),
        _ => None,
    };
    if let Some(to) = to.filter(|to| *to < chosen.tour.stops.len()) {
        pen.state.turn_to(Some(to));
        ui.memory_mut(|m| m.request_focus(row_id(to)));
    }
}

/// The id of a row, by which it can be given the keys from elsewhere.
fn row_id(at: usize) -> Id {
    Id::unique(("tour stop", at))
}

fn wish(pen: &mut Pen<'_>, chosen: Chosen<'_>, at: usize, wish: Wish) {
    pen.state.turn_to(Some(at));
    match wish {
        Wish::Go => go(pen.session, pen.state, pen.out),
        Wish::Update => update(pen.session, pen.state, pen.card, pen.out),
        Wish::Up => {
            if let Some(gap) = at.checked_sub(1) {
                move_to(pen, chosen, at, gap);
            }
        }
        Wish::Down => move_to(pen, chosen, at, at + 2),
        Wish::Duplicate => {
            let mut tour = (**chosen.tour).clone();
            let Some(stop) = tour.stops.get(at).map(|s| Stop::clone(s)) else { return };
            let to = change::insert(&mut tour, Some(at), stop);
            pen.state.turn_to(Some(to));
            pen.set(tour, None);
        }
        Wish::Delete => {
            let mut tour = (**chosen.tour).clone();
            if at < tour.stops.len() {
                tour.stops.remove(at);
            }
            let last = tour.stops.len().checked_sub(1);
            pen.state.turn_to(last.map(|last| at.min(last)));
            pen.set(tour, None);
        }
    }
}

fn move_to(pen: &mut Pen<'_>, chosen: Chosen<'_>, from: usize, gap: usize) {
    let mut tour = (**chosen.tour).clone();
    if gap > tour.stops.len() {
        return;
    }
    if let Some(to) = change::move_stop(&mut tour, from, gap) {
        pen.state.turn_to(Some(to));
        pen.set(tour, None);
    }
}
