//! Changes of a tour as values.

use super::all;
use crate::ui::say::say;
use std::sync::Arc;
use tumen_core::model::{Stop, Tour};
use tumen_session::Session;

/// An id that no tour has: `tour-1`, `tour-2`, ….
pub(super) fn free_id(session: &Session, stem: &str) -> String {
    let taken = |id: &str| all(session).any(|c| c.tour.id == id);
    (1..).map(|n| format!("{stem}-{n}")).find(|id| !taken(id)).unwrap_or_default()
}

/// An empty tour.
pub(super) fn new(session: &Session) -> Tour {
    let id = free_id(session, "tour");
    let number = id.rsplit('-').next().unwrap_or("1");
    Tour { title: say!(session, "tours-title-n", n = number), id, ..Tour::default() }
}

/// A copy with an id of its own.
pub(super) fn copy(session: &Session, tour: &Tour) -> Tour {
    let id = free_id(session, &format!("{}-copy", tour.id));
    Tour { id, title: say!(session, "tours-copy-of", title = &*tour.title), ..tour.clone() }
}

/// Moves a stop so that it stands in a gap: 0 before the first, 1 before the second. Returns where it
/// stands then; `None` if it stood there already.
pub(super) fn move_stop(tour: &mut Tour, from: usize, gap: usize) -> Option<usize> {
    if from >= tour.stops.len() || gap == from || gap == from + 1 {
        return None;
    }
    let to = if from < gap { gap - 1 } else { gap }.min(tour.stops.len() - 1);
    let stop = tour.stops.remove(from);
    tour.stops.insert(to, stop);
    Some(to)
}

/// Puts a stop behind the one at `after`, or at the end; returns where it stands.
pub(super) fn insert(tour: &mut Tour, after: Option<usize>, stop: Stop) -> usize {
    let at = after.map_or(tour.stops.len(), |i| (i + 1).min(tour.stops.len()));
    tour.stops.insert(at, Arc::new(stop));
    at
}

/// How long all stops are shown, seconds, flights not counted.
pub(super) fn seconds(tour: &Tour) -> f64 {
    tour.stops.iter().map(|s| s.seconds).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tour() -> Tour {
        let stop = |t: &str| Arc::new(Stop::new(t, [130.0, 42.0, 131.0, 43.0]));
        Tour { stops: ["a", "b", "c", "d"].into_iter().map(stop).collect(), ..Tour::default() }
    }

    fn order(tour: &Tour) -> String {
        tour.stops.iter().map(|s| s.title.as_str()).collect()
    }

    #[test]
    fn stops_move_into_gaps() {
        for (from, gap, to, wanted) in [
            (0, 4, Some(3), "bcda"),
            (3, 0, Some(0), "dabc"),
            (1, 3, Some(2), "acbd"),
            (2, 1, Some(1), "acbd"),
            (1, 1, None, "abcd"),
            (1, 2, None, "abcd"),
            (9, 0, None, "abcd"),
            (0, 99, Some(3), "bcda"),
        ] {
            let mut tour = tour();
            assert_eq!((move_stop(&mut tour, from, gap), order(&tour).as_str()), (to, wanted));
        }
    }

    #[test]
    fn a_stop_comes_behind_the_current_one() {
        let mut tour = tour();
        let stop = || Stop::new("x", [0.0; 4]);
        assert_eq!((insert(&mut tour, Some(1), stop()), order(&tour).as_str()), (2, "abxcd"));
        assert_eq!((insert(&mut tour, None, stop()), order(&tour).as_str()), (5, "abxcdx"));
        assert_eq!(seconds(&tour), 6.0 * Stop::SECONDS);
    }
}
