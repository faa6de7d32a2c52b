//! Map projections: from degrees WGS 84 to the plane and back.
//!
//! Both are the spherical forms (Snyder, *Map Projections: A Working Manual*, USGS PP 1395, 1987,
//! pp. 41 and 104): they serve to draw. Lengths and areas are measured on the ellipsoid by
//! [`super::measure`], never on the projected plane.

use super::{LonLat, PlanePoint, lon_near};
use std::f64::consts::{FRAC_PI_2, FRAC_PI_4, TAU};

/// The meridian in the middle of every projected picture, degrees. Longitudes are continuous from
/// 180° west of it to 180° east of it, so the picture is cut in the Atlantic and not in Chukotka.
pub const CENTRAL_MERIDIAN: f64 = 150.0;
/// The western cut of the Mercator picture, unwrapped degrees.
pub const WEST_CUT: f64 = CENTRAL_MERIDIAN - 180.0;
/// Beyond this latitude Mercator is not drawn: it would grow without limit.
pub const MERCATOR_MAX_LAT: f64 = 85.0;
/// Meridian of the theatre conic, degrees: Khabarovsk stands upright.
const CONIC_MERIDIAN: f64 = 132.0;
/// Standard parallels of the theatre conic, degrees: true scale across Primorye and Yakutia.
const CONIC_PARALLELS: [f64; 2] = [40.0, 64.0];
/// The latitude at the conic's origin, degrees.
const CONIC_ORIGIN_LAT: f64 = 52.0;
/// South of this the conic is not drawn: it would grow without limit.
pub const CONIC_MIN_LAT: f64 = -20.0;
/// North of this the conic is not drawn: its pole is a point where bearings end.
pub const CONIC_MAX_LAT: f64 = 89.0;

/// What the program knows of a projection.
#[derive(Debug)]
pub struct ProjectionRow {
    /// The word for the command line and for files.
    pub id: &'static str,
    /// The key of its name.
    pub words: &'static str,
    /// The meridian at the middle of the drawn range, degrees.
    pub meridian: f64,
    /// Where the picture is cut in the west, unwrapped degrees; it ends 360° to the east of it.
    pub west_cut: f64,
    /// The latitudes that can be drawn, south and north, degrees.
    pub latitudes: [f64; 2],
    /// Whether meridians and parallels are upright and level lines, so that a box of degrees is a rectangle.
    pub is_rectangular: bool,
}

/// Every projection has a row and its formulas: the table makes the projections, in the order of menus. The
/// formulas are: a position to the plane (latitude in radians, clamped), the plane to a position, and the scale.
macro_rules! projections {
    ($($(#[$about:meta])* $name:ident: $row:expr, $project:path, $unproject:path, $scale:path;)*) => {
        /// A way to draw the Earth on the plane.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, serde::Serialize, serde::Deserialize)]
        #[serde(rename_all = "lowercase")]
        pub enum Projection {
            $($(#[$about])* $name,)*
        }

        impl Projection {
            /// Every projection, in the order menus show them.
            pub const ALL: [Self; [$(stringify!($name)),*].len()] = [$(Self::$name),*];

            /// The row of the projection.
            #[must_use]
            pub const fn row(self) -> &'static ProjectionRow {
                match self {
                    $(Self::$name => const { &$row },)*
                }
            }

            fn plane(self, lon: f64, lat: f64) -> PlanePoint {
                match self {
                    $(Self::$name => $project(lon, lat),)*
                }
            }

            /// The position of a point of the plane, longitude continuous around the picture's middle.
            #[must_use]
            pub fn unproject_continuous(self, p: impl Into<PlanePoint>) -> LonLat {
                let PlanePoint { x, y } = p.into();
                match self {
                    $(Self::$name => $unproject(x, y),)*
                }
            }

            fn scale(self, lat: f64) -> f64 {
                match self {
                    $(Self::$name => $scale(lat),)*
                }
            }
        }
    };
}

projections! {
    /// Mercator, continuous across 180°.
    #[default]
    Mercator: ProjectionRow {
        id: "mercator",
        words: "projection-mercator",
        meridian: CENTRAL_MERIDIAN,
        west_cut: WEST_CUT,
        latitudes: [-MERCATOR_MAX_LAT, MERCATOR_MAX_LAT],
        is_rectangular: true,
    }, mercator::project, mercator::unproject, mercator::scale;
    /// Lambert conformal conic for the theatre (standard parallels 40° and 64° N, 132° E).
    Conic: ProjectionRow {
        id: "conic",
        words: "projection-conic",
        meridian: CONIC_MERIDIAN,
        west_cut: CONIC_MERIDIAN - 180.0,
        latitudes: [CONIC_MIN_LAT, CONIC_MAX_LAT],
        is_rectangular: false,
    }, conic::project, conic::unproject, conic::scale;
}

impl Projection {
    /// The word for the command line and for files.
    #[must_use]
    pub fn id(self) -> &'static str {
        self.row().id
    }

    /// The projection of that word.
    #[must_use]
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|p| p.id() == id)
    }

    /// The words of all, as in `mercator, conic`.
    #[must_use]
    pub fn ids() -> String {
        Self::ALL.map(Self::id).join(", ")
    }

    /// The meridian at the middle of the drawn range, degrees.
    #[must_use]
    pub fn meridian(self) -> f64 {
        self.row().meridian
    }

    /// The latitudes that can be drawn, south and north, degrees.
    #[must_use]
    pub fn latitudes(self) -> [f64; 2] {
        self.row().latitudes
    }

    /// The latitude that is drawn for a latitude, radians.
    fn drawn(self, lat: f64) -> f64 {
        let [south, north] = self.latitudes();
        lat.clamp(south, north).to_radians()
    }

    /// Projects a position; the longitude is taken as it is (unwrapped), the latitude is clamped
    /// to what can be drawn. Map units, y down.
    #[must_use]
    pub fn project(self, p: LonLat) -> PlanePoint {
        self.plane(p.lon, self.drawn(p.lat))
    }

    /// Projects a position whose longitude may be given modulo 360: it is first brought near the
    /// middle of the picture.
    #[must_use]
    pub fn project_wrapped(self, p: LonLat) -> PlanePoint {
        self.project(LonLat::new(lon_near(p.lon, CENTRAL_MERIDIAN), p.lat))
    }

    /// The position of a point of the plane; longitude wrapped to −180..=180.
    #[must_use]
    pub fn unproject(self, p: impl Into<PlanePoint>) -> LonLat {
        self.unproject_continuous(p).wrapped()
    }

    /// How many map units one radian of ground takes at a position (1 where the scale is true).
    #[must_use]
    pub fn scale_factor(self, p: LonLat) -> f64 {
        self.scale(self.drawn(p.lat))
    }
}

/// The formulas of Mercator.
mod mercator {
    use super::{CENTRAL_MERIDIAN, FRAC_PI_2, LonLat, PlanePoint};

    pub fn project(lon: f64, lat: f64) -> PlanePoint {
        // The same as ln tan(π/4 + φ/2), and faster.
        let sin = lat.sin();
        PlanePoint::new((lon - CENTRAL_MERIDIAN).to_radians(), -0.5 * ((1.0 + sin) / (1.0 - sin)).ln())
    }

    pub fn unproject(x: f64, y: f64) -> LonLat {
        let lat = 2.0 * (-y).exp().atan() - FRAC_PI_2;
        LonLat::new(CENTRAL_MERIDIAN + x.to_degrees(), lat.to_degrees())
    }

    pub fn scale(lat: f64) -> f64 {
        1.0 / lat.cos()
    }
}

/// The formulas of the conic.
mod conic {
    use super::{CONIC_MERIDIAN, Cone, LonLat, PlanePoint};

    pub fn project(lon: f64, lat: f64) -> PlanePoint {
        let cone = Cone::theatre();
        let rho = cone.radius(lat);
        let theta = cone.n * (lon - CONIC_MERIDIAN).to_radians();
        PlanePoint::new(rho * theta.sin(), rho * theta.cos() - cone.rho0)
    }

    pub fn unproject(x: f64, y: f64) -> LonLat {
        let cone = Cone::theatre();
        let down = cone.rho0 + y;
        let theta = x.atan2(down);
        let lat = cone.latitude(x.hypot(down));
        LonLat::new(CONIC_MERIDIAN + (theta / cone.n).to_degrees(), lat.to_degrees())
    }

    pub fn scale(lat: f64) -> f64 {
        let cone = Cone::theatre();
        cone.n * cone.radius(lat) / lat.cos()
    }
}

/// Map units across the whole Mercator world.
pub const WORLD_WIDTH: f64 = TAU;

/// The constants of a spherical Lambert conformal conic.
#[derive(Clone, Copy)]
struct Cone {
    n: f64,
    f: f64,
    rho0: f64,
}

impl Cone {
    fn theatre() -> Self {
        static CONE: std::sync::OnceLock<Cone> = std::sync::OnceLock::new();
        *CONE.get_or_init(Self::compute)
    }

    fn compute() -> Self {
        let [p1, p2] = CONIC_PARALLELS.map(f64::to_radians);
        let t = |lat: f64| (FRAC_PI_4 + lat / 2.0).tan();
        let n = (p1.cos() / p2.cos()).ln() / (t(p2) / t(p1)).ln();
        let f = p1.cos() * t(p1).powf(n) / n;
        let rho0 = f / t(CONIC_ORIGIN_LAT.to_radians()).powf(n);
        Self { n, f, rho0 }
    }

    fn radius(&self, lat: f64) -> f64 {
        self.f / (FRAC_PI_4 + lat / 2.0).tan().powf(self.n)
    }

    fn latitude(&self, rho: f64) -> f64 {
        2.0 * (self.f / rho).powf(1.0 / self.n).atan() - FRAC_PI_2
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn unproject_is_the_inverse_of_project(lon in -29.0f64..329.0, lat in -19.0f64..84.0) {
            for projection in Projection::ALL {
                let back = projection.unproject(projection.project(LonLat::new(lon, lat)));
                prop_assert!((super::super::wrap_lon(lon) - back.lon).abs() < 1e-9, "{projection:?} {back:?}");
                prop_assert!((lat - back.lat).abs() < 1e-9, "{projection:?} {back:?}");
            }
        }
    }

    #[test]
    fn every_projection_is_found_by_its_id_and_has_words() {
        let mut ids: Vec<&str> = Projection::ALL.map(Projection::id).to_vec();
        assert!(Projection::ALL.into_iter().all(|p| Projection::from_id(p.id()) == Some(p)));
        assert!(Projection::ALL.into_iter().all(|p| p.row().words == format!("projection-{}", p.id())));
        for p in Projection::ALL {
            assert_eq!(format!("{p:?}").to_lowercase(), p.id(), "what serde writes is the id");
            assert!(p.row().west_cut < p.meridian() && p.meridian() < p.row().west_cut + 360.0);
        }
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), Projection::ALL.len());
    }

    #[test]
    fn chukotka_is_continuous() {
        for projection in Projection::ALL {
            let west = projection.project_wrapped(LonLat::new(179.9, 68.0));
            let east = projection.project_wrapped(LonLat::new(-179.9, 68.0));
            assert!((west.x - east.x).hypot(west.y - east.y) < 0.02, "{projection:?}");
        }
    }

    #[test]
    fn the_conic_is_true_on_its_parallels() {
        for lat in CONIC_PARALLELS {
            let k = Projection::Conic.scale_factor(LonLat::new(132.0, lat));
            assert!((k - 1.0).abs() < 1e-9);
        }
    }

    #[test]
    fn north_is_up() {
        for projection in Projection::ALL {
            let south = projection.project(LonLat::new(132.0, 43.0));
            let north = projection.project(LonLat::new(132.0, 44.0));
            assert!(north.y < south.y);
        }
    }
}
