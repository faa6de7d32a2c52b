//! Everything that can be done to a session.

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

/// A change. The window, the command line and workers send these.
#[derive(Debug, Clone)]
pub enum Command {
    /// Looks at once.
    SetCamera(Camera),
    /// Flies there.
    FlyTo(Camera),
    /// The map has this size, points: views are fitted to it from now on.
    ResizeMap([f32; 2]),
    /// Flies to what is selected.
    FlyToSelection,
    /// Flies to a layer of the user.
    FlyToLayer(LayerId),
    /// Moves a flight and the moving cargo on by some seconds.
    Advance(f64),
    /// Draws moving cargo along the corridors, or no longer.
    ShowFlows(bool),
    /// Sets the clock of the moving cargo, seconds; without one the signs stand still.
    SetFlowClock(Option<f64>),
    /// Another projection, same place.
    SetProjection(Projection),
    /// Other colors.
    SetTheme(Theme),
    /// Another language of names.
    SetLanguage(Language),
    /// Another date.
    SetAsOf(Date),
    /// Shows or hides a layer or a kind.
    ShowLayer(String, bool),
    /// Selects a feature, or nothing.
    Select(Option<FeatureId>),
    /// Selects a project.
    SelectProject(Option<String>),
    /// What is under the pointer.
    Hover(Option<FeatureId>),
    /// A position to be marked with a ring, such as the one under the pointer in a profile.
    SetMarker(Option<LonLat>),
    /// What is kept.
    SetFilter(Filter),
    /// Assumes that a condition of the outlook is met, or no longer.
    SetCondition(String, bool),
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
    /// A worker has prepared a projection's layers.
    MapPrepared(Arc<PreparedMap>),
    /// A worker has computed a theme's relief.
    ReliefsReady(Theme, Option<Arc<Reliefs>>),
    /// Shows a result of the logistics network over the map, or none.
    ShowOverlay(Option<Arc<Overlay>>),
    /// A worker has prepared a layer of the user.
    UserLayerReady(LayerId, Arc<UserLayer>),
    /// Asks the logistics network, or no longer.
    Ask(Option<Arc<Question>>),
    /// A worker has answered a question; dropped unless it is the one asked last.
    Answered(Arc<Answered>),
    /// Analyzes the logistics network, or no longer.
    Analyze(Option<Arc<Analysis>>),
    /// A worker has made a analysis; dropped unless it is the one asked for last.
    Analyzed(Arc<Analyzed>),
    /// A table of demands was opened.
    Demands(Arc<DemandTable>),
    /// Goes on stage with a stop of a tour.
    Present(Arc<Tour>, usize, Viewport),
    /// Ends the talk and gives back the view from before.
    EndPresentation,
    /// Turns to the next stop; the last one stays.
    NextStop,
    /// Turns to the stop before; the first one stays.
    PreviousStop,
    /// Turns to the stop of a number, from 0, or to the last one.
    GoToStop(usize),
    /// Flies back to the stop that the speaker has left.
    ResumeStop,
    /// Whether the tour waits for the speaker instead of running by itself.
    PauseTour(bool),
    /// Covers the screen, or no longer.
    CoverScreen(Option<Cover>),
    /// The room that the map has on stage.
    StageRoom(Viewport),
    /// The time, seconds from any moment on; it never runs back.
    StageClock(f64),
}

/// Runs a command; returns whether anything changed.
pub(super) fn run(session: &mut Session, command: Command) -> bool {
    presentation::leave_stop(session, &command);
    match command {
        Command::MapPrepared(map) => {
            let projection = map.projection;
            session.prepared_maps.insert(projection, map);
            presentation::stage_ready(session, projection);
            true
        }
        Command::ReliefsReady(theme, reliefs) => {
            session.reliefs.insert(theme, reliefs);
            true
        }
        Command::UserLayerReady(_, layer) => session.user.put(layer, session.history.present()),
        Command::Ask(question) => session.logistics.ask(question),
        Command::Answered(answered) => session.logistics.answer(answered),
        Command::Analyze(analysis) => session.logistics.analyzes.ask(analysis),
        Command::Analyzed(analyzed) => session.logistics.analyzes.take(analyzed),
        Command::Demands(table) => session.logistics.analyzes.open_table(table),
        Command::ShowOverlay(overlay) => super::user::show_overlay(session, overlay),
        Command::ResizeMap(size) => {
            let before = std::mem::replace(&mut session.map_size, size);
            before != size
        }
        Command::FlyToLayer(id) => fly_to(session, Framing::Layer(id)),
        Command::Edit(edits, gesture) => edit(session, edits, gesture),
        Command::Undo => session.history.undo() && forget_gone(session),
        Command::Redo => session.history.redo() && forget_gone(session),
        Command::Imported(import, layers) => imported(session, import, layers),
        Command::Preview(layer) => super::user::preview(session, layer),
        Command::ForgetImport(id) => {
            session.imports.retain(|i| i.id != id);
            true
        }
        Command::Saved(revision) => {
            session.history.mark_saved(revision);
            true
        }
        Command::Advance(seconds) => advance(session, seconds),
        Command::SetFlowClock(clock) => {
            let before = std::mem::replace(&mut session.flow_clock, clock);
            before != clock
        }
        Command::FlyTo(to) => fly(session, to),
        Command::FlyToSelection => fly_to(session, Framing::Selection),
        Command::Present(..)
        | Command::EndPresentation
        | Command::NextStop
        | Command::PreviousStop
        | Command::GoToStop(_)
        | Command::ResumeStop
        | Command::PauseTour(_)
        | Command::CoverScreen(_)
        | Command::StageRoom(_)
        | Command::StageClock(_) => presentation::run(session, command),
        other => {
            let before = session.view.clone();
            change_view(session, other);
            session.view != before
        }
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
        _ => false,
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

fn change_view(session: &mut Session, command: Command) {
    let view = &mut session.view;
    match command {
        Command::SetCamera(camera) => {
            view.camera = camera.clamped();
            session.flight = None;
        }
        Command::SetProjection(projection) => {
            view.camera = view.camera.reprojected(projection);
            session.flight = None;
        }
        Command::SetTheme(theme) => view.theme = theme,
        Command::SetLanguage(language) => view.language = language,
        Command::SetAsOf(date) => view.as_of = date,
        Command::ShowLayer(layer, true) => {
            view.hidden.remove(&layer);
        }
        Command::ShowLayer(layer, false) => {
            view.hidden.insert(layer);
        }
        Command::Select(feature) => select(session, feature),
        Command::SelectProject(project) => {
            view.selected = None;
            view.project = project;
        }
        Command::Hover(feature) => view.hovered = feature,
        Command::SetMarker(at) => view.marker = at,
        Command::SetFilter(filter) => view.filter = filter,
        Command::ShowFlows(on) => view.flows = on,
        Command::SetCondition(id, true) => {
            view.conditions.insert(id);
        }
        Command::SetCondition(id, false) => {
            view.conditions.remove(&id);
        }
        _ => {}
    }
}

/// Selecting a corridor also turns to its project's card.
fn select(session: &mut Session, feature: Option<FeatureId>) {
    session.view.project = match &feature {
        Some(FeatureId::Corridor(id)) => session.document.corridor(id).map(|c| c.project.to_string()),
        _ => None,
    };
    session.view.selected = feature;
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
