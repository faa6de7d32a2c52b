//! The state of reading: what was found so far, and how troubles are told.

pub mod coordinates;

use crate::formats::json::text::{Lines, check_limits};
use crate::formats::json::{Fault, Scanner, unescaped};
use crate::input::{Input, ReadError, StatedCrs};
use coordinates::Scratch;
use std::collections::HashMap;
use std::sync::Arc;
use tumen_core::diag::{KEPT_PER_CODE, Place, Report, Severity};
use tumen_core::message;
use tumen_core::message::Message;
use tumen_core::model::layer::{Feature, Geometry, OwnStyle};

/// Collections deeper than this are refused whatever the limit, so that no file exhausts the stack.
const DEEPEST: u64 = 256;
/// So often may the text be read again after faults, on the average of its bytes. Going back to the next
/// feature after each of a million faults would else take the square of the time.
const SECOND_LOOKS: usize = 8;
/// Progress is told after so many bytes.
const TELL_AFTER: usize = 1 << 16;

/// Why a value could not be read.
pub enum Trouble {
    /// The text is broken there.
    Fault(Fault),
    /// The text is broken, this was reported, and nothing more can be read from it.
    Lost,
    /// Reading must end.
    Stop(Box<ReadError>),
}

impl From<Fault> for Trouble {
    fn from(fault: Fault) -> Self {
        Self::Fault(fault)
    }
}

impl From<ReadError> for Trouble {
    fn from(error: ReadError) -> Self {
        Self::Stop(Box::new(error))
    }
}

/// Names of properties, shared among features.
#[derive(Default)]
pub struct Keys<'a> {
    all: HashMap<&'a str, Arc<str>>,
    /// What the features before had at each place: nearly always the same again.
    order: Vec<(&'a str, Arc<str>)>,
}

impl<'a> Keys<'a> {
    /// The shared name of a raw key that stands at a place among the properties.
    pub fn shared(&mut self, raw: &'a str, place: usize) -> Arc<str> {
        if let Some((known, shared)) = self.order.get(place)
            && *known == raw
        {
            return shared.clone();
        }
        let shared = self.all.entry(raw).or_insert_with(|| unescaped(raw).into()).clone();
        if let Some(slot) = self.order.get_mut(place) {
            *slot = (raw, shared.clone());
        } else if self.order.len() == place {
            self.order.push((raw, shared.clone()));
        }
        shared
    }
}

/// Reads values out of a text and gathers features.
pub struct Reader<'a, 'i> {
    pub scanner: Scanner<'a>,
    pub input: &'i Input<'i>,
    pub report: &'i mut Report,
    pub lines: Lines<'a>,
    pub features: Vec<Feature>,
    /// Positions, and what else takes as much memory ([`Reader::charge`]).
    pub vertices: u64,
    pub keys: Keys<'a>,
    pub scratch: Scratch,
    pub crs: StatedCrs,
    /// Members of the collection that are kept.
    pub foreign_members: Vec<(Arc<str>, Box<str>)>,
    /// The name that the collection gives itself.
    pub name: Option<String>,
    /// Whether a collection, feature or geometry was found at all.
    pub recognized: bool,
    /// The line of a topology, if that is what the text is.
    pub topology: bool,
    /// Features met so far, broken ones included; a notice is about the next one, counted from 1.
    pub met: usize,
    /// Whether notices are about the file as a whole.
    pub whole: bool,
    /// What was read of a geometry before the text ended.
    pub partial: Option<Geometry>,
    pub first_error: Option<ReadError>,
    pub last_style: Option<Arc<OwnStyle>>,
    /// Whether a position with more than three numbers was told.
    pub more_numbers: bool,
    told: usize,
    /// Bytes that may still be read a second time after a fault.
    second_looks: usize,
}

impl<'a, 'i> Reader<'a, 'i> {
    pub fn new(text: &'a str, input: &'i Input<'i>, report: &'i mut Report) -> Self {
        Self {
            scanner: Scanner::new(text, input.limits.depth),
            input,
            report,
            lines: Lines::new(text.as_bytes()),
            features: Vec::new(),
            vertices: 0,
            keys: Keys::default(),
            scratch: Scratch::default(),
            crs: StatedCrs::Unstated,
            foreign_members: Vec::new(),
            name: None,
            recognized: false,
            topology: false,
            met: 0,
            whole: false,
            partial: None,
            first_error: None,
            last_style: None,
            more_numbers: false,
            told: 0,
            second_looks: text.len().saturating_mul(SECOND_LOOKS) + (1 << 20),
        }
    }

    /// How deep collections may lie in each other.
    pub fn deepest(&self) -> u64 {
        self.input.limits.depth.min(DEEPEST)
    }

    /// Tells the progress if it is time to.
    #[inline]
    pub fn tell(&mut self) -> Result<(), Trouble> {
        if self.scanner.at.wrapping_sub(self.told) < TELL_AFTER {
            return Ok(());
        }
        self.told = self.scanner.at;
        self.input.watch.report_progress(self.told).map_err(ReadError::from)?;
        self.check_limits()
    }

    /// Counts what takes memory without being a position: values, parts, empty lines.
    pub fn charge(&mut self, count: u64) -> Result<(), Trouble> {
        self.vertices += count;
        self.tell()
    }

    /// Pays for bytes that are read again because of a fault.
    pub fn look_again(&mut self, bytes: usize) -> Result<(), Trouble> {
        self.input.watch.report_progress(self.scanner.at).map_err(ReadError::from)?;
        if let Some(left) = self.second_looks.checked_sub(bytes) {
            self.second_looks = left;
            return Ok(());
        }
        let what = message!("notice-text-broken-many");
        self.notice(Severity::Error, "syntax", self.scanner.at, what, message!("notice-export-file-again"));
        Err(Trouble::Lost)
    }

    /// Compares what was found with the limits.
    pub fn check_limits(&self) -> Result<(), Trouble> {
        let vertices = self.vertices + self.scratch.len() as u64;
        Ok(check_limits(self.input, self.features.len(), vertices)?)
    }

    /// Where a byte is, in a notice of which not too many are kept yet.
    pub fn place(&mut self, code: &str, at: usize) -> Place {
        if self.report.count(code) >= KEPT_PER_CODE {
            return Place::default();
        }
        let (line, column) = self.lines.place(at);
        let place = Place::file(self.input.name).line(line).column(column).byte(at as u64);
        if self.whole { place } else { place.feature(message!("notice-in-feature", n = self.met + 1)) }
    }

    /// Adds a notice about a byte.
    pub fn notice(
        &mut self,
        severity: Severity,
        code: &'static str,
        at: usize,
        message: impl Into<Message>,
        hint: impl Into<Message>,
    ) {
        let place = self.place(code, at);
        match severity {
            Severity::Error => self.report.error(code, place, message, hint),
            Severity::Warning => self.report.warning(code, place, message, hint),
            Severity::Info => self.report.info(code, place, message, hint),
        }
    }

    /// Reports a fault; `start` is where the value began.
    pub fn report_fault(&mut self, fault: Fault, start: usize) {
        // A line break in the text before a fault comes from a missing quotation mark.
        self.scanner.slips.control = self.scanner.slips.control.filter(|at| *at < start);
        let (code, at, what, hint) = match fault {
            Fault::End => {
                let end = self.scanner.bytes().len();
                let begun = self.lines.line(start);
                let what = message!("notice-file-ends-middle", begun = begun);
                ("truncated", end, what, message!("notice-copy-download-file-again-what"))
            }
            Fault::Unexpected { at, wanted } => {
                let what =
                    message!("notice-expected-found", wanted = Message::new(wanted), found = self.found(at))
                        .sentence();
                ("syntax", at, what, message!("notice-correct-file-place"))
            }
            Fault::Deep { at } => {
                let what = message!("notice-values-lie-deeper", depth = self.scanner.depth);
                ("limit", at, what, message!("notice-you-trust-file-raise"))
            }
        };
        if self.first_error.is_none() {
            let line = Some(self.lines.line(at));
            self.first_error = Some(match fault {
                Fault::Deep { .. } => ReadError::Limit {
                    what: message!("notice-depth-values-each"),
                    name: "depth",
                    limit: self.scanner.depth,
                },
                _ => ReadError::Broken {
                    code,
                    what: what.clone(),
                    line,
                    byte: Some(at as u64),
                    hint: hint.clone(),
                },
            });
        }
        self.notice(Severity::Error, code, at, what, hint);
    }

    /// What stands at a byte, for a message.
    pub fn found(&self, at: usize) -> Message {
        let rest = self.scanner.bytes().get(at..).unwrap_or_default();
        let some = rest.get(..rest.len().min(16)).unwrap_or_default();
        let some = String::from_utf8_lossy(some);
        let shown: String =
            some.trim_end_matches('\u{fffd}').chars().take_while(|c| !c.is_control()).collect();
        if shown.is_empty() { message!("notice-end-line") } else { Message::verbatim(format!("`{shown}`")) }
    }
}
