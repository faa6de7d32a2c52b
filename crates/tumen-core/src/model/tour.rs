//! Tours: a talk over the map as a list of stops.
//!
//! A tour is a value like everything else of the user: it lives in the workspace, is changed by edits
//! and saved in the project, and has a text form of its own (`io::tour`). It says what is to be seen, not
//! how large the window is: a stop names the box of degrees to show, so that the same talk fits a beamer
//! and a wall.

use super::{Compare, Date, Loupe};
use crate::geo::{GeoBox, Projection};
use std::collections::BTreeSet;
use std::sync::Arc;

/// A talk.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Tour {
    /// A short word for files and the command line; unique in the workspace.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// What it is about, Markdown.
    pub summary: String,
    /// Files that its stops show, as written; relative ones lie beside the tour's own file.
    pub files: Vec<String>,
    /// The stops in order.
    pub stops: Vec<Arc<Stop>>,
}

/// One stop of a tour.
#[derive(Debug, Clone, PartialEq)]
pub struct Stop {
    /// A few words above the caption.
    pub title: String,
    /// What must be seen whole.
    pub bounds: GeoBox,
    /// The projection of the map.
    pub projection: Projection,
    /// The date of everything shown; the day of the talk if none is given.
    pub as_of: Option<Date>,
    /// Ids of base layers and kinds of corridors that are not drawn.
    pub hidden: BTreeSet<String>,
    /// Names of the layers of the user that are drawn; those of the workspace as they are if none are
    /// named.
    pub layers: Option<Vec<String>>,
    /// What is selected: `place:rajin`, `corridor:khasan-rajin`, `project:…`.
    pub selection: Option<String>,
    /// Said to the audience, Markdown.
    pub caption: String,
    /// Read by the speaker only, plain text.
    pub notes: String,
    /// What stands beside the map.
    pub side_panel: SidePanel,
    /// Whether cargo moves along the corridors.
    pub flows: bool,
    /// Parts of the map that stand on it at a larger scale.
    pub loupes: Vec<Loupe>,
    /// What it is compared with.
    pub compare: Option<Compare>,
    /// How long the stop is shown when the tour runs by itself, seconds, the flight not included.
    pub seconds: f64,
    /// How the map gets there.
    pub transition: Transition,
}

/// What stands beside the map at a stop.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum SidePanel {
    /// Nothing.
    #[default]
    Nothing,
    /// The card of the selection.
    Card,
    /// A plot, by the id of its topic.
    Plot(String),
}

/// How the map gets from one stop to the next.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub enum Transition {
    /// It flies, for as long as the way asks for.
    #[default]
    Fly,
    /// It flies in so many seconds.
    FlyFor(f64),
    /// It is there at once.
    Cut,
}

impl Stop {
    /// How long a stop is shown unless it says otherwise, seconds.
    pub const SECONDS: f64 = 12.0;

    /// A stop that shows a box of degrees and says nothing.
    #[must_use]
    pub fn new(title: impl Into<String>, bounds: impl Into<GeoBox>) -> Self {
        Self {
            title: title.into(),
            bounds: bounds.into(),
            projection: Projection::default(),
            as_of: None,
            hidden: BTreeSet::new(),
            layers: None,
            selection: None,
            caption: String::new(),
            notes: String::new(),
            side_panel: SidePanel::default(),
            flows: false,
            loupes: Vec::new(),
            compare: None,
            seconds: Self::SECONDS,
            transition: Transition::default(),
        }
    }
}
