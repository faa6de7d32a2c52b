//! Readers and writers of route files, one file per format.

mod arc;
pub mod angle;
pub mod archive;
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
pub mod wkt;
pub mod xml;
pub(crate) mod budget;
pub(crate) mod wkb;
