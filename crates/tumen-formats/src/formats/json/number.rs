//! Numbers in JSON.

use super::{Fault, Scanner};
use crate::formats::number::leading;

impl Scanner<'_> {
    /// A number; infinite if it is too large for a 64-bit float.
    ///
    /// # Errors
    /// If no number is next.
    #[inline]
    pub fn number(&mut self) -> Result<f64, Fault> {
        let bytes = self.bytes.get(self.at..).unwrap_or_default();
        match leading(bytes) {
            Some((value, length)) if ends_number(bytes.get(length)) => {
                self.at += length;
                Ok(value)
            }
            _ => self.any_number(),
        }
    }

    #[cold]
    fn any_number(&mut self) -> Result<f64, Fault> {
        let start = self.at;
        let word = self.word();
        let digits = word.bytes().any(|b| b.is_ascii_digit());
        match word.parse::<f64>() {
            Ok(value) if digits => Ok(value),
            _ if self.at >= self.bytes.len() => Err(Fault::End),
            _ => {
                self.at = start;
                Err(self.fault("wanted-number"))
            }
        }
    }
}

#[inline]
fn ends_number(next: Option<&u8>) -> bool {
    matches!(next, Some(b',' | b']' | b'}' | b' ' | b'\n' | b'\r' | b'\t'))
}

/// Whether a text is a number by the grammar of JSON.
#[must_use]
pub fn valid_number(text: &str) -> bool {
    let (mut rest, digits) =
        (text.strip_prefix('-').unwrap_or(text), |t: &str| t.bytes().take_while(u8::is_ascii_digit).count());
    let whole = digits(rest);
    if whole == 0 || (whole > 1 && rest.starts_with('0')) {
        return false;
    }
    rest = rest.get(whole..).unwrap_or_default();
    if let Some(fraction) = rest.strip_prefix('.') {
        let count = digits(fraction);
        if count == 0 {
            return false;
        }
        rest = fraction.get(count..).unwrap_or_default();
    }
    if let Some(exponent) = rest.strip_prefix(['e', 'E']) {
        let unsigned = exponent.strip_prefix(['-', '+']).unwrap_or(exponent);
        return !unsigned.is_empty() && digits(unsigned) == unsigned.len();
    }
    rest.is_empty()
}
