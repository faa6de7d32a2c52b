//! Readers and writers of route files, one file per format.

pub mod geojson;
pub mod json;
pub mod positions;
pub mod topojson;
pub mod wkt;
