//! JSON texts and numbers, written.

use super::{Fault, Scanner};

/// Writes a text in quotation marks.
pub fn write_text(text: &str, out: &mut Vec<u8>) {
    out.push(b'"');
    let mut plain = 0;
    for (at, byte) in text.bytes().enumerate() {
        let escape: &[u8] = match byte {
            b'"' => b"\\\"",
            b'\\' => b"\\\\",
            b'\n' => b"\\n",
            b'\r' => b"\\r",
            b'\t' => b"\\t",
            0..0x20 => b"",
            _ => continue,
        };
        out.extend_from_slice(text.as_bytes().get(plain..at).unwrap_or_default());
        match escape {
            [] => out.extend_from_slice(format!("\\u{byte:04x}").as_bytes()),
            escape => out.extend_from_slice(escape),
        }
        plain = at + 1;
    }
    out.extend_from_slice(text.as_bytes().get(plain..).unwrap_or_default());
    out.push(b'"');
}

/// Writes a number in the fewest digits that read back the same; `null` if it is not finite.
pub fn write_number(value: f64, out: &mut Vec<u8>) {
    if short_number(value, out) {
        return;
    }
    let start = out.len();
    // Writing into memory cannot fail; what is not finite becomes `null`.
    let _ = serde_json::to_writer(&mut *out, &value);
    if out.get(start..).is_some_and(|written| written.ends_with(b".0")) {
        out.truncate(out.len() - 2);
    }
}

/// Writes a number that has at most nine decimals and fifteen digits, as coordinates have. If such a
/// decimal reads back the same it is the shortest one.
fn short_number(value: f64, out: &mut Vec<u8>) -> bool {
    const SCALE: f64 = 1e9;
    let size = value.abs();
    // From 1e-3, so that the general way alone writes exponents.
    if !(1e-3..900_000.0).contains(&size) {
        return false;
    }
    let scaled = (size * SCALE).round();
    if scaled / SCALE != size {
        return false;
    }
    let mut digits = [b'0'; 20];
    let mut rest = scaled as u64;
    let mut at = digits.len();
    let mut significant = false;
    let mut place = 0;
    while rest > 0 || place <= 9 {
        let digit = (rest % 10) as u8;
        rest /= 10;
        significant |= digit > 0 || place >= 9;
        if place == 9 && at < digits.len() {
            at -= 1;
            if let Some(slot) = digits.get_mut(at) {
                *slot = b'.';
            }
        }
        if significant {
            at -= 1;
            if let Some(slot) = digits.get_mut(at) {
                *slot = b'0' + digit;
            }
        }
        place += 1;
    }
    if value < 0.0 {
        out.push(b'-');
    }
    out.extend_from_slice(digits.get(at..).unwrap_or_default());
    true
}

/// Whether a text is one whole value of JSON.
#[must_use]
pub fn valid(raw: &str) -> bool {
    let mut scanner = Scanner::new(raw, u64::MAX);
    let whole: Result<&str, Fault> = scanner.skip();
    whole.is_ok() && scanner.peek().is_none() && scanner.slips == super::Slips::default()
}
