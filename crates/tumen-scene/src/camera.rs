//! What part of the plane is seen, and how large.

use super::screen::{ScreenPoint, Size};
use tumen_core::geo::{
    GeoBox, LonLat, PlaneBounds, PlanePoint, Projection,
    projection::{WEST_CUT, WORLD_WIDTH},
};

/// Pixels across the whole Mercator world at zoom 0, as on common web maps.
const TILE: f64 = 256.0;
/// The widest view: the world is a little smaller than a small window.
pub const MIN_ZOOM: f64 = 1.0;
/// The closest view: about 1 m of ground a pixel, as fine as the base map's positions are.
pub const MAX_ZOOM: f64 = 17.0;

/// A box of degrees wider than this is meant as the whole world.
const ALMOST_ALL: f64 = 330.0;

/// A view onto the projected plane. Zoom counts doublings, as on web maps: at zoom 0 one Mercator
/// world is 256 pixels wide.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Camera {
    /// The projection of the plane looked at.
    pub projection: Projection,
    /// The point in the middle of the picture, map units.
    pub center: PlanePoint,
    /// Doublings of scale; see [`Camera::pixels_per_unit`].
    pub zoom: f64,
}

impl Camera {
    /// A camera that looks at a position.
    #[must_use]
    pub fn at(projection: Projection, center: LonLat, zoom: f64) -> Self {
        Self { projection, center: projection.project_wrapped(center), zoom }.clamped()
    }

    /// The camera that shows a box of degrees whole, as large as it fits into `size` pixels less `margin` on every side.
    #[must_use]
    pub fn fit(projection: Projection, shown: impl Into<GeoBox>, size: impl Into<Size>, margin: f32) -> Self {
        Self::fit_bounds(projection, &Self::bounds_of(projection, shown), size, margin)
    }

    /// What of the plane a box of degrees covers, map units.
    #[must_use]
    pub fn bounds_of(projection: Projection, shown: impl Into<GeoBox>) -> PlaneBounds {
        let shown = shown.into();
        let GeoBox { west, south, north, .. } = shown;
        let east = shown.unwrapped_east();
        // A box around most of the globe is the whole world, which the picture begins where it is cut.
        let whole = east - west > ALMOST_ALL;
        let [west, east] = if whole { [WEST_CUT, WEST_CUT + 360.0] } else { [west, east] };
        let bounds = outline(west, south, east, north).map(|p| projection.project(p));
        let mut bounds = PlaneBounds::of(bounds);
        // The box's longitudes may be given a turn away from the picture's middle.
        let middle = LonLat::new(0.5 * (west + east), 0.5 * (south + north));
        let shift = tumen_core::geo::lon_near(middle.lon, projection.meridian()) - middle.lon;
        if shift != 0.0 {
            bounds = PlaneBounds::of(
                outline(west + shift, south, east + shift, north).map(|p| projection.project(p)),
            );
        }
        bounds
    }

    /// The camera that shows bounds of the plane (map units) whole.
    #[must_use]
    pub fn fit_bounds(
        projection: Projection,
        bounds: &PlaneBounds,
        size: impl Into<Size>,
        margin: f32,
    ) -> Self {
        let [w, h] = bounds.size();
        let room = size.into().map(|s| f64::from((s - 2.0 * margin).max(16.0)));
        let scale = (room[0] / w.max(1e-9)).min(room[1] / h.max(1e-9));
        let zoom = (scale * WORLD_WIDTH / TILE).log2();
        Self { projection, center: bounds.center(), zoom }.clamped()
    }

    /// The box of degrees that a picture of that size shows: [`Camera::fit`] of it, without a margin, is this camera again, as closely as a
    /// box of degrees can say it in a curved projection; where the pole is near, only roughly.
    #[must_use]
    pub fn degrees(&self, size: impl Into<Size>) -> GeoBox {
        let size = size.into();
        /// Rounds of moving and scaling the box; the error shrinks manyfold in each.
        const ROUNDS: usize = 12;
        if self.projection.row().is_rectangular {
            return self.corners(size);
        }
        let here = self.position();
        let (mut middle, mut half) = (here, self.half_degrees(size));
        for _ in 0..ROUNDS {
            let fitted = Self::fit(self.projection, box_of(middle, half), size, 0.0);
            let (there, grow) = (fitted.position(), (fitted.zoom - self.zoom).exp2());
            let east = tumen_core::geo::lon_near(here.lon, there.lon) - there.lon;
            middle = LonLat::new(middle.lon + east, middle.lat + here.lat - there.lat);
            half = [(half[0] * grow).min(HALF_WORLD[0]), (half[1] * grow).min(HALF_WORLD[1])];
        }
        let GeoBox { west, south, east, north } = box_of(middle, half);
        let home = |lon: f64| tumen_core::geo::lon_near(lon, 0.0);
        GeoBox::new(home(west), south, home(east), north)
    }

    /// The box of degrees of a picture whose meridians stand upright: what its corners show.
    fn corners(&self, size: Size) -> GeoBox {
        let [north_west, south_east] = [[0.0, 0.0], size.into()].map(|at: [f32; 2]| self.to_lonlat(at, size));
        let home = |lon: f64| tumen_core::geo::lon_near(lon, 0.0);
        GeoBox::new(home(north_west.lon), south_east.lat, home(south_east.lon), north_west.lat)
    }

    /// About half of the degrees across a picture, and down it.
    fn half_degrees(&self, size: Size) -> [f64; 2] {
        let Size { width: w, height: h } = size;
        let lon = |x: f32| self.to_lonlat([x, h * 0.5], size).lon;
        let lat = |y: f32| self.to_lonlat([w * 0.5, y], size).lat;
        let middle = self.position().lon;
        let east = tumen_core::geo::lon_near(lon(w), middle) - tumen_core::geo::lon_near(lon(0.0), middle);
        let across = if east > 0.0 { east * 0.5 } else { HALF_WORLD[0] };
        [across.min(HALF_WORLD[0]), ((lat(0.0) - lat(h)) * 0.5).abs().clamp(1e-9, HALF_WORLD[1])]
    }

    /// The same view within the limits of zoom and of the drawn world.
    #[must_use]
    pub fn clamped(mut self) -> Self {
        if !self.zoom.is_finite() {
            self.zoom = MIN_ZOOM;
        }
        self.zoom = self.zoom.clamp(MIN_ZOOM, MAX_ZOOM);
        for value in [&mut self.center.x, &mut self.center.y] {
            let limit = WORLD_WIDTH / 2.0;
            *value = if value.is_finite() { value.clamp(-limit, limit) } else { 0.0 };
        }
        self
    }

    /// Whether the view cannot come closer: the base map has nothing more to say.
    #[must_use]
    pub fn is_closest(&self) -> bool {
        self.zoom >= MAX_ZOOM
    }

    /// Screen pixels per map unit.
    #[must_use]
    pub fn pixels_per_unit(&self) -> f64 {
        self.zoom.exp2() * TILE / WORLD_WIDTH
    }

    /// Where a point of the plane appears in a picture of that size, pixels from its top left.
    #[must_use]
    pub fn to_screen(&self, p: impl Into<PlanePoint>, size: impl Into<Size>) -> ScreenPoint {
        let (k, p, size) = (self.pixels_per_unit(), p.into(), size.into());
        ScreenPoint {
            x: ((p.x - self.center.x) * k + f64::from(size.width) * 0.5) as f32,
            y: ((p.y - self.center.y) * k + f64::from(size.height) * 0.5) as f32,
        }
    }

    /// The point of the plane under a pixel.
    #[must_use]
    pub fn to_plane(&self, screen: impl Into<ScreenPoint>, size: impl Into<Size>) -> PlanePoint {
        let (k, screen, size) = (self.pixels_per_unit(), screen.into(), size.into());
        PlanePoint {
            x: self.center.x + (f64::from(screen.x) - f64::from(size.width) * 0.5) / k,
            y: self.center.y + (f64::from(screen.y) - f64::from(size.height) * 0.5) / k,
        }
    }

    /// The position under a pixel.
    #[must_use]
    pub fn to_lonlat(&self, screen: impl Into<ScreenPoint>, size: impl Into<Size>) -> LonLat {
        self.projection.unproject(self.to_plane(screen, size))
    }

    /// Where the camera looks.
    #[must_use]
    pub fn position(&self) -> LonLat {
        self.projection.unproject(self.center)
    }

    /// The part of the plane seen in a picture of that size, map units.
    #[must_use]
    pub fn visible(&self, size: impl Into<Size>) -> PlaneBounds {
        let k = self.pixels_per_unit();
        let half = size.into().map(|s| f64::from(s) * 0.5 / k);
        let PlanePoint { x, y } = self.center;
        PlaneBounds::new(PlanePoint::new(x - half[0], y - half[1]), PlanePoint::new(x + half[0], y + half[1]))
    }

    /// Meters of ground under one pixel in the middle of the picture.
    #[must_use]
    pub fn meters_per_pixel(&self) -> f64 {
        const EARTH_RADIUS_M: f64 = 6_371_008.8;
        EARTH_RADIUS_M / (self.pixels_per_unit() * self.projection.scale_factor(self.position()))
    }

    /// The same view with so many meters of ground under a pixel in the middle, within the limits of zoom.
    #[must_use]
    pub fn with_meters_per_pixel(&self, meters: f64) -> Self {
        Self { zoom: self.zoom + (self.meters_per_pixel() / meters).log2(), ..*self }.clamped()
    }

    /// The view moved so that what was under `anchor` stays there at another zoom.
    #[must_use]
    pub fn zoomed_about(&self, anchor: impl Into<ScreenPoint>, size: impl Into<Size>, zoom: f64) -> Self {
        let (anchor, size) = (anchor.into(), size.into());
        let fixed = self.to_plane(anchor, size);
        let next = Self { zoom, ..*self }.clamped();
        let moved = next.to_plane(anchor, size);
        let center =
            PlanePoint { x: next.center.x + fixed.x - moved.x, y: next.center.y + fixed.y - moved.y };
        Self { center, ..next }.clamped()
    }

    /// The view moved by a drag of that many pixels.
    #[must_use]
    pub fn panned(&self, drag: [f32; 2]) -> Self {
        let k = self.pixels_per_unit();
        let center = PlanePoint {
            x: self.center.x - f64::from(drag[0]) / k,
            y: self.center.y - f64::from(drag[1]) / k,
        };
        Self { center, ..*self }.clamped()
    }

    /// The same position and ground scale in another projection.
    #[must_use]
    pub fn reprojected(&self, projection: Projection) -> Self {
        let at = self.position();
        let ratio = self.projection.scale_factor(at) / projection.scale_factor(at);
        let center = projection.project_wrapped(at);
        Self { projection, center, zoom: self.zoom + ratio.log2() }.clamped()
    }
}

/// No box of degrees reaches farther from its middle, degrees across and down.
const HALF_WORLD: [f64; 2] = [179.0, 85.0];

/// A box of degrees about its middle; east may be beyond 180°.
fn box_of(middle: LonLat, [lon, lat]: [f64; 2]) -> GeoBox {
    let south = (middle.lat - lat).max(-HALF_WORLD[1]);
    let north = (middle.lat + lat).min(HALF_WORLD[1]);
    GeoBox::new(middle.lon - lon, south, middle.lon + lon, north)
}

/// Points along the outline of a box of degrees, dense enough for curved projections.
fn outline(west: f64, south: f64, east: f64, north: f64) -> impl Iterator<Item = LonLat> + Clone {
    const STEPS: usize = 16;
    (0..=STEPS).flat_map(move |i| {
        let t = i as f64 / STEPS as f64;
        let (lon, lat) = (west + t * (east - west), south + t * (north - south));
        [LonLat::new(lon, south), LonLat::new(lon, north), LonLat::new(west, lat), LonLat::new(east, lat)]
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const SIZE: [f32; 2] = [1600.0, 1000.0];

    #[test]
    fn fitting_shows_the_whole_box() {
        for projection in Projection::ALL {
            let camera = Camera::fit(projection, [170.0, 60.0, -170.0, 70.0], SIZE, 20.0);
            for p in [[170.0, 60.0], [190.0, 60.0], [170.0, 70.0], [190.0, 70.0]] {
                let ScreenPoint { x, y } = camera.to_screen(projection.project(LonLat::from(p)), SIZE);
                assert!((19.0..1582.0).contains(&x) && (19.0..982.0).contains(&y), "{projection:?} {x} {y}");
            }
        }
    }

    proptest! {
        #[test]
        fn zooming_keeps_the_point_under_the_pointer(x in 0f32..1600.0, y in 0f32..1000.0, zoom in 3.0f64..18.0) {
            let camera = Camera::at(Projection::Mercator, LonLat::new(131.0, 45.0), 6.0);
            let next = camera.zoomed_about([x, y], SIZE, zoom);
            let (a, b) = (camera.to_plane([x, y], SIZE), next.to_plane([x, y], SIZE));
            prop_assert!((a[0] - b[0]).abs() < 1e-6 && (a[1] - b[1]).abs() < 1e-6);
        }
    }

    proptest! {
        #[test]
        fn a_view_is_told_by_a_box_of_degrees(
            lon in 100f64..190.0, lat in 30f64..68.0, zoom in 4.0f64..17.0, wide in proptest::bool::ANY,
        ) {
            for projection in Projection::ALL {
                let size = if wide { SIZE } else { [700.0, 900.0] };
                let camera = Camera::at(projection, LonLat::new(lon, lat), zoom);
                let GeoBox { west, south, east, north } = camera.degrees(size);
                prop_assert!(south < north && (-180.0..=180.0).contains(&west));
                // Near the pole all meridians meet, and no box of degrees tells a view: neither one that reaches
                // far north, nor a wide one that lies so near the cut of the world that its box would cross it.
                let far_north = lat > 58.0 && zoom < 5.0;
                if projection == Projection::Conic && (north > 80.0 || far_north) {
                    continue;
                }
                let again = Camera::fit(projection, [west, south, east, north], size, 0.0);
                let ScreenPoint { x, y } = camera.to_screen(again.center, size);
                let off = (x - size[0] * 0.5).hypot(y - size[1] * 0.5);
                let curved = projection == Projection::Conic;
                // Within a hundredth of the width in a curved projection.
                prop_assert!(off < if curved { 16.0 } else { 0.5 }, "{projection:?}: {off} pixels off");
                prop_assert!((again.zoom - camera.zoom).abs() < 0.02, "{projection:?}: {}", again.zoom);
            }
        }
    }

    #[test]
    fn meters_per_pixel_follow_the_latitude() {
        let camera = Camera::at(Projection::Mercator, LonLat::new(131.0, 60.0), 10.0);
        assert!((camera.meters_per_pixel() - 76.4).abs() < 0.5, "{}", camera.meters_per_pixel());
    }

    #[test]
    fn a_scale_is_exact_within_the_limits_of_zoom() {
        for projection in Projection::ALL {
            let camera = Camera::at(projection, LonLat::new(130.7, 42.4), 6.0);
            let scaled = camera.with_meters_per_pixel(26.458);
            assert!((scaled.meters_per_pixel() / 26.458 - 1.0).abs() < 1e-9);
            assert_eq!(scaled.center, camera.center);
            assert_eq!(camera.with_meters_per_pixel(1e-3).zoom, MAX_ZOOM);
        }
    }

    #[test]
    fn changing_projection_keeps_place_and_scale() {
        let camera = Camera::at(Projection::Mercator, LonLat::new(131.0, 55.0), 5.0);
        let conic = camera.reprojected(Projection::Conic);
        assert!((camera.meters_per_pixel() / conic.meters_per_pixel() - 1.0).abs() < 1e-6);
    }
}
