//! What the logistics network is made of beside the corridors: parameters with their ranges, terminals,
//! links, gauges, border crossings and published distances, as `data/network/` states them.

mod rates;
mod reference;
mod terminal;

use super::corridor::Mode;
use super::date::{self, Date, Period};
use super::{Confidence, Id, Names};
use crate::geo::LonLat;

pub use rates::{Ice, Rate, SeaDistance, Section, Stated, at as stated_at};
pub use reference::{Benchmark, FortyFoot, Locodes, SanctionRule, Service, Spellings, Verdict};
pub use terminal::{Terminal, Throughput};

/// The source of a value that nobody published: the program's own assumption, open to change.
pub const ASSUMPTION: &str = "assumption";

/// What is carried.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Cargo {
    /// Coal and other dry bulk in open wagons.
    Coal,
    /// Containers.
    Container,
    /// Oil products in tank wagons and tankers.
    Oil,
    /// Grain.
    Grain,
    /// Anything else, in covered wagons or as break bulk.
    General,
}

impl Cargo {
    /// Every kind, as lists show them.
    pub const ALL: [Self; 5] = [Self::Coal, Self::Container, Self::Oil, Self::Grain, Self::General];

    /// The word for files and the command line.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Coal => "coal",
            Self::Container => "container",
            Self::Oil => "oil",
            Self::Grain => "grain",
            Self::General => "general",
        }
    }

    /// The key of its name in the messages.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Coal => "cargo-coal",
            Self::Container => "cargo-container",
            Self::Oil => "cargo-oil",
            Self::Grain => "cargo-grain",
            Self::General => "cargo-general",
        }
    }

    /// The kind of a word.
    #[must_use]
    pub fn from_id(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|c| c.id() == text)
    }
}

/// The unit of a parameter; a parameter read in another unit than its use asks for is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
pub enum Unit {
    /// Kilometers a day, stops along the line included.
    #[serde(rename = "km/day")]
    KmPerDay,
    /// United States dollars per tonne-kilometer.
    #[serde(rename = "USD/tkm")]
    UsdPerTonneKm,
    /// United States dollars per TEU-kilometer.
    #[serde(rename = "USD/TEU-km")]
    UsdPerTeuKm,
    /// United States dollars per tonne.
    #[serde(rename = "USD/t")]
    UsdPerTonne,
    /// United States dollars per TEU.
    #[serde(rename = "USD/TEU")]
    UsdPerTeu,
    /// Days.
    #[serde(rename = "days")]
    Days,
    /// Grams of CO₂ equivalent per tonne-kilometer.
    #[serde(rename = "g/tkm")]
    GramsPerTonneKm,
    /// Tonnes of cargo per TEU.
    #[serde(rename = "t/TEU")]
    TonnesPerTeu,
    /// A plain factor.
    #[serde(rename = "ratio")]
    Ratio,
}

impl Unit {
    /// The unit as written.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::KmPerDay => "km/day",
            Self::UsdPerTonneKm => "USD/tkm",
            Self::UsdPerTeuKm => "USD/TEU-km",
            Self::UsdPerTonne => "USD/t",
            Self::UsdPerTeu => "USD/TEU",
            Self::Days => "days",
            Self::GramsPerTonneKm => "g/tkm",
            Self::TonnesPerTeu => "t/TEU",
            Self::Ratio => "ratio",
        }
    }
}

/// A number of the cost model with its range.
#[derive(Debug, Clone, PartialEq, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Parameter {
    /// `quantity.mode.cargo[.country]`, as the head of `data/network/parameters.toml` explains.
    pub id: Id,
    /// The value used.
    pub value: f64,
    /// Its unit.
    pub unit: Unit,
    /// Lowest plausible value.
    pub low: f64,
    /// Highest plausible value.
    pub high: f64,
    /// A source of `data/sources.csv`, or [`ASSUMPTION`].
    pub source: Id,
    /// The year whose prices it is in, if it is a price.
    pub year: Option<u16>,
    /// The currency in which its source states it, and the rate it was turned into dollars by; dollars if none.
    #[serde(default)]
    pub currency: String,
    /// What it rests on.
    #[serde(default)]
    pub note: String,
}

/// The price year of what states none: assumptions are in prices of this year.
const PRICE_YEAR: u16 = 2025;

impl Logistics {
    /// Whether a parameter has this id, or a crossing states its own time or cost under it.
    #[must_use]
    pub fn is_assumable(&self, id: &str) -> bool {
        let of_crossing = |c: &Crossing| {
            c.days.is_some() && *id == format!("days.border.{}", c.id)
                || c.usd_per_tonne.is_some() && *id == format!("usd.border.{}", c.id)
        };
        let is_rate = self.rates.iter().any(|r| &*r.id == id);
        is_rate || self.parameter(id).is_some() || self.crossings.iter().any(of_crossing)
    }

    /// The year whose prices assumed costs are in, and the latest that published ones are in.
    #[must_use]
    pub fn price_year(&self) -> u16 {
        self.parameters.iter().filter_map(|p| p.year).max().unwrap_or(PRICE_YEAR)
    }
}

impl Parameter {
    /// The units that its quantity may have; none if the id begins with no known quantity.
    #[must_use]
    pub fn units(&self) -> &'static [Unit] {
        match self.id.split('.').next().unwrap_or_default() {
            "speed" => &[Unit::KmPerDay],
            "tariff" => &[Unit::UsdPerTonneKm, Unit::UsdPerTeuKm],
            "co2" => &[Unit::GramsPerTonneKm],
            "usd" => &[Unit::UsdPerTonne, Unit::UsdPerTeu],
            "days" => &[Unit::Days],
            "load" => &[Unit::TonnesPerTeu],
            "ratio" => &[Unit::Ratio],
            _ => &[],
        }
    }
}

/// A span without traffic.
#[derive(Debug, Clone, PartialEq, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Shut {
    /// When traffic stopped.
    pub from: Period,
    /// When it began again; it has not if none is given.
    #[serde(default, deserialize_with = "date::optional")]
    pub to: Option<Period>,
    /// What happened.
    pub text: String,
    /// Who says so.
    pub source: Id,
}

/// What the record of a link says of its being open.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Validity {
    /// Open from this date, and not before.
    pub opened: Option<Period>,
    /// Seen in use at this date; what was before is not known.
    pub in_use: Option<Period>,
    /// Closed from this date.
    pub closed: Option<Period>,
    /// Spans without traffic.
    pub shut: Vec<Shut>,
    /// Who says so.
    pub source: Option<Id>,
}

/// What is known of a link at a date by its record.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Standing<'a> {
    /// It is open.
    Open,
    /// It opens later.
    NotYet(&'a Period),
    /// It is closed since then.
    Ended(&'a Period),
    /// It is shut for a time.
    Shut(&'a Shut),
    /// Nothing is known at that date.
    Unknown,
}

impl Validity {
    /// What is known at a date.
    #[must_use]
    pub fn at(&self, date: Date) -> Standing<'_> {
        let begun = |p: &&Period| p.first <= date;
        let lasts = |s: &&Shut| s.from.first <= date && s.to.as_ref().is_none_or(|to| date < to.first);
        if let Some(closed) = self.closed.as_ref().filter(begun) {
            return Standing::Ended(closed);
        }
        if let Some(shut) = self.shut.iter().find(lasts) {
            return Standing::Shut(shut);
        }
        match (&self.opened, &self.in_use) {
            (Some(opened), _) if opened.first > date => Standing::NotYet(opened),
            (Some(_), _) => Standing::Open,
            (None, Some(seen)) if seen.first <= date => Standing::Open,
            (None, _) => Standing::Unknown,
        }
    }
}

/// A railway of the base map that no corridor names: when it was in use, one statement for a line.
#[derive(Debug, Clone, PartialEq, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Line {
    /// Stable id.
    pub id: Id,
    /// Names.
    pub names: Names,
    /// Where it runs: the shortest way over the railways of the base map through these.
    pub stretch: Vec<Point>,
    /// Open from this date, and not before.
    #[serde(default, deserialize_with = "date::optional")]
    pub opened: Option<Period>,
    /// Seen in use at this date; what was before is not known.
    #[serde(default, deserialize_with = "date::optional")]
    pub in_use: Option<Period>,
    /// Spans without traffic.
    #[serde(default)]
    pub shut: Vec<Shut>,
    /// Who says so.
    pub source: Id,
    /// How sure it is.
    #[serde(default)]
    pub confidence: Confidence,
    /// What to know about it.
    #[serde(default)]
    pub note: String,
}

/// A point of a line: a place or terminal by its id, or a position.
#[derive(Debug, Clone, PartialEq, serde::Deserialize)]
#[serde(untagged)]
pub enum Point {
    /// Place or terminal.
    Named(Id),
    /// `[lon, lat]`.
    At(LonLat),
}

impl Line {
    /// When it is open.
    #[must_use]
    pub fn validity(&self) -> Validity {
        let (opened, in_use, shut) = (self.opened.clone(), self.in_use.clone(), self.shut.clone());
        Validity { opened, in_use, closed: None, shut, source: Some(self.source.clone()) }
    }
}

impl Link {
    /// When it is open by its own record.
    #[must_use]
    pub fn validity(&self) -> Validity {
        let (opened, in_use, closed) = (self.opened.clone(), self.in_use.clone(), self.closed.clone());
        Validity { opened, in_use, closed, shut: self.shut.clone(), source: self.sources.first().cloned() }
    }
}

impl Crossing {
    /// When it is open by its own record.
    #[must_use]
    pub fn validity(&self) -> Validity {
        let (opened, in_use, shut) = (self.opened.clone(), self.in_use.clone(), self.shut.clone());
        Validity { opened, in_use, closed: None, shut, source: self.sources.first().cloned() }
    }
}

/// A link that is not a railway of the base map: a sea leg, a ferry, a road, a line beyond the map.
#[derive(Debug, Clone, PartialEq, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Link {
    /// Stable id.
    pub id: Id,
    /// How things move on it.
    pub mode: Mode,
    /// Names; made from its ends if none are given.
    #[serde(default)]
    pub names: Names,
    /// Place or terminal where it begins.
    pub from: Id,
    /// Place or terminal where it ends.
    pub to: Id,
    /// Shape points between its ends, `[lon, lat]`.
    #[serde(default)]
    pub via: Vec<LonLat>,
    /// Length, kilometers, if somebody states it; else as drawn.
    pub km: Option<f64>,
    /// Who states the length.
    pub km_source: Option<Id>,
    /// Gauges, millimeters; railways only.
    #[serde(default)]
    pub gauges: Vec<u32>,
    /// Cargo kinds it takes; all if none are named.
    #[serde(default)]
    pub cargoes: Vec<Cargo>,
    /// The project, corridor or segment whose status decides whether it is open.
    pub status_of: Option<Id>,
    /// Open from this date, and not before.
    #[serde(default, deserialize_with = "date::optional")]
    pub opened: Option<Period>,
    /// Seen in use at this date; what was before is not known.
    #[serde(default, deserialize_with = "date::optional")]
    pub in_use: Option<Period>,
    /// Closed from this date.
    #[serde(default, deserialize_with = "date::optional")]
    pub closed: Option<Period>,
    /// Spans without traffic.
    #[serde(default)]
    pub shut: Vec<Shut>,
    /// Off unless a request switches it on.
    #[serde(default)]
    pub proposed: bool,
    /// Places whose own cargo it is there for, where its owner takes no other; any cargo if left out.
    #[serde(default)]
    pub only_for: Vec<Id>,
    /// The most it carries a year, tonnes.
    pub capacity_t: Option<f64>,
    /// The border crossing on it, where it leads from one country to another by road.
    pub crossing: Option<Id>,
    /// Sea only: wagons or lorries go aboard with their cargo, which is not handled in the port.
    pub ferry: Option<Mode>,
    /// Sources, or [`ASSUMPTION`].
    #[serde(default)]
    pub sources: Vec<Id>,
    /// What to know about it.
    #[serde(default)]
    pub note: String,
}

/// The track gauge of a country's lines, of an island's, or of a stretch between two stations.
#[derive(Debug, Clone, PartialEq, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GaugeRule {
    /// ISO 3166 alpha-2: all its lines.
    pub country: Option<String>,
    /// A place: all lines connected with it inside its country.
    pub place: Option<Id>,
    /// A stretch: the railway between two stations.
    pub stretch: Option<[Id; 2]>,
    /// Gauges, millimeters; two on dual-gauge track.
    pub gauges: Vec<u32>,
    /// Holds from this date; from ever if none is given.
    #[serde(default, deserialize_with = "date::optional")]
    pub from: Option<Period>,
    /// Source.
    pub source: Id,
    /// What to know about it.
    #[serde(default)]
    pub note: String,
}

/// A crossing of a border, by rail unless it says otherwise.
#[derive(Debug, Clone, PartialEq, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Crossing {
    /// Stable id.
    pub id: Id,
    /// Names.
    pub names: Names,
    /// Where the line is cut in two, `[lon, lat]`; several for parallel tracks, the first is the one used.
    pub at: Vec<LonLat>,
    /// Place id of the border station on either side.
    pub stations: [Id; 2],
    /// The project, corridor or segment whose status decides whether it is open.
    pub status_of: Option<Id>,
    /// Open from this date, and not before.
    #[serde(default, deserialize_with = "date::optional")]
    pub opened: Option<Period>,
    /// Seen in use at this date; what was before is not known.
    #[serde(default, deserialize_with = "date::optional")]
    pub in_use: Option<Period>,
    /// Spans without traffic.
    #[serde(default)]
    pub shut: Vec<Shut>,
    /// By road: then the link that names it is cut at the point nearest to `at`.
    #[serde(default)]
    pub road: bool,
    /// Inside a customs union or single market: no customs.
    #[serde(default)]
    pub union: bool,
    /// Used by the map's trains but not by cargo of this network.
    #[serde(default)]
    pub barred: bool,
    /// Crossing time, days, where it differs from the parameter `days.border`.
    pub days: Option<[f64; 3]>,
    /// Extra cost, USD per tonne, where it differs from the parameter `usd.border`: value, low, high.
    pub usd_per_tonne: Option<[f64; 3]>,
    /// The cargo kinds that the extra cost is stated for; all if none are named.
    #[serde(default)]
    pub usd_cargoes: Vec<Cargo>,
    /// Who states time or cost.
    pub value_source: Option<Id>,
    /// The most it carries a year, tonnes.
    pub capacity_t: Option<f64>,
    /// Sources.
    #[serde(default)]
    pub sources: Vec<Id>,
    /// What to know about it.
    #[serde(default)]
    pub note: String,
}

/// The length of a stretch of railway as published or as tariffs count it.
#[derive(Debug, Clone, PartialEq, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Distance {
    /// Place id where it begins.
    pub from: Id,
    /// Place id where it ends.
    pub to: Id,
    /// Places it passes, where the shortest way is another one.
    #[serde(default)]
    pub via: Vec<Id>,
    /// Kilometers.
    pub km: f64,
    /// Who says so.
    pub source: Id,
    /// Between which points, counted how.
    #[serde(default)]
    pub note: String,
    /// For comparing only; costs are not counted by it.
    #[serde(default)]
    pub check_only: bool,
}

/// How much a stretch of railway carries.
#[derive(Debug, Clone, PartialEq, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Capacity {
    /// The corridor it is said of.
    pub corridor: Id,
    /// Tonnes a year.
    pub tonnes: f64,
    /// Holds from this date.
    #[serde(default, deserialize_with = "date::optional")]
    pub from: Option<Period>,
    /// What it is stated for together with other corridors that name the same: it is there once for all of them.
    pub joint: Option<Id>,
    /// Who says so.
    pub source: Id,
    /// What to know about it.
    #[serde(default)]
    pub note: String,
}

/// A turning point of ships: off a cape, in a strait.
#[derive(Debug, Clone, PartialEq, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Waypoint {
    /// Stable id.
    pub id: Id,
    /// Where, `[lon, lat]`.
    pub at: LonLat,
}

/// Two waypoints or ports joined through water that the base map is too coarse to draw: a canal, a strait.
#[derive(Debug, Clone, PartialEq, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Channel {
    /// Ids of waypoints or ports.
    pub ends: [Id; 2],
}

/// The way from a quay to open water.
#[derive(Debug, Clone, PartialEq, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Approach {
    /// The port, a terminal.
    pub port: Id,
    /// Points from the quay outward, the outermost last; a lane to the port ends there.
    pub via: Vec<LonLat>,
}

/// Open water between a waypoint or port and others, as computed from the land of the base map.
#[derive(Debug, Clone, PartialEq, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Lane {
    /// Waypoint or port.
    pub from: Id,
    /// Waypoints or ports to which a ship can go straight, along the great circle.
    pub to: Vec<Id>,
}

/// Where ships can go: with it the shortest way over water joins any two ports.
#[derive(Debug, Clone, Default)]
pub struct SeaLanes {
    /// Turning points.
    pub waypoints: Vec<Waypoint>,
    /// Canals and narrow straits.
    pub channels: Vec<Channel>,
    /// Ports.
    pub approaches: Vec<Approach>,
    /// What is joined over open water.
    pub lanes: Vec<Lane>,
}

/// All of `data/network/`.
#[derive(Debug, Clone, Default)]
pub struct Logistics {
    /// The cost model.
    pub parameters: Vec<Parameter>,
    /// Terminals and ports.
    pub terminals: Vec<Terminal>,
    /// Sea legs, roads, lines beyond the map.
    pub links: Vec<Link>,
    /// Railways of the base map with their dates.
    pub lines: Vec<Line>,
    /// Track gauges; later ones win.
    pub gauges: Vec<GaugeRule>,
    /// Border crossings by rail.
    pub crossings: Vec<Crossing>,
    /// Published lengths.
    pub distances: Vec<Distance>,
    /// Capacities of corridors.
    pub capacities: Vec<Capacity>,
    /// Where ships can go.
    pub sea: SeaLanes,
    /// Services by name.
    pub services: Vec<Service>,
    /// What resolutions and rules say of cargo on a route.
    pub sanctions: Vec<SanctionRule>,
    /// UN/LOCODE of places and terminals.
    pub locodes: Vec<Locodes>,
    /// Names in letters that are read and not drawn.
    pub spellings: Vec<Spellings>,
    /// Documented routes to measure the model by.
    pub benchmarks: Vec<Benchmark>,
    /// What forty-foot boxes cost, by mode: benchmarks only.
    pub forty_foot: Vec<FortyFoot>,
    /// Published prices of lanes, countries and places.
    pub rates: Vec<Rate>,
    /// What sections can carry.
    pub sections: Vec<Section>,
    /// Published distances by sea to measure the lanes by.
    pub sea_distances: Vec<SeaDistance>,
}

impl Crossing {
    /// The extra cost for a kind of cargo, USD per tonne: value, low, high; none where no source speaks of it.
    #[must_use]
    pub fn extra(&self, cargo: Cargo) -> Option<[f64; 3]> {
        let stated = self.usd_cargoes.is_empty() || self.usd_cargoes.contains(&cargo);
        self.usd_per_tonne.filter(|_| stated)
    }
}

impl Logistics {
    /// The published price of that id.
    #[must_use]
    pub fn rate(&self, id: &str) -> Option<&Rate> {
        self.rates.iter().find(|r| &*r.id == id)
    }

    /// The parameter of that id.
    #[must_use]
    pub fn parameter(&self, id: &str) -> Option<&Parameter> {
        self.parameters.iter().find(|p| &*p.id == id)
    }

    /// Tonnes of cargo in a box, by the shipped parameter.
    #[must_use]
    pub fn box_t(&self) -> f64 {
        self.parameter("load.container").map_or(0.0, |p| p.value)
    }

    /// The capacity of a corridor at a date, tonnes a year.
    #[must_use]
    pub fn capacity(&self, corridor: &str, date: Date) -> Option<&Capacity> {
        let begun = |c: &&Capacity| c.from.as_ref().is_none_or(|from| from.first <= date);
        self.capacities.iter().filter(|c| &*c.corridor == corridor).rfind(begun)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn period(text: &str) -> Option<Period> {
        Some(text.parse().unwrap())
    }

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    #[test]
    fn a_link_is_open_between_its_dates_and_not_known_without_any() {
        let shut = Shut {
            from: "2020-01".parse().unwrap(),
            to: period("2022-01-16"),
            text: String::new(),
            source: "s".into(),
        };
        let validity = Validity { opened: period("1911-11-01"), shut: vec![shut], ..Validity::default() };
        let at = |text: &str| validity.at(day(text));
        assert!(matches!(at("1911-10-31"), Standing::NotYet(_)));
        assert_eq!(at("1911-11-01"), Standing::Open);
        assert!(matches!(at("2020-01-01"), Standing::Shut(_)));
        assert!(matches!(at("2022-01-15"), Standing::Shut(_)));
        assert_eq!(at("2022-01-16"), Standing::Open, "traffic runs on the day it begins again");
        assert_eq!(Validity::default().at(day("2020-01-01")), Standing::Unknown);
    }

    #[test]
    fn what_was_seen_in_use_is_not_known_before() {
        let seen = Validity { in_use: period("1980"), ..Validity::default() };
        assert_eq!(seen.at(day("1979-12-31")), Standing::Unknown);
        assert_eq!(seen.at(day("1980-01-01")), Standing::Open);
        let ended = Validity { in_use: period("1980"), closed: period("1990"), ..Validity::default() };
        assert!(matches!(ended.at(day("1990-01-01")), Standing::Ended(_)));
    }
}
