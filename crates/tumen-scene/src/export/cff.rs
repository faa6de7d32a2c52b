//! Letter outlines in the Compact Font Format (Adobe Technical Notes 5176 and 5177), as plain as it
//! gets: no hints, no subroutines, one name.

use super::sfnt::be;
use skrifa::outline::OutlinePen;

/// First string that is not one of the standard's own.
const FIRST_STRING: u16 = 391;
const CHARSET: u8 = 15;
const CHAR_STRINGS: u8 = 17;
const PRIVATE: u8 = 18;
const END_CHAR: u8 = 14;
/// Default and nominal width are 0: widths are in another table.
const PRIVATE_DICT: [u8; 4] = [139, 20, 139, 21];

/// One letter's outline as a charstring. Font units, y up.
#[derive(Default)]
pub struct Outline {
    code: Vec<u8>,
    at: [i32; 2],
    /// Least x of all corners: the left side bearing.
    pub left: Option<i32>,
}

impl Outline {
    /// The charstring.
    pub fn finish(mut self) -> Vec<u8> {
        self.code.push(END_CHAR);
        self.code
    }

    /// Steps through points, then an operator.
    fn step(&mut self, points: &[[f32; 2]], operator: u8) {
        for p in points {
            let p = p.map(|v| v.round() as i32);
            integer(&mut self.code, p[0] - self.at[0]);
            integer(&mut self.code, p[1] - self.at[1]);
            self.left = Some(self.left.map_or(p[0], |left| left.min(p[0])));
            self.at = p;
        }
        self.code.push(operator);
    }
}

impl OutlinePen for Outline {
    fn move_to(&mut self, x: f32, y: f32) {
        self.step(&[[x, y]], 21);
    }
    fn line_to(&mut self, x: f32, y: f32) {
        self.step(&[[x, y]], 5);
    }
    fn quad_to(&mut self, cx: f32, cy: f32, x: f32, y: f32) {
        let third = |end: f32, control: f32| end + (control - end) * 2.0 / 3.0;
        let [fx, fy] = self.at.map(|v| v as f32);
        self.curve_to(third(fx, cx), third(fy, cy), third(x, cx), third(y, cy), x, y);
    }
    fn curve_to(&mut self, ax: f32, ay: f32, bx: f32, by: f32, x: f32, y: f32) {
        self.step(&[[ax, ay], [bx, by], [x, y]], 8);
    }
    // Contours close themselves.
    fn close(&mut self) {}
}

/// A table of outlines; the first is that of the missing glyph. `name` is the PostScript name.
pub fn table(name: &str, units_per_em: u16, outlines: &[Vec<u8>]) -> Vec<u8> {
    let names: Vec<Vec<u8>> = (1..outlines.len()).map(|i| format!("g{i}").into_bytes()).collect();
    let mut charset = vec![0];
    charset.extend(be((0..names.len() as u16).map(|i| FIRST_STRING + i)));
    let mut before = vec![1, 0, 4, 4];
    before.extend(index(&[name.as_bytes().to_vec()]));
    let mut after = index(&names);
    after.extend(index(&[]));
    // The offsets take the same room whatever they are.
    let top_length = index(&[top_dict(units_per_em, 0, 0, 0)]).len();
    let charset_at = before.len() + top_length + after.len();
    let outlines_at = charset_at + charset.len();
    let outlines = index(outlines);
    let private_at = outlines_at + outlines.len();
    let top = index(&[top_dict(units_per_em, charset_at, outlines_at, private_at)]);
    [before, top, after, charset, outlines, PRIVATE_DICT.to_vec()].concat()
}

fn top_dict(units_per_em: u16, charset_at: usize, outlines_at: usize, private_at: usize) -> Vec<u8> {
    let mut out = Vec::new();
    let scale = real(1.0 / f64::from(units_per_em.max(1)));
    for value in [&scale[..], &[139], &[139], &scale, &[139], &[139], &[12, 7]] {
        out.extend_from_slice(value);
    }
    for (values, operator) in [
        (&[charset_at][..], CHARSET),
        (&[outlines_at], CHAR_STRINGS),
        (&[PRIVATE_DICT.len(), private_at], PRIVATE),
    ] {
        for value in values {
            out.push(29);
            out.extend((*value as u32).to_be_bytes());
        }
        out.push(operator);
    }
    out
}

/// A number below 1 in decimal digits, two a byte.
fn real(value: f64) -> Vec<u8> {
    let mut nibbles: Vec<u8> =
        format!("{value:.11}").bytes().map(|b| if b == b'.' { 10 } else { b - b'0' }).collect();
    nibbles.push(15);
    if nibbles.len() % 2 == 1 {
        nibbles.push(15);
    }
    std::iter::once(30).chain(nibbles.chunks(2).map(|n| n[0] << 4 | n[1])).collect()
}

/// An integer of a charstring.
fn integer(out: &mut Vec<u8>, value: i32) {
    match value {
        -107..=107 => out.push((value + 139) as u8),
        108..=1131 => out.extend([((value - 108) / 256 + 247) as u8, ((value - 108) % 256) as u8]),
        -1131..=-108 => out.extend([((-value - 108) / 256 + 251) as u8, ((-value - 108) % 256) as u8]),
        _ => {
            out.push(28);
            out.extend((value as i16).to_be_bytes());
        }
    }
}

/// Byte strings with their offsets, four bytes each.
fn index(items: &[Vec<u8>]) -> Vec<u8> {
    let mut out = (items.len() as u16).to_be_bytes().to_vec();
    if items.is_empty() {
        return out;
    }
    out.push(4);
    let mut offset = 1_u32;
    out.extend(offset.to_be_bytes());
    for item in items {
        offset += item.len() as u32;
        out.extend(offset.to_be_bytes());
    }
    items.iter().for_each(|item| out.extend_from_slice(item));
    out
}
