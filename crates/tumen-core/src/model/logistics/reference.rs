//! What stands beside the network: services by name, what sanctions say, codes of places, documented routes.

use super::Cargo;
use crate::model::date::{self, Period};
use crate::model::{Id, Names};

/// Names of a place in scripts that requests may be written in but no font draws.
#[derive(Debug, Clone, PartialEq, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Spellings {
    /// The place or terminal.
    pub id: Id,
    /// Its names.
    pub texts: Vec<String>,
}

/// The UN/LOCODE of a country's places.
#[derive(Debug, Clone, PartialEq, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Locodes {
    /// ISO 3166 alpha-2.
    pub country: String,
    /// Three letters or digits, and the place or terminal they stand for.
    pub codes: std::collections::BTreeMap<String, Id>,
}

/// What a forty-foot box costs beside a twenty-foot one, as published.
#[derive(Debug, Clone, PartialEq, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FortyFoot {
    /// A mode of haulage, or `handling`.
    pub mode: String,
    /// So many times a twenty-foot one.
    pub ratio: f64,
    /// Who says so.
    pub source: Id,
    /// What to know about it.
    #[serde(default)]
    pub note: String,
}

/// What is published of a route.
#[derive(Debug, Clone, PartialEq, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Benchmark {
    /// Stable id.
    pub id: Id,
    /// Where it begins.
    pub from: Id,
    /// Where it ends.
    pub to: Id,
    /// Places, terminals or crossings of the way that is meant.
    #[serde(default)]
    pub passes: Vec<Id>,
    /// The way has at least so much of a voyage, kilometers.
    #[serde(default)]
    pub sea_km: f64,
    /// The cargo.
    pub cargo: Cargo,
    /// When it was so.
    pub date: Period,
    /// Published length, kilometers.
    pub km: Option<f64>,
    /// Published time, days.
    pub days: Option<f64>,
    /// Published price, dollars a TEU for containers and a tonne for anything else.
    pub usd: Option<f64>,
    /// Whether the time counts what moves alone.
    #[serde(default)]
    pub moving: bool,
    /// 40 where the price is that of a forty-foot box; else of a TEU.
    #[serde(default)]
    pub feet: Option<u8>,
    /// Whether the price is that of voyages and hauls alone, without handling.
    #[serde(default)]
    pub freight: bool,
    /// Sources.
    pub sources: Vec<Id>,
    /// What to know about it.
    #[serde(default)]
    pub note: String,
}

/// What a rule says of a leg.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// It is forbidden.
    Prohibited,
    /// It needs a licence, or is reported and counted.
    License,
    /// It is exempted, or allowed under conditions.
    Allowed,
}

impl Verdict {
    /// The word for files and the command line.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Prohibited => "prohibited",
            Self::License => "license",
            Self::Allowed => "allowed",
        }
    }
}

/// What a resolution or a rule says of cargo on a leg, as `data/network/sanctions.toml` explains.
#[derive(Debug, Clone, PartialEq, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SanctionRule {
    /// Stable id.
    pub id: Id,
    /// The record of `data/constraints.toml` it reads.
    pub constraint: Id,
    /// The paragraph that says so.
    pub paragraph: String,
    /// What it says.
    pub verdict: Verdict,
    /// Holds from this date.
    pub from: Period,
    /// Holds before this date; still if none is given.
    #[serde(default, deserialize_with = "date::optional")]
    pub until: Option<Period>,
    /// Countries where the cargo begins; any if none are named.
    #[serde(default)]
    pub origin: Vec<String>,
    /// Countries where the cargo must not begin.
    #[serde(default)]
    pub not_origin: Vec<String>,
    /// Countries where the cargo ends; any if none are named.
    #[serde(default)]
    pub destination: Vec<String>,
    /// Countries where the cargo must not end.
    #[serde(default)]
    pub not_destination: Vec<String>,
    /// Countries, one of which the leg begins or ends in; any if none are named.
    #[serde(default)]
    pub touches: Vec<String>,
    /// Places, one of which the route passes; any if none are named.
    #[serde(default)]
    pub places: Vec<Id>,
    /// Countries, one of which the ship has called at on this route before.
    #[serde(default)]
    pub after: Vec<String>,
    /// Voyages only.
    #[serde(default)]
    pub sea: bool,
    /// Cargo kinds; all if none are named.
    #[serde(default)]
    pub cargoes: Vec<Cargo>,
    /// Chapters of the Harmonized System; all if none are named.
    #[serde(default)]
    pub hs: Vec<u8>,
    /// What it says, one sentence.
    pub effect: String,
    /// Sources.
    #[serde(default)]
    pub sources: Vec<Id>,
}

/// A corridor that exists as a service and has a name that planners know.
#[derive(Debug, Clone, PartialEq, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Service {
    /// Stable id.
    pub id: Id,
    /// Names.
    pub names: Names,
    /// Places, terminals or crossings that it passes; the first is the one that tells it from other ways.
    pub passes: Vec<Id>,
    /// Countries, one of which the cargo begins or ends in; any if none are named.
    #[serde(default)]
    pub ends: Vec<String>,
    /// Countries in which the other end lies; any if none are named.
    #[serde(default)]
    pub far_ends: Vec<String>,
    /// Cargo kinds that it carries; all if none are named.
    #[serde(default)]
    pub cargoes: Vec<Cargo>,
    /// Of services that cannot be told apart those with a lower number come first.
    #[serde(default)]
    pub order: usize,
    /// It has at least so much of a sea voyage, kilometers.
    #[serde(default)]
    pub least_sea_km: f64,
    /// Sources.
    #[serde(default)]
    pub sources: Vec<Id>,
    /// What to know about it.
    #[serde(default)]
    pub note: String,
}
