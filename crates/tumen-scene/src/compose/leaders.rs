//! Names that stand aside, with a line that leads to what they name: for places and corridors in a crowd.

use super::Composer;
use crate::frame::{Align, FeatureId, Item, Paint, Path, Rgba, Stroke};
use crate::line_ink::Area;
use crate::place_labels::{Rect, text_rect};
use crate::style::LeaderStyle;
use crate::text;

/// Directions that are tried, the ones that read best first: to the right, to the left, and steeper.
const DIRECTIONS: [[f32; 2]; 12] = [
    [0.94, -0.34],
    [0.94, 0.34],
    [-0.94, -0.34],
    [-0.94, 0.34],
    [0.71, -0.71],
    [0.71, 0.71],
    [-0.71, -0.71],
    [-0.71, 0.71],
    [0.26, -0.97],
    [0.26, 0.97],
    [-0.26, -0.97],
    [-0.26, 0.97],
];
/// Directions less level than this have the name above or below their end.
const LEVEL: f32 = 0.5;
/// A box is so much of the length that it stands for, so that boxes do not touch.
const GRAIN_SHARE: f32 = 0.6;
/// Corners of the dot at the end of a leader line on a corridor.
const CORNERS: usize = 12;

/// What is to be named aside.
pub(super) struct Crowded {
    /// The point that the leader line leads to, and how far from it the line ends, pixels.
    pub at: [f32; 2],
    pub radius: f32,
    /// Width and size of the name.
    pub width: f32,
    pub size: f32,
}

/// Where a name stands aside.
pub(super) struct Aside {
    pub at: [f32; 2],
    pub align: Align,
    /// The leader line, from what is named to the name.
    pub leader: [[f32; 2]; 2],
}

impl Composer<'_> {
    /// Finds room for a name aside and takes it.
    pub(super) fn aside(&mut self, of: &Crowded) -> Option<Aside> {
        let LeaderStyle { reach: [nearest, farthest, step], space, grain, .. } =
            self.scene.style.label.leader;
        let mut far = nearest;
        while far <= farthest {
            let free = DIRECTIONS
                .iter()
                .map(|d| place(of, *d, far, space))
                .find(|(aside, rect)| self.is_free(aside, rect));
            if let Some((aside, rect)) = free {
                self.taken.add(rect);
                grains(aside.leader, grain).for_each(|r| self.taken.add(r));
                return Some(aside);
            }
            far += step;
        }
        None
    }

    /// Whether a name aside touches no other name, sign or line, and its leader line no other name or sign.
    fn is_free(&self, aside: &Aside, rect: &Rect) -> bool {
        let grain = self.scene.style.label.leader.grain;
        self.taken.is_free(rect)
            && !self.lines.touches(&Area::from(*rect), &[])
            && grains(aside.leader, grain).all(|r| !self.taken.touches(&r))
    }

    /// A leader line with its halo; one to a corridor ends in a dot.
    pub(super) fn leader(
        &self,
        aside: &Aside,
        color: Rgba,
        feature: Option<&FeatureId>,
        dot: bool,
    ) -> Vec<Item> {
        let style = &self.scene.style.label.leader;
        let stroke = |wide: f32, color| Some(Stroke::solid(style.width + wide, color));
        let line = |stroke| Path { points: aside.leader.to_vec(), closed: false, fill: None, stroke };
        let mut paths = vec![line(stroke(2.0 * style.halo, self.palette.halo)), line(stroke(0.0, color))];
        if dot {
            let turn = |i: usize| (i as f32 / CORNERS as f32 * std::f32::consts::TAU).sin_cos();
            let [x, y] = aside.leader[0];
            let points = (0..CORNERS).map(turn).map(|(sin, cos)| [x + style.dot * cos, y + style.dot * sin]);
            let rim = Some(Stroke::solid(style.halo, self.palette.halo));
            paths.push(Path { points: points.collect(), closed: true, fill: Some(color), stroke: rim });
        }
        paths.into_iter().map(|p| Item { feature: feature.cloned(), paint: Paint::Path(p) }).collect()
    }
}

/// A name in a direction from what it names, at a distance.
fn place(of: &Crowded, [x, y]: [f32; 2], far: f32, space: f32) -> (Aside, Rect) {
    let on = |far: f32| [of.at[0] + x * far, of.at[1] + y * far];
    let end = on(of.radius + far);
    let cap = text::CAP_HEIGHT * of.size;
    let (at, align) = if x > LEVEL {
        ([end[0] + space, end[1] + 0.5 * cap], Align::Start)
    } else if x < -LEVEL {
        ([end[0] - space, end[1] + 0.5 * cap], Align::End)
    } else if y < 0.0 {
        ([end[0], end[1] - space], Align::Middle)
    } else {
        ([end[0], end[1] + space + cap], Align::Middle)
    };
    (Aside { at, align, leader: [on(of.radius), end] }, text_rect(at, align, of.width, of.size))
}

/// Boxes along a leader line, without its first point, which lies at the sign.
fn grains([from, to]: [[f32; 2]; 2], grain: f32) -> impl Iterator<Item = Rect> {
    let count = ((to[0] - from[0]).hypot(to[1] - from[1]) / grain).floor();
    (1..=count as usize).map(move |i| {
        let [x, y] = [0, 1].map(|axis| from[axis] + (to[axis] - from[axis]) * i as f32 / count);
        let half = 0.5 * GRAIN_SHARE * grain;
        [x - half, y - half, x + half, y + half]
    })
}
