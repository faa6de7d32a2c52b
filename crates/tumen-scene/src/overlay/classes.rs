//! The lines of an overlay sorted into classes that look alike.

use super::{Content, Flow, Route, Stretch};
use std::cmp::Ordering;
use tumen_core::geo::{LonLat, antimeridian};

/// Widths of flows are rounded to so many steps.
const WIDTHS: f64 = 16.0;
/// A time is cut into no more bands than this.
const BANDS: f64 = 7.0;

/// Lines that look alike.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Class {
    /// A route of this rank, the best 0.
    Route(usize),
    /// A flow.
    Flow {
        /// Its share of the largest flow, 0 to 1, rounded.
        share: f32,
        /// Load over capacity, rounded to hundredths; nothing if no capacity is known.
        load: Option<f32>,
    },
    /// What is reached between two times, days.
    Days {
        /// From.
        from: f32,
        /// To.
        to: f32,
        /// The middle as a share of the whole time.
        share: f32,
    },
}

impl Class {
    /// What lies beneath comes first: later routes, smaller flows, farther places.
    pub(super) fn order(&self, other: &Self) -> Ordering {
        match (self, other) {
            (Self::Route(a), Self::Route(b)) => b.cmp(a),
            (Self::Flow { share: a, load: l }, Self::Flow { share: b, load: m }) => {
                let load = |l: &Option<f32>| l.unwrap_or(-1.0);
                a.total_cmp(b).then_with(|| load(l).total_cmp(&load(m)))
            }
            (Self::Days { from: a, .. }, Self::Days { from: b, .. }) => b.total_cmp(a),
            // One overlay has one kind of classes.
            _ => Ordering::Equal,
        }
    }
}

/// A line and its class.
pub(super) struct Piece {
    pub class: Class,
    pub line: Vec<LonLat>,
}

pub(super) fn pieces(content: &Content) -> Vec<Piece> {
    match content {
        Content::Routes(routes) => routes.iter().enumerate().flat_map(route).collect(),
        Content::Flows(flows) => {
            let most = flows.iter().map(|f| f.tonnes).filter(|t| t.is_finite()).fold(0.0, f64::max);
            flows.iter().filter_map(|f| flow(f, most)).collect()
        }
        Content::Reach { limit, stretches } => {
            let band = band(*limit);
            stretches.iter().flat_map(|s| reach(s, *limit, band)).collect()
        }
    }
}

fn route((rank, route): (usize, &Route)) -> Vec<Piece> {
    route.lines.iter().map(|line| Piece { class: Class::Route(rank), line: line.clone() }).collect()
}

fn flow(flow: &Flow, most: f64) -> Option<Piece> {
    let carries = flow.tonnes.is_finite() && flow.tonnes > 0.0 && most > 0.0;
    let share = ((flow.tonnes / most * WIDTHS).ceil() / WIDTHS) as f32;
    let load = flow.load.map(|l| ((l.min(9.99) * 100.0).floor() / 100.0) as f32);
    carries.then(|| Piece { class: Class::Flow { share, load }, line: flow.line.clone() })
}

/// The length of a band: a round number of days.
fn band(limit: f64) -> f64 {
    let least = (limit / BANDS).max(1e-3);
    let power = 10_f64.powf(least.log10().floor());
    [1.0, 2.0, 5.0, 10.0].into_iter().map(|k| k * power).find(|b| *b >= least).unwrap_or(10.0 * power)
}

/// A stretch cut where a band ends, at an even pace.
fn reach(stretch: &Stretch, limit: f64, band: f64) -> Vec<Piece> {
    let Stretch { from, to, part, line } = stretch;
    let mut line: Vec<LonLat> = line.iter().copied().filter(|p| p.is_valid()).collect();
    antimeridian::unwrap(&mut line);
    if !(limit > 0.0 && *from >= 0.0 && to >= from && *to <= limit * (1.0 + 1e-9) && *part > 0.0) {
        return Vec::new();
    }
    let first = (from / band).floor() as u32;
    let last = ((to / band).ceil() as u32).max(first + 1);
    let share = |days: f64| if to > from { (days - from) / (to - from) * part } else { 0.0 };
    let piece = |i: u32| {
        let (start, end) = (f64::from(i) * band, (f64::from(i + 1) * band).min(limit));
        let line = if to > from {
            between(&line, share(start.max(*from)), share(end.min(*to)))
        } else {
            between(&line, 0.0, *part)
        };
        let middle = (0.5 * (start + end) / limit) as f32;
        Piece { class: Class::Days { from: start as f32, to: end as f32, share: middle }, line }
    };
    (first..last).map(piece).filter(|p| p.line.len() > 1).collect()
}

/// The part of a line between two shares of its length. Lengths are those on a sphere of small steps, which
/// is exact enough for a share.
fn between(line: &[LonLat], from: f64, to: f64) -> Vec<LonLat> {
    let steps: Vec<f64> = line.windows(2).map(|p| step(p[0], p[1])).collect();
    let length: f64 = steps.iter().sum();
    let (from, to) = (from.clamp(0.0, 1.0) * length, to.clamp(0.0, 1.0) * length);
    let mut cut = Vec::new();
    let mut along = 0.0;
    for (pair, step) in line.windows(2).zip(&steps) {
        let at = |d: f64| {
            let t = if *step > 0.0 { ((d - along) / step).clamp(0.0, 1.0) } else { 0.0 };
            LonLat {
                lon: pair[0].lon + t * (pair[1].lon - pair[0].lon),
                lat: pair[0].lat + t * (pair[1].lat - pair[0].lat),
            }
        };
        if along + step >= from && along <= to {
            if cut.is_empty() {
                cut.push(at(from));
            }
            cut.push(at(to));
        }
        along += step;
    }
    cut.dedup();
    cut
}

fn step(a: LonLat, b: LonLat) -> f64 {
    let x = (b.lon - a.lon) * (0.5 * (a.lat + b.lat)).to_radians().cos();
    x.hypot(b.lat - a.lat)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

    use super::*;

    fn line(lons: &[f64]) -> Vec<LonLat> {
        lons.iter().map(|lon| LonLat { lon: *lon, lat: 0.0 }).collect()
    }

    #[test]
    fn bands_are_round_and_few() {
        for limit in [0.5, 1.0, 3.0, 7.0, 10.0, 14.0, 30.0, 45.0, 100.0] {
            let bands = limit / band(limit);
            assert!((1.0..=BANDS).contains(&bands), "{limit}: {bands}");
        }
        assert_eq!([band(7.0), band(14.0), band(30.0)], [1.0, 2.0, 5.0]);
    }

    #[test]
    fn a_stretch_is_cut_where_a_band_ends() {
        let stretch = Stretch { line: line(&[0.0, 10.0, 20.0]), from: 0.5, to: 2.5, part: 0.5 };
        let pieces = reach(&stretch, 7.0, 1.0);
        let ends: Vec<Vec<f64>> = pieces.iter().map(|p| p.line.iter().map(|q| q.lon).collect()).collect();
        assert_eq!(ends, [vec![0.0, 2.5], vec![2.5, 7.5], vec![7.5, 10.0]]);
        let days: Vec<Class> = pieces.iter().map(|p| p.class).collect();
        assert!(matches!(days[1], Class::Days { from: 1.0, to: 2.0, .. }), "{days:?}");
    }

    #[test]
    fn what_makes_no_sense_gives_no_lines() {
        let stretch = |from, to, part| Stretch { line: line(&[0.0, 1.0]), from, to, part };
        for bad in [stretch(f64::NAN, 1.0, 1.0), stretch(2.0, 1.0, 1.0), stretch(0.0, 99.0, 1.0)] {
            assert!(reach(&bad, 7.0, 1.0).is_empty());
        }
        let flows = vec![Flow { line: line(&[0.0, 1.0]), tonnes: f64::NAN, load: None }];
        assert!(pieces(&Content::Flows(flows)).is_empty());
    }

    #[test]
    fn widths_follow_tonnes() {
        let flow = |tonnes| Flow { line: line(&[0.0, 1.0]), tonnes, load: Some(0.5) };
        let pieces = pieces(&Content::Flows(vec![flow(1.0), flow(100.0), flow(50.0)]));
        let share = |p: &Piece| match p.class {
            Class::Flow { share, .. } => share,
            _ => f32::NAN,
        };
        assert_eq!(pieces.iter().map(share).collect::<Vec<_>>(), [0.0625, 1.0, 0.5]);
    }
}
