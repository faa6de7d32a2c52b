//! TopoJSON: shapes that share their borders as *arcs*. Every object becomes a layer.
//!
//! Arcs may be quantized: whole numbers, each the difference to the one before, with a `transform` back to
//! coordinates. A shape names its arcs by index; `~i` (that is, `-i - 1`) is arc `i` backwards.

use super::geojson::crs;
use super::geojson::record::coordinates::Shape;
use super::geojson::record::{Reader, Trouble};
use super::json::{Fault, text, unescaped};
use crate::input::{Input, RawLayer, ReadError};
use std::borrow::Cow;
use std::sync::Arc;
use tumen_core::diag::{Report, Severity};
use tumen_core::geo::LonLat;
use tumen_core::message;
use tumen_core::message::Message;
use tumen_core::model::layer::{Feature, Geometry, Layer, Positions, Properties, Value};

/// Reads a topology. A shape with a bad arc is reported and loses its geometry.
///
/// # Errors
/// If it is no topology, a limit is reached or reading is stopped.
pub fn read(input: &Input<'_>, report: &mut Report) -> Result<Vec<RawLayer>, ReadError> {
    let text = text::decode(input, report)?;
    let mut topology = Topology {
        reader: Reader::new(&text, input, report),
        transform: None,
        arcs: Vec::new(),
        arcs_at: None,
        objects_at: None,
        foreign_members: Vec::new(),
        layers: Vec::new(),
    };
    match topology.read() {
        Ok(()) | Err(Trouble::Lost) => {}
        Err(Trouble::Fault(fault)) => topology.reader.report_fault(fault, 0),
        Err(Trouble::Stop(error)) => return Err(*error),
    }
    topology.finish()
}

/// From whole numbers to coordinates.
#[derive(Clone, Copy)]
struct Transform {
    scale: [f64; 2],
    translate: [f64; 2],
}

struct Topology<'a, 'i> {
    reader: Reader<'a, 'i>,
    transform: Option<Transform>,
    arcs: Vec<Positions>,
    /// Where the members begin; arcs may stand after the objects that name them.
    arcs_at: Option<usize>,
    objects_at: Option<usize>,
    foreign_members: Vec<(Arc<str>, Box<str>)>,
    layers: Vec<(String, Vec<Feature>)>,
}

/// The members of a shape. Numbers are where a member begins.
#[derive(Default)]
struct Members<'a> {
    start: usize,
    kind: Option<Cow<'a, str>>,
    arcs: Option<usize>,
    coordinates: Option<usize>,
    geometries: Option<usize>,
    properties: Properties,
    id: Option<Value>,
    foreign_members: Vec<(Arc<str>, Box<str>)>,
}

impl<'a> Topology<'a, '_> {
    fn read(&mut self) -> Result<(), Trouble> {
        let members = self.members_of_root();
        if let Some(at) = self.arcs_at {
            self.reader.scanner.at = at;
            self.read_arcs()?;
        }
        if let Some(at) = self.objects_at {
            self.reader.scanner.at = at;
            self.read_objects()?;
        }
        members
    }

    fn members_of_root(&mut self) -> Result<(), Trouble> {
        self.reader.scanner.need(b'{', "wanted-topology")?;
        loop {
            let key = self.reader.scanner.key()?;
            let _ = self.reader.scanner.peek();
            let at = self.reader.scanner.at;
            match key {
                "type" => {
                    self.reader.scanner.skip()?;
                }
                "arcs" => {
                    self.arcs_at = Some(at);
                    self.reader.scanner.skip()?;
                }
                "objects" => {
                    self.objects_at = Some(at);
                    self.reader.scanner.skip()?;
                }
                "transform" => self.read_transform()?,
                "crs" => self.reader.crs = crs::stated(self.reader.scanner.skip()?),
                _ => self.foreign_members.extend(self.reader.keep(key)?),
            }
            if !self.reader.scanner.more(b'}')? {
                return Ok(());
            }
        }
    }

    fn read_transform(&mut self) -> Result<(), Trouble> {
        let mut transform = Transform { scale: [1.0; 2], translate: [0.0; 2] };
        self.reader.scanner.need(b'{', "wanted-transform")?;
        loop {
            let key = self.reader.scanner.key()?;
            let mut shape = Shape::Empty;
            self.reader.coordinates(&mut shape)?;
            if let Shape::Position(p) = &shape
                && let Some(at) = p.points.first()
            {
                match key {
                    "scale" => transform.scale = [at.lon, at.lat],
                    _ => transform.translate = [at.lon, at.lat],
                }
            }
            if !self.reader.scanner.more(b'}')? {
                self.transform = Some(transform);
                return Ok(());
            }
        }
    }

    fn read_arcs(&mut self) -> Result<(), Trouble> {
        self.reader.scanner.need(b'[', "wanted-array-arcs")?;
        if self.reader.scanner.take(b']') {
            return Ok(());
        }
        loop {
            let mut shape = Shape::Empty;
            let read = self.reader.coordinates(&mut shape);
            let mut arc = match shape {
                Shape::Line(positions) => positions,
                _ => Positions::default(),
            };
            if let Some(transform) = self.transform {
                summed(&mut arc.points, transform);
            }
            self.arcs.push(arc);
            self.reader.charge(2)?;
            match read {
                // Shapes whose arcs came before the cut are still whole.
                Err(Trouble::Fault(_)) => return Ok(()),
                other => other?,
            }
            match self.reader.scanner.more(b']') {
                Ok(true) => {}
                _ => return Ok(()),
            }
        }
    }

    fn read_objects(&mut self) -> Result<(), Trouble> {
        self.reader.vertices = 0;
        self.reader.scanner.need(b'{', "wanted-object-objects")?;
        if self.reader.scanner.take(b'}') {
            return Ok(());
        }
        loop {
            let key = self.reader.scanner.key()?;
            self.layers.push((unescaped(key).into_owned(), Vec::new()));
            let members = self.members(0)?;
            if members.geometries.is_none() {
                self.add(members, 0)?;
            }
            if !self.reader.scanner.more(b'}')? {
                return Ok(());
            }
        }
    }

    /// The members of a shape. Those of a collection at the top are features, which are added at once.
    fn members(&mut self, level: u64) -> Result<Members<'a>, Trouble> {
        let _ = self.reader.scanner.peek();
        let mut members = Members { start: self.reader.scanner.at, ..Members::default() };
        self.reader.scanner.need(b'{', "wanted-shape")?;
        if self.reader.scanner.take(b'}') {
            return Ok(members);
        }
        loop {
            let key = self.reader.scanner.key()?;
            let next = self.reader.scanner.peek();
            let at = self.reader.scanner.at;
            match (key, next) {
                ("type", Some(b'"')) => members.kind = Some(self.reader.scanner.string()?),
                ("properties", Some(b'{')) => members.properties = self.reader.properties()?,
                ("id", _) => members.id = Some(self.reader.value()?),
                ("geometries", Some(b'[')) if level == 0 => {
                    members.geometries = Some(at);
                    self.features()?;
                }
                ("arcs" | "coordinates" | "geometries", _) => {
                    self.reader.scanner.skip()?;
                    let slot = match key {
                        "arcs" => &mut members.arcs,
                        "coordinates" => &mut members.coordinates,
                        _ => &mut members.geometries,
                    };
                    *slot = Some(at);
                }
                ("type" | "properties", _) => {
                    self.reader.scanner.skip()?;
                }
                _ => members.foreign_members.extend(self.reader.keep(key)?),
            }
            if !self.reader.scanner.more(b'}')? {
                return Ok(members);
            }
        }
    }

    /// The shapes of a collection at the top, each a feature.
    fn features(&mut self) -> Result<(), Trouble> {
        self.reader.scanner.need(b'[', "wanted-array-shapes")?;
        if self.reader.scanner.take(b']') {
            return Ok(());
        }
        loop {
            self.reader.tell()?;
            let members = self.members(1)?;
            self.add(members, 1)?;
            if !self.reader.scanner.more(b']')? {
                return Ok(());
            }
        }
    }

    fn add(&mut self, members: Members<'a>, level: u64) -> Result<(), Trouble> {
        let end = self.reader.scanner.at;
        let geometry = match self.geometry(&members, level) {
            // The members were passed over before, so that only this shape is broken.
            Err(Trouble::Fault(fault @ Fault::Unexpected { .. })) => {
                self.bad_shape(fault);
                Geometry::None
            }
            other => other?,
        };
        self.reader.met += 1;
        self.reader.scanner.at = end;
        let line = u32::try_from(self.reader.lines.line(members.start)).unwrap_or(0);
        let Members { properties, id, foreign_members, .. } = members;
        let feature = Feature { geometry, properties, id, foreign_members, line, ..Feature::default() };
        if let Some((_, features)) = self.layers.last_mut() {
            features.push(feature);
        }
        let count = self.reader.met;
        Ok(text::check_limits(self.reader.input, count, self.reader.vertices)?)
    }

    fn geometry(&mut self, members: &Members<'a>, level: u64) -> Result<Geometry, Trouble> {
        let Some(kind) = members.kind.clone() else { return Ok(Geometry::None) };
        if level > self.reader.deepest() {
            return Err(Fault::Deep { at: members.start }.into());
        }
        match (&*kind, members.arcs, members.coordinates, members.geometries) {
            ("Point" | "MultiPoint", _, Some(at), _) => self.points(&kind, at),
            ("GeometryCollection", _, _, Some(at)) => self.collection(at, level),
            ("GeometryCollection", ..) => Ok(Geometry::Collection(Vec::new())),
            ("LineString", Some(at), ..) => Ok(Geometry::LineString(self.line(at)?)),
            ("MultiLineString", Some(at), ..) => Ok(Geometry::MultiLineString(self.lines(at)?)),
            ("Polygon", Some(at), ..) => Ok(Geometry::Polygon(self.lines(at)?)),
            ("MultiPolygon", Some(at), ..) => {
                self.reader.scanner.at = at;
                let mut areas = Vec::new();
                self.each(|topology| {
                    let at = topology.reader.scanner.at;
                    areas.push(topology.lines(at)?);
                    topology.reader.charge(2)?;
                    Ok(())
                })?;
                Ok(Geometry::MultiPolygon(areas))
            }
            _ => {
                let what = message!("notice-shape-without-arcs", kind = kind.escape_debug().to_string());
                let hint = message!("notice-correct-properties-loaded");
                self.reader.notice(Severity::Error, "bad-geometry", members.start, what, hint);
                Ok(Geometry::None)
            }
        }
    }

    fn points(&mut self, kind: &str, at: usize) -> Result<Geometry, Trouble> {
        self.reader.scanner.at = at;
        let mut shape = Shape::Empty;
        self.reader.coordinates(&mut shape)?;
        let transform = self.transform;
        let mut geometry = shape.assemble(kind).map(|(geometry, _)| geometry).unwrap_or_default();
        geometry.each_mut(&mut |_, p| {
            for point in &mut p.points {
                *point = transform.map_or(*point, |t| t.apply(*point));
            }
        });
        Ok(geometry)
    }

    fn collection(&mut self, at: usize, level: u64) -> Result<Geometry, Trouble> {
        self.reader.scanner.at = at;
        let mut shapes = Vec::new();
        self.each(|topology| {
            let members = topology.members(level + 1)?;
            let end = topology.reader.scanner.at;
            shapes.push(topology.geometry(&members, level + 1)?);
            topology.reader.charge(4)?;
            topology.reader.scanner.at = end;
            Ok(())
        })?;
        Ok(Geometry::Collection(shapes))
    }

    /// Calls for each item of an array, which must pass over it.
    fn each(&mut self, mut item: impl FnMut(&mut Self) -> Result<(), Trouble>) -> Result<(), Trouble> {
        self.reader.scanner.need(b'[', "wanted-array")?;
        if self.reader.scanner.take(b']') {
            return Ok(());
        }
        loop {
            item(self)?;
            if !self.reader.scanner.more(b']')? {
                return Ok(());
            }
        }
    }

    fn lines(&mut self, at: usize) -> Result<Vec<Positions>, Trouble> {
        self.reader.scanner.at = at;
        let mut lines = Vec::new();
        self.each(|topology| {
            let at = topology.reader.scanner.at;
            lines.push(topology.line(at)?);
            topology.reader.charge(2)?;
            Ok(())
        })?;
        Ok(lines)
    }

    /// The arcs of a line, one after another; where they meet the position is taken once.
    fn line(&mut self, at: usize) -> Result<Positions, Trouble> {
        self.reader.scanner.at = at;
        let (mut points, mut heights) = (Vec::new(), Vec::new());
        self.each(|topology| {
            let _ = topology.reader.scanner.peek();
            let at = topology.reader.scanner.at;
            let wanted = "wanted-whole-number-index";
            let number = topology.reader.scanner.number().ok().filter(|number| number.fract() == 0.0);
            let Some(number) = number else { return Err(Fault::Unexpected { at, wanted }.into()) };
            let backwards = number < 0.0;
            let index = if backwards { -number - 1.0 } else { number };
            let Some(arc) = topology.arcs.get(index as usize) else {
                topology.bad_arc(at, number);
                return Ok(());
            };
            topology.reader.vertices += arc.len() as u64;
            text::check_limits(topology.reader.input, 0, topology.reader.vertices)?;
            let shared = usize::from(!points.is_empty());
            append(&mut points, &arc.points, backwards, shared);
            if !arc.heights().is_empty() {
                heights.resize(points.len() + shared - arc.len(), f64::NAN);
                append(&mut heights, arc.heights(), backwards, shared);
            }
            Ok(())
        })?;
        if !heights.is_empty() {
            heights.resize(points.len(), f64::NAN);
        }
        Ok(Positions::new(points).with_heights(heights))
    }

    /// A shape that cannot be put together has no geometry; the others are loaded.
    fn bad_shape(&mut self, fault: Fault) {
        let Fault::Unexpected { at, wanted } = fault else { return };
        let what =
            message!("notice-expected-found", wanted = Message::new(wanted), found = self.reader.found(at));
        let hint = message!("notice-export-file-again-properties");
        self.reader.notice(Severity::Error, "bad-geometry", at, what, hint);
    }

    fn bad_arc(&mut self, at: usize, number: f64) {
        let count = self.arcs.len();
        let what = message!("notice-no-such-arc", number = number, count = count);
        let hint = message!("notice-export-file-again-shape");
        self.reader.notice(Severity::Error, "bad-geometry", at, what, hint);
    }

    fn finish(self) -> Result<Vec<RawLayer>, ReadError> {
        let input = self.reader.input;
        if self.layers.iter().all(|(_, features)| features.is_empty()) {
            return Err(self.reader.first_error.unwrap_or_else(|| ReadError::Broken {
                code: "syntax",
                what: message!("notice-topology-without-objects"),
                line: None,
                byte: None,
                hint: message!("notice-export-again"),
            }));
        }
        let (crs, foreign_members) = (self.reader.crs, self.foreign_members);
        let raw = |(name, features): (String, Vec<Feature>)| {
            let mut layer = Layer::new(name, features);
            layer.origin.path = input.name.to_owned();
            layer.origin.format = "topojson".to_owned();
            RawLayer { layer, crs: crs.clone() }
        };
        let mut raw_layers: Vec<RawLayer> = self.layers.into_iter().map(raw).collect();
        if let Some(first) = raw_layers.first_mut() {
            first.layer.foreign_members = foreign_members;
        }
        Ok(raw_layers)
    }
}

impl Transform {
    fn apply(self, at: LonLat) -> LonLat {
        let [scale_x, scale_y] = self.scale;
        let [x, y] = self.translate;
        LonLat::new(at.lon * scale_x + x, at.lat * scale_y + y)
    }
}

/// Turns differences into coordinates.
fn summed(points: &mut [LonLat], transform: Transform) {
    let (mut x, mut y) = (0.0, 0.0);
    for point in points {
        x += point.lon;
        y += point.lat;
        *point = transform.apply(LonLat::new(x, y));
    }
}

/// Appends values without the first `skipped`, which stand there already.
fn append<T: Copy>(all: &mut Vec<T>, values: &[T], backwards: bool, skipped: usize) {
    if backwards {
        all.extend(values.iter().rev().skip(skipped));
    } else {
        all.extend(values.iter().skip(skipped));
    }
}

#[cfg(test)]
mod tests;
