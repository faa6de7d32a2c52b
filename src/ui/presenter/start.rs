//! Going on stage: which tour, and with which stop.

use crate::model::Tour;
use crate::session::presentation::Room;
use crate::session::{Command, Session};
use crate::ui::Shell;
use std::sync::Arc;

/// The tours that can be shown: those of the workspace, then those that come with the program.
pub fn tours(session: &Session) -> impl Iterator<Item = &Arc<Tour>> {
    session.workspace().tours.iter()
}

/// The command that begins a talk: with the tour that was shown or chosen last, or else the first one
/// that has a stop; from its beginning, or from the stop in view. None if there is no tour.
#[must_use]
pub fn present(session: &Session, shell: &Shell, from_here: bool) -> Option<Command> {
    let state = &shell.presenter;
    let shown = || tours(session).filter(|t| !t.stops.is_empty());
    let last = shown().find(|t| state.tour.as_ref() == Some(&t.id));
    let tour = last.or_else(|| shown().next())?;
    let same = state.tour.as_deref() == Some(tour.id.as_str());
    let at = if from_here && same { state.stop } else { 0 };
    Some(Command::Present(tour.clone(), at, Room::from(shell.map.free_size())))
}
