//! Geometries of KML.

use super::coordinates::{List, Oddity};
use super::read::Reader;
use super::{MODEL, SETTINGS};
use crate::formats::instant;
use crate::formats::number::parse_f64;
use crate::formats::xml::{Event, Tag};
use crate::input::ReadError;
use tumen_core::geo::LonLat;
use tumen_core::message;
use tumen_core::message::Message;
use tumen_core::model::layer::{Feature, Geometry, Positions};

/// Geometries deeper in each other than this are left out; real files stay below 3.
const NESTED: usize = 16;

/// Settings such as `altitudeMode` of each geometry that is no collection, in order.
type Settings = Vec<String>;

impl<'a> Reader<'a, '_> {
    /// Reads a geometry into a feature. A placemark with several becomes a collection.
    pub(super) fn shape_of(&mut self, tag: Tag<'a>, feature: &mut Feature) -> Result<(), ReadError> {
        let tag = self.known_shape(tag);
        let mut settings = Vec::new();
        let shape = if tag.local() == "Model" {
            self.model(tag, feature)?
        } else {
            self.shape(tag, 0, &mut settings)?
        };
        keep_settings(feature, settings);
        feature.geometry = match std::mem::take(&mut feature.geometry) {
            Geometry::None => shape,
            Geometry::Collection(mut shapes) => {
                shapes.push(shape);
                Geometry::Collection(shapes)
            }
            first => Geometry::Collection(vec![first, shape]),
        };
        Ok(())
    }

    fn shape(&mut self, tag: Tag<'a>, nested: usize, settings: &mut Settings) -> Result<Geometry, ReadError> {
        match tag.local() {
            "Point" => Ok(self.point(settings)?),
            "LineString" | "LinearRing" => {
                let line = self.line(settings)?;
                Ok(if line.is_empty() { Geometry::None } else { Geometry::LineString(line) })
            }
            "Polygon" => self.polygon(settings),
            "Track" => {
                let line = self.track(settings)?;
                Ok(if line.is_empty() { Geometry::None } else { Geometry::LineString(line) })
            }
            "MultiTrack" => self.multi_track(settings),
            _ => self.multi(tag, nested, settings),
        }
    }

    /// The tag under the name that KML has for it; another one is told.
    fn known_shape(&mut self, tag: Tag<'a>) -> Tag<'a> {
        match shape_name(tag.local()) {
            Some(name) if name != tag.local() => {
                let meant = if name == "MultiGeometry" {
                    message!("notice-shapes-loaded")
                } else {
                    message!("notice-read-2", name = name)
                };
                let message = message!("notice-not-a-kml-element", local = tag.local(), meant = meant);
                let hint = message!("notice-saving-kml-writes-elements");
                self.events.warning("unknown-element", tag.at, message, hint);
                if name == "MultiGeometry" { tag } else { tag.named(name) }
            }
            _ => tag,
        }
    }

    fn point(&mut self, settings: &mut Settings) -> Result<Geometry, ReadError> {
        let positions = self.line(settings)?;
        Ok(if positions.is_empty() { Geometry::None } else { Geometry::Point(positions.slice(0..1)) })
    }

    /// The positions of the geometry that just began; its other elements are settings.
    fn line(&mut self, settings: &mut Settings) -> Result<Positions, ReadError> {
        let depth = self.events.depth();
        let (mut positions, mut other) = (Positions::default(), String::new());
        loop {
            match self.events.next_event()? {
                Event::Start(tag) if tag.local() == "coordinates" => {
                    let more = self.coordinates()?;
                    positions = if positions.is_empty() { more } else { positions.joined(&more) };
                }
                Event::Start(tag) => other.push_str(&self.events.capture(tag)?),
                Event::End(_) if self.events.depth() < depth => break,
                Event::Eof => break,
                _ => {}
            }
        }
        settings.push(other);
        Ok(positions)
    }

    fn coordinates(&mut self) -> Result<Positions, ReadError> {
        let (text, start) = self.events.long_value()?;
        let mut list = List::new(&text, self.events.cut);
        while let Some(at) = list.some() {
            self.events.report_progress(start + at)?;
            self.check_vertices(list.len())?;
        }
        let positions = list.finish();
        self.check_vertices(positions.len())?;
        self.vertices += positions.len() as u64;
        for (odd, at) in &list.odd {
            self.report_odd(*odd, start + at);
        }
        Ok(positions)
    }

    fn check_vertices(&self, more: usize) -> Result<(), ReadError> {
        let limit = self.limits.vertices;
        let count = self.vertices + more as u64;
        if count <= limit {
            return Ok(());
        }
        Err(ReadError::Limit { what: message!("notice-count-positions", n = count), name: "vertices", limit })
    }

    fn report_odd(&mut self, odd: Oddity, at: usize) {
        match odd {
            Oddity::Bad => {
                let message = message!("notice-position-written-longitudelatitudeheight");
                self.events.error("bad-number", at, message, message!("notice-correct-coordinates-line"));
            }
            Oddity::More => {
                let message = message!("notice-position-more-three");
                self.events.warning(
                    "extra-numbers",
                    at,
                    message,
                    message!("notice-check-position-map-decimal"),
                );
            }
            Oddity::Spaces => {
                let message = message!("notice-longitude-latitude-separated");
                self.events.warning("syntax", at, message, message!("notice-check-position-map-2"));
            }
        }
    }

    fn polygon(&mut self, settings: &mut Settings) -> Result<Geometry, ReadError> {
        let depth = self.events.depth();
        let (mut rings, mut inner, mut other) = (Vec::new(), false, String::new());
        let mut outer_at = None;
        loop {
            match self.events.next_event()? {
                Event::Start(tag) => match tag.local() {
                    "outerBoundaryIs" => inner = false,
                    "innerBoundaryIs" => inner = true,
                    "LinearRing" | "LineString" => {
                        let ring = self.line(&mut Vec::new())?;
                        if !inner && outer_at.is_none() {
                            outer_at = Some(rings.len());
                        }
                        rings.push(ring);
                    }
                    "coordinates" => {
                        let ring = self.coordinates()?;
                        rings.push(ring);
                    }
                    _ => other.push_str(&self.events.capture(tag)?),
                },
                Event::End(_) if self.events.depth() < depth => break,
                Event::Eof => break,
                _ => {}
            }
        }
        settings.push(other);
        if let Some(at) = outer_at.filter(|at| *at > 0) {
            let outer = rings.remove(at);
            rings.insert(0, outer);
        }
        rings.retain(|ring: &Positions| !ring.is_empty());
        Ok(if rings.is_empty() { Geometry::None } else { Geometry::Polygon(rings) })
    }

    fn multi(&mut self, tag: Tag<'a>, nested: usize, settings: &mut Settings) -> Result<Geometry, ReadError> {
        if nested >= NESTED {
            let message = message!("notice-geometries-lie-too");
            self.events.error("bad-geometry", tag.at, message, message!("notice-put-them-side"));
            self.events.skip()?;
            return Ok(Geometry::None);
        }
        let mixed = tag.attribute("kind") == Some("collection");
        let (depth, mut shapes) = (self.events.depth(), Vec::new());
        loop {
            match self.events.next_event()? {
                Event::Start(inner) => match shape_name(inner.local()) {
                    Some(_) => {
                        let inner = self.known_shape(inner);
                        shapes.push(self.shape(inner, nested + 1, settings)?);
                    }
                    None if inner.local() == "coordinates" => {
                        let positions = self.coordinates()?;
                        shapes.push(match tag.local() {
                            "MultiPoint" => Geometry::MultiPoint(positions),
                            _ => Geometry::LineString(positions),
                        });
                    }
                    // What KML does not know may hold shapes that it does.
                    None => {}
                },
                Event::End(_) if self.events.depth() < depth => break,
                Event::Eof => break,
                _ => {}
            }
        }
        Ok(if mixed { Geometry::Collection(shapes) } else { gathered(shapes) })
    }

    fn track(&mut self, settings: &mut Settings) -> Result<Positions, ReadError> {
        let (depth, start) = (self.events.depth(), self.events.text.len());
        let (mut points, mut heights, mut times, mut other) =
            (Vec::new(), Vec::new(), Vec::new(), String::new());
        let mut first = start;
        loop {
            match self.events.next_event()? {
                Event::Start(tag) => match tag.local() {
                    "when" => {
                        first = first.min(tag.at);
                        times.push(self.when(tag)?);
                    }
                    "coord" => {
                        if let Some((at, height)) = self.coord(tag)? {
                            points.push(at);
                            heights.push(height);
                        } else {
                            points.push(LonLat::new(f64::NAN, f64::NAN));
                            heights.push(f64::NAN);
                        }
                    }
                    _ => other.push_str(&self.events.capture(tag)?),
                },
                Event::End(_) if self.events.depth() < depth => break,
                Event::Eof => break,
                _ => {}
            }
        }
        settings.push(other);
        if !times.is_empty() && times.len() != points.len() && !self.events.cut {
            let message =
                message!("notice-track-times-positions", times = times.len(), points = points.len());
            self.events.warning("bad-geometry", first, message, message!("notice-times-without-position"));
        }
        if !times.is_empty() {
            times.resize(points.len(), f64::NAN);
        }
        Ok(placed(points, heights, times))
    }

    fn when(&mut self, tag: Tag<'a>) -> Result<f64, ReadError> {
        let text = self.events.value()?;
        let time = instant::parse(&text);
        if time.is_none() && !text.trim().is_empty() && !self.events.cut {
            let message = message!("notice-track-time-unreadable");
            self.events.warning("bad-number", tag.at, message, message!("notice-write-times-like"));
        }
        Ok(time.filter(|_| !self.events.cut).unwrap_or(f64::NAN))
    }

    /// One `gx:coord`: longitude, latitude and height between spaces (some write commas).
    fn coord(&mut self, tag: Tag<'a>) -> Result<Option<(LonLat, f64)>, ReadError> {
        self.check_vertices(1)?;
        self.vertices += 1;
        let text = self.events.value()?;
        let mut numbers = text
            .split(|c: char| c.is_ascii_whitespace() || c == ',')
            .filter(|piece| !piece.is_empty())
            .map(|piece| parse_f64(piece.as_bytes()).filter(|n| !n.is_infinite()));
        let (lon, lat) = (numbers.next().flatten(), numbers.next().flatten());
        let height = numbers.next().flatten().unwrap_or(f64::NAN);
        if numbers.next().is_some() {
            self.report_odd(Oddity::More, tag.at);
        }
        let at = lon.zip(lat).map(|(lon, lat)| (LonLat::new(lon, lat), height)).filter(|_| !self.events.cut);
        if at.is_none() && !self.events.cut {
            let message = message!("notice-position-track-written");
            self.events.error("bad-number", tag.at, message, message!("notice-correct-coordinates-line"));
        }
        Ok(at)
    }

    fn multi_track(&mut self, settings: &mut Settings) -> Result<Geometry, ReadError> {
        let (depth, mut lines) = (self.events.depth(), Vec::new());
        loop {
            match self.events.next_event()? {
                Event::Start(tag) if tag.local() == "Track" => lines.push(self.track(settings)?),
                Event::Start(_) => {
                    self.events.skip()?;
                }
                Event::End(_) if self.events.depth() < depth => break,
                Event::Eof => break,
                _ => {}
            }
        }
        lines.retain(|line| !line.is_empty());
        Ok(if lines.is_empty() { Geometry::None } else { Geometry::MultiLineString(lines) })
    }

    /// A model stands at a place; the rest of it is kept.
    fn model(&mut self, tag: Tag<'a>, feature: &mut Feature) -> Result<Geometry, ReadError> {
        let raw = self.events.capture(tag)?;
        let message = message!("notice-3d-model-shown");
        self.events.info("link-not-followed", tag.at, message, Message::NONE);
        feature.foreign_members.push((MODEL.into(), raw.as_ref().into()));
        Ok(model_point(&raw).unwrap_or_default())
    }
}

/// The name that KML has for an element of shapes: another case is meant as well, and so are the collections of
/// other formats.
pub(super) fn shape_name(name: &str) -> Option<&'static str> {
    const SHAPES: [&str; 8] =
        ["Point", "LineString", "LinearRing", "Polygon", "Track", "MultiTrack", "MultiGeometry", "Model"];
    const COLLECTIONS: [&str; 8] = [
        "MultiPoint",
        "MultiLineString",
        "MultiPolygon",
        "MultiCurve",
        "MultiSurface",
        "MultiLine",
        "GeometryCollection",
        "Geometry",
    ];
    if let Some(shape) = SHAPES.iter().find(|shape| shape.eq_ignore_ascii_case(name)) {
        return Some(shape);
    }
    if name.eq_ignore_ascii_case("Polyline") || name.eq_ignore_ascii_case("Line") {
        return Some("LineString");
    }
    COLLECTIONS.iter().any(|collection| collection.eq_ignore_ascii_case(name)).then_some("MultiGeometry")
}

/// The place of a model.
fn model_point(raw: &str) -> Option<Geometry> {
    let number = |name: &str| {
        let (_, rest) = raw.split_once(&format!("<{name}>"))?;
        parse_f64(rest.split('<').next()?.trim().as_bytes()).filter(|n| n.is_finite())
    };
    let at = LonLat::new(number("longitude")?, number("latitude")?);
    let heights = number("altitude").into_iter().collect();
    Some(Geometry::Point(Positions::new(vec![at]).with_heights(heights)))
}

/// Positions without those that could not be read.
fn placed(points: Vec<LonLat>, heights: Vec<f64>, times: Vec<f64>) -> Positions {
    if points.iter().all(|p| !p.lon.is_nan()) {
        return Positions::new(points).with_heights(heights).with_times(times);
    }
    let keep: Vec<bool> = points.iter().map(|p| !p.lon.is_nan()).collect();
    let only =
        |values: Vec<f64>| values.into_iter().zip(&keep).filter(|(_, k)| **k).map(|(v, _)| v).collect();
    let points = points.into_iter().zip(&keep).filter(|(_, k)| **k).map(|(p, _)| p).collect();
    Positions::new(points).with_heights(only(heights)).with_times(only(times))
}

/// Several shapes as one: of one kind a multi-shape, else a collection.
fn gathered(shapes: Vec<Geometry>) -> Geometry {
    let all = |test: fn(&Geometry) -> bool| !shapes.is_empty() && shapes.iter().all(test);
    if all(|shape| matches!(shape, Geometry::Point(_))) {
        return Geometry::MultiPoint(points_of(&shapes));
    }
    if all(|shape| matches!(shape, Geometry::LineString(_))) {
        let line = |shape| if let Geometry::LineString(line) = shape { Some(line) } else { None };
        return Geometry::MultiLineString(shapes.into_iter().filter_map(line).collect());
    }
    if all(|shape| matches!(shape, Geometry::Polygon(_))) {
        let area = |shape| if let Geometry::Polygon(rings) = shape { Some(rings) } else { None };
        return Geometry::MultiPolygon(shapes.into_iter().filter_map(area).collect());
    }
    if shapes.is_empty() { Geometry::None } else { Geometry::Collection(shapes) }
}

fn points_of(shapes: &[Geometry]) -> Positions {
    let (mut points, mut heights) = (Vec::new(), Vec::new());
    for shape in shapes {
        if let Geometry::Point(at) = shape {
            points.extend_from_slice(&at.points);
            heights.push(at.heights().first().copied().unwrap_or(f64::NAN));
        }
    }
    Positions::new(points).with_heights(heights)
}

/// Keeps settings: once if they are the same for all geometries, else one entry for each.
fn keep_settings(feature: &mut Feature, mut settings: Settings) {
    if settings.iter().all(String::is_empty) {
        return;
    }
    if settings.iter().all(|setting| Some(setting) == settings.first()) {
        settings.truncate(1);
    }
    for setting in settings {
        feature.foreign_members.push((SETTINGS.into(), setting.into()));
    }
}
