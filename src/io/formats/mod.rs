//! Readers and writers of route files, one file per format.

pub mod geojson;
pub mod json;
pub mod topojson;
pub mod wkt;
