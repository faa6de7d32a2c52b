//! Comparing: one place shown twice, with another date, other conditions or other layers.
//!
//! The written form is one line, the same in projects, tours and on the command line: words such as
//! `date=2013-09-22 hide=gas,power if=sanctions-lifted split=beside`; what is not named is as in the view.

use super::Date;
use std::collections::BTreeSet;
use std::fmt;
use std::str::FromStr;

/// What the other picture shows otherwise, and how the two share the room.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Compare {
    /// Its date, if not that of the view.
    pub as_of: Option<Date>,
    /// Layers and kinds that it does not draw, if not those of the view.
    pub hidden: Option<BTreeSet<String>>,
    /// Conditions of the outlook that it takes as met, if not those of the view.
    pub conditions: Option<BTreeSet<String>>,
    /// How the two share the room.
    pub split: Split,
}

/// How two pictures of one place share the room: the view on the left, the other on the right.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Split {
    /// One map, cut at this share of its width.
    Swipe(f32),
    /// Two maps of the same place side by side.
    Beside,
}

impl Default for Split {
    fn default() -> Self {
        Self::Swipe(0.5)
    }
}

impl Split {
    /// Where a map may be cut, as shares of its width.
    pub const SHARES: std::ops::RangeInclusive<f32> = 0.05..=0.95;

    /// The room that the view has of a picture of some width and height, if it looks at the middle of that room.
    #[must_use]
    pub fn pane(self, [width, height]: [f32; 2]) -> [f32; 2] {
        match self {
            Self::Swipe(_) => [width, height],
            Self::Beside => [(0.5 * width).round().max(1.0), height],
        }
    }

    /// The share of the width that the view has.
    #[must_use]
    pub fn share(self) -> f32 {
        match self {
            Self::Swipe(share) => share,
            Self::Beside => 0.5,
        }
    }
}

/// A text is no comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error(
    "a comparison is a date, or words such as date=2013-09-22 hide=gas,power if=CONDITION split=beside (or split=swipe:0.4)"
)]
pub struct WrongComparison;

fn list(text: &str) -> BTreeSet<String> {
    text.split(',').filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

fn joined(words: &BTreeSet<String>) -> String {
    words.iter().map(String::as_str).collect::<Vec<_>>().join(",")
}

impl fmt::Display for Compare {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let words = [
            self.as_of.map(|date| format!("date={date}")),
            self.hidden.as_ref().map(|hidden| format!("hide={}", joined(hidden))),
            self.conditions.as_ref().map(|conditions| format!("if={}", joined(conditions))),
            Some(match self.split {
                Split::Beside => "split=beside".to_owned(),
                Split::Swipe(share) => format!("split=swipe:{share}"),
            }),
        ];
        f.write_str(&words.into_iter().flatten().collect::<Vec<_>>().join(" "))
    }
}

impl FromStr for Compare {
    type Err = WrongComparison;

    fn from_str(text: &str) -> Result<Self, WrongComparison> {
        let mut compare = Self::default();
        for word in text.split_whitespace() {
            match word.split_once('=') {
                None => compare.as_of = Some(word.parse().map_err(|_| WrongComparison)?),
                Some(("date", date)) => compare.as_of = Some(date.parse().map_err(|_| WrongComparison)?),
                Some(("hide", words)) => compare.hidden = Some(list(words)),
                Some(("if", words)) => compare.conditions = Some(list(words)),
                Some(("split", split)) => compare.split = split_of(split).ok_or(WrongComparison)?,
                Some(_) => return Err(WrongComparison),
            }
        }
        let differs = compare.as_of.is_some() || compare.hidden.is_some() || compare.conditions.is_some();
        if differs { Ok(compare) } else { Err(WrongComparison) }
    }
}

fn split_of(text: &str) -> Option<Split> {
    match text {
        "beside" => Some(Split::Beside),
        "swipe" => Some(Split::default()),
        _ => {
            let share = text.strip_prefix("swipe:")?.parse().ok()?;
            Split::SHARES.contains(&share).then_some(Split::Swipe(share))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_comparison_is_read_as_it_is_written() {
        let set = |words: &[&str]| Some(words.iter().map(|w| (*w).to_owned()).collect());
        let date = "2013-09-22".parse().ok();
        let all = [
            Compare { as_of: date, ..Compare::default() },
            Compare { as_of: date, split: Split::Beside, ..Compare::default() },
            Compare { hidden: set(&["gas", "power"]), split: Split::Swipe(0.3), ..Compare::default() },
            Compare { conditions: set(&[]), hidden: set(&[]), as_of: date, split: Split::Beside },
        ];
        for compare in all {
            assert_eq!(compare.to_string().parse(), Ok(compare));
        }
        assert_eq!("2013-09-22".parse(), Ok(Compare { as_of: date, ..Compare::default() }));
    }

    #[test]
    fn what_compares_nothing_is_refused() {
        for bad in
            ["", "split=beside", "date=x", "2013-09-22 split=swipe:0", "2013-09-22 split=up", "when=2013"]
        {
            assert_eq!(bad.parse::<Compare>(), Err(WrongComparison), "{bad}");
        }
    }
}
