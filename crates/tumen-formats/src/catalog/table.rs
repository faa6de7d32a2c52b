//! The rows of the table of file formats, and the type that names them.
//!
//! A new format is a row here: its name, what it is called, how it is recognized and read, and how it is
//! written if it can be.

use super::{FormatRow, LayerReader, Reader, Sign, TourFormat, Writer};
use crate::formats::{
    csv, flatgeobuf, geojson, geopackage, gpx, kml, positions, shapefile, topojson, tracks, wkt,
};
use crate::project::{self, ProjectFile};
use tumen_core::model::layer::{Layer, Workspace};

/// Makes the type of formats from their rows, so that none is without.
macro_rules! formats {
    ($($(#[$doc:meta])* $format:ident = $row:expr;)*) => {
        /// A format of route files. Its row says everything of it.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Format {
            $($(#[$doc])* $format,)*
        }

        impl Format {
            /// All formats, in the order of the table.
            pub const ALL: [Self; [$(Self::$format),*].len()] = [$(Self::$format),*];

            /// The row of the format.
            #[must_use]
            pub fn row(self) -> &'static FormatRow {
                match self {
                    $(Self::$format => const { &$row },)*
                }
            }
        }
    };
}

formats! {
    /// GeoJSON: one document.
    GeoJson = FormatRow {
        id: "geojson",
        name: "GeoJSON",
        files: "GeoJSON",
        extensions: &["geojson", "json"],
        sign: Sign::Sniffed,
        read: Reader::Layers(geojson::read),
        write: Some(Writer {
            any_crs: true,
            ..Writer::of(&["geojson", "json"], geojson::losses, |w, out| geojson::write(&layers(w), out))
        }),
        tour: None,
    };
    /// GeoJSON, one feature after another: newline-delimited or a text sequence (RFC 8142).
    GeoJsonSeq = FormatRow {
        id: "geojsonseq",
        name: "GeoJSON sequence",
        extensions: &["geojsonl", "geojsons", "ndjson"],
        ..read_only("files-geojson-sequence", geojson::read_sequence)
    };
    /// TopoJSON.
    TopoJson = FormatRow {
        id: "topojson",
        name: "TopoJSON",
        extensions: &["topojson"],
        ..read_only("TopoJSON", topojson::read)
    };
    /// KML.
    Kml = FormatRow {
        id: "kml",
        name: "KML",
        files: "files-kml",
        extensions: &["kml"],
        sign: Sign::Roots(&["kml", "document", "folder", "placemark"]),
        read: Reader::LayersAndTours(kml::read),
        write: Some(Writer {
            tours: true,
            ..Writer::of(&["kml"], kml::losses, |w, out| kml::write_with_tours(&layers(w), &w.tours, out))
        }),
        tour: Some(TourFormat::KML),
    };
    /// KMZ: zipped KML.
    Kmz = FormatRow {
        id: "kmz",
        name: "KMZ",
        extensions: &["kmz"],
        read: Reader::LayersAndTours(kml::read_kmz),
        ..read_only("KMZ", kml::read_kmz)
    };
    /// GPX.
    Gpx = FormatRow {
        id: "gpx",
        name: "GPX",
        extensions: &["gpx"],
        write: Some(Writer::of(&["gpx"], gpx::losses, |w, out| gpx::write(&layers(w), out))),
        sign: Sign::Roots(&["gpx", "trk", "trkseg", "rte", "wpt"]),
        ..read_only("GPX", gpx::read)
    };
    /// Comma-, semicolon- or tab-separated values.
    Csv = FormatRow {
        id: "csv",
        name: "CSV",
        extensions: &["csv", "tsv", "tab"],
        write: Some(Writer {
            any_crs: true,
            ..Writer::of(&["csv"], csv::losses, |w, out| csv::write(&layers(w), out))
        }),
        ..read_only("files-table", csv::read)
    };
    /// Well-known text.
    Wkt = FormatRow {
        id: "wkt",
        name: "WKT",
        extensions: &["wkt"],
        sign: Sign::Text(wkt::begins),
        ..read_only("files-wkt", wkt::read)
    };
    /// A list of `lat, lon` pairs, as pasted from a message.
    PositionList = FormatRow {
        id: "positions",
        name: "list of positions",
        extensions: &["txt"],
        ..read_only("files-positions", positions::read)
    };
    /// ESRI Shapefile, loose or zipped.
    Shapefile = FormatRow {
        id: "shapefile",
        name: "Shapefile",
        extensions: &["shp", "zip"],
        ..read_only("Shapefile", shapefile::read_any)
    };
    /// GeoPackage.
    GeoPackage = FormatRow {
        id: "geopackage",
        name: "GeoPackage",
        extensions: &["gpkg"],
        sign: Sign::Bytes(&[(0, b"SQLite format 3\0")]),
        ..read_only("GeoPackage", geopackage::read)
    };
    /// FlatGeobuf.
    FlatGeobuf = FormatRow {
        id: "flatgeobuf",
        name: "FlatGeobuf",
        extensions: &["fgb"],
        sign: Sign::Bytes(&[(0, b"fgb"), (4, b"fgb")]),
        ..read_only("FlatGeobuf", flatgeobuf::read)
    };
    /// Tracks, waypoints and routes of OziExplorer.
    Ozi = FormatRow {
        id: "ozi",
        name: "OziExplorer",
        extensions: &["plt", "wpt", "rte"],
        sign: Sign::Text(|text| text.starts_with("OziExplorer")),
        ..read_only("OziExplorer", tracks::read_ozi)
    };
    /// The log of a receiver: NMEA 0183.
    Nmea = FormatRow {
        id: "nmea",
        name: "NMEA",
        extensions: &["nmea", "nma"],
        sign: Sign::Text(tracks::is_nmea),
        ..read_only("files-nmea", tracks::read_nmea)
    };
    /// The log of a glider.
    Igc = FormatRow {
        id: "igc",
        name: "IGC",
        extensions: &["igc"],
        sign: Sign::Text(tracks::is_igc),
        ..read_only("files-igc", tracks::read_igc)
    };
    /// Garmin's Training Center Database.
    Tcx = FormatRow {
        id: "tcx",
        name: "TCX",
        extensions: &["tcx"],
        sign: Sign::Roots(&["trainingcenterdatabase"]),
        ..read_only("files-tcx", tracks::read_tcx)
    };
    /// The recording of a sports watch.
    Fit = FormatRow {
        id: "fit",
        name: "FIT",
        extensions: &["fit"],
        sign: Sign::Bytes(&[(8, b".FIT")]),
        ..read_only("files-fit", tracks::read_fit)
    };
    /// A project of Tumen.
    Project = FormatRow {
        id: "tumen",
        name: "Tumen project",
        files: "files-project",
        extensions: &["tumen"],
        sign: Sign::Sniffed,
        read: Reader::Project,
        write: Some(Writer {
            tours: true,
            assumptions: true,
            beyond_180: true,
            ..Writer::of(&["tumen"], |_| Vec::new(), write_project)
        }),
        tour: None,
    };
    /// A tour of Tumen: TOML.
    Tour = FormatRow {
        id: "tour",
        name: "Tumen tour",
        files: "files-tour",
        extensions: &["toml"],
        sign: Sign::Sniffed,
        read: Reader::Tour,
        write: None,
        tour: Some(TourFormat::TOML),
    };
}

/// A row of layers that are only read; the rest is to be filled in.
const fn read_only(files: &'static str, read: LayerReader) -> FormatRow {
    FormatRow {
        id: "",
        name: "",
        files,
        extensions: &[],
        sign: Sign::Sniffed,
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
