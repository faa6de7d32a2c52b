//! Lists of positions: `131.9,43.1,0 131.95,43.12,0`, and what people make of them.

use crate::formats::number::parse_f64;
use tumen_core::geo::LonLat;
use tumen_core::model::layer::Positions;

/// What was odd about a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Oddity {
    /// A piece that is no position was left out.
    Bad,
    /// A position of more than three numbers; those behind the height were left out.
    More,
    /// Longitude and latitude were separated by spaces.
    Spaces,
}

/// A list being taken apart.
pub(super) struct List<'t> {
    bytes: &'t [u8],
    at: usize,
    /// Whether the end of the text was lost, so that the last number may lack digits.
    cut: bool,
    points: Vec<LonLat>,
    heights: Vec<f64>,
    /// Numbers that stand alone.
    singles: Vec<f64>,
    /// What was odd, and the byte of the list where it is.
    pub(super) odd: Vec<(Oddity, usize)>,
}

/// So many oddities of one list are told.
const ODD_KEPT: usize = 200;

impl<'t> List<'t> {
    pub(super) fn new(text: &'t str, cut: bool) -> Self {
        let bytes = text.as_bytes();
        let cut = cut && !text.ends_with(|c: char| c.is_ascii_whitespace());
        Self {
            bytes,
            at: 0,
            cut,
            points: Vec::new(),
            heights: Vec::new(),
            singles: Vec::new(),
            odd: Vec::new(),
        }
    }

    /// Takes some positions; gives the byte reached, or nothing at the end.
    pub(super) fn some(&mut self) -> Option<usize> {
        for _ in 0..4096 {
            if !self.tuple() {
                return None;
            }
        }
        Some(self.at)
    }

    pub(super) fn len(&self) -> usize {
        self.points.len()
    }

    fn skip_spaces(&mut self) {
        while self.bytes.get(self.at).is_some_and(u8::is_ascii_whitespace) {
            self.at += 1;
        }
    }

    /// The text up to a comma or space.
    fn piece(&mut self) -> &'t [u8] {
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        let len = rest.iter().position(|b| *b == b',' || b.is_ascii_whitespace()).unwrap_or(rest.len());
        self.at += len;
        rest.get(..len).unwrap_or_default()
    }

    /// One position with its commas. False at the end.
    fn tuple(&mut self) -> bool {
        self.skip_spaces();
        let start = self.at;
        if start >= self.bytes.len() {
            return false;
        }
        let (mut pieces, mut count) = ([&[][..]; 6], 0);
        loop {
            let before = self.at;
            let piece = self.piece();
            // `1,2, 3,4`: the third number begins the next position if a comma follows it.
            let next = self.bytes.get(self.at) == Some(&b',');
            if count == 2
                && next
                && before > start
                && self.bytes.get(before - 1).is_some_and(u8::is_ascii_whitespace)
            {
                self.at = before;
                break;
            }
            if let Some(slot) = pieces.get_mut(count) {
                *slot = piece;
            }
            count += 1;
            let end = self.at;
            self.skip_spaces();
            if self.bytes.get(self.at) != Some(&b',') || (count >= 3 && self.at > end) {
                break;
            }
            self.at += 1;
            let comma = self.at;
            self.skip_spaces();
            if self.at >= self.bytes.len() || (count >= 3 && self.at > comma) {
                break;
            }
        }
        if !(self.cut && self.at >= self.bytes.len()) {
            self.take(pieces.get(..count.min(6)).unwrap_or_default(), count, start);
        }
        true
    }

    fn take(&mut self, pieces: &[&[u8]], count: usize, start: usize) {
        let value = |at: usize| pieces.get(at).and_then(|piece| finite(piece));
        match (count, value(0), value(1)) {
            (1, Some(single), _) => self.singles.push(single),
            (2 | 3, Some(lon), Some(lat)) => {
                let height = value(2);
                if height.is_none() && pieces.get(2).is_some_and(|piece| !piece.is_empty()) {
                    self.note(Oddity::Bad, start);
                }
                self.push(lon, lat, height);
            }
            (4..=6, Some(lon), Some(lat)) => {
                self.push(lon, lat, value(2));
                self.note(Oddity::More, start);
            }
            _ => self.note(Oddity::Bad, start),
        }
    }

    fn push(&mut self, lon: f64, lat: f64, height: Option<f64>) {
        if let Some(height) = height {
            self.heights.resize(self.points.len(), f64::NAN);
            self.heights.push(height);
        }
        self.points.push(LonLat::new(lon, lat));
    }

    fn note(&mut self, oddity: Oddity, at: usize) {
        if self.odd.len() < ODD_KEPT {
            self.odd.push((oddity, at));
        }
    }

    /// The positions of the list.
    pub(super) fn finish(&mut self) -> Positions {
        let singles = std::mem::take(&mut self.singles);
        if self.points.is_empty() && singles.len() >= 2 && singles.len().is_multiple_of(2) {
            self.note(Oddity::Spaces, 0);
            self.points =
                singles.chunks_exact(2).filter_map(|p| Some(LonLat::new(*p.first()?, *p.last()?))).collect();
        } else if !singles.is_empty() {
            self.note(Oddity::Bad, 0);
        }
        let mut heights = std::mem::take(&mut self.heights);
        if !heights.is_empty() {
            heights.resize(self.points.len(), f64::NAN);
        }
        let mut points = std::mem::take(&mut self.points);
        points.shrink_to_fit();
        Positions::new(points).with_heights(heights)
    }
}

/// A number that is not infinite. NaN is let through: it is diagnosed with the geometry.
fn finite(piece: &[u8]) -> Option<f64> {
    parse_f64(piece).filter(|value| !value.is_infinite())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(text: &str, cut: bool) -> (Vec<[f64; 2]>, Vec<f64>, Vec<Oddity>) {
        let mut list = List::new(text, cut);
        while list.some().is_some() {}
        let positions = list.finish();
        let points = positions.points.iter().map(|p| [p.lon, p.lat]).collect();
        (points, positions.heights().to_vec(), list.odd.iter().map(|(odd, _)| *odd).collect())
    }

    #[test]
    fn usual_and_odd_lists() {
        let pair = vec![[131.9, 43.1], [132.0, 43.2]];
        let with = |heights: &[f64]| (pair.clone(), heights.to_vec(), Vec::new());
        assert_eq!(all("131.9,43.1,0 132,43.2,5", false), with(&[0.0, 5.0]));
        assert_eq!(all(" \n131.9, 43.1, 0\n132 , 43.2 , 5\n", false), with(&[0.0, 5.0]));
        assert_eq!(all("131.9,43.1 132,43.2", false), with(&[]));
        assert_eq!(all("131.9,43.1, 132,43.2", false), with(&[]));
        assert_eq!(all("131.9,43.1,0, 132,43.2,5,", false), with(&[0.0, 5.0]));
        assert_eq!(all("131.9,43.1 132,43.2 132.1,4", true), with(&[]));
        // Decimal commas cannot be told from a number too many, and a guess would move the position.
        let more = all("131.9,43.1,0,20 132,43.2,5,21,1", false);
        assert_eq!(more, (pair.clone(), vec![0.0, 5.0], vec![Oddity::More; 2]));
        assert_eq!(all("131.9 43.1 132 43.2", false), (pair.clone(), vec![], vec![Oddity::Spaces]));
        assert_eq!(all("131.9,43.1 x,y 132,43.2", false), (pair.clone(), vec![], vec![Oddity::Bad]));
        assert_eq!(all("", false), (vec![], vec![], vec![]));
        assert_eq!(all(",,,, ,", false).0, Vec::<[f64; 2]>::new());
    }
}
