//! Readers and writers of route files, one file per format.

pub mod angle;
mod arc;
pub mod archive;
mod budget;
pub mod csv;
pub mod json;
pub mod text;
pub mod geopackage;
mod wkb;
pub mod geojson;
pub mod json;
pub mod topojson;
pub mod wkt;
