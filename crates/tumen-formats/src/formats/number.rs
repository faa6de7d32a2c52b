//! Decimal numbers, exact and fast.

/// Powers of ten that are exact in 64 bits.
const POWERS: [f64; 23] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18,
    1e19, 1e20, 1e21, 1e22,
];

/// The number that a text without spaces writes, rounded correctly. `nan` and `inf` are numbers too; a
/// number too large is infinite.
#[must_use]
pub fn parse_f64(bytes: &[u8]) -> Option<f64> {
    match leading(bytes) {
        Some((value, length)) if length == bytes.len() => Some(value),
        _ => std::str::from_utf8(bytes).ok()?.parse().ok(),
    }
}

/// The number at the start of a text and its length, if it is written with digits, perhaps a minus before
/// and a point between them, and few enough for one division of exact numbers to be exact (Clinger's fast
/// path).
#[inline]
#[must_use]
pub fn leading(bytes: &[u8]) -> Option<(f64, usize)> {
    let negative = bytes.first() == Some(&b'-');
    let start = usize::from(negative);
    let (mut mantissa, mut at) = (0_u64, start);
    while let Some(digit) = digit(bytes, at) {
        mantissa = mantissa.wrapping_mul(10).wrapping_add(digit);
        at += 1;
    }
    let (whole, mut decimals) = (at - start, 0);
    if whole > 0 && bytes.get(at) == Some(&b'.') {
        at += 1;
        let first = at;
        while let Some(digit) = digit(bytes, at) {
            mantissa = mantissa.wrapping_mul(10).wrapping_add(digit);
            at += 1;
        }
        decimals = at - first;
    }
    if whole == 0 || whole + decimals > 19 || mantissa > 1 << 53 {
        return None;
    }
    let value = mantissa as f64 / POWERS.get(decimals)?;
    Some((if negative { -value } else { value }, at))
}

#[inline]
fn digit(bytes: &[u8], at: usize) -> Option<u64> {
    let value = bytes.get(at)?.wrapping_sub(b'0');
    (value < 10).then_some(u64::from(value))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn odd_writings() {
        assert_eq!(parse_f64(b"131.5"), Some(131.5));
        assert_eq!(parse_f64(b"-.5"), Some(-0.5));
        assert_eq!(parse_f64(b"+5."), Some(5.0));
        assert_eq!(parse_f64(b"1e3"), Some(1000.0));
        assert_eq!(parse_f64(b"1e999"), Some(f64::INFINITY));
        for bad in ["", "-", ".", "43,1", "1.2.3", "x", "1 2"] {
            assert_eq!(parse_f64(bad.as_bytes()), None, "{bad}");
        }
    }

    proptest! {
        #[test]
        fn exactly_as_the_standard_library(text in "[+-]?[0-9]{1,19}(\\.[0-9]{0,18})?") {
            prop_assert_eq!(parse_f64(text.as_bytes()), text.parse().ok());
        }
    }
}
