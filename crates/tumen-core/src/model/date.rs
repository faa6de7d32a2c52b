//! Dates as sources give them: a year, a month, a day, a quarter, or a span.

use crate::message;
use crate::message::Message;
use jiff::civil;
use std::fmt;
use std::str::FromStr;

/// A calendar day (proleptic Gregorian). Ordered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    /// Year, 1..=9999.
    pub year: i32,
    /// Month, 1..=12.
    pub month: u8,
    /// Day of the month, 1..=31.
    pub day: u8,
}

/// Why a text is not a date.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.message())]
pub struct BadDate(pub String);

impl BadDate {
    /// What is wrong.
    #[must_use]
    pub fn message(&self) -> Message {
        message!("notice-date-unknown", text = &self.0)
    }
}

impl Date {
    /// A day, if the calendar has it.
    #[must_use]
    pub fn new(year: i32, month: u8, day: u8) -> Option<Self> {
        civil(year, month, day).and_then(Self::from_civil)
    }

    /// A day of the calendar; `None` before year 1.
    #[must_use]
    pub fn from_civil(day: civil::Date) -> Option<Self> {
        let (month, day_of_month) = (day.month().unsigned_abs(), day.day().unsigned_abs());
        (day.year() >= 1).then(|| Self { year: day.year().into(), month, day: day_of_month })
    }

    /// Whole months from the month of this date to that of a later one; 0 if it is not later.
    #[must_use]
    pub fn months_to(self, later: Self) -> u32 {
        let months = |d: Self| d.year * 12 + i32::from(d.month);
        u32::try_from(months(later) - months(self)).unwrap_or(0)
    }

    /// The same day some years later; the 28th of February where that year has no 29th.
    #[must_use]
    pub fn plus_years(self, years: i32) -> Self {
        let year = self.year + years;
        let short = Self::new(year, self.month, self.day).is_none();
        Self { year, day: if short { 28 } else { self.day }, ..self }
    }

    /// The year with the elapsed part of it, for a time axis: 2014-07-02 is about 2014.5.
    #[must_use]
    pub fn decimal_year(self) -> f64 {
        let share = |d: civil::Date| f64::from(d.day_of_year() - 1) / f64::from(d.days_in_year());
        f64::from(self.year) + civil(self.year, self.month, self.day).map_or(0.0, share)
    }

    /// The day that a decimal year lies in: the inverse of [`Self::decimal_year`], exact to the day.
    /// `None` outside the years 1 to 9999.
    #[must_use]
    pub fn from_decimal_year(value: f64) -> Option<Self> {
        // Half a second: rounding of the fraction must not fall into the day before.
        const HAIR: f64 = 1e-5;
        let year = (value + HAIR / 366.0).floor();
        if !(1.0..=9999.0).contains(&year) {
            return None;
        }
        let first = civil::Date::new(year as i16, 1, 1).ok()?;
        let days = first.days_in_year();
        let elapsed = (value - year) * f64::from(days) + HAIR;
        let day = (elapsed.max(0.0) as i16 + 1).min(days);
        Self::from_civil(first.with().day_of_year(day).build().ok()?)
    }
}

/// The first year for which statuses and routes are told: that of the first treaty between the USSR and the DPRK.
pub const EARLIEST_YEAR: i32 = 1949;
/// For so many years after today statuses and routes are told: for as long as plans are dated.
pub const YEARS_AHEAD: i32 = 15;

/// After every event.
pub const END_OF_TIME: Date = Date { year: 9999, month: 12, day: 31 };

/// Why a date cannot be asked for.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BadAsked {
    /// Not a date.
    #[error("{}", self.message())]
    Text(String),
    /// Statuses and routes are not told for it.
    #[error("{}", self.message())]
    Range {
        /// As it was written.
        text: String,
        /// The first day that can be asked for.
        first: Date,
        /// The last day.
        last: Date,
    },
}

impl BadAsked {
    /// What is wrong.
    #[must_use]
    pub fn message(&self) -> Message {
        match self {
            Self::Text(text) => message!("notice-date-asked", text = text),
            Self::Range { text, first, last } => {
                let (first, last) = (first.to_string(), last.to_string());
                message!("notice-date-outside", text = text, first = first, last = last)
            }
        }
    }
}

/// The days for which statuses and routes are told, seen from a day: from the first of 1949 to fifteen years ahead.
#[must_use]
pub fn told_range(today: Date) -> (Date, Date) {
    (Date { year: EARLIEST_YEAR, month: 1, day: 1 }, today.plus_years(YEARS_AHEAD))
}

/// The day that a request means by a text: a day, or the last day of a year or month, or today if that is
/// later.
///
/// # Errors
/// If the text is no such date, or statuses and routes are not told for it.
pub fn asked(text: &str, today: Date) -> Result<Date, BadAsked> {
    let bad = || BadAsked::Text(text.trim().to_owned());
    let plain = text.trim().bytes().all(|b| b.is_ascii_digit() || b == b'-');
    let period: Period = text.parse().ok().filter(|_| plain).ok_or_else(bad)?;
    let (first, last) = told_range(today);
    if period.last < first || period.first > last {
        return Err(BadAsked::Range { text: period.text, first, last });
    }
    let day = period.first == period.last;
    Ok(if day { period.first } else { period.last.min(today) })
}

fn civil(year: i32, month: u8, day: u8) -> Option<civil::Date> {
    civil::Date::new(year.try_into().ok()?, month.try_into().ok()?, day.try_into().ok()?).ok()
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

impl FromStr for Date {
    type Err = BadDate;

    /// Reads a whole date only: `YYYY-MM-DD`.
    fn from_str(text: &str) -> Result<Self, BadDate> {
        let period: Period = text.parse()?;
        if period.first == period.last { Ok(period.first) } else { Err(BadDate(text.to_owned())) }
    }
}

/// A span of days, written as precisely as its source does: `2014`, `2014-07`, `2014-07-18`,
/// `2025-Q1`, `2014-11-27/2015-12`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Period {
    /// The first day it may mean.
    pub first: Date,
    /// The last day it may mean.
    pub last: Date,
    text: String,
}

impl Period {
    /// As it was written.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// A single day.
    #[must_use]
    pub fn day(date: Date) -> Self {
        Self { first: date, last: date, text: date.to_string() }
    }

    /// Whether it begins and ends in one month: a source that gives only the year does not.
    #[must_use]
    pub fn is_within_a_month(&self) -> bool {
        (self.first.year, self.first.month) == (self.last.year, self.last.month)
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl FromStr for Period {
    type Err = BadDate;

    fn from_str(text: &str) -> Result<Self, BadDate> {
        let text = text.trim();
        let bad = || BadDate(text.to_owned());
        let (first, last) = match text.split_once('/') {
            Some((a, b)) => (single(a).ok_or_else(bad)?.0, single(b).ok_or_else(bad)?.1),
            None => single(text).ok_or_else(bad)?,
        };
        if first > last {
            return Err(bad());
        }
        Ok(Self { first, last, text: text.to_owned() })
    }
}

/// First and last day of `YYYY`, `YYYY-MM`, `YYYY-MM-DD` or `YYYY-Qn`.
fn single(text: &str) -> Option<(Date, Date)> {
    let mut parts = text.split('-');
    let year: i32 = parts.next().filter(|y| y.len() == 4)?.parse().ok()?;
    let (second, third) = (parts.next(), parts.next());
    if parts.next().is_some() {
        return None;
    }
    let span = |from: u8, to: u8| {
        Some((Date::new(year, from, 1)?, Date::from_civil(civil(year, to, 1)?.last_of_month())?))
    };
    match (second, third) {
        (None, None) => span(1, 12),
        (Some(quarter), None) if quarter.starts_with('Q') => {
            let n: u8 = quarter[1..].parse().ok().filter(|n| (1..=4).contains(n))?;
            span(3 * n - 2, 3 * n)
        }
        (Some(month), None) => {
            let month = two_digits(month)?;
            span(month, month)
        }
        (Some(month), Some(day)) => {
            let date = Date::new(year, two_digits(month)?, two_digits(day)?)?;
            Some((date, date))
        }
        (None, Some(_)) => None,
    }
}

fn two_digits(text: &str) -> Option<u8> {
    (text.len() == 2).then(|| text.parse().ok())?
}

impl<'de> serde::Deserialize<'de> for Period {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

impl serde::Serialize for Period {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.text)
    }
}

/// Reads an optional period, where an empty text means none.
///
/// # Errors
/// If the text is neither empty nor a period.
pub fn optional<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Option<Period>, D::Error> {
    let text: Option<String> = serde::Deserialize::deserialize(deserializer)?;
    match text.as_deref().map(str::trim) {
        None | Some("") => Ok(None),
        Some(text) => text.parse().map(Some).map_err(serde::de::Error::custom),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_precision_is_read() {
        let span = |t: &str| t.parse::<Period>().map(|p| format!("{}..{}", p.first, p.last));
        assert_eq!(span("2014").as_deref(), Ok("2014-01-01..2014-12-31"));
        assert_eq!(span("2016-02").as_deref(), Ok("2016-02-01..2016-02-29"));
        assert_eq!(span("2014-07-18").as_deref(), Ok("2014-07-18..2014-07-18"));
        assert_eq!(span("2025-Q1").as_deref(), Ok("2025-01-01..2025-03-31"));
        assert_eq!(span("2014-11-27/2015-12").as_deref(), Ok("2014-11-27..2015-12-31"));
    }

    #[test]
    fn a_year_or_month_means_its_last_day_or_today() {
        let today = Date::new(2026, 11, 21).unwrap();
        let day = |text: &str| asked(text, today).map(|d| d.to_string());
        assert_eq!(day("2016").as_deref(), Ok("2016-12-31"));
        assert_eq!(day("2016-02").as_deref(), Ok("2016-02-29"));
        assert_eq!(day("2016-02-03").as_deref(), Ok("2016-02-03"));
        assert_eq!(day("2026").as_deref(), Ok("2026-11-21"));
        assert_eq!(day("2026-11").as_deref(), Ok("2026-11-21"));
        assert_eq!(day("2026-12-24").as_deref(), Ok("2026-12-24"), "a day means itself");
    }

    #[test]
    fn dates_that_nothing_is_told_for_are_refused_with_the_range() {
        let today = Date::new(2024, 2, 29).unwrap();
        for text in ["1949", "1949-01-01", "2039-02-28"] {
            assert!(asked(text, today).is_ok(), "{text}");
        }
        for text in ["1850", "1948-12-31", "2039-03-01", "2050"] {
            let error = asked(text, today).unwrap_err().to_string();
            assert!(error.contains("1949-01-01 to 2039-02-28"), "{error}");
        }
        for text in ["", "soon", "2014/2015", "2014-Q1", "14-1-1"] {
            assert!(matches!(asked(text, today), Err(BadAsked::Text(_))), "{text}");
        }
    }

    #[test]
    fn months_are_counted_by_the_calendar() {
        let day = |text: &str| text.parse::<Date>().unwrap();
        assert_eq!(day("2026-03-31").months_to(day("2026-11-01")), 8);
        assert_eq!(day("2025-12-31").months_to(day("2026-01-01")), 1);
        assert_eq!(day("2026-03-31").months_to(day("2020-01-01")), 0);
    }

    #[test]
    fn nonsense_is_refused() {
        for text in
            ["", "14", "2014-13", "2015-02-29", "2014-7-1", "2025-Q5", "2015/2014", "soon", "2014-01-01-01"]
        {
            assert!(text.parse::<Period>().is_err(), "{text}");
        }
        assert!("2014-07".parse::<Date>().is_err());
    }

    #[test]
    fn every_day_survives_as_a_decimal_year() {
        for year in [1949, 1999, 2000, 2016, 2035, 9999] {
            for month in 1..=12 {
                for date in (1..=31).filter_map(|day| Date::new(year, month, day)) {
                    let start = date.decimal_year();
                    assert_eq!(Date::from_decimal_year(start), Some(date));
                    // The same day until just before its end.
                    assert_eq!(Date::from_decimal_year(start + 0.99 / 366.0), Some(date));
                }
            }
        }
        assert_eq!(Date::from_decimal_year(0.5), None);
        assert_eq!(Date::from_decimal_year(f64::NAN), None);
        assert_eq!(Date::from_decimal_year(1e9), None);
    }

    #[test]
    fn decimal_years() {
        let middle = Date::new(2014, 7, 2).map(Date::decimal_year);
        assert!(middle.is_some_and(|y| (y - 2014.4986).abs() < 0.001));
    }
}
