//! From bytes to text: what the file says about its encoding, and what is done when it is wrong.

use crate::diag::{Place, Report};
use crate::io::input::{Input, ReadError};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};
use std::borrow::Cow;

/// So much of a text is looked at when its encoding is guessed.
const GUESS_BYTES: usize = 1 << 20;

/// The text of an XML file.
///
/// # Errors
/// If there are no bytes.
pub fn decode<'a>(input: &Input<'a>, report: &mut Report) -> Result<Cow<'a, str>, ReadError> {
    if input.bytes.is_empty() {
        return Err(ReadError::Empty);
    }
    if let Some(forced) = input.encoding.and_then(|label| Encoding::for_label(label.as_bytes())) {
        return Ok(forced.decode(input.bytes).0);
    }
    if let Some((encoding, skip)) = Encoding::for_bom(input.bytes) {
        let rest = input.bytes.get(skip..).unwrap_or_default();
        return Ok(if encoding == UTF_8 { utf8(input, rest, report) } else { encoding.decode(rest).0 });
    }
    Ok(match (unmarked_utf16(input.bytes), declared(input.bytes)) {
        (Some(encoding), _) => encoding.decode(input.bytes).0,
        (None, Some(label)) => labelled(input, label, report),
        (None, None) => utf8(input, input.bytes, report),
    })
}

/// UTF-16 that lacks its mark.
fn unmarked_utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    match bytes.get(..4)? {
        [b'<', 0, _, 0] => Some(UTF_16LE),
        [0, b'<', 0, _] => Some(UTF_16BE),
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

fn labelled<'a>(input: &Input<'a>, label: &[u8], report: &mut Report) -> Cow<'a, str> {
    let named = String::from_utf8_lossy(label).into_owned();
    let Some(encoding) = Encoding::for_label(label) else {
        let message = format!("The file names an encoding that does not exist: {named:?}");
        wrong(input, 0, message, report);
        return utf8(input, input.bytes, report);
    };
    if encoding == UTF_8 || encoding == UTF_16LE || encoding == UTF_16BE {
        // Bytes that spell `<?xml` are not UTF-16, whatever they say.
        return utf8(input, input.bytes, report);
    }
    match std::str::from_utf8(input.bytes) {
        Ok(text) if !text.is_ascii() => {
            wrong(
                input,
                0,
                format!("The file says that it is {named}, but it is UTF-8; read as UTF-8"),
                report,
            );
            Cow::Borrowed(text)
        }
        _ => encoding.decode(input.bytes).0,
    }
}

fn utf8<'a>(input: &Input<'a>, bytes: &'a [u8], report: &mut Report) -> Cow<'a, str> {
    let error = match std::str::from_utf8(bytes) {
        Ok(text) => return Cow::Borrowed(text),
        Err(error) => error,
    };
    if error.error_len().is_none() {
        // Only the last character is cut off: the cut itself is reported by the parser.
        let whole = bytes.get(..error.valid_up_to()).unwrap_or_default();
        return String::from_utf8_lossy(whole);
    }
    let at = error.valid_up_to();
    if mostly_utf8(bytes) {
        wrong(input, at, "Some bytes are not UTF-8 and are shown as �".to_owned(), report);
        return String::from_utf8_lossy(bytes);
    }
    let encoding = guess(bytes);
    let message = format!("The file should be UTF-8 but is not; it was read as {}", encoding.name());
    wrong(input, at, message, report);
    encoding.decode_without_bom_handling(bytes).0
}

/// Whether most of what is not ASCII is valid.
fn mostly_utf8(bytes: &[u8]) -> bool {
    let (mut valid, mut broken) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        valid += chunk.valid().bytes().filter(|b| *b >= 0xc0).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    valid > 10 * broken
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    let first = bytes.iter().position(|b| *b >= 0x80).unwrap_or_default().saturating_sub(1000);
    let sample = bytes.get(first..bytes.len().min(first + GUESS_BYTES)).unwrap_or_default();
    detector.feed(sample, true);
    detector.guess(None, chardetng::Utf8Detection::Deny)
}

fn wrong(input: &Input<'_>, at: usize, message: String, report: &mut Report) {
    let before = input.bytes.get(..at).unwrap_or_default();
    let line = 1 + before.iter().filter(|b| **b == b'\n').count();
    let place = Place::file(input.name).line(line).byte(at as u64);
    let hint = "check the names; if they are wrong, open the file with another encoding";
    report.warning("wrong-encoding", place, message, hint);
}
