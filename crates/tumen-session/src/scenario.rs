//! A scenario: what is switched on, what is closed, which parameters are changed, at which date. It is text (TOML) that a
//! person can read and correct, and two of them are compared as numbers, for routes and for flows.
//!
//! ```toml
//! name = "The line through Korea is open"
//! date = "2027-01-01"
//! with = ["trans-korean-rail"]
//! close = ["crossing-zabaikalsk-manzhouli"]
//!
//! [assumptions]
//! "speed.rail" = 500
//! ```

use crate::opening;
use crate::route::LazyNetwork;
use std::collections::BTreeMap;
use std::path::Path;
use tumen_core::message;
use tumen_core::message::Message;
use tumen_core::model::date::{self, BadAsked};
use tumen_core::model::logistics::Logistics;
use tumen_core::model::{Date, Id};
use tumen_network::flows::Flows;
use tumen_network::{Answer, Request, RouteError};

/// Conditions of routes and flows, as a file states them.
#[derive(Debug, Clone, PartialEq, Default, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scenario {
    /// What it is called.
    #[serde(default)]
    pub name: String,
    /// Date of statuses, gauges and capacities, as a person writes it; as asked without it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    /// Projects, corridors, segments, links or crossings taken as open.
    #[serde(default)]
    pub with: Vec<String>,
    /// The same taken as closed.
    #[serde(default)]
    pub close: Vec<String>,
    /// Parameters and published prices with another value, by id.
    #[serde(default)]
    pub assumptions: BTreeMap<String, f64>,
}

/// Why a scenario cannot be used; each a sentence.
#[derive(Debug, thiserror::Error)]
pub enum ScenarioError {
    /// The text is not a scenario.
    #[error("{}", self.message())]
    Text(#[from] toml::de::Error),
    /// The file cannot be read.
    #[error("{}", self.message())]
    Unread(#[from] tumen_formats::input::ReadError),
    /// It cannot be written.
    #[error("{}", self.message())]
    Write(#[from] toml::ser::Error),
    /// It names what is not known.
    #[error("{}", self.message())]
    Route(#[from] RouteError),
    /// Its date is none.
    #[error("{}", self.message())]
    Date(#[from] BadAsked),
    /// It changes what is no parameter.
    #[error("{}", self.message())]
    Parameter(String),
}

impl ScenarioError {
    /// What is wrong.
    #[must_use]
    pub fn message(&self) -> Message {
        match self {
            Self::Text(error) => message!("notice-scenario-damaged", error = error.to_string()),
            Self::Unread(error) => error.message(),
            Self::Write(error) => message!("notice-scenario-not-written", error = error.to_string()),
            Self::Route(error) => error.message().clone(),
            Self::Date(error) => error.message(),
            Self::Parameter(id) => message!("notice-no-such-parameter", id = id),
        }
    }
}

impl Scenario {
    /// Reads one from a file; without a name of its own it is called as the file.
    ///
    /// # Errors
    /// Why the file cannot be read, or the place in it that is no scenario.
    pub fn read(path: &Path) -> Result<Self, ScenarioError> {
        let scenario = Self::parse(&opening::text(path, opening::PAGE)?)?;
        Ok(if scenario.name.is_empty() { Self { name: Self::name_of(path), ..scenario } } else { scenario })
    }

    /// What a scenario in a file is called, if it has no name of its own.
    #[must_use]
    pub fn name_of(path: &Path) -> String {
        path.file_stem().map(|s| s.to_string_lossy().into_owned()).unwrap_or_default()
    }

    /// Reads one.
    ///
    /// # Errors
    /// The place in the text that is none.
    pub fn parse(text: &str) -> Result<Self, ScenarioError> {
        Ok(toml::from_str(text)?)
    }

    /// The conditions of a request.
    #[must_use]
    pub fn of(name: &str, request: &Request) -> Self {
        let all = |ids: &[Id]| ids.iter().map(|id| id.to_string()).collect();
        Self {
            name: name.to_owned(),
            date: Some(request.as_of.to_string()),
            with: all(&request.with),
            close: all(&request.closed),
            assumptions: request.assumptions.clone(),
        }
    }

    /// It as text; read back it is the same.
    ///
    /// # Errors
    /// If a number is none that TOML can write.
    pub fn to_toml(&self) -> Result<String, ScenarioError> {
        Ok(toml::to_string(self)?)
    }

    /// The date it states.
    ///
    /// # Errors
    /// A sentence, if it is none or none that routes are told for.
    pub fn as_of(&self, today: Date) -> Result<Option<Date>, ScenarioError> {
        Ok(self.date.as_deref().map(|text| date::asked(text, today)).transpose()?)
    }

    /// It with ids in the place of names, so that nothing needs to be understood again.
    ///
    /// # Errors
    /// A sentence, if it names what is not known, or its date is none.
    pub fn resolved(
        &self,
        network: &LazyNetwork,
        logistics: &Logistics,
        today: Date,
    ) -> Result<Self, ScenarioError> {
        let mut request = Request::new("", "", today);
        self.apply(network, logistics, &mut request)?;
        let date = self.as_of(today)?.map(|date| date.to_string());
        Ok(Self { date, ..Self::of(&self.name, &request) })
    }

    /// A request under these conditions instead of its own. What it names are taken for ids.
    #[must_use]
    pub fn instead(&self, request: &Request, today: Date) -> Request {
        let ids = |all: &[String]| all.iter().map(|id| Id::from(id.as_str())).collect();
        Request {
            with: ids(&self.with),
            closed: ids(&self.close),
            assumptions: self.assumptions.clone(),
            as_of: self.as_of(today).ok().flatten().unwrap_or(request.as_of),
            ..request.clone()
        }
    }

    /// Puts its switched links, closures and parameters beneath those of a request, which win.
    ///
    /// # Errors
    /// A sentence, if it names what is not known.
    pub fn apply(
        &self,
        network: &LazyNetwork,
        logistics: &Logistics,
        request: &mut Request,
    ) -> Result<(), ScenarioError> {
        for (texts, ids) in [(&self.with, &mut request.with), (&self.close, &mut request.closed)] {
            for text in texts {
                let id = network.subject(text)?;
                if !ids.contains(&id) {
                    ids.push(id);
                }
            }
        }
        for (id, value) in &self.assumptions {
            if !logistics.is_assumable(id) {
                return Err(ScenarioError::Parameter(id.clone()));
            }
            request.assumptions.entry(id.clone()).or_insert(*value);
        }
        Ok(())
    }
}

/// A number in two scenarios.
#[derive(Debug, Clone, PartialEq)]
pub struct Compared {
    /// What it is.
    pub what: &'static str,
    /// In the first.
    pub first: f64,
    /// In the second.
    pub second: f64,
}

impl Compared {
    /// The second less the first.
    #[must_use]
    pub fn difference(&self) -> f64 {
        self.second - self.first
    }
}

fn pairs<const N: usize>(words: [&'static str; N], first: [f64; N], second: [f64; N]) -> Vec<Compared> {
    let one = |((what, first), second)| Compared { what, first, second };
    words.into_iter().zip(first).zip(second).map(one).collect()
}

/// The first variant of a request in two scenarios; nothing where one has none.
#[must_use]
pub fn routes(first: &Answer, second: &Answer) -> Vec<Compared> {
    let (Some(a), Some(b)) = (first.variants.first(), second.variants.first()) else { return Vec::new() };
    let totals = |v: &tumen_network::Variant| {
        let t = &v.range.value;
        [t.km.0, t.days.0, t.usd.0, t.co2.0]
    };
    pairs(["km", "days", "cost_usd", "co2_t"], totals(a), totals(b))
}

/// A table of demands in two scenarios.
#[must_use]
pub fn flows(first: &Flows, second: &Flows) -> Vec<Compared> {
    let totals = |f: &Flows| {
        let left: f64 = f.stranded.iter().map(|s| s.tonnes.0).sum();
        [f.sent.0, left, f.totals.km.0, f.totals.usd.0, f.totals.co2.0]
    };
    pairs(["sent_t", "unassigned_t", "tonne_km", "cost_usd", "co2_t"], totals(first), totals(second))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scenario_is_read_back_as_it_was_written() {
        let scenario = Scenario {
            name: "open line".to_owned(),
            date: Some("2027-01-01".to_owned()),
            with: vec!["trans-korean-rail".to_owned()],
            close: vec!["crossing-zabaikalsk-manzhouli".to_owned()],
            assumptions: BTreeMap::from([("speed.rail".to_owned(), 500.0)]),
        };
        let text = scenario.to_toml().unwrap();
        assert_eq!(Scenario::parse(&text).unwrap(), scenario, "{text}");
        let asked = Request::new("busan", "moscow", Date::new(2025, 1, 1).unwrap());
        let other = scenario.instead(&asked, Date::new(2026, 1, 1).unwrap());
        assert_eq!((&other.from, &other.to, other.as_of.year), (&asked.from, &asked.to, 2027));
        assert_eq!(
            Scenario::of("open line", &other),
            scenario,
            "the conditions are its own, nothing of the request's"
        );
        assert!(Scenario::parse("wiht = []").is_err(), "a slip in a key is told");
        assert!(Scenario::parse("date = 5").is_err());
    }
}
