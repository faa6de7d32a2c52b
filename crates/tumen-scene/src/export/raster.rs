//! A frame drawn into pixels on the CPU.

use super::lettering::{is_drawable, letters};
use super::walk::{Walk, by_offset, is_finite};
use super::{ExportError, MAX_SIDE, dashes, relief};
use crate::frame::{Paint, Part, Path, Stroke, Text, Weight};
use crate::outline::{OUTLINE_SIZE, outline_of};
use crate::relief::Relief;
use crate::{Frame, Rgba};
use std::collections::HashMap;
use std::ops::Range;
use tiny_skia::{
    Color, FillRule, LineCap, LineJoin, PathBuilder, Pixmap, PixmapPaint, StrokeDash, Transform,
};

/// With more points than this in one stroke the corners of its lines cannot be seen; round ones would
/// take two thirds of the time.
const DENSE: usize = 20_000;
/// So many points of a dense stroke are painted at once: the painter sorts all edges of a path.
const BATCH: usize = 500;
/// A stroke of this alpha hides what is under it, or nearly.
const NEARLY_OPAQUE: u8 = 200;

/// So many bytes of pixels are painted at once at most.
const BAND_BYTES: u64 = 16 << 20;
/// A band is painted with so many rows above and below it.
const OVERLAP: u32 = 8;
/// A band is never lower than this, output pixels.
const LEAST_BAND: u32 = 64;

/// The frame as opaque pixels, `scale` of them for each pixel of the frame.
pub fn paint(frame: &Frame, scale: f32) -> Result<Pixmap, ExportError> {
    let size = pixels(frame.size.into(), scale)?;
    painted(frame, scale, size, 0..size[1])
}

/// A large picture cut into bands of rows, so that no more than a band of it is in memory at a time.
/// Side by side they are the picture that [`paint`] makes.
pub struct Bands<'a> {
    frame: &'a Frame,
    scale: f32,
    size: [u32; 2],
    rows: u32,
}

impl<'a> Bands<'a> {
    /// Bands of a picture with `scale` output pixels for each pixel of the frame.
    pub fn new(frame: &'a Frame, scale: f32) -> Result<Self, ExportError> {
        let size = pixels(frame.size.into(), scale)?;
        let rows = (BAND_BYTES / (4 * u64::from(size[0]))).clamp(u64::from(LEAST_BAND), u64::from(u32::MAX));
        Self::of_rows(frame, scale, rows as u32)
    }

    /// Bands of so many output rows.
    pub fn of_rows(frame: &'a Frame, scale: f32, rows: u32) -> Result<Self, ExportError> {
        let size = pixels(frame.size.into(), scale)?;
        let rows = rows.clamp(1, size[1]);
        Ok(Self { frame, scale, size, rows })
    }

    /// Width and height of the whole picture, output pixels.
    #[must_use]
    pub fn size(&self) -> [u32; 2] {
        self.size
    }

    /// Number of bands.
    #[must_use]
    pub fn count(&self) -> u32 {
        self.size[1].div_ceil(self.rows)
    }

    /// One of the bands, from the top: opaque pixels, three bytes each.
    pub fn paint(&self, index: u32) -> Result<Vec<u8>, ExportError> {
        let top = index.saturating_mul(self.rows).min(self.size[1] - 1);
        let end = (top + self.rows).min(self.size[1]);
        // Edges are cut where the painter's rows end and rounded there, so those rows are not shown.
        let painted_rows = top.saturating_sub(OVERLAP)..(end + OVERLAP).min(self.size[1]);
        let above = (top - painted_rows.start) as usize;
        let picture = painted(self.frame, self.scale, self.size, painted_rows)?;
        let row = 4 * self.size[0] as usize;
        Ok(rgb(&picture.data()[above * row..(above + (end - top) as usize) * row]))
    }
}

/// Opaque pixels without their alpha.
pub fn rgb(pixels: &[u8]) -> Vec<u8> {
    pixels.chunks_exact(4).flat_map(|p| [p[0], p[1], p[2]]).collect()
}

/// Some rows of a picture of that size. Everything is walked as for the whole picture and left out only
/// where it lies in other rows, so that bands fit together.
fn painted(frame: &Frame, scale: f32, size: [u32; 2], rows: Range<u32>) -> Result<Pixmap, ExportError> {
    let mut pixmap = new_pixmap([size[0], rows.end - rows.start])?;
    // A picture without alpha: what the background lets through is paper.
    pixmap.fill(Color::WHITE);
    let glyphs = &mut Glyphs::new();
    Painter { frame, scale, size, top: rows.start, walk: Walk::of(frame), glyphs }.draw(&mut pixmap)?;
    Ok(pixmap)
}

/// Size of a frame in output pixels.
fn pixels(size: [f32; 2], scale: f32) -> Result<[u32; 2], ExportError> {
    if !(scale.is_finite() && scale > 0.0) {
        return Err(ExportError::Scale(scale));
    }
    let [width, height] = size.map(|s| (s * scale).round().max(1.0));
    let fits = |side: f32| side <= MAX_SIDE as f32;
    if size.iter().all(|s| s.is_finite()) && fits(width) && fits(height) {
        Ok([width as u32, height as u32])
    } else {
        Err(ExportError::TooLarge { width, height })
    }
}

fn new_pixmap([width, height]: [u32; 2]) -> Result<Pixmap, ExportError> {
    let too_large = ExportError::TooLarge { width: width as f32, height: height as f32 };
    Pixmap::new(width, height).ok_or(too_large)
}

/// Letter outlines at [`OUTLINE_SIZE`], y down from the baseline; `None` for what has none.
type Glyphs = HashMap<(char, Weight), Option<tiny_skia::Path>>;

struct Painter<'a> {
    frame: &'a Frame,
    scale: f32,
    /// Size of the whole picture, output pixels.
    size: [u32; 2],
    /// The first output row that is painted.
    top: u32,
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
        Transform::from_row(self.scale, 0.0, 0.0, self.scale, 0.0, -(self.top as f32))
    }

    fn relief(&self, to: &mut Pixmap, relief: &Relief, opacity: f32) {
        let (top, height) = (self.top as usize, to.height() as usize);
        let stride = to.width() as usize * 4;
        let opacity = opacity.clamp(0.0, 1.0) / 255.0;
        let data = to.data_mut();
        relief::rows_of(self.frame, relief, self.size, top..top + height, |y, row| {
            let line = data[(y - top) * stride..(y - top + 1) * stride].chunks_exact_mut(4);
            for (pixel, &[r, g, b, a]) in line.zip(row) {
                if a == 0 {
                    continue;
                }
                let a = f32::from(a) * opacity;
                // Both are premultiplied, so alpha blends as the colors do.
                for (below, above) in pixel.iter_mut().zip([r, g, b, 255]) {
                    *below = (f32::from(above) * a + f32::from(*below) * (1.0 - a)).round() as u8;
                }
            }
        });
    }

    fn fill(&self, to: &mut Pixmap, part: &Part, color: Rgba) {
        let mut builder = PathBuilder::new();
        for ring in self.walk.rings(part).into_iter().filter(|r| self.shows_some(r, 0.0, to)) {
            push(&mut builder, ring, true);
        }
        if let Some(path) = builder.finish() {
            to.fill_path(&path, &ink(color), FillRule::Winding, self.transform(), None);
        }
    }

    fn stroke(&self, to: &mut Pixmap, part: &Part, stroke: &Stroke) {
        let runs = self.walk.lines(part, stroke);
        let dense = runs.iter().map(|r| r.points.len()).sum::<usize>() > DENSE;
        // Where lines overlap, only those that let little through may be painted one after another.
        let batch = if dense && stroke.color.0[3] >= NEARLY_OPAQUE { BATCH } else { usize::MAX };
        for (offset, runs) in by_offset(runs, dashes(stroke)) {
            let pen = pen(stroke, offset, if dense { LineJoin::Bevel } else { LineJoin::Round });
            let (mut builder, mut points) = (PathBuilder::new(), 0);
            for run in runs {
                points += run.points.len();
                if self.shows_some(&run.points, stroke.width, to) {
                    push(&mut builder, run.points, run.closed);
                }
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
        let letters = letters(text);
        let reach = 2.0 * text.size + text.halo.map_or(0.0, |h| h.1);
        if !letters.iter().any(|l| self.shows(l.at[1], reach, to)) {
            return;
        }
        // All letters in one path: no halo covers a letter drawn before it.
        let mut builder = PathBuilder::new();
        for letter in letters {
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

    /// Whether points, or what reaches so far from them, lie in rows that are painted.
    fn shows_some(&self, points: &[[f32; 2]], reach: f32, to: &Pixmap) -> bool {
        if to.height() == self.size[1] {
            return true;
        }
        let extent =
            points.iter().fold((f32::INFINITY, f32::NEG_INFINITY), |(a, b), p| (a.min(p[1]), b.max(p[1])));
        let (middle, half) = (0.5 * (extent.0 + extent.1), 0.5 * (extent.1 - extent.0));
        self.shows(middle, half + reach + 1.0, to)
    }

    /// Whether rows near a height of the frame are painted at all.
    fn shows(&self, y: f32, reach: f32, to: &Pixmap) -> bool {
        let row = |y: f32| y * self.scale - self.top as f32;
        row(y + reach) >= 0.0 && row(y - reach) <= to.height() as f32
    }

    fn inset(&mut self, to: &mut Pixmap, at: [f32; 2], frame: &Frame) -> Result<(), ExportError> {
        if !is_finite(&at) {
            return Ok(());
        }
        if !self.shows(at[1] + 0.5 * frame.size.height, 0.5 * frame.size.height + 1.0, to) {
            return Ok(());
        }
        let size = pixels(frame.size.into(), self.scale)?;
        let mut pixmap = new_pixmap(size)?;
        let (walk, scale) = (Walk::of(frame), self.scale);
        Painter { frame, scale, size, top: 0, walk, glyphs: self.glyphs }.draw(&mut pixmap)?;
        let [x, y] = at.map(|v| (v * self.scale).round() as i32);
        let y = y - self.top as i32;
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
