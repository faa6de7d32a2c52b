//! The bundled map made ready for a projection: layers, corridors and names, prepared once.

use super::bundle;
use super::frame::{FeatureId, Weight};
use super::prepared::{Builder, Form, Prepared, Shape};
use super::style::{LabelStyle, Style};
use super::symbol::Symbol;
use super::text;
use std::collections::HashMap;
use std::sync::Arc;
use tumen_core::geo::{LonLat, PlaneBounds, PlanePoint, Projection, measure};
use tumen_core::model::basemap::{Basemap, MapName, VectorLayer};
use tumen_core::model::corridor::Mode;
use tumen_core::model::place::PlaceKind;
use tumen_core::model::{Corridor, Document, Id, Language, Names, Place};

/// Which color a name takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ink {
    /// A place of the document.
    Place,
    /// A town of the base map.
    City,
    /// A region.
    Region,
    /// A country.
    Country,
    /// A sea, gulf or strait.
    Water,
    /// A range, plain, island or peninsula.
    Land,
}

/// A name that may be drawn.
#[derive(Debug)]
pub struct Name {
    /// Where, map units.
    pub at: PlanePoint,
    /// What it says in each language.
    pub names: Names,
    /// Font size, pixels.
    pub size: f32,
    /// Width in each language, pixels.
    pub width: [f32; 3],
    /// Weight of the font.
    pub weight: Weight,
    /// Color.
    pub ink: Ink,
    /// The zooms between which it is drawn.
    pub zoom: [f64; 2],
    /// The sign it belongs to; without one the name is centered.
    pub symbol: Option<Symbol>,
    /// The place it names, as an index into the document.
    pub place: Option<usize>,
    /// One of several points of a country beside its border: the first that is free is named, the others are not.
    pub territory: bool,
    /// Smaller comes first.
    order: u32,
}

/// A river that may be named.
#[derive(Debug)]
pub struct RiverName {
    /// What it is called.
    pub names: Names,
    /// 0 most important.
    pub rank: u8,
    /// Its points, map units, one line per part.
    pub lines: Vec<Vec<[f64; 2]>>,
}

/// A part of a corridor with one status.
#[derive(Debug)]
pub struct CorridorPart {
    /// Index of the corridor in the document.
    pub corridor: usize,
    /// Index of its segment, or none for the rest of the corridor.
    pub segment: Option<usize>,
    /// What is picked.
    pub feature: FeatureId,
}

/// The layers of the base map in one projection.
#[derive(Debug)]
pub struct BaseLayers {
    /// Land: one group.
    pub land: Arc<Prepared>,
    /// Coast: one group.
    pub coast: Arc<Prepared>,
    /// Lakes: one group.
    pub lakes: Arc<Prepared>,
    /// Rivers: groups by rank 0–3, 4–6, 7–10.
    pub rivers: Arc<Prepared>,
    /// Rivers that are areas: one group.
    pub river_areas: Arc<Prepared>,
    /// Borders: group 0 on land, 1 at sea; 2 and 3 the same of the border that `frontier` draws.
    pub borders: Arc<Prepared>,
    /// First-level regions: one group.
    pub regions: Arc<Prepared>,
    /// Railways: groups by rank 0–1, 2–10.
    pub railways: Arc<Prepared>,
    /// The Russia–DPRK border: group 0 river, 1 sea.
    pub frontier: Arc<Prepared>,
}

/// Everything that can be drawn in a projection.
#[derive(Debug)]
pub struct PreparedMap {
    /// The projection.
    pub projection: Projection,
    /// The base map.
    pub base: BaseLayers,
    /// All corridors; one group per part.
    pub corridors: Arc<Prepared>,
    /// What each group of `corridors` is.
    pub parts: Vec<CorridorPart>,
    /// Names, the most important first.
    pub names: Vec<Name>,
    /// Rivers with names.
    pub rivers: Vec<RiverName>,
}

/// The border of the base map that the document's own lines draw where they are shown.
const FRONTIER: &str = "RU-KP";
/// Towns of the base map this near to a place of the document are that place, meters.
const SAME_PLACE_M: f64 = 18_000.0;

impl PreparedMap {
    /// Prepares the document and the base map for a projection.
    #[must_use]
    pub fn new(document: &Document, basemap: &Basemap, style: &Style, projection: Projection) -> Self {
        let (corridors, parts) = corridors(document, style, projection);
        Self {
            projection,
            base: base_layers(document, basemap, projection),
            corridors: Arc::new(corridors),
            parts,
            names: names(document, basemap, style, projection),
            rivers: rivers(&basemap.rivers, projection),
        }
    }

    /// The layers drawn as areas, whose triangles may be made ahead of use.
    pub fn areas(&self) -> impl Iterator<Item = &Arc<Prepared>> {
        [&self.base.land, &self.base.lakes, &self.base.river_areas].into_iter()
    }
}

fn layer(
    form: Form,
    projection: Projection,
    groups: usize,
    source: &VectorLayer,
    group: impl Fn(&tumen_core::model::basemap::VectorFeature) -> u32,
) -> Arc<Prepared> {
    let shapes: Vec<Shape<'_>> = source
        .features
        .iter()
        .enumerate()
        .flat_map(|(i, f)| {
            let group = group(f);
            f.parts.iter().map(move |points| Shape { group, feature: i as u32, points })
        })
        .collect();
    Arc::new(Prepared::new(form, projection, groups, &shapes))
}

fn base_layers(document: &Document, basemap: &Basemap, projection: Projection) -> BaseLayers {
    let lines = |groups, source, group: fn(&tumen_core::model::basemap::VectorFeature) -> u32| {
        layer(Form::Lines, projection, groups, source, group)
    };
    let areas = |source| layer(Form::Areas, projection, 1, source, |_| 0);
    BaseLayers {
        land: areas(&basemap.land),
        lakes: areas(&basemap.lakes),
        coast: lines(1, &basemap.coast, |_| 0),
        rivers: lines(3, &basemap.rivers, |f| match f.rank {
            0..=3 => 0,
            4..=6 => 1,
            _ => 2,
        }),
        river_areas: areas(&basemap.river_areas),
        borders: lines(4, &basemap.borders, |f| {
            u32::from(f.class == "maritime") + 2 * u32::from(f.id == FRONTIER)
        }),
        regions: lines(1, &basemap.regions, |_| 0),
        railways: lines(2, &basemap.railways, |f| u32::from(f.rank > 1)),
        frontier: Arc::new(frontier(document, projection)),
    }
}

fn frontier(document: &Document, projection: Projection) -> Prepared {
    let shapes: Vec<Shape<'_>> = document
        .border
        .parts
        .iter()
        .map(|p| Shape { group: u32::from(&*p.id == "sea"), feature: 0, points: &p.line })
        .collect();
    Prepared::new(Form::Lines, projection, 2, &shapes)
}

/// All corridors with one group per stretch of legs of one segment, side by side where they share an alignment; the
/// longest first: where two cross, the shorter is drawn over the longer.
fn corridors(document: &Document, style: &Style, projection: Projection) -> (Prepared, Vec<CorridorPart>) {
    let mut order: Vec<(f64, usize)> = document.corridors.iter().map(reach).zip(0..).collect();
    order.sort_by(|a, b| b.0.total_cmp(&a.0));
    let mut parts = Vec::new();
    let mut lines: Vec<(u32, Vec<LonLat>)> = Vec::new();
    for (_, c) in order {
        let corridor = &document.corridors[c];
        let segments = corridor.segment_of_legs();
        let mut start = 0;
        while start < corridor.legs.len() {
            let of = segments[start];
            let end = start + segments[start..].iter().take_while(|s| **s == of).count();
            let feature = FeatureId::Corridor(corridor.id.clone());
            lines.push((parts.len() as u32, tumen_core::model::corridor::join(&corridor.legs[start..end])));
            parts.push(CorridorPart { corridor: c, segment: of, feature });
            start = end;
        }
    }
    let mut builder = Builder::new(Form::Lines, projection, parts.len());
    lines.iter().for_each(|(group, points)| builder.push(*group, *group, points));
    let member = |part: &CorridorPart| {
        let corridor = &document.corridors[part.corridor];
        let medium = medium(corridor.mode);
        let kind = corridor.mode as u8;
        bundle::Member { line: part.corridor, medium, kind, accuracy_m: corridor.accuracy_m }
    };
    let members: Vec<bundle::Member> = parts.iter().map(member).collect();
    (bundle::prepare(builder, &members, style.corridor.beside, &|zoom| f64::from(style.slot(zoom))), parts)
}

/// What a corridor runs through: ships and aircraft keep apart from what is on land.
fn medium(mode: Mode) -> u8 {
    match mode {
        Mode::Rail | Mode::Road | Mode::Pipeline | Mode::Power => 0,
        Mode::Sea => 1,
        Mode::Air => 2,
    }
}

/// How far a corridor reaches, degrees.
fn reach(corridor: &Corridor) -> f64 {
    let points = corridor.legs.iter().flatten().map(|p| [p.lon, p.lat]);
    let [w, h] = PlaneBounds::of(points).size();
    w.max(h)
}

fn rivers(layer: &VectorLayer, projection: Projection) -> Vec<RiverName> {
    let mut by_name: HashMap<Id, RiverName> = HashMap::new();
    for feature in layer.features.iter().filter(|f| !f.names.en.is_empty()) {
        let river = by_name.entry(feature.names.en.clone()).or_insert_with(|| RiverName {
            names: feature.names.clone(),
            rank: feature.rank,
            lines: Vec::new(),
        });
        river.rank = river.rank.min(feature.rank);
        let project = |line: &Vec<LonLat>| line.iter().map(|p| projection.project(*p).into()).collect();
        river.lines.extend(feature.parts.iter().map(project));
    }
    let mut rivers: Vec<RiverName> = by_name.into_values().collect();
    rivers.sort_by(|a, b| (a.rank, &a.names.en).cmp(&(b.rank, &b.names.en)));
    rivers
}

fn names(document: &Document, basemap: &Basemap, style: &Style, projection: Projection) -> Vec<Name> {
    let known: Vec<&Place> = document.places.iter().collect();
    // Turning points of sea routes are no places to name.
    let on_land = document.places.iter().enumerate().filter(|(_, p)| p.kind != PlaceKind::Waypoint);
    let mut names: Vec<Name> = on_land.map(|(i, p)| place_name(i, p, style, projection)).collect();
    let others = basemap.names.iter().filter(|n| n.class != "city" || !is_known(n, &known));
    names.extend(others.map(|n| map_name(n, style, projection)));
    names.sort_by_key(|n| n.order);
    names
}

/// Whether a town of the base map is one of the document's places.
fn is_known(town: &MapName, places: &[&Place]) -> bool {
    places.iter().any(|p| {
        let same =
            [(&p.names.en, &town.names.en), (&p.names.ru, &town.names.ru), (&p.names.ko, &town.names.ko)];
        let named = same.iter().any(|(a, b)| !a.is_empty() && a == b);
        let near = (p.position.lat - town.position.lat).abs() < 1.0;
        near && (named || measure::distance(p.position, town.position) < 2_500.0)
            && measure::distance(p.position, town.position) < SAME_PLACE_M
    })
}

fn widths(names: &Names, size: f32, weight: Weight) -> [f32; 3] {
    Language::ALL.map(|l| text::width(names.get(l), size, weight))
}

fn place_name(index: usize, place: &Place, style: &Style, projection: Projection) -> Name {
    let rank = usize::from(place.rank);
    let label = &style.label.place;
    let size = label.size(rank);
    let weight = if place.rank <= 2 { Weight::SemiBold } else { Weight::Regular };
    // The cities of the founding document come before others of their rank.
    let order =
        u32::from(place.rank) * 100 + if place.far_east_city { 0 } else { 20 } + by_size(place.population);
    Name {
        at: projection.project_wrapped(place.position),
        names: place.names.clone(),
        size,
        width: widths(&place.names, size, weight),
        weight,
        ink: Ink::Place,
        zoom: [label.from_zoom(rank), label.until],
        symbol: Some(place.pier.map_or_else(|| Symbol::of(place.kind, place.rank), |_| Symbol::Pier)),
        place: Some(index),
        territory: false,
        order,
    }
}

/// Among places of one rank the larger comes first: 0 for a million people to 18 for a hamlet, or where nothing is known.
fn by_size(population: Option<u64>) -> u32 {
    const MILLION: f64 = 6.0;
    population.map_or(18, |p| (3.0 * (MILLION - (p.max(1) as f64).log10())).clamp(0.0, 18.0) as u32)
}

/// Style, color, font weight and first order of a class of base-map names.
fn class_style<'a>(class: &str, style: &'a Style) -> (&'a LabelStyle, Ink, Weight, u32) {
    let label = &style.label;
    match class {
        "city" => (&label.city, Ink::City, Weight::Regular, 260),
        "region" => (&label.region, Ink::Region, Weight::Regular, 240),
        // A country named again beside its border, where its own name is out of view; the table holds several points of
        // each, and the first that is free is taken.
        "territory" => (&label.territory, Ink::Country, Weight::SemiBold, 0),
        "country" => (&label.country, Ink::Country, Weight::SemiBold, 90),
        "sea" | "gulf" | "strait" | "ocean" | "bay" | "lake" => {
            (&label.water, Ink::Water, Weight::Regular, 150)
        }
        _ => (&label.relief, Ink::Land, Weight::Regular, 330),
    }
}

fn map_name(name: &MapName, style: &Style, projection: Projection) -> Name {
    let (label, ink, weight, first) = class_style(&name.class, style);
    let rank = usize::from(name.rank);
    let size = label.size(rank);
    let symbol = (name.class == "city").then_some(if name.rank <= 2 { Symbol::City } else { Symbol::Dot });
    Name {
        at: projection.project_wrapped(name.position),
        names: name.names.clone(),
        size,
        width: widths(&name.names, size, weight),
        weight,
        ink,
        zoom: [label.from_zoom(rank), label.until],
        symbol,
        place: None,
        territory: &*name.class == "territory",
        order: first + 100 * u32::from(name.rank),
    }
}
