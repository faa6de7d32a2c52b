//! Features to rows.

use super::super::{angle, wkt};
use super::cell;
use super::layout::{self, Layout};
use crate::formats::json::valid_number;
use std::collections::HashSet;
use std::sync::Arc;
use tumen_core::geo::LonLat;
use tumen_core::message;
use tumen_core::message::Message;
use tumen_core::model::layer::{Feature, Geometry, Layer, Value};

/// Writes layers as one table, UTF-8. A layer that was read from a table is written as that table was:
/// the same columns and delimiter, positions in the columns where they stood and as they were written,
/// unless they were moved. Otherwise positions come in two columns of degrees, or as well-known text if
/// anything is no point.
pub fn write(layers: &[&Layer], out: &mut Vec<u8>) {
    let plan = Plan::of(layers);
    plan.header(out);
    let mut row = Vec::new();
    for feature in layers.iter().flat_map(|l| l.features.iter()) {
        plan.row(feature, &mut row);
        // A row of one empty value would be an empty line, which readers pass over.
        if row.is_empty() {
            row.extend_from_slice(b"\"\"");
        }
        out.extend_from_slice(&row);
        out.extend_from_slice(b"\r\n");
    }
}

/// What a table cannot hold of these layers.
#[must_use]
pub fn losses(layers: &[&Layer]) -> Vec<Message> {
    let features = || layers.iter().flat_map(|l| l.features.iter());
    let mut losses = Vec::new();
    let mut lost = |wanting: bool, what: Message| {
        if wanting {
            losses.push(what);
        }
    };
    lost(layers.len() > 1, message!("notice-lost-table-layers"));
    lost(layers.iter().any(|l| !l.folders.is_empty()), message!("notice-lost-table-folders"));
    lost(features().any(|f| f.own_style.is_some()), message!("notice-lost-table-colors"));
    lost(features().any(|f| has_times(&f.geometry)), message!("notice-lost-table-times"));
    lost(features().any(|f| f.id.is_some()), message!("notice-lost-table-ids"));
    lost(
        features().flat_map(|f| &f.properties).any(|(_, v)| matches!(v, Value::Json(_))),
        message!("notice-lost-table-lists"),
    );
    let foreign = layers.iter().any(|l| l.foreign_members.iter().any(|(key, _)| &**key != layout::KEY));
    lost(foreign || features().any(|f| !f.foreign_members.is_empty()), message!("notice-lost-table-foreign"));
    losses
}

fn has_times(geometry: &Geometry) -> bool {
    let mut found = false;
    geometry.each(&mut |_, p| found |= !p.times().is_empty());
    found
}

/// Where a value of a row comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Source {
    /// A property.
    Property,
    /// The latitude, else the property as it stands.
    Lat,
    /// The longitude.
    Lon,
    /// The height.
    Height,
    /// Both numbers; the longitude first or not.
    Pair(bool),
    /// The shape as well-known text.
    Wkt,
}

/// The columns of a table to be written.
struct Plan {
    delimiter: u8,
    comma: bool,
    header: bool,
    columns: Vec<(Arc<str>, String, Source)>,
}

impl Plan {
    fn of(layers: &[&Layer]) -> Self {
        let foreign_members = match layers {
            [layer] => Layout::of(layer),
            _ => None,
        };
        let points = layers.iter().flat_map(|l| l.features.iter()).all(|f| is_single(&f.geometry));
        let mut plan = match foreign_members {
            Some(foreign_members) => Self::as_read(&foreign_members, layers),
            None => Self { delimiter: b',', comma: false, header: true, columns: Vec::new() },
        };
        plan.add_fields(layers);
        plan.add_position(layers, points);
        plan
    }

    fn as_read(foreign_members: &Layout, layers: &[&Layer]) -> Self {
        let delimiter =
            foreign_members.delimiter.bytes().next().filter(|b| b.is_ascii() && !b"\"\r\n".contains(b));
        let degrees = layers.iter().all(|l| stands_in_degrees(l, foreign_members));
        let source = |at: usize| match Some(at) {
            _ if !degrees => Source::Property,
            at if at == foreign_members.wkt => Source::Wkt,
            at if at == foreign_members.lat => Source::Lat,
            at if at == foreign_members.lon => Source::Lon,
            at if at == foreign_members.pair => Source::Pair(foreign_members.lon_first),
            at if at == foreign_members.height && foreign_members.wkt.is_none() => Source::Height,
            _ => Source::Property,
        };
        let keys = layout::keys(&foreign_members.columns, foreign_members.columns.len());
        let named = keys.into_iter().zip(&foreign_members.columns).enumerate();
        let columns = named.map(|(at, (key, name))| (key, name.clone(), source(at))).collect();
        Self {
            delimiter: delimiter.unwrap_or(b','),
            comma: foreign_members.decimal == ",",
            header: foreign_members.header,
            columns,
        }
    }

    fn add_fields(&mut self, layers: &[&Layer]) {
        let mut seen: HashSet<Arc<str>> = self.columns.iter().map(|(key, ..)| key.clone()).collect();
        for key in layers.iter().flat_map(|l| l.fields()) {
            if seen.insert(key.clone()) {
                self.columns.push((key.clone(), key.to_string(), Source::Property));
                // Values of a table without names find their column only by a name.
                self.header |= !key.starts_with("column ");
            }
        }
    }

    /// Adds columns for what has none yet.
    fn add_position(&mut self, layers: &[&Layer], points: bool) {
        let has = |source| self.columns.iter().any(|(.., s)| *s == source);
        let pair = self.columns.iter().any(|(.., s)| matches!(s, Source::Pair(_)));
        let placed = has(Source::Wkt) || points && (pair || has(Source::Lat) && has(Source::Lon));
        let features = || layers.iter().flat_map(|l| l.features.iter());
        let high = points && !has(Source::Wkt) && !has(Source::Height) && features().any(|f| has_height(f));
        let mut added = Vec::new();
        if !placed {
            added = self.free_names(points);
            self.header = true;
        }
        if high && !added.iter().any(|(.., s)| *s == Source::Wkt) {
            match ["ele", "elevation", "altitude", "height"].iter().find(|n| self.is_free(n)) {
                Some(name) => added.push(((*name).into(), (*name).to_owned(), Source::Height)),
                None => added = vec![("wkt".into(), "wkt".to_owned(), Source::Wkt)],
            }
        }
        self.columns.splice(0..0, added);
    }

    fn is_free(&self, name: &str) -> bool {
        !self.columns.iter().any(|(key, ..)| key.eq_ignore_ascii_case(name))
    }

    /// Columns for positions under names that no property has.
    fn free_names(&self, points: bool) -> Vec<(Arc<str>, String, Source)> {
        let column = |name: &str, source| (name.into(), name.to_owned(), source);
        let pairs = [("lat", "lon"), ("latitude", "longitude")];
        let free = pairs.into_iter().find(|(lat, lon)| self.is_free(lat) && self.is_free(lon));
        match free.filter(|_| points) {
            Some((lat, lon)) => vec![column(lat, Source::Lat), column(lon, Source::Lon)],
            None => {
                let names = ["wkt", "geometry", "geom", "the_geom"];
                let name = names.into_iter().find(|n| self.is_free(n)).unwrap_or("geometry (wkt)");
                vec![column(name, Source::Wkt)]
            }
        }
    }

    fn header(&self, out: &mut Vec<u8>) {
        if !self.header {
            return;
        }
        for (at, (_, name, _)) in self.columns.iter().enumerate() {
            if at > 0 {
                out.push(self.delimiter);
            }
            self.text(name, false, out);
        }
        out.extend_from_slice(b"\r\n");
    }

    fn row(&self, feature: &Feature, out: &mut Vec<u8>) {
        out.clear();
        for (at, (key, _, source)) in self.columns.iter().enumerate() {
            if at > 0 {
                out.push(self.delimiter);
            }
            // Properties mostly stand in the order of the columns.
            let guess = feature.properties.get(at).filter(|(k, _)| k == key).map(|(_, v)| v);
            let written = guess.or_else(|| feature.property(key));
            match self.position(feature, *source, written) {
                Some(text) => self.text(&text, false, out),
                None => self.value(written, out),
            }
        }
    }

    /// A part of the position, unless the property says the same already.
    fn position(&self, feature: &Feature, source: Source, written: Option<&Value>) -> Option<String> {
        let text = written.map_or("", Value::display);
        let place = first_point(&feature.geometry);
        let height = first_height(&feature.geometry);
        match source {
            Source::Property => None,
            Source::Wkt => {
                let same = cell::read_again(text).is_some_and(|g| g == feature.geometry);
                (!same && (feature.geometry != Geometry::None)).then(|| wkt::to_text(&feature.geometry))
            }
            Source::Lat => self.number(place.map(|p| p.lat), text),
            Source::Lon => self.number(place.map(|p| p.lon), text),
            Source::Height => self.number(height, text),
            Source::Pair(lon_first) => {
                let place = place?;
                let (a, b) = if lon_first { (place.lon, place.lat) } else { (place.lat, place.lon) };
                let found = angle::parse_pair(text);
                let same = found
                    .is_some_and(|p| near(p.lat, a) && near(p.lon, b) || near(p.lat, b) && near(p.lon, a));
                (!same).then(|| format!("{a}, {b}"))
            }
        }
    }

    fn number(&self, value: Option<f64>, written: &str) -> Option<String> {
        let value = value?;
        let grouped = || angle::parse_number(written).map(|(n, _)| n);
        let found = angle::parse_angle(written).map(|a| a.degrees);
        if found.is_some_and(|n| near(n, value)) || grouped().is_some_and(|n| near(n, value)) {
            return None;
        }
        let text = value.to_string();
        Some(if self.comma { text.replace('.', ",") } else { text })
    }

    fn value(&self, value: Option<&Value>, out: &mut Vec<u8>) {
        match value {
            None | Some(Value::Null) => {}
            Some(Value::Bool(yes)) => out.extend_from_slice(if *yes { b"true" } else { b"false" }),
            Some(Value::Number(text)) => self.text(text, false, out),
            Some(Value::Text(text) | Value::Json(text)) => {
                // Bare, these would come back as something else than text.
                let mistaken = text.is_empty() || matches!(&**text, "true" | "false") || valid_number(text);
                self.text(text, mistaken, out);
            }
        }
    }

    fn text(&self, text: &str, quote: bool, out: &mut Vec<u8>) {
        let special = |b: u8| b == self.delimiter || matches!(b, b'\n' | b'\r');
        let edge = |b: Option<&u8>| b.is_some_and(|b| matches!(b, b' ' | b'"' | b'\t'));
        let bytes = text.as_bytes();
        if !quote && !edge(bytes.first()) && !edge(bytes.last()) && !bytes.iter().any(|b| special(*b)) {
            return out.extend_from_slice(bytes);
        }
        out.push(b'"');
        out.extend_from_slice(text.replace('"', "\"\"").as_bytes());
        out.push(b'"');
    }
}

/// Whether two coordinates are the same but for the last digits of arithmetic.
fn near(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-9
}

fn is_single(geometry: &Geometry) -> bool {
    matches!(geometry, Geometry::None | Geometry::Point(_))
}

fn first_point(geometry: &Geometry) -> Option<LonLat> {
    match geometry {
        Geometry::Point(p) => p.points.first().copied(),
        _ => None,
    }
}

fn first_height(geometry: &Geometry) -> Option<f64> {
    match geometry {
        Geometry::Point(p) => p.heights().first().copied().filter(|h| !h.is_nan()),
        _ => None,
    }
}

fn has_height(feature: &Feature) -> bool {
    first_height(&feature.geometry).is_some()
}

/// Whether the columns of the position hold degrees, as layers do: positions that were brought from meters
/// to degrees get columns of their own, and what stood in the table stays.
fn stands_in_degrees(layer: &Layer, foreign_members: &Layout) -> bool {
    if foreign_members.wkt.is_some() || foreign_members.pair.is_some() {
        return !layer.origin.crs.starts_with("EPSG:") || layer.origin.crs == "EPSG:4326";
    }
    let keys = layout::keys(&foreign_members.columns, foreign_members.columns.len());
    let key = |at: Option<usize>| at.and_then(|at| keys.get(at)).cloned();
    let (Some(lat), Some(lon)) = (key(foreign_members.lat), key(foreign_members.lon)) else { return false };
    let within = |feature: &Feature, key: &str, most: f64| {
        let number = feature.property(key).and_then(Value::number);
        number.is_none_or(|n| n.abs() <= most)
    };
    layer.features.iter().all(|f| within(f, &lat, 360.0) && within(f, &lon, 360.0))
}
