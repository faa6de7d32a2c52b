//! Tracks as receivers, watches and older map programs write them: OziExplorer, NMEA, IGC, TCX and FIT.
//!
//! Each reader gives one layer of tracks and, where the format has them, waypoints. They are only read.

mod fit;
mod igc;
mod nmea;
mod ozi;
mod tcx;

use super::budget::Budget;
use super::text;
use crate::input::{Input, RawLayer, ReadError, StatedCrs};
use tumen_core::diag::{Place, Report};
use tumen_core::geo::LonLat;
use tumen_core::message;
use tumen_core::message::Message;
use tumen_core::model::layer::{Feature, Geometry, Layer, Positions, Value};

pub use fit::read as read_fit;
pub use igc::read as read_igc;
pub use nmea::read as read_nmea;
pub use ozi::read as read_ozi;
pub use tcx::read as read_tcx;

pub(crate) use igc::is_igc;
pub(crate) use nmea::is_nmea;

/// A track being read: segments of positions with heights and times, NaN where there is none.
#[derive(Default)]
struct Track {
    segments: Vec<Positions>,
    points: Vec<LonLat>,
    heights: Vec<f64>,
    times: Vec<f64>,
}

impl Track {
    fn push(&mut self, at: LonLat, height: f64, time: f64, budget: &mut Budget<'_>) -> Result<(), ReadError> {
        budget.vertices(1)?;
        self.points.push(at);
        self.heights.push(height);
        self.times.push(time);
        Ok(())
    }

    /// Ends the segment: what follows is not joined to it.
    fn end_segment(&mut self) {
        if self.points.is_empty() {
            return;
        }
        let positions = Positions::new(std::mem::take(&mut self.points))
            .with_heights(std::mem::take(&mut self.heights))
            .with_times(std::mem::take(&mut self.times));
        self.segments.push(positions);
    }

    fn is_empty(&self) -> bool {
        self.segments.is_empty() && self.points.is_empty()
    }

    fn geometry(mut self) -> Geometry {
        self.end_segment();
        match self.segments.len() {
            0 => Geometry::None,
            1 => Geometry::LineString(self.segments.pop().unwrap_or_default()),
            _ => Geometry::MultiLineString(self.segments),
        }
    }
}

/// A waypoint.
fn point(at: LonLat, height: f64, time: f64) -> Geometry {
    Geometry::Point(Positions::new(vec![at]).with_heights(vec![height]).with_times(vec![time]))
}

fn texts(feature: &mut Feature, pairs: &[(&str, &str)]) {
    for (key, text) in pairs.iter().filter(|(_, text)| !text.trim().is_empty()) {
        feature.properties.push(((*key).into(), Value::Text(text.trim().into())));
    }
}

/// The text of a file; says so if its encoding is only guessed.
fn decoded<'a>(input: &Input<'a>, report: &mut Report) -> std::borrow::Cow<'a, str> {
    let decoded = text::decode(input.bytes, input.encoding);
    if decoded.guessed {
        let message = message!("notice-text-utf8-letters-read", encoding = decoded.encoding);
        report.info(
            "wrong-encoding",
            Place::file(input.name),
            message,
            message!("notice-choose-another-encoding"),
        );
    }
    decoded.text
}

fn layer(input: &Input<'_>, features: Vec<Feature>, crs: StatedCrs) -> Vec<RawLayer> {
    let name = super::json::text::stem(input.name);
    vec![RawLayer { layer: Layer::new(name, features), crs }]
}

/// Counts lines that could not be read; what is wrong with the first is told at the end.
#[derive(Default)]
struct Bad {
    count: usize,
    first: Option<(usize, Message)>,
}

impl Bad {
    fn add(&mut self, line: usize, why: impl Into<Message>) {
        self.count += 1;
        if self.first.is_none() {
            self.first = Some((line, why.into()));
        }
    }

    fn tell(self, input: &Input<'_>, report: &mut Report) {
        let Some((line, why)) = self.first else { return };
        let message = match self.count {
            1 => message!("notice-line-cannot-read", why = why),
            n => message!("notice-lines-cannot-read", n = n, why = why),
        };
        report.error(
            "bad-row",
            Place::file(input.name).line(line),
            message,
            message!("notice-correct-other-lines"),
        );
    }
}

/// The error of a file in which nothing was found.
fn nothing(what: Message) -> ReadError {
    ReadError::Broken {
        code: "no-features",
        what: what.to_owned(),
        line: None,
        byte: None,
        hint: message!("notice-record-export-again"),
    }
}

/// Says every so many lines how far reading is.
fn progress(input: &Input<'_>, line: usize, text: &str, rest: &str) -> Result<(), ReadError> {
    if line.is_multiple_of(512) {
        input.watch.report_progress((text.len() - rest.len()).min(input.bytes.len()))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests;
