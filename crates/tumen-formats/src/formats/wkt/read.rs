//! A file of well-known text: geometries one after another, usually one a line.

use super::Parser;
use crate::formats::json::text;
use crate::input::{Input, RawLayer, ReadError, StatedCrs};
use tumen_core::diag::{Place, Report};
use tumen_core::message;
use tumen_core::model::layer::{Feature, Layer};

const KINDS: [&str; 10] =
    ["POINT", "LINE", "POLYGON", "MULTI", "GEOMETRY", "TRIANGLE", "TIN", "POLYHEDRAL", "SRID", "CIRCULAR"];

/// Reads geometries, one after another. A broken one is reported and passed over.
///
/// # Errors
/// If there is no geometry at all, a limit is reached or reading is stopped.
pub fn read(input: &Input<'_>, report: &mut Report) -> Result<Vec<RawLayer>, ReadError> {
    let text = text::decode(input, report)?;
    let mut parser = Parser::new(&text, input.limits.depth);
    (parser.left, parser.watch) = (input.limits.vertices, Some(input.watch));
    let mut lines = text::Lines::new(text.as_bytes());
    let (mut features, mut srid, mut vertices) = (Vec::new(), None, 0);
    let mut first_error = None;
    while let Some(start) = next_start(&mut parser) {
        input.watch.report_progress(start)?;
        let line = lines.line(start);
        match parser.tagged() {
            Ok((said, geometry)) => {
                srid = srid.or(said);
                vertices += geometry.vertices() as u64;
                let feature = Feature { geometry, line: line as u32, ..Feature::default() };
                features.push(feature);
            }
            Err(error) => {
                input.watch.report_progress(parser.at)?;
                if parser.left == 0 {
                    vertices = input.limits.vertices + 1;
                }
                let (line, column) = lines.place(error.byte);
                let place = Place::file(input.name).line(line).column(column).byte(error.byte as u64);
                let code = if error.truncated { "truncated" } else { "syntax" };
                first_error.get_or_insert((code, error.what.clone(), line, error.byte));
                report.error(code, place, error.what, message!("notice-correct-geometry-others"));
                // The next line may be what a missing bracket ran into.
                parser.at = resync(text.as_bytes(), start + 1);
            }
        }
        text::check_limits(input, features.len(), vertices)?;
    }
    if let (true, Some((code, what, line, byte))) = (features.is_empty(), first_error) {
        let hint = message!("notice-correct-text-place");
        return Err(ReadError::Broken {
            code,
            what: what.sentence(),
            line: Some(line),
            byte: Some(byte as u64),
            hint,
        });
    }
    let mut layer = Layer::new(text::stem(input.name), features);
    layer.origin.path = input.name.to_owned();
    layer.origin.format = "wkt".to_owned();
    Ok(vec![RawLayer { layer, crs: srid.filter(|n| *n > 0).map_or(StatedCrs::Unstated, StatedCrs::Epsg) }])
}

/// Passes over what stands between geometries; where the next one starts, if there is one.
fn next_start(parser: &mut Parser<'_>) -> Option<usize> {
    loop {
        parser.space();
        match parser.bytes.get(parser.at)? {
            b',' | b';' | b'"' | b'\'' => parser.at += 1,
            _ => return Some(parser.at),
        }
    }
}

/// The next place at which a geometry may begin: a type's name at the start of a line.
fn resync(bytes: &[u8], from: usize) -> usize {
    let mut at = from;
    while let Some(rest) = bytes.get(at..) {
        let Some(end) = rest.iter().position(|b| *b == b'\n') else { return bytes.len() };
        at += end + 1;
        let next = bytes.get(at..).unwrap_or_default();
        // Blank lines are passed over one by one by this loop, so that none is looked at twice.
        let indented = next.iter().take_while(|b| matches!(b, b' ' | b'\t')).take(256).count();
        let next = next.get(indented..).unwrap_or_default();
        if KINDS.iter().any(|k| next.get(..k.len()).is_some_and(|w| w.eq_ignore_ascii_case(k.as_bytes()))) {
            return at;
        }
    }
    bytes.len()
}
