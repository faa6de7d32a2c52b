//! Which JSON it is: by the members of the outermost object.

use super::{HEAD, not_a_route};
use crate::catalog::Format;
use crate::input::ReadError;
use tumen_core::message;
use tumen_core::message::Message;

/// The geometry kinds and `Feature`: what one record of a sequence may be.
const RECORDS: [&str; 8] = [
    "Feature",
    "Point",
    "MultiPoint",
    "LineString",
    "MultiLineString",
    "Polygon",
    "MultiPolygon",
    "GeometryCollection",
];

/// What JSON text is; `bytes` are all of it.
pub(super) fn kind(text: &str, bytes: &[u8]) -> Result<Format, ReadError> {
    if let Some(rest) = text.strip_prefix('[') {
        return array(rest.trim_start(), text);
    }
    let outer = Outer::of(text);
    let value = outer.kind.as_deref().unwrap_or_default();
    let has = |key: &str| outer.keys.contains(&key);
    if has("tumen") {
        return Ok(Format::Project);
    }
    if value == "Topology" || (has("objects") && (has("arcs") || has("transform"))) {
        return Ok(Format::TopoJson);
    }
    if let Some(no) = relative(&has) {
        return no;
    }
    let record = RECORDS.contains(&value) || (value.is_empty() && has("geometry"));
    if record && followed(text, bytes, outer.end) {
        return Ok(Format::GeoJsonSeq);
    }
    let known = record || value == "FeatureCollection";
    let likely = ["features", "geometry", "coordinates", "geometries", "crs", "bbox"].iter().any(|k| has(k));
    // What lies beyond the head may still be the type: the reader will see.
    if known || likely || (outer.end.is_none() && (value.is_empty() || outer.keys.is_empty())) {
        return Ok(Format::GeoJson);
    }
    if outer.keys.is_empty() && text.contains("'type'") {
        return Ok(Format::GeoJson);
    }
    not_a_route(
        "unknown-format",
        message!("notice-json-neither-geojson"),
        message!("notice-export-geojson-program"),
    )
}

/// Relatives of GeoJSON by their members.
fn relative(has: &dyn Fn(&str) -> bool) -> Option<Result<Format, ReadError>> {
    let no = |what: Message, hint: Message| Some(not_a_route("unknown-format", what, hint));
    if has("geometryType") || has("spatialReference") && has("features") {
        return no(message!("notice-esri-json"), message!("notice-ask-server-fgeojson"));
    }
    if has("osm3s") || has("elements") && has("generator") {
        let hint = message!("notice-overpass-turbo-choose");
        return no(message!("notice-overpass-answer"), hint);
    }
    if has("timelineObjects") || has("semanticSegments") || has("locations") {
        return no(message!("notice-location-history-telephone"), message!("notice-convert-gpx-geojson"));
    }
    has("nbformat")
        .then(|| no(message!("notice-notebook-not-route"), message!("notice-save-data-geojson")))?
}

/// An array: of features, which some programs write without the collection, or of positions.
fn array(inside: &str, text: &str) -> Result<Format, ReadError> {
    if text.contains("\"document\"") && text.contains("\"czml\"")
        || text.contains("\"version\":\"1.0\",\"clock\"")
    {
        let hint = message!("notice-export-geojson-kml");
        return not_a_route("unknown-format", message!("notice-cesium-scene-czml"), hint);
    }
    match inside.chars().next() {
        Some('{') => Ok(Format::GeoJson),
        Some('[' | '-' | '+' | '0'..='9') => Ok(Format::PositionList),
        _ => not_a_route(
            "unknown-format",
            message!("notice-json-array-without"),
            message!("notice-export-geojson-program"),
        ),
    }
}

/// Whether another record follows the first one. A first record longer than the head is followed in all bytes.
fn followed(text: &str, bytes: &[u8], end: Option<usize>) -> bool {
    let next = |rest: &[u8]| matches!(rest.trim_ascii_start().first(), Some(b'{' | 0x1e));
    match end {
        Some(end) => next(text.as_bytes().get(end..).unwrap_or_default()),
        None if bytes.len() > HEAD => {
            end_of(bytes).is_some_and(|end| next(bytes.get(end..).unwrap_or_default()))
        }
        None => false,
    }
}

/// Where the first value ends: bytes are enough, since brackets and quotes are ASCII.
fn end_of(bytes: &[u8]) -> Option<usize> {
    let (mut depth, mut at) = (0_usize, 0);
    while let Some(&byte) = bytes.get(at) {
        at += 1;
        match byte {
            b'"' => at += string_length(bytes.get(at..)?)?,
            b'{' | b'[' => depth += 1,
            b'}' | b']' => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return Some(at);
                }
            }
            _ => {}
        }
    }
    None
}

/// The bytes up to and with the closing quote.
fn string_length(bytes: &[u8]) -> Option<usize> {
    let mut at = 0;
    loop {
        match bytes.get(at)? {
            b'"' => return Some(at + 1),
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
}

/// The members of the outermost object as far as the head shows them.
#[derive(Default)]
struct Outer<'a> {
    keys: Vec<&'a str>,
    /// The value of its `type`.
    kind: Option<String>,
    /// Where the object ends, if it does.
    end: Option<usize>,
}

impl<'a> Outer<'a> {
    fn of(text: &'a str) -> Self {
        let bytes = text.as_bytes();
        let (mut outer, mut depth, mut at, mut key) = (Self::default(), 0_usize, 0, true);
        while let Some(&byte) = bytes.get(at) {
            at += 1;
            match byte {
                b'"' => {
                    let Some(length) = bytes.get(at..).and_then(string_length) else { return outer };
                    let content = text.get(at..at + length - 1).unwrap_or_default();
                    at += length;
                    if depth == 1 {
                        outer.string(content, key);
                    }
                }
                b'{' | b'[' => depth += 1,
                b'}' | b']' => depth = depth.saturating_sub(1),
                b':' if depth == 1 => key = false,
                b',' if depth == 1 => key = true,
                _ => {}
            }
            if depth == 0 {
                outer.end = Some(at);
                return outer;
            }
        }
        outer
    }

    fn string(&mut self, content: &'a str, key: bool) {
        if key {
            self.keys.push(content);
        } else if self.kind.is_none() && self.keys.last() == Some(&"type") {
            self.kind = Some(content.to_owned());
        }
    }
}
