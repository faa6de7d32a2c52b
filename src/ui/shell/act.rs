//! What actions do, when they can be done, and which are on.

use super::Shell;
use crate::ui::actions::{Action, Effect, Part, Step, When};
use crate::ui::out::{Overlay, UiCommand, UiCommands};
use crate::ui::{logistics, presenter, timebar, tools, tours};
use eframe::egui::{self, Event, KeyboardShortcut, Modifiers};
use tumen_core::model::Selection;
use tumen_session::views::{self, NamedView};
use tumen_session::{CameraCommand, SelectionCommand, Session, ViewCommand};

/// Whether there is anything that it could be done to.
pub(super) fn is_possible(action: Action, session: &Session, shell: &Shell) -> bool {
    let selection = &session.view().selection;
    let own = matches!(selection, Some(Selection::Feature(..)));
    match action.row().when {
        When::Always => true,
        When::Undo => session.history().undo_label().is_some(),
        When::Redo => session.history().redo_label().is_some(),
        When::RoutePlace => logistics::selected(session).is_some(),
        When::Line => own || matches!(selection, Some(Selection::Corridor(_))),
        When::OwnFeature => own,
        When::Compare => session.view().compare.is_some(),
        When::Loupe => !session.workspace().loupes.is_empty(),
        When::Tour => session.tours().any(|t| !t.stops.is_empty()),
        When::Stop => tours::stop_is_own(session, &shell.tours).is_some(),
        When::OwnStop => tours::stop_is_own(session, &shell.tours) == Some(true),
    }
}

/// Whether a toggle or choice is on; `None` for what is neither.
pub(super) fn is_on(action: Action, session: &Session, shell: &Shell) -> Option<bool> {
    match action.row().effect {
        Effect::Toggle(part) => Some(shell.has(part)),
        Effect::Tab(tab) => Some(shell.shows(tab)),
        Effect::Take(tool) => Some(shell.tools.tool == tool),
        Effect::Choose(_, is_on) => Some(is_on(session)),
        Effect::Play => Some(shell.clock.is_playing()),
        Effect::Look(_)
        | Effect::Session(_)
        | Effect::Clear
        | Effect::Feature(_)
        | Effect::Tour(_)
        | Effect::Date(_)
        | Effect::Route(_)
        | Effect::Present(_)
        | Effect::Cover(_)
        | Effect::App(_) => None,
    }
}

impl Shell {
    fn has(&self, part: Part) -> bool {
        match part {
            Part::Left => self.left,
            Part::Right => self.right,
            Part::Bottom => self.bottom,
            Part::Time => self.time,
            Part::Legend => self.legend,
            Part::Motion => self.motion,
        }
    }

    fn turn(&mut self, part: Part) {
        let part = match part {
            Part::Left => &mut self.left,
            Part::Right => &mut self.right,
            Part::Bottom => &mut self.bottom,
            Part::Time => &mut self.time,
            Part::Legend => &mut self.legend,
            Part::Motion => &mut self.motion,
        };
        *part = !*part;
    }
}

/// Does what an action says.
pub(super) fn run(action: Action, session: &Session, shell: &mut Shell, out: &mut UiCommands) {
    match action.row().effect {
        Effect::Look(view) => {
            let view = NamedView::find(view).unwrap_or(views::THEATRE);
            let projection = session.view().camera.projection;
            out.push(CameraCommand::FlyTo(view.camera(projection, session.map_size())));
        }
        Effect::Session(command) | Effect::Choose(command, _) => out.push(command(session)),
        Effect::Clear => {
            if !shell.tools.escape() {
                out.push(SelectionCommand::Select(None));
            }
        }
        Effect::Toggle(part) => shell.turn(part),
        Effect::Tab(tab) => shell.show_tab(tab),
        Effect::Take(tool) => shell.tools.choose(tool),
        Effect::Feature(change) => tools::run(change, session, &mut shell.tools, out),
        Effect::Tour(change) => tours::run(change, session, &mut shell.tours, shell.right, out),
        Effect::Play => shell.clock.toggle(session.view().as_of, session.time_range()),
        Effect::Date(step) => {
            shell.clock.stop();
            out.push(ViewCommand::AsOf(date(session, step)));
        }
        Effect::Route(end) => {
            if let Some(place) = logistics::selected(session) {
                shell.route_end(end, place);
            }
        }
        Effect::Present(from_here) => {
            match presenter::present(session, &shell.tours, &shell.presenter, from_here) {
                Some(command) => out.push(command),
                None => out.push(UiCommand::Say(session.say("tours-nothing-to-present").to_owned())),
            }
        }
        Effect::Cover(overlay) => shell.overlay = overlay,
        Effect::App(program) => out.push(program()),
    }
}

/// The date a step away; the present one if there is no event there.
fn date(session: &Session, step: Step) -> tumen_core::model::Date {
    let as_of = session.view().as_of;
    match step {
        Step::Today => session.today(),
        Step::Back => timebar::beside(session, as_of, false).unwrap_or(as_of),
        Step::On => timebar::beside(session, as_of, true).unwrap_or(as_of),
    }
}

/// Runs the actions whose keys were pressed, each by the modifiers that its own event has. Keys without
/// modifiers are left to text fields, and stay for whoever else listens to them.
pub fn shortcuts(ctx: &egui::Context, session: &Session, shell: &mut Shell, out: &mut UiCommands) {
    let busy = ctx.egui_wants_keyboard_input() || shell.overlay != Overlay::None;
    let mut pressed = Vec::new();
    ctx.input_mut(|input| {
        input.events.retain(|event| {
            let Event::Key { key, pressed: true, modifiers, .. } = event else { return true };
            let Some((action, shortcut)) = Action::of_key(*key, *modifiers) else { return true };
            if busy && yields(action, shortcut) {
                return true;
            }
            pressed.push(action);
            shortcut.modifiers == Modifiers::NONE
        });
    });
    for action in pressed {
        run(action, session, shell, out);
    }
}

/// Whether a key is left to text fields and open windows. Text fields have an undo of their own.
fn yields(action: Action, shortcut: KeyboardShortcut) -> bool {
    let plain = shortcut.modifiers == Modifiers::NONE;
    plain && action != Action::Present || matches!(action, Action::Undo | Action::Redo | Action::Duplicate)
}
