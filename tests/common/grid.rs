//! Grid coordinates by the closed series of Krüger (1912), to compare the program with.

#![allow(dead_code, reason = "each test file uses its own part")]

/// An ellipsoid of revolution.
#[derive(Clone, Copy)]
pub struct Ellipsoid {
    /// Semi-major axis, meters.
    a: f64,
    /// Flattening.
    f: f64,
}

impl Ellipsoid {
    /// World Geodetic System 1984.
    pub const WGS84: Self = Self { a: 6_378_137.0, f: 1.0 / 298.257_223_563 };
    /// Krassowsky 1940.
    pub const KRASSOWSKY: Self = Self { a: 6_378_245.0, f: 1.0 / 298.3 };
}

/// Easting (with 500 km added) and northing of degrees, in a transverse Mercator grid.
pub fn krueger(e: Ellipsoid, lon: f64, lat: f64, meridian: f64, scale: f64) -> [f64; 2] {
    let n = e.f / (2.0 - e.f);
    let (n2, n3, n4) = (n * n, n * n * n, n * n * n * n);
    let radius = e.a / (1.0 + n) * (1.0 + n2 / 4.0 + n4 / 64.0);
    let alpha = [
        n / 2.0 - 2.0 * n2 / 3.0 + 5.0 * n3 / 16.0 + 41.0 * n4 / 180.0,
        13.0 * n2 / 48.0 - 3.0 * n3 / 5.0 + 557.0 * n4 / 1440.0,
        61.0 * n3 / 240.0 - 103.0 * n4 / 140.0,
        49_561.0 * n4 / 161_280.0,
    ];
    let (sin, k) = (lat.to_radians().sin(), 2.0 * n.sqrt() / (1.0 + n));
    let t = (sin.atanh() - k * (k * sin).atanh()).sinh();
    let l = (lon - meridian).to_radians();
    let xi = t.atan2(l.cos());
    let eta = (l.sin() / (1.0 + t * t).sqrt()).atanh();
    let (mut x, mut y) = (eta, xi);
    for (j, a) in (1..).zip(alpha) {
        let double = 2.0 * f64::from(j);
        x += a * (double * xi).cos() * (double * eta).sinh();
        y += a * (double * xi).sin() * (double * eta).cosh();
    }
    [500_000.0 + scale * radius * x, scale * radius * y]
}

/// Degrees Pulkovo 1942 of degrees WGS 84, by the seven parameters of EPSG:5044 (GOST R 51794-2008).
pub fn to_pulkovo(lon: f64, lat: f64) -> [f64; 2] {
    let [x, y, z] = cartesian(Ellipsoid::WGS84, lon, lat);
    let second = (1.0_f64 / 3600.0).to_radians();
    let (ry, rz, scale) = (-0.35 * second, -0.79 * second, 1.0 - 0.22e-6);
    // From Pulkovo to WGS 84 (coordinate frame): w = t + s R p. The rotation is so small that its inverse is
    // its transpose.
    let [u, v, w] = [x - 23.57, y + 140.95, z + 79.80].map(|c| c / scale);
    geodetic(Ellipsoid::KRASSOWSKY, [u - rz * v + ry * w, v + rz * u, w - ry * u])
}

fn cartesian(e: Ellipsoid, lon: f64, lat: f64) -> [f64; 3] {
    let (lon, lat, e2) = (lon.to_radians(), lat.to_radians(), e.f * (2.0 - e.f));
    let n = e.a / (1.0 - e2 * lat.sin().powi(2)).sqrt();
    [n * lat.cos() * lon.cos(), n * lat.cos() * lon.sin(), n * (1.0 - e2) * lat.sin()]
}

fn geodetic(e: Ellipsoid, [x, y, z]: [f64; 3]) -> [f64; 2] {
    let (p, e2) = (x.hypot(y), e.f * (2.0 - e.f));
    let mut lat = z.atan2(p * (1.0 - e2));
    for _ in 0..8 {
        let n = e.a / (1.0 - e2 * lat.sin().powi(2)).sqrt();
        lat = (z + e2 * n * lat.sin()).atan2(p);
    }
    [y.atan2(x).to_degrees(), lat.to_degrees()]
}
