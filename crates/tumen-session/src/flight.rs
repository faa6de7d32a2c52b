//! The way of the camera from one view to another: out, across and in, in one smooth curve.
//!
//! J. J. van Wijk and W. A. A. Nuij, "Smooth and efficient zooming and panning", IEEE InfoVis 2003.

use tumen_core::geo::PlanePoint;
use tumen_scene::Camera;

/// Trade-off between zooming and panning; the paper's user analysis found 1.42.
const RHO: f64 = 1.42;
/// Length of the path, in the paper's units, traveled a second.
const SPEED: f64 = 2.4;
/// Shortest and longest flight, seconds.
const DURATION: [f64; 2] = [0.25, 2.6];
/// A view is this many pixels wide for the purpose of the path.
const WIDTH_PX: f64 = 1000.0;

/// A flight under way.
#[derive(Debug, Clone)]
pub struct Flight {
    from: Camera,
    to: Camera,
    path: Path,
    elapsed: f64,
    duration: f64,
}

impl Flight {
    /// A flight between two views; the target's projection must be the start's.
    #[must_use]
    pub fn new(from: Camera, to: Camera) -> Self {
        let path = Path::new(&from, &to);
        let duration = (path.length.abs() / SPEED).clamp(DURATION[0], DURATION[1]);
        Self { from, to, path, elapsed: 0.0, duration }
    }

    /// The same in so many seconds; one that has none is over with the first step.
    #[must_use]
    pub fn lasting(from: Camera, to: Camera, seconds: f64) -> Self {
        let duration = if seconds.is_finite() { seconds.max(f64::MIN_POSITIVE) } else { DURATION[1] };
        Self { duration, ..Self::new(from, to) }
    }

    /// Where it ends.
    #[must_use]
    pub fn destination(&self) -> Camera {
        self.to
    }

    /// How long it takes, seconds.
    #[must_use]
    pub fn seconds(&self) -> f64 {
        self.duration
    }

    /// Where the camera is so many seconds after the start.
    #[must_use]
    pub fn at(&self, seconds: f64) -> Camera {
        let mut flight = self.clone();
        flight.elapsed = 0.0;
        flight.advance(seconds).0
    }

    /// Moves on by some seconds: where the camera is, and whether it has arrived.
    pub fn advance(&mut self, seconds: f64) -> (Camera, bool) {
        self.elapsed += seconds.max(0.0);
        let t = self.elapsed / self.duration;
        // A flight of no length is over at once, also after no time.
        if t >= 1.0 || t.is_nan() {
            return (self.to, true);
        }
        // Ease in and out.
        (self.camera_at(t * t * (3.0 - 2.0 * t)), false)
    }

    fn camera_at(&self, t: f64) -> Camera {
        let (width, share) = self.path.at(t);
        let mix =
            |axis: usize| self.from.center[axis] + share * (self.to.center[axis] - self.from.center[axis]);
        let zoom = self.from.zoom + (self.path.w0 / width).log2();
        Camera { center: PlanePoint::new(mix(0), mix(1)), zoom, ..self.from }.clamped()
    }
}

/// The paper's optimal path in view width w over distance u.
#[derive(Debug, Clone)]
struct Path {
    w0: f64,
    w1: f64,
    distance: f64,
    r0: f64,
    length: f64,
}

impl Path {
    fn new(from: &Camera, to: &Camera) -> Self {
        let width = |c: &Camera| WIDTH_PX / c.pixels_per_unit();
        let (w0, w1) = (width(from), width(to));
        let distance = (to.center[0] - from.center[0]).hypot(to.center[1] - from.center[1]);
        if distance < 1e-9 * w0.max(w1) {
            return Self { w0, w1, distance: 0.0, r0: 0.0, length: (w1 / w0).ln() / RHO };
        }
        let (rho2, rho4) = (RHO * RHO, RHO.powi(4));
        let b = |w: f64, sign: f64| {
            (w1 * w1 - w0 * w0 + sign * rho4 * distance * distance) / (2.0 * w * rho2 * distance)
        };
        let r = |b: f64| -b.asinh();
        let (r0, r1) = (r(b(w0, 1.0)), r(b(w1, -1.0)));
        Self { w0, w1, distance, r0, length: (r1 - r0) / RHO }
    }

    /// View width, and share of the distance covered, at a share of the path's length.
    fn at(&self, t: f64) -> (f64, f64) {
        if self.distance == 0.0 {
            return (self.w0 * (self.w1 / self.w0).powf(t), t);
        }
        let s = t * self.length;
        let cosh = self.r0.cosh();
        let u = self.w0 / (RHO * RHO) * (cosh * (RHO * s + self.r0).tanh() - self.r0.sinh());
        (self.w0 * cosh / (RHO * s + self.r0).cosh(), u / self.distance)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tumen_core::geo::{LonLat, Projection};

    fn camera(lon: f64, lat: f64, zoom: f64) -> Camera {
        Camera::at(Projection::Mercator, LonLat::new(lon, lat), zoom)
    }

    #[test]
    fn a_flight_starts_and_ends_where_it_should() {
        let (from, to) = (camera(130.6, 42.4, 12.0), camera(177.5, 64.7, 9.0));
        let flight = Flight::new(from, to);
        let start = flight.camera_at(0.0);
        let end = flight.camera_at(1.0);
        assert!((start.zoom - from.zoom).abs() < 1e-6 && (start.center[0] - from.center[0]).abs() < 1e-9);
        assert!((end.zoom - to.zoom).abs() < 1e-6 && (end.center[1] - to.center[1]).abs() < 1e-6);
        assert!(flight.camera_at(0.5).zoom < 9.0, "it flies high over long distances");
    }

    #[test]
    fn zooming_in_place_works() {
        let mut flight = Flight::new(camera(130.0, 42.0, 4.0), camera(130.0, 42.0, 9.0));
        assert!((flight.camera_at(0.5).zoom - 6.5).abs() < 1e-6);
        assert!(flight.advance(10.0).1);
    }

    #[test]
    fn a_flight_lasts_as_long_as_it_is_told() {
        let (from, to) = (camera(130.6, 42.4, 12.0), camera(177.5, 64.7, 9.0));
        let mut flight = Flight::lasting(from, to, 6.0);
        assert!(!flight.advance(5.9).1);
        assert_eq!(flight.advance(0.2), (to, true));
        assert_eq!(Flight::lasting(from, to, -1.0).advance(0.01), (to, true));
    }

    #[test]
    fn flying_nowhere_ends() {
        let here = camera(130.0, 42.0, 4.0);
        let mut flight = Flight::new(here, here);
        let (camera, arrived) = flight.advance(1.0);
        assert!(arrived && camera == here);
    }
}
