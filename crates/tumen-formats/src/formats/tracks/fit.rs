//! FIT, the binary recording of sports watches: messages whose fields earlier messages define (Garmin FIT protocol 2).
//! Of the many messages, fixes and course points are read.

use super::{Track, layer, nothing, point};
use crate::formats::budget::Budget;
use crate::input::{Input, RawLayer, ReadError, StatedCrs};
use tumen_core::diag::{Place, Report};
use tumen_core::geo::LonLat;
use tumen_core::message;
use tumen_core::model::layer::{Feature, Value};

/// Seconds from 1970-01-01 to 1989-12-31, from which FIT counts.
const EPOCH: f64 = 631_065_600.0;
/// Degrees of the smallest step of a position: half a turn has 2³¹.
const SEMICIRCLE: f64 = 180.0 / 2_147_483_648.0;

const RECORD: u16 = 20;
const COURSE_POINT: u16 = 32;
const TIMESTAMP: u8 = 253;

/// Whether bytes begin as a recording does.
pub(crate) fn is_fit(bytes: &[u8]) -> bool {
    bytes.get(8..12) == Some(b".FIT")
}

/// Reads a recording: its fixes as one track, its course points as points.
///
/// # Errors
/// If there is no position in it, a limit is reached or reading is stopped.
pub fn read(input: &Input<'_>, report: &mut Report) -> Result<Vec<RawLayer>, ReadError> {
    if !is_fit(input.bytes) {
        return Err(nothing(message!("notice-not-a-fit-recording")));
    }
    let mut reader = Reader {
        input,
        at: usize::from(input.bytes.first().copied().unwrap_or(14)),
        kinds: std::array::from_fn(|_| None),
        clock: 0,
        budget: Budget::new(input.limits),
        track: Track::default(),
        points: Vec::new(),
    };
    let size = input.bytes.get(4..8).and_then(|b| b.try_into().ok()).map_or(0, u32::from_le_bytes);
    let end = reader.at.saturating_add(size as usize);
    let whole = reader.messages(end.min(input.bytes.len()))?;
    if !whole || end > input.bytes.len() {
        let place = Place::file(input.name).byte(reader.at as u64);
        let message = message!("notice-recording-ends-early");
        report.error("truncated", place, message, message!("notice-copy-file-watch"));
    }
    let mut features = Vec::new();
    if !reader.track.is_empty() {
        features.push(Feature { geometry: reader.track.geometry(), ..Feature::default() });
    }
    features.append(&mut reader.points);
    if features.is_empty() {
        return Err(nothing(message!("notice-no-position-in-recording")));
    }
    Ok(layer(input, features, StatedCrs::Wgs84))
}

/// How the messages of a kind are laid out.
#[derive(Clone)]
struct Kind {
    number: u16,
    little: bool,
    /// Number and bytes of each field.
    fields: Vec<(u8, usize)>,
    /// Bytes of fields that developers define, behind the others.
    others: usize,
}

struct Reader<'a> {
    input: &'a Input<'a>,
    at: usize,
    kinds: [Option<Kind>; 16],
    /// The last time, for messages that only tell its lowest bits.
    clock: u32,
    budget: Budget<'a>,
    track: Track,
    points: Vec<Feature>,
}

impl<'a> Reader<'a> {
    fn take(&mut self, length: usize) -> Option<&'a [u8]> {
        let part = self.input.bytes.get(self.at..self.at.checked_add(length)?)?;
        self.at += length;
        Some(part)
    }

    /// Reads up to a byte; whether all was whole.
    fn messages(&mut self, end: usize) -> Result<bool, ReadError> {
        let mut told = 0;
        while self.at < end {
            if self.at - told >= 32 << 10 {
                told = self.at;
                self.input.watch.report_progress(told)?;
            }
            let Some(&[head]) = self.take(1) else { return Ok(false) };
            let known = match head {
                // A time of five bits in the header itself.
                0x80.. => {
                    let low = u32::from(head & 0x1f);
                    self.clock = (self.clock & !0x1f) + low + if low < self.clock & 0x1f { 0x20 } else { 0 };
                    self.message(usize::from(head >> 5 & 3), true)?
                }
                _ if head & 0x40 != 0 => self.definition(usize::from(head & 15), head & 0x20 != 0),
                _ => self.message(usize::from(head & 15), false)?,
            };
            if known.is_none() {
                return Ok(false);
            }
        }
        Ok(true)
    }

    fn definition(&mut self, slot: usize, developers: bool) -> Option<()> {
        let &[_, order, a, b, count] = self.take(5)? else { return None };
        let little = order == 0;
        let number = if little { u16::from_le_bytes([a, b]) } else { u16::from_be_bytes([a, b]) };
        let fields = self.take(3 * usize::from(count))?;
        let fields = fields.chunks_exact(3).map(|f| (f[0], usize::from(f[1]))).collect();
        let mut others = 0;
        if developers {
            let &[count] = self.take(1)? else { return None };
            others = self.take(3 * usize::from(count))?.chunks_exact(3).map(|f| usize::from(f[1])).sum();
        }
        *self.kinds.get_mut(slot)? = Some(Kind { number, little, fields, others });
        Some(())
    }

    fn message(&mut self, slot: usize, timed: bool) -> Result<Option<()>, ReadError> {
        let Some(kind) = self.kinds.get(slot).cloned().flatten() else { return Ok(None) };
        let mut values = Vec::with_capacity(kind.fields.len());
        for (number, size) in &kind.fields {
            let Some(bytes) = self.take(*size) else { return Ok(None) };
            values.push((*number, bytes));
        }
        if self.take(kind.others).is_none() {
            return Ok(None);
        }
        let message = Message { little: kind.little, values };
        if let Some(time) = message.unsigned(TIMESTAMP).filter(|_| !timed) {
            self.clock = time;
        }
        match kind.number {
            RECORD => self.record(&message)?,
            COURSE_POINT => self.course_point(&message)?,
            _ => {}
        }
        Ok(Some(()))
    }

    fn time(&self) -> f64 {
        if self.clock == 0 { f64::NAN } else { f64::from(self.clock) + EPOCH }
    }

    fn record(&mut self, message: &Message<'_>) -> Result<(), ReadError> {
        let Some(at) = message.position(0, 1) else { return Ok(()) };
        let height = message.unsigned(78).or_else(|| message.unsigned(2));
        let height = height.map_or(f64::NAN, |h| f64::from(h) / 5.0 - 500.0);
        let time = self.time();
        self.track.push(at, height, time, &mut self.budget)
    }

    fn course_point(&mut self, message: &Message<'_>) -> Result<(), ReadError> {
        let Some(at) = message.position(2, 3) else { return Ok(()) };
        self.budget.feature()?;
        self.budget.vertices(1)?;
        let mut feature = Feature { geometry: point(at, f64::NAN, f64::NAN), ..Feature::default() };
        let name = message.values.iter().find(|(number, _)| *number == 6).map(|(_, bytes)| *bytes);
        let name =
            name.map(|bytes| String::from_utf8_lossy(bytes.split(|b| *b == 0).next().unwrap_or_default()));
        if let Some(name) = name.filter(|name| !name.is_empty()) {
            feature.properties.push(("name".into(), Value::Text(name.as_ref().into())));
        }
        self.points.push(feature);
        Ok(())
    }
}

struct Message<'a> {
    little: bool,
    values: Vec<(u8, &'a [u8])>,
}

impl Message<'_> {
    /// A number of one, two or four bytes; all bits set mean that there is none.
    fn unsigned(&self, number: u8) -> Option<u32> {
        let (_, bytes) = self.values.iter().find(|(n, _)| *n == number)?;
        let mut ordered = [0_u8; 4];
        let wide = ordered.get_mut(..bytes.len())?;
        wide.copy_from_slice(bytes);
        if !self.little {
            wide.reverse();
        }
        let none = bytes.iter().all(|b| *b == 0xff);
        (!none && matches!(bytes.len(), 1 | 2 | 4)).then(|| u32::from_le_bytes(ordered))
    }

    fn position(&self, lat: u8, lon: u8) -> Option<LonLat> {
        let degrees = |number: u8| {
            let semicircles = self.unsigned(number)?.cast_signed();
            // The largest number stands for no fix.
            (semicircles != i32::MAX).then(|| f64::from(semicircles) * SEMICIRCLE)
        };
        Some(LonLat::new(degrees(lon)?, degrees(lat)?))
    }
}
