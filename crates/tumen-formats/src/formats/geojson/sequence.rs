//! GeoJSON, one feature after another: newline-delimited, or a text sequence (RFC 8142) in which the
//! record separator U+001E stands before each.

use super::record::{Reader, Trouble};
use crate::formats::json::Fault;
use crate::formats::json::text;
use crate::input::{Input, RawLayer, ReadError};
use tumen_core::diag::Report;

/// Reads a sequence. A broken line or record costs itself.
///
/// # Errors
/// If nothing in it is GeoJSON, a limit is reached or reading is stopped.
pub fn read(input: &Input<'_>, report: &mut Report) -> Result<Vec<RawLayer>, ReadError> {
    let text = text::decode(input, report)?;
    let mut reader = Reader::new(&text, input, report);
    match reader.records(&text) {
        Ok(()) | Err(Trouble::Lost | Trouble::Fault(_)) => {}
        Err(Trouble::Stop(error)) => return Err(*error),
    }
    reader.finish("geojsonseq")
}

impl<'a> Reader<'a, '_> {
    fn records(&mut self, text: &'a str) -> Result<(), Trouble> {
        let separator = if text.contains('\u{1e}') { b'\x1e' } else { b'\n' };
        let mut start = 0;
        while start < text.len() {
            let rest = text.as_bytes().get(start..).unwrap_or_default();
            let end = rest.iter().position(|b| *b == separator).map_or(text.len(), |p| start + p);
            self.record(text, start, end)?;
            start = end + 1;
        }
        Ok(())
    }

    /// The text from one byte up to another, which may be blank.
    fn record(&mut self, text: &'a str, start: usize, end: usize) -> Result<(), Trouble> {
        self.scanner.limit(text.get(..end).unwrap_or_default());
        self.scanner.at = start;
        if self.scanner.peek().is_none() {
            return Ok(());
        }
        let begun = self.scanner.at;
        match self.documents_in() {
            Err(Trouble::Fault(fault)) => {
                // A record that ends too early is broken; only the last one is cut by the end of the file.
                let fault = match fault {
                    Fault::End if end < text.len() => {
                        Fault::Unexpected { at: end, wanted: "wanted-rest-feature" }
                    }
                    other => other,
                };
                self.report_fault(fault, begun);
                self.met += 1;
                self.check_limits()
            }
            other => other,
        }
    }

    /// The values of one record.
    fn documents_in(&mut self) -> Result<(), Trouble> {
        while self.scanner.peek().is_some() {
            self.item(0)?;
            let _ = self.scanner.take(b',');
        }
        Ok(())
    }
}
