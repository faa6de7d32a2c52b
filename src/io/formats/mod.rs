//! Readers and writers of route files, one file per format.

mod arc;
mod budget;
mod wkb;
