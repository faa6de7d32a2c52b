//! What is wrong with the shapes of a layer that is placed: one look at each position.

use super::{offer, place_of, still_wanted};
use crate::input::{ReadError, Watch};
use std::sync::Arc;
use tumen_core::diag::{Place, Report, Severity};
use tumen_core::geo::antimeridian::{self, Outline};
use tumen_core::geo::{FARTHEST, LonLat, lon_near};
use tumen_core::message;
use tumen_core::message::Message;
use tumen_core::model::Confidence;
use tumen_core::model::layer::{Feature, Geometry, GeometryKind, Layer, Positions, is_height};
use tumen_core::model::repair::{Proposal, Repair, is_area, repeats, signed_area};

/// What was found in one feature.
#[derive(Default, Clone, Copy)]
struct Findings {
    /// Positions with a number that is not finite, in the file or after leaving its grid.
    nan: usize,
    /// Whether the layer came from another system than degrees WGS 84.
    moved: bool,
    /// Positions with a latitude beyond 90°, and one of these latitudes.
    latitude: usize,
    worst_latitude: f64,
    /// Those of them that would be places on Earth with latitude and longitude exchanged.
    exchanged: usize,
    /// Positions with a longitude that is none, whatever turns are taken from it, and one of these.
    nowhere: usize,
    worst_nowhere: f64,
    /// Positions of exactly 0, 0.
    zeros: usize,
    /// Positions with a longitude beyond 180°, and one of these.
    longitude: usize,
    worst_longitude: f64,
    /// Heights that stand for no value, and one of these.
    no_heights: usize,
    worst_height: f64,
    /// Steps across 180°.
    crossings: usize,
    /// Positions that repeat the one before, and the first of these.
    duplicates: usize,
    first_duplicate: LonLat,
    /// Rings whose end is not their beginning.
    unclosed: usize,
    /// Rings of fewer than four positions.
    small_rings: usize,
    /// Lines of one position or none.
    short_lines: usize,
    /// Rings that run the wrong way round.
    winding: usize,
}

/// The way round that outer rings should run.
#[derive(Clone, Copy, PartialEq)]
enum Winding {
    Counterclockwise,
    Any,
}

impl Winding {
    /// RFC 7946 wants outer rings counterclockwise. A Shapefile tells outer rings from holes by it, which its
    /// reader sees; others do not say.
    fn of(format: &str) -> Self {
        match format {
            "geojson" | "geojsonseq" => Self::Counterclockwise,
            _ => Self::Any,
        }
    }
}

/// One kind of trouble: what a notice says of a feature, and what is offered for it.
struct Trouble {
    code: &'static str,
    severity: Severity,
    repair: Option<Repair>,
    /// How many of a feature's findings are of this kind.
    count: fn(&Findings) -> usize,
    /// The sentence of a feature.
    message: fn(&Findings) -> Message,
    /// What is offered for the layer, as a sentence.
    proposal: Message,
}

const NO_REPAIR: Message = message!("notice-correct-where-file");

/// All kinds of trouble; first those of numbers, so that broken positions are told before broken shapes.
fn troubles(format: &str) -> Vec<Trouble> {
    troubles_of_numbers(format).into_iter().chain(troubles_of_shapes()).collect()
}

fn troubles_of_numbers(format: &str) -> [Trouble; 6] {
    // RFC 7946 wants lines cut at 180°; other formats have no way to say where a line was cut.
    let cut = matches!(format, "geojson" | "geojsonseq");
    [
        Trouble {
            code: "nan",
            severity: Severity::Warning,
            repair: Some(Repair::DropBrokenPositions),
            count: |f| f.nan,
            message: |f| message!("notice-without-number", n = f.nan),
            proposal: message!("notice-not-numbers-not-drawn"),
        },
        Trouble {
            code: "latitude-range",
            severity: Severity::Warning,
            repair: Some(Repair::DropBrokenPositions),
            count: |f| f.latitude,
            message: |f| {
                let worst = number(f.worst_latitude);
                match f.exchanged == f.latitude {
                    true => message!("notice-latitude-exchanged", n = f.latitude, worst = worst),
                    false => message!("notice-latitude-beyond", n = f.latitude, worst = worst),
                }
            },
            proposal: message!("notice-beyond-poles-not-drawn"),
        },
        Trouble {
            code: "nowhere",
            severity: Severity::Warning,
            repair: Some(Repair::DropBrokenPositions),
            count: |f| f.nowhere,
            message: |f| message!("notice-nowhere", n = f.nowhere, worst = number(f.worst_nowhere)),
            proposal: message!("notice-nowhere-not-drawn"),
        },
        Trouble {
            code: "null-island",
            severity: Severity::Warning,
            repair: None,
            count: |f| f.zeros,
            message: |f| message!("notice-at-zero", n = f.zeros),
            proposal: Message::NONE,
        },
        Trouble {
            code: "longitude-range",
            severity: Severity::Warning,
            repair: Some(Repair::WrapLongitudes),
            count: |f| f.longitude,
            message: |f| {
                message!("notice-longitude-outside", n = f.longitude, worst = number(f.worst_longitude))
            },
            proposal: message!("notice-longitudes-0-360"),
        },
        Trouble {
            code: "antimeridian",
            severity: Severity::Info,
            repair: cut.then_some(Repair::CutAt180),
            count: |f| f.crossings,
            message: |f| message!("notice-crosses-180", n = f.crossings),
            proposal: message!("notice-geojson-lines-areas"),
        },
    ]
}

fn troubles_of_shapes() -> [Trouble; 6] {
    [
        Trouble {
            code: "no-height",
            severity: Severity::Warning,
            repair: Some(Repair::DropNoDataHeights),
            count: |f| f.no_heights,
            message: |f| message!("notice-no-heights", n = f.no_heights, worst = number(f.worst_height)),
            proposal: message!("notice-heights-of-no-value"),
        },
        Trouble {
            code: "empty-geometry",
            severity: Severity::Warning,
            repair: Some(Repair::DropEmpty),
            count: |f| f.short_lines,
            message: |f| message!("notice-without-positions", n = f.short_lines),
            proposal: message!("notice-empty-shapes-not-drawn"),
        },
        Trouble {
            code: "duplicate-points",
            severity: Severity::Info,
            repair: Some(Repair::DropDuplicatePoints),
            count: |f| f.duplicates,
            message: |f| {
                let at = f.first_duplicate;
                message!(
                    "notice-repeated",
                    n = f.duplicates,
                    lon = format!("{:.6}", at.lon),
                    lat = format!("{:.6}", at.lat)
                )
            },
            proposal: message!("notice-repeated-add-nothing"),
        },
        Trouble {
            code: "unclosed-ring",
            severity: Severity::Warning,
            repair: Some(Repair::CloseRings),
            count: |f| f.unclosed,
            message: |f| message!("notice-unclosed-rings", n = f.unclosed),
            proposal: message!("notice-rings-areas-end"),
        },
        Trouble {
            code: "bad-geometry",
            severity: Severity::Warning,
            repair: None,
            count: |f| f.small_rings,
            message: |f| message!("notice-small-rings", n = f.small_rings),
            proposal: Message::NONE,
        },
        Trouble {
            code: "winding",
            severity: Severity::Info,
            repair: Some(Repair::RewindRings),
            count: |f| f.winding,
            message: |f| message!("notice-rings-other-way", n = f.winding),
            proposal: message!("notice-some-programs-take"),
        },
    ]
}

/// What is known of a layer before its shapes are looked at.
#[derive(Clone, Copy)]
pub(super) struct Look {
    /// Which of the layers of the file it is, counted from 0.
    pub index: usize,
    /// Whether its axes seem exchanged.
    pub swapped: bool,
    /// Whether positions of 0, 0 stand among others that are far from it.
    pub stray_zeros: bool,
}

/// Reports what is wrong with the shapes of a layer, makes lines across 180° continuous and proposes
/// repairs.
pub(super) fn inspect(
    layer: &mut Layer,
    look: Look,
    report: &mut Report,
    proposals: &mut Vec<Proposal>,
    watch: &Watch,
) -> Result<(), ReadError> {
    let Look { index, swapped, stray_zeros } = look;
    snap_to_limits(layer);
    let winding = if swapped { Winding::Any } else { Winding::of(&layer.origin.format) };
    let troubles = troubles(&layer.origin.format);
    let mut affected = vec![[0_usize; 2]; troubles.len()];
    let (mut crossing, mut placeless) = (Vec::new(), Vec::new());
    let placed = !layer.origin.crs.is_empty();
    let moved = placed && layer.origin.crs != "EPSG:4326";
    for (at, feature) in layer.features.iter().enumerate() {
        if at % 1024 == 0 {
            still_wanted(watch)?;
        }
        if feature.geometry == Geometry::None {
            placeless.push(at);
            continue;
        }
        let mut found = findings(&feature.geometry, winding);
        found.moved = moved;
        found.zeros *= usize::from(stray_zeros);
        if swapped || !placed {
            // One notice says it of the whole layer already.
            (found.latitude, found.longitude, found.crossings, found.nowhere) = (0, 0, 0, 0);
        }
        for (trouble, affected) in troubles.iter().zip(&mut affected) {
            let count = (trouble.count)(&found);
            if count > 0 {
                let [features, places] = affected;
                (*features, *places) = (*features + 1, *places + count);
                tell(trouble, &found, layer, (at, feature), report);
            }
        }
        if found.crossings > 0 {
            crossing.push(at);
        }
    }
    tell_placeless(layer, &placeless, report);
    make_continuous(layer, &crossing);
    let offered = troubles.into_iter().zip(affected).filter(|(_, [features, _])| *features > 0);
    proposals.extend(offered.filter_map(|(t, counts)| proposal(t, index, counts)));
    proposals.dedup_by(|next, foreign_members| {
        let same = foreign_members.layer == next.layer
            && foreign_members.repair == next.repair
            && !foreign_members.placement;
        if same {
            foreign_members.features = foreign_members.features.max(next.features);
            foreign_members.places += next.places;
        }
        same
    });
    Ok(())
}

fn tell(
    trouble: &Trouble,
    found: &Findings,
    layer: &Layer,
    (at, feature): (usize, &Feature),
    report: &mut Report,
) {
    // Beyond what a report keeps, only the count matters; sentences are not made for nothing.
    let foreign_members = report.count(trouble.code) < tumen_core::diag::KEPT_PER_CODE;
    let (place, message, hint) = match foreign_members {
        true => {
            let hint = match (&trouble.repair, trouble.code) {
                (Some(repair), _) => offer(repair),
                (None, "antimeridian") => Message::NONE,
                (None, _) => NO_REPAIR,
            };
            (place_of(layer, at, feature), (trouble.message)(found), hint)
        }
        false => (Place::default(), Message::NONE, Message::NONE),
    };
    match trouble.severity {
        Severity::Info => report.info(trouble.code, place, message, hint),
        _ => report.warning(trouble.code, place, message, hint),
    }
}

/// Features without a place are allowed; that there are some is said once.
fn tell_placeless(layer: &Layer, placeless: &[usize], report: &mut Report) {
    let Some((first, feature)) = placeless.first().and_then(|at| Some((*at, layer.features.get(*at)?)))
    else {
        return;
    };
    let message = message!("notice-placeless", n = placeless.len());
    report.info("empty-geometry", place_of(layer, first, feature), message, Message::NONE);
}

fn proposal(trouble: Trouble, layer: usize, [features, places]: [usize; 2]) -> Option<Proposal> {
    Some(Proposal {
        code: trouble.code,
        repair: trouble.repair?,
        layer,
        features,
        places,
        message: trouble.proposal,
        placement: false,
        confidence: Confidence::High,
        taken: false,
    })
}

fn findings(geometry: &Geometry, winding: Winding) -> Findings {
    let mut found = Findings::default();
    let mut any = false;
    geometry.each(&mut |kind, positions| {
        any = any || !positions.is_empty();
        look_at(kind, positions, &mut found);
    });
    found.short_lines += usize::from(!any && found.short_lines == 0);
    // Across 180° the numbers of a ring enclose another area than the ring does.
    let whole = found.crossings == 0 && found.nan == 0 && found.nowhere == 0;
    if winding != Winding::Any && whole {
        found.winding = wrong_rings(geometry);
    }
    found
}

fn look_at(kind: GeometryKind, positions: &Positions, found: &mut Findings) {
    let ring = is_area(kind);
    let line = matches!(kind, GeometryKind::LineString | GeometryKind::MultiLineString);
    let closed_before = found.crossings;
    numbers(&positions.points, ring || line, ring, found);
    if ring || line {
        duplicates(positions, found);
    }
    for height in positions.heights().iter().filter(|h| h.is_finite() && !is_height(**h)) {
        found.no_heights += 1;
        found.worst_height = *height;
    }
    if line {
        found.short_lines += usize::from(positions.len() < 2);
    }
    if ring {
        if found.crossings > closed_before {
            found.crossings = closed_before + crossings_of_ring(&positions.points);
        }
        found.short_lines += usize::from(positions.is_empty());
        let open = positions.len() > 2 && !positions.is_closed() && !ends_in_nan(positions);
        found.unclosed += usize::from(open);
        found.small_rings += usize::from(!positions.is_empty() && positions.len() + usize::from(open) < 4);
    }
}

fn ends_in_nan(positions: &Positions) -> bool {
    let broken = |p: Option<&LonLat>| p.is_some_and(|p| !p.is_valid());
    broken(positions.points.first()) || broken(positions.points.last())
}

/// The one look at each position.
fn numbers(points: &[LonLat], joined: bool, is_ring: bool, found: &mut Findings) {
    let before = found.crossings;
    let mut previous = points.first().map_or(0.0, |p| p.lon);
    for p in points {
        let regular = p.lon.abs() <= 180.0 && p.lat.abs() <= 90.0;
        found.zeros += usize::from(p.lon == 0.0 && p.lat == 0.0);
        if !regular && !irregular(*p, found) {
            continue;
        }
        found.crossings += usize::from(joined && (p.lon - previous).abs() > 180.0);
        previous = p.lon;
    }
    // Steps of more than half the globe are rare; which of them cross 180° is looked at more closely.
    if found.crossings > before && !is_ring {
        found.crossings = before + crossings_of_line(points);
    }
}

/// How often a line really crosses 180°: an edge along a whole parallel does not.
fn crossings_of_line(line: &[LonLat]) -> usize {
    let mut line: Vec<LonLat> = line.iter().copied().filter(|p| p.is_valid()).collect();
    let before = line.clone();
    antimeridian::unwrap(&mut line);
    changes_of_turn(&before, &line)
}

/// The same for a ring; none if it runs round a pole.
fn crossings_of_ring(ring: &[LonLat]) -> usize {
    let mut ring: Vec<LonLat> = ring.iter().copied().filter(|p| p.is_valid()).collect();
    let before = ring.clone();
    match antimeridian::unwrap_ring(&mut ring) {
        Outline::Closed => changes_of_turn(&before, &ring),
        Outline::Polar => 0,
    }
}

fn changes_of_turn(before: &[LonLat], after: &[LonLat]) -> usize {
    let mut turn = 0.0;
    let changed = |(b, a): &(&LonLat, &LonLat)| {
        let now = ((a.lon - b.lon) / 360.0).round();
        std::mem::replace(&mut turn, now) != now
    };
    before.iter().zip(after).filter(changed).count()
}

/// Numbers that a calculation left the last digit of beyond 90° or 180° are these.
fn snap_to_limits(layer: &mut Layer) {
    let mut any = Vec::new();
    for (at, feature) in layer.features.iter().enumerate() {
        let mut found = false;
        feature.geometry.each(&mut |_, positions| {
            found = found || positions.points.iter().any(|p| is_over(p.lon, 180.0) || is_over(p.lat, 90.0));
        });
        if found {
            any.push(at);
        }
    }
    if any.is_empty() {
        return;
    }
    let features = Arc::make_mut(&mut layer.features);
    for at in any {
        let Some(feature) = features.get_mut(at) else { continue };
        Arc::make_mut(feature).geometry.each_mut(&mut |_, positions| {
            for p in &mut positions.points {
                let snapped = |v: f64, limit: f64| if is_over(v, limit) { limit.copysign(v) } else { v };
                *p = LonLat::new(snapped(p.lon, 180.0), snapped(p.lat, 90.0));
            }
        });
    }
}

/// Whether a number is beyond a limit by less than a billionth.
fn is_over(number: f64, limit: f64) -> bool {
    let beyond = number.abs() - limit;
    beyond > 0.0 && beyond <= 1e-9
}

/// A number as a person can read it: not in 300 digits.
fn number(value: f64) -> String {
    if value.abs() < 1e9 { value.to_string() } else { format!("{value:e}") }
}

/// Counts a position outside the usual ranges; says whether it has numbers at all.
#[cold]
fn irregular(p: LonLat, found: &mut Findings) -> bool {
    if !p.lon.is_finite() || !p.lat.is_finite() {
        found.nan += 1;
        return false;
    }
    if p.lon.abs() > FARTHEST {
        found.nowhere += 1;
        found.worst_nowhere = p.lon;
        return false;
    }
    if p.lat.abs() > 90.0 {
        found.latitude += 1;
        found.worst_latitude = p.lat;
        found.exchanged += usize::from(p.lon.abs() <= 90.0 && p.lat.abs() <= 180.0);
    }
    if p.lon.abs() > 180.0 {
        found.longitude += 1;
        found.worst_longitude = p.lon;
    }
    true
}

fn duplicates(positions: &Positions, found: &mut Findings) {
    let Some(mut previous) = positions.points.first().copied() else { return };
    for (i, p) in positions.points.iter().enumerate().skip(1) {
        if *p == previous && repeats(positions, i) {
            if found.duplicates == 0 {
                found.first_duplicate = *p;
            }
            found.duplicates += 1;
        }
        previous = *p;
    }
}

/// How many rings run the wrong way round.
fn wrong_rings(geometry: &Geometry) -> usize {
    let area = |rings: &Vec<Positions>| {
        let wrong = |(i, ring): &(usize, &Positions)| {
            let area = signed_area(&ring.points);
            if *i == 0 { area < 0.0 } else { area > 0.0 }
        };
        rings.iter().enumerate().filter(wrong).count()
    };
    match geometry {
        Geometry::Polygon(rings) => area(rings),
        Geometry::MultiPolygon(areas) => areas.iter().map(area).sum(),
        Geometry::Collection(shapes) => shapes.iter().map(wrong_rings).sum(),
        _ => 0,
    }
}

fn make_continuous(layer: &mut Layer, crossing: &[usize]) {
    if crossing.is_empty() {
        return;
    }
    let features = Arc::make_mut(&mut layer.features);
    for at in crossing {
        if let Some(feature) = features.get_mut(*at) {
            continuous(&mut Arc::make_mut(feature).geometry);
        }
    }
}

fn continuous(geometry: &mut Geometry) {
    match geometry {
        Geometry::LineString(line) => unwrap_finite(line),
        Geometry::MultiLineString(lines) => lines.iter_mut().for_each(unwrap_finite),
        Geometry::Polygon(rings) => continuous_area(rings),
        Geometry::MultiPolygon(areas) => areas.iter_mut().for_each(|rings| continuous_area(rings)),
        Geometry::Collection(shapes) => shapes.iter_mut().for_each(continuous),
        Geometry::None | Geometry::Point(_) | Geometry::MultiPoint(_) => {}
    }
}

/// Holes are moved to the side of 180° on which the outer ring begins. A ring round a pole stays as it is.
fn continuous_area(rings: &mut [Positions]) {
    let mut middle = None;
    for ring in rings {
        let valid = ring.points.iter().all(|p| p.is_valid());
        let mut points = ring.points.clone();
        if valid && antimeridian::unwrap_ring(&mut points) == Outline::Closed {
            ring.points = points;
        }
        match middle {
            None => middle = middle_of(&ring.points),
            Some(middle) if valid => antimeridian::center_on(&mut ring.points, middle),
            Some(_) => {}
        }
    }
}

fn middle_of(ring: &[LonLat]) -> Option<f64> {
    let extent = ring.iter().fold((f64::MAX, f64::MIN), |(lo, hi), p| (p.lon.min(lo), p.lon.max(hi)));
    (extent.0 <= extent.1).then_some(0.5 * (extent.0 + extent.1))
}

/// Makes a line continuous; where a position is nowhere, step by step, those being passed over.
fn unwrap_finite(line: &mut Positions) {
    if line.points.iter().all(|p| p.is_valid()) {
        return antimeridian::unwrap(&mut line.points);
    }
    let mut previous = None;
    for p in line.points.iter_mut().filter(|p| p.lon.abs() <= FARTHEST) {
        p.lon = lon_near(p.lon, previous.unwrap_or(p.lon));
        previous = Some(p.lon);
    }
}
