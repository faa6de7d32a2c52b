//! Positions against closed formulae written here, and against numbers of PROJ 9.5.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use super::*;
use crate::geo::{LonLat, measure};
use proptest::prelude::*;

/// A transverse Mercator system: ellipsoid, scale, central meridian, false easting and northing, latitude
/// of origin.
struct Grid {
    a: f64,
    inverse_flattening: f64,
    scale: f64,
    meridian: f64,
    east: f64,
    north: f64,
    origin: f64,
}

/// Krüger's series of 1912 to the fourth power of the third flattening; below a millimeter within 4°.
fn krueger(grid: &Grid, at: LonLat) -> [f64; 2] {
    let (xi, eta, radius) = krueger_plane(grid, at.lon - grid.meridian, at.lat);
    let (origin, _, _) = krueger_plane(grid, 0.0, grid.origin);
    [grid.east + grid.scale * radius * eta, grid.north + grid.scale * radius * (xi - origin)]
}

fn krueger_plane(grid: &Grid, lon: f64, lat: f64) -> (f64, f64, f64) {
    let f = 1.0 / grid.inverse_flattening;
    let n = f / (2.0 - f);
    let e = (f * (2.0 - f)).sqrt();
    let radius = grid.a / (1.0 + n) * (1.0 + n * n / 4.0 + n.powi(4) / 64.0);
    let alpha = [
        n / 2.0 - 2.0 / 3.0 * n * n + 5.0 / 16.0 * n.powi(3) + 41.0 / 180.0 * n.powi(4),
        13.0 / 48.0 * n * n - 3.0 / 5.0 * n.powi(3) + 557.0 / 1440.0 * n.powi(4),
        61.0 / 240.0 * n.powi(3) - 103.0 / 140.0 * n.powi(4),
        49561.0 / 161_280.0 * n.powi(4),
    ];
    let (lam, sin) = (lon.to_radians(), lat.to_radians().sin());
    let tangent = (sin.atanh() - e * (e * sin).atanh()).sinh();
    let xi0 = tangent.atan2(lam.cos());
    let eta0 = (lam.sin() / tangent.hypot(lam.cos())).asinh();
    let (mut xi, mut eta) = (xi0, eta0);
    for (j, a) in (1..).zip(alpha) {
        let k = 2.0 * f64::from(j);
        xi += a * (k * xi0).sin() * (k * eta0).cosh();
        eta += a * (k * xi0).cos() * (k * eta0).sinh();
    }
    (xi, eta, radius)
}

/// Degrees WGS 84 from degrees on another ellipsoid by seven parameters (position vector).
fn helmert(a: f64, inverse_flattening: f64, p: [f64; 7], at: LonLat) -> LonLat {
    let square = |rf: f64| (2.0 - 1.0 / rf) / rf;
    let e2 = square(inverse_flattening);
    let (lon, lat) = (at.lon.to_radians(), at.lat.to_radians());
    let normal = a / (1.0 - e2 * lat.sin().powi(2)).sqrt();
    let v = [normal * lat.cos() * lon.cos(), normal * lat.cos() * lon.sin(), normal * (1.0 - e2) * lat.sin()];
    let r = [p[3], p[4], p[5]].map(|s| (s / 3600.0).to_radians());
    let m = 1.0 + p[6] * 1e-6;
    let x = p[0] + m * (v[0] - r[2] * v[1] + r[1] * v[2]);
    let y = p[1] + m * (r[2] * v[0] + v[1] - r[0] * v[2]);
    let z = p[2] + m * (-r[1] * v[0] + r[0] * v[1] + v[2]);
    let (e2, a) = (square(298.257_223_563), 6_378_137.0);
    let flat = x.hypot(y);
    let mut lat = (z / flat / (1.0 - e2)).atan();
    for _ in 0..20 {
        let normal = a / (1.0 - e2 * lat.sin().powi(2)).sqrt();
        let height = flat / lat.cos() - normal;
        lat = (z / flat / (1.0 - e2 * normal / (normal + height))).atan();
    }
    LonLat::new(y.atan2(x).to_degrees(), lat.to_degrees())
}

fn meters(a: LonLat, b: LonLat) -> f64 {
    measure::distance(a, b)
}

fn one(crs: &str, x: f64, y: f64) -> LonLat {
    let mut points = [LonLat::new(x, y)];
    assert_eq!(Crs::from_text(crs).unwrap().to_wgs84(&mut points).unwrap(), 0);
    points[0]
}

const KRASSOWSKY: (f64, f64) = (6_378_245.0, 298.3);
const PULKOVO_1942: [f64; 7] = [23.57, -140.95, -79.8, 0.0, 0.35, 0.79, -0.22];
const PLACES: [LonLat; 4] = [
    LonLat::new(130.64, 42.43),
    LonLat::new(131.885, 43.115),
    LonLat::new(126.5, 45.0),
    LonLat::new(129.04, 35.11),
];

#[test]
fn pulkovo_gauss_krueger_lands_where_the_closed_formulae_say() {
    let (a, inverse_flattening) = KRASSOWSKY;
    let grid =
        Grid { a, inverse_flattening, scale: 1.0, meridian: 129.0, east: 22.5e6, north: 0.0, origin: 0.0 };
    for at in PLACES {
        let [x, y] = krueger(&grid, at);
        let expected = helmert(a, inverse_flattening, PULKOVO_1942, at);
        assert!(meters(one("EPSG:28422", x, y), expected) < 0.005, "{at:?}");
        assert!(meters(at, expected) > 50.0, "the shift is real");
    }
}

#[test]
fn utm_and_the_korean_grid_land_where_the_closed_formulae_say() {
    let utm = Grid {
        a: 6_378_137.0,
        inverse_flattening: 298.257_223_563,
        scale: 0.9996,
        meridian: 129.0,
        east: 5e5,
        north: 0.0,
        origin: 0.0,
    };
    let korea = Grid {
        a: 6_378_137.0,
        inverse_flattening: 298.257_222_101,
        scale: 0.9996,
        meridian: 127.5,
        east: 1e6,
        north: 2e6,
        origin: 38.0,
    };
    for at in PLACES {
        let [x, y] = krueger(&utm, at);
        assert!(meters(one("EPSG:32652", x, y), at) < 0.005, "{at:?}");
        let [x, y] = krueger(&korea, at);
        assert!(meters(one("EPSG:5179", x, y), at) < 0.005, "{at:?}");
    }
}

#[test]
fn positions_agree_with_proj() {
    // Computed with PROJ 9.5.1 and its EPSG register.
    let cases = [
        ("EPSG:20022", 22_651_234.5, 4_771_234.5, 130.857_344_518_388_12, 43.061_019_438_167_8),
        ("EPSG:20922", 22_651_234.5, 4_771_234.5, 130.856_538_625_091_5, 43.061_585_457_266_844),
        ("EPSG:32652", 651_234.5, 4_771_234.5, 130.857_799_789_972_18, 43.078_746_861_565_41),
        ("EPSG:5179", 958_000.0, 1_945_000.0, 127.024_813_946_841_29, 37.503_313_819_421_116),
        ("EPSG:5186", 198_000.0, 551_000.0, 126.977_364_397_192_37, 37.558_525_784_810_854),
        ("EPSG:5187", 202_000.0, 280_000.0, 129.021_939_737_160_9, 35.116_321_492_824_525),
        ("EPSG:5174", 198_236.32, 453_407.856, 126.980_820_386_457_44, 37.582_970_578_028_33),
        ("EPSG:2097", 198_236.32, 453_407.856, 126.977_930_370_381_24, 37.582_970_560_170_09),
        ("EPSG:3857", 14_500_000.0, 5_300_000.0, 130.255_716_197_330_63, 42.921_296_277_068_52),
        ("EPSG:3395", 14_500_000.0, 5_300_000.0, 130.255_716_197_330_63, 43.113_159_922_013_1),
    ];
    for (crs, x, y, lon, lat) in cases {
        let off = meters(one(crs, x, y), LonLat::new(lon, lat));
        assert!(off < 0.01, "{crs}: {off} m off");
    }
}

#[test]
fn texts_of_many_kinds_name_systems() {
    let cases = [
        ("EPSG:5179", "EPSG:5179"),
        ("epsg 5186", "EPSG:5186"),
        ("4326", "EPSG:4326"),
        ("urn:ogc:def:crs:EPSG::32652", "EPSG:32652"),
        ("urn:ogc:def:crs:EPSG:6.9:32652", "EPSG:32652"),
        ("urn:ogc:def:crs:OGC:1.3:CRS84", "EPSG:4326"),
        ("http://www.opengis.net/def/crs/EPSG/0/3857", "EPSG:3857"),
        ("http://www.opengis.net/gml/srs/epsg.xml#4326", "EPSG:4326"),
        ("ESRI:102100", "EPSG:3857"),
        ("WGS 84", "EPSG:4326"),
        ("EPSG:4326+5773", "EPSG:4326"),
        ("EPSG:32652 (WGS 84 / UTM zone 52N)", "EPSG:32652"),
        ("urn:ogc:def:crs,crs:EPSG::5179,crs:EPSG::5193", "EPSG:5179"),
        ("WGS_1984_UTM_Zone_52N", "EPSG:32652"),
    ];
    for (text, id) in cases {
        assert_eq!(Crs::from_text(text).unwrap().id(), id, "{text}");
    }
    for text in ["", "Nowhere", "EPSG:99999999999", "EPSG:1", "+proj=nothing", "LOCAL_CS[\"x\"]", "12 34"] {
        assert!(Crs::from_text(text).is_err(), "{text}");
    }
}

const ESRI_GK: &str = r#"PROJCS["Pulkovo_1942_GK_Zone_22",GEOGCS["GCS_Pulkovo_1942",DATUM["D_Pulkovo_1942",SPHEROID["Krasovsky_1940",6378245.0,298.3]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["Gauss_Kruger"],PARAMETER["False_Easting",22500000.0],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",129.0],PARAMETER["Scale_Factor",1.0],PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0]]"#;
const ESRI_BELT: &str = r#"PROJCS["Korean_1985_Modified_Korea_Central_Belt",GEOGCS["GCS_Korean_Datum_1985",DATUM["D_Korean_Datum_1985",SPHEROID["Bessel_1841",6377397.155,299.1528128]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["Transverse_Mercator"],PARAMETER["False_Easting",200000.0],PARAMETER["False_Northing",500000.0],PARAMETER["Central_Meridian",127.002890277778],PARAMETER["Scale_Factor",1.0],PARAMETER["Latitude_Of_Origin",38.0],UNIT["Meter",1.0]]"#;
const ESRI_WEB: &str = r#"PROJCS["WGS_1984_Web_Mercator_Auxiliary_Sphere",GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137.0,298.257223563]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["Mercator_Auxiliary_Sphere"],PARAMETER["False_Easting",0.0],PARAMETER["Central_Meridian",0.0],PARAMETER["Standard_Parallel_1",0.0],PARAMETER["Auxiliary_Sphere_Type",0.0],UNIT["Meter",1.0]]"#;
const ESRI_WGS: &str = r#"GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137.0,298.257223563]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]]"#;
const OGC_UTM: &str = r#"PROJCRS["WGS 84 / UTM zone 52N",BASEGEOGCRS["WGS 84",ENSEMBLE["World Geodetic System 1984 ensemble",MEMBER["World Geodetic System 1984 (G730)"],ELLIPSOID["WGS 84",6378137,298.257223563,LENGTHUNIT["metre",1]],ENSEMBLEACCURACY[2.0]],PRIMEM["Greenwich",0,ANGLEUNIT["degree",0.0174532925199433]],ID["EPSG",4326]],CONVERSION["UTM zone 52N",METHOD["Transverse Mercator",ID["EPSG",9807]],PARAMETER["Longitude of natural origin",129,ANGLEUNIT["degree",0.0174532925199433],ID["EPSG",8802]]],CS[Cartesian,2],ID["EPSG",32652]]"#;

#[test]
fn well_known_text_of_esri_and_ogc_is_understood() {
    assert_eq!(Crs::from_wkt(ESRI_GK).unwrap().id(), "EPSG:28422");
    assert_eq!(Crs::from_wkt(ESRI_WEB).unwrap().id(), "EPSG:3857");
    assert_eq!(Crs::from_wkt(ESRI_WGS).unwrap(), Crs::wgs84());
    assert_eq!(Crs::from_wkt(OGC_UTM).unwrap().id(), "EPSG:32652");
    assert_eq!(Crs::from_wkt(OGC_UTM).unwrap().name(), "WGS 84 / UTM zone 52N");
    let belt = Crs::from_wkt(ESRI_BELT).unwrap();
    assert_eq!(belt.id(), "EPSG:5174");
    let unnamed = Crs::from_wkt(&ESRI_BELT.replace("Modified", "Mine")).unwrap();
    assert_eq!((unnamed.id(), unnamed.accuracy_m()), ("Korean_1985_Mine_Korea_Central_Belt", Some(1.0)));
    let local = ESRI_GK.replace("22500000", "500000").replace("Zone_22", "Zone_22N");
    assert_eq!(Crs::from_wkt(&local).unwrap().id(), "EPSG:2512");
    assert_eq!(belt.accuracy_m(), Some(1.0));
    let mut at = [LonLat::new(198_236.32, 453_407.856)];
    belt.to_wgs84(&mut at).unwrap();
    assert!(meters(at[0], LonLat::new(126.980_820_386, 37.582_970_578)) < 0.05);
}

#[test]
fn parameters_count_more_than_a_name() {
    let wrong = ESRI_GK.replace("22500000", "500000");
    let crs = Crs::from_wkt(&wrong).unwrap();
    assert_eq!(crs.accuracy_m(), Some(3.0));
    assert!(crs.id() != "EPSG:28422");
}

#[test]
fn broken_and_hostile_descriptions_are_errors() {
    let deep = format!("{}{}", "A[".repeat(100_000), "]".repeat(100_000));
    let deep_quoted = "DATUM[\"x\",".repeat(3000);
    for text in [&deep, &deep_quoted, ESRI_GK.get(..200).unwrap(), "PROJCS[\"", "(((\"", "[\"\"]"] {
        assert!(Crs::from_wkt(text).is_err());
    }
    let grids = Crs::from_text("+proj=longlat +ellps=krass +nadgrids=/etc/passwd +no_defs").unwrap();
    assert!(!grids.definition().contains("passwd"));
}

#[test]
fn stated_accuracies() {
    let of = |code| Crs::epsg(code).unwrap().accuracy_m();
    assert_eq!(of(28_422), Some(3.0));
    assert_eq!(of(20_022), Some(1.0));
    assert_eq!(of(5179), Some(1.0));
    assert_eq!(of(2097), Some(1.0));
    assert_eq!(of(32_652), Some(0.0));
    assert_eq!(of(3092), Some(9.0));
}

#[test]
fn what_cannot_be_placed_becomes_nan_and_is_counted() {
    let crs = Crs::epsg(32_652).unwrap();
    let mut points = [LonLat::new(5e5, 4.7e6), LonLat::new(f64::NAN, 1.0), LonLat::new(1e300, -1e300)];
    assert_eq!(crs.to_wgs84(&mut points).unwrap(), 2);
    assert!(points[0].is_valid() && points[1].lon.is_nan() && points[2].lat.is_nan());
}

#[test]
fn numbers_tell_their_system() {
    let cases: [(&[[f64; 2]], &str, bool); 9] = [
        (&[[22_563_000.0, 4_790_000.0], [22_600_000.0, 4_800_000.0]], "EPSG:28422", false),
        (&[[4_790_000.0, 22_563_000.0]], "EPSG:28422", true),
        (&[[23_385_000.0, 4_790_000.0]], "EPSG:28423", false),
        (&[[651_234.5, 4_771_234.5]], "EPSG:32652", false),
        (&[[4_771_234.5, 651_234.5]], "EPSG:32652", true),
        (&[[958_000.0, 1_945_000.0]], "EPSG:5179", false),
        (&[[198_000.0, 551_000.0]], "EPSG:5186", false),
        (&[[14_500_000.0, 5_300_000.0]], "EPSG:3857", false),
        (&[[44_450_000.0, 5_300_000.0]], "EPSG:4532", false),
    ];
    for (sample, id, swapped) in cases {
        let found = recognize(sample);
        assert_eq!((found[0].crs.id(), found[0].swapped), (id, swapped), "{sample:?}");
        assert!(found[0].in_theatre && !found[0].reason.is_empty());
    }
    let gauss_krueger = recognize(&[[22_563_000.0, 4_790_000.0]]);
    let ids: Vec<_> = gauss_krueger.iter().map(|c| c.crs.id()).collect();
    assert!(ids.contains(&"EPSG:20022") && ids.contains(&"EPSG:20922"), "{ids:?}");
    assert!(recognize(&[[130.0, 43.0]]).is_empty());
    assert!(recognize(&[]).is_empty());
    assert!(recognize(&[[1e12, 1e12], [f64::NAN, 0.0]]).is_empty());
}

proptest! {
    #[test]
    fn there_and_back_is_the_same_place(
        code in prop::sample::select(vec![28_422_u32, 20_022, 20_922, 32_652, 2512, 3857, 2097, 4284, 4301]),
        lon in 126.0..132.0_f64,
        lat in 30.0..60.0_f64,
    ) {
        let crs = Crs::epsg(code).unwrap();
        let mut at = [LonLat::new(lon, lat)];
        prop_assert_eq!(crs.from_wgs84(&mut at).unwrap(), 0);
        prop_assert_eq!(crs.to_wgs84(&mut at).unwrap(), 0);
        prop_assert!(meters(at[0], LonLat::new(lon, lat)) < 1e-3, "{:?}", at[0]);
    }

    #[test]
    fn no_text_and_no_numbers_panic(text in "\\PC{0,60}", x in any::<f64>(), y in any::<f64>(), code in 0..70_000_u32) {
        let _ = Crs::from_text(&text);
        let _ = Crs::from_wkt(&text);
        let _ = recognize(&[[x, y], [y, x]]);
        if let Ok(crs) = Crs::epsg(code) {
            let _ = crs.to_wgs84(&mut [LonLat::new(x, y)]);
            let _ = crs.from_wgs84(&mut [LonLat::new(x, y)]);
        }
    }
}
