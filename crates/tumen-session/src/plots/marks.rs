//! From rows of a series to what a plot draws: marks, and lines that break at gaps.

use tumen_core::model::data_set::SeriesKind;
use tumen_core::model::{Confidence, Period, Series, SeriesRow};
use tumen_core::words::Messages;

/// One day, in years.
const DAY: f64 = 1.0 / 365.25;

/// The axis of values: how they are divided and, on a logarithmic one, bent.
#[derive(Debug, Clone, PartialEq)]
pub struct Scale {
    /// Values are divided by this.
    pub divisor: f64,
    /// Unit of the divided values.
    pub unit: String,
    /// Whether equal steps are equal factors.
    pub log: bool,
    /// The lowest value a logarithmic axis shows, divided; zero is drawn there.
    pub floor: f64,
}

impl Scale {
    /// A scale on which the values of some series read well.
    #[must_use]
    pub fn new<'a>(
        series: impl Iterator<Item = &'a Series>,
        unit: &str,
        log: bool,
        messages: Messages<'_>,
    ) -> Self {
        let values: Vec<f64> = series.flat_map(|s| &s.rows).map(|r| r.value).collect();
        let most = values.iter().copied().fold(0.0, f64::max);
        let (divisor, unit) = readable(most, unit, messages);
        let least = values.iter().copied().filter(|v| *v > 0.0).fold(most, f64::min);
        let floor = 10f64.powf((least.max(f64::MIN_POSITIVE) / divisor).log10().floor());
        Self { divisor, unit, log, floor }
    }

    /// Where a value lies on the axis.
    #[must_use]
    pub fn place(&self, value: f64) -> f64 {
        let value = value / self.divisor;
        if self.log { value.max(self.floor).log10() } else { value }
    }
}

/// A divisor that leaves few digits, and the unit it makes.
fn readable(most: f64, unit: &str, messages: Messages<'_>) -> (f64, String) {
    let words = crate::format::unit(unit, messages);
    let scaled = |key| messages.say_with(key, &[("unit", words.as_str().into())]);
    // Units that already count thousands or millions are left alone.
    let counted = matches!(unit, "m USD" | "Mt" | "bcm");
    match most {
        m if m >= 2e6 && !counted => (1e6, scaled("unit-scale-million")),
        m if m >= 2e4 && !counted => (1e3, scaled("unit-scale-thousand")),
        _ => (1.0, words),
    }
}

/// One value in a plot.
#[derive(Debug, Clone, Copy)]
pub struct Mark<'a> {
    /// The series it belongs to.
    pub series: &'a Series,
    /// The row.
    pub row: &'a SeriesRow,
    /// Decimal year of its middle.
    pub x: f64,
    /// The years it covers.
    pub span: [f64; 2],
    /// Place on the value axis.
    pub y: f64,
}

impl<'a> Mark<'a> {
    fn new(series: &'a Series, row: &'a SeriesRow, scale: &Scale) -> Self {
        let span = years(&row.date);
        Self { series, row, x: (span[0] + span[1]) / 2.0, span, y: scale.place(row.value) }
    }

    /// Whether it covers less than a year.
    #[must_use]
    pub fn is_partial(&self) -> bool {
        self.row.period != "year"
    }

    /// Whether it is weak or computed from other values.
    #[must_use]
    pub fn is_weak(&self) -> bool {
        self.row.derived != 0 || self.row.confidence == Confidence::Low
    }

    /// Whether it is drawn hollow: anything but a counted value of a whole year.
    #[must_use]
    pub fn is_hollow(&self) -> bool {
        self.is_partial() || self.is_weak() || self.series.kind != SeriesKind::Observed
    }
}

/// The decimal years a period covers, its last day included.
#[must_use]
pub fn years(period: &Period) -> [f64; 2] {
    [period.first.decimal_year(), period.last.decimal_year() + DAY]
}

/// The marks of a series, in order of date.
#[must_use]
pub fn marks<'a>(series: &'a Series, scale: &Scale) -> Vec<Mark<'a>> {
    series.rows.iter().map(|row| Mark::new(series, row, scale)).collect()
}

/// Lines through values of whole years that follow each other. A missing year breaks the line; a
/// series with competing values for one year has no line, for none of them is *the* value.
#[must_use]
pub fn segments(marks: &[Mark<'_>]) -> Vec<Vec<[f64; 2]>> {
    let whole: Vec<&Mark<'_>> = marks.iter().filter(|m| !m.is_partial()).collect();
    let year = |m: &Mark<'_>| m.row.date.first.year;
    if whole.windows(2).any(|pair| year(pair[0]) == year(pair[1])) {
        return Vec::new();
    }
    let mut lines: Vec<Vec<[f64; 2]>> = Vec::new();
    let mut last = None;
    for mark in whole {
        let follows = last.is_some_and(|l: i32| year(mark) == l + 1);
        match lines.last_mut() {
            Some(line) if follows => line.push([mark.x, mark.y]),
            _ => lines.push(vec![[mark.x, mark.y]]),
        }
        last = Some(mark.row.date.last.year);
    }
    lines.retain(|line| line.len() > 1);
    lines
}

/// Level lines of what was allowed: each value from its date to the next one's, the last to `end`.
#[must_use]
pub fn steps(marks: &[Mark<'_>], end: f64) -> Vec<[[f64; 2]; 2]> {
    let until = |i: usize| marks.get(i + 1).map_or(end, |next| next.span[0]);
    marks.iter().enumerate().map(|(i, m)| [[m.span[0], m.y], [until(i).max(m.span[0]), m.y]]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use tumen_core::model::Language;
    use tumen_core::words::Words;

    /// A unit that needs no words.
    fn words() -> Words {
        let mut words = Words::default();
        words.add(Language::En, "unit_t = t\n");
        words
    }

    fn series(rows: &[(&str, &str, f64)]) -> Series {
        let text = "id = 's'\nnames = { en = 'S' }\nunit = 't'\nproject = 'p'\nmeasure = 'cargo'\n\
                    kind = 'observed'\nsource_family = 'other'\nfile = 'f'";
        let mut series: Series = toml::from_str(text).unwrap();
        let row = |(date, period, value): &(&str, &str, f64)| SeriesRow {
            date: date.parse().unwrap(),
            period: (*period).to_owned(),
            value: *value,
            unit: "t".to_owned(),
            source: "s".into(),
            confidence: Confidence::High,
            derived: 0,
            note: String::new(),
            seed: String::new(),
        };
        series.rows = rows.iter().map(row).collect();
        series
    }

    fn lines(rows: &[(&str, &str, f64)]) -> Vec<Vec<f64>> {
        let series = series(rows);
        let scale = Scale::new([&series].into_iter(), "t", false, words().messages(Language::En));
        segments(&marks(&series, &scale)).iter().map(|l| l.iter().map(|p| p[0].floor()).collect()).collect()
    }

    #[test]
    fn gaps_stay_gaps() {
        let rows =
            [("2013", "year", 1.0), ("2014", "year", 2.0), ("2016", "year", 3.0), ("2017", "year", 4.0)];
        assert_eq!(lines(&rows), vec![vec![2013.0, 2014.0], vec![2016.0, 2017.0]]);
    }

    #[test]
    fn parts_of_years_are_not_joined() {
        let rows = [("2013", "year", 1.0), ("2014-Q1", "quarter", 2.0), ("2015", "year", 3.0)];
        assert!(lines(&rows).is_empty());
    }

    #[test]
    fn competing_values_are_not_joined() {
        let rows = [("2013", "year", 1.0), ("2013", "year", 2.0), ("2014", "year", 3.0)];
        assert!(lines(&rows).is_empty());
    }

    #[test]
    fn a_year_stands_in_its_middle() {
        let [from, to] = years(&"2014".parse().unwrap());
        assert!((from - 2014.0).abs() < 1e-9 && (to - 2015.0).abs() < 0.001);
    }

    #[test]
    fn zero_has_a_place_on_a_logarithmic_axis() {
        let series = series(&[("2013", "year", 0.0), ("2014", "year", 300.0)]);
        let scale = Scale::new([&series].into_iter(), "t", true, words().messages(Language::En));
        assert_eq!(scale.place(0.0), 2.0);
        assert_eq!(scale.unit, "t");
    }

    #[test]
    fn a_cap_holds_until_the_next() {
        let series = series(&[("2017-09-11", "year", 2.0), ("2018-01-01", "year", 1.0)]);
        let scale = Scale::new([&series].into_iter(), "t", false, words().messages(Language::En));
        let steps = steps(&marks(&series, &scale), 2026.0);
        assert!((steps[0][1][0] - 2018.0).abs() < 1e-6 && steps[1][1][0] == 2026.0);
    }
}
