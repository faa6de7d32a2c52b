//! What egui draws, as runs of triangles that are drawn alike.

use eframe::egui::epaint::{ClippedPrimitive, Mesh, Primitive, Vertex, WHITE_UV};
use eframe::egui::{Pos2, Rect, TextureId};
use std::ops::Range;

/// A triangle without a texture that is smaller than this goes with textured ones beside it, square points:
/// changing the pipeline costs more than sampling some white pixels.
const SMALL: f32 = 300.0;

/// Triangles that are drawn alike.
#[derive(Debug, Clone, PartialEq)]
pub struct Run {
    /// Nothing outside it is drawn, points.
    pub clip: Rect,
    /// The texture; none if colors alone are drawn.
    pub texture: Option<TextureId>,
    /// Which indices.
    pub indices: Range<u32>,
}

/// Meshes that follow each other, in one piece.
#[derive(Debug, Default)]
pub struct Runs {
    /// The corners of all triangles.
    pub vertices: Vec<Vertex>,
    /// Three for each triangle.
    pub indices: Vec<u32>,
    /// In drawing order.
    pub runs: Vec<Run>,
}

impl Runs {
    /// Whether there is nothing to draw.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.runs.is_empty()
    }

    /// Adds a mesh.
    pub fn push(&mut self, clip: Rect, mesh: &Mesh) {
        let base = self.vertices.len() as u32;
        self.vertices.extend_from_slice(&mesh.vertices);
        for triangle in mesh.indices.chunks_exact(3) {
            let corners = [0, 1, 2].map(|i| mesh.vertices.get(triangle[i] as usize));
            let [Some(a), Some(b), Some(c)] = corners else { continue };
            let at = self.indices.len() as u32;
            self.indices.extend(triangle.iter().map(|i| i + base));
            let plain = [a, b, c].iter().all(|v| v.uv == WHITE_UV);
            match self.runs.last_mut().filter(|r| r.clip == clip) {
                Some(run) if run.takes(mesh.texture_id, plain, area([a.pos, b.pos, c.pos])) => {
                    run.indices.end = at + 3;
                }
                _ => self.runs.push(Run {
                    clip,
                    texture: (!plain).then_some(mesh.texture_id),
                    indices: at..at + 3,
                }),
            }
        }
    }
}

impl Run {
    /// Whether a triangle can be drawn with the run.
    fn takes(&self, texture: TextureId, plain: bool, area: f32) -> bool {
        match self.texture {
            None => plain,
            Some(own) => own == texture && (!plain || area < SMALL),
        }
    }
}

fn area([a, b, c]: [Pos2; 3]) -> f32 {
    let (u, v) = (b - a, c - a);
    (u.x * v.y - u.y * v.x).abs() * 0.5
}

/// Whether the mesh is one that [`Runs`] can draw: its texture is one of egui's own.
#[must_use]
pub fn is_own(primitive: &ClippedPrimitive) -> bool {
    matches!(&primitive.primitive, Primitive::Mesh(Mesh { texture_id: TextureId::Managed(_), .. }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use eframe::egui::{Color32, pos2, vec2};

    fn square(side: f32, textured: bool) -> Mesh {
        let mut mesh = Mesh::with_texture(TextureId::Managed(0));
        let rect = Rect::from_min_size(Pos2::ZERO, vec2(side, side));
        let uv = if textured {
            Rect::from_min_max(pos2(0.1, 0.1), pos2(0.2, 0.2))
        } else {
            Rect::from_pos(WHITE_UV)
        };
        mesh.add_rect_with_uv(rect, uv, Color32::RED);
        mesh
    }

    fn runs(meshes: &[Mesh]) -> Vec<(bool, Range<u32>)> {
        let mut runs = Runs::default();
        meshes.iter().for_each(|m| runs.push(Rect::EVERYTHING, m));
        assert_eq!(runs.runs.iter().map(|r| r.indices.len()).sum::<usize>(), runs.indices.len());
        runs.runs.iter().map(|r| (r.texture.is_some(), r.indices.clone())).collect()
    }

    #[test]
    fn large_plain_areas_are_drawn_without_a_texture() {
        assert_eq!(runs(&[square(100.0, false)]), [(false, 0..6)]);
        assert_eq!(
            runs(&[square(8.0, true), square(100.0, false), square(8.0, true)]),
            [(true, 0..6), (false, 6..12), (true, 12..18)]
        );
    }

    #[test]
    fn small_plain_areas_go_with_the_text_around_them() {
        assert_eq!(runs(&[square(8.0, true), square(8.0, false), square(8.0, true)]), [(true, 0..18)]);
        assert_eq!(runs(&[square(8.0, false), square(8.0, true)]), [(false, 0..6), (true, 6..12)]);
    }

    #[test]
    fn another_clip_rectangle_or_texture_begins_a_run() {
        let mut other = square(8.0, true);
        other.texture_id = TextureId::Managed(1);
        assert_eq!(runs(&[square(8.0, true), other]).len(), 2);
        let mut clipped = Runs::default();
        clipped.push(Rect::EVERYTHING, &square(8.0, false));
        clipped.push(Rect::ZERO, &square(8.0, false));
        assert_eq!(clipped.runs.len(), 2);
        assert_eq!(clipped.indices[6..], [4, 5, 6, 6, 5, 7]);
    }
}
