//! A frame drawn onto a page.

use super::super::walk::{Walk, by_offset, is_finite};
use super::super::{ExportError, MAX_SIDE, dashes, relief};
use super::ink::{Fonts, fill, pen, push, rectangle};
use crate::frame::{Paint, Part, Path, Stroke};
use crate::relief::Relief;
use crate::{Frame, Rgba};
use krilla::geom::{PathBuilder, Size, Transform};
use krilla::image::Image;
use krilla::paint::FillRule;
use krilla::surface::Surface;

/// Relief is a picture of this many pixels per pixel of the page: 150 to the inch. The elevation grid
/// is coarser than that on every page that shows much of it.
const RELIEF_SCALE: f32 = 1.5625;
/// Colors of relief differ by at least this many levels: half the file, and no step can be seen.
const RELIEF_STEP: u16 = 3;

/// Draws one frame; its pixels are the surface's units.
pub struct Painter<'a, 's> {
    pub frame: &'a Frame,
    pub surface: &'a mut Surface<'s>,
    pub fonts: &'a Fonts,
}

impl Painter<'_, '_> {
    /// Draws background and items, cut to the frame.
    pub fn draw(&mut self) -> Result<(), ExportError> {
        let Some(all) = rectangle(self.frame.size.into()) else { return Ok(()) };
        self.surface.push_clip_path(&all, &FillRule::NonZero);
        self.set(Some(self.frame.background), None);
        self.surface.draw_path(&all);
        for item in self.frame.items() {
            match &item.paint {
                Paint::Relief(relief, opacity) => self.relief(relief, *opacity),
                Paint::Fill(part, color) => self.fill(part, *color),
                Paint::Stroke(part, stroke) => self.stroke(part, stroke),
                Paint::Path(path) => self.path(path),
                Paint::Text(text) => self.text(text),
                Paint::Inset(at, frame) => self.inset(*at, frame)?,
            }
        }
        self.surface.pop();
        Ok(())
    }

    /// What the next path is filled and stroked with.
    pub(super) fn set(&mut self, color: Option<Rgba>, stroke: Option<(&Stroke, f32)>) {
        self.surface.set_fill(color.map(fill));
        self.surface.set_stroke(stroke.map(|(stroke, offset)| pen(stroke, offset)));
    }

    fn draw_path(&mut self, path: PathBuilder) {
        if let Some(path) = path.finish() {
            self.surface.draw_path(&path);
        }
    }

    fn relief(&mut self, relief: &Relief, opacity: f32) {
        let [width, height]: [f32; 2] = self.frame.size.into();
        let side = |s: f32| (s * RELIEF_SCALE).ceil().clamp(1.0, MAX_SIDE as f32) as u32;
        let pixels = [side(width), side(height)];
        let mut data = Vec::with_capacity(pixels[0] as usize * pixels[1] as usize * 4);
        let opacity = opacity.clamp(0.0, 1.0);
        let rounded = |v: u8| ((u16::from(v) + RELIEF_STEP / 2) / RELIEF_STEP * RELIEF_STEP).min(255) as u8;
        relief::rows(self.frame, relief, pixels, |_, row| {
            for [r, g, b, a] in row {
                let a = (f32::from(*a) * opacity).round() as u8;
                data.extend_from_slice(&[rounded(*r), rounded(*g), rounded(*b), a]);
            }
        });
        let Some(size) = Size::from_wh(width, height) else { return };
        if data.chunks_exact(4).any(|p| p[3] > 0) {
            self.surface.draw_image(Image::from_rgba8(data, pixels[0], pixels[1]), size);
        }
    }

    fn fill(&mut self, part: &Part, color: Rgba) {
        let mut path = PathBuilder::new();
        for ring in Walk::of(self.frame).rings(part) {
            push(&mut path, ring, true);
        }
        self.set(Some(color), None);
        self.draw_path(path);
    }

    fn stroke(&mut self, part: &Part, stroke: &Stroke) {
        if !is_visible(stroke) {
            return;
        }
        let runs = Walk::of(self.frame).lines(part, stroke);
        for (offset, runs) in by_offset(runs, dashes(stroke)) {
            let mut path = PathBuilder::new();
            for run in runs {
                push(&mut path, run.points, run.closed);
            }
            self.set(None, Some((stroke, offset)));
            self.draw_path(path);
        }
    }

    fn path(&mut self, path: &Path) {
        let mut outline = PathBuilder::new();
        push(&mut outline, path.points.iter().copied().filter(is_finite), path.closed);
        let stroke = path.stroke.as_ref().filter(|s| is_visible(s));
        if path.fill.is_some() || stroke.is_some() {
            self.set(path.fill, stroke.map(|s| (s, 0.0)));
            self.draw_path(outline);
        }
    }

    fn inset(&mut self, at: [f32; 2], frame: &Frame) -> Result<(), ExportError> {
        if !is_finite(&at) {
            return Ok(());
        }
        self.surface.push_transform(&Transform::from_translate(at[0], at[1]));
        let drawn = Painter { frame, surface: self.surface, fonts: self.fonts }.draw();
        self.surface.pop();
        drawn
    }
}

/// Whether a stroke leaves a mark.
pub(super) fn is_visible(stroke: &Stroke) -> bool {
    stroke.width.is_finite() && stroke.width > 0.0
}
