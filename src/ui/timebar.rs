//! The time bar: one as-of date for everything, from 1949 to the planned years, and as far beyond as layers of
//! the user are dated.
//!
//! A click or a drag moves the date, a click on a mark moves it to that event. Time can be played; the
//! state of that is a [`Clock`] in the shell, and every step is a command like any other.

mod axis;
mod clock;
mod ticks;

pub use clock::{Clock, SPEEDS};
pub use ticks::{Tick, beside, ticks};

use super::actions::{self, Action};
use super::colors::Ink;
use super::out::{PanelCx, UiCommand, UiCommands};
use super::typeset::small;
use crate::ui::say::say;
use crate::ui::sizes::sizes;
use eframe::egui::{self, ComboBox, Rect, Response, Role, Sense, Ui, UiBuilder, WidgetInfo, pos2, vec2};
use tumen_core::model::Date;
use tumen_session::{Session, ViewCommand};

/// The first and the last day of the bar.
pub type Range = (Date, Date);

/// Moves time on if it runs; asks for the next frame only then.
pub fn play(ui: &Ui, cx: &mut PanelCx<'_>, clock: &mut Clock) {
    let (session, commands) = (cx.session, &mut *cx.out);
    if !clock.is_playing() {
        return;
    }
    let seconds = f64::from(ui.input(|i| i.stable_dt));
    let as_of = session.view().as_of;
    if let Some(date) = clock.advance(seconds, as_of, session.time_range()).filter(|d| *d != as_of) {
        commands.push(ViewCommand::AsOf(date));
    }
    ui.ctx().request_repaint();
}

/// Shows the buttons and the axis in the space there is.
pub fn show(ui: &mut Ui, cx: &mut PanelCx<'_>, clock: &mut Clock) {
    let (session, out) = (cx.session, &mut *cx.out);
    let rect = ui.available_rect_before_wrap();
    let controls = Rect::from_min_size(rect.min, vec2(sizes().time.controls, rect.height()));
    ui.scope_builder(UiBuilder::new().max_rect(controls), |ui| {
        ui.spacing_mut().item_spacing = vec2(sizes().space.tight, 1.0);
        ui.spacing_mut().button_padding = vec2(sizes().space.tight, 1.0);
        buttons(ui, session, clock, out);
        ui.horizontal(|ui| pace(ui, session, clock, out));
    });
    let axis = Rect::from_min_max(pos2(controls.right() + sizes().space.wide, rect.top()), rect.max);
    if axis.width() > sizes().time.axis_least {
        let axis = axis::Axis::new(axis, session.time_range());
        self::bar(ui, session, &axis, clock, out);
    }
    ui.advance_cursor_after_rect(rect);
}

fn buttons(ui: &mut Ui, session: &Session, clock: &Clock, out: &mut UiCommands) {
    let play = if clock.is_playing() { axis::Sign::Pause } else { axis::Sign::Play };
    let signs = [
        (Action::PreviousEvent, axis::Sign::Back),
        (Action::PlayTime, play),
        (Action::NextEvent, axis::Sign::Forward),
    ];
    ui.horizontal(|ui| {
        let width = sizes().time.controls / signs.len() as f32 - sizes().space.tight;
        for (action, sign) in signs {
            let name = session.say(if sign == axis::Sign::Pause { "time-pause" } else { action.row().text });
            let button = egui::Button::new("").min_size(vec2(width, sizes().time.button - 2.0));
            let shown = ui.add(button).on_hover_text(actions::tip(ui.ctx(), session.messages(), action));
            axis::sign(ui, shown.rect, sign, Ink::of(session).text);
            shown.widget_info(|| WidgetInfo::labeled(Role::Button, true, name));
            if shown.clicked() {
                out.push(UiCommand::Act(action));
            }
        }
    });
}

/// The speed, and the way back to today.
fn pace(ui: &mut Ui, session: &Session, clock: &mut Clock, out: &mut UiCommands) {
    let words = |years: u8| say!(session, "time-pace", n = years);
    let combo =
        ComboBox::from_id_salt("speed").selected_text(small(words(clock.speed))).width(sizes().time.speed);
    let shown = combo.show_ui(ui, |ui| {
        for years in SPEEDS {
            ui.selectable_value(&mut clock.speed, years, words(years));
        }
    });
    let response = shown.response.on_hover_text(session.say("time-speed-tip"));
    response.widget_info(|| WidgetInfo::labeled(Role::ComboBox, true, session.say("time-speed")));
    let today = egui::Button::new(small(session.say("action-Today-short")))
        .min_size(vec2(0.0, sizes().time.button - sizes().space.tight));
    if ui.add(today).on_hover_text(actions::tip(ui.ctx(), session.messages(), Action::Today)).clicked() {
        out.push(UiCommand::Act(Action::Today));
    }
}

/// The axis, and what the pointer and keys do to it.
fn bar(ui: &Ui, session: &Session, axis: &axis::Axis, clock: &mut Clock, commands: &mut UiCommands) {
    let as_of = session.view().as_of;
    let id = egui::Id::unique("time_bar");
    let response = ui.interact(axis.rect, id, Sense::click_and_drag());
    let ticks = ticks(session);
    axis.paint(ui, session, &ticks, response.has_focus());
    describe(ui, session, &response, axis.range);
    let wanted = pointed(&response, axis, &ticks).or_else(|| keyed(ui, &response, as_of, axis.range));
    if let Some(date) = wanted.filter(|d| *d != as_of) {
        clock.stop();
        commands.push(ViewCommand::AsOf(date));
    }
    axis.hover(&response, session, &ticks);
}

/// Name and value for a screen reader.
fn describe(ui: &Ui, session: &Session, response: &Response, (first, last): Range) {
    let as_of = session.view().as_of;
    response.widget_info(|| WidgetInfo::slider(true, as_of.decimal_year(), session.say("time-as-of")));
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_min_numeric_value(first.decimal_year());
        node.set_max_numeric_value(last.decimal_year());
        node.set_value(super::format::date(as_of, session.messages()));
        node.add_action(egui::accesskit::Action::Increment);
        node.add_action(egui::accesskit::Action::Decrement);
    });
}

/// The date that the pointer asks for.
fn pointed(response: &Response, axis: &axis::Axis, ticks: &[Tick<'_>]) -> Option<Date> {
    let x = response.interact_pointer_pos()?.x;
    if response.clicked() {
        return axis.nearest(ticks, x).map(|t| t.date).or_else(|| axis.date(x));
    }
    let held = response.is_pointer_button_down_on() || response.dragged();
    held.then(|| axis.date(x)).flatten()
}

/// The date that keys or a screen reader ask for: a month on or back, a year with Page, the ends.
fn keyed(ui: &Ui, response: &Response, as_of: Date, range: Range) -> Option<Date> {
    use egui::Key;
    use egui::accesskit::Action as Wish;
    let wishes = |wish| ui.input(|i| i.num_accesskit_action_requests(response.id, wish)) as i32;
    let mut months = wishes(Wish::Increment) - wishes(Wish::Decrement);
    if response.has_focus() {
        let horizontal_arrows = true;
        let filter = egui::EventFilter { horizontal_arrows, ..Default::default() };
        ui.memory_mut(|m| m.set_focus_lock_filter(response.id, filter));
        let count = |key| ui.input(|i| i32::from(i.key_pressed(key)));
        months += count(Key::ArrowRight) - count(Key::ArrowLeft);
        months += 12 * (count(Key::PageUp) - count(Key::PageDown));
        if count(Key::Home) > 0 {
            return Some(range.0);
        }
        if count(Key::End) > 0 {
            return Some(range.1);
        }
    }
    (months != 0).then(|| later(as_of, months, range))
}

/// The first of the month some months later, within the bar.
#[must_use]
pub fn later(date: Date, months: i32, (first, last): Range) -> Date {
    let month = date.year * 12 + i32::from(date.month) - 1 + months;
    let number = u8::try_from(month.rem_euclid(12) + 1).unwrap_or(1);
    Date::new(month.div_euclid(12), number, 1).unwrap_or(date).clamp(first, last)
}
