//! Parts of the map that stand on it at a larger scale.

use super::sizes::sizes;

sizes! {
    /// Loupes. Pixels, where it does not say otherwise.
    LoupeStyle {
        /// Loupes whose longer side is shorter are not drawn.
        least: f32,
        /// The longer side is at most so many times the shorter.
        longest: f32,
        /// A loupe is drawn if it looks so many zooms closer than the picture.
        closer: f64,
        /// Width of its outline, and of the frame around what it shows.
        line: f32,
        /// Width of the lines that join them.
        link: f32,
        /// Halo on each side of these lines.
        casing: f32,
        /// The frame around what it shows is at least so wide and high.
        target: f32,
        /// Space to what stands beside it.
        space: f32,
        /// Its place is weighed in squares of this side.
        grain: f32,
    }
}
