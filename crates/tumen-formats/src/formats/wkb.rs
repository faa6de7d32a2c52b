//! Well-known binary: ISO and extended (PostGIS), both byte orders, and the header that GeoPackage puts
//! before it.
//!
//! Measures (M) are passed over. Arcs become lines of short pieces. Every count is checked against the
//! bytes that are left, so that a lying count takes no memory.

use super::arc;
use super::budget::{Budget, Flaw};
use tumen_core::geo::LonLat;
use tumen_core::message;
use tumen_core::model::layer::{Geometry, Positions};

/// The least a ring, a part or a shape takes: a count of 4 bytes, with byte order and kind 9.
const LEAST_RING: usize = 4;
const LEAST_SHAPE: usize = 5;

/// Reads one geometry; bytes after it are passed over.
pub(crate) fn read(bytes: &[u8], budget: &mut Budget<'_>) -> Result<Geometry, Flaw> {
    Reader { bytes, at: 0, budget }.shape(0)
}

/// The number of the reference system that extended WKB states, if it does.
pub(crate) fn srid(bytes: &[u8]) -> Option<u32> {
    let word = |at: usize| -> Option<u32> {
        let array: [u8; 4] = bytes.get(at..at + 4)?.try_into().ok()?;
        Some(if bytes.first() == Some(&1) { u32::from_le_bytes(array) } else { u32::from_be_bytes(array) })
    };
    word(1).filter(|code| code & 0x2000_0000 != 0).and_then(|_| word(5)).filter(|srid| *srid > 0)
}

/// Reads a geometry as GeoPackage stores it, or plain WKB, which some writers put in its place.
pub(crate) fn read_geopackage(blob: &[u8], budget: &mut Budget<'_>) -> Result<Geometry, Flaw> {
    if !blob.starts_with(b"GP") {
        return match blob.first() {
            Some(0 | 1) => read(blob, budget),
            Some(_) => Flaw::bad(message!("notice-geometry-without-letters")),
            None => Ok(Geometry::None),
        };
    }
    let Some(&flags) = blob.get(3) else { return Flaw::bad(message!("notice-geometry-header")) };
    if flags & 0x20 != 0 {
        return Flaw::bad(message!("notice-geometry-extended"));
    }
    let envelope = match (flags >> 1) & 7 {
        0 => 0,
        1 => 32,
        2 | 3 => 48,
        4 => 64,
        other => return Flaw::bad(message!("notice-envelope-kind", kind = other)),
    };
    match blob.get(8 + envelope..) {
        Some([]) | None if flags & 0x10 != 0 => Ok(Geometry::None),
        Some(rest) => read(rest, budget),
        None => Flaw::bad(message!("notice-geometry-header")),
    }
}

struct Reader<'a, 'b, 'l> {
    bytes: &'a [u8],
    at: usize,
    budget: &'b mut Budget<'l>,
}

/// How the numbers of one shape are written.
#[derive(Clone, Copy)]
struct Layout {
    little: bool,
    kind: u32,
    height: bool,
    measure: bool,
}

impl Layout {
    fn stride(self) -> usize {
        16 + 8 * (usize::from(self.height) + usize::from(self.measure))
    }

    fn number(self, bytes: Option<&[u8]>) -> f64 {
        let array: [u8; 8] = bytes.and_then(|b| b.try_into().ok()).unwrap_or_default();
        if self.little { f64::from_le_bytes(array) } else { f64::from_be_bytes(array) }
    }
}

impl<'a> Reader<'a, '_, '_> {
    fn take(&mut self, length: usize) -> Result<&'a [u8], Flaw> {
        let end = self.at.checked_add(length);
        let Some(part) = end.and_then(|end| self.bytes.get(self.at..end)) else {
            return Flaw::bad(message!("notice-geometry-cut", byte = self.bytes.len()));
        };
        self.at += length;
        Ok(part)
    }

    fn word(&mut self, little: bool) -> Result<u32, Flaw> {
        let array: [u8; 4] = self.take(4)?.try_into().unwrap_or_default();
        Ok(if little { u32::from_le_bytes(array) } else { u32::from_be_bytes(array) })
    }

    /// A count of things that take at least so many bytes each.
    fn count(&mut self, layout: Layout, least: usize) -> Result<usize, Flaw> {
        let at = self.at;
        let count = self.word(layout.little)? as usize;
        let left = self.bytes.len().saturating_sub(self.at);
        if count.saturating_mul(least) > left {
            return Flaw::bad(message!("notice-geometry-parts", n = count, byte = at, left = left));
        }
        // Empty parts take memory too, though they hold no position.
        self.budget.vertices(if least < 16 { count.saturating_mul(2) } else { 0 })?;
        Ok(count)
    }

    fn layout(&mut self) -> Result<Layout, Flaw> {
        let at = self.at;
        let little = match self.take(1)? {
            [0] => false,
            [1] => true,
            other => {
                return Flaw::bad(message!("notice-no-byte-order", byte = at, found = format!("{other:?}")));
            }
        };
        let code = self.word(little)?;
        if code & 0x2000_0000 != 0 {
            self.take(4)?;
        }
        let plain = code & 0x0fff_ffff;
        let thousands = plain / 1000;
        if thousands > 3 {
            return Flaw::bad(message!("notice-geometry-kind-at", kind = code, byte = at));
        }
        Ok(Layout {
            little,
            kind: plain % 1000,
            height: code & 0x8000_0000 != 0 || thousands & 1 == 1,
            measure: code & 0x4000_0000 != 0 || thousands >= 2,
        })
    }

    fn shape(&mut self, depth: u64) -> Result<Geometry, Flaw> {
        let layout = self.layout()?;
        self.shape_of(layout, depth)
    }

    fn shape_of(&mut self, layout: Layout, depth: u64) -> Result<Geometry, Flaw> {
        self.budget.depth(depth)?;
        Ok(match layout.kind {
            1 => self.point(layout)?.map_or(Geometry::None, Geometry::Point),
            2 | 8 | 9 | 13 => Geometry::LineString(self.line_of(layout, depth)?),
            3 | 10 | 14 | 17 => Geometry::Polygon(self.area_of(layout, depth)?),
            4 => Geometry::MultiPoint(self.points(layout)?),
            5 | 11 => Geometry::MultiLineString(self.parts(layout, depth, Self::line_of)?),
            6 | 12 | 15 | 16 => Geometry::MultiPolygon(self.parts(layout, depth, Self::area_of)?),
            7 => Geometry::Collection(self.parts(layout, depth, Self::shape_of)?),
            other => return Flaw::bad(message!("notice-geometry-kind", kind = other)),
        })
    }

    /// The shapes within a shape, each with its own byte order and kind.
    fn parts<T>(
        &mut self,
        layout: Layout,
        depth: u64,
        part: fn(&mut Self, Layout, u64) -> Result<T, Flaw>,
    ) -> Result<Vec<T>, Flaw> {
        let count = self.count(layout, LEAST_SHAPE)?;
        let mut parts = Vec::new();
        for _ in 0..count {
            let layout = self.layout()?;
            parts.push(part(self, layout, depth + 1)?);
        }
        Ok(parts)
    }

    /// A line, of straight pieces or of arcs or of both.
    fn line_of(&mut self, layout: Layout, depth: u64) -> Result<Positions, Flaw> {
        self.budget.depth(depth)?;
        match layout.kind {
            2 | 13 => self.positions(layout),
            8 => arc::line(&self.positions(layout)?, self.budget),
            9 => {
                let pieces = self.parts(layout, depth, Self::line_of)?;
                Ok(chain(&pieces))
            }
            other => Flaw::bad(message!("notice-line-part", kind = other)),
        }
    }

    fn area_of(&mut self, layout: Layout, depth: u64) -> Result<Vec<Positions>, Flaw> {
        self.budget.depth(depth)?;
        match layout.kind {
            3 | 17 | 14 => {
                let count = self.count(layout, LEAST_RING)?;
                (0..count).map(|_| self.positions(layout)).collect()
            }
            10 => self.parts(layout, depth, Self::line_of),
            other => Flaw::bad(message!("notice-area-part", kind = other)),
        }
    }

    fn positions(&mut self, layout: Layout) -> Result<Positions, Flaw> {
        let stride = layout.stride();
        let count = self.count(layout, stride)?;
        self.budget.vertices(count)?;
        let bytes = self.take(count * stride)?;
        Ok(positions(bytes, layout))
    }

    /// A point; one of not-a-number alone is how WKB writes an empty one.
    fn point(&mut self, layout: Layout) -> Result<Option<Positions>, Flaw> {
        self.budget.vertices(1)?;
        let point = positions(self.take(layout.stride())?, layout);
        let empty = point.points.iter().all(|p| p.lon.is_nan() && p.lat.is_nan());
        Ok((!empty).then_some(point))
    }

    fn points(&mut self, layout: Layout) -> Result<Positions, Flaw> {
        let count = self.count(layout, LEAST_SHAPE)?;
        let (mut points, mut heights) = (Vec::new(), Vec::new());
        for _ in 0..count {
            let layout = self.layout()?;
            if layout.kind != 1 {
                return Flaw::bad(message!("notice-points-part", kind = layout.kind));
            }
            let Some(point) = self.point(layout)? else { continue };
            heights.push(point.heights().first().copied().unwrap_or(f64::NAN));
            points.extend(point.points);
        }
        Ok(Positions::new(points).with_heights(heights))
    }
}

fn positions(bytes: &[u8], layout: Layout) -> Positions {
    let stride = layout.stride();
    let number = |chunk: &[u8], i: usize| layout.number(chunk.get(8 * i..8 * i + 8));
    let points = bytes.chunks_exact(stride).map(|c| LonLat::new(number(c, 0), number(c, 1))).collect();
    let heights = match layout.height {
        true => bytes.chunks_exact(stride).map(|c| number(c, 2)).collect(),
        false => Vec::new(),
    };
    Positions::new(points).with_heights(heights)
}

/// Lines that follow each other as one; the shared point of two stands once.
pub(crate) fn chain(pieces: &[Positions]) -> Positions {
    let (mut points, mut heights) = (Vec::new(), Vec::new());
    for piece in pieces {
        let shared = usize::from(points.last().is_some_and(|last| piece.points.first() == Some(last)));
        points.extend(piece.points.iter().skip(shared));
        let height = |i: usize| piece.heights().get(i).copied().unwrap_or(f64::NAN);
        heights.extend((shared..piece.len()).map(height));
    }
    Positions::new(points).with_heights(heights)
}

#[cfg(test)]
#[path = "wkb_tests.rs"]
pub(crate) mod tests;
