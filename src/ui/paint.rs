//! Draws a [`Frame`] into the window: layers from GPU buffers, symbols and text through egui.

pub use super::colors::color;
use super::{gpu, text};
use eframe::egui::emath::GuiRounding as _;
use eframe::egui::epaint::{Mesh, PathShape};
use eframe::egui::{self, Color32, Pos2, Rect, Shape};
use tumen_scene::Camera;
use tumen_scene::frame::{Frame, Paint, Path, Stroke, Text};

/// A map that has not moved for so long is at rest and painted exactly, seconds.
const REST: f64 = 0.08;

/// Paints a frame whose top left corner is that of `rect` (points; one pixel of the frame is one
/// point). Nothing is drawn outside `rect` or the painter's own clip rectangle.
///
/// Layers and relief appear only if [`gpu::install`] was called for the window, text in the bundled
/// fonts only if [`super::fonts::definitions`] were set.
pub fn paint(painter: &egui::Painter, rect: Rect, frame: &Frame) {
    paint_over(painter, rect, frame, None);
}

/// The same, while the picture from before a cut fades over it with that opacity, where the window keeps pictures.
pub fn paint_over(painter: &egui::Painter, rect: Rect, frame: &Frame, before: Option<f32>) {
    // Whole pixels keep edges sharp, and the GPU's picture and egui's from being half a pixel apart.
    let rect = rect.round_to_pixels(painter.pixels_per_point());
    let painter = painter.with_clip_rect(rect.intersect(painter.clip_rect()));
    if !painter.clip_rect().is_positive() {
        return;
    }
    let keep = keep(&painter, rect, frame).map(|keep| gpu::Keep { before, ..keep });
    if keep.is_none() {
        painter.rect_filled(rect, 0.0, color(frame.background));
    }
    let mut run = Run { painter: &painter, rect, frame, items: Vec::new(), texts: Vec::new(), keep };
    for item in frame.items() {
        match &item.paint {
            Paint::Relief(relief, opacity) => run.layer(gpu::DrawItem::Relief(relief.clone(), *opacity)),
            Paint::Fill(part, color) => run.layer(gpu::DrawItem::Fill(part.clone(), *color)),
            Paint::Stroke(part, stroke) => run.layer(gpu::DrawItem::Stroke(part.clone(), *stroke)),
            Paint::Text(text) => {
                run.flush_items();
                run.texts.push(text);
            }
            other @ (Paint::Path(_) | Paint::Inset(..)) => {
                run.flush();
                paint_small(&painter, rect.min, other);
            }
        }
    }
    run.flush();
}

/// Items for the GPU that follow each other, which one callback draws, or names that follow each other.
struct Run<'a> {
    painter: &'a egui::Painter,
    rect: Rect,
    frame: &'a Frame,
    items: Vec<gpu::DrawItem>,
    texts: Vec<&'a Text>,
    /// How the first run, which lies on the background, is kept.
    keep: Option<gpu::Keep>,
}

/// How the picture under a frame is kept, if the window keeps pictures and the frame begins with layers.
fn keep(painter: &egui::Painter, rect: Rect, frame: &Frame) -> Option<gpu::Keep> {
    let first = frame.items().next().map(|i| &i.paint);
    let begins = matches!(first, Some(Paint::Relief(..) | Paint::Fill(..) | Paint::Stroke(..)));
    if !begins || gpu::mode(painter.ctx()) != gpu::Mode::Kept {
        return None;
    }
    let moving = is_moving(painter.ctx(), rect, frame.map?);
    let window = painter.ctx().viewport_id().0.value();
    Some(gpu::Keep { window, background: frame.background, moving, before: None })
}

/// Whether the camera of the frame at a place has moved just now; asks for the frame in which it rests.
fn is_moving(ctx: &egui::Context, rect: Rect, camera: Camera) -> bool {
    let now = ctx.input(|i| i.time);
    let id = egui::Id::unique("map at rest").with([rect.min.x, rect.min.y].map(f32::to_bits));
    let (last, moved) = ctx.data(|d| d.get_temp::<(Camera, f64)>(id)).unwrap_or((camera, f64::NEG_INFINITY));
    let moved = if last == camera { moved } else { now };
    ctx.data_mut(|d| d.insert_temp(id, (camera, moved)));
    let left = moved + REST - now;
    if left > 0.0 {
        ctx.request_repaint_after(std::time::Duration::from_secs_f64(left));
    }
    left > 0.0
}

impl Run<'_> {
    fn layer(&mut self, item: gpu::DrawItem) {
        self.flush_texts();
        self.items.push(item);
    }

    fn flush(&mut self) {
        self.flush_texts();
        self.flush_items();
    }

    fn flush_texts(&mut self) {
        if !self.texts.is_empty() {
            text::paint(self.painter, self.rect.min, &self.texts);
            self.texts.clear();
        }
    }

    fn flush_items(&mut self) {
        if !self.items.is_empty() {
            let items = std::mem::take(&mut self.items);
            // A frame without a map has no layers to paint.
            let Some(camera) = self.frame.map else { return };
            let callback = gpu::MapCallback::new(items, camera, self.rect.min.into(), self.frame.size.into());
            let callback = match self.keep.take() {
                Some(keep) => callback.kept(keep),
                None => callback,
            };
            self.painter.add(gpu::shape(self.rect, callback));
        }
    }
}

/// Paints what egui draws itself.
fn paint_small(painter: &egui::Painter, origin: Pos2, paint_item: &Paint) {
    match paint_item {
        Paint::Path(path) => paint_path(painter, origin, path),
        Paint::Inset(corner, frame) => {
            let min = origin + egui::Vec2::from(*corner);
            paint(painter, Rect::from_min_size(min, egui::vec2(frame.size.width, frame.size.height)), frame);
        }
        Paint::Text(_) | Paint::Relief(..) | Paint::Fill(..) | Paint::Stroke(..) => {}
    }
}

fn paint_path(painter: &egui::Painter, origin: Pos2, path: &Path) {
    let points: Vec<Pos2> = path.points.iter().map(|p| origin + egui::Vec2::from(*p)).collect();
    if points.len() < 2 {
        return;
    }
    if let Some(fill) = path.fill {
        painter.add(filled(&points, color(fill)));
    }
    if let Some(stroke) = path.stroke {
        stroke_path(painter, points, path.closed, &stroke);
    }
}

/// A filled polygon. A convex one is anti-aliased by egui, which cannot fill others.
fn filled(points: &[Pos2], color: Color32) -> Shape {
    if is_convex(points) {
        return Shape::convex_polygon(points.to_vec(), color, egui::Stroke::NONE);
    }
    let mut mesh = Mesh::default();
    points.iter().for_each(|p| mesh.colored_vertex(*p, color));
    let mut indices: Vec<u32> = Vec::new();
    earcut::Earcut::new().earcut(points.iter().map(|p| [p.x, p.y]), &[], &mut indices);
    mesh.indices = indices;
    Shape::mesh(mesh)
}

/// Whether a polygon turns the same way at all its corners and only once around.
fn is_convex(points: &[Pos2]) -> bool {
    let n = points.len();
    let mut turned = 0.0f32;
    let mut way = 0.0f32;
    for i in 0..n {
        let (a, b, c) = (points[i], points[(i + 1) % n], points[(i + 2) % n]);
        let (u, v) = (b - a, c - b);
        let cross = u.x * v.y - u.y * v.x;
        if cross * way < 0.0 {
            return false;
        }
        if cross != 0.0 {
            way = cross;
        }
        turned += cross.atan2(u.dot(v)).abs();
    }
    turned < 1.5 * std::f32::consts::TAU
}

fn stroke_path(painter: &egui::Painter, mut points: Vec<Pos2>, closed: bool, stroke: &Stroke) {
    let pen = egui::Stroke::new(stroke.width, color(stroke.color));
    if stroke.period() <= 0.0 {
        let path = if closed { PathShape::closed_line(points, pen) } else { PathShape::line(points, pen) };
        painter.add(path);
        return;
    }
    if closed {
        points.push(points[0]);
    }
    let [on, off, on2, off2] = stroke.dash;
    // egui walks a pattern step by step and would never end on one without length.
    let (dashes, gaps): (&[f32], &[f32]) =
        if on2 + off2 > 0.0 { (&[on, on2], &[off, off2]) } else { (&[on], &[off]) };
    painter.extend(Shape::dashed_line_with_offset(&points, pen, dashes, gaps, 0.0));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn convex_and_concave_are_told_apart() {
        let square = [[0.0, 0.0], [4.0, 0.0], [4.0, 4.0], [0.0, 4.0]].map(Pos2::from);
        let arrow = [[0.0, 0.0], [4.0, 2.0], [0.0, 4.0], [1.0, 2.0]].map(Pos2::from);
        assert!(is_convex(&square));
        assert!(!is_convex(&arrow));
        let star: Vec<Pos2> =
            (0..5).map(|i| Pos2::ZERO + 9.0 * egui::Vec2::angled(i as f32 * 2.513)).collect();
        assert!(!is_convex(&star));
    }
}
