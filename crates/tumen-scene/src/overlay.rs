//! Results of the logistics network over the map: routes side by side, flows, isochrones.
//!
//! An [`Overlay`] says what is to be seen, in degrees; a [`PreparedOverlay`] is the same for one projection,
//! its lines sorted into classes that look alike. The colors come from the style when it is composed.

mod classes;

pub use classes::Class;

use super::Prepared;
use super::prepared::{Builder, Detail, Form};
use std::sync::Arc;
use tumen_core::geo::{LonLat, Projection, antimeridian};

/// What is to be seen.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Overlay {
    /// Heading in the legend.
    pub title: String,
    /// Routes, flows or reach.
    pub content: Content,
    /// Places with a ring around them: where routes begin and end.
    pub ends: Vec<LonLat>,
}

/// The kinds of results.
#[derive(Debug, Clone, PartialEq)]
pub enum Content {
    /// Variants of a route, the best first; the best lies on top.
    Routes(Vec<Route>),
    /// Loads of links.
    Flows(Vec<Flow>),
    /// What can be reached within `limit` days.
    Reach {
        /// The time, days.
        limit: f64,
        /// Links, as far as they are passed by then.
        stretches: Vec<Stretch>,
    },
}

impl Default for Content {
    fn default() -> Self {
        Self::Routes(Vec::new())
    }
}

/// A variant of a route.
#[derive(Debug, Clone, PartialEq)]
pub struct Route {
    /// Its name in the legend.
    pub name: String,
    /// Its lines.
    pub lines: Vec<Vec<LonLat>>,
}

/// The load of a link.
#[derive(Debug, Clone, PartialEq)]
pub struct Flow {
    /// Its line.
    pub line: Vec<LonLat>,
    /// Tonnes a year, both directions together.
    pub tonnes: f64,
    /// Load over capacity; nothing if no capacity is known.
    pub load: Option<f64>,
}

/// A link that cargo enters within the time.
#[derive(Debug, Clone, PartialEq)]
pub struct Stretch {
    /// Its whole line, in the direction of travel.
    pub line: Vec<LonLat>,
    /// Days from the start when it is entered.
    pub from: f64,
    /// Days from the start when its passed part ends.
    pub to: f64,
    /// The part of the line that is passed, 0 to 1.
    pub part: f64,
}

/// An overlay for one projection.
#[derive(Debug)]
pub struct PreparedOverlay {
    /// What it shows.
    pub overlay: Arc<Overlay>,
    /// Its lines; group `i` holds class `i`.
    pub lines: Arc<Prepared>,
    /// How its lines look, what lies beneath first.
    pub classes: Vec<Class>,
}

impl PreparedOverlay {
    /// Projects an overlay. What is no position on the Earth is left out.
    #[must_use]
    pub fn new(overlay: Arc<Overlay>, projection: Projection) -> Self {
        let mut pieces = classes::pieces(&overlay.content);
        pieces.sort_by(|a, b| a.class.order(&b.class));
        let mut classes: Vec<Class> = pieces.iter().map(|p| p.class).collect();
        classes.dedup();
        let mut builder = Builder::new(Form::Lines, projection, classes.len());
        for piece in &pieces {
            let mut line = piece.line.clone();
            line.retain(|p| p.is_valid());
            antimeridian::unwrap(&mut line);
            let group = classes.partition_point(|c| c.order(&piece.class).is_lt());
            if line.len() > 1 {
                builder.push(group as u32, 0, &line);
            }
        }
        let lines = Arc::new(builder.finish(&Detail::MAP));
        Self { overlay, lines, classes }
    }
}
