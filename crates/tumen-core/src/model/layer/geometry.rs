//! The shapes of features.

use crate::geo::{GeoBounds, LonLat};

/// Positions in order, with the heights and times that a file gives for them.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Positions {
    /// Degrees WGS 84, longitude first. While a file is being read they are in the file's own
    /// coordinate reference system, x first.
    pub points: Vec<LonLat>,
    extra: Option<Box<Extra>>,
}

/// Whether a number is a height: none of those by which devices and grids say that they have no value (−32768,
/// −19999, −9999 and the like), and nothing below the deepest sea or far beyond satellites.
#[must_use]
pub fn is_height(meters: f64) -> bool {
    /// The Mariana Trench is 10,994 m deep.
    const DEEPEST: f64 = -11_000.0;
    /// Farther than satellites, nearer than the Moon.
    const HIGHEST: f64 = 1e8;
    const NO_DATA: [f64; 3] = [-9_999.0, 32_767.0, 65_535.0];
    let said = NO_DATA.iter().any(|none| (meters - none).abs() < 0.95 && (*none < 0.0 || meters == *none));
    (DEEPEST..=HIGHEST).contains(&meters) && !said
}

/// What only some files have.
#[derive(Debug, Clone, PartialEq, Default)]
struct Extra {
    heights: Vec<f64>,
    times: Vec<f64>,
}

impl Positions {
    /// Positions without heights and times.
    #[must_use]
    pub fn new(points: Vec<LonLat>) -> Self {
        Self { points, extra: None }
    }

    /// The same positions with heights, meters, one for each; NaN where there is none. An empty list
    /// takes the heights away.
    #[must_use]
    pub fn with_heights(mut self, heights: Vec<f64>) -> Self {
        if heights.iter().any(|h| !h.is_nan()) {
            debug_assert_eq!(heights.len(), self.points.len());
            self.extra.get_or_insert_default().heights = heights;
        } else if let Some(extra) = &mut self.extra {
            extra.heights.clear();
            self.forget_nothing();
        }
        self
    }

    /// The same positions with times, seconds since 1970-01-01 UTC, one for each; NaN where there is
    /// none. An empty list takes the times away.
    #[must_use]
    pub fn with_times(mut self, times: Vec<f64>) -> Self {
        if times.iter().any(|t| !t.is_nan()) {
            debug_assert_eq!(times.len(), self.points.len());
            self.extra.get_or_insert_default().times = times;
        } else if let Some(extra) = &mut self.extra {
            extra.times.clear();
            self.forget_nothing();
        }
        self
    }

    /// Two empty lists are the same as none, also when compared.
    fn forget_nothing(&mut self) {
        if self.extra.as_ref().is_some_and(|e| e.heights.is_empty() && e.times.is_empty()) {
            self.extra = None;
        }
    }

    /// Heights in meters, one for each position (NaN where there is none), or empty.
    #[must_use]
    pub fn heights(&self) -> &[f64] {
        self.extra.as_ref().map_or(&[], |e| &e.heights)
    }

    /// Seconds since 1970-01-01 UTC, one for each position (NaN where there is none), or empty.
    #[must_use]
    pub fn times(&self) -> &[f64] {
        self.extra.as_ref().map_or(&[], |e| &e.times)
    }

    /// Number of positions.
    #[must_use]
    pub fn len(&self) -> usize {
        self.points.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.points.is_empty()
    }

    /// Whether the last position is the first one again.
    #[must_use]
    pub fn is_closed(&self) -> bool {
        self.points.len() > 1 && self.points.first() == self.points.last()
    }

    /// The positions from one index up to, without, another, with their heights and times.
    #[must_use]
    pub fn slice(&self, range: std::ops::Range<usize>) -> Self {
        let part = |values: &[f64]| values.get(range.clone()).unwrap_or_default().to_vec();
        let points = self.points.get(range.clone()).unwrap_or_default().to_vec();
        Self::new(points).with_heights(part(self.heights())).with_times(part(self.times()))
    }

    /// The same positions backwards, with their heights and times.
    #[must_use]
    pub fn reversed(&self) -> Self {
        let back = |values: &[f64]| values.iter().rev().copied().collect();
        let points = self.points.iter().rev().copied().collect();
        Self::new(points).with_heights(back(self.heights())).with_times(back(self.times()))
    }

    /// Adds other positions at the end; heights and times missing on one side become NaN.
    pub fn append(&mut self, next: Self) {
        let before = self.len();
        let (mut heights, mut times) =
            self.extra.take().map_or_else(Default::default, |e| (e.heights, e.times));
        for (values, more) in [(&mut heights, next.heights()), (&mut times, next.times())] {
            if !values.is_empty() || !more.is_empty() {
                values.resize(before, f64::NAN);
                values.extend_from_slice(more);
                values.resize(before + next.len(), f64::NAN);
            }
        }
        self.points.extend_from_slice(&next.points);
        if !heights.is_empty() || !times.is_empty() {
            self.extra = Some(Box::new(Extra { heights, times }));
        }
    }

    /// These positions followed by others; heights and times missing on one side become NaN.
    #[must_use]
    pub fn joined(&self, next: &Self) -> Self {
        let both = |a: &[f64], b: &[f64]| match a.is_empty() && b.is_empty() {
            true => Vec::new(),
            false => padded(a, self.len()).chain(padded(b, next.len())).collect::<Vec<f64>>(),
        };
        let points = [&self.points[..], &next.points[..]].concat();
        Self::new(points)
            .with_heights(both(self.heights(), next.heights()))
            .with_times(both(self.times(), next.times()))
    }
}

fn padded(values: &[f64], len: usize) -> impl Iterator<Item = f64> + '_ {
    (0..len).map(|i| values.get(i).copied().unwrap_or(f64::NAN))
}

/// A shape, with the distinctions that files make.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Geometry {
    /// None: a feature without a place.
    #[default]
    None,
    /// Exactly one position.
    Point(Positions),
    /// Any number of positions.
    MultiPoint(Positions),
    /// A line.
    LineString(Positions),
    /// Lines.
    MultiLineString(Vec<Positions>),
    /// An area: its outer ring and then its holes, each closed.
    Polygon(Vec<Positions>),
    /// Areas.
    MultiPolygon(Vec<Vec<Positions>>),
    /// Shapes of several kinds.
    Collection(Vec<Geometry>),
}

/// The kind of a shape, by its GeoJSON name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum GeometryKind {
    /// No shape.
    None,
    /// A point.
    Point,
    /// Points.
    MultiPoint,
    /// A line.
    LineString,
    /// Lines.
    MultiLineString,
    /// An area.
    Polygon,
    /// Areas.
    MultiPolygon,
    /// Shapes of several kinds.
    Collection,
}

impl GeometryKind {
    /// The GeoJSON name; `null` for none.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::None => "null",
            Self::Point => "Point",
            Self::MultiPoint => "MultiPoint",
            Self::LineString => "LineString",
            Self::MultiLineString => "MultiLineString",
            Self::Polygon => "Polygon",
            Self::MultiPolygon => "MultiPolygon",
            Self::Collection => "GeometryCollection",
        }
    }
}

impl Geometry {
    /// A point.
    #[must_use]
    pub fn point(at: LonLat) -> Self {
        Self::Point(Positions::new(vec![at]))
    }

    /// A line.
    #[must_use]
    pub fn line(points: Vec<LonLat>) -> Self {
        Self::LineString(Positions::new(points))
    }

    /// What kind it is.
    #[must_use]
    pub fn kind(&self) -> GeometryKind {
        match self {
            Self::None => GeometryKind::None,
            Self::Point(_) => GeometryKind::Point,
            Self::MultiPoint(_) => GeometryKind::MultiPoint,
            Self::LineString(_) => GeometryKind::LineString,
            Self::MultiLineString(_) => GeometryKind::MultiLineString,
            Self::Polygon(_) => GeometryKind::Polygon,
            Self::MultiPolygon(_) => GeometryKind::MultiPolygon,
            Self::Collection(_) => GeometryKind::Collection,
        }
    }

    /// Calls for every point set, line and ring, in order, also inside collections. Collections are
    /// at most as deep as a reader's limit, so that this recursion is short.
    pub fn each<'a>(&'a self, visit: &mut impl FnMut(GeometryKind, &'a Positions)) {
        let kind = self.kind();
        match self {
            Self::None => {}
            Self::Point(p) | Self::MultiPoint(p) | Self::LineString(p) => visit(kind, p),
            Self::MultiLineString(parts) | Self::Polygon(parts) => parts.iter().for_each(|p| visit(kind, p)),
            Self::MultiPolygon(areas) => areas.iter().flatten().for_each(|p| visit(kind, p)),
            Self::Collection(shapes) => {
                for shape in shapes {
                    shape.each(visit);
                }
            }
        }
    }

    /// Like [`Geometry::each`], for changing them.
    pub fn each_mut(&mut self, change: &mut impl FnMut(GeometryKind, &mut Positions)) {
        let kind = self.kind();
        match self {
            Self::None => {}
            Self::Point(p) | Self::MultiPoint(p) | Self::LineString(p) => change(kind, p),
            Self::MultiLineString(parts) | Self::Polygon(parts) => {
                parts.iter_mut().for_each(|p| change(kind, p));
            }
            Self::MultiPolygon(areas) => areas.iter_mut().flatten().for_each(|p| change(kind, p)),
            Self::Collection(shapes) => {
                for shape in shapes {
                    shape.each_mut(change);
                }
            }
        }
    }

    /// The number of positions.
    #[must_use]
    pub fn vertices(&self) -> usize {
        let mut count = 0;
        self.each(&mut |_, p| count += p.len());
        count
    }

    /// Degrees covered, longitudes as they are.
    #[must_use]
    pub fn bounds(&self) -> GeoBounds {
        let mut bounds = GeoBounds::EMPTY;
        self.each(&mut |_, p| p.points.iter().for_each(|p| bounds.include(*p)));
        bounds
    }

    /// Whether there is no position at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.vertices() == 0
    }
}
