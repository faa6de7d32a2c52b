//! Writing GPX 1.1.

use super::{EXTENSION, KIND, METADATA, NAMESPACES, NUMBERS, OTHER, points, style};
use crate::formats::xml::{self, push_escaped, values};
use crate::formats::{instant, number};
use std::collections::BTreeSet;
use std::fmt::Write;
use tumen_core::message;
use tumen_core::message::Message;
use tumen_core::model::layer::{Feature, Geometry, Layer, Positions, Value};

/// Elements that describe a waypoint, in the order of the schema.
const OF_POINTS: [&str; 16] = [
    "magvar",
    "geoidheight",
    "name",
    "cmt",
    "desc",
    "src",
    "link",
    "sym",
    "type",
    "fix",
    "sat",
    "hdop",
    "vdop",
    "pdop",
    "ageofdgpsdata",
    "dgpsid",
];

/// Elements that describe a route or track, in the order of the schema.
const OF_LINES: [&str; 7] = ["name", "cmt", "desc", "src", "link", "number", "type"];

/// Writes layers as one GPX 1.1 file: points become waypoints, lines become tracks, or routes if they
/// were read as such. What GPX has no element for goes into extensions; see [`losses`] for the rest.
pub fn write(layers: &[&Layer], out: &mut Vec<u8>) {
    let mut text =
        String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<gpx version=\"1.1\" creator=\"Tumen\"");
    text.push_str(" xmlns=\"http://www.topografix.com/GPX/1/1\"");
    let _ = write!(text, " xmlns:tumen=\"{}\"", values::NAMESPACE);
    let spaces: BTreeSet<(&str, &str)> = layers
        .iter()
        .flat_map(|layer| values::foreign_members(&layer.foreign_members, NAMESPACES))
        .flat_map(xml::attributes)
        .map(|(name, value, _)| (name, value))
        .collect();
    let mut named = BTreeSet::new();
    for (name, value) in spaces.into_iter().filter(|(name, _)| named.insert(*name)) {
        let _ = write!(text, " {name}=\"{value}\"");
    }
    text.push_str(">\n");
    metadata(&mut text, layers);
    for kind in ["wpt", "rte", "trk"] {
        for feature in layers.iter().flat_map(|layer| layer.features.iter()) {
            shape(&mut text, feature, &feature.geometry, kind);
        }
    }
    let extensions: Vec<&str> =
        layers.iter().flat_map(|layer| values::foreign_members(&layer.foreign_members, EXTENSION)).collect();
    if !extensions.is_empty() {
        text.extend(["<extensions>", &extensions.concat(), "</extensions>\n"]);
    }
    text.push_str("</gpx>\n");
    out.extend_from_slice(text.as_bytes());
}

fn metadata(out: &mut String, layers: &[&Layer]) {
    let names: Vec<&str> =
        layers.iter().map(|layer| layer.name.as_str()).filter(|name| !name.is_empty()).collect();
    out.push_str("<metadata>");
    element(out, "name", &names.join(", "));
    if let Some(layer) = layers.first() {
        out.extend(values::foreign_members(&layer.foreign_members, METADATA));
    }
    out.push_str("</metadata>\n");
}

fn element(out: &mut String, name: &str, text: &str) {
    out.extend(["<", name, ">"]);
    push_escaped(out, text);
    out.extend(["</", name, ">"]);
}

/// What a shape is written as; nothing if GPX cannot hold it.
fn kind_of(feature: &Feature, shape: &Geometry) -> Option<&'static str> {
    let route = values::foreign_members(&feature.foreign_members, KIND).next() == Some("rte");
    match shape {
        Geometry::Point(_) | Geometry::MultiPoint(_) => Some("wpt"),
        Geometry::LineString(_) if route => Some("rte"),
        Geometry::LineString(_) | Geometry::MultiLineString(_) => Some("trk"),
        Geometry::None => values::foreign_members(&feature.foreign_members, KIND)
            .next()
            .map(|_| if route { "rte" } else { "trk" }),
        Geometry::Polygon(_) | Geometry::MultiPolygon(_) | Geometry::Collection(_) => None,
    }
}

/// Writes a shape if it is of the kind whose turn it is.
fn shape(out: &mut String, feature: &Feature, shape_: &Geometry, kind: &str) {
    if let Geometry::Collection(shapes) = shape_ {
        for part in shapes {
            shape(out, feature, part, kind);
        }
        return;
    }
    if kind_of(feature, shape_) != Some(kind) {
        return;
    }
    match shape_ {
        Geometry::Point(at) | Geometry::MultiPoint(at) => {
            for index in 0..at.len() {
                waypoint(out, feature, at, index);
            }
        }
        Geometry::LineString(line) => lines(out, feature, std::slice::from_ref(line), kind),
        Geometry::MultiLineString(parts) => lines(out, feature, parts, kind),
        _ => lines(out, feature, &[], kind),
    }
}

fn waypoint(out: &mut String, feature: &Feature, at: &Positions, index: usize) {
    open_point(out, "wpt", at, index);
    describe(out, feature, &OF_POINTS);
    out.push_str("</wpt>\n");
}

/// The opening tag of a point, its height and time.
fn open_point(out: &mut String, name: &str, positions: &Positions, index: usize) {
    let at = positions.points.get(index).copied().unwrap_or_default();
    // The schema has longitudes below 180°.
    let lon = if at.lon == 180.0 { -180.0 } else { at.lon };
    let _ = write!(out, "<{name} lat=\"{}\" lon=\"{lon}\">", at.lat);
    if let Some(height) = positions.heights().get(index).filter(|h| h.is_finite()) {
        let _ = write!(out, "<ele>{height}</ele>");
    }
    if let Some(time) = positions.times().get(index).and_then(|time| instant::format(*time)) {
        element(out, "time", &time);
    }
}

fn lines(out: &mut String, feature: &Feature, parts: &[Positions], kind: &str) {
    out.extend(["<", kind, ">"]);
    describe(out, feature, &OF_LINES);
    let point = if kind == "rte" { "rtept" } else { "trkpt" };
    let extras = points::of(feature, parts);
    let mut extras = extras.iter().peekable();
    let mut count = 0;
    for part in parts {
        if kind == "trk" {
            out.push_str("<trkseg>\n");
        }
        for index in 0..part.len() {
            open_point(out, point, part, index);
            while let Some((_, raw)) = extras.next_if(|(at, _)| *at <= count) {
                out.push_str(raw);
            }
            out.extend(["</", point, ">\n"]);
            count += 1;
        }
        if kind == "trk" {
            out.push_str("</trkseg>");
        }
    }
    out.extend(["</", kind, ">\n"]);
}

/// Properties: elements of GPX where they hold the value exactly, else extensions.
fn describe(out: &mut String, feature: &Feature, elements: &[&str]) {
    let mut written = Vec::with_capacity(feature.properties.len());
    let mut titled = Vec::new();
    for name in elements {
        if matches!(*name, "name" | "desc") {
            if let Some(index) = values::titled(feature, name).filter(|index| !written.contains(index)) {
                let (_, value) = &feature.properties[index];
                element(out, name, value.display());
                written.push(index);
                titled.push((*name, index));
            }
            continue;
        }
        for index in 0..feature.properties.len() {
            if *name == "link" {
                link(out, feature, index, &mut written);
            } else if let Some(text) = held(feature, index, name) {
                element(out, name, text);
                written.push(index);
                break;
            }
        }
    }
    out.extend(values::foreign_members(&feature.foreign_members, OTHER));
    extensions(out, feature, &titled, &mut written);
}

/// The text of a property if an element of that name gives the same value back.
fn held<'f>(feature: &'f Feature, index: usize, name: &str) -> Option<&'f str> {
    let (key, value) = feature.properties.get(index).filter(|(key, _)| &**key == name)?;
    let number = number::parse_f64(value.display().as_bytes()).is_some();
    match value {
        Value::Number(text) if NUMBERS.contains(&&**key) && number && text.trim() == &**text => Some(text),
        Value::Text(_) if !(NUMBERS.contains(&&**key) && number) => values::plain(value),
        _ => None,
    }
}

/// A link with its text and type, if they follow it.
fn link(out: &mut String, feature: &Feature, index: usize, written: &mut Vec<usize>) {
    let Some((key, Value::Text(address))) = feature.properties.get(index) else { return };
    if &**key != "link" || !address.chars().all(xml::allowed) {
        return;
    }
    out.push_str("<link href=\"");
    push_escaped(out, address);
    out.push_str("\">");
    written.push(index);
    for (next, (key, name)) in (index + 1..).zip([("link_text", "text"), ("link_type", "type")]) {
        let Some(text) = held(feature, next, key) else { break };
        element(out, name, text);
        written.push(next);
    }
    out.push_str("</link>");
}

fn extensions(out: &mut String, feature: &Feature, titled: &[(&str, usize)], written: &mut Vec<usize>) {
    let start = out.len();
    let before: BTreeSet<usize> = written.iter().copied().collect();
    for (index, (key, value)) in feature.properties.iter().enumerate() {
        if before.contains(&index) {
            continue;
        }
        out.push_str("<tumen:property name=\"");
        push_escaped(out, key);
        let _ = write!(out, "\" kind=\"{}\">", values::kind(value));
        push_escaped(out, value.display());
        out.push_str("</tumen:property>");
        written.push(index);
    }
    values::push_keys(out, feature, titled);
    if let Some(order) = values::order_note(written) {
        element(out, "tumen:order", &order);
    }
    if let Some(id) = &feature.id {
        let _ = write!(out, "<tumen:id kind=\"{}\">", values::kind(id));
        push_escaped(out, id.display());
        out.push_str("</tumen:id>");
    }
    out.extend(values::foreign_members(&feature.foreign_members, EXTENSION));
    style::write(out, feature);
    if out.len() > start {
        out.insert_str(start, "<extensions>");
        out.push_str("</extensions>");
    }
}

/// What GPX cannot hold of these layers, as sentences; empty if everything comes back.
#[must_use]
pub fn losses(layers: &[&Layer]) -> Vec<Message> {
    let features = || layers.iter().flat_map(|layer| layer.features.iter());
    let count = |test: &dyn Fn(&Feature) -> bool| features().filter(|feature| test(feature)).count();
    let mut losses = Vec::new();
    let mut tell = |count: usize, what: fn(usize) -> Message| {
        if count > 0 {
            losses.push(what(count));
        }
    };
    tell(count(&|f| has_area(&f.geometry)), |n| message!("notice-lost-areas", n = n));
    tell(count(&|f| f.geometry == Geometry::None && kind_of(f, &f.geometry).is_none()), |n| {
        message!("notice-lost-placeless", n = n)
    });
    tell(count(&|f| matches!(f.geometry, Geometry::MultiPoint(_) | Geometry::Collection(_))), |n| {
        message!("notice-lost-several", n = n)
    });
    tell(count(&style::is_lost), |n| message!("notice-lost-colors", n = n));
    tell(count(&|f| values::control_characters(&f.properties)), |n| message!("notice-lost-controls", n = n));
    tell(count(&loses_point_parts), |n| message!("notice-lost-points", n = n));
    tell(count(&|f| f.foreign_members.iter().any(|(key, _)| !key.starts_with("gpx:"))), |n| {
        message!("notice-lost-foreign", n = n)
    });
    let folders = layers.iter().flat_map(|layer| layer.folders.iter());
    let foreign = |name: &str| !matches!(name, "Waypoints" | "Routes" | "Tracks");
    tell(folders.filter(|folder| foreign(&folder.name)).count(), |n| message!("notice-lost-folders", n = n));
    if mixed_order(layers) {
        losses.push(message!("notice-lost-gpx-order"));
    }
    if layers.len() > 1 {
        losses.push(message!("notice-lost-layers"));
    }
    losses
}

fn has_area(shape: &Geometry) -> bool {
    match shape {
        Geometry::Polygon(_) | Geometry::MultiPolygon(_) => true,
        Geometry::Collection(shapes) => shapes.iter().any(has_area),
        _ => false,
    }
}

fn loses_point_parts(feature: &Feature) -> bool {
    let parts = match &feature.geometry {
        Geometry::LineString(line) => std::slice::from_ref(line),
        Geometry::MultiLineString(parts) => parts,
        _ => &[],
    };
    points::lost(feature, parts) > 0
}

fn mixed_order(layers: &[&Layer]) -> bool {
    let rank = |feature: &Feature| match kind_of(feature, &feature.geometry) {
        Some("wpt") => 0,
        Some("rte") => 1,
        _ => 2,
    };
    let ranks: Vec<u8> = layers.iter().flat_map(|layer| layer.features.iter()).map(|f| rank(f)).collect();
    !ranks.is_sorted()
}
