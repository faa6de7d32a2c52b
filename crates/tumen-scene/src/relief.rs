//! Shaded relief and depth tint, computed from the elevation grid.

use super::color::Rgba;
use super::style::{ShadeStyle, Style, Theme};
use std::sync::Arc;
use tumen_core::geo::{GeoBounds, LonLat};
use tumen_core::model::basemap::ElevationGrid;

/// The sea floor is smooth enough to be tinted at every second cell of the grid.
const DEPTH_STEP: usize = 2;

/// The two pictures of a theme: depth tint under the land, shading over it.
#[derive(Debug, Clone)]
pub struct Reliefs {
    /// Color of the sea by depth.
    pub depth: Arc<Relief>,
    /// Light and shadow on land.
    pub shade: Arc<Relief>,
}

impl Reliefs {
    /// Computes both pictures; `None` for an empty grid.
    #[must_use]
    pub fn new(grid: &ElevationGrid, style: &Style, theme: Theme) -> Option<Self> {
        let (own, palette) = (&style.shade, style.palette(theme));
        if grid.width < 3 || grid.height < 3 {
            return None;
        }
        let picture = |step: usize, pixel: &dyn Fn(usize, usize) -> [u8; 4]| {
            let size = [(grid.width - 1) / step + 1, (grid.height - 1) / step + 1];
            let mut pixels = Vec::with_capacity(size[0] * size[1]);
            for y in (0..grid.height).step_by(step) {
                pixels.extend(
                    (0..grid.width).step_by(step).map(|x| faded(grid, x, y, pixel(x, y), own.fade_deg)),
                );
            }
            Arc::new(Relief::new(grid, step, size, pixels))
        };
        Some(Self {
            depth: picture(DEPTH_STEP, &|x, y| depth_pixel(grid, x, y, palette.water_deep, own)),
            shade: picture(1, &|x, y| {
                shade_pixel(grid, x, y, [palette.shade_dark, palette.shade_light], own)
            }),
        })
    }
}

fn meters(grid: &ElevationGrid, x: usize, y: usize) -> f32 {
    f32::from(grid.meters[y * grid.width + x])
}

fn depth_pixel(grid: &ElevationGrid, x: usize, y: usize, deep: Rgba, own: &ShadeStyle) -> [u8; 4] {
    let depth = -meters(grid, x, y);
    let strength = if depth > 0.0 { (depth / own.deepest_m).min(1.0).powf(own.depth) } else { 0.0 };
    deep.faded(strength).0
}

/// Lambert shading by the slope, light from the north-west; flat ground stays clear.
fn shade_pixel(
    grid: &ElevationGrid,
    x: usize,
    y: usize,
    [dark, light]: [Rgba; 2],
    own: &ShadeStyle,
) -> [u8; 4] {
    let here = meters(grid, x, y);
    if here <= 0.0 {
        return [0; 4];
    }
    let (w, h) = (grid.width - 1, grid.height - 1);
    let land = |x: usize, y: usize| meters(grid, x, y).max(0.0);
    let lat = grid.south as f32 + grid.step as f32 * (h - y) as f32;
    let cell_m = grid.step as f32 * 111_195.0;
    let dx =
        (land((x + 1).min(w), y) - land(x.saturating_sub(1), y)) / (2.0 * cell_m * lat.to_radians().cos());
    let dy = (land(x, (y + 1).min(h)) - land(x, y.saturating_sub(1))) / (2.0 * cell_m);
    let (dx, dy) = (dx * own.exaggeration, dy * own.exaggeration);
    let flat = std::f32::consts::FRAC_1_SQRT_2;
    let lit = ((0.5 * dx + 0.5 * dy) + flat) / (1.0 + dx * dx + dy * dy).sqrt();
    let change = (lit - flat).clamp(-1.0, 1.0);
    let color: Rgba = if change < 0.0 {
        dark.faded((-change * own.contrast[0]).min(1.0) * own.strongest[0])
    } else {
        light.faded((change * own.contrast[1]).min(1.0) * own.strongest[1])
    };
    color.0
}

/// The pixel with its alpha fading toward the edge of the grid.
fn faded(grid: &ElevationGrid, x: usize, y: usize, pixel: [u8; 4], fade_deg: f32) -> [u8; 4] {
    let edge = x.min(grid.width - 1 - x).min(y).min(grid.height - 1 - y);
    Rgba(pixel).faded(edge as f32 * grid.step as f32 / fade_deg).0
}

/// A picture over a grid of longitude and latitude.
#[derive(Debug)]
pub struct Relief {
    /// Unique among all reliefs ever made: GPU textures are keyed by it.
    pub id: u64,
    /// What it covers, degrees (x = longitude unwrapped, y = latitude).
    pub bounds: GeoBounds,
    /// Pixels across and down.
    pub size: [usize; 2],
    /// RGBA, straight alpha, row 0 in the north.
    pub pixels: Vec<[u8; 4]>,
}

impl Relief {
    /// A picture of every `step`th cell of the grid, from its north-western corner.
    fn new(grid: &ElevationGrid, step: usize, size: [usize; 2], pixels: Vec<[u8; 4]>) -> Self {
        let north = grid.south + grid.step * (grid.height - 1) as f64;
        let reach = size.map(|s| grid.step * (step * (s - 1)) as f64);
        let bounds = GeoBounds::new(
            LonLat::new(grid.west, north - reach[1]),
            LonLat::new(grid.west + reach[0], north),
        );
        Self { id: super::prepared::next_id(), bounds, size, pixels }
    }

    /// The color at a position, bilinear; `None` outside.
    #[must_use]
    pub fn sample(&self, lon: f64, lat: f64) -> Option<[u8; 4]> {
        let [w, h] = self.size;
        let fx = (lon - self.bounds.min.lon) / (self.bounds.max.lon - self.bounds.min.lon) * (w as f64 - 1.0);
        let fy = (self.bounds.max.lat - lat) / (self.bounds.max.lat - self.bounds.min.lat) * (h as f64 - 1.0);
        if !(fx >= 0.0 && fy >= 0.0 && fx <= w as f64 - 1.0 && fy <= h as f64 - 1.0) {
            return None;
        }
        // Neither is negative, so that casts round down.
        let (x, y) = (fx as usize, fy as usize);
        let (x1, y1) = ((x + 1).min(w - 1), (y + 1).min(h - 1));
        let (tx, ty) = ((fx - x as f64) as f32, (fy - y as f64) as f32);
        let corners = [[x, y], [x1, y], [x, y1], [x1, y1]].map(|[x, y]| self.pixels[y * w + x]);
        // The land of a picture of depths, and the sea of one of heights, is of one color.
        if corners.iter().all(|c| *c == corners[0]) {
            return Some(corners[0]);
        }
        let [a, b, c, d] = corners.map(|c| c.map(f32::from));
        let mix = |a: [f32; 4], b: [f32; 4], t: f32| std::array::from_fn(|i| a[i] + (b[i] - a[i]) * t);
        let mixed: [f32; 4] = mix(mix(a, b, tx), mix(c, d, tx), ty);
        Some(mixed.map(|v| (v + 0.5) as u8))
    }
}
