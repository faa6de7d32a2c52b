//! The table of file formats: one row each, with its names, endings, reader, and writer if there is one.
//!
//! Reading, saving, dialogs, messages and `--help` derive from it. What can be saved is a [`WritableFormat`]
//! (layers) or a [`TourFormat`] (one tour); there is no way to ask for a file in a format without a writer.

use super::formats::{
    csv, flatgeobuf, geojson, geopackage, gpx, kml, positions, shapefile, topojson, tracks, wkt,
};
use super::input::{Format, Input, RawLayer, ReadError};
use super::opened::{self, Opened};
use super::project::{self, ProjectFile};
use super::tour;
use std::path::Path;
use std::sync::Arc;
use tumen_core::diag::Report;
use tumen_core::message;
use tumen_core::message::Message;
use tumen_core::model::Tour;
use tumen_core::model::layer::{Layer, Workspace};

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

type LayerReader = fn(&Input<'_>, &mut Report) -> Result<Vec<RawLayer>, ReadError>;

/// How a format is read.
#[derive(Debug)]
pub(crate) enum Reader {
    /// Layers in the file's own coordinates.
    Layers(LayerReader),
    /// Layers, from which tours are taken.
    LayersAndTours(LayerReader),
    /// A file of Tumen, which says everything itself.
    Own(fn(&Input<'_>, &mut Report) -> Result<Opened, ReadError>),
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

const GEOJSON: FormatRow = FormatRow {
    id: "geojson",
    name: "GeoJSON",
    files: "GeoJSON",
    extensions: &["geojson", "json"],
    read: Reader::Layers(geojson::read),
    write: Some(Writer {
        any_crs: true,
        ..Writer::of(&["geojson", "json"], geojson::losses, |w, out| geojson::write(&layers(w), out))
    }),
    tour: None,
};
const GEOJSON_SEQ: FormatRow = FormatRow {
    id: "geojsonseq",
    name: "GeoJSON sequence",
    extensions: &["geojsonl", "geojsons", "ndjson"],
    ..read_only("files-geojson-sequence", geojson::read_sequence)
};
const TOPOJSON: FormatRow = FormatRow {
    id: "topojson",
    name: "TopoJSON",
    extensions: &["topojson"],
    ..read_only("TopoJSON", topojson::read)
};
const KML: FormatRow = FormatRow {
    id: "kml",
    name: "KML",
    files: "files-kml",
    extensions: &["kml"],
    read: Reader::LayersAndTours(kml::read),
    write: Some(Writer {
        tours: true,
        ..Writer::of(&["kml"], kml::losses, |w, out| kml::write_with_tours(&layers(w), &w.tours, out))
    }),
    tour: Some(TourFormat::KML),
};
const KMZ: FormatRow = FormatRow {
    id: "kmz",
    name: "KMZ",
    extensions: &["kmz"],
    read: Reader::LayersAndTours(kml::read_kmz),
    ..read_only("KMZ", kml::read_kmz)
};
const GPX: FormatRow = FormatRow {
    id: "gpx",
    name: "GPX",
    extensions: &["gpx"],
    write: Some(Writer::of(&["gpx"], gpx::losses, |w, out| gpx::write(&layers(w), out))),
    ..read_only("GPX", gpx::read)
};
const CSV: FormatRow = FormatRow {
    id: "csv",
    name: "CSV",
    extensions: &["csv", "tsv", "tab"],
    write: Some(Writer {
        any_crs: true,
        ..Writer::of(&["csv"], csv::losses, |w, out| csv::write(&layers(w), out))
    }),
    ..read_only("files-table", csv::read)
};
const WKT: FormatRow =
    FormatRow { id: "wkt", name: "WKT", extensions: &["wkt"], ..read_only("files-wkt", wkt::read) };
const POSITION_LIST: FormatRow = FormatRow {
    id: "positions",
    name: "list of positions",
    extensions: &["txt"],
    ..read_only("files-positions", positions::read)
};
const SHAPEFILE: FormatRow = FormatRow {
    id: "shapefile",
    name: "Shapefile",
    extensions: &["shp", "zip"],
    ..read_only("Shapefile", shapefile::read_any)
};
const GEOPACKAGE: FormatRow = FormatRow {
    id: "geopackage",
    name: "GeoPackage",
    extensions: &["gpkg"],
    ..read_only("GeoPackage", geopackage::read)
};
const FLATGEOBUF: FormatRow = FormatRow {
    id: "flatgeobuf",
    name: "FlatGeobuf",
    extensions: &["fgb"],
    ..read_only("FlatGeobuf", flatgeobuf::read)
};
const OZI: FormatRow = FormatRow {
    id: "ozi",
    name: "OziExplorer",
    extensions: &["plt", "wpt", "rte"],
    ..read_only("OziExplorer", tracks::read_ozi)
};
const NMEA: FormatRow = FormatRow {
    id: "nmea",
    name: "NMEA",
    extensions: &["nmea", "nma"],
    ..read_only("files-nmea", tracks::read_nmea)
};
const IGC: FormatRow =
    FormatRow { id: "igc", name: "IGC", extensions: &["igc"], ..read_only("files-igc", tracks::read_igc) };
const TCX: FormatRow =
    FormatRow { id: "tcx", name: "TCX", extensions: &["tcx"], ..read_only("files-tcx", tracks::read_tcx) };
const FIT: FormatRow =
    FormatRow { id: "fit", name: "FIT", extensions: &["fit"], ..read_only("files-fit", tracks::read_fit) };
const PROJECT: FormatRow = FormatRow {
    id: "tumen",
    name: "Tumen project",
    files: "files-project",
    extensions: &["tumen"],
    read: Reader::Own(opened::project),
    write: Some(Writer {
        tours: true,
        assumptions: true,
        beyond_180: true,
        ..Writer::of(&["tumen"], |_| Vec::new(), write_project)
    }),
    tour: None,
};
const TOUR: FormatRow = FormatRow {
    id: "tour",
    name: "Tumen tour",
    files: "files-tour",
    extensions: &["toml"],
    read: Reader::Own(opened::tour),
    write: None,
    tour: Some(TourFormat::TOML),
};

/// A row of layers that are only read; the rest is to be filled in.
const fn read_only(files: &'static str, read: LayerReader) -> FormatRow {
    FormatRow {
        id: "",
        name: "",
        files,
        extensions: &[],
        read: Reader::Layers(read),
        write: None,
        tour: None,
    }
}

fn layers(workspace: &Workspace) -> Vec<&Layer> {
    workspace.layers.iter().map(|l| &**l).collect()
}

fn write_project(workspace: &Workspace, out: &mut Vec<u8>) {
    project::write(&ProjectFile { workspace: workspace.clone(), ..ProjectFile::default() }, out);
}

impl Format {
    /// All formats, in the order of the table.
    pub const ALL: [Self; 19] = [
        Self::GeoJson,
        Self::GeoJsonSeq,
        Self::TopoJson,
        Self::Kml,
        Self::Kmz,
        Self::Gpx,
        Self::Csv,
        Self::Wkt,
        Self::PositionList,
        Self::Shapefile,
        Self::GeoPackage,
        Self::FlatGeobuf,
        Self::Ozi,
        Self::Nmea,
        Self::Igc,
        Self::Tcx,
        Self::Fit,
        Self::Project,
        Self::Tour,
    ];

    /// The row of the format.
    #[must_use]
    pub fn row(self) -> &'static FormatRow {
        match self {
            Self::GeoJson => &GEOJSON,
            Self::GeoJsonSeq => &GEOJSON_SEQ,
            Self::TopoJson => &TOPOJSON,
            Self::Kml => &KML,
            Self::Kmz => &KMZ,
            Self::Gpx => &GPX,
            Self::Csv => &CSV,
            Self::Wkt => &WKT,
            Self::PositionList => &POSITION_LIST,
            Self::Shapefile => &SHAPEFILE,
            Self::GeoPackage => &GEOPACKAGE,
            Self::FlatGeobuf => &FLATGEOBUF,
            Self::Ozi => &OZI,
            Self::Nmea => &NMEA,
            Self::Igc => &IGC,
            Self::Tcx => &TCX,
            Self::Fit => &FIT,
            Self::Project => &PROJECT,
            Self::Tour => &TOUR,
        }
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

    /// The format after another one. A new format has no place here before it has one in the list.
    fn next(format: Format) -> Option<Format> {
        let after = match format {
            Format::GeoJson => Format::GeoJsonSeq,
            Format::GeoJsonSeq => Format::TopoJson,
            Format::TopoJson => Format::Kml,
            Format::Kml => Format::Kmz,
            Format::Kmz => Format::Gpx,
            Format::Gpx => Format::Csv,
            Format::Csv => Format::Wkt,
            Format::Wkt => Format::PositionList,
            Format::PositionList => Format::Shapefile,
            Format::Shapefile => Format::GeoPackage,
            Format::GeoPackage => Format::FlatGeobuf,
            Format::FlatGeobuf => Format::Ozi,
            Format::Ozi => Format::Nmea,
            Format::Nmea => Format::Igc,
            Format::Igc => Format::Tcx,
            Format::Tcx => Format::Fit,
            Format::Fit => Format::Project,
            Format::Project => Format::Tour,
            Format::Tour => return None,
        };
        Some(after)
    }

    #[test]
    fn every_format_has_its_row() {
        let all: Vec<Format> = std::iter::successors(Some(Format::GeoJson), |f| next(*f)).collect();
        assert_eq!(all, Format::ALL);
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
