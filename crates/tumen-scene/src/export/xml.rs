//! Text and numbers as SVG wants them.

use super::lettering::drawable;
use crate::Rgba;
use std::fmt::Write as _;

/// Adds text so that it is safe between tags and in quoted attributes. Characters that XML forbids
/// become spaces.
pub fn escape(out: &mut String, text: &str) {
    for c in text.chars().map(drawable) {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&apos;"),
            c => out.push(c),
        }
    }
}

/// The same as [`escape`], as a new string.
#[must_use]
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    escape(&mut out, text);
    out
}

/// A length in hundredths of a pixel: what a path is written in, so that relative steps add up
/// without error. 0 for what is not a number.
#[must_use]
pub fn hundredths(value: f32) -> i64 {
    (f64::from(value) * 100.0).round() as i64
}

/// Adds hundredths as a decimal number without needless zeros.
pub fn push_hundredths(out: &mut String, value: i64) {
    let sign = if value < 0 { "-" } else { "" };
    let (whole, rest) = (value.unsigned_abs() / 100, value.unsigned_abs() % 100);
    // Writing to a string cannot fail.
    let _ = match rest {
        0 => write!(out, "{sign}{whole}"),
        r if r % 10 == 0 => write!(out, "{sign}{whole}.{}", r / 10),
        r => write!(out, "{sign}{whole}.{r:02}"),
    };
}

/// A number with at most two decimals.
#[must_use]
pub fn number(value: f32) -> String {
    let mut out = String::new();
    push_hundredths(&mut out, hundredths(value));
    out
}

/// Numbers with at most two decimals, separated by spaces.
#[must_use]
pub fn numbers(values: impl IntoIterator<Item = f32>) -> String {
    values.into_iter().map(number).collect::<Vec<_>>().join(" ")
}

/// A color as `#rrggbb`, without its alpha.
#[must_use]
pub fn hex(color: Rgba) -> String {
    let [r, g, b, _] = color.0;
    format!("#{r:02x}{g:02x}{b:02x}")
}

/// The attributes that paint in a color; `role` is `fill` or `stroke`.
#[must_use]
pub fn paint(role: &str, color: Rgba) -> String {
    match color.0[3] {
        255 => format!(" {role}=\"{}\"", hex(color)),
        a => format!(" {role}=\"{}\" {role}-opacity=\"{:.3}\"", hex(color), f32::from(a) / 255.0),
    }
}

/// Adds path data for corners in pixels: one absolute move, then relative lines. Steps that
/// rounding leaves without length are left out, the last one excepted, which draws a dot.
pub fn push_corners(out: &mut String, points: impl IntoIterator<Item = [f32; 2]>, closed: bool) {
    let mut points = points.into_iter().map(|p| p.map(hundredths)).peekable();
    let Some(first) = points.next() else { return };
    out.push('M');
    push_pair(out, first);
    let (mut at, mut drawn) = (first, false);
    while let Some(p) = points.next() {
        let dot = points.peek().is_none() && !drawn;
        if p == at && !dot {
            continue;
        }
        out.push(if drawn { ' ' } else { 'l' });
        push_pair(out, [p[0] - at[0], p[1] - at[1]]);
        (at, drawn) = (p, true);
    }
    if closed {
        out.push('z');
    }
}

fn push_pair(out: &mut String, [x, y]: [i64; 2]) {
    push_hundredths(out, x);
    if y >= 0 {
        out.push(' ');
    }
    push_hundredths(out, y);
}

/// Bytes as base64 (RFC 4648, padded).
#[must_use]
pub fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for three in bytes.chunks(3) {
        let at = |i: usize| u32::from(three.get(i).copied().unwrap_or(0));
        let bits = at(0) << 16 | at(1) << 8 | at(2);
        for digit in 0..4 {
            let known = digit <= three.len();
            let index = (bits >> (18 - 6 * digit)) & 63;
            out.push(if known { char::from(DIGITS[index as usize]) } else { '=' });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_is_that_of_the_standard() {
        for (plain, coded) in [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg==")]
        {
            assert_eq!(base64(plain.as_bytes()), coded);
        }
    }

    #[test]
    fn numbers_are_short() {
        let written: Vec<String> = [0.0, -0.001, 1.5, -0.25, 100.0, 3.999, f32::NAN].map(number).into();
        assert_eq!(written, ["0", "0", "1.5", "-0.25", "100", "4", "0"]);
    }

    #[test]
    fn relative_steps_do_not_drift() {
        let mut out = String::new();
        push_corners(&mut out, (0..4).map(|i| [i as f32 * 0.333, 0.0]), false);
        assert_eq!(out, "M0 0l0.33 0 0.34 0 0.33 0");
        out.clear();
        push_corners(&mut out, [[1.0, 2.0], [1.0, 2.0]], false);
        assert_eq!(out, "M1 2l0 0");
    }
}
