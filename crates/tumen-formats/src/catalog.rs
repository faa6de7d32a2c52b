//! The table of file formats: one row each, with its names, endings, sign, reader, and writer if there is one.
//!
//! Reading, saving, dialogs, messages and `--help` derive from it. What can be saved is a [`WritableFormat`]
//! (layers) or a [`TourFormat`] (one tour); there is no way to ask for a file in a format without a writer.

use super::formats::kml;
use super::input::{Input, RawLayer, ReadError};
use super::tour;
use std::path::Path;
use std::sync::Arc;
use tumen_core::diag::Report;
use tumen_core::message;
use tumen_core::message::Message;
use tumen_core::model::Tour;
use tumen_core::model::layer::{Layer, Workspace};

mod table;

pub use table::Format;

/// What the program knows of a format.
#[derive(Debug)]
pub struct FormatRow {
    /// The word for scripts.
    pub id: &'static str,
    /// The name for people.
    pub name: &'static str,
    /// What a file dialog calls its files: a key, or the name where it is the same in every language.
    pub files: &'static str,
    /// Endings of its files without the dot, the usual one first. They matter only where the content leaves
    /// something open.
    pub extensions: &'static [&'static str],
    pub(crate) sign: Sign,
    pub(crate) read: Reader,
    /// How layers are written, if they can be.
    pub write: Option<Writer>,
    /// How one tour is written, if it can be.
    pub tour: Option<TourFormat>,
}

impl FormatRow {
    /// The usual ending, without the dot.
    #[must_use]
    pub fn extension(&self) -> &'static str {
        self.extensions.first().copied().unwrap_or(self.id)
    }

    /// Whether files with this ending (without the dot, in small letters) may be of the format.
    #[must_use]
    pub fn has_extension(&self, extension: &str) -> bool {
        self.extensions.contains(&extension)
    }
}

/// How the content of a file shows its format.
#[derive(Debug)]
pub(crate) enum Sign {
    /// Bytes that stand at these places.
    Bytes(&'static [(usize, &'static [u8])]),
    /// The root element of XML, in small letters and without a prefix.
    Roots(&'static [&'static str]),
    /// How a text begins that is neither JSON nor XML.
    Text(fn(&str) -> bool),
    /// More than one look is needed: [`crate::sniff`] knows how.
    Sniffed,
}

impl Sign {
    /// Whether a file begins with these bytes of the format.
    pub(crate) fn is_in(&self, bytes: &[u8]) -> bool {
        let stands = |(at, sign): &(usize, &[u8])| bytes.get(*at..).is_some_and(|b| b.starts_with(sign));
        matches!(self, Self::Bytes(places) if places.iter().all(stands))
    }

    /// Whether the root element of XML is of the format.
    pub(crate) fn is_root(&self, element: &str) -> bool {
        matches!(self, Self::Roots(roots) if roots.contains(&element))
    }

    /// Whether a text that is neither JSON nor XML begins as the format does.
    pub(crate) fn begins(&self, text: &str) -> bool {
        matches!(self, Self::Text(begins) if begins(text))
    }
}

type LayerReader = fn(&Input<'_>, &mut Report) -> Result<Vec<RawLayer>, ReadError>;

/// How a format is read.
#[derive(Debug)]
pub(crate) enum Reader {
    /// Layers in the file's own coordinates.
    Layers(LayerReader),
    /// Layers, from which tours are taken.
    LayersAndTours(LayerReader),
    /// A project of Tumen: layers, view, tours and assumptions.
    Project,
    /// A tour of Tumen.
    Tour,
}

/// How layers are written in a format, and what it holds.
#[derive(Debug)]
pub struct Writer {
    /// Endings that ask for the format when saving, without the dot, the usual one first.
    pub extensions: &'static [&'static str],
    /// Whether tours come back.
    pub tours: bool,
    /// Whether assumptions about the network come back.
    pub assumptions: bool,
    /// Whether positions may be in another system than degrees WGS 84.
    pub any_crs: bool,
    /// Whether longitudes may go on beyond 180°.
    pub beyond_180: bool,
    losses: fn(&[&Layer]) -> Vec<Message>,
    write: fn(&Workspace, &mut Vec<u8>),
}

impl Writer {
    /// A writer of layers in degrees WGS 84 alone.
    const fn of(
        extensions: &'static [&'static str],
        losses: fn(&[&Layer]) -> Vec<Message>,
        write: fn(&Workspace, &mut Vec<u8>),
    ) -> Self {
        let [tours, assumptions, any_crs, beyond_180] = [false; 4];
        Self { extensions, tours, assumptions, any_crs, beyond_180, losses, write }
    }
}

impl Format {
    /// The first format of whose sign something holds.
    pub(crate) fn with_sign(holds: impl Fn(&Sign) -> bool) -> Option<Self> {
        Self::ALL.into_iter().find(|format| holds(&format.row().sign))
    }

    /// The word for scripts.
    #[must_use]
    pub fn id(self) -> &'static str {
        self.row().id
    }

    /// The name for people.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.row().name
    }

    /// The format for saving layers; nothing if it is only read.
    #[must_use]
    pub fn writable(self) -> Option<WritableFormat> {
        self.row().write.as_ref().map(|writer| WritableFormat { format: self, writer })
    }
}

/// Endings of all files that are read, without the dot.
#[must_use]
pub fn readable_extensions() -> Vec<&'static str> {
    let packed = ["gz"];
    Format::ALL.iter().flat_map(|format| format.row().extensions).copied().chain(packed).collect()
}

/// A format in which layers can be saved.
#[derive(Debug, Clone, Copy)]
pub struct WritableFormat {
    format: Format,
    writer: &'static Writer,
}

impl WritableFormat {
    /// All formats in which layers can be saved.
    pub fn all() -> impl Iterator<Item = Self> {
        Format::ALL.into_iter().filter_map(Format::writable)
    }

    /// The format that a file's ending asks for.
    ///
    /// # Errors
    /// If none is written with that ending; those that are stand in the sentence.
    pub fn of_path(path: &Path) -> Result<Self, UnknownEnding> {
        let ending = ending(path);
        Self::all()
            .find(|f| f.writer.extensions.contains(&&*ending))
            .ok_or_else(|| UnknownEnding { file: path.display().to_string(), known: Self::endings() })
    }

    /// The usual endings of all of them, as words: `.geojson, .kml or .gpx`.
    #[must_use]
    pub fn endings() -> String {
        alternatives(Self::all().map(|f| format!(".{}", f.format.row().extension())))
    }

    /// The names of those for which something holds, as words: `GeoJSON or CSV`.
    #[must_use]
    pub fn names(holds: impl Fn(&Writer) -> bool) -> String {
        alternatives(Self::all().filter(|f| holds(f.writer)).map(|f| f.format.name().to_owned()))
    }

    /// The format.
    #[must_use]
    pub fn format(self) -> Format {
        self.format
    }

    /// What it holds.
    #[must_use]
    pub fn holds(self) -> &'static Writer {
        self.writer
    }

    pub(crate) fn losses(self, layers: &[&Layer]) -> Vec<Message> {
        (self.writer.losses)(layers)
    }

    pub(crate) fn write(self, workspace: &Workspace, out: &mut Vec<u8>) {
        (self.writer.write)(workspace, out);
    }
}

/// A format in which one tour can be saved.
#[derive(Debug, Clone, Copy)]
pub struct TourFormat {
    format: Format,
    write: fn(&Arc<Tour>) -> Vec<u8>,
}

impl TourFormat {
    /// A tour of Tumen: text.
    pub const TOML: Self = Self { format: Format::Tour, write: |tour| tour::write(tour).into_bytes() };
    /// KML, which Google Earth plays.
    pub const KML: Self = Self {
        format: Format::Kml,
        write: |tour| {
            let mut out = Vec::new();
            kml::write_with_tours(&[], std::slice::from_ref(tour), &mut out);
            out
        },
    };

    /// All formats in which a tour can be saved, the program's own first.
    pub fn all() -> impl Iterator<Item = Self> {
        Format::ALL.into_iter().rev().filter_map(|format| format.row().tour)
    }

    /// The format that a file's ending asks for.
    ///
    /// # Errors
    /// If no tour is written with that ending; those that are stand in the sentence.
    pub fn of_path(path: &Path) -> Result<Self, UnknownEnding> {
        let ending = ending(path);
        let known = || alternatives(Self::all().map(|f| format!(".{}", f.format.row().extension())));
        Self::all()
            .find(|f| f.format.row().has_extension(&ending))
            .ok_or_else(|| UnknownEnding { file: path.display().to_string(), known: known() })
    }

    /// The format.
    #[must_use]
    pub fn format(self) -> Format {
        self.format
    }

    pub(crate) fn encode(self, tour: &Arc<Tour>) -> Vec<u8> {
        (self.write)(tour)
    }
}

/// A file's name does not say in which format it is to be saved.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.message())]
pub struct UnknownEnding {
    /// The file.
    pub file: String,
    /// The endings that are known, as words.
    pub known: String,
}

impl UnknownEnding {
    /// What is wrong, and which endings there are.
    #[must_use]
    pub fn message(&self) -> Message {
        message!("notice-unknown-ending", file = &self.file, known = &self.known)
    }
}

fn ending(path: &Path) -> String {
    path.extension().map(|e| e.to_string_lossy().to_lowercase()).unwrap_or_default()
}

/// Words as alternatives: `a, b or c`.
pub(crate) fn alternatives(words: impl Iterator<Item = String>) -> String {
    let mut words: Vec<String> = words.collect();
    match words.pop() {
        Some(last) if words.is_empty() => last,
        Some(last) => format!("{} or {last}", words.join(", ")),
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_row_is_complete_and_no_two_are_alike() {
        let all = Format::ALL;
        let rows = all.iter().map(|f| f.row());
        let distinct = |word: fn(&FormatRow) -> &str| {
            let words: BTreeSet<&str> = rows.clone().map(word).filter(|w| !w.is_empty()).collect();
            words.len()
        };
        assert_eq!([distinct(|r| r.id), distinct(|r| r.name), distinct(|r| r.extension())], [all.len(); 3]);
        for row in rows {
            assert!(!row.files.is_empty() && !row.extensions.is_empty(), "{}", row.id);
            let saved = row.write.iter().flat_map(|w| w.extensions);
            assert!(saved.into_iter().all(|e| row.has_extension(e)), "{}", row.id);
        }
    }

    #[test]
    fn no_two_formats_are_saved_under_one_ending() {
        let all: Vec<&str> = WritableFormat::all().flat_map(|f| f.holds().extensions).copied().collect();
        assert_eq!(all.iter().collect::<BTreeSet<_>>().len(), all.len(), "{all:?}");
        for ending in all {
            let format = WritableFormat::of_path(Path::new(&format!("a.{}", ending.to_uppercase()))).unwrap();
            assert!(format.holds().extensions.contains(&ending));
        }
    }

    #[test]
    fn an_ending_that_is_not_written_is_refused_with_those_that_are() {
        for name in ["a.kmz", "a.shp", "a.gpkg", "a.toml", "a", "kml"] {
            let error = WritableFormat::of_path(Path::new(name)).unwrap_err().to_string();
            let known = "end the name in .geojson, .kml, .gpx, .csv or .tumen";
            assert_eq!(error, format!("cannot tell the format of {name}; {known}"));
        }
        let error = TourFormat::of_path(Path::new("a.gpx")).unwrap_err().to_string();
        assert_eq!(error, "cannot tell the format of a.gpx; end the name in .toml or .kml");
    }

    #[test]
    fn the_formats_of_tours_are_those_of_their_rows() {
        for format in [TourFormat::TOML, TourFormat::KML] {
            let row = format.format().row().tour.unwrap();
            assert_eq!(row.format(), format.format());
        }
        assert_eq!(WritableFormat::names(|w| w.any_crs), "GeoJSON or CSV");
        assert_eq!(WritableFormat::names(|w| w.tours), "KML or Tumen project");
    }
}
