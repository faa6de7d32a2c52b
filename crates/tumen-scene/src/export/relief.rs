//! Shaded relief drawn into the pixels of a picture.

use crate::relief::Relief;
use crate::screen::Size;
use crate::{Camera, Frame};
use std::ops::Range;
use tumen_core::geo::{LonLat, lon_near};

/// Positions are computed exactly every so many pixels and interpolated between; the error stays
/// below a tenth of a pixel even when the picture shows the whole Earth.
const CELL: usize = 8;
/// Positions that lie farther apart than this within a cell are on both sides of the projection's
/// cut and are not interpolated, degrees.
const CUT: f64 = 90.0;
/// What shows where there is no relief.
const NOTHING: [u8; 4] = [0; 4];

/// Calls `visit` with each row of the picture from the top; see [`rows_of`].
pub fn rows(frame: &Frame, relief: &Relief, pixels: [u32; 2], visit: impl FnMut(usize, &[[u8; 4]])) {
    rows_of(frame, relief, pixels, 0..pixels[1] as usize, visit);
}

/// Calls `visit` with some rows of the picture from the top: their number and their colors, straight
/// alpha, transparent where there is no relief. `pixels` is the picture's size in output pixels.
pub fn rows_of(
    frame: &Frame,
    relief: &Relief,
    pixels: [u32; 2],
    wanted: Range<usize>,
    mut visit: impl FnMut(usize, &[[u8; 4]]),
) {
    let [width, height] = pixels.map(|p| p as usize);
    let Some(sampler) = Sampler::new(frame, relief, pixels) else { return };
    let mut row = vec![NOTHING; width];
    // Cells lie where they lie in the whole picture.
    for top in (wanted.start / CELL * CELL..wanted.end.min(height)).step_by(CELL) {
        let (above, below) = (sampler.nodes(width, top), sampler.nodes(width, top + CELL));
        for y in top.max(wanted.start)..(top + CELL).min(height).min(wanted.end) {
            let t = (y - top) as f64 / CELL as f64;
            for (cell, colors) in row.chunks_mut(CELL).enumerate() {
                let corners = [above[cell], above[cell + 1], below[cell], below[cell + 1]];
                sampler.cell_row(&corners, [cell * CELL, y], t, colors);
            }
            visit(y, &row);
        }
    }
}

struct Sampler<'a> {
    camera: &'a Camera,
    size: Size,
    /// Picture pixels per output pixel.
    step: [f32; 2],
    relief: &'a Relief,
    /// The middle of the relief, degrees east.
    middle: f64,
    latitudes: [f64; 2],
}

impl<'a> Sampler<'a> {
    fn new(frame: &'a Frame, relief: &'a Relief, pixels: [u32; 2]) -> Option<Self> {
        let camera = frame.map.as_ref()?;
        let step = [frame.size.width / pixels[0] as f32, frame.size.height / pixels[1] as f32];
        let middle = relief.bounds.center().lon;
        let latitudes = camera.projection.latitudes();
        Some(Self { camera, size: frame.size, step, relief, middle, latitudes })
    }

    /// The position under the middle of an output pixel, longitude continuous.
    fn position(&self, x: usize, y: usize) -> LonLat {
        let screen = [(x as f32 + 0.5) * self.step[0], (y as f32 + 0.5) * self.step[1]];
        self.camera.projection.unproject_continuous(self.camera.to_plane(screen, self.size))
    }

    /// The positions at the corners of the cells of a row.
    fn nodes(&self, width: usize, y: usize) -> Vec<LonLat> {
        (0..=width.div_ceil(CELL)).map(|cell| self.position(cell * CELL, y)).collect()
    }

    /// The colors of one row of a cell, `t` of the way down it.
    fn cell_row(&self, corners: &[LonLat; 4], [x, y]: [usize; 2], t: f64, colors: &mut [[u8; 4]]) {
        let [a, b, c, d] = *corners;
        let (west, east) =
            corners.iter().fold((f64::INFINITY, f64::NEG_INFINITY), |(w, e), p| (w.min(p.lon), e.max(p.lon)));
        if east - west > CUT {
            for (i, color) in colors.iter_mut().enumerate() {
                *color = self.color(self.position(x + i, y));
            }
            return;
        }
        let (left, right) = (between(a, c, t), between(b, d, t));
        for (i, color) in colors.iter_mut().enumerate() {
            *color = self.color(between(left, right, i as f64 / CELL as f64));
        }
    }

    fn color(&self, p: LonLat) -> [u8; 4] {
        let [south, north] = self.latitudes;
        let turned = (p.lon - self.camera.projection.meridian()).abs() > 180.0;
        if turned || p.lat < south || p.lat > north {
            return NOTHING;
        }
        self.relief.sample(lon_near(p.lon, self.middle), p.lat).unwrap_or(NOTHING)
    }
}

fn between(a: LonLat, b: LonLat, t: f64) -> LonLat {
    LonLat::new(a.lon + t * (b.lon - a.lon), a.lat + t * (b.lat - a.lat))
}
