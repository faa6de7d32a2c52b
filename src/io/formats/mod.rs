//! Readers and writers of route files, one file per format.

pub mod archive;
