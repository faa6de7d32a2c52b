//! What a layer keeps of the table it was read from, as JSON.

use super::columns::{Columns, Place};
use std::sync::Arc;
use tumen_core::model::layer::Layer;

/// The key in [`Layer::kept`].
pub(super) const KEY: &str = "csv:columns";

/// How a table was written.
#[derive(Debug, Clone, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
#[serde(default)]
pub(super) struct Layout {
    /// Between fields.
    pub(super) delimiter: String,
    /// The encoding of the file; tables are always written in UTF-8.
    pub(super) encoding: String,
    /// What stands before decimals: `.` or `,`.
    pub(super) decimal: String,
    /// Whether there is a row of names.
    pub(super) header: bool,
    /// The names of all columns as they stand, in order.
    pub(super) columns: Vec<String>,
    /// The column of latitudes, counted from 0.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) lat: Option<usize>,
    /// The column of longitudes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) lon: Option<usize>,
    /// The column of heights.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) height: Option<usize>,
    /// The column of well-known text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) wkt: Option<usize>,
    /// The column with both numbers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) pair: Option<usize>,
    /// Whether in that column the longitude comes first.
    pub(super) lon_first: bool,
}

impl Layout {
    /// The columns of the position, filled in.
    pub(super) fn with_columns(mut self, columns: &Columns) -> Self {
        match columns.place {
            Place::Wkt(at) => self.wkt = Some(at),
            Place::Two { lat, lon } => (self.lat, self.lon) = (Some(lat), Some(lon)),
            Place::Pair { at, lon_first } => (self.pair, self.lon_first) = (Some(at), lon_first),
        }
        self.height = columns.height;
        self
    }

    /// What a layer keeps.
    pub(super) fn of(layer: &Layer) -> Option<Self> {
        let (_, text) = layer.foreign_members.iter().find(|(key, _)| &**key == KEY)?;
        serde_json::from_str(text).ok()
    }

    /// As it is kept.
    pub(super) fn entry(&self) -> Option<(Arc<str>, Box<str>)> {
        Some((KEY.into(), serde_json::to_string(self).ok()?.into()))
    }
}

/// The keys of properties for the names of columns: empty names get a number, repeated ones too.
pub(super) fn keys(names: &[String], width: usize) -> Vec<Arc<str>> {
    let mut seen = std::collections::HashSet::new();
    let mut keys: Vec<Arc<str>> = Vec::with_capacity(width);
    for at in 0..width.max(names.len()) {
        let name = names.get(at).map_or("", |n| n.trim());
        let numbered = || format!("column {}", at + 1);
        let mut key = if name.is_empty() { numbered() } else { name.to_owned() };
        if !seen.insert(key.clone()) {
            key = format!("{key} ({})", at + 1);
            seen.insert(key.clone());
        }
        keys.push(key.into());
    }
    keys
}
