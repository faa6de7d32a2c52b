//! What moves along corridors in a year: a flow ties a corridor to the series that state the amounts.
//!
//! A flow holds no number of its own. The answer for a year is what a row states for it, or that nothing
//! moved, or that there is no figure; these two are kept apart, nothing is summed and nothing is filled
//! in between.

use super::{Corridor, Document, END_OF_TIME, Event, Id, Period, Status, Told};

/// What carries the cargo or energy, which decides its sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Deserialize, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Carrier {
    /// Trains.
    Train,
    /// Ships.
    Ship,
    /// Gas in a pipe.
    Gas,
    /// Electric current.
    Current,
    /// Trucks.
    Truck,
}

impl Carrier {
    /// All carriers, in the order of the legend.
    pub const ALL: [Self; 5] = [Self::Train, Self::Ship, Self::Gas, Self::Current, Self::Truck];

    /// The word for files.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Train => "train",
            Self::Ship => "ship",
            Self::Gas => "gas",
            Self::Current => "current",
            Self::Truck => "truck",
        }
    }
}

/// Which way a flow runs along the points of its corridor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Deserialize, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Direction {
    /// From the first point to the last.
    #[default]
    Forward,
    /// From the last point to the first.
    Backward,
    /// Both ways: the figures do not tell the directions apart.
    Both,
}

/// A record of `data/flows.toml`.
#[derive(Debug, Clone, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Flow {
    /// The corridor it moves along.
    pub corridor: Id,
    /// What carries it.
    pub carrier: Carrier,
    /// Series of amounts, the one that is drawn first; the others are named beside it.
    #[serde(default)]
    pub series: Vec<Id>,
    /// Figures of amounts that stand in no series, after the series.
    #[serde(default)]
    pub figures: Vec<Id>,
    /// Series of what could move in a year.
    #[serde(default)]
    pub capacity: Vec<Id>,
    /// Unit of the amounts, `t` or `bcm`.
    pub unit: String,
    /// Which way.
    #[serde(default)]
    pub direction: Direction,
    /// The line did not exist before it first operated, so that nothing moved on it until then.
    #[serde(default)]
    pub new_line: bool,
    /// What to know about it.
    #[serde(default)]
    pub note: String,
}

/// An amount as a record states it.
#[derive(Debug, Clone, PartialEq)]
pub struct Amount<'a> {
    /// The amount, in the unit of the flow.
    pub value: f64,
    /// What date or span it is for.
    pub period: &'a Period,
    /// Whether it stands for the whole year; otherwise it is for a part of it only.
    pub whole_year: bool,
    /// The series or figure that states it.
    pub record: &'a Id,
    /// Who says so.
    pub source: &'a Id,
}

/// What moved in a year.
#[derive(Debug, Clone, PartialEq)]
pub enum Moved<'a> {
    /// So much.
    Amount(Amount<'a>),
    /// Nothing.
    Nothing(Nothing<'a>),
    /// Nobody says; neither nothing nor something is claimed.
    NoFigure,
}

/// Why it is known that nothing moved.
#[derive(Debug, Clone, PartialEq)]
pub enum Nothing<'a> {
    /// A record states zero.
    Stated(Amount<'a>),
    /// The line did not exist yet: it first operated with this event.
    Before(&'a Event),
    /// The line does not exist: it has never operated and this is its status.
    NeverBuilt(Status),
}

/// A flow in a year.
#[derive(Debug, Clone, PartialEq)]
pub struct FlowAt<'a> {
    /// What is drawn.
    pub moved: Moved<'a>,
    /// What other records say for the same year, in the order of the flow's record.
    pub others: Vec<Amount<'a>>,
    /// The capacity as last stated by the end of the year.
    pub capacity: Option<Amount<'a>>,
}

impl FlowAt<'_> {
    /// The amount that moved, in the unit of the flow; `None` if nothing did or nobody says.
    #[must_use]
    pub fn amount(&self) -> Option<f64> {
        match &self.moved {
            Moved::Amount(amount) => Some(amount.value),
            _ => None,
        }
    }
}

impl Document {
    /// The flow along a corridor, if one is tied to it.
    #[must_use]
    pub fn flow(&self, corridor: &str) -> Option<&Flow> {
        self.flows.iter().find(|f| &*f.corridor == corridor)
    }

    /// What moved in a year, by the first record that states it for the whole year; failing that by the
    /// first that states it for the longest part of the year.
    #[must_use]
    pub fn flow_in(&self, flow: &Flow, year: i32) -> FlowAt<'_> {
        let mut stated = self.amounts(flow, year);
        let capacity = self.capacity(flow, year);
        let days = |a: &Amount<'_>| a.period.last.decimal_year() - a.period.first.decimal_year();
        let whole = stated.iter().position(|a| a.whole_year);
        let longest = || {
            let longest = stated.iter().map(days).fold(0.0, f64::max);
            stated.iter().position(|a| days(a) >= longest)
        };
        let moved = match whole.or_else(longest).map(|i| stated.remove(i)) {
            Some(amount) if amount.value > 0.0 => Moved::Amount(amount),
            Some(amount) if amount.whole_year => Moved::Nothing(Nothing::Stated(amount)),
            _ => self.nothing(flow, year).map_or(Moved::NoFigure, Moved::Nothing),
        };
        FlowAt { moved, others: stated, capacity }
    }

    /// Everything the flow's records state for days of that year alone.
    fn amounts(&self, flow: &Flow, year: i32) -> Vec<Amount<'_>> {
        let within = |p: &Period| p.first.year == year && p.last.year == year;
        let mut all = Vec::new();
        for series in flow.series.iter().filter_map(|id| self.series(id)) {
            let rows = series.rows.iter().filter(|r| within(&r.date));
            all.extend(rows.filter_map(|row| {
                let value = row.value * factor(&row.unit, &flow.unit)?;
                let whole_year = row.period == "year";
                Some(Amount { value, period: &row.date, whole_year, record: &series.id, source: &row.source })
            }));
        }
        for figure in flow.figures.iter().filter_map(|id| self.figures.iter().find(|f| f.id == *id)) {
            let Some(period) = figure.date.as_ref().filter(|p| within(p)) else { continue };
            let value = figure.value.parse::<f64>().ok().zip(factor(&figure.unit, &flow.unit));
            all.extend(value.map(|(value, factor)| Amount {
                value: value * factor,
                period,
                whole_year: false,
                record: &figure.id,
                source: &figure.source,
            }));
        }
        all
    }

    /// The capacity as the last row before the end of the year states it; of several for the same
    /// date the first.
    fn capacity(&self, flow: &Flow, year: i32) -> Option<Amount<'_>> {
        let series = flow.capacity.iter().filter_map(|id| self.series(id));
        let rows = series.flat_map(|s| s.rows.iter().map(move |r| (s, r)));
        let mut last: Option<Amount<'_>> = None;
        for (series, row) in rows.filter(|(_, r)| r.date.first.year <= year) {
            let Some(factor) = factor(&row.unit, &flow.unit) else { continue };
            if last.as_ref().is_none_or(|l| l.period.first < row.date.first) {
                let (value, period) = (row.value * factor, &row.date);
                let (record, source) = (&series.id, &row.source);
                last = Some(Amount { value, period, whole_year: true, record, source });
            }
        }
        last
    }

    /// Whether the line did not exist yet in that year.
    fn nothing(&self, flow: &Flow, year: i32) -> Option<Nothing<'_>> {
        let corridor = self.corridor(&flow.corridor).filter(|_| flow.new_line)?;
        let own = self.events_of(&corridor.id).any(|e| e.status.is_some());
        let target = if own { &corridor.id } else { &corridor.project };
        let mut opened = self.events_of(target).filter(|e| e.status == Some(Status::Operating));
        match opened.next() {
            Some(first) => (year < first.date.first.year).then_some(Nothing::Before(first)),
            None => self
                .never_built(corridor)
                .filter(|(_, until)| year <= *until)
                .map(|(s, _)| Nothing::NeverBuilt(s)),
        }
    }

    /// The status of a corridor that has never operated, and the year up to which that is vouched for.
    fn never_built(&self, corridor: &Corridor) -> Option<(Status, i32)> {
        let Told::Run(run) = self.told(&corridor.id, END_OF_TIME)? else { return None };
        let unbuilt = run.status.is_before_use() || matches!(run.status, Status::Shelved | Status::Cancelled);
        unbuilt.then_some((run.status, run.newest.date.last.year))
    }
}

/// By what a value in a unit is multiplied to be in another: `Mt/yr` is 1,000,000 `t`. `None` for units
/// of different things.
#[must_use]
pub fn factor(from: &str, to: &str) -> Option<f64> {
    let bare = |u: &str| u.strip_suffix("/yr").unwrap_or(u).to_owned();
    match (&*bare(from), &*bare(to)) {
        (a, b) if a == b => Some(1.0),
        ("Mt", "t") => Some(1e6),
        _ => None,
    }
}
