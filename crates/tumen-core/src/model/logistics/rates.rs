//! What somebody published for one lane or one stretch: prices, and what a line can carry.

use super::{Cargo, Unit};
use crate::model::date::{self, Date, Period};
use crate::model::{Id, Names};

/// A published price of a lane, a country or a place; it stands before the parameter of the same quantity.
#[derive(Debug, Clone, PartialEq, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rate {
    /// Stable id; `--assume` takes it as it takes that of a parameter.
    pub id: Id,
    /// The quantity and mode that it is the price of, as parameters are named: `tariff.sea`, `usd.port`.
    pub quantity: String,
    /// The kinds of cargo it is stated for; all if none are named.
    #[serde(default)]
    pub cargoes: Vec<Cargo>,
    /// Places, terminals or countries it is stated from, or stated at; any if none are named.
    #[serde(default)]
    pub from: Vec<Id>,
    /// Places, terminals or countries it is stated to; any if none are named.
    #[serde(default)]
    pub to: Vec<Id>,
    /// Others that it is taken over for, as an assumption, where nothing is published for them.
    #[serde(default)]
    pub near_from: Vec<Id>,
    /// The same for the other end.
    #[serde(default)]
    pub near_to: Vec<Id>,
    /// Stated for either direction.
    #[serde(default)]
    pub both: bool,
    /// When it was so.
    pub date: Period,
    /// The value used.
    pub value: f64,
    /// Lowest published or plausible value.
    pub low: f64,
    /// Highest published or plausible value.
    pub high: f64,
    /// Its unit.
    pub unit: Unit,
    /// Kilometers it is stated for as a whole: it is spread over them. Without it a price of a lane holds for the
    /// whole of a link.
    pub km: Option<f64>,
    /// Who says so, or [`ASSUMPTION`](super::ASSUMPTION).
    pub source: Id,
    /// The currency in which the source states it, and the rate it was turned into dollars by; dollars if none.
    #[serde(default)]
    pub currency: String,
    /// The terms, and what was done with the number.
    #[serde(default)]
    pub note: String,
}

impl Rate {
    /// Whether it speaks of a kind of cargo.
    #[must_use]
    pub fn is_of(&self, cargo: Cargo) -> bool {
        self.cargoes.is_empty() || self.cargoes.contains(&cargo)
    }
}

/// A statement with who makes it.
#[derive(Debug, Clone, PartialEq, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Stated<T> {
    /// What is stated.
    pub value: T,
    /// Holds from this date; from ever if none is given.
    #[serde(default = "none", deserialize_with = "date::optional")]
    pub from: Option<Period>,
    /// Who says so.
    pub source: Id,
    /// What to know about it.
    #[serde(default)]
    pub note: String,
}

fn none() -> Option<Period> {
    None
}

/// What the lines of a corridor, or of a country, can carry; what is left out is not known.
#[derive(Debug, Clone, PartialEq, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Section {
    /// A corridor, one of its segments (`corridor:from>to`), a link, a crossing or a country (ISO 3166 alpha-2).
    pub of: Id,
    /// Overhead line: voltage as written, or `none`.
    #[serde(default)]
    pub electrification: Vec<Stated<String>>,
    /// Running tracks.
    #[serde(default)]
    pub tracks: Vec<Stated<f64>>,
    /// Axle load, tonnes.
    #[serde(default)]
    pub axle_load_t: Vec<Stated<f64>>,
    /// Length of a freight train, meters.
    #[serde(default)]
    pub train_m: Vec<Stated<f64>>,
    /// Gross weight of a freight train, tonnes.
    #[serde(default)]
    pub train_t: Vec<Stated<f64>>,
    /// Freight trains a day in one direction.
    #[serde(default)]
    pub trains_a_day: Vec<Stated<f64>>,
}

/// No overhead line.
const NO_WIRE: &str = "none";

impl Stated<String> {
    /// Whether it states that trains are hauled by electric locomotives.
    #[must_use]
    pub fn is_electric(&self) -> bool {
        self.value != NO_WIRE
    }
}

/// What holds of some statements at a date: the last that has begun.
#[must_use]
pub fn at<T>(all: &[Stated<T>], date: Date) -> Option<&Stated<T>> {
    all.iter().rfind(|s| s.from.as_ref().is_none_or(|from| from.first <= date))
}

/// A published distance by sea between two ports.
#[derive(Debug, Clone, PartialEq, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SeaDistance {
    /// Port where it begins.
    pub from: Id,
    /// Port where it ends.
    pub to: Id,
    /// Nautical miles as published.
    pub nm: f64,
    /// Who says so.
    pub source: Id,
    /// Between which points, by which way.
    #[serde(default)]
    pub note: String,
}

/// A span of months in which ice stands at a port, in an ordinary year or in the one named.
#[derive(Debug, Clone, PartialEq, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ice {
    /// Months, 1 to 12.
    pub months: Vec<u8>,
    /// What it means for ships, one sentence in the three languages.
    pub text: Names,
    /// Who says so.
    pub source: Id,
}

impl Ice {
    /// Whether it stands at a date.
    #[must_use]
    pub fn is_at(&self, date: Date) -> bool {
        self.months.contains(&date.month)
    }
}
