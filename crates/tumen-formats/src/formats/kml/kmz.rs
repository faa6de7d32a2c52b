//! KMZ: KML in an archive.

use super::read::read;
use crate::formats::archive::{self, Entry};
use crate::input::{Input, RawLayer, ReadError};
use std::cell::Cell;
use tumen_core::diag::{Place, Report};

/// Reads a KMZ archive: the layers of every KML file in it, `doc.kml` and others at the root first.
///
/// # Errors
/// If it is no archive, holds no KML that can be read, a limit stopped it or reading was cancelled.
pub fn read_kmz(input: &Input<'_>, report: &mut Report) -> Result<Vec<RawLayer>, ReadError> {
    let others = Cell::new(0_usize);
    let wanted = |name: &str| {
        if archive::is_shadow(name) {
            return false;
        }
        let kml = name.to_ascii_lowercase().ends_with(".kml");
        others.set(others.get() + usize::from(!kml));
        kml
    };
    let mut entries = archive::unpack(input, &wanted, report)?;
    entries
        .sort_by_key(|entry| (!entry.name.eq_ignore_ascii_case("doc.kml"), entry.name.matches('/').count()));
    if others.get() > 0 {
        let message = match others.get() {
            1 => "One other file of the archive (a picture, a model) is not used".to_owned(),
            n => format!("{n} other files of the archive (pictures, models) are not used"),
        };
        report.info("not-used", Place::file(input.name), message, "");
    }
    if entries.is_empty() {
        return Err(ReadError::Broken {
            code: "missing-file",
            what: "there is no KML file in the archive".to_owned(),
            line: None,
            byte: None,
            hint: "a KMZ holds a file doc.kml".to_owned(),
        });
    }
    read_entries(input, &entries, report)
}

fn read_entries(
    input: &Input<'_>,
    entries: &[Entry],
    report: &mut Report,
) -> Result<Vec<RawLayer>, ReadError> {
    let (mut raw_layers, mut failed) = (Vec::new(), None);
    for entry in entries {
        let name = format!("{}/{}", input.name, entry.name);
        let inner =
            Input { name: &name, bytes: &entry.bytes, ..Input { encoding: input.encoding, ..*input } };
        match read(&inner, report) {
            Ok(mut more) => raw_layers.append(&mut more),
            Err(error @ ReadError::Stopped(_)) => return Err(error),
            Err(error) => {
                report.error(
                    code(&error),
                    Place::file(&name),
                    format!("Nothing could be loaded: {error}"),
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
