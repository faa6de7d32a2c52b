//! Readers and writers of route files, one file per format.
