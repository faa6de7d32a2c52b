//! What the panels have asked for is done, in the order in which they asked.

use super::{BottomTab, Overlay, Requests, Shell, act};
use crate::ui::out::{UiCommand, UiCommands};
use tumen_core::geo::LonLat;
use tumen_core::message::Message;
use tumen_core::model::Selection;
use tumen_session::{Command, SelectionCommand, Session, ViewCommand};

/// Does everything, and returns what is left to the session and the program.
pub fn apply(session: &Session, shell: &mut Shell, mut out: UiCommands) -> Requests {
    let mut requests = Requests::default();
    let mut marked = None;
    let mut waiting = out.take();
    // An action may ask for more; that comes in its place.
    waiting.reverse();
    while let Some(command) = waiting.pop() {
        one(command, session, shell, &mut requests, &mut marked, &mut out);
        waiting.extend(out.take().into_iter().rev());
    }
    requests.commands.extend(mark(session, shell, marked));
    shell.gestures = out.gestures();
    requests
}

/// Does one thing, or hands it on.
fn one(
    command: UiCommand,
    session: &Session,
    shell: &mut Shell,
    requests: &mut Requests,
    marked: &mut Option<LonLat>,
    out: &mut UiCommands,
) {
    match command {
        UiCommand::Session(command) => {
            // The card opens with what is selected.
            shell.right |= selects(&command);
            requests.commands.push(command);
        }
        UiCommand::App(program) => requests.program.push(program),
        UiCommand::MarkRoute(at) => *marked = Some(at),
        UiCommand::Act(action) => act::run(action, session, shell, out),
        UiCommand::ShowTab(tab) => shell.show_tab(tab),
        UiCommand::ShowTable(layer) => {
            shell.panels.attributes.layer = Some(layer);
            shell.show_tab(BottomTab::Attributes);
        }
        UiCommand::PlotTopic(topic) => {
            shell.plots.show_topic(topic);
            shell.show_tab(BottomTab::Plots);
        }
        UiCommand::RouteEnd(end, place) => shell.route_end(end, place),
        UiCommand::Cover(overlay) => shell.overlay = overlay,
        UiCommand::ExportTour(tour) => {
            shell.exporting.choose(&tour);
            shell.overlay = Overlay::Export;
        }
        UiCommand::Say(words) => shell.message = Message::verbatim(words),
        UiCommand::LeaveFirstView => shell.map.leave_first_view(),
    }
}

fn selects(command: &Command) -> bool {
    let Command::Selection(selection) = command else { return false };
    match selection {
        SelectionCommand::Select(selection) => selection.is_some(),
        SelectionCommand::Hover(_) => false,
    }
}

/// The mark on the map follows the pointer along the profile of a route and goes when it leaves. Any other
/// mark belongs to the profile of a feature and goes with its card.
fn mark(session: &Session, shell: &mut Shell, marked: Option<LonLat>) -> Option<Command> {
    let shown = session.view().marker;
    let was_route = std::mem::replace(&mut shell.route_mark, marked.is_some());
    if marked.is_some() {
        return (shown != marked).then_some(Command::View(ViewCommand::Marker(marked)));
    }
    let has_profile = matches!(session.view().selection, Some(Selection::Feature(..)));
    (shown.is_some() && (was_route || !has_profile)).then_some(Command::View(ViewCommand::Marker(None)))
}
