//! A table of origins and destinations as an OD matrix of one year: the one reading for window and command line.

use super::Session;
use super::opening;
use super::route::LazyNetwork;
use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;
use tumen_core::diag::{Place, Report};
use tumen_core::message;
use tumen_core::message::Message;
use tumen_core::model::Date;
use tumen_core::model::logistics::Cargo;
use tumen_formats::demands::{self, DemandRow};
use tumen_formats::input::ReadError;
use tumen_network::flows::{Flows, Pair};
use tumen_network::quantity::Tonnes;
use tumen_scene::sankey::{self, Sankey};

/// The unit of numbers in the diagram, tonnes.
const MILLION: f64 = 1e6;

/// A table as its file has it, and which year of it is wanted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DemandTable {
    /// The file's name.
    pub name: String,
    /// Comma-separated values, as [`tumen_formats::demands`] reads them.
    pub bytes: Arc<[u8]>,
    /// Only the lines of this year, and those without one.
    pub year: Option<i32>,
    years: Vec<i32>,
}

impl DemandTable {
    /// A table of which no year has been chosen.
    #[must_use]
    pub fn new(name: impl Into<String>, bytes: impl Into<Arc<[u8]>>) -> Self {
        let (name, bytes) = (name.into(), bytes.into());
        let years = years(&demands::read(&name, &bytes, &mut Report::new()));
        Self { name, bytes, year: None, years }
    }

    /// A table from a file, called by the name that is given.
    ///
    /// # Errors
    /// If the file cannot be read, is no ordinary one, or is larger than any table is.
    pub fn read(name: impl Into<String>, path: &Path) -> Result<Self, ReadError> {
        Ok(Self::new(name, opening::bytes(path, opening::TABLE)?))
    }

    /// The table with a year chosen, or none.
    #[must_use]
    pub fn of_year(self, year: Option<i32>) -> Self {
        Self { year, ..self }
    }

    /// The years that its lines state, the first one first.
    #[must_use]
    pub fn years(&self) -> &[i32] {
        &self.years
    }
}

/// A table states several years and none was chosen: their amounts are no amount of any year.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.message())]
pub struct SeveralYears {
    /// The file.
    pub file: String,
    /// The years.
    pub years: Vec<i32>,
}

impl SeveralYears {
    /// What is wrong.
    #[must_use]
    pub fn message(&self) -> Message {
        message!("notice-several-years", file = &self.file, years = list(&self.years))
    }
}

fn list(years: &[i32]) -> String {
    years.iter().map(i32::to_string).collect::<Vec<_>>().join(", ")
}

/// Tonnes a year from origins to destinations.
#[derive(Debug, Clone)]
pub struct Matrix {
    /// The file that it was read from.
    pub name: String,
    /// What is wanted; no pair begins where it ends.
    pub pairs: Vec<Pair>,
    /// The year of the amounts, if the table states one.
    pub year: Option<i32>,
    /// What is wrong with lines of the table; they are left out.
    pub problems: Report,
}

impl Matrix {
    /// Reads a table. Names become places; a line that names none is reported and left out.
    ///
    /// # Errors
    /// If the table states several years and none was chosen.
    pub fn of(table: &DemandTable, network: &LazyNetwork) -> Result<Self, SeveralYears> {
        let mut problems = Report::new();
        let mut rows = demands::read(&table.name, &table.bytes, &mut problems);
        rows.retain(|r| table.year.is_none() || r.year.is_none() || r.year == table.year);
        let years = years(&rows);
        if years.len() > 1 {
            return Err(SeveralYears { file: table.name.clone(), years });
        }
        let mut pairs = Vec::new();
        for row in &rows {
            match pair(row, network) {
                Ok(pair) => pairs.push(pair),
                Err(message) => {
                    let place = Place::file(table.name.clone()).line(row.line);
                    problems.error("bad-row", place, message, message!("notice-demand-left-out"));
                }
            }
        }
        Ok(Self { name: table.name.clone(), pairs, year: years.first().copied(), problems })
    }

    /// The last day of the year that the table states: everything that was opened in it is open.
    #[must_use]
    pub fn as_of(&self) -> Option<Date> {
        self.year.map(|year| Date { year, month: 12, day: 31 })
    }

    /// What to say first, where the amounts are of another year than the network.
    #[must_use]
    pub fn other_year(&self, as_of: Date) -> Option<Message> {
        let year = self.year.filter(|year| *year != as_of.year)?;
        Some(message!("notice-other-year", year = year, as_of = as_of.to_string()))
    }

    /// All that is wanted, tonnes a year.
    #[must_use]
    pub fn tonnes(&self) -> f64 {
        self.pairs.iter().map(|p| p.tonnes.0).sum()
    }

    /// Who sends what by way of whom at a date, in the words of the session's language.
    #[must_use]
    pub fn sankey(&self, flows: &Flows, session: &Session, as_of: Date) -> Sankey {
        let language = session.view().language;
        let word = |key: &'static str| session.words().get(key, language).to_owned();
        let mut steps = Vec::new();
        for chain in &flows.chains {
            let Some(pair) = self.pairs.get(chain.pair) else { continue };
            steps.extend(chain.stops.windows(2).map(|ends| sankey::Flow {
                from: ends[0].clone(),
                to: ends[1].clone(),
                commodity: word(pair.cargo.id()),
                tonnes: chain.tonnes.0,
            }));
        }
        let file = self.name.rsplit(['/', '\\']).next();
        let unit = format!("{} · {}", session.dated_words(as_of), word("million_tonnes"));
        Sankey {
            title: word("flows_title"),
            unit: (unit, MILLION),
            flows: steps,
            notes: vec![file.unwrap_or(&self.name).to_owned()],
        }
    }
}

fn years(rows: &[DemandRow]) -> Vec<i32> {
    rows.iter().filter_map(|r| r.year).collect::<BTreeSet<_>>().into_iter().collect()
}

fn pair(row: &DemandRow, network: &LazyNetwork) -> Result<Pair, Message> {
    let place = |name: &str| network.resolve(name).map_err(|e| e.message().clone());
    let kinds = || Cargo::ALL.map(Cargo::id).join(", ");
    let cargo = Cargo::from_id(&row.cargo.to_lowercase())
        .ok_or_else(|| message!("notice-cargo-unknown", cargo = &row.cargo, known = kinds()))?;
    let (from, to) = (place(&row.from)?, place(&row.to)?);
    if from == to {
        return Err(message!("notice-one-place", from = &row.from, to = &row.to));
    }
    Ok(Pair { from, to, cargo, tonnes: Tonnes(row.tonnes) })
}
