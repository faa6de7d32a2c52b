//! A list of positions as people paste it from a message: `43.1, 131.9`, one a line, latitude first.
//!
//! Also `43,1; 131,9` with decimal commas, brackets around, a height behind, a heading such as `lon lat`
//! that gives the order, and several positions in a line with semicolons between.

use super::json::text;
use crate::input::{Input, RawLayer, ReadError, StatedCrs};
use tumen_core::diag::{Place, Report};
use tumen_core::geo::LonLat;
use tumen_core::message;
use tumen_core::message::Message;
use tumen_core::model::layer::{Feature, Geometry, Layer, Positions};

/// Two numbers in the order of the text, and a third one.
type Pair = (f64, f64, Option<f64>);

/// Reads a list: one position becomes a point, more become a line. A line that is no position is reported
/// and passed over; the order of latitude and longitude is told.
///
/// # Errors
/// If there is no position, a limit is reached or reading is stopped.
pub fn read(input: &Input<'_>, report: &mut Report) -> Result<Vec<RawLayer>, ReadError> {
    let text = text::decode(input, report)?;
    let mut list = List::default();
    let mut done = 0;
    for (row, line) in text.lines().enumerate() {
        done += line.len() + 1;
        if done & !0xffff != list.told {
            list.told = done & !0xffff;
            input.watch.report_progress(done)?;
        }
        list.add(line, row + 1, input, report)?;
        text::check_limits(input, 0, list.pairs.len() as u64)?;
    }
    list.finish(input, report)
}

#[derive(Default)]
struct List {
    pairs: Vec<Pair>,
    first_line: u32,
    /// Positions written with letters or signs, whose order is certain, as longitude and latitude.
    certain: bool,
    longitude_first: bool,
    decimal_comma: bool,
    told: usize,
    bad: Option<(usize, Message)>,
}

impl List {
    fn add(
        &mut self,
        line: &str,
        row: usize,
        input: &Input<'_>,
        report: &mut Report,
    ) -> Result<(), ReadError> {
        let line = line.trim().trim_end_matches([',', ';']);
        if line.starts_with('#') || line.chars().all(|c| "[](){} ".contains(c)) {
            return Ok(());
        }
        let before = self.pairs.len();
        let heads = |list: &mut Self| before == 0 && list.heading(line);
        if !self.positions_of(line, input)? && !heads(self) {
            let shown: String = line.chars().take(40).collect();
            let what = message!("notice-not-a-position", shown = shown);
            let hint = message!("notice-write-latitude-longitude");
            self.bad.get_or_insert((row, what.clone()));
            report.error("bad-number", Place::file(input.name).line(row), what, hint);
        }
        if before == 0 && !self.pairs.is_empty() {
            self.first_line = row as u32;
        }
        Ok(())
    }

    /// The positions of a line, which are added; whether it is nothing else.
    fn positions_of(&mut self, line: &str, input: &Input<'_>) -> Result<bool, ReadError> {
        if line.starts_with("[[") || line.contains("],") {
            let apart = |c: char| c.is_whitespace() || c == ',';
            let items = line.split(']').map(|i| i.trim_matches(apart)).filter(|i| !i.is_empty());
            for item in items {
                if !self.positions_of(item.trim_start_matches('['), input)? {
                    return Ok(false);
                }
            }
            return Ok(true);
        }
        if let Some((pair, comma)) = pair(line) {
            self.decimal_comma |= comma;
            self.pairs.push(pair);
            return Ok(true);
        }
        if let Some(at) = with_signs(line) {
            self.certain = true;
            self.pairs.push((at.lat, at.lon, None));
            return Ok(true);
        }
        let before = self.pairs.len();
        for (count, part) in line.split(';').enumerate() {
            if count.is_multiple_of(4096) {
                input.watch.report_progress(self.told)?;
                text::check_limits(input, 0, self.pairs.len() as u64)?;
            }
            let Some((pair, comma)) = pair(part) else {
                self.pairs.truncate(before);
                return Ok(false);
            };
            self.decimal_comma |= comma;
            self.pairs.push(pair);
        }
        Ok(true)
    }

    /// Whether a line is a heading; it may say that longitude comes first.
    fn heading(&mut self, line: &str) -> bool {
        if line.chars().any(|c| c.is_ascii_digit()) {
            return false;
        }
        let lower = line.to_lowercase();
        let first = |words: [&str; 4]| words.iter().filter_map(|w| lower.find(w)).min();
        let longitude = first(["lon", "lng", "долг", "경도"]);
        let latitude = first(["lat", "широт", "위도", "north"]);
        self.longitude_first = matches!((longitude, latitude), (Some(x), Some(y)) if x < y);
        true
    }

    fn finish(mut self, input: &Input<'_>, report: &mut Report) -> Result<Vec<RawLayer>, ReadError> {
        if self.pairs.is_empty() {
            let (line, what) = self.bad.unwrap_or((1, message!("notice-no-position-in-text")));
            let hint = message!("notice-write-latitude-longitude-degrees");
            return Err(ReadError::Broken { code: "bad-number", what, line: Some(line), byte: None, hint });
        }
        self.tell_order(input, report);
        let points: Vec<LonLat> = self.pairs.iter().map(|pair| self.position(pair)).collect();
        let heights = self.pairs.iter().map(|(_, _, height)| height.unwrap_or(f64::NAN)).collect();
        let positions = Positions::new(points).with_heights(heights);
        let geometry = match positions.len() {
            1 => Geometry::Point(positions),
            _ => Geometry::LineString(positions),
        };
        let feature = Feature { geometry, line: self.first_line, ..Feature::default() };
        let mut layer = Layer::new(text::stem(input.name), vec![feature]);
        layer.origin.path = input.name.to_owned();
        layer.origin.format = "positions".to_owned();
        Ok(vec![RawLayer { layer, crs: StatedCrs::Wgs84 }])
    }

    fn position(&self, (first, second, _): &Pair) -> LonLat {
        if self.longitude_first { LonLat::new(*first, *second) } else { LonLat::new(*second, *first) }
    }

    /// Decides the order of the numbers and tells it.
    fn tell_order(&mut self, input: &Input<'_>, report: &mut Report) {
        let place = || Place::file(input.name).line(self.first_line as usize);
        if self.decimal_comma {
            let what = message!("notice-numbers-decimal-commas");
            report.warning("decimal-comma", place(), what, message!("notice-read-decimal-points-compare"));
        }
        if self.certain {
            return;
        }
        let beyond = |value: f64| value.abs() > 90.0;
        let swapped = self.pairs.iter().any(|p| beyond(p.0)) && !self.pairs.iter().any(|p| beyond(p.1));
        let what = match (self.longitude_first, swapped) {
            (true, _) => message!("notice-longitude-read-first"),
            (false, true) => message!("notice-longitude-read-first-because"),
            (false, false) => message!("notice-latitude-read-first"),
        };
        report.info("position-order", place(), what, message!("notice-swap-axes-places"));
        self.longitude_first |= swapped;
    }
}

/// A position with degree signs or letters for the directions, such as `43°06'N 131°53'E`.
fn with_signs(line: &str) -> Option<LonLat> {
    super::angle::parse_pair(line)
}

/// Two or three numbers, and whether they had decimal commas.
fn pair(line: &str) -> Option<(Pair, bool)> {
    let line = line.trim().trim_start_matches(['(', '[']).trim_end_matches([')', ']']);
    let found = if line.contains([';', '\t']) {
        line.split([';', '\t']).map(str::trim).filter(|t| !t.is_empty()).take(5).collect()
    } else {
        let by_space: Vec<&str> = line.split_whitespace().map(|t| t.trim_end_matches(',')).take(5).collect();
        match by_space.as_slice() {
            [one] => by_commas(one)?,
            _ => return numbers(by_space.into_iter().filter(|t| !t.is_empty()).map(str::to_owned).collect()),
        }
    };
    numbers(found.into_iter().map(str::to_owned).collect())
}

/// `43.1,131.9` at its comma; of `43,1,131,9` the middle one divides.
fn by_commas(text: &str) -> Option<Vec<&str>> {
    let commas: Vec<usize> = text.match_indices(',').map(|(at, _)| at).take(4).collect();
    match commas[..] {
        [middle] => Some(vec![text.get(..middle)?, text.get(middle + 1..)?]),
        [_, middle, _] if !text.contains('.') => Some(vec![text.get(..middle)?, text.get(middle + 1..)?]),
        [_, _] => Some(text.split(',').collect()),
        _ => None,
    }
}

fn numbers(texts: Vec<String>) -> Option<(Pair, bool)> {
    let comma = texts.iter().any(|t| t.contains(','));
    let number = |text: &String| {
        let text = text.replacen(',', ".", 1).replace('\u{2212}', "-");
        let digits = text.bytes().all(|b| b.is_ascii_digit() || b"+-.".contains(&b));
        text.parse::<f64>().ok().filter(|n| digits && n.is_finite())
    };
    let values: Vec<f64> = texts.iter().take(4).map(number).collect::<Option<_>>()?;
    match values[..] {
        [first, second] => Some(((first, second, None), comma)),
        [first, second, third] => Some(((first, second, Some(third)), comma)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

    use super::*;
    use crate::input::{Limits, Watch};

    fn loaded(text: &str) -> (Result<Vec<RawLayer>, ReadError>, Report) {
        let (limits, watch, mut report) = (Limits::default(), Watch::default(), Report::new());
        let read = read(&Input::of("pasted", text.as_bytes(), &limits, &watch), &mut report);
        (read, report)
    }

    fn points(text: &str) -> Vec<[f64; 2]> {
        let raw = loaded(text).0.unwrap().remove(0);
        let mut points = Vec::new();
        raw.layer.features[0]
            .geometry
            .each(&mut |_, p| points.extend(p.points.iter().map(|p| [p.lon, p.lat])));
        points
    }

    #[test]
    fn pairs_are_read_as_people_write_them() {
        for text in [
            "43.1, 131.9",
            "43.1,131.9",
            "43.1 131.9",
            "(43.1, 131.9)",
            "43,1; 131,9",
            "43,1 131,9",
            "43,1, 131,9",
            "43,1,131,9",
            "43.1\t131.9\n",
            "lon;lat\n131.9;43.1",
            "131.9, 43.1",
            "\u{feff}широта долгота\r\n43.1 131.9\r\n",
        ] {
            assert_eq!(points(text), [[131.9, 43.1]], "{text}");
        }
        assert_eq!(points("43.1, 131.9\n\n43.2, 132.0;\n").len(), 2);
        assert_eq!(points("43.1, 131.9; 43.2, 132.0; 43.3, 132.1").len(), 3);
    }

    #[test]
    fn the_order_is_told_and_a_bad_line_named() {
        let (raw_layers, report) = loaded(include_str!("../../../../tests/fixtures/positions/bad_line.txt"));
        assert_eq!(raw_layers.unwrap()[0].layer.vertices(), 3);
        assert_eq!((report.count("position-order"), report.count("bad-number")), (1, 1));
        assert_eq!(report.notices()[0].place.line, Some(3));
        let (none, _) = loaded("hello\nworld");
        assert_eq!(none.unwrap_err().code(), "bad-number");
    }

    #[test]
    fn heights_are_kept() {
        let raw = loaded("43.1, 131.9, 12\n43.2, 131.9, 13").0.unwrap().remove(0);
        let Geometry::LineString(line) = &raw.layer.features[0].geometry else { panic!() };
        assert_eq!(line.heights(), [12.0, 13.0]);
    }
}
