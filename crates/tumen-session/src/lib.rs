#![doc = include_str!("../README.md")]
//!
//! The state of the program: document, base map, view and notices, and the one way to change it.
//!
//! The window, the command line and the tests all use a [`Session`]. Whoever shows it only reads;
//! changes are [`Command`]s given to [`Session::run`]. No window toolkit, no clock, no printing here.

#![warn(clippy::wildcard_enum_match_arm)]

pub mod analysis;
pub mod command;
mod dispatch;
pub mod export;
pub mod flight;
pub mod format;
pub mod framing;
pub mod history;
pub mod import;
pub mod load;
pub mod logistics;
pub mod matrix;
pub mod motion;
pub mod opening;
pub mod overlays;
mod paper;
mod picture;
pub mod place_names;
pub mod plots;
pub mod presentation;
pub mod route;
pub mod route_facts;
pub mod route_summary;
pub mod sanctions;
pub mod scenario;
pub mod search;
pub mod sheet;
pub mod statuses;
pub mod stops;
mod user;
pub mod view;
pub mod views;
pub mod ways;
pub mod world_file;

pub use command::{
    CameraCommand, Command, NetworkCommand, ReadyCommand, SelectionCommand, TalkCommand, ViewCommand,
    WorkspaceCommand,
};
pub use import::Import;
pub use presentation::Presentation;
pub use statuses::Statuses;
pub use view::View;
pub use views::NamedView;

use flight::Flight;
use history::History;
use std::collections::HashMap;
use std::sync::{Arc, OnceLock};
use tumen_assets::Bundle;
use tumen_core::diag::Report;
use tumen_core::geo::Projection;
use tumen_core::model::{Basemap, Date, Document, Language, Loupe, Project, Workspace};
use tumen_core::words::{Argument, Messages, Words};
use tumen_scene::compose::Compared;
use tumen_scene::frame::FeatureId;
use tumen_scene::relief::Reliefs;
use tumen_scene::{
    Frame, Furniture, Movement, PreparedMap, PreparedOverlay, RenderOptions, Scene, Size, Style, Theme,
    compose,
};

/// What a picture is composed for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Output {
    /// A file: everything at full detail for this many output pixels per pixel.
    Paper {
        /// Output pixels per pixel of the picture.
        scale: f32,
    },
    /// The window: areas only at levels whose triangles are ready.
    Window {
        /// Physical pixels per logical one.
        pixels_per_point: f32,
    },
}

/// The size that a map is taken to have before it was shown, points.
const USUAL_MAP: Size = Size::new(900.0, 600.0);

/// Everything the program holds while it runs.
pub struct Session {
    bundle: Bundle,
    document: Arc<Document>,
    /// The layers of the base map until the first projection is prepared; its elevation always.
    basemap: Arc<Basemap>,
    style: Arc<Style>,
    words: Arc<Words>,
    attribution: Vec<String>,
    notices: Report,
    /// Made when something is searched for the first time.
    search_index: Arc<OnceLock<search::Index<search::Target>>>,
    /// Made when somebody asks in which country something lies for the first time.
    countries: load::LazyCountries,
    /// Built when a route is asked for the first time.
    network: route::LazyNetwork,
    prepared_maps: HashMap<Projection, Arc<PreparedMap>>,
    reliefs: HashMap<Theme, Option<Arc<Reliefs>>>,
    view: View,
    /// The language of the window; that of names is in the view.
    interface: Language,
    flight: Option<Flight>,
    /// What the view was fitted to last.
    whole: Option<framing::Framed>,
    /// The clock of the moving cargo, seconds; `None` if nothing shall move.
    flow_clock: Option<f64>,
    /// The size of the map, points.
    map_size: Size,
    history: History,
    imports: Vec<Arc<Import>>,
    /// The layers of the user as they can be drawn.
    user: user::Prepared,
    logistics: logistics::Logistics,
    presentation: Option<Presentation>,
    /// A result of the logistics network over the map, for the view's projection.
    overlay: Option<Arc<PreparedOverlay>>,
    /// The only layers of the user that are drawn, by name, where a film says so.
    only: Option<Arc<[String]>>,
    today: Date,
}

impl Session {
    /// Opens the bundled data with whatever lies over it. Problems are kept as notices; what could
    /// be read is there.
    #[must_use]
    pub fn open(bundle: &Bundle, today: Date) -> Self {
        let mut notices = Report::new();
        let loaded = load::load(bundle, &mut notices);
        let view = View::new(today);
        let document = Arc::new(loaded.document);
        Self {
            bundle: bundle.clone(),
            network: route::LazyNetwork::new(bundle, &document, today),
            document,
            basemap: Arc::new(loaded.basemap),
            style: Arc::new(loaded.style),
            words: Arc::new(loaded.words),
            attribution: loaded.attribution,
            notices,
            search_index: Arc::default(),
            countries: load::LazyCountries::new(bundle),
            prepared_maps: HashMap::new(),
            reliefs: HashMap::new(),
            view,
            interface: Language::default(),
            flight: None,
            whole: None,
            flow_clock: Some(0.0),
            map_size: USUAL_MAP,
            history: History::default(),
            imports: Vec::new(),
            user: user::Prepared::default(),
            logistics: logistics::Logistics::default(),
            presentation: None,
            overlay: None,
            only: None,
            today,
        }
    }

    /// The day the session was opened; what is dated later is planned.
    #[must_use]
    pub fn today(&self) -> Date {
        self.today
    }

    /// What the program knows.
    #[must_use]
    pub fn document(&self) -> &Arc<Document> {
        &self.document
    }

    /// The files everything was read from.
    #[must_use]
    pub fn bundle(&self) -> &Bundle {
        &self.bundle
    }

    /// The base map; once a projection is prepared, only its elevation and names.
    #[must_use]
    pub fn basemap(&self) -> &Arc<Basemap> {
        &self.basemap
    }

    /// How the map looks.
    #[must_use]
    pub fn style(&self) -> &Arc<Style> {
        &self.style
    }

    /// The tours that can be shown: those of the workspace, then those that come with the program.
    pub fn tours(&self) -> impl Iterator<Item = &Arc<tumen_core::model::Tour>> {
        self.workspace().tours.iter().chain(&self.document.tours)
    }

    /// The size of the map, points, to which views are fitted; a usual one until the map was shown.
    #[must_use]
    pub fn map_size(&self) -> Size {
        self.map_size
    }

    /// Words drawn on the map.
    #[must_use]
    pub fn words(&self) -> &Arc<Words> {
        &self.words
    }

    /// The language of the window.
    #[must_use]
    pub fn interface(&self) -> Language {
        self.interface
    }

    /// The words of the window.
    #[must_use]
    pub fn messages(&self) -> Messages<'_> {
        self.words.messages(self.interface)
    }

    /// The words of pictures and pages: those of the language of names.
    #[must_use]
    pub fn picture_messages(&self) -> Messages<'_> {
        self.words.messages(self.view.language)
    }

    /// A message of the window without arguments.
    #[must_use]
    pub fn say(&self, key: &'static str) -> &str {
        self.messages().say(key)
    }

    /// A message of the window with its arguments, by name.
    #[must_use]
    pub fn say_with(&self, key: &str, arguments: &[(&str, Argument<'_>)]) -> String {
        self.messages().say_with(key, arguments)
    }

    /// What must be said about the data wherever the map is shown.
    #[must_use]
    pub fn attribution(&self) -> &[String] {
        &self.attribution
    }

    /// What went wrong while reading.
    #[must_use]
    pub fn notices(&self) -> &Report {
        &self.notices
    }

    /// The names of everything, folded for searching.
    #[must_use]
    pub fn search_index(&self) -> &search::Index<search::Target> {
        self.search_index.get_or_init(|| search::index(&self.document))
    }

    /// The countries, read when they are asked for; they can be asked from another thread.
    #[must_use]
    pub fn countries(&self) -> &load::LazyCountries {
        &self.countries
    }

    /// What is looked at.
    #[must_use]
    pub fn view(&self) -> &View {
        &self.view
    }

    /// Whether the camera is on its way somewhere.
    #[must_use]
    pub fn is_flying(&self) -> bool {
        self.flight.is_some()
    }

    /// Replaces the view, for example by the one saved last time. During a talk, it is the view that comes
    /// back after it.
    pub fn set_view(&mut self, view: View) {
        if let Some(presentation) = &mut self.presentation {
            presentation.set_own_view(view);
            return;
        }
        self.view = view;
        self.flight = None;
    }

    /// The layers of the user.
    #[must_use]
    pub fn workspace(&self) -> &Arc<Workspace> {
        self.history.present()
    }

    /// The parts of the map that stand on it at a larger scale.
    #[must_use]
    pub fn loupes(&self) -> &Arc<[Loupe]> {
        self.view.loupes.as_ref().unwrap_or(&self.workspace().loupes)
    }

    /// What can be taken back and done again.
    #[must_use]
    pub fn history(&self) -> &History {
        &self.history
    }

    /// What was said while opening files, the last one last.
    #[must_use]
    pub fn imports(&self) -> &[Arc<Import>] {
        &self.imports
    }

    /// Does what a command says. Returns whether anything changed.
    pub fn run(&mut self, command: impl Into<Command>) -> bool {
        let changed = dispatch::run(self, command.into());
        if changed {
            user::refresh(self);
        }
        changed
    }

    /// The result of the logistics network that is shown over the map.
    #[must_use]
    pub fn overlay(&self) -> Option<&Arc<PreparedOverlay>> {
        self.overlay.as_ref()
    }

    /// The prepared layers of a projection, if they are ready.
    #[must_use]
    pub fn prepared_map(&self, projection: Projection) -> Option<&Arc<PreparedMap>> {
        self.prepared_maps.get(&projection)
    }

    /// The relief of a theme, if it is ready (there is none without an elevation grid).
    #[must_use]
    pub fn reliefs(&self, theme: Theme) -> Option<&Arc<Reliefs>> {
        self.reliefs.get(&theme).and_then(Option::as_ref)
    }

    /// Whether the relief of a theme was computed, even to none.
    #[must_use]
    pub fn has_reliefs(&self, theme: Theme) -> bool {
        self.reliefs.contains_key(&theme)
    }

    /// Whether the relief of the view's theme, or of a talk's, has still to be computed.
    #[must_use]
    pub fn needs_reliefs(&self) -> bool {
        let shown = self.view.shows("relief") || self.presentation.is_some();
        shown && !self.has_reliefs(self.view.theme)
    }

    /// The project that is selected, or that the selected corridor belongs to.
    #[must_use]
    pub fn selected_project(&self) -> Option<&Project> {
        self.document.project(self.view.selection.as_ref()?.project(&self.document)?)
    }

    /// A session that shares everything read and prepared, with the same view and nothing selected:
    /// for drawing to a file while this one goes on.
    #[must_use]
    pub fn for_export(&self) -> Self {
        let mut view = self.view.clone();
        view.hovered = None;
        view.selection = None;
        view.marker = None;
        Self {
            bundle: self.bundle.clone(),
            document: self.document.clone(),
            basemap: self.basemap.clone(),
            style: self.style.clone(),
            words: self.words.clone(),
            attribution: self.attribution.clone(),
            notices: Report::new(),
            search_index: self.search_index.clone(),
            countries: self.countries.clone(),
            network: self.network.clone(),
            prepared_maps: self.prepared_maps.clone(),
            reliefs: self.reliefs.clone(),
            view,
            interface: self.interface,
            flight: None,
            whole: None,
            flow_clock: self.flow_clock,
            map_size: self.map_size,
            history: self.history.clone(),
            imports: Vec::new(),
            user: self.user.clone(),
            logistics: self.logistics.clone(),
            presentation: self.presentation.clone(),
            overlay: self.overlay.clone(),
            only: self.only.clone(),
            today: self.today,
        }
    }

    /// Makes the layers and relief for the present view ready now, and during a talk those of all its
    /// stops. The command line does this; the window lets a worker do it.
    pub fn prepare(&mut self) {
        for projection in self.projections_needed() {
            self.prepare_stage(projection);
        }
        let theme = self.view.theme;
        if self.needs_reliefs() {
            let reliefs = Reliefs::new(&self.basemap.elevation, &self.style, theme);
            self.reliefs.insert(theme, reliefs.map(Arc::new));
        }
        user::prepare(self);
    }

    fn prepare_stage(&mut self, projection: Projection) {
        if self.prepared_maps.contains_key(&projection) {
            return;
        }
        let again = self.basemap.land.features.is_empty();
        let basemap = if again {
            Arc::new(load::basemap(&self.bundle, &mut Report::new()))
        } else {
            self.basemap.clone()
        };
        let map = PreparedMap::new(&self.document, &basemap, &self.style, projection);
        self.prepared_maps.insert(projection, Arc::new(map));
        self.basemap = Arc::new(basemap.without_layers());
        presentation::stage_ready(self, projection);
    }

    /// Composes the present view into a picture; `None` while its layers are not ready.
    #[must_use]
    pub fn compose(&self, size: [f32; 2], furniture: Furniture, output: Output) -> Option<Frame> {
        let shown = self.shown();
        let look = self.look(furniture, output);
        Some(compose(self.scene(&shown)?, &look, size))
    }

    fn scene<'a>(&'a self, user: &'a [tumen_scene::compose::LayerView]) -> Option<Scene<'a>> {
        Some(Scene {
            map: self.prepared_map(self.view.camera.projection)?,
            document: &self.document,
            style: &self.style,
            words: &self.words,
            reliefs: self.reliefs(self.view.theme).map(Arc::as_ref),
            user,
            overlay: self.overlay.as_deref(),
        })
    }

    /// Moves the cargo in a frame of the present view; everything else stays. Far cheaper than composing
    /// anew. Returns whether there is any cargo in it.
    pub fn move_cargo(&self, frame: &mut Frame, movement: Movement, output: Output) -> bool {
        let look = RenderOptions { flow: movement, ..self.look(Furniture::default(), output) };
        let Some(scene) = self.scene(&[]) else { return false };
        let moved = tumen_scene::compose::moving(scene, &look, frame.size.into());
        let any = !moved.items.is_empty();
        if let Some(group) = frame.groups.iter_mut().find(|g| g.name == moved.name) {
            *group = moved;
        }
        any
    }

    /// Whether and how cargo moves on the map.
    #[must_use]
    pub fn movement(&self) -> Movement {
        match self.flow_clock {
            _ if !self.view.flows => Movement::Off,
            Some(seconds) => Movement::At(seconds),
            None => Movement::Still,
        }
    }

    fn look(&self, furniture: Furniture, output: Output) -> RenderOptions {
        let (detail, ready_only) = match output {
            Output::Paper { scale } => (f64::from(scale), false),
            Output::Window { pixels_per_point } => (f64::from(pixels_per_point), true),
        };
        let view = &self.view;
        RenderOptions {
            camera: view.camera,
            theme: view.theme,
            language: view.language,
            as_of: view.as_of,
            hidden: view.hidden.clone(),
            selected: view.selection.as_ref().and_then(FeatureId::of),
            hovered: view.hovered.clone(),
            faded: self.left_out_at(view.as_of),
            possible: self.document.outlook.possible(&view.conditions),
            loupes: self.loupes().clone(),
            compare: self.compared().map(Arc::new),
            flow: self.movement(),
            furniture,
            detail,
            ready_only,
        }
    }

    /// What the picture on the right shows where two are compared.
    fn compared(&self) -> Option<Compared> {
        let (view, compare) = (&self.view, self.view.compare.as_ref()?);
        let as_of = compare.as_of.unwrap_or(view.as_of);
        let conditions = compare.conditions.as_ref().unwrap_or(&view.conditions);
        Some(Compared {
            as_of,
            hidden: compare.hidden.as_ref().unwrap_or(&view.hidden).clone(),
            possible: self.document.outlook.possible(conditions),
            faded: self.left_out_at(as_of),
            split: compare.split,
        })
    }

    /// Ids of the projects that the filter leaves out.
    #[must_use]
    pub fn left_out(&self) -> std::collections::BTreeSet<String> {
        self.left_out_at(self.view.as_of)
    }

    /// Ids of the projects that the filter leaves out at a date.
    fn left_out_at(&self, date: Date) -> std::collections::BTreeSet<String> {
        let filter = &self.view.filter;
        if filter.is_open() {
            return std::collections::BTreeSet::new();
        }
        let keeps = |p: &tumen_core::model::Project| filter.keeps(&self.document, p, date);
        self.document.projects.iter().filter(|p| !keeps(p)).map(|p| p.id.to_string()).collect()
    }
}
