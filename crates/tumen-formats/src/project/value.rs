//! Values of properties as JSON, digits as they are.

use super::json::json;
use crate::formats::json::valid_number;
use serde::Deserialize;
use std::borrow::Cow;
use tumen_core::model::layer::Value;

/// Writes a value.
pub(super) fn write(value: &Value, out: &mut Vec<u8>) {
    match value {
        Value::Null => out.extend_from_slice(b"null"),
        Value::Bool(yes) => json(yes, out),
        Value::Number(digits) if valid_number(digits) => out.extend_from_slice(digits.as_bytes()),
        Value::Number(digits) => wrapped("n", digits, out),
        Value::Text(text) => json(&**text, out),
        Value::Json(text) => wrapped("j", text, out),
    }
}

/// Writes an id, where nothing must differ from no id.
pub(super) fn write_id(value: &Value, out: &mut Vec<u8>) {
    match value {
        Value::Null => out.extend_from_slice(b"{}"),
        other => write(other, out),
    }
}

fn wrapped(name: &str, text: &str, out: &mut Vec<u8>) {
    out.push(b'{');
    json(name, out);
    out.push(b':');
    json(text, out);
    out.push(b'}');
}

/// A text, borrowed where nothing in it is escaped.
#[derive(Deserialize)]
pub(super) struct Text<'a>(#[serde(borrow)] pub(super) Cow<'a, str>);

#[derive(Deserialize)]
struct Wrapped {
    n: Option<Box<str>>,
    j: Option<Box<str>>,
}

/// Reads a value from its JSON text.
pub(super) fn read(raw: &str) -> Result<Value, serde_json::Error> {
    Ok(match raw.as_bytes().first() {
        Some(b'n') => Value::Null,
        Some(b't') => Value::Bool(true),
        Some(b'f') => Value::Bool(false),
        Some(b'"') => match serde_json::from_str::<Text<'_>>(raw)?.0 {
            Cow::Borrowed(text) => Value::Text(text.into()),
            Cow::Owned(text) => Value::Text(text.into()),
        },
        Some(b'{') => match serde_json::from_str::<Wrapped>(raw)? {
            Wrapped { n: Some(digits), .. } => Value::Number(digits),
            Wrapped { j: Some(text), .. } => Value::Json(text),
            _ => Value::Null,
        },
        Some(b'[') => Value::Json(raw.into()),
        _ => Value::Number(raw.into()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_json() {
        for yes in ["0", "-0", "1.50", "10", "1e5", "1E+05", "-0.1e-7"] {
            assert!(valid_number(yes), "{yes}");
        }
        for no in ["", "-", "007", "+1", "1.", ".5", "1,5", "0x1", "NaN", "1e", "1 ", "--1", "1e5.0"] {
            assert!(!valid_number(no), "{no}");
        }
    }
}
