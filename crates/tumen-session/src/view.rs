//! What is looked at and how: camera, theme, language, date, layers, selection, filter.

use super::scenario::Scenario;
use super::views;
use std::collections::BTreeSet;
use std::sync::Arc;
use tumen_core::geo::{LonLat, Projection};
use tumen_core::model::{Compare, Date, Document, Language, Loupe, Project, Selection, Status};
use tumen_scene::frame::FeatureId;
use tumen_scene::{Camera, Theme};

/// The view. Saved between starts; not part of undo.
#[derive(Debug, Clone, PartialEq)]
pub struct View {
    /// Where and how close.
    pub camera: Camera,
    /// Colors of the map and the window.
    pub theme: Theme,
    /// Language of names on the map.
    pub language: Language,
    /// The date of everything shown.
    pub as_of: Date,
    /// Layers and kinds that are not drawn.
    pub hidden: BTreeSet<String>,
    /// What is selected: what the card shows.
    pub selection: Option<Selection>,
    /// What is under the pointer.
    pub hovered: Option<FeatureId>,
    /// A position marked with a ring; not saved.
    pub marker: Option<LonLat>,
    /// What the lists and the map keep.
    pub filter: Filter,
    /// Ids of the conditions of the outlook that are assumed to be met. A reading aid: no status
    /// depends on it.
    pub conditions: BTreeSet<String>,
    /// Whether moving cargo is drawn along the corridors.
    pub flows: bool,
    /// Conditions of routes and flows that are kept under a name, each name once.
    pub scenarios: Vec<Arc<Scenario>>,
    /// Parts of the map at a larger scale, where not those of the workspace are shown: at a stop of a tour, or as the
    /// command line asks for. Not saved.
    pub loupes: Option<Arc<[Loupe]>>,
    /// What the map is compared with.
    pub compare: Option<Compare>,
}

/// About the size of the map in a window of 1280 × 800 with all panels open, points; the window fits
/// the view again once it knows the size.
const FIRST_SIZE: [f32; 2] = [698.0, 520.0];

impl View {
    /// The view of a first start: the whole theatre, today.
    #[must_use]
    pub fn new(today: Date) -> Self {
        Self {
            camera: views::THEATRE.camera(Projection::Mercator, FIRST_SIZE),
            theme: Theme::default(),
            language: Language::default(),
            as_of: today,
            hidden: BTreeSet::new(),
            selection: None,
            hovered: None,
            marker: None,
            filter: Filter::default(),
            conditions: BTreeSet::new(),
            flows: false,
            scenarios: Vec::new(),
            loupes: None,
            compare: None,
        }
    }

    /// Whether a layer or kind is drawn.
    #[must_use]
    pub fn shows(&self, layer: &str) -> bool {
        !self.hidden.contains(layer)
    }
}

/// Which projects are kept; an empty set keeps all.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(default)]
pub struct Filter {
    /// Kind ids.
    pub kinds: BTreeSet<String>,
    /// Statuses at the date of the view.
    pub statuses: BTreeSet<Status>,
    /// Countries, ISO 3166 alpha-2.
    pub countries: BTreeSet<String>,
    /// Project ids, such as those that one resolution bears on.
    pub projects: BTreeSet<String>,
}

impl Filter {
    /// Whether everything is kept.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.kinds.is_empty()
            && self.statuses.is_empty()
            && self.countries.is_empty()
            && self.projects.is_empty()
    }

    /// Whether a project is kept at a date.
    #[must_use]
    pub fn keeps(&self, document: &Document, project: &Project, date: Date) -> bool {
        let kind = self.kinds.is_empty() || self.kinds.contains(&*project.kind);
        let country =
            self.countries.is_empty() || project.countries.iter().any(|c| self.countries.contains(c));
        let named = self.projects.is_empty() || self.projects.contains(&*project.id);
        let status = || document.project_status(project, date).status;
        kind && country
            && named
            && (self.statuses.is_empty() || status().is_some_and(|s| self.statuses.contains(&s)))
    }
}

/// A view as it is saved: only what should come back at the next start.
#[derive(Debug, Clone, serde::Serialize, serde::Deserialize)]
pub struct SavedView {
    projection: Projection,
    center: LonLat,
    zoom: f64,
    theme: Theme,
    language: Language,
    #[serde(default)]
    hidden: BTreeSet<String>,
    #[serde(default)]
    filter: Filter,
    #[serde(default)]
    conditions: BTreeSet<String>,
    #[serde(default)]
    flows: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    compare: Option<String>,
    #[serde(default)]
    selected: Option<String>,
    #[serde(default)]
    scenarios: Vec<Scenario>,
}

impl SavedView {
    /// What of a view is worth saving.
    #[must_use]
    pub fn of(view: &View) -> Self {
        let selected = view.selection.as_ref().filter(|s| s.is_lasting()).map(Selection::to_string);
        Self {
            projection: view.camera.projection,
            center: view.camera.position(),
            zoom: view.camera.zoom,
            theme: view.theme,
            language: view.language,
            hidden: view.hidden.clone(),
            filter: view.filter.clone(),
            conditions: view.conditions.clone(),
            flows: view.flows,
            compare: view.compare.as_ref().map(Compare::to_string),
            selected,
            scenarios: view.scenarios.iter().map(|s| Scenario::clone(s)).collect(),
        }
    }

    /// The saved view as of today. What no longer exists is forgotten.
    #[must_use]
    pub fn restore(self, document: &Document, today: Date) -> View {
        let camera = match self.center.is_valid() && self.zoom.is_finite() {
            true => Camera::at(self.projection, self.center, self.zoom),
            false => View::new(today).camera,
        };
        let mut view = View { camera, theme: self.theme, language: self.language, ..View::new(today) };
        view.hidden = self.hidden;
        view.filter = self.filter;
        view.flows = self.flows;
        view.scenarios = self.scenarios.into_iter().map(Arc::new).collect();
        view.compare = self.compare.and_then(|text| text.parse().ok());
        let known = |id: &String| document.outlook.conditions.iter().any(|c| *c.id == **id);
        view.conditions = self.conditions.into_iter().filter(known).collect();
        let selected = self.selected.and_then(|word| word.parse().ok());
        view.selection = selected.and_then(|s: Selection| s.known(document));
        view
    }
}
