//! Raising what older versions wrote, one version at a time. Version 3 added lines of its own (tours,
//! assumptions) and changed none, so that version 2 needs no raising.

use serde_json::{Map, Value, json};

/// Heads of layers are written alike since this version.
pub(super) const HEADS: u64 = 2;

/// The head of a layer of an older version, as the version that is written now would have it.
pub(super) fn layer(version: u64, raw: &str) -> Result<String, serde_json::Error> {
    let mut head: Map<String, Value> = serde_json::from_str(raw)?;
    if version < HEADS {
        from_1(&mut head);
    }
    serde_json::to_string(&head)
}

/// Version 1 knew one color for each layer, called `color`, no other style and no folders, and `source` was
/// the path alone.
fn from_1(head: &mut Map<String, Value>) {
    if let Some(color) = head.remove("colour") {
        head.insert("style".to_owned(), json!({ "color": color }));
    }
    if let Some(path) = head.remove("source") {
        head.insert("origin".to_owned(), json!({ "path": path }));
    }
}
