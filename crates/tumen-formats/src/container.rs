//! The base map's compact files: vector layers (`.tmb`) and an elevation grid (`.tmg`), as written
//! by `tools/basemap/`. Every count is checked against the bytes that are there.

use std::sync::Arc;
use tumen_core::geo::LonLat;
use tumen_core::message;
use tumen_core::message::Message;
use tumen_core::model::Names;
use tumen_core::model::basemap::{ElevationGrid, VectorFeature, VectorLayer};

/// No bundled file unpacks to more than this: a damaged length cannot exhaust memory.
const MAX_UNPACKED: usize = 64 << 20;
const HEADER: usize = 12;

/// Why a file cannot be decoded.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ContainerError {
    /// The first bytes are not those of this kind of file.
    #[error("{}", self.message())]
    Magic(&'static str),
    /// The compressed part is damaged.
    #[error("{}", self.message())]
    Inflate(String),
    /// The data ends in the middle of a record, or a count is too large.
    #[error("{}", self.message())]
    Truncated(usize),
    /// A text is not UTF-8 or a text number does not exist.
    #[error("{}", self.message())]
    Text(usize),
}

impl ContainerError {
    /// What is wrong.
    #[must_use]
    pub fn message(&self) -> Message {
        match self {
            Self::Magic(kind) => message!("notice-asset-version", kind = *kind),
            Self::Inflate(error) => message!("notice-asset-compressed", error = error),
            Self::Truncated(byte) => message!("notice-asset-cut", byte = *byte),
            Self::Text(byte) => message!("notice-asset-text", byte = *byte),
        }
    }
}

fn unpack(bytes: &[u8], magic: &[u8; 4], what: &'static str) -> Result<Vec<u8>, ContainerError> {
    if bytes.len() < HEADER || &bytes[..4] != magic || bytes[4] != 1 {
        return Err(ContainerError::Magic(what));
    }
    let length = u32::from_le_bytes([bytes[8], bytes[9], bytes[10], bytes[11]]) as usize;
    let limit = length.min(MAX_UNPACKED);
    let raw = miniz_oxide::inflate::decompress_to_vec_zlib_with_limit(&bytes[HEADER..], limit)
        .map_err(|e| ContainerError::Inflate(e.to_string()))?;
    if raw.len() == length { Ok(raw) } else { Err(ContainerError::Truncated(raw.len())) }
}

/// Decodes a vector layer.
///
/// # Errors
/// If the file is of another kind, damaged or cut short.
pub fn vector(bytes: &[u8]) -> Result<VectorLayer, ContainerError> {
    let raw = unpack(bytes, b"TMNB", "vector layer")?;
    let mut cursor = Cursor { raw: &raw, at: 0 };
    let denominator = cursor.varint()?.max(1) as f64;
    let strings = cursor.strings()?;
    let count = cursor.count()?;
    let features =
        (0..count).map(|_| feature(&mut cursor, &strings, denominator)).collect::<Result<_, _>>()?;
    Ok(VectorLayer { features })
}

fn feature(
    c: &mut Cursor<'_>,
    strings: &[Arc<str>],
    denominator: f64,
) -> Result<VectorFeature, ContainerError> {
    let class = c.string(strings)?.to_string();
    let names = Names { en: c.string(strings)?, ru: c.string(strings)?, ko: c.string(strings)? };
    let id = c.string(strings)?.to_string();
    let rank = c.varint()?.min(10) as u8;
    let count = c.count()?;
    let parts = (0..count).map(|_| part(c, denominator)).collect::<Result<_, _>>()?;
    Ok(VectorFeature { class, names, id, rank, parts })
}

fn part(c: &mut Cursor<'_>, denominator: f64) -> Result<Vec<LonLat>, ContainerError> {
    let _role = c.varint()?;
    let count = c.count()?;
    let (mut lon, mut lat) = (0_i64, 0_i64);
    // A point takes two bytes at least, so a count that lies cannot reserve much.
    let mut points = Vec::with_capacity(count.min(c.left() / 2));
    for _ in 0..count {
        lon = lon.wrapping_add(c.svarint()?);
        lat = lat.wrapping_add(c.svarint()?);
        points.push(LonLat::new(lon as f64 / denominator, lat as f64 / denominator));
    }
    Ok(points)
}

/// Decodes an elevation grid.
///
/// # Errors
/// If the file is of another kind, damaged or cut short.
pub fn elevation(bytes: &[u8]) -> Result<ElevationGrid, ContainerError> {
    let raw = unpack(bytes, b"TMNG", "elevation grid")?;
    let mut c = Cursor { raw: &raw, at: 0 };
    let (west, south, step) = (c.f64()?, c.f64()?, c.f64()?);
    let (width, height) = (c.u32()? as usize, c.u32()? as usize);
    let cells = width.checked_mul(height).ok_or(ContainerError::Truncated(c.at))?;
    let planes = raw.get(c.at..).filter(|p| Some(p.len()) == cells.checked_mul(2));
    let (low, high) = planes.ok_or(ContainerError::Truncated(raw.len()))?.split_at(cells);
    Ok(ElevationGrid { west, south, step, width, height, meters: unpredict(low, high, width) })
}

/// Undoes the predictor left + up − up-left over byte planes of zig-zag residuals.
fn unpredict(low: &[u8], high: &[u8], width: usize) -> Vec<i16> {
    let mut meters = vec![0_i16; low.len()];
    for i in 0..low.len() {
        let zigzag = u16::from(low[i]) | (u16::from(high[i]) << 8);
        let residual = (zigzag >> 1) as i16 ^ -((zigzag & 1) as i16);
        let left = if i % width > 0 { meters[i - 1] } else { 0 };
        let up = if i >= width { meters[i - width] } else { 0 };
        let corner = if i % width > 0 && i >= width { meters[i - width - 1] } else { 0 };
        meters[i] = residual.wrapping_add(left).wrapping_add(up).wrapping_sub(corner);
    }
    meters
}

struct Cursor<'a> {
    raw: &'a [u8],
    at: usize,
}

impl Cursor<'_> {
    fn take<const N: usize>(&mut self) -> Result<[u8; N], ContainerError> {
        let bytes = self.raw.get(self.at..self.at + N).and_then(|b| b.try_into().ok());
        self.at += N;
        bytes.ok_or(ContainerError::Truncated(self.at))
    }

    fn f64(&mut self) -> Result<f64, ContainerError> {
        self.take().map(f64::from_le_bytes)
    }

    fn u32(&mut self) -> Result<u32, ContainerError> {
        self.take().map(u32::from_le_bytes)
    }

    fn varint(&mut self) -> Result<u64, ContainerError> {
        let mut value = 0_u64;
        for shift in (0..64).step_by(7) {
            let byte = *self.raw.get(self.at).ok_or(ContainerError::Truncated(self.at))?;
            self.at += 1;
            value |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Ok(value);
            }
        }
        Err(ContainerError::Truncated(self.at))
    }

    fn svarint(&mut self) -> Result<i64, ContainerError> {
        let value = self.varint()?;
        Ok((value >> 1) as i64 ^ -((value & 1) as i64))
    }

    /// Bytes not read yet.
    fn left(&self) -> usize {
        self.raw.len().saturating_sub(self.at)
    }

    /// A count of records of at least one byte each.
    fn count(&mut self) -> Result<usize, ContainerError> {
        let count = self.varint()?;
        if count <= self.left() as u64 { Ok(count as usize) } else { Err(ContainerError::Truncated(self.at)) }
    }

    fn strings(&mut self) -> Result<Vec<Arc<str>>, ContainerError> {
        let count = self.count()?;
        (0..count)
            .map(|_| {
                let length = self.count()?;
                let bytes = &self.raw[self.at..self.at + length];
                self.at += length;
                std::str::from_utf8(bytes).map(Arc::from).map_err(|_| ContainerError::Text(self.at))
            })
            .collect()
    }

    fn string(&mut self, strings: &[Arc<str>]) -> Result<Arc<str>, ContainerError> {
        let index = self.varint()? as usize;
        strings.get(index).cloned().ok_or(ContainerError::Text(self.at))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn packed(magic: &[u8; 4], raw: &[u8]) -> Vec<u8> {
        let mut bytes = magic.to_vec();
        bytes.extend([1, 1, 0, 0]);
        bytes.extend((raw.len() as u32).to_le_bytes());
        bytes.extend(miniz_oxide::deflate::compress_to_vec_zlib(raw, 6));
        bytes
    }

    /// One line of two points, (1.0, 2.0) and (1.5, 1.0), denominator 10.
    fn sample() -> Vec<u8> {
        let mut raw = vec![10, 2, 0, 5];
        raw.extend(b"coast");
        raw.extend([1, 1, 0, 0, 0, 0, 3, 1, 0, 2, 20, 40, 10, 19]);
        raw
    }

    #[test]
    fn a_layer_is_decoded() {
        let layer = vector(&packed(b"TMNB", &sample())).unwrap();
        let feature = &layer.features[0];
        assert_eq!((feature.class.as_str(), feature.rank), ("coast", 3));
        assert_eq!(feature.parts, vec![vec![LonLat::new(1.0, 2.0), LonLat::new(1.5, 1.0)]]);
    }

    #[test]
    fn every_truncation_is_an_error() {
        let whole = sample();
        for cut in 0..whole.len() {
            assert!(vector(&packed(b"TMNB", &whole[..cut])).is_err(), "{cut}");
        }
        let file = packed(b"TMNB", &whole);
        assert!((0..file.len()).all(|cut| vector(&file[..cut]).is_err()));
        assert_eq!(vector(b"PK\x03\x04 something else").unwrap_err(), ContainerError::Magic("vector layer"));
    }

    #[test]
    fn a_grid_is_decoded() {
        let mut raw = Vec::new();
        for v in [70.0_f64, 20.0, 0.5] {
            raw.extend(v.to_le_bytes());
        }
        raw.extend(2_u32.to_le_bytes());
        raw.extend(2_u32.to_le_bytes());
        // 10 12 / 7 −300 by the predictor: 10, 2, −3, −300 − (7 + 12 − 10)
        let residuals = [10_i16, 2, -3, -309].map(|v| ((v << 1) ^ (v >> 15)) as u16);
        raw.extend(residuals.map(|r| r as u8));
        raw.extend(residuals.map(|r| (r >> 8) as u8));
        let grid = elevation(&packed(b"TMNG", &raw)).unwrap();
        assert_eq!(grid.meters, [10, 12, 7, -300]);
        assert_eq!(grid.sample(LonLat::new(70.0, 20.5)), Some(10.0));
        assert_eq!(grid.sample(LonLat::new(70.25, 20.5)), Some(11.0));
        assert_eq!(grid.sample(LonLat::new(69.9, 20.2)), None);
        assert!(elevation(&packed(b"TMNG", &raw[..raw.len() - 1])).is_err());
    }
}
