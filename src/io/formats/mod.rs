//! Readers and writers of route files, one file per format.

mod arc;
pub(crate) mod budget;
pub mod flatgeobuf;
pub mod geopackage;
pub(crate) mod wkb;
