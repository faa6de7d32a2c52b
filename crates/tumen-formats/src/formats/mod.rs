//! Readers and writers of route files, one file per format.

pub mod angle;
mod arc;
pub mod archive;
pub(crate) mod budget;
pub mod csv;
pub mod flatgeobuf;
pub mod geojson;
pub mod geopackage;
pub mod gpx;
pub mod instant;
pub mod json;
pub mod kml;
pub mod number;
pub mod positions;
pub mod shapefile;
pub mod text;
pub mod topojson;
pub mod tracks;
#[cfg_attr(not(feature = "geopackage"), allow(dead_code, reason = "without GeoPackage only `chain` is used"))]
pub(crate) mod wkb;
pub mod wkt;
pub mod xml;
