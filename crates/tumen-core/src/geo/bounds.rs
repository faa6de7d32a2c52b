//! Rectangles, each of one kind of points.

use super::{LonLat, PlanePoint};

/// What a rectangle can be around: a kind of points with two coordinates.
pub trait Coordinates: Copy + PartialEq + From<[f64; 2]> + Into<[f64; 2]> {
    /// Both coordinates larger than any.
    const HIGHEST: Self;
    /// Both coordinates smaller than any.
    const LOWEST: Self;
}

impl Coordinates for LonLat {
    const HIGHEST: Self = Self::new(f64::INFINITY, f64::INFINITY);
    const LOWEST: Self = Self::new(f64::NEG_INFINITY, f64::NEG_INFINITY);
}

impl Coordinates for PlanePoint {
    const HIGHEST: Self = Self::new(f64::INFINITY, f64::INFINITY);
    const LOWEST: Self = Self::new(f64::NEG_INFINITY, f64::NEG_INFINITY);
}

impl Coordinates for [f64; 2] {
    const HIGHEST: Self = [f64::INFINITY; 2];
    const LOWEST: Self = [f64::NEG_INFINITY; 2];
}

/// A rectangle around points of one kind: those of degrees ([`GeoBounds`]) and those of the plane
/// ([`PlaneBounds`]) are different types.
///
/// ```compile_fail
/// use tumen_core::geo::{GeoBounds, LonLat, Projection};
/// let degrees = GeoBounds::of([LonLat::new(131.0, 43.0), LonLat::new(132.0, 44.0)]);
/// // A point of the plane is in no rectangle of degrees.
/// degrees.contains(Projection::Mercator.project(LonLat::new(131.5, 43.5)));
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bounds<P> {
    /// Smallest of both coordinates.
    pub min: P,
    /// Largest of both coordinates.
    pub max: P,
}

/// A rectangle of degrees WGS 84, longitudes as they are: unwrapped ones go beyond 180°. What a view or a file states
/// is a [`super::GeoBox`], which may lie across 180°.
pub type GeoBounds = Bounds<LonLat>;

/// A rectangle of the projected plane, map units.
pub type PlaneBounds = Bounds<PlanePoint>;

/// A rectangle of plain numbers: pixels of a picture, or coordinates whose system is not known yet.
pub type NumberBounds = Bounds<[f64; 2]>;

impl<P: Coordinates> Bounds<P> {
    /// The bounds of nothing: including any point makes them that point.
    pub const EMPTY: Self = Self { min: P::HIGHEST, max: P::LOWEST };

    /// A rectangle from its corners.
    #[must_use]
    pub const fn new(min: P, max: P) -> Self {
        Self { min, max }
    }

    /// The bounds of points; [`Bounds::EMPTY`] without any.
    #[must_use]
    pub fn of(points: impl IntoIterator<Item = impl Into<P>>) -> Self {
        let mut bounds = Self::EMPTY;
        points.into_iter().for_each(|p| bounds.include(p));
        bounds
    }

    /// The corners as pairs.
    fn pairs(&self) -> [[f64; 2]; 2] {
        [self.min.into(), self.max.into()]
    }

    /// Grows to hold a point.
    pub fn include(&mut self, p: impl Into<P>) {
        let p = p.into();
        self.merge(&Self { min: p, max: p });
    }

    /// Grows to hold other bounds.
    pub fn merge(&mut self, other: &Self) {
        let ([a, b], [c, d]) = (self.pairs(), other.pairs());
        self.min = [a[0].min(c[0]), a[1].min(c[1])].into();
        self.max = [b[0].max(d[0]), b[1].max(d[1])].into();
    }

    /// The rectangle grown by `margin` on every side.
    #[must_use]
    pub fn grown(&self, margin: f64) -> Self {
        let [min, max] = self.pairs();
        Self { min: min.map(|v| v - margin).into(), max: max.map(|v| v + margin).into() }
    }

    /// What of the rectangle lies in another; [`Bounds::EMPTY`] if nothing does.
    #[must_use]
    pub fn within(&self, other: &Self) -> Self {
        if self.is_empty() || !self.intersects(other) {
            return Self::EMPTY;
        }
        let ([a, b], [c, d]) = (self.pairs(), other.pairs());
        Self { min: [a[0].max(c[0]), a[1].max(c[1])].into(), max: [b[0].min(d[0]), b[1].min(d[1])].into() }
    }

    /// Whether the rectangles share at least a point.
    #[must_use]
    pub fn intersects(&self, other: &Self) -> bool {
        let ([a, b], [c, d]) = (self.pairs(), other.pairs());
        (0..2).all(|i| a[i] <= d[i] && c[i] <= b[i])
    }

    /// Whether the other rectangle lies wholly inside.
    #[must_use]
    pub fn contains_bounds(&self, other: &Self) -> bool {
        let ([a, b], [c, d]) = (self.pairs(), other.pairs());
        (0..2).all(|i| a[i] <= c[i] && d[i] <= b[i])
    }

    /// Whether a point lies inside or on the edge.
    #[must_use]
    pub fn contains(&self, p: impl Into<P>) -> bool {
        let p: P = p.into();
        let ([a, b], p): (_, [f64; 2]) = (self.pairs(), p.into());
        (0..2).all(|i| a[i] <= p[i] && p[i] <= b[i])
    }

    /// Whether nothing was ever included.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        let [min, max] = self.pairs();
        min[0] > max[0]
    }

    /// The middle.
    #[must_use]
    pub fn center(&self) -> P {
        let [min, max] = self.pairs();
        [0.5 * (min[0] + max[0]), 0.5 * (min[1] + max[1])].into()
    }

    /// Width and height.
    #[must_use]
    pub fn size(&self) -> [f64; 2] {
        let [min, max] = self.pairs();
        [max[0] - min[0], max[1] - min[1]]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn empty_bounds_grow_to_their_first_point() {
        let mut bounds = NumberBounds::EMPTY;
        assert!(bounds.is_empty());
        bounds.include([1.0, 2.0]);
        assert_eq!(bounds, Bounds::new([1.0, 2.0], [1.0, 2.0]));
    }

    #[test]
    fn what_two_rectangles_share_is_within_both() {
        let (a, b) = (Bounds::new([0.0, 0.0], [2.0, 2.0]), Bounds::new([1.0, -1.0], [3.0, 1.0]));
        assert_eq!(a.within(&b), Bounds::new([1.0, 0.0], [2.0, 1.0]));
        assert!(a.within(&a.grown(-3.0)).is_empty() && a.within(&Bounds::new([5.0; 2], [6.0; 2])).is_empty());
    }
}
