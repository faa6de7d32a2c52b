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
    simple(bytes).or_else(|| std::str::from_utf8(bytes).ok()?.parse().ok())
}

/// Up to 15 digits and a point: then one division of exact numbers is exact (Clinger's fast path).
fn simple(bytes: &[u8]) -> Option<f64> {
    let (negative, digits) = match bytes.split_first()? {
        (b'-', rest) => (true, rest),
        (b'+', rest) => (false, rest),
        _ => (false, bytes),
    };
    if digits.len() > 17 {
        return None;
    }
    let (mut mantissa, mut count, mut decimals, mut point) = (0_u64, 0, 0, false);
    for byte in digits {
        match byte {
            b'0'..=b'9' => {
                mantissa = mantissa * 10 + u64::from(byte - b'0');
                count += 1;
                decimals += usize::from(point);
            }
            b'.' if !point => point = true,
            _ => return None,
        }
    }
    if count == 0 || mantissa > 1 << 53 {
        return None;
    }
    let value = mantissa as f64 / POWERS.get(decimals)?;
    Some(if negative { -value } else { value })
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
