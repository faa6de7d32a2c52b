//! Which lines are drawn where, so that names keep off the lines of others.

use super::place_labels::Rect;
use tumen_core::geo::{NumberBounds, clip};

/// Side of a cell of the grid, and the length of the pieces into which lines are cut, pixels.
const CELL: f32 = 48.0;
/// Lines farther outside of the picture than this are left out, pixels.
const BEYOND: f32 = 40.0;

/// A rectangle turned about a point: of a letter on a slanted line, or upright.
#[derive(Debug, Clone, Copy)]
pub struct Area {
    /// The point.
    pub at: [f32; 2],
    /// Radians clockwise.
    pub angle: f32,
    /// The rectangle before it is turned, as seen from the point.
    pub rect: Rect,
}

impl From<Rect> for Area {
    fn from(rect: Rect) -> Self {
        Self { at: [0.0; 2], angle: 0.0, rect }
    }
}

impl Area {
    fn corners(&self, [sin, cos]: [f32; 2]) -> [[f32; 2]; 4] {
        let [left, top, right, bottom] = self.rect;
        [[left, top], [right, top], [left, bottom], [right, bottom]]
            .map(|[x, y]| [self.at[0] + x * cos - y * sin, self.at[1] + x * sin + y * cos])
    }

    /// Sine and cosine of its angle: reckoned once, for all lines near it.
    fn turn(&self) -> [f32; 2] {
        if self.angle == 0.0 { [0.0, 1.0] } else { self.angle.sin_cos().into() }
    }

    /// A point as seen from the area's own axes.
    fn inward(&self, [sin, cos]: [f32; 2], p: [f32; 2]) -> [f64; 2] {
        let (x, y) = (p[0] - self.at[0], p[1] - self.at[1]);
        [f64::from(x * cos + y * sin), f64::from(y * cos - x * sin)]
    }
}

/// Points nearer to the one before are passed over, pixels.
const LEAST: f32 = 3.0;

/// Lines of a picture, in a grid so that asking costs little.
#[derive(Debug, Default)]
pub struct LineInk {
    size: [f32; 2],
    pieces: Vec<Piece>,
    /// Cells in a row, and in a column.
    count: [usize; 2],
    cells: Vec<Vec<u32>>,
}

#[derive(Debug)]
struct Piece {
    ends: [[f32; 2]; 2],
    half: f32,
    line: usize,
}

impl LineInk {
    /// No lines yet in a picture of a size.
    #[must_use]
    pub fn new(size: [f32; 2]) -> Self {
        let count = size.map(|v| ((v.max(0.0) + 2.0 * BEYOND) / CELL).ceil() as usize + 1);
        Self { size, pieces: Vec::new(), count, cells: vec![Vec::new(); count[0] * count[1]] }
    }

    /// Adds a line of a width as far as the picture shows it; pixels.
    pub fn add(&mut self, points: &[[f32; 2]], width: f32, line: usize) {
        let [w, h] = self.size.map(|v| f64::from(v + BEYOND));
        let shown = NumberBounds::new([-f64::from(BEYOND); 2], [w, h]);
        let Some(mut from) = points.first().copied() else { return };
        for (i, to) in points.iter().enumerate().skip(1) {
            if distance(from, *to) < LEAST && i + 1 < points.len() {
                continue;
            }
            let ends = [from, *to].map(|p| p.map(f64::from));
            from = *to;
            if let Some((a, b)) = clip::segment(ends[0], ends[1], &shown) {
                self.add_segment([a, b].map(|p| p.map(|v| v as f32)), width, line);
            }
        }
    }

    fn add_segment(&mut self, [a, b]: [[f32; 2]; 2], width: f32, line: usize) {
        let count = (distance(a, b) / CELL).ceil().max(1.0);
        let at = |i: f32| [0, 1].map(|axis| a[axis] + (b[axis] - a[axis]) * i / count);
        for i in 0..count as usize {
            let ends = [at(i as f32), at(i as f32 + 1.0)];
            self.push(Piece { ends, half: 0.5 * width, line });
        }
    }

    fn push(&mut self, piece: Piece) {
        let index = self.pieces.len() as u32;
        for cell in self.around(&piece.ends, piece.half) {
            if let Some(cell) = self.cells.get_mut(cell) {
                cell.push(index);
            }
        }
        self.pieces.push(piece);
    }

    /// The cells that a box around points touches.
    fn around(&self, points: &[[f32; 2]], margin: f32) -> impl Iterator<Item = usize> + use<> {
        let [columns, rows] = self.count;
        let (mut low, mut high) = ([f32::INFINITY; 2], [f32::NEG_INFINITY; 2]);
        for p in points {
            for axis in 0..2 {
                low[axis] = low[axis].min(p[axis]);
                high[axis] = high[axis].max(p[axis]);
            }
        }
        let cell = |v: f32| ((v + BEYOND) / CELL).max(0.0) as usize;
        let (low, high) = (low.map(|v| cell(v - margin)), high.map(|v| cell(v + margin)));
        let (last_x, last_y) = (high[0].min(columns.saturating_sub(1)), high[1].min(rows.saturating_sub(1)));
        (low[1]..=last_y).flat_map(move |y| (low[0]..=last_x).map(move |x| y * columns + x))
    }

    /// Whether a line other than those of `own` touches an area.
    #[must_use]
    pub fn touches(&self, area: &Area, own: &[usize]) -> bool {
        let turn = area.turn();
        let near = self.around(&area.corners(turn), 0.0).filter_map(|cell| self.cells.get(cell)).flatten();
        near.map(|i| &self.pieces[*i as usize]).any(|p| !own.contains(&p.line) && p.touches(area, turn))
    }
}

impl Piece {
    fn touches(&self, area: &Area, turn: [f32; 2]) -> bool {
        let [left, top, right, bottom] = area.rect.map(f64::from);
        let grown = NumberBounds::new([left, top], [right, bottom]).grown(f64::from(self.half));
        let [a, b] = self.ends.map(|p| area.inward(turn, p));
        clip::segment(a, b, &grown).is_some()
    }
}

fn distance(a: [f32; 2], b: [f32; 2]) -> f32 {
    (b[0] - a[0]).hypot(b[1] - a[1])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn diagonal() -> LineInk {
        let mut ink = LineInk::new([400.0, 400.0]);
        ink.add(&[[-500.0, -500.0], [900.0, 900.0]], 4.0, 7);
        ink
    }

    #[test]
    fn a_line_is_found_where_it_is_and_not_beside_it() {
        let ink = diagonal();
        assert!(ink.touches(&Area::from([95.0, 95.0, 105.0, 105.0]), &[]));
        assert!(!ink.touches(&Area::from([95.0, 95.0, 105.0, 105.0]), &[7]));
        assert!(!ink.touches(&Area::from([110.0, 90.0, 120.0, 104.0]), &[]));
        assert!(ink.touches(&Area::from([110.0, 90.0, 120.0, 109.0]), &[]), "its width counts");
    }

    #[test]
    fn a_turned_letter_keeps_off_a_line_beside_which_it_stands() {
        let ink = diagonal();
        let above = |far: f32| Area {
            at: [100.0 + far, 100.0 - far],
            angle: std::f32::consts::FRAC_PI_4,
            rect: [0.0, -9.0, 8.0, 0.0],
        };
        assert!(!ink.touches(&above(3.0), &[]));
        assert!(ink.touches(&above(1.0), &[]));
    }
}
