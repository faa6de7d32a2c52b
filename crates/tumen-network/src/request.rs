//! What is asked of the network and what it answers: values without behavior, for the window, the
//! command line and reports alike.

use super::quantity::{Days, Kilometers, Tonnes, TonnesCo2, Usd};
use std::collections::BTreeMap;
use std::ops::Add;
use tumen_core::geo::LonLat;
use tumen_core::message;
use tumen_core::message::Message;
use tumen_core::model::corridor::Mode;
use tumen_core::model::date::BadAsked;
use tumen_core::model::logistics::Cargo;
use tumen_core::model::{Date, Id, Names};

/// What a route is chosen by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Objective {
    /// Least cost.
    Cost,
    /// Least time.
    Time,
    /// Least length.
    Distance,
    /// Least emissions.
    Co2,
}

impl Objective {
    /// Every objective, as lists show them.
    pub const ALL: [Self; 4] = [Self::Cost, Self::Time, Self::Distance, Self::Co2];

    /// The word for files and the command line.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Cost => "cost",
            Self::Time => "time",
            Self::Distance => "km",
            Self::Co2 => "co2",
        }
    }

    /// The objective of a word.
    #[must_use]
    pub fn from_id(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|o| o.id() == text)
    }
}

/// A question to the network. Names are ids: of places, terminals, corridors, projects, links, crossings.
#[derive(Debug, Clone, PartialEq)]
pub struct Request {
    /// Place where the cargo is.
    pub from: Id,
    /// Place where it is wanted.
    pub to: Id,
    /// Places to pass, in order.
    pub via: Vec<Id>,
    /// Places, corridors, projects, links, crossings or countries (ISO 3166 alpha-2) to keep away from.
    pub avoid: Vec<Id>,
    /// What it is.
    pub cargo: Cargo,
    /// How much.
    pub tonnes: Tonnes,
    /// What the first variant is best by.
    pub objective: Objective,
    /// Date of statuses, gauges and capacities.
    pub as_of: Date,
    /// Projects, corridors, segments (`corridor:from>to`), links or crossings taken as open, whatever
    /// their status.
    pub with: Vec<Id>,
    /// The same taken as closed.
    pub closed: Vec<Id>,
    /// Modes that may be used; all if none are named.
    pub modes: Vec<Mode>,
    /// How many variants are wanted beside the best of each objective.
    pub alternatives: usize,
    /// Parameters with another value than the shipped one, by id.
    pub assumptions: BTreeMap<String, f64>,
    /// Chapter of the Harmonized System, where the kind of cargo does not say it; sanctions ask for it.
    pub chapter: Option<u8>,
}

impl Request {
    /// The usual question: the cheapest ways for a thousand tonnes.
    #[must_use]
    pub fn new(from: impl Into<Id>, to: impl Into<Id>, as_of: Date) -> Self {
        Self {
            from: from.into(),
            to: to.into(),
            via: Vec::new(),
            avoid: Vec::new(),
            cargo: Cargo::General,
            tonnes: Tonnes(1000.0),
            objective: Objective::Cost,
            as_of,
            with: Vec::new(),
            closed: Vec::new(),
            modes: Vec::new(),
            alternatives: 5,
            assumptions: BTreeMap::new(),
            chapter: None,
        }
    }
}

/// What a leg or a variant amounts to.
#[derive(Debug, Clone, Copy, PartialEq, Default, serde::Serialize)]
pub struct Totals {
    /// Length.
    pub km: Kilometers,
    /// Time from loading to unloading.
    pub days: Days,
    /// Cost of the whole consignment.
    pub usd: Usd,
    /// Emissions of the whole consignment, well to wheel.
    pub co2: TonnesCo2,
    /// The part of them that making and bringing fuel or current takes, well to tank; 0 for percentiles.
    pub wtt: TonnesCo2,
}

impl Totals {
    /// The amount that an objective looks at, in its own unit.
    #[must_use]
    pub fn by(&self, objective: Objective) -> f64 {
        match objective {
            Objective::Cost => self.usd.0,
            Objective::Time => self.days.0,
            Objective::Distance => self.km.0,
            Objective::Co2 => self.co2.0,
        }
    }
}

impl Add for Totals {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            km: self.km + other.km,
            days: self.days + other.days,
            usd: self.usd + other.usd,
            co2: self.co2 + other.co2,
            wtt: self.wtt + other.wtt,
        }
    }
}

impl std::iter::Sum for Totals {
    fn sum<I: Iterator<Item = Self>>(all: I) -> Self {
        all.fold(Self::default(), Add::add)
    }
}

/// Totals with the range that the parameters' ranges give: every parameter at its most, or least,
/// favorable end at once.
#[derive(Debug, Clone, Copy, PartialEq, Default, serde::Serialize)]
pub struct Range {
    /// With the values used.
    pub value: Totals,
    /// With every parameter at its most favorable end.
    pub low: Totals,
    /// With every parameter at its least favorable end.
    pub high: Totals,
}

impl Add for Range {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self { value: self.value + other.value, low: self.low + other.low, high: self.high + other.high }
    }
}

impl std::iter::Sum for Range {
    fn sum<I: Iterator<Item = Self>>(all: I) -> Self {
        all.fold(Self::default(), Add::add)
    }
}

/// What happens on a leg.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum LegKind {
    /// The cargo moves.
    Haul,
    /// It is loaded, unloaded, or goes from one vehicle to another on land.
    Transfer,
    /// It waits at a border: customs, inspection, change of engine and crew.
    Border,
    /// It goes from one gauge to another.
    GaugeChange,
    /// It goes from land to ship or back.
    Port,
}

impl LegKind {
    /// The word for files and the command line.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Haul => "haul",
            Self::Transfer => "transfer",
            Self::Border => "border",
            Self::GaugeChange => "gauge-change",
            Self::Port => "port",
        }
    }
}

/// How the length of a leg is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum LengthBasis {
    /// All of it published or counted by tariffs.
    Published,
    /// Partly.
    Mixed,
    /// Measured on the map and multiplied by the parameter `ratio.rail-length`.
    #[default]
    Drawn,
}

impl LengthBasis {
    /// The word for files and the command line.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Published => "published",
            Self::Mixed => "mixed",
            Self::Drawn => "drawn",
        }
    }
}

/// A point of the network that a leg begins or ends at.
#[derive(Debug, Clone, PartialEq)]
pub struct Stop {
    /// Id of a place or terminal; empty for an unnamed point of a line.
    pub id: Id,
    /// Names.
    pub names: Names,
    /// Where.
    pub position: LonLat,
    /// ISO 3166 alpha-2; empty if it is not known.
    pub country: String,
}

/// One step of a variant.
#[derive(Debug, Clone, PartialEq)]
pub struct Leg {
    /// What happens.
    pub kind: LegKind,
    /// The vehicle; that of the haul before for a border, that of the haul after for a transfer.
    pub mode: Mode,
    /// Where it begins.
    pub from: Stop,
    /// Where it ends; the same as `from` unless it is a haul.
    pub to: Stop,
    /// The corridor of the document it mostly follows.
    pub corridor: Option<Id>,
    /// The names of that corridor.
    pub along: Names,
    /// The links it uses, as indices into the network's links.
    pub links: Vec<u32>,
    /// Its amounts.
    pub range: Range,
    /// Length as drawn on the map.
    pub drawn: Kilometers,
    /// How its length is known.
    pub basis: LengthBasis,
    /// Length, kilometers, of what nothing dated tells to be open at the date; `None` if all of it is known to
    /// be.
    pub undated: Option<Kilometers>,
    /// Track gauge, millimeters; the new one after a change.
    pub gauge: Option<u32>,
    /// The most it carries a year, where a source says so.
    pub capacity: Option<Capacity>,
    /// The line to draw; a single point unless it is a haul.
    pub line: Vec<LonLat>,
    /// Ids of the parameters that its amounts rest on.
    pub parameters: Vec<Id>,
}

/// How much a link carries, and who says so.
#[derive(Debug, Clone, PartialEq)]
pub struct Capacity {
    /// Tonnes a year.
    pub tonnes: Tonnes,
    /// What carries no more: name of a link, crossing or port.
    pub what: Message,
    /// Source.
    pub source: Id,
}

/// Why a variant is in the answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Merit {
    /// Nothing is better by this objective.
    Best(Objective),
    /// Nothing is better in everything.
    Pareto,
    /// The best that goes a really different way.
    Alternative,
    /// The best without ship and lorry.
    RailAlone,
    /// A corridor that exists as a service, by name.
    Service,
    /// A corridor with a name that uses what the request has switched on and that does not run today.
    Wished,
}

/// A parameter with the part it has in the uncertainty of a total.
#[derive(Debug, Clone, PartialEq)]
pub struct Driver {
    /// Id of the parameter.
    pub name: Id,
    /// Share of the variance, 0 to 1.
    pub share: f64,
}

/// Totals as drawn from the ranges of the parameters: percentiles of each total for itself.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Spread {
    /// 5th percentile.
    pub p5: Totals,
    /// 50th percentile.
    pub p50: Totals,
    /// 95th percentile.
    pub p95: Totals,
    /// The parameters that matter most to the wanted objective, the first most.
    pub drivers: Vec<Driver>,
}

/// A parameter as a variant used it.
#[derive(Debug, Clone, PartialEq)]
pub struct Assumption {
    /// Id of the parameter.
    pub id: Id,
    /// Value used.
    pub value: f64,
    /// The shipped value, where another one was used.
    pub shipped: Option<f64>,
    /// Lowest plausible value.
    pub low: f64,
    /// Highest plausible value.
    pub high: f64,
    /// Unit as written.
    pub unit: &'static str,
    /// Source id, or `assumption`.
    pub source: Id,
    /// The year whose prices it is in, if it is a price.
    pub year: Option<u16>,
    /// The currency of its source, where it is not the dollar.
    pub currency: String,
    /// What it rests on.
    pub note: String,
}

/// One way from A to B.
#[derive(Debug, Clone, PartialEq)]
pub struct Variant {
    /// 1 is the best by the objective asked for.
    pub rank: usize,
    /// Why it is listed.
    pub merits: Vec<Merit>,
    /// Its steps in order.
    pub legs: Vec<Leg>,
    /// Sums over the legs.
    pub range: Range,
    /// The leg that carries least a year, where any capacity is known.
    pub bottleneck: Option<Capacity>,
    /// Parameters used, each once.
    pub assumptions: Vec<Assumption>,
    /// The named service that it uses, if any.
    pub service: Option<Names>,
    /// How far the totals can be trusted; 0 everywhere for a closed variant, which is not drawn.
    pub spread: Spread,
    /// The part of the cost, 0 to 1, that rests on assumptions: on prices that nobody published, or on lines of
    /// which nothing tells that they were open.
    pub assumed_share: f64,
    /// Variants of one number cannot be told apart by the wanted objective; 0 for a closed variant.
    pub equal_group: usize,
}

/// Why something is not used, in parts, so that what is closed for one reason can be told together.
#[derive(Debug, Clone, PartialEq)]
pub enum Reason {
    /// Something is in some state.
    Is {
        /// What it is said of.
        what: Message,
        /// The state, and why.
        why: Message,
    },
    /// A sentence that is said of one thing only.
    Of(Message),
}

impl Reason {
    /// The whole sentence.
    #[must_use]
    pub fn message(&self) -> Message {
        match self {
            Self::Is { what, why } => message!("route-is", what = what, why = why),
            Self::Of(sentence) => sentence.clone(),
        }
    }
}

impl std::fmt::Display for Reason {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.message().fmt(f)
    }
}

/// A link that would matter but is not used.
#[derive(Debug, Clone, PartialEq)]
pub struct WhyNot {
    /// Id of the corridor, segment, link, crossing or terminal.
    pub link: Id,
    /// What its state is, since when, who says so.
    pub reason: Reason,
    /// The source of the event that closed it.
    pub source: Option<Id>,
}

/// A variant that would exist if what closes it were open.
#[derive(Debug, Clone, PartialEq)]
pub struct ClosedVariant {
    /// The way.
    pub variant: Variant,
    /// What stands in it.
    pub closed: Vec<WhyNot>,
}

/// What the network answers.
#[derive(Debug, Clone, PartialEq)]
pub struct Answer {
    /// Open variants, the best first.
    pub variants: Vec<Variant>,
    /// Variants that closed links would allow, as far as they would be worth listing.
    pub closed_variants: Vec<ClosedVariant>,
    /// What was closed on the ways that would have been considered.
    pub why_not: Vec<WhyNot>,
}

/// Why there is no answer. Each is a sentence for a person.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum RouteError {
    /// A name that is no place of the network.
    #[error("{0}")]
    Unknown(Message),
    /// Both ends are one place.
    #[error("{0}")]
    SamePlace(Message),
    /// No way through.
    #[error("{0}")]
    NoConnection(Message),
    /// Every way carries less than is asked for.
    #[error("{0}")]
    OverCapacity(Message),
    /// A date that routes are not told for.
    #[error("{0}")]
    BadDate(Message),
    /// Not an amount.
    #[error("{0}")]
    BadAmount(Message),
    /// A parameter that nothing can be computed with.
    #[error("{0}")]
    BadAssumption(Message),
}

impl RouteError {
    /// The sentence.
    #[must_use]
    pub fn message(&self) -> &Message {
        match self {
            Self::Unknown(message)
            | Self::SamePlace(message)
            | Self::NoConnection(message)
            | Self::OverCapacity(message)
            | Self::BadDate(message)
            | Self::BadAmount(message)
            | Self::BadAssumption(message) => message,
        }
    }
}

impl From<BadAsked> for RouteError {
    fn from(bad: BadAsked) -> Self {
        Self::BadDate(match bad {
            BadAsked::Text(text) => message!("route-no-date", text = text),
            BadAsked::Range { text, first, last } => message!(
                "route-date-outside",
                text = text,
                first = first.to_string(),
                last = last.to_string()
            ),
        })
    }
}
