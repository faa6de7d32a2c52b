//! Colors, pens, outlines and fonts as the PDF writer takes them.

use super::super::dashes;
use crate::Rgba;
use crate::frame::{Stroke, Weight};
use crate::text::face;
use krilla::color::rgb;
use krilla::geom::{Path, PathBuilder};
use krilla::num::NormalizedF32;
use krilla::paint::{Fill, FillRule, LineCap, LineJoin, StrokeDash};
use krilla::text::Font;

/// Coordinates are written in hundredths of a pixel: finer than any printer, and shorter.
const GRAIN: f32 = 100.0;

/// The bundled fonts.
pub struct Fonts([Font; 2]);

impl Fonts {
    /// Reads them.
    pub fn new() -> Option<Self> {
        let font = |name| Font::new(tumen_assets::bytes(name).into(), 0);
        Some(Self([font(tumen_assets::FONT_REGULAR)?, font(tumen_assets::FONT_SEMIBOLD)?]))
    }

    /// The font of a weight.
    pub fn get(&self, weight: Weight) -> &Font {
        match weight {
            Weight::Regular | Weight::Slanted => &self.0[0],
            Weight::SemiBold => &self.0[1],
        }
    }
}

/// A share of light that is let through.
pub fn opacity(alpha: f32) -> NormalizedF32 {
    NormalizedF32::new(alpha.clamp(0.0, 1.0)).unwrap_or(NormalizedF32::ONE)
}

fn parts(color: Rgba) -> (rgb::Color, NormalizedF32) {
    let [r, g, b, a] = color.0;
    (rgb::Color::new(r, g, b), opacity(f32::from(a) / 255.0))
}

/// Fills with a color; rings are wound for the non-zero rule.
pub fn fill(color: Rgba) -> Fill {
    let (color, opacity) = parts(color);
    Fill { paint: color.into(), opacity, rule: FillRule::NonZero }
}

/// A pen whose dash pattern begins at an offset, round unless it is dashed.
pub fn pen(stroke: &Stroke, offset: f32) -> krilla::paint::Stroke {
    let (color, opacity) = parts(stroke.color);
    let array = dashes(stroke).to_vec();
    krilla::paint::Stroke {
        paint: color.into(),
        width: stroke.width,
        line_cap: if array.is_empty() { LineCap::Round } else { LineCap::Butt },
        line_join: LineJoin::Round,
        opacity,
        dash: (!array.is_empty()).then_some(StrokeDash { array, offset }),
        ..krilla::paint::Stroke::default()
    }
}

fn grain(v: f32) -> f32 {
    (v * GRAIN).round() / GRAIN
}

/// Adds a line or a ring to a path.
pub fn push(path: &mut PathBuilder, points: impl IntoIterator<Item = [f32; 2]>, closed: bool) {
    let mut points = points.into_iter().map(|p| p.map(grain));
    let Some([x, y]) = points.next() else { return };
    path.move_to(x, y);
    points.for_each(|[x, y]| path.line_to(x, y));
    if closed {
        path.close();
    }
}

/// A rectangle from the origin.
pub fn rectangle([width, height]: [f32; 2]) -> Option<Path> {
    let mut path = PathBuilder::new();
    push(&mut path, [[0.0, 0.0], [width, 0.0], [width, height], [0.0, height]], true);
    path.finish()
}

/// Adds the outline of a character whose baseline starts at a point and runs at an angle.
pub fn outline(path: &mut PathBuilder, c: char, weight: Weight, size: f32, at: [f32; 2], angle: f32) {
    let (sin, cos) = angle.sin_cos();
    face(weight).outline(c, size, &mut Pen { path, at, sin, cos, slant: weight.slant() });
}

/// Places font outlines (y up) on the page (y down).
struct Pen<'a> {
    path: &'a mut PathBuilder,
    at: [f32; 2],
    sin: f32,
    cos: f32,
    slant: f32,
}

impl Pen<'_> {
    fn place(&self, x: f32, y: f32) -> [f32; 2] {
        let x = x + self.slant * y;
        let [dx, dy] = [x * self.cos + y * self.sin, x * self.sin - y * self.cos];
        [grain(self.at[0] + dx), grain(self.at[1] + dy)]
    }
}

impl skrifa::outline::OutlinePen for Pen<'_> {
    fn move_to(&mut self, x: f32, y: f32) {
        let [x, y] = self.place(x, y);
        self.path.move_to(x, y);
    }
    fn line_to(&mut self, x: f32, y: f32) {
        let [x, y] = self.place(x, y);
        self.path.line_to(x, y);
    }
    fn quad_to(&mut self, cx: f32, cy: f32, x: f32, y: f32) {
        let ([cx, cy], [x, y]) = (self.place(cx, cy), self.place(x, y));
        self.path.quad_to(cx, cy, x, y);
    }
    fn curve_to(&mut self, ax: f32, ay: f32, bx: f32, by: f32, x: f32, y: f32) {
        let ([ax, ay], [bx, by], [x, y]) = (self.place(ax, ay), self.place(bx, by), self.place(x, y));
        self.path.cubic_to(ax, ay, bx, by, x, y);
    }
    fn close(&mut self) {
        self.path.close();
    }
}
