//! Playing through the years. The exact position lives here, since the session's date has whole days.

use super::Range;
use tumen_core::model::Date;

/// Years a second that can be chosen.
pub const SPEEDS: [u8; 4] = [1, 2, 5, 10];
/// A frame never moves the date on by more than this many seconds: after a pause the years would leap.
const LONGEST_STEP: f64 = 0.1;

/// Whether time runs, and how fast.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
#[serde(default)]
pub struct Clock {
    /// Years a second.
    pub speed: u8,
    /// The exact decimal year while time runs.
    #[serde(skip)]
    position: Option<f64>,
}

impl Default for Clock {
    fn default() -> Self {
        Self { speed: 2, position: None }
    }
}

impl Clock {
    /// Whether time runs.
    #[must_use]
    pub fn is_playing(&self) -> bool {
        self.position.is_some()
    }

    /// Starts from a date, or again from the beginning if it is the last one; or stops.
    pub fn toggle(&mut self, as_of: Date, (first, last): Range) {
        let from = if as_of >= last { first } else { as_of };
        self.position = if self.is_playing() { None } else { Some(from.decimal_year()) };
    }

    /// Stops.
    pub fn stop(&mut self) {
        self.position = None;
    }

    /// Moves on by some seconds: the new date, if time runs. Ends at the last day. If the date was
    /// moved by something else in the meantime, time runs on from there.
    pub fn advance(&mut self, seconds: f64, as_of: Date, (first, last): Range) -> Option<Date> {
        let mut position = self.position?;
        let ahead = Date::from_decimal_year(position);
        // At the end, time starts over from the beginning: the date is not there yet.
        if ahead != Some(as_of) && ahead != Some(first) {
            position = as_of.decimal_year();
        }
        position += seconds.clamp(0.0, LONGEST_STEP) * f64::from(self.speed.max(1));
        let end = last.decimal_year();
        self.position = (position < end).then_some(position);
        Date::from_decimal_year(position.clamp(first.decimal_year(), end))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const RANGE: Range = (Date { year: 1949, month: 1, day: 1 }, Date { year: 2035, month: 12, day: 31 });

    #[test]
    fn time_runs_to_the_end_and_stops() {
        let mut clock = Clock { speed: 10, ..Clock::default() };
        let mut date = Date::new(2030, 1, 1).unwrap();
        assert_eq!(clock.advance(0.1, date, RANGE), None);
        clock.toggle(date, RANGE);
        let mut frames = 0;
        while let Some(next) = clock.advance(0.05, date, RANGE) {
            assert!(next > date);
            date = next;
            frames += 1;
        }
        assert!((11..=13).contains(&frames) && date == RANGE.1 && !clock.is_playing(), "{frames} {date}");
        clock.toggle(date, RANGE);
        let first = clock.advance(0.0, date, RANGE).unwrap();
        assert_eq!(first, RANGE.0);
    }

    #[test]
    fn slow_frames_add_up_to_days() {
        let mut clock = Clock { speed: 1, ..Clock::default() };
        let mut date = Date::new(2000, 1, 1).unwrap();
        clock.toggle(date, RANGE);
        for _ in 0..1000 {
            date = clock.advance(0.001, date, RANGE).unwrap_or(date);
        }
        assert_eq!(date.year, 2001);
    }

    #[test]
    fn time_runs_on_from_where_it_was_moved() {
        let mut clock = Clock::default();
        clock.toggle(Date::new(2000, 1, 1).unwrap(), RANGE);
        let moved = Date::new(2015, 5, 5).unwrap();
        assert!(clock.advance(0.01, moved, RANGE).is_some_and(|d| d >= moved && d.year == 2015));
    }
}
