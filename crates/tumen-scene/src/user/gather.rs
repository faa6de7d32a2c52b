//! The shapes of a layer's features, class by class, on their way into prepared geometry.

use super::{Anchor, Class};
use crate::prepared::{Builder, Detail, Dots, FeatureTable, Form, Prepared, clean, clean_ring};
use std::sync::Arc;
use tumen_core::geo::{GeoBounds, LonLat, PlaneBounds, Projection, lon_near};
use tumen_core::model::Layer;
use tumen_core::model::layer::{Geometry, GeometryKind, Positions};

/// Indices into [`Class::has`].
const LINES: usize = 0;
const AREAS: usize = 1;
const POINTS: usize = 2;

/// Everything of a layer that is drawn, before it is simplified.
pub struct Gathered {
    /// The classes, with what they have.
    pub classes: Vec<Class>,
    /// Where areas are named, sorted by feature.
    pub anchors: Vec<Anchor>,
    /// The features of the indices.
    pub table: FeatureTable,
    projection: Projection,
    lines: Builder,
    areas: Builder,
    points: Dots,
    scratch: Vec<LonLat>,
}

/// Collects the visible shapes of a layer, the features of each class together.
pub fn gather(layer: &Layer, projection: Projection, classes: Vec<Class>, class_of: &[u16]) -> Gathered {
    let count = classes.len();
    let keys = layer.features.iter().map(|f| f.key).collect();
    let mut gathered = Gathered {
        classes,
        anchors: Vec::new(),
        table: FeatureTable { layer: layer.id, keys, extents: Vec::new() },
        projection,
        lines: Builder::new(Form::Lines, projection, count),
        areas: Builder::new(Form::Areas, projection, count),
        points: Dots::new(projection, count),
        scratch: Vec::new(),
    };
    let [lines, areas, points] = counts(layer);
    gathered.lines.reserve(lines + areas);
    gathered.areas.reserve(areas);
    gathered.points.reserve(points);
    let shown: Vec<bool> = (0..layer.folders.len() as u32).map(|f| layer.folder_visible(Some(f))).collect();
    let visible = |folder: Option<u32>| folder.is_none_or(|f| shown.get(f as usize).copied().unwrap_or(true));
    for i in in_class_order(count, class_of) {
        let feature = &layer.features[i as usize];
        if visible(feature.folder) {
            gathered.shape(class_of[i as usize], i, &feature.geometry);
        }
    }
    gathered.anchors.sort_by_key(|a| a.feature);
    gathered
}

/// Positions of lines, of rings and of points.
fn counts(layer: &Layer) -> [usize; 3] {
    let mut counts = [0; 3];
    for feature in layer.features.iter() {
        feature.geometry.each(&mut |kind, positions| {
            let slot = match kind {
                GeometryKind::Point | GeometryKind::MultiPoint => POINTS,
                GeometryKind::Polygon | GeometryKind::MultiPolygon => AREAS,
                _ => LINES,
            };
            counts[slot] += positions.len();
        });
    }
    counts
}

/// Indices of features sorted by class, in the order of the file within each.
fn in_class_order(count: usize, class_of: &[u16]) -> Vec<u32> {
    let mut starts = vec![0_usize; count + 1];
    for class in class_of {
        starts[usize::from(*class) + 1] += 1;
    }
    for i in 1..starts.len() {
        starts[i] += starts[i - 1];
    }
    let mut order = vec![0_u32; class_of.len()];
    for (i, class) in (0..).zip(class_of) {
        let slot = &mut starts[usize::from(*class)];
        order[*slot] = i;
        *slot += 1;
    }
    order
}

impl Gathered {
    /// Simplifies everything: lines, areas, points.
    pub fn finish(&mut self, table: &Arc<FeatureTable>) -> (Prepared, Prepared, Prepared) {
        let empty = || Builder::new(Form::Lines, self.projection, 0);
        let (lines, areas) =
            (std::mem::replace(&mut self.lines, empty()), std::mem::replace(&mut self.areas, empty()));
        let points = std::mem::replace(&mut self.points, Dots::new(self.projection, 0));
        let detail = Detail::user(table.clone());
        (lines.finish(&detail), areas.finish(&detail), points.finish(table.clone()))
    }

    fn shape(&mut self, class: u16, feature: u32, geometry: &Geometry) {
        match geometry {
            Geometry::None => {}
            Geometry::Point(p) | Geometry::MultiPoint(p) => {
                self.classes[usize::from(class)].has[POINTS] |= !p.is_empty();
                p.points.iter().for_each(|p| self.points.push(u32::from(class), feature, *p));
            }
            Geometry::LineString(line) => self.line(class, feature, line),
            Geometry::MultiLineString(lines) => lines.iter().for_each(|l| self.line(class, feature, l)),
            Geometry::Polygon(rings) => self.area(class, feature, rings),
            Geometry::MultiPolygon(areas) => areas.iter().for_each(|a| self.area(class, feature, a)),
            Geometry::Collection(shapes) => shapes.iter().for_each(|s| self.shape(class, feature, s)),
        }
    }

    fn line(&mut self, class: u16, feature: u32, line: &Positions) {
        let mut scratch = std::mem::take(&mut self.scratch);
        let points = clean(&line.points, self.projection.meridian(), &mut scratch);
        self.classes[usize::from(class)].has[LINES] |= !points.is_empty();
        match points {
            // A line of one position is a dot.
            [only] => self.lines.push(u32::from(class), feature, &[*only; 2]),
            points => self.lines.push(u32::from(class), feature, points),
        }
        self.scratch = scratch;
    }

    fn area(&mut self, class: u16, feature: u32, rings: &[Positions]) {
        let mut cleaned: Vec<Ring> = rings.iter().filter_map(|r| self.ring(&r.points)).collect();
        let Some(outer) = cleaned.first().map(|r| middle(&r.filled)) else { return };
        // A hole lies in the same turn of the globe as what it is cut from.
        for ring in cleaned.iter_mut().skip(1) {
            let own = middle(&ring.filled).lon;
            let shift = lon_near(own, outer.lon) - own;
            ring.filled.iter_mut().for_each(|p| p.lon += shift);
        }
        self.classes[usize::from(class)].has[AREAS] = true;
        for ring in &cleaned {
            self.lines.push(u32::from(class), feature, &ring.filled[..ring.drawn]);
        }
        let filled: Vec<Vec<LonLat>> = cleaned.into_iter().map(|ring| ring.filled).collect();
        if filled[0].len() >= 4 {
            self.areas.push_area(u32::from(class), feature, &filled);
            self.anchor(feature, &filled[0]);
        }
    }

    /// A ring continuous and closed, by way of the pole if it runs round one; none without a valid position.
    fn ring(&mut self, points: &[LonLat]) -> Option<Ring> {
        let mut filled = clean_ring(points, self.projection.meridian(), &mut self.scratch).to_vec();
        let (first, last) = (*filled.first()?, *filled.last()?);
        let drawn = filled.len();
        if last.lon != first.lon && (last.lon - first.lon).abs() % 360.0 == 0.0 && last.lat == first.lat {
            let north = filled.iter().map(|p| p.lat).sum::<f64>() >= 0.0;
            let pole = if north { 90.0 } else { -90.0 };
            filled.extend([LonLat::new(last.lon, pole), LonLat::new(first.lon, pole), first]);
            return Some(Ring { filled, drawn });
        }
        if drawn < 2 || last != first {
            filled.push(first);
        }
        let drawn = filled.len();
        Some(Ring { filled, drawn })
    }

    /// Names the feature at the middle of this ring if it is its largest yet.
    fn anchor(&mut self, feature: u32, ring: &[LonLat]) {
        let plane = |p: &LonLat| self.projection.project(*p);
        let [w, h] = PlaneBounds::of(ring.iter().map(plane)).size();
        let extent = w * h;
        let extents = &mut self.table.extents;
        extents.resize(extents.len().max(self.table.keys.len()), 0.0);
        extents[feature as usize] += extent as f32;
        let anchor = Anchor { feature, at: plane(&centroid(ring)), extent };
        match self.anchors.last_mut() {
            Some(last) if last.feature == feature => {
                if last.extent < extent {
                    *last = anchor;
                }
            }
            _ => self.anchors.push(anchor),
        }
    }
}

/// A ring ready to be drawn.
struct Ring {
    /// What is filled, closed.
    filled: Vec<LonLat>,
    /// How many of its positions the outline has: the way by a pole is none.
    drawn: usize,
}

fn middle(ring: &[LonLat]) -> LonLat {
    GeoBounds::of(ring.iter().copied()).center()
}

/// The center of gravity of a ring in degrees; its middle if it encloses nothing.
fn centroid(ring: &[LonLat]) -> LonLat {
    let origin = ring[0];
    let (mut area, mut lon, mut lat) = (0.0, 0.0, 0.0);
    for pair in ring.windows(2) {
        let [a, b] = [0, 1].map(|i| (pair[i].lon - origin.lon, pair[i].lat - origin.lat));
        let cross = a.0 * b.1 - b.0 * a.1;
        area += cross;
        lon += (a.0 + b.0) * cross;
        lat += (a.1 + b.1) * cross;
    }
    if area.abs() < 1e-15 {
        return middle(ring);
    }
    LonLat::new(origin.lon + lon / (3.0 * area), origin.lat + lat / (3.0 * area))
}
