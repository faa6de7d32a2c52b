//! NMEA 0183: the sentences of a receiver, one a line, each with a checksum that may be missing.

use super::{Bad, Track, decoded, layer, nothing, point, progress, texts};
use crate::formats::budget::Budget;
use crate::formats::{instant, number::parse_f64};
use crate::input::{Input, RawLayer, ReadError, StatedCrs};
use tumen_core::diag::Report;
use tumen_core::geo::LonLat;
use tumen_core::message;
use tumen_core::model::layer::Feature;

/// Whether a text begins as a log of a receiver does: `$GPGGA,`.
pub(crate) fn is_nmea(text: &str) -> bool {
    let line = text.trim_start();
    let word: Vec<char> = line.chars().take(7).collect();
    matches!(word.as_slice(), ['$' | '!', talker @ .., ','] if talker.len() == 5 && talker.iter().all(char::is_ascii_uppercase))
}

/// Reads a log: one track of all its fixes, and its waypoints.
///
/// # Errors
/// If there is no fix in it, a limit is reached or reading is stopped.
pub fn read(input: &Input<'_>, report: &mut Report) -> Result<Vec<RawLayer>, ReadError> {
    let text = decoded(input, report);
    // Most receivers tell each fix several times; one kind of sentence is taken.
    let kind = ["GGA", "RMC", "GLL"].into_iter().find(|kind| text.lines().any(|l| l.get(3..6) == Some(kind)));
    let mut log = Log {
        budget: Budget::new(input.limits),
        day: None,
        last: f64::NAN,
        track: Track::default(),
        waypoints: Vec::new(),
    };
    let (mut bad, mut rest, mut number) = (Bad::default(), &*text, 0);
    while !rest.is_empty() {
        let (line, behind) = rest.split_once('\n').unwrap_or((rest, ""));
        (rest, number) = (behind, number + 1);
        progress(input, number, &text, rest)?;
        let line = line.trim();
        if line.starts_with(['$', '!']) {
            match checked(line) {
                Some(fields) => log.sentence(&fields, kind, number)?,
                None => bad.add(number, message!("notice-checksum-wrong")),
            }
        }
    }
    if log.track.is_empty() && log.waypoints.is_empty() {
        return Err(nothing(message!("notice-receiver-without-fix")));
    }
    bad.tell(input, report);
    let mut features = log.waypoints;
    if !log.track.is_empty() {
        features.push(Feature { geometry: log.track.geometry(), line: 1, ..Feature::default() });
    }
    Ok(layer(input, features, StatedCrs::Wgs84))
}

/// The fields of a sentence, if its checksum is right or missing.
fn checked(line: &str) -> Option<Vec<&str>> {
    let inside = line.get(1..)?;
    let (inside, sum) = inside.split_once('*').unwrap_or((inside, ""));
    let wanted = sum.get(..2).and_then(|digits| u8::from_str_radix(digits, 16).ok());
    let right = wanted.is_none_or(|wanted| inside.bytes().fold(0, |sum, byte| sum ^ byte) == wanted);
    right.then(|| inside.split(',').take(32).collect())
}

struct Log<'a> {
    budget: Budget<'a>,
    /// Day, month and year of the last date.
    day: Option<[u32; 3]>,
    last: f64,
    track: Track,
    waypoints: Vec<Feature>,
}

impl Log<'_> {
    fn sentence(&mut self, fields: &[&str], kind: Option<&str>, line: usize) -> Result<(), ReadError> {
        let field = |at: usize| fields.get(at).copied().unwrap_or_default();
        let name = field(0).get(2..).unwrap_or_default();
        if name == "RMC" {
            self.day = day(field(9)).or(self.day);
        }
        if name == "WPL" {
            return self.waypoint(fields, line);
        }
        if Some(name) != kind {
            return Ok(());
        }
        let (at, clock, height) = match name {
            "GGA" if field(6) != "0" => (position(fields, 2), field(1), parse_f64(field(9).as_bytes())),
            "RMC" if field(2) != "V" => (position(fields, 3), field(1), None),
            "GLL" if field(6) != "V" => (position(fields, 1), field(5), None),
            _ => return Ok(()),
        };
        let Some(at) = at else { return Ok(()) };
        let time = self.time(clock);
        self.track.push(at, height.unwrap_or(f64::NAN), time, &mut self.budget)
    }

    fn waypoint(&mut self, fields: &[&str], line: usize) -> Result<(), ReadError> {
        let Some(at) = position(fields, 1) else { return Ok(()) };
        self.budget.feature()?;
        self.budget.vertices(1)?;
        let mut feature = Feature { line: line as u32, ..Feature::default() };
        texts(&mut feature, &[("name", fields.get(5).copied().unwrap_or_default())]);
        feature.geometry = point(at, f64::NAN, f64::NAN);
        self.waypoints.push(feature);
        Ok(())
    }

    /// Seconds since 1970 of a time of day; nothing before the first date. Past midnight the date of the log may
    /// still be that of the day before.
    fn time(&mut self, clock: &str) -> f64 {
        let (Some([day, month, year]), Some(hms)) = (self.day, clock.get(..6)) else { return f64::NAN };
        let (Some(h), Some(m)) = (hms.get(..2), hms.get(2..4)) else { return f64::NAN };
        let seconds = clock.get(4..).unwrap_or_default();
        let time =
            instant::parse(&format!("{year:04}-{month:02}-{day:02}T{h}:{m}:{seconds}Z")).unwrap_or(f64::NAN);
        let time = if self.last - time > 43_200.0 { time + 86_400.0 } else { time };
        self.last = if time.is_nan() { self.last } else { time };
        time
    }
}

/// `230394` as day, month, year.
fn day(text: &str) -> Option<[u32; 3]> {
    let part = |at: usize| text.get(at..at + 2)?.parse::<u32>().ok();
    let (day, month, year) = (part(0)?, part(2)?, part(4)?);
    Some([day, month, if year < 80 { 2000 + year } else { 1900 + year }])
}

/// `4251.600,N,13123.400,E` from a field on.
fn position(fields: &[&str], at: usize) -> Option<LonLat> {
    let degrees = |at: usize, negative: &str| {
        let number = parse_f64(fields.get(at)?.as_bytes())?;
        let (whole, minutes) = ((number / 100.0).floor(), number % 100.0);
        let size = whole + minutes / 60.0;
        let side = if fields.get(at + 1)?.eq_ignore_ascii_case(negative) { -1.0 } else { 1.0 };
        (minutes < 60.0 && number >= 0.0).then_some(size * side)
    };
    Some(LonLat::new(degrees(at + 2, "W")?, degrees(at, "S")?))
}
