//! Promises beside what followed. A promise repeats no value: it names the records that hold them.

use super::provenance::Gap;
use super::{Confidence, Document, Event, Figure, Id, Names, Period, Series, SeriesRow};

/// A target and what followed, as references to records: `series:ID@DATE`, `figure:ID`, `event:ID`,
/// `gap:ID`.
#[derive(Debug, Clone, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Promise {
    /// Stable id.
    pub id: Id,
    /// Project or topic.
    pub project: Id,
    /// What was promised, in a few words; the label of the target's record where it is empty.
    #[serde(default)]
    pub names: Names,
    /// The records that state the target.
    #[serde(deserialize_with = "one_or_many::deserialize")]
    pub target: Vec<String>,
    /// The records of what followed; empty if nothing was found.
    #[serde(default)]
    pub outcome: Vec<String>,
    /// When it was said, where the date of the target's record is another one.
    #[serde(default, deserialize_with = "super::date::optional")]
    pub said: Option<Period>,
    /// By when it was to be reached.
    #[serde(default, deserialize_with = "super::date::optional")]
    pub due: Option<Period>,
    /// How the two were put together.
    #[serde(default)]
    pub note: String,
}

/// Reads one text or a list of them.
mod one_or_many {
    use serde::Deserialize as _;

    #[derive(serde::Deserialize)]
    #[serde(untagged)]
    enum Texts {
        One(String),
        Many(Vec<String>),
    }

    pub(super) fn deserialize<'de, D: serde::Deserializer<'de>>(from: D) -> Result<Vec<String>, D::Error> {
        Ok(match Texts::deserialize(from)? {
            Texts::One(text) => vec![text],
            Texts::Many(texts) => texts,
        })
    }
}

/// A record that a promise refers to.
#[derive(Debug, Clone, Copy)]
pub enum Record<'a> {
    /// A value of a series.
    Row(&'a Series, &'a SeriesRow),
    /// A figure.
    Figure(&'a Figure),
    /// An event.
    Event(&'a Event),
    /// Something looked for and not found.
    Gap(&'a Gap),
}

impl<'a> Record<'a> {
    /// The lower and the upper end of its value; the same twice for a single number, `None` for words.
    #[must_use]
    pub fn range(&self) -> Option<[f64; 2]> {
        match self {
            Self::Row(_, row) => Some([row.value; 2]),
            Self::Figure(f) if f.unit != "date" && f.unit != "text" => {
                let from = f.value.parse().ok()?;
                Some([from, f.value_to.parse().unwrap_or(from)])
            }
            _ => None,
        }
    }

    /// Unit of its value.
    #[must_use]
    pub fn unit(&self) -> &'a str {
        match self {
            Self::Row(_, row) => &row.unit,
            Self::Figure(f) => &f.unit,
            Self::Event(_) | Self::Gap(_) => "",
        }
    }

    /// What date it is for.
    #[must_use]
    pub fn date(&self) -> Option<&'a Period> {
        match self {
            Self::Row(_, row) => Some(&row.date),
            Self::Figure(f) => f.date.as_ref(),
            Self::Event(e) => Some(&e.date),
            Self::Gap(_) => None,
        }
    }

    /// Who says so; `None` for what was not found.
    #[must_use]
    pub fn source(&self) -> Option<&'a Id> {
        match self {
            Self::Row(_, row) => Some(&row.source),
            Self::Figure(f) => Some(&f.source),
            Self::Event(e) => Some(&e.source),
            Self::Gap(_) => None,
        }
    }

    /// How sure it is.
    #[must_use]
    pub fn confidence(&self) -> Option<Confidence> {
        match self {
            Self::Row(_, row) => Some(row.confidence),
            Self::Figure(f) => Some(f.confidence),
            Self::Event(e) => Some(e.confidence),
            Self::Gap(_) => None,
        }
    }

    /// What to know about it.
    #[must_use]
    pub fn note(&self) -> &'a str {
        match self {
            Self::Row(_, row) => &row.note,
            Self::Figure(f) => &f.note,
            Self::Event(e) => &e.note,
            Self::Gap(_) => "",
        }
    }

    /// Unit without "a year", which a value for a whole year means as well; `None` for a value of a
    /// part of a year, which no yearly target can be compared with.
    fn yearly_unit(&self) -> Option<&'a str> {
        match self {
            Self::Row(_, row) if row.period != "year" => None,
            _ => Some(self.unit().trim_end_matches("/yr")),
        }
    }
}

/// What part of the target an outcome is, percent: against the upper and the lower end of the target.
/// `None` unless both are numbers of one unit.
#[must_use]
pub fn share(targets: &[Record<'_>], outcome: &Record<'_>) -> Option<[f64; 2]> {
    let ends: Vec<f64> = targets.iter().filter_map(Record::range).flatten().collect();
    let unit = targets.first()?.unit().trim_end_matches("/yr");
    let same = !unit.is_empty() && outcome.yearly_unit() == Some(unit);
    let alike = targets.iter().all(|t| t.unit().trim_end_matches("/yr") == unit);
    let [from, to] = outcome.range()?;
    let (low, high) = (ends.iter().copied().reduce(f64::min)?, ends.iter().copied().reduce(f64::max)?);
    (same && alike && low > 0.0).then(|| [100.0 * from / high, 100.0 * to / low])
}

impl Document {
    /// The records of a reference: every row of that date for a series, else one. Empty if there is
    /// none.
    #[must_use]
    pub fn records(&self, reference: &str) -> Vec<Record<'_>> {
        let Some((kind, id)) = reference.split_once(':') else { return Vec::new() };
        match kind {
            "series" => self.rows_of(id),
            "figure" => self.figures.iter().filter(|f| &*f.id == id).map(Record::Figure).collect(),
            "event" => self.events.iter().filter(|e| &*e.id == id).map(Record::Event).collect(),
            "gap" => self.gaps.iter().filter(|g| &*g.id == id).map(Record::Gap).collect(),
            _ => Vec::new(),
        }
    }

    fn rows_of(&self, reference: &str) -> Vec<Record<'_>> {
        let Some((id, date)) = reference.split_once('@') else { return Vec::new() };
        let Some(series) = self.series(id) else { return Vec::new() };
        let rows = series.rows.iter().filter(|r| r.date.text() == date);
        rows.map(|row| Record::Row(series, row)).collect()
    }
}
