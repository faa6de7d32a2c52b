//! Filled areas as triangles, for the GPU.

use super::{Level, Mesh};
use std::borrow::Cow;
use tumen_core::geo::PlaneBounds;

/// A ring as a level keeps it, the first point repeated; map units.
pub type Ring<'a> = Cow<'a, [[f64; 2]]>;

/// Triangulates every group of an area level. Rings of one feature follow each other; a ring
/// inside the feature's last outer ring is a hole of it.
pub fn mesh(level: &Level) -> Mesh {
    let mut mesh = Mesh::default();
    let mut earcut = earcut::Earcut::new();
    for spans in &level.groups {
        let first = mesh.indices.len();
        for (_, polygon) in polygons(level, spans.clone()) {
            push_polygon(&mut mesh, &mut earcut, &polygon);
        }
        mesh.groups.push(first..mesh.indices.len());
    }
    mesh
}

/// The rings of a stretch of spans grouped to polygons, each with its feature: an outer ring, then its
/// holes, which wind the other way round. Map units; rings as the level keeps them, the first point
/// repeated.
#[must_use]
pub fn polygons(level: &Level, spans: std::ops::Range<usize>) -> Vec<(u32, Vec<Ring<'_>>)> {
    let mut polygons: Vec<(u32, Vec<Ring<'_>>)> = Vec::new();
    let mut outer: Option<(u32, PlaneBounds, bool)> = None;
    for span in &level.spans[spans] {
        let ring = level.points.run(span.points.clone());
        let bounds = PlaneBounds::of(ring.iter().copied());
        let clockwise = signed_area(&ring) < 0.0;
        match (&outer, polygons.last_mut()) {
            // Holes wind the other way round and lie inside.
            (Some((feature, around, winding)), Some((_, polygon)))
                if *feature == span.feature && *winding != clockwise && around.contains_bounds(&bounds) =>
            {
                polygon.push(ring);
            }
            _ => {
                polygons.push((span.feature, vec![ring]));
                outer = Some((span.feature, bounds, clockwise));
            }
        }
    }
    polygons
}

/// Twice the signed area of a closed ring, square map units; positive when it runs clockwise on
/// screen (y down).
#[must_use]
pub fn signed_area(ring: &[[f64; 2]]) -> f64 {
    ring.windows(2).map(|w| w[0][0] * w[1][1] - w[1][0] * w[0][1]).sum()
}

fn push_polygon(mesh: &mut Mesh, earcut: &mut earcut::Earcut<f64>, rings: &[Ring<'_>]) {
    let base = mesh.vertices.len() as u32;
    let first = mesh.vertices.len();
    let mut holes: Vec<u32> = Vec::new();
    for (i, ring) in rings.iter().enumerate() {
        if i > 0 {
            holes.push(mesh.vertices.len() as u32 - base);
        }
        // The closing point is the first one again.
        mesh.vertices.extend_from_slice(&ring[..ring.len() - 1]);
    }
    let mut triangles: Vec<u32> = Vec::new();
    earcut.earcut(mesh.vertices[first..].iter().copied(), &holes, &mut triangles);
    mesh.indices.extend(triangles.iter().map(|i| i + base));
}
