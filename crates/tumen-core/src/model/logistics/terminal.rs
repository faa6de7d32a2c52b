//! Ports and terminals: what they handle, and for which ships.

use super::{Cargo, Ice, Stated};
use crate::geo::LonLat;
use crate::model::date::{self, Date, Period};
use crate::model::{Id, Names};

/// A place of the network that does more than lie on a line: a terminal, a port, a station beyond the
/// document's places.
#[derive(Debug, Clone, PartialEq, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Terminal {
    /// Stable id; the id of a place if it stands for one.
    pub id: Id,
    /// Names; those of the place if none are given.
    #[serde(default)]
    pub names: Names,
    /// Other spellings and former names.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// Position; that of the place if none is given.
    pub position: Option<LonLat>,
    /// ISO 3166 alpha-2; that of the place if none is given.
    #[serde(default)]
    pub country: String,
    /// Places that are the same town: a request that names one of them may use all their nodes.
    #[serde(default)]
    pub members: Vec<Id>,
    /// No place of its own: cargo begins or ends at any of its members, which stay places for themselves.
    #[serde(default)]
    pub region: bool,
    /// Whether it lies on a railway of the base map.
    #[serde(default)]
    pub rail: bool,
    /// Whether cargo goes from train to ship here.
    #[serde(default)]
    pub port: bool,
    /// Cargo kinds handled; all if none are named.
    #[serde(default)]
    pub cargoes: Vec<Cargo>,
    /// The project, corridor or segment whose status decides whether it works; it always does if none.
    pub status_of: Option<Id>,
    /// The most it handles a year of all kinds together, tonnes.
    pub capacity_t: Option<f64>,
    /// What it can handle, or has handled, in a year, by kind of cargo.
    #[serde(default)]
    pub throughput: Vec<Throughput>,
    /// The deepest draught of a loaded ship, meters.
    #[serde(default)]
    pub draught_m: Option<Stated<f64>>,
    /// The largest ship, deadweight tonnes.
    #[serde(default)]
    pub ship_dwt: Option<Stated<f64>>,
    /// Months with ice.
    #[serde(default)]
    pub ice: Option<Ice>,
    /// Sources.
    #[serde(default)]
    pub sources: Vec<Id>,
    /// What to know about it.
    #[serde(default)]
    pub note: String,
}

/// What a port handles in a year, by a source.
#[derive(Debug, Clone, PartialEq, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Throughput {
    /// Tonnes; none where boxes are counted.
    pub tonnes: Option<f64>,
    /// Boxes, TEU.
    pub teu: Option<f64>,
    /// The kinds it is stated for; all together if none are named.
    #[serde(default)]
    pub cargoes: Vec<Cargo>,
    /// The year it was so, or since when.
    #[serde(default, deserialize_with = "date::optional")]
    pub from: Option<Period>,
    /// Whether that much was turned over, which is no capacity: more may be possible.
    #[serde(default)]
    pub turnover: bool,
    /// Who says so.
    pub source: Id,
    /// What to know about it.
    #[serde(default)]
    pub note: String,
}

impl Terminal {
    /// The most it handles a year of a kind of cargo at a date, tonnes, a box counted by its load; and who says so. That
    /// stated for the kind goes before that for all.
    #[must_use]
    pub fn capacity(&self, cargo: Cargo, date: Date, box_t: f64) -> Option<(f64, &Id)> {
        let own = self.stated(cargo, date, box_t, false).map(|(tonnes, of)| (tonnes, &of.source));
        own.or_else(|| self.capacity_t.zip(self.sources.first()))
    }

    /// What it turned over in a year of a kind of cargo, or of all, and the statement.
    #[must_use]
    pub fn turnover(&self, cargo: Cargo, date: Date, box_t: f64) -> Option<(f64, &Throughput)> {
        self.stated(cargo, date, box_t, true)
    }

    /// The newest statement that has begun, for the kind of cargo if there is one.
    fn stated(&self, cargo: Cargo, date: Date, box_t: f64, turnover: bool) -> Option<(f64, &Throughput)> {
        let begun = |t: &&Throughput| t.from.as_ref().is_none_or(|from| from.first <= date);
        let all = || self.throughput.iter().filter(move |t| t.turnover == turnover).filter(begun);
        let own = all().rfind(|t| t.cargoes.contains(&cargo));
        let found = own.or_else(|| all().rfind(|t| t.cargoes.is_empty()))?;
        let boxes = found.teu.filter(|_| cargo == Cargo::Container).map(|teu| teu * box_t);
        Some((found.tonnes.or(boxes)?, found))
    }
}
