//! A file packed with gzip, as web servers and programs of watches give them.

use super::input::{Input, ReadError};
use miniz_oxide::inflate::stream::{InflateState, inflate};
use miniz_oxide::{DataFormat, MZFlush, MZStatus};
use tumen_core::diag::{Place, Report};
use tumen_core::message;

const CHUNK: usize = 64 << 10;

/// Whether bytes begin as a packed file does.
pub(crate) fn is_packed(bytes: &[u8]) -> bool {
    bytes.starts_with(&[0x1f, 0x8b, 8])
}

/// What a file is called once it is unpacked.
pub(crate) fn unpacked_name(name: &str) -> &str {
    let end = name.len().saturating_sub(3);
    name.get(..end).filter(|_| name.get(end..).is_some_and(|e| e.eq_ignore_ascii_case(".gz"))).unwrap_or(name)
}

/// The bytes of a packed file; those before damage where it is damaged. What follows the first packed piece is
/// unpacked, too.
///
/// # Errors
/// If nothing can be unpacked, it is more than `unpacked-bytes` allow, or the work is stopped.
pub(crate) fn unpack(input: &Input<'_>, report: &mut Report) -> Result<Vec<u8>, ReadError> {
    let (mut out, mut at) = (Vec::new(), 0);
    while let Some(start) = input.bytes.get(at..).filter(|rest| is_packed(rest)).and_then(header) {
        let (used, whole) = piece(input, at + start, &mut out)?;
        at += start + used;
        if !whole {
            if out.is_empty() {
                return Err(damaged(at));
            }
            let message = message!("notice-packed-data-ends");
            report.error(
                "truncated",
                Place::file(input.name).byte(at as u64),
                message,
                message!("notice-download-copy-file"),
            );
            break;
        }
        // A checksum and the length.
        at += 8;
    }
    if out.is_empty() { Err(damaged(at)) } else { Ok(out) }
}

fn damaged(at: usize) -> ReadError {
    ReadError::Broken {
        code: "truncated",
        what: message!("notice-gzip-not-unpacked"),
        line: None,
        byte: Some(at as u64),
        hint: message!("notice-download-copy-file"),
    }
}

/// The length of a header (RFC 1952).
fn header(bytes: &[u8]) -> Option<usize> {
    let flags = *bytes.get(3)?;
    let mut at = 10;
    if flags & 4 != 0 {
        at += 2 + usize::from(u16::from_le_bytes([*bytes.get(at)?, *bytes.get(at + 1)?]));
    }
    for text in [8, 16] {
        if flags & text != 0 {
            at += bytes.get(at..)?.iter().position(|b| *b == 0)? + 1;
        }
    }
    Some(if flags & 2 != 0 { at + 2 } else { at })
}

/// Unpacks one piece that starts at a byte; how many bytes it took, and whether it was whole.
fn piece(input: &Input<'_>, from: usize, out: &mut Vec<u8>) -> Result<(usize, bool), ReadError> {
    let limit = input.limits.unpacked_bytes;
    let (mut state, mut chunk, mut used) = (InflateState::new_boxed(DataFormat::Raw), vec![0; CHUNK], 0);
    loop {
        input.watch.report_progress(from + used)?;
        let rest = input.bytes.get(from + used..).unwrap_or_default();
        let step = inflate(&mut state, rest, &mut chunk, MZFlush::None);
        used += step.bytes_consumed;
        out.extend_from_slice(chunk.get(..step.bytes_written).unwrap_or_default());
        if out.len() as u64 > limit {
            let what = message!("notice-unpacked-content-bytes", bytes = input.bytes.len());
            return Err(ReadError::Limit { what, name: "unpacked-bytes", limit });
        }
        match step.status {
            Ok(MZStatus::StreamEnd) => return Ok((used, true)),
            Ok(_) if step.bytes_consumed > 0 || step.bytes_written > 0 => {}
            _ => return Ok((used, false)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::{Limits, Watch};

    /// Bytes packed as `gzip -c` does, with a name in the header.
    fn packed(bytes: &[u8]) -> Vec<u8> {
        let mut out = vec![0x1f, 0x8b, 8, 8, 0, 0, 0, 0, 0, 3];
        out.extend(b"a.geojson\0");
        out.extend(miniz_oxide::deflate::compress_to_vec(bytes, 6));
        out.extend([0; 8]);
        out
    }

    fn unpacked(bytes: &[u8], limits: &Limits) -> (Result<Vec<u8>, ReadError>, Report) {
        let (watch, mut report) = (Watch::default(), Report::new());
        (unpack(&Input::of("a.gz", bytes, limits, &watch), &mut report), report)
    }

    #[test]
    fn pieces_cuts_and_limits() {
        let usual = Limits::default();
        let two = [packed(b"{\"a\":"), packed(b"1}")].concat();
        assert_eq!(unpacked(&two, &usual).0.unwrap(), b"{\"a\":1}");
        let long: Vec<u8> = (0..100_000_u32).flat_map(|i| i.wrapping_mul(i).to_le_bytes()).collect();
        let whole = packed(&long);
        let (some, report) = unpacked(&whole[..whole.len() / 2], &usual);
        assert!(long.starts_with(&some.unwrap()) && report.count("truncated") == 1);
        assert_eq!(unpacked(&whole[..15], &usual).0.unwrap_err().code(), "truncated");
        let few = Limits { unpacked_bytes: 1000, ..Limits::default() };
        assert_eq!(unpacked(&whole, &few).0.unwrap_err().code(), "limit");
        assert_eq!((unpacked_name("a.GPX.gz"), unpacked_name("gz")), ("a.GPX", "gz"));
    }
}
