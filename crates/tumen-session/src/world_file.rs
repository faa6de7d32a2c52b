//! Where a picture of the map lies, in files beside it that geographic information systems read.

use std::fmt::Write as _;
use std::io;
use std::path::{Path, PathBuf};
use tumen_formats::atomic;
use tumen_scene::{Camera, Size};

/// Writes a world file and the reference system beside a PNG of the map: `map.pgw` with the size of a pixel and
/// where the middle of the first one lies, meters, and `map.png.aux.xml` with the reference system. `scale` is
/// output pixels per pixel of the map.
///
/// # Errors
/// If a file cannot be written; with its name.
pub fn write_beside(
    picture: &Path,
    camera: &Camera,
    size: impl Into<Size>,
    scale: f32,
) -> Result<(), (PathBuf, io::Error)> {
    let write = |path: PathBuf, text: &str| atomic::write(&path, text.as_bytes()).map_err(|e| (path, e));
    write(picture.with_extension("pgw"), &world_file(camera, size.into(), scale))?;
    let mut name = picture.file_name().unwrap_or_default().to_owned();
    name.push(".aux.xml");
    write(picture.with_file_name(name), &reference(camera))
}

/// Six numbers, a line each: width of a pixel, two turns (none: columns run along the plane), height of a pixel
/// (negative: rows run down), and the middle of the first pixel.
fn world_file(camera: &Camera, size: Size, scale: f32) -> String {
    let at = |x: f32, y: f32| camera.projection.easting_northing(camera.to_plane([x, y], size));
    let middle = 0.5 / scale;
    let ([left, top], [right, bottom]) = (at(0.0, 0.0), at(size.width, size.height));
    let [east, north] = at(middle, middle);
    let count = [size.width, size.height].map(|s| f64::from(s) * f64::from(scale));
    let steps = [(right - left) / count[0], (bottom - top) / count[1]];
    // The turn around the Earth in which the middle of the picture is not beyond 180°.
    let turn = camera.projection.turn_m();
    let shift = turn.map_or(0.0, |turn| (0.5 * (left + right) / turn).round() * turn);
    let mut out = String::new();
    for number in [steps[0], 0.0, 0.0, steps[1], east - shift, north] {
        // Writing to a string does not fail.
        let _ = writeln!(out, "{number:.10}");
    }
    out
}

fn reference(camera: &Camera) -> String {
    format!("<PAMDataset>\n  <SRS>{}</SRS>\n</PAMDataset>\n", camera.projection.well_known_text())
}

#[cfg(test)]
mod tests {
    use super::*;
    use tumen_core::geo::{LonLat, Projection};

    /// The position that a pixel of the file has by its world file.
    fn place(text: &str, [column, row]: [f64; 2]) -> [f64; 2] {
        let n: Vec<f64> = text.lines().filter_map(|line| line.parse().ok()).collect();
        assert_eq!(n.len(), 6, "{text}");
        [n[4] + n[0] * column + n[1] * row, n[5] + n[2] * column + n[3] * row]
    }

    #[test]
    fn a_place_lies_where_its_pixel_is() {
        let size = Size { width: 801.0, height: 600.0 };
        for projection in Projection::ALL {
            for (lon, lat, scale) in [(130.65, 42.35, 1.0), (179.9, 66.0, 2.0), (-178.0, 66.0, 1.5)] {
                let camera = Camera::at(projection, LonLat::new(lon, lat), 7.3);
                let text = world_file(&camera, size, scale);
                // A pixel of 0.5 is the middle between the middles of the first and the second one.
                for at in [[0.0, 0.0], [400.5, 300.0], [801.0, 600.0], [12.0, 571.0]] {
                    let file = at.map(|v: f32| f64::from(v) * f64::from(scale) - 0.5);
                    let said = place(&text, file);
                    let mut meant = projection.easting_northing(camera.to_plane(at, size));
                    if let Some(turn) = projection.turn_m() {
                        meant[0] -= ((meant[0] - said[0]) / turn).round() * turn;
                        assert!(said[0].abs() < 0.51 * turn, "{said:?}");
                    }
                    let off = (said[0] - meant[0]).hypot(said[1] - meant[1]);
                    assert!(off < 0.01 * camera.meters_per_pixel(), "{projection:?} {lon}: {off} m off");
                }
            }
        }
    }
}
