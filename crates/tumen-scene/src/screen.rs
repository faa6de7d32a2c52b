//! Points and sizes of a picture, in pixels.

use std::ops::Index;

/// A point of a picture, pixels from its top left corner: x to the right, y down.
///
/// Lists of points, of which a picture has many, stay plain `[f32; 2]`.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct ScreenPoint {
    /// To the right.
    pub x: f32,
    /// Down.
    pub y: f32,
}

/// Width and height of a picture, pixels.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Size {
    /// Width.
    pub width: f32,
    /// Height.
    pub height: f32,
}

impl ScreenPoint {
    /// A point from its coordinates.
    #[must_use]
    pub const fn new(x: f32, y: f32) -> Self {
        Self { x, y }
    }
}

impl Size {
    /// A size from width and height.
    #[must_use]
    pub const fn new(width: f32, height: f32) -> Self {
        Self { width, height }
    }

    /// Something of the width and of the height.
    #[must_use]
    pub fn map<T>(self, of: impl FnMut(f32) -> T) -> [T; 2] {
        <[f32; 2]>::from(self).map(of)
    }

    /// The point in the middle.
    #[must_use]
    pub fn middle(self) -> ScreenPoint {
        ScreenPoint::new(0.5 * self.width, 0.5 * self.height)
    }
}

impl From<[f32; 2]> for ScreenPoint {
    fn from([x, y]: [f32; 2]) -> Self {
        Self { x, y }
    }
}

impl From<ScreenPoint> for [f32; 2] {
    fn from(p: ScreenPoint) -> Self {
        [p.x, p.y]
    }
}

impl From<[f32; 2]> for Size {
    fn from([width, height]: [f32; 2]) -> Self {
        Self { width, height }
    }
}

impl From<Size> for [f32; 2] {
    fn from(size: Size) -> Self {
        [size.width, size.height]
    }
}

/// By axis: 0 is the width, any other the height.
impl Index<usize> for Size {
    type Output = f32;

    fn index(&self, axis: usize) -> &f32 {
        if axis == 0 { &self.width } else { &self.height }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_and_points_come_back_from_pairs() {
        let size = Size::from([400.0, 300.0]);
        assert_eq!((size[0], size[1], size.middle()), (400.0, 300.0, ScreenPoint::new(200.0, 150.0)));
        assert_eq!(<[f32; 2]>::from(size), size.map(|side| side));
    }
}
