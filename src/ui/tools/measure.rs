//! Distances, bearings and areas along clicks, on the ellipsoid.

use super::ink::Ink;
use super::{Pad, Sketch};
use crate::ui::format;
use crate::ui::sizes::sizes;
use eframe::egui::Vec2;
use tumen_core::geo::{LonLat, measure};
use tumen_core::model::layer::{Feature, Geometry, Positions, Value};
use tumen_core::words::Messages;
use tumen_scene::frame::Weight;

/// Geodesics are drawn with corners this far apart at most, meters.
const STEP_M: f64 = 25_000.0;

/// One leg between two clicks.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Leg {
    pub from: LonLat,
    pub to: LonLat,
    /// Along the geodesic, meters.
    pub meters: f64,
    /// At the start, degrees clockwise from north.
    pub bearing: f64,
}

/// The legs of a line.
pub(super) fn legs(line: &[LonLat]) -> Vec<Leg> {
    let leg = |pair: &[LonLat]| {
        let (from, to) = (pair[0], pair[1]);
        Leg { from, to, meters: measure::distance(from, to), bearing: measure::bearing(from, to) }
    };
    line.windows(2).map(leg).collect()
}

/// Lengths as they stand on the map: as exact as can be read there.
pub(super) fn length(meters: f64, m: Messages<'_>) -> String {
    let (digits, unit) = match meters {
        v if v < 1_000.0 => (format!("{v:.1}"), "m"),
        v if v < 100_000.0 => (format!("{:.2}", v / 1_000.0), "km"),
        v => (format::grouped(&format!("{:.1}", v / 1_000.0)), "km"),
    };
    format!("{} {}", format::decimal(digits, m), m.say(unit))
}

/// Square meters in a fitting unit.
pub(super) fn area(square_meters: f64, m: Messages<'_>) -> String {
    let (digits, unit) = match square_meters {
        a if a < 10_000.0 => (format!("{a:.0}"), "unit-m2"),
        a if a < 1_000_000.0 => (format!("{:.2}", a / 10_000.0), "unit-ha"),
        a if a < 1e9 => (format!("{:.2}", a / 1e6), "unit-km2"),
        a => (format::grouped(&format!("{:.0}", a / 1e6)), "unit-km2"),
    };
    m.say_with(unit, &[("n", format::decimal(digits, m).into())])
}

/// A bearing as it is spoken: three digits and a tenth.
pub(super) fn bearing(degrees: f64) -> String {
    // 359.97 must not become 360.0.
    let tenth = ((degrees * 10.0).round() / 10.0) % 360.0;
    format!("{tenth:05.1}°")
}

/// The geodesics along a line, dense enough to look round.
pub(super) fn dense(line: &[LonLat]) -> Vec<LonLat> {
    let mut out: Vec<LonLat> = line.first().copied().into_iter().collect();
    for pair in line.windows(2) {
        let track = measure::great_circle(pair[0], pair[1], STEP_M);
        let shift = out.last().map_or(0.0, |last| last.lon - pair[0].lon);
        out.extend(track.iter().skip(1).map(|p| LonLat::new(p.lon + shift, p.lat)));
    }
    out
}

/// The table for the clipboard: tab-separated, with a heading.
pub(super) fn table(sketch: &Sketch, m: Messages<'_>) -> String {
    let line = sketch.line();
    let mut text = format!("{}\n", m.say("measure-heading"));
    for (number, leg) in (1..).zip(legs(&line)) {
        let (a, b) = (leg.from.wrapped(), leg.to.wrapped());
        text += &format!(
            "{number}\t{:.6}\t{:.6}\t{:.6}\t{:.6}\t{:.2}\t{:.2}\n",
            a.lat, a.lon, b.lat, b.lon, leg.meters, leg.bearing
        );
    }
    text += &format!("{}\t{:.2}\n", m.say("measure-total"), measure::length(&line));
    if sketch.closed {
        text += &format!("{}\t{:.1}\n", m.say("measure-area"), measure::area(&line));
    }
    text
}

/// The measured line or area as a feature, its geodesics as they were shown.
pub(super) fn feature(sketch: &Sketch, m: Messages<'_>) -> Feature {
    let line = sketch.line();
    let number = |value: f64| Value::Number(format!("{value:.1}").into());
    let mut properties = vec![("name".into(), Value::Text(m.say("tools-measured").into()))];
    properties.push(("length_m".into(), number(measure::length(&line))));
    let positions = Positions::new(dense(&line));
    let geometry = if sketch.closed {
        properties.push(("area_m2".into(), number(measure::area(&line))));
        Geometry::Polygon(vec![closed_exactly(positions)])
    } else {
        Geometry::LineString(positions)
    };
    Feature { properties, ..Feature::drawn(geometry) }
}

/// The closing position is the first one to the last digit.
fn closed_exactly(mut ring: Positions) -> Positions {
    if let (Some(first), Some(last)) = (ring.points.first().copied(), ring.points.last_mut()) {
        *last = first;
    }
    ring
}

/// Paints geodesics, the one to the pointer dashed, and labels.
pub(super) fn paint(ink: &Ink, pad: &Pad, m: Messages<'_>, sketch: &Sketch, next: Option<LonLat>) {
    let line = sketch.line();
    ink.line(&pad.screen_line(&dense(&line)));
    let mut all = legs(&line);
    if let (Some(from), Some(to)) = (sketch.points.last(), next) {
        let rubber = legs(&[*from, to]);
        ink.rubber(&pad.screen_line(&dense(&[*from, to])));
        all.extend(rubber);
    }
    let origin = pad.rect.min;
    for leg in &all {
        let middle = measure::great_circle(leg.from, leg.to, (leg.meters * 0.5).max(1.0));
        let Some(middle) = middle.get(middle.len() / 2) else { continue };
        let (a, b) = (pad.screen(leg.from), pad.screen(leg.to));
        if a.distance(b) >= sizes().tools.label {
            let words = format!("{} · {}", length(leg.meters, m), bearing(leg.bearing));
            ink.label(
                origin,
                pad.screen(*middle) - Vec2::new(0.0, sizes().tools.label_above),
                &words,
                Weight::Regular,
            );
        }
    }
    total(ink, pad, m, sketch, (&all, next));
}

/// The sum at the end of the line, or the area in its middle.
fn total(ink: &Ink, pad: &Pad, m: Messages<'_>, sketch: &Sketch, (all, next): (&[Leg], Option<LonLat>)) {
    let origin = pad.rect.min;
    if sketch.closed {
        let count = sketch.points.len().max(1) as f32;
        let sum = pad.screen_line(&sketch.points).iter().fold(Vec2::ZERO, |s, p| s + p.to_vec2());
        let words = area(measure::area(&sketch.line()), m);
        ink.label(origin, (sum / count).to_pos2(), &words, Weight::SemiBold);
    } else if all.len() > 1 {
        let words = length(all.iter().map(|l| l.meters).sum(), m);
        let end = next.or(sketch.points.last().copied());
        if let Some(end) = end {
            ink.label(
                origin,
                pad.screen(end) + Vec2::new(0.0, sizes().tools.label_below),
                &words,
                Weight::SemiBold,
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tumen_core::model::{Date, Language};

    fn session() -> tumen_session::Session {
        let today = Date { year: 2026, month: 11, day: 21 };
        tumen_session::Session::open(&tumen_assets::Bundle::embedded(), today)
    }

    const VLADIVOSTOK: LonLat = LonLat::new(131.8735, 43.1056);
    const BUSAN: LonLat = LonLat::new(129.0403, 35.1028);

    #[test]
    fn the_table_names_every_leg() {
        let sketch = Sketch { points: vec![VLADIVOSTOK, BUSAN], ..Sketch::default() };
        let text = table(&sketch, session().messages());
        assert!(text.contains("43.105600\t131.873500\t35.102800\t129.040300\t92"), "{text}");
        assert_eq!(text.lines().count(), 3);
    }

    #[test]
    fn units_and_bearings_read_well() {
        let session = session();
        let said = |meters| Language::ALL.map(|l| length(meters, session.words().messages(l)));
        assert_eq!(said(12.34), ["12.3 m", "12,3 м", "12.3 m"]);
        assert_eq!(said(921_512.0)[0], "921.5 km");
        assert_eq!(area(25_000.0, session.messages()), "2.50 ha");
        assert_eq!(bearing(359.97), "000.0°");
        assert_eq!(bearing(7.25), "007.3°");
    }

    #[test]
    fn geodesics_stay_continuous_across_180_degrees() {
        let far = [LonLat::new(170.0, 60.0), LonLat::new(-170.0, 62.0), LonLat::new(170.0, 64.0)];
        let track = dense(&far);
        assert!(track.windows(2).all(|w| (w[1].lon - w[0].lon).abs() < 2.0));
        let kept = feature(&Sketch { points: far.to_vec(), closed: true, done: true }, session().messages());
        let mut closed = false;
        kept.geometry.each(&mut |_, ring| closed = ring.is_closed());
        assert!(closed);
    }
}
