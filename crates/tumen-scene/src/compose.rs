//! From a prepared map and a view to a display list. Costs nothing per vertex.

mod compare;
mod corridors;
mod flows;
pub mod furniture;
mod leaders;
mod line_names;
mod loupes;
mod names;
mod overlay;
mod signs;
mod user;
mod user_names;

pub use compare::Compared;
pub use flows::{FlowContents, MOVING, STILL, moving};
pub use overlay::{LegendOverlay, OverlayRow};
pub(super) use user::circle;
pub use user::{LegendLayer, LegendRow, Sample};

use super::flow::Movement;
use super::frame::{FeatureId, Frame, Group, Item, Paint, Part, Rgba, Stroke};
use super::line_ink::LineInk;
use super::place_labels::OccupiedGrid;
use super::prepared::Form;
use super::prepared_map::{Ink, Name, PreparedMap};
use super::relief::Reliefs;
use super::style::{Palette, Style, Theme};
use super::symbol::{Colors, Symbol};
use super::{Camera, Prepared, PreparedOverlay, UserLayer};
use crate::screen::{ScreenPoint, Size};
use furniture::Furniture;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use tumen_core::geo::PlaneBounds;
use tumen_core::model::{Date, Document, Language, Layer, Loupe, Status};
use tumen_core::words::Words;

/// The layers that can be shown and hidden, in drawing order, besides one per kind of corridor.
pub const LAYERS: [&str; 10] = [
    "relief",
    "lakes",
    "rivers",
    "regions",
    "borders",
    "railways",
    "frontier",
    "corridors",
    "places",
    "names",
];

/// What is wanted in the picture.
#[derive(Debug, Clone)]
pub struct RenderOptions {
    /// The view.
    pub camera: Camera,
    /// Colors.
    pub theme: Theme,
    /// Language of names.
    pub language: Language,
    /// Statuses are those of this day.
    pub as_of: Date,
    /// Ids of [`LAYERS`] and of kinds that are not drawn.
    pub hidden: BTreeSet<String>,
    /// Drawn with a glow.
    pub selected: Option<FeatureId>,
    /// Drawn with a faint glow.
    pub hovered: Option<FeatureId>,
    /// Projects that a filter leaves out: faded, not hidden.
    pub faded: BTreeSet<String>,
    /// Projects outlined as possible under the conditions that are switched on.
    pub possible: BTreeSet<String>,
    /// Whether and how cargo moves.
    pub flow: Movement,
    /// Parts of the map that stand on it at a larger scale.
    pub loupes: Arc<[Loupe]>,
    /// What the view is compared with, in a picture on its right.
    pub compare: Option<Arc<Compared>>,
    /// Title, legend and the like.
    pub furniture: Furniture,
    /// Pixels of the output per pixel of the picture, so that geometry is fine enough for it.
    pub detail: f64,
    /// Draw areas only at levels whose triangles are ready (the window), or at any (paper).
    pub ready_only: bool,
}

impl RenderOptions {
    /// A plain look at a view.
    #[must_use]
    pub fn new(camera: Camera, as_of: Date) -> Self {
        Self {
            camera,
            theme: Theme::default(),
            language: Language::default(),
            as_of,
            hidden: BTreeSet::new(),
            selected: None,
            hovered: None,
            faded: BTreeSet::new(),
            possible: BTreeSet::new(),
            flow: Movement::Off,
            loupes: Arc::default(),
            compare: None,
            furniture: Furniture::default(),
            detail: 1.0,
            ready_only: false,
        }
    }

    fn shows(&self, layer: &str) -> bool {
        !self.hidden.contains(layer)
    }
}

/// The corridors of a status in a picture, as indices into the document's.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct InView {
    /// All of them.
    pub all: BTreeSet<usize>,
    /// Those of which the newest evidence is old.
    pub stale: BTreeSet<usize>,
}

impl InView {
    fn add(&mut self, corridor: usize, stale: bool) {
        self.all.insert(corridor);
        if stale {
            self.stale.insert(corridor);
        }
    }
}

/// What a picture contains, for its legend.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Contents {
    /// Kinds of the corridors in view.
    pub kinds: BTreeSet<String>,
    /// Statuses of the corridors in view, with the corridors; `None` is not known.
    pub statuses: BTreeMap<Option<Status>, InView>,
    /// Signs in view.
    pub symbols: BTreeSet<Symbol>,
    /// Whether an approximate line is in view.
    pub approximate: bool,
    /// Whether a line outlined as possible is in view.
    pub possible: bool,
    /// Whether the Russia–DPRK border is in view.
    pub frontier: bool,
    /// Moving cargo in view.
    pub flows: FlowContents,
    /// Layers of the user in view.
    pub user: Vec<LegendLayer>,
    /// The result of the logistics network that is shown.
    pub overlay: Option<LegendOverlay>,
}

impl Contents {
    /// Adds what a picture in the picture contains; what is the user's is shown by both alike.
    fn merge(&mut self, other: Self) {
        let Self { kinds, statuses, symbols, approximate, possible, frontier, .. } = other;
        self.kinds.extend(kinds);
        self.symbols.extend(symbols);
        for (status, lines) in statuses {
            let own = self.statuses.entry(status).or_default();
            own.all.extend(lines.all);
            own.stale.extend(lines.stale);
        }
        self.approximate |= approximate;
        self.possible |= possible;
        self.frontier |= frontier;
    }
}

/// The things a picture is made from.
#[derive(Clone, Copy)]
pub struct Scene<'a> {
    /// Prepared layers, for the projection of the look's camera.
    pub map: &'a PreparedMap,
    /// What they show.
    pub document: &'a Document,
    /// How.
    pub style: &'a Style,
    /// Words of the legend.
    pub words: &'a Words,
    /// Relief of the look's theme, if it is ready.
    pub reliefs: Option<&'a Reliefs>,
    /// Layers of the user, in drawing order.
    pub user: &'a [LayerView],
    /// A result of the logistics network over everything else.
    pub overlay: Option<&'a PreparedOverlay>,
}

/// A layer of the user as it is drawn.
#[derive(Debug, Clone)]
pub struct LayerView {
    /// Its style, name and features.
    pub layer: Arc<Layer>,
    /// Its geometry; that of an earlier state while a later one is being prepared.
    pub prepared: Arc<UserLayer>,
}

/// Composes the map with its furniture. Names keep clear of it.
#[must_use]
pub fn compose(scene: Scene<'_>, options: &RenderOptions, size: impl Into<Size>) -> Frame {
    compose_with_contents(scene, options, size).0
}

/// Like [`compose`], with what the picture contains, for a legend beside it.
#[must_use]
pub fn compose_with_contents(
    scene: Scene<'_>,
    options: &RenderOptions,
    size: impl Into<Size>,
) -> (Frame, Contents) {
    let size: [f32; 2] = size.into().into();
    if let Some(compared) = &options.compare {
        return compare::compose(scene, options, compared, size);
    }
    let mut composer = Composer::new(scene, options, size);
    let mut groups = vec![composer.ground(), composer.lines(), composer.corridors()];
    if options.flow != Movement::Off {
        groups.extend([composer.flows(), composer.moving()]);
    }
    groups.extend([composer.overlay(), composer.user()]);
    let seen = composer.seen();
    composer.contents.symbols = seen
        .iter()
        .filter(|s| s.0.place.is_some())
        .filter_map(|s| s.0.symbol.map(Symbol::in_legend))
        .collect();
    if let Some(also) = &options.furniture.also {
        composer.contents.merge(Contents::clone(also));
    }
    let mut loupes = composer.loupes();
    let laid = furniture::lay(scene, options, size, &composer.contents, &mut |turn, obstacles| {
        composer.place(&mut loupes, turn, obstacles);
    });
    laid.obstacles.iter().for_each(|r| composer.taken.add(*r));
    let [links, insets] = composer.loupe_groups(loupes);
    groups.extend(links);
    groups.push(composer.symbols_and_names(&seen));
    groups.extend(insets);
    groups.push(laid.group);
    let background = composer.palette.water;
    let frame =
        Frame { size: size.into(), map: Some(options.camera), background, groups, covered: laid.obstacles };
    (frame, composer.contents)
}

/// Composes a small picture of the whole that shows where `look` looks: land, and a rectangle.
#[must_use]
pub fn compose_locator(
    scene: Scene<'_>,
    options: &RenderOptions,
    size: [f32; 2],
    view: &PlaneBounds,
) -> Frame {
    let composer = Composer::new(scene, options, size);
    let mut items = Vec::new();
    composer.fill(&mut items, &scene.map.base.land, composer.palette.land);
    composer.stroke(&mut items, &scene.map.base.coast, 0, Stroke::solid(0.5, composer.palette.coast), None);
    let own = &scene.style.furniture.locator;
    let ScreenPoint { x, y } = options.camera.to_screen(view.center(), size);
    // A rectangle too small to see is drawn as large as a dot.
    let half = view.size().map(|s| ((s * composer.scale * 0.5) as f32).max(own.view_least));
    let corners = [[-1.0, -1.0], [1.0, -1.0], [1.0, 1.0], [-1.0, 1.0]];
    let corners = corners.map(|[i, j]: [f32; 2]| [x + i * half[0], y + j * half[1]]).to_vec();
    let stroke = Some(Stroke::solid(own.view_line, composer.palette.frontier));
    let fill = Some(composer.palette.frontier.faded(own.view_fill));
    let path = super::frame::Path { points: corners, closed: true, fill, stroke };
    items.push(Item { feature: None, paint: Paint::Path(path) });
    let groups = vec![Group { name: "locator", items }];
    Frame {
        size: size.into(),
        map: Some(options.camera),
        background: composer.palette.water,
        groups,
        covered: Vec::new(),
    }
}

struct Composer<'a> {
    scene: Scene<'a>,
    options: &'a RenderOptions,
    palette: &'a Palette,
    size: [f32; 2],
    view: PlaneBounds,
    scale: f64,
    taken: OccupiedGrid,
    /// The groups of corridors that are drawn, each with the width of its line.
    drawn: Vec<(usize, f32)>,
    /// Where they are, for names to keep off.
    lines: LineInk,
    /// The corridors that have their name.
    named: BTreeSet<usize>,
    contents: Contents,
}

impl<'a> Composer<'a> {
    fn new(scene: Scene<'a>, options: &'a RenderOptions, size: [f32; 2]) -> Self {
        Self {
            scene,
            options,
            palette: scene.style.palette(options.theme),
            size,
            view: options.camera.visible(size),
            scale: options.camera.pixels_per_unit(),
            taken: OccupiedGrid::new(size, &scene.style.name),
            drawn: Vec::new(),
            lines: LineInk::default(),
            named: BTreeSet::new(),
            contents: Contents::default(),
        }
    }

    fn part(&self, layer: &Arc<Prepared>, group: usize) -> Option<Part> {
        let level = match layer.form {
            Form::Areas if self.options.ready_only => layer.ready_level_for(self.scale * self.options.detail),
            _ => layer.level_for(self.scale * self.options.detail),
        };
        let near = layer.group_bounds.get(group).is_some_and(|b| b.intersects(&self.view));
        near.then(|| Part { layer: layer.clone(), level, group, only: None, spread: 0.0 })
    }

    /// A part of the corridors, at the level of the zoom, however fine the output: which lines run side by side is
    /// the same on every kind of paper.
    fn corridor_part(&self, group: usize) -> Option<Part> {
        let layer = &self.scene.map.corridors;
        let level = layer.level_for(self.scale);
        let spread = self.scene.style.slot(self.options.camera.zoom);
        let part = Part { layer: layer.clone(), level, group, only: None, spread };
        let view = self.view.grown(f64::from(part.reach()) / self.scale);
        layer.group_bounds.get(group).is_some_and(|b| b.intersects(&view)).then_some(part)
    }

    fn stroke_corridor(
        &self,
        items: &mut Vec<Item>,
        group: usize,
        stroke: Stroke,
        feature: Option<&FeatureId>,
    ) {
        let part = self.corridor_part(group);
        items.extend(part.map(|p| Item { feature: feature.cloned(), paint: Paint::Stroke(p, stroke) }));
    }

    fn fill(&self, items: &mut Vec<Item>, layer: &Arc<Prepared>, color: Rgba) {
        let part = self.part(layer, 0);
        items.extend(part.map(|p| Item { feature: Some(FeatureId::Base), paint: Paint::Fill(p, color) }));
    }

    fn stroke(
        &self,
        items: &mut Vec<Item>,
        layer: &Arc<Prepared>,
        group: usize,
        stroke: Stroke,
        feature: Option<&FeatureId>,
    ) {
        let part = self.part(layer, group);
        items.extend(part.map(|p| Item { feature: feature.cloned(), paint: Paint::Stroke(p, stroke) }));
    }

    /// Sea, depth, land, relief, lakes.
    fn ground(&self) -> Group {
        let mut items = Vec::new();
        let base = &self.scene.map.base;
        let clear = self.scene.style.relief.opacity(self.options.camera.meters_per_pixel());
        let reliefs = self.scene.reliefs.filter(|_| self.options.shows("relief") && clear > 0.0);
        let relief =
            |r: &Arc<super::relief::Relief>| Item { feature: None, paint: Paint::Relief(r.clone(), clear) };
        items.extend(reliefs.map(|r| relief(&r.depth)));
        self.fill(&mut items, &base.land, self.palette.land);
        items.extend(reliefs.map(|r| relief(&r.shade)));
        if self.options.shows("lakes") {
            self.fill(&mut items, &base.lakes, self.palette.lake);
        }
        if self.options.shows("rivers") {
            self.fill(&mut items, &base.river_areas, self.palette.water);
        }
        Group { name: "ground", items }
    }

    /// Coast, rivers, borders, regions, railways, the frontier.
    fn lines(&mut self) -> Group {
        let mut items = Vec::new();
        let (base, lines, p) = (&self.scene.map.base, &self.scene.style.line, self.palette);
        let zoom = self.options.camera.zoom;
        if self.options.shows("lakes") {
            self.stroke(&mut items, &base.lakes, 0, lines.lake.stroke(0, p.coast), None);
        }
        for class in (0..3).filter(|c| self.options.shows("rivers") && zoom >= lines.river.from_zoom(*c)) {
            self.stroke(&mut items, &base.rivers, class, lines.river.stroke(class, p.river), None);
        }
        self.stroke(&mut items, &base.coast, 0, lines.coast.stroke(0, p.coast), None);
        if self.options.shows("regions") && zoom >= lines.region.from_zoom(0) {
            self.stroke(&mut items, &base.regions, 0, lines.region.stroke(0, p.region), None);
        }
        let frontier = self.options.shows("frontier") && zoom >= self.scene.style.line.frontier.from_zoom(0);
        if self.options.shows("borders") {
            let band = Stroke::solid(lines.border.casing, p.border_casing);
            // The frontier is drawn once: by the document's lines where these are shown.
            for first in if frontier { 0..1 } else { 0..2 } {
                self.stroke(&mut items, &base.borders, 2 * first, band, None);
                self.stroke(&mut items, &base.borders, 2 * first, lines.border.stroke(0, p.border), None);
                self.stroke(
                    &mut items,
                    &base.borders,
                    2 * first + 1,
                    lines.maritime.stroke(0, p.border),
                    None,
                );
            }
        }
        for class in (0..2).filter(|c| self.options.shows("railways") && zoom >= lines.railway.from_zoom(*c))
        {
            self.stroke(&mut items, &base.railways, class, lines.railway.stroke(class, p.railway), None);
        }
        if frontier {
            self.frontier(&mut items);
        }
        Group { name: "lines", items }
    }

    fn frontier(&mut self, items: &mut Vec<Item>) {
        let (base, line) = (&self.scene.map.base, &self.scene.style.line.frontier);
        for group in 0..2 {
            let stroke = line.stroke(0, self.palette.frontier);
            let casing = Stroke::solid(stroke.width + 2.0 * line.casing, self.palette.casing);
            self.stroke(items, &base.frontier, group, casing, None);
            self.stroke(items, &base.frontier, group, stroke, None);
        }
        self.contents.frontier |= base.frontier.group_bounds.iter().any(|b| b.intersects(&self.view));
    }

    /// Signs first (names keep clear of them), then names by importance.
    fn symbols_and_names(&mut self, seen: &[(&'a Name, [f32; 2])]) -> Group {
        let (mut signs, mut texts) = (Vec::new(), Vec::new());
        let accents = self.accents();
        let named = self.options.shows("names");
        if named {
            self.lines = self.corridor_ink();
        }
        // What matters most first, sign and name, so that no lesser sign and no name of a line stands in its way.
        let (first, rest): (Vec<_>, Vec<_>) = seen.iter().partition(|(name, _)| self.is_prominent(name));
        for places in [&first, &rest] {
            let with_sign = places.iter().filter(|(n, _)| n.place.is_some());
            let shown: Vec<_> =
                with_sign.filter(|(n, at)| self.sign(&mut signs, n, *at, &accents)).map(|s| s.1).collect();
            if !named {
                continue;
            }
            if std::ptr::eq(places, &first) {
                self.territory_names(&mut signs, &mut texts, seen);
            } else {
                self.flow_labels(&mut texts);
                self.corridor_names(&mut texts);
                self.river_names(&mut texts);
            }
            let with_name = |n: &Name, at: &[f32; 2]| n.place.is_none() || shown.contains(at);
            for (name, at) in places.iter().filter(|(n, at)| !n.territory && with_name(n, at)) {
                self.name(&mut signs, &mut texts, name, *at);
            }
        }
        self.user_names(&mut texts);
        if named {
            self.crowded_corridor_names(&mut signs, &mut texts);
        }
        signs.append(&mut texts);
        Group { name: "places", items: signs }
    }

    /// The names due at this zoom whose point is in view, the most important first.
    fn seen(&self) -> Vec<(&'a Name, [f32; 2])> {
        self.scene.map.names.iter().filter_map(|n| Some((n, self.in_view(n)?))).collect()
    }

    fn is_selected(&self, name: &Name) -> bool {
        let feature = self.feature(name);
        feature.is_some() && (feature == self.options.selected || feature == self.options.hovered)
    }

    fn feature(&self, name: &Name) -> Option<FeatureId> {
        name.place.map(|p| FeatureId::Place(self.scene.document.places[p].id.clone()))
    }

    /// Where a name's point appears, if it is shown at this zoom and in view.
    fn in_view(&self, name: &Name) -> Option<[f32; 2]> {
        let zoom = self.options.camera.zoom;
        if name.place.is_some() && !self.options.shows("places") {
            return None;
        }
        let due = (name.zoom[0]..name.zoom[1]).contains(&zoom) || self.is_selected(name);
        (due && self.view.contains(name.at)).then(|| self.options.camera.to_screen(name.at, self.size).into())
    }

    /// The color of the first corridor kind that each place belongs to.
    fn accents(&self) -> BTreeMap<&'a str, Rgba> {
        let mut accents = BTreeMap::new();
        for corridor in &self.scene.document.corridors {
            let color = self.scene.style.kind(&corridor.kind, self.options.theme);
            for via in &corridor.via {
                accents.entry(&*via.place).or_insert(color);
            }
        }
        accents
    }

    /// Draws the sign of a place unless a more important one stands there; returns whether it did.
    fn sign(
        &mut self,
        items: &mut Vec<Item>,
        name: &Name,
        at: [f32; 2],
        accents: &BTreeMap<&str, Rgba>,
    ) -> bool {
        let Some(symbol) = name.symbol else { return true };
        let r = symbol.radius(&self.scene.style.symbol);
        let rect = [at[0] - r, at[1] - r, at[0] + r, at[1] + r];
        if self.taken.touches(&rect) && !self.is_selected(name) {
            return false;
        }
        self.taken.add(rect);
        let feature = self.feature(name);
        let place = name.place.map(|p| &self.scene.document.places[p]);
        let port = matches!(symbol, Symbol::Port | Symbol::Pier);
        let kind = |id| self.scene.style.kind(id, self.options.theme);
        let accent = match place {
            _ if port => kind("port"),
            _ if matches!(symbol, Symbol::Bridge) => kind("bridge"),
            Some(place) => accents.get(&*place.id).copied().unwrap_or(self.palette.symbol_line),
            None => self.palette.symbol_line,
        };
        let colors = Colors { fill: self.palette.symbol_fill, line: self.palette.symbol_line, accent };
        if self.is_selected(name) {
            let glow = Colors { fill: self.palette.highlight, line: self.palette.highlight, accent };
            let own = &self.scene.style.symbol;
            let mut halo = Symbol::City.paths(at, glow, own);
            for p in halo.iter_mut().flat_map(|path| &mut path.points) {
                let k = (r + own.selected) / Symbol::City.radius(own);
                *p = [at[0] + (p[0] - at[0]) * k, at[1] + (p[1] - at[1]) * k];
            }
            items.extend(halo.into_iter().map(|p| Item { feature: feature.clone(), paint: Paint::Path(p) }));
        }
        let paths = symbol.paths(at, colors, &self.scene.style.symbol);
        items.extend(paths.into_iter().map(|p| Item { feature: feature.clone(), paint: Paint::Path(p) }));
        let number = place.and_then(|p| p.pier).map(|n| self.pier_number(n, at));
        items.extend(number.map(|text| Item { feature, paint: Paint::Text(text) }));
        true
    }

    fn ink(&self, ink: Ink) -> Rgba {
        match ink {
            Ink::Place => self.palette.text,
            Ink::City => self.palette.text_quiet,
            Ink::Region | Ink::Land => self.palette.text_region,
            Ink::Country => self.palette.text_country,
            Ink::Water => self.palette.text_water,
        }
    }

    fn halo(&self, ink: Ink) -> Rgba {
        let [usual, on_water] = self.scene.style.name.halo_opacity;
        match ink {
            Ink::Water => self.palette.water.faded(on_water),
            _ => self.palette.halo.faded(usual),
        }
    }
}
