//! What Tumen knows: places, corridors, projects, events, figures, series and their sources.
//!
//! The model has no colors and knows no files. Every record carries the ids of its sources;
//! sources that disagree stand side by side and nothing is averaged.

pub mod basemap;
pub mod compare;
pub mod corridor;
pub mod data_set;
pub mod date;
pub mod edit;
pub mod flow;
pub mod geography;
pub mod layer;
pub mod logistics;
pub mod loupe;
pub mod measure;
pub mod names;
pub mod place;
pub mod promise;
pub mod provenance;
pub mod repair;
pub mod selection;
pub mod shape_edit;
pub mod status;
pub mod status_at;
pub mod tour;

pub use crate::language::Language;
pub use basemap::Basemap;
pub use compare::{Compare, Split};
pub use corridor::{Corridor, Segment};
pub use data_set::{
    Border, BorderPart, Event, Figure, Kind, Project, Section, Series, SeriesRow, Source, Treaty,
};
pub use date::{Date, END_OF_TIME, Period};
pub use edit::Edit;
pub use flow::{Carrier, Flow};
pub use layer::{Feature, FeatureKey, Geometry, Layer, LayerId, Workspace};
pub use logistics::Logistics;
pub use loupe::{Loupe, Spot};
pub use names::Names;
pub use place::Place;
pub use promise::{Promise, Record};
pub use provenance::{Agreement, Condition, Constraint, Contradiction, Gap, Outlook, SeedFact};
pub use selection::Selection;
pub use status::{Status, StatusInfo};
pub use status_at::{Dating, Evidence, Run, SectionAt, StatusAt, Told};
pub use tour::{SidePanel, Stop, Tour, Transition};

use std::collections::HashMap;
use std::sync::Arc;

/// A stable id, as written in `data/`.
pub type Id = Arc<str>;

/// How far a source vouches for a value.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, serde::Serialize, serde::Deserialize,
)]
#[serde(rename_all = "lowercase")]
pub enum Confidence {
    /// Weak, derived, garbled or unconfirmed.
    Low,
    /// Stated but rounded, second-hand or with an inferred date.
    #[default]
    Medium,
    /// Stated plainly by the source, or official text.
    High,
}

impl Confidence {
    /// The word for files and screens.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::Medium => "medium",
            Self::High => "high",
        }
    }
}

/// Everything the program states, read from `data/`. Immutable once read; shared behind an `Arc`.
#[derive(Debug, Default)]
pub struct Document {
    /// The statuses with their definitions, in order.
    pub statuses: Vec<StatusInfo>,
    /// The kinds of corridors and projects.
    pub kinds: Vec<Kind>,
    /// Towns, stations, ports, crossings and the like.
    pub places: Vec<Place>,
    /// Lines on the map.
    pub corridors: Vec<Corridor>,
    /// Systems with a status.
    pub projects: Vec<Project>,
    /// Dated events, sorted by target and date.
    pub events: Vec<Event>,
    /// Figures with source and confidence.
    pub figures: Vec<Figure>,
    /// Series of figures over time.
    pub series: Vec<Series>,
    /// What moves along corridors.
    pub flows: Vec<Flow>,
    /// Where everything comes from.
    pub sources: Vec<Source>,
    /// The border between Russia and Korea.
    pub border: Border,
    /// Resolutions, rules and limits.
    pub constraints: Vec<Constraint>,
    /// The conditions under which companies would build, and the obstacles.
    pub outlook: Outlook,
    /// Targets, each with what followed.
    pub promises: Vec<Promise>,
    /// Dated events that belong to no single project.
    pub agreements: Vec<Agreement>,
    /// Where sources disagree.
    pub contradictions: Vec<Contradiction>,
    /// What was looked for and not found.
    pub gaps: Vec<Gap>,
    /// The 167 facts of the founding documents.
    pub seed_facts: Vec<SeedFact>,
    /// Parameters, terminals, links, gauges and crossings of the logistics network.
    pub logistics: Logistics,
    /// Talks over the map.
    pub tours: Vec<Arc<Tour>>,
    /// Tables by id, made by [`Self::reindex`].
    pub index: Index,
}

/// Where a record of an id stands in its list.
#[derive(Debug, Default)]
pub struct Index {
    places: HashMap<Id, usize>,
    corridors: HashMap<Id, usize>,
    projects: HashMap<Id, usize>,
    sources: HashMap<Id, usize>,
}

fn positions<T>(items: &[T], id: impl Fn(&T) -> &Id) -> HashMap<Id, usize> {
    items.iter().enumerate().map(|(i, item)| (id(item).clone(), i)).collect()
}

impl Document {
    /// Builds the tables by id. To be called once after reading.
    pub fn reindex(&mut self) {
        self.index = Index {
            places: positions(&self.places, |p| &p.id),
            corridors: positions(&self.corridors, |c| &c.id),
            projects: positions(&self.projects, |p| &p.id),
            sources: positions(&self.sources, |s| &s.id),
        };
    }

    /// The place of an id.
    #[must_use]
    pub fn place(&self, id: &str) -> Option<&Place> {
        self.index.places.get(id).map(|i| &self.places[*i])
    }

    /// The corridor of an id.
    #[must_use]
    pub fn corridor(&self, id: &str) -> Option<&Corridor> {
        self.index.corridors.get(id).map(|i| &self.corridors[*i])
    }

    /// The project of an id.
    #[must_use]
    pub fn project(&self, id: &str) -> Option<&Project> {
        self.index.projects.get(id).map(|i| &self.projects[*i])
    }

    /// The project of an id, an alias or a name in any language, ignoring case.
    #[must_use]
    pub fn find_project(&self, text: &str) -> Option<&Project> {
        let wanted = text.trim().to_lowercase();
        self.project(&wanted).or_else(|| self.projects.iter().find(|p| p.answers_to(&wanted)))
    }

    /// The source of an id.
    #[must_use]
    pub fn source(&self, id: &str) -> Option<&Source> {
        self.index.sources.get(id).map(|i| &self.sources[*i])
    }

    /// The events of a project, a corridor or a segment, oldest first.
    pub fn events_of<'a>(&'a self, target: &'a str) -> impl DoubleEndedIterator<Item = &'a Event> {
        let start = self.events.partition_point(|e| &*e.target < target);
        self.events[start..].iter().take_while(move |e| &*e.target == target).collect::<Vec<_>>().into_iter()
    }

    /// The events of a corridor and of its segments.
    pub fn events_of_line<'a>(&'a self, corridor: &'a Corridor) -> impl Iterator<Item = &'a Event> {
        let line = |e: &&Event| e.target.split(':').next() == Some(&*corridor.id);
        self.events.iter().filter(line)
    }

    /// The figures of a project, or of `place:ID` or a topic.
    pub fn figures_of<'a>(&'a self, project: &'a str) -> impl Iterator<Item = &'a Figure> {
        self.figures.iter().filter(move |f| &*f.project == project)
    }

    /// The series of that id.
    #[must_use]
    pub fn series(&self, id: &str) -> Option<&Series> {
        self.series.iter().find(|s| &*s.id == id)
    }

    /// The name and definition of a status.
    #[must_use]
    pub fn status_info(&self, status: Status) -> Option<&StatusInfo> {
        self.statuses.iter().find(|s| s.id == status)
    }

    /// The name and definition of a kind.
    #[must_use]
    pub fn kind(&self, id: &str) -> Option<&Kind> {
        self.kinds.iter().find(|k| &*k.id == id)
    }
}
