//! Which format a file is, by its content; the name only settles what the content leaves open.
//!
//! What is no route file is named, with what to do about it: a download page, a picture, a table program's
//! own file.

mod archive;
mod binary;
mod json;
mod text;

use super::catalog::Format;
use super::input::ReadError;
use tumen_core::message;
use tumen_core::message::Message;

/// So many bytes of the beginning decide.
const HEAD: usize = 64 << 10;

/// Recognizes the format of a file from its bytes. It may be given only the beginning of a file; archives are
/// recognized best when they are whole.
///
/// # Errors
/// If there are no bytes, or if they are no route file: the error says what it is and what to do.
pub fn sniff(name: &str, bytes: &[u8]) -> Result<Format, ReadError> {
    sniff_as(name, bytes, None)
}

/// The same for a file whose text is known to be in an encoding (a label such as `windows-1251`).
///
/// # Errors
/// As for [`sniff`].
pub fn sniff_as(name: &str, bytes: &[u8], encoding: Option<&str>) -> Result<Format, ReadError> {
    if bytes.is_empty() {
        return Err(ReadError::Empty);
    }
    let head = bytes.get(..HEAD).unwrap_or(bytes);
    if bytes.starts_with(b"PK") {
        return archive::zip(bytes);
    }
    if let Some(found) = binary::known(name, bytes) {
        return found;
    }
    if bytes.iter().all(|b| *b == 0) {
        return not_a_route(
            "unknown-format",
            message!("notice-every-byte-file"),
            message!("notice-copy-download-file"),
        );
    }
    match text::decode(head, encoding) {
        Some(decoded) => text::kind(name, &decoded, bytes),
        None => not_a_route(
            "unknown-format",
            message!("notice-binary-unknown"),
            message!("notice-export-geojson-gpx"),
        ),
    }
}

/// The error for something else than a route file.
fn not_a_route<T>(
    code: &'static str,
    what: impl Into<Message>,
    hint: impl Into<Message>,
) -> Result<T, ReadError> {
    Err(ReadError::NotARoute { code, what: what.into(), hint: hint.into() })
}

/// The extension of a name in small letters, without the dot; empty when there is none.
fn extension(name: &str) -> String {
    name.rsplit_once('.').map(|(_, extension)| extension.to_lowercase()).unwrap_or_default()
}

#[cfg(test)]
mod tests;
