//! Letters as paths.

use crate::frame::Weight;
use crate::text::face;
use tiny_skia::PathBuilder;

/// Size at which letter outlines are kept, pixels: large enough for the font's own precision.
pub const OUTLINE_SIZE: f32 = 1000.0;

/// The outline of a character at [`OUTLINE_SIZE`], y down from the baseline; `None` for what has none.
pub fn outline_of(character: char, weight: Weight) -> Option<tiny_skia::Path> {
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
