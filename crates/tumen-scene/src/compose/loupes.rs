//! Loupes: parts of the map that stand on it once more, at a larger scale, each joined to what it shows by a frame.
//!
//! A loupe is a picture of its own in the display list, so every painter draws it as it draws the map.

use super::furniture::Turn;
use super::{Composer, Contents, RenderOptions, compose_with_contents};
use crate::flow::Movement;
use crate::frame::{Frame, Group, Item, Paint, Path, Stroke};
use crate::line_ink::Area;
use crate::place_labels::Rect;
use crate::style::LoupeStyle;
use crate::{Camera, Furniture};
use tumen_core::geo::{NumberBounds, PlaneBounds, clip};
use tumen_core::model::{Loupe, Spot};

/// A loupe as it is drawn.
pub(super) struct Inset {
    spot: Option<Spot>,
    frame: Frame,
    /// What it shows, in the picture.
    target: Rect,
    /// Where it stands, once it is known.
    rect: Option<Rect>,
}

impl<'a> Composer<'a> {
    /// The loupes that have something to show: what they magnify is in view, and is magnified.
    pub(super) fn loupes(&mut self) -> Vec<Inset> {
        let options = self.options;
        let mut insets = Vec::new();
        for loupe in options.loupes.iter().take(Loupe::MOST) {
            if let Some((inset, contents)) = self.loupe(loupe) {
                self.contents.merge(contents);
                insets.push(inset);
            }
        }
        insets
    }

    fn loupe(&self, loupe: &Loupe) -> Option<(Inset, Contents)> {
        let (own, camera) = (&self.scene.style.loupe, self.options.camera);
        let bounds = Camera::bounds_of(camera.projection, loupe.bounds);
        if bounds.is_empty() || !self.view.contains(bounds.center()) {
            return None;
        }
        let long = loupe.size as f32 * self.size[0].min(self.size[1]);
        let size = inset_size(&bounds, long, own);
        let inner = Camera::fit_bounds(camera.projection, &bounds, size, 0.0);
        if long < own.least || inner.zoom < camera.zoom + own.closer {
            return None;
        }
        let shown = inner.visible(size);
        let [min, max] = [shown.min, shown.max].map(|p| <[f32; 2]>::from(camera.to_screen(p, self.size)));
        let target = at_least([min[0], min[1], max[0], max[1]], own.target);
        let flow = match self.options.flow {
            Movement::Off => Movement::Off,
            // The window moves the cargo of the map alone.
            Movement::At(_) if self.options.ready_only => Movement::Still,
            moving @ (Movement::At(_) | Movement::Still) => moving,
        };
        let bar_right = self.is_crowded_left(&inner, size);
        let furniture = Furniture { scale_bar: true, bar_right, ..Furniture::default() };
        let options =
            RenderOptions { camera: inner, flow, furniture, loupes: [].into(), ..self.options.clone() };
        let (frame, contents) = compose_with_contents(self.scene, &options, size);
        Some((Inset { spot: loupe.spot, frame, target, rect: None }, contents))
    }

    /// Whether more places lie in the bottom left quarter of a loupe, where its scale bar would stand, than in the right.
    fn is_crowded_left(&self, camera: &Camera, size: [f32; 2]) -> bool {
        let places = self.scene.map.names.iter().filter(|n| n.place.is_some());
        let seen = places.map(|n| <[f32; 2]>::from(camera.to_screen(n.at, size)));
        let low = seen.filter(|[x, y]| (0.0..size[0]).contains(x) && (0.5 * size[1]..size[1]).contains(y));
        let (left, right): (Vec<_>, Vec<_>) = low.partition(|[x, _]| *x < 0.5 * size[0]);
        left.len() > right.len()
    }

    /// Finds places for loupes, off what is there already, and adds them to it.
    pub(super) fn place(&self, insets: &mut [Inset], turn: Turn, obstacles: &mut Vec<Rect>) {
        for inset in insets.iter_mut().filter(|i| i.rect.is_none()) {
            let found = match (turn, inset.spot) {
                (Turn::Named, Some(spot)) => self.spot(inset, spot, obstacles),
                (Turn::Named, None) => None,
                (Turn::Rest, _) => self.best_spot(inset, obstacles),
            };
            obstacles.extend(found);
            inset.rect = found;
        }
    }

    /// The place where the map has least to show; of equal ones the nearest.
    fn best_spot(&self, inset: &Inset, obstacles: &[Rect]) -> Option<Rect> {
        /// So many places are tried across the picture, and down.
        const STEPS: usize = 9;
        let (ink, signs) = (self.corridor_ink(), self.seen());
        let grain = self.scene.style.loupe.grain;
        let weight = |rect: &Rect| {
            let lines = cells(rect, grain).filter(|cell| ink.touches(&Area::from(*cell), &[])).count();
            lines + signs.iter().filter(|(_, at)| within(rect, *at)).count()
        };
        let distance = |rect: &Rect| {
            let [a, b] = [rect, &inset.target].map(|r| [r[0] + r[2], r[1] + r[3]]);
            (a[0] - b[0]).hypot(a[1] - b[1])
        };
        let share = |i: usize| i as f32 / (STEPS - 1) as f32;
        let places = (0..STEPS * STEPS).map(|i| [share(i % STEPS), share(i / STEPS)]);
        let free = places.filter_map(|share| self.free(inset, self.at(inset, share)?, obstacles));
        let rated = free.map(|rect| (weight(&rect), distance(&rect), rect));
        rated.min_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1))).map(|(.., rect)| rect)
    }

    /// Where a loupe stands at a place of the picture: moved up or down past what stands there.
    fn spot(&self, inset: &Inset, spot: Spot, obstacles: &[Rect]) -> Option<Rect> {
        let space = self.scene.style.loupe.space;
        let mut rect = self.at(inset, spot.share())?;
        let height = rect[3] - rect[1];
        for _ in 0..=obstacles.len() {
            let Some(hit) = obstacles.iter().find(|o| meet(&grown(&rect, space), o)) else { break };
            let is_low = spot.share()[1] > 0.5;
            let top = if is_low { (hit[1] - space - height).floor() } else { (hit[3] + space).ceil() };
            rect = [rect[0], top, rect[2], top + height];
        }
        self.free(inset, rect, obstacles)
    }

    /// A loupe at shares of the room that is left beside it in the picture, if there is any.
    fn at(&self, inset: &Inset, share: [f32; 2]) -> Option<Rect> {
        let (edge, size) = (self.scene.style.furniture.edge, <[f32; 2]>::from(inset.frame.size));
        let room = [0, 1].map(|axis| self.size[axis] - 2.0 * edge - size[axis]);
        let [x, y] = [0, 1].map(|axis| (edge + room[axis] * share[axis]).round());
        room.iter().all(|r| *r >= 0.0).then_some([x, y, x + size[0], y + size[1]])
    }

    /// A place, if it is in the picture, off what stands there and off what the loupe shows.
    fn free(&self, inset: &Inset, rect: Rect, obstacles: &[Rect]) -> Option<Rect> {
        let edge = self.scene.style.furniture.edge - 1.0;
        let shown = grown(&inset.target, self.scene.style.loupe.space);
        let inside = rect[1] >= edge && rect[3] <= self.size[1] - edge;
        (inside && !meet(&rect, &shown) && obstacles.iter().all(|o| !meet(&rect, o))).then_some(rect)
    }

    /// What joins loupes to the map, which lies under its signs and names, and the loupes themselves.
    pub(super) fn loupe_groups(&self, insets: Vec<Inset>) -> [Option<Group>; 2] {
        let (mut links, mut pictures) = (Vec::new(), Vec::new());
        for inset in insets {
            let Some(rect) = inset.rect else { continue };
            self.link(&mut links, &inset.target, &rect);
            let at = [rect[0], rect[1]];
            pictures.push(Item { feature: None, paint: Paint::Inset(at, Box::new(inset.frame)) });
            let line = Stroke::solid(self.scene.style.loupe.line, self.palette.text);
            pictures.push(path(corners(&rect).into(), true, line));
        }
        let group = |name, items: Vec<Item>| (!items.is_empty()).then_some(Group { name, items });
        [group("loupe-links", links), group("loupes", pictures)]
    }

    /// The frame around what a loupe shows, and lines from its corners to those of the loupe.
    fn link(&self, items: &mut Vec<Item>, target: &Rect, rect: &Rect) {
        let (own, palette) = (&self.scene.style.loupe, self.palette);
        let lines: Vec<[[f32; 2]; 2]> = corners(target)
            .into_iter()
            .zip(corners(rect))
            .map(|(from, to)| [from, to])
            .filter(|line| [target, rect].iter().all(|r| !crosses(line, r)))
            .collect();
        let casing = |width: f32| Stroke::solid(width + 2.0 * own.casing, palette.halo);
        items.extend(lines.iter().map(|line| path(line.to_vec(), false, casing(own.link))));
        items.push(path(corners(target).into(), true, casing(own.line)));
        let thin = Stroke::solid(own.link, palette.text_quiet);
        items.extend(lines.iter().map(|line| path(line.to_vec(), false, thin)));
        items.push(path(corners(target).into(), true, Stroke::solid(own.line, palette.text)));
    }
}

/// Width and height of the picture of bounds whose longer side is given; narrow bounds get more room at their sides.
fn inset_size(bounds: &PlaneBounds, long: f32, own: &LoupeStyle) -> [f32; 2] {
    let [w, h] = bounds.size();
    let aspect = ((w / h.max(f64::MIN_POSITIVE)) as f32).clamp(1.0 / own.longest, own.longest);
    let size = if aspect >= 1.0 { [long, long / aspect] } else { [long * aspect, long] };
    size.map(|side| side.round().max(1.0))
}

/// A rectangle, grown about its middle to a least side.
fn at_least([left, top, right, bottom]: Rect, side: f32) -> Rect {
    let more = |length: f32| (0.5 * (side - length)).max(0.0);
    let (x, y) = (more(right - left), more(bottom - top));
    [left - x, top - y, right + x, bottom + y]
}

fn grown([left, top, right, bottom]: &Rect, by: f32) -> Rect {
    [left - by, top - by, right + by, bottom + by]
}

fn meet(a: &Rect, b: &Rect) -> bool {
    a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3]
}

fn within(r: &Rect, [x, y]: [f32; 2]) -> bool {
    x >= r[0] && x <= r[2] && y >= r[1] && y <= r[3]
}

/// The squares of a side that cover a rectangle.
fn cells(&[left, top, right, bottom]: &Rect, side: f32) -> impl Iterator<Item = Rect> {
    let count = |length: f32| (length / side).ceil().max(1.0) as usize;
    let (columns, rows) = (count(right - left), count(bottom - top));
    (0..columns * rows).map(move |i| {
        let (x, y) = (left + side * (i % columns) as f32, top + side * (i / columns) as f32);
        [x, y, (x + side).min(right), (y + side).min(bottom)]
    })
}

fn corners(&[left, top, right, bottom]: &Rect) -> [[f32; 2]; 4] {
    [[left, top], [right, top], [right, bottom], [left, bottom]]
}

/// Whether a line runs through the inside of a rectangle.
fn crosses([from, to]: &[[f32; 2]; 2], rect: &Rect) -> bool {
    /// A line along an edge is not inside, pixels.
    const EDGE: f64 = 0.5;
    let [left, top, right, bottom] = rect.map(f64::from);
    let inside = NumberBounds::new([left, top], [right, bottom]).grown(-EDGE);
    clip::segment(from.map(f64::from), to.map(f64::from), &inside).is_some()
}

fn path(points: Vec<[f32; 2]>, closed: bool, stroke: Stroke) -> Item {
    Item { feature: None, paint: Paint::Path(Path { points, closed, fill: None, stroke: Some(stroke) }) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_to_a_loupe_do_not_run_through_it() {
        let (target, rect): (Rect, Rect) = ([100.0, 100.0, 110.0, 106.0], [300.0, 20.0, 500.0, 140.0]);
        let lines = corners(&target).into_iter().zip(corners(&rect)).map(|(a, b)| [a, b]);
        let kept: Vec<_> = lines.filter(|l| [target, rect].iter().all(|r| !crosses(l, r))).collect();
        assert_eq!(kept, [[[100.0, 100.0], [300.0, 20.0]], [[100.0, 106.0], [300.0, 140.0]]]);
    }

    #[test]
    fn narrow_boxes_get_a_picture_of_sides() {
        let own = crate::style::bundled().loupe;
        let size = inset_size(&PlaneBounds::new([0.0, 0.0].into(), [10.0, 0.1].into()), 200.0, &own);
        assert!(size[0] == 200.0 && size[1] >= 100.0, "{size:?}");
    }

    #[test]
    fn cells_cover_a_rectangle_once() {
        let rect = [10.0, 20.0, 75.0, 61.0];
        let area: f32 = cells(&rect, 24.0).map(|c| (c[2] - c[0]) * (c[3] - c[1])).sum();
        assert!((area - 65.0 * 41.0).abs() < 0.1, "{area}");
    }
}
