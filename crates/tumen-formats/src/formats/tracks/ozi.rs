//! OziExplorer: tracks (`.plt`), waypoints (`.wpt`) and routes (`.rte`). Lines of values between commas, after a few
//! lines that say the kind, the datum and the unit of heights.

use super::{Bad, Track, decoded, layer, nothing, point, progress, texts};
use crate::formats::budget::Budget;
use crate::formats::number::parse_f64;
use crate::input::{Input, RawLayer, ReadError, StatedCrs};
use std::sync::Arc;
use tumen_core::diag::{Place, Report};
use tumen_core::geo::LonLat;
use tumen_core::message;
use tumen_core::model::layer::{Color, Feature, OwnStyle};

const FOOT_M: f64 = 0.3048;
/// The height that stands for none.
const NO_HEIGHT: f64 = -777.0;
/// Days from 1899-12-30, from which OziExplorer counts, to 1970-01-01.
const DAYS_BEFORE_1970: f64 = 25_569.0;

/// Reads a file of OziExplorer: its first line says which kind it is.
///
/// # Errors
/// If nothing in it can be read, a limit is reached or reading is stopped.
pub fn read(input: &Input<'_>, report: &mut Report) -> Result<Vec<RawLayer>, ReadError> {
    let text = decoded(input, report);
    let lines = Lines { text: &text, rest: &text, number: 0 };
    let kind = text.lines().next().unwrap_or_default().to_lowercase();
    let mut reader =
        Reader { input, lines, bad: Bad::default(), budget: Budget::new(input.limits), features: Vec::new() };
    reader.lines.next();
    let crs = reader.lines.next().map_or(StatedCrs::Wgs84, datum);
    if kind.contains("waypoint") {
        reader.waypoints()?;
    } else if kind.contains("route") {
        reader.routes()?;
    } else {
        reader.track()?;
    }
    let Reader { bad, features, .. } = reader;
    if features.is_empty() {
        return Err(nothing(message!("notice-no-position-in-ozi")));
    }
    bad.tell(input, report);
    if crs == StatedCrs::Wgs84
        && !text.lines().nth(1).is_some_and(|line| line.trim().eq_ignore_ascii_case("wgs 84"))
    {
        let message = message!("notice-datum-not-stated");
        report.info(
            "unknown-crs",
            Place::file(input.name).line(2),
            message,
            message!("notice-compare-known-place"),
        );
    }
    Ok(layer(input, features, crs))
}

/// The system that the second line names.
fn datum(line: &str) -> StatedCrs {
    let name = line.split(',').next().unwrap_or_default().trim();
    let plain: String = name.chars().filter(|c| c.is_ascii_alphanumeric()).collect::<String>().to_lowercase();
    match plain.as_str() {
        "" | "wgs84" | "wgs1984" => StatedCrs::Wgs84,
        start if start.starts_with("pulkovo1942") || start.starts_with("s42") => StatedCrs::Epsg(4284),
        start if start.starts_with("tokyo") => StatedCrs::Epsg(4301),
        start if start.starts_with("wgs72") => StatedCrs::Epsg(4322),
        start if start.starts_with("nad83") => StatedCrs::Epsg(4269),
        start if start.starts_with("european1950") => StatedCrs::Epsg(4230),
        _ => StatedCrs::Other(name.to_owned()),
    }
}

/// Lines with their numbers, counted from 1.
struct Lines<'t> {
    text: &'t str,
    rest: &'t str,
    number: usize,
}

impl<'t> Lines<'t> {
    fn next(&mut self) -> Option<&'t str> {
        if self.rest.is_empty() {
            return None;
        }
        let (line, rest) = self.rest.split_once('\n').unwrap_or((self.rest, ""));
        (self.rest, self.number) = (rest, self.number + 1);
        Some(line.trim_end_matches('\r'))
    }
}

struct Reader<'a, 't> {
    input: &'a Input<'a>,
    lines: Lines<'t>,
    bad: Bad,
    budget: Budget<'a>,
    features: Vec<Feature>,
}

impl Reader<'_, '_> {
    fn watch(&self) -> Result<(), ReadError> {
        progress(self.input, self.lines.number, self.lines.text, self.lines.rest)
    }

    fn track(&mut self) -> Result<(), ReadError> {
        let metric = self.lines.next().is_some_and(|line| line.to_lowercase().contains("metre"));
        self.lines.next();
        let about: Vec<&str> = self.lines.next().unwrap_or_default().split(',').collect();
        self.lines.next();
        let mut track = Track::default();
        while let Some(line) = self.lines.next() {
            self.watch()?;
            if line.trim().is_empty() {
                continue;
            }
            let fields: Vec<&str> = line.split(',').map(str::trim).take(16).collect();
            let Some(at) = position(&fields, 0) else {
                self.bad.add(self.lines.number, message!("notice-without-latitude-longitude"));
                continue;
            };
            if fields.get(2) == Some(&"1") {
                track.end_segment();
            }
            let height = height(number(&fields, 3), metric);
            track.push(at, height, time(number(&fields, 4)), &mut self.budget)?;
        }
        if track.is_empty() {
            return Ok(());
        }
        let mut feature = Feature { line: 1, ..Feature::default() };
        texts(&mut feature, &[("name", about.get(3).copied().unwrap_or_default())]);
        feature.own_style = track_style(&about).map(Arc::new);
        feature.geometry = track.geometry();
        self.budget.feature()?;
        self.features.push(feature);
        Ok(())
    }

    fn waypoints(&mut self) -> Result<(), ReadError> {
        self.lines.next();
        self.lines.next();
        while let Some(line) = self.lines.next() {
            self.watch()?;
            if line.trim().is_empty() {
                continue;
            }
            let fields: Vec<&str> = line.split(',').map(str::trim).take(32).collect();
            let Some(at) = position(&fields, 2) else {
                self.bad.add(self.lines.number, message!("notice-without-latitude-longitude"));
                continue;
            };
            self.budget.feature()?;
            self.budget.vertices(1)?;
            let mut feature = Feature { line: self.lines.number as u32, ..Feature::default() };
            let text = |at: usize| fields.get(at).copied().unwrap_or_default();
            texts(&mut feature, &[("name", text(1)), ("desc", text(10))]);
            feature.geometry = point(at, height(number(&fields, 14), false), time(number(&fields, 4)));
            self.features.push(feature);
        }
        Ok(())
    }

    fn routes(&mut self) -> Result<(), ReadError> {
        let (mut route, mut feature) = (Track::default(), None);
        while let Some(line) = self.lines.next() {
            self.watch()?;
            let fields: Vec<&str> = line.split(',').map(str::trim).take(32).collect();
            match fields.first().copied() {
                Some("R" | "r") => {
                    self.end_route(&mut route, feature.take());
                    self.budget.feature()?;
                    let mut next = Feature { line: self.lines.number as u32, ..Feature::default() };
                    let text = |at: usize| fields.get(at).copied().unwrap_or_default();
                    texts(&mut next, &[("name", text(2)), ("desc", text(3))]);
                    feature = Some(next);
                }
                Some("W" | "w") => match position(&fields, 5) {
                    Some(at) => route.push(at, f64::NAN, f64::NAN, &mut self.budget)?,
                    None => self.bad.add(self.lines.number, message!("notice-without-latitude-longitude")),
                },
                _ => {}
            }
        }
        self.end_route(&mut route, feature);
        Ok(())
    }

    fn end_route(&mut self, route: &mut Track, feature: Option<Feature>) {
        let route = std::mem::take(route);
        if !route.is_empty() {
            let geometry = route.geometry();
            self.features.push(Feature { geometry, ..feature.unwrap_or_default() });
        }
    }
}

fn number(fields: &[&str], at: usize) -> f64 {
    fields.get(at).and_then(|f| parse_f64(f.as_bytes())).unwrap_or(f64::NAN)
}

/// Latitude, then longitude.
fn position(fields: &[&str], at: usize) -> Option<LonLat> {
    let place = LonLat::new(number(fields, at + 1), number(fields, at));
    (place.lon.is_finite() && place.lat.is_finite()).then_some(place)
}

/// Meters of a height in feet or meters.
fn height(stated: f64, metric: bool) -> f64 {
    match stated {
        NO_HEIGHT => f64::NAN,
        meters if metric => meters,
        feet => feet * FOOT_M,
    }
}

/// Seconds since 1970 of a day with its fraction; the fraction is exact to about a second.
fn time(days: f64) -> f64 {
    let seconds = ((days - DAYS_BEFORE_1970) * 86_400.0).round();
    if days > 1.0 && seconds.is_finite() { seconds } else { f64::NAN }
}

/// Width in pixels and color (blue, green, red) of a track.
fn track_style(about: &[&str]) -> Option<OwnStyle> {
    let width = number(about, 1);
    let color = about.get(2).and_then(|c| c.trim().parse::<u32>().ok());
    let style = OwnStyle {
        stroke: color.map(|bgr| {
            let [_, b, g, r] = bgr.to_be_bytes();
            Color::rgb(r, g, b)
        }),
        width: (width > 0.0 && width <= 24.0).then_some(width as f32),
        ..OwnStyle::default()
    };
    (style != OwnStyle::default()).then_some(style)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]
mod tests {
    use super::*;

    #[test]
    fn datums() {
        assert_eq!(datum("WGS 84"), StatedCrs::Wgs84);
        assert_eq!(datum("Pulkovo 1942 (1),WGS 84, 0.0"), StatedCrs::Epsg(4284));
        assert_eq!(datum("Hermannskogel"), StatedCrs::Other("Hermannskogel".to_owned()));
    }
}
