//! FlatGeobuf, with and without index.
//!
//! The frame (magic, header, index, size before each feature) is checked here against the bytes that are
//! there; header and features are checked by the verifier of FlatBuffers before anything of them is read.
//! A feature that fails costs itself.

mod properties;
mod shape;

use super::budget::Budget;
use crate::input::{Input, RawLayer, ReadError, StatedCrs};
use flatgeobuf::Header;
use properties::Columns;
use tumen_core::diag::{Place, Report};
use tumen_core::message;
use tumen_core::message::Message;
use tumen_core::model::layer::{Feature, Layer};

/// Magic and the size of the header.
const START: usize = 8;
/// Bytes of the size before header and features.
const PREFIX: usize = 4;
/// The smallest feature: a root and a table without fields.
const LEAST: usize = 8;
/// Bytes of an entry of the index: four bounds and an offset.
const NODE: u64 = 40;
/// Where the next feature may begin after damage, this often it is tried in a file.
const TRIES: usize = 2000;

/// Reads all features of the file as one layer.
///
/// # Errors
/// If the header is damaged or cut, a limit is passed, or the work is stopped.
pub fn read(input: &Input<'_>, report: &mut Report) -> Result<Vec<RawLayer>, ReadError> {
    let (header, after) = header(input.bytes)?;
    let mut reader = Reader {
        input,
        columns: Columns::new(header.columns()),
        header,
        report,
        budget: Budget::new(input.limits),
        at: after,
        tries: TRIES,
        cut: false,
        features: Vec::new(),
    };
    reader.pass_index(after);
    reader.all()?;
    reader.compare_count();
    let crs = stated_crs(&header);
    let layer = Layer::new(name(&header, input.name), std::mem::take(&mut reader.features));
    Ok(vec![RawLayer { layer, crs }])
}

fn header(bytes: &[u8]) -> Result<(Header<'_>, usize), ReadError> {
    if !bytes.starts_with(b"fgb") {
        return Err(broken("syntax", message!("notice-no-fgb-letters"), 0));
    }
    if let Some(version) = bytes.get(3).filter(|version| **version > 3) {
        let what = message!("notice-file-version-flatgeobuf", version = *version);
        return Err(broken("newer-version", what, 3));
    }
    let cut = || broken("truncated", message!("notice-file-ends-within"), bytes.len());
    let size = word(bytes, START).ok_or_else(cut)?;
    let after = START + PREFIX + size;
    let part = bytes.get(START..after).ok_or_else(cut)?;
    match flatgeobuf::size_prefixed_root_as_header(part) {
        Ok(header) => Ok((header, after)),
        Err(error) => {
            Err(broken("syntax", message!("notice-header-damaged", error = sentence(&error)), START))
        }
    }
}

/// The first line of what the verifier says.
fn sentence(error: &impl std::fmt::Display) -> String {
    error.to_string().lines().next().unwrap_or_default().trim_end_matches('.').to_owned()
}

fn broken(code: &'static str, what: impl Into<Message>, byte: usize) -> ReadError {
    ReadError::Broken {
        code,
        what: what.into(),
        line: None,
        byte: Some(byte as u64),
        hint: message!("notice-copy-download-file-again"),
    }
}

fn word(bytes: &[u8], at: usize) -> Option<usize> {
    let array: [u8; 4] = bytes.get(at..at.checked_add(PREFIX)?)?.try_into().ok()?;
    Some(u32::from_le_bytes(array) as usize)
}

fn name<'a>(header: &Header<'a>, file: &'a str) -> &'a str {
    let stem = file.rsplit(['/', '\\']).next().unwrap_or(file);
    let stem = stem.rsplit_once('.').map_or(stem, |(stem, _)| stem);
    let said = [header.title(), header.name()].into_iter().flatten().map(str::trim);
    said.clone().find(|n| !n.is_empty()).unwrap_or(stem)
}

fn stated_crs(header: &Header<'_>) -> StatedCrs {
    let Some(crs) = header.crs() else { return StatedCrs::Unstated };
    let epsg = crs.org().is_none_or(|org| org.trim().is_empty() || org.trim().eq_ignore_ascii_case("epsg"));
    let text = |said: Option<&str>| said.map(str::trim).filter(|t| !t.is_empty()).map(str::to_owned);
    match u32::try_from(crs.code()) {
        Ok(code) if epsg && code > 0 => return StatedCrs::Epsg(code),
        _ => {}
    }
    if let Some(wkt) = text(crs.wkt()) {
        return StatedCrs::Wkt(wkt);
    }
    let code = text(crs.code_string()).or_else(|| (crs.code() != 0).then(|| crs.code().to_string()));
    match (code, text(crs.org()), text(crs.name())) {
        (Some(code), Some(org), _) => StatedCrs::Other(format!("{org}:{code}")),
        (_, _, Some(name)) => StatedCrs::Other(name),
        _ => StatedCrs::Unstated,
    }
}

/// Bytes of the index over so many features, or nothing when no file could hold it.
fn index_size(features: u64, node_size: u16) -> Option<u64> {
    if features == 0 || node_size < 2 {
        return Some(0);
    }
    let (mut level, mut nodes) = (features, features);
    while level > 1 {
        level = level.div_ceil(u64::from(node_size));
        nodes = nodes.checked_add(level)?;
    }
    // A single feature has a root above it all the same.
    nodes += u64::from(features == 1);
    nodes.checked_mul(NODE)
}

struct Reader<'a, 'r> {
    input: &'a Input<'a>,
    header: Header<'a>,
    columns: Columns,
    report: &'r mut Report,
    budget: Budget<'a>,
    at: usize,
    tries: usize,
    cut: bool,
    features: Vec<Feature>,
}

impl Reader<'_, '_> {
    fn place(&self, at: usize) -> Place {
        Place::file(self.input.name).byte(at as u64)
    }

    /// Goes to the first feature. When the counts of the header lead nowhere, the features are looked for.
    fn pass_index(&mut self, after: usize) {
        let size = index_size(self.header.features_count(), self.header.index_node_size());
        let start = size.and_then(|size| usize::try_from(size).ok()).and_then(|size| after.checked_add(size));
        let left = self.input.bytes.len();
        if let Some(start) = start.filter(|start| *start == left || self.whole_feature(*start).is_some()) {
            self.at = start;
            return;
        }
        if after == left {
            return;
        }
        let found = [Some(after), self.search(after), start.filter(|start| *start <= left)];
        let good = |at: &usize| self.likely_feature(*at);
        let chosen = found.iter().copied().flatten().find(good);
        self.at = chosen.or(start.filter(|start| *start <= left)).unwrap_or(left);
        self.cut = chosen.is_none();
        let what = match chosen {
            Some(_) => message!("notice-counts-disagree"),
            None => message!("notice-file-ends-within-index"),
        };
        let code = if self.cut { "truncated" } else { "bad-index" };
        let hint = message!("notice-what-found-loaded");
        self.report.error(code, self.place(after), what, hint);
    }

    /// The feature with its size before it, if it is whole and sound.
    fn whole_feature(&self, at: usize) -> Option<&[u8]> {
        let size = word(self.input.bytes, at).filter(|size| *size >= LEAST)?;
        let part = self.input.bytes.get(at..at.checked_add(PREFIX)?.checked_add(size)?)?;
        flatgeobuf::size_prefixed_root_as_feature(part).ok().map(|_| part)
    }

    /// Whether a feature is likely to begin here: with positions, and followed by another one or the end.
    /// Zeros and small numbers look like an empty feature too easily.
    fn likely_feature(&self, at: usize) -> bool {
        let Some(part) = self.whole_feature(at) else { return false };
        let found = flatgeobuf::size_prefixed_root_as_feature(part).ok().and_then(|f| f.geometry());
        let shaped = |g: flatgeobuf::Geometry<'_>| {
            g.xy().is_some_and(|xy| !xy.is_empty()) || g.parts().is_some_and(|parts| !parts.is_empty())
        };
        let next = at + part.len();
        found.is_some_and(shaped) && (next == self.input.bytes.len() || self.whole_feature(next).is_some())
    }

    /// Looks for the next place that holds a sound feature.
    fn search(&mut self, from: usize) -> Option<usize> {
        let bytes = self.input.bytes;
        for at in from..bytes.len().saturating_sub(PREFIX + LEAST) {
            // Cheap signs first: the size fits and the root lies within.
            let size = word(bytes, at)?;
            let root = word(bytes, at + PREFIX)?;
            if size < LEAST || size > bytes.len() - at || root < 4 || root > size.min(1 << 16) {
                continue;
            }
            self.tries = self.tries.checked_sub(1)?;
            if self.likely_feature(at) {
                return Some(at);
            }
        }
        None
    }

    fn all(&mut self) -> Result<(), ReadError> {
        while self.at < self.input.bytes.len() {
            self.input.watch.report_progress(self.at)?;
            let size = word(self.input.bytes, self.at).filter(|size| *size >= LEAST);
            let part = size.and_then(|size| self.input.bytes.get(self.at..self.at + PREFIX + size));
            match part {
                Some(part) => self.feature(part)?,
                None if !self.resume() => return Ok(()),
                None => {}
            }
        }
        Ok(())
    }

    /// After a size that cannot be: the next feature, or the end.
    fn resume(&mut self) -> bool {
        let (at, next) = (self.at, self.search(self.at + 1));
        let hint = message!("notice-what-came-before");
        match next {
            Some(next) => {
                let what = message!("notice-bytes-not-a-feature", at = next - at);
                self.report.error("bad-geometry", self.place(at), what, message!("notice-export-file-anew"));
                self.at = next;
            }
            None if !self.cut => {
                self.cut = true;
                self.report.error(
                    "truncated",
                    self.place(at),
                    message!("notice-file-ends-within-feature"),
                    hint,
                );
            }
            None => {}
        }
        next.is_some()
    }

    fn feature(&mut self, part: &[u8]) -> Result<(), ReadError> {
        self.budget.feature()?;
        let number = self.features.len() + 1;
        let place = self.place(self.at).feature(message!("notice-in-feature", n = number));
        let found = match flatgeobuf::size_prefixed_root_as_feature(part) {
            Ok(found) => found,
            Err(error) => {
                let what = message!("notice-feature-damaged", error = sentence(&error));
                self.report.error("bad-geometry", place, what, message!("notice-left-out-rest"));
                // The size may be what is damaged: the next sound feature tells.
                let next = self.at + part.len();
                let ended = next == self.input.bytes.len() || self.whole_feature(next).is_some();
                self.at = if ended { next } else { self.search(self.at + 1).unwrap_or(next) };
                return Ok(());
            }
        };
        self.at += part.len();
        let mut feature = Feature::default();
        if let Some(geometry) = found.geometry() {
            let read = shape::read(&geometry, self.header.geometry_type(), part.len(), &mut self.budget);
            match read {
                Ok(shape) => feature.geometry = shape,
                Err(flaw) => {
                    let hint = message!("notice-feature-loaded-without");
                    self.report.error("bad-geometry", place.clone(), flaw.why()?, hint);
                }
            }
        }
        let own = found.columns().map(|columns| Columns::new(Some(columns)));
        let columns = own.as_ref().unwrap_or(&self.columns);
        let bytes = found.properties().map_or(&[][..], |p| p.bytes());
        let read = columns.read(bytes, &self.budget, &mut feature.properties);
        if let Err(flaw) = read {
            let hint = message!("notice-other-properties-loaded-2");
            self.report.error("bad-property", place, flaw.why()?, hint);
        }
        self.budget.values(feature.properties.len())?;
        self.features.push(feature);
        Ok(())
    }

    fn compare_count(&mut self) {
        let (stated, found) = (self.header.features_count(), self.features.len() as u64);
        if stated == 0 || stated == found || self.cut && found < stated {
            return;
        }
        let what = message!("notice-header-states-features", stated = stated, found = found);
        let hint = if found < stated { message!("notice-rest-may-lost") } else { Message::NONE };
        self.report.warning("count-differs", Place::file(self.input.name), what, hint);
    }
}

#[cfg(test)]
mod tests;
