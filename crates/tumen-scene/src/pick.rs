//! What lies under a point of the picture.

use super::frame::{FeatureId, Frame, Item, Paint, Part, Path};
use super::place_labels;
use super::screen::ScreenPoint;
use std::collections::BTreeMap;
use tumen_core::geo::{NumberBounds, PlaneBounds, PlanePoint};

/// Lines on one track are simplified apart and so lie this far from each other, pixels: the upper one
/// is meant.
const SAME: f32 = 1.0;

/// The topmost feature within `radius` pixels of a point: signs and names before lines, among lines
/// and points the nearest, and the smallest area around the point only where nothing else is. Base-map
/// features are not picked, nor anything beneath furniture. In a picture in the picture, what it shows is picked.
#[must_use]
pub fn pick(frame: &Frame, at: impl Into<ScreenPoint>, radius: f32) -> Option<FeatureId> {
    let (frame, at) = looked_at(frame, at.into());
    let at: [f32; 2] = at.into();
    if frame.covered.iter().any(|r| at[0] >= r[0] && at[0] <= r[2] && at[1] >= r[1] && at[1] <= r[3]) {
        return None;
    }
    let mut nearest: Option<(f32, FeatureId)> = None;
    for item in frame.items().rev() {
        let Some((distance, feature)) = hit(frame, item, at, radius) else { continue };
        if !matches!(item.paint, Paint::Stroke(..)) {
            return Some(feature);
        }
        if nearest.as_ref().is_none_or(|(d, _)| distance + SAME < *d) {
            nearest = Some((distance, feature));
        }
    }
    nearest.map(|(_, feature)| feature).or_else(|| area(frame, at))
}

/// The picture that a point lies in, the innermost one in the picture, and the point in it.
#[must_use]
pub fn looked_at(frame: &Frame, at: impl Into<ScreenPoint>) -> (&Frame, ScreenPoint) {
    let at = at.into();
    let inset = frame.items().rev().find_map(|item| {
        let Paint::Inset([left, top], inner) = &item.paint else { return None };
        let [x, y] = [at.x - left, at.y - top];
        let inside = (0.0..inner.size.width).contains(&x) && (0.0..inner.size.height).contains(&y);
        inside.then_some((inner, ScreenPoint { x, y }))
    });
    inset.map_or((frame, at), |(inner, at)| looked_at(inner, at))
}

/// How far an item is from a point, pixels, if it is within the radius, and what is picked there.
fn hit(frame: &Frame, item: &Item, at: [f32; 2], radius: f32) -> Option<(f32, FeatureId)> {
    let whole = match &item.feature {
        Some(FeatureId::Base) => return None,
        other => other.clone(),
    };
    match &item.paint {
        Paint::Path(path) => Some((near_path(path, at, radius)?, whole?)),
        Paint::Text(text) => {
            let hit =
                |r: &place_labels::Rect| at[0] >= r[0] && at[0] <= r[2] && at[1] >= r[1] && at[1] <= r[3];
            let feature = whole?;
            place_labels::boxes(text).iter().any(hit).then_some((0.0, feature))
        }
        Paint::Stroke(part, stroke) if whole.is_some() || part.layer.table.is_some() => {
            // A wide band (the accuracy of a line) is not the line; a large dot is the point.
            if stroke.width >= 12.0 && part.layer.table.is_none() {
                return None;
            }
            let half = stroke.width * 0.5;
            let (distance, feature) = to_part(frame, part, at, radius + half)?;
            Some(((distance - half).max(0.0), whole.or_else(|| part.layer.feature(feature))?))
        }
        _ => None,
    }
}

/// The smallest area of the user's around a point.
fn area(frame: &Frame, at: [f32; 2]) -> Option<FeatureId> {
    let p = frame.map?.to_plane(at, frame.size);
    let mut smallest: Option<(f32, FeatureId)> = None;
    for item in frame.items().rev() {
        let Paint::Fill(part, _) = &item.paint else { continue };
        let Some(table) = part.layer.table.as_ref().filter(|_| item.feature.is_none()) else { continue };
        for feature in around(part, p) {
            let extent = table.extents.get(feature as usize).copied().unwrap_or(f32::INFINITY);
            if smallest.as_ref().is_none_or(|(least, _)| extent < *least) {
                smallest = part.layer.feature(feature).map(|f| (extent, f));
            }
        }
    }
    smallest.map(|(_, feature)| feature)
}

/// The features of a part of areas that hold a point: those whose rings a ray from it crosses an odd
/// number of times.
fn around(part: &Part, p: PlanePoint) -> Vec<u32> {
    let Some(level) = part.layer.levels.get(part.level) else { return Vec::new() };
    let mut crossed: BTreeMap<u32, u32> = BTreeMap::new();
    let ray = PlaneBounds::new(p, PlanePoint::new(f64::INFINITY, p.y));
    part.chunks_in(&ray, |chunk| {
        let chunk = &level.chunks[chunk];
        let points = level.points.run(chunk.points.clone());
        let crossings = points.windows(2).filter(|pair| {
            let (a, b) = (pair[0], pair[1]);
            (a[1] > p.y) != (b[1] > p.y) && p.x < a[0] + (p.y - a[1]) / (b[1] - a[1]) * (b[0] - a[0])
        });
        *crossed.entry(level.spans[chunk.span].feature).or_default() += crossings.count() as u32;
    });
    crossed.into_iter().filter(|(_, count)| count % 2 == 1).map(|(feature, _)| feature).collect()
}

fn near_path(path: &Path, at: [f32; 2], radius: f32) -> Option<f32> {
    let bounds = NumberBounds::of(path.points.iter().map(|p| p.map(f64::from)));
    bounds.grown(f64::from(radius) * 0.5).contains(at.map(f64::from)).then_some(0.0)
}

/// The distance from a point to the lines or dots of a part, pixels, if below `reach`, and the index of
/// the feature that is so near.
fn to_part(frame: &Frame, part: &Part, at: [f32; 2], reach: f32) -> Option<(f32, u32)> {
    let camera = frame.map?;
    let scale = camera.pixels_per_unit();
    let p = camera.to_plane(at, frame.size);
    let window = PlaneBounds::new(p, p).grown(f64::from(reach + part.reach()) / scale);
    let level = part.layer.levels.get(part.level)?;
    let mut best = f64::from(reach) / scale;
    let mut found = None;
    part.chunks_in(&window, |chunk| {
        let chunk = &level.chunks[chunk];
        if !level.dots.is_empty() {
            for i in chunk.points.clone() {
                let d = to_segment(p, level.points[i], level.points[i]);
                if d <= best {
                    (best, found) = (d, level.dots.get(i).copied());
                }
            }
            return;
        }
        for pair in part.placed(chunk.points.clone(), scale).windows(2) {
            let d = to_segment(p, pair[0], pair[1]);
            if d <= best {
                (best, found) = (d, Some(level.spans[chunk.span].feature));
            }
        }
    });
    found.map(|feature| ((best * scale) as f32, feature))
}

fn to_segment(p: PlanePoint, a: [f64; 2], b: [f64; 2]) -> f64 {
    let (dx, dy) = (b[0] - a[0], b[1] - a[1]);
    let length2 = dx * dx + dy * dy;
    let t = if length2 > 0.0 { ((p.x - a[0]) * dx + (p.y - a[1]) * dy) / length2 } else { 0.0 };
    let t = t.clamp(0.0, 1.0);
    (p.x - a[0] - t * dx).hypot(p.y - a[1] - t * dy)
}
