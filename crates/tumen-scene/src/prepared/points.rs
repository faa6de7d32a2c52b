//! The points of a level: those of the whole layer, or a choice of them.

use std::borrow::Cow;
use std::ops::{Index, Range};
use std::sync::Arc;

/// Points of the plane, map units, end to end. The levels of a layer share the points of the finest one: of each they
/// only hold which it is.
#[derive(Debug, Clone, Default)]
pub struct Points {
    all: Arc<Vec<[f64; 2]>>,
    chosen: Option<Vec<u32>>,
}

impl Points {
    /// Some of the points of a layer, in any order, by their indices.
    #[must_use]
    pub(super) fn chosen(all: &Arc<Vec<[f64; 2]>>, mut indices: Vec<u32>) -> Self {
        indices.shrink_to_fit();
        Self { all: all.clone(), chosen: Some(indices) }
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.chosen.as_ref().map_or(self.all.len(), Vec::len)
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Some that follow each other; none if they are not there.
    #[must_use]
    pub fn run(&self, range: Range<usize>) -> Cow<'_, [[f64; 2]]> {
        match &self.chosen {
            None => Cow::Borrowed(self.all.get(range).unwrap_or_default()),
            Some(chosen) => {
                let indices = chosen.get(range).unwrap_or_default();
                Cow::Owned(indices.iter().map(|i| self.all[*i as usize]).collect())
            }
        }
    }

    /// All of them.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = [f64; 2]> + '_ {
        (0..self.len()).map(|i| self[i])
    }
}

impl From<Arc<Vec<[f64; 2]>>> for Points {
    fn from(all: Arc<Vec<[f64; 2]>>) -> Self {
        Self { all, chosen: None }
    }
}

impl From<Vec<[f64; 2]>> for Points {
    fn from(mut all: Vec<[f64; 2]>) -> Self {
        all.shrink_to_fit();
        Arc::new(all).into()
    }
}

impl Index<usize> for Points {
    type Output = [f64; 2];

    fn index(&self, i: usize) -> &[f64; 2] {
        match &self.chosen {
            None => &self.all[i],
            Some(chosen) => &self.all[chosen[i] as usize],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_choice_reads_like_a_list_of_its_own() {
        let all = Arc::new((0..5).map(|i| [f64::from(i), 0.5]).collect::<Vec<_>>());
        let some = Points::chosen(&all, vec![0, 2, 4]);
        let own = Points::from(vec![[0.0, 0.5], [2.0, 0.5], [4.0, 0.5]]);
        assert_eq!(some.iter().collect::<Vec<_>>(), own.iter().collect::<Vec<_>>());
        assert_eq!(some.run(1..3), own.run(1..3));
        assert_eq!((some.len(), some[2]), (3, [4.0, 0.5]));
        assert!(some.run(2..9).is_empty() && own.run(2..9).is_empty());
    }
}
