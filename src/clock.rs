//! The clock of the place where the computer stands. Nothing below the program reads one.

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use std::sync::OnceLock;
use tumen_core::model::Date;

/// Today's date by the local clock; by Universal Time where the zone is not known.
#[must_use]
pub fn today() -> Date {
    local_date(Timestamp::now(), zone().unwrap_or(&TimeZone::UTC))
}

/// Hours and minutes by the local clock; in Universal Time, and marked so, where the zone is not known.
#[must_use]
pub fn time_of_day() -> String {
    time_in(Timestamp::now(), zone())
}

/// The date of a moment in a zone. The day the world counts from, 1970-01-01, for a moment before year 1.
fn local_date(now: Timestamp, zone: &TimeZone) -> Date {
    Date::from_civil(zone.to_datetime(now).date()).unwrap_or(Date { year: 1970, month: 1, day: 1 })
}

fn time_in(now: Timestamp, zone: Option<&TimeZone>) -> String {
    let local: DateTime = zone.unwrap_or(&TimeZone::UTC).to_datetime(now);
    let mark = if zone.is_some() { "" } else { " UTC" };
    format!("{}:{:02}{mark}", local.hour(), local.minute())
}

/// The zone that the system, or the variable `TZ`, names.
fn zone() -> Option<&'static TimeZone> {
    static ZONE: OnceLock<Option<TimeZone>> = OnceLock::new();
    ZONE.get_or_init(|| TimeZone::try_system().ok()).as_ref()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    #[test]
    fn until_ten_in_the_morning_vladivostok_is_a_day_ahead_of_universal_time() {
        let vladivostok = TimeZone::posix("VLAT-10").unwrap();
        let date = |moment, zone: &TimeZone| local_date(at(moment), zone).to_string();
        assert_eq!(date("2026-11-29T23:30:00Z", &vladivostok), "2026-11-30");
        assert_eq!(date("2026-11-29T23:30:00Z", &TimeZone::UTC), "2026-11-29");
        assert_eq!(date("2026-11-30T00:00:00Z", &vladivostok), "2026-11-30");
        assert_eq!(date("2026-11-29T13:59:59Z", &vladivostok), "2026-11-29");
        assert_eq!(date("2026-11-29T14:00:00Z", &vladivostok), "2026-11-30");
    }

    #[test]
    fn the_clock_states_hours_and_minutes() {
        let seoul = TimeZone::fixed(jiff::tz::offset(9));
        assert_eq!(time_in(at("1970-01-01T00:59:59Z"), Some(&seoul)), "9:59");
        assert_eq!(time_in(at("1970-01-01T13:00:00Z"), None), "13:00 UTC");
    }
}
