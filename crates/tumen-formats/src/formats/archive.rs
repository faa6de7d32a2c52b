//! Archives (KMZ, zipped Shapefiles), unpacked in memory.
//!
//! Nothing is ever written to disk and no stated size is believed: bytes are counted while they are
//! inflated. An archive that lost its end (a broken download) is read entry by entry from its start.

use crate::input::{Input, ReadError};
use miniz_oxide::inflate::stream::{InflateState, inflate};
use miniz_oxide::{DataFormat, MZFlush, MZStatus};
use std::io::{Cursor, Read};
use tumen_core::diag::{Place, Report};
use tumen_core::message;
use tumen_core::message::Message;

/// One unpacked file of an archive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its name as the archive gives it, backslashes as slashes. Only a name: it is never used as a path.
    pub name: String,
    /// Its content.
    pub bytes: Vec<u8>,
}

/// Whether an entry is one of the doubles that macOS packs beside each file, which hold no content.
#[must_use]
pub fn is_shadow(name: &str) -> bool {
    name.split('/').any(|part| part == "__MACOSX") || file_name(name).starts_with("._")
}

fn file_name(name: &str) -> &str {
    name.rsplit('/').next().unwrap_or(name)
}

/// So much is inflated between two looks at the limits and the wish to stop.
const CHUNK: usize = 64 << 10;

const LOCAL_HEADER: &[u8; 4] = b"PK\x03\x04";

/// Unpacks the entries whose names are wanted, in the order of the archive.
///
/// # Errors
/// If there are too many entries or bytes, if reading was stopped, or if no entry could be found.
pub fn unpack(
    input: &Input<'_>,
    wanted: &dyn Fn(&str) -> bool,
    report: &mut Report,
) -> Result<Vec<Entry>, ReadError> {
    let mut unpacking =
        Unpacking { input, wanted, report, entries: Vec::new(), left: input.limits.unpacked_bytes };
    match zip::ZipArchive::new(Cursor::new(input.bytes)) {
        Ok(archive) => unpacking.whole(archive)?,
        Err(error) => unpacking.salvage(Message::verbatim(error.to_string()))?,
    }
    Ok(unpacking.entries)
}

struct Unpacking<'a> {
    input: &'a Input<'a>,
    wanted: &'a dyn Fn(&str) -> bool,
    report: &'a mut Report,
    entries: Vec<Entry>,
    /// Bytes that may still be unpacked.
    left: u64,
}

/// What a local header says.
struct LocalHeader {
    name: String,
    encrypted: bool,
    method: u16,
    /// Zero when only the descriptor behind the data says it.
    packed: usize,
    data: usize,
}

impl Unpacking<'_> {
    /// An archive with its directory.
    fn whole(&mut self, mut archive: zip::ZipArchive<Cursor<&[u8]>>) -> Result<(), ReadError> {
        self.check_count(archive.len() as u64)?;
        for index in 0..archive.len() {
            let Some((name, encrypted)) = self.describe(&mut archive, index) else { continue };
            if !self.takes(&name, encrypted) {
                continue;
            }
            match archive.by_index(index) {
                Ok(mut file) => {
                    let at = file.header_start() as usize;
                    let bytes = self.inflate_all(&name, &mut file, at)?;
                    self.entries.push(Entry { name, bytes });
                }
                Err(error) => self.unreadable(&name, Message::verbatim(error.to_string())),
            }
        }
        Ok(())
    }

    fn describe(
        &mut self,
        archive: &mut zip::ZipArchive<Cursor<&[u8]>>,
        index: usize,
    ) -> Option<(String, bool)> {
        match archive.by_index_raw(index) {
            Ok(file) if file.is_dir() => None,
            Ok(file) => Some((text(file.name_raw()), file.encrypted())),
            Err(error) => {
                self.unreadable(&format!("number {}", index + 1), Message::verbatim(error.to_string()));
                None
            }
        }
    }

    fn check_count(&self, count: u64) -> Result<(), ReadError> {
        let limit = self.input.limits.archive_entries;
        if count <= limit {
            return Ok(());
        }
        let what = message!("notice-archive-entries", count = count);
        Err(ReadError::Limit { what, name: "archive-entries", limit })
    }

    /// Whether an entry is to be unpacked; says what is strange about it.
    fn takes(&mut self, name: &str, encrypted: bool) -> bool {
        self.report_path(name);
        if !(self.wanted)(name) {
            self.report_nested(name);
            return false;
        }
        if encrypted {
            let message = message!("notice-entry-encrypted");
            self.report.error("syntax", self.place(name), message, message!("notice-unpack-password-first"));
        }
        !encrypted
    }

    fn report_path(&mut self, name: &str) {
        let odd = name.starts_with('/')
            || name.split('/').any(|part| part == "..")
            || name.contains('\0')
            || name.as_bytes().get(1) == Some(&b':');
        if odd {
            let message = message!("notice-entry-named-like");
            self.report.warning(
                "syntax",
                self.place(name),
                message,
                message!("notice-distrust-where-archive"),
            );
        }
    }

    fn report_nested(&mut self, name: &str) {
        let lower = name.to_ascii_lowercase();
        if [".zip", ".kmz", ".7z", ".rar", ".gz", ".tar"].iter().any(|end| lower.ends_with(end)) {
            let message = message!("notice-inner-archive-not-opened");
            self.report.info("not-used", self.place(name), message, message!("notice-unpack-open-alone"));
        }
    }

    /// Reads an entry to its end; damage is reported and what came before it is kept.
    fn inflate_all(&mut self, name: &str, from: &mut dyn Read, at: usize) -> Result<Vec<u8>, ReadError> {
        let mut bytes = Vec::new();
        let mut chunk = vec![0; CHUNK];
        loop {
            self.input.watch.report_progress(at)?;
            match from.read(&mut chunk) {
                Ok(0) => return Ok(bytes),
                Ok(count) => self.take(&mut bytes, chunk.get(..count).unwrap_or_default())?,
                Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
                Err(error) => {
                    self.damaged(name, Message::verbatim(error.to_string()));
                    return Ok(bytes);
                }
            }
        }
    }

    /// Appends unpacked bytes within the limit.
    fn take(&mut self, bytes: &mut Vec<u8>, more: &[u8]) -> Result<(), ReadError> {
        let limit = self.input.limits.unpacked_bytes;
        let Some(left) = self.left.checked_sub(more.len() as u64) else {
            let what = message!("notice-unpacked-content-bytes", bytes = self.input.bytes.len());
            return Err(ReadError::Limit { what, name: "unpacked-bytes", limit });
        };
        self.left = left;
        bytes.extend_from_slice(more);
        Ok(())
    }

    /// An archive without its directory: local headers as far as they go.
    fn salvage(&mut self, cause: Message) -> Result<(), ReadError> {
        let (mut at, mut count) = (0, 0);
        while let Some(header) = self.next_header(at) {
            count += 1;
            self.check_count(count)?;
            at = self.salvage_entry(&header)?.max(header.data);
        }
        let hint = message!("notice-download-copy-archive");
        if self.entries.is_empty() {
            let what = message!("notice-archive-damaged-cut", cause = cause);
            return Err(ReadError::Broken { code: "truncated", what, line: None, byte: None, hint });
        }
        let place = Place::file(self.input.name).byte(self.input.bytes.len() as u64);
        let message = message!("notice-archive-damaged-cut-off", cause = cause);
        self.report.error("truncated", place, message, hint);
        Ok(())
    }

    /// The next local header at or after a byte.
    fn next_header(&self, from: usize) -> Option<LocalHeader> {
        let rest = self.input.bytes.get(from..)?;
        let start = from + rest.windows(4).position(|window| window == LOCAL_HEADER)?;
        let short = |at: usize| {
            let pair = self.input.bytes.get(start + at..start + at + 2)?;
            Some(u16::from_le_bytes([*pair.first()?, *pair.last()?]))
        };
        let packed = usize::from(short(18)?) | usize::from(short(20)?) << 16;
        let name_end = start + 30 + usize::from(short(26)?);
        let name = text(self.input.bytes.get(start + 30..name_end)?);
        let data = name_end + usize::from(short(28)?);
        Some(LocalHeader { name, encrypted: short(6)? & 1 == 1, method: short(8)?, packed, data })
    }

    /// Unpacks one entry without the directory; gives the byte behind it.
    fn salvage_entry(&mut self, header: &LocalHeader) -> Result<usize, ReadError> {
        let end = header.data.saturating_add(header.packed);
        if header.name.ends_with('/') || !self.takes(&header.name, header.encrypted) {
            return Ok(end.min(self.input.bytes.len()));
        }
        let rest = self.input.bytes.get(header.data..).unwrap_or_default();
        let (bytes, used) = match header.method {
            0 => self.stored(&header.name, rest, header.packed)?,
            8 => self.deflated(&header.name, rest)?,
            _ => {
                self.unreadable(&header.name, message!("notice-compression-unsupported"));
                return Ok(end);
            }
        };
        self.entries.push(Entry { name: header.name.clone(), bytes });
        Ok(header.data + used)
    }

    fn stored(&mut self, name: &str, rest: &[u8], size: usize) -> Result<(Vec<u8>, usize), ReadError> {
        let part = rest.get(..size).unwrap_or(rest);
        if part.len() < size {
            self.damaged(name, message!("notice-data-ends-early"));
        }
        let mut bytes = Vec::new();
        self.take(&mut bytes, part)?;
        Ok((bytes, part.len()))
    }

    fn deflated(&mut self, name: &str, packed: &[u8]) -> Result<(Vec<u8>, usize), ReadError> {
        let mut state = InflateState::new_boxed(DataFormat::Raw);
        let (mut bytes, mut chunk, mut used) = (Vec::new(), vec![0; CHUNK], 0);
        loop {
            self.input.watch.report_progress(used)?;
            let rest = packed.get(used..).unwrap_or_default();
            let step = inflate(&mut state, rest, &mut chunk, MZFlush::None);
            used += step.bytes_consumed;
            self.take(&mut bytes, chunk.get(..step.bytes_written).unwrap_or_default())?;
            match step.status {
                Ok(MZStatus::StreamEnd) => return Ok((bytes, used)),
                Ok(_) if step.bytes_consumed > 0 || step.bytes_written > 0 => {}
                _ => {
                    self.damaged(name, message!("notice-packed-data-ends-early"));
                    return Ok((bytes, used));
                }
            }
        }
    }

    fn damaged(&mut self, name: &str, cause: Message) {
        let message = message!("notice-entry-damaged-what", cause = cause);
        self.report.error("truncated", self.place(name), message, message!("notice-download-copy-archive"));
    }

    fn unreadable(&mut self, name: &str, cause: Message) {
        let message = message!("notice-entry-not-unpacked", cause = cause);
        self.report.error("syntax", self.place(name), message, message!("notice-pack-archive-again"));
    }

    fn place(&self, name: &str) -> Place {
        let shown: String = name.chars().take(200).map(|c| if c.is_control() { '�' } else { c }).collect();
        Place::file(self.input.name).feature(message!("notice-in-entry", name = shown))
    }
}

/// A name of an entry: UTF-8, else what old programs of the region wrote.
fn text(raw: &[u8]) -> String {
    let name = match std::str::from_utf8(raw) {
        Ok(name) => name.to_owned(),
        Err(_) => encoding_rs::IBM866.decode_without_bom_handling(raw).0.into_owned(),
    };
    name.replace('\\', "/")
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on fails")]

    use super::*;
    use crate::input::{Limits, Watch};
    use std::io::Write;
    use zip::write::SimpleFileOptions;

    fn pack(files: &[(&str, &[u8])]) -> Vec<u8> {
        let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in files {
            writer.start_file(*name, SimpleFileOptions::default()).unwrap();
            writer.write_all(bytes).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }

    fn unpacked(bytes: &[u8], limits: &Limits) -> (Result<Vec<Entry>, ReadError>, Report) {
        let (watch, mut report) = (Watch::default(), Report::new());
        let input = Input::of("a.kmz", bytes, limits, &watch);
        let entries = unpack(&input, &|name| name.ends_with(".kml"), &mut report);
        (entries, report)
    }

    #[test]
    fn wanted_entries_come_in_order_and_odd_names_are_reported() {
        let bytes =
            pack(&[("doc.kml", b"<kml/>"), ("a.png", b"x"), ("../../etc/passwd.kml", b"y"), ("in.kmz", b"")]);
        let (entries, report) = unpacked(&bytes, &Limits::default());
        let entries = entries.unwrap();
        assert_eq!(
            entries.iter().map(|e| e.name.as_str()).collect::<Vec<_>>(),
            ["doc.kml", "../../etc/passwd.kml"]
        );
        assert_eq!(entries[0].bytes, b"<kml/>");
        assert_eq!((report.count("syntax"), report.count("not-used")), (1, 1));
    }

    #[test]
    fn a_bomb_is_stopped_by_the_bytes_really_unpacked() {
        let bytes = pack(&[("doc.kml", &vec![0; 4 << 20])]);
        let limits = Limits { unpacked_bytes: 1 << 20, ..Limits::default() };
        let error = unpacked(&bytes, &limits).0.unwrap_err();
        assert!(matches!(error, ReadError::Limit { name: "unpacked-bytes", .. }), "{error}");
    }

    #[test]
    fn too_many_entries_are_refused() {
        let bytes = pack(&[("a.kml", b""), ("b.kml", b""), ("c.kml", b"")]);
        let limits = Limits { archive_entries: 2, ..Limits::default() };
        assert_eq!(unpacked(&bytes, &limits).0.unwrap_err().code(), "limit");
    }

    #[test]
    fn an_archive_cut_off_gives_what_came_before() {
        let long: Vec<u8> = (0..200_000_u32).flat_map(|i| i.wrapping_mul(i).to_le_bytes()).collect();
        let bytes = pack(&[("a.kml", b"<kml>first</kml>"), ("b.kml", &long)]);
        let (entries, report) = unpacked(&bytes[..bytes.len() / 2], &Limits::default());
        let entries = entries.unwrap();
        assert_eq!(entries[0].bytes, b"<kml>first</kml>");
        assert!(long.starts_with(&entries[1].bytes) && entries[1].bytes.len() > 1000);
        assert!(report.count("truncated") >= 1);
        assert_eq!(unpacked(&bytes[..20], &Limits::default()).0.unwrap_err().code(), "truncated");
    }
}
