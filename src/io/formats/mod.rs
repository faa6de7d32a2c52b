//! Readers and writers of route files, one file per format.

mod arc;
mod budget;
mod wkb;
pub mod angle;
pub mod archive;
pub mod csv;
pub mod geojson;
pub mod geopackage;
pub mod gpx;
pub mod instant;
pub mod json;
pub mod number;
pub mod text;
pub mod topojson;
pub mod wkt;
pub mod xml;
