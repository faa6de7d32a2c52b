//! Which tools there are, and the points clicked with them.

use tumen_core::geo::LonLat;

/// What the pointer does on the map.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Tool {
    /// Moves the map and selects.
    #[default]
    Pan,
    /// Measures along clicks.
    Measure,
    /// Draws a line.
    DrawLine,
    /// Draws points.
    DrawPoint,
    /// Draws an area.
    DrawArea,
    /// Draws the box of a loupe.
    Loupe,
    /// Moves, adds and removes vertices of the selected feature.
    EditShape,
}

/// Points clicked so far.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Sketch {
    /// In the order of the clicks, degrees.
    pub points: Vec<LonLat>,
    /// The last point is joined to the first.
    pub closed: bool,
    /// Nothing more is added; the next click begins anew. Measures only.
    pub done: bool,
}

impl Sketch {
    /// Takes the last point back, or the closing.
    pub fn back(&mut self) {
        if self.closed {
            self.closed = false;
        } else if !self.done {
            self.points.pop();
        }
        self.done = false;
    }

    /// The points, with the first again if closed.
    #[must_use]
    pub fn line(&self) -> Vec<LonLat> {
        let again = self.points.first().filter(|_| self.closed);
        self.points.iter().chain(again).copied().collect()
    }
}
