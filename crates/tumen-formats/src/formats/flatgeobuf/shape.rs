//! The geometry of a FlatGeobuf feature.

use crate::formats::arc;
use crate::formats::budget::{Budget, Flaw};
use crate::formats::wkb::chain;
use flatgeobuf::{Geometry as Flat, GeometryType as Kind};
use tumen_core::geo::LonLat;
use tumen_core::message;
use tumen_core::model::layer::{Geometry, Positions};

/// Reads a geometry of a feature of so many bytes. `kind` is that of all features, or unknown.
pub(super) fn read(
    flat: &Flat<'_>,
    kind: Kind,
    size: usize,
    budget: &mut Budget<'_>,
) -> Result<Geometry, Flaw> {
    let kind = if kind == Kind::Unknown { flat.type_() } else { kind };
    Shapes { left: size, budget }.shape(flat, kind, 0)
}

struct Shapes<'b, 'l> {
    /// Bytes that may still be read: parts may share their numbers within the file, and a small file
    /// could so hold an endless shape.
    left: usize,
    budget: &'b mut Budget<'l>,
}

impl Shapes<'_, '_> {
    fn shape(&mut self, flat: &Flat<'_>, kind: Kind, depth: u64) -> Result<Geometry, Flaw> {
        self.budget.depth(depth)?;
        Ok(match kind {
            Kind::Point => self.point(flat)?,
            Kind::MultiPoint => Geometry::MultiPoint(self.positions(flat)?),
            Kind::LineString | Kind::Curve | Kind::CircularString | Kind::CompoundCurve => {
                Geometry::LineString(self.line(flat, kind, depth)?)
            }
            Kind::MultiLineString if flat.parts().is_none() => Geometry::MultiLineString(self.rings(flat)?),
            Kind::MultiLineString | Kind::MultiCurve => {
                Geometry::MultiLineString(self.parts(flat, Kind::LineString, depth, Self::line)?)
            }
            Kind::Polygon | Kind::Surface | Kind::Triangle | Kind::CurvePolygon => {
                Geometry::Polygon(self.area(flat, kind, depth)?)
            }
            Kind::TIN | Kind::MultiPolygon | Kind::PolyhedralSurface if flat.parts().is_none() => {
                // Each ring is an area of its own; a lone area may also be written like this.
                let rings = self.rings(flat)?;
                Geometry::MultiPolygon(match kind {
                    Kind::TIN => rings.into_iter().map(|ring| vec![ring]).collect(),
                    _ if rings.is_empty() => Vec::new(),
                    _ => vec![rings],
                })
            }
            Kind::TIN | Kind::MultiPolygon | Kind::MultiSurface | Kind::PolyhedralSurface => {
                Geometry::MultiPolygon(self.parts(flat, Kind::Polygon, depth, Self::area)?)
            }
            Kind::GeometryCollection => {
                Geometry::Collection(self.parts(flat, Kind::Unknown, depth, Self::shape)?)
            }
            other => return Flaw::bad(message!("notice-geometry-kind", kind = other.0)),
        })
    }

    /// The parts, each of its own kind, or of the one that goes without saying.
    fn parts<T>(
        &mut self,
        flat: &Flat<'_>,
        usual: Kind,
        depth: u64,
        part: fn(&mut Self, &Flat<'_>, Kind, u64) -> Result<T, Flaw>,
    ) -> Result<Vec<T>, Flaw> {
        let Some(parts) = flat.parts() else { return Ok(Vec::new()) };
        self.take(4 * parts.len())?;
        self.budget.vertices(2 * parts.len())?;
        let kind = |flat: &Flat<'_>| if flat.type_() == Kind::Unknown { usual } else { flat.type_() };
        parts.iter().map(|flat| part(self, &flat, kind(&flat), depth + 1)).collect()
    }

    fn take(&mut self, bytes: usize) -> Result<(), Flaw> {
        match self.left.checked_sub(bytes) {
            Some(left) => self.left = left,
            None => return Flaw::bad(message!("notice-geometry-shared")),
        }
        Ok(())
    }

    fn line(&mut self, flat: &Flat<'_>, kind: Kind, depth: u64) -> Result<Positions, Flaw> {
        self.budget.depth(depth)?;
        match kind {
            Kind::CircularString => arc::line(&self.positions(flat)?, self.budget),
            Kind::CompoundCurve => Ok(chain(&self.parts(flat, Kind::LineString, depth, Self::line)?)),
            Kind::LineString | Kind::Curve => self.positions(flat),
            other => Flaw::bad(message!("notice-line-part", kind = other.0)),
        }
    }

    fn area(&mut self, flat: &Flat<'_>, kind: Kind, depth: u64) -> Result<Vec<Positions>, Flaw> {
        self.budget.depth(depth)?;
        match kind {
            Kind::CurvePolygon => self.parts(flat, Kind::LineString, depth, Self::line),
            Kind::Polygon | Kind::Surface | Kind::Triangle => self.rings(flat),
            other => Flaw::bad(message!("notice-area-part", kind = other.0)),
        }
    }

    fn point(&mut self, flat: &Flat<'_>) -> Result<Geometry, Flaw> {
        let point = self.positions(flat)?;
        let empty = point.points.first().is_none_or(|p| p.lon.is_nan() && p.lat.is_nan());
        Ok(match empty {
            true => Geometry::None,
            false => Geometry::Point(point.slice(0..1)),
        })
    }

    fn positions(&mut self, flat: &Flat<'_>) -> Result<Positions, Flaw> {
        let Some(xy) = flat.xy() else { return Ok(Positions::default()) };
        let bytes = xy.bytes();
        self.take(bytes.len())?;
        let count = bytes.len() / 16;
        self.budget.vertices(count)?;
        let points =
            bytes.chunks_exact(16).map(|c| LonLat::new(number(c.get(..8)), number(c.get(8..)))).collect();
        let heights = match flat.z() {
            Some(z) if z.len() == count => z.bytes().chunks_exact(8).map(|c| number(Some(c))).collect(),
            Some(z) if !z.is_empty() => {
                return Flaw::bad(message!("notice-heights-count", n = count, heights = z.len()));
            }
            _ => Vec::new(),
        };
        Ok(Positions::new(points).with_heights(heights))
    }

    /// The positions, cut where the geometry says that a ring or line ends.
    fn rings(&mut self, flat: &Flat<'_>) -> Result<Vec<Positions>, Flaw> {
        let all = self.positions(flat)?;
        let Some(ends) = flat.ends().filter(|ends| !ends.is_empty()) else {
            return Ok(if all.is_empty() { Vec::new() } else { vec![all] });
        };
        self.take(4 * ends.len())?;
        self.budget.vertices(2 * ends.len())?;
        let mut start = 0;
        let mut rings = Vec::with_capacity(ends.len());
        for end in ends {
            let end = end as usize;
            if end < start || end > all.len() {
                return Flaw::bad(message!("notice-ring-end", end = end, n = all.len()));
            }
            rings.push(all.slice(start..end));
            start = end;
        }
        Ok(rings)
    }
}

fn number(bytes: Option<&[u8]>) -> f64 {
    f64::from_le_bytes(bytes.and_then(|b| b.try_into().ok()).unwrap_or_default())
}
