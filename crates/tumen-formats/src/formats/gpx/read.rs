//! Reading GPX.

use super::style;
use super::{EXTENSION, KIND, METADATA, NAMESPACES, NUMBERS, OTHER, POINTS, TEXTS};
use crate::formats::xml::{self, Event, Events, Tag, values};
use crate::formats::{instant, number};
use crate::input::{Input, Limits, RawLayer, ReadError, StatedCrs};
use std::collections::HashMap;
use std::fmt::Write;
use std::sync::Arc;
use tumen_core::diag::Report;
use tumen_core::geo::LonLat;
use tumen_core::message;
use tumen_core::message::Message;
use tumen_core::model::layer::{Feature, Folder, Geometry, Layer, Positions, Value};

/// Reads a GPX file: one layer, with folders for waypoints, routes and tracks where it has several kinds.
///
/// # Errors
/// If there is nothing in it, a limit stopped it or reading was cancelled.
pub fn read(input: &Input<'_>, report: &mut Report) -> Result<Vec<RawLayer>, ReadError> {
    let text = xml::decode(input, report)?;
    let input =
        &Input { bytes: text.as_bytes(), ..Input::of(input.name, input.bytes, input.limits, input.watch) };
    let mut reader = Reader {
        events: Events::new(input, &text, closes, report),
        limits: input.limits,
        keys: HashMap::new(),
        features: Vec::new(),
        kinds: Vec::new(),
        vertices: 0,
        name: None,
        foreign_members: Vec::new(),
        rooted: false,
    };
    reader.file()?;
    reader.finish(input.name).map(|layer| vec![RawLayer { layer, crs: StatedCrs::Wgs84 }])
}

/// Elements that hold text only.
fn is_leaf(name: &str) -> bool {
    matches!(name, "ele" | "time") || TEXTS.contains(&name) || NUMBERS.contains(&name)
}

fn closes(open: &str, child: &str) -> bool {
    match child {
        "trkpt" | "rtept" => matches!(open, "trkpt" | "rtept") || is_leaf(open),
        "trkseg" => matches!(open, "trkpt" | "trkseg") || is_leaf(open),
        "wpt" | "rte" | "trk" => {
            matches!(open, "wpt" | "rte" | "trk" | "trkseg" | "trkpt" | "rtept" | "metadata") || is_leaf(open)
        }
        "extensions" | "link" => is_leaf(open),
        _ => is_leaf(child) && is_leaf(open),
    }
}

/// What a feature is in GPX.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Waypoint,
    Route,
    Track,
}

struct Reader<'a, 'r> {
    events: Events<'a, 'r>,
    limits: &'a Limits,
    keys: HashMap<&'a str, Arc<str>>,
    features: Vec<Feature>,
    kinds: Vec<Kind>,
    vertices: u64,
    name: Option<String>,
    foreign_members: Vec<(Arc<str>, Box<str>)>,
    rooted: bool,
}

/// Points of a line being read.
#[derive(Default)]
struct Line {
    points: Vec<LonLat>,
    heights: Vec<f64>,
    times: Vec<f64>,
}

impl Line {
    fn push(&mut self, point: &Point) {
        let before = self.points.len();
        self.points.push(point.at);
        push_rare(&mut self.heights, before, point.height);
        push_rare(&mut self.times, before, point.time);
    }

    fn positions(mut self) -> Positions {
        let len = self.points.len();
        for values in [&mut self.heights, &mut self.times] {
            if !values.is_empty() {
                values.resize(len, f64::NAN);
            }
        }
        self.points.shrink_to_fit();
        Positions::new(self.points).with_heights(self.heights).with_times(self.times)
    }
}

/// Adds a value to a list that stays empty as long as there are none.
fn push_rare(values: &mut Vec<f64>, before: usize, value: f64) {
    if !value.is_nan() {
        values.resize(before, f64::NAN);
        values.push(value);
    }
}

struct Point {
    at: LonLat,
    height: f64,
    time: f64,
}

/// Elements of points beside height and time, each with the number of its point.
#[derive(Default)]
struct PointParts {
    count: usize,
    parts: String,
}

impl<'a> Reader<'a, '_> {
    fn file(&mut self) -> Result<(), ReadError> {
        loop {
            match self.events.next_event()? {
                Event::Start(tag) => self.top(tag)?,
                Event::Eof => return Ok(()),
                _ => {}
            }
        }
    }

    fn top(&mut self, tag: Tag<'a>) -> Result<(), ReadError> {
        match tag.local() {
            "gpx" => {
                self.root(tag);
                Ok(())
            }
            "wpt" => self.waypoint(tag),
            "rte" => self.line(tag, Kind::Route),
            "trk" => self.line(tag, Kind::Track),
            "trkseg" | "trkpt" => self.orphan(tag, Kind::Track),
            "rtept" => self.orphan(tag, Kind::Route),
            "metadata" => self.metadata(),
            "name" if self.name.is_none() => {
                self.name = Some(self.events.value()?.trim().to_owned());
                Ok(())
            }
            "extensions" => Ok(()),
            _ => {
                let raw = self.events.capture(tag)?;
                self.foreign_members.push((EXTENSION.into(), raw.into()));
                Ok(())
            }
        }
    }

    fn root(&mut self, tag: Tag<'a>) {
        self.rooted = true;
        let spaces = || {
            xml::attributes(tag.attributes).filter(|(name, _, quoted)| {
                *name == "xmlns" || name.starts_with("xmlns:") && *quoted && xml::plain_name(name)
            })
        };
        let own =
            tag.name.split_once(':').map_or("xmlns".to_owned(), |(prefix, _)| format!("xmlns:{prefix}"));
        if !spaces().any(|(name, value, _)| name == own && value.contains("topografix.com/GPX")) {
            let message = message!("notice-root-not-gpx");
            let hint = message!("notice-saving-gpx-writes");
            self.events.info("missing-namespace", tag.at, message, hint);
        }
        let mut foreign_members = String::new();
        for (name, value, _) in
            spaces().filter(|(name, value, _)| *name != "xmlns" && *value != values::NAMESPACE)
        {
            let _ = write!(foreign_members, " {name}=\"{}\"", xml::escaped(&xml::unescape(value).0));
        }
        if !foreign_members.is_empty() {
            self.foreign_members.push((NAMESPACES.into(), foreign_members.into()));
        }
    }

    fn metadata(&mut self) -> Result<(), ReadError> {
        let (depth, mut foreign_members) = (self.events.depth(), String::new());
        loop {
            match self.events.next_event()? {
                Event::Start(tag) if tag.local() == "name" && self.events.depth() == depth + 1 => {
                    self.name = Some(self.events.value()?.trim().to_owned());
                }
                Event::Start(tag) => foreign_members.push_str(&self.events.capture(tag)?),
                Event::End(_) if self.events.depth() < depth => break,
                Event::Eof => break,
                _ => {}
            }
        }
        if !foreign_members.is_empty() {
            self.foreign_members.push((METADATA.into(), foreign_members.into()));
        }
        Ok(())
    }

    fn key(&mut self, name: &'a str) -> Arc<str> {
        self.keys.entry(name).or_insert_with(|| name.into()).clone()
    }

    /// A new feature at a tag, within the limit.
    fn feature(&mut self, tag: Tag<'a>) -> Result<Feature, ReadError> {
        let limit = self.limits.features;
        if self.features.len() as u64 >= limit {
            let what = message!("notice-count-features", n = self.features.len() + 1);
            return Err(ReadError::Limit { what, name: "features", limit });
        }
        Ok(Feature { line: self.events.line(tag.at) as u32, ..Feature::default() })
    }

    fn add(&mut self, feature: Feature, kind: Kind) {
        self.features.push(feature);
        self.kinds.push(kind);
    }

    fn waypoint(&mut self, tag: Tag<'a>) -> Result<(), ReadError> {
        let mut feature = self.feature(tag)?;
        let position = self.position(tag)?;
        let (mut height, mut time) = (f64::NAN, f64::NAN);
        let depth = self.events.depth();
        loop {
            match self.events.next_event()? {
                Event::Start(tag) => match tag.local() {
                    "ele" => height = self.height(tag, &mut feature)?,
                    "time" => time = self.time(tag, &mut feature)?,
                    _ => self.part(tag, &mut feature)?,
                },
                Event::End(_) if self.events.depth() < depth => break,
                Event::Eof => break,
                _ => {}
            }
        }
        if let Some(at) = position {
            let positions = Positions::new(vec![at]).with_heights(vec![height]).with_times(vec![time]);
            feature.geometry = Geometry::Point(positions);
        }
        self.settle(&mut feature);
        self.add(feature, Kind::Waypoint);
        Ok(())
    }

    fn height(&mut self, tag: Tag<'a>, feature: &mut Feature) -> Result<f64, ReadError> {
        let text = self.events.value()?;
        Ok(self.height_of(text.trim(), tag.at).unwrap_or_else(|raw| {
            keep(feature, OTHER, &raw);
            f64::NAN
        }))
    }

    /// A height, or the element to be kept where it is none.
    fn height_of(&mut self, text: &str, at: usize) -> Result<f64, String> {
        if self.events.cut || text.is_empty() {
            return Ok(f64::NAN);
        }
        if let Some(height) = number::parse_f64(text.as_bytes()).filter(|h| h.is_finite()) {
            return Ok(height);
        }
        if let Some(height) = with_comma(text) {
            self.report_comma(at, text);
            return Ok(height);
        }
        self.events.error(
            "bad-number",
            at,
            message!("notice-not-a-height", text = format!("{:?}", short(text))),
            message!("notice-correct-number"),
        );
        Err(format!("<ele>{}</ele>", xml::escaped(text)))
    }

    fn time(&mut self, tag: Tag<'a>, feature: &mut Feature) -> Result<f64, ReadError> {
        let text = self.events.value()?;
        Ok(self.time_of(text.trim(), tag.at).unwrap_or_else(|raw| {
            keep(feature, OTHER, &raw);
            f64::NAN
        }))
    }

    fn time_of(&mut self, text: &str, at: usize) -> Result<f64, String> {
        if self.events.cut || text.is_empty() {
            return Ok(f64::NAN);
        }
        instant::parse(text).ok_or_else(|| {
            let message = message!("notice-not-a-time", text = format!("{:?}", short(text)));
            self.events.warning("bad-number", at, message, message!("notice-write-times-like"));
            format!("<time>{}</time>", xml::escaped(text))
        })
    }

    fn report_comma(&mut self, at: usize, text: &str) {
        let message = message!("notice-decimal-comma-taken", text = format!("{:?}", short(text)));
        self.events.warning("decimal-comma", at, message, message!("notice-check-position-map"));
    }

    /// The position in the attributes of a tag, within the limit.
    fn position(&mut self, tag: Tag<'a>) -> Result<Option<LonLat>, ReadError> {
        self.vertices += 1;
        if self.vertices > self.limits.vertices {
            let what = message!("notice-count-positions", n = self.vertices);
            return Err(ReadError::Limit { what, name: "vertices", limit: self.limits.vertices });
        }
        let (mut lat, mut lon) = (None, None);
        for (name, value, _) in xml::attributes(tag.attributes) {
            let slot = match name {
                "lat" | "Lat" | "LAT" | "latitude" => &mut lat,
                "lon" | "Lon" | "LON" | "lng" | "long" | "longitude" => &mut lon,
                _ => continue,
            };
            if slot.replace(value).is_some() {
                let message = message!("notice-given-twice-them", name = name);
                let hint = message!("notice-correct-line-position");
                self.events.error("duplicate-attribute", tag.at, message, hint);
                return Ok(None);
            }
        }
        let lat = self.coordinate(lat, message!("notice-latitude-lat"), tag);
        let lon = self.coordinate(lon, message!("notice-longitude-lon"), tag);
        Ok(lat.zip(lon).map(|(lat, lon)| LonLat::new(lon, lat)))
    }

    fn coordinate(&mut self, raw: Option<&str>, what: Message, tag: Tag<'a>) -> Option<f64> {
        let hint = message!("notice-correct-line-rest");
        let Some(raw) = raw else {
            self.events.error(
                "bad-number",
                tag.at,
                message!("notice-element-lacks", name = tag.name, what = what),
                hint,
            );
            return None;
        };
        let text = raw.trim();
        if let Some(value) = number::parse_f64(text.as_bytes()).filter(|value| !value.is_infinite()) {
            return Some(value);
        }
        if let Some(value) = with_comma(text) {
            self.report_comma(tag.at, text);
            return Some(value);
        }
        let message = message!("notice-position-left-out", text = format!("{:?}", short(text)), what = what);
        self.events.error("bad-number", tag.at, message, hint);
        None
    }

    /// A point of a line: its parts beside height and time go to `parts`.
    fn point(&mut self, tag: Tag<'a>, parts: &mut PointParts) -> Result<Option<Point>, ReadError> {
        let at = self.position(tag)?;
        let mut point = Point { at: at.unwrap_or_default(), height: f64::NAN, time: f64::NAN };
        let (depth, start) = (self.events.depth(), parts.parts.len());
        loop {
            if let Some((name, text, at)) = self.events.leaf() {
                self.point_leaf(name, text, at, &mut point, &mut parts.parts);
                continue;
            }
            match self.events.next_event()? {
                Event::Start(tag) => self.point_part(tag, &mut point, &mut parts.parts)?,
                Event::End(_) if self.events.depth() < depth => break,
                Event::Eof => break,
                _ => {}
            }
        }
        if at.is_none() {
            parts.parts.truncate(start);
            return Ok(None);
        }
        if parts.parts.len() > start {
            let LonLat { lon, lat } = point.at;
            parts.parts.insert_str(start, &format!("<at n=\"{}\" p=\"{lon} {lat}\">", parts.count));
            parts.parts.push_str("</at>");
        }
        parts.count += 1;
        Ok(Some(point))
    }

    /// An element of a point that holds plain text only.
    fn point_leaf(&mut self, name: &str, text: &str, at: usize, point: &mut Point, parts: &mut String) {
        let other = match name {
            "ele" => self.height_of(text.trim(), at).map(|height| point.height = height).err(),
            "time" => self.time_of(text.trim(), at).map(|time| point.time = time).err(),
            _ if text.chars().all(xml::allowed) => Some(format!("<{name}>{text}</{name}>")),
            _ => Some(format!("<{name}>{}</{name}>", xml::escaped(text))),
        };
        parts.push_str(&other.unwrap_or_default());
    }

    fn point_part(&mut self, tag: Tag<'a>, point: &mut Point, parts: &mut String) -> Result<(), ReadError> {
        let other = match tag.local() {
            "ele" => {
                let text = self.events.value()?;
                self.height_of(text.trim(), tag.at).map(|height| point.height = height).err()
            }
            "time" => {
                let text = self.events.value()?;
                self.time_of(text.trim(), tag.at).map(|time| point.time = time).err()
            }
            _ => {
                let raw = self.events.capture(tag)?;
                parts.push_str(&raw);
                None
            }
        };
        parts.push_str(&other.unwrap_or_default());
        Ok(())
    }

    /// Points outside any track or route, of which the opening tag was lost.
    fn orphan(&mut self, tag: Tag<'a>, kind: Kind) -> Result<(), ReadError> {
        let same =
            self.kinds.last() == Some(&kind) && self.features.last().is_some_and(|f| f.properties.is_empty());
        let mut parts = PointParts::default();
        let mut segments = Vec::new();
        let mut line = Line::default();
        self.line_part(tag, &mut line, &mut segments, &mut parts)?;
        end_segment(&mut line, &mut segments);
        match self.features.last_mut() {
            // Points that follow each other without a track belong to one.
            Some(last) if same && tag.local() != "trkseg" => grow(&mut last.geometry, segments),
            _ => {
                let message = message!("notice-stands-outside-any", name = tag.name);
                self.events.warning("syntax", tag.at, message, message!("notice-check-tags-before"));
                let feature = self.feature(tag)?;
                self.finish_line(feature, segments, parts, kind);
            }
        }
        Ok(())
    }

    /// A route or a track.
    fn line(&mut self, tag: Tag<'a>, kind: Kind) -> Result<(), ReadError> {
        let mut feature = self.feature(tag)?;
        let (mut line, mut segments, mut parts) = (Line::default(), Vec::new(), PointParts::default());
        let depth = self.events.depth();
        loop {
            match self.events.next_event()? {
                Event::Start(tag) if matches!(tag.local(), "trkseg" | "trkpt" | "rtept") => {
                    self.line_part(tag, &mut line, &mut segments, &mut parts)?;
                }
                Event::Start(tag) => self.part(tag, &mut feature)?,
                Event::End(_) if self.events.depth() < depth => break,
                Event::Eof => break,
                _ => {}
            }
        }
        end_segment(&mut line, &mut segments);
        self.finish_line(feature, segments, parts, kind);
        Ok(())
    }

    /// A segment, or a point that stands in the line directly.
    fn line_part(
        &mut self,
        tag: Tag<'a>,
        line: &mut Line,
        segments: &mut Vec<Positions>,
        parts: &mut PointParts,
    ) -> Result<(), ReadError> {
        if tag.local() != "trkseg" {
            if let Some(point) = self.point(tag, parts)? {
                line.push(&point);
            }
            return Ok(());
        }
        end_segment(line, segments);
        let depth = self.events.depth();
        loop {
            match self.events.next_event()? {
                Event::Start(tag) if matches!(tag.local(), "trkpt" | "rtept" | "wpt") => {
                    if let Some(point) = self.point(tag, parts)? {
                        line.push(&point);
                    }
                }
                Event::Start(_) => {
                    self.events.skip()?;
                }
                Event::End(_) if self.events.depth() < depth => break,
                Event::Eof => break,
                _ => {}
            }
        }
        end_segment(line, segments);
        Ok(())
    }

    fn finish_line(&mut self, mut feature: Feature, segments: Vec<Positions>, parts: PointParts, kind: Kind) {
        if kind == Kind::Route || segments.is_empty() {
            keep(&mut feature, KIND, if kind == Kind::Route { "rte" } else { "trk" });
        }
        if !parts.parts.is_empty() {
            let PointParts { count, parts } = parts;
            keep(&mut feature, POINTS, &format!("<points count=\"{count}\">{parts}</points>"));
        }
        feature.geometry = geometry(segments);
        self.settle(&mut feature);
        self.add(feature, kind);
    }

    /// An element that describes a feature.
    fn part(&mut self, tag: Tag<'a>, feature: &mut Feature) -> Result<(), ReadError> {
        let name = tag.local();
        if TEXTS.contains(&name) {
            let text = self.events.value()?.trim().into();
            feature.properties.push((self.key(name), Value::Text(text)));
        } else if NUMBERS.contains(&name) {
            let text = self.events.value()?;
            let text = text.trim();
            let value = match number::parse_f64(text.as_bytes()) {
                Some(_) => Value::Number(text.into()),
                None => Value::Text(text.into()),
            };
            feature.properties.push((self.key(name), value));
        } else if name == "link" {
            self.link(tag, feature)?;
        } else if name == "extensions" {
            self.extensions(feature)?;
        } else {
            let raw = self.events.capture(tag)?;
            keep(feature, OTHER, &raw);
        }
        Ok(())
    }

    fn link(&mut self, tag: Tag<'a>, feature: &mut Feature) -> Result<(), ReadError> {
        let address = tag.attribute_text("href").unwrap_or_default().into();
        feature.properties.push((self.key("link"), Value::Text(address)));
        let depth = self.events.depth();
        loop {
            match self.events.next_event()? {
                Event::Start(tag) => {
                    let key = if tag.local() == "type" { "link_type" } else { "link_text" };
                    let text = self.events.value()?.trim().into();
                    feature.properties.push((self.key(key), Value::Text(text)));
                }
                Event::End(_) if self.events.depth() < depth => return Ok(()),
                Event::Eof => return Ok(()),
                _ => {}
            }
        }
    }

    fn extensions(&mut self, feature: &mut Feature) -> Result<(), ReadError> {
        let depth = self.events.depth();
        loop {
            match self.events.next_event()? {
                Event::Start(tag) => self.extension(tag, feature)?,
                Event::End(_) if self.events.depth() < depth => return Ok(()),
                Event::Eof => return Ok(()),
                _ => {}
            }
        }
    }

    fn extension(&mut self, tag: Tag<'a>, feature: &mut Feature) -> Result<(), ReadError> {
        let kind = tag.attribute("kind").unwrap_or("text");
        match tag.name {
            "tumen:property" => {
                let name: Arc<str> = tag.attribute_text("name").unwrap_or_default().as_ref().into();
                let value = values::typed(kind, &self.events.value()?);
                feature.properties.push((name, value));
            }
            "tumen:key" => {
                let key = self.events.value()?;
                values::rekey(feature, tag.attribute("of").unwrap_or_default(), &key);
            }
            "tumen:id" => feature.id = Some(values::typed(kind, &self.events.value()?)),
            "tumen:order" => {
                let order = self.events.value()?;
                values::reorder(&mut feature.properties, &order);
            }
            _ => {
                let raw = self.events.capture(tag)?;
                keep(feature, EXTENSION, &raw);
            }
        }
        Ok(())
    }

    fn settle(&mut self, feature: &mut Feature) {
        feature.properties.shrink_to_fit();
        feature.foreign_members.sort_by(|a, b| a.0.cmp(&b.0));
        feature.foreign_members.shrink_to_fit();
        if feature.foreign_members.iter().any(|(key, _)| &**key == EXTENSION) {
            feature.own_style = style::of(feature).map(Arc::new);
        }
    }

    fn finish(mut self, file: &str) -> Result<Layer, ReadError> {
        if !self.rooted && self.features.is_empty() {
            return Err(ReadError::Broken {
                code: "syntax",
                what: message!("notice-no-gpx-element"),
                line: None,
                byte: None,
                hint: message!("notice-check-right-file"),
            });
        }
        if !self.rooted {
            let message = message!("notice-gpx-element-missing");
            self.events.info("missing-namespace", 0, message, message!("notice-saving-gpx-writes-2"));
        }
        let folders = self.sort_into_folders();
        let name = self.name.filter(|name| !name.is_empty()).unwrap_or_else(|| stem(file));
        let mut layer = Layer::new(name, self.features);
        layer.folders = Arc::new(folders);
        layer.foreign_members = self.foreign_members;
        layer.foreign_members.sort_by(|a, b| a.0.cmp(&b.0));
        Ok(layer)
    }

    /// Folders, if there are features of more than one kind.
    fn sort_into_folders(&mut self) -> Vec<Folder> {
        let kinds = [Kind::Waypoint, Kind::Route, Kind::Track];
        let present: Vec<Kind> = kinds.into_iter().filter(|kind| self.kinds.contains(kind)).collect();
        if present.len() < 2 {
            return Vec::new();
        }
        for (feature, kind) in self.features.iter_mut().zip(&self.kinds) {
            feature.folder = present.iter().position(|k| k == kind).map(|at| at as u32);
        }
        let folder = |kind| Folder { name: folder_name(kind).to_owned(), parent: None, visible: true };
        present.into_iter().map(folder).collect()
    }
}

fn folder_name(kind: Kind) -> &'static str {
    match kind {
        Kind::Waypoint => "Waypoints",
        Kind::Route => "Routes",
        Kind::Track => "Tracks",
    }
}

/// The name of a file without folders and extension.
fn stem(file: &str) -> String {
    let name = file.rsplit(['/', '\\']).next().unwrap_or(file);
    name.rsplit_once('.').map_or(name, |(stem, _)| stem).to_owned()
}

fn geometry(mut segments: Vec<Positions>) -> Geometry {
    match segments.len() {
        0 => Geometry::None,
        1 => Geometry::LineString(segments.pop().unwrap_or_default()),
        _ => Geometry::MultiLineString(segments),
    }
}

fn grow(geometry: &mut Geometry, segments: Vec<Positions>) {
    if let Geometry::LineString(line) = geometry {
        for more in segments {
            line.append(more);
        }
    }
}

fn end_segment(line: &mut Line, segments: &mut Vec<Positions>) {
    if !line.points.is_empty() {
        segments.push(std::mem::take(line).positions());
    }
}

fn keep(feature: &mut Feature, key: &str, raw: &str) {
    feature.foreign_members.push((key.into(), raw.into()));
}

/// The number that a text with a decimal comma means.
fn with_comma(text: &str) -> Option<f64> {
    let (whole, decimals) = text.split_once(',')?;
    let plain = decimals.bytes().all(|b| b.is_ascii_digit()) && !whole.contains('.');
    number::parse_f64(format!("{whole}.{decimals}").as_bytes()).filter(|_| plain)
}

fn short(text: &str) -> String {
    text.chars().take(40).collect()
}
