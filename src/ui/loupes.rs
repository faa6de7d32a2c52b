//! What puts loupes on the map and takes them away.

use tumen_core::model::{Edit, Loupe, Spot};
use tumen_scene::{ScreenPoint, Size};
use tumen_session::{Command, NamedView, Session, WorkspaceCommand};

/// Puts other loupes on the map, as a step that can be taken back.
pub(super) fn set(loupes: Vec<Loupe>) -> Command {
    Command::Workspace(WorkspaceCommand::Edit(vec![Edit::SetLoupes(loupes)], None))
}

/// The loupes of the workspace and one more; where there are too many, the oldest goes.
pub(super) fn with(session: &Session, loupe: Loupe) -> Command {
    let own = &session.workspace().loupes;
    let kept = own.iter().skip((own.len() + 1).saturating_sub(Loupe::MOST));
    set(kept.copied().chain([loupe]).collect())
}

/// No loupes any more.
pub(super) fn none(_: &Session) -> Command {
    set(Vec::new())
}

/// The Tumen mouth in a loupe, or no longer.
pub(super) fn toggle_tumen(session: &Session) -> Command {
    let Some(view) = tumen() else { return set(session.workspace().loupes.to_vec()) };
    if has_tumen(session) {
        let others = session.workspace().loupes.iter().filter(|l| l.bounds != view.bounds);
        return set(others.copied().collect());
    }
    let (camera, size) = (session.view().camera, session.map_size());
    let at = camera.projection.project_wrapped(view.bounds.middle());
    let ScreenPoint { x, y } = camera.to_screen(at, size);
    let Size { width, height } = size;
    with(session, Loupe::new(view.bounds, Some(Spot::opposite([x / width, y / height]))))
}

/// Whether a loupe shows the Tumen mouth.
pub(super) fn has_tumen(session: &Session) -> bool {
    tumen().is_some_and(|view| session.workspace().loupes.iter().any(|l| l.bounds == view.bounds))
}

/// The named view of the Tumen mouth.
pub(super) fn tumen() -> Option<NamedView> {
    NamedView::find("tumen")
}
