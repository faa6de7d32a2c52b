//! The 255 colors that show a picture best, and which of them each pixel takes.
//!
//! Colors are counted in cells of 4 × 4 × 4, and boxes of cells are cut in two where the error is
//! largest (median cut by variance); one step of k-means moves the colors to the middle of what they
//! stand for. No random number and no order of threads decides about anything.

/// The most colors of a palette: one of 256 is left for pixels that do not change.
pub const MOST: usize = 255;
/// Bits of each channel that tell cells apart.
const BITS: u32 = 6;
const CELLS: usize = 1 << (3 * BITS);

/// Colors and the nearest of them for every cell that was counted.
pub struct Palette {
    /// At most [`MOST`] colors.
    pub colors: Vec<[u8; 3]>,
    nearest: Vec<u8>,
}

/// The pixels of a cell: their mean color and their number.
#[derive(Clone, Copy)]
struct Cell {
    number: usize,
    mean: [f32; 3],
    weight: f32,
}

fn cell_of([r, g, b]: [u8; 3]) -> usize {
    let part = |v: u8| usize::from(v >> (8 - BITS));
    part(r) << (2 * BITS) | part(g) << BITS | part(b)
}

impl Palette {
    /// The palette of some pixels.
    pub fn of(pixels: impl Iterator<Item = [u8; 3]>) -> Self {
        let mut cells = counted(pixels);
        let mut colors: Vec<[f32; 3]> = boxes(&mut cells).iter().map(|b| b.mean).collect();
        let mut nearest = vec![0; CELLS];
        assign(&cells, &colors, &mut nearest);
        refine(&cells, &nearest, &mut colors);
        assign(&cells, &colors, &mut nearest);
        Self {
            colors: colors.iter().map(|c| c.map(|v| v.round().clamp(0.0, 255.0) as u8)).collect(),
            nearest,
        }
    }

    /// The color that a counted pixel takes, as an index.
    pub fn index(&self, pixel: [u8; 3]) -> u8 {
        self.nearest[cell_of(pixel)]
    }
}

/// The cells that have pixels, in order of their number.
fn counted(pixels: impl Iterator<Item = [u8; 3]>) -> Vec<Cell> {
    let mut sums = vec![[0u32; 4]; CELLS];
    for pixel in pixels {
        let sum = &mut sums[cell_of(pixel)];
        for (sum, value) in sum.iter_mut().zip(pixel) {
            *sum += u32::from(value);
        }
        sum[3] += 1;
    }
    let cell = |(number, [r, g, b, n]): (usize, &[u32; 4])| {
        let weight = *n as f32;
        Cell { number, mean: [r, g, b].map(|v| *v as f32 / weight), weight }
    };
    sums.iter().enumerate().filter(|(_, s)| s[3] > 0).map(cell).collect()
}

/// Cells that share a color.
struct Box3 {
    cells: std::ops::Range<usize>,
    mean: [f32; 3],
    /// Sum of squared distances from the mean, per channel.
    error: [f64; 3],
}

impl Box3 {
    fn of(all: &[Cell], cells: std::ops::Range<usize>) -> Self {
        let (mut sum, mut weight) = ([0.0f64; 3], 0.0f64);
        for cell in &all[cells.clone()] {
            weight += f64::from(cell.weight);
            (0..3).for_each(|i| sum[i] += f64::from(cell.mean[i] * cell.weight));
        }
        let mean = sum.map(|s| (s / weight.max(1.0)) as f32);
        let mut error = [0.0f64; 3];
        for cell in &all[cells.clone()] {
            (0..3).for_each(|i| error[i] += f64::from(cell.weight * (cell.mean[i] - mean[i]).powi(2)));
        }
        Self { cells, mean, error }
    }

    /// The channel with the largest error, and that error.
    fn widest(&self) -> (usize, f64) {
        let larger = |a: (usize, f64), b: (usize, f64)| if b.1 > a.1 { b } else { a };
        (1..3).map(|i| (i, self.error[i])).fold((0, self.error[0]), larger)
    }
}

/// Cuts the cells into boxes, always the one that can gain most.
fn boxes(cells: &mut [Cell]) -> Vec<Box3> {
    if cells.is_empty() {
        return Vec::new();
    }
    let mut boxes = vec![Box3::of(cells, 0..cells.len())];
    while boxes.len() < MOST {
        let worst = (0..boxes.len()).max_by(|a, b| boxes[*a].widest().1.total_cmp(&boxes[*b].widest().1));
        let Some(worst) = worst.filter(|w| boxes[*w].widest().1 > 0.0) else { break };
        let (channel, at) = (boxes[worst].widest().0, boxes[worst].mean);
        let range = boxes[worst].cells.clone();
        let own = &mut cells[range.clone()];
        // Stable: cells keep their order within both halves.
        own.sort_by_key(|c| c.mean[channel] > at[channel]);
        let below = own.partition_point(|c| c.mean[channel] <= at[channel]);
        if below == 0 || below == own.len() {
            boxes[worst].error = [0.0; 3];
            continue;
        }
        let middle = range.start + below;
        boxes[worst] = Box3::of(cells, range.start..middle);
        boxes.push(Box3::of(cells, middle..range.end));
    }
    boxes
}

fn assign(cells: &[Cell], colors: &[[f32; 3]], nearest: &mut [u8]) {
    for cell in cells {
        let mut best = (f32::INFINITY, 0);
        for (i, color) in colors.iter().enumerate() {
            let distance = (0..3).map(|c| (color[c] - cell.mean[c]).powi(2)).sum::<f32>();
            if distance < best.0 {
                best = (distance, i);
            }
        }
        nearest[cell.number] = best.1 as u8;
    }
}

/// Moves every color to the mean of the cells that take it.
fn refine(cells: &[Cell], nearest: &[u8], colors: &mut [[f32; 3]]) {
    let mut sums = vec![[0.0f64; 4]; colors.len()];
    for cell in cells {
        let sum = &mut sums[usize::from(nearest[cell.number])];
        (0..3).for_each(|i| sum[i] += f64::from(cell.mean[i] * cell.weight));
        sum[3] += f64::from(cell.weight);
    }
    for (color, [r, g, b, n]) in colors.iter_mut().zip(sums).filter(|(_, s)| s[3] > 0.0) {
        *color = [r, g, b].map(|v| (v / n) as f32);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn shown(palette: &Palette, pixel: [u8; 3]) -> [u8; 3] {
        palette.colors[usize::from(palette.index(pixel))]
    }

    #[test]
    fn few_colors_are_kept_exactly() {
        let pixels: Vec<[u8; 3]> = (0..200).map(|i: u8| [i, 255 - i, i / 2 * 2]).collect();
        let apart: Vec<[u8; 3]> = pixels.iter().step_by(4).copied().collect();
        let palette = Palette::of(apart.iter().copied());
        assert!(apart.iter().all(|p| shown(&palette, *p) == *p));
    }

    #[test]
    fn a_smooth_picture_is_shown_closely() {
        let pixels = || (0..=255u8).flat_map(|r| (0..64u8).map(move |b| [r, 200 - r / 2, 4 * b]));
        let palette = Palette::of(pixels());
        let error = |p: [u8; 3]| {
            let q = shown(&palette, p);
            (0..3).map(|i| f64::from(p[i].abs_diff(q[i])).powi(2)).sum::<f64>()
        };
        let mean = (pixels().map(error).sum::<f64>() / pixels().count() as f64).sqrt();
        assert!(mean < 9.0, "{mean}");
    }

    #[test]
    fn nothing_has_no_colors() {
        assert!(Palette::of(std::iter::empty()).colors.is_empty());
    }

    proptest! {
        #[test]
        fn every_pixel_has_a_color_and_twice_the_same(pixels in prop::collection::vec(any::<[u8; 3]>(), 1..600)) {
            let palette = Palette::of(pixels.iter().copied());
            prop_assert!(palette.colors.len() <= MOST);
            prop_assert!(pixels.iter().all(|p| usize::from(palette.index(*p)) < palette.colors.len()));
            prop_assert_eq!(&palette.colors, &Palette::of(pixels.iter().copied()).colors);
        }
    }
}
