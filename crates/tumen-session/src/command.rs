//! Everything that can be done to a session, by topic: each topic is an enum, and one function does it.

use super::analysis::{Analysis, Analyzed, DemandTable};
use super::flight::Flight;
use super::framing::Framing;
use super::history::Gesture;
use super::import::Import;
use super::logistics::{Answered, Question};
use super::presentation::{self, Cover, Viewport};
use super::view::Filter;
use super::{Session, View};
use std::sync::Arc;
use tumen_core::geo::{LonLat, Projection};
use tumen_core::model::layer::LayerStyle;
use tumen_core::model::{Date, Edit, Language, Layer, LayerId, Tour};
use tumen_scene::frame::FeatureId;
use tumen_scene::relief::Reliefs;
use tumen_scene::{Camera, Overlay, PreparedMap, Theme, UserLayer};

/// A change. The window, the command line and workers send these; each topic turns into one.
#[derive(Debug, Clone)]
pub enum Command {
    /// Where the map looks from.
    Camera(CameraCommand),
    /// What the map shows, and how.
    View(ViewCommand),
    /// What is selected or pointed at.
    Selection(SelectionCommand),
    /// The layers, tours and assumptions of the user.
    Workspace(WorkspaceCommand),
    /// Questions to the logistics network, and their answers.
    Network(NetworkCommand),
    /// A talk on stage.
    Talk(TalkCommand),
    /// What workers have prepared.
    Ready(ReadyCommand),
}

/// Where the map looks from.
#[derive(Debug, Clone)]
pub enum CameraCommand {
    /// Looks at once.
    Set(Camera),
    /// Flies there.
    FlyTo(Camera),
    /// Flies to what is selected.
    FlyToSelection,
    /// Flies to a layer of the user.
    FlyToLayer(LayerId),
    /// The map has this size, points: views are fitted to it from now on.
    Resize([f32; 2]),
    /// Moves a flight and the moving cargo on by some seconds.
    Advance(f64),
}

/// What the map shows, and how.
#[derive(Debug, Clone)]
pub enum ViewCommand {
    /// Another projection, same place.
    Projection(Projection),
    /// Other colors.
    Theme(Theme),
    /// Another language of names.
    Language(Language),
    /// Another date.
    AsOf(Date),
    /// Shows or hides a layer or a kind.
    Layer(String, bool),
    /// Draws moving cargo along the corridors, or no longer.
    Flows(bool),
    /// Sets the clock of the moving cargo, seconds; without one the signs stand still.
    FlowClock(Option<f64>),
    /// What is kept.
    Filter(Filter),
    /// Assumes that a condition of the outlook is met, or no longer.
    Condition(String, bool),
    /// A position to be marked with a ring, such as the one under the pointer in a profile.
    Marker(Option<LonLat>),
}

/// What is selected or pointed at.
#[derive(Debug, Clone)]
pub enum SelectionCommand {
    /// Selects a feature, or nothing; selecting a corridor also turns to its project's card.
    Feature(Option<FeatureId>),
    /// Selects a project.
    Project(Option<String>),
    /// What is under the pointer.
    Hover(Option<FeatureId>),
}

/// The layers, tours and assumptions of the user.
#[derive(Debug, Clone)]
pub enum WorkspaceCommand {
    /// Changes the layers of the user as one step that can be taken back; edits of one gesture belong
    /// to one step.
    Edit(Vec<Edit>, Option<Gesture>),
    /// Takes the last step back.
    Undo,
    /// Takes the last undo back.
    Redo,
    /// A file was opened: its layers, tours and assumptions are added and its report is kept.
    Imported(Arc<Import>, Vec<Layer>),
    /// Draws a layer instead of the one of its id, to show what a repair would do; or no longer.
    Preview(Option<Arc<Layer>>),
    /// Closes the report of an opened file.
    ForgetImport(u64),
    /// The state of a revision is safely in a file.
    Saved(u64),
}

/// Questions to the logistics network, and their answers.
#[derive(Debug, Clone)]
pub enum NetworkCommand {
    /// Asks for routes, or no longer.
    Ask(Option<Arc<Question>>),
    /// A worker has answered a question; dropped unless it is the one asked last.
    Answered(Arc<Answered>),
    /// Analyzes the network, or no longer.
    Analyze(Option<Arc<Analysis>>),
    /// A worker has made an analysis; dropped unless it is the one asked for last.
    Analyzed(Arc<Analyzed>),
    /// A table of demands was opened.
    Demands(Arc<DemandTable>),
    /// Shows a result over the map, or none.
    Overlay(Option<Arc<Overlay>>),
}

/// A talk on stage.
#[derive(Debug, Clone)]
pub enum TalkCommand {
    /// Goes on stage with a stop of a tour.
    Begin(Arc<Tour>, usize, Viewport),
    /// Ends the talk and gives back the view from before.
    End,
    /// Turns to the next stop; the last one stays.
    Next,
    /// Turns to the stop before; the first one stays.
    Previous,
    /// Turns to the stop of a number, from 0, or to the last one.
    GoTo(usize),
    /// Flies back to the stop that the speaker has left.
    Resume,
    /// Whether the tour waits for the speaker instead of running by itself.
    Pause(bool),
    /// Covers the screen, or no longer.
    Cover(Option<Cover>),
    /// The room that the map has on stage.
    Resize(Viewport),
    /// The time, seconds from any moment on; it never runs back.
    Clock(f64),
}

/// What workers have prepared.
#[derive(Debug, Clone)]
pub enum ReadyCommand {
    /// A projection's layers.
    Map(Arc<PreparedMap>),
    /// A theme's relief, if it has one.
    Reliefs(Theme, Option<Arc<Reliefs>>),
    /// A layer of the user.
    UserLayer(LayerId, Arc<UserLayer>),
}

/// Every topic turns into a command.
macro_rules! topics {
    ($($topic:ident($command:ident)),*) => {$(
        impl From<$command> for Command {
            fn from(command: $command) -> Self {
                Self::$topic(command)
            }
        }
    )*};
}

topics!(
    Camera(CameraCommand),
    View(ViewCommand),
    Selection(SelectionCommand),
    Workspace(WorkspaceCommand),
    Network(NetworkCommand),
    Talk(TalkCommand),
    Ready(ReadyCommand)
);

/// Runs a command; returns whether anything changed.
pub(super) fn run(session: &mut Session, command: Command) -> bool {
    presentation::leave_stop(session, &command);
    match command {
        Command::Camera(command) => camera(session, command),
        Command::View(command) => view(session, command),
        Command::Selection(command) => selection(session, command),
        Command::Workspace(command) => workspace(session, command),
        Command::Network(command) => network(session, command),
        Command::Talk(command) => presentation::run(session, command),
        Command::Ready(command) => ready(session, command),
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
        CameraCommand::Resize(size) => change(&mut session.map_size, size),
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
        ViewCommand::AsOf(date) => change(&mut view.as_of, date),
        ViewCommand::Layer(layer, true) => view.hidden.remove(&layer),
        ViewCommand::Layer(layer, false) => view.hidden.insert(layer),
        ViewCommand::Flows(on) => change(&mut view.flows, on),
        ViewCommand::FlowClock(clock) => change(&mut session.flow_clock, clock),
        ViewCommand::Filter(filter) => change(&mut view.filter, filter),
        ViewCommand::Condition(id, true) => view.conditions.insert(id),
        ViewCommand::Condition(id, false) => view.conditions.remove(&id),
        ViewCommand::Marker(at) => change(&mut view.marker, at),
    }
}

fn selection(session: &mut Session, command: SelectionCommand) -> bool {
    match command {
        SelectionCommand::Feature(feature) => {
            let project = feature.as_ref().and_then(|feature| project_of(session, feature));
            // Both are changed, so not `||` of the two calls.
            let turned = change(&mut session.view.project, project);
            change(&mut session.view.selected, feature) || turned
        }
        SelectionCommand::Project(project) => {
            let turned = change(&mut session.view.project, project);
            change(&mut session.view.selected, None) || turned
        }
        SelectionCommand::Hover(feature) => change(&mut session.view.hovered, feature),
    }
}

/// The project that a corridor belongs to.
fn project_of(session: &Session, feature: &FeatureId) -> Option<String> {
    let FeatureId::Corridor(id) = feature else { return None };
    session.document.corridor(id).map(|c| c.project.to_string())
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
    let gone = |id: &Option<FeatureId>| match id {
        Some(FeatureId::User(layer, key)) => {
            workspace.layer(*layer).is_none_or(|l| l.feature(*key).is_none())
        }
        Some(FeatureId::Base | FeatureId::Place(_) | FeatureId::Corridor(_)) | None => false,
    };
    if gone(&session.view.selected) {
        session.view.selected = None;
    }
    if gone(&session.view.hovered) {
        session.view.hovered = None;
    }
    if let Some(presentation) = &mut session.presentation {
        presentation.look_again(&session.document, &workspace);
    }
    true
}

/// What was only opened is in a file already, so that nothing needs saving because of it.
fn imported(session: &mut Session, mut import: Arc<Import>, mut layers: Vec<Layer>) -> bool {
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

/// Flies to where something is whole in a picture of that size.
fn fly_to(session: &mut Session, framing: Framing<'_>) -> bool {
    let projection = session.view.camera.projection;
    session.framed(framing, projection, session.map_size).is_some_and(|to| fly(session, to))
}
