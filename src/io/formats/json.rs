//! JSON as its users write it.

pub mod text;
