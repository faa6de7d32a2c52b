//! What differs between the items of two pictures of the map: where it must be painted again.

use super::DrawItem;
use tumen_core::geo::PlaneBounds;
use tumen_scene::frame::Part;

/// The part of the plane (map units, within `seen`) where items that are not in both lists are drawn, or
/// that differ. `reach` is how much of the plane a pixel takes.
#[must_use]
pub fn changed(old: &[DrawItem], new: &[DrawItem], seen: &PlaneBounds, reach: f64) -> PlaneBounds {
    let mut changed = PlaneBounds::EMPTY;
    let (mut i, mut j) = (0, 0);
    while let (Some(a), Some(b)) = (old.get(i), new.get(j)) {
        if is_same(a, b) {
            (i, j) = (i + 1, j + 1);
        } else if new[j..].iter().any(|n| is_same(a, n)) {
            changed.merge(&extent(b, seen, reach));
            j += 1;
        } else {
            changed.merge(&extent(a, seen, reach));
            i += 1;
        }
    }
    old[i..].iter().chain(&new[j..]).for_each(|item| changed.merge(&extent(item, seen, reach)));
    changed
}

/// Whether two items draw the same.
fn is_same(a: &DrawItem, b: &DrawItem) -> bool {
    match (a, b) {
        (DrawItem::Relief(r, opacity), DrawItem::Relief(s, other)) => r.id == s.id && opacity == other,
        (DrawItem::Fill(p, color), DrawItem::Fill(q, other)) => is_same_part(p, q) && color == other,
        (DrawItem::Stroke(p, stroke), DrawItem::Stroke(q, other)) => is_same_part(p, q) && stroke == other,
        (DrawItem::Relief(..) | DrawItem::Fill(..) | DrawItem::Stroke(..), _) => false,
    }
}

fn is_same_part(a: &Part, b: &Part) -> bool {
    (a.layer.id, a.level, a.group, a.only, a.spread) == (b.layer.id, b.level, b.group, b.only, b.spread)
}

/// What an item covers of the part of the plane that is seen.
fn extent(item: &DrawItem, seen: &PlaneBounds, reach: f64) -> PlaneBounds {
    match item {
        DrawItem::Relief(..) => *seen,
        DrawItem::Fill(part, _) => {
            let Some(bounds) = part.layer.group_bounds.get(part.group) else { return PlaneBounds::EMPTY };
            bounds.grown(reach).within(seen)
        }
        DrawItem::Stroke(part, stroke) => {
            let margin = f64::from(stroke.width * 0.5 + part.reach() + 2.0) * reach;
            let mut bounds = PlaneBounds::EMPTY;
            if let Some(level) = part.layer.levels.get(part.level) {
                part.chunks_in(&seen.grown(margin), |c| bounds.merge(&level.chunks[c].bounds));
            }
            bounds.grown(margin).within(seen)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Arc;
    use tumen_core::geo::{LonLat, Projection};
    use tumen_scene::frame::{Rgba, Stroke};
    use tumen_scene::prepared::{Form, Prepared, Shape};

    fn line(west: f64) -> DrawItem {
        let points = [LonLat::new(west, 40.0), LonLat::new(west + 1.0, 41.0)];
        let shapes = [Shape { group: 0, feature: 0, points: &points }];
        let layer = Arc::new(Prepared::new(Form::Lines, Projection::Mercator, 1, &shapes));
        let part = Part { layer, level: 0, group: 0, only: None, spread: 0.0 };
        DrawItem::Stroke(part, Stroke::solid(2.0, Rgba([0, 0, 0, 255])))
    }

    #[test]
    fn only_what_differs_is_painted_again() {
        let seen = PlaneBounds::new([-4.0, -4.0].into(), [4.0, 4.0].into());
        let (a, b, c) = (line(120.0), line(130.0), line(140.0));
        let both = [a.clone(), b.clone(), c.clone()];
        assert!(changed(&both, &both, &seen, 1e-6).is_empty());
        let added = changed(&[a.clone(), c.clone()], &both, &seen, 1e-6);
        let removed = changed(&both, &[a.clone(), c.clone()], &seen, 1e-6);
        let at = |lon: f64| Projection::Mercator.project(LonLat::new(lon, 40.5));
        for found in [added, removed] {
            assert!(found.contains(at(130.5)) && !found.contains(at(120.5)) && !found.contains(at(140.5)));
        }
        // Order is part of the picture.
        let swapped = changed(&[a.clone(), b.clone()], &[b, a], &seen, 1e-6);
        assert!(!swapped.is_empty());
    }

    #[test]
    fn what_is_out_of_view_changes_nothing() {
        let at = Projection::Mercator.project(LonLat::new(120.5, 40.5));
        let seen = PlaneBounds::new(at, at).grown(0.001);
        assert!(changed(&[line(120.0)], &[line(130.0)], &seen, 1e-6).contains(at));
        assert!(changed(&[], &[line(130.0)], &seen, 1e-6).is_empty());
    }
}
