//! Layers as a GeoJSON document (RFC 7946): one feature a line, nothing added.

use super::extras::holds_times;
use crate::formats::json::{Scanner, valid, valid_number, write_number, write_text};
use std::borrow::Cow;
use std::sync::Arc;
use tumen_core::geo::{GeoBounds, LonLat};
use tumen_core::message;
use tumen_core::message::Message;
use tumen_core::model::layer::{Feature, Geometry, Layer, Positions, Value};

/// Members that the writer writes itself.
const OWN: [&str; 6] = ["type", "id", "properties", "geometry", "features", "coordinates"];
/// Where the reader keeps foreign members of a geometry.
const OF_GEOMETRY: &str = "geometry/";

/// Writes the features of all layers as one collection. Positions are written as they are.
pub fn write(layers: &[&Layer], out: &mut Vec<u8>) {
    let vertices: usize = layers.iter().map(|layer| layer.vertices()).sum();
    out.reserve(vertices.saturating_mul(24));
    out.extend_from_slice(b"{\n\"type\":\"FeatureCollection\",\n");
    let mut known: Vec<&str> = Vec::new();
    // How a table was written says nothing in GeoJSON.
    let own = |(key, _): &&(Arc<str>, Box<str>)| !key.starts_with("csv:");
    for (key, raw) in layers.iter().flat_map(|layer| &layer.foreign_members).filter(own) {
        if !known.contains(&&**key) && member(key, raw, layers, out) {
            out.extend_from_slice(b",\n");
            known.push(key);
        }
    }
    out.extend_from_slice(b"\"features\":[\n");
    let mut first = true;
    for feature in layers.iter().flat_map(|layer| layer.features.iter()) {
        if !std::mem::replace(&mut first, false) {
            out.extend_from_slice(b",\n");
        }
        write_feature(feature, out);
    }
    out.extend_from_slice(b"\n]\n}\n");
}

/// A member of the collection; whether it was written.
fn member(key: &str, raw: &str, layers: &[&Layer], out: &mut Vec<u8>) -> bool {
    if OWN.contains(&key) || !valid(raw) {
        return false;
    }
    write_text(key, out);
    out.push(b':');
    if key == "bbox" {
        let mut bounds = GeoBounds::EMPTY;
        layers.iter().flat_map(|l| l.features.iter()).for_each(|f| bounds.merge(&f.geometry.bounds()));
        write_bounds(raw, &bounds, out);
    } else {
        out.extend_from_slice(raw.as_bytes());
    }
    true
}

/// One feature as a JSON object.
pub fn write_feature(feature: &Feature, out: &mut Vec<u8>) {
    out.extend_from_slice(b"{\"type\":\"Feature\",");
    if let Some(id) = &feature.id {
        out.extend_from_slice(b"\"id\":");
        write_value(id, out);
        out.push(b',');
    }
    out.extend_from_slice(b"\"properties\":{");
    for (i, (key, value)) in feature.properties.iter().enumerate() {
        if i > 0 {
            out.push(b',');
        }
        write_text(&name_once(feature, i, key), out);
        out.push(b':');
        write_value(value, out);
    }
    out.extend_from_slice(b"},\"geometry\":");
    let of_geometry = |(key, raw): &(Arc<str>, Box<str>)| {
        key.strip_prefix(OF_GEOMETRY).map(|key| (key.to_owned(), raw.clone()))
    };
    let inner: Vec<(String, Box<str>)> = feature.foreign_members.iter().filter_map(of_geometry).collect();
    write_geometry(&feature.geometry, &inner, out);
    for (key, raw) in feature.foreign_members.iter().filter(|(key, _)| !key.starts_with(OF_GEOMETRY)) {
        write_kept(key, raw, &feature.geometry, out);
    }
    out.push(b'}');
}

/// Among more properties than these a repeated name is not looked for.
const MANY: usize = 200;

/// The name of a property; with a number where an earlier one has it, because most programs read the last one only.
fn name_once<'f>(feature: &'f Feature, at: usize, key: &'f str) -> Cow<'f, str> {
    // Among so many a repeated name is not looked for: it would take the square of the time.
    if at > MANY {
        return Cow::Borrowed(key);
    }
    let earlier = |name: &str| feature.properties.iter().take(at).any(|(k, _)| &**k == name);
    if !earlier(key) {
        return Cow::Borrowed(key);
    }
    let anywhere = |name: &str| feature.properties.iter().any(|(k, _)| &**k == name);
    let numbered = (2..).map(|n| format!("{key} ({n})")).take(at + 1);
    Cow::Owned(numbered.into_iter().find(|name| !anywhere(name)).unwrap_or_else(|| format!("{key} #{at}")))
}

/// A foreign member with the comma before it. What is no JSON (elements of KML or GPX) has no place here.
fn write_kept(key: &str, raw: &str, geometry: &Geometry, out: &mut Vec<u8>) {
    if OWN.contains(&key) || !valid(raw) {
        return;
    }
    out.push(b',');
    write_text(key, out);
    out.push(b':');
    match key {
        "bbox" => write_bounds(raw, &geometry.bounds(), out),
        _ => out.extend_from_slice(raw.as_bytes()),
    }
}

/// The box as the file wrote it while it is still right, else a new one.
fn write_bounds(raw: &str, bounds: &GeoBounds, out: &mut Vec<u8>) {
    let near = |a: f64, b: f64| (a - b).abs() <= 1e-6 * (1.0 + b.abs());
    let numbers = numbers(raw);
    let plane = match numbers[..] {
        [w, s, e, n] | [w, s, _, e, n, _] => [w, s, e, n],
        _ => return out.extend_from_slice(raw.as_bytes()),
    };
    let [w, s, e, n] = plane;
    let lat = near(s, bounds.min.lat) && near(n, bounds.max.lat);
    // A box across 180° has its west east of its east.
    if bounds.is_empty() || (lat && (w > e || (near(w, bounds.min.lon) && near(e, bounds.max.lon)))) {
        return out.extend_from_slice(raw.as_bytes());
    }
    out.push(b'[');
    for (i, value) in [bounds.min.lon, bounds.min.lat, bounds.max.lon, bounds.max.lat].into_iter().enumerate()
    {
        if i > 0 {
            out.push(b',');
        }
        write_number(value, out);
    }
    out.push(b']');
}

fn numbers(raw: &str) -> Vec<f64> {
    let mut scanner = Scanner::new(raw, 1);
    let mut numbers = Vec::new();
    while let Some(byte) = scanner.peek() {
        match byte {
            b'[' | b',' | b']' => scanner.at += 1,
            _ => match scanner.number() {
                Ok(number) => numbers.push(number),
                Err(_) => return Vec::new(),
            },
        }
    }
    numbers
}

/// A value as the file wrote it; a number in digits that JSON does not have is text.
fn write_value(value: &Value, out: &mut Vec<u8>) {
    match value {
        Value::Null => out.extend_from_slice(b"null"),
        Value::Bool(true) => out.extend_from_slice(b"true"),
        Value::Bool(false) => out.extend_from_slice(b"false"),
        Value::Number(digits) if valid_number(digits) => out.extend_from_slice(digits.as_bytes()),
        Value::Json(raw) if valid(raw) => out.extend_from_slice(raw.as_bytes()),
        Value::Number(text) | Value::Text(text) | Value::Json(text) => write_text(text, out),
    }
}

fn write_geometry(geometry: &Geometry, foreign_members: &[(String, Box<str>)], out: &mut Vec<u8>) {
    let name = geometry.kind().name();
    if *geometry == Geometry::None {
        return out.extend_from_slice(b"null");
    }
    out.extend_from_slice(b"{\"type\":\"");
    out.extend_from_slice(name.as_bytes());
    out.extend_from_slice(match geometry {
        Geometry::Collection(_) => b"\",\"geometries\":",
        _ => b"\",\"coordinates\":",
    });
    match geometry {
        Geometry::None => {}
        Geometry::Point(p) => match p.points.first() {
            Some(at) => position(*at, p.heights().first().copied(), out),
            None => out.extend_from_slice(b"[]"),
        },
        Geometry::MultiPoint(p) | Geometry::LineString(p) => positions(p, out),
        Geometry::MultiLineString(parts) | Geometry::Polygon(parts) => list(parts, out, positions),
        Geometry::MultiPolygon(areas) => list(areas, out, |parts, out| list(parts, out, positions)),
        Geometry::Collection(shapes) => list(shapes, out, |shape, out| write_geometry(shape, &[], out)),
    }
    for (key, raw) in foreign_members {
        write_kept(key, raw, geometry, out);
    }
    out.push(b'}');
}

fn list<T>(items: &[T], out: &mut Vec<u8>, mut item: impl FnMut(&T, &mut Vec<u8>)) {
    out.push(b'[');
    for (i, one) in items.iter().enumerate() {
        if i > 0 {
            out.push(b',');
        }
        item(one, out);
    }
    out.push(b']');
}

fn positions(positions: &Positions, out: &mut Vec<u8>) {
    let mut heights = positions.heights().iter();
    list(&positions.points, out, |at, out| position(*at, heights.next().copied(), out));
}

fn position(at: LonLat, height: Option<f64>, out: &mut Vec<u8>) {
    out.push(b'[');
    write_number(at.lon, out);
    out.push(b',');
    write_number(at.lat, out);
    if let Some(height) = height.filter(|h| h.is_finite()) {
        out.push(b',');
        write_number(height, out);
    }
    out.push(b']');
}

/// What GeoJSON cannot hold of these layers, as sentences; to be shown before saving.
#[must_use]
pub fn losses(layers: &[&Layer]) -> Vec<Message> {
    let features = || layers.iter().flat_map(|layer| layer.features.iter());
    let mut losses = Vec::new();
    let mut lost = |is: bool, sentence: Message| {
        if is {
            losses.push(sentence);
        }
    };
    lost(layers.len() > 1, message!("notice-lost-geojson-layers"));
    lost(layers.iter().any(|l| !l.folders.is_empty()), message!("notice-lost-geojson-folders"));
    let styled = |f: &Feature| f.own_style.is_some() && super::extras::own_style(&f.properties).is_none();
    lost(features().any(|f| styled(f)), message!("notice-lost-geojson-colors"));
    let timed = |f: &Feature| {
        let mut timed = false;
        f.geometry.each(&mut |_, p| timed |= !p.times().is_empty());
        timed && !holds_times(&f.properties)
    };
    lost(features().any(|f| timed(f)), message!("notice-lost-geojson-times"));
    let foreign_members =
        |foreign_members: &[(Arc<str>, Box<str>)]| foreign_members.iter().any(|(_, raw)| !valid(raw));
    let elements = layers.iter().any(|l| foreign_members(&l.foreign_members))
        || features().any(|f| foreign_members(&f.foreign_members));
    lost(elements, message!("notice-lost-geojson-foreign"));
    let mut odd = false;
    features().for_each(|f| f.geometry.each(&mut |_, p| odd |= p.points.iter().any(|p| !finite(*p))));
    lost(odd, message!("notice-lost-geojson-null"));
    losses
}

fn finite(at: LonLat) -> bool {
    at.lon.is_finite() && at.lat.is_finite()
}

#[cfg(test)]
mod tests;
