//! Which system numbers are in, when the file does not say: by their size, and by where they would land.

use super::Crs;
use crate::geo::{GeoBounds, LonLat, NumberBounds};
use crate::message;
use crate::message::Message;

/// The part of the world that files of our users are about, degrees: from Lake Baikal to the Bering
/// Strait, from Taiwan to the Arctic coast.
pub const THEATRE: GeoBounds = GeoBounds::new(LonLat::new(100.0, 25.0), LonLat::new(180.0, 75.0));
/// Where most of them are: Manchuria, Primorye, Korea, Sakhalin, Japan.
const CORE: GeoBounds = GeoBounds::new(LonLat::new(120.0, 33.0), LonLat::new(150.0, 55.0));
/// Positions tried of a sample.
const TRIED: usize = 16;
/// Candidates given back.
const OFFERED: usize = 12;

/// A system that numbers may be in.
#[derive(Debug, Clone, PartialEq)]
pub struct Candidate {
    /// The system.
    pub crs: Crs,
    /// Whether the file gives northing first, so that x and y are to be exchanged before.
    pub swapped: bool,
    /// Why it may be this one, as a sentence without full stop.
    pub reason: Message,
    /// Stated accuracy of the datum shift, meters, if known.
    pub accuracy_m: Option<f64>,
    /// Whether all the tried positions land in the part of the world that files are usually about.
    pub in_theatre: bool,
    /// Whether the numbers tell the zone or grid themselves, and it is not merely the likeliest of many.
    pub certain: bool,
    score: i32,
}

/// The systems that positions in meters (x, y) may be in, the likeliest first: those that bring them to
/// the theatre, then others. Nothing for degrees, and nothing when no known system fits.
///
/// ```
/// use tumen_core::geo::crs::recognize;
/// let found = recognize(&[[22_651_234.5, 4_771_234.5]]);
/// assert_eq!(found[0].crs.id(), "EPSG:28422");
/// ```
#[must_use]
pub fn recognize(sample: &[[f64; 2]]) -> Vec<Candidate> {
    let tried = thinned(sample);
    let bounds = NumberBounds::of(tried.iter().copied());
    if tried.is_empty() || bounds.min.iter().chain(&bounds.max).all(|v| v.abs() <= 400.0) {
        return Vec::new();
    }
    let mut found = Vec::new();
    for swapped in [false, true] {
        let turned = |[x, y]: [f64; 2]| if swapped { [y, x] } else { [x, y] };
        let numbers = NumberBounds::new(turned(bounds.min), turned(bounds.max));
        let points: Vec<LonLat> = tried.iter().map(|p| LonLat::from(turned(*p))).collect();
        let judged = fitting(&numbers).into_iter().filter_map(|fit| judge(fit, swapped, &points));
        found.extend(judged);
    }
    found.sort_by_key(|c: &Candidate| std::cmp::Reverse(c.score));
    found.truncate(OFFERED);
    found
}

/// At most [`TRIED`] positions, evenly taken, without those that are no numbers.
fn thinned(sample: &[[f64; 2]]) -> Vec<[f64; 2]> {
    let step = sample.len().div_ceil(TRIED).max(1);
    let finite = |p: &&[f64; 2]| p.iter().all(|v| v.is_finite());
    sample.iter().filter(finite).step_by(step).copied().collect()
}

/// A system whose numbers are as large as these.
struct Fit {
    code: u32,
    /// How usual it is; more is likelier.
    prior: i32,
    certain: bool,
    reason: Message,
}

impl Fit {
    fn new(code: u32, prior: i32, certain: bool, reason: Message) -> Self {
        Self { code, prior, certain, reason }
    }
}

/// The systems whose eastings and northings are as large as these bounds.
fn fitting(numbers: &NumberBounds) -> Vec<Fit> {
    let mut fits = Vec::new();
    zoned(numbers, &mut fits);
    unzoned(numbers, &mut fits);
    korean(numbers, &mut fits);
    web(numbers, &mut fits);
    fits
}

fn within(numbers: &NumberBounds, east: [f64; 2], north: [f64; 2]) -> bool {
    NumberBounds::new([east[0], north[0]], [east[1], north[1]]).contains_bounds(numbers)
}

/// Northings of Gauss–Krüger and UTM between 22° and 77° north, meters.
const NORTHINGS: [f64; 2] = [2.5e6, 8.5e6];

/// Gauss–Krüger with the zone before the easting: 22 563 000.
fn zoned(numbers: &NumberBounds, fits: &mut Vec<Fit>) {
    let zone = (numbers.center()[0] / 1e6).floor();
    let base = zone * 1e6;
    if !(1.0..=64.0).contains(&zone) || !within(numbers, [base - 1e5, base + 1.1e6], NORTHINGS) {
        return;
    }
    let zone = zone as u32;
    let because = |what: Message| message!("notice-eastings-begin-zone", zone = zone, what = what);
    // The zone is certain; of the datums, only the usual one is taken as told.
    let mut add = |code, prior, what: Message| fits.push(Fit::new(code, prior, prior == 40, because(what)));
    if (4..=32).contains(&zone) {
        add(28_400 + zone, 40, message!("notice-pulkovo-1942-what"));
        add(20_000 + zone, 30, message!("notice-pulkovo-1995-use"));
        add(20_900 + zone, 25, message!("notice-gsk2011-russian-system"));
    }
    if (13..=23).contains(&zone) {
        add(4478 + zone, 15, message!("notice-cgcs2000-chinese-system"));
    }
    if (34..=61).contains(&zone) {
        add(2517 + zone, 20, message!("notice-threedegree-zones-pulkovo"));
        add(21_200 + zone, 10, message!("notice-gsk2011-threedegree-zones"));
    }
    if (25..=45).contains(&zone) {
        add(4488 + zone, 22, message!("notice-cgcs2000-chinese-system"));
    }
}

/// UTM, and Gauss–Krüger without the zone: eastings about 500 000.
fn unzoned(numbers: &NumberBounds, fits: &mut Vec<Fit>) {
    if !within(numbers, [5e4, 9.5e5], NORTHINGS) {
        return;
    }
    for zone in 47..=58_u32 {
        // Zone 52 holds Korea and Primorye; the farther from it, the less likely.
        let far = 2 * zone.abs_diff(52) as i32;
        let utm = match zone {
            52 => message!("notice-utm-zone-of-korea", zone = zone),
            _ => message!("notice-utm-zone-around", zone = zone),
        };
        fits.push(Fit::new(32_600 + zone, 40 - far, false, utm));
        let russian = message!("notice-fit-gausskrger-grid");
        fits.push(Fit::new(2460 + zone, 28 - far, false, russian.clone()));
        fits.push(Fit::new(2429 + zone, 22 - far, false, russian.clone()));
        fits.push(Fit::new(20_970 + zone, 20 - far, false, russian.clone()));
    }
}

/// The grids of Korea.
fn korean(numbers: &NumberBounds, fits: &mut Vec<Fit>) {
    if within(numbers, [6e5, 1.5e6], [1.3e6, 2.8e6]) {
        let why = message!("notice-eastings-about-1000000");
        fits.push(Fit::new(5179, 45, true, why));
        fits.push(Fit::new(5178, 10, false, message!("notice-same-grid-used")));
    }
    if within(numbers, [-1e5, 5e5], [-1e5, 1.25e6]) {
        let belts = message!("notice-eastings-about-200000");
        let newer = [(5186, 44), (5187, 36), (5185, 26), (5188, 14)];
        let older = [(5174, 30), (5181, 28), (2097, 24), (5176, 22), (5183, 21), (2096, 18), (5173, 12)];
        let fit = |(code, prior)| Fit::new(code, prior, false, belts.clone());
        fits.extend(newer.into_iter().chain(older).map(fit));
    }
}

/// Web Mercator.
fn web(numbers: &NumberBounds, fits: &mut Vec<Fit>) {
    const EDGE: f64 = 20_037_508.4;
    if within(numbers, [-EDGE, EDGE], [-EDGE, EDGE]) {
        fits.push(Fit::new(3857, 35, true, message!("notice-numbers-large-those")));
    }
}

/// What becomes of a sample in a system; nothing if it has no place there.
fn judge(fit: Fit, swapped: bool, points: &[LonLat]) -> Option<Candidate> {
    let crs = Crs::epsg(fit.code).ok()?;
    let mut landed = points.to_vec();
    if crs.to_wgs84(&mut landed).ok()? > 0 {
        return None;
    }
    let bounds = GeoBounds::of(landed.iter().copied());
    let in_theatre = THEATRE.contains_bounds(&bounds);
    let land = i32::from(in_theatre) + i32::from(CORE.contains_bounds(&bounds));
    let score = 100 * land + fit.prior - i32::from(swapped);
    let reason = match swapped {
        true => message!("notice-northing-stands-before", reason = fit.reason),
        false => fit.reason,
    };
    let accuracy_m = crs.accuracy_m();
    Some(Candidate { crs, swapped, reason, accuracy_m, in_theatre, certain: fit.certain, score })
}
