//! Shaded relief and depth tint, computed from the elevation grid.

use crate::geo::Bounds;

/// A picture over a grid of longitude and latitude.
#[derive(Debug)]
pub struct Relief {
    /// Unique among all reliefs ever made: GPU textures are keyed by it.
    pub id: u64,
    /// What it covers, degrees (x = longitude unwrapped, y = latitude).
    pub bounds: Bounds,
    /// Pixels across and down.
    pub size: [usize; 2],
    /// RGBA, straight alpha, row 0 in the north.
    pub pixels: Vec<[u8; 4]>,
}

impl Relief {
    /// The colour at a position, bilinear; `None` outside.
    #[must_use]
    pub fn sample(&self, lon: f64, lat: f64) -> Option<[f32; 4]> {
        let [w, h] = self.size;
        let fx = (lon - self.bounds.min[0]) / (self.bounds.max[0] - self.bounds.min[0]) * (w as f64 - 1.0);
        let fy = (self.bounds.max[1] - lat) / (self.bounds.max[1] - self.bounds.min[1]) * (h as f64 - 1.0);
        if !(fx >= 0.0 && fy >= 0.0 && fx <= w as f64 - 1.0 && fy <= h as f64 - 1.0) {
            return None;
        }
        let (x, y) = (fx.floor() as usize, fy.floor() as usize);
        let (x1, y1) = ((x + 1).min(w - 1), (y + 1).min(h - 1));
        let (tx, ty) = ((fx - x as f64) as f32, (fy - y as f64) as f32);
        let at = |x: usize, y: usize| self.pixels[y * w + x].map(f32::from);
        let mix = |a: [f32; 4], b: [f32; 4], t: f32| std::array::from_fn(|i| a[i] + (b[i] - a[i]) * t);
        let top: [f32; 4] = mix(at(x, y), at(x1, y), tx);
        let bottom: [f32; 4] = mix(at(x, y1), at(x1, y1), tx);
        Some(mix(top, bottom, ty))
    }
}
