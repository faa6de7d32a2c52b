//! Lengths, distances, bearings and areas on the WGS 84 ellipsoid (Karney's geodesics).

use super::LonLat;
use geo::{
    Bearing, Destination, Distance, Geodesic, GeodesicArea, InterpolatePoint, LineString, Point, Polygon,
};

fn point(p: LonLat) -> Point<f64> {
    Point::new(p.lon, p.lat)
}

/// The shortest distance between two positions along the ellipsoid, meters.
#[must_use]
pub fn distance(a: LonLat, b: LonLat) -> f64 {
    Geodesic.distance(point(a), point(b))
}

/// The length of a line whose corners are joined by geodesics, meters; 0 for fewer than two points.
#[must_use]
pub fn length(line: &[LonLat]) -> f64 {
    line.windows(2).map(|pair| distance(pair[0], pair[1])).sum()
}

/// The initial bearing from `a` to `b`, degrees clockwise from north, 0..360.
#[must_use]
pub fn bearing(a: LonLat, b: LonLat) -> f64 {
    Geodesic.bearing(point(a), point(b)).rem_euclid(360.0)
}

/// The position `meters` from `start` along a bearing (degrees clockwise from north).
#[must_use]
pub fn destination(start: LonLat, bearing: f64, meters: f64) -> LonLat {
    let p = Geodesic.destination(point(start), bearing, meters);
    LonLat::new(p.x(), p.y())
}

/// The unsigned area inside a closed ring, square meters.
#[must_use]
pub fn area(ring: &[LonLat]) -> f64 {
    let exterior: LineString<f64> = ring.iter().map(|p| (p.lon, p.lat)).collect();
    Polygon::new(exterior, Vec::new()).geodesic_area_signed().abs()
}

/// Points along the geodesic from `a` to `b`, both ends included, at most `step_m` meters apart.
/// Longitudes are unwrapped from `a`, so the result is continuous.
#[must_use]
pub fn great_circle(a: LonLat, b: LonLat, step_m: f64) -> Vec<LonLat> {
    let pieces = (distance(a, b) / step_m.max(1.0)).ceil().clamp(1.0, 10_000.0) as usize;
    let mut previous = a.lon;
    (0..=pieces)
        .map(|i| {
            let t = i as f64 / pieces as f64;
            let p = Geodesic.point_at_ratio_between(point(a), point(b), t);
            previous = super::lon_near(p.x(), previous);
            LonLat::new(previous, p.y())
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn vladivostok_to_busan() {
        let vladivostok = LonLat::new(131.8735, 43.1056);
        let busan = LonLat::new(129.0403, 35.1028);
        let meters = distance(vladivostok, busan);
        assert!((meters - 921_500.0).abs() < 3_000.0, "{meters}");
        let south = bearing(vladivostok, busan);
        assert!((190.0..200.0).contains(&south), "{south}");
    }

    #[test]
    fn a_line_across_the_antimeridian_is_short() {
        let line = [LonLat::new(179.5, 65.0), LonLat::new(-179.5, 65.0)];
        assert!(length(&line) < 50_000.0);
        let track = great_circle(line[0], line[1], 5_000.0);
        assert!(track.last().is_some_and(|p| (p.lon - 180.5).abs() < 1e-9));
    }

    #[test]
    fn destination_goes_the_distance() {
        let start = LonLat::new(130.0, 42.0);
        let end = destination(start, 45.0, 10_000.0);
        assert!((distance(start, end) - 10_000.0).abs() < 1e-3);
    }

    #[test]
    fn the_area_of_a_degree() {
        let ring = [[0.0, 0.0], [1.0, 0.0], [1.0, 1.0], [0.0, 1.0], [0.0, 0.0]].map(LonLat::from);
        assert!((area(&ring) - 12_308_778_361.0).abs() < 1e5);
    }
}
