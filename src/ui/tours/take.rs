//! From the view to a stop, and from a stop to the view.

use crate::ui::actions::{Action, Effect};
use std::collections::BTreeSet;
use tumen_core::geo::LonLat;
use tumen_core::model::{Edit, Place, Selection, SidePanel, Stop};
use tumen_scene::Camera;
use tumen_scene::{ScreenPoint, Size};
use tumen_session::{
    CameraCommand, Command, NamedView, SelectionCommand, Session, View, ViewCommand, WorkspaceCommand, stops,
    views,
};

/// Digits of a degree that are kept: about 0.1 m.
const DIGITS: f64 = 1e6;
/// A view that differs by less than this from a stop's shows the stop: pixels, doublings of scale.
const SAME: (f32, f64) = (3.0, 0.02);
/// A named view gives its name to what differs less: share of the picture, doublings of scale.
const NAMED: (f32, f64) = (0.25, 0.7);

/// The present view as a stop, with the card beside it if that is open. The date is the day of the talk if today is shown.
pub(super) fn stop(session: &Session, card: bool) -> Stop {
    let (view, size) = (session.view(), session.map_size());
    let bounds = <[f64; 4]>::from(stops::bounds_of(&view.camera, size));
    let bounds = bounds.map(|d| (d * DIGITS).round() / DIGITS);
    let mut stop = Stop::new(title(session, size), bounds);
    stop.projection = view.camera.projection;
    stop.as_of = (view.as_of != session.today()).then_some(view.as_of);
    stop.hidden = view.hidden.clone();
    stop.flows = view.flows;
    stop.loupes = session.loupes().to_vec();
    stop.compare = view.compare.clone();
    let layers = &session.workspace().layers;
    let visible = || layers.iter().filter(|l| l.visible).map(|l| l.name.clone());
    stop.layers = (!layers.is_empty()).then(|| visible().collect());
    stop.selection = selection(view);
    if stop.selection.is_some() && card {
        stop.side_panel = SidePanel::Card;
    }
    stop
}

/// A stop that shows the present view and says what it said.
pub(super) fn updated(old: &Stop, session: &Session, card: bool) -> Stop {
    let seen = stop(session, card);
    let Stop { bounds, projection, hidden, layers, selection, flows, loupes, compare, .. } = seen;
    // A stop that is always as of today stays so unless another day is shown.
    let as_of = seen.as_of.or(old.as_of.filter(|d| *d == session.today()));
    Stop { bounds, projection, as_of, hidden, layers, selection, flows, loupes, compare, ..old.clone() }
}

/// What is selected, in the words of a stop. Features of the user have no lasting name.
fn selection(view: &View) -> Option<String> {
    view.selection.as_ref().filter(|s| s.is_lasting()).map(Selection::to_string)
}

/// The name of what a stop selects, in the language of the view; the word itself if it is unknown.
pub(super) fn selection_name(session: &Session, word: &str) -> String {
    let selection = word.parse::<Selection>().ok();
    let names = selection.as_ref().and_then(|s| s.names(session.document()));
    names.map_or_else(|| word.to_owned(), |n| n.get(session.view().language).to_string())
}

/// A title for the present view: the selection, a named view, or the most important place near the
/// middle.
fn title(session: &Session, size: Size) -> String {
    let view = session.view();
    if let Some(word) = selection(view) {
        return selection_name(session, &word);
    }
    let named = views::ALL.iter().find(|v| {
        let (off, zoom) = apart(&view.camera, &v.camera(view.camera.projection, size), size);
        off < NAMED.0 * size[0].min(size[1]) && zoom < NAMED.1
    });
    let place = || place_in_sight(session, size).map(|p| p.names.get(view.language).to_string());
    named
        .map(|v| named_view(session, v))
        .or_else(place)
        .unwrap_or_else(|| session.say("stops-new").to_owned())
}

/// The name of a named view: that of the action that flies there.
fn named_view(session: &Session, view: &NamedView) -> String {
    let action =
        Action::ALL.into_iter().find(|a| matches!(a.row().effect, Effect::Look(id) if id == view.id));
    action.map_or_else(|| view.title.to_owned(), |a| session.say(a.row().text).to_owned())
}

/// The place in the middle third of the picture that the map labels first; the nearest of equals.
fn place_in_sight(session: &Session, size: Size) -> Option<&Place> {
    let camera = session.view().camera;
    let off = |p: LonLat| {
        let ScreenPoint { x, y } = camera.to_screen(camera.projection.project_wrapped(p), size);
        [(x - size[0] * 0.5).abs() / size[0], (y - size[1] * 0.5).abs() / size[1]]
    };
    let near = session.document().places.iter().map(|p| (p, off(p.position)));
    let near = near.filter(|(_, o)| o[0] < 1.0 / 6.0 && o[1] < 1.0 / 6.0);
    let key = |(p, o): &(&Place, [f32; 2])| (p.rank, (o[0].hypot(o[1]) * 1e4) as u32);
    near.min_by_key(key).map(|(p, _)| p)
}

/// How far apart two cameras of one projection are: pixels, and doublings of scale.
fn apart(a: &Camera, b: &Camera, size: Size) -> (f32, f64) {
    let ScreenPoint { x, y } = a.to_screen(b.center, size);
    ((x - size[0] * 0.5).hypot(y - size[1] * 0.5), (a.zoom - b.zoom).abs())
}

/// The view of a stop; one without a date is as of today.
fn view_of(stop: &Stop, session: &Session, size: Size) -> View {
    let base = View { as_of: session.today(), ..session.view().clone() };
    stops::view_of(stop, session.document(), &base, size)
}

/// Whether the map shows a stop now.
pub(super) fn is_shown(stop: &Stop, session: &Session, size: Size) -> bool {
    let (now, then) = (session.view(), view_of(stop, session, size));
    if now.camera.projection != then.camera.projection || now.as_of != then.as_of {
        return false;
    }
    let (off, zoom) = apart(&now.camera, &then.camera, size);
    off < SAME.0 && zoom < SAME.1
}

/// Everything that shows a stop on the map. Layers of the user are shown and hidden as a step that can
/// be taken back, since they are part of the project.
pub(super) fn go(stop: &Stop, session: &Session, size: Size) -> Vec<Command> {
    let (now, then) = (session.view(), view_of(stop, session, size));
    let mut commands = Vec::new();
    if now.camera.projection != then.camera.projection {
        commands.push(Command::View(ViewCommand::Projection(then.camera.projection)));
    }
    let turn = |id: &String, on| Command::View(ViewCommand::Layer(id.clone(), on));
    commands.extend(now.hidden.difference(&then.hidden).map(|id| turn(id, true)));
    commands.extend(then.hidden.difference(&now.hidden).map(|id| turn(id, false)));
    if now.flows != then.flows {
        commands.push(Command::View(ViewCommand::Flows(then.flows)));
    }
    commands.push(Command::View(ViewCommand::AsOf(then.as_of)));
    commands.push(Command::Selection(SelectionCommand::Select(then.selection)));
    let edits = layer_edits(stop, session);
    if !edits.is_empty() {
        commands.push(Command::Workspace(WorkspaceCommand::Edit(edits, None)));
    }
    commands.push(Command::Camera(CameraCommand::FlyTo(then.camera)));
    commands
}

fn layer_edits(stop: &Stop, session: &Session) -> Vec<Edit> {
    let Some(names) = &stop.layers else { return Vec::new() };
    let names: BTreeSet<&str> = names.iter().map(String::as_str).collect();
    let layers = session.workspace().layers.iter();
    let wrong = layers.filter(|l| l.visible != names.contains(l.name.as_str()));
    wrong.map(|l| Edit::ShowLayer(l.id, !l.visible)).collect()
}
