//! From a path or pasted text to layers: recognize the format, read, let the doctor look.

use super::catalog::Format;
use super::catalog::Reader;
use super::doctor;
use super::files;
use super::formats::kml;
use super::input::{Input, Limits, ReadError, StatedCrs, Watch};
pub use super::opened::Opened;
use super::{opened, packed, sniff};
use std::path::Path;
use tumen_core::diag::{Place, Report};
use tumen_core::message;

/// How to open a file.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// What is refused.
    pub limits: Limits,
    /// Read text in this encoding instead of the recognized one.
    pub encoding: Option<String>,
    /// Take this coordinate reference system whatever the file says, such as `EPSG:28422`.
    pub crs: Option<String>,
}

/// Opens a file.
///
/// # Errors
/// If nothing of it can be loaded; what was wrong besides is in the report.
pub fn path(path: &Path, options: &Options, watch: &Watch, report: &mut Report) -> Result<Opened, ReadError> {
    let content = files::check_path(path, &options.limits)?;
    let name = path.display().to_string();
    let sidecars = files::sidecars(path, &options.limits);
    let input = Input {
        name: &name,
        bytes: &content,
        sidecars: &sidecars,
        limits: &options.limits,
        watch,
        encoding: options.encoding.as_deref(),
    };
    read(&input, options, report)
}

/// Opens text that was pasted.
///
/// # Errors
/// As for [`path`].
pub fn text(text: &str, options: &Options, watch: &Watch, report: &mut Report) -> Result<Opened, ReadError> {
    let input = Input::of("pasted text", text.as_bytes(), &options.limits, watch);
    read(&input, options, report)
}

/// Recognizes and reads an input.
///
/// # Errors
/// As for [`path`].
pub fn read(input: &Input<'_>, options: &Options, report: &mut Report) -> Result<Opened, ReadError> {
    if !packed::is_packed(input.bytes) {
        let format = sniff::sniff_as(input.name, input.bytes, input.encoding)?;
        return read_as(format, input, options, report);
    }
    // Only once: what is packed in it a second time is named as an archive.
    let bytes = packed::unpack(input, report)?;
    let unpacked = Input { bytes: &bytes, encoding: input.encoding, ..*input };
    let format = sniff::sniff_as(packed::unpacked_name(input.name), &bytes, input.encoding)?;
    read_as(format, &unpacked, options, report)
}

fn read_as(
    format: Format,
    input: &Input<'_>,
    options: &Options,
    report: &mut Report,
) -> Result<Opened, ReadError> {
    let (mut raw_layers, tours) = match &format.row().read {
        Reader::Project => return opened::project(input, report),
        Reader::Tour => return opened::tour(input, report),
        Reader::Layers(read) => (read(input, report)?, Vec::new()),
        Reader::LayersAndTours(read) => {
            let mut raw_layers = read(input, report)?;
            let tours = kml::tours(input.name, &mut raw_layers, report);
            (raw_layers, tours)
        }
    };
    if let Some(crs) = &options.crs {
        raw_layers.iter_mut().for_each(|d| d.crs = StatedCrs::Other(crs.clone()));
    }
    for raw in &mut raw_layers {
        raw.layer.origin.path = input.name.to_owned();
        raw.layer.origin.format = format.id().to_owned();
        if raw.layer.name.is_empty() {
            raw.layer.name = stem(packed::unpacked_name(input.name));
        }
    }
    if tours.is_empty() && raw_layers.iter().all(|d| d.layer.features.is_empty()) {
        report.warning(
            "no-features",
            Place::file(input.name),
            message!("notice-no-features"),
            message!("notice-check-what-chosen"),
        );
    }
    let examined = doctor::examine(raw_layers, report, input.watch)?;
    let mut crs: Vec<String> = examined.layers.iter().map(|l| l.origin.crs.clone()).collect();
    crs.dedup();
    Ok(Opened { format: Some(format), crs: crs.join(", "), examined, tours, ..Opened::default() })
}

/// A file's name without folder and extension.
fn stem(name: &str) -> String {
    let path = Path::new(name);
    path.file_stem().map_or_else(|| name.to_owned(), |s| s.to_string_lossy().into_owned())
}

/// Says in the report why nothing could be loaded.
pub fn refuse(error: &ReadError, name: &str, report: &mut Report) {
    let mut place = Place::file(name);
    if let ReadError::Broken { line, byte, .. } = error {
        (place.line, place.byte) = (*line, *byte);
    }
    report.error(error.code(), place, error.message(), error.hint());
}
