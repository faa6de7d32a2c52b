//! Comparing two states of the map: what turns it on and off, and where each has its room.

use eframe::egui::{Pos2, Rect, vec2};
use tumen_core::model::{Compare, Split};
use tumen_session::{Command, Session, ViewCommand};

/// Keeps the present state on the right, so that the date, the conditions and the layers of the left can be changed; or
/// compares no longer.
pub(super) fn toggle(session: &Session) -> Command {
    let view = session.view();
    let now = Compare {
        as_of: Some(view.as_of),
        hidden: Some(view.hidden.clone()),
        conditions: Some(view.conditions.clone()),
        split: Split::default(),
    };
    Command::View(ViewCommand::Compare(view.compare.is_none().then_some(now)))
}

/// Whether two states are compared.
pub(super) fn is_on(session: &Session) -> bool {
    session.view().compare.is_some()
}

/// Two maps side by side, or one that is cut.
pub(super) fn turn(session: &Session) -> Command {
    let split = if is_beside(session) { Split::default() } else { Split::Beside };
    with(session, split)
}

/// Whether two maps stand side by side.
pub(super) fn is_beside(session: &Session) -> bool {
    session.view().compare.as_ref().is_some_and(|c| c.split == Split::Beside)
}

/// The same comparison with the room shared otherwise.
pub(super) fn with(session: &Session, split: Split) -> Command {
    Command::View(ViewCommand::Compare(session.view().compare.clone().map(|c| Compare { split, ..c })))
}

/// The map, where two stand side by side that of the left; elsewhere all of it.
pub(super) fn pane(session: &Session, rect: Rect) -> Rect {
    if !is_beside(session) {
        return rect;
    }
    let [width, height] = Split::Beside.pane([rect.width(), rect.height()]);
    Rect::from_min_size(rect.min, vec2(width, height))
}

/// A point of the window as the left one of two maps side by side has it.
pub(super) fn folded(at: Pos2, pane: Rect) -> Pos2 {
    if at.x < pane.right() { at } else { at - vec2(pane.width(), 0.0) }
}
