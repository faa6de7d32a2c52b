//! What lies under a point of the picture.

use super::frame::{FeatureId, Frame, Item, Paint, Part, Path};
use super::place_labels;
use crate::geo::Bounds;

/// Lines on one track are simplified apart and so lie this far from each other, pixels: the upper one
/// is meant.
const SAME: f32 = 1.0;

/// The topmost feature within `radius` pixels of a point: signs and names before lines, and among
/// lines the nearest. Base-map features are not picked, nor anything beneath furniture.
#[must_use]
pub fn pick(frame: &Frame, at: [f32; 2], radius: f32) -> Option<FeatureId> {
    if frame.covered.iter().any(|r| at[0] >= r[0] && at[0] <= r[2] && at[1] >= r[1] && at[1] <= r[3]) {
        return None;
    }
    let mut nearest: Option<(f32, &FeatureId)> = None;
    for item in frame.items().collect::<Vec<_>>().into_iter().rev() {
        let Some(feature) = item.feature.as_ref().filter(|f| **f != FeatureId::Base) else { continue };
        let Some(distance) = distance(frame, item, at, radius) else { continue };
        if !matches!(item.paint, Paint::Stroke(..)) {
            return Some(feature.clone());
        }
        if nearest.is_none_or(|(d, _)| distance + SAME < d) {
            nearest = Some((distance, feature));
        }
    }
    nearest.map(|(_, feature)| feature.clone())
}

/// How far an item is from a point, pixels, if it is within the radius.
fn distance(frame: &Frame, item: &Item, at: [f32; 2], radius: f32) -> Option<f32> {
    match &item.paint {
        Paint::Path(path) => near_path(path, at, radius),
        Paint::Text(text) => {
            let hit =
                |r: &place_labels::Rect| at[0] >= r[0] && at[0] <= r[2] && at[1] >= r[1] && at[1] <= r[3];
            place_labels::boxes(text).iter().any(hit).then_some(0.0)
        }
        // A wide band (the accuracy of a line) is not the line.
        Paint::Stroke(part, stroke) if stroke.width < 12.0 => {
            let d = to_part(frame, part, at, radius + stroke.width * 0.5)? - stroke.width * 0.5;
            Some(d.max(0.0))
        }
        _ => None,
    }
}

fn near_path(path: &Path, at: [f32; 2], radius: f32) -> Option<f32> {
    let bounds = Bounds::of(path.points.iter().map(|p| p.map(f64::from)));
    bounds.grown(f64::from(radius) * 0.5).contains(at.map(f64::from)).then_some(0.0)
}

/// The distance from a point to the lines of a part, pixels, if below `reach`.
fn to_part(frame: &Frame, part: &Part, at: [f32; 2], reach: f32) -> Option<f32> {
    let camera = &frame.camera;
    let scale = camera.pixels_per_unit();
    let p = camera.to_plane(at, frame.size);
    let window = Bounds::new(p, p).grown(f64::from(reach) / scale);
    let level = part.layer.levels.get(part.level)?;
    let mut best = f64::from(reach) / scale;
    let mut found = false;
    level.chunks_in(part.group, &window, |chunk| {
        for pair in level.points[level.chunks[chunk].points.clone()].windows(2) {
            let d = to_segment(p, pair[0], pair[1]);
            if d <= best {
                best = d;
                found = true;
            }
        }
    });
    found.then_some((best * scale) as f32)
}

fn to_segment(p: [f64; 2], a: [f64; 2], b: [f64; 2]) -> f64 {
    let (dx, dy) = (b[0] - a[0], b[1] - a[1]);
    let length2 = dx * dx + dy * dy;
    let t = if length2 > 0.0 { ((p[0] - a[0]) * dx + (p[1] - a[1]) * dy) / length2 } else { 0.0 };
    let t = t.clamp(0.0, 1.0);
    (p[0] - a[0] - t * dx).hypot(p[1] - a[1] - t * dy)
}
