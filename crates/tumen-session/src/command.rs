//! Everything that can be done to a session, by topic: each topic is an enum, and one function of
//! `dispatch` does it.

use super::analysis::{Analysis, Analyzed, DemandTable};
use super::history::Gesture;
use super::import::Import;
use super::logistics::{Answered, Question};
use super::presentation::{Cover, Viewport};
use super::scenario::Scenario;
use super::view::Filter;
use std::sync::Arc;
use tumen_core::geo::{LonLat, Projection};
use tumen_core::model::{Compare, Date, Edit, Language, Layer, LayerId, Selection, Tour};
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
    /// Looks at layers that were just opened, at once or by a flight.
    ShowLayers {
        /// Which.
        layers: Vec<LayerId>,
        /// Without a flight.
        at_once: bool,
    },
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
    /// Another language of the window.
    Interface(Language),
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
    /// Compares the map with another state of it, or no longer.
    Compare(Option<Compare>),
    /// A position to be marked with a ring, such as the one under the pointer in a profile.
    Marker(Option<LonLat>),
    /// Keeps conditions of routes under their name, in the place of others of that name.
    Scenario(Arc<Scenario>),
    /// Forgets the conditions of a name.
    NoScenario(String),
}

/// What is selected or pointed at.
#[derive(Debug, Clone)]
pub enum SelectionCommand {
    /// Selects something, or nothing.
    Select(Option<Selection>),
    /// What is under the pointer.
    Hover(Option<FeatureId>),
}

impl SelectionCommand {
    /// Selects what was pointed at, or nothing.
    #[must_use]
    pub fn feature(feature: Option<&FeatureId>) -> Self {
        Self::Select(feature.and_then(FeatureId::selection))
    }
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
    /// Ends a flight at once: the map stands where it was going.
    Land,
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
