//! What a panel is given, and what it answers.
//!
//! A panel is a function of a `Ui`, a [`PanelCx`] and its own state. It changes nothing else: whatever it
//! wants of the session, the program or another part of the window it pushes as a [`UiCommand`], and
//! `Shell` applies those when all panels of the frame have been shown.

use super::actions::Action;
pub use super::program::{Answer, End, Overlay, Program, Question};
use super::tab::BottomTab;
use std::sync::Arc;
use tumen_core::geo::LonLat;
use tumen_core::model::{LayerId, Tour};
use tumen_core::words::{Argument, Messages};
use tumen_scene::Theme;
use tumen_session::history::Gesture;
use tumen_session::{
    CameraCommand, Command, NetworkCommand, ReadyCommand, SelectionCommand, Session, TalkCommand,
    ViewCommand, WorkspaceCommand,
};

/// What a panel reads and where its answers go.
pub struct PanelCx<'a> {
    /// What is shown.
    pub session: &'a Session,
    /// The colors in use.
    pub theme: Theme,
    /// The words of the interface.
    pub words: Messages<'a>,
    /// What the panel asks for.
    pub out: &'a mut UiCommands,
}

impl<'a> PanelCx<'a> {
    /// For the panels of one frame.
    pub fn new(session: &'a Session, out: &'a mut UiCommands) -> Self {
        Self { session, theme: session.view().theme, words: session.messages(), out }
    }
}

impl<'a> PanelCx<'a> {
    /// A message of the window without arguments.
    pub fn say(&self, key: &'static str) -> &'a str {
        self.words.say(key)
    }

    /// A message of the window with its arguments, by name.
    pub fn say_with(&self, key: &str, arguments: &[(&str, Argument<'_>)]) -> String {
        self.words.say_with(key, arguments)
    }
}

/// Something that a part of the window asks for.
#[derive(Debug, Clone)]
pub enum UiCommand {
    /// A change of the session.
    Session(Command),
    /// Something only the program can do.
    App(Program),
    /// An action, as if its button had been pressed.
    Act(Action),
    /// Opens the panel at the bottom at a tab.
    ShowTab(BottomTab),
    /// Opens the attribute table of a layer.
    ShowTable(LayerId),
    /// Shows a topic in the plots, and opens them.
    PlotTopic(String),
    /// Sets an end of the route to a place, and opens the routes.
    RouteEnd(End, String),
    /// Marks a position along a route on the map while the pointer is over its profile.
    MarkRoute(LonLat),
    /// Opens a window over everything else, or closes it.
    Cover(Overlay),
    /// Opens the export of a tour.
    ExportTour(Arc<Tour>),
    /// Says in one line what has happened.
    Say(String),
    /// Another view was asked for: the first view no longer follows the size of the map.
    LeaveFirstView,
}

/// What changes the session, as a whole or by topic, is asked of it.
macro_rules! of_the_session {
    ($($command:ident),*) => {$(
        impl From<$command> for UiCommand {
            fn from(command: $command) -> Self {
                Self::Session(command.into())
            }
        }
    )*};
}

of_the_session!(
    Command,
    CameraCommand,
    ViewCommand,
    SelectionCommand,
    WorkspaceCommand,
    NetworkCommand,
    TalkCommand,
    ReadyCommand
);

impl From<Program> for UiCommand {
    fn from(program: Program) -> Self {
        Self::App(program)
    }
}

/// What the parts of the window have asked for in a frame, in order.
#[derive(Debug, Default)]
pub struct UiCommands {
    all: Vec<UiCommand>,
    gestures: Gesture,
}

impl UiCommands {
    /// None yet; gestures are numbered on from the last one.
    #[must_use]
    pub fn after(gestures: Gesture) -> Self {
        Self { all: Vec::new(), gestures }
    }

    /// Asks for something.
    pub fn push(&mut self, command: impl Into<UiCommand>) {
        self.all.push(command.into());
    }

    /// Asks for several things.
    pub fn extend<C: Into<UiCommand>>(&mut self, commands: impl IntoIterator<Item = C>) {
        self.all.extend(commands.into_iter().map(Into::into));
    }

    /// A number for the next gesture: edits with the same number are taken back together.
    pub fn gesture(&mut self) -> Gesture {
        self.gestures += 1;
        self.gestures
    }

    /// The last gesture that was given a number.
    #[must_use]
    pub fn gestures(&self) -> Gesture {
        self.gestures
    }

    /// Everything that was asked for.
    #[must_use]
    pub fn all(&self) -> &[UiCommand] {
        &self.all
    }

    /// Takes everything that was asked for; gestures are numbered on.
    pub fn take(&mut self) -> Vec<UiCommand> {
        std::mem::take(&mut self.all)
    }

    /// The changes of the session among what was asked for.
    pub fn session(&self) -> impl Iterator<Item = &Command> {
        self.all.iter().filter_map(|c| if let UiCommand::Session(command) = c { Some(command) } else { None })
    }
}
