//! The main file: records, each with a number, a length and a shape.

use super::bytes::{f64_little, i32_big, i32_little};
use super::rings;
use crate::input::{Input, ReadError};
use std::collections::HashSet;
use tumen_core::diag::{Place, Report};
use tumen_core::geo::LonLat;
use tumen_core::message;
use tumen_core::message::Message;
use tumen_core::model::layer::{Geometry, Positions};

/// Bytes of the header of the file.
const HEADER: usize = 100;
/// Values below this mean that there is none.
const NO_DATA: f64 = -1e38;
/// How many records may be missing between two that are found.
const LARGEST_GAP: i64 = 1 << 20;

/// A shape and the row of the table that belongs to it.
#[derive(Debug)]
pub(super) struct Shape {
    /// The row, counted from 0.
    pub(super) row: usize,
    /// The shape.
    pub(super) geometry: Geometry,
}

/// Reads all shapes.
pub(super) fn read(
    input: &Input<'_>,
    name: &str,
    bytes: &[u8],
    shx: Option<&[u8]>,
    report: &mut Report,
) -> Result<Vec<Shape>, ReadError> {
    let index = shx.and_then(|shx| Index::of(shx, bytes));
    let mut records = Records { bytes, at: HEADER, number: 1, row: 0, index, name, report };
    records.check_header()?;
    let (mut shapes, mut vertices, mut told) = (Vec::new(), 0_u64, 0);
    while let Some(content) = records.next() {
        // Before anything is read: a shape of half a gigabyte of rings would take five times as much.
        vertices += weight(content);
        check(vertices, input.limits.vertices, "vertices", message!("notice-positions-parts"))?;
        let geometry = records.shape(content);
        check(shapes.len() as u64 + 1, input.limits.features, "features", message!("notice-what-shapes"))?;
        shapes.push(Shape { row: records.row - 1, geometry });
        if records.at.abs_diff(told) >= 32 << 10 {
            told = records.at;
            input.watch.report_progress(told.min(input.bytes.len()))?;
        }
    }
    Ok(shapes)
}

fn check(count: u64, limit: u64, name: &'static str, what: Message) -> Result<(), ReadError> {
    if count <= limit {
        return Ok(());
    }
    Err(ReadError::Limit { what: message!("notice-shapefile-more", count = count, what = what), name, limit })
}

/// Whether these are the types of shapes that the format knows.
fn is_type(kind: i32) -> bool {
    matches!(kind, 0 | 1 | 3 | 5 | 8 | 11 | 13 | 15 | 18 | 21 | 23 | 25 | 28 | 31)
}

/// Whether bytes begin as a main or index file does.
pub(super) fn is_shapefile(bytes: &[u8]) -> bool {
    i32_big(bytes, 0) == Some(9994)
}

/// Where records are, row by row.
struct Index {
    /// Byte of the record and length of its content, bytes.
    records: Vec<(usize, usize)>,
}

impl Index {
    /// The index of a file, if all it says is true of the main file: at each place a record of that length. Nothing
    /// where the records follow one another in the same order anyway.
    fn of(shx: &[u8], shp: &[u8]) -> Option<Self> {
        let entries = shx.get(HEADER..).filter(|_| is_shapefile(shx))?.chunks_exact(8);
        let mut records = Vec::with_capacity(entries.len());
        let (mut next, mut plain, mut taken) = (HEADER, true, HashSet::new());
        for entry in entries {
            let bytes =
                |at: usize| i32_big(entry, at).and_then(|words| usize::try_from(words).ok()?.checked_mul(2));
            let (at, length) = (bytes(0)?, bytes(4)?);
            let kind = i32_little(shp, at.checked_add(8)?)?;
            let stated = i32_big(shp, at + 4).and_then(|words| usize::try_from(words).ok()?.checked_mul(2));
            let whole = at >= HEADER && length >= 4 && at + 8 + length <= shp.len();
            if !whole || stated != Some(length) || !is_type(kind) || !taken.insert(at) {
                return None;
            }
            plain &= at == next;
            next = at + 8 + length;
            records.push((at, length));
        }
        let in_order = plain && next == shp.len();
        (!records.is_empty() && !in_order).then_some(Self { records })
    }
}

/// The records of a file.
struct Records<'a, 'r> {
    bytes: &'a [u8],
    at: usize,
    /// The number that the next record should have.
    number: i64,
    /// The row that belongs to the next record.
    row: usize,
    /// Where the records are, if an index says it and they do not simply follow one another.
    index: Option<Index>,
    name: &'a str,
    report: &'r mut Report,
}

impl<'a> Records<'a, '_> {
    fn place(&self, at: usize) -> Place {
        Place::file(self.name).byte(at as u64).feature(message!("notice-in-record", n = self.number))
    }

    fn check_header(&mut self) -> Result<(), ReadError> {
        if self.bytes.is_empty() {
            return Err(ReadError::Empty);
        }
        if self.bytes.len() < HEADER {
            return Err(ReadError::Broken {
                code: "truncated",
                what: message!("notice-shapefile-header-100", bytes = self.bytes.len()),
                line: None,
                byte: Some(self.bytes.len() as u64),
                hint: message!("notice-copy-download-file"),
            });
        }
        let stated = i64::from(i32_big(self.bytes, 24).unwrap_or(0)) * 2;
        let there = self.bytes.len() as i64;
        let place = Place::file(self.name).byte(24);
        if stated > there {
            let message = message!("notice-file-should-bytes", stated = stated, there = there);
            let hint = message!("notice-what-comes-before");
            self.report.error("truncated", place, message, hint);
        } else if stated != there {
            let message = message!("notice-header-says-bytes", stated = stated, there = there);
            self.report.info("syntax", place, message, message!("notice-nothing-records-themselves"));
        }
        Ok(())
    }

    /// Whether a record with about this number begins here.
    fn begins(&self, at: usize, numbers: std::ops::RangeInclusive<i64>) -> bool {
        let (Some(number), Some(words)) = (i32_big(self.bytes, at), i32_big(self.bytes, at + 4)) else {
            return false;
        };
        let kind = i32_little(self.bytes, at + 8);
        let left = self.bytes.len() - at - 8;
        let fits = usize::try_from(words).is_ok_and(|w| w >= 2 && w.saturating_mul(2) <= left);
        numbers.contains(&i64::from(number)) && fits && kind.is_some_and(is_type)
    }

    /// The content of the next record that can be read.
    fn next(&mut self) -> Option<&'a [u8]> {
        if let Some(index) = &self.index {
            let (at, length) = *index.records.get(self.row)?;
            self.at = at + 8 + length;
            self.number = self.row as i64 + 2;
            self.row += 1;
            return self.bytes.get(at + 8..self.at);
        }
        loop {
            if self.at + 12 > self.bytes.len() {
                return self.end();
            }
            let words = i32_big(self.bytes, self.at + 4).unwrap_or(-1);
            let kind = i32_little(self.bytes, self.at + 8).unwrap_or(-1);
            let stated = usize::try_from(words).ok().map(|w| w.saturating_mul(2)).filter(|n| *n >= 4);
            let content = self.bytes.get(self.at + 8..).unwrap_or_default();
            if let Some(length) = stated.filter(|_| is_type(kind)).and_then(|n| self.length(content, n)) {
                self.at += 8 + length;
                self.number += 1;
                self.row += 1;
                return content.get(..length);
            }
            if !self.resync() {
                return None;
            }
        }
    }

    /// What is left over at the end.
    fn end(&mut self) -> Option<&'a [u8]> {
        if self.at < self.bytes.len() {
            let message = message!("notice-bytes-not-a-record", at = self.bytes.len() - self.at);
            self.report.error(
                "truncated",
                self.place(self.at),
                message,
                message!("notice-copy-download-file"),
            );
        }
        None
    }

    /// The length of a content that starts here: as stated, or as its own counts say if only then the next
    /// record follows.
    fn length(&mut self, content: &[u8], stated: usize) -> Option<usize> {
        let follows = |length: usize| {
            let next = self.at + 8 + length;
            next == self.bytes.len() || self.begins(next, self.number..=self.number + 2)
        };
        let own = own_length(content).filter(|n| *n <= content.len());
        if stated <= content.len() && (own == Some(stated) || follows(stated)) {
            return Some(stated);
        }
        if let Some(own) = own.filter(|own| follows(*own)) {
            let message = message!("notice-record-says-bytes", stated = stated, own = own);
            let place = self.place(self.at + 4);
            self.report.warning("syntax", place, message, message!("notice-shape-read-own"));
            return Some(own);
        }
        // Measures may be left out or room left behind; other numbers may follow than they should.
        (stated <= content.len() && own.is_none_or(|own| own <= stated + 1)).then_some(stated)
    }

    /// Goes to the next place where a record can begin; `false` if there is none.
    fn resync(&mut self) -> bool {
        let from = self.at;
        // Lengths are counted in words of two bytes, so that records begin at even places.
        let numbers = self.number..=self.number.saturating_add(LARGEST_GAP);
        let found = (from + 2..self.bytes.len().saturating_sub(11)).step_by(2);
        let found = found.into_iter().find(|at| self.begins(*at, numbers.clone()));
        let Some(at) = found else {
            let message = message!("notice-record-cut-off");
            let hint = message!("notice-what-comes-before-loaded");
            self.report.error("truncated", self.place(from), message, hint);
            self.at = self.bytes.len();
            return false;
        };
        let number = i64::from(i32_big(self.bytes, at).unwrap_or(0));
        let lost = (number - self.number).max(1);
        let message = message!("notice-record-broken-reading", from = at - from);
        self.report.error(
            "bad-geometry",
            self.place(from),
            message,
            message!("notice-record-comes-next", number = number),
        );
        self.row += usize::try_from(number - self.number).unwrap_or(0).min(lost as usize);
        (self.at, self.number) = (at, number);
        true
    }

    fn shape(&mut self, content: &[u8]) -> Geometry {
        let (geometry, trouble) = parse(content);
        if let Some(trouble) = trouble {
            let place = self.place(self.at - content.len());
            let place = Place { feature: Some(message!("notice-in-record", n = self.number - 1)), ..place };
            match trouble.0 {
                // Nothing is lost or doubtful.
                "winding" => self.report.info(trouble.0, place, trouble.1, trouble.2),
                code => self.report.warning(code, place, trouble.1, trouble.2),
            }
        }
        geometry
    }
}

/// Code, message and hint.
type Trouble = (&'static str, Message, Message);

/// How many bytes the counts of a shape ask for; measures of Z shapes may be missing.
fn own_length(content: &[u8]) -> Option<usize> {
    let count = |at: usize| i32_little(content, at).and_then(|n| usize::try_from(n).ok());
    let kind = i32_little(content, 0)?;
    let rows = |n: usize| n.checked_mul(16)?.checked_add(extra(kind, n)?);
    match kind {
        0 => Some(4),
        1 => Some(20),
        21 => Some(28),
        11 => Some(36),
        8 | 18 | 28 => rows(count(36)?)?.checked_add(40),
        3 | 5 | 13 | 15 | 23 | 25 => {
            rows(count(40)?)?.checked_add(44)?.checked_add(count(36)?.checked_mul(4)?)
        }
        31 => rows(count(40)?)?.checked_add(44)?.checked_add(count(36)?.checked_mul(8)?),
        _ => None,
    }
}

/// The positions that a shape holds at most, and six for each further part: the memory of a part.
fn weight(content: &[u8]) -> u64 {
    let kind = i32_little(content, 0).unwrap_or(0);
    let count = |at: usize| i32_little(content, at).and_then(|n| usize::try_from(n).ok()).unwrap_or(0);
    let (points, parts) = match kind {
        0 => (0, 0),
        1 | 11 | 21 => (1, 0),
        8 | 18 | 28 => (count(36), 0),
        _ => (count(40), count(36)),
    };
    let points = points.min(content.len() / 16 + 1);
    (points + 6 * parts.min(points / 2 + 1).saturating_sub(1)) as u64
}

fn extra(kind: i32, n: usize) -> Option<usize> {
    let list = n.checked_mul(8)?.checked_add(16)?;
    match kind {
        11..=18 | 31 => list.checked_mul(2),
        21..=28 => Some(list),
        _ => Some(0),
    }
}

/// The shape of a content, as far as its bytes reach.
fn parse(content: &[u8]) -> (Geometry, Option<Trouble>) {
    let kind = i32_little(content, 0).unwrap_or(0);
    match kind {
        0 => (Geometry::None, None),
        1 | 11 | 21 => point(content, kind == 11),
        8 | 18 | 28 => {
            let (points, trouble) = positions(content, 36, 40, kind == 18);
            (if points.is_empty() { Geometry::None } else { Geometry::MultiPoint(points) }, trouble)
        }
        _ => parts(content, kind),
    }
}

fn point(content: &[u8], high: bool) -> (Geometry, Option<Trouble>) {
    let (Some(x), Some(y)) = (f64_little(content, 4), f64_little(content, 12)) else {
        return (Geometry::None, Some(cut(message!("notice-point-needs-20"))));
    };
    let positions = Positions::new(vec![LonLat::new(x, y)]);
    let height = f64_little(content, 20).filter(|h| high && *h > NO_DATA);
    let positions = match height {
        Some(height) => positions.with_heights(vec![height]),
        None => positions,
    };
    (Geometry::Point(positions), None)
}

fn cut(what: Message) -> Trouble {
    ("bad-geometry", message!("notice-shape-longer-record", what = what), message!("notice-what-fits-loaded"))
}

/// Positions whose count stands at one place and whose numbers start at another; the count is checked
/// against the bytes that are there.
fn positions(content: &[u8], count_at: usize, at: usize, high: bool) -> (Positions, Option<Trouble>) {
    let stated = i32_little(content, count_at).and_then(|n| usize::try_from(n).ok());
    let room = content.len().saturating_sub(at) / 16;
    let count = stated.unwrap_or(0).min(room);
    let numbers = content.get(at..at + 16 * count).unwrap_or_default();
    let pair =
        |b: &[u8]| LonLat::new(f64_little(b, 0).unwrap_or(f64::NAN), f64_little(b, 8).unwrap_or(f64::NAN));
    let points: Vec<LonLat> = numbers.chunks_exact(16).map(pair).collect();
    let mut points = Positions::new(points);
    let heights_at = at + 16 * count + 16;
    if let Some(heights) = content.get(heights_at..heights_at + 8 * count).filter(|_| high && count > 0) {
        let height = |b: &[u8]| f64_little(b, 0).filter(|h| *h > NO_DATA).unwrap_or(f64::NAN);
        points = points.with_heights(heights.chunks_exact(8).map(height).collect());
    }
    let trouble = match stated {
        Some(stated) if stated == count => None,
        Some(stated) => Some(cut(message!("notice-counts-positions", stated = stated, count = count))),
        None => Some(cut(message!("notice-count-positions-negative"))),
    };
    (points, trouble)
}

/// Shapes of several parts: lines, areas and patches.
fn parts(content: &[u8], kind: i32) -> (Geometry, Option<Trouble>) {
    let patch = kind == 31;
    let stated = i32_little(content, 36).and_then(|n| usize::try_from(n).ok()).unwrap_or(0);
    let each = if patch { 8 } else { 4 };
    let count = stated.min(content.len().saturating_sub(44) / each);
    let high = patch || matches!(kind, 13 | 15);
    let (points, mut trouble) = positions(content, 40, 44 + each * count, high);
    if count < stated {
        trouble = Some(cut(message!("notice-counts-parts-fit", stated = stated, count = count)));
    }
    // Parts have two positions at least; more parts than that would only take memory.
    let likely = count.min(points.len() / 2 + 1);
    let (pieces, even) = pieces(content, likely, &points);
    if (!even || likely < count) && trouble.is_none() {
        let message = message!("notice-parts-not-in-order");
        trouble = Some(("bad-geometry", message, message!("notice-parts-make-sense")));
    }
    let geometry = match kind {
        3 | 13 | 23 => lines(pieces),
        31 => {
            let kinds = (0..count).map(|i| i32_little(content, 44 + 4 * count + 4 * i).unwrap_or(5));
            let what = message!("notice-shape-surface-space");
            trouble = trouble.or(Some(("multipatch", what, message!("notice-nothing-heights-kept"))));
            rings::patches(pieces, &kinds.collect::<Vec<_>>())
        }
        _ => {
            if rings::none_is_outer(&pieces) {
                let what = message!("notice-outer-ring-runs");
                trouble = trouble.or(Some(("winding", what, message!("notice-taken-outer-save"))));
            }
            rings::areas(pieces)
        }
    };
    (geometry, trouble)
}

/// Cuts positions at the starts of parts; the second value says whether the starts make sense.
fn pieces(content: &[u8], count: usize, points: &Positions) -> (Vec<Positions>, bool) {
    let start = |i: usize| i32_little(content, 44 + 4 * i).and_then(|n| usize::try_from(n).ok());
    let (mut pieces, mut even) = (Vec::with_capacity(count.min(points.len())), true);
    if count == 1 && start(0) == Some(0) {
        return (vec![points.clone()], true);
    }
    let mut behind = 0;
    for i in 0..count {
        let end = if i + 1 < count { start(i + 1) } else { Some(points.len()) };
        match (start(i), end) {
            (Some(from), Some(to)) if from < to && to <= points.len() && from >= behind => {
                pieces.push(points.slice(from..to));
                behind = to;
            }
            (Some(from), Some(to)) if from == to => {}
            _ => even = false,
        }
    }
    (pieces, even)
}

fn lines(mut pieces: Vec<Positions>) -> Geometry {
    match pieces.len() {
        0 => Geometry::None,
        1 => pieces.pop().map_or(Geometry::None, Geometry::LineString),
        _ => Geometry::MultiLineString(pieces),
    }
}
