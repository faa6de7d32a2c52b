//! Readers and writers of route files, one file per format.

pub mod angle;
mod arc;
pub mod archive;
mod budget;
pub mod csv;
pub(crate) mod budget;
pub mod flatgeobuf;
pub mod geojson;
pub mod geopackage;
pub mod gpx;
pub mod instant;
pub mod json;
pub mod kml;
pub mod number;
pub mod positions;
pub mod gpx;
pub mod instant;
pub mod json;
pub mod number;
pub mod shapefile;
pub mod text;
pub mod topojson;
mod wkb;
pub mod wkt;
pub mod xml;
pub(crate) mod wkb;
