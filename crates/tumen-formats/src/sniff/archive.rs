//! Zip archives, recognized by the names of what they hold; nothing is unpacked.

use super::{extension, not_a_route};
use crate::catalog::Format;
use crate::input::ReadError;
use tumen_core::message;

/// So many names are looked at.
const NAMES: usize = 10_000;
/// The list of entries ends at most so far before the end of the archive (a comment may follow).
const TAIL: usize = (64 << 10) + 22;

/// What a zip archive is.
pub(super) fn zip(bytes: &[u8]) -> Result<Format, ReadError> {
    let listed = directory(bytes).unwrap_or_default();
    let names = if listed.is_empty() { local(bytes) } else { listed };
    let names: Vec<String> =
        names.iter().map(|n| n.to_lowercase()).filter(|n| !n.starts_with("__macosx/")).collect();
    let any = |end: &str| names.iter().any(|n| n.ends_with(end));
    let folder = |start: &str| names.iter().any(|n| n.starts_with(start));
    if any(".kml") {
        return Ok(Format::Kmz);
    }
    if any(".shp") {
        return Ok(Format::Shapefile);
    }
    let text = message!("notice-document-without-route");
    let table = message!("notice-save-sheet-positions");
    match () {
        () if folder("xl/") => not_a_route("office-file", message!("notice-excel-workbook-xlsx"), table),
        () if folder("word/") => not_a_route("office-file", message!("notice-word-document-docx"), text),
        () if folder("ppt/") => not_a_route("office-file", message!("notice-powerpoint-file-pptx"), text),
        () if any("content.xml") && any("mimetype") => {
            not_a_route("office-file", message!("notice-opendocument-file-ods"), table)
        }
        () if any(".qgs") => not_a_route(
            "unknown-format",
            message!("notice-qgis-project-qgz"),
            message!("notice-save-layers-qgis"),
        ),
        () if any(".gdbtable") => not_a_route(
            "unknown-format",
            message!("notice-esri-file-geodatabase-2"),
            message!("notice-save-layers-geopackage"),
        ),
        () => other(&names),
    }
}

fn other(names: &[String]) -> Result<Format, ReadError> {
    // A `.txt` in an archive is a note about the rest more often than a list of positions.
    let formats = || Format::ALL.into_iter().filter(|f| *f != Format::PositionList);
    let is_route = |n: &&String| formats().any(|f| f.row().has_extension(&extension(n)));
    let inside = names.iter().find(is_route);
    if let Some(inside) = inside {
        let what = message!("notice-zip-archive", inside = inside);
        return not_a_route("archive", what, message!("notice-unpack-open-file"));
    }
    let what = match names {
        [] => message!("notice-zip-archive-without"),
        [first, ..] => message!("notice-zip-archive-neither", first = first),
    };
    not_a_route("archive", what, message!("notice-unpack-open-file-route"))
}

fn half(bytes: &[u8], at: usize) -> Option<usize> {
    Some(usize::from(u16::from_le_bytes(bytes.get(at..at.checked_add(2)?)?.try_into().ok()?)))
}

fn word(bytes: &[u8], at: usize) -> Option<usize> {
    Some(u32::from_le_bytes(bytes.get(at..at.checked_add(4)?)?.try_into().ok()?) as usize)
}

/// The names in the list at the end of the archive.
fn directory(bytes: &[u8]) -> Option<Vec<String>> {
    let tail = bytes.len().saturating_sub(TAIL);
    let end = tail + bytes.get(tail..)?.windows(4).rposition(|w| w == b"PK\x05\x06")?;
    let mut at = word(bytes, end + 16)?;
    let mut names = Vec::new();
    while names.len() < NAMES && bytes.get(at..at.checked_add(4)?)? == b"PK\x01\x02" {
        let lengths = [half(bytes, at + 28)?, half(bytes, at + 30)?, half(bytes, at + 32)?];
        names.push(name(bytes, at + 46, lengths[0])?);
        at += 46 + lengths.iter().sum::<usize>();
    }
    Some(names)
}

/// The names before the entries themselves, for an archive whose end is missing.
fn local(bytes: &[u8]) -> Vec<String> {
    let mut names = Vec::new();
    let mut at = 0;
    while names.len() < NAMES {
        let entry = bytes.get(at..).filter(|rest| rest.starts_with(b"PK\x03\x04"));
        let Some((found, next)) = entry.and_then(|_| local_entry(bytes, at)) else { break };
        names.push(found);
        at = next;
    }
    names
}

/// The name of an entry and where the next one begins.
fn local_entry(bytes: &[u8], at: usize) -> Option<(String, usize)> {
    let length = half(bytes, at + 26)?;
    let found = name(bytes, at + 30, length)?;
    let data = at + 30 + length + half(bytes, at + 28)?;
    let streamed = half(bytes, at + 6)? & 8 != 0;
    let next = match streamed {
        // The size stands after the data: look for the next entry.
        true => bytes.get(data..)?.windows(4).position(|w| w == b"PK\x03\x04").map(|n| data + n),
        false => Some(data.saturating_add(word(bytes, at + 18)?)),
    };
    Some((found, next.unwrap_or(bytes.len())))
}

fn name(bytes: &[u8], at: usize, length: usize) -> Option<String> {
    Some(String::from_utf8_lossy(bytes.get(at..at.checked_add(length)?)?).into_owned())
}
