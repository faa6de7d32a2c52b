//! Many positions at once, from a system to degrees WGS 84 and back.

use super::{Crs, CrsError, Way};
use crate::geo::LonLat;
use crate::message::Message;
use proj4rs::Proj;
use proj4rs::errors::Result as ProjResult;
use proj4rs::transform::{Transform, TransformClosure, transform};
use std::sync::LazyLock;

/// Radius of the sphere of Web Mercator, meters.
const RADIUS: f64 = 6_378_137.0;
/// Numbers beyond this are meters of no place on Earth.
const FARTHEST: f64 = 1e9;
/// Positions taken at a time, so that the passes of a transformation stay in the cache.
const CHUNK: usize = 2048;

static WGS84: LazyLock<ProjResult<Proj>> =
    LazyLock::new(|| Proj::from_proj_string("+proj=longlat +datum=WGS84 +no_defs"));

const NOWHERE: LonLat = LonLat { lon: f64::NAN, lat: f64::NAN };

impl Crs {
    /// Brings positions of this system (x, y) to degrees WGS 84. One that cannot be brought there becomes
    /// NaN; gives the number of these, those that were NaN before included.
    ///
    /// # Errors
    /// If the projection has no inverse.
    pub fn to_wgs84(&self, points: &mut [LonLat]) -> Result<usize, CrsError> {
        match &self.way {
            Way::Degrees => return Ok(points.iter().filter(|p| !finite(p)).count()),
            Way::WebMercator => points.iter_mut().for_each(from_web_mercator),
            Way::Projected(proj) => {
                let unit = if self.geographic { f64::to_radians } else { same };
                run(proj, wgs84()?, points, unit, f64::to_degrees)?;
            }
        }
        Ok(points.iter().filter(|p| !finite(p)).count())
    }

    /// Brings degrees WGS 84 to this system (x, y). One that cannot be brought there becomes NaN; gives
    /// the number of these, those that were NaN before included.
    ///
    /// # Errors
    /// If the projection has no forward formula.
    pub fn from_wgs84(&self, points: &mut [LonLat]) -> Result<usize, CrsError> {
        match &self.way {
            Way::Degrees => return Ok(points.iter().filter(|p| !finite(p)).count()),
            Way::WebMercator => points.iter_mut().for_each(to_web_mercator),
            Way::Projected(proj) => {
                points.iter_mut().for_each(|p| *p = p.wrapped());
                for chunk in points.chunks_mut(CHUNK) {
                    self.out_of_wgs84(proj, chunk)?;
                }
            }
        }
        Ok(points.iter().filter(|p| !finite(p)).count())
    }
}

impl Crs {
    /// A datum shift changes heights too, and files have none to keep it, so that the way there and the
    /// way back differ by millimeters. What is missed is added before, so that reading the result gives
    /// the same place again.
    fn out_of_wgs84(&self, proj: &Proj, chunk: &mut [LonLat]) -> Result<(), CrsError> {
        let unit = if self.geographic { f64::to_degrees } else { same };
        if super::datum::shifts(&self.definition) {
            let mut back = chunk.to_vec();
            run(wgs84()?, proj, &mut back, f64::to_radians, unit)?;
            self.to_wgs84(&mut back)?;
            for (p, back) in chunk.iter_mut().zip(&back).filter(|(p, b)| (p.lon - b.lon).abs() < 1e-4) {
                *p = LonLat::new(2.0 * p.lon - back.lon, (2.0 * p.lat - back.lat).clamp(-90.0, 90.0));
            }
        }
        run(wgs84()?, proj, chunk, f64::to_radians, unit)
    }
}

fn wgs84() -> Result<&'static Proj, CrsError> {
    WGS84.as_ref().map_err(|e| CrsError::Unusable(Message::verbatim(e.to_string())))
}

fn same(value: f64) -> f64 {
    value
}

fn finite(p: &LonLat) -> bool {
    p.lon.is_finite() && p.lat.is_finite()
}

fn run(
    from: &Proj,
    to: &Proj,
    points: &mut [LonLat],
    before: impl Fn(f64) -> f64,
    after: impl Fn(f64) -> f64,
) -> Result<(), CrsError> {
    for chunk in points.chunks_mut(CHUNK) {
        for p in chunk.iter_mut() {
            let usable = p.lon.abs() < FARTHEST && p.lat.abs() < FARTHEST;
            *p = if usable { LonLat::new(before(p.lon), before(p.lat)) } else { NOWHERE };
        }
        transform(from, to, &mut Chunk(chunk))
            .map_err(|e| CrsError::Unusable(Message::verbatim(e.to_string())))?;
        chunk.iter_mut().for_each(|p| *p = LonLat::new(after(p.lon), after(p.lat)));
    }
    Ok(())
}

/// Positions as proj4rs takes them; a failed one becomes NaN and stays it.
struct Chunk<'a>(&'a mut [LonLat]);

impl Transform for Chunk<'_> {
    fn transform_coordinates<F: TransformClosure>(&mut self, f: &mut F) -> ProjResult<()> {
        for p in self.0.iter_mut().filter(|p| finite(p)) {
            *p = f(p.lon, p.lat, 0.0).map_or(NOWHERE, |(x, y, _)| LonLat::new(x, y));
            if !finite(p) {
                *p = NOWHERE;
            }
        }
        Ok(())
    }
}

fn from_web_mercator(p: &mut LonLat) {
    let lat = (p.lat / RADIUS).sinh().atan().to_degrees();
    *p = LonLat::new((p.lon / RADIUS).to_degrees(), lat);
    if !finite(p) {
        *p = NOWHERE;
    }
}

fn to_web_mercator(p: &mut LonLat) {
    let y = RADIUS * p.lat.to_radians().tan().asinh();
    let usable = finite(p) && p.lat.abs() < 90.0;
    *p = if usable { LonLat::new(RADIUS * p.lon.to_radians(), y) } else { NOWHERE };
}
