//! Readers and writers of route files, one file per format.

pub mod angle;
pub mod archive;
pub mod csv;
pub mod json;
pub mod text;
pub mod wkt;
