//! Going on stage: which tour, and with which stop.

use super::PresenterState;
use crate::ui::tours::ToursState;
use tumen_session::presentation::Viewport;
use tumen_session::{Command, Session, TalkCommand};

/// The command that begins a talk: with the tour chosen in the editor, or the one that was shown last, or
/// the first one that has a stop; from its beginning, or from the stop in view. None if there is no tour.
#[must_use]
pub fn present(
    session: &Session,
    editor: &ToursState,
    state: &PresenterState,
    from_here: bool,
) -> Option<Command> {
    let shown = || session.tours().filter(|t| !t.stops.is_empty());
    let named = |id: &Option<String>| shown().find(|t| id.as_ref() == Some(&t.id));
    let tour = named(&editor.tour).or_else(|| named(&state.tour)).or_else(|| shown().next())?;
    let in_view = editor.stop.filter(|_| editor.tour.as_ref().is_none_or(|id| *id == tour.id));
    let at = if from_here { in_view.unwrap_or(0) } else { 0 };
    Some(Command::Talk(TalkCommand::Begin(tour.clone(), at, Viewport::from(session.map_size()))))
}
