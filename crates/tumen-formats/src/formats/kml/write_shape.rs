//! Writing geometries of KML.

use super::SETTINGS;
use crate::formats::instant;
use crate::formats::xml::values;
use std::fmt::Write;
use tumen_core::model::layer::{Feature, Geometry, Positions};

/// Writes shapes with the settings that were kept for them.
pub(super) struct Shapes<'a> {
    out: &'a mut String,
    settings: Vec<&'a str>,
    /// Number of geometries written that are no collections.
    count: usize,
}

impl<'a> Shapes<'a> {
    pub(super) fn new(out: &'a mut String, feature: &'a Feature) -> Self {
        Self {
            out,
            settings: values::foreign_members(&feature.foreign_members, SETTINGS).collect(),
            count: 0,
        }
    }

    fn open(&mut self, name: &str) {
        self.out.extend(["<", name, ">"]);
        let at = if self.settings.len() == 1 { 0 } else { self.count };
        self.out.push_str(self.settings.get(at).copied().unwrap_or_default());
        self.count += 1;
    }

    fn close(&mut self, name: &str) {
        self.out.extend(["</", name, ">"]);
    }

    /// Writes a shape; nothing for none. Collections are at most as deep as a reader's limit.
    pub(super) fn shape(&mut self, shape: &Geometry) {
        match shape {
            Geometry::None => {}
            Geometry::Point(at) => self.point(at, 0),
            Geometry::MultiPoint(points) => {
                self.out.push_str("<MultiGeometry>");
                (0..points.len()).for_each(|index| self.point(points, index));
                self.close("MultiGeometry");
            }
            Geometry::LineString(line) => self.line(line),
            Geometry::MultiLineString(lines) => self.lines(lines),
            Geometry::Polygon(rings) => self.area(rings),
            Geometry::MultiPolygon(areas) => {
                self.out.push_str("<MultiGeometry>");
                areas.iter().for_each(|rings| self.area(rings));
                self.close("MultiGeometry");
            }
            Geometry::Collection(shapes) => {
                let marked = alike(shapes);
                self.out.push_str(if marked {
                    "<MultiGeometry tumen:kind=\"collection\">"
                } else {
                    "<MultiGeometry>"
                });
                shapes.iter().for_each(|shape| self.shape(shape));
                self.close("MultiGeometry");
            }
        }
    }

    fn point(&mut self, positions: &Positions, index: usize) {
        if index < positions.len() {
            self.open("Point");
            self.coordinates(positions, index..index + 1);
            self.close("Point");
        }
    }

    fn line(&mut self, line: &Positions) {
        if !line.times().is_empty() {
            return self.track(line);
        }
        self.open("LineString");
        self.coordinates(line, 0..line.len());
        self.close("LineString");
    }

    fn lines(&mut self, lines: &[Positions]) {
        let timed = lines.iter().any(|line| !line.times().is_empty());
        let name = if timed { "gx:MultiTrack" } else { "MultiGeometry" };
        self.out.extend(["<", name, ">"]);
        for line in lines {
            if timed { self.track(line) } else { self.line(line) }
        }
        self.close(name);
    }

    fn track(&mut self, line: &Positions) {
        self.open("gx:Track");
        for time in line.times() {
            self.out.extend(["<when>", &instant::format(*time).unwrap_or_default(), "</when>"]);
        }
        for (index, at) in line.points.iter().enumerate() {
            let _ = write!(self.out, "<gx:coord>{} {}", at.lon, at.lat);
            if let Some(height) = line.heights().get(index).filter(|h| h.is_finite()) {
                let _ = write!(self.out, " {height}");
            }
            self.out.push_str("</gx:coord>");
        }
        self.close("gx:Track");
    }

    fn area(&mut self, rings: &[Positions]) {
        self.open("Polygon");
        for (index, ring) in rings.iter().enumerate() {
            let name = if index == 0 { "outerBoundaryIs" } else { "innerBoundaryIs" };
            self.out.extend(["<", name, "><LinearRing>"]);
            self.coordinates(ring, 0..ring.len());
            self.out.extend(["</LinearRing></", name, ">"]);
        }
        self.close("Polygon");
    }

    fn coordinates(&mut self, positions: &Positions, range: std::ops::Range<usize>) {
        self.out.push_str("<coordinates>");
        for (index, at) in positions.points.iter().enumerate().take(range.end).skip(range.start) {
            if index > range.start {
                self.out.push(' ');
            }
            let _ = write!(self.out, "{},{}", at.lon, at.lat);
            if let Some(height) = positions.heights().get(index).filter(|h| h.is_finite()) {
                let _ = write!(self.out, ",{height}");
            }
        }
        self.out.push_str("</coordinates>");
    }
}

/// Whether a reader would take the shapes of a collection for one multi-shape.
fn alike(shapes: &[Geometry]) -> bool {
    let all = |test: fn(&Geometry) -> bool| shapes.iter().all(test);
    all(|s| matches!(s, Geometry::Point(_)))
        || all(|s| matches!(s, Geometry::LineString(_)))
        || all(|s| matches!(s, Geometry::Polygon(_)))
}
