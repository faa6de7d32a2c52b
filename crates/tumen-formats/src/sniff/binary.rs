//! Formats that are recognized by their first bytes.

use super::{extension, not_a_route};
use crate::input::{Format, ReadError};

const PICTURE: &str = "a picture holds no route; ask for the route itself as GPX, KML or GeoJSON";
const RASTER: &str = "Tumen reads lines, points and areas; ask for the route itself as GPX, KML or GeoJSON";
const UNPACK: &str = "unpack it and open the file inside";
const EXPORT: &str = "export it as GeoJSON, GPX, KML or GeoPackage from the program that made it";
const TABLE: &str = "save it as CSV (UTF-8) and open that";

/// First bytes, code, what it is, and what to do.
const MAGIC: [(&[u8], &str, &str, &str); 31] = [
    (b"\x89PNG\r\n", "picture", "this is a picture (PNG)", PICTURE),
    (b"\xff\xd8\xff", "picture", "this is a picture (JPEG)", PICTURE),
    (b"GIF8", "picture", "this is a picture (GIF)", PICTURE),
    (b"II*\0", "picture", "this is a picture (TIFF or GeoTIFF)", RASTER),
    (b"MM\0*", "picture", "this is a picture (TIFF or GeoTIFF)", RASTER),
    (b"II+\0", "picture", "this is a picture (BigTIFF or GeoTIFF)", RASTER),
    (b"MM\0+", "picture", "this is a picture (BigTIFF or GeoTIFF)", RASTER),
    (b"8BPS", "picture", "this is a picture (Photoshop)", PICTURE),
    (b"%PDF", "pdf", "this is a PDF document", "ask its publisher for the data as GeoJSON, KML or Shapefile"),
    (b"%!PS", "pdf", "this is a PostScript document", PICTURE),
    (b"{\\rtf", "office-file", "this is a text document (RTF)", TABLE),
    (b"\xd0\xcf\x11\xe0", "office-file", "this is an old Office document (xls, doc)", TABLE),
    (b"7z\xbc\xaf\x27\x1c", "archive", "this is a 7-Zip archive", UNPACK),
    (b"Rar!", "archive", "this is a RAR archive", UNPACK),
    (b"\x1f\x8b", "archive", "this is a gzip archive", UNPACK),
    (b"BZh", "archive", "this is a bzip2 archive", UNPACK),
    (b"\xfd7zXZ\0", "archive", "this is an xz archive", UNPACK),
    (b"\x28\xb5\x2f\xfd", "archive", "this is a Zstandard archive", UNPACK),
    (b"AC10", "cad-drawing", "this is an AutoCAD drawing (DWG)", EXPORT),
    (b"AutoCAD Binary DXF", "cad-drawing", "this is an AutoCAD drawing (binary DXF)", EXPORT),
    (
        b"MZ",
        "program",
        "this is a program for Windows",
        "it holds no route; find out what it was meant to be",
    ),
    (
        b"\x7fELF",
        "program",
        "this is a program for Linux",
        "it holds no route; find out what it was meant to be",
    ),
    (b"\xcf\xfa\xed\xfe", "program", "this is a program for macOS", "it holds no route"),
    (b"\xca\xfe\xba\xbe", "program", "this is a program for macOS or Java", "it holds no route"),
    (b"\x89HDF", "unknown-format", "this is a scientific grid (HDF5 or netCDF)", RASTER),
    (b"CDF\x01", "unknown-format", "this is a scientific grid (netCDF)", RASTER),
    (b"CDF\x02", "unknown-format", "this is a scientific grid (netCDF)", RASTER),
    (b"GRIB", "unknown-format", "this is a weather grid (GRIB)", RASTER),
    (b"PAR1", "unknown-format", "this is a Parquet file", EXPORT),
    (b"ID3", "unknown-format", "this is a sound file", "it holds no route"),
    (b"wOF", "unknown-format", "this is a font", "it holds no route"),
];

/// What the first bytes say, if they say something.
pub(super) fn known(name: &str, bytes: &[u8]) -> Option<Result<Format, ReadError>> {
    if bytes.starts_with(b"SQLite format 3\0") {
        return Some(Ok(Format::GeoPackage));
    }
    if bytes.starts_with(b"fgb") && bytes.get(4..7) == Some(b"fgb") {
        return Some(Ok(Format::FlatGeobuf));
    }
    if bytes.starts_with(&[0, 0, 0x27, 0x0a]) {
        return Some(shape(name, bytes));
    }
    if let Some((_, code, what, hint)) = MAGIC.iter().find(|(magic, ..)| bytes.starts_with(magic)) {
        // A text may begin with "MZ" or "GRIB" as well; no binary file is all letters.
        let letters = |head: &[u8]| head.iter().all(|b| matches!(b, 9 | 10 | 13 | 32..=126));
        let doubtful = !matches!(*code, "pdf" | "office-file");
        if !(doubtful && letters(bytes.get(..64).unwrap_or(bytes))) {
            return Some(not_a_route(code, *what, hint));
        }
    }
    inside(bytes).or_else(|| shapefile_part(name, bytes))
}

/// A Shapefile, or its index, which begins with the same bytes.
fn shape(name: &str, bytes: &[u8]) -> Result<Format, ReadError> {
    let first = bytes.get(100..104).map(|b| b == [0, 0, 0, 50]);
    if first == Some(true) || (first.is_none() && extension(name) == "shx") {
        return part_of_shapefile("the index of a Shapefile (.shx)");
    }
    Ok(Format::Shapefile)
}

fn part_of_shapefile(what: &str) -> Result<Format, ReadError> {
    let hint = "open the .shp file; the others are read with it when they lie beside it";
    not_a_route("shapefile-part", format!("this is only {what}"), hint)
}

/// Formats whose sign stands further inside.
fn inside(bytes: &[u8]) -> Option<Result<Format, ReadError>> {
    let at = |from: usize, sign: &[u8]| bytes.get(from..from + sign.len()) == Some(sign);
    let no = |code, what: &str, hint| Some(not_a_route(code, what, hint));
    if bytes.starts_with(b"RIFF") && at(8, b"WEBP") {
        return no("picture", "this is a picture (WebP)", PICTURE);
    }
    if bytes.starts_with(b"BM") && at(6, &[0, 0, 0, 0]) {
        return no("picture", "this is a picture (BMP)", PICTURE);
    }
    if at(4, b"ftyp") {
        return no("picture", "this is a picture or film (HEIC, AVIF or MP4)", PICTURE);
    }
    if at(257, b"ustar") {
        return no("archive", "this is a tar archive", UNPACK);
    }
    if at(8, b".FIT") {
        return Some(Ok(Format::Fit));
    }
    if at(4, b"\x0a\x09OSMHeader") {
        let hint = "convert it to GeoPackage, for example with ogr2ogr";
        return no("osm-data", "this is raw OpenStreetMap data (PBF)", hint);
    }
    None
}

/// Companions of a Shapefile that someone opens alone.
fn shapefile_part(name: &str, bytes: &[u8]) -> Option<Result<Format, ReadError>> {
    let dbase = matches!(bytes.first(), Some(0x02 | 0x03 | 0x30..=0x32 | 0x83 | 0x8b | 0xf5))
        && matches!(bytes.get(2), Some(0..=12))
        && matches!(bytes.get(3), Some(0..=31))
        && bytes.get(8..10).is_some_and(|l| u16::from_le_bytes([l[0], l[1]]) >= 33);
    let coordinate_system =
        ["PROJCS[", "GEOGCS[", "COMPD_CS[", "PROJCRS[", "GEOGCRS[", "GEODCRS[", "PROJCS("]
            .iter()
            .any(|word| bytes.trim_ascii_start().starts_with(word.as_bytes()));
    let extension = extension(name);
    if dbase {
        return Some(part_of_shapefile("the attribute table of a Shapefile (.dbf), without shapes"));
    }
    if coordinate_system {
        return Some(part_of_shapefile("a coordinate reference system (.prj), without shapes"));
    }
    let other = matches!(extension.as_str(), "cpg" | "sbn" | "sbx" | "qix" | "qmd") && bytes.len() < 1 << 20;
    other.then(|| part_of_shapefile(&format!("a companion of a Shapefile (.{extension})")))
}
