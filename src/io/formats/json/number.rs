//! Numbers, read exactly and fast.

use super::{Fault, Scanner};

/// Powers of ten that a 64-bit float holds exactly.
const EXACT: [f64; 23] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18,
    1e19, 1e20, 1e21, 1e22,
];

impl Scanner<'_> {
    /// A number; infinite if it is too large for a 64-bit float. With at most 15 digits and a small
    /// exponent one multiplication or division gives the exact value; the standard library reads the rest.
    ///
    /// # Errors
    /// If no number is next.
    #[inline]
    pub fn number(&mut self) -> Result<f64, Fault> {
        let start = self.at;
        let bytes = self.bytes.get(start..).unwrap_or_default();
        let negative = bytes.first() == Some(&b'-');
        let whole_start = usize::from(negative);
        let (mut mantissa, mut at) = (0_u64, whole_start);
        while let Some(digit) = digit(bytes, at) {
            mantissa = mantissa.wrapping_mul(10).wrapping_add(digit);
            at += 1;
        }
        let mut digits = at - whole_start;
        let mut fraction = 0;
        if digits > 0 && bytes.get(at) == Some(&b'.') {
            at += 1;
            let first = at;
            while let Some(digit) = digit(bytes, at) {
                mantissa = mantissa.wrapping_mul(10).wrapping_add(digit);
                at += 1;
            }
            fraction = at - first;
            digits += fraction;
        }
        let plain = matches!(bytes.get(at), Some(b',' | b']' | b'}' | b' ' | b'\n' | b'\r' | b'\t'));
        match EXACT.get(fraction) {
            Some(power) if plain && digits > 0 && digits <= 15 => {
                self.at = start + at;
                let value = mantissa as f64 / power;
                Ok(if negative { -value } else { value })
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
                Err(self.fault("a number"))
            }
        }
    }
}

#[inline]
fn digit(bytes: &[u8], at: usize) -> Option<u64> {
    let value = bytes.get(at)?.wrapping_sub(b'0');
    (value < 10).then_some(u64::from(value))
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
