//! JSON of single values.

use serde::Serialize;

/// Writes a value as JSON. Nothing that is written here can fail: keys are texts, and memory does not refuse.
pub(super) fn json(value: &(impl Serialize + ?Sized), out: &mut Vec<u8>) {
    let before = out.len();
    if serde_json::to_writer(&mut *out, value).is_err() {
        out.truncate(before);
        out.extend_from_slice(b"null");
    }
}
