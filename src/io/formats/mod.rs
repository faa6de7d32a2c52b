//! Readers and writers of route files, one file per format.

pub mod angle;
pub mod archive;
pub mod csv;
pub mod gpx;
pub mod instant;
pub mod json;
pub mod number;
pub mod shapefile;
pub mod text;
pub mod wkt;
pub mod xml;
