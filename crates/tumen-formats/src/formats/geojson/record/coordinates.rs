//! Coordinates: read before the type of the geometry is known, by how deep the brackets are.

use super::{Reader, Trouble};
use crate::formats::json::{Fault, not_a_number};
use tumen_core::diag::Severity;
use tumen_core::geo::LonLat;
use tumen_core::message;
use tumen_core::message::Message;
use tumen_core::model::layer::{Geometry, Positions};

/// Lines with more positions than this keep the memory they were gathered in.
const LARGE: usize = 1 << 16;

/// Coordinates by the depth of their brackets.
#[derive(Default)]
pub enum Shape {
    /// Nothing.
    #[default]
    Empty,
    /// `[x, y]`
    Position(Positions),
    /// `[[x, y], …]`
    Line(Positions),
    /// `[[[x, y], …], …]`
    Lines(Vec<Positions>),
    /// `[[[[x, y], …], …], …]`
    Areas(Vec<Vec<Positions>>),
}

/// Positions of the line that is being read; its memory serves all lines, so that each is stored once
/// and without slack.
#[derive(Default)]
pub struct Scratch {
    points: Vec<LonLat>,
    heights: Vec<f64>,
}

impl Scratch {
    /// Number of positions.
    pub fn len(&self) -> usize {
        self.points.len()
    }

    #[inline]
    fn push(&mut self, at: LonLat) {
        if !self.heights.is_empty() {
            self.heights.push(f64::NAN);
        }
        self.points.push(at);
    }

    fn push_tall(&mut self, at: LonLat, height: f64) {
        self.heights.resize(self.points.len(), f64::NAN);
        self.heights.push(height);
        self.points.push(at);
    }

    fn take(&mut self) -> Positions {
        let heights = taken(&mut self.heights);
        Positions::new(taken(&mut self.points)).with_heights(heights)
    }
}

fn taken<T: Copy>(values: &mut Vec<T>) -> Vec<T> {
    if values.len() > LARGE {
        let mut large = std::mem::take(values);
        large.shrink_to_fit();
        return large;
    }
    let copy = values.as_slice().to_vec();
    values.clear();
    copy
}

impl Reader<'_, '_> {
    /// Coordinates of any depth. If they have no meaning, that is reported and they are passed over; what
    /// was read before a fault of the text stays in `shape`.
    pub fn coordinates(&mut self, shape: &mut Shape) -> Result<(), Trouble> {
        let _ = self.scanner.peek();
        let start = self.scanner.at;
        let Err(trouble) = self.coordinates_at(shape) else { return Ok(()) };
        let Trouble::Fault(fault @ Fault::Unexpected { at, .. }) = trouble else { return Err(trouble) };
        let mut whole = self.scanner.clone();
        whole.at = start;
        let skipped = whole.skip().is_ok();
        if !skipped {
            self.look_again(whole.at.saturating_sub(at))?;
            return Err(Trouble::Fault(fault));
        }
        self.scanner = whole;
        *shape = Shape::Empty;
        let what = message!("notice-coordinates-mixed");
        let hint = message!("notice-correct-coordinates-properties");
        self.notice(Severity::Error, "bad-geometry", at, what, hint);
        Ok(())
    }

    fn coordinates_at(&mut self, shape: &mut Shape) -> Result<(), Trouble> {
        match self.brackets() {
            0 => Ok(self.scanner.skip().map(|_| ())?),
            1 if self.nothing() => Ok(()),
            1 => {
                let read = self.position();
                self.vertices += 1;
                *shape = Shape::Position(self.scratch.take());
                read
            }
            2 => {
                let read = self.line();
                *shape = Shape::Line(self.finished());
                read
            }
            3 => {
                let mut lines = Vec::new();
                let read = self.lines(&mut lines);
                *shape = Shape::Lines(lines);
                read
            }
            _ => {
                let mut areas = Vec::new();
                let read = self.areas(&mut areas);
                *shape = Shape::Areas(areas);
                read
            }
        }
    }

    /// How many brackets open here, five at most.
    fn brackets(&mut self) -> usize {
        let start = self.scanner.at;
        let mut count = 0;
        while count < 5 && self.scanner.take(b'[') {
            count += 1;
        }
        self.scanner.at = start;
        count
    }

    /// Passes over `[]`; whether it was there.
    fn nothing(&mut self) -> bool {
        let start = self.scanner.at;
        let found = self.scanner.take(b'[') && self.scanner.take(b']');
        if !found {
            self.scanner.at = start;
        }
        found
    }

    fn finished(&mut self) -> Positions {
        self.vertices += self.scratch.len() as u64;
        self.scratch.take()
    }

    fn areas(&mut self, areas: &mut Vec<Vec<Positions>>) -> Result<(), Trouble> {
        self.scanner.need(b'[', "wanted-list-areas")?;
        if self.scanner.take(b']') {
            return Ok(());
        }
        loop {
            let mut lines = Vec::new();
            let read = self.lines(&mut lines);
            lines.shrink_to_fit();
            areas.push(lines);
            read?;
            self.charge(2)?;
            if !self.scanner.more(b']')? {
                return Ok(());
            }
        }
    }

    fn lines(&mut self, lines: &mut Vec<Positions>) -> Result<(), Trouble> {
        self.scanner.need(b'[', "wanted-list-lines")?;
        if self.scanner.take(b']') {
            return Ok(());
        }
        loop {
            let read = self.line();
            lines.push(self.finished());
            read?;
            self.charge(2)?;
            if !self.scanner.more(b']')? {
                return Ok(());
            }
        }
    }

    fn line(&mut self) -> Result<(), Trouble> {
        self.scanner.need(b'[', "wanted-list-positions")?;
        if self.scanner.take(b']') {
            return Ok(());
        }
        loop {
            self.position()?;
            self.tell()?;
            if !self.scanner.more(b']')? {
                return Ok(());
            }
        }
    }

    /// A position, which is added to the scratch unless a number of it is bad.
    #[inline]
    fn position(&mut self) -> Result<(), Trouble> {
        let start = self.scanner.at;
        self.scanner.need(b'[', "wanted-position")?;
        if self.scanner.take(b']') {
            let what = message!("notice-empty-brackets-stand");
            self.notice(
                Severity::Warning,
                "empty-geometry",
                start,
                what,
                message!("notice-remove-them-passed"),
            );
            return Ok(());
        }
        let lon = self.ordinate()?;
        if !self.scanner.more(b']')? {
            let what = message!("notice-position-one-number");
            let hint = message!("notice-write-longitude-latitude");
            self.notice(Severity::Error, "bad-geometry", start, what, hint);
            return Ok(());
        }
        let lat = self.ordinate()?;
        let at = LonLat::new(lon, lat);
        // A bad number was reported when it was met.
        let good = !lon.is_infinite() && !lat.is_infinite();
        if self.scanner.here() == Some(b']') {
            self.scanner.at += 1;
            if good {
                self.scratch.push(at);
            }
            return Ok(());
        }
        self.further(at, good)
    }

    /// The height, and what may follow it.
    fn further(&mut self, at: LonLat, good: bool) -> Result<(), Trouble> {
        if !self.scanner.more(b']')? {
            if good {
                self.scratch.push(at);
            }
            return Ok(());
        }
        let height = self.height()?;
        while self.scanner.more(b']')? {
            let start = self.scanner.at;
            self.height()?;
            if !std::mem::replace(&mut self.more_numbers, true) {
                let what = message!("notice-positions-more-three");
                self.notice(Severity::Info, "bad-geometry", start, what, Message::NONE);
            }
        }
        if good {
            self.scratch.push_tall(at, height);
        }
        Ok(())
    }

    fn height(&mut self) -> Result<f64, Trouble> {
        if self.scanner.peek() == Some(b'n') {
            self.scanner.skip()?;
            return Ok(f64::NAN);
        }
        let value = self.ordinate()?;
        Ok(if value.is_infinite() { f64::NAN } else { value })
    }

    /// A coordinate; NaN if the file has none, infinite if it is bad, both reported.
    #[inline]
    fn ordinate(&mut self) -> Result<f64, Trouble> {
        if matches!(self.scanner.peek(), Some(b'-' | b'0'..=b'9')) {
            let start = self.scanner.at;
            return match self.scanner.number() {
                Ok(value) if value.is_finite() => Ok(value),
                Ok(_) => Ok(self.too_large(start)),
                Err(_) => self.odd_ordinate(),
            };
        }
        self.odd_ordinate()
    }

    #[cold]
    fn too_large(&mut self, at: usize) -> f64 {
        let what = message!("notice-number-too-large");
        self.notice(Severity::Error, "bad-number", at, what, message!("notice-correct-position-left"));
        f64::INFINITY
    }

    #[cold]
    fn odd_ordinate(&mut self) -> Result<f64, Trouble> {
        let start = self.scanner.at;
        if self.scanner.peek() == Some(b'"') {
            let text = self.scanner.string()?;
            return Ok(self.text_ordinate(&text, start));
        }
        let word = self.scanner.word();
        if word == "null" || not_a_number(word) {
            let what = message!("notice-coordinate-instead-number", word = word);
            self.notice(Severity::Warning, "nan", start, what, message!("notice-correct-remove-position"));
            return Ok(f64::NAN);
        }
        if let Ok(value) = word.parse::<f64>() {
            return Ok(if value.is_finite() { value } else { self.too_large(start) });
        }
        if self.scanner.here().is_none() {
            return Err(Fault::End.into());
        }
        self.scanner.at = start;
        Err(self.scanner.fault("wanted-number").into())
    }

    /// A coordinate written as text.
    fn text_ordinate(&mut self, text: &str, at: usize) -> f64 {
        let trimmed = text.trim();
        let found = |value: Result<f64, _>| value.ok().filter(|v| v.is_finite());
        if let Some(value) = found(trimmed.parse()) {
            let what = message!("notice-coordinate-written-text", text = text);
            self.notice(Severity::Warning, "bad-number", at, what, message!("notice-remove-quotation-marks"));
            return value;
        }
        if let Some(value) = found(trimmed.replacen(',', ".", 1).parse()) {
            let what = message!("notice-coordinate-decimal-comma", text = text);
            self.notice(Severity::Warning, "decimal-comma", at, what, message!("notice-write-point-read"));
            return value;
        }
        let shown: String = text.chars().take(40).collect();
        let what = message!("notice-coordinate-not-a-number", shown = shown);
        self.notice(Severity::Error, "bad-number", at, what, message!("notice-correct-position-left"));
        f64::INFINITY
    }
}

impl Shape {
    /// 1 for a position, 2 for a line, and so on; 0 for nothing.
    fn level(&self) -> u8 {
        match self {
            Self::Empty => 0,
            Self::Position(_) => 1,
            Self::Line(_) => 2,
            Self::Lines(_) => 3,
            Self::Areas(_) => 4,
        }
    }

    /// The same coordinates one bracket deeper.
    fn deeper(self) -> Self {
        match self {
            Self::Empty => Self::Empty,
            Self::Position(p) => Self::Line(p),
            Self::Line(p) => Self::Lines(vec![p]),
            Self::Lines(lines) => Self::Areas(vec![lines]),
            Self::Areas(areas) => Self::Areas(areas),
        }
    }

    /// Whether there is no position.
    fn is_empty(&self) -> bool {
        match self {
            Self::Empty => true,
            Self::Position(p) | Self::Line(p) => p.is_empty(),
            Self::Lines(lines) => lines.iter().all(Positions::is_empty),
            Self::Areas(areas) => areas.iter().flatten().all(Positions::is_empty),
        }
    }

    /// The geometry that a type makes of the coordinates, and what was wrong with their depth; nothing
    /// if they cannot be that type.
    pub fn assemble(self, kind: &str) -> Option<(Geometry, Option<Message>)> {
        let depth = match kind {
            "Point" => 1,
            "LineString" | "MultiPoint" => 2,
            "MultiLineString" | "Polygon" => 3,
            _ => 4,
        };
        let (level, empty) = (self.level(), self.is_empty());
        let wrong = |what| if empty { None } else { Some(what) };
        match (kind, self) {
            ("Point", Self::Position(p)) if !p.is_empty() => Some((Geometry::Point(p), None)),
            ("Point", shape) if shape.is_empty() => Some((Geometry::None, None)),
            (_, shape) if level < depth => {
                let by_one = level + 1 == depth;
                if !by_one && !empty {
                    return None;
                }
                let deeper = (level..depth).fold(shape, |s, _| s.deeper());
                Some((exact(kind, deeper)?, wrong(message!("notice-coordinates-one-bracket"))))
            }
            (_, shape) if level == depth => Some((exact(kind, shape)?, None)),
            (_, shape) if level == depth + 1 => {
                let many = match kind {
                    "Point" => "MultiPoint",
                    "LineString" => "MultiLineString",
                    "Polygon" => "MultiPolygon",
                    _ => return None,
                };
                Some((exact(many, shape)?, wrong(message!("notice-coordinates-one-bracket-too"))))
            }
            _ => None,
        }
    }
}

/// The geometry of a type from coordinates of just its depth.
fn exact(kind: &str, shape: Shape) -> Option<Geometry> {
    match (kind, shape) {
        ("LineString", Shape::Line(p)) => Some(Geometry::LineString(p)),
        ("LineString", Shape::Empty) => Some(Geometry::LineString(Positions::default())),
        ("MultiPoint", Shape::Line(p)) => Some(Geometry::MultiPoint(p)),
        ("MultiPoint", Shape::Empty) => Some(Geometry::MultiPoint(Positions::default())),
        ("MultiLineString", Shape::Lines(lines)) => Some(Geometry::MultiLineString(lines)),
        ("MultiLineString", Shape::Empty) => Some(Geometry::MultiLineString(Vec::new())),
        ("Polygon", Shape::Lines(rings)) => Some(Geometry::Polygon(rings)),
        ("Polygon", Shape::Empty) => Some(Geometry::Polygon(Vec::new())),
        ("MultiPolygon", Shape::Areas(areas)) => Some(Geometry::MultiPolygon(areas)),
        ("MultiPolygon", Shape::Empty) => Some(Geometry::MultiPolygon(Vec::new())),
        _ => None,
    }
}
