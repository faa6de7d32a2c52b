//! GeoJSON documents.

use super::crs;
use super::extras;
use super::record::coordinates::Shape;
use super::record::{Reader, Trouble};
use crate::formats::json::{Fault, compact, not_a_number, text, unescaped, valid_number};
use crate::input::{Input, RawLayer, ReadError, StatedCrs};
use std::borrow::Cow;
use std::sync::Arc;
use tumen_core::diag::{Place, Report, Severity};
use tumen_core::message;
use tumen_core::message::Message;
use tumen_core::model::layer::{Feature, Geometry, Layer, Properties, Value};

/// A member by its name, as JSON text.
type ForeignMember = (Arc<str>, Box<str>);

/// Types of geometries, in the spelling of the standard.
const KINDS: [&str; 7] =
    ["Point", "MultiPoint", "LineString", "MultiLineString", "Polygon", "MultiPolygon", "GeometryCollection"];

/// Reads a GeoJSON document: a collection, a feature, a geometry, an array of them, or several one after
/// another. A broken feature is reported and passed over; of a truncated file, what came before the end.
///
/// # Errors
/// If nothing in it is GeoJSON, a limit is reached or reading is stopped.
pub fn read(input: &Input<'_>, report: &mut Report) -> Result<Vec<RawLayer>, ReadError> {
    let mut text = text::decode(input, report)?;
    if let Some((requoted, first)) = text::requoted(&text) {
        let (line, column) = text::Lines::new(text.as_bytes()).place(first);
        let place = Place::file(input.name).line(line).column(column).byte(first as u64);
        let what = message!("notice-texts-stand-single");
        report.warning("syntax", place, what, message!("notice-read-double-ones"));
        text = Cow::Owned(requoted);
    }
    let mut reader = Reader::new(&text, input, report);
    match reader.documents() {
        Ok(()) | Err(Trouble::Lost | Trouble::Fault(_)) => {}
        Err(Trouble::Stop(error)) => return Err(*error),
    }
    reader.finish("geojson")
}

/// The members of an object that mean something, in whatever order they came.
#[derive(Default)]
struct Parts<'a> {
    start: usize,
    kind: Option<Cow<'a, str>>,
    shape: Option<Shape>,
    geometries: Option<Vec<Geometry>>,
    geometry: Option<Geometry>,
    properties: Option<Properties>,
    id: Option<Value>,
    features: bool,
    foreign_members: Vec<(Arc<str>, Box<str>)>,
}

impl Parts<'_> {
    fn is_kind(&self, name: &str) -> bool {
        self.kind.as_ref().is_some_and(|kind| kind.eq_ignore_ascii_case(name))
    }
}

impl<'a> Reader<'a, '_> {
    /// All values up to the end of the text.
    pub fn documents(&mut self) -> Result<(), Trouble> {
        while let Some(next) = self.scanner.peek() {
            let start = self.scanner.at;
            let read = match next {
                b'{' => self.item(0),
                b'[' => self.list(0),
                b',' | b';' | b']' | b'}' | b')' | 0x1e if self.recognized || next == 0x1e => {
                    self.scanner.at += 1;
                    Ok(())
                }
                _ => Err(self.scanner.fault("wanted-object-array").into()),
            };
            if self.topology {
                return Ok(());
            }
            match read {
                Err(Trouble::Fault(fault)) => self.recover(fault, start)?,
                other => other?,
            }
        }
        Ok(())
    }

    /// One object: a feature, a collection or a geometry. The feature is added.
    pub fn item(&mut self, level: u64) -> Result<(), Trouble> {
        self.tell()?;
        let _ = self.scanner.peek();
        let mut parts = Parts { start: self.scanner.at, ..Parts::default() };
        let read = self.object(&mut parts, level);
        if matches!(read, Err(Trouble::Fault(Fault::End))) {
            self.salvage(parts);
            return read;
        }
        read?;
        self.settle(parts);
        Ok(())
    }

    /// An array of objects. A broken one costs itself.
    fn list(&mut self, level: u64) -> Result<(), Trouble> {
        if level > self.deepest() {
            return Err(Fault::Deep { at: self.scanner.at }.into());
        }
        self.scanner.need(b'[', "wanted-array-features")?;
        if self.scanner.take(b']') {
            return Ok(());
        }
        loop {
            let start = self.scanner.at;
            match self.list_item(level) {
                Ok(true) => {}
                Ok(false) => return Ok(()),
                Err(Trouble::Fault(fault)) => self.recover(fault, start)?,
                Err(other) => return Err(other),
            }
        }
    }

    /// An object or a list of them in an array; whether another one follows.
    fn list_item(&mut self, level: u64) -> Result<bool, Trouble> {
        match self.scanner.peek() {
            Some(b'[') => self.list(level + 1)?,
            Some(b'n') => {
                self.scanner.skip()?;
            }
            _ => self.item(level + 1)?,
        }
        if self.scanner.peek() == Some(b'{') {
            let (at, what) = (self.scanner.at, message!("notice-comma-missing-between"));
            self.notice(Severity::Warning, "syntax", at, what, message!("notice-write-comma-both"));
            return Ok(true);
        }
        Ok(self.scanner.more(b']')?)
    }

    /// The members of an object, which begins here.
    fn object(&mut self, parts: &mut Parts<'a>, level: u64) -> Result<(), Trouble> {
        if level > self.deepest() {
            return Err(Fault::Deep { at: self.scanner.at }.into());
        }
        self.scanner.need(b'{', "wanted-object")?;
        if self.scanner.take(b'}') {
            return Ok(());
        }
        loop {
            let key = self.scanner.key()?;
            self.member(key, parts, level)?;
            if !self.scanner.more(b'}')? {
                return Ok(());
            }
        }
    }

    fn member(&mut self, key: &'a str, parts: &mut Parts<'a>, level: u64) -> Result<(), Trouble> {
        let next = self.scanner.peek();
        match (key, next) {
            ("type", Some(b'"')) => parts.kind = Some(self.scanner.string()?),
            ("coordinates", _) => {
                let mut shape = Shape::Empty;
                let read = self.coordinates(&mut shape);
                parts.shape = Some(shape);
                read?;
            }
            ("geometries", Some(b'[')) => parts.geometries = Some(self.geometries(level)?),
            ("geometry", _) => parts.geometry = Some(self.geometry(parts, level)?),
            ("properties", Some(b'{')) => parts.properties = Some(self.properties()?),
            ("properties", Some(b'n')) => {
                self.scanner.skip()?;
            }
            ("id", _) => parts.id = Some(self.value()?),
            ("features", Some(b'[')) => {
                parts.features = true;
                self.recognized = true;
                self.list(level + 1)?;
            }
            ("crs", _) => self.crs(parts)?,
            _ => self.foreign(key, parts)?,
        }
        Ok(())
    }

    /// The system that a collection names is that of its features; it is kept only if the positions are
    /// degrees WGS 84 anyway.
    fn crs(&mut self, parts: &mut Parts<'a>) -> Result<(), Trouble> {
        let raw = self.scanner.skip()?;
        let stated = crs::stated(raw);
        if matches!(stated, StatedCrs::Wgs84 | StatedCrs::Epsg(4326) | StatedCrs::Unstated) {
            parts.foreign_members.push(("crs".into(), compact(raw)));
        }
        if stated != StatedCrs::Unstated {
            self.crs = stated;
        }
        Ok(())
    }

    fn foreign(&mut self, key: &'a str, parts: &mut Parts<'a>) -> Result<(), Trouble> {
        let foreign_members = self.keep(key)?;
        parts.foreign_members.extend(foreign_members);
        Ok(())
    }

    /// A member that is kept as it is, unless it is too long.
    pub fn keep(&mut self, key: &str) -> Result<Option<ForeignMember>, Trouble> {
        let start = self.scanner.at;
        let raw = self.scanner.skip()?;
        self.charge(2)?;
        Ok(self.fits(raw.len(), start).then(|| (unescaped(key).into(), compact(raw))))
    }

    /// Whether a text is not longer than the limit; reported if it is.
    fn fits(&mut self, length: usize, at: usize) -> bool {
        let limit = self.input.limits.text_bytes;
        if length as u64 <= limit {
            return true;
        }
        let what = message!("notice-value-bytes-longer", length = length, limit = limit);
        let hint = message!("notice-you-trust-file");
        self.notice(Severity::Error, "limit", at, what, hint);
        false
    }

    /// The geometry of a feature. Its foreign members are kept with the feature.
    fn geometry(&mut self, feature: &mut Parts<'a>, level: u64) -> Result<Geometry, Trouble> {
        let at = self.scanner.at;
        match self.scanner.peek() {
            Some(b'{') => {
                let mut parts = Parts { start: at, ..Parts::default() };
                let read = self.object(&mut parts, level + 1);
                let ended = matches!(read, Err(Trouble::Fault(Fault::End)));
                if !ended {
                    read?;
                }
                let foreign_members = std::mem::take(&mut parts.foreign_members);
                feature.foreign_members.extend(
                    foreign_members.into_iter().map(|(key, raw)| (format!("geometry/{key}").into(), raw)),
                );
                if ended {
                    let some = matches!(parts.shape, Some(Shape::Line(_) | Shape::Lines(_)));
                    self.partial = some.then(|| self.assemble(parts));
                    return Err(Fault::End.into());
                }
                Ok(self.assemble(parts))
            }
            Some(b'n') => Ok(self.scanner.skip().map(|_| Geometry::None)?),
            _ => {
                self.scanner.skip()?;
                self.bad_geometry(at, message!("notice-geometry-not-an-object"));
                Ok(Geometry::None)
            }
        }
    }

    fn bad_geometry(&mut self, at: usize, what: Message) {
        let hint = message!("notice-correct-geometry-properties");
        self.notice(Severity::Error, "bad-geometry", at, what, hint);
    }

    fn geometries(&mut self, level: u64) -> Result<Vec<Geometry>, Trouble> {
        let mut geometries = Vec::new();
        self.scanner.need(b'[', "wanted-array-geometries")?;
        if self.scanner.take(b']') {
            return Ok(geometries);
        }
        loop {
            if self.scanner.peek() == Some(b'n') {
                self.scanner.skip()?;
                geometries.push(Geometry::None);
            } else {
                let mut parts = Parts { start: self.scanner.at, ..Parts::default() };
                self.object(&mut parts, level + 1)?;
                geometries.push(self.assemble(parts));
            }
            self.charge(4)?;
            if !self.scanner.more(b']')? {
                return Ok(geometries);
            }
        }
    }

    /// The geometry of its members.
    fn assemble(&mut self, parts: Parts<'a>) -> Geometry {
        let at = parts.start;
        let kind = self.geometry_kind(&parts);
        let Some(kind) = kind else {
            let what = match &parts.kind {
                Some(kind) => message!("notice-geometry-type-unknown", kind = shortened(kind)),
                None => message!("notice-geometry-without-type"),
            };
            self.bad_geometry(at, what);
            return Geometry::None;
        };
        if kind == "GeometryCollection" {
            return Geometry::Collection(parts.geometries.unwrap_or_default());
        }
        let Some((geometry, wrong)) = parts.shape.unwrap_or_default().assemble(kind) else {
            self.bad_geometry(at, message!("notice-coordinates-of-other-kind", kind = kind));
            return Geometry::None;
        };
        if let Some(wrong) = wrong {
            let what = message!("notice-read", wrong = wrong, kind = kind, read = geometry.kind().name());
            self.notice(Severity::Warning, "bad-geometry", at, what, message!("notice-check-shape-correct"));
        } else if geometry == Geometry::None {
            let what = message!("notice-kind-without-position", kind = kind);
            self.notice(Severity::Warning, "empty-geometry", at, what, message!("notice-give-one-remove"));
        }
        geometry
    }

    /// The type in the spelling of the standard, or what the coordinates alone say.
    fn geometry_kind(&mut self, parts: &Parts<'a>) -> Option<&'static str> {
        let Some(kind) = &parts.kind else {
            return match parts.shape {
                Some(Shape::Position(_)) => Some("Point"),
                Some(Shape::Line(_)) => Some("LineString"),
                Some(Shape::Lines(_)) => Some("Polygon"),
                Some(Shape::Areas(_)) => Some("MultiPolygon"),
                _ => parts.geometries.as_ref().map(|_| "GeometryCollection"),
            };
        };
        if let Some(exact) = KINDS.iter().find(|k| *kind == **k) {
            return Some(exact);
        }
        let close = KINDS.iter().find(|k| kind.trim().eq_ignore_ascii_case(k))?;
        let what = message!("notice-type-read", kind = shortened(kind), close = close);
        self.notice(
            Severity::Warning,
            "bad-geometry",
            parts.start,
            what,
            message!("notice-correct-spelling"),
        );
        Some(close)
    }

    pub fn properties(&mut self) -> Result<Properties, Trouble> {
        let mut properties = Properties::new();
        self.scanner.need(b'{', "wanted-properties")?;
        if self.scanner.take(b'}') {
            return Ok(properties);
        }
        properties.reserve_exact(self.features.last().map_or(4, |f| f.properties.len()));
        loop {
            let raw = self.scanner.key()?;
            let key = self.keys.shared(raw, properties.len());
            let value = self.value()?;
            properties.push((key, value));
            self.charge(2)?;
            if !self.scanner.more(b'}')? {
                return Ok(properties);
            }
        }
    }

    /// A value of a property as the file wrote it.
    pub fn value(&mut self) -> Result<Value, Trouble> {
        let next = self.scanner.peek();
        let start = self.scanner.at;
        match next {
            Some(b'"') => {
                let raw = self.scanner.raw_text()?;
                let fits = self.fits(raw.len(), start);
                Ok(if fits { Value::Text(unescaped(raw).into()) } else { Value::Null })
            }
            Some(b'[' | b'{') => {
                let raw = self.scanner.skip()?;
                let fits = self.fits(raw.len(), start);
                Ok(if fits { Value::Json(compact(raw)) } else { Value::Null })
            }
            _ => self.plain_value(start),
        }
    }

    fn plain_value(&mut self, start: usize) -> Result<Value, Trouble> {
        let raw = self.scanner.skip()?;
        if !self.fits(raw.len(), start) {
            return Ok(Value::Null);
        }
        Ok(match raw {
            "null" | "None" | "undefined" => Value::Null,
            "true" | "True" => Value::Bool(true),
            "false" | "False" => Value::Bool(false),
            number if valid_number(number) => Value::Number(number.into()),
            word if not_a_number(word) => {
                let what = message!("notice-property-not-a-number", word = word);
                self.notice(Severity::Warning, "nan", start, what, message!("notice-read-nothing"));
                Value::Null
            }
            odd => Value::Text(odd.into()),
        })
    }

    /// Adds what an object is.
    fn settle(&mut self, parts: Parts<'a>) {
        if parts.is_kind("Topology") {
            self.topology = true;
        } else if parts.features || parts.is_kind("FeatureCollection") {
            self.recognized = true;
            self.tell_kind(&parts, "FeatureCollection");
            self.settle_collection(parts);
        } else if parts.is_kind("Feature") || parts.geometry.is_some() {
            self.tell_kind(&parts, "Feature");
            self.add(parts);
        } else if parts.shape.is_some() || parts.geometries.is_some() {
            self.add_bare(parts);
        } else {
            let what = message!("notice-object-not-geojson");
            self.notice(Severity::Error, "syntax", parts.start, what, message!("notice-correct-remove-left"));
            self.met += 1;
        }
    }

    /// Says that an object has another type than it should have, or none.
    fn tell_kind(&mut self, parts: &Parts<'a>, wanted: &str) {
        let what = match &parts.kind {
            Some(kind) if kind == wanted => return,
            Some(kind) => message!("notice-type-unknown-read-as", kind = shortened(kind), wanted = wanted),
            None => message!("notice-object-without-type", wanted = wanted),
        };
        let hint = message!("notice-write-type-other", wanted = wanted);
        self.notice(Severity::Warning, "wrong-type", parts.start, what, hint);
    }

    fn settle_collection(&mut self, parts: Parts<'a>) {
        for (key, raw) in parts.foreign_members {
            if &*key == "name" && self.name.is_none() && raw.starts_with('"') {
                self.name = Some(unescaped(raw.trim_matches('"')).into_owned());
            }
            if !self.foreign_members.iter().any(|(known, _)| *known == key) {
                self.foreign_members.push((key, raw));
            }
        }
    }

    fn add_bare(&mut self, mut parts: Parts<'a>) {
        let foreign_members = std::mem::take(&mut parts.foreign_members);
        let foreign_members =
            foreign_members.into_iter().map(|(key, raw)| (format!("geometry/{key}").into(), raw)).collect();
        let start = parts.start;
        let geometry = self.assemble(parts);
        self.add(Parts { start, geometry: Some(geometry), foreign_members, ..Parts::default() });
    }

    fn add(&mut self, parts: Parts<'a>) {
        self.recognized = true;
        self.met += 1;
        let mut geometry = parts.geometry.unwrap_or_default();
        let properties = parts.properties.unwrap_or_default();
        extras::add_times(&mut geometry, &properties);
        let own_style = extras::own_style(&properties).map(|style| match &self.last_style {
            Some(last) if **last == style => last.clone(),
            _ => self.last_style.insert(Arc::new(style)).clone(),
        });
        let line = u32::try_from(self.lines.line(parts.start)).unwrap_or(0);
        let id = parts.id.filter(|id| *id != Value::Null);
        let foreign_members = parts.foreign_members;
        self.features.push(Feature {
            geometry,
            properties,
            id,
            own_style,
            foreign_members,
            line,
            ..Feature::default()
        });
    }

    /// Of a file that ends within its only feature, what there is of a line.
    fn salvage(&mut self, parts: Parts<'a>) {
        let mut parts = parts;
        let start = parts.start;
        if !self.features.is_empty() || self.scanner.bytes().len() < self.lines.len() {
            self.partial = None;
            return;
        }
        let bare = parts.shape.take().map(|shape| {
            let kind = parts.kind.clone();
            Parts { start, shape: Some(shape), kind, ..Parts::default() }
        });
        let geometry = match (parts.geometry.take().or_else(|| self.partial.take()), bare) {
            (Some(geometry), _) => geometry,
            (None, Some(bare)) => self.assemble(bare),
            _ => return,
        };
        let line = matches!(
            geometry,
            Geometry::LineString(_)
                | Geometry::MultiLineString(_)
                | Geometry::MultiPoint(_)
                | Geometry::Point(_)
        );
        if line && !geometry.is_empty() {
            self.add(Parts { start, geometry: Some(geometry), kind: None, ..parts });
        }
    }

    /// Reports a fault and goes on at the next feature.
    fn recover(&mut self, fault: Fault, start: usize) -> Result<(), Trouble> {
        // What is left of a cut line counts already.
        self.met = self.met.saturating_sub(usize::from(self.partial.take().is_some()));
        self.check_limits()?;
        self.report_fault(fault, start);
        self.met += 1;
        let from = match fault {
            Fault::End => return Err(Trouble::Lost),
            Fault::Unexpected { at, .. } | Fault::Deep { at } => at,
        };
        // A missing quotation mark shows only after the next text: begin before it.
        let from = from.min(self.scanner.last_text.max(start + 1)).max(start + 1);
        self.look_again(self.scanner.at.saturating_sub(from))?;
        match next_feature(self.scanner.bytes(), from) {
            Some(at) => {
                self.scanner.at = at;
                self.recognized = true;
                Ok(())
            }
            None => Err(Trouble::Lost),
        }
    }

    /// The layer of all that was found.
    pub fn finish(mut self, format: &str) -> Result<Vec<RawLayer>, ReadError> {
        self.check_limits().map_err(|trouble| match trouble {
            Trouble::Stop(error) => *error,
            _ => ReadError::Empty,
        })?;
        self.report_slips();
        if self.topology && self.features.is_empty() {
            return crate::formats::topojson::read(self.input, self.report);
        }
        if self.features.is_empty() && (self.first_error.is_some() || !self.recognized) {
            return Err(self.first_error.unwrap_or_else(|| ReadError::NotARoute {
                code: "unknown-format",
                what: message!("notice-json-nothing-geojson"),
                hint: message!("notice-export-geojson-csv"),
            }));
        }
        let name = self.name.unwrap_or_else(|| text::stem(self.input.name).to_owned());
        let mut layer = Layer::new(name, self.features);
        layer.foreign_members = self.foreign_members;
        layer.origin.path = self.input.name.to_owned();
        layer.origin.format = format.to_owned();
        Ok(vec![RawLayer { layer, crs: self.crs }])
    }

    /// Tells what was tolerated, once each.
    fn report_slips(&mut self) {
        self.whole = true;
        let slips = self.scanner.slips;
        let told = [
            (slips.comma, message!("notice-comma-stands-before")),
            (slips.comment, message!("notice-comment-json-does")),
            (slips.control, message!("notice-line-break-other")),
            (slips.word, message!("notice-values-json-does")),
        ];
        for (at, what) in told {
            if let Some(at) = at {
                self.notice(
                    Severity::Warning,
                    "syntax",
                    at,
                    what,
                    message!("notice-tolerated-other-programs"),
                );
            }
        }
    }
}

fn shortened(text: &str) -> String {
    text.chars().take(40).collect()
}

/// The next byte at which a feature begins: `{"type":"Feature"` with any white space, or an object whose
/// first member only features have.
fn next_feature(bytes: &[u8], from: usize) -> Option<usize> {
    let mut at = from;
    loop {
        at += bytes.get(at..)?.iter().position(|b| *b == b'{')?;
        if begins_feature(bytes.get(at + 1..)?) {
            return Some(at);
        }
        at += 1;
    }
}

fn begins_feature(after: &[u8]) -> bool {
    let after = spaceless(after);
    if ["\"geometry\"", "\"properties\""].iter().any(|key| after.starts_with(key.as_bytes())) {
        return true;
    }
    let Some(value) = after.strip_prefix(b"\"type\"") else {
        return ["\"id\"", "\"bbox\""].iter().any(|key| after.starts_with(key.as_bytes()))
            && after
                .get(..after.len().min(200))
                .is_some_and(|head| head.windows(9).any(|w| w == b"\"Feature\""));
    };
    spaceless(value).strip_prefix(b":").is_some_and(|v| spaceless(v).starts_with(b"\"Feature\""))
}

/// Without the white space at the start, of which at most 256 bytes are looked at.
fn spaceless(bytes: &[u8]) -> &[u8] {
    let count = bytes.iter().take(256).take_while(|b| b.is_ascii_whitespace()).count();
    bytes.get(count..).unwrap_or_default()
}
