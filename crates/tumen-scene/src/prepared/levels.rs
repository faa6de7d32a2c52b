//! The levels of a layer, all made at once or each when it is first asked for.

use super::Level;
use std::fmt;
use std::ops::Index;
use std::sync::OnceLock;

/// Makes a level by its index.
type Maker = Box<dyn Fn(usize) -> Level + Send + Sync>;

/// Levels from coarse to fine; never empty.
pub struct Levels {
    tolerances: Vec<f64>,
    made: Vec<OnceLock<Level>>,
    maker: Maker,
}

impl Levels {
    /// Levels of those tolerances (see [`Level::tolerance`]), of which each is made at its first use.
    #[must_use]
    pub fn on_demand(tolerances: Vec<f64>, maker: impl Fn(usize) -> Level + Send + Sync + 'static) -> Self {
        let made = tolerances.iter().map(|_| OnceLock::new()).collect();
        Self { tolerances, made, maker: Box::new(maker) }
    }

    /// How many there are.
    #[must_use]
    #[expect(clippy::len_without_is_empty, reason = "there is always one")]
    pub fn len(&self) -> usize {
        self.made.len()
    }

    /// How far each may lie from the full geometry, map units; makes none.
    #[must_use]
    pub fn tolerances(&self) -> &[f64] {
        &self.tolerances
    }

    /// A level.
    #[must_use]
    pub fn get(&self, index: usize) -> Option<&Level> {
        self.made.get(index).map(|level| level.get_or_init(|| (self.maker)(index)))
    }

    /// The finest level.
    #[must_use]
    pub fn last(&self) -> Option<&Level> {
        self.get(self.len().checked_sub(1)?)
    }

    /// All of them, from coarse to fine.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &Level> {
        (0..self.len()).filter_map(|i| self.get(i))
    }
}

impl From<Vec<Level>> for Levels {
    fn from(levels: Vec<Level>) -> Self {
        let tolerances = levels.iter().map(|l| l.tolerance).collect();
        let made = levels.into_iter().map(OnceLock::from).collect();
        Self { tolerances, made, maker: Box::new(|_| Level::default()) }
    }
}

impl Index<usize> for Levels {
    type Output = Level;

    fn index(&self, index: usize) -> &Level {
        self.made[index].get_or_init(|| (self.maker)(index))
    }
}

impl fmt::Debug for Levels {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Levels").field("tolerances", &self.tolerances).finish_non_exhaustive()
    }
}
