//! TCX, Garmin's Training Center Database: activities and courses in XML.

use super::{Track, layer, nothing, point};
use crate::formats::budget::Budget;
use crate::formats::xml::{self, Event, Events, Tag};
use crate::formats::{instant, number::parse_f64};
use crate::input::{Input, RawLayer, ReadError, StatedCrs};
use tumen_core::diag::Report;
use tumen_core::geo::LonLat;
use tumen_core::message;
use tumen_core::model::layer::{Feature, Value};

/// Reads a file: each activity and course as a track, course points as points.
///
/// # Errors
/// If there is no position in it, a limit is reached or reading is stopped.
pub fn read(input: &Input<'_>, report: &mut Report) -> Result<Vec<RawLayer>, ReadError> {
    let text = xml::decode(input, report)?;
    let inner =
        &Input { bytes: text.as_bytes(), ..Input::of(input.name, input.bytes, input.limits, input.watch) };
    let mut reader = Reader {
        events: Events::new(inner, &text, |_, _| false, report),
        budget: Budget::new(input.limits),
        features: Vec::new(),
    };
    reader.file()?;
    let features = reader.features;
    if features.is_empty() {
        return Err(nothing(message!("notice-no-position-in-training")));
    }
    Ok(layer(input, features, StatedCrs::Wgs84))
}

struct Reader<'a, 'r> {
    events: Events<'a, 'r>,
    budget: Budget<'a>,
    features: Vec<Feature>,
}

/// What stands in an element of a point.
struct Point {
    at: LonLat,
    height: f64,
    time: f64,
    name: Option<String>,
    notes: Option<String>,
}

impl<'a> Reader<'a, '_> {
    fn file(&mut self) -> Result<(), ReadError> {
        loop {
            match self.events.next_event()? {
                Event::Start(tag) if matches!(tag.local(), "Activity" | "Course") => self.track(tag)?,
                Event::Eof => return Ok(()),
                Event::Start(_) | Event::End(_) | Event::Text(..) | Event::Plain(_) => {}
            }
        }
    }

    fn track(&mut self, tag: Tag<'a>) -> Result<(), ReadError> {
        let (depth, mut track) = (self.events.depth(), Track::default());
        let mut feature = Feature { line: self.events.line(tag.at) as u32, ..Feature::default() };
        if let Some(sport) = tag.attribute_text("Sport") {
            feature.properties.push(("type".into(), Value::Text(sport.as_ref().into())));
        }
        let mut points = Vec::new();
        loop {
            match self.events.next_event()? {
                Event::Start(tag) => self.part(tag, depth, &mut feature, &mut track, &mut points)?,
                Event::End(_) if self.events.depth() < depth => break,
                Event::Eof => break,
                Event::End(_) | Event::Text(..) | Event::Plain(_) => {}
            }
        }
        if !track.is_empty() {
            self.budget.feature()?;
            feature.geometry = track.geometry();
            self.features.push(feature);
        }
        self.features.append(&mut points);
        Ok(())
    }

    fn part(
        &mut self,
        tag: Tag<'a>,
        depth: usize,
        feature: &mut Feature,
        track: &mut Track,
        points: &mut Vec<Feature>,
    ) -> Result<(), ReadError> {
        match tag.local() {
            "Track" => track.end_segment(),
            "Trackpoint" => {
                let point = self.point()?;
                if point.at.lat.is_finite() && point.at.lon.is_finite() {
                    track.push(point.at, point.height, point.time, &mut self.budget)?;
                }
            }
            "CoursePoint" => {
                let line = self.events.line(tag.at) as u32;
                let Point { at, height, time, name, notes } = self.point()?;
                self.budget.feature()?;
                self.budget.vertices(1)?;
                let mut feature = Feature { line, geometry: point(at, height, time), ..Feature::default() };
                for (key, text) in [("name", name), ("desc", notes)] {
                    feature.properties.extend(text.map(|text| (key.into(), Value::Text(text.into()))));
                }
                points.push(feature);
            }
            "Id" | "Name" if self.events.depth() == depth + 1 && feature.property("name").is_none() => {
                let text = self.events.value()?;
                feature.properties.push(("name".into(), Value::Text(text.trim().into())));
            }
            "Notes" if self.events.depth() == depth + 1 => {
                let text = self.events.value()?;
                feature.properties.push(("desc".into(), Value::Text(text.trim().into())));
            }
            _ => {}
        }
        Ok(())
    }

    fn point(&mut self) -> Result<Point, ReadError> {
        let depth = self.events.depth();
        let nowhere = LonLat::new(f64::NAN, f64::NAN);
        let mut point = Point { at: nowhere, height: f64::NAN, time: f64::NAN, name: None, notes: None };
        loop {
            match self.events.next_event()? {
                Event::Start(tag) => match tag.local() {
                    "LatitudeDegrees" => point.at.lat = self.number()?,
                    "LongitudeDegrees" => point.at.lon = self.number()?,
                    "AltitudeMeters" => point.height = self.number()?,
                    "Time" => point.time = instant::parse(&self.events.value()?).unwrap_or(f64::NAN),
                    "Name" => point.name = Some(self.events.value()?.trim().to_owned()),
                    "Notes" => point.notes = Some(self.events.value()?.trim().to_owned()),
                    _ => {}
                },
                Event::End(_) if self.events.depth() < depth => return Ok(point),
                Event::Eof => return Ok(point),
                Event::End(_) | Event::Text(..) | Event::Plain(_) => {}
            }
        }
    }

    fn number(&mut self) -> Result<f64, ReadError> {
        let text = self.events.value()?;
        Ok(parse_f64(text.trim().as_bytes()).filter(|n| n.is_finite()).unwrap_or(f64::NAN))
    }
}
