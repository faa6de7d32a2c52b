//! Layers of the user made ready for a projection: projected, simplified, sorted into classes of one look.
//!
//! A [`UserLayer`] is made from a layer's features, which folders show, and what sorts features into
//! classes; colors, widths and opacity are looked up when a picture is composed, so that changing them
//! costs nothing. Its construction is pure and may run on any thread.

mod classes;
mod gather;
mod ramp;

pub use classes::{Class, Grouping, Inks, Sort};

use super::prepared::Prepared;
use std::sync::Arc;
use tumen_core::geo::{PlaneBounds, PlanePoint, Projection};
use tumen_core::model::layer::{Folder, Geometry};
use tumen_core::model::{Date, Feature, FeatureKey, Layer, LayerId};

/// Areas of at most this many points are triangulated at all levels at once.
const QUICK: usize = 5_000;

/// What a [`UserLayer`] was made from; while it is the same, so is the result.
#[derive(Debug, Clone)]
struct Source {
    features: Arc<Vec<Arc<Feature>>>,
    folders: Arc<Vec<Folder>>,
    grouping: Grouping,
    projection: Projection,
}

/// Where an area is named: its feature, the middle of its largest part, and the size of that part (map
/// units, square map units).
#[derive(Debug, Clone, Copy)]
pub struct Anchor {
    /// Index of the feature.
    pub feature: u32,
    /// Where, map units.
    pub at: PlanePoint,
    /// The area of the part's bounds, square map units.
    pub extent: f64,
}

/// A layer of the user, prepared.
#[derive(Debug)]
pub struct UserLayer {
    /// The layer.
    pub id: LayerId,
    source: Source,
    /// What tells its features apart; at least one. Groups of the geometry are indices into it.
    pub classes: Vec<Class>,
    /// The class of each feature.
    class_of: Vec<u16>,
    /// Lines and the outlines of areas.
    pub lines: Arc<Prepared>,
    /// Areas.
    pub areas: Arc<Prepared>,
    /// Points.
    pub points: Arc<Prepared>,
    /// Where areas are named, by feature.
    anchors: Vec<Anchor>,
    /// What everything visible in it covers, map units.
    pub bounds: PlaneBounds,
    /// The days that its features are dated with, if any are.
    pub dated: Option<[Date; 2]>,
}

impl UserLayer {
    /// Prepares a layer for a projection.
    #[must_use]
    pub fn new(layer: &Layer, projection: Projection) -> Self {
        let source = Source {
            features: layer.features.clone(),
            folders: layer.folders.clone(),
            grouping: Grouping::of(&layer.style.coloring),
            projection,
        };
        let (classes, class_of) = classes::sorted(&source.features, &source.grouping);
        let mut gathered = gather::gather(layer, projection, classes, &class_of);
        let table = Arc::new(std::mem::take(&mut gathered.table));
        let (lines, areas, points) = gathered.finish(&table);
        // The window must not have to triangulate before its first picture, nor wait for what is quick.
        let ready = if areas.vertices() <= QUICK { areas.levels.len() } else { 1 };
        areas.levels.iter().take(ready).for_each(|level| {
            level.make_mesh();
        });
        let mut bounds = PlaneBounds::EMPTY;
        for group in [&lines, &areas, &points].into_iter().flat_map(|p| &p.group_bounds) {
            bounds.merge(group);
        }
        let [lines, areas, points] = [lines, areas, points].map(Arc::new);
        let (classes, anchors) = (gathered.classes, gathered.anchors);
        let days = source.features.iter().filter_map(|f| f.dated());
        let dated = days.reduce(|[a, b], [c, d]| [a.min(c), b.max(d)]);
        Self { id: layer.id, source, classes, class_of, lines, areas, points, anchors, bounds, dated }
    }

    /// Whether it shows what a layer is now, in a projection.
    #[must_use]
    pub fn is_of(&self, layer: &Layer, projection: Projection) -> bool {
        self.id == layer.id
            && self.source.projection == projection
            && Arc::ptr_eq(&self.source.features, &layer.features)
            && (Arc::ptr_eq(&self.source.folders, &layer.folders) || self.source.folders == layer.folders)
            && self.source.grouping == Grouping::of(&layer.style.coloring)
    }

    /// The projection it was made for.
    #[must_use]
    pub fn projection(&self) -> Projection {
        self.source.projection
    }

    /// The features it was made from; indices of its geometry are indices into them.
    #[must_use]
    pub fn features(&self) -> &[Arc<Feature>] {
        &self.source.features
    }

    /// The index of a feature.
    #[must_use]
    pub fn index(&self, key: FeatureKey) -> Option<u32> {
        let guess = key.0 as usize;
        let found = if self.source.features.get(guess).is_some_and(|f| f.key == key) {
            Some(guess)
        } else {
            self.source.features.iter().position(|f| f.key == key)
        };
        found.map(|i| i as u32)
    }

    /// The class of a feature.
    #[must_use]
    pub fn class_of(&self, index: u32) -> usize {
        self.class_of.get(index as usize).map_or(0, |c| usize::from(*c))
    }

    /// Where the areas of a feature are named.
    #[must_use]
    pub fn anchor(&self, index: u32) -> Option<&Anchor> {
        let at = self.anchors.binary_search_by_key(&index, |a| a.feature).ok()?;
        self.anchors.get(at)
    }

    /// The number of points of all levels, for tests of the memory it takes.
    #[must_use]
    pub fn stored_points(&self) -> usize {
        let all = [&self.lines, &self.areas, &self.points];
        all.into_iter().flat_map(|p| p.levels.iter()).map(|l| l.points.len()).sum()
    }
}

/// What a shape covers, map units; lines across 180° are whole.
#[must_use]
pub fn plane_bounds(geometry: &Geometry, projection: Projection) -> PlaneBounds {
    let mut bounds = PlaneBounds::EMPTY;
    let mut scratch = Vec::new();
    geometry.each(&mut |_, positions| {
        let points = super::prepared::clean(&positions.points, projection.meridian(), &mut scratch);
        points.iter().for_each(|p| bounds.include(projection.project(*p)));
    });
    bounds
}
