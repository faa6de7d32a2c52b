//! Formats that are recognized by their first bytes.

use super::{extension, not_a_route};
use crate::catalog::Format;
use crate::input::ReadError;
use tumen_core::message;
use tumen_core::message::Message;

const PICTURE: Message = message!("notice-picture-without-route");
const RASTER: Message = message!("notice-tumen-reads-lines");
const UNPACK: Message = message!("notice-unpack-open-file");
const EXPORT: Message = message!("notice-export-geojson-gpx");
const TABLE: Message = message!("notice-save-csv-utf8");

/// First bytes, code, what it is, and what to do.
const MAGIC: [(&[u8], &str, Message, Message); 31] = [
    (b"\x89PNG\r\n", "picture", message!("notice-picture-png"), PICTURE),
    (b"\xff\xd8\xff", "picture", message!("notice-picture-jpeg"), PICTURE),
    (b"GIF8", "picture", message!("notice-picture-gif"), PICTURE),
    (b"II*\0", "picture", message!("notice-picture-tiff-geotiff"), RASTER),
    (b"MM\0*", "picture", message!("notice-picture-tiff-geotiff"), RASTER),
    (b"II+\0", "picture", message!("notice-picture-bigtiff-geotiff"), RASTER),
    (b"MM\0+", "picture", message!("notice-picture-bigtiff-geotiff"), RASTER),
    (b"8BPS", "picture", message!("notice-picture-photoshop"), PICTURE),
    (b"%PDF", "pdf", message!("notice-pdf-document"), message!("notice-ask-publisher-data")),
    (b"%!PS", "pdf", message!("notice-postscript-document"), PICTURE),
    (b"{\\rtf", "office-file", message!("notice-text-document-rtf"), TABLE),
    (b"\xd0\xcf\x11\xe0", "office-file", message!("notice-old-office-document"), TABLE),
    (b"7z\xbc\xaf\x27\x1c", "archive", message!("notice-7zip-archive"), UNPACK),
    (b"Rar!", "archive", message!("notice-rar-archive"), UNPACK),
    (b"\x1f\x8b", "archive", message!("notice-gzip-archive"), UNPACK),
    (b"BZh", "archive", message!("notice-bzip2-archive"), UNPACK),
    (b"\xfd7zXZ\0", "archive", message!("notice-xz-archive"), UNPACK),
    (b"\x28\xb5\x2f\xfd", "archive", message!("notice-zstandard-archive"), UNPACK),
    (b"AC10", "cad-drawing", message!("notice-autocad-drawing-dwg"), EXPORT),
    (b"AutoCAD Binary DXF", "cad-drawing", message!("notice-autocad-drawing-binary"), EXPORT),
    (b"MZ", "program", message!("notice-program-windows"), message!("notice-no-route-find")),
    (b"\x7fELF", "program", message!("notice-program-linux"), message!("notice-no-route-find")),
    (b"\xcf\xfa\xed\xfe", "program", message!("notice-program-macos"), message!("notice-no-route")),
    (b"\xca\xfe\xba\xbe", "program", message!("notice-program-macos-java"), message!("notice-no-route")),
    (b"\x89HDF", "unknown-format", message!("notice-scientific-grid-hdf5"), RASTER),
    (b"CDF\x01", "unknown-format", message!("notice-scientific-grid-netcdf"), RASTER),
    (b"CDF\x02", "unknown-format", message!("notice-scientific-grid-netcdf"), RASTER),
    (b"GRIB", "unknown-format", message!("notice-weather-grid-grib"), RASTER),
    (b"PAR1", "unknown-format", message!("notice-parquet-file"), EXPORT),
    (b"ID3", "unknown-format", message!("notice-sound-file"), message!("notice-no-route")),
    (b"wOF", "unknown-format", message!("notice-font"), message!("notice-no-route")),
];

/// What the first bytes say, if they say something.
pub(super) fn known(name: &str, bytes: &[u8]) -> Option<Result<Format, ReadError>> {
    if let Some(format) = Format::with_sign(|sign| sign.is_in(bytes)) {
        return Some(Ok(format));
    }
    if bytes.starts_with(&[0, 0, 0x27, 0x0a]) {
        return Some(shape(name, bytes));
    }
    if let Some((_, code, what, hint)) = MAGIC.into_iter().find(|(magic, ..)| bytes.starts_with(magic)) {
        // A text may begin with "MZ" or "GRIB" as well; no binary file is all letters.
        let letters = |head: &[u8]| head.iter().all(|b| matches!(b, 9 | 10 | 13 | 32..=126));
        let doubtful = !matches!(code, "pdf" | "office-file");
        if !(doubtful && letters(bytes.get(..64).unwrap_or(bytes))) {
            return Some(not_a_route(code, what, hint));
        }
    }
    inside(bytes).or_else(|| shapefile_part(name, bytes))
}

/// A Shapefile, or its index, which begins with the same bytes.
fn shape(name: &str, bytes: &[u8]) -> Result<Format, ReadError> {
    let first = bytes.get(100..104).map(|b| b == [0, 0, 0, 50]);
    if first == Some(true) || (first.is_none() && extension(name) == "shx") {
        return part_of_shapefile(message!("notice-index-shapefile-shx"));
    }
    Ok(Format::Shapefile)
}

fn part_of_shapefile(what: Message) -> Result<Format, ReadError> {
    let hint = message!("notice-open-shp-file");
    not_a_route("shapefile-part", message!("notice-only", what = what), hint)
}

/// Other files whose sign stands further inside.
fn inside(bytes: &[u8]) -> Option<Result<Format, ReadError>> {
    let at = |from: usize, sign: &[u8]| bytes.get(from..from + sign.len()) == Some(sign);
    let no = |code, what: Message, hint: Message| Some(not_a_route(code, what, hint));
    if bytes.starts_with(b"RIFF") && at(8, b"WEBP") {
        return no("picture", message!("notice-picture-webp"), PICTURE);
    }
    if bytes.starts_with(b"BM") && at(6, &[0, 0, 0, 0]) {
        return no("picture", message!("notice-picture-bmp"), PICTURE);
    }
    if at(4, b"ftyp") {
        return no("picture", message!("notice-picture-film-heic"), PICTURE);
    }
    if at(257, b"ustar") {
        return no("archive", message!("notice-tar-archive"), UNPACK);
    }
    if at(4, b"\x0a\x09OSMHeader") {
        let hint = message!("notice-convert-geopackage-example");
        return no("osm-data", message!("notice-raw-openstreetmap-data"), hint);
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
        return Some(part_of_shapefile(message!("notice-attribute-table-shapefile")));
    }
    if coordinate_system {
        return Some(part_of_shapefile(message!("notice-coordinate-reference-system")));
    }
    let other = matches!(extension.as_str(), "cpg" | "sbn" | "sbx" | "qix" | "qmd") && bytes.len() < 1 << 20;
    other.then(|| part_of_shapefile(message!("notice-companion-shapefile", extension = extension)))
}
