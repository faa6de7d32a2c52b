//! A point of the projected plane.

use std::ops::{Index, IndexMut};

/// A point of the projected plane, map units: x to the right, y down.
///
/// It is the type of single points that are handed about: where a camera looks, what is under a pixel. Lists of points,
/// of which a layer has a million, stay plain `[f64; 2]`, in map units where they are projected and in degrees before.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct PlanePoint {
    /// To the right.
    pub x: f64,
    /// Down.
    pub y: f64,
}

impl PlanePoint {
    /// The middle of the plane.
    pub const ORIGIN: Self = Self { x: 0.0, y: 0.0 };

    /// A point from its coordinates.
    #[must_use]
    pub const fn new(x: f64, y: f64) -> Self {
        Self { x, y }
    }
}

impl From<[f64; 2]> for PlanePoint {
    fn from([x, y]: [f64; 2]) -> Self {
        Self { x, y }
    }
}

impl From<PlanePoint> for [f64; 2] {
    fn from(p: PlanePoint) -> Self {
        [p.x, p.y]
    }
}

/// By axis: 0 is x, any other is y.
impl Index<usize> for PlanePoint {
    type Output = f64;

    fn index(&self, axis: usize) -> &f64 {
        if axis == 0 { &self.x } else { &self.y }
    }
}

impl IndexMut<usize> for PlanePoint {
    fn index_mut(&mut self, axis: usize) -> &mut f64 {
        if axis == 0 { &mut self.x } else { &mut self.y }
    }
}
