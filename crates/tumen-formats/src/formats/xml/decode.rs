//! From bytes to text: what the file says about its encoding, and what is done when it is wrong.

use crate::formats::text;
use crate::input::{Input, ReadError};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};
use std::borrow::Cow;
use tumen_core::diag::{Place, Report};
use tumen_core::message;
use tumen_core::message::Message;

/// The text of an XML file.
///
/// # Errors
/// If there are no bytes.
pub fn decode<'a>(input: &Input<'a>, report: &mut Report) -> Result<Cow<'a, str>, ReadError> {
    let text = decoded(input, report)?;
    report_start(input, &text, report);
    report_controls(input, &text, report);
    Ok(text)
}

/// XML begins with its declaration; whatever stands before it, strict programs refuse.
fn report_start(input: &Input<'_>, text: &str, report: &mut Report) {
    let end = text.floor_char_boundary(4096);
    let Some(at) = text.get(..end).and_then(|head| head.find("<?xml ")) else { return };
    let before = text.get(..at).unwrap_or_default().trim_start_matches('\u{feff}');
    let place = Place::file(input.name).line(1 + before.matches('\n').count()).byte(at as u64);
    let hint = message!("notice-remove-what-stands");
    match before.trim().is_empty() {
        _ if before.is_empty() => {}
        true => report.info("syntax", place, message!("notice-blanks-stand-before"), hint),
        false => report.warning("syntax", place, message!("notice-text-stands-before"), hint),
    }
}

/// Control characters, which XML does not allow.
fn report_controls(input: &Input<'_>, text: &str, report: &mut Report) {
    let is_control = |b: &u8| *b < 0x20 && !matches!(b, b'\t' | b'\n' | b'\r');
    let count = text.as_bytes().iter().filter(|b| is_control(b)).count();
    if count == 0 {
        return;
    }
    let at = text.bytes().position(|b| is_control(&b)).unwrap_or_default();
    let line = 1 + text.get(..at).unwrap_or_default().matches('\n').count();
    let what = match count {
        1 => message!("notice-control-character-stands"),
        n => message!("notice-control-characters-stand", n = n),
    };
    let place = Place::file(input.name).line(line).byte(at as u64);
    report.warning("control-character", place, what, message!("notice-remove-other-programs"));
}

fn decoded<'a>(input: &Input<'a>, report: &mut Report) -> Result<Cow<'a, str>, ReadError> {
    if input.bytes.is_empty() {
        return Err(ReadError::Empty);
    }
    if input.encoding.and_then(text::encoding_of).is_some() {
        return Ok(text::decode(input.bytes, input.encoding).text);
    }
    if let Some(encoding) = unmarked_utf16(input.bytes) {
        return Ok(text::decode(input.bytes, Some(encoding)).text);
    }
    let marked = Encoding::for_bom(input.bytes).is_some();
    Ok(match declared(input.bytes).filter(|_| !marked) {
        Some(label) => labeled(input, label, report),
        None => recognized(input, report),
    })
}

/// UTF-16 that lacks its mark.
fn unmarked_utf16(bytes: &[u8]) -> Option<&'static str> {
    match bytes.get(..4)? {
        [b'<', 0, _, 0] => Some("utf-16le"),
        [0, b'<', 0, _] => Some("utf-16be"),
        _ => None,
    }
}

/// The encoding that the XML declaration names.
fn declared(bytes: &[u8]) -> Option<&[u8]> {
    let head = bytes.get(..bytes.len().min(400))?;
    let start = head.windows(5).position(|w| w == b"<?xml")?;
    let head = head.get(start..)?;
    let head = head.get(..head.iter().position(|b| *b == b'>')?)?;
    let at = head.windows(8).position(|w| w == b"encoding")? + 8;
    let value = head.get(at..)?;
    let open = value.iter().position(|b| matches!(b, b'"' | b'\''))?;
    let value = value.get(open + 1..)?;
    value.get(..value.iter().position(|b| matches!(b, b'"' | b'\''))?)
}

fn labeled<'a>(input: &Input<'a>, label: &[u8], report: &mut Report) -> Cow<'a, str> {
    let named = String::from_utf8_lossy(label).into_owned();
    let Some(encoding) = text::encoding_of(&named) else {
        let message = message!("notice-no-such-encoding", named = format!("{:?}", named));
        wrong(input, 0, message, report);
        return recognized(input, report);
    };
    if encoding == UTF_8 || encoding == UTF_16LE || encoding == UTF_16BE {
        // Bytes that spell `<?xml` are not UTF-16, whatever they say.
        return recognized(input, report);
    }
    match std::str::from_utf8(input.bytes) {
        Ok(text) if !text.is_ascii() => {
            wrong(input, 0, message!("notice-file-says-utf8", named = named), report);
            Cow::Borrowed(text)
        }
        _ => encoding.decode(input.bytes).0,
    }
}

/// The text by its bytes alone, which should be UTF-8.
fn recognized<'a>(input: &Input<'a>, report: &mut Report) -> Cow<'a, str> {
    let error = std::str::from_utf8(input.bytes).err();
    let at = error.map_or(0, |error| error.valid_up_to());
    if at > 0 && error.is_some_and(|error| error.error_len().is_none()) {
        // Only the last character is cut off: the cut itself is reported by the parser.
        let whole = input.bytes.get(..at).unwrap_or_default();
        return text::decode(whole, None).text;
    }
    let decoded = text::decode(input.bytes, None);
    if decoded.guessed {
        let message = message!("notice-not-utf8", encoding = decoded.encoding);
        wrong(input, at, message, report);
    } else if decoded.replaced > 0 {
        let message = message!(
            "notice-some-bytes-shown",
            sign = char::REPLACEMENT_CHARACTER,
            encoding = decoded.encoding
        );
        wrong(input, at, message, report);
    }
    decoded.text
}

fn wrong(input: &Input<'_>, at: usize, message: Message, report: &mut Report) {
    let before = input.bytes.get(..at).unwrap_or_default();
    let line = 1 + before.iter().filter(|b| **b == b'\n').count();
    let place = Place::file(input.name).line(line).byte(at as u64);
    let hint = message!("notice-check-names-wrong");
    report.warning("wrong-encoding", place, message, hint);
}
