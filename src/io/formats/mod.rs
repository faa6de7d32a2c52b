//! Readers and writers of route files, one file per format.

pub mod archive;
pub mod gpx;
pub mod instant;
pub mod kml;
pub mod number;
pub mod xml;
