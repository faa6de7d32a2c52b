//! A frame drawn into pixels on the CPU.

use super::lettering::{is_drawable, letters};
use super::walk::{Walk, by_offset, is_finite};
use super::{ExportError, MAX_SIDE, dashes, relief};
use crate::scene::frame::{Paint, Part, Path, Stroke, Text, Weight};
use crate::scene::relief::Relief;
use crate::scene::text::face;
use crate::scene::{Frame, Rgba};
use std::collections::HashMap;
use tiny_skia::{
    Color, FillRule, LineCap, LineJoin, PathBuilder, Pixmap, PixmapPaint, StrokeDash, Transform,
};

/// Size at which letter outlines are kept, pixels: large enough for the font's own precision.
const OUTLINE_SIZE: f32 = 1000.0;

/// With more points than this in one stroke the corners of its lines cannot be seen; round ones would
/// take two thirds of the time.
const DENSE: usize = 20_000;
/// So many points of a dense stroke are painted at once: the painter sorts all edges of a path.
const BATCH: usize = 500;
/// A stroke of this alpha hides what is under it, or nearly.
const NEARLY_OPAQUE: u8 = 200;

/// The frame as opaque pixels, `scale` of them for each pixel of the frame.
pub fn paint(frame: &Frame, scale: f32) -> Result<Pixmap, ExportError> {
    if !(scale.is_finite() && scale > 0.0) {
        return Err(ExportError::Scale(scale));
    }
    let mut pixmap = new_pixmap(frame.size, scale)?;
    // A picture without alpha: what the background lets through is paper.
    pixmap.fill(Color::WHITE);
    Painter { frame, scale, walk: Walk::of(frame), glyphs: &mut Glyphs::new() }.draw(&mut pixmap)?;
    Ok(pixmap)
}

fn new_pixmap(size: [f32; 2], scale: f32) -> Result<Pixmap, ExportError> {
    let [width, height] = size.map(|s| (s * scale).round().max(1.0));
    let fits = |side: f32| side <= MAX_SIDE as f32;
    let pixmap = if size.iter().all(|s| s.is_finite()) && fits(width) && fits(height) {
        Pixmap::new(width as u32, height as u32)
    } else {
        None
    };
    pixmap.ok_or(ExportError::TooLarge { width, height })
}

/// Letter outlines at [`OUTLINE_SIZE`], y down from the baseline; `None` for what has none.
type Glyphs = HashMap<(char, Weight), Option<tiny_skia::Path>>;

struct Painter<'a> {
    frame: &'a Frame,
    scale: f32,
    walk: Walk,
    glyphs: &'a mut Glyphs,
}

impl Painter<'_> {
    fn draw(&mut self, to: &mut Pixmap) -> Result<(), ExportError> {
        if let Some(all) = tiny_skia::Rect::from_xywh(0.0, 0.0, to.width() as f32, to.height() as f32) {
            to.fill_rect(all, &ink(self.frame.background), Transform::identity(), None);
        }
        for item in self.frame.items() {
            match &item.paint {
                Paint::Relief(relief, opacity) => self.relief(to, relief, *opacity),
                Paint::Fill(part, color) => self.fill(to, part, *color),
                Paint::Stroke(part, stroke) => self.stroke(to, part, stroke),
                Paint::Path(path) => self.path(to, path),
                Paint::Text(text) => self.text(to, text),
                Paint::Inset(at, frame) => self.inset(to, *at, frame)?,
            }
        }
        Ok(())
    }

    fn transform(&self) -> Transform {
        Transform::from_scale(self.scale, self.scale)
    }

    fn relief(&self, to: &mut Pixmap, relief: &Relief, opacity: f32) {
        let size = [to.width(), to.height()];
        let stride = to.width() as usize * 4;
        let opacity = opacity.clamp(0.0, 1.0) / 255.0;
        let data = to.data_mut();
        relief::rows(self.frame, relief, size, |y, row| {
            let line = data[y * stride..(y + 1) * stride].chunks_exact_mut(4);
            for (pixel, &[r, g, b, a]) in line.zip(row) {
                if a == 0 {
                    continue;
                }
                let a = f32::from(a) * opacity;
                // Both are premultiplied, so alpha blends as the colours do.
                for (below, above) in pixel.iter_mut().zip([r, g, b, 255]) {
                    *below = (f32::from(above) * a + f32::from(*below) * (1.0 - a)).round() as u8;
                }
            }
        });
    }

    fn fill(&self, to: &mut Pixmap, part: &Part, color: Rgba) {
        let mut builder = PathBuilder::new();
        for ring in self.walk.rings(part) {
            push(&mut builder, ring, true);
        }
        if let Some(path) = builder.finish() {
            to.fill_path(&path, &ink(color), FillRule::Winding, self.transform(), None);
        }
    }

    fn stroke(&self, to: &mut Pixmap, part: &Part, stroke: &Stroke) {
        let runs = self.walk.lines(part, stroke.width);
        let dense = runs.iter().map(|r| r.points.len()).sum::<usize>() > DENSE;
        // Where lines overlap, only those that let little through may be painted one after another.
        let batch = if dense && stroke.color.0[3] >= NEARLY_OPAQUE { BATCH } else { usize::MAX };
        for (offset, runs) in by_offset(runs, dashes(stroke)) {
            let pen = pen(stroke, offset, if dense { LineJoin::Bevel } else { LineJoin::Round });
            let (mut builder, mut points) = (PathBuilder::new(), 0);
            for run in runs {
                points += run.points.len();
                push(&mut builder, run.points, run.closed);
                if points > batch {
                    self.stroke_path(to, std::mem::take(&mut builder), stroke, &pen);
                    points = 0;
                }
            }
            self.stroke_path(to, builder, stroke, &pen);
        }
    }

    fn stroke_path(&self, to: &mut Pixmap, builder: PathBuilder, stroke: &Stroke, pen: &tiny_skia::Stroke) {
        let Some(path) = builder.finish() else { return };
        if stroke.width > 0.0 && stroke.width.is_finite() {
            to.stroke_path(&path, &ink(stroke.color), pen, self.transform(), None);
        }
    }

    fn path(&self, to: &mut Pixmap, path: &Path) {
        let shape = |closed| {
            let mut builder = PathBuilder::new();
            push(&mut builder, path.points.iter().copied().filter(is_finite), closed);
            builder
        };
        if let (Some(color), Some(path)) = (path.fill, shape(true).finish()) {
            to.fill_path(&path, &ink(color), FillRule::Winding, self.transform(), None);
        }
        if let Some(stroke) = &path.stroke {
            self.stroke_path(to, shape(path.closed), stroke, &pen(stroke, 0.0, LineJoin::Round));
        }
    }

    fn text(&mut self, to: &mut Pixmap, text: &Text) {
        if !is_drawable(text) {
            return;
        }
        // All letters in one path: no halo covers a letter drawn before it.
        let mut builder = PathBuilder::new();
        for letter in letters(text) {
            let outline = self.glyphs.entry((letter.character, text.weight));
            let outline = outline.or_insert_with(|| outline_of(letter.character, text.weight));
            let (sin, cos) = letter.angle.sin_cos();
            let k = text.size / OUTLINE_SIZE;
            let lean = text.weight.slant();
            let [kx, sy] = [-sin - lean * cos, cos - lean * sin].map(|v| v * k);
            let place = Transform::from_row(cos * k, sin * k, kx, sy, letter.at[0], letter.at[1]);
            if let Some(path) = outline.clone().and_then(|p| p.transform(place)) {
                builder.push_path(&path);
            }
        }
        let Some(path) = builder.finish() else { return };
        if let Some((color, reach)) = text.halo.filter(|h| h.1.is_finite() && h.1 > 0.0) {
            let halo = Stroke::solid(2.0 * reach, color);
            to.stroke_path(&path, &ink(color), &pen(&halo, 0.0, LineJoin::Round), self.transform(), None);
        }
        to.fill_path(&path, &ink(text.color), FillRule::Winding, self.transform(), None);
    }

    fn inset(&mut self, to: &mut Pixmap, at: [f32; 2], frame: &Frame) -> Result<(), ExportError> {
        if !is_finite(&at) {
            return Ok(());
        }
        let mut pixmap = new_pixmap(frame.size, self.scale)?;
        let walk = Walk::of(frame);
        Painter { frame, scale: self.scale, walk, glyphs: self.glyphs }.draw(&mut pixmap)?;
        let [x, y] = at.map(|v| (v * self.scale).round() as i32);
        to.draw_pixmap(x, y, pixmap.as_ref(), &PixmapPaint::default(), Transform::identity(), None);
        Ok(())
    }
}

fn push(builder: &mut PathBuilder, points: impl IntoIterator<Item = [f32; 2]>, closed: bool) {
    let mut points = points.into_iter();
    let Some([x, y]) = points.next() else { return };
    builder.move_to(x, y);
    points.for_each(|[x, y]| builder.line_to(x, y));
    if closed {
        builder.close();
    }
}

fn ink(color: Rgba) -> tiny_skia::Paint<'static> {
    let [r, g, b, a] = color.0;
    let mut paint = tiny_skia::Paint::default();
    paint.set_color_rgba8(r, g, b, a);
    paint
}

fn pen(stroke: &Stroke, offset: f32, line_join: LineJoin) -> tiny_skia::Stroke {
    let dash = StrokeDash::new(dashes(stroke).to_vec(), offset);
    let line_cap = if dash.is_some() { LineCap::Butt } else { LineCap::Round };
    tiny_skia::Stroke { width: stroke.width, line_cap, line_join, dash, ..tiny_skia::Stroke::default() }
}

fn outline_of(character: char, weight: Weight) -> Option<tiny_skia::Path> {
    let mut pen = Pen(PathBuilder::new());
    face(weight).outline(character, OUTLINE_SIZE, &mut pen);
    pen.0.finish()
}

/// Turns font outlines (y up) to paths (y down).
struct Pen(PathBuilder);

impl skrifa::outline::OutlinePen for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        self.0.move_to(x, -y);
    }
    fn line_to(&mut self, x: f32, y: f32) {
        self.0.line_to(x, -y);
    }
    fn quad_to(&mut self, cx: f32, cy: f32, x: f32, y: f32) {
        self.0.quad_to(cx, -cy, x, -y);
    }
    fn curve_to(&mut self, ax: f32, ay: f32, bx: f32, by: f32, x: f32, y: f32) {
        self.0.cubic_to(ax, -ay, bx, -by, x, -y);
    }
    fn close(&mut self) {
        self.0.close();
    }
}
