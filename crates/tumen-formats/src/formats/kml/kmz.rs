//! KMZ: KML in an archive.

use super::read::read_among;
use crate::formats::archive::{self, Entry};
use crate::input::{Input, RawLayer, ReadError};
use std::cell::{Cell, RefCell};
use tumen_core::diag::{Place, Report};
use tumen_core::message;
use tumen_core::message::Message;

/// Reads a KMZ archive: the layers of every KML file in it, `doc.kml` and others at the root first.
///
/// # Errors
/// If it is no archive, holds no KML that can be read, a limit stopped it or reading was cancelled.
pub fn read_kmz(input: &Input<'_>, report: &mut Report) -> Result<Vec<RawLayer>, ReadError> {
    let (others, all) = (Cell::new(0_usize), RefCell::new(Vec::new()));
    let wanted = |name: &str| {
        if archive::is_shadow(name) {
            return false;
        }
        all.borrow_mut().push(name.to_owned());
        let kml = name.to_ascii_lowercase().ends_with(".kml");
        others.set(others.get() + usize::from(!kml));
        kml
    };
    let mut entries = archive::unpack(input, &wanted, report)?;
    entries
        .sort_by_key(|entry| (!entry.name.eq_ignore_ascii_case("doc.kml"), entry.name.matches('/').count()));
    if others.get() > 0 {
        let message = match others.get() {
            1 => message!("notice-one-archive-file-unused"),
            n => message!("notice-archive-files-unused", n = n),
        };
        report.info("not-used", Place::file(input.name), message, Message::NONE);
    }
    if entries.is_empty() {
        return Err(ReadError::Broken {
            code: "missing-file",
            what: message!("notice-no-kml-in-archive"),
            line: None,
            byte: None,
            hint: message!("notice-kmz-holds-file"),
        });
    }
    read_entries(input, &entries, &all.into_inner(), report)
}

/// The name of the entry that an address in another entry leads to.
fn target(from: &str, address: &str) -> Option<String> {
    let address = address.split(['#', '?']).next().unwrap_or_default();
    if address.is_empty() || address.contains("://") {
        return None;
    }
    let address = percent_decoded(address).replace('\\', "/");
    let folder = from.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut parts: Vec<&str> =
        if address.starts_with('/') { Vec::new() } else { folder.split('/').collect() };
    for part in address.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    parts.retain(|part| !part.is_empty());
    Some(parts.join("/"))
}

/// `Stations%20two.kml` as it is meant.
fn percent_decoded(text: &str) -> String {
    let (bytes, mut out, mut at) = (text.as_bytes(), Vec::new(), 0);
    while let Some(byte) = bytes.get(at) {
        let digits = bytes.get(at + 1..at + 3).and_then(|d| std::str::from_utf8(d).ok());
        match digits.filter(|_| *byte == b'%').and_then(|d| u8::from_str_radix(d, 16).ok()) {
            Some(decoded) => {
                out.push(decoded);
                at += 3;
            }
            None => {
                out.push(*byte);
                at += 1;
            }
        }
    }
    String::from_utf8(out).unwrap_or_else(|_| text.to_owned())
}

fn read_entries(
    input: &Input<'_>,
    entries: &[Entry],
    all: &[String],
    report: &mut Report,
) -> Result<Vec<RawLayer>, ReadError> {
    let (mut raw_layers, mut failed) = (Vec::new(), None);
    let names: Vec<String> = all.iter().map(|name| name.to_lowercase()).collect();
    for entry in entries {
        let name = format!("{}/{}", input.name, entry.name);
        let inner =
            Input { name: &name, bytes: &entry.bytes, ..Input { encoding: input.encoding, ..*input } };
        let inside = |address: &str| {
            target(&entry.name, address).is_some_and(|name| names.contains(&name.to_lowercase()))
        };
        match read_among(&inner, &inside, report) {
            Ok(mut more) => raw_layers.append(&mut more),
            Err(error @ ReadError::Stopped(_)) => return Err(error),
            Err(error) => {
                report.error(
                    code(&error),
                    Place::file(&name),
                    message!("notice-nothing-could-loaded", error = error.message()),
                    error.hint(),
                );
                failed = Some(error);
            }
        }
    }
    match failed {
        Some(error) if raw_layers.is_empty() => Err(error),
        _ => Ok(raw_layers),
    }
}

fn code(error: &ReadError) -> &'static str {
    error.code()
}
