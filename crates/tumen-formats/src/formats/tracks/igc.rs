//! IGC, the log of gliders: fixes in records of fixed columns (FAI technical specification for GNSS flight recorders).

use super::{Bad, Track, decoded, layer, nothing, progress, texts};
use crate::formats::budget::Budget;
use crate::formats::instant;
use crate::input::{Input, RawLayer, ReadError, StatedCrs};
use tumen_core::diag::Report;
use tumen_core::geo::LonLat;
use tumen_core::message;
use tumen_core::model::layer::Feature;

/// Whether a text begins as a log does: a record `A` with the maker, then a date or fixes.
pub(crate) fn is_igc(text: &str) -> bool {
    let mut lines = text.lines().map(str::trim).filter(|l| !l.is_empty());
    let first = lines.next().unwrap_or_default();
    let maker = first.strip_prefix('A').and_then(|m| m.get(..3));
    maker.is_some_and(|m| m.chars().all(|c| c.is_ascii_alphanumeric()))
        && lines.take(100).any(|l| l.starts_with("HFDTE") || fix(l).is_some())
}

/// Reads a log: the flight as one track, the task as another.
///
/// # Errors
/// If there is no fix in it, a limit is reached or reading is stopped.
pub fn read(input: &Input<'_>, report: &mut Report) -> Result<Vec<RawLayer>, ReadError> {
    let text = decoded(input, report);
    let mut budget = Budget::new(input.limits);
    let (mut flight, mut task, mut about) = (Track::default(), Track::default(), Feature::default());
    let (mut day, mut last) = (String::new(), f64::NAN);
    let (mut bad, mut rest, mut number) = (Bad::default(), &*text, 0);
    while !rest.is_empty() {
        let (line, behind) = rest.split_once('\n').unwrap_or((rest, ""));
        (rest, number) = (behind, number + 1);
        progress(input, number, &text, rest)?;
        let line = line.trim_end();
        match line.as_bytes().first() {
            Some(b'B') => match fix(line) {
                Some((at, height)) => {
                    let time = time(&day, line, &mut last);
                    flight.push(at, height, time, &mut budget)?;
                }
                None => bad.add(number, message!("notice-not-a-fix")),
            },
            Some(b'C') => {
                if let Some(at) = position(line, 1).filter(|at| *at != LonLat::default()) {
                    task.push(at, f64::NAN, f64::NAN, &mut budget)?;
                }
            }
            Some(b'H') => header(line, &mut day, &mut about),
            _ => {}
        }
    }
    if flight.is_empty() {
        return Err(nothing(message!("notice-no-fix-in-log")));
    }
    bad.tell(input, report);
    let mut features = vec![Feature { geometry: flight.geometry(), line: 1, ..about }];
    if !task.is_empty() {
        let mut feature = Feature { geometry: task.geometry(), ..Feature::default() };
        texts(&mut feature, &[("name", "Task")]);
        features.push(feature);
    }
    Ok(layer(input, features, StatedCrs::Wgs84))
}

/// Date, pilot and glider.
fn header(line: &str, day: &mut String, about: &mut Feature) {
    let value = || line.split_once(':').map_or("", |(_, value)| value).trim();
    if line.starts_with("HFDTE") {
        let digits: String = line.chars().skip(5).filter(char::is_ascii_digit).take(6).collect();
        if let (Some(d), Some(m), Some(y)) = (digits.get(..2), digits.get(2..4), digits.get(4..6)) {
            let century = if y < "80" { "20" } else { "19" };
            *day = format!("{century}{y}-{m}-{d}");
        }
    } else if line.starts_with("HFPLT") || line.starts_with("HOPLT") {
        texts(about, &[("pilot", value())]);
    } else if line.starts_with("HFGTY") || line.starts_with("HOGTY") {
        texts(about, &[("glider", value())]);
    }
}

/// Position and height of `B1101355206343N00006198WA0058700558`: of the heights that of the satellites, else that of
/// the pressure.
fn fix(line: &str) -> Option<(LonLat, f64)> {
    let digits = line.get(1..7).filter(|t| line.starts_with('B') && t.bytes().all(|b| b.is_ascii_digit()));
    digits?;
    let at = position(line, 7)?;
    let height =
        |from: usize| line.get(from..from + 5).and_then(|h| h.parse::<f64>().ok()).filter(|h| *h != 0.0);
    Some((at, height(30).or_else(|| height(25)).unwrap_or(f64::NAN)))
}

/// `5206343N00006198W` from a column on: degrees, minutes and their thousandths.
fn position(line: &str, from: usize) -> Option<LonLat> {
    let angle = |from: usize, degrees: usize, negative: &str| {
        let number = |from: usize, to: usize| line.get(from..to)?.parse::<f64>().ok();
        let end = from + degrees + 5;
        let size = number(from, from + degrees)? + number(from + degrees, end)? / 60_000.0;
        Some(if line.get(end..=end)? == negative { -size } else { size })
    };
    Some(LonLat::new(angle(from + 8, 3, "W")?, angle(from, 2, "S")?))
}

/// Seconds since 1970; past midnight the day of the log goes on.
fn time(day: &str, line: &str, last: &mut f64) -> f64 {
    let part = |at: usize| line.get(at..at + 2).unwrap_or_default();
    let time = instant::parse(&format!("{day}T{}:{}:{}Z", part(1), part(3), part(5))).unwrap_or(f64::NAN);
    let time = if *last - time > 43_200.0 { time + 86_400.0 } else { time };
    *last = if time.is_nan() { *last } else { time };
    time
}
