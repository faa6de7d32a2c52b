//! Readers and writers of route files, one file per format.

mod arc;
mod budget;
pub mod flatgeobuf;
pub mod geopackage;
mod wkb;
