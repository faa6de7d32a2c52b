//! Places: towns, stations, ports, piers, crossings, bridges.

use super::{Confidence, Id, Names, Period};
use crate::geo::LonLat;

/// What a place is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PlaceKind {
    /// A large town, or a capital of a region.
    City,
    /// A smaller settlement.
    Town,
    /// A railway station.
    Station,
    /// A seaport.
    Port,
    /// A pier or terminal within a port.
    Pier,
    /// A border crossing.
    Crossing,
    /// A bridge.
    Bridge,
    /// A railway junction, or a named turning point of a route.
    Junction,
    /// A gas or oil field, a plant or a substation.
    Field,
    /// A point of a border or demarcation line.
    Boundary,
    /// A turn of a sea route; searched, not drawn.
    Waypoint,
}

impl PlaceKind {
    /// The word for files and screens.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::City => "city",
            Self::Town => "town",
            Self::Station => "station",
            Self::Port => "port",
            Self::Pier => "pier",
            Self::Crossing => "crossing",
            Self::Bridge => "bridge",
            Self::Junction => "junction",
            Self::Field => "field",
            Self::Boundary => "boundary",
            Self::Waypoint => "waypoint",
        }
    }
}

/// A named point.
#[derive(Debug, Clone, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Place {
    /// Stable id.
    pub id: Id,
    /// Names as maps print them.
    pub names: Names,
    /// Other spellings, older names, names of the district; searched, not drawn.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// What it is.
    pub kind: PlaceKind,
    /// ISO 3166 alpha-2; empty at sea.
    #[serde(default)]
    pub country: String,
    /// First-level region.
    #[serde(default)]
    pub admin: String,
    /// Where it is.
    pub position: LonLat,
    /// How the position was found; see the head of `data/places.toml`.
    pub position_method: String,
    /// How far the position may be off, meters.
    pub accuracy_m: f64,
    /// Of the position.
    #[serde(default)]
    pub confidence: Confidence,
    /// 0 capital or metropolis … 5 small halt, 9 end of a structure: what the map labels first.
    pub rank: u8,
    /// Number of a pier in its port, which its sign shows.
    pub pier: Option<u8>,
    /// One of the twelve Far East cities of the founding document.
    #[serde(default)]
    pub far_east_city: bool,
    /// Inhabitants, the best value found; others are figures of `place:ID`.
    pub population: Option<u64>,
    /// When it was counted.
    #[serde(default, deserialize_with = "super::date::optional")]
    pub population_date: Option<Period>,
    /// Who says so.
    pub population_source: Option<Id>,
    /// How sure it is.
    pub population_confidence: Option<Confidence>,
    /// What to know about the number.
    #[serde(default)]
    pub population_note: String,
    /// IANA time zone.
    #[serde(default)]
    pub timezone: String,
    /// What the place is for transport.
    #[serde(default)]
    pub role: String,
    /// Who says so.
    pub role_source: Option<Id>,
    /// How sure it is.
    pub role_confidence: Option<Confidence>,
    /// Sources of the record; at least one.
    #[serde(default)]
    pub sources: Vec<Id>,
    /// What to know about the record.
    #[serde(default)]
    pub note: String,
}
