//! Raising what older versions wrote, one version at a time.

use serde_json::{Map, Value, json};

/// The head of a layer of an older version, as the version that is written now would have it.
pub(super) fn layer(version: u64, raw: &str) -> Result<String, serde_json::Error> {
    let mut head: Map<String, Value> = serde_json::from_str(raw)?;
    if version < 2 {
        from_1(&mut head);
    }
    serde_json::to_string(&head)
}

/// Version 1 knew one colour for each layer, called `colour`, no other style and no folders, and `source` was
/// the path alone.
fn from_1(head: &mut Map<String, Value>) {
    if let Some(color) = head.remove("colour") {
        head.insert("style".to_owned(), json!({ "color": color }));
    }
    if let Some(path) = head.remove("source") {
        head.insert("origin".to_owned(), json!({ "path": path }));
    }
}
