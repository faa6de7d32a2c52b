//! The scale of a map on paper in words.

use super::PIXEL_M;
use crate::Camera;
use crate::compose::{RenderOptions, Scene};
use crate::screen::{ScreenPoint, Size};

/// How many meters on the ground are a meter on paper, at a place of a picture.
fn ratio(camera: &Camera, size: Size, at: ScreenPoint) -> f64 {
    let place = camera.projection.unproject(camera.to_plane(at, size));
    let [here, middle] = [place, camera.position()].map(|p| camera.projection.scale_factor(p));
    camera.meters_per_pixel() / PIXEL_M * middle / here
}

/// What may be said of the scale of a map, the longest first: the one in its middle (that was asked for, or rounded),
/// and, where they are other ones, those at its upper and lower edge.
pub(super) fn words(
    scene: Scene<'_>,
    options: &RenderOptions,
    asked: Option<f64>,
    size: Size,
) -> Vec<String> {
    let camera = &options.camera;
    let middle = camera.meters_per_pixel() / PIXEL_M;
    let [upper, lower] =
        [0.0, size.height].map(|y| ratio(camera, size, ScreenPoint { x: 0.5 * size.width, y }));
    // A scale beyond the limits of the map is not the one that was asked for.
    let exact = asked.filter(|asked| (middle / asked - 1.0).abs() < 1e-6);
    let n = exact.map_or_else(|| rounded(middle), grouped);
    let fill = |key, more: &[(&str, &str)]| scene.words.fill(key, options.language, more);
    let mut words = vec![fill("page_scale", &[("n", &n)])];
    if [upper, lower].iter().any(|edge| (edge / middle - 1.0).abs() > scene.style.page.scale_varies) {
        let [upper, lower] = [upper, lower].map(rounded);
        words.insert(0, fill("page_scales", &[("n", &n), ("upper", &upper), ("lower", &lower)]));
    }
    words
}

/// To two digits.
fn rounded(ratio: f64) -> String {
    let step = 10_f64.powf(ratio.max(1.0).log10().floor() - 1.0);
    grouped((ratio / step).round() * step)
}

/// A whole number, its digits in groups of three.
fn grouped(number: f64) -> String {
    let digits = format!("{number:.0}");
    let mut grouped = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            grouped.push('\u{202f}');
        }
        grouped.push(digit);
    }
    grouped
}
