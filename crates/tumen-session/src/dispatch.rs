//! Does what a command says, a function for each topic.

use super::command::{
    CameraCommand, Command, NetworkCommand, ReadyCommand, SelectionCommand, TalkCommand, ViewCommand,
    WorkspaceCommand,
};
use super::flight::Flight;
use super::framing::Framing;
use super::history::Gesture;
use super::import::Import;
use super::{Session, View, presentation};
use std::sync::Arc;
use tumen_core::model::layer::LayerStyle;
use tumen_core::model::{Edit, Layer, LayerId, Selection};
use tumen_scene::frame::FeatureId;
use tumen_scene::{Camera, Size};

/// Runs a command; returns whether anything changed.
pub(super) fn run(session: &mut Session, command: Command) -> bool {
    if leaves_stop(&command) {
        presentation::leave_stop(session);
    }
    match command {
        Command::Camera(command) => camera(session, command),
        Command::View(command) => view(session, command),
        Command::Selection(command) => selection(session, command),
        Command::Workspace(command) => workspace(session, command),
        Command::Network(command) => network(session, command),
        Command::Talk(command) => talk(session, command),
        Command::Ready(command) => ready(session, command),
    }
}

/// Whether a command moves the map away from the stop of a talk, or changes what it shows.
fn leaves_stop(command: &Command) -> bool {
    match command {
        Command::Camera(command) => match command {
            CameraCommand::Set(_)
            | CameraCommand::FlyTo(_)
            | CameraCommand::FlyToSelection
            | CameraCommand::FlyToLayer(_)
            | CameraCommand::ShowLayers { .. } => true,
            CameraCommand::Resize(_) | CameraCommand::Advance(_) => false,
        },
        Command::View(command) => match command {
            ViewCommand::Projection(_) | ViewCommand::AsOf(_) | ViewCommand::Layer(..) => true,
            ViewCommand::Theme(_)
            | ViewCommand::Language(_)
            | ViewCommand::Interface(_)
            | ViewCommand::Flows(_)
            | ViewCommand::FlowClock(_)
            | ViewCommand::Filter(_)
            | ViewCommand::Condition(..)
            | ViewCommand::Compare(_)
            | ViewCommand::Marker(_)
            | ViewCommand::Scenario(_)
            | ViewCommand::NoScenario(_) => false,
        },
        Command::Selection(command) => match command {
            SelectionCommand::Select(_) => true,
            SelectionCommand::Hover(_) => false,
        },
        Command::Workspace(_) | Command::Network(_) | Command::Talk(_) | Command::Ready(_) => false,
    }
}

fn camera(session: &mut Session, command: CameraCommand) -> bool {
    match command {
        CameraCommand::Set(camera) => {
            session.flight = None;
            change(&mut session.view.camera, camera.clamped())
        }
        CameraCommand::FlyTo(to) => fly(session, to),
        CameraCommand::FlyToSelection => fly_to(session, Framing::Selection),
        CameraCommand::FlyToLayer(id) => fly_to(session, Framing::Layer(id)),
        CameraCommand::ShowLayers { layers, at_once: false } => fly_to(session, Framing::Layers(&layers)),
        CameraCommand::ShowLayers { layers, at_once: true } => cut_to(session, Framing::Layers(&layers)),
        CameraCommand::Resize(size) => resize(session, size.into()),
        CameraCommand::Advance(seconds) => advance(session, seconds),
    }
}

/// Puts a value in its place; returns whether it is another one.
fn change<T: PartialEq>(place: &mut T, value: T) -> bool {
    let same = *place == value;
    *place = value;
    !same
}

fn view(session: &mut Session, command: ViewCommand) -> bool {
    let view = &mut session.view;
    match command {
        ViewCommand::Projection(projection) => {
            session.flight = None;
            let camera = view.camera.reprojected(projection);
            change(&mut view.camera, camera)
        }
        ViewCommand::Theme(theme) => change(&mut view.theme, theme),
        ViewCommand::Language(language) => change(&mut view.language, language),
        ViewCommand::Interface(language) => change(&mut session.interface, language),
        ViewCommand::AsOf(date) => change(&mut view.as_of, date),
        ViewCommand::Layer(layer, true) => view.hidden.remove(&layer),
        ViewCommand::Layer(layer, false) => view.hidden.insert(layer),
        ViewCommand::Flows(on) => change(&mut view.flows, on),
        ViewCommand::FlowClock(clock) => change(&mut session.flow_clock, clock),
        ViewCommand::Filter(filter) => change(&mut view.filter, filter),
        ViewCommand::Condition(id, true) => view.conditions.insert(id),
        ViewCommand::Condition(id, false) => view.conditions.remove(&id),
        ViewCommand::Compare(compare) => change(&mut view.compare, compare),
        ViewCommand::Marker(at) => change(&mut view.marker, at),
        ViewCommand::Scenario(scenario) => {
            match view.scenarios.iter_mut().find(|s| s.name == scenario.name) {
                Some(known) => change(known, scenario),
                None => {
                    view.scenarios.push(scenario);
                    true
                }
            }
        }
        ViewCommand::NoScenario(name) => {
            let before = view.scenarios.len();
            view.scenarios.retain(|s| s.name != name);
            view.scenarios.len() < before
        }
    }
}

fn selection(session: &mut Session, command: SelectionCommand) -> bool {
    match command {
        SelectionCommand::Hover(feature) => change(&mut session.view.hovered, feature),
        SelectionCommand::Select(selection) => change(&mut session.view.selection, selection),
    }
}

fn workspace(session: &mut Session, command: WorkspaceCommand) -> bool {
    match command {
        WorkspaceCommand::Edit(edits, gesture) => edit(session, edits, gesture),
        WorkspaceCommand::Undo => session.history.undo() && forget_gone(session),
        WorkspaceCommand::Redo => session.history.redo() && forget_gone(session),
        WorkspaceCommand::Imported(import, layers) => imported(session, import, layers),
        WorkspaceCommand::Preview(layer) => super::user::preview(session, layer),
        WorkspaceCommand::ForgetImport(id) => {
            session.imports.retain(|i| i.id != id);
            true
        }
        WorkspaceCommand::Saved(revision) => {
            session.history.mark_saved(revision);
            true
        }
    }
}

fn network(session: &mut Session, command: NetworkCommand) -> bool {
    match command {
        NetworkCommand::Ask(question) => session.logistics.ask(question),
        NetworkCommand::Answered(answered) => session.logistics.answer(answered),
        NetworkCommand::Analyze(analysis) => session.logistics.analyzes.ask(analysis),
        NetworkCommand::Analyzed(analyzed) => session.logistics.analyzes.take(analyzed),
        NetworkCommand::Demands(table) => session.logistics.analyzes.open_table(table),
        NetworkCommand::Overlay(overlay) => super::user::show_overlay(session, overlay),
    }
}

fn talk(session: &mut Session, command: TalkCommand) -> bool {
    match command {
        TalkCommand::Begin(tour, at, viewport) => presentation::begin(session, tour, at, viewport),
        TalkCommand::End => presentation::end(session),
        TalkCommand::Next => presentation::step(session, 1),
        TalkCommand::Previous => presentation::step(session, -1),
        TalkCommand::GoTo(at) => presentation::show(session, at, None),
        TalkCommand::Resume => presentation::resume(session),
        TalkCommand::Land => land(session),
        TalkCommand::Clock(now) => presentation::tell(session, now),
        TalkCommand::Resize(viewport) => presentation::resize(session, viewport),
        TalkCommand::Pause(paused) => presentation::pause(session, paused),
        TalkCommand::Cover(cover) => presentation::cover(session, cover),
    }
}

fn ready(session: &mut Session, command: ReadyCommand) -> bool {
    match command {
        ReadyCommand::Map(map) => {
            let projection = map.projection;
            session.prepared_maps.insert(projection, map);
            presentation::stage_ready(session, projection);
            true
        }
        ReadyCommand::Reliefs(theme, reliefs) => {
            session.reliefs.insert(theme, reliefs);
            true
        }
        ReadyCommand::UserLayer(_, layer) => session.user.put(layer, session.history.present()),
    }
}

/// An edit of something that is gone in the meantime changes nothing.
fn edit(session: &mut Session, edits: Vec<Edit>, gesture: Option<Gesture>) -> bool {
    session.history.edit(edits, gesture).is_ok() && forget_gone(session)
}

/// What no longer exists is neither selected nor hovered. Always a change.
fn forget_gone(session: &mut Session) -> bool {
    let workspace = session.history.present().clone();
    let gone = |selection: &Selection| match selection {
        Selection::Feature(layer, key) => workspace.layer(*layer).is_none_or(|l| l.feature(*key).is_none()),
        Selection::Place(_) | Selection::Corridor(_) | Selection::Project(_) => false,
    };
    if session.view.selection.as_ref().is_some_and(gone) {
        session.view.selection = None;
    }
    if session.view.hovered.as_ref().and_then(FeatureId::selection).as_ref().is_some_and(gone) {
        session.view.hovered = None;
    }
    if let Some(presentation) = &mut session.presentation {
        presentation.look_again(&session.document, &workspace);
    }
    true
}

/// What was only opened is in a file already, so that nothing needs saving because of it.
fn imported(session: &mut Session, mut import: Arc<Import>, mut layers: Vec<Layer>) -> bool {
    Arc::make_mut(&mut import).tell_unknown(&session.document.logistics);
    let mut edits = Arc::make_mut(&mut import).take_tours(session.history.present());
    if !layers.is_empty() || !edits.is_empty() {
        let first = session.workspace().next_layer;
        // A layer that nobody has styled takes the next color.
        for (layer, number) in layers.iter_mut().zip(first..) {
            if layer.style == LayerStyle::default() {
                layer.style = LayerStyle::numbered(number);
            }
        }
        Arc::make_mut(&mut import).layers = (first..).take(layers.len()).map(LayerId).collect();
        let clean = !session.history.is_dirty();
        // Adding layers cannot fail: it refers to nothing that could be gone.
        if !layers.is_empty() {
            edits.insert(0, Edit::AddLayers(layers));
        }
        let _ = session.history.edit(edits, None);
        if clean {
            session.history.mark_saved(session.history.revision());
        }
    }
    session.imports.push(import);
    forget_gone(session)
}

fn fly(session: &mut Session, to: Camera) -> bool {
    let View { camera, .. } = session.view;
    let to = if to.projection == camera.projection { to } else { to.reprojected(camera.projection) };
    session.flight = Some(Flight::new(camera, to.clamped()));
    true
}

fn advance(session: &mut Session, seconds: f64) -> bool {
    let runs = session.view.flows && seconds.is_finite();
    if let Some(clock) = session.flow_clock.as_mut().filter(|_| runs) {
        *clock += seconds.max(0.0);
    }
    let Some(flight) = &mut session.flight else { return false };
    let (camera, arrived) = flight.advance(seconds);
    session.view.camera = camera;
    if arrived {
        session.flight = None;
        presentation::arrived(session);
    }
    true
}

/// Ends a flight of the talk where it was going.
fn land(session: &mut Session) -> bool {
    let Some(mut flight) = session.flight.take_if(|_| session.presentation.is_some()) else { return false };
    session.view.camera = flight.advance(flight.seconds()).0;
    presentation::arrived(session);
    true
}

/// Flies to where something is whole in a picture of that size.
fn fly_to(session: &mut Session, framing: Framing<'_>) -> bool {
    let Some(framed) = session.frame(framing, session.view.camera.projection, session.map_size) else {
        return false;
    };
    session.whole = Some(framed);
    fly(session, framed.camera)
}

/// Looks at something that is whole then.
fn cut_to(session: &mut Session, framing: Framing<'_>) -> bool {
    let Some(framed) = session.frame(framing, session.view.camera.projection, session.map_size) else {
        return false;
    };
    (session.whole, session.flight, session.view.camera) = (Some(framed), None, framed.camera);
    true
}

/// Tells the size of the map. What the view was fitted to stays whole, such as a file whose report opens below the
/// map, unless the map was moved since.
fn resize(session: &mut Session, size: Size) -> bool {
    if !change(&mut session.map_size, size) {
        return false;
    }
    let on_the_way = session.flight.as_ref().map_or(session.view.camera, Flight::destination);
    let fitted = session.whole.filter(|w| w.camera == on_the_way && session.presentation.is_none());
    if let Some(framed) = fitted.map(|framed| framed.resized(size)) {
        session.whole = Some(framed);
        match session.flight {
            Some(_) => fly(session, framed.camera),
            None => change(&mut session.view.camera, framed.camera),
        };
    }
    true
}
